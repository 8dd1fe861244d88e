/* Bars and lines of lists, beside the numbers of their cells: artifacts, as the numbers are said.
 *
 * All cells of a column are drawn on one scale, at the side where lines begin; from right to left
 * they are mirrored. */
#include "edition/dataset.h"
#include "edition/drawn.h"
#include "typeset/tables/table_parts.h"

#include <math.h>

#define BAR_HEIGHT STROM_PT(4)
#define SPARK_HEIGHT STROM_MM(7)
#define LEAST_WIDTH STROM_MM(4) /* what is narrower shows nothing */
#define GAP STROM_PT(5)
#define DOT_RADIUS STROM_PT(1.3)
#define SPARK_STROKE STROM_PT(0.9)
#define ZERO_STROKE STROM_PT(0.7)

/* ---- Room ---- */

static bool is_drawn(const struct table_set *set, size_t column)
{
	enum column_drawing drawing = set->data ? set->data->column[column].drawing : DRAWN_NOT;
	return drawing == DRAWN_BAR || drawing == DRAWN_SPARK;
}

bool table_drawn_any(const struct table_set *set)
{
	for (size_t i = 0; set->data && i < set->columns; i++)
		if (is_drawn(set, i))
			return true;
	return false;
}

strom_len table_drawn_lead(const struct table_set *set, size_t column)
{
	strom_len wanted = set->drawn_w + GAP;
	if (!is_drawn(set, column))
		return 0;
	if (!set->w)
		return wanted;
	strom_len room = set->w[column] - set->axes[column].left - set->axes[column].right;
	bool said = set->data->column[column].width > 0; /* then the drawing has all of it */
	strom_len lead = room < wanted || said ? room : wanted;
	return lead >= LEAST_WIDTH + GAP ? lead : 0;
}

strom_len table_drawn_room(const struct table_set *set)
{
	bool spark = false;
	for (size_t i = 0; set->data && i < set->columns; i++)
		spark |= set->data->column[i].drawing == DRAWN_SPARK && table_drawn_lead(set, i);
	strom_len room = SPARK_HEIGHT - set->style->leading - set->style->pad;
	return spark && room > 0 ? room : 0;
}

/* ---- Paths ---- */

/* Where a cell is drawn: x and y are of its left end, in the middle of its height. */
struct drawn_cell {
	struct arena *arena;
	const struct theme *theme;
	const struct column *column;
	strom_len x, y, w;
	bool mirrored;
	items *out;
};

static struct colour colour_of(const struct drawn_cell *d, const char *name)
{
	return theme_figure_colour(d->theme, str_of(name));
}

static strom_len mirrored(const struct drawn_cell *d, strom_len x)
{
	return d->mirrored ? d->w - x : x;
}

static void put(struct drawn_cell *d, struct item item)
{
	item.kind = ITEM_PATH;
	item.artifact = ARTIFACT_LAYOUT;
	item.x = d->x;
	item.y = d->y;
	vec_push(d->arena, d->out, item);
}

static void put_box(struct drawn_cell *d, strom_len from, strom_len to, strom_len h,
                    struct colour colour, enum item_black black)
{
	strom_len a = mirrored(d, from), b = mirrored(d, to);
	struct path_step *s = arena_array(d->arena, struct path_step, 5);
	s[0] = (struct path_step){PATH_MOVE, {a}, {-h / 2}};
	s[1] = (struct path_step){PATH_LINE, {b}, {-h / 2}};
	s[2] = (struct path_step){PATH_LINE, {b}, {h / 2}};
	s[3] = (struct path_step){PATH_LINE, {a}, {h / 2}};
	s[4] = (struct path_step){.op = PATH_CLOSE};
	put(d, (struct item){.steps = s,
	                     .steps_n = 5,
	                     .fill = true,
	                     .colour = colour,
	                     .black = (uint8_t)black});
}

/* ---- Bars ---- */

static strom_len place_on(const struct column_scale *scale, double number, strom_len w)
{
	double share = (number - scale->least) / (scale->most - scale->least);
	share = share < 0 ? 0 : share > 1 ? 1 : share;
	return (strom_len)(share * (double)w);
}

/* Less than nothing is warm only where less is bad, or more. */
static struct colour bar_colour(const struct drawn_cell *d, double number)
{
	enum column_sense sense = d->column->sense;
	bool bad = (sense == SENSE_GOOD && number < 0) ||
	           (sense == SENSE_BAD && number > 0 && d->column->scale.least < 0);
	return colour_of(d, bad ? "warm" : "accent");
}

static void draw_bar(struct drawn_cell *d, double number)
{
	struct column_scale scale = drawn_bar_scale(d->column);
	strom_len zero = place_on(&scale, 0, d->w), end = place_on(&scale, number, d->w);
	put_box(d, 0, d->w, BAR_HEIGHT, colour_of(d, "grid"), BLACK_TONE);
	if (end != zero)
		put_box(d, zero, end, BAR_HEIGHT, bar_colour(d, number), BLACK_DARK);
	if (scale.least < 0)
		put_box(d, zero - ZERO_STROKE / 2, zero + ZERO_STROKE / 2, 2 * BAR_HEIGHT,
		        colour_of(d, "text"), BLACK_DARK);
}

