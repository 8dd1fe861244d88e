/* The order of words, in each language as its dictionaries have it. */
#include "data/collate.h"

#include <check.h>

static struct arena *arena;

static void begin(void) { arena = arena_new(); }
static void end(void) { arena_drop(arena); }

/* Words, separated by spaces, stand in the language's order. */
static void in_order(const char *language, const char *words)
{
	struct collator *c = collator_new(arena, str_of(language));
	str before = S("");
	for (str rest = str_of(words); rest.len;) {
		str one = str_until(rest, ' ');
		rest = str_from(rest, one.len + 1);
		ck_assert_msg(!before.len || collator_compare(c, before, one) < 0,
		              "%s: %.*s stands before %.*s", language, STR_ARG(before),
		              STR_ARG(one));
		before = one;
	}
}

START_TEST(languages)
{
	in_order("en", "a b NGO ngos Z");
	in_order("lv", "cena citi čakls d gads ģimene h kalns ķirsis s šis");
	in_order("lt", "cukrus čia d ieva yla jis");
	in_order("et", "r s š z ž t u v õ ä ö ü");
	in_order("sv", "a o z å ä ö");
	in_order("da", "a z æ ø å");
	in_order("nb", "a z æ ø å");
	in_order("de", "apfel äpfel arm oder öl rot");
	in_order("fi", "a o z å ä ö");
	in_order("pl", "a ą b l ł m o ó z ź ż");
	in_order("ru", "ад ёж ель жар яма");
	in_order("xx-unknown", "a b č d");
}
END_TEST

START_TEST(numbers_and_likes)
{
	struct collator *c = collator_new(arena, S("en"));
	in_order("en", "art2 art10 art11");
	ck_assert_int_eq(collator_compare(c, S("a"), S("a")), 0);
	/* Told apart by nothing but how they are written down. */
	ck_assert_int_ne(collator_compare(c, S("\u00E9"), S("e\u0301")), 0);
}
END_TEST

START_TEST(order)
{
	const str keys[] = {S("d"), S("b"), S("č"), S("b"), S("a"), S("C")};
	const uint32_t expected[] = {4, 1, 3, 5, 2, 0};
	struct collator *c = collator_new(arena, S("lv"));
	const uint32_t *got = collator_order(c, arena, keys, 6);
	for (size_t i = 0; i < 6; i++)
		ck_assert_uint_eq(got[i], expected[i]);
	collator_order(c, arena, keys, 0);
}
END_TEST

static void listed_under(const char *language, const char *word, const char *letter)
{
	struct collator *c = collator_new(arena, str_of(language));
	str is = collator_letter(c, arena, str_of(word));
	ck_assert_msg(str_eq(is, str_of(letter)), "%s: %s is under '%.*s'", language, word,
	              STR_ARG(is));
}

START_TEST(letters)
{
	listed_under("en", "police", "P");
	listed_under("en", "élite", "E");
	listed_under("lv", "ārsts", "A");
	listed_under("lv", "čakls", "Č");
	listed_under("sv", "åklagare", "Å");
	listed_under("de", "Ämter", "A");
	listed_under("et", "õigus", "Õ");
	listed_under("ru", "ёж", "Е");
	listed_under("ru", "йод", "Й");
	listed_under("en", "112", "");
	listed_under("en", "", "");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_collate");
	TCase *c = tcase_create("order");
	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, languages);
	tcase_add_test(c, numbers_and_likes);
	tcase_add_test(c, order);
	tcase_add_test(c, letters);
	suite_add_tcase(suite, c);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
