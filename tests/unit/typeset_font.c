/* Fonts: metrics of a CFF and of a TrueType one, identity, and files that are not fonts. */
#include "unit/lines_help.h"

#include <check.h>

static struct lines_help h;

static void setup(void)
{
	lines_help_new(&h, 0);
}

static void teardown(void)
{
	arena_drop(h.arena);
}

START_TEST(cff_metrics)
{
	const struct font *f = h.font[0];
	ck_assert_ptr_nonnull(f);
	ck_assert(f->cff);
	ck_assert_uint_eq(f->upem, 1000);
	ck_assert(str_eq(f->postscript_name, S("LinLibertineO")));
	ck_assert_int_gt(f->ascent, 600);
	ck_assert_int_lt(f->descent, -100);
	ck_assert_int_gt(f->cap_height, f->x_height);
	ck_assert_int_lt(f->bbox[0], f->bbox[2]);
	ck_assert_int_lt(f->bbox[1], f->bbox[3]);
	ck_assert_uint_eq(f->weight, 400);
}
END_TEST

START_TEST(truetype_metrics)
{
	const struct font *f = h.font[1];
	ck_assert_ptr_nonnull(f);
	ck_assert(!f->cff);
	ck_assert_uint_eq(f->upem, 2000);
	ck_assert(str_eq(f->postscript_name, S("Lato-Regular")));
	ck_assert_int_gt(f->x_height, 900);
	ck_assert(f->italic_angle == 0);
	ck_assert_uint_eq(f->index, 1);
}
END_TEST

START_TEST(same_face_same_font)
{
	struct font_face again = help_faces[1];
	ck_assert_ptr_eq(fonts_open(h.fonts, &again), h.font[1]);
}
END_TEST

START_TEST(scaling_rounds_half_away)
{
	struct font f = {.upem = 1000};
	ck_assert_int_eq(font_scale(&f, 1, 500), 1);
	ck_assert_int_eq(font_scale(&f, -1, 500), -1);
	ck_assert_int_eq(font_scale(&f, 1, 499), 0);
	ck_assert_int_eq(font_scale(&f, 500, STROM_PT(10)), STROM_PT(5));
}
END_TEST

START_TEST(not_a_font)
{
	struct font_face face = {.family = S("Odd"), .path = S(SOURCE "/CMakeLists.txt")};
	ck_assert_ptr_null(fonts_open(h.fonts, &face));
	ck_assert_uint_eq(diag_count(h.diags), 1);
	ck_assert(str_eq(diag_at(h.diags, 0)->code, S("font/unreadable")));
	/* Asked again, nothing more is said. */
	ck_assert_ptr_null(fonts_open(h.fonts, &face));
	ck_assert_uint_eq(diag_count(h.diags), 1);
}
END_TEST

START_TEST(no_such_file)
{
	struct font_face face = {.family = S("Odd"), .path = S("/nowhere/font.otf")};
	ck_assert_ptr_null(fonts_open(h.fonts, &face));
	ck_assert(str_eq(diag_at(h.diags, 0)->code, S("file/missing")));
}
END_TEST

/* Every prefix of a font is a font or is refused, never a crash. */
START_TEST(truncated)
{
	char path[] = "/tmp/strom-font-XXXXXX";
	int fd = mkstemp(path);
	FILE *out = fdopen(fd, "wb");
	ck_assert_uint_eq(fwrite(h.font[1]->bytes.ptr, 1, 5000, out), 5000);
	fclose(out);
	struct font_face face = {.family = S("Cut"), .path = str_of(path)};
	const struct font *f = fonts_open(h.fonts, &face);
	ck_assert(f || str_eq(diag_at(h.diags, 0)->code, S("font/unreadable")));
	remove(path);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("font");
	TCase *tests = tcase_create("font");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, cff_metrics);
	tcase_add_test(tests, truetype_metrics);
	tcase_add_test(tests, same_face_same_font);
	tcase_add_test(tests, scaling_rounds_half_away);
	tcase_add_test(tests, not_a_font);
	tcase_add_test(tests, no_such_file);
	tcase_add_test(tests, truncated);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
