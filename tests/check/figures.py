"""Not a check: prints how large core is, for who compares two trees. Arrows, circles and globals are read from
the objects of a build with sanitizers or of one without link-time optimization. usage: figures.py ROOT [BUILD]"""
import pathlib
import sys

from links import arrows, circles
from objects import globals_of
from shape import functions, structs
from tree import ROOMS, room_of, sources


def share(numbers, percent):
    """The least of the numbers that so many percent do not exceed."""
    return sorted(numbers)[(len(numbers) - 1) * percent // 100]


def rooms(root):
    """Files and lines a room, and headers among the files; of folders that are no rooms as well."""
    found = {}
    for path, text in sources(root, "core"):
        folder = path.removeprefix("core/").rpartition("/")[0]
        room = found.setdefault(folder, [0, 0, 0])
        for i, more in enumerate((1, path.endswith(".h"), text.count("\n"))):
            room[i] += more
    order = {name: i for i, name in enumerate(ROOMS)}
    print(f"{'room':20}{'files':>7}{'headers':>9}{'lines':>8}")
    for name in sorted(found, key=lambda n: (order.get(n, len(ROOMS)), n)):
        print("{:20}{:7}{:9}{:8}".format(name or "(none)", *found[name]))
    print("{:20}{:7}{:9}{:8}".format("all", *map(sum, zip(*found.values()))))


def shapes(root):
    files = list(sources(root, "core", "plugins"))
    lengths = [length for _, text in files for _, length in functions(text)]
    counts = sorted(((count, tag, path) for path, text in files for _, tag, count, _ in structs(text)), reverse=True)
    lines, longest = max((text.count("\n"), path) for path, text in files)
    print(f"functions: {len(lengths)}, median {share(lengths, 50)} lines, 90th percentile {share(lengths, 90)}, "
          f"longest {max(lengths)}")
    print(f"longest file: {longest}, {lines} lines")
    print(f"structs: {len(counts)}, median {share([c for c, _, _ in counts], 50)} fields; over 20: "
          + (", ".join(f"{tag or 'unnamed'} {count} ({path})" for count, tag, path in counts if count > 20) or "none"))


def built(root, build):
    table = globals_of(root, build, "core")
    found = arrows(table)
    between = {(room_of(a.removeprefix("core/")), room_of(b.removeprefix("core/"))) for a, b in found}
    there = circles(found)
    print(f"globals: {sum(len(defined) for defined, _ in table.values())}")
    print(f"arrows: {len(found)} between files, {sum(a != b for a, b in between)} between rooms")
    print(f"circles of files: {len(there)}, the largest of {max(map(len, there), default=0)}")


if __name__ == "__main__":
    tree = pathlib.Path(sys.argv[1])
    rooms(tree)
    shapes(tree)
    if len(sys.argv) > 2:
        built(tree, sys.argv[2])
