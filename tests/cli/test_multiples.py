"""Small charts beside each other: one scale, ghosts, as many beside each other as have room, and what is refused."""

import re
import unittest

from charts import ChartProject

YEARS = [f"{p},{2001 + i},{(k + 1) * (i + 1)}" for k, p in enumerate("abcd") for i in range(4)]
LONG = "municipalities that work with partners and have neither a coordinator nor a policy " * 2
ROWS = {"head": "panel,year,n", "options": "panels: rows",
        "columns": "{panel: {title: P}, year: {title: Y, type: text}, n: {title: N, type: number}}"}


class Multiples(ChartProject):
    def panels(self, rows, **more):
        return self.drawn("multiples", rows, **more)

    def lines_of(self, lines, width):
        return [l for l in lines if re.search(rf" stroke {width} #", l)]

    def test_panels_of_rows(self):
        texts, lines = self.panels(YEARS, **ROWS)
        for name in "abcd":
            self.assertIn(name, self.words(texts))
        self.assertEqual(len(self.lines_of(lines, "1.7")), 4)
        self.assertEqual(len([l for l in self.lines_of(lines, "0.7") if l.count(" L ") == 3]), 12)
        _, lines = self.panels(YEARS, **dict(ROWS, options="panels: rows, ghosts: false"))
        self.assertEqual(len([l for l in self.lines_of(lines, "0.7") if l.count(" L ") == 3]), 0)

    def test_one_scale(self):
        """The same number is as long in each panel."""
        _, lines = self.panels(["x,5,10,20", "y,10,5,5"], head="name,a,b,c", options="form: bar")
        wide = [w for w, h in self.bars(lines) if 7 < h < 7.4]
        self.assertEqual(len(wide), 6)
        for i, share in enumerate((5, 10, 10, 5, 20, 5)):
            self.assertAlmostEqual(wide[i] / wide[4], share / 20, 2)

    def test_panels_are_wide_enough(self):
        for n in (2, 5, 7, 20):
            head = "name," + ",".join(f"c{i}" for i in range(n))
            texts, _ = self.panels([f"{y}," + ",".join("1" * n) for y in (2001, 2002)], head=head)
            x = sorted({round(x, 1) for x, _, text in texts if text.startswith("A")})
            self.assertGreaterEqual(min(b - a for a, b in zip(x, x[1:])), 26 * 72 / 25.4)
            self.assertLessEqual(len(x), 5)

    def test_times_need_not_be_the_same(self):
        texts, _ = self.panels(["a,2001,1", "a,2003,2", "b,2002,3", "b,2005,4"], **ROWS)
        self.assertIn("2001", self.words(texts))
        self.assertIn("2005", self.words(texts))

    def test_extremes(self):
        for form in ("line", "bar", "dot"):
            for rows in (["2001,1,2"], ["2001,5,5", "2002,5,5"], ["2001,,", "2002,,"], ["2001,-5,2", "2002,3,-4"],
                         ["2001,1000000000000,1", "2002,2,3"], ["2001,0.000000001,0.000000002", "2002,0,0"],
                         [f"{LONG},1,2", "y,2,3"], ["\u0631\u064a\u063a\u0627,1,2", "y,2,3"]):
                with self.subTest(form=form, rows=rows[0]):
                    texts, _ = self.panels(rows, options=f"form: {form}")
                    self.assertTrue(texts)
                    self.assertEqual("no-numbers" in self.said, rows[0] == "2001,,")

    def test_many_rows_in_a_column(self):
        """They are lower, so that a page holds them; where that does not do, the hint names what does."""
        def narrow(rows, **more):
            self.write_chart("multiples", rows, **more)
            self.write("themes/own.yml", "like: strom\nstyles:\n  quote: {start: 0pt, end: 78mm}\n")
            self.replace("strom.yml", "theme: strom", "theme: own")
            text = (self.folder / "text/report.md").read_text().split("\n\n", 1)
            self.write("text/report.md", text[0] + "\n\n" + "".join(f"> {l}\n" for l in text[1].splitlines()))
        many = [f"p{p:02},{2001 + i},{p + i}" for p in range(20) for i in range(4)]
        narrow(many, **ROWS)
        run = self.strom("build", "-e", "en")
        self.assertEqual(run.returncode, 0, run.stderr)
        for form in ("bar", "dot"):
            head = "name,a,b,c,d,e"
            narrow([f"r{i},1,2,3,4,5" for i in range(10)], head=head, options=f"form: {form}")
            run = self.strom("build", "-e", "en")
            self.assertEqual(run.returncode, 0, run.stderr)
            head = "name," + ",".join(f"c{i}" for i in range(10))
            narrow([f"r{i}," + ",".join("1" * 10) for i in range(10)], head=head, options=f"form: {form}")
            self.assertIn("type: heat", self.assertReported(self.errors("build", "-e", "en"), "multiples/too-tall")["hint"])

    def test_long_titles(self):
        texts, _ = self.panels(["2001,1,2", "2002,1,2"], title=LONG)
        self.assertIn("[figure/long-label]", self.said)

    def test_several_series(self):
        texts, lines = self.panels(["p,x,1,2", "p,y,2,3", "q,x,3,4", "q,y,1,1"], head="panel,name,a,b",
                                   columns="{panel: {title: P}, name: {title: N}, a: {title: First, type: number}, "
                                   "b: {title: Second, type: number}}", options="panels: rows, form: bar")
        self.assertIn("First", self.words(texts))
        self.assertEqual(len([b for b in self.bars(lines) if 4.9 < b[1] < 5.1]), 8)

    def test_refused(self):
        def refuse(what, rows, line=None, **more):
            return self.refused(f"multiples/{what}", "multiples", rows,
                                **({"file": "data/t.csv", "line": line} if line else {}), **more)
        many = "name," + ",".join(f"c{i}" for i in range(21))
        refuse("panels", ["x," + ",".join("1" * 21)], 2, head=many)
        refuse("panels", [f"p{i:02},2001,1" for i in range(21)], 22, **ROWS)
        refuse("rows", ["x,1,2"], query="select name, a, b from t where a > 9 order by a")
        refuse("rows", [f"{1000 + i},1,2" for i in range(500)], 402)
        refuse("rows", [f"{1000 + i},1,2" for i in range(500)], 32, options="form: bar")
        refuse("doubled", ["a,2001,1", "b,2001,2", "a,2002,1"], 4, **ROWS)
        refuse("doubled", ["2001,1,2", "2001,2,3"], 3)
        refuse("not-sorted", ["2002,1,2", "2001,2,3"], 3)
        refuse("names", ["a,x,1", "a,y,2", "b,x,1", "b,z,2"], 5, **dict(ROWS, options="panels: rows, form: bar"))
        refuse("names", ["a,x,1", "a,y,2", "b,x,1"], 4, **dict(ROWS, options="panels: rows, form: dot"))
        refuse("two-scales", ["x,0.5,40"], columns="{name: {title: N, type: text}, a: {title: A, type: percent}, "
               "b: {title: B, type: number}}")
        refuse("not-a-number", ["x,u,2"], 2,
               columns="{name: {title: N, type: text}, a: {title: A}, b: {title: B, type: number}}")
        refuse("columns", ["x"], head="name", columns="{name: {title: N, type: text}}")
        refuse("small-base", ["x,0.5,20", "y,0.4,9"], 3, columns="{name: {title: N, type: text}, a: {title: A, "
               "type: percent, n: b}, b: {title: n, type: number}}")


if __name__ == "__main__":
    unittest.main()
