"""strom review: what a translator is shown, one number with build and translate, and approving divided words."""

import json

from project import Project

LONG = "Starptautisks pašvaldību sadarbības novērtējums apstiprina vispārpieņemtus organizatoriskos principus. " * 12

PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "A small project"
msgstr "Mazs projekts"

msgid "First chapter"
msgstr "Pirmā nodaļa"

#, fuzzy
msgid "one"
msgstr "viens"

msgid "two"
msgstr " "

msgid "Long."
msgstr "%s"

msgid "There are {towns, plural, one {# town} other {# towns}} in *the* survey, as @tbl-towns shows."
msgstr "Aptaujā ir {towns, plural, zero {# pilsētu} one {# pilsēta} other {# pilsētas}}, skat. @tbl-towns."
""" % LONG.strip()


AWKWARD = {"strom.yml": """\
project:
  id: small
  title: A small project
  subtitle: Of words
  date: 2015-10-31
  funders: [{name: Fund, statement: Paid by it}]
language: en
languages: [en, lv]
countries: {LV: [lv, en], EE: [lv]}
translations: po
data:
  survey: {source: csv, path: data/survey.csv, codebook: data/codes.csv, sensitive: false}
values:
  towns: select count(*) from survey
documents:
  report: {layout: report, theme: strom, text: [text/report.md, text/more.md], editions: languages}
  guide: {layout: guideline, theme: strom, text: text/guide.md, editions: countries}
""", "text/report.md": """\
---
title: Own title
---
# Share {short="Short" ctx=noun}

Share

[Share]{.practice} and **Share** 12 {towns} `code`

*[NGO]: non-governmental organisation

