/* CSL-JSON into items. */
#include "text/resolve/csl.h"

#include "base/file.h"

enum { MOST_BYTES = 16 << 20 };          /* yaml_file's */
enum { MOST_TEXT = 8192 };               /* no title comes near */

static bool bad(struct diags *d, struct span at, const char *message, const char *hint)
{
	at.len = at.len > 1 ? 1 : at.len;
	diag_error(d, at, "text/bad-bibliography", "%s", message);
	diag_hint(d, "%s", hint);
	return false;
}

/* Spaces and line ends of a scalar are one space. */
static str text_of(struct arena *arena, const struct yaml *map, const char *key)
{
	str text = str_trim(yaml_text(map, key));
	struct buf out = {0};
	bool space = false;
	for (size_t i = 0; i < text.len; i++) {
		bool blank = text.ptr[i] == ' ' || text.ptr[i] == '\n' || text.ptr[i] == '\t';
		if (blank && !space)
			buf_byte(&out, ' ');
		else if (!blank)
			buf_byte(&out, text.ptr[i]);
		space = blank;
	}
	str s = arena_str(arena, buf_str(&out));
	buf_drop(&out);
	return s;
}

/* ---- Names ---- */

static str joined(struct arena *arena, str a, str b)
{
	if (!a.len || !b.len)
		return a.len ? a : b;
	return arena_printf(arena, "%.*s %.*s", STR_ARG(a), STR_ARG(b));
}

static bool read_name(struct arena *arena, struct diags *d, const struct yaml *y,
                      struct csl_name *out)
{
	str literal = text_of(arena, y, "literal");
	out->family = joined(arena, text_of(arena, y, "non-dropping-particle"),
	                     text_of(arena, y, "family"));
	out->given =
	        joined(arena, text_of(arena, y, "given"), text_of(arena, y, "dropping-particle"));
	if (literal.len || !out->family.len)
		*out = (struct csl_name){literal.len ? literal : out->given, S("")};
	return out->family.len ||
	       bad(d, y->at, "this name has no family name",
	           "Write {\"family\": \"Smith\", \"given\": \"Ann\"}, or {\"literal\": "
	           "\"Ministry of the Interior\"}.");
}

static void read_names(struct arena *arena, struct diags *d, const struct yaml *item,
                       const char *key, const struct csl_name **out, size_t *n)
{
	const struct yaml *y = yaml_get(item, key);
	if (!y || y->kind == YAML_NULL)
		return;
	if (y->kind != YAML_LIST) {
		bad(d, y->at, "names are a list", "Put the names between square brackets.");
		return;
	}
	struct csl_name *names = arena_array(arena, struct csl_name, y->n + 1);
	for (size_t i = 0; i < y->n; i++)
		read_name(arena, d, &y->items[i], &names[i]);
	*out = names;
	*n = y->n;
}

/* ---- Dates ---- */

static bool is_digit(str s, size_t at)
{
	return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

/* The next four digits alone, from *at on; empty: there are none. */
static str next_year(str date, size_t *at)
{
	for (size_t n; *at < date.len; *at += n ? n : 1) {
		for (n = 0; is_digit(date, *at + n); n++)
			;
		if (n != 4)
			continue;
		*at += n;
		return str_sub(date, *at - n, *at);
	}
	return S("");
}

static str range(struct arena *arena, str from, str to)
{
	bool alike = !to.len || str_eq(from, to);
	return alike ? from : arena_printf(arena, "%.*s\u2013%.*s", STR_ARG(from), STR_ARG(to));
}

/* "May 2014", "2014-05-01/2015-06-30": its years; as it is, where it has none. */
static str years_in(struct arena *arena, str date)
{
	size_t at = 0;
	str from = next_year(date, &at), to = from, next;
	while ((next = next_year(date, &at)).len)
		to = next;
	return from.len ? range(arena, from, to) : date;
}

static str year_at(const struct yaml *parts, size_t i)
{
	const struct yaml *date = i < parts->n ? &parts->items[i] : NULL;
	return date && date->kind == YAML_LIST && date->n ? date->items[0].text : S("");
}

/* {"date-parts": [[2014, 5]]}, or two of them; {"raw": "May 2014"}; {"literal": "in print"}. */
static str year_of(struct arena *arena, const struct yaml *item)
{
	const struct yaml *issued = yaml_get(item, "issued"),
	                  *parts = yaml_get(issued, "date-parts");
	if (parts && parts->kind == YAML_LIST && year_at(parts, 0).len)
		return range(arena, year_at(parts, 0), year_at(parts, 1));
	str raw = text_of(arena, issued, "raw");
	return raw.len ? years_in(arena, raw) : text_of(arena, issued, "literal");
}

/* ---- Items ---- */

static enum csl_type type_of(str name)
{
	static const struct { const char *name; enum csl_type type;
	} types[] = {
	        {"article", CSL_ARTICLE},
	        {"article-journal", CSL_ARTICLE},
	        {"article-magazine", CSL_ARTICLE},
	        {"article-newspaper", CSL_ARTICLE},
	        {"chapter", CSL_CHAPTER},
	        {"paper-conference", CSL_CHAPTER},
	        {"entry-encyclopedia", CSL_CHAPTER},
	        {"report", CSL_REPORT},
	        {"webpage", CSL_WEBPAGE},
	        {"post-weblog", CSL_WEBPAGE},
	        {"legislation", CSL_LAW},
	        {"treaty", CSL_LAW},
	        {"bill", CSL_LAW},
	        {"regulation", CSL_LAW},
	        {"legal_case", CSL_LAW},
	};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_eq(name, str_of(types[i].name)))
			return types[i].type;
	return CSL_BOOK;
}

