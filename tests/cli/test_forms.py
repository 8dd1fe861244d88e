"""Fields of forms in annexes: what somebody filled in stands on the page, with a look of its own or one of ours."""

import re
import subprocess
import unittest

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from test_annexes import Annexes
from test_vectors import pdf

MULTILINE, PASSWORD, RADIO, PUSH, COMBO, COMB = (1 << n for n in (12, 13, 15, 16, 17, 24))
WORDS = b"BT /F 9 Tf 2 4 Td (Seen) Tj ET"


class Forms(Annexes):
    def fields(self, *all_, needs=True, **form):
        """A form of these fields; a field in a tuple has its widgets after it."""
        self.document = document = pdf()
        document.Root.AcroForm = Dictionary(Fields=Array(), DA=String("/Helv 9 Tf 0 g"), **form)
        document.pages[0].Annots = Array()
        for field in all_:
            root, *kids = (document.make_indirect(f) for f in (field if isinstance(field, tuple) else (field,)))
            document.Root.AcroForm.Fields.append(root)
            if kids:
                root.Kids = Array(kids)
            for kid in kids:
                kid.Parent = root
            for widget in kids or [root]:
                widget.Type, widget.Subtype = Name.Annot, widget.get("/Subtype", Name.Widget)
                document.pages[0].Annots.append(widget)
        if needs:
            document.Root.AcroForm.NeedAppearances = True
        return document

    def text(self, x=10, y=10, w=120, h=20, **field):
        return Dictionary(FT=Name.Tx, T=String("t"), Rect=Array([x, y, x + w, y + h]), **field)

    def button(self, x=10, w=20, **field):
        return Dictionary(FT=Name.Btn, Rect=Array([x, 10, x + w, 30]), **field)

    def words(self, profile="screen"):
        self.form(profile)
        name = "out/report-en.pdf" if profile == "screen" else "out/report-en-print.pdf"
        run = subprocess.run(["pdftotext", "-raw", self.folder / name, "-"], capture_output=True, text=True, check=True)
        return " ".join(run.stdout.split())

    def shows(self, value, *fields, **form):
        self.save(self.fields(*fields, **form))
        self.assertIn(value, self.words())

    def look(self, content=WORDS, **more):
        return self.document.make_stream(content, Subtype=Name.Form, BBox=Array([0, 0, 20, 20]), **more)

    def paths(self):
        """Operators of all forms of the finished file."""
        self.form()
        forms = [x for x in self.file.objects if isinstance(x, pikepdf.Stream) and x.get("/Subtype") == Name.Form]
        return [(op, *map(float, args)) for form in forms for op, args in self.operators(form)
                if op in ("m", "l", "c", "re", "f", "f*", "S")]

    def drawn(self, *fields, **form):
        self.save(self.fields(*fields, **form))
        return self.paths()


