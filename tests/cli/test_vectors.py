"""SVG pictures and pages of PDFs: what arrives in the files, and what is refused."""

import pathlib
import re
import shutil
import subprocess
import unittest

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from project import SOURCE, STROM, Project

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="192" height="96" viewBox="0 0 200 100">
  <rect width="200" height="100" fill="#eeeeee"/>
  <circle cx="150" cy="50" r="30" fill="black" opacity="0.5"/>
  <path d="M10 10H90V60z" fill="#0059a9"/>
  <text x="10" y="90" font-family="Lato" font-size="14">Words</text>
</svg>
"""


def pdf(content=b"", resources=None, pages=1, **more):
    """A document of pages with that content."""
    out = pikepdf.new()
    for _ in range(pages):
        out.pages.append(pikepdf.Page(Dictionary(
            Type=Name.Page, MediaBox=Array([0, 0, 200, 100]), Contents=out.make_stream(content),
            Resources=resources or Dictionary(), **more)))
    return out


class Vectors(Project):
    def show(self, picture, attributes=""):
        """A document whose only picture this is."""
        self.write("text/report.md", f"# One\n\n![Something]({picture}){attributes}\n")

    def save(self, document, name="a.pdf", **how):
        document.save(self.folder / name, **how)

    def form(self, profile="screen", index=0):
        """The picture's form in the finished file."""
        run = self.strom("build", "report", "-e", "en", "--profile", profile)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.file = pikepdf.open(self.folder / ("out/report-en.pdf" if profile == "screen"
                                                else "out/report-en-print.pdf"))
        self.addCleanup(self.file.close)
        forms = [x for x in self.file.objects if isinstance(x, Stream) and "/Matrix" in x
                 and x.get("/Subtype") == Name.Form]
        return forms[index]

    def operators(self, form):
        return [(str(op), [*args]) for args, op in pikepdf.parse_content_stream(form)]

    def refused(self, code, **place):
        return self.assertReported(self.errors("build", "report", "-e", "en"), code, **place)

    def warned(self, code, **place):
        run = self.errors("build", "report", "-e", "en", code=0)
        return self.assertReported(run, code, **place)

    def judged(self):
        """By the checker of PDF/X-4, which shares nothing with the writer."""
        run = subprocess.run(["/usr/bin/python3", SOURCE / "tests/conformance/x4.py",
                              self.folder / "out/report-en-print.pdf"], capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)


