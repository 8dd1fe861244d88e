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
	f->holds = column ? STROM_HOLDS_NUMBER : STROM_HOLDS_TEXT;
	f->name = column ? S("share") : S("country");
	f->title = column ? S("Share of municipalities") : S("Country");
	return true;
}

/* Years, unless the plugin's sample.names says what its rows must be called. */
static str name_of(struct record *r, uint32_t row)
{
	str rest = r->names, line = S("");
	for (uint32_t i = 0; i <= row; i++)
		if (!str_next_line(&rest, &line))
			return arena_printf(r->arena, "%u", 2000 + row);
	return line;
}

/* From more to less. Negative numbers, zero, and a cell without a value are among them. */
static bool canvas_datum(struct strom_job *job, uint32_t row, uint32_t column,
                         struct strom_datum *d)
{
	struct record *r = record_of(job);
	if (row >= r->table_rows || column >= r->table_columns)
		return false;
	d->null = column && row == 3;
	d->number = column && !d->null ? (100 - (double)row * 12.5) * (row == 4 ? -1 : 1) : 0;
	d->missing = d->null ? STROM_MISSING : STROM_THERE;
	d->raw = column ? arena_printf(r->arena, "%g", d->number) : name_of(r, row);
	d->pos = (struct strom_pos){0, 0, 0};
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

/* ---- Since 1.4 ---- */

static strom_str canvas_language(struct strom_job *job)
{
	(void)job;
	return S("lv");
}

static bool canvas_right_to_left(struct strom_job *job)
{
	(void)job;
	return false;
}

static strom_str canvas_word(struct strom_job *job, const char *name)
{
	return arena_printf(record_of(job)->arena, "%s {n} {text}", name);
}

static strom_str canvas_said(struct strom_job *job, uint32_t what)
{
	if (what > STROM_SAID_SOURCE)
		record_wrong(record_of(job), "asks for what nobody says");
	return S("Said.");
}

static strom_str canvas_number(struct strom_job *job, const struct strom_number *n)
{
	if (n->size < sizeof *n)
		record_wrong(record_of(job), "a number without its size");
	return arena_printf(record_of(job)->arena, "%s%.*f",
	                    n->flags & STROM_NUMBER_SIGNED ? "+" : "",
	                    n->decimals < 0 ? 1 : (int)n->decimals, n->value);
}

static bool canvas_date(struct strom_job *job, strom_str iso, uint32_t form, strom_str *out)
{
	*out = arena_printf(record_of(job)->arena, "%.*s/%u", STR_ARG(iso), form);
	return iso.len >= 4 && iso.ptr[0] >= '0' && iso.ptr[0] <= '9';
}

static bool canvas_style(struct strom_job *job, const char *name, struct strom_style *style)
{
	struct strom_style all = {.size = sizeof all,
	                          .text_size = STROM_PT(8),
	                          .leading = STROM_PT(10),
	                          .ascent = STROM_PT(7),
	                          .descent = STROM_PT(2),
	                          .cap_height = STROM_PT(6),
	                          .x_height = STROM_PT(4),
	                          .colour = {1, 2, 3, 255}};
	if (style->size < sizeof all)
		record_wrong(record_of(job), "a style without its size");
	*style = all;
	return !strncmp(name, "figure-", 7);
}

static strom_colour canvas_palette(struct strom_job *job, uint32_t palette, uint32_t i, uint32_t n)
{
	if (palette > STROM_PALETTE_DIVERGING || i >= n)
		record_wrong(record_of(job), "a palette's colour that is none");
	return (strom_colour){(uint8_t)(palette * 60), (uint8_t)(i * 30), (uint8_t)n, 255};
}

static void canvas_stroke_pen(struct strom_job *job, const struct strom_pen *pen)
{
	if (pen->size < sizeof *pen || pen->dashes > STROM_DASHES)
		record_wrong(record_of(job), "a pen without its size, or with too many dashes");
	paint(job, "pen", pen->colour, pen->width);
	buf_printf(&record_of(job)->said, "%u %u %u %lld\n", pen->cap, pen->join, pen->dashes,
	           (long long)pen->halo);
}

static void canvas_fill_paint(struct strom_job *job, const struct strom_paint *p)
{
	if (p->size < sizeof *p || p->kind > STROM_FILL_DOTS)
		record_wrong(record_of(job), "a paint that is none");
	paint(job, "paint", p->colour, p->step);
}

static void canvas_clip(struct strom_job *job)
{
	need_path(job, "a clip without a path");
	record_of(job)->path = 0;
	record_of(job)->deep++;
	buf_put(&record_of(job)->said, S("clip\n"));
}

static void canvas_turn(struct strom_job *job, strom_len x, strom_len y, double degrees)
{
	record_of(job)->deep++;
	point(job, "turn", x, y);
	buf_printf(&record_of(job)->said, "%g\n", degrees);
}

static void canvas_restore(struct strom_job *job)
{
	if (!record_of(job)->deep--)
		record_wrong(record_of(job), "a restore of nothing");
	buf_put(&record_of(job)->said, S("restore\n"));
}

static void canvas_marker(struct strom_job *job, strom_len x, strom_len y, strom_len radius,
                          uint32_t kind, strom_colour c, uint32_t series)
{
	if (kind > STROM_MARKER_SERIES || radius <= 0)
		record_wrong(record_of(job), "a marker that is none");
	point(job, "marker", x, y);
	buf_printf(&record_of(job)->said, "%u %u %u\n", kind, c.g, series);
}

/* As many lines as letters half as wide as they are high take. */
static void canvas_measure(struct strom_job *job, const struct strom_words *w,
                           struct strom_extent *e)
{
	strom_len size = w->text_size ? w->text_size : STROM_PT(8);
	strom_len all = (strom_len)w->text.len * size / 2;
	if (w->size < sizeof *w || (e && e->size < sizeof *e))
		record_wrong(record_of(job), "words without their size");
	if (!e)
		return;
	e->lines = w->width > 0 ? (uint32_t)((all + w->width - 1) / w->width) : all > 0;
	e->shortened = w->lines && e->lines > w->lines;
	e->lines = e->shortened ? w->lines : e->lines;
	e->width = w->width > 0 && all > w->width ? w->width : all;
	e->height = e->lines * size * 5 / 4;
}

static void canvas_label(struct strom_job *job, strom_len x, strom_len y,
                         const struct strom_words *w, struct strom_extent *e)
{
	struct record *r = record_of(job);
	canvas_measure(job, w, e);
	if (w->anchor > STROM_ANCHOR_END || w->vertical > STROM_VERTICAL_BOTTOM)
		record_wrong(r, "an anchor that is none");
	point(job, "label", x, y);
	buf_printf(&r->said, "%u %u %u %lld", w->anchor, w->vertical, w->flags, (long long)w->width);
	record_text(r, w->text);
	buf_byte(&r->said, '\n');
}

static void canvas_alt(struct strom_job *job, uint32_t part, strom_str text)
{
	if (part < STROM_ALT_TYPE || part > STROM_ALT_MORE)
		record_wrong(record_of(job), "a part of the alternative text that is none");
	buf_put(&record_of(job)->said, S("alt"));
	record_text(record_of(job), text);
	buf_byte(&record_of(job)->said, '\n');
}

/* A figure must do without: here no option names one. */
static bool canvas_file(struct strom_job *job, const char *option, uint64_t most, strom_str *bytes)
{
	buf_printf(&record_of(job)->said, "file %s %llu\n", option, (unsigned long long)most);
	*bytes = S("");
	return true;
}

/* A row that there is not: what is drawn shows no datum. */
static void canvas_about(struct strom_job *job, uint32_t row, uint32_t column)
{
	if (row != UINT32_MAX && (row >= canvas_rows(job) || column >= canvas_columns(job)))
		record_wrong(record_of(job), "drawn of a datum that there is not");
	buf_printf(&record_of(job)->said, "about %u %u\n", row, column);
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
        .language = canvas_language,
        .right_to_left = canvas_right_to_left,
        .word = canvas_word,
        .said = canvas_said,
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
        .alt = canvas_alt,
        .file = canvas_file,
        .about = canvas_about,
};

/* The canvas as it was before 1.4: newer figures say that they cannot draw on it. */
static struct strom_canvas old_canvas(void)
{
	struct strom_canvas old = {0};
	memcpy(&old, &canvas, offsetof(struct strom_canvas, language));
	old.size = (uint32_t)offsetof(struct strom_canvas, language);
	return old;
}

static bool call_figure(struct strom_job *job, const struct plugin *p, const void *input)
{
	const struct strom_figure *f = record_functions(job, p);
	struct strom_canvas old = old_canvas();
	return f && f->draw(job, input ? &old : &canvas);
}

bool record_figure(struct record *r, const struct plugin *p, const struct options *o, str names,
                   uint32_t rows, uint32_t columns)
{
	r->table_rows = rows;
	r->table_columns = columns;
	r->names = names;
	bool good = record_run(r, p, o, call_figure, NULL);
	if (good && r->deep)
		record_wrong(r, "a clip or turn without an end");
	if (good && r->heights != 1)
		record_wrong(r, "a height that is not said once");
	return good;
}

bool record_figure_old(struct record *r, const struct plugin *p, const struct options *o)
{
	bool old = true;
	r->table_rows = 5;
	r->table_columns = 2;
	return record_run(r, p, o, call_figure, &old);
}
