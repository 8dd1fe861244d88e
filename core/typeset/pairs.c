/* The tables of letters and pairs, filled as words ask for them. */
#include "typeset/pairs.h"

#include "typeset/reach.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum {
	ALPHABETS = 0x590,               /* Latin, Greek, Cyrillic: characters below */
	SIGNS = 0x2010, SIGNS_END = 0x2060,      /* dashes, quotation marks, dots */
	UNSEEN = 0, NOT_PLAIN = 255,     /* slots of no letter */
	FRACTION_SLASH = 0x2044,         /* makes fractions of the digits around it */
	UNKNOWN = INT16_MIN, JOINED = INT16_MIN + 1      /* kerns that are none */
};

struct letter { uint32_t code, glyph; int32_t advance; };

struct pairs {
	struct reach *reach;
	hb_font_t *font;
	uint32_t n;                      /* letters seen, NOT_PLAIN - 1 at most */
	struct letter letters[NOT_PLAIN];
	int16_t *kerns[NOT_PLAIN];       /* [first][second], font units; a row is made when it is asked for */
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
	hb_shape_plan_t *plan = hb_shape_plan_create(style->font->hb_face, &props, list, style->list_n + 3,
	                                             NULL);
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
	const uint32_t kinds = U_GC_LU_MASK | U_GC_LL_MASK | U_GC_LT_MASK | U_GC_LO_MASK | U_GC_ND_MASK |
	                       U_GC_P_MASK | U_GC_S_MASK;
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
	p->letters[p->n] = (struct letter){code, glyph, hb_font_get_glyph_h_advance(p->font, glyph)};
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

/* ---- Pairs ---- */

/* What the second letter adds to the first one's advance, as HarfBuzz sets the two alone. */
static int16_t shaped_kern(struct setter *s, struct shape_style *style, const struct plan *plan,
                           const struct letter *a, const struct letter *b)
{
	char text[8];
	size_t len = utf8_put(text, a->code);
	unsigned n;
	len += utf8_put(text + len, b->code);
	shape_text(s, style, plan, (str){text, len});
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

static int16_t kern_of(struct setter *s, struct shape_style *style, const struct plan *plan,
                       uint8_t first, uint8_t second)
{
	struct pairs *p = plan->pairs;
	if (!p->kerns[first]) {
		p->kerns[first] = arena_alloc(s->arena, NOT_PLAIN * sizeof(int16_t));
		for (size_t i = 0; i < NOT_PLAIN; i++)
			p->kerns[first][i] = UNKNOWN;
	}
	int16_t *kern = &p->kerns[first][second];
	if (*kern == UNKNOWN) {
		const struct letter *a = &p->letters[first], *b = &p->letters[second];
		*kern = reach_pair(p->reach, a->glyph, b->glyph) ? JOINED
		                                                 : shaped_kern(s, style, plan, a, b);
	}
	return *kern;
}

/* ---- Words ---- */

bool pairs_shape(struct setter *s, struct shape_style *style, const struct plan *plan, struct form *w)
{
	struct pairs *p = plan->pairs;
	struct shaped glyphs[MOST_PIECE];
	uint8_t before = UNSEEN;
	int32_t pen = 0;
	uint32_t n = 0;
	for (str rest = w->text; rest.len; n++) {
		size_t off = w->text.len - rest.len;
		uint8_t slot = slot_of(p, utf8_next(&rest));
		if (slot == NOT_PLAIN)
			return false;
		int16_t kern = before ? kern_of(s, style, plan, before, slot) : 0;
		if (kern == JOINED)
			return false;
		if (n)
			glyphs[n - 1].end = pen += kern;
		pen += p->letters[slot].advance;
		glyphs[n] = (struct shaped){.id = p->letters[slot].glyph, .end = pen, .off = (uint16_t)off,
		                            .len = (uint16_t)(w->text.len - rest.len - off), .last = true,
		                            .safe = !kern};
		before = slot;
	}
	struct shaped *kept = arena_array(s->words, struct shaped, n);
	memcpy(kept, glyphs, n * sizeof *glyphs);
	w->glyphs = kept;
	w->n = w->clusters = n;
	w->width = pen;
	w->flags |= WORD_PLAIN;
	return true;
}

int32_t pairs_before(const struct shape_style *style, const struct form *w, uint32_t i)
{
	int32_t start = i > 1 ? w->glyphs[i - 2].end : 0;
	return start + hb_font_get_glyph_h_advance(style->font->hb_font, w->glyphs[i - 1].id);
}
