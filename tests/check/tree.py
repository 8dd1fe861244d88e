"""What the checks share: the source tree, and C text without its comments and literals."""
import pathlib
import re
import sys

ROOMS = ["base", "plugin", "project", "data", "message", "po", "edition", "picture", "page", "text",
         "typeset", "pdf", "draw", "package", "cli"]

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
