"""Funders' logos: a row on the cover, each with the funder's name for those who cannot see it."""

import re
import struct
import unittest
import zlib

import pikepdf

from project import Project


def png(w, h):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + b"\x20\x60\xa0" * w) * h
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Logos(Project):
    def funders(self, *sizes, layout="report"):
        lines = "".join(f"    - {{name: Funder {i}, logo: art/{i}.png}}\n" for i in range(len(sizes)))
        self.replace("strom.yml", "  date: 2015-10-31\n", f"  date: 2015-10-31\n  funders:\n{lines}")
        self.replace("strom.yml", "layout: report", f"layout: {layout}")
        for i, (w, h) in enumerate(sizes):
            self.write(f"art/{i}.png", png(w, h))

    def row(self):
        """x, y, w, h of each logo."""
        run = self.strom("dump", "pages", "report", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        pictures = [line.split() for line in run.stdout.splitlines() if line.startswith("  picture")]
        return [tuple(map(float, (p[1], p[2], p[4], p[5]))) for p in pictures]

    def test_one_beside_the_other_on_one_axis(self):
        self.funders((40, 40), (80, 40), (60, 50))
        row = self.row()
        self.assertEqual(len(row), 3)
        for (x, y, w, h), (x2, y2, _, h2) in zip(row, row[1:]):
            self.assertGreater(x2, x + w + 5)
            self.assertAlmostEqual(y + h / 2, y2 + h2 / 2, delta=0.02)
        self.assertEqual({h for _, _, _, h in row}, {34})

    def test_wide_ones_do_not_outshout(self):
        self.funders((80, 40), (320, 40))
        (_, _, w, h), (_, _, wide, low) = self.row()
        self.assertAlmostEqual(w / h, 2, delta=0.01)
        self.assertAlmostEqual(wide / low, 8, delta=0.01)
        self.assertAlmostEqual(w * h, wide * low, delta=w)

    def test_many_stand_in_rows(self):
        self.funders(*[(80, 40)] * 6)
        row = self.row()
        heights = sorted({y for _, y, _, _ in row})
        self.assertEqual(len(heights), 2)
        self.assertGreater(heights[1] - heights[0], 34)
        left = min(x for x, _, _, _ in row)
        self.assertTrue(all(x + w <= left + 138 * 72 / 25.4 + 0.1 for x, _, w, _ in row), row)

    def test_more_than_fit_are_smaller(self):
        """All alike, and inside the page; what even half the size has no room for goes on to the next page."""
        self.replace("strom.yml", "  date: 2015-10-31\n", "  date: 2015-10-31\n  notice: " + "Our own view. " * 16 + "\n")
        self.funders(*[(80, 40)] * 9)
        row = self.row()
        self.assertEqual(len(row), 9)
        self.assertEqual(len({h for _, _, _, h in row}), 1)
        self.assertTrue(17 <= row[0][3] < 34, row)
        self.assertTrue(all(y + h < 842 for _, y, _, h in row), row)
        self.replace("strom.yml", "Our own view. ", "Our own view, and nobody else's. " * 4)
        row = self.row()
        self.assertEqual({h for _, _, _, h in row}, {34})

    def placed(self, document="report"):
        """(page, height) of each logo, by the order in which they are read, as the structure tree has it."""
        with pikepdf.open(self.folder / f"out/{document}-en.pdf") as file:
            figures = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
            pages = [p.obj.objgen for p in file.pages]
            names = {str(f.Alt): pages.index(f.Pg.objgen) for f in figures}
            self.assertEqual(len(names), len(figures))
            return names, len(pages)

    def test_go_on_to_the_next_page(self):
        """Names and logos, in every layout with a cover: each once, tagged, in rows of one height, and the text
        goes on behind them."""
        original = (self.folder / "strom.yml").read_text()
        for layout in ("report", "brief", "guideline"):
            pages = {}
            for n in (2, 12, 20, 30):
                with self.subTest(layout=layout, funders=n):
                    self.write("strom.yml", original)
                    self.funders(*[(80, 40), (40, 40), (120, 30)] * (n // 3), *[(60, 40)] * (n % 3), layout=layout)
                    self.assertEqual(self.strom("build", "report", "-e", "en").returncode, 0)
                    names, pages[n] = self.placed()
                    order = [names[f"Funder {i}"] for i in range(n)]
                    self.assertEqual(order, sorted(order))
                    self.assertEqual(len(self.row()), n)
            more = {"report": (1, 1, 1), "brief": (1, 1, 1), "guideline": (0, 0, 2)}[layout]  # to a right-hand page
            self.assertEqual(tuple(pages[n] - pages[2] for n in (12, 20, 30)), more)

    def test_what_is_no_funder_does_not_go_on(self):
        """A title that its panel has no room for is still to be shortened."""
        self.funders(*[(80, 40)] * 2)
        self.replace("strom.yml", "title: ", "title: " + "A title of very many words " * 60)
        self.assertReported(self.errors("build", "-e", "en"), "pages/overset", file="strom.yml")

    def test_chapters_behind_them(self):
        """Pages of numbers go by all pages; what is left blank before a right-hand page is blank."""
        self.funders(*[(80, 40)] * 60, layout="guideline")
        run = self.strom("dump", "pages", "report", "-e", "en")
        self.assertEqual(run.returncode, 0, run.stderr)
        pages = ("\n" + run.stdout).split("\npage ")[1:]
        chapters = [i for i, p in enumerate(pages) if '"First chapter"' in p and '"Contents"' not in p]
        self.assertEqual([i % 2 for i in chapters[:1]], [0])
        empty = [i for i, p in enumerate(pages) if len(p.splitlines()) == 1]
        self.assertEqual(empty, [chapters[0] - 1], "one page to reach a right-hand one")

    def test_as_wide_as_there_is_room(self):
        self.funders((8000, 20))
        (_, _, w, h), = self.row()
        self.assertAlmostEqual(w, 138 * 72 / 25.4, delta=0.1)
        self.assertAlmostEqual(w / h, 400, delta=6)

    def test_every_layout_with_a_cover(self):
        original = (self.folder / "strom.yml").read_text()
        for layout in ("report", "brief", "guideline"):
            with self.subTest(layout=layout):
                self.write("strom.yml", original)
                self.funders((40, 40), (80, 40), layout=layout)
                self.assertEqual(len(self.row()), 2)

    def test_name_is_read(self):
        self.funders((40, 40))
        run = self.strom("dump", "pdf", "report", "-e", "lv")
        self.assertEqual(run.returncode, 0, run.stderr)
        found = re.search(r"/Alt ?\(Funder 0\)[^\n]*/Lang ?\(en\)|/Lang ?\(en\)[^\n]*/Alt ?\(Funder 0\)",
                          run.stdout)
        self.assertTrue(found or "ObjStm" in run.stdout)

    def test_broken_logo(self):
        self.funders((40, 40))
        self.write("art/0.png", b"GIF89a")
        reports = self.errors("build", "-e", "en")
        self.assertReported(reports, "picture/unknown-format", file="strom.yml", line=6)
        self.assertEqual(self.outputs(), [])


if __name__ == "__main__":
    unittest.main()
