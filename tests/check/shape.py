"""Every file says what it is for, and is one idea; lines are short, functions small, and structs are too.
usage: shape.py ROOT"""
import re

from tree import code, line_of, run, sources

MOST_LINES = 560
# A tab reaches to the next eighth column, as .clang-format has it.
MOST_COLUMNS, TAB = 100, 8
# Of a function, from its first line to its last: half have at most this, nine of ten at most that.
MEDIAN, NINE_OF_TEN = 10, 20
# A struct has more when the comment above it says why: with the word "fields".
MOST_FIELDS = 20

STRUCT = re.compile(r"^(?:typedef\s+)?struct\s+(\w*)\s*\{", re.M)


def functions(text):
    """(first line, lines) of each function: a brace in the first column is a body's."""
    lines = code(text).split("\n")
    first = None
    for number, line in enumerate(lines):
        if line == "{":
            first = number
            while first and lines[first - 1].strip() and lines[first - 1][0] not in "}#" \
                    and not lines[first - 1].rstrip().endswith(";"):
                first -= 1
        elif line == "}" and first is not None:
            yield first + 1, number - first + 1
            first = None


def body_of(text, start):
    """From an opening brace to the one that closes it."""
    depth = 0
    for m in re.finditer(r"[{}]", text[start:]):
        depth += 1 if m[0] == "{" else -1
        if not depth:
            return text[start + 1:start + m.start()]
    return text[start + 1:]


def fields(body):
    """How many names a struct declares; those of a struct within count too, and not what a function takes."""
    body = re.sub(r"\([^()*][^()]*\)|\(\)", "", body)
    body = re.sub(r"[{}]", ";", body)
    return sum(1 + declared.count(",") for declared in body.split(";")
               if declared.strip() and not re.fullmatch(r"\s*(?:struct|union|enum)\s*\w*\s*", declared))


def structs(text):
    """(line, tag, fields, the comment above it)"""
    plain = code(text)
    for m in STRUCT.finditer(plain):
        above = text[:m.start()].rstrip()
        comment = above[above.rfind("/*"):] if above.endswith("*/") else ""
        yield line_of(text, m.start()), m[1], fields(body_of(plain, m.end() - 1)), comment


def file_complaints(path, text):
    lines = text.count("\n")
    if lines > MOST_LINES:
        yield f"{path}: {lines} lines: look for the second idea (at most {MOST_LINES})"
    if not text.startswith("/* "):
        yield f"{path}:1: begins without a comment that says what the file does"
    if not text.endswith("\n"):
        yield f"{path}: the last line has no end"
    for number, line in enumerate(text.split("\n"), 1):
        if len(line.expandtabs(TAB)) > MOST_COLUMNS:
            yield f"{path}:{number}: {len(line.expandtabs(TAB))} columns (at most {MOST_COLUMNS})"
    for line, tag, count, comment in structs(text):
        if count > MOST_FIELDS and "fields" not in comment:
            yield (f"{path}:{line}: {tag} has {count} fields, and no comment that says why it has more than "
                   f"{MOST_FIELDS} fields")


def check(root):
    lengths = []
    for path, text in sources(root, "core", "plugins"):
        yield from file_complaints(path, text)
        lengths += [length for _, length in functions(text)]
    lengths.sort()
    for share, most in ((50, MEDIAN), (90, NINE_OF_TEN)):
        length = lengths[(len(lengths) - 1) * share // 100] if lengths else 0
        if length > most:
            yield f"{share} % of the functions have at most {length} lines: they are to have at most {most}"
    for path in sorted((root / "plugins").glob("*/")):
        if list(path.glob("*.c")) and not (path / "README.md").exists():
            yield f"plugins/{path.name}: has no README.md"


if __name__ == "__main__":
    run(check)
