#!/usr/bin/env python3
"""Draws strom.svg, the sample's mark: ten currents that join into one stream.

Ours from the first point to the last; Python's standard library alone. Each edge of a current is a
row of cubic curves that have the current's own slope at their ends (Hermite's form), so that a few
of them are smooth.
"""

import math
import pathlib

WIDTH, HEIGHT = 800, 400  # 80 mm x 40 mm
FAR, NEAR = "#6fb0c4", "#f4f9fa"
CURRENTS, PIECES = 10, 8


def smooth(t):
    t = min(max(t, 0.0), 1.0)
    return t * t * t * (t * (6 * t - 15) + 10)


def edge(current, side, x):
    """How far down an edge of a current is at x, both in shares; side: -1 above, 1 below."""
    t = smooth((x - 0.10) / 0.72)
    swell = 0.04 * math.sin(2 * math.pi * (x - 0.08))
    apart = 0.09 + 0.82 * current / (CURRENTS - 1)
    joined = 0.5 + (current - (CURRENTS - 1) / 2) * 0.0262
    return apart + (joined - apart) * t + swell + side * (0.0115 + 0.0035 * t)


def curves(current, side, stops):
    """From the first of the stops, where the pen is, to the last."""
    at = lambda x: edge(current, side, x)
    slope = lambda x: (at(x + 1e-5) - at(x - 1e-5)) / 2e-5
    text = ""
    for a, b in zip(stops, stops[1:]):
        third = (b - a) / 3
        points = ((a + third, at(a) + slope(a) * third), (b - third, at(b) - slope(b) * third), (b, at(b)))
        text += "C" + " ".join(f"{x * WIDTH:.1f} {y * HEIGHT:.1f}" for x, y in points)
    return text


def main():
    stops = [i / PIECES for i in range(PIECES + 1)]
    path = ""
    for i in range(CURRENTS):
        path += f"M0 {edge(i, -1, 0) * HEIGHT:.1f}" + curves(i, -1, stops)
        path += f"L{WIDTH} {edge(i, 1, 1) * HEIGHT:.1f}" + curves(i, 1, stops[::-1]) + "z"
    svg = (f'<svg xmlns="http://www.w3.org/2000/svg" width="80mm" height="40mm" viewBox="0 0 {WIDTH} {HEIGHT}">\n'
           f'  <linearGradient id="light">\n    <stop stop-color="{FAR}"/>\n'
           f'    <stop offset="1" stop-color="{NEAR}"/>\n  </linearGradient>\n'
           f'  <path fill="url(#light)" d="{path}"/>\n</svg>\n')
    pathlib.Path(__file__).with_name("strom.svg").write_text(svg)


if __name__ == "__main__":
    main()
