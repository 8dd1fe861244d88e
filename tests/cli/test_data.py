"""Data as offices save it, from the file to the page."""

import unittest

import pikepdf

from project import Project

YML = """\
project: {id: survey, title: Survey, date: 2015-10-31}
language: en
languages: [en]
data:
  survey:
    source: csv
    path: survey.csv
    sensitive: false
values:
  pupils: select sum(Pupils) from survey
  share: select avg(Share) from survey
  most: select max(Pupils) from survey
  last: select max("Answered on") from survey
  n: select count(*) from survey
documents:
  report: {layout: report, theme: strom, text: r.md, editions: languages}
"""

TEXT = """\
# Sums

In all {pupils} pupils in {n} towns; on average {share, number, percent}; the most {most}; until {last, date, long}.

```{figure} fig-p
type: bar
query: select Town, sum(Pupils) as p from survey group by Town order by Town
columns: {Town: {title: Town}, p: {title: Pupils}}
caption: Pupils
alt: Pupils
```
"""

CSV = ("\ufeffTown;Pupils;Share;Answered on;Note\r\nAlpha;10 791;50 %;03.10.2014;n/a\r\n"
       "Beta;12 162;38 %;02.11.2014;\r\nGamma;2 116;84 %;18.10.2014;\"sent, late\"\r\nDelta;n/a;n/a;;\r\n"
       ";;;;\r\n;;;;\r\n")


class Data(Project):
    def setUp(self):
        super().setUp()
        self.write("strom.yml", YML)
        self.write("r.md", TEXT)
        self.write("survey.csv", CSV)

    def test_a_survey_needs_no_more_than_three_keys(self):
        run = self.strom("build", "--strict")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("note: 2 empty rows at the end are left out [data/empty-rows]", run.stderr)
        run = self.strom("dump", "edition", "report")
        self.assertIn("In all 25,069 pupils in 4 towns; on average 57%; the most 12,162; until 2 November 2014.",
                      run.stdout.replace("\u00a0", " "))
        with pikepdf.open(self.folder / "out/report-en.pdf") as pdf:
            data = {str(f.UF): bytes(f.EF.F.read_bytes()).decode() for f in pdf.Root.AF}
        self.assertEqual(data["fig-p.csv"], "Town,Pupils\r\nAlpha,10791\r\nBeta,12162\r\nDelta,\r\nGamma,2116\r\n")

    def test_a_percent_is_a_part_of_one(self):
        for sql, wrong in (("avg(Share) / 100", True), ("round(avg(s.\"Share\"), 2)/100.0", True),
                           ("max(Share / 100)", True), ("round(avg(Share) * 100) / 100", False),
                           ("round(100 * avg(Share)) / 100", False), ("avg(Share) / 2", False),
                           ("sum(Pupils) / 100.0 + avg(Share)", False)):
            with self.subTest(sql):
                self.write("strom.yml", YML.replace("avg(Share) from survey", sql + " from survey s"))
                run = self.strom("check")
                self.assertEqual("[data/percent-divided]" in run.stderr, wrong)
                self.assertEqual(run.returncode, int(wrong), run.stderr)

    def test_what_is_not_sure_is_asked_for(self):
        self.write("survey.csv", CSV.replace("10 791", "10.791").replace("12 162", "12.162").replace("2 116", "2.116"))
        run = self.strom("check")
        self.assertEqual(run.returncode, 1)
        self.assertIn("survey.csv:2:7: error: '10.791' in column 'Pupils' can be 10.791 or 10791 [data/two-readings]",
                      run.stderr)
        self.assertIn('numbers: "1.234,5"', run.stderr)
        self.replace("strom.yml", "    sensitive: false\n", '    sensitive: false\n    numbers: "1.234,5"\n')
        self.assertEqual(self.strom("check", "-s").returncode, 0)
        self.assertIn("In all 25,069 pupils", self.strom("dump", "edition", "report").stdout)

    def test_lines_of_utf_16_are_shown(self):
        self.write("survey.csv", CSV.replace("2 116", "2 116x").replace("Gamma", "Ģamma").encode("utf-16-le"))
        run = self.strom("check")
        self.assertEqual(run.returncode, 1)
        self.assertIn("survey.csv:4:7: error: column 'Pupils' looks like numbers, but 1 of its 4 cells is none: "
                      "'2 116x' [data/odd-cells]\n  4 | Ģamma;2 116x;84 %", run.stderr)

    def test_notes_are_no_warnings(self):
        run = self.strom("check", "--strict", "--json")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn('"severity":"note","code":"data/empty-rows"', run.stdout + run.stderr)

    def test_keys_are_in_the_schema(self):
        schema = self.strom("schema").stdout
        for key in ("numbers", "dates", "null", "yes", "no", "types", "total-row"):
            self.assertIn(f'"{key}":{{', schema)
        self.assertIn('"examples":["1234.5","1234,5"', schema)


if __name__ == "__main__":
    unittest.main()
