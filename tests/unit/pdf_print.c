/* Files for print: inks, overprint, bleed and boxes, and what is reported. */
#include "pdf/press.h"

#include "unit/pdf_help.h"

#include <png.h>

static struct world w;
static struct press *press;
static struct pdf *pdf;
static struct file_out *file;
static struct ink inks[] = {{{"", 0}, {1000, 440, 0, 0}}, {{"House Blue", 10}, {1000, 440, 0, 0}},
                            {{"", 0}, {900, 900, 900, 900}}};
static const struct theme theme = {.inks = inks, .inks_n = 3};

static void setup(void)
{
	world_begin(&w);
	w.project.print = (struct print_spec){.condition.text = S("FOGRA39"),
	                                      .bleed = -1,
	                                      .marks = MARKS_CROP | MARKS_COLOURS | MARKS_PAGE,
	                                      .overprint = true,
	                                      .ink_limit = 300,
	                                      .resolution = 225};
	press = press_open(w.arena, w.diags, &w.project);
	ck_assert_ptr_nonnull(press);
	file = file_out_new(w.diags, w.path);
	pdf = pdf_new_print(w.arena, w.diags, &w.edition, file, press);
	add_text(&w, add(&w, 1, NODE_PARAGRAPH), "Words");
}

static void teardown(void)
{
	world_end(&w);
}

/* The items so far as a page, the file to its end, and its objects as text. */
static str finish(void)
{
	struct page page = {.of = 1,
	                    .label = S("1"),
	                    .w = pt(300),
	                    .h = pt(400),
	                    .items = w.items.at,
	                    .n = w.items.n,
	                    .theme = &theme};
	struct page_sink sink = pdf_sink(pdf);
	ck_assert(sink.page(sink.self, &page) && pdf_end(pdf) && file_out_keep(file));
	return run(&w, "qpdf --qdf --object-streams=disable %s -", arena_cstr(w.arena, w.path));
}

static bool has(str text, const char *words)
{
	return str_find(text, str_of(words)) != SIZE_MAX;
}

static size_t reports(const char *code)
{
	size_t n = 0;
	for (size_t i = 0; i < diag_count(w.diags); i++)
		n += str_eq(diag_at(w.diags, i)->code, str_of(code));
	return n;
}

static void box(double x, double y, double width, double height, struct colour colour)
{
	put_box(&w, 0, ARTIFACT_BACKGROUND, x, y, width, height);
	last_item(&w)->colour = colour;
}

START_TEST(greys_are_black_ink_alone)
{
	uint16_t c[4];
	static const struct { uint8_t grey; uint16_t black; } rows[] = {
		{0, 1000}, {255, 0}, {128, 498}, {51, 800}};
	for (size_t i = 0; i < 4; i++) {
		press_colour(press,
		             (struct colour){rows[i].grey, rows[i].grey, rows[i].grey, 255, 0}, c);
		ck_assert(!c[0] && !c[1] && !c[2] && c[3] == rows[i].black);
	}
}
END_TEST

/* What the condition's measurements say, within the exactness of a small table. */
START_TEST(colours_become_inks)
{
	uint16_t red[4], again[4], green[4];
	const struct colour r = {237, 28, 36, 255, 0};
	press_colour(press, r, red);
	ck_assert_msg(red[0] < 100 && red[1] > 850 && red[2] > 700 && red[3] < 100, "%u %u %u %u",
	              red[0], red[1], red[2], red[3]);
	press_colour(press, (struct colour){0, 150, 64, 255, 0}, green);
	ck_assert_msg(green[0] > 700 && green[1] < 300 && green[2] > 700, "%u %u %u %u", green[0],
	              green[1], green[2], green[3]);
	press_colour(press, r, again);
	ck_assert_mem_eq(red, again, sizeof red);
	/* Pixels go another way, to nearly the same place. */
	const unsigned char px[6] = {237, 28, 36, 255, 255, 255};
	unsigned char ink[8];
	ck_assert(press_pixels(press, (str){0}, px, ink, 2));
	for (int i = 0; i < 4; i++) {
		ck_assert_int_le(abs(ink[i] * 1000 / 255 - red[i]), 25);
		ck_assert_uint_eq(ink[4 + i], 0);
	}
}
END_TEST

