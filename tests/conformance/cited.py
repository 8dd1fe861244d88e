"""Citations and the list of references, as docs/text.md describes them; independent of core/."""
import json
import re

from tree import Node

GROUP = r"(\[[^\[\]]*(?<![\w@])@[\w][^\[\]]*\])"
KEY = r"(?<!\w)@(\w(?:[\w:.#$%&+?<>~/-]*\w)?)"


class Cited:
	def __init__(self, source):
		self.source = source
		self.works = {}
		self.links = []          # what finish() fills: link, key, form
		self.below = None        # the heading that the list stands below
		if "bibliography" in source.document:
			path = source.folder / source.document["bibliography"]
			self.works = {str(w["id"]): w for w in json.loads(path.read_text(encoding="utf-8"))}

	def parse(self, text):
		"""A text's pieces: strings, and links to be filled."""
		if not self.works:
			return [text]
		out = []
		for k, piece in enumerate(re.split(GROUP, text)):
			if k % 2:
				out += ["(", *self.keys(piece[1:-1], True), ")"]
			else:
				out += self.keys(piece, False)
		return out

	def keys(self, text, grouped):
		out = []
		for k, piece in enumerate(re.split(KEY, text)):
			if k % 2 == 0:
				out.append(piece)
				continue
			year = grouped and out[-1].endswith("-")
			if year:
				out[-1] = out[-1][:-1]
			link = Node("Link", [""], target="#ref-" + piece)
			self.links.append((link, piece, "year" if year else "group" if grouped else "text"))
			out.append(link)
		return [o for o in out if not isinstance(o, str) or o]

	# Who and when

	def people(self, work):
		if work["type"] == "chapter":
			return work.get("author", [])
		return work.get("author") or work.get("editor", [])

	def label(self, work):
		names = [n.get("literal") or n["family"] for n in self.people(work)]
		words = self.source.words
		if not names:
			return work.get("title-short", work["title"])
		if len(names) == 2:
			return f"{names[0]} {words['and']} {names[1]}"
		return names[0] + (f" {words['et-al']}" if len(names) > 2 else "")

	def head(self, work):
		names = [n.get("literal") or ", ".join(filter(None, (n["family"], n.get("given"))))
		         for n in self.people(work)]
		if not names:
			return self.label(work)
		return "; ".join(names) + ("" if work.get("author") else f" ({self.source.words['editors']})")

	def year(self, work):
		parts = work.get("issued", {}).get("date-parts")
		return str(parts[0][0]) if parts else self.source.words["no-date"]

	def finish(self, root):
		from source import in_order
		if not self.links:
			return
		used = {k: self.works[k] for _, k, _ in self.links}
		by = {k: (self.head(w), self.year(w), w["title"]) for k, w in used.items()}
		heads = in_order(self.source.lang, {h for h, _, _ in by.values()})
		keys = sorted(used, key=lambda k: (heads.index(by[k][0]), by[k][1], by[k][2]))
		years = {}
		for k in keys:
			alike = [o for o in keys if (self.label(used[o]), by[o][1]) == (self.label(used[k]), by[k][1])]
			years[k] = by[k][1] + ("abcdefgh"[alike.index(k)] if len(alike) > 1 else "")
		for link, key, form in self.links:
			label = self.label(used[key])
			text = {"group": f"{label} {years[key]}", "text": f"{label} ({years[key]})", "year": years[key]}
			link.kids = [text[form]]
			self.source.made.add(text[form])
		entries = Node("Div", [self.entry(used[k], by[k][0], years[k]) for k in keys])
		if self.below:
			at = root.kids.index(self.below) + 1
			while at < len(root.kids) and not root.kids[at].kind[1:].isdigit():
				at += 1
			root.kids.insert(at, entries)
		else:
			root.kids += [Node("H1", [self.source.words["references"]]), entries]

	# An entry: sentences, each a list of strings and elements

	def entry(self, work, head, year):
		part = work["type"] in ("article-journal", "chapter")
		title = work["title"] if part else Node("Em", [work["title"]])
		said = [[head], [year], [title]]
		said.append([" ".join(str(work[k]) for k in ("genre", "number") if k in work)])
		said.append(self.container(work))
		said.append([": ".join(work[k] for k in ("publisher-place", "publisher") if k in work)])
		url = "https://doi.org/" + work["DOI"] if "DOI" in work else work.get("URL")
		said.append([Node("Link", [url], target=url)] if url else [])
		out, last = [], ""
		for sentence in said:
			words = "".join(k if isinstance(k, str) else k.text() for k in sentence)
			if not words:
				continue
			out += [("" if last[-1:] in "" or last[-1] in ".?!" else ".") + " "] if last else []
			out += sentence
			last = words
		out.append("" if last[-1] in ".?!" else ".")
		self.source.made |= {k for k in out if isinstance(k, str)}
		for k in out:
			if not isinstance(k, str):
				self.source.made.add(k.kids[0])
		return Node("P", out)

	def container(self, work):
		if "container-title" not in work:
			return []
		book = Node("Em", [work["container-title"]])
		pages = str(work.get("page", "")).replace("-", "\u2013")
		if work["type"] == "chapter":
			editors = ", ".join(f"{e['given']} {e['family']}" for e in work.get("editor", []))
			return [self.source.words["in-book"] + " ", book,
			        f", {self.source.words['editors']} {editors}" if editors else "",
			        f", {pages}" if pages else ""]
		if work["type"] in ("article-journal", "legislation", "treaty"):
			return [book, f" {work['volume']}" if "volume" in work else "",
			        f" ({work['issue']})" if "issue" in work else "", f": {pages}" if pages else ""]
		return [work["container-title"]]
