"""Funders' logos: a row on the cover, each with the funder's name for those who cannot see it."""

import re
import struct
import unittest
import zlib

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
        """All alike, and inside the page; what even half the size has no room for is an error as before."""
        self.replace("strom.yml", "  date: 2015-10-31\n", "  date: 2015-10-31\n  notice: " + "Our own view. " * 16 + "\n")
        self.funders(*[(80, 40)] * 9)
        row = self.row()
        self.assertEqual(len(row), 9)
        self.assertEqual(len({h for _, _, _, h in row}), 1)
        self.assertTrue(17 <= row[0][3] < 34, row)
        self.assertTrue(all(y + h < 842 for _, y, _, h in row), row)
        self.replace("strom.yml", "Our own view. ", "Our own view, and nobody else's. " * 6)
        self.assertReported(self.errors("build"), "pages/overset")

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
