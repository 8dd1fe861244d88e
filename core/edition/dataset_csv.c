/* A table's rows as CSV (RFC 4180): values as the data has them, for machines. A text that a
 * spreadsheet would run has an apostrophe before it, which spreadsheets do not show. */
#include "edition/dataset.h"

static bool is_plain(str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '"' || c == ',' || c == '\n' || c == '\r')
			return false;
	}
	return !text.len || (text.ptr[0] != ' ' && text.ptr[text.len - 1] != ' ');
}

/* Digits with what stands between those of telephone numbers and measures: nothing that could run.
 */
static bool only_digits(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!strchr("0123456789 ()+-/.,%", text.ptr[i]))
			return false;
	return true;
}

/* A spreadsheet runs a cell that begins so, whoever wrote it (OWASP, "CSV Injection"); the last are
 * the signs in the width of Chinese characters. */
static bool would_run(str text)
{
	static const str wide[] = {{"\xEF\xBC\x9D", 3}, {"\xEF\xBC\x8B", 3}, {"\xEF\xBC\x8D", 3},
	                           {"\xEF\xBC\xA0", 3}};
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (str_starts(text, wide[i]))
			return true;
	if (!text.len || !strchr("=+-@\t\r", text.ptr[0]))
		return false;
	return !strchr("+-", text.ptr[0]) || !only_digits(text);
}

static void put_text(struct buf *out, str text)
{
	if (would_run(text)) {
		buf_put(out, S("\"'"));
	} else if (is_plain(text)) {
		buf_put(out, text);
		return;
	} else {
		buf_byte(out, '"');
	}
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"')
			buf_byte(out, '"');
		buf_byte(out, text.ptr[i]);
	}
	buf_byte(out, '"');
}

/* In the fewest digits that give the same number again. */
static void put_real(struct buf *out, double number)
{
	char digits[40];
	double again = 0;
	for (int precision = 15; precision <= 17; precision++) {
		int n = snprintf(digits, sizeof digits, "%.*g", precision, number);
		if (str_to_double((str){digits, (size_t)n}, &again) && again >= number &&
		    again <= number)
			break;
	}
	buf_put(out, str_of(digits));
}

static void put_cell(struct buf *out, const struct cell *cell)
{
	switch (cell->type) {
	case CELL_NULL: return;
	case CELL_INT: buf_int(out, cell->integer); return;
	case CELL_REAL: put_real(out, cell->real); return;
	case CELL_TEXT: put_text(out, cell->text); return;
	}
}

/* ---- Titles ---- */

/* What stands over a column and its neighbours, each followed by a colon. */
static void put_above(const struct edition *e, struct arena *arena, strom_node table,
                      uint32_t column, struct buf *out)
{
	for (EACH_CHILD(r, e, table)) {
		if (!(node_at(e, r)->flags & NODE_HEADER))
			continue;
		for (EACH_CHILD(c, e, r)) {
			const struct node *n = node_at(e, c);
			if (n->covers.columns < 2 || column < n->column ||
			    column >= n->column + n->covers.columns)
				continue;
			buf_put(out, edition_text(e, arena, c));
			buf_put(out, S(": "));
		}
	}
}

static str title_of(const struct column *c)
{
	return c->title.len ? c->title : c->name;
}

/* A column of codes stands before that of what they mean. */
static void put_code_title(struct buf *out, const struct column *c)
{
	if (!c->variable)
		return;
	put_text(out, c->name);
	buf_byte(out, ',');
}

const struct dataset *dataset_of(const struct edition *e, strom_node n)
{
	const struct node *node = node_at(e, n);
	if (node->kind == NODE_FIGURE)
		return node->figure ? &node->figure->data : NULL;
	return node->kind == NODE_TABLE && node->table && node->table->cursor ? node->table : NULL;
}

void dataset_csv_titles(const struct edition *e, struct arena *arena, strom_node table,
                        struct buf *out)
{
	const struct dataset *d = dataset_of(e, table);
	struct buf title = {0};
	if (d->group) {
		put_code_title(out, d->group);
		put_text(out, title_of(d->group));
		buf_byte(out, ',');
	}
	for (uint32_t i = 0; i < d->rows.columns; i++) {
		buf_clear(&title);
		put_above(e, arena, table, i, &title);
		buf_put(&title, title_of(&d->column[i]));
		buf_put(out, i ? S(",") : S(""));
		put_code_title(out, &d->column[i]);
		put_text(out, buf_str(&title));
		if (d->column[i].sign) {
			buf_byte(out, ',');
			buf_put(&title, S(" (sign)"));
			put_text(out, buf_str(&title));
		}
	}
	buf_put(out, S("\r\n"));
	buf_drop(&title);
}

/* ---- Rows ---- */

/* A sign has a column of its own. */
static void put_coded(struct buf *out, const struct dataset *d, const struct column *c,
                      const struct cell *cells, size_t at)
{
	str label;
	struct cell cell = dataset_cell(d, c, cells, at);
	put_cell(out, &cell);
	if (c->sign) {
		buf_byte(out, ',');
		put_text(out, cell.sign);
	}
	if (!c->variable)
		return;
	buf_byte(out, ',');
	if (tables_label(c->tables, c->variable, &cell, c->language, &label))
		put_text(out, label);
}

bool dataset_csv_row(const struct dataset *d, size_t row, struct buf *out)
{
	const struct cell *cells;
	size_t all = d->rows.columns + (d->group != NULL);
	if (d->cursor) {
		if (!cursor_row(d->cursor, row, &cells))
			return false;
		if (!cells)
			return true;
	} else {
		cells = &d->rows.cells[row * d->rows.columns];
	}
	if (d->group)
		put_coded(out, d, d->group, cells, d->group_at);
	for (size_t i = 0, n = 0; i < all; i++) {
		if (d->group && i == d->group_at)
			continue;
		buf_put(out, n || d->group ? S(",") : S(""));
		put_coded(out, d, &d->column[n++], cells, i);
	}
	/* A line of one empty field is otherwise no line. */
	if (all == 1 && cells[0].type == CELL_NULL)
		buf_put(out, S("\"\""));
	buf_put(out, S("\r\n"));
	return true;
}
