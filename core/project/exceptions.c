/* hyphenation: of strom.yml, and what such words may look like; packs have them too. */
#include "project/approve.h"
#include "project/parts.h"

#include "base/file.h"

/* A file of another kind has thousands of wrong words: these tell enough. */
enum { MOST_LETTERS = 100, MOST_FILE = 4 << 20, MOST_WRONG = 100 };

/* Letters are checked no closer than this: what is no letter never stands in a word. */
static bool is_letter(uint32_t code)
{
	if (code < 0x80)
		return (code | 32) - 'a' < 26 || code == '\'';
	return code >= 0xC0 && code != 0xD7 && code != 0xF7 &&
	       (code - 0x2000 >= 0x70 || code == 0x2019) && code <= 0x10FFFF;
}

/* A letter first, hyphens between letters, a star behind all. */
static bool exception_wrong(str word, size_t *from, size_t *to)
{
	size_t letters = 0;
	uint32_t before = '-';
	for (str rest = word; rest.len;) {
		*from = word.len - rest.len;
		uint32_t code = utf8_next(&rest);
		*to = word.len - rest.len;
		bool last = code == '*' && !rest.len && letters;
		if (!is_letter(code) && !last && (code != '-' || before == '-' || !rest.len))
			return true;
		letters += is_letter(code);
		before = code;
	}
	*from = 0;
	*to = word.len;
	return !letters || letters > MOST_LETTERS;
}

bool project_is_exception(str word)
{
	size_t from, to;
	return !exception_wrong(word, &from, &to);
}

static bool refuse(struct diags *d, struct span at, str word)
{
	diag_error(d, at, "project/bad-exception", "'%.*s' is no word with its hyphens",
	           STR_ARG(utf8_prefix(word, 60)));
	diag_hint(
	        d,
	        "Write letters, with a hyphen where the word may be divided, such as pol-i-cy; a * "
	        "behind it stands for any ending.");
	return false;
}

bool project_exceptions_listed(struct arena *a, struct diags *d, const struct yaml *list,
                               exception_list *out)
{
	size_t met = diag_met(d);
	for (size_t i = 0; list && list->kind == YAML_LIST && i < list->n; i++) {
		const struct yaml *y = &list->items[i];
		size_t from, to;
		if (y->kind != YAML_SCALAR)
			continue;
		if (exception_wrong(y->text, &from, &to))
			refuse(d, yaml_span(y, from, to), y->text);
		else
			vec_push(a, out, y->text);
	}
	return diag_met(d) == met;
}

/* One word a line; a line that begins with # is a remark. */
static bool read_file(struct project_loader *l, const struct yaml *y, exception_list *out)
{
	str path = path_join(l->arena, l->p->folder, y->text), bytes, line;
	size_t met = diag_met(l->diags);
	if (!project_file_wanted(l->arena, l->diags, FILE_INPUT, y->at, path,
	                         "the list of words") ||
	    !file_map(l->arena, l->diags, y->at, path, MOST_FILE, &bytes))
		return false;
	uint32_t file = diag_file(l->diags, path, 0);
	size_t wrong = 0;
	for (str rest = bytes; str_next_line(&rest, &line);) {
		str word = str_trim(line);
		size_t from, to;
		if (!word.len || *word.ptr == '#')
			continue;
		vec_push(l->arena, out, word);
		if (!exception_wrong(word, &from, &to) || wrong++ >= MOST_WRONG)
			continue;
		struct span at = {file, (uint32_t)(to - from),
		                  (uint64_t)(word.ptr - bytes.ptr) + from};
		refuse(l->diags, at, word);
	}
	if (wrong > MOST_WRONG)
		diag_note(l->diags, y->at, "and %zu more of this kind", wrong - MOST_WRONG);
	return diag_met(l->diags) == met;
}

bool project_has_language(const struct project_loader *l, str tag)
{
	for (size_t i = 0; i < l->languages.n; i++)
		if (str_eq(l->languages.at[i].text, tag))
			return true;
	for (size_t i = 0; i < l->countries.n; i++)
		for (size_t k = 0; k < l->countries.at[i].languages.n; k++)
			if (str_eq(l->countries.at[i].languages.at[k].text, tag))
				return true;
	return str_eq(l->p->language, tag);
}

void project_load_hyphenation(struct project_loader *l)
{
	const struct yaml *map = yaml_get(l->root, "hyphenation");
	size_t n = map && map->kind == YAML_MAP ? map->n : 0;
	struct hyphenation *all = arena_array(l->arena, struct hyphenation, n);
	for (size_t i = 0; i < n; i++) {
		const struct yaml_entry *e = &map->entries[i];
		exception_list words = {0};
		if (!project_has_language(l, e->key)) {
			diag_error(l->diags, e->key_at, "project/unused-language",
			           "no edition is in the language '%.*s'",
			           STR_ARG(utf8_prefix(e->key, 40)));
			diag_hint(l->diags,
			          "Name a language of 'language', 'languages' or 'countries'.");
		}
		if (e->value.kind == YAML_SCALAR)
			read_file(l, &e->value, &words);
		else
			project_exceptions_listed(l->arena, l->diags, &e->value, &words);
		all[i] = (struct hyphenation){e->key, words.at, words.n};
	}
	l->p->hyphenation = all;
	l->p->hyphenation_n = n;
}
