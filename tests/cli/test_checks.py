"""Views, and checks of tables: what does not hold is told with its rows, of all checks in one run."""

import resource
import unittest

from project import Project

YML = """\
project:
  id: small
  title: A small project
  date: 2015-10-31
language: en
languages: [en]
data:
  survey:
    source: csv
    path: data/survey.csv
    sensitive: false
    types: {opened: date}
    checks:
      CHECKS
  countries: {source: csv, path: data/countries.csv, sensitive: false}
views:
  smaller: select town, country, men + women as people from survey where size = 'small'
documents:
  report: {layout: report, theme: strom, text: text/report.md, editions: languages}
"""

CSV = """\
id,town,country,size,men,women,everyone,share,opened,phone
1,Riga,LV,large,3,4,7,0.5,2015-01-02,+371 1
2,Tartu,EE,large,1,2,4,0.5,2015-03-04,372
3,Turku,FI,small,1,1,2,0.4,2014-12-31,+358 3
3,Oulu,FI,small,2,0,2,0.3,,+358 4
5,,XX,tiny,50,1,51,0.3,2015-02-02,+1 555
"""


class Checked(Project):
    checks = "rows: 5"

    def setUp(self):
        super().setUp()
        self.write("data/survey.csv", CSV)
        self.write("data/countries.csv", "code,name\nLV,Latvia\nEE,Estonia\nFI,Finland\n")
        (self.folder / "po/report.lv.po").unlink()
        self.write("text/report.md", "# One\n\n{survey.rows} and {smaller.rows}.\n")
        self.say("rows: 5")

    def say(self, checks, yml=YML):
        self.write("strom.yml", yml.replace("CHECKS", checks.replace("\n", "\n      ")))

    def report(self, checks, code, *words, yml=YML):
        """What is said of these checks: one error, at its place in strom.yml."""
        self.say(checks, yml)
        reports = self.errors("check")
        self.assertEqual([r["code"] for r in reports], [code], reports)
        text = self.strom("check").stderr
        for word in words:
            self.assertIn(word, text)
        return reports[0]