START_TEST(black_text_overprints_and_white_does_not)
{
	put_line(&w, w.sans, 10, 3, "Words", pt(40), 50);
	put_line(&w, w.sans, 10, 3, "Words", pt(40), 80);
	last_item(&w)->colour = (struct colour){255, 255, 255, 255, 0};
	str text = finish();
	size_t black = str_find(text, S("/G0 gs\n0 0 0 1 k"));
	size_t white = str_find(text, S("/G1 gs\n0 0 0 0 k"));
	ck_assert(black != SIZE_MAX && white != SIZE_MAX && black < white);
	ck_assert(has(text, "/OPM 1") && has(text, "/op true") && has(text, "/op false"));
	ck_assert(!has(text, " rg\n") && !has(text, "/StructTreeRoot") && !has(text, "/Annots"));
	ck_assert_uint_eq(diag_count(w.diags), 0);
}
END_TEST

START_TEST(inks_of_the_theme_are_kept)
{
	box(20, 20, 50, 50, (struct colour){0, 89, 169, 255, 1});
	box(20, 90, 50, 50, (struct colour){0, 89, 169, 255, 2});
	box(20, 160, 50, 50, (struct colour){0, 89, 169, 255, 0});
	str text = finish();
	ck_assert(has(text, "1 .44 0 0 k\n") && has(text, "/S0 cs 1 scn\n"));
	ck_assert(has(text, "/House#20Blue"));
	ck_assert_uint_eq(diag_count(w.diags), 0);
}
END_TEST

START_TEST(a_fill_that_reaches_the_cut_bleeds)
{
	const struct colour grey = {128, 128, 128, 255, 0};
	box(0, 0, 300, 100, grey);                     /* at the top */
	box(20, 200, 50, 50, grey);                    /* inside */
	box(-2, 390, 40, 12, grey);                    /* goes on a little already */
	str text = finish();
	ck_assert(has(text, "-8.5 300 317 108.5 re f\n") && has(text, "20 150 50 50 re f\n"));
	ck_assert(has(text, "-8.5 -8.5 46.5 18.5 re f\n"));
}
END_TEST

START_TEST(boxes_lie_in_one_another)
{
	put_line(&w, w.sans, 10, 3, "Words", pt(40), 50);
	finish();
	str boxes = run(&w, "pdfinfo -box %s", arena_cstr(w.arena, w.path));
	ck_assert(has(boxes, "MediaBox:            0.00     0.00   373.70   473.70"));
	ck_assert(has(boxes, "BleedBox:           28.35    28.35   345.35   445.35"));
	ck_assert(has(boxes, "TrimBox:            36.85    36.85   336.85   436.85"));
	ck_assert(has(boxes, "PDF version:     1.6"));
	ck_assert(has(run(&w, "pdftotext %s -", arena_cstr(w.arena, w.path)),
	              "Fünf Ämter | en | 1 / 1 | FOGRA39 | 2015-10-31"));
}
END_TEST

/* Wide tables lie on their side; the book is cut as it is. */
START_TEST(pages_on_their_side_are_turned)
{
	static const double sizes[][2] = {{300, 400}, {400, 300}, {300, 400}, {200, 100}};
	struct page_sink sink = pdf_sink(pdf);
	for (uint32_t i = 0; i < 4; i++) {
		struct page page = {.index = i, .of = 4, .label = S("1"), .w = pt(sizes[i][0]),
		                    .h = pt(sizes[i][1]), .theme = &theme};
		ck_assert(sink.page(sink.self, &page));
	}
	ck_assert(pdf_end(pdf) && file_out_keep(file));
	str info = run(&w, "pdfinfo -f 1 -l 4 %s | tr -s ' '", arena_cstr(w.arena, w.path));
	ck_assert(has(info, "Page 1 rot: 0") && has(info, "Page 2 rot: 270"));
	ck_assert(has(info, "Page 3 rot: 0") && has(info, "Page 4 rot: 0"));
}
END_TEST

