/* One insertion into strom.yml: where it stands, with which indentation, and whether the file says
 * the same as before and the new besides. */
#include "project/entry.h"

#include "base/file.h"
#include "project/yaml.h"

struct writer {
	struct arena *arena;
	struct diags *diags;
	const struct project_entry *entry;
	str bytes, line_end;
	size_t at;                       /* where it is inserted */
	struct buf text;
};

str yaml_word(struct arena *a, str word)
{
	static const str said[] = {{"null", 4}, {"true", 4}, {"false", 5}, {"yes", 3},
	                           {"no", 2},   {"on", 2},   {"off", 3}};
	bool plain = word.len && (*word.ptr | 0x20) >= 'a' && (*word.ptr | 0x20) <= 'z' &&
	             word.ptr[word.len - 1] != ' ';
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.ptr[i];
		plain &= c >= 0x80 || c == '_' || c == ' ' || (c >= '0' && c <= '9') ||
		         ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	}
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		plain &= !str_eq(word, said[i]);
	if (plain)
		return word;
	struct buf b = {0};
	buf_json(&b, word);
	str quoted = arena_str(a, buf_str(&b));
	buf_drop(&b);
	return quoted;
}

/* ---- Places ---- */

static size_t end_of(const struct yaml *y)
{
	return (size_t)y->at.off + y->at.len;
}

/* Behind the line that a place is in, before its end. */
static size_t line_end(str bytes, size_t at)
{
	at += str_until(str_from(bytes, at), '\n').len;
	return at && at <= bytes.len && bytes.ptr[at - 1] == '\r' ? at - 1 : at;
}

static size_t indent_of(str bytes, size_t at)
{
	size_t n = 0;
	while (n < at && bytes.ptr[at - n - 1] == ' ')
		n++;
	return n;
}

static bool is_flow(const struct writer *w, const struct yaml *map)
{
	return map->at.off < w->bytes.len && w->bytes.ptr[map->at.off] == '{';
}

/* ---- Words ---- */

static void put_line(struct writer *w, size_t indent)
{
	buf_put(&w->text, w->line_end);
	for (size_t i = 0; i < indent; i++)
		buf_byte(&w->text, ' ');
}

static bool has_type(const struct yaml *types, str column)
{
	for (size_t i = 0; types && types->kind == YAML_MAP && i < types->n; i++)
		if (str_eq(types->entries[i].key, column))
			return true;
	return false;
}

/* The types that `old` lacks: as lines with an indentation, or in braces with commas between them.
 */
static size_t put_types(struct writer *w, const struct yaml *old, bool flow, size_t indent)
{
	size_t n = 0;
	for (size_t i = 0; i < w->entry->types_n; i++) {
		const struct type_spec *t = &w->entry->types[i];
		if (has_type(old, t->column.text))
			continue;
		if (!flow)
			put_line(w, indent);
		else if (n || (old && old->kind == YAML_MAP && old->n))
			buf_put(&w->text, S(", "));
		buf_printf(&w->text, "%.*s: %.*s", STR_ARG(yaml_word(w->arena, t->column.text)),
		           STR_ARG(reading_type_name(t->type)));
		n++;
	}
	return n;
}

static void put_flow_types(struct writer *w)
{
	buf_put(&w->text, S("types: {"));
	put_types(w, NULL, true, 0);
	buf_byte(&w->text, '}');
}

/* ---- An entry that is there ---- */

static void extend_types(struct writer *w, const struct yaml_entry *types)
{
	const struct yaml *map = &types->value;
	bool flow = map->kind == YAML_MAP && is_flow(w, map);
	if (map->kind == YAML_NULL) {
		w->at = (size_t)types->key_at.off + types->key_at.len;
		w->at += str_until(str_from(w->bytes, w->at), ':').len + 1;
		buf_put(&w->text, S(" {"));
		put_types(w, NULL, true, 0);
		buf_byte(&w->text, '}');
	} else if (flow) {
		w->at = end_of(map) - 1;
		put_types(w, map, true, 0);
	} else if (map->kind == YAML_MAP && map->n) {
		w->at = line_end(w->bytes, end_of(map));
		put_types(w, map, false, indent_of(w->bytes, (size_t)map->entries[0].key_at.off));
	} else {
		put_flow_types(w);       /* for the hint: there is no place for it */
	}
}

static void extend_entry(struct writer *w, const struct yaml *entry)
{
	const struct yaml_entry *types = yaml_entry_get(entry, "types");
	if (types) {
		extend_types(w, types);
	} else if (is_flow(w, entry)) {
		w->at = end_of(entry) - 1;
		buf_put(&w->text, S(", "));
		put_flow_types(w);
	} else {
		size_t indent = indent_of(w->bytes, (size_t)entry->entries[0].key_at.off);
		w->at = line_end(w->bytes, end_of(entry));
		put_line(w, indent);
		buf_put(&w->text, S("types:"));
		put_types(w, NULL, false, indent + 2);
	}
}

/* ---- A new entry ---- */

static void put_entry(struct writer *w, size_t indent)
{
	const struct project_entry *e = w->entry;
	put_line(w, indent);
	buf_printf(&w->text, "%.*s:", STR_ARG(e->name));
	put_line(w, indent + 2);
	buf_printf(&w->text, "source: %.*s", STR_ARG(yaml_word(w->arena, e->plugin)));
	put_line(w, indent + 2);
	buf_printf(&w->text, "path: %.*s", STR_ARG(yaml_word(w->arena, e->path)));
	put_line(w, indent + 2);
	buf_put(&w->text,
	        S("sensitive: true  # write false if no single person could be recognised in it"));
	put_line(w, indent + 2);
	buf_put(&w->text, S("types:"));
	put_types(w, NULL, false, indent + 4);
}

