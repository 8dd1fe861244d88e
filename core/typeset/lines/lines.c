/* Paragraphs into lines: pieces of text become breaks with sums of widths, which the optimiser
 * chooses from. */
#include "typeset/lines/itemize.h"

#include <unicode/uchar.h>

enum {
	MOST_REPORTS = 8,                /* overfull lines told of, a paragraph */
	MOST_SHOWN = 60,                 /* bytes of a line shown */
	LONG_PART = 8,                   /* letters: shorter parts of "word-word" stay whole */
	FORCED_STEPS = 12,               /* places in a line where a word that is too wide may break */
	LEAST_EMS = 4                    /* narrower columns hold no words at all */
};

/* Costs of breaks, as knuth_plass.h has them. */
enum { COST_DICTIONARY = 484, COST_WRITTEN = 220, COST_NAME = 500 /* more */ };
static const int32_t end_cost[] = {
	[END_HYPHEN] = COST_DICTIONARY, [END_DASH] = 25, [END_SLASH] = 920, [END_URL] = KP_LAST_RESORT,
	[END_FREE] = 0,
};
/* Ideographs give to a line a sixth of a space each. */
enum { IDEOGRAPH_SHARE = 6 };

/* No paper is wider; sums of widths stay far from overflow. */
static strom_len sane(strom_len length)
{
	const strom_len most = (strom_len)1 << 40;
	return length > most ? most : length < -most ? -most : length;
}

/* Sums of a segment so far: the text between two forced breaks. */
struct build {
	struct setter *s;
	const struct para *para;
	bool justify, good;
	strom_len most;                  /* a word that is wider may be broken anywhere; 0: none may */
	strom_len x, stretch, shrink;
	/* The last word, and what came after it. */
	const struct form *word;
	const struct run_set *word_set;
	uint8_t end;
	size_t before_points;            /* breaks before it */
	bool gap, gap_bound;
	strom_len gap_x, gap_stretch, gap_shrink;        /* sums before the gap */
};

static strom_len hang_of(const struct build *b)
{
	return b->justify && b->word ? set_scale(b->word_set, b->word->hang) : 0;
}

static void push(struct build *b, struct kp_break brk)
{
	vec_push(b->s->scratch, &b->s->breaks, brk);
}

/* ---- Breaks between words ---- */

static bool stay_together(const struct form *a, const struct form *b)
{
	if (a->flags & (WORD_BINDS | WORD_OPENING) || b->flags & (WORD_CLOSING | WORD_FOLLOWS))
		return true;
	if (b->flags & WORD_DASH && !(a->flags & WORD_DASH))
		return true;
	if (a->flags & (WORD_NUMBER | WORD_ORDINAL) && b->flags & WORD_UNIT)
		return true;
	return a->flags & WORD_HEAD && b->flags & WORD_GROUP;
}

static void push_gap(struct build *b, const struct scan_piece *p)
{
	strom_len hang = hang_of(b);
	push(b, (struct kp_break){.end = b->gap_x, .solid = b->gap_x - hang, .start = b->x,
	                          .stretch = b->gap_stretch, .shrink = b->gap_shrink,
	                          .next_stretch = b->stretch, .next_shrink = b->shrink,
	                          .hang = hang, .run = p->run, .off = p->off});
}

/* After a hyphen, a dash, a slash. */
static void push_end(struct build *b, const struct scan_piece *p)
{
	strom_len hang = hang_of(b), stretch = b->stretch;
	/* Between ideographs lines are justified, where there are no spaces. */
	if (b->justify && b->end == END_FREE && b->word_set->style->tongue->packed)
		b->stretch += b->word_set->space / IDEOGRAPH_SHARE;
	push(b, (struct kp_break){.end = b->x, .solid = b->x - hang, .start = b->x,
	                          .stretch = stretch, .shrink = b->shrink,
	                          .next_stretch = b->stretch, .next_shrink = b->shrink, .hang = hang,
	                          .cost = end_cost[b->end], .hyphen = b->end == END_HYPHEN,
	                          .run = p->run, .off = p->off});
}

static void add_space(struct build *b, const struct scan_piece *p)
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

