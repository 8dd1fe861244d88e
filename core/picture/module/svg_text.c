/* Text in an SVG: baselines that librsvg does not know, places of single letters, letters without a
 * glyph. */
#include "picture/module/svg_parts.h"

#include <glib.h>
#include <hb-ot.h>

/* ---- Faces ---- */

static hb_face_t *open_face(struct arena *a, const struct font_face *face)
{
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(arena_cstr(a, face->path));
	hb_face_t *out = blob ? hb_face_create(blob, 0) : hb_face_get_empty();
	hb_blob_destroy(blob);
	return out;
}

/* The first face of the families in a list that fonts/ has; else the first of all. */
static const struct font_face *face_of(const struct vector_fonts *fonts, str list)
{
	for (; list.len; list = str_from(list, str_until(list, ',').len + 1)) {
		str family = str_trim(str_until(list, ','));
		while (family.len && strchr("'\"", family.ptr[0]))
			family = str_sub(family, 1, family.len - 1);
		for (size_t i = 0; i < fonts->own; i++)
			if (family.len == fonts->faces[i].family.len
			    && !strncasecmp(family.ptr, fonts->faces[i].family.ptr, family.len))
				return &fonts->faces[i];
		for (size_t i = 0; svg_same(family, "sans-serif") && i < fonts->own; i++)
			if (str_eq(fonts->faces[i].fallback, S("sans")) &&
			    !str_ends(fonts->faces[i].family, S("mono")))
				return &fonts->faces[i];
	}
	return fonts->own ? &fonts->faces[0] : NULL;
}

/* ---- Baselines (CSS Inline 3, 4.1) ---- */

struct heights { double ascent, descent, x; };      /* in em */

static struct heights heights_of(struct svg_scan *s, str family)
{
	struct heights h = {0.95, 0.25, 0.5};
	const struct font_face *face = s->fonts ? face_of(s->fonts, family) : NULL;
	if (!face)
		return h;
	hb_face_t *opened = open_face(s->arena, face);
	hb_font_t *font = hb_font_create(opened);
	double em = hb_face_get_upem(opened);
	hb_position_t v;
	if (hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, &v))
		h.ascent = v / em;
	if (hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, &v))
		h.descent = -v / em;
	if (hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_X_HEIGHT, &v) && v > 0)
		h.x = v / em;
	hb_font_destroy(font);
	hb_face_destroy(opened);
	return h;
}

