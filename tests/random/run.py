#!/usr/bin/python3 -B
"""Random documents, built by strom and judged: none is refused but for a reason that is named here, each has the
structure and the words of its source, and its file for print says the same on each page and is PDF/X-4. veraPDF
judges the files for screens where it is asked to. Failing texts are kept and named.

Usage: run.py STROM [--documents N] [--seed N] [--keep FOLDER] [--jobs N] [--verapdf N] [--no-judges]"""
import argparse
import collections
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "conformance"))

import documents
import pikepdf

import structure
import words
import x4
from source import Source
from tagged import Tagged, to_unicode

# Why a document may be refused, and in which layouts.
REASONS = {
	"pages/overset": {"leaflet"},          # a panel has an end, and so has what was drawn for it
	"judge/over-art": {"leaflet"},         # and its cover art at the foot
	"table/number-cut": {"leaflet", "brief"},   # a narrow column that holds no number of five digits
}


def build(strom, folder, jobs):
	"""-> {document: (code, the report)} of those that were refused, and the number of files."""
	run = subprocess.run([strom, "build", "-C", str(folder), "--json", "--jobs", str(jobs), "--profile", "screen",
	                      "--profile", "print"], capture_output=True, text=True, timeout=3000, check=False)
	reports = [json.loads(line) for line in run.stderr.splitlines() if line.startswith("{")]
	other = [line for line in run.stderr.splitlines() if not line.startswith("{")]
	return reports, other, run.returncode


def shown(path):
	"""The text of each page, in the order in which it is painted."""
	fonts, pages = {}, []
	with pikepdf.open(path) as pdf:
		for page in pdf.pages:
			table, text = {}, []
			for operands, operator in pikepdf.parse_content_stream(page, "Tf Tj TJ"):
				if str(operator) == "Tf":
					font = page.Resources.Font[str(operands[0])]
					table = fonts[font.objgen] = fonts.get(font.objgen) or to_unicode(font)
					continue
				strings = operands[0] if str(operator) == "TJ" else operands
				for s in (bytes(s) for s in strings if isinstance(s, pikepdf.String)):
					text += [table.get(s[i] << 8 | s[i + 1], "\ufffd") for i in range(0, len(s) - 1, 2)]
			pages.append("".join(text))
	return pages


def judge_print(path, language):
	"""Each page says what that for screens says, and on its margin which it is; and PDF/X-4."""
	printed = path.with_name(path.stem + "-print.pdf")
	screen, paper = shown(path), shown(printed)
	faults = [f"{printed.name}: {clause}: {what}" for clause, what in x4.check(printed)]
	if len(screen) != len(paper):
		faults.append(f"{len(screen)} pages on screens, {len(paper)} in print")
	for i, (want, have) in enumerate(zip(screen, paper), 1):
		slug = re.fullmatch(rf"[^|]* \| {language} \| {i} / {len(paper)} \| [^|]*\|[^|]*", have[len(want):])
		if not have.startswith(want) or not slug:
			at = next((k for k, (a, b) in enumerate(zip(want, have)) if a != b), len(want))
			faults.append(f"page {i} in print says '{have[max(0, at - 20):at + 60]}' after character {at}")
	return faults


def said_in_full(folder, document):
	"""What a chart may have to shorten: the regions' names and the titles of its columns."""
	names = [line.split(";")[0] for line in (folder / "regions.csv").read_text(encoding="utf-8").splitlines()[1:]]
	text = (folder / f"{document}.md").read_text(encoding="utf-8")
	return "|".join(map(re.escape, names + re.findall(r"title: ([^,}]*)", text)))


def take_off_full_names(node, names):
	"""An alternative text is the author's, and behind it what the chart shows in part."""
	found = node.kind == "Figure" and node.alt and re.fullmatch(rf"(.*?)\. ((?:{names})(?:; (?:{names}))*)", node.alt)
	if found:
		node.alt = found[1]
	for kid in node.kids:
		if not isinstance(kid, str):
			take_off_full_names(kid, names)


def judge(job):
	folder, document, language = job
	path = folder / "out" / f"{document}-{language}.pdf"
	try:
		source, tagged = Source(folder, document, language), Tagged(path)
		take_off_full_names(tagged.root, said_in_full(folder, document))
		faults = structure.compare(source, tagged, language, str(path))
		return document, faults + words.compare(source.root, tagged.root)[1] + judge_print(path, language)
	except (Exception, SystemExit) as e:       # the judge's own fault is one to be seen, too
		return document, [f"{type(e).__name__}: {e}"]


