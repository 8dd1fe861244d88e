"""Makes keyed.otf: a font of boxes whose CFF is keyed by CIDs that are no glyph numbers, and pictures.ttf, whose
letters have no outlines, only pictures. Needs fonttools; what it made is kept beside it."""

import io
import sys

from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict, TopDictIndex
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,()-–%"


def box(pen, i):
    """Each letter a box of its own height."""
    top = 300 + 6 * i
    for x, y, step in ((50, 0, pen.moveTo), (450, 0, pen.lineTo), (450, top, pen.lineTo), (50, top, pen.lineTo)):
        step((x, y))
    pen.closePath()


def begin(truetype):
    names = [".notdef", "space"] + [f"glyph{i}" for i in range(len(LETTERS))]
    fb = FontBuilder(1000, isTTF=truetype)
    fb.setupGlyphOrder(names)
    fb.setupCharacterMap({32: "space", **{ord(c): f"glyph{i}" for i, c in enumerate(LETTERS)}})
    fb.setupHorizontalMetrics({n: (500, 0) for n in names})
    fb.setupHorizontalHeader(ascent=800, descent=-200)
    fb.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200, fsType=0)
    fb.setupPost()
    return fb, names


def keyed(path):
    fb, names = begin(False)
    fb.setupNameTable({"familyName": "Keyed", "styleName": "Regular", "psName": "Keyed-Regular"})
    strings = {}
    for n in names:
        pen = T2CharStringPen(500, None)
        if n.startswith("glyph"):
            box(pen, int(n[5:]))
        strings[n] = pen.getCharString()
    fb.setupCFF("Keyed-Regular", {"FullName": "Keyed"}, strings, {})
    named = io.BytesIO()
    fb.save(named)
    font = TTFont(named)
    cff = font["CFF "].cff
    top = cff.topDictIndex[0]
    private = top.Private
    for n in names:
        top.CharStrings[n].decompile()
    maps, metrics = font["cmap"].tables, font["hmtx"].metrics
    for table in maps:
        table.cmap
    # Now by CIDs: 0, then 40, 43, 46 and so on.
    cids = [".notdef"] + [f"cid{40 + 3 * i:05d}" for i in range(len(names) - 1)]
    rename = dict(zip(names, cids))
    top.ROS = ("Adobe", "Identity", 0)
    top.CIDCount = 1000
    fd = FontDict(strings=cff.strings)
    fd.FontName = "Keyed-Regular-0"
    fd.Private = private
    top.FDArray = FDArrayIndex()
    top.FDArray.strings = cff.strings
    top.FDArray.GlobalSubrs = cff.GlobalSubrs
    top.FDArray.append(fd)
    top.FDSelect = FDSelect()
    top.FDSelect.format = 3
    top.FDSelect.gidArray = [0] * len(names)
    del top.Private
    top.rawDict.pop("Private", None)
    strings = top.CharStrings
    strings.fdArray = top.FDArray
    strings.fdSelect = top.FDSelect
    strings.charStrings = {c: strings.charStrings[n] for c, n in zip(cids, names)}
    top.charset = cids
    font.setGlyphOrder(cids)
    for table in maps:
        table.cmap = {k: rename[v] for k, v in table.cmap.items()}
    font["hmtx"].metrics = {rename[k]: v for k, v in metrics.items()}
    font.save(path)


def pictures(path, outlines):
    fb, names = begin(True)
    fb.setupNameTable({"familyName": "Pictures", "styleName": "Regular", "psName": "Pictures-Regular"})
    glyphs = {}
    for n in names:
        pen = TTGlyphPen(None)
        if n.startswith("glyph") and int(n[5:]) < 52:
            box(pen, int(n[5:]))
        glyphs[n] = pen.glyph()
    fb.setupGlyf(glyphs)
    fb.font["head"].fontRevision = 1
    svg = newTable("SVG ")
    svg.docList = [('<svg xmlns="http://www.w3.org/2000/svg"><g id="glyph2"/></svg>', 2, 2)]
    fb.font["SVG "] = svg
    if not outlines:
        for tag in ("glyf", "loca"):
            del fb.font[tag]
        fb.font["maxp"].tableVersion = 0x00005000
    fb.save(path)


if __name__ == "__main__":
    keyed(sys.argv[1] + "/keyed.otf")
    pictures(sys.argv[1] + "/pictures.ttf", True)
    pictures(sys.argv[1] + "/no-outlines.ttf", False)
