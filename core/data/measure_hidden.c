/* Which numbers of a measure are kept back because others would give them away: all groups of its
 * columns, the answers, and the totals of both ways are one table, whose sums anybody can do, as
 * any total may be printed somewhere. In each of its lines either none is hidden, or two that
 * together are not few; of those that are told the smallest goes.
 *
 * The table is of the data alone: what is hidden does not depend on what is printed, so two texts
 * that show parts of it hide the same. (Complementary cell suppression, line by line: Willenborg
 * and de Waal, Elements of Statistical Disclosure Control, 2001, chapter 6.) */
#include "data/measure_parts.h"

enum { MOST_WAYS = 6, MOST_CELLS = 1 << 20 };

/* What is counted in each group. */
enum measure_count { COUNT_ROWS, COUNT_NUMBERS, COUNT_ANSWERS, COUNT_ALL_ANSWERS };

/* A way of the table: a column's values, or the answers; as many as it has: all of them together.
 */
struct way {
	vec(str) values; /* as SQL has them */
	bool adds;       /* all of its values add up to what is behind them */
	size_t stride;
};

struct cube {
	struct arena *arena;
	struct way ways[MOST_WAYS];
	size_t ways_n, n;
	int64_t *counts;
	bool *hidden;
	int64_t below;
};

static size_t all_of(const struct way *w)
{
	return w->values.n;
}

static size_t value_at(struct cube *c, struct way *w, struct map *known, const struct cell *cell)
{
	uint32_t i = (uint32_t)w->values.n;
	str text = measure_literal(c->arena, cell);
	if (map_add(known, text, &i))
		vec_push(c->arena, &w->values, text);
	return i;
}

/* ---- Its cells ---- */

static bool is_small(const struct cube *c, int64_t n)
{
	return n > 0 && n < c->below;
}

/* Adds to a cell and to all sums that it is part of. */
static void add(struct cube *c, const size_t *at, size_t way, size_t cell, int64_t n)
{
	if (way == c->ways_n) {
		c->counts[cell] += n;
		return;
	}
	const struct way *w = &c->ways[way];
	add(c, at, way + 1, cell + at[way] * w->stride, n);
	if (w->adds && at[way] < all_of(w))
		add(c, at, way + 1, cell + all_of(w) * w->stride, n);
}

static bool lay_out(struct cube *c)
{
	c->n = 1;
	for (size_t i = 0; i < c->ways_n; i++) {
		c->ways[i].stride = c->n;
		c->n *= all_of(&c->ways[i]) + 1;
		if (c->n > MOST_CELLS)
			return false;
	}
	c->counts = arena_array(c->arena, int64_t, c->n);
	c->hidden = arena_array(c->arena, bool, c->n);
	return true;
}

static size_t index_in(const struct cube *c, size_t cell, size_t way)
{
	return cell / c->ways[way].stride % (all_of(&c->ways[way]) + 1);
}

/* The same cell's sum over a way. */
static size_t sum_of(const struct cube *c, size_t cell, size_t way)
{
	const struct way *w = &c->ways[way];
	return cell + (all_of(w) - index_in(c, cell, way)) * w->stride;
}

/* What is few by itself; of several answers a row also those who did not give one. */
static bool hides_itself(const struct cube *c, size_t cell, size_t answers)
{
	if (answers == c->ways_n)
		return is_small(c, c->counts[cell]);
	int64_t n = c->counts[sum_of(c, cell, answers)];
	return is_small(c, c->counts[cell]) || is_small(c, n) ||
	       (!c->ways[answers].adds && is_small(c, n - c->counts[cell]));
}

/* ---- Lines ---- */

struct sum_line {
	size_t hidden, shown; /* cells of it, without the sum */
	int64_t few;          /* what the hidden ones are together */
	size_t next;          /* the next to be hidden: a cell; n: there is none */
};

/* One with something in it, the smallest; or else an empty one. */
static bool is_sooner(const struct cube *c, size_t cell, size_t than)
{
	int64_t a = c->counts[cell], b;
	if (than == c->n)
		return true;
	b = c->counts[than];
	return (a > 0) != (b > 0) ? a > 0 : a < b;
}

