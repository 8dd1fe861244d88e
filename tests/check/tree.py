"""What the checks share: the source tree, and C text without its comments and literals."""
import pathlib
import re
import sys

# The rooms in the order data flows: a room includes itself and those before it. The files beside a wing's
# rooms (text/text.h) are its face, which comes before them.
ROOMS = ["base", "lock", "plugin", "project", "data/read", "data/sql", "data/codebook", "data/typed", "data", "message", "po", "edition",
         "picture", "picture/module", "page",
         "text", "text/markdown", "text/draft", "text/compare", "text/build", "text/resolve", "text/make", "text/translate",
         "typeset", "typeset/hyphen", "typeset/shape", "typeset/lines", "typeset/arrange", "typeset/tables",
         "typeset/blocks", "typeset/pages", "typeset/paint",
         "judge", "pdf", "draw", "package", "package/verify", "package/sign", "cli"]
# A wing makes a value, the edition or its pages, and who reads that value sees nothing of the wing.
WINGS = ["text", "typeset"]
SEES_WINGS = ["cli"]


def room_of(path):
    """The room of a file, by its path from core/; "": it stands in none."""
    folder = path.rpartition("/")[0]
    return folder if folder in ROOMS else ""


def turned(room, other):
    """Why a room may not use another; None: it may."""
    if ROOMS.index(other) > ROOMS.index(room):
        return f"{room} comes before {other}"
    wing = other.partition("/")[0]
    if wing in WINGS and room.partition("/")[0] not in (wing, *SEES_WINGS):
        return f"{room} sees nothing of the wing {wing}"
    return None

TOKEN = re.compile(r"""/\*.*?\*/ | //[^\n]* | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'""",
                   re.S | re.X)


def blank(match):
    """Line ends stay, so that line numbers do."""
    return re.sub(r"[^\n]", " ", match[0])


def code(text):
    """C text with comments and literals blanked out."""
    return TOKEN.sub(blank, text)


def uncommented(text):
    return TOKEN.sub(lambda m: blank(m) if m[0].startswith("/") else m[0], text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def sources(root, *folders):
    """C files below the folders of a tree, as (path from the root, text), sorted."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".c", ".h") and path.is_file():
                yield path.relative_to(root).as_posix(), path.read_text()


def run(check, *args):
    """Runs check(root, ...), which yields complaints; ends the program."""
    root = pathlib.Path(sys.argv[1])
    complaints = list(check(root, *sys.argv[2:], *args))
    for complaint in complaints:
        print(complaint)
    sys.exit(bool(complaints))
