/* Values and objects as they stand in the file, positions as a viewer computes them, and what is
 * refused. */
#include "pdf/icc.h"
#include "pdf/parts.h"
#include "unit/pdf_help.h"

static struct world w;
static struct buf out;

static void setup(void)
{
	world_begin(&w);
}

static void teardown(void)
{
	buf_drop(&out);
	world_end(&w);
}

static const char *text(void)
{
	const char *s = arena_cstr(w.arena, buf_str(&out));
	buf_clear(&out);
	return s;
}

START_TEST(numbers_are_short)
{
	static const struct { int64_t value; unsigned decimals; const char *want; } rows[] = {
		{0, 2, "0"}, {100, 2, "1"}, {-150, 2, "-1.5"}, {5, 2, ".05"}, {-5, 3, "-.005"},
		{556152, 3, "556.152"}, {1200, 3, "1.2"}, {7, 0, "7"}
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		pdf_put_decimal(&out, rows[i].value, rows[i].decimals);
		ck_assert_str_eq(text(), rows[i].want);
	}
}
END_TEST

START_TEST(strings_keep_their_bytes)
{
	pdf_put_text(&out, S("a(b)\\"));
	ck_assert_str_eq(text(), "(a\\(b\\)\\\\)");
	pdf_put_text(&out, S("\xE2\x82\xAC"));
	ck_assert_mem_eq(out.ptr, "(\xFE\xFF\x20\xAC)", 6);
	buf_clear(&out);
	/* U+0D28: its high byte is a carriage return, its low an opening bracket's neighbour. */
	pdf_put_text(&out, S("\xE0\xB4\xA8"));
	ck_assert_mem_eq(out.ptr, "(\xFE\xFF\\r\x28", 5);
	buf_clear(&out);
	pdf_put_text_utf16(&out, S("\xF0\x9F\x98\x80"));
	ck_assert_str_eq(text(), "D83DDE00");
	pdf_put_name(&out, S("A B#\xC3"));
	ck_assert_str_eq(text(), "/A#20B#23#C3");
}
END_TEST

/* More objects than one object stream holds, read back by qpdf. */
START_TEST(objects_are_found_again)
{
	struct objects *o = arena_make(w.arena, struct objects);
	struct file_out *f = file_out_new(w.diags, w.path);
	struct buf dump = {0};
	objects_begin(o, w.arena, f, "1.7");
	uint32_t root = object_new(o), info = object_new(o), pages = object_new(o);
	uint32_t never = object_new(o);
	for (int i = 0; i < 1000; i++) {
		buf_clear(&out);
		buf_printf(&out, "(object %d)", i);
		object_put(o, object_new(o), buf_str(&out));
	}
	buf_clear(&out);
	buf_printf(&out, "<</Type/Catalog/Pages %u 0 R>>", pages);
	object_put(o, root, buf_str(&out));
	object_put(o, pages, S("<</Type/Pages/Count 0/Kids[]>>"));
	object_put(o, info, S("<</Title(T)>>"));
	ck_assert(objects_end(o, root, info) && file_out_keep(f));
	ck_assert(pdf_dump(w.arena, w.diags, w.path, &dump));
	ck_assert_uint_ne(str_find(buf_str(&dump), S("(object 0)")), SIZE_MAX);
	ck_assert_uint_ne(str_find(buf_str(&dump), S("(object 999)")), SIZE_MAX);
	ck_assert_uint_eq(never, 4);
	buf_drop(&dump);
}
END_TEST

START_TEST(a_dump_of_no_pdf_is_refused)
{
	struct buf dump = {0};
	struct file_out *f = file_out_new(w.diags, w.path);
	ck_assert(file_out_put(f, S("no pdf")) && file_out_keep(f));
	ck_assert(!pdf_dump(w.arena, w.diags, w.path, &dump));
	ck_assert(str_eq(diag_at(w.diags, 0)->code, S("pdf/unreadable")));
	buf_drop(&dump);
}
END_TEST

/* ---- Positions ---- */

