"""What layouts and figures may get wrong, and texts that do not fit: each is said at its place."""

import json
import os
import re
import resource
import subprocess
import unittest

import pikepdf

from project import STROM, YML, Project

FAULTY = os.environ["FAULTY"]

# The rule that the layout breaks -> what is reported.
LAYOUT_FAULTS = {
    "small-master": "layout/bad-master",
    "large-master": "layout/bad-master",
    "master-twice": "layout/bad-master",
    "flow-twice": "layout/bad-flow",
    "frame-without-master": "layout/bad-frame",
    "frame-without-flow": "layout/bad-frame",
    "low-frame": "layout/bad-frame",
    "narrow-columns": "layout/bad-frame",
    "13-columns": "layout/bad-frame",
    "fixed-without-master": "layout/bad-fixed",
    "no-node": "layout/no-node",
    "bad-part": "layout/bad-part",
    "part-before-nothing": "layout/bad-part",
    "place-nothing": "layout/bad-place",
    "place-start": "layout/bad-place",
    "place-flow": "layout/bad-place",
    "place-master": "layout/bad-place",
    "empty": "layout/empty",
    "no-flow": "layout/empty",
    "flow-without-frame": "layout/no-frame",
    "measures": "layout/measures",
    "page-without-master": "layout/no-master",
    "page-without-frame": "pages/no-frame",
}


class Faults(Project):
    """Plugins that break a rule."""

    def use_layout(self, fault):
        self.replace("strom.yml", "layout: report", f"layout: faulty, options: {{fault: {fault}}}")

    def use_figure(self, fault):
        self.write("text/report.md", f"""\
# First chapter

```{{figure}} fig-towns
type: faulty
query: select town, policy from survey order by town
columns: {{town: {{title: Town}}, policy: {{title: Policy, type: number}}}}
options: {{fault: {fault}}}
alt: Towns
```
""")

    def faults(self, code=1):
        return self.errors("build", "-P", FAULTY, code=code)

    def test_faultless_plugins_work(self):
        self.use_layout("none")
        self.use_figure("none")
        self.faults(code=0)
        self.assertEqual(self.outputs(), ["report-en.pdf", "report-lv.pdf"])

    def test_a_layout_of_smaller_structs(self):
        self.replace("strom.yml", "layout: report", "layout: elder")
        self.write("text/report.md", "# First chapter\n\n::: {.unheard}\nText.[^a]\n:::\n\n[^a]: Note.\n")
        reports = self.faults(code=0)
        self.assertEqual({r["code"] for r in reports}, {"text/unknown-class"})
        run = self.strom("dump", "pages", "report", "-e", "en", "-P", FAULTY)
        self.assertEqual(run.returncode, 0, run.stderr)
        for word in ('"1"', '"Text."', '"Note."'):
            self.assertIn(word, run.stdout)

    def test_each_rule_of_layouts(self):
        original = (self.folder / "strom.yml").read_text()
        for fault, code in LAYOUT_FAULTS.items():
            with self.subTest(fault=fault):
                self.write("strom.yml", original)
                self.use_layout(fault)
                reports = self.faults()
                report = self.assertReported(reports, code, file="strom.yml", line=13, column=3)
                self.assertTrue(all(r["code"] == code for r in reports), reports)
                self.assertRegex(report["message"], "faulty|text|homeless")
                self.assertEqual(self.outputs(), [])

    def test_figure_that_says_no_height(self):
        for fault in ("no-height", "negative-height"):
            with self.subTest(fault=fault):
                self.use_figure(fault)
                report = self.assertReported(self.faults(), "figure/no-height",
                                             file="text/report.md", line=3)
                self.assertIn("faulty", report["message"])
                self.assertEqual(self.outputs(), [])

    def test_figure_higher_than_the_page(self):
        self.use_figure("tall")
        report = self.assertReported(self.faults(), "pages/too-tall", file="text/report.md", line=3)
        self.assertRegex(report["message"], r"^figure .*\(1000 mm, the frame has 2\d\d mm\)")
        self.assertEqual(self.outputs(), [])

    def test_crash_costs_one_edition(self):
        self.use_figure("crash")
        for jobs in ("1", "2"):
            with self.subTest(jobs=jobs):
                reports = self.errors("build", "-P", FAULTY, "-j", jobs, code=3)
                report = self.assertReported(reports, "plugin/crashed", file="text/report.md", line=3)
                self.assertIn("the figure plugin 'faulty' crashed (SIGABRT), in 'draw'", report["message"])
                self.assertEqual(report["notes"], [{"message": "report lv was not made"}])
                self.assertEqual(len(reports), 1)
                self.assertEqual(self.outputs(), ["report-en.pdf"])
                (self.folder / "out/report-en.pdf").unlink()

    def test_page_too_large_to_draw(self):
        self.use_layout("huge-page")
        words = ("render", "report", "-P", FAULTY, "--dpi", "1200", "-o", "page.png")
        self.assertReported(self.errors(*words), "draw/failed")
        self.assertFalse((self.folder / "page.png").exists())


