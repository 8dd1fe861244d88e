/* strom diff: which numbers, tables and sentences are printed otherwise than in an earlier
 * delivery. */
#include "base/file.h"
#include "cli/apart.h"
#include "cli/commands.h"
#include "cli/printed.h"
#include "package/verify/packed.h"

enum { MOST_ARCHIVE = 1 << 30, MOST_VALUES = 256 << 20, MOST_LCS = 4000 };

/* ---- The old delivery ---- */

static bool no_values(struct session *s, str path, const char *why)
{
	diag_error(s->diags, (struct span){0}, "cli/no-values", "'%.*s' %s", STR_ARG(path), why);
	diag_hint(s->diags, "Give a zip that strom pack has made, with data/values.json in it.");
	return false;
}

static bool read_values(struct session *s, str path, str *json)
{
	struct buf b = {0};
	struct packed_entry entry;
	str bytes, piece;
	enum packed_step step;
	if (!file_map_as(s->arena, s->diags, FILE_GIVEN, (struct span){0}, path, MOST_ARCHIVE,
	                 &bytes))
		return false;
	struct packed *p = packed_bytes(s->arena, bytes);
	while ((step = packed_next(p, &entry)) == PACKED_MORE)
		if (entry.kind == PACKED_FILE && str_ends(entry.name, S("/data/values.json")))
			break;
	if (step != PACKED_MORE)
		return no_values(s, path,
		                 step == PACKED_END ? "holds no values.json" : "is no archive");
	while ((step = packed_data(p, &piece)) == PACKED_MORE && b.len < MOST_VALUES)
		buf_put(&b, piece);
	*json = arena_str(s->arena, buf_str(&b));
	buf_drop(&b);
	return step == PACKED_END || no_values(s, path, "is damaged");
}

/* JSON is YAML. */
static const struct yaml *tree_of(struct session *s, str json, const char *name)
{
	struct diags *quiet = diags_like(s->arena, s->diags);
	struct span at = {.file = diag_file(quiet, str_of(name), DIAG_BINARY)};
	const struct yaml *tree = yaml_parse(s->arena, quiet, json, at, NULL, NULL);
	return tree && str_eq(yaml_text(tree, "format"), S("strom-values-1")) ? tree : NULL;
}

/* ---- What differs ---- */