static bool write_page(void)
{
	struct file_out *f = file_out_new(w.diags, w.path);
	struct pdf *pdf = pdf_new(w.arena, w.diags, &w.edition, f);
	if (put_page(&w, pdf_sink(pdf), 0, "1") && pdf_end(pdf))
		return file_out_keep(f);
	file_out_drop(f);
	return false;
}

/* xMin of a word, from poppler. */
static double word_at(const char *word)
{
	str line = run(&w, "pdftotext -bbox %.*s - | grep '>%s<'", STR_ARG(w.path), word);
	double x = -1;
	str from = str_from(line, str_find(line, S("xMin=\"")) + 6);
	ck_assert(str_to_double(str_until(from, '"'), &x));
	return x;
}

/* A line of many words, justified by odd amounts: the last stands where it should. */
START_TEST(positions_do_not_drift)
{
	static const char words[] =
	        "To and fro a lid in it I if we be so at on by no up me or my us of";
	strom_node p = add_text(&w, add(&w, 1, NODE_PARAGRAPH), words);
	for (int k = 0; k < 2; k++) {
		const struct font *font = k ? w.sans : w.serif;
		put_line(&w, font, 7.3, p, words, pt(10.123), 50);
		struct item *i = last_item(&w);
		struct glyph *g = (struct glyph *)i->glyphs;
		strom_len x = i->x, last = 0;
		for (size_t n = 0; n < i->n; n++) {
			if (words[g[n].text_off] == ' ')
				g[n].advance += 20011 + (strom_len)n * 7;
			if (g[n].text_off == sizeof words - 3)
				last = x;
			x += g[n].advance;
		}
		ck_assert(write_page());
		ck_assert_double_eq_tol(word_at("of"), (double)last / 65536, 0.02);
	}
}
END_TEST

/* Glyphs that stand a little off what their widths give, to and fro, level and raised: each is
 * moved, so that none is further from its place than the thousandths that are left. */
START_TEST(each_glyph_stands_in_its_place)
{
	static const char words[] = "q w e r t z u i o p";
	strom_node p = add_text(&w, add(&w, 1, NODE_PARAGRAPH), words);
	for (int raised = 0; raised < 2; raised++) {
		strom_len places[10], x = pt(20);
		put_line(&w, w.sans, 10, p, words, x, 50);
		struct item *i = last_item(&w);
		struct glyph *g = (struct glyph *)i->glyphs;
		for (size_t n = 0; n < i->n; n++) {
			places[n / 2] = n % 2 ? places[n / 2] : x;
			g[n].dy = raised ? (int32_t)-pt(2) : 0;
			g[n].advance += n % 4 < 2 ? pt(0.06) : -pt(0.06);
			x += g[n].advance;
		}
		ck_assert(write_page());
		for (size_t n = 0; n < 10; n++)
			ck_assert_double_eq_tol(word_at((char[]){words[2 * n], 0}),
			                        (double)places[n] / 65536, 0.016);
	}
}
END_TEST

/* Kerning, tracking and raised glyphs of one item; two items on one line. */
START_TEST(lines_go_on_after_other_items)
{
	strom_node p = add_text(&w, add(&w, 1, NODE_PARAGRAPH), "");
	strom_node em = add_text(&w, add(&w, node_at(&w.edition, p)->parent, NODE_EMPH), "");
	put_line(&w, w.serif, 10, p, "AVATAR ", pt(10), 50);
	struct glyph *g = (struct glyph *)last_item(&w)->glyphs;
	g[2].dy = (int32_t)-pt(3);
	put_line(&w, w.sans, 8, em, "next", pt(80), 50);
	put_line(&w, w.serif, 10, p, "third", pt(150), 50);
	put_line(&w, w.serif, 10, p, "fourth", pt(30), 80);
	ck_assert(write_page());
	ck_assert_double_eq_tol(word_at("next"), 80, 0.02);
	ck_assert_double_eq_tol(word_at("third"), 150, 0.02);
	ck_assert_double_eq_tol(word_at("fourth"), 30, 0.02);
}
END_TEST

static size_t count(str all, const char *part)
{
	size_t n = 0;
	for (size_t at; (at = str_find(all, str_of(part))) != SIZE_MAX; n++)
		all = str_from(all, at + 1);
	return n;
}