static struct sum_line line_of(const struct cube *c, size_t first, size_t way)
{
	struct sum_line l = {.next = c->n};
	const struct way *w = &c->ways[way];
	for (size_t i = 0; i < all_of(w); i++) {
		size_t cell = first + i * w->stride;
		l.hidden += c->hidden[cell];
		l.shown += !c->hidden[cell];
		l.few += c->hidden[cell] ? c->counts[cell] : 0;
		if (!c->hidden[cell] && is_sooner(c, cell, l.next))
			l.next = cell;
	}
	return l;
}

/* Hides until its sums tell nothing. Whether anything was hidden. */
static bool close_line(struct cube *c, size_t first, size_t way)
{
	size_t sum = first + all_of(&c->ways[way]) * c->ways[way].stride;
	bool any = false;
	for (;; any = true) {
		struct sum_line l = line_of(c, first, way);
		bool empty_next = l.next < c->n && !c->counts[l.next];
		if (c->hidden[sum] ? l.hidden || !l.shown
		                   : !l.hidden || (l.hidden > 1 && (!l.few || l.few >= c->below ||
		                                                    l.next == c->n || empty_next)))
			return any;
		if (l.next < c->n)
			c->hidden[l.next] = true;
		else if (l.hidden == 1)
			c->hidden[sum] = true;
		else
			return any;
	}
}

static size_t sums_in(const struct cube *c, size_t cell)
{
	size_t n = 0;
	for (size_t i = 0; i < c->ways_n; i++)
		n += index_in(c, cell, i) == all_of(&c->ways[i]);
	return n;
}

/* Lines of sums come first: what is hidden in them stays so whatever else is asked. */
static bool close_lines(struct cube *c, size_t sums)
{
	bool any = false;
	for (size_t way = 0; way < c->ways_n; way++)
		for (size_t cell = 0; c->ways[way].adds && cell < c->n; cell++)
			if (!index_in(c, cell, way) && all_of(&c->ways[way]) &&
			    sums_in(c, cell) == sums)
				any |= close_line(c, cell, way);
	return any;
}

static void close_all(struct cube *c)
{
	for (bool any = true; any;) {
		any = false;
		for (size_t sums = c->ways_n; sums-- > 0;)
			any |= close_lines(c, sums);
	}
}

/* ---- The counts ---- */

static struct query counting(const struct measure_asker *a, const struct measure *m,
                             const struct said *by, size_t n, enum measure_count count)
{
	struct measure_sql q = {.arena = a->arena};
	buf_put(&q.text, S("select "));
	for (size_t i = 0; i < n; i++)
		buf_printf(&q.text, "r.g%zu, ", i + 1);
	buf_put(&q.text, count == COUNT_ANSWERS       ? S("r.x, count(*) from ")
	                 : count == COUNT_ALL_ANSWERS ? S("k.x, count(*) from ")
	                 : count == COUNT_ROWS        ? S("null, count(*) from ")
	                                              : S("null, count(r.x) from "));
	measure_put_rows(&q, m, m->table->n, by, n);
	buf_put(&q.text, S(" r"));
	if (count == COUNT_ALL_ANSWERS) {
		buf_put(&q.text, S(" join (select column1 as x from ("));
		measure_put_codes(&q, m);
		buf_put(&q.text, S(")) k on "));
		measure_put_in_set(&q.text, S("r.x"), S("k.x"));
	}
	buf_put(&q.text, count == COUNT_ROWS ? S(" where 1") : S(" where r.x is not null"));
	for (size_t i = 0; i < n; i++)
		buf_printf(&q.text, " and r.g%zu is not null", i + 1);
	buf_put(&q.text, S(" group by "));
	for (size_t i = 0; i < n; i++)
		buf_printf(&q.text, "%sr.g%zu", i ? ", " : "", i + 1);
	if (count == COUNT_ANSWERS || count == COUNT_ALL_ANSWERS)
		buf_printf(&q.text, "%s%s", n ? ", " : "", count == COUNT_ANSWERS ? "r.x" : "k.x");
	else if (!n)
		buf_put(&q.text, S("null"));
	buf_put(&q.text, S(" order by "));
	for (size_t i = 0; i <= n; i++)
		buf_printf(&q.text, "%s%zu", i ? ", " : "", i + 1);
	return measure_sql_end(&q, m->at);
}

