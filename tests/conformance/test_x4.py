"""The checker of PDF/X-4 on a good file and on the same file made wrong, one fault at a time: each
must be caught. usage: test_x4.py GOOD.pdf"""
import pathlib
import sys
import tempfile
import unittest

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

import x4

GOOD = pathlib.Path(sys.argv.pop(1)) if len(sys.argv) > 1 else None


def xmp(old, new):
    def wrong(pdf):
        data = pdf.Root.Metadata.read_bytes()
        assert old in data, old
        pdf.Root.Metadata = Stream(pdf, data.replace(old, new), Type=Name.Metadata, Subtype=Name.XML)
    return wrong


def content(before=b"", after=b""):
    """Adds to the first page's content."""
    def wrong(pdf):
        page = pdf.pages[0].obj
        page.Contents = Stream(pdf, before + page.Contents.read_bytes() + after)
    return wrong


def resource(kind, name, value, use):
    """A resource, and content that uses it."""
    def wrong(pdf):
        page = pdf.pages[0].obj
        entries = page.Resources.get(kind, Dictionary())
        entries[name] = value(pdf)
        page.Resources[kind] = entries
        content(after=use)(pdf)
    return wrong


def state(**entries):
    return resource("/ExtGState", "/Bad", lambda pdf: Dictionary(
        {"/" + k: v(pdf) if callable(v) else v for k, v in entries.items()}), b"\n/Bad gs\n")


def function(pdf):
    return Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[0, 1, 0, 0])


def image(**entries):
    def make(pdf):
        x = Stream(pdf, b"\0\0\0\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
                   BitsPerComponent=8, ColorSpace=Name.DeviceCMYK)
        for key, value in entries.items():
            x["/" + key] = value(pdf) if callable(value) else value
        return x
    return resource("/XObject", "/Bad", make, b"\n/Bad Do\n")


def profile(at, data):
    def wrong(pdf):
        intent = pdf.Root.OutputIntents[0]
        old = intent.DestOutputProfile.read_bytes()
        intent.DestOutputProfile = Stream(pdf, old[:at] + data + old[at + len(data):], N=4)
    return wrong


def source_profile(pdf):
    return Array([Name.ICCBased, Stream(pdf, pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes(), N=4)])


def two_spots(pdf):
    page = pdf.pages[0].obj
    magenta = Array([Name.Separation, Name("/House#20Red"), Name.DeviceCMYK, function(pdf)])
    other = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[0, 0, 1, 0])
    yellow = Array([Name.Separation, Name("/House#20Red"), Name.DeviceCMYK, other])
    page.Resources["/ColorSpace"] = Dictionary(A=magenta, B=yellow, All=page.Resources.ColorSpace.All)


def first_font(pdf):
    return next(v for _, v in pdf.pages[0].obj.Resources.Font.items())


def descriptor(pdf):
    return first_font(pdf).DescendantFonts[0].FontDescriptor


def remove_programs(pdf):
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor(pdf):
            del descriptor(pdf)[key]


def empty_programs(pdf):
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor(pdf):
            descriptor(pdf)[key] = Stream(pdf, b"")


def annotation(pdf):
    page = pdf.pages[0].obj
    page.Annots = Array([pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=[100, 100, 120, 120]))])


def link(pdf):
    page = pdf.pages[0].obj
    page.Annots = Array([pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.PrinterMark, Rect=[0, 0, 1, 1],
        A=pdf.make_indirect(Dictionary(S=Name.URI, URI=pikepdf.String("http://strom.example")))))])


def set_box(key, value):
    def wrong(pdf):
        pdf.pages[0].obj[key] = Array(value) if value else None
    return wrong


def without(path):
    """Takes an entry out: "Root.OutputIntents.0.Info"."""
    def wrong(pdf):
        *way, last = path.split(".")
        node = pdf.trailer
        for step in way:
            node = node[int(step)] if step.isdigit() else node["/" + step]
        del node["/" + last]
    return wrong


def put(path, value):
    def wrong(pdf):
        *way, last = path.split(".")
        node = pdf.trailer
        for step in way:
            node = node[int(step)] if step.isdigit() else node["/" + step]
        node["/" + last] = value(pdf) if callable(value) else value
    return wrong


def second_intent(pdf):
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def black_knocks_out(pdf):
    for _, s in pdf.pages[0].obj.Resources.ExtGState.items():
        s["/op"] = False


def no_group(pdf):
    for page in pdf.pages:
        if "/Group" in page.obj:
            del page.obj["/Group"]
    state(ca=0.5)(pdf)


