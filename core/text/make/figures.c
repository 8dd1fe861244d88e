/* What a figure is beside its rows: what its columns are to each other, and its alternative text
 * where the author wrote none: from the data. */
#include "edition/dataset.h"
#include "text/make/maker.h"

/* ---- Columns ---- */

static uint32_t column_named(const struct dataset *d, str name)
{
	for (size_t i = 0; i < d->rows.columns; i++)
		if (str_eq(d->column[i].name, name))
			return (uint32_t)i + 1;
	return 0;
}

static uint32_t tie(struct maker *m, struct dataset *data, struct column *columns,
                    const struct said *name, enum column_role role)
{
	uint32_t n = name->text.len ? column_named(data, name->text) : 0;
	if (n)
		columns[n - 1].role = role;
	else if (name->text.len) {
		diag_error(m->b.diags, name->at, "text/unknown-column",
		           "the query gives no column '%.*s'", STR_ARG(name->text));
		diag_one_of(m->b.diags, name->text, data->rows.names, data->rows.columns);
	}
	return n;
}

void make_figure_columns(struct maker *m, const struct directive *d, struct dataset *data,
                         struct column *columns)
{
	for (size_t i = 0; i < data->rows.columns; i++) {
		const struct column_said *said = make_column_said(d, columns[i].name);
		if (!said)
			continue;
		columns[i].sense = said->sense;
		columns[i].suppressed = said->suppressed;
		columns[i].low = tie(m, data, columns, &said->low, ROLE_LOW);
		columns[i].high = tie(m, data, columns, &said->high, ROLE_HIGH);
		columns[i].base = tie(m, data, columns, &said->base, ROLE_BASE);
	}
}

/* ---- The alternative text ---- */

struct alt {
	struct maker *m;
	const struct dataset *data;
	struct buf text;
};

static void add_sentence(struct alt *a, str text)
{
	text = str_trim(text);
	if (!text.len)
		return;
	buf_put(&a->text, a->text.len ? S(" ") : S(""));
	buf_put(&a->text, text);
	if (!strchr(".!?:;", text.ptr[text.len - 1]) && !str_ends(text, S("\u2026")))
		buf_byte(&a->text, '.');
}

static str word(const struct alt *a, const char *name)
{
	return language_word(a->m->b.edition->language, str_of(name));
}

static str filled(struct alt *a, str pattern, const char *place, str value)
{
	size_t at = str_find(pattern, str_of(place));
	if (at == SIZE_MAX)
		return pattern;
	return arena_printf(a->m->b.arena, "%.*s%.*s%.*s", STR_ARG(str_sub(pattern, 0, at)),
	                    STR_ARG(value), STR_ARG(str_from(pattern, at + strlen(place))));
}

static void add_count(struct alt *a, const char *name, size_t n)
{
	str count = numbers_integer(a->m->own.numbers, (int64_t)n);
	add_sentence(a, filled(a, word(a, name), "{n}", count));
}

static const struct cell *cell_at(const struct alt *a, size_t row, size_t column)
{
	return &a->data->rows.cells[row * a->data->rows.columns + column];
}

static bool number_of(const struct cell *cell, double *number)
{
	*number = cell->type == CELL_INT ? (double)cell->integer : cell->real;
	return cell->type == CELL_INT || cell->type == CELL_REAL;
}

/* As charts print it: a share of fewer than a thousand has no decimals. */
static str value_of(const struct alt *a, size_t row, size_t column)
{
	enum { WHOLE_SHARES = 1000 };
	struct arena *arena = a->m->b.arena;
	const struct cell *cell = cell_at(a, row, column);
	const struct column *c = &a->data->column[column];
	double n = 0, v = 0;
	bool few = c->format == FORMAT_PERCENT && c->base && !cell->sign.len &&
	           number_of(cell_at(a, row, c->base - 1), &n) && n >= 0 && n < WHOLE_SHARES;
	if (!few || !number_of(cell, &v))
		return dataset_text(a->data, arena, (uint32_t)column, cell);
	numbers_results(a->data->numbers, arena);
	str text = numbers_format(a->data->numbers, c->format, 0, v);
	numbers_results(a->data->numbers, NULL);
	return text;
}

static void add_extreme(struct alt *a, const char *name, size_t row, size_t column)
{
	struct arena *arena = a->m->b.arena;
	str label = dataset_text(a->data, arena, 0, cell_at(a, row, 0));
	const struct column *c = &a->data->column[column];
	str value = value_of(a, row, column);
	if (c->unit.len)
		value = arena_printf(arena, "%.*s\u00a0%.*s", STR_ARG(value), STR_ARG(c->unit));
	add_sentence(a, filled(a, filled(a, word(a, name), "{label}", label), "{value}", value));
}

/* From the most to the least, and what is not there. */
static void add_column(struct alt *a, size_t column, bool named)
{
	const struct column *c = &a->data->column[column];
	size_t most = SIZE_MAX, least = SIZE_MAX, missing = 0, kept = 0;
	double v, high = 0, low = 0;
	for (size_t i = 0; i < a->data->rows.n; i++) {
		const struct cell *cell = cell_at(a, i, column);
		missing += cell->type == CELL_NULL;
		kept += cell->type == CELL_TEXT && c->suppressed.len;
		if (!number_of(cell, &v))
			continue;
		if (most == SIZE_MAX || v > high) {
			most = i;
			high = v;
		}
		if (least == SIZE_MAX || v < low) {
			least = i;
			low = v;
		}
	}
	if (named)
		add_sentence(a, arena_printf(a->m->b.arena, "%.*s:", STR_ARG(c->title)));
	if (most != SIZE_MAX)
		add_extreme(a, "chart-highest", most, column);
	if (most != SIZE_MAX && high > low)
		add_extreme(a, "chart-lowest", least, column);
	if (missing)
		add_count(a, "chart-missing", missing);
	if (kept)
		add_count(a, "chart-suppressed", kept);
}

static bool is_series(const struct alt *a, size_t column)
{
	double v;
	const struct column *c = &a->data->column[column];
	bool empty = c->format == FORMAT_NUMBER || c->format == FORMAT_PERCENT;
	if (!column || c->role != ROLE_VALUE || (c->typed && !empty))
		return false;
	for (size_t i = 0; i < a->data->rows.n; i++) {
		const struct cell *cell = cell_at(a, i, column);
		if (number_of(cell, &v))
			return true;
		empty = empty && (cell->type == CELL_NULL ||
		                  (c->suppressed.len && str_eq(cell->text, c->suppressed)));
	}
	return empty; /* a series all of whose numbers are missing */
}

static void add_data(struct alt *a)
{
	size_t series = 0;
	add_count(a, "chart-rows", a->data->rows.n);
	for (size_t i = 0; i < a->data->rows.columns; i++)
		series += is_series(a, i);
	for (size_t i = 0; i < a->data->rows.columns; i++)
		if (is_series(a, i))
			add_column(a, i, series > 1);
}

str make_figure_alt(struct maker *m, struct figure *figure)
{
	struct alt a = {.m = m, .data = &figure->data};
	const char *kind = arena_cstr(m->b.arena, arena_printf(m->b.arena, "chart-%.*s",
	                                                       STR_ARG(figure->plugin->name)));
	add_sentence(&a, word(&a, kind).len ? word(&a, kind) : word(&a, "chart"));
	figure->alt_type = a.text.len;
	add_sentence(&a, figure->claim);
	add_sentence(&a, figure->measured);
	add_data(&a);
	str text = arena_str(m->b.arena, buf_str(&a.text));
	buf_drop(&a.text);
	return text;
}
