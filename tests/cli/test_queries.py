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

    def texts(self, csv, *columns):
        """Data in which these columns are texts, whatever they look like."""
        self.write("data/survey.csv", csv)
        types = ", ".join(f"{column}: text" for column in columns)
        self.replace("strom.yml", "sensitive: false}", f"sensitive: false, options: {{types: {{{types}}}}}}}")

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

    def test_a_table_without_rows_is_told_of(self):
        table = "# One\n\n```{{table}} tbl-a\nquery: select town from survey where {}\ncolumns: {{town: {{title: Town}}}}\ncaption: T\n```\n"
        self.write("text/report.md", table.format("town = 'Nowhere'"))
        report = self.assertReported(self.errors("check", code=0), "text/no-rows")
        self.assertEqual((report["severity"], report["line"]), ("warning", 4))
        self.write("text/report.md", table.format("town = 'Turku'"))
        self.assertNotIn("text/no-rows", [r["code"] for r in self.errors("check", code=0)])

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

    def refused(self, code, word, **values):
        """One error of that code at that word of strom.yml, and nothing is written."""
        self.values(**values)
        reports = [r for r in self.errors("build") if r["severity"] == "error"]
        self.assertEqual([r["code"] for r in reports], [code], reports)
        line = (self.folder / "strom.yml").read_text().splitlines()[reports[0]["line"] - 1]
        column = reports[0]["column"] - 1
        self.assertEqual(line[column:column + reports[0]["length"]], word)
        self.assertEqual(self.outputs(), [])
        return reports[0]

    def test_texts_are_not_added_up(self):
        self.texts("town,people\nRiga,10\nTurku,about 7\nVaasa,30\n", "people")
        report = self.refused("data/text-as-number", "people", n="select sum(people) from survey")
        self.assertIn("'survey.people' is text", report["message"])
        self.assertIn("number(people)", report["hint"])
        self.assertEqual([(n["file"], n["line"], n["message"]) for n in report["notes"]][:1],
                         [("data/survey.csv", 3, "'about 7' is no number")])

    def test_a_share_of_texts_is_refused(self):
        self.texts("town,share\nRiga,about half\nTurku,7\n", "share")
        self.refused("data/text-as-number", "share", n="select round(100 * avg(share), 1) from survey")

    def test_a_number_is_not_compared_with_texts(self):
        self.texts("town,people\nRiga,1200\nTurku,90\nOulu,a few\n", "people")
        self.refused("data/text-and-number", "people", n="select count(*) from survey where people > 100")

    def test_the_largest_of_mixed_texts_is_refused(self):
        self.texts("town,people\nRiga,1200\nTurku,90\nOulu,a few\n", "people")
        self.refused("data/text-order", "people", n="select max(people) from survey where people <> 'a few'")

    def test_a_cast_of_what_is_no_number_is_refused(self):
        self.texts("town,people\nRiga,1200\nTurku,90\nOulu,a few\n", "people")
        self.refused("data/no-number", "cast", n="select sum(cast(people as integer)) from survey")
        self.replace("strom.yml", " from survey\n", " from survey where town <> 'Oulu'\n")
        self.printed("n: 1,290.")

    def test_whole_numbers_are_not_divided(self):
        report = self.refused("data/whole-division", "/", n="select sum(policy > 0) / count(*) from survey")
        self.assertIn("1.0 * a / b", report["hint"])
        self.assertIn("div(a, b)", report["hint"])
        self.replace("strom.yml", "select sum(policy > 0) / count(*)", "select div(3 * sum(policy), count(*))")
        self.printed("n: 2.")

    def test_a_column_in_single_quotes_is_found(self):
        self.refused("data/quoted-column", "'policy'", n="select avg('policy') from survey")

    def test_a_column_in_single_quotes_is_found_where_it_is_counted(self):
        self.refused("data/quoted-column", "'town'",
                     n="select count(*) from survey where policy = 1 group by 'town'")

    def test_letters_of_all_languages(self):
        self.replace("strom.yml", "sensitive: false}", "sensitive: false, types: {kind: text}}")
        self.write("data/survey.csv", "town,kind\nLiepāja,ŠĶELDA\nRīga,šķelda\nOgre,Šķelda liela\n")
        self.values(lower="select count(*) from survey where lower(kind) = 'šķelda'",
                    like="select count(*) from survey where kind like 'šķelda%'",
                    nocase="select count(*) from survey where kind = 'šĶelda' collate nocase",
                    upper="select upper(town) from survey where town = 'Liepāja'")
        self.printed("lower: 2.", "like: 3.", "nocase: 2.", "upper: LIEPĀJA.")

    def test_an_order_of_numbers_kept_as_text_is_told(self):
        self.texts("town,phone\nRiga,67 10\nTurku,9 22\nOulu,108 33 x\n", "phone")
        self.write("text/report.md", "# One\n\n```{table}\nquery: select town from survey order by phone\n"
                   "columns: {town: {title: Town}}\ncaption: Towns\n```\n")
        self.replace("strom.yml", "  towns: select count(*) from survey\n", "  n: select count(*) from survey\n")
        reports = self.errors("check", code=0)
        self.assertReported(reports, "data/text-order", 4, 41, "text/report.md")
        self.replace("text/report.md", "by phone", "by phone collate language")
        self.assertFalse([r for r in self.errors("check", code=0) if r["code"] == "data/text-order"])

    def test_all_errors_of_a_query_are_told(self):
        self.texts("town,people,share\nRiga,10,x\nTurku,few,1\n", "people", "share")
        self.values(n="select sum(people) / count('town') + 1 / 2 from survey where share > 1")
        found = [(r["column"], r["code"]) for r in self.errors("check") if r["severity"] == "error"]
        self.assertEqual(found, [(17, "data/text-as-number"), (33, "data/quoted-column"),
                                 (45, "data/whole-division"), (67, "data/text-and-number")])


if __name__ == "__main__":
    unittest.main()
