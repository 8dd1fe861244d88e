"""The tables of a project, and what their codes are called: read by openpyxl, odfpy, sqlite3 and csv."""
import csv
import datetime
import re
import sqlite3
from pathlib import Path

import odf.opendocument
import openpyxl
from odf.table import Table, TableCell, TableRow
from odf.text import P

DELIMITERS = {"semicolon": ";", "comma": ",", "tab": "\t"}


def typed(cells):
	"""A column's cells as its narrowest type."""
	for kind in (int, float):
		try:
			return [None if c == "" else kind(c) for c in cells]
		except ValueError:
			pass
	return [None if c == "" else c for c in cells]


def read_csv(path, options):
	with open(path, encoding="utf-8-sig", newline="") as f:
		names, *rows = csv.reader(f, delimiter=DELIMITERS[options.get("delimiter", "comma")])
	return names, list(zip(*(typed(column) for column in zip(*rows))))


def plain(value):
	return value.date().isoformat() if isinstance(value, datetime.datetime) else value


def read_xlsx(path, options):
	book = openpyxl.load_workbook(path)
	sheet = book[options["sheet"]] if "sheet" in options else book.worksheets[0]
	names, *rows = [[plain(v) for v in row] for row in sheet.iter_rows(values_only=True)]
	return names, rows


def cell_of(cell):
	text = "\n".join(str(p) for p in cell.getElementsByType(P))
	return int(cell.getAttribute("value")) if cell.getAttribute("valuetype") == "float" else text or None


def read_ods(path, options):
	sheets = odf.opendocument.load(path).spreadsheet.getElementsByType(Table)
	sheet = next(s for s in sheets if options.get("sheet") in (None, s.getAttribute("name")))
	names, *rows = [[cell_of(c) for c in row.getElementsByType(TableCell)]
	                for row in sheet.getElementsByType(TableRow)]
	return names, rows


def read_sqlite(path, options):
	db = sqlite3.connect(path)
	table = options.get("table") or db.execute("select name from sqlite_master where type = 'table'").fetchone()[0]
	cursor = db.execute(f"select * from {table}")
	return [c[0] for c in cursor.description], cursor.fetchall()


READERS = {"csv": read_csv, "xlsx": read_xlsx, "ods": read_ods, "sqlite": read_sqlite}


def read(folder, spec):
	"""A source's names of columns, and its rows."""
	return READERS[spec["source"]](folder / spec["path"], spec.get("options", {}))


# Code books


def in_languages(heads, row, pattern):
	"""The labels of a row, by language."""
	said = ((re.fullmatch(pattern, head), text) for head, text in zip(heads, row))
	return {match[1]: str(text) for match, text in said if match}


def xlsform(path):
	"""Its variables: name -> (labels, code -> labels)."""
	book = openpyxl.load_workbook(path)
	pattern = r"label::.* \((\w+)\)"
	heads, *rows = book["choices"].iter_rows(values_only=True)
	lists = {}
	for of, code, *_ in rows:
		lists.setdefault(of, {})[str(code)] = None
	for row in rows:
		lists[row[0]][str(row[1])] = in_languages(heads, row, pattern)
	heads, *rows = book["survey"].iter_rows(values_only=True)
	return {row[1]: (in_languages(heads, row, pattern), lists.get(row[0].removeprefix("select_one "), {}))
	        for row in rows if not row[0].endswith("_group")}


def csv_book(path):
	heads, *rows = read_csv(path, {})[0], *read_csv(path, {})[1]
	book = {}
	for row in rows:
		labels = in_languages(heads, row, r"label_(\w+)")
		if row[1] is None:
			book[row[0]] = (labels, {})
		else:
			book[row[0]][1][str(row[1])] = labels
	return book


class Book:
	def __init__(self, folder, spec):
		path = Path(folder) / spec["codebook"] if "codebook" in spec else None
		self.variables = {} if not path else xlsform(path) if path.suffix == ".xlsx" else csv_book(path)

	def codes(self, column):
		return self.variables.get(column, ({}, {}))[1]

	def compare(self, column):
		"""The order of codes: as they stand in the book, others behind them."""
		order = {code: i for i, code in enumerate(self.codes(column))}

		def key(text):
			return order.get(text, len(order)), text
		return lambda a, b: (key(a) > key(b)) - (key(a) < key(b))

	def label(self, language, column, code):
		said = self.codes(column).get(str(code))
		return said[language] if said and code is not None else code

	def question(self, language, column):
		return self.variables[column][0][language]


def at_top(sql):
	"""With a sign for what stands in parentheses."""
	while re.search(r"\([^()]*\)", sql):
		sql = re.sub(r"\([^()]*\)", "…", sql)
	return sql


def origins(sql, tables):
	"""For each column of the result: (table, column) where it is one as it stands. Kept to queries of one
	SELECT: what others ask of a code book is label()."""
	said = re.fullmatch(r"\s*select\s(.*?)\sfrom\s(.*)", at_top(sql), re.S | re.I)
	if not said or re.search(r"\bunion\b|\bwith\b", sql, re.I):
		return {}
	words = r"(?:from|join)\s+(\w+)\b(?:\s+(?!(?:join|on|where|group|order|limit)\b)(\w+))?"
	names = {alias or table: table for table, alias in re.findall(words, "from " + said[2], re.I) if table in tables}
	found = {}
	for i, part in enumerate(said[1].split(",")):
		match = re.fullmatch(r"\s*(?:(\w+)\.)?(\w+)(?:\s+as\s+\w+)?\s*", part)
		if match and (match[1] in names or not match[1]):
			of = [t for name, t in names.items() if match[1] in (None, name) and match[2] in tables[t]]
			found.update({i: (*of, match[2])} if len(of) == 1 else {})
	return found
