"""The layouts guideline and brief: what stands where on their pages, and texts that do not fit."""

import json
import os
import re
import unittest

from project import YML, Project

FAULTY = os.environ["FAULTY"]
MM = 72 / 25.4
WORDS = "Municipalities meet people first, and a plan replaces luck in the first hour. "


def text_of(line):
    found = re.search(r'"(?:[^"\\]|\\.)*"$', line)
    return json.loads(found[0]) if found else ""


class Item:
    def __init__(self, line):
        words = line.split()
        self.kind, self.x, self.y, self.owner = words[0], float(words[1]), float(words[2]), words[3]
        self.text = text_of(line) if self.kind == "text" else ""
        self.line = line

    def __repr__(self):
        return self.line


class Pages(Project):
    """Builds and reads the dump of pages: a list of items a page."""

    layout = options = ""

    def setUp(self):
        super().setUp()
        self.replace("strom.yml", "layout: report", f"layout: {self.layout}")

    def use(self, options):
        self.replace("strom.yml", f"layout: {self.layout}", f"layout: {self.layout}, options: {{{options}}}")

    def pages(self, text):
        self.write("text/report.md", text)
        run = self.strom("dump", "pages", "report", "-e", "en")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(run.stderr, "")
        pages = []
        for line in run.stdout.splitlines():
            if line.startswith("page "):
                pages.append([])
            else:
                pages[-1].append(Item(line))
        return pages

    def find(self, pages, text):
        """Page, from 1, and item of the first line that begins so."""
        for number, items in enumerate(pages, 1):
            for item in items:
                if item.text.startswith(text) and "(" not in item.owner:
                    return number, item
        self.fail(f"{text!r} is on no page")