class Machine(Project):
    """The machine has no more to give."""

    def test_no_more_workers(self):
        # A worker costs a descriptor; here there are fewer than editions that begin at once.
        documents = "".join(
            f"  d{i}: {{layout: report, theme: strom, text: text/report.md, editions: languages}}\n"
            for i in range(20))
        path = self.folder / "strom.yml"
        path.write_text(path.read_text() + documents)
        # The leak checker wants descriptors of its own.
        environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=0")
        run = subprocess.run([STROM, "check", "-j", "60", "--json"], capture_output=True, text=True,
                             env=environment,
                             cwd=self.folder, timeout=120, check=False,
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (20, 20)))
        self.assertEqual(run.returncode, 1, run.stderr)
        reports = [json.loads(line) for line in run.stderr.splitlines()]
        report = self.assertReported(reports, "build/no-worker")
        self.assertRegex(report["message"], "cannot start a worker: .")
        events = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual(len(events), 42)
        self.assertTrue(any(e["good"] for e in events))
        self.assertTrue(any(not e["good"] for e in events))


class Report(Project):
    def test_words_wider_than_the_measure(self):
        word = "Donaudampfschifffahrtsgesellschaft" * 2
        row = "|".join([word] * 6)
        self.write("text/report.md", f"# One\n\n|{row}|\n|{'-|' * 6}\n|{row}|\n")
        run = self.strom("build", "--json")
        self.assertEqual(run.returncode, 0, run.stderr)
        reports = [json.loads(line) for line in run.stderr.splitlines()]
        self.assertReported(reports, "table/too-wide", file="text/report.md", line=3)

    def test_errors_of_a_table_are_counted(self):
        rows = "town,country,policy\n" + "Riga;LV\n" * 75
        self.write("data/survey.csv", rows)
        reports = self.errors("build")
        report = self.assertReported(reports, "csv/more-errors", file="strom.yml", line=9)
        self.assertIn("25 more errors", report["message"])
        self.assertEqual(sum(r["code"] == "csv/ragged-row" for r in reports), 50)


class Notes(Project):
    def test_what_stands_in_notes_is_as_small(self):
        """Lists and quotes, at the foot and beside the text, in both themes."""
        original = (self.folder / "strom.yml").read_text()
        self.write("text/report.md", "# One\n\nText.[^a]\n\n[^a]: The note:\n\n    - listed\n\n    > quoted\n")
        for layout in ("report", "guideline"):
            for theme in ("strom", "plain"):
                with self.subTest(layout=layout, theme=theme):
                    self.write("strom.yml", original.replace("layout: report, theme: strom",
                                                             f"layout: {layout}, theme: {theme}"))
                    run = self.strom("dump", "pages", "report", "-e", "en")
                    size = {re.search('"(.*)"', line)[1]: line.split()[5] for line in run.stdout.splitlines()
                            if line.startswith("  text ")}
                    self.assertEqual(size["listed"], size["The note:"])
                    self.assertEqual(size["quoted"], size["The note:"])
                    self.assertLess(float(size["listed"]), float(size["Text."]))


