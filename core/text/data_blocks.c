/* Tables and figures from data: a query's columns with their titles, its rows checked. */
#include "text/dataset.h"
#include "text/maker.h"

static struct builder *fail(struct maker *m)
{
	m->b.good = false;
	return &m->b;
}

/* ---- Columns ---- */

static const struct column_said *said_of(const struct directive *d, str name)
{
	for (size_t i = 0; i < d->columns_n; i++)
		if (str_eq(d->columns[i].name, name))
			return &d->columns[i];
	return NULL;
}

static bool has_name(const struct rows *rows, str name)
{
	for (size_t i = 0; i < rows->columns; i++)
		if (str_eq(rows->names[i], name))
			return true;
	return false;
}

static bool check_columns(struct maker *m, const struct directive *d, const struct rows *rows)
{
	bool good = true;
	for (size_t i = 0; i < d->columns_n; i++) {
		const struct column_said *c = &d->columns[i];
		if (has_name(rows, c->name))
			continue;
		good = diag_error(m->b.diags, c->at, "text/unknown-column",
		                  "the query gives no column '%.*s'", STR_ARG(c->name));
		diag_did_you_mean(m->b.diags, c->name, rows->names, rows->columns);
	}
	for (size_t i = 0; i < rows->columns; i++) {
		if (said_of(d, rows->names[i]))
			continue;
		good = diag_error(m->b.diags, d->query_at, "text/column-without-title",
		                  "the query's column '%.*s' is not under columns",
		                  STR_ARG(rows->names[i]));
		diag_hint(m->b.diags, "Add it to columns with a title, or leave it out of the query.");
	}
	if (!good)
		fail(m);
	return good;
}

/* A column as the edition has it; its title is evaluated once, for cell and dataset. */
struct made_column {
	struct message_text title;
	bool titled;
	uint16_t lang;
};

static struct column *make_columns(struct maker *m, const struct directive *d,
                                   const struct rows *rows, struct made_column *made)
{
	struct column *columns = arena_array(m->b.arena, struct column, rows->columns);
	for (size_t i = 0; i < rows->columns; i++) {
		const struct column_said *said = said_of(d, rows->names[i]);
		struct column *c = &columns[i];
		*c = (struct column){.name = said->name, .format = said->format,
		                     .decimals = said->decimals, .align = said->align,
		                     .width = said->width, .at = said->at};
		made[i].titled = maker_evaluate(m, &said->title, &made[i].title, &made[i].lang);
		if (made[i].titled)
			c->title = inlines_plain(&m->b, m->markdown, &made[i].title);
	}
	return columns;
}

/* ---- Cells ---- */

static void wrong(struct maker *m, const struct column *c, size_t row, const struct cell *cell)
{
	bool date = c->format == FORMAT_DATE;
	struct column plain = {.format = FORMAT_TEXT, .decimals = -1};
	str text = cell_text(m->own, &plain, cell);
	fail(m);
	diag_error(m->b.diags, c->at, date ? "text/not-a-date" : "text/not-a-number",
	           "'%.*s' in row %zu of column '%.*s' is no %s", STR_ARG(text), row + 1,
	           STR_ARG(c->name), date ? "date" : "number");
	diag_hint(m->b.diags, date ? "Dates are written as 2015-10-31."
	                           : "Cast it in the query, or leave the column's type out.");
}

/* One bad cell a column is told. */
static void check_row(struct maker *m, const struct dataset *data, size_t row,
                      const struct cell *cells, bool *told)
{
	for (size_t i = 0; i < data->rows.columns; i++) {
		if (told[i] || cell_fits(&data->column[i], &cells[i]))
			continue;
		wrong(m, &data->column[i], row, &cells[i]);
		told[i] = true;
	}
}

static strom_node add_cell(struct maker *m, strom_node row, const struct column *c, size_t column,
                           unsigned flags)
{
	strom_node cell = edition_add(m->b.edition, row, NODE_CELL, c->at);
	struct node *n = node_at(m->b.edition, cell);
	n->flags = (uint16_t)flags;
	n->column = (uint32_t)column;
	n->align = (uint16_t)c->align;
	return cell;
}

static void add_header(struct maker *m, strom_node table, const struct dataset *data,
                       const struct made_column *made, struct span at)
{
	strom_node row = edition_add(m->b.edition, table, NODE_ROW, at);
	node_at(m->b.edition, row)->flags = NODE_HEADER;
	for (size_t i = 0; i < data->rows.columns; i++) {
		strom_node cell = add_cell(m, row, &data->column[i], i, NODE_HEADER);
		if (!made[i].titled)
			continue;
		maker_mark(m, cell, made[i].lang);
		inlines_add(&m->b, m->markdown, cell, &made[i].title, made[i].lang);
	}
}

/* ---- Shares and their base ---- */

static bool is_base(str word)
{
	return str_eq(word, S("n")) || str_eq(word, S("N"));
}

/* A caption with a number of its own, or with "n", says the base. */
static bool says_base(str caption)
{
	size_t from = 0;
	for (size_t i = 0; i <= caption.len; i++) {
		char c = i < caption.len ? caption.ptr[i] : ' ';
		if (c == '{' || (c >= '0' && c <= '9'))
			return true;
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
		if (letter)
			continue;
		if (is_base(str_sub(caption, from, i)))
			return true;
		from = i + 1;
	}
	return false;
}

