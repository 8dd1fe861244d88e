/* All plugins there are: loading their descriptions, finding one by kind and name. */
#include "plugin/parts.h"

#include "base/file.h"

struct plugins {
	struct arena *arena;
	vec(struct plugin *) list;
	candidate_list bad;
	str own;                         /* the install's folder of plugins, really */
};

static struct plugin *same_name(const struct plugins *l, enum strom_kind kind, str name)
{
	for (size_t i = 0; i < l->list.n; i++)
		if (l->list.at[i]->kind == kind && str_eq(l->list.at[i]->name, name))
			return l->list.at[i];
	return NULL;
}

static void add(struct plugins *l, struct candidate *c)
{
	struct plugin *p = arena_make(l->arena, struct plugin), *first;
	*p = c->plugin;
	p->path = c->path;
	p->real = c->real;
	p->foreign = !str_starts(str_of(p->real), l->own);
	p->code = arena_make(l->arena, struct plugin_code);
	if (!(first = same_name(l, p->kind, p->name))) {
		vec_push(l->arena, &l->list, p);
		return;
	}
	str kind = plugin_kind_name(p->kind);
	diag_error(c->diags, c->at, "plugin/duplicate", "there is a %.*s plugin '%.*s' already",
	           STR_ARG(kind), STR_ARG(p->name));
	diag_hint(c->diags, "Keep one of the two: the other is %.*s.", STR_ARG(first->path));
	c->good = false;
}

static int by_kind_and_name(const void *a, const void *b)
{
	const struct plugin *p = *(struct plugin *const *)a, *q = *(struct plugin *const *)b;
	return p->kind != q->kind ? (p->kind > q->kind) - (p->kind < q->kind)
	                          : str_cmp(p->name, q->name);
}

static str real_folder(struct arena *a, str path)
{
	char *real = realpath(arena_cstr(a, path), NULL);
	str folder = arena_printf(a, "%s/", real ? real : "");
	free(real);
	return folder;
}

struct plugins *plugins_load(struct arena *a, struct diags *d, const str *folders, size_t n)
{
	struct plugins *l = arena_make(a, struct plugins);
	candidate_list found = {0};
	seen_folders seen = {0};
	str own = path_join(a, place_root(a), S("lib/strom/plugins"));
	l->arena = a;
	l->own = real_folder(a, own);
	candidates_find(a, d, own, false, &seen, &found);
	for (size_t i = 0; i < n; i++)
		candidates_find(a, d, folders[i], true, &seen, &found);
	candidates_from_index(a, own, &found);
	candidates_probe(a, d, &found);
	for (size_t i = 0; i < found.n; i++) {
		if (found.at[i].good)
			add(l, &found.at[i]);
		if (!found.at[i].good)
			vec_push(a, &l->bad, found.at[i]);
	}
	if (l->list.n)
		qsort(l->list.at, l->list.n, sizeof *l->list.at, by_kind_and_name);
	for (size_t i = 0; i < l->list.n; i++)
		l->list.at[i]->number = (uint32_t)i + 1;
	return l;
}

void plugins_lock(struct lock *lock, const struct plugins *l)
{
	struct arena *scratch = arena_new();
	str root = place_root(scratch);
	for (size_t i = 0; i < l->list.n; i++)
		if (!str_starts(str_of(l->list.at[i]->real), root))
			lock_read(lock, str_of(l->list.at[i]->real));
	arena_drop(scratch);
}

/* ---- What is none ---- */

static void complain(struct diags *d, struct candidate *c, enum severity severity)
{
	uint32_t file = diag_file(d, c->path, DIAG_BINARY);
	for (size_t i = 0; c->diags && i < diag_count(c->diags); i++) {
		struct report r = *diag_at(c->diags, i);
		r.severity = severity;
		r.at.file = file;
		diag_add(d, &r);
	}
	c->diags = NULL;
}

void plugins_complain(const struct plugins *l, struct diags *d, enum severity severity)
{
	for (size_t i = 0; i < l->bad.n; i++)
		complain(d, &l->bad.at[i], severity);
}

/* The file that is documented to hold it: KIND-NAME.so. */
static bool complain_of(const struct plugins *l, struct diags *d, str kind, str name)
{
	bool told = false;
	struct arena *scratch = arena_new();
	str file = arena_printf(scratch, "%.*s-%.*s.so", STR_ARG(kind), STR_ARG(name));
	for (size_t i = 0; i < l->bad.n; i++) {
		struct candidate *c = &l->bad.at[i];
		if (!str_eq(path_name(c->path), file))
			continue;
		told = true;
		complain(d, c, DIAG_ERROR);
	}
	arena_drop(scratch);
	return told;
}

/* ---- What there is ---- */

size_t plugins_count(const struct plugins *l)
{
	return l->list.n;
}

const struct plugin *plugins_numbered(const struct plugins *l, uint32_t number)
{
	return number && number <= l->list.n ? l->list.at[number - 1] : NULL;
}

const struct plugin *plugins_at(const struct plugins *l, size_t i)
{
	return l->list.at[i];
}

/* "csv, xlsx" */
static void put_names(const struct plugins *l, enum strom_kind kind, struct buf *out)
{
	for (size_t i = 0; i < l->list.n; i++)
		if (l->list.at[i]->kind == kind) {
			if (out->len)
				buf_put(out, S(", "));
			buf_put(out, l->list.at[i]->name);
		}
}

const struct plugin *plugin_find(const struct plugins *l, struct diags *d, struct span at,
                                 enum strom_kind kind, str name)
{
	const struct plugin *p = same_name(l, kind, name);
	str kind_name = plugin_kind_name(kind), *names;
	struct buf list = {0};
	size_t n = 0;
	if (p)
		return p;
	bool told = complain_of(l, d, kind_name, name);
	struct arena *scratch = arena_new();
	names = arena_array(scratch, str, l->list.n + 1);
	for (size_t i = 0; i < l->list.n; i++)
		if (l->list.at[i]->kind == kind)
			names[n++] = l->list.at[i]->name;
	diag_error(d, at, "plugin/unknown", "no %.*s plugin '%.*s'", STR_ARG(kind_name),
	           STR_ARG(utf8_prefix(name, 80)));
	put_names(l, kind, &list);
	if (told)
		diag_hint(d, "There is a file of that name, and something is wrong with it: see "
		             "its own report.");
	else if (!diag_did_you_mean(d, name, names, n))
		diag_hint(d,
		          n ? "Installed %.*s plugins: %.*s. Others are found in the "
		              "folders of --plugin-dir."
		            : "No %.*s plugin is installed.%.*s",
		          STR_ARG(kind_name), STR_ARG(buf_str(&list)));
	buf_drop(&list);
	arena_drop(scratch);
	return NULL;
}
