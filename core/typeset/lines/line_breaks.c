/* Where lines may end: pieces of text become breaks with sums of widths, a segment at a time. */
#include "typeset/lines/line_breaks.h"

#include <unicode/uchar.h>

enum {
	LONG_PART = 8,    /* letters: shorter parts of "word-word" stay whole */
	FORCED_STEPS = 12 /* places in a line where a word that is too wide may break */
};

/* Costs of breaks, as knuth_plass.h has them. */
enum { COST_DICTIONARY = 484, COST_WRITTEN = 220, COST_NAME = 500 /* more */ };
static const int32_t end_cost[] = {
        [END_HYPHEN] = COST_DICTIONARY,
        [END_REPEAT] = COST_DICTIONARY,
        [END_DASH] = 25,
        [END_SLASH] = 920,
        [END_URL] = KP_LAST_RESORT,
        [END_FREE] = 0,
};
/* Ideographs give to a line a sixth of a space each. */
enum { IDEOGRAPH_SHARE = 6 };

static strom_len hang_of(const struct line_build *b)
{
	return b->justify && b->word ? set_scale(b->word_set, b->word->hang) : 0;
}

static void push(struct line_build *b, struct kp_break brk)
{
	vec_push(b->s->liner->scratch, &b->s->liner->breaks, brk);
}

/* ---- Breaks between words ---- */

static bool stay_together(const struct form *a, const struct form *b)
{
	if (a->flags & (WORD_BINDS | WORD_OPENING) || b->flags & (WORD_CLOSING | WORD_FOLLOWS))
		return true;
	if (b->flags & WORD_DASH && !(a->flags & WORD_DASH))
		return true;
	if (a->flags & (WORD_NUMBER | WORD_ORDINAL | WORD_ROMAN) && b->flags & WORD_UNIT)
		return true;
	/* "Karl XII", but not "Karl, XII". */
	if (a->flags & WORD_NAME && a->flags & WORD_ENDS_LETTER && b->flags & WORD_ROMAN)
		return true;
	if (a->flags & WORD_BINDS_NAME && b->flags & (WORD_NAME | WORD_NUMBER))
		return true;
	return a->flags & WORD_HEAD && b->flags & WORD_GROUP;
}

static void push_gap(struct line_build *b, const struct scan_piece *p)
{
	strom_len hang = hang_of(b);
	push(b, (struct kp_break){.end = b->gap_x, .solid = b->gap_x - hang, .start = b->x,
	                          .stretch = b->gap_stretch, .shrink = b->gap_shrink,
	                          .next_stretch = b->stretch, .next_shrink = b->shrink,
	                          .hang = hang, .run = p->run, .off = p->off});
}

static bool ends_in_hyphen(uint8_t end)
{
	return end == END_HYPHEN || end == END_REPEAT;
}

/* After a hyphen, a dash, a slash; "biało-|-czerwony". */
static void push_end(struct line_build *b, const struct scan_piece *p)
{
	strom_len hang = hang_of(b), stretch = b->stretch;
	/* Between ideographs lines are justified, where there are no spaces. */
	if (b->justify && b->end == END_FREE && b->word_set->style->tongue->packed)
		b->stretch += b->word_set->space / IDEOGRAPH_SHARE;
	struct kp_break at = {.end = b->x, .solid = b->x - hang, .start = b->x,
	                      .stretch = stretch, .shrink = b->shrink,
	                      .next_stretch = b->stretch, .next_shrink = b->shrink, .hang = hang,
	                      .cost = end_cost[b->end], .hyphen = ends_in_hyphen(b->end),
	                      .run = p->run, .off = p->off};
	if (b->end == END_REPEAT) {
		at.made = true;
		at.solid = b->x;
		at.end += b->word_set->hyphen;
		at.hang = b->justify ? b->word_set->hyphen_hang : 0;
	}
	push(b, at);
}

