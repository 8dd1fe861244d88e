/* Text on the canvas: on one line, or broken into some, with an ellipsis where they do not do. */
#include "typeset/blocks/canvas_parts.h"

enum { LONGEST = 2000 }; /* bytes: no chart has room for more */

/* A label as it is set. */
struct set_label {
	struct strom_words as; /* what was asked for */
	struct style style;
	str whole, text; /* text: what stands there */
	struct run run;
	struct para para;
	struct galley galley; /* of more lines than one */
	strom_len w;          /* of the widest line */
	uint32_t lines;
	bool cut;
};

static struct run run_with(struct strom_job *pub, struct style *s, str text, uint32_t flags)
{
	struct drawing *d = canvas_drawing(pub);
	s->bold = s->bold || (flags & STROM_TEXT_BOLD);
	s->italic = s->italic || (flags & STROM_TEXT_ITALIC);
	return run_of(d->t, s, text, d->node);
}

/* ---- As it was in 1.0: one line in the style of labels ---- */

static struct run label_run(struct strom_job *pub, strom_str text, strom_len size, uint32_t flags)
{
	struct style s = *canvas_drawing(pub)->style;
	s.size = size;
	return run_with(pub, &s, arena_str(job_of(pub)->arena, text), flags);
}

strom_len canvas_text_width(struct strom_job *pub, strom_str text, strom_len size, uint32_t flags)
{
	struct run r = label_run(pub, text, size, flags);
	return r.font && text.len ? line_width(canvas_drawing(pub)->t->setter, &r, 1) : 0;
}

/* The left edge of a text whose anchor is at x. */
static strom_len left_of(const struct drawing *d, strom_len x, uint32_t anchor, strom_len w)
{
	x = canvas_x(d, x);
	if (anchor == STROM_ANCHOR_MIDDLE)
		return x - w / 2;
	return (anchor == STROM_ANCHOR_END) != d->mirrored ? x - w : x;
}

static void blacken(struct drawing *d, size_t from, uint8_t black)
{
	for (size_t i = from; black && i < d->items.n; i++)
		d->items.at[i].black = black;
}

/* What is seen of letters lies within these, but for what hangs over. */
static void reach(struct drawing *d, strom_len left, strom_len top, strom_len w, strom_len bottom)
{
	canvas_reach(d, left, top);
	canvas_reach(d, left + w, top);
	canvas_reach(d, left, bottom);
	canvas_reach(d, left + w, bottom);
}

void canvas_text(struct strom_job *pub, strom_len x, strom_len y, uint32_t anchor, strom_str text,
                 strom_len size, strom_colour colour, uint32_t flags)
{
	struct drawing *d = canvas_drawing(pub);
	struct run r = label_run(pub, text, size, flags);
	size_t from = d->items.n;
	if (!r.font || !text.len)
		return;
	r.colour = canvas_ours(d, colour);
	strom_len w = line_width(d->t->setter, &r, 1);
	x = left_of(d, x, anchor, w);
	reach(d, x, y - size / 2, w, y);
	line_put(d->t->setter, job_of(pub)->arena, &r, 1, x, y, &d->items);
	blacken(d, from, canvas_black_text(d, r.colour));
}

/* ---- Labels ---- */

/* Line ends of data are spaces, as everywhere. */
static str one_line(struct arena *arena, str text)
{
	struct buf b = {0};
	for (size_t i = 0; i < text.len; i++) {
		bool space = strchr(" \t\r\n", text.ptr[i]) && text.ptr[i];
		if (!space)
			buf_byte(&b, text.ptr[i]);
		else if (b.len && b.ptr[b.len - 1] != ' ')
			buf_byte(&b, ' ');
	}
	str kept = arena_str(arena, str_trim_end(buf_str(&b)));
	buf_drop(&b);
	return kept;
}

/* How it would be set, without a word about words that do not fit: these are cut here. False: it
 * takes more lines, or a word of it is broken anywhere. */
