"""How runs end that are killed, limited, or have their input taken away: no partial file, nothing old taken
for new, and the next run is right."""

import os
import random
import resource
import shutil
import signal
import subprocess
import time
import unittest

from project import STROM, TEXT, THOROUGH, YML, Project, a_few

KILLS = 100 if THOROUGH else 12


class Endings(Project):
    def setUp(self):
        super().setUp()
        self.write("strom.yml", YML + "  other: {layout: report, theme: strom, text: text/report.md, "
                   "editions: languages}\n")
        self.out = self.folder / "out"

    def files(self, folder=None):
        folder = folder or self.out
        return {p.name: p.read_bytes() for p in folder.iterdir()} if folder.exists() else {}

    def made(self, text):
        """What packing makes of a text, and how long it takes."""
        self.write("text/report.md", text)
        shutil.rmtree(self.out, ignore_errors=True)
        began = time.monotonic()
        self.assertEqual(self.strom("pack", "-q").returncode, 0)
        return self.files(), time.monotonic() - began

    def started(self, *words, before=None):
        return subprocess.Popen([STROM, *words], cwd=self.folder, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, preexec_fn=before)


class Killed(Endings):
    def look(self, old, new, packs):
        """The folder after a kill. A parcel beside files of a build alone is that build's to tell."""
        found = self.files()
        for name, content in found.items():
            plain = name.removesuffix(".stale").partition(".part-")[0]
            if name != ".strom-files":
                self.assertIn(content, (old.get(plain), new.get(plain)), f"{name} is partial")
        if packs and found.get("small.zip") == old["small.zip"]:
            for name in old:
                if name.endswith(".pdf"):
                    self.assertEqual(found[name], old[name], "an old parcel beside new files")
        self.assertFalse(any(content == new.get(name[:-6]) for name, content in found.items()
                             if name.endswith(".stale")), "what is new is called stale")

    def again(self, new):
        self.assertEqual(self.strom("pack", "-q").returncode, 0)
        self.assertEqual(self.files(), new)

    def test_kills(self):
        chance = random.Random(17)
        old, _ = self.made(TEXT)
        new, took = self.made(TEXT + "\nMore.\n")
        for i in range(KILLS):
            shutil.rmtree(self.out)
            self.out.mkdir()
            for name, content in old.items():
                (self.out / name).write_bytes(content)
            packs = i % 2 == 1
            run = self.started("pack" if packs else "build", "-q", "-j", str(1 + i % 3))
            # Towards the end the files get their names.
            time.sleep(took * (chance.random() if i % 3 else 0.7 + 0.4 * chance.random()))
            run.kill()
            run.communicate()
            self.look(old, new, packs)
            if i % 4 == 3:
                self.again(new)

    def test_what_a_killed_build_named_goes(self):
        """Killed between two names of a file: the second is no process's any more."""
        self.made(TEXT)
        gone = subprocess.Popen(["true"])
        gone.wait()
        self.write(f"out/report-en.pdf.part-{gone.pid}", "left")
        self.write(f"out/report-lv.pdf.part-{os.getpid()}", "at work")
        self.write("out/notes.part-1", "mine")
        self.assertEqual(self.strom("build", "-q").returncode, 0)
        self.assertEqual(sorted(n for n in self.outputs() if ".part-" in n),
                         ["notes.part-1", f"report-lv.pdf.part-{os.getpid()}"])


