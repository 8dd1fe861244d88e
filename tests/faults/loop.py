#!/usr/bin/python3
"""Every system call and every allocation of a command fails once, and every end of it is judged.

usage: loop.py STROM TOOLS [--calls] [--allocations [--lasting]] [--command build|pack|translate] [--every N] [--jobs N]
               [--at POINT]

The command is run in the README's project once for each point at which it can fail: a system call with each error
that it may have (TOOLS/calls), or an allocation (TOOLS/allocations.so; not in the sanitizers' build). Before it
it ran on an older text, so that there are older files. It must end in one of two ways: good, with the same bytes as
without the fault; or bad, with a message that says why, and each file that it writes as it was, or as it
should be. In full (one of one) it takes some minutes on a free machine; tests/run and .ci/run take a sample.
"""

import argparse
import collections
import concurrent.futures
import dataclasses
import errno
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

SOURCE = pathlib.Path(__file__).resolve().parents[2]
FILES = re.compile(r"^`([\w.-]+)`:\n\n```\w*\n(.*?)^```$", re.S | re.M)

# x86-64's numbers of the calls that a build makes: their name, and how they may fail; half: not all was done.
CALLS = {
    0: ("read", "EIO EINTR half"), 1: ("write", "EIO ENOSPC EINTR half"), 2: ("open", "EMFILE EIO"),
    3: ("close", "EIO EINTR"), 4: ("stat", "EIO ENOMEM"), 5: ("fstat", "EIO ENOMEM"), 6: ("lstat", "EIO ENOMEM"),
    7: ("poll", "EINTR ENOMEM"), 8: ("lseek", "EINVAL"), 9: ("mmap", "ENOMEM"), 10: ("mprotect", "ENOMEM"),
    11: ("munmap", "ENOMEM"), 12: ("brk", "ENOMEM"), 13: ("rt_sigaction", "EINVAL"), 14: ("rt_sigprocmask", "EINVAL"),
    16: ("ioctl", "EIO"), 17: ("pread64", "EIO EINTR"), 18: ("pwrite64", "EIO ENOSPC EINTR"),
    20: ("writev", "EIO ENOSPC"), 21: ("access", "EIO"), 25: ("mremap", "ENOMEM"), 28: ("madvise", "ENOMEM"),
    32: ("dup", "EMFILE"), 33: ("dup2", "EMFILE"), 56: ("clone", "EAGAIN ENOMEM"), 57: ("fork", "EAGAIN ENOMEM"),
    58: ("vfork", "EAGAIN"), 59: ("execve", "ENOMEM"), 61: ("wait4", "EINTR"), 62: ("kill", "EPERM"),
    72: ("fcntl", "EMFILE"), 74: ("fsync", "EIO ENOSPC"), 77: ("ftruncate", "EIO ENOSPC"), 79: ("getcwd", "ENOMEM"),
    82: ("rename", "EIO ENOSPC"), 83: ("mkdir", "ENOSPC"), 84: ("rmdir", "EIO"), 87: ("unlink", "EIO"),
    89: ("readlink", "EIO"), 137: ("statfs", "EIO"), 157: ("prctl", "EINVAL"), 217: ("getdents64", "EIO"),
    228: ("clock_gettime", "EINVAL"), 257: ("openat", "EMFILE EIO ENOMEM"), 262: ("newfstatat", "EIO ENOMEM"),
    263: ("unlinkat", "EIO"), 265: ("linkat", "EIO ENOSPC"), 267: ("readlinkat", "EIO"), 292: ("dup3", "EMFILE"),
    293: ("pipe2", "EMFILE"), 302: ("prlimit64", "EPERM"), 317: ("seccomp", "ENOMEM"), 318: ("getrandom", "EINTR"),
    319: ("memfd_create", "EMFILE ENOMEM"), 332: ("statx", "ENOMEM"), 334: ("rseq", "EINVAL"),
    434: ("pidfd_open", "EMFILE ENOMEM"), 436: ("close_range", "ENOMEM"), 437: ("openat2", "EMFILE EIO EAGAIN"),
    439: ("faccessat2", "EIO"), 444: ("landlock_create_ruleset", "EMFILE ENOMEM"),
    445: ("landlock_add_rule", "ENOMEM"), 446: ("landlock_restrict_self", "ENOMEM"),
}
# They end the process, begin it, tell it who it is, or wake a thread (202), which fails by no fault of the machine's.
CANNOT_FAIL = {15, 39, 60, 102, 104, 107, 108, 110, 158, 186, 202, 218, 231, 273}
# Of these the address sanitizer makes its own, which may not fail, and LeakSanitizer more.
OF_SANITIZERS = {9, 10, 11, 12, 13, 25, 28, 131, 157, 204}
# Before the program's first own word, the dynamic linker falls over a page that it cannot have.
OF_THE_LINKER = 5

