"""Columns of tables that are drawn: bars, lines of lists, dots, changes."""

import re
import subprocess
import unittest

from project import Project, YML

HEAD = "name,share,change,measures,office,a,b,c"
ROWS = ["Riga,0.5,-3.5,3,1,1,5,9", "Tartu,1,7,0,0,9,,4", "Turku,0,0,4,1,3,3,3", "Oslo,,,,,,,"]
COLUMNS = """\
  name: {title: Town}
  share: {title: Share, type: bar, numbers: percent}
  growth: {title: Growth, type: bar, sense: good}
  trend: {title: Trend, type: spark}
  measures: {title: Measures, type: dots, of: 4}
  office: {title: Office, type: dots}
  change: {title: Change, type: delta}
"""
QUERY = "select name, share, change as growth, json_array(a, b, c) as trend, measures, office, change from t order by rowid"


class Columns(Project):
    def write_table(self, rows=ROWS, columns=COLUMNS, query=QUERY, head=HEAD, more="caption: Towns (n = 4)", kind="table"):
        self.write("strom.yml", YML.replace("survey: {source: csv, path: data/survey.csv, sensitive: false}",
                                            "t: {source: csv, path: data/t.csv, sensitive: false}")
                   .replace("values:\n  towns: select count(*) from survey\n", "print: {condition: FOGRA39}\n"))
        self.write("data/t.csv", head + "\n" + "".join(row + "\n" for row in rows))
        self.write("text/report.md", f"# One\n\n```{{{kind}}} tbl-a\n{more}\nquery: {query}\ncolumns:\n{columns}```\n")

    def lines(self, edition="en"):
        run = self.strom("dump", "pages", "report", "-e", edition)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.said = run.stderr
        return run.stdout.splitlines()

    def texts(self, lines):
        return [m[1] for m in (re.search(r' table:\S* .*"(.*)"$', l) or re.match(r'^  text .*"(.*)"$', l)
                               for l in lines) if m]

    def refused(self, code, *words, line=None, **more):
        self.write_table(*words, **more)
        report = self.assertReported(self.errors("build", "-e", "en"), code,
                                     **({"file": "data/t.csv", "line": line} if line else {}))
        self.assertEqual(self.outputs(), [])
        return report

    def boxes(self, lines, colour):
        """Left and right edges of what is filled with a colour."""
        found = []
        for l in lines:
            m = re.match(rf"^  path (\S+) (\S+) \S+ {colour} M (\S+) -2 L (\S+) -2 L \S+ 2 L \S+ 2 Z$", l)
            if m:
                a, b = float(m[1]) + float(m[3]), float(m[1]) + float(m[4])
                found.append((min(a, b), max(a, b)))
        return found

    def test_changes_of_percents_in_points(self):
        wanted = {"en": "+28.5 pp ▲", "da": "+28,5 pct.-point ▲", "de": "+28,5 %-Punkte ▲", "et": "+28,5 pp ▲", "fi": "+28,5 %-yks. ▲",
                  "lt": "+28,5 proc. p. ▲", "lv": "+28,5 p. p. ▲", "nb": "+28,5 %-poeng ▲", "pl": "+28,5 p.p. ▲",
                  "ru": "+28,5 п. п. ▲", "sv": "+28,5 %-enh. ▲"}
        self.write_table(["Riga,0.285", "Turku,-0.001", "Oslo,-0.12"],
                         "  name: {title: Town}\n  change: {title: Change, type: delta, numbers: points}\n",
                         "select name, change from t order by rowid", "name,change")
        self.replace("strom.yml", "languages: [en, lv]", f"languages: [{', '.join(wanted)}]")
        for language, text in wanted.items():
            texts = [t.replace("\u00a0", " ") for t in self.texts(self.lines(language))]
            self.assertIn(text, " ".join("".join(texts).split()), language)
            self.assertEqual(texts.count("▼"), 2, language)

    def pdf(self, *words):
        run = self.strom("build", "-e", "en", *words)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return self.folder / "out"

    def test_what_is_printed(self):
        self.write_table()
        words = subprocess.run(["pdftotext", "-layout", self.pdf() / "report-en.pdf", "-"], capture_output=True, text=True).stdout
        rows = [" ".join(l.split()) for l in words.splitlines()]
        self.assertIn("Riga 50% −3.5 9 ●●●○ ● −3.5 ▼", rows)
        self.assertIn("Tartu 100% 7.0 4 ○○○○ ○ +7.0 ▲", rows)
        self.assertIn("Turku 0% 0.0 3 ●●●● ● 0.0", rows)
        self.assertIn("Oslo – – – – – –", rows)
        self.assertIn("(1–9)", words)
        self.assertEqual(self.said_of("dump", "edition", "report", "-e", "en").count("(1–9)"), 1)

    def said_of(self, *words):
        run = self.strom(*words)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return run.stdout

    def test_bars_are_on_one_scale(self):
        self.write_table()
        lines = self.lines()
        wide = {round(b - a, 1) for a, b in self.boxes(lines, "#d5dce4")}
        self.assertEqual(wide, {51.0}, "each is 18 mm")
        bars = [round(b - a, 1) for a, b in self.boxes(lines, "#0b4f7d")]
        self.assertEqual(bars, [25.5, 51.0, 34.0], "half, all, and 7 of 10.5")
        self.assertEqual([round(b - a, 1) for a, b in self.boxes(lines, "#b8511f")], [17.0], "what is bad is warm")

    def test_full_says_what_fills_a_bar(self):
        rows = ["x,0.1", "y,0.2"]
        for full, wide in ((".2", [25.5, 51.0]), (".4", [12.8, 25.5]), (".1", [25.5, 51.0])):
            self.write_table(rows, f"  name: {{title: A}}\n  share: {{title: B, type: bar, numbers: percent, full: {full}}}\n",
                             "select name, share from t order by rowid", "name,share")
            self.assertEqual([round(b - a, 1) for a, b in self.boxes(self.lines(), "#0b4f7d")], wide)

    def test_lists_have_gaps(self):
        self.write_table()
        strokes = [l for l in self.lines() if re.match(r"^  path .* M \S+ \S+ L \S+ \S+( L \S+ \S+)?$", l) and "0.9" in l]
        self.assertEqual(len(strokes), 2, "the one with a gap has two dots in place of a line")

    def test_tags_say_what_dots_count(self):
        self.write_table()
        tree = subprocess.run(["pdfinfo", "-struct-text", self.pdf() / "report-en.pdf"], capture_output=True, text=True).stdout
        raw = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.folder / "out/report-en.pdf", "-"],
                             capture_output=True).stdout
        for words in (b"(3 of 4)", b"(0 of 4)", b"(yes)", b"(no)"):
            self.assertIn(b"/ActualText " + words, raw)
        self.assertIn("50%", tree)

    def test_presses_and_black_alone(self):
        self.write_table()
        for more, coloured in (("", True), (", charts: black", False)):
            self.replace("strom.yml", re.search(r"print: .*", (self.folder / "strom.yml").read_text())[0],
                         "print: {condition: FOGRA39" + more + "}")
            self.pdf("-r", "print")
            raw = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.folder / "out/report-en-print.pdf", "-"],
                                 capture_output=True).stdout
            # accent and warm: bars, lines and dots, beside the one of the cover
            fills = re.findall(rb"^(\.8\d* \.4\d* \.\d+ \.4\d*|0 \.\d+ \.\d+ \.\d+) k$", raw, re.M)
            self.assertEqual(len(fills) > 5, coloured, fills)

    def test_bad_values_are_told_at_their_row(self):
        for column, code, value in (("measures", "text/not-a-count", "5"), ("measures", "text/not-a-count", "1.5"),
                                    ("office", "text/not-a-count", "2")):
            with self.subTest(column=column, value=value):
                at = HEAD.split(",").index(column)
                bad = ROWS[1].split(",")
                bad[at] = value
                columns = "".join(l + "\n" for l in COLUMNS.splitlines() if l.split(":")[0].strip() in ("name", column))
                self.refused(code, [ROWS[0], ",".join(bad), ROWS[2]], columns,
                             f"select name, {column} from t order by rowid", line=3)
        for kind in ("bar", "delta"):
            self.refused("text/not-a-number", ["x,up", "y,down"], f"  name: {{title: A}}\n  b: {{title: B, type: {kind}}}\n",
                         "select name, b from t order by rowid", "name,b", line=2)
        self.refused("text/not-a-list", ['x,"[1, 2]"', 'y,"[1; 2]"'], "  name: {title: A}\n  b: {title: B, type: spark}\n",
                     "select name, b from t order by rowid", "name,b", line=3)

    def test_keys_that_say_nothing(self):
        for column in ("{title: B, of: 3}", "{title: B, type: bar, numbers: points}", "{title: B, type: number, numbers: points}", "{title: B, type: number, full: 3}", "{title: B, type: dots, numbers: percent}",
                       "{title: B, type: bar, of: 3}"):
            self.refused("text/drawn-column", ["x,1"], f"  name: {{title: A}}\n  b: {column}\n",
                         "select name, b from t order by rowid", "name,b")
        self.refused("text/drawn-column", ["x,1"], "  name: {title: A, type: text}\n  b: {title: B, type: bar}\n",
                     "select name, b from t order by rowid", "name,b", more="type: bar\nclaim: C (n = 3)", kind="figure")

    def test_extremes(self):
        columns = ("  name: {title: A}\n  b: {title: B, type: bar}\n  l: {title: L, type: spark}\n"
                   "  d: {title: D, type: delta}\n")
        query = "select name, b, json_array(b, -b, null) as l, b as d from t order by rowid"
        many = [f"n{i},{i * 37 % 101 - 50}" for i in range(500)]
        for rows in (["x,1000000000000", "y,-3"], ["x,0", "y,0"], ["x,5", "y,5"], ["x,0.000000001"],
                     ["W" * 200 + ",3", "y,1"], [("word " * 40) + ",3"], many):
            with self.subTest(rows=rows[0][:30], n=len(rows)):
                self.write_table(rows, columns, query, "name,b")
                self.lines()
        for where in ("where b > 99", "where b is null"):  # no rows, and nothing but no values
            self.write_table(["x,1", "y,"], columns, query.replace("order", where + " order"), "name,b")
            self.assertEqual(self.boxes(self.lines(), "#d5dce4"), [])

    def test_no_room(self):
        columns = "  name: {title: A}\n" + "".join(f"  b{i}: {{title: B{i}, type: bar}}\n" for i in range(9))
        query = "select name, " + ", ".join(f"b as b{i}" for i in range(9)) + " from t order by rowid"
        self.write_table(["x,123456", "y,7"], columns, query, "name,b")
        lines = self.lines()
        wide = {round(b - a, 1) for a, b in self.boxes(lines, "#d5dce4")}
        self.assertTrue(all(w < 51 for w in wide), wide)
        self.assertEqual(sum(l.endswith('"123,456"') for l in lines), 9)

    def test_no_value_that_is_kept_back(self):
        self.write_table(["x,", "y,0.5"], "  name: {title: A}\n  share: {title: B, type: bar, numbers: percent, suppressed: c}\n",
                         "select name, ifnull(share, 'c') as share from t order by rowid", "name,share")
        lines = self.lines()
        self.assertEqual(len(self.boxes(lines, "#d5dce4")), 1)
        self.assertTrue(any(l.startswith("  text") and l.endswith('"c"') for l in lines))

    def test_from_right_to_left(self):
        columns = "  name: {title: A}\n  share: {title: B, type: bar, numbers: percent}\n"
        query = "select name, share from t order by rowid"
        self.write_table(["x,0.25"], columns, query, "name,share")
        self.replace("text/report.md", "# One\n", "# One\n\n::: {lang=he}\n")
        self.write("text/report.md", (self.folder / "text/report.md").read_text() + ":::\n")
        lines = self.lines()
        (left, right), = self.boxes(lines, "#d5dce4")
        (from_, to), = self.boxes(lines, "#0b4f7d")
        self.assertAlmostEqual(to, right, places=1)
        self.assertAlmostEqual(right - from_, (right - left) / 4, places=1)
        number = next(float(l.split()[1]) for l in lines if l.startswith("  text") and l.endswith('"25%"'))
        self.assertLess(number, left, "the number stands left of its bar")

    def test_groups_and_many_pages(self):
        rows = [f"g{i // 100},n{i},{i / 500}" for i in range(500)]
        columns = "  name: {title: A}\n  share: {title: B, type: bar, numbers: percent, decimals: 0}\n"
        self.write_table(rows, columns, "select g, name, share from t order by rowid", "g,name,share",
                         more="caption: Many (n = 500)\ngroup: g")
        lines = self.lines()
        self.assertEqual(len(self.boxes(lines, "#d5dce4")), 500, "a row has one bar, a heading none")
        wide = [round(b - a, 1) for a, b in self.boxes(lines, "#0b4f7d")]
        self.assertEqual(len(wide), 499, "that of nothing is empty")
        self.assertEqual(max(wide), 50.9)
        self.assertEqual(wide, sorted(wide), "each row has its own")

    def test_other_outputs(self):
        self.write_table()
        for form in ("png", "svg"):
            run = self.strom("render", "report", "-e", "en", "-p", "3", "-f", form, "-o", str(self.folder / "r"))
            self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

    def test_lists_without_numbers(self):
        self.write_table(["x,1", "y,2"], "  name: {title: A}\n  l: {title: L, type: spark}\n",
                         "select name, json_array(null, null) as l from t order by rowid", "name,b")
        lines = self.lines()
        self.assertFalse(any("stroke 0.9" in l for l in lines))
        self.assertNotIn("(", " ".join(l for l in lines if '"L' in l))


if __name__ == "__main__":
    unittest.main()
