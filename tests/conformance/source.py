"""The structure tree that a document's source promises: from strom.yml, Markdown, PO and data.

Independent of core/: Markdown is read by markdown-it-py, data by data.py and asked by Python's
sqlite3, messages are message.py's. Kept to what the samples use; anything else is an error here."""
import json
import locale
import re
import sqlite3
import statistics
from collections import Counter
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

import data
import grid
import message
from cited import Cited
from tree import Node

COUNTRIES = {("LV", "lv"): "Latvija", ("LV", "ru"): "Латвия", ("LV", "en"): "Latvia",
             ("EE", "et"): "Eesti", ("EE", "en"): "Estonia", ("FI", "fi"): "Suomi",
             ("FI", "sv"): "Finland", ("FI", "en"): "Finland", ("DE", "de"): "Deutschland",
             ("DE", "en"): "Germany", ("PL", "pl"): "Polska", ("PL", "en"): "Poland"}
LOCALES = {"en": "en_GB", "lv": "lv_LV", "ru": "ru_RU", "et": "et_EE", "fi": "fi_FI", "de": "de_DE",
           "da": "da_DK", "lt": "lt_LT", "nb": "nb_NO", "pl": "pl_PL", "sv": "sv_SE"}
ROOT = Path(__file__).resolve().parents[2]


def read_po(path):
	"""msgid -> msgstr of the entries that are translated and not fuzzy."""
	entries, key, fuzzy, entry = {}, None, False, {}

	def keep():
		if entry.get("msgid") and entry.get("msgstr") and not fuzzy:
			entries[entry["msgid"]] = entry["msgstr"]

	for line in path.read_text(encoding="utf-8").splitlines() + [""]:
		if not line.strip():
			keep()
			entry, key, fuzzy = {}, None, False
		elif line.startswith("#,"):
			fuzzy = fuzzy or "fuzzy" in line
		elif not line.startswith("#"):
			match = re.match(r'(?:(msgctxt|msgid|msgstr)\s+)?"(.*)"\s*$', line)
			key = match[1] or key
			said = re.sub(r'\\(.)', lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), match[2])
			entry[key] = entry.get(key, "") + said
	return entries


def in_order(lang, words):
	"""Sorted as the C library sorts the language, but word by word, as CLDR does ("For rivers" before "Forest"):
	the library passes over spaces at first. In Russian the Latin letters follow the Cyrillic ones. In Lithuanian
	letters with an ogonek are those without it at first, as in its dictionaries, where the library has them apart."""
	locale.setlocale(locale.LC_COLLATE, LOCALES[lang] + ".UTF-8")

	def key(word):
		if lang == "lt":
			return locale.strxfrm(word.translate(str.maketrans("ąęėįųūĄĘĖĮŲŪ", "aeeiuuAEEIUU"))), locale.strxfrm(word)
		return lang == "ru" and word[:1].isascii() and word[:1].isalpha(), locale.strxfrm(word)
	return sorted(words, key=lambda entry: [key(word) for word in entry.split(" ")])


def has_caption(table):
	return any(not isinstance(kid, str) and kid.kind == "Caption" for kid in table.kids)


def slug(words):
	return re.sub(r"\W+", "-", words.lower()).strip("-")


class Median:
	"""What the core adds to SQLite, from statistics' own definition."""
	def __init__(self):
		self.values = []

	def step(self, value):
		if value is not None:
			self.values.append(value)

	def finalize(self):
		return statistics.median(self.values) if self.values else None


