/* Objects into a PDF file: numbers, streams, object streams, cross-references.
 *
 * Objects may be written in any order, each once; a number may be taken before its object is known.
 * Small objects wait in a compressed object stream (ISO 32000-1, 7.5.7), which keeps a tagged file
 * to half its size. */
#ifndef STROM_PDF_OBJECT_H
#define STROM_PDF_OBJECT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/hash.h"

struct libdeflate_compressor;
struct z_stream_s;

/* PDF/A allows no more (ISO 19005-2, 6.1.13). */
enum { MOST_OBJECTS = 8388607 };

/* The file being written. Its fields are one state: where each object lies, what is packed together
 * with others and not yet written, and the compressors that all of it goes through. */
struct objects {
	struct arena *arena;
	struct file_out *file;
	struct libdeflate_compressor *deflate, *best;
	uint64_t offset;
	struct digest_state hash;        /* of all bytes: the file's identifier */
	/* Where objects lie, in four bytes each: 0 nowhere; with the top bit, in the file at
	 * offsets[the rest]; else in the object stream packs[value >> 8], as its value & 255-th. */
	struct buf places, packs, offsets;           /* uint32_t, uint32_t, uint64_t */
	uint32_t n, packs_n, offsets_n;
	struct buf bodies, index, packed, head;
	uint32_t pack_n;                 /* objects in the stream being filled; 0: none is open */
	struct z_stream_s *pieces;       /* of the stream that is open */
	uint32_t length;                 /* the object of its length */
	uint64_t begun;                  /* where it begins */
	bool failed;                     /* a write failed, and was reported */
};

/* The struct lives as long as the arena, which gives back what it holds. */
void objects_begin(struct objects *, struct arena *, struct file_out *, const char *version);
uint32_t object_new(struct objects *);
void object_put(struct objects *, uint32_t number, str body);

enum stream_packing { STREAM_PLAIN, STREAM_PACKED, STREAM_BEST /* once a file: fonts, pictures */ };
/* dict: entries of the stream's dictionary besides Length and Filter. With STREAM_PLAIN a Filter
 * may be among them. */
void object_stream(struct objects *, uint32_t number, str dict, str bytes, enum stream_packing);
/* A stream of any length, packed as its pieces come. No other object may be written before its end.
 */
void object_stream_begin(struct objects *, uint32_t number, str dict);
void object_stream_piece(struct objects *, str bytes);
void object_stream_end(struct objects *);
/* The cross-reference stream and the file's end. False: a write failed. */
bool objects_end(struct objects *, uint32_t root, uint32_t info);

/* ---- Writing values ---- */

void pdf_put_ref(struct buf *, uint32_t number);          /* "12 0 R" */
void pdf_put_name(struct buf *, str);                     /* with its slash */
/* A text string: ASCII as it is, all else UTF-16 (7.9.2.2). */
void pdf_put_text(struct buf *, str utf8);
void pdf_put_bytes(struct buf *, str);                    /* a byte string */
void pdf_put_text_utf16(struct buf *, str utf8);    /* as hexadecimal digits, without brackets */
/* value / 10^decimals, at most 9, in the shortest form. */
void pdf_put_decimal(struct buf *, int64_t value, unsigned decimals);

#endif
