"""No room calls a later one, by what the object files ask for; and files that call each other in a circle
are few, and listed here with their reason. usage: links.py ROOT BUILD"""
from objects import globals_of
from tree import room_of, run, turned

MOST, LARGEST = 7, 5

# Circles that are honest recursion: their files, from core/, and why. A circle within a listed one needs no
# line of its own.
CIRCLES = [
    ("pdf/grid pdf/heads pdf/mark pdf/tree",
     "the structure tree: an element has kids, a cell is an element, and its heads are asked for by both"),
    ("text/build/inlines text/build/inlines_links text/build/inlines_marks", "a line's inlines hold inlines"),
    ("text/draft/draft text/draft/draft_code text/draft/includes", "a file includes files, in a fence"),
    ("text/make/data_blocks text/make/glossary text/make/make_blocks text/make/notes text/make/passages",
     "a block holds blocks: in a note, a passage, an entry of the glossary, and a table's cells hold notes"),
    ("text/markdown/containers text/markdown/divs", "a div holds blocks, and blocks hold divs"),
    ("typeset/blocks/blocks typeset/blocks/notes typeset/blocks/objects typeset/blocks/tiles",
     "a note holds blocks, a table's rows and tiles hold notes, and a figure has a caption that is a block's text"),
    ("typeset/shape/pairs typeset/shape/shape",
     "a plain word is put together of pairs, and a pair is shaped as a word of two letters is"),
]


def arrows(table):
    """(caller, callee) -> the globals."""
    home = {name: source for source, (defined, _) in table.items() for name in defined}
    found = {}
    for source, (_, asked) in table.items():
        for name in asked:
            if home.get(name, source) != source:
                found.setdefault((source, home[name]), set()).add(name)
    return found


def circles(found):
    """Sets of files that all reach each other (Tarjan, Depth-first search and linear graph algorithms, 1972)."""
    to = {}
    for caller, callee in sorted(found):
        to.setdefault(caller, []).append(callee)
    number, low, stack, done = {}, {}, [], []

    def visit(file):
        number[file] = low[file] = len(number)
        stack.append(file)
        for other in to.get(file, []):
            if other not in number:
                visit(other)
            if other in stack:
                low[file] = min(low[file], low[other])
        if low[file] == number[file]:
            at = stack.index(file)
            done.append(frozenset(stack[at:]))
            del stack[at:]

    for file in sorted(to):
        if file not in number:
            visit(file)
    return [circle for circle in done if len(circle) > 1]


def upward(found):
    for (caller, callee), names in sorted(found.items()):
        why = turned(room_of(caller.removeprefix("core/")), room_of(callee.removeprefix("core/")))
        if not why:
            continue
        for name in sorted(names):
            yield f"{caller}: calls {name} in {callee}: {why}"


def circle_complaints(found):
    listed = [frozenset(f"core/{name}.c" for name in files.split()) for files, _ in CIRCLES]
    there = sorted(circles(found), key=sorted)
    for circle in there:
        if not any(circle <= one for one in listed):
            yield f"a circle of {len(circle)} files that is not listed: {' '.join(sorted(circle))}"
        if len(circle) > LARGEST:
            yield f"a circle of {len(circle)} files: at most {LARGEST}"
    files = {file for arrow in found for file in arrow}
    for one in listed:
        if one & files and not any(circle <= one for circle in there):
            yield f"no circle any more: {' '.join(sorted(one))}: take it off the list"
    if len(there) > MOST:
        yield f"{len(there)} circles of files: at most {MOST}"


def check(root, build):
    table = globals_of(root, build, "core")
    if not table:
        yield f"{build}: no objects of core: build first"
    found = arrows(table)
    yield from upward(found)
    yield from circle_complaints(found)


if __name__ == "__main__":
    run(check)
