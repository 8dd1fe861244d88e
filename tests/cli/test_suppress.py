"""Small counts and small bases of measures: what is not told, and how it is said; held against a count of our own."""

import json
import random
import re
import unittest
import zipfile

import pikepdf

from test_measures import YML, Measured

ANSWERS = ["food", "work", "home", "papers"]


def hidden_answers(counts, below):
    """The rule by itself: small ones, then the next smallest until two are hidden that together are not small."""
    order = sorted(counts, key=lambda a: (counts[a], a))
    hidden = {a for a in order if 0 < counts[a] < below}
    if sum(counts.values()) < below:
        return set(order)
    for answer in order:
        if hidden and (len(hidden) < 2 or sum(counts[a] for a in hidden) < below):
            hidden.add(answer)
    return hidden


class Suppressed(Measured):
    said = "suppress: 5"

    def setUp(self):
        super().setUp()
        r = random.Random(3)
        self.rows = []
        for size, weights in (("city", [40, 12, 3, 1]), ("town", [9, 8, 7, 6]), ("village", [3, 0, 0, 0])):
            for answer, n in zip(ANSWERS, weights):
                self.rows += [(size, answer, r.choice([0, 1, 1, 1]), r.randint(1, 9)) for _ in range(n)]
        self.write("data/survey.csv", "size,need,helped,hours\n" + "".join(",".join(map(str, row)) + "\n" for row in self.rows))
        self.say(self.said)

    def say(self, said):
        yml = YML[:YML.index("measures:")] + YML[YML.index("documents:"):]
        self.write("strom.yml", yml.replace("    small-base-below: 1\n", "").replace("sensitive: false", f"sensitive: false\n    types: {{helped: bool}}\n    {said}"))

    def directive(self, measure, columns, by="", kind="table", more=""):
        self.id = "tbl-one" if kind == "table" else "fig-one"
        listed = "".join(f"  {name}: {{title: {name}{', type: ' + form if form else ''}}}\n" for name, form in columns)
        self.write("text/report.md", f"# One\n\n```{{{kind}}} {self.id}\nmeasure: {measure}\n{by}{more}columns:\n{listed}"
                   f"caption: Needs, n = 3\n```\n\n@{self.id}\n")

    def cells(self, edition="en"):
        run = self.strom("dump", "edition", "report", "-e", edition)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.stderr = run.stderr
        return re.findall(r'"((?:[^"\\]|\\.)*)"', run.stdout)

    def row(self, cells, *first):
        n = len(first)
        at = next(i for i in range(len(cells)) if tuple(cells[i:i + n]) == first)
        return cells[at + n:at + n + 3]


