/* Tables and figures from data: a query's columns with their titles, its rows checked. */
#include "data/measure.h"
#include "edition/dataset.h"
#include "text/make/maker.h"

/* ---- Cells ---- */

static void wrong(struct maker *m, const struct column *c, size_t row, const struct cell *cell)
{
	bool date = c->format == FORMAT_DATE;
	struct column plain = {.format = FORMAT_TEXT, .decimals = -1, .even = -1};
	str text = dataset_cell_text(m->own.numbers, &plain, cell);
	diag_error(m->b.diags, c->at, date ? "text/not-a-date" : "text/not-a-number",
	           "'%.*s' in row %zu of column '%.*s' is no %s", STR_ARG(text), row + 1,
	           STR_ARG(c->name), date ? "date" : "number");
	diag_hint(m->b.diags, date ? "Dates are written as 2015-10-31."
	                           : "Cast it in the query, or leave the column's type out.");
}

/* One bad cell a column is told. The group's is the last of `told`. */
static void check_row(struct maker *m, const struct dataset *data, struct make_numbers *numbers,
                      struct make_signs *signs, size_t row, const struct cell *cells, bool *told)
{
	size_t columns = data->rows.columns, all = columns + (data->group != NULL), next = 0;
	for (size_t i = 0; i < all; i++) {
		bool group = data->group && i == data->group_at;
		const struct column *c = group ? data->group : &data->column[next];
		bool *once = &told[group ? columns : next];
		if (!group)
			make_number(m, numbers, next, row, &cells[i]);
		if (!group && c->states)
			make_state(m, signs, c, next, make_state_sign(data, c, &cells[i], cells));
		else if (!group && c->sign && !c->total)
			make_sign(m, signs, c, next, row, &cells[c->sign]);
		next += !group;
		if (*once || c->drawing || dataset_cell_fits(c, &cells[i]))
			continue;
		wrong(m, c, row, &cells[i]);
		*once = true;
	}
}

static strom_node add_cell(struct maker *m, strom_node row, const struct column *c, size_t column,
                           unsigned flags)
{
	strom_node cell = edition_add(m->b.edition, row, NODE_CELL, c->at);
	struct node *n = node_edit(m->b.edition, cell);
	n->flags = (uint16_t)flags;
	n->column = (uint32_t)column;
	n->align = (uint16_t)c->align;
	return cell;
}

/* ---- The header ---- */

static strom_node add_header_row(struct maker *m, strom_node table, struct span at)
{
	strom_node row = edition_add(m->b.edition, table, NODE_ROW, at);
	node_edit(m->b.edition, row)->flags = NODE_HEADER;
	return row;
}

static void add_title(struct maker *m, strom_node row, const struct dataset *data, size_t i,
                      const struct made_column *made, uint32_t rows)
{
	strom_node cell = add_cell(m, row, &data->column[i], i, NODE_HEADER);
	node_edit(m->b.edition, cell)->covers.rows = rows;
	/* A title begins where the drawing does. */
	if (data->column[i].drawing == DRAWN_BAR || data->column[i].drawing == DRAWN_SPARK)
		node_edit(m->b.edition, cell)->align = ALIGN_START;
	if (made->head)
		edition_add_text(m->b.edition, cell, made->plain);
	else if (!made->titled)
		return;
	if (made->titled) {
		maker_mark(m, made->here, cell);
		inlines_add(&m->b, made->here, cell, &made->title);
	}
	if (made->unit)
		edition_add_text(
		        m->b.edition, cell,
		        arena_printf(m->b.arena, " (%.*s)", STR_ARG(data->column[i].unit)));
}

/* What stands over a column: a text of the author's, or a value of a crosstab. */
struct over {
	const struct raw *raw; /* NULL: plain is it, which is empty where there is nothing */
	str plain;
};

static struct over group_of(const struct directive *d, const struct dataset *data, size_t i)
{
	const struct column_said *said =
	        i < data->rows.columns ? make_column_said(d, data->rows.names[i]) : NULL;
	if (!said)
		return (struct over){NULL, S("")};
	return said->over.len ? (struct over){NULL, said->over}
	                      : (struct over){said->group.text.len ? &said->group : NULL, S("")};
}

static bool has_group(struct over o)
{
	return o.raw || o.plain.len;
}

static bool same_group(struct over a, struct over b)
{
	return a.raw && b.raw ? str_eq(a.raw->text, b.raw->text)
	                      : !a.raw && !b.raw && a.plain.len && str_eq(a.plain, b.plain);
}