START_TEST(transparent_pages_mix_inks)
{
	box(20, 20, 50, 50, (struct colour){0, 89, 169, 128, 0});
	str text = finish();
	ck_assert(has(text, "/S /Transparency") && has(text, "/CS /DeviceCMYK") &&
	          has(text, "/ca .502"));
}
END_TEST

START_TEST(thin_lines_and_much_ink_are_told_once)
{
	for (int i = 0; i < 3; i++) {
		box(20, 20 + 9 * i, 100, 0.1, (struct colour){0, 0, 0, 255, 0});
		box(20, 60 + 90 * i, 100, 50, (struct colour){0, 0, 0, 255, 3});
	}
	put_box(&w, 0, ARTIFACT_LAYOUT, 20, 330, 50, 50);
	last_item(&w)->fill = false;
	last_item(&w)->stroke = pt(0.15);
	finish();
	ck_assert_uint_eq(reports("print/hairline"), 2);
	ck_assert_uint_eq(reports("print/ink"), 1);
	ck_assert_uint_eq(diag_count(w.diags), 3);
}
END_TEST

static struct picture *red_picture(uint32_t format, int channels)
{
	unsigned char px[20 * 10 * 4];
	const char *name = arena_cstr(
	        w.arena, arena_printf(w.arena, "print-%ld-%d.png", (long)getpid(), channels));
	for (size_t i = 0; i < sizeof px; i++)
		px[i] = (unsigned char)(channels == 4 && i % 4 == 3 ? i / 4 : i % 3 ? 20 : 220);
	png_image image = {
	        .version = PNG_IMAGE_VERSION, .width = 20, .height = 10, .format = format};
	ck_assert(png_image_write_to_file(&image, name, 0, px, 0, NULL));
	struct picture *p = arena_make(w.arena, struct picture);
	*p = (struct picture){.path = str_of(name)};
	return p;
}

static void put_picture(const struct picture *p, double x, double width)
{
	vec_push(w.arena, &w.items,
	         (struct item){.kind = ITEM_PICTURE,
	                       .node = 3,
	                       .x = pt(x),
	                       .y = pt(100),
	                       .picture = p,
	                       .w = pt(width),
	                       .h = pt(width / 2)});
}

START_TEST(pictures_become_inks)
{
	struct picture *rgb = red_picture(PNG_FORMAT_RGB, 3),
	               *grey = red_picture(PNG_FORMAT_GRAY, 1);
	struct picture *clear = red_picture(PNG_FORMAT_RGBA, 4);
	put_picture(rgb, 50, 5);
	put_picture(grey, 60, 5);
	put_picture(clear, 70, 5);
	str text = finish();
	unlink(rgb->path.ptr);
	unlink(grey->path.ptr);
	unlink(clear->path.ptr);
	ck_assert(has(text, "/ColorSpace /DeviceCMYK") && has(text, "/ColorSpace /DeviceGray"));
	ck_assert(!has(text, "DeviceRGB") && has(text, "/SMask") && has(text, "/S /Transparency"));
	ck_assert_uint_eq(diag_count(w.diags), 0);
}
END_TEST

START_TEST(coarse_pictures_and_white_edges_are_told)
{
	struct picture *rgb = red_picture(PNG_FORMAT_RGB, 3);
	put_picture(rgb, 50, 20);                      /* 72 an inch */
	put_picture(rgb, 290, 10);                     /* ends at the cut */
	finish();
	unlink(rgb->path.ptr);
	ck_assert_uint_eq(reports("print/low-resolution"), 1);
	ck_assert_uint_eq(reports("print/no-bleed"), 1);
	ck_assert_uint_eq(diag_count(w.diags), 2);
}
END_TEST

