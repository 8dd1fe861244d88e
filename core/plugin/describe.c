/* A plugin's description of itself, read no further than its own sizes cover, and checked. */
#include "plugin/parts.h"

#include <strom/figure.h>
#include <strom/layout.h>
#include <strom/source.h>

enum { MOST_OPTIONS = 256 };

/* Up to the last field of ABI 1.0 that a description cannot do without. */
#define COVERS(size, type, field) \
	((size) >= offsetof(struct type, field) + sizeof(((struct type *)0)->field))

static const struct strom_option *const no_options[] = {NULL};

void plugin_copy_sized(void *to, size_t to_size, const void *from, size_t from_size)
{
	size_t n = to_size < from_size ? to_size : from_size;
	memset(to, 0, to_size);
	memcpy(to, from, n);
}

str plugin_kind_name(enum strom_kind kind)
{
	switch (kind) {
	case STROM_KIND_SOURCE: return S("source");
	case STROM_KIND_LAYOUT: return S("layout");
	case STROM_KIND_FIGURE: return S("figure");
	}
	return S("unknown");
}

static bool refuse(struct diags *d, const char *hint)
{
	diag_hint(d, "%s", hint);
	return false;
}

static bool is_name(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!(s.ptr[i] >= 'a' && s.ptr[i] <= 'z') &&
		    !(s.ptr[i] >= '0' && s.ptr[i] <= '9') && s.ptr[i] != '-')
			return false;
	return s.len && s.len < 64;
}

/* One line of text that a terminal can be given. */
static bool is_line(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7F)
			return false;
	return s.len && utf8_check(s) == s.len;
}

static bool missing_field(struct diags *d, struct span at, const char *field)
{
	diag_error(d, at, "plugin/missing-field", "the description has no %s", field);
	return refuse(d, "The plugin's author must fill this field in.");
}

static bool check_text(struct diags *d, struct span at, const char *field, const char *text)
{
	if (!text)
		return missing_field(d, at, field);
	if (is_line(str_of(text)))
		return true;
	diag_error(d, at, "plugin/bad-text", "the %s is not one line of UTF-8 text", field);
	return refuse(d, "The plugin's author must mend this field.");
}

static bool check_name(struct diags *d, struct span at, const char *name)
{
	if (!check_text(d, at, "name", name))
		return false;
	if (is_name(str_of(name)))
		return true;
	diag_error(d, at, "plugin/bad-text", "the name '%.80s' is not a plugin's name", name);
	return refuse(d, "Names have lower-case letters, digits and '-', at most 63 of them.");
}

/* ---- Options ---- */

bool option_read(const struct plugin *p, size_t i, struct strom_option *out)
{
	const struct strom_option *o = p->options[i];
	if (!o)
		return false;
	plugin_copy_sized(out, sizeof *out, o, o->size);
	return true;
}

static bool bad_option(struct diags *d, struct span at, const char *name, const char *what)
{
	diag_error(d, at, "plugin/bad-option", "option '%.63s' %s", name, what);
	return refuse(d, "The plugin's author must mend the declaration of this option.");
}

static bool check_option(struct diags *d, struct span at, const struct strom_option *raw,
                         struct strom_option *o)
{
	if (!COVERS(raw->size, strom_option, name))
		return bad_option(d, at, "", "has a description that is too small");
	plugin_copy_sized(o, sizeof *o, raw, raw->size);
	if (!o->name || !is_name(str_of(o->name)))
		return bad_option(d, at, o->name ? o->name : "",
		                  "has no name of letters, digits and '-'");
	if (o->type < STROM_TYPE_TEXT || o->type > STROM_TYPE_MAP)
		return bad_option(d, at, o->name, "has a type that this version does not know");
	if (o->type == STROM_TYPE_CHOICE && (!o->choices || !*o->choices))
		return bad_option(d, at, o->name, "has no choices");
	if (!(o->min <= o->max))
		return bad_option(d, at, o->name, "has a smallest value above its largest");
	if (o->help && !is_line(str_of(o->help)))
		return bad_option(d, at, o->name, "has a help text that is not one line of UTF-8");
	if (o->type == STROM_TYPE_MAP && o->fallback)
		return bad_option(d, at, o->name, "is a map, which can have no fallback");
	return true;
}

/* A fallback is held to what the user is held to, so that every value a plugin gets is good. */
static bool check_fallback(struct diags *d, struct span at, const struct strom_option *o)
{
	struct arena *scratch = arena_new();
	struct option_value value;
	bool good = !o->fallback ||
	            option_parse(diags_new(scratch), at, o, str_of(o->fallback), &value);
	arena_drop(scratch);
	return good || bad_option(d, at, o->name, "has a fallback that it does not allow itself");
}

