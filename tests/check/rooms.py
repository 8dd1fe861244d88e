"""Includes go one way: a room has itself and the rooms before it; a plugin has <strom/...>, the
system's and its libraries' headers, and files of its own folder. usage: rooms.py ROOT"""
import posixpath
import re

from tree import ROOMS, line_of, run, sources, uncommented

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.M)


def includes(text):
    text = uncommented(text)
    for m in INCLUDE.finditer(text):
        yield line_of(text, m.start()), m[1], m[2]


def private(header):
    """parts.h and NAME_parts.h are for their own room."""
    return header.endswith("/parts.h") or header.endswith("_parts.h")


def core_complaint(root, room, quoted, angled):
    if angled:
        if angled.startswith("strom/") and not (root / "core/include" / angled).exists():
            return f"no header <{angled}>"
        return None
    other, slash, _ = quoted.partition("/")
    if not slash or other not in ROOMS:
        return f'"{quoted}" names no room: write "room/file.h"'
    if not (root / "core" / quoted).exists():
        return f'no header "{quoted}"'
    if ROOMS.index(other) > ROOMS.index(room):
        return f"{room} comes before {other}: \"{quoted}\" turns the data's direction"
    if other != room and private(quoted):
        return f'"{quoted}" is for {other} alone'
    return None


def plugin_complaint(root, path, quoted, angled):
    if angled:
        if angled.startswith("strom/") and not (root / "core/include" / angled).exists():
            return f"no header <{angled}>"
        return f"<{angled}> is a header of the core" if (root / "core" / angled).exists() else None
    folder = posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(folder, quoted))
    own = "/".join(path.split("/")[:2]) + "/"
    if not target.startswith(own) or not (root / target).exists():
        return f'"{quoted}" is not a file of this plugin'
    return None


def check(root):
    for path, text in sources(root, "core"):
        room = path.split("/")[1]
        for line, quoted, angled in includes(text):
            if room == "include":
                complaint = quoted and "a public header includes with <...> only"
            elif room not in ROOMS:
                complaint = f"core/{room} is not a room"
            else:
                complaint = core_complaint(root, room, quoted, angled)
            if complaint:
                yield f"{path}:{line}: {complaint}"
    for path, text in sources(root, "plugins"):
        for line, quoted, angled in includes(text):
            complaint = plugin_complaint(root, path, quoted, angled)
            if complaint:
                yield f"{path}:{line}: {complaint}"


if __name__ == "__main__":
    run(check)
