"""strom verify on bags that others made: what RFC 8493 calls valid, what is valid and asks for trouble,
what is not valid; in a folder, a zip and tars."""

import hashlib
import json
import os
import tarfile
import unittest
import zipfile

from bag import FILES, Bag, manifest
from project import WHOLE, Project, a_few

NFC, NFD = "data/N\u00fa\u00f1ez", "data/Nu\u0301n\u0303ez"


def old(**more):
    return Bag(version="0.97", sums=("md5",), **more)


def info(text, **more):
    return Bag(info=text, **more)


def payload(files, listed=None, **more):
    """These files; `listed` are the manifest's, when they are others."""
    b = Bag(files, info="", **more)
    for algorithm in b.sums if listed else ():
        b.set(f"manifest-{algorithm}.txt", manifest(listed, algorithm, b.version))
    return b


def lines(*extra, name="manifest-md5.txt", bag=None):
    """A bag of 0.97 whose manifest has more lines: (checksum of, name)."""
    b = bag or old()
    more = "".join(f"{hashlib.new(b.sums[0], of).hexdigest()}  {path}\n" for of, path in extra)
    return b.set(name, b.text(name) + more)


def fetch(line, b=None):
    return (b or Bag()).set("fetch.txt", line)


def recoded(b, name, change):
    b.made[name] = change(b.made[name])
    return b.seal()


TWO = {"data/one.txt": b"one\n", "data/two.txt": b"two\n"}

VALID = {
    "of 1.0": lambda: Bag(),
    "of 0.93": lambda: Bag(version="0.93", sums=("md5",)),
    "of 0.94": lambda: Bag(version="0.94", sums=("sha1",)),
    "of 0.95": lambda: Bag(version="0.95", sums=("md5",)),
    "of 0.96": lambda: Bag(version="0.96", sums=("md5",)),
    "of 0.97": lambda: old(),
    "by sha1": lambda: Bag(sums=("sha1",)),
    "by sha224": lambda: Bag(sums=("sha224",)),
    "by sha256": lambda: Bag(sums=("sha256",)),
    "by sha384": lambda: Bag(sums=("sha384",)),
    "by sha3": lambda: sha3(),
    "by three at once": lambda: Bag(sums=("md5", "sha256", "sha512")),
    "without bag-info.txt and tagmanifest": lambda: Bag(info="", tags=False),
    "an empty payload file": lambda: payload({"data/.keep": b""}),
    "capitals in checksums": lambda: recoded(old(), "manifest-md5.txt", lambda t: b"".join(
        l[:32].upper() + l[32:] for l in t.splitlines(True))),
    "tabs and more spaces before names": lambda: recoded(old(), "manifest-md5.txt",
                                                         lambda t: t.replace(b"  ", b" \t  ")),
    "CR LF line ends": lambda: all_ends(b"\r\n"),
    "CR line ends": lambda: all_ends(b"\r"),
    "no line end at the end": lambda: recoded(Bag(), "manifest-sha512.txt", bytes.rstrip),
    "UTF-16": lambda: old(encoding="UTF-16"),
    "UTF-16BE": lambda: old(files={"data/\u017c.txt": b"1"}, encoding="UTF-16BE"),
    "ISO-8859-1": lambda: old(files={"data/J\u00fcrgen.txt": b"1"}, encoding="ISO-8859-1"),
    "names with spaces": lambda: payload({"data/a name with  spaces.txt": b"1"}),
    "names beyond ASCII": lambda: payload({"data/J\u016brmala/\u0420\u0438\u0433\u0430.txt": b"1"}),
    "a percent sign, encoded": lambda: payload({"data/100%.txt": b"1", "data/a%20b": b"2"}),
    "a percent sign in an old bag": lambda: payload({"data/100%25 of%0.txt": b"1"}, version="0.97"),
    "a bag in a bag": lambda: payload({**FILES, "data/bagit.txt": b"x", "data/manifest-md5.txt": b"y"}),
    "folders of tag files": lambda: Bag().set("metadata/more/notes.txt", "notes"),
    "entries more than once": lambda: info("Contact-Name: A\nContact-Name: B\nBagging-Date: 2016-01-01\n"
                                           "Bagging-Date: 2016-01-02\n", version="0.97"),
    "spaces around colons in an old bag": lambda: info("Contact-Name : A\nContact-Phone:1\n"
                                                       "Contact-Email\t:\t a@example.org\n",
                                                       version="0.97"),
    "a value on the line below its label": lambda: info("Payload-Oxum:\n 8.2\nContact-Name: A\n"),
    "a Payload-Oxum with zeros before it": lambda: info("Payload-Oxum: 008.02\n"),
    "a byte-order mark in bag-info.txt": lambda: info("\ufeffContact-Name: A\n"),
    "a value with colons": lambda: info("External-Identifier: a: b:c\n"),
    "encoded in small letters": lambda: recoded(old(), "bagit.txt",
                                                lambda t: t.replace(b"UTF-8", b"utf-8")),
    "a tagmanifest of another algorithm": lambda: other_tags(),
    "more than bagit.txt and data, and no tagmanifest": lambda: Bag(tags=False).set("extra/x.txt", "x"),
    "names that only look unsafe": lambda: payload({"data/~x": b"1", "data/..x": b"2", "data/$HOME": b"3"}),
    "sixty folders deep": lambda: payload({"data/" + "d/" * 60 + "x": b"1"}),
    "fetched already, under an encoded name": lambda: payload({"data/100%": b"1"}).set(
        "fetch.txt", "https://example.org/a 1 data/100%25\n"),
    "fetch.txt of nothing": lambda: fetch(""),
    "values over lines": lambda: info("External-Description: One\n  and two\n\tand three\n"
                                      "Payload-Oxum: 8.2\n"),
    "an element without a value": lambda: info("Contact-Name:\nContact-Phone: \n"),
    "labels in other letters": lambda: info("payload-OXUM: 8.2\n"),
    "fetched already": lambda: fetch("https://example.org/one 4 data/one.txt\n"
                                     "https://example.org/two\t-\tdata/sub/two.txt\n"),
    "files parted over manifests in an old bag": lambda: parted("0.97"),
    "the declaration's label in other letters": lambda: recoded(
        Bag(), "bagit.txt", lambda t: t.replace(b"Version", b"version")),
}