/* Letter-space is one operator a line, and ends with it. */
START_TEST(letter_space)
{
	struct buf dump = {0};
	strom_node p = add_text(&w, add(&w, 1, NODE_PARAGRAPH), "");
	put_line(&w, w.serif, 10, p, "extraordinary deeds", pt(10), 50);
	struct item *i = last_item(&w);
	struct glyph *g = (struct glyph *)i->glyphs;
	strom_len x = i->x;
	i->spacing = 3001;
	for (size_t n = 0; n < i->n; n++) {
		g[n].advance += 3001;
		x += n < 14 ? g[n].advance : 0;
	}
	put_line(&w, w.serif, 10, p, "usual", pt(10), 70);
	ck_assert(write_page());
	ck_assert_double_eq_tol(word_at("deeds"), (double)x / 65536, 0.005);
	ck_assert(pdf_dump(w.arena, w.diags, w.path, &dump));
	ck_assert_uint_eq(count(buf_str(&dump), ".045791 Tc"), 1);
	ck_assert_uint_eq(count(buf_str(&dump), "\n0 Tc"), 1);
	buf_drop(&dump);
}
END_TEST

/* What begins as marked ends as marked. */
static void all_close(str all)
{
	ck_assert_uint_gt(count(all, "\nEMC"), 0);
	ck_assert_uint_eq(count(all, "\nEMC"), count(all, "BMC\n") + count(all, "BDC\n"));
	ck_assert_uint_eq(count(all, "\nBT"), count(all, "\nET"));
}

/* Words in reading order, the letters of each from the left; a raised one is a string for itself.
 */
START_TEST(from_right_to_left)
{
	for (int raised = 0; raised < 2; raised++) {
		struct buf dump = {0};
		strom_node p = add_text(&w, add(&w, 1, NODE_PARAGRAPH), "");
		w.items.n = 0;
		put_line(&w, w.serif, 10, p, "ab cd", pt(90), 50);
		struct item *i = last_item(&w);
		struct glyph *g = (struct glyph *)i->glyphs;
		strom_len x = i->x - g[0].advance - g[1].advance;
		for (size_t n = 0; n < i->n; n++) {
			g[n].dx = (int32_t)-g[n].advance;
			g[n].advance = -g[n].advance;
		}
		g[1].dy = raised ? -100 : 0;
		ck_assert(write_page());
		ck_assert_double_eq_tol(word_at(raised ? "b" : "ba"), (double)x / 65536, 0.02);
		ck_assert(pdf_dump(w.arena, w.diags, w.path, &dump));
		ck_assert_uint_eq(count(buf_str(&dump), "/ReversedChars BMC"), 1);
		all_close(buf_str(&dump));
		ck_assert_uint_eq(count(buf_str(&dump), "]TJ"), raised ? 4 : 2);
		ck_assert_uint_eq(count(buf_str(&dump), raised ? "<0001><0061>" : "<0001><0020>"),
		                  1);
		buf_drop(&dump);
	}
}
END_TEST

/* Neighbours of one kind share a mark; another kind begins one. */
START_TEST(artifacts_share_a_mark)
{
	static const uint8_t kinds[] = {ARTIFACT_HEADER, ARTIFACT_HEADER, ARTIFACT_FOOTER};
	struct buf dump = {0};
	strom_node p = add_text(&w, add(&w, 1, NODE_PARAGRAPH), "");
	put_line(&w, w.serif, 10, p, "text", pt(10), 30);
	for (int i = 0; i < 3; i++) {
		put_line(&w, w.serif, 10, p, "line", pt(10), 50 + 20 * i);
		last_item(&w)->artifact = kinds[i];
	}
	ck_assert(write_page());
	ck_assert(pdf_dump(w.arena, w.diags, w.path, &dump));
	ck_assert_uint_eq(count(buf_str(&dump), "/Artifact<</Type/Pagination/Subtype/Header>>BDC"),
	                  1);
	ck_assert_uint_eq(count(buf_str(&dump), "/Artifact<</Type/Pagination/Subtype/Footer>>BDC"),
	                  1);
	all_close(buf_str(&dump));
	buf_drop(&dump);
}
END_TEST

