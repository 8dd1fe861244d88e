"""A flow: stages and what is lost behind them, in bands as thick as their numbers; refused where these are not conserved."""

import re
import unittest

import pikepdf

from charts import ChartProject

HEAD = "stage,people,lost,why"
COLUMNS = "{stage: {title: Stage}, people: {title: People, type: number}, lost: {title: Lost, type: number}, why: {title: Why}}"
ROWS = ["noticed,100,36,no one to ask", "identified,64,18,no routine", "referred,46,8,no place free", "helped,38,,"]


class Flows(ChartProject):
    def flow(self, rows, head=HEAD, columns=COLUMNS, **more):
        return self.drawn("flow", rows, head=head, columns=columns, **more)

    def refuse(self, what, rows, line=None, head=HEAD, columns=COLUMNS, **more):
        return self.refused(f"flow/{what}", "flow", rows, head=head, columns=columns,
                            **({"file": "data/t.csv", "line": line} if line else {}), **more)

    def narrow(self, rows, edition="en", **more):
        """In a column of 60 mm."""
        self.write_chart("flow", rows, head=HEAD, columns=COLUMNS, **more)
        self.write("themes/own.yml", "like: strom\nstyles:\n  quote: {start: 0pt, end: 78mm}\n")
        self.replace("strom.yml", "theme: strom", "theme: own")
        text = (self.folder / "text/report.md").read_text().split("\n\n", 1)
        self.write("text/report.md", text[0] + "\n\n" + "".join(f"> {l}\n" for l in text[1].splitlines()))
        if edition != "en":
            self.replace("strom.yml", "languages: [en, lv]", f"languages: [en, lv, {edition}]")
        run = self.strom("dump", "pages", "report", "-e", edition)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return re.findall(r'" *([^"]*?) *"$', "\n".join(l for l in run.stdout.splitlines() if " figure:" in l), re.M)

    def test_bands_are_as_thick_as_their_numbers(self):
        texts, lines = self.flow(ROWS)
        bands = [h for w, h in self.bars(lines) if w > 20]
        self.assertEqual(len(bands), 3)
        for band, number in zip(bands, (64, 46, 38)):
            self.assertAlmostEqual(band / bands[0], number / 64, 1)
        words = " ".join(self.words(texts))
        for text in ("noticed 100", "helped 38", "\u221236", "no one to ask", "\u22128", "no place free"):
            self.assertIn(text, words)
        self.assertEqual(sum(" C " in l for l in lines), 3)

    def test_what_is_lost_is_what_does_not_arrive(self):
        texts, _ = self.flow([r.rsplit(",", 2)[0] for r in ROWS], head="stage,people",
                             columns="{stage: {title: S}, people: {title: P, type: number}}")
        self.assertIn("\u221218", self.words(texts))
        texts, _ = self.flow(["a,10,,left", "b,7,,", "c,7,0,"])
        self.assertIn("\u22123", self.words(texts))

    def test_several_reasons(self):
        texts, _ = self.flow(["a,10,2,late", "a,10,3,ill", "b,5,1,moved", "c,4,,"])
        for text in ("\u22122", "late", "\u22123", "ill", "\u22121", "moved"):
            self.assertIn(text, self.words(texts))

    def test_a_key_where_it_is_narrow(self):
        words = self.narrow(ROWS)
        for text in ("1", "noticed", "4", "helped", "100", "38", "\u221236"):
            self.assertIn(text, words)
        self.assertNotIn("noticed 100", words)

    def test_numbers_without_room_are_in_the_key(self):
        rows = [f"stage {i},{(9 - i) * 10**12},{10**12 if i < 5 else ''},{f'reason {i}' if i < 5 else ''}" for i in range(6)]
        words = " ".join(self.narrow(rows))
        self.assertIn("stage 5 4,000,000,000,000", words)
        self.assertIn("reason 0 \u22121,000,000,000,000", words)

    def test_shares(self):
        columns = COLUMNS.replace("number", "percent")
        texts, _ = self.flow(["a,1,0.36,x", "b,0.64,0.18,y", "c,0.46,,"], columns=columns)
        self.assertIn("a 100%", self.words(texts))
        self.assertIn("b 64", self.words(texts))
        self.refuse("two-scales", ["a,1,36,x", "b,0.64,18,y", "c,0.46,,"],
                    columns=COLUMNS.replace("People, type: number", "People, type: percent"))

    def test_extremes(self):
        for rows in (["a,5,,", "b,5,,", "c,5,,"], ["a,1000000000000,1,x", "b,999999999999,,", "c,0,,"],
                     ["a,0.000000003,0.000000001,x", "b,0.000000002,0.000000001,y", "c,0.000000001,,"],
                     [f"s{i},{6 - i},{int(i < 5)}," for i in range(6)]):
            texts, _ = self.flow(rows)
            self.assertTrue(texts)
        texts, _ = self.flow(["a,0.000000003,0.000000001,x", "b,0.000000002,0.000000001,y", "c,0.000000001,,"])
        self.assertIn("a 0.000000003", self.words(texts))

    def test_long_and_right_to_left_names(self):
        long = "those who went to a municipality of their own accord and had nobody to speak for them " * 3
        texts, _ = self.flow([f"a,100,36,{long}", "\u0631\u064a\u063a\u0627,64,18,\u0644\u0627", f"{long},46,,"])
        self.assertIn("of their own accord", " ".join(self.words(texts)))
        self.flow(["a,100,36," + "x" * 200, "b,64,18,y", "y" * 200 + ",46,,"])
        self.assertIn("[figure/long-label]", self.said)

    def test_words_that_the_language_does_not_divide(self):
        """English reasons in Russian: they were wider than their lines, and stood over each other."""
        for rows in (["Noticed,1240,310,No interpreter", "Noticed,1240,180,Left the country", "Referred,750,250,No place in a shelter",
                      "Helped,500,140,Gave up", "Compensated,360,,"],
                     ["Noticed,1240,310,Representatives", "Noticed,1240,180,Misunderstanding", "Referred,750,50,Misinterpretation", "Helped,700,,"]):
            texts = self.narrow(rows, edition="ru")
            self.assertTrue(any("Noticed" in t for t in texts))

    def test_alternative_text(self):
        self.write_chart("flow", ROWS, head=HEAD, columns=COLUMNS)
        said = {}
        for edition in ("en", "lv"):
            run = self.strom("build", "-e", edition)
            self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
            with pikepdf.open(self.folder / f"out/report-{edition}.pdf") as file:
                said[edition] = [str(o.Alt) for o in file.objects
                                 if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"][0]
        self.assertIn("Stages: noticed 100, identified 64, referred 46, helped 38. Lost on the way: no one to ask 36, "
                      "no routine 18, no place free 8.", said["en"])
        self.assertIn("Posmi: noticed 100, ", said["lv"])

    def test_refused(self):
        self.refused("flow/rows", "flow", ROWS, head=HEAD, columns=COLUMNS,
                     query=f"select {HEAD} from t where people > 999 order by people", file="text/report.md", line=3)
        self.refuse("stages", ["a,5,,"], 2)
        self.refuse("stages", ["a,5,1,", "b,4,,"], 2)
        self.refuse("stages", [f"s{i},{900 - i},1," for i in range(500)], 8)
        self.refuse("links", [f"a,100,1,r{i}" for i in range(20)] + ["b,80,,", "c,80,,"], 14)
        self.refuse("not-conserved", ["a,100,36,x", "b,60,10,y", "c,50,,"], 2)
        self.refuse("not-conserved", ["a,100,36,x", "b,70,10,y", "c,60,,"], 2)
        self.refuse("not-conserved", ["a,100,,", "b,60,,", "c,70,,"], 4)
        self.refuse("not-conserved", ["a,100,1,x", "a,99,1,y", "b,98,,", "c,70,,"], 3)
        self.refuse("after-last", ["a,100,36,x", "b,64,10,y", "c,54,4,z"], 4)
        self.refuse("negative", ["a,100,-36,x", "b,64,,", "c,54,,"], 2)
        self.refuse("negative", ["a,100,,", "b,-64,,", "c,-54,,"], 3)
        self.refuse("missing", ["a,100,36,x", "b,,,", "c,54,,"], 3)
        self.refuse("missing", ["a,,,", "b,,,", "c,,,"], 2)
        self.refuse("missing", ["a,100,,x", "a,100,,y", "b,54,,", "c,54,,"], 3)
        self.refuse("doubled", ["a,100,,", "b,64,,", "a,54,,"], 4)
        self.refuse("nothing", ["a,0,,", "b,0,,", "c,0,,"], 2)
        self.refuse("not-a-number", ["a,2000000000000000,,", "b,1,,", "c,1,,"], 2)
        self.refuse("not-a-number", ["a,u,,", "b,v,,", "c,w,,"], 2,
                    columns=COLUMNS.replace("People, type: number", "People"))
        self.refuse("columns", ["a,1,1,1,x", "b,1,1,1,x"], head="stage,people,lost,why,other",
                    columns=COLUMNS.replace("why:", "other: {title: O}, why:"))
        report = self.refuse("not-conserved", ["a,100,36,x", "b,60,10,y", "c,50,,"])
        self.assertEqual(report["message"], "of 100 60 go on and 36 are lost: that is not all")


if __name__ == "__main__":
    unittest.main()
