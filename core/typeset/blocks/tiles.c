/* Tiles: figures with their labels below them, beside each other, each under a rule; shares may
 * have a bar.
 *
 * Four stand in a row, or two where there is less room; three and six by threes, which leave no
 * hole. All figures are of one size: that of the longest. A row stays whole. */
#include "typeset/blocks/blocks_parts.h"

#define TILE_GAP STROM_PT(8)
#define ROW_GAP STROM_PT(12)
#define BAR_SPACE STROM_PT(6)
#define BAR_HEIGHT STROM_PT(3)
#define WIDE STROM_MM(90)   /* from here on four stand in a row */
#define NARROW STROM_MM(50) /* below, one */

enum { SHORT = 6, LONG_LABEL = 5 }; /* characters of a figure; lines */

struct tile {
	strom_node term, words; /* the figure, and the paragraph of its label */
	double share;           /* of its bar; below 0: it has none */
	struct galley figure, label;
};

struct tile_rows {
	const struct style *style, *figure, *label;
	struct tile *tiles;
	uint32_t n, in_row;
	strom_len w;     /* of each */
	strom_len width; /* of a row */
	bool rtl;
};

/* ---- What they are ---- */

static strom_node list_of(const struct edition *e, strom_node div)
{
	strom_node list = node_at(e, div)->first;
	return list && node_at(e, list)->kind == NODE_DEFINITIONS ? list : 0;
}

bool block_is_tiles(const struct edition *e, strom_node n)
{
	return str_eq(node_at(e, n)->style, S("tiles")) && list_of(e, n);
}

/* "46 %", "46,5%", "%46": from 0 to 100. Below 0: it is no share. */
static double share_of(str text)
{
	double number = 0, step = 1;
	size_t digits = 0, signs = 0;
	bool behind = false;
	while (text.len) {
		uint32_t c = utf8_next(&text);
		if (c >= '0' && c <= '9') {
			digits++;
			number = behind ? number + (c - '0') * (step /= 10) : number * 10 + c - '0';
		} else if ((c == ',' || c == '.') && digits && !behind)
			behind = true;
		else if (c == '%' || c == 0x66A)
			signs++;
		else if (c != ' ' && c != 0xA0 && c != 0x202F)
			return -1;
	}
	return digits && signs == 1 && number <= 100 ? number / 100 : -1;
}

static void take_tiles(struct typesetter *t, strom_node div, struct tile_rows *rows)
{
	const struct edition *e = t->edition;
	bool bars = node_at(e, div)->flags & NODE_BARS;
	vec(struct tile) tiles = {0};
	for (EACH_CHILD(c, e, list_of(e, div))) {
		if (node_at(e, c)->kind == NODE_TERM) {
			double share = bars ? share_of(edition_text(e, t->arena, c)) : -1;
			vec_push(t->arena, &tiles, (struct tile){.term = c, .share = share});
		} else if (tiles.n && !tiles.at[tiles.n - 1].words) {
			tiles.at[tiles.n - 1].words = node_at(e, c)->first;
		}
	}
	rows->tiles = tiles.at;
	rows->n = (uint32_t)tiles.n;
}

/* ---- Sizes ---- */

static uint32_t in_row(uint32_t n, strom_len width)
{
	if (width < NARROW)
		return 1;
	if (width < WIDE)
		return n < 2 ? 1 : 2;
	return n < 4 ? n : n == 4 ? 4 : 3;
}

static const struct style *sized(struct arena *arena, const struct style *s, strom_len percent)
{
	struct style *out = arena_make(arena, struct style);
	*out = *s;
	out->size = s->size * percent / 100;
	out->leading = s->leading * percent / 100;
	return out;
}

/* Whether all figures stand on a line each, long ones in smaller letters. */
static bool fits(struct typesetter *t, const struct tile_rows *rows, bool whole)
{
	struct run *runs;
	size_t n;
	for (uint32_t i = 0; i < rows->n; i++) {
		strom_node term = rows->tiles[i].term;
		struct picture_room room = {rows->w, rows->w, 0};
		if (whole && utf8_count(edition_text(t->edition, t->arena, term)) > SHORT)
			return false;
		if (runs_of(t, term, rows->figure, room, &runs, &n) &&
		    line_width(t->setter, runs, n) > rows->w - larger(rows->figure->first, 0))
			return false;
	}
	return true;
}

/* 26 points, or 18, or 13; what is too long then is broken into lines. */
static void choose_size(struct typesetter *t, struct tile_rows *rows)
{
	static const strom_len sizes[] = {100, 70, 50};
	const struct style *s = theme_style(t->theme, S("tile-figure"));
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		rows->figure = sizes[i] == 100 ? s : sized(t->arena, s, sizes[i]);
		if (fits(t, rows, !i))
			return;
	}
}

