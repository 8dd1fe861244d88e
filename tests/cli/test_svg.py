"""SVG pictures: what librsvg cannot draw is drawn in another way or told, and none asks for too much."""

import base64
import struct
import subprocess
import time
import unittest
import zlib

from project import PO
from test_vectors import Vectors

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200" viewBox="0 0 100 100">\n'
LATO = {"ascent": 0.987, "x": 0.506}


def png(w, h):
    """A PNG that says so, and has a pixel."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


def data(kind, content):
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


class Svgs(Vectors):
    def setUp(self):
        super().setUp()
        self.show("a.svg", "{width=60%}")

    def draw(self, inner, **more):
        self.write("a.svg", HEAD + inner + "\n</svg>\n", **more)

    def reports(self, inner, code=0):
        self.draw(inner)
        return self.errors("build", "report", "-e", "en", "--profile", "screen", code=code)

    def pixels(self, language="en", env=None):
        """The picture as it is printed: rows of (red, green, blue), within a frame that is drawn around it."""
        run = self.strom("build", "report", "-e", language, "--profile", "screen", env=env)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        ppm = subprocess.run(["pdftoppm", "-r", "72", "-f", "3", "-l", "3", self.folder / f"out/report-{language}.pdf"],
                             capture_output=True, check=True).stdout
        _, size, _, body = ppm.split(b"\n", 3)
        w, h = map(int, size.split())
        rows = [[tuple(body[3 * (y * w + x):3 * (y * w + x) + 3]) for x in range(w)] for y in range(h)]
        blue = [(x, y) for y in range(h) for x in range(w) if rows[y][x] == (0, 0, 255)]
        (left, top), (right, bottom) = (min(p[0] for p in blue), min(p[1] for p in blue)), (
            max(p[0] for p in blue), max(p[1] for p in blue))
        return [row[left:right + 1] for row in rows[top:bottom + 1]]

    def box(self, inner, colour=(0, 0, 0)):
        """Where that colour is, of 100: left, top, right, bottom."""
        frame = '<rect width="100" height="100" fill="none" stroke="#0000ff" stroke-width="2"/>'
        self.draw(frame + inner)
        rows = self.pixels()
        near = [(x, y) for y, row in enumerate(rows) for x, p in enumerate(row)
                if all(abs(a - b) < 90 for a, b in zip(p, colour))]
        self.assertTrue(near)
        w, h = len(rows[0]), len(rows)
        return (100 * min(x for x, _ in near) / w, 100 * min(y for _, y in near) / h,
                100 * (max(x for x, _ in near) + 1) / w, 100 * (max(y for _, y in near) + 1) / h)


class Drawn(Svgs):
    """What librsvg does not know is said in its words."""

    def text(self, attributes, text="x", more=""):
        return self.box(f'{more}<text x="20" y="50" font-family="Lato" font-size="40" {attributes}>{text}</text>')

    def test_baselines(self):
        plain = self.text("")
        self.assertAlmostEqual(plain[3], 50, delta=1.5)
        for attributes, down in (('dominant-baseline="middle"', 40 * LATO["x"] / 2), ("style='dominant-baseline: middle'", 10),
                                 ('alignment-baseline="middle"', 10), ('dominant-baseline="auto"', 0),
                                 ('dominant-baseline="text-after-edge"', -8), ('dominant-baseline="hanging"', 26)):
            with self.subTest(attributes):
                self.assertAlmostEqual(self.text(attributes)[3], 50 + down, delta=2.5)
        with self.subTest("in a rule"):
            self.assertAlmostEqual(self.text('class="a"', more="<style>text.a{fill:black;dominant-baseline:middle}</style>")[3],
                                   60, delta=2.5)
        with self.subTest("inherited, not twice"):
            for inner in ('<tspan>x</tspan>', '<tspan dominant-baseline="middle">x</tspan>'):
                self.assertAlmostEqual(self.text('dominant-baseline="middle"', inner)[3], 60, delta=2.5)
            self.assertAlmostEqual(self.text('dominant-baseline="middle"', '<tspan dominant-baseline="auto">x</tspan>')[3],
                                   50, delta=2.5)

    def test_shadows(self):
        """feDropShadow alone made its object vanish."""
        shadow = '<filter id="f" x="-1" y="-1" width="4" height="4"><feDropShadow dx="30" dy="20" stdDeviation="0" %s/>%s</filter>'
        thing = '<rect x="10" y="10" width="20" height="20" fill="#ff0000" filter="url(#f)"/>'
        for flood, more in (("", ""), ("flood-color='black'", ""), ("style='flood-color:black'", ""), ("in='SourceGraphic' result='a'",
                            "<feMerge><feMergeNode in='a'/></feMerge>"), ("", "<feOffset dx='0'/>")):
            left, top, right, bottom = self.box(shadow % (flood, more) + thing)
            for was, wanted in zip((left, top, right, bottom), (40, 30, 60, 50)):
                self.assertAlmostEqual(was, wanted, delta=2)
            self.assertAlmostEqual(self.box(shadow % (flood, more) + thing, (255, 0, 0))[0], 10, delta=2)

    def test_places_of_letters(self):
        left, _, right, _ = self.text("", "lll")
        self.assertLess(right - left, 35)
        left, top, right, bottom = self.box('<text x="10 50 80" y="50 50 90" font-family="Lato" font-size="20">lll</text>')
        self.assertAlmostEqual(left, 11, delta=2)
        self.assertGreater(right, 81)
        self.assertAlmostEqual(bottom, 90, delta=2)
        # A space has a place; those that are not there have none.
        left, _, right, _ = self.box('<text x="10,20,80" y="50" font-family="Lato" font-size="20">\n  l   <tspan fill="black">l</tspan></text>')
        self.assertGreater(right, 81)
        left, _, right, _ = self.box('<text x="10" y="50" dx="0 60" font-family="Lato" font-size="20"><tspan>l</tspan>l</text>')
        self.assertGreater(right, 74)

    def test_languages(self):
        """The edition's, not the machine's; and the words go with it."""
        frame = '<rect width="100" height="100" fill="none" stroke="#0000ff" stroke-width="2"/>'
        switch = ('<switch><rect systemLanguage="fr,{}" width="50" height="50" fill="#ff0000"/>'
                  '<rect systemLanguage="{}" width="50" height="50" fill="#00ff00"/><rect width="50" height="50"/></switch>')
        self.write("po/report.lv.po", PO.split("\n\n")[0] + "\n")
        for tags, language, wanted in ((("de", "en"), "en", (0, 255, 0)), (("de", "en-GB"), "en", (0, 255, 0)),
                                       (("de", "en"), "lv", (0, 0, 0)), (("LV", "en"), "lv", (255, 0, 0)),
                                       (("de", "es"), "en", (0, 0, 0)), (("english", "e"), "en", (0, 0, 0))):
            self.draw(frame + switch.format(*tags))
            for machine in ("de_DE.UTF-8", "fr_FR.UTF-8"):
                rows = self.pixels(language, {"LC_ALL": machine, "LANG": machine})
                self.assertEqual(rows[len(rows) // 4][len(rows) // 4], wanted, (tags, language, machine))
        self.draw(frame + '<rect systemLanguage="de" x="9" y="9" width="50" height="50"/>')
        self.assertEqual({p for row in self.pixels() for p in row} & {(0, 0, 0)}, set())
        report = self.assertReported(self.reports('<switch><g systemLanguage="fr"/><g systemLanguage="de"/></switch>'),
                                     "picture/svg-language", file="a.svg", line=2)
        self.assertIn("'en'", report["message"])

    def test_rules_for_print(self):
        for query, seen in (("print", True), ("all", True), ("screen", False), ("(prefers-color-scheme: dark)", False)):
            self.draw('<rect width="100" height="100" fill="none" stroke="#0000ff" stroke-width="2"/>'
                      f"<style>@media {query} {{ .a {{fill: #ff0000}} }}</style><rect class='a' x='20' y='20' width='50' height='50'/>")
            self.assertEqual(self.pixels()[60][60], (255, 0, 0) if seen else (0, 0, 0), query)

    def test_written_anew(self):
        """Entities, prefixes, signs: the second reader of XML sees none of them."""
        self.write("a.svg", '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE s:svg [<!ENTITY c "#ff0000"><!ENTITY r "<s:rect width=\'50\' '
                   'height=\'50\' fill=\'&c;\'/>">]><s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns="urn:other" '
                   'width="200" height="200" viewBox="0 0 100 100"><other/><s:rect width="100" height="100" fill="none" '
                   'stroke="#0000ff" stroke-width="2"/>&r;<s:text>&lt;&amp;"</s:text></s:svg>'.encode("utf-16"))
        self.assertEqual(self.pixels()[40][40], (255, 0, 0))

    def test_drawings_in_drawings(self):
        inner = ('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><switch><rect systemLanguage="de"/>'
                 '<rect width="10" height="10" fill="#ff0000"/></switch></svg>')
        frame = '<rect width="100" height="100" fill="none" stroke="#0000ff" stroke-width="2"/>'
        for url in (data("image/svg+xml", inner.encode()), "data:image/svg+xml," + inner.replace("#", "%23").replace("<", "%3C")
                    .replace(">", "%3E").replace('"', "'")):
            self.draw(f'{frame}<image x="10" y="10" width="50" height="50" href="{url}"/>')
            self.assertEqual(self.pixels()[60][60], (255, 0, 0))
        self.assertReported(self.reports(f'<image href="{data("image/svg+xml", inner.replace("/></sw", " filter=%surl(x.svg#a)%s/></sw" % (chr(34), chr(34))).encode())}"/>', code=1),
                            "picture/svg-outside", file="a.svg", line=2)


class Told(Svgs):
    """What cannot be drawn is a warning at its place."""

    def told(self, inner, what, line=2):
        reports = self.reports(inner)
        report = self.assertReported(reports, "picture/svg-lost", file="a.svg", line=line)
        self.assertIn(f"'{what}'", report["message"])
        return reports

    def told_each(self, cases, line=2):
        """Of drawings of one text, with what is told of each."""
        for i, (inner, _) in enumerate(cases):
            self.write(f"{i}.svg", HEAD + inner + "\n</svg>\n")
        self.write("text/report.md", "# One\n\n" + "".join(f"![Something]({i}.svg){{width=9%}}\n\n" for i in range(len(cases))))
        reports = self.errors("build", "report", "-e", "en", "--profile", "screen", code=0)
        for i, (inner, what) in enumerate(cases):
            with self.subTest(inner=inner):
                report = what and self.assertReported(reports, "picture/svg-lost", file=f"{i}.svg", line=line)
                self.assertIn(f"'{what}'", report["message"] if what else "'None'")
        self.assertEqual({r["file"] for r in reports}, {f"{i}.svg" for i, (_, what) in enumerate(cases) if what})

    def test_elements(self):
        lost = ("textPath", "altGlyph", "flowRoot", "meshgradient", "hatch", "solidColor", "script", "animate", "set", "video",
                "unheardOf")
        self.told_each([(f"<text><{element}>Words</{element}></text>", element) for element in lost]
                       + [(f"<g><{element}>Words</{element}></g>", None) for element in ("title", "desc", "metadata", "view")])

    def test_attributes(self):
        texts = (('rotate="10 20"', "rotate"), ('textLength="90"', "textLength"), ('word-spacing="3"', "word-spacing: 3"),
                  ('style="text-transform: uppercase"', "text-transform: uppercase"),
                  ('font-variant="all-small-caps"', "font-variant: all-small-caps"),
                  ('style="font-feature-settings: \'smcp\'"', "font-feature-settings: 'smcp'"),
                  ('font-size="2rem"', "font-size: 2rem"))
        shapes = (('vector-effect="non-scaling-stroke"', "vector-effect: non-scaling-stroke"),
                  ('stroke-dasharray="1" pathLength="9"', "pathLength"), ('transform="rotate(9deg)"', "transform"),
                  ('transform-origin="center"', "transform-origin: center"), ('width="calc(1px + 1px)"', "width: calc(1px + 1px)"),
                  ('width="NaN"', "width: NaN"), ('fill="var(--a)"', "fill: var(--a)"), ('fill="oklch(0 0 0)"', "fill: oklch(0 0 0)"),
                  ('style="clip-path: circle(9px)"', "clip-path: circle(9px)"), ('image-rendering="pixelated"', "image-rendering: pixelated"),
                  ('style="mask-image: url(#a)"', "mask-image: url(#a)"), ('stroke-linejoin="arcs"', "stroke-linejoin: arcs"),
                  ('style="d: path(\'M0 0\')"', "d: path('M0 0')"), ('color-interpolation="linearRGB"', "color-interpolation: linearRGB"))
        self.told_each([(f"<text {attribute}>Words</text>", what) for attribute, what in texts]
                       + [(f"<rect {attribute}/>", what) for attribute, what in shapes] + [
            ('<polygon points="0,0 9,9 9"/>', "points"),
            ('<clipPath id="a"/><clipPath clip-path="url(#a)"/>', "clip-path within clipPath"),
            ('<clipPath id="a"/><clipPath><g style="clip-path:url(#a)"/></clipPath>', "clip-path within clipPath"),
            ('<symbol refX="3"/>', "refX"),
            ('<marker refY="center"/>', "refY"),
            ('<filter><feOffset in="BackgroundImage"/></filter>', "in"),
            ('<use href="data:image/svg+xml,a"/>', "reference to data"),
        ])

    def test_nothing_is_told_of_what_is_drawn(self):
        self.assertEqual(self.reports(
            '<g style="fill: rgb(1, 2, 3); stroke-width: 2px; font: bold 12px/1.5 Lato, sans-serif; opacity: .5; background: none">'
            '<rect x="1e1" y="-.5" width="50%" height="1.5em" rx="auto" transform="rotate(9 1 2) matrix(1,0,0,1,0,0)"/>'
            '<path d="M0 0L9 9" pathLength="9" stroke="currentColor" marker-end="url(#m)"/><marker id="m" refX="5" refY="50%" orient="auto"/>'
            '<polygon points="0,0 1-1.5e1 +2,3"/><text x="1 2" rotate="0" letter-spacing="normal" font-size="larger">a</text>'
            '<rect width="9" height="9" style="transform: rotate(9deg); mix-blend-mode: multiply; filter: drop-shadow(1px 1px 2px black)"/>'
            '<stop offset="50%"/><linearGradient gradientTransform="rotate(45)"/><circle r="5" fill="url(#a) red"/></g>'
            "<style>/* {} */ .a > .b:not(.c), [x='}'] { fill: #fff !important; } @font-face {font-family: Lato} a:hover{fill:red}</style>"), [])

    def test_rules(self):
        rules = (("@supports (a: b) {c{d:e}}", "@supports (a: b)"), ("@media (min-width: 9px) {a{fill:red}}", "@media (min-width: 9px)"),
                           ("g:is(.a){fill:red}", ":is("), (".a{vector-effect:non-scaling-stroke}", "vector-effect: non-scaling-stroke"),
                           (".a{fill:var(--b)}", "fill: var(--b)"))
        self.told_each([(f"<style>\n{rule}</style>", what) for rule, what in rules], line=3)

    def test_once_for_all(self):
        reports = self.told('<text textLength="1">a</text>\n' * 500, "textLength")
        self.assertEqual(len(reports), 1)
        self.assertIn("(500 times)", reports[0]["message"])
        reports = self.reports("".join(f"<unheardOf{i}/>" for i in range(100)))
        self.assertEqual(len(reports), 21)
        self.assertIn("80 more", reports[-1]["message"])

    def test_html(self):
        self.assertReported(self.reports('<g xmlns:h="http://www.w3.org/1999/xhtml"><h:p href="x">Words</h:p></g>'), "picture/svg-html", line=2)
        self.assertReported(self.reports('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml" style="background: url(x)">W</p></foreignObject>'),
                            "picture/svg-html", line=2)

    def test_glyphs(self):
        """As in texts: a letter that no font has is an error."""
        report = self.assertReported(self.reports("<text>\n a \U0001F600</text>", code=1), "picture/svg-glyph", file="a.svg", line=3)
        self.assertIn("U+1F600", report["message"])
        for fine in ("<title>\U0001F600</title>", '<text display="none">\U0001F600</text>', "<text>a\u00adb\u200dc\ufe0f\u2014ж中</text>"):
            self.assertEqual(self.reports(fine), [])

    def test_pictures_of_other_kinds(self):
        self.told(f'<image href="{data("image/webp", b"RIFF0000WEBP")}"/>', "picture that is neither PNG, JPEG nor SVG")
        self.assertReported(self.reports(f'<image href="{data("image/png", b"%sx" % png(1, 1)[:40])}"/>', code=1), "picture/broken")


class Bounds(Svgs):
    def refused_soon(self, inner, code, words, seconds=20):
        before = time.monotonic()
        report = self.assertReported(self.reports(inner, code=1), code)
        self.assertLess(time.monotonic() - before, seconds)
        self.assertIn(words, report["message"])

    def test_pictures(self):
        self.refused_soon(f'<image href="{data("image/png", png(20000, 20000))}"/>', "picture/too-large", "20000 x 20000 pixels")
        self.refused_soon(f'<image href="{data("image/png", png(7000, 7000))}"/>' * 2, "picture/too-large", "too many pixels together")
        jpeg = bytes.fromhex("ffd8ffc0000b08ffffffff01011100ffd9")
        self.refused_soon(f'<filter><feImage href="{data("image/jpeg", jpeg)}"/></filter>', "picture/too-large", "65535 x 65535")

    def test_parts_again_and_again(self):
        nest = '<defs><path id="p0" d="%s"/>%s</defs><use href="#p9"/>' % ("M0 0L9 9" * 500, "".join(
            f'<g id="p{i + 1}">{f"<use href=%s#p{i}%s/>" % (chr(34), chr(34)) * 10}</g>' for i in range(9)))
        self.refused_soon(nest, "picture/too-large", "again and again")
        self.refused_soon('<pattern id="a0" width="1" height="1"/>' + "".join(
            f'<pattern id="a{i + 1}" width="9" height="9">{f"<rect fill=%surl(#a{i})%s/>" % (chr(34), chr(34)) * 10}</pattern>' for i in range(9))
            + '<rect style="fill:url(#a9)"/>', "picture/too-large", "again and again")

    def test_circles(self):
        self.assertEqual(self.reports('<g id="a"><use href="#a"/></g><pattern id="b"><rect fill="url(#b)"/></pattern><rect fill="url(#b)"/>'), [])

    def test_attributes(self):
        self.refused_soon("<g %s/>" % " ".join(f'a{i}="x"' for i in range(100000)), "picture/broken", "1000 attributes")

    def test_rules(self):
        self.refused_soon("<style>%s</style>%s" % ("".join(f".a{i} .b{i}{{fill:red}}" for i in range(20000)), "<g/>" * 20000),
                          "picture/too-large", "rules")

    def test_filters(self):
        """Each takes a picture of the whole page: so many are drawn coarser, and then not at all."""
        blur = '<filter id="f"><feGaussianBlur stdDeviation="1"/></filter>'
        self.assertEqual(self.reports(blur + '<rect width="9" height="9" filter="url(#f)"/>' * 20), [])
        many = self.reports(blur + '<rect width="9" height="9" filter="url(#f)"/>' * 2000)
        self.assertReported(many, "picture/svg-coarse", file="text/report.md")
        classes = self.reports(blur + '<style>g rect.a{filter:url(#f)}</style>' + '<rect width="9" height="9" class="b a"/>' * 2000)
        self.assertReported(classes, "picture/svg-coarse")
        self.refused_soon(blur + '<g id="a">%s</g>' % ('<rect width="9" height="9" filter="url(#f)"/>' * 500) + '<use href="#a"/>' * 500,
                          "picture/too-large", "filters and masks")
        self.refused_soon('<filter id="f"><feConvolveMatrix order="999"/></filter>', "picture/unsupported", "too many pixels")
        for order in ("3,999", "99999999x"):
            self.refused_soon(f'<filter id="f"><feConvolveMatrix order="{order}"/></filter>', "picture/unsupported", "too many pixels")
        for octaves in ("1000000000", "1000000000/x"):
            self.assertEqual(self.reports(f'<filter id="f"><feTurbulence numOctaves="{octaves}"/></filter>'
                                          '<rect width="9" height="9" filter="url(#f)"/>'), [])


if __name__ == "__main__":
    unittest.main()
