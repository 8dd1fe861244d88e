/* Labels at the lines' ends: the last number, and what the series is called. They are pushed apart
 * where they meet; where names have no room, a key has them. */
#include "line.h"

static bool last_of(const struct lines *l, uint32_t series, uint32_t *row)
{
	for (*row = l->h.rows; (*row)-- > 0;)
		if (!strom_value_at(&l->h, series, *row).null)
			return true;
	return false;
}

static bool is_top(const struct lines *l, uint32_t series)
{
	uint32_t row, other;
	for (uint32_t s = 0; s < l->h.series; s++)
		if (last_of(l, s, &other) && last_of(l, series, &row) &&
		    strom_value_at(&l->h, s, other).number >
		            strom_value_at(&l->h, series, row).number)
			return false;
	return true;
}

static strom_str value_of(const struct lines *l, uint32_t series)
{
	uint32_t row;
	return last_of(l, series, &row) ? strom_value_text(&l->h, series, row, !is_top(l, series))
	                                : STROM_S("");
}

static strom_len values_width(const struct lines *l)
{
	strom_len most = 0;
	for (uint32_t s = 0; s < l->h.series; s++) {
		strom_len w =
		        strom_width_of(&l->h, "figure-value", value_of(l, s), STROM_TEXT_BOLD);
		most = w > most ? w : most;
	}
	return most + STROM_PT(6);
}

static struct strom_words name_of(const struct lines *l, uint32_t s)
{
	return strom_words_in(&l->h, "figure-label", l->h.field[s].title, l->h.width * 30 / 100, 2);
}

static strom_len names_width(const struct lines *l, bool *fit)
{
	strom_len most = 0;
	*fit = l->h.wide;
	for (uint32_t s = 0; s < l->h.series; s++) {
		struct strom_words w = name_of(l, s);
		struct strom_extent e = strom_measure(&l->h, &w);
		*fit = *fit && !e.shortened;
		most = e.width > most ? e.width : most;
	}
	return most + STROM_PT(5);
}

strom_len line_ends_width(struct lines *l)
{
	strom_len values = values_width(l), names = names_width(l, &l->names);
	if (l->h.series == 1)
		l->names = false; /* the claim says what it is */
	return values + (l->names ? names : 0);
}

/* The middle of a series' end: of its area, or of the line. */
static strom_len end_of(const struct lines *l, uint32_t series, uint32_t row)
{
	double v = strom_value_at(&l->h, series, row).number, below = 0;
	for (uint32_t s = 0; s < series && l->area; s++)
		below += strom_value_at(&l->h, s, row).number;
	return l->area ? lines_y(l, below + v / 2) : lines_y(l, v);
}

static void put_one(const struct lines *l, uint32_t s, strom_len y)
{
	strom_len x = l->left + l->width + STROM_PT(6);
	struct strom_words value = strom_words_in(&l->h, "figure-value", value_of(l, s), 0, 1),
	                   name = name_of(l, s);
	value.flags = STROM_TEXT_BOLD;
	value.colour = name.colour = line_ink(l, s);
	uint32_t row;
	if (last_of(l, s, &row))
		strom_about(&l->h, s, row);
	strom_put(&l->h, &value, x, y);
	if (l->names)
		strom_put(&l->h, &name, x + values_width(l) - STROM_PT(1), y);
	strom_about_none(&l->h);
}

static strom_len label_height(const struct lines *l, uint32_t s)
{
	struct strom_words w = name_of(l, s);
	return l->names ? strom_measure(&l->h, &w).height : l->h.size * 5 / 4;
}

void line_ends_put(const struct lines *l)
{
	uint32_t order[STROM_SERIES], n = 0, row;
	strom_len y[STROM_SERIES], was[STROM_SERIES], gap = l->h.size * 5 / 4;
	for (uint32_t s = 0; s < l->h.series; s++) {
		if (!last_of(l, s, &row))
			continue;
		strom_len at = end_of(l, s, row);
		uint32_t i = n++;
		for (; i && y[i - 1] > at; i--) {
			y[i] = y[i - 1];
			order[i] = order[i - 1];
		}
		y[i] = at;
		order[i] = s;
		gap = label_height(l, s) > gap ? label_height(l, s) : gap;
	}
	memcpy(was, y, sizeof was);
	strom_push_apart(y, n, gap, l->top, l->top + l->room);
	for (uint32_t i = 0; i < n; i++) {
		strom_len x = l->left + l->width, off = y[i] - was[i];
		if (off > STROM_PT(4) || off < -STROM_PT(4))
			strom_rule(&l->h, x + STROM_PT(2.5), was[i], x + STROM_PT(5), y[i],
			           l->h.muted, STROM_PT(0.4));
		put_one(l, order[i], y[i]);
	}
}