/* ---- Elements over two pages, texts in two languages ---- */

static str two_pages(struct buf *dump, strom_node node)
{
	struct file_out *f = file_out_new(w.diags, w.path);
	struct pdf *pdf = pdf_new(w.arena, w.diags, &w.edition, f);
	for (uint32_t i = 0; i < 2; i++) {
		put_line(&w, w.sans, 10, node, i ? "ends " : "begins ", pt(10), 50);
		ck_assert(put_page(&w, pdf_sink(pdf), i, "x"));
	}
	ck_assert(pdf_end(pdf) && file_out_keep(f));
	ck_assert(pdf_dump(w.arena, w.diags, w.path, dump));
	return buf_str(dump);
}

START_TEST(a_link_over_two_pages_has_two_annotations)
{
	struct buf dump = {0};
	strom_node link = add(&w, add(&w, 1, NODE_PARAGRAPH), NODE_LINK);
	node_edit(&w.edition, link)->target = S("https://example.org");
	str all = two_pages(&dump, add_text(&w, link, "begins ends"));
	ck_assert_uint_eq(count(all, "/Subtype /Link"), 2);
	ck_assert_uint_eq(count(all, "/Type /OBJR"), 2);
	ck_assert_uint_eq(count(all, "/Type /MCR"),
	                  1); /* the other mark is on the element's page */
	ck_assert_uint_eq(count(all, "/Contents (begins ends)"), 2);
	ck_assert_uint_eq(count(all, "/S /Link"), 1);
	buf_drop(&dump);
}
END_TEST

START_TEST(a_text_in_another_language_says_so)
{
	struct buf dump = {0};
	strom_node p = add(&w, 1, NODE_PARAGRAPH);
	w.lang = 1;
	str all = two_pages(&dump, add_text(&w, p, "beginnt endet"));
	ck_assert_uint_eq(count(all, "/P<</MCID 0/Lang(de)>>BDC"), 2);
	buf_drop(&dump);
}
END_TEST

/* Raised, lowered and struck words are spans that say so; a short form says its long one. */
START_TEST(spans_say_what_they_are)
{
	static const enum node_kind kinds[] = {NODE_SUB, NODE_SUP, NODE_STRIKE};
	struct buf dump = {0};
	strom_node p = add(&w, 1, NODE_PARAGRAPH);
	for (int i = 0; i < 3; i++) {
		strom_node n = add_text(&w, add(&w, p, kinds[i]), "x");
		put_line(&w, w.serif, 10, n, "x", pt(10 + 20 * i), 40);
	}
	ck_assert(write_page());
	ck_assert(pdf_dump(w.arena, w.diags, w.path, &dump));
	ck_assert_uint_eq(count(buf_str(&dump), "/TextPosition /Sub"), 1);
	ck_assert_uint_eq(count(buf_str(&dump), "/TextPosition /Sup"), 1);
	ck_assert_uint_eq(count(buf_str(&dump), "/TextDecorationType /LineThrough"), 1);
	buf_drop(&dump);
}
END_TEST

/* Around all of its pieces, whichever reaches farthest. */
START_TEST(a_links_rectangle_holds_all_of_it)
{
	static const double places[][3] = {{60, 50, 10}, {10, 90, 12}, {90, 30, 20}, {40, 70, 8}};
	struct buf dump = {0};
	strom_node link = add(&w, add(&w, 1, NODE_PARAGRAPH), NODE_LINK);
	node_edit(&w.edition, link)->target = S("https://example.org");
	strom_node words = add_text(&w, link, "words");
	for (int i = 0; i < 4; i++)
		put_line(&w, w.serif, places[i][2], words, "words", pt(places[i][0]), places[i][1]);
	ck_assert(write_page());
	ck_assert(pdf_dump(w.arena, w.diags, w.path, &dump));
	str rect = str_from(buf_str(&dump), str_find(buf_str(&dump), S("/Rect")));
	ck_assert_str_eq(arena_cstr(w.arena, str_until(rect, ']')),
	                 "/Rect [ 10 307.05 140.06 387.88 ");
	buf_drop(&dump);
}
END_TEST

