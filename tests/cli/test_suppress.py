"""Small counts and small bases of measures: what is not told, and how it is said; held against a count of our own."""

import csv
import io
import itertools
import json
import random
import re
import unittest
import zipfile

import pikepdf

from test_measures import YML, Measured

ANSWERS = ["food", "work", "home", "papers"]


def cube(rows, ways):
    """How many rows have each value of each of these; None: all of them."""
    cells = {}
    for row in rows:
        for at in itertools.product(*((row[w], None) for w in ways)):
            cells[at] = cells.get(at, 0) + 1
    values = [sorted({row[w] for row in rows}) + [None] for w in ways]
    return {at: cells.get(at, 0) for at in itertools.product(*values)}


def lines(cells):
    """Each cell that is a sum, with those that it is of."""
    for at in cells:
        for way, value in enumerate(at):
            if value is None:
                yield at, [c for c in cells if c[way] is not None and c[:way] + c[way + 1:] == at[:way] + at[way + 1:]]


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
    def held(self, cells, hidden, below=5):
        """All that are few are hidden, and no sum tells of one: not by one unknown, nor by some that are few together."""
        for at, n in cells.items():
            if 0 < n < below:
                self.assertIn(at, hidden)
        for total, parts in lines(cells):
            unknown = [at for at in parts if at in hidden]
            if total not in hidden:
                self.assertNotEqual(len(unknown), 1, (total, hidden))
                few = sum(cells[at] for at in unknown)
                rest = [at for at in parts if at not in hidden and cells[at]]
                self.assertTrue(not few or few >= below or not rest, (total, unknown))
            else:
                self.assertTrue(unknown or not parts, total)

    def test_answers_hide_each_other(self):
        """A crosstab with its totals: what is printed is right, and what is hidden is so by every sum."""
        self.directive("survey.need", [("need", ""), ("count", "number"), ("n", "number")], "by: size\nform: crosstab\ntotal: All\n")
        rows = [[c for c in line] for line in self.rows_of()]
        cells = cube([(s, x) for s, x, *_ in self.rows], (0, 1))
        sizes, hidden = ["city", "town", "village", None], set()
        for need, *numbers in rows:
            for size, count, n in zip(sizes, numbers[::2], numbers[1::2]):
                for at, printed in (((size, need), count), ((size, None), n)):
                    if printed in ("<5", "c"):
                        hidden.add(at)
                        self.assertEqual(printed == "<5", 0 < cells[at] < 5, at)
                    else:
                        self.assertEqual(printed, str(cells[at]), at)
        self.assertEqual([r[0] for r in rows], sorted(ANSWERS))
        self.held(cells, hidden)

    def rows_of(self):
        run = self.strom("build", "report", "-e", "en")
        self.assertEqual(run.returncode, 0, run.stderr)
        with pikepdf.open(self.folder / "out/report-en.pdf") as pdf:
            attached = b"".join(f.get_file().read_bytes() for f in pdf.attachments.values())
        return [self.merged(row) for row in list(csv.reader(io.StringIO(attached.decode())))[1:]]

    @staticmethod
    def merged(row):
        """A number and its sign are two columns of the CSV."""
        out, at = [row[0]], 1
        while at < len(row):
            out.append(row[at] or row[at + 1])
            at += 2
        return out

    def test_neither_those_that_are_nor_those_that_are_not(self):
        self.directive("survey.helped", [("size", ""), ("count", "number"), ("share", "percent"), ("n", "number")], "by: size\n")
        cells = self.cells()
        counts = cube([(s, h) for s, _, h, _ in self.rows], (0, 1))
        hidden = set()
        for size in ("city", "town", "village"):
            count, share, base = self.row(cells, size)
            hidden |= {(size, 1), (size, 0)} if count in ("<5", "c") else set()
            hidden |= {(size, None)} if base in ("<5", "c") else set()
            self.assertIn(count, ("<5", "c", str(counts[size, 1])))
            self.assertIn(base, ("<5", "c", str(counts[size, None])))
            self.assertEqual(share == "c", count in ("<5", "c") or base in ("<5", "c"))
        self.held({at: n for at, n in counts.items() if at[0]}, hidden)
        self.held(counts, hidden | {at for at, n in counts.items() if not at[0] and 0 < n < 5})
        self.assertTrue(hidden)

    def test_groups_hide_each_other(self):
        """Two columns of groups: texts, lists and crosstabs hide the same."""
        r = random.Random(8)
        for seed in range(3):
            rows = [(r.choice("abcd"), r.choice("xyz"), r.random() < 0.4) for _ in range(r.choice([40, 70, 110]))]
            self.write("data/survey.csv", "size,need,helped,hours\n" + "".join(f"{a},{b},{int(c)},1\n" for a, b, c in rows))
            counts = cube(rows, (0, 1))
            self.directive("survey.rows", [("size", ""), ("need", ""), ("rows", "number")], "by: [size, need]\nform: list\ntotal: All\n")
            cells, hidden = self.cells(), set()
            for at, n in counts.items():
                if not n:
                    continue
                printed = self.row(cells, at[0] or "All", at[1] or "All")[0]
                self.assertIn(printed, ("<5", "c", str(n)))
                hidden |= {at} if printed in ("<5", "c") else set()
            self.held({at: n for at, n in counts.items() if n}, hidden)
            some = [(a, b) for a, b in counts if a and b and counts[a, b]]
            names = [f"survey.rows.size.{a}.need.{b}" for a, b in some]
            self.text(*(n + ", select, null {few} other {many}" for n in names))
            run = self.strom("dump", "edition", "report", "-e", "en")
            self.assertEqual(re.findall(r"\) (few|many)!", run.stdout), ["few" if at in hidden else "many" for at in some])

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
        self.all({"survey.need.count.food.size.city": "40", "survey.rows.size.city": "56"})
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

    def test_a_query_of_all_is_no_secret(self):
        """How many there are in all may be told; what is asked with a condition, or is few, is told of."""
        for sql, codes in (("select count(*) from survey", []), ("select count(distinct size) from survey", ["data/not-suppressed"]),
                           ("select avg(hours) from survey", []),
                           ("select count(*) from survey where size = 'city'", ["data/not-suppressed"]),
                           ("select sum(size = 'village') from survey", ["data/not-suppressed"])):
            self.say(self.said)
            self.replace("strom.yml", "documents:", f'values:\n  all: "{sql}"\ndocuments:')
            self.write("text/report.md", "# One\n\n{all}\n")
            self.assertEqual([r["code"] for r in self.errors("check", code=0)], codes, sql)

    def test_a_text_hides_what_a_table_does(self):
        """villages are few, and with the total of all towns would be told."""
        self.directive("survey.rows", [("size", ""), ("rows", "number")], "by: size\n")
        self.assertEqual([self.row(self.cells(), s)[0] for s in ("city", "town", "village")], ["56", "c", "<5"])
        self.all({"survey.rows": "89", "survey.rows.size.city": "56"})
        self.text("survey.rows.size.town, select, null {few} other {many}")
        self.assertIn("would tell of fewer than 5 others", self.errors("check", code=0)[0]["message"])

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
