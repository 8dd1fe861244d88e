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


def mutable(object_file):
    """Names in writable sections, by nm's System V format: name|value|class|type|size|line|section."""
    table = subprocess.run(["nm", "-f", "sysv", str(object_file)], check=True, text=True,
                           capture_output=True).stdout
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != 7 or cells[2] not in "bBdDcCsSgG" or COMPILERS.match(cells[0]):
            continue
        if cells[6].startswith((".data.rel.ro", "asan_", "__sancov", "__llvm")):
            continue
        yield cells[0].partition(".")[0]


def is_flag(root, source, name):
    path = root / source
    if not path.exists():
        return False
    return any(name in line and ALLOWED.search(line) for line in path.read_text().splitlines())


def check(root, build):
    found = objects(root, build, "core", "plugins")
    for source, path in found:
        for name in mutable(path):
            if not is_flag(root, source, name):
                yield f"{source}: {name} is a mutable static"
    if not found:
        yield f"{build}: no objects of core and plugins: build first"


if __name__ == "__main__":
    run(check)
