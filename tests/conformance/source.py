"""The structure tree that a document's source promises: from strom.yml, Markdown, PO and CSV.

Independent of core/: Markdown is read by markdown-it-py, tables are asked by Python's sqlite3,
messages are message.py's. Kept to what the samples use; anything else is an error here."""
import csv
import re
import sqlite3
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

import message
from tree import Node

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


def typed(cells):
	"""A column's cells as its narrowest type."""
	for kind in (int, float):
		try:
			return [None if c == "" else kind(c) for c in cells]
		except ValueError:
			pass
	return [None if c == "" else c for c in cells]


class Source:
	def __init__(self, folder, document, lang):
		self.folder = Path(folder)
		self.project = yaml.load((self.folder / "strom.yml").read_text(encoding="utf-8"),
		                         yaml.BaseLoader)
		self.document = self.project["documents"][document]
		self.lang = lang
		po = self.folder / self.project.get("translations", "po") / f"{document}.{lang}.po"
		self.po = read_po(po) if lang != self.project["language"] else {}
		pack = ROOT / "templates" / "languages" / f"{lang}.yml"
		self.words = yaml.load(pack.read_text(encoding="utf-8"), yaml.BaseLoader)["words"]
		self.db = self.tables()
		self.hidden = []
		self.labels = {}         # id -> what a reference to it says
		self.counts = {"table": 0, "figure": 0}
		self.md = MarkdownIt("commonmark").enable("table")
		self.root = Node("Document", self.texts())
		self.resolve(self.root)

	# Data

	def tables(self):
		db = sqlite3.connect(":memory:")
		for name, spec in self.project["data"].items():
			options = spec.get("options", {})
			delimiter = {"semicolon": ";", "comma": ",", "tab": "\t"}[options.get("delimiter", "comma")]
			with open(self.folder / spec["path"], encoding="utf-8-sig", newline="") as f:
				rows = list(csv.reader(f, delimiter=delimiter))
			db.execute(f"create table {name} ({', '.join(rows[0])})")
			columns = [typed([r[i] for r in rows[1:]]) for i in range(len(rows[0]))]
			db.executemany(f"insert into {name} values ({', '.join('?' * len(rows[0]))})",
			               zip(*columns))
		return db

	def ask(self, sql):
		cursor = self.db.execute(sql, {"language": self.lang} if ":language" in sql else {})
		return [c[0] for c in cursor.description], cursor.fetchall()

	def value(self, name):
		if name == "date":
			return self.document.get("date") or self.project["project"]["date"]
		return self.ask(self.project["values"][name])[1][0][0]

	# Segments

	def hide(self, text):
		"""Values become private characters until the inlines are parsed."""
		self.hidden.append(text)
		return chr(0xF0000 + len(self.hidden) - 1)

	def show(self, text):
		return re.sub("[\U000F0000-\U000FFFFF]", lambda m: self.hidden[ord(m[0]) - 0xF0000], text)

	def segment(self, raw):
		"""A segment's Markdown in the edition's language, its values hidden."""
		return message.Message(self.po.get(raw, raw), self.lang, self.value, self.hide).evaluate()

	def inlines(self, raw):
		return self.inline_nodes(self.md.parseInline(self.segment(raw))[0].children)

	def words_of(self, raw):
		return "".join(k if isinstance(k, str) else k.text() for k in self.inlines(raw))

	def inline_nodes(self, tokens):
		stack = [Node("")]
		for t in tokens:
			top = stack[-1]
			if t.type == "text":
				top.kids += self.references(t.content)
			elif t.type in ("softbreak", "hardbreak"):
				top.kids.append(" ")
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
		return stack[0].kids

	def references(self, text):
		out = []
		for i, part in enumerate(re.split(r"(?<!\w)@((?:fig|tbl|sec)-[\w-]*\w)", text)):
			if i % 2:
				out.append(Node("Link", target="#" + part))
			elif part:
				out.append(self.show(part))
		return out

	def resolve(self, node):
		for kid in node.kids:
			if isinstance(kid, str):
				continue
			if kid.kind == "Link" and not kid.kids:
				kid.kids = [self.labels[kid.target[1:]]]
			self.resolve(kid)

	# Blocks

	def texts(self):
		names = self.document["text"]
		blocks = []
		for name in [names] if isinstance(names, str) else names:
			path = self.folder / name
			if path.is_dir():
				raise SystemExit("folders of texts are not known to this test")
			text = path.read_text(encoding="utf-8")
			text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
			blocks += self.divs(text.split("\n"))
		return blocks

	def divs(self, lines):
		"""::: {.class} ... :::, which markdown-it does not know: cut out before it reads."""
		stack, chunk, fence = [Node("")], [], False

		def flush():
			stack[-1].kids += self.blocks("\n".join(chunk))
			chunk.clear()

		for line in lines:
			if line.startswith("```"):
				fence = not fence
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

	def blocks(self, text):
		kinds = {"paragraph_open": "P", "bullet_list_open": "L", "ordered_list_open": "L",
		         "list_item_open": "LI", "blockquote_open": "BlockQuote", "tr_open": "TR",
		         "table_open": "Table", "th_open": "TH", "td_open": "TD"}
		stack, numbers = [Node("")], []
		for t in self.md.parse(text):
			if t.type == "inline":
				self.inline_block(stack, t.content)
			elif t.type == "heading_open":
				self.push(stack, Node(t.tag.upper()))
			elif t.type == "fence":
				stack[-1].kids.append(self.fence(t))
			elif t.type in ("thead_open", "thead_close", "tbody_open", "tbody_close"):
				continue
			elif t.type == "list_item_open":
				label = f"{numbers[-1]}." if numbers[-1] else "•"
				numbers[-1] += 1 if numbers[-1] else 0
				self.push(stack, Node("LI", [Node("Lbl", [label])]))
				self.push(stack, Node("LBody"))
			elif t.type in kinds:
				if t.type.endswith("list_open"):
					numbers.append(int(t.attrs.get("start", 1)) if "ordered" in t.type else 0)
				scope = "Column" if t.type == "th_open" else None
				self.push(stack, Node(kinds[t.type], scope=scope))
			elif t.type.endswith("_close"):
				if t.type.endswith("list_close"):
					numbers.pop()
				if t.type == "list_item_close":
					stack.pop()
				stack.pop()
			elif t.type != "hr":
				raise SystemExit(f"block {t.type} is not known to this test")
		return stack[0].kids

	@staticmethod
	def push(stack, node):
		stack[-1].kids.append(node)
		stack.append(node)

	def inline_block(self, stack, raw):
		node = stack[-1]
		picture = re.fullmatch(r'!\[(.*)\]\(\S+?(?: "(.*)")?\)(?:\{#?([\w-]*).*\})?', raw, re.S)
		if node.kind == "P" and picture:
			stack[-2].kids[-1] = self.figure(picture[3], picture[2], picture[1])
			return
		if node.kind in ("H1", "H2", "H3", "H4", "H5", "H6"):
			name = re.search(r"\s*\{#?([\w-]*)[^}]*\}$", raw)
			if name:
				raw = raw[:name.start()]
				title = self.words.get("section-ref", "{title}")
				self.labels[name[1]] = title.replace("{title}", self.words_of(raw))
		node.kids += self.inlines(raw)

	# Tables and figures

	def fence(self, token):
		directive = re.fullmatch(r"\{(table|figure)\}\s*([\w-]*)", token.info.strip())
		if not directive:
			return Node("P", [Node("Code", [token.content])])
		said = yaml.load(token.content, yaml.BaseLoader)
		if directive[1] == "figure":
			return self.figure(directive[2], said.get("caption"), said["alt"])
		return self.table(directive[2], said)

	def caption(self, kind, name, raw):
		if not raw:
			return []
		self.counts[kind] += 1
		label = self.words[kind].replace("{n}", str(self.counts[kind]))
		if name:
			said = self.words.get(kind + "-ref", self.words[kind])
			self.labels[name] = said.replace("{n}", str(self.counts[kind]))
		before, after = self.words["caption"].replace("{label}", label).split("{text}")
		return [Node("Caption", [before, *self.inlines(raw), after])]

	def figure(self, name, caption, alt):
		captions = self.caption("figure", name, caption)
		node = Node("Figure", alt=self.words_of(alt))
		return Node("Div", [*captions, node]) if captions else node

	def table(self, name, said):
		names, rows = self.ask(said["query"])
		columns = [said.get("columns", {}).get(n, {}) for n in names]
		head = [Node("TH", self.inlines(c.get("title", n)), scope="Column")
		        for n, c in zip(names, columns)]
		kids = self.caption("table", name, said.get("caption")) + [Node("TR", head)]
		for row in rows:
			kids.append(Node("TR", [self.cell(i, c, v) for i, (c, v) in enumerate(zip(columns, row))]))
		return Node("Table", kids)

	def cell(self, index, column, value):
		text = "–" if value is None else value
		if isinstance(text, (int, float)):
			decimals = int(column["decimals"]) if "decimals" in column else None
			text = message.number(self.lang, text, column.get("type") == "percent", decimals)
		return Node("TD", [text])

	# What generated parts may say

	def furniture(self):
		"""Every text that a cover or imprint may hold."""
		project = self.project["project"]
		said = [self.title(), self.document.get("subtitle", project.get("subtitle", "")),
		        project.get("notice", ""), project.get("publisher", ""), project.get("licence", ""),
		        ", ".join(project.get("authors", [])), *self.words.values()]
		for funder in project.get("funders", []):
			said += [funder["name"], funder.get("statement", "")]
		said += [message.date(self.lang, self.value("date"))]
		return {self.po.get(s, s) for s in said} | set(said)

	def title(self):
		return self.document.get("title", self.project["project"]["title"])
