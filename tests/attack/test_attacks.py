"""The table of attacks, each run: what the user sees, and what stayed closed."""

import json
import pathlib
import re
import shutil
import subprocess
import time
import unittest

from hostile import HOSTILE, SANITIZED, Hostile
from project import STROM, a_few
from table import ALL, DRAWS, ENDS, MISTAKES, OPENED, TOLD

NAMES = {"source": "read", "layout": "arrange", "figure": "draw"}


def processes(session):
    """Those of a session that have not ended: their numbers, and the processor time that each has used."""
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] not in "ZX":
            found.append((int(path.parent.name), int(fields[11])))
    return sorted(found)


def wait_until(holds):
    end = time.monotonic() + 60
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)


class Attacks(Hostile):
    def assertAllEnd(self, kind, attacks, function):
        """Each ends its own process: all in one build, which makes what knows nothing of them."""
        places = self.attack_all(kind, [(attack, "OUTSIDE") for attack in attacks])
        run = self.build()
        reports = [json.loads(text) for text in run.stderr.splitlines()]
        code = "data/source-crashed" if kind == "source" else "plugin/crashed"
        for (attack, expected), (file, line) in zip(attacks.items(), places):
            with self.subTest(kind=kind, attack=attack):
                report = self.assertReported(reports, code, file=file, line=line)
                self.assertRegex(report["message"],
                                 rf"^the {kind} plugin 'hostile' ({expected}).*, in '{function}'$")
                self.assertIn(f"{kind}-hostile.so", report["hint"])
        self.assertClosed()
        self.assertLess(self.took, 60 + 4 * len(attacks))
        if kind == "source":
            self.assertEqual((run.returncode, self.outputs()), (1, []))
        else:
            self.assertEqual((run.returncode, self.outputs()), (3, ["good-en.pdf"]))

    def assertEnds(self, kind, attack, expected, function):
        self.assertAllEnd(kind, {attack: expected}, function)

    def test_ends(self):
        for kind in DRAWS:
            self.assertAllEnd(kind, ENDS, NAMES[kind])

    def test_sources_end(self):
        """One by one: the first that ends the child that reads them is the last that is read."""
        for attack, expected in a_few(ENDS.items(), 6):
            self.assertEnds("source", attack, expected, "read")

    def connect(self, attacks):
        """As sources that connect, to which somebody has agreed: each has the network, a process of its own, and
        nothing else. Returns the reports of each."""
        places = self.attack_all("source", attacks)
        text = (self.folder / "strom.yml").read_text()
        self.write("strom.yml", text.replace("source: hostile, path: data/survey.csv", "source: hostile"))
        names = re.findall(r"(?m)^  (hostile\d*):", text)
        run = self.build(*(word for name in names for word in ("--connect", name)), folder="server")
        self.assertClosed()
        self.assertLess(self.took, 60 + 4 * len(attacks))
        self.assertEqual((run.returncode, self.outputs()), (1, []))
        reports = [json.loads(text) for text in run.stderr.splitlines()]
        return [[r for r in reports if r.get("line") == line] for _, line in places]

    def test_a_source_that_connects(self):
        ends = [attack for attack in ENDS if attack not in ("network", "netlink", "sleep")]
        for attack, reports in zip(ends, self.connect([(attack, "OUTSIDE") for attack in ends])):
            with self.subTest(attack=attack):
                report = self.assertReported(reports, "data/source-crashed", file="strom.yml")
                self.assertRegex(report["message"], rf"^the source plugin 'hostile' ({ENDS[attack]}).*, in 'read'$")
        # How a resolver finds the user's name is open, and in the sanitizer's build /proc, for its reports.
        told = [row for row in (*TOLD, ("read", "INSIDE/data/survey.csv", r"read: Permission denied"),
                                ("read", "INSIDE/strom.yml", r"read: Permission denied"))
                if row[1] != "/etc/passwd" and not (SANITIZED and row[1].startswith("/proc"))]
        for (attack, path, expected), reports in zip(told, self.connect([(a, p or "somewhere") for a, p, _ in told])):
            with self.subTest(attack=attack, path=path):
                self.assertRegex(self.assertReported(reports, "hostile/told")["message"], f"^{expected}")

    def test_a_source_that_connects_unasked(self):
        self.attack("source", "network", "OUTSIDE")
        self.replace("strom.yml", "source: hostile, path: data/survey.csv", "source: hostile")
        run = self.build(folder="server")
        self.assertReported([json.loads(text) for text in run.stderr.splitlines()], "data/not-connected", line=7)
        self.assertEqual((run.returncode, self.outputs()), (1, []))

    def test_pages(self):
        for attack, expected in {"page-segv": r"crashed \(SIGSEGV\)", "page-loop": "ran without end"}.items():
            with self.subTest(attack=attack):
                self.assertEnds("layout", attack, expected, "page")

    def test_told(self):
        # In the sanitizer's build /proc is open, for its reports.
        told = [row for row in TOLD if not (SANITIZED and row[1].startswith("/proc"))]
        for kind in ALL:
            places = self.attack_all(kind, [row[:2] for row in told])
            # One after the other: what is tried on the file of the first edition finds it.
            run = self.build("-j", "1")
            reports = [json.loads(line) for line in run.stderr.splitlines()]
            for (attack, path, expected), (file, line) in zip(told, places):
                with self.subTest(kind=kind, attack=attack, path=path):
                    report = self.assertReported(reports, "hostile/told", file=file, line=line)
                    self.assertRegex(report["message"], f"^{expected}")
            self.assertClosed()
            self.assertEqual(run.returncode, 1)

    def test_own_descriptors_alone(self):
        """Its answer's file, the edition's own file and what it sorts in: not the other editions'."""
        self.attack("figure", "descriptors")
        report = self.assertReported([json.loads(line) for line in self.build("-j", "2").stderr.splitlines()],
                                     "hostile/told")
        self.assertLessEqual(len(report["message"].split()) - 1, 11, report)

    def test_a_plugin_that_closes_all_files(self):
        """Also where it is written down what runs: it was the last that began."""
        for kind in DRAWS:
            with self.subTest(kind=kind):
                self.assertEnds(kind, "close-files", r"ended the process with status 1", NAMES[kind])

    def test_a_plugin_that_makes_others_fall(self):
        for kind in DRAWS:
            with self.subTest(kind=kind):
                self.attack(kind, "patch")
                run = self.build()
                reports = [json.loads(line) for line in run.stderr.splitlines()]
                report = self.assertReported(reports, "plugin/crashed-after")
                self.assertRegex(report["message"], rf"^the process failed after the {kind} plugin 'hostile' had run: "
                                                    r"it crashed \(SIG[A-Z]+\)$")
                self.assertEqual((run.returncode, self.outputs()), (3, ["good-en.pdf"]))

    def test_output_of_its_own(self):
        for kind in ALL:
            for attack in ("print", "print-late"):
                with self.subTest(kind=kind, attack=attack):
                    self.attack(kind, attack)
                    run = self.build()
                    reports = [json.loads(line) for line in run.stderr.splitlines()]
                    events = [json.loads(line) for line in run.stdout.splitlines()]
                    report = self.assertReported(reports, "plugin/output")
                    self.assertIn(f"the {kind} plugin 'hostile' wrote to standard output", report["message"])
                    self.assertEqual((len(reports), len(events), run.returncode), (1, 2, 0))

    def test_a_forgotten_size(self):
        for kind in ALL:
            with self.subTest(kind=kind):
                self.attack(kind, "no-size")
                reports = [json.loads(line) for line in self.build().stderr.splitlines()]
                report = self.assertReported(reports, "plugin/no-size")
                self.assertIn(f"the {kind} plugin 'hostile'", report["message"])


    def test_a_plugin_that_waits_for_itself(self):
        """No call that a filter refuses; and no time on the wall is measured, but how often it slept."""
        self.assertEnds("figure", "lock-up", r"ran without end and was stopped", "draw")

    def test_no_process_outlives_strom(self):
        for kind, attack in (("figure", "loop-deaf"), ("source", "loop-deaf"), ("layout", "lock-up")):
            with self.subTest(kind=kind, attack=attack):
                self.attack(kind, attack)
                command = [STROM, "build", "-q", "-P", str(HOSTILE / "all")]
                with subprocess.Popen(command, cwd=self.folder, start_new_session=True) as strom:
                    wait_until(lambda: any(used > 20 for pid, used in processes(strom.pid) if pid != strom.pid) or
                               attack == "lock-up" and len(processes(strom.pid)) == 2)
                    strom.kill()
                wait_until(lambda: not processes(strom.pid))
                self.assertEqual(processes(strom.pid), [])
                self.assertClosed()

    def test_mistakes(self):
        for kind, mistake, code, message in MISTAKES:
            with self.subTest(kind=kind, mistake=mistake):
                file, line = self.attack(kind, mistake, "OUTSIDE")
                run = self.build()
                reports = [json.loads(text) for text in run.stderr.splitlines()]
                report = self.assertReported(reports, code, file=file, line=line)
                self.assertEqual((report["message"], len(reports), run.returncode), (message, 1, 1))
                self.assertEqual(self.outputs(), [] if kind == "source" else ["good-en.pdf"])

    def test_a_place_that_an_option_has(self):
        """Given back as it came: where the value stands in strom.yml."""
        self.attack("source", "option-place", "OUTSIDE")
        report = json.loads(self.build().stderr.splitlines()[0])
        text = (self.folder / "strom.yml").read_text().splitlines()[report["line"] - 1]
        at = report["column"] - 1
        self.assertEqual(text[at:at + report["length"]], str(self.outside))

    def test_braces_that_are_no_placeholder(self):
        self.attack("layout", "braces")
        run = self.build()
        self.assertEqual((run.returncode, run.stderr), (0, ""))


