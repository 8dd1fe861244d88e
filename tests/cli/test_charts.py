"""Bars, lines and dots: what they draw, bad and extreme rows, and what they refuse, at its place."""

import re
import subprocess
import unittest

from charts import ChartProject

LONG = "Municipalities that work with partners and have neither a coordinator nor a policy of their own " * 2


class Charts(ChartProject):
    # ---- All three ----

    def test_extremes(self):
        for kind in ("bar", "dot", "line"):
            for rows in (["x,1,2"], ["x,0,0", "y,0,0", "z,0,0"], ["x,5,5", "y,5,5", "z,5,5"],
                         ["x,1000000000000,2", "y,3,4"], ["x,0.000000001,0.000000002", "y,0.000000003,0"],
                         ["x,-5,-2", "y,-1,3"], ["x,,1", "y,,2"], [f"n{i},{i},{-i}" for i in range(24)]):
                with self.subTest(kind=kind, rows=rows[0]):
                    texts, _ = self.drawn(kind, rows)
                    self.assertTrue(texts)

    def test_figures_keep_their_order_their_headings_and_their_chapter(self):
        """With claims above them, so that each begins with a line of text."""
        figure = ("## Head{0}\n\n```{{figure}} fig-{0}\ntype: bar\nquery: select name, a from t order by name\ncolumns: {{name: "
                  "{{title: Name}}, a: {{title: A, type: number}}}}\nclaim: Claim{0}\nmeasured: Of all\nsource: S\n```\n\n")
        for rows in (4, 9, 14):
            with self.subTest(rows=rows):
                self.write_chart("bar", [])
                self.write("data/t.csv", "name,a\n" + "".join(f"n{i:02},{i}\n" for i in range(rows)))
                self.write("text/report.md", "# One\n\n" + "".join(figure.format(i) for i in range(10, 20)) + "# Second\n\nText.\n")
                run = self.strom("build", "report", "-e", "en")
                self.assertEqual(run.returncode, 0, run.stderr)
                words = subprocess.run(["pdftotext", "-raw", self.folder / "out/report-en.pdf", "-"], capture_output=True,
                                       text=True, check=True).stdout
                words = words[words.rindex("One\nHead10"):]
                want = [w for i in range(10, 20) for w in (f"Head{i}", f"Claim{i}")] + ["Second"]
                self.assertEqual(re.findall(r"Head\d+|Claim\d+|Second", words)[:len(want)], want)

    def test_long_names_wrap_or_are_shortened_with_a_warning(self):
        for kind in ("bar", "dot"):
            texts, _ = self.drawn(kind, [f'"{LONG}",1,2', "y,2,3"])
            self.assertIn("Municipalities that work with partners", " ".join(self.words(texts)))
            self.assertIn("[figure/long-label]" if "\u2026" in " ".join(self.words(texts)) else "", self.said)
        texts, _ = self.drawn("bar", ['"' + "Ihmiskaupanvastaisiatoimenpiteitäsuunnittelevatkunnat" * 8 + '",1,2', "y,2,3"])
        self.assertIn("\u2026", " ".join(self.words(texts)))
        self.assertIn("[figure/long-label]", self.said)

    def test_from_right_to_left(self):
        texts, _ = self.drawn("bar", ["\u0631\u064a\u063a\u0627,1,2", "y,2,3"])
        self.assertTrue(texts)

    def test_refused(self):
        for kind in ("bar", "dot", "line"):
            self.refused(f"{kind}/rows", kind, ["x,1,2"], query="select name, a, b from t where a > 9 order by a",
                         file="text/report.md", line=3)
            self.refused(f"{kind}/columns", kind, ["x,1,2,3,4,5,6"], head="name,a,b,c,d,e,f")
            self.refused(f"{kind}/not-a-number", kind, ["x,u,2"], columns="{name: {title: N, type: text}, a: "
                         "{title: A}, b: {title: B, type: number}}", file="data/t.csv", line=2)
            self.refused(f"{kind}/two-scales", kind, ["x,0.5,40"], columns="{name: {title: N, type: text}, a: "
                         "{title: A, type: percent}, b: {title: B, type: number}}")
            self.refused(f"{kind}/small-base", kind, ["x,0.5,20", "y,0.4,9"], file="data/t.csv", line=3,
                         columns="{name: {title: N, type: text}, a: {title: A, type: percent, n: b}, "
                         "b: {title: n, type: number}}")
        self.refused("bar/columns", "bar", ["x,1,2,3,4"], head="name,a,b,c,d")
        self.refused("dot/columns", "dot", ["x,1,2,3,4"], head="name,a,b,c,d")
        self.refused("bar/rows", "bar", [f"n{i},1,2" for i in range(500)])
        self.refused("dot/rows", "dot", [f"n{i},1,2" for i in range(500)])
        self.refused("line/rows", "line", [f"n{i},1,2" for i in range(2001)])

    def test_numbers_that_no_chart_has_room_for(self):
        """Up to 10^15 they are drawn; sums and scales of larger ones would have no end."""
        bounded = ("{name: {title: N, type: text}, a: {title: A, type: number, low: b, high: b}, "
                   "b: {title: B, type: number}}")
        for kind in ("bar", "line", "dot"):
            self.drawn(kind, ["x,1000000000000000,1", "y,-1000000000000000,1"])
            for number in ("1000000000000001", "-2.5e+15", "1.5e+100", "8.5e+307", "-1.7e+308"):
                self.refused(f"{kind}/not-a-number", kind, ["x,1,1", f"y,1,{number}"], file="data/t.csv", line=3)
            self.refused(f"{kind}/not-a-number", kind, ["x,1,1", "y,1,1.7e+308"], columns=bounded, file="data/t.csv", line=3)

    def test_bounds_are_numbers_around_the_number(self):
        columns = ("{name: {title: N, type: text}, a: {title: A, type: number, SAID}, "
                   "low: {title: L}, high: {title: H}}")
        both = columns.replace("SAID", "low: low, high: high")
        for kind in ("bar", "line", "dot"):
            def row(code, *rows, said=both, **more):
                self.refused(f"{kind}/{code}", kind, list(rows), head="name,a,low,high", columns=said, **more)
            self.drawn(kind, ["x,5,4,6", "y,5,5,5", "z,5,,6", "w,,1,2"], head="name,a,low,high", columns=both)
            for wrong in ("5,6,4", "5,6,7", "5,3,4", "0.5,40,60"):
                row("bounds", "x,5,4,6", f"y,{wrong}", file="data/t.csv", line=3)
            row("bounds", "x,5,p,6", "y,5,q,6")
            row("bounds", "x,5,4,6", said=columns.replace("SAID", "low: low"))
            row("bounds", "x,5,4,6", said=columns.replace("SAID", "high: high"))

    def test_what_highlight_says_is_there(self):
        for kind in ("bar", "line", "dot"):
            for rows, head, said in ((["x,1", "y,2"], "name,a", "y"), (["x,1", "y,2"], "name,a", "a"),
                                     (["x,1,2", "y,2,3"], "name,a,b", "b")):
                self.drawn(kind, rows, head=head, options=f"highlight: {said}")
                self.assertNotIn(f"{kind}/highlight", self.said)
            for rows, head, said in ((["x,1", "y,2"], "name,a", "Y"), (["x,1", "y,2"], "name,a", "Aa"),
                                     (["x,1,2", "y,2,3"], "name,a,b", "c")):
                self.drawn(kind, rows, head=head, options=f"highlight: {said}")
                self.assertIn(f"[{kind}/highlight]", self.said)

    def test_two_rows_of_one_name(self):
        """Told at the second of them; names that differ in a letter, and rows without a name, are none."""
        for kind in ("bar", "dot", "heat"):
            texts, _ = self.drawn(kind, ["x,1", "y,2", "z,3", "x,4", "y,5"], head="name,a")
            self.assertEqual(self.said.count(f"[{kind}/doubled]"), 1)
            self.assertIn("data/t.csv:5:", self.said)
            self.assertEqual([t for t in self.words(texts) if t in ("x", "y", "z")], list("xyzxy"))
            self.drawn(kind, ["x,1", "X,2", ",3", ",4"], head="name,a")
            self.assertNotIn("doubled", self.said)

    def test_all_numbers_are_missing(self):
        """Rows are printed with dashes, an empty plot says so, and a warning tells of it; the alternative text too."""
        for kind in ("bar", "line", "dot"):
            texts, _ = self.drawn(kind, ["2001,", "2002,", "2003,"], head="name,a")
            self.assertIn(f"[{kind}/no-numbers]", self.said)
            self.assertIn("no data" if kind == "line" else "\u2013", self.words(texts))
            run = self.strom("dump", "edition", "report", "-e", "en")
            self.assertIn("Rows: 3. Without a number: 3.", run.stdout)
            self.drawn(kind, ["2001,", "2002,1", "2003,"], head="name,a")
            self.assertNotIn("no-numbers", self.said)

    def test_small_letters(self):
        self.write_chart("bar", ["x,1,2"])
        self.write("themes/own.yml", "like: strom\nstyles:\n  figure-axis: {family: lato, size: 6pt}\n")
        self.replace("strom.yml", "theme: strom", "theme: own")
        for kind in ("bar", "dot", "line", "flow", "timeline", "multiples"):
            self.write("text/report.md", (self.folder / "text/report.md").read_text().replace("type: bar", f"type: {kind}"))
            self.assertReported(self.errors("build", "-e", "en"), f"{kind}/small-type")
            self.write("text/report.md", (self.folder / "text/report.md").read_text().replace(f"type: {kind}", "type: bar"))

    def test_what_misleads_has_a_better_way(self):
        """By kind, and by option: the hint names what to write instead, which there is."""
        for kind, better in (("3d", "type: bar"), ("bar-3d", "type: bar"), ("pie-3d", "type: share"),
                             ("combo", "type: multiples"), ("dual-axis", "type: multiples"), ("funnel", "type: flow"),
                             ("gantt", "type: timeline"), ("facets", "type: multiples")):
            report = self.refused("figure/other-kind", kind, ["x,1,2"], file="text/report.md", line=4)
            self.assertIn(better, report["hint"])
        report = self.refused("bar/columns", "bar", ["x,1,2,3,4,5,6"], head="name,a,b,c,d,e,f")
        self.assertIn("type: multiples", report["hint"])
        for option, better in (("3d: true", "flat"), ("second-axis: b", "type: multiples"), ("min: 20", "type: dot"),
                               ("palette: rainbow", "scale: ordered"), ("rotate-labels: 45", "level bars"),
                               ("legend: right", "a key is made"), ("hole: 40", "type: share")):
            report = self.refused("option/unknown", "bar", ["x,1,2"], options=option, file="text/report.md", line=8)
            self.assertIn(better, report["hint"])
        report = self.refused("option/choice", "bar", ["x,1,2"], options="scale: rainbow", file="text/report.md", line=8)
        self.assertIn("scale: ordered", report["hint"])
        report = self.refused("line/two-scales", "line", ["x,0.5,40"], columns="{name: {title: N, type: text}, a: "
                              "{title: A, type: percent}, b: {title: B, type: number}}")
        self.assertIn("two charts", report["hint"])

    def test_bases_that_differ_stand_behind_names(self):
        columns = "{name: {title: N, type: text}, a: {title: A, type: percent, n: b}, b: {title: n, type: number}}"
        for kind in ("bar", "dot"):
            texts, _ = self.drawn(kind, ["x,0.5,20", "y,0.4,1030"], columns=columns)
            self.assertIn("x (20)", self.words(texts))
            self.assertIn("y (1,030)", self.words(texts))
            texts, _ = self.drawn(kind, ["x,0.5,20", "y,0.4,20"], columns=columns)
            self.assertIn("x", self.words(texts))
        self.write_chart("bar", ["x,0.3333,30", "y,0.4,30"], columns=columns)
        said = self.strom("dump", "edition", "report", "-e", "en").stdout
        self.assertIn("40%", said)
        self.assertIn("y (33%" if "y (33%" in said else "33%", said)
        self.assertNotIn("33.3", said.split("alt", 1)[-1].splitlines()[0])

    def test_small_bases_are_hatched(self):
        columns = "{name: {title: N, type: text}, a: {title: A, type: percent, n: b}, b: {title: n, type: number}}"
        texts, lines = self.drawn("bar", ["x,0.5,20", "y,0.4,9"], columns=columns, options="small-base: allow")
        self.assertIn("Hatched: fewer than 10 answers.", self.words(texts))
        self.assertTrue(any(l.startswith("  open") for l in lines))
        self.assertEqual([t for t in self.words(texts) if "%" in t or t.isdigit()], ["50%", "40"])

    # ---- Bars ----

    def test_a_bar_is_as_long_as_its_number(self):
        _, lines = self.drawn("bar", ["x,10", "y,20", "z,5"], head="name,a")
        wide = [w for w, _ in self.bars(lines)]
        self.assertEqual(len(wide), 3)
        self.assertAlmostEqual(wide[0] / wide[1], 0.5, 2)
        self.assertAlmostEqual(wide[2] / wide[1], 0.25, 2)

    def test_truncated_bars(self):
        report = self.refused("bar/truncated", "bar", ["x,10"], head="name,a", options="from: 5",
                              file="text/report.md", line=8)
        self.assertIn("type: dot", report["hint"])

    def test_parts(self):
        for form in ("stacked", "full", "diverging"):
            texts, lines = self.drawn("bar", ["x,10,20,30", "y,5,5,5"], head="name,a,b,c", options=f"form: {form}")
            self.assertEqual(len([b for b in self.bars(lines) if b[1] > 9]), 6)
            self.assertIn("20", self.words(texts))
            if form == "full":
                wide = [w for w, h in self.bars(lines) if h > 9]
                self.assertAlmostEqual(sum(wide[:3]), sum(wide[3:]), 0)
        self.refused("bar/negative-part", "bar", ["x,1,2", "y,-1,3"], options="form: full", file="data/t.csv", line=3)
        self.refused("bar/upright", "bar", ["x,1,2"], options="form: diverging, orientation: vertical")

    def test_missing_and_kept_back(self):
        columns = "{name: {title: N, type: text}, a: {title: A, type: number, suppressed: c}}"
        texts, _ = self.drawn("bar", ["x,1", "y,c", "z,"], head="name,a", columns=columns,
                              query="select name, case a when 'c' then 'c' else number(a) end as a from t order by rowid")
        self.assertIn("c", self.words(texts))
        self.assertIn("\u2013", self.words(texts))

    def test_order_is_said(self):
        texts, _ = self.drawn("bar", ["x,3,1", "y,2,5", "z,1,2"])
        self.assertIn("Order: Aa.", self.words(texts))
        texts, _ = self.drawn("bar", ["x,3,1", "y,2,5", "z,1,2"], more="claim: It grows\nsource: Mine")
        self.assertNotIn("Order: Aa.", self.words(texts))

    # ---- Lines ----

    def test_time_at_its_true_distance(self):
        texts, _ = self.drawn("line", ["2008,1", "2009,2", "2014,3"], head="name,a")
        at = {text: x for x, _, text in texts}
        self.assertIn("2008", at)
        self.assertIn("\u201914", at)
        self.refused("line/not-sorted", "line", ["2009,1", "2008,2"], head="name,a", file="data/t.csv", line=3)
        self.refused("line/doubled", "line", ["2009-01,1", "2009-01,2"], head="name,a", file="data/t.csv", line=3)

    def test_labels_at_the_ends_are_apart(self):
        texts, _ = self.drawn("line", ["2008,1,2,3", "2009,10,10.1,10.2"], head="name,a,b,c")
        ends = sorted(y for _, y, text in texts if text.startswith("A"))
        self.assertEqual(len(ends), 3)
        for one, other in zip(ends, ends[1:]):
            self.assertGreater(other - one, 7.4)

    def test_lines_break_where_a_number_is_missing(self):
        _, lines = self.drawn("line", ["2008,1", "2009,2", "2010,", "2011,3", "2012,4"], head="name,a")
        line = next(l for l in lines if " stroke 1.7 " in l)
        self.assertEqual(line.count(" M "), 2)
        self.refused("line/area", "line", ["2008,1", "2009,"], head="name,a", options="form: area", file="data/t.csv",
                     line=3)

    def test_names_that_are_no_times(self):
        texts, _ = self.drawn("line", [f"A name with many letters {i},{i}" for i in range(9)], head="name,a")
        self.assertIn("[line/names-left-out]", self.said)
        self.drawn("line", ["x,1", "y,2"], head="name,a")
        self.assertNotIn("left-out", self.said)

    # ---- Dots ----

    def test_a_scale_that_does_not_begin_at_zero(self):
        texts, _ = self.drawn("dot", ["x,90", "y,95"], head="name,a", options="zero: false")
        self.assertNotIn("0", self.words(texts))
        texts, _ = self.drawn("dot", ["x,90", "y,95"], head="name,a")
        self.assertIn("0", self.words(texts))


if __name__ == "__main__":
    unittest.main()