struct differing {
	struct session *session;
	struct buf *out;
	bool json;
	str document, edition;
	bool headed;
	size_t n;
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

static void put_text(const struct differing *d, const char *kind, str name, str old, str new)
{
	struct buf *b = d->out;
	if (str_eq(str_of(kind), S("number"))) {
		buf_printf(b, "  %.*s: %.*s -> %.*s\n", STR_ARG(name), STR_ARG(old), STR_ARG(new));
		return;
	}
	if (name.len)
		buf_printf(b, "  %.*s:\n", STR_ARG(name));
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

/* The texts of a value in its forms, each form once: a name may be printed in several. */
static const struct yaml *same_value(const struct yaml *list, size_t upto, const struct yaml *value)
{
	for (size_t i = 0; i < upto; i++)
		if (str_eq(yaml_text(&list->items[i], "name"), yaml_text(value, "name")) &&
		    str_eq(yaml_text(&list->items[i], "form"), yaml_text(value, "form")) &&
		    str_eq(yaml_text(&list->items[i], "query"), yaml_text(value, "query")))
			return &list->items[i];
	return NULL;
}

static void compare_values(struct differing *d, const struct yaml *old, const struct yaml *new)
{
	for (size_t i = 0; i < items_of(new); i++) {
		const struct yaml *value = &new->items[i];
		if (!yaml_get(value, "query") || same_value(new, i, value))
			continue;
		const struct yaml *was = same_value(old, items_of(old), value);
		if (was && !str_eq(yaml_text(was, "text"), yaml_text(value, "text")))
			put_change(d, "number", yaml_text(value, "name"), yaml_text(was, "text"),
			           yaml_text(value, "text"));
	}
}

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
	struct lines l = {old ? old->items + from : NULL, new ? new->items + from : NULL, n - from,
	                  m - from, NULL};
	find_best(&l, a);
	walk_lines(d, kind, name, &l);
	arena_drop(a);
}

static const struct yaml *with(const struct yaml *list, const char *key, str value)
{
	for (size_t i = 0; i < items_of(list); i++)
		if (str_eq(yaml_text(&list->items[i], key), value))
			return &list->items[i];
	return NULL;
}

static void compare_tables(struct differing *d, const struct yaml *old, const struct yaml *new)
{
	for (size_t i = 0; i < items_of(new); i++) {
		str id = yaml_text(&new->items[i], "id");
		const struct yaml *was = id.len ? with(old, "id", id) : NULL;
		if (was)
			compare_lines(d, "table", id, yaml_get(was, "rows"),
			              yaml_get(&new->items[i], "rows"));
		else if (id.len)
			put_change(d, "table", id, S(""), S("new"));
	}
	for (size_t i = 0; i < items_of(old); i++) {
		str id = yaml_text(&old->items[i], "id");
		if (id.len && !with(new, "id", id))
			put_change(d, "table", id, S("gone"), S(""));
	}
}

static const struct yaml *same_edition(const struct yaml *list, const struct yaml *edition)
{
	for (size_t i = 0; i < items_of(list); i++)
		if (str_eq(yaml_text(&list->items[i], "document"),
		           yaml_text(edition, "document")) &&
		    str_eq(yaml_text(&list->items[i], "edition"), yaml_text(edition, "edition")))
			return &list->items[i];
	return NULL;
}

static void begin_edition(struct differing *d, const struct yaml *edition)
{
	d->document = yaml_text(edition, "document");
	d->edition = yaml_text(edition, "edition");
	d->headed = false;
}

static void compare_editions(struct differing *d, const struct yaml *old, const struct yaml *new)
{
	for (size_t i = 0; i < items_of(new); i++) {
		const struct yaml *now = &new->items[i], *was = same_edition(old, now);
		begin_edition(d, now);
		if (!was) {
			put_change(d, "edition", S(""), S(""), S("a new edition"));
			continue;
		}
		compare_values(d, yaml_get(was, "values"), yaml_get(now, "values"));
		compare_tables(d, yaml_get(was, "tables"), yaml_get(now, "tables"));
		compare_lines(d, "text", S(""), yaml_get(was, "texts"), yaml_get(now, "texts"));
	}
	for (size_t i = 0; i < items_of(old); i++) {
		begin_edition(d, &old->items[i]);
		if (!same_edition(new, &old->items[i]))
			put_change(d, "edition", S(""), S("an edition that is no more"), S(""));
	}
}

/* ---- The command ---- */

static bool diff(struct session *s, void *self, struct outputs *none, struct buf *said)
{
	str path = str_of(s->line->words[0]), json;
	struct buf now = {0}, text = {0};
	struct differing d = {.session = s, .out = &text, .json = s->line->json};
	(void)self, (void)none;
	if (!read_values(s, path, &json) || !printed_put(s, &now))
		return false;
	const struct yaml *old = tree_of(s, json, "values.json");
	const struct yaml *new = tree_of(s, buf_str(&now), "values.json now");
	if (!old || !new)
		return no_values(s, path, "has a values.json of another form");
	compare_editions(&d, yaml_get(old, "editions"), yaml_get(new, "editions"));
	buf_u64(said, d.n);
	buf_put(said, buf_str(&text));
	buf_drop(&text);
	buf_drop(&now);
	return true;
}

/* As diff: 0 the same, 1 not, 2 it could not be told. */
int command_diff(const struct command_line *line)
{
	struct session s;
	str said = S("");
	uint64_t n = 0;
	session_begin(&s, line);
	struct task task = {.run = diff, .what = S("the comparison")};
	struct does does = {.project = true, .reads = str_of(line->words[0])};
	bool good = session_lock(&s, does) && session_load(&s) &&
	            apart_run(&s, &task, &said) == EXIT_GOOD && buf_take_u64(&said, &n);
	if (good)
		fwrite(said.ptr, 1, said.len, stdout);
	int code = session_end(&s, EXIT_GOOD);
	return good && code == EXIT_GOOD ? n ? 1 : 0 : EXIT_USAGE;
}
