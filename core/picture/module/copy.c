/* Objects of another PDF, with all that they lead to, into the file that is being written. What that
 * file may not have is left out, or the picture is refused. */
#include "picture/module/module.h"

/* Says nothing that is printed, or leads back into the other document. */
static bool left_out(str key)
{
	static const char *const all[] = {
		"AF", "Alternates", "CIDSet", "CharSet", "DecodeParms", "Filter", "HT", "HTO", "HTP", "Intent",
		"Interpolate", "LastModified", "Length", "Measure", "Metadata", "OC", "OPI", "PS", "Parent",
		"PieceInfo", "PtData", "Ref", "StructParent", "StructParents", "TR", "TR2",
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_eq(key, str_of(all[i])))
			return true;
	return false;
}

typedef vec(str) keys;

/* Sorted by qpdf. */
static keys keys_of(struct vector_source *s, qpdf_oh dict)
{
	keys out = {0};
	qpdf_oh_begin_dict_key_iter(s->q, dict);
	while (qpdf_oh_dict_more_keys(s->q))
		vec_push(s->arena, &out, arena_str(s->arena, str_of(qpdf_oh_dict_next_key(s->q))));
	return out;
}

static qpdf_oh value_at(struct vector_source *s, qpdf_oh dict, str key)
{
	return qpdf_oh_get_key(s->q, dict, arena_cstr(s->arena, key));
}

/* ---- Numbers ---- */

uint32_t copy_object(struct vector_source *s, qpdf_oh object, bool content, bool mask)
{
	int id = qpdf_oh_get_object_id(s->q, object), generation = qpdf_oh_get_generation(s->q, object);
	str key = arena_printf(s->arena, "%d %d", id, generation);
	uint32_t index = (uint32_t)s->copied.n;
	if (!map_add(s->known, key, &index))
		return s->copied.at[index].number;
	if (s->copied.n == MOST_COPIED)
		source_broken(s, "it has too many objects");
	uint32_t number = s->out->object(s->out->self);
	vec_push(s->arena, &s->copied, (struct copied){id, generation, number, content, mask});
	return number;
}

/* ---- Values ---- */

/* Device colours that the other file leaves open get the meaning that they have on their own. */
static void put_name(struct vector_source *s, qpdf_oh name, struct buf *b)
{
	str text = str_of(qpdf_oh_get_name(s->q, name));
	bool rgb = s->out->print && str_eq(text, S("/DeviceRGB"));
	bool cmyk = !s->out->print && str_eq(text, S("/DeviceCMYK"));
	if (!rgb && !cmyk) {
		buf_put(b, str_of(qpdf_oh_unparse(s->q, name)));
		return;
	}
	uint32_t profile = s->out->profile(s->out->self, rgb ? 3 : 4);
	s->failed |= !profile;
	buf_printf(b, "[/ICCBased %u 0 R]", profile);
}

static void put_array(struct vector_source *s, qpdf_oh array, unsigned depth, struct buf *b)
{
	int n = qpdf_oh_get_array_n_items(s->q, array);
	buf_byte(b, '[');
	for (int i = 0; i < n && !s->failed; i++) {
		copy_value(s, qpdf_oh_get_array_item(s->q, array, i), depth + 1, b);
		buf_byte(b, ' ');
	}
	buf_byte(b, ']');
}

/* Operators of glyphs (ISO 32000-1, 9.6.5). */
static void put_procedures(struct vector_source *s, qpdf_oh dict, struct buf *b)
{
	keys all = keys_of(s, dict);
	buf_put(b, S("<<"));
	for (size_t i = 0; i < all.n && !s->failed; i++) {
		qpdf_oh v = value_at(s, dict, all.at[i]);
		if (qpdf_oh_is_indirect(s->q, v))
			buf_printf(b, "%.*s %u 0 R", STR_ARG(all.at[i]), copy_object(s, v, true, false));
	}
	buf_put(b, S(">>"));
}

static void put_entry(struct vector_source *s, qpdf_oh dict, str key, unsigned depth, struct buf *b)
{
	qpdf_oh v = value_at(s, dict, key);
	buf_put(b, key);
	buf_byte(b, ' ');
	if (str_eq(key, S("/CharProcs")) && qpdf_oh_is_dictionary(s->q, v))
		put_procedures(s, v, b);
	else if (str_eq(key, S("/Resources")))
		copy_value(s, v, depth + 1, b);
	else if (str_eq(key, S("/G")) && qpdf_oh_is_indirect(s->q, v)
	         && pdf_is(s, pdf_key(s, dict, "/S"), "/Luminosity"))
		buf_printf(b, "%u 0 R", copy_object(s, v, false, true));
	else
		copy_value(s, v, depth + 1, b);
}

static void put_entries(struct vector_source *s, qpdf_oh dict, unsigned depth, struct buf *b)
{
	keys all = keys_of(s, dict);
	for (size_t i = 0; i < all.n && !s->failed; i++)
		if (!left_out(str_from(all.at[i], 1)))
			put_entry(s, dict, all.at[i], depth, b);
}

