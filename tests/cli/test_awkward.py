"""Awkward workbooks, cell by cell."""

import io
import json
import re
import unittest

import xlsxwriter

import awkward
from project import Project
from test_xlsx import YML, changed


class Awkward(Project):
    def setUp(self):
        super().setUp()
        self.write("r.md", "# One\n\nText.\n")

    def dump(self, make):
        options, rows = awkward.write(make, self.folder / "survey.xlsx")
        self.write("strom.yml", YML % (f", options: {{{options}}}" if options else ""))
        return self.strom("dump", "tables"), rows

    def test_each(self):
        for name, make in awkward.BOOKS.items():
            with self.subTest(name):
                run, rows = self.dump(make)
                self.assertEqual(run.returncode, 0, run.stderr)
                self.assertEqual([json.loads(line) for line in run.stdout.splitlines() if line.startswith("  [")], rows)

    def test_characters_that_xml_has_not(self):
        """In cells of their own, as openpyxl writes them, and in shared strings."""
        said = {"one_x000D_\nand_x0009_two": "one\nand\ttwo", "_x005F_x0041_": "_x0041_", "_xD83D__xDE00_x": "😀x",
                "a_x000d_b": "a\nb", "_x0001_": "_x0001_", "_x00g1_": "_x00g1_", "_x004": "_x004", "_xD83D_": "_xD83D_",
                "_x012B_": "ī", "_x20AC_": "€", "_x0000_": "_x0000_"}
        self.write("strom.yml", YML % "")
        rows = [[raw, i] for i, raw in enumerate(said)]

        def make(book):
            awkward.put(book.active, [["word", "n"], *rows])
        awkward.write(make, self.folder / "survey.xlsx")
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        sheet = book.add_worksheet()
        for y, row in enumerate([["word", "n"], *rows]):
            sheet.write_row(y, 0, [f"W{y}" if y else "word", row[1]])
        book.close()
        words = {f"<t>W{y}<": f"<t>{row[0]}<" for y, row in enumerate(rows, 1)}
        shared = changed(out.getvalue(), {"xl/sharedStrings.xml": lambda text: re.sub(r"<t>W\d+<", lambda m: words[m[0]], text)})
        for data in ((self.folder / "survey.xlsx").read_bytes(), shared):
            self.write("survey.xlsx", data)
            run = self.strom("dump", "tables")
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertEqual([json.loads(line) for line in run.stdout.splitlines() if line.startswith("  [")],
                             [[word, i] for i, word in enumerate(said.values())])

    def test_formulas_without_values_are_refused(self):
        run, _ = self.dump(awkward.formulas)
        self.assertEqual(run.returncode, 1)
        self.assertIn("survey.xlsx:Sheet!B2: error", run.stderr)
        self.assertIn("[sheet/no-value]", run.stderr)


if __name__ == "__main__":
    unittest.main()
