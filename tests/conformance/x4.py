"""PDF/X-4 (ISO 15930-7:2010), checked without anything of ours. usage: x4.py FILE...

Each rule names the clause that it stands for. The standard is not free to print: the numbers are
those that public listings give, and where the rule is really one of PDF 1.6 that the standard points
at, the clause is of ISO 32000-1. A rule that is the house's own and not the standard's says so.

    6.1    file structure, identifier, encryption      6.5    optional content, viewer's preferences
    6.2.1  page boxes                                  6.6    images, forms
    6.2.3  output intent and its profile               6.7    identification, metadata, trapping
    6.2.4  colour spaces, spot colours, overprint      6.8    annotations, actions
    6.2.5  transparency                                6.2.7  halftones, transfer functions
    6.3    fonts                                       7.8    content streams (ISO 32000-1)"""
import re
import sys
import xml.etree.ElementTree as ET

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
SPACES = {
    "dc": "{http://purl.org/dc/elements/1.1/}", "xmp": "{http://ns.adobe.com/xap/1.0/}",
    "xmpMM": "{http://ns.adobe.com/xap/1.0/mm/}", "pdf": "{http://ns.adobe.com/pdf/1.3/}",
    "pdfxid": "{http://www.npes.org/pdfx/ns/id/}",
}
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$")
INTENTS = {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}
BLENDS = {"/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten",
          "/ColorDodge", "/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion",
          "/Hue", "/Saturation", "/Color", "/Luminosity"}
OPERATORS = set("""b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i
    ID j J K k l m M MP n q Q re RG rg ri s S sc SC scn SCN sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz
    v w W W* y ' \" INLINE IMAGE""".split())


def text(value):
    """A name, a string or a number as text; anything else as it would be written."""
    try:
        return str(value)
    except NotImplementedError:
        return repr(value)


class Check:
    def __init__(self, path):
        self.path = path
        self.faults = []
        self.spots = {}
        self.seen = set()

    def fault(self, clause, what):
        if (clause, what) not in self.faults:
            self.faults.append((clause, what))

    def want(self, good, clause, what):
        if not good:
            self.fault(clause, what)
        return good


# ---- 6.1: the file ----

def check_file(c, pdf, raw):
    m = re.match(rb"%PDF-1\.([0-9])[\r\n]", raw)
    c.want(m and int(m[1]) <= 6, "6.1", "the header is not that of PDF 1.6 or earlier")
    version = pdf.Root.get("/Version")
    c.want(version is None or text(version) <= "/1.6", "6.1", "the catalog names a later version")
    c.want(not pdf.is_encrypted, "6.1", "the file is encrypted")
    ids = pdf.trailer.get("/ID")
    c.want(isinstance(ids, Array) and len(ids) == 2 and all(len(bytes(i)) >= 16 for i in ids), "6.1",
           "the trailer has no identifier of two strings")
    for problem in pdf.check():
        c.fault("6.1", f"damaged: {problem}")


# ---- 6.2.3: what the inks mean ----

def check_profile(c, profile):
    if not c.want(isinstance(profile, Stream), "6.2.3", "the output intent embeds no profile"):
        return
    data = profile.read_bytes()
    if not c.want(len(data) > 132 and data[36:40] == b"acsp", "6.2.3", "the profile is none of ICC"):
        return
    c.want(int.from_bytes(data[:4], "big") == len(data), "6.2.3", "the profile's length is wrong")
    c.want(data[12:16] == b"prtr", "6.2.3", "the profile is not of an output device")
    c.want(data[16:20] == b"CMYK", "6.2.3", "the profile is not of four process inks")
    c.want(data[8] in (2, 4), "6.2.3", "the profile's version is none that PDF 1.6 knows")
    c.want(profile.get("/N") == 4, "6.2.3", "the profile's N is not 4")
    tags = {data[132 + 12 * i:136 + 12 * i] for i in range(int.from_bytes(data[128:132], "big"))}
    for tag in (b"A2B0", b"A2B1", b"B2A0", b"B2A1", b"wtpt", b"desc"):
        c.want(tag in tags, "6.2.3", f"the profile has no table {tag.decode()}")


