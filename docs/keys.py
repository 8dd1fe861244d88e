#!/usr/bin/python3 -B
"""Writes the tables of keys in docs/project.md, from the schema that `strom schema` prints.
usage: keys.py STROM [--check]

A table stands between <!-- keys: PATH --> and <!-- end -->. Each map of the schema must have one, and each of its keys
an example: a place in one of the file's blocks of YAML. Maps with the same keys, as the checks of tables and of views,
need one table between them. With --check nothing is written, and what is not as it should
be is told."""
import json
import pathlib
import re
import subprocess
import sys

import yaml

FILE = pathlib.Path(__file__).with_name("project.md")
TABLE = re.compile(r"(<!-- keys: (\S+) -->\n)(.*?)(<!-- end -->)", re.S)
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.S | re.M)


class Loader(yaml.SafeLoader):
    """Words stay words: a date is none of Python's."""


Loader.yaml_implicit_resolvers = {}


def maps(schema, path=""):
    """(path, map) of each map with keys: /documents/*/cover."""
    if "properties" in schema:
        yield path or "/", schema
        for name, inner in schema["properties"].items():
            yield from maps(inner, f"{path}/{name}")
    if isinstance(schema.get("additionalProperties"), dict):
        yield from maps(schema["additionalProperties"], path + "/*")
    if "items" in schema:
        yield from maps(schema["items"], path + "[]")
    for one in schema.get("oneOf", []):
        yield from maps(one, path)


def kind(schema):
    """What may stand there, in words."""
    if "oneOf" in schema:
        return ", or ".join(kind(one) for one in schema["oneOf"])
    if "enum" in schema:
        names = schema["enum"]
        return " ".join(f"`{n}`" for n in names)
    if "items" in schema:
        item = schema["items"]
        return "a list of maps" if "properties" in item else f"a list: {kind(item)}"
    if "properties" in schema:
        return "a map"
    if isinstance(schema.get("additionalProperties"), dict):
        inner = schema["additionalProperties"]
        return "maps by name" if "properties" in inner else f"by name: {kind(inner)}"
    if schema.get("format") == "date":
        return "a date"
    if "pattern" in schema:
        return "a length" if "mm" in schema["pattern"] else "small letters, digits, hyphens"
    if schema.get("type") in ("integer", "number"):
        most = f", {schema['minimum']:g} to {schema['maximum']:g}" if "maximum" in schema else ""
        return ("a whole number" if schema["type"] == "integer" else "a number") + most
    return {"boolean": "`true` `false`", "object": "a map", "None": "anything"}.get(str(schema.get("type")), "text")


def table(schema):
    must = schema.get("required", [])
    yield "| key | what may stand there | what it says |\n|---|---|---|\n"
    for name, inner in schema["properties"].items():
        said = inner.get("description", "").replace("|", "\\|")
        yield f"| `{name}`{' (must)' if name in must else ''} | {kind(inner)} | {said} |\n"


def shown(text):
    """All paths of keys that the blocks of YAML have."""
    def walk(node, path):
        if isinstance(node, dict):
            for key, value in node.items():
                yield f"{path}/{key}"
                yield from walk(value, f"{path}/{key}")
        elif isinstance(node, list):
            for value in node:
                yield from walk(value, path + "[]")
    return {p for block in BLOCK.findall(text) for p in walk(yaml.load(block, Loader), "")}


def matches(path, examples):
    pattern = re.compile(re.escape(path).replace(r"\*", "[^/]+"))
    return any(pattern.fullmatch(e) for e in examples)


def alike(wanted):
    """Lists of paths of maps with the same keys."""
    groups = {}
    for path, schema in wanted.items():
        groups.setdefault(json.dumps(schema["properties"]), []).append(path)
    return list(groups.values())


def complaints(text, wanted):
    there = {m[2] for m in TABLE.finditer(text)}
    for path in sorted(there - set(wanted)):
        yield f"a table of the keys of {path}, which the schema has not"
    examples = shown(text)
    for paths in alike(wanted):
        if not there.intersection(paths):
            yield f"no table of the keys of {paths[0]}: write <!-- keys: {paths[0]} --> and <!-- end -->"
        for name, inner in wanted[paths[0]]["properties"].items():
            keys = [f"{path.rstrip('/')}/{name}" for path in paths]
            if not inner.get("description"):
                yield f"{keys[0]}: the schema does not say what it is"
            if not any(matches(key, examples) for key in keys):
                yield f"{keys[0]}: no example in a block of YAML"


def main(strom, check=None):
    schema = json.loads(subprocess.run([strom, "schema"], check=True, capture_output=True, text=True).stdout)
    text = FILE.read_text()
    wanted = dict(maps(schema))
    new = TABLE.sub(lambda m: m[1] + ("".join(table(wanted[m[2]])) if m[2] in wanted else m[3]) + m[4], text)
    wrong = list(complaints(text, wanted))
    if check and new != text:
        wrong.append("its tables are not those of the schema: run docs/keys.py build/dev/bin/strom")
    if not check:
        FILE.write_text(new)
    for line in wrong:
        print(f"docs/project.md: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
