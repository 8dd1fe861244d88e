/* Along a line: labels of what happened above it, in up to three lanes, with a line to each; what
 * lasts below it, one below the other. */
#include "timeline.h"

#define WIDEST STROM_MM(34)
#define ASIDE STROM_PT(3) /* from the line to the label */
#define BETWEEN STROM_PT(5)
enum { LINES = 4, MOST_SPANS = 12, MOST_TAKEN = 2 * MOST_ROWS, TRIES = 1500 };

/* What a lane has already: labels, and lines to labels in lanes above. */
struct taken {
	strom_len from, to;
	bool label;
};
struct lane {
	struct taken taken[MOST_TAKEN];
	uint32_t n;
	strom_len high;
};

struct lanes {
	struct timeline *t;
	struct lane lane[MOST_LANES];
	uint32_t n, tries; /* how many are used; how often more may be tried */
	strom_len widest;  /* how wide labels may be */
	strom_len wide[MOST_ROWS], high[MOST_ROWS]; /* of labels; 0: one has no room */
};

/* 0: it has no room in that width. */
static strom_len label_width(const struct lanes *l, const struct event *e, strom_len *high)
{
	struct strom_words when = timeline_when(l->t, e),
	                   what = timeline_what(l->t, e, l->widest, LINES);
	struct strom_extent a = strom_measure(&l->t->h, &when), b = strom_measure(&l->t->h, &what);
	*high = a.height + b.height;
	if (b.shortened || a.width > l->widest)
		return 0;
	return a.width > b.width ? a.width : b.width;
}

static bool is_free(const struct lane *lane, struct taken t)
{
	for (uint32_t i = 0; i < lane->n; i++)
		if ((t.label || lane->taken[i].label) && t.from < lane->taken[i].to &&
		    lane->taken[i].from < t.to)
			return false;
	return true;
}

static struct taken label_at(strom_len x, strom_len wide, bool before)
{
	if (before)
		return (struct taken){x - ASIDE - wide - BETWEEN, x - ASIDE / 2, true};
	return (struct taken){x + ASIDE / 2, x + ASIDE + wide + BETWEEN, true};
}

static bool try_lane(struct lanes *l, struct event *e, uint32_t lane, bool before)
{
	strom_len wide = l->wide[e - l->t->event], x = timeline_x(l->t, e->from);
	struct taken line = {x - STROM_PT(1), x + STROM_PT(1), false},
	             label = label_at(x, wide, before);
	if (!wide || (before ? x - ASIDE - wide < 0 : x + ASIDE + wide > l->t->h.width) ||
	    !is_free(&l->lane[lane], label))
		return false;
	for (uint32_t i = 0; i < lane; i++)
		if (!is_free(&l->lane[i], line))
			return false;
	for (uint32_t i = 0; i < lane; i++)
		l->lane[i].taken[l->lane[i].n++] = line;
	l->lane[lane].taken[l->lane[lane].n++] = label;
	e->lane = lane;
	e->before = before;
	return true;
}

static void take_back(struct lanes *l, const struct event *e)
{
	for (uint32_t i = 0; i <= e->lane; i++)
		l->lane[i].n--;
}

/* What comes later is tried again in all places of what came before, so often as is worth it. High
 * lanes first, so that those below stay free for what comes next. */
static bool try_from(struct lanes *l, uint32_t i)
{
	while (i < l->t->n && l->t->event[i].lasts)
		i++;
	if (i == l->t->n)
		return true;
	for (uint32_t k = 2 * l->n; k-- > 0 && l->tries > 0;) {
		struct event *e = &l->t->event[i];
		l->tries--;
		if (!try_lane(l, e, k / 2, k % 2 == 0))
			continue;
		if (try_from(l, i + 1))
			return true;
		take_back(l, e);
	}
	return false;
}

static void set_heights(struct lanes *l)
{
	for (uint32_t i = 0; i < l->t->n; i++) {
		strom_len *most = &l->lane[l->t->event[i].lane].high;
		if (!l->t->event[i].lasts)
			*most = l->high[i] > *most ? l->high[i] : *most;
	}
}

/* Once a width, for all that is tried with it. False: one has no room in it. */
static bool measure_all(struct lanes *l)
{
	for (uint32_t i = 0; i < l->t->n; i++)
		if (!l->t->event[i].lasts) {
			l->wide[i] = label_width(l, &l->t->event[i], &l->high[i]);
			if (!l->wide[i])
				return false;
		}
	return true;
}

static bool try_lanes(struct lanes *l, uint32_t n)
{
	memset(l->lane, 0, sizeof l->lane);
	l->n = n;
	l->tries = TRIES;
	if (!try_from(l, 0))
		return false;
	set_heights(l);
	return true;
}

/* Wide labels in few lanes, where that is enough. */
static bool place(struct lanes *l)
{
	static const strom_len widths[] = {WIDEST, STROM_MM(27), STROM_MM(21)};
	for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
		l->widest = widths[w];
		bool fits = measure_all(l);
		for (uint32_t n = 1; fits && n <= MOST_LANES; n++)
			if (try_lanes(l, n))
				return true;
	}
	return false;
}

