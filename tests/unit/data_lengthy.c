/* Functions of texts that count their work: no query of few steps goes on without end. */
#include "unit/data_project.h"

#include "data/functions.h"
#include "data/tables_parts.h"
#include "unit/thorough.h"

#include <time.h>

/* ---- How much they do ---- */

static struct tables *tables;

static void setup(void)
{
	setup_project();
	add_csv(S("t"), S("n\n1\n2\n"), false);
	tables = load();
}

/* Of so much work that it would take minutes or hours, a query ends soon, with an answer or this
 * report. */
static void ends(const char *sql, const char *report)
{
	struct cell cell;
	clock_t begun = clock();
	diags = diags_new(arena);
	struct query query = {.sql = arena_printf(arena, "select quote((%s))", sql)};
	bool good = one_value(tables, query, NULL, 0, &cell);
	double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
	const char *got =
	        good ? arena_cstr(arena, cell.text) : arena_cstr(arena, diag_at(diags, 0)->message);
	ck_assert_msg(!strcmp(got, report), "%s gives %s", sql, got);
	/* Seconds for us; a sanitizer on a busy machine takes some times as long. */
	ck_assert_msg(seconds < 60, "%s takes %g s", sql, seconds);
}

#define TOO_MUCH "the query needs more than 50 million steps"
#define TOO_LONG "a text is longer than 4194304 bytes"
#define MANY "with recursive n(i) as (select 1 union all select i + 1 from n limit 4000000) "
#define LONG(letter) "printf('%.*c', 4000000, '" letter "')"

START_TEST(one_call)
{
	ends("select instr(" LONG("a") ", printf('%.*c', 2000000, 'a') || 'b')", "0");
	ends("select instr(" LONG("a") ", printf('%.*c', 200, 'a') || 'b')", "0");
	ends("select length(replace(" LONG("a") ", printf('%.*c', 2000000, 'a') || 'b', ''))",
	     "4000000");
	ends("select length(printf('%.*c', 2000000000, 'x'))", TOO_LONG);
	ends("select length(printf('%2000000000d|%2000000000d', 1, 2))", TOO_LONG);
	ends("select length(replace(" LONG("a") ", 'a', 'bb'))", TOO_LONG);
	ends("select " LONG("a") " like '%' || printf('%.*c', 900, 'a') || 'b'", TOO_MUCH);
	ends("select " LONG("a") " glob '*' || printf('%.*c', 900, 'a') || 'b'", TOO_MUCH);
	ends("select " LONG("a") " glob '*[' || printf('%.*c', 900, 'b') || ']c'", TOO_MUCH);
	ends("select trim(" LONG("a") ", " LONG("b") " || 'a')", TOO_MUCH);
}
END_TEST

START_TEST(many_calls)
{
	ends(MANY "select sum(instr(" LONG("a") ", 'b' || i)) from n", TOO_MUCH);
	ends(MANY "select max(substr(x, -1 - i % 9, 1)) from n, (select " LONG("a") " as x)",
	     TOO_MUCH);
	ends(MANY "select count(*) from n where printf('%.*c', 3000000 + i % 2, 'a') = 'b'",
	     TOO_MUCH);
	ends(MANY
	     "select max(i || x) from n, (select " LONG("a") " as x) order by 1 collate language",
	     TOO_MUCH);
}
END_TEST

/* Others that are bounded in the same ways, and take their time until they are. */
START_TEST(more_calls)
{
	if (!is_thorough())
		return;
	ends(MANY "select sum(length(" LONG("a") " || i)) from n", TOO_MUCH);
	ends(MANY "select max(" LONG("a") " || i) from n", TOO_MUCH);
	ends(MANY "select max(hex(printf('%.*c', 2000000, 'a') || i)) from n", TOO_MUCH);
	ends(MANY "select max(upper(" LONG("a") " || i)) from n", TOO_MUCH);
	ends(MANY "select max(substr(x, 3999000 + i % 9, 1)) from n, (select " LONG("a") " as x)",
	     TOO_MUCH);
}
END_TEST

/* What people ask of long texts is no work worth a word. */
START_TEST(usual_work)
{
	ends("with recursive n(i) as (select 1 union all select i + 1 from n limit 100000) select "
	     "count(*) from n where instr('a sentence of some words ' || i, '9') > 0 and "
	     "replace('text ' || i, 'e', "
	     "'ee') like '%t%' and substr('name ' || i, 6) <> trim(' x ')",
	     "40951");
	ends("select length(group_concat(x)) from (with recursive n(i) as (select 1 union all "
	     "select i + 1 from n limit 3000) "
	     "select printf('%.*c', 1000, 'a') as x from n)",
	     "3002999");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("lengthy");
	TCase *w = tcase_create("work");
	tcase_set_timeout(w, 600);
	tcase_add_checked_fixture(w, setup, teardown_project);
	tcase_add_test(w, one_call);
	tcase_add_test(w, many_calls);
	tcase_add_test(w, more_calls);
	tcase_add_test(w, usual_work);
	suite_add_tcase(s, w);
	return run_suite(s);
}
