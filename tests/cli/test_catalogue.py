"""po/project.LANGUAGE.po: titles and labels are translated once for all documents, and no translation is lost."""

import re
import shutil
import subprocess
import unittest

from project import Project

YML = """\
project:
  id: small
  title: A small project
  date: 2015-10-31
  publisher: Ministry of the Interior
language: en
languages: [en, lv, ru]
translations: po
data:
  survey: {source: csv, path: data/survey.csv, codebook: data/book.csv, sensitive: false}
documents:
  report: {layout: report, theme: strom, title: The report, text: text/report.md, editions: languages}
  brief: {layout: report, theme: strom, text: text/brief.md, editions: languages}
"""
BOOK = """\
variable,value,label_en,label_lv
obstacle,,What {stands} in the way?,Kas traucē?
obstacle,money,Money,Nauda
obstacle,staff,Staff,
obstacle,time,Time,
"""
TEXT = """\
# One

Staff

```{table} tbl-one
query: select town, obstacle from survey order by town
columns: {town: {title: Town}, obstacle: {title: Obstacle}}
caption: Towns
```

@tbl-one
"""
HEAD = 'msgid ""\nmsgstr "Language: lv\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'


def po(**texts):
    return HEAD + "".join(f'msgid "{k.replace("_", " ")}"\nmsgstr "{v}"\n\n' for k, v in texts.items())


def entries(text):
    """msgid -> msgstr of what is not obsolete, as msgcat writes it."""
    plain = subprocess.run(["msgcat", "--no-wrap", "--no-location", "-"], input=text, capture_output=True, text=True,
                           check=True).stdout
    return dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', plain, re.M))


