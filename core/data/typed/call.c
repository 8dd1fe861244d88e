/* What a call of a function takes and gives. EXPLAIN tells of a call the arguments that the
 * function was registered with: where that is any number, the first ones alone are known. */
#include "data/typed/parts.h"

/* The text of a literal; empty: it is none, or one of several that it may be. */
static str literal(const struct typed_walk *w, struct typed_value v)
{
	const struct typed_origin *o = &w->origins.at[v.from];
	bool is = (v.flags & VALUE_CONSTANT) && (v.flags & VALUE_DIRECT) &&
	          (v.types & TYPED_STRING) && v.from;
	return is && o->source == FROM_LITERAL ? o->text : S("");
}

/* format('%d of %s', n, name): the format says which arguments are numbers. */
static void judge_format(struct typed_walk *w, str who, int first)
{
	struct typed_value v = *typed_register(w, first);
	str format = literal(w, v);
	if (!format.len && (v.types & TYPED_STRING))
		typed_judge_unknown(w, "format that is put together in", who);
	for (size_t i = 0; i < format.len; i++) {
		if (format.ptr[i] != '%')
			continue;
		while (++i < format.len && str_has(S("-+ 0#!,.123456789l*"), format.ptr[i]))
			if (format.ptr[i] == '*')
				typed_judge_number(w, who.ptr, *typed_register(w, ++first));
		if (i >= format.len || format.ptr[i] == '%')
			continue;
		first++;
		if (str_has(S("dixXoufFeEgGrp"), format.ptr[i]))
			typed_judge_number(w, who.ptr, *typed_register(w, first));
		else if (!str_has(S("sqQwcz"), format.ptr[i]))
			typed_judge_unknown(w, "sign after '%' in", who);
	}
}

static bool has_collate(const struct typed_walk *w)
{
	struct sql_token token;
	return sql_find_name(w->sql, S("collate"), &token);
}

/* An aggregate's collation comes in the instruction before it; ours for several values hears of
 * none. */
static void judge_extreme(struct typed_walk *w, int at, str who, int first, int n, bool aggregate,
                          struct typed_value all)
{
	const struct typed_instruction *before = &w->program.at[at ? at - 1 : 0];
	bool said = str_eq(before->name, S("CollSeq"));
	typed_judge_comparison(w, all, all, S(""), false);
	if (!aggregate && (all.types & TYPED_TEXT) && has_collate(w))
		typed_judge_unknown(w, "order that COLLATE asks for in", who);
	for (int i = 0; i < n; i++)
		typed_judge_order(w, who.ptr, *typed_register(w, first + i),
		                  said ? before->p4 : S(""), false);
}

static void judge_kind(struct typed_walk *w, const struct typed_function *f, str who, int first)
{
	int date = first + (f->kind == KIND_STRFTIME);
	if (f->kind == KIND_NULLIF)
		typed_judge_comparison(w, *typed_register(w, first), *typed_register(w, first + 1),
		                       S(""), false);
	else if (f->kind == KIND_DATE || f->kind == KIND_STRFTIME)
		typed_judge_date(w, who.ptr, *typed_register(w, date),
		                 literal(w, *typed_register(w, date + 1)));
	else if (f->kind == KIND_FORMAT)
		judge_format(w, who, first);
}

/* Whether a text here is one: what stands between the joined, and the column that a label or the
 * place of a code is of. */
static bool is_text(str function, int argument)
{
	if (argument)
		return str_eq(function, S("group_concat"));
	return str_eq(function, S("label")) || str_eq(function, S("place"));
}

static void judge(struct typed_walk *w, int at, const struct typed_function *f, int first, int n,
                  bool aggregate, struct typed_value all)
{
	str name = str_until(w->program.at[at].p4, '('),
	    who = arena_printf(w->arena, "%.*s()", STR_ARG(name));
	bool names = aggregate || (all.flags & VALUE_CONSTANT);
	for (int i = 0; i < n; i++) {
		struct typed_value v = *typed_register(w, first + i);
		if (f->numbers & (i < 8 ? 1 << i : 0x80))
			typed_judge_number(w, who.ptr, v);
		else if (names && !is_text(name, i))
			typed_judge_name(w, v);
	}
	judge_kind(w, f, who, first);
	if (f->kind == KIND_EXTREME)
		judge_extreme(w, at, who, first, n, aggregate, all);
}

struct typed_value typed_call(struct typed_walk *w, int at, int first, int n, bool aggregate)
{
	int registered;
	str name = w->program.at[at].p4;
	const struct typed_function *f = typed_function_find(w->typed, name, &registered);
	struct typed_value all = {0};
	n = n < 0 ? registered : n;
	bool asks = f && (f->numbers || f->kind != KIND_PLAIN); /* of what its values are */
	if (!f || (n < 0 && f->kind < KIND_DATE && asks)) {
		typed_judge_unknown(w, f ? "number of values in" : "function",
		                    f ? str_until(name, '(') : name);
		return (struct typed_value){.types = TYPED_ANY};
	}
	/* Of any number, the first tells; of strftime, what it gives the form of. */
	int known = n < 0 ? 1 : n;
	for (int i = 0; i < known; i++)
		typed_value_join(w, &all,
		                 *typed_register(w, first + i + (f->kind == KIND_STRFTIME)));
	if (w->judging)
		judge(w, at, f, first, known, aggregate, all);
	if (f->kind == KIND_NULLIF)
		all = *typed_register(w, first);
	if (!f->gives) {
		all.types =
		        (f->kind == KIND_PLAIN ? all.types & TYPED_NUMBER : all.types) | TYPED_NULL;
		return all;
	}
	all.flags = n ? all.flags : 0;
	return typed_made_of(w, at, str_until(name, '('), all, f->gives);
}
