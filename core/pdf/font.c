/* Fonts: codes while pages are written, subsets at the end.
 *
 * A code is a (glyph, text) pair, so that one glyph may stand for several texts. An embedded CMap
 * maps codes to CIDs; a CID is a glyph of the subset, in both kinds of outline: TrueType through
 * CIDToGIDMap Identity, and name-keyed CFF because there CIDs are glyphs (ISO 32000-1, 9.7.4.2).
 * CFF that is keyed by CIDs itself, as most fonts of Chinese and Japanese are, says them in its
 * charset. */
#include "pdf/parts.h"

#include <hb-subset.h>

enum { MOST_CODES = 0xFFFF };

struct pdf_font *pdf_font_use(struct pdf *p, const struct font *font)
{
	while (p->fonts.list.n <= font->index)
		vec_push(p->arena, &p->fonts.list, NULL);
	struct pdf_font *f = p->fonts.list.at[font->index];
	if (f)
		return f;
	f = arena_make(p->arena, struct pdf_font);
	f->font = font;
	f->number = p->fonts.n++;
	f->object = object_new(&p->out);
	f->glyphs = hb_face_get_glyph_count(font->hb_face);
	f->first = arena_array(p->arena, uint32_t, f->glyphs + 1);
	f->quick = arena_array(p->arena, struct quick, f->glyphs + 1);
	f->width = arena_array(p->arena, int32_t, f->glyphs + 1);
	vec_push(p->arena, &f->codes, (struct code){0});
	p->fonts.list.at[font->index] = f;
	return f;
}

static char *put_escaped(char *out, unsigned char byte)
{
	if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
		*out++ = '\\';
	*out++ = byte == '\r' ? 'r' : (char)byte;
	return out;
}

size_t pdf_font_code_bytes(char *out, uint32_t code)
{
	char *end = put_escaped(out, (unsigned char)(code >> 8));
	return (size_t)(put_escaped(end, (unsigned char)code) - out);
}

static struct quick quick_of(str text, uint32_t code)
{
	struct quick q = {.text = quick_text(text, 0, text.len),
	                  .code = (uint16_t)code,
	                  .len = (uint16_t)text.len};
	q.bytes_n = (uint8_t)pdf_font_code_bytes(q.bytes, code);
	return q;
}

static uint32_t add_code(struct pdf *p, struct pdf_font *f, uint32_t glyph, str text)
{
	int64_t advance = hb_font_get_glyph_h_advance(f->font->hb_font, glyph);
	int64_t upem = f->font->upem;
	if (f->codes.n > MOST_CODES) {
		diag_error(p->diags, (struct span){0}, "pdf/too-many-codes",
		           "%.*s stands for more than %d different texts",
		           STR_ARG(f->font->postscript_name), MOST_CODES);
		return 0;
	}
	f->width[glyph] = (int32_t)((advance * 1000000 + upem / 2) / upem);
	vec_push(p->arena, &f->codes, (struct code){.glyph = glyph, .next = f->first[glyph],
	                                            .text = arena_str(p->arena, text)});
	f->first[glyph] = (uint32_t)f->codes.n - 1;
	if (!f->quick[glyph].code && text.len && text.len <= 4)
		f->quick[glyph] = quick_of(text, f->first[glyph]);
	return f->first[glyph];
}

uint32_t pdf_font_find_code(const struct pdf_font *f, uint32_t glyph, str text)
{
	uint32_t c = glyph < f->glyphs ? f->first[glyph] : 0;
	while (c && !str_eq(f->codes.at[c].text, text))
		c = f->codes.at[c].next;
	return c;
}

uint32_t pdf_font_code(struct pdf *p, struct pdf_font *f, uint32_t glyph, str text)
{
	uint32_t code = pdf_font_find_code(f, glyph, text);
	if (code)
		return code;
	if (glyph >= f->glyphs) {
		diag_error(p->diags, (struct span){0}, "pdf/no-glyph", "%.*s has no glyph %u",
		           STR_ARG(f->font->postscript_name), glyph);
		return 0;
	}
	return add_code(p, f, glyph, text);
}

