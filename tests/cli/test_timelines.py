"""A timeline: what happened when, at its true distance, or one below the other; dates that are none, at their place."""

import re
import unittest

import pikepdf

from charts import ChartProject

COLUMNS = "{began: {title: From, type: text}, ended: {title: Until, type: text}, event: {title: Event}}"
LONG = "Municipalities that work with partners have neither a coordinator nor a policy of their own " * 3


class Timelines(ChartProject):
    def line(self, rows, head="began,ended,event", **more):
        columns = COLUMNS if "ended" in head else COLUMNS.replace("ended: {title: Until, type: text}, ", "")
        return self.drawn("timeline", rows, head=head, columns=columns, **more)

    def refuse(self, what, rows, line=None, head="began,ended,event", columns=COLUMNS, **more):
        return self.refused(f"timeline/{what}", "timeline", rows, head=head, columns=columns,
                            **({"file": "data/t.csv", "line": line} if line else {}), **more)

    def dots(self, lines):
        """Where circles stand, from left to right: each begins at its rightmost point."""
        found = [re.search(r" M (\S+) (\S+) C ", l) for l in lines]
        return sorted((float(m[1]), float(m[2])) for m in found if m)

    def test_true_distance(self):
        """Unsorted rows too; a leap year is a day longer."""
        _, lines = self.line(["2003-01-01,,c", "2001-01-01,,a", "2001-07-02,,b"])
        x = [x for x, _ in self.dots(lines)]
        self.assertEqual(len(x), 3)
        self.assertAlmostEqual((x[1] - x[0]) / (x[2] - x[0]), 182 / 730, 3)

    def test_labels_stand_apart(self):
        rows = [f"{2001 + i},,Event number {i} of some that happened" for i in range(7)]
        texts, lines = self.line(rows)
        self.assertEqual(len({y for _, y in self.dots(lines)}), 1)
        self.assertGreater(len({y for _, y, text in texts if text in [r[:4] for r in rows]}), 1)

    def test_what_lasts(self):
        _, lines = self.line(["2001,2002,a", "2003,2004,b", "2001,,c"])
        bars = [w for w, h in self.bars(lines) if 5.9 < h < 6.1]
        self.assertEqual(len(bars), 2)
        self.assertAlmostEqual(bars[0] / bars[1], 730 / 731, 2)

    def test_a_list_where_there_is_no_room(self):
        for rows, options in (([f"2001-01-{i + 1:02},,Event {i} of many" for i in range(20)], ""),
                              (["2001,,a", "2001,,b", "2001,,c", "2001,,d", "2001,,e", "2001,,f", "2001,,g"], ""),
                              (["2001,,a", "2004,,b"], "form: list"), ([f"2001,,{LONG}", "2002,,b"], "")):
            _, lines = self.line(rows, options=options)
            dots = self.dots(lines)
            self.assertEqual(len({x for x, _ in dots}), 1, rows)
            self.assertEqual(len({y for _, y in dots}), len(rows))

    def test_extremes(self):
        for rows in (["2001,,a"], ["2001,,a", "2001,,b"], ["0001,,a", "9999,,b"], ["2001-02-28,2001-02-28,a"],
                     ["2001,,\u0631\u064a\u063a\u0627", "2003,2004,\u0644\u0627"], ["2000-02-29,2001,a", "2001-12,,b"],
                     [f"{1960 + i},,x" for i in range(40)], ["2001,,", "2002,,b"]):
            texts, _ = self.line(rows)
            self.assertTrue(texts)
        self.line(["2001,," + "x" * 300, "2002,,b"])

    def test_dates_as_the_edition_prints_them(self):
        texts, _ = self.line(["2001-10-31,,a", "2004-02,,b"], edition="lv")
        self.assertTrue(any("okt" in t for t in self.words(texts)), texts)
        texts, _ = self.line(["2001,2003,a", "2005,,b"], edition="lv")
        self.assertIn("2001\u20132003", self.words(texts))
        self.assertIn("2005", self.words(texts))

    def test_a_range_parts_behind_its_dash(self):
        """In a narrow column, where whole ranges have no room: no month is divided."""
        self.write_chart("timeline", ["2014-06-17,2015-12-24,a", "2013,,b"], head="began,ended,event", columns=COLUMNS)
        self.replace("strom.yml", "layout: report", "layout: brief")
        for edition, first, second in (("en", "17 Jun 2014 \u2013", "24 Dec 2015"), ("lv", "2014. gada 17. j\u016bn. \u2013", "2015. gada 24. dec.")):
            run = self.strom("dump", "pages", "report", "-e", edition)
            self.assertEqual(run.returncode, 0, run.stderr)
            lines = {}
            for m in re.finditer(r'(?m)^  text \S+ (\S+) figure:\S+ .*"(.*)"$', run.stdout):
                lines.setdefault(m[1], []).append(m[2])
            said = [" ".join("".join(words).split()) for words in lines.values()]
            self.assertTrue(any(s.startswith(first) and not second in s for s in said), said)
            self.assertTrue(any(s.startswith(second) for s in said), said)
            self.assertFalse(any("\u00ad" in s for s in said), said)

    def test_highlight(self):
        self.line(["2001,,a", "2004,,b"], options="highlight: b")
        self.assertNotIn("timeline/highlight", self.said)
        self.line(["2001,,a", "2004,,b"], options="highlight: c")
        self.assertIn("[timeline/highlight]", self.said)

    def test_alternative_text(self):
        self.write_chart("timeline", ["2004-02,,b", "2001,2003,a"], head="began,ended,event", columns=COLUMNS)
        run = self.strom("build", "-e", "en")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        with pikepdf.open(self.folder / "out/report-en.pdf") as file:
            said = [str(o.Alt) for o in file.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        self.assertEqual(said, ["Timeline. It grows. Rows: 2. In order of time: 2001\u20132003 a; Feb 2004 b."])

    def test_refused(self):
        self.refused("timeline/rows", "timeline", ["2001,,a"], head="began,ended,event", columns=COLUMNS,
                     query="select began, ended, event from t where event = 'z' order by began",
                     file="text/report.md", line=3)
        self.refuse("rows", [f"{1500 + i},,x" for i in range(500)], 42)
        for date in ("2001-02-29", "2001-13", "2001-1", "31.10.2001", "-5", "1000000000000", "0.000000001", "soon", ""):
            self.refuse("date", ["2001,,a", f"{date},,b"], 3)
        self.refuse("date", ["2001,,a", "2001,2002-02-30,b"], 3)
        self.refuse("date", [",,a", ",,b"], 2)
        self.refuse("backwards", ["2001,,a", "2001-05,2001-04,b"], 3)
        self.refuse("columns", ["2001,a,b,c"], head="began,ended,event,other",
                    columns=COLUMNS.replace("event:", "other: {title: O}, event:"))


if __name__ == "__main__":
    unittest.main()
