"""The canvas of figures: what it has since 1.4, in files for screens and presses, in colour and in black alone; figures
that were built before it; what a plugin does wrong there; what stands around a chart."""

import os
import pathlib
import re
import subprocess
import unittest

from project import Project, YML

FAULTY = pathlib.Path(os.environ["FAULTY"])
TEXT = """\
# One

Text.

```{figure} fig-a
type: TYPE
query: QUERY
columns: {town: {title: Town}, policy: {title: Policy, type: number}}
MORE
```
"""
QUERY = "select town, policy from survey order by town"


class Canvas(Project):
    def write_figure(self, kind, more, query=QUERY):
        text = TEXT.replace("TYPE", kind).replace("MORE", more).replace("QUERY", query)
        self.write("text/report.md", text)

    def pages(self, kind="canvas", more="claim: It grows", edition="en"):
        self.write_figure(kind, more)
        run = self.strom("dump", "pages", "report", "-P", FAULTY, "-e", edition)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return run.stdout

    def texts(self, pages):
        return re.findall(r'" *([^"]*?) *"$', "\n".join(l for l in pages.splitlines() if " figure:" in l), re.M)

    def test_one_drawing(self):
        pages = self.pages()
        for part in ("cap 1 join 2 dash 4 2", " to #1c2430 10 0 60 0", "  open ", " turn -45 80 90",
                     "  close ", "dash 0 2.6"):
            self.assertTrue(part in pages, part)
        self.assertEqual(pages.count("\n  open "), pages.count("\n  close "))

    def test_numbers_and_dates_as_the_edition_prints_them(self):
        en, lv = self.texts(self.pages()), self.texts(self.pages(edition="lv"))
        for text in ("\u22121,234.5", "31 Oct 2015", "31 October 2015", "2015", "Total", "en", "Riga"):
            self.assertIn(text, en)
        for text in ("\u22121234,5", "Kopā", "lv"):
            self.assertIn(text, lv)
        self.assertTrue(any("oktobris" in t for t in lv), lv)

    def test_a_label_that_does_not_fit(self):
        self.write_figure("canvas", "claim: It grows")
        run = self.strom("dump", "pages", "report", "-P", FAULTY, "-e", "en")
        self.assertIn("[figure/long-label]", run.stderr)
        self.assertEqual(run.stderr.count("[figure/long-label]"), 1)
        self.assertIn("that have\u2026", "\n".join(self.texts(run.stdout)))

    def test_a_row_is_pointed_at(self):
        self.write_figure("canvas", "claim: It grows\noptions: {refuse: 2}")
        report = self.assertReported(self.errors("build", "-P", FAULTY, "-e", "en"), "canvas/refused",
                                     file="data/survey.csv", line=3)
        self.write_figure("canvas", "claim: It grows\noptions: {refuse: 1}",
                          "select country as town, count(*) as policy from survey group by country order by country")
        report = self.assertReported(self.errors("build", "-P", FAULTY, "-e", "en"), "canvas/refused",
                                     file="text/report.md", line=8)
        self.assertEqual(report["message"], "a row is refused")

    def test_faults_of_the_plugin(self):
        for fault, code in (("restore", "figure/no-restore"), ("open", "figure/no-restore"),
                            ("clip", "figure/no-move"), ("deep", "figure/too-deep"),
                            ("outside", "figure/outside")):
            self.write_figure("canvas", f"claim: It grows\noptions: {{fault: {fault}}}")
            report = self.assertReported(self.errors("build", "-P", FAULTY, "-e", "en"), code)
            self.assertIn("'canvas'", report["message"])

    def test_a_figure_of_before(self):
        pages = self.pages("elder")
        self.assertEqual(self.texts(pages), ["Policy", "1", "0", "1"])

    def test_mirrored(self):
        self.write("text/report.md", "# One\n\n::: {lang=ar}\n" + TEXT.split("Text.\n\n")[1]
                   .replace("TYPE", "canvas").replace("QUERY", QUERY).replace("MORE", "alt: x") + ":::\n")
        pages = self.strom("dump", "pages", "report", "-P", FAULTY, "-e", "en").stdout
        self.assertIn(" turn 45 ", pages)
        self.assertIn("stroke 1.5 #b23a0a cap 1 join 2 dash 4 2 M ", pages)
        start = float(re.search(r"dash 4 2 M ([0-9.]+) ", pages)[1])
        self.assertGreater(start, 300)

    # ---- What stands around it ----

    def test_claim_measured_and_source(self):
        pages = self.pages("bar", "claim: It grows\nmeasured: Towns (n = 3)\nsource: A survey")
        at = {text: float(y) for y, text in
              re.findall(r'^  text [0-9.]+ ([0-9.]+) .*" *([^"]*?) *"$', pages, re.M)}
        self.assertLess(at["It grows"], at["Towns (n = 3)"])
        self.assertLess(at["Towns (n = 3)"], at["Riga"])
        self.assertLess(at["Turku"], at["A survey"])

    def test_claim_and_caption(self):
        self.write_figure("bar", "claim: It grows\ncaption: Towns")
        self.assertReported(self.errors("build", "-e", "en"), "text/claim-and-caption", file="text/report.md",
                            line=10)

    def alt(self, more, edition="en"):
        self.write_figure("bar", more)
        run = self.strom("dump", "edition", "report", "-e", edition)
        self.assertEqual(run.returncode, 0, run.stderr)
        return re.search(r'figure .*?alt="((?:[^"\\]|\\.)*)"', run.stdout)[1]

    def test_alternative_text_of_the_data(self):
        self.assertEqual(self.alt("claim: It grows\nmeasured: Towns"),
                         "Bars. It grows. Towns. Rows: 3. Highest: Riga (1). Lowest: Tartu (0).")
        self.assertEqual(self.alt("claim: It grows", "lv"),
                         "Stabiņi. It grows. Rindas: 3. Lielākā vērtība: Riga (1). Mazākā vērtība: Tartu (0).")
        self.assertEqual(self.alt("claim: It grows\nalt: Mine."), "Mine.")

    def test_a_plugin_adds_to_it(self):
        self.write_figure("canvas", "claim: It grows")
        run = self.strom("build", "-P", FAULTY, "-e", "en")
        self.assertEqual(run.returncode, 0, run.stderr)
        data = (self.folder / "out/report-en.pdf").read_bytes()
        self.assertTrue(data.startswith(b"%PDF"))

    def test_columns_that_bound_others(self):
        for key in ("low", "high", "n"):
            self.write("text/report.md", TEXT.replace("TYPE", "bar").replace("MORE", "alt: x").replace("QUERY", QUERY)
                       .replace("type: number", f"type: number, {key}: polcy"))
            self.assertReported(self.errors("build", "-e", "en"), "text/unknown-column", file="text/report.md", line=8)

    def test_what_is_kept_back(self):
        self.write("data/survey.csv", "town,country,policy\nRiga,LV,1\nTartu,EE,c\nTurku,FI,2\n")
        self.replace("strom.yml", "path: data/survey.csv", "path: data/survey.csv, options: {types: {policy: text}}")
        query = "select town, case policy when 'c' then 'c' else number(policy) end as policy from survey order by town"
        self.write("text/report.md", TEXT.replace("TYPE", "bar").replace("MORE", "claim: It grows")
                   .replace("QUERY", query).replace("type: number", "type: number, suppressed: c"))
        run = self.strom("dump", "edition", "report", "-e", "en")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("Kept back: 1.", run.stdout)

    # ---- For presses ----

    def printed(self, more):
        self.write_figure("canvas", "claim: It grows")
        self.write("strom.yml", YML + f"deliver: {{profiles: [print]}}\nprint: {{condition: FOGRA39{more}}}\n")
        run = self.strom("build", "-P", FAULTY, "-e", "en")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        ink = subprocess.run(["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=ink_cov", "-o", "-", "-dFirstPage=3",
                              "-dLastPage=3", self.folder / "out/report-en-print.pdf"], capture_output=True, text=True)
        self.assertEqual(ink.returncode, 0, ink.stderr)
        return [float(v) for v in ink.stdout.split()[:4]]

    def test_inks(self):
        cyan, magenta, yellow, black = self.printed("")
        self.assertGreater(min(cyan, magenta, yellow), 0.05)
        alone = self.printed(", charts: black")
        self.assertGreater(cyan - alone[0], 0.05)
        self.assertGreater(alone[3], black)


if __name__ == "__main__":
    unittest.main()
