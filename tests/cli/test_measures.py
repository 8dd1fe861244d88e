"""Numbers without SQL: measures of columns and those that strom.yml names, in texts of two languages."""

import unittest

from project import Project

YML = """\
project:
  id: small
  title: A small project
  date: 2015-10-31
language: en
languages: [en, lv]
translations: po
data:
  survey:
    source: csv
    path: data/survey.csv
    small-base-below: 1
    sensitive: false
measures:
  survey:
    large: staff >= 10
    tried: {is: tested, where: policy}
    grant: {of: budget, where: budget > 0, round: 100}
    year: {of: cast(opened as text)}
documents:
  report: {layout: report, theme: strom, text: text/report.md, editions: languages}
"""

CSV = """\
town,size,policy,tested,staff,budget,obstacle,opened,rows,B2.1
Riga,large,1,1,40,1200,money,2008-02-01,5,a.b
Tartu,large,1,0,12,800,staff,2009-01-01,6,a.b
Turku,small,0,,3,0,money,2010-07-09,7,c
Gdynia,small,,,0,0,time,,7,c
Kiel,small,1,1,9,1500,money,2011-03-04,8,
"""


class Measured(Project):
    def setUp(self):
        super().setUp()
        self.write("strom.yml", YML)
        self.write("data/survey.csv", CSV)
        (self.folder / "po/report.lv.po").unlink()

    def text(self, *names):
        self.write("text/report.md", "# One\n\n" + "".join(f"<{i}> {{{name}}}!\n\n" for i, name in enumerate(names))
                   .replace("<", "(").replace(">", ")"))

    def printed(self, names, edition="en"):
        """What each of these names prints."""
        self.text(*names)
        run = self.strom("dump", "edition", "report", "-e", edition)
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stderr)
        found = {}
        for i, name in enumerate(names):
            start = run.stdout.index(f'"({i}) ') + len(f'"({i}) ')
            found[name] = run.stdout[start:run.stdout.index('!"', start)]
        return found


    def all(self, wanted, edition="en"):
        self.assertEqual(self.printed(list(wanted), edition), wanted)

    def wrong(self, name, code, *words):
        """The only error, where the name stands."""
        self.text(name)
        reports = [r for r in self.errors("check") if r["code"] == code]
        self.assertTrue(reports, code)
        said = reports[0]["message"] + " " + reports[0].get("hint", "")
        for word in words:
            self.assertIn(word, said)
        return reports[0]


