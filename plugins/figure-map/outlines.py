"""Writes baltic.c, the outlines that figure-map has of its own: countries around the Baltic Sea.

usage: outlines.py countries-50m.json >baltic.c

The file is of the npm package world-atlas 2.0.2: Natural Earth 4.1.0, Admin 0 countries at 1:50m, which is in the
public domain (https://www.naturalearthdata.com/about/terms-of-use/), as TopoJSON. What two countries share is one arc
there, so that it stays one line when it is made simpler. Units are 1/20000 of the Earth's radius, of Lambert's equal-area
projection around 60 N 17.5 E (Snyder, Map Projections, p. 185)."""
import json
import math
import sys

UNIT = 20000
CROP = (-0.142 * UNIT, -0.232 * UNIT, 0.142 * UNIT, 0.205 * UNIT)
POINT = 0.284 * UNIT / 243          # a point on paper, where the map is 86 mm wide
STEP, AWAY, ISLAND, BEYOND = 0.7 * POINT, 0.45 * POINT, 0.8 * POINT ** 2, 2.5 * POINT
ROUGH_STEP, ROUGH_AWAY = 1.4 * POINT, 1.0 * POINT
FINE = {"DK", "EE", "FI", "DE", "LV", "LT", "NO", "PL", "RU", "SE",    # others are there so that nobody misses them,
        "LI", "LU"}                                                    # and these are too small to be coarser
CODES = {"208": "DK", "233": "EE", "246": "FI", "276": "DE", "428": "LV", "440": "LT", "578": "NO", "616": "PL",
         "643": "RU", "752": "SE", "112": "BY", "804": "UA", "203": "CZ", "703": "SK", "040": "AT", "348": "HU",
         "756": "CH", "438": "LI", "250": "FR", "056": "BE", "528": "NL", "442": "LU", "642": "RO", "498": "MD",
         "705": "SI", "380": "IT", "826": "GB", "191": "HR", "688": "RS"}
# Where the middle of the widest place is not where a reader looks, and places at sea for narrow countries.
LABELS = {"NO": (-1560, 310), "RU": (2580, 110), "SE": (-480, 300), "DK": (-1620, -1200), "EE": (1500, -350)}
SEA = {"DK": (-2120, -1140), "EE": (760, -60)}


def project(lon, lat):
    a, b, p = math.radians(lon - 17.5), math.radians(60), math.radians(lat)
    k = math.sqrt(2 / max(1e-9, 1 + math.sin(b) * math.sin(p) + math.cos(b) * math.cos(p) * math.cos(a)))
    return (UNIT * k * math.cos(p) * math.sin(a),
            UNIT * k * (math.cos(b) * math.sin(p) - math.sin(b) * math.cos(p) * math.cos(a)))


def distance(p, a, b):
    """From a point to a stretch."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = dx * dx + dy * dy
    t = max(0, min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / along)) if along else 0
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def farthest(points, away):
    """Douglas and Peucker's: what is left lies nowhere farther from what was there."""
    if len(points) < 3:
        return points
    most, at = max((distance(p, points[0], points[-1]), i) for i, p in enumerate(points[1:-1], 1))
    if most <= away:
        return [points[0], points[-1]]
    return farthest(points[:at + 1], away)[:-1] + farthest(points[at:], away)


def simple(points, away, step):
    if points[0] == points[-1]:
        at = max(range(len(points)), key=lambda i: math.dist(points[i], points[0]))
        points = farthest(points[:at + 1], away)[:-1] + farthest(points[at:], away)
    else:
        points = farthest(points, away)
    kept = [points[0]]
    for p in points[1:-1]:
        if math.dist(p, kept[-1]) >= step and math.dist(p, points[-1]) >= step / 2:
            kept.append(p)
    return kept + [points[-1]]


def clip(ring):
    """Sutherland and Hodgman's, a little beyond the crop: the canvas cuts exactly."""
    sides = ((0, CROP[0] - BEYOND, 1), (0, CROP[2] + BEYOND, -1), (1, CROP[1] - BEYOND, 1), (1, CROP[3] + BEYOND, -1))
    for axis, limit, sign in sides:
        out = []
        for a, b in zip(ring[-1:] + ring[:-1], ring):
            inside = [(p[axis] - limit) * sign >= 0 for p in (a, b)]
            if inside[0] != inside[1]:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                out.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
            if inside[1]:
                out.append(b)
        ring = out
        if not ring:
            return ring
    return ring


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))) / 2


def crossings(ring):
    """How many pairs of its stretches cross."""
    def side(a, b, c):
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    pairs = list(zip(ring, ring[1:] + ring[:1]))
    found = 0
    for i, (a, b) in enumerate(pairs):
        for c, d in pairs[i + 2:]:
            if side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0:
                found += 1
    return found


