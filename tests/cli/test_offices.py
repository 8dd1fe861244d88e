"""Spreadsheets as offices around the Baltic Sea save them: each cell read right, or refused with the line to write."""

import csv
import io
import json
import shutil
import unittest

import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from project import Project

YML = """\
project: {id: survey, title: Survey, date: 2015-10-31}
language: en
languages: [en]
data:
  survey:
    source: %s
    path: survey.%s
    sensitive: false
%sdocuments:
  report: {layout: report, theme: strom, text: r.md, editions: languages}
"""
NB, NNB, MINUS = "\u00a0", "\u202f", "\u2212"


class Office:
    """A file, what is said of it beside path, and what its columns hold; or the error that it gives, and its hint."""

    def __init__(self, text, encoding="utf-8-sig", said="", options="", rows=None, error=None, hint="", notes=()):
        self.text, self.encoding, self.said, self.options = text, encoding, said, options
        self.rows, self.error, self.hint, self.notes = rows, error, hint, notes

    def cells(self):
        """The rows, for workbooks."""
        text = self.text.replace("\r\n", "\n")
        if text.startswith("sep="):
            text = text.split("\n", 1)[1]
        sign = "\t" if "\t" in text else ";" if ";" in text else ","
        return list(csv.reader(text.split("\n")[:-1], delimiter=sign))


