/* Messages filled with numbers and words, for those who check how they read. */
#include "text/compare/fill.h"

enum { MOST_FILLED = 70, MOST_KEYS = 9 };

struct compare_filling {
	struct arena *arena;
	const struct argument *arguments;
	size_t n;
	struct value number;
	str key;
};

/* Numbers for what counts, a word for what chooses; all else shows its name. */
static enum value_found find(void *context, str name, struct span at, struct value *out)
{
	const struct compare_filling *f = context;
	bool counts = false, chooses = false;
	(void)at;
	for (size_t i = 0; i < f->n; i++) {
		const struct argument *a = &f->arguments[i];
		if (!str_eq(a->name, name))
			continue;
		chooses |= a->type == ARGUMENT_SELECT;
		counts |= a->branches_n && a->type != ARGUMENT_SELECT;
	}
	*out = chooses  ? (struct value){.type = VALUE_TEXT, .text = f->key}
	       : counts ? f->number
	                : (struct value){.type = VALUE_STAND_IN,
	                                 .text = arena_printf(f->arena, "{%.*s}", STR_ARG(name))};
	return VALUE_FOUND;
}

static void add_key(str *keys, size_t *n, str key)
{
	for (size_t i = 0; i < *n; i++)
		if (str_eq(keys[i], key))
			return;
	if (*n < MOST_KEYS)
		keys[(*n)++] = key;
}

static struct value number(double n)
{
	bool whole = n == (double)(int64_t)n;
	return whole ? (struct value){.type = VALUE_INT, .integer = (int64_t)n}
	             : (struct value){.type = VALUE_REAL, .real = n};
}

static bool fill(struct compare_filling *f, const struct message *m, struct numbers *numbers,
                 struct filled *out)
{
	struct values values = {find, f, NULL, 0};
	struct message_text text;
	if (!message_eval(f->arena, diags_new(f->arena), m, numbers, &values, &text))
		return false;
	out->text = message_plain(f->arena, &text, text.text);
	return true;
}

size_t compare_fill(struct arena *arena, const struct message *m, struct numbers *numbers,
                    const struct filled **out)
{
	static const double samples[] = {0, 0.5, 1, 2, 5, 21, 1000};
	struct compare_filling f = {.arena = arena};
	str keys[MOST_KEYS];
	size_t keys_n = 0, count = 0;
	bool plural = false;
	f.n = message_is_plain(m) ? 0 : message_arguments(arena, m, &f.arguments);
	for (size_t i = 0; i < f.n; i++) {
		const struct argument *a = &f.arguments[i];
		plural |= a->branches_n && a->type != ARGUMENT_SELECT;
		for (size_t k = 0; a->type == ARGUMENT_SELECT && k < a->branches_n; k++)
			add_key(keys, &keys_n, a->branches[k].key);
	}
	struct filled *list = arena_array(arena, struct filled, MOST_FILLED);
	for (size_t k = 0; (plural || keys_n) && k < (keys_n ? keys_n : 1); k++)
		for (size_t i = 0;
		     i < (plural ? sizeof samples / sizeof *samples : 1) && count < MOST_FILLED;
		     i++) {
			f.key = keys_n ? keys[k] : S("");
			f.number = number(samples[i]);
			list[count] = (struct filled){plural, samples[i], f.key, S("")};
			count += fill(&f, m, numbers, &list[count]);
		}
	*out = list;
	return count;
}
