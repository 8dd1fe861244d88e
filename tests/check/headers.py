"""Every header compiles alone; the public ones also as C++. usage: headers.py ROOT CC CXX FOLDERS

FOLDERS are the include folders of the libraries, separated by ';'."""
import pathlib
import subprocess

from tree import run

WARNINGS = ["-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-D_GNU_SOURCE", "-fsyntax-only"]


def compile_alone(command, include):
    done = subprocess.run([*command, *WARNINGS, "-"], input=f"#include {include}\n", text=True,
                          capture_output=True)
    return done.stderr.strip() if done.returncode else None


def check(root, cc, cxx, folders):
    libraries = [f"-isystem{f}" for f in folders.split(";") if f and pathlib.Path(f) not in
                 (root / "core", root / "core/include", pathlib.Path("/usr/include"))]
    c = [cc, "-std=c17", "-xc", f"-I{root / 'core'}", f"-I{root / 'core/include'}", *libraries]
    plus = [cxx, "-std=c++17", "-xc++", f"-I{root / 'core/include'}"]
    for path in sorted((root / "core").rglob("*.h")):
        name = path.relative_to(root / "core").as_posix()
        public = name.startswith("include/")
        include = f"<{name.removeprefix('include/')}>" if public else f'"{name}"'
        for command in [c, plus] if public else [c]:
            complaint = compile_alone(command, include)
            if complaint:
                yield f"core/{name} does not compile alone:\n{complaint}"


if __name__ == "__main__":
    run(check)
