/* One below the other, in order: where labels have no room along a line. Dates stand before a line,
 * so that nobody takes distances for times. */
#include "timeline.h"

#define ASIDE STROM_PT(8)
#define AFTER STROM_PT(5)
enum { DATES = 34 }; /* percent of the width, at most */

struct list {
	const struct timeline *t;
	strom_len dates, line; /* how wide dates are; where the line is */
};

static strom_len width_of(const struct list *l, struct strom_words w, const char *text, size_t len)
{
	w.text = (strom_str){text, len};
	w.width = 0;
	return strom_measure(&l->t->h, &w).width;
}

/* "June 2014 – July 2015" in two lines parts behind its dash, and no month is divided for room that
 * would be left beside the first. */
static strom_len wider_half(const struct list *l, const struct strom_words *w)
{
	static const char dash[] = "\xE2\x80\x93";
	size_t at = 0, len = sizeof dash - 1;
	while (at + len < w->text.len && memcmp(w->text.ptr + at, dash, len))
		at++;
	if (at + len >= w->text.len)
		return l->t->h.width;
	strom_len from = width_of(l, *w, w->text.ptr, at + len),
	          to = width_of(l, *w, w->text.ptr + at + len, w->text.len - at - len);
	return from > to ? from : to;
}

static struct strom_words date_of(const struct list *l, const struct event *e)
{
	struct strom_words w = timeline_when(l->t, e);
	strom_len room = l->t->h.width * DATES / 100;
	w.lines = 2;
	w.width = width_of(l, w, w.text.ptr, w.text.len) <= room ? room : wider_half(l, &w);
	w.width = w.width < room ? w.width : room;
	return w;
}

static struct strom_words text_of(const struct list *l, const struct event *e)
{
	return timeline_what(l->t, e, l->t->h.width - l->line - ASIDE, 0);
}

static strom_len row_height(const struct list *l, const struct event *e)
{
	struct strom_words a = date_of(l, e), b = text_of(l, e);
	strom_len date = strom_measure(&l->t->h, &a).height,
	          text = strom_measure(&l->t->h, &b).height;
	return (date > text ? date : text) + AFTER;
}

/* Of a first line, below its top. */
static strom_len middle(const struct list *l)
{
	const struct strom_chart *h = &l->t->h;
	return h->label.leading * h->size / h->label.text_size / 2;
}

/* A dot, or a bar as long as the text: how long it lasted says its date. */
static void put_mark(const struct list *l, const struct event *e, strom_len y, strom_len high)
{
	const struct strom_chart *h = &l->t->h;
	strom_colour colour = timeline_colour(l->t, e);
	if (e->lasts)
		strom_bar(h, l->line - SPAN / 2, y + STROM_PT(1), SPAN, high - AFTER, colour,
		          false);
	else
		h->c->marker(h->job, l->line, y + middle(l), DOT, STROM_MARKER_DOT, colour, 0);
}

static void put_row(const struct list *l, const struct event *e, strom_len y)
{
	struct strom_words date = date_of(l, e), text = text_of(l, e);
	date.anchor = STROM_ANCHOR_END;
	strom_about_column(&l->t->h, l->t->h.c->columns(l->t->h.job) - 1, e->row);
	put_mark(l, e, y, row_height(l, e));
	strom_put(&l->t->h, &date, l->dates, y);
	strom_put(&l->t->h, &text, l->line + ASIDE, y);
}

strom_len timeline_list(const struct timeline *t)
{
	struct list l = {.t = t};
	strom_len height = 0, y = 0;
	for (uint32_t i = 0; i < t->n; i++) {
		struct strom_words w = date_of(&l, &t->event[i]);
		strom_len wide = strom_measure(&t->h, &w).width;
		l.dates = wide > l.dates ? wide : l.dates;
	}
	l.line = l.dates + ASIDE;
	for (uint32_t i = 0; i < t->n; i++)
		height += row_height(&l, &t->event[i]);
	strom_rule(&t->h, l.line, middle(&l), l.line,
	           height - row_height(&l, &t->event[t->n - 1]) + middle(&l), t->h.text,
	           STROM_PT(0.7));
	for (uint32_t i = 0; i < t->n; i++) {
		put_row(&l, &t->event[i], y);
		y += row_height(&l, &t->event[i]);
	}
	strom_about_none(&t->h);
	return height - AFTER + STROM_PT(2);
}
