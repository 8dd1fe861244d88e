/* Panels: each column is one, or each name in the first column, with the rows that have it. All are
 * on one scale, and bars and dots of all have the same names. */
#include "multiples.h"

static bool refuse(const struct multiples *m, uint32_t row, uint32_t column, const char *what,
                   const char *message, const char *hint)
{
	return strom_chart_error(&m->h, strom_cell_at(&m->h, row, column).pos, what, message, hint);
}

static struct panel *add_panel(struct multiples *m, uint32_t row, uint32_t column)
{
	if (m->n == MOST_PANELS) {
		refuse(m, row, column, "panels", "there are more than 20 panels",
		       "Show the ones that matter, or all in a table: type: heat.");
		return NULL;
	}
	struct panel *p = &m->panel[m->n++];
	p->l.h = m->h;
	p->l.h.rows = 0;
	return p;
}

/* ---- Each column is a panel ---- */

static bool read_columns(struct multiples *m)
{
	uint32_t n = m->h.c->columns(m->h.job);
	for (uint32_t i = 1; i < n; i++) {
		struct strom_field f = STROM_FIELD_INIT;
		m->h.c->field(m->h.job, i, &f);
		if (f.role != STROM_ROLE_VALUE)
			continue;
		struct panel *p = add_panel(m, 0, i);
		if (!p)
			return false;
		if (m->n > 1 && f.holds != m->panel[0].l.h.field[0].holds)
			return refuse(m, 0, i, "two-scales",
			              "shares and numbers would stand on one scale",
			              "Draw them in two figures, or show all as shares.");
		p->l.h.rows = m->h.rows;
		p->title = f.title;
		if (!strom_chart_add(&p->l.h, i, &f))
			return false;
	}
	return m->n ||
	       strom_chart_error(&m->h, strom_chart_nowhere(), "columns", "the query has no series",
	                         "Its first column names the rows; each other is a panel "
	                         "of numbers.");
}

/* ---- Each name is a panel ---- */

static bool is_new(const struct multiples *m, uint32_t row)
{
	for (uint32_t i = 0; i < m->n; i++)
		if (strom_text_same(strom_cell_at(&m->h, m->panel[i].l.h.first, 0).raw,
		                    strom_cell_at(&m->h, row, 0).raw))
			return refuse(m, row, 0, "doubled", "a panel stands in two places",
			              "Order the query by its first column first.");
	return true;
}

static bool read_rows(struct multiples *m)
{
	m->h.names = 1;
	for (uint32_t r = 0; r < m->h.rows; r++) {
		struct strom_datum name = strom_cell_at(&m->h, r, 0);
		if (r && strom_text_same(name.raw, strom_cell_at(&m->h, r - 1, 0).raw)) {
			m->panel[m->n - 1].l.h.rows++;
			continue;
		}
		struct panel *p = is_new(m, r) ? add_panel(m, r, 0) : NULL;
		if (!p)
			return false;
		p->l.h.first = r;
		p->l.h.rows = 1;
		p->title = name.text;
	}
	for (uint32_t i = 0; i < m->n; i++)
		if (!strom_chart_columns(&m->panel[i].l.h, 3))
			return false;
	return true;
}

/* ---- What is on them ---- */

static bool same_names(const struct multiples *m, const struct strom_chart *a,
                       const struct strom_chart *b)
{
	if (a->rows != b->rows)
		return strom_chart_error(&m->h, strom_cell_at(b, 0, 0).pos, "names",
		                         "a panel has more rows than another, or fewer",
		                         "Give all the same rows, those without a number too.");
	for (uint32_t r = 0; r < a->rows; r++)
		if (!strom_text_same(strom_cell_at(a, r, a->names).raw,
		                     strom_cell_at(b, r, b->names).raw))
			return strom_chart_error(&m->h, strom_cell_at(b, r, 0).pos, "names",
			                         "a panel has other rows than the first",
			                         "Give all the same rows, in the same order.");
	return true;
}

/* Times of all are on one line; where some are none, all have the same names. */
static bool read_times(struct multiples *m)
{
	bool time = true;
	double from = 0, to = 0;
	for (uint32_t i = 0; i < m->n; i++) {
		struct lines *l = &m->panel[i].l;
		if (!lines_times(l))
			return false;
		time = time && l->time && l->digits == m->panel[0].l.digits;
		from = !i || l->from < from ? l->from : from;
		to = !i || l->to > to ? l->to : to;
	}
	for (uint32_t i = 0; i < m->n; i++) {
		struct lines *l = &m->panel[i].l;
		if (!time && !same_names(m, &m->panel[0].l.h, &l->h))
			return false;
		l->from = time ? from : 0;
		l->to = time ? to : l->h.rows - 1;
		for (uint32_t r = 0; r < l->h.rows && !time; r++)
			l->x[r] = r;
		l->time = time;
	}
	return true;
}

static bool check_rows(const struct multiples *m, const struct strom_chart *h)
{
	uint32_t most = m->form == LINE ? MOST_ROWS : MOST_LEVEL;
	if (h->rows <= most)
		return true;
	return strom_chart_error(&m->h, strom_cell_at(h, most, 0).pos, "rows",
	                         m->form == LINE ? "a panel has more than 400 rows"
	                                         : "a panel has more than 30 rows",
	                         "Group them, or show the largest.");
}

bool multiples_read(struct multiples *m, bool rows)
{
	bool numbers = false;
	if (!(rows ? read_rows(m) : read_columns(m)))
		return false;
	for (uint32_t i = 0; i < m->n; i++) {
		struct strom_chart *h = &m->panel[i].l.h;
		if (!check_rows(m, h) || !strom_chart_cells(h))
			return false;
		if (m->form != LINE && !same_names(m, &m->panel[0].l.h, h))
			return false;
		m->h.small_seen = m->h.small_seen || h->small_seen;
		numbers = numbers || strom_chart_has_numbers(h);
	}
	if (!numbers)
		strom_chart_warning(&m->h, "no-numbers", "no panel has a number",
		                    "Look at the query: all that it gives is missing, or kept "
		                    "back.");
	return m->form != LINE || read_times(m);
}