static void add_space(struct line_build *b, const struct scan_piece *p)
{
	strom_len width = b->s->sets.at[p->run].space;
	if (!b->gap) {
		b->gap = true;
		b->gap_bound = false;
		b->gap_x = b->x;
		b->gap_stretch = b->stretch;
		b->gap_shrink = b->shrink;
	}
	b->gap_bound |= p->kind == PIECE_BOUND_SPACE;
	b->x += width;
	if (!b->justify)
		return;
	b->stretch += space_stretch(width, b->word ? b->word->flags : 0);
	b->shrink += space_shrink(width);
}

/* ---- Breaks within words ---- */

static bool may_hyphenate(const struct line_build *b, const struct run *r,
                          const struct scan_piece *p, const struct form *w)
{
	bool part = ends_in_hyphen(p->end) || (b->word && !b->gap && ends_in_hyphen(b->end));
	bool address = p->end == END_URL || (b->word && !b->gap && b->end == END_URL);
	if (!r->hyphenate || address || (part && w->letters < LONG_PART))
		return false;
	return r->upper || !(w->flags & WORD_CAPITALS);
}

/* The widest part between the places where a dictionary divides a word. */
static strom_len widest_part(const struct run_set *set, const struct form *w, strom_len width)
{
	strom_len from = 0, widest = 0;
	for (size_t i = 0; i <= w->points_n; i++) {
		strom_len to =
		        i < w->points_n ? set_scale(set, w->points[i].before) + set->hyphen : width;
		widest = to - from > widest ? to - from : widest;
		from = i < w->points_n ? to - set->hyphen : from;
	}
	return widest;
}

/* A word that is wider than the line is divided by its language, also where the style has no
 * hyphens: but not an address or code, which readers copy. */
static bool must_hyphenate(const struct line_build *b, const struct scan_piece *p, struct form *w,
                           strom_len width)
{
	const struct run_set *set = &b->s->sets.at[p->run];
	bool address = p->end == END_URL || (b->word && !b->gap && b->end == END_URL);
	if (address || b->para->runs[p->run].copied || w->letters < 2)
		return false;
	word_split(b->s, set->style, w);
	return w->points_n && widest_part(set, w, width) <= b->most;
}

/* Leaves a note that the word may be divided: where, is found out if a line could end in it. */
static void add_divisible(struct line_build *b, const struct scan_piece *p, struct form *w,
                          bool wide)
{
	const struct run *r = &b->para->runs[p->run];
	if (!wide && !may_hyphenate(b, r, p, w) && str_find(w->text, S("\u00AD")) >= w->text.len)
		return;
	vec_push(b->s->liner->scratch, &b->s->liner->divisible, w);
	push(b, (struct kp_break){.solid = b->x,
	                          .end = b->x + word_width(r, &b->s->sets.at[p->run], w),
	                          .stretch = b->stretch,
	                          .shrink = b->shrink,
	                          .hyphen = true,
	                          .word = (uint32_t)b->s->liner->divisible.n,
	                          .run = p->run,
	                          .off = p->off});
}

/* A word that no line can hold and no dictionary divides: breaks between its letters, many to a
 * line, so that the lines around it can be filled. */
static void add_forced(struct line_build *b, const struct scan_piece *p, struct form *w)
{
	vec_push(b->s->liner->scratch, &b->s->liner->divisible, w);
	push(b, (struct kp_break){
	                .solid = b->x,
	                .end = b->x + word_width(&b->para->runs[p->run], &b->s->sets.at[p->run], w),
	                .stretch = b->stretch,
	                .shrink = b->shrink,
	                .forced = true,
	                .word = (uint32_t)b->s->liner->divisible.n,
	                .run = p->run,
	                .off = p->off});
}

