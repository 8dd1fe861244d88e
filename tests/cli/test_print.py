"""Files for print as a user meets them: options, the same breaks as on screens, complaints, and what
a printer's separations show."""

import os
import re
import struct
import subprocess
import unittest
import zlib

from project import Project

PROFILES = "deliver: {profiles: [screen, print]}\n"


def png(width, height, pixel, dpi=None):
    """An RGB picture of one colour."""
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    rows = (b"\0" + bytes(pixel) * width) * height
    density = chunk(b"pHYs", struct.pack(">IIB", *[round(dpi / 0.0254)] * 2, 1)) if dpi else b""
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + density + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def tiff(path):
    """An uncompressed grey TIFF: width, height, pixels (255: no ink)."""
    data = path.read_bytes()
    order = "<" if data[:2] == b"II" else ">"
    at = struct.unpack(order + "I", data[4:8])[0]
    tags = {}
    for i in range(struct.unpack(order + "H", data[at:at + 2])[0]):
        tag, kind, n = struct.unpack(order + "HHI", data[at + 2 + 12 * i:at + 10 + 12 * i])
        size = {3: 2, 4: 4}.get(kind, 1)
        where = at + 10 + 12 * i
        if n * size > 4:
            where = struct.unpack(order + "I", data[where:where + 4])[0]
        form = {3: "H", 4: "I"}.get(kind, "B")
        tags[tag] = struct.unpack(order + str(n) + form, data[where:where + n * size])
    strips = b"".join(data[o:o + n] for o, n in zip(tags[273], tags[279]))
    return tags[256][0], tags[257][0], strips


class Print(Project):
    def add(self, yml):
        path = self.folder / "strom.yml"
        path.write_text(path.read_text() + yml)

    def theme(self, text):
        self.write("themes/own.yml", text)
        self.replace("strom.yml", "theme: strom", "theme: own")

    def build(self, *words):
        run = self.strom("build", "--edition", "en", *words)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return run

    def plates(self, pdf, page=2, dpi=100):
        """The separations of a page: ink's name -> (width, height, pixels)."""
        out = self.folder / "plates"
        out.mkdir(exist_ok=True)
        subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{dpi}",
                        "-dUseTrimBox", "-sCompression=none", f"-dFirstPage={page}",
                        f"-dLastPage={page}", "-o",
                        str(out / "p%d.tif"), str(self.folder / "out" / pdf)], check=True)
        return {re.search(r"\((.*)\)", p.name)[1]: tiff(p) for p in out.glob("p1(*).tif")}


