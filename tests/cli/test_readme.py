"""The README's project, pasted as it stands."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import openpyxl

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
        self.assertEqual(begun, ["new harbour --from survey.xlsx --languages en,lv    "])
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


    def test_from_a_file(self):
        """The lines as they stand, by a shell, and without --from as the remark says."""
        text = README.read_text()
        lines = text[text.index("From the file that you have"):].split("```")[1].removeprefix("sh\n")
        for lines in lines, re.sub(r" --from \S+", "", lines):
            with tempfile.TemporaryDirectory() as folder:
                book = openpyxl.Workbook()
                for row in [["town", "plan", "staff"], *([f"Town {i}", "yes" if i % 3 else "no", i % 9] for i in range(40))]:
                    book.active.append(row)
                book.save(pathlib.Path(folder, "survey.xlsx"))
                run = subprocess.run(["sh", "-ec", lines], cwd=folder, capture_output=True, text=True, check=False,
                                     env={**os.environ, "XDG_CONFIG_HOME": folder,
                                          "PATH": f"{pathlib.Path(STROM).parent}:{os.environ['PATH']}"})
                self.assertEqual((run.returncode, run.stderr), (0, ""), run.stdout)
                self.assertEqual(sorted(p.name for p in pathlib.Path(folder, "harbour/out").glob("*.pdf")),
                                 ["report-en.pdf", "report-lv.pdf"])


if __name__ == "__main__":
    unittest.main()
