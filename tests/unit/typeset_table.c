/* Tables of many rows: every row once and in order on the pages, little memory a row, and few words
 * about many faults. */
#include "unit/pages_help.h"
#include "unit/thorough.h"

#ifdef STROM_HOSTILE
enum { ROWS = 2000, FEW_ROWS = 2000 };   /* every piece of memory is a block of its own */
#else
enum { ROWS = 100000, FEW_ROWS = 20000 };
#endif
enum { COLUMNS = 3 };

/* What comes to the sink, held against what is wanted. */
static uint32_t next_cell, headers, last_page;
static strom_len last_y;

static void check_cell(const struct item *i, const struct page *page)
{
	uint32_t row = next_cell / COLUMNS, column = next_cell % COLUMNS;
	str text = str_trim(i->text), wanted = arena_printf(arena, "%u", row + 1000000);
	ck_assert_uint_eq(i->cell, next_cell + 1);
	ck_assert_int_eq(node_at(edition, i->node)->kind, NODE_TABLE);
	ck_assert_uint_eq(i->lang, 0);
	if (column == 0)
		ck_assert_msg(str_eq(text, wanted), "row %u: '%.*s'", row, STR_ARG(text));
	else if (column == 1)
		ck_assert_msg(str_eq(text, row % 3 ? S("–") : S("14 Feb 2015")), "'%.*s'",
		              STR_ARG(text));
	else
		ck_assert_msg(str_starts(text, S("word")), "'%.*s'", STR_ARG(text));
	ck_assert(i->y > STROM_MM(TOP) && i->y < STROM_MM(BOTTOM));
	if (column)
		ck_assert(i->y == last_y);
	else if (row && page->index == last_page)
		ck_assert(i->y > last_y);
	last_y = i->y;
	last_page = page->index;
	next_cell++;
}

static bool take_cells(void *self, const struct page *page)
{
	(void)self;
	edition = page->edition;
	for (size_t k = 0; k < page->n; k++) {
		const struct item *i = &page->items[k];
		if (i->kind == ITEM_GLYPHS && i->cell)
			check_cell(i, page);
		else if (i->kind == ITEM_GLYPHS && i->artifact == ARTIFACT_PAGE)
			headers++;
		else
			ck_assert_uint_eq(i->cell, 0);
	}
	return true;
}

static void numbered(size_t rows)
{
	set_tables(arena_printf(arena, "create table t (n text, d text, w text); with recursive "
	                        "i(k) as (values (0) union all select k + 1 from i where k < %zu) "
	                        "insert into t select k + 1000000, case when k %% 3 = 0 then "
	                        "'2015-02-14' end, 'word' || k from i order by k * 7919 %% 100003",
	                        rows - 1).ptr, "t");
}

static bool typeset_to(const char *markdown, struct page_sink sink)
{
	document.layout =
	        plugin_find(project.plugins, diags, project.at, STROM_KIND_LAYOUT, S("report"));
	ck_assert(option_check(arena, diags, document.layout, project.at, NULL, 0,
	                       &document.options));
	document.theme.text = S("strom");
	edition = made(markdown);
	const struct theme *theme =
	        theme_load(arena, diags, &project, &document.theme, document.layout);
	return typeset(edition, fonts_new(arena, diags), theme, sink);
}

#define TABLE                                                                                      \
	"```{table} tbl-t\nquery: select n, d, w from t order by n\ncolumns:\n"                    \
	"  n: {title: Number}\n  d: {title: Day, type: date}\n  w: {title: Word}\ncaption: "       \
	"All\n```\n"

START_TEST(prints_every_row_once)
{
	const size_t rows = is_thorough() ? ROWS : FEW_ROWS;
	numbered(rows);
	size_t before = arena_bytes(arena);
	ck_assert_msg(typeset_to(TABLE, (struct page_sink){NULL, take_cells}), "%s", reports());
	ck_assert_str_eq(reports(), "");
	ck_assert_uint_eq(next_cell, rows * COLUMNS);
	/* The caption's label with "continued", and the titles, on all pages but one. */
	ck_assert_uint_ge(headers, (last_page - FIRST_OF_TEXT) * COLUMNS);
	/* check_cell's texts are 16 bytes a cell of these. */
	size_t used = arena_bytes(arena) - before - rows * COLUMNS * 16;
	ck_assert_msg(used < (8u << 20) + 64u * rows, "%zu bytes", used);
}
END_TEST

static bool ignore(void *self, const struct page *page)
{
	(void)self, (void)page;
	edition = page->edition;
	return true;
}

static size_t count_of(const char *code)
{
	size_t n = 0;
	for (size_t i = 0; i < diag_count(diags); i++)
		n += str_eq(diag_at(diags, i)->code, str_of(code));
	return n;
}

/* Rows behind those that widths come from, too. */
START_TEST(cuts_wide_words_and_says_so_once)
{
	set_tables("create table t (n INTEGER, w text); with recursive i(k) as (values (0) union "
	           "all select k + 1 from i where k < 1200) insert into t select k, case when k > "
	           "1100 then replace(hex(zeroblob(150)), '00', 'w') else 'x' end from i",
	           "t");
	ck_assert(typeset_to("```{table}\nquery: select n, w from t order by n\ncolumns:\n"
	                     "  n: {title: N}\n  w: {title: W}\n```\n",
	                     (struct page_sink){NULL, ignore}));
	ck_assert_uint_eq(diag_count(diags), 1);
	ck_assert_uint_eq(count_of("table/too-wide"), 1);
}
END_TEST