static void put_flow_entry(struct writer *w, bool first)
{
	const struct project_entry *e = w->entry;
	buf_printf(&w->text, "%s%.*s: {source: %.*s, path: %.*s, sensitive: true, ",
	           first ? "" : ", ", STR_ARG(e->name), STR_ARG(yaml_word(w->arena, e->plugin)),
	           STR_ARG(yaml_word(w->arena, e->path)));
	put_flow_types(w);
	buf_byte(&w->text, '}');
}

static void add_entry(struct writer *w, const struct yaml_entry *data)
{
	if (!data) {
		w->at = w->bytes.len;
		while (w->at &&
		       (w->bytes.ptr[w->at - 1] == '\n' || w->bytes.ptr[w->at - 1] == '\r'))
			w->at--;
		put_line(w, 0);
		buf_put(&w->text, S("data:"));
		put_entry(w, 2);
	} else if (data->value.kind == YAML_MAP && is_flow(w, &data->value)) {
		w->at = end_of(&data->value) - 1;
		put_flow_entry(w, !data->value.n);
	} else if (data->value.kind == YAML_MAP) {
		w->at = line_end(w->bytes, end_of(&data->value));
		put_entry(w, indent_of(w->bytes, (size_t)data->value.entries[0].key_at.off));
	} else {
		w->at = line_end(w->bytes, (size_t)data->key_at.off + data->key_at.len);
		put_entry(w, 2);
	}
}

/* ---- Whether it went well ---- */

/* Whether a tree says all that an older one says. */
static bool says_all(const struct yaml *now, const struct yaml *then)
{
	if (then->kind == YAML_NULL)
		return true;
	if (now->kind != then->kind || (then->kind == YAML_LIST && now->n != then->n) ||
	    (then->kind == YAML_SCALAR && !str_eq(now->text, then->text)))
		return false;
	for (size_t i = 0; i < then->n; i++) {
		size_t k = i;
		if (then->kind == YAML_LIST && !says_all(&now->items[i], &then->items[i]))
			return false;
		if (then->kind != YAML_MAP)
			continue;
		for (k = 0; k < now->n && !str_eq(now->entries[k].key, then->entries[i].key); k++)
			;
		if (k == now->n || !says_all(&now->entries[k].value, &then->entries[i].value))
			return false;
	}
	return true;
}

static bool says_new(const struct yaml *now, const struct project_entry *e)
{
	const struct yaml *data = yaml_get(now, "data"), *entry = NULL;
	for (size_t i = 0; data && data->kind == YAML_MAP && i < data->n; i++)
		if (str_eq(data->entries[i].key, e->name))
			entry = &data->entries[i].value;
	for (size_t i = 0; i < e->types_n; i++)
		if (!has_type(yaml_get(entry, "types"), e->types[i].column.text))
			return false;
	return entry && yaml_get(entry, "source") && yaml_get(entry, "path");
}

static bool is_right(const struct writer *w, const struct yaml *then, str bytes)
{
	struct diags *quiet = diags_like(w->arena, w->diags);
	const struct yaml *now = yaml_parse(w->arena, quiet, bytes, (struct span){0}, NULL, NULL);
	return now && !diag_errors(quiet) && says_all(now, then) && says_new(now, w->entry);
}

static bool refuse(const struct writer *w, str path)
{
	diag_error(w->diags, (struct span){.file = diag_file(w->diags, path, 0)},
	           "project/cannot-add", "the source cannot be added to this file");
	diag_hint(w->diags, "Write it yourself: %.*s", STR_ARG(buf_str(&w->text)));
	return false;
}

static bool insert(struct writer *w, const struct yaml *root)
{
	const struct yaml_entry *data = yaml_entry_get(root, "data");
	const struct yaml *entry = NULL;
	for (size_t i = 0; data && data->value.kind == YAML_MAP && i < data->value.n; i++)
		if (str_eq(data->value.entries[i].key, w->entry->name))
			entry = &data->value.entries[i].value;
	if (entry && entry->kind == YAML_MAP && entry->n)
		extend_entry(w, entry);
	else if (!entry)
		add_entry(w, data);
	return !entry || entry->kind == YAML_MAP;
}

bool project_entry(struct arena *a, struct diags *d, str path, const struct project_entry *e,
                   str *bytes, str *added)
{
	struct writer w = {.arena = a, .diags = d, .entry = e};
	const struct yaml *root = yaml_file(a, d, (struct span){0}, path);
	*added = S("");
	if (!root || !file_map(a, d, (struct span){0}, path, 0, &w.bytes))
		return false;
	str first = str_until(w.bytes, '\n');
	w.line_end = first.len && first.ptr[first.len - 1] == '\r' ? S("\r\n") : S("\n");
	bool inserted = insert(&w, root);
	struct buf all = {0};
	buf_put(&all, str_sub(w.bytes, 0, w.at));
	buf_put(&all, buf_str(&w.text));
	buf_put(&all, str_from(w.bytes, w.at));
	*bytes = arena_str(a, buf_str(&all));
	*added = arena_str(a, buf_str(&w.text));
	buf_drop(&all);
	bool good = (inserted && is_right(&w, root, *bytes)) || refuse(&w, path);
	buf_drop(&w.text);
	return good;
}
