"""Fonts of a manifest: those keyed by CIDs are drawn, those without outlines are refused."""

import pathlib
import shutil
import subprocess
import unittest

import pikepdf

from project import SOURCE, STROM, Project

FAMILY = """\
families:
  odd:
    package: none
    licence: OFL-1.1
    folder: {folder}
    faces: {{regular: {file}}}
"""


class Fonts(Project):
    def install(self, file, folder=SOURCE / "tests/cli/fonts"):
        """A strom whose manifest has this face too, under the family odd; body text is set in it."""
        root = pathlib.Path(STROM).resolve().parents[1]
        here = self.folder / "alone"
        (here / "bin").mkdir(parents=True)
        (here / "share/strom/fonts").mkdir(parents=True)
        shutil.copy(STROM, here / "bin/strom")
        (here / "libexec").mkdir()
        shutil.copy(root / "libexec/strom", here / "libexec/strom")
        (here / "lib").symlink_to(root / "lib")
        for name in ("templates", "hyphens", "art", "press"):
            (here / "share/strom" / name).symlink_to((root / "share/strom" / name).resolve())
        manifest = (SOURCE / "fonts/manifest.yml").read_text()
        (here / "share/strom/fonts/manifest.yml").write_text(
            manifest.replace("families:\n", FAMILY.format(folder=folder, file=file), 1))
        (here / "share/strom/fonts/fallback.yml").symlink_to(SOURCE / "fonts/fallback.yml")
        theme = (SOURCE / "templates/themes/plain.yml").read_text()
        self.write("themes/mine.yml", theme.replace("family: libertine", "family: odd", 1))
        self.replace("strom.yml", "theme: strom", "theme: mine")
        self.english_alone()
        return here / "bin/strom"

    def build(self, strom, *more):
        return subprocess.run([strom, "build", "report", *more], cwd=self.folder, capture_output=True, text=True,
                              check=False)

    def test_keyed_by_cids(self):
        strom = self.install("keyed.otf")
        self.write("text/report.md", "# One\n\nTowns and 2015.\n")
        run = self.build(strom, "--profile", "screen", "--profile", "print")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        with pikepdf.open(self.folder / "out/report-en.pdf") as file:
            font = next(x for x in file.objects if isinstance(x, pikepdf.Dictionary)
                        and x.get("/Subtype") == "/CIDFontType0" and "Keyed" in str(x.BaseFont))
            # What the font has: 0, then 40, 43, 46 in the alphabet's order after the space.
            runs = list(font.W)
            self.assertEqual([int(c) for c in runs[0::2]][:2], [0, 40])
            self.assertIn(43 + 3 * 19, [int(c) for c in runs[0::2]])
        drawn = self.folder / "drawn"
        subprocess.run(["pdftoppm", "-r", "40", "-png", "out/report-en.pdf", drawn], cwd=self.folder, check=True)
        text = subprocess.run(["pdftotext", "out/report-en.pdf", "-"], cwd=self.folder, capture_output=True, text=True,
                              check=True)
        self.assertIn("Towns and 2015.", text.stdout)

    def test_without_outlines(self):
        run = self.build(self.install("no-outlines.ttf"))
        self.assertEqual(run.returncode, 1)
        self.assertIn("[font/no-outlines]", run.stderr)
        self.assertIn("no-outlines.ttf", run.stderr)

    def test_letters_that_are_pictures(self):
        """Digits have a glyph without an outline: another font stands in for them, as where the font lacks them."""
        strom = self.install("pictures.ttf")
        self.write("text/report.md", "# One\n\nTowns and 2015.\n")
        self.assertEqual(self.build(strom).returncode, 0)
        dump = subprocess.run([strom, "dump", "pages", "report"], cwd=self.folder, capture_output=True, text=True,
                              check=True).stdout
        digits = [line for line in dump.splitlines() if line.startswith("  text") and "2015" in line.split('"')[1]]
        self.assertTrue(digits)
        self.assertNotIn("Pictures", "".join(digits))
        self.assertIn("Pictures-Regular", dump)


if __name__ == "__main__":
    unittest.main()