class Limited(Endings):
    """A full disk is a limit that is reached while a file is written."""

    def limited(self, size, *words):
        run = self.started(*words, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
        _, told = run.communicate(timeout=60)
        return run.returncode, told.decode()

    def test_size_of_files(self):
        old, _ = self.made(TEXT)
        new, _ = self.made(TEXT + "\nMore.\n")
        most = max(map(len, new.values()))
        for size in a_few(sorted({0, 1, 100, 1000, 5000, *range(8000, most + 9000, most // 9)}), 7) + [1 << 26]:
            with self.subTest(size):
                shutil.rmtree(self.out)
                self.out.mkdir()
                for name, content in old.items():
                    (self.out / name).write_bytes(content)
                code, told = self.limited(size, "pack", "-q")
                found = self.files()
                self.assertNotIn("Sanitizer", told)
                if not code:
                    self.assertEqual(found, new)
                    continue
                # Told for what it is, not as a crash or a fault of ours.
                self.assertEqual(code, 1, told)
                self.assertRegex(told, "File too large|ulimit -f")
                self.assertNotIn("small.zip", found)
                for name, content in found.items():
                    if name != ".strom-files":
                        self.assertIn(content, (old.get(name.removesuffix(".stale")), new.get(name)))
        self.assertEqual(code, 0)

    def test_report_larger_than_a_file_may_be(self):
        """Reports go through files in memory, for which the limit holds too."""
        self.write("text/report.md", TEXT + "".join(f"\n::: {{.box{i}}}\nText\n:::\n" for i in range(400)))
        self.assertEqual(self.strom("check", "-q").returncode, 0)
        code, told = self.limited(32768, "check", "-q", "--json")
        self.assertEqual(code, 1, told)
        self.assertIn("build/no-report", told)
        self.assertIn("ulimit -f", told)
        self.assertNotIn("build/crashed", told)

    def test_no_room_on_a_device(self):
        """/dev/full is a disk that is full: what is printed cannot arrive."""
        with open("/dev/full", "w") as full:
            run = subprocess.run([STROM, "build"], cwd=self.folder, stdout=full, stderr=subprocess.PIPE,
                                 text=True, check=False)
        self.assertEqual(run.returncode, 1)
        self.assertIn("is the disk full", run.stderr)

    def test_inherited_signals(self):
        """Ignored or blocked by whoever starts us: the same build, the same words."""
        def ignore(*signals):
            return lambda: [signal.signal(s, signal.SIG_IGN) for s in signals]

        def block():
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD, signal.SIGBUS, signal.SIGALRM,
                                                      signal.SIGXCPU, signal.SIGXFSZ})
        for before in (ignore(signal.SIGCHLD), ignore(signal.SIGXFSZ, signal.SIGALRM, signal.SIGXCPU), block):
            run = self.started("build", "-q", before=before)
            _, told = run.communicate(timeout=60)
            self.assertEqual((run.returncode, told), (0, b""))


# In a namespace of its own: a disk of so many KiB holds what was packed before; what is there afterwards is kept.
SMALL_DISK = """
mount -t tmpfs -o size=$1k,nr_inodes=100 full out && cp old/* old/.strom-files out/ || exit 77
shift
"$@"
code=$?
cp -r out/. kept/
exit $code
"""


class FullDisk(Endings):
    """A disk that is full at another place each time: in the middle of a file, or where files get their names."""

    def setUp(self):
        super().setUp()
        probe = subprocess.run(["unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=64k full /mnt"],
                               capture_output=True, check=False)
        if probe.returncode:
            self.skipTest("no small disk can be mounted here; Limited stands for it")

    look = Killed.look

    def on_small_disk(self, kib, old, *words):
        for name in ("out", "old", "kept"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            (self.folder / name).mkdir()
        for name, content in old.items():
            (self.folder / "old" / name).write_bytes(content)
        run = subprocess.run(["unshare", "-rm", "sh", "-c", SMALL_DISK, "sh", str(kib), STROM, *words], cwd=self.folder,
                             capture_output=True, text=True, timeout=120, check=False)
        self.assertNotEqual(run.returncode, 77, run.stderr)
        self.assertNotIn("Sanitizer", run.stderr)
        self.out = self.folder / "kept"
        return run

    def full(self, old, new, packs, kib):
        """Whether there was room; what the next run makes, where there is room, is right."""
        run = self.on_small_disk(kib, old, "pack" if packs else "build", "-q")
        found = self.files()
        if run.returncode:
            self.assertEqual(run.returncode, 1, run.stderr)
            self.assertIn("No space left on device", run.stderr)
            self.assertNotIn("crashed", run.stderr)
        elif packs:
            self.assertEqual(found, new)
        self.look(old, new, packs)
        self.assertFalse([name for name in found if ".part-" in name], "what was not finished is left")
        shutil.rmtree(self.folder / "out")
        (self.folder / "kept").rename(self.folder / "out")
        self.out = self.folder / "out"
        self.assertEqual(self.strom("pack", "-q").returncode, 0)
        self.assertEqual(self.files(), new)
        return run.returncode == 0

    def test_full_disk(self):
        old, _ = self.made(TEXT)
        new, _ = self.made(TEXT + "\nMore.\n")
        holds = sum(-(-len(content) // 4096) * 4 for content in old.values())
        needs = sum(-(-len(content) // 4096) * 4 for content in new.values())
        for packs in (True, False):
            ends = []
            steps = 6 if packs else 3
            for kib in (holds + 4, *range(holds + 12, holds + needs, needs // steps), holds + needs + 60):
                with self.subTest(packs=packs, kib=kib):
                    self.write("text/report.md", TEXT + "\nMore.\n")
                    ends.append(self.full(old, new, packs, kib))
            self.assertEqual((ends[0], ends[-1]), (False, True))


class Cut(Endings):
    """An input that is cut while it is read."""

    def cut(self, path, *words, tries=30):
        """Cuts at other moments until one is while it is read."""
        whole = path.read_bytes()
        for i in range(tries):
            path.write_bytes(whole)
            run = self.started(*words)
            time.sleep(0.05 + 0.05 * i)
            os.truncate(path, 10)
            _, told = run.communicate(timeout=120)
            self.assertNotIn(b"Sanitizer", told)
            self.assertNotIn(b"crashed", told)
            self.assertNotIn(b"fault of", told)
            if b"file/changed" in told:
                self.assertEqual(run.returncode, 1)
                return told.decode()
        self.fail("it was never cut while it was read")

    def test_data(self):
        row = "Riga,LV,1\n"
        path = self.write("data/survey.csv", "town,country,policy\n" + row * 1500000)
        told = self.cut(path, "check", "-q")
        self.assertIn("data/survey.csv' became shorter while it was read", told)
        self.assertIn("strom.yml:9:", told)


if __name__ == "__main__":
    unittest.main()
