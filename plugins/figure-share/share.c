/* figure-share: the parts of a whole as squares of a hundred, or as circles, one for each that is
 * counted. Squares can be counted and compared, which the angles of a pie cannot.
 *
 * Each part has its label at its own height. Where several wholes stand beside each other, what
 * parts are called stands in a key above all. */
#include "share.h"

#define AFTER STROM_PT(12) /* from panel to panel */
#define BEFORE_LABEL STROM_PT(8)
#define LARGEST STROM_PT(10.8) /* a cell with its gap */
#define LEAST STROM_PT(4.8)
enum { TALL = 20, NAME_LINES = 3 };

static const struct strom_option unit_option = {
        .size = sizeof unit_option,
        .type = STROM_TYPE_BOOL,
        .name = "unit",
        .help = "Whether a note says what one square is, or one circle.",
        .fallback = "true",
};
static const struct strom_option scale_option = STROM_OPTION_SCALE,
                                 highlight_option = STROM_OPTION_HIGHLIGHT,
                                 small_option = STROM_OPTION_SMALL_BASE;
static const struct strom_option *const options[] = {&unit_option, &scale_option, &highlight_option,
                                                     &small_option, NULL};

/* ---- Labels ---- */

/* What a part is in a whole; the first that has a number, from above, has its unit. */
static strom_str value_text(const struct shares *s, uint32_t whole, uint32_t part)
{
	uint32_t first = s->h.rows - 1;
	while (first && strom_value_at(&s->h, whole, first).null)
		first--;
	return strom_value_text(&s->h, whole, part, part != first);
}

static strom_len sign_width(const struct shares *s)
{
	return s->h.size * 4 / 5 + s->h.size / 2;
}

static strom_len widest_value(const struct shares *s)
{
	strom_len most = 0;
	for (uint32_t w = 0; w < s->h.series; w++)
		for (uint32_t p = 0; p < s->h.rows; p++) {
			strom_len wide = strom_width_of(&s->h, "figure-value", value_text(s, w, p),
			                                STROM_TEXT_BOLD);
			most = wide > most ? wide : most;
		}
	return most;
}

static struct strom_words name_words(const struct shares *s, uint32_t part, strom_len room)
{
	return strom_words_in(&s->h, "figure-label", strom_name(&s->h, part), room, NAME_LINES);
}

/* From the panel's start to its labels, and to the names among them. */
static strom_len labels_at(const struct shares *s)
{
	return s->pitch * s->along + BEFORE_LABEL;
}

static strom_len names_at(const struct shares *s)
{
	return labels_at(s) + sign_width(s) + s->values + s->h.size / 2;
}

static strom_len label_height(const struct shares *s, uint32_t part)
{
	strom_len least = s->h.size * 3 / 2, high = 0;
	struct strom_words w = name_words(s, part, s->panel - names_at(s));
	if (s->named)
		high = strom_measure(&s->h, &w).height + STROM_PT(2);
	return high > least ? high : least;
}

static strom_len labels_height(const struct shares *s)
{
	strom_len all = 0;
	for (uint32_t p = 0; p < s->h.rows; p++)
		all += label_height(s, p);
	return all;
}

static void put_label(const struct shares *s, uint32_t whole, uint32_t part, strom_len x,
                      strom_len y)
{
	strom_str text = value_text(s, whole, part);
	struct strom_words value = strom_words_in(&s->h, "figure-value", text, 0, 1);
	bool known = !strom_value_at(&s->h, whole, part).null;
	strom_about(&s->h, whole, part);
	shares_put_sign(s, known ? part : s->h.rows, x + labels_at(s), y);
	value.anchor = STROM_ANCHOR_END;
	value.flags = known ? STROM_TEXT_BOLD : 0;
	strom_put(&s->h, &value, x + labels_at(s) + sign_width(s) + s->values, y);
	if (!s->named)
		return;
	struct strom_words name = name_words(s, part, s->panel - names_at(s));
	strom_put(&s->h, &name, x + names_at(s), y);
}

/* Upwards, as cells are filled: each in the middle of its own. What is not known lies on top. From
 * each place the heights of those above it are taken, so that none need stay apart. */
static void put_labels(const struct shares *s, uint32_t whole, strom_len x, strom_len top,
                       strom_len bottom)
{
	strom_len at[MOST_PARTS], above[MOST_PARTS] = {0};
	uint32_t n = s->h.rows, from = 0;
	for (uint32_t i = 1; i < n; i++)
		above[i] = above[i - 1] + (label_height(s, n - i) + label_height(s, n - 1 - i)) / 2;
	for (uint32_t p = 0; p < n; p++) {
		uint32_t mine = s->cells[whole][p], i = n - 1 - p;
		at[i] = bottom - s->pitch * (2 * from + mine) / (2 * s->along) - above[i];
		from += mine;
	}
	strom_len low = top + label_height(s, n - 1) / 2,
	          high = bottom - label_height(s, 0) / 2 - above[n - 1];
	strom_push_apart(at, n, 0, low, high);
	for (uint32_t i = 0; i < n; i++) {
		strom_len y = at[i] < low ? low : at[i] > high ? high : at[i];
		put_label(s, whole, n - 1 - i, x, y + above[i]);
	}
}

/* ---- The key above, where labels have no names ---- */

