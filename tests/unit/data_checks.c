/* Tables held against what strom.yml says must hold of them: each check, its rows, its faults. */
#include "unit/data_folder.h"

#define SURVEY                                                                                     \
	"id,town,country,size,men,women,everyone,share,opened,phone\n"                             \
	"1,Riga,LV,large,3,4,7,0.5,2015-01-02,+371 1\n"                                            \
	"2,Tartu,EE,large,1,2,4,0.5,2015-03-04,372\n"                                              \
	"3,Turku,FI,small,1,1,2,0.4,2014-12-31,+358 3\n"                                           \
	"3,Oulu,FI,small,2,0,2,0.3,,+358 4\n"                                                      \
	"5,,XX,tiny,50,1,51,0.3,2015-02-02,+1 555\n"

static const char *survey = SURVEY;

/* `how`: the source's other keys. */
static bool checked_as(const char *checks, const char *how)
{
	struct tables *t;
	put_file("d.csv", str_of(survey));
	put_file("c.csv", S("code,name,number\nLV,Latvia,1\nEE,Estonia,2\nFI,Finland,3\n,None,\n"));
	t = read_tables(arena_cstr(
	        arena, arena_printf(arena,
	                            "data:\n  survey:\n    source: csv\n    path: d.csv\n    %s\n"
	                            "    types: {opened: date}\n    checks:\n      %s\n"
	                            "  countries: {source: csv, path: c.csv, sensitive: false}\n",
	                            how, checks)));
	return t != NULL;
}

static void holds(const char *checks)
{
	ck_assert_msg(checked_as(checks, "sensitive: false") && !diag_count(diags), "%s\n%s",
	              checks, reports());
}

/* The place of the fault is in line 10 of strom.yml. */
static void fails(const char *checks, const char *wanted)
{
	ck_assert_msg(!checked_as(checks, "sensitive: false"), "%s holds", checks);
	ck_assert_msg(!strcmp(reports(), wanted), "%s tells\n%sbut wanted is\n%s", checks,
	              reports(), wanted);
}

static void hints(const char *words)
{
	str hint = diag_at(diags, diag_count(diags) - 1)->hint;
	for (size_t i = 0; !hint.len && i < diag_count(diags); i++)
		hint = diag_at(diags, i)->hint;
	ck_assert_msg(str_find(hint, str_of(words)) != SIZE_MAX, "%.*s", STR_ARG(hint));
}

START_TEST(required)
{
	holds("columns: {id: {required: true}, town: {required: false}}");
	fails("columns: {town: {required: true}}",
	      "strom.yml:10:34+4 data/check-required 1 row has no value in column 'town'\n"
	      "  d.csv:6:1: note: row 5, column 'town'\n");
	survey = "town,opened\n,2015-01-01\nx,\n,2015-01-02\n";
	ck_assert(!checked_as("columns: {TOWN: {required: true}}", "sensitive: false"));
	has(reports(), "2 rows have no value in column 'town'");
	survey = SURVEY;
}
END_TEST

/* A row without a value is like no other. */
START_TEST(unique)
{
	holds("columns: {phone: {unique: true}, town: {unique: true}}");
	holds("unique: [country, town]");
	holds("unique: [id, opened]");
	fails("columns: {id: {unique: true}}", "strom.yml:10:30+4 data/check-unique 2 rows have "
	                                       "what another row has in column 'id'\n"
	                                       "  d.csv:4:1: note: row 3, column 'id': '3'\n  "
	                                       "d.csv:5:1: note: row 4, column 'id': '3'\n");
	fails("unique: [country, size]",
	      "strom.yml:10:16+7 data/check-unique 2 rows have what another row has in columns "
	      "'country, size'\n"
	      "  d.csv:4:1: note: row 3, column 'country, size': 'FI, small'\n"
	      "  d.csv:5:1: note: row 4, column 'country, size': 'FI, small'\n");
}
END_TEST

