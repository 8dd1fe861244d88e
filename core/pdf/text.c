/* Glyphs into text operators.
 *
 * Positions are tracked as a viewer computes them, from the numbers that stand in the file: widths
 * in millionths of the size, adjustments in thousandths. So rounding never adds up. There is no
 * word spacing: Tw does not act on two-byte codes. Tc does, so letter-space costs one operator a
 * line. */
#include "pdf/parts.h"

/* A deviation up to this many thousandths of the size is left: 0.015 pt in a text of 10 pt. */
enum { SLACK = 1, FAR = 20000 };

/* An array of strings and adjustments being written. */
struct show {
	bool array, string;
};

void pdf_text_begin(struct content *c)
{
	if (c->text_open)
		return;
	buf_put(c->out, S("BT\n"));
	c->text_open = true;
	c->line_open = false;
	c->line_x = c->line_y = 0;
}

void pdf_text_end(struct content *c)
{
	if (!c->text_open)
		return;
	if (c->mark.open && c->mark.in_text) {
		c->mark.in_text = false;
		c->mark.open = false;
		buf_put(c->out, S("EMC\n"));
	}
	buf_put(c->out, S("ET\n"));
	c->text_open = false;
}

/* Towards zero. What is far from any page: the whole part and the rest apart, so that nothing
 * overflows. */
static inline int64_t nano(strom_len v)
{
	if ((uint64_t)v < (uint64_t)1 << 32)
		return v * 1000000000 >> 16;
	return v / 65536 * 1000000000 + v % 65536 * 1000000000 / 65536;
}

static void end_array(struct content *c, struct show *s)
{
	if (s->string)
		buf_byte(c->out, ')');
	if (s->array)
		buf_put(c->out, S("]TJ\n"));
	*s = (struct show){0};
}

static void open_array(struct content *c, struct show *s)
{
	if (!s->array)
		buf_byte(c->out, '[');
	s->array = true;
}

static void put_code(struct content *c, struct show *s, uint32_t code)
{
	if (!s->string) {
		open_array(c, s);
		buf_byte(c->out, '(');
		s->string = true;
	}
	buf_room(c->out, 4);
	c->out->len += pdf_font_code_bytes(c->out->ptr + c->out->len, code);
}

/* Moves the pen to where the next glyph should stand, if it is not there. */
static void move_pen(struct content *c, struct show *s, int64_t target)
{
	int64_t thousandth = c->size * 1000, away = c->pen - target;
	int64_t slack = thousandth * SLACK + thousandth / 2;
	if (away > -slack && away < slack)
		return;
	int64_t rounded = away + (away < 0 ? -(thousandth / 2) : thousandth / 2);
	int64_t steps = rounded / thousandth;
	open_array(c, s);
	if (s->string)
		buf_byte(c->out, ')');
	s->string = false;
	buf_int(c->out, steps);
	c->pen -= steps * thousandth;
}

static void set_rise(struct content *c, struct show *s, strom_len rise)
{
	if (rise == c->rise)
		return;
	end_array(c, s);
	put_centi(c->out, centi_of(rise));
	buf_put(c->out, S(" Ts\n"));
	c->rise = rise;
}

static void set_font(struct content *c, const struct pdf_font *f, int64_t size)
{
	if (c->font == f && c->size == size)
		return;
	buf_put(c->out, S("/F"));
	buf_int(c->out, f->number);
	buf_byte(c->out, ' ');
	pdf_put_decimal(c->out, size, 3);
	buf_put(c->out, S(" Tf\n"));
	c->font = f;
	c->size = size;
}

/* To the item's line. On the line that is open, an adjustment gets us further along. */
static void set_line(struct content *c, centi x, centi y, int64_t target)
{
	int64_t away = target - c->pen, limit = c->size * 1000 * FAR;
	if (c->line_open && y == c->line_y && away < limit && away > -limit)
		return;
	put_centi(c->out, x - c->line_x);
	buf_byte(c->out, ' ');
	put_centi(c->out, y - c->line_y);
	buf_put(c->out, S(" Td\n"));
	c->line_open = true;
	c->line_x = x;
	c->line_y = y;
	c->pen = (int64_t)x * 10000000;
}

/* Letter-space in millionths of a point: the sum over a line is still what it should be. */
static void set_spacing(struct content *c, strom_len spacing)
{
	int64_t micro = nano(spacing) / 1000;
	if (micro == c->spacing)
		return;
	pdf_put_decimal(c->out, micro, 6);
	buf_put(c->out, S(" Tc\n"));
	c->spacing = micro;
}

static void put_glyph(struct content *c, struct show *s, const struct pdf_font *f,
                      const struct glyph *g, int64_t target, uint32_t code)
{
	set_rise(c, s, -g->dy);
	move_pen(c, s, target);
	put_code(c, s, code);
	c->pen += (int64_t)f->width[g->id] * c->size + c->spacing * 1000;
}

