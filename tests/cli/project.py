"""A small project in a temporary folder, and running strom on it."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

STROM = os.environ["STROM"]
WHOLE = str(pathlib.Path(STROM).resolve().parents[1] / "libexec/strom")
SOURCE = pathlib.Path(os.environ["SOURCE"])
THOROUGH = os.environ.get("STROM_THOROUGH") == "1"  # as .ci/run asks


def a_few(many, n, turn=0):
    """Of many that are tried alike: all in a thorough run, else some n, spread over all; another turn takes others."""
    many = list(many)
    step = max(1, len(many) // n)
    return many if THOROUGH else many[turn % step::step]


YML = """\
project:
  id: small
  title: A small project
  date: 2015-10-31
language: en
languages: [en, lv]
translations: po
data:
  survey: {source: csv, path: data/survey.csv, sensitive: false}
values:
  towns: select count(*) from survey
documents:
  report: {layout: report, theme: strom, text: text/report.md, editions: languages}
"""

CSV = "town,country,policy\nRiga,LV,1\nTartu,EE,0\nTurku,FI,1\n"

TEXT = """\
# First chapter {#first}

There are {towns, plural, one {# town} other {# towns}} in *the* survey, as @tbl-towns shows.

```{table} tbl-towns
query: select town, policy from survey order by town
columns: {town: {title: Town}, policy: {title: Policy, type: number}}
caption: Towns
```

- one
- two
"""

PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "First chapter"
msgstr "Pirmā nodaļa"
"""


class Project(unittest.TestCase):
    """Each test has a folder of its own with a project that builds."""

    before = ()  # a program that runs strom, and its words
    program = STROM  # WHOLE: what that hands dump, verify and their like to, without its start

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="strom-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("strom.yml", YML)
        self.write("data/survey.csv", CSV)
        self.write("text/report.md", TEXT)
        self.write("po/report.lv.po", PO)
        # What tests measure is in a theme of their own, under the name of the one that users get.
        shutil.copytree(SOURCE / "tests/golden/text/themes", self.folder / "themes")

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = content.encode()
        path.write_bytes(content)
        return path

    def replace(self, name, old, new):
        path = self.folder / name
        text = path.read_text()
        self.assertIn(old, text)
        path.write_text(text.replace(old, new))

    def english_alone(self):
        """Without the other language, and without its translation, which no document would read."""
        self.replace("strom.yml", "languages: [en, lv]", "languages: [en]")
        shutil.rmtree(self.folder / "po")

    def strom(self, *words, env=None, cwd=None, timeout=120, limit=None):
        """Runs strom; limit: of the address space, in MiB (not under sanitizers)."""
        environment = {**os.environ, "XDG_CONFIG_HOME": str(self.folder / ".config"), **(env or {})}
        return subprocess.run([*self.before, self.program, *words], capture_output=True, text=True, env=environment,
                              cwd=cwd or self.folder, timeout=timeout, check=False)

    def errors(self, *words, code=1):
        """The reports of a run that must end with that code; None: with 0 or 1."""
        run = self.strom(*words, "--json")
        self.assertIn(run.returncode, (0, 1) if code is None else (code,), run.stdout + run.stderr)
        self.assertNotIn("Sanitizer", run.stderr)
        return [json.loads(line) for line in run.stderr.splitlines()]

    def outputs(self):
        out = self.folder / "out"
        return sorted(p.name for p in out.iterdir() if p.name != ".strom-files") if out.exists() else []

    def assertReported(self, reports, code, line=None, column=None, file=None):
        for r in reports:
            if (r["code"] == code and (line is None or r.get("line") == line)
                    and (column is None or r.get("column") == column)
                    and (file is None or r.get("file") == file)):
                return r
        self.fail(f"no report {code} at {file}:{line}:{column} in {json.dumps(reports, indent=1)}")
