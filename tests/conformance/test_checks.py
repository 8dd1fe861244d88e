"""The judges must be able to say no: files with planted faults, which each must refuse."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import pikepdf

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[1] / "samples" / "strom"
OUT = Path(os.environ["OUT"])


def elements(node, kind):
	found = [node] if node.get("/S") == "/" + kind else []
	kids = node.get("/K", [])
	for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
		if isinstance(kid, pikepdf.Dictionary):
			found += elements(kid, kind)
	return found


def swap(array, i, j):
	array[i], array[j] = array[j], array[i]


def first(pdf, kind):
	return elements(pdf.Root.StructTreeRoot.K, kind)[0]


# What is done to findings-lv.pdf; which judges see it.
PLANTED = {
	"heading is a paragraph": (lambda p: setattr(first(p, "H2"), "S", pikepdf.Name.P), "s"),
	"elements in another order": (lambda p: swap(p.Root.StructTreeRoot.K.K, 3, 4), "sw"),
	"cells in another order": (lambda p: swap(elements(p.Root.StructTreeRoot.K, "TR")[1].K, 0, 1), "sw"),
	"header without scope": (lambda p: first(p, "TH").__delitem__("/A"), "s"),
	"header is a cell": (lambda p: setattr(first(p, "TH"), "S", pikepdf.Name.TD), "s"),
	"a title covers one column less": (lambda p: setattr(spanning(p).A, "ColSpan", 3), "s"),
	"a cell names another header": (lambda p: setattr(named(p, 3).A, "Headers", named(p, 1).A.Headers), "s"),
	"a cell names what is no header": (lambda p: named(p, 3).A.Headers.append(
		pikepdf.String("th-99999999")), "s"),
	"other alternative text": (lambda p: setattr(first(p, "Figure"), "Alt", "A picture"), "s"),
	"no alternative text": (lambda p: first(p, "Figure").__delitem__("/Alt"), "sv"),
	"another language": (lambda p: setattr(p.Root, "Lang", "en"), "s"),
	"no language": (lambda p: p.Root.__delitem__("/Lang"), "v"),
	"not marked": (lambda p: p.Root.__delitem__("/MarkInfo"), "v"),
	"element lost": (lambda p: p.Root.StructTreeRoot.K.K.__delitem__(5), "sw"),
	"link elsewhere": (lambda p: setattr(link(p), "A", pikepdf.Dictionary(
		S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org"))), "s"),
	"a file that no table has": (lambda p: with_file(p).__delitem__("/AF"), "s"),
	"a file of another table's size": (lambda p: cut_file(with_file(p).AF[0].EF.F), "s"),
	"a file without relationship": (lambda p: p.Root.AF[0].__delitem__("/AFRelationship"), "sv"),
	"a word not in the tree": (lambda p: unmark(p), "sw"),
	"a glyph is another letter": (lambda p: respell(p), "sw"),
}


def spanning(pdf):
	return next(e for e in elements(pdf.Root.StructTreeRoot.K, "TH") if int(e.A.get("/ColSpan", 1)) > 1)


def named(pdf, column):
	rows = elements(pdf.Root.StructTreeRoot.K, "TR")
	return next(r.K[column] for r in rows if r.K[0].S == "/TD" and "/A" in r.K[0] and "/Headers" in r.K[0].A)


def with_file(pdf):
	return next(e for e in elements(pdf.Root.StructTreeRoot.K, "Table") if "/AF" in e)


def cut_file(stream):
	stream.write(stream.read_bytes().rpartition(b"\r\n")[0].rpartition(b"\r\n")[0] + b"\r\n")


def link(pdf):
	for page in pdf.pages:
		for a in page.get("/Annots", []):
			if "/A" in a:
				return a
	raise AssertionError("no link to the outside")


def unmark(pdf):
	page = pdf.pages[2]              # the first of the text
	operations = list(pikepdf.parse_content_stream(page))
	for i, (operands, operator) in enumerate(operations):
		if str(operator) == "BDC" and "/MCID" in operands[1]:
			operations[i] = ([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
			break
	page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(operations))


def respell(pdf):
	"""In every font, "a" reads as "o"."""
	for _, font in pdf.pages[1].Resources.Font.items():
		data = font.ToUnicode.read_bytes().replace(b"><0061>", b"><006F>")
		font.ToUnicode = pdf.make_stream(data)


def refuses(judge, path):
	if judge == "v":
		command = [str(HERE / "verapdf.sh"), str(path)]
	else:
		script = {"s": "structure.py", "w": "words.py"}[judge]
		command = ["/usr/bin/python3", "-B", str(HERE / script), str(SAMPLE), "findings", "lv", str(path)]
	done = subprocess.run(command, capture_output=True, text=True)
	if done.returncode not in (0, 1) or "Traceback" in done.stderr:
		raise AssertionError(done.stdout + done.stderr)
	return done.returncode == 1


class Planted(unittest.TestCase):
	def test_what_is_planted_is_found(self):
		with tempfile.TemporaryDirectory() as folder:
			whole = Path(folder) / "findings-lv.pdf"
			shutil.copy(OUT / "findings-lv.pdf", whole)
			for judge in "sw":
				self.assertFalse(refuses(judge, whole), judge)
			for name, (plant, judges) in PLANTED.items():
				path = Path(folder) / "planted.pdf"
				with pikepdf.open(whole) as pdf:
					plant(pdf)
					pdf.save(path)
				for judge in judges:
					with self.subTest(fault=name, judge=judge):
						self.assertTrue(refuses(judge, path))

	def test_a_changed_translation_is_found(self):
		with tempfile.TemporaryDirectory() as folder:
			copy = Path(folder) / "strom"
			shutil.copytree(SAMPLE, copy, ignore=shutil.ignore_patterns("out"))
			po = copy / "po" / "findings.lv.po"
			text = po.read_text(encoding="utf-8")
			self.assertIn("Kopsavilkums", text)
			po.write_text(text.replace("Kopsavilkums", "Pārskats"), encoding="utf-8")
			done = subprocess.run(["/usr/bin/python3", "-B", str(HERE / "structure.py"), str(copy),
			                       "findings", "lv", str(OUT / "findings-lv.pdf")],
			                      capture_output=True, text=True)
			self.assertEqual(done.returncode, 1, done.stderr)
			self.assertIn("Pārskats", done.stdout)


if __name__ == "__main__":
	sys.exit(unittest.main())
