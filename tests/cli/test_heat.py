"""Tables of classes: which class a cell has, what the key says, and what is refused."""

import re
import unittest

from charts import ChartProject

LONG = "Municipalities that work with partners and have neither a coordinator nor a policy of their own " * 2


class Heat(ChartProject):
    def fills(self, lines):
        """The colours of cells in their order: of what is filled and wider than the key's boxes."""
        found = []
        for l in lines:
            m = re.match(r"^  path \S+ \S+ \S+ (#\w+) M (\S+) (\S+) L (\S+) \S+ L \S+ \S+ L \S+ \S+ Z$", l)
            if m and float(m[4]) - float(m[2]) > 12:
                found.append(m[1])
        return found

    def key(self, texts):
        return [word for word in self.words(texts) if re.match(r"^[≤≥]|^-?[\d.,]+–[\d.,]+%?$", word)]

    def heat(self, numbers, head="name,a", **more):
        return self.drawn("heat", [f"n{i},{n}" for i, n in enumerate(numbers)], head=head, **more)

    def test_classes_by_breaks(self):
        texts, lines = self.heat([0, 2, 3, 8, 9, 11, 12, 40], options="breaks: 3 6 9 12")
        self.assertEqual(self.key(texts), ["0–2", "3–5", "6–8", "9–11", "≥ 12"])
        fills = self.fills(lines)
        self.assertEqual([fills.index(f) for f in fills], [0, 0, 2, 3, 4, 4, 6, 6])
        texts, _ = self.heat([-5, 2, 7], options="breaks: 0 5")
        self.assertIn("-5" if "-5" in self.words(texts) else "−5", self.words(texts))

    def test_what_is_pointed_out(self):
        texts, lines = self.heat([1, 2, 3], options="highlight: n1")
        self.assertTrue(any(re.search(r'SemiBold .* "n1"$', l) for l in lines))
        self.assertEqual(sum(" stroke 0.9 #" in l for l in lines), 1)
        _, lines = self.heat([1, 2, 3], options="highlight: n9")
        self.assertIn("[heat/highlight]", self.said)
        self.assertFalse(any(" stroke 0.9 #" in l for l in lines))

    def test_classes_of_equal_width(self):
        for numbers, key in (([1, 10], ["1–2", "3–4", "5–6", "7–8", "9–10"]), ([7, 7], ["7"]),
                             ([3, 47], ["0–9", "10–19", "20–29", "30–39", "40–49"]),
                             ([1, 2, 3], ["1", "2", "3"]), ([0, 1000000000000], None)):
            texts, lines = self.heat(numbers)
            self.assertEqual(len(self.fills(lines)), len(numbers))
            if key:
                self.assertEqual([w for w in self.words(texts) if w in key][-len(key):], key, numbers)
        texts, _ = self.heat([1, 9], options="classes: 3")
        self.assertEqual(self.key(texts), ["1–3", "4–6", "7–9"])

    def test_shares(self):
        columns = "{name: {title: N, type: text}, a: {title: A, type: percent}}"
        texts, lines = self.heat([0.2, 0.19, 1, 0], columns=columns, options="breaks: 20% 40% 60% 80%")
        self.assertEqual(self.key(texts), ["0–19", "20–39", "40–59", "60–79", "80–100%"])
        fills = self.fills(lines)
        self.assertEqual(fills[1], fills[3])
        self.assertEqual(len(set(fills)), 3)
        texts, _ = self.heat([0.2, 0.191, 0.75], columns=columns, options="breaks: 20% 40% 60%")
        self.assertEqual([w for w in self.words(texts) if w in ("20", "40", "60", "100%")], ["100%", "60", "40", "20"])
        for breaks in ("20 40", "0.2 0.4", "20%", "20% x", "40% 20%", "1% 2% 3% 4% 5%", "20%% 30%", "--2% 3%"):
            self.refused("heat/breaks", "heat", ["x,0.5"], head="name,a", columns=columns, options=f"breaks: {breaks}",
                         file="text/report.md", line=8)
        self.refused("heat/breaks", "heat", ["x,5"], head="name,a", options="breaks: 20% 40%")

    def test_two_sides(self):
        texts, lines = self.heat([-20, 20, 0], options="scale: diverging")
        self.assertEqual(len(set(self.fills(lines)[:3])), 3)

    def test_extremes(self):
        for numbers in ([5], [0, 0, 0], [0.000000001, 0.000000003], [-5, -1], [-3, 4], ["", 4], list(range(40)),
                        [10 ** 15, -10 ** 15], [0.1, 0.2, 0.3, 0.35]):
            for scale in ("ordered", "diverging"):
                with self.subTest(numbers=numbers[:3], scale=scale):
                    texts, _ = self.heat(numbers, options=f"scale: {scale}")
                    self.assertTrue(texts)
        texts, _ = self.heat(["", ""])
        self.assertEqual(self.words(texts).count("–"), 2)
        self.assertIn("[heat/no-numbers]", self.said)

    def test_the_total_has_no_class(self):
        texts, lines = self.drawn("heat", ["x,1,2,900", "y,3,4,7"], head="name,a,b,c", options="total: c")
        self.assertEqual(len(self.fills(lines)), 4)
        self.assertIn("900", self.words(texts))
        self.refused("heat/total", "heat", ["x,1,2"], options="total: z", file="text/report.md", line=8)

    def test_heads_are_abbreviated(self):
        head = "name," + ",".join("abcdefgh")
        columns = ("{name: {title: N, type: text}, " +
                   ", ".join(f"{n}: {{title: {n.upper()}bbbbbbbbbbbbbbbbbbbbbbbb}}" for n in "abcdefgh") + "}")
        texts, _ = self.drawn("heat", ["x" + ",1" * 8], head=head, columns=columns)
        self.assertEqual(self.words(texts).count("A"), 2)
        self.assertIn("Abbbbbbbbbbbbbbbbbbbbbbbb", self.words(texts))
        texts, _ = self.drawn("heat", ["x" + ",1" * 8], head=head, columns=re.sub("title: [A-H]", "title: A", columns))
        self.assertIn("8", self.words(texts))

    def test_names(self):
        texts, _ = self.drawn("heat", [f'"{LONG}",1,2', '"ريغا",2,3'])
        self.assertTrue(any("…" in word for word in self.words(texts)))
        self.assertIn("[figure/long-label]", self.said)

    def test_kept_back_and_small(self):
        columns = "{name: {title: N, type: text}, a: {title: A, type: number, suppressed: c}}"
        texts, _ = self.heat([5, -1, 7], columns=columns,
                             query="select name, case when a < 0 then 'c' else a end as a from t order by rowid")
        self.assertIn("c", self.words(texts))
        columns = "{name: {title: N, type: text}, a: {title: A, type: percent, n: b}, b: {title: n, type: number}}"
        self.refused("heat/small-base", "heat", ["x,0.5,20", "y,0.4,9"], columns=columns, file="data/t.csv", line=3)
        texts, _ = self.drawn("heat", ["x,0.5,20", "y,0.4,9"], columns=columns, options="small-base: allow")
        self.assertIn("Hatched: fewer than 10 answers.", self.words(texts))

    def test_refused(self):
        self.refused("heat/rows", "heat", ["x,1,2"], query="select name, a, b from t where a > 9 order by a")
        self.refused("heat/rows", "heat", [f"n{i},1,2" for i in range(500)], file="data/t.csv", line=52)
        many = ["c" + chr(97 + i) for i in range(25)]
        self.refused("heat/columns", "heat", ["x" + ",1" * 25], head="name," + ",".join(many))
        self.refused("heat/columns", "heat", ["x,1"], head="name,a", query="select name from t order by name",
                     columns="{name: {title: N, type: text}}")
        self.refused("heat/not-a-number", "heat", ["x,u,2"], columns="{name: {title: N, type: text}, a: {title: A}, "
                     "b: {title: B, type: number}}", file="data/t.csv", line=2)
        self.refused("heat/not-a-number", "heat", ["x,1,2", "y,10000000000000000,2"], file="data/t.csv", line=3)
        self.refused("heat/two-scales", "heat", ["x,0.5,40"], columns="{name: {title: N, type: text}, a: "
                     "{title: A, type: percent}, b: {title: B, type: number}}")
        self.refused("heat/no-room", "heat", ["x" + ",1" * 19 + ",1000000000000"], head="name," + ",".join(many[:20]),
                     file="data/t.csv", line=2)

    def test_small_letters(self):
        self.write_chart("heat", ["x,1,2"])
        self.write("themes/own.yml", "like: strom\nstyles:\n  figure-axis: {family: lato, size: 6pt}\n")
        self.replace("strom.yml", "theme: strom", "theme: own")
        self.assertReported(self.errors("build", "-e", "en"), "heat/small-type")


if __name__ == "__main__":
    unittest.main()
