//! Training twice gives the same file: words, lemmas and names, on a small set of our own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// Form, lemma, universal tag, Penn tag, name.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const SENTENCES: [&[Row]; 3] = [
    &[
        ("Ana", "Ana", "PROPN", "NNP", "B-PER"),
        ("Reyes", "Reyes", "PROPN", "NNP", "I-PER"),
        ("left", "leave", "VERB", "VBD", "O"),
        ("Norway", "Norway", "PROPN", "NNP", "B-LOC"),
        (".", ".", "PUNCT", ".", "O"),
    ],
    &[
        ("The", "the", "DET", "DT", "O"),
        ("Grain", "Grain", "PROPN", "NNP", "B-ORG"),
        ("Board", "Board", "PROPN", "NNP", "I-ORG"),
        ("met", "meet", "VERB", "VBD", "O"),
        (".", ".", "PUNCT", ".", "O"),
    ],
    &[
        ("Envoys", "envoy", "NOUN", "NNS", "O"),
        ("of", "of", "ADP", "IN", "O"),
        ("Reyes", "Reyes", "PROPN", "NNP", "B-PER"),
        ("met", "meet", "VERB", "VBD", "O"),
        (".", ".", "PUNCT", ".", "O"),
    ],
];

#[test]
fn training_twice_gives_the_same_file() {
    let folder = std::env::temp_dir().join(format!("dateline-same-file-{}", std::process::id()));
    write_data(&folder);
    let files: Vec<Vec<u8>> = ["first.model", "second.model"]
        .map(|name| {
            let model = folder.join(name);
            train(&folder, &model, "words", &["--width", "4"]);
            train(&folder, &model, "lemmas", &[]);
            train(&folder, &model, "names", &["--rounds", "3"]);
            fs::read(&model).unwrap()
        })
        .into();
    fs::remove_dir_all(&folder).unwrap();
    assert!(files[0].len() > 1000, "{} bytes", files[0].len());
    assert!(files[0] == files[1], "two trainings on the same data differ");
}

fn train(data: &Path, model: &Path, part: &str, more: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline-trainer"))
        .arg(part)
        .args([Path::new("--data"), data, Path::new("--model"), model])
        .args(more)
        .output()
        .unwrap();
    assert!(output.status.success(), "{part}: {}", String::from_utf8_lossy(&output.stderr));
}

fn write_data(folder: &Path) {
    for part in ["data/train", "data/test", "data/ner", "vectors"] {
        fs::create_dir_all(folder.join(part)).unwrap();
    }
    let (mut trees, mut columns) = (String::from("# newdoc id = one\n"), String::new());
    for sentence in SENTENCES {
        for (at, (form, lemma, upos, xpos, tag)) in sentence.iter().enumerate() {
            trees += &format!(
                "{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{}\tdep\t_\t_\n",
                at + 1,
                usize::from(at > 0)
            );
            columns += &format!("{form}\t{tag}\n");
        }
        trees += "\n";
        columns += "\n";
    }
    for name in ["train/ewt-train", "train/gum-train", "test/ewt-dev", "test/gum-news-dev"] {
        fs::write(folder.join(format!("data/{name}.conllu")), &trees).unwrap();
    }
    let sets = [
        "uner-ewt-train",
        "uner-ewt-dev",
        "wikigold",
        "crossner-politics-train",
        "crossner-politics-dev",
        "gmb",
    ];
    for name in sets {
        fs::write(folder.join(format!("data/ner/{name}.tsv")), columns.repeat(4)).unwrap();
    }
    let words: Vec<&str> = SENTENCES.iter().flat_map(|sentence| sentence.iter().map(|word| word.0)).collect();
    let list: String = words.iter().enumerate().map(|(row, word)| format!("{word}\t{row}\n")).collect();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(list.as_bytes()).unwrap();
    fs::write(folder.join("vectors/words.tsv.gz"), packed.finish().unwrap()).unwrap();
    let clusters: String = words.iter().map(|word| format!("{word}\t1\t{}\t3\n", word.len())).collect();
    fs::write(folder.join("data/ner/word-clusters.tsv"), clusters).unwrap();
    fs::write(folder.join("vectors/vectors.f16.npy"), vectors(words.len(), 6)).unwrap();
}

/// A NumPy array of 16-bit numbers between 1 and 2, from a seeded generator.
fn vectors(rows: usize, columns: usize) -> Vec<u8> {
    let header = format!("{{'descr': '<f2', 'fortran_order': False, 'shape': ({rows}, {columns}), }}\n");
    let mut array = b"\x93NUMPY\x01\x00".to_vec();
    array.extend(u16::try_from(header.len()).unwrap().to_le_bytes());
    array.extend(header.bytes());
    let mut state = 7u32;
    for _ in 0..rows * columns {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        array.extend((0x3C00 | (state >> 22) as u16).to_le_bytes());
    }
    array
}
