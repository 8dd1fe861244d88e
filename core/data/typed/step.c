/* What one instruction does to the types in the registers. */
#include "data/typed/parts.h"

static struct typed_value plain(unsigned types)
{
	return (struct typed_value){.types = (uint8_t)types};
}

static bool is(const struct typed_instruction *x, const char *name)
{
	return str_eq(x->name, str_of(name));
}

/* ---- Values ---- */

static struct typed_value said(struct typed_walk *w, int at, enum typed_source source, str text,
                               unsigned types)
{
	uint16_t from =
	        typed_origin_at(w, at, (struct typed_origin){.source = source, .text = text});
	return (struct typed_value){(uint8_t)types, VALUE_CONSTANT | VALUE_DIRECT, from, 0};
}

static struct typed_value parameter(struct typed_walk *w, int at, str name)
{
	unsigned types = TYPED_ANY;
	for (size_t i = 0; i < w->parameters_n; i++)
		if (str_eq(w->parameters[i].name, name))
			types = w->parameters[i].types;
	return said(w, at, FROM_PARAMETER, name, types);
}

static void copy(struct typed_walk *w, const struct typed_instruction *x)
{
	bool move = is(x, "Move");
	for (int i = 0, n = move ? x->p3 : is(x, "Copy") ? x->p3 + 1 : 1; i < n; i++) {
		*typed_register(w, x->p2 + i) = *typed_register(w, x->p1 + i);
		if (move)
			*typed_register(w, x->p1 + i) = plain(TYPED_NULL);
	}
}

static void write_nulls(struct typed_walk *w, const struct typed_instruction *x)
{
	for (int i = x->p2; i <= (x->p3 > x->p2 ? x->p3 : x->p2); i++)
		*typed_register(w, i) =
		        (struct typed_value){.types = TYPED_NULL, .flags = VALUE_CONSTANT};
}

/* ---- Arithmetic and conversions ---- */

static struct typed_value arithmetic(struct typed_walk *w, const struct typed_instruction *x)
{
	struct typed_value a = *typed_register(w, x->p2), b = *typed_register(w, x->p1);
	typed_judge_quotient(w, x->name, a, b);
	/* Whole numbers that overflow become real. */
	struct typed_value v = plain(TYPED_NULL | TYPED_REAL | (a.types & b.types & TYPED_INT));
	v.flags = a.flags & b.flags & VALUE_CONSTANT;
	return v;
}

/* x IN (..) asks by x & x & .. whether one is NULL (expr.c), in one register and of no two
 * constants: where an author writes '&', it has three. */
static struct typed_value bit_and(struct typed_walk *w, const struct typed_instruction *x)
{
	struct typed_value a = *typed_register(w, x->p2), b = *typed_register(w, x->p1);
	bool one = x->p1 == x->p2 || x->p3 == x->p1 || x->p3 == x->p2;
	bool constant = a.flags & b.flags & VALUE_CONSTANT;
	if (sql_has_sign(w->sql, S("&")) && (!one || constant)) {
		typed_judge_number(w, x->op->sign, a);
		typed_judge_number(w, x->op->sign, b);
	}
	return plain(x->op->gives);
}

static struct typed_value concat(struct typed_walk *w, int at, struct typed_value a,
                                 struct typed_value b)
{
	struct typed_value all = a;
	typed_value_join(w, &all, b);
	return typed_made_of(w, at, S("||"), all,
	                     TYPED_TEXT | TYPED_NULL | (a.types & b.types & TYPED_BLOB));
}

/* To 'A' blob, 'B' text; to numbers only where words.c has left the cast alone. */
static struct typed_value cast(struct typed_walk *w, int at, const struct typed_instruction *x)
{
	struct typed_value v = *typed_register(w, x->p1);
	if (x->p2 != 'A' && x->p2 != 'B') {
		typed_judge_number(w, x->op->sign, v);
		return plain(TYPED_NUMBER | TYPED_NULL);
	}
	if (x->p2 == 'A' || (v.types & TYPED_NUMBER))
		return typed_made_of(w, at, S("cast"), v, TYPED_NULL | (x->p2 == 'A' ? TYPED_BLOB
		                                          : TYPED_TEXT | (v.types & TYPED_DATE)));
	v.types = v.types & TYPED_BLOB ? v.types | TYPED_TEXT : v.types;
	return v;
}

static void affinity(struct typed_walk *w, int first, int n, str letters)
{
	for (int i = 0; i < n && (size_t)i < letters.len; i++) {
		struct typed_value *v = typed_register(w, first + i);
		typed_judge_affinity(w, *v, letters.ptr[i]);
		if (letters.ptr[i] >= 'C' && (v->types & TYPED_NUMBER))
			v->types |= TYPED_NUMBER;
	}
}

/* ---- Rows ---- */

