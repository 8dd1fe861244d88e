"""Maps: what colour a country has, where its number stands, and what is refused."""

import json
import os
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
        return [m[1] for m in (re.match(r"^  path \S+ \S+ \S+ (#\w+) (stroke \S+ #\w+ )?M", l) for l in lines)
                if m and m.string.count(" L ") > 12]

    def no(self, code, rows, columns=PERCENT, **more):
        return self.refused(f"map/{code}", "map", rows, head="name,a", columns=columns, **more)

    def test_shares_are_colours(self):
        texts, lines = self.map([0.1, 0.1, 0.3, 0.5, 0.7, 0.9, 0.1, 0.1, 0.1, 0.1], options="breaks: 20% 40% 60% 80%")
        fills = self.fills(lines)
        self.assertEqual((len(fills), len(set(fills))), (10, 5))
        # Land of which nothing is said is one path, that its lines are cut to.
        self.assertEqual([l.count(" M ") for l in lines if l.startswith("  open") and l.count(" L ") > 12], [17])
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
            m = re.match(r"^  path \S+ \S+ \S+ #\w+ stroke 0.6 #\w+ M (\S+) \S+ C", l)
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

    def test_a_map_is_not_mirrored(self):
        """But the list beside it is."""
        for before, behind in (("", ""), ("::: {lang=he}\n", ":::\n")):
            self.write_chart("map", ["LV,0.5", "DK,0.4"], head="name,a", columns=PERCENT)
            text = (self.folder / "text/report.md").read_text()
            self.write("text/report.md", text.replace("```{figure}", before + "```{figure}") + behind)
            run = self.strom("dump", "pages", "report", "-e", "en")
            found = [(m[2], float(m[1])) for m in re.finditer(r'text ([-0-9.]+) .*"(LV|DK)"', run.stdout)]
            east, west = ([x for word, x in found if word == code] for code in ("LV", "DK"))
            self.assertEqual((len(east), len(west)), (2, 2), run.stderr)
            listed = set(round(x) for x in east) & set(round(x) for x in west) or {
                round(min(east)) if before else round(max(east))}
            on_map = [max(xs) if before else min(xs) for xs in (east, west)]
            self.assertGreater(on_map[0], on_map[1])
            self.assertEqual(before != "", max(listed) < min(on_map))


SQUARES = {"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": "A1", "properties": {"NAME": "West", "code": "LV001", "deep": {"code": "no"}},
     "geometry": {"type": "Polygon", "coordinates": [[[24, 56], [25, 56], [25, 57], [24, 57], [24, 56]],
                                                     [[24.2, 56.2], [24.4, 56.2], [24.4, 56.4], [24.2, 56.2]]]}},
    {"type": "Feature", "id": 7, "properties": {"code": "LV002", "NAME": "East"},
     "geometry": {"type": "MultiPolygon", "coordinates": [[[[25, 56], [26, 56, 12.5], [26, 57], [25, 57], [25, 56]]],
                                                          [[[26.5, 56], [26.6, 56], [26.6, 56.1], [26.5, 56]]]]}},
    {"type": "Feature", "id": "none", "properties": None, "geometry": None}]}


