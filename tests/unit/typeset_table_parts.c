/* Tables that go on over pages: rows that no page can hold, cells over many rows, and time that is
 * linear in the rows. */
#include "unit/pages_help.h"

#include <time.h>

static const struct put *with(const char *words, size_t from, uint32_t page)
{
	for (size_t i = from; i < put_list.n; i++)
		if (put_list.at[i].page >= page &&
		    str_find(put_list.at[i].text, str_of(words)) != SIZE_MAX)
			return &put_list.at[i];
	return NULL;
}

static void set_text(struct buf *b)
{
	const char *text = arena_cstr(arena, buf_str(b));
	buf_drop(b);
	typeset_text(text);
}

static void words(struct buf *b, int n)
{
	for (int i = 0; i < n; i++)
		buf_put(b, S("harbour desk lamp winter "));
}

START_TEST(a_row_higher_than_a_page_is_parted_between_its_lines)
{
	struct buf b = {0};
	buf_put(&b, S("# One\n\nBefore.\n\nTable: High {#tbl-h}\n\n| Land | Text | N "
	              "|\n|---|---|--:|\n| Latvia | "));
	words(&b, 3);
	buf_put(&b, S("| 1 |\n| Estonia | Begins "));
	words(&b, 330);
	buf_put(&b, S(" closes | 2 |\n| Norway | "));
	words(&b, 3);
	buf_put(&b, S("| 3 |\n"));
	set_text(&b);                        /* and the judge has seen all of it, once */
	const struct put *begins = with("Begins", 0, 0), *closes = with("closes", 0, 0);
	ck_assert(begins && closes);
	ck_assert_uint_eq(begins->page, with("Before", 0, FIRST_OF_TEXT)->page);
	ck_assert_uint_ge(closes->page, begins->page + 1);
	for (uint32_t page = begins->page + 1; page <= closes->page; page++) {
		const struct put *head = NULL;   /* the header stands again, above lines with air */
		strom_len highest = STROM_MM(300);
		for (size_t i = 0; i < put_list.n; i++) {
			const struct put *p = &put_list.at[i];
			if (p->page != page || p->kind != ITEM_GLYPHS)
				continue;
			if (str_eq(p->text, S("Land")))
				head = p;
			else if (p->node && p->y < highest)
				highest = p->y;
		}
		ck_assert_ptr_nonnull(head);
		ck_assert_int_eq(head->artifact, ARTIFACT_PAGE);
		ck_assert_int_gt(highest - head->y, STROM_PT(10));
	}
	ck_assert_int_gt(with("Norway", 0, 0)->y, closes->y);
}
END_TEST

START_TEST(a_cell_over_many_rows_stands_on_each_page)
{
	struct buf b = {0};
	buf_put(&b, S("# One\n\n| Land | Town |\n|---|---|\n"));
	for (int i = 0; i < 98; i++)
		buf_printf(&b, "| %s | Town%d |\n", i ? "^^" : "Latvia", i);
	set_text(&b);
	uint32_t first = with("Town0", 0, 0)->page, last = with("Town97", 0, 0)->page;
	ck_assert_uint_ge(last, first + 2);
	for (uint32_t page = first; page <= last; page++) {
		const struct put *p = with("Latvia", 0, page);
		ck_assert(p && p->page == page);
		ck_assert_int_eq(p->artifact, page == first ? ARTIFACT_NONE : ARTIFACT_PAGE);
	}
}
END_TEST

/* In a row that is parted, too: what begins there over several rows stands on each of its pages,
 * level with the lines beside it. A cell of that row alone does not. */
START_TEST(a_cell_that_begins_in_a_parted_row_stands_on_each_page)
{
	struct buf b = {0};
	buf_put(&b,
	        S("# One\n\n| Land | Town | Text |\n|---|---|---|\n| Latvia | Alone | Begins "));
	words(&b, 330);
	buf_put(&b, S(" |\n| ^^ | Other | closes |\n| Norway | Third | last |\n"));
	set_text(&b);
	uint32_t first = with("Begins", 0, 0)->page, last = with("closes", 0, 0)->page;
	ck_assert_uint_ge(last, first + 1);
	ck_assert_ptr_null(with("Alone", 0, first + 1));
	for (uint32_t page = first; page <= last; page++) {
		const struct put *p = with("Latvia", 0, page), *line = with("lamp", 0, page);
		ck_assert(p && p->page == page);
		ck_assert_int_eq(p->artifact, page == first ? ARTIFACT_NONE : ARTIFACT_PAGE);
		ck_assert(!line || line->page != page || p->y == line->y);
	}
}
END_TEST

