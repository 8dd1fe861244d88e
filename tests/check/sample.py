"""The sample's names are whole: each country, question and code has one in every language, each
contact one in the languages of its country's editions. A query that joins by language would drop
the rows of one that has none. And its workbooks and its database are what make_files.py makes.
usage: sample.py ROOT"""
import csv
import pathlib
import re
import subprocess
import sys
import tempfile

from tree import run

LANGUAGES = set("en da et fi de lv lt nb pl ru sv".split())
DATA = "samples/strom/data"
MADE = ["baseline.xlsx", "form.xlsx", "countries.sqlite", "contacts.ods"]


def rows(root, name):
    with open(root / DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def incomplete(root, name, key, wanted):
    """Complaints about codes without a language; wanted(code): its languages."""
    found = {}
    for row in rows(root, name):
        code = tuple(row[column] for column in key)
        if row["language"] in found.setdefault(code, set()):
            yield f"{DATA}/{name}: {' '.join(code)} has {row['language']} twice"
        found[code].add(row["language"])
        for column in set(row) - set(key):
            if not row[column]:
                yield f"{DATA}/{name}: {' '.join(code)} has no {column} in {row['language']}"
    for code, languages in found.items():
        for language in sorted(wanted(code) - languages):
            yield f"{DATA}/{name}: {' '.join(code)} has no {language}"


def unlabelled(root, name, key, label):
    """Complaints about questions and codes without a label in a language; groups end without a name."""
    for row in rows(root, name):
        said = {match[1] for column in row if (match := re.fullmatch(label, column)) and row[column]}
        for language in sorted(LANGUAGES - said) if row[key] else ():
            what = " ".join(filter(None, (row[key], row.get("value"))))
            yield f"{DATA}/{name}: {what} has no {language}"


def other_files(root):
    """Complaints about files that the script would make otherwise."""
    with tempfile.TemporaryDirectory(prefix="strom-sample-") as made:
        subprocess.run([sys.executable, "-B", root / DATA / "make_files.py", made], check=True)
        for name in MADE:
            if (root / DATA / name).read_bytes() != (pathlib.Path(made) / name).read_bytes():
                yield f"{DATA}/{name} is not what make_files.py makes"


def editions(root):
    """The languages of each country's editions, as strom.yml says."""
    listed = re.search(r"^countries: \{(.*)\}$", (root / "samples/strom/strom.yml").read_text(), re.M)
    pairs = re.findall(r"(\w\w): \[(.*?)\]", listed[1])
    return {country: set(languages.split(", ")) for country, languages in pairs}


def nameless(root):
    """Complaints about contacts without any name."""
    key = ("country", "position")
    named = {tuple(row[column] for column in key) for row in rows(root, "plain/contact_names.csv")}
    for row in rows(root, "plain/contacts.csv"):
        if tuple(row[column] for column in key) not in named:
            yield f"{DATA}/plain/contact_names.csv: {row['country']} {row['position']} has no name"


def check(root):
    yield from incomplete(root, "plain/countries.csv", ["code"], lambda code: LANGUAGES)
    yield from unlabelled(root, "codes.csv", "variable", r"label_(\w+)")
    for name in "survey", "choices":
        yield from unlabelled(root, f"plain/form-{name}.csv", "name", r"label::.* \((\w+)\)")
    spoken = editions(root)
    yield from incomplete(root, "plain/contact_names.csv", ["country", "position"],
                          lambda code: spoken[code[0]])
    yield from nameless(root)
    yield from other_files(root)


if __name__ == "__main__":
    run(check)