OFFICES = {
    "Estonia, semicolons in the Baltic code page": Office(
        "Vald;Õpilasi;Osakaal;Vastas;Eelarve\r\nTartu;10 791;45,5%;3.11.2014;1 200,50 €\r\nNarva;987;7%;04.11.2014;85,00 €\r\n"
        "Võru;;;;\r\n", "cp1257", options="encoding: windows-1257",
        rows=[["Tartu", 10791, 0.455, "2014-11-03", 1200.5], ["Narva", 987, 0.07, "2014-11-04", 85],
              ["Võru", None, None, None, None]]),
    "the same, its encoding not said": Office(
        "Vald;Õpilasi\r\nTartu;10 791\r\nVõru;\r\n", "cp1257", error="csv/which-encoding", hint="windows-1257"),
    "Finland, tabs, no-break spaces, a true minus": Office(
        f"Kunta\tMuutos\tVuosi\tPostinumero\tTosi\r\nTurku\t{MINUS}1{NB}234,5\t2013\t00100\tTOSI\r\n"
        f"Espoo\t12{NB}345,0\t2014\t02100\tEPÄTOSI\r\n", "utf-16",
        rows=[["Turku", -1234.5, 2013, "00100", "TOSI"], ["Espoo", 12345, 2014, "02100", "EPÄTOSI"]]),
    "Germany, points for thousands, months by name": Office(
        "Stadt;Einwohner;Anteil;Datum;Wahr\nKiel;246.601;12,5 %;3. Nov. 2014;WAHR\nBonn;1.318.809;7,25 %;4. März 2014;FALSCH\n",
        "utf-8", said="types: {Wahr: bool}",
        rows=[["Kiel", 246601, 0.125, "2014-11-03", 1], ["Bonn", 1318809, 0.0725, "2014-03-04", 0]]),
    "Germany, one group alone": Office(
        "Stadt;Einwohner\nKiel;246.601\nBonn;318.809\n", error="data/two-readings", hint='numbers: "1.234,5"'),
    "Poland, złoty and narrow spaces": Office(
        f"sep=;\r\nMiasto;Kwota;Zmiana\r\nŁódź;1{NNB}234,50 zł;-5,0%\r\nGdańsk;12{NNB}000,00 zł;12,25%\r\n", "utf-8-sig",
        rows=[["Łódź", 1234.5, -0.05], ["Gdańsk", 12000, 0.1225]]),
    "Poland, semicolons in the code page of Central Europe": Office(
        "Miasto;Kwota\r\nŁódź;1 234,50 zł\r\nGdańsk;12 000,00 zł\r\n", "cp1250", options="encoding: windows-1250",
        rows=[["Łódź", 1234.5], ["Gdańsk", 12000]]),
    "Russia, Cyrillic code page, roubles, months by name": Office(
        "Город;Сумма;Дата;Доля\r\nПсков;1 234,50 руб.;3 нояб. 2014 г.;12,5%\r\nТверь;10 000,00 руб.;4 мая 2014;8%\r\n",
        "cp1251", options="encoding: windows-1251",
        rows=[["Псков", 1234.5, "2014-11-03", 0.125], ["Тверь", 10000, "2014-05-04", 0.08]]),
    "Russia, errors of a spreadsheet": Office(
        "Город;Доля\r\nПсков;0,5\r\nТверь;#ДЕЛ/0!\r\nОмск;0,25\r\n", error="data/spreadsheet-error"),
    "Sweden, kronor, dates by ISO": Office(
        "Kommun;Kostnad;Datum\nLund;1 200 kr;2014-11-03\nUmeå;300 kr;2014-12-24\nÅre;12 000 kr;2014-01-01\n", "utf-8",
        rows=[["Lund", 1200, "2014-11-03"], ["Umeå", 300, "2014-12-24"], ["Åre", 12000, "2014-01-01"]]),
    "Sweden, a price without öre": Office(
        "Kommun;Kostnad\nLund;1200:-\nUmeå;300:-\n", "utf-8", rows=[["Lund", 1200], ["Umeå", 300]]),
    "Norway, kroner in front": Office(
        "Kommune;Kostnad;Dato\nBodø;kr 1 200,50;3. nov. 2014\nTromsø;kr 300,00;24. des. 2014\n", "utf-8",
        rows=[["Bodø", 1200.5, "2014-11-03"], ["Tromsø", 300, "2014-12-24"]]),
    "Norway, a telephone number": Office(
        "Kommune;Telefon\nBodø;75 55 50 00\nTromsø;77 79 00 00\n", "utf-8",
        rows=[["Bodø", "75 55 50 00"], ["Tromsø", "77 79 00 00"]]),
    "Norway, telephone numbers of eight digits": Office(
        "Kommune;Telefon\nBodø;+47 75555000\nTromsø;+47 77790000\n", "utf-8",
        rows=[["Bodø", "+47 75555000"], ["Tromsø", "+47 77790000"]]),
    "Denmark, slashes that say which is the day": Office(
        "Kommune;Dato;Antal\nAarhus;3/11/2014;1.200,5\nOdense;24/12/2014;300,0\n", "utf-8",
        rows=[["Aarhus", "2014-11-03", 1200.5], ["Odense", "2014-12-24", 300]]),
    "Denmark, slashes that do not": Office(
        "Kommune;Dato\nAarhus;3/11/2014\nOdense;4/12/2014\n", "utf-8", error="data/two-readings", hint="dates: dd/mm/yyyy"),
    "Denmark, negative in parentheses": Office(
        "Kommune;Saldo\nAarhus;(1.200,50)\nOdense;300,00\nRibe;12,00\n", "utf-8", error="data/odd-cells",
        hint='numbers: "(1.234,5)"'),
    "Denmark, negative in parentheses, and said": Office(
        "Kommune;Saldo\nAarhus;(1.200,50)\nOdense;300,00\nRibe;12,00\n", "utf-8", said='numbers: "(1.234,5)"',
        rows=[["Aarhus", -1200.5], ["Odense", 300], ["Ribe", 12]]),
    "Lithuania, months by name": Office(
        "Savivaldybė;Data;Suma\nVilnius;2014 m. lapkričio 3 d.;1 234,50 EUR\nŠiauliai;2014 m. gruodžio 24 d.;85,00 EUR\n", "utf-8",
        rows=[["Vilnius", "2014-11-03", 1234.5], ["Šiauliai", "2014-12-24", 85]]),
    "Switzerland, apostrophes": Office(
        "Ort;Einwohner;Betrag\nChur;38’293;CHF 1'200.50\nBern;1’134’506;CHF 300.00\n", "utf-8",
        rows=[["Chur", 38293, 1200.5], ["Bern", 1134506, 300]]),
    "a header of two lines": Office(
        "Pašvaldība;Skolēni;\r\n;2013;2014\r\nRīga;10 791;10 800\r\nLiepāja;2 116;2 200\r\n", error="data/unnamed-column"),
    "the same as a workbook": Office(
        "Pašvaldība;Skolēni;\r\n;2013;2014\r\nRīga;10 791;10 800\r\n", error="sheet/beyond-header", hint="range"),
    "a total below": Office(
        "Vald;Õpilasi\nTartu;10\nNarva;20\nKokku;30\n", "utf-8", error="data/total-row", hint="total-row"),
    "a total below, dropped": Office(
        "Vald;Õpilasi\nTartu;10\nNarva;20\nKokku;30\n", "utf-8", said="total-row: drop",
        rows=[["Tartu", 10], ["Narva", 20]]),
    "a note below the table": Office(
        "Vald;Õpilasi;Osa\r\nTartu;10;5\r\nNarva;20;5\r\n;;\r\nAllikas: Eesti Statistikaamet;;\r\n",
        error="data/notes-below", hint="notes-below: drop"),
    "notes below the table, dropped": Office(
        "Vald;Õpilasi;Osa\nTartu;10;5\nVõru;;\nNarva;20;5\n;;\n* ilma Narvata;;\nMuu;;\n", "utf-8", said="notes-below: drop",
        rows=[["Tartu", 10, 5], ["Võru", None, None], ["Narva", 20, 5]]),
    "a note that follows at once, under numbers": Office(
        "Õpilasi;Osa\n10;5\n20;5\nAllikas: Statistikaamet;\n", "utf-8", said="notes-below: drop",
        rows=[[10, 5], [20, 5]]),
    "a place without answers at the end": Office(
        "Vald;Õpilasi;Osa\nTartu;10;5\nNarva;20;5\nVõru;;\n", "utf-8",
        rows=[["Tartu", 10, 5], ["Narva", 20, 5], ["Võru", None, None]]),
    "a total and a note": Office(
        "Vald;Õpilasi;Osa\nTartu;10;5\nNarva;20;5\nKokku;30;10\nAllikas: Statistikaamet;;\n", "utf-8",
        said="notes-below: drop\n    total-row: drop", rows=[["Tartu", 10, 5], ["Narva", 20, 5]]),
    "numbers of 16 digits": Office(
        "Nimi;Konto\nA;1234567890123456\nB;1234567890123457\n", "utf-8",
        rows=[["A", 1234567890123456], ["B", 1234567890123457]]),
    "numbers of 20 digits": Office(
        "Nimi;Konto\nA;12345678901234567890\nB;12345678901234567891\n", "utf-8",
        rows=[["A", "12345678901234567890"], ["B", "12345678901234567891"]]),
    "numbers that a spreadsheet has cut": Office(
        "Nimi;Konto\nA;1,23457E+15\nB;1,23457E+15\n", "utf-8", error="data/odd-cells", hint="types"),
    "a share of more than all": Office(
        "Vald;Osa\nTartu;45 %\nNarva;145 %\n", "utf-8", rows=[["Tartu", 0.45], ["Narva", 1.45]]),
    "per mille": Office(
        "Vald;Osa\nTartu;4,5 ‰\nNarva;14,5 ‰\n", "utf-8", rows=[["Tartu", "4,5 ‰"], ["Narva", "14,5 ‰"]]),
    "percent in some cells": Office(
        "Vald;Osa\nTartu;45 %\nNarva;14,5\nVõru;12 %\n", "utf-8", error="data/odd-cells"),
    "two currencies": Office(
        "Vald;Hind\nTartu;45 EUR\nNarva;14,5 kr\nVõru;12 EUR\n", "utf-8", error="data/odd-cells"),
    "a dash for nothing": Office(
        "Vald;Hind\nTartu;45\nNarva;–\nVõru;12\n", "utf-8", error="data/odd-cells", hint='null: ["–"]'),
    "decimals by comma in a file that commas cut": Office(
        'Vald,Hind\nTartu,"45,5"\nNarva,"1.200,25"\n', "utf-8", rows=[["Tartu", 45.5], ["Narva", 1200.25]]),
    "less than five": Office(
        "Vald;Ohvrid\nTartu;<5\nNarva;12\nVõru;7\n", "utf-8", error="data/odd-cells"),
    "a footnote's sign": Office(
        "Vald;Ohvrid\nTartu;5*\nNarva;12\nVõru;7\n", "utf-8", error="data/odd-cells"),
    "a footnote's raised figure": Office(
        "Vald;Ohvrid\nTartu;5¹\nNarva;12\nVõru;7\n", "utf-8", error="data/odd-cells"),
    "words behind the numbers": Office(
        "Vald;Ohvrid\nTartu;5 in.\nNarva;12 in.\nVõru;7 in.\n", "utf-8", rows=[["Tartu", "5 in."], ["Narva", "12 in."], ["Võru", "7 in."]]),
    "thousands said by a word": Office(
        "Vald;Hind\nTartu;5 tuh\nNarva;1200\nVõru;7 tuh\nPärnu;9 000\n", "utf-8",
        rows=[["Tartu", "5 tuh"], ["Narva", "1200"], ["Võru", "7 tuh"], ["Pärnu", "9 000"]]),
    "two decimal signs in one column": Office(
        "Vald;Hind\nTartu;5,5\nNarva;1.25\nVõru;7,5\n", "utf-8", error="data/odd-cells"),
    "thousands by points and by commas": Office(
        "Vald;Hind\nTartu;1.200,50\nNarva;1,200.50\nVõru;7,5\n", "utf-8", error="data/odd-cells"),
    "years of two digits": Office(
        "Vald;Päev\nTartu;3.11.14\nNarva;24.12.14\n", "utf-8", error="data/odd-cells", hint="dates: dd.mm.yy"),
    "a day that does not exist": Office(
        "Vald;Päev\nTartu;31.11.2014\nNarva;24.12.2014\nVõru;1.12.2014\n", "utf-8", error="data/odd-cells"),
    "days and years": Office(
        "Vald;Päev\nTartu;2014\nNarva;24.12.2014\nVõru;1.12.2014\n", "utf-8", error="data/odd-cells"),
    "months in capitals and with a point": Office(
        "Amt;Tag\nKiel;3-NOV-2014\nBonn;24-DEZ-2014\n", "utf-8", rows=[["Kiel", "2014-11-03"], ["Bonn", "2014-12-24"]]),
}


