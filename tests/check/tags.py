"""No tag of a struct, union or enumeration is defined twice: within the core, and within a plugin that
includes its headers. usage: tags.py ROOT"""
import re

from tree import code, line_of, run, sources

DEFINITION = re.compile(r"\b(?:struct|union|enum)\s+(\w+)\s*(?=\{)")


def definitions(root):
    """(core or the plugin, tag) -> the places that define it."""
    found = {}
    for path, text in sources(root, "core", "plugins"):
        text = code(text)
        house = "core" if path.startswith("core/") else "/".join(path.split("/")[:2])
        for m in DEFINITION.finditer(text):
            found.setdefault((house, m[1]), []).append(f"{path}:{line_of(text, m.start())}")
    return found


def check(root):
    for (_, tag), places in sorted(definitions(root).items()):
        if len(places) > 1:
            yield f"{places[0]}: {tag} is defined in {' and '.join(places[1:])} too: say whose it is"


if __name__ == "__main__":
    run(check)
