"""Sources of several files, and sources of none."""

import os
import subprocess
import sys
import unittest

from project import STROM, Project

# In a process of its own: what is forked from a large one counts as large.
MEASURE = """import resource, subprocess, sys
subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
HEAD = "data:\n  survey: {source: csv, path: data/survey.csv, sensitive: false}\n"


class Sources(Project):
    def data(self, entry):
        self.replace("strom.yml", HEAD, f"data:\n  survey: {entry}\n")

    def test_rows_of_several_files_follow_each_other(self):
        self.write("data/more.csv", "town,country,policy\nOslo,NO,0\n")
        self.data("{source: csv, path: [data/survey.csv, data/more.csv], sensitive: false}")
        self.assertIn('["Turku", "FI", 1]\n  ["Oslo", "NO", 0]\n', self.strom("dump", "tables").stdout)

    def test_a_fault_of_a_further_file_stands_there(self):
        self.write("data/more.csv", "town,country,police\nOslo,NO,0\n")
        self.data("{source: csv, path: [data/survey.csv, data/more.csv], sensitive: false}")
        said = self.strom("check").stderr
        self.assertIn("data/more.csv:1:14: error: column 3 is 'police', and in the first file 'policy' "
                      "[data/other-columns]", said)

    def test_further_files_are_sensitive_too(self):
        self.write("data/more.csv", "town,country,policy\nOslo,NO,maybe,9\n")
        self.data("{source: csv, path: [data/survey.csv, data/more.csv], sensitive: true}")
        said = self.strom("check").stderr
        self.assertIn("data/more.csv:2:1: error", said)
        self.assertNotIn("maybe", said)
        self.write("data/more.csv", "town,country,policy\nOslo,NO,0\n")
        self.replace("text/report.md", "- two", "- two\n\n![Data](data/more.csv)")
        self.assertIn("file/sensitive", self.strom("check").stderr)

    def test_a_source_that_connects_reads_no_file(self):
        entry = "{source: connecting, path: data/survey.csv, sensitive: false, options: {server: a.example}}"
        self.data(entry)
        said = self.strom("check", "-P", os.environ["FAULTY"]).stderr
        self.assertIn("project/path-without-file", said)

    def test_nothing_connects_unasked(self):
        self.data("{source: connecting, sensitive: false, options: {server: a.example}}")
        said = self.strom("check", "-P", os.environ["FAULTY"]).stderr
        self.assertIn("the source connects to 'a.example', and you have not agreed to that [data/not-connected]", said)
        self.assertIn("add --connect survey; to agree for all projects, 'strom trust --connect a.example'.", said)
        self.assertNotIn("connecting/ran", said)

    def test_one_connects_by_its_name(self):
        self.data("{source: connecting, sensitive: false, options: {server: a.example}}")
        self.assertIn("connecting/ran", self.strom("check", "-P", os.environ["FAULTY"], "--connect", "survey").stderr)
        self.assertIn("data/not-connected",
                      self.strom("check", "-P", os.environ["FAULTY"], "--connect", "other").stderr)

    def test_one_connects_where_its_server_is_trusted(self):
        self.data("{source: connecting, sensitive: false, options: {server: a.example}}")
        self.assertEqual(self.strom("trust", "--connect", "a.example").stdout, "a.example: trusted, to be connected to\n")
        self.assertIn("a.example: trusted, to be connected to", self.strom("trust", "--list").stdout)
        self.assertIn("connecting/ran", self.strom("check", "-P", os.environ["FAULTY"]).stderr)
        self.assertEqual(self.strom("trust", "--remove", "--connect", "a.example").stdout, "a.example: removed\n")
        self.assertIn("trust/not-trusted", self.strom("trust", "--remove", "--connect", "a.example").stderr)
        self.assertIn("data/not-connected", self.strom("check", "-P", os.environ["FAULTY"]).stderr)

    def peak(self, rows):
        """Megabytes of the largest process, for four files with rows of a thousand bytes, nearly all of which are left out."""
        for i in range(4):
            self.write(f"data/{i}.csv", "town,remark\n" + f"Riga,{'long ' * 200}\n" * rows)
        words = [sys.executable, "-c", MEASURE, STROM, "check", "-q", "-C", str(self.folder)]
        return int(subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout) / 1024

    def test_files_that_have_been_read_are_not_in_memory(self):
        names = ", ".join(f"data/{i}.csv" for i in range(4))
        self.data(f"{{source: csv, path: [{names}], sensitive: false, leave-out: [remark]}}")
        self.assertLess(self.peak(20000) - self.peak(10), 50)  # of 80 MB

    def test_a_source_of_files_needs_one(self):
        self.data("{source: csv, path: [], sensitive: false}")
        self.assertIn("'path' is missing [yaml/missing-key]", self.strom("check").stderr)


if __name__ == "__main__":
    unittest.main()
