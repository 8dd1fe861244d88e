"""What looks like markup and was not understood: each sign in many places, told at its line; and honest text, of which
nothing is told."""

import json
import shutil
import unittest

from project import Project, a_few

NB = "\u00a0"
DIV = "::: {.practice}\n%s\n:::"


def around(text):
    """The same words in each kind of passage; the line that they stand in, counted from 0."""
    cell = text.replace("|", "\\|")
    return {
        "paragraph": (f"So {text} so.", 0),
        "second line": (f"One line\nand {text} so.", 1),
        "tab": (f"So\t{text}", 0),
        "no-break space": (f"So{NB}{text}", 0),
        "item": (f"- one\n- so {text}", 1),
        "item in an item": (f"1. one\n   - so {text}", 1),
        "quote": (f"> so {text}", 0),
        "quote in an item": (f"- one\n\n  > so {text}", 2),
        "cell": (f"| A | B |\n|---|---|\n| so {cell} | b |", 2),
        "box": ("::: {.practice}\n" + f"so {text}\n:::", 1),
        "note": (f"So.[^n]\n\n[^n]: so {text}", 2),
        "caption": ("```{table} tbl-%d\nquery: select town, policy from survey order by town\n"
                    "columns: {town: {title: T}, policy: {title: P}}\ncaption: |\n  So " + text + "\n```", 4),
        "alternative text": ("```{figure} fig-%d\ntype: bar\nquery: select town, policy from survey order by town\n"
                             "columns: {town: {title: T}, policy: {title: P}}\ncaption: C\nalt: |\n  So " + text + "\n```", 6),
        "heading": (f"## So {text} {{#h-%d}}", 0),
        "link": (f"So [so {text}](https://example.org).", 0),
        "definition": (f"Word\n: so {text}", 1),
        "branch": ("{towns, plural, one {so " + text + "} other {so}}", 0),
    }


# What is typed, the codes that tell of it, and passages in which it is something else.
INLINE = {
    "strong": ("**word", {"text/looks-like-mark"}, ()),
    "strong apart": ("** word **", {"text/looks-like-mark"}, ()),
    "strong by lines": ("__word", {"text/looks-like-mark"}, ()),
    "strike": ("~~word", {"text/looks-like-mark"}, ()),
    "reference by another prefix": ("@tab-one", {"text/unknown-reference", "text/looks-like-reference"}, ("alternative text",)),
    "reference by a colon": ("@tbl:one", {"text/unknown-reference", "text/looks-like-reference"}, ("alternative text",)),
    "path with a space": ("[word](a path.pdf)", {"text/looks-like-link"}, ("link",)),
    "picture with a space": ("![word](art/a path.png)", {"text/looks-like-link"}, ("link",)),
    "code that never ends": ("`word", {"text/looks-like-mark"}, ()),
    "end of a comment": ("word --> word", {"text/looks-like-comment"}, ()),
    "comment with a space": ("<! -- word", {"text/looks-like-comment"}, ()),
    "link with a space": ("[word] (https://example.org)", {"text/looks-like-link"}, ("link",)),
    "link by a name": ("[word][name]", {"text/looks-like-link"}, ("link",)),
    "link the other way round": ("(word)[https://example.org]", {"text/looks-like-link"}, ("link",)),
    "link of a wiki": ("[[word]]", {"text/looks-like-link"}, ("link",)),
    "picture of a wiki": ("![[word.png]]", {"text/looks-like-link"}, ("link",)),
    "note within": ("word^[a note]", {"text/looks-like-mark"}, ()),
    "formula": ("$$x^2$$", {"text/looks-like-mark"}, ()),
    "citation without a bibliography": ("[@name2014]", {"text/looks-like-mark"}, ("link", "alternative text")),
    "reference in capitals": ("@TBL-one", {"text/unknown-reference", "text/looks-like-reference"}, ("alternative text",)),
    "value in quotes": ("'{ towns }'", {"text/quoted-value"}, ()),
    "percent twice": ("{half, number, percent} %", {"text/percent-twice"}, ("branch",)),
    "comment that never ends": ("<!-- word", {"text/unclosed-comment"}, ()),
    "tag": ("<b>word</b>", {"text/raw-html"}, ()),
}

