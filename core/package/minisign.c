/* minisign's three kinds of text. Each has a line that is a comment, then a line in base64; numbers
 * in it are little-endian. */
#include "package/minisign.h"

#include <sodium.h>

enum { SUM = 32, SALT = 32, HASHED = 64, MOST_LINE = 512 };
static const char untrusted[] = "untrusted comment: ", trusted[] = "trusted comment: ";

/* A secret key's line. What follows the limits is sealed: mixed with a stream that the passphrase
 * gives. */
struct secret_line {
	unsigned char kind[2], kdf[2], sum_kind[2], salt[SALT], ops[8], memory[8];
	unsigned char id[MINISIGN_ID], key[MINISIGN_SECRET], sum[SUM];
};
enum { MIXED = MINISIGN_ID + MINISIGN_SECRET + SUM };

struct public_line {
	unsigned char kind[2], id[MINISIGN_ID], key[MINISIGN_PUBLIC];
};
struct signature {
	unsigned char kind[2], id[MINISIGN_ID], bytes[MINISIGN_SIGNATURE];
};

static void sodium_ready(void)
{
	/* It fails where there is no source of chance: nothing can be done then. */
	if (sodium_init() < 0)
		abort();
}

void minisign_id(const unsigned char id[MINISIGN_ID], char out[2 * MINISIGN_ID + 1])
{
	for (int i = 0; i < MINISIGN_ID; i++)
		snprintf(out + 2 * i, 3, "%02X", id[MINISIGN_ID - 1 - i]);
}

/* ---- Lines ---- */

static bool next_comment(str *text, const char *begins, str *comment)
{
	str line;
	if (!str_next_line(text, &line) || !str_starts(line, str_of(begins)))
		return false;
	*comment = str_from(line, strlen(begins));
	return true;
}

/* The next line, of so many bytes. */
static bool next_bytes(str *text, void *bytes, size_t n)
{
	str line;
	size_t got;
	return str_next_line(text, &line) && line.len <= MOST_LINE &&
	       !sodium_base642bin(bytes, n, line.ptr, line.len, NULL, &got, NULL,
	                          sodium_base64_VARIANT_ORIGINAL) &&
	       got == n;
}

static void put_bytes(struct buf *b, const void *bytes, size_t n)
{
	char line[MOST_LINE];
	sodium_bin2base64(line, sizeof line, bytes, n, sodium_base64_VARIANT_ORIGINAL);
	buf_put(b, str_of(line));
	buf_byte(b, '\n');
}

static bool is_kind(const unsigned char kind[2], const char *name)
{
	return !memcmp(kind, name, 2);
}

/* ---- Keys ---- */

static bool no_key(struct diags *d, struct span at, const char *kind)
{
	diag_error(d, at, "sign/key", "this is no %s key of minisign", kind);
	diag_hint(
	        d,
	        "'strom sign --new-key FILE' makes FILE and FILE.pub: the first signs, the second "
	        "is given away, to verify.");
	return false;
}

bool minisign_public_read(struct diags *d, struct span at, str text, struct minisign_public *out)
{
	struct public_line read;
	str comment;
	if (!next_comment(&text, untrusted, &comment) || !next_bytes(&text, &read, sizeof read) ||
	    !is_kind(read.kind, "Ed"))
		return no_key(d, at, "public");
	memcpy(out->id, read.id, sizeof out->id);
	memcpy(out->key, read.key, sizeof out->key);
	return true;
}

static bool read_sealed(str text, struct secret_line *out)
{
	str comment;
	sodium_ready();
	return next_comment(&text, untrusted, &comment) && next_bytes(&text, out, sizeof *out) &&
	       is_kind(out->kind, "Ed") && is_kind(out->sum_kind, "B2") &&
	       (is_kind(out->kdf, "Sc") || is_kind(out->kdf, "\0"));
}

bool minisign_is_sealed(str text)
{
	struct secret_line s;
	bool sealed = read_sealed(text, &s) && is_kind(s.kdf, "Sc");
	sodium_memzero(&s, sizeof s);
	return sealed;
}

static uint64_t limit_of(const unsigned char bytes[8])
{
	uint64_t n = 0;
	for (int i = 7; i >= 0; i--)
		n = n << 8 | bytes[i];
	return n;
}

static void put_limit(unsigned char bytes[8], uint64_t n)
{
	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)(n >> 8 * i);
}

/* Mixes or unmixes. False: there is too little memory. */
static bool mix(struct secret_line *s, str passphrase)
{
	unsigned char stream[MIXED], *mixed = s->id;
	uint64_t ops = limit_of(s->ops), memory = limit_of(s->memory);
	if (crypto_pwhash_scryptsalsa208sha256(stream, sizeof stream, passphrase.ptr,
	                                       passphrase.len, s->salt, ops, (size_t)memory))
		return false;
	for (size_t i = 0; i < MIXED; i++)
		mixed[i] ^= stream[i];
	sodium_memzero(stream, sizeof stream);
	return true;
}

static void sum_of(const struct secret_line *s, unsigned char sum[SUM])
{
	crypto_generichash_state state;
	crypto_generichash_init(&state, NULL, 0, SUM);
	crypto_generichash_update(&state, s->kind, sizeof s->kind);
	crypto_generichash_update(&state, s->id, sizeof s->id);
	crypto_generichash_update(&state, s->key, sizeof s->key);
	crypto_generichash_final(&state, sum, SUM);
}