A note[^a] of an NGO, {towns, plural, one {# town} other {# towns}}.

[^a]: Share

    Second paragraph of it.

- Share
- 12
- {towns}

| Share | A |
|-------|---|
| Share | 5 |
|       | – |

Table: Share {#tbl-m}

```{table} tbl-d
query: select town, policy from survey order by town
columns: {town: {title: Share}, policy: {title: Policy, type: number}}
caption: Share
note: A note below
```

```{figure} fig-d
type: bar
query: select town, policy from survey order by town
columns: {town: {title: Share}, policy: {title: Policy, type: number}}
caption: Bars
alt: Share
```

::: {.practice lang=de}
Auf Deutsch.
:::

::: {.each query="select town from survey order by town"}
{town} is a town.
:::

::: {.each query="select town from survey where town = 'None' order by town"}
{town} is none.
:::

```{include} part.md
```

    code stays

## Share

<!-- a comment -->

Term
:   Share
""",
           "text/part.md": "Part of it.\n\nShare\n", "text/more.md": "# More\n\nShare\n",
           "text/guide.md": "# Guide\n\n::: {.only country=\"EE\"}\nOnly there, Share.\n:::\n\n"
           "::: {.only country=\"LV\"}\nOnly here.\n\nShare\n:::\n\nShare\n",
           "data/survey.csv": "town,country,policy,size\nRiga,LV,1,a\nTartu,EE,0,b\n",
           "data/codes.csv": "variable,value,label_en,order\nsize,,How large?,\nsize,a,Large,1\nsize,b,Small,2\n"}


class Review(Project):
    def setUp(self):
        super().setUp()
        self.write("po/report.lv.po", PO)
        self.write("text/report.md", (self.folder / "text/report.md").read_text() + "\nLong.\n")

    def lines(self, *words):
        return [json.loads(line) for line in self.strom(*words, "--json").stdout.splitlines()]

    def test_shows_what_is_not_translated_and_how_plurals_read(self):
        out = self.strom("review", "lv")
        self.assertEqual(out.returncode, 0, out.stderr)
        self.assertEqual(out.stderr, "")
        self.assertIn("report.lv.po:12: fuzzy: one", out.stdout)
        self.assertIn("report.lv.po:15: not translated: two", out.stdout)
        self.assertIn("text/report.md:7: not translated: Policy", out.stdout)
        self.assertIn("  0: Aptaujā ir 0 pilsētu, skat. @tbl-towns.\n  0.5: Aptaujā ir 0,5 pilsētas, skat. @tbl-towns.\n"
                      "  1: Aptaujā ir 1 pilsēta, skat. @tbl-towns.\n  2: Aptaujā ir 2 pilsētas, skat. @tbl-towns.\n",
                      out.stdout)
        self.assertIn("  21: Aptaujā ir 21 pilsēta", out.stdout)
        self.assertIn("  1000: Aptaujā ir 1000 pilsētu", out.stdout.replace("\u00a0", ""))

    def test_one_number_with_build_and_translate(self):
        counted = [e for e in self.lines("review", "lv") if e["event"] == "reviewed"][0]
        checked = [e for e in self.lines("check") if e["event"] == "edition" and e["edition"] == "lv"][0]
        translated = {e["document"]: e for e in self.lines("translate")}
        reviewed = {e["document"]: e for e in self.lines("review", "lv") if e["event"] == "reviewed"}
        self.assertEqual(reviewed.keys(), translated.keys())
        for document, words in reviewed.items():
            for key in ("segments", "translated", "fuzzy", "empty"):
                self.assertEqual(words[key], translated[document][key], document)
        # The titles are in the project's own file.
        checked = [e for e in self.lines("check") if e["event"] == "edition" and e["edition"] == "lv"][0]
        self.assertEqual(sum(e["segments"] for e in reviewed.values()), checked["segments"])
        self.assertEqual(counted["segments"], checked["segments"])
        self.assertEqual(sum(e["segments"] - e["translated"] for e in reviewed.values()), checked["untranslated"])

    def counts(self):
        """Of build, check, translate and review: segments and those not translated, by document."""
        printed = [{(e["document"], e["edition"]): (e["segments"], e["untranslated"]) for e in self.lines(command)
                    if e["event"] == "edition" and e["edition"].startswith("lv")} for command in ("check", "build")]
        files = [{e["document"]: (e["segments"], e["segments"] - e["translated"]) for e in self.lines(*words)
                  if "segments" in e} for words in (("translate",), ("review", "lv"))]
        self.assertEqual(printed[0], printed[1])
        self.assertEqual(files[0], files[1])
        return printed[0], files[0]

    def test_one_number_in_an_awkward_project(self):
        for name, text in AWKWARD.items():
            self.write(name, text)
        (self.folder / "po/report.lv.po").unlink()
        printed, files = self.counts()
        self.assertEqual(files, {"project": (6, 6), "report": (17, 17), "guide": (4, 4)})
        # Of the project's own words the report prints its subtitle and whom it was paid by.
        self.assertEqual(printed, {("report", "lv"): (19, 19), ("guide", "lv-LV"): (7, 7), ("guide", "lv-EE"): (7, 7)})
        entries = (self.folder / "po/report.lv.po").read_text().split("\n\n")
        done = {"Share": "Daļa", "Part of it.": "Daļa no tā.", "A note below": "Piezīme", "Bars": "\u00a0", "Policy": "Politika"}
        for i, entry in enumerate(entries):
            for source, own in done.items():
                if f'msgid "{source}"' in entry and "msgctxt" not in entry:
                    entries[i] = entry.replace('msgstr ""', f'msgstr "{own}"').replace(
                        'msgid "Policy"', '#, fuzzy\nmsgid "Policy"')
        self.write("po/report.lv.po", "\n\n".join(entries))
        printed, files = self.counts()
        self.assertEqual(files["report"], (17, 14))
        self.assertEqual(printed["report", "lv"], (19, 16))
        told = [e for e in self.lines("review", "lv") if e["event"] == "text"]
        self.assertEqual(len(told), sum(untranslated for _, untranslated in files.values()), told)

    def test_faults_are_errors_here_too(self):
        self.write("po/report.lv.po", PO.replace("zero {# pilsētu} ", ""))
        out = self.strom("review", "lv")
        self.assertEqual(out.returncode, 1)
        self.assertIn("[po/form-missing]", out.stderr)
        self.assertIn("not translated: two", out.stdout)
        self.assertEqual(out.stderr.count("[po/form-missing]"), 1)

    def test_words_are_approved(self):
        words = [e for e in self.lines("review", "lv") if e["event"] == "divided"]
        self.assertTrue(words)
        word = words[0]["word"]
        before = (self.folder / "strom.yml").read_text()
        out = self.strom("review", "lv", "--approve", word, "--dry-run")
        self.assertIn(f"would be added: hyphenation:\n  lv: [{word}]", out.stdout)
        self.assertEqual((self.folder / "strom.yml").read_text(), before)
        self.assertEqual(self.strom("review", "lv", "--approve", word).returncode, 0)
        self.assertEqual((self.folder / "strom.yml").read_text(), before + f"hyphenation:\n  lv: [{word}]\n")
        self.assertNotIn(word, [e["word"] for e in self.lines("review", "lv") if e["event"] == "divided"])
        self.assertIn("has them all already", self.strom("review", "lv", "--approve", word).stdout)

    def test_wrong_words_are_told(self):
        bad = self.strom("review", "lv", "--approve", "a--b")
        self.assertEqual(bad.returncode, 1)
        self.assertIn("[cli/bad-word]", bad.stderr)
        self.assertIn("[cli/unknown-language]", self.strom("review", "lw").stderr)
        self.assertIn("Did you mean 'lv'?", self.strom("review", "lw").stderr)
        self.assertIn("[cli/unknown-document]", self.strom("review", "lv", "nothing").stderr)
        self.assertEqual(self.strom("review").returncode, 2)

    def test_files_that_no_document_reads_are_named(self):
        (self.folder / "po/report.lv.po").rename(self.folder / "po/report.lv_LV.po")
        for command in ("check", "build", "translate"):
            out = self.strom(command)
            self.assertIn("report.lv_LV.po", out.stderr, command)
            self.assertIn("[text/stray-po]", out.stderr)
        self.assertIn("[text/stray-po]", self.strom("review", "lv").stderr)
        for name in ("lv/report.po", "lv/LC_MESSAGES/report.po", "old/report.lv.po"):
            self.write("po/" + name, PO)
            self.assertReported(self.errors("check", code=0), "text/stray-po", file="po/" + name)

    def test_signs_that_are_left_over_are_told(self):
        self.write("po/report.lv.po", PO.replace('"Pirmā nodaļa"', '"**Pirmā nodaļa"'))
        self.assertIn("[text/looks-like-mark]", self.strom("review", "lv").stderr)


if __name__ == "__main__":
    import unittest
    unittest.main()
