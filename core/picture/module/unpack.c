/* Filters of streams (ISO 32000-1, 7.4), undone within bounds: a few bytes may unfold into any
 * number. */
#include "picture/module/module.h"

#include <zlib.h>

enum { MOST_CONTENT = 128 << 20, MOST_FILTERS = 8, MOST_COLUMNS = 1 << 24, CHUNK = 1 << 16 };

/* ---- Flate ---- */

static bool is_zlib(str s)
{
	unsigned cmf = s.len >= 2 ? (unsigned char)s.ptr[0] : 0,
	         flg = s.len >= 2 ? (unsigned char)s.ptr[1] : 0;
	return (cmf & 15) == 8 && (cmf << 8 | flg) % 31 == 0 && !(flg & 0x20);
}

/* Inflates into out, or counts alone where that is NULL. The zlib header is read here, so that the
 * end of the data is known for itself: some writers leave the checksum out, or end with a flush. */
static bool inflate_to(str packed, size_t most, struct buf *out, size_t *length)
{
	char window[CHUNK];
	size_t n = 0;
	uLong sum = adler32(0, NULL, 0);
	z_stream z = {.next_in = (unsigned char *)(uintptr_t)packed.ptr + 2,
	              .avail_in = (uInt)packed.len - 2};
	int status = is_zlib(packed) ? inflateInit2(&z, -15) : Z_DATA_ERROR;
	while (status == Z_OK && n <= most) {
		z.next_out = (unsigned char *)window;
		z.avail_out = CHUNK;
		status = inflate(&z, Z_NO_FLUSH);
		size_t got = CHUNK - z.avail_out;
		sum = out ? adler32(sum, (unsigned char *)window, (uInt)got) : sum;
		if (out)
			buf_put(out, (str){window, got});
		n += got;
	}
	str rest = {(const char *)z.next_in, z.avail_in};
	inflateEnd(&z);
	*length = n;
	if (status == Z_STREAM_END)
		return n <= most && (!out || rest.len < 4 || picture_big(rest, 0, 4) == sum);
	return status == Z_BUF_ERROR && str_ends(packed, (str){"\0\0\xFF\xFF", 4});
}

bool unpack_fits(str deflated, size_t most)
{
	size_t n;
	/* No byte stands for more (RFC 1951: 258 bytes in two bits). */
	return !deflated.len || deflated.len < most / 1032 || inflate_to(deflated, most, NULL, &n);
}

/* The stream whose dictionary says this name, from its first byte on. */
static str stream_after(str file, size_t at)
{
	size_t found = str_find(str_sub(file, at, at + 4096), S("stream"));
	str rest = str_from(file, found == SIZE_MAX ? file.len : at + found + 6);
	return str_from(rest, str_starts(rest, S("\r\n")) ? 2 : 1);
}

bool unpack_objects_fit(str file)
{
	static const char *const kinds[] = {"/ObjStm", "/XRef"};
	size_t sum = 0, n;
	for (int i = 0; i < 2; i++)
		for (size_t at = 0, found; sum <= MOST_UNFOLDED; sum += n) {
			n = 0;
			found = str_find(str_from(file, at), str_of(kinds[i]));
			if (found == SIZE_MAX)
				break;
			at += found + 1;
			str packed = stream_after(file, at);
			if (packed.len > 2)
				inflate_to(packed, MOST_UNFOLDED, NULL, &n);
		}
	return sum <= MOST_UNFOLDED;
}

/* ---- LZW (7.4.4.2) ---- */

struct lzw {
	str in;
	size_t at;
	uint32_t bits;
	unsigned held, width, next;
	uint16_t before[4096], length[4096];
	char last[4096];
};

static bool lzw_code(struct lzw *z, unsigned *code)
{
	for (; z->held < z->width; z->held += 8) {
		if (z->at >= z->in.len)
			return false;
		z->bits = z->bits << 8 | (unsigned char)z->in.ptr[z->at++];
	}
	z->held -= z->width;
	*code = z->bits >> z->held & ((1u << z->width) - 1);
	return true;
}

