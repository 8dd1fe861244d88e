"""Measures by several columns: crosstabs with their totals, lists, and charts, held against a count of our own."""

import csv
import io
import random
import re
import unittest

import pikepdf

from test_measures import YML, Measured

BOOK = """\
variable,value,label_en,label_lv,order
size,,Size,Lielums,
size,small,Small,Maza,1
size,large,Large,Liela,2
"""


class Crosstabs(Measured):
    def setUp(self):
        super().setUp()
        r = random.Random(5)
        self.rows = [(r.choice(["LV", "EE", "PL"]), r.choice(["small", "large"]), r.choice([0, 1, 1]), r.choice(["money", "staff"]),
                      r.choice([2013, 2014])) for _ in range(90)] + [("LT", "small", 1, "time", 2013)]
        self.write("data/book.csv", BOOK)
        self.write("data/survey.csv", "country,size,policy,obstacle,year\n" + "".join(",".join(map(str, row)) + "\n" for row in self.rows))
        yml = YML[:YML.index("measures:")] + YML[YML.index("documents:"):]
        self.write("strom.yml", yml.replace("sensitive: false", "sensitive: false\n    codebook: data/book.csv"))

    def say(self, body, kind="table"):
        name = "tbl-one" if kind == "table" else "fig-one"
        self.write("text/report.md", f"# One\n\n```{{{kind}}} {name}\n{body}\ncaption: One, n = 91\n```\n\n@{name}\n")

    def csv_of(self, edition="en"):
        run = self.strom("build", "report", "-e", edition)
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stderr)
        with pikepdf.open(self.folder / f"out/report-{edition}.pdf") as pdf:
            attached = b"".join(f.get_file().read_bytes() for f in pdf.attachments.values())
        return list(csv.reader(io.StringIO(attached.decode().lstrip("\ufeff"))))

    def share(self, rows):
        return sum(r[2] for r in rows) / len(rows) if rows else None

    def test_two_columns_make_a_crosstab(self):
        self.say("measure: survey.policy\nby: [country, size]\ntotal: All\ncolumns:\n  country: {title: Country}\n"
                 "  share: {title: With a policy, type: percent}\n  n: {title: Answers, type: number}")
        rows = self.csv_of()[1:]
        self.assertEqual([r[0] or r[1] for r in rows], ["EE", "LT", "LV", "PL", "All"])
        for row in rows:
            country, numbers = row[0], row[2:]
            for size, share, n in zip(["small", "large", None], numbers[::2], numbers[1::2]):
                own = [r for r in self.rows if (not country or r[0] == country) and (size is None or r[1] == size)]
                self.assertEqual(int(n), len(own), row)
                if own:
                    self.assertAlmostEqual(float(share), self.share(own), places=6)
                else:
                    self.assertEqual(share, "")

    def test_labels_are_heads(self):
        self.say("measure: survey.policy\nby: [country, size]\ncolumns:\n  country: {title: Country}\n  size: {title: How large}\n"
                 "  share: {title: With a policy, type: percent}")
        run = self.strom("dump", "edition", "report", "-e", "lv")
        heads = re.findall(r'"([^"]*)"', run.stdout[:run.stdout.index('"EE"')])
        self.assertEqual(heads[-4:], ["Country", "How large", "Maza", "Liela"])
        self.say("measure: survey.policy\nby: [country, year]\ncolumns:\n  country: {title: Country}\n  count: {title: With a policy, type: number}")
        run = self.strom("dump", "edition", "report", "-e", "en")
        heads = re.findall(r'"([^"]*)"', run.stdout[:run.stdout.index('"EE"')])
        self.assertEqual(heads[-4:], ["Country", "With a policy", "2013", "2014"])

    def test_answers_across(self):
        """An answer that a group has none of is counted as 0 of as many as there are."""
        self.say("measure: survey.obstacle\nby: [country, size]\ncolumns:\n  country: {title: Country}\n  obstacle: {title: Obstacle}\n"
                 "  count: {title: Count, type: number}\n  n: {title: n, type: number}")
        rows = self.csv_of()[1:]
        self.assertEqual(len(rows), 12)
        for country, obstacle, *numbers in rows:
            for size, count, n in zip(["small", "large"], numbers[::2], numbers[1::2]):
                base = [r for r in self.rows if r[:2] == (country, size)]
                self.assertEqual((int(count), int(n)), (sum(r[3] == obstacle for r in base), len(base)), (country, obstacle))

    def test_one_column_across(self):
        self.say("measure: survey.obstacle\nby: year\nform: crosstab\ncolumns:\n  obstacle: {title: Obstacle}\n"
                 "  share: {title: Share, type: percent}")
        for obstacle, *shares in self.csv_of()[1:]:
            for year, share in zip((2013, 2014), shares):
                base = [r for r in self.rows if r[4] == year]
                self.assertAlmostEqual(float(share), sum(r[3] == obstacle for r in base) / len(base), places=6)

    def test_lists_with_totals(self):
        self.say("measure: survey.policy\nby: [country, size]\nform: list\ntotal: All\ncolumns:\n  country: {title: Country}\n"
                 "  size: {title: Size}\n  count: {title: Count, type: number}")
        cells = re.findall(r'"([^"]*)"', self.strom("dump", "edition", "report", "-e", "en").stdout)
        at = cells.index("Count") + 1
        rows = [cells[i:i + 3] for i in range(at, at + 42, 3)]
        self.assertEqual([r[:2] for r in rows[:5]], [["EE", "Small"], ["EE", "Large"], ["EE", "All"], ["LT", "Small"], ["LT", "All"]])
        self.assertEqual(rows[-1], ["All", "All", str(sum(r[2] for r in self.rows))])
        for country, size, count in rows:
            own = [r for r in self.rows if country in ("All", r[0]) and size in ("All", r[1].capitalize())]
            self.assertEqual(int(count), sum(r[2] for r in own))

    def test_groups_that_head_rows_are_told_in_a_list(self):
        self.say("measure: survey.policy\nby: [country, size]\ngroup: country\ntotal: All\ncolumns:\n  country: {title: Country}\n"
                 "  size: {title: Size}\n  count: {title: Count, type: number}")
        out = self.strom("dump", "edition", "report", "-e", "en").stdout
        self.assertIn('"Size"', out)
        self.assertNotIn('"\u2013"', out)

    def test_a_chart_has_a_series_a_value(self):
        self.say("type: bar\noptions: {small-base: allow}\nmeasure: survey.policy\nby: [country, size]\ncolumns:\n  country: {title: Country}\n"
                 "  share: {title: With a policy, type: percent, n: n}\n  n: {title: Answers, type: number}", kind="figure")
        run = self.strom("dump", "pages", "report", "-e", "lv")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("Maza", run.stdout)
        self.assertIn("Liela", run.stdout)
        own = [r for r in self.rows if r[0] == "PL" and r[1] == "large"]
        self.assertIn(f"{100 * self.share(own):.0f}", run.stdout)

    def test_sources_of_any_name(self):
        yml = (self.folder / "strom.yml").read_text()
        for name in ("r", "a", "t", "k", "every", "select"):
            self.write("strom.yml", yml.replace("  survey:", f"  {name}:", 1))
            for more in ("by: [country, size]\ntotal: All", "by: country"):
                self.say(f"measure: {name}.policy\n{more}\ncolumns:\n  country: {{title: Country}}\n  share: {{title: Share, type: percent}}")
                run = self.strom("check")
                self.assertEqual((run.returncode, run.stderr), (0, ""), name)

    def test_panels_that_are_rows_are_told_in_a_list(self):
        self.rows = [r for r in self.rows if r[0] != "LT"]
        self.write("data/survey.csv", "country,size,policy,obstacle,year\n" + "".join(",".join(map(str, row)) + "\n" for row in self.rows))
        self.say("type: multiples\noptions: {panels: rows, form: bar, small-base: allow}\nmeasure: survey.policy\nby: [country, size]\n"
                 "columns:\n  country: {title: Country}\n  size: {title: Size}\n  share: {title: With a policy, type: percent}",
                 kind="figure")
        run = self.strom("dump", "pages", "report", "-e", "en")
        self.assertEqual(run.returncode, 0, run.stderr)
        for word in ("EE", "LV", "PL", "Small", "Large"):
            self.assertIn(word, run.stdout)

    def order_of(self, said):
        self.say(f"measure: survey.policy\n{said}\ncolumns:\n  country: {{title: Country}}\n  share: {{title: Share, type: percent}}")
        run = self.strom("dump", "edition", "report", "-e", "en")
        self.assertEqual(run.returncode, 0, run.stderr)
        return re.findall(r'"(LV|LT|EE|PL|All)"', run.stdout)

    def test_rows_go_by_a_column(self):
        shares = {c: self.share([r for r in self.rows if r[0] == c]) for c in ("LV", "LT", "EE", "PL")}
        self.assertEqual(len(set(shares.values())), 4, shares)
        rising = sorted(shares, key=shares.get)
        self.assertNotEqual(rising, sorted(shares))
        self.assertEqual(self.order_of("by: country\norder: share"), rising)
        self.assertEqual(self.order_of("by: country\norder: share desc"), rising[::-1])
        self.assertEqual(self.order_of("by: country\ntotal: All\norder: share desc"), [*rising[::-1], "All"])
        self.assertEqual(self.order_of("by: country\norder: country desc"), sorted(shares)[::-1])

    def test_odd_names_of_columns(self):
        """Slashes, brackets, keywords, letters of others, spaces, points and quotes, in groups, subjects and conditions."""
        names = ["group/name", "Q1[SQ001]", "order", "Größe der Stadt", "a.b", 'say "x"']
        out = io.StringIO()
        csv.writer(out).writerows([names] + [["xy"[i % 2], i % 3, "pq"[i % 2], ["groß", "klein"][i // 6], "uv"[i % 2], i % 2] for i in range(12)])
        self.write("data/survey.csv", out.getvalue())
        yml = YML[:YML.index("measures:")] + "measures:\n  survey:\n    big: '\"Q1[SQ001]\" > 1'\n" + YML[YML.index("documents:"):]
        self.write("strom.yml", yml)
        self.say('measure: survey.big\nby: ["group/name", "Größe der Stadt"]\ntotal: All\ncolumns:\n  group/name: {title: G}\n  n: {title: n, type: number}')
        self.assertEqual([[int(n) for n in row if n.isdigit()] for row in self.csv_of()[1:]], [[3, 3, 6], [3, 3, 6], [6, 6, 12]])
        self.say('measure: survey.say "x"\nby: [order, a.b]\ncolumns:\n  order: {title: G}\n  count: {title: c, type: number}')
        self.assertEqual(self.csv_of()[1:], [["p", "0", "0"], ["q", "0", "6"]])
        self.all({"survey.a.b.share.u": "50%", "survey.big.share.order.q": "33%"})

    def test_what_is_no_crosstab(self):
        for body, word in (("measure: survey.policy\nby: [country, size]\ncolumns: {share: {title: a}}", "heads rows"),
                           ("measure: survey.policy\nby: [country, size]\ncolumns: {country: {title: a}}", "no number"),
                           ("measure: survey.rows\nby: [country, size, year]\ntotal: All\ncolumns: {country: {title: a}, "
                            "size: {title: b}, rows: {title: c}}", "totals of more than two"),
                           ("query: select 1 as a\nform: list\ncolumns: {a: {title: a}}", "groups of no measure"),
                           ("query: select 1 as a\ntotal: All\ncolumns: {a: {title: a}}", "groups of no measure"),
                           ("query: select 1 as a\norder: a\ncolumns: {a: {title: a}}", "an order of no measure"),
                           ("measure: survey.policy\nby: [country, size]\norder: share\ncolumns: {country: {title: a}, "
                            "share: {title: b}}", "rows of a crosstab go by")):
            self.say(body)
            reports = self.errors("check")
            self.assertTrue(any(word in r["message"] for r in reports), (word, reports))
        self.say("measure: survey.policy\nby: country\norder: shares\ncolumns: {share: {title: a}}")
        self.assertEqual([(r["code"], r["hint"]) for r in self.errors("check")],
                         [("data/unknown-order", "Did you mean 'share'?")])
        self.write("data/survey.csv", "country,size,policy,obstacle,year\n" + "".join(f"LV,small,1,money,{y}\n" for y in range(1900, 1961)))
        self.say("measure: survey.policy\nby: [country, year]\ncolumns: {country: {title: a}, share: {title: b}}")
        self.assertEqual([(r["code"], "61 values" in r["message"]) for r in self.errors("check")], [("data/crosstab", True)])


if __name__ == "__main__":
    unittest.main()