/* The column behind those that have the same title over them. */
static size_t group_end(const struct directive *d, const struct dataset *data, size_t from)
{
	size_t i = from + 1;
	while (same_group(group_of(d, data, i), group_of(d, data, from)))
		i++;
	return i;
}

static void add_group(struct maker *m, struct here here, strom_node row, const struct directive *d,
                      const struct dataset *data, size_t from, size_t to)
{
	strom_node cell = add_cell(m, row, &data->column[from], from, NODE_HEADER);
	struct node *n = node_edit(m->b.edition, cell);
	n->align = ALIGN_CENTRE;
	n->covers.columns = (uint32_t)(to - from);
	struct over over = group_of(d, data, from);
	if (over.raw)
		maker_inlines(m, here, cell, over.raw);
	else
		edition_add_text(m->b.edition, cell, over.plain);
}

/* Where columns are grouped, the others' titles stand over both rows. */
static void add_header(struct maker *m, struct here here, strom_node table,
                       const struct directive *d, const struct dataset *data,
                       const struct made_column *made)
{
	size_t columns = data->rows.columns, grouped = 0;
	for (size_t i = 0; i < columns; i++)
		grouped += has_group(group_of(d, data, i));
	strom_node row = add_header_row(m, table, d->at);
	for (size_t i = 0, end; i < columns; i = end) {
		bool group = has_group(group_of(d, data, i));
		end = group ? group_end(d, data, i) : i + 1;
		if (group)
			add_group(m, here, row, d, data, i, end);
		else
			add_title(m, row, data, i, &made[i], grouped ? 2 : 1);
	}
	row = grouped ? add_header_row(m, table, d->at) : 0;
	for (size_t i = 0; row && i < columns; i++)
		if (has_group(group_of(d, data, i)))
			add_title(m, row, data, i, &made[i], 1);
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
		if (make_is_letter(c))
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
	if (!share || share->base.text.len || says_base(d->caption.text) ||
	    says_base(d->claim.text) || says_base(d->measured.text))
		return;
	diag_warn(m->b.diags, share->at, "text/share-without-base",
	          "shares are printed without their base");
	diag_hint(m->b.diags, "Name the base (n) in the caption or in what is measured, or add a "
	                      "column with it.");
}

/* ---- Both ---- */

static bool have_tables(struct maker *m, const struct directive *d)
{
	return m->b.edition->tables || diag_error(m->b.diags, make_asked_at(d), "text/no-tables",
	                                          "there are no tables to ask");
}

static bool make_data(struct maker *m, struct here here, const struct directive *d,
                      struct dataset *data, struct make_signs *signs, struct made_column **made,
                      struct make_numbers **numbers)
{
	make_states(m, d, data, signs);
	data->rows.columns -= signs->notes.signs_n;
	make_signs_begin(m, signs, data->rows.columns);
	if (!make_columns_check(m, d, &data->rows))
		return false;
	make_columns_group(m, d, data, &signs->notes);
	*made = arena_array(m->b.arena, struct made_column, data->rows.columns + 1);
	struct column *columns = make_columns(m, here, d, &data->rows, *made);
	make_signs_take(m, data, columns, signs);
	data->column = columns;
	make_figure_columns(m, d, data, columns);
	*numbers = make_numbers_new(m->b.arena, columns, data->rows.columns);
	data->numbers = m->own.numbers;
	check_base(m, d);
	return true;
}

static bool query_by(struct maker *m, struct here here, const struct directive *d,
                     const struct binding *bindings, size_t n, struct query *out,
                     struct measure_notes *notes)
{
	str table;
	int64_t below;
	if (!d->query)
		return make_measure_query(m, here, d, bindings, n, out, notes);
	*out = query_of(d->query);
	if (measure_is_bypassed(m->b.edition->tables, m->b.arena, out->sql, &below, &table))
		values_tell_bypassed(m->b.diags, d->query->at, table);
	return true;
}

