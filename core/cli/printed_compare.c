/* Comparing what editions print with what they printed: two values.json. */
#include "cli/printed_compare.h"

#include "project/yaml.h"

enum { MOST_LCS = 4000 };

struct differing {
	struct buf *out;
	bool json;
	str document, edition;
	bool headed;
	str under;                       /* the table whose name was printed last */
	uint64_t n;
};

static void put_json(const struct differing *d, const char *kind, str name, str old, str new)
{
	struct buf *b = d->out;
	buf_put(b, S("{\"event\":\"changed\",\"document\":"));
	buf_json(b, d->document);
	buf_put(b, S(",\"edition\":"));
	buf_json(b, d->edition);
	buf_printf(b, ",\"kind\":\"%s\",\"name\":", kind);
	buf_json(b, name);
	buf_put(b, S(",\"old\":"));
	buf_json(b, old);
	buf_put(b, S(",\"new\":"));
	buf_json(b, new);
	buf_put(b, S("}\n"));
}

static void put_text(struct differing *d, const char *kind, str name, str old, str new)
{
	struct buf *b = d->out;
	if (str_eq(str_of(kind), S("number"))) {
		buf_printf(b, "  %.*s: %.*s -> %.*s\n", STR_ARG(name), STR_ARG(old), STR_ARG(new));
		return;
	}
	bool edition = str_eq(str_of(kind), S("edition"));
	str under = name.len ? name : str_of(kind);
	if (!edition && !str_eq(under, d->under))
		buf_printf(b, "  %.*s:\n", STR_ARG(under));
	d->under = under;
	if (old.len)
		buf_printf(b, "  - %.*s\n", STR_ARG(old));
	if (new.len)
		buf_printf(b, "  + %.*s\n", STR_ARG(new));
}

static void put_change(struct differing *d, const char *kind, str name, str old, str new)
{
	d->n++;
	if (d->json) {
		put_json(d, kind, name, old, new);
		return;
	}
	if (!d->headed)
		buf_printf(d->out, "%s%.*s %.*s\n", d->out->len ? "\n" : "", STR_ARG(d->document),
		           STR_ARG(d->edition));
	d->headed = true;
	put_text(d, kind, name, old, new);
}

static size_t items_of(const struct yaml *list)
{
	return list && list->kind == YAML_LIST ? list->n : 0;
}

/* ---- Values ---- */

/* Items of a list by what they are called, the first of each name: lists come from whoever sent the
 * file, and may be long. */
struct printed_names {
	struct arena *arena;
	const struct yaml *list;
	struct map *by_name;
	str (*name)(struct arena *, const struct yaml *item); /* empty: it has none */
};

static struct printed_names named_of(struct arena *a, const struct yaml *list,
                                     str (*name)(struct arena *, const struct yaml *))
{
	struct printed_names n = {a, list, map_new(a), name};
	for (size_t i = 0; i < items_of(list); i++) {
		uint32_t number = (uint32_t)i;
		str key = name(a, &list->items[i]);
		if (key.len)
			map_add(n.by_name, key, &number);
	}
	return n;
}

/* NULL: there is none of that name. */
static const struct yaml *find_like(const struct printed_names *n, const struct yaml *item)
{
	uint32_t number;
	str key = n->name(n->arena, item);
	return key.len && map_get(n->by_name, key, &number) ? &n->list->items[number] : NULL;
}

/* A name may be printed in several forms: each once. */
static str value_name(struct arena *a, const struct yaml *v)
{
	str name = yaml_text(v, "name"), form = yaml_text(v, "form");
	return arena_printf(a, "%zu %zu %.*s%.*s%.*s", name.len, form.len, STR_ARG(name),
	                    STR_ARG(form), STR_ARG(yaml_text(v, "query")));
}

/* Whatever was asked for it. */
static str value_form(struct arena *a, const struct yaml *v)
{
	str name = yaml_text(v, "name"), form = yaml_text(v, "form");
	return arena_printf(a, "%zu %.*s%.*s", name.len, STR_ARG(name), STR_ARG(form));
}

static str plain_name(struct arena *a, const struct yaml *v)
{
	(void)a;
	return yaml_text(v, "name");
}

static str plain_query(struct arena *a, const struct yaml *v)
{
	(void)a;
	return yaml_text(v, "query");
}

/* Names that are no more, by what was asked for them: a value may have been called otherwise. */
static struct printed_names gone_of(struct arena *a, const struct yaml *old, const struct yaml *new)
{
	struct printed_names now = named_of(a, new, plain_name),
	                     gone = {a, old, map_new(a), plain_query};
	for (size_t i = 0; i < items_of(old); i++) {
		uint32_t number = (uint32_t)i;
		str query = yaml_text(&old->items[i], "query");
		if (query.len && !find_like(&now, &old->items[i]))
			map_add(gone.by_name, query, &number);
	}
	return gone;
}

