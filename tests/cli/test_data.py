"""Data as offices save it, from the file to the page."""

import json
import shutil
import subprocess
import unittest

import pikepdf

from project import Project

YML = """\
project: {id: survey, title: Survey, date: 2015-10-31}
language: en
languages: [en]
data:
  survey:
    source: csv
    path: survey.csv
    sensitive: false
values:
  pupils: select sum(Pupils) from survey
  share: select avg(Share) from survey
  most: select max(Pupils) from survey
  last: select max("Answered on") from survey
  n: select count(*) from survey
documents:
  report: {layout: report, theme: strom, text: r.md, editions: languages}
"""

TEXT = """\
# Sums

In all {pupils} pupils in {n} towns; on average {share, number, percent}; the most {most}; until {last, date, long}.

```{figure} fig-p
type: bar
query: select Town, sum(Pupils) as p from survey group by Town order by Town
columns: {Town: {title: Town}, p: {title: Pupils}}
caption: Pupils
alt: Pupils
```
"""

CSV = ("\ufeffTown;Pupils;Share;Answered on;Note\r\nAlpha;10 791;50 %;03.10.2014;n/a\r\n"
       "Beta;12 162;38 %;02.11.2014;\r\nGamma;2 116;84 %;18.10.2014;\"sent, late\"\r\nDelta;n/a;n/a;;\r\n"
       ";;;;\r\n;;;;\r\n")


