/* Tables, figures and pictures with their captions. Those with a caption may float: the text
 * refers to them, so it may go on without them. */
#include "typeset/blocks/blocks_parts.h"
#include "typeset/arrange/picture_sizes.h"
#include "typeset/blocks/canvas.h"
#include "typeset/tables/table.h"

enum { SHORT_TABLE = 14 };       /* rows: so many are not parted */

static bool takes_floats(const struct arrangement *a, uint32_t flow)
{
	for (size_t m = 0; m < a->masters.n; m++)
		for (size_t f = 0; f < a->masters.at[m].frames.n; f++) {
			const struct frame *frame = &a->masters.at[m].frames.at[f];
			if (frame->flow == flow && frame->flags & STROM_FRAME_FLOATS_TOP)
				return true;
		}
	return false;
}

/* Whether text comes behind it before the next heading, to stand below the last one. */
static bool has_text_behind(const struct edition *e, strom_node n)
{
	for (n = node_at(e, n)->next; n; n = node_at(e, n)->next) {
		const struct node *behind = node_at(e, n);
		if (behind->kind == NODE_HEADING)
			return false;
		if (behind->kind != NODE_TABLE && behind->kind != NODE_FIGURE &&
		    !(behind->flags & NODE_TABLE_NOTE))
			return true;
	}
	return false;
}

/* A heading would stand there empty. */
static bool is_headed(const struct block_walk *w, const struct vertical *v, strom_node n,
                      uint32_t from)
{
	const struct edition *e = w->t->edition;
	if (!from)
		return false;
	strom_node before = w->t->lists->blocks.at[v->units.at[from - 1].block].node;
	return node_at(e, before)->kind == NODE_HEADING && !has_text_behind(e, n);
}

/* What stands in a box, or must stay with others, does not; nor what has notes, which come in the
 * order of their numbers, or an item's sign. */
static void may_float(struct block_walk *w, const struct where *at, strom_node of, uint32_t from)
{
	struct vertical *v = &w->t->lists->flows[at->flow];
	size_t n = v->units.n - from;
	bool notes = v->calls.n && v->calls.at[v->calls.n - 1].unit >= from;
	bool sign = n && w->t->lists->blocks.at[v->units.at[from].block].label.kind;
	if (!at->group && !at->keep && !notes && !sign && n && n <= UINT16_MAX &&
	    !is_headed(w, v, of, from) && takes_floats(&w->t->arrangement, at->flow))
		v->units.at[from].floats = (uint16_t)n;
}

static uint32_t unit_count(const struct block_walk *w, const struct where *at)
{
	return (uint32_t)w->t->lists->flows[at->flow].units.n;
}

/* It is the first child: a table of very many rows is asked for it again and again. */
static strom_node caption_of(const struct edition *e, strom_node n)
{
	strom_node c = node_at(e, n)->first;
	return c && node_at(e, c)->kind == NODE_CAPTION ? c : 0;
}

/* The header stays with the first row, the last two rows together, a short table whole. */
static enum break_rule row_rule(const struct table_set *set, const struct table_part *part,
                                bool keep)
{
	uint32_t row = part->row;
	if (!table_part_begins(part))
		return BREAK_FREE;
	if (row <= set->header_rows || (row + 1 == set->rows && !set->parts))
		return BREAK_NEVER;
	if (table_row_tied(set, row)) /* cells over several rows may be more than a page can hold */
		return row < set->nodes_n ? BREAK_KEPT : BREAK_NEVER;
	return keep || set->rows <= SHORT_TABLE ? BREAK_KEPT : BREAK_FREE;
}

static void push_rows(struct block_walk *w, struct where *at, const struct table_set *set,
                      strom_node n)
{
	const struct edition *e = w->t->edition;
	struct tail *tail = &w->tails[at->flow];
	strom_node row = node_at(e, n)->first;
	uint32_t block = block_push(w, at,
	                            (struct block){.kind = BLOCK_ROWS,
	                                           .node = n,
	                                           .style = set->style,
	                                           .x = at->x + (set->rtl ? at->w - set->width : 0),
	                                           .w = set->width,
	                                           .label = block_take_label(at),
	                                           .table = set});
	uint32_t first = unit_count(w, at);
	for (uint32_t i = 0; i < table_units(set); i++) {
		struct table_part part = table_unit(set, i);
		block_push_unit(w, at, block, i, i ? 0 : tail->after, table_unit_height(set, i),
		                !i ? block_first_rule(tail) : row_rule(set, &part, at->keep));
		if (!table_part_begins(&part))
			continue;
		while (row && node_at(e, row)->kind != NODE_ROW)
			row = node_at(e, row)->next;
		block_notes_of_row(w, at, set, part.row, row, first);
		row = row ? node_at(e, row)->next : 0;
	}
	block_end(tail, set->style, at);
}

