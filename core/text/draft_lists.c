/* Lists that CommonMark does not know: tasks ("- [ ] to do") and definitions (a term's line, then
 * ":   what it means", as in Pandoc). */
#include "text/draft_parts.h"

/* ---- Tasks ---- */

void draft_task(struct reader *r, struct block *item)
{
	struct block *p = item->first;
	if (!p || p->kind != NODE_PARAGRAPH || p->raw.text.len < 4)
		return;
	str text = p->raw.text;
	bool done = text.ptr[1] == 'x' || text.ptr[1] == 'X';
	if (text.ptr[0] != '[' || (text.ptr[1] != ' ' && !done) || text.ptr[2] != ']' || text.ptr[3] != ' ')
		return;
	p->raw = draft_part(r, &p->raw, 3, text.len);
	p->raw = draft_trimmed(r, &p->raw);
	item->flags |= (uint16_t)(NODE_TASK | (done ? NODE_DONE : 0));
}

/* ---- Definitions ---- */

static bool defines(str line)
{
	return line.len > 1 && line.ptr[0] == ':' && (line.ptr[1] == ' ' || line.ptr[1] == '\t');
}

/* Where the next line that begins a definition is; text.len: nowhere. */
static size_t next_definition(str text, size_t from)
{
	for (size_t i = from; i < text.len; i++)
		if (text.ptr[i] == '\n' && defines(str_from(text, i + 1)))
			return i + 1;
	return text.len;
}

static void add_piece(struct reader *r, struct block *parent, const struct raw *raw, size_t from,
                      size_t to)
{
	struct raw part = draft_part(r, raw, from, to);
	part = draft_trimmed(r, &part);
	struct block *p = draft_add(r, parent, NODE_PARAGRAPH, part.at);
	p->raw = part;
}

/* A term right behind definitions goes on with their list. */
static struct block *list_of(struct reader *r, struct block *parent, struct span at)
{
	struct block *last = parent->last;
	return last && last->kind == NODE_DEFINITIONS ? last : draft_add(r, parent, NODE_DEFINITIONS, at);
}

bool draft_definition(struct reader *r, const struct raw *raw, struct block *parent)
{
	size_t at = next_definition(raw->text, 0);
	if (at == raw->text.len)
		return false;
	struct raw term = draft_part(r, raw, 0, at);
	term = draft_trimmed(r, &term);
	struct block *list = list_of(r, parent, term.at);
	struct block *t = draft_add(r, list, NODE_TERM, term.at);
	t->raw = term;
	while (at < raw->text.len) {
		size_t next = next_definition(raw->text, at);
		struct block *d = draft_add(r, list, NODE_DEFINITION, raw->at);
		add_piece(r, d, raw, at + 1, next);
		d->at = d->first->at;
		at = next;
	}
	return true;
}
