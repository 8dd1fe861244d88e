/* The tables of letters and pairs, filled as words ask for them; words put together from them. */
#include "typeset/shape/pairs.h"

#include "typeset/shape/reach.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum {
	ALPHABETS = 0x590,               /* Latin, Greek, Cyrillic: characters below */
	SIGNS = 0x2010, SIGNS_END = 0x2060,      /* dashes, quotation marks, dots */
	UNSEEN = 0, NOT_PLAIN = 255,     /* slots of no letter */
	FRACTION_SLASH = 0x2044,         /* makes fractions of the digits around it */
	UNKNOWN = INT16_MIN, JOINED = INT16_MIN + 1      /* kerns that are none */
};

struct letter {
	uint32_t code, glyph;
	int32_t advance;
	bool sticky;                     /* rules that begin beside it may look at it */
	bool alphabetic;                 /* no sign and no digit */
};

struct pairs {
	struct reach *reach;
	hb_font_t *font;
	uint32_t n;                      /* letters seen, NOT_PLAIN - 1 at most */
	struct letter letters[NOT_PLAIN];
	int16_t *kerns[NOT_PLAIN]; /* [first][second], font units; a row is made when it is asked
	                              for */
	uint8_t slots[ALPHABETS + SIGNS_END - SIGNS];
};

/* Fractions are asked for by a character that no plain word has; so their rules do not count. */
struct pairs *pairs_new(struct setter *s, const struct shape_style *style, hb_script_t script)
{
	static const char *const fractions[] = {"-frac", "-numr", "-dnom"};
	hb_segment_properties_t props = {.direction = HB_DIRECTION_LTR, .script = script,
	                                 .language = style->tongue->language};
	hb_feature_t *list = arena_array(s->arena, hb_feature_t, style->list_n + 3);
	for (unsigned i = 0; i < 3; i++)
		hb_feature_from_string(fractions[i], -1, &list[i]);
	if (style->list_n)
		memcpy(list + 3, style->list, style->list_n * sizeof *list);
	hb_shape_plan_t *plan =
	        hb_shape_plan_create(style->font->hb_face, &props, list, style->list_n + 3, NULL);
	struct reach *reach = reach_new(s->arena, style->font->hb_face, plan);
	hb_shape_plan_destroy(plan);
	if (!reach)
		return NULL;
	struct pairs *p = arena_make(s->arena, struct pairs);
	p->reach = reach;
	p->font = style->font->hb_font;
	return p;
}

/* ---- Letters ---- */

static bool is_plain(uint32_t code)
{
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32)code, &status);
	const uint32_t kinds = U_GC_LU_MASK | U_GC_LL_MASK | U_GC_LT_MASK | U_GC_LO_MASK |
	                       U_GC_ND_MASK | U_GC_P_MASK | U_GC_S_MASK;
	return code != FRACTION_SLASH && U_GET_GC_MASK((UChar32)code) & kinds &&
	       (script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC ||
	        script == USCRIPT_COMMON);
}

static uint8_t letter_add(struct pairs *p, uint32_t code)
{
	hb_codepoint_t glyph;
	if (p->n + 1 == NOT_PLAIN || !is_plain(code) ||
	    !hb_font_get_nominal_glyph(p->font, code, &glyph) || reach_glyph(p->reach, glyph))
		return NOT_PLAIN;
	p->n++;
	p->letters[p->n] = (struct letter){code, glyph, hb_font_get_glyph_h_advance(p->font, glyph),
	                                   reach_around(p->reach, glyph), u_isalpha((UChar32)code)};
	return (uint8_t)p->n;
}

static uint8_t slot_of(struct pairs *p, uint32_t code)
{
	if (code >= ALPHABETS && (code < SIGNS || code >= SIGNS_END))
		return NOT_PLAIN;
	uint8_t *slot = &p->slots[code < ALPHABETS ? code : ALPHABETS + code - SIGNS];
	if (*slot == UNSEEN)
		*slot = letter_add(p, code);
	return *slot;
}

