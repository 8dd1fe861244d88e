/* Files for print: inks, overprint, bleed and boxes, and what is reported. */
#include "pdf/press.h"

#include "unit/pdf_help.h"

#include <png.h>

static struct world w;
static struct press *press;
static struct pdf *pdf;
static struct file_out *file;
static struct ink inks[] = {{{"", 0}, {1000, 440, 0, 0}},
                            {{"House Blue", 10}, {1000, 440, 0, 0}},
                            {{"", 0}, {900, 900, 900, 900}},
                            {{"", 0}, {0, 0, 0, 700}}};
static const struct theme theme = {.inks = inks, .inks_n = 4};

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

/* The coarser direction is what is told. */
START_TEST(pictures_coarse_from_above_to_below)
{
	struct picture *rgb = red_picture(PNG_FORMAT_RGB, 3);
	put_picture(rgb, 50, 5);
	last_item(&w)->h = pt(10);
	finish();
	unlink(rgb->path.ptr);
	ck_assert_uint_eq(reports("print/low-resolution"), 1);
	ck_assert(str_ends(diag_at(w.diags, 0)->message,
	                   S("has 72 pixels an inch, and 225 are wanted")));
}
END_TEST

/* As large as the last that is there. */
START_TEST(blank_pages_fill_the_binding)
{
	static struct document_spec document = {.pages_multiple = 4};
	static const struct edition_spec spec = {.document = &document};
	w.edition.spec = &spec;
	box(20, 20, 50, 50, (struct colour){0, 89, 169, 255, 1});
	finish();
	str boxes = run(
	        &w, "pdfinfo -f 1 -l 9 -box %s | grep -c 'TrimBox: *36.85 *36.85 *336.85 *436.85'",
	        arena_cstr(w.arena, w.path));
	ck_assert_str_eq(arena_cstr(w.arena, str_trim(boxes)), "4");
	w.edition.spec = NULL;
}
END_TEST

START_TEST(a_cover_around_nothing)
{
	static struct document_spec document = {.cover = {.wanted = true, .at = {1, 2, 700}}};
	static const struct edition_spec spec = {.document = &document};
	w.edition.spec = &spec;
	file_out_drop(file);
	file = file_out_new(w.diags, w.path);
	pdf = pdf_new_print(w.arena, w.diags, &w.edition, file, press);
	ck_assert(!pdf_end(pdf));
	const struct report *r = diag_at(w.diags, 0);
	ck_assert_uint_eq(diag_count(w.diags), 1);
	ck_assert(str_eq(r->code, S("print/no-inside")) && r->at.off == 700);
	file_out_drop(file);
	w.edition.spec = NULL;
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

/* ---- Charts in black alone ---- */

/* The page's operators; marks: the sheet's around it, too. */
static const char *printed(bool marks)
{
	finish();
	str all = str_of(operators(&w, 1));
	return arena_cstr(w.arena, marks ? all : str_sub(all, 0, str_find(all, S("/All CS"))));
}

static void one_of_each(void)
{
	static const struct path_look shade = {
	        .shaded = true, .to = {255, 255, 0, 255, 0}, .x2 = STROM_PT(20)};
	static const struct colour blue = {0, 89, 169, 255, 0}, ink = {0, 89, 169, 255, 1},
	                           black_ink = {60, 60, 60, 255, 4}, pale = {10, 200, 30, 128, 0};
	static const struct {
		uint8_t black;
		struct colour colour;
	} boxes[] = {{BLACK_NONE, blue},       {BLACK_TONE, blue},       {BLACK_TONE, ink},
	             {BLACK_TONE, black_ink},  {BLACK_TONE, pale},       {BLACK_DARK, blue},
	             {BLACK_PAPER, blue},      {BLACK_ONLY, blue},       {BLACK_NEVER, blue},
	             {BLACK_SERIES, blue},     {BLACK_SERIES + 1, blue}, {BLACK_SERIES + 2, blue},
	             {BLACK_SERIES + 3, blue}, {BLACK_SERIES + 4, blue}};
	for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
		box(20, 20 + 20 * (double)i, 10, 10, boxes[i].colour);
		last_item(&w)->black = boxes[i].black;
	}
	box(60, 20, 20, 20, blue);
	last_item(&w)->black = BLACK_TONE;
	last_item(&w)->look = &shade;
	box(60, 60, 20, 20, blue);
	last_item(&w)->black = BLACK_TONE;
	last_item(&w)->stroke = pt(1);
	last_item(&w)->stroke_colour = pale;
	put_line(&w, w.sans, 10, 3, "Words", pt(40), 350);
	last_item(&w)->black = BLACK_PAPER;
}

