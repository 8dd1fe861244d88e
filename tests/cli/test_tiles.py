"""Tiles: figures with their labels, beside each other."""

import re
import subprocess
import unittest

from project import Project

FOUR = (("140", "municipalities answered"), ("46 %", "have a coordinator"), ("1 in 3", "has a policy"), ("12,5 %", "have all"))


def tiles(of, head=".tiles"):
    return f"::: {{{head}}}\n" + "\n".join(f"{a}\n: {b}\n" for a, b in of) + ":::\n"


class Tiles(Project):
    def write_text(self, text, layout="report"):
        self.replace("strom.yml", r"layout: report", f"layout: {layout}")
        self.write("text/report.md", "# One {{#first}}\n\n{}\n".format(text))

    def words(self, edition="en"):
        """Left edges and baselines of texts, by their words."""
        run = self.strom("dump", "pages", "report", "-e", edition)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.said = run.stderr
        self.lines = run.stdout.splitlines()
        found = {}
        for l in self.lines:
            m = re.match(r'^  text (\S+) (\S+) \S+ (\S+) (\S+) .*"(.*)"$', l)
            if m:
                found.setdefault(m[5].replace("\u00a0", " "), (float(m[1]), float(m[2]), float(m[4])))
        return found

    def boxes(self, colour):
        found = []
        for l in self.lines:
            m = re.match(rf"^  path (\S+) (\S+) \S+ {colour} M 0 0 L (\S+) 0 L \S+ (\S+) L 0 \S+ Z$", l)
            if m:
                found.append((float(m[1]), float(m[2]), float(m[3]), float(m[4])))
        return found

    def test_four_in_a_row_and_two_where_there_is_less_room(self):
        self.write_text(tiles(FOUR))
        at = self.words()
        self.assertEqual(len({at[figure][1] for figure, _ in FOUR}), 1)
        self.assertEqual([at[f][0] for f, _ in FOUR], sorted(at[f][0] for f, _ in FOUR))
        for figure, label in FOUR:
            self.assertEqual(at[figure][0], at[label][0])
            self.assertGreater(at[label][1], at[figure][1])
        self.assertEqual(len([b for b in self.boxes("#0b4f7d") if round(b[3], 1) == 1.6]), 4)
        self.write_text(tiles(FOUR), "brief")
        at = self.words()
        self.assertEqual(len({at[figure][1] for figure, _ in FOUR}), 2)
        self.assertEqual(len({at[figure][0] for figure, _ in FOUR}), 2)

    def test_bars_show_shares(self):
        self.write_text(tiles(FOUR, ".tiles bars=shares"))
        self.words()
        whole = self.boxes("#b9c3cb")
        parts = [b for b in self.boxes("#0b4f7d") if round(b[3], 1) == 3]
        self.assertEqual(len(whole), 2)
        self.assertEqual([round(p[2] / w[2], 3) for p, w in zip(parts, whole)], [.46, .125])

    def test_from_right_to_left(self):
        self.write_text(tiles((("1", "אחד"), ("46 %", "שתיים")), ".tiles lang=he bars=shares"))
        at = self.words()
        self.assertGreater(at["1"][0], next(at[w][0] for w in at if "46" in w))
        (x, _, w, _), = self.boxes("#b9c3cb")
        part, = [b for b in self.boxes("#0b4f7d") if round(b[3], 1) == 3]
        self.assertAlmostEqual(part[0] + part[2], x + w, places=1)

    def test_figures_are_of_one_size(self):
        self.write_text(tiles(FOUR[:3]))
        self.assertEqual({self.words()[f][2] for f, _ in FOUR[:3]}, {25.0})
        self.write_text(tiles(FOUR[:2] + (("1,234,567", "people"),)))
        at = self.words()
        self.assertEqual({at[f][2] for f in ("140", "46 %", "1,234,567")}, {17.5})
        self.write_text(tiles(FOUR[:3] + (("1,000,000,000,000 euro", "in all"),)))
        at = self.words()
        self.assertEqual(at["140"][2], 12.5)

    def test_long_labels_are_whole_and_told_of(self):
        self.write_text(tiles((("1", "words of a label " * 12), ("2", "short"), ("3", "W" * 200), ("4", "x"))))
        self.words()
        self.assertIn("tiles/long-label", self.said)
        self.assertEqual(sum(l.count("W") for l in self.lines if l.startswith("  text")), 200)

    def test_they_are_a_list(self):
        self.write_text(tiles((("140", "municipalities[^a] in *ten* countries"), ("46 %", "have a coordinator"))) + "\n[^a]: A note.\n")
        run = self.strom("build", "-e", "en")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        tree = subprocess.run(["pdfinfo", "-struct-text", self.folder / "out/report-en.pdf"], capture_output=True, text=True).stdout
        said = " ".join(tree.split())
        self.assertRegex(said, r'L \(block\): /ListNumbering /None LI \(block\) Lbl \(block\) "140" LBody')
        self.assertIn("A note.", said)

    def test_words_in_them_are_in_the_index(self):
        self.replace("strom.yml", "editions: languages", "editions: languages, options: {index: true}")
        self.write_text(tiles((("[140]{index=Number}", "towns [answered]{.index}"), ("3", "did not"))))
        self.words()
        index = "\n".join(self.lines).rpartition('"Index"')[2]
        self.assertIn('"answered"', index)
        self.assertIn('"Number"', index)

    def test_labels_and_figures_are_translated(self):
        self.write_text(tiles((("1 in 3", "has a policy"),)))
        self.write("po/report.lv.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
                   'msgid "1 in 3"\nmsgstr "Trešdaļai"\n\nmsgid "has a policy"\nmsgstr "ir rīcībpolitika"\n')
        at = self.words("lv")
        self.assertIn("Trešdaļai", at)
        self.assertIn("ir rīcībpolitika", at)

    def test_what_is_no_tile(self):
        for text in ("::: {.tiles}\nWords.\n:::\n", "::: {.tiles}\n:::\n", tiles(FOUR).replace("1 in 3\n: has", "1 in 3\n: one\n: has"),
                     "::: {.tiles}\n1\n: one\n\n  and more\n:::\n", "::: {.tiles}\n1\n: - a list\n:::\n",
                     tiles(FOUR, ".tiles bars=all")):
            with self.subTest(text=text):
                self.write_text(text)
                self.assertReported(self.errors("build", "-e", "en"), "text/bad-tile")
                self.assertEqual(self.outputs(), [])
        self.write_text(tiles([(str(i), "a") for i in range(7)]))
        self.assertReported(self.errors("build", "-e", "en"), "text/too-many-tiles")


if __name__ == "__main__":
    unittest.main()
