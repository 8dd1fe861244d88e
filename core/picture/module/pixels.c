/* Pictures in PDFs: how many pixels a reader will hold, whatever their packing says of itself. */
#include "picture/module/module.h"

/* A stream of rows may be longer than they are, if not much. */
enum { MOST_SPARE = 1 << 20, MOST_SEGMENTS = 1 << 16 };

bool pixels_fit(struct vector_source *s, struct extent size)
{
	if (!size.w || !size.h)
		return source_broken(s, "a picture in it has no size");
	if ((uint64_t)size.w * size.h <= MOST_PIXELS)
		return true;
	str what = arena_printf(s->arena, "holds a picture of %u x %u pixels", size.w, size.h);
	return source_refuse(s, "picture/too-large", what.ptr,
	                     "Scale it down: 300 pixels an inch are enough for print.");
}

/* ---- What the packing says ---- */

bool pixels_jpeg_fits(struct vector_source *s, str bytes)
{
	struct picture_info info = {.bytes = bytes};
	jpeg_read(&info);
	return pixels_fit(s, (struct extent){info.w, info.h});
}

/* A number of a segment's header (ITU-T T.88, 7.2); false where the bytes end. */
static bool take(str *rest, size_t bytes, uint32_t *v)
{
	if (rest->len < bytes)
		return false;
	*v = bytes <= 4 ? picture_big(*rest, 0, (unsigned)bytes) : 0;
	*rest = str_from(*rest, bytes);
	return true;
}

static bool segment_header(str *rest, uint32_t *type, uint32_t *length)
{
	uint32_t id, flags, refers, page, long_form = 0;
	if (!take(rest, 4, &id) || !take(rest, 1, &flags) || !take(rest, 1, &refers))
		return false;
	size_t n = refers >> 5, each = id <= 256 ? 1 : id <= 65536 ? 2 : 4;
	if (n == 7) {
		if (!take(rest, 3, &long_form))
			return false;
		n = (refers & 31) << 24 | long_form;
		*rest = str_from(*rest, (n + 8) / 8);
	}
	*rest = str_from(*rest, n * each);
	*type = flags & 63;
	return take(rest, flags & 64 ? 4 : 1, &page) && take(rest, 4, length);
}

/* Regions and the page that they lie on say their sizes, which need not be the picture's. */
static bool jbig2_fits(struct vector_source *s, str rest, uint64_t *pixels)
{
	enum { PAGE = 48, FIRST_REGION = 4, LAST_REGION = 43, UNKNOWN = -1 };
	uint32_t type, length;
	for (unsigned n = 0; n < MOST_SEGMENTS && segment_header(&rest, &type, &length); n++) {
		bool region = type >= FIRST_REGION && type <= LAST_REGION && type != 16;
		struct extent size = {0};
		if ((region || type == PAGE) && rest.len >= 8) {
			size = (struct extent){picture_big(rest, 0, 4), picture_big(rest, 4, 4)};
			if (type == PAGE && size.h == (uint32_t)UNKNOWN)
				size.h = 1;
			if (!pixels_fit(s, size))
				return false;
		}
		*pixels += (uint64_t)size.w * size.h;
		rest = str_from(rest, length);
	}
	return true;
}

/* ---- Rows ---- */

static int whole_number(struct vector_source *s, qpdf_oh dict, const char *key, int otherwise)
{
	qpdf_oh v = source_key(s, dict, key);
	return qpdf_oh_is_integer(s->q, v) ? qpdf_oh_get_int_value_as_int(s->q, v) : otherwise;
}

/* More than four are rare. */
static size_t components(struct vector_source *s, qpdf_oh space)
{
	if (!qpdf_oh_is_array(s->q, space))
		return 4;
	qpdf_oh kind = qpdf_oh_get_array_item(s->q, space, 0);
	if (!source_is(s, kind, "/DeviceN"))
		return 4;
	qpdf_oh names = qpdf_oh_get_array_item(s->q, space, 1);
	int n = qpdf_oh_is_array(s->q, names) ? qpdf_oh_get_array_n_items(s->q, names) : 4;
	return n < 4 ? 4 : n > 32 ? 32 : (size_t)n;
}

static bool rows_fit(struct vector_source *s, qpdf_oh dict, struct extent size, str deflated)
{
	size_t depth = whole_number(s, dict, "/BitsPerComponent", 8) > 8 ? 2 : 1;
	size_t row = size.w * components(s, source_key(s, dict, "/ColorSpace")) * depth + 1;
	return unpack_fits(deflated, row * size.h + MOST_SPARE)
	       || source_broken(s, "a picture in it unfolds into more than its rows");
}

bool pixels_check(struct vector_source *s, qpdf_oh dict, const struct source_packed *p,
                  uint64_t *pixels)
{
	int w = whole_number(s, dict, "/Width", 0), h = whole_number(s, dict, "/Height", 0);
	struct extent size = {w > 0 ? (uint32_t)w : 0, h > 0 ? (uint32_t)h : 0};
	if (!pixels_fit(s, size))
		return false;
	*pixels = (uint64_t)size.w * size.h;
	if (source_is(s, p->filter, "/DCTDecode"))
		return pixels_jpeg_fits(s, p->bytes);
	if (source_is(s, p->filter, "/JBIG2Decode"))
		return jbig2_fits(s, p->bytes, pixels);
	if (source_is(s, p->filter, "/FlateDecode"))
		return rows_fit(s, dict, size, p->bytes);
	if (!source_is(s, p->filter, "/CCITTFaxDecode"))
		return true;
	int columns = whole_number(s, p->parameters, "/Columns", 1728),
	    rows = whole_number(s, p->parameters, "/Rows", h);
	return pixels_fit(s, (struct extent){columns > 0 ? (uint32_t)columns : 0,
	                                     rows > 0 ? (uint32_t)rows : size.h});
}
