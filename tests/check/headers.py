"""Every header compiles alone, the public ones also as C++; and all together in one file.
usage: headers.py ROOT CC CXX FOLDERS

One that a file of core includes before all else has compiled alone when that was built. FOLDERS are the include folders of the libraries, separated by ';'."""
import pathlib
import re
import subprocess

from tree import run, uncommented

WARNINGS = ["-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-D_GNU_SOURCE", "-fsyntax-only"]



def compile_complaint(command, *includes):
    done = subprocess.run([*command, *WARNINGS, "-"], text=True, capture_output=True,
                          input="".join(f"#include {include}\n" for include in includes))
    return done.stderr.strip() if done.returncode else None


def begun_with(root):
    """What files of core include first."""
    first = re.compile(r'^#\s*(?:include\s+["<](\S+)[">])?', re.MULTILINE)
    found = (first.search(uncommented(path.read_text())) for path in (root / "core").rglob("*.c"))
    return {m[1] for m in found if m}


def check(root, cc, cxx, folders):
    libraries = [f"-isystem{f}" for f in folders.split(";") if f and pathlib.Path(f) not in
                 (root / "core", root / "core/include", pathlib.Path("/usr/include"))]
    c = [cc, "-std=c17", "-xc", f"-I{root / 'core'}", f"-I{root / 'core/include'}", *libraries]
    plus = [cxx, "-std=c++17", "-xc++", f"-I{root / 'core/include'}"]
    together, begun = [], begun_with(root)
    for path in sorted((root / "core").rglob("*.h")):
        name = path.relative_to(root / "core").as_posix()
        public = name.startswith("include/")
        include = f"<{name.removeprefix('include/')}>" if public else f'"{name}"'
        built = include[1:-1] in begun
        for command in ([] if built else [c]) + ([plus] if public else []):
            complaint = compile_complaint(command, include)
            if complaint:
                yield f"core/{name} does not compile alone:\n{complaint}"
        together.append(include)
    complaint = compile_complaint(c, *together)
    if complaint:
        yield f"the headers of core do not compile together:\n{complaint}"


if __name__ == "__main__":
    run(check)
