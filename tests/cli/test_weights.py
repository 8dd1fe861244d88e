"""Weights: shares, means and medians of measures are weighted, counts are not; held against a count of our own."""

import json
import random
import re
import unittest

from test_measures import CSV, YML, Measured


def weighted_share(rows, is_so):
    """Of rows with an answer: (answer, weight)."""
    answered = [(a, w) for a, w in rows if a is not None and w > 0]
    return sum(w for a, w in answered if is_so(a)) / sum(w for _, w in answered)


def weighted_median(rows):
    """The smallest value up to which half of the weight goes; where exactly half does, the mean with the next."""
    rows = sorted((v, w) for v, w in rows if v is not None and w > 0)
    total, so_far = sum(w for _, w in rows), 0
    for i, (value, weight) in enumerate(rows):
        so_far += weight
        if so_far * 2 == total:
            return (value + rows[i + 1][0]) / 2
        if so_far * 2 > total:
            return value


class Weights(Measured):
    def setUp(self):
        super().setUp()
        r = random.Random(7)
        self.rows = [{"size": r.choice(["small", "large"]), "policy": r.choice([0, 1, None]),
                      "staff": r.choice([None, 0, 1, 2, 5, 9, 40]), "obstacle": r.choice(["money", "staff", "time", None]),
                      "w": r.choice([0, 0.25, 0.5, 1, 1.5, 4])} for _ in range(60)]
        self.write("data/survey.csv", "size,policy,staff,obstacle,w\n" + "".join(
            ",".join("" if v is None else str(v) for v in row.values()) + "\n" for row in self.rows))
        yml = YML[:YML.index("measures:")] + "measures:\n  survey:\n    some: staff > 0\n" + YML[YML.index("documents:"):]
        self.write("strom.yml", yml.replace("sensitive: false", "sensitive: false\n    weight: w"))

    def of(self, column, **group):
        return [(row[column], row["w"]) for row in self.rows if all(row[k] == v for k, v in group.items())]

    def counted(self, column, **group):
        return [v for v, w in self.of(column, **group) if v is not None and w > 0]

    def test_shares_means_and_medians(self):
        staff = [(v, w) for v, w in self.of("staff") if v is not None]
        mean = sum(v * w for v, w in staff) / sum(w for _, w in staff)
        wanted = {
            "survey.policy.share": weighted_share(self.of("policy"), lambda a: a == 1),
            "survey.policy.share.size.small": weighted_share(self.of("policy", size="small"), lambda a: a == 1),
            "survey.obstacle.share.money": weighted_share(self.of("obstacle"), lambda a: a == "money"),
            "survey.some.share": weighted_share(self.of("staff"), lambda a: a > 0),
            "survey.staff.mean": mean,
            "survey.staff.median": weighted_median(self.of("staff")),
            "survey.staff.median.size.large": weighted_median(self.of("staff", size="large")),
            "survey.policy.base": len(self.counted("policy")),
            "survey.policy.count": sum(self.counted("policy")),
            "survey.staff.sum": sum(self.counted("staff")),
            "survey.rows": len(self.rows)}
        found = self.printed([f"{name}, number, ::.000000" for name in wanted])
        for name, value in wanted.items():
            said = found[f"{name}, number, ::.000000"].replace(",", "")
            self.assertAlmostEqual(float(said), value, 6, name)

    def test_what_most_weigh(self):
        weight = {a: sum(w for v, w in self.of("obstacle") if v == a) for a in ("money", "staff", "time")}
        self.all({"survey.obstacle.most": max(weight, key=weight.get), "survey.obstacle.fewest": min(weight, key=weight.get)})

    def table(self, edition="en", kind="table", more=""):
        self.id = "tbl-one" if kind == "table" else "fig-one"
        self.write("text/report.md", f"# One\n\n```{{{kind}}} {self.id}\nmeasure: survey.obstacle\nby: size\n{more}columns:\n"
                   "  size: {title: Size}\n  obstacle: {title: Obstacle}\n  share: {title: Share, type: percent, decimals: 4}\n"
                   "  count: {title: Count, type: number}\n  n: {title: n, type: number}\n"
                   f"caption: Obstacles\n```\n\n@{self.id}\n")
        return self.ran("dump", "edition", "report", "-e", edition)

    def ran(self, *words):
        run = self.strom(*words)
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stderr)
        return run.stdout

    def test_a_table_by_groups(self):
        cells = re.findall(r'"([^"]*)"', self.table())
        for size in ("large", "small"):
            for answer in ("money", "staff", "time"):
                share = weighted_share(self.of("obstacle", size=size), lambda a, wanted=answer: a == wanted)
                answers = self.counted("obstacle", size=size)
                wanted = [size, answer, f"{share * 100:.4f}%", str(answers.count(answer)), str(len(answers))]
                self.assertIn(wanted, [cells[i:i + 5] for i in range(len(cells))])

    def test_tables_and_charts_say_so(self):
        self.assertIn("Shares and means are weighted; counts and n are not.", self.table())
        self.write("po/report.lv.po", "")
        self.assertIn("Īpatsvari un vidējie ir svērti", self.table("lv"))
        chart = self.table(kind="figure", more='type: bar\nalt: Obstacles\n')
        self.assertIn("Shares and means are weighted", chart)
        self.write("text/report.md", "# One\n\n```{table} tbl-one\nmeasure: survey.obstacle\ncolumns:\n  obstacle: {title: O}\n"
                   "  count: {title: n, type: number}\ncaption: Obstacles\n```\n\n@tbl-one\n")
        self.assertNotIn("weighted", self.ran("dump", "edition", "report", "-e", "en"))

    def test_explain_shows_the_weights(self):
        self.text("survey.policy.share")
        said = self.ran("explain", "survey.policy.share")
        self.assertIn("weighted by 'w'", said)
        self.assertIn(f"base        {len(self.counted('policy'))}\n", said)

    def test_a_view_keeps_the_weight_that_it_has(self):
        self.replace("strom.yml", "measures:", "views:\n  small: select policy, w as weight from survey where size = 'small'\n"
                     "  bare: select policy from survey\n  again: select * from small\nmeasures:")
        wanted = weighted_share(self.of("policy", size="small"), lambda a: a == 1)
        self.assertAlmostEqual(float(self.printed(["again.policy.share, number, ::.000000"])
                                     ["again.policy.share, number, ::.000000"]), wanted, 6)
        self.text("bare.policy.share")
        run = self.strom("check")
        self.assertIn("data/no-weight", run.stderr)
        self.text("bare.policy.count")
        self.assertEqual(self.strom("check").stderr, "")

    def test_data_offers_the_weights_of_a_code_book(self):
        self.write("data/book.csv", "variable,value,label_en,type\nw,,Weight,weight\nsize,small,Small,\nsize,large,Large,\n")
        self.replace("strom.yml", "    weight: w\n", "    codebook: data/book.csv\n")
        self.assertIn("'w' has weights: with weight: w in strom.yml shares and means are weighted",
                      self.ran("data", "survey"))
        columns = json.loads(self.ran("data", "survey", "--json"))["columns"]
        self.assertEqual([c["name"] for c in columns if c.get("weight")], ["w"])
        self.replace("strom.yml", "    codebook:", "    weight: w\n    codebook:")
        self.assertNotIn("has weights", self.ran("data", "survey"))

    def test_weights_are_numbers(self):
        self.text("survey.rows")
        for csv, code in (("w\n-1\n2\n", "data/bad-weight"), ("w,x\n,1\n2,1\n", "data/bad-weight"), ("w\na\nb\n", "data/check-type"),
                          ("v\n1\n2\n", "data/unknown-column")):
            self.write("data/survey.csv", csv)
            self.replace("strom.yml", "    some: staff > 0", "    some: 1 > 0")
            self.assertEqual([r["code"] for r in self.errors("check")], [code], csv)
            self.replace("strom.yml", "    some: 1 > 0", "    some: staff > 0")


if __name__ == "__main__":
    unittest.main()
