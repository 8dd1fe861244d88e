/* figure-map: regions in the colours of their classes, or with circles, and their numbers.
 *
 * Shares are colours, as a share is the same in a large region and in a small one. Counts are
 * circles: in colours a large region would say more than it has. */
#include "map.h"

enum { BESIDE = 62, MOST_ROWS = 400 };
#define TALLEST STROM_MM(150)
#define LIST STROM_MM(75) /* wider, and nobody would see which number is whose */

static const struct strom_option form_option = {
        .size = sizeof form_option,
        .type = STROM_TYPE_CHOICE,
        .name = "form",
        .help = "Colours of classes, for shares and rates; circles, for counts.",
        .fallback = "auto",
        .choices = "auto,colours,circles",
};
static const struct strom_option geojson_option = {
        .size = sizeof geojson_option,
        .type = STROM_TYPE_TEXT,
        .name = "geojson",
        .help = "A file of the project with other regions, as GeoJSON (RFC 7946).",
        .fallback = "",
};
static const struct strom_option key_option = {
        .size = sizeof key_option,
        .type = STROM_TYPE_TEXT,
        .name = "key",
        .help = "The property of the file's features that has what the first column has; "
                "otherwise their id.",
        .fallback = "",
};
static const struct strom_option boundaries_option = {
        .size = sizeof boundaries_option,
        .type = STROM_TYPE_TEXT,
        .name = "boundaries",
        .help = "Where the file's boundaries come from, as it is printed below the map.",
        .fallback = "",
};
static const struct strom_option scale_option = {
        .size = sizeof scale_option,
        .type = STROM_TYPE_CHOICE,
        .name = "scale",
        .help = "Whether classes go from little to much, or from zero to two sides.",
        .fallback = "ordered",
        .choices = "ordered,diverging",
};
static const struct strom_option height_option = {
        .size = sizeof height_option,
        .type = STROM_TYPE_LEN,
        .name = "height",
        .help = "How high the map is at most; its list stands beside it where that leaves room.",
        .min = 100,
        .max = 600,
};
static const struct strom_option classes_option = STROM_OPTION_CLASSES,
                                 breaks_option = STROM_OPTION_BREAKS,
                                 highlight_option = STROM_OPTION_HIGHLIGHT,
                                 small_option = STROM_OPTION_SMALL_BASE;
static const struct strom_option *const options[] = {
        &form_option,   &geojson_option, &key_option,       &boundaries_option, &classes_option,
        &breaks_option, &scale_option,   &highlight_option, &small_option,      &height_option,
        NULL};

/* ---- Colours ---- */

strom_colour map_mixed(const struct map *m, uint32_t percent)
{
	strom_colour a = m->h.fog, b = m->h.paper;
	return (strom_colour){(uint8_t)((a.r * percent + b.r * (100 - percent)) / 100),
	                      (uint8_t)((a.g * percent + b.g * (100 - percent)) / 100),
	                      (uint8_t)((a.b * percent + b.b * (100 - percent)) / 100), 255};
}

/* Of which nothing is said: its lines are seen where all is grey, too, and the palest class is as
 * light. */
void map_fill_quiet(const struct map *m)
{
	struct strom_paint lines = STROM_PAINT_INIT;
	lines.kind = STROM_FILL_LINES;
	lines.colour = map_mixed(m, 40);
	lines.to = map_mixed(m, 75);
	lines.turn = 45;
	lines.step = STROM_PT(3.6);
	lines.thick = STROM_PT(0.35);
	m->h.c->fill_paint(m->h.job, &lines);
}

strom_colour map_region_colour(const struct map *m, const struct map_region *region)
{
	if (!region->row)
		return map_mixed(m, 40);
	if (m->circles)
		return map_mixed(m, 70);
	struct strom_datum d = strom_value_at(&m->h, 0, region->row - 1);
	return d.null ? map_mixed(m, 40)
	              : strom_class_colour(&m->h, &m->classes,
	                                   strom_class_find(&m->classes, d.number));
}

/* ---- What cannot be drawn ---- */

static bool error(const struct map *m, struct strom_pos pos, const char *what, const char *message,
                  const char *hint)
{
	return strom_chart_error(&m->h, pos, what, message, hint);
}

static bool is_whole(double v)
{
	double apart = v - strom_floor(v + 0.5);
	return apart < 1e-9 && apart > -1e-9;
}

