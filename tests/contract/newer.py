"""Tomorrow's headers, made from today's: every struct that begins with its size gets fields at its
end, and the minor version is one higher. With them the tests build newer plugins and a newer core.

usage: newer.py HEADERS OUT
"""
import pathlib
import re
import sys

STRUCT = re.compile(r"^struct (\w+) \{\n\tuint32_t size;.*?^\};", re.M | re.S)


def newer(text):
    grown = []

    def grow(match):
        grown.append(match[1])
        return match[0][:-2] + "\tuint64_t tomorrow, after_tomorrow;\n};"

    text = STRUCT.sub(grow, text)
    text, _ = re.subn(r"(#define STROM_ABI_MINOR) (\d+)",
                      lambda m: f"{m[1]} {int(m[2]) + 1}\n#define STROM_TOMORROW 1", text)
    return text, grown


def main():
    headers, out = map(pathlib.Path, sys.argv[1:])
    (out / "strom").mkdir(parents=True, exist_ok=True)
    names = []
    for header in sorted((headers / "strom").glob("*.h")):
        text, grown = newer(header.read_text())
        names += grown
        target = out / "strom" / header.name
        if not target.exists() or target.read_text() != text:
            target.write_text(text)
    missing = {"strom_plugin", "strom_option", "strom_value", "strom_report", "strom_host",
               "strom_job", "strom_source", "strom_cell"} - set(names)
    if missing:
        sys.exit(f"newer.py: not found: {', '.join(sorted(missing))}")


main()
