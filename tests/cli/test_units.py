"""Units of columns: from code books and strom.yml into heads of tables, charts and alternative texts."""

import json
import re
import subprocess

import pikepdf

from test_measures import YML, Measured

CSV = """\
town,size,staff,budget,hours,opened
Riga,large,40,1200,7.5,2008
Tartu,large,12,800,4,2009
Turku,small,3,0,2.25,2010
"""

BOOK = "variable,value,label,unit,type\nhours,,Opening hours,hours,\nopened,,Opened,,year\nsize,small,Small,,\nsize,large,Large,,\n"


class Units(Measured):
    def setUp(self):
        super().setUp()
        yml = YML[:YML.index("measures:")] + "measures:\n  survey:\n    grant: {of: budget, where: budget > 0}\nviews:\n" \
            "  big: select town, budget as money, hours from survey where staff > 5\n" + YML[YML.index("documents:"):]
        self.write("strom.yml", yml.replace("    sensitive", "    codebook: data/book.csv\n    units: {budget: EUR}\n    sensitive"))
        self.write("data/survey.csv", CSV)
        self.write("data/book.csv", BOOK)

    def heads(self, body, edition="en", kind="table"):
        self.write("text/report.md", f"# One\n\n```{{{kind}}} tbl-one\n{body}\ncaption: One, n = 3\n```\n\n@tbl-one\n")
        run = self.strom("dump", "edition", "report", "-e", edition)
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stderr)
        heads = re.findall(r"cell header.*\n((?:\s*text .*\n)+)", run.stdout)
        return ["".join(re.findall(r'text .*?"([^"]*)"$', head, re.M)) for head in heads]

    def test_heads_of_a_query(self):
        self.assertEqual(self.heads(
            "query: select town, budget, hours, opened, budget * 2 as twice from survey order by town\ncolumns:\n  town: {title: Town}\n"
            "  budget: {title: Money, type: number}\n  hours: {title: Open, type: number}\n  opened: {title: Opened, type: year}\n"
            "  twice: {title: Twice, type: number, unit: kEUR}"),
            ["Town", "Money (EUR)", "Open (hours)", "Opened", "Twice (kEUR)"])
        self.assertEqual(self.heads(
            "query: select budget, hours, staff from survey order by town\ncolumns:\n  budget: {title: Money in EUR, type: number}\n"
            "  hours: {title: Open, type: number, unit: ''}\n  staff: {title: Staff, type: number}"),
            ["Money in EUR", "Open", "Staff"])

    def test_heads_of_measures_and_views(self):
        self.assertEqual(self.heads(
            "measure: survey.grant\nby: size\ncolumns:\n  size: {title: Size}\n  mean: {title: Mean, type: number}\n"
            "  n: {title: Answers, type: number}"), ["Size", "Mean (EUR)", "Answers"])
        self.assertEqual(self.heads(
            "measure: big.hours\ncolumns:\n  median: {title: Median, type: number}\n  max: {title: Most (per day), type: number}"),
            ["Median (hours)", "Most (per day)"])
        self.assertEqual(self.heads("query: select money from big order by town\ncolumns: {money: {title: Money, type: number}}"),
                         ["Money (EUR)"])

    def test_units_are_translated(self):
        body = "query: select hours, budget from survey order by town\ncolumns:\n  hours: {title: Open, type: number}\n" \
               "  budget: {title: Money, type: number, unit: euros}"
        self.heads(body)
        run = self.strom("translate")
        self.assertEqual(run.returncode, 0, run.stderr)
        shared, own = ((self.folder / f"po/{name}.lv.po").read_text() for name in ("project", "report"))
        self.assertIn('msgid "hours"\nmsgstr ""', shared)
        self.assertNotIn('msgid "EUR"', shared)
        self.assertIn('msgid "euros"\nmsgstr ""', own)
        self.write("po/project.lv.po", shared.replace('msgid "hours"\nmsgstr ""', 'msgid "hours"\nmsgstr "stundas"'))
        self.write("po/report.lv.po", own.replace('msgid "euros"\nmsgstr ""', 'msgid "euros"\nmsgstr "eiro"'))
        self.assertEqual(self.heads(body, "lv"), ["Open (stundas)", "Money (eiro)"])

    def test_charts_and_attachments(self):
        body = "type: bar\nquery: select town, budget from survey order by town\ncolumns:\n  town: {title: Town}\n" \
               "  budget: {title: Money, type: number}"
        self.heads(body, kind="figure")
        run = self.strom("dump", "edition", "report", "-e", "en")
        self.assertIn("Highest: Riga (1,200\u00a0EUR).", run.stdout)
        text = (self.folder / "text/report.md").read_text()
        self.write("text/report.md", text + "\n```{table} tbl-two\nquery: select hours from survey order by town\n"
                   "columns: {hours: {title: Open, type: number}}\ncaption: Two\n```\n\n@tbl-two\n")
        self.assertEqual(self.strom("build").returncode, 0)
        pdf = self.folder / "out/report-en.pdf"
        words = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
        self.assertRegex(words, "1,200[ \u00a0]EUR")
        # At the first value alone.
        self.assertEqual(words.count("EUR"), 1, words)
        with pikepdf.open(pdf) as opened:
            files = [f.get_file().read_bytes().decode() for f in opened.attachments.values()]
        self.assertTrue(any(f.splitlines()[0] == "Open (hours)" for f in files), files)

    def test_what_has_none(self):
        self.replace("strom.yml", "{budget: EUR}", "{budgt: EUR}")
        report = self.assertReported(self.errors("check"), "data/unknown-column")
        self.assertIn("'budget'", report["hint"])
        self.replace("strom.yml", "{budgt: EUR}", "{budget: EUR}")
        self.write("text/report.md", "# One\n\n```{table} tbl-one\nquery: select town from survey order by town\n"
                   "columns: {town: {title: Town, unit: EUR}}\ncaption: One\n```\n\n@tbl-one\n")
        self.assertReported(self.errors("check"), "text/unit-of-no-number", 5)

    def test_strom_data_shows_them(self):
        run = self.strom("data", "survey", "--json")
        columns = {c["name"]: c for c in json.loads(run.stdout)["columns"]}
        self.assertEqual((columns["budget"]["unit"], columns["hours"]["unit"]), ("EUR", "hours"))
        self.assertIn("int, EUR", self.strom("data", "survey").stdout)


