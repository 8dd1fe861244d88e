"""Data that are none, for each source of files: one clear error, in bounded time, and nothing half loaded."""

import json
import re
import sqlite3
import unittest

from project import SOURCE, Project

MOST_SECONDS = 120
# Each source with its own sample, and what it says of a file that is something else.
SAMPLES = {"csv": "csv/sample.csv", "json": "json/sample.json", "jsonstat": "jsonstat/sample.jsonstat", "sdmx": "sdmx/sample.csv",
           "sqlite": "sqlite/sample.sqlite", "spss": "spss/sample.sav", "xlsx": "xlsx/sample.xlsx", "ods": "ods/sample.ods",
           "survey": "survey/sample.csv"}
OPTIONS = {"json": ", options: {path: answers}", "csv": ""}
PAGE = b"<!DOCTYPE html>\n<html><head><title>Log in</title></head><body>Your session has ended.</body></html>\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4


class BadSources(Project):
    def source(self, kind, data, name=None):
        path = self.write(name or f"data/a.{kind}", data)
        text = re.sub(r"(?m)^  survey: .*$", lambda m: f"  survey: {{source: {kind}, path: {json.dumps(name or f'data/a.{kind}')}, "
                      f"sensitive: false{OPTIONS.get(kind, '')}}}", (self.folder / "strom.yml").read_text())
        self.write("strom.yml", text)
        return path

    def codes(self):
        run = self.strom("build", "--json", timeout=MOST_SECONDS)
        self.assertEqual(run.returncode, 1, run.stdout + run.stderr)
        self.assertEqual(self.outputs(), [])
        reports = [json.loads(line) for line in run.stderr.splitlines()]
        for report in reports:
            self.assertRegex(report["message"], r"^[^\x00-\x1f\x7f]+$")
            # What the source says is of the file, or of the entry that names it: never of a text that uses it.
            if report["code"].split("/")[0] not in ("text", "data"):
                self.assertNotEqual(report.get("file"), "text/report.md")
        return [r["code"] for r in reports if r["severity"] == "error"]

    def test_something_else(self):
        """A page that asks to log in, saved as data; a picture; nothing at all; another source's sample."""
        other = {kind: (SOURCE / "plugins" / f"source-{sample}").read_bytes() for kind, sample in SAMPLES.items()}
        for kind, code in {"json": "json/syntax", "jsonstat": "jsonstat/syntax", "sdmx": None, "sqlite": "sqlite/no-database",
                           "spss": "spss/unknown", "xlsx": "sheet/no-workbook", "ods": "sheet/no-workbook", "csv": None,
                           "survey": None}.items():
            for data in (PAGE, PNG, b"", other["sqlite" if kind != "sqlite" else "xlsx"]):
                with self.subTest(kind=kind, data=data[:12]):
                    self.source(kind, data)
                    codes = self.codes()
                    self.assertTrue(codes)
                    if code and data in (PAGE, PNG):
                        self.assertEqual(codes[0], code)

    def test_cut_off(self):
        for kind, sample in SAMPLES.items():
            data = (SOURCE / "plugins" / f"source-{sample}").read_bytes()
            # Of rows that end with a line, half of them are a table too.
            for size in (len(data) // 2, len(data) - 2) if kind not in ("csv", "sdmx", "survey", "spss") else (9,):
                with self.subTest(kind=kind, size=size):
                    self.source(kind, data[:size])
                    self.assertTrue(self.codes())

    def test_files_that_a_program_leaves_while_it_is_open(self):
        for kind, name, data in (("xlsx", "data/~$survey.xlsx", b"\x04Anna" + b" " * 160),
                                 ("ods", "data/.~lock.survey.ods#", b",Anna,desk,03.11.2014 10:00,file:///home/anna;")):
            with self.subTest(name):
                self.source(kind, data, name)
                run = self.strom("check")
                self.assertIn("sheet/lock-file", run.stderr)
                self.assertIn(f"Name survey.{kind} itself", run.stderr)
                self.assertNotIn("Anna", run.stderr)

    def test_a_million_empty_columns(self):
        for kind, data, code in (
                ("csv", "," * 2000000 + "\n", "csv/row-too-long"), ("csv", "," * 1000000 + "\n1\n", "csv/too-many-columns"),
                ("sdmx", "DATAFLOW" + "," * 100000 + "\n", "csv/too-many-columns"),
                ("json", "[{" + ",".join(f'"k{i}": null' for i in range(1000000)) + "}]", "json/too-many-columns")):
            with self.subTest(kind=kind, code=code):
                self.source(kind, data if kind != "json" else data.replace("[{", '{"answers": [{', 1) + "}")
                self.assertIn(code, self.codes())

    def test_cells_of_32_megabytes(self):
        long = "x" * (32 << 20)
        for kind, data, codes in (("csv", "a,b\n1," + long + "\n", {"csv/row-too-long"}),
                                  ("json", '{"answers": [{"a": "' + long + '"}]}', {"data/too-large"}),
                                  ("jsonstat", '{"class": "dataset", "id": ["' + long + '"]}', {"jsonstat/long-text"}),
                                  ("survey", "a,b\n1," + long + "\n", {"csv/row-too-long"})):
            with self.subTest(kind):
                self.source(kind, data)
                self.assertTrue(codes & set(self.codes()))
        path = self.source("sqlite", b"")
        path.unlink()
        with sqlite3.connect(path) as db:
            db.execute("create table t (a text)")
            db.execute("insert into t values (?)", (long,))
        db.close()
        self.assertIn("data/too-large", self.codes())


if __name__ == "__main__":
    unittest.main()