class Opened(Hostile):
    """What runs when a plugin is opened, before anybody has called it."""

    # But for those that go on until their seconds are over.
    SOON = [way for way in OPENED if way not in ("loop", "memory")]

    @staticmethod
    def folders(ways):
        return [f"opened/{way}" for way in ways]

    def assertNamed(self, run, ways):
        reports = [json.loads(line) for line in run.stderr.splitlines()]
        for way in ways:
            with self.subTest(way=way):
                report = next(r for r in reports if r["file"].endswith(f"opened/{way}/figure-opened.so"))
                self.assertEqual((report["severity"], report["code"]), ("warning", "plugin/crashed"))
                self.assertRegex(report["message"], f"^{OPENED[way]}$")
        self.assertClosed()
        return reports

    def test_costs_its_own_file_alone(self):
        """All of them: none is used, and none keeps others from being used."""
        self.figure("bar")
        run = self.build(folder=self.folders(OPENED))
        self.assertEqual((run.returncode, self.outputs()), (0, ["bad-en.pdf", "good-en.pdf"]), run.stderr)
        self.assertEqual(len(self.assertNamed(run, OPENED)), len(OPENED))

    def test_costs_those_who_use_it(self):
        self.figure("opened")
        run = self.build(folder=self.folders(self.SOON))
        self.assertReported(self.assertNamed(run, self.SOON), "plugin/unknown", file="text/bad.md", line=4)
        self.assertEqual((run.returncode, self.outputs()), (1, ["good-en.pdf"]))

    def test_list_names_it(self):
        run = self.run_strom("plugins", folder=self.folders(self.SOON))
        self.assertEqual(run.returncode, 1)
        for way in self.SOON:
            self.assertRegex(run.stderr, rf"opened/{way}/figure-opened.so: error: {OPENED[way]} \[plugin/crashed\]")
        self.assertIn("layout  report", run.stdout)

    def test_harmless_where_nobody_uses_it(self):
        for way in ("print", "changed", "later"):
            with self.subTest(way=way):
                self.figure("bar")
                run = self.build(folder=f"opened/{way}")
                self.assertEqual((run.returncode, run.stderr), (0, ""))

    def test_another_than_it_said(self):
        self.figure("opened")
        reports = [json.loads(line) for line in self.build(folder="opened/changed").stderr.splitlines()]
        report = self.assertReported(reports, "plugin/changed", file="text/bad.md", line=3)
        self.assertIn("'opened'", report["message"])

    def test_good_when_looked_at_and_bad_when_used(self):
        self.figure("opened")
        reports = [json.loads(line) for line in self.build(folder="opened/later").stderr.splitlines()]
        report = self.assertReported(reports, "plugin/crashed", file="text/bad.md", line=3)
        self.assertRegex(report["message"], r"^the figure plugin 'opened' crashed \(SIGABRT\), when it was opened$")


