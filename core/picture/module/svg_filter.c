/* Filters of an SVG: a shadow in the words that librsvg knows, and bounds. */
#include "picture/module/svg_parts.h"

static bool is_primitive(const char *name)
{
	return !strncmp(name, "fe", 2) && strncmp(name, "feFunc", 6) != 0 &&
	       strcmp(name, "feMergeNode") != 0 && !str_ends(str_of(name), S("Light"));
}

/* One of the steps that a shadow is made of. takes: what it has of the shadow's own attributes. */
static struct svg_attributes step(struct svg_scan *s, const struct svg_attributes *shadow,
                                  const char *takes, str in, str result)
{
	static const char *const shared[] = {"style", "class", "color-interpolation-filters"};
	struct svg_attributes a = {0};
	for (int i = 0; i < 3; i++)
		if (svg_attribute(shadow, shared[i]).len)
			svg_set(s->arena, &a, str_of(shared[i]), svg_attribute(shadow, shared[i]));
	for (str rest = str_of(takes); rest.len;
	     rest = str_from(rest, str_until(rest, ' ').len + 1)) {
		str name = str_until(rest, ' '),
		    value = svg_attribute(shadow, arena_cstr(s->arena, name));
		bool has_default = str_eq(name, S("dx")) || str_eq(name, S("dy")) ||
		                   str_eq(name, S("stdDeviation"));
		if (value.len || has_default)
			svg_set(s->arena, &a, name, value.len ? value : S("2"));
	}
	if (in.len)
		svg_set(s->arena, &a, S("in"), in);
	svg_set(s->arena, &a, S("result"), result);
	return a;
}

/* feDropShadow in the words that it is defined by (Filter Effects 1, 9.10). */
static void put_shadow(struct svg_scan *s, const struct svg_attributes *shadow, str in, str result)
{
	str name[4];
	for (int i = 0; i < 4; i++)
		name[i] = arena_printf(s->arena, "strom-%u", s->results++);
	struct svg_attributes blur = step(s, shadow, "stdDeviation", in, name[0]);
	struct svg_attributes offset = step(s, shadow, "dx dy", name[0], name[1]);
	struct svg_attributes flood = step(s, shadow, "flood-color flood-opacity", S(""), name[2]);
	struct svg_attributes composite = step(s, shadow, "", name[2], name[3]);
	struct svg_attributes merge = step(s, shadow, "x y width height", S(""), result);
	svg_set(s->arena, &composite, S("in2"), name[1]);
	svg_set(s->arena, &composite, S("operator"), S("in"));
	svg_put(s, "feGaussianBlur", &blur, true);
	svg_put(s, "feOffset", &offset, true);
	svg_put(s, "feFlood", &flood, true);
	svg_put(s, "feComposite", &composite, true);
	svg_put(s, "feMerge", &merge, false);
	buf_printf(s->out, "<feMergeNode in=\"%.*s\"/><feMergeNode in=\"", STR_ARG(name[3]));
	buf_xml(s->out, in);
	buf_put(s->out, S("\"/></feMerge>"));
}

/* Each gets a name, so that steps which are put in do not come between it and the next. */
static void name_result(struct svg_scan *s, struct svg_attributes *a)
{
	str result = svg_attribute(a, "result");
	if (!result.len)
		svg_set(s->arena, a, S("result"),
		        result = arena_printf(s->arena, "strom-%u", s->results++));
	s->result = result;
}

/* librsvg takes a number for what it begins as, whatever follows. */
static bool is_more(str number, double most)
{
	double n = 0;
	return number.len && (!str_to_double(number, &n) || n > most);
}

/* "3", "3 5" or "3, 5". */
static str next_number(str *rest)
{
	size_t from = 0, to;
	while (from < rest->len && strchr(" ,\t\r\n", rest->ptr[from]))
		from++;
	for (to = from; to < rest->len && !strchr(" ,\t\r\n", rest->ptr[to]); to++)
		;
	str number = str_sub(*rest, from, to);
	*rest = str_from(*rest, to);
	return number;
}

/* What a few bytes may ask without end. */
static void bound(struct svg_scan *s, const char *name, struct svg_attributes *a)
{
	str order = svg_attribute(a, "order");
	/* What follows is finer than a pixel. */
	if (is_more(str_trim(svg_attribute(a, "numOctaves")), 9))
		svg_set(s->arena, a, S("numOctaves"), S("9"));
	for (str number; (number = next_number(&order)).len;)
		if (is_more(number, 15))
			svg_fail(s, "picture/unsupported",
			         "has a filter that looks at too many pixels",
			         "Export the drawing as PDF.");
	if (!strcmp(name, "filter"))
		s->result = S("SourceGraphic");
}

bool svg_filter(struct svg_scan *s, const char *name, struct svg_attributes *a)
{
	bound(s, name, a);
	str in = svg_attribute(a, "in"), before = in.len ? in : s->result;
	if (is_primitive(name))
		name_result(s, a);
	if (strcmp(name, "feDropShadow") != 0)
		return false;
	put_shadow(s, a, before, s->result);
	return true;
}