class Checks(Checked):
    def test_what_holds_is_silent(self):
        self.say("rows: {min: 1, max: 5}\nunique: [id, town]\ncolumns:\n"
                 "  id: {required: true, min: 1, max: 5}\n  town: {pattern: '[A-Z]\\p{Ll}+', unique: true}\n"
                 "  size: {values: [small, large, tiny]}\n  opened: {min: 2014-01-01}\n"
                 "sums:\n  - {of: [men, women], to: everyone, within: 1}\n  - {of: share, to: 2, by: all}")
        run = self.strom("check")
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stderr)

    def test_each_check_tells_its_rows(self):
        self.report("columns: {town: {required: true}}", "data/check-required", "1 row has no value in column 'town'",
                    "data/survey.csv:6:1")
        self.report("columns: {id: {unique: true}}", "data/check-unique", "2 rows", "column 'id': '3'",
                    "data/survey.csv:4:1", "data/survey.csv:5:1")
        self.report("unique: [country, size]", "data/check-unique", "columns 'country, size'", "'FI, small'")
        self.report("columns: {men: {min: 0, max: 10}}", "data/check-range", "at least 0 and at most 10", "'50'")
        self.report("columns: {opened: {min: 2015-01-01}}", "data/check-range", "'2014-12-31'",
                    "data/survey.csv:4:28")
        self.report("columns: {phone: {pattern: '\\+\\d+ \\d+'}}", "data/check-pattern", "column 'phone': '372'")
        self.report("columns: {size: {values: [small, large]}}", "data/check-values", "'tiny'", "data/survey.csv:6:7")
        self.report("columns: {id: {values: [1, 2, 3]}}", "data/check-values", "'5'")
        self.report("columns: {country: {in: countries.code}}", "data/check-key", "countries.code has not", "'XX'")
        self.report("rows: 6", "data/check-rows", "has 5 rows, not 6")
        self.report("rows: {min: 7}", "data/check-rows", "fewer than 7")
        self.report("rows: {max: 4}", "data/check-rows", "more than 4")
        self.report("sums: [{of: [men, women], to: everyone}]", "data/check-sum", "1 row does not add up to everyone",
                    "3, not 4", "data/survey.csv:3:1")
        self.report("sums: [{of: share, to: 1, by: size}]", "data/check-sum", "2 groups do not", "'small: 0.7, not 1'")
        self.report("sums: [{of: share, to: 1, by: all}]", "data/check-sum", "'2.0, not 1'")

    def test_values_by_the_code_book(self):
        self.write("data/book.csv", "variable,value,label_en,missing\nsize,small,Small,\nsize,large,Large,\nsize,none,None,yes\n"
                   "id,1,One,\nid,2,Two,\n")
        yml = YML.replace("sensitive: false\n    types", "sensitive: false\n    codebook: data/book.csv\n    types")
        for checks, value in (("columns: {size: {values: codebook}}", "'tiny'"), ("columns: {id: {values: codebook}}", "'3'")):
            self.say(checks, yml)
            self.assertIn("data/check-values", [r["code"] for r in self.errors("check")])
            self.assertIn(value, self.strom("check").stderr)
        self.say("columns: {town: {values: codebook}}", yml)
        self.assertIn("data/check-type", [r["code"] for r in self.errors("check")])

    def test_five_are_shown_and_all_counted(self):
        self.write("data/survey.csv", CSV + "".join(f"{i},T,LV,small,1,1,2,0,,+1 1\n" for i in range(10, 20)))
        self.report("columns: {town: {unique: true}}", "data/check-unique", "10 rows", "first 5")
        self.assertEqual(self.strom("check").stderr.count("note:"), 5)

    def test_all_failures_come_in_one_run(self):
        self.say("rows: 6\ncolumns: {town: {required: true}, id: {unique: true}}")
        self.assertEqual(sorted(r["code"] for r in self.errors("check")),
                         ["data/check-required", "data/check-rows", "data/check-unique"])
        self.assertFalse((self.folder / "out/report-en.pdf").exists())
        self.errors("build")
        self.assertFalse((self.folder / "out/report-en.pdf").exists())

    def test_what_cannot_be_asked(self):
        self.report("columns: {twn: {required: true}}", "data/unknown-column", "Did you mean 'town'")
        self.report("columns: {town: {min: 3}}", "data/check-type", "texts, which have no order")
        self.report("columns: {opened: {min: soon}}", "data/check-type", "2015-10-31")
        self.report("columns: {men: {values: [many]}}", "data/check-type", "numbers")
        self.report("columns: {men: {in: countries.code}}", "data/check-type", "the other texts")
        self.report("columns: {country: {in: countries.cod}}", "data/check-key", "no public column 'cod'")
        self.report("columns: {country: {in: nowhere.code}}", "data/check-key", "no public table 'nowhere'")
        self.report("sums: [{of: town, to: 1}]", "data/check-type", "do not add up")
        self.report("columns: {town: {pattern: '[a'}}", "data/bad-pattern")
        self.report("columns: {town: {patern: a}}", "yaml/unknown-key", "pattern")

    def test_a_pattern_that_never_ends_does(self):
        self.write("data/survey.csv", CSV.replace("Riga", "a" * 60 + "!"))
        self.report("columns: {town: {pattern: '(a*)*(a*)*(a*)*b'}}", "data/bad-pattern", "takes too long")

    def test_of_a_sensitive_table_no_value_is_shown(self):
        yml = YML.replace("sensitive: false\n    types", "sensitive: true\n    types")
        yml = yml[:yml.index("views:")] + yml[yml.index("documents:"):]
        self.write("text/report.md", "# One\n")
        for checks, code in (("columns: {town: {pattern: 'R.*'}}", "data/check-pattern"),
                             ("columns: {country: {in: countries.code}}", "data/check-key"),
                             ("columns: {id: {unique: true}}", "data/check-unique"),
                             ("sums: [{of: [men, women], to: everyone}]", "data/check-sum")):
            self.report(checks, code, "Counted without the header", yml=yml)
            text = self.strom("check").stderr
            for word in ("Tartu", "Turku", "XX", "'3'", "3, not 4"):
                self.assertNotIn(word, text)