/* A code's bytes, of which the first is returned. */
static char lzw_put(const struct lzw *z, unsigned code, struct buf *out)
{
	size_t n = z->length[code];
	buf_room(out, n);
	out->len += n;
	for (size_t i = 1; i <= n; i++, code = z->before[code])
		out->ptr[out->len - i] = z->last[code];
	return out->ptr[out->len - n];
}

static bool unlzw(str in, bool early, size_t most, struct buf *out)
{
	enum { CLEAR = 256, END = 257, NONE = 4096 };
	struct lzw z = {.in = in, .width = 9, .next = END + 1};
	unsigned code, before = NONE;
	for (unsigned i = 0; i < 256; i++) {
		z.last[i] = (char)i;
		z.length[i] = 1;
	}
	while (lzw_code(&z, &code) && code != END && out->len <= most) {
		if (code == CLEAR) {
			z.width = 9;
			z.next = END + 1;
			before = NONE;
			continue;
		}
		bool own = code == z.next && before != NONE;      /* it is made of itself */
		if (!own && (code >= z.next || code == CLEAR))
			return false;
		char first = lzw_put(&z, own ? before : code, out);
		if (own)
			buf_byte(out, first);
		if (before != NONE && z.next < 4096) {
			z.before[z.next] = (uint16_t)before;
			z.length[z.next] = (uint16_t)(z.length[before] + 1);
			z.last[z.next++] = first;
		}
		before = code;
		while (z.width < 12 && z.next + early >= 1u << z.width)
			z.width++;
	}
	return out->len <= most;
}

/* ---- Letters and runs (7.4.2, 7.4.3, 7.4.5) ---- */

static bool is_white(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
}

static bool unhex(str in, struct buf *out)
{
	int half = -1;
	for (size_t i = 0; i < in.len && in.ptr[i] != '>'; i++) {
		char c = in.ptr[i];
		int v = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10
		        : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
		if (v < 0 && !is_white(c))
			return false;
		if (v >= 0 && half >= 0)
			buf_byte(out, (char)(half << 4 | v));
		half = v < 0 ? half : half >= 0 ? -1 : v;
	}
	if (half >= 0)
		buf_byte(out, (char)(half << 4));
	return true;
}

/* Five digits to the base of 85 are four bytes; the last group may be short. */
static bool un85(str in, struct buf *out)
{
	uint64_t v = 0;
	unsigned n = 0;
	for (size_t i = 0; i < in.len && in.ptr[i] != '~'; i++) {
		char c = in.ptr[i];
		if (is_white(c))
			continue;
		if (c == 'z' && !n) {
			buf_zero(out, 4);
			continue;
		}
		if (c < '!' || c > 'u')
			return false;
		v = v * 85 + (unsigned)(c - '!');
		if (++n < 5)
			continue;
		for (int shift = 24; shift >= 0; shift -= 8)
			buf_byte(out, (char)(v >> shift));
		v = n = 0;
	}
	for (unsigned i = n; n && i < 5; i++)
		v = v * 85 + 84;
	for (unsigned i = 1; i < n; i++)
		buf_byte(out, (char)(v >> (32 - 8 * i)));
	return n != 1;
}

static bool unrun(str in, size_t most, struct buf *out)
{
	for (size_t i = 0; i < in.len && (unsigned char)in.ptr[i] != 128 && out->len <= most;) {
		size_t n = (unsigned char)in.ptr[i++];
		if (n < 128) {
			buf_put(out, str_sub(in, i, i + n + 1));
			i += n + 1;
			continue;
		}
		for (n = i < in.len ? 257 - n : 0; n; n--)
			buf_byte(out, in.ptr[i]);
		i++;
	}
	return out->len <= most;
}

/* ---- Predictors (7.4.4.4) ---- */

struct predicted { size_t length, step; unsigned depth; };

