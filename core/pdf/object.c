/* Objects into a PDF file: numbers, streams, object streams, cross-references. */
#include "pdf/object.h"

#include <libdeflate.h>
#include <zlib.h>

/* An object stream ends at either: readers unpack it whole to reach one object. */
enum { PACK_OBJECTS = 200, PACK_BYTES = 1 << 16, DEFLATE_LEVEL = 1, BEST_LEVEL = 9 };
_Static_assert(PACK_OBJECTS < 256, "an index is a byte");

static const uint32_t IN_FILE = UINT32_C(1) << 31;

static void drop_bufs(void *object)
{
	struct objects *o = object;
	buf_drop(&o->places);
	buf_drop(&o->packs);
	buf_drop(&o->offsets);
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
	digest_put(&o->hash, bytes);
}

static uint32_t *words(const struct buf *b)
{
	return (uint32_t *)(void *)b->ptr;
}

static void add_word(struct buf *b, uint32_t word)
{
	buf_put(b, (str){(const char *)&word, sizeof word});
}

static struct libdeflate_compressor *compressor(int level)
{
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(level);
	if (!c)
		arena_exhausted();
	return c;
}

void objects_begin(struct objects *o, struct arena *a, struct file_out *file, const char *version)
{
	*o = (struct objects){.arena = a, .file = file};
	o->deflate = compressor(DEFLATE_LEVEL);
	arena_cleanup(a, drop_bufs, o);
	digest_begin(&o->hash);
	object_new(o);                   /* number 0 is free */
	add_word(&o->packs, 0);          /* so that no place is 0 */
	o->packs_n = 1;
	/* Four bytes above 127 tell programs that the file is binary (7.5.2). */
	put(o, S("%PDF-"));
	put(o, str_of(version));
	put(o, S("\n%\xE2\xE3\xCF\xD3\n"));
}

uint32_t object_new(struct objects *o)
{
	add_word(&o->places, 0);
	return o->n++;
}

static void place(struct objects *o, uint32_t number, uint32_t where)
{
	words(&o->places)[number] = where;
}

/* The next bytes of the file are the object. */
static void place_here(struct objects *o, uint32_t number)
{
	place(o, number, IN_FILE | o->offsets_n++);
	buf_put(&o->offsets, (str){(const char *)&o->offset, sizeof o->offset});
}

static str packed(struct objects *o, str bytes, enum stream_packing packing)
{
	if (packing == STREAM_BEST && !o->best)
		o->best = compressor(BEST_LEVEL);
	struct libdeflate_compressor *c = packing == STREAM_BEST ? o->best : o->deflate;
	size_t room = libdeflate_zlib_compress_bound(c, bytes.len);
	buf_clear(&o->packed);
	buf_room(&o->packed, room);
	o->packed.len = libdeflate_zlib_compress(c, bytes.ptr ? bytes.ptr : "", bytes.len,
	                                         o->packed.ptr, room);
	return buf_str(&o->packed);
}

