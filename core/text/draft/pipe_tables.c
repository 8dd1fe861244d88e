/* GFM's tables. A cell's raw source is what stands between the pipes, its pipes without their
 * backslash. Beyond GFM, as MultiMarkdown and its kin have it: pipes with nothing between them join
 * the cell to the one before, "^^" alone joins it to the one above, and lines with a pipe right
 * above the header are rows of the header too. */
#include "text/draft/draft_parts.h"

struct row_reader {
	struct raw raw;
	size_t at;
};

static bool is_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
	       (c >= '{' && c <= '~');
}

/* Where the cell ends: a pipe without a backslash (GFM 4.10). */
static size_t cell_end(str row, size_t at)
{
	for (; at < row.len && row.ptr[at] != '|'; at++)
		at += row.ptr[at] == '\\' && at + 1 < row.len && is_punctuation(row.ptr[at + 1]);
	return at < row.len ? at : row.len;
}

static struct raw unescape_pipes(struct draft_reader *r, const struct raw *cell)
{
	if (str_find(cell->text, S("\\|")) == SIZE_MAX)
		return *cell;
	struct raw out = *cell;
	struct origin_builder b = {.arena = r->arena, .file = cell->origin.file};
	struct buf text = {0};
	for (size_t i = 0; i < cell->text.len; i++) {
		bool escape = str_starts(str_from(cell->text, i), S("\\|"));
		origin_add_through(&b, 1, &cell->origin, i, escape ? 2 : 1);
		i += escape;
		buf_byte(&text, cell->text.ptr[i]);
	}
	out.text = arena_str(r->arena, buf_str(&text));
	out.origin = origin_built(&b);
	buf_drop(&text);
	return out;
}

/* What a cell says of itself: text, or that it belongs to a neighbour. */
enum pipe_mark { MARK_CELL, MARK_LEFT, MARK_UP };

static bool next_cell(struct draft_reader *r, struct row_reader *row, struct raw *cell,
                      enum pipe_mark *mark)
{
	str text = row->raw.text;
	if (row->at >= text.len)
		return false;
	size_t end = cell_end(text, row->at);
	bool nothing = end == row->at && end < text.len;
	*cell = draft_part(r, &row->raw, row->at, nothing ? end + 1 : end);
	row->at = end + 1;
	*mark = MARK_LEFT;
	if (nothing)
		return true;
	*cell = draft_trimmed(r, cell);
	*mark = str_eq(cell->text, S("^^")) ? MARK_UP : MARK_CELL;
	*cell = unescape_pipes(r, cell);
	return true;
}

static enum text_align alignment(uint8_t mark)
{
	return mark == 'c' ? ALIGN_CENTRE : mark == 'r' ? ALIGN_END : ALIGN_START;
}

static void surplus(struct draft_reader *r, const struct raw *cell, size_t columns)
{
	diag_error(r->diags, cell->at, "text/ragged-row",
	           "row has more cells than the header, which has %zu", columns);
	diag_hint(r->diags, "Write a pipe inside a cell as \\|.");
}

/* ---- Cells that cover several places ---- */

enum { MOST_ROWS = 100, MOST_HEADER_ROWS = 8 };

struct table_reader {
	struct draft_reader *r;
	struct draft_block *table;
	const uint8_t *aligns;
	size_t columns;
	str context;
	struct draft_block **above; /* the cell over each column, in header or body; NULL: none */
	struct draft_block **here;             /* the same for the row that is read */
};

static void bad_span(struct draft_reader *r, struct span at, const char *code, const char *message,
                     const char *hint)
{
	diag_error(r->diags, at, code, "%s", message);
	diag_hint(r->diags, "%s", hint);
}

static void join_left(struct table_reader *t, size_t column, struct span at)
{
	if (!column) {
		bad_span(t->r, at, "text/span-without-cell",
		         "there is no cell before this one to join",
		         "Put a space between the pipes for an empty cell.");
		return;
	}
	struct draft_block *cell = t->here[column - 1];
	t->here[column] = cell;
	if (cell && !(t->above[column - 1] == cell))
		cell->columns++;
}

static void join_up(struct table_reader *t, size_t column, struct span at)
{
	t->here[column] = t->above[column];
	if (!t->above[column])
		bad_span(t->r, at, "text/span-without-cell",
		         "there is no cell above this one to join",
		         "A header's cells and those below it cannot be one; write \\^^ for the "
		         "two signs.");
}

static void add_cell(struct table_reader *t, struct draft_block *row, size_t column,
                     const struct raw *raw, struct span at)
{
	struct draft_block *b = draft_add(t->r, row, NODE_CELL, raw ? raw->at : at);
	b->flags = row->flags;
	b->column = (uint32_t)column;
	b->columns = b->rows = 1;
	b->align = alignment(t->aligns[column]);
	t->here[column] = b;
	if (!raw)
		return;
	b->raw = *raw;
	b->raw.kind = SEGMENT_CELL;
	b->raw.context = t->context;
	draft_raw_context(t->r->arena, &b->raw);
}

