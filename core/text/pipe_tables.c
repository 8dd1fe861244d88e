/* GFM's tables: cmark finds them, and their cells are cut here, so that each knows its bytes in the
 * file. Captions are paragraphs beside them. */
#include "text/draft_parts.h"

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

static struct raw unescape_pipes(struct reader *r, const struct raw *cell)
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

static bool next_cell(struct reader *r, struct row_reader *row, struct raw *cell)
{
	str text = row->raw.text;
	if (row->at >= text.len)
		return false;
	size_t end = cell_end(text, row->at);
	*cell = draft_part(r, &row->raw, row->at, end);
	*cell = draft_trimmed(r, cell);
	*cell = unescape_pipes(r, cell);
	row->at = end + 1;
	return true;
}

static enum text_align alignment(uint8_t mark)
{
	return mark == 'c' ? ALIGN_CENTRE : mark == 'r' ? ALIGN_END : ALIGN_START;
}

static void surplus(struct reader *r, const struct raw *cell, size_t columns)
{
	r->good = false;
	diag_error(r->diags, cell->at, "text/ragged-row",
	           "row has more cells than the header, which has %zu", columns);
	diag_hint(r->diags, "Write a pipe inside a cell as \\|.");
}

static void read_row(struct reader *r, struct block *table, struct raw raw, const uint8_t *aligns,
                     size_t columns, str context)
{
	bool header = !table->first;
	struct block *row = draft_add(r, table, NODE_ROW, raw.at);
	struct row_reader cells = {.raw = draft_trimmed(r, &raw)};
	struct raw cell;
	row->flags = header ? NODE_HEADER : 0;
	cells.at = str_starts(cells.raw.text, S("|"));
	for (size_t i = 0; i < columns; i++) {
		struct span end = origin_span(&raw.origin, raw.text.len, 0);
		bool there = next_cell(r, &cells, &cell);
		struct block *b = draft_add(r, row, NODE_CELL, there ? cell.at : end);
		b->flags = row->flags;
		b->column = (uint32_t)i;
		b->align = alignment(aligns[i]);
		if (!there)
			continue;
		b->raw = cell;
		b->raw.kind = SEGMENT_CELL;
		b->raw.context = context;
	}
	if (next_cell(r, &cells, &cell))
		surplus(r, &cell, columns);
}

void draft_table(struct reader *r, cmark_node *n, struct block *parent, struct place place)
{
	const struct leaf *head = n->user_data;
	size_t columns = cmark_gfm_extensions_get_table_columns(n);
	const uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(n);
	struct block *table = draft_add(r, parent, NODE_TABLE, markdown_at(r->markdown, n, 1));
	if (!head || !head->pieces.n)
		return;
	struct raw row = draft_join(r, head, head->pieces.n - 1, head->pieces.n);
	table->at = row.at;
	read_row(r, table, row, aligns, columns, place.context);
	for (cmark_node *c = n->first_child ? n->first_child->next : NULL; c; c = c->next) {
		if (!c->user_data)
			continue;
		row = draft_join(r, c->user_data, 0, 1);
		read_row(r, table, row, aligns, columns, place.context);
	}
}

/* ---- Captions of tables: "Table: words {#tbl-x}", before or after ---- */

static size_t caption_start(const struct block *b)
{
	if (b->kind != NODE_PARAGRAPH)
		return 0;
	if (str_starts(b->raw.text, S("Table:")))
		return 6;
	return str_starts(b->raw.text, S(": ")) ? 1 : 0;
}

static bool wants_caption(const struct block *b)
{
	return b && b->kind == NODE_TABLE && !b->directive && !b->caption.text.len;
}

static void set_caption(struct reader *r, struct block *table, const struct block *paragraph,
                        size_t from)
{
	struct raw raw = draft_part(r, &paragraph->raw, from, paragraph->raw.text.len);
	size_t len = attributes_at_end(r->arena, raw.text, &raw.origin, &table->attributes);
	raw = draft_part(r, &raw, 0, len);
	table->caption = draft_trimmed(r, &raw);
	table->caption.kind = SEGMENT_CAPTION;
	draft_context(r, &table->attributes, &table->caption);
}

/* "Table:" must belong to a table; ": words" away from one is just a paragraph. */
static bool bind_caption(struct reader *r, struct block *before, struct block *b)
{
	size_t from = caption_start(b);
	struct block *table = wants_caption(before) ? before : wants_caption(b->next) ? b->next : NULL;
	if (!from)
		return false;
	if (table) {
		set_caption(r, table, b, from);
		return true;
	}
	if (from == 1)
		return false;
	struct span at = draft_part(r, &b->raw, 0, from).at;
	r->good = false;
	diag_error(r->diags, at, "text/caption-without-table", "there is no table for this caption");
	diag_hint(r->diags, "Put it right before or after a table that has no caption yet.");
	return true;
}

void draft_captions(struct reader *r, struct block *parent)
{
	struct block *before = NULL, *next;
	for (struct block *b = parent->first; b; b = next) {
		next = b->next;
		if (!bind_caption(r, before, b)) {
			before = b;
			continue;
		}
		*(before ? &before->next : &parent->first) = next;
		if (!next)
			parent->last = before;
	}
}
