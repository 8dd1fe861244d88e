#!/usr/bin/python3 -B
"""Inputs to begin fuzzing with, at least 50 a target, made of the project's own files: small pieces, so that a run
is short. Usage: seeds.py OUT [TARGET...]"""
import io
import json as json_module
import pathlib
import re
import sqlite3
import struct
import sys
import tarfile
import zipfile
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/cli"))
from bag import Bag
from photo import CMYK, GREY, RGB, jpeg, noise

SAMPLE = ROOT / "samples/strom"
MOST = 1200


def read(*patterns):
	return [p.read_text(encoding="utf-8") for pattern in patterns for p in sorted(ROOT.glob(pattern))]


def pieces(text, by, most=MOST):
	"""Runs of parts that are not longer than that together."""
	out, now = [], ""
	for part in re.split(by, text):
		if now and len(now) + len(part) > most:
			out.append(now)
			now = ""
		now += part
	return [p for p in [*out, now] if p.strip()]


def blocks(text):
	"""YAML's top keys, each with what is below it."""
	return [b for b in re.split(r"(?m)^(?=[\w-]+:)", text) if b.strip()]


def slice_(text):
	"""As buf_slice writes it."""
	return struct.pack("<Q", len(text)) + text


def markdown():
	for text in read("samples/strom/text/**/*.md", "docs/text.md"):
		yield from pieces(text, r"(?m)^(?=#)|(?<=\n)(?=\n)", 400)


def po():
	for text in read("samples/strom/po/*.po"):
		head, *entries = re.split(r"\n\n", text)
		for i in range(0, min(len(entries), 40), 8):
			yield head + "\n\n" + "\n\n".join(entries[i:i + 4]) + "\n"


def message():
	for text in read("samples/strom/po/*.po"):
		for line in re.findall(r'"([^"\\\n]*\{[^"\\\n]*)"', text):
			yield "0" + line


def csv():
	for text in read("samples/strom/data/**/*.csv"):
		for i, piece in enumerate(pieces(text, r"(?<=\n)", 300)[:8]):
			for option, change in (("0", None), ("1", (",", ";")), ("3", (",", "\t")), ("4", (",", "|"))):
				yield option + (piece.replace(*change) if change else piece)
			yield b"0" + piece.encode(("utf-16", "utf-16-be", "utf-8-sig")[i % 3])


def jsonstat():
	"""The plugin's sample, whole and with a piece of it changed."""
	whole = read("plugins/source-jsonstat/sample.jsonstat")[0]
	yield "0" + whole
	yield "1" + whole
	for i, m in enumerate(re.finditer(r'"[^"]*"|[\d.]+|[\[{]', whole)):
		for change in ("7", "[]", "null")[i % 3::2]:
			yield str(i % 2) + whole[:m.start()] + change + whole[m.end():]


def sdmx():
	"""The plugin's sample with a cell taken out, doubled or changed."""
	whole = read("plugins/source-sdmx/sample.csv")[0]
	yield "0" + whole
	yield "1" + whole
	for i, m in enumerate(re.finditer(r"[^,\n]+", whole)):
		change = ("", m[0] + "," + m[0], '"' + m[0], m[0] + ": x")[i % 4]
		yield str(i % 2) + whole[:m.start()] + change + whole[m.end():]


def cells():
	"""Columns: the first byte says what is said of it."""
	for text in read("samples/strom/data/**/*.csv"):
		rows = [line.split(",") for line in text.splitlines()[:24]]
		for i in range(len(rows[0])):
			for said in "0135":
				yield said + "\n".join(row[i] for row in rows if i < len(row))


def csl():
	text = (SAMPLE / "data/references.json").read_text()
	items = re.findall(r"(?s)\{\s*\"id\".*?\n\s*\}(?=,|\s*\])", text)
	for i, item in enumerate(items):
		yield f"[{item}]"
		for key in re.findall(r'"([\w-]+)":', item):
			yield f"[{item.replace(key, 'note', 1)}]"
			yield "[" + re.sub(f'"{key}": *"[^"]*', f'"{key}": "<i>a</i>', item) + "]"
		yield f"[{item},{items[i - 1]}]"