class Views(Checked):
    def test_views_are_tables(self):
        """One made of another, whatever their order; typed: numbers add up, dates are dates."""
        self.say("rows: 5", YML.replace("views:\n", "views:\n  total: select sum(people) as everyone, max(town) as last"
                                        " from smaller\n"))
        self.write("text/report.md", "# One\n\n{smaller.rows}, {smaller.people.sum}, {total.everyone.max}, "
                   "{smaller.people.sum.country.FI}.\n")
        run = self.strom("dump", "edition", "report", "-e", "en")
        self.assertIn("2, 4, 4, 4.", run.stdout, run.stderr)
        self.assertIn("table total: 1 row\n  int everyone\n  text last\n  [4, \"Turku\"]",
                      self.strom("dump", "tables").stdout)

    def test_columns_without_rows_have_types(self):
        self.write("data/survey.csv", CSV.replace(",large,", ",huge,").replace(",small,", ",huge,"))
        self.say("rows: 5", YML.replace("where size = 'small'", "where size = 'small' and share > 0")
                 .replace("men + women as people", "men + women as people, opened, share / 2 as half, 'x' as kind"))
        self.assertIn("table smaller: 0 rows\n  text town\n  text country\n  real people\n  date opened\n  real half\n"
                      "  text kind\n", self.strom("dump", "tables").stdout)

    def test_a_cycle_is_an_error_at_its_place(self):
        self.say("rows: 5", YML.replace("views:\n", "views:\n  one: select * from two\n  two: select * from three\n"
                                        "  three: select * from one\n  apart: select * from one\n"))
        reports = self.errors("check")
        self.assertEqual([r["code"] for r in reports], ["data/view-cycle"])
        self.assertIn("one", reports[0]["message"])

    def test_faults_are_told_once_and_at_their_place(self):
        for sql, code, word in (("select twn from survey", "data/unknown-column", "twn"),
                                ("select sum(town) as n from survey", "data/text-as-number", "town"),
                                ("select town, id as town from survey", "data/view-columns", "select"),
                                ("select case when id > 1 then 1 else 'x' end as k from survey", "data/view-columns",
                                 "select"),
                                ("select town from survey where country = :country", "data/unbound", ":country"),
                                ("delete from survey", "data/not-a-select", "delete")):
            self.say("rows: 5", YML.replace("views:\n", f"views:\n  bad: {sql}\n  behind: select * from bad\n"))
            reports = self.errors("check")
            self.assertEqual([r["code"] for r in reports], [code], reports)
            line = (self.folder / "strom.yml").read_text().splitlines()[reports[0]["line"] - 1]
            self.assertEqual(line[reports[0]["column"] - 1:][:len(word)], word)

    def worked(self, yml):
        """Processor time of a check whose query needs too much."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.report("rows: 5", "data/too-much-work", "a recursion run without end", yml=yml)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def test_a_recursion_without_end(self):
        """A view may do what a query in a text may, and more only where there are more rows."""
        endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select"
        view = YML.replace("views:\n", f"views:\n  bad: {endless} i from n\n")
        counted = YML.replace("views:\n", f"views:\n  bad: {endless} count(*) as n from n\n")
        self.assertLess(self.worked(view), 20)
        self.assertLess(self.worked(counted), 20)

    def test_large_sorts(self):
        """What does not fit into memory is sorted in a file that was made ahead."""
        many = "with recursive n(i) as (select 1 union all select i + 1 from n limit 400000)"
        self.say("rows: 5", YML.replace("views:\n", "views:\n  sorted: >\n    " + many + " select"
                                        " printf('%060d', (i * 7919) % 400009) as k from n order by k\n"))
        self.write("text/report.md", "# One\n\n{sorted.rows}.\n")
        run = self.strom("dump", "edition", "report", "-e", "en")
        self.assertIn("400,000.", run.stdout, run.stderr)

    def test_names_are_tables_names(self):
        self.say("rows: 5", YML.replace("views:\n", "views:\n  survey: select 1 as x\n"))
        self.assertEqual([r["code"] for r in self.errors("check")], ["data/duplicate-table"])

    def test_a_view_has_checks_too(self):
        self.say("rows: 5", YML.replace("  smaller: select", "  smaller:\n    checks: {rows: 3, columns: {town: {values: "
                                        "[Turku]}}}\n    query: select"))
        reports = self.errors("check")
        self.assertEqual(sorted(r["code"] for r in reports), ["data/check-rows", "data/check-values"])
        self.assertIn("row 2 of 'smaller': 'Oulu'", self.strom("check").stderr)


class Data(Checked):
    def test_strom_data_shows_views_and_holds_checks(self):
        run = self.strom("data", "smaller")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertIn("smaller: a view, 2 rows", run.stdout)
        self.assertIn("people   int", run.stdout)
        self.say("rows: 6")
        self.assertEqual([r["code"] for r in self.errors("data", "survey")], ["data/check-rows"])


del Checked

if __name__ == "__main__":
    unittest.main()
