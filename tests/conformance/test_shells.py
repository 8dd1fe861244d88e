"""Completion in zsh and fish, asked of the shells themselves."""

import os
import re
import subprocess
import tempfile
import unittest

STROM = os.environ["STROM"]

# zsh completes on a terminal alone: one is made, the words are typed, and Tab shows what there is.
ZSH = r"""
zmodload zsh/zpty
zpty shell zsh -f -i
say() { zpty -w shell "$1"; zpty -r shell answer "*$2*" >/dev/null }
say "PROMPT=; unsetopt zle_bracketed_paste; fpath=($PWD \$fpath); autoload -U compinit; compinit -u -d $PWD/dump" dump
say "LISTMAX=1000; zstyle ':completion:*' list-separator '--'; print read''y" ready
zpty -n -w shell "$1"$'\t\t'
sleep 1
zpty -n -w shell $'\x15print do''ne\n'
zpty -r shell answer '*done*'
print -r -- $answer
"""


def said(*words):
    return subprocess.run([STROM, *words], capture_output=True, text=True, check=True).stdout


class Shells(unittest.TestCase):
    def fish(self, line):
        run = subprocess.run(["fish", "--no-config", "-c", 'source; complete -C "$argv"', line], text=True,
                             input=said("completion", "fish"), capture_output=True, check=True)
        self.assertEqual(run.stderr, "")
        return [answer.split("\t")[0] for answer in run.stdout.splitlines()]

    def test_fish(self):
        self.assertEqual(self.fish("strom bu"), ["build"])
        self.assertEqual(self.fish("strom build --pro"), ["--profile", "--project"])
        self.assertEqual(self.fish("strom build --profile "), ["print", "screen"])
        words = re.search(r"schema \[(\S+)\]", said("schema", "--help"))[1].split("|")
        self.assertIn("theme", words)
        self.assertEqual(self.fish("strom schema "), sorted(words))
        self.assertEqual(self.fish("strom build --jobs "), [])

    def zsh(self, line):
        with tempfile.TemporaryDirectory() as folder:
            with open(f"{folder}/_strom", "w", encoding="utf-8") as out:
                out.write(said("completion", "zsh"))
            return subprocess.run(["zsh", "-f", "-c", ZSH, "zsh", line], cwd=folder, capture_output=True, text=True,
                                  env={**os.environ, "TERM": "dumb"}, timeout=60, check=True).stdout

    def test_zsh(self):
        answer = self.zsh("strom ")
        for word in ("build", "completion", "translate"):
            self.assertIn(word, answer)
        self.assertIn("screen", self.zsh("strom build --profile "))
        self.assertIn("values", self.zsh("strom schema "))
        self.assertIn("treat warnings as errors", self.zsh("strom build --"))


if __name__ == "__main__":
    unittest.main()