/* The range of all numbers, and whether they are printed without decimals. */
static bool look(const struct map *m, double *low, double *high)
{
	bool percent = m->h.field[0].holds == STROM_HOLDS_PERCENT, any = false, whole = true;
	for (uint32_t r = 0; r < m->h.rows; r++) {
		struct strom_datum d = strom_value_at(&m->h, 0, r);
		if (d.null)
			continue;
		*low = !any || d.number < *low ? d.number : *low;
		*high = !any || d.number > *high ? d.number : *high;
		any = true;
		whole = whole && ((percent && strom_decimals(&m->h, 0, r) == 0) ||
		                  is_whole(percent ? d.number * 100 : d.number));
	}
	return whole;
}

static bool choose_form(struct map *m, bool whole, double low)
{
	struct strom_value form = STROM_VALUE_INIT;
	bool percent = m->h.field[0].holds == STROM_HOLDS_PERCENT;
	size_t said = strom_option_choice(m->h.job, &form_option);
	m->h.job->host->option(m->h.job, "form", &form);
	m->circles = said ? said == 2 : !percent;
	if (!m->circles && !percent && whole)
		return error(m, form.pos, "counts", "counts would be shown as colours",
		             "A large region would say more than it has: leave form away, and "
		             "counts are circles; or divide them by residents in the query: a rate "
		             "has colours.");
	if (m->circles && low < 0)
		return error(m, strom_chart_nowhere(), "negative",
		             "a circle would be smaller than nothing",
		             "Show shares or rates as colours: form: colours, with scale: "
		             "diverging.");
	return true;
}

static bool check(struct map *m)
{
	double low = 0, high = 0;
	bool whole = look(m, &low, &high);
	if (m->h.rows > MOST_ROWS)
		return error(m, strom_cell_at(&m->h, MOST_ROWS, 0).pos, "rows",
		             "the query has more than 400 rows",
		             "Show a part of the regions, or larger ones.");
	if (!choose_form(m, whole, low))
		return false;
	m->most = high > 0 ? high : 1;
	return m->circles ||
	       strom_classes_make(&m->h, &m->classes, m->h.column[0], whole, low, high);
}

static bool take_outlines(struct map *m)
{
	if (!strom_option_text(m->h.job, "geojson").len) {
		map_take_baltic(m);
		return true;
	}
	if (!strom_option_text(m->h.job, "boundaries").len)
		return error(m, strom_chart_nowhere(), "boundaries",
		             "nobody says where the boundaries come from",
		             "Write boundaries: under options, with the source that is printed "
		             "below the map.");
	return map_take_file(m);
}

/* ---- The map itself ---- */

static void put_box(const struct map *m)
{
	strom_path_box(&m->h, 0, 0, m->width, m->height);
}

static bool is_quiet(const struct map *m, const struct map_region *region)
{
	return !region->row || (!m->circles && strom_value_at(&m->h, 0, region->row - 1).null);
}

static void put_border(const struct map *m, const struct map_region *region)
{
	map_path(m, region);
	m->h.c->stroke(m->h.job, m->h.paper, STROM_PT(0.5));
}

/* All that is quiet is one path, and its lines are drawn once: they are not seen beyond it. */
static void put_quiet(const struct map *m)
{
	const struct strom_canvas *c = m->h.c;
	uint32_t n = 0;
	for (uint32_t i = 0; i < m->o.regions; i++)
		n += is_quiet(m, &m->o.region[i]) && m->o.region[i].rings;
	if (!n)
		return;
	for (uint32_t i = 0; i < m->o.regions; i++)
		if (is_quiet(m, &m->o.region[i]))
			map_path(m, &m->o.region[i]);
	c->clip(m->h.job);
	put_box(m);
	map_fill_quiet(m);
	c->restore(m->h.job);
	for (uint32_t i = 0; i < m->o.regions; i++)
		if (is_quiet(m, &m->o.region[i]))
			map_path(m, &m->o.region[i]);
	c->stroke(m->h.job, m->h.paper, STROM_PT(0.5));
}

/* Hatched where it counts too few. The canvas paints what is filled and has a border at once. */
static void put_region(const struct map *m, const struct map_region *region)
{
	struct strom_paint lines = STROM_PAINT_INIT;
	strom_about(&m->h, 0, region->row - 1);
	map_path(m, region);
	lines.kind = STROM_FILL_LINES;
	lines.colour = m->h.paper;
	lines.to = map_region_colour(m, region);
	lines.turn = 45;
	if (m->circles || !strom_small_base(&m->h, 0, region->row - 1))
		m->h.c->fill(m->h.job, lines.to);
	else
		m->h.c->fill_paint(m->h.job, &lines);
	put_border(m, region);
}

/* What is pointed out has an outline. */
static void put_outlines(const struct map *m)
{
	for (uint32_t i = 0; i < m->o.regions; i++) {
		const struct map_region *region = &m->o.region[i];
		if (!region->row || !strom_is_highlit(&m->h, 0, region->row - 1))
			continue;
		map_path(m, region);
		m->h.c->stroke(m->h.job, m->h.text, STROM_PT(0.8));
	}
}

