"""Older kernels and poorer file systems: what is there is used, and what is not is said."""

import json
import os
import shutil
import subprocess
import unittest

from hostile import SANITIZED, STROM, Hostile


class Kernels(Hostile):
    def test_landlock_by_version(self):
        """The same file at each; what an older one lacks is told; and a file stays closed."""
        self.figure("bar")
        self.build()
        as_it_is = (self.folder / "out/bad-en.pdf").read_bytes()
        for version in (1, 2, 3, 4, 5, 6, 7):
            with self.subTest(version=version):
                mask = [f"landlock={version}"]
                self.figure("bar")
                self.assertEqual(self.build(mask=mask).returncode, 0)
                self.assertEqual((self.folder / "out/bad-en.pdf").read_bytes(), as_it_is)
                self.attack("figure", "read", "OUTSIDE")
                reports = [json.loads(line) for line in self.build(mask=mask).stderr.splitlines()]
                self.assertIn("Permission denied", self.assertReported(reports, "hostile/told")["message"])
                run = self.run_strom("check", "-v", mask=mask, folder=None)
                self.assertEqual("children: MISSING: no network, by one lock" in run.stdout, version < 4)
                self.assertEqual("MISSING: no signals" in run.stdout, version < 6)
                self.assertIn("children: locked: no file but the project's", run.stdout)

    def test_without_landlock(self):
        """System calls are still refused: nothing is written, started or reached."""
        for attack in ("write", "create", "unnamed"):
            with self.subTest(attack=attack):
                self.attack("figure", attack, "OUTSIDE")
                reports = [json.loads(line) for line in self.build(mask=["landlock=0"]).stderr.splitlines()]
                report = self.assertReported(reports, "hostile/told")
                self.assertIn("Permission denied", report["message"])
        for attack in ("network", "exec", "fork", "ptrace", "unlink", "rename", "kill"):
            with self.subTest(attack=attack):
                self.attack("figure", attack, "OUTSIDE")
                reports = [json.loads(line) for line in self.build(mask=["landlock=0"]).stderr.splitlines()]
                self.assertIn("tried to", self.assertReported(reports, "plugin/crashed")["message"])
                self.assertClosed()
        run = self.run_strom("check", "-v", mask=["landlock=0"], folder=None)
        self.assertIn("children: MISSING: they can read what you can read", run.stdout)
        run = self.run_strom("check", "-v", "--json", mask=["landlock=0"], folder=None)
        self.assertIn('{"event":"lock","name":"files","has":false}', run.stdout)

    def test_without_seccomp(self):
        """Landlock still keeps files."""
        self.attack("figure", "write", "OUTSIDE")
        reports = [json.loads(line) for line in self.build(mask=["seccomp"]).stderr.splitlines()]
        self.assertIn("Permission denied", self.assertReported(reports, "hostile/told")["message"])
        run = self.run_strom("check", "-v", mask=["seccomp"], folder=None)
        self.assertIn("children: MISSING: they can start programs", run.stdout)

    def test_a_lock_that_cannot_be_taken_on(self):
        """What the kernel has and a process cannot take on ends it: it would run free."""
        self.figure("bar")
        run = self.build(mask=["take"])
        self.assertEqual((run.returncode, self.outputs()), (1, []))
        self.assertIn("cli/no-lock", run.stderr)

    def test_no_files_in_memory(self):
        self.figure("bar")
        run = self.build(mask=["memfd"])
        self.assertIn("plugin/no-probe", run.stderr)
        self.assertEqual((run.returncode, self.outputs()), (1, []))

    def test_other_ways(self):
        """Without files that have no names, without naming them, without descriptors of processes."""
        self.figure("bar")
        self.build()
        as_it_is = (self.folder / "out/bad-en.pdf").read_bytes()
        for mask in (["tmpfile"], ["linkat"], ["pidfd"], ["openat2"], ["tmpfile", "linkat", "pidfd", "landlock=0"]):
            with self.subTest(mask=mask):
                self.assertEqual(self.build(mask=mask).returncode, 0)
                self.assertEqual((self.folder / "out/bad-en.pdf").read_bytes(), as_it_is)
                self.assertEqual(self.outputs(), ["bad-en.pdf", "good-en.pdf"])

    def test_as_an_ordinary_user(self):
        if os.getuid():
            self.skipTest("wants to become another user")
        try:
            subprocess.run([STROM, "--version"], stdout=subprocess.DEVNULL, user=65534, check=True)
        except PermissionError:
            self.skipTest("the program lies where other users may not read")
        for path in (self.folder, *self.folder.rglob("*")):
            shutil.chown(path, 65534)
        self.figure("bar")
        self.assertEqual(self.build(user=65534).returncode, 0)
        for attack, path in (("read", "OUTSIDE"), ("parent-environment", ""), ("parent-memory", "")):
            for mask in ([], ["landlock=0"]) if attack != "read" else ([],):
                with self.subTest(attack=attack, mask=mask):
                    self.attack("figure", attack, path)
                    reports = [json.loads(line) for line in self.build(user=65534, mask=mask).stderr.splitlines()]
                    # The address sanitizer's build of main can be looked into.
                    if not (SANITIZED and mask):
                        self.assertIn("Permission denied", self.assertReported(reports, "hostile/told")["message"])
        self.attack("figure", "loop")
        run = self.build(user=65534)
        self.assertIn("ran without end", run.stderr)


if __name__ == "__main__":
    unittest.main()
