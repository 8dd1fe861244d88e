/* What is a problem, and how it is said to those who wrote the query. */
#include "data/typed/parts.h"

#include <stdarg.h>
#include <stdio.h>

struct typed_problem *typed_problem_add(struct typed_walk *w, const char *code, str hint,
                                        const char *format, ...)
{
	char message[600];
	va_list args;
	va_start(args, format);
	int n = vsnprintf(message, sizeof message, format, args);
	va_end(args);
	str text = str_sub((str){message, sizeof message - 1}, 0, n < 0 ? 0 : (size_t)n);
	vec_push(w->arena, w->problems,
	         (struct typed_problem){.code = code,
	                                .hint = hint,
	                                .at = w->at,
	                                .message =
	                                        arena_str(w->arena, utf8_prefix(text, text.len))});
	return &w->problems->at[w->problems->n - 1];
}

void typed_judge_unknown(struct typed_walk *w, const char *what, str name)
{
	if (w->judging)
		typed_problem_add(w, "data/not-checkable", S("Write the query in a simpler way."),
		                  "the check of types does not know the %s '%.*s'", what,
		                  STR_ARG(name));
}

/* ---- Whose text it is ---- */

static const struct typed_origin *origin(const struct typed_walk *w, struct typed_value v)
{
	return &w->origins.at[v.from];
}

/* "column 'schools.pupils' is text", "lower() of column 'schools.pupils' is text" */
static str told(struct typed_walk *w, struct typed_value v)
{
	const struct typed_origin *o = origin(w, v);
	bool op = str_eq(o->call, S("||"));
	str what = S("a value");
	if (o->table)
		what = arena_printf(w->arena, "column '%.*s.%.*s'", STR_ARG(o->table->name),
		                    STR_ARG(o->text));
	else if (o->source)
		what = arena_printf(w->arena, "'%.*s'", STR_ARG(utf8_prefix(o->text, 60)));
	return arena_printf(w->arena, "%.*s%s%.*s is %s", STR_ARG(o->call),
	                    !o->call.len ? "" : op ? " of " : "() of ", STR_ARG(what),
	                    !(v.types & TYPED_STRING)  ? "a number"
	                    : v.types & TYPED_TEXT     ? "text"
	                    : v.types & TYPED_DATE     ? "a date"
	                                               : "bytes");
}

static str way_out(struct typed_walk *w, struct typed_value v)
{
	const struct typed_origin *o = origin(w, v);
	if (o->source == FROM_LITERAL && !o->call.len)
		return S("Write a number without quotes, and NULL where there is none.");
	if (!o->table || o->call.len || !(v.types & TYPED_STRING))
		return S("Write number(...) around the text: it refuses every text that is no "
		         "number.");
	str name = o->text;
	if (v.types & TYPED_DATE)
		return arena_printf(w->arena, "Count days by julianday(%.*s), or take the year by "
		                    "number(strftime('%%Y', %.*s)).", STR_ARG(name), STR_ARG(name));
	return arena_printf(
	        w->arena,
	        "Say under 'data:' how the source writes numbers, so that '%.*s' is read as "
	        "numbers, or write number(%.*s), which refuses every text that is no number.",
	        STR_ARG(name), STR_ARG(name));
}

/* Adds a problem of a text that is no number, with the column that it comes from. */
static struct typed_problem *add(struct typed_walk *w, const char *code, const char *what,
                                 struct typed_value v)
{
	const struct typed_origin *o = origin(w, v);
	struct typed_problem *p =
	        typed_problem_add(w, code, way_out(w, v), "%s: %.*s", what, STR_ARG(told(w, v)));
	p->word = o->text;
	if (o->table && (o->table->types[o->column] & TYPED_TEXT)) {
		p->table = o->table;
		p->column = o->column;
	}
	return p;
}

/* ---- Names in single quotes ---- */

/* 'share' or 's.share', where a table of the query has such a column. */
bool typed_is_column(const struct typed_walk *w, str text)
{
	str name = str_until(text, '.');
	name = name.len < text.len ? str_from(text, name.len + 1) : name;
	for (size_t i = 0; i < w->typed->n; i++) {
		const struct typed_table *t = &w->typed->tables[i];
		struct sql_token token;
		for (size_t k = 0; k < t->n; k++)
			if (sql_same(t->columns[k], name) && sql_find_name(w->sql, t->name, &token))
				return true;
	}
	return false;
}

