/* Pictures within lines: set once each, on the baseline, with room where they need it. */
#include "unit/pages_help.h"

#include <check.h>

/* Grey, 30 by 20 pixels. */
static const char png[] = "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00"
                          "\x00\x1e\x00\x00\x00\x14"
                          "\x08\x00\x00\x00\x00\xbf\xc0\xd2\x18\x00\x00\x00\x13\x49\x44\x41\x54\x78"
                          "\xda\x63\x48\xc0\x0b\x18"
                          "\x46\xa5\x47\xa5\xa9\x25\x0d\x00\x88\x5c\xe1\x01\xef\x4b\x84\x3b\x00\x00"
                          "\x00\x00\x49\x45\x4e\x44"
                          "\xae\x42\x60\x82";

/* Grey, 1 by 40 pixels. */
static const char tall[] =
        "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00"
        "\x00\x28\x08\x00\x00\x00\x00\x1a\xdd\xcf\xab\x00\x00\x00\x0d\x49\x44\x41\x54\x78\xda\x63"
        "\x68\x60\xa0\x2a\x04\x00\x20\x7d\x14\x01\xbc\x4d\x79\x31\x00\x00\x00\x00\x49\x45\x4e\x44"
        "\xae\x42\x60\x82";

static void begin(void)
{
	set_up();
	put_file("p.png", (str){png, sizeof png - 1});
	put_file("bad.png", (str){png, 40});
	put_file("tall.png", (str){tall, sizeof tall - 1});
}

/* ---- What was put ---- */

static const struct put *picture_put(unsigned which)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].kind == ITEM_PICTURE && !which--)
			return &put_list.at[i];
	ck_abort_msg("there is no such picture");
}

static unsigned pictures_of(strom_node n)
{
	unsigned times = 0;
	for (size_t i = 0; i < put_list.n; i++)
		times += put_list.at[i].kind == ITEM_PICTURE && put_list.at[i].node == n;
	return times;
}

/* Each picture once, in the frame; returns how many. */
static unsigned check_all(void)
{
	unsigned n = 0;
	for (strom_node k = 1; k < edition->nodes.n; k++) {
		if (kind_of(k) != NODE_IMAGE)
			continue;
		ck_assert_msg(pictures_of(k) == 1, "node %u is put %u times", k, pictures_of(k));
		n++;
	}
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].kind == ITEM_PICTURE)
			stays_in_frame(&put_list.at[i]);
	return n;
}

/* The first text that has these words, behind the contents. */
static const struct put *text_put(const char *words)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].node && put_list.at[i].page >= FIRST_OF_TEXT &&
		    str_find(put_list.at[i].text, str_of(words)) != SIZE_MAX)
			return &put_list.at[i];
	ck_abort_msg("'%s' is nowhere", words);
}

static void stands_on_line_of(const struct put *picture, const char *words)
{
	const struct put *text = text_put(words);
	ck_assert_msg(picture->y + picture->h == text->y && picture->page == text->page,
	              "the picture ends %d/65536 pt off the baseline of '%s'",
	              (int)(picture->y + picture->h - text->y), words);
}

/* ---- Tests ---- */

START_TEST(everywhere)
{
	typeset_text("# Heading ![h](p.png) words\n\nSentence ![a](p.png) goes on.\n\n"
	             "[![b](p.png) linked](https://example.org/)\n\n- item ![c](p.png)\n- "
	             "![d](p.png) begins\n\n"
	             "> quoted ![e](p.png)\n\nNoted.[^n]\n\n[^n]: note's ![f](p.png) text\n\n"
	             "Table: Caption ![g](p.png) {#tbl-t}\n\n| Head ![i](p.png) | b |\n|---|---|\n"
	             "| ![j](p.png) | cell's |\n| lone | text ![k](p.png) |\n\n"
	             "::: {.practice}\nboxed ![l](p.png)\n:::\n\nterm ![m](p.png)\n:   means "
	             "![o](p.png)\n");
	ck_assert_uint_eq(check_all(), 14);
	stands_on_line_of(picture_put(0), "Heading");
	stands_on_line_of(picture_put(1), "Sentence");
	stands_on_line_of(picture_put(2), "linked");
	stands_on_line_of(picture_put(3), "item");
	stands_on_line_of(picture_put(4), "begins");
	stands_on_line_of(picture_put(5), "quoted");
	/* As high as capitals, in its own shape; in a heading they are larger. */
	const struct put *p = picture_put(1), *heading = picture_put(0);
	ck_assert_int_gt(p->h, STROM_PT(6));
	ck_assert_int_lt(p->h, STROM_PT(8));
	ck_assert_int_lt(llabs((long long)(p->w * 2 - p->h * 3)), 8);
	ck_assert_int_gt(heading->h, p->h * 3 / 2);
}
END_TEST

