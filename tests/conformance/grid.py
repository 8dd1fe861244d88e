"""Tables as rows of cells that may cover several places: read from Markdown's lines, and which header
cells head which. Knows nothing of core/."""
import re


class Cell:
	"""raw: its Markdown. The place of its top left, and what it covers."""

	def __init__(self, raw, row, column, header):
		self.raw, self.row, self.column, self.header = raw, row, column, header
		self.columns = self.rows = 1

	def over(self, other):
		return (self.column < other.column + other.columns
		        and other.column < self.column + self.columns)


def split(line):
	"""What stands between the pipes; None where nothing does, which joins to the left."""
	line = line.strip()
	line = line[1:] if line.startswith("|") else line
	parts = re.findall(r"((?:\\.|[^|\\])*)(\||$)", line)
	parts = parts[:-1] if parts and parts[-1] == ("", "") else parts
	return [None if not text and pipe else text.strip() for text, pipe in parts]


def read(lines):
	"""The rows of a table's lines, each a list of the cells that begin in it."""
	ruler = next(i for i, l in enumerate(lines) if re.fullmatch(r"\s*\|?[\s:|-]*-[\s:|-]*", l))
	width = len(split(lines[ruler]))
	rows, above = [], []
	for i, line in enumerate(lines):
		if i == ruler:
			above = []
			continue
		row, here = [], []
		for column, text in enumerate((split(line) + [""] * width)[:width]):
			if text is None:
				cell = here[column - 1]
				cell.columns += cell.row == len(rows)
			elif text == "^^":
				cell = above[column]
			else:
				cell = Cell(text.replace("\\|", "|"), len(rows), column, i < ruler)
				row.append(cell)
			here.append(cell)
		if not row and here == above:      # no row: no cell begins in it
			continue
		for cell in {id(c): c for c in here if c.row < len(rows)}.values():
			cell.rows += 1
		rows.append(row)
		above = here
	return rows


def is_complex(rows):
	heads = [c for row in rows for c in row if c.header]
	return any(c.columns > 1 or c.row for c in heads)


def heads_of(rows, cell):
	"""The header cells above a cell, from the top."""
	return [c for row in rows for c in row if c.header and c.over(cell) and c.row < cell.row]
