/* Streams of operators (ISO 32000-1, 7.8.2, 8, 9), rewritten so that they may stand in another file. */
#include "picture/module/module.h"

#include <zlib.h>

enum { MOST_CONTENT = 128 << 20, MOST_LZW = 1 << 20, OPERANDS = 6 };

/* ---- Decoding ---- */

static bool inflate_all(struct arena *a, str packed, str *out)
{
	struct buf b = {0};
	z_stream z = {.next_in = (unsigned char *)(uintptr_t)packed.ptr, .avail_in = (uInt)packed.len};
	int status = inflateInit(&z);
	while (status == Z_OK && b.len < MOST_CONTENT) {
		buf_room(&b, 1 << 16);
		z.next_out = (unsigned char *)b.ptr + b.len;
		z.avail_out = 1 << 16;
		status = inflate(&z, Z_NO_FLUSH);
		b.len += (1u << 16) - z.avail_out;
	}
	inflateEnd(&z);
	*out = arena_str(a, buf_str(&b));
	buf_drop(&b);
	/* Some writers leave the checksum out. */
	return status == Z_STREAM_END || (status == Z_BUF_ERROR && out->len > 0);
}

static bool is_deflated(struct vector_source *s, qpdf_oh dict)
{
	qpdf_oh filter = pdf_key(s, dict, "/Filter");
	if (qpdf_oh_is_array(s->q, filter) && qpdf_oh_get_array_n_items(s->q, filter) == 1)
		filter = qpdf_oh_get_array_item(s->q, filter, 0);
	return pdf_is(s, filter, "/FlateDecode") && qpdf_oh_is_null(s->q, pdf_key(s, dict, "/DecodeParms"));
}

/* A stream's bytes at a level of decoding. False: they cannot be had at that level, nothing is reported. */
static bool stream_bytes(struct vector_source *s, qpdf_oh stream, enum qpdf_stream_decode_level_e level,
                         str *out)
{
	unsigned char *bytes = NULL;
	size_t n = 0;
	QPDF_BOOL decoded = QPDF_TRUE;
	bool good = !qpdf_oh_get_stream_data(s->q, stream, level, &decoded, &bytes, &n)
	            && (decoded || level == qpdf_dl_none);
	if (good)
		*out = arena_str(s->arena, (str){(char *)bytes, n});
	free(bytes);                     /* there are some even where they are damaged */
	return good;
}

bool content_bytes(struct vector_source *s, qpdf_oh stream, str *out)
{
	return stream_bytes(s, stream, qpdf_dl_none, out) || source_broken(s, "a stream is damaged");
}

/* Deflated bytes are unfolded here, where their number is watched; of the rest little is taken. */
bool content_read(struct vector_source *s, qpdf_oh stream, str *out)
{
	qpdf_oh dict = qpdf_oh_get_dict(s->q, stream);
	if (!content_bytes(s, stream, out))
		return false;
	if (qpdf_oh_is_null(s->q, pdf_key(s, dict, "/Filter")))
		return true;
	if (is_deflated(s, dict))
		return inflate_all(s->arena, *out, out) || source_broken(s, "a stream is damaged");
	if (out->len > MOST_LZW)
		return source_broken(s, "a stream is packed in an unusual way");
	return stream_bytes(s, stream, qpdf_dl_generalized, out) || source_broken(s, "a stream is damaged");
}

/* ---- Tokens ---- */

/* What a state remembers that matters here. */
struct annex_state { str font; int mode; };

struct annex_reader {
	struct vector_source *source;
	struct buf *out;
	struct content_said *said;
	str text;
	size_t at, from;                 /* from: where the operands begin */
	str operand[OPERANDS];           /* the last ones */
	size_t operands;
	unsigned depth;                  /* of states */
	struct annex_state state[MOST_STATES + 1];
};

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
}

static bool is_delimiter(char c)
{
	return c != 0 && strchr("()<>[]{}/%", c) != NULL;
}