/* Its first character; many have several. */
static void find_characters(struct pdf *p, struct pdf_font *f)
{
	hb_set_t *all = hb_set_create();
	hb_codepoint_t c = HB_SET_VALUE_INVALID, glyph;
	f->character = arena_array(p->arena, uint32_t, f->glyphs + 1);
	hb_face_collect_unicodes(f->font->hb_face, all);
	while (hb_set_next(all, &c))
		if (c >= ' ' && c != 0xFEFF && c != 0xFFFE
		    && hb_font_get_nominal_glyph(f->font->hb_font, c, &glyph) && glyph < f->glyphs
		    && !f->character[glyph])
			f->character[glyph] = c;
	hb_set_destroy(all);
}

uint32_t pdf_font_character(struct pdf *p, struct pdf_font *f, uint32_t glyph)
{
	if (!f->character)
		find_characters(p, f);
	return glyph < f->glyphs && f->character[glyph] ? f->character[glyph] : 0xE000;
}

/* ---- Subsets ---- */

static void drop_tables(hb_subset_input_t *input)
{
	/* Shaping is done, and the file says all else: what is left is outlines and widths. */
	static const char names[][5] = {"GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "STAT",
	                                "name", "OS/2", "post", "cmap", "DSIG", "kern", "VORG",
	                                "gasp", "hdmx", "LTSH", "VDMX", "meta", "FFTM", "vhea",
	                                "vmtx", "COLR", "CPAL", "SVG "};
	hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		hb_set_add(drop, HB_TAG(names[i][0], names[i][1], names[i][2], names[i][3]));
}

/* The subset's face; NULL: out of memory or a damaged font. to: glyph -> glyph of the subset. */
static hb_face_t *make_subset(const struct pdf_font *f, uint32_t *to)
{
	hb_face_t *face = NULL;
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	if (!input)
		return NULL;
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
	drop_tables(input);
	hb_set_t *glyphs = hb_subset_input_glyph_set(input);
	if (f->font->whole)
		hb_set_add_range(glyphs, 0, f->glyphs - 1);
	for (size_t c = 1; c < f->codes.n; c++)
		hb_set_add(glyphs, f->codes.at[c].glyph);
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(f->font->hb_face, input);
	if (plan) {
		const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
		for (uint32_t g = 0; g < f->glyphs; g++)
			to[g] = hb_map_has(map, g) ? hb_map_get(map, g) : UINT32_MAX;
		face = hb_subset_plan_execute_or_fail(plan);
		hb_subset_plan_destroy(plan);
	}
	hb_subset_input_destroy(input);
	return face;
}

/* ABCDEF+Name: the tag names the subset's bytes (9.6.4). */
static str subset_name(struct pdf *p, const struct font *font, str bytes)
{
	struct hash h = hash_of(bytes);
	char tag[6];
	if (font->whole)
		return font->postscript_name;
	for (int i = 0; i < 6; i++)
		tag[i] = (char)('A' + h.bytes[i] % 26);
	return arena_printf(p->arena, "%.6s+%.*s", tag, STR_ARG(font->postscript_name));
}

static void put_per_mille(struct buf *b, const struct font *f, int64_t units)
{
	int64_t n = units * 1000;
	buf_int(b, n >= 0 ? (n + f->upem / 2) / f->upem : -((-n + f->upem / 2) / f->upem));
}

static uint32_t write_file(struct pdf *p, const struct font *f, hb_face_t *subset, str *name)
{
	hb_blob_t *blob = f->cff ? hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' '))
	                         : hb_face_reference_blob(subset);
	unsigned n;
	const char *data = hb_blob_get_data(blob, &n);
	uint32_t object = object_new(&p->out);
	buf_clear(&p->value);
	if (f->cff)
		buf_put(&p->value, S("/Subtype/CIDFontType0C"));
	else
		buf_printf(&p->value, "/Length1 %u", n);
	*name = subset_name(p, f, (str){data, n});
	object_stream(&p->out, object, buf_str(&p->value), (str){data, n}, STREAM_BEST);
	hb_blob_destroy(blob);
	return n ? object : 0;
}