static void put_dictionary(struct vector_source *s, qpdf_oh dict, unsigned depth, struct buf *b)
{
	const char *add = "";
	if (pdf_is(s, pdf_key(s, dict, "/Type"), "/Font") && !font_check(s, dict, &add))
		return;
	buf_put(b, S("<<"));
	put_entries(s, dict, depth, b);
	buf_put(b, str_of(add));
	buf_put(b, S(">>"));
}

void copy_value(struct vector_source *s, qpdf_oh v, unsigned depth, struct buf *b)
{
	if (depth > MOST_DEPTH)
		source_broken(s, "its values are nested too deeply");
	if (s->failed)
		return;
	if (qpdf_oh_is_indirect(s->q, v) && !qpdf_oh_is_null(s->q, v))
		buf_printf(b, "%u 0 R", copy_object(s, v, false, false));
	else if (qpdf_oh_is_name(s->q, v))
		put_name(s, v, b);
	else if (qpdf_oh_is_array(s->q, v))
		put_array(s, v, depth, b);
	else if (qpdf_oh_is_dictionary(s->q, v))
		put_dictionary(s, v, depth, b);
	else
		buf_put(b, str_of(qpdf_oh_unparse(s->q, v)));
}

/* ---- Resources and groups ---- */

static void put_fonts(struct vector_source *s, qpdf_oh fonts, const struct content_said *said, struct buf *b)
{
	buf_put(b, S("/Font<<"));
	for (size_t i = 0; i < said->fonts.n && !s->failed; i++) {
		str key = arena_printf(s->arena, "/%.*s", STR_ARG(said->fonts.at[i]));
		qpdf_oh font = value_at(s, fonts, key);
		if (!qpdf_oh_is_dictionary(s->q, font)) {
			source_broken(s, "a font is missing");
			return;
		}
		buf_put(b, key);
		buf_byte(b, ' ');
		copy_value(s, font, 0, b);
	}
	buf_put(b, S(">>"));
}

/* What device colours mean where an operator names them (8.6.5.6). */
static void put_spaces(struct vector_source *s, qpdf_oh spaces, const struct content_said *said,
                       struct buf *b)
{
	buf_put(b, S("/ColorSpace<<"));
	if (qpdf_oh_is_dictionary(s->q, spaces)) {
		keys all = keys_of(s, spaces);
		for (size_t i = 0; i < all.n && !s->failed; i++)
			if (!str_starts(all.at[i], S("/Default")))
				put_entry(s, spaces, all.at[i], 0, b);
	}
	bool needed = s->out->print || said->cmyk;
	uint32_t profile = needed ? s->out->profile(s->out->self, s->out->print ? 3 : 4) : 0;
	s->failed |= needed && !profile;
	if (needed)
		buf_printf(b, "/Default%s[/ICCBased %u 0 R]", s->out->print ? "RGB" : "CMYK", profile);
	buf_put(b, S(">>"));
}

void copy_resources(struct vector_source *s, qpdf_oh resources, const struct content_said *said,
                    struct buf *b)
{
	static const char *const kinds[] = {"/ExtGState", "/Pattern", "/Shading", "/XObject"};
	buf_put(b, S("/Resources<<"));
	put_fonts(s, pdf_key(s, resources, "/Font"), said, b);
	put_spaces(s, pdf_key(s, resources, "/ColorSpace"), said, b);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		qpdf_oh kind = pdf_key(s, resources, kinds[i]);
		if (!qpdf_oh_is_dictionary(s->q, kind))
			continue;
		buf_put(b, str_of(kinds[i]));
		buf_put(b, S("<<"));
		put_entries(s, kind, 0, b);
		buf_put(b, S(">>"));
	}
	buf_put(b, S(">>"));
}

/* Colours of a group are mixed in the space of what it lies on, so that black stays one ink; but a
 * mask's lightness is that of its own space (11.5.3). */
void copy_group(struct vector_source *s, qpdf_oh group, bool mask, struct buf *b)
{
	if (!qpdf_oh_is_dictionary(s->q, group))
		return;
	keys all = keys_of(s, group);
	buf_put(b, S("/Group<<"));
	for (size_t i = 0; i < all.n && !s->failed; i++) {
		qpdf_oh v = value_at(s, group, all.at[i]);
		bool device = pdf_is(s, v, "/DeviceRGB") || pdf_is(s, v, "/DeviceCMYK");
		if (!(str_eq(all.at[i], S("/CS")) && device && !mask))
			put_entry(s, group, all.at[i], 0, b);
	}
	buf_put(b, S(">>"));
}

/* ---- Streams ---- */

