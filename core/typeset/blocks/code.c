/* Code blocks: lines as they are written, with tabs to stops. What is too wide goes on in a line of
 * its own, moved in, where paint.c sets a sign that is no text. */
#include "typeset/blocks/blocks_parts.h"

#include <unicode/uchar.h>

enum {
	STOP = 4,                        /* columns from tab to tab, as Markdown counts them */
	MOVED = 2,                       /* columns, beyond the line's own indent */
	FIRST_GUESS = 64                 /* bytes that a line may hold */
};

struct coder {
	struct typesetter *t;
	struct arena *arena;
	const struct style *style;
	strom_node node;
	strom_len measure, column;       /* column: a space's width */
	vec(struct run) runs;
	vec(strom_len) moved;            /* of each */
};

/* ---- Columns ---- */

static bool joins(uint32_t c)
{
	int8_t type = u_charType((UChar32)c);
	return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
	       type == U_COMBINING_SPACING_MARK || type == U_FORMAT_CHAR;
}

static unsigned columns_of(uint32_t c)
{
	if (c == UTF8_BAD || joins(c))
		return c == UTF8_BAD;
	int32_t width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/* The line with spaces for its tabs, and one at its end, so that readers keep lines apart. */
static str spaced(struct arena *arena, str line)
{
	struct buf out = {0};
	unsigned column = 0;
	for (str rest = line; rest.len;) {
		str from = rest;
		uint32_t c = utf8_next(&rest);
		unsigned wide = c == '\t' ? STOP - column % STOP : columns_of(c);
		column += wide;
		if (c != '\t')
			buf_put(&out, str_sub(from, 0, from.len - rest.len));
		for (; c == '\t' && wide; wide--)
			buf_byte(&out, ' ');
	}
	buf_byte(&out, ' ');
	str text = arena_str(arena, buf_str(&out));
	buf_drop(&out);
	return text;
}

/* ---- Lines that are too wide ---- */

static strom_len width_of(const struct coder *c, str text)
{
	struct run run = run_of(c->t, c->style, text, c->node);
	return line_width(c->t->setter, &run, 1);
}

/* Whether a character begins there that does not join the one before it. */
static bool begins(str text, size_t at)
{
	str rest = str_from(text, at);
	return !rest.len || (((unsigned char)*rest.ptr & 0xC0) != 0x80 && !joins(utf8_next(&rest)));
}

/* Back to such a place; behind the first character at least. */
static size_t boundary(str text, size_t at)
{
	size_t first = 1;
	while (at && !begins(text, at))
		at--;
	while (!at && !begins(text, first))
		first++;
	return at ? at : first;
}

/* How much of the text fits into a room: one character at least. */
static size_t fitting(const struct coder *c, str text, strom_len room)
{
	size_t fits = 0, over = FIRST_GUESS;
	while (over < text.len && width_of(c, str_sub(text, 0, boundary(text, over))) <= room) {
		fits = over;
		over *= 2;
	}
	over = over < text.len ? over : text.len;
	while (fits + 1 < over) {
		size_t middle = fits + (over - fits) / 2;
		if (width_of(c, str_sub(text, 0, boundary(text, middle))) <= room)
			fits = middle;
		else
			over = middle;
	}
	return boundary(text, fits);
}

/* Where to go on in the next line: after the last space, else after the last sign that ends a part,
 * in the last two thirds of what fits; else anywhere. A space there may stand out. */
static size_t part_at(str text, size_t fits)
{
	size_t sign = 0;
	if (fits < text.len && text.ptr[fits] == ' ')
		return fits + 1;
	for (size_t i = fits; i > fits / 3; i--) {
		if (text.ptr[i - 1] == ' ')
			return i;
		if (!sign && i < fits && str_has(S(",;:)]}>/\\|&+=?"), text.ptr[i - 1]))
			sign = i;
	}
	return sign ? sign : fits;
}

static void add(struct coder *c, str text, strom_len moved)
{
	struct run run = run_of(c->t, c->style, text, c->node);
	run.break_after = run.as_written = true;
	vec_push(c->arena, &c->runs, run);
	vec_push(c->arena, &c->moved, moved);
}

/* The line's own indent is kept where it is not most of the measure. */
static strom_len moved_of(const struct coder *c, str line)
{
	size_t spaces = 0;
	while (spaces < line.len && line.ptr[spaces] == ' ')
		spaces++;
	strom_len own = c->column * (strom_len)spaces, most = c->measure / 3;
	return (own < most ? own : most) + MOVED * c->column;
}

static void warn_narrow(const struct coder *c, str text)
{
	diag_warn(c->t->diags, node_at(c->t->edition, c->node)->span, "lines/overfull",
	          "a column is too narrow for a line of code: '%.*s'", STR_ARG(text));
	diag_hint(c->t->diags, "Give the code more room: fewer lists or boxes around it.");
}

static void add_line(struct coder *c, str line)
{
	strom_len moved = 0, next = moved_of(c, line);
	str text = spaced(c->arena, str_trim_end(line));
	bool narrow = false;
	while (width_of(c, str_sub(text, 0, text.len - 1)) > c->measure - moved) {
		str solid = str_sub(text, 0, text.len - 1);
		size_t fits = fitting(c, solid, c->measure - moved), at = part_at(text, fits);
		narrow |= width_of(c, str_sub(solid, 0, fits)) > c->measure - moved;
		if (at + 1 >= text.len)
			break;
		add(c, str_sub(text, 0, at), moved);
		text = str_from(text, at);
		moved = next;
	}
	add(c, text, moved);
	if (narrow)
		warn_narrow(c, line);
}

/* ---- The block ---- */

/* In a note or a box letters are smaller: code is so as well. */
static const struct style *sized(const struct typesetter *t, const struct style *s,
                                 const char *around)
{
	strom_len size = theme_style(t->theme, str_of(around))->size;
	strom_len body = theme_style(t->theme, S("body"))->size;
	if (size == body || body <= 0)
		return s;
	struct style *own = arena_make(t->arena, struct style);
	*own = *s;
	own->size = s->size * size / body;
	own->leading = s->leading * size / body;
	return own;
}

/* 1: its first letter is written from right to left; -1: from left to right; 0: it has none. */
static int direction_of(str line)
{
	while (line.len) {
		UCharDirection d = u_charDirection((UChar32)utf8_next(&line));
		if (d == U_LEFT_TO_RIGHT)
			return -1;
		if (d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC)
			return 1;
	}
	return 0;
}

/* Code has no language: its lines begin at the left, unless most are no code but Arabic, say. */
static bool is_rtl(str text)
{
	int64_t balance = 0;
	for (str rest = text, line; str_next_line(&rest, &line);)
		balance += direction_of(line);
	return balance > 0;
}

static bool set_lines(struct coder *c, str text, struct block *b)
{
	struct typesetter *t = c->t;
	struct para *para = arena_make(t->arena, struct para);
	str line;
	if (!run_of(t, c->style, text, c->node).font)
		return false;
	/* Widths are asked for many times: what there is to say is said in the end, once. */
	setter_reports(t->setter, diags_like(t->arena, t->diags));
	c->column = width_of(c, S(" "));
	for (str rest = text; str_next_line(&rest, &line);)
		add_line(c, line);
	setter_reports(t->setter, t->diags);
	*para = (struct para){.runs = c->runs.at, .n = c->runs.n, .measure = b->w,
	                      .align = ALIGN_START, .rtl = is_rtl(text)};
	b->moved = c->moved.at;
	return lines_as_written(t->setter, t->arena, para, &b->galley);
}

void block_code(struct block_walk *w, struct where at, strom_node n)
{
	struct typesetter *t = w->t;
	const struct style *s = sized(t, run_style(t, n, "code"), at.text_style);
	bool boxed = block_is_box(s);
	if (boxed)
		block_box_open(w, &at, n, s);
	struct block b = {.kind = BLOCK_TEXT, .node = n, .style = s, .w = at.w - s->start - s->end,
	                  .x = at.x + (run_rtl(t, n) ? s->end : s->start), .label = at.label};
	struct coder c = {.t = t, .arena = t->arena, .style = s, .node = n, .measure = b.w};
	if (set_lines(&c, node_at(t->edition, n)->text, &b))
		block_push_lines(w, &at, &b);
	if (boxed)
		block_box_close(w, &at, n, s);
}
