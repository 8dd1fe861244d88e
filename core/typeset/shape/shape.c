/* The word cache: each word is shaped once a style, in font units, for all sizes. */
#include "typeset/shape/pairs.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

/* ---- The table ---- */

static uint64_t hash_of_word(uint32_t style, str text)
{
	uint64_t h = (style + 1) * 0x9E3779B97F4A7C15u, chunk;
	const char *p = text.ptr;
	size_t n = text.len;
	for (; n >= 8; n -= 8, p += 8) {
		memcpy(&chunk, p, 8);
		h = (h ^ chunk) * 0xD6E8FEB86659FD93u;
		h ^= h >> 32;
	}
	chunk = n;
	for (size_t i = 0; i < n; i++)
		chunk = chunk << 8 | (unsigned char)p[i];
	h = (h ^ chunk) * 0xD6E8FEB86659FD93u;
	return h ^ h >> 32;
}

static void table_grow(struct setter *s)
{
	struct word_slot *old = s->cache.slots;
	struct arena *outgrown = s->cache.table;
	size_t room = s->cache.room;
	s->cache.room = room ? room * 2 : 1024;
	s->cache.table = arena_new();
	s->cache.slots = arena_array(s->cache.table, struct word_slot, s->cache.room);
	for (size_t i = 0; i < room; i++) {
		size_t k = old[i].hash & (s->cache.room - 1);
		if (!old[i].word)
			continue;
		while (s->cache.slots[k].word)
			k = (k + 1) & (s->cache.room - 1);
		s->cache.slots[k] = old[i];
	}
	arena_drop(outgrown);
}

/* ---- Shaping ---- */

/* Characters that only say where a line may break: they have done their work when a word is
 * shaped, and would stand between letters that join. */
static bool is_break_sign(uint32_t code)
{
	return code == 0xAD || code == 0x200B || code == 0x2060 || code == 0xFEFF;
}

static uint32_t code_to_shape(hb_font_t *font, uint32_t code)
{
	hb_codepoint_t glyph;
	if (code == 0xA0 || code == '\t' || code == '\n' || code == '\r')
		return ' ';
	if (code == UTF8_BAD)
		return 0xFFFD;
	/* HarfBuzz itself falls back from the no-break hyphen to U+2010, not to the common one. */
	if (code == 0x2011 && !hb_font_get_nominal_glyph(font, 0x2011, &glyph) &&
	    !hb_font_get_nominal_glyph(font, 0x2010, &glyph))
		return '-';
	return code;
}

/* The script of the first character that has one. */
static hb_script_t script_of_word(const struct tongue *t, str text)
{
	while (text.len) {
		uint32_t code = utf8_next(&text);
		if ((code | 32) - 'a' < 26)
			return HB_SCRIPT_LATIN;
		if (code < 0xAA)
			continue;
		hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), code);
		if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED &&
		    script != HB_SCRIPT_UNKNOWN)
			return script;
	}
	return t->script;
}

static hb_segment_properties_t props_of(const struct shape_style *style, hb_script_t script)
{
	return (hb_segment_properties_t){
		.direction = style->rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR,
		.script = script, .language = style->tongue->language};
}

const struct plan *shape_plan(struct setter *s, struct shape_style *style, str text)
{
	hb_script_t script = script_of_word(style->tongue, text);
	for (size_t i = 0; i < style->plans.n; i++)
		if (style->plans.at[i].script == script)
			return &style->plans.at[i];
	hb_segment_properties_t props = props_of(style, script);
	struct plan plan = {.script = script};
	plan.plan = hb_shape_plan_create_cached(style->font->hb_face, &props, style->list,
	                                        style->list_n, NULL);
	if (props.direction == HB_DIRECTION_LTR && !style->font->coloured)
		plan.pairs = pairs_new(s, style, script);
	vec_push(s->arena, &style->plans, plan);
	return &style->plans.at[style->plans.n - 1];
}

void shape_text(struct setter *s, struct shape_style *style, const struct plan *plan, str text,
                const uint16_t *joints, size_t joints_n)
{
	enum { NON_JOINER = 0x200C };
	hb_buffer_t *buffer = s->buffer;
	hb_font_t *font = style->font->hb_font;
	hb_segment_properties_t props = props_of(style, plan->script);
	hb_buffer_clear_contents(buffer);
	hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES |
	                            HB_BUFFER_FLAG_DO_NOT_INSERT_DOTTED_CIRCLE);
	hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
	for (str rest = text; rest.len;) {
		unsigned at = (unsigned)(text.len - rest.len);
		uint32_t code = utf8_next(&rest);
		for (; joints_n && *joints == at; joints++, joints_n--)
			hb_buffer_add(buffer, NON_JOINER, at);
		if (!is_break_sign(code))
			hb_buffer_add(buffer, code_to_shape(font, code), at);
	}
	hb_buffer_set_segment_properties(buffer, &props);
	hb_shape_plan_execute(plan->plan, font, buffer, style->list, style->list_n);
	/* Words are kept in reading order; put.c turns them. */
	if (style->rtl)
		hb_buffer_reverse(buffer);
}

