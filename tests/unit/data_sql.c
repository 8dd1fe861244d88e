/* Tokens of SQL: cut as SQLite cuts them, at their places, with the parentheses around them. */
#include "data/sql/sql.h"

#include "base/buf.h"

#include <check.h>

/* Tokens as "KIND text", with * for each parenthesis around them; parted by " | ". */
static const char *tokens(const char *sql)
{
	static char shown[1024];
	static const char *const kinds[] = {"word", "name", "text", "number", "bound", "sign"};
	struct sql_scan scan = {str_of(sql), 0, 0};
	struct sql_token t;
	size_t n = 0;
	*shown = 0;
	while (sql_next(&scan, &t)) {
		ck_assert_mem_eq(sql + t.off, t.text.ptr, t.text.len);
		n += (size_t)snprintf(shown + n, sizeof shown - n, "%s%s%.*s %.*s", n ? " | " : "",
		                      kinds[t.kind], (int)t.depth, "****", STR_ARG(t.text));
	}
	return shown;
}

static const struct { const char *sql, *wanted;
} rows[] = {
        {"", ""},
        {" \t\n\v\f\r", ""},
        {"Az09_$\xC4\x81", "word Az09_$\xC4\x81"},
        {"a.b", "word a | sign . | word b"},
        {"'it''s' 'x", "text 'it''s' | text 'x"},
        {"\"a\"\"b\" `a``b` [a]]", "name \"a\"\"b\" | name `a``b` | name [a] | sign ]"},
        {"1 .5 1.5e+3-2 0x1F 1e-3",
         "number 1 | number .5 | number 1.5e+3 | sign - | number 2 | number 0x1F | "
         "number 1e-3"},
        {"7+8 .", "number 7 | sign + | number 8 | sign ."},
        {"? ?1 :a @b $c : @ $",
         "bound ? | bound ?1 | bound :a | bound @b | bound $c | sign : | sign @ | word $"},
        {"a--b\nc /* d\n*/e/*f", "word a | word c | word e"},
        {"a - b / c -", "word a | sign - | word b | sign / | word c | sign -"},
        {"f(a,(b))c)",
         "word f | sign ( | word* a | sign* , | sign* ( | word** b | sign* ) | sign ) | word c | "
         "sign )"},
};

START_TEST(are_cut)
{
	ck_assert_str_eq(tokens(rows[_i].sql), rows[_i].wanted);
}
END_TEST

START_TEST(names_are_found)
{
	struct sql_token t;
	str sql = S("select 'town', \"To\"\"wn\", [a b], Town from x");
	ck_assert(sql_find_name(sql, S("TOWN"), &t) && t.off == 32 && t.text.len == 4);
	ck_assert(sql_find_name(sql, S("to\"WN"), &t) && t.off == 15);
	ck_assert(sql_find_name(sql, S("a b"), &t) && t.off == 25 && t.text.len == 5);
	ck_assert(sql_find_name(S("x"), S("x"), &t) && t.off == 0);
	static const char *const absent[] = {"tow", "towns", "a", "a b c", "to\"w", "", "'town'"};
	for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
		ck_assert_msg(!sql_find_name(sql, str_of(absent[i]), &t), "%s", absent[i]);
}
END_TEST

START_TEST(strings_are_found)
{
	struct sql_token t;
	str sql = S("select now, \"now\", ('it''s'), 'NOW'");
	ck_assert(sql_find_string(sql, S("now"), &t) && t.off == 30 && t.text.len == 5);
	ck_assert(sql_find_string(sql, S("it's"), &t) && t.off == 20 && t.depth == 1);
	ck_assert(!sql_find_string(sql, S("select"), &t) && !sql_find_string(sql, S("no"), &t));
}
END_TEST

/* By any of its bytes, and by the space before it. */
START_TEST(tokens_are_found_by_their_place)
{
	struct sql_token t;
	str sql = S("ab  cd");
	static const size_t begins[] = {0, 0, 4, 4, 4, 4};
	for (size_t off = 0; off < 6; off++)
		ck_assert(sql_token_at(sql, off, &t) && t.off == begins[off]);
	ck_assert(!sql_token_at(sql, 6, &t));
}
END_TEST

START_TEST(keywords_of_the_outermost)
{
	ck_assert(sql_has_keyword(S("select a from b ORDER by c"), S("order")));
	ck_assert(sql_has_keyword(S("select (a) from (b) order by c"), S("order")));
	ck_assert(!sql_has_keyword(S("select (select a order by b), \"order\", 'order' from c"),
	                           S("order")));
	ck_assert(!sql_has_keyword(S("select orders from reorder"), S("order")));
}
END_TEST

START_TEST(letters_alike)
{
	ck_assert(sql_same(S("aZ[_"), S("Az[_")) && sql_same(S(""), S("")));
	ck_assert(!sql_same(S("a"), S("ab")) && !sql_same(S("["), S("{")) &&
	          !sql_same(S("@"), S("`")));
	ck_assert(!sql_same(S("Ā"), S("ā")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_sql");
	TCase *c = tcase_create("sql");
	tcase_add_loop_test(c, are_cut, 0, (int)(sizeof rows / sizeof *rows));
	tcase_add_test(c, names_are_found);
	tcase_add_test(c, strings_are_found);
	tcase_add_test(c, tokens_are_found_by_their_place);
	tcase_add_test(c, keywords_of_the_outermost);
	tcase_add_test(c, letters_alike);
	suite_add_tcase(suite, c);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
