"""Workbooks that other programs wrote, value by value, and those that cannot be read."""

import datetime
import io
import json
import random
import zipfile

import openpyxl
import xlsxwriter

from project import Project

YML = """\
project: {id: survey, title: Survey, date: 2015-10-31}
language: en
languages: [en]
data:
  survey: {source: xlsx, path: survey.xlsx, sensitive: false%s}
documents:
  report: {layout: report, theme: strom, text: r.md, editions: languages}
"""

WORDS = ["Rīga", "Šiauliai", "Tromsø", "a & b < c", " spaces ", "Łódź", "x" * 300, "línea\nnueva", "0150", "'=1+1"]


def random_rows(seed, n):
    """Rows of a text, a whole number, a number, a percent, a day, a time of a day, and yes or no; some are not there."""
    rng = random.Random(seed)
    day = datetime.date(1900, 3, 1)
    for _ in range(n):
        row = [rng.choice(WORDS), rng.randrange(-10**12, 10**12), rng.uniform(-1e6, 1e6) * 10 ** rng.randrange(-8, 8),
               rng.randrange(1001) / 1000, day + datetime.timedelta(rng.randrange(70000)),
               datetime.datetime(2014, 1, 1) + datetime.timedelta(seconds=rng.randrange(10**8)), rng.random() < .5]
        yield [None if i and rng.random() < .1 else v for i, v in enumerate(row)]


HEAD = ["word", "whole", "real", "part", "day", "time", "yes"]


def by_xlsxwriter(rows, **options):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    sheet = book.add_worksheet("Answers")
    formats = {3: book.add_format({"num_format": "0.0 %"}), 4: book.add_format({"num_format": "dd.mm.yyyy"}),
               5: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})}
    for r, row in enumerate([HEAD, *rows]):
        for c, value in enumerate(row):
            if value is None:
                sheet.write_blank(r, c, None, book.add_format({"bold": True}))
            elif isinstance(value, str):
                sheet.write_string(r, c, value)
            elif isinstance(value, datetime.date):
                sheet.write_datetime(r, c, value, formats[c])
            else:
                sheet.write(r, c, value, formats.get(c))
    book.close()
    return out.getvalue()


