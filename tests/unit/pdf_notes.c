/* Notes, definitions, tasks and data tables in the structure tree, also over two pages. Written to
 * hand-made-notes.pdf beside the test, where tests/conformance finds it. */
#include "pdf/parts.h"
#include "unit/pdf_help.h"

static struct world w;
static struct buf dump;
static struct pdf *pdf;
static struct file_out *file;

static const char *const name = "hand-made-notes.pdf";

static void setup(void)
{
	world_begin(&w);
	dump = (struct buf){0};
}

static void teardown(void)
{
	buf_drop(&dump);
	world_end(&w);
}

static void begin(str path)
{
	file = file_out_new(w.diags, path);
	ck_assert_ptr_nonnull(file);
	pdf = pdf_new(w.arena, w.diags, &w.edition, file);
}

static void page(uint32_t index)
{
	ck_assert(put_page(&w, pdf_sink(pdf), index, index ? "2" : "1"));
}

static void end(void)
{
	ck_assert(pdf_end(pdf) && file_out_keep(file));
	ck_assert_uint_eq(diag_count(w.diags), 0);
}

/* The structure as pdfinfo shows it, the text and the kids of links left out. */
static const char *tree_of(const char *path)
{
	return arena_cstr(w.arena, run(&w, "pdfinfo -struct %s | grep -v '^ */' | grep -v Object "
	                               "| sed 's/ [0-9]* 0$//; s/:$//; s/ (.*//; s/ <.*//'", path));
}

static str dump_of(str path)
{
	ck_assert(pdf_dump(w.arena, w.diags, path, &dump));
	return buf_str(&dump);
}

static bool has(str all, const char *part)
{
	return str_find(all, str_of(part)) != SIZE_MAX;
}

static size_t count(str all, const char *part)
{
	size_t n = 0;
	for (size_t at; (at = str_find(all, str_of(part))) != SIZE_MAX; n++)
		all = str_from(all, at + 1);
	return n;
}

/* ---- A document ---- */

struct noted { strom_node text, ref, after, note, first, second; };

/* A paragraph with a note of two paragraphs. */
static struct noted noted_paragraph(const char *id, int number, const char *digits)
{
	struct noted n;
	strom_node p = add(&w, 1, NODE_PARAGRAPH);
	n.text = add_text(&w, p, "Words ");
	strom_node ref = add(&w, p, NODE_NOTE_REF);
	node_edit(&w.edition, ref)->target = arena_printf(w.arena, "#%s", id);
	node_edit(&w.edition, ref)->number = number;
	n.ref = add_text(&w, ref, digits);
	n.note = add(&w, p, NODE_NOTE);
	node_edit(&w.edition, n.note)->id = str_of(id);
	node_edit(&w.edition, n.note)->number = number;
	n.first = add_text(&w, add(&w, n.note, NODE_PARAGRAPH), "The note begins ");
	n.second = add_text(&w, add(&w, n.note, NODE_PARAGRAPH), "Its end.");
	n.after = add_text(&w, p, " go on.");
	return n;
}

static void put_reference(const struct noted *n, const char *digits, double y)
{
	strom_len x = put_line(&w, w.serif, 10, n->text, "Words ", pt(20), y);
	x = put_line(&w, w.serif, 6, n->ref, digits, x, y - 4);
	put_line(&w, w.serif, 10, n->after, " go on.", x, y);
}

static void put_note_label(const struct noted *n, const char *digits, double y)
{
	put_line(&w, w.serif, 6, n->note, digits, pt(20), y - 3);
	put_line(&w, w.serif, 8, n->first, "The note begins ", pt(28), y);
}

static strom_node definitions(void)
{
	strom_node list = add(&w, 1, NODE_DEFINITIONS);
	static const char *const words[2][3] = {{"Term", "First meaning", "Second meaning"},
	                                        {"Word", "Its meaning", NULL}};
	for (int t = 0; t < 2; t++) {
		add_text(&w, add(&w, list, NODE_TERM), words[t][0]);
		for (int d = 1; d < 3 && words[t][d]; d++) {
			strom_node definition = add(&w, list, NODE_DEFINITION);
			add_text(&w, add(&w, definition, NODE_PARAGRAPH), words[t][d]);
		}
	}
	return list;
}

/* Every text below a node on a line of its own. */
static void put_texts(strom_node top, double y)
{
	strom_node end = top;
	while (node_at(&w.edition, end)->last)
		end = node_at(&w.edition, end)->last;
	for (strom_node n = top; n <= end; n++)
		if (node_at(&w.edition, n)->kind == NODE_TEXT) {
			put_line(&w, w.sans, 10, n,
			         arena_cstr(w.arena, node_at(&w.edition, n)->text), pt(20), y);
			y += 14;
		}
}