/* Beside rows that are parted, a cell over several of them goes through them line by line; the
 * judge sees that all of it is there, and within the page where it stands again. */
START_TEST(a_cell_beside_parted_rows_is_whole)
{
	struct buf b = {0};
	buf_put(&b, S("# One\n\n| Land | Text |\n|---|---|\n| Begins "));
	words(&b, 170 * (_i % 4) + 5);
	buf_put(&b, S(" | low |\n| ^^ | "));
	words(&b, 110 * (_i / 4) + 7);
	buf_put(&b, S(" |\n| ^^ | low |\n| ^^ | "));
	words(&b, 330 * (_i % 2) + 3);
	buf_put(&b, S(" |\n| Norway | last |\n"));
	set_text(&b);
}
END_TEST

/* Also of a cell that begins rows above. */
START_TEST(a_note_stands_with_its_reference)
{
	struct buf b = {0};
	buf_put(&b, S("# One\n\n| Land | Text |\n|---|---|\n| Begins "));
	words(&b, _i ? 100 : 3);
	buf_put(&b, S(" Left.[^l] | low |\n| ^^ | "));
	words(&b, 250);
	buf_put(&b, S(" Marker.[^a] "));
	words(&b, 120);
	buf_put(&b, S("|\n| Norway | last.[^b] |\n\n[^a]: Below it.\n\n[^b]: At last.\n\n[^l]: At "
	              "the left.\n"));
	set_text(&b);
	const struct put *marker = with("Marker", 0, 0);
	ck_assert_uint_gt(marker->page, with("Begins", 0, 0)->page);
	ck_assert_uint_eq(with("Below it", 0, 0)->page, marker->page);
	ck_assert_uint_eq(with("At last", 0, 0)->page, with("Norway", 0, 0)->page);
	ck_assert_uint_eq(with("At the left", 0, 0)->page, with("Left.", 0, 0)->page);
}
END_TEST

/* Eight times the rows: about eight times as long, not sixty-four. */
START_TEST(rows_take_time_in_proportion)
{
	clock_t took[2];
	for (int k = 0; k < 2; k++) {
		struct buf b = {0};
		buf_put(&b, S("# One\n\n| a | b |\n|---|---|\n"));
		for (int i = 0; i < (k ? 8000 : 1000); i++)
			buf_printf(&b, "| %s | y |\n", i % 100 ? "^^" : "x");
		clock_t from = clock();
		set_text(&b);
		took[k] = clock() - from;
	}
	ck_assert_msg(took[1] < 24 * took[0] + CLOCKS_PER_SEC / 10, "%ld and %ld", (long)took[0],
	              (long)took[1]);
}
END_TEST

/* ---- What a theme asks for ---- */

/* Rules and grounds of tables, with the words of rows between them: "F" fill, "R" rule; from the
 * first of them on, in points. */
static const char *grounds(void)
{
	struct buf b = {0};
	strom_len x = 0, y = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		bool table = p->node && p->kind == ITEM_GLYPHS && p->page == FIRST_OF_TEXT;
		bool path = p->kind == ITEM_PATH && p->page == FIRST_OF_TEXT;
		if (path && !b.len)
			x = p->x, y = p->y;
		if (path)
			buf_printf(&b, "%s %.4g %.4g %.4g %.4g %02X%02X%02X\n", p->fill ? "F" : "R",
			           (double)(p->x - x) / 65536, (double)(p->y - y) / 65536,
			           (double)p->w / 65536, (double)p->h / 65536, p->colour.r,
			           p->colour.g, p->colour.b);
		else if (table && b.len)
			buf_printf(&b, "%.*s %.4g %.4g\n", STR_ARG(p->text),
			           (double)(p->x - x) / 65536, (double)(p->y - y) / 65536);
	}
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static void themed(const char *theme, const char *markdown)
{
	put_file("themes/own.yml", str_of(theme));
	theme_name = "own";
	typeset_changed(markdown, NULL, 0, NULL);
	theme_name = "strom";
}