class Leaflet(Project):
    PANEL = "::: {.panel}\n# Panel\n\nText.\n:::\n\n"

    def setUp(self):
        super().setUp()
        self.replace("strom.yml", "layout: report", "layout: leaflet")

    def test_six_panels_are_two_pages(self):
        self.write("text/report.md", self.PANEL * 6)
        run = self.strom("build", "--json", "-e", "en")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(json.loads(run.stdout)["pages"], 2)

    def test_text_outside_panels(self):
        self.write("text/report.md", self.PANEL + "Stray words.\n")
        report = self.assertReported(self.errors("build"), "leaflet/outside-panel",
                                     file="text/report.md", line=7, column=1)
        self.assertIn(".panel", report["hint"])
        self.assertEqual(self.outputs(), [])

    def test_seventh_panel(self):
        self.write("text/report.md", self.PANEL * 7)
        self.assertReported(self.errors("build"), "leaflet/too-many-panels",
                            file="text/report.md", line=1 + 6 * 6)
        self.assertEqual(self.outputs(), [])

    def test_all_that_is_wrong_is_said(self):
        self.write("text/report.md", "Stray.\n\n" + self.PANEL * 8 + "Stray.\n")
        codes = [r["code"] for r in self.errors("build", "-e", "en")]
        self.assertEqual(codes.count("leaflet/outside-panel"), 2)
        self.assertEqual(codes.count("leaflet/too-many-panels"), 2)

    def overset(self, paragraphs):
        text = "".join(f"Paragraph {i}: " + "some words. " * 20 + "\n\n" for i in range(paragraphs))
        self.write("text/report.md", f"::: {{.panel}}\n{text}:::\n")
        report = self.assertReported(self.errors("build", "-e", "en"), "pages/overset",
                                     file="text/report.md")
        self.assertEqual(self.outputs(), [])
        return report["line"], int(re.search(r"is (\d+) mm too long", report["message"])[1])

    def test_overset_panel_says_from_where_and_how_much(self):
        line, little = self.overset(12)
        same_line, much = self.overset(22)
        self.assertEqual(line, same_line)
        self.assertGreater(line, 2)
        self.assertEqual(line % 2, 0)
        self.assertGreater(much, little + 100)
        # Each paragraph more costs the same.
        self.assertAlmostEqual(much + (much - little), self.overset(32)[1], delta=2)


class Bar(Project):
    def figure(self, query, columns, options=""):
        titles = ", ".join(f"{c}: {{title: {c.upper()}}}" for c in columns.split())
        self.write("text/report.md", f"""\
# First chapter

```{{figure}} fig-towns
type: bar
query: {query}
columns: {{{titles}}}
options: {{{options}}}
alt: Towns
```
""")
        return self.errors("build", "-e", "en", code=self.wanted)

    def refused(self, code, *words, **more):
        self.wanted = 1
        self.assertReported(self.figure(*words, **more), code, file="text/report.md", line=3)
        self.assertEqual(self.outputs(), [])

    def test_good_bars(self):
        self.wanted = 0
        for options in ("", "orientation: vertical", "stacked: true", "values: false",
                        "orientation: vertical, values: false, height: 30mm"):
            with self.subTest(options=options):
                self.figure("select town, policy, 2 as other from survey order by town",
                            "town policy other", options)

    def test_too_few_and_too_many_series(self):
        self.refused("bar/columns", "select town from survey order by town", "town")
        nine = ", ".join(f"{i} as c{i}" for i in range(9))
        self.refused("bar/columns", f"select town, {nine} from survey order by town",
                     "town " + " ".join(f"c{i}" for i in range(9)))

    def test_too_few_and_too_many_rows(self):
        self.refused("bar/rows", "select town, policy from survey where town = '' order by town",
                     "town policy")
        self.assertReported(self.figure("with recursive n(i) as (select 1 union all select i + 1 from n where i < 201) "
                                        "select cast(i as text) as t, i from n order by i", "t i"), "bar/rows",
                            file="text/report.md", line=6)

    def test_series_of_text(self):
        self.wanted = 1
        self.assertReported(self.figure("select town, country from survey order by town", "town country"),
                            "bar/not-a-number", file="data/survey.csv", line=2)

    def test_long_labels(self):
        """On several lines; what even they have no room for is shortened, and told of."""
        self.wanted = 0
        long = "'A municipality with a name that goes on, and does not end in two lines, ' || town as t"
        self.assertEqual([r for r in self.figure(f"select {long}, policy from survey order by t", "t policy")
                          if r["severity"] == "error" or r["code"] == "figure/long-label"], [])
        self.assertIn("lines,", self.said())
        for words, options, code in (("A name without an end, " * 30, "", "figure/long-label"),
                                     ("Long" * 60, "", "figure/long-label"),
                                     ("A municipality with a name", "orientation: vertical", "bar/names-left-out"),
                                     ("Long" * 60, "orientation: vertical", "figure/long-label")):
            with self.subTest(words=words, options=options):
                query = f"select '{words}' || town || i as t, policy from survey, (select 1 as i union select 2 union " \
                        "select 3 union select 4 union select 5) order by t"
                self.assertReported(self.figure(query, "t policy", options), code, file="text/report.md", line=3)
                self.assertTrue("…" in self.said() or code == "bar/names-left-out")

    def test_what_is_shortened_is_read(self):
        """All of the name is in the author's alternative text, once, and in the attached data."""
        self.wanted = 0
        query = f"select '{'Long' * 60}' as t, policy from survey order by policy"
        self.assertReported(self.figure(query, "t policy"), "figure/long-label")
        with pikepdf.open(self.folder / "out/report-en.pdf") as file:
            said = [str(o.Alt) for o in file.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
            data = [f.EF.F.read_bytes().decode() for f in file.Root.AF]
        self.assertEqual(said, ["Towns. " + "Long" * 60])
        self.assertTrue(any("Long" * 60 in d for d in data))

    def test_long_titles_in_the_legend(self):
        self.wanted = 0
        query = f"select town, policy, 2 as {'o' * 300} from survey order by town"
        self.assertReported(self.figure(query, "town policy " + "o" * 300), "figure/long-label")

    def test_values_that_have_no_room(self):
        """An axis instead, whose numbers have room."""
        self.wanted = 0
        query = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 20) " \
                "select 'n' || i as t, i * 1000003 as a, i * 2000003 as b from n order by a"
        for options in ("orientation: vertical", "orientation: vertical, height: 40pt", ""):
            with self.subTest(options=options):
                self.figure(query, "t a b", options)
                self.assertEqual("1000003" in self.said(), options == "")

    def said(self):
        return subprocess.run(["pdftotext", self.folder / "out/report-en.pdf", "-"], capture_output=True, text=True,
                              check=True).stdout


