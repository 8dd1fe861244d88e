#!/usr/bin/python3 -B
"""Runs fuzz targets one after another, for as long as there is time, and keeps books of it.

usage: run.py BUILD [TARGET...] [--minutes N] [--executions N] [--seconds N] [--slice N]
       run.py BUILD [TARGET...] --store      keeps what was found, minimised, in corpus/TARGET/found.inputs
       run.py --table                        prints the books

BUILD is the build of the preset `fuzz`. A target is done after so many executions, or so many seconds of
processor time, whichever comes first; what ledger/TARGET says adds up over runs, so a run can be broken off
and gone on with. Those that are soonest done come first. What a target has collected lies in
BUILD/tests/fuzz/work; an input that breaks it in BUILD/tests/fuzz/broken: the target waits until the fault is
mended, and then the input goes into corpus/TARGET by hand.
"""

import argparse
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
BIN = "tests/fuzz/place/bin"
MOST_STORED = 96 << 10
# A parser's faults show in short inputs too, and these are read more often.
LENGTH = {"cells": 512, "csl": 700, "csv": 512, "edit": 512, "hyphen": 512, "markdown": 600, "message": 512, "picture": 1300,
          "font": 3200, "language": 1800, "ods": 1600, "press": 4096, "project": 700, "query": 256, "spss": 4096, "sqlite": 2600,
          "survey": 1800, "tables": 3600, "theme": 512, "verify": 3000, "xlsx": 1800}
MOST = 1024
# A freed block is not taken again for a while, so that its use is seen: 1 MB of them do for such inputs, and stay in the
# cache. Leaks are looked for once, at the end: what a library keeps for itself would have them looked for after each input.
SANITIZER = ("allocator_may_return_null=1:handle_abort=1:quarantine_size_mb=1:thread_local_quarantine_size_kb=64:"
             "malloc_context_size=4:max_malloc_fill_size=64")
# To weigh inputs by how rare their features are takes a third of the time; how new they are does.
WORDS = ("-print_final_stats=1", "-timeout=20", "-rss_limit_mb=3000", "-reload=0", "-detect_leaks=0", "-entropic=0")
FIELDS = ("executions", "cpu_seconds", "edges", "features", "corpus", "broken")


# ---- Packed inputs: what replay.c reads ----

def unpack(bytes_):
    at = 0
    while at < len(bytes_):
        n, = struct.unpack_from("<I", bytes_, at)
        yield bytes_[at + 4:at + 4 + n]
        at += 4 + n


def pack(inputs):
    return b"".join(struct.pack("<I", len(i)) + i for i in inputs)


# ---- The books ----

def read_ledger(name):
    path = HERE / "ledger" / name
    book = dict.fromkeys(FIELDS, 0)
    if path.exists():
        book.update((key, float(value)) for key, value in (line.split() for line in path.read_text().splitlines()))
    return book


def write_ledger(name, book):
    (HERE / "ledger").mkdir(exist_ok=True)
    (HERE / "ledger" / name).write_text("".join(f"{key} {book[key]:.0f}\n" for key in FIELDS))


def table():
    print(f"{'target':12}{'executions':>12}{'CPU s':>8}{'runs/s':>8}{'edges':>8}{'corpus':>8}{'broken':>8}")
    total = [0, 0]
    for path in sorted((HERE / "ledger").iterdir()):
        b = read_ledger(path.name)
        rate = b["executions"] / b["cpu_seconds"] if b["cpu_seconds"] else 0
        total = [total[0] + b["executions"], total[1] + b["cpu_seconds"]]
        print(f"{path.name:12}{b['executions']:12.0f}{b['cpu_seconds']:8.0f}{rate:8.0f}{b['edges']:8.0f}"
              f"{b['corpus']:8.0f}{b['broken']:8.0f}")
    print(f"{'all':12}{total[0]:12.0f}{total[1]:8.0f}")