class OwnOutlines(ChartProject):
    OPTIONS = "geojson: data/towns.geojson, key: code, boundaries: Our land office 2026"

    def drawn_with(self, text, rows, options=OPTIONS, **more):
        self.write("data/towns.geojson", text if isinstance(text, str) else json.dumps(text))
        return self.drawn("map", rows, head="name,a", columns=PERCENT, options=options, **more)

    def refused_with(self, text, message, rows=("LV001,0.5",), options=OPTIONS, code="map/geojson"):
        self.write("data/towns.geojson", text if isinstance(text, str) else json.dumps(text))
        report = self.refused(code, "map", list(rows), head="name,a", columns=PERCENT, options=options)
        self.assertIn(message, report["message"])
        return report

    def changed(self, change, feature=0):
        squares = json.loads(json.dumps(SQUARES))
        change(squares["features"][feature])
        return squares

    def test_regions_of_a_file(self):
        for text in (SQUARES, "\ufeff" + json.dumps(SQUARES, indent=1)):
            texts, lines = self.drawn_with(text, ["LV001,0.5", "LV002,0.1"])
            words = self.words(texts)
            self.assertIn("Boundaries: Our land office 2026. They imply no opinion on the legal status of any area.",
                          words)
            self.assertEqual(words.count("LV001"), 2)
            paths = [l for l in lines if re.match(r"^  path \S+ \S+ \S+ #\w+ (stroke \S+ #\w+ )?M", l) and l.count(" M ") == 2]
            self.assertEqual(len(paths), 2)
        self.drawn_with(SQUARES, ["A1,0.5", "7,0.1"], options=self.OPTIONS.replace("key: code, ", ""))
        texts, _ = self.drawn_with(SQUARES, ["none,0.5"], options=self.OPTIONS.replace("key: code, ", ""))
        self.assertIn("none", self.words(texts))

    def test_holes_are_open_whichever_way_they_go(self):
        paths = []
        for turned in (False, True):
            squares = self.changed(lambda f: turned and f["geometry"]["coordinates"][1].reverse())
            _, lines = self.drawn_with(squares, ["LV001,0.5"])
            paths.append([sorted(l.split()) for l in lines if l.count(" M ") == 2][0])
        self.assertEqual(*paths)

    def test_whose_boundaries(self):
        self.write("data/towns.geojson", json.dumps(SQUARES))
        self.refused("map/boundaries", "map", ["LV001,0.5"], head="name,a", columns=PERCENT,
                     options="geojson: data/towns.geojson, key: code")

    def test_keys(self):
        report = self.refused_with(SQUARES, "no feature", options=self.OPTIONS.replace("key: code", "key: ATVK"),
                                   code="map/key")
        self.assertIn("NAME, code, deep", report["hint"])
        report = self.refused_with(SQUARES, "'LV003'", rows=["LV003,0.5"], code="map/unknown-region")
        self.assertIn("LV001", report["hint"])

    def test_broken_files(self):
        whole = json.dumps(SQUARES)
        report = self.refused_with(whole[:200], "ends before")
        self.assertEqual((report["line"], report["column"]), (1, 200))
        report = self.refused_with(whole[:200] + "\n~" + whole[200:], "no JSON")
        self.assertEqual(report["line"], 2)
        self.assertTrue(report["file"].endswith("data/towns.geojson"))
        for text, message in (("", "ends before"), ("x", "no JSON"), ("[]", "no regions"), ("{}", "no regions"),
                              ("null", "no regions"), (whole + "}", "no JSON"),
                              (whole.replace("FeatureCollection", "Topology"), "no FeatureCollection"),
                              ("[" * 40, "too deep"), (whole.replace("[24, 56]", "[24]"), "one coordinate"),
                              (whole.replace("[24, 56]", '["24", 56]'), "no number"),
                              (whole.replace("[24, 56]", "[null, 56]"), "no number"),
                              (whole.replace("[24, 56]", "[506000, 312000]"), "no longitude"),
                              (whole.replace("[24, 56]", "[1e999, 56]"), "no longitude"),
                              (whole.replace("[24, 56]", "[[24, 56], 24, 56]"), "where points do"),
                              (whole.replace('"Polygon"', '"Point"'), "no area"),
                              (whole.replace("LV002", "LV001"), "the same code")):
            with self.subTest(text=text[:40], message=message):
                self.refused_with(text, message)
        self.refused_with(self.changed(lambda f: f["geometry"]["coordinates"][1].__delitem__(slice(1, 3))), "corners")

    def test_outlines_that_cross_themselves(self):
        bow = [[24, 56], [25, 57], [25, 56], [24, 57], [24, 56]]
        report = self.refused_with(self.changed(lambda f: f["geometry"].update(coordinates=[bow])), "crosses itself")
        self.assertTrue(report["file"].endswith("data/towns.geojson"))
        self.drawn_with(self.changed(lambda f: f["geometry"].update(
            coordinates=[[[24, 56], [25, 56], [25, 57], [24.5, 56], [24, 57], [24, 56]]])), ["LV001,0.5"])

    def test_large_files(self):
        ring = [[20 + i / 100000, 50 + (i % 2) / 100000] for i in range(200001)]
        self.refused_with(self.changed(lambda f: f["geometry"].update(coordinates=[ring])), "200,000")
        many = {"type": "FeatureCollection", "features": [
            {"type": "Feature", "id": str(i), "properties": {}, "geometry": {"type": "Polygon", "coordinates": [
                [[20 + i / 1000, 50], [20.001 + i / 1000, 50], [20 + i / 1000, 51], [20 + i / 1000, 50]]]}}
            for i in range(2001)]}
        self.refused_with(many, "2,000")
        self.write("data/towns.geojson", " " * ((16 << 20) + 1))
        self.refused("file/too-large", "map", ["LV001,0.5"], head="name,a", columns=PERCENT, options=self.OPTIONS)

    def test_the_file_is_the_projects(self):
        self.refused("file/missing", "map", ["LV001,0.5"], head="name,a", columns=PERCENT, options=self.OPTIONS,
                     file="text/report.md", line=8)
        outside = self.folder.parent / "outside.geojson"
        outside.write_text(json.dumps(SQUARES))
        self.addCleanup(outside.unlink)
        self.refused("file/outside", "map", ["LV001,0.5"], head="name,a", columns=PERCENT,
                     options=self.OPTIONS.replace("data/towns.geojson", "../outside.geojson"))
        os.symlink(outside, self.folder / "data/linked.geojson")
        self.refused("file/outside", "map", ["LV001,0.5"], head="name,a", columns=PERCENT,
                     options=self.OPTIONS.replace("towns", "linked"))

    def test_numbers_beside_circles_stand_on_no_other(self):
        dense = {"type": "FeatureCollection", "features": [
            {"type": "Feature", "id": f"T{i:02}", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [
                [[20 + i % 6 / 6, 50 + i // 6 / 9], [20.1 + i % 6 / 6, 50 + i // 6 / 9],
                 [20 + i % 6 / 6, 50.09 + i // 6 / 9], [20 + i % 6 / 6, 50 + i // 6 / 9]]]}} for i in range(36)]}
        self.write("data/towns.geojson", json.dumps(dense))
        texts, _ = self.drawn("map", [f"T{i:02},{(i * 7919) % 4000}" for i in range(36)], head="name,a",
                              columns=PERCENT.replace("percent", "number"),
                              options=self.OPTIONS.replace("key: code, ", ""))
        self.assertIn("T00", self.words(texts))

    def test_many_small_regions_are_listed(self):
        towns = {"type": "FeatureCollection", "features": [
            {"type": "Feature", "id": f"T{i:03}", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [
                [[20 + i % 10 / 9, 50 + i // 10 / 9], [20.09 + i % 10 / 9, 50 + i // 10 / 9],
                 [20 + i % 10 / 9, 50.09 + i // 10 / 9], [20 + i % 10 / 9, 50 + i // 10 / 9]]]}} for i in range(90)]}
        texts, _ = self.drawn_with(towns, [f"T{i:03},0.{i % 9 + 1}" for i in range(90)],
                                   options=self.OPTIONS.replace("key: code, ", ""))
        for i in range(90):
            self.assertIn(f"T{i:03}", self.words(texts))


if __name__ == "__main__":
    unittest.main()
