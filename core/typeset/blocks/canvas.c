/* The canvas of figure plugins. */
#include "typeset/blocks/canvas.h"

#include <strom/figure.h>

struct drawing {
	struct typesetter *t;
	const struct figure *figure;
	strom_node node;
	const struct style *style;       /* of its labels */
	strom_len width, height;
	vec(struct path_step) path;
	items items;
	vec(str) shortened;
	struct canvas_extent extent;     /* of what it drew */
	const char *code, *mistake;      /* the first that the plugin made; NULL: none */
};

static struct drawing *of(struct strom_job *pub)
{
	return job_of(pub)->context;
}

/* The rest of what it draws is looked at all the same: it is told when the call has ended. */
static void mistake(struct drawing *d, const char *code, const char *what)
{
	if (d->code)
		return;
	d->code = code;
	d->mistake = what;
}

/* ---- The table ---- */

static uint32_t host_columns(struct strom_job *pub)
{
	return (uint32_t)of(pub)->figure->data.rows.columns;
}

static uint32_t host_rows(struct strom_job *pub)
{
	return (uint32_t)of(pub)->figure->data.rows.n;
}

static const struct cell *cell_of(const struct drawing *d, uint32_t row, uint32_t column)
{
	const struct rows *r = &d->figure->data.rows;
	return row < r->n && column < r->columns ? &r->cells[row * r->columns + column] : NULL;
}

static bool is_numeric(const struct drawing *d, uint32_t column)
{
	for (uint32_t i = 0; i < d->figure->data.rows.n; i++)
		if (cell_of(d, i, column)->type == CELL_TEXT)
			return false;
	return true;
}

static bool host_field(struct strom_job *pub, uint32_t column, struct strom_field *field)
{
	const struct drawing *d = of(pub);
	if (column >= d->figure->data.rows.columns)
		return false;
	const struct column *c = &d->figure->data.column[column];
	if (!job_sized(job_of(pub), field->size, JOB_UP_TO(strom_field, numeric), "a field"))
		return false;
	struct strom_field all = {sizeof all, is_numeric(d, column), c->name, c->title};
	uint32_t size = field->size < sizeof all ? field->size : sizeof all;
	memcpy(field, &all, size);
	field->size = size;
	return true;
}

static bool host_datum(struct strom_job *pub, uint32_t row, uint32_t column,
                       struct strom_datum *datum)
{
	const struct cell *cell = cell_of(of(pub), row, column);
	if (!cell || !job_sized(job_of(pub), datum->size, JOB_UP_TO(strom_datum, null), "a datum"))
		return false;
	struct strom_datum all = {sizeof all, cell->type == CELL_NULL, 0, cell->text};
	if (cell->type == CELL_INT || cell->type == CELL_REAL)
		all.number = cell->type == CELL_INT ? (double)cell->integer : cell->real;
	if (cell->type != CELL_NULL)
		all.text = dataset_text(&of(pub)->figure->data, job_of(pub)->arena, column, cell);
	uint32_t size = datum->size < sizeof all ? datum->size : sizeof all;
	memcpy(datum, &all, size);
	datum->size = size;
	return true;
}

static strom_str host_format(struct strom_job *pub, uint32_t column, double number)
{
	if (column >= of(pub)->figure->data.rows.columns)
		return S("");
	return dataset_number(&of(pub)->figure->data, job_of(pub)->arena, column, number);
}

/* ---- Room and theme ---- */

static strom_len host_width(struct strom_job *pub)
{
	return of(pub)->width;
}

static void host_height(struct strom_job *pub, strom_len height)
{
	struct drawing *d = of(pub);
	if (d->height && d->height != height)
		mistake(d, "figure/two-heights", "said two heights");
	d->height = height;
}

static strom_colour host_colour(struct strom_job *pub, const char *name)
{
	struct colour c = {0, 0, 0, 255, 0};
	if (!theme_colour(of(pub)->t->theme, str_of(name), &c))
		c = of(pub)->style->colour;
	return (strom_colour){c.r, c.g, c.b, c.a};
}

static strom_len host_text_size(struct strom_job *pub)
{
	return of(pub)->style->size;
}

/* ---- Paths ---- */

static void step(struct strom_job *pub, struct path_step s)
{
	if (s.op != PATH_MOVE && !of(pub)->path.n) {
		mistake(of(pub), "figure/no-move", "began a path without a move");
		return;
	}
	vec_push(job_of(pub)->arena, &of(pub)->path, s);
}

static void host_move(struct strom_job *pub, strom_len x, strom_len y)
{
	step(pub, (struct path_step){PATH_MOVE, {x}, {y}});
}

static void host_line(struct strom_job *pub, strom_len x, strom_len y)
{
	step(pub, (struct path_step){PATH_LINE, {x}, {y}});
}

static void host_curve(struct strom_job *pub, strom_len x1, strom_len y1, strom_len x2,
                       strom_len y2, strom_len x, strom_len y)
{
	step(pub, (struct path_step){PATH_CURVE, {x1, x2, x}, {y1, y2, y}});
}