class Columns(Project):
    """Pages with a column beside the text, where chapters begin, and the last page."""

    def pages(self, layout, options, text):
        """Of each page: (x, y, words) of its texts."""
        self.write("strom.yml", YML.replace("layout: report", f"layout: {layout}, options: {{{options}}}"))
        self.write("text/report.md", text)
        run = self.strom("dump", "pages", "report", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""), options)
        parts = re.split(r"^page ", run.stdout, flags=re.M)[1:]
        return [[(float(x), float(y), words) for x, y, words in re.findall(r'  text (\S+) (\S+) [^"\n]*"([^"]*)"', part)]
                for part in parts]

    def find(self, pages, words):
        """The first text of these words: page from 1, x, y."""
        return next((n, x, y) for n, page in enumerate(pages, 1) for x, y, text in page if text.startswith(words))

    NOTED = ("# Heading\n\n" + "Words of the text. " * 30 + "Noted.[^n]\n\n::: {.side}\nBeside it.\n:::\n\n"
             "::: {.wide}\n" + "Wide words of the passage. " * 40 + "\n:::\n\nLast.[^m]\n\n[^n]: First note.\n\n[^m]: Second note.\n")

    def test_notes_stand_beside_the_text_and_above_or_below_what_is_wide(self):
        for layout, options in (("report", "side: notes, contents: false"), ("guideline", "contents: false, chapter-start: page")):
            for blank in ("", "# Another\n\nText.\n\n"):    # the passage on a right-hand page, and on a left-hand one
                pages = self.pages(layout, options, blank + self.NOTED)
                n, left, _ = self.find(pages, "Words of")
                wide = [(x, y) for x, y, w in pages[n - 1] if w.startswith("Wide") or "passage" in w]
                side = [self.find(pages, w) for w in ("First note", "Beside", "Second note")]
                self.assertEqual({place[0] for place in side}, {n}, layout)
                self.assertEqual(min(x for x, _ in wide) < left, n % 2 == 0, (layout, n))
                self.assertTrue(all((x > left) == (n % 2 == 1) for _, x, _ in side), (layout, side))
                top, foot = min(y for _, y in wide), max(y for _, y in wide)
                self.assertEqual([y < top - 5 or y > foot for _, _, y in side], [True] * 3, (layout, side, top, foot))

    def test_without_the_column_nothing_is_wide(self):
        pages = self.pages("report", "contents: false", self.NOTED)
        self.assertEqual(self.find(pages, "Wide")[1], self.find(pages, "Words of")[1])

    def test_long_chapters_begin_on_the_right(self):
        long = "# Long\n\n" + ("Some words of a paragraph that goes on. " * 20 + "\n\n") * 12
        for layout, options in (("report", "chapter-start: auto, contents: false"),
                                ("guideline", "chapter-start: auto, contents: false")):
            for before in ("", "# One\n\nText.\n\n", "# One\n\nText.\n\n# Two\n\nText.\n\n"):
                pages = self.pages(layout, options, before + long)
                self.assertEqual(self.find(pages, "Long")[0] % 2, 1, (layout, before))
                if "Two" in before:
                    self.assertEqual(self.find(pages, "Two")[0], self.find(pages, "One")[0] + 1, layout)

    def test_the_back_is_the_last_page_of_a_sheet(self):
        for layout, options in (("report", "back: true"), ("report", "back: true, side: notes"), ("guideline", "back: true")):
            for chapters in range(1, 5):
                text = "---\ndescription: What it is about.\n---\n\n" + "# Heading\n\nText.\n\n" * chapters
                pages = self.pages(layout, options, text)
                self.assertEqual((len(pages) % 4, self.find(pages, "What it")[0]), (0, len(pages)), (layout, chapters))


    def test_key_figures_before_the_text(self):
        text = ("# Heading\n\nWords of the text.\n\n::: {.wide}\n\n::: {.tiles}\n53%\n: trained\n\n42%\n: written\n:::\n\n:::\n\n"
                "::: {.side}\nBeside it.\n:::\n")
        for side, before in (("none", False), ("figures", True)):
            pages = self.pages("brief", f"side: {side}", text)
            places = {w: self.find(pages, w) for w in ("Words", "53%", "Beside")}
            self.assertEqual({p[0] for p in places.values()}, {1})
            self.assertEqual([places[w][1] < places["Words"][1] - 100 for w in ("53%", "Beside")], [before] * 2, places)

    def test_panels_are_filled(self):
        panel = "::: {.panel}\n\n## First\n\nText.\n\n## Second\n\nText.\n\n::: {.notice}\nFoot.\n:::\n\n:::\n\n"
        at = {}
        for fill in ("none", "spread", "foot", "both"):
            pages = self.pages("leaflet", f"fill: {fill}", "::: {.panel}\n# Cover\n:::\n\n" + panel)
            at[fill] = {w: self.find(pages, w)[2] for w in ("First", "Second", "Foot")}
        first = {fill: places["First"] for fill, places in at.items()}
        self.assertEqual(len(set(first.values())), 1, first)
        down = {fill: [round(at[fill][w] - at["none"][w], 1) for w in ("Second", "Foot")] for fill in at}
        self.assertEqual(down["spread"], [15.4, 15.4])   # a line of the theme
        self.assertEqual(down["foot"][0], 0)
        self.assertGreater(down["foot"][1], 200)
        self.assertEqual(down["both"], [15.4, down["foot"][1]])

    def test_the_word_of_a_reference_is_not_divided(self):
        text = "".join(f"{'oh ' * (n % 12)}das zeigt für alle Städte die @tbl-a und für andere noch keine.\n\n" for n in range(60))
        text += "| A |\n|:--|\n| b |\n\nTable: Wörter {#tbl-a}\n"
        self.write("text/report.md", text)
        self.write("strom.yml", YML.replace("language: en\nlanguages: [en, lv]\ntranslations: po\n", "language: de\n")
                   .replace("report, theme: strom", "brief, theme: strom, options: {columns: 3}"))
        run = self.strom("dump", "pages", "report", "-e", "de")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertGreater(run.stdout.count("Tabelle"), 59)
        self.assertNotIn('Ta\u00ad"', run.stdout)


