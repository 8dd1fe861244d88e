"""What each language does with the same source: labels, references and their order, quotes, numbers,
dates. Nothing is translated here but by the language packs and CLDR."""

import unittest

from project import Project

# caption's label, reference to the table, to the figure, to the section; quoted word; number, share, date.
EXPECTED = {
    "en": ("Table 1. ", "Table 1", "Figure 1", "“Towns”", "“so”", "12,345.6", "35%", "31 October 2015"),
    "da": ("Tabel 1. ", "tabel 1", "figur 1", "»Towns«", "»so«", "12.345,6", "35 %", "31. oktober 2015"),
    "et": ("Tabel 1. ", "tabel 1", "joonis 1", "„Towns“", "„so“", "12 345,6", "35%", "31. oktoober 2015"),
    "fi": ("Taulukko 1. ", "taulukko 1", "kuvio 1", "”Towns”", "”so”", "12 345,6", "35 %", "31. lokakuuta 2015"),
    "de": ("Tabelle 1. ", "Tabelle 1", "Abbildung 1", "„Towns“", "„so“", "12.345,6", "35 %", "31. Oktober 2015"),
    "lv": ("1. tabula. ", "1. tabula", "1. attēls", "„Towns”", "„so”", "12 345,6", "35%", "2015. gada 31. oktobris"),
    "lt": ("1 lentelė. ", "1 lentelė", "1 paveikslas", "„Towns“", "„so“", "12 345,6", "35 %", "2015 m. spalio 31 d."),
    "nb": ("Tabell 1. ", "tabell 1", "figur 1", "«Towns»", "«so»", "12 345,6", "35 %", "31. oktober 2015"),
    "pl": ("Tabela 1. ", "tabela 1", "rysunek 1", "„Towns”", "„so”", "12 345,6", "35%", "31 października 2015"),
    "ru": ("Таблица 1. ", "таблица 1", "рисунок 1", "«Towns»", "«so»", "12 345,6", "35 %", "31 октября 2015 г."),
    "sv": ("Tabell 1. ", "tabell 1", "figur 1", "”Towns”", "”so”", "12 345,6", "35 %", "31 oktober 2015"),
}

TEXT = """\
# Towns {#sec-towns}

See @tbl-towns, @fig-towns and @sec-towns: "so" {big, number}, {share, number, percent}, {day, date, long}.

@tbl-towns begins.

- @fig-towns

```{table} tbl-towns
query: select town, policy from survey order by town
columns: {town: {title: Town}, policy: {title: Policy, type: number}}
caption: All of them
```

```{figure} fig-towns
type: bar
query: select town, policy from survey order by town
columns: {town: {title: Town}, policy: {title: Policy, type: number}}
caption: The same
alt: Bars
```
"""


class Languages(Project):
    def setUp(self):
        super().setUp()
        self.replace("strom.yml", "languages: [en, lv]", f"languages: [{', '.join(EXPECTED)}]")
        self.replace("strom.yml", "  towns: select", "  big: select 12345.6\n  share: select 0.35\n"
                     "  day: select '2015-10-31'\n  towns: select")
        self.write("text/report.md", TEXT)

    def test_each(self):
        for language, expected in EXPECTED.items():
            # What is not translated is set as its own language: quotes and numbers are told apart by that.
            with self.subTest(language):
                self.write(f"po/report.{language}.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
                           + "".join(f'msgid "{s}"\nmsgstr "{s}"\n\n' for s in SEGMENTS))
                run = self.strom("dump", "edition", "report", "-e", language)
                self.assertEqual(run.returncode, 0, run.stderr)
                text = run.stdout.replace("\u00a0", " ").replace("\u202f", " ")
                caption, table, figure, section, quoted, number, share, date = expected
                self.assertIn(f'text generated "{caption}"', text)
                for words in (table, figure, section):
                    self.assertIn(f'text generated "{words}"', text)
                # A sentence and an item begin with a capital, where they do not begin with the number.
                for words in (table, figure):
                    self.assertIn(f'text generated "{words[0].upper() + words[1:]}"', text)
                self.assertEqual(text.count(f'text generated "{table}"'), 1 if table[0].islower() else 2)
                for words in (quoted, number, share):
                    self.assertIn(words, text)
                self.assertIn(f'{date.rstrip(".")}."', text)
                self.assertNotIn("..", text)


SEGMENTS = ("Towns", "All of them", "The same", "Bars", "Town", "Policy", "A small project",
            'See @tbl-towns, @fig-towns and @sec-towns: \\"so\\" {big, number}, {share, number, percent}, '
            "{day, date, long}.", "@tbl-towns begins.", "@fig-towns")

if __name__ == "__main__":
    unittest.main()