static bool ask(const struct measure_asker *a, const struct measure *m, const struct said *by,
                size_t n, enum measure_count count, struct rows *rows)
{
	return tables_query(a->tables, a->arena, a->diags, counting(a, m, by, n, count),
	                    a->bindings, a->bindings_n, 0, rows);
}

/* The values of all ways, in the rows' order. places: of each row's cells. */
static void take_values(struct cube *c, const struct rows *rows, size_t *places)
{
	struct map *known[MOST_WAYS];
	for (size_t k = 0; k < c->ways_n; k++)
		known[k] = map_new(c->arena);
	for (size_t i = 0; i < rows->n; i++)
		for (size_t k = 0; k < c->ways_n; k++)
			places[i * MOST_WAYS + k] = value_at(c, &c->ways[k], known[k],
			                                     &rows->cells[i * rows->columns + k]);
}

static void take_counts(struct cube *c, const struct rows *rows, const size_t *places)
{
	for (size_t i = 0; i < rows->n; i++)
		add(c, places + i * MOST_WAYS, 0, 0,
		    rows->cells[(i + 1) * rows->columns - 1].integer);
}

/* How many have answered at all, where answers do not add up to it. */
static void take_bases(struct cube *c, const struct rows *bases, size_t groups)
{
	size_t at[MOST_WAYS];
	for (size_t i = 0; i < bases->n; i++) {
		bool there = true;
		for (size_t k = 0; there && k < groups; k++) {
			str text = measure_literal(c->arena, &bases->cells[i * bases->columns + k]);
			for (at[k] = 0; at[k] < c->ways[k].values.n; at[k]++)
				if (str_eq(c->ways[k].values.at[at[k]], text))
					break;
			there = at[k] < c->ways[k].values.n;
		}
		at[groups] = all_of(&c->ways[groups]);
		if (there)
			add(c, at, 0, 0, bases->cells[(i + 1) * bases->columns - 1].integer);
	}
}

/* ---- What is found ---- */

/* Whose table it is: of the columns of groups, those behind `by` have one value that is meant. */
struct hiding {
	struct measure m; /* without what the ways have */
	struct said *by;
	size_t n, own; /* columns; of them those of by */
	str *picked;   /* the value of each column behind them */
	str answer;    /* that is meant; empty: each */
	enum measure_count count;
};

/* As SQL has them both; 1 and 1.0 are one. */
static bool same_value(str a, str b)
{
	double x, y;
	return str_eq(a, b) || (str_to_double(a, &x) && str_to_double(b, &y) && !(x < y || x > y));
}

static str picked_literal(struct arena *a, const struct table *t, const struct measure_pick *pick)
{
	str type = t->types[pick->column];
	if (!str_eq(type, S("text")) && !str_eq(type, S("date")))
		return pick->value;
	return measure_literal(a, &(struct cell){.type = CELL_TEXT, .text = pick->value});
}

static void take_picks(const struct measure_asker *a, const struct measure *m, struct hiding *h)
{
	h->m.groups.at = NULL;
	h->m.groups.n = h->m.groups.cap = 0;
	for (size_t i = 0; i < m->groups.n; i++) {
		const struct measure_pick *pick = &m->groups.at[i];
		if (measure_is_set(m->table, pick->column)) {
			vec_push(a->arena, &h->m.groups, *pick);
			continue;
		}
		h->picked[h->n] = picked_literal(a->arena, m->table, pick);
		h->by[h->n++] = (struct said){m->table->columns[pick->column], pick->at};
	}
}

/* A condition's answers are yes and no; one answer of a column is among all of them. */
static struct hiding hiding_of(const struct measure_asker *a, const struct measure *m,
                               const struct said *by, size_t n, bool rows)
{
	struct hiding h = {.m = *m, .n = n, .own = n};
	bool pick = m->answer.column < m->table->n;
	h.by = arena_array(a->arena, struct said, n + m->groups.n + 1);
	h.picked = arena_array(a->arena, str, n + m->groups.n + 1);
	for (size_t i = 0; i < n; i++)
		h.by[i] = by[i];
	take_picks(a, m, &h);
	h.m.answer.column = m->table->n;
	if (pick)
		h.answer = picked_literal(a->arena, m->table, &m->answer);
	else if (measure_is_condition(m))
		h.answer = S("1");
	bool numbers = !pick && measure_kind_of(m) == KIND_NUMBERS;
	h.count = rows                                  ? COUNT_ROWS
	          : numbers || m->column == m->table->n ? COUNT_NUMBERS
	          : measure_is_set(m->table, m->column) ? COUNT_ALL_ANSWERS
	                                                : COUNT_ANSWERS;
	if (m->spec && !rows)
		h.count = m->spec->is ? COUNT_ANSWERS : COUNT_NUMBERS;
	return h;
}

