/* Hyphenation dictionaries: charsets, keywords, both levels, and what is refused. */
#include "typeset/hyphen/hyphen.h"

#include <check.h>

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

static struct hyphenator *from(str dictionary)
{
	return hyphenator_read(arena, diags, (struct span){0}, S("test.dic"), dictionary);
}

/* The word with its points shown as '='. */
static const char *split_at(const struct hyphenator *h, const char *word, uint32_t start,
                            uint32_t end)
{
	uint32_t letters[HYPHEN_LETTERS];
	bool points[HYPHEN_LETTERS];
	struct buf out = {0};
	size_t n = 0;
	for (str rest = str_of(word); rest.len && n < HYPHEN_LETTERS;)
		letters[n++] = utf8_next(&rest);
	hyphen_points(h, letters, n, start, end, points);
	for (size_t i = 0; i < n; i++) {
		if (i && points[i])
			buf_byte(&out, '=');
		buf_utf8(&out, letters[i]);
	}
	const char *text = arena_cstr(arena, buf_str(&out));
	buf_drop(&out);
	return text;
}

static const char *split(const struct hyphenator *h, const char *word)
{
	return split_at(h, word, 1, 1);
}

START_TEST(liang_example)
{
	/* The patterns that Liang's thesis shows at work on "hyphenation". */
	const struct hyphenator *h =
	        from(S("UTF-8\nhy3ph\nhe2n\nhena4\nhen5at\n1na\nn2at\n1tio\n2io\n"));
	ck_assert_str_eq(split(h, "hyphenation"), "hy=phen=ation");
}
END_TEST

/* As the Russian file has it. */
START_TEST(words_of_their_own)
{
	const struct hyphenator *h =
	        from(S("KOI8-R\n\3011\302\n% }\n\\hyphenation{\n\301\302\301-\302\n"
	               "\302\301\302\301\n% }\n"));
	ck_assert_str_eq(split(h, "абб"), "а=бб");
	ck_assert_str_eq(split(h, "абаб"), "аба=б");
	ck_assert_str_eq(split(h, "баба"), "баба");
	ck_assert_str_eq(split(h, "бабаб"), "ба=ба=б");
	h = from(S("UTF-8\na1b\n\\hyphenation{\nāb-b\n"));
	ck_assert_str_eq(split(h, "ābb"), "āb=b");
}
END_TEST

START_TEST(edges_of_words)
{
	const struct hyphenator *h = from(S("UTF-8\n.ab1c\nd1e.\n"));
	ck_assert_str_eq(split(h, "abcde"), "ab=cd=e");
	ck_assert_str_eq(split(h, "xabcdex"), "xabcdex");
}
END_TEST

START_TEST(minima)
{
	const struct hyphenator *h = from(S("UTF-8\nLEFTHYPHENMIN 3\nRIGHTHYPHENMIN 4\n1a\n"));
	ck_assert_str_eq(split_at(h, "bababababa", 0, 0), "bab=ab=ababa");
	ck_assert_str_eq(split_at(h, "bababababa", 1, 1), "b=ab=ab=ab=ab=a");
	ck_assert_str_eq(split_at(h, "ba", 1, 1), "b=a");
	ck_assert_str_eq(split_at(h, "ba", 2, 2), "ba");
}
END_TEST

START_TEST(charsets)
{
	/* "ā1b" in ISO 8859-13, "а1б" in KOI8-R. */
	const struct hyphenator *lv = from(S("ISO8859-13\n\xE2" "1b\n"));
	ck_assert_str_eq(split(lv, "xābx"), "xā=bx");
	const struct hyphenator *ru = from(S("KOI8-R\r\n\xC1" "1\xC2\r\n"));
	ck_assert_str_eq(split(ru, "аба"), "а=ба");
	const struct hyphenator *win = from(S("microsoft-cp1251\n\xE0" "1\xE1\n"));
	ck_assert_str_eq(split(win, "аба"), "а=ба");
}
END_TEST