class Catalogue(Project):
    def setUp(self):
        super().setUp()
        shutil.rmtree(self.folder / "po")
        self.write("strom.yml", YML)
        self.write("data/survey.csv", "town,obstacle\nRiga,money\nTartu,staff\nTurku,time\n")
        self.write("data/book.csv", BOOK)
        self.write("text/report.md", TEXT)
        self.write("text/brief.md", "# Brief\n\n{survey.obstacle.question} {survey.rows}\n")

    def translate(self, *words):
        run = self.strom("translate", *words)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run

    def file(self, name):
        return (self.folder / "po" / name).read_text()

    def printed(self, document, edition):
        run = self.strom("dump", "edition", document, "-e", edition)
        self.assertEqual(run.returncode, 0, run.stderr)
        return re.findall(r'"((?:[^"\\]|\\.)*)"', run.stdout)

    def test_each_text_is_asked_for_once(self):
        self.translate()
        self.assertEqual(list(entries(self.file("project.pot"))), [
            "The report", "Ministry of the Interior", "A small project", "What {stands} in the way?", "Money", "Staff",
            "Time"])
        self.assertEqual(list(entries(self.file("project.lv.po"))), [
            "The report", "Ministry of the Interior", "A small project", "Staff", "Time"])
        for document in ("report", "brief"):
            both = entries(self.file(f"{document}.pot")).keys() & entries(self.file("project.pot")).keys()
            self.assertEqual(both, set())
        self.assertIn("#: data/book.csv:4 text/report.md:3\n", self.file("project.pot"))
        self.assertIn("#: strom.yml:5\n", self.file("project.pot"))
        for name in ("project.pot", "project.lv.po", "report.lv.po"):
            subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(self.folder / "po" / name)], check=True)

    def test_labels_and_titles_are_printed_from_it(self):
        self.write("po/project.lv.po", po(Staff="Darbinieki", Time="Laiks", A_small_project="Mazs projekts",
                                          Money="Ne tā", The_report="Ziņojums"))
        report = self.printed("report", "lv")
        for word in ("Ziņojums", "Darbinieki", "Laiks", "Nauda"):
            self.assertIn(word, report)
        self.assertNotIn("Ne tā", report)
        self.assertEqual(report.count("Darbinieki"), 2)
        self.assertIn("Mazs projekts", self.printed("brief", "lv"))
        self.assertIn("Kas traucē? 3", self.printed("brief", "lv"))
        self.assertIn("Staff", self.printed("report", "ru"))

    def test_labels_in_queries(self):
        self.write("po/project.lv.po", po(Staff="Darbinieki"))
        self.write("text/report.md", TEXT.replace("select town, obstacle", "select town, label('survey.obstacle', obstacle) as obstacle"))
        self.assertIn("Darbinieki", self.printed("report", "lv"))

    def test_old_projects_build_and_move(self):
        """Titles in files of documents are printed, and come over; where two differ, that is told, and none is lost."""
        self.write("po/report.lv.po", po(The_report="Ziņojums", Ministry_of_the_Interior="Iekšlietu ministrija",
                                         Staff="Darbinieki", Towns="Pilsētas"))
        self.write("po/brief.lv.po", po(Ministry_of_the_Interior="IeM", Brief="Īsumā")
                   + '#, fuzzy\nmsgid "A small project"\nmsgstr "Mazs projekts"\n')
        self.assertIn("Ziņojums", self.printed("report", "lv"))
        self.assertIn("IeM", self.printed("brief", "lv"))
        run = self.translate()
        self.assertIn("'Ministry of the Interior' is 'IeM' in po/brief.lv.po", run.stderr)
        self.assertIn("'Iekšlietu ministrija' now, as in po/report.lv.po", run.stderr)
        self.assertIn("text/translations-differ", run.stderr)
        self.assertIn("po/project.lv.po: 5 segments, 3 translated, 1 fuzzy, 1 empty (new)", run.stdout)
        ours = entries(self.file("project.lv.po"))
        self.assertEqual((ours["The report"], ours["Ministry of the Interior"], ours["Staff"]),
                         ("Ziņojums", "Iekšlietu ministrija", "Darbinieki"))
        self.assertIn('#, fuzzy\nmsgid "A small project"\nmsgstr "Mazs projekts"', self.file("project.lv.po"))
        self.assertIn('#~ msgstr "IeM"', self.file("brief.lv.po"))
        self.assertIn('msgstr "Pilsētas"', self.file("report.lv.po"))
        self.assertIn("Ziņojums", self.printed("report", "lv"))
        before = {p.name: p.read_bytes() for p in (self.folder / "po").iterdir()}
        self.assertEqual(self.translate().stderr, "")
        self.assertEqual({p.name: p.read_bytes() for p in (self.folder / "po").iterdir()}, before)

    def test_a_label_that_the_book_gets_later_is_no_longer_asked_for(self):
        self.translate()
        self.write("po/project.lv.po", self.file("project.lv.po").replace('msgid "Time"\nmsgstr ""', 'msgid "Time"\nmsgstr "Laiks"'))
        self.write("data/book.csv", BOOK.replace("time,Time,", "time,Time,Laika trūkums"))
        self.translate()
        self.assertNotIn("Time", entries(self.file("project.lv.po")))
        self.assertIn('#~ msgstr "Laiks"', self.file("project.lv.po"))
        self.assertIn("Time", entries(self.file("project.ru.po")))
        self.assertIn("Laika trūkums", self.printed("report", "lv"))

    def test_review_and_counts(self):
        self.translate()
        run = self.strom("review", "lv")
        self.assertIn("po/project.lv.po: 5 segments, 0 translated, 0 fuzzy, 5 empty", run.stdout)
        self.assertEqual(run.stdout.count("not translated: The report"), 1)
        self.assertEqual(run.stdout.count("not translated: Staff"), 1)

    def test_values_in_titles_are_renamed_too(self):
        self.replace("strom.yml", "title: The report", 'title: "{towns} towns"')
        self.replace("strom.yml", "documents:", "values:\n  n: select count(*) from survey\n  towns: select 3\ndocuments:")
        self.translate()
        self.write("po/project.lv.po", self.file("project.lv.po").replace('msgid "{towns} towns"\nmsgstr ""',
                                                                       'msgid "{towns} towns"\nmsgstr "{towns} pilsētas"'))
        self.replace("strom.yml", '"{towns} towns"', '"{n} towns"')
        self.translate("--rename", "towns=n")
        self.assertEqual(entries(self.file("project.lv.po"))["{n} towns"], "{n} pilsētas")

    def test_no_document_is_called_project(self):
        self.replace("strom.yml", "  brief:", "  project:")
        self.assertEqual([r["code"] for r in self.errors("check")], ["project/reserved-name"])

    def test_a_server_that_is_not_asked(self):
        """Without consent the rest is written; what there is of labels stays."""
        self.translate()
        before = self.file("project.lv.po")
        self.replace("strom.yml", "documents:", "  far: {source: postgres, sensitive: false, options: {server: "
                     "db.example.org, database: d, table: t}}\ndocuments:")
        run = self.strom("translate")
        self.assertIn("text/labels-not-read", run.stderr)
        self.assertEqual((run.returncode, self.file("project.lv.po")), (0, before))


if __name__ == "__main__":
    unittest.main()
