/* SHA-256 and BLAKE2b through libsodium. */
#include "base/hash.h"

#include <sodium.h>

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct hash_state), "state fits");

void hash_begin(struct hash_state *s)
{
	crypto_hash_sha256_init((crypto_hash_sha256_state *)s->bytes);
}

void hash_put(struct hash_state *s, str bytes)
{
	crypto_hash_sha256_update((crypto_hash_sha256_state *)s->bytes,
	                          (const unsigned char *)bytes.ptr, bytes.len);
}

struct hash hash_end(struct hash_state *s)
{
	struct hash h;
	crypto_hash_sha256_final((crypto_hash_sha256_state *)s->bytes, h.bytes);
	return h;
}

_Static_assert(sizeof(crypto_generichash_state) + 64 <= sizeof(struct digest_state), "state fits");

static crypto_generichash_state *state_of(struct digest_state *s)
{
	return (crypto_generichash_state *)(s->bytes + (-(uintptr_t)s->bytes & 63));
}

void digest_begin(struct digest_state *s)
{
	crypto_generichash_init(state_of(s), NULL, 0, sizeof(struct hash));
}

void digest_put(struct digest_state *s, str bytes)
{
	crypto_generichash_update(state_of(s),
	                          (const unsigned char *)bytes.ptr, bytes.len);
}

struct hash digest_end(struct digest_state *s)
{
	struct hash h;
	crypto_generichash_final(state_of(s), h.bytes, sizeof h.bytes);
	return h;
}

struct hash hash_of(str bytes)
{
	struct hash_state s;
	hash_begin(&s);
	hash_put(&s, bytes);
	return hash_end(&s);
}

void hash_hex(const struct hash *h, char out[65])
{
	for (int i = 0; i < 32; i++)
		snprintf(out + 2 * i, 3, "%02x", h->bytes[i]);
}
