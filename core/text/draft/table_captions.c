/* What stands beside tables: "Table: words {#tbl-x}" before or after one, "Note: words" below it.
 */
#include "text/draft/draft_parts.h"

/* ---- Captions ---- */

static size_t caption_start(const struct draft_block *b)
{
	if (b->kind != NODE_PARAGRAPH)
		return 0;
	if (str_starts(b->raw.text, S("Table:")))
		return 6;
	return str_starts(b->raw.text, S(": ")) ? 1 : 0;
}

static bool wants_caption(const struct draft_block *b)
{
	return b && b->kind == NODE_TABLE && !b->directive && !b->caption.text.len;
}

/* align=decimal: columns of figures, which stand at the end, stand at their decimal sign instead.
 */
static void align_numbers(struct draft_reader *r, struct draft_block *table)
{
	const struct attribute *align = attributes_get(&table->attributes, "align");
	if (!align)
		return;
	if (!str_eq(align->value, S("decimal"))) {
		diag_error(r->diags, align->value_at, "text/bad-align",
		           "'%.*s' is no way to align a table", STR_ARG(align->value));
		diag_hint(r->diags,
		          "Write align=decimal; columns are aligned in the line below the header.");
		return;
	}
	for (struct draft_block *row = table->first; row; row = row->next)
		for (struct draft_block *c = row->first; c; c = c->next)
			c->align = c->align == ALIGN_END ? ALIGN_DECIMAL : c->align;
}

static void take_attributes(struct draft_reader *r, struct draft_block *table)
{
	static const char *const known[] = {"ctx", "align", NULL};
	const struct attribute *context = attributes_get(&table->attributes, "ctx");
	if (context)
		table->caption.context = context->value;
	attributes_check(r->diags, &table->attributes, known);
	align_numbers(r, table);
}

static void set_caption(struct draft_reader *r, struct draft_block *table,
                        const struct draft_block *paragraph, size_t from)
{
	struct raw raw = draft_part(r, &paragraph->raw, from, paragraph->raw.text.len);
	size_t len = attributes_at_end(r->arena, raw.text, &raw.origin, &table->attributes);
	raw = draft_part(r, &raw, 0, len);
	table->caption = draft_trimmed(r, &raw);
	table->caption.kind = SEGMENT_CAPTION;
	take_attributes(r, table);
}

/* "Table:" must belong to a table; ": words" away from one is just a paragraph. */
static bool bind_caption(struct draft_reader *r, struct draft_block *before, struct draft_block *b)
{
	size_t from = caption_start(b);
	struct draft_block *table = wants_caption(before)    ? before
	                            : wants_caption(b->next) ? b->next
	                                                     : NULL;
	if (!from)
		return false;
	if (table) {
		set_caption(r, table, b, from);
		return true;
	}
	if (from == 1)
		return false;
	struct span at = draft_part(r, &b->raw, 0, from).at;
	diag_error(r->diags, at, "text/caption-without-table",
	           "there is no table for this caption");
	diag_hint(r->diags, "Put it right before or after a table that has no caption yet.");
	return true;
}

/* ---- Notes ---- */

static bool is_note(const struct draft_block *b)
{
	return b->kind == NODE_PARAGRAPH && str_starts(b->raw.text, S("Note:")) &&
	       str_trim(str_from(b->raw.text, 5)).len;
}

/* Right below a table, or below another note of it. */
static void find_notes(struct draft_reader *r, struct draft_block *parent)
{
	for (struct draft_block *b = parent->first; b && b->next; b = b->next) {
		struct draft_block *next = b->next;
		bool below = b->kind == NODE_TABLE || b->flags & NODE_TABLE_NOTE;
		if (!below || !is_note(next))
			continue;
		next->flags |= NODE_TABLE_NOTE;
		next->raw = draft_part(r, &next->raw, 5, next->raw.text.len);
		next->raw = draft_trimmed(r, &next->raw);
		next->raw.kind = SEGMENT_TABLE_NOTE;
	}
}

void draft_captions(struct draft_reader *r, struct draft_block *parent)
{
	struct draft_block *before = NULL, *next;
	for (struct draft_block *b = parent->first; b; b = next) {
		next = b->next;
		if (!bind_caption(r, before, b)) {
			before = b;
			continue;
		}
		*(before ? &before->next : &parent->first) = next;
		if (!next)
			parent->last = before;
	}
	find_notes(r, parent);
}