/* For the independent checker: all there is on one page. */
START_TEST(hand_made_file)
{
	struct picture *clear = red_picture(PNG_FORMAT_RGBA, 4),
	               *rgb = red_picture(PNG_FORMAT_RGB, 3);
	box(0, 0, 300, 100, (struct colour){0, 89, 169, 255, 2});
	box(20, 200, 50, 50, (struct colour){0, 89, 169, 128, 1});
	put_line(&w, w.sans, 10, 3, "Words", pt(40), 50);
	put_line(&w, w.serif, 10, 3, "Words", pt(40), 250);
	put_picture(clear, 50, 5);
	put_picture(rgb, 60, 5);
	w.path = S("hand-made-print.pdf");
	file_out_drop(file);
	file = file_out_new(w.diags, w.path);
	pdf = pdf_new_print(w.arena, w.diags, &w.edition, file, press);
	finish();
	as_before(&w, w.path, "print");
	unlink(clear->path.ptr);
	unlink(rgb->path.ptr);
	w.path = S("kept");
}
END_TEST

/* Back, spine and front side by side: the first page is the front, the last the back. */
START_TEST(a_cover)
{
	static struct document_spec document = {.cover = {.wanted = true, .spine = STROM_PT(12)}};
	static const struct edition_spec spec = {.document = &document};
	w.edition.spec = &spec;
	for (int back = 1; back >= 0; back--) {
		document.cover.back_is_last = back;
		file_out_drop(file);
		file = file_out_new(w.diags, w.path);
		pdf = pdf_new_cover(w.arena, w.diags, &w.edition, file, press);
		struct page_sink sink = pdf_sink(pdf);
		for (uint32_t i = 0; i < 4; i++) {
			w.items.n = 0;
			box(0, 0, 300, 400, (struct colour){0, 89, 169, 255, 1});
			put_line(&w, w.sans, 10, 3, i ? i == 3 ? "Back" : "Within" : "Front",
			         pt(40), 50);
			struct page page = {.index = i,
			                    .of = 4,
			                    .label = S("1"),
			                    .w = pt(300),
			                    .h = pt(400),
			                    .items = w.items.at,
			                    .n = w.items.n,
			                    .theme = &theme};
			ck_assert(sink.page(sink.self, &page));
		}
		ck_assert(pdf_end(pdf) && file_out_keep(file));
		as_before(&w, w.path, back ? "cover" : "cover-front");
		str text = run(&w, "pdftotext -raw %.*s -", STR_ARG(w.path));
		ck_assert_int_eq(has(text, "Back"), back);
		ck_assert(has(text, "Front") && !has(text, "Within"));
		file = file_out_new(w.diags, S("cover-not-kept"));
	}
	file_out_drop(file);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pdf_print");
	TCase *c = tcase_create("pdf_print");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, greys_are_black_ink_alone);
	tcase_add_test(c, colours_become_inks);
	tcase_add_test(c, black_text_overprints_and_white_does_not);
	tcase_add_test(c, inks_of_the_theme_are_kept);
	tcase_add_test(c, a_fill_that_reaches_the_cut_bleeds);
	tcase_add_test(c, boxes_lie_in_one_another);
	tcase_add_test(c, pages_on_their_side_are_turned);
	tcase_add_test(c, transparent_pages_mix_inks);
	tcase_add_test(c, thin_lines_and_much_ink_are_told_once);
	tcase_add_test(c, pictures_become_inks);
	tcase_add_test(c, coarse_pictures_and_white_edges_are_told);
	tcase_add_test(c, hand_made_file);
	tcase_add_test(c, a_cover);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