static void divide_anywhere(const struct line_build *b, const struct kp_break *word, struct form *w,
                            kp_breaks *out)
{
	const struct run_set *set = &b->s->sets.at[word->run];
	const struct shaped *g = word_glyphs(b->s, set->style, w);
	strom_len step = b->most / FORCED_STEPS, tracking = b->para->runs[word->run].tracking,
	          spaces = 0;
	strom_len next = step;
	for (uint32_t i = 1; i < w->n; i++) {
		spaces += g[i - 1].last ? tracking : 0;
		strom_len pen = set_scale(set, g[i - 1].end) + spaces;
		if (!g[i].len || !g[i - 1].last || pen < next)
			continue;
		next = pen + step;
		strom_len x = word->solid + pen;
		vec_push(b->s->liner->scratch, out,
		         (struct kp_break){.end = x,
		                           .solid = x,
		                           .start = x,
		                           .stretch = word->stretch,
		                           .shrink = word->shrink,
		                           .next_stretch = word->stretch,
		                           .next_shrink = word->shrink,
		                           .cost = KP_LAST_RESORT,
		                           .forced = true,
		                           .run = word->run,
		                           .off = word->off + g[i].off});
	}
}

/* "Lietuva": readers know names by their look, and a divided one is none. */
static bool is_name(const struct run_set *set, const struct form *w)
{
	const struct language *pack = set->style->tongue->pack;
	str rest = w->text;
	return pack && !pack->nouns_are_capital && u_isupper((UChar32)utf8_next(&rest));
}

void line_divide(const void *context, const struct kp_break *word, kp_breaks *out)
{
	const struct line_build *b = context;
	const struct run *r = &b->para->runs[word->run];
	const struct run_set *set = &b->s->sets.at[word->run];
	struct form *w = b->s->liner->divisible.at[word->word - 1];
	if (word->forced) {
		divide_anywhere(b, word, w, out);
		return;
	}
	strom_len tracking = r->tracking;
	int32_t name = is_name(set, w) ? COST_NAME : 0;
	word_split(b->s, set->style, w);
	for (size_t i = 0; i < w->points_n; i++) {
		const struct word_point *at = &w->points[i];
		uint32_t next = at->off + (at->written ? 2u : 0u);
		/* Letters and clusters are nearly always one; only the width set in the end is
		 * exact. */
		strom_len before =
		        tracking ? tracking * (strom_len)utf8_count(str_sub(w->text, 0, at->off))
		                 : 0;
		strom_len after = tracking * (strom_len)w->clusters - before;
		strom_len solid = word->solid + set_scale(set, at->before) + before;
		vec_push(b->s->liner->scratch, out, (struct kp_break){
			.end = solid + set->hyphen, .solid = solid,
			.start = word->end - set_scale(set, at->after) - after,
			.stretch = word->stretch, .shrink = word->shrink,
			.next_stretch = word->stretch, .next_shrink = word->shrink,
			.hang = b->justify ? set->hyphen_hang : 0,
			.cost = at->written ? COST_WRITTEN : COST_DICTIONARY + name,
			.hyphen = true, .made = true, .run = word->run, .off = word->off + next});
	}
}

static bool must_force(const struct line_build *b, const struct scan_piece *p, struct form *w,
                       strom_len width)
{
	if (!b->most || width <= b->most || b->s->sets.at[p->run].box)
		return false;
	if (str_find(w->text, S("\u00AD")) < w->text.len)
		return false;
	return !must_hyphenate(b, p, w, width);
}

/* A word that goes on in another run, another font perhaps, is not one that dictionaries know. */
static bool is_joined(const struct line_build *b, const struct form *w)
{
	return b->word && !b->gap && b->end == END_NONE && b->word->flags & WORD_ENDS_LETTER &&
	       w->flags & WORD_LETTER;
}

/* Between pictures side by side a space may go: two halves of the measure stand on one line. */
static void give_way(struct line_build *b, const struct run_set *set)
{
	if (b->justify && set->box && b->gap && b->word && b->word_set->box)
		b->shrink = b->gap_shrink + b->x - b->gap_x;
}

