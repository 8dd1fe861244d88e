/* The options of a call: what the user wrote, matched with what the plugin declares. */
#include "plugin/parts.h"

static size_t count_options(const struct plugin *p)
{
	struct strom_option o;
	size_t n = 0;
	while (option_read(p, n, &o))
		n++;
	return n;
}

static struct option_value *find_value(struct option_value *values, size_t n, str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(str_of(values[i].declared.name), name))
			return &values[i];
	return NULL;
}

static bool unknown_option(struct arena *a, struct diags *d, const struct plugin *p,
                           const struct setting *s, const struct option_value *values, size_t n)
{
	str *names = arena_array(a, str, n), kind = plugin_kind_name(p->kind);
	struct buf list = {0};
	for (size_t i = 0; i < n; i++) {
		names[i] = str_of(values[i].declared.name);
		buf_printf(&list, "%s%s", i ? ", " : "", values[i].declared.name);
	}
	diag_error(d, s->key_at, "option/unknown", "the %.*s plugin '%.*s' has no option '%.*s'",
	           STR_ARG(kind), STR_ARG(p->name), STR_ARG(utf8_prefix(s->key, OPTION_SHOWN)));
	const char *better = p->kind == STROM_KIND_FIGURE ? option_better(s->key) : NULL;
	if (better)
		diag_hint(d, "%s", better);
	else if (!diag_did_you_mean(d, s->key, names, n))
		diag_hint(d, n ? "Its options are these: %.*s." : "It has no options at all%.*s.",
		          STR_ARG(buf_str(&list)));
	buf_drop(&list);
	return false;
}

/* A map's entries are text, each under a name of its own. */
static bool check_map(struct diags *d, const struct setting *s, struct option_value *v)
{
	size_t met = diag_met(d);
	if (!s->is_map)
		return option_wrong_type(d, s->value_at, &v->declared, s->value);
	for (size_t i = 0; i < s->map_n; i++) {
		if (!s->map[i].is_map)
			continue;
		diag_error(d, s->map[i].value_at, "option/type",
		           "an entry of option '%s' must be text", v->declared.name);
		diag_hint(d, "Write one value on the entry's own line.");
	}
	v->map = s->map;
	v->map_n = s->map_n;
	return diag_met(d) == met;
}

static bool check_setting(struct diags *d, const struct setting *s, struct option_value *v)
{
	if (v->given) {
		diag_error(d, s->key_at, "option/twice", "option '%s' is given twice",
		           v->declared.name);
		diag_hint(d, "Keep one of the two.");
		return false;
	}
	v->set = v->given = true;
	v->at = s->value_at;
	if (v->declared.type == STROM_TYPE_MAP)
		return check_map(d, s, v);
	if (s->is_map)
		return option_wrong_type(d, s->value_at, &v->declared, S(""));
	return option_parse(d, s->value_at, &v->declared, s->value, v);
}

/* What was not given: the fallback, which was checked when the plugin was loaded. */
static bool fill_in(struct diags *d, struct span owner, const struct plugin *p,
                    struct option_value *v)
{
	const struct strom_option *o = &v->declared;
	str kind = plugin_kind_name(p->kind);
	if (o->required) {
		diag_error(d, owner, "option/missing",
		           "the %.*s plugin '%.*s' needs the option '%s'", STR_ARG(kind),
		           STR_ARG(p->name), o->name);
		diag_hint(d, "%s", o->help ? o->help : "Add it.");
		return false;
	}
	v->set = o->fallback != NULL;
	return !v->set || option_parse(d, owner, o, str_of(o->fallback), v);
}

bool option_check(struct arena *a, struct diags *d, const struct plugin *p, struct span owner,
                   const struct setting *settings, size_t n, struct options *out)
{
	size_t count = count_options(p);
	struct option_value *values = arena_array(a, struct option_value, count);
	size_t met = diag_met(d);
	for (size_t i = 0; i < count; i++)
		option_read(p, i, &values[i].declared);
	for (size_t i = 0; i < n; i++) {
		struct option_value *v = find_value(values, count, settings[i].key);
		if (v)
			check_setting(d, &settings[i], v);
		else
			unknown_option(a, d, p, &settings[i], values, count);
	}
	for (size_t i = 0; i < count; i++)
		if (!values[i].given)
			fill_in(d, owner, p, &values[i]);
	*out = (struct options){p, values, count};
	return diag_met(d) == met;
}