static bool filter_is_one_of(struct vector_source *s, qpdf_oh filter, const char *const *names, size_t n)
{
	if (qpdf_oh_is_array(s->q, filter) && qpdf_oh_get_array_n_items(s->q, filter) == 1)
		filter = qpdf_oh_get_array_item(s->q, filter, 0);
	for (size_t i = 0; i < n; i++)
		if (pdf_is(s, filter, names[i]))
			return true;
	return false;
}

/* As it is, where its packing may be in an archive; JPEG 2000 may not without much ado. */
static void copy_packed(struct vector_source *s, qpdf_oh stream, uint32_t number, struct buf *dict)
{
	static const char *const fine[] = {"/FlateDecode", "/DCTDecode", "/CCITTFaxDecode", "/JBIG2Decode"};
	static const char *const jpeg_2000[] = {"/JPXDecode"};
	qpdf_oh of = qpdf_oh_get_dict(s->q, stream), filter = pdf_key(s, of, "/Filter");
	str bytes;
	if (filter_is_one_of(s, filter, jpeg_2000, 1)) {
		source_refuse(s, "picture/unsupported", "holds a picture in JPEG 2000",
		              "Save it with JPEG pictures: archives and presses refuse the other.");
		return;
	}
	if (!filter_is_one_of(s, filter, fine, 4)) {
		if (content_read(s, stream, &bytes))
			s->out->stream(s->out->self, number, buf_str(dict), bytes, false);
		return;
	}
	buf_put(dict, S("/Filter"));
	copy_value(s, filter, 0, dict);
	qpdf_oh parameters = pdf_key(s, of, "/DecodeParms");
	if (!qpdf_oh_is_null(s->q, parameters)) {
		buf_put(dict, S("/DecodeParms "));
		copy_value(s, parameters, 0, dict);
	}
	if (!s->failed && content_bytes(s, stream, &bytes))
		s->out->stream(s->out->self, number, buf_str(dict), bytes, true);
}

/* A form, a pattern or a glyph. Old files have forms that use the page's resources. */
static void copy_content(struct vector_source *s, qpdf_oh stream, const struct copied *c)
{
	qpdf_oh of = qpdf_oh_get_dict(s->q, stream), resources = pdf_key(s, of, "/Resources");
	struct content_said said = {0};
	struct buf dict = {0}, out = {0};
	str content;
	if (content_read(s, stream, &content) && content_rewrite(s, content, &out, &said)) {
		keys all = keys_of(s, of);
		for (size_t i = 0; i < all.n && !s->failed; i++)
			if (!left_out(str_from(all.at[i], 1)) && !str_eq(all.at[i], S("/Resources"))
			    && !str_eq(all.at[i], S("/Group")))
				put_entry(s, of, all.at[i], 0, &dict);
		copy_group(s, pdf_key(s, of, "/Group"), c->mask, &dict);
		if (!c->content)
			copy_resources(s, qpdf_oh_is_dictionary(s->q, resources) ? resources : s->page_resources,
			               &said, &dict);
		if (!s->failed)
			s->out->stream(s->out->self, c->number, buf_str(&dict), buf_str(&out), false);
	}
	buf_drop(&dict);
	buf_drop(&out);
}

static void copy_stream(struct vector_source *s, qpdf_oh stream, const struct copied *c)
{
	qpdf_oh of = qpdf_oh_get_dict(s->q, stream);
	if (c->content || pdf_is(s, pdf_key(s, of, "/Subtype"), "/Form")
	    || qpdf_oh_is_integer(s->q, pdf_key(s, of, "/PatternType"))) {
		copy_content(s, stream, c);
		return;
	}
	if (pdf_is(s, pdf_key(s, of, "/Subtype"), "/PS")) {
		source_refuse(s, "picture/unsupported", "holds a program in PostScript", "Print it to PDF anew.");
		return;
	}
	struct buf dict = {0};
	put_entries(s, of, 0, &dict);
	if (!s->failed)
		copy_packed(s, stream, c->number, &dict);
	buf_drop(&dict);
}

/* A shading pattern has PatternType 2 and is no stream; one that is a stream tiles. */
bool copy_rest(struct vector_source *s)
{
	struct buf b = {0};
	for (; s->written < s->copied.n && !s->failed; s->written++) {
		struct copied c = s->copied.at[s->written];
		qpdf_oh object = qpdf_get_object_by_id(s->q, c.id, c.generation);
		if (qpdf_oh_is_stream(s->q, object)) {
			copy_stream(s, object, &c);
			continue;
		}
		buf_clear(&b);
		/* The object itself, not a reference to it. */
		if (qpdf_oh_is_dictionary(s->q, object))
			put_dictionary(s, object, 0, &b);
		else if (qpdf_oh_is_array(s->q, object))
			put_array(s, object, 0, &b);
		else if (qpdf_oh_is_name(s->q, object))
			put_name(s, object, &b);
		else
			buf_put(&b, str_of(qpdf_oh_unparse_resolved(s->q, object)));
		if (!s->failed)
			s->out->value(s->out->self, c.number, buf_str(&b));
	}
	buf_drop(&b);
	return !s->failed;
}