def png(depth, colour, interlace, palette):
	w, h, channels = 5, 3, {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
	row = (w * channels * depth + 7) // 8
	chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
	body = b"".join(bytes([y % 5]) + bytes((x * 37 + y) % 256 for x in range(row)) for y in range(h))
	return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, depth, colour, 0, 0, interlace))
	        + (chunk(b"PLTE", bytes(range(48))) if palette else b"") + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b""))


def picture():
	for colour, depths in ((0, (1, 2, 4, 8, 16)), (2, (8, 16)), (3, (1, 2, 4, 8)), (4, (8, 16)), (6, (8, 16))):
		for depth in depths:
			for interlace in (0, 1):
				yield png(depth, colour, interlace, colour == 3)
				yield png(depth, colour, interlace, colour in (2, 3))[:-12]
	for form, channels in ((GREY, 1), (RGB, 3), (CMYK, 4)):
		for w, h in ((1, 1), (9, 5), (17, 33)):
			whole = jpeg(noise(w, h, channels), w, h, form)
			yield whole
			yield whole[:len(whole) * 2 // 3]


def press():
	"""Behind the head, too, at which most inputs end: where tables lie, how long they are, of what kind and for how many
	colours; tables that share one place; and profiles of other kinds, colours and versions."""
	for name in ("small.icc", "late.icc", "no-tables.icc"):
		profile = (ROOT / "tests/fuzz/corpus/press" / name).read_bytes()
		yield profile
		for at, words in ((8, (b"\2\x10\0\0", b"\4\x40\0\0")), (12, (b"mntr", b"scnr", b"link", b"spac", b"abst")),
		                  (16, (b"RGB ", b"GRAY", b"Lab ", b"6CLR")), (20, (b"XYZ ", b"Lab ", b"CMYK"))):
			for word in words:
				yield profile[:at] + word + profile[at + 4:]
		count, = struct.unpack_from(">I", profile, 128)
		tags = [struct.unpack_from(">4sII", profile, 132 + 12 * i) for i in range(min(count, 20)) if 144 + 12 * i <= len(profile)]
		for i, (sign, start, size) in enumerate(tags):
			entry = 132 + 12 * i
			for other, *_ in (*tags[:2], (b"A2B0", 0, 0), (b"B2A2", 0, 0)):
				yield profile[:entry] + other + profile[entry + 4:]
			yield profile[:entry + 8] + struct.pack(">I", max(0, size - 1)) + profile[entry + 12:]
			yield profile[:entry + 4] + struct.pack(">II", *tags[0][1:]) + profile[entry + 12:]
			for kind in (b"mft1", b"mft2", b"mAB ", b"mBA ", b"curv", b"XYZ "):
				yield profile[:start] + kind + profile[start + 4:]
			for at in (8, 9, 10, 48, 50):
				for value in (0, 1, 3, 4, 33, 255):
					yield profile[:start + at] + bytes([value]) + profile[start + at + 1:]


def pdf_of(content, more="", page=""):
	objects = [b"<</Type/Catalog/Pages 2 0 R%s>>" % more.encode(), b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
	           b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 60]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>%s>>" % page.encode(),
	           b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
	           b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 12>>stream\n0 0 9 9 re f\nendstream"]
	out, places = b"%PDF-1.7\n", []
	for i, body in enumerate(objects, 1):
		places.append(len(out))
		out += b"%d 0 obj" % i + body + b"endobj\n"
	table = b"".join(b"%010d 00000 n \n" % p for p in places)
	return (out + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out))