class Text(Forms):
    def test_value(self):
        self.shows("Filled in", self.text(V=String("Filled in")))
        self.judged_screen()
        self.assertIn("Filled in", self.words("print"))
        self.judged()

    def test_kinds_of_values(self):
        """Names, numbers and streams are no strings, but programs write them."""
        self.shows("Named", self.text(V=Name("/Named")))
        self.shows("1234", self.text(V=1234))
        document = self.fields(self.text())
        document.Root.AcroForm.Fields[0].V = document.make_stream("Grünstraße".encode("utf-16"))
        self.save(document)
        self.assertIn("Gr", self.words())

    def test_inherited(self):
        self.shows("From above", (Dictionary(FT=Name.Tx, T=String("t"), V=String("From above"), Q=2),
                                  Dictionary(Rect=Array([10, 10, 150, 30]))))

    def test_without_asking(self):
        """A field that has no look, in a form that asks for none."""
        self.shows("Filled in", self.text(V=String("Filled in")), needs=False)

    def test_empty_looks(self):
        for content in (b"", b"/Tx BMC EMC", b"q 1 g 0 0 9 9 re f 0 G 0 0 9 9 re S Q /Tx BMC q BT ET Q EMC"):
            document = self.fields(self.text(V=String("Filled in")), needs=False)
            document.Root.AcroForm.Fields[0].AP = Dictionary(N=self.look(content))
            self.save(document)
            with self.subTest(content):
                self.assertIn("Filled in", self.words())

    def test_looks_are_kept(self):
        """What its program drew counts, until the form wants its looks made anew."""
        for needs in (False, True):
            document = self.fields(self.text(V=String("Filled in")), self.text(y=50), needs=needs)
            glyphs = document.make_indirect(Dictionary(
                Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1, 1]), FontMatrix=Array([1, 0, 0, 1, 0, 0]),
                FirstChar=83, LastChar=83, Widths=Array([1]), Encoding=Dictionary(Differences=Array([83, Name.S])),
                ToUnicode=document.make_stream(b"1 begincodespacerange <00> <ff> endcodespacerange\n"
                                               b"1 beginbfchar <53> <0053> endbfchar"),
                CharProcs=Dictionary(S=document.make_stream(b"1 0 d0 0 0 1 1 re f"))))
            for field in document.Root.AcroForm.Fields:
                field.AP = Dictionary(N=self.look(b"BT /F 9 Tf 2 4 Td (S) Tj ET",
                                                  Resources=Dictionary(Font=Dictionary(F=glyphs))))
            self.save(document)
            words = self.words()
            self.assertEqual("Filled in" in words, needs)
            self.assertIn("S", words.split())

    def test_many_lines(self):
        long = "One line\rand another\nand a long one that is broken where it is full of words"
        self.shows("and another", self.text(h=60, V=String(long), Ff=MULTILINE))
        self.assertIn("that is broken", self.words())
        down = [args for op, args in self.text_operators() if op == "Td" and float(args[1]) < 0]
        self.assertGreaterEqual(len(down), 3)

    def text_operators(self):
        forms = [x for x in self.file.objects if isinstance(x, pikepdf.Stream) and x.get("/Subtype") == Name.Form]
        return [o for form in forms for o in self.operators(form) if o[0] in ("Tm", "Td", "Tf", "Tj", "TJ")]

    def starts(self, **field):
        self.save(self.fields(self.text(V=String("Word"), **field)))
        self.form()
        return [float(args[4]) for op, args in self.text_operators() if op == "Tm"][0]

    def test_sides(self):
        left, middle, right = (self.starts(Q=q) for q in (0, 1, 2))
        self.assertLess(left, 5 + 10)
        self.assertAlmostEqual(middle - left, right - middle, delta=1)
        self.assertGreater(right - left, 60)

    def test_sizes(self):
        """As the default look says; what is too long is set smaller, and refused before it is cut."""
        def size(**field):
            self.save(self.fields(self.text(**field)))
            self.form()
            tm = [args for op, args in self.text_operators() if op == "Tm"][0]
            tf = [args for op, args in self.text_operators() if op == "Tf"][0]
            return round(float(tm[0]) * float(tf[1]), 1)
        self.assertEqual(size(V=String("Word")), 9)
        self.assertEqual(size(V=String("Word"), DA=String("0 g /Helv 0 Tf")), 14)
        self.assertEqual(size(V=String("Word"), DA=String("/Helv 6 Tf 1 0 0 rg")), 6)
        small = size(V=String("A value that is longer than its field of some points"))
        self.assertTrue(4 <= small < 9, small)
        self.save(self.fields(self.text(V=String("A value that is longer than any field " * 9))))
        report = self.refused("picture/form-value", file="text/report.md", line=3)
        self.assertIn("does not fit", report["message"])

    def test_comb(self):
        self.save(self.fields(self.text(V=String("LV40"), MaxLen=10, Ff=COMB, MK=Dictionary(BC=Array([0])))))
        self.assertIn("LV40", self.words().replace(" ", ""))
        self.form()
        xs = [float(args[4]) for op, args in self.text_operators() if op == "Tm"]
        steps = {round(b - a) for a, b in zip(xs, xs[1:])}
        self.assertTrue(steps <= {11, 12, 13}, xs)

    def test_comb_that_is_too_short(self):
        self.shows("LV401234", self.text(V=String("LV401234"), MaxLen=3, Ff=COMB))

    def test_password(self):
        self.save(self.fields(self.text(V=String("hidden"), Ff=PASSWORD)))
        words = self.words()
        self.assertNotIn("hidden", words)
        self.assertIn("******", words)

    def test_turned(self):
        self.shows("Upright", self.text(w=20, h=80, V=String("Upright"), MK=Dictionary(R=90)))
        tm = [list(map(float, args)) for op, args in self.text_operators() if op == "Tm"][0]
        self.assertGreater(abs(tm[1]), abs(tm[0]))

    def test_scripts(self):
        for value in ("Grünstraße", "Šķūņa žogs", "Улица Мира", "日本語", "שלום"):
            with self.subTest(value):
                self.save(self.fields(self.text(V=String(value))))
                letters = re.sub("[ \u202a-\u202e]", "", self.words())
                self.assertIn(value.replace(" ", ""), letters)
                self.judged_screen()

    def test_letters_that_no_font_has(self):
        self.save(self.fields(self.text(V=String("A \U0001F600"))))
        self.assertIn("U+1F600", self.refused("picture/form-value", file="text/report.md", line=3)["message"])

    def test_hidden(self):
        self.save(self.fields(self.text(V=String("Hidden"), F=2)))
        self.assertNotIn("Hidden", self.words())

    def test_too_much(self):
        self.save(self.fields(*(self.text(V=String("word " * 5000), Ff=MULTILINE) for _ in range(10))))
        self.refused("picture/too-large", file="text/report.md", line=3)

    def test_notes_on_the_page(self):
        self.shows("Typed onto it", Dictionary(Subtype=Name.FreeText, Rect=Array([10, 10, 150, 60]),
                                               DA=String("/Helv 10 Tf"), Contents=String("Typed onto it")))


