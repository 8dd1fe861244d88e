/* Bars that stand, beside each other: for time. */
#include "bar.h"

#define WIDEST STROM_PT(40)

struct upright {
	struct bars *b;
	strom_len left, group, top, room; /* of the plot; a row's width */
	strom_len bar;                    /* how wide one is */
};

static strom_len at(const struct upright *u, double value)
{
	return u->top + u->room - strom_along(&u->b->scale, value, u->room);
}

static bool beside(const struct bars *b)
{
	return b->form == GROUPED;
}

/* Values have room above bars that are as wide as they are. */
static bool values_fit(const struct bars *b)
{
	const struct strom_chart *h = &b->h;
	strom_len bar = h->width / h->rows * 7 / 10 / (beside(b) ? h->series : 1);
	for (uint32_t r = 0; r < h->rows && beside(b); r++)
		for (uint32_t s = 0; s < h->series; s++)
			if (strom_width_of(h, "figure-value", strom_value_text(h, s, r, r || s),
			                   0) > bar * 13 / 10)
				return false;
	return beside(b);
}

static void set_scale(struct bars *b)
{
	double low = 0, high = 0;
	strom_range(&b->h, b->form == STACKED, &low, &high);
	if (b->form == FULL)
		low = 0, high = 1;
	b->scale = strom_scale_of(&b->h, b->h.column[0], low, high, b->h.wide ? 5 : 3, true);
}

static void put_value(const struct upright *u, uint32_t s, uint32_t r, strom_len x)
{
	const struct strom_chart *h = &u->b->h;
	struct strom_datum d = strom_value_at(h, s, r);
	struct strom_words w =
	        strom_words_in(h, "figure-value", strom_value_text(h, s, r, r || s), 0, 1);
	w.anchor = STROM_ANCHOR_MIDDLE;
	w.vertical = STROM_VERTICAL_BASELINE;
	w.colour = d.null ? h->muted : w.colour;
	if (strom_is_highlit(h, s, r))
		w.flags = STROM_TEXT_BOLD;
	strom_put(h, &w, x,
	          d.number < 0 ? at(u, d.number) + h->size
	                       : at(u, d.null ? 0 : d.number) - STROM_PT(3));
}

static void put_grouped(const struct upright *u, uint32_t r, strom_len x)
{
	const struct strom_chart *h = &u->b->h;
	double low, high;
	for (uint32_t s = 0; s < h->series; s++, x += u->bar) {
		strom_len thick = h->series > 1 ? u->bar - STROM_PT(0.5) : u->bar;
		strom_about(h, s, r);
		strom_bar(h, x, at(u, bar_number(u->b, s, r)), thick,
		          at(u, 0) - at(u, bar_number(u->b, s, r)), strom_colour_at(h, s, r),
		          strom_small_base(h, s, r));
		if (strom_bounds(h, s, r, &low, &high))
			strom_whisker(h, x + thick / 2, at(u, low), x + thick / 2, at(u, high));
		if (u->b->values || strom_value_at(h, s, r).null)
			put_value(u, s, r, x + thick / 2);
	}
}

static void put_stacked(const struct upright *u, uint32_t r, strom_len x)
{
	struct bars inside = *u->b;
	strom_len up = at(u, 0), down = up;
	inside.values = strom_option_int(u->b->h.job, "values", 1);
	for (uint32_t s = 0; s < u->b->h.series; s++) {
		double v = bar_number(u->b, s, r);
		strom_len length = at(u, v) - at(u, 0), *from = v < 0 ? &down : &up;
		strom_about(&u->b->h, s, r);
		*from = bar_part(&inside, s, r, *from, x, length, u->bar, true);
	}
}

/* Every so many rows have a name, so that each has room; the last one too. */
static uint32_t names_apart(const struct upright *u)
{
	const struct strom_chart *h = &u->b->h;
	strom_len widest = 0;
	if (u->group >= STROM_MM(14))
		return 1; /* they are broken into lines */
	for (uint32_t r = 0; r < h->rows; r++) {
		strom_len w = strom_width_of(h, "figure-axis", strom_name(h, r), 0);
		widest = w > widest ? w : widest;
	}
	widest = widest + h->size / 2 > STROM_MM(20) ? STROM_MM(20) : widest + h->size / 2;
	return (uint32_t)((widest + u->group - 1) / u->group);
}

