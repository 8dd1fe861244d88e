/* A theme's lengths that have names. */
#include "project/theme_parts.h"

#include <math.h>

/* ---- Names ---- */

static const struct theme_length *find(const struct loading *l, str name)
{
	for (size_t i = 0; i < l->lengths.n; i++)
		if (str_eq(l->lengths.at[i].name, name))
			return &l->lengths.at[i];
	return NULL;
}

static void add(struct loading *l, const struct yaml_entry *e)
{
	struct theme_length one = {.name = e->key};
	double times;
	str name;
	if (yaml_length_named(e->key, &times, &name) && str_eq(name, e->key)) {
		if (!find(l, e->key) && length_parse(e->value.text, &one.value))
			vec_push(l->arena, &l->lengths, one);
		return;
	}
	diag_error(l->diags, e->key_at, "theme/bad-name", "'%.*s' cannot be a length's name",
	           STR_ARG(utf8_prefix(e->key, 60)));
	diag_hint(l->diags, "Begin with a small letter, so that nobody takes it for a number.");
}

/* What the theme says stands over what those say that it is like. */
void theme_lengths_load(struct loading *l)
{
	for (size_t i = l->roots.n; i; i--) {
		const struct yaml *names = yaml_get(l->roots.at[i - 1], "lengths");
		for (size_t k = 0; names && k < names->n; k++)
			add(l, &names->entries[k]);
	}
}

static bool unknown(struct loading *l, const struct yaml *y, str name)
{
	vec_str names = {0};
	for (size_t i = 0; i < l->lengths.n; i++)
		vec_push(l->arena, &names, l->lengths.at[i].name);
	diag_error(l->diags, y->at, "theme/unknown-length", "no length is called '%.*s'",
	           STR_ARG(utf8_prefix(name, 60)));
	if (!diag_did_you_mean(l->diags, name, names.at, names.n))
		diag_hint(l->diags, "Write a number with its unit, or a name from 'lengths:'.");
	return false;
}

bool theme_length(struct loading *l, const struct yaml *y, strom_len *out)
{
	enum { MOST = 1 << 20 }; /* points: bounds are far below */
	double times;
	str name;
	if (length_parse(y->text, out))
		return true;
	if (!yaml_length_named(y->text, &times, &name))
		return false;
	const struct theme_length *length = find(l, name);
	if (!length)
		return unknown(l, y, name);
	double value = round(times * (double)length->value), most = (double)STROM_PT(MOST);
	*out = (strom_len)fmax(-most, fmin(most, value));
	return true;
}
