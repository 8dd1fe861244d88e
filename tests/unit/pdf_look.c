/* What few paths have: dashes, ends and corners, and fills that go from one colour to another. */
#include "unit/pdf_help.h"

static struct world w;

static void setup(void)
{
	world_begin(&w);
}

static void teardown(void)
{
	world_end(&w);
}

/* The page's operators, with a plain path behind the one that has a look. */
static const char *painted(const struct path_look *look, bool stroked)
{
	struct file_out *f = file_out_new(w.diags, w.path);
	struct pdf *p = pdf_new(w.arena, w.diags, &w.edition, f);
	put_box(&w, 0, ARTIFACT_LAYOUT, 20, 30, 100, 50);
	last_item(&w)->look = look;
	if (stroked) {
		last_item(&w)->fill = false;
		last_item(&w)->stroke = pt(2);
		last_item(&w)->stroke_colour = (struct colour){200, 0, 0, 255, 0};
	}
	put_box(&w, 0, ARTIFACT_LAYOUT, 20, 100, 100, 50);
	ck_assert(put_page(&w, pdf_sink(p), 0, "1"));
	ck_assert(pdf_end(p) && file_out_keep(f));
	return arena_cstr(w.arena,
	                  run(&w,
	                      "qpdf --qdf --object-streams=disable %.*s - | grep -a -E ' "
	                      "(J|j|d|sh|cm|m|f|S)$|^(sh|f|S)$|Shading|Device|Coords|C[01] '",
	                      STR_ARG(w.path)));
}

static void says(const char *text, const char *part)
{
	ck_assert_msg(strstr(text, part) != NULL, "no '%s' in\n%.3000s", part, text);
}

/* Each is taken back behind its path, so that the next is plain. */
START_TEST(lines)
{
	struct path_look look = {
	        .cap = 1, .join = 2, .dashes = 3, .phase = pt(1), .dash = {pt(4), pt(2), pt(1)}};
	const char *text = painted(&look, true);
	says(text, "1 J\n2 j\n[4 2 1]1 d\n");
	says(text, "0 J\n0 j\n[]0 d\n");
	ck_assert(strstr(text, "1 J\n") < strstr(text, "0 J\n"));
}
END_TEST

START_TEST(plain_lines)
{
	const struct path_look look = {.cap = 0};
	const char *text = painted(&look, true);
	ck_assert_ptr_null(strstr(text, " J\n"));
	ck_assert_ptr_null(strstr(text, " j\n"));
	ck_assert_ptr_null(strstr(text, " d\n"));
}
END_TEST

START_TEST(gradients)
{
	struct path_look look = {.shaded = true, .to = {255, 0, 0, 255, 0}, .x2 = pt(100)};
	const char *text = painted(&look, false);
	says(text, "/ShadingType 2");
	says(text, "/DeviceRGB");
	says(text, "sh\n");
	says(text, "cm\n");
}
END_TEST

/* ---- What holds until its end ---- */

static struct pdf *pdf;
static struct file_out *file;

static void begin(void)
{
	file = file_out_new(w.diags, w.path);
	pdf = pdf_new(w.arena, w.diags, &w.edition, file);
	add_text(&w, add(&w, 1, NODE_PARAGRAPH), "Words");
}

static const char *finished(void)
{
	ck_assert(put_page(&w, pdf_sink(pdf), 0, "1"));
	ck_assert(pdf_end(pdf) && file_out_keep(file));
	return operators(&w, 1);
}

static void box(double x, double y, struct colour colour)
{
	put_box(&w, 0, ARTIFACT_LAYOUT, x, y, 40, 20);
	last_item(&w)->colour = colour;
}

static void stroked_box(double x, double y, struct colour colour, double width)
{
	box(x, y, (struct colour){0});
	last_item(&w)->fill = false;
	last_item(&w)->stroke = pt(width);
	last_item(&w)->stroke_colour = colour;
}