WARNING = {
    "names that differ in case": (lambda: payload({"data/A.txt": b"1", "data/a.txt": b"2"}),
                                  "bag/alike"),
    "one of two names that differ in case": (
        lambda: payload({"data/a.txt": b"1"}, {"data/a.txt": b"1", "data/A.txt": b"1"},
                        version="0.97"), "bag/other-name"),
    "names composed in two ways": (lambda: payload({NFC: b"", NFD: b""}), "bag/alike"),
    "another composition than listed": (lambda: payload({NFD: b"1"}, {NFC: b"1"}), "bag/other-name"),
    "both compositions listed, one there": (
        lambda: payload({NFC: b""}, {NFC: b"", NFD: b""}, version="0.97"), "bag/other-name"),
    "an operating system's files": (
        lambda: payload({"data/.DS_Store": b"1", "data/sub/Thumbs.db": b"2", "data/._x": b"3"}),
        "bag/system-file"),
    "made by md5sum": (lambda: old().set("manifest-md5.txt", manifest(FILES, "md5", star="*", gap=" ")),
                       "bag/star"),
    "a name twice, the same checksum, in an old bag": (
        lambda: lines((b"one\n", "data/one.txt")), "bag/listed-twice"),
    "./ before names": (lambda: old().set("manifest-md5.txt", manifest(
        {"./" + n: c for n, c in FILES.items()}, "md5")), "bag/roundabout"),
    "a roundabout way": (lambda: old().set("manifest-md5.txt", manifest(
        {n.replace("data/", "data/sub/../"): c for n, c in FILES.items()}, "md5")), "bag/roundabout"),
    "a name that Windows has not": (lambda: payload({"data/con.txt": b"1"}), "bag/windows-name"),
    "a star in a name": (lambda: payload({"data/a*b": b"1"}), "bag/windows-name"),
    "a line end in a name": (lambda: payload({"data/a\nb\rc": b"1"}), "bag/windows-name"),
    "a manifest of unknown checksums beside": (
        lambda: unknown(Bag()), "bag/algorithm"),
    "a manifest's name as people write it": (
        lambda: renamed(Bag(sums=("sha256",)), "manifest-sha256.txt", "manifest-SHA-256.txt"),
        "bag/algorithm"),
    "a tag file in no tagmanifest": (lambda: unlisted_tag(), "bag/unlisted-tag"),
    "three lines in an old bagit.txt": (lambda: recoded(old(), "bagit.txt", lambda t: t + b"More: 1\n"),
                                        "bag/declaration"),
    "an empty line in an old manifest": (
        lambda: recoded(old(), "manifest-md5.txt", lambda t: t + b"\n"), "bag/manifest-line"),
    "a byte-order mark in an old manifest": (
        lambda: recoded(old(), "manifest-md5.txt", lambda t: b"\xef\xbb\xbf" + t), "bag/encoding"),
    "backslashes in an old manifest": (
        lambda: recoded(old(), "manifest-md5.txt", lambda t: t.replace(b"/", b"\\")), "bag/other-name"),
    "Payload-Oxum twice in an old bag": (
        lambda: info("Payload-Oxum: 8.2\nPayload-Oxum: 8.2\n", version="0.97"), "bag/info"),
    "the date of bagging twice": (lambda: info("Bagging-Date: 2016-01-01\nBagging-Date: 2016-01-02\n"),
                                  "bag/info"),
    "an empty line in an old bag-info.txt": (
        lambda: info("Contact-Name: A\n\nContact-Phone: 1\n", version="0.97"), "bag/info"),
    "small letters in a line end's code": (lambda: recoded(
        payload({"data/a\nb": b"1"}), "manifest-sha512.txt", lambda t: t.replace(b"%0A", b"%0a")),
        "bag/windows-name"),
    "a tagmanifest without bagit.txt": (lambda: undeclared(), "bag/unlisted-tag"),
    "a tag file in an old payload manifest": (lambda: tag_in_payload(), "bag/roundabout"),
}

