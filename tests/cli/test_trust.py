"""Plugins that a project brings: named, and opened with consent alone."""

import json
import os
import pathlib
import shutil
import tempfile
import unittest

from project import TEXT, Project

FAULTY = pathlib.Path(os.environ["FAULTY"])
FIGURE = """
```{figure} fig-one
type: faulty
query: select town, policy from survey order by town
caption: A figure
alt: A figure
columns: {town: {title: Town}, policy: {title: Policy, type: number}}
```
"""


class Trust(Project):
    def setUp(self):
        super().setUp()
        self.plugins = self.folder / "own plugins"
        self.plugins.mkdir(mode=0o755)
        shutil.copy(FAULTY / "faulty_figure.so", self.plugins / "figure-faulty.so")
        self.replace("strom.yml", "data:", "plugins: [own plugins]\ndata:")
        self.write("text/report.md", TEXT + FIGURE)

    def trust(self, *words, code=0):
        run = self.strom("trust", *words)
        self.assertEqual(run.returncode, code, run.stderr)
        return run.stdout

    def good(self, *words):
        run = self.strom("check", *words)
        self.assertEqual(run.returncode, 0, run.stderr)

    def listed(self):
        return [json.loads(line) for line in self.trust("--list", "--json").splitlines()]

    def test_not_opened_unasked(self):
        """What would be complained of if anybody looked into it."""
        (self.plugins / "source-bad.so").write_bytes(b"no library")
        for words in (["check"], ["build"], ["pack"], ["translate"], ["render", "report"], ["dump", "tables"],
                      ["dump", "pdf", "report"], ["data", "survey"]):
            with self.subTest(words):
                reports = self.errors(*words)
                asked = self.assertReported(reports, "plugin/untrusted", file="strom.yml", line=8)
                self.assertIn("own plugins': figure-faulty.so, source-bad.so", asked["message"])
                self.assertIn("strom trust", asked["hint"])
                self.assertNotIn("plugin/not-a-plugin", [r["code"] for r in reports])
        self.assertEqual(self.outputs(), [])

    def test_given_for_once(self):
        self.good("--plugin-dir", "own plugins")
        self.good("-P", str(self.plugins))
        self.assertReported(self.errors("check"), "plugin/untrusted")

    def test_trusted_until_it_changes(self):
        self.trust("own plugins")
        self.good()
        self.assertEqual([(t["state"], [f["name"] for f in t["files"]]) for t in self.listed()],
                         [("trusted", ["figure-faulty.so"])])
        for name, content in (("figure-faulty.so", b"\0"), ("more.txt", b"more"), ("below/more.so", b"more")):
            with self.subTest(name):
                path = self.plugins / name
                then = path.read_bytes() if path.exists() else None
                path.parent.mkdir(exist_ok=True)
                path.write_bytes((then or b"") + content)
                report = self.assertReported(self.errors("check"), "plugin/changed", file="strom.yml", line=8)
                self.assertIn(f"'{name}'", report["message"])
                self.assertEqual([t["state"] for t in self.listed()], ["changed"])
                if then is not None:
                    path.write_bytes(then)
                    self.good()
                else:
                    self.trust("own plugins")
                    self.good()
        (self.plugins / "more.txt").unlink()
        self.assertReported(self.errors("check"), "plugin/changed")

    def test_trust_goes_by_the_folder(self):
        """Another with the same files is not meant, whatever leads to it."""
        self.trust("own plugins")
        self.plugins.rename(self.folder / "others")
        self.replace("strom.yml", "[own plugins]", "[others]")
        self.assertReported(self.errors("check"), "plugin/untrusted")
        self.assertEqual([t["state"] for t in self.listed()], ["gone"])
        (self.folder / "own plugins").symlink_to("others")
        self.assertReported(self.errors("check"), "plugin/untrusted")

    def test_remove(self):
        self.trust("own plugins")
        self.trust("--remove", "own plugins")
        self.assertEqual(self.listed(), [])
        self.assertReported(self.errors("check"), "plugin/untrusted")
        self.assertReported(self.errors("trust", "--remove", "own plugins"), "trust/not-trusted")

    def test_remove_what_is_gone(self):
        self.trust("own plugins")
        shutil.rmtree(self.plugins)
        self.trust("--remove", str(self.plugins.resolve()))
        self.assertEqual(self.listed(), [])

    def test_outside_of_the_project(self):
        """Asked for too, and its names are not told before."""
        outside = pathlib.Path(tempfile.mkdtemp(prefix="strom-outside-"))
        self.addCleanup(shutil.rmtree, outside)
        shutil.copy(FAULTY / "faulty_figure.so", outside / "figure-faulty.so")
        self.replace("strom.yml", "[own plugins]", f"[{outside}]")
        report = self.assertReported(self.errors("check"), "plugin/untrusted")
        self.assertNotIn("figure-faulty", report["message"] + report["hint"])
        self.trust(str(outside))
        self.good()

    def test_mistakes(self):
        self.assertReported(self.errors("trust", "nowhere"), "trust/no-folder")
        self.assertReported(self.errors("trust", "text"), "trust/no-plugins")
        self.strom("trust", "text")
        os.mkdir(os.fsencode(self.plugins) + b"/b\xff")
        self.assertReported(self.errors("trust", "own plugins"), "trust/odd-file")
        self.assertReported(self.strom_json("trust", "own plugins", env={"XDG_CONFIG_HOME": "", "HOME": ""}),
                            "trust/no-home")
        for words in ([], ["--list", "text"], ["--list", "--remove"], ["a", "b"]):
            self.assertEqual(self.strom("trust", *words).returncode, 2, words)

    def strom_json(self, *words, env):
        return [json.loads(line) for line in self.strom(*words, "--json", env=env).stderr.splitlines()]

    def test_broken_list(self):
        self.write(".config/strom/trust.yml", "folders: 1\n")
        self.assertReported(self.errors("check"), "yaml/wrong-type")

    def test_an_odd_hash_can_be_read_again(self):
        self.write(".config/strom/trust.yml", "folders:\n  - {folder: /opt/a, files: [{name: b.so, sha256: 'c\"\\'}]}\n")
        self.assertEqual(self.strom("trust", "own plugins").returncode, 0)
        run = self.strom("trust", "--list")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn('c"\\', run.stdout)

    def test_a_key_twice_is_not_written_anew(self):
        twice = "folders: []\nhosts: [a.example.org]\nhosts: [b.example.org]\n"
        self.write(".config/strom/trust.yml", twice)
        self.assertReported(self.errors("trust", "own plugins"), "yaml/duplicate-key")
        self.assertEqual((self.folder / ".config/strom/trust.yml").read_text(), twice)
        self.write(".config/strom/trust.yml", "folders: []\n")
        self.write(".config/strom/config.yml", "allow: /usr/share\nallow: /usr/lib\n")
        self.assertReported(self.errors("check"), "yaml/duplicate-key")

    def test_allowed_by_the_configuration(self):
        outside = pathlib.Path(tempfile.mkdtemp(prefix="strom-outside-"))
        self.addCleanup(shutil.rmtree, outside)
        (outside / "x.md").write_text("Outside words.\n")
        self.replace("strom.yml", "plugins: [own plugins]\n", "")
        self.write("text/report.md", TEXT + f"\n```{{include}} {outside}/x.md\n```\n")
        self.assertReported(self.errors("check"), "file/outside")
        self.write(".config/strom/config.yml", f"allow: {outside}\n")
        self.good()
        self.write(".config/strom/config.yml", f"allow: [/usr/share, {outside}]\n")
        self.good()
        self.write(".config/strom/config.yml", "allow: [../x]\n")
        self.assertReported(self.errors("check"), "config/relative")
        self.write(".config/strom/config.yml", "alow: /x\n")
        self.assertReported(self.errors("check"), "yaml/unknown-key")
        self.write(".config/strom/config.yml", "")
        self.replace("strom.yml", "data:", f"allow: {outside}\ndata:")
        self.assertReported(self.errors("check"), "yaml/unknown-key")


if __name__ == "__main__":
    unittest.main()
