"""The rows of tables attached as CSV: what is in the files, and what they are tied to."""

import csv
import io
import re
import subprocess
import unittest

import pikepdf

from project import Project

GROUPED = """\
# Data

```{table}
query: |
  select town, country, share, people, said from survey order by country, town
columns:
  town: {title: "Town, or place"}
  share: {title: Share, type: percent, group: In numbers}
  people: {title: People, type: number, group: In numbers}
  said: {title: Said}
group: country
caption: Towns (n = 3)
```

```{table} tbl-1
query: select town from survey order by town
columns: {town: {title: Town}}
```
"""


def elements(node, kind):
    found = [node] if node.get("/S") == "/" + kind else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            found += elements(kid, kind)
    return found


class Attachments(Project):
    def build(self, *words):
        run = self.strom("build", "--edition", "en", *words)
        self.assertEqual(run.returncode, 0, run.stderr)
        return pikepdf.open(self.folder / "out" / "report-en.pdf")

    def files(self, pdf):
        return {str(f.UF): bytes(f.EF.F.read_bytes()).decode() for f in pdf.Root.get("/AF", [])}

    def part(self, pdf):
        return re.search(rb"<pdfaid:part>(\d)<", pdf.Root.Metadata.read_bytes())[1].decode()

    def test_tied_to_its_chart(self):
        self.write("text/report.md", "# One\n\n```{figure} fig-a\ntype: bar\nquery: select town, policy from survey order "
                   "by town desc\ncolumns: {town: {title: Town}, policy: {title: Policy, type: number}}\n"
                   "caption: Bars of towns\nalt: Bars\n```\n")
        pdf = self.build()
        self.assertEqual(self.files(pdf), {"fig-a.csv": "Town,Policy\r\nTurku,1\r\nTartu,0\r\nRiga,1\r\n"})
        figure, = elements(pdf.Root.StructTreeRoot.K, "Figure")
        self.assertEqual([f.objgen for f in figure.AF], [pdf.Root.AF[0].objgen])
        self.assertEqual(str(pdf.Root.AF[0].Desc), "Figure 1. Bars of towns")

    def test_tied_to_its_table(self):
        pdf = self.build()
        file = pdf.Root.AF[0]
        self.assertEqual(file.AFRelationship, "/Data")
        self.assertEqual(str(file.UF), "tbl-towns.csv")
        self.assertEqual(str(file.Desc), "Table 1. Towns")
        self.assertEqual(file.EF.F.Subtype, "/text/csv")
        data = bytes(file.EF.F.read_bytes())
        self.assertEqual(data, b"Town,Policy\r\nRiga,1\r\nTartu,0\r\nTurku,1\r\n")
        self.assertEqual(int(file.EF.F.Params.Size), len(data))
        self.assertEqual(str(file.EF.F.Params.ModDate), "D:20151031000000Z")
        self.assertEqual(pdf.Root.Names.EmbeddedFiles.Names[1].objgen, file.objgen)
        table, = elements(pdf.Root.StructTreeRoot.K, "Table")
        self.assertEqual([f.objgen for f in table.AF], [file.objgen])
        self.assertEqual(self.part(pdf), "3")

    def test_values_are_for_machines(self):
        self.write("data/survey.csv", 'town,country,share,people,said\nRiga,LV,0.125,605802,"he said ""no"","\n'
                   'Narva,EE,0.1,,\nTurku,FI,1,3,"one\ntwo"\n')
        self.write("text/report.md", GROUPED)
        files = self.files(self.build())
        self.assertEqual(list(files), ["table-1.csv", "tbl-1.csv"])
        rows = list(csv.reader(io.StringIO(files["table-1.csv"], newline="")))
        self.assertEqual(rows, [
            ["country", "Town, or place", "In numbers: Share", "In numbers: People", "Said"],
            ["EE", "Narva", "0.1", "", ""],
            ["FI", "Turku", "1", "3", "one\ntwo"],
            ["LV", "Riga", "0.125", "605802", 'he said "no",']])

    def test_nothing_runs_in_a_spreadsheet(self):
        cells = ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd|x", "@SUM(1)", "\t=1", "\uff1d1", "- no",
                 "+371 6700-0000", "-5", "-", "1=1", "a@b.org", 'x "=y"']
        with open(self.write("data/survey.csv", ""), "w", newline="") as f:
            csv.writer(f).writerows([["n", "town"]] + [[i, c] for i, c in enumerate(cells)])
        self.write("text/report.md", "```{table} tbl-towns\nquery: select n, town from survey order by n\n"
                   'columns: {n: {title: N}, town: {title: "=Town"}}\n```\n')
        rows = list(csv.reader(io.StringIO(self.files(self.build())["tbl-towns.csv"], newline="")))
        self.assertEqual(rows[0], ["N", "'=Town"])
        self.assertEqual([row[1] for row in rows[1:]],
                         ["'" + c if i < 7 else c for i, c in enumerate(cells)])

    def test_titles_of_the_edition(self):
        self.write("po/report.lv.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
                   'msgctxt "tbl-towns"\nmsgid "Town"\nmsgstr "Pilsēta"\n\n'
                   'msgid "Town"\nmsgstr "Pilsēta"\n')
        self.strom("build", "--edition", "lv")
        pdf = pikepdf.open(self.folder / "out" / "report-lv.pdf")
        self.assertTrue(self.files(pdf)["tbl-towns.csv"].startswith("Pilsēta,Policy\r\n"))

    def test_switched_off(self):
        self.replace("strom.yml", "editions: languages}", "editions: languages, attachments: false}")
        pdf = self.build()
        self.assertNotIn("/AF", pdf.Root)
        self.assertNotIn("/EmbeddedFiles", pdf.Root.Names)
        self.assertEqual(self.part(pdf), "2")

    def test_many_rows_in_pieces(self):
        rows = "".join(f"Town {i},LV,{i}\n" for i in range(20000))
        self.write("data/survey.csv", "town,country,policy\n" + rows)
        self.write("text/report.md", "```{table} tbl-towns\nquery: select town, policy from survey "
                   "order by policy\ncolumns: {town: {title: Town}, policy: {title: N, type: number}}\n```\n")
        data = self.files(self.build())["tbl-towns.csv"]
        self.assertEqual(data, "Town,N\r\n" + "".join(f"Town {i},{i}\r\n" for i in range(20000)))
        subprocess.run(["qpdf", "--check", self.folder / "out" / "report-en.pdf"], check=True,
                       capture_output=True)


if __name__ == "__main__":
    unittest.main()
