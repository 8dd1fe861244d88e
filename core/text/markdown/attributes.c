/* Attributes in Pandoc's form. */
#include "text/markdown/attributes.h"

struct attributes_reader {
	struct arena *arena;
	str text;
	const struct origin *origin;
	size_t at;
	struct attributes *out;
	vec(struct attribute) pairs;
};

static char here(const struct attributes_reader *r)
{
	return r->at < r->text.len ? r->text.ptr[r->at] : 0;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static bool is_key_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '_';
}

bool attributes_id_byte(char c)
{
	return is_key_byte(c) || c == '.' || c == ':' || (unsigned char)c >= 0x80;
}

static str take(struct attributes_reader *r, bool (*good)(char), struct span *at)
{
	size_t from = r->at;
	while (r->at < r->text.len && good(here(r)))
		r->at++;
	*at = origin_span(r->origin, from, r->at - from);
	return str_sub(r->text, from, r->at);
}

static bool is_class_byte(char c)
{
	return is_key_byte(c) || (unsigned char)c >= 0x80;
}

static bool is_bare_byte(char c)
{
	return !is_space(c) && c != '}' && c != '{' && c != '"' && c != 0;
}

static bool is_quoted_byte(char c)
{
	return c != '"' && c != '\n';
}

static bool read_pair(struct attributes_reader *r)
{
	struct attribute a = {0};
	a.key = take(r, is_key_byte, &a.key_at);
	if (!a.key.len || here(r) != '=')
		return false;
	r->at++;
	bool quoted = here(r) == '"';
	r->at += quoted;
	a.value = take(r, quoted ? is_quoted_byte : is_bare_byte, &a.value_at);
	if (quoted && here(r) != '"')
		return false;
	r->at += quoted;
	vec_push(r->arena, &r->pairs, a);
	return true;
}

static bool read_name(struct attributes_reader *r, bool id)
{
	struct span at;
	r->at++;
	str name = take(r, id ? attributes_id_byte : is_class_byte, &at);
	str *slot = id ? &r->out->id : &r->out->style;
	if (!name.len)
		return false;
	if (slot->len)
		return true;
	*slot = name;
	*(id ? &r->out->id_at : &r->out->style_at) = at;
	return true;
}

static bool read_item(struct attributes_reader *r)
{
	if (here(r) == '#' || here(r) == '.')
		return read_name(r, here(r) == '#');
	return read_pair(r);
}

size_t attributes_read(struct arena *arena, str text, const struct origin *origin, size_t from,
                       struct attributes *out)
{
	struct attributes_reader r = {arena, text, origin, from + 1, out, {0}};
	size_t items = 0;
	*out = (struct attributes){0};
	for (;; items++) {
		size_t before = r.at;
		while (is_space(here(&r)))
			r.at++;
		if (here(&r) == '}')
			break;
		if ((items && r.at == before) || !read_item(&r))
			return 0;
	}
	if (!items)
		return 0;
	out->pairs = r.pairs.at, out->n = r.pairs.n;
	out->at = origin_span(origin, from, r.at + 1 - from);
	return r.at + 1 - from;
}

size_t attributes_at_end(struct arena *arena, str text, const struct origin *origin,
                         struct attributes *out)
{
	size_t end = str_trim_end(text).len, open = end;
	*out = (struct attributes){0};
	if (!end || text.ptr[end - 1] != '}')
		return text.len;
	/* A value in quotes may hold braces, {short="In {country}"}: the last one that opens all of
	 * it. */
	for (; open; open--) {
		bool may_open =
		        text.ptr[open - 1] == '{' && (open == 1 || is_space(text.ptr[open - 2]));
		if (may_open &&
		    attributes_read(arena, text, origin, open - 1, out) == end - (open - 1))
			return str_trim_end(str_sub(text, 0, open - 1)).len;
	}
	*out = (struct attributes){0};
	return text.len;
}

const struct attribute *attributes_get(const struct attributes *a, const char *key)
{
	for (size_t i = 0; i < a->n; i++)
		if (str_eq(a->pairs[i].key, str_of(key)))
			return &a->pairs[i];
	return NULL;
}

static size_t count(const char *const *keys)
{
	size_t n = 0;
	while (keys[n])
		n++;
	return n;
}

static bool is_known(str key, const char *const *keys)
{
	for (; *keys; keys++)
		if (str_eq(key, str_of(*keys)))
			return true;
	return false;
}

bool attributes_check(struct diags *diags, const struct attributes *a, const char *const *keys)
{
	str words[8];
	size_t n = count(keys) < 8 ? count(keys) : 8;
	size_t before = diag_met(diags);
	for (size_t i = 0; i < n; i++)
		words[i] = str_of(keys[i]);
	for (size_t i = 0; i < a->n; i++) {
		if (is_known(a->pairs[i].key, keys))
			continue;
		diag_error(diags, a->pairs[i].key_at, "text/unknown-attribute",
		           "unknown attribute '%.*s'", STR_ARG(a->pairs[i].key));
		diag_one_of(diags, a->pairs[i].key, words, n);
	}
	return diag_met(diags) == before;
}
