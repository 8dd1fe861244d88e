/* figure-heat: a table whose cells have the colours of their classes. The number stands in every
 * cell, so that a colour is read nowhere as a number. */
#include "heat.h"

#define ROW STROM_PT(12.4) /* with its gap */
#define ROW_NARROW STROM_PT(11.4)
#define GAP STROM_PT(1)
enum { MOST_ROWS = 50, NAMES = 34, NAMES_NARROW = 38, NAME_LINES = 3 };

static const struct strom_option classes_option = STROM_OPTION_CLASSES,
                                 breaks_option = STROM_OPTION_BREAKS;
static const struct strom_option scale_option = {
        .size = sizeof scale_option,
        .type = STROM_TYPE_CHOICE,
        .name = "scale",
        .help = "Whether classes go from little to much, or from zero to two sides.",
        .fallback = "ordered",
        .choices = "ordered,diverging",
};
static const struct strom_option total_option = {
        .size = sizeof total_option,
        .type = STROM_TYPE_TEXT,
        .name = "total",
        .help = "The column that stands at the end, without a class, by its name in the query.",
        .fallback = "",
};
static const struct strom_option highlight_option = STROM_OPTION_HIGHLIGHT;
static const struct strom_option small_option = STROM_OPTION_SMALL_BASE;
static const struct strom_option *const options[] = {&classes_option, &breaks_option, &scale_option,
                                                     &total_option,   &highlight_option,
                                                     &small_option,   NULL};

/* ---- Columns and cells ---- */

static struct strom_datum datum_at(const struct heat *t, const struct heat_column *c, uint32_t row)
{
	return strom_cell_at(&t->h, row, c->at);
}

/* Of how many a cell is a share; -1: nobody says. */
static double base_of(const struct heat *t, const struct heat_column *c, uint32_t row)
{
	struct strom_datum d;
	if (!c->field.base || c->field.holds != STROM_HOLDS_PERCENT)
		return -1;
	d = strom_cell_at(&t->h, row, c->field.base - 1);
	return d.null ? -1 : d.number;
}

static bool is_small(const struct heat *t, const struct heat_column *c, uint32_t row)
{
	double n = base_of(t, c, row);
	return n >= 0 && n < STROM_SMALL_BASE;
}

static bool printed_whole(const struct heat *t, const struct heat_column *c, uint32_t row)
{
	double n = base_of(t, c, row), v = datum_at(t, c, row).number;
	v = c->field.holds == STROM_HOLDS_PERCENT ? v * 100 : v;
	double apart = v - strom_floor(v + 0.5);
	return (n >= 0 && n < 1000) || (apart < 1e-9 && apart > -1e-9);
}

static strom_str text_of(const struct heat *t, const struct heat_column *c, uint32_t row)
{
	struct strom_datum d = datum_at(t, c, row);
	struct strom_number n = STROM_NUMBER_INIT;
	if (d.null)
		return d.text;
	n.column = c->at;
	n.value = d.number;
	n.decimals = printed_whole(t, c, row) && t->classes.whole ? 0 : -1;
	n.flags = STROM_NUMBER_BARE;
	return t->h.c->number(t->h.job, &n);
}

static bool take_column(struct heat *t, uint32_t at, strom_str total)
{
	struct heat_column c = {.at = at, .field = STROM_FIELD_INIT};
	t->h.c->field(t->h.job, at, &c.field);
	if (c.field.role != STROM_ROLE_VALUE)
		return true;
	if (!c.field.numeric)
		return strom_chart_error(&t->h, strom_cell_at(&t->h, 0, at).pos, "not-a-number",
		                         "a column holds text",
		                         "All columns but the first must be numbers.");
	if (total.len && strom_text_same(total, c.field.name)) {
		t->total = c;
		return true;
	}
	if (t->columns == MOST_COLUMNS)
		return strom_chart_error(&t->h, strom_chart_nowhere(), "columns",
		                         "the query has more than 24 columns of classes",
		                         "Show fewer, or turn the table: rows take less room.");
	if (t->columns && c.field.holds != t->column[0].field.holds)
		return strom_chart_error(
		        &t->h, strom_cell_at(&t->h, 0, at).pos, "two-scales",
		        "shares and numbers would have the same classes",
		        "Draw two tables, or show both as shares; a sum at the end "
		        "is named by the option total.");
	t->column[t->columns++] = c;
	return true;
}

static bool take_columns(struct heat *t)
{
	struct strom_value total = STROM_VALUE_INIT;
	uint32_t n = t->h.c->columns(t->h.job);
	if (!t->h.job->host->option(t->h.job, "total", &total))
		total.text = STROM_S("");
	for (uint32_t i = 1; i < n; i++)
		if (!take_column(t, i, total.text))
			return false;
	if (total.text.len && !t->total.at)
		return strom_chart_error(&t->h, total.pos, "total",
		                         "the query has no column of the total's name",
		                         "Write the column's name in the query, as under columns.");
	return t->columns || strom_chart_error(&t->h, strom_chart_nowhere(), "columns",
	                                       "the query has no column of numbers",
	                                       "Its first column names the rows; each other is one "
	                                       "of the table.");
}

