"""A project with a hostile plugin in one of its documents."""

import os
import pathlib
import shutil
import subprocess
import time

from project import STROM, Project

HOSTILE = pathlib.Path(os.environ["HOSTILE"])
MASKED = os.environ["MASKED"]
SANITIZED = b"__asan_init" in pathlib.Path(STROM).read_bytes()

SECRET = "name,kind\nCanary Berzina,labour\n"
QUICK = ["--plugin-seconds", "1", "--seconds", "20", "--memory", "512"]


def strom_yml(kind, attack, path):
    options = f"{{attack: {attack}, path: '{path}'}}"
    source = f"{{source: hostile, path: data/survey.csv, sensitive: false, options: {options}}}"
    layout = "hostile" if kind == "layout" else "report"
    extra = f", options: {options}" if kind == "layout" else ""
    return f"""\
project: {{id: small, title: A small project, date: 2015-10-31}}
language: en
languages: [en]
data:
  survey: {{source: csv, path: data/survey.csv, sensitive: false}}
  cases: {{source: csv, path: data/cases.csv, sensitive: true}}
{f'  hostile: {source}' if kind == 'source' else ''}
documents:
  good: {{layout: report, theme: strom, text: text/good.md, editions: languages}}
  bad: {{layout: {layout}, theme: strom, text: text/bad.md, editions: languages{extra}}}
"""


FIGURE = """
```{{figure}} fig-x
type: {type}
query: select town, policy from survey order by town
columns: {{town: {{title: Town}}, policy: {{title: Policy, type: number}}}}
{options}
alt: Towns
```
"""


class Hostile(Project):
    def setUp(self):
        super().setUp()
        self.outside = pathlib.Path(str(self.folder) + "-outside")
        self.addCleanup(lambda: self.outside.unlink(missing_ok=True))
        self.outside.write_text("outside")
        shutil.rmtree(self.folder / "po")
        self.write("data/cases.csv", SECRET)
        os.link(self.folder / "data/cases.csv", self.folder / "data/twin.csv")
        (self.folder / "data/alias.csv").symlink_to("cases.csv")
        self.write("text/good.md", "# One\n\nGood.\n")

    def attack(self, kind, attack, path=""):
        """Writes the project; returns where the plugin is named: (file, line)."""
        path = path.replace("OUTSIDE", str(self.outside)).replace("INSIDE", str(self.folder))
        self.write("strom.yml", strom_yml(kind, attack, path))
        figure = FIGURE.format(type="hostile", options=f"options: {{attack: {attack}, path: '{path}'}}")
        self.write("text/bad.md", "# One\n\nBad.\n" + (figure if kind == "figure" else ""))
        return {"source": ("strom.yml", 7), "layout": ("strom.yml", 10), "figure": ("text/bad.md", 5)}[kind]

    def figure(self, kind):
        self.attack("figure", "none")
        self.write("text/bad.md", "# One\n" + FIGURE.format(type=kind, options="columns2: {}").replace(
            "columns2: {}\n", ""))

    def run_strom(self, *words, mask=(), user=None, folder="all", timeout=100):
        command = [STROM, *words, "-P", str(HOSTILE / folder)] if folder else [STROM, *words]
        if mask:
            command = [MASKED, *mask, "--", *command]
        environment = dict(os.environ, STROM_ATTACK="main's own", HOME="/nonexistent")
        return subprocess.run(command, capture_output=True, text=True, cwd=self.folder, check=False,
                              timeout=timeout, env=environment, user=user)

    def build(self, *more, **how):
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        before = time.monotonic()
        run = self.run_strom("build", "--json", *QUICK, *more, **how)
        self.took = time.monotonic() - before
        self.assertNotIn("Sanitizer", run.stderr)
        self.assertNotIn("Canary", run.stdout + run.stderr)
        return run

    def assertClosed(self):
        self.assertEqual(self.outside.read_text(), "outside")
        self.assertEqual((self.folder / "data/cases.csv").read_text(), SECRET)
        self.assertFalse(os.path.exists("/tmp/strom-attack-ran"))
        out = self.outputs()
        self.assertEqual([name for name in out if name not in ("good-en.pdf", "bad-en.pdf")], [])