START_TEST(sizes)
{
	typeset_text(
	        "a ![x](p.png){height=2cm} b ![x](p.png){width=3cm} c ![x](p.png){width=25%} d\n\n"
	        "e ![x](p.png){width=30pt height=30pt} f ![x](p.png){width=60pt height=10pt} g\n\n"
	        "![x](p.png){height=1cm}\n");
	ck_assert_int_eq(picture_put(0)->h, STROM_MM(20));
	ck_assert_int_eq(picture_put(0)->w, STROM_MM(30));
	ck_assert_int_eq(picture_put(1)->w, STROM_MM(30));
	ck_assert_int_eq(picture_put(2)->w, STROM_MM(WIDTH) / 4);
	ck_assert_int_eq(picture_put(3)->w, STROM_PT(30));
	ck_assert_int_eq(picture_put(3)->h, STROM_PT(20));
	ck_assert_int_eq(picture_put(4)->w, STROM_PT(15));
	ck_assert_int_eq(picture_put(5)->h, STROM_MM(10));
}
END_TEST

/* Lines keep their distance but above the line that needs more; there nothing touches. */
START_TEST(grows_where_it_must)
{
	typeset_text("one\\\ntwo ![x](p.png)\\\nthree\\\nfour ![x](p.png){height=40pt}\\\nfive\n");
	strom_len leading = text_put("two")->y - text_put("one")->y;
	ck_assert_int_eq(text_put("three")->y - text_put("two")->y, leading);
	ck_assert_int_gt(text_put("four")->y - text_put("three")->y, STROM_PT(40));
	ck_assert_int_lt(text_put("four")->y - text_put("three")->y, STROM_PT(45));
	ck_assert_int_eq(text_put("five")->y - text_put("four")->y, leading);
	ck_assert_int_gt(picture_put(1)->y, text_put("three")->y);
}
END_TEST

/* Lines of the next paragraph stand on the grid all the same. */
START_TEST(keeps_the_grid)
{
	static const struct setting grid = {.key = {"baseline-grid", 13}, .value = {"true", 4}};
	typeset_with("one\\\ntwo ![x](p.png){height=40pt}\\\nthree\n\nfour\n", &grid, 1);
	strom_len first = text_put("one")->y, leading = text_put("three")->y - text_put("two")->y;
	ck_assert_int_eq((text_put("two")->y - first) % leading, 0);
	ck_assert_int_eq((text_put("four")->y - first) % leading, 0);
}
END_TEST

START_TEST(side_by_side)
{
	typeset_text("![x](p.png){width=50%} ![y](p.png){width=50%}\n\n"
	             "![x](p.png){width=60%}![y](p.png){width=60%}\n\n"
	             "![x](p.png){width=20%}\n![y](p.png){width=20%}\n");
	check_all();
	ck_assert_int_eq(picture_put(0)->y, picture_put(1)->y);
	ck_assert_int_ge(picture_put(1)->x, picture_put(0)->x + picture_put(0)->w);
	ck_assert_int_gt(picture_put(3)->y, picture_put(2)->y + picture_put(2)->h);
	ck_assert_int_eq(picture_put(3)->x, picture_put(2)->x);
	ck_assert_int_gt(picture_put(5)->x, picture_put(4)->x + picture_put(4)->w);
}
END_TEST

/* The row is as high as it must be, and its pictures lie in it, also in the page's repeated header.
 */
/* With nothing between them too: they come to stand one below the other. */
START_TEST(as_many_as_a_line_has_room_for)
{
	typeset_text(
	        "# One\n\n![a](p.png){width=6cm}![b](p.png){width=6cm}![c](p.png){width=6cm}\n");
	ck_assert_uint_eq(check_all(), 3);
	const struct put *a = picture_put(0), *b = picture_put(1), *c = picture_put(2);
	ck_assert_int_eq(a->y, b->y);
	ck_assert_int_eq(b->x, a->x + a->w);
	ck_assert_int_eq(c->x, a->x);
	ck_assert_int_ge(c->y, a->y + a->h);
}
END_TEST

START_TEST(cells)
{
	typeset_text("| a | b |\n|---|---|\n| above | x |\n| ![x](p.png){height=2cm} | tall |\n| "
	             "below | ![x](p.png){width=100%} |\n"
	             "| end | x |\n");
	check_all();
	const struct put *tall = picture_put(0), *wide = picture_put(1);
	ck_assert_int_gt(tall->y, text_put("above")->y);
	ck_assert_int_lt(tall->y + tall->h, text_put("below")->y);
	ck_assert_int_lt(wide->y + wide->h, text_put("end")->y);
	ck_assert_int_gt(wide->w, STROM_MM(WIDTH) / 3);
}
END_TEST

