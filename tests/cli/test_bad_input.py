"""Bad input: a clear error at its place, in bounded time and memory, and no file left behind."""

import unittest

from project import CSV, Project


class BadInput(Project):
    def assertNothingWritten(self):
        self.assertEqual(self.outputs(), [])

    def bad(self, code, **place):
        report = self.assertReported(self.errors("build"), code, **place)
        self.assertNothingWritten()
        return report

    def test_project_errors_come_all_at_once(self):
        self.replace("strom.yml", "  title: A small project", "  titel: A small project")
        self.replace("strom.yml", "date: 2015-10-31", "date: 2015-13-31")
        self.replace("strom.yml", "text: text/report.md", "text: text/reprot.md")
        reports = self.errors("build")
        self.assertReported(reports, "yaml/unknown-key", line=3, column=3)
        self.assertGreaterEqual(len(reports), 3)
        self.assertTrue(any(r.get("line") == 4 for r in reports))
        self.assertTrue(any("text/reprot.md" in r["message"] for r in reports))

    def test_missing_column(self):
        self.replace("text/report.md", "select town, policy", "select town, polcy")
        report = self.bad("data/unknown-column", line=6, column=21)
        self.assertIn("policy", report["hint"])

    def test_ragged_row(self):
        self.write("data/survey.csv", CSV + "Oslo;NO\n")
        self.bad("csv/ragged-row", line=5, file="data/survey.csv")

    def test_unknown_value(self):
        self.replace("text/report.md", "{towns, plural", "{twons, plural")
        report = self.bad("text/unknown-value", line=3, column=12)
        self.assertIn("towns", report["hint"])

    def test_broken_placeholder_in_a_translation(self):
        msgid = "There are {towns, plural, one {# town} other {# towns}} in *the* survey, as @tbl-towns shows."
        po = self.folder / "po/report.lv.po"
        po.write_text(po.read_text() + f'\nmsgid "{msgid}"\nmsgstr "Ir {{twons}} pilsētas; @tbl-towns."\n')
        reports = self.errors("build")
        self.assertTrue(any(r.get("file") == "po/report.lv.po" and r.get("line") == 8 for r in reports),
                        reports)
        self.assertEqual(self.outputs(), ["report-en.pdf"])

    def test_glyph_that_no_font_has(self):
        self.replace("text/report.md", "*the* survey", "*the* \U00010348 survey")
        report = self.bad("font/missing-glyph", line=3)
        self.assertIn("10348", report["message"])

    def test_missing_picture(self):
        self.replace("text/report.md", "- one", "![A map](art/map.png)\n\n- one")
        self.bad("text/missing-picture", line=11)

    def test_line_of_200_megabytes(self):
        with open(self.folder / "data/survey.csv", "ab") as f:
            for _ in range(200):
                f.write(b"x" * (1 << 20))
        self.errors("build")
        self.assertNothingWritten()

    def test_text_of_200_megabytes(self):
        with open(self.folder / "text/report.md", "ab") as f:
            for _ in range(200):
                f.write(b"x" * (1 << 20))
        self.bad("file/too-large")

    def test_invalid_utf8(self):
        self.write("text/report.md", b"# One\n\nAb\xffcd\n")
        self.bad("text/not-utf8", line=3, column=3)

    def test_yaml_anchor_bomb(self):
        lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
        for i in range(1, 30):
            lines.append(f"a{i}: &a{i} [" + ", ".join([f"*a{i - 1}"] * 9) + "]")
        self.write("strom.yml", "\n".join(lines))
        self.bad("yaml/alias")

    def test_yaml_nested_10000_deep(self):
        self.write("strom.yml", "[" * 10000 + "]" * 10000)
        self.bad("yaml/too-deep")

    def test_markdown_nested_10000_deep(self):
        for text in ("> " * 10000 + "deep", "- " * 10000 + "deep", "*a **b " * 5000,
                     "[" * 10000 + "x" + "]" * 10000, "::: {.box}\n" * 10000,
                     "![" * 10000, "<" * 10000, "`" * 10001):
            self.write("text/report.md", text)
            run = self.strom("build", timeout=60)
            self.assertIn(run.returncode, (0, 1), text[:20] + run.stderr[-500:])
            self.assertNotIn("Sanitizer", run.stderr)

    def test_empty_document(self):
        self.write("text/report.md", "")
        self.assertEqual(self.strom("build", "-e", "en").returncode, 0)

    def test_protect_is_not_there_yet(self):
        self.replace("strom.yml", "values:", "protect:\n  p: {from: survey, count: policy, by: [country]}\nvalues:")
        self.bad("project/protect-unavailable", line=10)

    def test_sensitive_table_is_out_of_reach(self):
        self.replace("strom.yml", "sensitive: false", "sensitive: true")
        report = self.bad("data/sensitive-table")
        self.assertNotIn("Riga", str(report))

    def test_sensitive_error_shows_no_cell(self):
        self.replace("strom.yml", "sensitive: false", "sensitive: true")
        self.write("data/survey.csv", CSV + "Secretville;XX\n")
        run = self.strom("build")
        self.assertEqual(run.returncode, 1)
        self.assertIn("survey.csv:5", run.stderr)
        self.assertNotIn("Secretville", run.stdout + run.stderr)

    def test_columns_are_exact_in_every_container(self):
        cases = {
            "   Indented {x} text": (1, 14),
            "> quoted {x}": (1, 11),
            "- item {x}": (1, 9),
            "  - a\n    - deeper {x}": (2, 15),
            "::: {.practice}\nIn a box {x}\n:::": (2, 11),
            "> - both {x}": (1, 11),
            "| a | b |\n|---|---|\n| x \\| y | {x} |": (3, 13),
            "Ā ž Ж {x}": (1, 8),
            "*emphasis {x}*": (1, 12),
            "# Heading {x}": (1, 12),
        }
        for text, (line, column) in cases.items():
            with self.subTest(text=text):
                self.write("text/report.md", text + "\n")
                reports = self.errors("check", "-e", "en")
                self.assertReported(reports, "text/unknown-value", line=line, column=column)


if __name__ == "__main__":
    unittest.main()