/* Times that are left out are known from those beside them; other names are told of. */
static void tell_left_out(const struct upright *u)
{
	const struct strom_chart *h = &u->b->h;
	struct strom_report r = STROM_REPORT_INIT;
	strom_str first = strom_cell_at(h, 0, 0).raw;
	if (first.len && first.ptr[0] >= '0' && first.ptr[0] <= '9')
		return;
	for (uint32_t i = 0; i < h->rows; i++)
		h->c->shortened(h->job, strom_name(h, i));
	r.severity = STROM_WARNING;
	r.code = STROM_S("bar/names-left-out");
	r.message = STROM_S("names have no room below upright bars, and some are left out");
	r.hint = STROM_S("Let the bars lie: leave the orientation away.");
	h->job->host->report(h->job, &r);
}

static strom_len put_names(const struct upright *u, strom_len y)
{
	const struct strom_chart *h = &u->b->h;
	uint32_t apart = names_apart(u);
	strom_len most = h->size, last = -h->width;
	if (apart > 1)
		tell_left_out(u);
	for (uint32_t r = 0; r < h->rows; r += apart) {
		struct strom_words w = strom_words_in(h, "figure-axis", strom_name(h, r),
		                                      u->group * (strom_len)apart - STROM_PT(3), 3);
		struct strom_extent e = strom_measure(h, &w);
		strom_len x = u->left + u->group * r + u->group / 2;
		w.anchor = STROM_ANCHOR_MIDDLE;
		w.vertical = STROM_VERTICAL_TOP;
		if (x + e.width / 2 > h->width)
			x = h->width - e.width / 2;
		x = x < e.width / 2 ? e.width / 2 : x;
		if (x - e.width / 2 < last)
			continue;
		last = x + e.width / 2 + STROM_PT(2);
		strom_about(h, UINT32_MAX, r);
		strom_put(h, &w, x, y);
		most = e.height > most ? e.height : most;
	}
	strom_about_none(h);
	return y + most;
}

bool bar_upright(struct bars *b)
{
	struct upright u = {.b = b, .room = strom_option_int(b->h.job, "height", STROM_MM(45))};
	b->values = b->values && values_fit(b);
	set_scale(b);
	/* The axis' numbers stand on their lines, at the start. */
	for (uint32_t i = 0; i < b->scale.ticks && !b->values; i++) {
		strom_len w = strom_width_of(&b->h, "figure-axis",
		                             strom_tick_text(&b->h, &b->scale, i), 0) +
		              STROM_PT(4);
		u.left = w > u.left ? w : u.left;
	}
	u.top = b->top + b->h.size * 3 / 2;
	u.group = (b->h.width - u.left) / b->h.rows;
	strom_len wide = u.group * 7 / 10 < WIDEST ? u.group * 7 / 10 : WIDEST;
	u.bar = beside(b) ? (u.group * 7 / 10 < WIDEST * b->h.series ? u.group * 7 / 10
	                                                             : WIDEST * b->h.series) /
	                            b->h.series
	                  : wide;
	if (!b->values)
		strom_axis_upright(&b->h, &b->scale, u.top, u.room, 0, b->h.width);
	for (uint32_t r = 0; r < b->h.rows; r++) {
		strom_len all = beside(b) ? u.bar * b->h.series : u.bar;
		strom_len x = u.left + u.group * r + (u.group - all) / 2;
		if (beside(b))
			put_grouped(&u, r, x);
		else
			put_stacked(&u, r, x);
	}
	strom_about_none(&b->h);
	strom_rule(&b->h, u.left, at(&u, 0), b->h.width, at(&u, 0), b->h.text, STROM_PT(0.7));
	return strom_chart_end(&b->h, put_names(&u, u.top + u.room + STROM_PT(4)));
}
