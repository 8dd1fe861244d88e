/* Words whose hyphens the project or the language pack says, and what is never divided. */
#include "unit/lines_help.h"

#include "typeset/hyphen/exceptions.h"
#include "typeset/shape/setter.h"

#include <check.h>

static struct lines_help h;

static void begin(void) { lines_help_new(&h, 0); }
static void end(void) { arena_drop(h.arena); }

/* The word of small letters with its points as '=', by the list and what stood before. */
static const char *applied(const struct exceptions *e, const char *word, const char *before)
{
	uint32_t letters[HYPHEN_LETTERS];
	bool points[HYPHEN_LETTERS] = {false};
	struct buf out = {0};
	size_t n = 0;
	for (str rest = str_of(word); rest.len; n++) {
		letters[n] = utf8_next(&rest);
		points[n] = *before && *before++ == '=';
	}
	exceptions_apply(e, letters, n, points);
	for (size_t i = 0; i < n; i++) {
		if (points[i])
			buf_byte(&out, '=');
		buf_utf8(&out, letters[i]);
	}
	const char *text = arena_cstr(h.arena, buf_str(&out));
	buf_drop(&out);
	return text;
}

START_TEST(words_and_beginnings)
{
	struct exceptions *e = exceptions_new(h.arena);
	ck_assert_str_eq(applied(e, "abc", " = "), "a=bc");
	exceptions_add(e, S("Ābe-C"));
	exceptions_add(e, S("ābec"));
	exceptions_add(e, S("strom"));
	exceptions_add(e, S("ab-c*"));
	exceptions_add(e, S("abcde-*"));
	ck_assert_str_eq(applied(e, "ābec", "    "), "ābe=c");
	ck_assert_str_eq(applied(e, "ābecd", " =  "), "ā=becd");
	ck_assert_str_eq(applied(e, "strom", " == "), "strom");
	ck_assert_str_eq(applied(e, "abcx", " =  "), "ab=cx");
	ck_assert_str_eq(applied(e, "abcxd", " = = "), "ab=c=xd");
	ck_assert_str_eq(applied(e, "abcdefg", " ="), "abcde=fg");
	/* No beginning leaves a letter alone. */
	ck_assert_str_eq(applied(e, "abc", " =  "), "abc");
	ck_assert_str_eq(applied(e, "abcdef", " ="), "abcdef");
	ck_assert_str_eq(applied(e, "ab", " ="), "a=b");
	ck_assert_str_eq(applied(e, "", ""), "");
}
END_TEST

START_TEST(longest_words)
{
	struct exceptions *e = exceptions_new(h.arena);
	char word[HYPHEN_LETTERS + 1] = {0};
	exceptions_add(e, S("a-a*"));
	memset(word, 'a', HYPHEN_LETTERS);
	ck_assert_uint_eq(strlen(applied(e, word, "")), HYPHEN_LETTERS + 1);
	uint32_t wide[HYPHEN_LETTERS];
	bool points[HYPHEN_LETTERS] = {false};
	for (size_t i = 0; i < HYPHEN_LETTERS; i++)
		wide[i] = 0x10FFF0;
	exceptions_apply(e, wide, HYPHEN_LETTERS, points);
	ck_assert(!points[1]);
}
END_TEST

/* As the lines would divide it. */
static const char *divided(const char *word)
{
	struct word_point points[HYPHEN_LETTERS];
	struct tongue *t = setter_tongue(h.setter, 0);
	struct form w = {.text = str_of(word)};
	struct buf out = {0};
	ck_assert_ptr_nonnull(t);
	word_classify(t, &w);
	size_t n = word_hyphens(t, &w, points), from = 0;
	for (size_t i = 0; i < n; i++) {
		buf_put(&out, str_sub(w.text, from, points[i].off));
		buf_byte(&out, '=');
		from = points[i].off;
	}
	buf_put(&out, str_from(w.text, from));
	const char *text = arena_cstr(h.arena, buf_str(&out));
	buf_drop(&out);
	return text;
}

START_TEST(projects)
{
	static const str words[] = {{"mun-icip*", 9}, {"LibreOf-fice", 12}, {"oh-no", 5}};
	static const struct hyphenation lists[] = {{{"lv", 2}, words + 2, 1},
	                                           {{"en", 2}, words, 2}};
	static const struct project project = {.hyphenation = lists, .hyphenation_n = 2};
	ck_assert_str_eq(divided("(municipality,"), "(mu=ni=cip=al=ity,");
	end();
	begin();
	h.edition->project = &project;
	ck_assert_str_eq(divided("(municipality,"), "(mun=icip=al=ity,");
	ck_assert_str_eq(divided("Municipality"), "Mun=icip=al=ity");
	ck_assert_str_eq(divided("LibreOffice"), "LibreOf=fice");
	ck_assert_str_eq(divided("ohno"), "ohno");
	ck_assert_str_eq(divided("muni\u00ADcipality"), "muni=\u00ADcipality");
}
END_TEST

/* Addresses and acronyms, also with an ending; capitals are words. */
START_TEST(never)
{
	static const char *const whole[] = {
	        "example.org",
	        "www.municipality.eu",
	        "https://municipality",
	        "municipality@example",
	        "CBSSians",
	        "NORDIC's",
	        "McDonaldson",
	        "municipality2",
	        "e.g.municipality",
	};
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		ck_assert_str_eq(divided(whole[i]), whole[i]);
	ck_assert_str_eq(divided("municipality."), "mu=ni=cip=al=ity.");
	ck_assert_str_eq(divided("MUNICIPALITY"), "MU=NI=CIP=AL=ITY");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("typeset_exceptions");
	TCase *c = tcase_create("all");
	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, words_and_beginnings);
	tcase_add_test(c, longest_words);
	tcase_add_test(c, projects);
	tcase_add_test(c, never);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
