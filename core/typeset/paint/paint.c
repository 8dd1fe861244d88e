/* Pass 2: painting pages. Order: the master's fills, boxes, text, running heads. */
#include "typeset/paint/paint.h"

#include "typeset/paint/art.h"
#include "typeset/paint/entry.h"
#include "typeset/paint/label.h"
#include "typeset/paint/recolour.h"
#include "typeset/paint/shorten.h"
#include "typeset/blocks/canvas.h"
#include "typeset/tables/table.h"

struct painter {
	struct typesetter *t;
	const struct pagination *p;
	struct arena *scratch;           /* reset for each page */
	items items;
	uint32_t page;
	const struct master *master;
	size_t *cursor;                  /* next fragment of each flow */
	str chapter, going_on;
	uint32_t number, number_on;      /* the chapter's; 0: none has begun */
	bool appendix, appendix_on;      /* which have letters in their titles, no numbers */
};

static void rectangle(struct painter *q, strom_box box, struct colour colour,
                      enum artifact artifact)
{
	struct path_step *s = arena_array(q->scratch, struct path_step, 5);
	s[0] = (struct path_step){PATH_MOVE, {0}, {0}};
	s[1] = (struct path_step){PATH_LINE, {box.w}, {0}};
	s[2] = (struct path_step){PATH_LINE, {box.w}, {box.h}};
	s[3] = (struct path_step){PATH_LINE, {0}, {box.h}};
	s[4] = (struct path_step){.op = PATH_CLOSE};
	vec_push(q->scratch, &q->items,
	         (struct item){.kind = ITEM_PATH,
	                       .artifact = (uint8_t)artifact,
	                       .x = box.x,
	                       .y = box.y,
	                       .colour = colour,
	                       .steps = s,
	                       .steps_n = 5,
	                       .fill = true});
}

static void as_artifact(struct painter *q, size_t from, enum artifact artifact)
{
	for (size_t i = from; i < q->items.n; i++) {
		q->items.at[i].artifact = (uint8_t)artifact;
		q->items.at[i].node = 0;
	}
}

/* ---- What stands on every page of a master ---- */

static str replace(struct arena *arena, str text, str name, str value)
{
	size_t at = str_find(text, name);
	if (at == SIZE_MAX)
		return text;
	str end = str_from(text, at + name.len);
	return arena_printf(arena, "%.*s%.*s%.*s", (int)at, text.ptr, STR_ARG(value), STR_ARG(end));
}

/* A thumb index steps down from chapter to chapter. */
static strom_box fixed_box(const struct painter *q, const struct fixed *f)
{
	strom_box box = f->box;
	if (f->steps && q->number)
		box.y += f->step * ((q->number - 1) % f->steps);
	return box;
}

static void fixed_text(struct painter *q, const struct fixed *f, const struct style *s)
{
	struct typesetter *t = q->t;
	str text = replace(q->scratch, f->content, S("{folio}"),
	                   arena_printf(q->scratch, "%u", q->page + 1));
	text = replace(q->scratch, text, S("{title}"), t->edition->title);
	text = replace(q->scratch, text, S("{chapter-number}"),
	               q->number && !q->appendix ? arena_printf(q->scratch, "%u", q->number)
	                                         : S(""));
	text = replace(q->scratch, text, S("{chapter}"), q->chapter);
	if (!text.len)
		return;
	struct run run = run_of(t, s, text, 1);
	strom_box box = fixed_box(q, f);
	strom_len w = line_width(t->setter, &run, 1), x = box.x;
	if (box.w && w > box.w) {
		run = run_of(t, s, paint_shortened(t, q->scratch, s, text, box.w), 1);
		w = line_width(t->setter, &run, 1);
	}
	if (f->align == ALIGN_END)
		x += box.w - w;
	else if (f->align == ALIGN_CENTRE)
		x += (box.w - w) / 2;
	size_t from = q->items.n;
	line_put(t->setter, q->scratch, &run, 1, x, box.y + run_baseline(t, s), &q->items);
	as_artifact(q, from, box.y < q->master->h / 2 ? ARTIFACT_HEADER : ARTIFACT_FOOTER);
}

/* What the style fills a box with. */
static void paint_fill(struct painter *q, strom_box box, const struct style *s)
{
	struct typesetter *t = q->t;
	rectangle(q, box, s->fill, ARTIFACT_BACKGROUND);
	if (s->art.text.len)
		paint_art_items(q->scratch, t->diags, t->theme, &s->art, box, &q->items);
}

