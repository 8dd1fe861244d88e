"""One way to say failure: a function that returns false has reported (CONTRIBUTING.md, Errors). Nothing adds up
what went well beside that. usage: failures.py ROOT"""
import re

from tree import code, line_of, run, sources

WORDS = "good|fine|okay|ok|success|failed|failure"
# A variable of such a name is what one step said: it is not written again, and does not begin as true.
AGAIN = re.compile(rf"(?<![\w.>*])(?<!bool )(?<!bool \*)({WORDS})\s*(?:[&|^]?=(?!=))")
BEGINS = re.compile(rf"\bbool (?:[^;(){{}}]*, )?({WORDS}) = true\b")
# A field that remembers a failure is for streams, as ferror() is, and for what libraries call back: they write
# on without a result, and are asked once.
FIELD = re.compile(r"(?:->|\.)(failed|failure)\s*(?:[&|^]?=(?!=))")
FIELDS = {
    "core/data/cursor.c": "rows are asked for one by one, and a query that failed has no more",
    "core/data/store.c": "a plugin that was told false may call on; SQLite's faults are told once a source",
    "core/pdf/object.c": "objects are written by functions without a result; pdf_end asks",
    "core/picture/module/copy.c": "values of a PDF are copied through qpdf without a result; source_form asks",
    "core/picture/module/field_draw.c": "fields are drawn in a callback of Cairo's",
    "core/picture/module/page.c": "as copy.c",
    "core/picture/module/scan.c": "expat calls back without a result; svg_scan asks",
    "core/picture/module/source.c": "as copy.c",
    "core/picture/module/svg_report.c": "as scan.c",
}


DECLARES = re.compile(r"\s*(?:const |static |struct |enum |bool |size_t |u?int\w* |unsigned |UErrorCode )")


def locals_of(text):
    """What is written behind its declaration: of a function's parameters and variables, not of members."""
    for m in AGAIN.finditer(text):
        begin = max(text.rfind(sign, 0, m.start()) for sign in ";{}")
        if not DECLARES.match(text[begin + 1:m.start()]):
            yield m


def check(root):
    unused = {path for path in FIELDS if (root / path).exists()}
    for path, text in sources(root, "core", "plugins"):
        text = code(text)
        for m in locals_of(text):
            yield f"{path}:{line_of(text, m.start())}: {m[1]} is written again: return, chain by &&, or ask diag_met"
        for m in BEGINS.finditer(text):
            yield f"{path}:{line_of(text, m.start())}: {m[1]} begins as true: return, chain by &&, or ask diag_met"
        for m in FIELD.finditer(text):
            if path not in FIELDS:
                yield f"{path}:{line_of(text, m.start())}: a field {m[1]}: return false, or ask diag_met"
            unused.discard(path)
    for path in sorted(unused):
        yield f"{path}: remembers no failure any more: take it off the list of tests/check/failures.py"


if __name__ == "__main__":
    run(check)
