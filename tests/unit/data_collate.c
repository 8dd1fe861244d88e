/* The order of words in each language, by the rules that its dictionaries follow. */
#include "data/collate.h"

#include <check.h>

static struct arena *arena;

static void setup(void) { arena = arena_new(); }
static void teardown(void) { arena_drop(arena); }

/* Words in their order. */
static const struct { const char *language, *words;
} rows[] = {
        /* Æ, Ø and Å stand behind Z; Aa is Å. */
        {"da", "Albertslund Odense Vejle Zabel Ærø Østerbro Aabenraa Århus"},
        /* Ä is A, but behind it; ß is ss. */
        {"de", "Apfel Äpfel Arzt Masse Maße Mast Zoll"},
        {"en", "cafe café co-op coop Zebra"},
        /* Z follows S, then Ž; Õ, Ä, Ö and Ü end the alphabet. */
        {"et", "saal šokk zooloog žanr tool vald õun äri öö üksus"},
        /* Å, Ä and Ö end the alphabet. */
        {"fi", "Vaasa Vimpeli Wiik Ylöjärvi Åbo Äänekoski Öölanti"},
        /* Č follows C; Y is I; Š and Ž are letters. */
        {"lt", "cukrus čekis ėdalas eglė ežeras yla ilgas imti jūra sala šaka vilkas zona žalias"},
        /* Vowels are the same with and without their bar; Č, Ģ, Ķ, Ļ, Ņ, Š, Ž are letters. */
        {"lv",
         "Ādaži Aglona Alūksne Cēsis Čaka Gulbene Ģibuļi Kuldīga Ķegums Liepāja Ļaudona Nīca Ņurbe "
         "Saldus Šķēde Zilupe Žīguri"},
        {"nb", "Alta Oslo Voss Zakarias Ærfugl Østfold Ålesund"},
        /* Each letter with a sign is one of its own. */
        {"pl", "cebula chleb cukier ćma las ląd lody łódź noc nos zebra źródło żaba"},
        /* Ё is Е. */
        {"ru", "ёлка если ехать жить йод край Москва Псков"},
        /* Å, Ä and Ö end the alphabet. */
        {"sv", "Arboga Vara Vänersborg Wadköping Zinkgruvan Åmål Älvdalen Örebro"},
};

static size_t split(const char *words, str out[32])
{
	size_t n = 0;
	for (str rest = str_of(words); rest.len; n++) {
		out[n] = str_until(rest, ' ');
		rest = str_from(rest, out[n].len + 1);
	}
	return n;
}

START_TEST(order)
{
	str words[32];
	size_t n = split(rows[_i].words, words);
	struct collator *c = collator_new(arena, str_of(rows[_i].language));
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			int wanted = (i > j) - (i < j),
			    got = collator_compare(c, words[i], words[j]);
			ck_assert_msg((got > 0) - (got < 0) == wanted, "%s: %.*s and %.*s",
			              rows[_i].language, STR_ARG(words[i]), STR_ARG(words[j]));
		}
}
END_TEST

/* Of any number, in any order; what is equal stays as it stood. */
START_TEST(any_number)
{
	struct collator *c = collator_new(arena, S("lv"));
	str keys[40];
	for (size_t n = 0; n <= 40; n++) {
		for (size_t i = 0; i < n; i++)
			keys[i] = arena_printf(arena, "%c", 'a' + (int)(i * 7919 % 41 % 23));
		const uint32_t *order = collator_order(c, arena, keys, n);
		bool seen[40] = {false};
		for (size_t i = 0; i < n; i++) {
			int cmp = i ? str_cmp(keys[order[i - 1]], keys[order[i]]) : -1;
			ck_assert_msg(cmp < 0 || (!cmp && order[i - 1] < order[i]), "%zu of %zu", i, n);
			ck_assert(!seen[order[i]]);
			seen[order[i]] = true;
		}
	}
}
END_TEST

/* What a language takes for equal is put in order all the same. */
START_TEST(ties)
{
	struct collator *c = collator_new(arena, S("lv"));
	ck_assert_int_eq(collator_compare(c, S("ā"), S("a\u0304")) > 0, true);
	ck_assert_int_eq(collator_compare(c, S("a\u0304"), S("ā")) < 0, true);
	ck_assert_int_eq(collator_compare(c, S("b"), S("a\u0304")) > 0, true);
	ck_assert_int_eq(collator_compare(c, S("ā"), S("ā")), 0);
	ck_assert_int_eq(collator_compare(c, S(""), S("")), 0);
	ck_assert_int_eq(collator_compare(c, S(""), S("a")) < 0, true);
	ck_assert_int_eq(collator_compare(c, S("\xFF"), S("a")) != 0, true);
}
END_TEST

/* Of no language, and whatever the machine's is: as CLDR's root. */
START_TEST(unknown)
{
	setenv("LC_ALL", "sv_SE.UTF-8", 1);
	struct collator *c = collator_new(arena, S("xx")), *none = collator_new(arena, S(""));
	struct collator *odd = collator_new(arena, S("not a language!"));
	ck_assert_int_lt(collator_compare(c, S("Ähtäri"), S("Zagreb")), 0);
	ck_assert_int_lt(collator_compare(none, S("Ähtäri"), S("Zagreb")), 0);
	ck_assert_int_lt(collator_compare(odd, S("Ähtäri"), S("Zagreb")), 0);
}
END_TEST

static const struct { const char *language, *text, *letter; } letters[] = {
	{"lv", "ābols", "A"}, {"lv", "čaklums", "Č"}, {"lv", "Žanis", "Ž"},
	{"lv", "Москва", "М"}, {"lv", "2015. gads", ""}, {"lv", "", ""}, {"lv", "–", ""},
	{"da", "æble", "Æ"}, {"de", "Äpfel", "A"}, {"en", "état", "E"},
	{"sv", "äpple", "Ä"}, {"fi", "öljy", "Ö"}, {"et", "õun", "Õ"}, {"pl", "łódź", "Ł"},
	{"lt", "šaka", "Š"}, {"nb", "ål", "Å"}, {"ru", "ёлка", "Е"}, {"ru", "policy", "P"},
	{"xx", "état", "E"},
};

START_TEST(index_letters)
{
	struct collator *c = collator_new(arena, str_of(letters[_i].language));
	for (int again = 0; again < 2; again++) {
		str letter = collator_letter(c, arena, str_of(letters[_i].text));
		ck_assert_msg(str_eq(letter, str_of(letters[_i].letter)), "%s in %s: '%.*s'",
		              letters[_i].text, letters[_i].language, STR_ARG(letter));
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("data_collate");
	TCase *c = tcase_create("all");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_loop_test(c, order, 0, sizeof rows / sizeof *rows);
	tcase_add_test(c, any_number);
	tcase_add_test(c, ties);
	tcase_add_test(c, unknown);
	tcase_add_loop_test(c, index_letters, 0, sizeof letters / sizeof *letters);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
