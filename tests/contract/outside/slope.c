/* Slopes: each row a line from its first number to its second, with both, and its name behind the
 * second. Written from the installed headers and guides alone, as another author would. */
#include <strom/figure_help.h>

enum { MOST_ROWS = 12, LINES = 2 };
#define TALL STROM_MM(70)
#define GAP STROM_PT(6)

static const struct strom_option highlight_option = STROM_OPTION_HIGHLIGHT,
                                 small_option = STROM_OPTION_SMALL_BASE;
static const struct strom_option height_option = {.size = sizeof height_option,
                                                  .type = STROM_TYPE_LEN,
                                                  .name = "height",
                                                  .help = "How high the plot is.",
                                                  .fallback = "70mm",
                                                  .min = 60,
                                                  .max = 600};
static const struct strom_option *const options[] = {&highlight_option, &small_option,
                                                     &height_option, NULL};

struct end {
	uint32_t row;
	strom_len at;
};
struct slopes {
	struct strom_chart h;
	struct strom_scale scale;
	strom_len side[2]; /* how wide labels are, left and right */
	strom_len left, right, top, high;
	struct end end[2][MOST_ROWS]; /* from top to bottom */
	uint32_t n[2];
};

static bool check(const struct slopes *s)
{
	if (s->h.series != 2)
		return strom_chart_error(&s->h, strom_chart_nowhere(), "columns",
		                         "a slope needs two columns of numbers",
		                         "Select a name, a first number, and a second.");
	return s->h.rows <= MOST_ROWS ||
	       strom_chart_error(&s->h, strom_cell_at(&s->h, MOST_ROWS, 0).pos, "rows",
	                         "the query has more than 12 rows",
	                         "Show those that the claim is about, or write type: dot.");
}

static strom_str label(const struct slopes *s, uint32_t side, uint32_t row)
{
	strom_str value = strom_value_text(&s->h, side, row, row != 0);
	if (side)
		return strom_joined(&s->h, value, "  ", strom_name(&s->h, row));
	return value;
}

static struct strom_words words(const struct slopes *s, uint32_t side, uint32_t row, strom_len room)
{
	struct strom_words w =
	        strom_words_in(&s->h, "figure-label", label(s, side, row), room, LINES);
	w.flags = strom_is_highlit(&s->h, side, row) ? STROM_TEXT_BOLD : 0;
	w.anchor = side ? STROM_ANCHOR_START : STROM_ANCHOR_END;
	return w;
}

static void measure(struct slopes *s)
{
	for (uint32_t side = 0; side < 2; side++) {
		strom_len room = s->h.width * (side ? 40 : 20) / 100, most = 0;
		for (uint32_t r = 0; r < s->h.rows; r++) {
			struct strom_words w = words(s, side, r, room);
			strom_len wide = strom_measure(&s->h, &w).width;
			most = wide > most ? wide : most;
		}
		s->side[side] = most;
	}
	s->left = s->side[0] + GAP;
	s->right = s->h.width - s->side[1] - GAP;
}

static strom_len y_of(const struct slopes *s, double value)
{
	return s->top + s->high - strom_along(&s->scale, value, s->high);
}

static void sort_ends(struct slopes *s, uint32_t side)
{
	for (uint32_t r = 0; r < s->h.rows; r++) {
		struct strom_datum d = strom_value_at(&s->h, side, r);
		uint32_t i = s->n[side];
		if (d.null)
			continue;
		struct end e = {r, y_of(s, d.number)};
		for (; i && s->end[side][i - 1].at > e.at; i--)
			s->end[side][i] = s->end[side][i - 1];
		s->end[side][i] = e;
		s->n[side]++;
	}
}

static void put_labels(const struct slopes *s, uint32_t side)
{
	strom_len at[MOST_ROWS], x = side ? s->right + GAP : s->left - GAP;
	for (uint32_t i = 0; i < s->n[side]; i++)
		at[i] = s->end[side][i].at;
	strom_push_apart(at, s->n[side], s->h.label.leading, s->top, s->top + s->high);
	for (uint32_t i = 0; i < s->n[side]; i++) {
		uint32_t r = s->end[side][i].row;
		struct strom_words w = words(s, side, r, s->side[side]);
		w.lines = 1;
		strom_about(&s->h, side, r);
		w.colour = strom_row_colour(&s->h, r);
		strom_put(&s->h, &w, x, at[i]);
	}
}

static void put_line(const struct slopes *s, uint32_t r)
{
	struct strom_datum a = strom_value_at(&s->h, 0, r), b = strom_value_at(&s->h, 1, r);
	bool stands_back = s->h.highlight.len && !strom_is_highlit(&s->h, 0, r);
	strom_colour colour = strom_row_colour(&s->h, r);
	strom_about(&s->h, UINT32_MAX, r);
	if (!a.null && !b.null)
		strom_rule(&s->h, s->left, y_of(s, a.number), s->right, y_of(s, b.number), colour,
		           STROM_PT(stands_back ? 1 : 1.7));
	if (!a.null)
		s->h.c->marker(s->h.job, s->left, y_of(s, a.number), STROM_PT(2.3),
		               STROM_MARKER_DOT, colour, 0);
	if (!b.null)
		s->h.c->marker(s->h.job, s->right, y_of(s, b.number), STROM_PT(2.3),
		               STROM_MARKER_DOT, colour, 0);
}

static void put_heads(const struct slopes *s)
{
	for (uint32_t side = 0; side < 2; side++) {
		strom_len x = side ? s->right : s->left;
		struct strom_words w = strom_words_in(&s->h, "figure-axis", s->h.field[side].title,
		                                      s->h.width / 2, 1);
		w.anchor = side ? STROM_ANCHOR_END : STROM_ANCHOR_START;
		strom_put(&s->h, &w, x, s->h.size / 2);
		strom_rule(&s->h, x, s->top, x, s->top + s->high, s->h.grid, STROM_PT(0.35));
	}
}

static bool draw(struct strom_job *job, const struct strom_canvas *canvas)
{
	struct slopes s = {.high = 0};
	double low = 0, high = 0;
	if (!strom_chart_begin(&s.h, job, canvas, "slope", 2) || !check(&s))
		return false;
	s.high = strom_option_int(job, "height", TALL);
	s.top = s.h.size * 2;
	strom_range(&s.h, false, &low, &high);
	s.scale = strom_scale_of(&s.h, s.h.column[0], low, high, 3, false);
	measure(&s);
	put_heads(&s);
	for (uint32_t r = 0; r < s.h.rows; r++)
		put_line(&s, r);
	for (uint32_t side = 0; side < 2; side++) {
		sort_ends(&s, side);
		put_labels(&s, side);
	}
	strom_about_none(&s.h);
	return strom_chart_end(&s.h, s.top + s.high);
}

static const struct strom_figure figure = {
        .size = sizeof figure, .draw = draw, .flags = STROM_FIGURE_MIRRORED};
static const struct strom_plugin plugin = {
        .size = sizeof plugin,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_FIGURE,
        .name = "slope",
        .version = "1.0.0",
        .summary = "Two numbers of each row, and the way between them",
        .options = options,
        .functions = &figure};
const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