static bool is_name(const struct typed_walk *w, struct typed_value v)
{
	return (v.flags & VALUE_DIRECT) && (v.types & TYPED_STRING) &&
	       origin(w, v)->source == FROM_LITERAL && typed_is_column(w, origin(w, v)->text);
}

struct typed_problem *typed_problem_name(struct typed_walk *w, str name)
{
	struct typed_problem *p =
	        typed_problem_add(w, "data/quoted-column",
	                          S("Write a column's name without quotes, or in double ones."),
	                          "'%.*s' in single quotes is a text and no column", STR_ARG(name));
	p->word = name;
	return p;
}

void typed_judge_name(struct typed_walk *w, struct typed_value v)
{
	if (w->judging && is_name(w, v))
		typed_problem_name(w, origin(w, v)->text);
}

/* A column that holds the text may be compared with it, whatever it names. */
static bool misplaced_name(const struct typed_walk *w, struct typed_value name,
                           struct typed_value other)
{
	const struct typed_origin *o = origin(w, other);
	if (!is_name(w, name))
		return false;
	if (o->source == FROM_COLUMN && (other.flags & VALUE_DIRECT))
		return !typed_holds(w->typed, o->table, o->column, origin(w, name)->text);
	return other.flags & name.flags & VALUE_CONSTANT;
}

/* ---- Numbers ---- */

void typed_judge_number(struct typed_walk *w, const char *who, struct typed_value v)
{
	if (!w->judging || !(v.types & TYPED_STRING))
		return;
	if (is_name(w, v))
		typed_problem_name(w, origin(w, v)->text);
	else
		add(w, "data/text-as-number", arena_printf(w->arena, "%s takes numbers", who).ptr,
		    v);
}

void typed_judge_quotient(struct typed_walk *w, str op, struct typed_value a, struct typed_value b)
{
	bool real =
	        (a.types & TYPED_NUMBER) == TYPED_REAL || (b.types & TYPED_NUMBER) == TYPED_REAL;
	if (w->judging && str_eq(op, S("Divide")) && (a.types & b.types & TYPED_INT))
		typed_problem_add(w, "data/whole-division",
		                  S("Write 1.0 * a / b for a share, or div(a, b) where the whole "
		                    "part is meant."),
		                  "a whole number divided by a whole number loses what is behind "
		                  "the decimal sign")
		        ->word = S("/");
	if (w->judging && str_eq(op, S("Remainder")) && real)
		typed_problem_add(w, "data/whole-division", S("Write mod(a, b), which keeps it."),
		                  "'%%' loses what is behind the decimal sign")->word = S("%");
}

/* ---- Comparisons ---- */

static void add_mixed(struct typed_walk *w, struct typed_value v)
{
	add(w, "data/text-and-number", "a number is compared with a text", v);
}

/* A literal that is not the beginning of a date ('2004', '2004-01'), and a column of texts. */
static bool odd_date(const struct typed_walk *w, struct typed_value date, struct typed_value v)
{
	static const char form[] = "dddd-dd-dd";
	const struct typed_origin *o = origin(w, v);
	if ((date.types & TYPED_STRING) != TYPED_DATE || (v.types & TYPED_STRING) != TYPED_TEXT ||
	    !(v.flags & VALUE_DIRECT) || o->source == FROM_PARAMETER)
		return false;
	bool odd = o->source != FROM_LITERAL || o->text.len < 4;
	for (size_t i = 0; !odd && i < o->text.len; i++)
		odd = i >= sizeof form - 1 ||
		      (form[i] == 'd' ? o->text.ptr[i] < '0' || o->text.ptr[i] > '9'
		                      : o->text.ptr[i] != form[i]);
	return odd;
}

static const char no_date[] =
        "Write dates as '2015-10-31', and let a column of dates be read as dates.";

