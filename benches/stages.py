#!/usr/bin/env python3
"""Where the time goes from an archive to a linked record: N generated reports (benches/generate.py) as JSON Lines and
as pages in a WARC, on one thread, each stage by what the next command does more, in seconds of processor time, which what
else the machine does changes little.

    benches/stages.py target/quick/dateline 3000
"""

import html
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

program, count = str(pathlib.Path(sys.argv[1]).resolve()), int(sys.argv[2])
here = pathlib.Path(__file__).resolve().parent


def page(report):
    paragraphs = "".join(f"<p>{html.escape(one)}</p>" for one in report["text"].split("\n") if one.strip())
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(20))
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{html.escape(report["title"])}</title>'
        f'<meta property="og:site_name" content="{html.escape(report["source"])}">'
        f'<meta property="article:published_time" content="{report["published"]}T08:00:00Z"></head>'
        f"<body><nav><ul>{menu}</ul></nav><article><h1>{html.escape(report['title'])}</h1>{paragraphs}</article>"
        f"<footer><p>Subscribe to our newsletter</p></footer></body></html>"
    ).encode()


def warc(reports, path):
    with open(path, "wb") as out:
        for number, report in enumerate(reports):
            body = page(report)
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            url = f"https://paper.example/{number}"
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:{number:032}>\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n"
            )
            out.write(head.encode() + http + b"\r\n\r\n")


def seconds(*arguments):
    """The seconds of processor time that a command takes, the better of two."""
    best = None
    for _ in range(2):
        for left in folder.glob("read.db*"):
            left.unlink()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = took if best is None else min(best, took)
    return best


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    generated = subprocess.run([sys.executable, here / "generate.py", str(count)], stdout=subprocess.PIPE, check=True).stdout
    lines, archive = folder / "reports.jsonl", folder / "reports.warc"
    lines.write_bytes(generated)
    reports = [json.loads(line) for line in generated.decode().splitlines()]
    warc(reports, archive)
    words = sum(len(report["text"].split()) for report in reports)
    nothing = folder / "nothing.jsonl"
    nothing.write_text('{"text":"It rained."}\n')
    start = seconds("extract", str(nothing), "--threads", "1")
    print(f"{count} reports, {words / count:.0f} words each; start and models {start:.2f} s, taken off below")
    for form in (lines, archive):
        given = seconds("extract", str(form), "--only", "report", "--threads", "1")
        # With the writing of its trees, so that this share is rather too large.
        analysed = seconds("annotate", str(form), "--threads", "1")
        whole = seconds("extract", str(form), "--threads", "1")
        total = seconds("read", str(form), "--threads", "1", "--db", str(folder / "read.db")) - start
        stages = [
            ("forms, and telling the language", given - start),
            ("sentences, tags, trees, names", analysed - given),
            ("statements, events, figures …", whole - analysed),
            ("keeping and linking", total + start - whole),
        ]
        print(f"{form.suffix[1:]}: {total:.2f} s, {count / total:.0f} reports and {words / total / 1e3:.1f} thousand words a second")
        for stage, took in stages:
            print(f"  {stage:<36} {took:6.2f} s  {100 * took / total:5.1f} %")
