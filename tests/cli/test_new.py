"""strom new: projects that build at once, of files that nobody tuned it to."""

import datetime
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import tempfile
import unittest

import openpyxl

from project import SOURCE
from test_codebooks import BOOK, workbook
from test_surveys import DICTIONARY, FORM

STROM = os.environ["STROM"]


def kobo(path):
    """As KoboToolbox exports: group/name, a question of several answers as a list and as columns, a second sheet."""
    rng = random.Random(3)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Safe houses 2024"
    sheet.append(["start", "town/name", "town/size", "services/offered", "services/offered/shelter", "services/beds",
                  "opinion/main_obstacle", "opinion/free_words", "opinion/asked_on", "_id", "_uuid"])
    for i in range(60):
        shelter = rng.randrange(2)
        sheet.append([f"2024-03-01T10:00:{i:02}", rng.choice(["Riga", "Tartu", "Oslo"]), rng.choice(["small", "large"]),
                      "shelter legal" if shelter else "legal", shelter, rng.choice([None, rng.randrange(40)]),
                      rng.choice(["money", "no {clear} *rule*", None]), f"Words of answer {i}",
                      datetime.date(2024, 3, 1 + i % 20), i + 100, f"uuid-{i}"])
    other = book.create_sheet("rooms")
    other.append(["_parent_index", "room"])
    other.append([1, "A"])
    book.save(path)


def wide(path):
    """Two rows of header, the upper one merged over three columns."""
    rng = random.Random(4)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Gemeinde", "Land", 2012, None, None, 2013, None, None])
    sheet.append([None, None, "Fälle", "Anteil", "Beraten", "Fälle", "Anteil", "Beraten"])
    for merged in "C1:E1", "F1:H1", "A1:A2", "B1:B2":
        sheet.merge_cells(merged)
    for i in range(40):
        sheet.append([f"Ort {i}", rng.choice(["SH", "MV"])] + [x for _ in range(2) for x in (
            rng.randrange(300), rng.random(), rng.choice(["ja", "nein"]))])
        for column in "D", "G":
            sheet[f"{column}{i + 3}"].number_format = "0.0%"
    book.save(path)


def odd(path):
    """Column names and answers that are anything but words, and a column that is not surely numbers."""
    names = ['a"b', "50% {of} all", "# head", "x: y - z", "*", "1. What?", "Q|R"]
    rows = [[f"[{i % 3}](x)", f"@{i % 2}", f"{{v{i % 2}}}", "<b>" if i % 2 else "-- &amp;", "- a" if i % 3 else "| b |",
             i if i % 9 else "many", i % 4] for i in range(40)]
    lines = [names, *rows]
    path.write_text("\n".join(",".join('"' + str(c).replace('"', '""') + '"' for c in line) for line in lines) + "\n")


