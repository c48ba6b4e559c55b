#!/usr/bin/env python3
"""How keeping and linking grow: N, 2N and 4N reports read into fresh records, then one more into the largest.

    benches/grow.py target/release/dateline REPORTS.jsonl [N]
    benches/generate.py 40000 > many.jsonl && benches/grow.py target/release/dateline many.jsonl 10000

Seconds are of the processor, so that other work on the machine does not show; analysing (`dateline extract`
of the same reports) is taken off. `inside` is what the program itself says it took to keep and link.
"""
import os, re, resource, subprocess, sys, tempfile

BINARY, REPORTS = os.path.abspath(sys.argv[1]), sys.argv[2]
COUNT = int(sys.argv[3]) if len(sys.argv) > 3 else 2500


def run(command, lines):
    """Processor seconds, peak memory in MB, and what was printed."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out:
        given.writelines(lines)
        given.seek(0)
        process = subprocess.Popen([BINARY, *command], stdin=given, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status):
            sys.exit(f"{' '.join(command)}: exit status {os.waitstatus_to_exitcode(status)}")
        out.seek(0)
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read(4096).decode(errors="replace")


with open(REPORTS, "rb") as reports:
    lines = [line for line, _ in zip(reports, range(4 * COUNT + 20))]
if len(lines) <= 4 * COUNT:
    sys.exit(f"{REPORTS} holds {len(lines)} reports; more than {4 * COUNT} are needed")

with tempfile.TemporaryDirectory() as folder:
    before = None
    print(f"{'reports':>8} {'read':>8} {'analyse':>8} {'keep and link':>14} {'ratio':>6} {'memory':>8} {'record':>8}")
    for count in (COUNT, 2 * COUNT, 4 * COUNT):
        record = os.path.join(folder, f"{count}.db")
        read, memory, _ = run(["read", "-", "--db", record], lines[:count])
        analyse, _, _ = run(["extract", "-"], lines[:count])
        linked = read - analyse
        ratio = f"{linked / before:.2f}" if before else ""
        size = os.path.getsize(record) / 1e6
        print(f"{count:>8} {read:>7.1f}s {analyse:>7.1f}s {linked:>13.1f}s {ratio:>6} {memory:>5.0f} MB {size:>5.0f} MB")
        before = linked
    empty = os.path.join(folder, "empty.db")
    run(["read", "-", "--db", empty], [])
    costs = []
    for line in lines[4 * COUNT:]:
        seconds, memory, printed = run(["read", "-", "--db", record], [line])
        inside = re.search(r"kept and linked in (\S+) ms", printed)
        costs.append((seconds, memory, float(inside[1]) if inside else float("nan")))
    alone, _, _ = run(["read", "-", "--db", empty], [lines[-1]])
    middle = sorted(costs)[len(costs) // 2]
    print(f"one more report to {4 * COUNT}: {middle[0] * 1e3:.0f} ms of the processor (to none: {alone * 1e3:.0f} ms), "
          f"inside {sorted(cost[2] for cost in costs)[len(costs) // 2]:.1f} ms, at most {max(cost[2] for cost in costs):.1f} ms, {middle[1]:.0f} MB")
