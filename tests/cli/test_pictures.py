"""PNGs of every kind, and what arrives of their samples."""

import struct
import subprocess
import unittest
import zlib

import pikepdf
from pikepdf import Name

from project import SOURCE, Project

W, H = 5, 6
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(depth, kind, rows, *more, interlaced=False, filters=0, size=(W, H)):
    """From rows of bytes, packed as PNG has them."""
    header = struct.pack(">IIBBBBB", *size, depth, kind, 0, 0, interlaced)
    data = b"".join(bytes([filters]) + row for row in rows)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(more) + chunk(b"IDAT", zlib.compress(data))
            + chunk(b"IEND", b""))


def samples(n, most):
    """Rows of numbers that differ from their neighbours."""
    return [[(x * 37 + y * 11 + 5) % (most + 1) for x in range(W * n)] for y in range(H)]


class Pictures(Project):
    def image(self, data, profile="screen"):
        self.write("a.png", data)
        self.write("text/report.md", "# One\n\n![Something](a.png)\n")
        run = self.strom("build", "report", "-e", "en", "--profile", profile)
        self.assertEqual(run.returncode, 0, run.stderr)
        name = f"out/report-en{'' if profile == 'screen' else '-print'}.pdf"
        file = pikepdf.open(self.folder / name)
        self.addCleanup(file.close)
        return [x for x in file.objects if isinstance(x, pikepdf.Stream) and x.get("/Subtype") == Name.Image][0]

    def test_sixteen_bits(self):
        for kind, n in ((0, 1), (2, 3)):
            rows = [struct.pack(f">{len(row)}H", *row) for row in samples(n, 65535)]
            image = self.image(png(16, kind, rows))
            self.assertEqual((int(image.BitsPerComponent), image.ColorSpace), (16, ("/DeviceGray", "/DeviceRGB")[kind // 2]))
            self.assertEqual(image.read_bytes(), b"".join(rows))

    def test_sixteen_bits_in_print(self):
        rows = [struct.pack(f">{len(row)}H", *row) for row in samples(3, 65535)]
        image = self.image(png(16, 2, rows), "print")
        self.assertEqual((int(image.BitsPerComponent), image.ColorSpace), (8, Name.DeviceCMYK))
        run = subprocess.run(["/usr/bin/python3", SOURCE / "tests/conformance/x4.py",
                              self.folder / "out/report-en-print.pdf"], capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

    def test_few_bits(self):
        for depth in (1, 2, 4):
            rows = [int("".join(f"{v:0{depth}b}" for v in row).ljust(-(-W * depth // 8) * 8, "0"), 2)
                    .to_bytes(-(-W * depth // 8), "big") for row in samples(1, (1 << depth) - 1)]
            image = self.image(png(depth, 0, rows))
            self.assertEqual(int(image.BitsPerComponent), depth)
            self.assertEqual(image.read_bytes(), b"".join(rows))

    def test_palette(self):
        palette = bytes(range(60, 60 + 3 * 5))
        rows = [bytes(row) for row in samples(1, 4)]
        image = self.image(png(8, 3, rows, chunk(b"PLTE", palette)))
        self.assertEqual(image.ColorSpace[0], Name.Indexed)
        self.assertEqual(int(image.ColorSpace[2]), 255)
        self.assertEqual(bytes(image.ColorSpace[3])[:15], palette)
        self.assertEqual(image.read_bytes(), b"".join(rows))

    def test_palette_in_print(self):
        image = self.image(png(8, 3, [bytes(row) for row in samples(1, 4)], chunk(b"PLTE", bytes(range(15)))), "print")
        self.assertEqual(image.ColorSpace, Name.DeviceCMYK)

    def test_filters(self):
        """Up: each row less the one above."""
        rows = samples(1, 255)
        packed = [bytes((v - above) % 256 for v, above in zip(row, before))
                  for row, before in zip(rows, [[0] * W, *rows])]
        image = self.image(png(8, 3, packed, chunk(b"PLTE", bytes(range(256)) * 3), filters=2))
        self.assertEqual(image.read_bytes(), b"".join(map(bytes, rows)))

    def test_interlaced(self):
        rows = samples(3, 255)
        passes = [bytes(v for x in range(x0, W, dx) for v in rows[y][3 * x:3 * x + 3])
                  for x0, y0, dx, dy in ADAM7 for y in range(y0, H, dy) if x0 < W]
        image = self.image(png(8, 2, passes, interlaced=True))
        self.assertEqual(image.read_bytes(), b"".join(map(bytes, rows)))

    def test_how_the_camera_was_held(self):
        """Each of the eight turns that Exif knows looks as the same picture does that was stored upright."""
        upright = {1: lambda x, y: (x, y), 2: lambda x, y: (W - 1 - x, y), 3: lambda x, y: (W - 1 - x, H - 1 - y),
                   4: lambda x, y: (x, H - 1 - y), 5: lambda x, y: (y, x), 6: lambda x, y: (y, H - 1 - x),
                   7: lambda x, y: (W - 1 - y, H - 1 - x), 8: lambda x, y: (W - 1 - y, x)}
        palette = chunk(b"PLTE", bytes((i * 83) % 256 for i in range(768)))
        stored = samples(1, 255)
        for order, tiff in ((">", b"MM\0*"), ("<", b"II*\0")):
            for kind, n, more in ((3, 1, [palette]), (2, 3, []), (6, 4, [])):
                pixels = [[bytes((v + 31 * k) % 256 for k in range(n)) for v in row] for row in stored]
                shown = []
                for turned in (True, False):
                    text = "# One\n"
                    for turn, at in upright.items():
                        exif = tiff + struct.pack(order + "IHHHIHHI", 8, 1, 0x0112, 3, 1, turn, 0, 0)
                        w, h = (W, H) if turn < 5 else (H, W)
                        rows = [[pixels[at(x, y)[1]][at(x, y)[0]] for x in range(w)] for y in range(h)]
                        if turned:
                            data = png(8, kind, map(b"".join, pixels), *more, chunk(b"eXIf", exif))
                        else:
                            data = png(8, kind, map(b"".join, rows), *more, size=(w, h))
                        self.write(f"{turn}.png", data)
                        text += f"\n![Turn {turn}]({turn}.png){{width=8%}}\n"
                    self.write("text/report.md", text)
                    run = self.strom("build", "report", "-e", "en", "--profile", "screen")
                    self.assertEqual(run.returncode, 0, run.stderr)
                    drawn = subprocess.run(["pdftoppm", "-r", "72", "-f", "3", self.folder / "out/report-en.pdf"],
                                           capture_output=True, check=True)
                    shown.append(drawn.stdout)
                # A reader rounds the edges of pixels by the way that it goes.
                drawn = sum(v != 255 for v in shown[1])
                differ = sum(abs(a - b) > 48 for a, b in zip(*shown))
                self.assertLess(differ, drawn / 20, f"colours {kind}, {tiff}")

    def test_wrong_filters(self):
        self.write("a.png", png(16, 0, [bytes(2 * W)] * H, filters=7))
        self.write("text/report.md", "# One\n\n![Something](a.png)\n")
        self.assertReported(self.errors("build"), "picture/broken", line=3)


if __name__ == "__main__":
    unittest.main()
