"""What no edition prints is checked all the same: branches that are not taken, passages left out."""

import unittest

from project import Project

YML = """\
project: {id: u, title: U, date: 2015-10-31}
language: en
translations: po
languages: [en, lv]
countries: {LV: [lv, en], EE: [en]}
data: {t: {source: csv, path: t.csv, sensitive: false}}
values: {n: select count(*) from t, k: select min(town) from t}
documents:
  report: {layout: report, theme: strom, text: r.md, bibliography: b.json, editions: countries}
  other: {layout: report, theme: strom, text: o.md, editions: languages}
"""

KNOWN = """
## Words {.glossary}

Town
:   A place.

```{table} tbl-known
query: select town from t order by town
columns: {town: {title: Town}}
caption: Towns, n = {n}
```
"""


class Unprinted(Project):
    def setUp(self):
        super().setUp()
        self.write("strom.yml", YML)
        self.write("t.csv", "town;pupils\nA;20\nB;30\n")
        self.write("b.json", '[{"id": "known2014", "type": "book", "title": "T", "issued": {"date-parts": [[2014]]}}]')
        self.write("o.md", "# Other\n\nWords.\n")
        (self.folder / "po/report.lv.po").unlink()

    def told(self, text, other=None):
        self.write("r.md", "# One\n\nSee @known2014.\n\n" + text + "\n" + KNOWN)
        if other:
            self.write("o.md", "# Other\n\n" + other + "\n" + KNOWN)
        return sorted((r["code"], (["", *r["message"].split("'")])[-2]) for r in self.errors("check", code=None))

    def test_branches(self):
        text = ("{n, plural, =7 {@tbl-a [@nokey] [Tree]{.term} [y]{term=Bush}} one {@Fig-c} "
                "other {@known2014 @tbl-known [Town]{.term} [towns]{term=\"Town\"}}} "
                "{k, select, X {see @tbl-d [x](#b) [w](#sec-one)} other {`@tbl-no` \\@tbl-no <!-- @tbl-no -->}}")
        wanted = [("text/unknown-citation", "nokey")]
        wanted += [("text/unknown-reference", name) for name in ("Fig-c", "b", "tbl-a", "tbl-d")]
        wanted += [("text/unknown-term", name) for name in ("Bush", "Tree")]
        self.assertEqual(self.told(text), wanted)

    def test_each_branch_of_many(self):
        branches = " ".join(f"k{i} {{@tbl-k{i}}}" for i in range(30))
        told = self.told("{k, select, %s other {x}}" % branches)
        self.assertEqual(len(told), 30)

    def test_translations(self):
        self.write("po/report.lv.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
                   'msgid "{k, select, X {a} other {b}}"\nmsgstr "{k, select, X {@tbl-po} other {b}}"\n')
        self.assertEqual(self.told("{k, select, X {a} other {b}}"), [("po/reference-changed", "@tbl-po")])

    def test_passages_without_rows(self):
        text = ("::: {.each query=\"select town, pupils from t where town = 'Q' order by town\"}\n"
                "{town} {pupils, plural, one {#} other {#}} {nobody} @tbl-e {t.rows} {t.nothing.share}\n:::\n")
        self.assertEqual(self.told(text), [("data/unknown-measure", "nothing"), ("text/unknown-reference", "tbl-e"),
                                           ("text/unknown-value", "nobody")])

    def test_passages_of_other_countries(self):
        text = ("::: {.only country=\"EE\"}\n## Own {#own}\n\n## By words\n\n[here](#own) [there](#sec-by-words) "
                "[this]{#that} [x](#that) @tbl-f {n}\n:::\n")
        self.assertEqual(self.told(text), [("text/unknown-reference", "tbl-f")])

    def test_passages_that_no_edition_prints(self):
        text = ("::: {.only country=\"EE\"}\n{nobody} {n} @tbl-g {n, plural, one {#} other {@tbl-h}}\n\n"
                "::: {.each query=\"select town from t order by town\"}\n{town} @tbl-i\n:::\n:::\n")
        told = self.told("Words.", other="::: {.only country=\"EE\"}\n{nobody} {n} @tbl-g\n:::\n")
        self.assertEqual(told, [("text/unknown-reference", "tbl-g"), ("text/unknown-value", "nobody")])
        told = self.told("Words.", other=":" + text.replace("\n:::\n:::", "\n:::\n::::"))
        self.assertEqual(told, [("text/unknown-reference", name) for name in ("tbl-g", "tbl-h", "tbl-i")])


if __name__ == "__main__":
    unittest.main()