static void open_clip(double x, double y)
{
	put_box(&w, 0, ARTIFACT_LAYOUT, x, y, 50, 25);
	last_item(&w)->kind = ITEM_OPEN;
}

static void open_turn(double x, double y, const struct path_look *look)
{
	vec_push(w.arena, &w.items,
	         (struct item){.kind = ITEM_OPEN,
	                       .artifact = ARTIFACT_LAYOUT,
	                       .x = pt(x),
	                       .y = pt(y),
	                       .look = look});
}

static void close_it(void)
{
	vec_push(w.arena, &w.items, (struct item){.kind = ITEM_CLOSE, .artifact = ARTIFACT_LAYOUT});
}

static const struct colour red = {200, 0, 0, 255, 0}, blue = {0, 0, 200, 255, 0},
                           pale = {0, 0, 200, 128, 0};

/* Behind it colours, widths and transparency are what they were before. */
START_TEST(a_clip_holds_until_it_is_closed)
{
	begin();
	box(10, 10, red);
	stroked_box(10, 40, blue, 2);
	open_clip(100, 50);
	box(110, 60, pale);
	stroked_box(110, 90, red, 3);
	close_it();
	box(10, 100, red);
	stroked_box(10, 130, blue, 2);
	stroked_box(10, 160, red, 3);
	ck_assert_str_eq(finished(), "/Artifact<</Type/Layout>>BDC\n"
	                             ".784 0 0 rg\n"
	                             "10 390 40 -20 re\n"
	                             "f\n"
	                             "0 0 .784 RG\n"
	                             "2 w\n"
	                             "10 360 40 -20 re\n"
	                             "S\n"
	                             "q\n"
	                             "100 350 50 -25 re\n"
	                             "W n\n"
	                             "/G0 gs\n"
	                             "0 0 .784 rg\n"
	                             "110 340 40 -20 re\n"
	                             "f\n"
	                             ".784 0 0 RG\n"
	                             "3 w\n"
	                             "110 310 40 -20 re\n"
	                             "S\n"
	                             "Q\n"
	                             "10 300 40 -20 re\n"
	                             "f\n"
	                             "10 270 40 -20 re\n"
	                             "S\n"
	                             ".784 0 0 RG\n"
	                             "3 w\n"
	                             "10 240 40 -20 re\n"
	                             "S\n"
	                             "EMC\n");
}
END_TEST

START_TEST(turns_hold_until_they_are_closed)
{
	static const struct path_look quarter = {.turned = true,
	                                         .degrees = 90,
	                                         .x1 = STROM_PT(5),
	                                         .y1 = STROM_PT(7)},
	                              third = {.turned = true, .degrees = -30};
	begin();
	open_turn(100, 50, &quarter);
	box(110, 60, red);
	open_turn(200, 300, &third);
	put_line(&w, w.sans, 10, 3, "Words", pt(40), 50);
	close_it();
	box(10, 100, blue);
	close_it();
	box(10, 100, red);
	put_line(&w, w.sans, 10, 3, "Words", pt(40), 80);
	ck_assert_str_eq(finished(), "/Artifact<</Type/Layout>>BDC\n"
	                             "q\n"
	                             "0 -1 1 0 -238 448 cm\n"
	                             ".784 0 0 rg\n"
	                             "110 340 40 -20 re\n"
	                             "f\n"
	                             "q\n"
	                             ".866025 .5 -.5 .866025 76.794919 -86.60254 cm\n"
	                             "EMC\n"
	                             "/P<</MCID 0>>BDC\n"
	                             "BT\n"
	                             "0 g\n"
	                             "/F0 10 Tf\n"
	                             "40 350 Td\n"
	                             "[<0001>57<00020003>19<00040005>]TJ\n"
	                             "ET\n"
	                             "EMC\n"
	                             "/Artifact<</Type/Layout>>BDC\n"
	                             "Q\n"
	                             "0 0 .784 rg\n"
	                             "10 300 40 -20 re\n"
	                             "f\n"
	                             "Q\n"
	                             ".784 0 0 rg\n"
	                             "10 300 40 -20 re\n"
	                             "f\n"
	                             "EMC\n"
	                             "/P<</MCID 1>>BDC\n"
	                             "BT\n"
	                             "0 g\n"
	                             "/F0 10 Tf\n"
	                             "40 320 Td\n"
	                             "[<0001>57<00020003>19<00040005>]TJ\n"
	                             "ET\n"
	                             "EMC\n");
}
END_TEST

