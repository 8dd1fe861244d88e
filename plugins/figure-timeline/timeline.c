/* figure-timeline: what happened when, on a true scale; where that has no room for labels, one
 * below the other. Rows are sorted here: time has one order. */
#include "timeline.h"

static const struct strom_option form_option = {
        .size = sizeof form_option,
        .type = STROM_TYPE_CHOICE,
        .name = "form",
        .help = "Along a line where labels have room there, or always one below the other.",
        .fallback = "line",
        .choices = "line,list",
};
static const struct strom_option highlight_option = {
        .size = sizeof highlight_option,
        .type = STROM_TYPE_TEXT,
        .name = "highlight",
        .help = "What happened, as the query gives it, that the claim is about.",
        .fallback = "",
};
static const struct strom_option *const options[] = {&form_option, &highlight_option, NULL};

strom_colour timeline_colour(const struct timeline *t, const struct event *e)
{
	const struct strom_chart *h = &t->h;
	strom_str raw = strom_cell_at(h, e->row, h->c->columns(h->job) - 1).raw;
	if (!h->highlight.len)
		return h->accent;
	return strom_text_same(raw, h->highlight) ? h->warm : h->muted;
}

strom_len timeline_x(const struct timeline *t, double days)
{
	double range = t->last - t->first, share = range > 0 ? (days - t->first) / range : 0.5;
	return DOT + (strom_len)(share * (double)(t->h.width - 2 * DOT));
}

struct strom_words timeline_when(const struct timeline *t, const struct event *e)
{
	struct strom_words w = strom_words_in(&t->h, "figure-value", e->when, 0, 1);
	w.flags = STROM_TEXT_BOLD;
	w.vertical = STROM_VERTICAL_TOP;
	if (t->h.highlight.len)
		w.colour = timeline_colour(t, e);
	return w;
}

struct strom_words timeline_what(const struct timeline *t, const struct event *e, strom_len width,
                                 uint32_t lines)
{
	struct strom_words w = strom_words_in(&t->h, "figure-label", e->what, width, lines);
	w.vertical = STROM_VERTICAL_TOP;
	return w;
}

/* ---- Rows ---- */

static bool refuse(const struct timeline *t, struct strom_pos pos, const char *what,
                   const char *message, const char *hint)
{
	return strom_chart_error(&t->h, pos, what, message, hint);
}

static bool read_day(const struct timeline *t, const struct strom_datum *d, struct strom_day *day,
                     uint32_t *digits)
{
	if (d->null)
		return refuse(t, d->pos, "date", "what happened has no date",
		              "Leave it out of the query, or find out when it was.");
	return strom_day_of(d->raw, day, digits) ||
	       refuse(t, d->pos, "date", "this is no date",
	              "A date is 2015, 2015-10 or 2015-10-31, and there is such a day.");
}

/* What lasts until 2013 lasts until its end. */
static bool read_end(struct timeline *t, struct event *e, const struct strom_datum *d)
{
	struct strom_day end;
	uint32_t digits;
	if (d->null)
		return true;
	if (!read_day(t, d, &end, &digits))
		return false;
	if (strom_days_of(end) < e->from)
		return refuse(t, d->pos, "backwards", "this ends before it begins",
		              "The first column says when it begins, the second when it ends.");
	e->to = strom_days_of(strom_day_after(end, digits));
	e->lasts = true;
	e->digits = digits > e->digits ? digits : e->digits;
	e->when = strom_joined(&t->h, e->when, e->digits == 4 ? "\xE2\x80\x93" : " \xE2\x80\x93 ",
	                       strom_time_text(&t->h, d->raw));
	t->lasting++;
	return true;
}

static bool read_row(struct timeline *t, uint32_t row)
{
	struct event e = {.row = row};
	struct strom_day day;
	uint32_t columns = t->h.c->columns(t->h.job), i;
	struct strom_datum from = strom_cell_at(&t->h, row, 0), end = strom_cell_at(&t->h, row, 1);
	if (!read_day(t, &from, &day, &e.digits))
		return false;
	e.from = e.to = strom_days_of(day);
	e.when = strom_time_text(&t->h, from.raw);
	e.what = strom_cell_at(&t->h, row, columns - 1).text;
	if (!e.what.len)
		e.what = STROM_S("\xE2\x80\x93");
	if (columns == 3 && !read_end(t, &e, &end))
		return false;
	for (i = t->n++; i && (t->event[i - 1].from > e.from ||
	                       (t->event[i - 1].from == e.from && t->event[i - 1].to > e.to));
	     i--)
		t->event[i] = t->event[i - 1];
	t->event[i] = e;
	t->digits = e.digits > t->digits ? e.digits : t->digits;
	t->first = t->n == 1 || e.from < t->first ? e.from : t->first;
	t->last = t->n == 1 || e.to > t->last ? e.to : t->last;
	return true;
}

static bool read_rows(struct timeline *t)
{
	uint32_t columns = t->h.c->columns(t->h.job);
	if (columns != 2 && columns != 3)
		return refuse(t, strom_chart_nowhere(), "columns",
		              "a timeline has when, perhaps until when, and what happened",
		              "Put what else there is to say into the text of what happened.");
	if (t->h.rows > MOST_ROWS)
		return refuse(t, strom_cell_at(&t->h, MOST_ROWS, 0).pos, "rows",
		              "the query has more than 40 rows",
		              "Show what mattered most, or how many there were a year: type: bar.");
	t->event = t->h.job->host->alloc(t->h.job, t->h.rows * sizeof *t->event);
	for (uint32_t r = 0; r < t->h.rows; r++)
		if (!read_row(t, r))
			return false;
	return true;
}

static void tell_highlight(const struct timeline *t)
{
	uint32_t what = t->h.c->columns(t->h.job) - 1;
	for (uint32_t i = 0; i < t->n; i++)
		if (strom_text_same(t->h.highlight, strom_cell_at(&t->h, i, what).raw))
			return;
	if (t->h.highlight.len)
		strom_chart_warning(&t->h, "highlight",
		                    "nothing in the timeline is called what highlight says",
		                    "Write what happened, as the query gives it.");
}

/* ---- ---- */

static void say(const struct timeline *t)
{
	strom_str all = STROM_S("");
	for (uint32_t i = 0; i < t->n; i++) {
		strom_str one = strom_joined(&t->h, t->event[i].when, " ", t->event[i].what);
		all = i ? strom_joined(&t->h, all, "; ", one) : one;
	}
	t->h.c->alt(t->h.job, STROM_ALT_MORE, strom_word_with(&t->h, "chart-times", "{text}", all));
}

static bool draw(struct strom_job *job, const struct strom_canvas *canvas)
{
	struct timeline t = {.n = 0};
	strom_len height;
	if (!strom_chart_open(&t.h, job, canvas, "timeline") || !read_rows(&t))
		return false;
	tell_highlight(&t);
	bool list = !t.h.wide || strom_option_choice(job, &form_option) == 1;
	if (list || !timeline_lanes(&t, &height))
		height = timeline_list(&t);
	say(&t);
	canvas->height(job, height);
	return true;
}

static const struct strom_figure figure = {
        .size = sizeof figure, .draw = draw, .flags = STROM_FIGURE_MIRRORED};

static const struct strom_plugin plugin = {
        .size = sizeof plugin,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_FIGURE,
        .name = "timeline",
        .version = "0.1.0",
        .summary = "What happened when, on a true scale, or one below the other",
        .options = options,
        .functions = &figure,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
