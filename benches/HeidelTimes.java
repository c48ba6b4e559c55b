import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.util.List;

/**
 * HeidelTime in one process over many texts, for `benches/heideltime.py`: its start and the loading of
 * its rules are paid once and are not counted.
 *
 * Arguments: CONFIG FOLDER. The folder holds `NUMBER.txt` and `NUMBER.day`. After one round to warm up
 * it reads all texts once more and prints the nanoseconds which that took.
 */
public class HeidelTimes {
    public static void main(String[] arguments) throws Exception {
        HeidelTimeStandalone tagger = new HeidelTimeStandalone(
                Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, arguments[0], POSTagger.TREETAGGER, false);
        SimpleDateFormat days = new SimpleDateFormat("yyyy-MM-dd");
        List<Path> texts;
        try (var files = Files.list(Path.of(arguments[1]))) {
            texts = files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
        }
        for (int round = 0; round < 2; round++) {
            int found = 0;
            long started = System.nanoTime();
            for (Path text : texts) {
                String name = text.toString().replaceAll("txt$", "day");
                String answer = tagger.process(
                        Files.readString(text, StandardCharsets.UTF_8), days.parse(Files.readString(Path.of(name)).trim()));
                found += answer.split("<TIMEX3", -1).length - 1;
            }
            System.out.println((System.nanoTime() - started) + " " + found);
        }
    }
}
