/* Places of rows. A row is its length + 1 (0: no place is known) and its distance from the end of
 * the row before it, as zigzag numbers of seven bits a byte: most rows take two bytes. Every run
 * counts from the file's start. */
#include "data/places.h"

const char places_schema[] = "create table strom_rows(source int, run int, bytes blob, primary key "
                             "(source, run)) without rowid;"
                             "create table strom_files(source int, row int, file int, primary key "
                             "(source, row)) without rowid;";

static void put_number(struct buf *out, uint64_t n)
{
	for (; n >= 128; n >>= 7)
		buf_byte(out, (char)(n | 128));
	buf_byte(out, (char)n);
}

static uint64_t take_number(str *rest)
{
	uint64_t n = 0;
	for (unsigned shift = 0; rest->len && shift < 64; shift += 7) {
		unsigned char byte = (unsigned char)*rest->ptr;
		*rest = str_from(*rest, 1);
		n |= (uint64_t)(byte & 127) << shift;
		if (byte < 128)
			break;
	}
	return n;
}

int places_begin(struct places *p, sqlite3 *db, uint32_t source)
{
	*p = (struct places){.source = source};
	int rc = sqlite3_prepare_v2(db, "insert into strom_rows values (?, ?, ?)", -1, &p->insert,
	                            NULL);
	return rc ? rc
	          : sqlite3_prepare_v2(db, "insert into strom_files values (?, ?, ?)", -1,
	                               &p->begins, NULL);
}

static int flush(struct places *p)
{
	sqlite3_bind_int64(p->insert, 1, p->source);
	sqlite3_bind_int64(p->insert, 2, p->run++);
	sqlite3_bind_blob64(p->insert, 3, p->bytes.ptr, p->bytes.len, SQLITE_STATIC);
	sqlite3_step(p->insert);
	p->n = 0;
	p->end = 0;
	buf_clear(&p->bytes);
	return sqlite3_reset(p->insert);
}

/* From this row on rows are of another file. */
static int begin_file(struct places *p, uint32_t file)
{
	p->file = file;
	sqlite3_bind_int64(p->begins, 1, p->source);
	sqlite3_bind_int64(p->begins, 2, p->run * PLACES_A_RUN + p->n + 1);
	sqlite3_bind_int64(p->begins, 3, file);
	sqlite3_step(p->begins);
	return sqlite3_reset(p->begins);
}

int places_add(struct places *p, bool known, struct place at)
{
	int rc = at.file == p->file ? SQLITE_OK : begin_file(p, at.file);
	put_number(&p->bytes, known ? (uint64_t)at.len + 1 : 0);
	if (known) {
		/* Unsigned differences wrap, and back: a row may stand before the one before it. */
		int64_t distance = (int64_t)(at.off - p->end);
		put_number(&p->bytes, (uint64_t)distance << 1 ^ (distance < 0 ? UINT64_MAX : 0));
		p->end = at.off + at.len;
	}
	return rc ? rc : ++p->n == PLACES_A_RUN ? flush(p) : SQLITE_OK;
}

int places_end(struct places *p)
{
	int rc = p->insert && p->n ? flush(p) : SQLITE_OK;
	sqlite3_finalize(p->insert);
	sqlite3_finalize(p->begins);
	buf_drop(&p->bytes);
	p->insert = p->begins = NULL;
	return rc;
}

static bool find_in(str bytes, unsigned skip, uint64_t *off, uint32_t *len)
{
	uint64_t end = 0;
	while (bytes.len) {
		uint64_t length = take_number(&bytes), distance = length ? take_number(&bytes) : 0;
		uint64_t from = end + (distance >> 1 ^ (0 - (distance & 1)));
		if (length)
			end = from + length - 1;
		if (skip--)
			continue;
		*off = from;
		*len = (uint32_t)(length - 1);
		return length != 0;
	}
	return false;
}

static uint32_t file_of(sqlite3 *db, uint32_t source, int64_t row)
{
	sqlite3_stmt *s = NULL;
	uint32_t file = 0;
	if (!sqlite3_prepare_v2(db,
	                        "select file from strom_files where source = ? and row <= ? "
	                        "order by row desc limit 1",
	                        -1, &s, NULL)) {
		sqlite3_bind_int64(s, 1, source);
		sqlite3_bind_int64(s, 2, row);
		if (sqlite3_step(s) == SQLITE_ROW)
			file = (uint32_t)sqlite3_column_int64(s, 0);
	}
	sqlite3_finalize(s);
	return file;
}

bool places_find(sqlite3 *db, uint32_t source, int64_t row, struct place *at)
{
	sqlite3_stmt *s = NULL;
	bool found = false;
	if (row >= 1 &&
	    !sqlite3_prepare_v2(db, "select bytes from strom_rows where source = ? and run = ?", -1,
	                        &s, NULL)) {
		sqlite3_bind_int64(s, 1, source);
		sqlite3_bind_int64(s, 2, (row - 1) / PLACES_A_RUN);
		if (sqlite3_step(s) == SQLITE_ROW) {
			const char *bytes = sqlite3_column_blob(s, 0);
			found = find_in((str){bytes, (size_t)sqlite3_column_bytes(s, 0)},
			                (unsigned)((row - 1) % PLACES_A_RUN), &at->off, &at->len);
		}
	}
	sqlite3_finalize(s);
	at->file = found ? file_of(db, source, row) : 0;
	return found;
}