class Grid(Project):
    """baseline-grid: lines of running text are level across columns and facing pages."""

    TEXT = "".join(f"""\
# Chapter {n}

{'The municipality keeps a list of those who help, and looks at it once a year. ' * (4 + n)}

## A section with a heading that is long enough for two lines in a narrow column

- {'One point of several. ' * n}
- Another point.

```{{table}} tbl-{n}
query: select town, policy from survey order by town
columns: {{town: {{title: Town}}, policy: {{title: Policy, type: number}}}}
caption: Towns
```

{'Text goes on behind the table, for some lines at least, as it does in any report. ' * (3 + n)}
""" for n in range(1, 6))

    def offsets(self, layout, options):
        """How far below the first baseline of running text others stand, in lines: fractions alone."""
        self.write("strom.yml", YML.replace("layout: report, theme: strom",
                                            f"layout: {layout}, theme: plain, options: {{{options}}}"))
        self.write("text/report.md", self.TEXT)
        run = self.strom("dump", "pages", "report", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        found = [tuple(map(float, m.groups())) for m in re.finditer(
            r'^  text \S+ (\S+) \S+ \S+ (\S+) \S+ .*(?:municipality|Text goes|point)', run.stdout, re.M)]
        size = max({size for _, size in found}, key=[size for _, size in found].count)
        ys = sorted({y for y, s in found if s == size})
        leading = min(b - a for a, b in zip(ys, ys[1:]) if b - a > size)
        return {round((y - ys[0]) / leading % 1, 2) % 1 for y in ys}

    def test_all_layouts(self):
        for layout, options in {"report": "contents: false, chapter-start: any", "brief": "columns: 2",
                                "guideline": "contents: false, chapter-start: any"}.items():
            with self.subTest(layout):
                self.assertGreater(len(self.offsets(layout, options)), 2)
                self.assertLessEqual(len(self.offsets(layout, options + ", baseline-grid: true")), 2)


if __name__ == "__main__":
    unittest.main()
