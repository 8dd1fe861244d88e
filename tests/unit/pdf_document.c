/* A document with one of everything, as other programs read it. Written to hand-made.pdf beside
 * the test, where tests/conformance finds it. */
#include "unit/pdf_help.h"

static struct world w;
static strom_node doc;

static void setup(void)
{
	world_begin(&w);
	doc = 1;
}

static void teardown(void)
{
	world_end(&w);
}

static strom_node block(enum node_kind kind, const char *text)
{
	return add_text(&w, add(&w, doc, kind), text);
}

static void contents(void)
{
	strom_node part = add(&w, doc, NODE_PART);
	strom_node title = add_text(&w, add(&w, part, NODE_PARAGRAPH), "Contents");
	put_line(&w, w.sans, 14, title, "Contents", pt(20), 40);
	for (int i = 0; i < 2; i++) {
		const char *words = i ? "Figures" : "Findings";
		strom_node entry = add(&w, part, NODE_TOC_ENTRY);
		node_edit(&w.edition, entry)->target = i ? S("figures") : S("findings");
		put_line(&w, w.sans, 10, add_text(&w, entry, words), words, pt(20), 60 + 14 * i);
		put_line(&w, w.sans, 10, 0, ". . .", pt(100), 60 + 14 * i);
		last_item(&w)->artifact = ARTIFACT_LAYOUT;
		strom_node ref = add(&w, entry, NODE_PAGE_REF);
		node_edit(&w.edition, ref)->target = node_at(&w.edition, entry)->target;
		put_line(&w, w.sans, 10, add_text(&w, ref, "1"), "1", pt(270), 60 + 14 * i);
	}
}

static void heading(int level, const char *id, const char *text, double y)
{
	strom_node t = block(NODE_HEADING, text);
	strom_node h = node_at(&w.edition, t)->parent;
	node_edit(&w.edition, h)->level = (uint8_t)level;
	node_edit(&w.edition, h)->id = str_of(id);
	put_line(&w, w.serif, 18 - 2 * level, t, text, pt(20), y);
}

/* Emphasis, another language, a hyphen at a line's end, a link over two lines. */
static void prose(double y)
{
	strom_node p = add(&w, doc, NODE_PARAGRAPH);
	strom_len x = put_line(&w, w.serif, 10, add_text(&w, p, "The offices "), "The offices ",
	                       pt(20), y);
	strom_node em = add_text(&w, add(&w, p, NODE_EMPH), "affluent ");
	x = put_line(&w, w.serif, 10, em, "affluent ", x, y);
	w.lang = 1;
	strom_node german = add_text(&w, add(&w, p, NODE_SPAN), "Straße ");
	x = put_line(&w, w.sans, 10, german, "Straße ", x, y);
	w.lang = 0;
	strom_node rest = add_text(&w, p, "munici");
	x = put_line(&w, w.serif, 10, rest, "munici", x, y);
	put_line(&w, w.serif, 10, rest, "-", x, y);
	last_item(&w)->text = S("");
	struct glyph *hyphen = (struct glyph *)last_item(&w)->glyphs;
	hyphen->text_len = 0;
	hyphen->flags = GLYPH_SOFT_HYPHEN;
	x = put_line(&w, w.serif, 10, rest, "palities ", pt(20), y + 14);
	strom_node link = add(&w, p, NODE_LINK);
	node_edit(&w.edition, link)->target = S("https://example.org/ä");
	strom_node words = add_text(&w, link, "a long link");
	put_line(&w, w.serif, 10, words, "a long ", x, y + 14);
	x = put_line(&w, w.serif, 10, words, "link ", pt(20), y + 28);
	x = put_line(&w, w.serif, 10, add_text(&w, add(&w, p, NODE_STRONG), "x\xCC\x82 "),
	             "x\xCC\x82 ", x, y + 28);
	strom_node ref = add(&w, p, NODE_REF);
	node_edit(&w.edition, ref)->target = S("tbl-policy");
	put_line(&w, w.serif, 10, add_text(&w, ref, "Table 1"), "Table 1", x, y + 28);
}

static void list(double y)
{
	strom_node l = add(&w, doc, NODE_LIST);
	static const char *const words[] = {"first", "second"};
	for (int i = 0; i < 2; i++) {
		strom_node item = add(&w, l, NODE_ITEM);
		put_line(&w, w.sans, 10, item, "• ", pt(20), y + 14 * i);
		strom_node t = add_text(&w, add(&w, item, NODE_PARAGRAPH), words[i]);
		put_line(&w, w.sans, 10, t, words[i], pt(32), y + 14 * i);
	}
}

