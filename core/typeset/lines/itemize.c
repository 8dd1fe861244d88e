/* Runs parted by font and direction. */
#include "typeset/lines/itemize.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

/* What a cluster's font depends on. */
enum kind { STRONG, OPENING, NEUTRAL };

/* A character with the marks on it. */
struct cluster {
	uint32_t off, len;
	uint8_t kind, level;
	bool joins;                      /* its letters are written together */
	const struct font *font;         /* NULL: its neighbours will say */
	uint32_t per_mille;
};

/* A run being parted. */
struct parting {
	struct setter *s;
	struct arena *arena;
	const struct run *run;
	const uint8_t *levels;           /* of its text; NULL: all is from left to right */
	bool rtl, native;                /* native: the font lacks the language's script */
	vec(struct cluster) clusters;
	vec(struct run) out;
};

/* ---- Clusters ---- */

static bool extends(uint32_t code, uint32_t before)
{
	if (code < 0x300 || code == UTF8_BAD)
		return false;
	return u_hasBinaryProperty((UChar32)code, UCHAR_GRAPHEME_EXTEND) || code == 0x200D ||
	       before == 0x200D || U_GET_GC_MASK((UChar32)code) & U_GC_MC_MASK;
}

static uint8_t kind_of(uint32_t code)
{
	UErrorCode status = U_ZERO_ERROR;
	if (code == UTF8_BAD)
		return STRONG;
	uint32_t mask = U_GET_GC_MASK((UChar32)code);
	if (uscript_getScript((UChar32)code, &status) != USCRIPT_COMMON)
		return STRONG;
	if (mask & (U_GC_PS_MASK | U_GC_PI_MASK))
		return OPENING;
	return mask & (U_GC_P_MASK | U_GC_Z_MASK | U_GC_CF_MASK | U_GC_CC_MASK) ? NEUTRAL : STRONG;
}

static bool joins(uint32_t code)
{
	int32_t type = u_getIntPropertyValue((UChar32)code, UCHAR_JOINING_TYPE);
	return type != U_JT_NON_JOINING && type != U_JT_TRANSPARENT;
}

/* The run's text in capitals must be in the font too. */
static bool covers(const struct run *r, const struct font *font, str cluster)
{
	char upper[8];
	str rest = cluster;
	uint32_t code = utf8_next(&rest);
	if (!stand_in_has_cluster(font, cluster))
		return false;
	if (!r->upper || code == UTF8_BAD)
		return true;
	return stand_in_has_cluster(
	        font, (str){upper, utf8_put(upper, (uint32_t)u_toupper((UChar32)code))});
}

static void choose_strong(struct parting *p, struct cluster *c, str text)
{
	uint32_t per_mille;
	c->font = p->run->font;
	c->per_mille = 1000;
	if (covers(p->run, c->font, text))
		return;
	const struct font *font = stand_in_find(p->s, p->run->font, text, &per_mille);
	if (!font)
		return;
	c->font = font;
	c->per_mille = per_mille;
}

static void find_clusters(struct parting *p)
{
	str text = p->run->text;
	for (str rest = text; rest.len;) {
		uint32_t off = (uint32_t)(text.len - rest.len), code = utf8_next(&rest),
		         last = code;
		struct cluster c = {.off = off, .kind = kind_of(code), .joins = joins(code)};
		for (str next = rest; next.len; rest = next) {
			uint32_t mark = utf8_next(&next);
			if (!extends(mark, last))
				break;
			last = mark;
		}
		c.len = (uint32_t)(text.len - rest.len) - off;
		c.level = p->levels ? p->levels[off] : 0;
		if (c.kind == STRONG)
			choose_strong(p, &c, str_sub(text, off, off + c.len));
		vec_push(p->arena, &p->clusters, c);
	}
}

/* ---- What stands between letters ---- */

static bool take(struct parting *p, struct cluster *c, const struct cluster *from)
{
	if (!from || !covers(p->run, from->font, str_sub(p->run->text, c->off, c->off + c->len)))
		return false;
	c->font = from->font;
	c->per_mille = from->per_mille;
	return true;
}

/* Opening signs go with what they open, the others with what they follow. */
static void choose_neutral(struct parting *p, struct cluster *c, const struct cluster *before,
                           const struct cluster *after)
{
	const struct cluster own = {.font = p->run->font, .per_mille = 1000};
	const struct cluster *near = c->kind == OPENING || !before ? after : before;
	const struct cluster *far = near == after ? before : after;
	if (!p->native && take(p, c, &own))
		return;
	if (!take(p, c, near) && !take(p, c, far) && !take(p, c, &own))
		choose_strong(p, c, str_sub(p->run->text, c->off, c->off + c->len));
}