def by_openpyxl(rows, epoch=None):
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    sheet = book.active
    sheet.title = "Answers"
    for row in [HEAD, *rows]:
        sheet.append(row)
    for row in sheet.iter_rows(min_row=2):
        row[3].number_format = "0%"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def expected(data):
    """What openpyxl reads of the cells."""
    for row in list(openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Answers"].values)[1:]:
        yield [v.strftime("%Y-%m-%d") if i == 4 and v is not None else v.strftime("%Y-%m-%d %H:%M:%S")
               if isinstance(v, datetime.datetime) else int(v) if isinstance(v, bool) else v for i, v in enumerate(row)]


def changed(data, changes):
    """The same zip with parts changed: a name to a function of its text, or None to leave it out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
            elif changes[name]:
                new.writestr(name, changes[name](old.read(name).decode()))
    return out.getvalue()


class Xlsx(Project):
    def setUp(self):
        super().setUp()
        self.write("strom.yml", YML % "")
        self.write("r.md", "# One\n\nText.\n")

    def rows(self):
        run = self.strom("dump", "tables")
        self.assertEqual(run.returncode, 0, run.stderr)
        return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("  [")], run.stdout

    def assertRead(self, data):
        self.write("survey.xlsx", data)
        rows, shown = self.rows()
        for kind, name in zip("text int real percent date text bool".split(), HEAD):
            self.assertIn(f"  {kind} {name}\n", shown)
        wanted = list(expected(data))
        self.assertEqual(len(rows), len(wanted))
        for number, (got, want) in enumerate(zip(rows, wanted)):
            self.assertEqual(len(got), len(want))
            for name, one, other in zip(HEAD, got, want):
                if name == "real" and one is not None and other is not None:
                    self.assertAlmostEqual(one, other, delta=abs(other) * 1e-14, msg=f"row {number + 2}")
                else:
                    self.assertEqual(one, other, f"row {number + 2}, {name}")

    def test_values_as_another_reader_reads_them(self):
        rows = list(random_rows(1, 300))
        self.assertRead(by_xlsxwriter(rows))
        self.assertRead(by_xlsxwriter(rows, constant_memory=True))
        self.assertRead(by_xlsxwriter([[*row[:4], *(v and max(v, type(v)(1904, 1, 2)) for v in row[4:6]), row[6]]
                                       for row in rows], date_1904=True))
        self.assertRead(by_openpyxl(rows))

    def test_strict_workbooks(self):
        def strict(text):
            return text.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships")
        data = by_xlsxwriter(list(random_rows(2, 20)))
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            names = [n for n in old.namelist() if n.endswith((".xml", ".rels"))]
        self.write("survey.xlsx", data)
        before = self.rows()[1]
        self.write("survey.xlsx", changed(data, {name: strict for name in names}))
        self.assertEqual(self.rows()[1], before)

    def test_formulas_have_their_values(self):
        book = openpyxl.Workbook()
        book.active.append(["a", "b"])
        book.active.append([1, "=A2+1"])
        book.save(self.folder / "survey.xlsx")
        report = self.assertReported(self.errors("check"), "sheet/no-value")
        self.assertEqual((report["sheet"], report["row"], report["column"]), ("Sheet", 2, 2))
        self.assertIn("survey.xlsx:Sheet!B2: error: the formula has no value [sheet/no-value]\n  hint: Open the file in a "
                      "spreadsheet program", self.strom("check").stderr)

    def test_formulas_that_nobody_calculated(self):
        book = xlsxwriter.Workbook(self.folder / "survey.xlsx")
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_row(1, 0, [1, "=A2+1"])
        sheet.write_row(2, 0, [1, "=A3+1"])
        book.close()
        run = self.strom("check")
        self.assertEqual(run.returncode, 0)
        self.assertIn("survey.xlsx:Sheet1!B2: warning: the program that wrote the file has perhaps not calculated its "
                      "formulas [sheet/uncalculated]", run.stderr)
        self.assertEqual(run.stderr.count("[sheet/uncalculated]"), 1)

    def test_errors_of_formulas(self):
        book = openpyxl.Workbook()
        for row in ["n", "t"], [1, "a"], [2, "b"], ["#N/A", "#DIV/0!"]:
            book.active.append(row)
        book.save(self.folder / "survey.xlsx")
        report = self.assertReported(self.errors("check"), "data/spreadsheet-error")
        self.assertEqual((report["sheet"], report["row"], report["column"]), ("Sheet", 4, 1))
        self.write("strom.yml", YML % ', null: ["#N/A", "#DIV/0!"]')
        self.assertEqual(self.rows()[0], [[1, "a"], [2, "b"], [None, None]])

    def test_which_sheet(self):
        book = openpyxl.Workbook()
        for name in "Answers", "Codes", "Empty", "Hidden":
            book.create_sheet(name)
        del book["Sheet"]
        book["Hidden"].sheet_state = "hidden"
        for name in "Answers", "Codes", "Hidden":
            book[name].append(["n"])
            book[name].append([len(name)])
        book.save(self.folder / "survey.xlsx")
        self.assertIn("the file holds 4 sheets: 'Answers', 'Codes', 'Empty' (hidden or empty), 'Hidden' (hidden or "
                      "empty) [data/which-sheet]", self.strom("check").stderr)
        run = self.strom("data", "survey")
        self.assertEqual(run.returncode, 1)
        self.assertIn("  sheets: Answers, Codes, Empty (hidden or empty), Hidden (hidden or empty)\n", run.stdout)
        self.write("strom.yml", YML % ", options: {sheet: Codes}")
        self.assertEqual(self.rows()[0], [[5]])
        told = json.loads(self.strom("data", "survey", "--json").stdout)
        self.assertEqual([s["name"] for s in told["sheets"] if s["read"]], ["Codes"])
        self.assertEqual([s["name"] for s in told["sheets"] if s["aside"]], ["Empty", "Hidden"])
        self.write("strom.yml", YML.replace("sensitive: false", "sensitive: true") % ", options: {sheet: Codes}")
        run = self.strom("data", "survey")
        self.assertIn("  sheets: number 1, number 2 (read), number 3", run.stdout)
        self.assertNotIn("Answers", run.stdout + run.stderr)
        self.write("strom.yml", YML % ", options: {sheet: Hidden}")
        self.assertEqual(self.rows()[0], [[6]])
        self.write("strom.yml", YML % ", options: {sheet: Answer}")
        report = self.assertReported(self.errors("check"), "data/unknown-sheet", line=5)
        self.assertEqual(report["hint"], "Did you mean 'Answers'?")
        self.write("strom.yml", YML % ", options: {sheet: Persons}")
        self.assertIn("The sheets are 'Answers', 'Codes', 'Empty'", self.strom("check").stderr)

    def test_strom_data_reads_it(self):
        self.write("survey.xlsx", by_xlsxwriter([]))
        self.write("other.xlsx", by_xlsxwriter([["x", 5, .5, .25, datetime.date(2014, 11, 3), None, True]]))
        run = self.strom("data", "other.xlsx")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("other.xlsx, 1 row", run.stdout)
        self.assertIn("  day     date", run.stdout)

    def test_a_row_of_the_file_is_named_by_queries(self):
        self.write("survey.xlsx", by_xlsxwriter([["a", 1], ["b", 2]]))
        self.write("strom.yml", YML % "" + "values:\n  n: select sum(word) from survey\n")
        run = self.strom("check")
        self.assertIn("survey.xlsx:Answers!A2: note: 'a' is no number", run.stderr)

    def test_bombs_end_soon(self):
        small = by_xlsxwriter([["a", 1]])
        rows = "".join(f'<row r="{i}"/>' for i in range(3, 9))
        for part, filler in (("xl/worksheets/sheet1.xml", "<row/>" * 100), ("xl/sharedStrings.xml", "<si/>" * 100)):
            with self.subTest(part):
                end = "</sheetData>" if "sheet1" in part else "</sst>"
                self.write("survey.xlsx", changed(small, {part: lambda t: t.replace(end, " " * (200 << 20) + end)}))
                self.assertReported(self.errors("check"), "sheet/bomb")
        self.write("survey.xlsx", changed(small, {"xl/worksheets/sheet1.xml": lambda t: t.replace(
            "</sheetData>", rows + '<row r="9"><c r="XFD9" s="1"/></row></sheetData>')}))
        self.assertEqual(len(self.rows()[0]), 1)
        deep = "<!DOCTYPE x [" + "".join(f"<!ENTITY e{i} '{f'&e{i - 1};' * 10 if i else 'x'}'>" for i in range(9)) + "]>"
        self.write("survey.xlsx", changed(small, {"xl/sharedStrings.xml": lambda t: t.replace(
            "?>", "?>" + deep, 1).replace("<t>", "<t>&e8;", 1)}))
        self.assertReported(self.errors("check"), "sheet/dtd")

    def test_long_cells(self):
        small = by_xlsxwriter([["abcd", 1]])
        for size, code in ((5 << 20, "data/too-large"), (33 << 20, "sheet/long-cell")):
            with self.subTest(code):
                text = "".join(random.Random(1).choices("abcdefghijklmnop ", k=1 << 20)) * (size >> 20)
                self.write("survey.xlsx", changed(small, {"xl/sharedStrings.xml": lambda t: t.replace(
                    "abcd", text)}))
                self.assertReported(self.errors("check"), code)

    def test_a_sensitive_workbook_tells_nothing(self):
        self.write("survey.xlsx", by_xlsxwriter([["Anna", 1], ["Zane", 2]]))
        self.write("strom.yml", (YML % ", options: {range: A1:B9}").replace("false", "true"))
        self.write("survey.xlsx", changed(by_xlsxwriter([["Anna", 1], ["Zane", 2], ["Ieva", 3]]), {
            "xl/worksheets/sheet1.xml": lambda t: t.replace('<v>3</v></c></row></sheetData>', '<v>x</v></c></row></sheetData>')}))
        run = self.strom("check")
        self.assertEqual(run.returncode, 1)
        for word in "Anna", "Answers", "'x'":
            self.assertNotIn(word, run.stderr)
        self.assertIn("survey.xlsx:sheet 1!B4: error:", run.stderr)


if __name__ == "__main__":
    import unittest
    unittest.main()