static void tasks(double y)
{
	strom_node list = add(&w, 1, NODE_LIST);
	for (int i = 0; i < 2; i++) {
		strom_node item = add(&w, list, NODE_ITEM);
		node_edit(&w.edition, item)->flags = (uint16_t)(NODE_TASK | (i ? NODE_DONE : 0));
		put_box(&w, item, 0, 20, y + 14 * i - 7, 7, 7);
		put_box(&w, item, 0, 21, y + 14 * i - 6, 5, 5);
		strom_node t = add_text(&w, add(&w, item, NODE_PARAGRAPH), "to do");
		put_line(&w, w.sans, 10, t, "to do", pt(32), y + 14 * i);
	}
}

/* A data table of three columns: its caption and head are nodes, its rows are not. */
static strom_node data_table(size_t rows)
{
	struct dataset *data = arena_make(w.arena, struct dataset);
	data->rows = (struct rows){.columns = 3, .n = rows};
	strom_node t = add(&w, 1, NODE_TABLE);
	node_edit(&w.edition, t)->id = S("tbl-data");
	node_edit(&w.edition, t)->table = data;
	add_text(&w, add(&w, t, NODE_CAPTION), "A table");
	strom_node row = add(&w, t, NODE_ROW);
	node_edit(&w.edition, row)->flags = NODE_HEADER;
	for (int c = 0; c < 3; c++)
		add_text(&w, add(&w, row, NODE_CELL), "Head");
	return t;
}

static void put_cell(strom_node table, uint32_t row, uint32_t column, const char *text, double y)
{
	put_line(&w, w.sans, 9, table, text, pt(20 + 60 * column), y);
	last_item(&w)->cell = 1 + row * 3 + column;
}

static void write_document(str path)
{
	struct noted one = noted_paragraph("fn-one", 1, "1"),
	             two = noted_paragraph("fn-two", 2, "2");
	strom_node list = definitions();
	size_t before = w.items.n;
	tasks(200);
	strom_node table = data_table(4);
	ck_assert_uint_eq(before, 0);
	begin(path);
	put_reference(&one, "1", 40);
	put_reference(&two, "2", 60);
	put_texts(list, 80);
	put_texts(table, 260);
	put_cell(table, 0, 0, "a", 330);
	put_cell(table, 0, 2, "two lines", 330);
	put_box(&w, 0, ARTIFACT_LAYOUT, 20, 332, 200, 0.5);
	put_cell(table, 0, 2, "of it", 340);
	put_note_label(&one, "1", 360);
	put_note_label(&two, "2", 380);
	page(0);
	put_cell(table, 1, 1, "b", 40);
	put_cell(table, 2, 0, "c", 54);
	put_line(&w, w.serif, 8, one.second, "Its end.", pt(28), 360);
	put_line(&w, w.serif, 8, two.second, "Its end.", pt(28), 380);
	page(1);
	end();
}

START_TEST(the_tree_is_the_editions)
{
	write_document(str_of(name));
#define NOTED "  P\n    Reference\n      Link\n" \
	"    Note\n      Lbl\n        Link\n      P\n      P\n"
#define ROW "    TR\n      TD\n      TD\n      TD\n"
	ck_assert_str_eq(tree_of(name),
		"Document\n" NOTED NOTED
		"  L\n    LI\n      Lbl\n      LBody\n        P\n        P\n"
		"    LI\n      Lbl\n      LBody\n        P\n"
		"  L\n    LI\n      Lbl\n      LBody\n        P\n"
		"    LI\n      Lbl\n      LBody\n        P\n"
		"  Table\n    Caption\n    TR\n      TH\n      TH\n      TH\n" ROW ROW ROW ROW);
	run(&w, "qpdf --check %s 2>&1", name);
}
END_TEST

START_TEST(each_object_is_as_before)
{
	write_document(w.path);
	as_before(&w, w.path, "notes");
}
END_TEST

/* Notes have IDs that the tree of IDs knows, links lead there and back. */
START_TEST(notes_are_led_to_and_back)
{
	write_document(w.path);
	str all = dump_of(w.path);
	ck_assert_uint_eq(count(all, "/ID (note-0000000"), 2);
	ck_assert_uint_eq(count(all, "/IDTree"), 1);
	ck_assert_uint_eq(count(all, "/Names [ (note-00000001) "), 1);
	ck_assert_uint_eq(count(all, "/Dest (fn-one)"), 1);
	ck_assert_uint_eq(count(all, "(fn-one) ["), 1);
	ck_assert_uint_eq(count(all, "/Contents (1) /Dest ["), 1);
	ck_assert_uint_eq(count(all, "/Contents (2) /Dest ["), 1);
	/* The first reference stands at y 40 - 4, its size is 6. */
	ck_assert_uint_eq(count(all, " 370 null ]"), 1);
	ck_assert_uint_eq(count(all, "/ListNumbering /None"), 1);
}
END_TEST