static void paint_fixed(struct painter *q, bool text)
{
	for (size_t i = 0; i < q->master->fixed.n; i++) {
		const struct fixed *f = &q->master->fixed.at[i];
		const struct style *s = theme_style(q->t->theme, f->style);
		if (f->steps && !q->number)
			continue;
		if (text && f->content.len)
			fixed_text(q, f, s);
		else if (!text && !f->content.len && s->fill.a)
			paint_fill(q, fixed_box(q, f), s);
		else if (!text && !f->content.len && s->rule.a)
			rectangle(q, fixed_box(q, f), s->rule, ARTIFACT_LAYOUT);
	}
}

static void recolour_on_fills(struct painter *q, size_t from)
{
	for (size_t i = 0; i < q->master->fixed.n; i++) {
		const struct fixed *f = &q->master->fixed.at[i];
		if (!f->content.len && !f->steps)
			paint_recolour(&q->items, from, fixed_box(q, f),
			               theme_style(q->t->theme, f->style));
	}
}

/* ---- Boxes behind text ---- */

struct paint_extent { uint32_t group; strom_len top, bottom; };
typedef vec(struct paint_extent) extents;

static void extend(struct painter *q, extents *list, uint32_t group, strom_len top,
                   strom_len bottom)
{
	if (!group)
		return;
	extend(q, list, q->t->lists->groups.at[group - 1].parent, top, bottom);
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].group == group) {
			list->at[i].bottom = bottom;
			return;
		}
	vec_push(q->scratch, list, (struct paint_extent){group, top, bottom});
}

static bool is_within(const struct painter *q, const struct unit *u, uint32_t group)
{
	uint32_t of = q->t->lists->blocks.at[u->block].group;
	while (of && of != group)
		of = q->t->lists->groups.at[of - 1].parent;
	return of != 0;
}

/* A box that goes on keeps some air where a page ends, and has what a table repeats in it. */
static void extend_over_ends(struct painter *q, const struct vertical *v, const struct fragment *g,
                             extents *list)
{
	const struct unit *units = v->units.at;
	for (size_t i = 0; i < list->n; i++) {
		struct paint_extent *e = &list->at[i];
		const strom_len *pad = q->t->lists->groups.at[e->group - 1].style->box_pad;
		if (g->from && is_within(q, &units[g->from], e->group) &&
		    is_within(q, &units[g->from - 1], e->group))
			e->top -= pad[SIDE_TOP] / 2 +
			          (g->repeat ? block_repeat_height(q->t, units[g->from].block,
			                                           units[g->from].index)
			                     : 0);
		if (g->to < v->units.n && is_within(q, &units[g->to - 1], e->group) &&
		    is_within(q, &units[g->to], e->group))
			e->bottom += pad[SIDE_BOTTOM] / 2;
	}
}

static void paint_side(struct painter *q, strom_box box, const struct style *s, enum side side)
{
	if (s->box_rule[side].a && box.w > 0 && box.h > 0)
		rectangle(q, box, s->box_rule[side], ARTIFACT_LAYOUT);
}

static void paint_box(struct painter *q, strom_box box, const struct style *s, bool rtl)
{
	strom_len right = box.x + box.w;
	if (s->fill.a)
		rectangle(q, box, s->fill, ARTIFACT_BACKGROUND);
	paint_side(q, (strom_box){rtl ? right - s->rule_start : box.x, box.y, s->rule_start, box.h},
	           s, SIDE_START);
	paint_side(q, (strom_box){rtl ? box.x : right - s->rule_end, box.y, s->rule_end, box.h}, s,
	           SIDE_END);
	paint_side(q, (strom_box){box.x, box.y, box.w, s->rule_width}, s, SIDE_TOP);
	paint_side(q, (strom_box){box.x, box.y + box.h - s->rule_below, box.w, s->rule_below}, s,
	           SIDE_BOTTOM);
}

/* Where what is wide begins: farther out, where the frame lets it out at its left. */
static strom_len left_of(const struct painter *q, const struct fragment *g, strom_box box,
                         bool wide)
{
	const struct frame *f = &q->master->frames.at[g->frame];
	return box.x - (wide && f->wide < 0 ? q->t->lists->wides[f->flow] : 0);
}

static void paint_boxes(struct painter *q, const struct fragment *f, const extents *list,
                        strom_box column)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct group *g = &q->t->lists->groups.at[list->at[i].group - 1];
		strom_len top = list->at[i].top;
		strom_len left = left_of(q, f, column, g->wide);
		paint_box(q, (strom_box){left + g->x, top, g->w, list->at[i].bottom - top},
		          g->style, run_rtl(q->t, g->node));
	}
}