static uint32_t write_descriptor(struct pdf *p, const struct font *f, str name, uint32_t file)
{
	struct buf *b = &p->value;
	uint32_t object = object_new(&p->out);
	bool slanted = f->italic_angle < -0.01 || f->italic_angle > 0.01;
	buf_clear(b);
	buf_put(b, S("<</Type/FontDescriptor/FontName"));
	pdf_put_name(b, name);
	buf_printf(b, "/Flags %d/ItalicAngle ", 4 | (slanted ? 64 : 0));
	pdf_put_decimal(b, (int64_t)(f->italic_angle * 100), 2);
	buf_put(b, S("/FontBBox["));
	for (int i = 0; i < 4; i++) {
		if (i)
			buf_byte(b, ' ');
		put_per_mille(b, f, f->bbox[i]);
	}
	buf_put(b, S("]/Ascent "));
	put_per_mille(b, f, f->ascent);
	buf_put(b, S("/Descent "));
	put_per_mille(b, f, f->descent);
	buf_put(b, S("/CapHeight "));
	put_per_mille(b, f, f->cap_height ? f->cap_height : f->ascent);
	/* Fonts do not tell their stems; heavier ones have wider. For substitutes alone. */
	buf_printf(b, "/StemV %u/%s ", 10 + 220 * (f->weight > 50 ? f->weight - 50 : 0) / 900,
	           f->cff ? "FontFile3" : "FontFile2");
	pdf_put_ref(b, file);
	buf_put(b, S(">>"));
	object_put(&p->out, object, buf_str(b));
	return object;
}

/* Widths of all glyphs of the subset; a run of CIDs that follow one another is a list. */
static void put_widths(struct pdf *p, const struct pdf_font *f, hb_face_t *subset,
                       const uint32_t *glyphs, const uint32_t *charset)
{
	uint32_t n = hb_face_get_glyph_count(subset);
	int32_t *width = arena_array(p->scratch, int32_t, n + 1);
	for (uint32_t g = 0; g < f->glyphs; g++) {
		if (glyphs[g] >= n)
			continue;
		int64_t advance = hb_font_get_glyph_h_advance(f->font->hb_font, g);
		width[glyphs[g]] =
		        (int32_t)((advance * 1000000 + f->font->upem / 2) / f->font->upem);
	}
	buf_put(&p->value, S("/W["));
	for (uint32_t g = 0; g < n; g++) {
		if (g && charset[g] == charset[g - 1] + 1)
			buf_byte(&p->value, ' ');
		else
			buf_printf(&p->value, g ? "]%u[" : "%u[", charset[g]);
		pdf_put_decimal(&p->value, width[g], 3);
	}
	buf_put(&p->value, n ? S("]]") : S("]"));
}

static uint32_t write_cid_font(struct pdf *p, const struct pdf_font *f, hb_face_t *subset,
                               const uint32_t *glyphs, const uint32_t *charset, str name,
                               uint32_t descriptor)
{
	struct buf *b = &p->value;
	uint32_t object = object_new(&p->out);
	buf_clear(b);
	buf_put(b, f->font->cff
	                   ? S("<</Type/Font/Subtype/CIDFontType0/BaseFont")
	                   : S("<</Type/Font/Subtype/CIDFontType2/CIDToGIDMap/Identity/BaseFont"));
	pdf_put_name(b, name);
	buf_put(b, S("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
	             "/FontDescriptor "));
	pdf_put_ref(b, descriptor);
	put_widths(p, f, subset, glyphs, charset);
	buf_put(b, S(">>"));
	object_put(&p->out, object, buf_str(b));
	return object;
}

/* ---- CMaps (Adobe technical notes 5014 and 5411) ---- */

enum { CMAP_LINES = 100 };           /* most lines in one group */

static void cmap_head(struct buf *b, const char *name)
{
	buf_clear(b);
	buf_printf(b, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
	           "/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 0>>def\n"
	           "/CMapName/%s def\n/CMapType %d def\n/WMode 0 def\n"
	           "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n",
	           name[0] == 'S' ? "Identity" : "UCS", name, name[0] == 'S' ? 1 : 2);
}

static void cmap_line(struct buf *b, size_t i, size_t n, const char *kind)
{
	if (i % CMAP_LINES)
		return;
	if (i)
		buf_printf(b, "end%s\n", kind);
	buf_printf(b, "%zu begin%s\n", n - i < CMAP_LINES ? n - i : (size_t)CMAP_LINES, kind);
}

static void cmap_tail(struct buf *b, const char *kind)
{
	buf_printf(b, "end%s\nendcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n",
	           kind);
}

