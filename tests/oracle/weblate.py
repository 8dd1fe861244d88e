"""Our templates and comparisons beside Weblate's own check of ICU messages, out of its wheel: what we flag it can read,
and faults of a table are found by both. usage: weblate.py WHEELS STROM SAMPLE"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import types
import zipfile


def weblate(wheels):
    """Weblate's module icu, without Django: it asks that for translated names alone."""
    for wheel in pathlib.Path(wheels).glob("*.whl"):
        sys.path.insert(0, str(wheel))
    def module(name, **what):
        sys.modules[name] = types.ModuleType(name)
        sys.modules[name].__dict__.update(what)
    module("django")
    module("django.utils")
    module("django.utils.translation", gettext=str, gettext_lazy=str)
    module("weblate")
    module("weblate.checks")
    module("weblate.checks.base", SourceCheck=object)
    module("weblate.checks.format", BaseFormatCheck=object)
    wheel, = pathlib.Path(wheels).glob("[Ww]eblate-*.whl")
    source = zipfile.ZipFile(wheel).read("weblate/checks/icu.py").decode()
    icu = types.ModuleType("icu")
    exec(compile(source, "icu.py", "exec"), icu.__dict__)
    return icu


def entries(path):
    """Flag and msgid of each entry of a template."""
    for block in path.read_text().split("\n\n"):
        text = re.search(r'^msgid ((?:".*"\n?)+)', block, re.M)
        if text:
            yield ("icu-message-format" in block,
                   "".join(json.loads(line) for line in text.group(1).splitlines()))


def templates(icu, strom, sample):
    """What has the flag is read; a message with values that has it not is none that Weblate could read."""
    flagged = plain = 0
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / "sample"
        shutil.copytree(sample, project, ignore=shutil.ignore_patterns("out"))
        subprocess.run([strom, "translate"], cwd=project, check=True, stdout=subprocess.DEVNULL)
        for path in sorted(project.glob("po/*.pot")):
            for flag, text in entries(path):
                _, error, _ = icu.parse_icu(text, False, False)
                flagged += flag
                plain += not flag
                if flag and error:
                    wrong.append(f"{path.name}: {text!r}: {error}")
    print(f"{flagged} flagged, {plain} others")
    return wrong if flagged > 20 and plain > 100 else ["too few entries"]


# Source, translation; what Weblate tells of it, what we do.
FAULTS = [
    ("{n} of {m}", "{n}", "missing", "po/placeholder-missing"),
    ("{n} towns", "pilsētas", "missing", "po/placeholder-missing"),
    ("{n} towns", "{n} {m} pilsētas", "extra", "po/placeholder-extra"),
    ("{n} towns", "{skaits} pilsētas", "missing", "po/placeholder-missing"),
    ("{n} towns", "{n pilsētas", "syntax", "text/bad-argument"),
    ("{n} towns", "{n}} {pilsētas", "syntax", "text/unbalanced-brace"),
    ("{n, plural, one {# town} other {# towns}}", "{n, plural, zero {#} viens {#} other {#}}", "bad_plural",
     "text/unknown-form"),
    ("{n, plural, one {# town} other {# towns}}", "{n, plural, zero {# a} one {# b}}", "no_other", "text/missing-other"),
    ("{k, select, port {Port} other {Town}}", "{k, select, osta {Osta} other {Pilsēta}}", "bad_submessage", "po/key-changed"),
    ("{k, select, port {Port} other {Town}}", "{k, select, port {Osta}}", "no_other", "text/missing-other"),
    ("{k, select, port {{n}} other {Town}}", "{k, select, port {Osta} other {Pilsēta}}", "missing",
     "po/placeholder-missing"),
    ("On {d, date, long}", "{d, number}", "wrong_type", "po/format-changed"),
    ("{n, number, percent} of towns", "{n, plural, other {#}} {m}", "extra", "po/placeholder-extra"),
    ("{n, number} towns", "{n, select, a {x} other {y}}", "wrong_type", "po/format-changed"),
    ("{n, plural, one {# town} other {# towns}}", "{n, select, 1 {pilsēta} other {pilsētas}}", "wrong_type",
     "po/format-changed"),
    # Names of measures: with dots.
    ("{t.rows} towns", "{t.row} pilsētas", "missing", "po/placeholder-missing"),
    ("{t.a.share, number, percent} of {t.rows}", "{t.a.share, number, percent}", "missing", "po/placeholder-missing"),
    ("{t.a.share, number, percent}", "{t.a.share}", "wrong_type", "po/format-changed"),
    ("{t.rows, plural, one {# town} other {# towns}}", "{t.rows, plural, zero {# a} one {# b}}", "no_other",
     "text/missing-other"),
]
GOOD = [
    ("{n} of {m}", "No {m} {n}"),
    ("{n, plural, one {# town} other {# towns}}", "{n, plural, zero {# pilsētu} one {# pilsēta} other {# pilsētas}}"),
    ("{k, select, port {Port} other {Town}}", "{k, select, port {Osta} other {Pilsēta}}"),
    ("On {d, date, long}", "{d, date, long}"),
    ("{t.a.share, number, percent} of {t.rows}", "No {t.rows}: {t.a.share, number, percent}"),
    ("{t.rows, plural, one {# town} other {# towns}}", "{t.rows, plural, zero {# pilsētu} one {# pilsēta} other {# pilsētas}}"),
    ("{share, number, percent} of ''{n}''", "''{n}'': {share, number, percent}"),
]

YML = """\
project: {id: w, title: "1", date: 2015-10-31}
language: en
languages: [en, lv]
translations: po
data: {t: {source: csv, path: t.csv, sensitive: false, small-base-below: 1}}
values: {n: select 3, m: select 4, skaits: select 5, k: "select 'port'", d: "select '2015-10-31'", share: select 0.5}
documents:
  report: {layout: report, theme: strom, text: report.md, editions: languages}
"""


def ours(strom, source, translation):
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder)
        (project / "po").mkdir()
        (project / "strom.yml").write_text(YML)
        (project / "t.csv").write_text("a\n1\n")
        (project / "report.md").write_text(source + "\n")
        (project / "po/report.lv.po").write_text(
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
            f"msgid {json.dumps(source)}\nmsgstr {json.dumps(translation, ensure_ascii=False)}\n")
        run = subprocess.run([strom, "check", "--json"], cwd=project, capture_output=True, text=True, check=False)
        return {json.loads(line)["code"] for line in run.stderr.splitlines()}


def faults(icu, strom):
    check = icu.ICUMessageFormatCheck()
    for source, translation, theirs, code in FAULTS:
        told, seen = check.check_format(source, translation, False, None) or {}, ours(strom, source, translation)
        if theirs not in told or code not in seen:
            yield f"{source} | {translation}: {told}, {seen}"
    for source, translation in GOOD:
        told, seen = check.check_format(source, translation, False, None), ours(strom, source, translation)
        if told or seen:
            yield f"{source} | {translation}: {told}, {seen}"


def main():
    wheels, strom, sample = sys.argv[1:]
    icu = weblate(wheels)
    wrong = [*templates(icu, strom, sample), *faults(icu, strom)]
    print("\n".join(wrong) or f"{len(FAULTS)} faults are found by both, {len(GOOD)} translations are good to both")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