/* ---- Blocks ---- */

/* A box has drawn the rule that its paragraphs' style has too. */
static bool has_rule(const struct painter *q, const struct block *b)
{
	bool boxed = b->group && q->t->lists->groups.at[b->group - 1].style == b->style;
	return b->style->box_rule[SIDE_TOP].a && b->style->rule_width && b->kind == BLOCK_TEXT &&
	       !boxed;
}

/* Code goes on from the line above: an arrow that comes down and turns in, before the line. */
static void paint_turn(struct painter *q, const struct block *b, strom_len x, bool rtl,
                       strom_len base)
{
	strom_len size = b->style->size, in = rtl ? -size : size, y = base - size / 4;
	struct path_step *s = arena_array(q->scratch, struct path_step, 6);
	s[0] = (struct path_step){PATH_MOVE, {0}, {-size * 4 / 10}};
	s[1] = (struct path_step){PATH_LINE, {0}, {0}};
	s[2] = (struct path_step){PATH_LINE, {in * 6 / 10}, {0}};
	s[3] = (struct path_step){PATH_MOVE, {in * 4 / 10}, {-size * 15 / 100}};
	s[4] = (struct path_step){PATH_LINE, {in * 6 / 10}, {0}};
	s[5] = (struct path_step){PATH_LINE, {in * 4 / 10}, {size * 15 / 100}};
	vec_push(q->scratch, &q->items,
	         (struct item){.kind = ITEM_PATH,
	                       .artifact = ARTIFACT_LAYOUT,
	                       .x = x,
	                       .y = y,
	                       .steps = s,
	                       .steps_n = 6,
	                       .stroke = size / 14,
	                       .stroke_colour = b->style->colour});
}

static void paint_code(struct painter *q, const struct block *b, uint32_t from, uint32_t to,
                       strom_len x, strom_len base)
{
	bool rtl = b->galley.para->rtl;
	for (uint32_t i = from; i < to; i++, base += b->style->leading) {
		strom_len in = b->moved[i], turn = in - b->style->size;
		if (in)
			paint_turn(q, b, rtl ? x + b->w - turn : x + turn, rtl, base);
		galley_put(q->t->setter, q->scratch, &b->galley, i, i + 1, x + (rtl ? -in : in),
		           base, b->style->leading, &q->items);
	}
}

/* Lines [from, to) of a block, the first one's top at y. */
static void paint_lines(struct painter *q, const struct block *b, uint32_t from, uint32_t to,
                        strom_len left, strom_len y)
{
	struct typesetter *t = q->t;
	strom_len base = y + run_baseline(t, b->style), x = left + b->x;
	size_t first = q->items.n;
	if (!from && has_rule(q, b))
		rectangle(
		        q,
		        (strom_box){x, y - b->style->box_pad[SIDE_TOP], b->w, b->style->rule_width},
		        b->style->box_rule[SIDE_TOP], ARTIFACT_LAYOUT);
	if (!from && b->label.kind)
		paint_label(t, q->scratch, b, x,
		            base + galley_base(&b->galley, 0, b->style->leading), &q->items);
	if (b->moved)
		paint_code(q, b, from, to, x, base);
	else if (b->galley.lines)
		galley_put(t->setter, q->scratch, &b->galley, from, to, x, base, b->style->leading,
		           &q->items);
	bool early = b->style->folio == FOLIO_START;
	if (b->kind == BLOCK_ENTRY && (early ? !from : to == b->galley.lines))
		paint_entry_page(t, q->p, q->scratch, b, first, x,
		                 early ? base
		                       : base + (strom_len)(to - from - 1) * b->style->leading,
		                 &q->items);
}

static void paint_items(struct painter *q, const struct item *list, size_t n, strom_len x,
                        strom_len y)
{
	for (size_t i = 0; i < n; i++) {
		struct item item = list[i];
		item.x += x;
		item.y += y;
		vec_push(q->scratch, &q->items, item);
	}
}

/* What it may have to say has been said when its height was asked for; the same again is told once.
 */