static bool read_texts(struct arena *arena, struct diags *d, const struct yaml *y,
                       struct csl_item *out)
{
	const struct { const char *key; str *at;
	} texts[] = {
	        {"title", &out->title},
	        {"title-short", &out->title_short},
	        {"container-title", &out->container},
	        {"publisher", &out->publisher},
	        {"publisher-place", &out->place},
	        {"volume", &out->volume},
	        {"issue", &out->issue},
	        {"page", &out->page},
	        {"genre", &out->genre},
	        {"number", &out->number},
	        {"DOI", &out->doi},
	        {"URL", &out->url},
	        {"language", &out->language},
	};
	size_t met = diag_met(d);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const struct yaml *text = yaml_get(y, texts[i].key);
		if (text && text->text.len > MOST_TEXT)
			bad(d, text->at, "this text has more than 8192 bytes", "Shorten it.");
		else
			*texts[i].at = text_of(arena, y, texts[i].key);
	}
	return diag_met(d) == met;
}

static bool read_item(struct arena *arena, struct diags *d, const struct yaml *y,
                      struct csl_item *out)
{
	const struct yaml *id = yaml_get(y, "id");
	if (y->kind != YAML_MAP || !id || id->kind != YAML_SCALAR || !str_trim(id->text).len)
		return bad(d, y->at, "this item has no key", "Give it one: \"id\": \"smith2014\".");
	out->key = str_trim(id->text);
	out->at = id->at;
	out->type = type_of(yaml_text(y, "type"));
	bool good = read_texts(arena, d, y, out);
	out->year = year_of(arena, y);
	read_names(arena, d, y, "author", &out->authors, &out->authors_n);
	read_names(arena, d, y, "editor", &out->editors, &out->editors_n);
	if (!good)
		return false;
	return out->title.len ||
	       bad(d, id->at, "this item has no title", "Every item needs a \"title\".");
}

static bool add_key(struct diags *d, struct csl *csl, const struct csl_item *items, uint32_t i)
{
	uint32_t first = i;
	if (!items[i].key.len || map_add(csl->keys, items[i].key, &first))
		return true;
	diag_error(d, items[i].at, "text/duplicate-key", "the key '%.*s' is used twice",
	           STR_ARG(items[i].key));
	diag_note(d, items[first].at, "first used here");
	return false;
}

/* "@book{key, ...": no JSON begins so. What cannot be read is told of by who reads it next. */
static bool is_bibtex(struct arena *arena, struct diags *d, const struct said *path)
{
	str bytes;
	enum file_found found = file_look(d, path->text);
	if ((found != FOUND_FILE && found != FOUND_UNSEEN) ||
	    !file_map(arena, d, path->at, path->text, MOST_BYTES, &bytes))
		return false;
	str text = str_trim(bytes);
	if (!str_starts(text, S("@")) || !str_has(str_until(text, '\n'), '{'))
		return false;
	struct span at = {diag_file(d, path->text, 0), 1, (uint64_t)(text.ptr - bytes.ptr)};
	bad(d, at, "this is BibTeX, and a bibliography is CSL-JSON",
	    "Export it as CSL-JSON: Zotero and JabRef offer it, and pandoc refs.bib -t csljson -o "
	    "refs.json makes it.");
	return true;
}

const struct csl *csl_read(struct arena *arena, struct diags *d, const struct said *path)
{
	if (is_bibtex(arena, d, path))
		return NULL;
	const struct yaml *y = yaml_file(arena, d, path->at, path->text);
	struct csl *csl = arena_make(arena, struct csl);
	size_t before = diag_met(d);
	if (!y)
		return NULL;
	if (y->kind != YAML_LIST) {
		bad(d, y->at, "a bibliography is a list of items", "Export it as CSL-JSON.");
		return NULL;
	}
	struct csl_item *items = arena_array(arena, struct csl_item, y->n + 1);
	csl->keys = map_new(arena);
	for (size_t i = 0; i < y->n; i++) {
		read_item(arena, d, &y->items[i], &items[i]);
		add_key(d, csl, items, (uint32_t)i);
	}
	csl->items = items;
	csl->n = y->n;
	return diag_met(d) == before ? csl : NULL;
}
