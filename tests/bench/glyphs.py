"""The glyphs of a PDF's pages, where its content streams put them: for files of any program.

A viewer's arithmetic (ISO 32000-1, 9.4.4) over the operators that text needs. Nothing is rounded,
guessed or put in order, so that spaces can be measured to a thousandth of a point.
"""

import dataclasses
import re

import pikepdf


@dataclasses.dataclass
class Glyph:
    text: str
    x: float               # from the pen before it to the pen after it, without letter-space
    end: float
    y: float
    size: float
    apart: float           # the letter-space and the scaling: what they add to its width
    font: str


def unicode_of(hexadecimal):
    return bytes.fromhex(hexadecimal).decode("utf-16-be", "replace")


def read_texts(stream):
    """What a ToUnicode map says: {code: text}."""
    source, texts = stream.read_bytes().decode("latin-1"), {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.S):
        for code, text in re.findall(r"<(\w+)>\s*<(\w*)>", block):
            texts[int(code, 16)] = unicode_of(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.S):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for code in range(int(first, 16), int(last, 16) + 1):
                moved = int(text[-4:], 16) + code - int(first, 16)
                texts[code] = unicode_of(text[:-4] + f"{moved:04x}")
        for first, _, list_ in re.findall(r"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", block, re.S):
            for i, text in enumerate(re.findall(r"<(\w*)>", list_)):
                texts[int(first, 16) + i] = unicode_of(text)
    return texts


def read_codes(encoding):
    """{code: CID} of an embedded CMap; None: a code is its CID."""
    if isinstance(encoding, pikepdf.Name):
        return None
    source, codes = encoding.read_bytes().decode("latin-1"), {}
    for block in re.findall(r"begincidchar(.*?)endcidchar", source, re.S):
        for code, cid in re.findall(r"<(\w+)>\s*(\d+)", block):
            codes[int(code, 16)] = int(cid)
    for block in re.findall(r"begincidrange(.*?)endcidrange", source, re.S):
        for first, last, cid in re.findall(r"<(\w+)>\s*<(\w+)>\s*(\d+)", block):
            for code in range(int(first, 16), int(last, 16) + 1):
                codes[code] = int(cid) + code - int(first, 16)
    return codes


class Font:
    """A composite font, as both programs write them: codes of two bytes."""

    def __init__(self, dictionary):
        below = dictionary.DescendantFonts[0]
        self.name = re.sub(r"^/[A-Z]{6}\+", "", str(dictionary.BaseFont))
        self.codes = read_codes(dictionary.Encoding)
        self.texts = read_texts(dictionary.ToUnicode) if "/ToUnicode" in dictionary else {}
        self.fallback = float(below.get("/DW", 1000))
        self.widths = {}
        list_, i = list(below.get("/W", [])), 0
        while i < len(list_):
            if isinstance(list_[i + 1], pikepdf.Array):
                for k, width in enumerate(list_[i + 1]):
                    self.widths[int(list_[i]) + k] = float(width)
                i += 2
            else:
                for cid in range(int(list_[i]), int(list_[i + 1]) + 1):
                    self.widths[cid] = float(list_[i + 2])
                i += 3

    def take(self, string):
        """(text, width in ems) for each code."""
        for i in range(0, len(string) - 1, 2):
            code = string[i] << 8 | string[i + 1]
            cid = code if self.codes is None else self.codes.get(code, 0)
            yield self.texts.get(code, ""), self.widths.get(cid, self.fallback) / 1000


def multiply(a, b):
    return (a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2],
            a[2] * b[1] + a[3] * b[3], a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5])


UNIT = (1, 0, 0, 1, 0, 0)


@dataclasses.dataclass
class State:
    matrix: tuple = UNIT
    font: Font = None
    size: float = 0
    space: float = 0       # Tc
    scale: float = 1       # Tz
    leading: float = 0


class Page:
    def __init__(self, page, fonts):
        self.glyphs, self.state, self.kept = [], State(), []
        self.text = self.line = UNIT
        self.fonts = {}
        for name, dictionary in page.Resources.get("/Font", {}).items():
            if dictionary.objgen not in fonts:
                fonts[dictionary.objgen] = Font(dictionary)
            self.fonts[name] = fonts[dictionary.objgen]
        for operands, operator in pikepdf.parse_content_stream(page):
            self.apply(str(operator), list(operands))

    def apply(self, operator, given):
        state = self.state
        if operator == "q":
            self.kept.append(dataclasses.replace(state))
        elif operator == "Q":
            self.state = self.kept.pop()
        elif operator == "cm":
            state.matrix = multiply(tuple(map(float, given)), state.matrix)
        elif operator == "BT":
            self.text = self.line = UNIT
        elif operator == "Tf":
            state.font, state.size = self.fonts[str(given[0])], float(given[1])
        elif operator == "Tc":
            state.space = float(given[0])
        elif operator == "Tz":
            state.scale = float(given[0]) / 100
        elif operator == "TL":
            state.leading = float(given[0])
        elif operator == "Tm":
            self.text = self.line = tuple(map(float, given))
        elif operator in ("Td", "TD"):
            self.move(float(given[0]), float(given[1]))
            if operator == "TD":
                state.leading = -float(given[1])
        elif operator == "T*":
            self.move(0, -state.leading)
        elif operator == "Tj":
            self.show([given[0]])
        elif operator == "TJ":
            self.show(given[0])

    def move(self, x, y):
        self.text = self.line = multiply((1, 0, 0, 1, x, y), self.line)

    def show(self, parts):
        state = self.state
        for part in parts:
            if not isinstance(part, pikepdf.String):
                self.go(-float(part) / 1000 * state.size * state.scale)
                continue
            for text, width in state.font.take(bytes(part)):
                place = multiply(self.text, state.matrix)
                natural, scaled = width * state.size, width * state.size * state.scale
                apart = scaled - natural + state.space * state.scale
                self.glyphs.append(Glyph(text, place[4], place[4] + scaled * place[0], place[5],
                                         state.size * place[3], apart * place[0], state.font.name))
                self.go(scaled + state.space * state.scale)

    def go(self, x):
        self.text = multiply((1, 0, 0, 1, x, 0), self.text)


def pages(path):
    """A list of glyphs for each page, in the order of the file."""
    fonts = {}
    with pikepdf.open(path) as file:
        return [Page(page, fonts).glyphs for page in file.pages]
