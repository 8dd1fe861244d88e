/* Functions of texts that count their work give what SQLite's own give. */
#include "data/functions.h"
#include "data/tables_parts.h"

#include <check.h>

static sqlite3 *own, *theirs;
static struct tables counts;

static void setup_connections(void)
{
	counts = (struct tables){.most_steps = UINT64_MAX};
	ck_assert_int_eq(sqlite3_open(":memory:", &own) | sqlite3_open(":memory:", &theirs), 0);
	ck_assert(functions_add_lengthy(own, &counts) && functions_add_format(own, &counts));
	sqlite3_limit(own, SQLITE_LIMIT_LENGTH, MOST_TEXT);
	sqlite3_limit(theirs, SQLITE_LIMIT_LENGTH, MOST_TEXT);
}

static void close_connections(void)
{
	sqlite3_close(own);
	sqlite3_close(theirs);
}

/* Of one row: quoted, as bytes, with its type; an error's message. */
static void ask(sqlite3 *db, const char *expression, char *out, int size)
{
	sqlite3_stmt *s = NULL;
	char *sql = sqlite3_mprintf("select typeof(%s), hex(%s)", expression, expression);
	int rc = sqlite3_prepare_v2(db, sql, -1, &s, NULL);
	if (!rc)
		rc = sqlite3_step(s);
	if (rc == SQLITE_ROW)
		sqlite3_snprintf(size, out, "%s %s", sqlite3_column_text(s, 0),
		                 sqlite3_column_text(s, 1));
	else
		sqlite3_snprintf(size, out, "%s", sqlite3_errmsg(db));
	sqlite3_finalize(s);
	sqlite3_free(sql);
}

static void agree(const char *expression)
{
	char a[4096], b[4096];
	ask(own, expression, a, (int)sizeof a);
	ask(theirs, expression, b, (int)sizeof b);
	ck_assert_msg(!strcmp(a, b), "%s gives %s, not %s", expression, a, b);
}

static const char *const values[] = {
        "null",
        "''",
        "'a'",
        "'abcabc'",
        "'Ä'",
        "'Äpfel und Ćevapi'",
        "'  blanks  '",
        "'日本語'",
        "x''",
        "x'00'",
        "x'616263'",
        "x'c3'",
        "x'84'",
        "cast(x'c384' as text)",
        "cast(x'84c3' as text)",
        "cast(x'6100' as text)",
        "'aaaaaaab'",
        "12",
        "-1.5",
        "'%'",
        "'*'",
        "'a\xF0\x9F\x98\x80z'",
        "9223372036854775807",
};
enum { TEXTS = sizeof values / sizeof *values };

START_TEST(give_what_sqlite_gives)
{
	static const char *const two[] = {"instr", "trim", "ltrim", "rtrim"}, *const one[] = {
	                                                                              "trim",
	                                                                              "ltrim",
	                                                                              "rtrim",
	                                                                              "length"};
	char sql[400];
	for (int i = 0; i < TEXTS; i++) {
		for (int f = 0; f < 4; f++)
			agree(sqlite3_snprintf((int)sizeof sql, sql, "%s(%s)", one[f], values[i]));
		for (int k = 0; k < TEXTS; k++) {
			for (int f = 0; f < 4; f++)
				agree(sqlite3_snprintf((int)sizeof sql, sql, "%s(%s, %s)", two[f],
				                       values[i], values[k]));
			agree(sqlite3_snprintf((int)sizeof sql, sql,
			                       "replace('aXbXcÄ' || %s, %s, 'new')", values[i],
			                       values[k]));
			agree(sqlite3_snprintf((int)sizeof sql, sql, "replace('abcabcÄÄ', %s, %s)",
			                       values[i], values[k]));
		}
	}
}
END_TEST

START_TEST(parts_of_texts)
{
	static const char *const places[] = {
	        "null",
	        "0",
	        "1",
	        "2",
	        "3",
	        "5",
	        "7",
	        "20",
	        "-1",
	        "-2",
	        "-3",
	        "-7",
	        "-20",
	        "9223372036854775807",
	        "-9223372036854775808",
	        "4194304",
	        "-4194305",
	        "1.9",
	        "'2'",
	};
	enum { PLACES = sizeof places / sizeof *places };
	char sql[400];
	for (int i = 0; i < TEXTS; i++)
		for (int k = 0; k < PLACES; k++) {
			agree(sqlite3_snprintf((int)sizeof sql, sql, "substr(%s, %s)", values[i],
			                       places[k]));
			for (int m = 0; m < PLACES; m++)
				agree(sqlite3_snprintf((int)sizeof sql, sql,
				                       "substring(%s, %s, %s)", values[i],
				                       places[k], places[m]));
		}
}
END_TEST