static void table(double y)
{
	static const char *const cells[3][2] = {
	        {"Country", "Share"}, {"Latvia", "61 %"}, {"Norway", ""}};
	strom_node t = add(&w, doc, NODE_TABLE);
	node_edit(&w.edition, t)->id = S("tbl-policy");
	strom_node caption = add_text(&w, add(&w, t, NODE_CAPTION), "Table 1: Policy");
	put_line(&w, w.sans, 9, caption, "Table 1: Policy", pt(20), y);
	for (int r = 0; r < 3; r++) {
		strom_node row = add(&w, t, NODE_ROW);
		node_edit(&w.edition, row)->flags = r ? 0 : NODE_HEADER;
		for (int c = 0; c < 2; c++) {
			strom_node cell = add(&w, row, NODE_CELL);
			node_edit(&w.edition, cell)->flags = r && c ? 0 : NODE_HEADER;
			if (cells[r][c][0])
				put_line(&w, w.sans, 9, add_text(&w, cell, cells[r][c]),
				         cells[r][c], pt(20 + 80 * c), y + 14 * (r + 1));
		}
		put_box(&w, t, 0, 20, y + 14 * (r + 1) + 3, 200, 0.5);
	}
}

/* Text and shapes take turns. */
static void figure(double y)
{
	strom_node f = add(&w, doc, NODE_FIGURE);
	node_edit(&w.edition, f)->alt = S("Bars: Latvia 61 %, Norway 40 %");
	strom_node caption = add_text(&w, add(&w, f, NODE_CAPTION), "Figure 1: Bars");
	put_line(&w, w.sans, 9, caption, "Figure 1: Bars", pt(20), y);
	put_line(&w, w.sans, 7, f, "Latvia", pt(20), y + 15);
	put_box(&w, f, 0, 60, y + 8, 61, 8);
	last_item(&w)->colour.a = 128;
	put_line(&w, w.sans, 7, f, "Norway", pt(20), y + 28);
	put_box(&w, f, 0, 60, y + 21, 40, 8);
}

static void furniture(const char *folio)
{
	put_box(&w, 0, ARTIFACT_BACKGROUND, 0, 0, 300, 20);
	put_line(&w, w.sans, 8, 0, "Running head", pt(20), 14);
	last_item(&w)->artifact = ARTIFACT_HEADER;
	put_line(&w, w.sans, 8, 0, folio, pt(150), 390);
	last_item(&w)->artifact = ARTIFACT_FOOTER;
}

static bool write_document(str path)
{
	struct file_out *f = file_out_new(w.diags, path);
	ck_assert_ptr_nonnull(f);
	/* All nodes are there before the first page. */
	furniture("i");
	contents();
	size_t first = w.items.n;
	heading(1, "findings", "Findings", 40);
	prose(60);
	list(110);
	heading(2, "tables", "Tables", 160);
	table(180);
	strom_node quote =
	        add_text(&w, add(&w, add(&w, doc, NODE_QUOTE), NODE_PARAGRAPH), "Quoted.");
	put_line(&w, w.serif, 10, quote, "Quoted.", pt(30), 260);
	strom_node code = add(&w, doc, NODE_CODE_BLOCK);
	put_line(&w, w.sans, 9, code, "int main", pt(20), 280);
	heading(2, "figures", "Figures", 300);
	figure(320);
	furniture("1");
	items all = w.items;
	struct pdf *pdf = pdf_new(w.arena, w.diags, &w.edition, f);
	struct page one = {
	        .label = S("i"), .w = pt(300), .h = pt(400), .items = all.at, .n = first};
	struct page two = {.index = 1, .label = S("1"), .w = pt(300), .h = pt(400),
	                   .items = all.at + first, .n = all.n - first};
	struct page_sink sink = pdf_sink(pdf);
	bool good = sink.page(sink.self, &one) && sink.page(sink.self, &two) && pdf_end(pdf);
	if (good)
		return file_out_keep(f);
	file_out_drop(f);
	return false;
}

static const char *const name = "hand-made.pdf";

START_TEST(qpdf_finds_no_fault)
{
	ck_assert(write_document(str_of(name)));
	ck_assert_uint_eq(diag_count(w.diags), 0);
	run(&w, "qpdf --check %s 2>&1", name);
}
END_TEST

START_TEST(each_object_is_as_before)
{
	ck_assert(write_document(str_of(name)));
	as_before(&w, str_of(name), "document");
}
END_TEST

static void has(str all, const char *part)
{
	ck_assert_msg(str_find(all, str_of(part)) != SIZE_MAX, "no '%s' in:\n%.*s", part,
	              STR_ARG(all));
}