static void host_close(struct strom_job *pub)
{
	step(pub, (struct path_step){.op = PATH_CLOSE});
}

/* Paints what has been built up, and begins anew. */
static void paint(struct strom_job *pub, struct item item)
{
	struct drawing *d = of(pub);
	if (!d->path.n)
		return;
	item.kind = ITEM_PATH;
	item.node = d->node;
	item.steps = d->path.at;
	item.steps_n = d->path.n;
	canvas_extend_path(&d->extent, &item);
	vec_push(job_of(pub)->arena, &d->items, item);
	memset(&d->path, 0, sizeof d->path);
}

/* Figures hold colours as a screen shows them. The theme's own keep their inks all the same. */
static struct colour ours(const struct drawing *d, strom_colour c)
{
	return theme_colour_again(d->t->theme, (struct colour){c.r, c.g, c.b, c.a, 0});
}

static void host_fill(struct strom_job *pub, strom_colour colour)
{
	paint(pub, (struct item){.colour = ours(of(pub), colour), .fill = true});
}

static void host_stroke(struct strom_job *pub, strom_colour colour, strom_len width)
{
	paint(pub, (struct item){.stroke = width, .stroke_colour = ours(of(pub), colour)});
}

/* ---- Text ---- */

static struct run label_run(struct strom_job *pub, strom_str text, strom_len size, uint32_t flags)
{
	struct drawing *d = of(pub);
	struct style s = *d->style;
	s.size = size;
	s.bold = s.bold || (flags & STROM_TEXT_BOLD);
	s.italic = s.italic || (flags & STROM_TEXT_ITALIC);
	return run_of(d->t, &s, arena_str(job_of(pub)->arena, text), d->node);
}

static strom_len host_text_width(struct strom_job *pub, strom_str text, strom_len size,
                                 uint32_t flags)
{
	struct run r = label_run(pub, text, size, flags);
	return r.font && text.len ? line_width(of(pub)->t->setter, &r, 1) : 0;
}

static void host_text(struct strom_job *pub, strom_len x, strom_len y, uint32_t anchor,
                      strom_str text, strom_len size, strom_colour colour, uint32_t flags)
{
	struct drawing *d = of(pub);
	struct run r = label_run(pub, text, size, flags);
	if (!r.font || !text.len)
		return;
	r.colour = ours(d, colour);
	strom_len w = line_width(d->t->setter, &r, 1);
	x -= anchor == STROM_ANCHOR_END ? w : anchor == STROM_ANCHOR_MIDDLE ? w / 2 : 0;
	canvas_extend(&d->extent, x, y - size / 2);
	canvas_extend(&d->extent, x + w, y);
	line_put(d->t->setter, job_of(pub)->arena, &r, 1, x, y, &d->items);
}

static void host_shortened(struct strom_job *pub, strom_str whole)
{
	struct drawing *d = of(pub);
	for (size_t i = 0; i < d->shortened.n; i++)
		if (str_eq(d->shortened.at[i], whole))
			return;
	vec_push(job_of(pub)->arena, &d->shortened, arena_str(job_of(pub)->arena, whole));
}

static const struct strom_canvas canvas = {
	sizeof canvas, host_columns, host_rows, host_field, host_datum, host_format, host_width,
	host_height, host_colour, host_text_size, host_move, host_line, host_curve, host_close,
	host_fill, host_stroke, host_text_width, host_text, host_shortened,
};

static bool judge(struct diags *diags, struct span at, struct drawing *d)
{
	const struct plugin *p = d->figure->plugin;
	if (d->height <= 0)
		mistake(d, "figure/no-height", "said no height");
	if (!canvas_within(&d->extent, d->width, d->height))
		mistake(d, "figure/outside", "draws outside of the figure's box");
	return !d->code || canvas_blame(diags, at, p, d->code, d->mistake);
}

bool canvas_draw(struct typesetter *t, struct arena *arena, struct diags *diags, strom_node node,
                 strom_len width, struct canvas_drawn *out)
{
	const struct figure *figure = node_at(t->edition, node)->figure;
	struct span at = node_at(t->edition, node)->span;
	const struct strom_figure *functions = plugin_open(diags, at, figure->plugin);
	if (!functions)
		return false;
	struct drawing d = {.t = t, .figure = figure, .node = node, .width = width,
	                    .style = theme_style(t->theme, S("figure-label"))};
	struct job job;
	job_init(&job, arena, diags, &figure->options);
	job.at = at;
	job.context = &d;
	setter_reports(t->setter, diags);
	job_begin(&job, figure->plugin, TRACK_DRAW);
	bool good = functions->draw(&job.pub, &canvas);
	setter_reports(t->setter, t->diags);
	if (!job_end(&job, figure->plugin, good))
		return false;
	if (!judge(diags, at, &d))
		return false;
	*out = (struct canvas_drawn){d.items, d.height, {0}};
	for (size_t i = 0; i < d.shortened.n; i++)
		vec_push(arena, &out->shortened, d.shortened.at[i]);
	return true;
}