/* Notes below a table are never parted from its last row. */
static void table_notes(struct block_walk *w, struct where *at, strom_node table)
{
	const struct edition *e = w->t->edition;
	struct tail *tail = &w->tails[at->flow];
	for (strom_node n = node_at(e, table)->next; n && node_at(e, n)->flags & NODE_TABLE_NOTE;
	     n = node_at(e, n)->next) {
		tail->after = run_style(w->t, n, "table-note")->before;
		tail->keep_next = true;
		block_text(w, at, n, "table-note");
		tail->after = larger(tail->after, run_style(w->t, table, "table")->after);
	}
}

void block_table(struct block_walk *w, struct where *at, strom_node n)
{
	struct typesetter *t = w->t;
	struct tail *tail = &w->tails[at->flow];
	strom_node caption = caption_of(t->edition, n);
	uint32_t from = unit_count(w, at);
	tail->after = larger(tail->after, run_style(t, n, "table")->before);
	if (caption) {
		block_text(w, at, caption, "caption");
		tail->keep_next = true;          /* a table's caption stands above it */
	}
	const struct table_set *set = table_make(
	        t, n, at->w, block_least_room(t, at->flow) - block_continued_height(t, n));
	if (!set)
		return;
	push_rows(w, at, set, n);
	table_notes(w, at, n);
	if (caption && set->rows <= SHORT_TABLE)
		may_float(w, at, n, from);
}

/* What a figure measures: it comes first behind it, and stands above. 0: nobody says. */
static strom_node measured_of(const struct edition *e, strom_node n)
{
	strom_node b = node_at(e, n)->next;
	bool is = b && node_at(e, b)->flags & NODE_TABLE_NOTE &&
	          str_eq(node_at(e, b)->style, S("caption-measure"));
	return is ? b : 0;
}

static void put_beside(struct block_walk *w, struct where *at, strom_node n, const char *style)
{
	if (!n)
		return;
	block_text(w, at, n, style);
	w->tails[at->flow].keep_next = true;
}

/* The source, and notes of the data's. */
static void put_notes(struct block_walk *w, struct where *at, strom_node figure)
{
	const struct edition *e = w->t->edition;
	for (strom_node n = node_at(e, figure)->next; n && node_at(e, n)->flags & NODE_TABLE_NOTE;
	     n = node_at(e, n)->next)
		if (!str_eq(node_at(e, n)->style, S("caption-measure")))
			put_beside(w, at, n, "caption-source");
}

/* The caption, where it does not stand above, and what stands below both. */
static void words_below(struct block_walk *w, struct where *at, strom_node n, strom_node caption,
                        uint32_t from)
{
	struct tail *tail = &w->tails[at->flow];
	const struct style *s = theme_style(w->t->theme, S("figure"));
	tail->after = 0;                 /* the words' own space above is all */
	tail->keep_next = true;
	put_beside(w, at, caption, "caption");
	put_notes(w, at, n);
	tail->keep_next = false;
	block_end(tail, s, at);
	if (caption_of(w->t->edition, n))
		may_float(w, at, n, from);
}

/* What a figure has no room for is read in its alternative text; one without such a text is
 * decoration. The author's is the one that all pages were made of, however often they are set. */
static void say_whole(struct typesetter *t, strom_node n, const struct canvas_drawn *drawn)
{
	const struct edition *e = t->edition->below ? t->edition->below : t->edition;
	str said = str_trim_end(node_at(e, n)->alt);
	size_t type = node_at(e, n)->figure->alt_type;
	struct buf b = {0};
	if (!said.len || !(drawn->shortened.n || (type && (drawn->type.len || drawn->more.len))))
		return;
	bool ends = strchr(".!?:;", said.ptr[said.len - 1]) || str_ends(said, S("\u2026"));
	/* What a plugin has to say of its kind stands in what is made of the data alone. */
	if (type && drawn->type.len) {
		buf_put(&b, drawn->type);
		buf_put(&b, S("."));
	}
	buf_put(&b, str_from(said, b.len ? type : 0));
	if (type && drawn->more.len)
		buf_printf(&b, " %.*s", STR_ARG(str_trim(drawn->more)));
	for (size_t i = 0; i < drawn->shortened.n; i++) {
		buf_put(&b, i ? S("; ") : ends ? S(" ") : S(". "));
		buf_put(&b, str_trim(drawn->shortened.at[i]));
	}
	node_edit(t->edition, n)->alt = arena_str(t->arena, buf_str(&b));
	buf_drop(&b);
}

