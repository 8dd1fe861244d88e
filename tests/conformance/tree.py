"""What both sides are turned into before they are compared: elements of a structure tree."""


class Node:
	"""An element: type, texts and elements in it, and what a reader is told of it."""

	def __init__(self, kind, kids=(), alt=None, scope=None, target=None, lang=None, spans=(1, 1)):
		self.kind = kind
		self.kids = list(kids)
		self.alt = alt
		self.scope = scope
		self.target = target
		self.lang = lang
		self.spans = spans       # columns and rows
		self.heads = None        # the header cells that it names

	def text(self):
		return "".join(k if isinstance(k, str) else k.text() for k in self.kids)


BLOCKS = {"Document", "Sect", "Div", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI", "Lbl",
          "LBody", "BlockQuote", "Table", "TR", "TH", "TD", "Caption", "Figure", "TOC", "TOCI"}


def plain(text):
	"""Words between single spaces: lines, and which kind of space, are typography."""
	return " ".join(text.replace("\u00ad", "").split())


def words(node):
	"""The words below a node in reading order. What is in a figure is read as its Alt."""
	pieces = []

	def walk(n):
		if n.kind == "Figure":
			return
		if n.kind in BLOCKS:
			pieces.append(" ")
		for kid in n.kids:
			if isinstance(kid, str):
				pieces.append(kid)
			else:
				walk(kid)
		if n.kind in BLOCKS:
			pieces.append(" ")

	walk(node)
	return plain("".join(pieces)).split(" ")


def lines(node, depth=0):
	"""The tree as comparable lines: a line an element, a line a stretch of text. White space at the
	edges of a stretch does not tell where an inline element begins, so it is dropped."""
	out = []
	mark = node.kind
	if node.scope:
		mark += " scope=" + node.scope
	if node.spans != (1, 1):
		mark += " spans=%dx%d" % node.spans
	if node.heads is not None:
		mark += " heads=" + "; ".join(plain(h.text()) for h in node.heads)
	if node.alt is not None:
		mark += " alt=" + plain(node.alt)
	if node.target is not None:
		mark += " target=" + node.target
	out.append("  " * depth + mark)
	run = ""
	for kid in node.kids if node.kind != "Figure" else ():
		if isinstance(kid, str):
			run += kid
			continue
		if plain(run):
			out.append("  " * (depth + 1) + repr(plain(run)))
		run = ""
		out += lines(kid, depth + 1)
	if plain(run):
		out.append("  " * (depth + 1) + repr(plain(run)))
	return out
