/* Fonts that stand in for one that lacks a character: the first of fonts/fallback.yml's list that
 * has all of a cluster. Nothing is read before the first such character. */
#include "typeset/shape/setter.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

enum { MOST_CLUSTER = 64 };              /* UTF-16 units that are normalized */

/* A family's face in place of a font's, opened when it was first asked for. */
struct opened {
	const struct font *primary;
	const struct font_stand_in *of;
	const struct font *font;             /* NULL: reported */
};

struct stand_in_fonts {
	struct stand_ins all;
	vec(struct opened) opened;
};

/* ---- What a font has ---- */

/* A glyph, and one that draws where there is something to see: pictures do not get into a PDF. */
static bool has_glyph(const struct font *f, uint32_t code)
{
	hb_codepoint_t glyph;
	return hb_font_get_nominal_glyph(f->hb_font, code, &glyph)
	       && (!f->coloured || !u_isgraph((UChar32)code) || font_draws(f, glyph));
}

static bool has_code(const struct font *f, uint32_t code)
{
	if (code == UTF8_BAD)
		code = 0xFFFD;
	if (code == 0xA0 || code == '\t' || code == '\n' || code == '\r')
		code = ' ';
	if (u_hasBinaryProperty((UChar32)code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
	    has_glyph(f, code))
		return true;
	/* HarfBuzz and shape.c put one hyphen for the other. */
	return code == 0x2011 && (has_glyph(f, 0x2010) || has_glyph(f, '-'));
}

static bool has_all(const struct font *f, str text)
{
	while (text.len)
		if (!has_code(f, utf8_next(&text)))
			return false;
	return true;
}

/* HarfBuzz composes and decomposes as the font needs it: so does this. */
static bool has_form(const struct font *f, const UNormalizer2 *form, str cluster)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar in[MOST_CLUSTER], out[MOST_CLUSTER];
	int32_t n = 0;
	while (cluster.len && n + 2 <= MOST_CLUSTER) {
		uint32_t code = utf8_next(&cluster);
		if (code == UTF8_BAD)
			return false;
		U16_APPEND_UNSAFE(in, n, code);
	}
	n = unorm2_normalize(form, in, n, out, MOST_CLUSTER, &status);
	if (U_FAILURE(status) || cluster.len)
		return false;
	for (int32_t i = 0; i < n;) {
		UChar32 code;
		U16_NEXT(out, i, n, code);
		if (!has_code(f, (uint32_t)code))
			return false;
	}
	return true;
}

bool stand_in_has_cluster(const struct font *f, str cluster)
{
	UErrorCode status = U_ZERO_ERROR;
	str rest = cluster;
	if (has_all(f, cluster))
		return true;
	const UNormalizer2 *composed = unorm2_getNFCInstance(&status);
	const UNormalizer2 *parted = unorm2_getNFDInstance(&status);
	if (U_FAILURE(status) || utf8_next(&rest) < 0xC0)
		return U_SUCCESS(status) && rest.len && has_form(f, composed, cluster);
	return has_form(f, composed, cluster) || has_form(f, parted, cluster);
}

/* ---- Asking the list ---- */

static const struct font *open_stand_in(struct setter *s, struct stand_in_fonts *fonts,
                                        const struct font *primary, const struct font_stand_in *of)
{
	for (size_t i = 0; i < fonts->opened.n; i++)
		if (fonts->opened.at[i].primary == primary && fonts->opened.at[i].of == of)
			return fonts->opened.at[i].font;
	const struct font_face *face = font_face_pick(s->arena, s->diags, fonts->all.faces,
	                                              fonts->all.faces_n, of->family,
	                                              primary->face->bold, primary->face->italic);
	const struct font *font = face ? fonts_open(s->fonts, face) : NULL;
	vec_push(s->arena, &fonts->opened, (struct opened){primary, of, font});
	return font;
}

/* Characters may be used with several scripts: the Arabic comma with Syriac too. */
static bool is_for(const struct font_stand_in *of, uint32_t code)
{
	for (uint32_t i = 0; i < of->scripts_n; i++) {
		char name[5] = {0};
		memcpy(name, of->scripts[i].ptr, 4);
		int32_t script = u_getPropertyValueEnum(UCHAR_SCRIPT, name);
		if (script >= 0 && uscript_hasScript((UChar32)code, (UScriptCode)script))
			return true;
	}
	return !of->scripts_n;
}

static bool is_common(uint32_t code)
{
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32)code, &status);
	return script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
}

static bool load(struct setter *s)
{
	if (!s->stand_ins) {
		s->stand_ins = arena_make(s->arena, struct stand_in_fonts);
		stand_ins_load(s->arena, s->diags, &s->stand_ins->all);
	}
	return s->stand_ins->all.n > 0;
}

const struct font *stand_in_find(struct setter *s, const struct font *primary, str cluster,
                                 uint32_t *per_mille)
{
	str rest = cluster;
	uint32_t code = utf8_next(&rest);
	const struct stand_in_list *list = load(s) ? stand_ins_list(&s->stand_ins->all,
	                                                            primary->face->fallback) : NULL;
	if (!list || code == UTF8_BAD)
		return NULL;
	/* Signs of no script may be in any font. */
	for (int round = 0; round < (is_common(code) ? 2 : 1); round++)
		for (size_t i = 0; i < list->n; i++) {
			if (is_for(&list->at[i], code) == (round > 0))
				continue;
			const struct font *font =
			        open_stand_in(s, s->stand_ins, primary, &list->at[i]);
			if (font && stand_in_has_cluster(font, cluster)) {
				*per_mille = list->at[i].per_mille;
				return font;
			}
		}
	return NULL;
}