/* Equal ones are one; each other is another. */
START_TEST(gradients_are_placed)
{
	static const struct path_look right = {.shaded = true,
	                                       .to = {255, 0, 0, 255, 0},
	                                       .x2 = STROM_PT(40)},
	                              down = {.shaded = true,
	                                      .to = {255, 0, 0, 255, 0},
	                                      .x1 = STROM_PT(3),
	                                      .x2 = STROM_PT(3),
	                                      .y1 = STROM_PT(2),
	                                      .y2 = STROM_PT(18)},
	                              other = {.shaded = true,
	                                       .to = {0, 255, 0, 255, 0},
	                                       .x2 = STROM_PT(10),
	                                       .y2 = STROM_PT(10)};
	begin();
	box(10, 10, blue);
	last_item(&w)->look = &right;
	box(10, 50, blue);
	last_item(&w)->look = &down;
	box(10, 90, pale);
	last_item(&w)->look = &other;
	box(10, 130, blue);
	last_item(&w)->look = &right;
	box(10, 170, pale);
	ck_assert_str_eq(finished(), "/Artifact<</Type/Layout>>BDC\n"
	                             "q\n"
	                             "10 390 40 -20 re\n"
	                             "W n\n"
	                             "40 0 0 40 10 390 cm\n"
	                             "/H0 sh\n"
	                             "Q\n"
	                             "q\n"
	                             "10 350 40 -20 re\n"
	                             "W n\n"
	                             "0 -16 16 0 13 348 cm\n"
	                             "/H0 sh\n"
	                             "Q\n"
	                             "/G0 gs\n"
	                             "0 0 .784 rg\n"
	                             "q\n"
	                             "10 310 40 -20 re\n"
	                             "W n\n"
	                             "10 -10 10 10 10 310 cm\n"
	                             "/H1 sh\n"
	                             "Q\n"
	                             "/G1 gs\n"
	                             "q\n"
	                             "10 270 40 -20 re\n"
	                             "W n\n"
	                             "40 0 0 40 10 270 cm\n"
	                             "/H0 sh\n"
	                             "Q\n"
	                             "/G0 gs\n"
	                             "10 230 40 -20 re\n"
	                             "f\n"
	                             "EMC\n");
}
END_TEST

/* ---- Paths ---- */

static void path(const struct path_step *steps, size_t n, bool fill, double stroke)
{
	struct path_step *s = arena_array(w.arena, struct path_step, n);
	memcpy(s, steps, n * sizeof *s);
	vec_push(w.arena, &w.items,
	         (struct item){.kind = ITEM_PATH,
	                       .artifact = ARTIFACT_LAYOUT,
	                       .x = pt(10),
	                       .y = pt(10),
	                       .colour = red,
	                       .stroke_colour = blue,
	                       .steps = s,
	                       .steps_n = n,
	                       .fill = fill,
	                       .stroke = pt(stroke)});
}

#define AT(x0, y0) .x = {STROM_PT(x0)}, .y = {STROM_PT(y0)}

