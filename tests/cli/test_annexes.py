"""Pages of PDFs whose streams are packed in every way, and those that ask a reader for too much."""

import random
import resource
import struct
import subprocess
import time
import unittest
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from test_vectors import Vectors, pdf

MARK = b"0 g 10 10 50 50 re f"


def ascii85(data):
    out = b""
    for i in range(0, len(data), 4):
        part = data[i:i + 4]
        value = int.from_bytes(part.ljust(4, b"\0"), "big")
        digits = bytes(33 + value // 85 ** k % 85 for k in (4, 3, 2, 1, 0))
        out += b"z" if part == b"\0\0\0\0" else digits[:len(part) + 1]
    return out + b"~>"


def lzw(data, early=1):
    """As ISO 32000-1, 7.4.4.2 has it."""
    bits, width, table, word = [(256, 9)], 9, {bytes([i]): i for i in range(256)}, b""
    following = 258
    for byte in data:
        longer = word + bytes([byte])
        if longer in table:
            word = longer
            continue
        bits.append((table[word], width))
        table[longer] = following
        following += 1
        if following + early > 4095:
            bits.append((256, width))
            width, table, following = 9, {bytes([i]): i for i in range(256)}, 258
        elif following + early > 1 << width:
            width += 1
        word = bytes([byte])
    if word:
        bits.append((table[word], width))
        if following + 1 + early > 1 << width and width < 12:
            width += 1
    bits.append((257, width))
    text = "".join(f"{code:0{n}b}" for code, n in bits)
    return int(text.ljust(-(-len(text) // 8) * 8, "0"), 2).to_bytes(-(-len(text) // 8), "big")


def lzw_bomb(times):
    """Each code stands for the one before and a byte more: 7 MB in 6 KB, again and again."""
    text = ""
    for _ in range(times):
        text, width, following = text + f"{256:0{12 if text else 9}b}{0:09b}", 9, 258
        while following < 4096:
            text += f"{following:0{width}b}"
            following += 1
            width += width < 12 and following + 1 >= 1 << width
    return int(text.ljust(-(-len(text) // 8) * 8, "0"), 2).to_bytes(-(-len(text) // 8), "big")


def runs(data):
    """A few bytes as they are, the rest as runs of one."""
    return bytes([99]) + data[:100] + b"".join(bytes([0, b]) for b in data[100:]) + b"\x80"


def up(data, columns):
    """PNG's filter Up."""
    rows = [data[i:i + columns] for i in range(0, len(data), columns)]
    above = [bytes(columns), *rows]
    return b"".join(bytes([2]) + bytes((v - a) % 256 for v, a in zip(row, before)) for row, before in zip(rows, above))


class Annexes(Vectors):
    def setUp(self):
        super().setUp()
        self.show("a.pdf")

    def raw(self, document, bytes_, **dict_):
        """A stream whose bytes are stored as they are."""
        stream = document.make_stream(b"x", **dict_)
        filter_, parameters = dict_.get("Filter"), dict_.get("DecodeParms")
        stream.write(bytes_, filter=filter_, decode_parms=parameters)
        return stream

    def save(self, document, name="a.pdf", **how):
        super().save(document, name, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none, **how)

    def judged_screen(self):
        run = subprocess.run(["pdftoppm", "-r", "20", self.folder / "out/report-en.pdf"], capture_output=True, check=False)
        self.assertEqual((run.returncode, run.stderr), (0, b""))

    def page(self, stream=None, resources=None, content=b"/X Do"):
        """A page that draws one thing."""
        document = pdf(content)
        if stream:
            document.pages[0].Resources = Dictionary(XObject=Dictionary(X=stream(document)))
        if resources:
            document.pages[0].Resources = resources(document)
        self.save(document)


class Packed(Annexes):
    def test_every_filter(self):
        long = MARK + b" %" + bytes(range(33, 127)) * 60 + b"\n0 0 9 9 re f"
        packed = {
            "hex": (long.hex().encode() + b">", Name.ASCIIHexDecode, None),
            "85": (ascii85(long), Name.ASCII85Decode, None),
            "runs": (runs(long), Name.RunLengthDecode, None),
            "lzw": (lzw(long), Name.LZWDecode, None),
            "lzw, late": (lzw(long, 0), Name.LZWDecode, Dictionary(EarlyChange=0)),
            "flate": (zlib.compress(long), Name.FlateDecode, None),
            "no checksum": (zlib.compress(long)[:-4], Name.FlateDecode, None),
            "predicted": (zlib.compress(up(long.ljust(6000), 50)), Name.FlateDecode, Dictionary(Predictor=12, Columns=50)),
            "two": (ascii85(zlib.compress(long)), Array([Name.ASCII85Decode, Name.FlateDecode]), None),
            "three": (zlib.compress(ascii85(lzw(long))), Array([Name.FlateDecode, Name.ASCII85Decode, Name.LZWDecode]),
                      None),
        }
        for name, (bytes_, filter_, parameters) in packed.items():
            document = pdf()
            document.pages[0].Contents = self.raw(document, bytes_, Filter=filter_, DecodeParms=parameters)
            self.save(document)
            with self.subTest(name):
                self.assertEqual([op for op, _ in self.operators(self.form())], ["g", "re", "f", "re", "f"])

    def test_digits_of_strings(self):
        """Digits of sixteen may look like operators, and go on in the next line."""
        for string in (b"<d0>", b"<BB\nBB\nf>", b"<6161\n b b>", b"<>"):
            document = pdf(b"BT /F 9 Tf 3 Tr " + string + b" Tj [" + string + b" 3] TJ ET " + MARK)
            self.save(document)
            with self.subTest(string):
                self.assertEqual([op for op, _ in self.operators(self.form())], ["BT", "Tf", "Tr", "ET", "g", "re", "f"])

    def test_cut_off(self):
        """What is lost of a stream is not lost in silence."""
        long = MARK + b" % " + random.Random(1).randbytes(30000).hex().encode() + b"\n0 0 9 9 re f"
        for bytes_, filter_ in ((zlib.compress(long)[:9000], Name.FlateDecode),
                                (zlib.compress(long)[:-4] + b"abcd", Name.FlateDecode),
                                (b"not deflated", Name.FlateDecode),
                                (ascii85(long)[:-3] + b"x\x7f~>", Name.ASCII85Decode), (b"0102xy>", Name.ASCIIHexDecode)):
            document = pdf()
            document.pages[0].Contents = self.raw(document, bytes_, Filter=filter_)
            self.save(document)
            self.assertIn("damaged", self.refused("picture/broken")["message"])

    def test_blank_pages(self):
        """A back without content is a page, however its nothing is written."""
        def contents(document, kind):
            empty = {"flate": (b"", Name.FlateDecode), "deflated": (zlib.compress(b""), Name.FlateDecode),
                     "no checksum": (zlib.compress(b"")[:-4], Name.FlateDecode), "plain": (b"", None),
                     "lzw": (b"", Name.LZWDecode), "white": (zlib.compress(b" \n"), Name.FlateDecode)}
            if kind in empty:
                return self.raw(document, empty[kind][0], Filter=empty[kind][1])
            return {"none": None, "array": Array(), "nulls": Array([None])}[kind]
        for kind in ("flate", "deflated", "no checksum", "plain", "lzw", "white", "none", "array", "nulls"):
            document = pdf(pages=2)
            for page in document.pages:
                del page.Contents
                content = contents(document, kind)
                if content is not None:
                    page.Contents = content
            self.save(document)
            self.show("a.pdf", "{pages=1-2}")
            with self.subTest(kind):
                self.assertEqual(self.operators(self.form()), [])
                self.judged_screen()

    def test_pictures_keep_their_packing(self):
        """Layers around it go, the last stays as it is."""
        jpeg = bytes.fromhex("ffd8ffdb004300" + "01" * 64 + "ffc0000b080001000101011100ffc4001f0000010501010101010100000000"
                             "000000000102030405060708090a0bffda0008010100003f007fffd9")
        self.page(lambda d: self.raw(d, ascii85(jpeg), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
                                     BitsPerComponent=8, ColorSpace=Name.DeviceGray,
                                     Filter=Array([Name.ASCII85Decode, Name.DCTDecode])))
        image = self.form().Resources.XObject.X
        self.assertEqual((image.Filter, image.read_raw_bytes()), (Name.DCTDecode, jpeg))
        rows = zlib.compress(b"\0\x80" * 3)
        self.page(lambda d: self.raw(d, rows.hex().encode(), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=3,
                                     BitsPerComponent=8, ColorSpace=Name.DeviceGray,
                                     Filter=Array([Name.ASCIIHexDecode, Name.FlateDecode]),
                                     DecodeParms=Array([None, Dictionary(Predictor=15, Columns=1)])))
        image = self.form().Resources.XObject.X
        self.assertEqual((image.Filter, image.DecodeParms.Predictor, image.read_bytes()), (Name.FlateDecode, 15, b"\x80" * 3))

    def test_only_what_is_used(self):
        """Programs give all pages the resources of all."""
        document = pdf(b"/Im#201 Do", pages=2)
        def grey(level):
            return document.make_stream(bytes([level]), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
                                        BitsPerComponent=8, ColorSpace=Name.DeviceGray)
        shared = Dictionary()
        for i in range(50):
            shared[f"/Im {i}"] = grey(i)
        for page in document.pages:
            page.Resources = Dictionary(XObject=shared)
        self.save(document)
        form = self.form()
        self.assertEqual(list(form.Resources.XObject.keys()), ["/Im 1"])
        self.assertEqual(sum(x.get("/Subtype") == Name.Image for x in self.file.objects if isinstance(x, Stream)), 1)

    def test_what_is_not_there(self):
        for content in (b"/X Do", b"/X gs", b"/X sh", b"/X cs 0 sc", b"/Pattern cs /X scn", b"BT /X 9 Tf (a) Tj ET"):
            self.page(content=content)
            self.assertIn("not in it", self.refused("picture/broken")["message"])


class Bounds(Annexes):
    def refused_soon(self, code, words, seconds=20, megabytes=1500):
        """With little time and memory, of which the sanitizer takes most."""
        before = time.monotonic()
        report = self.refused(code, file="text/report.md", line=3)
        self.assertLess(time.monotonic() - before, seconds)
        self.assertIn(words, report["message"])
        used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        self.assertLess(used, megabytes)
        return report

    def nest(self, document, level, make):
        """Each draws the next ten times."""
        inner = None
        for _ in range(level):
            inner = make(document, inner)
        return inner

    def form_in(self, document, content, **dict_):
        return document.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 100]), **dict_)

    def test_forms(self):
        def make(document, inner):
            if inner is None:
                return self.form_in(document, MARK)
            return self.form_in(document, b"/X Do " * 10, Resources=Dictionary(XObject=Dictionary(X=inner)))
        self.page(lambda d: self.nest(d, 10, make))
        self.refused_soon("picture/too-large", "forms within forms")
        self.page(lambda d: self.nest(d, 5, make))
        self.form()

    def test_patterns(self):
        def make(document, inner):
            content = MARK if inner is None else b"/Pattern cs " + b"/P scn 0 0 9 9 re f " * 10
            return document.make_stream(content, Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
                                        BBox=Array([0, 0, 9, 9]), XStep=9, YStep=9,
                                        Resources=Dictionary() if inner is None else Dictionary(Pattern=Dictionary(P=inner)))
        self.page(resources=lambda d: Dictionary(Pattern=Dictionary(P=self.nest(d, 10, make))),
                  content=b"/Pattern cs /P scn 0 0 99 99 re f")
        self.refused_soon("picture/too-large", "forms within forms")

    def test_steps_of_patterns(self):
        for x, y, matrix, good in ((9, 9, [1, 0, 0, 1, 0, 0], True), (0, 9, [1, 0, 0, 1, 0, 0], False),
                                   (0.0001, 9, [1, 0, 0, 1, 0, 0], False), (9, 9, [.0001, 0, 0, .0001, 0, 0], False)):
            self.page(resources=lambda d, x=x, y=y, m=matrix: Dictionary(Pattern=Dictionary(P=d.make_stream(
                MARK, Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 9, 9]), XStep=x,
                YStep=y, Matrix=Array(m), Resources=Dictionary()))), content=b"/Pattern cs /P scn 0 0 99 99 re f")
            if good:
                self.form()
            else:
                self.refused("picture/unsupported")

    def test_masks(self):
        def make(document, inner):
            if inner is None:
                return self.form_in(document, MARK)
            state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=inner))
            return self.form_in(document, b"/G gs 0 0 9 9 re f " * 10, Resources=Dictionary(ExtGState=Dictionary(G=state)),
                                Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
        self.page(lambda d: self.nest(d, 10, make))
        self.refused_soon("picture/too-large", "forms within forms")

    def glyphs(self, document, drawn, resources):
        return document.make_indirect(Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 9, 9]), FontMatrix=Array([.1, 0, 0, .1, 0, 0]),
            CharProcs=Dictionary(a=document.make_stream(b"9 0 d0 " + drawn)), FirstChar=97, LastChar=97, Widths=Array([9]),
            Encoding=Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array([97, Name.a])),
            Resources=resources))

    def test_glyphs_that_draw(self):
        def make(document, inner):
            if inner is None:
                return self.glyphs(document, MARK, Dictionary())
            return self.glyphs(document, b"BT /F 9 Tf (aaaaaaaaaa) Tj ET", Dictionary(Font=Dictionary(F=inner)))
        self.page(resources=lambda d: Dictionary(Font=Dictionary(F=self.nest(d, 9, make))), content=b"BT /F 9 Tf (aa) Tj ET")
        self.refused_soon("picture/too-large", "forms within forms")
        self.page(resources=lambda d: Dictionary(Font=Dictionary(F=self.nest(d, 2, make))), content=b"BT /F 9 Tf (aa) Tj ET")
        self.form()

    def test_looks(self):
        def make(document, inner):
            if inner is None:
                return self.form_in(document, MARK)
            return self.form_in(document, b"/X Do " * 10, Resources=Dictionary(XObject=Dictionary(X=inner)))
        document = pdf(MARK)
        document.pages[0].Annots = Array([document.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 99, 99]), AP=Dictionary(N=self.nest(document, 10, make))))])
        self.save(document)
        self.refused_soon("picture/too-large", "forms within forms")

    def test_values_that_share_values(self):
        """A colour space of ten, each of which is made of ten, and so on."""
        def make(document, inner):
            if inner is None:
                return document.make_indirect(Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1))
            return document.make_indirect(Dictionary(
                FunctionType=3, Domain=Array([0, 1]), Functions=Array([inner] * 10), Bounds=Array([i / 10 for i in range(1, 10)]),
                Encode=Array([0, 1] * 10)))
        self.page(resources=lambda d: Dictionary(Shading=Dictionary(S=Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([0, 0, 9, 9]), Function=self.nest(d, 10, make)))),
            content=b"/S sh")
        self.refused_soon("picture/too-large", "forms within forms")

    def test_deep(self):
        def make(document, inner):
            return self.form_in(document, MARK if inner is None else b"/X Do ",
                                Resources=Dictionary() if inner is None else Dictionary(XObject=Dictionary(X=inner)))
        self.page(lambda d: self.nest(d, 300, make))
        self.refused_soon("picture/broken", "nested too deeply")

    def picture(self, document, bytes_=b"\0", **dict_):
        values = dict(Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
                      ColorSpace=Name.DeviceGray)
        return self.raw(document, bytes_, **{**values, **dict_})

    def test_pixels(self):
        jpeg = bytes.fromhex("ffd8ffc0000b08ffffffff01011100ffd9")
        jbig2 = struct.pack(">IBBBI", 0, 48, 0, 1, 19) + struct.pack(">IIIIBH", 1 << 30, 1 << 30, 0, 0, 0, 0)
        for what in ({"Width": 1000000, "Height": 1000000}, {"bytes_": jpeg, "Filter": Name.DCTDecode},
                     {"bytes_": jbig2, "Filter": Name.JBIG2Decode, "BitsPerComponent": 1},
                     {"Filter": Name.CCITTFaxDecode, "DecodeParms": Dictionary(Columns=1 << 30, Rows=1 << 30)}):
            self.page(lambda d, what=what: self.picture(d, **what))
            with self.subTest(str(what)):
                self.refused_soon("picture/too-large", "pixels")
        self.page(content=b"q BI /W 100000 /H 100000 /BPC 1 /IM true /F /Fl ID x EI Q")
        self.refused_soon("picture/too-large", "100000 x 100000 pixels")

    def test_no_pixels(self):
        self.page(lambda d: self.picture(d, Width=0))
        self.refused_soon("picture/broken", "no size")

    def test_pixels_again_and_again(self):
        self.page(lambda d: self.picture(d, zlib.compress(bytes(4000 * 4000)), Width=4000, Height=4000,
                                         Filter=Name.FlateDecode), content=b"/X Do " * 1000)
        self.refused_soon("picture/too-large", "again and again")
        self.page(lambda d: self.picture(d, zlib.compress(bytes(400 * 400)), Width=400, Height=400,
                                         Filter=Name.FlateDecode), content=b"/X Do " * 1000)
        self.form()

    def bomb(self, layers=1, megabytes=150):
        pack = zlib.compressobj(9)
        data = b"".join(pack.compress(bytes(1 << 20)) for _ in range(megabytes)) + pack.flush()
        for _ in range(layers - 1):
            data = zlib.compress(data, 9)
        return data

    def test_layers(self):
        for layers in (1, 3):
            document = pdf()
            document.pages[0].Contents = self.raw(document, self.bomb(layers), Filter=Array([Name.FlateDecode] * layers))
            self.save(document)
            self.refused_soon("picture/broken", "too much")
        document = pdf()
        document.pages[0].Contents = self.raw(document, b"", Filter=Array([Name.ASCIIHexDecode] * 100))
        self.save(document)
        self.refused_soon("picture/broken", "too many layers")

    def test_other_packing(self):
        """LZW and runs unfold too."""
        for bytes_, filter_ in ((zlib.compress(b"\x81\0" * (2 << 20)), Array([Name.FlateDecode, Name.RunLengthDecode])),
                                (lzw_bomb(30), Name.LZWDecode)):
            document = pdf()
            document.pages[0].Contents = self.raw(document, bytes_, Filter=filter_)
            self.save(document)
            self.refused_soon("picture/broken", "too much")

    def test_pictures_longer_than_their_rows(self):
        self.page(lambda d: self.picture(d, self.bomb(), Filter=Name.FlateDecode))
        self.refused_soon("picture/broken", "more than its rows")

    def test_fonts_and_profiles(self):
        self.page(resources=lambda d: Dictionary(ColorSpace=Dictionary(C=Array([
            Name.ICCBased, self.raw(d, self.bomb(), N=3, Filter=Name.FlateDecode)]))), content=b"/C cs 0 0 0 sc 0 0 9 9 re f")
        self.refused_soon("picture/broken", "too much")

    def test_objects_in_streams(self):
        """qpdf unfolds them before anybody could ask."""
        document = pdf()
        self.save(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        self.form()
        packed = zlib.compress(b"1 0 << >>".ljust(600 << 20), 1)
        self.write("a.pdf", b"%PDF-1.5\n2 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length " +
                   str(len(packed)).encode() + b">>stream\n" + packed + b"\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
        self.refused_soon("picture/broken", "objects unfold")

    def test_dashes(self):
        for content, good in ((b"[1 2] 0 d 0 0 m 99 99 l S", True), (b"[0 0] 0 d 0 0 m 99 99 l S", True),
                              (b"100 0 0 100 0 0 cm [.001] 0 d 0 0 m 1 1 l S", True),
                              (b"[.000001] 0 d 0 0 m 99 99 l S", False), (b".0001 0 0 .0001 0 0 cm [1] 0 d 0 0 m 9 9 l S", False)):
            self.page(content=content)
            if good:
                self.form()
            else:
                self.refused("picture/unsupported")


if __name__ == "__main__":
    unittest.main()