static void unfilter(unsigned char *row, const unsigned char *above, int filter, struct predicted r)
{
	for (size_t i = 0; i < r.length; i++) {
		int left = i < r.step ? 0 : row[i - r.step],
		    corner = i < r.step ? 0 : above[i - r.step];
		int guess = left + above[i] - corner;
		int a = abs(guess - left), b = abs(guess - above[i]), c = abs(guess - corner);
		int nearest = a <= b && a <= c ? left : b <= c ? above[i] : corner;
		const int add[] = {0, left, above[i], (left + above[i]) / 2, nearest};
		row[i] = (unsigned char)(row[i] + add[filter]);
	}
}

static bool undo_png(struct arena *a, str in, struct predicted r, str *out)
{
	size_t n = (in.len + r.length) / (r.length + 1);
	unsigned char *all = arena_alloc_array(a, r.length, n + 1), *row = all + r.length;
	for (size_t y = 0; y < n; y++, row += r.length) {
		str line = str_sub(in, y * (r.length + 1), (y + 1) * (r.length + 1));
		int filter = (unsigned char)line.ptr[0];
		if (filter > 4)
			return false;
		memcpy(row, line.ptr + 1, line.len - 1);
		unfilter(row, row - r.length, filter, r);
	}
	*out = (str){(char *)all + r.length, n * r.length};
	return true;
}

/* TIFF's, of whole bytes: each less the one to its left. */
static bool undo_tiff(struct arena *a, str in, struct predicted r, str *out)
{
	if (r.depth != 8)
		return false;
	char *all = arena_cstr(a, in);
	for (size_t i = 0; i < in.len; i++)
		if (i % r.length >= r.step)
			all[i] = (char)(all[i] + all[i - r.step]);
	*out = (str){all, in.len};
	return true;
}

static int number(struct vector_source *s, qpdf_oh parameters, const char *key, int otherwise)
{
	qpdf_oh v = source_key(s, parameters, key);
	return qpdf_oh_is_integer(s->q, v) ? qpdf_oh_get_int_value_as_int(s->q, v) : otherwise;
}

static bool undo_predictor(struct vector_source *s, struct arena *a, qpdf_oh parameters, str *bytes)
{
	int predictor = number(s, parameters, "/Predictor", 1),
	    colours = number(s, parameters, "/Colors", 1);
	int depth = number(s, parameters, "/BitsPerComponent", 8),
	    columns = number(s, parameters, "/Columns", 1);
	if (predictor < 2 || !bytes->len)
		return true;
	if (colours < 1 || colours > 32 || columns < 1 || columns > MOST_COLUMNS
	    || (depth != 1 && depth != 2 && depth != 4 && depth != 8 && depth != 16))
		return false;
	size_t bits = (size_t)colours * (size_t)depth;
	struct predicted r = {(bits * (size_t)columns + 7) / 8, (bits + 7) / 8, (unsigned)depth};
	if (r.length > bytes->len)
		return false;
	return predictor == 2 ? undo_tiff(a, *bytes, r, bytes) : undo_png(a, *bytes, r, bytes);
}

/* ---- Streams ---- */

static bool is(struct vector_source *s, qpdf_oh name, const char *full, const char *brief)
{
	return source_is(s, name, full) || source_is(s, name, brief);
}

static qpdf_oh at(struct vector_source *s, qpdf_oh one_or_many, int i)
{
	if (qpdf_oh_is_array(s->q, one_or_many))
		return qpdf_oh_get_array_item(s->q, one_or_many, i);
	return i ? qpdf_oh_new_null(s->q) : one_or_many;
}

static int count(struct vector_source *s, qpdf_oh one_or_many)
{
	if (qpdf_oh_is_array(s->q, one_or_many))
		return qpdf_oh_get_array_n_items(s->q, one_or_many);
	return !qpdf_oh_is_null(s->q, one_or_many);
}