class Options(Print):
    def test_profiles_by_strom_yml_and_by_option(self):
        self.build()
        self.assertEqual(self.outputs(), ["report-en.pdf"])
        self.build("--profile", "print")
        self.assertEqual(self.outputs(), ["report-en-print.pdf", "report-en.pdf"])
        (self.folder / "out/report-en.pdf").unlink()
        self.add(PROFILES)
        run = self.build()
        self.assertEqual(self.outputs(), ["report-en-print.pdf", "report-en.pdf"])
        self.assertIn("report-en-print.pdf", run.stdout)
        run = self.strom("build", "--profile", "paper")
        self.assertEqual((run.returncode, "screen or print" in run.stderr), (2, True))

    def test_screen_file_is_the_same_beside_a_print_file(self):
        self.build()
        alone = (self.folder / "out/report-en.pdf").read_bytes()
        self.add(PROFILES)
        self.build()
        self.assertEqual((self.folder / "out/report-en.pdf").read_bytes(), alone)

    def test_same_lines_on_the_same_pages(self):
        text = "".join(f"# Chapter {i}\n\n" + "Words that fill a line and then some more of it. " * 60
                       + "\n\n" for i in range(12))
        self.write("text/report.md", text)
        self.add(PROFILES)
        self.build()
        words = {}
        for name in ("report-en", "report-en-print"):
            run = subprocess.run(["pdftotext", "-layout", str(self.folder / f"out/{name}.pdf"), "-"],
                                 capture_output=True, text=True, check=True)
            pages = run.stdout.split("\f")
            words[name] = [[line.split() for line in p.splitlines() if line.strip()
                            and "FOGRA39" not in line] for p in pages]
        self.assertGreater(len(words["report-en"]), 8)
        self.assertEqual(words["report-en"], words["report-en-print"])

    def test_pack_takes_both(self):
        self.add(PROFILES)
        run = self.strom("pack")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("packed 4 files", run.stdout)

    def test_same_bytes(self):
        self.add(PROFILES + "print: {marks: [crop, page]}\n")
        self.build()
        first = (self.folder / "out/report-en-print.pdf").read_bytes()
        self.build("--out", str(self.folder / "again"))
        self.assertEqual((self.folder / "again/report-en-print.pdf").read_bytes(), first)

    def boxes(self, name, page=1):
        run = subprocess.run(["pdfinfo", "-box", "-f", str(page), "-l", str(page),
                              str(self.folder / "out" / name)], capture_output=True, text=True, check=True)
        found = {m[1]: [float(v) for v in m[2].split()]
                 for m in re.finditer(r"(\w+Box):\s+(.*)", run.stdout)}
        return found, int(re.search(r"Pages:\s+(\d+)", run.stdout)[1])

    def test_bleed_and_marks(self):
        self.add("print: {bleed: 5mm, marks: []}\n")
        self.build("--profile", "print")
        boxes, _ = self.boxes("report-en-print.pdf")
        self.assertEqual(boxes["MediaBox"], boxes["BleedBox"])
        self.assertAlmostEqual(boxes["TrimBox"][0], 14.17, places=1)
        self.replace("strom.yml", "bleed: 5mm, marks: []", "marks: [crop]")
        self.build("--profile", "print")
        boxes, _ = self.boxes("report-en-print.pdf")
        self.assertAlmostEqual(boxes["TrimBox"][0] - boxes["BleedBox"][0], 8.5, places=1)
        self.assertGreater(boxes["BleedBox"][0], 20)

    def test_pages_are_added_for_the_binding(self):
        self.replace("strom.yml", "editions: languages}",
                     "editions: languages, pages-multiple-of: 4}")
        self.build("--profile", "print", "--profile", "screen")
        _, screen = self.boxes("report-en.pdf")
        _, printed = self.boxes("report-en-print.pdf")
        self.assertEqual(printed % 4, 0)
        self.assertLess(screen, printed)

    def test_a_cover_with_its_spine(self):
        text = "".join(f"# Chapter {i}\n\n" + "Words that fill a line and then some. " * 200 + "\n\n"
                       for i in range(6))
        self.write("text/report.md", text)
        self.build("--profile", "screen")
        _, pages = self.boxes("report-en.pdf")
        self.replace("strom.yml", "editions: languages}",
                     "editions: languages, cover: {spine: 10mm, back: last}}")
        self.build("--profile", "print")
        self.assertIn("report-en-cover.pdf", self.outputs())
        inside, n = self.boxes("report-en-print.pdf")
        self.assertEqual(n, pages - 2)
        cover, n = self.boxes("report-en-cover.pdf")
        self.assertEqual(n, 1)
        width = inside["TrimBox"][2] - inside["TrimBox"][0]
        self.assertAlmostEqual(cover["TrimBox"][2] - cover["TrimBox"][0], 2 * width + 28.35, places=1)
        self.replace("strom.yml", "back: last", "back: blank")
        self.build("--profile", "print")
        _, n = self.boxes("report-en-print.pdf")
        self.assertEqual(n, pages - 1)

    def test_a_cover_around_nothing(self):
        self.write("text/report.md", "# One\n\nOne page.\n")
        self.replace("strom.yml", "editions: languages}",
                     "editions: languages, options: {contents: false}, cover: {back: last}}")
        reports = self.errors("build", "--edition", "en", "--profile", "print")
        self.assertReported(reports, "print/no-inside", line=13)
        self.assertEqual(self.outputs(), [])


