"""Every diagnostic code has a test that names it. usage: codes.py ROOT

A code is a string literal "room/what-is-wrong" in core/ or plugins/. Literals of that form that are
something else (types of media, paths) are told by their first word or by the list below."""
import re

from tree import line_of, run, sources, uncommented

CODE = re.compile(r'"([a-z][a-z0-9]*(?:-[a-z0-9]+)*/[a-z][a-z0-9]*(?:-[a-z0-9]+)*)"')
NOT_CODES = re.compile(r"(?:image|application|share|lib|templates|data/\w+\.\w+)/|text/(?:plain|csv|html)$")
TESTED = {".c", ".h", ".py", ".sh", ".def", ".txt", ".yml", ".md", ".cpp", ".json", ".expected", ""}


def codes(root):
    """Code -> the first place that uses it."""
    found = {}
    for path, text in sources(root, "core", "plugins"):
        text = uncommented(text)
        for m in CODE.finditer(text):
            line = text[text.rfind("\n", 0, m.start()) + 1:text.find("\n", m.start())]
            if not NOT_CODES.match(m[1]) and not line.lstrip().startswith("#"):
                found.setdefault(m[1], f"{path}:{line_of(text, m.start())}")
    return found


def tests(root):
    """All that the tests say, the checks apart: they name codes without provoking them."""
    here = root / "tests/check"
    for path in sorted((root / "tests").rglob("*")):
        if path.is_file() and path.suffix in TESTED and here not in path.parents:
            yield path.read_text(errors="replace")


def check(root):
    said = "\n".join(tests(root))
    words = set(re.findall(r"[a-z0-9-]+/[a-z0-9-]+", said))
    for code, place in sorted(codes(root).items()):
        if code not in words:
            yield f"{place}: no test provokes {code}"


if __name__ == "__main__":
    run(check)