START_TEST(ranges)
{
	holds("columns: {id: {min: 1, max: 5}, men: {min: 1}, women: {max: 4}}");
	holds("columns: {opened: {min: 2014-12-31, max: 2015-03-04}, share: {min: 0.3, max: 0.5}}");
	fails("columns: {men: {min: 2, max: 10}}",
	      "strom.yml:10:28+1 data/check-range 3 rows have a value in column 'men' that is not "
	      "at "
	      "least 2 and at most 10\n"
	      "  d.csv:3:1: note: row 2, column 'men': '1'\n  d.csv:4:1: note: row 3, column "
	      "'men': '1'\n"
	      "  d.csv:6:1: note: row 5, column 'men': '50'\n");
	fails("columns: {women: {max: 3}}",
	      "strom.yml:10:30+1 data/check-range 1 row has a value in column 'women' that is not "
	      "at "
	      "most 3\n  d.csv:2:1: note: row 1, column 'women': '4'\n");
	fails("columns: {opened: {min: 2015-01-01}}",
	      "strom.yml:10:31+10 data/check-range 1 row has a value in column 'opened' that is "
	      "not "
	      "at least 2015-01-01\n  d.csv:4:28: note: row 3, column 'opened': '2014-12-31'\n");
	fails("columns: {opened: {max: 2015-03-03}}",
	      "strom.yml:10:31+10 data/check-range 1 row has a value in column 'opened' that is "
	      "not "
	      "at most 2015-03-03\n  d.csv:3:28: note: row 2, column 'opened': '2015-03-04'\n");
	fails("columns: {town: {min: 3}}",
	      "strom.yml:10:29+1 data/check-type column 'town' holds texts, which have no order\n");
	fails("columns: {opened: {max: soon}}", "strom.yml:10:31+4 data/check-type column 'opened' "
	                                        "holds dates, which are written as 2015-10-31\n");
	fails("columns: {men: {max: many}}",
	      "strom.yml:10:28+4 data/check-type column 'men' holds numbers\n");
	hints("under types:");
}
END_TEST

START_TEST(patterns)
{
	holds("columns: {town: {pattern: '[A-Z]\\p{Ll}+'}, id: {pattern: '\\d'}}");
	fails("columns: {phone: {pattern: '\\+\\d+ \\d+'}}",
	      "strom.yml:10:35+9 data/check-pattern 1 row has a value in column 'phone' that does "
	      "not match\n  d.csv:3:39: note: row 2, column 'phone': '372'\n");
	/* The whole of it matches, or nothing. */
	fails("columns: {size: {pattern: 'larg|small|tiny'}}",
	      "strom.yml:10:34+15 data/check-pattern 2 rows have a value in column 'size' that "
	      "does "
	      "not match\n  d.csv:2:11: note: row 1, column 'size': 'large'\n"
	      "  d.csv:3:12: note: row 2, column 'size': 'large'\n");
	fails("columns: {town: {pattern: 'ab[a'}}",
	      "strom.yml:10:34+4 data/bad-pattern 'ab[a' is no regular expression\n");
	hints("at character");
	survey = "town,opened\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!,\n";
	ck_assert(
	        !checked_as("columns: {town: {pattern: '(a*)*(a*)*(a*)*b'}}", "sensitive: false"));
	has(reports(), "data/bad-pattern the pattern takes too long with a value of column 'town'");
	hints("Do not let repeated parts hold repeated parts.");
	survey = SURVEY;
}
END_TEST

START_TEST(values)
{
	holds("columns: {size: {values: [small, large, tiny]}, id: {values: [1, 2.0, 3, 5]}}");
	fails("columns: {size: {values: [small, large]}}",
	      "strom.yml:10:32+14 data/check-values 1 row has a value in column 'size' that is not "
	      "allowed\n  d.csv:6:7: note: row 5, column 'size': 'tiny'\n");
	fails("columns: {id: {values: [1, 2, 3]}}",
	      "strom.yml:10:30+9 data/check-values 1 row has a value in column 'id' that is not "
	      "allowed\n  d.csv:6:1: note: row 5, column 'id': '5'\n");
	fails("columns: {men: {values: [1, many]}}",
	      "strom.yml:10:35+4 data/check-type column 'men' holds numbers\n");
}
END_TEST

