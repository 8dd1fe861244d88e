/* Fonts: files mapped once a process, their metrics, and the HarfBuzz objects over them. */
#include "page/font.h"

#include "base/file.h"

#include <hb-ot.h>
#include <unicode/uchar.h>

enum { MOST_BYTES = 256 << 20 };

/* What fonts_find has answered already; the manifest is not read again. */
struct found {
	str family;
	bool bold, italic;
	const struct font *font;
};

struct fonts {
	struct arena *arena;
	struct diags *diags;
	struct map *paths;                       /* path -> index into list; UINT32_MAX: unusable */
	vec(const struct font *) list;
	vec(struct found) found;
};

struct fonts *fonts_new(struct arena *arena, struct diags *diags)
{
	struct fonts *fonts = arena_make(arena, struct fonts);
	fonts->arena = arena;
	fonts->diags = diags;
	fonts->paths = map_new(arena);
	return fonts;
}

static void drop_face(void *face)
{
	hb_face_destroy(face);
}

static void drop_font(void *font)
{
	hb_font_destroy(font);
}

/* Big-endian numbers out of a table; 0 past its end. */
static uint32_t table_number(hb_face_t *face, hb_tag_t tag, unsigned offset, unsigned bytes)
{
	hb_blob_t *blob = hb_face_reference_table(face, tag);
	unsigned len;
	const unsigned char *p = (const unsigned char *)hb_blob_get_data(blob, &len);
	uint32_t n = 0;
	for (unsigned i = 0; i < bytes && offset + bytes <= len; i++)
		n = n << 8 | p[offset + i];
	hb_blob_destroy(blob);
	return n;
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *blob = hb_face_reference_table(face, tag);
	unsigned len = hb_blob_get_length(blob);
	hb_blob_destroy(blob);
	return len > 0;
}

static int32_t metric(hb_font_t *font, hb_ot_metrics_tag_t tag, int32_t otherwise)
{
	hb_position_t value;
	return hb_ot_metrics_get_position(font, tag, &value) ? value : otherwise;
}

static bool is_coloured(hb_face_t *face)
{
	return has_table(face, HB_TAG('s', 'b', 'i', 'x')) ||
	       has_table(face, HB_TAG('C', 'B', 'D', 'T')) ||
	       has_table(face, HB_TAG('C', 'O', 'L', 'R')) ||
	       has_table(face, HB_TAG('S', 'V', 'G', ' '));
}

static void read_metrics(struct font *f)
{
	f->ascent =
	        metric(f->hb_font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, (int32_t)f->upem * 4 / 5);
	f->descent =
	        metric(f->hb_font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -(int32_t)f->upem / 5);
	/* Some leave them out, and some have them the wrong way round. */
	if (f->ascent <= f->descent) {
		f->ascent = (int32_t)f->upem * 4 / 5;
		f->descent = -(int32_t)f->upem / 5;
	}
	f->cap_height = metric(f->hb_font, HB_OT_METRICS_TAG_CAP_HEIGHT, f->ascent);
	f->x_height = metric(f->hb_font, HB_OT_METRICS_TAG_X_HEIGHT, f->cap_height * 2 / 3);
	for (unsigned i = 0; i < 4; i++)
		f->bbox[i] = (int16_t)table_number(f->hb_face, HB_TAG('h', 'e', 'a', 'd'),
		                                   36 + 2 * i, 2);
	f->italic_angle =
	        (int32_t)table_number(f->hb_face, HB_TAG('p', 'o', 's', 't'), 4, 4) / 65536.0;
	f->weight = table_number(f->hb_face, HB_TAG('O', 'S', '/', '2'), 4, 2);
	f->cff = has_table(f->hb_face, HB_TAG('C', 'F', 'F', ' '));
	f->coloured = is_coloured(f->hb_face);
}

/* What a PostScript name may hold (PDF 32000-1, 7.3.5, without what would need escapes). */
static bool is_name_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       c == '-' || c == '_' || c == '.' || c == '+';
}

static str postscript_name(struct arena *arena, hb_face_t *face, str family)
{
	char name[128];
	unsigned room = sizeof name;
	hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &room, name);
	str s = room ? (str){name, room} : family;
	char *out = arena_alloc(arena, s.len + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++)
		if (is_name_byte(s.ptr[i]))
			out[n++] = s.ptr[i];
	return n ? (str){out, n} : S("Unnamed");
}

/* What the font's licence allows (OpenType, OS/2: fsType). Of several rights the widest counts. */
enum { FS_RIGHTS = 0xF, FS_RESTRICTED = 2, FS_NO_SUBSET = 0x100, FS_BITMAPS = 0x200 };

static bool may_embed(struct fonts *fonts, const struct font_face *face, uint32_t type)
{
	if ((type & FS_RIGHTS) != FS_RESTRICTED && !(type & FS_BITMAPS))
		return true;
	diag_error(fonts->diags, face->at, "font/no-embedding",
	           "the licence of '%.*s' forbids it in a PDF", STR_ARG(path_name(face->path)));
	diag_hint(fonts->diags, "Take another font: no PDF may lack the fonts that it is set in.");
	return false;
}