class LeftOut(Measured):
    """Columns that nobody may see are in no table, whatever is in them."""

    def setUp(self):
        super().setUp()
        self.write("strom.yml", YML[:YML.index("measures:")].replace("    sensitive", "    leave-out: [Name, Phone no]\n    sensitive")
                   + YML[YML.index("documents:"):])
        self.write("data/survey.csv", "town,Name,staff,Phone no\nRiga,Anna Secret,4,\"1,200\"\nTartu,Bert Secret,5,n/a\n")

    def test_nothing_of_them_is_there(self):
        self.write("text/report.md", "There are {survey.rows} with {survey.staff.sum}.\n")
        for words in (("check",), ("dump", "tables"), ("data", "survey"), ("data", "survey", "--json"), ("build",)):
            run = self.strom(*words)
            self.assertEqual((run.returncode, run.stderr), (0, ""), words)
            self.assertNotIn("Secret", run.stdout)
            self.assertNotIn("Phone", run.stdout)
        self.write("text/report.md", "{survey.name.most}\n")
        said = self.assertReported(self.errors("check"), "data/unknown-measure")
        self.assertNotIn("Name,", said["hint"])

    def test_one_that_there_is_not(self):
        self.replace("strom.yml", "Phone no", "Phone")
        self.assertReported(self.errors("check"), "data/unknown-column")
