"""docs/project.md: its tables are the schema's, its examples are good, and formats print what it says."""

import os
import pathlib
import re
import subprocess
import sys

from project import Project

SOURCE = pathlib.Path(os.environ["SOURCE"])
PAGE = SOURCE / "docs/project.md"
KEYS = SOURCE / "docs/keys.py"
BASE = {"project": "project: {id: a, title: A, date: 2015-10-31}\n", "language": "language: en\n",
        "languages": "languages: [en]\n",
        "documents": "documents: {report: {layout: report, theme: strom, text: r.md, editions: languages}}\n"}


class ProjectPage(Project):
    def keys(self, script, *words):
        return subprocess.run([sys.executable, "-B", script, os.environ["STROM"], *words], capture_output=True, text=True,
                              check=False)

    def test_tables_are_those_of_the_schema(self):
        run = self.keys(KEYS, "--check")
        self.assertEqual((run.returncode, run.stderr), (0, ""))

    def test_what_is_missing_is_told(self):
        (self.folder / "docs").mkdir()
        (self.folder / "docs/keys.py").write_text(KEYS.read_text())
        text = PAGE.read_text().replace("  ink-limit: 300\n", "").replace("<!-- keys: /pictures -->", "<!-- keys: /nothing -->")
        (self.folder / "docs/project.md").write_text(text.replace("| `bleed` |", "| `bled` |"))
        run = self.keys(self.folder / "docs/keys.py", "--check")
        self.assertEqual(run.returncode, 1)
        for said in ("no table of the keys of /pictures", "the keys of /nothing, which the schema has not",
                     "/print/ink-limit: no example", "tables are not those of the schema"):
            self.assertIn(said, run.stderr)

    def test_examples_are_good(self):
        blocks = re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text(), re.S | re.M)
        self.assertGreater(len(blocks), 8)
        for block in blocks:
            keys = re.findall(r"^([\w-]+):", block, re.M)
            rest = "".join(text for key, text in BASE.items() if key not in keys)
            self.write("strom.yml", rest + block)
            run = self.strom("check", "--json")
            wrong = [line for line in run.stderr.splitlines() if re.search(r'"code":"(yaml|option|plugin)/', line)]
            self.assertEqual(wrong, [], block)

    def test_formats_print_what_it_says(self):
        rows = re.findall(r"^\| ((?:`\{[^`]*` ?)+)\| `([^`]*)` \|", PAGE.read_text(), re.M)
        self.assertGreater(len(rows), 10)
        said = [(message, prints) for messages, prints in rows for message in re.findall("`([^`]*)`", messages)]
        self.write("r.md", "# A\n\n" + "\n\n".join(f"{i}: <{m}>" for i, (m, _) in enumerate(said)) + "\n")
        self.write("strom.yml", "".join(BASE.values()) + "values: {n: select 1234.5, share: select 0.452, "
                   "day: \"select '2015-10-31'\"}\n")
        run = self.strom("dump", "edition", "report")
        printed = dict(re.findall(r"(\d+): <(.*?)>", run.stdout.replace("\u00a0", " ").replace("\u202f", " ")))
        self.assertEqual(printed, {str(i): prints for i, (_, prints) in enumerate(said)}, run.stderr)


if __name__ == "__main__":
    import unittest
    unittest.main()