/* Words of a few short lines are divided only where one is wider than its tile. */
static void choose_hyphens(struct typesetter *t, struct tile_rows *rows)
{
	struct style *whole = arena_make(t->arena, struct style);
	struct run *runs;
	struct picture_room room = {rows->w, rows->w, 0};
	*whole = *rows->label;
	whole->hyphenate = false;
	for (uint32_t i = 0; i < rows->n; i++) {
		struct para para = {.measure = rows->w, .align = ALIGN_START};
		strom_len least = 0, natural = 0;
		if (!rows->tiles[i].words ||
		    !runs_of(t, rows->tiles[i].words, whole, room, &runs, &para.n))
			continue;
		para.runs = runs;
		lines_widths(t->setter, &para, &least, &natural);
		if (least > rows->w)
			return;
	}
	rows->label = whole;
}

static void tell_long(struct typesetter *t, const struct tile *tile)
{
	if (tile->label.lines < LONG_LABEL)
		return;
	diag_warn(t->diags, node_at(t->edition, tile->words)->span, "tiles/long-label",
	          "a tile's label has %zu lines", tile->label.lines);
	diag_hint(t->diags, "Say in a few words what the figure is; the text may say the rest.");
}

static bool set_tile(struct typesetter *t, const struct tile_rows *rows, struct tile *tile)
{
	if (!run_galley(t, tile->term, rows->figure, rows->w, ALIGN_START, &tile->figure))
		return false;
	if (tile->words &&
	    !run_galley(t, tile->words, rows->label, rows->w, ALIGN_START, &tile->label))
		return false;
	run_make_room(t, t->arena, rows->figure, 0, &tile->figure);
	run_make_room(t, t->arena, rows->label, 0, &tile->label);
	tell_long(t, tile);
	return true;
}

/* ---- Rows ---- */

static strom_len figures_height(const struct tile_rows *rows, uint32_t from, uint32_t to)
{
	strom_len high = 0;
	for (uint32_t i = from; i < to; i++)
		high = larger(high,
		              galley_height(&rows->tiles[i].figure, 0, rows->tiles[i].figure.lines,
		                            rows->figure->leading));
	return high;
}

static uint32_t row_end(const struct tile_rows *rows, uint32_t row)
{
	uint32_t end = (row + 1) * rows->in_row;
	return end < rows->n ? end : rows->n;
}

static strom_len row_height(const struct tile_rows *rows, uint32_t row)
{
	uint32_t from = row * rows->in_row, to = row_end(rows, row);
	strom_len labels = 0;
	bool bars = false;
	for (uint32_t i = from; i < to; i++) {
		const struct galley *g = &rows->tiles[i].label;
		labels = larger(labels, galley_height(g, 0, g->lines, rows->label->leading));
		bars |= rows->tiles[i].share >= 0;
	}
	return rows->style->rule_width + rows->style->pad + figures_height(rows, from, to) +
	       labels + (bars ? BAR_SPACE + BAR_HEIGHT : 0);
}

static void push_rows(struct block_walk *w, struct where *at, struct block b)
{
	struct tail *tail = &w->tails[at->flow];
	const struct tile_rows *rows = b.tiles;
	uint32_t n = (rows->n + rows->in_row - 1) / rows->in_row;
	uint32_t block = block_push(w, at, b);
	for (uint32_t i = 0; i < n; i++) {
		block_push_unit(w, at, block, i, i ? ROW_GAP : block_space_before(tail, b.style),
		                row_height(rows, i), i ? BREAK_KEPT : block_first_rule(tail));
		uint32_t unit = (uint32_t)w->t->lists->flows[at->flow].units.n - 1;
		for (uint32_t k = i * rows->in_row; k < row_end(rows, i); k++) {
			block_notes_of_unit(w, at, &rows->tiles[k].figure, unit);
			block_notes_of_unit(w, at, &rows->tiles[k].label, unit);
		}
	}
	block_end(tail, b.style, at);
}

void block_tiles(struct block_walk *w, struct where *at, strom_node n)
{
	struct typesetter *t = w->t;
	struct tile_rows *rows = arena_make(t->arena, struct tile_rows);
	*rows = (struct tile_rows){.style = theme_style(t->theme, S("tiles")),
	                           .label = theme_style(t->theme, S("tile-label")),
	                           .width = at->w,
	                           .rtl = run_rtl(t, n)};
	take_tiles(t, n, rows);
	rows->in_row = in_row(rows->n, at->w);
	rows->w = (at->w - (strom_len)(rows->in_row - 1) * TILE_GAP) / (strom_len)rows->in_row;
	choose_size(t, rows);
	choose_hyphens(t, rows);
	for (uint32_t i = 0; i < rows->n; i++)
		if (!set_tile(t, rows, &rows->tiles[i]))
			return;
	push_rows(w, at,
	          (struct block){.kind = BLOCK_TILES,
	                         .node = n,
	                         .style = rows->style,
	                         .x = at->x,
	                         .w = at->w,
	                         .label = block_take_label(at),
	                         .tiles = rows});
}