# Lines that look like blocks: lines, which of them is told (from 0), codes.
LINES = {
    "heading without a space": ["##Word", "###Word", "#Word", "##Wörter", "#######  Word", "- ##Word", "> ##Word", "1. ##Word",
                                "::: {.practice}\n##Word\n:::", "words\n##Word"],
    "heading by a no-break space": [f"#{NB}Word", f"##{NB}Word", "##\u202fWord", "#\u2009Word", f"- #{NB}Word", f"> ##{NB}Word",
                                    f"words\n##{NB}Word", f"::: {{.practice}}\n#{NB}Word\n:::", "#\u3000Word", f"1. #{NB}Word"],
    "bullets": ["• Word", "•Word", "◦ Word", "▪ Word", "‣ Word", "· Word", "words\n• Word", "> • Word", "- • Word",
                "::: {.practice}\n• Word\n:::", "•\tWord", "\uf0b7 Word", "● Word", "➢ Word", "\uf0a7 Word", "o\tWord", "■ Word"],
    "lists of others": ["– One\n– Two", "— Одно\n— Два", "1.One\n2.Two", f"1.{NB}One\n2.{NB}Two", "1)One\n2)Two", "a) one\nb) two",
                        "*One\n*Two", "+One\n+Two", "> – one\n> – two", "words\n– One\n– Two"],
    "tables of others": ["+---+---+\n| a | b |\n+---+---+", "Town\tPeople\nRiga\t5", "> +---+\n> | a |\n> +---+"],
    "items by a no-break space": [f"-{NB}Word", f"*{NB}Word", f"+{NB}Word", f"> -{NB}Word", f"words\n-{NB}Word", "-\u202fWord",
                                  "-Word\n-Other", f"::: {{.practice}}\n-{NB}Word\n:::", f"- -{NB}Word", f"1. *{NB}Word"],
    "pipes": ["| a | b |\n| c | d |", "Town | People\n|---|", "|---|---|\n| a | b |", "| a | b |\n|---|\n| c | d |",
              "words |---| words", "> | a | b |\n> | c | d |", "- | a | b |\n  | c | d |", "| a |\n| b |",
              "| a | b |\n| — | — |\n| c | d |", "::: {.practice}\n| a | b |\n| c | d |\n:::"],
    "directives": ["```table tbl-x\nquery: x\n```", "```figure\ntype: bar\n```", "~~~ include\npart.md\n~~~"],
    "divs": [":: {.practice}", "::practice", "::", "words\n:: {.practice}", "> :: {.practice}"],
}

HONEST = """\
It costs ~5 € or ~10 €; C# and F# are languages; #1 and No. #2; write to name+tag@example.org; 2 * 3 * 4 = 24; a*b.

C:\\\\Users\\\\name\\\\file.txt, `C:\\dir`, `**code**`, `@tbl-x`, ``| a | b |``; on 2014-11-03; the '90s, rock 'n' roll; 5' 10" tall.

Such as:

- one
- two

Snake_case_names and __init__ in code: `__init__`; a_b; 50 % ~ 60 %; x^2; (see 3); [sic]; a [b] c; 1 < 2 > 0; R&D; AT&T.

*Note* – see below. \\#tag, \\*so\\*, \\@someone, \\~\\~no\\~\\~; @ home; name @ example; 5*; 6**; *7; note* and note**.

    indented **code** {n} @tbl-x | a |
    # no heading

```
## no heading
| a | b |
**code {n} @tbl-one** <!-- kept -->
• item
```

A line with | one pipe; either/or; #hashtag in a row #StopTrafficking; – a dash begins this; -5 degrees; - and a hyphen.

::: {.practice}
1. First: a
2. Second – b (c)
:::

*Note*\\
*Word* one; 2.5 percent and
3.5 percent; – one dash; a) one alone, and (b) two; [1] and [2]; [so] (2014); a [so][1]; x -> y; 5 % %; it`s; wow!\\
– said once;

a) kept\\
b) kept; !important; array[0] (see)[sic].

> "Quoted" 'so', “curly” – ‘single’; ... and so on…

Term
: what it means: this, 10:30, 1:2

> Prices: ~3 kr; 3~4; 10^6; 2^10^; H~2~O; ~~gone~~; https://example.org/a_b_c__d?x=~y#z; <https://example.org/**>.
"""