static bool may_hyphenate(const struct build *b, const struct run *r, const struct scan_piece *p,
                          const struct form *w)
{
	bool part = p->end == END_HYPHEN || (b->word && !b->gap && b->end == END_HYPHEN);
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

/* A word that is wider than the line is divided by its language, also where the style has no hyphens: but not
 * an address or code, which readers copy. */
static bool must_hyphenate(const struct build *b, const struct scan_piece *p, struct form *w,
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
static void add_divisible(struct build *b, const struct scan_piece *p, struct form *w, bool wide)
{
	const struct run *r = &b->para->runs[p->run];
	if (!wide && !may_hyphenate(b, r, p, w) && str_find(w->text, S("\u00AD")) >= w->text.len)
		return;
	vec_push(b->s->scratch, &b->s->divisible, w);
	push(b, (struct kp_break){.solid = b->x,
	                          .end = b->x + word_width(r, &b->s->sets.at[p->run], w),
	                          .stretch = b->stretch, .shrink = b->shrink, .hyphen = true,
	                          .word = (uint32_t)b->s->divisible.n, .run = p->run, .off = p->off});
}

/* A word that no line can hold and no dictionary divides: breaks between its letters, many to a line,
 * so that the lines around it can be filled. */
static void add_forced(struct build *b, const struct scan_piece *p, struct form *w)
{
	vec_push(b->s->scratch, &b->s->divisible, w);
	push(b, (struct kp_break){.solid = b->x,
	                          .end = b->x + word_width(&b->para->runs[p->run],
	                                                   &b->s->sets.at[p->run], w),
	                          .stretch = b->stretch, .shrink = b->shrink, .forced = true,
	                          .word = (uint32_t)b->s->divisible.n, .run = p->run, .off = p->off});
}

static void divide_anywhere(const struct build *b, const struct kp_break *word, struct form *w,
                            kp_breaks *out)
{
	const struct run_set *set = &b->s->sets.at[word->run];
	const struct shaped *g = word_glyphs(b->s, set->style, w);
	strom_len step = b->most / FORCED_STEPS, tracking = b->para->runs[word->run].tracking, spaces = 0;
	strom_len next = step;
	for (uint32_t i = 1; i < w->n; i++) {
		spaces += g[i - 1].last ? tracking : 0;
		strom_len pen = set_scale(set, g[i - 1].end) + spaces;
		if (!g[i].len || !g[i - 1].last || pen < next)
			continue;
		next = pen + step;
		strom_len x = word->solid + pen;
		vec_push(b->s->scratch, out, (struct kp_break){
			.end = x, .solid = x, .start = x, .stretch = word->stretch, .shrink = word->shrink,
			.next_stretch = word->stretch, .next_shrink = word->shrink, .cost = KP_LAST_RESORT,
			.forced = true, .run = word->run, .off = word->off + g[i].off});
	}
}

/* "Lietuva": readers know names by their look, and a divided one is none. */
static bool is_name(const struct run_set *set, const struct form *w)
{
	const struct language *pack = set->style->tongue->pack;
	str rest = w->text;
	return pack && !pack->nouns_are_capital && u_isupper((UChar32)utf8_next(&rest));
}

/* For the optimiser: context is the build. */
static void divide(const void *context, const struct kp_break *word, kp_breaks *out)
{
	const struct build *b = context;
	const struct run *r = &b->para->runs[word->run];
	const struct run_set *set = &b->s->sets.at[word->run];
	struct form *w = b->s->divisible.at[word->word - 1];
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
		/* Letters and clusters are nearly always one; only the width set in the end is exact. */
		strom_len before = tracking ? tracking * (strom_len)utf8_count(str_sub(w->text, 0, at->off))
		                            : 0;
		strom_len after = tracking * (strom_len)w->clusters - before;
		strom_len solid = word->solid + set_scale(set, at->before) + before;
		vec_push(b->s->scratch, out, (struct kp_break){
			.end = solid + set->hyphen, .solid = solid,
			.start = word->end - set_scale(set, at->after) - after,
			.stretch = word->stretch, .shrink = word->shrink,
			.next_stretch = word->stretch, .next_shrink = word->shrink,
			.hang = b->justify ? set->hyphen_hang : 0,
			.cost = at->written ? COST_WRITTEN : COST_DICTIONARY + name,
			.hyphen = true, .made = true, .run = word->run, .off = word->off + next});
	}
}

static bool must_force(const struct build *b, const struct scan_piece *p, struct form *w,
                       strom_len width)
{
	if (!b->most || width <= b->most)
		return false;
	if (str_find(w->text, S("\u00AD")) < w->text.len)
		return false;
	return !must_hyphenate(b, p, w, width);
}

/* A word that goes on in another run, another font perhaps, is not one that dictionaries know. */
static bool is_joined(const struct build *b, const struct form *w)
{
	return b->word && !b->gap && b->end == END_NONE && b->word->flags & WORD_ENDS_LETTER &&
	       w->flags & WORD_LETTER;
}

static void add_word(struct build *b, const struct scan_piece *p)
{
	const struct run *r = &b->para->runs[p->run];
	const struct run_set *set = &b->s->sets.at[p->run];
	struct form *w = word_get(b->s, set->style, str_sub(set->text, p->off, p->off + p->len));
	bool joined = is_joined(b, w);
	if (w->flags & WORD_MISSING) {
		setter_missing(b->s, r, w);
		b->good = false;
	}
	if (joined && str_find(b->word->text, S("\u00AD")) >= b->word->text.len)
		b->s->breaks.n = b->before_points;
	if (b->gap && b->word && !b->gap_bound && !stay_together(b->word, w))
		push_gap(b, p);
	else if (!b->gap && b->end != END_NONE)
		push_end(b, p);
	b->before_points = b->s->breaks.n;
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

/* The last run of the segment that begins with run `from`. */
static size_t segment_end(const struct para *para, size_t from)
{
	while (from + 1 < para->n && !para->runs[from].break_after)
		from++;
	return from;
}

/* Fills setter->breaks and places; false: a glyph is missing. The segment has text when there is
 * more than one break. */
static bool build_segment(struct build *b, size_t from, size_t to, const uint8_t *allowed)
{
	struct setter *s = b->s;
	struct scan scan = {.sets = s->sets.at, .n = to + 1, .allowed = allowed, .run = (uint32_t)from};
	struct scan_piece p;
	bool indent = !from && (b->justify || b->para->align == ALIGN_START);
	s->breaks.n = s->divisible.n = 0;
	push(b, (struct kp_break){.start = indent ? -sane(b->para->first) : 0, .run = (uint32_t)from});
	b->before_points = 1;
	while (scan_next(&scan, &p)) {
		if (p.kind == PIECE_WORD)
			add_word(b, &p);
		else
			add_space(b, &p);
	}
	if (!b->word && !b->gap)
		return b->good;
	struct kp_break end = {.end = b->gap ? b->gap_x : b->x, .start = b->x, .hang = hang_of(b),
	                       .stretch = b->gap ? b->gap_stretch : b->stretch,
	                       .shrink = b->gap ? b->gap_shrink : b->shrink};
	end.solid = end.end - end.hang;
	end.run = (uint32_t)to + 1;
	push(b, end);
	return b->good;
}

/* ICU's breaks, where our own rules would not do. */
static const uint8_t *foreign_breaks(struct setter *s, const struct para *para)
{
	for (size_t i = 0; i < s->sets.n; i++)
		if (!scan_is_simple(s->sets.at[i].text))
			return scan_icu(s, s->scratch, para->runs[i].lang);
	return NULL;
}

/* ---- Reports ---- */

static str line_text(struct setter *s, const struct kp_break *from, const struct kp_break *to)
{
	struct buf text = {0};
	for (uint32_t run = from->run; run <= to->run && run < s->sets.n; run++) {
		str part = s->sets.at[run].text;
		if (run == to->run)
			part = str_sub(part, 0, to->off);
		buf_put(&text, run == from->run ? str_from(part, from->off) : part);
		if (text.len > MOST_SHOWN)
			break;
	}
	str shown = str_trim(buf_str(&text));
	bool cut = shown.len > MOST_SHOWN;
	shown = arena_printf(s->scratch, "%.*s%s", STR_ARG(utf8_prefix(shown, MOST_SHOWN)),
	                     cut ? "…" : "");
	buf_drop(&text);
	return shown;
}

static void warn_overfull(struct setter *s, const struct para *para, const struct kp_break *from,
                          const struct kp_break *to, strom_len excess)
{
	uint32_t run = from->run < para->n ? from->run : (uint32_t)para->n - 1;
	int64_t tenths = (excess * 10 + 65535) / 65536;
	diag_warn(s->diags, para->runs[run].span, "lines/overfull",
	          "a line is %lld.%lld pt wider than its column: '%.*s'", (long long)(tenths / 10),
	          (long long)(tenths % 10), STR_ARG(line_text(s, from, to)));
	diag_hint(s->diags, "Shorten the text, allow a hyphen with a soft hyphen (U+00AD), or give the "
	                    "column more width.");
}

/* ---- Breaking ---- */

struct breaking {
	struct setter *s;
	struct arena *arena;
	const struct para *para;
	vec(struct line_break) lines;
	strom_len widest, slack;
	bool broken;
	size_t reports;
};

static strom_len squeeze_of(const struct para *para)
{
	return para->align == ALIGN_JUSTIFY && !para->runs[0].parted ? letter_room(sane(para->measure)) : 0;
}

/* Once for a word, though it may take more lines. */
static void warn_broken(struct breaking *k, const struct kp_break *from, const struct kp_break *at)
{
	str text = line_text(k->s, from, at);
	if (from->forced && !str_has(text, ' '))
		return;
	k->reports++;
	diag_warn(k->s->diags, k->para->runs[at->run].span, "lines/broken-word",
	          "a word is wider than its column and is broken anywhere: '%.*s'", STR_ARG(text));
	diag_hint(k->s->diags, "Say where it may be divided with a soft hyphen (U+00AD), or give the "
	                       "column more width.");
}

static void take_line(struct breaking *k, uint32_t from, const struct kp_line *line, bool last)
{
	const struct kp_break *breaks = k->s->kp.breaks.at, *a = &breaks[from], *b = &breaks[line->at];
	strom_len width = b->end - a->start;
	strom_len most = sane(k->para->measure) + squeeze_of(k->para) + b->hang;
	strom_len excess = width - (b->shrink - a->next_shrink) - most;
	if (width > k->widest)
		k->widest = width;
	if (excess > 0 && k->reports++ < MOST_REPORTS)
		warn_overfull(k->s, k->para, a, b, excess);
	k->broken |= b->forced;
	if (excess <= 0 && b->forced && k->reports < MOST_REPORTS)
		warn_broken(k, a, b);
	vec_push(k->arena, &k->lines, (struct line_break){b->run, b->off, b->made, last});
}

static struct build build_of(struct setter *s, const struct para *para)
{
	return (struct build){.s = s, .para = para, .justify = para->align == ALIGN_JUSTIFY,
	                      .good = true};
}

static strom_len forced_from(const struct para *para)
{
	strom_len most = sane(para->measure);
	return most >= para->runs[0].size * LEAST_EMS ? most : 0;
}

static bool break_segment(struct breaking *k, size_t from, size_t to, const uint8_t *allowed)
{
	struct setter *s = k->s;
	struct build b = build_of(s, k->para);
	b.most = forced_from(k->para);
	bool good = build_segment(&b, from, to, allowed);
	if (s->lacking)
		return false;
	if (s->breaks.n == 1) {
		if (k->para->runs[to].break_after)
			vec_push(k->arena, &k->lines,
			         (struct line_break){(uint32_t)to + 1, 0, false, true});
		return good;
	}
	struct kp_paragraph kp = {.at = s->breaks.at, .n = s->breaks.n,
	                          .measure = sane(k->para->measure), .slack = k->slack,
	                          .balance = k->para->balance,
	                          .squeeze = squeeze_of(k->para), .divide = divide, .context = &b};
	kp_solve(&s->kp, s->scratch, &kp);
	uint32_t at = 0;
	for (size_t i = 0; i < s->kp.lines.n; i++) {
		take_line(k, at, &s->kp.lines.at[i], i + 1 == s->kp.lines.n);
		at = s->kp.lines.at[i].at;
	}
	return good;
}

/* What a ragged line may lack before it looks bad: some ems, less in a narrow column. A word is divided
 * only where a line would lack more. */
static strom_len ragged_slack(const struct para *para)
{
	strom_len slack = para->runs[0].size * 5, most = sane(para->measure) / 4;
	if (para->align == ALIGN_JUSTIFY)
		return 0;
	slack = slack < most ? slack : most;
	return slack > 0 ? slack : 1;
}

static bool break_para(struct setter *s, struct arena *arena, const struct para *para,
                       struct galley *out)
{
	bool good = true;
	*out = (struct galley){.para = para};
	s->lacking = false;
	if (!setter_runs(s, para->runs, para->n))
		return false;
	const uint8_t *allowed = foreign_breaks(s, para);
	struct breaking k = {.s = s, .arena = arena, .para = para, .slack = ragged_slack(para)};
	for (size_t from = 0, to; from < para->n && !s->lacking; from = to + 1) {
		to = segment_end(para, from);
		if (!break_segment(&k, from, to, allowed))
			good = false;
	}
	out->lines = k.lines.n;
	out->breaks = k.lines.at;
	out->widest = k.widest;
	out->broken = k.broken;
	return good;
}

bool lines_break(struct setter *s, struct arena *arena, const struct para *para, struct galley *out)
{
	*out = (struct galley){.para = para};
	if (!para->n)
		return true;
	bool good = break_para(s, arena, itemize_para(s, arena, para, false), out);
	return s->lacking ? break_para(s, arena, itemize_para(s, arena, para, true), out) : good;
}

bool galley_holds(const struct galley *g, size_t line, uint32_t run)
{
	const struct line_break *end = &g->breaks[line];
	return end->run > run || (end->run == run && end->off);
}

bool galley_hyphen(const struct galley *g, size_t line)
{
	return line < g->lines && g->breaks[line].hyphen;
}

/* The segment's breaks in the setter's list, those within words too. */
static const kp_breaks *all_breaks(const struct build *b)
{
	struct setter *s = b->s;
	kp_breaks *all = &s->kp.breaks;
	all->n = 0;
	for (size_t i = 0; i < s->breaks.n; i++)
		if (s->breaks.at[i].word)
			divide(b, &s->breaks.at[i], all);
		else
			vec_push(s->scratch, all, s->breaks.at[i]);
	return all;
}

static size_t steps_of(struct setter *s, struct arena *arena, const struct para *para,
                       const struct line_step **out)
{
	vec(struct line_step) steps = {0};
	s->lacking = false;
	if (!para->n || !setter_runs(s, para->runs, para->n))
		return 0;
	const uint8_t *allowed = foreign_breaks(s, para);
	for (size_t from = 0, to; from < para->n; from = to + 1) {
		to = segment_end(para, from);
		struct build b = build_of(s, para);
		build_segment(&b, from, to, allowed);
		const kp_breaks *all = all_breaks(&b);
		for (size_t i = steps.n ? 1 : 0; i < all->n; i++)
			vec_push(arena, &steps, (struct line_step){all->at[i].end, all->at[i].start, false,
			         all->at[i].cost >= KP_LAST_RESORT});
		steps.at[steps.n - 1].forced = true;
		steps.at[steps.n - 1].start = 0;
	}
	*out = steps.at;
	return steps.n;
}

size_t lines_steps(struct setter *s, struct arena *arena, const struct para *para,
                   const struct line_step **out)
{
	size_t n = steps_of(s, arena, itemize_para(s, arena, para, false), out);
	return s->lacking ? steps_of(s, arena, itemize_para(s, arena, para, true), out) : n;
}

/* The widest part that no break divides, and the whole. */
static void widths_of(const struct build *b, strom_len *least, strom_len *natural)
{
	const kp_breaks *all = all_breaks(b);
	for (size_t i = 1; i < all->n; i++)
		if (all->at[i].end - all->at[i - 1].start > *least)
			*least = all->at[i].end - all->at[i - 1].start;
	strom_len whole = all->n > 1 ? all->at[all->n - 1].end - all->at[0].start : 0;
	if (whole > *natural)
		*natural = whole;
}

static void widths_of_para(struct setter *s, const struct para *para, strom_len *least,
                           strom_len *natural)
{
	*least = *natural = 0;
	s->lacking = false;
	if (!setter_runs(s, para->runs, para->n))
		return;
	const uint8_t *allowed = foreign_breaks(s, para);
	for (size_t from = 0, to; from < para->n; from = to + 1) {
		to = segment_end(para, from);
		struct build b = build_of(s, para);
		build_segment(&b, from, to, allowed);
		widths_of(&b, least, natural);
	}
}

void lines_widths(struct setter *s, const struct para *para, strom_len *least, strom_len *natural)
{
	*least = *natural = 0;
	if (!para->n)
		return;
	s->lacking = itemize_wanted(para->runs, para->n, para->rtl);
	if (!s->lacking)
		widths_of_para(s, para, least, natural);
	if (!s->lacking)
		return;
	struct arena *arena = arena_new();
	widths_of_para(s, itemize_para(s, arena, para, true), least, natural);
	arena_drop(arena);
}
