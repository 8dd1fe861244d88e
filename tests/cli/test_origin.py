"""Where printed numbers come from: strom explain, values.json of a delivery, and strom diff."""

import json
import re
import sqlite3
import unittest
import zipfile

from project import SOURCE, Project

YML = """\
project:
  id: small
  title: A small project
  date: 2015-10-31
language: en
languages: [en, lv]
data:
  survey: {source: csv, path: data/survey.csv, small-base-below: 1, sensitive: false}
  cases: {source: csv, path: data/cases.csv, sensitive: true}
views:
  large: select town, policy, staff from survey where staff >= 10
measures:
  survey:
    staffed: staff > 0
values:
  towns: select count(*) from survey where country <> 'LV'
  both: select count(*) from survey s join large l on l.town = s.town
documents:
  report: {layout: report, theme: strom, text: text/report.md, editions: languages}
"""

CSV = "town,country,policy,staff\nRiga,LV,1,40\nTartu,EE,0,12\nTurku,FI,1,0\nKiel,DE,,3\n"

TEXT = """\
# Towns

Of {survey.rows} towns, {survey.policy.share, number, percent} have a policy, and {large.policy.count} of the large.

Abroad are {towns, plural, one {# town} other {# towns}}, with {both}, see @tbl-towns.

Nothing changes here.

```{table} tbl-towns
query: select town, staff from survey order by town
columns: {town: {title: Town}, staff: {title: Staff, type: number}}
caption: Towns
```
"""


