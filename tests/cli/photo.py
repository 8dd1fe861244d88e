"""Photographs for tests: JPEGs by TurboJPEG, of shapes and noise that are the same in every run."""

import ctypes
import random

GREY, RGB, CMYK = 6, 0, 11       # TJPF_
SAMPLED, FULL = 2, 0             # TJSAMP_420, TJSAMP_444


def noise(w, h, channels=3, seed=1, spread=24):
    """Slopes with noise on them, as a camera gives: rows of w * channels bytes."""
    r = random.Random(seed)
    grains = bytes(r.randrange(spread) for _ in range(65521))
    rows = []
    for y in range(h):
        slope = bytes((x * 160 // w + y * 60 // h) % 230 for x in range(w))
        row = bytearray(w * channels)
        for c in range(channels):
            row[c::channels] = slope if c != 1 else slope[::-1]
        start = r.randrange(len(grains))
        grain = (grains[start:] + grains * (len(row) // len(grains) + 1))[:len(row)]
        rows.append((int.from_bytes(row, "big") + int.from_bytes(grain, "big")).to_bytes(len(row), "big"))
    return b"".join(rows)


def jpeg(pixels, w, h, form=RGB, quality=92, sampling=SAMPLED):
    turbo = ctypes.CDLL("libturbojpeg.so.0")
    turbo.tjInitCompress.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(turbo.tjInitCompress())
    out, size = ctypes.c_void_p(), ctypes.c_ulong()
    code = turbo.tjCompress2(handle, pixels, w, 0, h, form, ctypes.byref(out), ctypes.byref(size),
                             3 if form == GREY else sampling, quality, 0)
    assert code == 0
    data = ctypes.string_at(out, size.value)
    turbo.tjFree(out)
    turbo.tjDestroy(handle)
    return data