static void skip_spaces(struct annex_reader *r)
{
	for (; r->at < r->text.len; r->at++) {
		if (r->text.ptr[r->at] == '%')
			while (r->at < r->text.len && r->text.ptr[r->at] != '\n' && r->text.ptr[r->at] != '\r')
				r->at++;
		else if (!is_space(r->text.ptr[r->at]))
			break;
	}
}

static void skip_string(struct annex_reader *r)
{
	unsigned depth = 0;
	for (; r->at < r->text.len; r->at++) {
		char c = r->text.ptr[r->at];
		if (c == '\\')
			r->at++;
		else if (c == '(')
			depth++;
		else if (c == ')' && !--depth)
			break;
	}
	r->at++;
}

static str word(struct annex_reader *r)
{
	size_t from = r->at++;
	while (r->at < r->text.len && !is_space(r->text.ptr[r->at]) && !is_delimiter(r->text.ptr[r->at]))
		r->at++;
	return str_sub(r->text, from, r->at);
}

/* One token; *op is set if it is an operator. False: the end. */
static bool next(struct annex_reader *r, str *token, bool *op)
{
	skip_spaces(r);
	if (r->at >= r->text.len)
		return false;
	size_t from = r->at;
	char c = r->text.ptr[from];
	*op = false;
	if (c == '(')
		skip_string(r);
	else if (c == '/' || c == '+' || c == '-' || c == '.' || (c >= '0' && c <= '9'))
		word(r);
	else if (is_delimiter(c))
		r->at++;
	else {
		str w = word(r);
		*op = !str_eq(w, S("true")) && !str_eq(w, S("false")) && !str_eq(w, S("null"));
	}
	if (r->at > r->text.len)
		r->at = r->text.len;
	*token = str_sub(r->text, from, r->at);
	return true;
}

/* ---- Operators ---- */

/* In the order of ISO 32000-1, annex A; marks and compatibility are not among them. */
static bool is_operator(str op)
{
	static const char all[] =
		" \" ' B B* b b* BI BT CS cs c cm d d0 d1 Do EI ET F f f* G g gs h i J j K k l M m n q Q RG rg "
		"re ri S s SC sc SCN scn sh T* TD Tc Td Tf TJ Tj TL Tm Tr Ts Tw Tz v W W* w y ";
	char padded[8];
	if (op.len > 3)
		return false;
	padded[0] = ' ';
	memcpy(padded + 1, op.ptr, op.len);
	padded[op.len + 1] = ' ';
	return str_find(S(all), (str){padded, op.len + 2}) != SIZE_MAX;
}

static bool is_mark(str op)
{
	return str_eq(op, S("BMC")) || str_eq(op, S("BDC")) || str_eq(op, S("EMC")) || str_eq(op, S("MP"))
	       || str_eq(op, S("DP")) || str_eq(op, S("BX")) || str_eq(op, S("EX"));
}

static bool shows_text(str op)
{
	return str_eq(op, S("Tj")) || str_eq(op, S("TJ")) || str_eq(op, S("'")) || str_eq(op, S("\""));
}

/* The number-th operand from the end, from 1. */
static double operand(const struct annex_reader *r, size_t number)
{
	double v = 0;
	if (number <= r->operands && number <= OPERANDS)
		str_to_double(r->operand[(r->operands - number) % OPERANDS], &v);
	return v;
}

static void note_font(struct annex_reader *r, str font)
{
	struct content_said *said = r->said;
	for (size_t i = 0; i < said->fonts.n; i++)
		if (str_eq(said->fonts.at[i], font))
			return;
	vec_push(r->source->arena, &said->fonts, font);
}

static void put_inks(struct buf *b, const uint16_t cmyk[4])
{
	for (int i = 0; i < 4; i++)
		buf_printf(b, "%u.%03u ", cmyk[i] / 1000, cmyk[i] % 1000);
}

static uint8_t level(double v)
{
	return (uint8_t)(v <= 0 ? 0 : v >= 1 ? 255 : v * 255 + 0.5);
}

