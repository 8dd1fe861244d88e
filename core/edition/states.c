/* Signs of what statistical offices, and code books, say of a value. */
#include "edition/states.h"

/* Of SDMX's list of states, and of those that are no letters. */
static const struct {
	const char *state, *sign;
} signs[] = {
        {"A", ""},
        {"B", "b"},
        {"C", "c"},
        {"Q", "c"},
        {"D", "d"},
        {"E", "e"},
        {"F", "f"},
        {"I", "i"},
        {"N", "n"},
        {"P", "p"},
        {"U", "u"},
        {"_Z", "z"},
        {"H", "\xE2\x80\x93"},
        {"L", "\xE2\x80\x93"},
        {"M", "\xE2\x80\x93"},
        {"O", "\xE2\x80\x93"},
        {":", "\xE2\x80\x93"},
};

static str sign_of(str state)
{
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_eq(state, str_of(signs[i].state)))
			return str_of(signs[i].sign);
	return state;
}

bool dataset_state_is_confidence(const struct codebook_variable *v)
{
	return str_eq(v->unit, S("confidentiality"));
}

/* A value that may be told is there; what is not there may not be told, or is missing. */
static bool is_kept_back(const struct cell *value, const struct cell *state)
{
	bool is_free = state->type != CELL_TEXT || !state->text.len ||
	               str_eq(state->text, S("F")) || str_eq(state->text, S("_Z"));
	return value->type == CELL_NULL && !is_free;
}

/* What is missing, and why: a code book's own words. */
static str reason(const struct column *c, const struct cell *value, const struct cell *state)
{
	str label;
	if (value->type != CELL_NULL)
		return S("");
	return tables_label(c->tables, c->states, state, c->language, &label) ? label : state->text;
}

str dataset_state_sign(const struct column *c, const struct cell *value, const struct cell *row)
{
	const struct cell *state = &row[c->sign];
	if (c->confidence && is_kept_back(value, &row[c->confidence]))
		return S("c");
	if (dataset_state_is_confidence(c->states))
		return is_kept_back(value, state) ? S("c") : S("");
	if (state->type != CELL_TEXT || !state->text.len)
		return S("");
	return c->states->codes.n ? reason(c, value, state) : sign_of(state->text);
}