START_TEST(text_comes_out_as_it_went_in)
{
	ck_assert(write_document(str_of(name)));
	str text = run(&w, "pdftotext -f 2 -l 2 -raw %s -", name);
	has(text, "The offices affluent Straße munici\xC2\xAD\npalities a long\nlink x\xCC\x82 "
	          "Table 1\n");
	has(text, "• first\n• second\n");
	has(text, "Country Share\nLatvia 61 %\nNorway\n");
}
END_TEST

/* One line of pdfinfo's tree for each element. Its Em and Strong are shown as what they map to. */
START_TEST(the_tree_is_the_editions)
{
	ck_assert(write_document(str_of(name)));
	str tree = run(
	        &w, "pdfinfo -struct %s | grep -v '^ */' | sed 's/ [0-9]* 0$//; s/:$//; s/ (.*//'",
	        name);
	ck_assert_str_eq(
	        arena_cstr(w.arena, tree),
	        "Document\n"
	        "  Sect\n    P\n"
	        "    TOC\n"
	        "      TOCI\n        Reference\n          Link\n            Object\n"
	        "      TOCI\n        Reference\n          Link\n            Object\n"
	        "  H1\n"
	        "  P\n    Span\n    Span\n    Link\n      Object\n    Span\n    Link\n      "
	        "Object\n"
	        "  L\n    LI\n      Lbl\n      LBody\n        P\n"
	        "    LI\n      Lbl\n      LBody\n        P\n"
	        "  H2\n"
	        "  Table\n    Caption\n    TR\n      TH\n      TH\n    TR\n      TH\n      TD\n"
	        "    TR\n      TH\n      TD\n"
	        "  BlockQuote\n    P\n  P\n    Code\n  H2\n  Div\n    Caption\n    Figure\n");
}
END_TEST

START_TEST(the_same_input_gives_the_same_bytes)
{
	ck_assert(write_document(str_of(name)));
	teardown();
	setup();
	ck_assert(write_document(w.path));
	run(&w, "cmp %s %.*s", name, STR_ARG(w.path));
}
END_TEST

START_TEST(labels_and_outline_are_there)
{
	struct buf dump = {0};
	ck_assert(write_document(str_of(name)));
	ck_assert(pdf_dump(w.arena, w.diags, str_of(name), &dump));
	str all = buf_str(&dump);
	has(all, "/Nums [ 0 << /P (i) >> 1 << /S /D /St 1 >> ]");
	has(all, "/Title (Findings)");
	has(all, "/URI (https://example.org/%C3%A4)");
	has(all, "/Dest (tbl-policy)");
	has(all, "/Scope /Column");
	has(all, "/Scope /Row");
	has(all, "/Alt (Bars: Latvia 61 %, Norway 40 %)");
	has(all, "/Lang (de)");
	has(all, "<pdfuaid:part>1</pdfuaid:part>");
	has(all, "A publisher &amp; sons");
	has(all, "/Artifact<</Type/Pagination/Subtype/Header>>BDC");
	has(all, "<</ActualText<FEFF00780302>>>BDC");
	buf_drop(&dump);
}
END_TEST

/* A link over two lines has one annotation with two quadrilaterals. */
START_TEST(a_link_has_a_quadrilateral_for_each_line)
{
	struct buf dump = {0};
	ck_assert(write_document(str_of(name)));
	ck_assert(pdf_dump(w.arena, w.diags, str_of(name), &dump));
	str all = buf_str(&dump);
	size_t uri = str_find(all, S("/Subtype /Link /Type /Annot >>"));
	ck_assert(uri != SIZE_MAX);
	int numbers = 0;
	for (str rest = all, line; str_next_line(&rest, &line);) {
		if (str_find(line, S("/URI (")) == SIZE_MAX)
			continue;
		str quads =
		        str_until(str_from(line, str_find(line, S("/QuadPoints [ ")) + 14), ']');
		for (size_t i = 0; i < quads.len; i++)
			numbers += quads.ptr[i] == ' ';
	}
	ck_assert_int_eq(numbers, 16);
	buf_drop(&dump);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pdf_document");
	TCase *t = tcase_create("all");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, qpdf_finds_no_fault);
	tcase_add_test(t, each_object_is_as_before);
	tcase_add_test(t, text_comes_out_as_it_went_in);
	tcase_add_test(t, the_tree_is_the_editions);
	tcase_add_test(t, the_same_input_gives_the_same_bytes);
	tcase_add_test(t, labels_and_outline_are_there);
	tcase_add_test(t, a_link_has_a_quadrilateral_for_each_line);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