static void paint_drawing(struct painter *q, const struct block *b, strom_len x, strom_len y)
{
	struct typesetter *t = q->t;
	const struct node *node = node_at(t->edition, b->node);
	const struct canvas_drawn *kept = canvas_kept(t, b->node, b->w);
	struct canvas_drawn drawn = {0};
	if (kept)
		drawn = *kept;
	else if (canvas_draw(t, q->scratch, t->diags, b->node, b->w, &drawn) &&
	         (drawn.height != b->h || canvas_sum(&drawn.items) != b->sum))
		canvas_blame(t->diags, node->span, node->figure->plugin, "figure/differs",
		             "drew something else the second time");
	paint_items(q, drawn.items.at, drawn.items.n, x, y);
}

static void paint_block(struct painter *q, const struct block *b, uint32_t from, uint32_t to,
                        strom_len left, strom_len y)
{
	if (!from && b->label.kind && b->kind > BLOCK_ENTRY)
		paint_label_above(q->t, q->scratch, b, left + b->x, y, &q->items);
	switch (b->kind) {
	case BLOCK_TEXT:
	case BLOCK_ENTRY:
		paint_lines(q, b, from, to, left, y);
		break;
	case BLOCK_ROWS:
		for (; from < to; y += table_unit_height(b->table, from++))
			table_put(q->t, q->scratch, b->table, from, left + b->x, y, false,
			          &q->items);
		break;
	case BLOCK_DRAWING:
		paint_drawing(q, b, left + b->x, y);
		break;
	case BLOCK_LOGOS:
		block_logos_put(q->scratch, b->logos, from, to, left + b->x, y, &q->items);
		break;
	case BLOCK_TILES:
		block_tiles_put(q->t, q->scratch, b->tiles, from, to, left + b->x, y, &q->items);
		break;
	case BLOCK_PICTURE:
		vec_push(q->scratch, &q->items, (struct item){.kind = ITEM_PICTURE, .node = b->node,
		         .x = left + b->x, .y = y, .picture = b->picture, .w = b->w, .h = b->h});
		break;
	case BLOCK_RULE:
		rectangle(q, (strom_box){left + b->x, y, b->w, b->style->rule_width},
		          b->style->rule, ARTIFACT_LAYOUT);
		break;
	case BLOCK_STRUT:
		break;
	}
}

/* What a table that goes on repeats above its rows, as artifacts: it has been read on its first
 * page. The page holds its units [index, until); y: of the first one. */
static void paint_repeat(struct painter *q, const struct block *b, uint32_t index, uint32_t until,
                         strom_len left, strom_len y)
{
	struct typesetter *t = q->t;
	struct run run;
	size_t from = q->items.n;
	strom_len bottom = y;
	y -= table_repeat_height(b->table, index);
	if (block_continued_run(t, q->scratch, b->node, &run)) {
		const struct style *s = theme_style(t->theme, S("caption"));
		strom_len top = y - block_continued_height(t, b->node);
		line_put(t->setter, q->scratch, &run, 1, left + b->x, top + run_baseline(t, s),
		         &q->items);
		as_artifact(q, from, ARTIFACT_PAGE);
	}
	table_repeat(t, q->scratch, b->table, index, until, left + b->x, bottom, &q->items);
}

/* A short rule over a column's notes. */
static void paint_note_rule(struct painter *q, strom_box box, strom_len y)
{
	const struct style *s = theme_style(q->t->theme, S("note-rule"));
	if (s->rule.a && s->rule_width)
		rectangle(q, (strom_box){box.x, box.y + y - s->after, box.w / 5, s->rule_width},
		          s->rule, ARTIFACT_LAYOUT);
}

static strom_box column_box(const struct painter *q, const struct fragment *g)
{
	const struct frame *f = &q->master->frames.at[g->frame];
	strom_box box = f->box;
	box.w = (f->box.w - (strom_len)(f->columns - 1) * f->gap) / f->columns;
	box.x += (strom_len)g->column * (box.w + f->gap);
	return box;
}

/* Behind the units of one block, from this one on. */
static uint32_t same_block(const struct unit *units, uint32_t from, uint32_t to)
{
	uint32_t end = from + 1;
	while (end < to && units[end].block == units[from].block)
		end++;
	return end;
}

/* What is behind the rows of tables: before their texts and what is repeated above them. */
static void paint_row_fills(struct painter *q, const struct vertical *v, const struct fragment *g,
                            strom_box box, const strom_len *top)
{
	for (uint32_t i = g->from; i < g->to; i++) {
		const struct unit *unit = &v->units.at[i];
		const struct block *b = &q->t->lists->blocks.at[unit->block];
		if (b->kind == BLOCK_ROWS)
			table_fill(q->scratch, b->table, unit->index,
			           left_of(q, g, box, b->wide) + b->x, top[i - g->from],
			           &q->items);
	}
}