class Runner:
	def __init__(self, args):
		self.args, self.faults, self.refused = args, [], collections.Counter()
		self.pages = 0

	def project(self, folder, language, numbers):
		vocabulary = documents.vocabulary(HERE.parents[1], language)
		layouts = documents.write_project(folder, vocabulary, language, self.args.seed, numbers)
		reports, other, code = build(self.args.strom, folder, self.args.jobs)
		if other or code not in (0, 1):
			self.faults.append(f"{folder}: status {code}: {other[:3]}")
		self.refusals(folder, layouts, [r for r in reports if r["severity"] == "error"])
		built = [d for d in layouts if (folder / "out" / f"{d}-{language}.pdf").exists()]
		return [] if self.args.no_judges else [(folder, d, language) for d in built]

	def refusals(self, folder, layouts, errors):
		seen = set()
		for e in errors:
			name = re.match(r"d\d+\.md", pathlib.Path(e.get("file", "")).name)
			document = name[0][:-3] if name else self.at(folder, e)
			if document in layouts and layouts[document] in REASONS.get(e["code"], ()):
				if document not in seen:
					self.refused[e["code"]] += 1
				seen.add(document)
			else:
				self.faults.append(f"{folder}/{e.get('file')}:{e.get('line')}: {e['message']} [{e['code']}]")

	@staticmethod
	def at(folder, e):
		"""The document that a place in strom.yml is of."""
		if pathlib.Path(e.get("file", "")).name != "strom.yml":
			return None
		found = re.match(r"  (d\d+):", (folder / "strom.yml").read_text().splitlines()[e["line"] - 1])
		return found and found[1]

	def verapdf(self, jobs):
		"""A few runs for all files: each starts slowly, and judges fast. How many it judged."""
		files = [folder / "out" / f"{document}-{language}.pdf" for folder, document, language in jobs]
		shares = [files[:1]] + [files[1 + k::self.args.jobs] for k in range(self.args.jobs)]
		judged, bad = self.share(shares[0])          # it builds veraPDF's runner, where there is none
		with concurrent.futures.ThreadPoolExecutor(self.args.jobs) as pool:
			for more, worse in pool.map(self.share, filter(None, shares[1:])):
				judged, bad = judged + more, bad + worse
		self.faults += bad[:20]
		if judged != 2 * len(files) and not bad:
			self.faults.append(f"veraPDF judged {judged} times, not twice each of {len(files)} files")
		return len(files)

	@staticmethod
	def share(files):
		"""How often a file was found good, by PDF/UA and by PDF/A, and what else is told."""
		run = subprocess.run([HERE.parent / "conformance/verapdf.sh", *files], capture_output=True, text=True,
		                     timeout=3000, check=False)
		good = re.findall(r"(?m)^\S+ \S+: 0 failures, [1-9]\d* checks$", run.stdout)
		bad = re.findall(r"(?m)^\S+ \S+: (?!0 failures).*(?:\n  .*)*", run.stdout)
		return len(good), bad + ([run.stderr[:2000]] if run.returncode and not bad else [])

	def run(self, folder):
		share, jobs = -(-self.args.documents // len(documents.LANGUAGES)), []
		for i, language in enumerate(documents.LANGUAGES):
			first = i * share
			numbers = range(first, min(first + share, self.args.documents))
			jobs += self.project(folder / language, language, numbers)
		with concurrent.futures.ProcessPoolExecutor(self.args.jobs) as pool:
			for (where, document, _), (_, faults) in zip(jobs, pool.map(judge, jobs, chunksize=8)):
				self.faults += [f"{where}/{document}.md: {f}" for f in faults[:8]]
		each = max(1, -(-len(jobs) // (self.args.verapdf or len(jobs) or 1)))
		held = self.verapdf(jobs[::each]) if self.args.verapdf and jobs else 0
		print("\n".join(self.faults[:200]))
		refused = ", ".join(f"{n} {code}" for code, n in sorted(self.refused.items())) or "none"
		print(f"{self.args.documents} documents, {len(jobs)} judged in both profiles, {held} by veraPDF, "
		      f"refused: {refused}; {len(self.faults)} faults")
		too_many = sum(self.refused.values()) * 10 > self.args.documents
		return bool(self.faults) or too_many


def main():
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("strom")
	parser.add_argument("--documents", type=int, default=500)
	parser.add_argument("--seed", type=int, default=1)
	parser.add_argument("--keep")
	parser.add_argument("--jobs", type=int, default=2)
	parser.add_argument("--verapdf", type=int, default=0, help="how many files for screens veraPDF judges")
	parser.add_argument("--no-judges", action="store_true")
	runner = Runner(parser.parse_args())
	if runner.args.keep:
		return runner.run(pathlib.Path(runner.args.keep))
	with tempfile.TemporaryDirectory(prefix="strom-random-") as folder:
		return runner.run(pathlib.Path(folder))


if __name__ == "__main__":
	sys.exit(main())
