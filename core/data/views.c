/* Views in the order in which each finds those that it reads. SQLite tells what a query lacks: so a
 * view waits for another only where it truly reads it. */
#include "data/derive.h"

enum view_state { VIEW_WAITS, VIEW_MADE, VIEW_FAILED };

struct view_order {
	struct tables *tables;
	struct diags *diags;
	const struct view_spec *views;
	size_t n;
	enum view_state *states;
	size_t *waits_for; /* what it waited for when it was last looked at */
};

static str last_part(str name)
{
	const char *dot = name.len ? memrchr(name.ptr, '.', name.len) : NULL;
	return dot ? str_from(name, (size_t)(dot - name.ptr) + 1) : name;
}

/* The view that is not made yet and that this one reads; n: none. */
static size_t lacks(const struct view_order *o, size_t i)
{
	struct arena *scratch = arena_new();
	str sql = asked_lines(scratch, o->views[i].sql);
	sqlite3_stmt *s = NULL;
	size_t found = o->n;
	guard_begin(o->tables);
	int rc = sqlite3_prepare_v2(o->tables->db, sql.ptr, (int)sql.len, &s, NULL);
	str message = str_of(sqlite3_errmsg(o->tables->db));
	if (rc && str_starts(message, S("no such table: ")))
		for (size_t k = 0; k < o->n; k++)
			if (o->states[k] != VIEW_MADE &&
			    sql_same(o->views[k].name.text, last_part(str_from(message, 15))))
				found = k;
	sqlite3_finalize(s);
	arena_drop(scratch);
	return found;
}

/* True: it is settled, one way or the other. */
static bool try_view(struct view_order *o, size_t i)
{
	size_t other = lacks(o, i);
	o->waits_for[i] = other;
	if (other < o->n && o->states[other] == VIEW_WAITS)
		return false;
	/* Of a view that has failed all has been said. */
	bool made = other == o->n && view_make(o->tables, o->diags, &o->views[i]);
	o->states[i] = made ? VIEW_MADE : VIEW_FAILED;
	return true;
}

static bool any_settled(struct view_order *o)
{
	bool any = false;
	for (size_t i = 0; i < o->n; i++)
		if (o->states[i] == VIEW_WAITS)
			any |= try_view(o, i);
	return any;
}

/* Each that is left waits for another that is left: following them leads into the cycle. */
static void tell_cycle(const struct view_order *o, size_t i)
{
	struct buf b = {0};
	struct sql_token token;
	for (size_t steps = 0; steps < o->n; steps++)
		i = o->waits_for[i];
	const struct view_spec *first = &o->views[i];
	size_t k = i;
	do {
		buf_printf(&b, "%.*s, ", STR_ARG(o->views[k].name.text));
		k = o->waits_for[k];
	} while (k != i);
	str next = o->views[o->waits_for[i]].name.text;
	bool found = sql_find_name(first->sql->text, next, &token);
	struct span at = found ? yaml_span(first->sql, token.off, token.off + token.text.len)
	                       : first->sql->at;
	diag_error(o->diags, at, "data/view-cycle", "views are made of each other: %.*s%.*s",
	           STR_ARG(buf_str(&b)), STR_ARG(first->name.text));
	diag_hint(o->diags, "Let one of them read the tables of 'data:' alone.");
	buf_drop(&b);
}

bool views_make(struct tables *t, struct diags *d)
{
	const struct project *p = t->project;
	struct view_order o = {t, d, p->views, p->views_n, NULL, NULL};
	o.states = arena_array(t->arena, enum view_state, o.n);
	o.waits_for = arena_array(t->arena, size_t, o.n);
	size_t before = diag_met(d);
	while (any_settled(&o))
		;
	for (size_t i = 0; i < o.n; i++)
		if (o.states[i] == VIEW_WAITS) {
			tell_cycle(&o, i);
			break;
		}
	return diag_met(d) == before;
}
