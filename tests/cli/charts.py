"""A project of one chart: what it draws, as texts with their places, and what it refuses."""

import re

from project import Project, YML


class ChartProject(Project):
    def write_chart(self, kind, rows, head="name,a,b", options="", columns="", more="claim: It grows",
                    query=None, title="A"):
        self.write("strom.yml", YML.replace("survey: {source: csv, path: data/survey.csv, sensitive: false}",
                                            "t: {source: csv, path: data/t.csv, sensitive: false}")
                   .replace("values:\n  towns: select count(*) from survey\n", ""))
        self.write("data/t.csv", head + "\n" + "".join(row + "\n" for row in rows))
        names = head.split(",")
        columns = columns or "{" + ", ".join(
            [f"{names[0]}: {{title: Name, type: text}}"] +
            [f"{n}: {{title: {title}{n}, type: number}}" for n in names[1:]]) + "}"
        query = query or f"select {head} from t order by rowid"
        self.write("text/report.md", f"# One\n\n```{{figure}} fig-a\ntype: {kind}\n{more}\n"
                   f"query: {query}\ncolumns: {columns}\noptions: {{{options}}}\n```\n")

    def drawn(self, *words, edition="en", **more):
        """Texts with their places, and all lines that are painted."""
        self.write_chart(*words, **more)
        run = self.strom("dump", "pages", "report", "-e", edition)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.said = run.stderr
        lines = [l for l in run.stdout.splitlines() if " figure:" in l]
        texts = [(float(m[1]), float(m[2]), m[3].strip()) for m in
                 (re.match(r'^  text ([-0-9.]+) ([-0-9.]+) .*"(.*)"$', l) for l in lines) if m]
        return texts, lines

    def refused(self, code, *words, line=None, file=None, **more):
        self.write_chart(*words, **more)
        report = self.assertReported(self.errors("build", "-e", "en"), code,
                                     **({"file": file, "line": line} if file else {}))
        self.assertEqual(self.outputs(), [])
        return report

    def words(self, texts):
        return [text for _, _, text in texts]

    def bars(self, lines):
        """Widths of what is filled."""
        found = []
        for l in lines:
            m = re.match(r"^  path \S+ \S+ \S+ #\w+ M (\S+) (\S+) L (\S+) \S+ L \S+ (\S+) L \S+ \S+ Z$", l)
            if m:
                found.append((abs(float(m[3]) - float(m[1])), abs(float(m[4]) - float(m[2]))))
        return found
