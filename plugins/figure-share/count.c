/* How many cells each part has: of a hundred by the largest remainder, or as many as are counted.
 */
#include "share.h"

uint32_t shares_all(const struct shares *s, uint32_t whole)
{
	uint32_t all = 0;
	for (uint32_t p = 0; p <= s->h.rows; p++)
		all += s->cells[whole][p];
	return all;
}

static bool error_at(const struct shares *s, struct strom_pos pos, const char *what,
                     const char *message, const char *hint)
{
	return strom_chart_error(&s->h, pos, what, message, hint);
}

/* "the shares add up to 93 %": in the edition's words for numbers. */
static const char *with_number(const struct shares *s, uint32_t whole, const char *before,
                               double value, int32_t decimals)
{
	struct strom_number n = STROM_NUMBER_INIT;
	n.column = s->h.column[whole];
	n.value = value;
	n.decimals = decimals;
	strom_str text = s->h.c->number(s->h.job, &n);
	size_t len = strlen(before);
	char *message = s->h.job->host->alloc(s->h.job, len + text.len + 1);
	memcpy(message, before, len);
	memcpy(message + len, text.ptr, text.len);
	return message;
}

/* ---- Of a hundred ---- */

/* A part that is kept back could be told from the others, if it is the only one. */
static bool check_total(const struct shares *s, uint32_t whole, double sum, uint32_t unknown,
                        uint32_t kept)
{
	struct strom_pos pos = strom_value_at(&s->h, whole, 0).pos;
	if (kept == 1 && unknown == 1)
		return error_at(s, pos, "kept-back",
		                "a share is kept back, and the others tell how large it is",
		                "Put it together with another one in the query, or keep two back.");
	if (sum > 1.005 || (!unknown && sum < 0.995))
		return error_at(s, pos, "total",
		                with_number(s, whole, "the shares of a whole add up to ", sum, 1),
		                "They must be 100 % together, 0.5 more or less: add a row for the "
		                "rest. Shares that do not add up are compared by type: bar.");
	return true;
}

static bool check_part(const struct shares *s, const struct strom_datum *d)
{
	return d->null || d->number >= 0 ||
	       error_at(s, d->pos, "negative", "a part of a whole is negative",
	                "Leave it out of the query; type: bar shows numbers below zero.");
}

/* What is left after whole cells goes to the largest remainders; of equal ones to the first. */
static void largest_remainders(uint32_t *cells, const double *quota, uint32_t n, uint32_t all)
{
	double rest[MOST_PARTS + 1];
	uint32_t given = 0;
	for (uint32_t i = 0; i < n; i++) {
		cells[i] = (uint32_t)(quota[i] + 1e-9);
		rest[i] = quota[i] - cells[i];
		given += cells[i];
	}
	for (; given < all; given++) {
		uint32_t most = 0;
		for (uint32_t i = 1; i < n; i++)
			if (rest[i] > rest[most] + 1e-9)
				most = i;
		cells[most]++;
		rest[most] -= 1;
	}
}

static bool of_hundred(struct shares *s, uint32_t whole)
{
	double sum = 0, quota[MOST_PARTS + 1] = {0};
	uint32_t unknown = 0, kept = 0, n = s->h.rows;
	for (uint32_t p = 0; p < n; p++) {
		struct strom_datum d = strom_value_at(&s->h, whole, p);
		if (!check_part(s, &d))
			return false;
		unknown += d.null;
		kept += d.missing == STROM_SUPPRESSED;
		sum += quota[p] = d.null ? 0 : d.number;
	}
	if (!check_total(s, whole, sum, unknown, kept))
		return false;
	quota[n] = unknown && sum < 1 ? 1 - sum : 0;
	for (uint32_t p = 0; p <= n; p++)
		quota[p] *= HUNDRED / (sum + quota[n]);
	largest_remainders(s->cells[whole], quota, n + 1, HUNDRED);
	return true;
}

/* ---- Counted ---- */

static bool as_counted(struct shares *s, uint32_t whole)
{
	double sum = 0;
	for (uint32_t p = 0; p < s->h.rows; p++) {
		struct strom_datum d = strom_value_at(&s->h, whole, p);
		if (!check_part(s, &d))
			return false;
		if (d.null)
			continue;
		sum += d.number;
		if (sum > MOST_COUNTED)
			return error_at(s, d.pos, "too-many", "more than 200 are counted",
			                "Nobody counts so many circles: show shares of the whole, "
			                "with type: percent.");
		s->cells[whole][p] = (uint32_t)(d.number + 0.5);
		double apart = d.number - s->cells[whole][p];
		if (apart > 1e-10 || apart < -1e-10)
			return error_at(s, d.pos, "not-a-count", "a count is not a whole number",
			                "Each circle is one that was counted. Shares are of "
			                "type: percent: 0.45 is 45 %.");
	}
	return true;
}

bool shares_count(struct shares *s)
{
	s->counts = s->h.field[0].holds != STROM_HOLDS_PERCENT;
	if (s->h.rows > MOST_PARTS)
		return error_at(s, strom_cell_at(&s->h, MOST_PARTS, 0).pos, "rows",
		                "the whole has more than five parts",
		                "Nobody tells six colours apart: put the least of them together in "
		                "one row.");
	for (uint32_t w = 0; w < s->h.series; w++)
		if (!(s->counts ? as_counted : of_hundred)(s, w))
			return false;
	return true;
}