class Data(Project):
    def setUp(self):
        super().setUp()
        shutil.rmtree(self.folder / "po")
        self.write("strom.yml", YML)
        self.write("r.md", TEXT)
        self.write("survey.csv", CSV)

    def test_a_survey_needs_no_more_than_three_keys(self):
        run = self.strom("build", "--strict")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("note: 2 empty rows at the end are left out [data/empty-rows]", run.stderr)
        run = self.strom("dump", "edition", "report")
        self.assertIn("In all 25,069 pupils in 4 towns; on average 57%; the most 12,162; until 2 November 2014.",
                      run.stdout.replace("\u00a0", " "))
        with pikepdf.open(self.folder / "out/report-en.pdf") as pdf:
            data = {str(f.UF): bytes(f.EF.F.read_bytes()).decode() for f in pdf.Root.AF}
        self.assertEqual(data["fig-p.csv"], "Town,Pupils\r\nAlpha,10791\r\nBeta,12162\r\nDelta,\r\nGamma,2116\r\n")

    def test_without_a_name_the_names_that_there_are_are_listed(self):
        self.write("strom.yml", YML.replace("values:", "views:\n  towns: select Town from survey\nvalues:"))
        run = self.strom("data")
        self.assertEqual((run.returncode, run.stdout), (0, "survey: survey.csv (csv)\ntowns: a view\n"), run.stderr)
        run = self.strom("data", "--json")
        self.assertEqual([json.loads(line) for line in run.stdout.splitlines()],
                         [{"event": "source", "name": "survey", "plugin": "csv", "files": ["survey.csv"],
                           "sensitive": False}, {"event": "view", "name": "towns"}])
        self.assertEqual([e["code"] for e in self.errors("data", "--write")], ["cli/no-source-named"])

    def test_a_survey_as_a_latvian_office_saves_it(self):
        csv = ("\ufeffPašvaldība;Skolēni;Daļa;Atbildēts;Budžets;Tālrunis;Piezīmes\r\n"
               "Rīga;10 791;45 %;03.11.2014;1 200,50;+371 67012345;n/a\r\n"
               "Daugavpils;12\u00a0162;38,5 %;04.11.2014;300,00;+371 65412345;\r\n"
               "Liepāja;2 116;84 %;18.10.2014;12 450,75;+371 63412345;\"nosūtīts, vēlu\"\r\n"
               "Jelgava;n/a;n/a;;n/a;+371 63012345;\r\n"
               "Ventspils;987;7,25 %;2014. gada 5. novembris;85,00;+371 63612345;\r\n;;;;;;\r\n;;;;;;\r\n")
        types = {"Pašvaldība": "text", "Skolēni": "number", "Daļa": "percent", "Atbildēts": "date", "Budžets": "number",
                 "Tālrunis": "text", "Piezīmes": "text"}
        columns = ", ".join(f"{name}: {{title: {name}, type: {kind}}}" for name, kind in types.items())
        text, told = self.printed("lv", csv, columns)
        self.assertIn("note: 2 empty rows at the end are left out [data/empty-rows]", told)
        rows = [" ".join(line.split()) for line in text.splitlines()]
        for row in ("Daugavpils 12 162 38,5% 2014. gada 4. nov. 300,00 +371 65412345",
                    "Jelgava – – – – +371 63012345", "Rīga 10 791 45,0% 2014. gada 3. nov. 1 200,50 +371 67012345",
                    "Ventspils 987 7,3% 2014. gada 5. nov. 85,00 +371 63612345"):
            self.assertTrue(any(line.startswith(row) for line in rows), (row, rows))
        self.write("strom.yml", YML.replace("select sum(Pupils)", 'select sum("Skolēni")').replace("Share", '"Daļa"')
                   .replace("max(Pupils)", 'max("Budžets")').replace('"Answered on"', '"Atbildēts"')
                   .replace("[en]", "[lv]").replace("language: en", "language: lv"))
        self.write("r.md", "# A\n\n{pupils}; {n}; {share, number, percent}; {most}; {last, date, long}\n\nLīdz {last}.\n")
        run = self.strom("dump", "edition", "report")
        self.assertIn('"Līdz 2014. gada 5. nov."', run.stdout.replace("\u00a0", " "))
        self.assertIn("26 056; 5; 44%; 12 450,75; 2014. gada 5. novembris", run.stdout.replace("\u00a0", " "))

    def test_a_percent_is_a_part_of_one(self):
        for sql, wrong in (("avg(Share) / 100", True), ("round(avg(s.\"Share\"), 2)/100.0", True),
                           ("max(Share / 100)", True), ("round(avg(Share) * 100) / 100", False),
                           ("round(100 * avg(Share)) / 100", False), ("avg(Share) / 2", False),
                           ("sum(Pupils) / 100.0 + avg(Share)", False)):
            with self.subTest(sql):
                self.write("strom.yml", YML.replace("avg(Share) from survey", sql + " from survey s"))
                run = self.strom("check")
                self.assertEqual("[data/percent-divided]" in run.stderr, wrong)
                self.assertEqual(run.returncode, int(wrong), run.stderr)

    def test_a_percent_is_compared_with_parts_of_one(self):
        for condition, wrong in (("Share > 30", True), ("Share >= 30", True), ("s.Share < 1.5", True), ("Share between 30 and 50", True),
                                 ('"Share" = 50', True), ("Share <> 38 and Pupils > 3", True), ("Share > 0.3", False),
                                 ("Share > 1", False), ("Share * 100 > 30", False), ("Share > 30 / 100.0", False),
                                 ("Pupils > 30 and Share > 0", False), ("Share > 1.5 * (select avg(Share) from survey)", False)):
            with self.subTest(condition):
                self.write("r.md", "# One\n\n{k}\n")
                before = (self.folder / "strom.yml").read_text()
                self.replace("strom.yml", "values:\n", f"values:\n  k: 'select count(*) from survey s where {condition}'\n")
                run = self.strom("check")
                self.write("strom.yml", before)
                self.assertEqual("[data/percent-compared]" in run.stderr, wrong, run.stderr)

    def test_what_is_not_sure_is_asked_for(self):
        self.write("survey.csv", CSV.replace("10 791", "10.791").replace("12 162", "12.162").replace("2 116", "2.116"))
        run = self.strom("check")
        self.assertEqual(run.returncode, 1)
        self.assertIn("survey.csv:2:7: error: '10.791' in column 'Pupils' can be 10.791 or 10791 [data/two-readings]",
                      run.stderr)
        self.assertIn('numbers: "1.234,5"', run.stderr)
        self.replace("strom.yml", "    sensitive: false\n", '    sensitive: false\n    numbers: "1.234,5"\n')
        self.assertEqual(self.strom("check", "-s").returncode, 0)
        self.assertIn("In all 25,069 pupils", self.strom("dump", "edition", "report").stdout)

    def test_lines_of_utf_16_are_shown(self):
        self.write("survey.csv", CSV.replace("2 116", "2 116x").replace("Gamma", "Ģamma").encode("utf-16-le"))
        run = self.strom("check")
        self.assertEqual(run.returncode, 1)
        self.assertIn("survey.csv:4:7: error: column 'Pupils' looks like numbers, but 1 of its 4 cells is none: "
                      "'2 116x' [data/odd-cells]\n  4 | Ģamma;2 116x;84 %", run.stderr)

    def test_notes_are_no_warnings(self):
        run = self.strom("check", "--strict", "--json")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn('"severity":"note","code":"data/empty-rows"', run.stdout + run.stderr)

    def test_shows_what_was_understood(self):
        run = self.strom("data", "survey")
        self.assertEqual(run.returncode, 0, run.stderr)
        lines = run.stdout.splitlines()
        self.assertTrue(lines[0].startswith("survey: ") and lines[0].endswith("survey.csv, 4 rows"), lines[0])
        self.assertEqual(lines[3].split(), "Pupils int 3 1 0 3 2116 12162 10 791 | 12 162 | 2 116".split())
        found, = [json.loads(line) for line in self.strom("data", "survey", "--json").stdout.splitlines()]
        self.assertEqual([c["type"] for c in found["columns"]], ["text", "int", "percent", "date", "text"])
        self.assertEqual(found["columns"][3], {"name": "Answered on", "type": "date", "values": 3, "empty": 1, "odd": 0,
                                               "distinct": 3, "smallest": "2014-10-03", "largest": "2014-11-02",
                                               "samples": ["03.10.2014", "02.11.2014", "18.10.2014"]})

    def test_shows_odd_cells(self):
        self.write("survey.csv", CSV.replace("2 116", "2 116x"))
        run = self.strom("data", "survey", "--json")
        self.assertEqual(run.returncode, 1)
        found = next(json.loads(line) for line in run.stdout.splitlines() if '"data"' in line)
        self.assertFalse(found["read"])
        self.assertEqual((found["columns"][1]["type"], found["columns"][1]["odd"]), ("int", 1))
        self.assertNotIn("smallest", found["columns"][1])
        self.assertIn('"code":"data/odd-cells"', run.stderr + run.stdout)
        before = (self.folder / "strom.yml").read_bytes()
        self.assertEqual(self.strom("data", "survey", "--write").returncode, 1)
        self.assertEqual((self.folder / "strom.yml").read_bytes(), before)

    def test_shows_no_cell_of_a_sensitive_source(self):
        self.replace("strom.yml", "sensitive: false", "sensitive: true")
        for words in ((), ("--json",)):
            run = self.strom("data", "survey", *words)
            self.assertEqual(run.returncode, 0, run.stderr)
            for word in ("Alpha", "10 791", "12162", "Town", "Answered", "2014", "sent"):
                self.assertNotIn(word, run.stdout + run.stderr)
            self.assertIn("percent", run.stdout)
        # Nor by the file's name.
        self.assertNotIn("Alpha", self.strom("data", "./survey.csv").stdout)
        run = self.strom("data", "survey", "--write")
        self.assertEqual(run.returncode, 1)
        self.assertIn("[cli/sensitive-names]", run.stderr)

    def test_writes_types_and_nothing_else(self):
        types = {"Town": "text", "Pupils": "int", "Share": "percent", "Answered on": "date", "Note": "text"}
        block = "    types:\n" + "".join(f"      {k}: {v}\n" for k, v in types.items())
        yml = YML.replace("    sensitive: false\n", "    sensitive: false   # nobody's name\n  # behind\n")
        self.write("strom.yml", yml)
        run = self.strom("data", "survey", "--dry-run")
        self.assertIn("would be added:\n" + block.rstrip("\n"), run.stdout)
        self.assertEqual((self.folder / "strom.yml").read_text(), yml)
        self.assertEqual(self.strom("data", "survey", "--write").returncode, 0)
        self.assertEqual((self.folder / "strom.yml").read_text(),
                         yml.replace("name\n  # behind", "name\n" + block + "  # behind"))
        self.assertIn("has it all already", self.strom("data", "survey", "--write").stdout)
        self.assertEqual(self.strom("check", "-s").returncode, 0)

    def test_writes_a_new_source(self):
        self.write("data/Skolas 2014.csv", "skola;n\nA;1 200\nB;1 300\n")
        self.write("survey/survey.csv", "a;b\nx;1\n")
        for path, name in (("data/Skolas 2014.csv", "skolas_2014"), ("survey/survey.csv", "survey_2")):
            run = self.strom("data", path, "--write")
            self.assertEqual(run.returncode, 0, run.stderr)
            found = json.loads(self.strom("data", name, "--json").stdout)
            self.assertEqual((found["sensitive"], found["read"]), (True, True))
        self.assertEqual(self.strom("check").returncode, 0)

    def test_looks_at_a_file_without_a_project(self):
        (self.folder / "strom.yml").unlink()
        self.assertIn("Pupils", self.strom("data", "survey.csv").stdout)
        self.assertEqual(self.strom("data", "survey.csv", "--write").returncode, 1)
        run = self.strom("data", "servey.csv")
        self.assertEqual(run.returncode, 1)
        self.assertIn("'servey.csv' is no source and no file [cli/unknown-source]", run.stderr)
        self.write("a.nothing", "x")
        self.assertIn("plugin/unknown", self.strom("data", "a.nothing").stderr)

    def printed(self, language, csv, columns, kind="table", code=0):
        """The cells of the table or chart, from the page."""
        self.write("strom.yml", YML.replace("language: en", f"language: {language}")
                   .replace("[en]", f"[{language}]"))
        self.write("survey.csv", csv)
        more = "" if kind == "table" else "type: bar\nalt: Bars\n"
        self.write("r.md", f"# Nr\n\n```{{{kind}}} x\nquery: select * from survey order by 1\n{more}"
                   f"columns: {{{columns}}}\ncaption: C, n = 3\n```\n")
        run = self.strom("build", "-q")
        self.assertEqual(run.returncode, code, run.stderr)
        text = subprocess.run(["pdftotext", "-layout", self.folder / f"out/report-{language}.pdf", "-"],
                              capture_output=True, text=True, check=True).stdout
        return text.replace("\u00a0", " "), run.stderr

    def test_a_column_has_equal_decimals(self):
        csv = "a;n;p\nA;1,5;0,67142857\nB;2;0,67\nC;-0,125;0,62285714\n"
        columns = "a: {title: A}, n: {title: N, type: number}, p: {title: P, type: percent}"
        text, _ = self.printed("en", csv, columns)
        for cells in ("1.500 67.1%", "2.000 67.0%", "\u22120.125 62.3%"):
            self.assertIn(cells, " ".join(text.split()))
        chart = csv.replace(";n", "").replace(";1,5", "").replace(";2;", ";").replace(";-0,125", "")
        text, _ = self.printed("en", chart, "a: {title: A}, p: {title: P, type: percent}", "figure")
        for cell in ("67.1%", "67.0", "62.3"):
            self.assertIn(cell, text)
        text, _ = self.printed("en", csv, columns.replace("type: percent", "type: percent, decimals: 0"))
        self.assertIn("67% ", " ".join(text.split()))
        text, _ = self.printed("en", "a;n\nA;1\nB;2\n", "a: {title: A}, n: {title: N, type: number}")
        self.assertNotIn("1.0", text)

    def test_small_numbers_are_not_printed_as_nothing(self):
        columns = "a: {title: A}, n: {title: N, type: number}"
        csv = "a,n\nA,0.0004\nB,0.0002\nC,0\n"
        for kind in ("table", "figure"):
            text, _ = self.printed("en", csv, columns, kind)
            for cell in ("0.0004", "0.0002"):
                self.assertIn(cell, text, kind)
        text, _ = self.printed("en", "a,n\nA,0.000123456\nB,-0.0000025\nC,12.5\n", columns)
        for cell in ("0.0001235", "\u22120.0000025", "12.5000000"):
            self.assertIn(cell, text)
        # What sums of decimals leave over is nothing.
        text, _ = self.printed("en", "a,n\nA,0.00000000000000005\nB,1.5\n", columns)
        self.assertIn("0.0", text)
        self.assertNotIn("0.00", text)

    def test_small_numbers_in_sentences_are_told_of(self):
        self.write("strom.yml", YML.replace("values:", "values:\n  small: select 0.0004\n  none: select 0.1 + 0.2 - 0.3", 1))
        for said, codes in (("{small}", ["text/shown-as-zero"]), ("{small, number}", ["text/shown-as-zero"]), ("{none}", []),
                            ("{small, number, ::.0000}", [])):
            self.write("r.md", f"# Nr\n\nIt is {said}.\n")
            self.assertEqual([r["code"] for r in self.errors("check", code=0) if r["severity"] == "warning"], codes, said)

    def test_thousands_are_grouped_alike(self):
        columns = "a: {title: A}, n: {title: N, type: number}, m: {title: M, type: number}"
        for language in ("lv", "pl"):
            text, _ = self.printed(language, "a;n;m\nA;18209;1234\nB;7825;1\n", columns)
            self.assertIn("A 18 209 1 234", " ".join(text.split()))
            self.assertIn("B 7 825 1", " ".join(text.split()))
            text, _ = self.printed(language, "a;n;m\nA;8209;1234\nB;7825;1\n", columns)
            self.assertIn("A 8209 1234", " ".join(text.split()))

    YEARS = ("town;year;founded;pupils;day\nA;2014;1850;2014;2014-11-03\nB;2015;1999;2015;2015-11-03\n"
             "C;2013;2001;1950;2013-11-03\n")

    def years(self, text, values="", types="{founded: year}", csv=YEARS):
        self.write("survey.csv", csv)
        self.write("strom.yml", "project: {id: s, title: S, date: 2015-10-31}\nlanguage: en\nlanguages: [en]\n"
                   f"data:\n  survey: {{source: csv, path: survey.csv, sensitive: false, types: {types}}}\n"
                   f"views: {{v: 'select town, founded, max(year) as last from survey group by town, founded'}}\n"
                   f"values:\n  n: select count(*) from survey\n{values}"
                   "documents: {report: {layout: report, theme: strom, text: r.md, editions: languages}}\n")
        self.write("r.md", "# One\n\nn {n}: " + text + "\n")
        run = self.strom("dump", "edition", "report", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return run.stdout

    def test_years_are_never_grouped(self):
        values = ("  first: select min(year) from survey\n  half: select median(founded) from survey\n"
                  "  next: select max(year) + 1 from survey\n  next_year: select max(year) + 1 from survey\n"
                  "  most: select max(pupils) from survey\n  all: select year from survey order by year\n"
                  "  case: select max(case when town = 'A' then founded else pupils end) from survey\n"
                  "  view: select max(last) from v\n  joined: select b.founded from survey a left join survey b on "
                  "b.town = 'A' where a.town = 'B'\n")
        text = self.years("{first} {first, number} {half} {next} {next_year} {most} {all, list} {case} {view} "
                          "{joined} {first, plural, one {#} other {# on}} {first, plural, offset:1 one {#} other {#}} "
                          "{survey.founded.min} {survey.founded.mean} {first, number, ::group-auto}", values)
        self.assertIn("n 3: 2013 2013 1999 2,016 2016 2,015 2013, 2014 and 2015 2,015 2015 1850 2013 on 2,012 "
                      "1850 1950 2,013", text)

    def test_years_in_tables_and_charts(self):
        table = ("x\n\n```{%s\nquery: select year, founded, pupils, number(strftime('%%Y', day)) as y from survey "
                 "order by year\ncolumns: {year: {title: Y, type: number}, founded: {title: F, type: number}, "
                 "pupils: {title: P, type: number}, y: {title: Y, type: year}}\ncaption: C, n = {n}\n%s```")
        text = self.years(table % ("table} tbl-a", ""))
        self.assertIn('"2013"\n      cell decimal\n        text "2001"\n      cell decimal\n'
                      '        text "1,950"\n      cell start\n        text "2013"\n', text)
        self.years((table % ("figure} fig-a", "type: bar\nalt: A\n")).replace("year: {title: Y, type: number}",
                                                                              "year: {title: Y}"))
        self.assertEqual(self.strom("build").returncode, 0)
        text = subprocess.run(["pdftotext", self.folder / "out/report-en.pdf", "-"], capture_output=True,
                              check=True, text=True).stdout
        self.assertNotIn("2,001", text)
        self.assertIn("1,950", text)

    def test_years_are_found_by_name_and_cells(self):
        for name in ("Year", "birth_year", "Dzimšanas gads", "Baujahr", "ÅR", "sünniaasta", "Syntymävuosi",
                     "Gimimo metai", "rok urodzenia", "Год рождения", "fødselsår", "årtal"):
            self.write("y.csv", f"town;{name}\nA;1999\nB;n/a\nC;2014\n")
            self.assertRegex(self.strom("data", "y.csv", "--dry-run").stdout, f"{name} +year ", name)
        for name, cells in (("Year", "1899 2014"), ("Year", "2014 2101"), ("Year", "1 2"), ("Years lost", "1950 1999"),
                            ("Krok", "1950 1999"), ("Pupils", "1950 1999"), ("Year", "2014,5 2013")):
            self.write("y.csv", f"town;{name}\nA;" + cells.replace(" ", "\nB;") + "\n")
            self.assertRegex(self.strom("data", "y.csv", "--dry-run").stdout, f"{name} +(int|real) ", name)
        self.assertIn("n 3: 2,013", self.years("{survey.year.min}", types="{year: int}"))
        self.years("x")
        self.write("survey.csv", self.YEARS.replace(";1850;", ";1850/51;"))
        self.assertReported(self.errors("check"), "data/not-an-integer", line=2)

    def test_dates_in_charts(self):
        text, _ = self.printed("en", "d;n\n2023-01-15;2\n2023-02-07;5\n",
                               "d: {title: D, type: date}, n: {title: N}", "figure")
        self.assertIn("15 Jan 2023", text)
        self.assertNotIn("2023-01-15", text)

    def test_dates_are_written_as_the_language_does(self):
        self.write("survey.csv", "town;day;code\nAlpha;2014-10-03;2014-10-03\nBeta;2014-11-02;2014-10-04\n")
        self.write("strom.yml", """\
project: {id: survey, title: Survey, date: 2015-10-31}
language: en
languages: [en, lv]
data:
  survey: {source: csv, path: survey.csv, sensitive: false, types: {code: text}}
values:
  last: select max(day) from survey
  iso: select strftime('%Y-%m-%d', max(day)) from survey
  code: select min(code) from survey
documents:
  report: {layout: report, theme: strom, text: r.md, editions: languages}
""")
        table = """\
```{table} tbl-%s
query: select day, code, 1 as n from survey order by 1
caption: Days until {last}
columns: {day: {title: Day%s}, code: {title: Code}, n: {title: N}}
```

"""
        self.write("r.md", "# One\n\nUntil {last}, {iso}, {code}, {last, date, long}.\n\n" +
                   table % ("a", "") + table % ("b", ", type: text") + """\
::: {.each query="select day from survey order by 1"}
On {day}.
:::

```{figure} fig-a
type: bar
alt: Until {last}
query: select day, 1 as n from survey order by 1
caption: C
columns: {day: {title: Day}, n: {title: N}}
```
""")
        run = self.strom("build", "-q")
        self.assertEqual(run.returncode, 0, run.stderr)
        for language, last in ("en", "2 Nov 2014"), ("lv", "2014. gada 2. nov."):
            text = subprocess.run(["pdftotext", "-layout", self.folder / f"out/report-{language}.pdf", "-"],
                                  capture_output=True, text=True, check=True).stdout.replace("\u00a0", " ")
            # What is not translated has the dates of its own language.
            self.assertIn("Until 2 Nov 2014, 2014-11-02, 2014-10-03, ", text)
            self.assertIn("On 2 Nov 2014", text)
            self.assertIn("Days until 2 Nov 2014", text)
            self.assertRegex(text, rf"(?m)^ *{last} +2014-10-04 +1$")
            self.assertRegex(text, r"(?m)^ *2014-11-02 +2014-10-04 +1$")
            self.assertEqual(text.count("2014-11-02"), 2, text)
            run = self.strom("dump", "edition", "report", "-e", language)
            self.assertIn('alt="Until 2 Nov 2014"', run.stdout.replace("\u00a0", " "))

    def test_percents_above_100_are_told(self):
        csv = "a;p\nA;0,5\nB;45\n"
        columns = "a: {title: A}, p: {title: P, type: percent}"
        for kind in ("table", "figure"):
            _, told = self.printed("en", csv, columns, kind)
            self.assertIn("4,500% in row 2 of column 'p' is above 100 % [text/percent-above-100]", told.replace("4,500.0", "4,500"))
            _, told = self.printed("en", csv, columns.replace("percent", "percent, max: none"), kind)
            self.assertEqual(told, "")
        self.write("r.md", "# A\n\n{pupils, number, percent}\n")
        self.write("strom.yml", YML)
        self.write("survey.csv", CSV)
        self.assertIn("r.md:3:1: warning: 'pupils' is 2,506,900%, above 100 % [text/percent-above-100]",
                      self.strom("check").stderr)
        self.replace("strom.yml", "pupils: select sum(Pupils) from survey",
                     "pupils: {query: select sum(Pupils) from survey, max: none}")
        self.assertNotIn("above 100", self.strom("check", "-s").stderr)

    def test_a_country_is_printed_by_its_name(self):
        self.write("strom.yml", YML.replace("languages: [en]", "countries: {LV: [lv, en]}")
                   .replace("editions: languages", "editions: countries"))
        self.write("r.md", "# In {country} {#a}\n\n{country_code}, {country, select, LV {home} other {away}}, {country}.\n")
        self.assertIn('text "LV, home, Latvia."', self.strom("dump", "edition", "report", "-e", "en-LV").stdout)
        self.assertIn('"In Latvija"', self.strom("dump", "edition", "report", "-e", "lv-LV").stdout)

    def test_keys_are_in_the_schema(self):
        schema = self.strom("schema").stdout
        for key in ("numbers", "dates", "null", "yes", "no", "types", "total-row"):
            self.assertIn(f'"{key}":{{', schema)
        self.assertIn('"examples":["1234.5","1234,5"', schema)


if __name__ == "__main__":
    unittest.main()
