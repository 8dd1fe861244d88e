"""JSON, from the file to the tables."""

import json
import random

from project import Project

YML = """\
project: {id: survey, title: Survey, date: 2015-10-31}
language: en
languages: [en]
data:
  survey: {source: json, path: survey.json, sensitive: false%s}
documents:
  report: {layout: report, theme: strom, text: r.md, editions: languages}
"""


class Json(Project):
    def setUp(self):
        super().setUp()
        (self.folder / "po/report.lv.po").unlink()
        self.write("strom.yml", YML % "")
        self.write("r.md", "# One\n\nText.\n")

    def rows(self):
        run = self.strom("dump", "tables")
        self.assertEqual(run.returncode, 0, run.stderr)
        return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("  [")]

    def test_values_as_they_were_given(self):
        rng = random.Random(4)
        rows = [{"t": rng.choice(["Rīga", "\"x\"\n", "a\\b", "😀"]), "n": rng.randrange(-10**17, 10**17), "r": rng.random(),
                 "b": rng.random() < .5, "inner": {"d": f"2014-11-{rng.randrange(1, 29):02}"}} for _ in range(300)]
        for text in json.dumps(rows), json.dumps(rows, ensure_ascii=False, indent=2), "\n".join(map(json.dumps, rows)):
            self.write("survey.json", text)
            for got, want in zip(self.rows(), rows, strict=True):
                self.assertEqual([*got[:2], *got[3:]], [want["t"], want["n"], int(want["b"]), want["inner"]["d"]])
                self.assertAlmostEqual(got[2], want["r"], delta=1e-14)

    def test_places_are_lines_and_columns(self):
        self.write("survey.json", '{"rows": [\n  {"n": 1},\n  {"n": 2},\n  {"n": "many"}\n]}\n')
        self.write("strom.yml", YML % ", options: {path: rows}")
        self.assertReported(self.errors("check"), "data/odd-cells", line=4, column=9)
        self.write("survey.json", '{"rows": [\n  {"n": 1},\n]}\n')
        self.assertReported(self.errors("check"), "json/syntax", line=3)

    def test_places_are_keys_too(self):
        self.write("strom.yml", YML % ", options: {path: rows}")
        self.write("survey.json", '{"rows": [\n  {"n": 1, "of": {"a b": 1}}, {"n": 2}, {"n": 3}, {"n": "many"},\n'
                   '  {"n": 4, "of": {"a b": [7]}}\n]}\n')
        said = self.strom("check").stderr
        self.assertIn(' $.rows[3].n\n', said)
        self.assertIn(' $.rows[4].of["a b"]\n', said)
        found = {e["code"]: e.get("keys") for e in self.errors("check")}
        self.assertEqual(found["data/odd-cells"], "$.rows[3].n")
        self.assertEqual(found["json/list"], '$.rows[4].of["a b"]')

    def test_a_sensitive_file_shows_no_key(self):
        self.write("strom.yml", YML.replace("sensitive: false", "sensitive: true") % "")
        self.write("survey.json", '[{"Anna": [1]}]')
        run = self.strom("check")
        self.assertIn("json/list", run.stderr)
        self.assertNotIn("Anna", run.stdout + run.stderr)

    def test_strom_data_knows_the_endings(self):
        self.write("survey.json", '[{"a": 1}]')
        for name in "x.ndjson", "x.jsonl":
            self.write(name, '{"a": 1}\n{"a": 2}\n')
            self.assertIn(f"{name}, 2 rows", self.strom("data", name).stdout)


if __name__ == "__main__":
    import unittest
    unittest.main()
