#!/usr/bin/python3 -B
"""Compares the words that a reader gets out of a PDF, in the order of its structure, with the words
of its source. The edit distance must be 0; generated parts are structure.py's.

Usage: words.py PROJECT DOCUMENT LANGUAGE FILE.pdf"""
import sys

from source import Source
from tagged import Tagged
from tree import words


def distance(a, b):
	"""Levenshtein's, by words; and the first place where they differ."""
	row = list(range(len(b) + 1))
	for i, x in enumerate(a, 1):
		before, row[0] = row[0], i
		for j, y in enumerate(b, 1):
			before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
	first = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
	return row[-1], first


def compare(source, root):
	"""How many words, and how they differ."""
	root.kids = [k for k in root.kids if isinstance(k, str) or k.kind not in ("Sect", "Index")]
	want, have = words(source), words(root)
	if want == have:
		return len(have), []
	away, first = distance(want, have)
	return len(have), [f"edit distance {away}", "  source: " + " ".join(want[max(0, first - 3):first + 8]),
	                   "  file:   " + " ".join(have[max(0, first - 3):first + 8])]


def main(folder, document, lang, path):
	count, faults = compare(Source(folder, document, lang).root, Tagged(path).root)
	print(f"{path}: {count} words" + "".join("\n" + f for f in faults))
	return 1 if faults else 0


if __name__ == "__main__":
	if len(sys.argv) != 5:
		sys.exit(__doc__)
	sys.exit(main(*sys.argv[1:]))