static bool is_meant(const struct cube *c, const struct hiding *h, size_t cell)
{
	for (size_t k = h->own; k < h->n; k++) {
		size_t at = index_in(c, cell, k);
		if (at == all_of(&c->ways[k]) ||
		    !same_value(c->ways[k].values.at[at], h->picked[k]))
			return false;
	}
	size_t at = h->n < c->ways_n ? index_in(c, cell, h->n) : 0;
	return h->n == c->ways_n || at == all_of(&c->ways[h->n]) || !h->answer.len ||
	       same_value(c->ways[h->n].values.at[at], h->answer);
}

static struct hidden_cell cell_of(const struct cube *c, const struct hiding *h, size_t cell)
{
	str *values = arena_array(c->arena, str, h->own + 1);
	for (size_t k = 0; k < h->own; k++) {
		size_t at = index_in(c, cell, k);
		values[k] = at < all_of(&c->ways[k]) ? c->ways[k].values.at[at] : S("null");
	}
	size_t at = h->n < c->ways_n ? index_in(c, cell, h->n) : 0;
	bool of_answer = h->n < c->ways_n && at < all_of(&c->ways[h->n]);
	return (struct hidden_cell){values, of_answer ? c->ways[h->n].values.at[at] : S("")};
}

/* Those that are few themselves are known without it. */
static void tell(struct cube *c, const struct hiding *h, struct measure_hidden *out)
{
	size_t answers = h->n < c->ways_n ? h->n : c->ways_n;
	vec(struct hidden_cell) cells = {0};
	for (size_t i = 0; i < c->n; i++)
		if (c->hidden[i] && !hides_itself(c, i, answers) && is_meant(c, h, i))
			vec_push(c->arena, &cells, cell_of(c, h, i));
	out->cells = cells.at;
	out->n = cells.n;
}

static bool too_large(const struct measure_asker *a, const struct measure *m)
{
	diag_error(a->diags, m->at, "data/too-much-work",
	           "so many groups cannot be looked through for what is to be suppressed");
	diag_hint(a->diags, "Take fewer columns under by:, or columns of fewer values.");
	return false;
}

static bool fill(const struct measure_asker *a, const struct hiding *h, struct cube *c)
{
	struct rows rows, bases = {0};
	bool sets = h->count == COUNT_ALL_ANSWERS;
	if (!ask(a, &h->m, h->by, h->n, h->count, &rows) ||
	    (sets && !ask(a, &h->m, h->by, h->n, COUNT_NUMBERS, &bases)))
		return false;
	for (size_t k = 0; k < c->ways_n; k++)
		c->ways[k].adds = k < h->n || !sets;
	size_t *places = arena_array(a->arena, size_t, rows.n * MOST_WAYS + 1);
	take_values(c, &rows, places);
	if (!lay_out(c))
		return too_large(a, &h->m);
	take_counts(c, &rows, places);
	if (sets)
		take_bases(c, &bases, h->n);
	return true;
}

bool measure_hide(const struct measure_asker *a, const struct measure *m, const struct said *by,
                  size_t n, bool rows, struct measure_hidden *out)
{
	struct hiding h = hiding_of(a, m, by, n, rows);
	bool answers = h.count == COUNT_ANSWERS || h.count == COUNT_ALL_ANSWERS;
	struct cube c = {
	        .arena = a->arena, .ways_n = h.n + answers, .below = m->table->measured->suppress};
	*out = (struct measure_hidden){0};
	if (!c.ways_n)
		return true;
	if (c.ways_n > MOST_WAYS)
		return too_large(a, m);
	if (!fill(a, &h, &c))
		return false;
	for (size_t i = 0; i < c.n; i++)
		c.hidden[i] = hides_itself(&c, i, h.n < c.ways_n ? h.n : c.ways_n);
	close_all(&c);
	tell(&c, &h, out);
	return true;
}