def vector():
	for text in read("samples/strom/art/*.svg", "templates/themes/art/*.svg"):
		head = re.match(r"(?s).*?<svg[^>]*>", text)[0]
		for part in re.findall(r"(?s)<(?:path|rect|circle|g|line|polygon)\b.*?>", text)[:8]:
			yield head + part.rstrip("/>") + "/></svg>"
	for text in read("tests/cli/test_svg.py", "tests/cli/test_vectors.py"):
		for part in re.findall(r"<(?:text|filter|clipPath|image|switch|style|use|linearGradient|pattern|mask)\b[^\n]*", text):
			yield ('<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
			       + part.split("'")[0] + "</svg>")
	for content in (b"/X Do", b"q 1 0 0 1 5 5 cm /X Do Q", b"1 0 0 rg 0 0 9 9 re f", b".1 .2 .3 .4 k 0 0 m 9 9 l S",
	                b"BI /W 1 /H 1 /CS /G /BPC 8 ID a EI", b"[1 2] 0 d 0 0 m 9 9 l S", b"/P <</MCID 0>> BDC /X Do EMC"):
		yield pdf_of(content)
	for field in ("/FT/Tx/V(Filled in)/DA(/Helv 9 Tf 0 g)", "/FT/Tx/V(A B)/Ff 4096/Q 1", "/FT/Tx/V(AB)/Ff 16777216/MaxLen 4",
	              "/FT/Btn/AS/Yes", "/FT/Btn/AS/Yes/AP<</N<</Yes 5 0 R>>>>", "/FT/Ch/V(a)/Opt[[(a)(Apples)](b)]",
	              "/FT/Ch/Ff 131072/V[(a)(b)]/Opt[(a)(b)]", "/FT/Sig", "/FT/Btn/Ff 65536/MK<</CA(Send)/BC[0]/R 90>>"):
		for needs in ("", "/NeedAppearances true"):
			yield pdf_of(b"/X Do", f"/AcroForm<</Fields[]{needs}>>",
			             f"/Annots[<</Type/Annot/Subtype/Widget/Rect[5 5 80 25]{field}>>]")


def project():
	text = (SAMPLE / "strom.yml").read_text()
	whole = blocks(text)
	head = "project: {id: a, title: A, date: 2015-10-31}\nlanguage: en\n"
	for block in whole:
		yield head + "\n".join(block.splitlines()[:20]) + "\n"
		lines = block.splitlines()
		for i in range(1, len(lines), 5):
			yield head + lines[0] + "\n" + "\n".join(lines[i:i + 5]) + "\n"
	for text in read("tests/cli/project.py", "docs/*.md", "README.md"):
		for part in re.findall(r"(?s)```yaml\n(.*?)```", text):
			yield head + part


def theme():
	for text in read("templates/themes/*.yml"):
		whole = blocks(text)
		for block in whole:
			for piece in pieces(block, r"(?m)^(?=  \S)", 200):
				yield piece if re.match(r"[\w-]+:", piece) else block.splitlines()[0] + "\n" + piece


def language():
	for text in read("templates/languages/*.yml"):
		whole = blocks(text)
		yield "".join(b for b in whole if not b.startswith("exceptions"))
		for block in whole:
			yield "".join(b for b in whole if b is not block)[:1500]


