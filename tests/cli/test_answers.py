"""Measures of columns that a code book knows: all answers that it lists, in its order, several in a row too."""

import re

from test_measures import Measured

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
    codebook: data/book.csv
    small-base-below: 1
    sensitive: false
views:
  large: select services, agree from survey where size = 'large'
documents:
  report: {layout: report, theme: strom, text: text/report.md, editions: languages}
"""

CSV = """\
town,size,agree,trust,services,w
Riga,large,1,7,legal shelter,2
Tartu,large,0,8,legal,1
Turku,small,1,9,,1
Gdynia,small,1,7,shelter work,1
Kiel,small,99,7,legal,3
"""

BOOK = """\
variable,value,label,missing,type,unit
agree,1,Yes,,,
agree,0,No,,,
agree,2,Do not know,,,
agree,99,No answer,yes,,
trust,9,Much,,,
trust,8,Some,,,
trust,7,None,,,
size,small,Small,,,
size,medium,Medium,,,
size,large,Large,,,
services,,Services,,set,
services,shelter,Shelter,,,
services,work,Work,,,
services,legal,Legal aid,,,
services,housing,Housing,,,
"""


class Answers(Measured):
    def setUp(self):
        super().setUp()
        self.write("strom.yml", YML)
        self.write("data/survey.csv", CSV)
        self.write("data/book.csv", BOOK)
        self.write("po/.keep", "")

    def rows(self, body, columns):
        """The texts of a table's rows behind its header."""
        listed = "".join(f"  {c}: {{title: {c}{', type: ' + t if t else ''}}}\n" for c, t in columns)
        self.write("text/report.md", f"# One\n\n```{{table}} tbl-one\n{body}\ncolumns:\n{listed}caption: One, n = 5\n```\n\n@tbl-one\n")
        run = self.strom("dump", "edition", "report", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stderr)
        cells = re.findall(r'cell.*\n\s*text "([^"]*)"', run.stdout)[len(columns):]
        return [tuple(cells[i:i + len(columns)]) for i in range(0, len(cells), len(columns))]

    def test_numbers_that_are_codes_have_the_order_of_the_book(self):
        columns = [("agree", ""), ("count", "number"), ("n", "number")]
        self.assertEqual(self.rows("measure: survey.agree", columns),
                         [("Yes", "3", "4"), ("No", "1", "4"), ("Do not know", "0", "4")])
        self.assertEqual([row[0] for row in self.rows("measure: survey.rows\nby: trust", [("trust", ""), ("rows", "number")])],
                         ["Much", "Some", "None"])

    def test_each_group_has_all_answers(self):
        self.assertEqual(self.rows("measure: survey.agree\nby: size", [("size", ""), ("agree", ""), ("count", "number")]),
                         [("Small", "Yes", "2"), ("Small", "No", "0"), ("Small", "Do not know", "0"),
                          ("Large", "Yes", "1"), ("Large", "No", "1"), ("Large", "Do not know", "0")])

    def test_several_answers_in_a_row_are_counted_each(self):
        columns = [("services", ""), ("count", "number"), ("share", "percent"), ("n", "number")]
        wanted = [("Shelter", "2", "50%", "4"), ("Work", "1", "25%", "4"), ("Legal aid", "3", "75%", "4"),
                  ("Housing", "0", "0%", "4")]
        self.assertEqual(self.rows("measure: survey.services", columns), wanted)
        self.all({"survey.services.share.legal": "75%", "survey.services.count.housing": "0", "survey.services.base": "4",
                  "survey.services.most": "Legal aid", "survey.services.share.most": "75%",
                  "survey.rows.services.shelter": "2", "survey.agree.share.1.services.legal": "50%"})

    def test_in_views_too(self):
        columns = [("services", ""), ("share", "percent")]
        self.assertEqual(self.rows("measure: large.services", columns),
                         [("Shelter", "50%"), ("Work", "0%"), ("Legal aid", "100%"), ("Housing", "0%")])
        self.assertEqual(self.rows("measure: large.agree", [("agree", ""), ("count", "number")]),
                         [("Yes", "1"), ("No", "1"), ("Do not know", "0")])

    def test_weights(self):
        self.replace("strom.yml", "    sensitive", "    weight: w\n    sensitive")
        self.write("strom.yml", (self.folder / "strom.yml").read_text().replace("views:\n  large: select services, agree from survey where size = 'large'\n", ""))
        columns = [("services", ""), ("count", "number"), ("share", "percent")]
        self.assertEqual(self.rows("measure: survey.services", columns)[:4],
                         [("Shelter", "2", "42.9%"), ("Work", "1", "14.3%"), ("Legal aid", "3", "85.7%"), ("Housing", "0", "0.0%")])
        self.all({"survey.services.share.legal": "86%", "survey.services.most": "Legal aid"})

    def test_what_nobody_gave_and_what_does_not_exist(self):
        self.all({"survey.agree.count.2": "0", "survey.agree.share.2": "0%", "survey.rows.size.medium": "0"})
        self.wrong("survey.agree.count.99", "data/unknown-answer", "99")
        self.wrong("survey.services.count.food", "data/unknown-answer", "shelter")

    def test_sets_make_no_groups(self):
        self.wrong("survey.agree.most.services", "data/set-as-group", "survey_services")
        self.wrong("survey.agree.count.1.services.most", "data/set-as-group")
        self.write("text/report.md", "# One\n\n```{table} tbl-one\nmeasure: survey.rows\nby: services\n"
                   "columns: {services: {title: a}, rows: {title: n, type: number}}\ncaption: One\n```\n\n@tbl-one\n")
        self.assertIn("data/set-as-group", [r["code"] for r in self.errors("check")])

    def test_queries_have_the_order_of_the_book(self):
        columns = [("trust", ""), ("town", "")]
        much, some, none = [("Much", "Turku")], [("Some", "Tartu")], [("None", "Gdynia"), ("None", "Kiel"), ("None", "Riga")]
        for order, wanted in (("trust, town", much + some + none), ("1, 2", much + some + none),
                              ("survey.trust desc, town", none + some + much), ('"Trust" desc nulls last, town', none + some + much),
                              ("trust, town limit 2", much + some), ("trust + 0, town", none + some + much),
                              ("(trust), town", none + some + much)):
            self.assertEqual(self.rows(f"query: select trust, town from survey order by {order}", columns), wanted, order)
        # A name of the answer's own is that, whatever column there is of the name.
        self.assertEqual(self.rows("query: select -trust as trust, town from survey order by trust, town",
                                   [("trust", "number"), ("town", "")])[0], ("−9", "Turku"))
        self.assertEqual(self.rows("query: select trust, town from survey where trust = 7 union select trust, town from survey "
                                   "where trust = 9 order by trust, town", columns), none + much)
        self.assertEqual(self.rows("query: with t as (select trust, cast(w as text) as w from survey) select distinct trust, "
                                   "cast(w as int) as town from t where trust > 7 order by trust, town", columns),
                         [("Much", "1"), ("Some", "1")])

    def test_queries_may_ask_for_the_place_of_a_code(self):
        body = "query: select agree, count(*) as n from survey where agree is not null group by agree order by place('survey.agree', agree)"
        self.assertEqual(self.rows(body, [("agree", ""), ("n", "number")]), [("Yes", "3"), ("No", "1")])
        self.write("text/report.md", "{n}\n")
        self.replace("strom.yml", "documents:", "values:\n  n: select place('survey.agre', 1)\ndocuments:")
        self.assertIn("data/unknown-variable", [r["code"] for r in self.errors("check")])