START_TEST(boxes_are_read_as_what_they_are)
{
	write_document(w.path);
	str text = run(&w, "qpdf --qdf --object-streams=disable %.*s - | grep -a ActualText",
	               STR_ARG(w.path));
	ck_assert_uint_eq(count(text, "ActualText"), 2);
	ck_assert(has(text, "<feff2610>"));
	ck_assert(has(text, "<feff2611>"));
}
END_TEST

/* A cell's lines are one element, whatever is painted between them. */
START_TEST(a_cell_gathers_its_marks)
{
	write_document(w.path);
	str all = dump_of(w.path);
	ck_assert_uint_eq(count(all, "/S /TD"), 12);
	ck_assert_uint_eq(count(all, "/TD<</MCID"), 5);
	str text = run(&w, "pdfinfo -struct-text %.*s", STR_ARG(w.path));
	ck_assert(has(text, "      TD\n        \"two lines\"\n        \"of it\"\n    TR\n"));
}
END_TEST

START_TEST(the_same_input_gives_the_same_bytes)
{
	write_document(str_of(name));
	teardown();
	setup();
	write_document(w.path);
	run(&w, "cmp %s %.*s", name, STR_ARG(w.path));
}
END_TEST

/* ---- By themselves ---- */

/* A note within a link, and a label without a reference: no link in a link, no way back. */
START_TEST(notes_in_odd_places)
{
	strom_node p = add(&w, 1, NODE_PARAGRAPH), link = add(&w, p, NODE_LINK);
	node_edit(&w.edition, link)->target = S("https://example.org");
	strom_node ref = add(&w, link, NODE_NOTE_REF);
	node_edit(&w.edition, ref)->target = S("#fn-a");
	strom_node digit = add_text(&w, ref, "1"), note = add(&w, link, NODE_NOTE);
	node_edit(&w.edition, note)->id = S("fn-a");
	strom_node lost = add(&w, p, NODE_NOTE);
	strom_node words = add_text(&w, add(&w, lost, NODE_PARAGRAPH), "words");
	begin(w.path);
	put_line(&w, w.sans, 6, digit, "1", pt(10), 40);
	put_line(&w, w.sans, 6, note, "1", pt(10), 300);
	put_line(&w, w.sans, 6, lost, "2", pt(10), 310);
	put_line(&w, w.sans, 8, words, "words", pt(20), 310);
	page(0);
	end();
	ck_assert_str_eq(tree_of(arena_cstr(w.arena, w.path)),
	                 "Document\n  P\n    Link\n      Reference\n      Note\n        Lbl\n      "
	                 "    Link\n"
	                 "    Note\n      Lbl\n      P\n");
	ck_assert_uint_eq(count(dump_of(w.path), "/Subtype /Link"), 2);
}
END_TEST

/* A definition's parts come and go: a term without one, one without a term, one in another. */
START_TEST(definitions_of_all_kinds)
{
	strom_node list = add(&w, 1, NODE_DEFINITIONS);
	add_text(&w, add(&w, list, NODE_DEFINITION), "of nothing");
	add_text(&w, add(&w, list, NODE_TERM), "alone");
	add_text(&w, add(&w, list, NODE_TERM), "outer");
	strom_node outer = add(&w, list, NODE_DEFINITION), inner = add(&w, outer, NODE_DEFINITIONS);
	add_text(&w, add(&w, inner, NODE_TERM), "inner");
	add_text(&w, add(&w, inner, NODE_DEFINITION), "in it");
	strom_node second = add(&w, list, NODE_DEFINITION);
	add_text(&w, add(&w, second, NODE_PARAGRAPH), "second");
	begin(w.path);
	put_texts(list, 40);
	page(0);
	end();
	ck_assert_str_eq(tree_of(arena_cstr(w.arena, w.path)),
		"Document\n  L\n    Div\n    LI\n      Lbl\n    LI\n      Lbl\n      LBody\n"
		"        L\n          LI\n            Lbl\n            LBody\n        P\n");
}
END_TEST