static void visit(const struct galley *g, block_visit_run *each, void *context)
{
	for (size_t i = 0; g->lines && i < g->para->n; i++)
		each(context, g->para->runs[i].node);
}

void block_tiles_visit(const struct tile_rows *rows, uint32_t row, block_visit_run *each,
                       void *context)
{
	for (uint32_t i = row * rows->in_row; i < row_end(rows, row); i++) {
		visit(&rows->tiles[i].figure, each, context);
		visit(&rows->tiles[i].label, each, context);
	}
}

/* ---- Painting ---- */

static void put_box(struct arena *arena, strom_box box, struct colour colour, enum item_black black,
                    items *out)
{
	struct path_step *s = arena_array(arena, struct path_step, 5);
	s[0] = (struct path_step){PATH_MOVE, {0}, {0}};
	s[1] = (struct path_step){PATH_LINE, {box.w}, {0}};
	s[2] = (struct path_step){PATH_LINE, {box.w}, {box.h}};
	s[3] = (struct path_step){PATH_LINE, {0}, {box.h}};
	s[4] = (struct path_step){.op = PATH_CLOSE};
	if (!colour.a || box.w <= 0 || box.h <= 0)
		return;
	vec_push(arena, out,
	         (struct item){.kind = ITEM_PATH,
	                       .artifact = ARTIFACT_LAYOUT,
	                       .x = box.x,
	                       .y = box.y,
	                       .colour = colour,
	                       .black = (uint8_t)black,
	                       .steps = s,
	                       .steps_n = 5,
	                       .fill = true});
}

/* The share is said by the figure: the bar shows it. */
static void put_bar(struct typesetter *t, struct arena *arena, const struct tile_rows *rows,
                    double share, strom_len x, strom_len y, items *out)
{
	strom_len w = (strom_len)(share * (double)rows->w);
	put_box(arena, (strom_box){x, y, rows->w, BAR_HEIGHT},
	        theme_figure_colour(t->theme, S("fog")), BLACK_TONE, out);
	put_box(arena, (strom_box){rows->rtl ? x + rows->w - w : x, y, w, BAR_HEIGHT},
	        theme_figure_colour(t->theme, S("accent")), BLACK_DARK, out);
}

static void put_tile(struct typesetter *t, struct arena *arena, const struct tile_rows *rows,
                     const struct tile *tile, strom_len figures, strom_len x, strom_len y,
                     items *out)
{
	const struct style *s = rows->style;
	put_box(arena, (strom_box){x, y, rows->w, s->rule_width}, s->rule, BLACK_NONE, out);
	strom_len top = y + s->rule_width + s->pad;
	galley_put(t->setter, arena, &tile->figure, 0, tile->figure.lines, x,
	           top + run_baseline(t, rows->figure), rows->figure->leading, out);
	if (tile->words)
		galley_put(t->setter, arena, &tile->label, 0, tile->label.lines, x,
		           top + figures + run_baseline(t, rows->label), rows->label->leading, out);
}

static void put_row(struct typesetter *t, struct arena *arena, const struct tile_rows *rows,
                    uint32_t row, strom_len x, strom_len y, items *out)
{
	uint32_t from = row * rows->in_row, to = row_end(rows, row);
	strom_len figures = figures_height(rows, from, to);
	strom_len bar = y + row_height(rows, row) - BAR_HEIGHT;
	for (uint32_t i = from; i < to; i++) {
		strom_len in = (strom_len)(i - from) * (rows->w + TILE_GAP);
		strom_len left = x + (rows->rtl ? rows->width - in - rows->w : in);
		put_tile(t, arena, rows, &rows->tiles[i], figures, left, y, out);
		if (rows->tiles[i].share >= 0)
			put_bar(t, arena, rows, rows->tiles[i].share, left, bar, out);
	}
}

void block_tiles_put(struct typesetter *t, struct arena *arena, const struct tile_rows *rows,
                     uint32_t from, uint32_t to, strom_len x, strom_len y, items *out)
{
	for (; from < to; y += row_height(rows, from++) + ROW_GAP)
		put_row(t, arena, rows, from, x, y, out);
}
