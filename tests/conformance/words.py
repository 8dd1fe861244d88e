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


def main(folder, document, lang, path):
	want = words(Source(folder, document, lang).root)
	root = Tagged(path).root
	root.kids = [k for k in root.kids if isinstance(k, str) or k.kind not in ("Sect", "Index")]
	have = words(root)
	away, first = (0, 0) if want == have else distance(want, have)
	print(f"{path}: {len(have)} words, edit distance {away}")
	if away:
		print("  source: " + " ".join(want[max(0, first - 3):first + 8]))
		print("  file:   " + " ".join(have[max(0, first - 3):first + 8]))
	return 1 if away else 0


if __name__ == "__main__":
	if len(sys.argv) != 5:
		sys.exit(__doc__)
	sys.exit(main(*sys.argv[1:]))
