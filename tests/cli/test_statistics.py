"""Tables of statistical offices, from the file to the tables: JSON-stat and SDMX-CSV, cell by cell."""

import csv
import io
import itertools
import json
import random
import re
import subprocess
import unittest
import zipfile

import pikepdf

from project import SOURCE, Project

YML = """\
project: {id: survey, title: Survey, date: 2015-10-31}
language: en
languages: [en]
data:
  figures: {source: %s, path: figures.txt, sensitive: %s}
documents:
  report: {layout: report, theme: strom, text: r.md, editions: languages}
"""
AREAS = {"LV": "Latvia", "EE": "Estonia, all of it", "01": 'The "first" district', "DE": "Vācija: ā"}
YEARS = ["2012", "2013", "2014"]
STATES = {"p": "provisional", "c": "confidential"}


class Statistics(Project):
    def setUp(self):
        super().setUp()
        (self.folder / "po/report.lv.po").unlink()
        self.write("r.md", "# One\n\nText.\n")
        rng = random.Random(11)
        self.cells = {(a, y): (rng.choice([None, rng.randrange(10**6), round(rng.random() * 1000, 3)]),
                               rng.choice([None, None, "p", "c"])) for a, y in itertools.product(AREAS, YEARS)}

    def rows(self, source, text):
        self.write("strom.yml", YML % (source, "false"))
        self.write("figures.txt", text)
        run = self.strom("dump", "tables")
        self.assertEqual(run.returncode, 0, run.stderr)
        return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("  [")]

    def dataset(self, sparse, places):
        numbers = list(enumerate(self.cells.values()))
        given = [{str(i): c[k] for i, c in numbers if c[k] is not None} if sparse else [c[k] for _, c in numbers]
                 for k in (0, 1)]
        index = {a: i for i, a in enumerate(AREAS)} if places else list(AREAS)
        return {"class": "dataset", "id": ["geo", "time"], "size": [len(AREAS), len(YEARS)], "role": {"time": ["time"]},
                "dimension": {"time": {"category": {"index": YEARS}},
                              "geo": {"category": {"index": index, "label": dict(reversed(AREAS.items()))}}},
                "value": given[0], "status": given[1], "extension": {"status": {"label": STATES}}}

    def test_json_stat(self):
        want = [[a, AREAS[a], int(y), None if s == "c" else v, s, STATES.get(s)] for (a, y), (v, s) in self.cells.items()]
        for sparse, places, ascii_only in itertools.product((True, False), repeat=3):
            with self.subTest(sparse=sparse, places=places, ascii_only=ascii_only):
                text = json.dumps(self.dataset(sparse, places), ensure_ascii=ascii_only, indent=2 if places else None)
                self.assertEqual(self.rows("jsonstat", text), want)

    def sdmx(self, labels):
        head = ["STRUCTURE", "STRUCTURE_ID", *(["STRUCTURE_NAME"] if labels == "name" else []), "ACTION"]
        columns = [("geo", "Area", AREAS), ("TIME_PERIOD", "Time", None), ("OBS_VALUE", "Value", None),
                   ("OBS_STATUS", "Status", STATES)]
        out = io.StringIO()
        write = csv.writer(out).writerow
        write(head + [n for i, name, _ in columns for n in ([f"{i}: {name}"] if labels == "both" else
                                                            [i, name] if labels == "name" else [i])])
        for (area, year), (value, state) in self.cells.items():
            cells = []
            for (_, _, names), cell in zip(columns, (area, year, "NaN" if value is None else value, state or ""), strict=True):
                name = (names or {}).get(cell, "")
                cells += ([f"{cell}: {name}" if names and cell else cell] if labels == "both" else
                          [cell, name] if labels == "name" else [cell])
            write(["dataflow", "X:Y(1.0)", *(["Why"] if labels == "name" else []), "I", *cells])
        return out.getvalue()

    def test_sdmx_csv(self):
        for labels in "id", "both", "name":
            with self.subTest(labels=labels):
                want = []
                for (area, year), (value, state) in self.cells.items():
                    names = [] if labels == "id" else [AREAS[area]]
                    value = None if state == "c" else value
                    want.append([area, *names, int(year), value, state, *([] if labels == "id" else [STATES.get(state)])])
                self.assertEqual(self.rows("sdmx", self.sdmx(labels)), want)

    def test_confidential_values_are_nowhere(self):
        text = """# One

The largest is {largest}, all are {all}.

```{table} tbl-one
query: select area, %s from figures order by area
columns: {area: {title: Area}, %s: {title: Value, type: number}}
caption: Values
```

```{figure} fig-one
type: bar
query: select area, %s from figures order by area
columns: {area: {title: Area}, %s: {title: Value, type: number}}
caption: Values
```

@tbl-one, @fig-one
"""
        stat = {"class": "dataset", "id": ["area"], "size": [3], "dimension": {"area": {"category": {"index": ["A", "B", "D"]}}},
                "value": [11, 987654, 13], "status": {"1": "c"}}
        sdmx = "DATAFLOW,area,obs_value,CONF_STATUS\nX,A,11,F\nX,B,987654,N\nX,D,13,\n".replace("obs_value", "OBS_VALUE")
        for source, file, value in ("jsonstat", json.dumps(stat), "value"), ("sdmx", sdmx, "OBS_VALUE"):
            with self.subTest(source=source):
                asked = f"values:\n  largest: select max({value}) from figures\n  all: select sum({value}) from figures\n"
                self.write("strom.yml", YML % (source, "false") + asked)
                self.write("figures.txt", file)
                self.write("r.md", text % ((value,) * 4))
                told = ""
                for words in (["dump", "tables"], ["data", "figures"], ["explain", "largest"], ["dump", "edition", "report", "-e", "en"]):
                    run = self.strom(*words)
                    self.assertEqual(run.returncode, 0, run.stderr)
                    told += run.stdout + run.stderr
                for words in ["build"], ["pack"]:
                    run = self.strom(*words)
                    self.assertEqual(run.returncode, 0, run.stderr)
                files = [p for p in (self.folder / "out").rglob("*") if p.is_file()]
                for path in [p for p in files if p.suffix == ".zip"]:
                    with zipfile.ZipFile(path) as archive:
                        self.assertTrue([name for name in archive.namelist() if name.endswith("values.json")])
                        told += "".join(archive.read(name).decode("latin-1") for name in archive.namelist())
                for path in [p for p in files if p.suffix == ".pdf"]:
                    told += subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
                    with pikepdf.open(path) as pdf:
                        self.assertEqual(len(pdf.attachments), 2)
                        told += "".join(a.get_file().read_bytes().decode() for a in pdf.attachments.values())
                self.assertEqual({p.suffix for p in files} & {".pdf", ".zip"}, {".pdf", ".zip"})
                self.assertIn("The largest is 13, all are 24.", told)
                for secret in "987654", "987,654", "987\u00a0654", "987\u202f654", "987678":
                    self.assertNotIn(secret, told)

    def tell(self, source, file, query, kind="table", edition="en", languages="en"):
        """What stands in cells and below, by the reading of the edition that it gives."""
        yml = YML.replace("languages: [en]", f"languages: [{languages}]") % (source, "false")
        self.write("strom.yml", yml + "views:\n  ours: select area, OBS_VALUE as people, OBS_STATUS as said from figures\n"
                   if source == "sdmx" else yml)
        self.write("figures.txt", file)
        column = query.split(", ")[1].split()[0].split(".")[-1]
        column = "OBS_VALUE" if " as OBS_VALUE" in query else column
        id = "tbl-one" if kind == "table" else "fig-one"
        self.write("r.md", f"# One\n\n```{{{kind}}} {id}\n" + ("type: bar\n" if kind == "figure" else "")
                   + f"query: select {query}\ncolumns: {{area: {{title: Area}}, {column}: {{title: Value, type: number}}}}\n"
                   f"caption: Values\n```\n\n@{id}\n")
        run = self.strom("dump", "edition", "report", "-e", edition)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.told = run.stdout + run.stderr
        return [text.replace("\u00a0", "_") for text in re.findall(r'text(?: generated)?(?: lang=en)? "([^"]*)"', run.stdout)
                if text not in ("One", "Table 1: ", "Figure 1: ", "Values", "Area", "Value", "Table 1", "Figure 1")]

    SDMX = ("DATAFLOW,area,OBS_VALUE,OBS_STATUS,CONF_STATUS\nX,A,1,E,F\nX,B,987654,A,N\nX,D,13,P,\nX,E,,M,\nX,F,15,A,\n"
            "X,G,17,B,\n")

    def test_states_stand_at_values(self):
        both = self.tell("sdmx", self.SDMX, "area, OBS_VALUE, OBS_STATUS, CONF_STATUS from figures order by area")
        self.assertEqual(both[1:14], ["A", "1_e", "B", "c", "D", "13_p", "E", "–", "F", "15", "G", "17_b",
                                      "b: break in time series; c: confidential; e: estimated; p: provisional; –: no data"])
        other = self.tell("sdmx", self.SDMX, "area, OBS_VALUE, CONF_STATUS, OBS_STATUS from figures order by area")
        self.assertEqual(other, both)
        alone = self.tell("sdmx", self.SDMX, "area, OBS_VALUE, CONF_STATUS from figures order by area")
        self.assertEqual(alone[1:14], ["A", "1", "B", "c", "D", "13", "E", "–", "F", "15", "G", "17", "c: confidential"])
        viewed = self.tell("sdmx", self.SDMX, "area, people, said from ours where said in ('A', 'E') order by area")
        self.assertEqual(viewed[1:8], ["A", "1_e", "B", "–", "F", "15", "e: estimated"])
        self.assertNotIn("warning", self.told)

    def test_states_follow_their_column(self):
        """As labels do: what stands in the query as it is in the table brings its states along."""
        both = self.tell("sdmx", self.SDMX, "area, OBS_VALUE, OBS_STATUS, CONF_STATUS from figures order by area")
        for query in ("area, OBS_VALUE from figures order by area", "area, f.OBS_VALUE from figures f order by 1",
                      "area, OBS_VALUE from (select * from figures) order by area limit 20",
                      "area, OBS_VALUE from figures where area in (select area from figures group by area) order by area"):
            self.assertEqual(self.tell("sdmx", self.SDMX, query), both, query)
        viewed = self.tell("sdmx", self.SDMX, "area, people from ours where said in ('A', 'E') order by area")
        self.assertEqual(viewed[1:8], ["A", "1_e", "B", "–", "F", "15", "e: estimated"])
        chart = self.tell("sdmx", self.SDMX, "area, OBS_VALUE from figures order by area", "figure")
        self.assertEqual(chart, self.tell("sdmx", self.SDMX, "area, OBS_VALUE, OBS_STATUS, CONF_STATUS from figures order by area", "figure"))
        stat = {"class": "dataset", "id": ["area"], "size": [2], "dimension": {"area": {"category": {"index": ["A", "B"]}}},
                "value": [11, 12], "status": {"1": "e"}}
        self.assertEqual(self.tell("jsonstat", json.dumps(stat), "area, value from figures order by area")[1:6],
                         ["A", "11", "B", "12_e", "e: estimated"])

    def test_states_of_what_is_put_together_are_not_told(self):
        for query in ("area, sum(OBS_VALUE) as OBS_VALUE from figures group by area order by area",
                      "area, OBS_VALUE + 0 as OBS_VALUE from figures order by area",
                      "distinct area, OBS_VALUE from figures order by area",
                      "area, OBS_VALUE from figures where area < 'C' union all select area, OBS_VALUE from figures where area > 'C' order by 1"):
            cells = self.tell("sdmx", self.SDMX, query)
            self.assertIn("1", cells, query)
            self.assertFalse([c for c in cells if "estimated" in c], query)

    def test_states_of_json_stat(self):
        stat = {"class": "dataset", "id": ["area"], "size": [4], "dimension": {"area": {"category": {"index": ["A", "B", "D", "E"]}}},
                "value": [11, 987654, 13, 14], "status": {"1": "bc", "2": "ep", "3": "k"}}
        query = "area, value, status from figures order by area"
        cells = self.tell("jsonstat", json.dumps(stat), query)
        self.assertEqual(cells[1:10], ["A", "11", "B", "bc", "D", "13_ep", "E", "14_k",
                                       "b: break in time series; c: confidential; e: estimated; p: provisional"])
        self.assertIn("[data/unknown-state]", self.told)
        self.assertEqual(self.tell("jsonstat", json.dumps(stat), query, "figure")[1:2],
                         ["b: break in time series; c: confidential"])

    def test_states_have_words_in_all_languages(self):
        folder = SOURCE / "templates/languages"
        packs = [p.stem for p in folder.glob("*.yml")]
        self.assertEqual(len(packs), 11)
        for pack in packs:
            words = dict(re.findall(r"^  (state-[a-z]): (.+)$", (folder / f"{pack}.yml").read_text(), re.M))
            self.assertEqual("".join(word[-1] for word in words), "bcdefinpruz")
            self.assertEqual(len(set(words.values())), 11, pack)
            states = "DATAFLOW,area,OBS_VALUE,OBS_STATUS\nX,A,1,E\nX,B,2,r\nX,C,3,C\n"
            cells = self.tell("sdmx", states, "area, OBS_VALUE, OBS_STATUS from figures order by area", "table",
                              pack, ", ".join(["en"] + [pack] * (pack != "en")))
            self.assertIn("; ".join(f"{x}: {words['state-' + x]}" for x in "cer"), [c.replace("_", "\u00a0") for c in cells])

    def test_missing_kinds_of_a_code_book(self):
        self.write("book.csv", "variable,value,label:en,missing\nage,,Age,\nage,99,refused,1\nage,98,not asked,1\n")
        yml = YML.replace("path: figures.txt", "path: figures.txt, codebook: book.csv") % ("csv", "false")
        self.write("strom.yml", yml)
        self.write("figures.txt", "area,age\nA,31\nB,99\nD,98\nE,\n")
        self.write("r.md", "# One\n\n```{table} tbl-one\nquery: select area, age, age_missing from figures order by area\n"
                   "columns: {area: {title: Area}, age: {title: Age, type: number}}\ncaption: Ages\n```\n\n@tbl-one\n")
        run = self.strom("dump", "edition", "report", "-e", "en")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn(["A", "31", "B", "refused", "D", "not asked", "E", "–"],
                      [re.findall(r'text "([^"]*)"', run.stdout)[i:i + 8] for i in range(8)])

    def test_places_are_told(self):
        dataset = self.dataset(False, False)
        dataset["value"][7] = {}
        self.write("strom.yml", YML % ("jsonstat", "false"))
        self.write("figures.txt", json.dumps(dataset, indent=1))
        report = self.assertReported(self.errors("check"), "jsonstat/bad-value")
        self.assertEqual(report["keys"], "$.value[7]")
        self.write("strom.yml", YML % ("sdmx", "false"))
        self.write("figures.txt", self.sdmx("id").replace(",2013,", ",2013,many", 1))
        self.assertReported(self.errors("check"), "data/odd-cells", line=3)

    def test_what_is_sensitive_is_not_shown(self):
        for source, text in ("sdmx", self.sdmx("id") + "x,Anna\n"), ("jsonstat", '{"class": "Anna"}'):
            self.write("strom.yml", YML % (source, "true"))
            self.write("figures.txt", text)
            run = self.strom("check")
            self.assertEqual(run.returncode, 1)
            self.assertNotIn("Anna", run.stdout + run.stderr)


if __name__ == "__main__":
    unittest.main()
