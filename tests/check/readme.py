"""core/README.md names every room, in the order of data, and none that is not there; README.md says truly where
each library is used. usage: readme.py ROOT"""
import re

from tree import ROOMS, run, sources

# A library of README.md's table, and what its headers' names begin with.
LIBRARIES = {
    "libfyaml": "libfyaml", "SQLite": "sqlite3", "cmark-gfm": "cmark", "ICU": "unicode/", "HarfBuzz": "hb",
    "libvoikko": "libvoikko", "libpng": "png", "libjpeg-turbo": "turbojpeg", "librsvg": "librsvg", "Pango": "pango",
    "fontconfig": "fontconfig", "qpdf": "qpdf", "Cairo": "cairo", "Little CMS": "lcms2", "libdeflate": "libdeflate",
    "zlib": "zlib", "libsodium": "sodium", "libarchive": "archive", "nettle": "nettle", "expat": "expat",
    "yajl": "yajl", "libpq": "libpq", "libreadstat": "readstat",
}


def library_complaints(root):
    """Each folder that a row names has such an include, and each include stands in one that a row names."""
    if not (root / "README.md").exists():
        return
    named = {}
    for libraries, folders in re.findall(r"^\| ([^|]+) \|[^|]+\| (`[^|]+`) \|$", (root / "README.md").read_text(), re.M):
        for library in libraries.split(", "):
            named.setdefault(library, set()).update(re.findall(r"`([^`]+)`", folders))
    for library, begin in LIBRARIES.items():
        used = {path for path, text in sources(root, "core", "plugins")
                if re.search(rf"^#include <{begin}", text, re.M)}
        folders = named.get(library, set())
        for path in sorted(used):
            if not any(path.startswith(f"{folder}/") for folder in folders):
                yield f"README.md: {path} uses {library}, and the table does not say so"
        for folder in sorted(folders):
            if not any(path.startswith(f"{folder}/") for path in used):
                yield f"README.md: nothing in {folder} uses {library}"


def check(root):
    yield from library_complaints(root)
    path = root / "core/README.md"
    if not path.exists():
        yield "core/README.md: is missing"
        return
    text = path.read_text()
    core = root / "core"
    folders = sorted({p.parent.relative_to(core).as_posix() for p in core.rglob("*.[ch]")
                      if "include" not in p.parts})
    for room in sorted(set(folders) - set(ROOMS)):
        yield f"core/{room}: is not in the list of rooms (tests/check/tree.py)"
    for room in sorted(set(ROOMS) - set(folders)):
        yield f"core/{room}: is in the list of rooms and does not exist"
    named = re.findall(r"^\| `([\w/]+)/` \|", text, re.M)
    if named != ROOMS:
        yield f"core/README.md: its table has {' '.join(named)}, and the order is {' '.join(ROOMS)}"
    for name in re.findall(r"\]\((\S+?)\)", text):
        if "://" not in name and not (root / "core" / name.partition("#")[0]).exists():
            yield f"core/README.md: links to {name}, which does not exist"


if __name__ == "__main__":
    run(check)
