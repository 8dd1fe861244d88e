"""What the checks of object files share: where they lie, and which globals they have and ask for."""
import pathlib
import re
import subprocess

# What compilers and sanitizers name.
COMPILERS = re.compile(r"^(?:__|_GLOBAL_|\.L)")


def objects(root, build, *folders):
    """(source, object) pairs, sorted. Objects lie at FOLDER/CMakeFiles/TARGET.dir/PATH.c.o; a source that
    two targets build comes twice, and one that was renamed since not at all."""
    found = []
    for folder in folders:
        for path in (pathlib.Path(build) / folder / "CMakeFiles").rglob("*.o"):
            source = f"{folder}/" + path.as_posix().partition(".dir/")[2].removesuffix(".o")
            if (root / source).exists() and "/../" not in source:
                found.append((source, path))
    return sorted(found)


def globals_of(root, build, folder):
    """Source -> (globals that it defines, globals that it asks for), of all objects below a folder."""
    found = objects(root, build, folder)
    table = {}
    if not found:
        return table
    out = subprocess.run(["nm", "-A", "-g", *(str(path) for _, path in found)], check=True, text=True,
                         capture_output=True).stdout
    source_of = {str(path): source for source, path in found}
    for line in out.splitlines():
        path, _, rest = line.rpartition(":")
        kind, name = rest.split()[-2:]
        defined, asked = table.setdefault(source_of[path], (set(), set()))
        if not COMPILERS.match(name):
            (asked if kind in "Uwv" else defined).add(name)
    return table
