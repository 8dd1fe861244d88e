"""Includes go one way: a room has itself and the rooms before it, but of a wing only who stands in it or
calls it; a plugin has <strom/...>, the system's and its libraries' headers, and files of its own folder.
usage: rooms.py ROOT"""
import posixpath
import re

from tree import line_of, room_of, run, sources, turned, uncommented

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
    other = room_of(quoted)
    if not other:
        return f'"{quoted}" names no room: write "room/file.h"'
    if not (root / "core" / quoted).exists():
        return f'no header "{quoted}"'
    if turned(room, other):
        return f"{turned(room, other)}: \"{quoted}\" turns the data's direction"
    if private(quoted) and not f"{room}/".startswith(f"{other}/"):
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
    shared = re.fullmatch(r"plugins/[a-z]+/\w+\.h", target)       # a folder of no kind: what several are made of
    if not (target.startswith(own) or shared) or not (root / target).exists():
        return f'"{quoted}" is not a file of this plugin'
    return None


def check(root):
    for path, text in sources(root, "core"):
        room = room_of(path.removeprefix("core/"))
        for line, quoted, angled in includes(text):
            if path.startswith("core/include/"):
                complaint = quoted and "a public header includes with <...> only"
            elif not room:
                complaint = f"{path.rpartition('/')[0]} is not a room"
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
