"""A plugin exports its entry alone. usage: exports.py ROOT BUILD"""
import pathlib
import re
import subprocess

from tree import run

ENTRY = "strom_plugin_1"
LINKERS = re.compile(r"^(?:_init|_fini|_edata|_end|__bss_start|__asan_\w+|__odr_asan\S*|__ubsan\w*)$")


def exported(library):
    table = subprocess.run(["nm", "-D", "--defined-only", str(library)], check=True, text=True,
                           capture_output=True).stdout
    return [line.split()[-1] for line in table.splitlines() if line.strip()]


def check(_, build):
    libraries = sorted((pathlib.Path(build) / "lib/strom/plugins").glob("*.so"))
    if not libraries:
        yield f"{build}: no plugin is built"
    for library in libraries:
        names = exported(library)
        if ENTRY not in names:
            yield f"{library.name}: does not export {ENTRY}"
        for name in names:
            if name != ENTRY and not LINKERS.match(name):
                yield f"{library.name}: exports {name}"


if __name__ == "__main__":
    run(check)
