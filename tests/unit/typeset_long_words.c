/* Words that are wider than their column: divided by their language, also where a style has no
 * hyphens; addresses at their dots; code and numbers as a last resort, and with a word about it. */
#include "unit/pages_help.h"

static void set_brief(void)
{
	set_up();
	layout_name = "brief";
}

static void in_columns(const char *language, const char *markdown)
{
	const struct setting columns = {.key = S("columns"), .value = S("3")};
	spec.language = spec.id = str_of(language);
	project.language = spec.language;
	typeset_with(markdown, &columns, 1);         /* which asserts that nothing is told */
}

static size_t beginning_with(const char *signs, const char *within)
{
	size_t n = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		str t = put_list.at[i].text;
		n += t.len && strchr(signs, t.ptr[0]) && str_find(str_of(within), t) != SIZE_MAX;
	}
	return n;
}

static const struct { const char *language, *text, *part;
} WORDS[] = {
        {"de", "# Menschenhandelsbekämpfungsmaßnahmen\n\nText.\n", "Menschenhandels"},
        {"de",
         "# A\n\n::: {.practice}\nDie "
         "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungen.\n:::\n",
         "Grundstücksverkehrs"},
        {"fi", "# Lähisuhdeväkivaltatilannearviointi\n\nTeksti.\n", "Lähisuhde"},
        {"nb", "# Menneskerettighetsorganisasjonene\n\nTekst.\n", "Menneske"},
        {"lv", "# Starptautiskajosavstarpējosadarbību\n\nTeksts.\n", "Starp"},
        {"ru", "# Человеконенавистничествопредупреждение\n\nТекст.\n", "Челове"},
};

START_TEST(words_are_divided_by_their_language)
{
	in_columns(WORDS[_i].language, WORDS[_i].text);
	bool parted = false;
	for (size_t i = 0; i < put_list.n; i++)
		parted |= str_find(put_list.at[i].text, str_of(WORDS[_i].part)) != SIZE_MAX &&
		          put_list.at[i].node;
	ck_assert(parted);
}
END_TEST

START_TEST(addresses_are_broken_at_their_dots)
{
	static const char *const mail = "first.name.of.someone.with.a.long.name@municipality-of-"
	                                "the-long-harbour.example.org";
	in_columns("en",
	           arena_cstr(arena, arena_printf(arena, "# A\n\nWrite to %s soon, or to (%s).\n",
	                                          mail, mail)));
	ck_assert_uint_ge(beginning_with(".@", mail), 2);
}
END_TEST

/* There is no good place in it: it is told. */
START_TEST(code_is_not_hyphenated)
{
	const struct setting columns = {.key = S("columns"), .value = S("3")};
	spec.language = spec.id = S("de");
	project.language = spec.language;
	typeset_changed("# A\n\n`Menschenhandelsbekämpfungsmaßnahmenkatalogverordnung`\n", &columns,
	                1, NULL);
	ck_assert_msg(has(reports(), "lines/broken-word"), "%s", reports());
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_long_words");
	TCase *c = tcase_create("words");
	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, set_brief, tear_down);
	tcase_add_loop_test(c, words_are_divided_by_their_language, 0,
	                    sizeof WORDS / sizeof *WORDS);
	tcase_add_test(c, addresses_are_broken_at_their_dots);
	tcase_add_test(c, code_is_not_hyphenated);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
