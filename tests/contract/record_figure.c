/* The recording host's canvas: a table of made-up numbers, and every stroke written down. */
#include "contract/record_parts.h"

static uint32_t canvas_columns(struct strom_job *job)
{
	return record_of(job)->table_columns;
}

static uint32_t canvas_rows(struct strom_job *job)
{
	return record_of(job)->table_rows;
}

static bool canvas_field(struct strom_job *job, uint32_t column, struct strom_field *f)
{
	if (column >= record_of(job)->table_columns)
		return false;
	f->numeric = column > 0;
	f->name = column ? S("share") : S("country");
	f->title = column ? S("Share of municipalities") : S("Country");
	return true;
}

/* Negative numbers, zero, and a cell without a value are among them. */
static bool canvas_datum(struct strom_job *job, uint32_t row, uint32_t column,
                         struct strom_datum *d)
{
	struct record *r = record_of(job);
	if (row >= r->table_rows || column >= r->table_columns)
		return false;
	d->null = column && row == 3;
	d->number = column && !d->null ? (double)row * 12.5 * (row == 4 ? -1 : 1) : 0;
	d->text = column ? d->null ? S("") : arena_printf(r->arena, "%g", d->number) : S("Latvija");
	return true;
}

static strom_str canvas_format(struct strom_job *job, uint32_t column, double number)
{
	(void)column;
	return arena_printf(record_of(job)->arena, "%.4g", number);
}

static strom_len canvas_width(struct strom_job *job)
{
	(void)job;
	return STROM_MM(120);
}

static void canvas_height(struct strom_job *job, strom_len height)
{
	struct record *r = record_of(job);
	r->heights++;
	if (height <= 0)
		record_wrong(r, "a figure without a height");
	buf_printf(&r->said, "height %lld\n", (long long)height);
}

static strom_colour canvas_colour(struct strom_job *job, const char *name)
{
	(void)job;
	return (strom_colour){(uint8_t)strlen(name), (uint8_t)name[0], 0, 255};
}

static strom_len canvas_text_size(struct strom_job *job)
{
	(void)job;
	return STROM_PT(8);
}

static void point(struct strom_job *job, const char *what, strom_len x, strom_len y)
{
	buf_printf(&record_of(job)->said, "%s %lld %lld\n", what, (long long)x, (long long)y);
}

static void canvas_move(struct strom_job *job, strom_len x, strom_len y)
{
	record_of(job)->path++;
	point(job, "move", x, y);
}

static void need_path(struct strom_job *job, const char *what)
{
	if (!record_of(job)->path)
		record_wrong(record_of(job), what);
}

static void canvas_line(struct strom_job *job, strom_len x, strom_len y)
{
	need_path(job, "a line without a beginning");
	point(job, "line", x, y);
}

static void canvas_curve(struct strom_job *job, strom_len x1, strom_len y1, strom_len x2,
                         strom_len y2, strom_len x, strom_len y)
{
	need_path(job, "a curve without a beginning");
	point(job, "curve", x1, y1);
	point(job, "", x2, y2);
	point(job, "", x, y);
}

static void canvas_close(struct strom_job *job)
{
	need_path(job, "a close without a path");
	buf_put(&record_of(job)->said, S("close\n"));
}

static void paint(struct strom_job *job, const char *what, strom_colour c, strom_len width)
{
	need_path(job, "painting without a path");
	record_of(job)->path = 0;
	buf_printf(&record_of(job)->said, "%s %u %u %u %u %lld\n", what, c.r, c.g, c.b, c.a,
	           (long long)width);
}

static void canvas_fill(struct strom_job *job, strom_colour c)
{
	paint(job, "fill", c, 0);
}

static void canvas_stroke(struct strom_job *job, strom_colour c, strom_len width)
{
	paint(job, "stroke", c, width);
}

static strom_len canvas_text_width(struct strom_job *job, strom_str text, strom_len size,
                                   uint32_t flags)
{
	(void)job;
	(void)flags;
	return (strom_len)text.len * size / 2;
}

static void canvas_text(struct strom_job *job, strom_len x, strom_len y, uint32_t anchor,
                        strom_str text, strom_len size, strom_colour c, uint32_t flags)
{
	struct record *r = record_of(job);
	if (anchor > STROM_ANCHOR_END)
		record_wrong(r, "an anchor that is none");
	buf_printf(&r->said, "text %lld %lld %u %lld %u %u", (long long)x, (long long)y, anchor,
	           (long long)size, c.r, flags);
	record_text(r, text);
	buf_byte(&r->said, '\n');
}

static void canvas_shortened(struct strom_job *job, strom_str whole)
{
	struct record *r = record_of(job);
	buf_put(&r->said, S("shortened"));
	record_text(r, whole);
	buf_byte(&r->said, '\n');
}

static const struct strom_canvas canvas = {
        .size = sizeof canvas,
        .columns = canvas_columns,
        .rows = canvas_rows,
        .field = canvas_field,
        .datum = canvas_datum,
        .format = canvas_format,
        .width = canvas_width,
        .height = canvas_height,
        .colour = canvas_colour,
        .text_size = canvas_text_size,
        .move = canvas_move,
        .line = canvas_line,
        .curve = canvas_curve,
        .close = canvas_close,
        .fill = canvas_fill,
        .stroke = canvas_stroke,
        .text_width = canvas_text_width,
        .text = canvas_text,
        .shortened = canvas_shortened,
};

static bool call_figure(struct strom_job *job, const struct plugin *p, const void *input)
{
	const struct strom_figure *f = record_functions(job, p);
	(void)input;
	return f && f->draw(job, &canvas);
}

bool record_figure(struct record *r, const struct plugin *p, const struct options *o, uint32_t rows,
                   uint32_t columns)
{
	r->table_rows = rows;
	r->table_columns = columns;
	bool good = record_run(r, p, o, call_figure, NULL);
	if (good && r->heights != 1)
		record_wrong(r, "a height that is not said once");
	return good;
}
