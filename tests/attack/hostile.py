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


def strom_yml(kind, attacks):
    """With a source, or a document, for each (name, attack, path) that a plugin of this kind tries."""
    sources, documents = "", ""
    for name, attack, path in attacks:
        options = f"options: {{attack: {attack}, path: '{path}'}}"
        if kind == "source":
            sources += f"  {name}: {{source: hostile, path: data/survey.csv, sensitive: false, {options}}}\n"
        layout = f"hostile, {options}" if kind == "layout" else "report"
        if kind != "source" or not documents:
            text = name if kind != "source" else "bad"
            documents += f"  {text}: {{layout: {layout}, theme: strom, text: text/{text}.md, editions: languages}}\n"
    return f"""\
project: {{id: small, title: A small project, date: 2015-10-31}}
language: en
languages: [en]
data:
  survey: {{source: csv, path: data/survey.csv, sensitive: false}}
  cases: {{source: csv, path: data/cases.csv, sensitive: true}}
{sources}documents:
  good: {{layout: report, theme: strom, text: text/good.md, editions: languages}}
{documents}"""


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

    def attack_all(self, kind, attacks):
        """Writes a project in which each (attack, path) has a source or an edition of its own, and so, but for
        sources, a process of its own; returns where each is named: [(file, line)]."""
        rows, places = [], []
        for i, (attack, path) in enumerate(attacks):
            path = path.replace("OUTSIDE", str(self.outside)).replace("INSIDE", str(self.folder))
            rows.append((("hostile" if kind == "source" else "bad") + (str(i) if i else ""), attack, path))
        yml = strom_yml(kind, rows)
        self.write("strom.yml", yml)
        self.write("text/bad.md", "# One\n\nBad.\n")
        for name, attack, path in rows:
            figure = FIGURE.format(type="hostile", options=f"options: {{attack: {attack}, path: '{path}'}}")
            if kind != "source":
                self.write(f"text/{name}.md", "# One\n\nBad.\n" + (figure if kind == "figure" else ""))
            line = [text.startswith(f"  {name}:") for text in yml.splitlines()].index(True) + 1
            places.append((f"text/{name}.md", 5) if kind == "figure" else ("strom.yml", line))
        return places

    def attack(self, kind, attack, path=""):
        """One alone."""
        return self.attack_all(kind, [(attack, path)])[0]

    def figure(self, kind):
        self.attack("figure", "none")
        self.write("text/bad.md", "# One\n" + FIGURE.format(type=kind, options="columns2: {}").replace(
            "columns2: {}\n", ""))

    def run_strom(self, *words, mask=(), user=None, folder="all", timeout=300):
        """folder: of plugins; or several, or None."""
        folders = folder if isinstance(folder, list) else [folder] if folder else []
        command = [STROM, *words, *(word for name in folders for word in ("-P", str(HOSTILE / name)))]
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
