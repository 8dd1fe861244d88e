/* Messages filled with numbers and words, for those who check how they read. */
#include "text/compare/fill.h"

enum { MOST_FILLED = 70, MOST_KEYS = 9, MOST_NUMBERS = 16 };

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

static void add_number(double *numbers, size_t *n, double number)
{
	for (size_t i = 0; i < *n; i++)
		if (numbers[i] == number)
			return;
	if (*n < MOST_NUMBERS)
		numbers[(*n)++] = number;
}

static void add_branches(const struct argument *a, double *numbers, size_t *n)
{
	for (size_t i = 0; i < a->branches_n; i++)
		if (a->branches[i].exact)
			add_number(numbers, n, a->branches[i].number);
}

bool compare_each(struct arena *arena, const struct message *m, struct numbers *numbers,
                  compare_way_taken *go, void *context)
{
	static const double samples[] = {0, 0.5, 1, 2, 5, 21, 1000};
	struct compare_filling f = {.arena = arena};
	str keys[MOST_KEYS];
	double counts[MOST_NUMBERS];
	size_t keys_n = 0, counts_n = 0, all = 0;
	f.n = message_is_plain(m) ? 0 : message_arguments(arena, m, &f.arguments);
	for (size_t i = 0; i < f.n; i++) {
		const struct argument *a = &f.arguments[i];
		bool plural = a->branches_n && a->type != ARGUMENT_SELECT;
		for (size_t k = 0; plural && k < sizeof samples / sizeof *samples; k++)
			add_number(counts, &counts_n, samples[k]);
		if (plural)
			add_branches(a, counts, &counts_n);
		for (size_t k = 0; a->type == ARGUMENT_SELECT && k < a->branches_n; k++)
			add_key(keys, &keys_n, a->branches[k].key);
	}
	for (size_t k = 0; (counts_n || keys_n) && k < (keys_n ? keys_n : 1); k++)
		for (size_t i = 0; i < (counts_n ? counts_n : 1) && all < MOST_FILLED; i++, all++) {
			struct values values = {find, &f, NULL, 0};
			struct message_text text;
			f.key = keys_n ? keys[k] : S("");
			f.number = number(counts_n ? counts[i] : 0);
			if (message_eval(arena, diags_new(arena), m, numbers, &values, &text))
				go(context, counts_n ? &counts[i] : NULL, f.key, &text);
		}
	return all > 0;
}

struct compare_filled { struct arena *arena; struct filled *list; size_t n; };

static void keep(void *context, const double *number, str key, const struct message_text *text)
{
	struct compare_filled *all = context;
	all->list[all->n++] = (struct filled){number != NULL, number ? *number : 0, key,
	                                      message_plain(all->arena, text, text->text)};
}

size_t compare_fill(struct arena *arena, const struct message *m, struct numbers *numbers,
                    const struct filled **out)
{
	struct compare_filled all = {arena, arena_array(arena, struct filled, MOST_FILLED), 0};
	compare_each(arena, m, numbers, keep, &all);
	*out = all.list;
	return all.n;
}
