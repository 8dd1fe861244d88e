/* What languages say in words: months and countries in their cases, lists, numbers. What a native
 * would write stands in the tables, by hand. */
#include <check.h>

#include "message/message.h"
#include "project/theme.h"

static struct arena *arena;
static struct diags *diags;

static void begin(void)
{
	arena = arena_new();
	diags = diags_new(arena);
}

static void end(void)
{
	arena_drop(arena);
}

static const struct value towns[] = {
        {.type = VALUE_TEXT, .text = {"Riga", 4}},
        {.type = VALUE_INT, .integer = 7825},
        {.type = VALUE_TEXT, .text = {"2015-03-27", 10}},
};
static const struct value holed[] = {{.type = VALUE_TEXT, .text = {"Riga", 4}}, {.type = VALUE_NULL}};

static const struct {
	str name;
	struct value value;
} known[] = {
        {{"from", 4}, {.type = VALUE_DATE, .text = {"2015-01-12", 10}}},
        {{"to", 2}, {.type = VALUE_DATE, .text = {"2015-03-27", 10}}},
        {{"two", 3}, {.type = VALUE_INT, .integer = 2}},
        {{"half", 4}, {.type = VALUE_REAL, .real = 2.5}},
        {{"minus", 5}, {.type = VALUE_INT, .integer = -21}},
        {{"here", 4}, {.type = VALUE_TEXT, .text = {"RU", 2}}},
        {{"far", 3}, {.type = VALUE_TEXT, .text = {"FR", 2}}},
        {{"town", 4}, {.type = VALUE_TEXT, .text = {"Riga", 4}}},
        {{"towns", 5}, {.type = VALUE_LIST, .items = towns, .items_n = 3}},
        {{"pair", 4}, {.type = VALUE_LIST, .items = towns, .items_n = 2}},
        {{"holed", 5}, {.type = VALUE_LIST, .items = holed, .items_n = 2}},
};

static enum value_found find(void *context, str name, struct span at, struct value *out)
{
	(void)context;
	(void)at;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_eq(known[i].name, name)) {
			*out = known[i].value;
			return VALUE_FOUND;
		}
	return VALUE_UNKNOWN;
}

static const struct values values = {find, NULL, NULL, 0};

static bool eval(const char *tag, const char *text, str *out)
{
	str path = arena_printf(arena, SOURCE "/templates/languages/%s.yml", tag);
	const struct language *pack = language_read(arena, diags, path, str_of(tag));
	ck_assert_ptr_nonnull(pack);
	uint32_t file = diag_file(diags, S("text.md"), 0);
	struct origin o = origin_of(arena, (struct span){file, (uint32_t)strlen(text), 0});
	const struct message *m = message_parse(arena, diags, str_of(text), &o);
	struct message_text t;
	if (!m || diag_errors(diags) ||
	    !message_eval(arena, diags, m, numbers_of(arena, pack), &values, &t))
		return false;
	*out = message_plain(arena, &t, t.text);
	return true;
}