static strom_len put_key(const struct shares *s)
{
	strom_len x = 0, y = 0, line = s->h.size * 8 / 5;
	if (s->named || s->h.rows < 2)
		return 0;
	for (uint32_t p = 0; p < s->h.rows; p++) {
		struct strom_words w = name_words(s, p, s->h.width - sign_width(s));
		struct strom_extent e = strom_measure(&s->h, &w);
		strom_len wide = sign_width(s) + e.width;
		if (x && x + wide > s->h.width) {
			x = 0;
			y += line;
		}
		shares_put_sign(s, p, x, y + line / 2);
		w.vertical = STROM_VERTICAL_TOP;
		strom_put(&s->h, &w, x + sign_width(s), y + line / 2 - s->h.size * 5 / 8);
		if (e.lines > 1)
			y += e.height - e.height / e.lines;
		x += wide + s->h.size * 3 / 2;
	}
	return y + line + STROM_PT(6);
}

/* ---- Panels ---- */

static strom_len title_height(const struct shares *s, uint32_t from, uint32_t to)
{
	strom_len most = 0;
	for (uint32_t w = from; w < to && s->h.series > 1; w++) {
		struct strom_words t =
		        strom_words_in(&s->h, "figure-label", s->h.field[w].title, s->panel, 2);
		t.flags = STROM_TEXT_BOLD;
		strom_len high = strom_measure(&s->h, &t).height + STROM_PT(3);
		most = high > most ? high : most;
	}
	return most;
}

static void put_title(const struct shares *s, uint32_t whole, strom_len x, strom_len bottom)
{
	struct strom_words t =
	        strom_words_in(&s->h, "figure-label", s->h.field[whole].title, s->panel, 2);
	t.flags = STROM_TEXT_BOLD;
	t.vertical = STROM_VERTICAL_BOTTOM;
	if (s->h.series > 1)
		strom_put(&s->h, &t, x, bottom - STROM_PT(3));
}

static strom_len cells_height(const struct shares *s, uint32_t from, uint32_t to)
{
	strom_len labels = labels_height(s), most = 0;
	for (uint32_t w = from; w < to; w++) {
		uint32_t rows = (shares_all(s, w) + s->along - 1) / s->along;
		strom_len high = s->pitch * rows;
		most = high > most ? high : most;
	}
	return labels > most ? labels : most;
}

static strom_len put_panels(const struct shares *s, strom_len y)
{
	for (uint32_t from = 0; from < s->h.series; from += s->panels) {
		uint32_t to = from + s->panels < s->h.series ? from + s->panels : s->h.series;
		strom_len top = y + title_height(s, from, to);
		strom_len bottom = top + cells_height(s, from, to);
		for (uint32_t w = from; w < to; w++) {
			strom_len x = (s->panel + AFTER) * (w - from);
			put_title(s, w, x, top);
			shares_put_cells(s, w, x, bottom);
			put_labels(s, w, x, top, bottom);
			strom_about_none(&s->h);
		}
		y = bottom + (to < s->h.series ? AFTER : 0);
	}
	return y;
}

static strom_len between(strom_len v, strom_len low, strom_len high)
{
	return v < low ? low : v > high ? high : v;
}

static void place(struct shares *s)
{
	uint32_t n = s->h.series;
	uint32_t most = 0;
	for (uint32_t w = 0; w < n; w++)
		most = shares_all(s, w) > most ? shares_all(s, w) : most;
	s->along = most > HUNDRED && n == 1 && s->h.wide ? TALL : 10;
	s->values = widest_value(s);
	strom_len beside = BEFORE_LABEL + sign_width(s) + s->values;
	strom_len least = LEAST * 10 + beside;
	strom_len fit = (s->h.width + AFTER) / (least + AFTER);
	s->panels = (uint32_t)between(fit, 1, n);
	uint32_t rows = (n + s->panels - 1) / s->panels;
	s->panels = (n + rows - 1) / rows;
	s->named = s->panels == 1;
	s->panel = (s->h.width - AFTER * (s->panels - 1)) / s->panels;
	strom_len room = s->named ? s->panel * 42 / 100 : s->panel - beside;
	s->pitch = between(room / s->along, STROM_PT(2), LARGEST);
	if (s->named && n > 1)
		s->pitch = between(s->pitch, 0, STROM_PT(6));
}

/* ---- ---- */

static strom_len put_note(const struct shares *s, strom_len y)
{
	const struct strom_chart *h = &s->h;
	struct strom_number one = STROM_NUMBER_INIT;
	one.column = h->column[0];
	one.value = 0.01;
	one.decimals = 0;
	if (!strom_option_int(h->job, "unit", 1))
		return y;
	return strom_note_put(
	        h,
	        s->counts ? h->c->word(h->job, "chart-circle")
	                  : strom_word_with(h, "chart-square", "{n}", h->c->number(h->job, &one)),
	        y + STROM_PT(5));
}

static bool draw(struct strom_job *job, const struct strom_canvas *canvas)
{
	struct shares s = {.counts = false};
	if (!strom_chart_begin(&s.h, job, canvas, "share", STROM_SERIES) || !shares_count(&s))
		return false;
	place(&s);
	strom_len y = put_panels(&s, put_key(&s));
	y = strom_small_note_put(&s.h, put_note(&s, y));
	canvas->height(job, y);
	return true;
}

static const struct strom_figure figure = {
        .size = sizeof figure, .draw = draw, .flags = STROM_FIGURE_MIRRORED};

static const struct strom_plugin plugin = {
        .size = sizeof plugin,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_FIGURE,
        .name = "share",
        .version = "0.1.0",
        .summary = "The parts of a whole: a hundred squares, or a circle for each",
        .options = options,
        .functions = &figure,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
