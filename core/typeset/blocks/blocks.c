/* Blocks: walking the edition, one block a node that prints, units into its flow. */
#include "typeset/blocks/blocks_parts.h"
#include "typeset/tables/table.h"

static enum break_rule rule_of_start(enum strom_start start)
{
	switch (start) {
	case STROM_START_COLUMN: return BREAK_COLUMN;
	case STROM_START_FRAME: return BREAK_FRAME;
	case STROM_START_PAGE: return BREAK_PAGE;
	case STROM_START_RECTO: return BREAK_RECTO;
	case STROM_START_LONG: return BREAK_LONG;
	case STROM_START_BACK: return BREAK_BACK;
	default: return BREAK_FREE;
	}
}

/* ---- Text ---- */

/* Items and notes hang: their own indent is that of the list, or of the note. */
static strom_len indent_of(const struct where *at, const struct style *s)
{
	return at->hanging && (str_ends(s->name, S("item")) || str_eq(s->name, S("note")))
	               ? 0
	               : s->start;
}

/* What lines of a flow stand on, where its frames have a grid; else 0. */
static strom_len grid_of(const struct arrangement *a, uint32_t flow)
{
	for (size_t m = 0; m < a->masters.n; m++)
		for (size_t f = 0; f < a->masters.at[m].frames.n; f++) {
			const struct frame *frame = &a->masters.at[m].frames.at[f];
			if (frame->flow == flow && frame->grid)
				return frame->grid;
		}
	return 0;
}

/* Of running text: lines of a cover or of an imprint are no paragraphs behind one another. */
static bool is_paragraph(const struct typesetter *t, strom_node n)
{
	const struct node *node = node_at(t->edition, n);
	return node->kind == NODE_PARAGRAPH && !(node->flags & (NODE_GENERATED | NODE_TABLE_NOTE));
}

/* Whether nothing stands between a paragraph and one of the same kind. */
static bool follows_another(const struct block_walk *w, const struct where *at,
                            const struct block *b)
{
	const struct tail *tail = &w->tails[at->flow];
	return is_paragraph(w->t, b->node) && !at->label.kind && tail->para == b->style &&
	       tail->para_x == b->x && tail->behind == w->t->lists->flows[at->flow].units.n;
}

static void remember_paragraph(struct block_walk *w, const struct where *at, const struct block *b)
{
	struct tail *tail = &w->tails[at->flow];
	tail->para = is_paragraph(w->t, b->node) ? b->style : NULL;
	tail->para_x = b->x;
	tail->behind = (uint32_t)w->t->lists->flows[at->flow].units.n;
}

/* A paragraph right behind another shows by its indent that it begins. */
static bool text_galley(struct block_walk *w, const struct where *at, struct block *b)
{
	struct style moved;
	if (!b->style->indent || !follows_another(w, at, b))
		return run_galley(w->t, b->node, b->style, b->w, b->style->align, &b->galley);
	moved = *b->style;
	moved.first += moved.indent;
	return run_galley(w->t, b->node, &moved, b->w, moved.align, &b->galley);
}

void block_text(struct block_walk *w, struct where *at, strom_node n, const char *by_kind)
{
	struct typesetter *t = w->t;
	const struct style *s = run_style(t, n, by_kind);
	bool moved = str_eq(s->name, at->moved);
	strom_len start = moved ? 0 : indent_of(at, s), end = moved ? 0 : s->end;
	struct block b = {.kind = BLOCK_TEXT,
	                  .node = n,
	                  .style = s,
	                  .x = at->x + (run_rtl(t, n) ? end : start),
	                  .w = at->w - start - end};
	if (!text_galley(w, at, &b))
		return;
	if (!b.galley.lines && !at->label.kind)
		return;
	run_make_room(t, t->arena, s, grid_of(&t->arrangement, at->flow), &b.galley);
	b.label = block_take_label(at);
	block_push_lines(w, at, &b);
	block_notes_of_lines(w, at, &b.galley,
	                     (uint32_t)(t->lists->flows[at->flow].units.n - b.galley.lines));
	remember_paragraph(w, at, &b);
}

/* A heading or term whose style fills or rules more than the line above it stands in a box. */
static void boxed_text(struct block_walk *w, struct where *at, strom_node n, const char *by_kind)
{
	const struct style *s = run_style(w->t, n, by_kind);
	if (!block_has_sides(s)) {
		block_text(w, at, n, by_kind);
		return;
	}
	struct where inside = *at;
	block_box_open(w, &inside, n, s);
	block_text(w, &inside, n, by_kind);
	block_box_close(w, &inside, n, s);
	w->tails[at->flow].keep_next = s->keep_next;
	at->label = inside.label;
}

