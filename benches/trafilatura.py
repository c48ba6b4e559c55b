#!/usr/bin/env python3
"""Pages a second of one core: dateline beside trafilatura, on the same WARC in the same run.

  benches/trafilatura.py --warc pages.warc.gz --run 'dateline extract --only report --threads 1' [--pages N]

Both read the archive themselves and give body, title, byline, day and outlet. CPU time is counted,
not the clock, so that a busy machine changes little. The archive is made by `make-warc` of the
pages benchmark, or is any WARC of pages. Needs `pip install trafilatura lxml_html_clean warcio`.
"""
import argparse, resource, shlex, subprocess, sys, tempfile, time

sys.path.pop(0)  # this file has the name of the module that it measures
import trafilatura
from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter


def responses(path, most):
    with open(path, "rb") as f:
        count = 0
        for record in ArchiveIterator(f):
            if record.rec_type == "response" and count < most:
                count += 1
                yield record


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--warc", required=True)
    a.add_argument("--run", required=True)
    a.add_argument("--pages", type=int, default=10**9, help="only the first so many")
    a = a.parse_args()
    with tempfile.NamedTemporaryFile(suffix=".warc.gz") as part:
        writer = WARCWriter(part, gzip=True)
        for record in responses(a.warc, a.pages):
            writer.write_record(record)
        part.flush()

        began, count, size = time.process_time(), 0, 0
        for record in responses(part.name, 10**9):
            html = record.content_stream().read()
            url = record.rec_headers.get_header("WARC-Target-URI")
            trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False)
            count, size = count + 1, size + len(html)
        theirs = time.process_time() - began

        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(shlex.split(a.run) + [part.name], stdout=subprocess.PIPE)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        ours = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    read = done.stdout.count(b"\n")
    print(f"pages {count}, {size / 1e6:.0f} MB of HTML; dateline read {read}")
    print(f"trafilatura {trafilatura.__version__}: {theirs:.1f} s of CPU, {count / theirs:.0f} pages/s")
    print(f"dateline: {ours:.1f} s of CPU, {count / ours:.0f} pages/s, {size / 1e6 / ours:.0f} MB/s, {theirs / ours:.1f} times")
    sys.exit(0 if read else 1)


if __name__ == "__main__":
    main()