static bool broken(struct strom_job *pub, struct set_label *l, str text)
{
	struct drawing *d = canvas_drawing(pub);
	struct arena *arena = job_of(pub)->arena;
	bool rtl = canvas_right_to_left(pub);
	enum text_align ends[] = {ALIGN_START, ALIGN_CENTRE, ALIGN_END};
	uint32_t end = l->as.anchor <= STROM_ANCHOR_END ? l->as.anchor : 0;
	struct run *run = arena_make(arena, struct run);
	struct para *para = arena_make(arena, struct para);
	*run = l->run;
	run->text = text;
	run->hyphenate = l->style.hyphenate;
	*para = (struct para){.runs = run,
	                      .n = 1,
	                      .measure = l->as.width,
	                      .rtl = rtl,
	                      .align = ends[rtl == d->mirrored ? end : 2 - end]};
	setter_reports(d->t->setter, diags_like(arena, job_of(pub)->diags));
	bool good = lines_break(d->t->setter, arena, para, &l->galley);
	setter_reports(d->t->setter, job_of(pub)->diags);
	return good && !l->galley.broken && (!l->as.lines || l->galley.lines <= l->as.lines);
}

static str with_ellipsis(struct strom_job *pub, str text, size_t end)
{
	static const char *const marks[] = {" ", ",", ";", ":", "-", "("};
	str kept = str_sub(text, 0, end);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (kept.len > 1 && str_ends(kept, str_of(marks[i]))) {
			kept.len--;
			i = SIZE_MAX;
		}
	return arena_printf(job_of(pub)->arena, "%.*s\u2026", STR_ARG(kept));
}

/* Where words, or letters, end: the last of them with which it fits. 0: not even the first. */
static size_t fitting(struct strom_job *pub, struct set_label *l, const uint32_t *ends, size_t n)
{
	size_t low = 0, high = n;
	while (low < high) {
		size_t middle = (low + high + 1) / 2;
		if (broken(pub, l, with_ellipsis(pub, l->whole, ends[middle - 1])))
			low = middle;
		else
			high = middle - 1;
	}
	return low ? ends[low - 1] : 0;
}

static void shorten(struct strom_job *pub, struct set_label *l)
{
	uint32_t *words = arena_array(job_of(pub)->arena, uint32_t, l->whole.len + 1),
	         *letters = arena_array(job_of(pub)->arena, uint32_t, l->whole.len + 1);
	size_t words_n = 0, letters_n = 0;
	for (size_t i = 1; i < l->whole.len; i++) {
		if (l->whole.ptr[i] == ' ')
			words[words_n++] = (uint32_t)i;
		if (((unsigned char)l->whole.ptr[i] & 0xC0) != 0x80)
			letters[letters_n++] = (uint32_t)i;
	}
	size_t end = fitting(pub, l, words, words_n);
	if (!end)
		end = fitting(pub, l, letters, letters_n);
	l->cut = true;
	l->text = end ? with_ellipsis(pub, l->whole, end) : S("");
	if (end)
		broken(pub, l, l->text);
}

static bool ask(struct strom_job *pub, const struct strom_words *theirs, struct set_label *l)
{
	struct drawing *d = canvas_drawing(pub);
	*l = (struct set_label){.lines = 0};
	if (!canvas_take(pub, &l->as, sizeof l->as, theirs, JOB_UP_TO(strom_words, text),
	                 "a label"))
		return false;
	l->style = canvas_style_of(d, l->as.style);
	if (l->as.text_size > 0 && l->style.size) {
		l->style.leading = l->style.leading * l->as.text_size / l->style.size;
		l->style.size = l->as.text_size;
	}
	l->whole = one_line(job_of(pub)->arena, l->as.text);
	l->text = utf8_prefix(l->whole, LONGEST);
	l->run = run_with(pub, &l->style, l->text, l->as.flags);
	return l->run.font && l->text.len;
}

/* False: nothing stands there. */
static bool set(struct strom_job *pub, const struct strom_words *theirs, struct set_label *l)
{
	struct drawing *d = canvas_drawing(pub);
	if (!ask(pub, theirs, l))
		return false;
	l->lines = 1;
	l->w = line_width(d->t->setter, &l->run, 1);
	if (l->as.width <= 0 || (l->w <= l->as.width && l->text.len == l->whole.len))
		return true;
	if (l->text.len < l->whole.len || !broken(pub, l, l->text))
		shorten(pub, l);
	l->lines = (uint32_t)(l->text.len ? l->galley.lines : 0);
	l->w = l->galley.widest;
	if (l->lines != 1)
		return l->lines != 0;
	l->run.text = l->text; /* one line stands as any other does */
	l->w = line_width(d->t->setter, &l->run, 1);
	return true;
}

static void give_extent(const struct set_label *l, struct strom_extent *theirs, struct job *j)
{
	struct strom_extent all = {.lines = l->lines,
	                           .width = l->w,
	                           .height = l->lines * l->style.leading,
	                           .shortened = l->cut};
	if (theirs && job_sized(j, theirs->size, JOB_UP_TO(strom_extent, lines), "an extent"))
		canvas_give(theirs, &all, sizeof all);
}

