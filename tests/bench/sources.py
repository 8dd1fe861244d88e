#!/usr/bin/env python3
"""Whether sources are linear: the same rows in each form, 10,000, 100,000 and a million of them, read by strom data.
usage: sources.py STROM [--most ROWS] [--sources csv,json,...]

Prints CPU seconds and the peak of the largest process; ten times the rows are to take about ten times as long."""

import argparse
import json
import os
import pathlib
import sqlite3
import tempfile

COLUMNS = ["town", "size", "answered", "share", "pupils", "code"]
SIZES = ["small", "middle", "large"]


def row(i):
    return [f"Town {i % 997}", SIZES[i % 3], f"2014-{1 + i % 12:02}-{1 + i % 28:02}", round(i % 1000 / 7, 3), i * 37 % 100003,
            f"A{i:07}"]


def make_csv(path, n):
    with path.open("w") as out:
        out.write(",".join(COLUMNS) + "\n")
        for i in range(n):
            out.write(",".join(str(cell) for cell in row(i)) + "\n")


def make_json(path, n):
    with path.open("w") as out:
        out.write("[")
        for i in range(n):
            out.write((",\n" if i else "") + json.dumps(dict(zip(COLUMNS, row(i)))))
        out.write("]\n")


def make_ndjson(path, n):
    with path.open("w") as out:
        for i in range(n):
            out.write(json.dumps(dict(zip(COLUMNS, row(i)))) + "\n")


def make_sqlite(path, n):
    with sqlite3.connect(path) as db:
        db.execute("create table t (town text, size text, answered text, share real, pupils int, code text)")
        db.executemany("insert into t values (?, ?, ?, ?, ?, ?)", (row(i) for i in range(n)))
    db.close()


def make_sdmx(path, n):
    with path.open("w") as out:
        out.write("STRUCTURE,STRUCTURE_ID,ACTION,AREA,SIZE,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n")
        for i in range(n):
            out.write(f"dataflow,E:X(1.0),I,R{i % 997},{SIZES[i % 3]},{2000 + i // 2991},{i * 37 % 100003},{'P' if i % 9 else ''}\n")


def make_jsonstat(path, n):
    dimension = {"category": {"index": [f"C{i}" for i in range(n // 10)]}}
    data = {"version": "2.0", "class": "dataset", "id": ["c", "y"], "size": [n // 10, 10],
            "dimension": {"c": dimension, "y": {"category": {"index": [str(2000 + i) for i in range(10)]}}},
            "value": [i * 37 % 100003 for i in range(n)]}
    path.write_text(json.dumps(data))


def make_survey(path, n):
    with path.open("w") as out:
        out.write("about/town,about/size,services,services/legal,services/shelter,_id\n")
        for i in range(n):
            out.write(f"Town {i % 997},{SIZES[i % 3]},{'legal shelter' if i % 2 else 'legal'},1,{i % 2},{i}\n")
    path.with_name("book.csv").write_text(
        "variable,value,label,type\nsize,,How large?,\n" + "".join(f"size,{s},{s.title()},\n" for s in SIZES) +
        "services,,Which?,set\nservices,legal,Legal aid,\nservices,shelter,Shelter,\n")


# Source, file and what else its entry has.
FORMS = {"csv": ("csv", "csv", make_csv, ""), "json": ("json", "json", make_json, ""), "ndjson": ("json", "ndjson", make_ndjson, ""),
         "sqlite": ("sqlite", "sqlite", make_sqlite, ""), "sdmx": ("sdmx", "csv", make_sdmx, ""),
         "jsonstat": ("jsonstat", "json", make_jsonstat, ""), "survey": ("survey", "csv", make_survey, ", codebook: book.csv")}


def measure(strom, folder):
    child = os.posix_spawn(strom, [strom, "data", "t", "--json", "-C", str(folder)], os.environ,
                           file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"strom data failed in {folder}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("strom")
    options.add_argument("--most", type=int, default=1000000)
    options.add_argument("--sources", default=",".join(FORMS))
    options = options.parse_args()
    strom = str(pathlib.Path(options.strom).resolve())
    print(f"{'source':10} {'rows':>9} {'MB':>7} {'CPU s':>7} {'us a row':>9} {'peak MB':>8}")
    for name in options.sources.split(","):
        source, ending, make, more = FORMS[name]
        for n in (10000, 100000, 1000000):
            if n > options.most:
                continue
            with tempfile.TemporaryDirectory() as folder:
                folder = pathlib.Path(folder)
                path = folder / f"t.{ending}"
                make(path, n)
                (folder / "strom.yml").write_text(
                    "project: {id: t, title: T, date: 2015-10-31}\nlanguage: en\ndata:\n"
                    f"  t: {{source: {source}, path: t.{ending}, sensitive: false{more}}}\n"
                    "documents:\n  r: {layout: report, theme: strom, text: r.md, editions: languages}\n")
                (folder / "r.md").write_text("Text.\n")
                seconds, peak = measure(strom, folder)
                print(f"{name:10} {n:9} {path.stat().st_size / 1e6:7.1f} {seconds:7.2f} {seconds / n * 1e6:9.2f} {peak:8.0f}",
                      flush=True)


if __name__ == "__main__":
    main()