class Target:
    def __init__(self, build, name):
        self.name, self.program = name, build / BIN / f"fuzz_{name}"
        self.place = build / "tests/fuzz"
        self.work, self.broken = self.place / "work" / name, self.place / "broken" / name
        for folder in (self.work, self.broken):
            folder.mkdir(parents=True, exist_ok=True)
        self.book = read_ledger(name)
        self.filled = False

    def inputs(self):
        """Those that are stored, and those that seeds.py makes."""
        for path in sorted((HERE / "corpus" / self.name).glob("*")):
            yield from unpack(path.read_bytes()) if path.suffix == ".inputs" else [path.read_bytes()]
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, "-B", HERE / "seeds.py", folder, self.name], check=True, stdout=subprocess.DEVNULL)
            for path in sorted((pathlib.Path(folder) / self.name).glob("*")):
                yield path.read_bytes()

    def fill(self, folder):
        for i, content in enumerate(self.inputs()):
            (folder / f"in-{i:05}").write_bytes(content)

    def libfuzzer(self, *words, timeout=None):
        environment = dict(os.environ, ASAN_OPTIONS=SANITIZER, LC_ALL="C.UTF-8", TZ="UTC0")
        return subprocess.run([self.program, *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              text=True, errors="replace", check=False, env=environment, timeout=timeout)

    def waits(self):
        """For somebody to mend what breaks it. What breaks it no longer is one of its inputs."""
        waits = False
        for path in sorted(self.broken.iterdir()):
            if path.name.startswith("slow") or self.libfuzzer(path, "-timeout=20", "-rss_limit_mb=3000").returncode == 0:
                path.rename(self.work / path.name)
            else:
                waits = True
        return waits

    def left(self, executions, seconds):
        """Processor time until it is done, as far as can be told."""
        rate = self.book["executions"] / max(self.book["cpu_seconds"], .1)
        return max(0, min((executions - self.book["executions"]) / max(rate, 1), seconds - self.book["cpu_seconds"]))

    def find_leak(self, run):
        """Which input is it? The first that leaks lies in `broken` then."""
        found = self.libfuzzer(self.work, "-runs=0", "-detect_leaks=1", f"-artifact_prefix={self.broken}/")
        found.stderr = run.stderr + found.stderr
        return found

    def run(self, seconds, executions):
        if not self.filled:
            self.fill(self.work)
            self.filled = True
        before = os.times()
        run = self.libfuzzer(self.work, f"-max_total_time={seconds}", f"-runs={executions:.0f}", *WORDS,
                             f"-max_len={LENGTH.get(self.name, MOST)}", f"-artifact_prefix={self.broken}/")
        if "LeakSanitizer" in run.stderr:
            run = self.find_leak(run)
        after = os.times()
        self.book["cpu_seconds"] += sum(after[2:4]) - sum(before[2:4])
        done = re.search(r"number_of_executed_units: (\d+)", run.stderr)
        seen = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", run.stderr)
        self.book["executions"] += int(done[1]) if done else 0
        if seen:
            for key, value in zip(("edges", "features", "corpus"), seen[-1]):
                self.book[key] = max(self.book[key], int(value)) if key != "corpus" else int(value)
        found = [p for p in self.broken.iterdir() if not p.name.startswith("slow")]
        if run.returncode and found:
            self.book["broken"] += 1
            (self.broken.parent / f"{self.name}.log").write_text(run.stderr[-20000:])
        write_ledger(self.name, self.book)
        print(f"{self.name}: {self.book['executions']:.0f} executions, {self.book['cpu_seconds']:.0f} s, "
              f"{self.book['edges']:.0f} edges, {self.book['corpus']:.0f} inputs" + ("; BROKEN" if found else ""), flush=True)
        if run.returncode and not found:
            print(run.stderr[-2000:], file=sys.stderr)

    def store(self):
        """What it has collected that reaches more than the seeds do, the smallest first."""
        stored = HERE / "corpus" / self.name / "found.inputs"
        stored.unlink(missing_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            known = pathlib.Path(folder)
            self.fill(known)
            before = {p.name for p in known.iterdir()}
            self.libfuzzer("-merge=1", *WORDS, f"-max_len={LENGTH.get(self.name, MOST)}", f"-artifact_prefix={self.broken}/",
                           known, self.work)
            new = sorted((p.read_bytes() for p in known.iterdir() if p.name not in before), key=lambda i: (len(i), i))
        kept = []
        while new and sum(map(len, kept)) + len(new[0]) <= MOST_STORED:
            kept.append(new.pop(0))
        if kept:
            stored.parent.mkdir(exist_ok=True)
            stored.write_bytes(pack(kept))
        print(f"{self.name}: {len(kept)} inputs stored, {sum(map(len, kept))} bytes; {len(new)} left out")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", nargs="?", type=pathlib.Path)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--executions", type=int, default=1000000)
    parser.add_argument("--seconds", type=int, default=900, help="of processor time, of one target")
    parser.add_argument("--slice", type=int, default=60, help="seconds that a target runs before its books are kept")
    parser.add_argument("--store", action="store_true")
    parser.add_argument("--table", action="store_true")
    line = parser.parse_args()
    if line.table:
        return table()
    names = line.targets or sorted(p.name.removeprefix("fuzz_") for p in (line.build / BIN).glob("fuzz_*"))
    targets = [Target(line.build.resolve(), name) for name in names]
    if line.store:
        for target in targets:
            target.store()
        return None
    end, slices = time.monotonic() + line.minutes * 60, 0
    while time.monotonic() < end:
        waiting = [t for t in targets if t.left(line.executions, line.seconds) and not t.waits()]
        if not waiting:
            break
        fresh = [t for t in waiting if not t.book["executions"]]
        target = fresh[0] if fresh else min(waiting, key=lambda t: t.left(line.executions, line.seconds))
        target.run(10 if fresh else min(line.slice, max(5, end - time.monotonic())),
                   line.executions - target.book["executions"])
        slices += 1
    return None


if __name__ == "__main__":
    sys.exit(main())