class Own(Hostile):
    """What is Strom's own can fall too: a picture's reader, and an edition that takes too long."""

    def test_a_picture_that_crashes_its_reader(self):
        root = pathlib.Path(STROM).resolve().parents[1]
        (self.folder / "alone/bin").mkdir(parents=True)
        (self.folder / "alone/lib/strom").mkdir(parents=True)
        shutil.copy(STROM, self.folder / "alone/bin/strom")
        shutil.copy(HOSTILE / "vector/vector.so", self.folder / "alone/lib/strom/vector.so")
        (self.folder / "alone/share").symlink_to(root / "share")
        (self.folder / "alone/lib/strom/plugins").symlink_to(root / "lib/strom/plugins")
        self.figure("bar")
        self.write("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
        self.write("text/bad.md", "# One\n\n![A map](a.svg)\n")
        run = subprocess.run([self.folder / "alone/bin/strom", "build", "--json"], cwd=self.folder,
                             capture_output=True, text=True, check=False)
        reports = [json.loads(line) for line in run.stderr.splitlines()]
        report = self.assertReported(reports, "picture/crashed", file="text/bad.md", line=3)
        self.assertIn("crashed (SIGSEGV)", report["message"])
        self.assertEqual((run.returncode, self.outputs()), (3, ["good-en.pdf"]))

    def test_an_edition_without_end(self):
        self.figure("bar")
        self.write("text/bad.md", "# One\n\n" + "Many *words* and `more` of them in a paragraph.\n\n" * 200000)
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        run = self.run_strom("build", "--json", "--seconds", "1")
        reports = [json.loads(line) for line in run.stderr.splitlines()]
        report = self.assertReported(reports, "build/crashed")
        self.assertEqual(report["message"], "bad en: the worker ran without end and was stopped")
        self.assertEqual((run.returncode, self.outputs()), (3, ["good-en.pdf"]))


class Table(unittest.TestCase):
    def test_enough(self):
        """Each kind of plugin runs each attack."""
        self.assertGreaterEqual(len(ENDS) + len(TOLD) + len(OPENED), 60)

    def test_told_apart(self):
        for attack, expected in ENDS.items():
            re.compile(expected)
            self.assertNotIn(attack, [row[0] for row in TOLD])


if __name__ == "__main__":
    unittest.main()