def inside(p, ring):
    found = False
    for a, b in zip(ring, ring[1:] + ring[:1]):
        if (a[1] > p[1]) != (b[1] > p[1]) and p[0] < a[0] + (p[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0]):
            found = not found
    return found


def widest(rings):
    """The point of the largest ring, within the crop, that is farthest from its edge."""
    ring = max(rings, key=area)
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    best = (-1, (0, 0))
    for i in range(1, 40):
        for k in range(1, 40):
            p = (min(xs) + (max(xs) - min(xs)) * i / 40, min(ys) + (max(ys) - min(ys)) * k / 40)
            if not (CROP[0] < p[0] < CROP[2] and CROP[1] < p[1] < CROP[3]) or not inside(p, ring):
                continue
            away = min(distance(p, a, b) for a, b in zip(ring, ring[1:] + ring[:1]))
            best = max(best, (away, p))
    return best[1]


class Atlas:
    def __init__(self, path):
        self.topology = json.load(open(path, encoding="utf-8"))
        self.arcs = [None] * len(self.topology["arcs"])
        self.fine = set()               # arcs of countries that are drawn finely
        for code, rings in self.countries():
            if code in FINE:
                self.fine.update(n if n >= 0 else ~n for ring in rings for n in ring)

    def arc(self, i):
        if self.arcs[i] is None:
            x = y = 0
            (sx, sy), (tx, ty) = self.topology["transform"]["scale"], self.topology["transform"]["translate"]
            points = []
            for dx, dy in self.topology["arcs"][i]:
                x, y = x + dx, y + dy
                points.append(project(x * sx + tx, y * sy + ty))
            self.arcs[i] = simple(points, *((AWAY, STEP) if i in self.fine else (ROUGH_AWAY, ROUGH_STEP)))
        return self.arcs[i]

    def ring(self, numbers):
        points = []
        for n in numbers:
            arc = self.arc(n if n >= 0 else ~n)
            points += (arc if n >= 0 else arc[::-1])[:-1]
        return points

    def countries(self):
        for g in self.topology["objects"]["countries"]["geometries"]:
            polygons = {"Polygon": [g.get("arcs")], "MultiPolygon": g.get("arcs")}.get(g["type"], [])
            if g.get("id") in CODES:
                yield CODES[g["id"]], [ring for polygon in polygons for ring in polygon]


def cropped(atlas, numbers):
    outer = clip(atlas.ring(numbers))
    if len(outer) < 3 or area(outer) < ISLAND:
        return None
    whole = [(round(x), round(y)) for x, y in outer]
    whole = [p for i, p in enumerate(whole) if p != whole[i - 1]]
    return whole if len(whole) > 2 else None


def lines(words, width=99):
    line = "\t"
    for word in words:
        if len(line) + len(word) + 7 > width:
            yield line.rstrip()
            line = "\t"
        line += word + " "
    yield line.rstrip()


def main():
    atlas = Atlas(sys.argv[1])
    found = {}
    for code, rings in atlas.countries():
        kept = [r for r in (cropped(atlas, numbers) for numbers in rings) if r]
        if kept:
            found[code] = kept
    points, rings, regions = [], [], []
    for code in sorted(found):
        for ring in found[code]:
            if crossings(ring):
                sys.exit(f"an outline of {code} crosses itself")
            rings.append((len(points), len(ring)))
            points += ring
        x, y = LABELS.get(code) or widest(found[code])
        sx, sy = SEA.get(code, (0, 0))
        regions.append(f'{{"{code}", {len(rings) - len(found[code])}, {len(found[code])}, '
                       f"{round(x)}, {round(y)}, {sx}, {sy}}},")
    print("/* Countries around the Baltic Sea: Natural Earth 1:50m, in the public domain, made simpler by outlines.py,\n"
          " * which says how and from what. Not written by hand. */".replace("simpler by outlines.py,\n * which",
                                                                          "simpler by\n * outlines.py, which"))
    print('#include "map.h"\n')
    print("const int16_t map_baltic_points[][2] = {")
    print("\n".join(lines(f"{{{x}, {y}}}," for x, y in points)))
    print("};\n\nconst struct map_kept_ring map_baltic_rings[] = {")
    print("\n".join(lines(f"{{{at}, {n}}}," for at, n in rings)))
    print("};\n\nconst struct map_kept_region map_baltic[] = {")
    print("\n".join("\t" + region for region in regions))
    print("};\n\nconst uint32_t map_baltic_n = sizeof map_baltic / sizeof *map_baltic;")


if __name__ == "__main__":
    sys.setrecursionlimit(10000)
    main()
