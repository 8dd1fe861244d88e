/* Putting words with their hyphens into hyphenation: of strom.yml, or into the file that it names;
 * all other bytes stay. */
#include "project/approve.h"

#include "base/file.h"
#include "project/parts.h"

struct approval {
	struct arena *arena;
	struct diags *diags;
	str language;
	const str *words;
	size_t n;
	str bytes, line_end;
	size_t at;                       /* where it is inserted */
	struct buf text;
};

static size_t end_of(const struct yaml *y)
{
	return (size_t)y->at.off + y->at.len;
}

static size_t line_end(str bytes, size_t at)
{
	at += str_until(str_from(bytes, at), '\n').len;
	return at && at <= bytes.len && bytes.ptr[at - 1] == '\r' ? at - 1 : at;
}

static char at_of(const struct approval *w, const struct yaml *y)
{
	return y->at.off < w->bytes.len ? w->bytes.ptr[y->at.off] : 0;
}

/* "a-b*" in YAML: what ends with a star or holds an apostrophe is fine as it is behind a letter;
 * words that YAML takes for something else are not. */
static str quoted(const struct approval *w, str word)
{
	static const str said[] = {{"null", 4}, {"true", 4}, {"false", 5}, {"yes", 3},
	                           {"no", 2},   {"on", 2},   {"off", 3}};
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (str_eq(word, said[i]))
			return arena_printf(w->arena, "\"%.*s\"", STR_ARG(word));
	return word;
}

static void put_words(struct approval *w, bool more)
{
	for (size_t i = 0; i < w->n; i++)
		buf_printf(&w->text, "%s%.*s", i || more ? ", " : "",
		           STR_ARG(quoted(w, w->words[i])));
}

static void put_entry(struct approval *w)
{
	buf_printf(&w->text, "%.*s: [", STR_ARG(w->language));
	put_words(w, false);
	buf_byte(&w->text, ']');
}

/* As many blanks as stand before a place in its line. */
static void put_indent(struct approval *w, size_t at)
{
	size_t n = 0;
	while (n < at && w->bytes.ptr[at - n - 1] == ' ')
		n++;
	buf_put(&w->text, w->line_end);
	for (; n; n--)
		buf_byte(&w->text, ' ');
}

static void extend_list(struct approval *w, const struct yaml *list)
{
	if (at_of(w, list) == '[') {
		w->at = list->n ? end_of(&list->items[list->n - 1]) : end_of(list) - 1;
		put_words(w, list->n > 0);
		return;
	}
	size_t dash = (size_t)list->items[0].at.off;
	while (dash && w->bytes.ptr[dash] != '-' && w->bytes.ptr[dash] != '\n')
		dash--;
	w->at = line_end(w->bytes, end_of(&list->items[list->n - 1]));
	for (size_t i = 0; i < w->n; i++) {
		put_indent(w, dash);
		buf_printf(&w->text, "- %.*s", STR_ARG(quoted(w, w->words[i])));
	}
}

static void add_language(struct approval *w, const struct yaml *map)
{
	bool flow = at_of(w, map) == '{';
	w->at = flow ? end_of(map) - 1 : line_end(w->bytes, end_of(map));
	if (flow)
		buf_put(&w->text, map->n ? S(", ") : S(""));
	else
		put_indent(w, (size_t)map->entries[0].key_at.off);
	put_entry(w);
}

static void add_key(struct approval *w)
{
	w->at = w->bytes.len;
	while (w->at && (w->bytes.ptr[w->at - 1] == '\n' || w->bytes.ptr[w->at - 1] == '\r'))
		w->at--;
	buf_printf(&w->text, "%.*shyphenation:%.*s  ", STR_ARG(w->line_end), STR_ARG(w->line_end));
	put_entry(w);
}

/* The language's list, or the file that it names. */
static const struct yaml *words_of(const struct yaml *root, str language)
{
	const struct yaml *map = yaml_get(root, "hyphenation");
	for (size_t i = 0; map && map->kind == YAML_MAP && i < map->n; i++)
		if (str_eq(map->entries[i].key, language))
			return &map->entries[i].value;
	return NULL;
}

