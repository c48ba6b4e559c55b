#!/usr/bin/env python3
"""How long pages take while many read and the record grows.

    benches/generate.py 100000 | dateline read - --db many.db
    benches/serve.py DATELINE many.db [READERS] [SECONDS]

Starts `dateline serve` on loopback, lets READERS (50) walk its pages by links with a second's thought
between clicks for SECONDS (30), while `dateline read` adds new reports. Prints the time that the
server says each page took (Server-Timing), by kind: median, 95th percentile, most; the processor time
of the server for each; the heaviest page; and its memory.
"""
import collections, os, pathlib, random, re, socket, statistics, subprocess, sys, tempfile, threading, time, urllib.request

dateline, db = sys.argv[1], sys.argv[2]
readers, seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 50, int(sys.argv[4]) if len(sys.argv) > 4 else 30
with socket.socket() as s: s.bind(("127.0.0.1", 0)); port = s.getsockname()[1]
base = f"http://127.0.0.1:{port}"
server = subprocess.Popen([dateline, "serve", "--db", db, "--addr", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
for _ in range(100):
    try: urllib.request.urlopen(base + "/api/v1/counts").read(); break
    except OSError: time.sleep(0.1)

taken, failed, stop = collections.defaultdict(list), collections.Counter(), time.time() + seconds
heaviest = {}

def walk(number):
    rng, address = random.Random(number), "/"
    time.sleep(rng.random())
    while time.time() < stop:
        kind = address.split("?")[0].split("/")[1] or "stories"
        try:
            answer = urllib.request.urlopen(base + address, timeout=30)
            page = answer.read().decode()
            heaviest[kind] = max(heaviest.get(kind, (0, "")), (len(page.encode()), address))
            taken[kind].append(float(re.search(r"dur=([\d.]+)", answer.headers["Server-Timing"])[1]))
            links = [l.replace("&amp;", "&").split("#")[0] for l in re.findall(r'href="(/[^"]*)"', page) if "/assets/" not in l and "format=" not in l and "/api/" not in l]
            address = rng.choice(links) if links and rng.random() < 0.9 else "/search?q=" + rng.choice(["ceasefire", "agreement", "minister", "killed", "talks+map"])
        except Exception as error: failed[f"{kind}: {error}"] += 1; address = "/"
        time.sleep(1)

def worked(): return sum(int(n) for n in open(f"/proc/{server.pid}/stat").read().rsplit(")", 1)[1].split()[11:13]) / os.sysconf("SC_CLK_TCK")

folder = pathlib.Path(tempfile.mkdtemp())
generate = pathlib.Path(__file__).with_name("generate.py")
with open(folder / "more.jsonl", "wb") as more: subprocess.run([sys.executable, generate, "2000", str(int(time.time()))], stdout=more)
reading = subprocess.Popen([dateline, "read", folder / "more.jsonl", "--db", db], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
before = worked()
threads = [threading.Thread(target=walk, args=(n,)) for n in range(readers)]
for t in threads: t.start()
for t in threads: t.join()
spent = worked() - before
was_reading = reading.poll() is None
# It would go on linking long after the last reader is gone; what it has kept is whole.
reading.kill()
reading.wait()
memory = next(int(l.split()[1]) for l in open(f"/proc/{server.pid}/status") if l.startswith("VmHWM")) // 1024
server.terminate()
everything = sorted(x for times in taken.values() for x in times)
at = lambda times, share: sorted(times)[min(len(times) - 1, int(len(times) * share))]
for kind, times in sorted(taken.items()): print(f"{kind:12} {len(times):5} pages  median {statistics.median(times):7.1f} ms  p95 {at(times, .95):7.1f}  most {max(times):7.1f}")
print(f"{'all':12} {len(everything):5} pages  median {statistics.median(everything):7.1f} ms  p95 {at(everything, .95):7.1f}  most {everything[-1]:7.1f}")
print(f"processor {1000 * spent / len(everything):.1f} ms a page; heaviest {max(heaviest.values())[0] // 1000} KB {max(heaviest.values())[1][:60]}")
print(f"memory {memory} MB, failed {dict(failed)}, reports were being added {'to the end' if was_reading else 'for part of the time'}")
