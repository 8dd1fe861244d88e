/* Months and countries in the cases of a language: CLDR has one form of each. */
#include "project/shape.h"

#include "project/theme.h"

enum { MONTHS = 12 };

static bool few_months(struct diags *d, const struct yaml_entry *e)
{
	diag_error(d, e->value.at, "language/bad-months", "'%.*s' has %zu months", STR_ARG(e->key),
	           e->value.n);
	diag_hint(d, "List all twelve, January first.");
	return false;
}

static struct word_form months_of(struct arena *arena, const struct yaml_entry *e)
{
	str *texts = arena_array(arena, str, MONTHS);
	for (size_t i = 0; i < MONTHS; i++)
		texts[i] = e->value.items[i].text;
	return (struct word_form){e->key, NULL, texts, MONTHS};
}

static struct word_form countries_of(struct arena *arena, const struct yaml_entry *e)
{
	str *keys = arena_array(arena, str, e->value.n + 1);
	str *texts = arena_array(arena, str, e->value.n + 1);
	for (size_t i = 0; i < e->value.n; i++) {
		keys[i] = e->value.entries[i].key;
		texts[i] = e->value.entries[i].value.text;
	}
	return (struct word_form){e->key, keys, texts, e->value.n};
}

bool project_word_forms(struct arena *arena, struct diags *d, const struct yaml *pack,
                        struct language *l)
{
	const struct yaml *months = yaml_get(pack, "month-forms");
	const struct yaml *countries = yaml_get(pack, "country-forms");
	bool whole = true;
	l->months_n = months ? months->n : 0;
	l->countries_n = countries ? countries->n : 0;
	struct word_form *of_months = arena_array(arena, struct word_form, l->months_n + 1);
	struct word_form *of_countries = arena_array(arena, struct word_form, l->countries_n + 1);
	for (size_t i = 0; i < l->months_n; i++)
		if (months->entries[i].value.n == MONTHS)
			of_months[i] = months_of(arena, &months->entries[i]);
		else
			whole = few_months(d, &months->entries[i]);
	for (size_t i = 0; i < l->countries_n; i++)
		of_countries[i] = countries_of(arena, &countries->entries[i]);
	l->months = of_months;
	l->countries = of_countries;
	return whole;
}