/* Of a text's first letter, which is taken off it. Nearly all are ASCII, and were seen before. */
static inline uint8_t take_slot(struct pairs *p, str *rest)
{
	unsigned char byte = (unsigned char)*rest->ptr;
	if (byte >= 0x80 || p->slots[byte] == UNSEEN)
		return slot_of(p, utf8_next(rest));
	rest->ptr++;
	rest->len--;
	return p->slots[byte];
}

/* ---- Pairs ---- */

/* What the second letter adds to the first one's advance, as HarfBuzz sets the two alone. */
static int16_t shaped_kern(struct setter *s, struct shape_style *style,
                           const struct plan *plan, const struct letter *a, const struct letter *b)
{
	char text[8];
	size_t len = utf8_put(text, a->code);
	unsigned n;
	len += utf8_put(text + len, b->code);
	shape_text(s, style, plan, (str){text, len}, NULL, 0);
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(s->buffer, &n);
	const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(s->buffer, &n);
	if (n != 2 || info[0].codepoint != a->glyph || info[1].codepoint != b->glyph ||
	    pos[1].x_advance != b->advance)
		return JOINED;
	for (unsigned i = 0; i < n; i++)
		if (pos[i].x_offset || pos[i].y_offset)
			return JOINED;
	int32_t kern = pos[0].x_advance - a->advance;
	return kern > JOINED && kern <= INT16_MAX ? (int16_t)kern : JOINED;
}

static int16_t kern_find(struct setter *s, struct shape_style *style, const struct plan *plan,
                         uint8_t first, uint8_t second)
{
	struct pairs *p = plan->pairs;
	if (!p->kerns[first]) {
		p->kerns[first] = arena_alloc(s->arena, NOT_PLAIN * sizeof(int16_t));
		for (size_t i = 0; i < NOT_PLAIN; i++)
			p->kerns[first][i] = UNKNOWN;
	}
	const struct letter *a = &p->letters[first], *b = &p->letters[second];
	return p->kerns[first][second] = reach_pair(p->reach, a->glyph, b->glyph)
	                                         ? JOINED
	                                         : shaped_kern(s, style, plan, a, b);
}

/* Nearly every pair was seen before. */
static inline int16_t kern_of(struct setter *s, struct shape_style *style, const struct plan *plan,
                              uint8_t first, uint8_t second)
{
	const int16_t *row = plan->pairs->kerns[first];
	return row && row[second] != UNKNOWN ? row[second]
	                                     : kern_find(s, style, plan, first, second);
}

/* ---- Spelling ---- */

struct spelling {
	uint32_t n;
	bool joined;                     /* some pair is */
	int32_t width;                   /* if none is */
	uint8_t slot[MOST_PIECE];
	uint16_t off[MOST_PIECE + 1];    /* of each letter's text, and the text's end */
	int16_t kern[MOST_PIECE];        /* with the letter before; or JOINED */
};

/* False: it has a letter that is not plain. */
static bool spell(struct setter *s, struct shape_style *style, const struct plan *plan,
                  str text, struct spelling *w)
{
	struct pairs *p = plan->pairs;
	uint8_t before = UNSEEN;
	w->n = 0;
	w->joined = false;
	w->width = 0;
	for (str rest = text; rest.len; w->n++) {
		w->off[w->n] = (uint16_t)(text.len - rest.len);
		uint8_t slot = take_slot(p, &rest);
		if (slot == NOT_PLAIN)
			return false;
		int16_t kern = before ? kern_of(s, style, plan, before, slot) : 0;
		w->joined |= kern == JOINED;
		w->width += p->letters[slot].advance + kern;
		w->kern[w->n] = kern;
		w->slot[w->n] = before = slot;
	}
	w->off[w->n] = (uint16_t)text.len;
	return true;
}

/* ---- Plain words ---- */

static struct shaped plain_glyph(const struct pairs *p, const struct spelling *w, uint32_t i,
                                 int32_t end)
{
	return (struct shaped){.id = p->letters[w->slot[i]].glyph, .end = end, .off = w->off[i],
	                       .len = (uint16_t)(w->off[i + 1] - w->off[i]), .last = true,
	                       .safe = !w->kern[i]};
}

