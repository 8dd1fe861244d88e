/* Paths as operators, which build them up and do not paint them. */
#include "pdf/parts.h"

static void put_point(struct content *c, const struct item *i, const struct path_step *s, int k)
{
	put_centi(c->out, centi_of(i->x + s->x[k]));
	buf_byte(c->out, ' ');
	put_centi(c->out, centi_of(c->page->h - i->y - s->y[k]));
	buf_byte(c->out, ' ');
}

/* Four lines along the axes: one operator. */
bool content_is_rectangle(const struct item *i)
{
	const struct path_step *s = i->steps;
	if (i->steps_n != 5 || s[0].op != PATH_MOVE || s[4].op != PATH_CLOSE)
		return false;
	for (int k = 1; k < 4; k++)
		if (s[k].op != PATH_LINE)
			return false;
	bool across = s[0].y[0] == s[1].y[0] && s[1].x[0] == s[2].x[0] && s[2].y[0] == s[3].y[0]
	              && s[3].x[0] == s[0].x[0];
	bool down = s[0].x[0] == s[1].x[0] && s[1].y[0] == s[2].y[0] && s[2].x[0] == s[3].x[0]
	            && s[3].y[0] == s[0].y[0];
	return across || down;
}

static void put_rectangle(struct content *c, const struct item *i)
{
	const struct path_step *s = i->steps;
	put_point(c, i, &s[0], 0);
	put_centi(c->out, centi_of(i->x + s[2].x[0]) - centi_of(i->x + s[0].x[0]));
	buf_byte(c->out, ' ');
	put_centi(c->out, centi_of(c->page->h - i->y - s[2].y[0])
	                  - centi_of(c->page->h - i->y - s[0].y[0]));
	buf_put(c->out, S(" re\n"));
}

static void put_steps(struct content *c, const struct item *i)
{
	for (size_t k = 0; k < i->steps_n; k++) {
		const struct path_step *s = &i->steps[k];
		for (int n = 0; s->op != PATH_CLOSE && n < (s->op == PATH_CURVE ? 3 : 1); n++)
			put_point(c, i, s, n);
		buf_put(c->out, s->op == PATH_MOVE ? S("m\n") : s->op == PATH_LINE ? S("l\n")
		              : s->op == PATH_CURVE ? S("c\n") : S("h\n"));
	}
}

void content_steps(struct content *c, const struct item *i)
{
	if (content_is_rectangle(i))
		put_rectangle(c, i);
	else
		put_steps(c, i);
}