/* A flat colour becomes inks: greys black alone, as the page's own. */
static void put_flat(struct annex_reader *r, struct colour c, bool stroke)
{
	const struct vector_writer *w = r->source->out;
	uint16_t cmyk[4];
	w->ink(w->self, c, cmyk);
	put_inks(r->out, cmyk);
	buf_put(r->out, stroke ? S("K\n") : S("k\n"));
}

static bool put_state(struct annex_reader *r, str op)
{
	if (str_eq(op, S("q"))) {
		if (r->depth == MOST_STATES)
			return source_refuse(r->source, "picture/unsupported", "nests its graphics states too deeply",
			                     "Save it from its program once more, as plain as that can.");
		r->state[r->depth + 1] = r->state[r->depth];
		r->depth++;
		buf_put(r->out, S("q\n"));
	} else if (r->depth) {
		r->depth--;
		buf_put(r->out, S("Q\n"));
	}
	return true;
}

/* From ID to EI: the data may hold anything, so that the end must look like one. */
static bool put_inline_image(struct annex_reader *r)
{
	for (size_t i = r->at + 1; i + 2 <= r->text.len; i++) {
		const char *p = r->text.ptr + i;
		size_t left = r->text.len - i;
		bool ends = is_space(p[-1]) && p[0] == 'E' && p[1] == 'I' && (left == 2 || is_space(p[2]));
		for (size_t k = 2; ends && k < left && k < 12; k++)
			ends = is_space(p[k]) || (p[k] > ' ' && p[k] < 0x7F);
		if (!ends)
			continue;
		r->at = i + 2;
		str whole = str_sub(r->text, r->from, r->at);
		r->said->cmyk |= str_find(str_sub(whole, 0, 400), S("/CMYK")) != SIZE_MAX;
		buf_put(r->out, str_trim(whole));
		buf_byte(r->out, '\n');
		return true;
	}
	return source_broken(r->source, "a picture in its content has no end");
}

static void put_plain(struct annex_reader *r)
{
	buf_put(r->out, str_trim(str_sub(r->text, r->from, r->at)));
	buf_byte(r->out, '\n');
}

static bool put_operator(struct annex_reader *r, str op)
{
	struct annex_state *state = &r->state[r->depth];
	bool print = r->source->out->print;
	if (is_mark(op))
		return true;
	if (str_eq(op, S("ID")))
		return put_inline_image(r);
	if (str_eq(op, S("BI")))
		return true;             /* its operands are taken with ID */
	if (!is_operator(op))
		return source_broken(r->source, "its content has an operator that there is not");
	if (str_eq(op, S("q")) || str_eq(op, S("Q")))
		return put_state(r, op);
	if (str_eq(op, S("Tf")) && r->operands >= 2)
		state->font = str_from(r->operand[(r->operands - 2) % OPERANDS], 1);
	if (str_eq(op, S("Tr")))
		state->mode = (int)operand(r, 1);
	if (shows_text(op)) {
		if (state->mode == 3)
			return true;
		note_font(r, state->font);
	}
	r->said->cmyk |= str_eq(op, S("k")) || str_eq(op, S("K"));
	if (print && (str_eq(op, S("rg")) || str_eq(op, S("RG")))) {
		struct colour c = {.r = level(operand(r, 3)), .g = level(operand(r, 2)),
		                   .b = level(operand(r, 1)), .a = 255};
		put_flat(r, c, str_eq(op, S("RG")));
		return true;
	}
	put_plain(r);
	return true;
}

bool content_rewrite(struct vector_source *s, str content, struct buf *out, struct content_said *said)
{
	struct annex_reader r = {.source = s, .out = out, .said = said, .text = content};
	str token;
	bool op;
	while (next(&r, &token, &op)) {
		if (!op) {
			r.operand[r.operands++ % OPERANDS] = token;
			continue;
		}
		if (!put_operator(&r, token))
			return false;
		if (str_eq(token, S("BI")))
			continue;
		r.from = r.at;
		r.operands = 0;
	}
	for (; r.depth; r.depth--)
		buf_put(out, S("Q\n"));
	return true;
}
