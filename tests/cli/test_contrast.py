"""Letters that cannot be read: too near to what is behind them, or with an edge of art through them."""

import re
import unittest

from project import Project

TEXT = """# A heading

Words with [a link](https://example.org) and a note.[^n]

[^n]: The note.

| Town | Lamps |
|------|------:|
| Rapla | 12 |

::: {.practice}
A box.
:::
"""


class Contrast(Project):
    def setUp(self):
        super().setUp()
        self.replace("strom.yml", "theme: strom", "theme: house")
        (self.folder / "themes/strom.yml").rename(self.folder / "themes/base.yml")
        self.write("text/report.md", TEXT)
        self.write("po/report.lv.po", "")

    def told(self, theme):
        """(code, line) of what is told of a theme like that, in English and Latvian."""
        self.write("themes/house.yml", "like: base\n" + theme)
        return [(r["code"], r["line"]) for r in self.errors("check", "-e", "en")]

    def good(self, theme):
        self.write("themes/house.yml", "like: base\n" + theme)
        run = self.strom("check", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""))

    def test_colours_are_held_against_what_is_behind(self):
        self.good("")
        self.assertEqual(self.told('styles: {note: {colour: "#8a8a8a"}}'), [("judge/contrast", 2)])
        # Once for each pair of colours, however many lines have it.
        self.assertEqual(self.told('styles: {body: {colour: "#999999"}}'), [("judge/contrast", 2)] * 2)
        # Behind them a fill, and one over another.
        self.assertEqual(self.told('styles: {table: {fill: "#808080"}}'), [("judge/contrast", 2)] * 2)
        self.good('styles: {table: {fill: "#80808080"}, table-head: {colour: text}}')
        self.assertEqual(self.told('classes: {practice: {fill: deep}}'), [("judge/contrast", 2)])
        self.good('classes: {practice: {fill: deep, colour: paper}}')

    def places(self, theme):
        """(file:line, file:line of the note) of what is told."""
        self.write("themes/house.yml", "like: base\n" + theme)
        run = self.strom("check", "-e", "en")
        self.assertEqual(run.returncode, 1, run.stderr)
        return list(zip(re.findall(r"^(\S+?:\d+):\d+: error", run.stderr, re.M),
                        re.findall(r"^(?: *)(\S+?:\d+):\d+: note: the words", run.stderr, re.M)))

    def test_the_theme_s_line_is_the_place(self):
        """Of letters and fill the nearer theme's, then the later line; the text is a note."""
        self.assertEqual(self.places('styles:\n  note: {size: 8pt,\n    colour: "#8a8a8a"}\n'),
                         [("themes/house.yml:4", "text/report.md:5")])
        self.assertEqual(self.places("classes:\n  practice:\n    colour: text\n    fill: deep\n"),
                         [("themes/house.yml:5", "text/report.md:12")])
        self.assertEqual(self.places('classes:\n  practice:\n    fill: deep\n    colour: "#123456"\n'),
                         [("themes/house.yml:5", "text/report.md:12")])
        self.assertEqual(self.places('styles: {p: {}}\nclasses:\n  practice: {fill: "#555555"}\n'),
                         [("themes/house.yml:4", "text/report.md:12")])

    def test_large_letters_need_less(self):
        self.good('styles: {h1: {size: 18pt, colour: "#949494"}, toc-title: {colour: text}}')
        self.good('styles: {h1: {size: 14pt, bold: true, colour: "#949494"}, toc-title: {colour: text}}')
        self.assertEqual(self.told('styles: {h1: {size: 14pt, bold: false, colour: "#949494"}, toc-title: {colour: text}}'), [("judge/contrast", 2)])
        self.assertEqual(self.told('styles: {h1: {size: 18pt, colour: "#979797"}, toc-title: {colour: text}}'), [("judge/contrast", 2)])

    def test_letters_on_a_panel(self):
        """On a dark cover what cannot be read has the panel's colour; what can, or stands on a box there, its own."""
        self.replace("strom.yml", "layout: report", "layout: leaflet")
        self.write("text/report.md", "::: {.panel}\n# Title\n\n" + TEXT.replace("#", "##").replace("| Town", "- [ ] task\n\n| Town") +
                   "\n::: {.notice}\nOn paper.\n:::\n:::\n")
        self.good("")
        run = self.strom("dump", "pages", "report", "-e", "en")
        colours = {words: colour for colour, words in re.findall(
            r'text .* (#[0-9a-f]+) w \S+ "(A heading|Words|task|Rapla|A box|The note|On paper)', run.stdout)}
        self.assertEqual(colours["The note"], "#ffffff", run.stdout)
        self.assertEqual(colours["Rapla"], "#ffffff")
        self.assertEqual(colours["task"], "#ffffff")
        self.assertNotEqual(colours["A box"], "#ffffff")
        self.assertNotEqual(colours["On paper"], "#ffffff")
        self.assertIn(("judge/contrast", 2), self.told("layouts: {leaflet: {styles: {panel-cover: {colour: accent}}}}"))

    def test_text_over_art(self):
        self.good("")
        for title in ("A very long title of a report " * 6, "Ļoti garš ziņojuma virsraksts, " * 6,
                      "Очень длинное название доклада, " * 6):
            self.replace("strom.yml", "title: A small project", f"title: {title.strip()}")
            self.assertIn(("judge/over-art", 13), self.told(""))
            self.good("styles: {cover-title: {size: 16pt}}")
            self.good("layouts: {report: {styles: {cover-panel: {art: none}}}}")
            self.replace("strom.yml", title.strip(), "A small project")


if __name__ == "__main__":
    unittest.main()
