/* Attributes of an SVG's elements. */
#include "picture/module/svg_parts.h"

bool svg_same(str s, const char *word)
{
	return s.len == strlen(word) && !strncasecmp(s.ptr, word, s.len);
}

str svg_attribute(const struct svg_attributes *a, const char *name)
{
	for (size_t i = 0; i < a->n; i++)
		if (str_eq(a->at[i].name, str_of(name)))
			return a->at[i].value;
	return (str){0};
}

void svg_set(struct arena *arena, struct svg_attributes *a, str name, str value)
{
	for (size_t i = 0; i < a->n; i++)
		if (str_eq(a->at[i].name, name)) {
			a->at[i].value = value;
			return;
		}
	vec_push(arena, a, (struct svg_attribute){name, value});
}

void svg_put(struct svg_scan *s, const char *name, const struct svg_attributes *a, bool closed)
{
	buf_printf(s->out, "<%s", name);
	for (size_t i = 0; i < a->n; i++) {
		buf_byte(s->out, ' ');
		buf_put(s->out, a->at[i].name);
		buf_put(s->out, S("=\""));
		buf_xml(s->out, a->at[i].value);
		buf_byte(s->out, '"');
	}
	buf_put(s->out, closed ? S("/>") : S(">"));
}