class Signs(Project):
    def setUp(self):
        super().setUp()
        shutil.rmtree(self.folder / "po")
        self.replace("strom.yml", "languages: [en, lv]", "languages: [en]")
        self.replace("strom.yml", "values:\n", "values:\n  half: select 0.5\n")

    def check(self, texts):
        """Reports of a project with these texts, a document each, by their files."""
        yml = self.folder / "strom.yml"
        head = yml.read_text().split("documents:")[0]
        yml.write_text(head + "documents:\n" + "".join(
            f"  {name}: {{layout: report, theme: strom, text: text/{name}.md, editions: languages}}\n" for name in texts))
        for name, text in texts.items():
            self.write(f"text/{name}.md", text)
        run = self.strom("check", "--json", timeout=600)
        self.assertNotIn("Sanitizer", run.stderr)
        told = {name: [] for name in texts}
        for line in run.stderr.splitlines():
            r = json.loads(line)
            name = r.get("file", "").rpartition("/")[2].removesuffix(".md")
            told.setdefault(name, []).append(r)
        return told

    def test_signs_in_all_passages(self):
        texts, wanted, n = {}, {}, 0
        for turn, (sign, (text, codes, but)) in enumerate(INLINE.items()):
            for where, (passage, line) in a_few(around(text).items(), 4, turn):
                if where in but:
                    continue
                n += 1
                name = f"d{n}"
                texts[name] = "# One {#sec-one-%d}\n\n" % n + (passage.replace("%d", str(n))) + "\n\nMore.\n"
                wanted[name] = (sign, where, line + 3, codes)
        told = self.check(texts)
        silent = [f"{sign}, {where}: {[(r['code'], r.get('line')) for r in told[name]]}\n{texts[name]}"
                  for name, (sign, where, line, codes) in wanted.items()
                  if not any(r["code"] in codes and r.get("line") == line for r in told[name])]
        self.assertFalse(silent, "\n".join(silent))

    def test_lines_that_are_no_blocks(self):
        texts, n = {}, 0
        names = {}
        for sign, passages in LINES.items():
            for passage in a_few(passages, 5):
                n += 1
                texts[f"d{n}"] = "# One\n\n" + passage + "\n\nMore.\n"
                names[f"d{n}"] = sign
        told = self.check(texts)
        silent = [f"{names[name]}: {texts[name]!r}: {[(r['code'], r.get('line')) for r in told[name]]}" for name in texts
                  if not any(r["code"].startswith(("text/looks-like", "text/bad-rule")) for r in told[name])]
        self.assertFalse(silent, "\n".join(silent))

    def test_directives_without_braces(self):
        self.write("text/report.md", "# One\n\n```table tbl-x\nquery: x\n```\n\n```sql\nselect 1\n```\n")
        self.assertReported(self.errors("check", code=0), "text/looks-like-directive", line=3)

    def test_front_matter_that_is_none(self):
        for begin in ("---\ntitle: X\n\n# One", "+++\ntitle = 'x'\n+++\n\n# One", "---\nsubtitle: X\nMore"):
            self.write("text/report.md", begin + "\n\nWords.\n")
            self.assertReported(self.errors("check"), "text/bad-front-matter", line=1)
        for begin in ("---\ntitle: X\n...\n# One", "---\n\n# One", "---\nwords: so\n---\n"[:4] + "# One", "***\n# One"):
            self.write("text/report.md", begin + "\n\nWords.\n")
            self.assertEqual(self.errors("check", code=0), [])

    def test_titles_and_titles_of_columns(self):
        """In YAML, where no sign marks anything; " #5" cuts, and quotation marks of word processors are printed."""
        told = {"So **word**": "text/looks-like-mark", "so ~~word~~": "text/looks-like-mark", "So __word__": "text/looks-like-mark",
                "So [word](a.pdf)": "text/looks-like-link", "Case #5": "yaml/cut-text", "“Word”": "yaml/typographic-quotes",
                "„Vārds”": "yaml/typographic-quotes", "«Слово»": "yaml/typographic-quotes", "Case #Five": "yaml/cut-text",
                "So\t#1": "yaml/cut-text"}
        yml = (self.folder / "strom.yml").read_text()
        places = {"title": ("strom.yml", 'title: A small project', "title: %s", 3),
                  "subtitle": ("strom.yml", "  date:", "  subtitle: %s\n  date:", 4),
                  "notice": ("strom.yml", "  date:", "  notice: %s\n  date:", 4),
                  "statement": ("strom.yml", "  date:", "  funders:\n    - name: A\n      statement: %s\n  date:", 6),
                  "front title": ("text/report.md", "# First", "---\ntitle: %s\n---\n# First", 2),
                  "front subtitle": ("text/report.md", "# First", "---\nsubtitle: %s\n---\n# First", 2)}
        for turn, (text, code) in enumerate(told.items()):
            for name, (file, old, new, line) in a_few(places.items(), 2, turn):
                with self.subTest(f"{text} as {name}"):
                    before = (self.folder / file).read_text()
                    self.replace(file, old, new % text)
                    run = self.strom("check", "--json")
                    self.write(file, before)
                    self.assertReported([json.loads(r) for r in run.stderr.splitlines()], code, line=line, file=file)
        self.assertEqual((self.folder / "strom.yml").read_text(), yml)

    def test_words_of_directives(self):
        told = {"**Word": "text/looks-like-mark", "so ~~word": "text/looks-like-mark", "@tab-towns": "text/unknown-reference",
                "Case #5": "yaml/cut-text", "“Word”": "yaml/typographic-quotes", "[word](a b.pdf)": "text/looks-like-link"}
        for text, code in told.items():
            quoted = f"'{text}'" if code.startswith("text/") else text
            for old, new, line in (("title: Town}", "title: %s}", 7), ("caption: Towns", "caption: %s", 8)):
                if code == "yaml/cut-text" and "title" in old:
                    continue
                with self.subTest(f"{text} in {old}"):
                    before = (self.folder / "text/report.md").read_text()
                    self.replace("text/report.md", old, new % quoted)
                    run = self.strom("check", "--json")
                    self.write("text/report.md", before)
                    self.assertReported([json.loads(r) for r in run.stderr.splitlines()], code, line=line)

    def test_translations(self):
        self.replace("strom.yml", "languages: [en]", "languages: [en, lv]")
        for text, code in {"Pirmā **nodaļa": "text/looks-like-mark", "** Pirmā ** nodaļa": "text/looks-like-mark",
                           "Pirmā ~~nodaļa": "text/looks-like-mark", "__Pirmā nodaļa": "text/looks-like-mark",
                           "Pirmā nodaļa [šeit](a b.pdf)": "text/looks-like-link", "Pirmā <b>nodaļa</b>": "text/raw-html",
                           "Pirmā <!-- nodaļa": "text/unclosed-comment", "Pirmā @tbl-towns": "po/reference-changed",
                           "Pirmā @tab-towns": "text/unknown-reference", "Pirmā {n} nodaļa": "po/placeholder-extra",
                           "Pirmā '{towns}' nodaļa": "text/quoted-value", "Pirmā `nodaļa": "text/looks-like-mark",
                           "Pirmā nodaļa --> otrā": "text/looks-like-comment", "[[Pirmā]] nodaļa": "text/looks-like-link"}.items():
            with self.subTest(text):
                self.write("po/report.lv.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
                           f'msgid "First chapter"\nmsgstr "{text}"\n')
                self.assertReported(self.errors("check", code=None), code, line=5, file="po/report.lv.po")

    def test_cells_of_data_are_no_markup(self):
        cells = ["**Riga**", "<!-- Riga", "@tbl-one", "{n}", "~~Riga~~", "# Riga", "• Riga", "[Riga](a b.pdf)", "| Riga |",
                 "&amp; <b>Riga</b>", "`Riga`", "'{towns}'"]
        self.write("data/survey.csv", "town,country,policy\n" + "".join(f'"{cell}",LV,1\n' for cell in cells))
        run = self.strom("check", "--strict")
        self.assertEqual((run.returncode, run.stderr.count("error") + run.stderr.count("warning")), (0, 0), run.stderr)
        shown = self.strom("dump", "edition", "report").stdout
        for cell in cells:
            self.assertIn('text "' + cell + '"', shown)

    def test_honest_text(self):
        told = self.check({"honest": "# One\n\n" + HONEST})
        self.assertFalse([r for reports in told.values() for r in reports], told)


if __name__ == "__main__":
    unittest.main()