START_TEST(shapes)
{
	static const struct path_step box_down[] = {{.op = PATH_MOVE, AT(1, 2)},
	                                            {.op = PATH_LINE, AT(1, 8)},
	                                            {.op = PATH_LINE, AT(5, 8)},
	                                            {.op = PATH_LINE, AT(5, 2)},
	                                            {.op = PATH_CLOSE}},
	                              box_left[] = {{.op = PATH_MOVE, AT(5, 8)},
	                                            {.op = PATH_LINE, AT(1, 8)},
	                                            {.op = PATH_LINE, AT(1, 2)},
	                                            {.op = PATH_LINE, AT(5, 2)},
	                                            {.op = PATH_CLOSE}},
	                              slanted[] = {{.op = PATH_MOVE, AT(0, 0)},
	                                           {.op = PATH_LINE, AT(4, 1)},
	                                           {.op = PATH_LINE, AT(4, 5)},
	                                           {.op = PATH_LINE, AT(0, 4)},
	                                           {.op = PATH_CLOSE}},
	                              open[] = {{.op = PATH_MOVE, AT(0, 0)},
	                                        {.op = PATH_LINE, AT(4, 0)},
	                                        {.op = PATH_LINE, AT(4, 5)},
	                                        {.op = PATH_LINE, AT(0, 5)}},
	                              three[] = {{.op = PATH_MOVE, AT(0, 0)},
	                                         {.op = PATH_LINE, AT(4, 0)},
	                                         {.op = PATH_CLOSE},
	                                         {.op = PATH_MOVE, AT(6, 0)},
	                                         {.op = PATH_LINE, AT(9, 9)}},
	                              curve[] = {{.op = PATH_MOVE, AT(0, 0)},
	                                         {.op = PATH_CURVE,
	                                          .x = {STROM_PT(1), STROM_PT(2), STROM_PT(3)},
	                                          .y = {STROM_PT(4), STROM_PT(5), STROM_PT(6)}},
	                                         {.op = PATH_LINE, AT(0, 9)},
	                                         {.op = PATH_LINE, AT(1, 9)},
	                                         {.op = PATH_CLOSE}};
	begin();
	path(box_down, 5, true, 0);
	path(box_left, 5, true, 0);
	path(slanted, 5, true, 0);
	path(open, 4, true, 0);
	path(open, 4, false, 1);
	path(open, 4, true, 1);
	path(three, 5, true, 0.5);
	path(curve, 5, true, 0);
	ck_assert_str_eq(finished(), "/Artifact<</Type/Layout>>BDC\n"
	                             ".784 0 0 rg\n"
	                             "11 388 4 -6 re\n"
	                             "f\n"
	                             "15 382 -4 6 re\n"
	                             "f\n"
	                             "10 390 m\n"
	                             "14 389 l\n"
	                             "14 385 l\n"
	                             "10 386 l\n"
	                             "h\n"
	                             "f\n"
	                             "10 390 m\n"
	                             "14 390 l\n"
	                             "14 385 l\n"
	                             "10 385 l\n"
	                             "f\n"
	                             "0 0 .784 RG\n"
	                             "10 390 m\n"
	                             "14 390 l\n"
	                             "14 385 l\n"
	                             "10 385 l\n"
	                             "S\n"
	                             "10 390 m\n"
	                             "14 390 l\n"
	                             "14 385 l\n"
	                             "10 385 l\n"
	                             "B\n"
	                             ".5 w\n"
	                             "10 390 m\n"
	                             "14 390 l\n"
	                             "h\n"
	                             "16 390 m\n"
	                             "19 381 l\n"
	                             "B\n"
	                             "10 390 m\n"
	                             "11 386 12 385 13 384 c\n"
	                             "10 381 l\n"
	                             "11 381 l\n"
	                             "h\n"
	                             "f\n"
	                             "EMC\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("pdf_look");
	TCase *t = tcase_create("look");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, lines);
	tcase_add_test(t, plain_lines);
	tcase_add_test(t, gradients);
	tcase_add_test(t, a_clip_holds_until_it_is_closed);
	tcase_add_test(t, turns_hold_until_they_are_closed);
	tcase_add_test(t, gradients_are_placed);
	tcase_add_test(t, shapes);
	suite_add_tcase(suite, t);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
