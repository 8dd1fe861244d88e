"""Code books: labels by language in texts, tables and SQL, codes for no value, sets of answers."""

import io
import subprocess
import unittest

import openpyxl

from project import SOURCE, Project

DATA = "town,obstacle,trust,serv\nRiga,money,1,legal shelter\nTartu,staff,99,legal\nTurku,money,2,\nOslo,refused,3,shelter\n"

BOOK = """\
variable,value,label_en,label_lv,order,missing,type
obstacle,,Main obstacle,Galvenais šķērslis,,,
obstacle,money,Money,Nauda,2,,
obstacle,staff,Staff,Darbinieki,1,,
obstacle,refused,Refused,Atteicās,,yes,
trust,,Trust,,,,
trust,1,Low,Zema,,,
trust,2,Middle,Vidēja,,,
trust,3,High,,,,
trust,99,No answer,,,yes,
serv,,Services,,,,set
serv,legal,Legal aid,Juridiskā palīdzība,,,
serv,shelter,Shelter,Patvērums,,,
"""

TEXT = """\
# First {#first}

Most say {main}: {main, select, money {it is money} other {it is not}}. Also {said} and {level}.

```{table} tbl-o
query: select obstacle, count(*) as n from survey where obstacle is not null group by obstacle order by obstacle
columns: {obstacle: {title: Obstacle}, n: {title: Number, type: number}}
caption: Obstacles
```

```{table} tbl-t
query: select trust, trust_missing, town from survey order by town
columns: {trust: {title: Trust}, trust_missing: {title: Why not}, town: {title: Town}}
caption: Trust
```

```{table} tbl-s
query: select serv, count(*) as n from survey_serv group by serv order by serv
columns: {serv: {title: Service}, n: {title: Number, type: number}}
caption: Services
```
"""

