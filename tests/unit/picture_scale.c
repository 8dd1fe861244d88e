/* Bringing pictures down: what must not change, and how what must is mixed. */
#include "picture/picture.h"

#include <check.h>

static struct arena *arena;

static void setup(void)
{
	arena = arena_new();
}

static void teardown(void)
{
	arena_drop(arena);
}

static struct pixels blank(uint32_t w, uint32_t h, uint8_t channels)
{
	return (struct pixels){w, h, channels, arena_alloc(arena, (size_t)w * h * channels)};
}

static unsigned char *bytes_of(struct pixels px)
{
	return (unsigned char *)(uintptr_t)px.at;
}

static struct pixels scaled(struct pixels px, bool inks, uint32_t w, uint32_t h)
{
	picture_scale(arena, &px, inks, (struct extent){w, h});
	return px;
}

START_TEST(an_even_colour_stays)
{
	for (unsigned v = 0; v < 256; v += 5)
		for (uint8_t channels = 1; channels <= 4; channels++) {
			struct pixels px = blank(97, 61, channels);
			memset(bytes_of(px), (int)v, (size_t)97 * 61 * channels);
			for (int inks = 0; inks < 2; inks++) {
				struct pixels s = scaled(px, inks, 13 + v % 60, 7 + v % 50);
				bool clear = !inks && channels % 2 == 0 && v == 0;
				for (size_t i = 0; i < (size_t)s.w * s.h * channels; i++)
					ck_assert_msg(s.at[i] == v || clear,
					              "%u of %u channels became %u", v, channels,
					              s.at[i]);
			}
		}
}
END_TEST

START_TEST(no_side_grows)
{
	struct pixels px = blank(10, 20, 3);
	struct pixels s = scaled(px, false, 10, 20);
	ck_assert_ptr_eq(s.at, px.at);
	s = scaled(px, false, 100, 100);
	ck_assert_ptr_eq(s.at, px.at);
	s = scaled(px, false, 100, 7);
	ck_assert(s.w == 10 && s.h == 7);
	s = scaled(px, false, 1, 1);
	ck_assert(s.w == 1 && s.h == 1);
}
END_TEST

/* Black and white in turns: half the light is 188 of 255, half the ink 128. */
START_TEST(light_is_mixed_and_inks_are_dots)
{
	struct pixels px = blank(64, 64, 1);
	for (size_t i = 0; i < 64 * 64; i++)
		bytes_of(px)[i] = (i / 64 + i) % 2 ? 255 : 0;
	struct pixels light = scaled(px, false, 8, 8), inks = scaled(px, true, 8, 8);
	for (size_t i = 0; i < 64; i++) {
		ck_assert_int_ge(light.at[i], 186);
		ck_assert_int_le(light.at[i], 190);
		ck_assert_int_ge(inks.at[i], 126);
		ck_assert_int_le(inks.at[i], 130);
	}
}
END_TEST

/* Red where nothing is seen, green where all is: no red shows at the edge. */
START_TEST(what_is_not_seen_colours_nothing)
{
	struct pixels px = blank(60, 60, 4);
	for (size_t y = 0; y < 60; y++)
		for (size_t x = 0; x < 60; x++)
			memcpy(bytes_of(px) + (y * 60 + x) * 4,
			       x < 31 ? "\xFF\0\0\0" : "\0\xC8\0\xFF", 4);
	struct pixels s = scaled(px, false, 20, 20);
	bool edge = false;
	for (size_t i = 0; i < 400; i++) {
		const unsigned char *p = s.at + i * 4;
		edge |= p[3] > 20 && p[3] < 235;
		if (p[3] < 8)
			continue;
		ck_assert_int_eq(p[0], 0);
		ck_assert_int_ge(p[1], 190);
	}
	ck_assert(edge);
}
END_TEST

START_TEST(mirrored_it_comes_out_mirrored)
{
	struct pixels px = blank(101, 3, 1), other = blank(101, 3, 1);
	for (size_t i = 0; i < 303; i++)
		bytes_of(px)[i] = (unsigned char)(i * i * 31 + i * 7);
	for (size_t y = 0; y < 3; y++)
		for (size_t x = 0; x < 101; x++)
			bytes_of(other)[y * 101 + x] = px.at[y * 101 + 100 - x];
	for (uint32_t w = 1; w < 101; w += 7) {
		struct pixels a = scaled(px, false, w, 3), b = scaled(other, false, w, 3);
		for (size_t y = 0; y < 3; y++)
			for (size_t x = 0; x < w; x++) {
				int difference = a.at[y * w + x] - b.at[y * w + w - 1 - x];
				ck_assert_msg(difference >= -2 && difference <= 2, "%u: %d", w,
				              difference);
			}
	}
}
END_TEST

/* A slope stays one: the filter does not step. */
START_TEST(slopes_stay_slopes)
{
	struct pixels px = blank(256, 1, 1);
	for (size_t i = 0; i < 256; i++)
		bytes_of(px)[i] = (unsigned char)i;
	for (uint32_t w = 3; w < 256; w++) {
		struct pixels s = scaled(px, true, w, 1);
		for (size_t x = 1; x < w; x++)
			ck_assert_int_ge(s.at[x] + 1, s.at[x - 1]);
		ck_assert_int_le(s.at[0], 256 / (int)w + 1);
		ck_assert_int_ge(s.at[w - 1], 254 - 256 / (int)w);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("picture_scale");
	TCase *tests = tcase_create("scale");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, an_even_colour_stays);
	tcase_add_test(tests, no_side_grows);
	tcase_add_test(tests, light_is_mixed_and_inks_are_dots);
	tcase_add_test(tests, what_is_not_seen_colours_nothing);
	tcase_add_test(tests, mirrored_it_comes_out_mirrored);
	tcase_add_test(tests, slopes_stay_slopes);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