class Measures(Measured):
    def test_columns_need_no_entry(self):
        self.all({
            "survey.rows": "5", "survey.rows.size.small": "3",
            "survey.policy.share": "75%", "survey.policy.count": "3", "survey.policy.base": "4",
            "survey.policy.share, number, percent": "75%", "survey.policy.share, number": "0.75",
            "survey.policy.share.size.small": "50%", "survey.policy.count.1": "3", "survey.policy.count.0": "1",
            "survey.staff.mean": "12.8", "survey.staff.median": "9", "survey.staff.sum": "64",
            "survey.staff.min": "0", "survey.staff.max": "40", "survey.staff.sum.size.large": "52",
            "survey.staff.median.size.large": "26",
            "survey.obstacle.share.money": "60%", "survey.obstacle.count.money.size.small": "2",
            "survey.obstacle.most": "money", "survey.obstacle.share.most": "60%",
            "survey.opened.min": "1 Feb 2008", "survey.policy.most.size": "large",
            "survey.policy.count.size.most": "2", "survey.policy.share.size.fewest": "50%",
        })

    def test_named_ones_are_conditions_and_numbers(self):
        self.all({
            "survey.large.share": "40%", "survey.large.count": "2", "survey.large.share.size.large": "100%",
            "survey.tried.share": "67%", "survey.tried.base": "3", "survey.tried.count": "2",
            "survey.grant.median": "1,200", "survey.grant.mean": "1,200", "survey.grant.sum": "3,500",
            "survey.grant.base": "3",
        })

    def test_numbers_are_written_in_the_language(self):
        self.all({"survey.policy.share": "75%", "survey.staff.mean": "12,8"}, "lv")

    def test_names_with_points_and_names_of_ours(self):
        """A column with a point, answers with points, a column that is called rows."""
        self.all({"survey.B2.1.count.a.b": "2", "survey.B2.1.share.c": "50%", "survey.rows": "5",
                  "survey.rows.mean": "6.6", "survey.rows.B2.1.c": "2", "survey.rows.count.7": "2"})

    def test_plurals_and_selections(self):
        self.write("text/report.md", "# One\n\n{survey.policy.count, plural, one {# town} other {# towns}}, "
                   "{survey.obstacle.most, select, money {short of money} other {else}}.\n")
        run = self.strom("dump", "edition", "report", "-e", "en")
        self.assertIn("3 towns, short of money.", run.stdout)

    def test_what_is_not_there_is_told_with_what_is(self):
        self.wrong("survy.rows", "data/unknown-measure", "no table 'survy'", "survey")
        self.wrong("survey.polcy.share", "data/unknown-measure", "'polcy'", "Did you mean 'policy'")
        self.wrong("survey.zzz.share", "data/unknown-measure", "grant", "town")
        self.wrong("survey.policy.shar", "data/unknown-measure", "Did you mean 'share'")
        self.wrong("survey.policy", "data/unknown-measure", "says no statistic", "median")
        self.wrong("survey.obstacle.share.mony", "data/unknown-answer", "Did you mean 'money'")
        self.wrong("survey.obstacle.share", "data/answer-wanted", "money, staff, time")
        self.wrong("survey.policy.share.size.huge", "data/unknown-answer", "large, small")
        self.wrong("survey.policy.share.siz.small", "data/unknown-answer", "no row has 'siz'")
        self.wrong("survey.rows.siz.small", "data/unknown-measure", "Did you mean 'size'")
        self.wrong("survey.obstacle.mean", "data/not-a-number-column", "no mean")
        self.wrong("survey.staff.share", "data/not-yes-or-no", "other numbers than 0 and 1")
        self.wrong("survey.grant.share", "data/not-yes-or-no", "is a number")
        self.wrong("survey.large.most", "data/answer-wanted", "{survey.large.most.COLUMN}")

    def test_names_with_spaces_need_another(self):
        """A brace with words that could be a column's: what to write instead."""
        for name in ("survey.column with words?", "survey.what's up.share", "survey.town (all).share"):
            self.wrong(name, "text/bad-argument", "unexpected", "another name in a view")
        self.wrong("two words", "text/bad-argument", "a literal brace")

    def test_places_are_exact(self):
        report = self.wrong("survey.obstacle.share.mony", "data/unknown-answer")
        line = (self.folder / report["file"]).read_text().splitlines()[report["line"] - 1]
        self.assertEqual(line[report["column"] - 1:][:4], "mony")

    def test_a_tie_is_an_error(self):
        self.write("data/survey.csv", CSV.replace("time", "staff").replace("5,a.b", "5,a.b\nOslo,large,1,0,1,1,staff,,5,c"))
        self.wrong("survey.obstacle.most", "data/tie", "money, staff")

    def test_nothing_to_go_by(self):
        """All null, and an empty table: a count is 0, a share has no value."""
        self.write("data/survey.csv", CSV.split("\n")[0] + "\n")
        self.write("strom.yml", YML.replace("sensitive: false", "sensitive: false\n    types: {policy: int}"))
        self.all({"survey.rows": "0", "survey.policy.count": "0", "survey.policy.base": "0"})
        self.wrong("survey.policy.share", "text/null-value")

    def test_wrong_expressions_stand_in_strom_yml(self):
        self.text("survey.large.count")
        for old, new, word in (("staff >= 10", "stff >= 10", "stff"), ("staff >= 10", "size > 10", "size"),
                               ("{is: tested, where: policy}", "{is: tested, where: polcy}", "polcy"),
                               ("{is: tested, where: policy}", "{is: staff / 0, where: town}", "town")):
            self.write("strom.yml", YML.replace(old, new))
            reports = self.errors("check")
            lines = (self.folder / "strom.yml").read_text().splitlines()
            at = [lines[r["line"] - 1][r["column"] - 1:] for r in reports if r["file"].endswith("strom.yml")]
            self.assertTrue(any(a.startswith(word) for a in at), (word, reports))

    def test_entries_that_say_too_little_or_too_much(self):
        self.text("survey.rows")
        for old, new, code in (("staff >= 10", "{where: policy}", "project/measure-kind"),
                               ("staff >= 10", "{is: policy, of: staff}", "project/measure-kind"),
                               ("staff >= 10", "{is: policy, round: 10}", "project/measure-kind"),
                               ("    large: staff", "    rows: staff", "project/reserved-name"),
                               ("    large: staff", "    staff: staff", "data/measure-is-column"),
                               ("measures:\n  survey:", "measures:\n  survy:", "project/unknown-table")):
            self.write("strom.yml", YML.replace(old, new))
            self.assertIn(code, [r["code"] for r in self.errors("check")])

    def test_comments_in_expressions_end(self):
        self.write("strom.yml", YML.replace("large: staff >= 10", "large: |\n      staff >= 10 -- many\n"))
        self.all({"survey.large.count": "2", "survey.large.count.size.small": "0"})

    def test_a_sensitive_table_has_none(self):
        self.write("strom.yml", YML.replace("sensitive: false", "sensitive: true")
                   .replace(YML[YML.index("measures"):YML.index("documents")], ""))
        self.wrong("survey.policy.share", "data/sensitive-table")