# How a message says why, beside the error's own words, and those of a program that is run.
WHY = re.compile(r"memory|cannot (allocate|open|read|write|start|make|rename|be (handed over|loaded))|error while loading|"
                 r"It said|could not write all")


@dataclasses.dataclass(frozen=True)
class Point:
    kind: str
    process: int
    number: int
    what: str = ""  # of a call: the error, as a word
    call: int = 0

    def at(self):
        if self.kind == "allocation":
            return f"{self.process}:{self.number}{self.what}"
        return f"{self.process}:{self.number}:{getattr(errno, self.what, 0)}:{self.call}"

    def __str__(self):
        name = CALLS.get(self.call, [f"call {self.call}"])[0] if self.kind == "call" else self.kind
        return f"{self.process}:{self.number} {name} {self.what}".rstrip()


@dataclasses.dataclass
class End:
    point: Point
    met: bool
    code: int
    said: str
    out: dict
    wrong: str = ""


# What is run, the folder that it writes, and how many files lie there then.
COMMANDS = {"build": (["build", "-j", "1"], "out", 3), "pack": (["pack", "-j", "1"], "out", 4),
            "translate": (["translate"], "po", 4)}


def contents(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir()} if folder.exists() else {}


def readme_files():
    text = (SOURCE / "README.md").read_text()
    return FILES.findall(text[text.index("## A project of your own"):])


class Loop:
    def __init__(self, strom, tools, folder, command):
        self.words, self.writes, many = COMMANDS[command]
        self.strom, self.tools = pathlib.Path(strom).resolve(), pathlib.Path(tools).resolve()
        self.sanitized = b"__asan_init" in self.strom.read_bytes()
        self.folder, self.project = folder, folder / "project"
        self.project.mkdir()
        for name, content in readme_files():
            (self.project / name).write_text(content)
        report = self.project / "report.md"
        now = report.read_text()
        report.write_text(now.replace("Findings", "Found before"))
        self.run(self.project)
        report.write_text(now)
        self.old = contents(self.project / self.writes)
        self.new = contents(self.built("clean"))
        if len(self.new) != many or set(self.old) != set(self.new) or self.old == self.new:
            sys.exit(f"the README's project has other files: {sorted(self.new)}")

    def run(self, cwd, before=(), **more):
        environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "XDG_CONFIG_HOME": str(self.folder),
                       "ASAN_OPTIONS": "detect_leaks=0", "LC_ALL": "C.UTF-8", **more}
        return subprocess.run([*before, self.strom, *self.words], cwd=cwd, capture_output=True, check=False,
                              timeout=100, env=environment)

    def copy(self, name):
        copy = self.folder / f"run-{name}"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.project, copy)
        return copy

    def built(self, name):
        copy = self.copy(name)
        self.run(copy)
        return copy / self.writes

    # ---- Points ----

    def calls(self):
        listed = self.folder / "list"
        self.run(self.copy("counted"), [self.tools / "calls", listed, "--"])
        begun = {0: 0}
        for line in listed.read_text().splitlines():
            process, number, call, first, *_ = (int(word) for word in line.split())
            nothing = call in CANNOT_FAIL or (call == 12 and not first)
            linker = process in begun and number - begun[process] < OF_THE_LINKER
            if CALLS.get(call, [""])[0] == "execve":
                begun[process] = number
            if not nothing and not linker and not (self.sanitized and call in OF_SANITIZERS):
                for error in CALLS.get(call, ("", "ENOMEM"))[1].split():
                    yield Point("call", process, number, error, call)

    def preload(self, name):
        page = self.folder / f"page-{name}"
        page.write_bytes(bytes(8192))
        return page, {"LD_PRELOAD": str(self.tools / "allocations.so"), "FAULT_PAGE": str(page)}

    def allocations(self, more):
        page, environment = self.preload("counted")
        self.run(self.copy("counted"), **environment)
        counts = memoryview(page.read_bytes()).cast("I")
        for process in range(counts[0] + 1):
            for number in range(1, counts[2 + process] + 1):
                yield Point("allocation", process, number, more)

    # ---- One ----

    def trial(self, point, name):
        copy = self.copy(name)
        try:
            if point.kind == "call":
                listed = self.folder / f"list-{name}"
                run = self.run(copy, [self.tools / "calls", listed, point.at(), "--"])
                met = listed.read_text().endswith("met\n")
            else:
                page, environment = self.preload(name)
                run = self.run(copy, FAULT_AT=point.at(), **environment)
                met = memoryview(page.read_bytes()).cast("I")[1] == 1
        except subprocess.TimeoutExpired:
            return End(point, True, -1, "", {}, "never ended")
        code = 128 - run.returncode if run.returncode < 0 else run.returncode
        end = End(point, met, code, run.stderr.decode(errors="replace"), contents(copy / self.writes))
        end.wrong = self.wrong(end)
        return end

    def wrong(self, end):
        """What is wrong with an end; empty: nothing."""
        if end.code >= 128:
            return f"crashed ({signal.Signals(end.code - 128).name})"
        if "Sanitizer" in end.said or "runtime error" in end.said:
            return "a sanitizer's report"
        if not end.code:
            return "" if end.out == self.new else "good, and wrong files: " + self.differ(end.out)
        if not end.met:
            return "failed without a fault"
        if not end.said.strip():
            return f"ended with {end.code}, in silence"
        odd = [name for name, data in end.out.items() if not self.is_whole(end.point, name, data)]
        if odd:
            return f"neither old nor new: {' '.join(odd)}"
        return "" if says_why(end) else "does not say why"

    def is_whole(self, point, name, data):
        # What cannot be removed stays until the next build.
        if ".part-" in name and point.call in (82, 87, 263, 265):
            return True
        known = name.removesuffix(".stale")
        return known in self.new and (data == self.old[known] or (data == self.new[known] and name == known))

    def differ(self, out):
        return " ".join(name for name in sorted({*out, *self.new}) if out.get(name) != self.new.get(name))


