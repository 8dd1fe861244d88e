"""No mutable statics in the rooms and the plugins: nothing in .data or .bss of their objects.
usage: statics.py ROOT BUILD

A table of constants with pointers in it lies in .data.rel.ro: the linker writes it, we do not."""
import re
import subprocess

from objects import objects
from tree import run

# What sanitizers and the compiler's coverage put there themselves.
COMPILERS = re.compile(r"^(?:__asan|__odr_asan|__ubsan|__sanitizer|__sancov|__gcov|__llvm|\.L|_sub_|"
                       r"__func__|__PRETTY_FUNCTION__|\.LASAN)")
# The flag that a signal handler sets is the one thing that only a static can be.
ALLOWED = re.compile(r"volatile sig_atomic_t")


def mutable(paths):
    """(object, name) of what lies in writable sections, by nm's System V format:
    name|value|class|type|size|line|section."""
    table = subprocess.run(["nm", "-f", "sysv", *map(str, paths)], check=True, text=True,
                           capture_output=True).stdout
    path = str(paths[0])
    for line in table.splitlines():
        if line.startswith("Symbols from "):
            path = line.removeprefix("Symbols from ").removesuffix(":")
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != 7 or cells[2] not in "bBdDcCsSgG" or COMPILERS.match(cells[0]):
            continue
        if cells[6].startswith((".data.rel.ro", "asan_", "__sancov", "__llvm")):
            continue
        yield path, cells[0].partition(".")[0]


def is_flag(root, source, name):
    path = root / source
    if not path.exists():
        return False
    return any(name in line and ALLOWED.search(line) for line in path.read_text().splitlines())


def check(root, build):
    source_of = {str(path): source for source, path in objects(root, build, "core", "plugins")}
    if not source_of:
        yield f"{build}: no objects of core and plugins: build first"
        return
    for path, name in mutable(list(source_of)):
        if not is_flag(root, source_of[path], name):
            yield f"{source_of[path]}: {name} is a mutable static"


if __name__ == "__main__":
    run(check)
