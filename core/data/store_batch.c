/* Several rows with each step. A statement for fewer would need its values once more: LIMIT takes
 * the rest. */
#include "data/store_batch.h"

#include "base/buf.h"

enum { BATCH_ROWS = 16, BATCH_VALUES = 2048, BATCH_BYTES = 1 << 20 };

static void put_rows(struct buf *sql, int rows, int width)
{
	for (int r = 0; r < rows; r++)
		for (int i = 0; i < width; i++)
			buf_put(sql, i ? S(",?") : r ? S("),(?") : S("(?"));
	buf_put(sql, S(")"));
}

int store_batch_begin(struct store_batch *b, sqlite3 *db, str into, int width)
{
	struct buf sql = {0};
	int rows = BATCH_VALUES / width;
	*b = (struct store_batch){.width = width,
	                          .most = rows > BATCH_ROWS ? BATCH_ROWS
	                                  : rows            ? rows
	                                                    : 1};
	buf_put(&sql, into);
	buf_put(&sql, S(" select * from (values "));
	put_rows(&sql, b->most, width);
	buf_put(&sql, S(") limit ?"));
	int rc = sqlite3_prepare_v2(db, sql.ptr, (int)sql.len, &b->insert, NULL);
	buf_drop(&sql);
	return rc;
}

int store_batch_place(const struct store_batch *b, int place)
{
	return b->n * b->width + place;
}

int store_batch_text(struct store_batch *b, int place, str text)
{
	b->row_bytes += text.len;
	/* SQLite's own copy would be two calls of malloc a cell. */
	return sqlite3_bind_text64(b->insert, store_batch_place(b, place), text.ptr, text.len,
	                           SQLITE_STATIC, SQLITE_UTF8);
}

int store_batch_row(struct store_batch *b, struct strom_pos pos)
{
	if (!b->n || b->row_bytes > b->longest) {
		b->longest = b->row_bytes;
		b->longest_pos = pos;
	}
	b->bytes += b->row_bytes;
	b->row_bytes = 0;
	b->n++;
	return b->n == b->most || b->bytes > BATCH_BYTES ? store_batch_flush(b) : SQLITE_OK;
}

int store_batch_flush(struct store_batch *b)
{
	if (!b->n)
		return SQLITE_OK;
	sqlite3_bind_int(b->insert, b->most * b->width + 1, b->n);
	sqlite3_step(b->insert);
	b->stored += b->n;
	b->n = 0;
	b->bytes = 0;
	return sqlite3_reset(b->insert);
}

bool store_batch_is_empty(const struct store_batch *b)
{
	return !b->n;
}

int64_t store_batch_row_number(const struct store_batch *b)
{
	return b->stored + b->n;
}

void store_batch_end(struct store_batch *b)
{
	sqlite3_finalize(b->insert);
	b->insert = NULL;
}
