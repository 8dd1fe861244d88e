"""Inputs made to be too much: each ends soon, in little memory, with an error that says where, or is simply read."""

import io
import json
import re
import resource
import time
import unittest
import zipfile
import zlib

from project import STROM, Project

SANITIZED = b"__asan_init" in open(STROM, "rb").read()
MOST_SECONDS = 240 if SANITIZED else 60
MOST_MIB = 4000 if SANITIZED else 1200

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi"))
ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {new} "{("&" + old + ";") * 10}">' for old, new in zip("abcdefgh", "bcdefghi")) + "]>"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="99" height="99"'


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts:
            z.writestr(name, data)
    return out.getvalue()


def workbook(sheet, strings="<sst/>"):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped([
        ("_rels/.rels", f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{rels}/officeDocument" '
                        'Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{rels}"><sheets><sheet name="A" sheetId="1" '
                            'r:id="r1"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}"><Relationship Id="r1" '
                                       f'Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'),
        ("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", strings)])


def pdf(content, filters, extra=""):
    """One page, whose content is deflated as often as there are filters."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
               f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<<{extra}>>>>"]
    data = b"%PDF-1.7\n"
    at = []
    streams = [*(o.encode() for o in objects),
               b"<</Length %d/Filter[%s]>>\nstream\n%s\nendstream" % (len(content), filters.encode(), content)]
    for number, o in enumerate(streams, 1):
        at.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, o)
    table = "".join(f"{place:010} 00000 n \n" for place in at)
    return data + (f"xref\n0 {len(at) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(at) + 1}/Root 1 0 R>>\n"
                   f"startxref\n{len(data)}\n%%EOF\n").encode()


def layers(n):
    data = bytes(130 << 20)
    for _ in range(n):
        data = zlib.compress(data, 9)
    return data


class Exploding(Project):
    def setUp(self):
        super().setUp()
        self.english_alone()

    def explode(self, what, *words, good=False, code=None):
        """Soon over, in bounded memory; an error with a code, or good (None: either)."""
        before = time.monotonic()
        run = self.strom(*(words or ("check",)), "--json", timeout=MOST_SECONDS)
        took = time.monotonic() - before
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
        self.assertNotIn("Sanitizer", run.stderr)
        self.assertLess(most, MOST_MIB)
        reports = [json.loads(line) for line in run.stderr.splitlines()[:2000]]
        errors = [r["code"] for r in reports if r["severity"] == "error"]
        print(f"{what}: {took:.1f} s, {most} MiB so far: {run.returncode} {errors[:1]}")
        self.assertEqual(run.returncode, int(bool(errors)) if good is None else 0 if good else 1, run.stderr[:1000])
        if good is False:
            self.assertTrue(errors)
        if code:
            self.assertRegex(errors[0], f"^(?:{code})$")
        return reports


class Bombs(Exploding):
    def yaml_bombs(self, path, head, code):
        deep = 100000
        for what, text in {
                "aliases of aliases": LAUGHS, "brackets": "x: " + "[" * deep, "braces": "x: " + "{a: " * deep,
                "indents": "".join(" " * i + f"k{i}:\n" for i in range(3000)), "dashes": "- " * deep + "x",
                "a scalar": "x: " + "y" * (20 << 20), "keys": "".join(f"k{i}: 1\n" for i in range(200000)),
                "documents": "---\nx: 1\n" * 100000, "anchors": "".join(f"k{i}: &a{i} 1\n" for i in range(100000)),
                "open quotes": 'x: "' + "y" * (4 << 20), "questions": "? " * deep}.items():
            with self.subTest(path=path, what=what):
                self.write(path, head + text)
                self.explode(f"{path}: {what}", code=code)

    def test_strom_yml(self):
        self.yaml_bombs("strom.yml", "", r"yaml/.*|project/.*|file/too-large")

    def test_theme(self):
        self.replace("strom.yml", "theme: strom", "theme: mine")
        self.yaml_bombs("themes/mine.yml", "", r"yaml/.*|theme/.*|file/too-large")

    def test_bibliography(self):
        text = (self.folder / "strom.yml").read_text()
        self.write("strom.yml", text.replace("text: text/report.md", "text: text/report.md, bibliography: refs.json"))
        self.write("text/report.md", "# One\n\nAs shown [@a].\n")
        item = '{"id": "a", "type": "book", "title": "T"}'
        for what, refs in {"brackets": "[" * 100000, "braces": '{"a":' * 100000, "a title": item.replace(
                    "T", "t" * (15 << 20)), "bad ends": f"[{item}" + ",{}" * 100000, "aliases of aliases": LAUGHS,
                "an escape": '["\\u0000' + "\\ud800" * 100000}.items():
            with self.subTest(what=what):
                self.write("refs.json", refs if refs[0] in "[a" or what == "braces" else f"[{refs}]")
                self.explode(f"refs.json: {what}")
        self.write("refs.json", "[" + ",".join(item.replace('"a"', f'"{i}"') for i in range(20000)) + f",{item}]")
        self.explode("refs.json: 20000 items", good=True)

    def test_exceptions(self):
        text = (self.folder / "strom.yml").read_text()
        for what, words, good in (("words", [f"wo-rd{i:x}g" for i in range(20000)], None),
                                  ("a long word", ["a-" * 500000 + "b"], None)):
            with self.subTest(what=what):
                self.write("strom.yml", text + "hyphenation:\n  en: [" + ", ".join(words) + "]\n")
                run = self.strom("check", "--json", timeout=MOST_SECONDS)
                self.assertIn(run.returncode, (0, 1))
                print(f"hyphenation: {what}: {run.returncode} {run.stderr[:100]}")

    def test_list_of_words(self):
        """hyphenation: names a file: many words, long ones, bytes that are none."""
        text = (self.folder / "strom.yml").read_text()
        self.write("strom.yml", text + "hyphenation: {en: data/words.txt}\n")
        for what, words in {"words": "".join(f"wo-rd{'abcdefghij'[i % 10]}\n" for i in range(400000)), "size": "a-b\n" * 2000000,
                            "a word": "a-" * 1000000 + "b", "no words": "-\n" * 400000, "zeros": bytes(4 << 20)}.items():
            with self.subTest(what=what):
                self.write("data/words.txt", words)
                self.explode(f"words.txt: {what}", good=what == "words", code=None if what == "words" else
                             "file/too-large|project/bad-exception")

    def test_code_books(self):
        """Of every kind that a project may bring: a table, an XLSForm, a dictionary of REDCap's."""
        self.replace("strom.yml", "path: data/survey.csv,", "path: data/survey.csv, codebook: data/book.csv,")
        head = "variable,value,label_en\n"
        for what, book in {
                "codes": head + "policy,,P\n" + "".join(f"policy,{i},Code {i}\n" for i in range(300000)),
                "variables": head + "".join(f"v{i},,Question {i}\n" for i in range(100000)),
                "a label": head + "policy,,P\npolicy,1," + "x" * (30 << 20) + "\n",
                "languages": "variable,value," + ",".join(f"label_{a}{b}" for a in "abcdefghijklmnop" for b in "abcdefghijklmnop")
                             + "\npolicy,,P\n" + "policy,1," + "x," * 200 + "\n",
                "an open quote": head + 'policy,,"' + "y\n" * 3000000, "columns": ",".join(f"c{i}" for i in range(200000)),
                "zeros": bytes(8 << 20),
                "a dictionary's choices": '"Variable / Field Name","Field Type","Field Label","Choices, Calculations, OR Slider '
                                          'Labels"\npolicy,radio,P,"' + " | ".join(f"{i}, C{i}" for i in range(300000)) + '"\n'}.items():
            with self.subTest(what=what):
                self.write("data/book.csv", book)
                before = time.monotonic()
                run = self.strom("check", "--json", timeout=MOST_SECONDS)
                most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
                codes = [json.loads(line)["code"] for line in run.stderr.splitlines()[:100]]
                print(f"book.csv: {what}: {time.monotonic() - before:.1f} s, {most} MiB so far: {run.returncode} {codes[:1]}")
                self.assertNotIn("Sanitizer", run.stderr)
                self.assertIn(run.returncode, (0, 1), run.stderr[:400])
                self.assertTrue(run.returncode == 0 or codes)
                self.assertNotIn("data/loader-failed", codes)
                self.assertLess(most, MOST_MIB)

    def test_values_of_another_delivery(self):
        """What strom diff is given is anybody's."""
        item = '{"name":"n%d","text":"%d","form":"number","query":"select 1"}'
        edition = '{"document":"report","edition":"en","language":"en","values":[%s],"tables":[%s],"texts":[%s]}'
        whole = '{"format":"strom-values-1","project":"small","date":"2015-10-31","editions":[%s]}'
        table = '{"id":"tbl-towns","rows":[%s]}'
        for what, values, good in (
                ("values", whole % edition % (",".join(item % (i, i) for i in range(50000)), "", ""), True),
                ("the same values", whole % edition % (",".join(item % (1, i) for i in range(50000)), "", ""), True),
                ("rows", whole % edition % ("", table % ",".join(f'"{i}"' for i in range(200000)), ""), True),
                ("tables", whole % edition % ("", ",".join(f'{{"id":"t{i}","rows":[]}}' for i in range(60000)), ""), True),
                ("texts", whole % edition % ("", "", ",".join(f'"{i}"' for i in range(300000))), True),
                ("editions", whole % ",".join(edition % ("", "", "") for _ in range(20000)), True),
                ("brackets", "[" * 1000000, False), ("a text", whole % edition % ("", "", f'"{"x" * (15 << 20)}"'), True),
                ("zeros", bytes(300 << 20), False), ("aliases of aliases", LAUGHS, False)):
            with self.subTest(what=what):
                path = self.write("old.zip", zipped([("small/data/values.json", values)]))
                before = time.monotonic()
                run = self.strom("diff", str(path), timeout=MOST_SECONDS)
                most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
                print(f"values.json: {what}: {time.monotonic() - before:.1f} s, {most} MiB so far: {run.returncode}")
                self.assertNotIn("Sanitizer", run.stderr)
                self.assertEqual(run.returncode, 1 if good else 2, run.stderr[:400])
                self.assertTrue(good or "cli/no-values" in run.stderr, run.stderr[:400])
                self.assertLess(most, MOST_MIB)
        self.write("old.zip", zipped((f"p{i}", "") for i in range(60000)))
        self.assertEqual(self.strom("diff", "old.zip", timeout=MOST_SECONDS).returncode, 2)

    def test_translations(self):
        text = (self.folder / "strom.yml").read_text()
        self.write("strom.yml", text.replace("languages: [en]", "languages: [en, lv]"))
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        for what, po in {"a text": 'msgid "First chapter"\nmsgstr "' + "x" * (15 << 20),
                         "lines": 'msgid ""\n' + '"x"\n' * 1000000,
                         "plurals": 'msgid "a"\nmsgid_plural "b"\n' + "".join(
                             f'msgstr[{i}] "x"\n' for i in range(200000)),
                         "nested": 'msgid "First chapter"\nmsgstr "' + "{n, plural, other {" * 20000 + '"\n',
                         "backslashes": 'msgid "' + "\\" * (4 << 20)}.items():
            with self.subTest(what=what):
                self.write("po/report.lv.po", head + po)
                self.explode(f"report.lv.po: {what}")
        self.write("po/report.lv.po", head + "".join(f'msgid "m{i}"\nmsgstr "n"\n\n' for i in range(100000)))
        run = self.strom("check", "--json", timeout=MOST_SECONDS)
        self.assertIn(run.returncode, (0, 1))

    def source(self, kind, name, data):
        self.write(name, data)
        text = re.sub(r"survey: \{source: \w+, path: [^,]+,", f"survey: {{source: {kind}, path: {name},",
                      (self.folder / "strom.yml").read_text())
        self.write("strom.yml", text)

    def test_json(self):
        for what, data in {"brackets": "[" * 1000000, "braces": '[{"a":' * 500000, "a text": '[{"a": "' + "x" * (50 << 20),
                           "a number": '[{"a": ' + "9" * (4 << 20) + "}]", "names": '[{' + ",".join(
                               f'"k{i}": 1' for i in range(50000)) + "}]"}.items():
            with self.subTest(what=what):
                self.source("json", "data/a.json", data)
                self.explode(f"JSON: {what}")

    def test_workbooks(self):
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        sheet = f'<worksheet xmlns="{main}"><sheetData>%s</sheetData></worksheet>'
        cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>'
        for what, data in {
                "entities": workbook(ENTITIES + sheet % (cell % "&i;")), "spaces": workbook(sheet % (" " * (400 << 20))),
                "depth": workbook(sheet % ("<a>" * 200000)), "attributes": workbook(
                    sheet % ("<row " + " ".join(f'a{i}="1"' for i in range(200000)) + "/>")),
                "strings": workbook(sheet % (cell % "a"), ENTITIES + f'<sst xmlns="{main}"><si><t>&i;</t></si></sst>'),
                "far cells": workbook(sheet % '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
                "parts": zipped((f"p{i}", "") for i in range(60000))}.items():
            with self.subTest(what=what):
                self.source("xlsx", "data/a.xlsx", data)
                self.explode(f"xlsx: {what}")
        office = "urn:oasis:names:tc:opendocument:xmlns:"
        table = (f'<office:document-content xmlns:office="{office}office:1.0" xmlns:table="{office}table:1.0" '
                 f'xmlns:text="{office}text:1.0"><office:body><office:spreadsheet><table:table table:name="A">%s'
                 '</table:table></office:spreadsheet></office:body></office:document-content>')
        row = '<table:table-row%s><table:table-cell%s office:value-type="string"><text:p>%s</text:p></table:table-cell>' \
              '</table:table-row>'
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        for what, content in {"entities": ENTITIES + table % (row % ("", "", "&i;")),
                              "repeated": table % (row % (' table:number-rows-repeated="1048576"',
                                                          ' table:number-columns-repeated="16384"', "a")),
                              "spaces": table % (row % ("", "", '<text:s text:c="2000000000"/>'))}.items():
            with self.subTest(what=what):
                self.source("ods", "data/a.ods", zipped([("mimetype", kind), ("content.xml", content)]))
                self.explode(f"ods: {what}", code="data/no-column" if what == "spaces" else None)

    def picture(self, what, name, data, good=False):
        with self.subTest(what=what):
            self.write(name, data)
            self.write("text/report.md", f"# One\n\n![A picture]({name})\n")
            return self.explode(f"{name}: {what}", good=good)

    def test_svg(self):
        uses = "".join(f'<g id="{new}">{f"<use xlink:href=%s/>" * 10}</g>' % ((f'"#{old}"',) * 10)
                       for old, new in zip("abcdefgh", "bcdefghi"))
        self.picture("entities", "a.svg", ENTITIES + SVG + "><text>&i;</text></svg>")
        self.picture("uses", "a.svg", f'{SVG}><defs><rect id="a" width="1" height="1"/>{uses}</defs>'
                                      '<use xlink:href="#i"/></svg>')
        self.picture("depth", "a.svg", SVG + ">" + "<g>" * 100000)
        self.write("text/report.md", "# One\n\n![A picture](a.svg)\n")
        for what, data in {
                "attributes": SVG + " " + " ".join(f'a{i}="1"' for i in range(200000)) + "/>",
                "an attribute": SVG + f' a="{"x" * (15 << 20)}"/>',
                "a path": f'{SVG}><path d="M0 0 {"L1 1 L2 2 " * 1000000}"/></svg>',
                "style": f'{SVG}><style>{"a{b:c}" * 200000}</style></svg>',
                "classes": f'{SVG} class="{" ".join(f"c{i}" for i in range(200000))}"/>',
                "a filter": f'{SVG}><filter id="f"><feGaussianBlur stdDeviation="1e9"/></filter>'
                            '<rect filter="url(#f)" width="99" height="99"/></svg>'}.items():
            with self.subTest(what=what):
                self.write("a.svg", data)
                before = time.monotonic()
                run = self.strom("check", "--json", timeout=MOST_SECONDS)
                print(f"a.svg: {what}: {time.monotonic() - before:.1f} s: {run.returncode} {run.stderr[:90]}")
                self.assertIn(run.returncode, (0, 1), run.stderr[:300])
                self.assertNotIn("Sanitizer", run.stderr)

    def test_layers_of_flate(self):
        for n in (2, 3, 8):
            self.picture(f"{n} layers", "a.pdf", pdf(layers(n), "/FlateDecode " * n))
        self.picture("a thousand filters", "a.pdf", pdf(layers(1), "/FlateDecode " * 1000))

    def test_deliveries(self):
        bag = [("b/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")]
        zeros = "0" * 64 + "  data/a\n"
        for what, parts in {
                "zeros": [*bag, ("b/manifest-sha256.txt", zeros), ("b/data/a", bytes(1100 << 20))],
                "lines": [*bag, ("b/manifest-sha256.txt", zeros * 2000000)],
                "files": [*bag, *((f"b/data/{i}", "") for i in range(60000))],
                "tags": [*bag, ("b/bag-info.txt", "A: b\n" * 5000000)],
                "a tag": [*bag, ("b/bag-info.txt", "A: " + "b" * (300 << 20))]}.items():
            with self.subTest(what=what):
                path = self.write("b.zip", zipped(parts))
                self.explode(f"b.zip: {what}", "verify", str(path))


if __name__ == "__main__":
    unittest.main()
