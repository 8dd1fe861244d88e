/* Language packs: templates/languages/TAG.yml. */
#include "project/shape.h"
#include "project/theme.h"

#include "base/file.h"

/* The values that a word's pattern must have a place for; the others have none. */
static const struct { const char *name, *places;
} patterns[] = {
        {"table", "n"},
        {"figure", "n"},
        {"caption", "label,text"},
        {"table-ref", "n"},
        {"figure-ref", "n"},
        {"section-ref", "title"},
        {"page-ref", "n"},
        {"base", "n"},
        {"source", "text"},
        {"edition-country", "country"},
        {"small-counts", "n"},
        {"small-base", "n"},
        {"appendix", "n"},
        {"appendix-ref", "n"},
        {"chart-rows", "n"},
        {"chart-highest", "label,value"},
        {"chart-lowest", "label,value"},
        {"chart-missing", "n"},
        {"chart-suppressed", "n"},
        {"chart-small-base", "n"},
        {"chart-order", "text"},
        {"chart-square", "n"},
        {"chart-boundaries", "text"},
        {"chart-stages", "text"},
        {"chart-losses", "text"},
        {"chart-times", "text"},
        {"chart-panels", "text"},
        {"dots", "n,of"},
        {"points", "n"},
};

static const char *places_of(str word)
{
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		if (str_eq(word, str_of(patterns[i].name)))
			return patterns[i].places;
	return "";
}

static bool has_place(str places, str name)
{
	while (places.len) {
		str one = str_until(places, ',');
		if (str_eq(one, name))
			return true;
		places = str_from(places, one.len + 1);
	}
	return false;
}

static bool bad_word(struct diags *d, const struct yaml_entry *e, size_t from, size_t to)
{
	str places = str_of(places_of(e->key));
	diag_error(d, yaml_span(&e->value, from, to), "language/bad-word",
	           "'%.*s' does not hold its places for values", STR_ARG(e->key));
	if (places.len)
		diag_hint(d, "It must hold these names once each, each between braces: %.*s.",
		          STR_ARG(places));
	else
		diag_hint(d, "This word has no value put in: write it without braces.");
	return false;
}

/* Every place once, and no other braces. */
static bool check_word(struct diags *d, const struct yaml_entry *e)
{
	str places = str_of(places_of(e->key)), text = e->value.text;
	size_t wanted = 0, found = 0, seen = 0;
	for (str rest = places; rest.len; wanted++)
		rest = str_from(rest, str_until(rest, ',').len + 1);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '{' && text.ptr[i] != '}')
			continue;
		str name = str_until(str_from(text, i + 1), '}');
		size_t end = i + 1 + name.len;
		if (text.ptr[i] == '}' || end == text.len || !has_place(places, name))
			return bad_word(d, e, i, end < text.len ? end + 1 : text.len);
		size_t bit = (size_t)1 << (str_find(places, name) % 32);
		if (seen & bit)
			return bad_word(d, e, i, end + 1);
		seen |= bit;
		found++;
		i = end;
	}
	return found == wanted || bad_word(d, e, 0, text.len);
}

static bool load_words(struct arena *arena, struct diags *d, const struct yaml *y,
                       struct language *l)
{
	struct word *words = arena_array(arena, struct word, y->n);
	size_t met = diag_met(d);
	for (size_t i = 0; i < y->n; i++) {
		check_word(d, &y->entries[i]);
		words[i] = (struct word){y->entries[i].key, y->entries[i].value.text};
	}
	l->words = words;
	l->words_n = y->n;
	return diag_met(d) == met;
}

static bool load_quotes(struct diags *d, const struct yaml *y, struct language *l)
{
	enum { MARKS = sizeof l->quotes / sizeof *l->quotes };
	for (size_t i = 0; i < MARKS && y->n == MARKS; i++)
		l->quotes[i] = y->items[i].text;
	if (y->n == MARKS)
		return true;
	diag_error(d, y->at, "language/bad-quotes", "expected four quotation marks");
	diag_hint(
	        d,
	        "List the opening one, the closing one, then both that stand within a quotation.");
	return false;
}

static bool load_hyphens(struct arena *arena, struct diags *d, const struct yaml *y, str folder,
                         struct language *l)
{
	const struct yaml *file = yaml_get(y, "hyphens");
	str package = yaml_text(y, "package");
	if (!file)
		return true;
	l->hyphens = path_join(arena, folder, file->text);
	if (file_exists(l->hyphens))
		return true;
	diag_error(d, file->at, "language/missing-file", "no file '%.*s'", STR_ARG(l->hyphens));
	diag_hint(d, "Install the package %.*s.",
	          STR_ARG(package.len ? package : S("that has the patterns of this language")));
	return false;
}