/* One past the last glyph of the cluster that begins at `from`. */
static size_t cluster_end(const struct item *i, size_t from)
{
	size_t to = from + 1;
	if (i->glyphs[from].flags & GLYPH_SOFT_HYPHEN)
		return to;
	while (to < i->n && !i->glyphs[to].text_len && !(i->glyphs[to].flags & GLYPH_SOFT_HYPHEN))
		to++;
	return to;
}

static str cluster_text(const struct item *i, size_t from)
{
	const struct glyph *g = &i->glyphs[from];
	if (g->flags & GLYPH_SOFT_HYPHEN)
		return S("\xC2\xAD");
	return str_sub(i->text, g->text_off, (size_t)g->text_off + g->text_len);
}

/* The texts that ToUnicode may not give: nothing, and the byte order marks (ISO 14289-1, 7.21.7).
 */
static bool is_mappable(str text)
{
	str rest = text;
	while (rest.len) {
		uint32_t c = utf8_next(&rest);
		if (!c || c == UTF8_BAD || c == 0xFEFF || c == 0xFFFE)
			return false;
	}
	return text.len != 0;
}

/* Several glyphs, or a glyph without text of its own: ActualText says what they are. */
static bool show_replaced(struct content *c, struct show *s, struct pdf_font *f,
                          const struct item *i, size_t from, size_t to, int64_t *x)
{
	end_array(c, s);
	buf_put(c->out, S("/Span<</ActualText<FEFF"));
	pdf_put_text_utf16(c->out, cluster_text(i, from));
	buf_put(c->out, S(">>>BDC\n"));
	for (size_t k = from; k < to; k++) {
		const struct glyph *g = &i->glyphs[k];
		char text[4];
		size_t n = utf8_put(text, pdf_font_character(c->pdf, f, g->id));
		uint32_t code = pdf_font_code(c->pdf, f, g->id, (str){text, n});
		if (!code)
			return false;
		put_glyph(c, s, f, g, *x + nano(g->dx), code);
		*x += nano(g->advance);
	}
	end_array(c, s);
	buf_put(c->out, S("EMC\n"));
	return true;
}

/* The code of a cluster that one glyph stands for; 0: it must be replaced. False: reported. */
static bool cluster_code(struct content *c, struct pdf_font *f, const struct glyph *g, str text,
                         uint32_t *code)
{
	*code = pdf_font_find_code(f, g->id, text);
	/* What has a code was found mappable when it got it. */
	if (*code || !is_mappable(text))
		return true;
	*code = pdf_font_code(c->pdf, f, g->id, text);
	return *code != 0;
}

/* ---- Most text: a glyph a letter, each with a code already ---- */

/* All that the loop over a line's letters looks at. */
struct quick_show {
	char *out;
	int64_t pen, target;
	bool string;
};

enum { MOST_BYTES = 28 }; /* of a glyph: ")", an adjustment, "(", two bytes escaped */

static char *quick_int(char *out, int64_t value)
{
	char digits[20];
	size_t n = 0;
	uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	if (value < 0)
		*out++ = '-';
	do
		digits[n++] = (char)('0' + left % 10);
	while (left /= 10);
	while (n)
		*out++ = digits[--n];
	return out;
}

/* As move_pen does. */
static void quick_move(struct quick_show *q, int64_t thousandth)
{
	int64_t away = q->pen - q->target;
	int64_t steps = (away + (away < 0 ? -(thousandth / 2) : thousandth / 2)) / thousandth;
	if (q->string)
		*q->out++ = ')';
	q->string = false;
	q->out = quick_int(q->out, steps);
	q->pen -= steps * thousandth;
}

/* A glyph that stands for its text alone and is not moved; NULL: it needs more care. */
static inline const struct quick *quick_glyph(const struct pdf_font *f, const struct item *i,
                                              size_t k)
{
	const struct glyph *g = &i->glyphs[k];
	const struct quick *q = &f->quick[g->id < f->glyphs ? g->id : f->glyphs];
	bool alone = k + 1 == i->n || i->glyphs[k + 1].text_len ||
	             i->glyphs[k + 1].flags & GLYPH_SOFT_HYPHEN;
	if (!alone || g->dx || g->dy || g->flags || q->len != g->text_len || !q->len)
		return NULL;
	uint32_t text = q->len == 1 ? (unsigned char)i->text.ptr[g->text_off]
	                            : quick_text(i->text, g->text_off, g->text_len);
	return q->text == text && q->code ? q : NULL;
}