class Choices(Forms):
    def choice(self, value, flags=0, **field):
        return Dictionary(FT=Name.Ch, T=String("c"), Ff=flags, Rect=Array([10, 10, 120, 70]), V=value,
                          Opt=Array([Array([String("a"), String("Apples")]), Array([String("b"), String("Bread")]),
                                     String("Cheese")]), **field)

    def test_what_is_shown(self):
        self.save(self.fields(self.choice(String("b"), COMBO)))
        words = self.words()
        self.assertIn("Bread", words)
        self.assertNotIn("Apples", words)

    def test_a_value_of_ones_own(self):
        self.shows("Dates", self.choice(String("Dates"), COMBO))
        self.shows("Dates", self.choice(String("Dates")))

    def test_lists(self):
        boxes = self.drawn(self.choice(Array([String("a"), String("Cheese")])))
        self.assertIn("Apples Bread Cheese", self.words())
        fewer = self.drawn(self.choice(Array([String("a")])))
        self.assertGreater(len(boxes), len(fewer))
        self.assertEqual(self.drawn(self.choice(String("x"))), [])

    def test_long_lists(self):
        choice = self.choice(Array([String("n77"), String("n3")]))
        choice.Opt = Array([String(f"n{i}") for i in range(100)])
        self.shows("n77 n3", choice)
        self.assertNotIn("n5", self.words())