/* A row that no page can hold is parted between its lines, of which each has its own height. */
START_TEST(rows_longer_than_a_page)
{
	struct buf b = {0};
	buf_put(&b, S("| a | b | c |\n|---|---|---|\n| first | x | y |\n| "));
	for (int i = 0; i < 9; i++)
		buf_printf(&b, "![p](p.png){height=6cm} word%d ", i);
	buf_put(&b, S("| ![q](p.png){height=2cm} other "));
	for (int i = 0; i < 300; i++)
		buf_put(&b, S("words "));
	buf_put(&b, S("| z |\n| last | x | y |\n"));
	typeset_text(arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	ck_assert_uint_eq(check_all(), 10);
	for (unsigned i = 1; i < 9; i++) {
		const struct put *above = picture_put(i - 1), *p = picture_put(i);
		ck_assert(p->page > above->page || p->y >= above->y + above->h ||
		          p->w < STROM_MM(80));
	}
	const struct put *last = text_put("last"), *word = text_put("word8");
	ck_assert(last->page > word->page || last->y > word->y);
	ck_assert_uint_gt(last->page, picture_put(0)->page);
}
END_TEST

START_TEST(from_right_to_left)
{
	typeset_text("::: {lang=ar}\nنص ![x](p.png) عربي ![y](p.png){height=30pt}\n:::\n");
	check_all();
	ck_assert_int_gt(picture_put(0)->x, picture_put(1)->x + picture_put(1)->w);
	ck_assert_int_gt(text_put("نص")->x, picture_put(0)->x + picture_put(0)->w);
}
END_TEST

START_TEST(heads_and_contents)
{
	typeset_text("# One ![the picture](p.png) two ![](p.png){alt=\"\"} three\n\nText.\n\n# "
	             "Next\n\nText.\n");
	check_all();
	bool head = false, entry = false;
	for (size_t i = 0; i < put_list.n; i++) {
		if (!str_eq(put_list.at[i].text, S("One the picture two three")))
			continue;
		head |= put_list.at[i].artifact == ARTIFACT_HEADER;
		entry |= put_list.at[i].page < FIRST_OF_TEXT;
	}
	ck_assert(head && entry);
}
END_TEST

START_TEST(too_wide)
{
	typeset_changed("a ![x](p.png){width=50cm} b\n\n| a | b |\n|---|---|\n| "
	                "![x](p.png){height=20cm} | b |\n",
	                NULL, 0, NULL);
	ck_assert_str_eq(reports(),
	                 "a.md:1:8+5 picture/too-wide the picture is wider than its column, and is "
	                 "printed smaller\n"
	                 "a.md:5:8+5 picture/too-wide the picture is wider than its column, and is "
	                 "printed smaller\n");
	check_all();
}
END_TEST

/* Of several in a line the highest is named. */
START_TEST(too_high)
{
	ck_assert(!typeset_tried("One.\n\na ![x](p.png) b ![y](tall.png){height=30cm} c "
	                         "![z](p.png){height=5mm}\n",
	                         NULL, 0, NULL));
	ck_assert_str_eq(reports(), "a.md:3:17+14 pages/too-tall image is higher than the page's "
	                            "frame (301 mm, the frame has 242 mm)\n");
}
END_TEST

/* In a note too, in one column and in two. */
START_TEST(too_high_in_a_note)
{
	layout_name = _i ? "brief" : "report";
	ck_assert(!typeset_tried("One.[^a]\n\n[^a]: Note ![y](tall.png){height=30cm} b.\n", NULL, 0,
	                         NULL));
	ck_assert_msg(has(reports(), "a.md:3:12+14 pages/too-tall image is higher than the page's "
	                             "frame (300 mm, "),
	              "%s", reports());
	ck_assert(!has(reports(), "judge/"));
	layout_name = "report";
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_boxes");
	TCase *c = tcase_create("boxes");
	tcase_add_checked_fixture(c, begin, tear_down);
	tcase_add_test(c, everywhere);
	tcase_add_test(c, sizes);
	tcase_add_test(c, grows_where_it_must);
	tcase_add_test(c, keeps_the_grid);
	tcase_add_test(c, side_by_side);
	tcase_add_test(c, as_many_as_a_line_has_room_for);
	tcase_add_test(c, cells);
	tcase_add_test(c, rows_longer_than_a_page);
	tcase_add_test(c, from_right_to_left);
	tcase_add_test(c, heads_and_contents);
	tcase_add_test(c, too_wide);
	tcase_add_test(c, too_high);
	tcase_add_loop_test(c, too_high_in_a_note, 0, 2);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
