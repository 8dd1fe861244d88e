"""Random documents of all constructs that docs/text.md names, in four layouts and eleven languages.

A document depends on its seed, language and number alone. What it holds is chance; that each construct
comes is not: one kind of block after the other is dealt from a shuffled pack."""
import json
import random
import re

LANGUAGES = ["en", "da", "de", "et", "fi", "lt", "lv", "nb", "pl", "ru", "sv"]
LAYOUTS = ["report", "brief", "guideline", "leaflet"]
ARABIC = "يحق لكل إنسان أن يطلب المساعدة في البلدية بلغته وأن يفهم ما يقال له عن حقوقه وواجباته".split()
PICTURE = ('<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}">'
           '<path d="M0 0h{w}v{h}h-{w}z" fill="#0b4f7d"/></svg>')
WIDTHS = ["", "", " width=40%", " width=3cm", " height=30mm"]


def vocabulary(root, language):
	"""The words of the sample's translations, each once."""
	pattern = "*.pot" if language == "en" else f"*.{language}.po"
	found = {}
	for path in sorted((root / "samples" / "strom" / "po").glob(pattern)):
		key = "msgid" if language == "en" else "msgstr"
		entries = path.read_text(encoding="utf-8").split("\n\n", 1)[1] + "\n"          # behind the header
		for text in re.findall(rf'(?m)^{key} ((?:".*"\n)+)', entries):
			text = re.sub(r"\{.*\}|\[.*?\]|<.*?>|\\.|https?:\S+|\S*[@./_\d]\S+", " ", text)
			found.update(dict.fromkeys(re.findall(r"(?<![\w'’-])[^\W\d_]{2,}(?![\w'’-])", text)))
	return list(found)


