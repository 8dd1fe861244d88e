"""Mistakes of a new user: each is told, at its place, and nothing is lost in silence."""

import os
import shutil
import signal
import subprocess
import threading
import time
import unittest

from project import STROM, Project

MANY_PAGES = "# One\n\n" + "## Part\n\nA few words here.\n\n" * 20000


class Mistakes(Project):
    def start(self, *words, **how):
        return subprocess.Popen([STROM, *words], cwd=self.folder, start_new_session=True, **how)

    def test_output_that_does_not_fit_is_told(self):
        for words in (["dump", "tables"], ["check"], ["schema"], ["plugins"], ["--help"]):
            with open("/dev/full", "wb") as full:
                run = subprocess.run([STROM, *words], stdout=full, stderr=subprocess.PIPE, text=True,
                                     cwd=self.folder, check=False)
            self.assertEqual(run.returncode, 1, words)
            self.assertIn("cannot write all of the output", run.stderr)

    def test_a_reader_that_has_seen_enough_stops_nothing(self):
        run = subprocess.run(f"set -o pipefail; '{STROM}' pack | head -1", shell=True, text=True,
                             executable="/bin/bash", cwd=self.folder, capture_output=True, check=False)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(self.outputs(), ["report-en.pdf", "report-lv.pdf", "small.zip"])

    def test_closed_descriptors_are_not_taken_by_files(self):
        for closed in (">&-", "2>&-", "<&- >&- 2>&-"):
            run = subprocess.run(f"'{STROM}' pack {closed}", shell=True, cwd=self.folder, check=False,
                                 capture_output=True)
            self.assertEqual(run.returncode, 0, closed)
            self.assertEqual(self.strom("verify", "out/small.zip").returncode, 0, closed)

    def test_an_interrupted_build_leaves_nothing_and_nobody(self):
        self.write("text/report.md", MANY_PAGES)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            run = self.start("build", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(0.3)
            os.kill(run.pid, number)
            self.assertEqual(run.wait(10), -number)
            for _ in range(100):
                try:
                    os.killpg(run.pid, 0)
                except ProcessLookupError:
                    break
                time.sleep(0.1)
            else:
                os.killpg(run.pid, signal.SIGKILL)
                self.fail("a worker outlived its build")
            self.assertEqual(self.outputs(), [])

    def test_two_builds_at_once(self):
        runs = [self.start("pack", "-q") for _ in range(3)]
        self.assertEqual([run.wait(60) for run in runs], [0, 0, 0])
        self.assertEqual(self.outputs(), ["report-en.pdf", "report-lv.pdf", "small.zip"])
        self.assertEqual(self.strom("verify", "out/small.zip").returncode, 0)

    def test_a_file_that_another_build_replaces_is_packed(self):
        self.assertEqual(self.strom("build").returncode, 0)
        stop = threading.Event()

        def replace_always():
            name = os.path.join(self.folder, "out", "report-lv.pdf")
            while not stop.is_set():
                shutil.copyfile(name, name + ".other")
                os.rename(name + ".other", name)

        other = threading.Thread(target=replace_always)
        other.start()
        try:
            runs = [self.strom("pack", "-q") for _ in range(10)]
        finally:
            stop.set()
            other.join()
        self.assertEqual([(run.returncode, run.stderr) for run in runs], [(0, "")] * 10)

    def test_class_that_the_theme_does_not_know(self):
        self.replace("text/report.md", "- one", "::: {.practise}\nIn a box\n:::\n\n- one")
        report = self.assertReported(self.errors("check", code=0), "text/unknown-class", line=11)
        self.assertIn("practice", report["hint"])
        self.assertReported(self.errors("check", "--strict"), "text/unknown-class", line=11)

    def test_classes_of_theme_and_layout_are_known(self):
        self.replace("strom.yml", "layout: report", "layout: leaflet")
        self.write("text/report.md", ":::: {.panel}\n# First chapter\n\n::: {.practice}\nBox\n:::\n::::\n")
        self.assertEqual(self.errors("check", code=0), [])

    def test_po_file_that_is_a_folder(self):
        (self.folder / "po/report.lv.po").unlink()
        (self.folder / "po/report.lv.po").mkdir()
        report = self.assertReported(self.errors("build"), "file/unreadable", line=7)
        self.assertIn("po/report.lv.po", report["message"])

    def test_missing_glyph_at_its_own_column(self):
        self.write("text/report.md", "# One\n\nHere \U00010348 and there \U00010330.\n")
        reports = self.errors("build", "-e", "en")
        self.assertReported(reports, "font/missing-glyph", line=3, column=6)
        self.assertReported(reports, "font/missing-glyph", line=3, column=18)

    def test_control_characters(self):
        self.write("text/report.md", b"# One\n\na\x01b \x1b[31m\n\0c\x7f\n" + b"\x02" * 5000)
        reports = self.errors("check", "-e", "en")
        for line, column in ((3, 2), (3, 5), (4, 1), (4, 3)):
            self.assertReported(reports, "text/control-character", line=line, column=column)
        self.assertLess(len(reports), 30)

    def test_page_beyond_the_end(self):
        report = self.assertReported(self.errors("render", "report", "--page", "99"), "cli/no-page")
        self.assertRegex(report["hint"], r"has \d+ pages")
        self.assertEqual(list(self.folder.glob("*.png*")), [])

    def test_value_that_no_text_uses_is_checked_too(self):
        self.replace("strom.yml", "values:\n", "values:\n  unused: select count(*) from survy\n")
        self.replace("strom.yml", "towns: select count(*) from survey", "towns: select cuont(*) from survey")
        reports = self.errors("check")
        self.assertReported(reports, "data/unknown-table", line=11, column=32)
        self.assertEqual([r.get("line") for r in reports], [12, 11], reports)

    def test_colon_in_a_title_is_explained(self):
        self.replace("strom.yml", "title: A small project", "title: Small: a project")
        report = self.assertReported(self.errors("check"), "yaml/syntax", line=3)
        self.assertIn("Quote", report["hint"])


if __name__ == "__main__":
    unittest.main()
