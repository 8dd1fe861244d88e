/* What views have of the tables that they read. A column that is another table's as it stands means
 * what it means there, and a weight stays one; what is said of measures holds for views, too. */
#include "data/tables_parts.h"

#include <strom/source.h>

struct view_column {
	const struct table *table; /* whose column it is as it stands; NULL: it is made */
	size_t column;
};

struct view_origins {
	struct arena *arena;
	struct tables *tables;
	bool *known; /* of t->tables: nothing is left to find out */
};

static void find_view(struct view_origins *o, size_t i);

/* The number of the table; as many as there are: none. One that is a view is looked at first. */
static size_t table_named(struct view_origins *o, str name)
{
	struct tables *t = o->tables;
	size_t i = 0;
	while (i < t->n && !sql_same(t->tables[i].name, name))
		i++;
	if (i < t->n)
		find_view(o, i);
	return i;
}

static struct view_column origin_of(struct view_origins *o, sqlite3_stmt *s, int column)
{
	const char *name = sqlite3_column_origin_name(s, column);
	const char *table = name ? sqlite3_column_table_name(s, column) : NULL;
	size_t i = table ? table_named(o, str_of(table)) : o->tables->n;
	if (i == o->tables->n)
		return (struct view_column){NULL, 0};
	const struct table *of = &o->tables->tables[i];
	for (size_t k = 0; k < of->n; k++)
		if (sql_same(of->columns[k], str_of(name)))
			return (struct view_column){of, k};
	return (struct view_column){NULL, 0};
}

/* ---- Code books ---- */

/* The view's own name of a column of the same table; empty: it does not have it. */
static str name_in_view(const struct table *view, const struct view_column *columns,
                        const struct table *table, str name)
{
	for (size_t i = 0; i < view->n; i++)
		if (columns[i].table == table && sql_same(table->columns[columns[i].column], name))
			return view->columns[i];
	return S("");
}

static void take_variables(struct view_origins *o, struct table *view,
                           const struct view_column *columns)
{
	struct codebook *book = arena_make(o->arena, struct codebook);
	for (size_t i = 0; i < view->n; i++) {
		const struct table *of = columns[i].table;
		const struct codebook_variable *v =
		        of && of->book ? codebook_find(of->book, of->columns[columns[i].column])
		                       : NULL;
		if (!v)
			continue;
		struct codebook_variable own = *v;
		own.name = view->columns[i];
		if (v->of.len)
			own.of = name_in_view(view, columns, of, v->of);
		if (!v->of.len || own.of.len)
			vec_push(o->arena, &book->variables, own);
	}
	view->book = book->variables.n ? book : NULL;
}

/* ---- Measures ---- */

/* Which of two says more: allow, warn, counts, refuse. */
static unsigned strictness(enum small_base small)
{
	return ((unsigned)small + 1) % 4;
}

static const struct measured_said *together(struct arena *a, const struct measured_said *one,
                                            const struct measured_said *other)
{
	if (!one || !other)
		return one ? one : other;
	struct measured_said *both = arena_make(a, struct measured_said);
	*both = *one;
	if (!both->weight.text.len)
		both->weight = other->weight;
	if (other->suppress > both->suppress)
		both->suppress = other->suppress;
	if (other->few > both->few)
		both->few = other->few;
	if (strictness(other->small) > strictness(both->small))
		both->small = other->small;
	return both;
}

static void take_measured(struct view_origins *o, struct table *view, str sql)
{
	const str *names;
	size_t n = origins_read(o->tables, o->arena, sql, &names);
	for (size_t i = 0; i < n; i++) {
		size_t k = table_named(o, names[i]);
		if (k < o->tables->n)
			view->measured = together(o->arena, view->measured,
			                          o->tables->tables[k].measured);
	}
}

static void take_weight(struct table *view, const struct view_column *columns)
{
	for (size_t i = 0; i < view->n; i++) {
		const struct table *of = columns[i].table;
		if (of && of->weight < of->n && columns[i].column == of->weight)
			view->weight = i;
	}
}

/* ---- A view ---- */

static const struct view_spec *spec_of(const struct project *p, const struct table *view)
{
	for (size_t i = 0; !view->source && i < p->views_n; i++)
		if (str_eq(p->views[i].name.text, view->name))
			return &p->views[i];
	return NULL;
}

static void find_view(struct view_origins *o, size_t i)
{
	struct table *view = &o->tables->tables[i];
	const struct view_spec *spec = spec_of(o->tables->project, view);
	sqlite3_stmt *s = NULL;
	if (o->known[i])
		return;
	o->known[i] = true;
	if (!spec)
		return;
	str sql = asked_lines(o->arena, spec->sql), words = typed_casts(o->arena, sql);
	struct view_column *columns = arena_array(o->arena, struct view_column, view->n);
	if (!sqlite3_prepare_v2(o->tables->db, words.ptr, (int)words.len, &s, NULL) &&
	    (size_t)sqlite3_column_count(s) == view->n)
		for (size_t k = 0; k < view->n; k++)
			columns[k] = origin_of(o, s, (int)k);
	sqlite3_finalize(s);
	take_variables(o, view, columns);
	take_weight(view, columns);
	take_measured(o, view, sql);
}

void tables_derive(struct arena *a, struct tables *t)
{
	struct view_origins o = {a, t, arena_array(a, bool, t->n + 1)};
	for (size_t i = 0; i < t->n; i++)
		find_view(&o, i);
}
