/* The line of time: ticks at whole days, months or years, as many as have room. */
#include "timeline.h"

/* From tick to tick: days, months or years, by what they are told in. */
struct step {
	uint32_t digits, n;
};
static const struct step steps[] = {{10, 1}, {10, 2},  {10, 7},  {7, 1},   {7, 2},   {7, 3},
                                    {7, 6},  {4, 1},   {4, 2},   {4, 5},   {4, 10},  {4, 20},
                                    {4, 50}, {4, 100}, {4, 200}, {4, 500}, {4, 1000}};

struct ticks {
	struct strom_day at[MOST_TICKS];
	uint32_t n, digits;
};

static struct strom_day day_of(double days)
{
	struct strom_day d = {(int32_t)(days / 365.2425), 1, 1};
	while (strom_days_of(d) > days)
		d.year--;
	for (uint32_t digits = 4; digits <= 10; digits += 3)
		for (struct strom_day next = d;; d = next) {
			next = strom_day_after(d, digits);
			if (strom_days_of(next) > days)
				break;
		}
	return d;
}

static struct strom_day after(struct strom_day d, const struct step *s)
{
	for (uint32_t i = 0; i < s->n; i++)
		d = strom_day_after(d, s->digits);
	return d;
}

/* The first that is a multiple: of years their number, of months within the year; days are counted
 * from the first. */
static struct strom_day first_of(const struct timeline *t, const struct step *s)
{
	struct strom_day d = day_of(t->first);
	int32_t n = (int32_t)s->n;
	if (s->digits == 4)
		d = (struct strom_day){(d.year / n) * n, 1, 1};
	if (s->digits == 7)
		d = (struct strom_day){d.year, (d.month - 1) / n * n + 1, 1};
	while (strom_days_of(d) < t->first)
		d = after(d, s);
	return d;
}

static strom_str tick_text(const struct timeline *t, const struct ticks *k, uint32_t i)
{
	strom_str iso = strom_iso_of(&t->h, k->at[i], k->digits), text;
	bool year = !i || k->at[i].year != k->at[i - 1].year;
	uint32_t form = k->digits == 10 ? STROM_DATE_DAY_MONTH
	                : year          ? STROM_DATE_MONTH_YEAR
	                                : STROM_DATE_MONTH;
	return k->digits > 4 && t->h.c->date(t->h.job, iso, form, &text) ? text : iso;
}

/* The middle of a number that stays within the figure. */
static strom_len number_at(const struct timeline *t, strom_len x, strom_len wide)
{
	strom_len last = t->h.width - wide / 2;
	return x < wide / 2 ? wide / 2 : x > last ? last : x;
}

/* False: they are too many, or their numbers have no room beside each other. */
static bool fill(const struct timeline *t, const struct step *s, struct ticks *k)
{
	strom_len last = -t->h.width;
	k->n = 0;
	k->digits = s->digits;
	for (struct strom_day d = first_of(t, s); strom_days_of(d) <= t->last; d = after(d, s)) {
		if (k->n == MOST_TICKS || d.year > 9999)
			return false;
		k->at[k->n++] = d;
		strom_len wide = strom_width_of(&t->h, "figure-axis", tick_text(t, k, k->n - 1), 0);
		strom_len x = number_at(t, timeline_x(t, strom_days_of(d)), wide);
		if (x - wide / 2 < last + t->h.size)
			return false;
		last = x + wide / 2;
	}
	return k->n > 0;
}

/* Not finer than what is told; where nothing fits, where it begins. */
static struct ticks ticks_of(const struct timeline *t)
{
	struct ticks k = {.n = 0};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i].digits <= t->digits && fill(t, &steps[i], &k))
			return k;
	k.n = 1;
	k.digits = t->digits;
	k.at[0] = day_of(t->first);
	return k;
}

strom_len timeline_scale_height(const struct timeline *t)
{
	return DOT + t->h.size * 9 / 5;
}

strom_len timeline_scale_put(const struct timeline *t, strom_len y, strom_len bottom)
{
	const struct strom_chart *h = &t->h;
	struct ticks k = ticks_of(t);
	strom_len end = y + timeline_scale_height(t);
	for (uint32_t i = 0; i < k.n; i++) {
		struct strom_words w = strom_words_in(h, "figure-axis", tick_text(t, &k, i), 0, 1);
		strom_len x = timeline_x(t, strom_days_of(k.at[i]));
		w.anchor = STROM_ANCHOR_MIDDLE;
		strom_put(h, &w, number_at(t, x, strom_measure(h, &w).width), y + DOT + h->size);
		strom_rule(h, x, y, x, y + STROM_PT(3), h->muted, STROM_PT(0.4));
		if (bottom > end)
			strom_rule(h, x, end, x, bottom, h->grid, STROM_PT(0.35));
	}
	strom_rule(h, 0, y, h->width, y, h->text, STROM_PT(0.7));
	return end;
}