class Tables(Measured):
    def table(self, body):
        self.write("text/report.md", "# One\n\n```{table} tbl-one\n" + body + "\ncaption: Shares, n = 5\n```\n\n@tbl-one\n")
        run = self.strom("dump", "edition", "report", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stderr)
        return run.stdout

    def test_a_measure_by_groups(self):
        out = self.table("measure: survey.large\nby: [size]\ncolumns:\n  size: {title: Size}\n"
                            "  share: {title: Large, type: percent}\n  n: {title: n, type: number}")
        self.assertRegex(out, r'(?s)"large".*"100%".*"2".*"small".*"0%".*"3"')

    def test_a_column_of_answers_has_a_row_each(self):
        out = self.table("measure: survey.obstacle\ncolumns:\n  obstacle: {title: Obstacle}\n"
                            "  share: {title: Share, type: percent}\n  count: {title: n, type: number}")
        self.assertRegex(out, r'(?s)"money".*"60%".*"3".*"staff".*"20%".*"1".*"time"')
        out = self.table("measure: survey.obstacle\nby: size\ncolumns:\n  size: {title: Size}\n"
                            "  obstacle: {title: Obstacle}\n  share: {title: Share, type: percent}")
        self.assertRegex(out, r'(?s)"large".*"money".*"50.0%".*"small".*"money".*"66.7%".*"time".*"33.3%"')

    def test_an_answer_and_a_group_in_the_name(self):
        out = self.table("measure: survey.obstacle.money\nby: size\ncolumns:\n  size: {title: Size}\n"
                            "  share: {title: Share, type: percent}")
        self.assertRegex(out, r'(?s)"large".*"50.0%".*"small".*"66.7%"')
        out = self.table("measure: survey.staff.size.large\ncolumns:\n  median: {title: Median, type: number}\n"
                            "  rows: {title: n, type: number}")
        self.assertRegex(out, r'(?s)"26".*"2"')

    def test_what_tables_cannot_ask(self):
        for body, code in (("measure: survey.large\nquery: select 1 as size\ncolumns: {size: {title: a}}",
                            "text/query-or-measure"),
                           ("query: select 1 as size\nby: size\ncolumns: {size: {title: a}}", "text/query-or-measure"),
                           ("columns: {size: {title: a}}", "text/query-or-measure"),
                           ("measure: survey.large\nby: siz\ncolumns: {siz: {title: a}}", "data/unknown-column"),
                           ("measure: survey.large\ncolumns: {shar: {title: a}}", "data/unknown-measure"),
                           ("measure: survey.staff\ncolumns: {share: {title: a}}", "data/not-yes-or-no"),
                           ("measure: survey.obstacle\ncolumns: {mean: {title: a}}", "data/not-a-number-column")):
            self.write("text/report.md", f"# One\n\n```{{table}} tbl-one\n{body}\ncaption: One\n```\n\n@tbl-one\n")
            self.assertIn(code, [r["code"] for r in self.errors("check")], body)