# Name: (the clause that must be named, what makes the file wrong).
FAULTS = {
    "no output intent": ("6.2.3", without("Root.OutputIntents")),
    "an intent of another kind": ("6.2.3", put("Root.OutputIntents.0.S", Name.GTS_PDFA1)),
    "two output intents": ("6.2.3", second_intent),
    "no condition": ("6.2.3", without("Root.OutputIntents.0.OutputConditionIdentifier")),
    "no profile": ("6.2.3", without("Root.OutputIntents.0.DestOutputProfile")),
    "a profile elsewhere": ("6.2.3", put("Root.OutputIntents.0.DestOutputProfileRef",
                                         lambda pdf: Dictionary(URLs=Array([])))),
    "a profile of a screen": ("6.2.3", profile(12, b"mntr")),
    "a profile of RGB": ("6.2.3", profile(16, b"RGB ")),
    "a profile of version 5": ("6.2.3", profile(8, b"\x05")),
    "no profile at all": ("6.2.3", profile(36, b"xxxx")),
    "a profile of a wrong length": ("6.2.3", profile(0, b"\0\0\0\1")),
    "a profile with no tables": ("6.2.3", profile(128, b"\0\0\0\0")),
    "no metadata": ("6.7", without("Root.Metadata")),
    "metadata that is no XML": ("6.7", xmp(b"</rdf:RDF>", b"")),
    "another version": ("6.7", xmp(b"PDF/X-4", b"PDF/X-3:2002")),
    "no creation date": ("6.7", xmp(b"xmp:CreateDate", b"xmp:Created")),
    "a date that is none": ("6.7", xmp(b"2015-10-31T", b"31.10.2015 ")),
    "no document's id": ("6.7", xmp(b"xmpMM:DocumentID", b"xmpMM:Document")),
    "no rendition": ("6.7", xmp(b"xmpMM:RenditionClass", b"xmpMM:Rendition")),
    "no title": ("6.7", xmp(b"dc:title", b"dc:name")),
    "trapping unknown": ("6.7", xmp(b">False<", b">Unknown<")),
    "trapping contradicts": ("6.7", put("Info.Trapped", Name("/True"))),
    "dates contradict": ("6.7", put("Info.ModDate", pikepdf.String("D:20200101000000Z"))),
    "titles contradict": ("6.7", put("Info.Title", pikepdf.String("Another"))),
    "an older claim": ("6.7", put("Info.GTS_PDFXVersion", pikepdf.String("PDF/X-1a:2001"))),
    "no trim box": ("6.2.1", lambda pdf: pdf.pages[0].obj.__delitem__("/TrimBox")),
    "an art box too": ("6.2.1", set_box("/ArtBox", [40, 40, 200, 200])),
    "trim beyond bleed": ("6.2.1", set_box("/TrimBox", [0, 0, 4000, 100])),
    "bleed beyond media": ("6.2.1", set_box("/BleedBox", [-50, 0, 800, 500])),
    "crop cuts the bleed": ("6.2.1", set_box("/CropBox", [100, 100, 200, 200])),
    "an empty trim box": ("6.2.1", set_box("/TrimBox", [50, 50, 50, 90])),
    "a scaled page": ("6.2.1", lambda pdf: pdf.pages[0].obj.__setitem__("/UserUnit", 2)),
    "a note on the page": ("6.8", annotation),
    "a link": ("6.8", link),
    "JavaScript": ("6.8", put("Root.Names", lambda pdf: Dictionary(JavaScript=Dictionary(Names=Array([]))))),
    "an action at opening": ("6.8", put("Root.OpenAction", lambda pdf: Dictionary(
        S=Name.JavaScript, JS=pikepdf.String("1")))),
    "a form": ("6.8", put("Root.AcroForm", lambda pdf: Dictionary(XFA=pikepdf.String("x")))),
    "a view of less": ("6.5", put("Root.ViewerPreferences.ViewClip", Name.TrimBox)),
    "layers that switch": ("6.5", put("Root.OCProperties", lambda pdf: Dictionary(
        OCGs=Array([]), D=Dictionary(Name=pikepdf.String("all"), AS=Array([]))))),
    "RGB in the content": ("6.2.4", content(after=b"\n1 0 0 rg 0 0 9 9 re f\n")),
    "an RGB space by name": ("6.2.4", content(after=b"\n/DeviceRGB cs 1 0 0 sc\n")),
    "an RGB picture": ("6.2.4", image(ColorSpace=Name.DeviceRGB)),
    "the intent's profile as a source": ("6.2.4", resource("/ColorSpace", "/Bad", source_profile,
                                                           b"\n/Bad cs 0 0 0 1 scn\n")),
    "a spot ink of two colours": ("6.2.4", two_spots),
    "a spot ink that is RGB": ("6.2.4", resource("/ColorSpace", "/Bad", lambda pdf: Array(
        [Name.Separation, Name.Gold, Name.DeviceRGB, function(pdf)]), b"\n/Bad cs 1 scn\n")),
    "an intent of rendering": ("6.2.4", content(after=b"\n/Beautiful ri\n")),
    "a transfer function": ("6.2.7", state(TR=Name.Identity)),
    "a transfer function by the newer key": ("6.2.7", state(TR2=function)),
    "a halftone's name": ("6.2.7", state(HT=lambda pdf: Dictionary(
        HalftoneType=1, Frequency=60, Angle=45, SpotFunction=Name.Round,
        HalftoneName=pikepdf.String("mine")))),
    "a halftone of type 6": ("6.2.7", state(HT=lambda pdf: Stream(pdf, b"\0", HalftoneType=6))),
    "a blend mode": ("6.2.5", state(BM=Name.Sparkle)),
    "a mask without group": ("6.2.5", state(SMask=lambda pdf: Dictionary(S=Name.Alpha))),
    "mixed in RGB": ("6.2.5", lambda pdf: pdf.pages[0].obj.__setitem__("/Group", Dictionary(
        S=Name.Transparency, CS=Name.DeviceRGB))),
    "transparent without a group": ("house", no_group),
    "a font without its program": ("6.3", remove_programs),
    "an empty font": ("6.3", empty_programs),
    "a font without descriptor": ("6.3", lambda pdf: first_font(pdf).DescendantFonts[0]
                                  .__delitem__("/FontDescriptor")),
    "a CMap elsewhere": ("6.3", lambda pdf: first_font(pdf).__setitem__("/Encoding", Name("/90ms-RKSJ-H"))),
    "another picture": ("6.6", image(Alternates=lambda pdf: Array([]))),
    "a picture in a file": ("6.6", image(F=pikepdf.String("picture.jpg"))),
    "PostScript": ("6.6", resource("/XObject", "/Bad", lambda pdf: Stream(
        pdf, b"showpage", Type=Name.XObject, Subtype=Name.PS), b"\n/Bad Do\n")),
    "a form from a file": ("6.6", resource("/XObject", "/Bad", lambda pdf: Stream(
        pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1],
        Ref=Dictionary(F=pikepdf.String("a.pdf"), Page=0)), b"\n/Bad Do\n")),
    "no such operator": ("7.8", content(after=b"\n1 2 plot\n")),
    "Q without q": ("7.8", content(after=b"\nQ\n")),
    "q without Q": ("7.8", content(after=b"\nq\n")),
    "a font that is not there": ("7.8", content(after=b"\nBT /Gone 9 Tf ET\n")),
    "black text makes room": ("house", black_knocks_out),
}


