/* What letters stand on: colours far enough apart to be read, and no edge of art through them. */
#include "judge/parts.h"

#include <math.h>

/* What is painted within it is cut to its path. */
struct clip { const struct item *open; const struct clip *around; };

/* A filled path, a picture or the paper around letters, painted before. */
struct ground {
	struct paper_box box;
	const struct item *item;
	struct colour colour;
	const struct clip *clip;         /* NULL: none */
	bool rectangle;
};
typedef vec(struct ground) grounds;

static const struct colour PAPER = {255, 255, 255, 255, 0};

/* ---- Colours ---- */

static uint8_t mixed(uint8_t over, uint8_t under, uint8_t a)
{
	return (uint8_t)((over * a + under * (255 - a) + 127) / 255);
}

static struct colour over(struct colour c, struct colour under)
{
	return (struct colour){mixed(c.r, under.r, c.a), mixed(c.g, under.g, c.a),
	                       mixed(c.b, under.b, c.a), 255, 0};
}

/* Large letters are read at less. */
static double least_contrast(const struct item *item)
{
	bool large = item->size >= STROM_PT(18) ||
	             (item->size >= STROM_PT(14) && item->font->weight >= 600);
	return large ? 3 : COLOURS_LEGIBLE;
}

/* ---- Within a path ---- */

/* A stretch of a path's outline, in its item's own coordinates. */
struct path_edge {
	double x0, y0, x1, y1;
};

/* A path as letters see it. Whether a point of theirs lies in it is told by the stretches at their
 * height that are not wholly to the left of them: a map has thousands, and few are there. */
struct seen_path {
	double x, y; /* of the item */
	vec(struct path_edge) beside;
	bool through;                   /* one may run through the letters */
	const struct seen_path *around; /* both hold it */
};

struct tracing {
	struct arena *arena;
	struct seen_path *out;
	double left, right, top, bottom; /* of the letters */
	double first_x, first_y, x, y;
};

static void trace(struct tracing *t, double x, double y)
{
	struct path_edge s = {t->x, t->y, x, y};
	t->x = x;
	t->y = y;
	if ((s.y0 < t->top && y < t->top) || (s.y0 > t->bottom && y > t->bottom) ||
	    (s.x0 < t->left && x < t->left))
		return;
	t->out->through |= s.x0 <= t->right || x <= t->right;
	vec_push(t->arena, &t->out->beside, s);
}

static void trace_curve(struct tracing *t, const struct path_step *s)
{
	enum { PIECES = 12 };
	double x0 = t->x, y0 = t->y;
	for (int i = 1; i <= PIECES; i++) {
		double at = (double)i / PIECES, u = 1 - at;
		double a = u * u * u, b = 3 * u * u * at, c = 3 * u * at * at, d = at * at * at;
		trace(t, a * x0 + b * (double)s->x[0] + c * (double)s->x[1] + d * (double)s->x[2],
		      a * y0 + b * (double)s->y[0] + c * (double)s->y[1] + d * (double)s->y[2]);
	}
}

static void trace_all(struct tracing *t, const struct item *item)
{
	for (size_t i = 0; i < item->steps_n; i++) {
		const struct path_step *s = &item->steps[i];
		if (s->op == PATH_MOVE || s->op == PATH_CLOSE)
			trace(t, t->first_x, t->first_y);
		if (s->op == PATH_MOVE) {
			t->x = t->first_x = (double)s->x[0];
			t->y = t->first_y = (double)s->y[0];
		} else if (s->op == PATH_LINE) {
			trace(t, (double)s->x[0], (double)s->y[0]);
		} else if (s->op == PATH_CURVE) {
			trace_curve(t, s);
		}
	}
	trace(t, t->first_x, t->first_y);
}

static bool is_in_outline(const struct seen_path *o, strom_len at_x, strom_len at_y)
{
	double x = (double)at_x - o->x, y = (double)at_y - o->y;
	int turns = 0;
	for (size_t i = 0; i < o->beside.n; i++) {
		const struct path_edge *s = &o->beside.at[i];
		bool down = s->y0 <= y && s->y1 > y, up = s->y0 > y && s->y1 <= y;
		if ((down || up) && s->x0 + (y - s->y0) / (s->y1 - s->y0) * (s->x1 - s->x0) > x)
			turns += down ? 1 : -1;
	}
	return turns != 0;
}