static uint32_t write_encoding(struct pdf *p, const struct pdf_font *f, const uint32_t *glyphs,
                               const uint32_t *charset)
{
	struct buf *b = &p->value;
	uint32_t object = object_new(&p->out);
	size_t n = f->codes.n - 1;
	cmap_head(b, "Strom");
	for (size_t i = 0; i < n; i++) {
		cmap_line(b, i, n, "cidchar");
		buf_printf(b, "<%04zX>%u\n", i + 1, charset[glyphs[f->codes.at[i + 1].glyph]]);
	}
	cmap_tail(b, "cidchar");
	object_stream(&p->out, object,
	              S("/Type/CMap/CMapName/Strom/WMode 0/CIDSystemInfo<</Registry(Adobe)"
	                "/Ordering(Identity)/Supplement 0>>"), buf_str(b), STREAM_PACKED);
	return object;
}

static uint32_t write_to_unicode(struct pdf *p, const struct pdf_font *f)
{
	struct buf *b = &p->value;
	uint32_t object = object_new(&p->out);
	size_t n = f->codes.n - 1;
	cmap_head(b, "Adobe-Identity-UCS");
	for (size_t i = 0; i < n; i++) {
		cmap_line(b, i, n, "bfchar");
		buf_printf(b, "<%04zX><", i + 1);
		pdf_put_text_utf16(b, f->codes.at[i + 1].text);
		buf_put(b, S(">\n"));
	}
	cmap_tail(b, "bfchar");
	object_stream(&p->out, object, S(""), buf_str(b), STREAM_PACKED);
	return object;
}

/* CIDs of the subset's glyphs. NULL: its CFF is damaged. */
static const uint32_t *make_charset(struct pdf *p, const struct font *f, hb_face_t *subset)
{
	uint32_t n = hb_face_get_glyph_count(subset),
	         *charset = arena_array(p->scratch, uint32_t, n + 1);
	unsigned len;
	for (uint32_t g = 0; g < n; g++)
		charset[g] = g;
	if (!f->cff)
		return charset;
	hb_blob_t *blob = hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' '));
	const char *bytes = hb_blob_get_data(blob, &len);
	bool good = pdf_cff_charset((str){bytes, len}, n, charset);
	hb_blob_destroy(blob);
	return good ? charset : NULL;
}

static bool write_font(struct pdf *p, const struct pdf_font *f)
{
	uint32_t *glyphs = arena_array(p->scratch, uint32_t, f->glyphs + 1);
	str name;
	hb_face_t *subset = make_subset(f, glyphs);
	const uint32_t *charset = subset ? make_charset(p, f->font, subset) : NULL;
	uint32_t file = charset ? write_file(p, f->font, subset, &name) : 0;
	if (!file) {
		hb_face_destroy(subset);
		return diag_error(p->diags, (struct span){0}, "pdf/font-subset",
		                  "cannot take glyphs out of %.*s",
		                  STR_ARG(f->font->postscript_name));
	}
	uint32_t descriptor = write_descriptor(p, f->font, name, file);
	uint32_t cid_font = write_cid_font(p, f, subset, glyphs, charset, name, descriptor);
	uint32_t encoding = write_encoding(p, f, glyphs, charset), unicode = write_to_unicode(p, f);
	buf_clear(&p->value);
	buf_put(&p->value, S("<</Type/Font/Subtype/Type0/BaseFont"));
	/* With CFF the CMap's name belongs to it (table 121). */
	pdf_put_name(&p->value,
	             f->font->cff ? arena_printf(p->scratch, "%.*s-Strom", STR_ARG(name)) : name);
	buf_printf(&p->value, "/Encoding %u 0 R/DescendantFonts[%u 0 R]/ToUnicode %u 0 R>>",
	           encoding, cid_font, unicode);
	object_put(&p->out, f->object, buf_str(&p->value));
	hb_face_destroy(subset);
	return true;
}

bool pdf_fonts_write(struct pdf *p)
{
	size_t met = diag_met(p->diags);
	for (size_t i = 0; i < p->fonts.list.n; i++)
		if (p->fonts.list.at[i] && p->fonts.list.at[i]->codes.n > 1)
			write_font(p, p->fonts.list.at[i]);
	return diag_met(p->diags) == met;
}
