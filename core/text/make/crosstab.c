/* Measures by several columns: what they are asked by, and a crosstab's columns as if they had been
 * written. */
#include "data/sql/sql.h"
#include "edition/dataset.h"
#include "text/make/maker.h"

/* Groups that head rows of their own are told in a list, and those of panels that are rows. */
bool make_is_crosstab(const struct directive *d)
{
	const struct yaml *panels = d->options ? yaml_get(d->options, "panels") : NULL;
	bool heads = panels && str_eq(panels->text, S("rows"));
	for (size_t i = 0; i < d->by_n; i++)
		heads |= d->group.len && sql_same(d->by[i].text, d->group);
	if (d->form != FORM_FOUND)
		return d->form == FORM_CROSSTAB && d->by_n;
	return d->by_n >= 2 + (size_t)heads;
}

bool make_measure_query(struct maker *m, struct here here, const struct directive *d,
                        const struct binding *bindings, size_t n, struct query *out,
                        struct measure_notes *notes)
{
	struct edition *e = m->b.edition;
	struct said *columns = arena_array(m->b.arena, struct said, d->columns_n + 1);
	struct measure_rows rows = {
	        d->measure->text, d->measure->at,      d->by, d->by_n,  columns,
	        d->columns_n,     make_is_crosstab(d), S(""), d->order, d->falling};
	for (size_t i = 0; i < d->columns_n; i++)
		columns[i] = (struct said){d->columns[i].name, d->columns[i].at};
	if (d->total.text.len)
		rows.total = maker_plain(m, &here, &d->total);
	return measure_query(e->tables, m->b.arena, e->diags, &rows, bindings, n, out, notes);
}

/* ---- A crosstab's columns ---- */

struct crosstab {
	struct maker *m;
	const struct directive *d;
	const struct rows *rows;
	const struct measure_notes *notes;
	str total;
	const struct column_said *across; /* of the last of by; NULL: it has no title */
	size_t shown;                     /* numbers that each value has, but for bases of others */
};

static bool is_number(const struct crosstab *x, size_t said)
{
	for (size_t i = 0; i < x->notes->columns_n; i++)
		if (x->notes->columns[i].said == said &&
		    x->notes->columns[i].value != MEASURE_NO_VALUE)
			return true;
	return false;
}

/* In a chart, what others are shares of is no series. */
static bool is_base(const struct crosstab *x, size_t said)
{
	const struct directive *d = x->d;
	for (size_t i = 0; i < d->columns_n; i++)
		if (str_eq(d->columns[i].base.text, d->columns[said].name) ||
		    str_eq(d->columns[i].low.text, d->columns[said].name) ||
		    str_eq(d->columns[i].high.text, d->columns[said].name))
			return true;
	return false;
}

static str value_text(const struct crosstab *x, size_t value)
{
	const struct measure_heads *heads = &x->notes->heads;
	struct maker *m = x->m;
	if (value == heads->n)
		return x->total;
	struct column c = {.decimals = -1, .even = -1};
	if (x->across)
		c = (struct column){.format = x->across->format,
		                    .typed = x->across->typed,
		                    .decimals = x->across->decimals,
		                    .even = x->across->decimals,
		                    .year = x->across->year};
	c.variable = heads->variable && heads->variable->codes.n ? heads->variable : NULL;
	c.tables = m->b.edition->tables;
	c.language = m->b.edition->spec->language;
	str text = dataset_cell_text(m->own.numbers, &c, &heads->values[value]);
	return arena_str(m->b.arena, text);
}

/* The name of the column that another one names, of the same value. */
static void take_neighbour(const struct crosstab *x, size_t value, struct said *name)
{
	for (size_t i = 0; name->text.len && i < x->notes->columns_n; i++)
		if (x->notes->columns[i].value == value &&
		    str_eq(x->d->columns[x->notes->columns[i].said].name, name->text)) {
			name->text = x->rows->names[i];
			return;
		}
}

/* One number a value: the value is its title, and what all of them are stands over them. */
static void take_heads(const struct crosstab *x, size_t value, struct column_said *c)
{
	str text = value_text(x, value);
	if (x->shown == 1 || (x->d->is_figure && c->base.text.len)) {
		c->head = text;
		if (x->across && x->across->title.text.len)
			c->group = x->across->title;
		else
			c->group = c->title;
	} else {
		c->over = text;
	}
}

static struct column_said column_of(const struct crosstab *x, size_t i)
{
	const struct measure_column *from = &x->notes->columns[i];
	struct column_said c = x->d->columns[from->said];
	c.name = x->rows->names[i];
	if (from->value == MEASURE_NO_VALUE)
		return c;
	take_neighbour(x, from->value, &c.base);
	take_neighbour(x, from->value, &c.low);
	take_neighbour(x, from->value, &c.high);
	take_heads(x, from->value, &c);
	return c;
}

const struct directive *make_crosstab(struct maker *m, struct here here, const struct directive *d,
                                      const struct rows *rows, const struct measure_notes *notes)
{
	if (!d->measure || !make_is_crosstab(d))
		return d;
	struct crosstab x = {m, d, rows, notes, S(""), make_column_said(d, d->by[d->by_n - 1].text),
	                     0};
	struct column_said *columns =
	        arena_array(m->b.arena, struct column_said, notes->columns_n + 1);
	struct directive *out = arena_make(m->b.arena, struct directive);
	if (d->total.text.len)
		x.total = maker_plain(m, &here, &d->total);
	for (size_t i = 0; i < d->columns_n; i++)
		x.shown += is_number(&x, i) && !(d->is_figure && is_base(&x, i));
	for (size_t i = 0; i < notes->columns_n; i++)
		columns[i] = column_of(&x, i);
	*out = *d;
	out->columns = columns;
	out->columns_n = notes->columns_n;
	return out;
}