def says_why(end):
    error = getattr(errno, end.point.what, None)
    return bool(error and os.strerror(error).lower() in end.said.lower()) or bool(WHY.search(end.said))


def shown(said):
    """A message without what differs from run to run."""
    lines = [line for line in said.splitlines() if line and not line.startswith((" ", "note:", "hint:"))]
    text = re.sub(r"/\S*/", "", " / ".join(lines[:2]))
    return re.sub(r"\d+", "N", text)[:150]


def run_all(loop, points, jobs, told):
    local, names = threading.local(), iter(range(1 << 20))

    def one(point):
        if not hasattr(local, "name"):
            local.name = str(next(names))
        return loop.trial(point, local.name)

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for end in pool.map(one, points):
            if told:
                print(end.point, "met" if end.met else "not met", end.code, end.wrong, end.said, sep="\n  ")
            yield end


def tell(ends, show):
    counts, wrong = collections.Counter(), collections.defaultdict(list)
    for end in ends:
        how = f"exit {end.code}: {shown(end.said)}" if end.code else "good, the same files"
        counts[f"{end.point.kind}: {how if end.met else 'not met, ' + how}"] += 1
        if end.wrong:
            wrong[f"{end.wrong}: {shown(end.said)}"].append(str(end.point))
    for how, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        print(f"{n:6} {how}")
    for what, at in wrong.items():
        print(f"WRONG {len(at):4} {what}\n           " + ", ".join(at[:show]))
    print(f"{counts.total()} points, {sum(len(at) for at in wrong.values())} ends wrong")
    return bool(wrong)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("strom")
    parser.add_argument("tools", help="the folder of `calls` and allocations.so")
    parser.add_argument("--calls", action="store_true")
    parser.add_argument("--allocations", action="store_true")
    parser.add_argument("--command", choices=COMMANDS, default="build")
    parser.add_argument("--lasting", action="store_true", help="after an allocation that failed, all do")
    parser.add_argument("--every", type=int, default=1, help="one of so many points")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--at", help="points that begin so, each with what was said")
    parser.add_argument("--show", type=int, default=5, help="so many points of each wrong end")
    line = parser.parse_args()
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="strom-faults-", dir=place) as folder:
        loop = Loop(line.strom, line.tools, pathlib.Path(folder), line.command)
        points = list(loop.calls()) if line.calls else []
        if line.allocations and not loop.sanitized:
            points += loop.allocations("+" if line.lasting else "")
        points = [p for p in points if str(p).startswith(line.at)] if line.at else points[::line.every]
        if not points:
            sys.exit("no point of this kind")
        return tell(list(run_all(loop, points, line.jobs, line.at)), line.show)


if __name__ == "__main__":
    sys.exit(main())