/* ---- From HarfBuzz's buffer to a word ---- */

/* The first character of a cluster that the font lacks. */
static uint32_t missing_code(hb_font_t *font, str cluster)
{
	uint32_t first = 0;
	while (cluster.len) {
		hb_codepoint_t glyph;
		uint32_t code = utf8_next(&cluster);
		if (code == UTF8_BAD)
			code = 0xFFFD;
		if (u_hasBinaryProperty((UChar32)code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
			continue;
		if (!first)
			first = code;
		if (!hb_font_get_nominal_glyph(font, code, &glyph))
			return code;
	}
	return first;
}

/* A word of characters that draw nothing: a glyph without width carries its text. */
static void make_invisible(struct setter *s, const struct shape_style *style, struct form *w)
{
	hb_codepoint_t space = 0;
	struct shaped *g = arena_make(s->cache.words, struct shaped);
	hb_font_get_nominal_glyph(style->font->hb_font, ' ', &space);
	*g = (struct shaped){.id = space, .len = (uint16_t)w->text.len, .last = true, .safe = true};
	w->glyphs = g;
	w->n = 1;
}

/* A cluster's text goes up to the next one, the first one's begins where the word does. */
static void take_cluster(const struct form *w, struct shaped *g, const hb_glyph_info_t *info,
                         unsigned n, unsigned from, unsigned to)
{
	size_t off = from ? info[from].cluster : 0, end = to < n ? info[to].cluster : w->text.len;
	g[from].off = (uint16_t)off;
	g[from].len = (uint16_t)(end - off);
	g[to - 1].last = true;
	g[from].safe = !(hb_glyph_info_get_glyph_flags(&info[from]) &
	                              HB_GLYPH_FLAG_UNSAFE_TO_BREAK);
}

/* In a font of pictures a letter may have a glyph, and that no outline. */
static void find_blank(const struct font *font, struct form *w)
{
	for (unsigned from = 0, to; from < w->n && !w->missing; from = to) {
		bool draws = false;
		for (to = from; to < w->n && (to == from || !w->glyphs[to - 1].last); to++)
			draws = draws || font_draws(font, w->glyphs[to].id);
		for (str text = str_sub(w->text, w->glyphs[from].off,
		                        w->glyphs[from].off + w->glyphs[from].len);
		     text.len && !draws && !w->missing;) {
			uint32_t code = utf8_next(&text);
			if (code != UTF8_BAD && u_isgraph((UChar32)code) &&
			    !u_hasBinaryProperty((UChar32)code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
				w->missing = code;
		}
	}
}

static void take_glyphs(struct setter *s, const struct shape_style *style, struct form *w)
{
	unsigned n;
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(s->buffer, &n);
	const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(s->buffer, &n);
	if (!n) {
		make_invisible(s, style, w);
		return;
	}
	struct shaped *g = arena_array(s->cache.words, struct shaped, n);
	w->glyphs = g;
	w->n = (uint16_t)n;
	for (unsigned i = 0; i < n; i++) {
		w->width += pos[i].x_advance;
		g[i] = (struct shaped){.id = info[i].codepoint,
		                       .end = w->width,
		                       .dx = pos[i].x_offset,
		                       .dy = pos[i].y_offset};
	}
	for (unsigned from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && info[to].cluster == info[from].cluster; to++)
			;
		take_cluster(w, g, info, n, from, to);
		w->clusters++;
		for (unsigned i = from; i < to && !w->missing; i++)
			if (!g[i].id)
				w->missing = missing_code(style->font->hb_font,
				                          str_sub(w->text, g[from].off,
				                                  g[from].off + g[from].len));
	}
	if (style->font->coloured)
		find_blank(style->font, w);
	if (w->missing)
		w->flags |= WORD_MISSING;
}

/* Chinese punctuation of which the half behind is empty. */
static bool ends_wide(str text)
{
	static const char stops[] =
	        "\uFF0C\u3002\u3001\uFF1B\uFF1A\uFF01\uFF1F\u300D\u300F\uFF09\u300B\u3011";
	str last = str_from(text, text.len < 3 ? 0 : text.len - 3);
	return last.len == 3 && (unsigned char)*last.ptr >= 0xE3 &&
	       str_find(str_of(stops), last) != SIZE_MAX;
}

/* Hanging punctuation: how much of the last glyph may stand in the margin, in tenths. */
static int32_t hang_of(struct setter *s, struct shape_style *style, const struct form *w)
{
	bool point = str_ends(w->text, S(".")) || str_ends(w->text, S(","));
	size_t len = str_ends(w->text, S("\u2010")) || ends_wide(w->text) ? 3 : 1;
	if (!point && len == 1 && !str_ends(w->text, S("-")))
		return 0;
	const struct shaped *glyphs = word_glyphs(s, style, w), *last = &glyphs[w->n - 1];
	int32_t advance = last->end - (w->n > 1 ? glyphs[w->n - 2].end : 0);
	if (last->len != len)
		return 0;
	return point ? advance * 6 / 10 : advance / 2;
}

static struct form *word_new(struct setter *s, struct shape_style *style, str text)
{
	struct form *w = arena_alloc(s->cache.words, sizeof *w + text.len + 1);
	w->text = (str){(char *)(w + 1), text.len};
	if (text.len)
		memcpy(w + 1, text.ptr, text.len);
	w->style = style->id;
	word_classify(style->tongue, w);
	const struct plan *plan = shape_plan(s, style, w->text);
	uint16_t joints[HYPHEN_LETTERS];
	size_t joints_n = word_joints(style->tongue, w, joints);
	if (joints_n || !plan->pairs || !pairs_shape(s, style, plan, w)) {
		shape_text(s, style, shape_plan(s, style, w->text), w->text, joints, joints_n);
		take_glyphs(s, style, w);
	}
	/* Within text of the other direction, a line's end is not its own. */
	w->hang = style->inset ? 0 : hang_of(s, style, w);
	return w;
}

/* A word may be put together from others, which come into the table before it. */
static void word_add(struct setter *s, uint64_t hash, struct form *w)
{
	if (s->cache.used * 2 >= s->cache.room)
		table_grow(s);
	size_t i = hash & (s->cache.room - 1);
	while (s->cache.slots[i].word)
		i = (i + 1) & (s->cache.room - 1);
	s->cache.slots[i] = (struct word_slot){hash, w};
	s->cache.used++;
}

struct form *word_get(struct setter *s, struct shape_style *style, str text)
{
	uint64_t hash = hash_of_word(style->id, text);
	const struct word_cache *c = &s->cache;
	for (size_t i = hash & (c->room - 1); c->room && c->slots[i].word;
	     i = (i + 1) & (c->room - 1)) {
		struct form *w = c->slots[i].word;
		if (c->slots[i].hash == hash && w->style == style->id && w->text.len == text.len &&
		    !memcmp(w->text.ptr, text.ptr, text.len))
			return w;
	}
	struct form *w = word_new(s, style, text);
	word_add(s, hash, w);
	return w;
}

/* ---- Cutting words ---- */

/* The glyph that begins at an offset, if the word can be cut there without shaping again; else 0.
 */
static uint32_t glyph_at(const struct form *w, const struct shaped *glyphs, size_t off)
{
	for (uint32_t i = 1; i < w->n; i++)
		if (glyphs[i].off == off && glyphs[i].len)
			return glyphs[i].safe || w->flags & WORD_PLAIN ? i : 0;
	return 0;
}

/* glyphs: the word's. Those of a plain one are good until another word is asked for, and it needs
 * no other. */
static void split_widths(struct setter *s, struct shape_style *style, const struct form *w,
                         const struct shaped *glyphs, struct word_point *p)
{
	size_t next = p->off + (p->written ? 2u : 0u);
	uint32_t cut = glyph_at(w, glyphs, next);
	if (cut) {
		p->after = w->width - glyphs[cut - 1].end;
		p->before =
		        glyphs[cut].safe ? glyphs[cut - 1].end : pairs_before(style, glyphs, cut);
		return;
	}
	p->before = word_get(s, style, str_sub(w->text, 0, p->off))->width;
	p->after = word_get(s, style, str_from(w->text, next))->width;
}

void word_split(struct setter *s, struct shape_style *style, struct form *w)
{
	struct word_point points[HYPHEN_LETTERS];
	if (w->flags & WORD_POINTS)
		return;
	size_t n = word_hyphens(style->tongue, w, points);
	const struct shaped *glyphs = n ? word_glyphs(s, style, w) : NULL;
	for (size_t i = 0; i < n; i++)
		split_widths(s, style, w, glyphs, &points[i]);
	struct word_point *kept = arena_array(s->cache.words, struct word_point, n);
	if (n)
		memcpy(kept, points, n * sizeof *points);
	w->points = kept;
	w->points_n = (uint16_t)n;
	w->flags |= WORD_POINTS;
}
