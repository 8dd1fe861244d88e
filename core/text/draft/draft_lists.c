/* Lists that CommonMark does not know: tasks ("- [ ] to do") and definitions (a term's line, then
 * ":   what it means", as in Pandoc). */
#include "text/draft/draft_parts.h"

/* ---- Tasks ---- */

void draft_task(struct draft_reader *r, struct draft_block *item)
{
	struct draft_block *p = item->first;
	if (!p || p->kind != NODE_PARAGRAPH || p->raw.text.len < 4)
		return;
	str text = p->raw.text;
	bool done = text.ptr[1] == 'x' || text.ptr[1] == 'X';
	if (text.ptr[0] != '[' || (text.ptr[1] != ' ' && !done) || text.ptr[2] != ']' ||
	    text.ptr[3] != ' ')
		return;
	p->raw = draft_part(r, &p->raw, 3, text.len);
	p->raw = draft_trimmed(r, &p->raw);
	item->flags |= (uint16_t)(NODE_TASK | (done ? NODE_DONE : 0));
}

/* ---- Definitions ---- */

static struct draft_block *no_term(struct draft_reader *r, struct span at)
{
	diag_error(r->diags, at, "text/definition-without-term",
	           "there is no term for this definition");
	diag_hint(r->diags, "Write the term above it, as a paragraph of one line.");
	return NULL;
}

struct draft_block *draft_definitions(struct draft_reader *r, struct draft_block *parent,
                                      struct span at)
{
	struct draft_block *last = parent->last;
	if (last && last->kind == NODE_DEFINITIONS)
		return last;
	if (!last || last->kind != NODE_PARAGRAPH)
		return no_term(r, at);
	if (str_has(last->raw.text, '\n')) {
		diag_error(r->diags, last->raw.at, "text/long-term",
		           "a term has more than one line");
		diag_hint(r->diags, "Leave an empty line between the text above and the term.");
	}
	struct draft_block *term = arena_make(r->arena, struct draft_block);
	*term = *last;
	term->kind = NODE_TERM;
	*last = (struct draft_block){
	        .kind = NODE_DEFINITIONS, .at = term->at, .first = term, .last = term};
	return last;
}

void draft_join_definitions(struct draft_block *parent)
{
	struct draft_block *b = parent->first;
	while (b && b->next) {
		struct draft_block *next = b->next;
		if (b->kind != NODE_DEFINITIONS || next->kind != NODE_DEFINITIONS) {
			b = next;
			continue;
		}
		b->last->next = next->first;
		b->last = next->last;
		b->next = next->next;
	}
	if (b)
		parent->last = b;
}