/* As it is in colour: what black alone has is left out. */
START_TEST(charts_in_colour)
{
	one_of_each();
	ck_assert_str_eq(printed(true),
	                 "q\n"
	                 "1 0 0 1 36.85 36.85 cm\n"
	                 "-8.5 -8.5 317 417 re W n\n"
	                 ".937 .651 0 .003 k\n"
	                 "20 370 10 10 re f\n"
	                 "20 350 10 10 re f\n"
	                 "1 .44 0 0 k\n"
	                 "20 330 10 10 re f\n"
	                 "0 0 0 .7 k\n"
	                 "20 310 10 10 re f\n"
	                 "/G0 gs\n"
	                 ".71 0 .973 0 k\n"
	                 "20 290 10 10 re f\n"
	                 "/G1 gs\n"
	                 ".937 .651 0 .003 k\n"
	                 "20 270 10 10 re f\n"
	                 "20 250 10 10 re f\n"
	                 "20 210 10 10 re f\n"
	                 "20 190 10 10 re f\n"
	                 "20 170 10 10 re f\n"
	                 "20 150 10 10 re f\n"
	                 "20 130 10 10 re f\n"
	                 "20 110 10 10 re f\n"
	                 "q\n"
	                 "60 380 20 -20 re\n"
	                 "W n\n"
	                 "20 0 0 20 60 380 cm\n"
	                 "/H0 sh\n"
	                 "Q\n"
	                 "/G2 gs\n"
	                 ".71 0 .973 0 K\n"
	                 "60 340 20 -20 re\n"
	                 "B\n"
	                 "BT\n"
	                 "/G3 gs\n"
	                 "0 0 0 1 k\n"
	                 "/F0 10 Tf\n"
	                 "40 50 Td\n"
	                 "[<0001>57<00020003>19<00040005>]TJ\n"
	                 "ET\n"
	                 "Q\n"
	                 "q\n"
	                 "1 0 0 1 36.85 36.85 cm\n"
	                 "/All CS 1 SCN\n"
	                 ".25 w\n"
	                 "-11.33 0 m\n"
	                 "-25.5 0 l\n"
	                 "311.33 0 m\n"
	                 "325.5 0 l\n"
	                 "0 -11.33 m\n"
	                 "0 -25.5 l\n"
	                 "300 -11.33 m\n"
	                 "300 -25.5 l\n"
	                 "-11.33 400 m\n"
	                 "-25.5 400 l\n"
	                 "311.33 400 m\n"
	                 "325.5 400 l\n"
	                 "0 411.33 m\n"
	                 "0 425.5 l\n"
	                 "300 411.33 m\n"
	                 "300 425.5 l\n"
	                 "S\n"
	                 "1 0 0 0 k\n"
	                 "22.68 415.58 14.17 14.17 re f\n"
	                 "0 1 0 0 k\n"
	                 "36.85 415.58 14.17 14.17 re f\n"
	                 "0 0 1 0 k\n"
	                 "51.02 415.58 14.17 14.17 re f\n"
	                 "0 0 0 1 k\n"
	                 "65.19 415.58 14.17 14.17 re f\n"
	                 "1 1 0 0 k\n"
	                 "79.36 415.58 14.17 14.17 re f\n"
	                 "1 0 1 0 k\n"
	                 "93.53 415.58 14.17 14.17 re f\n"
	                 "0 1 1 0 k\n"
	                 "107.7 415.58 14.17 14.17 re f\n"
	                 ".5 0 0 0 k\n"
	                 "121.87 415.58 14.17 14.17 re f\n"
	                 "0 .5 0 0 k\n"
	                 "136.04 415.58 14.17 14.17 re f\n"
	                 "0 0 .5 0 k\n"
	                 "150.21 415.58 14.17 14.17 re f\n"
	                 "0 0 0 .5 k\n"
	                 "164.38 415.58 14.17 14.17 re f\n"
	                 "0 0 0 .25 k\n"
	                 "178.55 415.58 14.17 14.17 re f\n"
	                 "BT\n"
	                 "/G4 gs\n"
	                 "0 0 0 1 k\n"
	                 "/F0 6 Tf\n"
	                 "22.68 -22.67 Td\n"
	                 "[<"
	                 "0006000700080009000a000b000c000d000e0003000a000f000a000e0008000a000f000a0"
	                 "010000a0011000a0010000a000f000a0006001200130014001500160017000a000f000a00"
	                 "1800190010001a001b00100019001b00160010>\n"
	                 "]TJ\n"
	                 "ET\n"
	                 "Q\n");
}
END_TEST

