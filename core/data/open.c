/* Opening the tables: what there is to ask. */
#include "data/derive.h"
#include "data/places.h"

#include <strom/source.h>

static str column_str(sqlite3_stmt *s, int i)
{
	const char *text = (const char *)sqlite3_column_text(s, i);
	return (str){text ? text : "", text ? (size_t)sqlite3_column_bytes(s, i) : 0};
}

static str type_of(str declared)
{
	if (str_eq(declared, S("INTEGER")))
		return S("int");
	if (str_eq(declared, S("YEAR_INT")))
		return S("year");
	if (str_eq(declared, S("REAL")))
		return S("real");
	if (str_eq(declared, S("PERCENT_REAL")))
		return S("percent");
	if (str_eq(declared, S("BOOL_INT")))
		return S("bool");
	return str_eq(declared, S("DATE_TEXT")) ? S("date") : S("text");
}

bool derive_columns(struct arena *a, sqlite3 *db, struct table *t)
{
	vec(str) names = {0}, types = {0};
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(db, "select name, type from pragma_table_info(?) order by cid", -1,
	                       &s, NULL))
		return false;
	sqlite3_bind_text(s, 1, t->name.ptr, (int)t->name.len, SQLITE_STATIC);
	while (sqlite3_step(s) == SQLITE_ROW) {
		vec_push(a, &names, arena_str(a, column_str(s, 0)));
		vec_push(a, &types, type_of(column_str(s, 1)));
	}
	sqlite3_finalize(s);
	t->columns = names.at;
	t->types = types.at;
	t->n = t->weight = names.n;
	if (t->source)
		t->measured = &t->source->measured;
	for (size_t i = 0; t->source && i < t->n; i++)
		if (sql_same(t->columns[i], t->source->measured.weight.text))
			t->weight = i;
	return t->n > 0;
}

static bool read_modules(struct arena *a, struct tables *t)
{
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(t->db, "select name from pragma_module_list", -1, &s, NULL))
		return false;
	while (sqlite3_step(s) == SQLITE_ROW)
		vec_push(a, &t->modules, arena_str(a, column_str(s, 0)));
	sqlite3_finalize(s);
	return true;
}

static int root_of(sqlite3 *db, str name)
{
	sqlite3_stmt *s = NULL;
	int root = 0;
	if (!sqlite3_prepare_v2(
	            db, "select rootpage from sqlite_schema where name = ? and type = 'table'", -1,
	            &s, NULL)) {
		sqlite3_bind_text(s, 1, name.ptr, (int)name.len, SQLITE_STATIC);
		root = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int(s, 0) : 0;
	}
	sqlite3_finalize(s);
	return root;
}

static uint8_t types_of(str type)
{
	if (str_eq(type, S("real")) || str_eq(type, S("percent")))
		return TYPED_REAL | TYPED_INT; /* SQLite keeps 40.0 as 40 until it is read */
	if (str_eq(type, S("int")) || str_eq(type, S("bool")) || str_eq(type, S("year")))
		return TYPED_INT;
	return str_eq(type, S("date")) ? TYPED_DATE : TYPED_TEXT;
}

static void open_typed(struct arena *a, struct tables *t)
{
	struct typed_table *tables = arena_array(a, struct typed_table, t->n + 1);
	for (size_t i = 0; i < t->n; i++) {
		const struct table *table = &t->tables[i];
		uint8_t *types = arena_array(a, uint8_t, table->n);
		bool *years = arena_array(a, bool, table->n);
		for (size_t k = 0; k < table->n; k++) {
			types[k] = types_of(table->types[k]);
			years[k] = str_eq(table->types[k], S("year"));
		}
		tables[i] = (struct typed_table){table->name,    root_of(t->db, table->name),
		                                 table->columns, types,
		                                 years,          table->n};
	}
	t->typed = (struct typed){.db = t->db, .tables = tables, .n = t->n};
	typed_open(a, &t->typed);
}

/* A view that is not made yet is none. */
static bool add_table(struct arena *a, struct tables *t, struct table table)
{
	if (!derive_columns(a, t->db, &table))
		return false;
	t->tables[t->n++] = table;
	return true;
}

static size_t count_tables(const struct tables *t)
{
	sqlite3_stmt *s = NULL;
	size_t n = 0;
	if (!sqlite3_prepare_v2(t->db, "select count(*) from sqlite_schema", -1, &s, NULL) &&
	    sqlite3_step(s) == SQLITE_ROW)
		n = (size_t)sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return n;
}