class Origins(Project):
    def setUp(self):
        super().setUp()
        (self.folder / "po/report.lv.po").unlink()
        self.write("strom.yml", YML)
        self.write("data/survey.csv", CSV)
        self.write("data/cases.csv", "name,kind\nAnna Secret,labour\n")
        self.write("text/report.md", TEXT)

    def explained(self, *words):
        run = self.strom("explain", *words)
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stderr)
        return run.stdout

    def test_a_measure_by_its_name(self):
        out = self.explained("survey.policy.share")
        for line in ("survey.policy.share: 67%", "printed     report en, text/report.md:3",
                     "written as  {survey.policy.share, number, percent}", "base        3", 'from main."survey"',
                     "source      survey: data/survey.csv",
                     "rows        3 of 'survey': data/survey.csv:2, data/survey.csv:3, data/survey.csv:4\n"):
            self.assertIn(line, out)

    def test_views_between_are_told(self):
        out = self.explained("large.policy.count")
        self.assertIn("view        large: select town, policy, staff from survey where staff >= 10", out)
        self.assertIn("source      survey: data/survey.csv", out)
        self.assertIn("rows        2 of 'large': row 1, row 2", out)

    def test_a_query_and_its_rows(self):
        out = self.explained("towns")
        self.assertIn("query       select count(*) from survey where country <> 'LV'", out)
        self.assertIn("rows        3 of 'survey': data/survey.csv:3, data/survey.csv:4, data/survey.csv:5\n", out)
        out = self.explained("both")
        self.assertIn("rows        all 4 of 'survey'", out)
        self.assertIn("rows        all 2 of 'large'", out)

    def test_a_number_as_it_is_printed(self):
        self.assertIn("survey.policy.share: 67", self.explained("--edition", "lv", "67%"))
        self.assertIn("towns: 3", self.explained("3"))
        reports = self.errors("explain", "towms")
        self.assertEqual(reports[0]["code"], "cli/not-printed")
        self.assertIn("towns", reports[0]["hint"])

    def test_json(self):
        said = [json.loads(line) for line in self.strom("explain", "towns", "--json").stdout.splitlines()]
        self.assertEqual(said[0], {"event": "value", "name": "towns", "text": "3", "form": "#", "document": "report",
                                   "edition": "en", "at": "text/report.md:5", "files": ["data/survey.csv"],
                                   "query": "select count(*) from survey where country <> 'LV'", "tables": ["survey"],
                                   "rows": [{"table": "survey", "count": 3, "first": [
                                       "data/survey.csv:3", "data/survey.csv:4", "data/survey.csv:5"]}]})

    def test_of_a_sensitive_source_nothing_is_told(self):
        for word in ("cases", "Anna Secret", "cases.rows"):
            run = self.strom("explain", word)
            self.assertEqual(run.returncode, 1)
            self.assertNotIn("labour", run.stdout + run.stderr)
            self.assertNotIn("name", run.stdout)

    def places(self, *edition):
        """Text -> the middle of where it stands, in millimetres, with its page: from the pages' own dump."""
        found, page = {}, 0
        for line in self.strom("dump", "pages", "report", *edition).stdout.splitlines():
            if line.startswith("page "):
                page = int(line.split()[1])
            m = re.match(r'  text (\S+) (\S+) (\S+) .* w (\S+) "(.*)"$', line)
            if m:
                x, y, width = float(m[1]), float(m[2]), float(m[4])
                found.setdefault(m[5].replace("\xa0", " "), []).append(
                    (page, (x + width / 2) * 25.4 / 72, (y - 2) * 25.4 / 72, x * 25.4 / 72, width * 25.4 / 72))
        return found

    def at(self, page, x, y, *more):
        run = self.strom("explain", "report", "--page", str(page), "--at", f"{x:.1f},{y:.1f}", *more)
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stderr)
        return run.stdout

    def line(self, places, begin):
        return next((text, *place[0]) for text, place in places.items() if text.startswith(begin))

    def test_what_stands_at_a_place(self):
        text, page, _, y, left, width = self.line(self.places(), "Of 4 towns")
        for part, name, others in (("4", "survey.rows", "policy"), ("67%", "survey.policy.share", "survey.rows:")):
            x = left + width * (text.index(part) + len(part) / 2) / len(text)
            out = self.at(page, x, y)
            self.assertIn(f"page {page} (", out)
            self.assertIn("paragraph: Of 4 towns", out.replace("\xa0", " "))
            self.assertIn("  text        text/report.md:3\n", out)
            self.assertIn("  segment     Of {survey.rows} towns", out)
            self.assertIn(f"\n{name}: {part}", out.replace("\xa0", " "))
            self.assertNotIn(f"\n{others}", out)
            self.assertIn("source      survey: data/survey.csv", out)
        # Between the values: all of the paragraph.
        out = self.at(page, left + width * 0.5, y)
        self.assertTrue("survey.rows: 4" in out and "large.policy.count: 1" in out, out)

    def test_the_translation_of_a_place(self):
        self.write("po/report.lv.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
                   'msgid "Nothing changes here."\nmsgstr "Te nekas nemainās."\n')
        self.replace("strom.yml", "languages: [en, lv]", "languages: [en, lv]\ntranslations: po")
        places = self.places("--edition", "lv")
        _, page, x, y, *_ = self.line(places, "Te nekas")
        out = self.at(page, x, y, "--edition", "lv")
        self.assertIn("segment     Nothing changes here.\n  translated  po/report.lv.po:5\n", out)
        said = json.loads(self.at(page, x, y, "--edition", "lv", "--json"))
        self.assertEqual((said["event"], said["kind"], said["text"], said["at"], said["po"], said["translation"]),
                         ("place", "paragraph", "Te nekas nemainās.", "text/report.md:7", "po/report.lv.po:5",
                          "Te nekas nemainās."))
        _, page, x, y, *_ = self.line(places, "Of 4")
        self.assertIn("translated  no: it stands in the text's language", self.at(page, x, y, "--edition", "lv"))

    def test_a_cell_of_a_table(self):
        _, page, x, y, *_ = self.line(self.places(), "Tartu")
        out = self.at(page, x, y)
        self.assertIn("table tbl-towns\n  row         Tartu | 12\n  column      town\n"
                      "  query       select town, staff from survey order by town\n"
                      "  source      survey: data/survey.csv\n  rows        1 of 'survey': data/survey.csv:3\n", out)
        said = [json.loads(line) for line in self.at(page, x, y, "--json").splitlines()]
        self.assertEqual([s["event"] for s in said], ["place", "table"])
        self.assertEqual((said[1]["id"], said[1]["row"], said[1]["column"], said[1]["rows"][0]["count"]),
                         ("tbl-towns", "Tartu | 12", "town", 1))

    def test_a_bar_of_a_chart(self):
        """Its own rows: of a query, of one that puts rows together, and of a measure."""
        chart = "\n```{figure} fig-%s\ntype: bar\n%s\ncaption: One, n = 4\n```\n\n@fig-%s\n"
        plain = "query: select town, staff from survey order by staff desc, town\ncolumns: {town: {title: T}, staff: {title: S, type: number}}"
        grouped = "query: select policy, sum(staff) as staff from survey where policy is not null group by policy order by policy\n" \
                  "columns: {policy: {title: P}, staff: {title: S, type: number}}"
        measure = "measure: survey.staffed\nby: country\ncolumns: {country: {title: C}, count: {title: N, type: number}}"
        for body, begin, row, rows in (
                (plain, "40", "Riga | 40", "1 of 'survey': data/survey.csv:2"),
                (plain, "Tartu", "Tartu | 12", "1 of 'survey': data/survey.csv:3"),
                (grouped, "12", "0 | 12", "1 of 'survey': data/survey.csv:3"),
                (grouped, "40", "1 | 40", "2 of 'survey': data/survey.csv:2, data/survey.csv:4"),
                (measure, "DE", "DE | 1", "1 of 'survey': data/survey.csv:5")):
            self.write("text/report.md", "# Towns\n" + chart % ("a", body, "a"))
            _, page, x, y, left, width = self.line(self.places(), begin)
            out = self.at(page, x, y)
            self.assertIn(f"figure fig-a\n  row         {row}\n", out)
            self.assertIn(f"  rows        {rows}\n", out)
            if begin == "40":  # the bar itself, left of its number
                self.assertIn(f"  rows        {rows}\n", self.at(page, left - 4, y))

    def test_a_point_of_a_line(self):
        """Between the ends of a line each point is a row's: places are told from the numbers at the ends."""
        self.write("data/survey.csv", "year,a,b\n2010,10,40\n2011,30,20\n2012,15,60\n2013,50,30\n")
        self.write("strom.yml", "project: {id: small, title: A, date: 2015-10-31}\nlanguage: en\nlanguages: [en]\ndata:\n"
                   "  survey: {source: csv, path: data/survey.csv, sensitive: false}\n"
                   "documents:\n  report: {layout: report, theme: strom, text: text/report.md, editions: languages}\n")
        self.write("text/report.md", "# Years\n\n```{figure} fig-a\ntype: line\nquery: select year, a, b from survey order by year\n"
                   "columns: {year: {title: Y, type: year}, a: {title: A, type: number}, b: {title: B, type: number}}\ncaption: One\n```\n\n@fig-a\n")
        places = self.places()
        _, page, _, high, _, _ = self.line(places, "50")
        _, _, _, low, _, _ = self.line(places, "30")
        _, _, _, _, at, _ = self.line(places, "2010")
        for number, column in ((40, "b"), (11, "a")):
            out = self.at(page, at + 1.5, high + (50 - number) * (low - high) / 20)
            self.assertIn(f"  row         2010 | 10 | 40\n  column      {column}\n", out)
            self.assertIn("  rows        1 of 'survey': data/survey.csv:2\n", out)
        _, page, x, y, _, _ = self.line(places, "30")
        self.assertIn("  row         2013 | 50 | 30\n  column      b\n", self.at(page, x, y))

    def test_other_charts_tell_of_their_rows(self):
        self.write("data/survey.csv", "country,n,part,day\nLV,41,0.5,2010-01-01\nEE,37,0.3,2011-03-04\nFI,21,0.2,2013-05-06\n")
        self.write("strom.yml", "project: {id: small, title: A, date: 2015-10-31}\nlanguage: en\nlanguages: [en]\ndata:\n"
                   "  survey: {source: csv, path: data/survey.csv, sensitive: false}\n"
                   "documents:\n  report: {layout: report, theme: strom, text: text/report.md, editions: languages}\n")
        for kind, query, columns, begin, row in (
                ("share", "country, part from survey order by part desc", "country: {title: C}, part: {title: P, type: percent}", "EE", "EE | 30%"),
                ("map", "country, n from survey order by country", "country: {title: C}, n: {title: N, type: number}", "41", "LV | 41"),
                ("timeline", "day, country from survey order by day", "day: {title: D, type: date}, country: {title: C}", "FI", "6 May 2013 | FI"),
                ("flow", "country, n, null as lost, null as why from survey order by n desc",
                 "country: {title: C}, n: {title: N, type: number}, lost: {title: L, type: number}, why: {title: W}", "EE", "EE | 37 | – | –"),
                ("multiples", "country, n, n + 100 as more from survey order by n", "country: {title: C}, n: {title: N, type: number}, "
                 "more: {title: M, type: number}", "FI", "FI | 21 | 121")):
            more = "options: {form: bar}\n" if kind == "multiples" else ""
            self.write("text/report.md", f"# Kinds\n\n```{{figure}} fig-a\ntype: {kind}\n{more}query: select {query}\ncolumns: {{{columns}}}\n"
                       "caption: One, n = 3\n```\n\n@fig-a\n")
            _, page, x, y, _, _ = self.line(self.places(), begin)
            self.assertIn(f"figure fig-a\n  row         {row}\n", self.at(page, x, y), kind)

    def test_tables_and_charts_by_their_ids(self):
        out = self.explained("tbl-towns")
        self.assertIn("table tbl-towns\n  printed     report en, text/report.md:9\n  query       select town, staff", out)
        self.assertIn("  rows        4 of 'survey': data/survey.csv:2", out)
        said = json.loads(self.explained("tbl-towns", "--json"))
        self.assertEqual((said["event"], said["id"], said["rows"][0]["count"]), ("table", "tbl-towns", 4))
        report = self.errors("explain", "tbl-town")[0]
        self.assertIn("'tbl-towns'", report["hint"])

    def test_where_nothing_stands(self):
        report = self.errors("explain", "report", "--at", "1,1", "--page", "2")[0]
        self.assertEqual(report["code"], "cli/nothing-there")
        self.assertRegex(report["hint"], r"^The nearest is '.*', at \d+\.\d,\d+\.\d\.$")
        self.assertEqual(self.errors("explain", "report", "--at", "1,1", "--page", "99")[0]["code"], "cli/no-page")
        self.replace("strom.yml", "documents:\n", "documents:\n  other: {layout: report, theme: strom, "
                     "text: text/report.md, editions: languages}\n")
        report = self.errors("explain", "--at", "1,1")[0]
        self.assertEqual((report["code"], report["hint"]),
                         ("cli/which-document", "Name one of other, report before --page."))
        for words in (("--at", "7", "report"), ("--at", "a,b", "report"), ("--at", "1,1", "report", "x"), ()):
            self.assertEqual(self.strom("explain", *words).returncode, 2, words)

    def packed(self):
        run = self.strom("pack", "-q")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(self.outputs(), ["report-en.pdf", "report-lv.pdf", "small.zip"])
        with zipfile.ZipFile(self.folder / "out/small.zip") as z:
            return z.read("small/data/values.json").decode()

    def test_a_delivery_says_what_it_prints(self):
        text = self.packed()
        self.assertNotIn("Secret", text)
        self.assertNotIn("cases", text)
        values = json.loads(text)
        self.assertEqual([e["edition"] for e in values["editions"]], ["en", "lv"])
        english = values["editions"][0]
        share = [v for v in english["values"] if v["name"] == "survey.policy.share"][0]
        self.assertEqual((share["text"], share["base"], share["tables"], share["files"]),
                         ("67%", 3, ["survey"], ["data/survey.csv"]))
        self.assertEqual(english["tables"][0]["query"], "select town, staff from survey order by town")
        self.assertEqual(english["tables"][0]["files"], ["data/survey.csv"])
        self.assertEqual(english["tables"][0]["rows"], ["Kiel | 3", "Riga | 40", "Tartu | 12", "Turku | 0"])
        self.assertIn("Nothing changes here.", english["texts"])
        self.assertEqual(self.strom("verify", "out/small.zip").returncode, 0)
        self.assertEqual(text, self.packed())

    def fits(self, schema, value):
        """JSON Schema's words that ours has: types, members, items."""
        if isinstance(value, dict):
            self.assertLessEqual(set(schema.get("required", ())), set(value))
            self.assertLessEqual(set(value), set(schema["properties"]))
            for name, inner in value.items():
                self.fits(schema["properties"][name], inner)
        elif isinstance(value, list):
            for inner in value:
                self.fits(schema["items"], inner)
        else:
            kinds = schema.get("type", "string")
            self.assertIn({str: "string", int: "integer"}[type(value)], [kinds] if isinstance(kinds, str) else kinds)

    def test_it_is_as_its_schema_says(self):
        schema = json.loads(self.strom("schema", "values").stdout)
        self.fits(schema, json.loads(self.packed()))
        self.assertEqual([r["code"] for r in self.errors("schema", "value")], ["cli/unknown-schema"])

    def test_what_changed_since(self):
        self.packed()
        (self.folder / "out/small.zip").rename(self.folder / "old.zip")
        run = self.strom("diff", "old.zip")
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""))
        self.write("data/survey.csv", CSV.replace("Tartu,EE,0,12", "Tartu,EE,1,9"))
        self.write("text/report.md", TEXT.replace("Nothing", "Something"))
        run = self.strom("diff", "old.zip")
        self.assertEqual((run.returncode, run.stderr), (1, ""))
        self.assertEqual(run.stdout[:run.stdout.index("report lv")].replace("\xa0", " "), """\
report en
  survey.policy.share: 67% -> 100%
  both: 2 -> 1
  tbl-towns:
  - Tartu | 12
  + Tartu | 9
  text:
  - Of 4 towns, 67% have a policy, and 1 of the large.
  + Of 4 towns, 100% have a policy, and 1 of the large.
  - Abroad are 3 towns, with 2, see Table 1.
  + Abroad are 3 towns, with 1, see Table 1.
  - Nothing changes here.
  + Something changes here.

""")
        said = [json.loads(line) for line in self.strom("diff", "old.zip", "--json").stdout.splitlines()]
        self.assertEqual(said[0], {"event": "changed", "document": "report", "edition": "en", "kind": "number",
                                   "name": "survey.policy.share", "old": "67%", "new": "100%"})

    def changed(self):
        run = self.strom("diff", "old.zip")
        self.assertEqual(run.stderr, "")
        return run.returncode, run.stdout.replace("\xa0", " ")

    def old(self):
        self.packed()
        (self.folder / "out/small.zip").rename(self.folder / "old.zip")

    def test_a_value_with_another_name(self):
        self.old()
        self.replace("strom.yml", "  towns: select count(*)", "  abroad: select count(*)")
        self.replace("text/report.md", "{towns, plural", "{abroad, plural")
        self.assertEqual(self.changed(), (0, ""))
        self.write("data/survey.csv", CSV.replace("Turku,FI", "Turku,LV"))
        code, out = self.changed()
        self.assertEqual(code, 1)
        self.assertIn("report en\n  abroad (was towns): 3 -> 2\n", out)

    def test_rows_are_told_by_what_they_are_about(self):
        self.replace("text/report.md", "order by town", "order by staff desc")
        self.old()
        self.write("data/survey.csv", CSV.replace(",12", ",41"))
        self.assertIn("  tbl-towns:\n  - Tartu | 12\n  + Tartu | 41\n\nreport lv", self.changed()[1])
        self.write("data/survey.csv", CSV.replace("Tartu,EE,0,12", "Tallinn,EE,0,12"))
        self.assertIn("  tbl-towns:\n  - Tartu | 12\n  + Tallinn | 12\n", self.changed()[1])

    def test_rows_in_another_order_are_told(self):
        self.old()
        self.replace("text/report.md", "order by town", "order by town desc")
        self.assertIn("  tbl-towns:\n", self.changed()[1])

    def test_a_value_that_is_asked_for_otherwise(self):
        self.old()
        self.replace("strom.yml", "where country <> 'LV'", "where country = 'LV'")
        self.assertIn("  towns: 3 -> 1\n", self.changed()[1])

    def test_other_languages(self):
        self.old()
        self.replace("strom.yml", "languages: [en, lv]", "languages: [en, de]")
        self.assertEqual(self.changed(), (1, "report de\n  + a new edition\n\nreport lv\n"
                                          "  - an edition that is no more\n"))

    def test_a_delivery_of_an_older_version(self):
        self.old()
        with zipfile.ZipFile(self.folder / "old.zip") as was, zipfile.ZipFile(self.folder / "older.zip", "w") as z:
            for name in was.namelist():
                if not name.endswith("values.json"):
                    z.writestr(name, was.read(name))
        report, = self.errors("diff", "older.zip", code=2)
        self.assertEqual(report["code"], "cli/no-values")
        self.assertIn("packed by a version that wrote no values.json", report["message"])
        self.assertIn("pack it with this version", report["hint"])

    def test_what_is_no_delivery(self):
        self.write("old.zip", b"PK\x05\x06" + bytes(18))
        self.assertEqual([r["code"] for r in self.errors("diff", "old.zip", code=2)], ["cli/no-values"])
        self.write("old.zip", "no zip")
        self.assertEqual([r["code"] for r in self.errors("diff", "old.zip", code=2)], ["cli/no-values"])
        with zipfile.ZipFile(self.folder / "old.zip", "w") as z:
            z.writestr("small/data/values.json", '{"format": "other"}')
        self.assertEqual([r["code"] for r in self.errors("diff", "old.zip", code=2)], ["cli/no-values"])