/* A picture that takes most of a line may stand on one of its own, whatever is tied to it. */
static bool is_apart(const struct line_build *b, const struct run_set *set)
{
	strom_len most = line_sane(b->para->measure) / 2;
	bool before = b->word && b->word_set->box && b->word->width > most;
	return most > 0 && b->word && (before || (set->box && set->box->width > most));
}

static void add_word(struct line_build *b, const struct scan_piece *p)
{
	const struct run *r = &b->para->runs[p->run];
	const struct run_set *set = &b->s->sets.at[p->run];
	struct form *w = word_of_piece(b->s, set, p);
	bool joined = is_joined(b, w);
	if (w->flags & WORD_MISSING)
		setter_missing(b->s, r, w);
	if (joined && str_find(b->word->text, S("\u00AD")) >= b->word->text.len)
		b->s->liner->breaks.n = b->before_points;
	give_way(b, set);
	if (is_apart(b, set) && b->end == END_NONE)
		b->end = END_SLASH;
	if (b->gap && b->word &&
	    (is_apart(b, set) || (!b->gap_bound && !stay_together(b->word, w))))
		push_gap(b, p);
	else if (!b->gap && b->end != END_NONE)
		push_end(b, p);
	b->before_points = b->s->liner->breaks.n;
	strom_len width = word_width(r, set, w);
	if (must_force(b, p, w, width))
		add_forced(b, p, w);
	else if (w->letters > 1 && !joined)
		add_divisible(b, p, w, b->most && width > b->most);
	b->x += width;
	b->word = w;
	b->word_set = set;
	b->end = p->end;
	b->gap = false;
}

/* ---- Segments ---- */

size_t line_segment_end(const struct para *para, size_t from)
{
	while (from + 1 < para->n && !para->runs[from].break_after)
		from++;
	return from;
}

void line_build_segment(struct line_build *b, size_t from, size_t to, const uint8_t *allowed)
{
	struct setter *s = b->s;
	struct scan scan = {
	        .sets = s->sets.at, .n = to + 1, .allowed = allowed, .run = (uint32_t)from};
	struct scan_piece p;
	bool indent = !from && (b->justify || b->para->align == ALIGN_START);
	s->liner->breaks.n = s->liner->divisible.n = 0;
	push(b, (struct kp_break){.start = indent ? -line_sane(b->para->first) : 0,
	                          .run = (uint32_t)from});
	b->before_points = 1;
	while (scan_next(&scan, &p)) {
		if (p.kind == PIECE_WORD)
			add_word(b, &p);
		else
			add_space(b, &p);
	}
	if (!b->word && !b->gap)
		return;
	struct kp_break end = {.end = b->gap ? b->gap_x : b->x, .start = b->x, .hang = hang_of(b),
	                       .stretch = b->gap ? b->gap_stretch : b->stretch,
	                       .shrink = b->gap ? b->gap_shrink : b->shrink};
	end.solid = end.end - end.hang;
	end.run = (uint32_t)to + 1;
	push(b, end);
}

const uint8_t *line_foreign_breaks(struct setter *s, const struct para *para)
{
	for (size_t i = 0; i < s->sets.n; i++)
		if (!scan_is_simple(s->sets.at[i].text))
			return scan_icu(s, s->liner->scratch, para->runs[i].lang);
	return NULL;
}

struct line_build line_build_of(struct setter *s, const struct para *para)
{
	return (struct line_build){.s = s, .para = para, .justify = para->align == ALIGN_JUSTIFY};
}

const kp_breaks *line_all_breaks(const struct line_build *b)
{
	struct setter *s = b->s;
	kp_breaks *all = &s->liner->kp.breaks;
	all->n = 0;
	for (size_t i = 0; i < s->liner->breaks.n; i++)
		if (s->liner->breaks.at[i].word)
			line_divide(b, &s->liner->breaks.at[i], all);
		else
			vec_push(s->liner->scratch, all, s->liner->breaks.at[i]);
	return all;
}