START_TEST(charts_in_black)
{
	w.project.print.charts_black = true;
	one_of_each();
	ck_assert_str_eq(printed(false), "q\n"
	                                 "1 0 0 1 36.85 36.85 cm\n"
	                                 "-8.5 -8.5 317 417 re W n\n"
	                                 ".937 .651 0 .003 k\n"
	                                 "20 370 10 10 re f\n"
	                                 "0 0 0 .659 k\n"
	                                 "20 350 10 10 re f\n"
	                                 "20 330 10 10 re f\n"
	                                 "0 0 0 .7 k\n"
	                                 "20 310 10 10 re f\n"
	                                 "/G0 gs\n"
	                                 "0 0 0 .337 k\n"
	                                 "20 290 10 10 re f\n"
	                                 "/G1 gs\n"
	                                 "0 0 0 1 k\n"
	                                 "20 270 10 10 re f\n"
	                                 "/G2 gs\n"
	                                 "0 0 0 0 k\n"
	                                 "20 250 10 10 re f\n"
	                                 ".937 .651 0 .003 k\n"
	                                 "20 230 10 10 re f\n"
	                                 "0 0 0 .898 k\n"
	                                 "20 190 10 10 re f\n"
	                                 "0 0 0 0 k\n"
	                                 "20 170 10 10 re f\n"
	                                 "0 0 0 .451 k\n"
	                                 "20 150 10 10 re f\n"
	                                 "0 0 0 0 k\n"
	                                 "20 130 10 10 re f\n"
	                                 "0 0 0 .149 k\n"
	                                 "20 110 10 10 re f\n"
	                                 "q\n"
	                                 "60 380 20 -20 re\n"
	                                 "W n\n"
	                                 "20 0 0 20 60 380 cm\n"
	                                 "/H0 sh\n"
	                                 "Q\n"
	                                 "0 0 0 .659 k\n"
	                                 "/G3 gs\n"
	                                 "0 0 0 .337 K\n"
	                                 "60 340 20 -20 re\n"
	                                 "B\n"
	                                 "BT\n"
	                                 "0 0 0 0 k\n"
	                                 "/F0 10 Tf\n"
	                                 "40 50 Td\n"
	                                 "[<0001>57<00020003>19<00040005>]TJ\n"
	                                 "ET\n"
	                                 "Q\n"
	                                 "q\n"
	                                 "1 0 0 1 36.85 36.85 cm\n");
}
END_TEST

