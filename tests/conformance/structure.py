#!/usr/bin/python3 -B
"""Compares a PDF's structure tree with the one that its source promises: types, order, text, cell
headers, alternative texts, targets of links. Exit 1 where they differ.

Usage: structure.py PROJECT DOCUMENT LANGUAGE FILE.pdf"""
import difflib
import sys

from source import Source, in_order
from tagged import Tagged
from tree import Node, lines, plain


def check_parts(source, parts, root):
	"""Generated parts: a cover or imprint says only what strom.yml says; contents list headings."""
	faults = []
	allowed = {plain(s) for s in source.furniture()}
	said = []
	for part in parts:
		for kid in part.kids:
			if isinstance(kid, str) or kid.kind not in ("P", "TOC"):
				faults.append(f"a generated part holds {getattr(kid, 'kind', 'text')}")
			elif kid.kind == "P":
				said.append(plain(kid.text()))
				if said[-1] not in allowed:
					faults.append(f"a generated part says '{said[-1]}', which the source does not")
			else:
				faults += check_contents(kid, root)
	title = plain(source.po.get(source.title(), source.title()))
	if parts and title not in said:
		faults.append(f"no cover has the title '{title}'")
	return faults


def check_index(source, index, tagged):
	"""Every entry that the source marks, once, in the language's order; pages rise, and are those that
	their links lead to."""
	faults, have, main = [], [], ""
	pages = [p.obj.objgen for p in tagged.pdf.pages]
	for entry, level in entries_of(index):
		words, *rest = [k for k in entry.kids if not isinstance(k, str) or plain(k)]
		main = plain(words).rstrip(",") if level == 1 else main
		have.append(main if level == 1 else main + "!" + plain(words).rstrip(","))
		refs = [k.kids[0] for k in rest if not isinstance(k, str)]
		numbers = [int(plain(k.text())) for k in refs]
		if numbers != sorted(set(numbers)):
			faults.append(f"the index has pages {numbers} under '{have[-1]}'")
		for ref, number in zip(refs, numbers):
			place = tagged.places[ref.target[1:].encode()]
			if pages.index(place[0].objgen) + 1 != number:
				faults.append(f"the index leads '{have[-1]}' to another page than {number}")
	want = {plain(e) for e in source.entries} | {plain(e.split("!")[0]) for e in source.entries}
	if set(have) != want or len(have) != len(want):
		faults.append(f"the index lists {sorted(set(have) ^ want)} in one of file and source alone")
	mains = [h for h in have if "!" not in h]
	if mains != in_order(source.lang, mains):
		faults.append(f"the index is not in order: {mains}")
	return faults


def entries_of(node, level=0):
	"""Paragraphs of its lists, with how deep they stand."""
	for kid in node.kids:
		if isinstance(kid, str):
			continue
		if kid.kind == "P" and level:
			yield kid, level
		yield from entries_of(kid, level + (kid.kind == "L"))


def check_contents(toc, root):
	"""Contents list headings; lists of tables and of figures list captions."""
	tables, figures = captions_of(root)
	return min((check_entries(toc, listed) for listed in (headings_of(root), tables, figures)), key=len)


def captions_of(node):
	tables, figures = [], []
	for kid in node.kids:
		if isinstance(kid, str):
			continue
		if kid.kind == "Caption":
			(tables if node.kind == "Table" else figures).append(plain(kid.text()))
		below = captions_of(kid)
		tables += below[0]
		figures += below[1]
	return tables, figures


def check_entries(toc, headings):
	faults, at = [], 0
	for item in toc.kids:
		shape = [item.kind, item.kids[0].kind, item.kids[0].kids[0].kind]
		if shape != ["TOCI", "Reference", "Link"]:
			faults.append(f"an entry of the contents is {shape}")
		while at < len(headings) and not plain(item.text()).startswith(headings[at]):
			at += 1
		if at == len(headings):
			faults.append(f"the contents list '{plain(item.text())}' out of order")
	return faults


def headings_of(node):
	found = [plain(node.text())] if node.kind[:1] == "H" and node.kind[1:].isdigit() else []
	for kid in node.kids:
		if not isinstance(kid, str):
			found += headings_of(kid)
	return found


def compare(source, tagged, lang, path):
	faults = list(tagged.faults)
	root = tagged.root
	if str(tagged.pdf.Root.Lang) != lang.partition("-")[0]:
		faults.append(f"the document's language is {tagged.pdf.Root.Lang}, not {lang}")
	parts = [k for k in root.kids if not isinstance(k, str) and k.kind == "Sect"]
	root.kids = [k for k in root.kids if k not in parts]
	for index in [k for k in root.kids if not isinstance(k, str) and k.kind == "Index"]:
		faults += check_index(source, index, tagged)
		root.kids.remove(index)
		listed = Node("Document", [*source.root.kids, Node("H1", [source.words["index"]])])
		faults += check_parts(source, parts, listed)
		break
	else:
		faults += check_parts(source, parts, source.root)
	want, have = lines(source.root), lines(root)
	return faults + list(difflib.unified_diff(want, have, "source", path, lineterm="", n=2))


def main(folder, document, lang, path):
	tagged = Tagged(path)
	faults = compare(Source(folder, document, lang), tagged, lang, path)
	for fault in faults:
		print(fault)
	print(f"{path}: {len(lines(tagged.root))} elements and texts, "
	      f"{'as the source has them' if not faults else str(len(faults)) + ' faults'}")
	return 1 if faults else 0


if __name__ == "__main__":
	if len(sys.argv) != 5:
		sys.exit(__doc__)
	sys.exit(main(*sys.argv[1:]))
