#!/usr/bin/env python3
"""Writes what an office would send, from the plain texts beside it: always the same bytes.

    baseline.xlsx     the answers, as Excel saves them (plain/baseline.csv)
    form.xlsx         their code book, an XLSForm (plain/form-survey.csv, plain/form-choices.csv)
    countries.sqlite  a database (plain/countries.csv)
    contacts.ods      two sheets, as LibreOffice saves them (plain/contacts.csv, plain/contact_names.csv)

usage: make_files.py [FOLDER]    FOLDER: where they are written; here, if it is not said
"""

import csv
import datetime
import pathlib
import re
import sqlite3
import sys
import zipfile
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).resolve().parent
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEETML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def rows(name, delimiter=","):
    with open(HERE / "plain" / name, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def value(text):
    """A cell as a spreadsheet has it: a number, a day, a text, or nothing."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.date.fromisoformat(text)
    return int(text) if re.fullmatch(r"0|[1-9]\d*", text) else text


def write_zip(path, parts):
    """(name, text) in their order. The first of an .ods is to be stored as it is."""
    with zipfile.ZipFile(path, "w") as file:
        for name, text in parts:
            entry = zipfile.ZipInfo(name, (2015, 3, 31, 12, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(entry, text.encode("utf-8"), packed)


# ---- .xlsx ----

def column(i):
    return (chr(64 + i // 26) if i >= 26 else "") + chr(65 + i % 26)


def xlsx_cell(place, content, style, strings):
    if content == "":
        return ""
    if isinstance(content, datetime.date):
        return f'<c r="{place}" s="2"><v>{(content - datetime.date(1899, 12, 30)).days}</v></c>'
    if isinstance(content, int):
        return f'<c r="{place}"><v>{content}</v></c>'
    return f'<c r="{place}"{style} t="s"><v>{strings.setdefault(content, len(strings))}</v></c>'


def xlsx_sheet(lines, strings):
    """The first row is bold, and stays in sight."""
    out = []
    for y, line in enumerate(lines, start=1):
        style = ' s="1"' if y == 1 else ""
        cells = [xlsx_cell(f"{column(x)}{y}", value(text), style, strings) for x, text in enumerate(line)]
        out.append(f'<row r="{y}">{"".join(cells)}</row>')
    return (f'{XML}<worksheet xmlns="{SHEETML}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
            f'<sheetData>{"".join(out)}</sheetData></worksheet>')


XLSX_STYLES = (f'{XML}<styleSheet xmlns="{SHEETML}">'
               '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
               '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
               '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
               '<fills count="2"><fill><patternFill patternType="none"/></fill>'
               '<fill><patternFill patternType="gray125"/></fill></fills>'
               '<borders count="1"><border/></borders>'
               '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
               '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
               '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
               '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
               '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
               '</styleSheet>')


def relations(*pairs):
    """(type, target): the first is rId1."""
    inside = "".join(f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
                     for i, (kind, target) in enumerate(pairs, start=1))
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def xlsx_types(n):
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = [("workbook", "sheet.main"), ("styles", "styles"), ("sharedStrings", "sharedStrings")]
    parts += [(f"worksheets/sheet{i}", "worksheet") for i in range(1, n + 1)]
    inside = "".join(f'<Override PartName="/xl/{name}.xml" ContentType="{kind}.{said}+xml"/>'
                     for name, said in parts)
    return (f'{XML}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{inside}</Types>')


def shared(strings):
    inside = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    return f'{XML}<sst xmlns="{SHEETML}" uniqueCount="{len(strings)}">{inside}</sst>'


def write_xlsx(path, sheets):
    """sheets: name -> rows."""
    strings = {}
    made = [xlsx_sheet(lines, strings) for lines in sheets.values()]
    listed = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>'
                     for i, name in enumerate(sheets, start=1))
    files = [("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(made) + 1)]
    write_zip(path, [
        ("[Content_Types].xml", xlsx_types(len(made))),
        ("_rels/.rels", relations(("officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", f'{XML}<workbook xmlns="{SHEETML}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels",
         relations(*files, ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml"))),
        ("xl/styles.xml", XLSX_STYLES),
        ("xl/sharedStrings.xml", shared(strings)),
        *((f"xl/{target}", text) for (_, target), text in zip(files, made))])


# ---- .ods ----

ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def ods_cell(content):
    if content == "":
        return "<table:table-cell/>"
    text = f"<text:p>{escape(str(content))}</text:p>"
    if isinstance(content, int):
        return f'<table:table-cell office:value-type="float" office:value="{content}">{text}</table:table-cell>'
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


def ods_sheet(name, lines):
    made = "".join(f'<table:table-row>{"".join(ods_cell(value(text)) for text in line)}</table:table-row>'
                   for line in lines)
    return f'<table:table table:name="{name}">{made}</table:table>'


def write_ods(path, sheets):
    inside = "".join(ods_sheet(name, lines) for name, lines in sheets.items())
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    manifest = f"{ODF}:manifest:1.0"
    write_zip(path, [
        ("mimetype", ODS_KIND),
        ("content.xml", f'{XML}<office:document-content {spaces} office:version="1.2"><office:body>'
                        f'<office:spreadsheet>{inside}</office:spreadsheet></office:body></office:document-content>'),
        ("META-INF/manifest.xml",
         f'{XML}<manifest:manifest xmlns:manifest="{manifest}" manifest:version="1.2">'
         f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{ODS_KIND}"/>'
         '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')])


# ---- SQLite ----

def write_sqlite(path, table, lines):
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    with db:
        db.execute(f"create table {table} ({', '.join(name + ' text not null' for name in lines[0])})")
        db.executemany(f"insert into {table} values ({', '.join('?' * len(lines[0]))})", lines[1:])
    db.close()
    # The file says which SQLite wrote it: all say the same.
    data = bytearray(path.read_bytes())
    data[96:100] = (3040001).to_bytes(4, "big")
    path.write_bytes(data)


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    write_xlsx(folder / "baseline.xlsx", {"answers": rows("baseline.csv", ";")})
    write_xlsx(folder / "form.xlsx", {"survey": rows("form-survey.csv"), "choices": rows("form-choices.csv")})
    write_sqlite(folder / "countries.sqlite", "countries", rows("countries.csv"))
    write_ods(folder / "contacts.ods", {"contacts": rows("contacts.csv"), "names": rows("contact_names.csv")})


if __name__ == "__main__":
    main()
