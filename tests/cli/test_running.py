"""Runs that tell the truth: an edition fails alone, whatever ran beside it; check finds what build finds."""

import struct
import unittest
import zlib

from project import CSV, TEXT, YML, Project

GOOD, BAD, WARNS = "# Good\n\nText.\n", "# Bad\n\n{nothing} here.\n", "# Odd\n\n::: {.nosuchbox}\nText.\n:::\n"


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(pixels):
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))


class Running(Project):
    def documents(self, **texts):
        """A project of these documents, in the languages en and lv."""
        listed = "".join(f"  {name}: {{layout: report, theme: strom, text: text/{name}.md, editions: languages}}\n"
                         for name in texts)
        self.write("strom.yml", YML[:YML.index("documents:")] + "documents:\n" + listed)
        for name, text in texts.items():
            self.write(f"text/{name}.md", text)

    def ran(self, *words):
        """What a run says and leaves."""
        run = self.strom(*words)
        self.assertNotIn("Sanitizer", run.stderr)
        out = {name: (self.folder / "out" / name).read_bytes() for name in self.outputs()}
        return run.returncode, run.stdout, run.stderr, out


class EditionsFailAlone(Running):
    def same_at_any_j(self, *words):
        first = None
        for j in ("1", "2", "3", "16"):
            for name in self.outputs():
                (self.folder / "out" / name).unlink()
            found = self.ran(*words, "-j", j)
            first = first or found
            self.assertEqual(found, first, f"-j {j}")
        return first

    def test_good_ones_are_built(self):
        self.documents(a=BAD, b=GOOD, c=BAD, d=GOOD, e=GOOD)
        code, said, told, out = self.same_at_any_j("build")
        self.assertEqual(code, 1)
        self.assertEqual(sorted(out), [f"{d}-{l}.pdf" for d in "bde" for l in ("en", "lv")])
        self.assertEqual(said.count("failed"), 4)
        self.assertEqual(told.count("unknown value 'nothing'"), 2)
        code, said, _, _ = self.same_at_any_j("check")
        self.assertEqual((code, said.count("failed"), said.count("good")), (1, 4, 6))

    def test_one_fault_of_two_documents_fails_both(self):
        """The second one's report is the first one's, which is told once; it is no less a fault."""
        self.write("text/part.md", "{nothing} here.\n")
        both = "# A\n\n```{include} part.md\n```\n"
        self.documents(a=both, b=both, c=GOOD)
        code, said, told, out = self.same_at_any_j("build")
        self.assertEqual((code, sorted(out)), (1, ["c-en.pdf", "c-lv.pdf"]))
        self.assertEqual(told.count("unknown value 'nothing'"), 1)
        self.assertEqual(said.count("failed"), 4)

    def test_strict_warnings(self):
        self.documents(a=WARNS, b=GOOD, c=WARNS, d=GOOD)
        code, said, _, out = self.same_at_any_j("build", "--strict")
        self.assertEqual((code, sorted(out)), (1, [f"{d}-{l}.pdf" for d in "bd" for l in ("en", "lv")]))
        self.assertEqual(said.count("failed"), 4)
        code, said, _, out = self.same_at_any_j("build")
        self.assertEqual((code, len(out)), (0, 8))


class CheckFindsWhatBuildFinds(Running):
    """Faults of each stage, and what both commands say of them."""

    def same(self, code, *words):
        built = self.errors("build", *words, code=code)
        for name in self.outputs():
            (self.folder / "out" / name).unlink()
        if (self.folder / "out").exists():
            (self.folder / "out").rmdir()
        self.assertEqual(self.errors("check", *words, code=code), built)
        self.assertFalse((self.folder / "out").exists(), "check writes nothing")
        return [r["code"] for r in built]

    def test_good(self):
        self.assertEqual(self.same(0), [])

    def test_typesetting(self):
        self.write("text/report.md", TEXT + "\nA \U00013000 sign.\n")
        self.assertEqual(self.same(1), ["font/missing-glyph"])

    def test_pictures_in_a_file(self):
        """A picture whose pixels are found broken where a file is written."""
        self.write("a.png", png(zlib.compress(bytes(1000))))
        self.write("text/report.md", TEXT + "\n![A](a.png \"B\"){#fig-a}\n")
        self.assertEqual(self.same(1, "--profile", "print", "--profile", "screen"), ["picture/broken"])

    def test_data(self):
        """One fault in the data is one report: no table is asked for that was not read."""
        self.write("data/survey.csv", CSV + "1,2,3,4\n")
        self.assertEqual(self.same(1), ["csv/ragged-row"])

    def test_help_says_so(self):
        self.assertIn("all that build would find", self.strom("check", "--help").stdout)


if __name__ == "__main__":
    unittest.main()