void typed_judge_comparison(struct typed_walk *w, struct typed_value a, struct typed_value b,
                            str collation, bool ordered)
{
	if (!w->judging)
		return;
	if (misplaced_name(w, a, b) || misplaced_name(w, b, a)) {
		typed_problem_name(w, origin(w, misplaced_name(w, a, b) ? a : b)->text);
	} else if (((a.types & TYPED_STRING) && (b.types & TYPED_NUMBER)) ||
	           ((a.types & TYPED_NUMBER) && (b.types & TYPED_STRING))) {
		/* Of two that may be either, the one that is surely a text. */
		bool first = !(b.types & TYPED_STRING) ||
		             ((a.types & TYPED_STRING) && !(a.types & TYPED_NUMBER));
		add_mixed(w, first ? a : b);
	} else if (odd_date(w, a, b) || odd_date(w, b, a)) {
		add(w, "data/text-as-date", "a date is compared with what is none",
		    odd_date(w, a, b) ? b : a)
		        ->hint = S(no_date);
	} else if (ordered) {
		typed_judge_order(w, "a comparison", a, collation, false);
		typed_judge_order(w, "a comparison", b, collation, false);
	}
}

/* 'B' makes text, from 'C' on numbers. */
void typed_judge_affinity(struct typed_walk *w, struct typed_value v, char affinity)
{
	if (w->judging && ((affinity == 'B' && (v.types & TYPED_NUMBER)) ||
	                   (affinity >= 'C' && (v.types & TYPED_STRING))))
		add_mixed(w, v);
}

/* Of the collations only ours by the language takes digits for numbers. */
void typed_judge_order(struct typed_walk *w, const char *who, struct typed_value v, str collation,
                       bool warning)
{
	const struct typed_origin *o = origin(w, v);
	if (!w->judging || str_starts(collation, S("language")) || o->source != FROM_COLUMN ||
	    !(v.flags & VALUE_DIRECT) || !(v.types & TYPED_TEXT) ||
	    !typed_misordered(w->typed, o->table, o->column))
		return;
	struct typed_problem *p = add(
	        w, "data/text-order",
	        arena_printf(w->arena, "%s goes letter by letter, '10' before '9'", who).ptr, v);
	p->warning = warning;
	p->hint = arena_printf(
	        w->arena,
	        "Write %.*s collate language, which sorts numbers in texts as numbers, or say "
	        "under 'data:' how the source writes numbers.",
	        STR_ARG(o->text));
}

/* ---- Dates ---- */

static bool digits(str s, size_t from, size_t to)
{
	bool all = s.len >= to;
	for (size_t i = from; all && i < to; i++)
		all = s.ptr[i] >= '0' && s.ptr[i] <= '9';
	return all;
}

/* 2015-10-31, 2015-10-31 12:00, 12:00 */
bool typed_is_date(str s)
{
	if (s.len >= 5 && s.ptr[2] == ':')
		return digits(s, 0, 2) && digits(s, 3, 5);
	return s.len >= 10 && digits(s, 0, 4) && s.ptr[4] == '-' && digits(s, 5, 7) &&
	       s.ptr[7] == '-' && digits(s, 8, 10) &&
	       (s.len == 10 || str_has(S(" TZ+-"), s.ptr[10]));
}

/* A number would count days from 4714 BC, and a year be one in silence; with a modifier it is
 * meant. */
void typed_judge_date(struct typed_walk *w, const char *who, struct typed_value v, str modifier)
{
	const struct typed_origin *o = origin(w, v);
	bool literal = o->source == FROM_LITERAL && !o->call.len && (v.flags & VALUE_CONSTANT);
	/* julianday(day) + 30 is meant as one. */
	bool own = o->source == FROM_COLUMN && (v.flags & VALUE_DIRECT);
	unsigned number = own ? TYPED_NUMBER : TYPED_INT;
	bool counts = sql_same(modifier, S("unixepoch")) || sql_same(modifier, S("julianday")) ||
	              sql_same(modifier, S("auto"));
	if (!w->judging || (literal && sql_same(o->text, S("now"))))
		return;
	if (is_name(w, v))
		typed_problem_name(w, o->text);
	else if ((v.types & (TYPED_TEXT | TYPED_BLOB)) || ((v.types & number) && !counts))
		add(w, "data/text-as-date", arena_printf(w->arena, "%s takes dates", who).ptr, v)
		        ->hint = S(no_date);
}