START_TEST(comments)
{
	const struct hyphenator *h = from(S("UTF-8\n% a1b\n#a1b\n\n  c1d  \nNOHYPHEN ',-\n"));
	ck_assert_str_eq(split(h, "abcd"), "abc=d");
}
END_TEST

START_TEST(two_levels)
{
	/* The first finds joints, the second works in each part as if it were a word. */
	const struct hyphenator *h = from(S("UTF-8\nhaus1tür\nNEXTLEVEL\n.tü1r\nau1s.\nu1st\n"));
	ck_assert_str_eq(split(h, "haustüre"), "haus=tü=re");
	const struct hyphenator *g = from(S("UTF-8\nCOMPOUNDLEFTHYPHENMIN 1\n"
	                                    "COMPOUNDRIGHTHYPHENMIN 1\n"
	                                    "haus1tür\nNEXTLEVEL\n.tü1r\nau1s.\nu1st\n"));
	ck_assert_str_eq(split(g, "haustüre"), "hau=s=tü=re");
	ck_assert_str_eq(split_at(h, "haustüre", 4, 4), "haus=türe");
}
END_TEST

START_TEST(changing_patterns_offer_nothing)
{
	const struct hyphenator *h = from(S("UTF-8\nc1k/k=k,1,2\na1b\n"));
	ck_assert_str_eq(split(h, "zucker"), "zucker");
	ck_assert_str_eq(split(h, "zuab"), "zua=b");
	/* A stronger pattern that keeps the letters wins. */
	const struct hyphenator *g = from(S("UTF-8\nc1k/k=k,1,2\nuc3k\n"));
	ck_assert_str_eq(split(g, "zucker"), "zuc=ker");
}
END_TEST

START_TEST(long_words_are_left_alone)
{
	const struct hyphenator *h = from(S("UTF-8\n1a\n"));
	uint32_t letters[300];
	bool points[300] = {false};
	for (int i = 0; i < 300; i++)
		letters[i] = 'a';
	ck_assert_uint_eq(hyphen_points(h, letters, 300, 1, 1, points), 0);
	ck_assert_uint_eq(hyphen_points(h, letters, HYPHEN_LETTERS, 1, 1, points),
	                  HYPHEN_LETTERS - 1);
}
END_TEST

START_TEST(unknown_charset)
{
	ck_assert_ptr_null(from(S("a1b\nc1d\n")));
	ck_assert(str_eq(diag_at(diags, 0)->code, S("hyphen/charset")));
	ck_assert_ptr_null(from(S("")));
	ck_assert_ptr_null(from(S("UTF-16\na1b\n")));
}
END_TEST

START_TEST(broken_utf8)
{
	ck_assert_ptr_null(from(S("UTF-8\na1\xFF\n")));
	ck_assert(str_eq(diag_at(diags, 0)->code, S("hyphen/not-text")));
}
END_TEST

START_TEST(odd_files)
{
	/* Digits alone, endless patterns, a thousand letters: read, and of no effect. */
	ck_assert_ptr_nonnull(
	        from(S("UTF-8\n123\n.\n..\n1\n/\nNEXTLEVEL\nNEXTLEVEL\nLEFTHYPHENMIN x\n")));
	struct buf b = {0};
	buf_put(&b, S("UTF-8\n"));
	for (uint32_t i = 0; i < 2000; i++)
		buf_utf8(&b, 0x4E00 + i);
	for (uint32_t i = 0; i < 2000; i++) {
		buf_byte(&b, '\n');
		buf_utf8(&b, 0x4E00 + i);
		buf_byte(&b, '1');
	}
	const struct hyphenator *h = from(buf_str(&b));
	ck_assert_ptr_nonnull(h);
	ck_assert_str_eq(split(h, "abc"), "abc");
	buf_drop(&b);
}
END_TEST

