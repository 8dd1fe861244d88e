/* Checksums through nettle, which libarchive brings along: libsodium has neither MD5 nor SHA-1. */
#include "package/verify/checksums.h"

#include <nettle/nettle-meta.h>

str checksum_name(struct arena *a, str name)
{
	char *out = arena_cstr(a, name);
	size_t n = 0;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c | 0x20);
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out[n++] = c;
	}
	return (str){out, n};
}

/* nettle writes "sha3_256" and "sha512_256". */
static bool is_called(const char *nettles, str name)
{
	size_t n = 0;
	for (; *nettles; nettles++)
		if (*nettles != '_' && (n == name.len || name.ptr[n++] != *nettles))
			return false;
	return n == name.len;
}

const struct nettle_hash *checksum_find(str name)
{
	for (const struct nettle_hash *const *h = nettle_get_hashes(); *h; h++)
		if (is_called((*h)->name, name))
			return *h;
	return NULL;
}

size_t checksum_bytes(const struct nettle_hash *h)
{
	return h->digest_size;
}

struct checksums {
	const struct nettle_hash *const *kinds;
	void **states;
	size_t n;
};

struct checksums *checksums_new(struct arena *a, const struct nettle_hash *const *kinds, size_t n)
{
	struct checksums *s = arena_make(a, struct checksums);
	*s = (struct checksums){.kinds = kinds, .states = arena_array(a, void *, n), .n = n};
	for (size_t i = 0; i < n; i++)
		s->states[i] = arena_alloc(a, kinds[i]->context_size);
	return s;
}

void checksums_begin(struct checksums *s)
{
	for (size_t i = 0; i < s->n; i++)
		s->kinds[i]->init(s->states[i]);
}

void checksums_put(struct checksums *s, str bytes)
{
	for (size_t i = 0; i < s->n; i++)
		s->kinds[i]->update(s->states[i], bytes.len, (const uint8_t *)bytes.ptr);
}

str checksums_end(struct checksums *s, struct arena *a, size_t i)
{
	size_t len = s->kinds[i]->digest_size;
	uint8_t *out = arena_alloc(a, len);
	s->kinds[i]->digest(s->states[i], len, out);
	return (str){(char *)out, len};
}
