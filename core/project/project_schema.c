/* The JSON Schema of strom.yml: its declaration, and the options of the plugins that there are. */
#include "project/shape.h"

#include "project/project.h"

static enum strom_kind kind_of(const char *hook)
{
	return str_starts(str_of(hook), S("source")) ? STROM_KIND_SOURCE : STROM_KIND_LAYOUT;
}

static void put_names(const struct plugins *plugins, enum strom_kind kind, struct buf *out)
{
	const char *before = ",\"enum\":[";
	for (size_t i = 0; i < plugins_count(plugins); i++) {
		const struct plugin *p = plugins_at(plugins, i);
		if (p->kind != kind)
			continue;
		buf_put(out, str_of(before));
		buf_json(out, p->name);
		before = ",";
	}
	buf_put(out, before[1] ? S("") : S("]"));
}

static void put_choices(const char *choices, struct buf *out)
{
	buf_put(out, S("\"enum\":["));
	for (str rest = str_of(choices); rest.len;) {
		str one = str_until(rest, ',');
		rest = str_from(rest, one.len + 1);
		buf_json(out, one);
		buf_put(out, rest.len ? S(",") : S("]"));
	}
}

/* A length's range is in points, which a pattern cannot hold: the core alone checks it. */
static void put_type(const struct strom_option *o, struct buf *out)
{
	switch (o->type) {
	case STROM_TYPE_INT:
		buf_put(out, S("\"type\":\"integer\""));
		break;
	case STROM_TYPE_REAL:
		buf_put(out, S("\"type\":\"number\""));
		break;
	case STROM_TYPE_BOOL:
		buf_put(out, S("\"type\":\"boolean\""));
		return;
	case STROM_TYPE_LEN:
		buf_put(out, S("\"type\":\"string\",\"pattern\":\"^-?[0-9]+([.][0-9]+)? "
		               "?(pt|mm|cm|in)$\""));
		return;
	case STROM_TYPE_CHOICE:
		put_choices(o->choices ? o->choices : "", out);
		return;
	case STROM_TYPE_MAP:
		buf_put(out, S("\"type\":\"object\",\"additionalProperties\":"
		               "{\"type\":[\"string\",\"number\",\"boolean\"]}"));
		return;
	default:
		buf_put(out, S("\"type\":[\"string\",\"number\",\"boolean\"]"));
		return;
	}
	if (o->min != 0 || o->max != 0)
		buf_printf(out, ",\"minimum\":%.10g,\"maximum\":%.10g", o->min, o->max);
}

static void put_option(const struct strom_option *o, struct buf *out)
{
	buf_json(out, str_of(o->name));
	buf_put(out, S(":{"));
	if (o->help) {
		buf_put(out, S("\"description\":"));
		buf_json(out, str_of(o->help));
		buf_byte(out, ',');
	}
	put_type(o, out);
	buf_byte(out, '}');
}

static void put_required(const struct plugin *p, struct buf *out)
{
	struct strom_option o;
	const char *before = ",\"required\":[";
	for (size_t i = 0; option_read(p, i, &o); i++) {
		if (!o.required)
			continue;
		buf_put(out, str_of(before));
		buf_json(out, str_of(o.name));
		before = ",";
	}
	buf_put(out, before[1] ? S("") : S("]"));
}

static bool any_required(const struct plugin *p)
{
	struct strom_option o;
	for (size_t i = 0; option_read(p, i, &o); i++)
		if (o.required)
			return true;
	return false;
}

/* {"if": layout is NAME, "then": options are NAME's} */
static void put_plugin(const struct plugin *p, const char *key, struct buf *out)
{
	struct strom_option o;
	buf_printf(out, "{\"if\":{\"required\":[\"%s\"],\"properties\":{\"%s\":{\"const\":", key,
	           key);
	buf_json(out, p->name);
	buf_put(out, S("}}},\"then\":{\"properties\":{\"options\":{\"additionalProperties\":false,"
	               "\"properties\":{"));
	for (size_t i = 0; option_read(p, i, &o); i++) {
		buf_put(out, i ? S(",") : S(""));
		put_option(&o, out);
	}
	buf_byte(out, '}');
	put_required(p, out);
	buf_put(out, S("}}"));
	if (any_required(p))
		buf_put(out, S(",\"required\":[\"options\"]"));
	buf_put(out, S("}}"));
}

static void put_options(const struct plugins *plugins, enum strom_kind kind, struct buf *out)
{
	const char *key = kind == STROM_KIND_SOURCE ? "source" : "layout", *before = ",\"allOf\":[";
	for (size_t i = 0; i < plugins_count(plugins); i++) {
		const struct plugin *p = plugins_at(plugins, i);
		if (p->kind != kind)
			continue;
		buf_put(out, str_of(before));
		put_plugin(p, key, out);
		before = ",";
	}
	buf_put(out, before[1] ? S("") : S("]"));
}

static void put_numbers(struct buf *out)
{
	buf_put(out, S(",\"examples\":["));
	for (size_t i = 0; reading_samples(i).len; i++) {
		buf_put(out, i ? S(",") : S(""));
		buf_json(out, reading_samples(i));
	}
	buf_byte(out, ']');
}

static void hook(const void *context, struct buf *out, const char *name)
{
	const struct plugins *plugins = context;
	if (str_eq(str_of(name), S("numbers")))
		put_numbers(out);
	else if (str_ends(str_of(name), S("-names")))
		put_names(plugins, kind_of(name), out);
	else
		put_options(plugins, kind_of(name), out);
}

void project_schema(const struct plugins *plugins, struct buf *out)
{
	str top = S("\"$schema\":\"https://json-schema.org/draft/2020-12/"
	            "schema\",\"title\":\"strom.yml\",");
	yaml_schema(&yaml_shape_project, top, hook, plugins, out);
	buf_byte(out, '\n');
}

bool project_schema_of(str name, struct buf *out)
{
	static const struct {
		str name, title;
		const struct yaml_shape *shape;
	} files[] = {{{"theme", 5}, {"a theme", 7}, &yaml_shape_theme},
	             {{"language", 8}, {"a language pack", 15}, &yaml_shape_language},
	             {{"funders", 7}, {"a funder's rules", 16}, &yaml_shape_funders}};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct buf top = {0};
		if (!str_eq(name, files[i].name))
			continue;
		buf_printf(&top, "\"$schema\":\"%s\",\"title\":\"%.*s\",",
		           "https://json-schema.org/draft/2020-12/schema", STR_ARG(files[i].title));
		yaml_schema(files[i].shape, buf_str(&top), NULL, NULL, out);
		buf_byte(out, '\n');
		buf_drop(&top);
		return true;
	}
	return false;
}
