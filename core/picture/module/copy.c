/* Objects of another PDF, with all that they lead to, into the file that is being written. What
 * that file may not have is left out, or the picture is refused. */
#include "picture/module/module.h"

#include <math.h>

/* Says nothing that is printed, or leads back into the other document. */
static bool left_out(str key)
{
	static const char *const all[] = {
	        "AF",     "Alternates", "CIDSet",   "CharSet", "DecodeParms",  "Filter",
	        "HT",     "HTO",        "HTP",      "Intent",  "Interpolate",  "LastModified",
	        "Length", "Measure",    "Metadata", "OC",      "OPI",          "PS",
	        "Parent", "PieceInfo",  "PtData",   "Ref",     "StructParent", "StructParents",
	        "TR",     "TR2",
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

/* Takes note that what is being copied leads to another object. */
static struct copied *take(struct vector_source *s, qpdf_oh object)
{
	int id = qpdf_oh_get_object_id(s->q, object),
	    generation = qpdf_oh_get_generation(s->q, object);
	str key = arena_printf(s->arena, "%d %d", id, generation);
	uint32_t index = (uint32_t)s->copied.n;
	if (map_add(s->known, key, &index)) {
		if (s->copied.n == MOST_COPIED)
			source_broken(s, "it has too many objects");
		vec_push(s->arena, &s->copied, (struct copied){
			.id = id, .generation = generation, .number = s->out->object(s->out->self),
			.thing = weigh_thing(s->weights)});
	}
	weigh_edge(s->weights, s->thing, s->copied.at[index].thing, s->times, s->how);
	return &s->copied.at[index];
}

uint32_t copy_object(struct vector_source *s, qpdf_oh object, uint64_t times, enum weigh_how how)
{
	s->times = times;
	s->how = how;
	uint32_t number = take(s, object)->number;
	s->times = 1;
	s->how = WEIGH_HAS;
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

static void put_key(struct buf *b, str key)
{
	buf_byte(b, '/');
	for (size_t i = 0; i < key.len; i++) {
		unsigned char c = (unsigned char)key.ptr[i];
		if (c <= ' ' || c >= 0x7F || strchr("()<>[]{}/%#", c))
			buf_printf(b, "#%02X", c);
		else
			buf_byte(b, (char)c);
	}
	buf_byte(b, ' ');
}

/* Operators of a font's glyphs (ISO 32000-1, 9.6.5). */
static void put_procedures(struct vector_source *s, qpdf_oh font, qpdf_oh dict, struct buf *b)
{
	keys all = keys_of(s, dict);
	buf_put(b, S("<<"));
	s->how = WEIGH_ONE_OF;
	for (size_t i = 0; i < all.n && !s->failed; i++) {
		qpdf_oh v = value_at(s, dict, all.at[i]);
		if (!qpdf_oh_is_indirect(s->q, v))
			continue;
		struct copied *c = take(s, v);
		c->content = true;
		c->resources = source_key(s, font, "/Resources");
		put_key(b, str_from(all.at[i], 1));
		buf_printf(b, "%u 0 R", c->number);
	}
	s->how = WEIGH_HAS;
	buf_put(b, S(">>"));
}

static void put_mask(struct vector_source *s, qpdf_oh group, bool by_lightness, struct buf *b)
{
	s->how = WEIGH_DRAWS;
	struct copied *c = take(s, group);
	s->how = WEIGH_HAS;
	c->mask |= by_lightness;
	buf_printf(b, "%u 0 R", c->number);
}

static void put_entry(struct vector_source *s, qpdf_oh dict, str key, unsigned depth, struct buf *b)
{
	qpdf_oh v = value_at(s, dict, key), kind = source_key(s, dict, "/S");
	bool by_lightness = source_is(s, kind, "/Luminosity");
	put_key(b, str_from(key, 1));
	if (str_eq(key, S("/CharProcs")) && qpdf_oh_is_dictionary(s->q, v))
		put_procedures(s, dict, v, b);
	else if (str_eq(key, S("/G")) && qpdf_oh_is_indirect(s->q, v) &&
	         (by_lightness || source_is(s, kind, "/Alpha")))
		put_mask(s, v, by_lightness, b);
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
	if (source_is(s, source_key(s, dict, "/Type"), "/Font") && !source_font(s, dict, &add))
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
		buf_printf(b, "%u 0 R", take(s, v)->number);
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

static int by_kind_and_name(const void *a, const void *b)
{
	const struct content_used *x = a, *y = b;
	return x->kind != y->kind ? (x->kind < y->kind ? -1 : 1) : str_cmp(x->name, y->name);
}

/* A space that needs no entry; inline pictures have short names for some. */
static bool is_device(str space)
{
	static const char *const all[] = {"DeviceGray", "DeviceRGB", "DeviceCMYK", "Pattern",
	                                  "G",          "RGB",       "CMYK"};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_eq(space, str_of(all[i])))
			return true;
	return false;
}

/* Letters of fonts that are drawn by operators are drawn each. */
static void put_used(struct vector_source *s, qpdf_oh v, const struct content_used *used,
                     struct buf *b)
{
	bool glyphs =
	        used->kind == RESOURCE_FONT && source_is(s, source_key(s, v, "/Subtype"), "/Type3");
	bool drawn = used->kind == RESOURCE_OBJECT || used->kind == RESOURCE_PATTERN;
	s->how = glyphs || drawn ? WEIGH_DRAWS : WEIGH_HAS;
	s->times = used->kind == RESOURCE_FONT && !glyphs ? 1 : used->times;
	put_key(b, used->name);
	copy_value(s, v, 0, b);
	s->how = WEIGH_HAS;
	s->times = 1;
}

/* What device colours mean where an operator names them (8.6.5.6). */
static void put_default(struct vector_source *s, const struct content_said *said, struct buf *b)
{
	bool needed = s->out->print || said->cmyk;
	uint32_t profile = needed ? s->out->profile(s->out->self, s->out->print ? 3 : 4) : 0;
	s->failed |= needed && !profile;
	if (needed)
		buf_printf(b, "/Default%s[/ICCBased %u 0 R]", s->out->print ? "RGB" : "CMYK",
		           profile);
}

static void put_kind(struct vector_source *s, qpdf_oh of, enum resource kind,
                     struct content_said *said, struct buf *b)
{
	for (size_t i = 0; i < said->used.n && !s->failed; i++) {
		const struct content_used *used = &said->used.at[i];
		if (used->kind != kind)
			continue;
		str key = arena_printf(s->scratch, "/%.*s", STR_ARG(used->name));
		qpdf_oh v = source_key(s, of, key.ptr);
		if (!qpdf_oh_is_null(s->q, v) && !str_starts(used->name, S("Default")))
			put_used(s, v, used, b);
		else if (kind != RESOURCE_SPACE || !is_device(used->name))
			source_broken(s, "its operators use a resource that is not in it");
		said->cmyk |= kind == RESOURCE_SPACE && str_eq(used->name, S("DeviceCMYK"));
	}
}

void copy_resources(struct vector_source *s, qpdf_oh resources, struct content_said *said,
                    struct buf *b)
{
	static const char *const kinds[RESOURCES] = {
	        [RESOURCE_FONT] = "/Font",       [RESOURCE_SPACE] = "/ColorSpace",
	        [RESOURCE_STATE] = "/ExtGState", [RESOURCE_PATTERN] = "/Pattern",
	        [RESOURCE_SHADING] = "/Shading", [RESOURCE_OBJECT] = "/XObject",
	};
	if (said->used.n)
		qsort(said->used.at, said->used.n, sizeof *said->used.at, by_kind_and_name);
	buf_put(b, S("/Resources<<"));
	for (int i = 0; i < RESOURCES; i++) {
		size_t from = b->len;
		buf_put(b, str_of(kinds[i]));
		buf_put(b, S("<<"));
		size_t begun = b->len;
		put_kind(s, source_key(s, resources, kinds[i]), (enum resource)i, said, b);
		if (i == RESOURCE_SPACE)
			put_default(s, said, b);
		if (b->len == begun)
			b->len = from;
		else
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
		bool device = source_is(s, v, "/DeviceRGB") || source_is(s, v, "/DeviceCMYK");
		if (!(str_eq(all.at[i], S("/CS")) && device && !mask))
			put_entry(s, group, all.at[i], 0, b);
	}
	buf_put(b, S(">>"));
}

/* ---- Streams ---- */

/* Fonts, profiles, functions: no reader should have to hold more. */
enum { MOST_DATA = 64 << 20 };

static bool data_fits(struct vector_source *s, const struct source_packed *p)
{
	if (qpdf_oh_is_null(s->q, p->filter))
		return true;
	if (!source_is(s, p->filter, "/FlateDecode"))
		return source_broken(s, "a stream is packed as a picture is, and is none");
	return unpack_fits(p->bytes, MOST_DATA) ||
	       source_broken(s, "a stream unfolds into too much");
}

/* As it is, where its packing may be in an archive; JPEG 2000 may not without much ado. */
static void copy_packed(struct vector_source *s, qpdf_oh stream, uint32_t number, struct buf *dict,
                        struct load *load)
{
	qpdf_oh of = qpdf_oh_get_dict(s->q, stream);
	bool picture = source_is(s, source_key(s, of, "/Subtype"), "/Image");
	struct source_packed p;
	if (!unpack_outer(s, s->scratch, stream, &p))
		return;
	if (source_is(s, p.filter, "/JPXDecode")) {
		source_refuse(s, "picture/unsupported", "holds a picture in JPEG 2000",
		              "Save it with JPEG pictures: archives and presses refuse the other.");
		return;
	}
	if (picture ? !pixels_check(s, of, &p, &load->pixels) : !data_fits(s, &p))
		return;
	bool packed = !qpdf_oh_is_null(s->q, p.filter);
	if (packed) {
		buf_put(dict, S("/Filter"));
		buf_put(dict, str_of(qpdf_oh_get_name(s->q, p.filter)));
	}
	if (packed && qpdf_oh_is_dictionary(s->q, p.parameters)) {
		buf_put(dict, S("/DecodeParms "));
		copy_value(s, p.parameters, 0, dict);
	}
	if (!s->failed)
		s->out->stream(s->out->self, number, buf_str(dict), p.bytes, packed);
}

/* A cell that is drawn more often than there is room for, or hardly moves, would be drawn without
 * end. */
static bool cell_fits(struct vector_source *s, qpdf_oh dict)
{
	enum { MOST_CELLS = 4000000, MOST_OVER = 10000 };
	double x = 0, y = 0, m[6] = {1, 0, 0, 1, 0, 0};
	struct source_box box = {0};
	qpdf_oh_get_value_as_number(s->q, source_key(s, dict, "/XStep"), &x);
	qpdf_oh_get_value_as_number(s->q, source_key(s, dict, "/YStep"), &y);
	source_numbers(s, source_key(s, dict, "/Matrix"), m, 6);
	source_box(s, source_key(s, dict, "/BBox"), &box);
	double step = fabs(x * y), scale = fabs(m[0] * m[3] - m[1] * m[2]);
	if (step > 0 && box.w * box.h / step <= MOST_OVER &&
	    s->page_area / (step * scale) <= MOST_CELLS)
		return true;
	return source_refuse(s, "picture/unsupported", "has a pattern with too small a step",
	                     "Fill the area with a plain colour.");
}

/* A form, a pattern or a glyph. Old files have forms that use the page's resources. */
static void copy_content(struct vector_source *s, qpdf_oh stream, const struct copied *c,
                         struct load *load)
{
	qpdf_oh of = qpdf_oh_get_dict(s->q, stream);
	qpdf_oh resources = c->content ? c->resources : source_key(s, of, "/Resources");
	struct content_said said = {0};
	struct buf dict = {0}, out = {0}, used = {0};
	str content;
	if (qpdf_oh_is_integer(s->q, source_key(s, of, "/PatternType")) && !cell_fits(s, of))
		return;
	if (unpack_all(s, s->scratch, stream, &content) &&
	    copy_operators(s, content, &out, &said)) {
		keys all = keys_of(s, of);
		for (size_t i = 0; i < all.n && !s->failed; i++)
			if (!left_out(str_from(all.at[i], 1)) && !str_eq(all.at[i], S("/Resources"))
			    && !str_eq(all.at[i], S("/Group")))
				put_entry(s, of, all.at[i], 0, &dict);
		copy_group(s, source_key(s, of, "/Group"), c->mask, &dict);
		copy_resources(
		        s, qpdf_oh_is_dictionary(s->q, resources) ? resources : s->page_resources,
		        &said, &used);
		if (!c->content)         /* a glyph's are its font's */
			buf_put(&dict, buf_str(&used));
		if (!s->failed)
			s->out->stream(s->out->self, c->number, buf_str(&dict), buf_str(&out),
			               false);
	}
	*load = said.load;
	buf_drop(&dict);
	buf_drop(&out);
	buf_drop(&used);
}

static void copy_stream(struct vector_source *s, qpdf_oh stream, const struct copied *c,
                        struct load *load)
{
	qpdf_oh of = qpdf_oh_get_dict(s->q, stream), subtype = source_key(s, of, "/Subtype");
	if (c->content || source_is(s, subtype, "/Form") ||
	    qpdf_oh_is_integer(s->q, source_key(s, of, "/PatternType"))) {
		copy_content(s, stream, c, load);
		return;
	}
	if (source_is(s, subtype, "/PS")) {
		source_refuse(s, "picture/unsupported", "holds a program in PostScript",
		              "Print it to PDF anew.");
		return;
	}
	struct buf dict = {0};
	put_entries(s, of, 0, &dict);
	if (!s->failed)
		copy_packed(s, stream, c->number, &dict, load);
	buf_drop(&dict);
}

/* The object itself, not a reference to it. */
static void copy_plain(struct vector_source *s, qpdf_oh object, uint32_t number, struct load *load)
{
	struct buf b = {0};
	if (qpdf_oh_is_dictionary(s->q, object))
		put_dictionary(s, object, 0, &b);
	else if (qpdf_oh_is_array(s->q, object))
		put_array(s, object, 0, &b);
	else if (qpdf_oh_is_name(s->q, object))
		put_name(s, object, &b);
	else
		buf_put(&b, str_of(qpdf_oh_unparse_resolved(s->q, object)));
	load->steps = b.len / 64;
	if (!s->failed)
		s->out->value(s->out->self, number, buf_str(&b));
	buf_drop(&b);
}

/* A shading pattern has PatternType 2 and is no stream; one that is a stream tiles. */
bool copy_rest(struct vector_source *s)
{
	for (; s->written < s->copied.n && !s->failed; s->written++) {
		struct copied c = s->copied.at[s->written];
		struct load load = {0};
		qpdf_oh object = qpdf_get_object_by_id(s->q, c.id, c.generation);
		s->thing = c.thing;
		s->scratch = arena_new();
		if (qpdf_oh_is_stream(s->q, object))
			copy_stream(s, object, &c, &load);
		else
			copy_plain(s, object, c.number, &load);
		arena_drop(s->scratch);
		s->scratch = NULL;
		load.steps++;
		weigh_own(s->weights, c.thing, load);
	}
	return !s->failed;
}