class Guideline(Pages):
    layout = "guideline"
    INNER, MAIN, SIDE, HIGH = 18 * MM, 96 * MM, (18 + 96 + 5) * MM, 240 * MM

    def test_chapters_open_on_right_hand_pages(self):
        pages = self.pages("# One\n\nText.\n\n# Two\n\nText.\n")
        self.assertEqual(self.find(pages, "Contents")[0], 3)
        for title, page in (("One", 5), ("Two", 7)):
            self.assertTrue(any(i.text == title and i.owner.startswith("text") for i in pages[page - 1]),
                            pages[page - 1])
        self.assertEqual([pages[3], pages[5]], [[], []])

    def test_first_chapter_without_contents(self):
        self.use("contents: false")
        pages = self.pages("# One\n\nText.\n")
        self.assertEqual(len(pages), 3)
        self.assertEqual(self.find(pages, "One")[0], 3)
        self.assertTrue(any(i.text == "A small project" for i in pages[0]))

    def test_empty_lists_leave_no_page(self):
        self.use("contents: false, lists: both")
        pages = self.pages("# One\n\nText.\n")
        self.assertEqual(self.find(pages, "One")[0], 3)

    def test_chapter_starts(self):
        self.use("contents: false, chapter-start: page")
        pages = self.pages("# One\n\nText.\n\n# Two\n\nText.\n")
        self.assertEqual([self.find(pages, t)[0] for t in ("One", "Two")], [3, 4])
        self.write("strom.yml", (self.folder / "strom.yml").read_text().replace("start: page", "start: any"))
        pages = self.pages("# One\n\nText.\n\n# Two\n\nText.\n")
        self.assertEqual([self.find(pages, t)[0] for t in ("One", "Two")], [3, 3])

    def tabs(self, pages):
        """Page and height of what reaches over the outer edge."""
        edge = 170 * MM - 7 * MM
        return [(n, i.y) for n, items in enumerate(pages, 1) for i in items
                if i.kind == "path" and "background" in i.owner and n > 1
                and (abs(i.x - edge) < 1 or abs(i.x + 3 * MM) < 1)]

    def test_tabs_step_down_by_chapter(self):
        self.use("contents: false")
        pages = self.pages("".join(f"# Chapter {i}\n\n{WORDS}\n\n" for i in range(1, 11)))
        tabs = self.tabs(pages)
        self.assertEqual([page for page, _ in tabs], list(range(3, 23, 2)))
        step = tabs[1][1] - tabs[0][1]
        self.assertAlmostEqual(step, (240 - 24 - 23) / 10 * MM, delta=0.1)
        for (_, above), (_, below) in zip(tabs, tabs[1:]):
            self.assertAlmostEqual(below - above, step, delta=0.1)

    def test_tabs_begin_again_at_the_top(self):
        self.use("contents: false, chapter-start: page")
        pages = self.pages("".join(f"# Chapter {i}\n\n{WORDS}\n\n" for i in range(1, 41)))
        heights = [y for _, y in self.tabs(pages)]
        self.assertEqual(len(heights), 40)
        self.assertEqual(heights[24], heights[0])
        self.assertLess(max(heights), (240 - 23) * MM)

    def test_heading_of_two_lines_is_one_chapter(self):
        pages = self.pages(f"# {WORDS}{WORDS}\n\nText.\n\n# Two\n\nText.\n")
        numbers = [i.text for items in pages for i in items if i.text and i.line.find(" 62") > 0]
        self.assertEqual(numbers, ["1", "2"])

    def test_appendix_has_a_tab_and_no_number(self):
        pages = self.pages("# One\n\nText.\n\n# More {.appendix}\n\nText.\n")
        self.assertEqual([i.text for items in pages for i in items if i.text and i.line.find(" 62") > 0], ["1"])
        self.assertEqual(len(self.tabs(pages)), 2)

    def test_no_tabs(self):
        self.use("thumb-index: false")
        self.assertEqual(self.tabs(self.pages("# One\n\nText.\n")), [])

    # ---- Notes beside the text ----

    def test_footnote_is_level_with_its_line(self):
        pages = self.pages(f"# One\n\n{WORDS * 9} Here it is.[^a] {WORDS * 3}\n\n[^a]: The note.\n")
        page, note = self.find(pages, "The note.")
        number = next(i for i in pages[page - 1] if i.text == "1" and i.owner.startswith("text"))
        line = min((i for i in pages[page - 1] if i.x < self.SIDE - 20 and i.owner.startswith("text")),
                   key=lambda i: abs(i.y - note.y))
        self.assertGreater(note.x, self.SIDE)
        self.assertAlmostEqual(note.y, line.y, delta=0.02)
        # The number is raised a little above that line.
        self.assertTrue(0 < note.y - number.y < 6, (note, number))

    def test_sides_mirror(self):
        long = "".join(f"{WORDS * 6} Number {i}.[^n{i}]\n\n" for i in range(12))
        notes = "".join(f"[^n{i}]: Remark {i} here.\n\n" for i in range(12))
        pages = self.pages(f"# One\n\n{long}{notes}")
        seen = set()
        for i in range(12):
            page, note = self.find(pages, f"Remark {i} ")
            seen.add(page % 2)
            outer = note.x > self.SIDE if page % 2 else note.x < 170 * MM - self.SIDE
            self.assertTrue(outer, (page, note))
        self.assertEqual(seen, {0, 1})

    def lines_beside(self, items, page):
        low, high = (self.SIDE, 163 * MM) if page % 2 else (8 * MM, 51 * MM)
        lines = {}
        for i in items:
            if i.kind == "text" and "(" not in i.owner and low <= i.x < high:
                lines.setdefault(round(i.y, 2), []).append(i.text)
        return lines

    def crowd(self, notes, lines):
        refs = " ".join(f"Word[^n{i}]" for i in range(notes))
        text = "".join(f"[^n{i}]: Begin{i} {WORDS * lines} end{i}.\n\n" for i in range(notes))
        return self.pages(f"# One\n\n{WORDS * 40}\n\n{refs}\n\n{text}")

    def test_notes_never_cover_each_other(self):
        pages = self.crowd(8, 1)
        order = []
        for page, items in enumerate(pages, 1):
            lines = self.lines_beside(items, page)
            heights = sorted(lines)
            for a, b in zip(heights, heights[1:]):
                # The note's number is on its line; all else is a leading apart.
                self.assertGreater(b - a, 10, (page, lines[a], lines[b]))
            for y in heights:
                self.assertLess(y, (240 - 23) * MM)
                order += re.findall(r"Begin(\d+)", " ".join(lines[y]))
        self.assertEqual([int(n) for n in order], list(range(8)))

    def test_notes_go_on_behind_the_text(self):
        pages = self.crowd(12, 9)
        text = self.find(pages, "Word")[0]
        last = self.find(pages, "end11.")[0] if any(
            i.text.startswith("end11.") for p in pages for i in p) else len(pages)
        self.assertGreater(last, text)
        words = " ".join(i.text for items in pages for i in items)
        for i in range(12):
            self.assertEqual(words.count(f"Begin{i} "), 1)
            self.assertEqual(words.count(f"end{i}."), 1)
        for page, items in enumerate(pages, 1):
            self.assertTrue(all(y < (240 - 23) * MM for y in self.lines_beside(items, page)))

    def test_note_at_the_foot_moves_up(self):
        self.use("contents: false, chapter-start: any")
        for filler in range(38, 52, 2):
            pages = self.pages(f"{WORDS * filler} Last.[^a]\n\n[^a]: Begin {WORDS * 4} end.\n")
            page, begin = self.find(pages, "Begin")
            lines = self.lines_beside(pages[page - 1], page)
            if len(pages) == 3:
                self.assertIn("end.", " ".join(" ".join(v) for v in lines.values()))
            self.assertLess(max(lines), (240 - 23) * MM)

    def test_division_beside_what_is_before_it(self):
        pages = self.pages(f"# One\n\n{WORDS}\n\nThe second begins here. {WORDS * 8}\n\n"
                           "::: {.side}\nA remark.\n:::\n\n" + WORDS)
        page, remark = self.find(pages, "A remark.")
        second = self.find(pages, "The second")
        self.assertEqual(page, second[0])
        self.assertGreater(remark.x, self.SIDE)
        # The theme draws a rule above it, so that it is a little lower.
        self.assertTrue(0 <= remark.y - second[1].y < 8, (remark, second))

    def test_division_in_a_division(self):
        pages = self.pages("# One\n\n::: {.practice}\nIn the box.\n\n::: {.side}\nA remark.\n:::\n\n:::\n")
        self.assertGreater(self.find(pages, "A remark.")[1].x, self.SIDE)

    def test_footnotes_at_the_foot(self):
        self.use("notes: foot")
        pages = self.pages("# One\n\nText.[^a]\n\n[^a]: The note.\n")
        note = self.find(pages, "The note.")[1]
        self.assertLess(note.x, self.SIDE)
        self.assertGreater(note.y, 200 * MM)

    def test_figure_higher_than_the_margin(self):
        self.write("text/report.md", """\
# One

Text.

::: {.side}

```{figure} fig-towns
type: faulty
query: select town, policy from survey order by town
columns: {town: {title: Town}, policy: {title: Policy, type: number}}
options: {fault: tall}
alt: Towns
```

:::
""")
        report = self.assertReported(self.errors("build", "-P", FAULTY, "-e", "en"), "pages/too-tall",
                                     file="text/report.md", line=7)
        self.assertIn("beside the text", report["message"])
        self.assertEqual(self.outputs(), [])

    def test_title_too_long_for_the_cover(self):
        self.replace("strom.yml", "title: A small project", f"title: '{WORDS * 40}'")
        report = self.assertReported(self.errors("build", "-e", "en"), "pages/overset", file="strom.yml")
        self.assertIn("'cover'", report["message"])
        self.assertEqual(self.outputs(), [])


