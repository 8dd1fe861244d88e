/* The rows' places along the time: years, months and days at their true distance; what is no time,
 * one after the other. */
#include "lines.h"

static bool in_order(struct lines *l)
{
	for (uint32_t r = 1; r < l->h.rows; r++) {
		if (l->x[r] > l->x[r - 1])
			continue;
		struct strom_pos pos = strom_cell_at(&l->h, r, l->h.names).pos;
		if (l->x[r] == l->x[r - 1])
			return strom_chart_error(
			        &l->h, pos, "doubled", "a time stands in two rows",
			        "Put them together in the query: group by the time.");
		return strom_chart_error(&l->h, pos, "not-sorted",
		                         "a row is earlier than the one before it",
		                         "Order the query by the time.");
	}
	return true;
}

bool lines_times(struct lines *l)
{
	l->x = l->h.job->host->alloc(l->h.job, sizeof *l->x * l->h.rows);
	l->time = true;
	for (uint32_t r = 0; r < l->h.rows; r++) {
		uint32_t digits = 0;
		bool good =
		        strom_time_of(strom_cell_at(&l->h, r, l->h.names).raw, &l->x[r], &digits);
		l->time = l->time && good && (!r || digits == l->digits);
		l->digits = r ? l->digits : digits;
	}
	for (uint32_t r = 0; r < l->h.rows && !l->time; r++)
		l->x[r] = r;
	l->from = l->x[0];
	l->to = l->x[l->h.rows - 1];
	return !l->time || in_order(l);
}

/* 2008, then '09: the century is known by then. */
static strom_str short_year(const struct lines *l, strom_str year)
{
	char *out = l->h.job->host->alloc(l->h.job, 5);
	memcpy(out, "\xE2\x80\x99", 3);
	memcpy(out + 3, year.ptr + 2, 2);
	return (strom_str){out, 5};
}

strom_str lines_time_text(const struct lines *l, uint32_t row, bool first)
{
	struct strom_datum d = strom_cell_at(&l->h, row, l->h.names);
	strom_str text;
	if (!l->time || l->digits == 10)
		return d.text;
	if (l->digits == 4)
		return first || l->h.width < STROM_WIDE ? d.raw : short_year(l, d.raw);
	return l->h.c->date(l->h.job, d.raw, STROM_DATE_MONTH_YEAR, &text) ? text : d.text;
}