/* What a code book says a column may hold: by texts and by numbers, without what means no value. */
START_TEST(values_of_a_code_book)
{
	put_file("b.csv",
	         S("variable,value,label_en,missing\nsize,,Size,\nsize,large,Large,\n"
	           "size,tiny,Tiny,yes\nmen,,Men,\nmen,1,One,\nmen,2,Two,\nmen,3,Three,\n"));
	ck_assert(!checked_as("columns: {size: {values: codebook}, men: {values: [codebook]}}",
	                      "codebook: b.csv\n    sensitive: false"));
	ck_assert_str_eq(
	        reports(),
	        "d.csv:4:12+5 data/unknown-code 'small' of 'size' is not in the code book\n"
	        "strom.yml:11:32+8 data/check-values 2 rows have a value in column 'size' that is "
	        "not allowed\n"
	        "strom.yml:11:57+10 data/check-values 1 row has a value in column 'men' that is "
	        "not allowed\n"
	        "  d.csv:4:12: note: row 3, column 'size': 'small'\n"
	        "  d.csv:5:11: note: row 4, column 'size': 'small'\n"
	        "  d.csv:6:1: note: row 5, column 'men': '50'\n");
	ck_assert(checked_as("columns: {women: {values: [0, 1, 2, 4]}}",
	                     "codebook: b.csv\n    sensitive: false"));
	ck_assert(!checked_as("columns: {town: {values: codebook}}",
	                      "codebook: b.csv\n    sensitive: false"));
	ck_assert_str_eq(
	        reports(),
	        "d.csv:4:12+5 data/unknown-code 'small' of 'size' is not in the code book\n"
	        "strom.yml:11:32+8 data/check-type column 'town' holds no codes of a code book\n");
	ck_assert(!checked_as("columns: {size: {values: codebook}}", "sensitive: false"));
	ck_assert_str_eq(
	        reports(),
	        "strom.yml:10:32+8 data/check-type column 'size' holds no codes of a code book\n");
}
END_TEST

START_TEST(keys_of_other_tables)
{
	holds("columns: {id: {min: 1}}\n      unique: [phone]");
	fails("columns: {country: {in: countries.code}}",
	      "strom.yml:10:31+14 data/check-key 1 row has a value in column 'country' that "
	      "countries.code has not\n  d.csv:6:1: note: row 5, column 'country': 'XX'\n");
	fails("columns: {id: {in: Countries.number}}",
	      "strom.yml:10:26+16 data/check-key 1 row has a value in column 'id' that "
	      "Countries.number has not\n  d.csv:6:1: note: row 5, column 'id': '5'\n");
	fails("columns: {country: {in: countries.cod}}",
	      "strom.yml:10:31+13 data/check-key there is no public column 'cod'\n");
	hints("TABLE.COLUMN");
	fails("columns: {country: {in: nowhere.code}}",
	      "strom.yml:10:31+12 data/check-key there is no public table 'nowhere'\n");
	fails("columns: {country: {in: countries.number}}",
	      "strom.yml:10:31+16 data/check-type column 'country' holds texts, and the other "
	      "numbers\n");
	fails("columns: {men: {in: countries.code}}", "strom.yml:10:27+14 data/check-type column "
	                                              "'men' holds numbers, and the other texts\n");
	survey = "country,id,opened\nLV,1,\nFI,3,\n,2,\n";
	ck_assert_msg(checked_as("columns: {country: {in: countries.code}, id: {in: "
	                         "countries.number}}",
	                         "sensitive: false"),
	              "%s", reports());
	survey = SURVEY;
}
END_TEST

