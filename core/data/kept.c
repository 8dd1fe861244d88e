/* Rows and cells in blocks of bytes: a tag, and what it takes to say the value. */
#include "data/kept.h"

#include "base/buf.h"

enum { BLOCK = 1 << 20, DAY = 10, MOST_FIXED = 32 };
#define MOST_KEPT ((size_t)1 << 30)

enum tag {
	TAG_EMPTY,
	TAG_WRITTEN,
	TAG_TEXT,
	TAG_INT,
	TAG_REAL,
	TAG_PERCENT,
	TAG_FALSE,
	TAG_TRUE,
	TAG_DATE,
	TAG_ROW,
	TAG_FILE_ROW,
	TAG_LOST_ROW
};

struct kept {
	struct arena *arena;
	vec(struct buf) blocks;
	size_t block, at;                /* what is taken next */
	size_t size;
	uint64_t off;                    /* of the row before, on the way in and out */
};

static void drop_blocks(void *object)
{
	struct kept *k = object;
	for (size_t i = 0; i < k->blocks.n; i++)
		buf_drop(&k->blocks.at[i]);
}

struct kept *kept_new(struct arena *a)
{
	struct kept *k = arena_make(a, struct kept);
	k->arena = a;
	arena_cleanup(a, drop_blocks, k);
	return k;
}

/* The last block, with room for so many bytes and a few. */
static struct buf *room(struct kept *k, size_t bytes)
{
	bytes += MOST_FIXED;
	struct buf *last = k->blocks.n ? &k->blocks.at[k->blocks.n - 1] : NULL;
	if (last && last->cap - last->len >= bytes)
		return last;
	k->size += bytes > BLOCK ? bytes : BLOCK;
	if (k->size > MOST_KEPT)
		return NULL;
	vec_push(k->arena, &k->blocks, (struct buf){0});
	last = &k->blocks.at[k->blocks.n - 1];
	buf_room(last, bytes > BLOCK ? bytes : BLOCK);
	return last;
}

static void put_number(struct buf *out, uint64_t n)
{
	for (; n >= 128; n >>= 7)
		out->ptr[out->len++] = (char)(n | 128);
	out->ptr[out->len++] = (char)n;
}

static void put_signed(struct buf *out, int64_t n)
{
	put_number(out, (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0));
}

static void put_bytes(struct buf *out, const void *bytes, size_t n)
{
	memcpy(out->ptr + out->len, bytes, n);
	out->len += n;
}

bool kept_row(struct kept *k, struct strom_pos pos)
{
	struct buf *out = room(k, 0);
	if (!out)
		return false;
	out->ptr[out->len++] = pos.known == 1 ? TAG_ROW : pos.known ? TAG_FILE_ROW : TAG_LOST_ROW;
	if (!pos.known)
		return true;
	put_signed(out, (int64_t)(pos.off - k->off));
	put_number(out, pos.len);
	if (pos.known > 1)
		put_number(out, pos.known);
	k->off = pos.off;
	return true;
}

static enum tag tag_of(const struct read_given *g)
{
	static const unsigned char tags[] = {TAG_WRITTEN, TAG_TEXT, TAG_INT,    TAG_REAL,
	                                     TAG_FALSE,   TAG_DATE, TAG_PERCENT};
	if (!g->text.len)
		return TAG_EMPTY;
	return g->type == STROM_COLUMN_BOOL && g->integer ? TAG_TRUE : (enum tag)tags[g->type];
}

bool kept_cell(struct kept *k, const struct read_given *g)
{
	enum tag tag = tag_of(g);
	bool text = tag == TAG_WRITTEN || tag == TAG_TEXT;
	struct buf *out = room(k, text ? g->text.len : 0);
	if (!out)
		return false;
	out->ptr[out->len++] = (char)tag;
	if (tag == TAG_INT)
		put_signed(out, g->integer);
	else if (tag == TAG_REAL || tag == TAG_PERCENT)
		put_bytes(out, &g->real, sizeof g->real);
	else if (tag == TAG_DATE)
		put_bytes(out, g->text.ptr, DAY);
	if (!text)
		return true;
	put_number(out, g->text.len);
	put_bytes(out, g->text.ptr, g->text.len);
	return true;
}

/* ---- Out again: what was written here is well-formed ---- */

static uint64_t take_number(struct kept *k, const struct buf *b)
{
	uint64_t n = 0;
	unsigned char byte;
	for (unsigned shift = 0;; shift += 7) {
		byte = (unsigned char)b->ptr[k->at++];
		n |= (uint64_t)(byte & 127) << shift;
		if (byte < 128)
			return n;
	}
}

static int64_t take_signed(struct kept *k, const struct buf *b)
{
	uint64_t n = take_number(k, b);
	return (int64_t)(n >> 1 ^ (0 - (n & 1)));
}

static str take_text(struct kept *k, const struct buf *b, size_t n)
{
	str text = {b->ptr + k->at, n};
	k->at += n;
	return text;
}

static void take_cell(struct kept *k, const struct buf *b, enum tag tag, struct read_given *g)
{
	static const unsigned char types[] = {0,
	                                      0,
	                                      STROM_COLUMN_TEXT,
	                                      STROM_COLUMN_INT,
	                                      STROM_COLUMN_REAL,
	                                      STROM_COLUMN_PERCENT,
	                                      STROM_COLUMN_BOOL,
	                                      STROM_COLUMN_BOOL,
	                                      STROM_COLUMN_DATE};
	*g = (struct read_given){.type = types[tag], .integer = tag == TAG_TRUE};
	if (tag == TAG_WRITTEN || tag == TAG_TEXT) {
		size_t n = (size_t)take_number(k, b);
		g->text = take_text(k, b, n);
	} else if (tag == TAG_DATE) {
		g->text = take_text(k, b, DAY);
	} else if (tag == TAG_INT) {
		g->integer = take_signed(k, b);
	} else if (tag == TAG_REAL || tag == TAG_PERCENT) {
		memcpy(&g->real, take_text(k, b, sizeof g->real).ptr, sizeof g->real);
	}
}

enum kept_item kept_next(struct kept *k, struct strom_pos *pos, struct read_given *g)
{
	while (k->block < k->blocks.n && k->at == k->blocks.at[k->block].len) {
		buf_drop(&k->blocks.at[k->block++]);
		k->at = 0;
	}
	if (k->block == k->blocks.n)
		return KEPT_END;
	if (!k->block && !k->at)
		k->off = 0;
	const struct buf *b = &k->blocks.at[k->block];
	enum tag tag = (enum tag)b->ptr[k->at++];
	if (tag < TAG_ROW) {
		take_cell(k, b, tag, g);
		return KEPT_CELL;
	}
	*pos = (struct strom_pos){0};
	if (tag == TAG_LOST_ROW)
		return KEPT_ROW;
	k->off += (uint64_t)take_signed(k, b);
	*pos = (struct strom_pos){k->off, (uint32_t)take_number(k, b), 1};
	if (tag == TAG_FILE_ROW)
		pos->known = (uint32_t)take_number(k, b);
	return KEPT_ROW;
}
