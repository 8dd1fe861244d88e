/* What may stand in registers and rows: sets that only grow. */
#include "data/typed/parts.h"

struct typed_value *typed_register(struct typed_walk *w, int i)
{
	/* The last is nobody's: what a bad number reads and writes. */
	bool good = i >= 0 && i < w->program.registers;
	if (!good)
		w->now[w->program.registers] = (struct typed_value){0};
	return &w->now[good ? i : w->program.registers];
}

uint16_t typed_origin_at(struct typed_walk *w, int at, struct typed_origin origin)
{
	if (!w->made[at] && w->origins.n < UINT16_MAX) {
		w->made[at] = (uint16_t)w->origins.n;
		vec_push(w->arena, &w->origins, origin);
	}
	return w->made[at];
}

struct typed_value typed_made_of(struct typed_walk *w, int at, str name, struct typed_value inner,
                                 unsigned types)
{
	struct typed_origin o = w->origins.at[inner.from];
	o.call = name;
	return (struct typed_value){(uint8_t)types, inner.flags & VALUE_CONSTANT,
	                            typed_origin_at(w, at, o), 0};
}

/* ---- Rows ---- */

static uint32_t set_of(struct typed_walk *w, int shape, uint32_t rest)
{
	for (uint32_t i = 1; i < w->sets.n; i++)
		if (w->sets.at[i].shape == shape && w->sets.at[i].rest == rest)
			return i;
	vec_push(w->arena, &w->sets, (struct typed_shapes){shape, rest});
	return (uint32_t)w->sets.n - 1;
}

uint32_t typed_row_of(struct typed_walk *w, int shape)
{
	return set_of(w, shape, 0);
}

static uint32_t united(struct typed_walk *w, uint32_t a, uint32_t b)
{
	if (!a || !b || a == b)
		return a ? a : b;
	struct typed_shapes x = w->sets.at[a], y = w->sets.at[b];
	if (x.shape > y.shape)
		return united(w, b, a);
	return set_of(w, x.shape, united(w, x.rest, x.shape == y.shape ? y.rest : b));
}

struct typed_value typed_row_column(struct typed_walk *w, uint32_t rows, int column)
{
	struct typed_value v = {0};
	for (; rows; rows = w->sets.at[rows].rest) {
		const struct typed_shape *s = &w->shapes[w->sets.at[rows].shape];
		if (column >= 0 && column < s->n)
			typed_value_join(w, &v, s->at[column]);
	}
	return v;
}

int typed_row_columns(const struct typed_walk *w, uint32_t rows)
{
	int n = 0;
	for (; rows; rows = w->sets.at[rows].rest)
		if (w->shapes[w->sets.at[rows].shape].n > n)
			n = w->shapes[w->sets.at[rows].shape].n;
	return n;
}

/* ---- Values ---- */

static bool is_null(struct typed_value v)
{
	return v.types == TYPED_NULL && !v.rows;
}

/* Of two values from two places neither is a column's or literal's own; NULL comes from none, and a
 * number leaves a text what it is. */
static bool is_direct(struct typed_value a, struct typed_value b)
{
	bool first = a.types & TYPED_STRING, second = b.types & TYPED_STRING;
	if (is_null(a) || is_null(b) || first != second)
		return (first || is_null(b) ? a : b).flags & VALUE_DIRECT;
	return a.flags & b.flags & VALUE_DIRECT && a.from == b.from;
}

bool typed_value_join(struct typed_walk *w, struct typed_value *to, struct typed_value v)
{
	struct typed_value old = *to;
	if ((!v.types && !v.rows) || !memcmp(to, &v, sizeof v))
		return false;
	if (!to->types && !to->rows) {
		*to = v;
		return true;
	}
	to->flags = (uint8_t)((to->flags & v.flags & VALUE_CONSTANT) |
	                      (is_direct(*to, v) ? VALUE_DIRECT : 0));
	/* What is a text tells more than a number that meets it. */
	if (!to->from || ((v.types & TYPED_STRING) && !(to->types & TYPED_STRING)))
		to->from = v.from;
	to->types |= v.types;
	to->rows = united(w, to->rows, v.rows);
	return memcmp(&old, to, sizeof old) != 0;
}

void typed_shape_join(struct typed_walk *w, int shape, int column, struct typed_value v)
{
	struct typed_shape *s = &w->shapes[shape];
	if (column >= s->n) {
		s->at = arena_grow(w->arena, s->at, (size_t)s->n * sizeof *s->at,
		                   (size_t)(column + 1) * sizeof *s->at);
		s->n = column + 1;
		w->grown = true;
	}
	/* A record may keep 40.0 as 40. */
	if (v.types & TYPED_REAL)
		v.types |= TYPED_INT;
	w->grown |= typed_value_join(w, &s->at[column], v);
}