static str told_name(struct arena *a, const struct yaml *was, const struct yaml *value)
{
	str name = yaml_text(value, "name"), old = yaml_text(was, "name");
	return str_eq(name, old)
	               ? name
	               : arena_printf(a, "%.*s (was %.*s)", STR_ARG(name), STR_ARG(old));
}

static void compare_values(struct differing *d, const struct yaml *old, const struct yaml *new)
{
	struct arena *a = arena_new();
	struct printed_names was_named = named_of(a, old, value_name),
	                     was_formed = named_of(a, old, value_form),
	                     first = named_of(a, new, value_name), gone = gone_of(a, old, new);
	for (size_t i = 0; i < items_of(new); i++) {
		const struct yaml *value = &new->items[i];
		if (!yaml_get(value, "query") || find_like(&first, value) != value)
			continue;
		const struct yaml *was = find_like(&was_named, value);
		was = was ? was : find_like(&was_formed, value);
		was = was ? was : find_like(&gone, value);
		if (was && !str_eq(yaml_text(was, "text"), yaml_text(value, "text")))
			put_change(d, "number", told_name(a, was, value), yaml_text(was, "text"),
			           yaml_text(value, "text"));
	}
	arena_drop(a);
}

/* ---- Lines ---- */

/* Lines that both have, in order, are as many as there can be; where the lists are very long, those
 * at both ends. */
struct lines {
	const struct yaml *old, *new; /* the items that are left */
	size_t n, m;
	uint16_t *best; /* lines that both have from here on; NULL: too many to tell */
};

static uint16_t best_at(const struct lines *l, size_t i, size_t k)
{
	return l->best[i * (l->m + 1) + k];
}

static bool same_at(const struct lines *l, size_t i, size_t k)
{
	return str_eq(l->old[i].text, l->new[k].text);
}

static void find_best(struct lines *l, struct arena *a)
{
	if (l->n > MOST_LCS || l->m > MOST_LCS)
		return;
	l->best = arena_array(a, uint16_t, (l->n + 1) * (l->m + 1));
	for (size_t i = l->n; i-- > 0;)
		for (size_t k = l->m; k-- > 0;) {
			uint16_t down = best_at(l, i + 1, k), right = best_at(l, i, k + 1);
			uint16_t both = (uint16_t)(best_at(l, i + 1, k + 1) + 1);
			l->best[i * (l->m + 1) + k] = same_at(l, i, k) ? both
			                              : down > right   ? down
			                                               : right;
		}
}

/* One that takes another's place stands beside it. */
static bool is_pair(const struct lines *l, size_t i, size_t k)
{
	return i < l->n && k < l->m && (!l->best || best_at(l, i + 1, k + 1) == best_at(l, i, k));
}

static bool is_dropped(const struct lines *l, size_t i, size_t k)
{
	return i < l->n && (k == l->m || !l->best || best_at(l, i + 1, k) >= best_at(l, i, k + 1));
}

static void walk_lines(struct differing *d, const char *kind, str name, const struct lines *l)
{
	size_t i = 0, k = 0;
	while (i < l->n || k < l->m) {
		if (i < l->n && k < l->m && same_at(l, i, k)) {
			i++, k++;
		} else if (is_pair(l, i, k)) {
			put_change(d, kind, name, l->old[i].text, l->new[k].text);
			i++, k++;
		} else if (is_dropped(l, i, k)) {
			put_change(d, kind, name, l->old[i++].text, S(""));
		} else {
			put_change(d, kind, name, S(""), l->new[k++].text);
		}
	}
}

static void compare_lines(struct differing *d, const char *kind, str name, const struct yaml *old,
                          const struct yaml *new)
{
	size_t from = 0, n = items_of(old), m = items_of(new);
	struct arena *a = arena_new();
	while (from < n && from < m && str_eq(old->items[from].text, new->items[from].text))
		from++;
	while (n > from && m > from && str_eq(old->items[n - 1].text, new->items[m - 1].text))
		n--, m--;
	struct lines l = {n ? old->items + from : NULL, m ? new->items + from : NULL, n - from,
	                  m - from, NULL};
	find_best(&l, a);
	walk_lines(d, kind, name, &l);
	arena_drop(a);
}

/* ---- Rows ---- */

/* What a row is about is its first cell. */
static str row_name(struct arena *a, const struct yaml *row)
{
	str text = row->text;
	(void)a;
	for (size_t i = 0; i + 3 <= text.len; i++)
		if (!memcmp(text.ptr + i, " | ", 3))
			return str_sub(text, 0, i);
	return text;
}

static bool is_named(const struct printed_names *names)
{
	const struct yaml *rows = names->list;
	for (size_t i = 0; i < items_of(rows); i++)
		if (find_like(names, &rows->items[i]) != &rows->items[i])
			return false;
	return true;
}