static void put_event(const struct lanes *l, const struct event *e, strom_len top, strom_len y)
{
	const struct timeline *t = l->t;
	const struct strom_chart *h = &t->h;
	struct strom_words when = timeline_when(t, e), what = timeline_what(t, e, l->widest, LINES);
	strom_len x = timeline_x(t, e->from), at = e->before ? x - ASIDE : x + ASIDE;
	strom_about_column(h, h->c->columns(h->job) - 1, e->row);
	strom_rule(h, x, top + STROM_PT(1), x, y, h->muted, STROM_PT(0.4));
	when.anchor = what.anchor = e->before ? STROM_ANCHOR_END : STROM_ANCHOR_START;
	strom_put(h, &when, at, top);
	strom_put(h, &what, at, top + strom_measure(h, &when).height);
}

/* ---- What lasts ---- */

enum side { BEHIND, BEFORE, BELOW };

struct span_place {
	strom_len from, to, when, what; /* of the bar; how wide its words are on one line */
	enum side side;
	strom_len high;
};

static struct span_place span_of(const struct timeline *t, const struct event *e)
{
	struct strom_words when = timeline_when(t, e), what = timeline_what(t, e, 0, 1);
	struct span_place s = {.from = timeline_x(t, e->from), .to = timeline_x(t, e->to)};
	if (s.to - s.from < STROM_PT(1.5))
		s.to = s.from + STROM_PT(1.5);
	s.when = strom_measure(&t->h, &when).width;
	s.what = strom_measure(&t->h, &what).width;
	strom_len words = s.when + STROM_PT(5) + s.what + STROM_PT(4), line = t->h.size * 3 / 2;
	s.side = s.to + words <= t->h.width ? BEHIND : s.from - words >= 0 ? BEFORE : BELOW;
	s.high = line;
	if (s.side == BELOW) {
		what = timeline_what(t, e, t->h.width - s.when - STROM_PT(5), LINES);
		s.high = SPAN + strom_measure(&t->h, &what).height + STROM_PT(5);
	}
	return s;
}

static void put_span(const struct timeline *t, const struct event *e, strom_len y)
{
	const struct strom_chart *h = &t->h;
	struct span_place s = span_of(t, e);
	struct strom_words when = timeline_when(t, e), what = timeline_what(t, e, 0, 1);
	strom_len top = s.side == BELOW ? y + STROM_PT(2) : y + (s.high - SPAN) / 2;
	strom_len at = top + SPAN + STROM_PT(1);
	strom_about_column(h, h->c->columns(h->job) - 1, e->row);
	strom_bar(h, s.from, top, s.to - s.from, SPAN, timeline_colour(t, e), false);
	if (s.side != BELOW) {
		when.vertical = what.vertical = STROM_VERTICAL_MIDDLE;
		at = y + s.high / 2;
	}
	when.halo = what.halo = STROM_PT(1.5); /* on lines of the grid */
	strom_len words = s.when + STROM_PT(5) + s.what;
	strom_len x = s.side == BEHIND            ? s.to + STROM_PT(4)
	              : s.side == BEFORE          ? s.from - STROM_PT(4) - words
	              : s.from + words > h->width ? h->width - words
	                                          : s.from;
	if (x < 0) {
		x = 0;
		what.width = h->width - s.when - STROM_PT(5);
		what.lines = LINES;
	}
	strom_put(h, &when, x, at);
	strom_put(h, &what, x + s.when + STROM_PT(5), at);
}

static strom_len spans_height(const struct timeline *t)
{
	strom_len high = 0;
	for (uint32_t i = 0; i < t->n; i++)
		if (t->event[i].lasts)
			high += span_of(t, &t->event[i]).high;
	return high;
}

/* ---- ---- */

/* The top of a lane. */
static strom_len lane_top(const struct lanes *l, uint32_t lane)
{
	strom_len y = 0;
	for (uint32_t i = MOST_LANES; --i > lane;)
		y += l->lane[i].high ? l->lane[i].high + BETWEEN : 0;
	return y;
}

static void put_above(const struct lanes *l, strom_len y)
{
	for (uint32_t i = 0; i < l->t->n; i++)
		if (!l->t->event[i].lasts)
			put_event(l, &l->t->event[i], lane_top(l, l->t->event[i].lane), y);
}

static void put_dots(const struct timeline *t, strom_len y)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (!t->event[i].lasts) {
			strom_about_column(&t->h, t->h.c->columns(t->h.job) - 1, t->event[i].row);
			t->h.c->marker(t->h.job, timeline_x(t, t->event[i].from), y, DOT,
			               STROM_MARKER_DOT, timeline_colour(t, &t->event[i]), 0);
		}
	strom_about_none(&t->h);
}

bool timeline_lanes(struct timeline *t, strom_len *height)
{
	struct lanes *l = t->h.job->host->alloc(t->h.job, sizeof *l);
	l->t = t;
	if (t->lasting > MOST_SPANS || !place(l))
		return false;
	strom_len low = l->lane[0].high ? l->lane[0].high + BETWEEN : 0;
	strom_len line = lane_top(l, 0) + low + DOT, spans = spans_height(t);
	strom_len y = line + timeline_scale_height(t) + (spans ? STROM_PT(3) : 0);
	put_above(l, line);
	strom_about_none(&t->h);
	timeline_scale_put(t, line, spans ? y + spans : 0);
	put_dots(t, line);
	for (uint32_t i = 0; i < t->n; i++) {
		if (!t->event[i].lasts)
			continue;
		put_span(t, &t->event[i], y);
		y += span_of(t, &t->event[i]).high;
	}
	strom_about_none(&t->h);
	*height = y;
	return true;
}
