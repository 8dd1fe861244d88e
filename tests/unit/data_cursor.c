/* Answers read row by row: the same rows as often as wanted, whatever else is asked meanwhile. And
 * the places of many rows. */
#include "unit/data_project.h"

#include "data/places.h"

static struct tables *tables;

static void setup(void)
{
	setup_project();
	add_csv(S("t"), S("k,v\na,3\nb,1\nc,2\nd,\n"), false);
	tables = load();
}

static struct cursor *ask(const char *sql, unsigned flags)
{
	struct query query = {.sql = str_of(sql),
	                      .at = {project.at.file, (uint32_t)strlen(sql), 0}};
	struct binding here[] = {binding_text(S(":country"), arena_printf(arena, "LV"))};
	return tables_cursor(tables, arena, diags, query, here, 1, flags);
}

static str text_at(struct cursor *c, uint64_t row)
{
	const struct cell *cells;
	ck_assert_msg(cursor_row(c, row, &cells), "%s", reports());
	return cells ? cells[0].text : S("none");
}

START_TEST(reads_rows_in_any_order)
{
	static const struct { uint64_t row; const char *text; } wanted[] = {
		{0, "b"}, {0, "b"}, {1, "c"}, {3, "LV"}, {0, "b"}, {2, "a"}, {4, "none"}, {3, "LV"},
		{9, "none"}, {9, "none"}, {2, "a"}, {1, "c"},
	};
	struct cursor *c = ask("select k, v from t where v union all select :country, 9 order by v",
	                       QUERY_PRINTED);
	const str *names;
	ck_assert_uint_eq(cursor_columns(c, &names), 2);
	ck_assert(str_eq(names[0], S("k")) && str_eq(names[1], S("v")));
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		ck_assert_msg(str_eq(text_at(c, wanted[i].row), str_of(wanted[i].text)), "step %zu",
		              i);
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

START_TEST(keeps_two_apart)
{
	struct cursor *up = ask("select k from t order by k", 0);
	struct cursor *down = ask("select k from t order by k desc", 0);
	struct cell cell;
	ck_assert(str_eq(text_at(up, 0), S("a")) && str_eq(text_at(down, 0), S("d")));
	ck_assert(one_value(tables, (struct query){.sql = S("select count(*) from t")}, NULL, 0, &cell));
	ck_assert(str_eq(text_at(up, 1), S("b")) && str_eq(text_at(down, 1), S("c")));
	ck_assert(str_eq(text_at(up, 3), S("d")) && str_eq(text_at(down, 0), S("d")));
}
END_TEST

/* Larger than SQLite's cache: it goes through a file, and comes back in order. */
START_TEST(sorts_what_is_large)
{
	struct cursor *c =
	        ask("with recursive n(i) as (select 0 union all select i + 1 from n where "
	            "i < 9999) select printf('%04d%02000d', i, i) from n "
	            "order by i * 7919 % 10000, 1",
	            QUERY_PRINTED);
	sqlite3_int64 before = sqlite3_memory_used();
	for (int pass = 0; pass < 2; pass++)
		for (uint64_t i = 0; i < 10000; i += 1 + i % 3) {
			str text = text_at(c, i);
			char wanted[16];
			/* 1 / 7919 modulo 10000 */
			snprintf(wanted, sizeof wanted, "%04u", (unsigned)(i * 7679 % 10000));
			ck_assert_uint_eq(text.len, 2004);
			ck_assert_msg(!memcmp(text.ptr, wanted, 4), "row %u: %.4s", (unsigned)i,
			              text.ptr);
		}
	ck_assert_int_lt(sqlite3_memory_used() - before, 8 << 20);
}
END_TEST

/* Bounds hold for one reading, however often rows are read again: twice 160 MiB of text, twice 30
 * million steps. */
static const char *const read_again[] = {
	"with recursive n(i) as (select 1 union all select i + 1 from n where i < 40) "
	"select printf('%4000000d', i) from n",
	"with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000000) "
	"select 1 from n where i = 1 or i = 2000000",
};

START_TEST(counts_a_reading_for_itself)
{
	struct cursor *c = ask(read_again[_i], 0);
	const struct cell *cells;
	for (int pass = 0; pass < 2; pass++)
		for (uint64_t row = 0; row < (_i ? 3 : 41); row++)
			ck_assert_msg(cursor_row(c, row, &cells), "%s", reports());
}
END_TEST

static const struct { const char *sql; unsigned flags; const char *report;
} faults[] = {
        {"select k from t", QUERY_PRINTED,
         "strom.yml:0+15 data/unordered the query gives more than one row, in no certain order\n"},
        {"select k from t limit 1", 0,
         "strom.yml:0+23 data/unordered LIMIT without ORDER BY takes any rows\n"},
        {"select 9e999 from t", 0,
         "strom.yml:0+19 data/infinite column '9e999' holds a number beyond all bounds\n"},
        {"select x'00' b from t", 0,
         "strom.yml:0+21 data/not-text column 'b' holds what is no text\n"},
        {"select date('now', k) from t", 0,
         "strom.yml:12+5 data/clock the query asks what time it is\n"},
        {"with recursive n(i) as (select 1 union all select i + 1 from n where i < 100) "
         "select printf('%4000000d', i) from n order by 1 desc",
         0, "strom.yml:0+130 data/too-large the query needs more than 256 MiB\n"},
        {"with recursive n(i) as (select 1 union all select i + 1 from n) select i from n", 0,
         "strom.yml:0+79 data/too-many-rows the query gives more than 1000000 rows\n"},
        {"with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n",
         0, "strom.yml:0+86 data/too-much-work the query needs more than 50 million steps\n"},
        {"with recursive n(i) as (select 1 union all select i + 1 from n) "
         "select printf('%1000000d', i) from n",
         0, "strom.yml:0+100 data/too-large the answer has more than 256 MiB\n"},
};

/* Told once, however often it is asked. */
START_TEST(tells_a_fault_once)
{
	const struct cell *cells;
	struct cursor *c = ask(faults[_i].sql, faults[_i].flags);
	ck_assert_ptr_nonnull(c);
	ck_assert(!cursor_row(c, UINT64_MAX, &cells));
	ck_assert(!cursor_row(c, 0, &cells) && !cells);
	ck_assert_str_eq(reports(), faults[_i].report);
}
END_TEST

START_TEST(refuses_at_once_what_is_no_query)
{
	ck_assert_ptr_null(ask("select nowhere from t", 0));
	ck_assert_str_eq(reports(), "strom.yml:7+7 data/unknown-column no column 'nowhere'\n");
}
END_TEST

/* ---- Places ---- */

static bool known(int64_t i) { return i % 7 != 3; }
static uint64_t off_of(int64_t i) { return i == 600 ? 5 : (uint64_t)i * 1000000007 % (1ull << 52); }
static uint32_t len_of(int64_t i) { return i % 5 ? (uint32_t)i * 3 : i ? UINT32_MAX - 1 : 0; }
static uint32_t file_of(int64_t i)
{
	return i < 3 ? 0 : i < 700 ? 2 : i < 702 ? 1 : 0;
}

START_TEST(finds_places_of_many_rows)
{
	enum { ROWS = 2 * PLACES_A_RUN + 10 };
	struct places p;
	sqlite3 *db;
	struct place at;
	ck_assert(!sqlite3_open(":memory:", &db) &&
	          !sqlite3_exec(db, places_schema, NULL, NULL, NULL));
	ck_assert(!places_begin(&p, db, 4));
	for (int64_t i = 1; i <= ROWS; i++)
		ck_assert(!places_add(&p, known(i),
		                      (struct place){file_of(i), len_of(i), off_of(i)}));
	ck_assert(!places_end(&p));
	for (int64_t i = 1; i <= ROWS; i++) {
		ck_assert_int_eq(places_find(db, 4, i, &at), known(i));
		if (known(i))
			ck_assert(at.off == off_of(i) && at.len == len_of(i) &&
			          at.file == file_of(i));
	}
	ck_assert(!places_find(db, 4, 0, &at) && !places_find(db, 4, -1, &at));
	ck_assert(!places_find(db, 4, ROWS + 1, &at) && !places_find(db, 3, 1, &at));
	sqlite3_close(db);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_cursor");
	TCase *tests = tcase_create("cursor");
	tcase_add_checked_fixture(tests, setup, teardown_project);
	tcase_add_test(tests, reads_rows_in_any_order);
	tcase_add_test(tests, keeps_two_apart);
	tcase_add_test(tests, sorts_what_is_large);
	tcase_add_loop_test(tests, counts_a_reading_for_itself, 0, 2);
	tcase_add_loop_test(tests, tells_a_fault_once, 0, (int)(sizeof faults / sizeof *faults));
	tcase_add_test(tests, refuses_at_once_what_is_no_query);
	tcase_add_test(tests, finds_places_of_many_rows);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
