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

int main(void)
{
	Suite *suite = suite_create("pdf_look");
	TCase *t = tcase_create("look");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, lines);
	tcase_add_test(t, plain_lines);
	tcase_add_test(t, gradients);
	suite_add_tcase(suite, t);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