/* ---- Contents: text, leader, page number ---- */

static strom_node page_ref_below(const struct edition *e, strom_node n)
{
	strom_node found = n;
	while ((found = edition_next(e, n, found)) && node_at(e, found)->kind != NODE_PAGE_REF)
		;
	return found;
}

static void entry_block(struct block_walk *w, const struct where *at, strom_node n)
{
	struct typesetter *t = w->t;
	struct tail *tail = &w->tails[at->flow];
	static const char *const names[] = {"toc-1", "toc-1", "toc-2", "toc-3"};
	uint8_t level = node_at(t->edition, n)->level;
	const struct style *s = run_style(t, n, names[level > 3 ? 3 : level]);
	strom_len indent = run_entry_indent(t, s, n);
	struct block b = {.kind = BLOCK_ENTRY, .node = n, .style = s, .x = at->x + indent,
	                  .w = at->w - indent, .page_ref = page_ref_below(t->edition, n)};
	/* Room for the number and a little leader: three figures, so that breaks do not depend on
	 * the pages that they lead to. */
	struct run number = run_of(t, s, S("00000"), n);
	strom_len room = !number.font || s->folio == FOLIO_START
	                         ? 0
	                         : line_width(t->setter, &number, 1);
	if (!number.font || !run_galley(t, n, s, b.w - room, ALIGN_START, &b.galley))
		return;
	uint32_t block = block_push(w, at, b);
	for (size_t i = 0; i < b.galley.lines; i++)
		block_push_unit(w, at, block, (uint32_t)i, i ? 0 : block_space_before(tail, s),
		                s->leading, i ? BREAK_NEVER : block_first_rule(tail));
	block_end(tail, s, at);
}

/* ---- Containers ---- */

static struct label label_of_item(struct typesetter *t, strom_node item, const struct style *s,
                                  str text)
{
	uint16_t flags = node_at(t->edition, item)->flags;
	if (flags & NODE_TASK)
		return (struct label){.kind = flags & NODE_DONE ? LABEL_TICKED : LABEL_BOX,
		                      .w = label_box_size(s),
		                      .node = item};
	struct run *run = arena_make(t->arena, struct run);
	*run = run_of(t, block_marker_style(t, s), text, item);
	return (struct label){.kind = LABEL_TEXT, .run = run, .node = item,
	                      .w = run->font ? line_width(t->setter, run, 1) : 0};
}

/* Items in `::: {.checklist}` have the style checklist-item, where the theme has one. */
static const struct style *style_of_items(struct typesetter *t, const struct where *at)
{
	str within = str_of(at->text_style);
	str name = str_ends(within, S("-item"))
	                   ? within
	                   : arena_printf(t->arena, "%.*s-item", STR_ARG(within));
	const struct style *s = theme_style(t->theme, name);
	return str_eq(s->name, name) ? s : theme_style(t->theme, S("item"));
}

/* A sign on a line of its own: what it stands before begins with another sign, or is elsewhere. */
static void sign_alone(struct block_walk *w, struct where *at, strom_node n)
{
	const struct style *s = theme_style(w->t->theme, str_of(at->text_style));
	struct block b = {.kind = BLOCK_TEXT, .node = n, .style = s, .x = at->x, .w = at->w};
	b.label = block_take_label(at);
	if (b.label.kind)
		block_push_lines(w, at, &b);
}

static str bullet_of(const struct style *item, uint32_t lists)
{
	str own = item->bullets[lists < STYLE_BULLETS ? lists : STYLE_BULLETS - 1];
	return own.len ? own : S("\u2022");
}

static void list_items(struct block_walk *w, const struct where *at, strom_node n,
                       const struct style *item)
{
	struct typesetter *t = w->t;
	bool ordered = node_at(t->edition, n)->flags & NODE_ORDERED;
	int32_t number = node_at(t->edition, n)->number;
	for (EACH_CHILD(c, t->edition, n)) {
		str text = ordered ? arena_printf(t->arena, "%d.", number++)
		                   : bullet_of(item, at->lists);
		struct where inside = *at;
		inside.lists++;
		inside.label = label_of_item(t, c, item, text);
		inside.label = block_walk_children(w, inside, c);
		sign_alone(w, &inside, c);
	}
}

