"""Runs that tell the truth: an edition fails alone, whatever ran beside it; check finds what build finds."""

import shutil
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
        shutil.rmtree(self.folder / "po", ignore_errors=True)      # no document reads report.lv.po now

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
        shutil.rmtree(self.folder / "out", ignore_errors=True)
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


class NothingStale(Running):
    """What an earlier build left is never taken for this one's."""

    def setUp(self):
        super().setUp()
        self.assertEqual(self.strom("pack").returncode, 0)
        self.old = {name: self.read(name) for name in self.outputs()}
        self.assertEqual(sorted(self.old), ["report-en.pdf", "report-lv.pdf", "small.zip"])

    def read(self, name):
        return (self.folder / "out" / name).read_bytes()

    def spoil(self):
        self.write("text/report.md", TEXT + "\n{nothing}\n")

    def assertAside(self, *names, told):
        """These are called .stale and told; the others are not there, or new."""
        self.assertEqual([n for n in self.outputs() if n.endswith(".stale")], [f"{n}.stale" for n in names])
        for name in names:
            self.assertEqual(self.read(f"{name}.stale"), self.old[name])
            self.assertNotIn(name, self.outputs())
            self.assertTrue(any(r["code"] == "build/stale" and f"'out/{name}' is of an earlier build" in r["message"]
                                for r in told), told)

    def test_failed_pack(self):
        self.spoil()
        self.assertAside("report-en.pdf", "report-lv.pdf", "small.zip", told=self.errors("pack"))
        self.write("text/report.md", TEXT)
        self.assertEqual(self.errors("pack", code=0), [])
        self.assertEqual({name: self.read(name) for name in self.outputs()}, self.old)

    def test_failed_build(self):
        self.spoil()
        told = self.errors("build")
        self.assertAside("report-en.pdf", "report-lv.pdf", told=told)
        self.assertReported(told, "build/old-parcel")

    def test_failed_edition(self):
        self.spoil()
        self.assertAside("report-lv.pdf", told=self.errors("build", "--edition", "lv"))

    def test_project_that_cannot_be_read(self):
        self.write("strom.yml", YML + "x: [\n")
        self.assertAside("report-en.pdf", "report-lv.pdf", "small.zip", told=self.errors("pack"))

    def test_project_that_cannot_be_read_and_one_edition(self):
        self.write("strom.yml", YML + "x: [\n")
        self.assertAside("report-lv.pdf", told=self.errors("build", "report", "-e", "lv"))

    def test_data_that_cannot_be_read(self):
        self.write("data/survey.csv", CSV + "1\n")
        self.assertAside("report-en.pdf", "report-lv.pdf", told=self.errors("build"))

    def test_parcel_without_a_date(self):
        """What packing alone refuses leaves the new PDFs, and no older parcel."""
        self.replace("strom.yml", "2015-10-31", "1815-10-31")
        told = self.errors("pack")
        self.assertReported(told, "package/no-date")
        self.assertAside("small.zip", told=told)
        self.assertNotEqual(self.read("report-en.pdf"), self.old["report-en.pdf"])

    def test_renamed_document(self):
        self.replace("strom.yml", "  report:", "  paper:")
        (self.folder / "po/report.lv.po").rename(self.folder / "po/paper.lv.po")
        self.assertAside("report-en.pdf", "report-lv.pdf", told=self.errors("build", code=0))
        self.assertEqual(self.errors("pack", "--strict", code=0), [])
        self.assertEqual(self.strom("verify", "out/small.zip").returncode, 0)
        self.assertIn(b"small/data/paper-en.pdf", self.read("small.zip"))
        self.assertNotIn(b"report-en.pdf", self.read("small.zip"))

    def test_language_that_is_gone(self):
        self.replace("strom.yml", "[en, lv]", "[en]")
        self.assertAside("report-lv.pdf", told=self.errors("build", code=0))

    def test_what_was_not_asked_for_stays(self):
        self.assertEqual(self.strom("build", "--profile", "print").returncode, 0)
        self.replace("strom.yml", "  report:", "  paper:")
        self.assertEqual(self.strom("build", "paper", "-e", "en").returncode, 0)
        self.assertEqual([n for n in self.outputs() if n.endswith(".stale")], [])
        self.spoil()
        self.errors("build", "--profile", "screen", "-e", "en")
        self.assertIn("report-en-print.pdf", self.outputs())

    def test_other_files_are_nobodys(self):
        """A file that no build has listed, a project beside this one, and what is asked of by neither."""
        for name in ("other-en.pdf", "notes.txt", "paper.zip"):
            self.write(f"out/{name}", "mine")
        self.write("out/.strom-files", self.read(".strom-files") + b"neighbour their-en.pdf\nsmall ../x.pdf\n"
                   b"small .hidden.pdf\nsmall a/b.pdf\n")
        self.write("out/their-en.pdf", "theirs")
        self.write("x.pdf", "mine")
        self.replace("strom.yml", "  report:", "  paper:")
        self.errors("build", code=0)
        self.spoil()
        self.errors("pack")
        for name in ("other-en.pdf", "notes.txt", "paper.zip", "their-en.pdf"):
            self.assertIn(name, self.outputs())
        self.assertTrue((self.folder / "x.pdf").exists())

    def test_unknown_document_touches_nothing(self):
        self.errors("build", "nothing")
        self.assertEqual(sorted(self.old), self.outputs())

    def test_many(self):
        """The first are told by name, the others counted."""
        self.documents(**{f"d{i}": GOOD for i in range(6)})
        self.assertEqual(self.strom("build").returncode, 0)
        self.documents(**{f"d{i}": BAD for i in range(6)})
        told = [r["message"] for r in self.errors("build") if r["code"] == "build/stale"]
        self.assertEqual(len(told), 6)
        self.assertIn("7 more files of earlier builds", told[-1])


if __name__ == "__main__":
    unittest.main()
