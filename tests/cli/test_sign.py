"""strom sign, and verify --key: minisign is the judge of what we write, and we are of what it writes."""

import base64
import hashlib
import json
import os
import re
import subprocess
import unittest
import zipfile

from bag import Bag
from project import STROM, Project

TAGS = "tagmanifest-sha256.txt"


def minisign(folder, *words):
    return subprocess.run(["minisign", *words], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def refilled(parcel, changes, to):
    """The parcel with files changed, and its manifests made right again; what is signed stays as it was."""
    with zipfile.ZipFile(parcel) as zipped:
        made = {name: zipped.read(name) for name in zipped.namelist()}
    made.update({f"small/{name}": content for name, content in changes.items()})
    for listed, manifest in (("small/data/", "manifest-sha256.txt"), ("small/", TAGS)):
        lines = [f"{hashlib.sha256(content).hexdigest()}  {name[6:]}\n" for name, content in sorted(made.items())
                 if name.startswith(listed) and (listed == "small/data/" or name.count("/") == 1)
                 and name != f"small/{TAGS}"]
        made[f"small/{manifest}"] = "".join(lines).encode()
    with zipfile.ZipFile(to, "w") as out:
        for name, content in made.items():
            out.writestr(name, content)


class Sign(Project):
    made = None  # a parcel and two keys: packed once, and a copy for each test

    def setUp(self):
        super().setUp()
        (self.folder / "none").write_text("")
        self.parcel = self.folder / "out/small.zip"
        if Sign.made:
            ids, files = Sign.made
        else:
            self.good("pack", "-q")
            ids = {name: self.key(name) for name in ("ilze", "peteris")}
            names = ["out/small.zip", *ids, *(f"{name}.pub" for name in ids)]
            files = {name: (self.folder / name).read_bytes() for name in names}
            Sign.made = ids, files
        self.ids = ids
        for name, content in files.items():
            self.write(name, content)
        for name in ids:
            (self.folder / name).chmod(0o600)

    def good(self, *words):
        run = self.strom(*words)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run

    def key(self, name):
        run = self.good("sign", "--new-key", name, "--passphrase", "none", "--json")
        return json.loads(run.stdout)["key"]

    def sign(self, name, *words):
        return self.good("sign", "out/small.zip", "--key", name, *words)

    def verified(self, *keys):
        run = self.strom("verify", "out/small.zip", "--json", *[w for k in keys for w in ("--key", f"{k}.pub")])
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)

    def refused(self, code, *words, n=1):
        run = self.strom(*words, "--json")
        codes = [json.loads(line)["code"] for line in (run.stdout + run.stderr).splitlines()
                 if '"code"' in line and '"error"' in line]
        self.assertEqual((run.returncode, codes), (1, [code] * n), run.stdout + run.stderr)

    def taken_out(self):
        with zipfile.ZipFile(self.parcel) as zipped:
            zipped.extractall(self.folder / "taken")
        return self.folder / "taken/small"

    def test_minisign_accepts_what_we_sign(self):
        self.sign("ilze", "--comment", "released by Ilze, Rīga")
        bag = self.taken_out()
        signature = f"signatures/{self.ids['ilze']}.minisig"
        run = minisign(bag, "-V", "-p", self.folder / "ilze.pub", "-m", TAGS, "-x", signature)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("released by Ilze, Rīga", run.stdout)
        self.assertNotEqual(minisign(bag, "-V", "-p", self.folder / "peteris.pub", "-m", TAGS, "-x", signature)
                            .returncode, 0)

    def test_we_accept_what_minisign_signs_and_its_keys(self):
        made = minisign(self.folder, "-G", "-W", "-p", "theirs.pub", "-s", "theirs")
        self.assertEqual(made.returncode, 0, made.stderr)
        (self.folder / "theirs").chmod(0o600)
        self.sign("theirs")
        self.assertTrue(self.verified("theirs")["signatures"][0]["checked"])
        # And its signature in the place of ours.
        bag, name = self.taken_out(), self.verified()["signatures"][0]["key"]
        run = minisign(bag, "-S", "-W", "-s", self.folder / "theirs", "-m", TAGS, "-t", "by minisign",
                       "-x", f"signatures/{name}.minisig")
        self.assertEqual(run.returncode, 0, run.stderr)
        run = self.strom("verify", bag, "--key", "theirs.pub")
        self.assertIn("by minisign", run.stdout)
        self.assertEqual(run.returncode, 0, run.stderr)

    def test_several_sign_in_any_order_and_the_bytes_are_the_same(self):
        packed = self.parcel.read_bytes()
        self.sign("ilze"), self.sign("peteris"), self.sign("ilze")
        one = self.parcel.read_bytes()
        self.parcel.write_bytes(packed)
        self.sign("peteris"), self.sign("ilze")
        self.assertEqual(self.parcel.read_bytes(), one)
        verdict = self.verified("ilze", "peteris")
        self.assertEqual([s["key"] for s in verdict["signatures"]], sorted(self.ids.values()))
        self.assertTrue(all(s["checked"] for s in verdict["signatures"]))
        self.assertEqual(verdict["packer"], "strom")
        self.assertTrue(one.startswith(packed[:len(packed) // 2]))

    def test_what_was_signed_is_the_name_and_the_day(self):
        self.sign("ilze")
        self.assertEqual(self.verified()["signatures"],
                         [{"key": self.ids["ilze"], "comment": "small 2015-10-31", "checked": False}])

    def test_unsigned_and_signed_by_another(self):
        verify = ("verify", "out/small.zip", "--key")
        self.refused("sign/unsigned", *verify, "ilze.pub")
        self.sign("ilze")
        self.refused("sign/other-key", *verify, "peteris.pub")
        self.assertEqual(len(self.verified()["signatures"]), 1)

    def test_altered_after_signing(self):
        self.sign("ilze")
        with zipfile.ZipFile(self.parcel) as zipped:
            values = zipped.read("small/data/values.json")
        refilled(self.parcel, {"data/values.json": values.replace(b"3", b"4")}, self.folder / "other.zip")
        self.assertEqual(self.strom("verify", "other.zip").returncode, 0)
        self.refused("sign/altered", "verify", "other.zip", "--key", "ilze.pub")

    def test_altered_comment_and_signature(self):
        self.sign("ilze")
        name = f"signatures/{self.ids['ilze']}.minisig"
        with zipfile.ZipFile(self.parcel) as zipped:
            text = zipped.read(f"small/{name}").decode()
        lines = text.splitlines()
        raw = bytearray(base64.b64decode(lines[1]))
        raw[20] ^= 1
        for code, other in (("altered", text.replace("2015", "2016")),
                            ("altered", text.replace(lines[1], base64.b64encode(raw).decode())),
                            ("malformed", text.replace(lines[1], lines[1][:-4])),
                            ("malformed", text.replace("trusted comment: small", "small")),
                            ("malformed", lines[0]), ("malformed", "")):
            refilled(self.parcel, {name: other.encode()}, self.folder / "other.zip")
            codes = {"altered": ["sign/altered"], "malformed": ["sign/malformed", "sign/other-key"]}[code]
            run = self.strom("verify", "other.zip", "--key", "ilze.pub", "--json")
            self.assertEqual((run.returncode, re.findall(r'"code":"(sign/[a-z-]+)"', run.stderr)), (1, codes), other)

    def test_a_damaged_parcel_is_not_signed(self):
        whole = self.parcel.read_bytes()
        at = whole.index(b"%PDF") + 100
        self.parcel.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
        damaged = self.parcel.read_bytes()
        run = self.strom("sign", "out/small.zip", "--key", "ilze")
        self.assertIn("bag/checksum", run.stderr)
        self.assertEqual((run.returncode, self.parcel.read_bytes()), (1, damaged))

    def test_a_parcel_of_others_is_not_signed(self):
        Bag().zip(self.folder / "theirs.zip")
        self.refused("sign/not-ours", "sign", "theirs.zip", "--key", "ilze")

    def test_dry_run_and_out(self):
        before = self.parcel.read_bytes()
        self.assertIn("would be signed", self.sign("ilze", "--dry-run").stdout)
        self.sign("ilze", "--out", "signed.zip")
        self.assertEqual(self.parcel.read_bytes(), before)
        self.assertGreater((self.folder / "signed.zip").stat().st_size, len(before))

    def test_rights_of_keys(self):
        self.assertEqual((self.folder / "ilze").stat().st_mode & 0o777, 0o600)
        (self.folder / "ilze").chmod(0o640)
        self.refused("sign/key-rights", "sign", "out/small.zip", "--key", "ilze")

    def test_what_is_no_key(self):
        for name, text in (("a", "hello"), ("b", ""), ("c", (self.folder / "ilze.pub").read_text()),
                           ("d", (self.folder / "ilze").read_text()[:-9])):
            (self.folder / name).write_text(text)
            (self.folder / name).chmod(0o600)
            self.refused("sign/key", "sign", "out/small.zip", "--key", name)
        comment, line = (self.folder / "ilze").read_text().splitlines()
        raw = bytearray(base64.b64decode(line))
        raw[70] ^= 1
        (self.folder / "a").write_text(f"{comment}\n{base64.b64encode(raw).decode()}\n")
        self.refused("sign/passphrase", "sign", "out/small.zip", "--key", "a")
        self.refused("sign/key", "verify", "out/small.zip", "--key", "ilze")
        self.refused("file/missing", "verify", "out/small.zip", "--key", "nobody.pub")

    def test_a_key_asks_for_a_year_of_work(self):
        comment, line = (self.folder / "ilze").read_text().splitlines()
        raw = bytearray(base64.b64decode(line))
        raw[2:4] = b"Sc"
        raw[38:54] = (1 << 50).to_bytes(8, "little") * 2
        (self.folder / "ilze").write_text(f"{comment}\n{base64.b64encode(raw).decode()}\n")
        self.refused("sign/memory", "sign", "out/small.zip", "--key", "ilze", "--passphrase", "none")

    def test_passphrases(self):
        (self.folder / "words").write_text("tīrs ūdens\n")
        self.good("sign", "--new-key", "sealed", "--passphrase", "words")
        self.sign("sealed", "--passphrase", "words")
        self.assertTrue(self.verified("sealed")["signatures"][0]["checked"])
        self.refused("sign/passphrase", "sign", "out/small.zip", "--key", "sealed", "--passphrase", "none")
        run = subprocess.run([STROM, "sign", "out/small.zip", "--key", "sealed"], cwd=self.folder, text=True,
                             capture_output=True, start_new_session=True)
        self.assertEqual(run.returncode, 1)
        self.assertIn("sign/no-passphrase", run.stderr)

    def test_the_terminal_is_asked_unseen(self):
        """Typed on a terminal of its own; what comes back never has the words."""
        import pty
        import time
        for typed, wanted in ((b"one\none\n", 0), (b"one\ntwo\n", 1)):
            pid, fd = pty.fork()
            if not pid:
                os.chdir(self.folder)
                os.execv(STROM, [STROM, "sign", "--new-key", "typed"])
            shown = b""
            for line in typed.splitlines(True):
                shown += os.read(fd, 1000)
                time.sleep(0.3)
                os.write(fd, line)
            try:
                while piece := os.read(fd, 1000):
                    shown += piece
            except OSError:
                pass
            _, status = os.waitpid(pid, 0)
            self.assertEqual(os.waitstatus_to_exitcode(status), wanted, shown)
            self.assertNotIn(b"one", shown)
            for name in ("typed", "typed.pub"):
                (self.folder / name).unlink(missing_ok=True)

    def test_no_key_is_overwritten(self):
        before = (self.folder / "ilze").read_bytes()
        self.refused("sign/key-exists", "sign", "--new-key", "ilze", "--passphrase", "none")
        (self.folder / "new.pub").write_text("mine")
        self.refused("sign/key-exists", "sign", "--new-key", "new", "--passphrase", "none")
        self.assertFalse((self.folder / "new").exists())
        self.assertEqual((self.folder / "ilze").read_bytes(), before)

    def test_usage(self):
        for words in (["sign"], ["sign", "out/small.zip"], ["sign", "out/small.zip", "--key", "ilze", "--key", "b"],
                      ["sign", "out/small.zip", "--new-key", "n"],
                      ["sign", "out/small.zip", "--key", "ilze", "--comment", "two\nlines"]):
            run = self.strom(*words)
            self.assertEqual((run.returncode, run.stdout), (2, ""), words)
            self.assertTrue(run.stderr, words)


if __name__ == "__main__":
    unittest.main()