def as_xlsx(cells):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sheet")
    for r, row in enumerate(cells):
        for c, text in enumerate(row):
            if text:
                sheet.write_string(r, c, text)
    book.close()
    return out.getvalue()


def as_ods(cells):
    book = OpenDocumentSpreadsheet()
    table = Table(name="Sheet")
    for row in cells:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string", stringvalue=text) if text else TableCell()
            if text:
                cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


class Offices(Project):
    def setUp(self):
        super().setUp()
        shutil.rmtree(self.folder / "po")
        self.write("r.md", "# One\n\nText.\n")

    def read(self, source, content, office):
        said = f"    {office.said}\n" if office.said else ""
        if source == "csv" and office.options:
            said += f"    options: {{{office.options}}}\n"
        self.write("strom.yml", YML % (source, source, said))
        self.write(f"survey.{source}", content)
        if not office.error:
            run = self.strom("dump", "tables")
            self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
            rows = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("  [")]
            self.assertEqual(rows, office.rows, run.stdout)
            return
        run = self.strom("check")
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn(f"[{office.error}]", run.stderr)
        self.assertIn(office.hint, " ".join(run.stderr.split()))


def add(name, office):
    def file(self):
        self.read("csv", office.text.encode(office.encoding), office)

    def books(self):
        self.read("xlsx", as_xlsx(office.cells()), office)
        self.read("ods", as_ods(office.cells()), office)

    word = "".join(c if c.isalnum() else "_" for c in name)
    if office.error != "sheet/beyond-header":
        setattr(Offices, f"test_{word}_as_csv", file)
    if office.error not in ("csv/which-encoding", "data/unnamed-column"):
        setattr(Offices, f"test_{word}_as_workbooks", books)


for each in OFFICES.items():
    add(*each)

if __name__ == "__main__":
    unittest.main()
