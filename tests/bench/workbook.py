#!/usr/bin/python3
"""How long a large workbook takes, and how much memory, beside openpyxl's read-only mode.
usage: workbook.py STROM [ROWS]"""
import os
import pathlib
import subprocess
import sys
import tempfile

import xlsxwriter

COLUMNS = 30
READER = """import openpyxl, sys
for row in openpyxl.load_workbook(sys.argv[1], read_only=True).active.iter_rows(values_only=True): pass
"""


def make(path, rows):
    book = xlsxwriter.Workbook(path)
    sheet, day = book.add_worksheet("Data"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, [f"column {c}" for c in range(COLUMNS)])
    for r in range(1, rows + 1):
        for c in range(COLUMNS):
            if c < 6:
                sheet.write_string(r, c, f"Town {(r * 7 + c * 13) % 500}")
            elif c < 8:
                sheet.write_number(r, c, 40000 + (r + c) % 3000, day)
            else:
                sheet.write_number(r, c, (r * c) % 10007 if c < 20 else (r * c) % 100003 / 100)
    book.close()


# In a process of its own: what is forked from a large one counts as large.
MEASURE = """import pathlib, resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{used.ru_utime + used.ru_stime:6.2f} s  {used.ru_maxrss >> 10:5} MB  {pathlib.Path(sys.argv[1]).name}", flush=True)
"""


def took(*command):
    """Prints seconds of CPU, and MB of the largest process, of a process and its children."""
    subprocess.run([sys.executable, "-c", MEASURE, *command], check=True)


def main():
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 200000
    with tempfile.TemporaryDirectory(prefix="strom-bench-") as folder:
        path = pathlib.Path(folder) / "data.xlsx"
        make(path, rows)
        print(f"{rows} rows of {COLUMNS} columns, {path.stat().st_size >> 20} MB", flush=True)
        os.chdir(folder)
        took(sys.argv[1], "data", str(path))
        took("/usr/bin/python3", "-c", READER, str(path))


main()