class Measure:
	"""{table.what.statistic.answer.group.value}: counted here row by row, not by the core's queries."""
	def __init__(self, source, name):
		self.source, self.name = source, name
		self.table, what, *self.path = name.split(".")
		said = source.project.get("measures", {}).get(self.table, {}).get(what, what)
		if not isinstance(said, dict):
			said = {"is" if what in source.project.get("measures", {}).get(self.table, {}) else "of": said}
		self.round = int(said.get("round", 0))
		self.expression = said.get("is") or said.get("of")
		self.where = [f"({said['where']})"] if "where" in said else []
		if what == "rows":
			self.expression, self.path = "1", ["count", *self.path]
		self.yes = "is" in said or what == "rows" or {v for v in self.given([]) if v is not None} <= {0, 1}

	def given(self, groups):
		"""What the rows of these groups give, empty answers too."""
		wanted = self.where + [f"cast({column} as text) = '{value}'" for column, value in groups]
		return [row[0] for row in self.source.ask(f"select {self.expression} from {self.table}"
		                                          + (" where " + " and ".join(wanted) if wanted else ""))[1]]

	def in_groups(self, path):
		"""The answers in the groups of a path; of a group that is most or fewest, by group."""
		pairs = list(zip(path[0::2], path[1::2]))
		if pairs and pairs[-1][1] in ("most", "fewest"):
			of = [v for v, in self.source.ask(f"select distinct cast({pairs[-1][0]} as text) from {self.table}")[1]]
			return [self.given([*pairs[:-1], (pairs[-1][0], value)]) for value in of]
		return [self.given(pairs)]

	def value(self):
		statistic, *path = self.path
		if statistic in ("most", "fewest"):
			return self.extreme(statistic)
		answer = path.pop(0) if statistic in ("share", "count") and (not self.yes or len(path) % 2) else None
		if answer in ("most", "fewest"):
			answer = str(self.extreme(answer))
		found = [self.of(statistic, answer, [v for v in rows if v is not None]) for rows in self.in_groups(path)]
		return min(found) if path and path[-1] == "fewest" else max(found)

	def extreme(self, which):
		counts = Counter(v for v in self.given([]) if v is not None)
		return (max if which == "most" else min)(counts, key=counts.get)

	def of(self, statistic, answer, rows):
		if statistic in ("share", "count"):
			count = sum(bool(v) if answer is None else str(v) == answer for v in rows)
			return count if statistic == "count" else count / len(rows)
		found = {"base": len, "sum": sum, "min": min, "max": max, "mean": statistics.fmean,
		         "median": statistics.median}[statistic](rows)
		return int(found / self.round + 0.5) * self.round if self.round else found


# Types of columns that a table draws.
DRAWN = ("bar", "spark", "dots", "delta")


