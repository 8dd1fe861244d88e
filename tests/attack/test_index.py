"""The index of the install's own plugins: believed where it fits the files, and by nobody else's word."""

import pathlib
import shutil
import subprocess
import unittest

from hostile import HOSTILE, MASKED, Hostile
from project import STROM

PLUGINS = "alone/lib/strom/plugins"


class Index(Hostile):
    def setUp(self):
        super().setUp()
        root = pathlib.Path(STROM).resolve().parents[1]
        (self.folder / "alone/bin").mkdir(parents=True)
        shutil.copy(STROM, self.folder / "alone/bin/strom")
        shutil.copytree(root / "lib/strom/plugins", self.folder / PLUGINS)
        (self.folder / "alone/share").symlink_to(root / "share")
        self.index = self.folder / PLUGINS / "index"

    def plugins(self, mask=()):
        before = [MASKED, *mask, "--"] if mask else []
        return subprocess.run([*before, self.folder / "alone/bin/strom", "plugins"], cwd=self.folder, check=False,
                              capture_output=True, text=True)

    def assertLooksAtEach(self, looks):
        """Without files in memory no child can tell anything: so there was none."""
        run = self.plugins(["memfd"])
        self.assertEqual("plugin/no-probe" in run.stderr, looks, run.stderr)
        self.assertEqual("layout  report" in run.stdout, not looks)

    def test_saves_looking_at_each(self):
        said = self.plugins().stdout
        self.assertLooksAtEach(False)
        self.index.unlink()
        self.assertLooksAtEach(True)
        self.assertEqual(self.plugins().stdout, said)

    def test_another_file_of_that_name(self):
        shutil.copy(HOSTILE / "opened/crash/figure-opened.so", self.folder / PLUGINS / "figure-bar.so")
        run = self.plugins()
        self.assertIn("figure-bar.so: error: the plugin crashed (SIGSEGV), when it was opened", run.stderr)
        self.assertIn("layout  report", run.stdout)

    def test_one_that_everybody_may_write(self):
        self.index.chmod(0o666)
        self.assertLooksAtEach(True)

    def test_one_in_a_folder_that_a_project_brings(self):
        """There it is no index: what lies there is looked at."""
        folder = self.folder / "brought"
        folder.mkdir(mode=0o755)
        shutil.copy(HOSTILE / "opened/crash/figure-opened.so", folder / "figure-bar.so")
        shutil.copy(self.index, folder / "index")
        run = self.run_strom("plugins", "-P", str(folder), folder=None)
        self.assertIn("the plugin crashed (SIGSEGV), when it was opened", run.stderr)

    def test_cut_short_or_of_other_bytes(self):
        said, whole = self.plugins().stdout, self.index.read_bytes()
        for bad in (b"", whole[:1], whole[:20], whole[:len(whole) // 2], whole[:-1], b"\xff" * 100,
                    whole[:40] + b"\xff" * 8 + whole[48:], whole.replace(b"csv", b"c\x00v")):
            with self.subTest(bad=bad[:50]):
                self.index.write_bytes(bad)
                run = self.plugins()
                self.assertEqual((run.returncode, run.stderr, run.stdout), (0, "", said))

    def test_one_that_lies(self):
        """A plugin says again what it is where it is opened."""
        whole = self.index.read_bytes()
        lies = whole.replace(b"\x03" + bytes(7) + b"csv", b"\x03" + bytes(7) + b"cvs")
        self.assertTrue(lies != whole)
        self.index.write_bytes(lies)
        self.write("strom.yml", (self.folder / "strom.yml").read_text().replace("source: csv", "source: cvs"))
        run = subprocess.run([self.folder / "alone/bin/strom", "check"], cwd=self.folder, check=False,
                             capture_output=True, text=True)
        self.assertIn("the file of the plugin 'cvs' is another than a moment ago", run.stderr)
        self.assertEqual(run.returncode, 1)


if __name__ == "__main__":
    unittest.main()
