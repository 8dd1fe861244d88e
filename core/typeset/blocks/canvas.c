/* The canvas of figure plugins. */
#include "typeset/blocks/canvas_parts.h"

#include "base/file.h"
#include "data/origins.h"

static struct drawing *of(struct strom_job *pub)
{
	return canvas_drawing(pub);
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

static bool is_suppressed(const struct column *c, const struct cell *cell)
{
	return c->suppressed.len && cell->type == CELL_TEXT && str_eq(cell->text, c->suppressed);
}

static bool is_numeric(const struct drawing *d, uint32_t column)
{
	const struct column *c = &d->figure->data.column[column];
	for (uint32_t i = 0; i < d->figure->data.rows.n; i++)
		if (cell_of(d, i, column)->type == CELL_TEXT &&
		    !is_suppressed(c, cell_of(d, i, column)))
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
	canvas_give(field,
	            &(struct strom_field){.numeric = is_numeric(d, column),
	                                  .name = c->name,
	                                  .title = c->title,
	                                  .holds = (uint32_t)c->format,
	                                  .role = (uint32_t)c->role,
	                                  .low = c->low,
	                                  .high = c->high,
	                                  .base = c->base,
	                                  .sense = (uint32_t)c->sense,
	                                  .unit = c->unit},
	            sizeof *field);
	return true;
}

/* As the query gives it. */
static str raw_text(struct arena *arena, const struct cell *cell)
{
	switch (cell->type) {
	case CELL_INT:
		return arena_printf(arena, "%lld", (long long)cell->integer);
	case CELL_REAL:
		return arena_printf(arena, "%.15g", cell->real);
	default:
		return cell->text;
	}
}

/* Figures ask for a datum again when they measure it, place it and draw it. */
static const struct canvas_written *written(struct strom_job *pub, uint32_t row, uint32_t column,
                                            const struct cell *cell)
{
	struct drawing *d = of(pub);
	const struct dataset *data = &d->figure->data;
	struct arena *arena = job_of(pub)->arena;
	if (!d->written)
		d->written = arena_array(arena, struct canvas_written,
		                         data->rows.n * data->rows.columns);
	struct canvas_written *w = &d->written[row * data->rows.columns + column];
	if (w->there)
		return w;
	bool dash = cell->type == CELL_NULL && !cell->sign.len;
	w->there = true;
	w->raw = raw_text(arena, cell);
	w->text = dash ? S("\u2013") : dataset_text(data, arena, column, cell);
	return w;
}

/* A place of its own kind: what row it is of is found out when somebody asks. */
static struct strom_pos datum_pos(const struct drawing *d, uint32_t row, uint32_t column)
{
	return (struct strom_pos){(uint64_t)row * d->figure->data.rows.columns + column, 0,
	                          JOB_DATUM};
}

static bool host_datum(struct strom_job *pub, uint32_t row, uint32_t column,
                       struct strom_datum *datum)
{
	const struct drawing *d = of(pub);
	const struct cell *cell = cell_of(d, row, column);
	if (!cell || !job_sized(job_of(pub), datum->size, JOB_UP_TO(strom_datum, null), "a datum"))
		return false;
	bool suppressed = is_suppressed(&d->figure->data.column[column], cell) ||
	                  (cell->type == CELL_NULL && cell->sign.len);
	const struct canvas_written *w = written(pub, row, column, cell);
	struct strom_datum all = {.null = cell->type == CELL_NULL || suppressed,
	                          .text = w->text,
	                          .pos = datum_pos(d, row, column),
	                          .raw = w->raw,
	                          .missing = suppressed                 ? STROM_SUPPRESSED
	                                     : cell->type == CELL_NULL ? STROM_MISSING
	                                                               : STROM_THERE};
	if (cell->type == CELL_INT || cell->type == CELL_REAL)
		all.number = cell->type == CELL_INT ? (double)cell->integer : cell->real;
	/* As it was: an older figure has a dash of its own. */
	if (datum->size < JOB_UP_TO(strom_datum, missing) && cell->type == CELL_NULL &&
	    !cell->sign.len)
		all.text = cell->text;
	canvas_give(datum, &all, sizeof all);
	return true;
}

/* Where a datum's row stands in its source; its column in the text where nobody can tell. */
static struct span place_of(const struct job *j, uint64_t datum)
{
	const struct drawing *d = j->context;
	const struct dataset *data = &d->figure->data;
	struct span at = j->at;
	if (!data->rows.columns || datum / data->rows.columns >= data->rows.n)
		return at;
	if (d->t->edition->tables &&
	    origins_place(d->t->edition->tables, j->arena, j->diags, &data->asked,
	                  datum / data->rows.columns, data->rows.n, &at))
		return at;
	return data->column[datum % data->rows.columns].at;
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
		canvas_mistake(d, "figure/two-heights", "said two heights");
	d->height = height;
}

static strom_len host_text_size(struct strom_job *pub)
{
	return of(pub)->style->size;
}

static void host_shortened(struct strom_job *pub, strom_str whole)
{
	struct drawing *d = of(pub);
	for (size_t i = 0; i < d->shortened.n; i++)
		if (str_eq(d->shortened.at[i], whole))
			return;
	vec_push(job_of(pub)->arena, &d->shortened, arena_str(job_of(pub)->arena, whole));
}

static strom_str host_said(struct strom_job *pub, uint32_t what)
{
	const struct figure *f = of(pub)->figure;
	const str said[] = {f->claim, f->measured, f->source};
	return what < sizeof said / sizeof *said ? said[what] : S("");
}

static void host_alt(struct strom_job *pub, uint32_t part, strom_str text)
{
	if (part && part <= STROM_ALT_MORE)
		of(pub)->alt[part] = arena_str(job_of(pub)->arena, text);
}

/* A path counts from the folder of strom.yml, as that of a picture does. */
static bool host_file(struct strom_job *pub, const char *option, uint64_t most, strom_str *bytes)
{
	struct job *j = job_of(pub);
	const struct project *project = of(pub)->t->edition->project;
	struct strom_value said = STROM_VALUE_INIT;
	*bytes = S("");
	if (!pub->host->option(pub, option, &said) || !said.text.len || !project)
		return true;
	str path = path_join(j->arena, project->folder, said.text);
	if (!file_map(j->arena, j->diags, job_span(j, said.pos), path, most, bytes)) {
		job_found(j);
		return false;
	}
	j->file = diag_file(j->diags, path, 0);
	return true;
}

/* The items up to here show what was said before. */
static void host_about(struct strom_job *pub, uint32_t row, uint32_t column)
{
	struct drawing *d = of(pub);
	for (; d->known < d->items.n; d->known++)
		d->items.at[d->known].datum = d->datum;
	d->datum = cell_of(d, row, column)
	                   ? 1 + row * (uint32_t)d->figure->data.rows.columns + column
	                   : 0;
}

static const struct strom_canvas canvas = {
        .size = sizeof canvas,
        .columns = host_columns,
        .rows = host_rows,
        .field = host_field,
        .datum = host_datum,
        .format = host_format,
        .width = host_width,
        .height = host_height,
        .colour = canvas_colour,
        .text_size = host_text_size,
        .move = canvas_move,
        .line = canvas_line,
        .curve = canvas_curve,
        .close = canvas_close,
        .fill = canvas_fill,
        .stroke = canvas_stroke,
        .text_width = canvas_text_width,
        .text = canvas_text,
        .shortened = host_shortened,
        .language = canvas_language,
        .right_to_left = canvas_right_to_left,
        .word = canvas_word,
        .said = host_said,
        .number = canvas_number,
        .date = canvas_date,
        .style = canvas_style,
        .palette = canvas_palette,
        .stroke_pen = canvas_stroke_pen,
        .fill_paint = canvas_fill_paint,
        .clip = canvas_clip,
        .turn = canvas_turn,
        .restore = canvas_restore,
        .marker = canvas_marker,
        .measure = canvas_measure,
        .label = canvas_label,
        .alt = host_alt,
        .file = host_file,
        .about = host_about,
};

static bool judge(struct diags *diags, struct span at, struct drawing *d)
{
	const struct plugin *p = d->figure->plugin;
	if (d->deep)
		canvas_mistake(d, "figure/no-restore", "clips or turns without an end");
	if (d->height <= 0)
		canvas_mistake(d, "figure/no-height", "said no height");
	if (!canvas_within(&d->extent, d->width, d->height))
		canvas_mistake(d, "figure/outside", "draws outside of the figure's box");
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
	d.mirrored = STROM_HAS(functions, flags) && functions->flags & STROM_FIGURE_MIRRORED &&
	             run_rtl(t, node);
	d.black = t->edition->project && t->edition->project->print.charts_black;
	d.states[0].matrix.a = 1;
	struct job job;
	job_init(&job, arena, diags, &figure->options);
	job.at = at;
	job.context = &d;
	job.place = place_of;
	setter_reports(t->setter, diags);
	job_begin(&job, figure->plugin, TRACK_DRAW);
	bool good = functions->draw(&job.pub, &canvas);
	host_about(&job.pub, UINT32_MAX, UINT32_MAX);
	setter_reports(t->setter, t->diags);
	if (!job_end(&job, figure->plugin, good))
		return false;
	if (!judge(diags, at, &d))
		return false;
	*out = (struct canvas_drawn){d.items, d.height, {0}, d.alt[STROM_ALT_TYPE],
	                             d.alt[STROM_ALT_MORE]};
	for (size_t i = 0; i < d.shortened.n; i++)
		vec_push(arena, &out->shortened, d.shortened.at[i]);
	return true;
}