/* A share that leaves the other column no room for its words. */
START_TEST(a_share_yields_to_words)
{
	numbered(3);
	ck_assert(typeset_to(
	        "```{table}\nquery: select w, n || 'andmoreletters' as n from t order by n\n"
	        "columns:\n  w: {title: W, width: 90%}\n  n: {title: N}\n```\n",
	        (struct page_sink){NULL, ignore}));
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

/* Rows that cannot be set are told of once each, and there is no page. */
START_TEST(tells_of_what_cannot_be_set)
{
	numbered(60);
	ck_assert(!typeset_to("```{table}\nquery: select char(66376 + number(n) - 1000000) as w, n "
	                      "from t order by n\n"
	                      "columns:\n  w: {title: W}\n  n: {title: N}\n```\n",
	                      (struct page_sink){NULL, ignore}));
	ck_assert_uint_eq(count_of("font/missing-glyph"), 60);
	ck_assert_uint_eq(diag_count(diags), 60);
}
END_TEST

/* ---- Groups ---- */

static strom_len lowest;
static bool heading_lowest;
static size_t headings, again;

/* No heading ends a page; on a page that a group goes on to, its heading stands above all rows. */
static bool take_groups(void *self, const struct page *page)
{
	edition = page->edition;
	bool first = true, above = false;
	(void)self;
	lowest = 0;
	for (size_t k = 0; k < page->n; k++) {
		const struct item *i = &page->items[k];
		str text = i->kind == ITEM_GLYPHS ? str_trim(i->text) : S("");
		above |= i->artifact && str_ends(text, S("(continued)")) &&
		         str_starts(text, S("group"));
		if (!i->cell)
			continue;
		bool heading = str_starts(text, S("group"));
		if (first && page->index > FIRST_OF_TEXT)
			ck_assert_msg(above != heading, "page %u begins with '%.*s'", page->index,
			              STR_ARG(text));
		first = false;
		headings += heading;
		heading_lowest = i->y > lowest ? heading : heading_lowest;
		lowest = i->y > lowest ? i->y : lowest;
	}
	ck_assert(!lowest || !heading_lowest);
	again += above;
	return true;
}

START_TEST(groups_go_on)
{
	set_tables("create table t (g text, n INTEGER); with recursive i(k) as (values (0) union "
	           "all select k + 1 from i where k < 400) insert into t select 'group ' || (k / "
	           "23 + 10), k from i",
	           "t");
	ck_assert(typeset_to(
	        "```{table}\nquery: select g, n, 'x' as x from t order by n\ngroup: g\ncolumns:\n"
	        "  n: {title: N}\n  x: {title: X}\ncaption: Groups\n```\n",
	        (struct page_sink){NULL, take_groups}));
	ck_assert_str_eq(reports(), "");
	ck_assert_uint_eq(headings, 18);
	ck_assert_uint_ge(again, 5);
}
END_TEST

/* ---- A query's rows and written ones stand alike ---- */

struct placed { strom_len x, y; str text; };
static vec(struct placed) placed;

static bool note_places(void *self, const struct page *page)
{
	(void)self;
	edition = page->edition;
	for (size_t k = 0; k < page->n; k++) {
		const struct item *i = &page->items[k];
		if (i->kind == ITEM_GLYPHS && page->index >= FIRST_OF_TEXT && !i->artifact)
			vec_push(arena, &placed,
			         (struct placed){i->x, i->y, arena_str(arena, i->text)});
	}
	return true;
}

START_TEST(stands_like_a_written_table)
{
	const char *words =
	        "Some words that take more than one line in a column that is as narrow as "
	        "this, since others are wide too";
	set_tables(arena_printf(arena, "create table t (a text, b text); insert into t values "
	                        "('1', '%s'), ('2', ''), ('3', 'x')", words).ptr, "t");
	ck_assert(typeset_to("```{table}\nquery: select a, b, 'y' c from t order by a\ncolumns:\n"
	                     "  a: {title: A}\n  b: {title: B}\n  c: {title: C}\n```\n",
	                     (struct page_sink){NULL, note_places}));
	size_t n = placed.n;
	ck_assert_uint_gt(n, 10);
	ck_assert(typeset_to(arena_printf(arena, "| A | B | C |\n|:--|:--|:--|\n| 1 | %s | y |\n"
	                                  "| 2 | | y |\n| 3 | x | y |\n", words).ptr,
	                     (struct page_sink){NULL, note_places}));
	ck_assert_str_eq(reports(), "");
	ck_assert_uint_eq(placed.n, 2 * n);
	for (size_t i = 0; i < n; i++) {
		const struct placed *a = &placed.at[i], *b = &placed.at[n + i];
		ck_assert_msg(a->x == b->x && a->y == b->y && str_eq(a->text, b->text), "'%.*s'",
		              STR_ARG(a->text));
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_table");
	TCase *tests = tcase_create("table");
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, prints_every_row_once);
	tcase_add_test(tests, cuts_wide_words_and_says_so_once);
	tcase_add_test(tests, a_share_yields_to_words);
	tcase_add_test(tests, tells_of_what_cannot_be_set);
	tcase_add_test(tests, groups_go_on);
	tcase_add_test(tests, stands_like_a_written_table);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
