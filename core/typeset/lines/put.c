/* Lines into glyphs: the words of a line at their places, its spaces stretched to the measure. */
#include "typeset/lines/itemize.h"

__extension__ typedef __int128 wide;

/* The line being put. */
struct putting {
	struct setter *s;
	struct arena *arena;
	const struct run *runs;
	items *out;
	strom_len x, y;
	bool rtl;                        /* of a line that is no paragraph's */
	/* Sums over its glyphs. */
	strom_len pen, width;            /* width: up to the last word's end */
	size_t gaps, glyphs;             /* spaces and glyphs before that */
	strom_len spacing;
	bool word, box;                  /* box: the last word is one */
	strom_len hang;
	uint32_t flags;                  /* the last word's */
};

/* Ideographs and their punctuation: in UTF-8 from U+3000 on. */
static bool is_wide(str text, size_t off)
{
	return off < text.len && (unsigned char)text.ptr[off] >= 0xE3;
}

static void add_glyphs(struct putting *p, const struct run *r, const struct run_set *set,
                       const struct form *w, const struct shaped *glyphs, size_t off)
{
	struct setter *s = p->s;
	strom_len pen = 0, start = p->pen;
	for (uint32_t i = 0; i < w->n; i++) {
		const struct shaped *g = &glyphs[i];
		strom_len end = set_scale(set, g->end), advance = end - pen;
		pen = end;
		if (g->last)
			advance += r->tracking;
		if (g->last && set->style->tongue->packed && is_wide(w->text, g->off))
			vec_push(s->liner->scratch, &s->liner->gaps,
			         (struct gap){s->liner->glyphs.n, 0, set->space});
		vec_push(s->liner->scratch, &s->liner->glyphs,
		         (struct glyph){.id = g->id, .advance = advance,
		                        .dx = g->dx ? (int32_t)set_scale(set, g->dx) : 0,
		                        .dy = g->dy ? (int32_t)-set_scale(set, g->dy) : 0,
		                        .text_off = g->len ? (uint32_t)(off + g->off) : 0,
		                        .text_len = g->len});
	}
	p->pen = start + word_width(r, set, w);
}

/* As lines.c has it: the spaces before a box that follows another may go. */
static void give_way(struct putting *p, const struct run_set *set)
{
	for (size_t i = p->gaps; p->box && set->box && i < p->s->liner->gaps.n; i++)
		p->s->liner->gaps.at[i].width *= SHRINKS;
	p->box = set->box;
}

static struct glyph *room_for(struct liner *l, size_t more)
{
	size_t n = l->glyphs.n, cap = l->glyphs.cap;
	if (cap - n < more) {
		l->glyphs.cap = cap * 2 + more;
		l->glyphs.at = arena_grow(l->scratch, l->glyphs.at, n * sizeof(struct glyph),
		                          l->glyphs.cap * sizeof(struct glyph));
	}
	return l->glyphs.at + n;
}

static void end_word(struct putting *p, const struct run_set *set, const struct form *w)
{
	const struct liner *l = p->s->liner;
	p->width = p->pen;
	p->glyphs = l->glyphs.n;
	p->gaps = l->gaps.n;
	if (p->gaps && l->gaps.at[p->gaps - 1].glyph + 1 == p->glyphs)
		p->gaps--;               /* an ideograph's: not at the line's end */
	p->hang = w ? set_scale(set, w->hang) : 0;
	p->flags = w ? w->flags : 0;
	p->word = true;
}

/* Most words are plain, and end with a letter: these are not looked up. */
static void add_word(struct putting *p, const struct run *r, const struct run_set *set, str text,
                     size_t off)
{
	struct liner *l = p->s->liner;
	const struct form *w = set->box;
	struct spelled plain = {0};
	if (!w)
		plain = word_spell(p->s, set, r->tracking, text, room_for(l, text.len));
	if (!w && !plain.letter)
		w = word_get(p->s, set->style, text);
	give_way(p, set);
	if (plain.n && (!w || w->flags & WORD_PLAIN)) {
		l->glyphs.n += plain.n;
		p->pen += plain.width;
	} else {
		add_glyphs(p, r, set, w, word_glyphs(p->s, set->style, w), off);
	}
	p->s->lacking |= w && w->flags & WORD_MISSING && !r->parted;
	end_word(p, set, w);
}

