/* Putting words into hyphenation: where they go, and that every other byte stays. */
#include "project/approve.h"

#include "unit/project_folder.h"

static const str words[] = {{"a-b*", 4}, {"no", 2}};

static bool approve(str before, struct approved *out)
{
	forget_reports();
	put_file("strom.yml", before);
	return project_approve(arena, diags, in_folder("strom.yml"), S("lv"), words, 2, out);
}

static void becomes(str before, const char *expected)
{
	struct approved a;
	ck_assert_msg(approve(before, &a), "%.*s becomes %.*s", STR_ARG(before), STR_ARG(a.bytes));
	ck_assert_str_eq(a.bytes.ptr, expected);
	ck_assert_uint_eq(a.bytes.len, before.len + a.added.len);
}

START_TEST(into_strom_yml)
{
	becomes(S("language: en # c\n\n"),
	        "language: en # c\nhyphenation:\n  lv: [a-b*, \"no\"]\n\n");
	becomes(S("hyphenation:\n  en: [c]  # c\nx: y\n"),
	        "hyphenation:\n  en: [c]  # c\n  lv: [a-b*, \"no\"]\nx: y\n");
	becomes(S("hyphenation: {en: [c]} # c\n"),
	        "hyphenation: {en: [c], lv: [a-b*, \"no\"]} # c\n");
	becomes(S("hyphenation:\n  lv: [ c-d, e ] # c\n"),
	        "hyphenation:\n  lv: [ c-d, e, a-b*, \"no\" ] # c\n");
	becomes(S("hyphenation:\n  lv: []\n"), "hyphenation:\n  lv: [a-b*, \"no\"]\n");
	becomes(S("hyphenation:\r\n  lv:\r\n    - c-d # c\r\n    # d\r\n  en: [x]\r\n"),
	        "hyphenation:\r\n  lv:\r\n    - c-d # c\r\n    - a-b*\r\n    - \"no\"\r\n    # "
	        "d\r\n  en: [x]\r\n");
	becomes(S("hyphenation: {lv: [\n    c-d,\n    e\n  ]}\n"),
	        "hyphenation: {lv: [\n    c-d,\n    e, a-b*, \"no\"\n  ]}\n");
}
END_TEST

START_TEST(into_a_file)
{
	struct approved a;
	put_file("w.txt", S("# ours\nc-d"));
	ck_assert(approve(S("hyphenation: {lv: w.txt}\n"), &a));
	ck_assert(str_eq(a.path, in_folder("w.txt")));
	ck_assert_str_eq(a.bytes.ptr, "# ours\nc-d\na-b*\nno\n");
}
END_TEST

/* Never a file that says something else. */
START_TEST(refuses)
{
	static const char *const all[] = {"{language: en}", "hyphenation:\n  lv: &w [c]\nx: *w\n",
	                                  "hyphenation: 5\n", "language: en\n...\n"};
	struct approved a;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		ck_assert_msg(!approve(str_of(all[i]), &a), "%s becomes %.*s", all[i],
		              STR_ARG(a.bytes));
		ck_assert_uint_gt(diag_errors(diags), 0);
	}
	ck_assert(!approve(S("{language: en}"), &a));
	ck_assert(str_eq(diag_at(diags, diag_count(diags) - 1)->code, S("project/cannot-add")));
	ck_assert(str_find(diag_at(diags, diag_count(diags) - 1)->hint, S("lv: [a-b*, \"no\"]")) !=
	          SIZE_MAX);
}
END_TEST

START_TEST(words_with_hyphens)
{
	static const char *const good[] = {"a", "paš-val-dī-b*", "O'Neill"}, *const bad[] = {
	                                                                             "",   "a--b",
	                                                                             "-a", "a b",
	                                                                             "a1", "*"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		ck_assert_msg(project_is_exception(str_of(good[i])), "%s", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!project_is_exception(str_of(bad[i])), "%s", bad[i]);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("project_approve");
	TCase *t = tcase_create("all");
	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, into_strom_yml);
	tcase_add_test(t, into_a_file);
	tcase_add_test(t, refuses);
	tcase_add_test(t, words_with_hyphens);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
