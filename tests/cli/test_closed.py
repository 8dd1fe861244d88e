"""A project reads its own folder and no other, and what is sensitive comes out under no name."""

import io
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import unittest
import zipfile
import zlib

from project import PO, SOURCE, STROM, TEXT, Project, a_few

CANARY = "Zed Canary"
PEOPLE = f"name,age,note\n{CANARY},41,canarynote\nYot Canary,19,other\n"
COMMANDS = (["check"], ["build"], ["pack"], ["translate"], ["data", "people"], ["data", "survey"],
            ["dump", "tables"], ["dump", "edition", "report"], ["dump", "pages", "report"], ["dump", "pdf", "report"],
            ["render", "report"], ["review", "lv"], ["check", "--json"], ["build", "--profile", "print"],
            ["explain", "towns"], ["explain", "3", "--json"], ["diff", "out/small.zip"], ["data", "data/people.csv"],
            ["data", "people", "--write", "--json"], ["check", "-v"], ["translate", "--rename", "towns=cities", "--dry-run"])


def inflated(packed):
    try:
        return zlib.decompressobj().decompress(packed)
    except zlib.error:
        return b""


class Closed(Project):
    def setUp(self):
        super().setUp()
        self.outside = pathlib.Path(tempfile.mkdtemp(prefix="strom-outside-"))
        self.addCleanup(shutil.rmtree, self.outside)
        (self.outside / "x.md").write_text("# Outside words\n")

    def refused(self, code, **place):
        report = self.assertReported(self.errors("check"), code, **place)
        self.assertNotEqual(self.strom("build").returncode, 0)
        self.assertEqual(self.outputs(), [])
        return report

    def include(self, name):
        where = name if str(name).startswith("/") else f"../{name}"
        self.write("text/report.md", TEXT + f"\n```{{include}} {where}\n```\n")