static void add_space(struct putting *p, const struct run *r, const struct run_set *set, str text,
                      size_t off)
{
	const struct form *w = text.len == 1 ? set->style->space : word_get(p->s, set->style, text);
	struct liner *l = p->s->liner;
	if (p->word)
		vec_push(l->scratch, &l->gaps,
		         (struct gap){l->glyphs.n, set->space,
		                      space_stretch(set->space, p->flags)});
	const struct shaped *g = word_glyphs(p->s, set->style, w);
	if (text.len > 1 || w->n != 1 || g->dx || g->dy) {
		add_glyphs(p, r, set, w, g, off);
		return;
	}
	vec_push(l->scratch, &l->glyphs,
	         (struct glyph){.id = g->id,
	                        .advance = set->space,
	                        .text_off = (uint32_t)off,
	                        .text_len = 1});
	p->pen += set->space;
}

/* ---- The hyphen that a line end makes ---- */

static bool ends_written(str text)
{
	return str_ends(text, S("\u00AD"));
}

static void add_hyphen(struct putting *p, const struct run_set *set, const struct line_break *end)
{
	bool written = ends_written(str_sub(set->text, 0, end->off));
	vec_push(p->s->liner->scratch, &p->s->liner->glyphs,
	         (struct glyph){.id = set->style->hyphen, .advance = set->hyphen,
	                        .text_off = written ? end->off - 2 : end->off, .text_len = 2,
	                        .flags = GLYPH_SOFT_HYPHEN});
	p->pen += set->hyphen;
	p->width = p->pen;
	p->glyphs = p->s->liner->glyphs.n;
	p->hang = set->hyphen_hang;
}

/* A hyphen that the text does not have: the item's text becomes a copy that has it. */
static str text_with_hyphen(struct arena *arena, str text, struct glyph *glyphs, size_t n)
{
	uint32_t from = glyphs[n - 1].text_off, to = from;
	for (size_t i = 0; i + 1 < n; i++)
		if (glyphs[i].text_len && glyphs[i].text_off < from)
			from = glyphs[i].text_off;
	char *copy = arena_alloc(arena, to - from + 2);
	memcpy(copy, text.ptr + from, to - from);
	memcpy(copy + (to - from), "\u00AD", 2);
	for (size_t i = 0; i < n; i++)
		if (glyphs[i].text_len)
			glyphs[i].text_off -= from;
	return (str){copy, to - from + 2};
}

/* ---- Spreading ---- */

static bool begins_cluster(const struct glyph *g)
{
	return g->text_len || g->flags & GLYPH_SOFT_HYPHEN;
}

/* Each gap gets its share; shares add up to `extra` exactly. */
static void spread(struct putting *p, strom_len extra)
{
	struct gap *gaps = p->s->liner->gaps.at;
	int64_t total = 0, sum = 0;
	strom_len given = 0;
	for (size_t i = 0; i < p->gaps; i++)
		total += extra > 0 ? gaps[i].weight : gaps[i].width;
	for (size_t i = 0; i < p->gaps && total > 0; i++) {
		sum += extra > 0 ? gaps[i].weight : gaps[i].width;
		strom_len share = (strom_len)((wide)extra * sum / total);
		p->s->liner->glyphs.at[gaps[i].glyph].advance += share - given;
		given = share;
	}
}

/* Letters take what spaces should not, the same each. Returns how much: a little more than was
 * asked for, so that the rest is not too much for the spaces. */
static strom_len space_letters(struct putting *p, strom_len extra)
{
	struct glyph *g = p->s->liner->glyphs.at;
	strom_len places = 0;
	for (size_t i = 1; i < p->glyphs; i++)
		places += begins_cluster(&g[i]);
	if (!places)
		return 0;
	p->spacing = (extra + (extra < 0 ? 1 - places : places - 1)) / places;
	for (size_t i = 1; i < p->glyphs; i++)
		if (begins_cluster(&g[i]))
			g[i - 1].advance += p->spacing;
	return p->spacing * places;
}

