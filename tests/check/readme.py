"""core/README.md names every room, in the order of data, and none that is not there.
usage: readme.py ROOT"""
import re

from tree import ROOMS, run


def check(root):
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