class Buttons(Forms):
    def state(self, **field):
        """How many strokes are drawn."""
        return len(self.drawn(self.button(**field)))

    def test_ticks(self):
        off = self.state(AS=Name.Off)
        self.assertGreater(self.state(AS=Name.Yes), off)
        self.assertGreater(self.state(V=Name.Yes), off)
        self.assertEqual(self.state(V=Name.Off), off)
        marks = {mark: self.drawn(self.button(AS=Name.Yes, MK=Dictionary(CA=String(mark)))) for mark in "48lunH"}
        self.assertEqual(len({str(m) for m in marks.values()}), 6)

    def test_boxes(self):
        self.assertGreater(self.state(AS=Name.Off, MK=Dictionary(BC=Array([0, 0, 0]), BG=Array([1]))),
                           self.state(AS=Name.Off))

    def with_looks(self, *kids, value=None, flags=0):
        """Fields whose looks draw one line each, as long as their number; returns which are drawn."""
        field = Dictionary(FT=Name.Btn, T=String("b"), Ff=flags)
        if value is not None:
            field.V = value
        document = self.fields((field, *(
            Dictionary(Rect=Array([10 + 30 * i, 10, 30 + 30 * i, 30])) for i in range(len(kids)))))
        for i, (name, state) in enumerate(kids):
            kid = document.Root.AcroForm.Fields[0].Kids[i]
            kid.AP = Dictionary(N=Dictionary({"/" + name: self.look(b"0 0 m %d 7 l S" % (i + 3))}))
            if state:
                kid.AS = Name("/" + state)
        self.save(document)
        return [i for i in range(len(kids)) if ("l", i + 3, 7) in self.paths()]

    def test_states_and_values(self):
        self.assertEqual(self.with_looks(("Yes", "Yes")), [0])
        self.assertEqual(self.with_looks(("Yes", "Off")), [])
        self.assertEqual(self.with_looks(("Yes", None), value=Name.Yes), [0])
        self.assertEqual(self.with_looks(("Yes", "Off"), value=Name.Yes), [0])
        self.assertEqual(self.with_looks(("Yes", None), value=String("Yes")), [0])
        self.assertEqual(self.with_looks(("a", "a"), ("b", "Off"), value=Name.b, flags=RADIO), [1])
        self.assertEqual(self.with_looks(("a", None), ("b", None), value=Name.a, flags=RADIO), [0])

    def test_a_state_without_a_look(self):
        plain = len(self.drawn(self.button(AS=Name.Off)))
        document = self.fields(self.button(AS=Name.Yes))
        document.Root.AcroForm.Fields[0].AP = Dictionary(N=Dictionary(Off=self.look(b"")))
        self.save(document)
        self.assertGreater(len(self.paths()), plain)

    def test_radio_buttons_that_do_not_say(self):
        self.save(self.fields((Dictionary(FT=Name.Btn, T=String("b"), Ff=RADIO, V=Name.b),
                               Dictionary(Rect=Array([10, 10, 30, 30])), Dictionary(Rect=Array([40, 10, 60, 30])))))
        self.refused("picture/form-value", file="text/report.md", line=3)

    def test_captions(self):
        self.shows("Send", self.button(w=90, Ff=PUSH, MK=Dictionary(CA=String("Send"))))


class Foreign(Forms):
    def test_xfa(self):
        """A form that is drawn by its program alone; one with fields beside is a form like others."""
        document = self.fields()
        document.Root.AcroForm.XFA = document.make_stream(b"<xdp/>")
        self.save(document)
        self.assertIn("XFA", self.refused("picture/xfa", file="text/report.md", line=3)["message"])
        document = self.fields(self.text(V=String("Filled in")))
        document.Root.AcroForm.XFA = document.make_stream(b"<xdp/>")
        self.save(document)
        self.assertIn("Filled in", self.words())
        document.Root.NeedsRendering = True
        self.save(document)
        self.refused("picture/xfa", file="text/report.md", line=3)


PRINTED, HIDDEN, INVISIBLE, NO_VIEW = 4, 2, 1, 32