static strom_len within(strom_len v, strom_len most)
{
	return v > most ? most : v < -most ? -most : v;
}

static void justify(struct putting *p, strom_len measure, bool last)
{
	strom_len extra = measure + p->hang - p->width, shrink = 0, stretch = 0;
	/* Letters of many scripts join, or stand on a grid of their own. */
	bool parted = p->s->liner->stretches.n && p->runs[p->s->liner->stretches.at[0].run].parted;
	strom_len room = parted || p->s->boxed ? 0 : letter_room(measure);
	if (last && extra > 0)
		return;
	for (size_t i = 0; i < p->gaps; i++) {
		shrink += space_shrink(p->s->liner->gaps.at[i].width);
		stretch += p->s->liner->gaps.at[i].weight;
	}
	if (extra > stretch)
		extra -= space_letters(p, within(extra - stretch, room));
	else if (extra < -shrink)
		extra -= space_letters(p, within(extra + shrink, room));
	spread(p, extra < -shrink ? -shrink : extra);
}

/* ---- Items ---- */

/* Its text is no glyph's: it is known by its node. */
static void add_box(struct putting *p, const struct stretch *t)
{
	const struct run *r = &p->runs[t->run];
	struct item item = {.kind = ITEM_PICTURE, .artifact = r->artifact, .lang = r->lang,
	                    .node = r->node, .x = p->x, .y = p->y - r->rise - r->box->above};
	item.picture = r->box->picture;
	item.w = r->box->w;
	item.h = r->box->above + r->box->below;
	for (size_t i = t->from; i < t->to; i++)
		p->x += p->s->liner->glyphs.at[i].advance;
	vec_push(p->arena, p->out, item);
}

/* What a line leaves of the space that it ended at. */
static strom_len trailing_space(str text, const struct glyph *g, size_t n)
{
	strom_len space = 0;
	for (; n && g[n - 1].text_len == 1 && text.ptr[g[n - 1].text_off] == ' '; n--)
		space += g[n - 1].advance;
	return space;
}

/* A line through what stands between x and the pen, as high as the middle of small letters. */
static void strike_through(struct putting *p, const struct run *r, strom_len x, strom_len space)
{
	struct path_step *s = arena_array(p->arena, struct path_step, 5);
	strom_len w = p->x - x - space, h = r->size / 16;
	x += r->level & 1 ? space : 0;
	s[0] = (struct path_step){PATH_MOVE, {0}, {0}};
	s[1] = (struct path_step){PATH_LINE, {w}, {0}};
	s[2] = (struct path_step){PATH_LINE, {w}, {h}};
	s[3] = (struct path_step){PATH_LINE, {0}, {h}};
	s[4] = (struct path_step){.op = PATH_CLOSE};
	vec_push(p->arena, p->out,
	         (struct item){.kind = ITEM_PATH,
	                       .artifact = ARTIFACT_LAYOUT,
	                       .x = x,
	                       .y = p->y - r->rise - r->size * 27 / 100,
	                       .colour = r->colour,
	                       .steps = s,
	                       .steps_n = 5,
	                       .fill = true});
}

static void add_item(struct putting *p, const struct stretch *t)
{
	const struct run *r = &p->runs[t->run];
	const struct run_set *set = &p->s->sets.at[t->run];
	size_t n = t->to - t->from;
	if (r->box) {
		add_box(p, t);
		return;
	}
	struct glyph *glyphs =
	        arena_copy(p->arena, p->s->liner->glyphs.at + t->from, n * sizeof *glyphs);
	strom_len width = 0;
	str text = set->text;
	for (size_t i = 0; i < n; i++)
		width += glyphs[i].advance;
	const struct glyph *last = &glyphs[n - 1];
	if (last->flags & GLYPH_SOFT_HYPHEN && !ends_written(str_sub(text, 0, last->text_off + 2u)))
		text = text_with_hyphen(p->arena, text, glyphs, n);
	struct item item = {.kind = ITEM_GLYPHS, .artifact = r->artifact, .lang = r->lang,
	                    .node = r->node, .x = p->x, .y = p->y - r->rise, .colour = r->colour};
	item.font = r->font;
	item.size = r->size;
	item.spacing = p->spacing;
	item.text = text;
	item.glyphs = glyphs;
	item.n = n;
	p->x += width;
	strom_len space = r->strike ? trailing_space(text, glyphs, n) : 0;
	if (r->level & 1) {
		line_glyphs_turn(glyphs, n);
		item.x = p->x;
	}
	vec_push(p->arena, p->out, item);
	if (r->strike)
		strike_through(p, r, p->x - width, space);
}