static bool open_rows(struct maker *m, struct here here, const struct directive *d,
                      struct dataset *data, struct measure_notes *notes)
{
	struct edition *e = m->b.edition;
	size_t n;
	const struct binding *bindings = values_bindings(m->values, &n);
	struct query query;
	if (!have_tables(m, d) || !query_by(m, here, d, bindings, n, &query, notes))
		return false;
	data->cursor = tables_cursor(e->tables, m->b.arena, e->diags, query, bindings, n,
	                             QUERY_PRINTED | (d->query ? QUERY_STATES : 0u));
	data->sql = query.sql;
	data->measure = d->measure ? d->measure->text : S("");
	data->asked = (struct asked_query){query.sql, bindings, n};
	if (data->cursor)
		data->rows.columns = cursor_columns(data->cursor, &data->rows.names);
	if (data->cursor)
		data->rows.variables =
		        notes->variables ? notes->variables : cursor_variables(data->cursor);
	return data->cursor != NULL;
}

/* The value of the group at hand; its text is a copy. */
struct last_group {
	struct cell cell;
	struct buf text;
	bool any;
};

static void note_group(struct maker *m, struct dataset *data, const struct cell *cell,
                       struct last_group *last)
{
	bool same = last->any && cell->type == last->cell.type &&
	            str_eq(cell->text, buf_str(&last->text)) &&
	            (cell->type != CELL_INT || cell->integer == last->cell.integer) &&
	            (cell->type != CELL_REAL || cell->real == last->cell.real);
	if (same)
		return;
	vec_push(m->b.arena, &data->groups, (uint32_t)data->rows.n);
	last->any = true;
	last->cell = *cell;
	buf_clear(&last->text);
	buf_put(&last->text, cell->text);
}

/* The first reading of a table: counts its rows, finds its groups and checks every cell. */
static void read_rows(struct maker *m, strom_node table, struct dataset *data,
                      struct make_numbers *numbers, struct make_signs *signs)
{
	bool *told = arena_array(m->b.arena, bool, data->rows.columns + 1);
	const struct cell *cells;
	struct last_group last = {0};
	for (; cursor_row(data->cursor, data->rows.n, &cells) && cells; data->rows.n++) {
		check_row(m, data, numbers, signs, data->rows.n, cells, told);
		if (data->group)
			note_group(m, data, &cells[data->group_at], &last);
	}
	make_numbers_even(numbers);
	make_drawn(m, table, data, numbers);
	buf_drop(&last.text);
}

static void warn_of_no_rows(struct maker *m, const struct directive *d, const struct dataset *data)
{
	if (data->rows.n)
		return;
	diag_warn(m->b.diags, make_asked_at(d), "text/no-rows",
	          "the table has no rows: its head alone is printed");
	diag_hint(m->b.diags, "Look at what it asks for, or show it to editions that have rows.");
}

/* A paragraph behind the table. */
static void add_note(struct maker *m, struct here here, strom_node table, const struct raw *raw)
{
	if (!raw->text.len)
		return;
	strom_node note = edition_add(m->b.edition, node_at(m->b.edition, table)->parent,
	                              NODE_PARAGRAPH, raw->at);
	node_edit(m->b.edition, note)->flags = NODE_TABLE_NOTE;
	maker_inlines(m, here, note, raw);
}

void make_data_table(struct maker *m, struct here here, strom_node table, const struct directive *d)
{
	struct dataset *data = arena_make(m->b.arena, struct dataset);
	struct made_column *made;
	struct make_numbers *numbers;
	struct make_signs signs = {.hidden = false};
	builder_name_node(&m->b, table, d->id, d->id_at);
	maker_caption(m, here, table, &d->caption);
	if (d->landscape)
		node_edit(m->b.edition, table)->style = S("landscape");
	if (!open_rows(m, here, d, data, &signs.notes))
		return;
	d = make_crosstab(m, here, d, &data->rows, &signs.notes);
	if (!make_data(m, here, d, data, &signs, &made, &numbers))
		return;
	node_edit(m->b.edition, table)->table = data;
	add_header(m, here, table, d, data, made);
	size_t met = diag_met(m->b.diags);
	read_rows(m, table, data, numbers, &signs);
	if (diag_met(m->b.diags) == met)
		warn_of_no_rows(m, d, data);
	add_note(m, here, table, &d->note);
	make_notes_below(m, table, &signs);
}

static bool hold_rows(struct maker *m, struct here here, const struct directive *d,
                      struct dataset *data, struct measure_notes *notes)
{
	struct edition *e = m->b.edition;
	size_t n;
	const struct binding *bindings = values_bindings(m->values, &n);
	struct query query;
	if (!have_tables(m, d) || !query_by(m, here, d, bindings, n, &query, notes))
		return false;
	data->sql = query.sql;
	data->measure = d->measure ? d->measure->text : S("");
	data->asked = (struct asked_query){query.sql, bindings, n};
	bool good = tables_query(e->tables, m->b.arena, e->diags, query, bindings, n,
	                         QUERY_PRINTED | (d->query ? QUERY_STATES : 0u), &data->rows);
	if (good && notes->variables)
		data->rows.variables = notes->variables;
	return good;
}

