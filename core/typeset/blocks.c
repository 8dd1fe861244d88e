/* Blocks: walking the edition, one block a node that prints, units into its flow. */
#include "typeset/canvas.h"
#include "typeset/picture.h"
#include "typeset/table.h"

enum { SHORT_TABLE = 14 };       /* rows: so many are not parted */

/* Where the walk is: what a node inherits from its ancestors. */
struct where {
	uint32_t flow, group;
	strom_len x, w;
	bool keep;                       /* all of it on one page */
	bool hanging;                    /* in an item: x has its indent already */
	const char *text_style;          /* of paragraphs here: "body", "item", "quote" */
	const struct run *label;         /* of the list item that begins here */
	size_t label_n;
	strom_len label_w;
};

/* What one flow's list needs to know of what came before. */
struct tail {
	strom_len after;                 /* of the last block */
	bool keep_next, keep_group;
	enum break_rule pending;         /* a forced break asked for by a placement */
	bool open;                       /* something is in it */
	bool box_top;                    /* a box's padding is all the space above the first block */
};

struct walk {
	struct typesetter *t;
	struct tail *tails;
};

static strom_len larger(strom_len a, strom_len b)
{
	return a > b ? a : b;
}

static enum break_rule rule_of_start(enum strom_start start)
{
	switch (start) {
	case STROM_START_COLUMN: return BREAK_COLUMN;
	case STROM_START_FRAME: return BREAK_FRAME;
	case STROM_START_PAGE: return BREAK_PAGE;
	case STROM_START_RECTO: return BREAK_RECTO;
	default: return BREAK_FREE;
	}
}

/* The rule for a break before a block's first unit. */
static enum break_rule first_rule(struct tail *tail)
{
	enum break_rule forced = tail->pending;
	tail->pending = BREAK_FREE;
	if (forced > BREAK_FREE)
		return forced;
	return tail->keep_next || (tail->keep_group && tail->open) ? BREAK_NEVER : BREAK_FREE;
}

static void push_unit(struct walk *w, const struct where *at, struct unit u)
{
	vec_push(w->t->arena, &w->t->flows[at->flow].units, u);
}

static uint32_t push_block(struct walk *w, const struct where *at, struct block b)
{
	b.group = at->group;
	vec_push(w->t->arena, &w->t->blocks, b);
	return (uint32_t)w->t->blocks.n - 1;
}

/* A break inside a paragraph leaves at least two lines on either side (widows and orphans). */
static enum break_rule line_rule(const struct style *s, size_t line, size_t lines, bool keep)
{
	if (keep || s->keep || s->keep_next || line < 2 || lines - line < 2)
		return BREAK_NEVER;
	return BREAK_FREE;
}

static strom_len space_before(const struct tail *tail, const struct style *s)
{
	return tail->box_top ? 0 : larger(tail->after, s->before);
}

static void end_block(struct tail *tail, const struct style *s, const struct where *at)
{
	tail->after = s->after;
	tail->keep_next = s->keep_next;
	tail->keep_group = at->keep;
	tail->open = true;
	tail->box_top = false;
}

/* One unit that stays whole. */
static void push_single(struct walk *w, const struct where *at, struct block b, strom_len before,
                        strom_len height)
{
	struct tail *tail = &w->tails[at->flow];
	uint32_t block = push_block(w, at, b);
	push_unit(w, at, (struct unit){block, 0, before, height, (uint8_t)first_rule(tail)});
}

/* ---- Text ---- */

static void text_block(struct walk *w, struct where *at, strom_node n, const char *by_kind)
{
	struct typesetter *t = w->t;
	const struct style *s = style_of_node(t, n, by_kind);
	struct tail *tail = &w->tails[at->flow];
	strom_len start = at->hanging && str_eq(s->name, S("item")) ? 0 : s->start;
	struct block b = {.kind = BLOCK_TEXT, .node = n, .style = s, .x = at->x + start,
	                  .w = at->w - start - s->end};
	if (!galley_of(t, n, s, b.w, s->align, &b.galley)) {
		t->failed = true;
		return;
	}
	if (!b.galley.lines && !at->label)
		return;
	b.label = at->label;
	b.label_n = at->label_n;
	b.label_w = at->label_w;
	at->label = NULL;
	size_t lines = b.galley.lines ? b.galley.lines : 1;
	uint32_t block = push_block(w, at, b);
	for (size_t i = 0; i < lines; i++) {
		enum break_rule rule = i ? line_rule(s, i, lines, at->keep) : first_rule(tail);
		push_unit(w, at, (struct unit){block, (uint32_t)i, i ? 0 : space_before(tail, s),
		                               s->leading, (uint8_t)rule});
	}
	end_block(tail, s, at);
}