static bool check_options(struct diags *d, struct span at, const struct strom_option *const *list)
{
	struct strom_option o, other;
	for (size_t i = 0; list[i]; i++) {
		if (i == MOST_OPTIONS)
			return bad_option(d, at, "", "list is endless");
		if (!check_option(d, at, list[i], &o) || !check_fallback(d, at, &o))
			return false;
		for (size_t k = 0; k < i; k++) {
			plugin_copy_sized(&other, sizeof other, list[k], list[k]->size);
			if (!strcmp(o.name, other.name))
				return bad_option(d, at, o.name, "is declared twice");
		}
	}
	return true;
}

/* ---- Functions ---- */

static bool too_small(struct diags *d, struct span at, const char *what)
{
	diag_error(d, at, "plugin/too-small", "the %s is smaller than interface %d.0 has it", what,
	           STROM_ABI_MAJOR);
	return refuse(d, "The plugin's author must set its size to sizeof of the struct.");
}

static bool check_functions(struct diags *d, struct span at, const struct strom_plugin *p)
{
	const struct strom_source *source = p->functions;
	const struct strom_layout *layout = p->functions;
	const struct strom_figure *figure = p->functions;
	switch (p->kind) {
	case STROM_KIND_SOURCE:
		if (!COVERS(source->size, strom_source, read))
			return too_small(d, at, "table of functions");
		return source->read ? true : missing_field(d, at, "function 'read'");
	case STROM_KIND_LAYOUT:
		if (!COVERS(layout->size, strom_layout, page))
			return too_small(d, at, "table of functions");
		if (!layout->styles)
			return missing_field(d, at, "list of styles");
		if (!layout->arrange)
			return missing_field(d, at, "function 'arrange'");
		return layout->page ? true : missing_field(d, at, "function 'page'");
	case STROM_KIND_FIGURE:
		if (!COVERS(figure->size, strom_figure, draw))
			return too_small(d, at, "table of functions");
		return figure->draw ? true : missing_field(d, at, "function 'draw'");
	}
	return false;
}

/* A source that connects names the option that says where to; no other does. */
static bool check_server(struct diags *d, struct span at, const struct strom_plugin *p,
                         const char **server)
{
	const struct strom_source *source = p->functions;
	bool connects = p->kind == STROM_KIND_SOURCE && (p->flags & STROM_CONNECTS);
	struct strom_option o;
	*server = NULL;
	if (!connects)
		return true;
	if (!STROM_HAS(source, server) || !source->server)
		return missing_field(d, at, "name of the option that says where it connects to");
	for (size_t i = 0; p->options && p->options[i]; i++) {
		plugin_copy_sized(&o, sizeof o, p->options[i], p->options[i]->size);
		if (!strcmp(o.name, source->server)) {
			*server = source->server;
			return true;
		}
	}
	return bad_option(d, at, source->server,
	                  "says where the source connects to, and is not declared");
}

/* ---- The whole ---- */

static bool check_kind(struct diags *d, struct span at, const struct strom_plugin *p)
{
	if (p->kind < STROM_KIND_SOURCE || p->kind > STROM_KIND_FIGURE) {
		diag_error(d, at, "plugin/unknown-kind",
		           "the plugin is of kind %u, which is not known", p->kind);
		return refuse(d,
		              "Install a newer version of strom, or an older one of the plugin.");
	}
	if (p->flags & ~(p->kind == STROM_KIND_SOURCE ? STROM_CONNECTS : 0U)) {
		diag_error(d, at, "plugin/unknown-flag",
		           "the plugin asks for flags 0x%x, which are not "
		           "known",
		           p->flags);
		return refuse(d,
		              "Install a newer version of strom, or an older one of the plugin.");
	}
	return true;
}

bool plugin_describe_words(struct diags *d, struct span at, const struct strom_plugin *p,
                           struct plugin *out)
{
	if (!check_kind(d, at, p) || !check_name(d, at, p->name) ||
	    !check_text(d, at, "version", p->version) ||
	    !check_text(d, at, "summary", p->summary) ||
	    (p->options && !check_options(d, at, p->options)))
		return false;
	out->name = str_of(p->name);
	out->version = str_of(p->version);
	out->summary = str_of(p->summary);
	out->kind = (enum strom_kind)p->kind;
	out->options = p->options ? p->options : no_options;
	return true;
}

bool plugin_describe(struct diags *d, struct span at, const struct strom_plugin *raw,
                     struct plugin *out)
{
	struct strom_plugin p;
	if (!raw)
		return missing_field(d, at, "content: the entry returned NULL");
	if (!COVERS(raw->size, strom_plugin, functions))
		return too_small(d, at, "description");
	plugin_copy_sized(&p, sizeof p, raw, raw->size);
	if (!plugin_describe_words(d, at, &p, out))
		return false;
	if (!p.functions)
		return missing_field(d, at, "table of functions");
	if (!check_functions(d, at, &p) || !check_server(d, at, &p, &out->server))
		return false;
	const struct strom_layout *layout = p.kind == STROM_KIND_LAYOUT ? p.functions : NULL;
	out->functions = p.functions;
	out->styles = layout ? layout->styles : NULL;
	out->classes = layout && STROM_HAS(layout, classes) ? layout->classes : NULL;
	return true;
}