START_TEST(patterns)
{
	static const char *const globs[] = {
	        "''",        "'*'",          "'a*'",       "'*c'",     "'a?c*'",   "'[a-c]*'",
	        "'[^a-c]*'", "'[]a]*'",      "'[^]a]*'",   "'[a-]*'",  "'*[-a]*'", "'[a'",
	        "'*b*b*'",   "'Ä*'",         "'?pfel*'",   "'??语'",   "'??語'",   "'[Ä日]*'",
	        "'***'",     "'*?'",         "'a[b][c]*'", "'[*]'",    "null",     "12",
	        "'*😀*'",     "'a' || x'c3'", "'[a-c-e]*'", "'[--a]*'", "'abcabc'", "'[^]*'",
	        "'[]'",      "'*a*a*a*b'",
	};
	char sql[400];
	for (int i = 0; i < TEXTS; i++)
		for (size_t k = 0; k < sizeof globs / sizeof *globs; k++)
			agree(sqlite3_snprintf((int)sizeof sql, sql, "(%s glob %s)", values[i],
			                       globs[k]));
	agree("(x'61' glob 'a') || (x'61' glob x'61') || ('a' glob x'61') || ('a' glob 'a')");
	agree("'a' glob printf('%.1001c', 'a')");
}
END_TEST

START_TEST(formats)
{
	static const char *const types[] = {
	        "%d",     "%5d",   "%-5d|",   "%+d",      "% d",   "%05d",   "%,d",    "%i",
	        "%u",     "%x",    "%X",      "%o",       "%#x",   "%lld",   "%.3d",   "%f",
	        "%.2f",   "%8.2f", "%-8.2f|", "%e",       "%g",    "%G",     "%!.20f", "%.0f",
	        "%s",     "%10s",  "%-10s|",  "%.2s",     "%!.2s", "%10.2s", "%z",     "%q",
	        "%Q",     "%w",    "%c",      "%.3c",     "%5c",   "%-5c|",  "%5.3c",  "%-5.3c|",
	        "%%",     "%",     "%n",      "%p",       "%r",    "%y",     "%T",     "a%",
	        "%!",     "%.",    "%5",      "%l",       "%ll",   "%.-3d",  "%--5d|", "%0-5d|",
	        "%-05d|", "%+ d",  "%.5q",    "%d %s %d",
	};
	char sql[400];
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		for (int k = 0; k < TEXTS; k++)
			agree(sqlite3_snprintf((int)sizeof sql, sql, "printf(%Q, %s)", types[i],
			                       values[k]));
		agree(sqlite3_snprintf((int)sizeof sql, sql, "format(%Q)", types[i]));
		agree(sqlite3_snprintf((int)sizeof sql, sql, "format(%Q, 7, 'x', 8)", types[i]));
	}
	static const char *const stars[] = {"5", "-5", "0", "-1", "null", "'3'", "-3"};
	for (size_t i = 0; i < sizeof stars / sizeof *stars; i++)
		for (size_t k = 0; k < sizeof stars / sizeof *stars; k++) {
			agree(sqlite3_snprintf(
			        (int)sizeof sql, sql,
			        "printf('%%*d|%%.*f|%%*.*s', %s, 7, %s, 1.5, %s, %s, 'text')",
			        stars[i], stars[k], stars[i], stars[k]));
			agree(sqlite3_snprintf((int)sizeof sql, sql,
			                       "printf('%%*c|%%.*c', %s, 'Ä', %s, 'b')", stars[i],
			                       stars[k]));
		}
	agree("instr(x'c3a9', x'a9')");
	agree("instr('ébé', x'a9')");
	agree("instr('éa', 'a') || instr('aéb', 'b') || instr(x'616263', 'b') || instr('abc', "
	      "x'62')");
	agree("printf('%e %d %g %s %c %z', 1, 2, 2.5, 'a', 'b', 'c')");
	agree("printf()");
	agree("printf(null)");
	agree("printf('')");
	agree("printf('%.4095c|%.4096c|%.4097c|%.9000c', 'b', 'c', 'd', 'e')");
	agree("printf('%.2049c|%.1366c|%6000.3000c|%-6000.3000c', '\xC3\x84', '\xE2\x82\xAC', 'f', "
	      "'g')");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("alike");
	TCase *c = tcase_create("same");
	tcase_set_timeout(c, 120);
	tcase_add_checked_fixture(c, setup_connections, close_connections);
	tcase_add_test(c, give_what_sqlite_gives);
	tcase_add_test(c, parts_of_texts);
	tcase_add_test(c, patterns);
	tcase_add_test(c, formats);
	suite_add_tcase(s, c);
	SRunner *runner = srunner_create(s);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
