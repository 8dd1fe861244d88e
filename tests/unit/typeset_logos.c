/* Covers with funders: their logos in rows that weigh alike, and what becomes of more than there is
 * room for. */
#include "unit/pages_help.h"

#include <png.h>

enum { MOST_FUNDERS = 60 };

static struct funder funders[MOST_FUNDERS];
static vec(struct put) logos;

/* Of one grey, so many pixels wide and high. */
static str picture_of(unsigned w, unsigned h)
{
	png_image image = {
	        .version = PNG_IMAGE_VERSION, .width = w, .height = h, .format = PNG_FORMAT_GRAY};
	unsigned char *pixels = arena_array(arena, unsigned char, (size_t)w *h);
	png_alloc_size_t n = 0;
	ck_assert(png_image_write_to_memory(&image, NULL, &n, 0, pixels, 0, NULL));
	char *bytes = arena_alloc(arena, n);
	ck_assert(png_image_write_to_memory(&image, bytes, &n, 0, pixels, 0, NULL));
	return (str){bytes, n};
}

static void add_funder(unsigned w, unsigned h)
{
	size_t n = project.funders_n;
	str name = arena_printf(arena, "logo-%ux%u.png", w, h);
	put_file(arena_cstr(arena, name), picture_of(w, h));
	funders[n] = (struct funder){
	        .name = {arena_printf(arena, "Funder %zu", n), {project.at.file, 1, 0}},
	        .logo = {path_join(arena, folder, name), {project.at.file, 1, 0}}};
	project.funders = funders;
	project.funders_n++;
}

static void add_funders(size_t n, unsigned w, unsigned h)
{
	while (n--)
		add_funder(w, h);
}

static void forget_funders(void)
{
	project.funders_n = 0;
	diags = diags_new(arena);
	project.at.file = diag_file(diags, path_join(arena, folder, S("strom.yml")), 0);
}

/* The pictures, in the order in which they were put. */
static void set_logos(const char *layout)
{
	layout_name = layout;
	typeset_text("# First\n\nWords.\n");
	memset(&logos, 0, sizeof logos);
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].kind == ITEM_PICTURE)
			vec_push(arena, &logos, put_list.at[i]);
	ck_assert_uint_eq(logos.n, project.funders_n);
}

static void near(strom_len a, strom_len b)
{
	ck_assert_msg(a - b < 700 && b - a < 700, "%d and %d", (int)a, (int)b);
}

START_TEST(one_beside_the_other_on_one_axis)
{
	add_funder(40, 40);
	add_funder(80, 40);
	add_funder(60, 50);
	set_logos("report");
	for (size_t i = 0; i < 3; i++) {
		const struct put *p = &logos.at[i];
		near(p->h, STROM_PT(34));
		near(p->y, logos.at[0].y);
		ck_assert_uint_eq(p->page, 0);
		if (i)
			ck_assert_int_gt(p->x, p[-1].x + p[-1].w + STROM_PT(5));
	}
	near(logos.at[1].w, 2 * logos.at[1].h);
	near(logos.at[2].w, logos.at[2].h / 50 * 60);
}
END_TEST

/* From twice as wide as high on they keep their area. */
START_TEST(wide_ones_do_not_outshout)
{
	add_funder(80, 40);
	add_funder(320, 40);
	set_logos("report");
	const struct put *plain = &logos.at[0], *wide = &logos.at[1];
	near(plain->w, 2 * plain->h);
	near(wide->w, 8 * wide->h);
	near(wide->h, plain->h / 2);
	near(wide->w, plain->w * 2);
	near(plain->y + plain->h / 2, wide->y + wide->h / 2);
}
END_TEST

START_TEST(as_wide_as_there_is_room)
{
	add_funder(8000, 20);
	set_logos("report");
	near(logos.at[0].w, STROM_MM(138));
	ck_assert_int_lt(logos.at[0].h, STROM_PT(2));
}
END_TEST