static bool check_cell(struct heat *t, const struct heat_column *c, uint32_t row)
{
	struct strom_datum d = datum_at(t, c, row);
	if (d.null)
		return true;
	if (!strom_chart_number(&t->h, d.pos, d.number))
		return false;
	if (!is_small(t, c, row))
		return true;
	t->h.small_seen = true;
	return t->h.small ||
	       strom_chart_error(&t->h, d.pos, "small-base", "a share of fewer than ten is shown",
	                         "Show counts, put rows together, or say small-base: allow, and it "
	                         "is hatched.");
}

/* The range of all cells, and whether all are whole. */
static bool take_cells(struct heat *t)
{
	bool any = false, whole = true;
	double low = 0, high = 0;
	for (uint32_t r = 0; r < t->h.rows; r++)
		for (uint32_t i = 0; i < t->columns; i++) {
			struct strom_datum d = datum_at(t, &t->column[i], r);
			if (!check_cell(t, &t->column[i], r))
				return false;
			if (d.null)
				continue;
			low = !any || d.number < low ? d.number : low;
			high = !any || d.number > high ? d.number : high;
			any = true;
			whole = whole && printed_whole(t, &t->column[i], r);
		}
	for (uint32_t r = 0; r < t->h.rows && t->total.at; r++)
		if (!check_cell(t, &t->total, r))
			return false;
	if (!any)
		strom_chart_warning(
		        &t->h, "no-numbers", "no row of the chart has a number",
		        "Look at the query: all that it gives is missing, or kept back.");
	return strom_classes_make(&t->h, &t->classes, t->column[0].at, whole, low, high);
}

/* ---- Places ---- */

static bool is_lit(const struct heat *t, uint32_t row)
{
	return t->h.highlight.len &&
	       strom_text_same(t->h.highlight, strom_cell_at(&t->h, row, t->h.names).raw);
}

static struct strom_words name_words(const struct heat *t, uint32_t row)
{
	struct strom_words w = strom_words_in(&t->h, "figure-label", strom_name(&t->h, row),
	                                      t->names, NAME_LINES);
	w.flags = is_lit(t, row) ? STROM_TEXT_BOLD : 0;
	return w;
}

static strom_len total_width(const struct heat *t)
{
	struct strom_words head =
	        strom_words_in(&t->h, "figure-label", t->total.field.title,
	                       t->h.width * (t->h.wide ? 16 : 22) / 100, HEAD_LINES);
	strom_len most;
	if (!t->total.at)
		return 0;
	head.flags = STROM_TEXT_BOLD;
	most = strom_measure(&t->h, &head).width;
	for (uint32_t r = 0; r < t->h.rows; r++) {
		strom_len wide = strom_width_of(&t->h, "figure-value", text_of(t, &t->total, r),
		                                STROM_TEXT_BOLD);
		most = wide > most ? wide : most;
	}
	return most;
}

/* No number may be wider than its cell: a table without numbers would be read by nobody. */
static bool cells_fit(const struct heat *t)
{
	for (uint32_t r = 0; r < t->h.rows; r++)
		for (uint32_t i = 0; i < t->columns; i++) {
			strom_str text = text_of(t, &t->column[i], r);
			if (strom_width_of(&t->h, "figure-value", text, 0) <= t->cell - GAP)
				continue;
			return strom_chart_error(
			        &t->h, datum_at(t, &t->column[i], r).pos, "no-room",
			        "a number is wider than its cell",
			        "Show fewer columns, thousands or millions, or make the figure "
			        "wider.");
		}
	return true;
}

static bool place(struct heat *t)
{
	strom_len after = t->total.at ? STROM_PT(8) : 0;
	t->names = strom_names_width(&t->h, t->h.wide ? NAMES : NAMES_NARROW);
	t->left = t->names + STROM_PT(6);
	t->total_width = total_width(t);
	t->cell = (t->h.width - t->left - t->total_width - after + GAP) / t->columns;
	if (!cells_fit(t))
		return false;
	if (!heat_heads_fit(t))
		heat_abbreviate(t);
	return true;
}

static strom_len row_height(const struct heat *t, uint32_t row)
{
	struct strom_words w = name_words(t, row);
	strom_len name = strom_measure(&t->h, &w).height + GAP;
	strom_len least = t->h.wide ? ROW : ROW_NARROW;
	return name > least ? name : least;
}

/* ---- Rows ---- */