/* A spot ink is one, however often it is used; lines and gradients know inks as well. */
START_TEST(spots_are_named_once)
{
	static const struct path_look shade = {
	        .shaded = true, .to = {0, 89, 169, 255, 1}, .x2 = STROM_PT(20)};
	const struct colour spot = {0, 89, 169, 255, 2};
	box(20, 20, 50, 50, spot);
	last_item(&w)->stroke = pt(1);
	last_item(&w)->stroke_colour = spot;
	box(20, 90, 50, 50, (struct colour){0, 89, 169, 255, 1});
	last_item(&w)->stroke = pt(1);
	last_item(&w)->stroke_colour = (struct colour){0, 0, 0, 255, 0};
	box(20, 160, 50, 50, spot);
	last_item(&w)->look = &shade;
	ck_assert_str_eq(printed(false), "q\n"
	                                 "1 0 0 1 36.85 36.85 cm\n"
	                                 "-8.5 -8.5 317 417 re W n\n"
	                                 "/S0 cs 1 scn\n"
	                                 "/S0 CS 1 SCN\n"
	                                 "20 380 50 -50 re\n"
	                                 "B\n"
	                                 "1 .44 0 0 k\n"
	                                 "/G0 gs\n"
	                                 "0 0 0 1 K\n"
	                                 "20 310 50 -50 re\n"
	                                 "B\n"
	                                 "q\n"
	                                 "20 240 50 -50 re\n"
	                                 "W n\n"
	                                 "20 0 0 20 20 240 cm\n"
	                                 "/H0 sh\n"
	                                 "Q\n"
	                                 "Q\n"
	                                 "q\n"
	                                 "1 0 0 1 36.85 36.85 cm\n");
	str text = run(&w, "qpdf --qdf --object-streams=disable %s - | grep -a -c Blue",
	               arena_cstr(w.arena, w.path));
	ck_assert_str_eq(arena_cstr(w.arena, text), "1\n");
}
END_TEST

/* ---- Conditions ---- */