static void plain_glyphs(struct setter *s, const struct pairs *p, const struct spelling *letters)
{
	int32_t pen = 0;
	for (uint32_t i = 0; i < letters->n; i++) {
		if (i)
			s->plain[i - 1].end = pen += letters->kern[i];
		pen += p->letters[letters->slot[i]].advance;
		s->plain[i] = plain_glyph(p, letters, i, pen);
	}
}

const struct shaped *word_glyphs(struct setter *s, struct shape_style *style,
                                 const struct form *w)
{
	struct spelling letters;
	if (!(w->flags & WORD_PLAIN))
		return w->glyphs;
	const struct plan *plan = shape_plan(s, style, w->text);
	spell(s, style, plan, w->text, &letters);
	plain_glyphs(s, plan->pairs, &letters);
	return s->plain;
}

/* The pen is where a glyph ends, in font units: what that is in lengths is rounded, its advance is
 * what is left. */
static inline void end_glyph(const struct run_set *set, strom_len tracking, int32_t pen,
                             struct spelled *w, struct glyph *g)
{
	strom_len end = set_scale(set, pen);
	g->advance = end - w->width + tracking;
	w->width = end;
}

/* False: some letter or pair is not plain. */
static inline bool spell_in_place(struct setter *s, const struct run_set *set,
                                  const struct plan *plan, strom_len tracking, str text,
                                  struct glyph *to, struct spelled *w)
{
	const struct letter *letters = plan->pairs->letters;
	uint8_t last = UNSEEN;
	int32_t pen = 0;
	for (str rest = text; rest.len; w->n++) {
		const char *at = rest.ptr;
		uint8_t slot = take_slot(plan->pairs, &rest);
		int16_t kern = slot == NOT_PLAIN ? JOINED
		               : w->n ? kern_of(s, set->style, plan, last, slot) : 0;
		if (kern == JOINED)
			return false;
		if (w->n)
			end_glyph(set, tracking, pen += kern, w, &to[w->n - 1]);
		pen += letters[slot].advance;
		to[w->n] = (struct glyph){.id = letters[slot].glyph,
		                          .text_off = (uint32_t)(at - set->text.ptr),
		                          .text_len = (uint16_t)(rest.ptr - at)};
		last = slot;
	}
	if (w->n)
		end_glyph(set, tracking, pen, w, &to[w->n - 1]);
	w->letter = letters[last].alphabetic;
	return true;
}

struct spelled word_spell(struct setter *s, const struct run_set *set, strom_len tracking, str text,
                          struct glyph *to)
{
	const struct plan *plan = shape_plan(s, set->style, text);
	struct spelled w = {0};
	if (!plan->pairs || !spell_in_place(s, set, plan, tracking, text, to, &w))
		return (struct spelled){0};
	w.width += tracking * w.n;
	return w;
}

/* ---- Words with joined letters ---- */

struct joining {
	struct setter *s;
	struct shape_style *style;
	const struct pairs *pairs;
	hb_script_t script;
	const struct spelling *letters;
	str text;
	bool held[MOST_PIECE];           /* letters that are shaped together with a neighbour */
	int32_t pen;
	uint32_t n;
	struct shaped glyphs[MOST_PIECE];
};

static bool is_sticky(const struct joining *j, uint32_t i)
{
	return j->pairs->letters[j->letters->slot[i]].sticky;
}

/* Joined pairs, and on both sides all that a rule of theirs may look at. */
static void hold(struct joining *j)
{
	const struct spelling *w = j->letters;
	memset(j->held, 0, w->n * sizeof *j->held);
	for (uint32_t i = 1; i < w->n; i++)
		if (w->kern[i] == JOINED)
			j->held[i - 1] = j->held[i] = true;
	for (uint32_t i = 1; i < w->n; i++)
		j->held[i] |= j->held[i - 1] && is_sticky(j, i);
	for (uint32_t i = w->n; i-- > 1;)
		j->held[i - 1] |= j->held[i] && is_sticky(j, i - 1);
}