static bool is_before(const struct scan_piece *p, const struct line_break *end)
{
	return p->run < end->run || (p->run == end->run && p->off < end->off);
}

static struct stretch *stretch_of(struct setter *s, uint32_t run)
{
	size_t n = s->liner->stretches.n;
	if (!n || s->liner->stretches.at[n - 1].run != run)
		vec_push(s->liner->scratch, &s->liner->stretches,
		         (struct stretch){run, s->liner->glyphs.n, s->liner->glyphs.n});
	return &s->liner->stretches.at[s->liner->stretches.n - 1];
}

/* The glyphs of the line that begins at `scan`. */
static void gather(struct putting *p, struct scan scan, const struct line_break *end)
{
	struct setter *s = p->s;
	struct scan_piece piece;
	s->liner->glyphs.n = s->liner->gaps.n = s->liner->stretches.n = 0;
	while (scan_next(&scan, &piece) && is_before(&piece, end)) {
		const struct run *r = &p->runs[piece.run];
		const struct run_set *set = &s->sets.at[piece.run];
		uint32_t to = piece.off + piece.len;
		bool cut = piece.run == end->run && to >= end->off;
		str text = str_sub(set->text, piece.off, cut ? end->off : to);
		struct stretch *t = stretch_of(s, piece.run);
		if (cut && end->hyphen && ends_written(text))
			text.len -= 2;
		if (piece.kind != PIECE_WORD)
			add_space(p, r, set, text, piece.off);
		else if (text.len)
			add_word(p, r, set, text, piece.off);
		if (cut && end->hyphen)
			add_hyphen(p, set, end);
		t->to = s->liner->glyphs.n;
		if (cut)
			break;
	}
}

/* Where the line's left end is: in a paragraph from right to left its last spaces stand there. */
static strom_len left_end(const struct putting *p, const struct para *para, strom_len indent)
{
	strom_len x = p->x, free = para ? para->measure - p->width : 0;
	if (!para)
		return x;
	if (!para->rtl)
		return x + (para->align == ALIGN_CENTRE ? free / 2
		            : para->align == ALIGN_END  ? free
		                                        : indent);
	x += para->align == ALIGN_CENTRE ? para->measure - free / 2
	     : para->align == ALIGN_END ? p->width : para->measure - indent;
	return x - stretches_width(p->s);
}

static void put_parts(struct putting *p, const struct para *para, strom_len indent)
{
	bool rtl = para ? para->rtl : p->rtl;
	const strom_len *at =
	        stretches_place(p->s, p->runs, p->glyphs, rtl, left_end(p, para, indent));
	for (size_t i = 0; i < p->s->liner->stretches.n; i++) {
		p->x = at[i];
		if (p->s->liner->stretches.at[i].to > p->s->liner->stretches.at[i].from)
			add_item(p, &p->s->liner->stretches.at[i]);
	}
}

