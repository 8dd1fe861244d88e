/* What drawing an SVG takes: markup that is drawn again wherever it is referred to, pixels of
 * pictures, and surfaces of the whole page, which librsvg makes for each use of a filter or a mask
 * and keeps to the end. */
#include "picture/module/svg_parts.h"

#include <math.h>

struct svg_reference { uint32_t from; str id; uint32_t times; };
struct svg_rule { str selectors, ids; };

struct svg_cost {
	struct weigh *weights;
	struct map *ids;                 /* id -> index into things */
	vec(uint32_t) things;
	vec(struct svg_reference) references;
	struct map *names;               /* ".class" and "tag" -> index into counts */
	vec(uint32_t) counts;
	vec(struct svg_rule) drawn;    /* rules that need surfaces */
	uint32_t root, now;
	size_t elements, rules;
};

struct svg_cost *svg_cost_new(struct arena *a)
{
	struct svg_cost *c = arena_make(a, struct svg_cost);
	c->weights = weigh_new(a);
	c->ids = map_new(a);
	c->names = map_new(a);
	c->root = c->now = weigh_thing(c->weights);
	return c;
}

/* ---- References ---- */

static void refer(struct svg_scan *s, str id, uint32_t times)
{
	if (id.len)
		vec_push(s->arena, &s->cost->references,
		         (struct svg_reference){s->cost->now, arena_str(s->arena, id), times});
}

static void refer_urls(struct svg_scan *s, str value, uint32_t times)
{
	for (size_t from = 0, found;
	     (found = str_find(str_from(value, from), S("url("))) != SIZE_MAX;) {
		from += found + 4;
		str target = str_trim(str_until(str_from(value, from), ')'));
		while (target.len && strchr("'\"", target.ptr[0]))
			target = str_sub(target, 1, target.len - 1);
		if (str_starts(target, S("#")))
			refer(s, str_from(target, 1), times);
	}
}

/* Markers stand at each point of a path. */
static uint32_t points_of(const struct svg_attributes *a)
{
	size_t n = svg_attribute(a, "d").len + svg_attribute(a, "points").len;
	return n < 4 ? 2 : n / 2 > UINT32_MAX ? UINT32_MAX : (uint32_t)(n / 2);
}

static bool is_drawn_over(str value)
{
	return value.len && !svg_same(value, "none") && !svg_same(value, "inherit");
}

/* What a style attribute or rule says after a property's name, up to the next. */
static str said_of(str style, const char *property)
{
	str name = str_of(property);
	size_t at = str_find(style, name);
	if (at == SIZE_MAX || (at && style.ptr[at - 1] != ';' && style.ptr[at - 1] != '{' &&
	                       style.ptr[at - 1] != ' '))
		return (str){0};
	str rest = str_trim(str_from(style, at + name.len));
	return str_starts(rest, S(":")) ? str_trim(str_until(str_from(rest, 1), ';')) : (str){0};
}

/* How often a picture of the whole page is made. */
static unsigned surfaces(const struct svg_attributes *a)
{
	static const char *const all[] = {"filter", "mask"};
	str style = svg_attribute(a, "style");
	unsigned n = 0;
	for (int i = 0; i < 2; i++)
		n += is_drawn_over(svg_attribute(a, all[i])) ||
		     is_drawn_over(said_of(style, all[i]));
	return n;
}

/* ---- Filters, in passes over all pixels: measured with librsvg 2.54.7 ---- */

static uint64_t work_of(const char *name, const struct svg_attributes *a)
{
	double v = 1, octaves = 1;
	if (strncmp(name, "fe", 2) != 0)
		return 0;
	if (!strcmp(name, "feMorphology"))
		return 120;
	if (!strcmp(name, "feTurbulence")) {
		str said = svg_attribute(a, "numOctaves");
		if (said.len && !str_to_double(said, &octaves))
			octaves = 9;
		return octaves > 1 ? 3 * (uint64_t)fmin(octaves, 9) : 3;
	}
	str order = str_trim(svg_attribute(a, "order"));
	if (!strcmp(name, "feConvolveMatrix"))
		str_to_double(str_until(order, ' '), &v);
	return v > 1 ? (uint64_t)fmin(2 + v * v / 5, 1e9) : 3;
}

/* ---- Elements ---- */

static void count(struct svg_scan *s, str name)
{
	struct svg_cost *c = s->cost;
	uint32_t index = (uint32_t)c->counts.n;
	if (!map_get(c->names, name, &index)) {
		map_add(c->names, arena_str(s->arena, name), &index);
		vec_push(s->arena, &c->counts, 0);
	}
	c->counts.at[index]++;
}

static void count_names(struct svg_scan *s, const char *name, str classes)
{
	count(s, str_of(name));
	for (; classes.len; classes = str_trim(str_from(classes, str_until(classes, ' ').len)))
		count(s, arena_printf(s->arena, ".%.*s", STR_ARG(str_until(classes, ' '))));
}

uint32_t svg_cost_element(struct svg_scan *s, uint32_t parent, const char *name,
                          const struct svg_attributes *a)
{
	struct svg_cost *c = s->cost;
	str id = svg_attribute(a, "id");
	uint32_t index = (uint32_t)c->things.n;
	struct load own = {.steps = 1, .rasters = surfaces(a), .work = work_of(name, a)};
	c->elements++;
	c->now = parent;
	if (id.len && map_add(c->ids, arena_str(s->arena, id), &index)) {
		c->now = weigh_thing(c->weights);
		vec_push(s->arena, &c->things, c->now);
		weigh_edge(c->weights, parent, c->now, 1, WEIGH_HAS);
	}
	for (size_t i = 0; i < a->n; i++) {
		bool marks = str_starts(a->at[i].name, S("marker")) ||
		             str_find(a->at[i].value, S("marker")) != SIZE_MAX;
		own.steps += a->at[i].value.len / 16;
		refer_urls(s, a->at[i].value, marks ? points_of(a) : 1);
		str target = str_trim(a->at[i].value);
		if (str_ends(a->at[i].name, S("href")) && str_starts(target, S("#")))
			refer(s, str_from(target, 1), 1);
	}
	count_names(s, name, str_trim(svg_attribute(a, "class")));
	weigh_own(c->weights, c->now, own);
	return c->now;
}

