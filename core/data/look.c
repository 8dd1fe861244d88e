/* What was understood of a source, taken back from the loader. */
#include "data/look.h"

#include "data/load_parts.h"
#include "data/tables_parts.h"

static bool take_text(struct arena *a, str *rest, str *text)
{
	if (!buf_take_slice(rest, text))
		return false;
	*text = arena_str(a, *text);
	return true;
}

static bool take_column(struct arena *a, str *rest, struct look_column *c)
{
	uint32_t type, samples;
	if (!take_text(a, rest, &c->name) || !buf_take_u32(rest, &type) || type >= READ_UNKNOWN ||
	    !buf_take_u64(rest, &c->values) || !buf_take_u64(rest, &c->empty) ||
	    !buf_take_u64(rest, &c->odd) || !buf_take_u64(rest, &c->distinct) ||
	    !take_text(a, rest, &c->least) || !take_text(a, rest, &c->most) ||
	    !buf_take_u32(rest, &samples) || samples > LOOK_SAMPLES)
		return false;
	c->type = (enum reading_type)type;
	for (; c->samples_n < samples; c->samples_n++)
		if (!take_text(a, rest, &c->samples[c->samples_n]))
			return false;
	return buf_take_u32(rest, &c->variable) && buf_take_u32(rest, &c->codes) &&
	       take_text(a, rest, &c->question) && take_text(a, rest, &c->unit);
}

static bool take_sheets(struct arena *a, str *rest, struct look *out)
{
	uint32_t n, flags;
	if (!buf_take_u32(rest, &n) || n > rest->len)
		return false;
	out->sheets = arena_array(a, struct look_sheet, n);
	for (; out->sheets_n < n; out->sheets_n++) {
		struct look_sheet *s = &out->sheets[out->sheets_n];
		if (!take_text(a, rest, &s->name) || !buf_take_u32(rest, &flags))
			return false;
		s->table = flags & LOOK_TABLE;
		s->aside = flags & LOOK_ASIDE;
		s->read = flags & LOOK_READ;
	}
	return true;
}

bool look_take(struct arena *a, str rest, struct look *out)
{
	uint32_t made, n;
	if (!buf_take_u32(&rest, &made) || !buf_take_u64(&rest, &out->rows) ||
	    !take_sheets(a, &rest, out) || !buf_take_u32(&rest, &n) || n > rest.len)
		return false;
	out->made = made;
	out->columns = arena_array(a, struct look_column, n);
	for (; out->n < n; out->n++)
		if (!take_column(a, &rest, &out->columns[out->n]))
			return false;
	return true;
}

/* In a child: a plugin had its hands on the database. */
static void read_record(void *self, int answer)
{
	const str *database = self;
	struct arena *a = arena_new();
	struct tables *t = arena_make(a, struct tables);
	unsigned char *bytes = (unsigned char *)(uintptr_t)database->ptr;
	sqlite3_stmt *s = NULL;
	if (guard_open(a, t) &&
	    !sqlite3_deserialize(t->db, "main", bytes, (sqlite3_int64)database->len,
	                         (sqlite3_int64)database->len, SQLITE_DESERIALIZE_READONLY) &&
	    !sqlite3_prepare_v2(t->db, "select look from strom_look", -1, &s, NULL) &&
	    sqlite3_step(s) == SQLITE_ROW && sqlite3_column_bytes(s, 0))
		child_put(answer,
		          (str){sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0)});
	sqlite3_finalize(s);
	arena_drop(a);
}

static bool take_record(struct arena *a, const str *database, struct look *out)
{
	struct child c, *const only = &c;
	struct child_start start = {.lock = lock_new(a),
	                            .limits = limits_usual,
	                            .run = read_record,
	                            .self = (void *)(uintptr_t)database};
	str record;
	if (!child_begin(&c, &start))
		return false;
	child_wait(&only, 1);
	bool good = child_whole(&c) && child_answer(a, &c, &record) && look_take(a, record, out);
	child_drop(&c);
	return good;
}

/* The loader keeps no cell of a sensitive source; but foreign code ran there. */
static void keep_numbers(struct look *l)
{
	for (size_t i = 0; i < l->sheets_n; i++)
		l->sheets[i].name = S("");
	for (size_t i = 0; i < l->n; i++) {
		struct look_column *c = &l->columns[i];
		c->name = c->least = c->most = c->question = c->unit = S("");
		c->samples_n = 0;
	}
}

bool look_at(struct arena *a, struct diags *d, const struct project *p, struct look *out)
{
	str database;
	*out = (struct look){0};
	bool loaded = tables_load_for(a, d, p, &limits_usual, true, &database);
	bool learned = database.len && take_record(a, &database, out);
	if (p->sources[0].sensitive)
		keep_numbers(out);
	if (learned)
		return true;
	if (loaded)
		diag_error(d, p->sources[0].name.at, "data/loader-failed",
		           "nothing was learned of the source");
	return false;
}