void object_stream(struct objects *o, uint32_t number, str dict, str bytes,
                   enum stream_packing packing)
{
	if (packing != STREAM_PLAIN)
		bytes = packed(o, bytes, packing);
	place_here(o, number);
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

/* ---- A stream in pieces: libdeflate packs none ---- */

static void drop_pieces(void *z)
{
	deflateEnd(z);
}

static struct z_stream_s *packer(struct arena *a)
{
	z_stream *z = arena_make(a, z_stream);
	if (deflateInit(z, DEFLATE_LEVEL) != Z_OK)
		arena_exhausted();
	arena_cleanup(a, drop_pieces, z);
	return z;
}

/* Its length is an object of its own, known later (7.3.8.2). */
void object_stream_begin(struct objects *o, uint32_t number, str dict)
{
	if (!o->pieces)
		o->pieces = packer(o->arena);
	o->length = object_new(o);
	place_here(o, number);
	buf_clear(&o->head);
	buf_int(&o->head, number);
	buf_put(&o->head, S(" 0 obj\n<<"));
	buf_put(&o->head, dict);
	buf_printf(&o->head, "/Filter/FlateDecode/Length %u 0 R>>\nstream\n", o->length);
	put(o, buf_str(&o->head));
	o->begun = o->offset;
}

static void pack_pieces(struct objects *o, int flush)
{
	unsigned char room[4096];
	do {
		o->pieces->next_out = room;
		o->pieces->avail_out = sizeof room;
		deflate(o->pieces, flush);
		put(o, (str){(const char *)room, sizeof room - o->pieces->avail_out});
	} while (!o->pieces->avail_out);
}

void object_stream_piece(struct objects *o, str bytes)
{
	o->pieces->next_in = (unsigned char *)(uintptr_t)bytes.ptr;
	o->pieces->avail_in = (unsigned)bytes.len;
	pack_pieces(o, Z_NO_FLUSH);
}

void object_stream_end(struct objects *o)
{
	char digits[24];
	pack_pieces(o, Z_FINISH);
	deflateReset(o->pieces);
	int n = snprintf(digits, sizeof digits, "%llu", (unsigned long long)(o->offset - o->begun));
	put(o, S("\nendstream\nendobj\n"));
	object_put(o, o->length, (str){digits, (size_t)n});
}

static void flush_pack(struct objects *o)
{
	struct buf dict = {0};
	if (!o->pack_n)
		return;
	buf_put(&dict, S("/Type/ObjStm/N "));
	buf_int(&dict, o->pack_n);
	buf_put(&dict, S("/First "));
	buf_int(&dict, (int64_t)o->index.len);
	buf_put(&o->index, buf_str(&o->bodies));
	object_stream(o, words(&o->packs)[o->packs_n - 1], buf_str(&dict), buf_str(&o->index),
	              STREAM_PACKED);
	buf_clear(&o->index);
	buf_clear(&o->bodies);
	o->pack_n = 0;
	buf_drop(&dict);
}

void object_put(struct objects *o, uint32_t number, str body)
{
	if (!o->pack_n) {
		add_word(&o->packs, object_new(o));
		o->packs_n++;
	}
	place(o, number, (o->packs_n - 1) << 8 | o->pack_n);
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

struct xref_row { uint8_t kind; uint64_t offset; uint32_t index; };

static struct xref_row row_of(const struct objects *o, uint32_t number)
{
	uint32_t where = words(&o->places)[number];
	if (!number)
		return (struct xref_row){.index = 0xFFFF}; /* generation of the free list's head */
	if (!where)
		return (struct xref_row){0};
	if (where & IN_FILE)
		return (struct xref_row){1, ((uint64_t *)(void *)o->offsets.ptr)[where & ~IN_FILE],
		                         0};
	return (struct xref_row){2, words(&o->packs)[where >> 8], where & 255};
}

/* One row for each object, with PNG's Up predictor: neighbours differ little. */
static void put_rows(struct objects *o, struct buf *out, unsigned width)
{
	unsigned char row[12], above[12] = {0};
	buf_room(out, (size_t)o->n * (width + 4));
	for (uint32_t i = 0; i < o->n; i++) {
		struct xref_row r = row_of(o, i);
		unsigned n = 0;
		row[n++] = r.kind;
		for (unsigned b = width; b-- > 0;)
			row[n++] = (unsigned char)(r.offset >> (8 * b));
		row[n++] = (unsigned char)(r.index >> 8);
		row[n++] = (unsigned char)r.index;
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
	struct hash hash = digest_end(&o->hash);
	uint32_t number = object_new(o);
	uint64_t at = o->offset;
	unsigned width = bytes_of(at);
	hash_hex(&hash, id);
	digest_begin(&o->hash);            /* the rest is not part of it */
	place_here(o, number);           /* its own row needs it before it is written */
	put_rows(o, &rows, width);
	buf_printf(&dict, "/Type/XRef/Size %u/W[1 %u 2]/Root %u 0 R/Info %u 0 R/ID[<%.32s><%.32s>]"
	           "/DecodeParms<</Predictor 12/Columns %u>>", o->n, width, root, info, id, id,
	           width + 3);
	object_stream(o, number, buf_str(&dict), buf_str(&rows), STREAM_PACKED);
	buf_clear(&dict);
	buf_printf(&dict, "startxref\n%llu\n%%%%EOF\n", (unsigned long long)at);
	put(o, buf_str(&dict));
	buf_drop(&dict);
	buf_drop(&rows);
	return !o->failed;
}