class Sample(Project):
    def test_ten_numbers_of_the_latvian_baseline_report(self):
        """Each is printed there, and its rows are where the file has them."""
        wanted = {"baseline.has_policy.share": "34", "baseline.rows": "140", "baseline.trained.count": None,
                  "baseline.grant.median": None, "baseline.obstacle.share.most": None, "b_countries": "10",
                  "baseline.referral_tested.share": None, "baseline.year.most": None, "baseline.rows.size.city": None,
                  "baseline.has_policy.count.country.most": None}
        for name, text in wanted.items():
            run = self.strom("explain", "-C", str(SOURCE / "samples/strom"), "--edition", "lv", name, "baseline")
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertRegex(run.stdout, rf"(?m)^{name}: {text or ''}")
            self.assertRegex(run.stdout, r"(?m)^  source      baseline: .*data/baseline\.xlsx$")
            self.assertRegex(run.stdout, r"(?m)^  rows        (all )?\d+ of 'baseline'")
            run = self.strom("explain", "-C", str(SOURCE / "samples/strom"), "--edition", "lv", name, "baseline", "--json")
            said = json.loads(run.stdout.splitlines()[0])
            self.assertEqual((said["name"], said["edition"], said["files"]), (name, "lv", ["data/baseline.xlsx"]))
            self.assertGreater(said["rows"][0]["count"], 0)
            for place in said["rows"][0]["first"]:
                self.assertRegex(place, r"data/baseline\.xlsx:answers!A\d+$")
        self.assertIn("of 'baseline': " + f"{SOURCE}/samples/strom/data/baseline.xlsx:answers!A2, A3, A4, A5, A6, ",
                      self.strom("explain", "-C", str(SOURCE / "samples/strom"), "baseline.rows", "baseline").stdout)

    def test_rows_of_databases_and_of_sheets(self):
        self.write("strom.yml", YML.replace("csv, path: data/survey.csv", "sqlite, path: data/towns.db"))
        with sqlite3.connect(self.folder / "data/towns.db") as db:
            db.execute("create table towns (town text, country text, policy int, staff int)")
            db.executemany("insert into towns values (?, ?, ?, ?)", [row.split(",") for row in CSV.splitlines()[1:]])
        db.close()
        self.write("data/cases.csv", "name,kind\nAnna Secret,labour\n")
        self.write("text/report.md", TEXT)
        (self.folder / "po/report.lv.po").unlink(missing_ok=True)
        self.assertIn("rows        4 of 'survey': data/towns.db:towns, row 1, row 2, ",
                      self.strom("explain", "survey.rows").stdout)


if __name__ == "__main__":
    unittest.main()
