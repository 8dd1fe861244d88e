/* What stands below the plot: times or names, as many as have room. */
#include "line.h"

struct below {
	const struct lines *l;
	strom_len y, last;
};

static bool put(struct below *b, uint32_t r, strom_len least, bool first)
{
	const struct lines *l = b->l;
	struct strom_words w =
	        strom_words_in(&l->h, "figure-axis", lines_time_text(l, r, first), l->h.width, 1);
	strom_len half = strom_measure(&l->h, &w).width / 2, x = lines_x(l, r);
	strom_len end = l->left + l->width + l->h.size * 2;
	end = end < l->h.width ? end : l->h.width;
	if (x + half > end)
		x = end - half;
	if (x - half < 0)
		x = half;
	if (x - half < b->last || x + half > least)
		return false;
	w.anchor = STROM_ANCHOR_MIDDLE;
	strom_put(&l->h, &w, x, b->y);
	b->last = x + half + l->h.size / 2;
	return true;
}

static strom_len widest(const struct lines *l)
{
	strom_len most = 0;
	for (uint32_t r = 0; r < l->h.rows; r++) {
		strom_len w = strom_width_of(&l->h, "figure-axis", lines_time_text(l, r, !r), 0);
		most = w > most ? w : most;
	}
	return most + l->h.size / 2;
}

/* Times that are left out are known from those beside them; other names are told of. */
static void tell_left_out(const struct lines *l)
{
	struct strom_report r = STROM_REPORT_INIT;
	for (uint32_t i = 0; i < l->h.rows; i++)
		l->h.c->shortened(l->h.job, strom_name(&l->h, i));
	r.severity = STROM_WARNING;
	r.code = STROM_S("line/names-left-out");
	r.message = STROM_S("names have no room below the lines, and some are left out");
	r.hint = STROM_S("Lines are for time: type: bar or dot has room for names.");
	l->h.job->host->report(l->h.job, &r);
}

strom_len line_axis_put(const struct lines *l)
{
	struct below b = {l, l->top + l->room + l->h.size * 11 / 10, INT64_MIN / 4};
	uint32_t n = l->h.rows, most = (uint32_t)(l->width / (widest(l) * 5 / 4)) + 1, step = 1;
	while (n > 1 && (n - 1) / step + 1 > most)
		step++;
	/* Where steps do not end on the last row, a step that does is better, if one is near. */
	for (uint32_t better = step; better < step * 2 && n > 1; better++)
		if ((n - 1) % better == 0) {
			step = better;
			break;
		}
	bool all = step == 1;
	for (uint32_t r = 0; r < n; r += step)
		all = put(&b, r, INT64_MAX / 4, !r) && all;
	if (!all && !l->time)
		tell_left_out(l);
	return b.y + l->h.size;
}
