"""The same input gives the same bytes, wherever, whenever and however it is built."""

import hashlib
import shutil
import unittest
import zipfile

from project import Project


def digests(folder):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


class SameBytes(Project):
    def test_other_folder_locale_zone_and_jobs(self):
        (self.folder / "strom.yml").open("a").write("deliver: {profiles: [screen, print]}\n")
        self.assertEqual(self.strom("pack", "-j", "1").returncode, 0)
        first = digests(self.folder / "out")
        self.assertIn("report-lv.pdf", first)
        self.assertIn("report-lv-print.pdf", first)
        other = self.folder / "elsewhere" / "deeper"
        for name in ("strom.yml", "data", "text", "po", "themes"):
            source = self.folder / name
            other.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if source.is_dir() else shutil.copy)(source, other / name)
        run = self.strom("pack", "-j", "2", cwd=other,
                         env={"LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Kathmandu", "HOME": "/nonexistent"})
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(digests(other / "out"), first)

    def test_delivery_is_verified_and_one_byte_is_noticed(self):
        self.assertEqual(self.strom("pack").returncode, 0)
        path = self.folder / "out" / "small.zip"
        run = self.strom("verify", str(path))
        self.assertEqual(run.returncode, 0, run.stderr)
        whole = path.read_bytes()
        with zipfile.ZipFile(path) as z:
            self.assertIsNone(z.testzip())
            names = z.namelist()
        self.assertTrue(any(n.endswith("data/report-en.pdf") for n in names), names)
        for at in (len(whole) // 3, len(whole) // 2, len(whole) - 30, 45):
            broken = bytearray(whole)
            broken[at] ^= 0x20
            path.write_bytes(bytes(broken))
            run = self.strom("verify", str(path))
            self.assertEqual(run.returncode, 1, f"byte {at} of {len(whole)}")
            self.assertRegex(run.stderr, r"\[(bag|zip|file)/")


if __name__ == "__main__":
    unittest.main()