WIDE = ("# One\n\nBefore the table, see @tbl-w.\n\n::: {.landscape}\n\nTable: Wide {#tbl-w}\n\n|" + " Title |" * 9
        + "\n" + "|--" * 9 + "|\n" + ("|" + " some text of a cell |" * 9 + "\n") * 5 + "\n:::\n\nBehind the table.\n")


class Turned(Pages):
    """Tables on turned pages, in all layouts that have pages."""

    def setUp(self):
        Project.setUp(self)

    def test_wide_tables(self):
        for layout in ("report", "brief", "guideline"):
            with self.subTest(layout):
                self.write("strom.yml", YML.replace("layout: report", f"layout: {layout}"))
                self.write("text/report.md", WIDE)
                run = self.strom("dump", "pages", "report", "-e", "en")
                self.assertEqual((run.returncode, run.stderr), (0, ""))
                sizes = [tuple(map(float, line.split()[-2:])) for line in run.stdout.splitlines()
                         if line.startswith("page ")]
                turned = [n for n, (w, h) in enumerate(sizes) if w > h]
                self.assertEqual(len(turned), 1)
                pages = re.split(r"^page .*\n", run.stdout, flags=re.M)[1:]
                before = [n for n, page in enumerate(pages) if '"Before ' in page]
                behind = [n for n, page in enumerate(pages) if '"Behind ' in page]
                self.assertEqual(before, behind)
                self.assertEqual(turned[0], before[0] + 1)

    def test_the_index_of_a_book(self):
        self.write("strom.yml", YML.replace("layout: report", "layout: guideline, options: {index: true}"))
        self.write("text/report.md", "# One\n\nA [town]{.index} and [police]{.index}.\n")
        run = self.strom("dump", "pages", "report", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        last = run.stdout.rsplit("\npage ", 1)[1]
        self.assertLess(last.index('"police'), last.index('"town'))

    def test_the_title_of_an_index_stands_over_its_columns(self):
        words = "".join(f"Of [{w}{i}]{{.index}}.\n\n" for i in range(4) for w in ("alpha", "beta", "nut", "olive", "pear", "willow"))
        self.write("text/report.md", "# One\n\n" + words)
        self.write("themes/large.yml", "like: strom\nstyles:\n  h1: {size: 44pt, leading: 48pt}\n")
        for layout in ("report", "guideline"):
            self.write("strom.yml", YML.replace("layout: report", f"layout: {layout}, options: {{index: true}}")
                       .replace("theme: strom", "theme: large"))
            run = self.strom("dump", "pages", "report", "-e", "en")
            self.assertEqual((run.returncode, run.stderr), (0, ""))
            last = run.stdout.rsplit("\npage ", 1)[1].splitlines()
            places = {text_of(line): Item(line) for line in last
                      if line.startswith("  text ") and "(header)" not in line}
            letters = [places[w] for w in "ABNOPW"]
            self.assertGreater(len({i.x for i in letters}), 1, layout)
            self.assertTrue(all(i.y > places["Index"].y for i in letters), layout)
            tops = {x: min(i.y for i in letters if i.x == x) for x in {i.x for i in letters}}
            self.assertEqual(len(set(tops.values())), 1, tops)


class Brief(Pages):
    layout = "brief"

    def test_columns(self):
        left, right = 20 * MM, (20 + (170 - 6) / 2 + 6) * MM
        pages = self.pages("# One\n\n" + (WORDS * 6 + "\n\n") * 30)
        self.assertTrue(2 <= len(pages) <= 4)
        starts = {round(i.x) for i in pages[1] if i.owner.startswith("text")}
        self.assertTrue({round(left), round(right)} <= starts, starts)

    def test_number_of_columns_and_gap(self):
        self.use("columns: 3, gap: 9mm, balance: false")
        pages = self.pages((WORDS * 6 + "\n\n") * 30)
        column = (170 - 2 * 9) / 3
        starts = {round(i.x) for i in pages[1] if i.owner.startswith("text")}
        self.assertTrue({round((20 + k * (column + 9)) * MM) for k in range(3)} <= starts, starts)

    def test_wrong_options(self):
        for option, code in (("columns: 4", "option/out-of-range"), ("gap: 1mm", "option/out-of-range"),
                             ("paper: a7", "option/bad-choice")):
            with self.subTest(option=option):
                self.use(option)
                self.assertEqual({r["line"] for r in self.errors("build", "-e", "en")}, {13})
                self.replace("strom.yml", f", options: {{{option}}}", "")

    def test_title_too_long_for_the_panel(self):
        self.replace("strom.yml", "title: A small project", f"title: '{WORDS * 10}'")
        report = self.assertReported(self.errors("build", "-e", "en"), "pages/overset", file="strom.yml")
        self.assertIn("'title'", report["message"])

    def test_figure_higher_than_the_column(self):
        self.write("text/report.md", """\
# One

```{figure} fig-towns
type: faulty
query: select town, policy from survey order by town
columns: {town: {title: Town}, policy: {title: Policy, type: number}}
options: {fault: tall}
alt: Towns
```
""")
        self.assertReported(self.errors("build", "-P", FAULTY, "-e", "en"), "pages/too-tall",
                            file="text/report.md", line=3)
        self.assertEqual(self.outputs(), [])


# What texts may hold. Each passage goes on a panel of the leaflet.
PASSAGES = ["""\
# Chapter

::: {.lead}
What it says.
:::

## Section

Text with *words*, **more**, `code` and a [link](https://strom.example).[^n]

[^n]: The note.
""", """\
::: {.pull}
One sentence.
:::

::: {.checklist}
- [ ] to do
- [x] done
:::
""", """\
::: {.practice}
A practice.
:::

::: {.notice}
A notice.
:::

::: {.side}
Beside.
:::

::: {.wide}
Wide.
:::
""", """\
> A quotation.

Term
:   Its meaning.

1. One

   - two
""", """\
| a | b |
|---|---|
| 1 | 2 |

Table: Letters {#tbl-letters}

### Subsection

---

As @tbl-letters shows.
"""]


class Every(Project):
    """Both themes with all four layouts, on a text that has a bit of everything."""

    def test_themes_and_layouts(self):
        original = (self.folder / "strom.yml").read_text()
        for theme in ("strom", "plain"):
            for layout in ("report", "leaflet", "brief", "guideline"):
                with self.subTest(theme=theme, layout=layout):
                    panels = "::: {.panel}\n%s\n:::\n" if layout == "leaflet" else "%s"
                    self.write("text/report.md", "\n".join(panels % p for p in PASSAGES))
                    self.write("strom.yml", original.replace("layout: report, theme: strom",
                                                             f"layout: {layout}, theme: {theme}"))
                    self.assertEqual(self.errors("build", "-e", "en", code=0), [])

    def test_texts_of_nothing_but(self):
        """Headings without text, and no text at all."""
        original = (self.folder / "strom.yml").read_text()
        for layout in ("report", "brief", "guideline"):
            for text in ("", "# One\n\n## Two\n\n### Three\n\n# Four\n\n# Five\n", "Words alone.\n",
                         "::: {.side}\nBeside nothing.\n:::\n", "::: {.wide}\n:::\n",
                         "[^a]: Never referred to.\n", "# " + "Word " * 400 + "\n"):
                with self.subTest(layout=layout, text=text):
                    self.write("text/report.md", text)
                    self.write("strom.yml", original.replace("layout: report", f"layout: {layout}"))
                    self.errors("build", "-e", "en", code=0)

    def test_checklists_have_larger_boxes(self):
        def boxes(text):
            self.write("text/report.md", text)
            run = self.strom("dump", "pages", "report", "-e", "en")
            self.assertEqual(run.returncode, 0, run.stderr)
            return [float(re.search(r" L (\S+) 0 L", line)[1]) for line in run.stdout.splitlines()
                    if line.startswith("  path") and " item:" in line and " Z" in line]

        plain = boxes("# One\n\n- [ ] to do\n- [x] done\n")
        large = boxes("# One\n\n::: {.checklist}\n- [ ] to do\n- [x] done\n:::\n")
        self.assertEqual(len(plain), 2)
        self.assertEqual(large, [11, 11])
        self.assertLess(plain[0], 8)
        nested = boxes("# One\n\n::: {.checklist}\n- [ ] to do\n\n  - [x] done\n:::\n")
        self.assertEqual(nested, [11, 11])


if __name__ == "__main__":
    unittest.main()