class New(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name)

    def strom(self, *words, folder=None):
        return subprocess.run([STROM, *words], cwd=folder or self.folder, capture_output=True, text=True, check=False,
                              env={**os.environ, "XDG_CONFIG_HOME": self.temporary.name})

    def made(self, *words):
        run = self.strom("new", "made", *words)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertEqual(run.stderr, "")
        build = self.strom("build", folder=self.folder / "made")
        self.assertEqual((build.returncode, build.stderr), (0, ""))
        return (self.folder / "made/strom.yml").read_text(), (self.folder / "made/text/report.md").read_text()

    def text_of(self, pdf):
        return subprocess.run(["pdftotext", "-layout", self.folder / "made/out" / pdf, "-"], capture_output=True, text=True,
                              check=True).stdout

    def test_small(self):
        yml, text = self.made("--languages", "en,lv,de")
        self.assertIn("measure: survey.has_plan\norder: share desc\n", text)
        self.assertIn("(n = {survey.share.base})", text)
        self.assertNotIn("select", yml + text)
        self.assertEqual(sorted(p.name for p in (self.folder / "made/out").glob("*.pdf")),
                         ["report-de.pdf", "report-en.pdf", "report-lv.pdf"])
        self.assertTrue((self.folder / "made/po/report.lv.po").exists())

    def test_an_export_of_a_survey_tool(self):
        kobo(self.folder / "kobo.xlsx")
        yml, text = self.made("--from", "kobo.xlsx", "--languages", "en,lv")
        self.assertIn('options: {sheet: "Safe houses 2024"}', yml)
        self.assertIn('"services/beds": int', yml)
        self.assertIn('    # Think: this is not read: "rooms". What matters of it wants an entry of its own.\n', yml)
        self.assertIn("date: 2024-03-20", yml)
        self.assertEqual(re.findall(r"^# (.*?) \{", text, re.M), ["Town", "Services", "Opinion"])
        self.assertEqual(re.findall(r"^## (.*?) \{", text, re.M),
                         ["Name", "Size", "Offered", "Offered/shelter", "Beds", "Main obstacle", "Asked on"])
        self.assertIn('<!-- Think: "opinion/free_words" is left out', text)
        printed = self.text_of("report-en.pdf")
        self.assertIn("no {clear} *rule*", printed)
        self.assertRegex(printed, r"Yes: \d+%, n = 60\.")
        self.assertNotIn("Words of answer", printed)
        self.assertNotIn("uuid-", printed)

    def test_numbers_are_those_of_the_file(self):
        kobo(self.folder / "kobo.xlsx")
        self.made("--from", "kobo.xlsx")
        rows = list(openpyxl.load_workbook(self.folder / "kobo.xlsx").worksheets[0].values)[1:]
        beds = [r[5] for r in rows if r[5] is not None]
        printed = self.text_of("report-en.pdf")
        self.assertRegex(printed, rf"\b{len(beds)}\s+{sum(beds) / len(beds):.1f}" + rf".*\s{min(beds)}\s+{max(beds)}\b")
        self.assertIn(f"Yes: {100 * sum(r[4] for r in rows) / 60:.0f}%, n = 60", printed)

    def test_two_rows_of_header(self):
        wide(self.folder / "breit.xlsx")
        yml, text = self.made("--from", "breit.xlsx")
        self.assertIn('options: {header: "2"}', yml)
        self.assertIn('"2012 Anteil": percent', yml)
        self.assertIn("## 2013 Fälle", text)

    def test_names_and_answers_of_any_kind(self):
        odd(self.folder / "odd.csv")
        yml, _ = self.made("--from", "odd.csv")
        self.assertIn('"1. What?": text', yml)
        printed = self.text_of("report-en.pdf")
        for words in ("[1](x)", "@0", "{v1}", "50% (of) all", 'A"b'):
            self.assertIn(words, printed)

    def test_with_the_form_of_a_survey_tool(self):
        (self.folder / "form.xlsx").write_bytes(workbook(**FORM))
        rows = [["Rīga", "large", "legal shelter", 1, 1, 30 + i] for i in range(6)] + [["Cēsis", "small", "shelter", 0, 1, 4]] * 3
        (self.folder / "kobo.xlsx").write_bytes(workbook(answers=[
            ["about/town", "about/size", "services", "services/legal", "services/shelter", "_id"], *rows]))
        yml, text = self.made("--from", "kobo.xlsx", "--codebook", "form.xlsx", "--languages", "en,lv")
        self.assertIn('    source: survey\n    path: "data/kobo.xlsx"\n', yml)
        self.assertIn('    codebook: "data/form.xlsx"\n    options: {tool: "kobo"}\n', yml)
        self.assertNotIn("this is not read", yml)
        self.assertEqual(re.findall(r"^## (.*?) \{", text, re.M), ["{survey.town.question}", "{survey.size.question}", "{survey.services.question}"])
        english, latvian = self.text_of("report-en.pdf"), self.text_of("report-lv.pdf")
        for printed, questions in ((english, ("How large?", "Which services?")), (latvian, ("Cik liela?", "Kādi pakalpojumi?"))):
            for question in questions:
                self.assertRegex(printed, rf"(?m)^{re.escape(question)}$")
        # Of nine, six have legal aid and nine a shelter; the small are first, as in the form.
        self.assertRegex(english, r"(?s)Small +33%?.*Large +67%?.*Shelter +100%?.*Legal aid +67%?")
        self.assertRegex(latvian, r"(?s)Maza +33%?.*Liela +67%?.*Patvērums +100%?.*Juridiskā palīdzība +67%?")

    def test_with_a_dictionary(self):
        (self.folder / "dictionary.csv").write_text(DICTIONARY)
        (self.folder / "redcap.csv").write_text("record_id,size,services___1,services____1\n" + "".join(
            f"{i},{1 + i % 2},1,{i % 2}\n" for i in range(10)))
        yml, _ = self.made("--from", "redcap.csv", "--codebook", "dictionary.csv")
        self.assertIn('options: {tool: "redcap"}', yml)
        self.assertRegex(self.text_of("report-en.pdf"), r"(?s)Small.*50%?.*Large.*50%?.*Legal aid.*100%?.*Shelter.*50%?")

    def test_with_a_table_of_codes(self):
        (self.folder / "book.csv").write_text(BOOK)
        (self.folder / "answers.csv").write_text("town,obstacle,trust,serv\n" + "".join(
            f"T{i},{'money' if i % 4 else 'staff'},{1 + i % 3 if i else 99},legal\n" for i in range(12)))
        yml, text = self.made("--from", "answers.csv", "--codebook", "book.csv", "--languages", "lv,en")
        self.assertIn('    source: csv\n    path: "data/answers.csv"', yml)
        self.assertNotIn("trust: ", yml)
        # What is read to those who do not see a chart is Strom's own, in each language.
        self.assertNotIn("alt:", text)
        self.assertIn("## {survey.obstacle.question} {", text)
        # A code that means no value is in no count.
        self.assertRegex(self.text_of("report-lv.pdf"), r"(?s)Darbinieki +25%?.*Nauda +75%?.*Zema +27%?.*Trust \(n = 11\)")

    def test_a_project_with_a_code_book_is_reviewed(self):
        """Its labels have places in files that what is looked at quietly does not know."""
        words = "money", "staff", "refused", "time", "law"
        (self.folder / "book.csv").write_text("variable,value,label_en,label_lv,order,missing,type\n" + "".join(
            f"q{q},,What of {q}?,Kas ir {q}?,,,\n" + "".join(
                f"q{q},{word},{word.title()} {q},{word.upper()} {q},{n},,\n" for n, word in enumerate(words))
            for q in range(8)))
        (self.folder / "answers.csv").write_text("id," + ",".join(f"q{q}" for q in range(8)) + "\n" + "".join(
            f"{i}," + ",".join(words[(i + q) % 5] for q in range(8)) + "\n" for i in range(40)))
        self.made("--from", "answers.csv", "--codebook", "book.csv", "--languages", "en,lv,ru")
        for language in "lv", "ru":
            run = self.strom("review", language, folder=self.folder / "made")
            self.assertEqual((run.returncode, run.stderr), (0, ""), language)
            self.assertIn("not translated: Method", run.stdout)

    def test_files_of_every_source(self):
        """Each source's own sample, which nobody made for this."""
        for sample, settings in (("spss/sample.sav", ()), ("spss/sample.dta", ()), ("ods/sample.ods", ()),
                                 ("sqlite/sample.sqlite", ()), ("xlsx/sample.xlsx", ()), ("csv/sample.csv", ()),
                                 ("jsonstat/sample.jsonstat", ()), ("json/sample.json", ('path: "answers"',))):
            with self.subTest(sample):
                yml, text = self.made("--from", str(SOURCE / "plugins" / f"source-{sample}"), "--languages", "en,lv,de")
                for setting in settings:
                    self.assertIn(setting, yml)
                self.assertIn(f"source: {sample[:sample.index('/')]}\n", yml)
                self.assertRegex(text, r"(?m)^## ")
                shutil.rmtree(self.folder / "made")

    def test_labels_that_a_file_has_itself(self):
        self.made("--from", str(SOURCE / "plugins/source-spss/sample.sav"))
        self.assertRegex(self.text_of("report-en.pdf"), r"What stands in the way\?\nMoney +50%?\n *Staff +50%?")

    def test_code_books_that_are_none(self):
        (self.folder / "a.csv").write_text("a,b\n1,x\n2,y\n")
        (self.folder / "other").mkdir()
        (self.folder / "other/a.csv").write_text(BOOK)
        (self.folder / "none.csv").write_text("x\n1\n")
        for words, code, exit_code in ((("--from", "a.csv", "--codebook", "nothing.csv"), "cli/no-file", 1),
                                       (("--from", "a.csv", "--codebook", "other/a.csv"), "cli/same-name", 1),
                                       (("--from", "a.csv", "--codebook", "none.csv"), "survey/no-code-book", 1),
                                       (("--codebook", "none.csv"), "--codebook is of data", 2)):
            run = self.strom("new", "made", *words)
            self.assertEqual(run.returncode, exit_code, words)
            self.assertIn(code, run.stderr)
            self.assertFalse((self.folder / "made").exists())

    def columns(self, names, rows):
        (self.folder / "c.csv").write_text("\n".join(",".join(str(cell) for cell in row) for row in [names, *rows]) + "\n")
        yml, text = self.made("--from", "c.csv")
        return yml, text, self.text_of("report-en.pdf")

    def test_what_tells_who_answered_is_not_printed(self):
        names = ["Respondent ID", "nr", "E-Mail", "Geburtsdatum", "tālrunis", "Town", "Population"]
        rows = [[7000 + 13 * i, i + 1, f"p{i % 3}@example.org", f"19{50 + i}-03-0{1 + i % 5}", f"+371 2{i % 4:07}", f"Town {i % 3}",
                 900 + 31 * i] for i in range(40)]
        yml, text, printed = self.columns(names, rows)
        self.assertIn('    leave-out: ["E-Mail", "Geburtsdatum", "tālrunis"]\n', yml)
        self.assertEqual(re.findall(r"^## (.*?) \{", text, re.M), ["Town", "Population"])
        for words in ("@example", "1950", "+371", "7,2", "ID"):
            self.assertNotIn(words, printed)
        run = self.strom("new", "other", "--from", "c.csv")
        self.assertIn("not sensitive; columns that seem to tell of persons are left out.", run.stdout)

    def test_columns_of_several_years_are_one_table(self):
        rows = [[f"Town {i}", i * 10, i * 10 + 7, i % 50 / 100] for i in range(60)]
        _, text, printed = self.columns(["Town", "Staff 2013", "Staff 2014", "Share"], rows)
        self.assertEqual(re.findall(r"^## (.*?) \{", text, re.M), ["Staff", "Share"])
        self.assertRegex(printed, r"(?s)2013 +60 +295 +0 +590.*2014 +60 +302 +7 +597")
        self.assertRegex(printed, r"60 +0\.21 +0\.00 +0\.49")

    def test_years_are_in_order(self):
        _, _, printed = self.columns(["Town", "policy_year"], [[f"T {i}", 2011 + (i * i + 1) % 5] for i in range(40)])
        self.assertRegex(printed, r"(?s)2011 +\d+%?\s+2012 +\d+%?\s+2013 +\d+%?")

    def test_answers_that_are_ticked_are_one_chart(self):
        rows = [["a c" if i % 4 else "a", 1, 0, int(i % 4 > 0), i % 5 + 1] for i in range(40)]
        _, text, printed = self.columns(["q/serv", "q/serv/a", "q/serv/b's", "q/serv/c", "q/agree"], rows)
        self.assertEqual(re.findall(r"^## (.*?) \{", text, re.M), ["Serv", "Agree"])
        self.assertRegex(printed, r"(?s)a +100%?.*c +75%?.*b.s +0%?.*Serv \(n = 40\)")
        self.assertRegex(printed, r"(?s)1 +20%?\s+2 +20%?\s+3 +20%?\s+4 +20%?\s+5 +20%?")

    def test_slashes_ticks_persons_and_names_of_numbers(self):
        rows = [[["M", "F"][i % 2], ["yes", "no"][i % 3 > 0], 7 * i % 31, "x" if i % 4 else "", f"P{i % 5}", f"Q{i % 5}", ["much", "little"][i % 2]]
                for i in range(40)]
        names = ["Men/women", "A plan? (yes/no)", "km/h", "Legal aid", "Name", "Contact person", "share"]
        yml, text, printed = self.columns(names, rows)
        for heading in ("## Men/women {", "## A plan? (yes/no) {", "## Km/h {"):
            self.assertIn(heading, text)
        self.assertIn("(n = 40)", printed)
        self.assertIn('"Legal aid" is left out: it has one answer alone, or none.', text)
        self.assertIn('leave-out: ["Name", "Contact person"]', yml)
        self.assertIn('q7: select "share" as answer from survey', yml)
        self.assertIn("measure: q7.answer\n", text)
        self.assertRegex(printed, r"little +50%")
        self.assertNotRegex(printed, r"\b[PQ][0-4]\b")

    def test_positions_are_of_persons(self):
        rows = [[f"{56 + i / 100:.6f} {24 - i / 70:.6f} 0 4.5", f"{i}.5 {i}", ["a", "b"][i % 2]] for i in range(40)]
        yml, _, _ = self.columns(["place", "sizes", "answer"], rows)
        self.assertIn('leave-out: ["place"]', yml)

    def test_json(self):
        run = self.strom("new", "made", "--json")
        self.assertEqual([json.loads(line) for line in run.stdout.splitlines()],
                         [{"event": "written", "file": f"made/{name}"} for name in
                          ("data/survey.csv", "strom.yml", "text/report.md")])
        self.assertEqual([json.loads(line)["code"] for line in self.strom("new", "made", "--json").stderr.splitlines()],
                         ["cli/not-empty"])

    def test_what_a_person_has_to_write_is_not_delivered_in_silence(self):
        self.strom("new", "made")
        run = self.strom("pack", "--json", folder=self.folder / "made")
        told = [json.loads(line) for line in run.stderr.splitlines()]
        self.assertEqual([(e["code"], e["severity"], e["line"]) for e in told if "code" in e],
                         [("package/placeholder", "warning", 8)])
        self.assertTrue((self.folder / "made/out/made.zip").exists())
        run = self.strom("pack", "--strict", folder=self.folder / "made")
        self.assertEqual((run.returncode, "packed" in run.stdout), (1, False))
        self.assertFalse((self.folder / "made/out/made.zip").exists())
        yml = self.folder / "made/strom.yml"
        yml.write_text(yml.read_text().replace("Name of the funder", "A fund"))
        run = self.strom("pack", folder=self.folder / "made")
        self.assertEqual((run.returncode, run.stderr), (0, ""))

    def test_nothing_is_overwritten(self):
        (self.folder / "made").mkdir()
        (self.folder / "made/notes.txt").write_text("mine")
        run = self.strom("new", "made")
        self.assertEqual(run.returncode, 1)
        self.assertIn("cli/not-empty", run.stderr)
        self.assertEqual([p.name for p in (self.folder / "made").iterdir()], ["notes.txt"])

    def test_languages_without_a_pack(self):
        run = self.strom("new", "made", "--languages", "en,EN,zz")
        self.assertEqual(run.returncode, 1)
        self.assertIn("error: no language pack 'EN' [project/unknown-language]", run.stderr)
        self.assertIn("error: no language pack 'zz' [project/unknown-language]", run.stderr)
        self.assertFalse((self.folder / "made").exists())

    def test_what_to_do_next_is_typed_as_it_stands(self):
        for name, word in ("my report", "'my report'"), ("it's", "'it'\\''s'"), ("ziņas-2", "ziņas-2"):
            run = self.strom("new", name)
            self.assertIn(f"\n  cd {word} && strom build\n", run.stdout)

    def test_files_that_are_no_data(self):
        run = self.strom("new", "made", "--from", "nothing.csv")
        self.assertEqual(run.returncode, 1)
        self.assertIn("there is no file 'nothing.csv' [cli/no-file]", run.stderr)
        (self.folder / "ragged.csv").write_text("a,b\n1\n")
        run = self.strom("new", "made", "--from", "ragged.csv")
        self.assertIn("ragged.csv:2:1: error", run.stderr)
        self.assertFalse((self.folder / "made").exists())


if __name__ == "__main__":
    unittest.main()
