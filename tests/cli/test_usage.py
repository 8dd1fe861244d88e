"""Help, wrong usage, exit codes."""

import json
import os
import shutil
import subprocess
import unittest

from project import STROM, Project

COMMANDS = ["check", "build", "pack", "verify", "render", "translate", "review", "plugins", "dump", "schema",
            "manual", "completion", "sign"]


class Usage(Project):
    def test_help_names_every_command(self):
        run = self.strom("--help")
        self.assertEqual(run.returncode, 0)
        for name in COMMANDS:
            self.assertRegex(run.stdout, rf"(?m)^  {name} ")

    def test_each_command_has_help(self):
        for name in COMMANDS:
            run = self.strom(name, "--help")
            self.assertEqual(run.returncode, 0, name)
            self.assertIn(f"Usage: strom {name}", run.stdout)
            about = run.stdout.partition("\nOptions:")[0]
            self.assertEqual([line for line in about.splitlines() if len(line) > 100], [], name)

    def test_wrong_usage_is_2_and_says_so(self):
        for words in ([], ["biuld"], ["build", "--wrong"], ["build", "-j", "x"], ["render"],
                      ["dump", "numbers"], ["dump", "pages"], ["verify"], ["build", "a", "b"],
                      ["check", "--page", "2"], ["build", "--colour", "red"]):
            run = self.strom(*words)
            self.assertEqual(run.returncode, 2, words)
            self.assertTrue(run.stderr, words)
            self.assertEqual(run.stdout, "", words)

    def test_mistyped_command_is_guessed(self):
        self.assertIn("strom build", self.strom("biuld").stderr)

    def test_a_program_without_its_twin_says_so(self):
        alone = self.folder / "alone" / "bin" / "strom"
        alone.parent.mkdir(parents=True)
        shutil.copy(os.environ["STROM"], alone)
        run = subprocess.run([alone, "verify", "x.zip"], capture_output=True, text=True)
        self.assertEqual(run.returncode, 3, run.stderr)
        self.assertIn(f"{self.folder}/alone/libexec/strom", run.stderr)

    def test_begins_without_the_libraries_of_its_twin(self):
        """Loading them takes longer than setting some pages."""
        needed = subprocess.run(["readelf", "-d", STROM], capture_output=True, text=True, check=True).stdout
        self.assertIn("[libsqlite3.so", needed)
        for name in ("archive", "cairo", "nettle", "pango", "qpdf", "rsvg"):
            self.assertNotIn(f"[lib{name}", needed)

    def test_unknown_document_and_edition(self):
        r = self.assertReported(self.errors("build", "reprot"), "cli/unknown-document")
        self.assertIn("report", r["hint"])
        self.assertReported(self.errors("build", "--edition", "xx"), "cli/unknown-edition")
        r = self.assertReported(self.errors("render", "report", "-e", "xx"), "cli/unknown-edition")
        self.assertIn("lv", r["hint"])

    def test_no_project_here(self):
        run = self.strom("build", cwd="/")
        self.assertEqual(run.returncode, 1)
        self.assertIn("strom.yml", run.stderr)

    def test_plugins(self):
        run = self.strom("plugins")
        self.assertEqual(run.returncode, 0, run.stderr)
        for name in ("csv", "report", "leaflet", "bar"):
            self.assertRegex(run.stdout, rf"(?m)^\w+ +{name} ")
        run = self.strom("plugins", "csv")
        self.assertIn("delimiter", run.stdout)
        r = self.assertReported(self.errors("plugins", "nothing"), "plugin/unknown")
        self.assertIn("--plugin-dir", r["hint"])

    def test_schema_is_json(self):
        run = self.strom("schema")
        self.assertEqual(run.returncode, 0, run.stderr)
        schema = json.loads(run.stdout)
        self.assertIn("documents", schema["properties"])

    def test_progress_as_json(self):
        run = self.strom("build", "--json")
        self.assertEqual(run.returncode, 0, run.stderr)
        events = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual([(e["edition"], e["good"]) for e in events], [("en", True), ("lv", True)])
        self.assertGreater(events[0]["pages"], 1)
        self.assertGreater(events[1]["untranslated"], 0)

    def test_strict_makes_warnings_errors_and_writes_nothing(self):
        self.replace("text/report.md", "in *the* survey", "in " + "x" * 400 + " survey")
        self.assertEqual(self.strom("build").returncode, 0)
        for path in (self.folder / "out").iterdir():
            path.unlink()
        self.assertEqual(self.strom("build", "--strict").returncode, 1)
        self.assertEqual(self.outputs(), [])

    def test_dump_shows_each_value(self):
        self.assertIn("survey", self.strom("dump", "tables").stdout)
        self.assertIn("heading", self.strom("dump", "edition", "report").stdout.lower())
        self.assertIn("Pirmā", self.strom("dump", "edition", "report", "-e", "lv").stdout)
        self.assertRegex(self.strom("dump", "pages", "report").stdout, r"(?m)^page 1 ")
        self.assertIn("/StructTreeRoot", self.strom("dump", "pdf", "report").stdout)

    def test_render(self):
        run = self.strom("render", "report", "--page", "2", "-o", "page.png")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertTrue((self.folder / "page.png").read_bytes().startswith(b"\x89PNG"))
        run = self.strom("render", "report", "--page", "2", "-o", "page.svg")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn(b"<svg", (self.folder / "page.svg").read_bytes())
        self.assertReported(self.errors("render", "report", "--page", "99"), "cli/no-page")
        self.assertReported(self.errors("render", "report", "-o", "page.gif"), "cli/format")


if __name__ == "__main__":
    unittest.main()
