"""Keys of a theme's styles: each changes the pages, or is an error at its place that says what the style takes."""
import json
import re
import unittest

from project import SOURCE, WHOLE, Project, a_few

TEXT = """# A heading that opens, and is so long that it goes on to a second line of the page on which it stands here

A paragraph with [words]{.word} and a note.[^n] It goes on for more than one line of the page, which it does here. It
cites @smith and @jones,[^m] and [this]{.index} is in the index.

[^m]: Another note.

[^n]: The note is here, and it is long enough to go on to a second line of the page in which it stands, as we hope.

## Second level

> A quotation that is longer than a line, so that it is seen how far it is moved in at both of its sides by its style.

- an item that is longer than a line, so that it is seen how its lines stand below each other when the page is set so
- [ ] a task

* * *

```
code
```

Term that is so long that it goes on to a second line of the page on which it stands, which is long for a term, surely
: Its definition is longer than a line as well, so that it is seen how far the style moves it in from the side here.

### Third level, of which the heading is so long that it goes on to a second line of the page on which it stands here, too

#### Fourth level

##### Fifth level

###### Sixth level

| Where, and in which of the many | Hectares |
|:------|---------:|
| North, where the wind comes from | 12 |
| South | 14 |

Table: Fens of the country, with a caption that is as long as more than one line, so that its alignment shows {#tbl-a}

```{table} tab
query: select region, country, share from t order by region, country
group: region
columns: {country: {title: Country}, share: {title: Share}}
caption: A table
note: The survey, which was invented for the purpose of this test alone, and says nothing of real places or persons.
```

""" + "Words, so that the chart has text above it and below.\n\n" * 6 + """```{figure} chart
type: bar
query: select country, share from t order by country
columns: {country: {title: Country}, share: {title: Share}}
caption: A chart
alt: Bars.
```

Text behind the chart.

::: {.practice}
A box.
:::

# Second chapter

Text.
"""
PROJECT = """
project: {id: f, title: Fens, subtitle: A test, date: 2024-09-09, notice: Invented data., authors: [Ann],
  funders: [{name: A fund}]}
language: en
data: {t: {source: csv, path: t.csv, sensitive: false}}
documents:
  r: {layout: report, theme: t, bibliography: b.json, text: r.md, editions: languages, options: {index: true}}
"""
BOOKS = """[{"id": "smith", "type": "book", "title": "A Book about rivers and the very long valleys through which they run
on to the sea", "author": [{"family": "Smith", "given": "Ann"}], "issued": {"date-parts": [[2014]]}},
 {"id": "jones", "type": "book", "title": "Another", "author": [{"family": "Jones", "given": "Bo"}],
  "issued": {"date-parts": [[2015]]}}]"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 1"><path d="M0 0h9v1H0z" fill="#00f"/></svg>'
STYLES = """h1 h3 term quote code item caption table-note note reference index-1 toc-title cover-title
cover-date cover-funder toc-1 table table-head table-group list definition folio
running-head figure rule note-rule link p""".split()
GREY = {"rule-width": "1pt", "rule": '"#888888"'}
OWN = {"table": {"pad": "3pt"}, "item": {"start": "12pt"}, "rule": GREY, "note-rule": GREY, "term": {"size": "8pt"}}
# What each key is tried with, and what must be there beside it to be seen.
TRIED = {"fill": '"#ffcc00"', "art": "a.svg", "rule": '"#ff0000"', "rule-width": "2pt", "rule-start": "4pt",
         "rule-below": "2pt", "pad": "9pt", "before": "31pt", "after": "31pt", "first": "17pt", "start": "23pt",
         "end": "23pt", "box": "12pt", "rule-end": "4pt", "outdent": "true",
         "zebra": '"#ff00ff"', "row-rule": "none", "column-rule": "all", "emphasis-column": "first",
         "total-row": "true", "indent": "17pt", "bullet": '"*"', "marker-like": "term",
         "folio": "start"}
RED = {"rule": '"#ff0000"'}
THICK = {"rule-width": "2pt"}
BESIDE = {"art": {"fill": '"#ffcc00"'}, "rule": THICK, "rule-width": RED, "rule-start": RED, "rule-below": RED,
          "row-rule": {**RED, **THICK}, "column-rule": {**RED, **THICK}, "rule-end": RED, "outdent": {"fill": '"#ffcc00"', "pad": "9pt"},
          "pad": {**RED, **THICK}}
# Spaces at the top or the foot of a frame, and beside larger ones; words too few to reach the line's end.
UNSEEN = {"index-1 after", "index-1 before", "index-1 end", "toc-title before", "toc-title end", "cover-title before", "cover-title end",
          "cover-date before", "cover-date end", "item indent", "quote indent", "note indent", "cover-funder end", "note-rule before"}


class ThemeKeys(Project):
    program = WHOLE

    def keys_of(self, name):
        return json.loads(self.strom("schema", name).stdout)["properties"]

    def test_editors_have_schemas(self):
        keys = {"theme": self.keys_of("theme"), "language": self.keys_of("language")}
        for name, folder in (("theme", "themes"), ("language", "languages")):
            for file in (SOURCE / "templates" / folder).glob("*.yml"):
                used = set(re.findall(r"^([a-z-]+):", file.read_text(), re.M))
                self.assertGreater(len(used), 2, file)
                self.assertLessEqual(used, set(keys[name]), file)
        styles = keys["theme"]["styles"]["additionalProperties"]["properties"]
        self.assertLessEqual({"size", "leading", "fill", "like"}, set(styles))
        report, = self.errors("schema", "themes")
        self.assertEqual((report["code"], report["hint"]), ("cli/unknown-schema", "Did you mean 'theme'?"))

    def setUp(self):
        super().setUp()
        for name, text in (("strom.yml", PROJECT), ("r.md", TEXT), ("b.json", BOOKS), ("themes/a.svg", SVG),
                           ("t.csv", "country,region,share\nA,north,3\nB,south,5\n")):
            self.write(name, text)

    def theme(self, said):
        """A theme with these keys of these styles."""
        body = {"family": "libertine", "size": "10pt", "leading": "14pt", "after": "4pt", **said.get("body", {})}
        lines = ["styles:", f"  body: {{{', '.join(f'{k}: {v}' for k, v in body.items())}}}"]
        for style in STYLES:
            keys = {**OWN.get(style, {}), **said.get(style, {})}
            lines.append(f"  {style}: {{{', '.join(f'{k}: {v}' for k, v in keys.items())}}}")
        self.write("themes/t.yml", "\n".join(lines + ["classes:", "  practice: {}", "  word: {}", ""]))

    def pages(self, style, keys):
        self.theme({style: keys})
        run = self.strom("dump", "pages", "r", "-e", "en")
        told = set(re.findall(r"\[(\w+/[\w-]+)\]$", run.stderr, re.M))      # a colour of rules that waits for its width
        self.assertTrue(run.returncode == 0 and told <= {"theme/no-width"}, f"{style}: {keys}: {run.stderr}")
        return run.stdout

    def refused(self):
        """(style, key) of all that is told to do nothing, and where."""
        self.theme({style: TRIED for style in STYLES})
        found = set()
        lines = (self.folder / "themes/t.yml").read_text().split("\n")
        for r in self.errors("check"):
            self.assertEqual(r["code"], "theme/no-effect", r)
            key, style = re.fullmatch("'(.*)' does nothing in the style '(.*)'", r["message"]).groups()
            self.assertTrue(lines[r["line"] - 1].startswith(f"  {style}: "), r)
            self.assertTrue(lines[r["line"] - 1][r["column"] - 1:].startswith(key + ":"), r)
            found.add((style, key))
        return found

    def test_a_key_changes_the_pages_or_is_an_error(self):
        refused = self.refused()
        dead, plain = [], {}
        for turn, style in enumerate(STYLES):
            for key in a_few(sorted(TRIED), 5, turn):
                if (style, key) in refused or f"{style} {key}" in UNSEEN:
                    continue
                beside = BESIDE.get(key, {})
                if any((style, other) in refused for other in beside):
                    continue
                without = (style, *beside)
                if without not in plain:
                    plain[without] = self.pages(style, beside)
                if self.pages(style, {**beside, key: TRIED[key]}) == plain[without]:
                    dead.append(f"{style} {key}")
        self.assertEqual(dead, [])

    def test_what_is_refused(self):
        refused = self.refused()
        for known in (("p", "before"), ("link", "fill"), ("figure", "fill"), ("toc-1", "end"), ("caption", "fill"),
                      ("folio", "pad"), ("h1", "art"), ("table-group", "rule"), ("list", "fill"), ("code", "first")):
            self.assertIn(known, refused)
        for known in (("h1", "fill"), ("quote", "rule-start"), ("table", "fill"), ("table-head", "fill"), ("term", "end")):
            self.assertNotIn(known, refused)

    def rows(self, keys):
        """Of a table of two groups, of five rows and of two: the words that stripes stand behind, and rules below."""
        rows = [("north", i) for i in range(1, 6)] + [("south", i) for i in range(6, 8)]
        self.write("t.csv", "country,region,share\n" + "".join(f"N{i},{g},{i}\n" for g, i in rows))
        self.write("r.md", "# Heading\n\n```{table} tab\nquery: select region, country from t order by region, country\n"
                           "group: region\ncolumns: {country: {title: Country}}\ncaption: A table\n```\n")
        self.theme({"table": {"rule": '"#00ff00"', "rule-width": "1pt", "before": "20pt", **keys},
                    "table-head": {"rule": "none"}})
        run = self.strom("dump", "pages", "r", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""), keys)
        words = [(float(y), w) for y, w in re.findall(r'text \S+ (\S+) .*"(N\d|north|south|Country)"', run.stdout)]
        at = {kind: [float(y) for y in re.findall(rf"path \S+ (\S+) .*{what}", run.stdout)]
              for kind, what in (("stripes", "#ff00ff"), ("rules", "#00ff00"))}
        last = lambda y: max((b, w) for b, w in words if b <= y)[1]
        return [last(y + 14) for y in at["stripes"]], [last(y) for y in at["rules"]]

    def test_stripes_and_rules_of_tables(self):
        every = ["north", "N1", "N2", "N3", "N4", "N5", "south", "N6"]
        self.assertEqual(self.rows({}), ([], every))
        self.assertEqual(self.rows({"row-rule": "none", "zebra": '"#ff00ff"'}), (["N2", "N4", "N7"], []))
        self.assertEqual(self.rows({"row-rule": "2"}), ([], ["N2", "N4", "N5"]))
        self.assertEqual(self.rows({"row-rule": "5"}), ([], ["N5"]))
        for wrong in ("0", "some", "101", "-1"):
            self.theme({"table": {"row-rule": wrong}})
            self.assertEqual([r["code"] for r in self.errors("check")], ["theme/bad-row-rule"], wrong)

    def test_rules_between_columns(self):
        """Each between the words of two columns, as high as its row; none through a cell that spans them."""
        self.write("t.csv", "country,region,share\nN1,a1,1\nN2,a2,2\n")
        query = ("# Heading\n\n```{table} x\nquery: select country, region, share from t order by country\n"
                 "group: %s\ncolumns: {country: {title: Where}, region: {title: One}, share: {title: Two}}\n```\n")
        for group, found in (("[]", {"none": [], "first": ["a1", "a2"], "all": ["1", "2", "a1", "a2"]}),
                             ("country", {"none": [], "first": ["1", "2"], "all": ["1", "2"]})):
            self.write("r.md", query.replace("group: %s\n", "") if group == "[]" else query % group)
            for which, wanted in found.items():
                self.theme({"table": {"rule": '"#00ff00"', "rule-width": "1pt", "row-rule": "none", "column-rule": which},
                            "table-head": {"rule": "none"}})
                run = self.strom("dump", "pages", "r", "-e", "en")
                self.assertEqual((run.returncode, run.stderr), (0, ""), which)
                rules = [tuple(map(float, at)) for at in re.findall(r"path (\S+) (\S+) .*#00ff00", run.stdout)]
                words = [(float(x), float(y), w) for x, y, w in re.findall(r'text (\S+) (\S+) .*"([Na]?\d)"', run.stdout)]
                behind = [min((w for w in words if 0 < w[1] - y < 20 and w[0] > x), default=("", "", ""))[2] for x, y in rules]
                self.assertEqual(sorted(w for w in behind if w), wanted, (group, which, run.stdout))
                heads = {"none": 0, "first": 1, "all": 2 if group == "[]" else 1}[which]
                self.assertEqual(len(rules), len(wanted) + heads, (group, which))
        self.theme({"table": {"column-rule": "some"}})
        self.assertEqual([r["code"] for r in self.errors("check")], ["yaml/bad-value"])

    def test_bold_columns_and_totals(self):
        rows = "".join(f"| N{n} | a{n} | b{n} |\n" for n in range(1, 5))
        self.write("r.md", f"# Heading\n\n| Where | One | Two |\n|:--|:--|:--|\n{rows}\nTable: Places\n")
        self.write("t.csv", "country,region,share\nN1,a1,1\nN2,a2,2\nN3,a3,3\nN4,a4,4\n")
        query = ("```{table} x\nquery: select country, region, 'b' || share as b from t order by country\n"
                 "columns: {country: {title: Where}, region: {title: One}, b: {title: Two}}\n```\n")
        for text in (None, "# Heading\n\n" + query):
            if text:
                self.write("r.md", text)
            for keys, bold in (({}, []), ({"emphasis-column": "first"}, ["N1", "N2", "N3", "N4"]),
                               ({"emphasis-column": "2"}, ["a1", "a2", "a3", "a4"]),
                               ({"emphasis-column": "last"}, ["b1", "b2", "b3", "b4"]), ({"emphasis-column": "none"}, []),
                               ({"total-row": "true"}, ["N4", "a4", "b4"])):
                self.theme({"table": {"rule": '"#00ff00"', "rule-width": "1pt", "row-rule": "none", **keys},
                            "table-head": {"rule": '"#0000ff"', "rule-width": "2pt"}})
                run = self.strom("dump", "pages", "r", "-e", "en")
                self.assertEqual((run.returncode, run.stderr), (0, ""), keys)
                found = re.findall(r'text (\S+) (\S+) \S+ (\S+) .*"([Nab]\d)"', run.stdout)
                self.assertEqual(sorted(w for _, _, font, w in found if "OB" in font), sorted(bold), (keys, run.stdout))
                third = max(float(y) for _, y, _, w in found if w == "N3")
                below = [float(y) for y in re.findall(r"path \S+ (\S+) .*#0000ff", run.stdout) if float(y) > third]
                self.assertEqual(len(below), 2 if "total-row" in keys else 1, keys)
        for wrong in ("0", "some", "101"):
            self.theme({"table": {"emphasis-column": wrong}})
            self.assertEqual([r["code"] for r in self.errors("check")], ["theme/bad-column"], wrong)

    def boxes(self, keys):
        """Of a passage with these keys: what is drawn of it (x, y, width, height), and where its words begin."""
        self.write("r.md", "# Heading\n\nBefore.\n\n::: {.practice}\nInside.\n:::\n")
        self.theme({})
        sheet = (self.folder / "themes/t.yml").read_text()
        self.write("themes/t.yml", sheet.replace("practice: {}", f"practice: {{{keys}}}"))
        run = self.strom("dump", "pages", "r", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""), keys)
        words = {w: (float(x), float(y)) for x, y, w in re.findall(r'text (\S+) (\S+) .*"(Before|Inside)\."', run.stdout)}
        drawn = [tuple(map(float, b)) for b in re.findall(
            r"path (\S+) (\S+) \((?:layout|background)\) #(?:ffcc00|ff0000|00ff00) M 0 0 L (\S+) 0 L \S+ (\S+)", run.stdout)]
        return words, drawn

    def test_a_box_has_four_sides(self):
        words, (box,) = self.boxes('fill: "#ffcc00", pad: {top: 3pt, end: 5pt, bottom: 7pt, start: 11pt}')
        left, (x, y) = words["Before"][0], words["Inside"]
        self.assertEqual((box[0], round(x - left, 2), box[3]), (left, 11, 14 + 3 + 7))
        words, (outdented,) = self.boxes('fill: "#ffcc00", pad: {start: 11pt, end: 5pt}, outdent: true')
        self.assertEqual((words["Inside"][0], outdented[0]), (left, round(left - 11, 2)))
        self.assertEqual(round(outdented[2] - box[2], 2), 16)
        words, rules = self.boxes('rule: {top: "#ff0000", end: "#00ff00"}, rule-width: 1pt, rule-end: 2pt, rule-below: 4pt')
        self.assertEqual([r[2:] for r in rules], [(2, 14), (box[2], 1)])
        self.assertEqual(rules[0][0], round(left + box[2] - 2, 2))

    def placed(self, text, **styles):
        """Where each word of a text stands first, and in which size."""
        self.write("r.md", text)
        self.theme(styles)
        run = self.strom("dump", "pages", "r", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""), styles)
        return {w.strip(): (float(x), float(s)) for x, s, w in reversed(re.findall(
            r'text (\S+) \S+ \S+ \S+ (\S+) \S+ w \S+ "([^"]*)"', run.stdout))}

    def test_an_opening_mark_hangs(self):
        for mark, closing in ("“”", "„“", "«»", "””", "‹›"):
            text = (f"# Heading\n\n> {mark}*Nine*, *ten*{closing}\\\n> and ten.\n>\n> Eleven.\n\n"
                    f"{mark}*Twelve*.{closing}\n\n::: {{.practice}}\n> {mark}Thirteen.{closing}\n:::\n")
            plain = self.placed(text, quote={"start": "23pt"})
            hung = self.placed(text, quote={"start": "23pt", "hang-quotes": "true"})
            edge = plain["Eleven."][0]
            self.assertGreater(plain["Nine"][0], edge + 1)
            self.assertAlmostEqual(hung["Nine"][0], edge, 1, mark)
            for word in ("and ten.", "Eleven.", "Twelve", "Heading"):
                self.assertEqual(hung[word], plain[word], mark)
            thirteen = f"{mark}Thirteen.{closing}"
            self.assertTrue(edge - 9 < hung[thirteen][0] < edge - 1, hung)
            centred = {"start": "23pt", "align": "centre"}
            self.assertEqual(self.placed(text, quote={**centred, "hang-quotes": "true"}), self.placed(text, quote=centred))
        for style, value, code in (("table", "true", "theme/no-effect"), ("quote", "maybe", "yaml/wrong-type")):
            self.theme({style: {"hang-quotes": value}})
            self.assertEqual([r["code"] for r in self.errors("check")], [code])

    def test_a_paragraph_behind_another_is_indented(self):
        text = ("# Heading\n\nOne.\n\nTwo.\n\n- Three.\n\n  Four.\n\n- Five.\n\nSix.\n\nSeven.\n\n## More\n\n"
                "Eight.\n\n> Nine.\n>\n> Ten.\n\nEleven.\n")
        plain = self.placed(text)
        moved = self.placed(text, body={"indent": "17pt"})
        self.assertEqual({w: round(moved[w][0] - plain[w][0], 2) for w in plain if plain[w][0] != moved[w][0]},
                         dict.fromkeys(["Two.", "Four.", "Seven.", "Ten."], 17))

    def test_signs_before_items(self):
        text = "# Heading\n\n- One\n  - Two\n    - Three\n      - Four\n\n1. Five\n"
        signs = self.placed(text, item={"bullet": '["–", "*"]', "marker-like": "folio"}, folio={"size": "6pt"})
        self.assertEqual([signs[w][1] for w in ("–", "*", "1.", "One")], [6, 6, 6, 10])
        self.assertNotIn("•", signs)
        for wrong, code in (({"bullet": '""'}, "theme/bad-bullet"), ({"bullet": "abcde"}, "theme/bad-bullet"),
                            ({"bullet": "[a, b, c, d]"}, "theme/bad-bullet"), ({"marker-like": "flio"}, "theme/unknown-style")):
            self.theme({"item": wrong})
            self.assertEqual([r["code"] for r in self.errors("check")], [code], wrong)

    def test_pages_in_the_contents(self):
        text = "# Heading\n\nWords.\n"
        for folio, dots in (("dots", True), ("end", False), ("start", False)):
            words = self.placed(text, **{"toc-1": {"folio": folio, "start": "30pt"}})
            self.assertEqual("." in words, dots, folio)
            self.assertEqual(words["3"][0] < words["Heading"][0], folio == "start", words)

    def moved(self, keys, text):
        """How far the words of a passage stand to the right of those before it."""
        self.write("r.md", f"# Heading\n\nBefore.\n\n{text}\n")
        self.theme({"quote": keys})
        sheet = (self.folder / "themes/t.yml").read_text()
        said = ", ".join(f"{k}: {v}" for k, v in keys.items())
        self.write("themes/t.yml", sheet.replace("practice: {}", f"practice: {{{said}}}"))
        run = self.strom("dump", "pages", "r", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""), keys)
        at = {w: float(x) for x, w in re.findall(r'text (\S+) \S+ .*"(Before|Inside|Item|Code)', run.stdout)}
        return [round(at[w] - at["Before"], 2) for w in ("Inside", "Item", "Code")]

    def test_a_passage_is_moved_in_once_with_all_that_is_in_it(self):
        inside = "Inside.\n\n- Item\n\n```\nCode\n```"
        for text in (f"::: {{.practice}}\n{inside}\n:::", "\n".join(f"> {line}" for line in inside.split("\n"))):
            plain = self.moved({}, text)
            for box in ({}, {"fill": '"#ffcc00"'}, {"rule": '"#ff0000"', "rule-start": "0pt", "rule-below": "1pt"}):
                self.assertEqual(self.moved({"start": "23pt", "end": "31pt", **box}, text),
                                 [round(x + 23, 2) for x in plain], (text, box))

    def test_what_is_no_box_has_no_sides(self):
        self.theme({"table": {"pad": "{top: 3pt}", "rule": "{top: text}"}, "h1": {"pad": "{top: 3pt}"}})
        self.assertEqual([(r["code"], r["message"]) for r in self.errors("check")],
                         [("theme/no-effect", f"'{key}' has no sides in the style 'table'") for key in ("pad", "rule")])

    def test_who_is_like_it_takes_its_own_keys_alone(self):
        body = "styles:\n  body: {family: libertine, size: 10pt, leading: 14pt}\n"
        self.write("themes/t.yml", body + "  table: {outdent: true, pad: {top: 3pt}, before: 9pt}\n  table-head: {like: table}\n")
        self.assertEqual([r["message"] for r in self.errors("check")],
                         ["'outdent' does nothing in the style 'table'", "'pad' has no sides in the style 'table'"])
        self.write("themes/t.yml", body + "  table: {outdent: true}\n  table-head: {like: table}\nclasses: {box: {like: table-head}}\n")
        self.assertEqual(self.strom("check").returncode, 0)

    def test_who_is_like_it_takes_the_key(self):
        self.write("themes/t.yml", "styles:\n  body: {family: libertine, size: 10pt, leading: 14pt}\n"
                                   "  p: {fill: \"#ffcc00\"}\n  quote: {like: p}\n")
        self.assertEqual(self.strom("check").returncode, 0)


if __name__ == "__main__":
    unittest.main()
