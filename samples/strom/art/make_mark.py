#!/usr/bin/env python3
"""Draws strom.png, the sample's only picture: ten currents that join into one stream.

Ours from the first pixel to the last; Python's standard library alone. Each pixel is the average
of 4 x 4 points, so edges are smooth.
"""

import math
import pathlib
import struct
import zlib

WIDTH, HEIGHT, FINE = 945, 472, 4  # 80 mm x 40 mm at 300 dpi
GROUND = (10, 58, 92)
FAR, NEAR = (111, 176, 196), (244, 249, 250)
CURRENTS = 10


def smooth(t):
    t = min(max(t, 0.0), 1.0)
    return t * t * t * (t * (6 * t - 15) + 10)


def currents(x):
    """The centres and half the thickness of all currents at x, both in shares of the height."""
    t = smooth((x - 0.10) / 0.72)
    swell = 0.04 * math.sin(2 * math.pi * (x - 0.08))
    centres = []
    for i in range(CURRENTS):
        apart = 0.09 + 0.82 * i / (CURRENTS - 1)
        joined = 0.5 + (i - (CURRENTS - 1) / 2) * 0.0262
        centres.append(apart + (joined - apart) * t + swell)
    return centres, 0.0115 + 0.0035 * t


def column(x):
    """For each fine row of a column: how near to a current's colour, 0 to FINE * FINE."""
    covered = [0] * HEIGHT
    for sub in range(FINE):
        at = (x + (sub + 0.5) / FINE) / WIDTH
        centres, half = currents(at)
        inside = bytearray(HEIGHT * FINE)
        for centre in centres:
            top = int((centre - half) * HEIGHT * FINE + 0.5)
            end = int((centre + half) * HEIGHT * FINE + 0.5)
            for y in range(max(top, 0), min(end, HEIGHT * FINE)):
                inside[y] = 1
        for y in range(HEIGHT):
            covered[y] += sum(inside[y * FINE:(y + 1) * FINE])
    return covered


def mix(a, b, part):
    return tuple(round(p + (q - p) * part) for p, q in zip(a, b))


def picture():
    columns = []
    for x in range(WIDTH):
        light = mix(FAR, NEAR, smooth(x / WIDTH))
        shades = [bytes(mix(GROUND, light, n / (FINE * FINE))) for n in range(FINE * FINE + 1)]
        columns.append([shades[n] for n in column(x)])
    return b"".join(b"\0" + b"".join(c[y] for c in columns) for y in range(HEIGHT))


def chunk(kind, data):
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def main():
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    per_metre = round(300 / 0.0254)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
    png += chunk(b"sRGB", b"\0") + chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    png += chunk(b"IDAT", zlib.compress(picture(), 9)) + chunk(b"IEND", b"")
    pathlib.Path(__file__).with_name("strom.png").write_bytes(png)


if __name__ == "__main__":
    main()