static void put_line(struct putting *p, const struct para *para, struct line_break from,
                     const struct line_break *end, bool first)
{
	struct scan scan = {
	        .sets = p->s->sets.at, .n = p->s->sets.n, .run = from.run, .off = from.off};
	bool ragged = para && para->align != ALIGN_JUSTIFY;
	p->pen = p->width = p->hang = p->spacing = 0;
	p->gaps = p->glyphs = p->flags = 0;
	p->word = p->box = false;
	gather(p, scan, end);
	strom_len indent =
	        para && first && (!ragged || para->align == ALIGN_START) ? para->first : 0;
	if (para && !ragged)
		justify(p, para->measure - indent, end->last);
	if (p->s->liner->stretches.n && p->runs[p->s->liner->stretches.at[0].run].parted) {
		put_parts(p, para, indent);
		return;
	}
	p->x += indent;
	if (para && para->align == ALIGN_CENTRE)
		p->x += (para->measure - p->width) / 2;
	if (para && para->align == ALIGN_END)
		p->x += para->measure - p->width;
	for (size_t i = 0; i < p->s->liner->stretches.n; i++)
		if (p->s->liner->stretches.at[i].to > p->s->liner->stretches.at[i].from)
			add_item(p, &p->s->liner->stretches.at[i]);
}

void galley_put(struct setter *s, struct arena *arena, const struct galley *g, size_t from,
                size_t to, strom_len x, strom_len y, strom_len leading, items *out)
{
	if (!g->lines || !liner_runs(s, g->para->runs, g->para->n))
		return;
	y -= galley_height(g, 0, from, leading);
	for (size_t i = from; i < to && i < g->lines; i++) {
		struct line_break start = i ? g->breaks[i - 1] : (struct line_break){0};
		struct putting p = {.s = s,
		                    .arena = arena,
		                    .runs = g->para->runs,
		                    .out = out,
		                    .x = x,
		                    .y = y + galley_base(g, i, leading)};
		put_line(&p, g->para, start, &g->breaks[i], !i);
	}
}

/* ---- One line ---- */

/* Whoever made a run without a font has reported why. */
static bool have_fonts(const struct run *runs, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!runs[i].font)
			return false;
	return true;
}

static strom_len width_of(struct setter *s, const struct run *runs, size_t n)
{
	strom_len width = 0;
	struct scan_piece p;
	s->lacking = false;
	if (!liner_runs(s, runs, n))
		return 0;
	for (struct scan scan = {.sets = s->sets.at, .n = n}; scan_next(&scan, &p);) {
		const struct run_set *set = &s->sets.at[p.run];
		const struct form *w = word_of_piece(s, set, &p);
		if (w->flags & WORD_MISSING)
			setter_missing(s, &runs[p.run], w);
		width += word_width(&runs[p.run], set, w);
	}
	return width;
}

strom_len line_width(struct setter *s, const struct run *runs, size_t n)
{
	bool rtl = n && setter_rtl(s, runs[0].lang);
	strom_len width = 0;
	if (!have_fonts(runs, n))
		return 0;
	s->lacking = itemize_wanted(runs, n, rtl);
	if (!s->lacking)
		width = width_of(s, runs, n);
	if (!s->lacking)
		return width;
	struct arena *arena = arena_new();
	itemize(s, arena, runs, n, rtl, &runs, &n);
	width = width_of(s, runs, n);
	arena_drop(arena);
	s->lacking = true;               /* for who sets the runs */
	return width;
}

static void put_single(struct setter *s, struct arena *arena, const struct run *runs, size_t n,
                       bool rtl, strom_len x, strom_len y, items *out)
{
	struct line_break end = {.run = (uint32_t)n, .last = true};
	struct putting p = {
	        .s = s, .arena = arena, .runs = runs, .out = out, .x = x, .y = y, .rtl = rtl};
	s->lacking = false;
	if (liner_runs(s, runs, n))
		put_line(&p, NULL, (struct line_break){0}, &end, true);
}

void line_put(struct setter *s, struct arena *arena, const struct run *runs, size_t n, strom_len x,
              strom_len y, items *out)
{
	bool rtl = n && setter_rtl(s, runs[0].lang);
	size_t before = out->n;
	if (!have_fonts(runs, n))
		return;
	if (itemize_wanted(runs, n, rtl))
		itemize(s, arena, runs, n, rtl, &runs, &n);
	put_single(s, arena, runs, n, rtl, x, y, out);
	if (!s->lacking)
		return;
	out->n = before;
	itemize(s, arena, runs, n, rtl, &runs, &n);
	put_single(s, arena, runs, n, rtl, x, y, out);
}