class Faults(unittest.TestCase):
    def wrong_file(self, make, **how):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = pathlib.Path(folder.name) / "wrong.pdf"
        with pikepdf.open(GOOD) as pdf:
            make(pdf)
            pdf.save(path, fix_metadata_version=False, force_version="1.6",
                     object_stream_mode=pikepdf.ObjectStreamMode.generate, **how)
        return path

    def test_the_good_file_is_good_and_stays_so(self):
        self.assertEqual(x4.check(GOOD), [])
        self.assertEqual(x4.check(self.wrong_file(lambda pdf: None)), [])

    def test_every_planted_fault_is_caught(self):
        self.assertGreaterEqual(len(FAULTS), 25)
        for name, (clause, make) in FAULTS.items():
            with self.subTest(name):
                found = x4.check(self.wrong_file(make))
                self.assertIn(clause, [c for c, _ in found], found)

    def test_faults_of_the_file_itself(self):
        data = GOOD.read_bytes()
        cases = {
            "a later version": data.replace(b"%PDF-1.6", b"%PDF-1.7", 1),
            "cut off": data[:-200], "empty": b"", "text": b"Hello",
        }
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "wrong.pdf"
            for name, wrong in cases.items():
                with self.subTest(name):
                    path.write_bytes(wrong)
                    self.assertIn("6.1", [c for c, _ in x4.check(path)])

    def test_encryption(self):
        path = self.wrong_file(lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="", R=4))
        self.assertIn("6.1", [c for c, _ in x4.check(path)])


if __name__ == "__main__":
    unittest.main()