INVALID = {
    "a payload file altered": (lambda: altered("data/one.txt"), "bag/checksum", "'data/one.txt'"),
    "a tag file altered": (lambda: altered("bag-info.txt"), "bag/checksum", "'bag-info.txt'"),
    "a payload file missing": (lambda: removed("data/sub/two.txt"), "bag/missing-file",
                               "'data/sub/two.txt'"),
    "a tag file missing": (lambda: removed("bag-info.txt"), "bag/missing-file", "'bag-info.txt'"),
    "a payload file more": (lambda: added("data/three.txt"), "bag/unlisted-file", "'data/three.txt'"),
    "bagit.txt missing": (lambda: Bag(tags=False).set("bagit.txt", None), "bag/missing-file",
                          "'bagit.txt'"),
    "no manifest": (lambda: Bag(tags=False).set("manifest-sha512.txt", None), "bag/missing-file",
                    "manifest-sha256.txt"),
    "no data": (lambda: payload({}), "bag/no-payload", "data/"),
    "a byte-order mark in bagit.txt": (lambda: declared(b"\xef\xbb\xbf"), "bag/declaration", "mark"),
    "no encoding": (lambda: old().set("bagit.txt", "BagIt-Version: 0.97\n"), "bag/declaration",
                    "Tag-File-Character-Encoding"),
    "an encoding that is none": (lambda: Bag().set(
        "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: utf-88\n"), "bag/encoding",
        "utf-88"),
    "another encoding than declared": (lambda: recoded(
        old(files={"data/J\u00fcrgen": b"1"}), "manifest-md5.txt",
        lambda t: t.decode().encode("ISO-8859-1")), "bag/encoding", "manifest-md5.txt"),
    "half a version": (lambda: old().set(
        "bagit.txt", "BagIt-Version: .97\nTag-File-Character-Encoding: UTF-8\n"), "bag/declaration",
        "'.97'"),
    "a version to come": (lambda: Bag().set(
        "bagit.txt", "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n"), "bag/version", "2.0"),
    "a space before a colon": (lambda: Bag().set(
        "bagit.txt", "BagIt-Version : 1.0\nTag-File-Character-Encoding : UTF-8\n"), "bag/declaration",
        "BagIt-Version"),
    "a space before a colon in an old bag": (lambda: old().set(
        "bagit.txt", "BagIt-Version : 0.97\nTag-File-Character-Encoding : UTF-8\n"), "bag/declaration",
        "BagIt-Version"),
    "two spaces after a colon": (lambda: Bag().set(
        "bagit.txt", "BagIt-Version:  1.0\nTag-File-Character-Encoding: UTF-8\n"), "bag/declaration",
        "BagIt-Version"),
    "lines in the other order": (lambda: Bag().set(
        "bagit.txt", "Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n"), "bag/declaration",
        "BagIt-Version"),
    "three lines in bagit.txt": (lambda: recoded(Bag(), "bagit.txt", lambda t: t + b"\n"),
                                 "bag/declaration", "two lines"),
    "a name twice, other checksums": (lambda: lines((b"other", "data/one.txt")), "bag/checksum",
                                      "'data/one.txt'"),
    "a name twice": (lambda: lines((b"one\n", "data/one.txt"), name="manifest-sha512.txt", bag=Bag()),
                     "bag/listed-twice", "'data/one.txt'"),
    "a file in one of two manifests": (lambda: parted("1.0"), "bag/unlisted-file",
                                       "is not in manifest-sha512.txt"),
    "up and away": (lambda: lines((b"", "../../../README.md")), "bag/bad-name", "'../../../README.md'"),
    "up from data": (lambda: lines((b"", "data/../../x")), "bag/bad-name", "'data/../../x'"),
    "out of data": (lambda: lines((b"", "data/../bagit.txt")), "bag/bad-name", "'bagit.txt'"),
    "an absolute name": (lambda: lines((b"", "/etc/passwd")), "bag/bad-name", "'/etc/passwd'"),
    "a home folder": (lambda: lines((b"", "~/x")), "bag/bad-name", "'~/x'"),
    "another's home folder": (lambda: lines((b"", "~root/x")), "bag/bad-name", "'~root/x'"),
    "a drive": (lambda: lines((b"", "C:\\Windows\\x.exe")), "bag/bad-name", "'C:\\Windows\\x.exe'"),
    "a server": (lambda: lines((b"", "\\\\?\\UNC\\server\\x")), "bag/bad-name", "UNC"),
    "a variable": (lambda: lines((b"", "%HomeDrive%\\x")), "bag/bad-name", "'%HomeDrive%\\x'"),
    "up by backslashes": (lambda: lines((b"", "data\\..\\..\\x")), "bag/bad-name", "..\\..\\x"),
    "up, in a tagmanifest": (lambda: tag_line("../x"), "bag/bad-name", "'../x'"),
    "payload in a tagmanifest": (lambda: tag_line("data/one.txt"), "bag/bad-name", "'data/one.txt'"),
    "a tag file in a manifest": (lambda: lines((b"", "bagit.txt")), "bag/bad-name", "'bagit.txt'"),
    "no manifest in a tagmanifest": (lambda: no_manifest_listed(), "bag/unlisted-file",
                                     "'manifest-sha512.txt'"),
    "a tagmanifest in a tagmanifest": (lambda: itself_listed(), "bag/manifest-line", "tagmanifest"),
    "a checksum that is too short": (lambda: recoded(Bag(), "manifest-sha512.txt", lambda t: t[2:]),
                                     "bag/manifest-line", "line 1 of manifest-sha512.txt"),
    "a checksum of other letters": (lambda: recoded(Bag(), "manifest-sha512.txt", lambda t: b"zz" + t[2:]),
                                    "bag/manifest-line", "line 1 of manifest-sha512.txt"),
    "a name alone": (lambda: recoded(Bag(), "manifest-sha512.txt", lambda t: t + b"data/three.txt\n"),
                     "bag/manifest-line", "line 3 of manifest-sha512.txt"),
    "an empty line": (lambda: recoded(Bag(), "manifest-sha512.txt", lambda t: t + b"\n"),
                      "bag/manifest-line", "line 3 of manifest-sha512.txt"),
    "a byte-order mark in a manifest": (
        lambda: recoded(Bag(), "manifest-sha512.txt", lambda t: b"\xef\xbb\xbf" + t), "bag/encoding",
        "manifest-sha512.txt"),
    "a percent sign, not encoded": (
        lambda: recoded(payload({"data/100%.txt": b"1"}), "manifest-sha512.txt",
                        lambda t: t.replace(b"%25", b"%")), "bag/percent", "manifest-sha512.txt"),
    "a name encoded too far": (
        lambda: recoded(payload({"data/a b": b"1"}), "manifest-sha512.txt",
                        lambda t: t.replace(b"a b", b"a%20b")), "bag/missing-file", "'data/a%20b'"),
    "checksums of no known kind": (lambda: unknown(Bag(), keep=False), "bag/algorithm", "no manifest"),
    "a wrong Payload-Oxum": (lambda: info("Payload-Oxum: 9.2\n"), "bag/payload-sum", "'9.2'"),
    "a Payload-Oxum of other form": (lambda: info("Payload-Oxum: eight\n"), "bag/payload-sum", "'eight'"),
    "Payload-Oxum twice": (lambda: info("Payload-Oxum: 8.2\nPayload-Oxum: 8.2\n"), "bag/info",
                           "Payload-Oxum"),
    "bag-info.txt without colons": (lambda: info("Contact-Name A\n"), "bag/info", "line 1"),
    "white space before a colon": (lambda: info("Contact-Name : A\n"), "bag/info", "line 1"),
    "no white space after a colon": (lambda: info("Contact-Name:A\n"), "bag/info", "line 1"),
    "an empty line in bag-info.txt": (lambda: info("Contact-Name: A\n\nContact-Phone: 1\n"), "bag/info",
                                      "line 2"),
    "bag-info.txt begins with half a value": (lambda: info(" folded\nContact-Name: A\n"), "bag/info", "line 1"),
    "an element without a label": (lambda: info(": value\n"), "bag/info", "line 1"),
    "bag-info.txt in another encoding": (lambda: Bag().set("bag-info.txt", b"Contact-Name: J\xfcrgen\n"),
                                         "bag/encoding", "bag-info.txt"),
    "a Payload-Oxum with a sign": (lambda: info("Payload-Oxum: +8.2\n"), "bag/payload-sum", "'+8.2'"),
    "an empty manifest": (lambda: Bag().set("manifest-sha512.txt", ""), "bag/unlisted-file",
                          "'data/one.txt'"),
    "a folder in a manifest": (lambda: lines((b"", "data/sub/"), name="manifest-sha512.txt", bag=Bag()),
                               "bag/missing-file", "'data/sub'"),
    "one of two manifests with another checksum": (lambda: recoded(
        Bag(sums=("md5", "sha256")), "manifest-md5.txt", lambda t: b"0" * 32 + t[32:]), "bag/checksum",
        "'data/one.txt'"),
    "a remark in a manifest": (lambda: recoded(old(), "manifest-md5.txt", lambda t: b"# mine\n" + t),
                               "bag/manifest-line", "line 1"),
    "a space behind a name": (lambda: recoded(
        Bag(), "manifest-sha512.txt", lambda t: t.replace(b"one.txt\n", b"one.txt \n")), "bag/missing-file",
        "'data/one.txt '"),
    "bagit.txt in capitals": (lambda: renamed(Bag(), "bagit.txt", "BagIt.txt"), "bag/missing-file",
                              "'bagit.txt'"),
    "a version of one number": (lambda: Bag().set(
        "bagit.txt", "BagIt-Version: 1\nTag-File-Character-Encoding: UTF-8\n"), "bag/declaration", "'1'"),
    "a version between": (lambda: Bag().set(
        "bagit.txt", "BagIt-Version: 0.98\nTag-File-Character-Encoding: UTF-8\n"), "bag/version", "0.98"),
    "a version twice": (lambda: Bag().set("bagit.txt", "BagIt-Version: 1.0\nBagIt-Version: 1.0\n"),
                        "bag/declaration", "Tag-File-Character-Encoding"),
    "nothing in bagit.txt": (lambda: Bag().set("bagit.txt", ""), "bag/declaration", "BagIt-Version"),
    "bagit.txt in UTF-16": (lambda: Bag(tags=False).set("bagit.txt", (
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n").encode("UTF-16")), "bag/declaration",
        "mark"),
    "a name twice in a tagmanifest": (lambda: tags_twice(), "bag/listed-twice", "'bagit.txt'"),
    "an empty line in fetch.txt": (lambda: fetch("https://example.org/one 4 data/one.txt\n\n"),
                                   "bag/fetch-line", "line 2"),
    "still to be fetched": (lambda: holey(), "bag/to-fetch", "'data/one.txt'"),
    "to be fetched, but not listed": (lambda: fetch("https://example.org/x 1 data/x.txt\n"),
                                      "bag/fetch-line", "'data/x.txt'"),
    "to be fetched to elsewhere": (lambda: fetch("https://example.org/x 1 ../../x\n"), "bag/bad-name",
                                   "'../../x'"),
    "to be fetched to /": (lambda: fetch("https://example.org/x 1 /tmp/x\n"), "bag/bad-name", "'/tmp/x'"),
    "to be fetched home": (lambda: fetch("https://example.org/x 1 ~/x\n"), "bag/bad-name", "'~/x'"),
    "to be fetched home to another": (lambda: fetch("https://example.org/x - ~root/x\n"), "bag/bad-name",
                                      "'~root/x'"),
    "to be fetched beside data": (lambda: fetch("https://example.org/x 1 x.txt\n"), "bag/bad-name",
                                  "'x.txt'"),
    "an address that is none": (lambda: fetch("example.org/one 4 data/one.txt\n"), "bag/fetch-line",
                                "line 1"),
    "a length that is none": (lambda: fetch("https://example.org/one four data/one.txt\n"),
                              "bag/fetch-line", "line 1"),
    "fetch.txt without a name": (lambda: fetch("https://example.org/one 4\n"), "bag/fetch-line", "line 1"),
}


def sha3():
    b = Bag(sums=("sha3_256",))
    return renamed(renamed(b, "manifest-sha3_256.txt", "manifest-sha3256.txt"), "tagmanifest-sha3_256.txt",
                   "tagmanifest-sha3256.txt", seal=False)


def all_ends(end):
    b = Bag()
    for name in [n for n in b.made if n.endswith(".txt") and not n.startswith("data/")]:
        b.made[name] = b.made[name].replace(b"\n", end)
    b.seal()
    b.made["tagmanifest-sha512.txt"] = b.made["tagmanifest-sha512.txt"].replace(b"\n", end)
    return b


def parted(version):
    b = Bag(version=version, sums=("md5", "sha512"), info="")
    b.set("manifest-md5.txt", manifest({"data/one.txt": FILES["data/one.txt"]}, "md5"))
    if version == "1.0":
        b.set("manifest-md5.txt", manifest(FILES, "md5"))
    return b.set("manifest-sha512.txt", manifest({"data/sub/two.txt": FILES["data/sub/two.txt"]}, "sha512"))


def altered(name):
    b = Bag()
    b.made[name] = b.made[name].replace(b"o", b"0")
    return b


def removed(name):
    b = Bag()
    del b.made[name]
    return b


def added(name):
    b = Bag(info="")
    b.made[name] = b"more"
    return b


def declared(prefix):
    return recoded(Bag(), "bagit.txt", lambda t: prefix + t)


def renamed(b, name, other, seal=True):
    b.made[other] = b.made.pop(name)
    return b.seal() if seal else b


def unknown(b, keep=True):
    b.set("manifest-tiger.txt", "00ff  data/one.txt\n00ff  data/sub/two.txt\n")
    return b if keep else b.set("manifest-sha512.txt", None)


def unlisted_tag():
    b = Bag()
    b.made["README.html"] = b"read me"
    return b


def other_tags():
    b = Bag()
    del b.made["tagmanifest-sha512.txt"]
    b.made["tagmanifest-md5.txt"] = manifest(
        {n: c for n, c in b.made.items() if not n.startswith("data/")}, "md5").encode()
    return b


def undeclared():
    b = Bag()
    b.made["tagmanifest-sha512.txt"] = manifest(
        {n: b.made[n] for n in ("manifest-sha512.txt", "bag-info.txt")}, "sha512").encode()
    return b


def tags_twice():
    b = Bag()
    b.made["tagmanifest-sha512.txt"] *= 2
    return b


def tag_line(name):
    b = Bag()
    b.made["tagmanifest-sha512.txt"] += f"{hashlib.sha512(b'').hexdigest()}  {name}\n".encode()
    return b


def no_manifest_listed():
    b = Bag()
    b.made["tagmanifest-sha512.txt"] = manifest({"bagit.txt": b.made["bagit.txt"]}, "sha512").encode()
    return b


def itself_listed():
    b = Bag(sums=("sha256", "sha512"))
    b.made["tagmanifest-sha512.txt"] += manifest(
        {"tagmanifest-sha256.txt": b.made["tagmanifest-sha256.txt"]}, "sha512").encode()
    return b


def holey():
    b = fetch("https://example.org/one 4 data/one.txt\n")
    del b.made["data/one.txt"]
    return b


def tag_in_payload():
    b = Bag(version="0.96", sums=("md5",), tags=False)
    return b.set("manifest-md5.txt", b.text("manifest-md5.txt") + manifest(
        {"./bagit.txt": b.made["bagit.txt"]}, "md5"))


class Judged(Project):
    def reports(self, path, code, *options):
        """What verify reports: (severity, code, message) of each; what it prints in self.printed."""
        run = self.strom("verify", "--json", *options, str(path))
        self.assertNotIn("Sanitizer", run.stderr)
        self.assertEqual(run.returncode, code, f"{path}: {run.stdout}{run.stderr}")
        self.printed = json.loads(run.stdout) if run.stdout else None
        self.assertEqual(self.printed is not None, code == 0)
        return [(r["severity"], r["code"], r["message"])
                for r in map(json.loads, run.stderr.splitlines())]


class Verdicts(Judged):
    """Each kind, as a folder and as a zip."""

    program = WHOLE

    def packed(self, bag, name):
        path = self.folder / name.replace("/", "-")[:60]
        yield bag.folder(path / "folder")
        yield bag.zip(path.with_suffix(".zip"))

    def test_valid(self):
        for name, make in VALID.items():
            for path in self.packed(make(), name):
                with self.subTest(name, path=path.name):
                    self.assertEqual(self.reports(path, 0), [])
                    self.assertEqual(self.printed["packer"], "other")

    def test_warning(self):
        for name, (make, code) in WARNING.items():
            for path in self.packed(make(), name):
                with self.subTest(name, path=path.name):
                    found = self.reports(path, 0)
                    self.assertEqual({s for s, _, _ in found}, {"warning"})
                    self.assertIn(code, [c for _, c, _ in found], found)

    def test_invalid(self):
        for name, (make, code, said) in INVALID.items():
            for path in self.packed(make(), name):
                with self.subTest(name, path=path.name):
                    found = [(c, m) for s, c, m in self.reports(path, 1) if s == "error"]
                    self.assertTrue(any(c == code and said in m for c, m in found), found)
                    # A file whose line cannot be read is in no manifest.
                    self.assertLessEqual({c for c, _ in found}, {code, "bag/unlisted-file"}, found)

    def test_strict(self):
        path = payload({"data/con.txt": b"1"}).zip(self.folder / "b.zip")
        self.assertEqual([r[:2] for r in self.reports(path, 1, "--strict")],
                         [("error", "bag/windows-name")])

    def test_what_is_printed(self):
        path = Bag(sums=("md5", "sha256")).zip(self.folder / "b.zip")
        self.assertEqual(self.strom("verify", str(path)).stdout,
                         f"{path}: whole, 2 files by md5, sha256; packed by another tool, or again\n")
        self.assertEqual(self.reports(path, 0), [])
        self.assertEqual(self.printed, {"event": "verified", "files": 2, "version": "1.0",
                                        "sums": "md5, sha256", "packer": "other", "signatures": []})


class Packings(Judged):
    """Ways in which one bag is packed."""

    def test_every_packing(self):
        b = Bag()
        for how in ("", "gz", "bz2", "xz", "zst"):
            for top in ("bag/", "", "./", "./bag/"):
                with self.subTest(how=how, top=top):
                    self.assertEqual(self.reports(b.tar(self.folder / "b.tar", top, how), 0), [])
        for how in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            for top in ("bag/", "", "A name/"):
                with self.subTest(how=how, top=top):
                    self.assertEqual(self.reports(b.zip(self.folder / "b.zip", top, how), 0), [])

    def test_files_in_any_order(self):
        b = Bag()
        b.made = dict(reversed(b.made.items()))
        self.assertEqual(self.reports(b.tar(self.folder / "b.tar"), 0), [])
        self.assertEqual(self.reports(b.zip(self.folder / "b.zip"), 0), [])

    def test_entries_for_folders(self):
        path = Bag().zip(self.folder / "b.zip")
        with zipfile.ZipFile(path, "a") as z:
            z.mkdir("bag") if hasattr(z, "mkdir") else z.writestr("bag/", b"")
            z.writestr("bag/data/", b"")
        self.assertEqual(self.reports(path, 0), [])

    def test_empty_folder_for_data(self):
        path = payload({}).zip(self.folder / "b.zip")
        with zipfile.ZipFile(path, "a") as z:
            z.writestr("bag/data/", b"")
        self.assertEqual(self.reports(path, 0), [])

    def test_hard_links(self):
        b = payload({"data/a": b"same", "data/b": b"same"})
        folder = b.folder(self.folder / "bag")
        os.unlink(folder / "data/b")
        os.link(folder / "data/a", folder / "data/b")
        with tarfile.open(self.folder / "b.tar", "w") as t:
            t.add(folder, "bag")
        self.assertEqual(self.reports(self.folder / "b.tar", 0), [])

    def test_a_mac_packed_it(self):
        path = Bag().zip(self.folder / "b.zip")
        with zipfile.ZipFile(path, "a") as z:
            z.writestr("__MACOSX/bag/._data", b"x")
        self.assertEqual([r[:2] for r in self.reports(path, 0)], [("warning", "bag/system-file")])

    def test_links_are_not_followed(self):
        folder = Bag().folder(self.folder / "bag")
        os.unlink(folder / "data/one.txt")
        os.symlink("/etc/passwd", folder / "data/one.txt")
        found = self.reports(folder, 1)
        self.assertIn(("error", "bag/not-a-file", "'data/one.txt' is a link"), found)
        with tarfile.open(self.folder / "b.tar", "w") as t:
            t.add(folder, "bag")
        self.assertIn(("error", "bag/not-a-file", "'bag/data/one.txt' is a link"),
                      self.reports(self.folder / "b.tar", 1))

    def test_unsafe_names_in_archives(self):
        for name in ("../x", "bag/../../x", "/etc/x", "bag/data/..\\..\\x", "C:\\x"):
            path = Bag().tar(self.folder / "b.tar")
            with self.subTest(name):
                with tarfile.open(path, "a") as t:
                    t.addfile(tarfile.TarInfo(name))
                found = self.reports(path, 1)
                self.assertEqual([r[1] for r in found], ["bag/bad-name"])
                self.assertIn(name, found[0][2])

    def test_files_beside(self):
        path = Bag().zip(self.folder / "b.zip")
        with zipfile.ZipFile(path, "a") as z:
            z.writestr("other/x", b"x")
        self.assertIn(("error", "bag/outside", "'other/x' lies outside the bag's folder 'bag'"),
                      self.reports(path, 1))

    def test_twice_in_an_archive(self):
        path = Bag().tar(self.folder / "b.tar")
        with tarfile.open(path, "a") as t:
            t.addfile(tarfile.TarInfo("bag/data/one.txt"))
        self.assertIn(("error", "bag/duplicate-file", "'bag/data/one.txt' is in the archive twice"),
                      self.reports(path, 1))

    def test_no_archive(self):
        for content in (b"", b"not a zip", b"PK", b"\x1f\x8b"):
            path = self.folder / "b.zip"
            path.write_bytes(content)
            self.assertEqual([r[1] for r in self.reports(path, 1)], ["bag/unreadable"])
        (self.folder / "empty").mkdir()
        self.assertEqual([r[1] for r in self.reports(self.folder / "empty", 1)], ["bag/unreadable"])

    def test_cut_anywhere(self):
        """A part of an archive is never taken for the whole."""
        b = Bag()
        for path in (b.zip(self.folder / "b.zip"), b.tar(self.folder / "b.tar.gz", how="gz")):
            whole = path.read_bytes()
            for n in a_few(range(0, len(whole) - 8, 97), 8):
                path.write_bytes(whole[:n])
                self.assertNotEqual([r for r in self.reports(path, 1) if r[0] == "error"], [])

    def test_bomb(self):
        """A file of 3 GB of zeros in few bytes is not unpacked to its end."""
        path = Bag().zip(self.folder / "b.zip")
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as z:
            with z.open("bag/data/zeros", "w", force_zip64=True) as f:
                for _ in range(1536):
                    f.write(bytes(1 << 20))
        found = self.reports(path, 1)
        self.assertEqual([r[1] for r in found], ["bag/too-large"])


class Own(Judged):
    """What strom packed, and the same packed again."""

    def pack(self):
        self.english_alone()
        self.assertEqual(self.strom("pack").returncode, 0)
        return self.folder / "out/small.zip"

    def test_own_and_packed_again(self):
        path = self.pack()
        self.assertEqual(self.reports(path, 0), [])
        self.assertEqual(self.printed["packer"], "strom")
        again = self.folder / "again"
        with zipfile.ZipFile(path) as z:
            z.extractall(again)
        with zipfile.ZipFile(self.folder / "again.zip", "w", zipfile.ZIP_DEFLATED) as z:
            for file in sorted(p for p in again.rglob("*") if p.is_file()):
                z.write(file, file.relative_to(again))
        for other in (self.folder / "again.zip", again / "small"):
            with self.subTest(other):
                self.assertEqual(self.reports(other, 0), [])
                self.assertEqual(self.printed["packer"], "other")

    def test_altered(self):
        path = self.pack()
        whole = path.read_bytes()
        for change in (whole[:10] + b"\1" + whole[11:], whole + b"\0", whole[:-1] + b"x"):
            path.write_bytes(change)
            self.assertEqual([r[0] for r in self.reports(path, 1)], ["error"])


if __name__ == "__main__":
    unittest.main()
