"""Manual pages and completion: made from the same tables as the help, so that they tell all of it."""

import re
import subprocess
import unittest

from project import Project

BASH = r"""
source /dev/stdin
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_strom
printf '%s\n' "${COMPREPLY[@]}"
"""


class Terminal(Project):
    def commands(self):
        return re.findall(r"(?m)^  ([a-z]+) ", self.strom("--help").stdout)

    def options(self, command):
        return re.findall(r"(?m)^  -(.), --([a-z-]+)", self.strom(command, "--help").stdout)

    def roff(self, *words):
        run = subprocess.run(["groff", "-man", "-ww", "-Tutf8", "-P-c", "-P-b", "-P-u"], capture_output=True,
                             text=True, input=self.strom("manual", *words).stdout, check=True)
        self.assertEqual(run.stderr, "", words)
        return run.stdout

    def test_a_page_for_each_command_with_all_its_options(self):
        self.assertGreater(len(self.commands()), 15)
        for command in self.commands():
            page = self.roff(command)
            self.assertIn(f"strom-{command} - ", page)
            for letter, name in self.options(command):
                self.assertRegex(page, rf"(?m)^ +-{letter}, --{name}\b", command)

    def test_the_programs_page_names_each_command(self):
        page = self.roff()
        for command in self.commands():
            self.assertIn(f"strom-{command}(1)", page)
        self.assertIn("EXIT STATUS", page)

    def test_a_page_of_what_there_is_not(self):
        run = self.strom("manual", "biuld")
        self.assertEqual((run.returncode, run.stdout), (2, ""))
        self.assertIn("Did you mean 'strom build'?", run.stderr)

    def complete(self, *words):
        run = subprocess.run(["bash", "--norc", "-c", BASH, "bash", *words], capture_output=True, text=True,
                             input=self.strom("completion", "bash").stdout, cwd=self.folder, check=True)
        self.assertEqual(run.stderr, "")
        return run.stdout.split("\n")[:-1]

    def test_bash(self):
        self.assertEqual(self.complete("strom", "bu"), ["build"])
        self.assertEqual(self.complete("strom", "build", "--pr"), ["--project", "--profile"])
        for option in (["--profile"], ["-r"], ["--profile", "="]):
            self.assertEqual(self.complete("strom", "build", *option, "s"), ["screen"])
        self.assertEqual(self.complete("strom", "schema", "t"), ["theme"])
        self.assertEqual(self.complete("strom", "manual", "tran"), ["translate"])
        self.assertEqual(self.complete("strom", "build", "--jobs", ""), [""])

    def test_bash_completes_names_with_spaces(self):
        (self.folder / "two words.zip").write_text("")
        (self.folder / "two folders").mkdir()
        self.assertEqual(sorted(self.complete("strom", "verify", "two")), ["two folders", "two words.zip"])
        self.assertEqual(self.complete("strom", "build", "--allow", "two"), ["two folders"])

    def test_each_option_of_each_command_is_completed(self):
        for command in self.commands():
            names = [f"--{name}" for _, name in self.options(command)]
            self.assertEqual(self.complete("strom", command, "--"), names)

    def test_another_shell(self):
        run = self.strom("completion", "tcsh")
        self.assertEqual((run.returncode, run.stdout), (2, ""))
        self.assertIn("bash, zsh or fish, not 'tcsh'", run.stderr)


if __name__ == "__main__":
    unittest.main()