static void check_base(struct maker *m, const struct directive *d)
{
	const struct column_said *share = NULL;
	for (size_t i = 0; i < d->columns_n; i++) {
		if (d->columns[i].format == FORMAT_NUMBER)
			return;
		if (d->columns[i].format == FORMAT_PERCENT && !share)
			share = &d->columns[i];
	}
	if (!share || says_base(d->caption.text))
		return;
	diag_warn(m->b.diags, share->at, "text/share-without-base",
	          "shares are printed without their base");
	diag_hint(m->b.diags, "Name the base (n) in the caption, or add a column with it.");
}

/* ---- Both ---- */

static bool have_tables(struct maker *m, const struct directive *d)
{
	if (m->b.edition->tables)
		return true;
	fail(m);
	return diag_error(m->b.diags, d->query_at, "text/no-tables", "there are no tables to ask");
}

static bool make_data(struct maker *m, const struct directive *d, struct dataset *data,
                      struct made_column **made)
{
	if (!check_columns(m, d, &data->rows))
		return false;
	*made = arena_array(m->b.arena, struct made_column, data->rows.columns + 1);
	data->column = make_columns(m, d, &data->rows, *made);
	data->numbers = m->own;
	check_base(m, d);
	return true;
}

static bool open_rows(struct maker *m, const struct directive *d, struct dataset *data)
{
	struct edition *e = m->b.edition;
	size_t n;
	const struct binding *bindings = values_bindings(m->values, &n);
	if (!have_tables(m, d))
		return false;
	data->cursor = tables_cursor(e->tables, m->b.arena, e->diags, d->query_at, d->query, bindings, n,
	                             QUERY_PRINTED);
	if (data->cursor)
		data->rows.columns = cursor_columns(data->cursor, &data->rows.names);
	else
		fail(m);
	return data->cursor != NULL;
}

/* The first reading of a table: counts its rows and checks every cell. */
static void read_rows(struct maker *m, struct dataset *data)
{
	bool *told = arena_array(m->b.arena, bool, data->rows.columns + 1);
	const struct cell *cells;
	for (;; data->rows.n++) {
		if (!cursor_row(data->cursor, data->rows.n, &cells)) {
			fail(m);
			return;
		}
		if (!cells)
			return;
		check_row(m, data, data->rows.n, cells, told);
	}
}

void make_data_table(struct maker *m, strom_node table, const struct directive *d)
{
	struct dataset *data = arena_make(m->b.arena, struct dataset);
	struct made_column *made;
	name_node(&m->b, table, d->id, d->id_at);
	maker_caption(m, table, &d->caption);
	if (!open_rows(m, d, data) || !make_data(m, d, data, &made))
		return;
	node_at(m->b.edition, table)->table = data;
	add_header(m, table, data, made, d->at);
	read_rows(m, data);
}

static bool hold_rows(struct maker *m, const struct directive *d, struct dataset *data)
{
	struct edition *e = m->b.edition;
	size_t n;
	const struct binding *bindings = values_bindings(m->values, &n);
	if (!have_tables(m, d))
		return false;
	if (tables_query(e->tables, m->b.arena, e->diags, d->query_at, d->query, bindings, n,
	                 QUERY_PRINTED, &data->rows))
		return true;
	fail(m);
	return false;
}

static void find_plugin(struct maker *m, struct figure *figure, const struct directive *d)
{
	const struct setting *settings = NULL;
	size_t n = 0;
	figure->plugin = plugin_find(m->project->plugins, m->b.diags, d->type_at, STROM_KIND_FIGURE,
	                             d->type);
	if (!figure->plugin || !yaml_settings(m->b.arena, m->b.diags, d->options, &settings, &n) ||
	    !options_check(m->b.arena, m->b.diags, figure->plugin, d->type_at, settings, n,
	                   &figure->options))
		fail(m);
}

void make_data_figure(struct maker *m, strom_node node, const struct directive *d)
{
	struct figure *figure = arena_make(m->b.arena, struct figure);
	struct made_column *made;
	uint16_t lang = 0;
	name_node(&m->b, node, d->id, d->id_at);
	str alt = maker_plain(m, &d->alt, &lang);
	node_at(m->b.edition, node)->alt = alt;
	maker_mark(m, node, lang);
	if (!str_trim(d->alt.text).len) {
		fail(m);
		diag_error(m->b.diags, d->at, "text/missing-alt", "figure has no alternative text");
		diag_hint(m->b.diags, "Say under alt what the figure shows.");
	}
	maker_caption(m, node, &d->caption);
	find_plugin(m, figure, d);
	node_at(m->b.edition, node)->figure = figure;
	if (!hold_rows(m, d, &figure->data) || !make_data(m, d, &figure->data, &made))
		return;
	const struct rows *rows = &figure->data.rows;
	bool *told = arena_array(m->b.arena, bool, rows->columns + 1);
	for (size_t i = 0; i < rows->n; i++)
		check_row(m, &figure->data, i, rows->cells + i * rows->columns, told);
}
