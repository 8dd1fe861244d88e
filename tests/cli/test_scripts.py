"""Passages in languages of other scripts: what a reader gets out of the file, and in what order."""

import re
import subprocess
import sys
import unittest

from project import SOURCE, Project

sys.path.insert(0, str(SOURCE / "tests/conformance"))
from tagged import Tagged

ARABIC = "السلام عليكم، هاتف +371 2000-0000 أو 112."
THAI = "คุณมีสิทธิ แม้ว่าคุณจะไม่มีเอกสาร"
CHINESE = "即使没有证件，您也“享有”权利。"

TEXT = f"""\
# First chapter

Say [سلام]{{lang=ar}} and [дякую]{{lang=uk}}, please.

::: {{lang=ar}}
## العربية

{ARABIC}

- واحد
- اثنان
:::

::: {{lang=th}}
{THAI}
:::

::: {{lang=zh-Hans}}
{CHINESE}
:::
"""


class Scripts(Project):
    def built(self, language="en"):
        self.write("text/report.md", TEXT)
        self.errors("build", "-e", language, code=0)
        return self.folder / f"out/report-{language}.pdf"

    def elements(self, node, lang=""):
        """Each element's type, language and own text."""
        lang = node.lang or lang
        yield node.kind, lang, "".join(k for k in node.kids if isinstance(k, str))
        for kid in node.kids:
            if not isinstance(kid, str):
                yield from self.elements(kid, lang)

    def test_the_tree_has_the_text_in_reading_order_with_its_languages(self):
        tagged = Tagged(self.built())
        self.assertEqual(tagged.faults, [])
        have = {(kind, lang, " ".join(text.split())) for kind, lang, text in self.elements(tagged.root)}
        for wanted in (("H2", "ar", "العربية"), ("P", "ar", ARABIC), ("P", "th", THAI),
                       ("Span", "ar", "سلام"), ("Span", "uk", "дякую"), ("P", "zh-Hans", CHINESE),
                       ("P", "ar", "واحد")):
            self.assertIn(wanted, have)

    def test_a_reader_that_knows_no_tags_gets_words(self):
        text = subprocess.run(["pdftotext", self.built(), "-"], capture_output=True, text=True).stdout
        text = re.sub("[\u202a-\u202e]", "", text)
        for word in ("السلام", "عليكم", "سلام", "العربية", "+371 2000-0000", "هاتف"):
            self.assertIn(word, text)

    def test_such_passages_are_the_same_in_all_editions(self):
        self.errors("translate", code=0)
        self.write("text/report.md", TEXT)
        self.errors("translate", code=0)
        pot = (self.folder / "po/report.pot").read_text()
        self.assertIn("[سلام]{lang=ar}", pot)
        self.assertNotIn(ARABIC, pot)
        self.assertNotIn(THAI, pot)
        texts = [text for kind, lang, text in self.elements(Tagged(self.built("lv")).root) if lang == "th"]
        self.assertIn(THAI, " ".join(" ".join(texts).split()))

    def test_columns_of_tables_from_the_right(self):
        self.write("text/report.md", "# One\n\n::: {lang=ar}\n\n| أول | ثان | ثالث |\n|---|---|---|\n| أ | 27 | 38 |\n\n:::\n")
        run = self.strom("dump", "pages", "report", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        x = {line.split('"')[1].strip(): float(line.split()[1]) for line in run.stdout.splitlines()
             if line.startswith("  text") and '"' in line}
        self.assertTrue(x["ثالث"] < x["ثان"] < x["أول"], x)
        self.assertTrue(x["38"] < x["27"] < x["أ"], x)

    def test_pictures_of_pages(self):
        self.built()
        for page in ("1", "2", "3"):
            self.errors("render", "report", "-e", "en", "--page", page, "-o", f"p{page}.svg", code=0)

    def test_a_language_that_there_is_not(self):
        self.write("text/report.md", "# One\n\n::: {lang=english}\nx\n:::\n\nHere [x]{lang=a_b} too.\n")
        reports = self.errors("build", "-e", "en")
        self.assertReported(reports, "text/bad-language", line=3, column=11)
        self.write("text/report.md", "# One\n\nHere [x]{lang=a_b} too, [y]{lang=\"\"}.\n")
        reports = self.errors("build", "-e", "en")
        self.assertReported(reports, "text/bad-language", line=3, column=15)
        self.assertReported(reports, "text/bad-language", line=3, column=29)


if __name__ == "__main__":
    unittest.main()