static void put_cell(const struct heat *t, uint32_t i, uint32_t row, strom_len y, strom_len high)
{
	const struct heat_column *c = &t->column[i];
	struct strom_datum d = datum_at(t, c, row);
	struct strom_words w = strom_words_in(&t->h, "figure-value", text_of(t, c, row), 0, 1);
	strom_len x = t->left + t->cell * i, wide = t->cell - GAP;
	bool small = is_small(t, c, row);
	w.anchor = STROM_ANCHOR_MIDDLE;
	w.colour = t->h.muted;
	strom_about_column(&t->h, c->at, row);
	if (!d.null) {
		strom_colour colour = strom_class_colour(&t->h, &t->classes,
		                                         strom_class_find(&t->classes, d.number));
		w.on = small ? t->h.paper : colour;
		w.halo = small ? STROM_PT(1.2) : 0;
		if (small) {
			strom_bar(&t->h, x, y, wide, high, colour, true);
		} else {
			strom_path_box(&t->h, x, y, wide, high);
			t->h.c->fill(t->h.job, colour);
		}
	}
	strom_put(&t->h, &w, x + wide / 2, y + high / 2);
}

/* A line around its cells: their colours say how much. */
static void put_outline(const struct heat *t, strom_len y, strom_len high)
{
	strom_path_box(&t->h, t->left, y, t->cell * t->columns - GAP, high);
	t->h.c->stroke(t->h.job, t->h.text, STROM_PT(0.9));
}

static void tell_lit(const struct heat *t)
{
	bool any = !t->h.highlight.len;
	for (uint32_t r = 0; r < t->h.rows; r++)
		any = any || is_lit(t, r);
	if (!any)
		strom_chart_warning(&t->h, "highlight",
		                    "nothing in the chart is called what highlight says",
		                    "Write what the first column has in that row, as the query "
		                    "gives it.");
}

static strom_len put_row(const struct heat *t, uint32_t row, strom_len y)
{
	strom_len high = row_height(t, row);
	struct strom_words name = name_words(t, row);
	strom_about_column(&t->h, 0, row);
	strom_put(&t->h, &name, 0, y + (high - GAP) / 2);
	for (uint32_t i = 0; i < t->columns; i++)
		put_cell(t, i, row, y, high - GAP);
	if (is_lit(t, row))
		put_outline(t, y, high - GAP);
	if (t->total.at) {
		struct strom_words w =
		        strom_words_in(&t->h, "figure-value", text_of(t, &t->total, row), 0, 1);
		w.anchor = STROM_ANCHOR_END;
		w.flags = STROM_TEXT_BOLD;
		strom_put(&t->h, &w, t->h.width, y + (high - GAP) / 2);
	}
	return y + high;
}

/* Ranges of whole numbers are said in full; of others, and with signs, their bounds stand below. */
static strom_len put_key(const struct heat *t, strom_len y)
{
	const struct strom_classes *c = &t->classes;
	if (c->whole && c->bound[0] >= 0)
		return strom_class_key_boxes(&t->h, c, 0, y + STROM_PT(2), t->h.width);
	strom_len room = STROM_PT(34) * c->n;
	return strom_class_key_bar(&t->h, c, 0, y + STROM_PT(5),
	                           room < t->h.width ? room : t->h.width);
}

static bool draw(struct strom_job *job, const struct strom_canvas *canvas)
{
	struct heat t = {.columns = 0};
	if (!strom_chart_open(&t.h, job, canvas, "heat"))
		return false;
	if (t.h.rows > MOST_ROWS)
		return strom_error(job, strom_cell_at(&t.h, MOST_ROWS, 0).pos, "heat/rows",
		                   "the query has more than 50 rows",
		                   "Show the largest, or put rows together; a table goes on over "
		                   "pages.");
	if (!take_columns(&t) || !take_cells(&t) || !place(&t))
		return false;
	strom_chart_names(&t.h);
	tell_lit(&t);
	strom_len y = heat_put_heads(&t);
	strom_rule(&t.h, 0, y, t.h.width, y, t.h.text, STROM_PT(0.7));
	y += STROM_PT(1.5);
	for (uint32_t r = 0; r < t.h.rows; r++)
		y = put_row(&t, r, y);
	strom_about_none(&t.h);
	y += STROM_PT(0.5);
	strom_rule(&t.h, 0, y, t.h.width, y, t.h.text, STROM_PT(0.7));
	y = heat_put_names(&t, put_key(&t, y));
	canvas->height(job, strom_small_note_put(&t.h, y));
	return true;
}

static const struct strom_figure figure = {
        .size = sizeof figure, .draw = draw, .flags = STROM_FIGURE_MIRRORED};

static const struct strom_plugin plugin = {
        .size = sizeof plugin,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_FIGURE,
        .name = "heat",
        .version = "0.1.0",
        .summary = "A table whose cells have the colours of their classes",
        .options = options,
        .functions = &figure,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