static void settle_neutrals(struct parting *p)
{
	struct cluster *at = p->clusters.at;
	const struct cluster *before = NULL;
	for (size_t i = 0, next = 0; i < p->clusters.n; i++) {
		if (at[i].kind == STRONG) {
			before = &at[i];
			continue;
		}
		if (next < i)
			next = i;
		while (next < p->clusters.n && at[next].kind != STRONG)
			next++;
		choose_neutral(p, &at[i], before, next < p->clusters.n ? &at[next] : NULL);
	}
}

/* ---- Parts ---- */

static bool goes_on(const struct cluster *a, const struct cluster *b)
{
	return a->font == b->font && a->per_mille == b->per_mille && a->level == b->level;
}

static void add_part(struct parting *p, size_t from, size_t to)
{
	const struct cluster *first = &p->clusters.at[from], *last = &p->clusters.at[to - 1];
	struct run part = *p->run;
	part.text = str_sub(p->run->text, first->off, last->off + last->len);
	part.font = first->font;
	part.size = p->run->size * first->per_mille / 1000;
	part.level = first->level;
	part.inset = (first->level & 1) != p->rtl;
	part.break_after &= to == p->clusters.n;
	/* What is set apart would part the letters of a word. */
	for (size_t i = from; i < to; i++)
		if (p->clusters.at[i].joins)
			part.tracking = 0;
	vec_push(p->arena, &p->out, part);
}

static void part_run(struct parting *p, const struct run *r, const uint8_t *levels)
{
	const struct tongue *t = setter_tongue(p->s, r->lang);
	p->run = r;
	p->levels = levels;
	p->native = t && t->script != HB_SCRIPT_LATIN && t->script != HB_SCRIPT_GREEK &&
	            t->script != HB_SCRIPT_CYRILLIC;
	p->clusters.n = 0;
	find_clusters(p);
	settle_neutrals(p);
	for (size_t from = 0, to; from < p->clusters.n; from = to) {
		for (to = from + 1; to < p->clusters.n; to++)
			if (!goes_on(&p->clusters.at[to - 1], &p->clusters.at[to]))
				break;
		add_part(p, from, to);
	}
	if (!p->clusters.n)
		vec_push(p->arena, &p->out, *r);
}

/* No font is asked for. */
static void part_box(struct parting *p, const struct run *r, const uint8_t *levels)
{
	struct run part = *r;
	part.level = levels ? levels[0] : 0;
	part.inset = (part.level & 1) != p->rtl;
	vec_push(p->arena, &p->out, part);
}

bool itemize_wanted(const struct run *runs, size_t n, bool rtl)
{
	size_t at;
	for (size_t i = 0; i < n && !rtl; i++)
		rtl = scan_right_to_left(runs[i].text, &at);
	return rtl;
}

void itemize(struct setter *s, struct arena *arena, const struct run *runs, size_t n, bool rtl,
             const struct run **out, size_t *out_n)
{
	struct parting p = {.s = s, .arena = arena, .rtl = rtl};
	const uint8_t *levels =
	        itemize_wanted(runs, n, rtl) ? levels_of(s, arena, runs, n, rtl) : NULL;
	for (size_t i = 0, base = 0; i < n; base += runs[i++].text.len)
		(runs[i].box ? part_box : part_run)(&p, &runs[i], levels ? levels + base : NULL);
	for (size_t i = 0; i < p.out.n; i++)
		p.out.at[i].parted = true;
	*out = p.out.at;
	*out_n = p.out.n;
}

/* Scripts without spaces between words, whose letters are not set apart either. */
static bool has_spaces(const struct tongue *t)
{
	return !t || (t->script != HB_SCRIPT_THAI && t->script != HB_SCRIPT_LAO &&
	              t->script != HB_SCRIPT_KHMER && t->script != HB_SCRIPT_MYANMAR);
}

const struct para *itemize_para(struct setter *s, struct arena *arena, const struct para *para,
                                bool lacking)
{
	if (!para->n || para->runs[0].parted ||
	    !(lacking || itemize_wanted(para->runs, para->n, para->rtl)))
		return para;
	struct para *parted = arena_make(arena, struct para);
	*parted = *para;
	if (para->align == ALIGN_JUSTIFY && !has_spaces(setter_tongue(s, para->runs[0].lang)))
		parted->align = ALIGN_START;
	itemize(s, arena, para->runs, para->n, para->rtl, &parted->runs, &parted->n);
	return parted;
}