class Mistakes(Print):
    def test_all_files_of_an_edition_or_none(self):
        """A folder where the print file is to be: the screen file of the last build is told as that."""
        both = ["build", "-e", "en", "--profile", "screen", "--profile", "print"]
        self.assertEqual(self.strom(*both).returncode, 0)
        old = (self.folder / "out/report-en.pdf").read_bytes()
        self.replace("text/report.md", "First chapter", "Another chapter")
        (self.folder / "out/report-en-print.pdf").unlink()
        (self.folder / "out/report-en-print.pdf/inside").mkdir(parents=True)
        self.assertReported(self.errors(*both), "file/unwritable")
        self.assertEqual((self.folder / "out/report-en.pdf.stale").read_bytes(), old)
        self.assertEqual(self.outputs(), ["report-en-print.pdf", "report-en.pdf.stale"])

    def test_a_condition_that_is_not_there(self):
        self.add(PROFILES + "print: {condition: FOGRA93}\n")
        r = self.assertReported(self.errors("build"), "print/no-condition", line=15)
        self.assertIn("FOGRA39", r["hint"])
        self.replace("strom.yml", "FOGRA93", "Newspaper-in-blue")
        r = self.assertReported(self.errors("check"), "print/no-condition", line=15)
        self.assertIn("setup/press", r["hint"])
        self.replace("strom.yml", "Newspaper-in-blue", "../../etc/passwd")
        self.assertReported(self.errors("check"), "print/no-condition", line=15)
        self.assertEqual(self.outputs(), [])

    def test_a_profile_of_the_wrong_kind(self):
        self.add(PROFILES + "print: {condition: Ours, profile: ours.icc}\n")
        self.assertReported(self.errors("check"), "file/missing", line=15)
        good = (self.press() / "FOGRA39.icc").read_bytes()
        for name, data in (
                ("empty", b""), ("text", b"not a profile" * 20), ("cut", good[:-100]),
                ("screen", good[:12] + b"mntrRGB " + good[20:]),
                ("rgb", good[:16] + b"RGB " + good[20:]),
                ("late", good[:8] + b"\x05" + good[9:]),
                ("no tables", good[:128] + b"\0\0\0\0" + good[132:]),
                ("wild tables", good[:128] + b"\xff" * 400 + good[528:])):
            with self.subTest(name):
                self.write("ours.icc", data)
                self.assertReported(self.errors("build", "--edition", "en"), "print/bad-profile", line=15)
                self.assertEqual(self.outputs(), [])
        self.write("ours.icc", good)
        self.build()
        text = subprocess.run(["qpdf", "--qdf", "--object-streams=disable",
                               str(self.folder / "out/report-en-print.pdf"), "-"],
                              capture_output=True, check=True).stdout
        self.assertIn(b"/OutputConditionIdentifier (Ours)", text)
        self.assertNotIn(b"/RegistryName", text)

    def press(self):
        import pathlib
        return pathlib.Path(os.environ["STROM"]).parent.parent / "share/strom/press"

    def test_without_the_library(self):
        self.write("lib/liblcms2.so.2", "")
        run = self.strom("build", "--profile", "print", "--json",
                         env={"LD_LIBRARY_PATH": str(self.folder / "lib")})
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn("print/no-lcms", run.stderr)

    def test_lengths(self):
        self.add(PROFILES + "print: {bleed: -1mm}\n")
        self.assertReported(self.errors("check"), "print/bad-length", line=15, column=16)
        self.replace("strom.yml", "-1mm", "2m")
        self.assertReported(self.errors("check"), "yaml/bad-value", line=15)


THEME = """\
colours:
  text: "#000000"
  accent: {rgb: "#0059a9", spot: "PANTONE 300 C", cmyk: [100, 44, 0, 0]}
  tint: {rgb: "#b3e1f9", cmyk: [30, 0, 0, 0]}
  heavy: {rgb: "#000000", cmyk: [90, 90, 90, 90]}
styles:
  body: {family: libertine, size: 10.5pt, leading: 14pt, colour: text}
  rule: {rule: text, rule-width: 0.1pt}
classes:
  box: {fill: tint, pad: 8pt}
  loud: {colour: accent}
  dark: {colour: heavy}
"""


class Checked(Print):
    def warnings(self):
        run = self.strom("build", "--edition", "en", "--profile", "print", "--json")
        self.assertEqual(run.returncode, 0, run.stderr)
        import json
        return [json.loads(line) for line in run.stderr.splitlines()]

    def test_what_a_printer_would_send_back(self):
        self.theme(THEME)
        self.write("text/small.png", png(60, 40, (200, 30, 30)))
        self.write("text/report.md", "# One\n\nText.\n\n---\n\n::: {.dark}\nToo much ink.\n:::\n\n"
                   "![Red](text/small.png)\n\n- a\n")
        reports = self.warnings()
        self.assertReported(reports, "print/hairline")
        r = self.assertReported(reports, "print/ink", file="text/report.md", line=8)
        self.assertIn("360 %", r["message"])
        r = self.assertReported(reports, "print/low-resolution", file="text/report.md", line=11)
        self.assertIn("'small.png' has 96 pixels an inch, and 225 are wanted", r["message"])
        self.add("print: {resolution: 90, ink-limit: 380}\n")
        codes = [r["code"] for r in self.warnings()]
        self.assertEqual(codes, ["print/hairline"])
        run = self.strom("build", "--edition", "en", "--profile", "print", "--strict")
        self.assertEqual(run.returncode, 1)
        # A screen shows any of it.
        run = self.strom("build", "--edition", "en", "--strict")
        self.assertEqual(run.returncode, 0, run.stderr)

    def test_ink_of_pictures(self):
        self.theme(THEME.replace("0.1pt", "0.5pt"))
        self.write("text/red.png", png(900, 600, (200, 30, 30), 300))
        self.write("text/report.md", "# One\n\n![Red](text/red.png)\n")
        self.assertEqual(self.warnings(), [])
        self.add("print: {ink-limit: 120}\n")
        self.assertReported(self.warnings(), "print/ink", file="text/report.md", line=3)