/* The shape of what a cursor reads; of a number that is none, a shape without columns. */
static int shape_of(const struct typed_walk *w, int cursor)
{
	const struct typed_program *p = &w->program;
	return p->n + (cursor >= 0 && cursor < p->cursors ? p->shares[cursor] : p->cursors);
}

static void open_table(struct typed_walk *w, int at, const struct typed_instruction *x)
{
	const struct typed_table *t = NULL;
	for (size_t i = 0; !x->p3 && i < w->typed->n; i++)
		if (w->typed->tables[i].root == x->p2)
			t = &w->typed->tables[i];
	if (!t)
		typed_judge_unknown(w, "table that is opened by", x->name);
	bool first = !w->made[at];
	for (size_t i = 0; t && i < t->n; i++) {
		struct typed_origin o = {FROM_COLUMN, t, i, t->columns[i], S("")};
		uint16_t from = typed_origin_at(w, at, o);
		if (i && first && w->origins.n < UINT16_MAX)
			vec_push(w->arena, &w->origins, o);
		from = from + i < w->origins.n ? (uint16_t)(from + i) : 0;
		typed_shape_join(
		        w, shape_of(w, x->p1), (int)i,
		        (struct typed_value){t->types[i] | TYPED_NULL, VALUE_DIRECT, from, 0});
	}
}

static struct typed_value column(struct typed_walk *w, const struct typed_instruction *x)
{
	bool held = x->p1 >= 0 && x->p1 < w->program.cursors && w->program.holds[x->p1];
	uint32_t rows = held ? typed_register(w, w->program.holds[x->p1])->rows
	                    : typed_row_of(w, shape_of(w, x->p1));
	struct typed_value v = typed_row_column(w, rows, x->p2);
	v.types |= TYPED_NULL;
	v.flags &= (uint8_t)~VALUE_CONSTANT;
	return v;
}

static struct typed_value record(struct typed_walk *w, int at, const struct typed_instruction *x)
{
	affinity(w, x->p1, x->p2, x->p4);
	for (int i = 0; i < x->p2; i++)
		typed_shape_join(w, at, i, *typed_register(w, x->p1 + i));
	return (struct typed_value){.rows = typed_row_of(w, at)};
}

static void insert(struct typed_walk *w, const struct typed_instruction *x)
{
	uint32_t rows = typed_register(w, x->p2)->rows;
	for (int i = 0, n = typed_row_columns(w, rows); i < n; i++)
		typed_shape_join(w, shape_of(w, x->p1), i, typed_row_column(w, rows, i));
}

/* ---- Comparisons and orders ---- */

/* What is looked for, in registers or as a row, against a cursor's columns. */
static void keys(struct typed_walk *w, const struct typed_instruction *x)
{
	bool deletes = is(x, "IdxDelete");
	int first = deletes ? x->p2 : x->p3;
	uint32_t rows = 0, to = typed_row_of(w, shape_of(w, x->p1));
	int64_t n = deletes ? x->p3 : 0;
	if (!deletes)
		str_to_int(x->p4, &n);
	if (!n && x->op->sign)
		typed_judge_number(w, x->op->sign, *typed_register(w, first));
	else if (!n)
		n = typed_row_columns(w, rows = typed_register(w, first)->rows);
	for (int i = 0; i < n; i++)
		typed_judge_comparison(
		        w, rows ? typed_row_column(w, rows, i) : *typed_register(w, first + i),
		        typed_row_column(w, to, i), S(""), false);
}

/* Frames by RANGE ask by x >= '' whether a value is a text (window.c): without an affinity in P5,
 * which each comparison of an author's has; or before the error that the frame's bounds are no
 * numbers. */
static bool asks_for_text(const struct typed_walk *w, int at)
{
	const struct typed_instruction *x = &w->program.at[at];
	bool halts = at + 2 < w->program.n && x->p2 == at + 2 && is(&x[2], "Halt") && x[2].p1;
	return at && is(x, "Ge") && is(&x[-1], "String8") && x[-1].p2 == x->p1 && !x[-1].p4.len &&
	       (!x->p5 || halts);
}

/* The key of a sorter, "k(2,-B,language-8)"; empty: none, or it only brings equal rows together. */
static str key_of(const struct typed_walk *w, int cursor)
{
	str key = S("");
	for (int i = 0; i < w->program.n; i++) {
		const struct typed_instruction *x = &w->program.at[i];
		if ((is(x, "SorterOpen") || is(x, "OpenEphemeral")) && x->p1 == cursor)
			key = str_starts(x->p4, S("k(")) ? str_from(x->p4, 2) : S("");
	}
	for (int i = 0; i < w->program.n; i++)
		if (is(&w->program.at[i], "Compare") &&
		    str_eq(str_from(w->program.at[i].p4, 2), key))
			return S("");
	return key;
}

