/* What a view holds, column by column: the record that sources have, of its rows. */
#include "data/look.h"

#include "data/checks.h"
#include "data/measure_parts.h"
#include "data/tables_parts.h"

static str text_at(struct arena *a, sqlite3_stmt *s, int i)
{
	const char *text = (const char *)sqlite3_column_text(s, i);
	return arena_str(a, (str){text ? text : "", text ? (size_t)sqlite3_column_bytes(s, i) : 0});
}

static sqlite3_stmt *ask(struct tables *t, struct buf *sql)
{
	sqlite3_stmt *s = NULL;
	sqlite3_prepare_v2(t->db, sql->ptr, (int)sql->len, &s, NULL);
	buf_drop(sql);
	return s;
}

static void take_samples(struct tables *t, struct arena *a, str from, str name,
                         struct look_column *c)
{
	struct buf sql = {0};
	check_put_select(&sql, "select distinct ", name, from);
	buf_put(&sql, S(" where "));
	sql_put_name(&sql, name);
	buf_printf(&sql, " is not null limit %d", LOOK_SAMPLES);
	sqlite3_stmt *s = ask(t, &sql);
	while (s && c->samples_n < LOOK_SAMPLES && sqlite3_step(s) == SQLITE_ROW)
		c->samples[c->samples_n++] = text_at(a, s, 0);
	sqlite3_finalize(s);
}

static void put_counts(struct buf *sql, str column, str table)
{
	static const char *const asks[] = {"select count(*), count(", "), count(distinct ",
	                                   "), min(", "), max("};
	for (size_t k = 0; k < sizeof asks / sizeof *asks; k++) {
		buf_put(sql, str_of(asks[k]));
		sql_put_name(sql, column);
	}
	buf_put(sql, S(") from "));
	sql_put_name(sql, table);
}

static struct look_column column_of(struct tables *t, struct arena *a, const struct table *table,
                                    size_t i)
{
	struct look_column c = {.name = table->columns[i],
	                        .type = reading_type_named(table->types[i])};
	const struct codebook_variable *v = table->book ? codebook_find(table->book, c.name) : NULL;
	struct buf sql = {0};
	c.unit = v ? tables_unit(t, v, t->project->language) : S("");
	put_counts(&sql, c.name, table->name);
	sqlite3_stmt *s = ask(t, &sql);
	if (s && sqlite3_step(s) == SQLITE_ROW) {
		c.values = (uint64_t)sqlite3_column_int64(s, 1);
		c.empty = (uint64_t)sqlite3_column_int64(s, 0) - c.values;
		c.distinct = (uint64_t)sqlite3_column_int64(s, 2);
		c.least = text_at(a, s, 3);
		c.most = text_at(a, s, 4);
	}
	sqlite3_finalize(s);
	take_samples(t, a, table->name, c.name, &c);
	return c;
}

void look_view(struct tables *t, str name, struct buf *record)
{
	struct arena *a = arena_new();
	const struct table *table = measure_table(t, name);
	size_t n = table ? table->n : 0;
	guard_open_door(t);
	struct look_column *columns = arena_array(a, struct look_column, n + 1);
	for (size_t i = 0; i < n; i++)
		columns[i] = column_of(t, a, table, i);
	guard_close_door(t);
	buf_u32(record, table != NULL);
	buf_u64(record, n ? columns[0].values + columns[0].empty : 0);
	buf_u32(record, 0);
	buf_u32(record, (uint32_t)n);
	for (size_t i = 0; i < n; i++)
		look_put_column(record, &columns[i], false);
	arena_drop(a);
}
