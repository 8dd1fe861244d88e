"""Pictures in sentences, cells and links: printed once, in order, tagged; what is wrong is told at its place."""

import unittest

import pikepdf
from pikepdf import Name

from project import Project
from test_pictures import png

PLAIN = png(8, 0, [b"\x60" * 300] * 200, size=(300, 200))
TALL = png(8, 0, [b"\x60" * 90] * 3000, size=(90, 3000))


class InlinePictures(Project):
    translated = False

    def text(self, text):
        self.write("a.png", PLAIN)
        self.write("tall.png", TALL)
        self.write("broken.png", PLAIN[:50])
        self.write("text/report.md", "# One\n\n" + text)
        if not self.translated:
            self.english_alone()
            self.replace("strom.yml", "translations: po\n", "")

    def figures(self, edition="en"):
        """Alternative texts in the tags, each with the chain of what it stands in."""
        found = []

        def walk(element, above):
            if element.get("/S") == Name.Figure:
                found.append((str(element.Alt), "/".join(above)))
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary):
                    walk(kid, above + [str(element.S)[1:]] if "/S" in element else above)

        with pikepdf.open(self.folder / f"out/report-{edition}.pdf") as file:
            walk(file.Root.StructTreeRoot, [])
        return found

    def good(self, text):
        self.text(text)
        run = self.strom("build", "-s", "--profile", "screen", "--profile", "print")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

    def test_tags(self):
        self.good("A ![first](a.png) b [![second](a.png) c](https://example.org/).\n\n- ![third](a.png) d\n\n"
                  "| ![h](a.png) | e |\n|---|---|\n| ![cell](a.png) | f |\n")
        self.assertEqual(self.figures(), [
            ("first", "Document/P"), ("second", "Document/P/Link"), ("third", "Document/L/LI/LBody/P"),
            ("h", "Document/Table/TR/TH"), ("cell", "Document/Table/TR/TD")])

    def test_broken_ones_are_told_each(self):
        self.text("A ![x](broken.png) b ![y](broken.png).\n\n| a | b |\n|---|---|\n| ![z](broken.png) | c |\n")
        reports = [r for r in self.errors("build", "-e", "en") if r["code"] == "picture/broken"]
        self.assertEqual([(r["line"], r["column"]) for r in reports], [(3, 8), (3, 27), (7, 8)])

    def test_missing(self):
        self.text("A ![x](gone.png) b.\n")
        self.assertReported(self.errors("build"), "text/missing-picture", line=3, column=8)

    def test_higher_than_the_page(self):
        self.text("A line of text\\\nand ![x](tall.png){height=40cm} b.\n")
        report = self.assertReported(self.errors("build"), "pages/too-tall", line=4, column=5)
        self.assertIn("image is higher", report["message"])

    def test_wider_than_the_measure(self):
        self.text("A ![x](a.png){width=40cm} b.\n")
        reports = self.errors("build", "--profile", "screen", code=0)
        self.assertEqual([r["code"] for r in reports if r["code"] != "print/low-resolution"], ["picture/too-wide"])

    def test_translation_that_moves_one(self):
        self.translated = True
        self.write("po/report.lv.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
                   'msgid "Go ![up](a.png) or ![down](tall.png)."\n'
                   'msgstr "Uz ![leju](tall.png) vai ![augšu](a.png)."\n\nmsgid "One"\nmsgstr "Viens"\n')
        self.good("Go ![up](a.png) or ![down](tall.png).\n")
        self.assertEqual([alt for alt, _ in self.figures("lv")], ["leju", "augšu"])

    def test_translation_that_drops_one(self):
        self.translated = True
        self.write("po/report.lv.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
                   'msgid "Go ![up](a.png) on."\nmsgstr "Ej tālāk."\n')
        self.text("Go ![up](a.png) on.\n")
        self.assertReported(self.errors("build"), "po/link-changed", line=5, file="po/report.lv.po")


if __name__ == "__main__":
    unittest.main()
