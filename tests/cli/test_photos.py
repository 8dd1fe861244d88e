"""`pictures: {screen: 150, print: 300}`: photographs as they come from a camera, in files for each use."""

import pathlib
import struct
import subprocess
import unittest
import zlib

import photo
from project import TEXT, Project

W, H = 1600, 1200


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(w, h, kind, rows, *more, depth=8):
    """kind: PNG's colour type; rows of bytes."""
    head = struct.pack(">IIBBBBB", w, h, depth, kind, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(more)
            + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + r for r in rows))) + chunk(b"IEND", b""))


def exif(turn):
    """An APP1 segment that says how the camera was held."""
    tiff = b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHIHH", 0x112, 3, 1, turn, 0) + bytes(4)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


class Photos(Project):
    @classmethod
    def setUpClass(cls):
        cls.rgb = photo.jpeg(photo.noise(W, H), W, H)

    def setUp(self):
        super().setUp()
        self.english_alone()
        self.text("![A](a.jpg \"B\"){#fig-a width=40%}\n")
        self.write("a.jpg", self.rgb)

    def text(self, more):
        self.write("text/report.md", TEXT + "\n" + more)

    def limit(self, said="{screen: 150, print: 300}"):
        self.replace("strom.yml", "documents:", f"pictures: {said}\ndocuments:")

    def images(self, name="report-en.pdf", *words):
        """pdfimages' list: (type, width, height, colour, encoding, dots an inch) of each."""
        run = self.strom("build", *words)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertNotIn("Sanitizer", run.stderr)
        listed = subprocess.run(["pdfimages", "-list", self.folder / "out" / name], check=True,
                                capture_output=True, text=True).stdout.splitlines()[2:]
        cells = [line.split() for line in listed]
        return [(c[2], int(c[3]), int(c[4]), c[5], c[8], int(c[12])) for c in cells]

    def page(self, number, name="report-en.pdf"):
        """Pixels at 40 dots an inch."""
        out = subprocess.run(["pdftoppm", "-r", "40", "-f", str(number), "-l", str(number),
                              self.folder / "out" / name], check=True, capture_output=True).stdout
        return out.split(b"\n", 3)[3]

    def looks_the_same(self, make, most=4, number=3):
        """A page before and after, pixel by pixel."""
        make()
        self.assertEqual(self.strom("build").returncode, 0)
        before = self.page(number)
        self.limit()
        found = self.images()
        after = self.page(number)
        self.assertEqual(len(before), len(after))
        differences = [abs(a - b) for a, b in zip(before, after)]
        self.assertLess(sum(differences) / len(differences), 1)
        self.assertLess(sorted(differences)[len(differences) * 99 // 100], 3 * most)
        return found

    def test_without_the_key_they_stay(self):
        self.assertEqual(self.images()[0][1:3], (W, H))
        self.assertIn(self.rgb, (self.folder / "out/report-en.pdf").read_bytes())

    def test_brought_down_for_each_use(self):
        self.limit()
        (kind, w, h, colour, how, dpi), = self.images()
        self.assertEqual((kind, colour, how, dpi), ("image", "rgb", "jpeg", 150))
        self.assertEqual(round(w / h, 2), round(W / H, 2))
        (kind, w, h, colour, how, dpi), = self.images("report-en-print.pdf", "--profile", "print")
        self.assertEqual((kind, colour, how, dpi), ("image", "cmyk", "jpeg", 300))

    def test_one_use_alone(self):
        self.limit("{screen: 100}")
        self.assertEqual(self.images()[0][5], 100)
        self.assertEqual(self.images("report-en-print.pdf", "--profile", "print")[0][1:3], (W, H))

    def test_what_has_fewer_stays(self):
        self.write("a.jpg", photo.jpeg(photo.noise(200, 150), 200, 150))
        self.limit()
        self.assertEqual(self.images()[0][1:3], (200, 150))

    def test_same_picture_large_and_small(self):
        """Large is not made of small: a second copy is. Small is made of large."""
        self.limit()
        self.text("![A](a.jpg \"B\"){#fig-a width=20%}\n\n![A](a.jpg \"B\"){#fig-b width=80%}\n\n"
                  "![A](a.jpg \"B\"){#fig-c width=40%}\n")
        found = self.images()
        self.assertEqual(len({(w, h) for _, w, h, *_ in found}), 2)
        self.assertTrue(all(dpi >= 149 for *_, dpi in found), found)

    def test_turned_by_the_camera(self):
        for turn in (3, 6, 7):
            with self.subTest(turn):
                self.setUp()
                found = self.looks_the_same(
                    lambda: self.write("a.jpg", self.rgb[:2] + exif(turn) + self.rgb[2:]))
                self.assertEqual(found[0][1] > found[0][2], turn == 3)

    def test_grey(self):
        grey = photo.jpeg(photo.noise(W, H, 1), W, H, photo.GREY)
        found = self.looks_the_same(lambda: self.write("a.jpg", grey))
        self.assertEqual(found[0][3:], ("gray", "jpeg", 150))
        self.assertEqual(self.images("report-en-print.pdf", "--profile", "print")[0][3:], ("gray", "jpeg", 300))

    def test_inks(self):
        """Four channels without a profile: light on screens, the same inks in print."""
        inks = photo.jpeg(photo.noise(W, H, 4), W, H, photo.CMYK, sampling=photo.FULL)
        self.assertEqual(self.looks_the_same(lambda: self.write("a.jpg", inks))[0][3:], ("rgb", "jpeg", 150))
        self.assertEqual(self.images("report-en-print.pdf", "--profile", "print")[0][3:], ("cmyk", "jpeg", 300))

    def test_png_with_alpha(self):
        rows = photo.noise(W, H, 4)
        picture = png(W, H, 6, [rows[y * W * 4:(y + 1) * W * 4] for y in range(H)])
        self.text("![A](a.png \"B\"){#fig-a width=40%}\n")
        found = self.looks_the_same(lambda: self.write("a.png", picture))
        self.assertEqual([f[0] for f in found], ["image", "smask"])
        self.assertEqual({f[1:3] for f in found}, {found[0][1:3]})
        self.assertEqual({f[5] for f in found}, {150})

    def test_drawings_keep_their_pixels(self):
        row = bytes(x % 7 for x in range(W))
        palette = chunk(b"PLTE", bytes(range(21)))
        for name, picture in (("palette", png(W, H, 3, [row] * H, palette)),
                              ("bits", png(W, H, 0, [row[:W // 8]] * H, depth=1))):
            with self.subTest(name):
                self.setUp()
                self.write("a.png", picture)
                self.text("![A](a.png \"B\"){#fig-a width=40%}\n")
                self.limit()
                self.assertEqual(self.images()[0][1:3], (W, H))
                for profile in ("print", "screen"):
                    self.assertEqual(self.strom("build", "--profile", profile).returncode, 0)

    def test_the_profile_stays(self):
        profile = pathlib.Path("/usr/share/color/icc/ghostscript/srgb.icc").read_bytes()
        body = b"ICC_PROFILE\0\1\1" + profile
        segment = b"\xff\xe2" + struct.pack(">H", len(body) + 2) + body
        self.write("a.jpg", self.rgb[:2] + segment + self.rgb[2:])
        self.limit()
        self.assertEqual(self.images()[0][3:], ("icc", "jpeg", 150))

    def test_same_bytes_at_any_j(self):
        self.limit()
        files = set()
        for j in ("1", "3"):
            self.images("report-en.pdf", "-j", j)
            files.add((self.folder / "out/report-en.pdf").read_bytes())
        self.assertEqual(len(files), 1)

    def test_what_the_key_may_say(self):
        self.limit("{screen: 10}")
        self.assertReported(self.errors("check"), "yaml/bad-value", line=12)
        self.replace("strom.yml", "{screen: 10}", "{paper: 150}")
        self.assertReported(self.errors("check"), "yaml/unknown-key", line=12)
        self.assertIn('"pictures"', self.strom("schema").stdout)


class Heavy(Project):
    """A file of 4 MB a page or more is a warning, unless strom.yml says what pictures may have."""

    def test_heavy(self):
        noise = photo.jpeg(photo.noise(2400, 1800, spread=90), 2400, 1800, quality=99, sampling=photo.FULL)
        self.assertGreater(len(noise), 4000000)
        self.english_alone()
        self.write("text/report.md", TEXT + "".join(f"\n![A]({n}.jpg \"B\"){{#fig-{n} width=40%}}\n"
                                                    for n in "abcd"))
        for n in "abcd":
            self.write(f"{n}.jpg", noise + n.encode())
        report, = self.errors("check", code=0)
        self.assertEqual((report["severity"], report["code"], report["line"]), ("warning", "pdf/heavy", 14))
        self.assertIn("'pictures: {screen: 150, print: 300}'", report["hint"])
        self.replace("strom.yml", "documents:", "pictures: {screen: 150}\ndocuments:")
        self.assertEqual(self.errors("check", code=0), [])


if __name__ == "__main__":
    unittest.main()