void svg_cost_pixels(struct svg_scan *s, struct extent e)
{
	weigh_own(s->cost->weights, s->cost->now, (struct load){.pixels = (uint64_t)e.w * e.h});
}

/* ---- Rules ---- */

void svg_cost_rules(struct svg_scan *s, size_t n)
{
	s->cost->rules += n;
}

void svg_cost_rule(struct svg_scan *s, str selectors, str block)
{
	if (is_drawn_over(said_of(block, "filter")) || is_drawn_over(said_of(block, "mask")))
		vec_push(s->arena, &s->cost->drawn,
		         (struct svg_rule){arena_str(s->arena, selectors),
		                           arena_str(s->arena, block)});
}

/* How many elements the last part of a selector fits, at most. */
static uint32_t fitting(const struct svg_cost *c, str selector)
{
	size_t from = selector.len, at = SIZE_MAX;
	uint32_t index;
	while (from && !strchr(" >+~", selector.ptr[from - 1]))
		from--;
	str last = str_until(str_from(selector, from), ':');
	for (size_t i = 0; i < last.len && at == SIZE_MAX; i++)
		at = last.ptr[i] == '.' || last.ptr[i] == '#' ? i : at;
	if (at != SIZE_MAX && last.ptr[at] == '#')
		return 1;
	str name = at == SIZE_MAX
	                   ? str_until(last, '[')
	                   : str_sub(last, at, at + 1 + str_until(str_from(last, at + 1), '.').len);
	if (!name.len || str_eq(name, S("*")))
		return (uint32_t)c->elements;
	return map_get(c->names, name, &index) ? c->counts.at[index] : 0;
}

static void apply_rules(struct svg_scan *s)
{
	struct svg_cost *c = s->cost;
	c->now = c->root;
	for (size_t i = 0; i < c->drawn.n; i++) {
		uint32_t n = 0;
		for (str rest = c->drawn.at[i].selectors; rest.len;
		     rest = str_from(rest, str_until(rest, ',').len + 1))
			n += fitting(c, str_trim(str_until(rest, ',')));
		weigh_own(c->weights, c->root, (struct load){.rasters = n});
		refer_urls(s, c->drawn.at[i].ids, n);
	}
}

/* ---- The sum ---- */

static bool too_much(struct svg_scan *s, const char *what)
{
	return svg_fail(s, "picture/too-large", what, "Export the drawing as PDF, or simplify it.");
}

/* Pixels an inch at which the surfaces fit into memory and time. */
static double fineness_for(const struct load *load, const double size[2])
{
	static const double most_held = 96e6, most_passed = 1.4e9, best = 300;
	double inches = size[0] * size[1] / (72.0 * 72),
	       passes = load->rasters + (double)load->work;
	double held = sqrt(most_held / (inches * (double)load->rasters)),
	       passed = sqrt(most_passed / (inches * passes));
	return load->rasters ? fmin(best, fmin(held, passed)) : best;
}

bool svg_cost_check(struct svg_scan *s)
{
	enum { MOST_AGAIN = 2000000, MOST_MATCHES = 50000000 };
	struct svg_cost *c = s->cost;
	struct load load, all;
	if ((uint64_t)c->rules * c->elements > MOST_MATCHES)
		return too_much(s, "has too many rules of style for its elements");
	apply_rules(s);
	for (size_t i = 0; i < c->references.n; i++) {
		const struct svg_reference *r = &c->references.at[i];
		uint32_t index;
		if (map_get(c->ids, r->id, &index))
			weigh_edge(c->weights, r->from, c->things.at[index], r->times, WEIGH_HAS);
	}
	const char *why = weigh_total(c->weights, c->root, &load);
	all = weigh_all(c->weights);
	if (why)
		return svg_fail(s, "picture/broken", "is nested too deeply",
		                "Export the drawing as PDF, or simplify it.");
	if (load.steps > all.steps + MOST_AGAIN)
		return too_much(s, "draws its parts again and again");
	if (load.pixels > MOST_PIXELS / 2)
		return too_much(s, "holds pictures of too many pixels together");
	s->said->load = load;
	return true;
}

/* At less than this a shadow is a stair. */
bool svg_fineness(struct diags *d, const struct picture *p, const struct svg_said *said,
                  const double size[2], double *dpi)
{
	static const double least = 36, coarse = 150;
	*dpi = fineness_for(&said->load, size);
	if (*dpi < least) {
		diag_error(d, p->path_at, "picture/too-large",
		           "'%.*s' has %llu filters and masks, each as large as it is",
		           STR_ARG(path_name(p->path)), (unsigned long long)said->load.rasters);
		diag_hint(d, "Leave the shadows out, or export the drawing as PDF.");
		return false;
	}
	if (*dpi >= coarse)
		return true;
	diag_warn(d, p->path_at, "picture/svg-coarse",
	          "the filters and masks of '%.*s' are drawn at %.0f pixels an inch",
	          STR_ARG(path_name(p->path)), *dpi);
	diag_hint(d, "It has %llu of them: leave the shadows out, or export the drawing as PDF.",
	          (unsigned long long)said->load.rasters);
	return true;
}
