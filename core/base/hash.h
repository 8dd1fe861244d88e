/* SHA-256 (FIPS 180-4), and BLAKE2b (RFC 7693) where no standard asks for it, through libsodium. */
#ifndef STROM_HASH_H
#define STROM_HASH_H

#include "base/str.h"

struct hash { unsigned char bytes[32]; };

struct hash hash_of(str bytes);
void hash_hex(const struct hash *, char out[65]);      /* terminated */

/* In pieces. The state is libsodium's, held here as plain bytes so that its header stays out. */
struct hash_state { _Alignas(16) unsigned char bytes[128]; };
void hash_begin(struct hash_state *);
void hash_put(struct hash_state *, str bytes);
struct hash hash_end(struct hash_state *);

/* BLAKE2b in pieces: seven times as fast. */
struct digest_state { unsigned char bytes[384 + 64]; };     /* used from a multiple of 64 on */
void digest_begin(struct digest_state *);
void digest_put(struct digest_state *, str bytes);
struct hash digest_end(struct digest_state *);

#endif