/* A neighbour that kerning alone reaches comes out as it went in. */
static bool is_untouched(const struct joining *j, uint32_t letter, const struct shaped *g)
{
	return g->id == j->pairs->letters[j->letters->slot[letter]].glyph && g->len && g->last &&
	       !g->dx && !g->dy;
}

/* Letters [from, to) as HarfBuzz sets them between their neighbours; false: it cannot be said. */
static bool add_joined(struct joining *j, uint32_t from, uint32_t to)
{
	const struct spelling *w = j->letters;
	uint32_t first = from ? from - 1 : from, end = to < w->n ? to + 1 : to, i = from - first;
	str text = str_sub(j->text, w->off[first], w->off[end]);
	if (text.len == j->text.len || shape_plan(j->s, j->style, text)->script != j->script)
		return false;
	const struct form *piece = word_get(j->s, j->style, text);
	const struct shaped *g = piece->glyphs;
	if (piece->flags & (WORD_MISSING | WORD_PLAIN) || piece->n < i + (end - to) + 1 ||
	    (i && !is_untouched(j, first, g)) ||
	    (end > to && !is_untouched(j, to, &g[piece->n - 1])) || j->n + piece->n > MOST_PIECE)
		return false;
	int32_t shift = j->pen;
	if (i) {
		shift -= j->pairs->letters[w->slot[first]].advance;
		j->glyphs[j->n - 1].end = shift + g[0].end;
	}
	for (; i < piece->n - (end - to); i++) {
		struct shaped *out = &j->glyphs[j->n++];
		*out = g[i];
		out->end += shift;
		out->off = g[i].len ? (uint16_t)(g[i].off + w->off[first]) : 0;
		out->safe = false;
		j->pen = out->end;
	}
	return true;
}

static void add_plain(struct joining *j, uint32_t i)
{
	bool beside = i && j->held[i - 1];
	if (i && !beside)
		j->glyphs[j->n - 1].end = j->pen += j->letters->kern[i];
	j->pen += j->pairs->letters[j->letters->slot[i]].advance;
	j->glyphs[j->n] = plain_glyph(j->pairs, j->letters, i, j->pen);
	j->glyphs[j->n++].safe &= !beside;
}

/* Ligatures and their like are shaped with the letter before and the one behind, and kept as words
 * of their own: a language has some hundreds, and thousands of words that have them. */
static bool join(struct setter *s, struct shape_style *style, const struct plan *plan,
                 const struct spelling *letters, struct form *w)
{
	struct joining j;
	j.s = s;
	j.style = style;
	j.pairs = plan->pairs;
	j.script = plan->script;
	j.letters = letters;
	j.text = w->text;
	j.pen = 0;
	j.n = 0;
	hold(&j);
	for (uint32_t i = 0, to; i < letters->n; i = to) {
		for (to = i + 1; j.held[i] && to < letters->n && j.held[to]; to++)
			;
		if (!j.held[i])
			add_plain(&j, i);
		else if (!add_joined(&j, i, to))
			return false;
	}
	struct shaped *kept = arena_array(s->cache.words, struct shaped, j.n);
	memcpy(kept, j.glyphs, j.n * sizeof *kept);
	w->glyphs = kept;
	w->n = (uint16_t)j.n;
	for (uint32_t i = 0; i < j.n; i++)
		w->clusters += kept[i].last;
	w->width = j.pen;
	w->flags |= WORD_JOINED;
	return true;
}

bool pairs_shape(struct setter *s, struct shape_style *style, const struct plan *plan,
                 struct form *w)
{
	struct spelling letters;
	if (!spell(s, style, plan, w->text, &letters))
		return false;
	if (letters.joined)
		return join(s, style, plan, &letters, w);
	w->n = w->clusters = (uint16_t)letters.n;
	w->width = letters.width;
	w->flags |= WORD_PLAIN;
	return true;
}

int32_t pairs_before(const struct shape_style *style, const struct shaped *glyphs, uint32_t i)
{
	int32_t start = i > 1 ? glyphs[i - 2].end : 0;
	return start + hb_font_get_glyph_h_advance(style->font->hb_font, glyphs[i - 1].id);
}