/* False: damaged, or too much. */
static bool undo_to(struct vector_source *s, qpdf_oh filter, qpdf_oh parameters, str bytes,
                    struct buf *out)
{
	size_t n;
	if (is(s, filter, "/FlateDecode", "/Fl"))
		return !bytes.len || inflate_to(bytes, MOST_CONTENT, out, &n);
	if (is(s, filter, "/LZWDecode", "/LZW"))
		return unlzw(bytes, number(s, parameters, "/EarlyChange", 1) != 0, MOST_CONTENT,
		             out);
	if (is(s, filter, "/ASCIIHexDecode", "/AHx"))
		return unhex(bytes, out);
	if (is(s, filter, "/ASCII85Decode", "/A85"))
		return un85(bytes, out);
	return is(s, filter, "/RunLengthDecode", "/RL") && unrun(bytes, MOST_CONTENT, out);
}

static bool undo(struct vector_source *s, struct arena *a, qpdf_oh filter, qpdf_oh parameters,
                 str *bytes)
{
	struct buf out = {0};
	bool good = undo_to(s, filter, parameters, *bytes, &out);
	bool predicts = is(s, filter, "/FlateDecode", "/Fl") || is(s, filter, "/LZWDecode", "/LZW");
	*bytes = arena_str(a, buf_str(&out));
	buf_drop(&out);
	s->unfolded += bytes->len;
	return good && s->unfolded <= MOST_UNFOLDED &&
	       (!predicts || undo_predictor(s, a, parameters, bytes));
}

static bool raw_bytes(struct vector_source *s, struct arena *a, qpdf_oh stream, str *out)
{
	unsigned char *bytes = NULL;
	size_t n = 0;
	QPDF_BOOL decoded = QPDF_TRUE;
	bool good = !qpdf_oh_get_stream_data(s->q, stream, qpdf_dl_none, &decoded, &bytes, &n);
	if (good)
		*out = arena_str(a, (str){(char *)bytes, n});
	free(bytes);                     /* there are some even where they are damaged */
	return good;
}

/* What a stream of pixels may stay packed in. */
static bool may_stay(struct vector_source *s, qpdf_oh filter)
{
	return source_is(s, filter, "/FlateDecode") || source_is(s, filter, "/DCTDecode")
	       || source_is(s, filter, "/CCITTFaxDecode") || source_is(s, filter, "/JBIG2Decode")
	       || source_is(s, filter, "/JPXDecode");
}

bool unpack_outer(struct vector_source *s, struct arena *a, qpdf_oh stream,
                  struct source_packed *out)
{
	qpdf_oh dict = qpdf_oh_get_dict(s->q, stream), filters = source_key(s, dict, "/Filter");
	qpdf_oh parameters = source_key(s, dict, "/DecodeParms");
	int n = count(s, filters);
	*out = (struct source_packed){.filter = qpdf_oh_new_null(s->q),
	                              .parameters = qpdf_oh_new_null(s->q)};
	if (!raw_bytes(s, a, stream, &out->bytes))
		return source_broken(s, "a stream is damaged");
	if (n > MOST_FILTERS)
		return source_broken(s, "a stream is packed in too many layers");
	for (int i = 0; i < n; i++) {
		qpdf_oh filter = at(s, filters, i);
		if (i == n - 1 && may_stay(s, filter)) {
			out->filter = filter;
			out->parameters = at(s, parameters, i);
		} else if (!undo(s, a, filter, at(s, parameters, i), &out->bytes)) {
			return source_broken(s, s->unfolded > MOST_UNFOLDED ||
			                                        out->bytes.len > MOST_CONTENT
			                                ? "a stream unfolds into too much"
			                                : "a stream is damaged");
		}
	}
	return true;
}

bool unpack_all(struct vector_source *s, struct arena *a, qpdf_oh stream, str *out)
{
	struct source_packed packed;
	if (!unpack_outer(s, a, stream, &packed))
		return false;
	*out = packed.bytes;
	if (qpdf_oh_is_null(s->q, packed.filter) ||
	    undo(s, a, packed.filter, packed.parameters, out))
		return true;
	return source_broken(s, out->len > MOST_CONTENT || s->unfolded > MOST_UNFOLDED
	                        ? "a stream unfolds into too much" : "a stream is damaged");
}
