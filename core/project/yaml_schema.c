/* A declaration as JSON Schema (2020-12), so that editors complete and check what we check. */
#include "project/yaml.h"

struct schema_writer {
	struct buf *out;
	yaml_schema_hook *hook;
	const void *context;
};

static void shape(const struct schema_writer *, const struct yaml_shape *, const char *help,
                  str top);

static void choices(struct buf *out, const char *list)
{
	buf_put(out, S("\"enum\":["));
	for (str rest = str_of(list); rest.len;) {
		str one = str_until(rest, ',');
		buf_json(out, one);
		rest = str_from(rest, one.len + 1);
		if (rest.len)
			buf_byte(out, ',');
	}
	buf_byte(out, ']');
}

static void range(struct buf *out, const struct yaml_shape *s)
{
	if (s->min != 0 || s->max != 0)
		buf_printf(out, ",\"minimum\":%g,\"maximum\":%g", s->min, s->max);
}

static void keys(const struct schema_writer *w, const struct yaml_key *list)
{
	buf_put(w->out, S("\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"));
	size_t required = 0;
	for (const struct yaml_key *k = list; k->name; k++) {
		if (k > list)
			buf_byte(w->out, ',');
		buf_json(w->out, str_of(k->name));
		buf_byte(w->out, ':');
		shape(w, &k->shape, k->help, S(""));
		required += k->required;
	}
	buf_byte(w->out, '}');
	if (!required)
		return;
	buf_put(w->out, S(",\"required\":["));
	for (const struct yaml_key *k = list; k->name; k++) {
		if (!k->required)
			continue;
		buf_json(w->out, str_of(k->name));
		buf_put(w->out, --required ? S(",") : S("]"));
	}
}

static void map_of(const struct schema_writer *w, const struct yaml_shape *s)
{
	buf_put(w->out, S("\"type\":\"object\""));
	if (s->names == YAML_NAMES_ID)
		buf_put(w->out,
		        S(",\"propertyNames\":{\"pattern\":\"^[a-z0-9][a-z0-9-]{0,63}$\"}"));
	else if (s->names == YAML_NAMES_NAME)
		buf_put(w->out, S(",\"propertyNames\":{\"pattern\":\"^[a-z_][a-z0-9_]{0,63}$\"}"));
	buf_put(w->out, S(",\"additionalProperties\":"));
	shape(w, s->item, NULL, S(""));
}

static void list_of(const struct schema_writer *w, const struct yaml_shape *s)
{
	buf_put(w->out, S("\"type\":\"array\",\"items\":"));
	shape(w, s->item, NULL, S(""));
}

/* Numbers and truth values are text to us, where text is wanted: `title: 2015` is good. */
static void body(const struct schema_writer *w, const struct yaml_shape *s)
{
	struct buf *out = w->out;
	switch (s->type) {
	case YAML_TYPE_TEXT:
		buf_put(out, S("\"type\":[\"string\",\"number\",\"boolean\"]"));
		break;
	case YAML_TYPE_INT:
		buf_put(out, S("\"type\":\"integer\""));
		range(out, s);
		break;
	case YAML_TYPE_REAL:
		buf_put(out, S("\"type\":\"number\""));
		range(out, s);
		break;
	case YAML_TYPE_BOOL:
		buf_put(out, S("\"type\":\"boolean\""));
		break;
	case YAML_TYPE_DATE:
		buf_put(out, S("\"type\":\"string\",\"format\":\"date\""));
		break;
	case YAML_TYPE_ID:
		buf_put(out, S("\"type\":[\"string\",\"integer\"],\"pattern\":\"^[a-z0-9][a-z0-9-]{"
		               "0,63}$\""));
		break;
	case YAML_TYPE_LENGTH:
		buf_put(out, S("\"type\":[\"string\",\"integer\"],\"maximum\":0,\"minimum\":0,"
		               "\"pattern\":\"^-?[0-9]+([.][0-9]+)? ?(pt|mm|cm|in)$\""));
		break;
	case YAML_TYPE_LENGTH_OR_NAME:
		buf_put(out, S("\"type\":[\"string\",\"integer\"],\"maximum\":0,\"minimum\":0,"
		               "\"pattern\":\"^(-?[0-9]+([.][0-9]+)? ?(pt|mm|cm|in)|"
		               "(-?[0-9]+([.][0-9]+)? *[*] *)?[a-z][a-z0-9-]*)$\""));
		break;
	case YAML_TYPE_COLOUR:
		buf_put(out, S("\"type\":\"string\",\"pattern\":\"^#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})"
		               "$\""));
		break;
	case YAML_TYPE_CHOICE:
		choices(out, s->choices);
		break;
	case YAML_TYPE_CHOICE_OR_LIST:
		buf_put(out, S("\"oneOf\":[{"));
		choices(out, s->choices);
		buf_put(out, S("},{"));
		list_of(w, s);
		buf_put(out, S("}]"));
		break;
	case YAML_TYPE_MAP:
		keys(w, s->keys);
		break;
	case YAML_TYPE_MAP_OF:
		map_of(w, s);
		break;
	case YAML_TYPE_LIST:
		list_of(w, s);
		break;
	case YAML_TYPE_ONE_OR_LIST:
		buf_put(out, S("\"oneOf\":["));
		shape(w, s->item, NULL, S(""));
		buf_put(out, S(",{"));
		list_of(w, s);
		buf_put(out, S("}]"));
		break;
	case YAML_TYPE_ONE_OR_MAP:
		buf_put(out, S("\"oneOf\":["));
		shape(w, s->item, NULL, S(""));
		buf_put(out, S(",{"));
		keys(w, s->keys);
		buf_put(out, S("}]"));
		break;
	case YAML_TYPE_SETTINGS:
		buf_put(out, S("\"type\":\"object\""));
		break;
	case YAML_TYPE_ANY:
		buf_put(out, S("\"$comment\":\"anything\""));
		break;
	}
}

static void shape(const struct schema_writer *w, const struct yaml_shape *s, const char *help,
                  str top)
{
	buf_byte(w->out, '{');
	buf_put(w->out, top);
	if (help) {
		buf_put(w->out, S("\"description\":"));
		buf_json(w->out, str_of(help));
		buf_byte(w->out, ',');
	}
	body(w, s);
	if (s->hook && w->hook)
		w->hook(w->context, w->out, s->hook);
	buf_byte(w->out, '}');
}

void yaml_schema(const struct yaml_shape *s, str top, yaml_schema_hook *hook, const void *context,
                 struct buf *out)
{
	struct schema_writer w = {out, hook, context};
	shape(&w, s, NULL, top);
}
