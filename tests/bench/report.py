"""A long report of invented prose, as a Strom project and as a Typst document with the same words.

What it has: a title page, contents, chapters and sections, justified paragraphs, a note a page, a
table about every three pages, a chart about every five, references to both. Blocks are tuples:
("h", level, text), ("p", text, note or None), ("t", id, caption, header, rows), ("c", id, caption,
region, column); a text names a table or a chart as @id, which both programs read alike.
"""

import random
import shutil

from words import Vocabulary

NAMES = {"en": "A long report", "de": "Ein langer Bericht", "fi": "Pitkä raportti", "lv": "Garš ziņojums",
         "ru": "Длинный доклад"}
CHARACTERS = {"en": 89, "de": 86, "fi": 85, "lv": 88, "ru": 78}     # in a line, about
PAGE = 686                                                         # points of text on a page
REGIONS, COLUMNS, BARS = 40, 10, 7
TEXT = 150_000                                                     # characters, and a chapter


class Report:
    def __init__(self, language, pages, folder):
        self.language, self.pages = language, pages
        self.name = NAMES[language]
        self.vocabulary = Vocabulary(language, folder)
        self.chance = random.Random(f"{language} report")
        self.seen = set()

    def word(self):
        word = self.vocabulary.draw(self.chance)
        self.seen.add(word)
        return word

    def label(self, words):
        text = " ".join(self.vocabulary.content(self.chance) for _ in range(words))
        return text[0].upper() + text[1:]

    def sentence(self):
        parts = []
        for _ in range(min(4, int(self.chance.expovariate(1.1)) + 1)):
            parts.append(" ".join(self.word() for _ in range(self.chance.randint(4, 9))))
        text = ", ".join(parts)
        if self.chance.random() < 0.08:
            text += f" {self.chance.randint(2, 9999)}"
        return text[0].upper() + text[1:] + "."

    def prose(self, sentences):
        return " ".join(self.sentence() for _ in range(sentences))

    def table(self, number):
        header = [self.label(1) for _ in range(4)]
        rows = [[self.label(self.chance.randint(1, 2))] + [str(self.chance.randint(1, 9999)) for _ in range(3)]
                for _ in range(self.chance.randint(5, 12))]
        return "t", f"tbl-{number}", self.label(4), header, rows

    def chart(self, number):
        region, column = number * 7 % REGIONS, number // REGIONS % COLUMNS
        return "c", f"fig-{number}", self.label(5), region, column

    def rows(self):
        """The charts' data: region, label, v0 to v9."""
        for region in range(REGIONS):
            for _ in range(BARS):
                yield [region, self.label(2)] + [self.chance.randint(10, 999) for _ in range(COLUMNS)]

    def lines(self, text, characters=None):
        return -(-len(text) // (characters or CHARACTERS[self.language]))

    def blocks(self):
        """Until the pages are full, by estimate: the title and the contents are counted in."""
        points, noted, tables, charts, chapter, section = 0, 0, 0, 0, 0, 0
        end = PAGE * (self.pages - 2 - self.pages / 100)
        while points < end:
            page = points / PAGE
            if page >= chapter:
                chapter += 12
                section = page + 3
                yield "h", 1, self.label(3)
                points += 50
            elif page >= section:
                section += 3
                yield "h", 2, self.label(4)
                points += 37
            pending = None
            if page >= tables * 3 + 1:
                tables += 1
                pending = self.table(tables)
            elif page >= charts * 5 + 2:
                charts += 1
                pending = self.chart(charts)
            text, note = self.prose(self.chance.randint(2, 6)), None
            if pending:
                text = text[:-1] + f" (@{pending[1]})."
            if page >= noted:
                noted += 1
                note = self.prose(self.chance.randint(1, 2))
                points += self.lines(note, 105) * 11 + 4
            yield "p", text, note
            points += self.lines(text) * 14 + 5
            if pending:
                yield pending
                points += 38 + (18 * (len(pending[4]) + 1) if pending[0] == "t" else 16 * BARS)


STROM = """\
project: {{id: bench, title: {name}, date: 2015-10-31, publisher: Bench}}
language: {language}
languages: [{language}]
data:
  charts: {{source: csv, path: charts.csv, sensitive: false, options: {{delimiter: comma, encoding: utf-8}}}}
documents:
  bench: {{layout: report, theme: plain, text: text, options: {{chapter-start: any}}}}
"""
CHART = """\
```{{figure}} {id}
type: bar
query: select label, v{column} from charts where region = {region} order by label
columns: {{label: {{title: Label}}, v{column}: {{title: Number, type: number}}}}
caption: {caption}
alt: {caption}
```
"""


def strom_block(block, notes):
    if block[0] == "h":
        return "#" * block[1] + " " + block[2] + "\n"
    if block[0] == "p":
        if not block[2]:
            return block[1] + "\n"
        name = f"n{next(notes)}"
        first, rest = block[1].split(" ", 1)
        return f"{first}[^{name}] {rest}\n\n[^{name}]: {block[2]}\n"
    if block[0] == "t":
        rows = "".join(f"| {' | '.join(row)} |\n" for row in [block[3], ["---", "--:", "--:", "--:"], *block[4]])
        return f"{rows}\nTable: {block[2]} {{#{block[1]}}}\n"
    return CHART.format(id=block[1], caption=block[2], region=block[3], column=block[4])


# Measures are those of the theme "plain" and of the layout "report". Typst's lines touch where the
# text's edges are as far apart as the leading, so both set the same grid.
TYPST = """\
#set document(title: "{name}", author: "Bench")
#set page(paper: "a4", margin: (inside: 32mm, outside: 40mm, top: 29mm, bottom: 26mm), numbering: "1",
  number-align: right, header: text(size: 9pt, fill: rgb("#555555"))[{name}])
#set text(font: "Linux Libertine O", size: 10.5pt, lang: "{language}", hyphenate: true, top-edge: 10.9pt,
  bottom-edge: -3.1pt)
#set par(justify: true, leading: 0pt, spacing: 5pt)
#set heading(numbering: none)
#let head(it, size, leading, above, below) = block(above: above, below: below, sticky: true, par(justify: false,
  text(size: size, top-edge: leading * 0.78, bottom-edge: leading * -0.22, hyphenate: false, it.body)))
#show heading.where(level: 1): it => head(it, 18pt, 22pt, 20pt, 8pt)
#show heading.where(level: 2): it => head(it, 13.5pt, 17pt, 15pt, 5pt)
#set footnote.entry(gap: 2pt)
#show footnote.entry: set text(size: 8pt, top-edge: 8.2pt, bottom-edge: -2.3pt)
#show figure.caption: it => align(left, text(size: 9pt, top-edge: 9.4pt, bottom-edge: -2.6pt,
  hyphenate: false, it))
#show figure.where(kind: table): set figure.caption(position: top)
#set figure(gap: 4pt)
#show figure: set block(above: 8pt, below: 10pt)
#let gray = rgb("#cfcfcf")
#set table(inset: 3pt, columns: (1fr, auto, auto, auto), align: (left, right, right, right),
  stroke: (x, y) => (bottom: 0.4pt + if y == 0 {{ rgb("#111111") }} else {{ gray }}))
#show table: set text(size: 9pt, top-edge: 9.4pt, bottom-edge: -2.6pt, hyphenate: false,
  number-width: "tabular")
#show table: set par(justify: false)
#show table.cell.where(y: 0): strong
#let charts = csv("charts.csv", row-type: dictionary)
#let bars(region, column) = {{
  let rows = charts.filter(row => row.region == region).sorted(key: row => row.label)
  let top = calc.max(..rows.map(row => int(row.at(column))))
  set text(font: "Lato", size: 8pt, top-edge: 7.8pt, bottom-edge: -2.2pt, hyphenate: false)
  block(width: 100%, height: rows.len() * 15pt, for (i, row) in rows.enumerate() {{
    let value = int(row.at(column))
    place(dx: 0pt, dy: i * 15pt, row.label)
    place(dx: 150pt, dy: i * 15pt, rect(width: value / top * 200pt, height: 10pt, fill: rgb("#1f3b57")))
    place(dx: 154pt + value / top * 200pt, dy: i * 15pt, str(value))
  }})
}}
#v(60mm)
#text(size: 26pt, top-edge: 24pt, bottom-edge: -7pt, strong[{name}])
#pagebreak()
#outline()
#pagebreak()
"""


def typst_block(block):
    if block[0] == "h":
        return "=" * block[1] + " " + block[2] + "\n"
    if block[0] == "p":
        if not block[2]:
            return block[1] + "\n"
        first, rest = block[1].split(" ", 1)
        return f"{first}#footnote[{block[2]}] {rest}\n"
    if block[0] == "t":
        cells = ",\n  ".join(", ".join(f"[{cell}]" for cell in row) for row in block[4])
        header = ", ".join(f"[{cell}]" for cell in block[3])
        return f"#figure(caption: [{block[2]}], table(table.header({header}),\n  {cells})) <{block[1]}>\n"
    return (f"#figure(caption: [{block[2]}], kind: image, alt: \"{block[2]}\", "
            f"bars(\"{block[3]}\", \"v{block[4]}\")) <{block[1]}>\n")


def write(language, pages, folder, words, notes=True):
    """Writes strom.yml, text/NNN.md, bench.typ and charts.csv; how many distinct words the prose has.
    A text is some fifty pages, as an author would part a long report."""
    report = Report(language, pages, words)
    folder.mkdir(parents=True, exist_ok=True)
    columns = ",".join(f"v{i}" for i in range(COLUMNS))
    charts = [f"region,label,{columns}"] + [",".join(map(str, row)) for row in report.rows()]
    (folder / "charts.csv").write_text("\n".join(charts) + "\n")
    (folder / "strom.yml").write_text(STROM.format(name=report.name, language=language))
    numbers = iter(range(1, pages * 4))
    texts = [[]]
    with open(folder / "bench.typ", "w") as typst:
        typst.write(TYPST.format(name=report.name, language=language))
        for block in report.blocks():
            if not notes and block[0] == "p":
                block = block[:2] + (None,)
            if block[:2] == ("h", 1) and sum(map(len, texts[-1])) > TEXT:
                texts.append([])
            texts[-1].append(strom_block(block, numbers) + "\n")
            typst.write(typst_block(block) + "\n")
    shutil.rmtree(folder / "text", ignore_errors=True)
    (folder / "text").mkdir()
    for i, text in enumerate(texts):
        (folder / "text" / f"{i:03}.md").write_text("".join(text))
    return len(report.seen)
