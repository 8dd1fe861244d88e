/* Tables whose cells span or whose rows are grouped, in the structure tree: what covers what, and
 * which header cells a cell names. */
#include "pdf/parts.h"
#include "unit/pdf_help.h"

static struct world w;
static struct buf dump;
static double next_y;

static void set_up(void)
{
	world_begin(&w);
	dump = (struct buf){0};
	next_y = 20;
}

static void tear_down(void)
{
	buf_drop(&dump);
	world_end(&w);
}

static strom_node add_row(strom_node table, bool header)
{
	strom_node row = add(&w, table, NODE_ROW);
	node_edit(&w.edition, row)->flags = header ? NODE_HEADER : 0;
	next_y += 14;
	return row;
}

static void add_cell(strom_node row, uint32_t column, uint32_t columns, uint32_t rows,
                     const char *text)
{
	strom_node cell = add(&w, row, NODE_CELL);
	struct node *n = node_edit(&w.edition, cell);
	n->flags = node_at(&w.edition, row)->flags;
	n->column = column;
	n->covers.columns = columns;
	n->covers.rows = rows;
	put_line(&w, w.sans, 9, add_text(&w, cell, text), text, pt(20 + 60 * column), next_y);
}

static const char *written(void)
{
	struct file_out *f = file_out_new(w.diags, w.path);
	struct pdf *p = pdf_new(w.arena, w.diags, &w.edition, f);
	ck_assert(put_page(&w, pdf_sink(p), 0, "1"));
	ck_assert(pdf_end(p) && file_out_keep(f));
	ck_assert_uint_eq(diag_count(w.diags), 0);
	ck_assert(pdf_dump(w.arena, w.diags, w.path, &dump));
	return arena_cstr(w.arena, buf_str(&dump));
}

static void says(const char *text, const char *part, size_t times)
{
	size_t n = 0;
	for (const char *at = text; (at = strstr(at, part)); at++)
		n++;
	ck_assert_msg(n == times, "'%s' is there %zu times", part, n);
}

START_TEST(plain_tables_need_no_names)
{
	strom_node table = add(&w, 1, NODE_TABLE), row = add_row(table, true);
	add_cell(row, 0, 1, 1, "A");
	add_cell(row, 1, 1, 1, "B");
	row = add_row(table, false);
	add_cell(row, 0, 2, 1, "both");
	const char *text = written();
	says(text, "/ColSpan 2", 1);
	says(text, "/RowSpan", 0);
	says(text, "/Headers", 0);
	says(text, "/IDTree", 0);
}
END_TEST

START_TEST(complex_headers_are_named)
{
	strom_node table = add(&w, 1, NODE_TABLE), row = add_row(table, true);
	add_cell(row, 0, 1, 2, "Town");          /* th 1 */
	add_cell(row, 1, 2, 1, "People");        /* th 2 */
	row = add_row(table, true);
	add_cell(row, 1, 1, 1, "women");         /* th 3 */
	add_cell(row, 2, 1, 1, "men");           /* th 4 */
	row = add_row(table, false);
	add_cell(row, 0, 1, 1, "Riga");
	add_cell(row, 1, 1, 1, "1");
	add_cell(row, 2, 1, 1, "2");
	row = add_row(table, false);
	add_cell(row, 0, 1, 1, "Tartu");
	add_cell(row, 1, 2, 1, "none");
	const char *text = written();
	says(text, "/RowSpan 2", 1);
	says(text, "/ColSpan 2", 2);
	says(text, "/Headers [ (th-00000001) ]", 2);
	says(text, "/Headers [ (th-00000002) ]", 2);              /* of women and men */
	says(text, "/Headers [ (th-00000002) (th-00000003) ]", 1);
	says(text, "/Headers [ (th-00000002) (th-00000004) ]", 1);
	says(text, "/Headers [ (th-00000002) (th-00000003) (th-00000004) ]", 1);
	says(text, "/ID (th-00000004)", 1);
	says(text, "/IDTree", 1);
}
END_TEST

/* Two groups, of two rows and of one; the rows are no nodes. Notes' IDs stand in the same tree. */
START_TEST(groups_head_their_rows)
{
	struct dataset *data = arena_make(w.arena, struct dataset);
	strom_node table = add(&w, 1, NODE_TABLE), row = add_row(table, true);
	data->rows = (struct rows){.columns = 2, .n = 3};
	data->group = arena_make(w.arena, struct column);
	vec_push(w.arena, &data->groups, 0);
	vec_push(w.arena, &data->groups, 2);
	node_edit(&w.edition, table)->table = data;
	add_cell(row, 0, 1, 1, "A");
	add_cell(row, 1, 1, 1, "B");
	for (uint32_t r = 0; r < 5; r++)
		for (uint32_t c = 0; c < (r == 0 || r == 3 ? 1 : 2); c++) {
			put_line(&w, w.sans, 9, table, "x", pt(20 + 60 * c), 100 + 14 * r);
			last_item(&w)->cell = 1 + r * 2 + c;
		}
	const char *text = written();
	says(text, "/Scope /Row", 2);
	says(text, "/ColSpan 2", 2);
	says(text, "/ID (th-00000003)", 1);
	says(text, "/Headers [ (th-00000001) (th-00000003) ]", 2);
	says(text, "/Headers [ (th-00000002) (th-00000003) ]", 2);
	says(text, "/Headers [ (th-00000001) (th-00000004) ]", 1);
	says(text, "/S /TR", 6);
	says(text, "/S /TD", 6);
	says(text, "/S /TH", 4);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("pdf_tables");
	TCase *tests = tcase_create("tables");
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, plain_tables_need_no_names);
	tcase_add_test(tests, complex_headers_are_named);
	tcase_add_test(tests, groups_head_their_rows);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