static void sort(struct typed_walk *w, const struct typed_instruction *x)
{
	str key = key_of(w, x->p1);
	uint32_t rows = typed_row_of(w, shape_of(w, x->p1));
	int64_t n = 0;
	str_to_int(str_until(key, ','), &n);
	for (int i = 0; i < n; i++) {
		key = str_from(key, str_until(key, ',').len + 1);
		/* "-": descending; "N.": NULL comes last. */
		str order = str_starts(key, S("-")) ? str_from(key, 1) : key;
		order = str_starts(order, S("N.")) ? str_from(order, 2) : order;
		typed_judge_order(w, "ORDER BY", typed_row_column(w, rows, i), order, true);
	}
}

/* ---- Functions ---- */

static struct typed_value aggregate_end(struct typed_walk *w, const struct typed_instruction *x)
{
	int arguments;
	const struct typed_function *f = typed_function_find(w->typed, x->p4, &arguments);
	struct typed_value v = *typed_register(w, x->p1);
	v.types = !f ? TYPED_ANY : f->gives ? f->gives : v.types | TYPED_NULL;
	return v;
}

static void aggregate(struct typed_walk *w, int at, const struct typed_instruction *x)
{
	struct typed_value v = typed_call(w, at, x->p2, x->p5, true);
	v.flags &= VALUE_DIRECT;
	if (x->op->writes)
		typed_value_join(w, typed_register(w, x->p3), v);
}

/* ---- All of them ---- */

/* What is written; of those that write no one register, nothing. */
static struct typed_value result(struct typed_walk *w, int at, const struct typed_instruction *x)
{
	struct typed_value v = plain(0);
	switch ((enum typed_does)x->op->does) {
	case DOES_SET:
		return plain(x->op->gives);
	case DOES_CONSTANT:
		return (struct typed_value){x->op->gives, VALUE_CONSTANT, 0, 0};
	case DOES_TEXT:
		return said(w, at, FROM_LITERAL, x->p4,
		            typed_is_date(x->p4) ? TYPED_DATE : TYPED_TEXT);
	case DOES_PARAMETER:
		return parameter(w, at, x->p4);
	case DOES_ARITHMETIC:
		return arithmetic(w, x);
	case DOES_BIT_AND:
		return bit_and(w, x);
	case DOES_CONCAT:
		return concat(w, at, *typed_register(w, x->p2), *typed_register(w, x->p1));
	case DOES_CAST:
		return cast(w, at, x);
	case DOES_REAL_AFFINITY:
		v = *typed_register(w, x->p1);
		v.types = (uint8_t)(v.types & TYPED_INT ? (v.types | TYPED_REAL) & ~TYPED_INT
		                                        : v.types);
		return v;
	case DOES_MUST_BE_INT:
		/* Where a row's number is looked up, P2 is where to go if it is none. */
		v = *typed_register(w, x->p1);
		v.types = TYPED_INT | (x->p2 ? v.types : 0);
		return v;
	case DOES_CALL:
		return typed_call(w, at, x->p2, -1, false);
	case DOES_AGGREGATE_END:
		return aggregate_end(w, x);
	case DOES_COLUMN:
		return column(w, x);
	case DOES_NULL_ROW:
		v = *typed_register(w, x->p3);
		v.types |= TYPED_NULL;
		return v;
	case DOES_RECORD:
		return record(w, at, x);
	case DOES_ROW:
		return (struct typed_value){.rows = typed_row_of(w, shape_of(w, x->p1))};
	default:
		return v;
	}
}

void typed_step(struct typed_walk *w, int at)
{
	const struct typed_instruction *x = &w->program.at[at];
	const int operands[3] = {x->p1, x->p2, x->p3};
	for (int i = 0; i < 3; i++)
		if (x->op->numbers & 1 << i)
			typed_judge_number(w, x->op->sign, *typed_register(w, operands[i]));
	switch ((enum typed_does)x->op->does) {
	case DOES_NULL:
		write_nulls(w, x);
		break;
	case DOES_COPY:
		copy(w, x);
		break;
	case DOES_AFFINITY:
		affinity(w, x->p1, x->p2, x->p4);
		break;
	case DOES_COMPARE:
		if (!asks_for_text(w, at))
			typed_judge_comparison(w, *typed_register(w, x->p1),
			                       *typed_register(w, x->p3), x->p4,
			                       !is(x, "Eq") && !is(x, "Ne"));
		break;
	case DOES_KEYS:
		keys(w, x);
		break;
	case DOES_SORT:
		sort(w, x);
		break;
	case DOES_AGGREGATE:
		aggregate(w, at, x);
		break;
	case DOES_OPEN_TABLE:
		open_table(w, at, x);
		break;
	case DOES_INSERT:
		insert(w, x);
		break;
	case DOES_UNKNOWN:
		typed_judge_unknown(w, "instruction", x->name);
		break;
	default:
		if (x->op->writes) {
			struct typed_value v = result(w, at, x);
			*typed_register(w, operands[x->op->writes - 1]) = v;
		}
	}
}