/* ---- Contents: text, leader, page number ---- */

static strom_node page_ref_below(const struct edition *e, strom_node n)
{
	for (strom_node c = node_at(e, n)->first; c; c = node_at(e, c)->next) {
		strom_node deeper = node_at(e, c)->kind == NODE_PAGE_REF ? c : page_ref_below(e, c);
		if (deeper)
			return deeper;
	}
	return 0;
}

static void entry_block(struct walk *w, const struct where *at, strom_node n)
{
	struct typesetter *t = w->t;
	struct tail *tail = &w->tails[at->flow];
	static const char *const names[] = {"toc-1", "toc-1", "toc-2", "toc-3"};
	uint8_t level = node_at(t->edition, n)->level;
	const struct style *s = style_of_node(t, n, names[level > 3 ? 3 : level]);
	struct block b = {.kind = BLOCK_ENTRY, .node = n, .style = s, .x = at->x + s->start,
	                  .w = at->w - s->start, .page_ref = page_ref_below(t->edition, n)};
	/* Room for the number and a little leader: three figures, so that breaks do not depend on
	 * the pages that they lead to. */
	struct run number = run_of(t, s, S("00000"), n);
	if (t->failed || !galley_of(t, n, s, b.w - line_width(t->setter, &number, 1), ALIGN_START,
	                            &b.galley)) {
		t->failed = true;
		return;
	}
	uint32_t block = push_block(w, at, b);
	for (size_t i = 0; i < b.galley.lines; i++)
		push_unit(w, at, (struct unit){block, (uint32_t)i, i ? 0 : space_before(tail, s), s->leading,
		          (uint8_t)(i ? BREAK_NEVER : first_rule(tail))});
	end_block(tail, s, at);
}

/* ---- Boxes ---- */

static strom_node caption_of(const struct edition *e, strom_node n)
{
	for (strom_node c = node_at(e, n)->first; c; c = node_at(e, c)->next)
		if (node_at(e, c)->kind == NODE_CAPTION)
			return c;
	return 0;
}

static void table_block(struct walk *w, struct where *at, strom_node n)
{
	struct typesetter *t = w->t;
	struct tail *tail = &w->tails[at->flow];
	strom_node caption = caption_of(t->edition, n);
	const struct style *style = style_of_node(t, n, "table");
	tail->after = larger(tail->after, style->before);
	if (caption) {
		text_block(w, at, caption, "caption");
		tail->keep_next = true;          /* a table's caption stands above it */
	}
	const struct table_set *set = table_make(t, n, at->w);
	if (!set) {
		t->failed = true;
		return;
	}
	uint32_t block = push_block(w, at, (struct block){.kind = BLOCK_ROWS, .node = n,
	                            .style = set->style, .x = at->x, .w = at->w, .table = set});
	for (uint32_t i = 0; i < set->rows.n; i++) {
		/* The header stays with the first row, the last two rows together, a short table whole. */
		bool tied = i <= set->header_rows || i + 1 == set->rows.n || at->keep ||
		            set->rows.n <= SHORT_TABLE;
		enum break_rule rule = i ? tied ? BREAK_NEVER : BREAK_FREE : first_rule(tail);
		push_unit(w, at, (struct unit){block, i, i ? 0 : tail->after, set->rows.at[i].height,
		                               (uint8_t)rule});
	}
	end_block(tail, style, at);
}

static void caption_below(struct walk *w, struct where *at, strom_node n)
{
	strom_node caption = caption_of(w->t->edition, n);
	struct tail *tail = &w->tails[at->flow];
	const struct style *s = theme_style(w->t->theme, S("figure"));
	tail->after = 0;                 /* the caption's own space above is all */
	tail->keep_next = caption != 0;
	if (caption)
		text_block(w, at, caption, "caption");
	end_block(tail, s, at);
}

static void figure_block(struct walk *w, struct where *at, strom_node n)
{
	struct typesetter *t = w->t;
	struct tail *tail = &w->tails[at->flow];
	const struct style *s = theme_style(t->theme, S("figure"));
	struct block b = {.kind = BLOCK_DRAWING, .node = n, .style = s, .x = at->x, .w = at->w};
	if (!canvas_draw(t, n, at->w, &b.drawing, &b.drawing_n, &b.h)) {
		t->failed = true;
		return;
	}
	push_single(w, at, b, space_before(tail, s), b.h);
	caption_below(w, at, n);
}