static const char *condition_told(struct print_spec said)
{
	struct project asked = {.print = said};
	struct buf b = {0};
	w.diags = diags_new(w.arena);
	bool good = press_check(w.arena, w.diags, &asked);
	ck_assert_int_eq(good, !diag_count(w.diags));
	for (size_t i = 0; i < diag_count(w.diags); i++) {
		const struct report *r = diag_at(w.diags, i);
		buf_printf(&b, "%llu %.*s %.*s\n", (unsigned long long)r->at.off, STR_ARG(r->code),
		           STR_ARG(r->message));
	}
	const char *text = arena_cstr(w.arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static struct print_spec condition_called(const char *name)
{
	return (struct print_spec){.condition = {str_of(name), {1, 3, 500}}};
}

static const char *profile_told(str bytes)
{
	struct print_spec said = condition_called("FOGRA39");
	struct file_out *f = file_out_new(w.diags, S("press-test.icc"));
	ck_assert(f && file_out_put(f, bytes) && file_out_keep(f));
	said.profile = (struct said){S("press-test.icc"), {1, 7, 600}};
	const char *told = condition_told(said);
	unlink("press-test.icc");
	return told;
}

START_TEST(conditions_that_are_none)
{
	static const char *const none[] = {"",    "FOGRA93",         "../FOGRA39", "FOGRA39.icc",
	                                   "a b", "FOGRA39\xC5\xAB", "FOGRA-_"};
	ck_assert_str_eq(condition_told(condition_called("FOGRA39")), "");
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		str told = arena_printf(w.arena,
		                        "500 print/no-condition there is no profile of the "
		                        "printing condition '%s'\n",
		                        none[i]);
		ck_assert_str_eq(condition_told(condition_called(none[i])), told.ptr);
		str hint = diag_at(w.diags, 0)->hint;
		ck_assert(i != 1 || str_eq(hint, S("Did you mean 'FOGRA39'?")));
	}
	condition_told(
	        condition_called("a2345678901234567890123456789012345678901234567890123456789012"));
	ck_assert(str_ends(diag_at(w.diags, 0)->message,
	                   S("'a23456789012345678901234567890123456789012345678901234567890'")));
	condition_told(condition_called("newspaper"));
	ck_assert(str_starts(diag_at(w.diags, 0)->hint, S("Make it by 'setup/press newspaper /")));
	struct print_spec said = {.profile = {S("none.icc"), {1, 7, 600}}};
	ck_assert_str_eq(condition_told(said), "600 file/missing no file 'none.icc'\n");
}
END_TEST

static str with(str bytes, size_t at, const char *instead, size_t n)
{
	char *copy = arena_cstr(w.arena, bytes);
	memcpy(copy + at, instead, n);
	return (str){copy, bytes.len};
}

START_TEST(profiles_that_are_no_press)
{
	str good;
	ck_assert(press_read(w.arena, w.diags, &w.project, &good));
	ck_assert_str_eq(profile_told(good), "");
	ck_assert_str_eq(profile_told(with(good, 8, "\4", 1)), "");
	ck_assert_str_eq(profile_told(S("")),
	                 "600 print/bad-profile 'press-test.icc' is not a printing condition's "
	                 "profile: it is no ICC profile\n");
	ck_assert_str_eq(profile_told(str_sub(good, 0, 131)),
	                 "600 print/bad-profile 'press-test.icc' is not a printing condition's "
	                 "profile: it is no ICC profile\n");
	ck_assert_str_eq(profile_told(str_sub(good, 0, 132)),
	                 "600 print/bad-profile 'press-test.icc' is not a printing condition's "
	                 "profile: its length is not what it says\n");
	ck_assert_str_eq(profile_told(with(good, 36, "acs ", 4)),
	                 "600 print/bad-profile 'press-test.icc' is not a printing condition's "
	                 "profile: it is no ICC profile\n");
	ck_assert_str_eq(profile_told(str_sub(good, 0, good.len - 1)),
	                 "600 print/bad-profile 'press-test.icc' is not a printing condition's "
	                 "profile: its length is not what it says\n");
	ck_assert_str_eq(profile_told(with(good, 12, "mntr", 4)),
	                 "600 print/bad-profile 'press-test.icc' is not a printing condition's "
	                 "profile: it is not of an output device\n");
	ck_assert_str_eq(profile_told(with(good, 16, "RGB ", 4)),
	                 "600 print/bad-profile 'press-test.icc' is not a printing condition's "
	                 "profile: its colours are not cyan, magenta, yellow and black\n");
	ck_assert_str_eq(profile_told(with(good, 8, "\5", 1)),
	                 "600 print/bad-profile 'press-test.icc' is not a printing condition's "
	                 "profile: PDF/X-4 knows versions 2 and 4 alone\n");
	ck_assert_str_eq(arena_cstr(w.arena, diag_at(w.diags, 0)->hint),
	                 "Ask the printer for the ICC profile of a press with four inks.");
}
END_TEST

START_TEST(conditions_have_names)
{
	ck_assert(press_condition_find(S("FOGRA39")) && press_condition_find(S("FOGRA28")));
	ck_assert(press_condition_find(S("FOGRA40")) && !press_condition_find(S("FOGRA4")));
	ck_assert(!press_condition_find(S("")));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pdf_print");
	TCase *c = tcase_create("pdf_print");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, charts_in_colour);
	tcase_add_test(c, charts_in_black);
	tcase_add_test(c, spots_are_named_once);
	tcase_add_test(c, conditions_that_are_none);
	tcase_add_test(c, profiles_that_are_no_press);
	tcase_add_test(c, conditions_have_names);
	tcase_add_test(c, pictures_coarse_from_above_to_below);
	tcase_add_test(c, blank_pages_fill_the_binding);
	tcase_add_test(c, a_cover_around_nothing);
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
