/* Looking at a source in the loader, where its cells are. What was understood goes with the public
 * tables, in one of our own; of a sensitive source it holds numbers alone. */
#include "data/load_parts.h"
#include "data/look.h"
#include "data/store_parts.h"

struct facts { str least, most; uint64_t distinct, values; };

static str text_of(struct arena *a, sqlite3_stmt *s, int column)
{
	const char *text = (const char *)sqlite3_column_text(s, column);
	return arena_str(
	        a,
	        utf8_prefix((str){text ? text : "", (size_t)sqlite3_column_bytes(s, column)}, 60));
}

static sqlite3_stmt *ask(struct store *s, const char *sql, str column)
{
	sqlite3_stmt *statement = NULL;
	str table = s->source->name.text;
	char *text = sqlite3_mprintf(sql, (int)column.len, column.ptr, (int)table.len, table.ptr);
	sqlite3_prepare_v2(s->db, text, -1, &statement, NULL);
	sqlite3_free(text);
	return statement;
}

static struct facts facts_of(struct store *s, struct arena *a, str column)
{
	struct facts f = {.distinct = 0};
	sqlite3_stmt *q = ask(s,
	                      "select min(c), max(c), count(distinct c), count(c) from (select "
	                      "\"%.*w\" as c from "
	                      "\"%.*w\")",
	                      column);
	if (q && sqlite3_step(q) == SQLITE_ROW) {
		f = (struct facts){text_of(a, q, 0), text_of(a, q, 1),
		                   (uint64_t)sqlite3_column_int64(q, 2),
		                   (uint64_t)sqlite3_column_int64(q, 3)};
	}
	sqlite3_finalize(q);
	return f;
}

static size_t samples_of(struct store *s, struct arena *a, str column, str samples[LOOK_SAMPLES])
{
	size_t n = 0;
	sqlite3_stmt *q = ask(
	        s, "select c from (select \"%.*w\" as c from \"%.*w\") where c is not null limit 3",
	        column);
	while (q && n < LOOK_SAMPLES && sqlite3_step(q) == SQLITE_ROW)
		samples[n++] = text_of(a, q, 0);
	sqlite3_finalize(q);
	return n;
}

static enum reading_type type_of(uint32_t type)
{
	static const unsigned char types[] = {READ_FOUND, READ_TEXT, READ_INT,    READ_REAL,
	                                      READ_BOOL,  READ_DATE, READ_PERCENT};
	return type < sizeof types ? (enum reading_type)types[type] : READ_FOUND;
}

static void add_variable(const struct store *s, const struct codebook_variable *v,
                         struct look_column *out)
{
	const struct codebook_label *label = codebook_label_in(&v->labels, s->language);
	out->variable = v->kind;
	for (size_t i = 0; i < v->codes.n; i++)
		out->codes += !v->codes.at[i].missing;
	label = label ? label : v->labels.n ? v->labels.at : NULL;
	out->unit = v->kind == STROM_VARIABLE_FLAGS ? S("") : v->unit;
	out->question = label ? label->text : S("");
}

static struct look_column column_of(struct store *s, struct arena *a, const struct store_column *c,
                                    bool made)
{
	struct look_column out = {.name = c->said.name,
	                          .type = c->year ? READ_YEAR : type_of(c->said.type)};
	struct facts f = made ? facts_of(s, a, c->said.name) : (struct facts){.distinct = 0};
	if (c->variable)
		add_variable(s, c->variable, &out);
	out.distinct = f.distinct;
	out.least = f.least;
	out.most = f.most;
	if (c->written) {
		out.samples_n = reader_seen(s->reader, c->reader, &out.values, &out.empty, &out.odd,
		                            out.samples, LOOK_SAMPLES);
	} else {
		out.values = f.values;
		out.empty = (uint64_t)s->rows - f.values;
		out.samples_n = made ? samples_of(s, a, c->said.name, out.samples) : 0;
	}
	return out;
}

/* What may not leave stays. */
void look_put_column(struct buf *b, const struct look_column *c, bool secret)
{
	size_t samples = secret ? 0 : c->samples_n;
	buf_slice(b, secret ? S("") : c->name);
	buf_u32(b, c->type);
	buf_u64(b, c->values);
	buf_u64(b, c->empty);
	buf_u64(b, c->odd);
	buf_u64(b, c->distinct);
	buf_slice(b, secret ? S("") : c->least);
	buf_slice(b, secret ? S("") : c->most);
	buf_u32(b, (uint32_t)samples);
	for (size_t i = 0; i < samples; i++)
		buf_slice(b, c->samples[i]);
	buf_u32(b, c->variable);
	buf_u32(b, c->codes);
	buf_slice(b, secret ? S("") : c->question);
	buf_slice(b, secret ? S("") : c->unit);
}

static void put_sheets(const struct store *s, struct buf *b)
{
	buf_u32(b, (uint32_t)s->sheets.n);
	for (size_t i = 0; i < s->sheets.n; i++) {
		const struct strom_sheet *sheet = &s->sheets.at[i];
		buf_slice(b, s->source->sensitive ? S("") : sheet->name);
		buf_u32(b, (sheet->kind == STROM_SHEET_ROWS ? LOOK_TABLE : 0u) |
		                   (sheet->aside ? LOOK_ASIDE : 0u) |
		                   (s->chosen == i + 1 ? LOOK_READ : 0u));
	}
}

static void put_all(struct store *s, bool made, struct buf *b)
{
	struct arena *a = arena_new();
	uint32_t n = 0;
	for (size_t i = 0; i < s->columns.n; i++)
		n += !store_leaves_out(s, &s->columns.at[i]);
	buf_u32(b, made);
	buf_u64(b, s->reader ? reader_rows(s->reader) : (uint64_t)s->rows);
	put_sheets(s, b);
	buf_u32(b, n);
	for (size_t i = 0; i < s->columns.n; i++) {
		const struct store_column *c = &s->columns.at[i];
		if (store_leaves_out(s, c))
			continue;
		struct look_column look = column_of(s, a, c, made);
		look_put_column(b, &look, s->source->sensitive);
	}
	arena_drop(a);
}

void look_keep(struct store *s, sqlite3 *public, bool made)
{
	struct buf b = {0};
	sqlite3_stmt *insert = NULL;
	put_all(s, made, &b);
	if (!sqlite3_exec(public, "create table strom_look (look blob)", NULL, NULL, NULL) &&
	    !sqlite3_prepare_v2(public, "insert into strom_look values (?)", -1, &insert, NULL)) {
		sqlite3_bind_blob64(insert, 1, b.ptr, b.len, SQLITE_TRANSIENT);
		sqlite3_step(insert);
	}
	sqlite3_finalize(insert);
	buf_drop(&b);
}