static void paint_fragment(struct painter *q, const struct vertical *v, const struct fragment *g)
{
	const struct unit *units = v->units.at;
	strom_box box = column_box(q, g);
	extents boxes = {0};
	strom_len *top = arena_array(q->scratch, strom_len, g->to - g->from + 1), y = box.y + g->y;
	for (uint32_t i = g->from; i < g->to; i++) {
		y += i == g->from ? 0 : units[i].before;
		top[i - g->from] = y;
		y += units[i].height;
		extend(q, &boxes, q->t->lists->blocks.at[units[i].block].group, top[i - g->from],
		       y);
	}
	extend_over_ends(q, v, g, &boxes);
	paint_boxes(q, g, &boxes, box);
	paint_row_fills(q, v, g, box, top);
	if (g->rule)
		paint_note_rule(q, box, g->y);
	for (uint32_t i = g->from, end; i < g->to; i = end) {
		const struct block *b = &q->t->lists->blocks.at[units[i].block];
		strom_len left = left_of(q, g, box, b->wide);
		end = same_block(units, i, g->to);
		if (g->repeat && i == g->from)
			paint_repeat(q, b, units[i].index, units[end - 1].index + 1, left, top[0]);
		paint_block(q, b, units[i].index, units[end - 1].index + 1, left, top[i - g->from]);
	}
}

/* ---- Pages ---- */

/* The chapter of a running head: the first that begins on the page, else the one going on. What
 * goes on after the page is the last. */
static void note_chapter(struct painter *q)
{
	bool first = true;
	q->chapter = q->going_on;
	q->number = q->number_on;
	q->appendix = q->appendix_on;
	struct typesetter *t = q->t;
	for (size_t f = 0; f < t->arrangement.flows.n; f++)
		for (size_t i = q->cursor[f];
		     i < q->p->flows[f].n && q->p->flows[f].at[i].page == q->page; i++) {
			const struct fragment *g = &q->p->flows[f].at[i];
			for (uint32_t u = g->from; u < g->to && !g->note; u++) {
				const struct unit *unit = &t->lists->flows[f].units.at[u];
				const struct block *b = &t->lists->blocks.at[unit->block];
				strom_node n = b->node;
				const struct node *node = node_at(t->edition, n);
				if (b->kind != BLOCK_TEXT || node->kind != NODE_HEADING ||
				    node->level != 1 || unit->index)
					continue;
				q->going_on = node->alt.len ? node->alt
				                            : edition_text(t->edition, t->arena, n);
				q->number_on++;
				q->appendix_on = node->flags & NODE_APPENDIX;
				if (first) {
					q->chapter = q->going_on;
					q->number = q->number_on;
					q->appendix = q->appendix_on;
				}
				first = false;
			}
		}
}

static bool paint_page(struct painter *q, struct page_sink sink)
{
	size_t before = diag_met(q->t->diags);   /* whoever judges the pages reports there too */
	arena_reset(q->scratch);
	memset(&q->items, 0, sizeof q->items);
	q->master = q->p->masters.at[q->page];
	note_chapter(q);
	paint_fixed(q, false);
	size_t text = q->items.n;
	for (uint32_t f = 0; f < q->t->arrangement.flows.n; f++) {
		const fragments *list = &q->p->flows[f];
		for (; q->cursor[f] < list->n && list->at[q->cursor[f]].page == q->page;
		     q->cursor[f]++)
			paint_fragment(q,
			               list->at[q->cursor[f]].note ? notes_list(q->t)
			                                           : &q->t->lists->flows[f],
			               &list->at[q->cursor[f]]);
	}
	recolour_on_fills(q, text);
	paint_fixed(q, true);
	struct page page = {q->page, (uint32_t)q->p->masters.n,
	                    arena_printf(q->scratch, "%u", q->page + 1), q->master->w, q->master->h,
	                    q->master->bleed, q->items.at, q->items.n, q->t->theme,
	                    q->t->edition};
	return diag_met(q->t->diags) == before && sink.page(sink.self, &page);
}

bool paint_pages(struct typesetter *t, const struct pagination *p, struct page_sink sink)
{
	struct painter q = {.t = t, .p = p, .scratch = arena_new()};
	q.cursor = arena_array(t->arena, size_t, t->arrangement.flows.n);
	while (q.page < p->masters.n && paint_page(&q, sink))
		q.page++;
	arena_drop(q.scratch);
	return q.page == p->masters.n;
}