/* Elements stand in every row, also in those that nothing is painted of. */
START_TEST(a_long_table_is_whole)
{
	enum { ROWS = 3000 };
	strom_node table = data_table(ROWS);
	begin(w.path);
	for (uint32_t r = 0; r < ROWS - 1; r += 2)
		put_cell(table, r, r % 3, "x", 40);
	page(0);
	end();
	str tree =
	        run(&w, "pdfinfo -struct %.*s | sort | uniq -c | sed 's/^ *//'", STR_ARG(w.path));
	ck_assert(has(tree, "3001     TR\n"));
	ck_assert(has(tree, "9000       TD\n"));
	run(&w, "qpdf --check %.*s 2>&1", STR_ARG(w.path));
}
END_TEST

START_TEST(a_table_of_empty_rows_is_whole)
{
	strom_node table = data_table(2);
	begin(w.path);
	put_texts(table, 40);
	page(0);
	end();
	ck_assert_uint_eq(count(dump_of(w.path), "/S /TD"), 6);
}
END_TEST

/* Enough pages and links for several leaves and groups. */
START_TEST(many_pages_are_found)
{
	enum { PAGES = 200 };
	strom_node text[PAGES];
	for (int i = 0; i < PAGES; i++) {
		strom_node link = add(&w, add(&w, 1, NODE_PARAGRAPH), NODE_LINK);
		node_edit(&w.edition, link)->id = arena_printf(w.arena, "p%d", i);
		node_edit(&w.edition, link)->target = arena_printf(w.arena, "#p%d", PAGES - 1 - i);
		text[i] = add_text(&w, link, "word");
	}
	begin(w.path);
	for (int i = 0; i < PAGES; i++) {
		put_line(&w, w.sans, 10, text[i], "word", pt(20), 40);
		put_page(&w, pdf_sink(pdf), (uint32_t)i, "x");
	}
	end();
	run(&w, "qpdf --check %.*s 2>&1", STR_ARG(w.path));
	str dests = run(&w, "pdfinfo -dests %.*s | grep -c XYZ", STR_ARG(w.path));
	ck_assert_str_eq(arena_cstr(w.arena, dests), "200\n");
	str all = dump_of(w.path);
	ck_assert_uint_eq(count(all, "/Limits [ 0 63 ]"), 1);
	ck_assert_uint_eq(count(all, "/Limits [ 384 399 ]"), 1);
	ck_assert_uint_eq(count(all, "/Limits [ (p0) "), 1);
	ck_assert_uint_eq(count(all, "/Type /Pages"), 5);
}
END_TEST

/* ---- What is refused ---- */

static void refused(const char *code)
{
	ck_assert(!put_page(&w, pdf_sink(pdf), 0, "1"));
	ck_assert_uint_eq(diag_count(w.diags), 1);
	ck_assert(str_eq(diag_at(w.diags, 0)->code, str_of(code)));
	file_out_drop(file);
}

START_TEST(rows_out_of_order_are_refused)
{
	strom_node table = data_table(4);
	begin(w.path);
	put_cell(table, 2, 0, "late", 40);
	put_cell(table, 1, 0, "early", 60);
	refused("pdf/row-order");
}
END_TEST

START_TEST(a_cell_outside_of_its_table_is_refused)
{
	strom_node table = data_table(4);
	begin(w.path);
	put_cell(table, 4, 0, "beyond", 40);
	refused("pdf/unmarked");
}
END_TEST

START_TEST(objects_run_out)
{
	strom_node p = add_text(&w, add(&w, 1, NODE_PARAGRAPH), "x");
	begin(w.path);
	while (pdf->out.n < MOST_OBJECTS)
		object_new(&pdf->out);
	put_line(&w, w.sans, 10, p, "x", pt(10), 50);
	refused("pdf/too-many-objects");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pdf_notes");
	TCase *t = tcase_create("all");
	tcase_set_timeout(t, 240);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, the_tree_is_the_editions);
	tcase_add_test(t, each_object_is_as_before);
	tcase_add_test(t, notes_are_led_to_and_back);
	tcase_add_test(t, boxes_are_read_as_what_they_are);
	tcase_add_test(t, a_cell_gathers_its_marks);
	tcase_add_test(t, the_same_input_gives_the_same_bytes);
	tcase_add_test(t, notes_in_odd_places);
	tcase_add_test(t, definitions_of_all_kinds);
	tcase_add_test(t, a_long_table_is_whole);
	tcase_add_test(t, a_table_of_empty_rows_is_whole);
	tcase_add_test(t, many_pages_are_found);
	tcase_add_test(t, rows_out_of_order_are_refused);
	tcase_add_test(t, a_cell_outside_of_its_table_is_refused);
	tcase_add_test(t, objects_run_out);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