VALUES = """\
  main: select obstacle from survey group by obstacle order by count(*) desc, obstacle limit 1
  said: select label('survey.obstacle', 'staff')
  level: select max(trust) from survey
"""


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class CodeBooks(Project):
    def setUp(self):
        super().setUp()
        self.write("data/survey.csv", DATA)
        self.write("data/book.csv", BOOK)
        self.write("text/report.md", TEXT)
        self.entry("{source: csv, path: data/survey.csv, codebook: data/book.csv, sensitive: false}",
                   "{source: csv, path: data/survey.csv, sensitive: false}")
        self.replace("strom.yml", "  towns: select count(*) from survey\n", VALUES)

    def entry(self, new, old=None):
        text = (self.folder / "strom.yml").read_text()
        line = next(x for x in text.splitlines() if x.startswith("  survey: "))
        (self.folder / "strom.yml").write_text(text.replace(line, "  survey: " + new))

    def edition(self, language):
        run = self.strom("dump", "edition", "report", "-e", language)
        self.assertEqual(run.returncode, 0, run.stderr)
        return [x.split('"')[1] for x in run.stdout.splitlines() if x.strip().startswith("text ")]

    def check(self, code):
        run = self.strom("check")
        self.assertIn(f"[{code}]", run.stderr)
        return run.stderr

    def data(self, name, content):
        self.write(name, content)

    def only(self):
        """A report that asks for nothing, so that faults of the source are told alone."""
        self.write("text/report.md", "# First\n\nWords.\n")
        self.replace("strom.yml", VALUES, "  one: select 1\n")

    # ---- Labels ----

    def test_labels_are_in_the_language_of_the_edition(self):
        english, latvian = self.edition("en"), self.edition("lv")
        self.assertIn("Most say Money: it is money. Also Staff and 3.", english)
        self.assertIn("Most say Nauda: it is money. Also Darbinieki and 3.", latvian)
        self.assertIn("Juridiskā palīdzība", latvian)
        # One that the language lacks is in the project's own.
        self.assertIn("High", latvian)

    def test_questions_and_the_most_frequent_answer(self):
        self.write("text/report.md", "# First\n\n{survey.obstacle.question} {survey.obstacle.most}.\n")
        self.assertIn("Main obstacle Money.", self.edition("en"))
        self.assertIn("Galvenais šķērslis Nauda.", self.edition("lv"))

    def test_labels_of_variables_in_queries(self):
        self.write("text/report.md", """\
# First

{said}

```{table} tbl-v
query: |
  select label('survey.obstacle') as variable, label('survey.obstacle', 'staff') as code, count(obstacle) as n from survey
  union all select label('survey.serv'), label('survey.serv', 'thing'), count(serv) from survey
  order by n
columns: {variable: {title: A}, code: {title: B}, n: {title: C, type: number}}
caption: Variables
```
""")
        cells = {"en": ["Main obstacle", "Staff", "Services", "thing"],
                 "lv": ["Galvenais šķērslis", "Darbinieki", "Services", "thing"]}
        for language, wanted in cells.items():
            found = self.edition(language)
            self.assertEqual([words for words in wanted if words not in found], [])

    def test_attachments_have_codes_and_labels(self):
        self.english_alone()
        run = self.strom("build", "-e", "en")
        self.assertEqual(run.returncode, 0, run.stderr)
        subprocess.run(["pdfdetach", "-saveall", "-o", self.folder, next((self.folder / "out").glob("**/*.pdf"))], check=True)
        rows = (self.folder / "tbl-o.csv").read_bytes().decode()
        self.assertEqual(rows, "obstacle,Obstacle,Number\r\nstaff,Staff,1\r\nmoney,Money,2\r\n")

    def test_codes_are_in_the_order_of_the_book(self):
        cells = self.edition("en")
        self.assertLess(cells.index("Staff"), cells.index("Money"))
        self.assertEqual(cells[cells.index("Staff") + 1], "1")

    def test_codes_for_no_value_are_none_and_kept_aside(self):
        tables = self.strom("dump", "tables").stdout
        self.assertIn('["Tartu", "staff", null, null, "99", "legal"]', tables)
        self.assertIn('["Oslo", null, "refused", 3, null, "shelter"]', tables)
        self.assertIn("No answer", self.edition("en"))

    def test_sets_are_a_table_with_a_row_an_answer(self):
        self.assertIn('table survey_serv: 4 rows\n  int row\n  text serv\n  [1, "legal"]\n  [1, "shelter"]\n',
                      self.strom("dump", "tables").stdout)

    def test_a_label_of_no_variable(self):
        self.replace("strom.yml", "label('survey.obstacle'", "label('survey.obstacel'")
        said = self.check("data/unknown-variable")
        self.assertIn("strom.yml:12:22: error: no code book has 'survey.obstacel'", said)
        self.assertIn("Did you mean 'survey.obstacle'?", said)

    def test_a_book_for_a_workbook_is_an_xlsform(self):
        form = workbook(
            survey=[["type", "name", "label::English (en)", "label::Latvian (lv)"],
                    ["select_one obstacles", "obstacle", "Main obstacle", "Šķērslis"],
                    ["select_multiple services", "serv", "Services", "Pakalpojumi"]],
            choices=[["list_name", "name", "label::English (en)", "label::Latvian (lv)"],
                     ["obstacles", "staff", "Staff", "Darbinieki"], ["obstacles", "money", "Money", "Nauda"],
                     ["obstacles", "refused", "Refused", "Atteicās"],
                     ["services", "legal", "Legal aid", "Juridiskā palīdzība"],
                     ["services", "shelter", "Shelter", "Patvērums"]])
        rows = [line.split(",") for line in DATA.splitlines()]
        self.write("data/form.xlsx", form)
        self.write("data/survey.xlsx", workbook(answers=rows))
        self.entry("{source: xlsx, path: data/survey.xlsx, codebook: data/form.xlsx, sensitive: false, "
                   "types: {trust: int}}")
        self.replace("text/report.md", "trust_missing, ", "'' as trust_missing, ")
        self.assertIn("Nauda", self.edition("lv"))

    def test_a_book_adds_languages_to_that_of_the_file(self):
        self.write("data/a.sav", (SOURCE / "plugins/source-spss/sample.sav").read_bytes())
        self.write("data/lv.csv", "variable,value,label_lv\nobstacle,1,Nauda\nobstacle,2,Darbinieki\n")
        self.entry("{source: spss, path: data/a.sav, codebook: data/lv.csv, sensitive: false}")
        self.write("text/report.md", "# First\n\nMost say {main}, of {n}.\n")
        self.replace("strom.yml", VALUES, "  main: select min(obstacle) from survey\n  n: select count(obstacle) from survey\n"
                     .replace("min(obstacle) from survey", "obstacle from survey where town = 'Rīga'"))
        self.assertIn("Most say Money, of 2.", self.edition("en"))
        self.assertIn("Most say Nauda, of 2.", self.edition("lv"))
        self.assertIn('["Tur', self.strom("dump", "tables").stdout)
        self.assertIn('"9"', self.strom("dump", "tables").stdout)

    # ---- Faults ----

    def test_cells_that_are_no_code(self):
        self.data("data/survey.csv", DATA.replace("Turku,money", "Turku,mony"))
        said = self.check("data/unknown-code")
        self.assertIn("data/survey.csv:4:7: warning: 'mony' of 'obstacle' is not in the code book", said)

    def test_variables_without_a_column(self):
        self.data("data/book.csv", BOOK + "trsut,,Trust,,,,\n")
        self.assertIn("has 1 variable without a column: trsut", self.check("data/variable-without-column"))

    def test_a_code_twice(self):
        self.data("data/book.csv", BOOK + "obstacle,money,Cash,,,,\n")
        self.assertIn("data/book.csv:14:10: error: 'obstacle' has the code 'money' already", self.check("data/code-twice"))

    def test_a_column_for_what_is_missing_is_taken(self):
        self.data("data/survey.csv", DATA.replace("town,", "trust_missing,"))
        self.check("data/duplicate-column")

    def test_a_book_that_is_none(self):
        for name, content, code in (
                ("b.csv", "a,b\n1,2\n", "survey/no-code-book"),
                ("b.csv", "variable,value\na,1\n", "survey/no-label"),
                ("b.csv", "variable,value,label_klingon\na,1,x\n", "survey/unknown-language"),
                ("b.csv", "variable,value,label,type\nserv,,x,bag\n", "survey/unknown-type"),
                ("b.csv", "variable,value,label,order\nserv,a,x,first\n", "survey/bad-order"),
                ("b.csv", "variable,value,label\n" + "".join(f"serv,{i},x\n" for i in range(10001)), "survey/large"),
                ("b.csv", "variable,value,label\n" + "".join(f"v{i},,x\n" for i in range(5001)), "data/large-code-book"),
                ("b.csv", "field_name,select_choices_or_calculations\na,b\n", "survey/no-dictionary"),
                ("b.csv", "field_name,field_type,field_label,select_choices_or_calculations\n"
                          'serv,radio,S,"1, a | 1, b"\n', "survey/code-twice"),
                ("b.xlsx", workbook(other=[["a"], ["b"]]), "survey/no-code-book"),
                ("b.xlsx", workbook(survey=[["type", "label"], ["text", "b"]]), "survey/no-survey"),
                ("b.xlsx", workbook(survey=[["type", "name"], ["text", "b"]], choices=[["name"], ["b"]]),
                 "survey/no-choices"),
                ("b.xlsx", workbook(survey=[["type", "name"], ["select_one x", "serv"]]), "survey/no-list"),
                ("b.xlsx", workbook(survey=[["type", "name"], ["end_group", ""]]), "survey/no-group"),
                ("b.xlsx", workbook(survey=[["type", "name"]] + [["begin_group", f"g{i}"] for i in range(40)]),
                 "survey/deep-groups"),
                ("b.xlsx", workbook(survey=[["type", "name"], ["text", "serv"], ["text", "serv"]]),
                 "data/variable-twice"),
                ("b.xlsx", workbook(survey=[["type", "name"]] + [["end_group", ""]] * 60), "survey/more-errors")):
            with self.subTest(code):
                self.write("data/" + name, content)
                self.entry("{source: csv, path: data/survey.csv, codebook: data/" + name + ", sensitive: false}")
                self.check(code)

    def test_all_sheets_of_an_export_are_hidden(self):
        book = openpyxl.load_workbook(io.BytesIO(workbook(a=[["x"], [1]], b=[["x"], [1]])))
        book["a"].sheet_state = "hidden"
        book["b"]["A1"].value = book["b"]["A2"].value = None
        out = io.BytesIO()
        book.save(out)
        self.write("data/hidden.xlsx", out.getvalue())
        self.entry("{source: survey, path: data/hidden.xlsx, sensitive: false}")
        self.check("survey/no-sheet")

    def test_labels_of_sensitive_sources_stay(self):
        self.only()
        self.data("data/survey.csv", DATA.replace("Turku,money", "Turku,mony"))
        self.entry("{source: csv, path: data/survey.csv, codebook: data/book.csv, sensitive: true}")
        run = self.strom("check")
        self.assertNotIn("mony", run.stdout + run.stderr)


if __name__ == "__main__":
    unittest.main()
