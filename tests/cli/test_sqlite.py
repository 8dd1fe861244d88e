"""Databases, from the file to the tables."""

import json
import sqlite3

from project import Project

YML = """\
project: {id: survey, title: Survey, date: 2015-10-31}
language: en
languages: [en]
data:
  survey: {source: sqlite, path: survey.sqlite, sensitive: false%s}
documents:
  report: {layout: report, theme: strom, text: r.md, editions: languages}
"""


class Sqlite(Project):
    def setUp(self):
        super().setUp()
        (self.folder / "po/report.lv.po").unlink()
        self.write("strom.yml", YML % "")
        self.write("r.md", "# One\n\nText.\n")
        self.make("create table answers (town text, n integer)", "insert into answers values ('Riga', 1), ('Tartu', 2), "
                  "('Turku', 3)")

    def make(self, *statements):
        path = self.folder / "survey.sqlite"
        path.unlink(missing_ok=True)
        database = sqlite3.connect(path)
        for statement in statements:
            database.execute(statement)
        database.commit()
        database.close()

    def rows(self):
        run = self.strom("dump", "tables")
        self.assertEqual(run.returncode, 0, run.stderr)
        return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("  [")]

    def test_the_only_table_is_read(self):
        self.assertEqual(self.rows(), [["Riga", 1], ["Tartu", 2], ["Turku", 3]])
        before = sorted(p.name for p in self.folder.iterdir())
        self.assertIn("survey.sqlite, 3 rows", self.strom("data", "survey").stdout)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), before)

    def test_of_several_one_is_named(self):
        self.make("create table towns (a)", "create table lands (a)", "insert into lands values (7)",
                  "create view doubled as select a * 2 as a from lands")
        self.assertIn("the file holds 3 tables: 'doubled', 'lands', 'towns' [data/which-sheet]\n"
                      "  hint: Say which one is meant beside path, such as options: {table: doubled}.",
                      self.strom("check").stderr.split("error: ", 1)[1].replace(
                          "  5 |   survey: {source: sqlite, path: survey.sqlite, sensitive: false}\n    |   ^~~~~~\n", ""))
        run = self.strom("data", "survey")
        self.assertIn("  tables: doubled, lands, towns\n", run.stdout)
        self.write("strom.yml", YML % ", options: {table: doubled}")
        self.assertEqual(self.rows(), [[14]])
        self.assertIn("  tables: doubled (read), lands, towns\n", self.strom("data", "survey").stdout)
        self.write("strom.yml", YML % ", options: {table: town}")
        self.assertEqual(self.assertReported(self.errors("check"), "data/unknown-sheet", line=5)["hint"],
                         "Did you mean 'towns'?")

    def test_cells_are_told_by_row_and_column(self):
        self.make("create table answers (town text, n)", "insert into answers values ('Riga', 1), ('Tartu', 2), "
                  "('Turku', 'many')")
        self.assertIn("survey.sqlite:answers, row 3, column 2: error: column 'n' looks like numbers, but 1 of its 3 cells "
                      "is none: 'many' [data/odd-cells]", self.strom("check").stderr)
        report = self.assertReported(self.errors("check"), "data/odd-cells")
        self.assertEqual((report["sheet"], report["row"], report["column"]), ("answers", 3, 2))

    def test_what_is_no_database(self):
        self.write("survey.sqlite", "town;n\nRiga;1\n")
        self.assertReported(self.errors("check"), "sqlite/no-database")


if __name__ == "__main__":
    import unittest
    unittest.main()
