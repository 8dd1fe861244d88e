"""Where Strom's time goes: instructions by stage, counted by valgrind's callgrind.

Our own functions belong to the stage of their source file. A library's function belongs to the
stage that called it (HarfBuzz shapes lines, but also cuts fonts for the writer), or, where a
library is a stage of its own, to that. Counted are user instructions: the kernel's part of a run
is the column `sys` of the figures.
"""

import collections
import pathlib
import re
import subprocess

FILES = [
    (r"core/typeset/shape/|core/page/font|core/typeset/(arrange/runs|lines/scan)\.c", "shape"),
    (r"core/typeset/lines/", "lines"),
    (r"core/typeset/hyphen/", "hyphenation"),
    (r"core/typeset/|plugins/(layout|figure)", "pages"),
    (r"core/pdf/", "write"),
    (r"core/(text|message|po|edition)/", "text"),
    (r"core/data/|plugins/source", "data"),
    (r"core/project/|core/plugin/", "project"),
    (r"core/cli/|core/package/", "commands"),
]
LIBRARIES = [
    (r"/ld-linux|/libdl", "start-up"),
    (r"/libdeflate", "deflate"),
    (r"/libcmark", "text"),
    (r"/libsqlite3", "data"),
    (r"/libfyaml", "project"),
    (r"/libharfbuzz-subset", "write"),
]


def build(root, folder):
    subprocess.run(["cmake", "-S", root, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DSTROM_TESTS=OFF",
                    "-DCMAKE_C_FLAGS=-g"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", folder], check=True, stdout=subprocess.DEVNULL)
    return folder / "bin" / "strom"


class Counts:
    """What callgrind wrote: a function is (library, file, name)."""

    def __init__(self, path):
        self.own = collections.Counter()
        self.calls = collections.defaultdict(collections.Counter)     # called: {caller: cost}
        self.names = {}
        self.read(path)

    def name(self, kind, text):
        number, name = re.fullmatch(r"(\(\d+\))(?: (.*))?", text).groups()
        if name:
            self.names[kind, number] = name
        return self.names[kind, number]

    def read(self, path):
        library = file = function = callee = None
        called = [None, None, None]
        for line in path.read_text().split("\n"):
            key, _, value = line.partition("=")
            if key == "ob":
                library = self.name("ob", value)
            elif key == "fl":
                file = self.name("fl", value)
            elif key == "fn":
                function = (library, file, self.name("fn", value))
                called = [library, file, None]
            elif key in ("fi", "fe"):
                self.name("fl", value)            # inlined: the cost stays with the function
            elif key == "cob":
                called[0] = self.name("ob", value)
            elif key in ("cfi", "cfl"):
                called[1] = self.name("fl", value)
            elif key == "cfn":
                called[2] = self.name("fn", value)
            elif key == "calls":
                callee, called = tuple(called), [library, file, None]
            elif line[:1] in "0123456789+-*" and line:
                cost = int(line.split()[-1])
                if callee:
                    if callee != function:
                        self.calls[callee][function] += cost
                    callee = None
                else:
                    self.own[function] += cost


def stage(function):
    """A function's own stage, or None: that of its callers."""
    library, file, name = function
    for pattern, found in LIBRARIES:
        if re.search(pattern, library):
            return found
    for pattern, found in FILES:
        if re.search(pattern, file):
            return found
    return None


def shares(function, counts, memo, path=()):
    """{stage: part} of a function's cost."""
    if function in memo:
        return memo[function]
    found, result = stage(function), collections.Counter()
    if found:
        result[found] = 1
    elif function not in path and len(path) < 40:
        total = sum(counts.calls[function].values())
        for caller, cost in counts.calls[function].items():
            for name, part in shares(caller, counts, memo, path + (function,)).items():
                result[name] += part * cost / total if total else 0
        whole = sum(result.values())
        result = collections.Counter({name: part / whole for name, part in result.items()})
    if not path:
        memo[function] = result
    return result


def count(program, folder):
    for old in folder.glob("callgrind.*"):
        old.unlink()
    # Valgrind lets no process lower its own limit of open files, without which none is locked in.
    subprocess.run(["prlimit", "--nofile=200", "valgrind", "-q", "--tool=callgrind",
                    f"--callgrind-out-file={folder}/callgrind.%p", program, "build",
                    "--quiet", "--jobs", "1", "--out", "."], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    # A child's counts go on from its parent's: what the parent had counted is taken off.
    paths = sorted(folder.glob("callgrind.*"), key=lambda path: int(path.suffix[1:]))
    parent, *rest = [Counts(path) for path in paths]
    counts = Counts(paths[0])
    for child in rest:
        counts.own += child.own - parent.own
        for called, callers in child.calls.items():
            counts.calls[called] += callers - parent.calls[called]
    return counts


def show(program, folder, name):
    counts, memo = count(program, folder), {}
    total, stages, functions = sum(counts.own.values()), collections.Counter(), collections.Counter()
    for function, cost in counts.own.items():
        for found, part in shares(function, counts, memo).items() or [("start-up", 1)]:
            stages[found] += cost * part
        functions[function] += cost
    print(f"{name}: {total / 1e6:.0f} million instructions")
    for found, cost in stages.most_common():
        print(f"{'':4}{found:14}{cost / 1e6:9.1f} M{100 * cost / total:7.1f} %")
    print("  the dearest functions:")
    for (library, file, function), cost in functions.most_common(25):
        where = file if file != "???" else pathlib.Path(library).name
        print(f"{'':4}{100 * cost / total:5.1f} %  {function[:60]:60} {where[-40:]}")