/* Shows glyphs from k on while they are such; returns the first that is not. */
static size_t show_quick(struct content *c, struct show *s, const struct pdf_font *f,
                         const struct item *i, size_t k, int64_t *x)
{
	int64_t thousandth = c->size * 1000, slack = thousandth * SLACK + thousandth / 2;
	int64_t spacing = c->spacing * 1000;
	const struct quick *glyph = c->rise ? NULL : quick_glyph(f, i, k);
	if (!glyph)
		return k;
	open_array(c, s);
	buf_room(c->out, (i->n - k) * MOST_BYTES);
	struct quick_show q = {c->out->ptr + c->out->len, c->pen, *x, s->string};
	do {
		if (q.pen - q.target <= -slack || q.pen - q.target >= slack)
			quick_move(&q, thousandth);
		if (!q.string)
			*q.out++ = '(';
		q.string = true;
		memcpy(q.out, glyph->bytes, sizeof glyph->bytes);
		q.out += glyph->bytes_n;
		q.pen += (int64_t)f->width[i->glyphs[k].id] * c->size + spacing;
		q.target += nano(i->glyphs[k++].advance);
	} while (k < i->n && (glyph = quick_glyph(f, i, k)));
	c->out->len = (size_t)(q.out - c->out->ptr);
	c->pen = q.pen;
	*x = q.target;
	s->string = q.string;
	return k;
}

/* One cluster whose pen begins at *x, which goes on behind it. */
static bool show_cluster(struct content *c, struct show *s, struct pdf_font *f,
                         const struct item *i, size_t from, size_t to, int64_t *x)
{
	const struct glyph *g = &i->glyphs[from];
	uint32_t code = 0;
	if (to - from == 1 && !cluster_code(c, f, g, cluster_text(i, from), &code))
		return false;
	if (!code)
		return show_replaced(c, s, f, i, from, to, x);
	put_glyph(c, s, f, g, *x + nano(g->dx), code);
	*x += nano(g->advance);
	return true;
}

/* ---- From right to left ---- */

static bool is_turned(const struct item *i)
{
	for (size_t k = 0; k < i->n; k++)
		if (i->glyphs[k].advance)
			return i->glyphs[k].advance < 0;
	return false;
}

static int64_t width_of(const struct item *i, size_t from, size_t to)
{
	int64_t width = 0;
	for (size_t k = from; k < to; k++)
		width -= nano(i->glyphs[k].advance);
	return width;
}

/* One glyph on the line that has a text of its own: what is not needs a mark around it, or a rise,
 * and so a string for itself. */
static bool is_single(const struct item *i, size_t k)
{
	return cluster_end(i, k) == k + 1 && !i->glyphs[k].dy && is_mappable(cluster_text(i, k));
}

/* The end of the word, or of the part of one, that begins at `from`. */
static size_t string_end(const struct item *i, size_t from)
{
	size_t to = from;
	if (!is_single(i, from))
		return cluster_end(i, from);
	while (to < i->n && is_single(i, to))
		if (str_eq(cluster_text(i, to++), S(" ")))
			break;
	return to;
}

/* From its left end on, where the last glyph is; x: its right end. */
static bool show_string(struct content *c, struct show *s, struct pdf_font *f, const struct item *i,
                        size_t from, size_t to, int64_t x)
{
	x -= width_of(i, from, to);
	for (size_t k = to; k-- > from;) {
		x += width_of(i, k, k + 1);
		if (!show_cluster(c, s, f, i, k, k + 1, &(int64_t){x}))
			return false;
	}
	return true;
}

/* Words are in reading order, the characters of each in the opposite one, which ReversedChars tells
 * (ISO 32000-1, 14.8.2.3.3): readers that do not know it expect characters from left to right. A
 * word may end with a space, and has none within. */
static bool show_turned(struct content *c, struct pdf_font *f, const struct item *i, int64_t x)
{
	struct show s = {0};
	buf_put(c->out, S("/ReversedChars BMC\n"));
	for (size_t from = 0, to; from < i->n; from = to) {
		to = string_end(i, from);
		if (!(is_single(i, from) ? show_string(c, &s, f, i, from, to, x)
		                         : show_cluster(c, &s, f, i, from, to, &(int64_t){x})))
			return false;
		end_array(c, &s);
		x -= width_of(i, from, to);
	}
	set_rise(c, &s, 0);
	end_array(c, &s);
	buf_put(c->out, S("EMC\n"));
	return true;
}

/* ---- Items ---- */

bool pdf_text_show(struct content *c, const struct item *i)
{
	struct show s = {0};
	struct pdf_font *f = pdf_font_use(c->pdf, i->font);
	int64_t size = (i->size * 1000 + 32768) / 65536, x = nano(i->x);
	if (size <= 0 || !i->n)
		return true;
	pdf_colour_fill(c, i->colour);
	set_font(c, f, size);
	set_spacing(c, i->spacing);
	set_line(c, centi_of(i->x), centi_of(c->page->h - i->y), x);
	if (is_turned(i))
		return show_turned(c, f, i, x);
	for (size_t k = 0, to; k < i->n; k = to) {
		to = show_quick(c, &s, f, i, k, &x);
		if (to > k)
			continue;
		to = cluster_end(i, k);
		if (!show_cluster(c, &s, f, i, k, to, &x))
			return false;
	}
	set_rise(c, &s, 0);
	end_array(c, &s);
	return true;
}