/* minisign gives a key that is not sealed no sum; but the half of a key follows from the other. */
static bool is_whole(const struct secret_line *s)
{
	unsigned char sum[SUM], open[MINISIGN_PUBLIC], key[MINISIGN_SECRET];
	if (is_kind(s->kdf, "Sc")) {
		sum_of(s, sum);
		return !memcmp(sum, s->sum, SUM);
	}
	crypto_sign_seed_keypair(open, key, s->key);
	bool whole = !memcmp(key, s->key, sizeof key);
	sodium_memzero(key, sizeof key);
	return whole;
}

static bool no_memory(struct diags *d, struct span at)
{
	diag_error(d, at, "sign/memory", "there is too little memory for what this key asks for");
	diag_hint(d, "Keys of minisign ask for a gigabyte; --memory says what may be taken.");
	return false;
}

/* Anybody may write a key that asks for a year of work. */
static bool asks_too_much(const struct secret_line *s)
{
	return limit_of(s->ops) >
	               4 * (uint64_t)crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE ||
	       limit_of(s->memory) >
	               2 * (uint64_t)crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE;
}

bool minisign_secret_read(struct diags *d, struct span at, str text, str passphrase,
                          struct minisign_secret *out)
{
	struct secret_line s;
	if (!read_sealed(text, &s))
		return no_key(d, at, "secret");
	if (is_kind(s.kdf, "Sc") && (asks_too_much(&s) || !mix(&s, passphrase)))
		return no_memory(d, at);
	bool good = is_whole(&s);
	memcpy(out->id, s.id, sizeof out->id);
	memcpy(out->key, s.key, sizeof out->key);
	sodium_memzero(&s, sizeof s);
	return good || diag_error(d, at, "sign/passphrase",
	                          "the passphrase is not this key's, or the key is damaged");
}

static void put_key(struct buf *b, const char *kind, const unsigned char id[MINISIGN_ID],
                    const void *bytes, size_t n)
{
	char name[2 * MINISIGN_ID + 1];
	minisign_id(id, name);
	buf_printf(b, "%sminisign %s key %s\n", untrusted, kind, name);
	put_bytes(b, bytes, n);
}

bool minisign_make(str passphrase, struct buf *secret, struct buf *open)
{
	struct secret_line s = {.kind = "Ed", .sum_kind = "B2"};
	struct public_line o = {.kind = "Ed"};
	sodium_ready();
	randombytes_buf(s.id, sizeof s.id);
	crypto_sign_keypair(o.key, s.key);
	memcpy(o.id, s.id, sizeof o.id);
	if (passphrase.len) {
		sum_of(&s, s.sum);
		memcpy(s.kdf, "Sc", 2);
		randombytes_buf(s.salt, sizeof s.salt);
		put_limit(s.ops, crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE);
		put_limit(s.memory, crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE);
	}
	bool good = !passphrase.len || mix(&s, passphrase);
	put_key(secret, passphrase.len ? "encrypted secret" : "secret", o.id, &s, sizeof s);
	put_key(open, "public", o.id, &o, sizeof o);
	sodium_memzero(&s, sizeof s);
	return good;
}

/* ---- Signatures ---- */

static void hash_bytes(str bytes, unsigned char out[HASHED])
{
	crypto_generichash(out, HASHED, (const unsigned char *)bytes.ptr, bytes.len, NULL, 0);
}

/* What the second signature is of. */
static str all_of(struct buf *b, const unsigned char signature[MINISIGN_SIGNATURE], str comment)
{
	buf_put(b, (str){(const char *)signature, MINISIGN_SIGNATURE});
	buf_put(b, comment);
	return buf_str(b);
}

void minisign_sign(struct buf *out, const struct minisign_secret *key, str bytes, str comment)
{
	struct signature s = {.kind = "ED"};
	unsigned char hash[HASHED], second[MINISIGN_SIGNATURE];
	struct buf b = {0};
	char id[2 * MINISIGN_ID + 1];
	sodium_ready();
	hash_bytes(bytes, hash);
	memcpy(s.id, key->id, sizeof s.id);
	crypto_sign_detached(s.bytes, NULL, hash, sizeof hash, key->key);
	str all = all_of(&b, s.bytes, comment);
	crypto_sign_detached(second, NULL, (const unsigned char *)all.ptr, all.len, key->key);
	minisign_id(key->id, id);
	buf_printf(out, "%ssignature by key %s\n", untrusted, id);
	put_bytes(out, &s, sizeof s);
	buf_put(out, str_of(trusted));
	buf_put(out, comment);
	buf_byte(out, '\n');
	put_bytes(out, second, sizeof second);
	buf_drop(&b);
}

bool minisign_read(str text, struct minisign_read *out)
{
	struct signature s;
	str comment;
	sodium_ready();
	if (!next_comment(&text, untrusted, &comment) || !next_bytes(&text, &s, sizeof s) ||
	    !is_kind(s.kind, "ED") || !next_comment(&text, trusted, &out->comment) ||
	    !next_bytes(&text, out->all, sizeof out->all))
		return false;
	memcpy(out->id, s.id, sizeof out->id);
	memcpy(out->signature, s.bytes, sizeof out->signature);
	return true;
}

bool minisign_is_good(const struct minisign_read *s, const struct minisign_public *key, str bytes)
{
	unsigned char hash[HASHED];
	struct buf b = {0};
	hash_bytes(bytes, hash);
	str all = all_of(&b, s->signature, s->comment);
	bool good = !crypto_sign_verify_detached(s->signature, hash, sizeof hash, key->key) &&
	            !crypto_sign_verify_detached(s->all, (const unsigned char *)all.ptr, all.len,
	                                         key->key);
	buf_drop(&b);
	return good;
}