/* A ground where letters are. */
struct local {
	const struct ground *ground;
	const struct seen_path *through; /* the paths that run through the letters */
	bool varied;                     /* it is not the same below all of them */
};

/* False: the letters lie outside of the path. */
static bool cut(struct arena *arena, struct local *l, const struct item *item,
                const struct paper_box *core)
{
	struct seen_path *o = arena_make(arena, struct seen_path);
	*o = (struct seen_path){(double)item->x, (double)item->y, {0}, false, l->through};
	struct tracing t = {.arena = arena,
	                    .out = o,
	                    .left = (double)core->x0 - o->x,
	                    .right = (double)core->x1 - o->x,
	                    .top = (double)core->y0 - o->y,
	                    .bottom = (double)core->y1 - o->y};
	trace_all(&t, item);
	if (!o->through)
		return is_in_outline(o, core->x0, core->y0);
	l->through = o;
	l->varied = true;
	return true;
}

static bool covers(const struct paper_box *b, const struct paper_box *core)
{
	return core->x0 >= b->x0 && core->x1 <= b->x1 && core->y0 >= b->y0 && core->y1 <= b->y1;
}

/* False: it is not there. */
static bool local_of(struct arena *arena, const struct ground *g, const struct paper_box *core,
                     struct local *l)
{
	bool shaded = g->item->kind == ITEM_PATH && g->item->look && g->item->look->shaded;
	*l = (struct local){g, NULL, shaded || !covers(&g->box, core)};
	for (const struct clip *c = g->clip; c; c = c->around)
		if (!cut(arena, l, c->open, core))
			return false;
	return g->rectangle || cut(arena, l, g->item, core);
}

static bool is_in(const struct local *l, strom_len x, strom_len y)
{
	const struct paper_box *b = &l->ground->box;
	if (x < b->x0 || x > b->x1 || y < b->y0 || y > b->y1)
		return false;
	for (const struct seen_path *o = l->through; o; o = o->around)
		if (!is_in_outline(o, x, y))
			return false;
	return true;
}

/* Four corners in the order in which they are drawn, their edges along the page's. */
static bool is_rectangle(const struct item *item)
{
	size_t n = item->steps_n;
	const struct path_step *s = item->steps;
	if (n && s[n - 1].op == PATH_CLOSE)
		n--;
	if (n != 4)
		return false;
	for (size_t i = 0; i < 4; i++) {
		const struct path_step *a = &s[i], *b = &s[(i + 1) % 4];
		if (a->op != (i ? PATH_LINE : PATH_MOVE) ||
		    (a->x[0] != b->x[0]) == (a->y[0] != b->y[0]))
			return false;
	}
	return true;
}

/* ---- What is told ---- */

static bool same(struct colour a, struct colour b)
{
	return a.r == b.r && a.g == b.g && a.b == b.b;
}

static bool was_told(struct judge *j, struct told_pair pair)
{
	for (size_t i = 0; i < j->pale.n; i++)
		if (same(j->pale.at[i].letters, pair.letters) &&
		    same(j->pale.at[i].ground, pair.ground))
			return true;
	vec_push(j->edition->arena, &j->pale, pair);
	return false;
}

/* Whether a place is a better one to point at: the nearer theme's, which was read first. */
static bool is_nearer(const struct judge *j, struct span at, struct span than)
{
	if (!at.file || diag_is_given(j->edition->diags, at.file))
		return false;
	return !than.file || at.file < than.file;
}

/* Where a theme of the project says one of two colours that do not go together, the letters' or
 * that of a fill; file 0: it does not. In one file the later line counts, which was written with
 * the other in sight. */
static struct span said_at(const struct judge *j, struct colour letters, struct colour ground)
{
	struct span colour = {0}, fill = {0};
	for (size_t i = 0; j->theme && i < j->theme->styles_n; i++) {
		const struct style *s = &j->theme->styles[i];
		if (same(s->colour, letters) && is_nearer(j, s->colour_at, colour))
			colour = s->colour_at;
		if (s->fill.a && same(over(s->fill, PAPER), ground) &&
		    is_nearer(j, s->fill_at, fill))
			fill = s->fill_at;
	}
	bool later = fill.file == colour.file && fill.off > colour.off;
	return later || is_nearer(j, fill, colour) ? fill : colour;
}

