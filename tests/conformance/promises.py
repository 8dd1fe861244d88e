"""What a screen's file promises beyond its standards' letter, or in a way that veraPDF does not judge.
usage: promises.py FILE...

    links          Contents; a quadrangle for each line, within the rectangle; tied to an element
    notes          an ID of its own; led to from the text, and leading back
    artifacts      a type; those of a page's head and foot a subtype
    lists          items of label and body; contents of entries
    headings       from H1 down, no level left out
    tables         header cells with a scope; IDs that cells name are those of header cells
    pages          labels, tab order by structure
    the document   language, title shown, title and dates in the metadata"""
import re
import sys

import pikepdf
from pikepdf import Array, Dictionary, Name

TYPES = {"/Pagination", "/Layout", "/Page", "/Background"}
SUBTYPES = {"/Header", "/Footer", "/Watermark"}


class Judge:
    def __init__(self, path):
        self.pdf = pikepdf.open(path)
        self.faults = []
        self.elements = []                    # depth first: (element, its ancestors)
        self.walk(self.pdf.Root.StructTreeRoot.K, ())

    def want(self, good, what):
        if not good:
            self.faults.append(what)
        return good

    def walk(self, kids, above):
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                self.elements.append((kid, above))
                if "/K" in kid:
                    self.walk(kid.K, (*above, kid))

    def of(self, *kinds):
        return [(e, above) for e, above in self.elements if str(e.S)[1:] in kinds]


def kids(element):
    found = element.get("/K", Array())
    return [k for k in (found if isinstance(found, Array) else [found]) if isinstance(k, Dictionary)]


def annotations(element):
    """The annotations right in an element, and in all below it."""
    for kid in kids(element):
        if kid.get("/Type") == Name.OBJR:
            yield kid.Obj
        elif "/S" in kid:
            yield from annotations(kid)


def check_link(j, a, where):
    x0, y0, x1, y1 = map(float, a.Rect)
    quads = [float(v) for v in a.get("/QuadPoints", [])]
    j.want(str(a.get("/Contents", "")).strip(), f"{where}: a link says nothing of where it leads")
    j.want(quads and len(quads) % 8 == 0, f"{where}: a link without quadrangles")
    inside = all(x0 - 0.1 <= x <= x1 + 0.1 for x in quads[::2]) and all(y0 - 0.1 <= y <= y1 + 0.1 for y in quads[1::2])
    j.want(inside, f"{where}: a quadrangle beyond the link's rectangle")
    j.want("/StructParent" in a, f"{where}: a link that belongs to no element")


def check_pages(j):
    tied = {a.objgen for e, _ in j.elements for kid in kids(e) if kid.get("/Type") == Name.OBJR for a in [kid.Obj]}
    for n, page in enumerate(j.pdf.pages, 1):
        where = f"page {n}"
        for a in page.get("/Annots", []):
            check_link(j, a, where)
            j.want(a.objgen in tied, f"{where}: a link that no element names")
        if "/Annots" in page:
            j.want(page.get("/Tabs") == Name.S, f"{where}: no tab order by structure")
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("BDC", "BMC") and operands[0] == Name.Artifact:
                check_artifact(j, operands[1] if len(operands) > 1 else Dictionary(), where)


def check_artifact(j, said, where):
    if j.want(str(said.get("/Type")) in TYPES, f"{where}: an artifact of no type"):
        j.want(said.Type != Name.Pagination or str(said.get("/Subtype")) in SUBTYPES,
               f"{where}: neither head nor foot, but of the page")


def page_led_to(j, annotation):
    """The page's object; None: it leads to no place of the document."""
    place = annotation.get("/Dest")
    if isinstance(place, pikepdf.String):
        names = pikepdf.NameTree(j.pdf.Root.Names.Dests) if "/Dests" in j.pdf.Root.get("/Names", {}) else {}
        place = names.get(str(place))
    place = place.D if isinstance(place, Dictionary) else place
    return place[0].objgen if isinstance(place, Array) else None


def check_notes(j):
    ids = [str(e.get("/ID", "")) for e, _ in j.of("Note")]
    j.want(all(ids) and len(set(ids)) == len(ids), "notes without IDs of their own")
    references = [a for e, _ in j.of("Reference") for a in annotations(e)]
    page_of = {a.objgen: page.obj.objgen for page in j.pdf.pages for a in page.get("/Annots", [])}
    leads = {(page_of.get(a.objgen), page_led_to(j, a)) for a in references}
    for e, _ in j.of("Note"):
        back = list(annotations(e))
        if j.want(back and "/Dest" in back[0], f"the note {e.get('/ID')} does not lead back"):
            j.want((page_led_to(j, back[0]), page_of.get(back[0].objgen)) in leads,
                   f"the note {e.get('/ID')} leads to where nothing leads to it")
    if j.of("Note"):
        j.want(len(references) >= len(ids), "notes that nothing in the text leads to")
        j.want(all(page_led_to(j, a) for a in references), "a reference that leads nowhere")


def check_lists(j):
    for e, _ in j.of("L"):
        for item in kids(e):
            j.want(item.get("/S") in (Name.LI, Name.Caption, Name.L), "a list has what is no item")
    for e, _ in j.of("LI"):
        j.want([str(k.S) for k in kids(e)] in (["/Lbl", "/LBody"], ["/LBody"]), "an item is not label and body")
    for e, _ in j.of("TOC"):
        j.want(all(str(k.S) in ("/TOCI", "/TOC", "/Caption") for k in kids(e)), "contents have what is no entry")
    for e, above in j.of("TOCI"):
        j.want(above[-1].S == Name.TOC, "an entry outside of contents")


def check_headings(j):
    level = 0
    for e, _ in j.elements:
        found = re.fullmatch(r"/H([1-6])", str(e.S))
        if found:
            j.want(int(found[1]) <= level + 1, f"a heading of level {found[1]} follows one of {level}")
            level = int(found[1])


def attribute(element, key):
    said = element.get("/A", Array())
    for one in said if isinstance(said, Array) else [said]:
        if key in one:
            return one[key]
    return None


def check_tables(j):
    for table, _ in j.of("Table"):
        inside = Judge.__new__(Judge)
        inside.elements, inside.faults = [], []
        inside.walk(table.K, ())
        heads = {str(e.ID) for e, _ in inside.of("TH") if "/ID" in e}
        for e, _ in inside.of("TH"):
            j.want(str(attribute(e, "/Scope")) in ("/Row", "/Column", "/Both"), "a header cell without a scope")
        for e, _ in inside.of("TH", "TD"):
            named = [str(n) for n in attribute(e, "/Headers") or []]
            j.want(set(named) <= heads, "a cell names what is no header cell of its table")


def check_document(j):
    root = j.pdf.Root
    j.want(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False), "the title is not shown")
    j.want("/PageLabels" in root, "pages have no labels")
    j.want(str(root.get("/Lang", "")), "no language")
    with j.pdf.open_metadata() as meta:
        j.want(meta.get("dc:title"), "no title in the metadata")
    for e, _ in j.of("Span"):
        j.want("/E" not in e or str(e.E).strip(), "an abbreviation that stands for nothing")


def judge(path):
    j = Judge(path)
    for check in (check_pages, check_notes, check_lists, check_headings, check_tables, check_document):
        check(j)
    return j.faults


def main(paths):
    faults = [(path, fault) for path in paths for fault in judge(path)]
    for path, fault in faults[:50]:
        print(f"{path}: {fault}")
    print(f"{len(paths)} files, {len(faults)} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