class Plates(Print):
    PAGE = "# One\n\n" + "Black text on nothing. " * 20 + "\n\n::: {.box}\n" \
        + "Black text on a tint. " * 20 + "\n:::\n\n---\n\n"

    def test_black_is_on_the_black_plate_alone(self):
        self.theme(THEME.replace("0.1pt", "0.5pt"))
        self.replace("strom.yml", "editions: languages}",
                     "editions: languages, options: {contents: false}}")
        self.write("text/report.md", self.PAGE)
        self.build("--profile", "print")
        plates = self.plates("report-en-print.pdf")
        self.assertEqual(set(plates), {"Cyan", "Magenta", "Yellow", "Black"})
        for ink in ("Magenta", "Yellow"):
            self.assertEqual(set(plates[ink][2]), {255}, ink)
        self.assertIn(0, plates["Black"][2])
        # The tint is whole: black lies over it.
        w, _, cyan = plates["Cyan"]
        self.assertEqual({v for v in set(cyan) if v != 255}, {179}, set(cyan))
        rows = [i for i in range(len(cyan) // w) if 179 in cyan[i * w:(i + 1) * w]]
        self.assertEqual(len({bytes(cyan[i * w:(i + 1) * w]) for i in rows[1:-1]}), 1)

    def test_black_that_makes_room(self):
        self.theme(THEME.replace("0.1pt", "0.5pt"))
        self.write("text/report.md", self.PAGE)
        self.replace("strom.yml", "editions: languages}",
                     "editions: languages, options: {contents: false}}")
        self.add("print: {black: knockout}\n")
        self.build("--profile", "print")
        w, _, cyan = self.plates("report-en-print.pdf")["Cyan"]
        rows = {bytes(cyan[i * w:(i + 1) * w]) for i in range(len(cyan) // w)}
        self.assertGreater(len(rows), 20)

    def test_a_photograph_keeps_its_colours(self):
        """Programs disagree on inks in JPEG: none of ours may come out as its opposite."""
        (self.folder / "red.ps").write_text("%!\n0.9 0.1 0.1 setrgbcolor 0 0 300 300 rectfill showpage\n")
        subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=jpeg", "-dJPEGQ=95", "-r300",
                        "-g900x900", "-o", str(self.folder / "red.jpg"), str(self.folder / "red.ps")],
                       check=True)
        self.theme(THEME)
        self.replace("strom.yml", "editions: languages}",
                     "editions: languages, options: {contents: false}}")
        self.write("text/report.md", "# One\n\n![Red](red.jpg)\n")
        self.build("--profile", "print")
        plates = self.plates("report-en-print.pdf")
        ink = {name: 255 - min(pixels) for name, (_, _, pixels) in plates.items()}
        self.assertLess(ink["Cyan"], 30)
        self.assertGreater(ink["Magenta"], 200)
        self.assertGreater(ink["Yellow"], 170)
        run = subprocess.run(["pdftoppm", "-r", "50", "-f", "2", "-l", "2",
                              str(self.folder / "out/report-en-print.pdf")], capture_output=True, check=True)
        pixels = run.stdout.split(b"255\n", 1)[1]
        middle = [pixels[i:i + 3] for i in range(0, len(pixels) - 2, 3)]
        self.assertGreater(sum(p[0] > 180 and p[1] < 90 and p[2] < 90 for p in middle), 3000)

    def test_a_spot_ink_has_a_plate_of_its_own(self):
        self.theme(THEME.replace("0.1pt", "0.5pt"))
        self.replace("strom.yml", "editions: languages}",
                     "editions: languages, options: {contents: false}}")
        self.write("text/report.md", "::: {.loud}\n" + "Loud words. " * 40 + "\n:::\n")
        self.build("--profile", "print")
        plates = self.plates("report-en-print.pdf")
        self.assertIn(0, plates["PANTONE 300 C"][2])
        self.assertEqual(set(plates["Cyan"][2]), {255})


if __name__ == "__main__":
    unittest.main()