START_TEST(many_stand_in_rows)
{
	add_funders(6, 80, 40);
	set_logos("report");
	size_t rows = 1;
	strom_len left = logos.at[0].x;
	for (size_t i = 1; i < logos.n; i++) {
		const struct put *p = &logos.at[i];
		ck_assert_int_le(p->x + p->w, left + STROM_MM(138));
		if (p->y == p[-1].y)
			continue;
		rows++;
		ck_assert_int_eq(p->x, left);
		/* A row and the gap that stands between logos. */
		near(p->y - p[-1].y, p->h + (logos.at[1].x - left - logos.at[0].w));
	}
	ck_assert_uint_eq(rows, 2);
}
END_TEST

/* All alike, down to half, and inside the page. */
START_TEST(more_than_fit_are_smaller)
{
	struct buf b = {0};
	for (int i = 0; i < 16; i++)
		buf_put(&b, S("Our own view. "));
	project.notice.text = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	add_funders(9, 80, 40);
	set_logos("report");
	strom_len h = logos.at[0].h;
	ck_assert_msg(h >= STROM_PT(17) && h < STROM_PT(34), "%d", (int)h);
	strom_len gap = logos.at[1].x - logos.at[0].x - logos.at[0].w;
	near(gap, h * 18 / 34);
	for (size_t i = 0; i < logos.n; i++) {
		const struct put *p = &logos.at[i];
		if (i && p->y != p[-1].y)
			near(p->y - p[-1].y, h + gap);
		ck_assert_int_eq(logos.at[i].h, h);
		ck_assert_uint_eq(logos.at[i].page, 0);
		ck_assert_int_lt(logos.at[i].y + h, STROM_MM(297));
	}
	project.notice.text = S("");
}
END_TEST

/* Where half is not enough they keep their height, and go on: to pages of their own, before the
 * contents. */
START_TEST(they_go_on_to_another_page)
{
	static const struct {
		const char *layout;
		size_t n;
		uint32_t more;
	} rows[] = {
	        {"report", 2, 0},    {"report", 20, 1},    {"brief", 20, 1},
	        {"guideline", 2, 0}, {"guideline", 30, 2},
	};
	size_t pages = 0;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		forget_funders();
		add_funders(2, 80, 40);
		set_logos(rows[i].layout);
		pages = labels.n;
		add_funders(rows[i].n - 2, 60, 40);
		set_logos(rows[i].layout);
		ck_assert_uint_eq(labels.n - pages, rows[i].more);
		for (size_t k = 1; k < logos.n; k++) {
			ck_assert_uint_ge(logos.at[k].page, logos.at[k - 1].page);
			near(logos.at[k].h, logos.at[0].h);
		}
		if (rows[i].more)
			ck_assert_uint_gt(logos.at[logos.n - 1].page, 0);
	}
}
END_TEST

/* Only funders go on: a title that its panel has no room for is to be shortened. */
START_TEST(a_title_does_not_go_on)
{
	struct buf b = {0};
	for (int i = 0; i < 60; i++)
		buf_put(&b, S("A title of very many words "));
	document.title.text = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	add_funders(2, 80, 40);
	layout_name = "report";
	ck_assert(!typeset_tried("# First\n", NULL, 0, NULL));
	ck_assert_msg(has(reports(), "pages/overset en: the text of 'cover' is "), "%s", reports());
	hints("Shorten it from here on");
}
END_TEST

START_TEST(a_broken_logo_is_told)
{
	add_funder(80, 40);
	put_file("logo-80x40.png", S("no picture"));
	layout_name = "report";
	ck_assert(!typeset_tried("# First\n", NULL, 0, NULL));
	ck_assert_msg(has(reports(), "strom.yml:1:1+1 picture/"), "%s", reports());
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_logos");
	TCase *c = tcase_create("logos");
	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, one_beside_the_other_on_one_axis);
	tcase_add_test(c, wide_ones_do_not_outshout);
	tcase_add_test(c, as_wide_as_there_is_room);
	tcase_add_test(c, many_stand_in_rows);
	tcase_add_test(c, more_than_fit_are_smaller);
	tcase_add_test(c, they_go_on_to_another_page);
	tcase_add_test(c, a_title_does_not_go_on);
	tcase_add_test(c, a_broken_logo_is_told);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