class Outside(Closed):
    """Each way of naming a file that lies elsewhere, and each way that leads back in."""

    def test_include(self):
        for name in ("/etc/passwd", str(self.outside / "x.md"), f"../{self.outside.name}/x.md",
                     f"text/../../{self.outside.name}/x.md", "/proc/self/environ", "/nowhere/at/all.md"):
            with self.subTest(name):
                self.include(name)
                report = self.refused("file/outside", file="text/report.md", line=14)
                self.assertNotIn("root:", report["message"] + report["hint"])

    def test_links(self):
        (self.folder / "text/file.md").symlink_to(self.outside / "x.md")
        (self.folder / "text/folder").symlink_to(self.outside)
        (self.folder / "text/chain.md").symlink_to("file.md")
        (self.folder / "text/dots.md").symlink_to(f"../../{self.outside.name}/x.md")
        (self.folder / "text/magic.md").symlink_to("/proc/self/root/etc/passwd")
        for name in ("file.md", "folder/x.md", "chain.md", "dots.md", "magic.md"):
            with self.subTest(name):
                self.include(f"text/{name}")
                self.refused("file/outside", file="text/report.md")

    def test_links_within(self):
        self.write("text/more.md", "More words.\n")
        (self.folder / "text/near.md").symlink_to("more.md")
        (self.folder / "text/whole.md").symlink_to(self.folder / "text/more.md")
        (self.folder / "back").symlink_to(".")
        for name in ("text/near.md", "text/whole.md", "back/back/text/more.md", "text/../text/more.md",
                     str(self.folder / "text/more.md"), f"../{self.folder.name}/text/more.md"):
            with self.subTest(name):
                self.include(name)
                run = self.strom("check")
                self.assertEqual(run.returncode, 0, run.stderr)

    def test_every_role(self):
        lead = f"../{self.outside.name}/"
        (self.outside / "x.csv").write_text("town,country,policy\nRiga,LV,1\n")
        yml = (self.folder / "strom.yml").read_text()
        theme = (SOURCE / "templates/themes/plain.yml").read_text()
        (self.outside / "own.yml").write_text(theme)
        (self.outside / "report.lv.po").write_text(PO)
        (self.folder / "themes").mkdir(exist_ok=True)
        (self.folder / "themes/own.yml").symlink_to(self.outside / "own.yml")
        roles = {
            "text": ("text: text/report.md", f"text: {lead}x.md"),
            "texts": ("text: text/report.md", f"text: [text/report.md, {lead}x.md]"),
            "folder of texts": ("text: text/report.md", f"text: {lead}"),
            "data": ("path: data/survey.csv", f"path: {lead}x.csv"),
            "translations": ("translations: po", f"translations: {lead}"),
            "bibliography": ("text: text", f"bibliography: {lead}x.md, text: text"),
            "hyphenation": ("values:", f"hyphenation: {{lv: {lead}x.md}}\nvalues:"),
            "logo": ("  date:", f"  funders: [{{name: F, logo: {lead}x.md}}]\n  date:"),
            "profile": ("values:", f"print: {{profile: {lead}x.md}}\ndeliver: {{profiles: [print]}}\nvalues:"),
            "theme": ("theme: strom", "theme: own"),
        }
        for role, (old, new) in roles.items():
            with self.subTest(role):
                self.assertIn(old, yml)
                self.write("strom.yml", yml.replace(old, new))
                self.assertReported(self.errors("check"), "file/outside")

    def test_outputs(self):
        """A link that came with the project: what is built or translated is written nowhere else."""
        (self.folder / "out").symlink_to(self.outside)
        (self.outside / "report-en.pdf").write_text("somebody's")
        (self.outside / ".strom-files").write_text("small report-en.pdf\n")
        shutil.rmtree(self.folder / "po")
        (self.folder / "po").symlink_to(self.outside)
        then = sorted(p.name for p in self.outside.iterdir())
        for words in (["build"], ["pack"], ["translate"], ["build", "--strict"]):
            with self.subTest(words):
                self.assertReported(self.errors(*words), "file/outside")
        self.write("strom.yml", "id: [\n")
        self.assertNotEqual(self.strom("build").returncode, 0)
        self.assertEqual(sorted(p.name for p in self.outside.iterdir()), then)

    def test_outputs_that_the_user_names(self):
        (self.folder / "out").symlink_to(self.outside)
        self.assertEqual(self.strom("build", "--out", "out").returncode, 0)
        self.assertTrue((self.outside / "report-en.pdf").exists())
        self.assertEqual(self.strom("build", "--allow", str(self.outside)).returncode, 0)

    def test_source_that_the_user_names(self):
        path = self.outside / "x.csv"
        path.write_text("town,n\nRiga,1\n")
        self.assertIn("Riga", self.strom("data", str(path)).stdout)
        path.write_text("town;n\nRiga,1,2\n")
        self.assertIn("Riga,1,2", self.strom("data", str(path)).stderr)
        path.write_text("town,n\nRiga,1\n")
        self.assertReported(self.errors("data", str(path), "--write"), "file/outside")

    def test_art_of_a_theme(self):
        theme = (SOURCE / "templates/themes/strom.yml").read_text()
        self.write("themes/own.yml", theme)
        self.replace("strom.yml", "theme: strom", "theme: own")
        (self.outside / "x.svg").write_text("<svg/>")
        name = re.search(r" art: ([^},\s]+)", theme)[1]
        (self.folder / "themes" / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / "themes" / name).unlink(missing_ok=True)
        (self.folder / "themes" / name).symlink_to(self.outside / "x.svg")
        self.assertReported(self.errors("check"), "file/outside", file="themes/own.yml")

    def test_picture(self):
        self.write("text/report.md", TEXT + f"\n![A map](../{self.outside.name}/x.png)\n")
        self.refused("file/outside", file="text/report.md", line=14)

    def test_allowed(self):
        self.include(self.outside / "x.md")
        for name in (str(self.outside), f"../{self.outside.name}"):
            run = self.strom("build", "--allow", name)
            self.assertEqual(run.returncode, 0, run.stderr)
        self.assertReported(self.errors("check", "--allow", "nowhere"), "project/no-allowed-folder")

    def test_pipes_and_sockets(self):
        os.mkfifo(self.folder / "text/pipe.md")
        with socket.socket(socket.AF_UNIX) as s:
            s.bind(str(self.folder / "text/socket.md"))
        for name in ("pipe.md", "socket.md"):
            with self.subTest(name):
                self.include(f"text/{name}")
                self.refused("file/unreadable", file="text/report.md")

    def test_project_that_is_a_link(self):
        (self.outside / "project").symlink_to(self.folder)
        run = self.strom("check", "-C", str(self.outside / "project"))
        self.assertEqual(run.returncode, 0, run.stderr)