static void picture_block(struct walk *w, struct where *at, strom_node n)
{
	struct typesetter *t = w->t;
	struct tail *tail = &w->tails[at->flow];
	const struct style *s = theme_style(t->theme, S("figure"));
	const struct picture *p = node_at(t->edition, n)->picture;
	struct picture_info size;
	if (!picture_size(t->arena, t->diags, p, &size)) {
		t->failed = true;
		return;
	}
	strom_len natural = (strom_len)((double)size.w * 72 / size.dpi_x * 65536);
	strom_len width = p->width > 0 ? (strom_len)(p->width * (double)at->w) : natural;
	if (width > at->w)
		width = at->w;
	struct block b = {.kind = BLOCK_PICTURE, .node = n, .style = s, .x = at->x, .w = width,
	                  .picture = p};
	b.h = (strom_len)((double)width * size.h * size.dpi_x / (size.w * size.dpi_y));
	push_single(w, at, b, space_before(tail, s), b.h);
	caption_below(w, at, n);
}

/* ---- Containers ---- */

static void walk_children(struct walk *w, struct where at, strom_node parent);

static void list_block(struct walk *w, struct where at, strom_node n)
{
	struct typesetter *t = w->t;
	const struct style *list = style_of_node(t, n, "list"), *item = theme_style(t->theme, S("item"));
	bool ordered = node_at(t->edition, n)->flags & NODE_ORDERED;
	int32_t number = node_at(t->edition, n)->number;
	struct tail *tail = &w->tails[at.flow];
	tail->after = larger(tail->after, list->before);
	at.x += list->start + item->start;
	at.w -= list->start + item->start;
	at.hanging = true;
	at.text_style = "item";
	for (strom_node c = node_at(t->edition, n)->first; c; c = node_at(t->edition, c)->next) {
		str label = ordered ? arena_printf(t->arena, "%d.", number++) : S("\u2022");
		struct run *run = arena_make(t->arena, struct run);
		struct where inside = at;
		*run = run_of(t, item, label, c);
		if (t->failed)
			return;
		inside.label = run;
		inside.label_n = 1;
		inside.label_w = line_width(t->setter, run, 1);
		walk_children(w, inside, c);
	}
	tail->after = larger(tail->after, list->after);
}

static void strut(struct walk *w, const struct where *at, const struct style *s, bool opens)
{
	struct tail *tail = &w->tails[at->flow];
	strom_len before = opens ? space_before(tail, s) : 0;
	if (!opens)
		tail->keep_next = true;          /* the bottom padding stays with the last line */
	push_single(w, at, (struct block){.kind = BLOCK_STRUT, .style = s}, before, s->pad);
	tail->after = opens ? 0 : s->after;
	tail->keep_next = opens;
	tail->box_top = opens;
}

/* A division with a fill or a bar is a box with padding; any other only groups. */
static void div_block(struct walk *w, struct where at, strom_node n)
{
	struct typesetter *t = w->t;
	const struct style *s = style_of_node(t, n, "div");
	bool boxed = s->fill.a || (s->rule.a && (s->rule_width || s->rule_start));
	at.keep |= s->keep && !str_eq(s->name, S("body"));
	if (!boxed || str_eq(s->name, S("body"))) {
		if (!str_eq(s->name, S("body")))
			at.text_style = arena_cstr(t->arena, s->name);
		walk_children(w, at, n);
		return;
	}
	vec_push(t->arena, &t->groups, (struct group){at.group, n, s, at.x, at.w});
	at.group = (uint32_t)t->groups.n;
	at.x += s->pad + s->rule_start;
	at.w -= 2 * s->pad + s->rule_start;
	at.text_style = arena_cstr(t->arena, s->name);
	strut(w, &at, s, true);
	walk_children(w, at, n);
	strut(w, &at, s, false);
}

static void quote_block(struct walk *w, struct where at, strom_node n)
{
	const struct style *s = style_of_node(w->t, n, "quote");
	at.x += s->start;
	at.w -= s->start + s->end;
	at.text_style = "quote";
	walk_children(w, at, n);
}

static void rule_block(struct walk *w, const struct where *at, strom_node n)
{
	const struct style *s = style_of_node(w->t, n, "rule");
	struct tail *tail = &w->tails[at->flow];
	push_single(w, at, (struct block){.kind = BLOCK_RULE, .node = n, .style = s, .x = at->x, .w = at->w},
	            space_before(tail, s), s->rule_width);
	end_block(tail, s, at);
}