class Source:
	def __init__(self, folder, document, edition):
		lang, _, self.country = edition.partition("-")
		self.folder = Path(folder)
		self.project = yaml.load((self.folder / "strom.yml").read_text(encoding="utf-8"),
		                         yaml.BaseLoader)
		self.document = self.project["documents"][document]
		self.lang = lang
		self.po = {}                         # of titles and labels first: the document's own stand over them
		for name in ("project", document):
			po = self.folder / self.project.get("translations", "po") / f"{name}.{lang}.po"
			self.po |= read_po(po) if lang != self.project["language"] and po.exists() else {}
		pack = ROOT / "templates" / "languages" / f"{lang}.yml"
		self.words = yaml.load(pack.read_text(encoding="utf-8"), yaml.BaseLoader)["words"]
		self.db = self.tables()
		self.hidden = []
		self.made = set()        # strings that the core makes: no abbreviations are in them
		self.labels = {}         # id -> what a reference to it says
		self.counts = {"table": 0, "figure": 0, "note": 0, "appendix": 0}
		self.rows = []           # of the passages that stand once a row, the innermost last
		self.notes = {}          # of the file that is read: name -> its lines
		self.numbers = {}        # and the numbers that they have
		self.glossary = 0        # the level of its heading
		self.terms = {}          # id, and the term in this language -> id
		self.entries = []        # of the index: what is listed, in reading order
		self.short = {}          # abbreviation -> what it is short for
		self.cited = Cited(self)
		self.md = MarkdownIt("commonmark").enable("table")
		self.root = Node("Document", self.texts())
		self.sort_glossary(self.root)
		self.cited.finish(self.root)
		self.spell_out(self.root)
		self.resolve(self.root)

	# Data

	def tables(self):
		db = sqlite3.connect(":memory:")
		db.create_aggregate("median", 1, Median)
		db.create_function("div", 2, lambda a, b: int(a / b) if a is not None and b else None)
		self.books, self.columns = {}, {}
		for name, spec in self.project.get("data", {}).items():
			names, rows = data.read(self.folder, spec)
			self.books[name] = book = data.Book(self.folder, spec)
			self.columns[name] = names
			for column in book.variables:
				db.create_collation(f"{name}_{column}", book.compare(column))
			said = [f"{c} collate {name}_{c}" if c in book.variables else c for c in names]
			db.execute(f"create table {name} ({', '.join(said)})")
			db.executemany(f"insert into {name} values ({', '.join('?' * len(names))})", rows)
		db.create_function("label", 1, lambda of: self.called(*of.split(".")))
		db.create_function("label", 2, lambda of, code: self.named_code(*of.split("."), code))
		return db

	def called(self, table, column):
		return self.books[table].question(self.lang, column)

	def named_code(self, table, column, code):
		return self.books[table].label(self.lang, column, code)

	def labelled(self, sql, rows):
		"""Codes of a result's columns by their labels, as tables print them."""
		of = data.origins(sql, self.columns)
		return [[self.named_code(*of[i], v) if i in of else v for i, v in enumerate(row)] for row in rows]

	def ask(self, sql):
		bound = {"language": self.lang, "country": self.country}
		cursor = self.db.execute(sql, {k: v for k, v in bound.items() if ":" + k in sql})
		return [c[0] for c in cursor.description], cursor.fetchall()

	def value(self, name):
		for row in reversed(self.rows):
			if name in row:
				return row[name]
		if name == "date":
			return self.document.get("date") or self.project["project"]["date"]
		if name in ("language", "country", "title"):
			return {"language": self.lang, "country": self.country}.get(name) or self.words_of(self.title())
		if "." in name:
			return Measure(self, name).value()
		return self.ask(self.project["values"][name])[1][0][0]

	# Segments

	def hide(self, text):
		"""Values become private characters until the inlines are parsed."""
		self.hidden.append(text)
		return chr(0xF0000 + len(self.hidden) - 1)

	def show(self, text):
		return re.sub("[\U000F0000-\U000FFFFF]", lambda m: self.hidden[ord(m[0]) - 0xF0000], text)

	def segment(self, raw):
		"""A segment's Markdown in the edition's language, its values hidden; in the source's, numbers
		and dates too, where it is not translated."""
		words = re.search(r"[^\W\d_]", re.sub(r"\{[^{}]*\}", "", raw)) or re.search(r"\{[^}]*,", raw)
		lang = self.project["language"] if words and raw not in self.po else self.lang
		return message.Message(self.po.get(raw, raw), lang, self.value, self.hide).evaluate()

	def inlines(self, raw):
		return self.inline_nodes(self.md.parseInline(self.segment(raw))[0].children)

	def words_of(self, raw):
		return "".join(k if isinstance(k, str) else k.text() for k in self.inlines(raw))

	def inline_nodes(self, tokens):
		stack, last = [Node("")], None
		for t in tokens:
			top = stack[-1]
			if t.type == "text":
				marks = r"^\{[^{}]*\}" if last == "image" else ""
				top.kids += self.references(re.sub(marks, "", t.content))
			elif t.type in ("softbreak", "hardbreak"):
				top.kids.append(" ")
			elif t.type == "image":
				if t.content:            # without words it is a decoration
					top.kids.append(Node("Figure", alt=t.content))
			elif t.type == "code_inline":
				top.kids.append(Node("Code", [self.show(t.content)]))
			elif t.type in ("em_open", "strong_open", "link_open"):
				kind = {"em_open": "Em", "strong_open": "Strong", "link_open": "Link"}[t.type]
				stack.append(Node(kind, target=t.attrs.get("href")))
				top.kids.append(stack[-1])
			elif t.type in ("em_close", "strong_close", "link_close"):
				stack.pop()
			else:
				raise SystemExit(f"inline {t.type} is not known to this test")
			last = t.type
		return stack[0].kids

	def references(self, text):
		out = []
		for i, part in enumerate(re.split(r"\[\^([^\]\s]+)\]", text)):
			if i % 2:
				out += self.note(part)
				continue
			for k, piece in enumerate(re.split(r"(\[[^\[\]]*\]\{[^{}]*\})", part)):
				out += [self.span(piece)] if k % 2 else self.named(piece)
		return out

	def named(self, text):
		"""@tbl-x and its like, and citations."""
		out = []
		for k, piece in enumerate(re.split(r"(?<!\w)@((?:fig|tbl|sec|gls)-[\w-]*\w)", text)):
			if k % 2:
				out.append(Node("Link", target="#" + piece))
			elif piece:
				out += [self.show(s) if isinstance(s, str) else s for s in self.cited.parse(piece)]
		return out

	def span(self, text):
		"""[words]{.class}, {.term}, {.index}; only plain words are known here."""
		words, marks = re.fullmatch(r"\[(.*)\]\{(.*)\}", text).groups()
		inner = [self.show(words)]
		entry, term = (re.search(rf'{k}=(?:"([^"]*)"|([^\s"]+))', marks) for k in ("index", "term"))
		if entry or ".index" in marks:
			self.entries.append((entry[1] or entry[2]) if entry else inner[0])
		if not term and ".term" not in marks:
			return Node("Span", inner)
		if entry or ".index" in marks:
			inner = [Node("Span", inner)]
		link = Node("Link", inner, target="")
		link.term = (term[1] or term[2]) if term else words
		return link

	def sort_glossary(self, node):
		"""Its terms in their order; and notes are numbered again, as they stand now."""
		order = {}

		def sort(n):
			for kid in n.kids:
				if isinstance(kid, str):
					continue
				if getattr(kid, "glossary", False):
					terms = in_order(self.lang, [k.kids[0].text() for k in kid.kids])
					kid.kids.sort(key=lambda k: terms.index(k.kids[0].text()))
				link = kid.kids[0] if kid.kind == "Reference" else None
				if kid.kind == "Note":
					link = kid.kids[0].kids[0]
				if link:
					number = order.setdefault(link.kids[0], str(len(order) + 1))
					link.kids = [number]
					link.target = link.target and "#fn-" + number
				sort(kid)

		sort(node)

	def spell_out(self, node):
		"""Abbreviations become spans with what they are short for."""
		if node.kind == "Code" or not self.short:
			return
		names = "|".join(re.escape(s) for s in sorted(self.short, key=len, reverse=True))
		kids = []
		for kid in node.kids:
			if isinstance(kid, str) and kid not in self.made:
				for k, piece in enumerate(re.split(rf"(?<!\w)({names})(?!\w)", kid)):
					kids.append(Node("Span", [piece], alt=self.short[piece]) if k % 2 else piece)
				continue
			if not isinstance(kid, str):
				self.spell_out(kid)
			kids.append(kid)
		node.kids = kids

	def resolve(self, node):
		for kid in node.kids:
			if isinstance(kid, str):
				continue
			if hasattr(kid, "term"):
				kid.target = "#" + (self.terms.get(kid.term.lower()) or "gls-" + slug(kid.term))
			if kid.kind == "Link" and not kid.kids:
				kid.kids = [self.labels[kid.target[1:]]]
			self.resolve(kid)

	# Blocks

	def texts(self):
		names = self.document["text"]
		blocks = []
		for name in [names] if isinstance(names, str) else names:
			path = self.folder / name
			for file in sorted(path.glob("*.md")) if path.is_dir() else [path]:
				text = file.read_text(encoding="utf-8")
				text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
				self.numbers = {}
				text = re.sub(r"(?m)^\*\[[^\]]+\]: .*\n?", self.shorten, text)
				blocks += self.divs(self.take_notes(text.split("\n")))
		return blocks

	def shorten(self, match):
		"""*[NGO]: non-governmental organisation"""
		short, long = re.fullmatch(r"\*\[([^\]]+)\]: *(.*)", self.segment(match[0].rstrip())).groups()
		self.short[short] = long
		return ""

	def take_notes(self, lines):
		"""[^name]: text, and what is moved in below it, is cut out."""
		kept, name, self.notes = [], None, {}
		for i, line in enumerate(lines):
			note = re.match(r"\[\^([^\]\s]+)\]:[ \t]*(.*)", line)
			ahead = next((l for l in lines[i:] if l.strip()), "")
			if note:
				name = note[1]
				self.notes[name] = [note[2]]
			elif name and (line.startswith("    ") or (not line.strip() and ahead.startswith("    "))):
				self.notes[name].append(line[4:])
			else:
				name = None
				kept.append(line)
		return kept

	def note(self, name):
		"""A reference; the first brings the note along."""
		first = name not in self.numbers
		if first:
			self.counts["note"] += 1
			self.numbers[name] = self.counts["note"]
		number = self.numbers[name]
		out = [Node("Reference", [Node("Link", [str(number)], target=f"#fn-{number}")])]
		if first:
			label = Node("Lbl", [Node("Link", [str(number)], target="")])
			out.append(Node("Note", [label, *self.divs(self.notes[name])]))
		return out

	def divs(self, lines):
		"""::: {.class} ... :::, which markdown-it does not know: cut out before it reads."""
		stack, chunk, fence, passage = [Node("")], [], False, None

		def flush():
			self.add_blocks(stack[-1].kids, self.blocks("\n".join(chunk)))
			chunk.clear()

		for line in lines:
			if line.startswith("```"):
				fence = not fence
			if passage:
				depth += 0 if fence or not line.startswith(":::") else 1 if line.strip(": ") else -1
				if depth:
					inner.append(line)
				else:
					stack[-1].kids += self.passage(passage, inner)
					passage = None
				continue
			if not fence and re.match(r":::+\s*\{\.(each|only)\b", line):
				flush()
				passage, inner, depth = line, [], 1
				continue
			if fence or not line.startswith(":::"):
				chunk.append(line)
				continue
			flush()
			if line.strip(": "):
				stack.append(Node("Div"))
				stack[-2].kids.append(stack[-1])
			else:
				stack.pop()
		flush()
		return stack[0].kids

	@staticmethod
	def add_blocks(kids, more):
		"""Lists of definitions that follow one another are one."""
		for kid in more:
			if kids and getattr(kid, "defines", False) and getattr(kids[-1], "defines", False):
				kids[-1].kids += kid.kids
			else:
				kids.append(kid)

	def passage(self, opening, lines):
		if ".only" in opening:
			codes = re.search(r'country="?([A-Z ]+)', opening)[1].split()
			return self.divs(lines) if self.country in codes else []
		query = re.search(r'query="([^"]*)"', opening)[1]
		names, rows = self.ask(query)
		out = []
		for row in rows:
			self.rows.append(dict(zip(names, row)))
			out += self.divs(lines)
			self.rows.pop()
		return out

	def definitions(self, raw):
		"""Term, then lines that begin with a colon: an L of its own."""
		term, *said = re.split(r"\n:[ \t]+", raw)
		bodies = [Node("P", self.inlines(s)) for s in said]
		node = Node("L", [Node("LI", [Node("Lbl", self.inlines(term)), Node("LBody", bodies)])])
		node.defines = True
		node.glossary = self.glossary > 0
		if node.glossary:
			name = "gls-" + slug(term)
			said = node.kids[0].kids[0].text()
			self.terms[said.lower()] = name
			self.labels[name] = said
		return node

	def blocks(self, text):
		kinds = {"paragraph_open": "P", "bullet_list_open": "L", "ordered_list_open": "L",
		         "list_item_open": "LI", "blockquote_open": "BlockQuote"}
		stack, numbers, in_table = [Node("")], [], False
		for t in self.md.parse(text):
			if t.type == "table_open":
				stack[-1].kids.append(self.pipe_table(text, *t.map))
			if t.type in ("table_open", "table_close"):
				in_table = t.type == "table_open"
			elif in_table:
				continue
			elif t.type == "inline":
				self.inline_block(stack, t.content)
			elif t.type == "heading_open":
				self.push(stack, Node(t.tag.upper()))
			elif t.type == "fence":
				stack[-1].kids += self.fence(t)
			elif t.type == "list_item_open":
				label = f"{numbers[-1]}." if numbers[-1] else "–" if self.document.get("theme") == "strom" else "•"
				numbers[-1] += 1 if numbers[-1] else 0
				self.push(stack, Node("LI", [Node("Lbl", [label])]))
				self.push(stack, Node("LBody"))
			elif t.type in kinds:
				if t.type.endswith("list_open"):
					numbers.append(int(t.attrs.get("start", 1)) if "ordered" in t.type else 0)
				self.push(stack, Node(kinds[t.type]))
			elif t.type.endswith("_close"):
				if t.type.endswith("list_close"):
					numbers.pop()
				if t.type == "list_item_close":
					stack.pop()
				stack.pop()
			elif t.type != "hr":
				raise SystemExit(f"block {t.type} is not known to this test")
		out = []
		self.add_blocks(out, self.captioned(stack[0].kids))
		return out

	@staticmethod
	def captioned(kids):
		"""A caption's paragraph goes into the table above it, or else into the one below."""
		for i, kid in enumerate(kids):
			if kid.kind == "Caption":
				above = i and kids[i - 1].kind == "Table" and not has_caption(kids[i - 1])
				kids[i - 1 if above else i + 1].kids.insert(0, kid)
		return [k for k in kids if k.kind != "Caption"]

	@staticmethod
	def push(stack, node):
		stack[-1].kids.append(node)
		stack.append(node)

	def inline_block(self, stack, raw):
		node = stack[-1]
		picture = re.fullmatch(r'!\[(.*)\]\(\S+?(?: "(.*)")?\)(?:\{(?:#([\w-]+))?.*\})?', raw, re.S)
		if node.kind == "P" and picture:
			pages = re.search(r"\bpages=(\d+)-(\d+)", raw)
			n = int(pages[2]) - int(pages[1]) + 1 if pages else 1
			alts = [f"{picture[1]} ({i + 1}/{n})" for i in range(n)] if pages else [picture[1]]
			stack[-2].kids[-1:] = [self.figure(picture[3], picture[2], alts[0]),
			                       *(self.figure("", None, alt) for alt in alts[1:])]
			return
		caption = re.fullmatch(r"Table:\s*(.*?)\s*(?:\{#([\w-]+)[^{}]*\})?", raw, re.S)
		if node.kind == "P" and caption:
			stack[-2].kids[-1] = self.caption("table", caption[2], caption[1])[0]
			return
		if node.kind == "P" and raw.startswith("Note: "):
			raw = raw.removeprefix("Note: ")
		if node.kind == "P" and re.search(r"\n:[ \t]", raw):
			stack[-2].kids[-1] = self.definitions(raw)
			return
		task = re.match(r"\[([ xX])\] ", raw)
		if task and len(stack) > 2 and stack[-2].kind == "LBody" and len(stack[-2].kids) == 1:
			stack[-3].kids[0].kids = ["☐" if task[1] == " " else "☑"]
			raw = raw[4:]
		if node.kind in ("H1", "H2", "H3", "H4", "H5", "H6"):
			raw = self.heading(node, raw)
		node.kids += self.inlines(raw)

	def heading(self, node, raw):
		said = re.search(r"\s*\{((?:[#.][\w-]+\s*)+)\}$", raw)
		level = int(node.kind[1])
		if self.glossary and level <= self.glossary:
			self.glossary = 0
		if said and ".glossary" in said[1]:
			self.glossary = level
		if said and ".bibliography" in said[1]:
			self.cited.below = node
		if not said:
			return raw
		raw, marks = raw[:said.start()], said[1].split()
		title = self.words.get("section-ref", "{title}")
		label = None
		if ".appendix" in marks:
			letters = self.words.get("appendix-letters", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
			letter = letters[self.counts["appendix"]]
			self.counts["appendix"] += 1
			node.kids.append(self.words["appendix"].replace("{n}", letter) + ". ")
			self.made.add(node.kids[-1])
			label = self.words["appendix-ref"].replace("{n}", letter)
		for mark in marks:
			if mark[0] == "#":
				self.labels[mark[1:]] = label or title.replace("{title}", self.words_of(raw))
		return raw

	# Tables and figures

	def pipe_table(self, text, first, end):
		"""Its lines once more, by grid.py: markdown-it knows no spans."""
		rows = grid.read(text.split("\n")[first:end])
		return Node("Table", self.rows_of(rows, grid.is_complex(rows)))

	def rows_of(self, rows, named):
		"""Rows of grid cells as elements. named: cells name their header cells."""
		made, out = {}, []
		for row in rows:
			cells = []
			for cell in row:
				node = Node("TH" if cell.header else "TD", self.inlines(cell.raw),
				            scope="Column" if cell.header else None, spans=(cell.columns, cell.rows))
				heads = [made[id(h)] for h in grid.heads_of(rows, cell)]
				node.heads = heads if named and (heads or not cell.header) else None
				made[id(cell)] = node
				cells.append(node)
			out.append(Node("TR", cells))
		return out

	def fence(self, token):
		directive = re.fullmatch(r"\{(table|figure)\}\s*([\w-]*)", token.info.strip())
		if not directive:
			return [Node("P", [Node("Code", [token.content])])]
		said = yaml.load(token.content, yaml.BaseLoader)
		if directive[1] == "figure":
			made = None if "alt" in said else self.made_alt(said)
			return [self.figure(directive[2], said.get("claim", said.get("caption")), said.get("alt"), made),
			        *(Node("P", self.inlines(said[key])) for key in ("measured", "source") if key in said)]
		return [self.table(directive[2], said), *self.notes_under(said)]

	def caption(self, kind, name, raw):
		if not raw:
			return []
		self.counts[kind] += 1
		label = self.words[kind].replace("{n}", str(self.counts[kind]))
		if name:
			said = self.words.get(kind + "-ref", self.words[kind])
			self.labels[name] = said.replace("{n}", str(self.counts[kind]))
		before, after = self.words["caption"].replace("{label}", label).split("{text}")
		self.made |= {before, after}
		return [Node("Caption", [before, *self.inlines(raw), after])]

	def figure(self, name, caption, alt, made=None):
		captions = self.caption("figure", name, caption)
		node = Node("Figure", alt=self.words_of(alt) if made is None else made)
		return Node("Div", [*captions, node]) if captions else node

	def made_alt(self, said):
		"""What a chart without one is said to be: its kind, its words, and its data from most to least."""
		names, rows = self.ask(said["query"])
		shown = self.labelled(said["query"], rows)
		columns = [said["columns"].get(n, {}) for n in names]
		beside = {c[key] for c in columns for key in ("low", "high", "n") if key in c}
		series = [i for i, n in enumerate(names) if i and n not in beside and columns[i].get("type") != "text" and
		          any(isinstance(row[i], (int, float)) for row in rows)]
		grouped = any(isinstance(v, (int, float)) and abs(v) * (100 if c.get("type") == "percent" else 1) >= 10000
		              for row in rows for c, v in zip(columns, row))
		text = [self.words.get("chart-" + said["type"], self.words["chart"])]
		text += [self.words_of(said[key]) for key in ("claim", "measured") if key in said]
		text.append(self.words["chart-rows"].replace("{n}", str(len(rows))))
		for i in series:
			there = [r for r in range(len(rows)) if isinstance(rows[r][i], (int, float))]
			if len(series) > 1:
				text.append(self.words_of(columns[i]["title"]) + ":")
			most, least = (max(there, key=lambda r: rows[r][i]), min(there, key=lambda r: rows[r][i])) if there else (0, 0)
			ends = [("highest", most)] * bool(there) + [("lowest", least)] * (bool(there) and rows[most][i] > rows[least][i])
			for end, r in ends:
				name = shown[r][0]           # a year is a text, where its column says so
				name = str(name) if columns[0].get("type") == "text" else self.cell(columns[0], name, grouped).text()
				text.append(self.words["chart-" + end].replace("{label}", name)
				            .replace("{value}", self.cell(columns[i], rows[r][i], grouped).text()))
			if len(there) < len(rows):
				text.append(self.words["chart-missing"].replace("{n}", str(len(rows) - len(there))))
		if said["type"] == "map":
			of = said.get("options", {}).get("boundaries", "Natural Earth 1:50m")
			text.append(self.words["chart-boundaries"].replace("{text}", of))
		if said["type"] == "flow":
			text += self.chain(rows, shown)
		if said["type"] == "timeline":
			text.append(self.words["chart-times"].replace("{text}", "; ".join(
				self.when(row[:-1]) + " " + str(own[-1]) for row, own in zip(rows, shown))))
		if said["type"] == "multiples":
			named = ([row[0] for row in shown] if said["options"].get("panels") == "rows"
			         else [self.words_of(columns[i]["title"]) for i in series])
			text.append(self.words["chart-panels"].replace("{text}", ", ".join(dict.fromkeys(named))))
		return " ".join(t if t[-1] in ".!?:;…" else t + "." for t in text)

	def when(self, said):
		"""When something began, and until when it lasted."""
		times = [message.time(self.lang, t) for t in said if t]
		return (" – " if any("-" in str(t) for t in said if t) else "–").join(times)

	def chain(self, rows, shown):
		"""A flow's stages, and what each loses up to the next: said in a column of its own where there is one."""
		def counted(name, n):
			return f"{name} {message.number(self.lang, n)}"
		stages = dict((own[0], counted(own[0], row[1])) for row, own in zip(rows, shown))
		if len(rows[0]) == 4:
			lost = [counted(own[3], row[2]) for row, own in zip(rows, shown) if row[2]]
		else:
			lost = [counted(own[2], row[1] - after[1]) for row, own, after in zip(rows, shown, rows[1:])]
		return [self.words["chart-stages"].replace("{text}", ", ".join(stages.values())),
		        self.words["chart-losses"].replace("{text}", ", ".join(lost))]

	def table(self, name, said):
		names, rows = self.ask(said["query"])
		bare, rows = rows, self.labelled(said["query"], rows)
		drawn = [said.get("columns", {}).get(n, {}).get("type") in DRAWN for n in names]
		rows = [tuple(b if d else v for v, b, d in zip(row, own, drawn)) for row, own in zip(rows, bare)]
		group, at = said.get("group"), names.index(said["group"]) if "group" in said else None
		columns = [said.get("columns", {}).get(n, {}) for n in names]
		printed = [(n, c) for n, c in zip(names, columns) if n != group]
		printed = [(n, self.with_range(c, [row[names.index(n)] for row in rows])) for n, c in printed]
		header = self.header(printed)
		named = grid.is_complex(header) or group is not None
		kids = self.caption("table", name, said.get("caption"))
		heads = self.rows_of(header, named)
		above = self.heads_over(header, heads, len(printed))
		last, heading = object(), []
		grouped = any(isinstance(v, (int, float)) and abs(v) * (100 if c.get("type") == "percent" else 1) >= 10000
		              for row in rows for c, v in zip(columns, row))
		for row in rows:
			if group and row[at] != last:
				last = row[at]
				heading = [self.cell(columns[at], last, grouped)]
				heading[0].kind, heading[0].scope, heading[0].spans = "TH", "Row", (len(printed), 1)
				heads.append(Node("TR", heading))
			cells = [self.cell(c, v, grouped) for i, (c, v) in enumerate(zip(columns, row)) if i != at]
			for cell, over in zip(cells, above):
				cell.heads = over + heading if named else None
			heads.append(Node("TR", cells))
		return Node("Table", kids + heads)

	def with_range(self, column, lists):
		"""A column of lines, its title with the least and the most of them."""
		if column.get("type") != "spark":
			return column
		numbers = [n for one in lists if one for n in json.loads(one) if n is not None]
		least, most = min(numbers), max(numbers)
		if column.get("numbers") == "percent":
			bare = message.number(self.lang, round(least * 100, 9), False, None, False)
		else:
			bare = message.number(self.lang, least, False, None, False)
		whole = self.cell({**column, "type": "number"}, most, False).text()
		return {**column, "title": f"{self.words_of(column['title'])} ({bare}–{whole})"}

	@staticmethod
	def header(columns):
		"""One row of titles, or two where columns have titles over them."""
		groups = [c.get("group") for _, c in columns]
		top, under = [], []
		for i, (name, column) in enumerate(columns):
			row = 1 if groups[i] else 0
			cell = grid.Cell(column.get("title", name), row, i, True)
			(under if row else top).append(cell)
			if any(groups) and not row:
				cell.rows = 2
			if groups[i] and i and groups[i - 1] == groups[i]:
				top[-1].columns += 1
			elif groups[i]:
				top.append(grid.Cell(groups[i], 0, i, True))
		return [top, under] if under else [top]

	@staticmethod
	def heads_over(header, made, columns):
		over = [[] for _ in range(columns)]
		for row, nodes in zip(header, made):
			for cell, node in zip(row, nodes.kids):
				for i in range(cell.column, cell.column + cell.columns):
					over[i].append(node)
		return over

	def notes_under(self, said):
		return [Node("P", self.inlines(said["note"]))] if "note" in said else []

	def cell(self, column, value, grouped):
		text = "–" if value is None else value
		if column.get("type") == "dots" and value is not None:
			return Node("TD", [self.dots(value, int(column.get("of", 1)))])
		if column.get("type") == "spark" and value is not None:
			text = json.loads(value)[-1]
		if column.get("type") == "delta" and value:
			bare = self.cell({**column, "type": "number"}, abs(value), grouped).text()
			return Node("TD", [f"+{bare} ▲" if value > 0 else f"−{bare} ▼"])
		if isinstance(text, (int, float)):
			decimals = int(column["decimals"]) if "decimals" in column else None
			percent = "percent" in (column.get("type"), column.get("numbers"))
			text = message.number(self.lang, text, percent, decimals, grouped)
		return Node("TD", [text])

	def dots(self, full, of):
		"""As dots of a table are read out."""
		if of == 1:
			return self.words["dot-full" if full else "dot-open"]
		return self.words["dots"].replace("{n}", str(full)).replace("{of}", str(of))

	# What generated parts may say

	def furniture(self):
		"""Every text that a cover or imprint may hold."""
		project = self.project["project"]
		said = [self.title(), self.document.get("subtitle", project.get("subtitle", "")),
		        project.get("notice", ""), project.get("publisher", ""),
		        ", ".join(project.get("authors", [])), *self.words.values()]
		for funder in project.get("funders", []):
			said += [funder["name"], funder.get("statement", "")]
		said += [message.date(self.lang, self.value("date")), COUNTRIES.get((self.country, self.lang), "")]
		rights = [f"ISBN {self.document['isbn']}"] if "isbn" in self.document else []
		if self.document.get("options", {}).get("back"):
			names = self.document["text"]
			first = self.folder / (names[0] if isinstance(names, list) else names)
			first = sorted(first.glob("*.md"))[0] if first.is_dir() else first
			said += re.findall(r"^description: (.*)$", first.read_text(encoding="utf-8"), re.M)
		if "licence" in project:
			rights.append(f"{self.words['licence']}: {project['licence']}")
		said.append(". ".join(rights))
		return {self.po.get(s, s) for s in said} | set(said)

	def title(self):
		return self.document.get("title", self.project["project"]["title"])
