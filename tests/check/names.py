"""Every global of the core begins with its room or type: with a word that core/README.md's table of rooms
shows beside the room, each word beside one room. usage: names.py ROOT BUILD"""
import re

from objects import globals_of
from tree import ROOMS, room_of, run

ROW = re.compile(r"^\| `([\w/]+)/` \| ([^|]*) \|", re.M)
# Names that others chose: of the C library, of a module's only door, of what Pango calls.
GIVEN = {"main", "strom_vector", "pango_cairo_show_layout", "malloc", "calloc", "realloc", "reallocarray", "memalign",
         "aligned_alloc", "posix_memalign"}


def words_of(text):
    """Word -> the rooms that list it."""
    found = {}
    for room, cell in ROW.findall(text):
        for word in re.findall(r"`(\w+)`", cell):
            found.setdefault(word, []).append(room)
    return found


def owner(name, table):
    """The longest word, or its plural, that a name begins with; None: there is none."""
    fits = [word for word in table if f"{name}_".startswith((f"{word}_", f"{word}s_"))]
    return max(fits, key=len, default=None)


def check(root, build):
    table = words_of((root / "core/README.md").read_text())
    for word, rooms in table.items():
        if len(rooms) > 1:
            yield f"core/README.md: {word} is said to be of {' and '.join(rooms)}"
        for room in set(rooms) - set(ROOMS):
            yield f"core/README.md: {room}/ is no room"
    used = set()
    for source, (defined, _) in sorted(globals_of(root, build, "core").items()):
        room = room_of(source.removeprefix("core/"))
        for name in sorted(defined - GIVEN):
            word = owner(name, table)
            used.add(word)
            if not word or room not in table[word]:
                whose = f"is a name of {table[word][0]}/" if word else "begins with no room or type"
                yield f"{source}: {name} {whose}: see the table of core/README.md"
    for word in sorted(set(table) - used):
        yield f"core/README.md: no global begins with {word}"


if __name__ == "__main__":
    run(check)
