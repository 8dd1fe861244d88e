"""Queries as an author writes them: what they mean, and what is wrong with them, at its place."""

import unittest

from project import Project

TEXT = """\
# One

There are {count}.
"""


class Queries(Project):
    def values(self, **values):
        """The project with these values, as they stand in strom.yml."""
        said = "".join(f"  {name}: {sql}\n" for name, sql in values.items())
        self.replace("strom.yml", "  towns: select count(*) from survey\n", said)
        self.write("text/report.md", "# One\n\n" + "".join(f"{name}: {{{name}}}.\n\n" for name in values))

    def printed(self, *words):
        run = self.strom("dump", "edition", "report", "-e", "en")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        for word in words:
            self.assertIn(word, run.stdout)

    def test_a_comment_ends_at_its_line(self):
        self.values(folded=">-\n    select count(*) -- all towns\n    from survey\n    where policy > 5",
                    plain="select count(*) from survey -- with a policy\n    where policy = 1",
                    quoted='"select count(*) -- it\'s all\n    from survey where policy = 0"',
                    single="'select count(*) -- all\n    from survey where town = ''Turku'''")
        self.printed("folded: 0.", "plain: 2.", "quoted: 1.", "single: 1.")

    def test_a_comment_in_a_table_ends_at_its_line(self):
        self.write("text/report.md", "# One\n\n```{table} tbl-towns\nquery: >-\n"
                   "  select town from survey -- those with a policy\n  where policy = 1\n"
                   "  order by town\ncolumns: {town: {title: Town}}\ncaption: Towns\n```\n\nSee @tbl-towns.\n")
        self.printed('"Riga"', '"Turku"')
        self.assertNotIn("Tartu", self.strom("dump", "edition", "report", "-e", "en").stdout)

    def test_a_text_over_two_lines_stays_one_line(self):
        self.write("data/survey.csv", "town,country,policy\nNew Town,LV,1\n")
        self.values(folded=">-\n    select count(*) from survey where town = 'New\n      Town'",
                    plain="select count(*) from survey where town = 'New\n      Town'")
        self.printed("plain: 1.")

    def test_places_are_exact_in_any_yaml(self):
        self.values(folded=">-\n    select count(*)\n    from survey\n    where polcy = 1",
                    literal="|\n    select count(*)\n    from survey where cuntry = 'LV'\n",
                    quoted='"select count(*) from survey where \\"twn\\" = 1"')
        reports = self.errors("check")
        lines = (self.folder / "strom.yml").read_text().splitlines()
        for word in ("polcy", "cuntry", "twn"):
            at = [(lines[r["line"] - 1], r["column"]) for r in reports if f"'{word}'" in r["message"]]
            self.assertEqual(len(at), 1, reports)
            self.assertTrue(at[0][0][at[0][1] - 1:].lstrip('\\"').startswith(word), at)

    def test_values_are_bound_by_their_type(self):
        self.write("data/survey.csv", "town,country,policy,share\nRiga,LV,1,0.5\nTartu,EE,0,\nTurku,FI,1,2.25\n")
        inner = ("select town, typeof(:policy) || ' ' || typeof(:share) || ' ' || typeof(:town) as types "
                 "from survey where policy = :policy and share is :share order by town")
        self.write("text/report.md", "# One\n\n::: {.each query=\"select * from survey order by town\"}\n\n"
                   f"```{{table}} tbl-{{town}}\nquery: {inner}\n"
                   "columns: {town: {title: Town}, types: {title: Types}}\ncaption: Of {town}\n```\n\n:::\n")
        self.replace("text/report.md", "{table} tbl-{town}", "{table}")
        self.printed("integer real text", "integer null text")


if __name__ == "__main__":
    unittest.main()