class Document:
	def __init__(self, words, language, layout, seed, number):
		self.chance = random.Random(f"{seed} {language} {number}")
		self.all, self.language, self.layout, self.number = words, language, layout, number
		self.notes, self.ids, self.terms, self.pack = [], [], [], []
		self.count = 0
		self.in_note = False

	# Words

	def maybe(self, share):
		return self.chance.random() < share

	def word(self):
		if self.maybe(0.01):
			return "".join(self.chance.choice(self.all).lower() for _ in range(self.chance.randint(2, 5)))
		return self.chance.choice(self.all)

	def words(self, least, most):
		return " ".join(self.word() for _ in range(self.chance.randint(least, most)))

	def label(self, least=1, most=5):
		text = self.words(least, most)
		return text[0].upper() + text[1:]

	def fresh(self, kind):
		self.count += 1
		return f"{kind}-n{self.count}"

	def marked(self):
		"""A word or some with marks around."""
		words = self.words(1, 3)
		kind = self.chance.randrange(10)
		return [f"*{words}*", f"**{words}**", f"`{words}`", f"[{words}]{{.smallcaps}}", f"[{words}]{{.index}}",
		        f"[{words}](https://example.org/{self.count})", f"[{words}]{{lang=uk}}",
		        f"[{' '.join(self.chance.sample(ARABIC, 3))}]{{lang=ar}}", f"***{words}***",
		        f"![{words}](p1.svg){{height=8pt}}"][kind]

	def pointed(self):
		"""A reference, a citation or a note; nothing where there is nothing to point at."""
		kind = self.chance.randrange(6)
		if kind == 2 and self.layout == "leaflet":      # whose works would stand in no panel
			return ""
		if kind < 2 and self.ids:
			return " @" + self.chance.choice(self.ids)
		if kind == 2:
			return self.chance.choice([" [@office]", " @smith", " [@smith, @office]"]).replace(", @", "; @")
		if kind > 2 and not self.in_note:
			return self.note()
		return ""

	def note(self):
		name = self.fresh("f")
		self.in_note = True
		blocks = [self.prose(1, 3)]
		if self.maybe(0.15):
			blocks.append(self.chance.choice([self.prose(1, 2), self.bullets(0), "> " + self.prose(1, 1)]))
		self.in_note = False
		text = "\n\n".join(blocks).replace("\n", "\n    ")
		self.notes.append(f"[^{name}]: " + re.sub(r"(?m) +$", "", text))
		return f"[^{name}]"

	def sentence(self, points=True):
		parts = [self.words(3, 8) for _ in range(self.chance.randint(1, 3))]
		if self.maybe(0.3):
			parts.append(self.marked())
		text = ", ".join(parts)
		point = self.pointed() if points and self.maybe(0.15) else ""
		text = text[0].upper() + text[1:]
		return text + "." + point if point[:1] == "[" else text + point + "."

	def prose(self, least, most, points=True):
		return " ".join(self.sentence(points) for _ in range(self.chance.randint(least, most)))

	# Blocks

	def paragraph(self):
		return self.prose(1, 8)

	def bullets(self, depth=1, sign=None):
		items, sign = [], sign or self.chance.choice(["- ", "1. ", "- [ ] ", "- [x] "])
		indent = " " * (3 if sign == "1. " else 2)
		loose = self.maybe(0.2)
		for _ in range(self.chance.randint(1, 6)):
			text = self.prose(1, 2) if self.maybe(0.7) else self.label()
			if depth and self.maybe(0.2):
				text += "\n" + self.bullets(depth - 1).replace("\n", "\n")
			elif loose and self.maybe(0.5):
				text += "\n\n" + self.prose(1, 2)
			items.append(sign + text.replace("\n", "\n" + indent))
		return re.sub(r"(?m) +$", "", ("\n\n" if loose else "\n").join(items))

	def definitions(self):
		return "\n\n".join(f"{self.label(1, 3)}\n:   {self.prose(1, 2)}" for _ in range(self.chance.randint(1, 4)))

	def tiles(self):
		figures = [self.chance.choice(["46 %", "140", "1,234,567", "1 in 3", self.label(1, 2)]) for _ in range(self.chance.randint(1, 6))]
		inner = "\n\n".join(f"{figure}\n: {self.prose(1, 1) if self.maybe(0.2) else self.label(1, 6)}" for figure in figures)
		return f"::: {{.tiles{' bars=shares' if self.maybe(0.5) else ''}}}\n{inner}\n:::"

	def quote(self):
		return "\n>\n".join("> " + self.prose(1, 3) for _ in range(self.chance.randint(1, 2)))

	def code(self):
		lines = [" " * self.chance.randrange(9) + self.words(1, 14) for _ in range(self.chance.randint(1, 30))]
		return "```\n" + "\n".join(lines) + "\n```"

	def passage(self, names, most=3):
		name = self.chance.choice(names)
		inner = [self.chance.choice([self.paragraph, self.bullets, self.quote, self.paragraph])()
		         for _ in range(self.chance.randint(1, most))]
		return f"::: {{.{name}}}\n" + "\n\n".join(inner) + "\n:::"

	def box(self):
		return self.passage(["practice", "notice"], self.chance.choice([2, 3, 12]))

	def aside(self):
		return self.prose(1, 1) + "\n\n" + self.passage(["side"], 2)

	def wide(self):
		return self.passage(["wide", "lead"])

	def pull(self):
		return f"::: {{.pull}}\n{self.prose(1, 1, False)}\n:::"

	def checklist(self):
		return f"::: {{.checklist}}\n{self.bullets(0, '- [ ] ')}\n:::"

	def arabic(self):
		text = " ".join(self.chance.choice(ARABIC) for _ in range(self.chance.randint(5, 60)))
		return f"::: {{lang=ar}}\n{text}\n\n- {text[:40].strip()}\n- {ARABIC[0]}\n:::"

	def rule(self):
		return "---"

	def cell(self, long):
		if self.maybe(0.15):
			return str(self.chance.randint(1, 99999))
		text = self.prose(1, 8, not self.in_note) if long and self.maybe(0.3) else self.words(1, 5)
		return text.replace("|", "")

	def row(self, columns, rowspans, above, long):
		cells = []
		for c in range(columns):
			if len(cells) > rowspans and self.maybe(0.06):
				cells.append("")               # joins the cell before
			elif above and c == 0 and self.maybe(0.4):
				cells.append(" ^^ ")
			else:
				cells.append(f" {self.cell(long)} ")
		return "|" + "|".join(cells) + "|"

	def table(self):
		name, columns = self.fresh("tbl"), self.chance.randint(1, 6)
		rows = self.chance.choice([2, 4, 8, 12, 20, 60])
		long, spans = self.maybe(0.4) and columns < 5, self.maybe(0.3)
		rule = "|".join(self.chance.choice(["---", ":--", "--:", ":-:"]) for _ in range(columns))
		head = self.row(columns, False, False, False)
		lines = [head, f"|{rule}|"]
		lines += [self.row(columns, spans, spans and i, long) for i in range(rows)]
		self.ids.append(name)
		turned = " .landscape" if self.maybe(0.15) else ""
		aligned = " align=decimal" if self.maybe(0.15) else ""
		caption = f"Table: {self.label(1, 9)} {{#{name}{aligned}{turned}}}"
		note = f"\n\nNote: {self.prose(1, 2, False)}" if self.maybe(0.3) else ""
		if self.maybe(0.3):
			return f"{caption}\n\n" + "\n".join(lines) + note
		return "\n".join(lines) + f"\n\n{caption}{note}"

	def data_table(self):
		name = self.fresh("tbl")
		limit = self.chance.choice([3, 10, 40, 150])
		self.ids.append(name)
		said = [f"query: select region, town, people, share from towns order by region, town limit {limit}",
		        "columns:", f"  town: {{title: {self.label(1, 2)}}}",
		        f"  people: {{title: {self.label(1, 3)}, type: number}}",
		        f"  share: {{title: {self.label(1, 3)}, type: percent, decimals: 1}}",
		        f"  region: {{title: {self.label(1, 2)}}}", f"caption: {self.label(2, 8)}"]
		said += ["group: region"] if self.maybe(0.4) else []
		said += ["landscape: true"] if self.maybe(0.1) else []
		said += [f"note: {self.label(3, 20)}"] if self.maybe(0.3) else []
		return f"```{{table}} {name}\n" + "\n".join(said) + "\n```"

	def chart(self):
		name = self.fresh("fig")
		limit = self.chance.choice([2, 5, 12])
		self.ids.append(name)
		way = self.chance.choice(["horizontal", "vertical"]) if limit < 6 else "horizontal"
		return (f"```{{figure}} {name}\ntype: bar\n"
		        f"query: select region, share, rest from regions order by region limit {limit}\n"
		        f"columns: {{region: {{title: {self.label(1, 2)}}}, share: {{title: {self.label(1, 3)}, type: percent}},"
		        f" rest: {{title: {self.label(1, 3)}, type: percent}}}}\n"
		        f"caption: {self.label(2, 9)}\nalt: {self.label(3, 12)}\n"
		        f"options: {{orientation: {way}, stacked: {'true' if self.maybe(0.3) else 'false'}}}\n```")

	def picture(self):
		name = self.fresh("fig")
		self.ids.append(name)
		path, width = f"p{self.chance.randint(1, 3)}.svg", self.chance.choice(WIDTHS)
		return f'![{self.label(1, 6)}]({path} "{self.label(2, 12)}"){{#{name}{width}}}'

	def repeated(self):
		return ('::: {.each query="select town, people from towns order by town limit 3"}\n'
		        f"{self.label(1, 2)} {{town}}: {{people}}. {self.prose(1, 2, False)}\n:::")

	KINDS = ["paragraph"] * 12 + ["bullets"] * 3 + [
		"definitions", "tiles", "quote", "code", "box", "box", "aside", "aside", "wide", "pull", "checklist", "arabic", "rule",
		"table", "table", "table", "data_table", "chart", "picture", "picture", "repeated"]

	def block(self):
		if not self.pack:
			self.pack = list(self.KINDS)
			self.chance.shuffle(self.pack)
		return getattr(self, self.pack.pop())()

	def heading(self, level):
		name = self.fresh("sec")
		text = self.label(1, 6) if self.maybe(0.85) else self.label(12, 30)
		self.ids.append(name)
		return f"{'#' * level} {text} {{#{name}}}"

	# Documents

	def long_text(self):
		blocks, level = [self.heading(1)], 1
		for _ in range(self.chance.choice([6, 15, 30, 45])):
			if self.maybe(0.15):
				level = self.chance.randint(1, min(3, level + 1))
				blocks.append(self.heading(level))
			blocks.append(self.block())
		blocks += [f"# {self.label()} {{.glossary}}", self.definitions()] if self.maybe(0.3) else []
		blocks += [f"# {self.label()} {{.appendix}}", self.block()] if self.maybe(0.3) else []
		return blocks + [f"# {self.label()} {{.bibliography}}", ]

	def panels(self):
		"""A leaflet: little in each of its panels, for they have an end."""
		out = []
		for n in range(self.chance.randint(1, 6)):
			level = 1 if n == 0 else 2
			blocks = [self.heading(level)]
			for _ in range(self.chance.randint(1, 2)):
				kind = self.chance.choice(["label", "sentence", "few", "short_box", "picture", "short_table"])
				blocks.append(getattr(self, kind)())
			out.append("::: {.panel}\n" + "\n\n".join(blocks) + "\n:::")
		return out

	def few(self):
		return "\n".join("- " + self.label() for _ in range(3))

	def short_box(self):
		return f"::: {{.practice}}\n{self.label(4, 12)}\n:::"

	def short_table(self):
		name = self.fresh("tbl")
		self.ids.append(name)
		rows = "\n".join(f"| {self.label(1, 1)} | {self.chance.randint(1, 999)} |" for _ in range(3))
		return f"| {self.label(1, 1)} | {self.label(1, 1)} |\n|---|--:|\n{rows}\n\nTable: {self.label()} {{#{name}}}"

	def text(self):
		blocks = self.panels() if self.layout == "leaflet" else self.long_text()
		text = "\n\n".join(blocks + self.notes)
		# Only what is there can be referred to, and a work stands in the list only where it is cited.
		if "@smith" not in text and "@office" not in text:
			text = re.sub(r"\n\n# [^\n]*\{\.bibliography\}", "", text)
		return text + "\n"

	def options(self):
		pick = self.chance.choice
		return {
			"report": {"paper": pick(["a4", "a5", "letter"]), "contents": pick(["true", "false"]),
			           "lists": pick(["none", "both"]), "index": pick(["true", "false"]),
			           "baseline-grid": pick(["true", "false"]), "chapter-start": pick(["any", "page", "recto"])},
			"brief": {"columns": pick("123"), "balance": pick(["true", "false"]),
			          "baseline-grid": pick(["true", "false"])},
			"guideline": {"paper": pick(["17x24", "b5", "a4"]), "notes": pick(["side", "foot"]),
			              "index": pick(["true", "false"]), "chapter-start": pick(["any", "page", "recto"])},
			"leaflet": {"fold-marks": pick(["true", "false"])},
		}[self.layout]