/* A cell from above goes on in all of its columns, or in none. */
static void check_spans(struct table_reader *t, struct span at)
{
	for (size_t i = 0; i < t->columns; i++) {
		struct draft_block *cell = t->here[i];
		if (!cell || cell != t->above[i] || (i && t->here[i - 1] == cell))
			continue;
		size_t end = i;
		while (end < t->columns && t->here[end] == cell)
			end++;
		cell->rows++;
		if (i != cell->column || end != (size_t)cell->column + cell->columns)
			bad_span(t->r, at, "text/span-overlap",
			         "a cell from above covers other columns than those that join it "
			         "here",
			         "Write ^^ under each of its columns, or under none.");
		else if (cell->rows == MOST_ROWS + 1)
			bad_span(t->r, cell->at, "text/span-too-long",
			         "a cell covers more than 100 rows",
			         "Divide it, or give each group of rows a table of its own.");
	}
}

/* A row in which no cell begins is none: files for screens may have no rows without cells. False:
 * it has cells, or what is wrong with it is still to be said. */
static bool drop_row(struct table_reader *t, struct draft_block *before, struct span at)
{
	if (t->table->last->first ||
	    memcmp(t->above, t->here, t->columns * sizeof *t->above) != 0 || !t->above[0])
		return false;
	t->table->last = before;
	*(before ? &before->next : &t->table->first) = NULL;
	memset(t->here, 0, t->columns * sizeof *t->here);
	diag_warn(t->r->diags, at, "text/row-without-cells", "no cell begins in this row");
	diag_hint(t->r->diags, "Leave it out: the cells above are one already.");
	return true;
}

static void read_row(struct table_reader *t, struct raw raw, bool header)
{
	struct draft_reader *r = t->r;
	struct draft_block *before = t->table->last;
	struct draft_block *row = draft_add(r, t->table, NODE_ROW, raw.at);
	raw = draft_without_comments(r, &raw);
	struct row_reader cells = {.raw = draft_trimmed(r, &raw)};
	struct span end = origin_span(&raw.origin, raw.text.len, 0);
	struct raw cell;
	enum pipe_mark mark;
	row->flags = header ? NODE_HEADER : 0;
	cells.at = str_starts(cells.raw.text, S("|"));
	for (size_t i = 0; i < t->columns; i++) {
		if (!next_cell(r, &cells, &cell, &mark))
			add_cell(t, row, i, NULL, end);
		else if (mark == MARK_LEFT)
			join_left(t, i, cell.at);
		else if (mark == MARK_UP)
			join_up(t, i, cell.at);
		else
			add_cell(t, row, i, &cell, end);
	}
	if (next_cell(r, &cells, &cell, &mark))
		surplus(r, &cell, t->columns);
	if (drop_row(t, before, raw.at))
		return;
	check_spans(t, raw.at);
	memcpy(t->above, t->here, t->columns * sizeof *t->above);
	memset(t->here, 0, t->columns * sizeof *t->here);
}

/* ---- Tables ---- */

size_t draft_header_rows(const struct draft_reader *r, const struct leaf *leaf)
{
	size_t n = 1;
	for (; n < leaf->pieces.n; n++) {
		const struct markdown_piece *p = &leaf->pieces.at[leaf->pieces.n - 1 - n];
		if (!str_starts(str_trim(str_sub(r->markdown->bytes, p->off, p->off + p->len)),
		                S("|")))
			break;
	}
	return n;
}

static void read_header(struct table_reader *t, const struct leaf *head)
{
	size_t rows = draft_header_rows(t->r, head), first = head->pieces.n - rows;
	t->table->at = draft_join(t->r, head, head->pieces.n - 1, head->pieces.n).at;
	if (rows > MOST_HEADER_ROWS) {
		bad_span(t->r, t->table->at, "text/too-many-header-rows",
		         "the header has more than 8 rows",
		         "Put an empty line above the table's first row.");
		return;
	}
	for (size_t i = first; i < head->pieces.n; i++)
		read_row(t, draft_join(t->r, head, i, i + 1), true);
	memset(t->above, 0, t->columns * sizeof *t->above);
}

void draft_table(struct draft_reader *r, cmark_node *n, struct draft_block *parent,
                 struct draft_place place)
{
	const struct leaf *head = n->user_data;
	struct table_reader t = {.r = r, .context = place.context};
	t.columns = cmark_gfm_extensions_get_table_columns(n);
	t.aligns = cmark_gfm_extensions_get_table_alignments(n);
	t.table = draft_add(r, parent, NODE_TABLE, markdown_at(r->markdown, n, 1));
	t.above = arena_array(r->arena, struct draft_block *, t.columns);
	t.here = arena_array(r->arena, struct draft_block *, t.columns);
	if (!head || !head->pieces.n)
		return;
	read_header(&t, head);
	for (cmark_node *c = n->first_child ? n->first_child->next : NULL; c; c = c->next)
		if (c->user_data)
			read_row(&t, draft_join(r, c->user_data, 0, 1), false);
}
