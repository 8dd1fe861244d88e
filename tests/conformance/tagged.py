"""A tagged PDF as its reader meets it: the structure tree with the text of its marked content.

Text is decoded by ToUnicode and ActualText alone. What the tree and the pages say of one another is
checked on the way; faults are collected."""
import csv
import io
import re

import pikepdf

from tree import Node

PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "Tj", "TJ", "'", '"'}
SHOWS = {"Tj", "TJ", "'", '"'}


def to_unicode(font):
	"""Code -> text, from the bfchar and bfrange groups of a font's ToUnicode."""
	table = {}
	cmap = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
	for group in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
		for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", group):
			table[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
	for group in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
		for a, b, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", group):
			first = int(text, 16)
			for code in range(int(a, 16), int(b, 16) + 1):
				table[code] = chr(first + code - int(a, 16))
	return table


class Tagged:
	def __init__(self, path):
		self.faults = []
		self.pdf = pikepdf.open(path)
		self.fonts = {}
		self.marks = {}          # (page's object, MCID) -> text
		self.used = set()
		self.annots = set()      # annotations that the tree names
		self.named = {}          # ID -> element
		self.naming = []         # cells with the IDs of their header cells
		self.files = []          # (files of an element, its rows of data)
		for page in self.pdf.pages:
			self.read_page(page)
		root = self.pdf.Root.get("/StructTreeRoot")
		if root is None:
			raise SystemExit(f"{path}: no structure tree")
		self.roles = root.get("/RoleMap", {})
		self.parents = self.key_tree(root.ParentTree, "/Nums", int)
		self.ids = self.key_tree(root.get("/IDTree", {}), "/Names", bytes)
		self.places = self.key_tree(self.pdf.Root.Names.Dests, "/Names", bytes)
		kids = self.list_of(root.K)
		if len(kids) != 1:
			self.faults.append(f"{len(kids)} roots")
		self.root = self.element(kids[0])
		self.check_all_used()
		self.find_heads()
		self.check_files()

	def key_tree(self, node, entries, key, above=None):
		"""A number or name tree. Keys must rise, and a node's limits be its own first and last."""
		table = {}
		pairs = list(node.get(entries, []))
		table.update({key(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)})
		for kid in node.get("/Kids", []):
			table.update(self.key_tree(kid, entries, key, node))
		keys = list(table)
		if keys != sorted(set(keys)) or len(keys) < len(pairs) // 2:
			self.faults.append(f"the keys of a tree of {entries} do not rise")
		if above is not None and [key(k) for k in node.Limits] != [keys[0], keys[-1]]:
			self.faults.append(f"limits of {entries} are {node.Limits}, not {keys[0]} and {keys[-1]}")
		return table

	@staticmethod
	def list_of(value):
		return list(value) if isinstance(value, pikepdf.Array) else [value]

	# Pages

	def decode(self, font, data):
		key = font.objgen
		if key not in self.fonts:
			self.fonts[key] = to_unicode(font)
		out = []
		for i in range(0, len(data) - 1, 2):
			code = data[i] << 8 | data[i + 1]
			if code not in self.fonts[key]:
				self.faults.append(f"code {code} of {font.BaseFont} has no text")
			out.append(self.fonts[key].get(code, "\ufffd"))
		return out

	def read_page(self, page):
		number = page.obj.objgen
		stack, font = [], None
		for operands, operator in pikepdf.parse_content_stream(page):
			op = str(operator)
			if op in ("BDC", "BMC"):
				stack.append(self.open_mark(number, operands, stack))
			elif op == "EMC":
				stack.pop()
			elif op == "Tf":
				font = page.Resources.Font[str(operands[0])]
			elif op in PAINTS:
				self.paint(number, op, operands, font, stack)
		if stack:
			self.faults.append(f"page {number}: marked content is left open")

	def open_mark(self, page, operands, stack):
		mark = {"mcid": None, "artifact": str(operands[0]) == "/Artifact", "actual": False,
		        "reversed": str(operands[0]) == "/ReversedChars"}
		props = operands[1] if len(operands) > 1 else {}
		if "/MCID" in props:
			mark["mcid"] = int(props.MCID)
			if (page, mark["mcid"]) in self.marks:
				self.faults.append(f"page {page}: MCID {mark['mcid']} is there twice")
			self.marks[page, mark["mcid"]] = ""
		if "/ActualText" in props:
			self.add_text(page, str(props.ActualText), stack)
			mark["actual"] = True
		return mark

	def add_text(self, page, text, stack):
		if any(m["actual"] or m["artifact"] for m in stack):
			return
		for m in reversed(stack):
			if m["mcid"] is not None:
				self.marks[page, m["mcid"]] += text
				return
		self.faults.append(f"page {page}: '{text}' belongs to nothing")

	def paint(self, page, op, operands, font, stack):
		if not any(m["artifact"] or m["mcid"] is not None for m in stack):
			self.faults.append(f"page {page}: '{op}' outside of marked content")
		if op not in SHOWS:
			return
		strings = operands[-1] if op == "TJ" else [operands[-1]]
		texts = [text for s in strings if isinstance(s, pikepdf.String)
		         for text in self.decode(font, bytes(s))]
		if any(m["reversed"] for m in stack):
			texts.reverse()
			if " " in texts[:-1]:
				self.faults.append(f"page {page}: a space within reversed characters")
		self.add_text(page, "".join(texts), stack)

	# The tree

	def element(self, e):
		kind = str(e.S)[1:]
		page = e.get("/Pg")
		scope = target = alt = None
		for a in self.list_of(e.get("/A", pikepdf.Array())):
			if "/Scope" in a:
				scope = str(a.Scope)[1:]
		if "/Alt" in e:
			alt = str(e.Alt)
		if "/E" in e:
			alt = str(e.E)
		node = Node(kind, alt=alt, scope=scope, lang=str(e.Lang) if "/Lang" in e else None)
		self.read_cell(e, node)
		for kid in self.list_of(e.get("/K", pikepdf.Array())):
			if isinstance(kid, int):
				node.kids.append(self.mark(e, page, kid))
			elif kid.get("/Type") == "/MCR":
				node.kids.append(self.mark(e, kid.get("/Pg", page), int(kid.MCID)))
			elif kid.get("/Type") == "/OBJR":
				target = self.annotation(e, kid)
			else:
				if kid.P.objgen != e.objgen:
					self.faults.append(f"a {kid.S} does not know its parent {kind}")
				node.kids.append(self.element(kid))
		for file in e.get("/AF", []):
			self.files.append((file, None if kind == "Figure" else sum(any(c.kind == "TD" for c in r.kids) for r in node.kids
			                             if not isinstance(r, str) and r.kind == "TR")))
		node.target = target
		if "/ActualText" in e:
			node.kids = [str(e.ActualText)]
		if "/ID" in e or kind == "Note":
			self.check_id(e, kind)
			self.named[bytes(e.get("/ID", pikepdf.String("")))] = node
		if kind == "Link" and target is None:
			self.faults.append(f"no annotation for the link '{node.text()}'")
		if kind == "Figure" and not alt:
			self.faults.append("a figure without an alternative text")
		return node

	def read_cell(self, e, node):
		for a in self.list_of(e.get("/A", pikepdf.Array())):
			if a.O == "/Table":
				node.spans = (int(a.get("/ColSpan", 1)), int(a.get("/RowSpan", 1)))
				if "/Headers" in a:
					self.naming.append((node, [bytes(h) for h in a.Headers]))

	def find_heads(self):
		for node, ids in self.naming:
			node.heads = [self.named[i] for i in ids if i in self.named]
			if len(node.heads) < len(ids) or any(h.kind != "TH" for h in node.heads):
				self.faults.append(f"a {node.kind} names a header cell that is none")

	def check_files(self):
		"""Each file is the catalog's, named, and one table's or chart's, with a row for each of its rows."""
		listed = [f.objgen for f in self.pdf.Root.get("/AF", [])]
		named = self.key_tree(self.pdf.Root.Names.get("/EmbeddedFiles", {}), "/Names", bytes)
		if sorted(listed) != sorted(f.objgen for f in named.values()):
			self.faults.append("the catalog's files are not those that have names")
		if sorted(listed) != sorted(f.objgen for f, _ in self.files):
			self.faults.append("the catalog's files are not those of the elements")
		if len({str(f.UF) for f, _ in self.files}) < len(self.files):
			self.faults.append("two attached files have one name")
		for file, rows in self.files:
			lines = list(csv.reader(io.StringIO(file.EF.F.read_bytes().decode(), newline="")))
			if file.get("/AFRelationship") != "/Data" or not str(file.get("/Desc", "")):
				self.faults.append(f"{file.UF} has no relationship or description")
			if (len(lines) < 2 if rows is None else len(lines) != 1 + rows) or len({len(l) for l in lines}) != 1:
				self.faults.append(f"{file.UF} has {len(lines)} lines for {rows} rows of data")

	def check_id(self, e, kind):
		name = bytes(e.get("/ID", pikepdf.String("")))
		if name not in self.ids or self.ids[name].objgen != e.objgen:
			self.faults.append(f"a {kind} has the ID {name}, which the tree of IDs does not know")

	def mark(self, e, page, mcid):
		key = (page.objgen, mcid)
		if key not in self.marks:
			self.faults.append(f"{e.S}: page {page.objgen} has no MCID {mcid}")
			return ""
		if key in self.used:
			self.faults.append(f"MCID {mcid} of page {page.objgen} is in the tree twice")
		self.used.add(key)
		back = self.parents[int(page.StructParents)][mcid]
		if back.objgen != e.objgen:
			self.faults.append(f"the parent tree gives {back.S} for a mark of {e.S}")
		return self.marks[key]

	def annotation(self, e, kid):
		a = kid.Obj
		self.annots.add(a.objgen)
		if not str(a.get("/Contents", "")):
			self.faults.append("a link without a description")
		if self.parents[int(a.StructParent)].objgen != e.objgen:
			self.faults.append("the parent tree gives another element for an annotation")
		if "/A" in a:
			return str(a.A.URI)
		if isinstance(a.Dest, pikepdf.Array):
			return ""                # a place without a name: a note's way back
		if bytes(a.Dest) not in self.places:
			self.faults.append(f"no destination '{a.Dest}'")
		return "#" + str(a.Dest)

	def check_all_used(self):
		for page, mcid in self.marks.keys() - self.used:
			self.faults.append(f"MCID {mcid} of page {page} is not in the tree: "
			                   f"'{self.marks[page, mcid]}'")
		for page in self.pdf.pages:
			for a in page.get("/Annots", []):
				if a.objgen not in self.annots:
					self.faults.append(f"an annotation of page {page.obj.objgen} is not in the tree")