START_TEST(real_dictionaries)
{
	static const struct { const char *path, *word, *shown; } real[] = {
		{"/usr/share/hyphen/hyph_en_GB.dic", "municipality", "mu=ni=cip=al=ity"},
		{"/usr/share/hyphen/hyph_lv_LV.dic", "uzticēšanās", "uz=ti=cē=ša=nās"},
		{"/usr/share/hyphen/hyph_ru_RU.dic", "муниципалитет", "му=ни=ци=па=ли=тет"},
	};
	for (size_t i = 0; i < 3; i++) {
		struct hyphenator *h =
		        hyphenator_load(arena, diags, (struct span){0}, str_of(real[i].path));
		ck_assert_ptr_nonnull(h);
		ck_assert_str_eq(split_at(h, real[i].word, 2, 2), real[i].shown);
	}
	ck_assert_uint_eq(diag_count(diags), 0);
	ck_assert_ptr_null(hyphenator_load(arena, diags, (struct span){0}, S("/nowhere/hyph.dic")));
}
END_TEST

/* What was read ahead gives the same points, for every word, and is of no other dictionary. */
static void check_index(const char *path, const char *word)
{
	struct file_stamp stamp, other;
	struct buf index = {0};
	str bytes;
	ck_assert(file_map(arena, diags, (struct span){0}, str_of(path), 0, &bytes));
	ck_assert(file_stamp(str_of(path), &stamp));
	struct hyphenator *h = hyphenator_read(arena, diags, (struct span){0}, str_of(path), bytes);
	ck_assert_ptr_nonnull(h);
	hyphen_index_write(h, stamp, &index);
	struct hyphenator *again = hyphen_index_read(arena, stamp, bytes, buf_str(&index));
	ck_assert_ptr_nonnull(again);
	ck_assert_ptr_nonnull(strchr(split_at(again, word, 2, 2), '='));
	ck_assert_str_eq(split_at(again, word, 2, 2), split_at(h, word, 2, 2));
	other = stamp;
	other.changed++;
	ck_assert_ptr_null(hyphen_index_read(arena, other, bytes, buf_str(&index)));
	ck_assert_ptr_null(hyphen_index_read(arena, stamp, str_from(bytes, 1), buf_str(&index)));
	for (size_t cut = 0; cut < index.len; cut += 997)
		ck_assert_ptr_null(
		        hyphen_index_read(arena, stamp, bytes, str_sub(buf_str(&index), 0, cut)));
	buf_drop(&index);
}

START_TEST(read_ahead)
{
	check_index("/usr/share/hyphen/hyph_de_DE.dic", "donaudampfschifffahrt");
	check_index("/usr/share/hyphen/hyph_lv_LV.dic", "uzticēšanās");
	check_index("/usr/share/hyphen/hyph_ru_RU.dic", "муниципалитет");
}
END_TEST

/* The build has done so for the packs' dictionaries, and it is found. */
START_TEST(read_ahead_by_the_build)
{
	struct file_stamp stamp;
	str path = S("/usr/share/hyphen/hyph_de_DE.dic"), index;
	str name = path_join(arena, S(HYPHENS), S("hyph_de_DE.dic.index")), bytes;
	ck_assert(file_stamp(path, &stamp));
	ck_assert(file_map(arena, diags, (struct span){0}, path, 0, &bytes));
	ck_assert(file_map(arena, diags, (struct span){0}, name, 0, &index));
	ck_assert_ptr_nonnull(hyphen_index_read(arena, stamp, bytes, index));
	ck_assert(str_ends(hyphen_index_path(arena, path),
	                   S("/share/strom/hyphens/hyph_de_DE.dic.index")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("hyphen");
	TCase *tests = tcase_create("hyphen");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, liang_example);
	tcase_add_test(tests, words_of_their_own);
	tcase_add_test(tests, edges_of_words);
	tcase_add_test(tests, minima);
	tcase_add_test(tests, charsets);
	tcase_add_test(tests, comments);
	tcase_add_test(tests, two_levels);
	tcase_add_test(tests, changing_patterns_offer_nothing);
	tcase_add_test(tests, long_words_are_left_alone);
	tcase_add_test(tests, unknown_charset);
	tcase_add_test(tests, broken_utf8);
	tcase_add_test(tests, odd_files);
	tcase_add_test(tests, real_dictionaries);
	tcase_add_test(tests, read_ahead);
	tcase_add_test(tests, read_ahead_by_the_build);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