START_TEST(numbers_of_rows)
{
	holds("rows: 5");
	holds("rows: {min: 5, max: 5}");
	holds("rows: {min: 1}");
	fails("rows: 6", "strom.yml:10:13+1 data/check-rows table 'survey' has 5 rows, not 6\n");
	fails("rows: {min: 6}",
	      "strom.yml:10:13+8 data/check-rows table 'survey' has 5 rows, fewer than 6\n");
	fails("rows: {max: 4}",
	      "strom.yml:10:13+8 data/check-rows table 'survey' has 5 rows, more than 4\n");
	fails("rows: {min: 2, max: 4}",
	      "strom.yml:10:13+16 data/check-rows table 'survey' has 5 rows, more than 4\n");
}
END_TEST

START_TEST(sums)
{
	holds("sums: [{of: [men, women], to: everyone, within: 1}, {of: share, to: 2, by: all}]");
	holds("sums: [{of: [men, women], to: everyone, by: all, within: 1.5}]");
	holds("sums: [{of: share, to: 1, by: size, within: 0.7}]");
	fails("sums: [{of: [men, women], to: everyone}]",
	      "strom.yml:10:37+8 data/check-sum men, women: 1 row does not add up to everyone\n"
	      "  d.csv:3:1: note: row 2, column 'men, women': '3, not 4'\n");
	fails("sums: [{of: share, to: 1, by: size}]",
	      "strom.yml:10:30+1 data/check-sum share: 2 groups do not add up to 1\n"
	      "  d.csv:4:1: note: row 3, column 'share': 'small: 0.7, not 1'\n"
	      "  d.csv:6:1: note: row 5, column 'share': 'tiny: 0.3, not 1'\n");
	fails("sums: [{of: share, to: 1, by: all}]",
	      "strom.yml:10:30+1 data/check-sum share: 1 column does not add up to 1\n"
	      "  d.csv:2:1: note: row 1, column 'share': '2.0, not 1'\n");
	fails("sums: [{of: men, to: everyone, by: country}]",
	      "strom.yml:10:28+8 data/check-sum men: 4 groups do not add up to everyone\n"
	      "  d.csv:2:1: note: row 1, column 'men': 'LV: 3, not 7'\n"
	      "  d.csv:3:1: note: row 2, column 'men': 'EE: 1, not 4'\n"
	      "  d.csv:4:1: note: row 3, column 'men': 'FI: 3, not 4'\n"
	      "  d.csv:6:1: note: row 5, column 'men': 'XX: 50, not 51'\n");
	fails("sums: [{of: town, to: 1}]",
	      "strom.yml:10:19+4 data/check-type column 'town' holds texts, which do not add up\n");
	fails("sums: [{of: men, to: town}]",
	      "strom.yml:10:28+4 data/check-type column 'town' holds texts, which do not add up\n");
	fails("sums: [{of: men, to: 1, by: twn}]",
	      "strom.yml:10:35+3 data/unknown-column table 'survey' has no column 'twn'\n");
	hints("'town'");
}
END_TEST

START_TEST(columns_that_are_not_there)
{
	fails("columns: {twn: {required: true}}",
	      "strom.yml:10:17+3 data/unknown-column table 'survey' has no column 'twn'\n");
	hints("Did you mean 'town'?");
	fails("unique: [id, twn]",
	      "strom.yml:10:20+3 data/unknown-column table 'survey' has no column 'twn'\n");
}
END_TEST

#define FIVE                                                                                       \
	"  d.csv:2:1: note: row 1, column 'town': 'a'\n"                                           \
	"  d.csv:3:1: note: row 2, column 'town': 'a'\n"                                           \
	"  d.csv:4:1: note: row 3, column 'town': 'a'\n"                                           \
	"  d.csv:5:1: note: row 4, column 'town': 'a'\n"                                           \
	"  d.csv:6:1: note: row 5, column 'town': 'a'\n"

