"""The series colours of each theme can be told apart: neighbours by their lightness, in grey too, but for pale ones,
which the strip of paper between a stack's parts divides; and the first five by people who see no red, no green or
no blue. Ordered colours get darker step by step, and diverging ones from the middle to both ends, for all of them; the
ends differ. usage: palettes.py ROOT

Lightness: WCAG 2's relative luminance. Colour vision: the matrices of Machado, Oliveira and Fernandes (2009) at full
severity; differences: CIE 1976."""
import itertools
import re

from tree import run

SERIES = re.compile(r'^  series-(\d): "(#[0-9a-fA-F]{6})"', re.M)
LEAST_RATIO, LEAST_DIFFERENCE, LEAST_STEP, NAMED = 1.5, 20, 7, 5
PALE = 0.4                               # relative luminance
VISION = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def light(colour):
    """Linear red, green and blue of "#rrggbb", 0 to 1."""
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def luminance(rgb):
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def lab(rgb):
    r, g, b = (min(1, max(0, part)) for part in rgb)
    white = (0.95047, 1, 1.08883)
    xyz = (0.4124 * r + 0.3576 * g + 0.1805 * b, luminance((r, g, b)), 0.0193 * r + 0.1192 * g + 0.9505 * b)
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (v / w for v, w in zip(xyz, white)))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one, other, vision):
    seen = [lab([sum(m * part for m, part in zip(row, light(c))) for row in vision]) for c in (one, other)]
    return sum((a - b) ** 2 for a, b in zip(*seen)) ** 0.5


def faults(colours):
    for one, other in zip(colours, colours[1:]):
        low, high = sorted(luminance(light(c)) for c in (one, other))
        if (high + 0.05) / (low + 0.05) < LEAST_RATIO and low < PALE:
            yield f"{one} and {other} are neighbours of one lightness: {(high + 0.05) / (low + 0.05):.2f}"
    for name, vision in VISION.items():
        for one, other in itertools.combinations(colours[:NAMED], 2):
            if (apart := difference(one, other, vision)) < LEAST_DIFFERENCE:
                yield f"{one} and {other} look alike ({name}): {apart:.0f}"


def lightness(colour, vision):
    return lab([sum(m * part for m, part in zip(row, light(colour))) for row in vision])[0]


def scale_faults(name, colours):
    """Steps of a scale, the lightest first."""
    for seen, vision in VISION.items():
        for one, other in zip(colours, colours[1:]):
            if lightness(one, vision) - lightness(other, vision) < LEAST_STEP:
                yield f"{name}: {one} is hardly lighter than {other} ({seen})"


def diverging_faults(colours):
    middle = len(colours) // 2
    yield from scale_faults("diverging", colours[middle::-1])
    yield from scale_faults("diverging", colours[middle:])
    for name, vision in VISION.items():
        for one, other in zip(colours[:middle], colours[:middle:-1]):
            if difference(one, other, vision) < LEAST_DIFFERENCE:
                yield f"diverging: {one} and {other} look alike ({name})"


def scales(text):
    """What a theme says of its scales, lightest first and side by side."""
    found = {kind: [colour for _, colour in sorted(re.findall(rf'^  {kind}-(\d): "(#\w{{6}})"', text, re.M))]
             for kind in ("ordered", "diverging")}
    for kind, colours in found.items():
        if colours and len(colours) != NAMED:
            yield f"{kind}: {len(colours)} colours, not {NAMED}"
    yield from scale_faults("ordered", found["ordered"])
    if len(found["diverging"]) == NAMED:
        yield from diverging_faults(found["diverging"])


def check(root):
    for path in sorted((root / "templates/themes").glob("*.yml")):
        found = dict(SERIES.findall(path.read_text()))
        if not found:
            yield f"{path.name}: no series colours"
        for fault in [*faults([found[key] for key in sorted(found)]), *scales(path.read_text())]:
            yield f"{path.name}: {fault}"


if __name__ == "__main__":
    run(check)