/* A place without content of its own is where the next content is. */
START_TEST(every_id_leads_somewhere)
{
	struct buf dump = {0};
	strom_node empty = add(&w, 1, NODE_DIV);
	node_edit(&w.edition, empty)->id = S("empty");
	strom_node p = add_text(&w, add(&w, 1, NODE_PARAGRAPH), "words");
	node_edit(&w.edition, add(&w, 1, NODE_DIV))->id = S("after");
	str all = two_pages(&dump, p);
	ck_assert_uint_eq(count(all, "(empty) ["), 1);
	ck_assert_uint_eq(count(all, "(after) ["), 1);
	ck_assert_uint_eq(count(all, "/XYZ 10 360 null"), 2);
	buf_drop(&dump);
}
END_TEST

/* The profile's primaries add up to its white. */
START_TEST(the_colour_profile_is_balanced)
{
	icc_srgb(&out);
	ck_assert_mem_eq(out.ptr + 36, "acsp", 4);
	const unsigned char *b = (unsigned char *)out.ptr;
	ck_assert_uint_eq((uint32_t)b[2] << 8 | b[3], out.len);
	static const long white[3] = {0xF6D6, 0x10000, 0xD32D};
	long sum[3] = {0};
	for (size_t tag = 132; tag < 132 + 120; tag += 12) {
		if (memcmp(b + tag + 1, "XYZ", 3))
			continue;
		const unsigned char *v = b + (b[tag + 6] << 8 | b[tag + 7]) + 8;
		for (int i = 0; i < 3; i++)
			sum[i] += v[4 * i + 1] << 16 | v[4 * i + 2] << 8 | v[4 * i + 3];
	}
	for (int i = 0; i < 3; i++)
		ck_assert_int_le(labs(sum[i] - white[i]), 16);
}
END_TEST

/* ---- What is refused ---- */

static void refused(const char *code)
{
	ck_assert(!write_page());
	ck_assert_uint_eq(diag_count(w.diags), 1);
	ck_assert(str_eq(diag_at(w.diags, 0)->code, str_of(code)));
	ck_assert(!file_exists(w.path));
}

START_TEST(content_without_a_node_is_refused)
{
	put_line(&w, w.sans, 10, 0, "lost", pt(10), 50);
	refused("pdf/unmarked");
}
END_TEST

START_TEST(a_glyph_that_the_font_lacks_is_refused)
{
	strom_node p = add_text(&w, add(&w, 1, NODE_PARAGRAPH), "x");
	put_line(&w, w.sans, 10, p, "x", pt(10), 50);
	((struct glyph *)last_item(&w)->glyphs)->id = 60000;
	refused("pdf/no-glyph");
}
END_TEST

START_TEST(no_page_is_refused)
{
	struct file_out *f = file_out_new(w.diags, w.path);
	ck_assert(!pdf_end(pdf_new(w.arena, w.diags, &w.edition, f)));
	file_out_drop(f);
	ck_assert(str_eq(diag_at(w.diags, 0)->code, S("pdf/no-pages")));
}
END_TEST

/* A font that says it has CFF outlines and has none. */
START_TEST(a_font_without_its_outlines_is_refused)
{
	struct font wrong = *w.sans;
	wrong.cff = true;
	put_line(&w, &wrong, 10, add_text(&w, add(&w, 1, NODE_PARAGRAPH), "x"), "x", pt(10), 50);
	refused("pdf/font-subset");
}
END_TEST

