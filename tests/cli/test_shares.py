"""Parts of a whole: how many squares or circles each has, and what cannot be a whole."""

import unittest

from charts import ChartProject

LONG = "Organisations of civil society that meet people who have been exploited before anybody else does " * 2
PERCENT = "{name: {title: N, type: text}, a: {title: A, type: percent}}"


class Shares(ChartProject):
    def share(self, numbers, columns=PERCENT, **more):
        rows = [f"n{i},{number}" for i, number in enumerate(numbers)]
        return self.drawn("share", rows, head="name,a", columns=columns, **more)

    def cells(self, lines):
        """How many each part has, in the order of parts: subpaths of what is filled, but for the labels' signs."""
        return [n for n in (l.count(" M ") for l in lines if l.startswith("  path ") and " stroke " not in l)
                if n > 1]

    def no(self, code, numbers, columns=PERCENT, **more):
        rows = [f"n{i},{number}" for i, number in enumerate(numbers)]
        return self.refused(f"share/{code}", "share", rows, head="name,a", columns=columns, **more)

    def test_squares_by_the_largest_remainder(self):
        for numbers, cells in (((0.38, 0.27, 0.17, 0.05, 0.13), [38, 27, 17, 5, 13]),
                               ((0.3333, 0.3333, 0.3333), [34, 33, 33]), ((0.125, 0.125, 0.75), [13, 12, 75]),
                               ((0.004, 0.982, 0.01), [99, 1]), ((0.252, 0.252, 0.252, 0.249), [25] * 4)):
            _, lines = self.share(numbers)
            found = self.cells(lines)
            self.assertEqual([n for n in found if n in cells or n > 1], [n for n in cells if n > 1], numbers)
            self.assertEqual(self.words(_).count("One square: 1%."), 1)

    def test_one_row_is_all(self):
        texts, lines = self.share([1])
        self.assertEqual(self.cells(lines), [100])
        self.assertIn("100%", self.words(texts))

    def test_ties_and_zero(self):
        texts, lines = self.share([0.5, 0, 0.5])
        self.assertEqual(self.cells(lines), [50, 50])
        self.assertIn("0", self.words(texts))

    def test_circles_are_counted(self):
        number = PERCENT.replace("percent", "number")
        _, lines = self.share([3, 12, 2], columns=number)
        self.assertEqual(self.cells(lines), [3, 12, 2])
        self.share([0, 0], columns=number)
        self.share([200], columns=number)
        self.no("too-many", [150, 51], columns=number, file="data/t.csv", line=3)
        self.no("too-many", [1000000000000], columns=number)
        self.no("not-a-count", [1, 2.5], columns=number, file="data/t.csv", line=3)
        self.no("not-a-count", [0.000000001], columns=number)
        self.no("negative", [5, -1], columns=number, file="data/t.csv", line=3)

    def test_a_whole_is_a_hundred(self):
        self.share([0.5, 0.496])
        self.share([0.5, 0.504])
        report = self.no("total", [0.5, 0.43], file="data/t.csv", line=2)
        self.assertIn("93.0%", report["message"])
        self.no("total", [0.5, 0.506])
        self.no("negative", [1.1, -0.1], file="data/t.csv", line=3)
        self.no("rows", [0.2] * 5 + [0], file="data/t.csv", line=7)
        self.no("rows", [0.002] * 500)

    def test_what_is_not_known(self):
        """It has open squares, and a dash; what is kept back cannot be told from the others."""
        texts, lines = self.share([0.5, "", 0.2])
        self.assertIn("–", self.words(texts))
        self.assertEqual(self.cells(lines), [50, 20, 30])
        columns = "{name: {title: N, type: text}, a: {title: A, type: percent, suppressed: c}}"
        query = "select name, case when a < 0 then 'c' else a end as a from t order by rowid"
        texts, lines = self.share([0.3, 0.2, -1, -1], columns=columns, query=query)
        self.assertEqual(self.words(texts).count("c"), 2)
        self.assertEqual(self.cells(lines), [30, 20, 50])
        self.no("kept-back", [0.5, 0.1, -1, 0.1, 0.1], columns=columns, query=query)

    def test_several_wholes(self):
        columns = "{name: {title: N, type: text}, a: {title: Small, type: percent}, b: {title: Large, type: percent}}"
        texts, lines = self.drawn("share", ["x,0.4,0.3", "y,0.6,0.7"], columns=columns)
        self.assertEqual(self.cells(lines), [40, 60, 30, 70])
        self.assertEqual(self.words(texts).count("x"), 1)
        self.assertIn("Small", self.words(texts))

    def test_small_bases(self):
        columns = "{name: {title: N, type: text}, a: {title: A, type: percent, n: b}, b: {title: n, type: number}}"
        self.refused("share/small-base", "share", ["x,0.5,8", "y,0.5,8"], columns=columns, file="data/t.csv", line=2)
        texts, _ = self.drawn("share", ["x,0.5,8", "y,0.5,8"], columns=columns, options="small-base: allow")
        self.assertIn("Hatched: fewer than 10 answers.", self.words(texts))

    def test_names(self):
        texts, _ = self.drawn("share", [f'"{LONG}",0.5', '"ريغا",0.5'], head="name,a", columns=PERCENT)
        self.assertTrue(any("Organisations" in word for word in self.words(texts)))

    def test_pies_are_refused(self):
        for name in ("pie", "donut", "doughnut", "waffle"):
            report = self.refused("figure/other-kind", name, ["x,1"], head="name,a", file="text/report.md", line=4)
            self.assertIn("type: share", report["hint"])


if __name__ == "__main__":
    unittest.main()