class Remarks(Forms):
    """What lies over a page and is no field. Seen on a screen or printed: then it stands in the file."""

    def laid(self, kind, flags=0, look=None, **more):
        """A page with one of that kind; a look draws a line."""
        document = self.fields(needs=False)
        annotation = Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([10, 10, 90, 40]), F=flags, **more)
        if look:
            annotation.AP = Dictionary(N=self.look(b"0 0 m 7 7 l S"))
        document.pages[0].Annots.append(document.make_indirect(annotation))
        self.save(document)

    def is_drawn(self):
        run = self.strom("build", "report", "-e", "en", "-q")
        self.assertEqual(run.returncode, 0, run.stderr)
        with pikepdf.open(self.folder / "out/report-en.pdf") as file:
            forms = [x for x in file.objects if isinstance(x, pikepdf.Stream) and x.get("/Subtype") == Name.Form]
            return any(("l", [7, 7]) == (op, [int(a) for a in args]) for f in forms
                       for op, args in self.operators(f) if op == "l")

    def test_marks_without_looks(self):
        """An error where they would be printed; a warning where screens alone were to draw them."""
        for kind in ("Highlight", "StrikeOut", "Ink", "Stamp", "Line"):
            with self.subTest(kind):
                self.laid(kind, PRINTED)
                self.assertIn(kind, self.refused("picture/annotation", file="text/report.md", line=3)["message"])
                self.laid(kind)
                self.assertIn(kind, self.warned("picture/annotation", file="text/report.md", line=3)["message"])
                self.laid(kind, PRINTED | HIDDEN)
                self.form()

    def test_flags(self):
        for flags, drawn in ((0, True), (PRINTED, True), (HIDDEN | PRINTED, False), (NO_VIEW, False),
                             (NO_VIEW | PRINTED, True), (INVISIBLE, True)):
            with self.subTest(flags):
                self.laid("Stamp", flags, look=True)
                self.assertEqual(self.is_drawn(), drawn)
        self.laid("Unheard", INVISIBLE, look=True)
        self.assertFalse(self.is_drawn())

    def test_sticky_notes(self):
        """They stop no project; their icon is drawn where it would be printed, and their words are told of."""
        for flags, look, drawn in ((0, False, False), (0, True, False), (PRINTED, False, False), (PRINTED, True, True)):
            with self.subTest(flags=flags, look=look):
                self.laid("Text", flags, look, Contents=String("Is this so?"))
                self.assertEqual(self.is_drawn(), drawn)
                told = self.warned("picture/sticky-note", file="text/report.md", line=3)
                self.assertIn("1 sticky note,", told["message"])
        self.laid("Text", HIDDEN, Contents=String("Is this so?"))
        self.form()

    def test_warned_once_for_all_files(self):
        self.laid("Text", Contents=String("Is this so?"))
        reports = self.errors("build", "-e", "en", "--profile", "screen", "--profile", "print", code=0)
        self.assertEqual([r["code"] for r in reports], ["picture/sticky-note"])

    def test_signatures(self):
        """A field for one is a frame; one without a look says who signed, one without a size nothing."""
        place = Dictionary(FT=Name.Sig, T=String("s"), Rect=Array([10, 10, 150, 40]))
        self.assertEqual(len([op for op, *_ in self.drawn(place) if op in ("S", "re")]), 2)
        self.shows("Ann Smith", Dictionary(FT=Name.Sig, T=String("s"), Rect=Array([10, 10, 150, 40]),
                                           V=Dictionary(Type=Name.Sig, Name=String("Ann Smith"))))
        self.assertEqual(self.drawn(Dictionary(FT=Name.Sig, T=String("s"), Rect=Array([0, 0, 0, 0]))), [])
        document = self.fields(Dictionary(FT=Name.Sig, T=String("s"), Rect=Array([10, 10, 150, 40]),
                                          V=Dictionary(Type=Name.Sig, Name=String("Ann Smith"))))
        document.Root.AcroForm.Fields[0].AP = Dictionary(N=self.look(b"0 0 m 7 7 l S"))
        self.save(document)
        self.assertTrue(self.is_drawn())
        self.assertNotIn("Ann", self.words())


del Annexes
if __name__ == "__main__":
    unittest.main()