/* How high it is; made again where it is set again, unless it was kept. */
static bool measure_figure(struct typesetter *t, strom_node n, struct block *b)
{
	const struct canvas_drawn *kept = canvas_kept(t, n, b->w);
	struct canvas_drawn drawn;
	struct arena *scratch = kept ? NULL : arena_new();
	if (scratch && !canvas_draw(t, scratch, t->diags, n, b->w, &drawn)) {
		arena_drop(scratch);
		return false;
	}
	if (kept)
		drawn = *kept;
	b->h = drawn.height;
	say_whole(t, n, &drawn);
	if (scratch && !canvas_keep(t, n, b->w, &drawn, scratch)) {
		b->sum = canvas_sum(&drawn.items);
		arena_drop(scratch);
	}
	return true;
}

void block_figure(struct block_walk *w, struct where *at, strom_node n)
{
	struct typesetter *t = w->t;
	struct tail *tail = &w->tails[at->flow];
	const struct style *s = theme_style(t->theme, S("figure"));
	struct block b = {.kind = BLOCK_DRAWING, .node = n, .style = s, .x = at->x, .w = at->w};
	if (!measure_figure(t, n, &b))
		return;
	b.label = block_take_label(at);
	uint32_t from = unit_count(w, at);
	strom_node caption = caption_of(t->edition, n);
	strom_node measured = measured_of(t->edition, n);
	bool above = node_at(t->edition, n)->figure->claim.len && caption;
	if (above || measured)
		tail->after = larger(tail->after, s->before);
	put_beside(w, at, above ? caption : 0, "caption-claim");
	put_beside(w, at, measured, "caption-measure");
	block_push_single(w, at, b, above || measured ? tail->after : block_space_before(tail, s),
	                  b.h);
	words_below(w, at, n, above ? 0 : caption, from);
}

/* With its caption it is no higher than a page: only one whose author says its size is refused
 * there. */
static void fit_height(struct block_walk *w, const struct where *at, uint32_t from,
                       const struct picture *p)
{
	struct vertical *v = &w->t->lists->flows[at->flow];
	struct unit *u = &v->units.at[from];
	struct block *b = &w->t->lists->blocks.at[u->block];
	strom_len over =
	        vertical_height(v, from, unit_count(w, at)) - block_least_room(w->t, at->flow);
	for (uint32_t g = at->group; g; g = w->t->lists->groups.at[g - 1].parent) {
		const strom_len *pad = w->t->lists->groups.at[g - 1].style->box_pad;
		over += pad[SIDE_TOP] + pad[SIDE_BOTTOM];
	}
	if (over <= 0 || over >= b->h || p->wide || p->high)
		return;
	b->w = (strom_len)((double)b->w * (double)(b->h - over) / (double)b->h);
	u->height = b->h -= over;
}

void block_picture(struct block_walk *w, struct where *at, strom_node n)
{
	struct typesetter *t = w->t;
	struct tail *tail = &w->tails[at->flow];
	const struct style *s = theme_style(t->theme, S("figure"));
	const struct picture *p = node_at(t->edition, n)->picture;
	struct block b = {.kind = BLOCK_PICTURE, .node = n, .style = s, .x = at->x, .picture = p};
	struct picture_room room = {.most = at->w, .share = at->w};
	if (!run_picture_fit(t->pictures, t->diags, t->edition, n, &room, &b.w, &b.h))
		return;
	b.label = block_take_label(at);
	uint32_t from = unit_count(w, at);
	block_push_single(w, at, b, block_space_before(tail, s), b.h);
	words_below(w, at, n, caption_of(t->edition, n), from);
	fit_height(w, at, from, p);
}

/* "3. tabula. " without what parts it from the caption's own words. */
static str bare_label(str label)
{
	while (label.len && strchr(" .:", label.ptr[label.len - 1]))
		label.len--;
	return label;
}

bool block_continued_run(struct typesetter *t, struct arena *arena, strom_node table,
                         struct run *out)
{
	const struct edition *e = t->edition;
	strom_node caption = caption_of(e, table), label = caption ? node_at(e, caption)->first : 0;
	if (!label || !(node_at(e, label)->flags & NODE_GENERATED))
		return false;
	str text = arena_printf(arena, "%.*s (%.*s)", STR_ARG(bare_label(node_at(e, label)->text)),
	                        STR_ARG(language_word(e->language, S("continued"))));
	*out = run_of(t, run_style(t, caption, "caption"), text, caption);
	return true;
}

strom_len block_continued_height(const struct typesetter *t, strom_node table)
{
	strom_node caption = caption_of(t->edition, table);
	const struct style *s = caption ? run_style(t, caption, "caption") : NULL;
	return s ? s->leading + s->after : 0;
}

strom_len block_repeat_height(const struct typesetter *t, uint32_t block, uint32_t index)
{
	const struct block *b = &t->lists->blocks.at[block];
	if (b->kind != BLOCK_ROWS || !index ||
	    table_unit(b->table, index).row < b->table->header_rows)
		return 0;
	return table_repeat_height(b->table, index) + block_continued_height(t, b->node);
}