static const struct {
	const char *language, *message, *wanted;
} sentences[] = {
        {"lv", "no {from, date, long genitive} līdz {to, date, long dative}",
         "no 2015. gada 12. janvāra līdz 2015. gada 27. martam"},
        {"lv", "{from, date, ::yMMMM locative}", "2015. g. janvārī"},
        {"lv", "{here, country, locative}, {here, country}", "Krievijā, Krievija"},
        {"lt", "{to, date, ::MMMM locative}", "kove"},
        {"lt", "iki {to, date, long}", "iki 2015 m. kovo 27 d."},
        {"lt", "{here, country, locative}", "Rusijoje"},
        {"et", "{from, date, long elative} kuni {to, date, long terminative}",
         "12. jaanuarist 2015 kuni 27. märtsini 2015"},
        {"et", "{here, country, locative}", "Venemaal"},
        {"fi", "{to, date, ::yMMMM inessive}", "maaliskuussa 2015"},
        {"fi", "{here, country, elative}", "Venäjältä"},
        {"pl", "w {to, date, ::MMMM locative}, {to, date, long}", "w marcu, 27 marca 2015"},
        {"pl", "{here, country, instrumental}", "Rosją"},
        {"ru", "в {to, date, ::MMMM prepositional}, к {from, date, ::MMMM dative}",
         "в марте, к январю"},
        {"ru", "{here, country, genitive}", "России"},
        {"de", "{here, country, genitive}", "Russlands"},
        {"en", "{here, country}", "Russia"},
        {"sv", "{here, country, genitive}", "Rysslands"},
        {"da", "{here, country, genitive}", "Ruslands"},
        {"nb", "{here, country, genitive}", "Russlands"},

        {"lv", "{towns, list}", "Riga, 7825 un 2015. gada 27. marts"},
        {"lv", "{pair, list, or} {town, list}", "Riga vai 7825 Riga"},
        {"en", "{towns, list}", "Riga, 7,825 and 27 Mar 2015"},
        {"de", "{pair, list}", "Riga und 7.825"},
        {"ru", "{pair, list} {pair, list, or}", "Riga и 7\u00A0825 Riga или 7\u00A0825"},
        {"fi", "{pair, list}", "Riga ja 7\u00A0825"},
        {"et", "{pair, list}", "Riga ja 7825"},
        {"da", "{pair, list} {pair, list, or}", "Riga og 7.825 Riga eller 7.825"},
        {"de", "{pair, list, or}", "Riga oder 7.825"},
        {"et", "{pair, list, or}", "Riga või 7825"},
        {"fi", "{pair, list, or}", "Riga tai 7\u00A0825"},
        {"lt", "{pair, list} {pair, list, or}", "Riga ir 7\u00A0825 Riga ar 7\u00A0825"},
        {"nb", "{pair, list} {pair, list, or}", "Riga og 7\u00A0825 Riga eller 7\u00A0825"},
        {"pl", "{pair, list} {pair, list, or}", "Riga i 7825 Riga lub 7825"},
        {"sv", "{pair, list} {pair, list, or}", "Riga och 7\u00A0825 Riga eller 7\u00A0825"},

        {"en", "{two, spellout} {two, spellout, ordinal} {half, spellout} {minus, spellout}",
         "two second two point five minus twenty-one"},
        {"lv", "{two, spellout, feminine} {two, spellout, masculine}", "divas divi"},
        {"ru", "{two, spellout, feminine} {two, spellout, masculine genitive}", "две двух"},
        {"pl", "{two, spellout, feminine}", "dwie"},
        {"de", "{minus, spellout}", "minus einundzwanzig"},
        {"da", "{minus, spellout, common}", "minus enogtyve"},
        {"sv", "{minus, spellout, neuter}", "minus tjugoett"},
        {"nb", "{two, spellout}", "to"},
        {"fi", "{minus, spellout}", "miinus kaksikymmentäyksi"},
        {"et", "{two, spellout}", "kaks"},
        {"lt", "{two, spellout, feminine}", "dvi"},
};

START_TEST(is_said_as_natives_do)
{
	str said = S("");
	bool done = eval(sentences[_i].language, sentences[_i].message, &said);
	ck_assert_msg(done && str_eq(said, str_of(sentences[_i].wanted)), "%s: '%.*s', not '%s'",
	              sentences[_i].message, STR_ARG(said), sentences[_i].wanted);
}
END_TEST