class Svg(Vectors):
    def setUp(self):
        super().setUp()
        self.write("a.svg", SVG)
        self.show("a.svg")

    def test_size(self):
        run = self.strom("dump", "pages", "report", "-e", "en")
        w, h = re.search(r"^  picture \S+ \S+ \S* ?(\d+(?:\.\d+)?) (\d+(?:\.\d+)?)", run.stdout, re.M).groups()
        self.assertEqual((w, h), ("144", "72"))

    def test_text_is_outlines(self):
        form = self.form()
        self.assertFalse(form.Resources.get("/Font"))
        self.assertNotIn("BT", [op for op, _ in self.operators(form)])
        self.assertGreater(sum(op == "c" for op, _ in self.operators(form)), 30)

    def test_black_is_one_ink(self):
        form = self.form("print")
        inks = {tuple(map(float, args)) for op, args in self.operators(form) if op in "kK"}
        self.assertFalse([op for op, _ in self.operators(form) if op in ("rg", "RG")])
        self.assertIn((0, 0, 0, 1), inks)
        self.assertTrue(any(c > 0.8 and k < 0.5 for c, m, y, k in inks), inks)
        self.judged()

    def test_gradients_keep_their_meaning_in_print(self):
        self.write("a.svg", SVG.replace('fill="#0059a9"', 'fill="url(#g)"').replace("</svg>", (
            '<linearGradient id="g"><stop stop-color="#00f"/><stop offset="1" stop-color="#fc0"'
            ' stop-opacity=".2"/></linearGradient></svg>')))
        self.form("print")
        self.judged()

    def test_no_size(self):
        self.write("a.svg", SVG.replace('width="192" height="96" viewBox="0 0 200 100"', 'width="0"'))
        self.refused("picture/no-size", file="text/report.md", line=3)

    def test_percent_of_nothing(self):
        self.write("a.svg", SVG.replace('width="192" height="96"', 'width="100%"'))
        self.form()

    def test_broken(self):
        self.write("a.svg", SVG.replace("</text>", "</tekst>"))
        report = self.refused("picture/broken", file="a.svg", line=5)
        self.assertIn("mismatched tag", report["message"])

    def test_another_kind_of_xml(self):
        self.write("a.svg", '<?xml version="1.0"?>\n<html/>')
        self.refused("picture/not-svg", file="a.svg", line=2)

    def test_what_is_outside(self):
        for what, told in {
            '<image href="photo.png" width="9" height="9"/>': "photo.png",
            '<image xmlns:x="http://www.w3.org/1999/xlink" x:href="http://example.org/a.png"/>': "http://example.org/a.png",
            '<rect style="fill: url(\'other.svg#g\')" width="1" height="1"/>': "other.svg#g",
            '<rect fill="url(http://example.org/p#g)" width="1" height="1"/>': "http://example.org/p#g",
            '<style>@import url("x.css");</style>': "x.css",
            '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>': "/etc/passwd",
        }.items():
            self.write("a.svg", SVG.replace("</svg>", f"  {what}\n</svg>"))
            report = self.refused("picture/svg-outside", file="a.svg", line=6)
            self.assertIn(f"'{told}'", report["message"], what)
            self.assertEqual(report["column"] - 1, f"  {what}".index(told), what)

    def test_external_entities(self):
        self.write("a.svg", f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n{SVG}')
        self.refused("picture/svg-outside", file="a.svg", line=1)

    def test_many_laughs(self):
        entities = "".join(f'<!ENTITY l{i} "{"&l%d;" % (i - 1) * 10}">' for i in range(1, 12))
        self.write("a.svg", f'<!DOCTYPE svg [<!ENTITY l0 "ha">{entities}]>\n' + SVG.replace("Words", "&l11;"))
        self.refused("picture/broken", file="a.svg")

    def test_deep(self):
        self.write("a.svg", SVG.replace("</svg>", "<g>" * 5000 + "</g>" * 5000 + "</svg>"))
        self.refused("picture/broken")

    def test_links_and_what_is_inside_are_fine(self):
        self.write("a.svg", SVG.replace("</svg>", (
            '<a href="http://example.org/"><use href="#c"/></a><circle id="c" r="9"/>'
            '<image width="1" height="1" href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAf'
            'FcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="/></svg>')))
        self.form()

    def test_html_is_not_drawn(self):
        self.write("a.svg", SVG.replace("</svg>", "<foreignObject/></svg>"))
        self.warned("picture/svg-html", file="a.svg", line=6)

    def test_a_font_that_there_is_not(self):
        self.write("a.svg", SVG.replace('"Lato"', '"Comic Sans MS, Impact"'))
        report = self.warned("picture/svg-font", file="a.svg", line=5)
        self.assertIn("Comic Sans", report["message"])
        self.write("a.svg", SVG.replace('font-family="Lato"', "style=\"font-family: 'Comic Sans', sans-serif\""))
        self.assertEqual(self.errors("build", "report", "-e", "en", code=0), [])

    def test_without_the_module(self):
        root = pathlib.Path(STROM).resolve().parents[1]
        (self.folder / "alone/bin").mkdir(parents=True)
        (self.folder / "alone/lib/strom").mkdir(parents=True)
        shutil.copy(STROM, self.folder / "alone/bin/strom")
        (self.folder / "alone/share").symlink_to(root / "share")
        (self.folder / "alone/lib/strom/plugins").symlink_to(root / "lib/strom/plugins")
        run = subprocess.run([self.folder / "alone/bin/strom", "build", "report", "-e", "en"], cwd=self.folder,
                             capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 1)
        self.assertIn("[picture/no-reader]", run.stderr)

    def test_previews(self):
        run = self.strom("render", "report", "-e", "en", "--page", "3", "-o", "a.png")
        self.assertEqual((run.returncode, run.stderr), (0, ""))


class Pages(Vectors):
    def setUp(self):
        super().setUp()
        self.show("a.pdf")

    def test_a_page_fills_the_square(self):
        self.save(pdf(b"0 g 10 10 50 50 re f", CropBox=Array([10, 20, 110, 70])))
        form = self.form()
        a, b, c, d, e, f = map(float, form.Matrix)
        self.assertEqual((b, c), (0, 0))
        for x, y, at in ((10, 20, (0, 0)), (110, 70, (1, 1))):
            self.assertAlmostEqual(a * x + e, at[0], delta=1e-6)
            self.assertAlmostEqual(d * y + f, at[1], delta=1e-6)

    def test_turned_pages(self):
        for turn, corner in {90: (0, 1), 180: (1, 1), 270: (1, 0)}.items():
            self.save(pdf(b"0 g 10 10 50 50 re f", Rotate=turn))
            a, b, c, d, e, f = map(float, self.form().Matrix)
            self.assertAlmostEqual(e, corner[0], delta=1e-6)
            self.assertAlmostEqual(f, corner[1], delta=1e-6)

    def test_several_pages(self):
        self.save(pdf(b"0 g 10 10 50 50 re f", pages=3))
        self.show("a.pdf", "{pages=2-3}")
        self.form()
        figures = [x for x in self.file.objects if isinstance(x, Dictionary) and x.get("/S") == Name.Figure]
        self.assertEqual(sorted(str(x.Alt) for x in figures), ["Something (1/2)", "Something (2/2)"])

    def test_no_such_page(self):
        self.save(pdf(pages=2))
        self.show("a.pdf", "{page=3}")
        self.refused("picture/no-page", file="text/report.md", line=3)
        for wrong in ("page=0", "page=x", "page=1-2", "pages=3-2", "pages=1-"):
            self.show_again(wrong)

    def test_all_that_is_wrong(self):
        self.write("text/report.md", "# One\n\n![One](none.pdf){page=x}\n\n![Two](none.pdf){pages=1-900}\n\n"
                   "![](a.pdf){pages=1-9}\n")
        codes = [r["code"] for r in self.errors("build", "report", "-e", "en")]
        self.assertEqual(sorted(codes), ["text/bad-page", "text/missing-alt", "text/missing-picture",
                                         "text/missing-picture", "text/missing-picture"])

    def show_again(self, wrong):
        self.write("text/report.md", f"# One\n\n![Something](a.pdf){{{wrong}}}\n")
        self.refused("text/bad-page", line=3)

    def test_marks_go_and_states_are_in_balance(self):
        self.save(pdf(b"/P <</MCID 0>> BDC q 1 0 0 rg 0 0 9 9 re f EMC Q Q Q q"))
        operators = [op for op, _ in self.operators(self.form())]
        self.assertEqual(operators, ["q", "rg", "re", "f", "Q", "q", "Q"])

    def test_inks_on_screens_have_a_profile(self):
        self.save(pdf(b"1 0 0 0 k 0 0 9 9 re f"))
        self.assertEqual(self.form().Resources.ColorSpace.DefaultCMYK[0], Name.ICCBased)
        self.assertNotIn("/DefaultCMYK", self.form("print").Resources.get("/ColorSpace", {}))
        self.judged()

    def test_device_colours_in_print(self):
        document = pdf(b"q 9 0 0 9 0 0 cm /X Do Q /DeviceRGB cs 1 0 0 sc 0 0 9 9 re f")
        red = document.make_stream(b"\xff\0\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
                                   BitsPerComponent=8, ColorSpace=Name.DeviceRGB)
        document.pages[0].Resources = Dictionary(XObject=Dictionary(X=red))
        self.save(document)
        self.form("print")
        self.judged()

    def test_a_signature_is_laid_over(self):
        document = pdf(b"0 g 10 10 50 50 re f")
        look = document.make_stream(b"0 0 1 rg 0 0 40 20 re f", Type=Name.XObject, Subtype=Name.Form,
                                    BBox=Array([0, 0, 40, 20]))
        document.pages[0].Annots = Array([document.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, Rect=Array([100, 50, 180, 90]), F=4, AP=Dictionary(N=look)))])
        self.save(document)
        operators = self.operators(self.form())
        self.assertEqual([op for op, _ in operators], ["Do", "q", "cm", "Do", "Q"])
        self.assertEqual([float(v) for v in operators[2][1]], [2, 0, 0, 2, 100, 50])

    def test_words_that_scanners_hide(self):
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        text = b"BT /F 10 Tf %d Tr 10 10 Td (words) Tj ET"
        self.save(pdf(text % 3, Dictionary(Font=Dictionary(F=font))))
        self.assertFalse(self.form().Resources.get("/Font"))
        self.save(pdf(text % 0, Dictionary(Font=Dictionary(F=font))))
        report = self.refused("picture/pdf-font", file="text/report.md", line=3)
        self.assertIn("Helvetica", report["message"])

    def test_encrypted(self):
        self.save(pdf(), encryption=pikepdf.Encryption(owner="a", user="", R=6))
        self.refused("picture/encrypted")
        self.save(pdf(), encryption=pikepdf.Encryption(owner="a", user="b", R=6))
        self.refused("picture/encrypted")

    def test_broken(self):
        self.save(pdf(b"0 g 10 10 50 50 re f" * 100), "whole.pdf")
        whole = (self.folder / "whole.pdf").read_bytes()
        for n in (5, 9, 100, len(whole) // 2, len(whole) - 30):
            self.write("a.pdf", whole[:n])
            self.refused("picture/broken", file="text/report.md", line=3)

    def test_content_that_is_none(self):
        for content in (b"0 g 1 2 fill", b"BI /W 1 ID abc", b"\xff\xfe", b"q " * 30 + b"0 g"):
            self.save(pdf(content))
            self.assertIn(self.errors("build", "report", "-e", "en")[0]["code"],
                          ("picture/broken", "picture/unsupported"))

    def test_unfolding_without_end(self):
        document = pdf(b"0" * (200 << 20))
        self.save(document, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        self.refused("picture/broken")

    def test_circles(self):
        document = pdf(b"/X Do")
        form = document.make_stream(b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        document.pages[0].Resources = Dictionary(XObject=Dictionary(X=form))
        self.save(document)
        self.assertIn("draws itself", self.refused("picture/broken")["message"])

    def test_hidden_layers(self):
        document = pdf()
        layer = document.make_indirect(Dictionary(Type=Name.OCG, Name="Draft"))
        document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        self.save(document)
        self.refused("picture/unsupported")

    def test_jpeg_2000(self):
        document = pdf(b"/X Do")
        picture = document.make_stream(b"x", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
        picture.Filter = Name.JPXDecode
        document.pages[0].Resources = Dictionary(XObject=Dictionary(X=picture))
        self.save(document)
        self.assertIn("JPEG 2000", self.refused("picture/unsupported")["message"])

    def test_shared_between_pages(self):
        document = pdf(b"/X Do", pages=2)
        shared = document.make_stream(b"0 g", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        for page in document.pages:
            page.Resources = Dictionary(XObject=Dictionary(X=shared))
        self.save(document)
        self.show("a.pdf", "{pages=1-2}")
        self.assertEqual(self.form(index=0).Resources.XObject.X.objgen, self.form(index=1).Resources.XObject.X.objgen)

    def test_same_bytes(self):
        self.write("a.svg", SVG)
        self.save(pdf(b"0 g 10 10 50 50 re f"))
        self.write("text/report.md", "# One\n\n![One](a.svg)\n\n![Two](a.pdf)\n")
        built = []
        for zone in ("UTC", "Asia/Tokyo"):
            self.strom("build", "report", env={"TZ": zone, "LC_ALL": "lv_LV.UTF-8"})
            built.append((self.folder / "out/report-en.pdf").read_bytes())
        self.assertEqual(built[0], built[1])


ART = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20">
  <path fill="#123456" d="M0 10C30 0 60 20 100 10V20H0z"/>
  <rect fill="#ffffff" fill-opacity="0.5" x="10" y="5" width="20" height="10"/>
</svg>
"""


class Art(Vectors):
    """A theme's: shapes at the foot of what a style fills."""

    def setUp(self):
        super().setUp()
        theme = (SOURCE / "templates/themes/plain.yml").read_text()
        theme = theme.replace("  report:\n    styles:\n", "  report:\n    styles:\n      cover-panel: {fill: \"#dddddd\", art: a.svg}\n", 1)
        self.theme = theme
        self.write("themes/mine.yml", theme)
        self.write("themes/a.svg", ART)
        self.replace("strom.yml", "theme: strom", "theme: mine")

    def shapes(self):
        run = self.strom("dump", "pages", "report", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        page = run.stdout.split("page 2")[0]
        return [line for line in page.splitlines() if line.startswith("  path")]

    def test_at_the_foot(self):
        panel, wave, box = self.shapes()[:3]
        self.assertIn("#123456", wave)
        self.assertIn("#ffffff80", box.lower())

    def test_what_art_may_not_have(self):
        for what in ('<path d="M0 0L9 9" stroke="red"/>', '<text x="1" y="9">x</text>',
                     '<circle r="30" cx="90" cy="10"/>', '<g opacity=".5"><rect width="9" height="9"/>'
                     '<rect width="9" height="9" x="4"/></g>',
                     '<linearGradient id="g"><stop/><stop offset="1" stop-color="red"/></linearGradient><rect fill="url(#g)" width="9" height="9"/>'):
            self.write("themes/a.svg", ART.replace("</svg>", what + "</svg>"))
            self.refused("picture/art", file="themes/mine.yml")

    def test_thin_art(self):
        for size in ("1 2500", "1 5000", "2500 1"):
            w, h = size.split()
            self.write("themes/a.svg", f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}"><rect width="{w}" height="{h}"/></svg>')
            self.refused("picture/art", file="themes/mine.yml")

    def test_no_such_art(self):
        (self.folder / "themes/a.svg").unlink()
        self.refused("theme/no-art", file="themes/mine.yml")


if __name__ == "__main__":
    unittest.main()
