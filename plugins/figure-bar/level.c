/* Bars that lie, one row below the other, their names at the start. */
#include "bar.h"

#define SINGLE STROM_PT(9.2) /* a bar of its own, or of parts */
#define BESIDE STROM_PT(7.2) /* one beside others */
#define BETWEEN STROM_PT(0.5)
#define AFTER_ONE STROM_PT(4) /* to the next row */
#define AFTER_MORE STROM_PT(6)
enum { NAMES = 34 }; /* percent of the width, at most */

struct level {
	struct bars *b;
	bool above;                  /* names stand above their bars */
	strom_len names, left, room; /* of the plot */
	strom_len before, behind;    /* what values take at both ends */
	strom_len bars;              /* how high a row's bars are */
};

static bool beside(const struct bars *b)
{
	return b->form == GROUPED && b->h.series > 1;
}

static double end_of(const struct bars *b, uint32_t s, uint32_t r)
{
	double low, high, v = bar_number(b, s, r);
	if (!strom_bounds(&b->h, s, r, &low, &high))
		return v;
	return v < 0 ? (low < v ? low : v) : (high > v ? high : v);
}

/* What values take beyond the longest bars at either end. */
static void value_room(struct level *l)
{
	const struct strom_chart *h = &l->b->h;
	for (uint32_t r = 0; r < h->rows && l->b->values && l->b->form == GROUPED; r++)
		for (uint32_t s = 0; s < h->series; s++) {
			strom_str text = strom_value_text(h, s, r, r || s);
			strom_len w = strom_width_of(h, "figure-value", text, 0) + STROM_PT(4);
			strom_len *side =
			        strom_value_at(h, s, r).number < 0 ? &l->before : &l->behind;
			*side = w > *side ? w : *side;
		}
}

static void set_scale(struct level *l)
{
	struct bars *b = l->b;
	double low = 0, high = 0;
	strom_range(&b->h, b->form == STACKED, &low, &high);
	if (b->form == FULL)
		low = 0, high = 1;
	b->scale = strom_scale_of(&b->h, b->h.column[0], low, high, b->h.wide ? 5 : 3, true);
	/* Without an axis the longest bar takes all the room. */
	if (b->values || b->form == FULL) {
		b->scale.low = low < 0 ? low : 0;
		b->scale.high = high > 0 ? high : low < 0 ? 0 : 1;
	}
}

static strom_len at(const struct level *l, double value)
{
	return l->left + strom_along(&l->b->scale, value, l->room);
}

static void put_value(const struct level *l, uint32_t s, uint32_t r, strom_len y)
{
	const struct strom_chart *h = &l->b->h;
	struct strom_words w =
	        strom_words_in(h, "figure-value", strom_value_text(h, s, r, r || s), 0, 1);
	bool back = strom_value_at(h, s, r).number < 0;
	if (strom_value_at(h, s, r).null)
		w.colour = h->muted;
	if (strom_is_highlit(h, s, r))
		w.flags = STROM_TEXT_BOLD;
	w.anchor = back ? STROM_ANCHOR_END : STROM_ANCHOR_START;
	strom_put(h, &w, at(l, end_of(l->b, s, r)) + (back ? -STROM_PT(3) : STROM_PT(3)), y);
}

static void put_grouped(const struct level *l, uint32_t r, strom_len y)
{
	const struct strom_chart *h = &l->b->h;
	strom_len thick = beside(l->b) ? BESIDE : SINGLE;
	struct strom_level at_zero = {h, &l->b->scale, l->left, l->room};
	strom_level_bars(&at_zero, r, y, thick, BETWEEN);
	for (uint32_t s = 0; s < h->series; s++, y += thick + BETWEEN) {
		strom_about(h, s, r);
		if (l->b->values || strom_value_at(h, s, r).null)
			put_value(l, s, r, y + thick / 2);
	}
}

static void put_stacked(const struct level *l, uint32_t r, strom_len y)
{
	strom_len up = at(l, 0), down = up;
	for (uint32_t s = 0; s < l->b->h.series; s++) {
		double v = bar_number(l->b, s, r);
		strom_len length = at(l, v) - at(l, 0), *from = v < 0 ? &down : &up;
		strom_about(&l->b->h, s, r);
		*from = bar_part(l->b, s, r, *from, y, length, SINGLE, false);
	}
}

/* How high a row is: its bars or, where this is higher, its name. */
static strom_len row_height(const struct level *l, uint32_t r)
{
	strom_len name = strom_name_height(&l->b->h, r, l->names);
	return l->above ? name + l->bars : name > l->bars ? name : l->bars;
}

static strom_len all_rows(const struct level *l, strom_len after)
{
	strom_len y = 0;
	for (uint32_t r = 0; r < l->b->h.rows; r++)
		y += row_height(l, r) + (r ? after : 0);
	return y;
}

static void put_name(const struct level *l, uint32_t r, strom_len y, strom_len high)
{
	const struct strom_chart *h = &l->b->h;
	strom_about(h, UINT32_MAX, r);
	if (l->above)
		strom_name_put(h, r, l->names, y + (high - l->bars) / 2, false);
	else
		strom_name_put(h, r, l->names, y + high / 2, true);
}