static void tell_pale(struct judge *j, const struct page *page, const struct item *item,
                      struct told_pair pair, double ratio)
{
	struct diags *diags = j->edition->diags;
	str text = utf8_prefix(str_trim(item->text), 40);
	struct colour a = pair.letters, b = pair.ground;
	if (was_told(j, pair) || !judge_may_tell(j))
		return;
	struct span theme = said_at(j, item->colour, b), words = judge_span(j, item->node);
	diag_error(diags, theme.file ? theme : words, "judge/contrast",
	           "\"%.*s\" on page %u is hard to read: #%02x%02x%02x on #%02x%02x%02x has a "
	           "contrast of %.1f, and %.1f is the least",
	           STR_ARG(text), page->index + 1, a.r, a.g, a.b, b.r, b.g, b.b,
	           floor(ratio * 10) / 10, least_contrast(item));
	if (theme.file)
		diag_note(diags, words, "the words");
	diag_hint(diags,
	          "Give its style another colour or another fill in the theme, or its box more "
	          "pad where letters reach out of it. Letters of 18pt, or of 14pt in bold, need "
	          "3.");
}

static void tell_over_art(struct judge *j, const struct page *page, const struct item *item)
{
	str text = utf8_prefix(str_trim(item->text), 40);
	if (!judge_may_tell(j))
		return;
	diag_error(j->edition->diags, judge_span(j, item->node), "judge/over-art",
	           "\"%.*s\" runs over the art of page %u", STR_ARG(text), page->index + 1);
	diag_hint(j->edition->diags,
	          "Shorten the text, or give the theme lower art or smaller letters there; 'art: "
	          "none' goes without.");
}

/* ---- Letters ---- */

/* Where it is looked at: enough for edges as long as a letter. */
enum { ACROSS = 16, DOWN = 3 };

struct spot_look {
	const struct item *item;
	struct paper_box core;
	vec(struct local) below; /* in painting order */
	bool varied;
};

static void point_of(const struct spot_look *l, int i, strom_len *x, strom_len *y)
{
	*x = l->core.x0 + (l->core.x1 - l->core.x0) * (i % ACROSS) / (ACROSS - 1);
	*y = l->core.y0 + (l->core.y1 - l->core.y0) * (i / ACROSS) / (DOWN - 1);
}

static uint8_t between(uint8_t from, uint8_t to, double t)
{
	return (uint8_t)lround(from + (to - from) * t);
}

/* Of a shade: how far the point is on the way from its first to its second place. */
static struct colour ground_colour(const struct ground *g, strom_len x, strom_len y)
{
	const struct path_look *l = g->item->kind == ITEM_PATH ? g->item->look : NULL;
	struct colour c = g->colour;
	if (!l || !l->shaded)
		return c;
	double dx = (double)(l->x2 - l->x1), dy = (double)(l->y2 - l->y1), way = dx * dx + dy * dy;
	double t = way > 0 ? ((double)(x - g->item->x - l->x1) * dx +
	                      (double)(y - g->item->y - l->y1) * dy) /
	                             way
	                   : 0;
	t = fmin(fmax(t, 0), 1);
	return (struct colour){between(c.r, l->to.r, t), between(c.g, l->to.g, t),
	                       between(c.b, l->to.b, t), c.a, 0};
}

/* False: a picture is there, whose colours nobody knows. */
static bool colour_at(const struct spot_look *l, strom_len x, strom_len y, struct colour *out)
{
	bool known = true;
	*out = PAPER;
	for (size_t i = 0; i < l->below.n; i++) {
		const struct ground *g = l->below.at[i].ground;
		if (!is_in(&l->below.at[i], x, y))
			continue;
		if (g->item->kind == ITEM_PICTURE) {
			known = false;
			continue;
		}
		known |= g->colour.a == 255;
		*out = over(ground_colour(g, x, y), *out);
	}
	return known;
}

/* The art of a theme is a background that is no rectangle. */
static bool is_cut_by(const struct spot_look *l, const struct local *here)
{
	const struct ground *g = here->ground;
	bool inside = false, outside = false;
	strom_len x, y;
	if (!here->varied || g->rectangle || g->item->kind != ITEM_PATH ||
	    g->item->artifact != ARTIFACT_BACKGROUND)
		return false;
	for (int i = 0; i < ACROSS * DOWN; i++) {
		point_of(l, i, &x, &y);
		*(is_in(here, x, y) ? &inside : &outside) = true;
	}
	return inside && outside;
}