/* A chart's rows are checked, and their cells get their signs. */
static void hold_signs(struct maker *m, struct dataset *data, struct make_numbers *numbers,
                       struct make_signs *signs)
{
	struct rows *rows = &data->rows;
	size_t n = rows->columns, all = n + signs->notes.signs_n;
	struct cell *cells = arena_array(m->b.arena, struct cell, rows->n * n + 1);
	bool *told = arena_array(m->b.arena, bool, n + 1);
	for (size_t i = 0; i < rows->n; i++) {
		const struct cell *row = rows->cells + i * all;
		check_row(m, data, numbers, signs, i, row, told);
		for (size_t k = 0; k < n; k++) {
			const struct column *c = &data->column[k];
			struct cell *cell = &cells[i * n + k];
			*cell = row[k];
			if (c->sign)
				cell->sign = make_state_sign(data, c, cell, row);
		}
	}
	rows->cells = cells;
}

static void find_plugin(struct maker *m, struct figure *figure, const struct directive *d)
{
	const struct setting *settings = NULL;
	size_t n = 0;
	figure->plugin = make_figure_plugin(m, d);
	if (figure->plugin && yaml_settings(m->b.arena, m->b.diags, d->options, &settings, &n))
		option_check(m->b.arena, m->b.diags, figure->plugin, d->type_at, settings, n,
		             &figure->options);
}

/* ---- What stands above and below a figure ---- */

static void add_beside(struct maker *m, struct here here, strom_node figure, const struct raw *raw,
                       const char *style, str *text)
{
	if (!raw->text.len)
		return;
	strom_node n = edition_add(m->b.edition, node_at(m->b.edition, figure)->parent,
	                           NODE_PARAGRAPH, raw->at);
	node_edit(m->b.edition, n)->flags = NODE_TABLE_NOTE;
	node_edit(m->b.edition, n)->style = str_of(style);
	maker_inlines(m, here, n, raw);
	*text = edition_text(m->b.edition, m->b.arena, n);
}

/* The source is a paragraph, as notes below tables are; what is measured stands above. */
static void add_words(struct maker *m, struct here here, strom_node node,
                      const struct directive *d, struct figure *figure)
{
	maker_caption(m, here, node, d->claim.text.len ? &d->claim : &d->caption);
	strom_node caption = node_at(m->b.edition, node)->first;
	if (d->claim.text.len && caption) {
		node_edit(m->b.edition, caption)->style = S("caption-claim");
		figure->claim = edition_text(m->b.edition, m->b.arena, caption);
	}
	add_beside(m, here, node, &d->measured, "caption-measure", &figure->measured);
	add_beside(m, here, node, &d->source, "caption-source", &figure->source);
}

void make_data_figure(struct maker *m, struct here here, strom_node node, const struct directive *d)
{
	struct figure *figure = arena_make(m->b.arena, struct figure);
	struct made_column *made;
	struct make_numbers *numbers;
	struct here of_alt = here;
	struct make_signs signs = {.hidden = false};
	builder_name_node(&m->b, node, d->id, d->id_at);
	str alt = maker_plain(m, &of_alt, &d->alt);
	node_edit(m->b.edition, node)->alt = alt;
	node_edit(m->b.edition, node)->flags |= d->decoration ? NODE_DECORATION : 0;
	maker_mark(m, of_alt, node);
	add_words(m, here, node, d, figure);
	find_plugin(m, figure, d);
	node_edit(m->b.edition, node)->figure = figure;
	if (!hold_rows(m, here, d, &figure->data, &signs.notes))
		return;
	d = make_crosstab(m, here, d, &figure->data.rows, &signs.notes);
	if (!make_data(m, here, d, &figure->data, &signs, &made, &numbers))
		return;
	hold_signs(m, &figure->data, numbers, &signs);
	make_numbers_even(numbers);
	make_notes_below(m, node, &signs);
	if (figure->plugin && !d->decoration && !str_trim(d->alt.text).len)
		node_edit(m->b.edition, node)->alt = make_figure_alt(m, figure);
}