WORKS = [
	{"id": "smith", "type": "book", "author": [{"family": "Smith", "given": "Ann"}], "title": "Towns",
	 "issued": {"date-parts": [[2014]]}, "publisher": "Harbour", "publisher-place": "Riga"},
	{"id": "office", "type": "report", "author": [{"literal": "Office"}], "title": "Counts of towns",
	 "issued": {"date-parts": [[2015, 3]]}, "publisher": "Office"},
]


def write_data(folder, words, chance):
	regions = chance.sample(sorted({w for w in words if len(w) < 14}), 14)
	rows = ["region;town;people;share"]
	for i in range(200):
		rows.append(f"{chance.choice(regions)};{chance.choice(words)} {i};{chance.randint(10000, 99999)};0.{chance.randint(1, 99)}")
	(folder / "towns.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
	rows = ["region;share;rest"] + [f"{r};0.{chance.randint(1, 9)};0.{chance.randint(1, 9)}" for r in regions]
	(folder / "regions.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def write_project(folder, words, language, seed, numbers):
	"""One project of a language, a document for each of the numbers. -> {document: layout}"""
	chance, layouts = random.Random(f"{seed} {language}"), {}
	folder.mkdir(parents=True)
	write_data(folder, words, chance)
	for n, (w, h) in enumerate([(60, 40), (300, 200), (900, 1400)], 1):
		(folder / f"p{n}.svg").write_text(PICTURE.format(w=w, h=h))
	(folder / "refs.json").write_text(json.dumps(WORKS))
	lines = [f"project: {{id: {language}, title: {words[0]} {words[1]}, date: 2015-10-31, publisher: {words[2]}}}",
	         f"language: {language}", f"languages: [{language}]", "data:"]
	lines += [f"  {t}: {{source: csv, path: {t}.csv, sensitive: false, options: {{delimiter: semicolon}}}}"
	          for t in ("towns", "regions")]
	lines.append("documents:")
	for n in numbers:
		layout = LAYOUTS[n % 4]
		d = Document(words, language, layout, seed, n)
		layouts[f"d{n}"] = layout
		(folder / f"d{n}.md").write_text(d.text(), encoding="utf-8")
		options = ", ".join(f'{k}: {v}' for k, v in d.options().items())
		theme = chance.choice(["strom", "plain"])
		lines.append(f"  d{n}: {{layout: {layout}, theme: {theme}, text: d{n}.md, editions: languages, "
		             f"bibliography: refs.json, typography: false, options: {{{options}}}}}")
	(folder / "strom.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
	return layouts
