/* An SVG's flat shapes, from the PDF that librsvg and Cairo make of it: few operators are in it,
 * and whatever else is there is more than art may have. */
#include "picture/module/module.h"
#include "picture/art.h"

#include <math.h>

enum { OPERANDS = 6, MOST_SAVED = 16, MOST_TIMES = 1000 };

struct matrix { double a, b, c, d, e, f; };
struct art_look { struct colour colour; struct matrix at; };

struct art_maker {
	struct vector_source *source;
	struct buf *out, path;
	double w, h;                     /* the page's */
	double operand[OPERANDS];
	str name;                        /* the last one */
	size_t operands;
	struct art_look now, saved[MOST_SAVED];
	size_t depth;
	double from[2];                  /* the last point, for rectangles */
};

static bool too_rich(struct art_maker *m, const char *what)
{
	str said = arena_printf(m->source->arena, "cannot be a theme's art: it has %s", what);
	return source_refuse(m->source, "picture/art", said.ptr,
	                     "Draw art of filled shapes in flat colours, within its edges.");
}

static void put_point(struct art_maker *m, double x, double y)
{
	const struct matrix *t = &m->now.at;
	double px = t->a * x + t->c * y + t->e, py = m->h - (t->b * x + t->d * y + t->f);
	double edge = m->w / 100;
	if (px < -edge || py < -edge || px > m->w + edge || py > m->h + edge)
		too_rich(m, "something beyond its edges");
	buf_printf(&m->path, " %lld %lld", (long long)llround(px / m->w * ART_UNITS),
	           (long long)llround(py / m->w * ART_UNITS));
}

static void put_step(struct art_maker *m, char op, int points)
{
	buf_byte(&m->path, ' ');
	buf_byte(&m->path, op);
	for (int i = 0; i < points; i++)
		put_point(m, m->operand[2 * i], m->operand[2 * i + 1]);
}

static void put_rectangle(struct art_maker *m)
{
	double x = m->operand[0], y = m->operand[1], w = m->operand[2], h = m->operand[3];
	buf_put(&m->path, S(" m"));
	put_point(m, x, y);
	buf_put(&m->path, S(" l"));
	put_point(m, x + w, y);
	buf_put(&m->path, S(" l"));
	put_point(m, x + w, y + h);
	buf_put(&m->path, S(" l"));
	put_point(m, x, y + h);
	buf_put(&m->path, S(" z"));
}

static void put_shape(struct art_maker *m)
{
	struct colour c = m->now.colour;
	if (m->path.len && c.a)
		buf_printf(m->out, "%u %u %u %u%.*s\n", c.r, c.g, c.b, c.a,
		           STR_ARG(buf_str(&m->path)));
	buf_clear(&m->path);
}

static uint8_t level(double v)
{
	return (uint8_t)(v <= 0 ? 0 : v >= 1 ? 255 : v * 255 + 0.5);
}

/* Opacity alone may be in it. */
static bool take_state(struct art_maker *m)
{
	struct vector_source *s = m->source;
	double alpha = 1;
	qpdf_oh states = source_key(s, s->page_resources, "/ExtGState");
	qpdf_oh state = source_key(s, states, arena_cstr(s->arena, m->name));
	if (!qpdf_oh_is_null(s->q, source_key(s, state, "/SMask")))
		return too_rich(m, "a mask or a gradient");
	qpdf_oh_get_value_as_number(s->q, source_key(s, state, "/ca"), &alpha);
	m->now.colour.a = level(alpha);
	return true;
}

static void turn(struct art_maker *m)
{
	const double *o = m->operand;
	struct matrix t = m->now.at;
	m->now.at = (struct matrix){o[0] * t.a + o[1] * t.c, o[0] * t.b + o[1] * t.d,
	                            o[2] * t.a + o[3] * t.c, o[2] * t.b + o[3] * t.d,
	                            o[4] * t.a + o[5] * t.c + t.e, o[4] * t.b + o[5] * t.d + t.f};
}

static bool put_operator(struct art_maker *m, str op)
{
	if (str_eq(op, S("m")))
		put_step(m, 'm', 1);
	else if (str_eq(op, S("l")))
		put_step(m, 'l', 1);
	else if (str_eq(op, S("c")))
		put_step(m, 'c', 3);
	else if (str_eq(op, S("h")))
		put_step(m, 'z', 0);
	else if (str_eq(op, S("re")))
		put_rectangle(m);
	else if (str_eq(op, S("f")))
		put_shape(m);
	else if (str_eq(op, S("rg")) || str_eq(op, S("g"))) {
		bool grey = op.len == 1;
		m->now.colour.r = level(m->operand[0]);
		m->now.colour.g = level(m->operand[grey ? 0 : 1]);
		m->now.colour.b = level(m->operand[grey ? 0 : 2]);
	} else if (str_eq(op, S("cm")))
		turn(m);
	else if (str_eq(op, S("gs")))
		return take_state(m);
	else if (str_eq(op, S("q")) && m->depth < MOST_SAVED)
		m->saved[m->depth++] = m->now;
	else if (str_eq(op, S("Q")) && m->depth)
		m->now = m->saved[--m->depth];
	else if (str_eq(op, S("S")))
		return too_rich(m, "strokes: turn them into paths");
	else if (str_eq(op, S("f*")))
		return too_rich(m, "shapes filled by the even-odd rule");
	else
		return too_rich(m, "more than filled shapes in flat colours");
	return true;
}

static bool make(struct art_maker *m, str content)
{
	while (content.len && !m->source->failed) {
		size_t n = 0;
		content = str_trim(content);
		while (n < content.len && !strchr(" \n\r\t", content.ptr[n]))
			n++;
		str word = str_sub(content, 0, n);
		content = str_from(content, n);
		double v;
		if (str_to_double(word, &v)) {
			if (m->operands == OPERANDS)
				return too_rich(m, "more than filled shapes in flat colours");
			m->operand[m->operands++] = v;
		} else if (str_starts(word, S("/"))) {
			m->name = word;
		} else if (word.len) {
			if (!put_operator(m, word))
				return false;
			m->operands = 0;
			memset(m->operand, 0, sizeof m->operand);
		}
	}
	return !m->source->failed;
}

static bool begin(struct art_maker *m, const double size[2])
{
	m->w = size[0];
	m->h = size[1];
	if (m->w > MOST_TIMES * m->h || m->h > MOST_TIMES * m->w)
		return too_rich(m, "one side that is a thousand times the other");
	buf_printf(m->out, "%lld\n", (long long)llround(m->h / m->w * ART_UNITS));
	return true;
}

bool svg_to_art(struct vector_source *s, struct buf *out)
{
	struct art_maker m = {
	        .source = s, .out = out, .now = {.colour = {.a = 255}, .at = {1, 0, 0, 1, 0, 0}}};
	struct buf content = {0};
	double size[2];
	bool good = source_measure(s, s->picture, size) && source_content(s, &content) &&
	            begin(&m, size) && make(&m, buf_str(&content));
	buf_drop(&content);
	buf_drop(&m.path);
	return good;
}