bool svg_baseline(struct svg_scan *s, str name, str family, double *em)
{
	static const struct { const char *name; double ascent, descent, x;
	} all[] = {
	        {"middle", 0, 0, 0.5},
	        {"central", 0.5, -0.5, 0},
	        {"center", 0.5, -0.5, 0},
	        {"hanging", 0.8, 0, 0},
	        {"mathematical", 0.5, 0, 0},
	        {"text-before-edge", 1, 0, 0},
	        {"before-edge", 1, 0, 0},
	        {"text-top", 1, 0, 0},
	        {"top", 1, 0, 0},
	        {"text-after-edge", 0, -1, 0},
	        {"after-edge", 0, -1, 0},
	        {"text-bottom", 0, -1, 0},
	        {"bottom", 0, -1, 0},
	        {"ideographic", 0, -1, 0},
	        {"alphabetic", 0, 0, 0},
	        {"auto", 0, 0, 0},
	        {"baseline", 0, 0, 0},
	        {"use-script", 0, 0, 0},
	        {"no-change", 0, 0, 0},
	        {"reset-size", 0, 0, 0},
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (svg_same(name, all[i].name)) {
			bool moves = all[i].ascent != 0 || all[i].descent != 0 || all[i].x != 0;
			struct heights h = moves ? heights_of(s, family) : (struct heights){0};
			*em = all[i].ascent * h.ascent + all[i].descent * h.descent +
			      all[i].x * h.x;
			return true;
		}
	return false;
}

/* ---- Places of letters (SVG 2, 11.4) ---- */

static const char *const list_names[SVG_LISTS] = {"x", "y", "dx", "dy"};

static str first_place(str *rest)
{
	size_t n = 0;
	while (rest->len && strchr(", \t\r\n", rest->ptr[0]))
		*rest = str_from(*rest, 1);
	while (n < rest->len && !strchr(", \t\r\n", rest->ptr[n]))
		n++;
	str place = str_sub(*rest, 0, n);
	*rest = str_from(*rest, n);
	return place;
}

void svg_take_lists(struct svg_scan *s, struct svg_attributes *a, struct svg_open *of)
{
	for (size_t i = 0; i < a->n; i++)
		for (int k = 0; k < SVG_LISTS; k++) {
			if (!str_eq(a->at[i].name, str_of(list_names[k])))
				continue;
			str rest = a->at[i].value, first = first_place(&rest);
			of->lists.own[k] = true;
			if (!str_trim(rest).len)
				continue;
			of->lists.rest[k] = arena_str(s->arena, rest);
			a->at[i].value = first;
			s->listed = true;
		}
}

void svg_close_letter(struct svg_scan *s)
{
	if (s->letter_open)
		buf_put(s->out, S("</tspan>"));
	s->letter_open = false;
}

/* The places that a letter has: each list gives one, the innermost counts, and an element's own is
 * where its first letter stands. True: it has any. */
static bool places_of(struct svg_scan *s, str place[SVG_LISTS])
{
	bool any = false;
	for (size_t i = 0; i < s->open.n; i++) {
		struct svg_lists *lists = &s->open.at[i].lists;
		for (int k = 0; k < SVG_LISTS; k++) {
			str next = lists->begun ? first_place(&lists->rest[k]) : (str){0};
			if (next.len || (!lists->begun && lists->own[k]))
				place[k] = next;
		}
		lists->begun |= (s->open.at[i].flags & SVG_WORDS) != 0;
	}
	for (int k = 0; k < SVG_LISTS; k++)
		any |= place[k].len > 0;
	return any;
}

/* White space that XML has and the page has not (SVG 1.1, 10.15). */
static bool is_collapsed(struct svg_scan *s, char c)
{
	bool preserve = s->open.n && s->open.at[s->open.n - 1].flags & SVG_PRESERVE;
	return !preserve && (c == '\n' || c == '\r' || (c == ' ' && (s->last == ' ' || !s->last)));
}

static void put_letter(struct svg_scan *s, str letter)
{
	str place[SVG_LISTS] = {{0}}, shown = letter;
	char c = letter.len == 1 && strchr("\t\n\r", letter.ptr[0]) ? ' ' : letter.ptr[0];
	if (letter.len == 1 && is_collapsed(s, letter.ptr[0] == '\t' ? ' ' : letter.ptr[0]))
		return;
	uint32_t code = utf8_next(&shown);
	bool mark = code != UTF8_BAD && g_unichar_ismark(code);
	if (places_of(s, place) && !mark) {
		svg_close_letter(s);
		buf_put(s->out, S("<tspan"));
		for (int k = 0; k < SVG_LISTS; k++)
			if (place[k].len) {
				buf_printf(s->out, " %s=\"", list_names[k]);
				buf_xml(s->out, place[k]);
				buf_byte(s->out, '"');
			}
		buf_byte(s->out, '>');
		s->letter_open = true;
	}
	s->last = c;
	/* A space alone would be taken off. */
	buf_xml(s->out, c == ' ' && s->letter_open ? S("\u00A0") : c == ' ' ? S(" ") : letter);
}

static void note_letter(struct svg_scan *s, uint32_t code)
{
	char key[4];
	uint32_t index = (uint32_t)s->found->letters.n;
	if (code < 0x80)
		return;
	memcpy(key, &code, sizeof key);
	if (map_get(s->found->letters_known, (str){key, sizeof key}, &index))
		return;
	map_add(s->found->letters_known, arena_str(s->arena, (str){key, sizeof key}), &index);
	vec_push(s->arena, &s->found->letters, (struct svg_letter){code, svg_here(s)});
}

void svg_characters(struct svg_scan *s, str text)
{
	for (str rest = text; rest.len;) {
		str from = rest;
		uint32_t code = utf8_next(&rest);
		if (!(s->open.at[s->open.n - 1].flags & SVG_HIDDEN))
			note_letter(s, code);
		/* Beyond Latin, Greek and Cyrillic fonts that stand in are needed. */
		s->said->foreign |= code >= 0x530;
		if (s->listed)
			put_letter(s, str_sub(from, 0, from.len - rest.len));
	}
	if (!s->listed)
		buf_xml(s->out, text);
}

/* ---- Glyphs ---- */

/* Shown by nothing, in any font (Unicode, DerivedCoreProperties: Default_Ignorable_Code_Point). */
static bool is_ignorable(uint32_t c)
{
	static const uint32_t ranges[][2] = {
	        {0xAD, 0xAD},       {0x34F, 0x34F},   {0x61C, 0x61C},     {0x115F, 0x1160},
	        {0x17B4, 0x17B5},   {0x180B, 0x180F}, {0x200B, 0x200F},   {0x2028, 0x202E},
	        {0x2060, 0x206F},   {0x3164, 0x3164}, {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
	        {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
	        {0xE0000, 0xE0FFF}, {0x80, 0xA0},
	};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return true;
	return false;
}

static bool has_outlines(hb_face_t *face)
{
	hb_blob_t *glyf = hb_face_reference_table(face, HB_TAG('g', 'l', 'y', 'f'));
	hb_blob_t *cff = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
	bool has = hb_blob_get_length(glyf) || hb_blob_get_length(cff);
	hb_blob_destroy(glyf);
	hb_blob_destroy(cff);
	return has;
}

/* Takes off the list what a face has. */
static size_t find_glyphs(hb_face_t *face, struct svg_letter *letters, size_t n)
{
	hb_font_t *font = hb_font_create(face);
	size_t left = 0;
	for (size_t i = 0; i < n; i++) {
		hb_codepoint_t glyph;
		if (!hb_font_get_nominal_glyph(font, letters[i].code, &glyph))
			letters[left++] = letters[i];
	}
	hb_font_destroy(font);
	return left;
}

static void lacking(struct svg_scan *s, const struct svg_letter *letter)
{
	char utf8[8];
	str shown = {utf8, utf8_put(utf8, letter->code)};
	diag_error(s->diags, s->within ? letter->at : diag_narrow(s->diags, letter->at, shown),
	           "picture/svg-glyph",
	           "no glyph for U+%04X '%.*s' of the SVG's text in any font of fonts/",
	           letter->code, STR_ARG(shown));
	diag_hint(s->diags, "Write it another way, or turn it into paths.");
}

size_t svg_letters_left(struct arena *a, const struct vector_fonts *fonts,
                        struct svg_letter *letters, size_t n)
{
	size_t left = 0;
	for (size_t i = 0; i < n; i++)
		if (!is_ignorable(letters[i].code) && letters[i].code != UTF8_BAD)
			letters[left++] = letters[i];
	for (size_t i = 0; left && i < fonts->n; i++) {
		bool again = i && str_eq(fonts->faces[i].family, fonts->faces[i - 1].family);
		hb_face_t *face = again ? NULL : open_face(a, &fonts->faces[i]);
		if (face && has_outlines(face))
			left = find_glyphs(face, letters, left);
		hb_face_destroy(face);
	}
	return left;
}

bool svg_check_letters(struct svg_scan *s)
{
	if (!s->fonts)
		return true;
	size_t left =
	        svg_letters_left(s->arena, s->fonts, s->found->letters.at, s->found->letters.n);
	for (size_t i = 0; i < left; i++)
		lacking(s, &s->found->letters.at[i]);
	return !left;
}
