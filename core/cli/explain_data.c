/* strom explain: of a table or a chart, or a row of it. */
#include "cli/explain_parts.h"
#include "data/measure.h"
#include "data/origins.h"
#include "edition/dataset.h"

void explain_member(struct buf *out, const char *name, str text)
{
	buf_printf(out, ",\"%s\":", name);
	buf_json(out, text);
}

/* The query's cells of a row, from 0 without headings of groups. */
static const struct cell *cells_of(const struct dataset *d, uint32_t row)
{
	const struct cell *cells = NULL;
	if (!d->cursor)
		return row < d->rows.n ? &d->rows.cells[row * d->rows.columns] : NULL;
	return cursor_row(d->cursor, row, &cells) ? cells : NULL;
}

static const struct dataset *data_of(struct explained *e, strom_node node, strom_node *owner)
{
	for (; node; node = node_at(e->edition, node)->parent) {
		const struct dataset *d = dataset_of(e->edition, node);
		*owner = node;
		if (d)
			return d;
	}
	return NULL;
}

/* The row that the cell stands in, cells parted by |. */
static str row_text(struct explained *e, const struct dataset *d, uint32_t cell)
{
	size_t n = d->rows.columns;
	str *texts = arena_array(e->arena, str, n + 1);
	struct buf b = {0};
	uint32_t row = cell ? (uint32_t)((cell - 1) / n) : 0;
	if (cell && !d->cursor && row < d->rows.n)
		for (size_t i = 0; i < n; i++)
			texts[i] = dataset_text(d, e->arena, (uint32_t)i, &cells_of(d, row)[i]);
	else if (!cell || !d->cursor || row >= dataset_rows(d) ||
	         !dataset_row(d, e->arena, row, texts))
		return S("");
	for (size_t i = 0; i < n && (!i || !dataset_is_heading(d, row)); i++)
		buf_printf(&b, "%s%.*s", i ? " | " : "", STR_ARG(texts[i]));
	str text = arena_str(e->arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static str column_text(const struct dataset *d, uint32_t cell)
{
	size_t column = cell ? (cell - 1) % d->rows.columns : 0;
	return cell ? d->column[column].name : S("");
}

/* ---- Its own rows ---- */

static bool is_few(const struct dataset *d, const struct cell *cells)
{
	for (size_t i = 0; i < d->rows.columns; i++) {
		size_t from = i + (d->group && i >= d->group_at);
		if (d->column[i].sign && !d->column[i].states &&
		    dataset_cell(d, &d->column[i], cells, from).sign.len)
			return true;
	}
	return false;
}

/* The answer's columns, that of groups among them. */
static struct rows answer_of(struct explained *e, const struct dataset *d)
{
	struct rows all = d->rows;
	if (!d->group)
		return all;
	str *names = arena_array(e->arena, str, all.columns + 1);
	for (size_t i = 0; i <= all.columns; i++)
		names[i] = i == d->group_at ? d->group->name : all.names[i - (i > d->group_at)];
	all.names = names;
	all.columns++;
	return all;
}

static struct explain_rows rows_of(struct explained *e, const struct dataset *d, uint32_t cell)
{
	struct explain_rows own = {.few = false};
	uint32_t row = (uint32_t)((cell - 1) / d->rows.columns);
	const str *names;
	int64_t number;
	struct diags *quiet = diags_like(e->arena, e->all->session->diags);
	for (size_t i = 0; i < d->groups.n && d->cursor; i++)
		row -= d->groups.at[i] + i < (cell - 1) / d->rows.columns;
	const struct cell *cells = cells_of(d, row);
	if (!cells || origins_tables(e->tables, e->arena, d->sql, &names) != 1)
		return own;
	struct asked_query asked = {d->sql, e->bindings, e->bindings_n};
	struct rows answer = answer_of(e, d);
	str rows;
	own.table = names[0];
	own.few = is_few(d, cells);
	if (!d->measure.len &&
	    origins_number(e->tables, e->arena, quiet, &asked, row, d->rows.n, &number)) {
		own.sql = arena_printf(e->arena, "select rowid from \"%.*s\" where rowid = %lld",
		                       STR_ARG(names[0]), (long long)number);
		return own;
	}
	if (!d->measure.len)
		rows = origins_rows_sql(e->arena, d->sql);
	else if (!measure_numbers(e->tables, e->arena, quiet, d->measure, &rows))
		return own;
	own.sql = origins_row_sql(e->tables, e->arena, &answer, cells, d->sql, names[0], rows,
	                          d->measure.len != 0);
	return own;
}

/* ---- ---- */

void explain_data(struct explained *e, strom_node node, uint32_t cell)
{
	strom_node owner;
	const struct dataset *d = data_of(e, node, &owner);
	struct buf *out = e->all->out;
	if (!d)
		return;
	bool own = cell &&
	           !(d->cursor && dataset_is_heading(d, (uint32_t)((cell - 1) / d->rows.columns)));
	struct explain_rows rows = own ? rows_of(e, d, cell) : (struct explain_rows){.few = false};
	const char *what = node_at(e->edition, owner)->figure && !d->cursor ? "figure" : "table";
	str id = node_at(e->edition, owner)->id, row = row_text(e, d, cell),
	    column = column_text(d, cell);
	if (e->all->session->line->json) {
		buf_printf(out, "{\"event\":\"%s\"", what);
		explain_member(out, "id", id);
		if (cell) {
			explain_member(out, "row", row);
			explain_member(out, "column", column);
		}
		explain_origin(e, S(""), d->sql, own ? &rows : NULL);
		buf_put(out, S("}\n"));
		return;
	}
	buf_printf(out, "%s %.*s\n", what, STR_ARG(id));
	if (!e->all->pointed)
		buf_printf(
		        out, "  printed     %.*s %.*s, %.*s\n",
		        STR_ARG(e->edition->spec->document->id.text), STR_ARG(e->edition->spec->id),
		        STR_ARG(explain_place(e->all->session, node_at(e->edition, owner)->span)));
	if (cell)
		buf_printf(out, "  row         %.*s\n  column      %.*s\n", STR_ARG(row),
		           STR_ARG(column));
	explain_origin(e, S(""), d->sql, own ? &rows : NULL);
}
