/* A plugin's description as bytes, and back. What comes back is checked like a plugin's own words:
 * whoever wrote it ran foreign code. */
#include "plugin/parts.h"

enum { MOST_NAMES = 4096, MOST_DECLARED = 256 };

static void put_text(struct buf *b, const char *text)
{
	buf_u32(b, text != NULL);
	buf_slice(b, str_of(text));
}

static void put_real(struct buf *b, double real)
{
	uint64_t bits;
	memcpy(&bits, &real, sizeof bits);
	buf_u64(b, bits);
}

static void put_names(struct buf *b, const char *const *names)
{
	uint32_t n = 0;
	while (names && names[n] && n < MOST_NAMES)
		n++;
	buf_u32(b, n);
	for (uint32_t i = 0; i < n; i++)
		buf_slice(b, str_of(names[i]));
}

void plugin_pack(const struct plugin *p, struct buf *b)
{
	struct strom_option o;
	uint32_t n = 0;
	buf_u32(b, (uint32_t)p->kind);
	put_text(b, p->name.ptr);
	put_text(b, p->version.ptr);
	put_text(b, p->summary.ptr);
	while (option_read(p, n, &o))
		n++;
	buf_u32(b, n);
	for (uint32_t i = 0; i < n; i++) {
		option_read(p, i, &o);
		buf_u32(b, o.type);
		buf_u32(b, o.required);
		put_real(b, o.min);
		put_real(b, o.max);
		put_text(b, o.name);
		put_text(b, o.help);
		put_text(b, o.fallback);
		put_text(b, o.choices);
	}
	put_text(b, p->server);
	put_names(b, p->styles);
	put_names(b, p->classes);
}

static bool take_text(struct arena *a, str *rest, const char **text)
{
	uint32_t there;
	str s;
	if (!buf_take_u32(rest, &there) || !buf_take_slice(rest, &s) || str_has(s, 0))
		return false;
	*text = there ? arena_cstr(a, s) : NULL;
	return true;
}

static bool take_real(str *rest, double *real)
{
	uint64_t bits;
	if (!buf_take_u64(rest, &bits))
		return false;
	memcpy(real, &bits, sizeof bits);
	return true;
}

static bool take_names(struct arena *a, str *rest, const char *const **names)
{
	uint32_t n;
	if (!buf_take_u32(rest, &n) || n > MOST_NAMES)
		return false;
	const char **list = arena_array(a, const char *, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		str name;
		if (!buf_take_slice(rest, &name))
			return false;
		list[i] = arena_cstr(a, name);
	}
	*names = list;
	return true;
}

static bool take_option(struct arena *a, str *rest, struct strom_option *o)
{
	o->size = sizeof *o;
	return buf_take_u32(rest, &o->type) && buf_take_u32(rest, &o->required) &&
	       take_real(rest, &o->min) && take_real(rest, &o->max) &&
	       take_text(a, rest, &o->name) && take_text(a, rest, &o->help) &&
	       take_text(a, rest, &o->fallback) && take_text(a, rest, &o->choices);
}

static bool take_options(struct arena *a, str *rest, const struct strom_option *const **options)
{
	uint32_t n;
	if (!buf_take_u32(rest, &n) || n > MOST_DECLARED)
		return false;
	const struct strom_option **list = arena_array(a, const struct strom_option *, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		struct strom_option *o = arena_make(a, struct strom_option);
		list[i] = o;
		if (!take_option(a, rest, o))
			return false;
	}
	*options = list;
	return true;
}

static bool take_all(struct arena *a, str *rest, struct strom_plugin *raw, struct plugin *out)
{
	return buf_take_u32(rest, &raw->kind) && take_text(a, rest, &raw->name) &&
	       take_text(a, rest, &raw->version) && take_text(a, rest, &raw->summary) &&
	       take_options(a, rest, &raw->options) && take_text(a, rest, &out->server) &&
	       take_names(a, rest, &out->styles) && take_names(a, rest, &out->classes);
}

bool plugin_unpack(struct arena *a, struct diags *d, struct span at, str *rest, struct plugin *out)
{
	struct strom_plugin raw = {.size = sizeof raw};
	if (take_all(a, rest, &raw, out))
		return plugin_describe_words(d, at, &raw, out);
	return diag_error(d, at, "plugin/bad-text", "the plugin's description cannot be read");
}