/* Returns the label of an item that begins with the list, where that has no signs. */
static struct label list_block(struct block_walk *w, struct where at, strom_node n)
{
	struct typesetter *t = w->t;
	const struct style *list = run_style(t, n, "list"), *item = style_of_items(t, &at);
	struct tail *tail = &w->tails[at.flow];
	if (node_at(t->edition, n)->flags & NODE_PLAIN) {
		for (EACH_CHILD(c, t->edition, n))
			at.label = block_walk_children(w, at, c);
		return at.label;
	}
	if (at.label.kind) {
		sign_alone(w, &at, n);
		tail->keep_next = true;
	}
	tail->after = larger(tail->after, list->before);
	move_in(&at, run_rtl(t, n), list->start + item->start, 0);
	at.hanging = true;
	at.text_style = arena_cstr(t->arena, item->name);
	list_items(w, &at, n, item);
	tail->after = larger(tail->after, list->after);
	return (struct label){0};
}

/* A term, and what it means below it, moved in. */
static struct label definitions_block(struct block_walk *w, struct where at, strom_node n)
{
	struct typesetter *t = w->t;
	const struct style *s = theme_style(t->theme, S("definition"));
	struct tail *tail = &w->tails[at.flow];
	for (EACH_CHILD(c, t->edition, n)) {
		struct where inside = at;
		if (node_at(t->edition, c)->kind == NODE_TERM) {
			boxed_text(w, &inside, c, "term");
			tail->keep_next = true;
			at.label = inside.label;
			continue;
		}
		move_in(&inside, run_rtl(t, c), s->start, s->end);
		at.label = block_walk_children(w, inside, c);
		tail->after = larger(tail->after, s->after);
	}
	return at.label;
}

/* Once, for all that stands in it: a passage's paragraphs have its style too. */
static void move_passage(struct block_walk *w, struct where *at, strom_node n,
                         const struct style *s)
{
	move_in(at, run_rtl(w->t, n), s->start, s->end);
	at->moved = s->name;
}

/* A division with a fill or a bar is a box with padding; any other only groups. Returns the item's
 * label, where nothing in it has taken it. */
static struct label div_block(struct block_walk *w, struct where at, strom_node n)
{
	struct typesetter *t = w->t;
	const struct style *s = run_style(t, n, "div");
	struct label label = at.label;
	if (str_eq(s->name, S("body")))
		return block_walk_children(w, at, n);
	at.keep |= s->keep;
	at.text_style = arena_cstr(t->arena, s->name);
	move_passage(w, &at, n, s);
	if (!block_is_box(s))
		return block_walk_children(w, at, n);
	block_box_open(w, &at, n, s);
	bool taken = !block_walk_children(w, at, n).kind;
	block_box_close(w, &at, n, s);
	return taken ? (struct label){0} : label;
}

/* In notes they have the style note-quote, where the theme has one. */
static const char *style_of_quotes(struct typesetter *t, const struct where *at)
{
	str within = str_of(at->text_style);
	if (str_ends(within, S("-item")))
		within.len -= strlen("-item");
	str name = arena_printf(t->arena, "%.*s-quote", STR_ARG(within));
	bool known = str_eq(theme_style(t->theme, name)->name, name);
	return known ? arena_cstr(t->arena, name) : "quote";
}

static struct label quote_block(struct block_walk *w, struct where at, strom_node n)
{
	struct label label = at.label;
	at.text_style = style_of_quotes(w->t, &at);
	const struct style *s = run_style(w->t, n, at.text_style);
	at.keep |= s->keep;
	move_passage(w, &at, n, s);
	if (!block_is_box(s))
		return block_walk_children(w, at, n);
	block_box_open(w, &at, n, s);
	bool taken = !block_walk_children(w, at, n).kind;
	block_box_close(w, &at, n, s);
	return taken ? (struct label){0} : label;
}

static void rule_block(struct block_walk *w, struct where *at, strom_node n)
{
	const struct style *s = run_style(w->t, n, "rule");
	struct tail *tail = &w->tails[at->flow];
	struct block b = {.kind = BLOCK_RULE, .node = n, .style = s, .x = at->x, .w = at->w};
	b.label = block_take_label(at);
	block_push_single(w, at, b, block_space_before(tail, s), s->rule_width);
	block_end(tail, s, at);
}

static void insert_pages(struct typesetter *t, uint32_t flow, uint32_t host, strom_node n,
                         struct tail *tail)
{
	if (!t->arrangement.flows.at[flow].inserted)
		return;
	vec_push(t->arena, &t->lists->insertions,
	         (struct insertion){flow, (uint32_t)t->lists->flows[flow].units.n, host,
	                            (uint32_t)t->lists->flows[host].units.n, n});
	*tail = (struct tail){.pending = BREAK_PAGE};
}

