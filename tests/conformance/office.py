"""Workbooks that LibreOffice has written: the same tables come of what it makes of one workbook, and the
rows that are in awkward ones.
usage: office.py STROM (soffice must be there)"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

STROM = pathlib.Path(sys.argv[1]).resolve()
SOURCE = pathlib.Path(__file__).resolve().parents[2]
os.environ.update(STROM=str(STROM), SOURCE=str(SOURCE))
sys.path.insert(0, str(SOURCE / "tests/cli"))
import awkward  # noqa: E402
import test_xlsx  # noqa: E402


def tables(folder, name, options=""):
    said = f", options: {{{options}}}" if options else ""
    (folder / "strom.yml").write_text((test_xlsx.YML % said).replace("xlsx, path: survey.xlsx", f"{name[-4:].strip('.')}, path: {name}"))
    (folder / "r.md").write_text("# One\n")
    run = subprocess.run([STROM, "dump", "tables"], cwd=folder, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{name}: {run.stderr}")
    # LibreOffice makes functions of yes and no, and numbers of these.
    return re.sub(r"  (bool|int) yes", "  yes", run.stdout).splitlines()


def same(one, other):
    """LibreOffice writes fifteen digits of a number."""
    if one == other or not one.startswith("  ["):
        return one == other
    return all(a == b or isinstance(a, float) and abs(a - b) <= abs(a) * 1e-13
               for a, b in zip(json.loads(one), json.loads(other)))


def convert(folder, kind, paths):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", kind,
                    "--outdir", folder / kind, *paths], check=True, capture_output=True, timeout=600)


def read_awkward(folder):
    """How many files were read right."""
    books = {make.__name__: make for make in (*awkward.BOOKS.values(), awkward.formulas)}
    told = {name: awkward.write(make, folder / f"{name}.xlsx") for name, make in books.items()}
    for kind in "ods", "xlsx":
        convert(folder, kind, [folder / f"{name}.xlsx" for name in books])
        for name, (options, rows) in told.items():
            (folder / kind / f"{name}.{kind}").rename(folder / f"{name}-office.{kind}")
            got = [line for line in tables(folder, f"{name}-office.{kind}", options) if line.startswith("  [")]
            wanted = ["  " + json.dumps(row) for row in rows]
            wrong = [(a, b) for a, b in zip(wanted, got) if not same(a, b)]
            if wrong or len(wanted) != len(got):
                sys.exit(f"{name}.{kind}: {len(got)} of {len(wanted)} rows, other: {str(wrong[:2])[:600]}")
    return 2 * len(books)


def main():
    # White space at a paragraph's end is none in OpenDocument.
    rows = [[v.strip() if isinstance(v, str) else v for v in row]
            for row in test_xlsx.random_rows(7, 300)]
    with tempfile.TemporaryDirectory(prefix="strom-office-") as work:
        folder = pathlib.Path(work)
        (folder / "survey.xlsx").write_bytes(test_xlsx.by_xlsxwriter(rows))
        wanted = tables(folder, "survey.xlsx")
        for kind in "ods", "xlsx":
            convert(folder, kind, [folder / "survey.xlsx"])
            (folder / kind / f"survey.{kind}").rename(folder / f"office.{kind}")
            got = tables(folder, f"office.{kind}")
            wrong = [(a, b) for a, b in zip(wanted, got) if not same(a, b)]
            if wrong or len(wanted) != len(got):
                sys.exit(f"LibreOffice's .{kind} gives other tables: {wrong[:3]}")
        awkward_n = read_awkward(folder)
    print(f"LibreOffice's .ods and .xlsx give the same 300 rows, and {awkward_n} awkward files theirs")


main()
