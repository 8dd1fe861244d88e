"""Each command of a project that somebody sent: what its plugins, its queries and its paths try there."""

import itertools
import json
import os
import pathlib
import shutil
import socket
import subprocess
import unittest
import zipfile

from hostile import HOSTILE, QUICK, Hostile
from project import STROM, a_few
from table import ASKED, ENDS, PATHS, QUIET, RUNS
from test_attacks import processes, wait_until

FUNCTIONS = {"source": "read", "layout": "arrange", "figure": "draw"}
# One a command, in turn: those that end it, told by what they tried.
TRIED = ("exec", "network", "segv", "fork", "unlink", "ptrace", "loop", "kill", "rename", "spawn")


def packed(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name, content in files.items():
            parcel.writestr(name, content)


class Commands(Hostile):
    def setUp(self):
        super().setUp()
        self.kept = pathlib.Path(str(self.folder) + "-delivery.zip")
        self.addCleanup(lambda: self.kept.unlink(missing_ok=True))

    def project(self, kind, attack, path="OUTSIDE"):
        """With a translation of everything, so that what reads translations has some."""
        place = self.attack(kind, attack, path)
        self.replace("strom.yml", "languages: [en]", "languages: [en, lv]\ntranslations: po")
        shutil.rmtree(self.folder / "po", ignore_errors=True)
        (self.folder / "po").mkdir()
        return place[0], place[1] + (1 if place[0] == "strom.yml" else 0)

    def delivery(self):
        """An earlier one, of the same project without the attack."""
        if not self.kept.exists():
            self.project("figure", "none")
            self.assertEqual(self.run_strom("pack", "-q").returncode, 0)
            shutil.move(self.folder / "out/small.zip", self.kept)
            shutil.rmtree(self.folder / "out")

    def run_one(self, words, *more, **how):
        words = [word.replace("DELIVERY", str(self.kept)) for word in words]
        run = self.run_strom(words[0], "--json", *QUICK, *more, *words[1:], **how)
        self.assertNotIn("Sanitizer", run.stderr)
        self.assertNotIn("Canary", run.stdout + run.stderr)
        return run, [json.loads(line) for line in run.stderr.splitlines()]

    def assertNoneMade(self):
        """Nothing stands in the output folder but the edition that knows nothing of the attack."""
        self.assertEqual([n for n in self.outputs() if not n.startswith("good-")], [])
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        self.assertClosed()

    def test_each_runs_plugins_locked_in(self):
        self.delivery()
        tried = itertools.cycle(TRIED)
        for kind, commands in RUNS.items():
            for words, attack in a_few(zip(commands, tried), 4):
                with self.subTest(kind=kind, words=words, attack=attack):
                    file, line = self.project(kind, attack)
                    run, reports = self.run_one(words)
                    code = "data/source-crashed" if kind == "source" else "plugin/crashed"
                    report = self.assertReported(reports, code, file=file, line=line)
                    self.assertRegex(report["message"],
                                     rf"^the {kind} plugin 'hostile' ({ENDS[attack]}).*, in '{FUNCTIONS[kind]}'$")
                    self.assertNotEqual(run.returncode, 0)
                    self.assertNoneMade()

    def test_each_keeps_what_is_sensitive(self):
        self.delivery()
        names = itertools.cycle(("cases", "twin", "alias"))
        for kind, commands in RUNS.items():
            for words, name in a_few(zip(commands, names), 4):
                with self.subTest(kind=kind, words=words, name=name):
                    self.project(kind, "read", f"INSIDE/data/{name}.csv")
                    run, reports = self.run_one(words)
                    self.assertRegex(self.assertReported(reports, "hostile/told")["message"], "^read: Permission denied")
                    self.assertNotEqual(run.returncode, 0)
                    self.assertNoneMade()

    def test_those_that_run_none(self):
        """They end well, whatever a plugin of that kind would do."""
        for kind, commands in QUIET.items():
            for words in commands:
                with self.subTest(kind=kind, words=words):
                    self.project(kind, "exec")
                    self.assertEqual(self.run_one(words)[1], [])
                    self.assertClosed()

    def test_queries(self):
        """In `views:` and `values:` of strom.yml and in a text: each is refused before it runs."""
        self.figure("bar")
        plain = (self.folder / "strom.yml").read_text()
        for (query, code), where in a_few(zip(ASKED, itertools.cycle(("views", "values", "text"))), 7):
            with self.subTest(query=query, where=where):
                table = f"```{{table}} tbl-x\nquery: {json.dumps(query)}\ncolumns: {{v: {{title: V}}}}\n```\n"
                self.write("text/bad.md", "# One\n\n" + {"values": "It is {v}.\n", "text": table}.get(where, ""))
                named = f"{where}:\n  v: {json.dumps(query)}\n" if where != "text" else ""
                self.write("strom.yml", plain.replace("documents:", named + "documents:"))
                run, reports = self.run_one(["check"], folder=None)
                self.assertReported(reports, code, file="text/bad.md" if where == "text" else "strom.yml")
                self.assertEqual((run.returncode, (self.folder / "evil").exists()), (1, False))
                self.assertClosed()

    def paths(self):
        os.mkfifo(self.folder / "pipe")
        with socket.socket(socket.AF_UNIX) as s:
            s.bind(str(self.folder / "socket"))
        (self.folder / "loop").symlink_to("loop")
        (self.folder / "device").symlink_to("/dev/zero")
        (self.folder / "open").mkdir()
        (self.folder / "open").chmod(0o777)
        shutil.copy(HOSTILE / "all/source-hostile.so", self.folder / "open")
        bag = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
        packed(self.folder / "up.zip", {"../evil": "x", "/evil": "x", "a/bagit.txt": bag, "a/data/../../evil": "x"})
        packed(self.folder / "bomb.zip", {"b/bagit.txt": bag, "b/data/values.json": b" " * (300 << 20)})

    def test_paths(self):
        """What a command is given: no device is opened, no pipe waited for, and nothing unpacked or written."""
        self.figure("bar")
        self.paths()
        before = sorted(self.folder.rglob("*"))
        for words, status, code in a_few(PATHS, 12):
            with self.subTest(words=words):
                run = self.run_strom(words[0], "--json", *words[1:], folder=None, timeout=60)
                reports = [json.loads(line) for line in run.stderr.splitlines()]
                self.assertReported(reports, code)
                self.assertEqual(run.returncode, status)
                self.assertEqual(sorted(self.folder.rglob("*")), before)
                self.assertFalse(pathlib.Path("/evil").exists())
                self.assertClosed()

    def test_main_is_locked_in_too(self):
        """By both locks, while a child of it runs what is foreign."""
        self.project("figure", "lock-up")
        command = [STROM, "build", "-q", "-P", str(HOSTILE / "all")]
        with subprocess.Popen(command, cwd=self.folder, start_new_session=True) as strom:
            wait_until(lambda: strom.poll() is not None or len(processes(strom.pid)) >= 2)
            said = pathlib.Path(f"/proc/{strom.pid}/status").read_text()
            strom.kill()
        self.assertIn("Seccomp:\t2\n", said)
        self.assertIn("NoNewPrivs:\t1\n", said)

    def test_servers_unasked(self):
        """A received project connects to nothing, in no command; nor with agreement to another source."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(0)
            self.delivery()
            self.project("figure", "none")
            host = f"127.0.0.1:{server.getsockname()[1]}"
            self.replace("strom.yml", "data:\n", "data:\n  far: {source: postgres, sensitive: false, options: "
                                      f"{{server: '{host}', database: d, user: u, query: select 1 as n}}}}\n")
            for words in a_few((*RUNS["source"][:-1], ["data", "far"], ["check", "--connect", "survey"]), 5):
                with self.subTest(words=words):
                    run, reports = self.run_one(words)
                    codes = {r["code"] for r in reports}
                    self.assertTrue(codes & {"data/not-connected", "text/labels-not-read"}, reports)
                    if "text/labels-not-read" not in codes:
                        self.assertNotEqual(run.returncode, 0)
                    self.assertRaises(BlockingIOError, server.accept)
                    self.assertNoneMade()

    def test_plugins_of_a_project(self):
        """Those of a folder that strom.yml names are opened by no command, before somebody trusts them."""
        shutil.rmtree(self.folder / "data")
        self.attack("figure", "none")
        self.write("data/survey.csv", "town,country,policy\nRiga,LV,1\n")
        self.write("data/cases.csv", "name\nx\n")
        shutil.copytree(HOSTILE / "opened/run", self.folder / "mine")
        self.replace("strom.yml", "language: en", "plugins: [mine]\nlanguage: en")
        for words in a_few((["check"], ["build"], ["pack"], ["explain", "1"], ["review", "lv"], ["translate"],
                            ["render", "bad"], ["dump", "tables"], ["data", "survey"]), 4):
            with self.subTest(words=words):
                run = self.run_strom(words[0], "--json", *words[1:], folder=None)
                reports = [json.loads(line) for line in run.stderr.splitlines()]
                self.assertReported(reports, "plugin/untrusted", file="strom.yml")
                self.assertFalse(os.path.exists("/tmp/strom-attack-ran"))
                self.assertNotIn("plugin/crashed", {r["code"] for r in reports})


if __name__ == "__main__":
    unittest.main()