/* Of questions that the table has no column for there is none. */
static void add_sets(struct arena *a, struct tables *t, const struct table *of)
{
	for (size_t i = 0; i < of->book->variables.n; i++) {
		const struct codebook_variable *v = &of->book->variables.at[i];
		struct table set = *of;
		set.name = arena_printf(a, "%.*s_%.*s", STR_ARG(of->name), STR_ARG(v->name));
		set.set = true;
		if (v->kind == STROM_VARIABLE_SET)
			add_table(a, t, set);
	}
}

static bool read_catalogue(struct arena *a, struct tables *t)
{
	size_t n;
	const struct project *p = t->project;
	t->tables = arena_array(a, struct table, count_tables(t) + p->sources_n +
	                                               p->views_n + 1);
	t->n = 0;
	for (size_t i = 0; i < p->sources_n; i++)
		if (!p->sources[i].sensitive &&
		    !add_table(a, t, (struct table){.name = p->sources[i].name.text,
		                                    .source = &p->sources[i]}))
			return false;
	if (!tables_read_books(a, t))
		return false;
	n = t->n;
	for (size_t i = 0; i < n; i++)
		if (t->tables[i].book)
			add_sets(a, t, &t->tables[i]);
	for (size_t i = 0; i < p->views_n; i++)
		add_table(a, t, (struct table){.name = p->views[i].name.text});
	open_typed(a, t);
	tables_derive(a, t);
	return true;
}

static struct tables *cannot_open(struct diags *d, const struct project *p, const struct tables *t)
{
	diag_error(d, p->at, "data/database-broken", "the tables cannot be opened: %s",
	           t->db ? sqlite3_errmsg(t->db) : "out of memory");
	return NULL;
}

static bool take_bytes(struct arena *a, struct tables *t, unsigned char *bytes, size_t len,
                       unsigned flags)
{
	sqlite3_int64 n = (sqlite3_int64)len;
	return !sqlite3_deserialize(t->db, "main", bytes, n, n, flags) &&
	       read_catalogue(a, t) && read_modules(a, t);
}

static void tell_version(struct diags *d, const struct project *p)
{
	str version = str_of(sqlite3_libversion());
	if (typed_is_tried(version))
		return;
	diag_warn(d, p->at, "data/untried-sqlite",
	          "the check of queries was tried on SQLite %s, and this is %.*s", TYPED_TRIED,
	          STR_ARG(version));
	diag_hint(d, "What it does not know of another version it refuses; look at the numbers all "
	             "the same, or use the version that is named.");
}

struct tables *tables_open(struct arena *a, struct diags *d, const struct project *p, str database)
{
	struct tables *t = arena_make(a, struct tables);
	/* SQLite takes the bytes as writable, but does not write into a READONLY database. */
	unsigned char *bytes = (unsigned char *)(uintptr_t)database.ptr;
	t->project = p;
	if (!guard_open(a, t) ||
	    !take_bytes(a, t, bytes, database.len, SQLITE_DESERIALIZE_READONLY))
		return cannot_open(d, p, t);
	guard_close_door(t);
	tell_version(d, p);
	return t;
}

/* SQLite's own, which it may enlarge. NULL: no memory. */
static unsigned char *copied_bytes(str bytes)
{
	/* What the tables hold already is no query's. */
	sqlite3_hard_heap_limit64(MOST_HEAP + 4 * (sqlite3_int64)bytes.len);
	unsigned char *copy = sqlite3_malloc64(bytes.len);
	if (copy)
		memcpy(copy, bytes.ptr, bytes.len);
	return copy;
}

struct tables *derive_open(struct arena *a, struct diags *d, const struct project *p, str database)
{
	const unsigned flags = SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE;
	struct tables *t = arena_make(a, struct tables);
	t->project = p;
	if (!guard_open(a, t))
		return cannot_open(d, p, t);
	unsigned char *bytes = copied_bytes(database);
	if (!bytes || !take_bytes(a, t, bytes, database.len, flags))
		return cannot_open(d, p, t);
	guard_close_door(t);
	return t;
}

bool derive_again(struct tables *t)
{
	guard_open_door(t);
	bool good = read_catalogue(t->arena, t);
	guard_close_door(t);
	return good;
}

void tables_spill(struct tables *t, struct file_spares *spares)
{
	t->spares = spares;
}

bool tables_place(struct tables *t, struct diags *d, str table, int64_t row, struct span *at)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct source_spec *source = t->tables[i].source;
		if (!source || t->tables[i].set || !sql_same(t->tables[i].name, table))
			continue;
		struct place place;
		guard_open_door(t);
		bool found =
		        places_find(t->db, (uint32_t)(source - t->project->sources), row, &place);
		guard_close_door(t);
		if (!found)
			return false;
		const struct said *file = source->server.text.len ? &source->server
		                          : project_source_file(source, place.file);
		*at = (struct span){file ? diag_file(d, file->text, 0) : 0, place.len, place.off};
		return file != NULL;
	}
	return false;
}