static void apply_place(struct walk *w, struct where *at, strom_node n)
{
	const struct placement *p = arrangement_place(&w->t->arrangement, n);
	if (!p)
		return;
	if (p->flow != UINT32_MAX && p->flow != at->flow) {
		at->flow = p->flow;
		at->x = 0;
		at->w = w->t->measures[p->flow];
		at->group = 0;
	}
	at->keep |= p->keep;
	if (p->start != STROM_START_ANY)
		w->tails[at->flow].pending = rule_of_start(p->start);
}

static const char *heading_style(const struct node *n)
{
	static const char *const names[] = {"h1", "h1", "h2", "h3", "h4", "h5", "h6"};
	return names[n->level > 6 ? 6 : n->level];
}

/* `at` is the parent's: an item's label is used up by its first paragraph. */
static void walk_node(struct walk *w, struct where *parent, strom_node n)
{
	struct where at = *parent;
	apply_place(w, &at, n);
	switch ((enum node_kind)node_at(w->t->edition, n)->kind) {
	case NODE_HEADING:
		text_block(w, &at, n, heading_style(node_at(w->t->edition, n)));
		break;
	case NODE_PARAGRAPH:
		text_block(w, &at, n, at.text_style);
		break;
	case NODE_CODE_BLOCK:
		text_block(w, &at, n, "code");
		break;
	case NODE_TOC_ENTRY:
		entry_block(w, &at, n);
		break;
	case NODE_TABLE:
		table_block(w, &at, n);
		break;
	case NODE_FIGURE:
		figure_block(w, &at, n);
		break;
	case NODE_PICTURE:
		picture_block(w, &at, n);
		break;
	case NODE_LIST:
		list_block(w, at, n);
		break;
	case NODE_QUOTE:
		quote_block(w, at, n);
		break;
	case NODE_DIV:
		div_block(w, at, n);
		break;
	case NODE_RULE:
		rule_block(w, &at, n);
		break;
	case NODE_PART:
		walk_children(w, at, n);
		break;
	default:
		break;
	}
	parent->label = at.label;
}

static void walk_children(struct walk *w, struct where at, strom_node parent)
{
	for (strom_node c = node_at(w->t->edition, parent)->first; c; c = node_at(w->t->edition, c)->next)
		walk_node(w, &at, c);
}

/* All frames of a flow share one measure: that of the first found on any master. */
static bool measure_flows(struct typesetter *t)
{
	const struct arrangement *a = &t->arrangement;
	t->measures = arena_array(t->arena, strom_len, a->flows.n);
	for (size_t m = 0; m < a->masters.n; m++)
		for (size_t f = 0; f < a->masters.at[m].frames.n; f++) {
			const struct frame *frame = &a->masters.at[m].frames.at[f];
			strom_len w = (frame->box.w - (strom_len)(frame->columns - 1) * frame->gap) /
			              frame->columns;
			if (t->measures[frame->flow] && t->measures[frame->flow] != w)
				return diag_error(t->diags, t->edition->spec->document->id.at, "layout/measures",
				                  "frames of flow '%.*s' differ in width",
				                  STR_ARG(a->flows.at[frame->flow].name));
			t->measures[frame->flow] = w;
		}
	for (size_t f = 0; f < a->flows.n; f++)
		if (!t->measures[f])
			return diag_error(t->diags, t->edition->spec->document->id.at, "layout/no-frame",
			                  "no frame takes flow '%.*s'", STR_ARG(a->flows.at[f].name));
	return true;
}

bool blocks_make(struct typesetter *t)
{
	struct walk w = {t, arena_array(t->arena, struct tail, t->arrangement.flows.n)};
	if (!measure_flows(t))
		return false;
	t->flows = arena_array(t->arena, struct vertical, t->arrangement.flows.n);
	for (size_t f = 0; f < t->arrangement.flows.n; f++)
		w.tails[f].pending = BREAK_FREE;
	struct where at = {.w = t->measures[0], .text_style = "body"};
	walk_children(&w, at, 1);
	return !t->failed;
}

strom_len block_repeat_height(const struct typesetter *t, uint32_t block, uint32_t index)
{
	const struct block *b = &t->blocks.at[block];
	return b->kind == BLOCK_ROWS && index >= b->table->header_rows && index ? b->table->header_height
	                                                                         : 0;
}