class Suppress(Suppressed):
    def test_answers_hide_each_other(self):
        self.directive("survey.need", [("size", ""), ("need", ""), ("count", "number"), ("share", "percent"), ("n", "number")],
                       "by: size\n")
        cells = self.cells()
        for size in ("city", "town", "village"):
            counts = {a: sum(1 for s, x, *_ in self.rows if (s, x) == (size, a)) for a in ANSWERS}
            hidden, n = hidden_answers(counts, 5), sum(counts.values())
            for answer in (a for a in ANSWERS if counts[a]):
                count, share, base = self.row(cells, size, answer)
                self.assertEqual(base, str(n) if n >= 5 else "<5")
                if answer not in hidden:
                    self.assertEqual((count, share), (str(counts[answer]), f"{100 * counts[answer] / n:.1f}%"), (size, answer))
                else:
                    self.assertEqual((count, share), ("<5" if counts[answer] < 5 else "c", "c"), (size, answer))
        self.assertIn("<5, c: suppressed, so that nobody can be recognised", cells)

    def test_neither_those_that_are_nor_those_that_are_not(self):
        self.directive("survey.helped", [("size", ""), ("count", "number"), ("share", "percent"), ("n", "number")], "by: size\n")
        cells = self.cells()
        for size in ("city", "town", "village"):
            helped = [h for s, _, h, _ in self.rows if s == size]
            yes, n = sum(helped), len(helped)
            small = [0 < x < 5 for x in (yes, n - yes, n)]
            count, share, base = self.row(cells, size)
            self.assertEqual(base, "<5" if n < 5 else str(n))
            self.assertEqual(count, "<5" if 0 < yes < 5 else "c" if any(small) else str(yes))
            self.assertEqual(share == "c", any(small))

    def test_nothing_leaks(self):
        """The table's CSV, values.json, explain and a chart have no number that is hidden."""
        self.directive("survey.need.size.village", [("need", ""), ("count", "number"), ("n", "number")])
        self.write("text/report.md", (self.folder / "text/report.md").read_text()
                   + "\n{survey.need.count.papers.size.city, select, null {few} other {many}}\n")
        run = self.strom("build")
        self.assertEqual(run.returncode, 0, run.stderr)
        run = self.strom("pack")
        self.assertEqual(run.returncode, 0, run.stderr)
        parcel = next((self.folder / "out").glob("*.zip"))
        with zipfile.ZipFile(parcel) as z:
            name = next(n for n in z.namelist() if n.endswith("values.json"))
            values = json.loads(z.read(name))
        for edition in values["editions"]:
            self.assertEqual([table["rows"] for table in edition["tables"]], [["food | <5 | <5"]])
        with pikepdf.open(self.folder / "out/report-en.pdf") as pdf:
            attached = b"".join(f.get_file().read_bytes() for f in pdf.attachments.values())
        self.assertEqual(attached.split(b"\r\n")[1], b"food,,<5,,<5")
        self.assertEqual(self.strom("explain", "survey.need.count.papers.size.city").stdout, "")

    def test_texts_have_no_value_there(self):
        name = "survey.need.count.papers.size.city"
        self.text(name)
        self.assertIn("text/null-value", [r["code"] for r in self.errors("check")])
        self.text(name + ", select, null {few} other {many}")
        reports = self.errors("check", code=0)
        self.assertEqual([r["code"] for r in reports], ["data/suppressed"])
        self.all({"survey.need.count.food.size.city": "40", "survey.rows.size.town": "30"})
        self.text("survey.rows.size.village")
        self.assertIn("text/null-value", [r["code"] for r in self.errors("check")])

    def test_views_and_queries(self):
        """A view is measured as its table is; a query is told of."""
        self.replace("strom.yml", "documents:", "views:\n  cities: select * from survey where size = 'city'\ndocuments:")
        self.directive("cities.need", [("need", ""), ("count", "number")])
        self.assertEqual(self.row(self.cells(), "papers")[0], "<5")
        self.write("text/report.md", "# One\n\n```{table} tbl-one\nquery: select size, count(*) as n from survey group by size "
                   "order by size\ncolumns: {size: {title: Size}, n: {title: n, type: number}}\ncaption: Sizes\n```\n\n@tbl-one\n")
        self.assertEqual([r["code"] for r in self.errors("check", code=0)], ["data/not-suppressed"])

    def test_one_alone_is_told_of(self):
        self.directive("survey.rows", [("size", ""), ("rows", "number")], "by: size\n")
        self.cells()
        self.assertIn("data/suppressed-alone", self.stderr)

    def test_charts_and_languages(self):
        self.directive("survey.need.size.city", [("need", ""), ("count", "number")], kind="figure",
                       more="type: bar\nalt: Needs\n")
        self.assertIn("<5, c: nav norādīts, lai nevienu nevarētu atpazīt", self.cells("lv"))
        # It is no part of the caption's label, which is bold.
        dump = self.strom("dump", "edition", "report", "-e", "lv").stdout
        self.assertIn('text "<5, c: nav', dump)
        self.assertNotIn('text generated "<5, c: nav', dump)
        self.assertEqual(self.strom("build", "report", "-e", "lv").returncode, 0)


class SmallBase(Suppressed):
    said = "small-base: warn"

    def setUp(self):
        super().setUp()
        self.directive("survey.helped", [("size", ""), ("share", "percent"), ("n", "number")], "by: size\n")
        self.yes = sum(h for s, _, h, _ in self.rows if s == "village")

    def test_a_warning(self):
        for said in (self.said, "numbers: \"1234.5\""):
            self.say(said)
            reports = self.errors("check", code=0)
            self.assertEqual([r["code"] for r in reports], ["data/small-base"] * len(reports))
            self.assertIn("row 3 of column 'share' is of fewer than 10", reports[0]["message"])

    def test_counts(self):
        self.say("small-base: counts")
        cells = self.cells()
        self.assertEqual(self.row(cells, "village")[:2], [f"{self.yes}/3", "3"])
        self.assertIn("Shares of fewer than 10 answers are given as counts: 3/7 is 3 of 7.", cells)
        self.assertEqual(self.stderr, "")
        self.all({"survey.helped.share.size.village": f"{self.yes}/3"})

    def test_a_sign(self):
        self.say("small-base: allow\n    small-base-below: 20")
        cells = self.cells()
        self.assertEqual(self.row(cells, "village")[0], f"{100 * self.yes / 3:.1f}%*".replace(".0%", "%"))
        self.assertIn("*: fewer than 20 answers", cells)
        self.assertIn("*: mazāk nekā 20 atbilžu", self.cells("lv"))

    def test_an_error(self):
        self.say("small-base: refuse")
        self.assertIn("data/small-base", [r["code"] for r in self.errors("check")])
        self.text("survey.helped.share.size.village")
        self.assertEqual({r["code"] for r in self.errors("check")}, {"data/small-base"})


if __name__ == "__main__":
    unittest.main()