/* All glyphs, and no name that says otherwise (9.6.4). */
START_TEST(a_font_that_may_not_be_divided_is_whole)
{
	static const char *const names[] = {"Lato-Regular", "LinLibertineO"};
	struct font whole[2] = {*w.sans, *w.serif};
	struct file_out *f = file_out_new(w.diags, w.path);
	struct pdf *pdf = pdf_new(w.arena, w.diags, &w.edition, f);
	strom_node n = add_text(&w, add(&w, 1, NODE_PARAGRAPH), "Words");
	for (int i = 0; i < 2; i++) {
		whole[i].whole = true;
		put_line(&w, &whole[i], 10, n, "Words", pt(10), 50 + 20 * i);
	}
	ck_assert(put_page(&w, pdf_sink(pdf), 0, "1") && pdf_end(pdf) && file_out_keep(f));
	str fonts = run(&w, "pdffonts %s", arena_cstr(w.arena, w.path));
	str text = run(&w, "pdftotext %s -", arena_cstr(w.arena, w.path));
	ck_assert(str_find(fonts, S("+")) == SIZE_MAX &&
	          str_find(text, S("Words\nWords")) != SIZE_MAX);
	for (int i = 0; i < 2; i++)
		ck_assert(str_find(fonts, str_of(names[i])) != SIZE_MAX);
	str bytes;
	ck_assert(file_map(w.arena, w.diags, (struct span){0}, w.path, 0, &bytes));
	ck_assert_uint_gt(bytes.len, 300000);    /* some letters of both take 10,000 */
}
END_TEST

START_TEST(codes_run_out)
{
	struct file_out *f = file_out_new(w.diags, w.path);
	struct pdf *pdf = pdf_new(w.arena, w.diags, &w.edition, f);
	struct pdf_font *font = pdf_font_use(pdf, w.sans);
	char words[16];
	for (uint32_t i = 1; i < 0x10000; i++) {
		int n = snprintf(words, sizeof words, "%u", i);
		ck_assert_uint_eq(pdf_font_code(pdf, font, i % 1000, (str){words, (size_t)n}), i);
	}
	ck_assert_uint_eq(pdf_font_code(pdf, font, 1, S("1")), 1);   /* what is there stays */
	ck_assert_uint_eq(pdf_font_code(pdf, font, 1, S("one more")), 0);
	ck_assert(str_eq(diag_at(w.diags, 0)->code, S("pdf/too-many-codes")));
	file_out_drop(f);
}
END_TEST

/* Nothing that a page may be made of is wrong: an empty one, and nodes that are nowhere. */
START_TEST(an_empty_page_is_fine)
{
	strom_node h = add(&w, 1, NODE_HEADING);
	node_edit(&w.edition, h)->id = S("nowhere");
	ck_assert(write_page());
	run(&w, "qpdf --check %.*s", STR_ARG(w.path));
}
END_TEST

/* Ten thousand spans in one another. */
START_TEST(depth_costs_no_stack)
{
	strom_node n = add(&w, 1, NODE_PARAGRAPH);
	for (int i = 0; i < 10000; i++)
		n = add(&w, n, NODE_SPAN);
	put_line(&w, w.sans, 10, add_text(&w, n, "deep"), "deep", pt(10), 50);
	ck_assert(write_page());
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pdf_write");
	TCase *t = tcase_create("all");
	tcase_set_timeout(t, 240);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, numbers_are_short);
	tcase_add_test(t, strings_keep_their_bytes);
	tcase_add_test(t, objects_are_found_again);
	tcase_add_test(t, a_dump_of_no_pdf_is_refused);
	tcase_add_test(t, positions_do_not_drift);
	tcase_add_test(t, each_glyph_stands_in_its_place);
	tcase_add_test(t, lines_go_on_after_other_items);
	tcase_add_test(t, letter_space);
	tcase_add_test(t, from_right_to_left);
	tcase_add_test(t, artifacts_share_a_mark);
	tcase_add_test(t, a_link_over_two_pages_has_two_annotations);
	tcase_add_test(t, a_text_in_another_language_says_so);
	tcase_add_test(t, spans_say_what_they_are);
	tcase_add_test(t, a_links_rectangle_holds_all_of_it);
	tcase_add_test(t, every_id_leads_somewhere);
	tcase_add_test(t, the_colour_profile_is_balanced);
	tcase_add_test(t, content_without_a_node_is_refused);
	tcase_add_test(t, a_glyph_that_the_font_lacks_is_refused);
	tcase_add_test(t, a_font_without_its_outlines_is_refused);
	tcase_add_test(t, a_font_that_may_not_be_divided_is_whole);
	tcase_add_test(t, codes_run_out);
	tcase_add_test(t, no_page_is_refused);
	tcase_add_test(t, an_empty_page_is_fine);
	tcase_add_test(t, depth_costs_no_stack);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
