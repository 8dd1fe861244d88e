/* figure-multiples: small charts of one kind beside each other, on one scale: more series than one
 * chart can tell apart. */
#include "multiples.h"

#define LEAST_WIDE STROM_MM(26)
#define LEAST_HIGH STROM_MM(18)
#define MOST_HIGH STROM_MM(32)
#define LOWEST STROM_MM(11)
#define BELOW STROM_PT(10)
#define USUAL STROM_MM(200) /* pages have so much, with what stands around the figure */
#define TALLEST STROM_MM(270)
enum { NAMES = 34, MOST_GHOSTS = 20000 };

static const struct strom_option form_option = {
        .size = sizeof form_option,
        .type = STROM_TYPE_CHOICE,
        .name = "form",
        .help = "What the panels are.",
        .fallback = "line",
        .choices = "line,bar,dot",
};
static const struct strom_option panels_option = {
        .size = sizeof panels_option,
        .type = STROM_TYPE_CHOICE,
        .name = "panels",
        .help = "Whether each column is a panel, or each name in the first column.",
        .fallback = "columns",
        .choices = "columns,rows",
};
static const struct strom_option ghosts_option = {
        .size = sizeof ghosts_option,
        .type = STROM_TYPE_BOOL,
        .name = "ghosts",
        .help = "Whether what the other panels show stands behind each, pale.",
        .fallback = "true",
};
static const struct strom_option zero_option = {
        .size = sizeof zero_option,
        .type = STROM_TYPE_BOOL,
        .name = "zero",
        .help = "Whether the scale of lines and dots begins at zero; that of bars always does.",
        .fallback = "true",
};
static const struct strom_option scale_option = STROM_OPTION_SCALE,
                                 small_option = STROM_OPTION_SMALL_BASE;
static const struct strom_option *const options[] = {&form_option, &panels_option, &ghosts_option,
                                                     &zero_option, &scale_option,  &small_option,
                                                     NULL};

/* ---- Places ---- */

static void set_scale(struct multiples *m)
{
	const struct strom_chart *h = &m->panel[0].l.h;
	double low = 0, high = 0;
	bool any = false;
	for (uint32_t i = 0; i < m->n; i++) {
		double from = 0, to = 0;
		if (!strom_range(&m->panel[i].l.h, false, &from, &to))
			continue;
		low = !any || from < low ? from : low;
		high = !any || to > high ? to : high;
		any = true;
	}
	m->scale = strom_scale_of(h, h->column[0], low, high, 3,
	                          m->form == BAR || strom_option_int(h->job, "zero", 1));
}

/* As few rows of panels as they need, and these as full as they can be. */
static void set_widths(struct multiples *m)
{
	m->names = m->form == LINE ? 0 : strom_names_width(&m->panel[0].l.h, NAMES);
	m->left = m->names ? m->names + STROM_PT(6) : 0;
	strom_len room = m->h.width - m->left;
	m->beside = STROM_PT(m->form == LINE ? 8 : 14); /* numbers below end beside others */
	uint32_t most = (uint32_t)((room + m->beside) / (LEAST_WIDE + m->beside));
	most = most < 1 ? 1 : most;
	uint32_t rows = (m->n + most - 1) / most;
	m->across = (m->n + rows - 1) / rows;
	m->wide = (room - m->beside * (m->across - 1)) / m->across;
}

static void set_heights(struct multiples *m)
{
	const struct strom_chart *h = &m->panel[0].l.h;
	m->high = m->wide * 9 / 16;
	m->high = m->high < LEAST_HIGH ? LEAST_HIGH : m->high > MOST_HIGH ? MOST_HIGH : m->high;
	if (m->form == LINE)
		return;
	m->pitch = h->series > 1 && m->form == BAR ? STROM_PT(5) * (h->series + 1) : STROM_PT(12);
	for (uint32_t r = 0; r < h->rows; r++) {
		strom_len name = strom_name_height(h, r, m->names) + STROM_PT(2);
		m->pitch = name > m->pitch ? name : m->pitch;
	}
	if (m->pitch * h->rows < LEAST_HIGH)
		m->pitch = LEAST_HIGH / h->rows;
	m->high = m->pitch * h->rows;
}

static strom_len least_high(const struct multiples *m)
{
	const struct strom_chart *h = &m->panel[0].l.h;
	strom_len pitch = h->series > 1 && m->form == BAR ? m->pitch : STROM_PT(9);
	for (uint32_t r = 0; r < h->rows && m->form != LINE; r++) {
		strom_len name = strom_name_height(h, r, m->names);
		pitch = name > pitch ? name : pitch;
	}
	return m->form == LINE ? LOWEST : pitch * h->rows;
}

/* Many rows of panels are lower, so that a page has room for them. */
static bool shrink(struct multiples *m)
{
	uint32_t rows = (m->n + m->across - 1) / m->across;
	strom_len around = m->h.size * 3 + BELOW, least = least_high(m);
	strom_len most = USUAL / rows - around;
	if (m->high <= most)
		return true;
	m->high = most > least ? most : least;
	if (m->form != LINE)
		m->pitch = m->high / m->panel[0].l.h.rows;
	if ((m->high + around) * rows <= TALLEST)
		return true;
	return strom_chart_error(&m->h, strom_chart_nowhere(), "too-tall",
	                         "the panels have no room on a page",
	                         "Give the figure more width, so that more stand beside each "
	                         "other, or show their numbers by type: heat.");
}