#define ROWS                                                                                       \
	"# One\n\n| Land | Text | N |\n|---|---|--:|\n| A | x | 1 |\n| B | y | 22 |\n| C | z | 3 " \
	"|\n"                                                                                      \
	"| D | v | 4 |\n| E | w | 5 |\n"

START_TEST(stripes_and_rules_of_some_rows)
{
	themed("like: strom\nstyles: {table: {zebra: '#DDEEFF', row-rule: none}}\n", ROWS);
	ck_assert_str_eq(grounds(), "F 0 0 391.2 0.4252 D5DCE4\n"
	                            "F 0 90.91 146.5 17.9 DDEEFF\n"
	                            "F 0 126.7 146.5 17.9 DDEEFF\n"
	                            "One 0 39.41\n"
	                            "R 0 55.11 146.5 0 0B4F7D\n"
	                            "Land 0 66.65\n"
	                            "Text 56.65 66.65\n"
	                            "N 139.9 66.65\n"
	                            "R 0 73.01 146.5 0 0B4F7D\n"
	                            "A 0 84.55\n"
	                            "x 56.65 84.55\n"
	                            "1 141.5 84.55\n"
	                            "B 0 102.5\n"
	                            "y 56.65 102.5\n"
	                            "22 136.6 102.5\n"
	                            "C 0 120.4\n"
	                            "z 56.65 120.4\n"
	                            "3 141.5 120.4\n"
	                            "D 0 138.3\n"
	                            "v 56.65 138.3\n"
	                            "4 141.5 138.3\n"
	                            "E 0 156.2\n"
	                            "w 56.65 156.2\n"
	                            "5 141.5 156.2\n"
	                            "R 0 162.5 146.5 0 0B4F7D\n");
	themed("like: strom\nstyles: {table: {row-rule: 2}}\n", ROWS);
	ck_assert_str_eq(grounds(), "F 0 0 391.2 0.4252 D5DCE4\n"
	                            "One 0 39.41\n"
	                            "R 0 55.11 146.5 0 0B4F7D\n"
	                            "Land 0 66.65\n"
	                            "Text 56.65 66.65\n"
	                            "N 139.9 66.65\n"
	                            "R 0 73.01 146.5 0 0B4F7D\n"
	                            "A 0 84.55\n"
	                            "x 56.65 84.55\n"
	                            "1 141.5 84.55\n"
	                            "B 0 102.5\n"
	                            "y 56.65 102.5\n"
	                            "22 136.6 102.5\n"
	                            "R 0 108.8 146.5 0 D5DCE4\n"
	                            "C 0 120.4\n"
	                            "z 56.65 120.4\n"
	                            "3 141.5 120.4\n"
	                            "D 0 138.3\n"
	                            "v 56.65 138.3\n"
	                            "4 141.5 138.3\n"
	                            "R 0 144.6 146.5 0 D5DCE4\n"
	                            "E 0 156.2\n"
	                            "w 56.65 156.2\n"
	                            "5 141.5 156.2\n"
	                            "R 0 162.5 146.5 0 0B4F7D\n");
	themed("like: strom\nstyles: {table: {row-rule: all}}\n",
	       "# One\n\n| Land | Text | N |\n|---|---|--:|\n| A | x | 1 |\n| ^^ | y | 22 |\n| C "
	       "|| 3 |\n");
	ck_assert_str_eq(grounds(), "F 0 0 391.2 0.4252 D5DCE4\n"
	                            "One 0 39.41\n"
	                            "R 0 55.11 146.5 0 0B4F7D\n"
	                            "Land 0 66.65\n"
	                            "Text 56.65 66.65\n"
	                            "N 139.9 66.65\n"
	                            "R 0 73.01 146.5 0 0B4F7D\n"
	                            "A 0 84.55\n"
	                            "x 56.65 84.55\n"
	                            "1 141.5 84.55\n"
	                            "R 56.65 90.91 89.81 0 D5DCE4\n"
	                            "y 56.65 102.5\n"
	                            "22 136.6 102.5\n"
	                            "R 0 108.8 146.5 0 D5DCE4\n"
	                            "C 0 120.4\n"
	                            "3 141.5 120.4\n"
	                            "R 0 126.7 146.5 0 0B4F7D\n");
	set_tables("create table t (land text, town text, n INTEGER); insert into t values "
	           "('A', 'p', 1), ('A', 'q', 2), ('A', 'r', 3), ('B', 's', 4), ('B', 't', 5), "
	           "('B', 'u', 6);",
	           "t");
	themed("like: strom\nstyles: {table: {zebra: '#DDEEFF', row-rule: 2}}\n",
	       "# One\n\n```{table} tbl-t\nquery: select land, town, n from t order by land, "
	       "town\ngroup: land\n"
	       "columns: {land: {title: Land}, town: {title: Town}, n: {title: N, type: "
	       "number}}\ncaption: C\n```\n");
	ck_assert_str_eq(grounds(), "F 0 0 391.2 0.4252 D5DCE4\n"
	                            "F 0 124.3 90.85 17.9 DDEEFF\n"
	                            "F 0 195.9 90.85 17.9 DDEEFF\n"
	                            "One 0 39.41\n"
	                            "Table 1.  0 63.45\n"
	                            "C 31.03 63.45\n"
	                            "R 0 70.61 90.85 0 0B4F7D\n"
	                            "Town 0 82.15\n"
	                            "N 84.3 82.15\n"
	                            "R 0 88.51 90.85 0 0B4F7D\n"
	                            "A 0 100.1\n"
	                            "p 0 118\n"
	                            "1 85.92 118\n"
	                            "q 0 135.9\n"
	                            "2 85.92 135.9\n"
	                            "R 0 142.2 90.85 0 D5DCE4\n"
	                            "r 0 153.8\n"
	                            "3 85.92 153.8\n"
	                            "R 0 160.1 90.85 0 D5DCE4\n"
	                            "B 0 171.7\n"
	                            "s 0 189.6\n"
	                            "4 85.92 189.6\n"
	                            "t 0 207.5\n"
	                            "5 85.92 207.5\n"
	                            "R 0 213.8 90.85 0 D5DCE4\n"
	                            "u 0 225.4\n"
	                            "6 85.92 225.4\n"
	                            "R 0 231.7 90.85 0 0B4F7D\n");
}
END_TEST

