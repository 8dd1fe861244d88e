"""OpenDocument spreadsheets that another program wrote, value by value, and those that cannot be read."""

import datetime
import io

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P

from project import Project
from test_xlsx import HEAD, YML, changed, random_rows
import test_xlsx

YML = YML.replace("xlsx", "ods")


def cell_of(value, index):
    if value is None:
        return TableCell()
    if isinstance(value, str):
        cell = TableCell(valuetype="string", stringvalue=value)
    elif isinstance(value, bool):
        cell = TableCell(valuetype="boolean", booleanvalue=str(value).lower())
    elif isinstance(value, datetime.datetime):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
    elif isinstance(value, datetime.date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
    else:
        cell = TableCell(valuetype="percentage" if index == 3 else "float", value=repr(value))
    cell.addElement(P(text=str(value)))
    return cell


def by_odfpy(rows, name="Answers"):
    book = OpenDocumentSpreadsheet()
    table = Table(name=name)
    table.addElement(TableColumn())
    for row in [HEAD, *rows]:
        line = TableRow()
        for index, value in enumerate(row):
            line.addElement(cell_of(value, index))
        table.addElement(line)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


class Ods(Project):
    rows = test_xlsx.Xlsx.rows

    def setUp(self):
        super().setUp()
        self.write("strom.yml", YML % "")
        self.write("r.md", "# One\n\nText.\n")

    def test_values_as_they_were_given(self):
        rows = list(random_rows(3, 200))
        self.write("survey.ods", by_odfpy(rows))
        read, shown = self.rows()
        for kind, name in zip("text int real percent date text bool".split(), HEAD):
            self.assertIn(f"  {kind} {name}\n", shown)
        self.assertEqual(len(read), len(rows))
        for number, (got, want) in enumerate(zip(read, rows)):
            for index, (one, other) in enumerate(zip(got, want)):
                if isinstance(other, datetime.datetime):
                    other = str(other)
                elif isinstance(other, datetime.date):
                    other = other.isoformat()
                if index == 2 and other is not None:
                    self.assertAlmostEqual(one, other, delta=abs(other) * 1e-14)
                else:
                    self.assertEqual(one, other, f"row {number + 2}, {HEAD[index]}")

    def test_places_are_cells(self):
        self.write("survey.ods", changed(by_odfpy([["a", 1], ["b", 2], ["c", 3]], "My answers"), {
            "content.xml": lambda t: t.replace('office:value="3"', 'office:value="3,5"')}))
        self.assertIn("survey.ods:'My answers'!B4: error: the file says that this is a number, a date, or yes or no: '3,5' "
                      "[sheet/bad-number]", self.strom("check").stderr)

    def test_bombs_end_soon(self):
        small = by_odfpy([["a", 1]])
        self.write("survey.ods", changed(small, {"content.xml": lambda t: t.replace(
            "</table:table>", " " * (200 << 20) + "</table:table>")}))
        self.assertReported(self.errors("check"), "sheet/bomb")
        empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell ' \
                'table:number-columns-repeated="1000000"/></table:table-row>'
        self.write("survey.ods", changed(small, {"content.xml": lambda t: t.replace(
            "</table:table>", empty * 50 + "</table:table>")}))
        self.assertEqual(len(self.rows()[0]), 1)
        full = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell office:value-type="float" ' \
               'office:value="1" table:number-columns-repeated="1000000"/></table:table-row>'
        self.write("survey.ods", changed(small, {"content.xml": lambda t: t.replace(
            "</table:table>", full + "</table:table>")}))
        self.assertReported(self.errors("check"), "sheet/beyond-header")

    def test_long_cells(self):
        self.write("survey.ods", changed(by_odfpy([["abcd", 1]]), {"content.xml": lambda t: t.replace(
            ">abcd<", ">" + "ab cd " * (6 << 20) + "<").replace(' office:string-value="abcd"', "")}))
        codes = {r["code"] for r in self.errors("check")}
        self.assertTrue(codes & {"sheet/long-cell", "sheet/bomb"}, codes)


if __name__ == "__main__":
    import unittest
    unittest.main()