static void insert(struct approval *w, const struct yaml *root)
{
	const struct yaml *map = yaml_get(root, "hyphenation"), *list = words_of(root, w->language);
	if (list && list->kind == YAML_LIST)
		extend_list(w, list);
	else if (!list && map && map->kind == YAML_MAP)
		add_language(w, map);
	else if (!map)
		add_key(w);
}

static bool has_word(const struct yaml *list, str word)
{
	for (size_t i = 0; list && i < list->n; i++)
		if (str_eq(list->items[i].text, word))
			return true;
	return false;
}

/* Whether the file says what it said, and the words besides. */
static bool is_right(const struct approval *w, const struct yaml *then, str bytes)
{
	struct diags *quiet = diags_like(w->arena, w->diags);
	const struct yaml *now = yaml_parse(w->arena, quiet, bytes, (struct span){0}, NULL, NULL);
	const struct yaml *list = now ? words_of(now, w->language) : NULL,
	                  *old = words_of(then, w->language);
	if (!list || list->kind != YAML_LIST || diag_errors(quiet) || now->kind != then->kind ||
	    now->n != then->n + !yaml_get(then, "hyphenation"))
		return false;
	for (size_t i = 0; i < w->n; i++)
		if (!has_word(list, w->words[i]))
			return false;
	for (size_t i = 0; old && i < old->n; i++)
		if (!has_word(list, old->items[i].text))
			return false;
	return true;
}

static bool refuse(struct approval *w, str path)
{
	buf_clear(&w->text);
	put_entry(w);
	diag_error(w->diags, (struct span){.file = diag_file(w->diags, path, 0)},
	           "project/cannot-add", "the words cannot be added to this file");
	diag_hint(w->diags, "Write them yourself, under hyphenation: %.*s",
	          STR_ARG(buf_str(&w->text)));
	buf_drop(&w->text);
	return false;
}

static str together(struct approval *w, str *added)
{
	struct buf all = {0};
	buf_put(&all, str_sub(w->bytes, 0, w->at));
	buf_put(&all, buf_str(&w->text));
	buf_put(&all, str_from(w->bytes, w->at));
	str bytes = arena_str(w->arena, buf_str(&all));
	*added = arena_str(w->arena, buf_str(&w->text));
	buf_drop(&all);
	return bytes;
}

/* A word a line, behind all others. */
static bool into_file(struct approval *w, str path, struct approved *out)
{
	if (!file_map(w->arena, w->diags, (struct span){0}, path, 0, &w->bytes))
		return false;
	w->at = w->bytes.len;
	if (w->bytes.len && !str_ends(w->bytes, S("\n")))
		buf_put(&w->text, w->line_end);
	for (size_t i = 0; i < w->n; i++)
		buf_printf(&w->text, "%.*s%.*s", STR_ARG(w->words[i]), STR_ARG(w->line_end));
	out->path = path;
	out->bytes = together(w, &out->added);
	buf_drop(&w->text);
	return true;
}

bool project_approve(struct arena *arena, struct diags *diags, str path, str language,
                     const str *words, size_t n, struct approved *out)
{
	struct approval w = {
	        .arena = arena, .diags = diags, .language = language, .words = words, .n = n};
	const struct yaml *root = yaml_file(arena, diags, (struct span){0}, path);
	if (!root || !file_map(arena, diags, (struct span){0}, path, 0, &w.bytes))
		return false;
	const struct yaml *list = words_of(root, language);
	str first = str_until(w.bytes, '\n');
	w.line_end = str_ends(first, S("\r")) ? S("\r\n") : S("\n");
	if (list && list->kind == YAML_SCALAR)
		return into_file(&w, path_join(arena, path_folder(path), list->text), out);
	insert(&w, root);
	out->path = path;
	out->bytes = together(&w, &out->added);
	if (!is_right(&w, root, out->bytes))
		return refuse(&w, path);
	buf_drop(&w.text);
	return true;
}