/* All that fails is counted, the first five are shown, and all checks are asked in one run. */
START_TEST(five_rows_are_shown)
{
	survey = "town,opened\na,\na,\na,\na,\na,\na,\na,\n";
	fails("columns: {town: {unique: true, values: [b]}}\n      rows: 1",
	      "strom.yml:10:32+4 data/check-unique 7 rows have what another row has in column "
	      "'town'\n"
	      "strom.yml:10:46+3 data/check-values 7 rows have a value in column 'town' that is "
	      "not "
	      "allowed\n"
	      "strom.yml:11:13+1 data/check-rows table 'survey' has 7 rows, not 1\n" FIVE FIVE);
	ck_assert(str_eq(diag_at(diags, 0)->hint, S("These are the first 5.")));
	survey = SURVEY;
}
END_TEST

/* Of a sensitive table rows are told by number, and no value. */
START_TEST(sensitive_values_are_not_told)
{
	static const struct {
		const char *checks, *told, *hint;
	} rows[] = {
	        {"columns: {size: {values: [large]}}", "data/check-values 3 rows have a value",
	         "Counted without the header, they are rows 3, 4, 5."},
	        {"columns: {country: {in: countries.code}}", "data/check-key 1 row has a value",
	         "Counted without the header, it is row 5."},
	        {"columns: {id: {unique: true}}", "data/check-unique 2 rows have", "rows 3, 4."},
	        {"sums: [{of: [men, women], to: everyone}]", "data/check-sum men, women: 1 row",
	         "it is row 2."},
	        {"columns: {men: {max: 0}}", "data/check-range 5 rows", "rows 1, 2, 3, 4, 5."},
	        {"columns: {phone: {pattern: x}}", "data/check-pattern 5 rows",
	         "rows 1, 2, 3, 4, 5."},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		ck_assert(!checked_as(rows[i].checks, "sensitive: true"));
		ck_assert_uint_eq(diag_count(diags), 1);
		has(reports(), rows[i].told);
		hints(rows[i].hint);
	}
	survey = SURVEY "6,a,LV,huge,9,9,18,1,,1\n";
	ck_assert(!checked_as("columns: {men: {max: 0}}", "sensitive: true"));
	hints("rows 1, 2, 3, 4, 5 and more.");
	survey = SURVEY;
	ck_assert(!checked_as("columns: {twn: {required: true}}", "sensitive: true"));
	has(reports(), "data/unknown-column");
	hints("It is sensitive: the names of its columns are not shown.");
	ck_assert_msg(checked_as("columns: {id: {required: true}}", "sensitive: true"), "%s",
	              reports());
}
END_TEST

/* A type that strom.yml says is one for all cells; of many that are not, a few are shown. */
START_TEST(cells_of_another_type)
{
	put_file("d.csv", S("n\n1\na\n2\n"));
	ck_assert(
	        !read_tables("data:\n  s: {source: csv, path: d.csv, sensitive: false, types: {n: "
	                     "int}}\n"));
	ck_assert_uint_eq(diag_count(diags), 1);
	has(reports(), "d.csv:3:1+1 data/not-an-integer ");
	ck_assert_ptr_null(strstr(reports(), "others are not either"));
	put_file("d.csv", S("n\n1\na\nb\nc\nd\ne\nf\ng\nh\n2\n"));
	ck_assert(
	        !read_tables("data:\n  s: {source: csv, path: d.csv, sensitive: false, types: {n: "
	                     "int}}\n"));
	size_t n = diag_count(diags);
	ck_assert(n > 1 && n < 8);
	for (size_t i = 0; i < n; i++) {
		str said = diag_at(diags, i)->message;
		ck_assert(str_ends(said, S("; others are not either")) == (i + 1 == n));
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_checks");
	TCase *c = tcase_create("checks");
	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, required);
	tcase_add_test(c, unique);
	tcase_add_test(c, ranges);
	tcase_add_test(c, patterns);
	tcase_add_test(c, values);
	tcase_add_test(c, values_of_a_code_book);
	tcase_add_test(c, keys_of_other_tables);
	tcase_add_test(c, numbers_of_rows);
	tcase_add_test(c, sums);
	tcase_add_test(c, columns_that_are_not_there);
	tcase_add_test(c, five_rows_are_shown);
	tcase_add_test(c, sensitive_values_are_not_told);
	tcase_add_test(c, cells_of_another_type);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