def hyphen():
	words = sorted({w.lower() for text in read("samples/strom/text/*.md") for w in re.findall(r"[^\W\d_]{5,12}", text)})
	for i in range(0, len(words) - 12, 12):
		patterns = ["".join(c + (str(k % 6) if k % 3 == i % 3 else "") for k, c in enumerate(w)) for w in words[i:i + 12]]
		head = ("UTF-8", "ISO8859-1", "KOI8-R", "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 3", "UTF-8\nNOHYPHEN -,'")[i // 12 % 5]
		change = ".ab1c/d=,2,1" if i // 12 % 4 == 0 else "NEXTLEVEL" if i // 12 % 4 == 1 else "% a comment"
		yield "\n".join([head, *patterns[:6], change, "." + patterns[6], *patterns[7:], ""])
		if i > 1200:
			break


def sheets(kind):
	"""Parts of spreadsheets as they are stored, with each option, and with a line left out here and there."""
	for p in sorted((ROOT / "tests/fuzz/corpus" / kind).iterdir()):
		if p.suffix == ".inputs":
			continue
		whole = p.read_bytes()
		for choice in b"0123":
			yield bytes([choice]) + whole[1:]
		if not whole[1:].startswith(b"== "):
			continue
		parts = re.split(rb"(?<=>)(?=<)|(?<=\n)", whole[1:])
		for i in range(0, len(parts), max(1, len(parts) // 12)):
			yield whole[:1] + b"".join(parts[:i] + parts[i + 1:])
			yield whole[:1] + b"".join(parts[:i] + parts[i:i + 1] + parts[i:])
			yield whole[:1] + b"".join(parts[:i])


def ods():
	return sheets("ods")


def xlsx():
	return sheets("xlsx")


def changed(whole, pattern, changes):
	"""A text as it is, and with each piece that fits changed in one of the ways."""
	yield whole
	for i, m in enumerate(re.finditer(pattern, whole)):
		change = changes[i % len(changes)]
		yield whole[:m.start()] + (change(m[0]) if callable(change) else change) + whole[m.end():]


def json():
	"""The sample's tables as objects, as lines, and below a path."""
	for text in read("samples/strom/data/*.csv"):
		head, *rows = [line.split(",") for line in text.splitlines()[:12]]
		for i in range(0, len(rows) - 2, 2):
			objects = [dict(zip(head, row)) for row in rows[i:i + 3]]
			yield "0" + json_module.dumps(objects)
			yield "0" + "\n".join(map(json_module.dumps, objects))
			yield "1" + json_module.dumps({"a": {"b": objects, "c": [1, 1.5e3, None, True]}}, indent=1)
	for whole in changed(read("plugins/source-json/sample.json")[0][:600], r'"[^"]*"|[\d.]+|[\[{]', ("7", "[]", '"\\ud83d\\ude00"', "null")):
		yield "0" + whole


def spss():
	"""The plugin's samples, whole, cut, and with each record's number changed."""
	for name in ("sample.sav", "sample.dta"):
		whole = (ROOT / "plugins/source-spss" / name).read_bytes()[:4000]
		yield whole
		for at in range(0, len(whole), len(whole) // 16):
			yield whole[:at]
			yield whole[:at] + struct.pack("<i", (-1, 0, 1, 0x7FFFFFFF)[at % 4]) + whole[at + 4:]


def database(*statements):
	"""As bytes; pages are small, so that there are several."""
	db = sqlite3.connect(":memory:", isolation_level=None)
	for statement in ("pragma page_size = 512", *statements):
		db.execute(statement)
	return db.serialize()


def sqlite():
	for i, text in enumerate(read("samples/strom/data/*.csv")):
		head, *rows = [line.split(",") for line in text.splitlines()[:10]]
		for n in range(1, min(9, len(head) + 1)):
			columns = ", ".join(f'"{name}"{("", " int", " text", " real")[(i + k) % 4]}' for k, name in enumerate(head[:n]))
			values = ["insert into answers values (" + ", ".join("'" + cell.replace("'", "''") + "'" for cell in row[:n]) + ")"
			          for row in rows if len(row) >= len(head) >= n]
			more = (["create view v as select * from answers"], ["create index i on answers(1)"], ["create table other(x)"],
			        ["delete from answers"])[n % 4]
			whole = database(f"create table answers({columns})", *values, *more)
			yield b"01"[n % 2:n % 2 + 1] + whole
			for at in (20 + n, 50 + n, n * 10 + 100, n * 100, n * 120 + 7, n * 130 + 300):
				yield b"0" + whole[:at] + b"\xff" + whole[at + 1:]


SURVEY = ("create table survey(country TEXT, policy BOOL_INT, inhabitants INTEGER, share PERCENT_REAL, day DATE_TEXT)",
          "create table strom_rows(source int, run int, bytes blob, primary key (source, run)) without rowid",
          "create table strom_files(source int, row int, file int, primary key (source, row)) without rowid",
          "create table strom_books(source integer primary key, book blob)",
          "insert into survey values ('LV', 1, 49325, .42, '2015-03-02'), ('EE', 0, 58663, null, null), ('LT', 2, 1, .5, 'x')",
          "insert into strom_files values (0, 1, 2)", "insert into strom_rows values (0, 0, x'0900090009ff7f')")


def label_list(*labels):
	return struct.pack("<I", len(labels)) + b"".join(slice_(a) + slice_(b) + struct.pack("<IIQ", 1, 0, 0) for a, b in labels)


def code_book():
	"""As codebook_pack writes one."""
	span = struct.pack("<IIQ", 1, 0, 0)
	code = lambda text: slice_(text) + struct.pack("<I", 0) + span + label_list((b"en", b"Yes"), (b"lv", b"J\xc4\x81"))
	return (struct.pack("<II", 1, 1) + slice_(b"policy") + slice_(b"") + slice_(b"") + struct.pack("<II", 0, 1)
	        + struct.pack("<dd", 90, 99) + span + label_list((b"en", b"Policy?")) + struct.pack("<I", 2) + code(b"1") + code(b"2"))


def tables():
	whole = database(*SURVEY, "insert into strom_books values (0, x'" + code_book().hex() + "')")
	yield whole
	yield database(*SURVEY)
	for at in (*range(0, 112, 4), *range(512, len(whole), len(whole) // 60)):
		yield whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1:]


def answers():
	def text(word):
		return struct.pack("<I", 1) + slice_(word)
	for kind in range(4):
		for options in range(3):
			option = struct.pack("<IIdd", options, 0, 0, 9) + text(b"size") + text(b"How large") + text(b"3") + text(b"1 3 9")
			for names in range(3):
				styles = struct.pack("<I", names) + b"".join(slice_(b"title") for _ in range(names))
				yield (b"p" + struct.pack("<I", kind) + text(b"bar") + text(b"1.0") + text(b"Bars") + struct.pack("<I", options)
				       + option * options + struct.pack("<II", 0, 0) + styles + styles)
	book = code_book()
	yield b"c" + book
	for at in range(0, len(book), 8):
		yield b"c" + book[:at] + b"\x01" + book[at + 1:]
	for columns in range(4):
		column = (slice_(b"age") + struct.pack("<I", 2) + struct.pack("<QQQQ", 3, 1, 0, 2) + slice_(b"1") + slice_(b"9")
		          + struct.pack("<I", 1) + slice_(b"1"))
		for sheets in range(3):
			sheet = slice_(b"A") + struct.pack("<I", 4)
			yield (b"l" + struct.pack("<IQ", 1, 3) + struct.pack("<I", sheets) + sheet * sheets + struct.pack("<I", columns)
			       + column * columns)


def workbook(**sheets_):
	"""The parts of a workbook of these sheets, each of rows of words."""
	names = list(sheets_)
	related = "".join(f"<Relationship Id='r{i}' Type='x/worksheet' Target='{i}.xml'/>" for i in range(len(names)))
	listed = "".join(f"<sheet name='{n}' sheetId='{i + 1}' r:id='r{i}'/>" for i, n in enumerate(names))
	out = ("== _rels/.rels\n<r><Relationship Id='a' Type='x/officeDocument' Target='xl/workbook.xml'/></r>\n"
	       f"== xl/_rels/workbook.xml.rels\n<r>{related}</r>\n"
	       f"== xl/workbook.xml\n<workbook xmlns:r='r'><sheets>{listed}</sheets></workbook>\n")
	for i, name in enumerate(names):
		rows = "".join(f"<row r='{y + 1}'>" + "".join(f"<c r='{chr(65 + x)}{y + 1}' t='inlineStr'><is><t>{word}</t></is></c>"
		                                              for x, word in enumerate(row) if word) + "</row>"
		               for y, row in enumerate(sheets_[name]))
		out += f"== xl/{i}.xml\n<worksheet><sheetData>{rows}</sheetData></worksheet>\n"
	return out


def forms():
	"""Code books as the tools keep them: XLSForms and LimeSurvey's structures."""
	for kind in ("select_one yn", "select_multiple yn", "integer", "select_one yn or_other", "begin_group", "begin_repeat", "note"):
		for label in ("label", "label::English (en)", "label:lv"):
			end = [[kind.replace("begin", "end"), "", ""]] if kind.startswith("begin") else []
			yield workbook(survey=[["type", "name", label], [kind, "q1", "Why?"], *end],
			               choices=[["list_name", "name", label], ["yn", "1", "Yes"], ["yn", "2", "No"]])
	def table(name, *rows):
		return f"<{name}><rows>" + "".join("<row>" + "".join(f"<{k}><![CDATA[{v}]]></{k}>" for k, v in row.items()) + "</row>"
		                                   for row in rows) + f"</rows></{name}>"
	for kind in "LMFYC!1;S":
		asked = {"qid": 1, "parent_qid": 0, "type": kind, "title": "Q1", "other": "Y", "scale_id": 0}
		part = {"qid": 2, "parent_qid": 1, "type": "T", "title": "P", "scale_id": 0}
		answer = {"aid": 3, "qid": 1, "code": "A1", "scale_id": 0}
		spoken = {"question": "Why?", "language": "en"}
		for text in (table("questions", asked | spoken) + table("answers", answer | {"answer": "So", "language": "en"}),
		             table("questions", asked) + table("subquestions", part)
		             + table("question_l10ns", {"id": 1, "qid": 1} | spoken, {"id": 2, "qid": 2} | spoken) + table("answers", answer)
		             + table("answer_l10ns", {"id": 1, "aid": 3, "answer": "So", "language": "lv"})):
			yield f"<?xml version='1.0'?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>{text}</document>"


def survey():
	"""What the tests read, and the sample's data, as each kind of export; code books."""
	for form in forms():
		yield "\3" + form
		yield "\4" + form[:len(form) * 2 // 3]
	for p in sorted((ROOT / "tests/fuzz/corpus/survey").iterdir()):
		if p.suffix != ".inputs":
			for whole in changed(p.read_bytes()[1:].decode(), r"[^,\n]+", ("", lambda w: w + "/" + w, lambda w: f'"{w}', "9")):
				for choice in "\0\1\2\3"[len(whole) % 2::2]:
					yield choice + whole
	for text in read("plugins/source-survey/sample.csv", "samples/strom/data/*.csv"):
		for i, piece in enumerate(pieces(text, r"(?<=\n)", 300)[:3]):
			yield "\0\1\2"[i % 3] + piece


def query():
	"""What the texts and the tests ask."""
	for text in read("samples/strom/text/**/*.md", "samples/strom/strom.yml", "docs/*.md", "tests/cli/test_queries.py",
	                 "tests/unit/data_query.c"):
		for sql in re.findall(r'(?:query: |: |")(select [^"\n]{5,400})', text):
			yield re.sub(r"\bfrom \w+", "from survey", sql)
			yield re.sub(r"\bfrom \w+", "from survey", re.sub(r"\b(avg|sum|min|max)\(\w+", r"\1(share", sql))


def edit():
	text = (SAMPLE / "strom.yml").read_text()
	head = "project: {id: a, title: A, date: 2015-10-31}\nlanguage: en\n"
	whole = blocks(text)
	for data in ("data:\n  survey: {source: csv, path: data/a.csv}\n", "data: {}\n", "data:\n  other:\n    source: csv\n", "",
	             "data:\n  survey:\n    source: csv\n    types: {age: int}\n", "data: # none yet\n"):
		for words in ("", "hyphenation: {en: [a-b]}\n", "hyphenation:\n  en:\n    - a-b\n", "hyphenation:\n  lv: [a-b]\n"):
			for end in ("", whole[3][:300], "\r\n"):
				yield head + data + words + end
				yield words + head + end + data.rstrip()


def values():
	value = '{"name":"n","text":"4","form":"number","at":"a.md:3","query":"select 4","tables":["t"],"files":["a.csv"]}'
	table = '{"id":"tbl-a","rows":["a | 1","b | 3"],"at":"a.md:9","query":"select 1","tables":[],"files":[]}'
	edition = '{"document":"report","edition":"%s","language":"en","values":[%s],"tables":[%s],"texts":[%s]}'
	whole = '{"format":"strom-values-1","project":"p","date":"2015-10-31","editions":[%s]}'
	for languages in (("en",), ("lv",), ("en", "en"), ("lv", "en")):
		for vs in ("", value, value + "," + value.replace('"4"', '"5"')):
			for texts in ("", '"One"', '"Two","One","Three"'):
				yield whole % ",".join(edition % (l, vs, table, texts) for l in languages)
	for text in changed(whole % (edition % ("en", value, table, '"One"')), r'"[^"]*"|[\[{:,]', ("7", "[]", '"\\u001b[2J"', "")):
		yield text


def report():
	"""As diag_pack writes them."""
	for files in range(5):
		for reports in range(4):
			for notes in range(3):
				names = b"".join(slice_(b"text/%d.md" % i) + struct.pack("<I", 0) + slice_(b"UTF-16LE" if i == 3 else b"")
				                 + struct.pack("<I", 0) for i in range(files))
				span = struct.pack("<IIQ", files, 4, 7)
				note = span + slice_(b"the first is here")
				one = (struct.pack("<I", 1) + span + slice_(b"text/odd") + slice_(b"this is odd") + slice_(b"Mend it.")
				       + struct.pack("<I", notes) + note * notes)
				yield struct.pack("<I", files + 1) + names + struct.pack("<I", reports) + one * reports


def trust():
	folder = '  - folder: "/opt/a%d"\n    files:\n      - {name: "figure-a.so", sha256: "%s"}\n'
	for n in range(4):
		for hosts in ("", "hosts:\n  - db.example.org\n", "hosts: [a, b]\n"):
			whole = "folders:" + (" []\n" if not n else "\n" + "".join(folder % (i, f"{i:02x}" * 32) for i in range(n))) + hosts
			yield from list(changed(whole, r'"[^"]*"|\[\]|\w+(?=:)', ("7", "[]", '"\\u001b[2J"', "{a: b}")))[:12]


def art():
	"""The first shapes of what setup/art.c would make: paths by hand, as it writes them."""
	head = "0" * 64 + " %d\n"
	shape = "11 79 125 255 m 0 129713 c 87381 153111 174763 159908 262144 141849 l -5 320398 z\n"
	for height in (1, 320398, 0, -1):
		for n in range(3):
			whole = head % height + shape * n
			yield from list(changed(whole, r"(?<=[ \n])\S+", ("256", "-16777217", "q", "", "1 2")))[:18]


def plugin():
	"""Shared objects with a note or two, and indexes of them."""
	note = lambda name, words, kind=3: (struct.pack("<III", len(name), len(words), kind) + name + bytes(-len(name) % 4) + words
	                                    + bytes(-len(words) % 4))
	for notes in (note(b"GNU\0", b"abcdefgh"), note(b"Go\0", b"x" * 5, 4) + note(b"GNU\0", b"abcdefgh"), b"", note(b"GNU\0", b"")):
		for parts in range(4):
			at = 64 + 56 * parts
			elf = (b"\x7fELF\2\1\1" + bytes(9) + struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 64, 0, 0, 64, 56, parts, 0, 0, 0)
			       + b"".join(struct.pack("<IIQQQQQQ", 4 - k % 2 * 3, 4, at, 0, 0, len(notes), 0, 4) for k in range(parts)) + notes)
			yield b"e" + elf
			yield b"e" + elf[:-3]
	head = b"strom plugins 2\n"
	for words in answers():
		if words[:1] == b"p":
			yield b"i" + head + slice_(b"figure-a.so") + slice_(b"abcdefgh") + struct.pack("<QQ", 7, 9) + slice_(words[1:])


def archives(bag):
	names = {("bag/" + name): content for name, content in bag.made.items()}
	for how in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
		out = io.BytesIO()
		with zipfile.ZipFile(out, "w", how) as z:
			for name, content in names.items():
				z.writestr(zipfile.ZipInfo(name), content, how)
		yield b"z" + out.getvalue()
	out = io.BytesIO()
	with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as t:
		for name, content in names.items():
			info = tarfile.TarInfo(name)
			info.size = len(content)
			t.addfile(info, io.BytesIO(content))
	yield b"t" + out.getvalue().rstrip(b"\0") + bytes(1024)


def verify():
	for version in ("1.0", "0.97", "0.93", "2.0"):
		for sums in (("sha512",), ("md5", "sha1"), ("sha256",)):
			yield from archives(Bag(version=version, sums=sums))
	for name, content in (("data/one.txt", b"two\n"), ("data/one.txt", None), ("data/more.txt", b""), ("bagit.txt", None),
	                      ("fetch.txt", b"http://a/ 4 data/one.txt\n"), ("bag-info.txt", b"Payload-Oxum: 9.9\n"),
	                      ("manifest-sha512.txt", b"00  data/../one.txt\n"), ("bagit.txt", b"BagIt-Version: x\n")):
		bag = Bag()
		if content is None:
			bag.made.pop(name, None)
		else:
			bag.made[name] = content
		yield from archives(bag)


def font():
	"""The tests' fonts with a table left out, or named otherwise."""
	for name in ("keyed.otf", "no-outlines.ttf", "pictures.ttf"):
		whole = (ROOT / "tests/cli/fonts" / name).read_bytes()
		if len(whole) > 20000:
			whole = whole[:20000]
		yield whole
		for i in range(struct.unpack(">H", whole[4:6])[0]):
			at = 12 + 16 * i
			for change, value in ((0, b"none"), (8, b"\xff" * 4), (8, bytes(4)), (12, bytes(4)), (12, b"\0\0\0\1")):
				yield whole[:at + change] + value + whole[at + change + 4:]


TARGETS = (answers, art, cells, csl, csv, edit, font, hyphen, json, jsonstat, language, markdown, message, ods, picture, plugin, po, press,
           project, query, report, sdmx, spss, sqlite, survey, tables, theme, trust, values, vector, verify, xlsx)
ENOUGH, AT_MOST = 50, 150


def main(out, *wanted):
	few = []
	for target in TARGETS:
		name = target.__name__
		if wanted and name not in wanted:
			continue
		folder = pathlib.Path(out) / name
		folder.mkdir(parents=True, exist_ok=True)
		seen = {s.encode() if isinstance(s, str) else s: None for s in target()}
		step = max(1, len(seen) // AT_MOST)
		chosen = [*seen][::step][:AT_MOST]
		for i, content in enumerate(chosen):
			(folder / f"{i:03}").write_bytes(content)
		print(f"{name}: {len(chosen)} inputs")
		if len(chosen) < ENOUGH:
			few.append(name)
	if few:
		sys.exit("too few: " + ", ".join(few))


if __name__ == "__main__":
	main(*sys.argv[1:])
