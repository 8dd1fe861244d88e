"""Funders' rules: files that are read with care, and finished pages that are held against them."""

import json
import re
import unittest

from project import Project, SOURCE
from test_logos import png

LINE = 6  # of strom.yml: the first funder's entry


class Funders(Project):
    before_funders = "  date: 2015-10-31\n"

    def setUp(self):
        super().setUp()
        self.english_alone()
        self.original = (self.folder / "strom.yml").read_text()

    def funders(self, *entries, rules="", notice="", sizes=((40, 40), (40, 40), (40, 40)), more="", text=""):
        """entries: what stands behind the name; rules: of funders/own.yml."""
        lines = "".join(f"    - {{name: Funder {i}{entry}}}\n" for i, entry in enumerate(entries))
        note = f'  notice: "{notice}"\n' if notice else ""
        self.write("strom.yml", self.original.replace(
            self.before_funders, f"{self.before_funders}  funders:\n{lines}{note}") + more)
        for i, (w, h) in enumerate(sizes):
            self.write(f"art/{i}.png", png(w, h))
        if text:  # on a page of its own, amid others
            pages = "Many words fill a page here, and more.\n\n" * 120
            self.write("text/report.md", f"# First\n\n{pages}Phrases of a long text.\n\n{pages}")
        self.write("funders/own.yml", rules or "least-height: 5mm\n")

    def found(self, code, *entries, line=LINE, file="strom.yml", says=None, **more):
        self.funders(*entries, **more)
        report = self.assertReported(self.errors("build", "report", "-e", "en"), code, line=line, file=file)
        if says:
            self.assertRegex(report["message"], says)
        return report

    OWN = ", logo: art/0.png, rules: own"
    OTHER = ", logo: art/1.png"

    # The golden theme's row is 34 pt high: 12.0 mm.

    def test_pages_that_break_a_rule(self):
        own, other = self.OWN, self.OTHER
        wide = ((80, 20), (40, 40), (40, 40))
        cases = [
            ("judge/funder-size", (own,), "least-height: 20mm", {}, r"page 1: the logo is 12\.0 mm high, 20\.0 mm wanted"),
            ("judge/funder-size", (own,), "least-width: 30mm", {}, r"page 1: the logo is 12\.0 mm wide, 30\.0 mm wanted"),
            ("judge/funder-size", (own,), "least-height: 10mm", {"sizes": wide}, r"mm high, 10\.0 mm wanted"),
            ("judge/funder-size", (own,), "least-height: 2cm", {}, r"20\.0 mm wanted"),
            ("judge/funder-size", (own,), "least-width: 1in", {}, r"25\.4 mm wanted"),
            ("judge/funder-share", (own, other), "of-largest: 2", {}, r"page 1: the logo is 12\.0 mm by 12\.0 mm.*2 times"),
            ("judge/funder-share", (own, other, ", logo: art/2.png"), "of-largest: 1.5", {}, r"1\.5 times"),
            ("judge/funder-order", (own, other), "order: last", {}, "page 1: the logo stands before that of Funder 1 .Funder 0, report en.$"),
            ("judge/funder-space", (own, other), "clear-space: 5", {}, r"page 1: \d+\.\d mm are free around the logo, 60\.0 mm wanted"),
            ("judge/funder-space", (own,), "clear-space: 9", {}, "mm wanted"),
            ("judge/funder-logo", (own,), "where: back", {}, r"page \d+: the logo is not on this page"),
            ("judge/funder-logo", (own,), "where: every-page", {}, "page 2: the logo is not on this page"),
            ("judge/funder-sentence", (own,), "{where: imprint, sentence: {en: Phrases of a long text}}",
             {"text": "deep"}, "the sentence is neither on the first two pages nor on the last"),
            ("judge/funder-logo", (own,), "where: [cover, back]", {}, r"page \d+: the logo is not on this page"),
            ("judge/funder-sentence", (own,), "sentence: {en: Paid by the fund}", {}, "the sentence is on no page"),
            ("judge/funder-sentence", (own,), "{where: cover, sentence: {en: Paid by the fund}}", {}, "page 1: the sentence"),
            ("judge/funder-sentence", (own + ", statement: Paid by the find",), "sentence: {en: Paid by the fund}", {}, "on no page"),
            ("judge/funder-sentence", (own + ", statement: Paid by the fund",), "{where: [back], sentence: {en: Paid by the fund}}", {},
             r"page \d+: the sentence is not on this page"),
            ("judge/funder-disclaimer", (own,), "disclaimer: {en: Our own view.}", {}, "the disclaimer is on no page"),
            ("judge/funder-disclaimer", (own,), "disclaimer: {en: Our own view.}", {"notice": "Our own views."}, "on no page"),
            ("judge/funder-language", (own,), "sentence: {lv: Maksā fonds}", {}, "the rules have no sentence in en"),
            ("judge/funder-language", (own,), "disclaimer: {lv: Mūsu viedoklis}", {}, "the rules have no disclaimer in en"),
        ]
        for code, entries, rules, more, says in cases:
            with self.subTest(rules=rules, **more):
                self.found(code, *entries, rules=rules + "\n", says=says, **more)
                self.assertEqual(self.outputs(), [])

    def test_behind_another(self):
        self.found("judge/funder-order", self.OTHER, self.OWN, line=LINE + 1, rules="order: first\n",
                   says="page 1: the logo stands behind that of Funder 0")

    def test_all_in_one_run(self):
        self.funders(self.OWN, self.OTHER, rules="{least-height: 20mm, of-largest: 2, order: last, sentence: {en: Paid}}\n")
        codes = {r["code"] for r in self.errors("build")}
        self.assertLessEqual({f"judge/funder-{w}" for w in ("size", "share", "order", "sentence")}, codes)

    def test_pages_that_keep_them(self):
        words = "Paid by the fund's affiliates in full, with the assistance of municipalities, offices and institutions alike"
        rules = ("{least-height: 12mm, least-width: 12mm, of-largest: 1, clear-space: 0.1, order: first, where: cover, "
                 f"sentence: {{en: \"{words}\"}}, disclaimer: {{en: Our own view.}}}}\n")
        self.funders(self.OWN + f', statement: "{words}"', self.OTHER, rules=rules, notice="Our own view.")
        run = self.strom("build", "report")
        self.assertEqual((run.returncode, run.stderr.count("error")), (0, 0), run.stderr)

    def test_in_both_profiles(self):
        self.funders(self.OWN, rules="least-height: 20mm\n", more="deliver: {profiles: [screen, print]}\n")
        self.assertReported(self.errors("build", "report"), "judge/funder-size", line=LINE)
        self.assertEqual(self.outputs(), [])

    def test_other_editions_are_built(self):
        self.original = self.original.replace("languages: [en]", "languages: [en, lv]")
        self.funders(self.OWN, rules="sentence: {en: Funder 0}\n")
        report, = [r for r in self.errors("build") if r["severity"] == "error"]
        self.assertEqual(report["code"], "judge/funder-language")
        self.assertEqual(self.outputs(), ["report-en.pdf"])

    def test_files_of_rules(self):
        own, rules = self.OWN, "funders/own.yml"
        for code, text in (("yaml/unknown-key", "logos: art/0.png"), ("yaml/wrong-type", "sentence: Paid"),
                           ("yaml/bad-value", "least-height: tall"), ("yaml/bad-value", "least-height: 10000000mm"), ("yaml/bad-value", "least-height: 10km"),
                           ("project/bad-rule", "least-height: 501mm"),
                           ("project/bad-rule", "least-width: -3mm"), ("project/bad-rule", "sentence: {en: ''}"),
                           ("yaml/bad-value", "where: roof"), ("yaml/bad-value", "of-largest: 1000"),
                           ("yaml/bad-value", "order: middle"), ("yaml/wrong-type", "[least-height]")):
            with self.subTest(text):
                self.found(code, own, rules=text + "\n", line=1, file=rules)
        self.found("project/missing-file", ", rules: own", rules="logo: none.png\n", line=1, file=rules)
        self.found("project/no-logo", ", rules: own", rules="least-height: 10mm\n")
        self.found("project/unknown-rules", ", rules: nobody")
        self.found("project/unknown-rules", ", rules: ../own")
        self.found("project/unknown-rules", ", rules: art/none.yml")

    def test_two_that_contradict(self):
        second = ", logo: art/1.png, rules: own"
        for rules in ("order: first", "of-largest: 1.5"):
            self.found("project/funders-apart", self.OWN, second, rules=rules + "\n", line=LINE + 1, says="contradict")
        self.found("project/funders-apart", ", rules: eu", ", rules: eu-cofunded", says="may not stand")

    def test_by_a_path(self):
        self.write("elsewhere/fund.yml", "{logo: fund.png, least-height: 20mm}\n")
        self.write("elsewhere/fund.png", png(40, 40))
        self.found("judge/funder-size", ", rules: elsewhere/fund.yml", says="12.0 mm high")

    def test_the_union(self):
        """Its emblem comes with its rules; the sentence is the statement."""
        self.found("judge/funder-sentence", ", rules: eu", says="the sentence is on no page|neither on the first two")
        for rules, words in (("eu", "Funded by the European Union"), ("eu-cofunded", "Co-funded by the European Union")):
            self.funders(f", rules: {rules}, statement: {words}")
            run = self.strom("build", "report")
            self.assertEqual((run.returncode, run.stderr.count("error")), (0, 0), run.stderr)
        packs = {p.stem for p in (SOURCE / "templates/languages").glob("*.yml")}
        for rules in ("eu", "eu-cofunded"):
            text = (SOURCE / f"templates/funders/{rules}.yml").read_text()
            self.assertEqual(set(re.findall(r"^  (\w+): ", text, re.M)), packs)

    def test_the_schema(self):
        schema = json.loads(self.strom("schema", "funders").stdout)
        self.assertIn("least-height", schema["properties"])


if __name__ == "__main__":
    unittest.main()
