"""What comes with the install, made to be too much: language packs, dictionaries, fonts. No project names any of them;
but a package may be damaged, and whoever adds a language or a font of their own learns what is wrong with it."""

import pathlib
import shutil
import struct
import unittest

from project import SOURCE, STROM, a_few
from test_bombs import LAUGHS, Exploding

FAMILY = "families:\n  odd: {{package: none, licence: OFL-1.1, folder: {folder}, faces: {{regular: a.ttf}}}}\n"


def tables_of(font):
    """The tables of a font: [(tag, offset, length)]."""
    return [struct.unpack(">4s4xII", font[12 + 16 * i:28 + 16 * i]) for i in range(struct.unpack(">H", font[4:6])[0])]


def with_tables(font, new):
    """The same font with other bytes for some of its tables."""
    parts = [(tag, new.get(tag, font[at:at + n])) for tag, at, n in tables_of(font)]
    head, at, body = font[:12], 12 + 16 * len(parts), b""
    for tag, data in parts:
        head += struct.pack(">4sIII", tag, 0, at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return head + body


def doubled(font):
    """Each glyph is the next one twice: two to the power of all glyphs; the last is itself."""
    table = {tag: font[at:at + n] for tag, at, n in tables_of(font)}
    n = struct.unpack(">H", table[b"maxp"][4:6])[0]
    glyphs = [struct.pack(">hhhhh", -1, 0, 0, 500, 700) + struct.pack(">HHhh", 0x23, min(i + 1, n - 1), 0, 0) +
              struct.pack(">HHhh", 0x03, min(i + 1, n - 1), 9, 9) for i in range(n)]
    places = [sum(map(len, glyphs[:i])) for i in range(n + 1)]
    head = bytearray(table[b"head"])
    head[50:52] = struct.pack(">h", 1)
    return with_tables(font, {b"glyf": b"".join(glyphs), b"loca": struct.pack(f">{n + 1}I", *places), b"head": bytes(head)})


class Install(Exploding):
    def setUp(self):
        super().setUp()
        root = pathlib.Path(STROM).resolve().parents[1]
        self.here = self.folder / "alone"
        self.share = self.here / "share/strom"
        for name in ("bin", "libexec"):
            (self.here / name).mkdir(parents=True)
            shutil.copy(root / name / "strom", self.here / name / "strom")
        (self.here / "lib").symlink_to(root / "lib")
        shutil.copytree((root / "share/strom/templates").resolve(), self.share / "templates")
        (self.share / "fonts").mkdir()
        for name in ("manifest.yml", "fallback.yml"):
            shutil.copy(SOURCE / "fonts" / name, self.share / "fonts" / name)
        for name in ("hyphens", "art", "press"):
            (self.share / name).symlink_to((root / "share/strom" / name).resolve())
        self.program = str(self.here / "bin/strom")

    def yaml(self, path, code):
        kept = path.read_bytes()
        for what, text in a_few({
                "aliases of aliases": LAUGHS, "brackets": "x: " + "[" * 100000, "a scalar": "x: " + "y" * (20 << 20),
                "keys": "".join(f"k{i}: 1\n" for i in range(100000)), "open quotes": 'x: "' + "y" * (4 << 20)}.items(), 2):
            with self.subTest(path=path.name, what=what):
                path.write_text(text)
                self.explode(f"{path.name}: {what}", code=code)
        path.write_bytes(kept)

    def test_packs(self):
        self.yaml(self.share / "templates/languages/en.yml", r"yaml/.*|language/.*|file/too-large")

    def test_manifests(self):
        self.yaml(self.share / "fonts/manifest.yml", r"yaml/.*|font/.*|theme/.*|file/too-large")
        # Which is read when the others lack a letter.
        self.write("text/report.md", "# One\n\nA word: \u0643\u062a\u0627\u0628.\n")
        self.yaml(self.share / "fonts/fallback.yml", r"yaml/.*|font/.*|theme/.*|file/too-large")

    def test_dictionaries(self):
        """Each is read as what it says, or refused."""
        pack = self.share / "templates/languages/en.yml"
        words = self.here / "share/words.dic"
        pack.write_text(pack.read_text().replace("/usr/share/hyphen/hyph_en_GB.dic", str(words)))
        letters = "abcdefghijklmnopqrstuvwxyz"
        many = "".join(f".{a}1{b}{c}2{d}\n" for a in letters for b in letters for c in letters for d in letters)
        for what, data in a_few({
                "patterns": "UTF-8\n" + many, "the same": "UTF-8\n" + "a1b\n" * 2000000,
                "a pattern": "UTF-8\n" + "a1" * 2000000, "digits": "UTF-8\n" + "1" * 4000000 + "\n",
                "levels": "UTF-8\n" + "NEXTLEVEL\n" * 200000, "zeros": bytes(32 << 20),
                "an alphabet": "x" * (4 << 20), "no letters": "UTF-8\n" + "\x01\n" * 1000000}.items(), 4):
            with self.subTest(what=what):
                words.write_bytes(data if isinstance(data, bytes) else data.encode())
                self.explode(f"a dictionary: {what}", good=None)

    def test_fonts(self):
        font = (SOURCE / "tests/cli/fonts/pictures.ttf").read_bytes()
        manifest = self.share / "fonts/manifest.yml"
        manifest.write_text(manifest.read_text().replace("families:\n", FAMILY.format(folder=self.here), 1))
        theme = (SOURCE / "templates/themes/plain.yml").read_text()
        self.write("themes/mine.yml", theme.replace("family: libertine", "family: odd", 1))
        self.replace("strom.yml", "theme: strom", "theme: mine")
        cmap = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIII", 12, 0, 16 + 12 * 9, 0, 9) + b"".join(
            struct.pack(">III", 0, 0x10FFFF, 0) for _ in range(9))
        for what, data in a_few({
                "empty": b"", "half": font[:len(font) // 2], "zeros": bytes(64 << 20), "doubled": doubled(font),
                "a map of everything": with_tables(font, {b"cmap": cmap}),
                "tables without end": font[:4] + b"\xff\xff" + font[6:12] + (b"glyf" + bytes(8) + b"\xff" * 4) * 65535,
                "no tables": with_tables(font, {tag: b"" for tag, _, _ in tables_of(font)}),
                "names": with_tables(font, {b"name": b"\x00\x00\xff\xff\x00\x06" + b"\xff" * (8 << 20)})}.items(), 4):
            with self.subTest(what=what):
                (self.here / "a.ttf").write_bytes(data)
                self.explode(f"a font: {what}", "build", good=None)


if __name__ == "__main__":
    unittest.main()