static void look_at_art(struct judge *j, const struct page *page, const struct spot_look *l)
{
	for (size_t i = 0; i < l->below.n; i++)
		if (is_cut_by(l, &l->below.at[i])) {
			tell_over_art(j, page, l->item);
			return;
		}
}

static void look_at_colours(struct judge *j, const struct page *page, const struct spot_look *l)
{
	int n = l->varied ? ACROSS * DOWN : 1;
	strom_len x, y;
	struct told_pair worst = {0};
	double least = 21;
	for (int i = 0; i < n; i++) {
		struct colour ground;
		point_of(l, i, &x, &y);
		if (!colour_at(l, x, y, &ground))
			continue;
		struct colour letters = over(l->item->colour, ground);
		double ratio = colours_contrast(letters, ground);
		if (ratio < least) {
			least = ratio;
			worst = (struct told_pair){letters, ground};
		}
	}
	/* A hundredth less is what rounding makes of colours. */
	if (least < least_contrast(l->item) - 0.01)
		tell_pale(j, page, l->item, worst, least);
}

/* ---- Pages ---- */

/* Most letters stand on paper, in the colour of those before them. */
static bool is_plain(const struct judge *j, const struct item *item, const grounds *all)
{
	struct colour c = item->colour, fine = j->fine;
	if (c.a != 255 || fine.a != 255 || !same(c, fine))
		return false;
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].box.y0 < item->y + item->size &&
		    all->at[i].box.y1 > item->y - item->size)
			return false;
	return true;
}

static void look_at(struct judge *j, const struct page *page, const struct item *item,
                    const grounds *all)
{
	if (is_plain(j, item, all))
		return;
	struct spot_look l = {.item = item, .core = judge_core(item, judge_box(item))};
	if (l.core.x1 <= l.core.x0)
		return;
	if (colours_contrast(item->colour, PAPER) >= COLOURS_LEGIBLE)
		j->fine = item->colour;
	for (size_t i = 0; i < all->n; i++) {
		struct local here;
		if (!judge_boxes_meet(all->at[i].box, l.core) ||
		    !local_of(j->scratch, &all->at[i], &l.core, &here))
			continue;
		vec_push(j->scratch, &l.below, here);
		l.varied |= here.varied;
	}
	look_at_art(j, page, &l);
	look_at_colours(j, page, &l);
}

/* What is turned is judged by its figure: where it stands on the page is not known here. */
struct ground_walk {
	struct arena *arena;
	const struct clip *clip;
	size_t turned;
	grounds all;
};

static void open_or_close(struct ground_walk *w, const struct item *item)
{
	bool opens = item->kind == ITEM_OPEN;
	if (item->look && item->look->turned) {
		w->turned += opens ? 1 : SIZE_MAX;
	} else if (opens) {
		struct clip *c = arena_make(w->arena, struct clip);
		*c = (struct clip){item, w->clip};
		w->clip = c;
	} else if (w->clip) {
		w->clip = w->clip->around;
	}
}

static void add_ground(struct ground_walk *w, const struct item *item)
{
	struct ground g = {.box = judge_box(item), .item = item, .clip = w->clip};
	bool halo = item->kind == ITEM_PATH && !item->fill && item->look && item->look->halo;
	g.colour = halo ? item->stroke_colour : item->colour;
	g.rectangle = halo || item->kind == ITEM_PICTURE || is_rectangle(item);
	if (halo || item->kind == ITEM_PICTURE || (item->fill && item->colour.a))
		vec_push(w->arena, &w->all, g);
}

void judge_grounds(struct judge *j, const struct page *page)
{
	struct ground_walk w = {.arena = j->scratch};
	for (size_t i = 0; i < page->n; i++) {
		const struct item *item = &page->items[i];
		if (item->kind == ITEM_OPEN || item->kind == ITEM_CLOSE)
			open_or_close(&w, item);
		else if (w.turned || item->black == BLACK_ONLY)
			continue;
		else if (item->kind == ITEM_GLYPHS)
			look_at(j, page, item, &w.all);
		else
			add_ground(&w, item);
	}
}