/* Rows that are about the same stand beside each other, wherever they moved. */
static void compare_named(struct differing *d, str table, const struct printed_names *was,
                          const struct printed_names *now)
{
	for (size_t i = 0; i < items_of(was->list); i++) {
		const struct yaml *old = &was->list->items[i], *new = find_like(now, old);
		if (!new || !str_eq(old->text, new->text))
			put_change(d, "table", table, old->text, new ? new->text : S(""));
	}
	for (size_t i = 0; i < items_of(now->list); i++)
		if (!find_like(was, &now->list->items[i]))
			put_change(d, "table", table, S(""), now->list->items[i].text);
}

/* Where first cells are no names, or the order alone is another, by where rows stand. */
static void compare_rows(struct differing *d, str table, const struct yaml *old,
                         const struct yaml *new)
{
	struct arena *a = arena_new();
	struct printed_names was = named_of(a, old, row_name), now = named_of(a, new, row_name);
	uint64_t before = d->n;
	if (is_named(&was) && is_named(&now))
		compare_named(d, table, &was, &now);
	if (d->n == before)
		compare_lines(d, "table", table, old, new);
	arena_drop(a);
}

/* ---- Tables and editions ---- */

static str table_name(struct arena *a, const struct yaml *table)
{
	(void)a;
	return yaml_text(table, "id");
}

static void compare_tables(struct differing *d, const struct yaml *old, const struct yaml *new)
{
	struct arena *a = arena_new();
	struct printed_names was_named = named_of(a, old, table_name),
	                     now = named_of(a, new, table_name);
	for (size_t i = 0; i < items_of(new); i++) {
		str id = yaml_text(&new->items[i], "id");
		const struct yaml *was = find_like(&was_named, &new->items[i]);
		if (find_like(&now, &new->items[i]) != &new->items[i])
			continue;
		if (was)
			compare_rows(d, id, yaml_get(was, "rows"),
			             yaml_get(&new->items[i], "rows"));
		else
			put_change(d, "table", id, S(""), S("new"));
	}
	for (size_t i = 0; i < items_of(old); i++) {
		str id = yaml_text(&old->items[i], "id");
		if (id.len && !find_like(&now, &old->items[i]))
			put_change(d, "table", id, S("gone"), S(""));
	}
	arena_drop(a);
}

static str edition_name(struct arena *a, const struct yaml *edition)
{
	str document = yaml_text(edition, "document");
	return arena_printf(a, "%zu %.*s%.*s", document.len, STR_ARG(document),
	                    STR_ARG(yaml_text(edition, "edition")));
}

static void begin_edition(struct differing *d, const struct yaml *edition)
{
	d->document = yaml_text(edition, "document");
	d->edition = yaml_text(edition, "edition");
	d->headed = false;
	d->under = S("");
}

static void compare_edition(struct differing *d, const struct yaml *was, const struct yaml *now)
{
	compare_values(d, yaml_get(was, "values"), yaml_get(now, "values"));
	compare_tables(d, yaml_get(was, "tables"), yaml_get(now, "tables"));
	compare_lines(d, "text", S(""), yaml_get(was, "texts"), yaml_get(now, "texts"));
}

static void compare_editions(struct differing *d, const struct yaml *old, const struct yaml *new)
{
	struct arena *a = arena_new();
	struct printed_names was_named = named_of(a, old, edition_name),
	                     now_named = named_of(a, new, edition_name);
	for (size_t i = 0; i < items_of(new); i++) {
		const struct yaml *now = &new->items[i], *was = find_like(&was_named, now);
		if (find_like(&now_named, now) != now)
			continue;
		begin_edition(d, now);
		if (was)
			compare_edition(d, was, now);
		else
			put_change(d, "edition", S(""), S(""), S("a new edition"));
	}
	for (size_t i = 0; i < items_of(old); i++) {
		begin_edition(d, &old->items[i]);
		if (!find_like(&now_named, &old->items[i]))
			put_change(d, "edition", S(""), S("an edition that is no more"), S(""));
	}
	arena_drop(a);
}

/* ---- Both ---- */

/* JSON is YAML. */
static const struct yaml *tree_of(struct arena *a, const struct diags *like, str json)
{
	struct diags *quiet = diags_like(a, like);
	struct span at = {.file = diag_file(quiet, S("values.json"), DIAG_BINARY)};
	const struct yaml *tree = yaml_parse(a, quiet, json, at, NULL, NULL);
	return tree && str_eq(yaml_text(tree, "format"), S("strom-values-1")) ? tree : NULL;
}

bool printed_compare(struct arena *a, const struct diags *d, str old, str new, bool json,
                     struct buf *out, uint64_t *n)
{
	struct differing all = {.out = out, .json = json};
	const struct yaml *was = tree_of(a, d, old), *now = tree_of(a, d, new);
	if (!was || !now)
		return false;
	compare_editions(&all, yaml_get(was, "editions"), yaml_get(now, "editions"));
	*n = all.n;
	return true;
}
