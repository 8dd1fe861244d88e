/* An option's text, held to what the plugin declares of it. */
#include "plugin/parts.h"

static const char *type_name(uint32_t type)
{
	switch (type) {
	case STROM_TYPE_INT: return "a whole number";
	case STROM_TYPE_REAL: return "a number";
	case STROM_TYPE_BOOL: return "true or false";
	case STROM_TYPE_LEN: return "a length";
	case STROM_TYPE_MAP: return "a map";
	default: return "text";
	}
}

static const char *type_hint(uint32_t type)
{
	switch (type) {
	case STROM_TYPE_INT: return "Write digits alone, such as 12.";
	case STROM_TYPE_REAL: return "Write a decimal number with a point, such as 0.5.";
	case STROM_TYPE_BOOL: return "Write true or false.";
	case STROM_TYPE_LEN: return "Write a number and pt, mm, cm or in, such as 12pt or 3.5mm.";
	case STROM_TYPE_MAP: return "Write 'name: value' lines below the option.";
	default: return "Write one value on the option's own line.";
	}
}

bool option_wrong_type(struct diags *d, struct span at, const struct strom_option *o, str text)
{
	str shown = utf8_prefix(text, OPTION_SHOWN);
	if (o->type == STROM_TYPE_MAP || !text.len)
		diag_error(d, at, "option/type", "option '%s' must be %s", o->name,
		           type_name(o->type));
	else
		diag_error(d, at, "option/type", "option '%s' must be %s, and '%.*s%s' is not",
		           o->name, type_name(o->type), STR_ARG(shown),
		           shown.len < text.len ? "..." : "");
	diag_hint(d, "%s", type_hint(o->type));
	return false;
}

/* ---- Values ---- */

static bool in_range(struct diags *d, struct span at, const struct strom_option *o, str text,
                     double value)
{
	const char *unit = o->type == STROM_TYPE_LEN ? "pt" : "";
	if ((!o->min && !o->max) || (value >= o->min && value <= o->max))
		return true;
	diag_error(d, at, "option/range", "option '%s' is %.*s, out of its range", o->name,
	           STR_ARG(utf8_prefix(text, OPTION_SHOWN)));
	diag_hint(d, "It must lie between %.10g%s and %.10g%s.", o->min, unit, o->max, unit);
	return false;
}

static bool wrong_choice(struct diags *d, struct span at, const struct strom_option *o, str text)
{
	struct arena *scratch = arena_new();
	vec(str) words = {0};
	for (str rest = str_of(o->choices); rest.len;) {
		str word = str_until(rest, ',');
		vec_push(scratch, &words, word);
		rest = str_from(rest, word.len + 1);
	}
	diag_error(d, at, "option/choice", "option '%s' cannot be '%.*s'", o->name,
	           STR_ARG(utf8_prefix(text, OPTION_SHOWN)));
	const char *better = option_better(text);
	if (better && str_eq(str_of(o->name), S("scale")))
		diag_hint(d, "%s", better);
	else if (!diag_did_you_mean(d, text, words.at, words.n))
		diag_hint(d, "Choose one of these: %s.", o->choices);
	arena_drop(scratch);
	return false;
}

static bool is_choice(const char *choices, str text)
{
	for (str rest = str_of(choices); rest.len;) {
		str word = str_until(rest, ',');
		if (str_eq(word, text))
			return true;
		rest = str_from(rest, word.len + 1);
	}
	return false;
}

bool option_parse(struct diags *d, struct span at, const struct strom_option *o, str text,
                  struct option_value *out)
{
	out->text = text;
	switch (o->type) {
	case STROM_TYPE_TEXT:
		return true;
	case STROM_TYPE_INT:
		if (!str_to_int(text, &out->integer))
			return option_wrong_type(d, at, o, text);
		return in_range(d, at, o, text, (double)out->integer);
	case STROM_TYPE_REAL:
		if (!str_to_double(text, &out->real))
			return option_wrong_type(d, at, o, text);
		return in_range(d, at, o, text, out->real);
	case STROM_TYPE_BOOL:
		out->integer = str_eq(text, S("true"));
		return out->integer || str_eq(text, S("false")) ||
		       option_wrong_type(d, at, o, text);
	case STROM_TYPE_LEN:
		if (!length_parse(text, &out->integer))
			return option_wrong_type(d, at, o, text);
		return in_range(d, at, o, text, (double)out->integer / 65536);
	case STROM_TYPE_CHOICE:
		return is_choice(o->choices, text) || wrong_choice(d, at, o, text);
	}
	return option_wrong_type(d, at, o, text);
}
