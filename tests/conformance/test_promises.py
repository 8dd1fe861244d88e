"""That promises.py finds what is wrong: one fault after the other, planted into the page of everything."""
import pathlib
import sys
import tempfile
import unittest

import pikepdf
from pikepdf import Array, Dictionary, Name

import promises

WHOLE = pathlib.Path(sys.argv.pop()) if len(sys.argv) > 1 else None


def elements(pdf, kind):
    found = []

    def walk(kids):
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                if kid.S == f"/{kind}":
                    found.append(kid)
                walk(kid.get("/K", Array()))

    walk(pdf.Root.StructTreeRoot.K)
    return found


def first(kind, change, index=0):
    return lambda pdf: change(elements(pdf, kind)[index])


def links(pdf):
    return [a for page in pdf.pages for a in page.get("/Annots", [])]


def link(change):
    return lambda pdf: change(links(pdf)[0])


def content(old, new):
    def change(pdf):
        page = next(p for p in pdf.pages if "/Annots" in p)
        data = page.Contents.read_bytes()
        assert old in data, old
        page.Contents = pdf.make_stream(data.replace(old, new, 1))
    return change


def drop(key):
    return lambda thing: thing.__delitem__(key)


FAULTS = {
    "a link without words": link(drop("/Contents")),
    "a link of no lines": link(drop("/QuadPoints")),
    "half a quadrangle": link(lambda a: setattr(a, "QuadPoints", Array(list(a.QuadPoints)[:-2]))),
    "a quadrangle elsewhere": link(lambda a: a.QuadPoints.__setitem__(0, 5000)),
    "a link of no element": link(drop("/StructParent")),
    "an element without its link": first("Link", lambda e: setattr(e, "K", Array(
        [k for k in e.K if not (isinstance(k, Dictionary) and "/Obj" in k)]))),
    "no tab order": lambda pdf: [p.__delitem__("/Tabs") for p in pdf.pages if "/Tabs" in p],
    "an artifact of no type": content(b"/Artifact<</Type/Layout>>BDC", b"/Artifact BMC"),
    "a head that does not say so": content(b"/Type/Pagination/Subtype/Header", b"/Type/Pagination"),
    "a note without an ID": first("Note", drop("/ID")),
    "two notes of one ID": lambda pdf: setattr(elements(pdf, "Note")[1], "ID", elements(pdf, "Note")[0].ID),
    "a note that leads nowhere": first("Note", lambda e: [a.__delitem__("/Dest") for a in promises.annotations(e)]),
    "a reference that leads nowhere": first("Reference", lambda e: [a.__delitem__("/Dest")
                                                                  for a in promises.annotations(e)]),
    "a note that leads to another page": lambda pdf: [setattr(a, "Dest", Array([pdf.pages[0].obj, Name.Fit]))
                                                     for e in elements(pdf, "Note") for a in promises.annotations(e)],
    "no references": lambda pdf: [setattr(e, "S", Name.Span) for e in elements(pdf, "Reference")],
    "an item of one piece": first("LBody", lambda e: setattr(e, "S", Name.P)),
    "a list of paragraphs": first("LI", lambda e: setattr(e, "S", Name.P)),
    "a level left out": first("H1", lambda e: setattr(e, "S", Name.H2)),
    "a header without scope": first("TH", drop("/A")),
    "a header that there is not": first("TD", lambda e: e.A.Headers.__setitem__(0, "nobody")
                                        if isinstance(e.A, Dictionary) else e.A[-1].Headers.__setitem__(0, "nobody")),
    "the file's name as title": lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"),
    "no labels": lambda pdf: pdf.Root.__delitem__("/PageLabels"),
    "no language": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "an empty expansion": lambda pdf: setattr(next(e for e in elements(pdf, "Span") if "/E" in e), "E", " "),
}


class Planted(unittest.TestCase):
    def test_the_whole_file_is_good(self):
        self.assertEqual(promises.judge(WHOLE), [])

    def test_a_link_of_two_lines(self):
        with pikepdf.open(WHOLE) as pdf:
            self.assertTrue(any(len(a.QuadPoints) >= 16 for a in links(pdf) if "/A" in a))

    def test_each_is_found(self):
        for name, plant in FAULTS.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder, pikepdf.open(WHOLE) as pdf:
                plant(pdf)
                path = pathlib.Path(folder) / "planted.pdf"
                pdf.save(path)
                self.assertNotEqual(promises.judge(path), [])


if __name__ == "__main__":
    unittest.main()