static void apply_place(struct block_walk *w, struct where *at, strom_node n)
{
	const struct placement *p = arrangement_place(&w->t->arrangement, n);
	if (!p)
		return;
	if (p->flow != UINT32_MAX && p->flow != at->flow) {
		insert_pages(w->t, p->flow, at->flow, n, &w->tails[p->flow]);
		at->flow = p->flow;
		at->beside = 0;
		at->x = 0;
		at->w = w->t->lists->measures[p->flow];
		at->group = 0;
		at->span = at->wide = false;
	}
	at->keep |= p->keep;
	if (p->span > 1 && !at->wide && !at->group && w->t->lists->wides[at->flow]) {
		w->t->lists->has_wide = at->wide = true;
		at->w += w->t->lists->wides[at->flow];
	} else if (p->span > 1 && !at->span && !at->group) {
		at->span = w->t->lists->widths[at->flow] > at->w;
		at->w = larger(at->w, w->t->lists->widths[at->flow]);
	}
	if (p->start != STROM_START_ANY)
		w->tails[at->flow].pending = rule_of_start(p->start);
}

/* The title of an index stands over all of its columns, one of which it may be too long for. */
static void span_title(const struct block_walk *w, struct where *at, strom_node n)
{
	const struct edition *e = w->t->edition;
	strom_node part = node_at(e, n)->parent;
	strom_len all = w->t->lists->widths[at->flow];
	if (!part || node_at(e, part)->kind != NODE_PART || at->group || all <= at->w)
		return;
	at->span = true;
	at->w = all;
}

static const char *heading_style(const struct node *n)
{
	static const char *const names[] = {"h1", "h1", "h2", "h3", "h4", "h5", "h6"};
	return names[n->level > 6 ? 6 : n->level];
}

/* Authors' divisions of that name are as any other. */
static bool is_logos(const struct node *n)
{
	return n->flags & NODE_GENERATED && str_eq(n->style, S("logos"));
}

static void walk_kind(struct block_walk *w, struct where at, strom_node n, struct label *label)
{
	switch ((enum node_kind)node_at(w->t->edition, n)->kind) {
	case NODE_HEADING:
		span_title(w, &at, n);
		boxed_text(w, &at, n, heading_style(node_at(w->t->edition, n)));
		break;
	case NODE_PARAGRAPH:
		if (!(node_at(w->t->edition, n)->flags & NODE_TABLE_NOTE)) /* set with its table */
			block_text(w, &at, n, at.text_style);
		break;
	case NODE_CODE_BLOCK:
		block_code(w, at, n);
		at.label = (struct label){0};
		break;
	case NODE_TOC_ENTRY:
		entry_block(w, &at, n);
		break;
	case NODE_TABLE:
		block_table(w, &at, n);
		break;
	case NODE_FIGURE:
		block_figure(w, &at, n);
		break;
	case NODE_PICTURE:
		block_picture(w, &at, n);
		break;
	case NODE_LIST:
		at.label = list_block(w, at, n);
		break;
	case NODE_DEFINITIONS:
		at.label = definitions_block(w, at, n);
		break;
	case NODE_QUOTE:
		at.label = quote_block(w, at, n);
		break;
	case NODE_DIV:
		if (is_logos(node_at(w->t->edition, n)))
			block_logos(w, &at, n);
		else if (block_is_tiles(w->t->edition, n))
			block_tiles(w, &at, n);
		else
			at.label = div_block(w, at, n);
		break;
	case NODE_RULE:
		rule_block(w, &at, n);
		break;
	case NODE_PART:
		block_walk_children(w, at, n);
		break;
	default:
		break;
	}
	*label = at.label;
}

/* What stands beside the text leaves it as it was. */
static void walk_beside(struct block_walk *w, const struct where *parent, uint32_t flow,
                        strom_node n)
{
	struct label none = {0};
	uint32_t from = (uint32_t)w->t->lists->flows[flow].units.n;
	uint32_t unit = anchored_last_block_unit(w, parent->flow);
	walk_kind(w, anchored_where(w, flow, parent->flow, unit), n, &none);
	anchored_add(w, parent->flow, unit, flow, from);
}

