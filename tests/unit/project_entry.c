/* Putting a source into strom.yml: where it goes, and that every other byte stays. */
#include "project/entry.h"

#include "unit/project_folder.h"

static const struct type_spec types[] = {
        {{{"town", 4}, {0}}, READ_TEXT, {0}, false},
        {{{"no. of", 6}, {0}}, READ_INT, {0}, false},
};

static bool add(const char *name, str before, str *after, str *added)
{
	struct project_entry e = {.name = str_of(name),
	                          .plugin = S("csv"),
	                          .path = S("d.csv"),
	                          .types = types,
	                          .types_n = 2};
	forget_reports();
	put_file("strom.yml", before);
	return project_entry(arena, diags, in_folder("strom.yml"), &e, after, added);
}

static void becomes(str before, const char *expected)
{
	str after, added;
	ck_assert_msg(add("s", before, &after, &added), "%.*s", STR_ARG(after));
	ck_assert_str_eq(after.ptr, expected);
	ck_assert_uint_eq(after.len, before.len + added.len);
}

START_TEST(types_of_an_entry)
{
	becomes(S("data:\n  s:\n    source: csv # c\n    path: d.csv  # last\n# end\nx: y\n"),
	        "data:\n  s:\n    source: csv # c\n    path: d.csv  # last\n    types:\n      "
	        "town: text\n"
	        "      \"no. of\": int\n# end\nx: y\n");
	becomes(S("data:\n  s: {source: csv, path: d.csv}  # c\n"),
	        "data:\n  s: {source: csv, path: d.csv, types: {town: text, \"no. of\": int}}  # "
	        "c\n");
	becomes(S("data: {s: {source: csv, path: \"d.csv\"}}"),
	        "data: {s: {source: csv, path: \"d.csv\", types: {town: text, \"no. of\": int}}}");
	becomes(S("data:\r\n  s:\r\n    source: csv\r\n    path: d.csv\r\n"),
	        "data:\r\n  s:\r\n    source: csv\r\n    path: d.csv\r\n    types:\r\n      town: "
	        "text\r\n"
	        "      \"no. of\": int\r\n");
	becomes(S("\xEF\xBB\xBF"
	          "data:\n  s:\n    source: csv\n    path: 'd.csv'"),
	        "\xEF\xBB\xBF"
	        "data:\n  s:\n    source: csv\n    path: 'd.csv'\n    types:\n      town: text\n"
	        "      \"no. of\": int");
	becomes(S("data:\n  s:\n    source: csv\n    path: d.csv\n    options: {a: b,\n      c: "
	          "d}\n  t: {source: csv, path: e}\n"),
	        "data:\n  s:\n    source: csv\n    path: d.csv\n    options: {a: b,\n      c: d}\n "
	        "   types:\n"
	        "      town: text\n      \"no. of\": int\n  t: {source: csv, path: e}\n");
}
END_TEST

START_TEST(types_beside_others)
{
	becomes(S("data:\n  s:\n    types: {a: int}\n    source: csv\n    path: d.csv\n"),
	        "data:\n  s:\n    types: {a: int, town: text, \"no. of\": int}\n    source: csv\n  "
	        "  path: d.csv\n");
	becomes(S("data:\n  s:\n    types: {}\n    source: csv\n    path: d.csv\n"),
	        "data:\n  s:\n    types: {town: text, \"no. of\": int}\n    source: csv\n    path: "
	        "d.csv\n");
	becomes(S("data:\n  s:\n    types:\n    source: csv\n    path: d.csv\n"),
	        "data:\n  s:\n    types: {town: text, \"no. of\": int}\n    source: csv\n    path: "
	        "d.csv\n");
	becomes(S("data:\n  s:\n    types:\n        town: int # said\n    source: csv\n    path: "
	          "d.csv\n"),
	        "data:\n  s:\n    types:\n        town: int # said\n        \"no. of\": int\n    "
	        "source: csv\n    path: d.csv\n");
	becomes(S("data: {s: {source: csv, path: d, types: {town: int, 'no. of': int}}}\n"),
	        "data: {s: {source: csv, path: d, types: {town: int, 'no. of': int}}}\n");
}
END_TEST

#define LINES "\n    source: csv\n    path: \"d.csv\"\n" \
	"    sensitive: true  # write false if no single person could be recognised in it\n" \
	"    types:\n      town: text\n      \"no. of\": int"

START_TEST(new_entries)
{
	becomes(S("a: b\ndata:\n  t: {source: csv, path: x}\n\n# c\nd: e\n"),
	        "a: b\ndata:\n  t: {source: csv, path: x}\n  s:" LINES "\n\n# c\nd: e\n");
	becomes(S("data: {t: {source: csv, path: x}}\n"),
	        "data: {t: {source: csv, path: x}, s: {source: csv, path: \"d.csv\", sensitive: "
	        "true, types: {town: text, "
	        "\"no. of\": int}}}\n");
	becomes(S("data: {}\n"),
	        "data: {s: {source: csv, path: \"d.csv\", sensitive: true, types: {town: text, "
	        "\"no. of\": int}}}\n");
	becomes(S("data:\na: b\n"), "data:\n  s:" LINES "\na: b\n");
	becomes(S("a: b\n\n"), "a: b\ndata:\n  s:" LINES "\n\n");
	becomes(S("a: b"), "a: b\ndata:\n  s:" LINES);
}
END_TEST

START_TEST(what_cannot_be_added_is_not)
{
	str after, added;
	ck_assert(!add("s", S("data: [a]\n"), &after, &added));
	ck_assert(str_eq(diag_at(diags, 0)->code, S("project/cannot-add")));
	ck_assert(str_starts(diag_at(diags, 0)->hint,
	                     S("Write it yourself: \n  s:\n    source: csv")));
	ck_assert(!add("s", S("data:\n  s: text\n"), &after, &added));
	ck_assert(!add("s", S("data: {\n"), &after, &added));
	ck_assert(str_eq(diag_at(diags, 0)->code, S("yaml/syntax")));
}
END_TEST

START_TEST(words_in_quotes)
{
	ck_assert(str_eq(yaml_word(arena, S("Answered on")), S("Answered on")));
	ck_assert(str_eq(yaml_word(arena, S("Skolēni")), S("Skolēni")));
	ck_assert(str_eq(yaml_word(arena, S("no")), S("\"no\"")));
	ck_assert(str_eq(yaml_word(arena, S("a: b")), S("\"a: b\"")));
	ck_assert(str_eq(yaml_word(arena, S("1st")), S("\"1st\"")));
	ck_assert(str_eq(yaml_word(arena, S("a ")), S("\"a \"")));
	ck_assert(str_eq(yaml_word(arena, S("")), S("\"\"")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("project_entry");
	TCase *t = tcase_create("entry");
	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, types_of_an_entry);
	tcase_add_test(t, types_beside_others);
	tcase_add_test(t, new_entries);
	tcase_add_test(t, what_cannot_be_added_is_not);
	tcase_add_test(t, words_in_quotes);
	suite_add_tcase(suite, t);
	return run_suite(suite);
}
