#!/usr/bin/python3 -B
"""Random documents, built by strom and judged: none is refused but for a reason that is named here, and
each has the structure and the words of its source. Failing texts are kept and named.

Usage: run.py STROM [--documents N] [--seed N] [--keep FOLDER] [--jobs N] [--no-judges]"""
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
import structure
import words
from source import Source
from tagged import Tagged

# Why a document may be refused, and in which layouts.
REASONS = {
	"pages/overset": {"leaflet"},          # a panel has an end, and so has what was drawn for it
	"table/number-cut": {"leaflet", "brief"},   # a narrow column that holds no number of five digits
}


def build(strom, folder, jobs):
	"""-> {document: (code, the report)} of those that were refused, and the number of files."""
	run = subprocess.run([strom, "build", "-C", str(folder), "--json", "--jobs", str(jobs)], capture_output=True,
	                     text=True, timeout=3000, check=False)
	reports = [json.loads(line) for line in run.stderr.splitlines() if line.startswith("{")]
	other = [line for line in run.stderr.splitlines() if not line.startswith("{")]
	return reports, other, run.returncode


def judge(job):
	folder, document, language = job
	path = folder / "out" / f"{document}-{language}.pdf"
	try:
		source, tagged = Source(folder, document, language), Tagged(path)
		return document, structure.compare(source, tagged, language, str(path)) + words.compare(source.root, tagged.root)[1]
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

	def run(self, folder):
		share, jobs = -(-self.args.documents // len(documents.LANGUAGES)), []
		for i, language in enumerate(documents.LANGUAGES):
			first = i * share
			numbers = range(first, min(first + share, self.args.documents))
			jobs += self.project(folder / language, language, numbers)
		with concurrent.futures.ProcessPoolExecutor(self.args.jobs) as pool:
			for (where, document, _), (_, faults) in zip(jobs, pool.map(judge, jobs, chunksize=8)):
				self.faults += [f"{where}/{document}.md: {f}" for f in faults[:8]]
		print("\n".join(self.faults[:200]))
		refused = ", ".join(f"{n} {code}" for code, n in sorted(self.refused.items())) or "none"
		print(f"{self.args.documents} documents, {len(jobs)} judged, refused: {refused}; {len(self.faults)} faults")
		too_many = sum(self.refused.values()) * 10 > self.args.documents
		return bool(self.faults) or too_many


def main():
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("strom")
	parser.add_argument("--documents", type=int, default=500)
	parser.add_argument("--seed", type=int, default=1)
	parser.add_argument("--keep")
	parser.add_argument("--jobs", type=int, default=2)
	parser.add_argument("--no-judges", action="store_true")
	runner = Runner(parser.parse_args())
	if runner.args.keep:
		return runner.run(pathlib.Path(runner.args.keep))
	with tempfile.TemporaryDirectory(prefix="strom-random-") as folder:
		return runner.run(pathlib.Path(folder))


if __name__ == "__main__":
	sys.exit(main())