/* `at` is the parent's: an item's label is used up by the first that stands in its flow. */
static void walk_node(struct block_walk *w, struct where *parent, strom_node n)
{
	struct where at = *parent;
	apply_place(w, &at, n);
	if (at.flow == parent->flow) {
		walk_kind(w, at, n, &parent->label);
		return;
	}
	at.label = (struct label){0};
	if (w->t->arrangement.flows.at[at.flow].anchored)
		walk_beside(w, parent, at.flow, n);
	else
		walk_kind(w, at, n, &at.label);
}

struct label block_walk_children(struct block_walk *w, struct where at, strom_node parent)
{
	for (EACH_CHILD(c, w->t->edition, parent))
		walk_node(w, &at, c);
	return at.label;
}

/* How wide what spans columns is. */
static void measure_width(struct typesetter *t)
{
	const struct arrangement *a = &t->arrangement;
	uint32_t *columns = arena_array(t->arena, uint32_t, a->flows.n);
	t->lists->widths = arena_array(t->arena, strom_len, a->flows.n);
	for (size_t m = 0; m < a->masters.n; m++)
		for (size_t f = 0; f < a->masters.at[m].frames.n; f++) {
			const struct frame *frame = &a->masters.at[m].frames.at[f];
			if (frame->columns < columns[frame->flow] ||
			    (frame->columns == columns[frame->flow] &&
			     frame->box.w >= t->lists->widths[frame->flow]))
				continue;
			columns[frame->flow] = frame->columns;
			t->lists->widths[frame->flow] = frame->box.w;
		}
}

/* As far as every frame of a flow lets spans out. */
static void measure_wides(struct typesetter *t)
{
	const struct arrangement *a = &t->arrangement;
	bool *seen = arena_array(t->arena, bool, a->flows.n);
	t->lists->wides = arena_array(t->arena, strom_len, a->flows.n);
	for (size_t m = 0; m < a->masters.n; m++)
		for (size_t f = 0; f < a->masters.at[m].frames.n; f++) {
			const struct frame *frame = &a->masters.at[m].frames.at[f];
			strom_len *most = &t->lists->wides[frame->flow],
			          wide = frame->wide < 0 ? -frame->wide : frame->wide;
			*most = !seen[frame->flow] || wide < *most ? wide : *most;
			seen[frame->flow] = true;
		}
}

/* All frames of a flow share one measure: that of the first found on any master. */
static bool measure_flows(struct typesetter *t)
{
	measure_width(t);
	measure_wides(t);
	const struct arrangement *a = &t->arrangement;
	t->lists->measures = arena_array(t->arena, strom_len, a->flows.n);
	for (size_t m = 0; m < a->masters.n; m++)
		for (size_t f = 0; f < a->masters.at[m].frames.n; f++) {
			const struct frame *frame = &a->masters.at[m].frames.at[f];
			strom_len w =
			        (frame->box.w - (strom_len)(frame->columns - 1) * frame->gap) /
			        frame->columns;
			if (t->lists->measures[frame->flow] && t->lists->measures[frame->flow] != w)
				return diag_error(t->diags, t->edition->spec->document->id.at,
				                  "layout/measures",
				                  "frames of flow '%.*s' differ in width",
				                  STR_ARG(a->flows.at[frame->flow].name));
			t->lists->measures[frame->flow] = w;
		}
	for (size_t f = 0; f < a->flows.n; f++)
		if (!t->lists->measures[f])
			return diag_error(t->diags, t->edition->spec->document->id.at,
			                  "layout/no-frame", "no frame takes flow '%.*s'",
			                  STR_ARG(a->flows.at[f].name));
	return true;
}

static bool edition_has_notes(const struct edition *e)
{
	for (strom_node n = 1; n < e->nodes.n; n++)
		if (node_at(e, n)->kind == NODE_NOTE)
			return true;
	return false;
}

bool blocks_make(struct typesetter *t)
{
	struct block_walk w = {t, arena_array(t->arena, struct tail, t->arrangement.flows.n + 1)};
	t->lists = arena_make(t->arena, struct lists);
	if (!measure_flows(t))
		return false;
	t->lists->flows = arena_array(t->arena, struct vertical, t->arrangement.flows.n + 1);
	t->lists->has_notes = edition_has_notes(t->edition);
	for (size_t f = 0; f < t->arrangement.flows.n; f++)
		w.tails[f].pending = BREAK_FREE;
	struct where at = {.w = t->lists->measures[0], .text_style = "body"};
	block_walk_children(&w, at, 1);
	block_notes_at_end(&w);
	block_spread(t);
	block_fit_logos(t);
	block_settle_keeps(t);
	return !typesetter_failed(t);
}

