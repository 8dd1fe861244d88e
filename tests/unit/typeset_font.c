/* Fonts: metrics of a CFF and of a TrueType one, identity, and files that are not fonts. */
#include "unit/lines_help.h"

#include <check.h>
#include <unistd.h>

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

/* Lato with other rights: fsType stands at byte 8 of OS/2. */
static const struct font *with_rights(struct font_face *face, unsigned rights)
{
	str bytes = h.font[1]->bytes;
	char *copy = arena_cstr(h.arena, bytes);
	size_t tables = (unsigned char)copy[5];
	for (size_t i = 0; i < tables; i++) {
		const unsigned char *entry = (unsigned char *)copy + 12 + 16 * i;
		size_t at = (size_t)entry[9] << 16 | (size_t)entry[10] << 8 | entry[11];
		if (!memcmp(entry, "OS/2", 4)) {
			copy[at + 8] = (char)(rights >> 8);
			copy[at + 9] = (char)rights;
		}
	}
	str path = arena_printf(h.arena, "rights-%x-%ld.ttf", rights, (long)getpid());
	FILE *out = fopen(path.ptr, "w");
	ck_assert(out && fwrite(copy, 1, bytes.len, out) == bytes.len && !fclose(out));
	*face = (struct font_face){.family = S("Odd"), .path = path};
	const struct font *f = fonts_open(h.fonts, face);
	unlink(path.ptr);
	return f;
}

START_TEST(licences_are_kept)
{
	static const struct { unsigned rights; bool good, whole;
	} rows[] = {{0, true, false},    {2, false, false},     {4, true, false},
	            {8, true, false},    {6, true, false},      {0x100, true, true},
	            {0x104, true, true}, {0x200, false, false}, {0x102, false, false}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct font_face face;
		size_t before = diag_count(h.diags);
		const struct font *f = with_rights(&face, rows[i].rights);
		ck_assert_msg((f != NULL) == rows[i].good, "%x", rows[i].rights);
		ck_assert_uint_eq(diag_count(h.diags) - before, !rows[i].good);
		if (f)
			ck_assert_int_eq(f->whole, rows[i].whole);
		else
			ck_assert(str_eq(diag_at(h.diags, before)->code, S("font/no-embedding")));
	}
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
	tcase_add_test(tests, licences_are_kept);
	tcase_add_test(tests, no_such_file);
	tcase_add_test(tests, truncated);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