const struct language *language_read(struct arena *arena, struct diags *d, str path, str tag)
{
	struct language *l = arena_make(arena, struct language);
	const struct yaml *y = yaml_file_given(arena, d, (struct span){0}, path);
	int64_t start = 0, end = 0;
	if (!y || !yaml_check(d, y, &yaml_shape_language))
		return NULL;
	l->tag = arena_str(arena, tag);
	l->name = yaml_text(y, "name");
	l->dash = yaml_text(y, "dash");
	l->bind.next = yaml_text(y, "bind-next");
	l->bind.number = yaml_text(y, "bind-number");
	l->bind.name = yaml_text(y, "bind-name");
	l->bind.previous = yaml_text(y, "bind-previous");
	l->locale = yaml_text(y, "locale");
	if (!l->locale.len)
		l->locale = l->tag;
	yaml_bool(yaml_get(y, "space-before-percent"), &l->space_percent);
	yaml_bool(yaml_get(y, "ordinal-point"), &l->ordinal_point);
	yaml_bool(yaml_get(y, "part-ligatures"), &l->part_ligatures);
	yaml_bool(yaml_get(y, "repeat-hyphen"), &l->repeat_hyphen);
	yaml_bool(yaml_get(y, "capital-nouns"), &l->nouns_are_capital);
	yaml_int(yaml_get(y, "hyphen-start"), &start);
	yaml_int(yaml_get(y, "hyphen-end"), &end);
	l->hyphen_start = (uint32_t)start;
	l->hyphen_end = (uint32_t)end;
	exception_list exceptions = {0};
	size_t met = diag_met(d);
	load_quotes(d, yaml_get(y, "quotes"), l);
	project_exceptions_listed(arena, d, yaml_get(y, "exceptions"), &exceptions);
	l->exceptions = exceptions.at;
	l->exceptions_n = exceptions.n;
	load_hyphens(arena, d, y, path_folder(path), l);
	load_words(arena, d, yaml_get(y, "words"), l);
	project_word_forms(arena, d, y, l);
	return diag_met(d) == met ? l : NULL;
}

static const struct language *unknown(struct arena *arena, struct diags *d, struct span at, str tag,
                                      str folder)
{
	str *names;
	size_t n = 0, packs = 0;
	struct buf list = {0};
	if (!folder_list_as(arena, d, FILE_GIVEN, folder, &names, &n))
		return NULL;
	for (size_t i = 0; i < n; i++) {
		if (!str_ends(names[i], S(".yml")))
			continue;
		names[packs] = str_sub(names[i], 0, names[i].len - 4);
		buf_printf(&list, "%s%.*s", packs ? ", " : "", STR_ARG(names[packs]));
		packs++;
	}
	diag_error(d, at, "project/unknown-language", "no language pack '%.*s'",
	           STR_ARG(utf8_prefix(tag, 40)));
	diag_hint(d, "There are: %.*s.", STR_ARG(buf_str(&list)));
	buf_drop(&list);
	return NULL;
}

/* A tag becomes part of a path, so it is looked at before. */
static bool tag_ok(str tag)
{
	for (size_t i = 0; i < tag.len; i++) {
		char c = tag.ptr[i], low = (char)(c | 0x20);
		if (!(low >= 'a' && low <= 'z') && !(c >= '0' && c <= '9') && c != '-')
			return false;
	}
	return tag.len > 0 && tag.len < 36;
}

const struct language *language_load(struct arena *arena, struct diags *d, struct span at, str tag)
{
	str folder = place_share(arena, S("templates/languages"));
	str name = arena_printf(arena, "%.*s.yml", STR_ARG(utf8_prefix(tag, 40)));
	str path = path_join(arena, folder, name);
	if (!tag_ok(tag) || !file_exists(path))
		return unknown(arena, d, at, tag, folder);
	return language_read(arena, d, path, tag);
}

const struct language *language_of_text(struct arena *arena, struct diags *d, str tag)
{
	str folder = place_share(arena, S("templates/languages"));
	const str parts[] = {tag, str_until(tag, '-')};
	for (size_t i = 0; i < 2; i++) {
		str part = parts[i];
		str path = path_join(arena, folder, arena_printf(arena, "%.*s.yml", STR_ARG(part)));
		if (tag_ok(part) && file_exists(path))
			return language_read(arena, d, path, part);
	}
	struct language *bare = arena_make(arena, struct language);
	bare->tag = bare->locale = arena_str(arena, tag);
	return bare;
}

str language_word(const struct language *l, str name)
{
	for (size_t i = 0; l && i < l->words_n; i++)
		if (str_eq(l->words[i].name, name))
			return l->words[i].text;
	return S("");
}
