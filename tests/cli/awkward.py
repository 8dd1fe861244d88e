"""Awkward workbooks: what people make of sheets. Each has its options, and the rows that are in it."""

import datetime

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

DAY, TIME = datetime.date(2014, 11, 3), datetime.time(14, 30)


def put(sheet, rows, row=1, column=1):
    for y, line in enumerate(rows, row):
        for x, value in enumerate(line, column):
            cell = sheet.cell(y, x, value)
            if isinstance(value, str):
                cell.data_type = "s"


def far(book):
    """A title, two notes, and the table far from the corner."""
    sheet = book.active
    sheet["A1"], sheet["A2"] = "Survey of towns", "as of March; draft"
    sheet["H3"] = "checked by A."
    put(sheet, [["Town", "People"], ["Rīga", 605802], ["Cēsis", 15000]], 6, 4)
    return 'range: "D6:E8"', [["Rīga", 605802], ["Cēsis", 15000]]


def merged(book):
    """A region's name once for all its towns."""
    sheet = book.active
    put(sheet, [["Region", "Town", "n"], ["North", "A", 1], [None, "B", 2], [None, "C", 3], ["South", "D", 4], [None, "E", 5]])
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("A5:A6")
    return "merged: fill", [["North", "A", 1], ["North", "B", 2], ["North", "C", 3], ["South", "D", 4], ["South", "E", 5]]


def three_headers(book):
    sheet = book.active
    put(sheet, [["Town", "Answers", None, None, None], [None, 2013, None, 2014, None], [None, "yes", "no", "yes", "no"],
                ["A", 1, 2, 3, 4], ["B", 5, 6, 7, None]])
    for cells in "A1:A3", "B1:E1", "B2:C2", "D2:E2":
        sheet.merge_cells(cells)
    return 'header: "3"', [["A", 1, 2, 3, 4], ["B", 5, 6, 7, None]]


def formats(book):
    """What a cell shows is not what it is."""
    sheet = book.active
    cells = [(1234.5, '#,##0.00 "€"'), (0.125, "0.0%;[Red]-0.0%"), (-7, "[Red]-0;[Blue]0"), (41, '"Nr." 0'), (1.5, "# ?/?"),
             (1e-7, "0.00E+00"), (DAY, "[$-426]d. mmmm yyyy"), (DAY, 'dd"."mm"."yy'), (DAY, 'yyyy" m. "mm" d. "'),
             (TIME, "h:mm"), (datetime.timedelta(hours=27), "[h]:mm:ss"), (12, 'General" days"'), (3, '"yes";"no"')]
    put(sheet, [["euros", "share", "minus", "number", "part", "small", "day", "short", "quoted", "time", "span", "days", "word"]])
    for y in (2, 3):
        put(sheet, [[value for value, _ in cells]], y)
        for x, (_, shown) in enumerate(cells, 1):
            sheet.cell(y, x).number_format = shown
    row = [1234.5, 0.125, -7, 41, 1.5, 1e-7, "2014-11-03", "2014-11-03", "2014-11-03", "14:30:00", "27:00:00", 12, 3]
    return "", [row, row]


def texts(book):
    """Texts that look like something else, and some that hide."""
    words = ["a\nb", "_x005F_x0041_", "=1+1", "0150", "1E5x", "TRUE?", "שלום", "e\u0301\u0323", "👩‍👧", "<&>\"'", "x" * 30000, "12 34 56"]
    read = {"e\u0301\u0323": "\u1eb9\u0301", "_x005F_x0041_": "_x0041_"}
    put(book.active, [["word", "n"], *([w, i] for i, w in enumerate(words))])
    return "", [[read.get(w, w), i] for i, w in enumerate(words)]


def epoch(book):
    """Days count from 1904."""
    book.epoch = CALENDAR_MAC_1904
    days = [datetime.date(1904, 1, 2), datetime.date(1999, 12, 31), datetime.date(2024, 2, 29)]
    put(book.active, [["day", "n"], *([d, 1] for d in days)])
    return "", [[d.isoformat(), 1] for d in days]


def coloured(book):
    """Five hundred empty rows and forty columns in yellow."""
    sheet = book.active
    put(sheet, [["Town", "n"], ["A", 1], ["B", 2]])
    for row in sheet["A1:AN500"]:
        for cell in row:
            cell.fill = PatternFill("solid", fgColor="FFFF00")
    return "", [["A", 1], ["B", 2]]


def hidden(book):
    """Filtered rows, and a column that was put away."""
    sheet = book.active
    put(sheet, [["Town", "secret", "n"], ["A", "x", 1], ["B", "y", 2], ["C", "z", 3]])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    return "hidden: skip", [["A", 1], ["C", 3]]


def named(book):
    """A range with a name among other things."""
    sheet = book.active
    put(sheet, [["Left", 1], ["of it", 2]])
    put(sheet, [["Town", "n"], ["A", 1], ["B", 2], ["All", 3]], 4, 3)
    book.defined_names.append(DefinedName("answers", attr_text=f"'{sheet.title}'!$C$4:$D$6"))
    return "range: answers", [["A", 1], ["B", 2]]


def table(book):
    """A table of Excel's, with its own name, beside another."""
    sheet = book.active
    put(sheet, [["Town", "n"], ["A", 1], ["B", 2]], 2, 2)
    put(sheet, [["Other", "m"], ["x", 9]], 2, 6)
    sheet.add_table(Table(displayName="Towns", ref="B2:C4"))
    sheet.add_table(Table(displayName="Others", ref="F2:G3"))
    return "range: Towns", [["A", 1], ["B", 2]]


def sheets(book):
    """The first two are hidden; the one that counts has a name that wants quotes."""
    book.active.title = "Lists"
    book.active["A1"] = "do not read"
    book.active.sheet_state = "hidden"
    book.create_sheet("Deep").sheet_state = "veryHidden"
    sheet = book.create_sheet("Dati, jauni & 2015")
    put(sheet, [["Town", "n"], ["A", 1], ["B", 2]])
    book.active = 2
    return "", [["A", 1], ["B", 2]]


def linked(book):
    """Links, and comments."""
    sheet = book.active
    put(sheet, [["Town", "n"], ["A", 1], ["B", 2]])
    sheet["A3"].hyperlink = "https://example.org/b"
    sheet["B3"].comment = Comment("is this so?", "A.")
    return "", [["A", 1], ["B", 2]]


BOOKS = {f.__name__: f for f in (far, merged, three_headers, formats, texts, epoch, coloured, hidden, named, table, sheets, linked)}


def formulas(book):
    """Their values are the office's, so that openpyxl alone leaves none."""
    sheet = book.active
    sheet.append(["n", "twice", "all", "word", "share", "day", "yes", "empty"])
    for i in range(2, 6):
        sheet.append([i, f"=A{i}*2", "=SUM($A$2:$A$5)", f'=IF(A{i}>3,"many","few")', f"=A{i}/10", f"=DATE(2014,11,A{i})",
                      f"=A{i}>3", f'=IF(A{i}>9,"x","")'])
        sheet.cell(i, 5).number_format = "0%"
        sheet.cell(i, 6).number_format = "dd.mm.yyyy"
    return "", [[i, i * 2, 14, "many" if i > 3 else "few", i / 10, f"2014-11-{i:02}", int(i > 3), None] for i in range(2, 6)]


def write(make, path):
    """The workbook; its options, and its rows."""
    book = openpyxl.Workbook()
    told = make(book)
    book.save(path)
    return told