static struct strom_words title_of(const struct multiples *m, uint32_t panel, strom_len room)
{
	struct strom_words w =
	        strom_words_in(&m->h, "figure-label", m->panel[panel].title, room, 2);
	w.flags = STROM_TEXT_BOLD;
	w.vertical = STROM_VERTICAL_BOTTOM;
	return w;
}

/* The last number of a line of its own; it stands at its panel's end, over it. */
static strom_str last_value(const struct multiples *m, uint32_t panel)
{
	const struct strom_chart *h = &m->panel[panel].l.h;
	for (uint32_t r = h->rows; r-- > 0 && m->form == LINE && h->series == 1;)
		if (!strom_value_at(h, 0, r).null)
			return strom_value_text(h, 0, r, panel != 0);
	return STROM_S("");
}

static strom_len title_room(const struct multiples *m, uint32_t panel)
{
	strom_str value = last_value(m, panel);
	if (!value.len)
		return m->wide;
	return m->wide - STROM_PT(5) -
	       strom_width_of(&m->h, "figure-value", value, STROM_TEXT_BOLD);
}

static bool value_fits(const struct multiples *m, uint32_t panel)
{
	return title_room(m, panel) > m->wide / 3;
}

static void put_title(const struct multiples *m, uint32_t panel, strom_len x, strom_len bottom)
{
	bool fits = value_fits(m, panel);
	struct strom_words title = title_of(m, panel, fits ? title_room(m, panel) : m->wide),
	                   value = strom_words_in(&m->h, "figure-value", last_value(m, panel), 0,
	                                          1);
	strom_put(&m->h, &title, x, bottom);
	value.flags = STROM_TEXT_BOLD;
	value.vertical = STROM_VERTICAL_BOTTOM;
	value.anchor = STROM_ANCHOR_END;
	value.colour = m->h.accent;
	if (fits && value.text.len)
		strom_put(&m->h, &value, x + m->wide, bottom);
}

/* ---- ---- */

static strom_len titles_height(const struct multiples *m, uint32_t first)
{
	strom_len most = 0;
	for (uint32_t i = first; i < first + m->across && i < m->n; i++) {
		struct strom_words w =
		        title_of(m, i, value_fits(m, i) ? title_room(m, i) : m->wide);
		strom_len high = strom_measure(&m->h, &w).height;
		most = high > most ? high : most;
	}
	return most;
}

/* A row of panels; returns where the next one begins. */
static strom_len put_panels(struct multiples *m, uint32_t first, strom_len y)
{
	/* The numbers of the first panel's scale stand over their lines. */
	strom_len titles = titles_height(m, first), over = m->form == LINE ? m->h.size : 0;
	strom_len top = y + titles + STROM_PT(3) + over;
	bool axis = false;
	for (uint32_t i = first; i < first + m->across && i < m->n; i++) {
		struct lines *l = &m->panel[i].l;
		bool below = i + m->across >= m->n;
		l->left = m->left + (m->wide + m->beside) * (i - first);
		l->top = top;
		axis = axis || below;
	}
	for (uint32_t i = first; i < first + m->across && i < m->n; i++) {
		put_title(m, i, m->panel[i].l.left, y + titles);
		multiples_plot(m, i, i + m->across >= m->n);
	}
	return top + m->high + (axis ? multiples_axis_height(m) : 0) + BELOW;
}

static void say(const struct multiples *m)
{
	strom_str all = m->panel[0].title;
	for (uint32_t i = 1; i < m->n; i++)
		all = strom_joined(&m->h, all, ", ", m->panel[i].title);
	m->h.c->alt(m->h.job, STROM_ALT_MORE,
	            strom_word_with(&m->h, "chart-panels", "{text}", all));
}

/* Behind marks of several series nobody could tell whose they are. */
static bool want_ghosts(const struct multiples *m)
{
	const struct strom_chart *h = &m->panel[0].l.h;
	return strom_option_int(h->job, "ghosts", 1) && h->series == 1 &&
	       m->n * m->n * h->rows <= MOST_GHOSTS;
}

static bool draw(struct strom_job *job, const struct strom_canvas *canvas)
{
	struct strom_chart h;
	if (!strom_chart_open(&h, job, canvas, "multiples"))
		return false;
	struct multiples *m = job->host->alloc(job, sizeof *m);
	*m = (struct multiples){.h = h};
	m->form = (enum form)strom_option_choice(job, &form_option);
	if (!multiples_read(m, strom_option_choice(job, &panels_option) == 1))
		return false;
	m->ghosts = want_ghosts(m);
	set_scale(m);
	set_widths(m);
	set_heights(m);
	if (!shrink(m))
		return false;
	for (uint32_t i = 0; i < m->n; i++) {
		m->panel[i].l.scale = m->scale;
		m->panel[i].l.width = m->wide;
		m->panel[i].l.room = m->high;
	}
	strom_len y = 0;
	if (m->panel[0].l.h.series > 1)
		y = strom_key_put(&m->panel[0].l.h,
		                  m->form == LINE  ? STROM_KEY_LINE
		                  : m->form == BAR ? STROM_KEY_BOX
		                                   : STROM_KEY_DOT,
		                  0);
	for (uint32_t i = 0; i < m->n; i += m->across)
		y = put_panels(m, i, y);
	say(m);
	return strom_chart_end(&m->h, y - BELOW);
}

static const struct strom_figure figure = {
        .size = sizeof figure, .draw = draw, .flags = STROM_FIGURE_MIRRORED};

static const struct strom_plugin plugin = {
        .size = sizeof plugin,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_FIGURE,
        .name = "multiples",
        .version = "0.1.0",
        .summary = "Small charts beside each other, on one scale",
        .options = options,
        .functions = &figure,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