def check_intent(c, pdf):
    intents = [i for i in pdf.Root.get("/OutputIntents", []) if i.get("/S") == Name("/GTS_PDFX")]
    if not c.want(len(intents) == 1, "6.2.3", f"there are {len(intents)} output intents of PDF/X"):
        return
    intent = intents[0]
    name = text(intent.get("/OutputConditionIdentifier", ""))
    c.want(name, "6.2.3", "the output intent names no condition")
    registry = text(intent.get("/RegistryName", ""))
    c.want(registry or text(intent.get("/Info", "")), "6.2.3",
           "a condition that is not registered needs Info")
    if registry == "http://www.color.org":
        c.want(re.fullmatch(r"FOGRA\d+|CGATS TR ?\d+|[A-Z][A-Za-z0-9_ .-]+", name), "6.2.3",
               f"'{name}' is no name of the registry")
    c.want("/DestOutputProfileRef" not in intent, "6.2.3", "the profile is outside of the file")
    check_profile(c, intent.get("/DestOutputProfile"))
    c.profile = intent.get("/DestOutputProfile")


# ---- 6.7: what the file says of itself ----

def xmp_values(root):
    """Every property of the packet: name -> text."""
    found = {}
    for description in root.iter(RDF + "Description"):
        for name, value in description.attrib.items():
            found[name] = value
        for node in description:
            items = [li.text or "" for li in node.iter(RDF + "li")]
            found[node.tag] = items[0] if items else (node.text or "")
    return found


def pdf_date(said):
    m = re.match(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d'\d\d'?)?", said)
    if not m:
        return None
    zone = (m[7] or "Z").replace("'", ":").rstrip(":")
    return f"{m[1]}-{m[2]}-{m[3]}T{m[4]}:{m[5]}:{m[6]}{zone}"


def check_metadata(c, pdf):
    stream = pdf.Root.get("/Metadata")
    if not c.want(isinstance(stream, Stream), "6.7", "there is no metadata"):
        return
    try:
        found = xmp_values(ET.fromstring(stream.read_bytes().strip()))
    except ET.ParseError as error:
        c.fault("6.7", f"the metadata is no XML: {error}")
        return

    def value(prefix, name):
        return found.get(SPACES[prefix] + name, "").strip()
    c.want(value("pdfxid", "GTS_PDFXVersion") == "PDF/X-4", "6.7", "GTS_PDFXVersion is not PDF/X-4")
    for name in ("CreateDate", "ModifyDate", "MetadataDate"):
        c.want(DATE.match(value("xmp", name)), "6.7", f"xmp:{name} is no date")
    for name in ("DocumentID", "RenditionClass", "VersionID"):
        c.want(value("xmpMM", name), "6.7", f"xmpMM:{name} is missing")
    c.want(value("dc", "title"), "6.7", "dc:title is missing")
    trapped = value("pdf", "Trapped")
    c.want(trapped in ("True", "False"), "6.7", "pdf:Trapped is neither True nor False")
    check_info(c, pdf, found, trapped)


def check_info(c, pdf, found, trapped):
    info = pdf.trailer.get("/Info", Dictionary())
    c.want(text(info.get("/Trapped", "")).lstrip("/") == trapped, "6.7", "Info's Trapped differs")
    for key, name in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        if key in info:
            c.want(pdf_date(text(info[key])) == found.get(SPACES["xmp"] + name), "6.7",
                   f"Info's {key} differs from xmp:{name}")
    if "/Title" in info:
        c.want(text(info["/Title"]) == found.get(SPACES["dc"] + "title"), "6.7", "Info's Title differs")
    other = text(info.get("/GTS_PDFXVersion", "PDF/X-4"))
    c.want(other == "PDF/X-4", "6.7", f"Info claims {other}")


# ---- 6.2.1: boxes ----

def box(page, key):
    value = page.get(key)
    return None if value is None else [float(v) for v in value]


def inside(inner, outer):
    return (inner[0] >= outer[0] - 0.01 and inner[1] >= outer[1] - 0.01 and
            inner[2] <= outer[2] + 0.01 and inner[3] <= outer[3] + 0.01)


