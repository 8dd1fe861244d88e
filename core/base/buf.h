/* A growing run of bytes, owned by whoever made it. Zero it to begin: struct buf b = {0}; */
#ifndef STROM_BUF_H
#define STROM_BUF_H

#include "base/str.h"

struct buf {
	char *ptr;
	size_t len, cap;
};

void buf_drop(struct buf *);
void buf_clear(struct buf *);                    /* empty, memory kept */
void buf_room(struct buf *, size_t more);        /* ptr has len + more bytes after this */
void buf_put(struct buf *, str);
void buf_byte(struct buf *, char);
void buf_zero(struct buf *, size_t n);
__attribute__((format(printf, 2, 3))) void buf_printf(struct buf *, const char *format, ...);
void buf_utf8(struct buf *, uint32_t code);
/* Fast paths for writers of numbers; no locale. */
void buf_int(struct buf *, int64_t);
/* value / 65536 in the shortest decimal form that is within 1/2^17: at most `digits` decimals. */
void buf_len(struct buf *, strom_len value, int digits);
void buf_json(struct buf *, str);                /* a JSON string, quotes included */
void buf_xml(struct buf *, str);                 /* & < > " escaped; controls dropped */
/* Text with what is malformed or not printable made visible: to a terminal it comes as characters,
 * never as commands. */
void buf_shown(struct buf *, str);
str buf_str(const struct buf *);                 /* borrowed until the next call */

/* Little-endian numbers and length-prefixed slices, for what processes tell each other. */
void buf_u32(struct buf *, uint32_t);
void buf_u64(struct buf *, uint64_t);
void buf_slice(struct buf *, str);
bool buf_take_u32(str *rest, uint32_t *);
bool buf_take_u64(str *rest, uint64_t *);
bool buf_take_slice(str *rest, str *);               /* borrows from rest */

#endif
