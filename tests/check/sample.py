"""The sample's names are whole: each code of countries.csv and labels.csv has one in every
language, each contact one in the languages of its country's editions. A query that joins by
language would drop the rows of one that has none.
usage: sample.py ROOT"""
import csv
import re

from tree import run

LANGUAGES = set("en da et fi de lv lt nb pl ru sv".split())
DATA = "samples/strom/data"


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


def editions(root):
    """The languages of each country's editions, as strom.yml says."""
    listed = re.search(r"^countries: \{(.*)\}$", (root / "samples/strom/strom.yml").read_text(), re.M)
    pairs = re.findall(r"(\w\w): \[(.*?)\]", listed[1])
    return {country: set(languages.split(", ")) for country, languages in pairs}


def nameless(root):
    """Complaints about contacts without any name."""
    key = ("country", "position")
    named = {tuple(row[column] for column in key) for row in rows(root, "contact_names.csv")}
    for row in rows(root, "contacts.csv"):
        if tuple(row[column] for column in key) not in named:
            yield f"{DATA}/contact_names.csv: {row['country']} {row['position']} has no name"


def check(root):
    yield from incomplete(root, "countries.csv", ["code"], lambda code: LANGUAGES)
    yield from incomplete(root, "labels.csv", ["list", "code"], lambda code: LANGUAGES)
    spoken = editions(root)
    yield from incomplete(root, "contact_names.csv", ["country", "position"],
                          lambda code: spoken[code[0]])
    yield from nameless(root)


if __name__ == "__main__":
    run(check)