class OutsideOnOlderKernels(Outside):
    """Without openat2, which Linux 5.6 brought and containers refuse: by our own walk."""

    before = (os.environ["MASKED"], "openat2", "--")


class Sensitive(Closed):
    """No word of a sensitive file in any output, message, dump, temporary file, core file or parcel."""

    turns = 0

    def setUp(self):
        super().setUp()
        self.write("data/people.csv", PEOPLE)
        self.replace("strom.yml", "values:",
                     "  people: {source: csv, path: data/people.csv, sensitive: true}\nvalues:")

    def run_some(self):
        """Other commands in each turn."""
        Sensitive.turns += 1
        return self.run_all(a_few(COMMANDS, 5, Sensitive.turns))

    def run_all(self, commands=COMMANDS):
        """Every command, with a folder of its own for what it leaves."""
        said = b""
        room = self.outside / "tmp"
        room.mkdir(exist_ok=True)
        for words in commands:
            run = subprocess.run(["/bin/sh", "-c", 'ulimit -c unlimited; exec "$0" "$@"', STROM, *words],
                                 capture_output=True, cwd=self.folder, timeout=300, check=False,
                                 env=dict(os.environ, TMPDIR=str(room)))
            self.assertNotIn(b"Sanitizer", run.stderr)
            said += run.stdout + run.stderr
        return said

    def left(self):
        """All files but the sensitive one itself."""
        own = (self.folder / "data/people.csv").stat().st_ino
        for top in (self.folder, self.outside):
            for path in top.rglob("*"):
                if path.is_file() and not path.is_symlink() and path.stat().st_ino != own:
                    yield path

    def words_of(self, name, content):
        """All bytes, what is packed in them unpacked."""
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as parcel:
                return b"".join(self.words_of(inner, parcel.read(inner)) for inner in parcel.namelist())
        if name.endswith(".pdf"):
            text = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout
            return content + text + b"".join(inflated(content[m.end():])
                                             for m in re.finditer(rb"stream\r?\n", content))
        return content

    def assertNothingLeaks(self, said):
        self.assertNotIn(b"anary", said, said.decode(errors="replace"))
        for path in self.left():
            self.assertNotIn(b"anary", self.words_of(path.name, path.read_bytes()), path)

    def test_good_project(self):
        self.assertNothingLeaks(self.run_all())
        self.assertIn("small.zip", self.outputs())
        # What main has printed already is nothing that a child's plugin writes.
        self.assertNotIn("plugin/output", self.strom("check", "-v").stderr)

    def names(self):
        """The file under ten names."""
        data, text = self.folder / "data", self.folder / "text"
        (text / "link.md").symlink_to("../data/people.csv")
        (text / "whole.md").symlink_to(data / "people.csv")
        (text / "chain.md").symlink_to("link.md")
        (text / "folder").symlink_to("../data")
        os.link(data / "people.csv", text / "hard.md")
        return ["data/people.csv", "./data//people.csv", "data/../data/people.csv", str(data / "people.csv"),
                f"../{self.folder.name}/data/people.csv", "text/link.md", "text/whole.md", "text/chain.md",
                "text/folder/people.csv", "text/hard.md"]

    def test_ten_names(self):
        for name in self.names():
            with self.subTest(name):
                self.include(name)
                self.refused("file/sensitive", file="text/report.md", line=14)
                self.assertNothingLeaks(self.run_some())

    def test_every_role(self):
        yml = (self.folder / "strom.yml").read_text()
        (self.folder / "themes").mkdir(exist_ok=True)
        os.link(self.folder / "data/people.csv", self.folder / "themes/own.yml")
        os.link(self.folder / "data/people.csv", self.folder / "text/x.md")
        (self.folder / "data/form.lss").symlink_to("people.csv")
        os.link(self.folder / "data/people.csv", self.folder / "data/form.xlsx")
        people = "data/people.csv"
        roles = {
            "text": ("text: text/report.md", f"text: {people}"),
            "texts": ("text: text/report.md", f"text: [text/report.md, {people}]"),
            "folder of texts": ("text: text/report.md", "text: text"),
            "second data": ("values:", f"  more: {{source: csv, path: {people}, sensitive: false}}\nvalues:"),
            "bibliography": ("text: text", f"bibliography: {people}, text: text"),
            "hyphenation": ("values:", f"hyphenation: {{lv: {people}}}\nvalues:"),
            "logo": ("  date:", f"  funders: [{{name: F, logo: {people}}}]\n  date:"),
            "profile": ("values:", f"print: {{profile: {people}}}\ndeliver: {{profiles: [print]}}\nvalues:"),
            "theme": ("theme: strom", "theme: own"),
            "codebook": ("csv, path: data/survey.csv,", f"csv, path: data/survey.csv, codebook: {people},"),
            "codebook of LimeSurvey": ("csv, path: data/survey.csv,", "csv, path: data/survey.csv, codebook: data/form.lss,"),
            "codebook of KoboToolbox": ("csv, path: data/survey.csv,", "csv, path: data/survey.csv, codebook: data/form.xlsx,"),
            "second file": ("path: data/survey.csv", f"path: [data/survey.csv, {people}]"),
        }
        for role, (old, new) in roles.items():
            with self.subTest(role):
                self.assertIn(old, yml)
                self.write("strom.yml", yml.replace(old, new))
                self.assertReported(self.errors("check"), "file/sensitive")
                self.assertNothingLeaks(self.run_some())

    def test_other_letters(self):
        """Where names differ by case there is no such file; where they do not, it is the sensitive one."""
        for name in ("data/People.csv", "DATA/PEOPLE.CSV"):
            with self.subTest(name):
                self.include(name)
                codes = {r["code"] for r in self.errors("check")}
                self.assertTrue(codes & {"file/missing", "file/sensitive"}, codes)
                self.assertNothingLeaks(self.run_some())

    def test_translation(self):
        for name in ("report", "project"):
            with self.subTest(name):
                path = self.folder / f"po/{name}.lv.po"
                path.unlink(missing_ok=True)
                path.symlink_to("../data/people.csv")
                self.assertReported(self.errors("check"), "file/sensitive")
                self.assertNothingLeaks(self.run_some())
                self.assertEqual((self.folder / "data/people.csv").read_text(), PEOPLE)
                path.unlink()

    def test_roles_of_texts(self):
        os.link(self.folder / "data/people.csv", self.folder / "text/annex.pdf")
        (self.folder / "text/map.svg").symlink_to("../data/people.csv")
        roles = {"annex": TEXT + "\n![A letter](text/annex.pdf){page=1}\n", "picture": TEXT + "\n![A map](text/map.svg)\n",
                 "bibliography": "---\nbibliography: ../data/people.csv\n---\n\n" + TEXT}
        for role, text in roles.items():
            with self.subTest(role):
                self.write("text/report.md", text)
                self.assertReported(self.errors("check"), "file/sensitive", file="text/report.md")
                self.assertNothingLeaks(self.run_some())

    def test_picture(self):
        self.write("text/report.md", TEXT + "\n![A map](data/people.csv)\n")
        self.refused("file/sensitive", file="text/report.md", line=14)
        self.assertNothingLeaks(self.run_some())

    def test_strom_yml_itself(self):
        (self.folder / "strom.yml").unlink()
        (self.folder / "strom.yml").symlink_to("data/people.csv")
        self.assertNotEqual(self.strom("check").returncode, 0)

    def test_broken_rows(self):
        self.write("data/people.csv", PEOPLE + f"{CANARY};1\n\"{CANARY}\n")
        self.assertNothingLeaks(self.run_some())

    def test_written_anew_meanwhile(self):
        """By name in a link, whatever file stands there when it is read."""
        (self.folder / "text/link.md").symlink_to("../data/people.csv")
        self.include("text/link.md")
        (self.folder / "data/people.csv").unlink()
        self.write("data/people.csv", PEOPLE)
        self.refused("file/sensitive")


if __name__ == "__main__":
    unittest.main()
