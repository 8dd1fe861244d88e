/* Streams of operators (ISO 32000-1, 7.8.2, 8, 9), rewritten so that they may stand in another
 * file. */
#include "picture/module/module.h"

#include <math.h>

enum { OPERANDS = 6 };

/* ---- Tokens ---- */

/* What a state remembers that matters here. */
struct annex_state { str font; int mode; double scale; };

struct annex_reader {
	struct vector_source *source;
	struct buf *out;
	struct content_said *said;
	str text;
	size_t at, from;                 /* from: where the operands begin */
	str operand[OPERANDS];           /* the last ones */
	size_t operands, letters;        /* letters: of all of them */
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
			while (r->at < r->text.len && r->text.ptr[r->at] != '\n' &&
			       r->text.ptr[r->at] != '\r')
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

/* Digits of sixteen, among them those that look like operators, with line ends anywhere. */
static void skip_digits(struct annex_reader *r)
{
	while (r->at < r->text.len && r->text.ptr[r->at] != '>')
		r->at++;
	r->at++;
}

static str word(struct annex_reader *r)
{
	size_t from = r->at++;
	while (r->at < r->text.len && !is_space(r->text.ptr[r->at]) &&
	       !is_delimiter(r->text.ptr[r->at]))
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
	else if (c == '<' && !str_starts(str_from(r->text, from), S("<<")))
		skip_digits(r);
	else if (c == '/' || c == '+' || c == '-' || c == '.' || (c >= '0' && c <= '9'))
		word(r);
	else if (is_delimiter(c))
		r->at += str_starts(str_from(r->text, from), S("<<")) ? 2 : 1;
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
	        " \" ' B B* b b* BI BT CS cs c cm d d0 d1 Do EI ET F f f* G g gs h i J j K k l M m "
	        "n q Q RG rg re ri S s SC sc SCN scn sh T* TD Tc Td Tf TJ Tj TL Tm Tr Ts Tw Tz v W "
	        "W* w y ";
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
	return str_eq(op, S("BMC")) || str_eq(op, S("BDC")) || str_eq(op, S("EMC")) ||
	       str_eq(op, S("MP")) || str_eq(op, S("DP")) || str_eq(op, S("BX")) ||
	       str_eq(op, S("EX"));
}

static bool shows_text(str op)
{
	return str_eq(op, S("Tj")) || str_eq(op, S("TJ")) || str_eq(op, S("'")) ||
	       str_eq(op, S("\""));
}

/* The number-th operand from the end, from 1. */
static double operand(const struct annex_reader *r, size_t number)
{
	double v = 0;
	if (number <= r->operands && number <= OPERANDS)
		str_to_double(r->operand[(r->operands - number) % OPERANDS], &v);
	return v;
}

/* Two digits; -1: they are none. */
static int hexadecimal(str s)
{
	int v = 0;
	for (size_t i = 0; i < 2; i++) {
		char c = i < s.len ? s.ptr[i] : 'x';
		int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10
		            : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
		if (digit < 0)
			return -1;
		v = v << 4 | digit;
	}
	return v;
}

/* A name without its slash, as it is meant (ISO 32000-1, 7.3.5). */
static str meant(struct arena *a, str name)
{
	char *out = arena_cstr(a, str_from(name, 1));
	size_t n = 0;
	for (str rest = str_from(name, 1); rest.len;) {
		int code = rest.ptr[0] == '#' ? hexadecimal(str_sub(rest, 1, 3)) : -1;
		bool escaped = code >= 0;
		out[n++] = escaped ? (char)code : rest.ptr[0];
		rest = str_from(rest, escaped ? 3 : 1);
	}
	return (str){out, n};
}

/* The first operand from the end names a resource. */
static void note(struct annex_reader *r, enum resource kind, str name, uint64_t times)
{
	struct content_said *said = r->said;
	struct arena *a = r->source->scratch;
	if (!str_starts(name, S("/")))
		return;
	uint32_t index = (uint32_t)said->used.n;
	str plain = meant(a, name);
	if (!said->known)
		said->known = map_new(a);
	if (map_add(said->known, arena_printf(a, "%d%.*s", kind, STR_ARG(plain)), &index))
		vec_push(a, &said->used, (struct content_used){.name = plain, .kind = kind});
	said->used.at[index].times += times;
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
			return source_refuse(
			        r->source, "picture/unsupported",
			        "nests its graphics states too deeply",
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

/* Its pixels, and the space that it names. The bytes from BI on. */
static bool note_inline(struct annex_reader *r, str whole)
{
	struct annex_reader in = {.text = whole};
	str token, key = {0};
	double w = 0, h = 0;
	bool op, jpeg = false;
	while (next(&in, &token, &op) && !str_eq(token, S("ID"))) {
		if (str_eq(key, S("/W")) || str_eq(key, S("/Width")))
			str_to_double(token, &w);
		else if (str_eq(key, S("/H")) || str_eq(key, S("/Height")))
			str_to_double(token, &h);
		else if (str_eq(key, S("/CS")) || str_eq(key, S("/ColorSpace")))
			note(r, RESOURCE_SPACE, token, 1);
		jpeg |= str_eq(token, S("/DCT")) || str_eq(token, S("/DCTDecode"));
		key = token;
	}
	struct extent size = {w > 0 && w < 1e9 ? (uint32_t)w : 0,
	                      h > 0 && h < 1e9 ? (uint32_t)h : 0};
	str data = str_from(whole, in.at + 1);
	if (!pixels_fit(r->source, size) || (jpeg && !pixels_jpeg_fits(r->source, data)))
		return false;
	r->said->load.pixels += (uint64_t)size.w * size.h;
	return true;
}

/* From ID to EI: the data may hold anything, so that the end must look like one. */
static bool put_inline_image(struct annex_reader *r)
{
	for (size_t i = r->at + 1; i + 2 <= r->text.len; i++) {
		const char *p = r->text.ptr + i;
		size_t left = r->text.len - i;
		bool ends = is_space(p[-1]) && p[0] == 'E' && p[1] == 'I' &&
		            (left == 2 || is_space(p[2]));
		for (size_t k = 2; ends && k < left && k < 12; k++)
			ends = is_space(p[k]) || (p[k] > ' ' && p[k] < 0x7F);
		if (!ends)
			continue;
		r->at = i + 2;
		str whole = str_sub(r->text, r->from, r->at);
		if (!note_inline(r, whole))
			return false;
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

/* So fine that a reader would go on without end. */
static bool put_dashes(struct annex_reader *r, double scale)
{
	struct annex_reader in = {.text = str_sub(r->text, r->from, r->at)};
	double sum = 0, v;
	str token;
	bool op;
	while (next(&in, &token, &op) && !str_eq(token, S("]")))
		if (str_to_double(token, &v))
			sum += fabs(v);
	if (sum > 0 && sum * scale < 0.01)
		return source_refuse(r->source, "picture/unsupported",
		                     "has dashes too fine to be seen",
		                     "Draw the line without dashes.");
	put_plain(r);
	return true;
}

static double scale_of(const struct annex_reader *r)
{
	return sqrt(fabs(operand(r, 6) * operand(r, 3) - operand(r, 5) * operand(r, 4)));
}

/* What an operator's last operand names. */
static void note_use(struct annex_reader *r, str op)
{
	static const struct { const char *op; enum resource kind;
	} all[] = {
	        {"Do", RESOURCE_OBJECT},   {"gs", RESOURCE_STATE}, {"sh", RESOURCE_SHADING},
	        {"cs", RESOURCE_SPACE},    {"CS", RESOURCE_SPACE}, {"scn", RESOURCE_PATTERN},
	        {"SCN", RESOURCE_PATTERN},
	};
	for (size_t i = 0; i < sizeof all / sizeof *all && r->operands; i++)
		if (str_eq(op, str_of(all[i].op)))
			note(r, all[i].kind, r->operand[(r->operands - 1) % OPERANDS], 1);
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
		state->font = r->operand[(r->operands - 2) % OPERANDS];
	if (str_eq(op, S("d")))
		return put_dashes(r, state->scale);
	if (str_eq(op, S("cm")))
		state->scale *= scale_of(r);
	if (str_eq(op, S("Tr")))
		state->mode = (int)operand(r, 1);
	if (shows_text(op)) {
		if (state->mode == 3)
			return true;
		note(r, RESOURCE_FONT, state->font, r->letters);
	}
	note_use(r, op);
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

bool copy_operators(struct vector_source *s, str content, struct buf *out,
                    struct content_said *said)
{
	struct annex_reader r = {
	        .source = s, .out = out, .said = said, .text = content, .state[0].scale = 1};
	str token;
	bool op;
	while (next(&r, &token, &op)) {
		if (!op) {
			r.operand[r.operands++ % OPERANDS] = token;
			r.letters += token.len;
			continue;
		}
		if (!put_operator(&r, token))
			return false;
		if (str_eq(token, S("BI")))
			continue;
		r.from = r.at;
		r.operands = r.letters = 0;
		said->load.steps++;
	}
	for (; r.depth; r.depth--)
		buf_put(out, S("Q\n"));
	return true;
}