class Labels(Measured):
    """A code that a measure names is printed as its code book has it, and selected by as it is."""

    def test_the_most_frequent_answer_has_its_label(self):
        self.write("data/book.csv", "variable,value,label_en,label_lv,missing\nobstacle,,Obstacle,Šķērslis,\n"
                   "obstacle,money,Money,Nauda,\nobstacle,staff,Staff,Darbinieki,\nobstacle,time,Refused,,yes\n")
        self.replace("strom.yml", "    sensitive: false", "    sensitive: false\n    codebook: data/book.csv")
        self.all({"survey.obstacle.most": "Money", "survey.obstacle.share.money": "75%", "survey.obstacle.base": "4",
                  "survey.obstacle.most, select, money {it is} other {no}": "it is"})
        self.all({"survey.obstacle.most": "Nauda"}, "lv")


class Renames(Measured):
    """A value's new name in the text gets into translations, and none is lost."""

    PO = """\
msgid ""
msgstr "Language: lv\\nContent-Type: text/plain; charset=UTF-8\\n"

msgid "There are {towns, plural, one {# town of {all}} other {# towns}}, '{towns}' as it is."
msgstr ""
"Ir {towns, plural, zero {# pilsētu} one {# pilsēta no {all}} other {# pilsētas}}, '{towns}' un "
"{towns, number}."

#, fuzzy
msgid "Old {towns}."
msgstr "Vecs {towns}."
"""

    def setUp(self):
        super().setUp()
        self.write("po/report.lv.po", self.PO)
        self.write("text/report.md", "There are {survey.rows, plural, one {# town of {all}} other {# towns}}, "
                   "'{towns}' as it is.\n\nOld {survey.rows}.\n")
        self.replace("strom.yml", "documents:", "values:\n  all: select 1\ndocuments:")

    def test_old_names_become_new_ones(self):
        run = self.strom("translate", "--rename", "towns=survey.rows", "--dry-run")
        self.assertIn("po/report.lv.po: 5 places would be renamed", run.stdout)
        self.assertEqual((self.folder / "po/report.lv.po").read_text(), self.PO)
        run = self.strom("translate", "--rename", "towns=survey.rows")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertIn("2 segments, 1 translated, 1 fuzzy", run.stdout)
        text = (self.folder / "po/report.lv.po").read_text()
        self.assertIn("Ir {survey.rows, plural, zero {# pilsētu} one", text)
        self.assertIn("un {survey.rows, number}.", text.replace('"\n"', ""))
        self.assertEqual(text.count("'{towns}'"), 2)

    def test_the_text_goes_first(self):
        self.write("text/report.md", "Old {towns}.\n")
        reports = self.errors("translate", "--rename", "towns=survey.rows")
        self.assertEqual([r["code"] for r in reports], ["text/renamed-value-used"])
        self.assertEqual((self.folder / "po/report.lv.po").read_text(), self.PO)

    def test_what_is_no_renaming(self):
        self.assertEqual([r["code"] for r in self.errors("translate", "--rename", "towns")], ["cli/rename"])
        self.assertEqual(self.strom("translate", "--dry-run").returncode, 2)


if __name__ == "__main__":
    unittest.main()