static const struct {
	const char *language, *message, *code, *report, *hint;
} wrong[] = {
        {"lv", "{from, date, long vocative}", "text/no-form",
         "the language has no months in the form 'vocative'",
         "It has: nominative, genitive, dative, accusative, locative."},
        {"de", "{from, date, long genitive}", "text/no-form",
         "the language has no months in the form 'genitive'",
         "It has none: leave the word away."},
        {"lv", "{from, date, short genitive}", "text/no-form",
         "a date in this style has no month's name that could be 'genitive'",
         "Write {from, date, long genitive}, or leave the case away."},
        {"lv", "{from, date, medium genitive}", "text/no-form",
         "a date in this style has no month's name that could be 'genitive'", NULL},
        {"en", "{here, country, locative}", "text/no-form",
         "the language has no countries in the form 'locative'",
         "It has none: leave the word away."},
        {"lv", "{far, country, locative}", "text/no-form",
         "the language pack has no locative of 'Francija'",
         "Choose the words by {far, select, FR {...} other {...}}."},
        {"lv", "{town, country}", "text/wrong-type",
         "'town' is a text ('Riga'), not a country's code", NULL},
        {"lv", "{towns}", "text/several-values",
         "'towns' has 3 values, and one is printed here", NULL},
        {"lv", "{towns, plural, other {#}}", "text/several-values",
         "'towns' has 3 values, and one is printed here", NULL},
        {"lv", "{holed, list}", "text/null-value", "one of the values of 'holed' is empty", NULL},
        {"lv", "{two, spellout, dual}", "text/no-form",
         "the language has no numbers in the form 'dual'", "It has: "},
        {"lv", "{town, spellout}", "text/wrong-type",
         "'town' is a text ('Riga'), not a number", NULL},
        {"lv", "{towns, list, nor}", "text/bad-style", "unknown style 'nor'", NULL},
        {"lv", "{here, country, LOC}", "text/bad-style", "unknown style 'LOC'", NULL},
        {"lv", "{from, date, long Genitive}", "text/bad-style",
         "unknown style 'long Genitive'", NULL},
};

START_TEST(is_told)
{
	str said;
	ck_assert(!eval(wrong[_i].language, wrong[_i].message, &said));
	ck_assert_uint_eq(diag_errors(diags), 1);
	const struct report *d = diag_at(diags, 0);
	ck_assert_str_eq(arena_cstr(arena, d->code), wrong[_i].code);
	ck_assert_str_eq(arena_cstr(arena, d->message), wrong[_i].report);
	if (wrong[_i].hint)
		ck_assert_msg(str_starts(d->hint, str_of(wrong[_i].hint)), "%.*s",
		              STR_ARG(d->hint));
}
END_TEST

/* Every case of every pack, of every month and country: none is empty, none a copy of a
 * neighbour's. */
START_TEST(packs_have_whole_cases)
{
	static const char *const tags[] = {"da", "de", "et", "fi", "lt",
	                                   "lv", "nb", "pl", "ru", "sv"};
	for (size_t t = 0; t < sizeof tags / sizeof *tags; t++) {
		str path = arena_printf(arena, SOURCE "/templates/languages/%s.yml", tags[t]);
		const struct language *l = language_read(arena, diags, path, str_of(tags[t]));
		ck_assert_ptr_nonnull(l);
		ck_assert_uint_gt(l->countries_n, 0);
		for (size_t i = 0; i < l->countries_n; i++) {
			ck_assert_uint_eq(l->countries[i].n, 10);
			for (size_t k = 0; k < 10; k++)
				for (size_t j = 0; j < k; j++)
					ck_assert(!str_eq(l->countries[i].texts[k],
					                  l->countries[i].texts[j]));
		}
		for (size_t i = 0; i < l->months_n; i++)
			for (size_t k = 0; k < 12; k++)
				for (size_t j = 0; j < k; j++)
					ck_assert(!str_eq(l->months[i].texts[k],
					                  l->months[i].texts[j]));
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("message_words");
	TCase *t = tcase_create("words");
	tcase_add_checked_fixture(t, begin, end);
	tcase_add_loop_test(t, is_said_as_natives_do, 0,
	                    (int)(sizeof sentences / sizeof *sentences));
	tcase_add_loop_test(t, is_told, 0, (int)(sizeof wrong / sizeof *wrong));
	tcase_add_test(t, packs_have_whole_cases);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
