/* A draft's blocks into nodes. */
#include "text/make/maker.h"

#include "text/resolve/bibliography.h"

/* The words as written, in every language: the same id in all editions. */
static void name_heading(struct maker *m, struct here here, strom_node node,
                         const struct draft_block *b)
{
	if (b->attributes.id.len) {
		builder_name_node(&m->b, node, b->attributes.id, b->attributes.id_at);
		return;
	}
	struct message_text raw = {.text = b->raw.text, .origin = b->raw.origin};
	here.plain = true;
	str slug = builder_slug_of(m->b.arena, inlines_plain(&m->b, here, &raw));
	vec_push(m->b.arena, &m->b.resolve->unnamed, (struct unnamed){slug, node});
}

/* Several pages of a PDF are a picture each, of which the first is what is referred to. */
static void make_pages(struct maker *m, strom_node node, const struct draft_block *b, str alt,
                       uint32_t from, uint32_t to)
{
	const struct picture_said *said = b->picture;
	struct attributes attributes = b->attributes;
	strom_node parent = node_at(m->b.edition, node)->parent;
	size_t before = diag_met(m->b.diags);
	uint16_t lang = node_at(m->b.edition, node)->lang;
	for (uint32_t page = from; page <= to; page++) {
		str numbered = str_trim(alt).len
		                       ? arena_printf(m->b.arena, "%.*s (%u/%u)", STR_ARG(alt),
		                                      page - from + 1, to - from + 1)
		                       : alt;
		if (page > from)
			node = edition_add(m->b.edition, parent, NODE_PICTURE, b->at);
		node_edit(m->b.edition, node)->lang = lang;
		builder_picture_fill(&m->b, node, said->target, said->target_at, numbered,
		                     &attributes, page);
		attributes.id = (str){0};
		if (diag_met(m->b.diags) > before) /* what is wrong with one is wrong with all */
			return;
	}
}

static void make_picture(struct maker *m, struct here here, strom_node node,
                         const struct draft_block *b)
{
	struct here of_alt = here;
	uint32_t from, to;
	str alt = maker_plain(m, &of_alt, &b->picture->alt);
	maker_mark(m, of_alt, node);
	builder_picture_pages(&m->b, &b->attributes, &from, &to);
	maker_caption(m, here, node, &b->picture->caption);
	if (from == to)
		builder_picture_fill(&m->b, node, b->picture->target, b->picture->target_at, alt,
		                     &b->attributes, from);
	else
		make_pages(m, node, b, alt, from, to);
}

/* {short="..."} of a heading. */
static void make_shorter(struct maker *m, struct here here, strom_node node,
                         const struct draft_block *b)
{
	str text = maker_plain(m, &here, &b->shorter);
	node_edit(m->b.edition, node)->alt = text;
}

static void make_directive(struct maker *m, struct here here, strom_node node,
                           const struct draft_block *b)
{
	if (b->directive->is_figure)
		make_data_figure(m, here, node, b->directive);
	else
		make_data_table(m, here, node, b->directive);
}

void make_late_front(struct maker *m, const struct draft *d)
{
	if (!d->front)
		return;
	diag_error(m->b.diags, d->front->at, "text/late-front-matter",
	           "front matter stands in the document's first text only");
}

void make_draft(struct maker *m, struct here here, struct draft *d, strom_node parent)
{
	here.draft = d;
	maker_children(m, here, d->root, parent);
	make_abbreviations(m, here);
	make_notes_unused(m, here);
}

/* Level 1 alone: an appendix is a chapter. */
static void mark_appendix(struct maker *m, strom_node node, const struct draft_block *b)
{
	struct node *n = node_edit(m->b.edition, node);
	if (!str_eq(n->style, S("appendix")))
		return;
	n->style = S("");
	n->flags |= NODE_APPENDIX;
	if (n->level == 1)
		return;
	diag_error(m->b.diags, b->attributes.style_at, "text/appendix-level",
	           "only a heading of the first level begins an appendix");
}

/* What came with the text, and is to outlive it. */
static str kept(struct maker *m, str s)
{
	return s.len ? arena_str(m->b.arena, s) : s;
}

static void fill_block(struct maker *m, struct here here, strom_node node,
                       const struct draft_block *b)
{
	if (b->kind == NODE_HEADING) {
		mark_appendix(m, node, b);
		make_glossary_heading(m, node);
		bibliography_heading(&m->b, node);
		name_heading(m, here, node, b);
		make_shorter(m, here, node, b);
	} else {
		builder_name_node(&m->b, node, b->attributes.id, b->attributes.id_at);
	}
	maker_caption(m, here, node, &b->caption);
	maker_inlines(m, here, node, &b->raw);
	if (b->kind == NODE_DEFINITIONS && m->glossary)
		make_glossary(m, here, b, node);
	else
		maker_children(m, here, b, node);
}

strom_node maker_block(struct maker *m, struct here here, const struct draft_block *b,
                       strom_node parent)
{
	struct edition *e = m->b.edition;
	if (b->included) {
		make_late_front(m, b->included);
		make_draft(m, here, b->included, parent);
		return 0;
	}
	if (make_is_passage(b)) {
		make_passage(m, here, b, parent);
		return 0;
	}
	arena_reset(m->b.scratch);
	strom_node node = edition_add(e, parent, b->kind, b->at);
	struct node *n = node_edit(e, node);
	n->level = b->level;
	n->flags = b->flags;
	n->number = b->number;
	n->align = (uint16_t)b->align;
	n->column = b->column;
	if (b->kind == NODE_CELL) {
		n->covers.columns = b->columns;
		n->covers.rows = b->rows;
	}
	n->text = kept(m, b->text);
	n->style = kept(m, b->attributes.style);
	n->lang = here.voice.lang;
	if (b->picture)
		make_picture(m, here, node, b);
	else if (b->directive)
		make_directive(m, here, node, b);
	else
		fill_block(m, here, node, b);
	return node;
}

/* A passage in a language of its own is printed as it stands in every edition. */
static struct here in_language(struct maker *m, struct here here, str tag)
{
	const struct language *own = language_of_text(m->b.arena, m->b.diags, tag);
	here.said = true;
	here.voice = (struct voice){edition_language(m->b.edition, tag),
	                            own ? numbers_of(m->b.arena, own)
	                                : numbers_new(m->b.arena, tag),
	                            NULL};
	if (own && own->name.len && m->b.typography)
		here.voice.typography = own;
	return here;
}

/* Depth is bounded by the reader of blocks. */
void maker_children(struct maker *m, struct here here, const struct draft_block *b,
                    strom_node parent)
{
	for (const struct draft_block *c = b->first; c; c = c->next)
		maker_block(m, c->lang.len ? in_language(m, here, c->lang) : here, c, parent);
}