void canvas_measure(struct strom_job *pub, const struct strom_words *theirs,
                    struct strom_extent *extent)
{
	struct set_label l;
	set(pub, theirs, &l);
	give_extent(&l, extent, job_of(pub));
}

/* The first baseline of a label whose anchor is at y. */
static strom_len baseline(const struct drawing *d, const struct set_label *l, strom_len y)
{
	strom_len first = run_baseline(d->t, &l->style), below = (l->lines - 1) * l->style.leading;
	strom_len capitals = font_scale(l->run.font, l->run.font->cap_height, l->style.size);
	switch (l->as.vertical) {
	case STROM_VERTICAL_TOP:
		return y + first;
	case STROM_VERTICAL_MIDDLE:
		return y + (capitals - below) / 2;
	case STROM_VERTICAL_BOTTOM:
		return y - below - l->style.leading + first;
	default:
		return y;
	}
}

/* Whole in the alternative text and the attached data, so the figure is printed. */
static void tell_cut(struct strom_job *pub, const struct set_label *l)
{
	struct drawing *d = canvas_drawing(pub);
	if (!l->cut)
		return;
	diag_warn(job_of(pub)->diags, job_of(pub)->at, "figure/long-label",
	          "\"%.*s\" has no room in the figure, and is shortened",
	          STR_ARG(utf8_prefix(l->whole, 60)));
	diag_hint(job_of(pub)->diags,
	          "Shorten it in the query, or in the column's title; the alternative text and the "
	          "attached data have all of it.");
	for (size_t i = 0; i < d->shortened.n; i++)
		if (str_eq(d->shortened.at[i], l->whole))
			return;
	vec_push(job_of(pub)->arena, &d->shortened, l->whole);
}

/* On a series' colour letters are black where that has a pattern, on a plate of paper. */
static uint8_t colour_run(struct strom_job *pub, struct set_label *l, bool *plate)
{
	struct drawing *d = canvas_drawing(pub);
	struct colour on = canvas_ours(d, l->as.on);
	uint8_t below = l->as.on.a ? canvas_black(d, on) : BLACK_NONE;
	if (l->as.on.a)
		l->run.colour = canvas_legible(d, l->as.on);
	else if (l->as.colour.a)
		l->run.colour = canvas_on_paper(d, l->as.colour);
	*plate = below == BLACK_SERIES + 1 || below == BLACK_SERIES + 3;
	if (below >= BLACK_SERIES)
		return below == BLACK_SERIES ? BLACK_PAPER : BLACK_DARK;
	return canvas_black_text(d, l->as.colour.a ? canvas_ours(d, l->as.colour) : l->run.colour);
}

static void put(struct strom_job *pub, struct set_label *l, strom_len x, strom_len y)
{
	struct drawing *d = canvas_drawing(pub);
	struct arena *arena = job_of(pub)->arena;
	strom_len left = left_of(d, x, l->as.anchor, l->w);
	if (l->lines == 1) {
		line_put(d->t->setter, arena, &l->run, 1, left, y, &d->items);
	} else {
		/* The galley's runs are copies. */
		((struct run *)(uintptr_t)l->galley.para->runs)->colour = l->run.colour;
		galley_put(d->t->setter, arena, &l->galley, 0, l->lines,
		           left_of(d, x, l->as.anchor, l->as.width), y, l->style.leading,
		           &d->items);
	}
	strom_len capitals = font_scale(l->run.font, l->run.font->cap_height, l->style.size);
	reach(d, left, y - capitals, l->w, y + (l->lines - 1) * l->style.leading);
}

void canvas_label(struct strom_job *pub, strom_len x, strom_len y, const struct strom_words *theirs,
                  struct strom_extent *extent)
{
	struct drawing *d = canvas_drawing(pub);
	struct set_label l;
	bool good = set(pub, theirs, &l), plate = false;
	size_t from = d->items.n;
	give_extent(&l, extent, job_of(pub));
	tell_cut(pub, &l);
	if (!good)
		return;
	uint8_t black = colour_run(pub, &l, &plate);
	put(pub, &l, x, baseline(d, &l, y));
	blacken(d, from, black);
	if (plate)
		canvas_halo(pub, from, STROM_PT(1.2), BLACK_ONLY);
	if (l.as.halo > 0)
		canvas_halo(pub, from, l.as.halo, d->black ? BLACK_PAPER : BLACK_NONE);
}
