/* Objects into a PDF file: numbers, streams, object streams, cross-references. */
#include "pdf/object.h"

#include <libdeflate.h>

/* An object stream ends at either: readers unpack it whole to reach one object. */
enum { PACK_OBJECTS = 200, PACK_BYTES = 1 << 16, DEFLATE_LEVEL = 6, BEST_LEVEL = 9 };

static void drop_bufs(void *object)
{
	struct objects *o = object;
	buf_drop(&o->bodies);
	buf_drop(&o->index);
	buf_drop(&o->packed);
	buf_drop(&o->head);
	libdeflate_free_compressor(o->deflate);
	libdeflate_free_compressor(o->best);
}

static void put(struct objects *o, str bytes)
{
	if (o->failed)
		return;
	o->failed = !file_out_put(o->file, bytes);
	o->offset += bytes.len;
	hash_put(&o->hash, bytes);
}

static struct libdeflate_compressor *compressor(int level)
{
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(level);
	if (c)
		return c;
	fputs("strom: out of memory\n", stderr);
	_Exit(3);
}

void objects_begin(struct objects *o, struct arena *a, struct file_out *file)
{
	*o = (struct objects){.arena = a, .file = file};
	o->deflate = compressor(DEFLATE_LEVEL);
	arena_cleanup(a, drop_bufs, o);
	hash_begin(&o->hash);
	object_new(o);                   /* number 0 is free */
	/* Four bytes above 127 tell programs that the file is binary (7.5.2). */
	put(o, S("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"));
}

uint32_t object_new(struct objects *o)
{
	vec_push(o->arena, &o->places, (struct object_place){0});
	return (uint32_t)(o->places.n - 1);
}

static str deflate(struct objects *o, str bytes, enum stream_packing packing)
{
	if (packing == STREAM_BEST && !o->best)
		o->best = compressor(BEST_LEVEL);
	struct libdeflate_compressor *c = packing == STREAM_BEST ? o->best : o->deflate;
	size_t room = libdeflate_zlib_compress_bound(c, bytes.len);
	buf_clear(&o->packed);
	buf_room(&o->packed, room);
	o->packed.len = libdeflate_zlib_compress(c, bytes.ptr ? bytes.ptr : "", bytes.len, o->packed.ptr,
	                                         room);
	return buf_str(&o->packed);
}

void object_stream(struct objects *o, uint32_t number, str dict, str bytes,
                   enum stream_packing packing)
{
	if (packing != STREAM_PLAIN)
		bytes = deflate(o, bytes, packing);
	o->places.at[number] = (struct object_place){.offset = o->offset, .kind = 1};
	buf_clear(&o->head);
	buf_int(&o->head, number);
	buf_put(&o->head, S(" 0 obj\n<<"));
	buf_put(&o->head, dict);
	if (packing != STREAM_PLAIN)
		buf_put(&o->head, S("/Filter/FlateDecode"));
	buf_put(&o->head, S("/Length "));
	buf_int(&o->head, (int64_t)bytes.len);
	buf_put(&o->head, S(">>\nstream\n"));
	put(o, buf_str(&o->head));
	put(o, bytes);
	put(o, S("\nendstream\nendobj\n"));
}

static void flush_pack(struct objects *o)
{
	struct buf dict = {0};
	if (!o->pack)
		return;
	buf_put(&dict, S("/Type/ObjStm/N "));
	buf_int(&dict, o->pack_n);
	buf_put(&dict, S("/First "));
	buf_int(&dict, (int64_t)o->index.len);
	buf_put(&o->index, buf_str(&o->bodies));
	object_stream(o, o->pack, buf_str(&dict), buf_str(&o->index), STREAM_PACKED);
	buf_clear(&o->index);
	buf_clear(&o->bodies);
	o->pack = 0;
	o->pack_n = 0;
	buf_drop(&dict);
}

void object_put(struct objects *o, uint32_t number, str body)
{
	if (!o->pack)
		o->pack = object_new(o);
	o->places.at[number] = (struct object_place){.offset = o->pack, .index = o->pack_n, .kind = 2};
	buf_int(&o->index, number);
	buf_byte(&o->index, ' ');
	buf_int(&o->index, (int64_t)o->bodies.len);
	buf_byte(&o->index, ' ');
	buf_put(&o->bodies, body);
	buf_byte(&o->bodies, '\n');
	if (++o->pack_n >= PACK_OBJECTS || o->bodies.len >= PACK_BYTES)
		flush_pack(o);
}

/* ---- The end ---- */

static unsigned bytes_of(uint64_t value)
{
	unsigned n = 1;
	while (value >>= 8)
		n++;
	return n;
}

/* One row for each object, with PNG's Up predictor: neighbours differ little. */
static void put_rows(struct objects *o, struct buf *out, unsigned width)
{
	unsigned char row[12], above[12] = {0};
	for (size_t i = 0; i < o->places.n; i++) {
		const struct object_place *p = &o->places.at[i];
		unsigned n = 0;
		row[n++] = p->kind;
		for (unsigned b = width; b-- > 0;)
			row[n++] = (unsigned char)(p->offset >> (8 * b));
		row[n++] = (unsigned char)(p->index >> 8);
		row[n++] = (unsigned char)p->index;
		if (!i)
			row[n - 1] = row[n - 2] = 0xFF;      /* generation of the free list's head */
		buf_byte(out, 2);
		for (unsigned k = 0; k < n; k++)
			buf_byte(out, (char)(row[k] - above[k]));
		memcpy(above, row, n);
	}
}

bool objects_end(struct objects *o, uint32_t root, uint32_t info)
{
	flush_pack(o);
	struct buf dict = {0}, rows = {0};
	char id[65];
	struct hash hash = hash_end(&o->hash);
	uint32_t number = object_new(o);
	uint64_t at = o->offset;
	unsigned width = bytes_of(at);
	hash_hex(&hash, id);
	hash_begin(&o->hash);            /* the rest is not part of it */
	o->places.at[number] = (struct object_place){.offset = at, .kind = 1};
	put_rows(o, &rows, width);
	buf_printf(&dict, "/Type/XRef/Size %zu/W[1 %u 2]/Root %u 0 R/Info %u 0 R/ID[<%.32s><%.32s>]"
	           "/DecodeParms<</Predictor 12/Columns %u>>", o->places.n, width, root, info, id, id,
	           width + 3);
	object_stream(o, number, buf_str(&dict), buf_str(&rows), STREAM_PACKED);
	buf_clear(&dict);
	buf_printf(&dict, "startxref\n%llu\n%%%%EOF\n", (unsigned long long)at);
	put(o, buf_str(&dict));
	buf_drop(&dict);
	buf_drop(&rows);
	return !o->failed;
}
