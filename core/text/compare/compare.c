/* The ways through two messages, and what is compared in each. */
#include "text/compare/compare_parts.h"

#include "project/theme.h"

#include "text/markdown/comments.h"

#include <unicode/uchar.h>

enum { WAYS = 256, AXES = 16 };

/* A value that chooses between branches, and all that it may be. */
struct compare_axis {
	str name;
	vec(struct value) values;
};

struct compare_axes {
	struct compare_axis at[AXES];
	size_t n;
};

struct compare compare_new(struct arena *arena, struct diags *diags, const struct language *source,
                           const struct language *language)
{
	return (struct compare){.arena = arena,
	                        .diags = diags,
	                        .language = language->locale,
	                        .source = numbers_of(arena, source),
	                        .own = numbers_of(arena, language),
	                        .forms = compare_forms_new(arena)};
}

/* ---- Which values ---- */

static struct compare_axis *axis_of(struct compare_axes *axes, str name)
{
	for (size_t i = 0; i < axes->n; i++)
		if (str_eq(axes->at[i].name, name))
			return &axes->at[i];
	if (axes->n == AXES)
		return NULL;
	axes->at[axes->n] = (struct compare_axis){.name = name};
	return &axes->at[axes->n++];
}

static bool same_value(const struct value *a, const struct value *b)
{
	return a->type == b->type && a->integer == b->integer && a->real == b->real &&
	       str_eq(a->text, b->text);
}

static void add_value(struct arena *arena, struct compare_axis *axis, struct value v)
{
	for (size_t i = 0; i < axis->values.n; i++)
		if (same_value(&axis->values.at[i], &v))
			return;
	vec_push(arena, &axis->values, v);
}

static struct value number(double n)
{
	bool whole = n == (double)(int64_t)n;
	return whole ? (struct value){.type = VALUE_INT, .integer = (int64_t)n}
	             : (struct value){.type = VALUE_REAL, .real = n};
}

static void add_values(struct arena *arena, struct compare_axis *axis, const struct argument *a)
{
	static const double samples[] = {2, 5, 21, 1000, 0, 1, 0.5};
	bool counts = a->type != ARGUMENT_SELECT;
	for (size_t i = 0; counts && i < sizeof samples / sizeof *samples; i++)
		add_value(arena, axis, number(samples[i]));
	for (size_t i = 0; i < a->branches_n; i++) {
		const struct argument_branch *b = &a->branches[i];
		if (!counts)
			add_value(arena, axis, (struct value){.type = VALUE_TEXT, .text = b->key});
		else if (b->exact && b->number > -1e15 && b->number < 1e15)
			add_value(arena, axis, number(b->number));
	}
}

static void add_axes(struct arena *arena, struct compare_axes *axes,
                     const struct compare_side *side)
{
	for (size_t i = 0; i < side->n; i++) {
		const struct argument *a = &side->arguments[i];
		struct compare_axis *axis = a->branches_n ? axis_of(axes, a->name) : NULL;
		if (axis)
			add_values(arena, axis, a);
	}
}

/* ---- One way ---- */

static enum value_found find(void *context, str name, struct span at, struct value *out)
{
	const struct compare_way *way = context;
	(void)at;
	*out = (struct value){.type = VALUE_STAND_IN, .text = name};
	for (size_t i = 0; i < way->n; i++)
		if (str_eq(way->choices[i].name, name))
			*out = way->choices[i].value;
	return VALUE_FOUND;
}

/* False: these values do not fit the message, which is told where it is made. */
static bool say(const struct compare_pair *p, struct compare_way *way,
                const struct compare_side *side, struct numbers *numbers, struct compare_said *out)
{
	struct values values = {find, way, NULL, 0};
	struct message_text *text = arena_make(p->arena, struct message_text);
	*out = (struct compare_said){side->text, side->origin, NULL, 0};
	if (!side->n)
		return true;
	if (!message_eval(p->arena, p->nowhere, side->message, numbers, &values, text))
		return false;
	*out = (struct compare_said){text->text, &text->origin, text->arguments, text->values_n};
	return true;
}

static bool is_blank(const struct compare_pair *p, const struct compare_said *said)
{
	str text = said->text;
	struct origin origin = *said->origin;
	if (str_find(text, S("<!--")) != SIZE_MAX)
		markdown_drop_comments(p->arena, &text, &origin);
	while (text.len) {
		uint32_t code = utf8_next(&text);
		if (code == UTF8_BAD || !(u_isUWhiteSpace((UChar32)code) ||
		                          (code >= 0x200B && code <= 0x200D) || code == 0xFEFF))
			return false;
	}
	return true;
}

static void compare_way(const struct compare_pair *p, struct compare_way *way)
{
	if (!say(p, way, &p->source, p->c->source, &way->source) ||
	    !say(p, way, &p->own, p->c->own, &way->own))
		return;
	if (!is_blank(p, &way->source) && is_blank(p, &way->own)) {
		if (compare_once(p, "po/blank", S(""))) {
			diag_error(p->diags, compare_all(&p->own), "po/blank",
			           "the translation prints nothing%s",
			           way->n ? " for some values" : "");
			diag_note(p->diags, compare_all(&p->source), "the source says this");
			diag_hint(p->diags, "Translate it, or leave the msgstr empty: then the "
			                    "source is printed.");
		}
		return;
	}
	compare_values_of_way(p, way);
	compare_marks_of_way(p, way);
}

/* ---- All ways ---- */

/* The k-th way: of every combination, or one value after the other, the rest at their last. */
static void choose(const struct compare_axes *axes, size_t k, bool every,
                   struct compare_choice *out)
{
	for (size_t i = 0; i < axes->n; i++) {
		const struct compare_axis *a = &axes->at[i];
		size_t n = a->values.n, index = every ? k % n : k < n ? k : n - 1;
		out[i] = (struct compare_choice){a->name, a->values.at[index]};
		k = every ? k / n : k < n ? SIZE_MAX : k - n;
	}
}

static void compare_ways(const struct compare_pair *p, const struct compare_axes *axes)
{
	struct compare_choice choices[AXES];
	struct compare_way way = {.choices = choices, .n = axes->n};
	size_t all = 1, sum = 1;
	for (size_t i = 0; i < axes->n; i++) {
		all = all > WAYS ? all : all * axes->at[i].values.n;
		sum += axes->at[i].values.n;
	}
	bool every = all <= WAYS;
	for (size_t k = 0; k < (every ? all : sum); k++) {
		choose(axes, k, every, choices);
		compare_way(p, &way);
	}
}

bool compare_messages(const struct compare *c, struct arena *scratch, const struct message *source,
                      const struct message *translation)
{
	struct compare_pair p = {c,
	                         scratch,
	                         c->diags,
	                         compare_side_of(scratch, source),
	                         compare_side_of(scratch, translation),
	                         map_new(scratch),
	                         NULL,
	                         false};
	struct compare_axes *axes = arena_make(scratch, struct compare_axes);
	size_t before = diag_met(c->diags);
	if (p.source.n || p.own.n) {
		p.nowhere = diags_like(scratch, c->diags);
		compare_values(&p);
		compare_branches(&p);
		add_axes(scratch, axes, &p.source);
		add_axes(scratch, axes, &p.own);
	}
	compare_ways(&p, axes);
	return diag_met(c->diags) == before;
}
