/* A percent divided by 100, or compared with 30: who wrote that took 45 % for 45, and it is 0.45
 * already. */
#include "data/tables_parts.h"

enum { DEPTHS = 64 };

/* What stands in the parentheses at a depth so far. */
struct percent_inside {
	bool percent, times;
};

static bool is_percent(const struct asked *q, const struct sql_token *t)
{
	struct sql_token named;
	if (t->kind != SQL_WORD && t->kind != SQL_QUOTED)
		return false;
	for (size_t i = 0; i < q->tables->n; i++) {
		const struct table *table = &q->tables->tables[i];
		for (size_t k = 0; k < table->n; k++)
			if (str_eq(table->types[k], S("percent")) && sql_is(t, table->columns[k]) &&
			    sql_find_name(q->sql, table->name, &named))
				return true;
	}
	return false;
}

static bool is_hundred(const struct sql_token *t)
{
	return t->kind == SQL_NUMBER && (str_eq(t->text, S("100")) || str_eq(t->text, S("100.0")));
}

static bool divided(const struct asked *q, const struct sql_token *hundred)
{
	diag_error(q->diags, asked_at(q, hundred->off, hundred->text.len), "data/percent-divided",
	           "a percent is divided by 100, and is a part of 1 already");
	diag_hint(q->diags,
	          "A cell of 45 %% is 0.45, which prints as 45 %% with the format percent: take '/ "
	          "%.*s' away.",
	          STR_ARG(hundred->text));
	return false;
}

static bool is_sign(const struct sql_token *t, str sign)
{
	return t->kind == SQL_SIGN && str_eq(t->text, sign);
}

static bool is_comparison(const struct sql_token *t)
{
	static const char *const signs[] = {"<", ">", "=", "!", "<=", ">=", "==", "<>", "!="};
	for (size_t i = 0; t->kind == SQL_SIGN && i < sizeof signs / sizeof *signs; i++)
		if (str_eq(t->text, str_of(signs[i])))
			return true;
	return t->kind == SQL_WORD && sql_same(t->text, S("between"));
}

static bool is_above_one(const struct sql_token *t)
{
	double number;
	return t->kind == SQL_NUMBER && str_to_double(t->text, &number) && number > 1;
}

static bool arithmetic(const struct sql_token *t)
{
	return t->kind == SQL_SIGN && t->text.len == 1 && str_has(S("+-*/%"), *t->text.ptr);
}

static bool compared(const struct asked *q, const struct sql_token *number)
{
	diag_error(q->diags, asked_at(q, number->off, number->text.len), "data/percent-compared",
	           "a percent is compared with %.*s, and is a part of 1", STR_ARG(number->text));
	diag_hint(q->diags,
	          "45 %% is 0.45: write share > 0.3 for more than 30 %%; where percents above "
	          "100 are meant, share * 100 > 120.");
	return false;
}

static bool any_percent(const struct tables *t)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < t->tables[i].n; k++)
			if (str_eq(t->tables[i].types[k], S("percent")))
				return true;
	return false;
}

/* The operand before "/ 100" is a percent's name, or parentheses that hold one and do not multiply.
 */
bool asked_percents(const struct asked *q)
{
	struct percent_inside stack[DEPTHS] = {{0}};
	struct sql_scan scan = {q->sql, 0, 0};
	const struct sql_token none = {.kind = SQL_SIGN};
	struct sql_token t, last = none, number = none;
	size_t depth = 0;
	bool operand = false, division = false, comparison = false;
	while (any_percent(q->tables) && sql_next(&scan, &t)) {
		if (division && is_hundred(&t))
			return divided(q, &t);
		if (number.text.len && !arithmetic(&t))
			return compared(q, &number);
		number = comparison && is_above_one(&t) ? t : none;
		division = operand && is_sign(&t, S("/"));
		/* ">=" is two tokens. */
		comparison = is_comparison(&t) && (comparison || is_percent(q, &last));
		operand = is_percent(q, &t);
		stack[depth].percent |= operand;
		stack[depth].times |= (is_sign(&last, S("*")) && is_hundred(&t)) ||
		                      (is_hundred(&last) && is_sign(&t, S("*")));
		if (is_sign(&t, S("(")) && depth + 1 < DEPTHS) {
			stack[++depth] = (struct percent_inside){0};
		} else if (is_sign(&t, S(")")) && depth) {
			operand = stack[depth].percent && !stack[depth].times;
			stack[depth - 1].percent |= stack[depth].percent;
			stack[depth - 1].times |= stack[depth].times;
			depth--;
		}
		last = t;
	}
	return !number.text.len || compared(q, &number);
}