/* Outlines are what a PDF takes of a font. Those of CFF2 vary, which no PDF knows of. */
static bool has_outlines(struct fonts *fonts, const struct font_face *face, hb_face_t *hb_face)
{
	bool varies = has_table(hb_face, HB_TAG('C', 'F', 'F', '2'));
	if (has_table(hb_face, HB_TAG('g', 'l', 'y', 'f')) ||
	    has_table(hb_face, HB_TAG('C', 'F', 'F', ' ')))
		return true;
	diag_error(fonts->diags, face->at, "font/no-outlines", "'%.*s' is a font %s",
	           STR_ARG(path_name(face->path)),
	           varies ? "of variable outlines (CFF2), which a PDF cannot hold"
	                  : "without outlines: its letters would be blank");
	diag_hint(fonts->diags, "Take a font with TrueType or CFF outlines%s.",
	          varies ? ": a static one of the same family"
	                 : "; one of pictures cannot be printed");
	return false;
}

static const struct font *open_font(struct fonts *fonts, const struct font_face *face)
{
	str bytes;
	if (!file_map_as(fonts->arena, fonts->diags, FILE_GIVEN, face->at, face->path, MOST_BYTES,
	                 &bytes))
		return NULL;
	hb_blob_t *blob =
	        hb_blob_create(bytes.ptr, (unsigned)bytes.len, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *hb_face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	arena_cleanup(fonts->arena, drop_face, hb_face);
	if (!hb_face_get_glyph_count(hb_face) || !has_table(hb_face, HB_TAG('c', 'm', 'a', 'p'))) {
		diag_error(fonts->diags, face->at, "font/unreadable",
		           "'%.*s' is not an OpenType font", STR_ARG(face->path));
		diag_hint(fonts->diags, "Name a .otf or .ttf file; packed web fonts are not read.");
		return NULL;
	}
	if (!has_outlines(fonts, face, hb_face))
		return NULL;
	hb_face_make_immutable(hb_face);
	uint32_t licence = table_number(hb_face, HB_TAG('O', 'S', '/', '2'), 8, 2);
	if (!may_embed(fonts, face, licence))
		return NULL;
	struct font *f = arena_make(fonts->arena, struct font);
	f->index = (uint32_t)fonts->list.n;
	f->face = face;
	f->bytes = bytes;
	f->whole = (licence & FS_NO_SUBSET) != 0;
	f->hb_face = hb_face;
	f->upem = hb_face_get_upem(hb_face);
	f->hb_font = hb_font_create(hb_face);    /* scale: upem; functions: hb-ot */
	arena_cleanup(fonts->arena, drop_font, f->hb_font);
	hb_font_make_immutable(f->hb_font);
	f->postscript_name = postscript_name(fonts->arena, hb_face, face->family);
	read_metrics(f);
	return f;
}

const struct font *fonts_open(struct fonts *fonts, const struct font_face *face)
{
	uint32_t index = UINT32_MAX;
	if (map_get(fonts->paths, face->path, &index))
		return index == UINT32_MAX ? NULL : fonts->list.at[index];
	const struct font *f = open_font(fonts, face);
	if (f) {
		index = f->index;
		vec_push(fonts->arena, &fonts->list, f);
	}
	map_add(fonts->paths, arena_str(fonts->arena, face->path), &index);
	return f;
}

const struct font *fonts_find(struct fonts *fonts, str family, bool bold, bool italic)
{
	for (size_t i = 0; i < fonts->found.n; i++) {
		const struct found *e = &fonts->found.at[i];
		if (e->bold == bold && e->italic == italic && str_eq(e->family, family))
			return e->font;
	}
	const struct font_face *face =
	        font_face_find(fonts->arena, fonts->diags, family, bold, italic);
	const struct font *font = face ? fonts_open(fonts, face) : NULL;
	vec_push(fonts->arena, &fonts->found,
	         (struct found){arena_str(fonts->arena, family), bold, italic, font});
	return font;
}

static void drawn(hb_draw_funcs_t *funcs, void *draws, hb_draw_state_t *state, float x, float y,
                  void *data)
{
	(void)funcs, (void)state, (void)x, (void)y, (void)data;
	*(bool *)draws = true;
}

/* Whatever has an outline begins it with a move. */
bool font_draws(const struct font *f, uint32_t glyph)
{
	bool draws = false;
	hb_draw_funcs_t *funcs = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(funcs, drawn, NULL, NULL);
	hb_font_get_glyph_shape(f->hb_font, glyph, funcs, &draws);
	hb_draw_funcs_destroy(funcs);
	return draws;
}

static bool substitutes(const struct font *f, const hb_set_t *lookups, hb_codepoint_t glyph)
{
	for (hb_codepoint_t i = HB_SET_VALUE_INVALID; hb_set_next(lookups, &i);)
		if (hb_ot_layout_lookup_would_substitute(f->hb_face, i, &glyph, 1, false))
			return true;
	return false;
}

bool font_has_small_caps(const struct font *f, str text, uint32_t *lacks)
{
	hb_set_t *lookups = hb_set_create();
	const hb_tag_t wanted[] = {HB_TAG('s', 'm', 'c', 'p'), HB_TAG_NONE};
	hb_ot_layout_collect_lookups(f->hb_face, HB_OT_TAG_GSUB, NULL, NULL, wanted, lookups);
	bool any = !hb_set_is_empty(lookups);
	*lacks = 0;
	while (any && text.len && !*lacks) {
		uint32_t code = utf8_next(&text);
		hb_codepoint_t glyph;
		if (u_islower((UChar32)code) && u_toupper((UChar32)code) != (UChar32)code &&
		    hb_font_get_nominal_glyph(f->hb_font, code, &glyph) &&
		    !substitutes(f, lookups, glyph))
			*lacks = code;
	}
	hb_set_destroy(lookups);
	return any && !*lacks;
}
