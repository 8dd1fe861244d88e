"""What the files say of themselves: licence, funders, ISBN."""

import unittest

import pikepdf

from project import Project


class Metadata(Project):
    def test_xmp(self):
        self.replace("strom.yml", "date: 2015-10-31", "date: 2015-10-31\n  licence: https://example.org/by\n"
                     "  funders: [{name: A & B}]")
        self.replace("strom.yml", "editions: languages}", "editions: languages, isbn: 978-3-16-148410-0}")
        run = self.strom("build", "--edition", "en")
        self.assertEqual(run.returncode, 0, run.stderr)
        with pikepdf.open(self.folder / "out" / "report-en.pdf") as pdf:
            xmp = pdf.open_metadata()
            self.assertEqual(xmp["dc:identifier"], "urn:isbn:9783161484100")
            self.assertEqual(xmp["dc:contributor"], {"A & B"})
            self.assertEqual(xmp["dc:rights"], "https://example.org/by")
            self.assertEqual(xmp["xmpRights:UsageTerms"], "https://example.org/by")
            self.assertEqual(xmp["xmpRights:WebStatement"], "https://example.org/by")
            self.assertEqual(xmp["xmpRights:Marked"], "True")

    def test_in_print_too(self):
        self.replace("strom.yml", "date: 2015-10-31", "date: 2015-10-31\n  licence: CC BY 4.0")
        self.replace("strom.yml", "editions: languages}", "editions: languages, isbn: 978-3-16-148410-0}")
        for language, words in {"en": "ISBN 978-3-16-148410-0. Licence: CC BY 4.0",
                                "lv": "ISBN 978-3-16-148410-0. Licence: CC BY 4.0"}.items():
            run = self.strom("dump", "pages", "report", "-e", language)
            self.assertIn(f'"{words}"', run.stdout)

    def test_a_chart_that_is_decoration(self):
        self.write("text/report.md", "# One\n\nWords.\n\n```{figure}\nquery: select town, policy from survey order by "
                   "town\ntype: bar\nalt: \"\"\ncolumns: {town: {title: T}, policy: {title: P, type: number}}\n```\n")
        run = self.strom("build", "--edition", "en")
        self.assertEqual(run.returncode, 0, run.stderr)
        with pikepdf.open(self.folder / "out" / "report-en.pdf") as pdf:
            kinds = {str(o.S) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o}
        self.assertIn("/H1", kinds)
        self.assertNotIn("/Figure", kinds)


if __name__ == "__main__":
    unittest.main()