static void put_rows(const struct level *l, strom_len after)
{
	strom_len y = l->b->top;
	for (uint32_t r = 0; r < l->b->h.rows; r++) {
		strom_len high = row_height(l, r);
		strom_len bars = l->above ? y + high - l->bars : y + (high - l->bars) / 2;
		put_name(l, r, y, high);
		if (l->above && l->b->form != FULL)
			strom_rule(&l->b->h, at(l, 0), bars - STROM_PT(1), at(l, 0),
			           bars + l->bars + STROM_PT(1), l->b->h.text, STROM_PT(0.7));
		if (l->b->form == GROUPED)
			put_grouped(l, r, bars);
		else
			put_stacked(l, r, bars);
		y += high + after;
	}
}

/* ---- To two sides: the middle one, of an odd number, lies half on each ---- */

static double side_of(const struct bars *b, uint32_t r, bool end)
{
	uint32_t n = b->h.series, half = n / 2;
	double sum = 0;
	for (uint32_t s = 0; s < half; s++)
		sum += bar_number(b, end ? n - 1 - s : s, r);
	return sum;
}

static double middle_of(const struct bars *b, uint32_t r)
{
	return b->h.series % 2 ? bar_number(b, b->h.series / 2, r) / 2 : 0;
}

static strom_str total_text(const struct bars *b, uint32_t r, bool end)
{
	struct strom_number n = STROM_NUMBER_INIT;
	n.column = b->h.column[0];
	n.value = side_of(b, r, end);
	n.decimals = strom_decimals(&b->h, 0, r);
	n.flags = r ? STROM_NUMBER_BARE : 0;
	return b->h.c->number(b->h.job, &n);
}

static void put_totals(const struct level *l, uint32_t r, strom_len y)
{
	const struct strom_chart *h = &l->b->h;
	for (int end = 0; end < 2; end++) {
		struct strom_words w =
		        strom_words_in(h, "figure-value", total_text(l->b, r, end), 0, 1);
		w.flags = STROM_TEXT_BOLD;
		w.anchor = end ? STROM_ANCHOR_END : STROM_ANCHOR_START;
		strom_put(h, &w, end ? h->width : l->left - l->before, y);
	}
}

static void diverging_scale(struct level *l)
{
	struct bars *b = l->b;
	double low = 0, high = 0;
	for (uint32_t r = 0; r < b->h.rows; r++) {
		double down = -side_of(b, r, false) - middle_of(b, r),
		       up = side_of(b, r, true) + middle_of(b, r);
		low = down < low ? down : low;
		high = up > high ? up : high;
		for (int end = 0; end < 2; end++) {
			strom_len w = strom_width_of(&b->h, "figure-value", total_text(b, r, end),
			                             STROM_TEXT_BOLD) +
			              STROM_PT(5);
			strom_len *side = end ? &l->behind : &l->before;
			*side = w > *side ? w : *side;
		}
	}
	b->scale.low = low;
	b->scale.high = high > low ? high : low + 1;
}

static void put_diverging(const struct level *l, strom_len after)
{
	strom_len y = l->b->top;
	for (uint32_t r = 0; r < l->b->h.rows; r++) {
		strom_len high = row_height(l, r);
		strom_len bars = l->above ? y + high - l->bars : y + (high - l->bars) / 2;
		strom_len from = at(l, -side_of(l->b, r, false) - middle_of(l->b, r));
		put_name(l, r, y, high);
		for (uint32_t s = 0; s < l->b->h.series; s++) {
			strom_len length = at(l, bar_number(l->b, s, r)) - at(l, 0);
			strom_about(&l->b->h, s, r);
			from = bar_part(l->b, s, r, from, bars, length, SINGLE, false);
		}
		strom_about(&l->b->h, UINT32_MAX, r);
		put_totals(l, r, bars + SINGLE / 2);
		y += high + after;
	}
}

/* ---- ---- */

static void place(struct level *l)
{
	struct strom_chart *h = &l->b->h;
	l->above = strom_names_cut(h, NAMES);
	l->names = l->above ? h->width : strom_names_width(h, NAMES);
	l->left = (l->above ? 0 : l->names + STROM_PT(6)) + l->before;
	l->room = h->width - l->left - l->behind;
}

bool bar_level(struct bars *b)
{
	struct level l = {.b = b};
	bool more = beside(b);
	strom_len after = more ? AFTER_MORE : AFTER_ONE;
	l.bars = more ? (BESIDE + BETWEEN) * b->h.series - BETWEEN : SINGLE;
	value_room(&l);
	if (l.before + l.behind > b->h.width / 3 && b->form == GROUPED) {
		b->values = false; /* nothing would be left for bars */
		l.before = l.behind = 0;
	}
	if (b->form == DIVERGING)
		diverging_scale(&l);
	else
		set_scale(&l);
	place(&l);
	strom_len bottom = b->top + all_rows(&l, after);
	bool axis = (b->form == GROUPED || b->form == STACKED) && !b->values;
	strom_len end =
	        axis ? strom_axis_level(&b->h, &b->scale, l.left, l.room, b->top, bottom) : bottom;
	if (b->form == DIVERGING)
		put_diverging(&l, after);
	else
		put_rows(&l, after);
	strom_about_none(&b->h);
	/* Of an odd number the middle part lies over it; and names that stand above. */
	if (b->form != FULL && !(b->form == DIVERGING && b->h.series % 2) && !l.above)
		strom_rule(&b->h, at(&l, 0), b->top, at(&l, 0), bottom, b->h.text, STROM_PT(0.7));
	return strom_chart_end(&b->h, end);
}