def inherited(page, key):
    node = page
    while node is not None:
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def check_boxes(c, page, where):
    media = inherited(page, "/MediaBox")
    if not c.want(media is not None, "6.2.1", f"{where} has no MediaBox"):
        return
    boxes = {"/MediaBox": [float(v) for v in media]}
    for key in ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"):
        if box(page, key):
            boxes[key] = box(page, key)
    c.want(("/TrimBox" in boxes) != ("/ArtBox" in boxes), "6.2.1",
           f"{where} needs a TrimBox or an ArtBox, and not both")
    for key, b in boxes.items():
        c.want(b[2] > b[0] and b[3] > b[1], "6.2.1", f"{where}: {key} is empty")
    order = [k for k in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox") if k in boxes]
    for i, outer in enumerate(order):
        for inner in order[i + 1:]:
            c.want(inside(boxes[inner], boxes[outer]), "6.2.1", f"{where}: {inner} goes beyond {outer}")
    c.want("/UserUnit" not in page or float(page["/UserUnit"]) == 1, "6.2.1", f"{where} is scaled")


# ---- 6.8: what is not printed ----

def check_actions(c, pdf):
    root = pdf.Root
    for key in ("/OpenAction", "/AA"):
        if key == "/OpenAction" and isinstance(root.get(key), Array):
            continue                 # a destination
        c.want(key not in root, "6.8", f"the catalog has {key}")
    names = root.get("/Names", Dictionary())
    c.want("/JavaScript" not in names, "6.8", "there is JavaScript")
    c.want("/AlternatePresentations" not in names, "6.8", "there is another presentation")
    form = root.get("/AcroForm", Dictionary())
    c.want("/XFA" not in form and not form.get("/NeedAppearances", False), "6.8", "there is a form")
    c.want("/Requirements" not in root, "6.8", "readers are asked for something")
    # Whatever holds an action, wherever it is.
    for obj in pdf.objects:
        if isinstance(obj, Dictionary) and text(obj.get("/S", "")) in ("/JavaScript", "/Launch", "/URI"):
            c.fault("6.8", f"there is an action {obj['/S']}")


def check_annotations(c, page, where):
    if "/PresSteps" in page or "/AA" in page:
        c.fault("6.8", f"{where} does something")
    bleed = box(page, "/BleedBox") or box(page, "/TrimBox") or [0, 0, 1e9, 1e9]
    for a in page.get("/Annots", []):
        if text(a.get("/Subtype")) in ("/PrinterMark", "/TrapNet"):
            continue
        r = [float(v) for v in a.get("/Rect", [0, 0, 0, 0])]
        if r[0] < bleed[2] and r[2] > bleed[0] and r[1] < bleed[3] and r[3] > bleed[1]:
            c.fault("6.8", f"{where} has an annotation {a.get('/Subtype')} inside the bleed")


def check_viewer(c, pdf):
    wishes = pdf.Root.get("/ViewerPreferences", Dictionary())
    for key in ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip"):
        c.want(text(wishes.get(key, "/MediaBox")) in ("/MediaBox", "/BleedBox"), "6.5",
               f"{key} shows less than the bleed")
    layers = pdf.Root.get("/OCProperties")
    if layers is None:
        return
    for config in [layers.get("/D", Dictionary())] + list(layers.get("/Configs", [])):
        c.want("/AS" not in config, "6.5", "layers change by themselves")
        c.want(len(text(config.get("/Name", ""))) > 0, "6.5", "a set of layers has no name")


# ---- 6.2.4: colour ----

def family(space):
    return text(space[0]) if isinstance(space, Array) else text(space)


def check_spot(c, space, where):
    names = [space[1]] if family(space) == "/Separation" else list(space[1])
    for name in map(text, names):
        if family(space) != "/Separation" or name in ("/All", "/None"):
            continue
        transform = space[3]
        key = (repr(space[2]), repr({k: repr(v) for k, v in transform.items()}))
        c.want(c.spots.setdefault(name, key) == key, "6.2.4",
               f"{where}: the spot colour {name} is two different colours")
    check_space(c, space[2], where)
    if family(space) == "/DeviceN" and len(space) > 4:
        return
    c.want(family(space) != "/DeviceN" or len(space) > 4, "6.2.4", f"{where}: DeviceN tells no colorants")


def check_icc(c, space, where):
    stream = space[1]
    n, data = int(stream.get("/N", 0)), stream.read_bytes()
    kinds = {1: b"GRAY", 3: (b"RGB ", b"Lab "), 4: b"CMYK"}
    c.want(len(data) > 40 and data[36:40] == b"acsp" and data[16:20] in kinds.get(n, b"") if n in kinds
           else False, "6.2.4", f"{where}: an ICC profile does not fit its N")
    if n == 4 and getattr(c, "profile", None) is not None:
        c.want(data != c.profile.read_bytes(), "6.2.4",
               f"{where}: the output intent's profile is used as a source")


def check_space(c, space, where, resources=None):
    kind = family(space)
    if kind in ("/Pattern", "/DeviceCMYK", "/DeviceGray", "/CalGray", "/CalRGB", "/Lab"):
        if kind == "/Pattern" and isinstance(space, Array) and len(space) > 1:
            check_space(c, space[1], where)
        return
    if kind in ("/DeviceRGB", "/RGB"):
        default = (resources or {}).get("/ColorSpace", Dictionary()).get("/DefaultRGB")
        c.want(default is not None, "6.2.4", f"{where}: DeviceRGB, but the output intent is CMYK")
    elif kind in ("/Separation", "/DeviceN"):
        check_spot(c, space, where)
    elif kind == "/ICCBased":
        check_icc(c, space, where)
    elif kind in ("/Indexed", "/I"):
        check_space(c, space[1], where, resources)
    elif kind not in ("/CMYK", "/G"):
        c.fault("6.2.4", f"{where}: no colour space {kind}")


# ---- 6.2.5, 6.2.7: graphics states ----

def check_state(c, state, where):
    for key in ("/TR", "/HTP"):
        c.want(key not in state, "6.2.7", f"{where}: a transfer function ({key})")
    c.want(text(state.get("/TR2", "/Default")) == "/Default", "6.2.7", f"{where}: a transfer function (/TR2)")
    halftone = state.get("/HT")
    if isinstance(halftone, (Dictionary, Stream)):
        c.want(halftone.get("/HalftoneType") in (1, 5), "6.2.7", f"{where}: halftone of another type")
        c.want("/HalftoneName" not in halftone, "6.2.7", f"{where}: a halftone by name")
        c.want("/TransferFunction" not in halftone, "6.2.7", f"{where}: a halftone's transfer function")
    c.want(text(state.get("/RI", "/Perceptual")) in INTENTS, "6.2.4", f"{where}: no such rendering intent")
    modes = state.get("/BM", Name("/Normal"))
    for mode in (modes if isinstance(modes, Array) else [modes]):
        c.want(text(mode) in BLENDS, "6.2.5", f"{where}: no such blend mode {mode}")
    mask = state.get("/SMask", Name("/None"))
    if isinstance(mask, Dictionary):
        c.want("/G" in mask and text(mask.get("/S")) in ("/Alpha", "/Luminosity"), "6.2.5",
               f"{where}: a soft mask without its group")
    return {"op": bool(state["/op"] if "/op" in state else state.get("/OP", False))
            if "/op" in state or "/OP" in state else None, "opm": state.get("/OPM"),
            "ca": state.get("/ca"), "CA": state.get("/CA")}


def check_group(c, group, where, resources):
    if group is None or text(group.get("/S")) != "/Transparency":
        return
    space = group.get("/CS")
    if space is not None:
        c.want(family(space) in ("/DeviceCMYK", "/DeviceGray", "/ICCBased"), "6.2.5",
               f"{where}: colours are mixed in {family(space)}, but printed in CMYK")
        check_space(c, space, where, resources)


# ---- 6.3: fonts ----

def check_descriptor(c, font, where):
    d = font.get("/FontDescriptor")
    if not c.want(isinstance(d, Dictionary), "6.3", f"{where}: a font has no descriptor"):
        return
    files = [d[k] for k in ("/FontFile", "/FontFile2", "/FontFile3") if k in d]
    if not c.want(len(files) == 1, "6.3", f"{where}: {font.get('/BaseFont')} is not embedded"):
        return
    c.want(len(files[0].read_bytes()) > 100, "6.3", f"{where}: {font.get('/BaseFont')} is empty")
    if "/FontFile3" in d:
        c.want(text(files[0].get("/Subtype")) in ("/Type1C", "/CIDFontType0C", "/OpenType"), "6.3",
               f"{where}: a font's outlines are of no known kind")


def check_font(c, font, where):
    if font.objgen != (0, 0) and font.objgen in c.seen:
        return
    c.seen.add(font.objgen)
    kind = text(font.get("/Subtype"))
    if kind == "/Type3":
        c.want(isinstance(font.get("/CharProcs"), Dictionary), "6.3", f"{where}: Type 3 draws nothing")
    elif kind == "/Type0":
        parts = font.get("/DescendantFonts", [])
        if not c.want(len(parts) == 1, "6.3", f"{where}: a composite font has no font in it"):
            return
        check_descriptor(c, parts[0], where)
        encoding = font.get("/Encoding")
        c.want(isinstance(encoding, Stream) or text(encoding) in ("/Identity-H", "/Identity-V"), "6.3",
               f"{where}: the CMap {text(encoding)} is not embedded")
        if text(parts[0].get("/Subtype")) == "/CIDFontType2":
            c.want("/CIDToGIDMap" in parts[0], "6.3", f"{where}: CIDToGIDMap is missing")
    else:
        check_descriptor(c, font, where)


# ---- 6.6: pictures and forms ----

def check_image(c, image, where, resources):
    for key in ("/Alternates", "/OPI", "/F"):
        c.want(key not in image, "6.6", f"{where}: an image has {key}")
    c.want(text(image.get("/Intent", "/Perceptual")) in INTENTS, "6.2.4", f"{where}: no such rendering intent")
    filters = image.get("/Filter", [])
    for f in (filters if isinstance(filters, Array) else [filters]):
        c.want(text(f) not in ("/Crypt", "/LZWDecode"), "6.6", f"{where}: an image is packed by {f}")
    if image.get("/ImageMask", False):
        return
    if "/ColorSpace" in image:
        check_space(c, image["/ColorSpace"], where, resources)
    else:
        c.want("/JPXDecode" in text(filters), "6.6", f"{where}: an image has no colour space")
    mask = image.get("/SMask")
    if isinstance(mask, Stream):
        c.want(family(mask.get("/ColorSpace")) == "/DeviceGray", "6.2.5", f"{where}: a mask is not grey")


def check_xobject(c, x, where, resources):
    kind = text(x.get("/Subtype"))
    if kind == "/Image":
        if x.objgen in c.seen:
            return
        c.seen.add(x.objgen)
        check_image(c, x, where, resources)
    elif c.want(kind == "/Form", "6.6", f"{where}: an object of the kind {kind}"):
        for key in ("/OPI", "/Ref", "/PS", "/Subtype2"):
            c.want(key not in x, "6.6", f"{where}: a form has {key}")
        check_group(c, x.get("/Group"), where, x.get("/Resources", resources))
        if x.objgen not in c.seen:
            c.seen.add(x.objgen)
            check_content(c, x, x.get("/Resources", resources), where, ours=False)


# ---- Content ----

class State:
    def __init__(self, ours):
        self.ours = ours                   # a page's own; else a picture's, of another program
        self.stack = []
        self.now = {"op": False, "opm": 0, "fill": None}


def named(c, resources, kind, name, where):
    found = resources.get(kind, Dictionary()).get(text(name))
    c.want(found is not None, "7.8", f"{where}: {name} is not among the resources")
    return found


def paint_text(c, state, where):
    """The house's rule: black text is black ink alone, and lies over what is below."""
    fill = state.now["fill"]
    if fill == [0, 0, 0, 1] and state.ours:
        c.want(state.now["op"] and state.now["opm"] == 1, "house", f"{where}: black text does not overprint")


def check_operator(c, op, args, state, resources, where):
    if op in ("rg", "RG"):
        check_space(c, Name("/DeviceRGB"), where, resources)
    elif op in ("k", "g"):
        state.now["fill"] = [float(a) for a in args] if op == "k" else [0, 0, 0, 1 - float(args[0])]
    elif op in ("cs", "CS"):
        if text(args[0]) in ("/DeviceRGB", "/DeviceCMYK", "/DeviceGray", "/Pattern"):
            check_space(c, args[0], where, resources)
        else:
            space = named(c, resources, "/ColorSpace", args[0], where)
            if space is not None:
                check_space(c, space, where, resources)
                four = family(space) == "/ICCBased" and space[1].get("/N") == 4
                c.want(not (four and state.now["opm"] == 1), "6.2.4", f"{where}: OPM 1 with an ICC space")
        state.now["fill"] = None if op == "cs" else state.now["fill"]
    elif op == "ri":
        c.want(text(args[0]) in INTENTS, "6.2.4", f"{where}: no such rendering intent")
    elif op == "gs":
        found = named(c, resources, "/ExtGState", args[0], where)
        if found is not None:
            said = check_state(c, found, where)
            state.now.update({k: v for k, v in said.items() if v is not None})
    elif op == "Tf":
        font = named(c, resources, "/Font", args[0], where)
        if font is not None:
            check_font(c, font, where)
    elif op == "Do":
        x = named(c, resources, "/XObject", args[0], where)
        if x is not None:
            check_xobject(c, x, where, resources)
    elif op == "sh":
        shading = named(c, resources, "/Shading", args[0], where)
        if shading is not None:
            check_space(c, shading["/ColorSpace"], where, resources)
    elif op in ("Tj", "TJ", "'", '"'):
        paint_text(c, state, where)


def check_content(c, owner, resources, where, ours=True):
    state, compatible = State(ours), 0
    try:
        instructions = pikepdf.parse_content_stream(owner)
    except pikepdf.PdfError as error:
        c.fault("7.8", f"{where}: the content cannot be read: {error}")
        return
    for args, operator in instructions:
        op = text(operator)
        if not c.want(op in OPERATORS or compatible, "7.8", f"{where}: no operator '{op}'"):
            continue
        compatible += (op == "BX") - (op == "EX")
        if op == "q":
            state.stack.append(dict(state.now))
        elif op == "Q":
            if c.want(state.stack, "7.8", f"{where}: Q without q"):
                state.now = state.stack.pop()
        else:
            try:
                check_operator(c, op, list(args), state, resources, where)
            except (IndexError, KeyError, TypeError, ValueError) as error:
                c.fault("7.8", f"{where}: the operands of '{op}' are wrong: {error!r}")
    c.want(not state.stack, "7.8", f"{where}: q without Q")


def values(dictionary):
    return [value for _, value in dictionary.items()]


def check_page(c, page, number):
    where = f"page {number}"
    check_boxes(c, page, where)
    check_annotations(c, page, where)
    resources = inherited(page, "/Resources") or Dictionary()
    check_group(c, page.get("/Group"), where, resources)
    for state in values(resources.get("/ExtGState", Dictionary())):
        check_state(c, state, where)
    for space in values(resources.get("/ColorSpace", Dictionary())):
        check_space(c, space, where, resources)
    for font in values(resources.get("/Font", Dictionary())):
        check_font(c, font, where)
    for x in values(resources.get("/XObject", Dictionary())):
        check_xobject(c, x, where, resources)
    check_content(c, page, resources, where)
    check_blending(c, page, resources, where)


def check_blending(c, page, resources, where):
    """Where something is transparent the page says in which colours it is mixed (house)."""
    states = resources.get("/ExtGState", Dictionary())
    used = {text(args[0]) for args, op in pikepdf.parse_content_stream(page, "gs")}
    clear = [n for n in used if n in states and
             (float(states[n].get("/ca", 1)) < 1 or float(states[n].get("/CA", 1)) < 1)]
    c.want(not clear or "/Group" in page, "house", f"{where} is transparent and has no group")


def check(path):
    """All faults of a file: (clause, text)."""
    c = Check(path)
    with open(path, "rb") as f:
        raw = f.read()
    try:
        pdf = pikepdf.open(path)
    except pikepdf.PdfError as error:
        return [("6.1", f"the file cannot be read: {error}")]
    with pdf:
        check_file(c, pdf, raw)
        check_intent(c, pdf)
        check_metadata(c, pdf)
        check_actions(c, pdf)
        check_viewer(c, pdf)
        c.want(len(pdf.pages) > 0, "6.1", "there is no page")
        for number, page in enumerate(pdf.pages, 1):
            check_page(c, page.obj, number)
    return c.faults


if __name__ == "__main__":
    count = 0
    for file in sys.argv[1:]:
        for clause, what in check(file):
            print(f"{file}: {clause}: {what}")
            count += 1
    print(f"{len(sys.argv) - 1} files, {count} faults")
    sys.exit(1 if count or len(sys.argv) < 2 else 0)
