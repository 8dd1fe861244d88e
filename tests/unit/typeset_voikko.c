/* Finnish words, taken apart by voikko; and its dictionaries that are none. */
#include "base/file.h"
#include "typeset/hyphen.h"

#include <check.h>
#include <stdlib.h>

static struct arena *arena;
static struct diags *diags;

static void setup(void)
{
	arena = arena_new();
	diags = diags_new(arena);
}

static void teardown(void)
{
	arena_drop(arena);
}

static str split_at(const struct hyphenator *h, str word)
{
	uint32_t letters[HYPHEN_LETTERS];
	bool points[HYPHEN_LETTERS];
	struct buf out = {0};
	size_t n = 0;
	while (word.len)
		letters[n++] = utf8_next(&word);
	hyphen_points(h, letters, n, 2, 2, points);
	for (size_t i = 0; i < n; i++) {
		if (i && points[i])
			buf_byte(&out, '=');
		buf_utf8(&out, letters[i]);
	}
	str text = arena_str(arena, buf_str(&out));
	buf_drop(&out);
	return text;
}

/* Compounds part where they join, other words between syllables; never between vowels. */
START_TEST(finnish)
{
	static const char *const words[] = {
		"ihmiskauppa", "ih=mis=kaup=pa", "asuntotoimisto", "asun=to=toi=mis=to",
		"sosiaalitoimisto", "so=siaa=li=toi=mis=to", "kunta", "kun=ta", "yhteistyö", "yh=teis=työ",
	};
	struct hyphenator *h = hyphenator_load(arena, diags, (struct span){0}, S("/usr/lib/voikko/5/mor-standard/mor.vfst"));
	ck_assert_ptr_nonnull(h);
	for (size_t i = 0; i < sizeof words / sizeof *words; i += 2) {
		str got = split_at(h, str_of(words[i]));
		ck_assert_msg(str_eq(got, str_of(words[i + 1])), "%.*s instead of %s", STR_ARG(got), words[i + 1]);
	}
}
END_TEST

START_TEST(no_dictionary)
{
	char folder[] = "/tmp/strom-voikko-XXXXXX";
	ck_assert_ptr_nonnull(mkdtemp(folder));
	str inner = path_join(arena, str_of(folder), S("5/none"));
	ck_assert(folder_make(diags, inner));
	struct file_out *f = file_out_new(diags, path_join(arena, inner, S("index.txt")));
	ck_assert(f && file_out_put(f, S("Voikko-Dictionary-Format: 5\n")) && file_out_keep(f));
	ck_assert_ptr_null(hyphenator_load(arena, diags, (struct span){0},
	                                   path_join(arena, inner, S("mor.vfst"))));
	ck_assert_uint_eq(diag_count(diags), 1);
	ck_assert(str_eq(diag_at(diags, 0)->code, S("hyphen/dictionary")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("voikko");
	TCase *tests = tcase_create("voikko");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, finnish);
	tcase_add_test(tests, no_dictionary);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
