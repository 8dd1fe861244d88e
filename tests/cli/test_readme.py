"""The README's project, pasted as it stands."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

STROM = os.environ["STROM"]
README = pathlib.Path(os.environ["SOURCE"], "README.md")
FILES = re.compile(r"^`([\w.-]+)`:\n\n```\w*\n(.*?)^```$", re.S | re.M)
COMMAND = re.compile(r"^strom ([^#\n]*)", re.M)


class Readme(unittest.TestCase):
    def test_project(self):
        text = README.read_text()
        section = text[text.index("## A project of your own"):]
        files = dict(FILES.findall(section))
        self.assertEqual(set(files), {"strom.yml", "towns.csv", "report.md"})
        begun = COMMAND.findall(section[:section.index("`strom.yml`:")])
        self.assertEqual(begun, ["new harbour --from survey.xlsx --languages en,lv    "])   # tests/cli/test_new.py
        commands = section[section.index("`report.md`:"):]
        commands = commands[commands.index("```sh"):]
        commands = COMMAND.findall(commands[:commands.index("```\n")])
        self.assertIn("build", [c.strip() for c in commands])
        with tempfile.TemporaryDirectory() as folder:
            for name, content in files.items():
                pathlib.Path(folder, name).write_text(content)
            for command in commands:
                run = subprocess.run([STROM, *command.split()], cwd=folder, capture_output=True, text=True, check=False,
                                     env={**os.environ, "XDG_CONFIG_HOME": folder})
                self.assertEqual(run.returncode, 0, f"strom {command}\n{run.stdout}{run.stderr}")
            self.assertTrue(pathlib.Path(folder, "out/report-lv.pdf").exists())
            self.assertTrue(pathlib.Path(folder, "page.png").exists())


if __name__ == "__main__":
    unittest.main()