/* What stands over several columns is given room, of which each has its share. */
START_TEST(columns_are_as_wide_as_what_spans_them)
{
	themed("like: strom\n", "# One\n\n| Land | Text | N |\n|---|---|--:|\n| "
	                        "Unbreakablewordsoverallcolumns || 1 |\n| a | b | 22 |\n");
	ck_assert_str_eq(grounds(), "F 0 0 391.2 0.4252 D5DCE4\n"
	                            "One 0 39.41\n"
	                            "R 0 55.11 224.6 0 0B4F7D\n"
	                            "Land 0 66.65\n"
	                            "Text 95.74 66.65\n"
	                            "N 218.1 66.65\n"
	                            "R 0 73.01 224.6 0 0B4F7D\n"
	                            "Unbreakablewordsoverallcolumns 0 84.55\n"
	                            "1 219.7 84.55\n"
	                            "R 0 90.91 224.6 0 D5DCE4\n"
	                            "a 0 102.5\n"
	                            "b 95.74 102.5\n"
	                            "22 214.8 102.5\n"
	                            "R 0 108.8 224.6 0 0B4F7D\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_table_parts");
	TCase *c = tcase_create("parts");
	tcase_set_timeout(c, 120);
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, a_row_higher_than_a_page_is_parted_between_its_lines);
	tcase_add_test(c, a_cell_over_many_rows_stands_on_each_page);
	tcase_add_test(c, a_cell_that_begins_in_a_parted_row_stands_on_each_page);
	tcase_add_loop_test(c, a_cell_beside_parted_rows_is_whole, 0, 16);
	tcase_add_loop_test(c, a_note_stands_with_its_reference, 0, 2);
	tcase_add_test(c, rows_take_time_in_proportion);
	tcase_add_test(c, stripes_and_rules_of_some_rows);
	tcase_add_test(c, columns_are_as_wide_as_what_spans_them);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