/* A region is a path of its own: whether letters stand on it is asked where they are near. */
static void put_land(const struct map *m)
{
	const struct strom_canvas *c = m->h.c;
	put_box(m);
	c->fill(m->h.job, map_mixed(m, 10));
	put_box(m);
	c->clip(m->h.job);
	put_quiet(m);
	for (uint32_t i = 0; i < m->o.regions; i++)
		if (!is_quiet(m, &m->o.region[i]))
			put_region(m, &m->o.region[i]);
	strom_about_none(&m->h);
	put_outlines(m);
	c->restore(m->h.job);
}

/* As wide, but no higher than that: our own map only where the author says how high. */
static void size(struct map *m, strom_len width, strom_len tallest)
{
	strom_len said = strom_option_int(m->h.job, "height", 0);
	if (said || !m->o.own)
		tallest = said ? said : INT64_MAX;
	double wide = m->o.right - m->o.left, high = m->o.top - m->o.bottom;
	m->scale = (double)width / wide;
	if (high * m->scale > (double)tallest)
		m->scale = (double)tallest / high;
	m->width = (strom_len)(wide * m->scale);
	m->height = (strom_len)(high * m->scale);
}

static uint32_t columns_below(const struct map *m)
{
	return m->h.wide ? 3 : 1;
}

/* Others than ours are known by the list alone. Below it takes its part of the page's height. */
static void place_below(struct map *m)
{
	uint32_t columns = columns_below(m);
	strom_len list = m->o.own ? map_list_height(m, m->h.width / columns) / columns : 0;
	strom_len left = STROM_MM(195) - list;
	m->list = m->list_width = 0;
	size(m, m->h.width, left > TALLEST ? TALLEST : left < STROM_MM(60) ? STROM_MM(60) : left);
}

/* The list stands beside the map where it is no longer: in a column only where the map is lower
 * than it could be. */
static void place(struct map *m)
{
	strom_len key = m->h.size * 6, gap = STROM_PT(11), least = STROM_MM(60);
	size(m, m->h.wide ? m->h.width * BESIDE / 100 : m->h.width, TALLEST);
	strom_len width = m->h.width - m->width - gap;
	if (width < STROM_MM(32) ||
	    map_list_height(m, width) + key > (m->height > least ? m->height : least)) {
		place_below(m);
		return;
	}
	m->list = m->width + gap;
	m->list_width = width < LIST ? width : LIST;
}

static strom_len put_below(struct map *m, strom_len y)
{
	y = map_put_key(m, 0, y + STROM_PT(4), m->width);
	if (m->unplaced || m->o.own)
		y = map_put_list(m, 0, y + STROM_PT(4), m->h.width, columns_below(m));
	return y;
}

static strom_len put_beside(const struct map *m)
{
	strom_len y = map_put_list(m, m->list, 0, m->list_width, 1);
	y = map_put_key(m, m->list, y + STROM_PT(14), m->list_width);
	return y > m->height ? y : m->height;
}

/* Boundaries are never drawn without a word on what they do not mean. */
static strom_len put_note(const struct map *m, strom_len y)
{
	strom_str own = strom_option_text(m->h.job, "boundaries");
	strom_str note = strom_word_with(&m->h, "chart-boundaries", "{text}",
	                                 m->o.own ? own : STROM_S("Natural Earth 1:50m"));
	m->h.c->alt(m->h.job, STROM_ALT_MORE, note);
	return strom_note_put(&m->h, note, y + STROM_PT(5));
}

static bool draw(struct strom_job *job, const struct strom_canvas *canvas)
{
	struct map m = {.circles = false};
	if (!strom_chart_begin(&m.h, job, canvas, "map", 1) || !check(&m) || !take_outlines(&m) ||
	    !map_tie_rows(&m))
		return false;
	map_find_labels(&m);
	m.turned = canvas->right_to_left(job);
	place(&m);
	put_land(&m);
	map_put_labels(&m);
	strom_len y = m.list ? put_beside(&m) : put_below(&m, m.height);
	y = strom_small_note_put(&m.h, put_note(&m, y));
	canvas->height(job, y);
	return true;
}

static const struct strom_figure figure = {
        .size = sizeof figure, .draw = draw, .flags = STROM_FIGURE_MIRRORED};

static const struct strom_plugin plugin = {
        .size = sizeof plugin,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_FIGURE,
        .name = "map",
        .version = "0.1.0",
        .summary = "A map: regions in the colours of their classes, or circles",
        .options = options,
        .functions = &figure,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