/* ---- Lines of lists ---- */

/* So that dots stay within the cell. */
static strom_len spark_x(const struct drawn_cell *d, size_t i, size_t n)
{
	strom_len room = d->w - 2 * DOT_RADIUS;
	return mirrored(d, DOT_RADIUS + (n > 1 ? room * (strom_len)i / (strom_len)(n - 1) : room));
}

static strom_len spark_y(const struct drawn_cell *d, double number)
{
	strom_len room = SPARK_HEIGHT - 2 * DOT_RADIUS;
	const struct column_scale *s = &d->column->scale;
	return s->most > s->least ? room / 2 - place_on(s, number, room) : 0;
}

static void put_dot(struct drawn_cell *d, strom_len x, strom_len y, strom_len r)
{
	strom_len k = r * 5523 / 10000; /* a quarter circle as a cubic curve */
	struct path_step *s = arena_array(d->arena, struct path_step, 6);
	s[0] = (struct path_step){PATH_MOVE, {x + r}, {y}};
	s[1] = (struct path_step){PATH_CURVE, {x + r, x + k, x}, {y + k, y + r, y + r}};
	s[2] = (struct path_step){PATH_CURVE, {x - k, x - r, x - r}, {y + r, y + k, y}};
	s[3] = (struct path_step){PATH_CURVE, {x - r, x - k, x}, {y - k, y - r, y - r}};
	s[4] = (struct path_step){PATH_CURVE, {x + k, x + r, x + r}, {y - r, y - k, y}};
	s[5] = (struct path_step){.op = PATH_CLOSE};
	put(d, (struct item){.steps = s,
	                     .steps_n = 6,
	                     .fill = true,
	                     .colour = colour_of(d, "accent"),
	                     .black = BLACK_DARK});
}

/* Numbers [from, to); one alone between gaps is a dot. */
static void put_stretch(struct drawn_cell *d, const double *numbers, size_t n, size_t from,
                        size_t to)
{
	if (to - from == 1) {
		put_dot(d, spark_x(d, from, n), spark_y(d, numbers[from]), SPARK_STROKE);
		return;
	}
	struct path_step *s = arena_array(d->arena, struct path_step, to - from);
	for (size_t i = from; i < to; i++)
		s[i - from] = (struct path_step){i > from ? PATH_LINE : PATH_MOVE,
		                                 {spark_x(d, i, n)},
		                                 {spark_y(d, numbers[i])}};
	put(d, (struct item){.steps = s,
	                     .steps_n = to - from,
	                     .stroke = SPARK_STROKE,
	                     .stroke_colour = colour_of(d, "accent"),
	                     .black = BLACK_DARK});
}

static void draw_spark(struct drawn_cell *d, const double *numbers, size_t n)
{
	size_t from = 0, last = n;
	for (size_t i = 0; i <= n; i++) {
		bool gap = i == n || isnan(numbers[i]);
		if (gap && i > from)
			put_stretch(d, numbers, n, from, i);
		from = gap ? i + 1 : from;
		last = gap ? last : i;
	}
	if (last < n)
		put_dot(d, spark_x(d, last, n), spark_y(d, numbers[last]), DOT_RADIUS);
}

/* ---- Cells ---- */

/* Half of a figure's height, above the baseline. */
static strom_len middle_of(struct typesetter *t, const struct style *s)
{
	const struct font *f = fonts_find(t->fonts, s->family, s->bold, s->italic);
	return f ? font_scale(f, f->cap_height, s->size) / 2 : s->size / 3;
}

void table_draw(struct typesetter *t, struct arena *arena, const struct table_set *set,
                const struct table_row *row, const struct set_cell *cell, strom_len x, strom_len y,
                items *out)
{
	size_t column = cell->at.column;
	strom_len lead = table_drawn_lead(set, column);
	const struct column *c = &set->data->column[column];
	const double *numbers;
	struct cell value;
	if (!lead ||
	    !dataset_cell_at(set->data, row->index - set->nodes_n, (uint32_t)column, &value))
		return;
	size_t n = drawn_numbers(c, &value, arena, &numbers);
	struct drawn_cell d = {.arena = arena,
	                       .theme = t->theme,
	                       .column = c,
	                       .x = set->rtl ? x + set->w[column] - lead + GAP : x,
	                       .y = y - middle_of(t, row->style),
	                       .w = lead - GAP,
	                       .mirrored = set->rtl,
	                       .out = out};
	if (n && c->drawing == DRAWN_BAR)
		draw_bar(&d, numbers[0]);
	else if (n)
		draw_spark(&d, numbers, n);
}
