"""Maps: what colour a country has, where its number stands, and what is refused."""

import re
import unittest

from charts import ChartProject

TEN = ["DK", "EE", "FI", "DE", "LV", "LT", "NO", "PL", "RU", "SE"]
PERCENT = "{name: {title: Country, type: text}, a: {title: A, type: percent}}"


class Maps(ChartProject):
    def map(self, numbers, columns=PERCENT, codes=TEN, **more):
        return self.drawn("map", [f"{code},{n}" for code, n in zip(codes, numbers)], head="name,a", columns=columns,
                          **more)

    def fills(self, lines):
        """Colours of what is filled and has more corners than a box, in the map's order."""
        return [m[1] for m in (re.match(r"^  path \S+ \S+ \S+ (#\w+) M", l) for l in lines)
                if m and m.string.count(" L ") > 12]

    def no(self, code, rows, columns=PERCENT, **more):
        return self.refused(f"map/{code}", "map", rows, head="name,a", columns=columns, **more)

    def test_shares_are_colours(self):
        texts, lines = self.map([0.1, 0.1, 0.3, 0.5, 0.7, 0.9, 0.1, 0.1, 0.1, 0.1], options="breaks: 20% 40% 60% 80%")
        fills = self.fills(lines)
        self.assertEqual(len(fills), 11)    # land of which nothing is said is one path
        self.assertEqual(len(set(fills[1:])), 5)
        words = self.words(texts)
        for code in TEN:
            self.assertEqual(words.count(code), 2, code)
        self.assertIn("not surveyed", words)
        self.assertIn("Boundaries: Natural Earth 1:50m. They imply no opinion on the legal status of any area.", words)
        self.assertTrue(any(l.startswith("  open") for l in lines))

    def test_ranked(self):
        texts, _ = self.map([0.1, 0.9, "", 0.5], codes=TEN[:4])
        at = {word: y for x, y, word in texts if x > 300}
        names = [name for name in ("DK", "EE", "FI", "DE") if name in at]
        self.assertEqual(sorted(names, key=at.get), ["EE", "DE", "DK", "FI"])
        self.assertIn("–", self.words(texts))

    def test_counts_are_circles(self):
        number = PERCENT.replace("percent", "number")
        texts, lines = self.map([4, 16, 1, 0], columns=number)
        circles = []
        for l in lines:
            m = re.match(r"^  path \S+ \S+ \S+ #\w+ M (\S+) \S+ C", l)
            if m:
                circles.append(max(float(x) for x in re.findall(r"[-\d.]+", l.split(" M ")[1])[0::2]) -
                               min(float(x) for x in re.findall(r"[-\d.]+", l.split(" M ")[1])[0::2]))
        self.assertEqual(len(circles), 3)
        circles.sort()
        self.assertAlmostEqual(circles[1] / circles[2], 0.5, 1)
        self.assertAlmostEqual(circles[0] / circles[2], 0.25, 1)
        report = self.no("counts", ["LV,3"], columns=number, options="form: colours", file="text/report.md", line=8)
        self.assertIn("circles", report["hint"])
        self.map([3.5, 2.25], columns=number, options="form: colours")
        self.no("negative", ["LV,-3"], columns=number)

    def test_extremes(self):
        number = PERCENT.replace("percent", "number")
        for numbers in ([5], [0, 0, 0], [7] * 10, [10 ** 12, 3], ["", ""], [0.000000001, 0.000000003]):
            texts, _ = self.map(numbers, columns=number)
            self.assertTrue(texts)
        for numbers in ([1], [0, 0], [0.5] * 10, [0.000000001, 1], ["", ""], [-0.1, 0.4]):
            texts, _ = self.map(numbers)
            self.assertTrue(texts)
        self.map([-0.1, 0.4], options="scale: diverging")
        self.map([-0.1, 0.4], options="highlight: EE")

    def test_codes(self):
        report = self.no("unknown-region", ["LV,0.5", "LW,0.4"], file="data/t.csv", line=3)
        self.assertIn("'LW'", report["message"])
        self.assertIn("Near to it: ", report["hint"])
        self.assertIn("LV", report["hint"])
        report = self.no("unknown-region", ["Latvia,0.5"])
        self.assertIn("The map has: AT, BE", report["hint"])
        self.write_chart("map", ["XX,0.5", "LV,0.4", "YY,0.1"], head="name,a", columns=PERCENT)
        self.assertEqual([r["code"] for r in self.errors("build", "-e", "en")].count("map/unknown-region"), 2)
        self.no("doubled", ["LV,0.5", "EE,0.5", "LV,0.4"], file="data/t.csv", line=4)
        self.no("unknown-region", ["lv,0.5"])
        self.no("rows", ["LV,0.5"], query="select name, a from t where a > 9 order by a")
        self.refused("map/columns", "map", ["LV,1,2"])

    def test_all_that_the_map_has(self):
        codes = "AT BE BY CH CZ DE DK EE FI FR HU IT LI LT LU LV MD NL NO PL RO RU SE SI SK UA".split()
        texts, _ = self.map([0.5] * len(codes), codes=codes)
        self.assertNotIn("not surveyed", self.words(texts))

    def test_kept_back_and_small(self):
        columns = PERCENT.replace("percent", "percent, suppressed: c")
        texts, _ = self.map([0.5, -1], columns=columns,
                            query="select name, case when a < 0 then 'c' else a end as a from t order by rowid")
        self.assertEqual(self.words(texts).count("c"), 2)
        columns = "{name: {title: N, type: text}, a: {title: A, type: percent, n: b}, b: {title: n, type: number}}"
        self.refused("map/small-base", "map", ["LV,0.5,20", "EE,0.4,9"], columns=columns, file="data/t.csv", line=3)
        texts, _ = self.drawn("map", ["LV,0.5,20", "EE,0.4,9"], columns=columns, options="small-base: allow")
        self.assertIn("Hatched: fewer than 10 answers.", self.words(texts))

    def test_no_words_for_breaks(self):
        self.no("breaks", ["LV,0.5"], options="breaks: 20 40")


if __name__ == "__main__":
    unittest.main()
