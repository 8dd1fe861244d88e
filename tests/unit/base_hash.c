/* SHA-256 against the examples that NIST publishes with FIPS 180-4. */
#include "base/hash.h"
#include "unit/base_suite.h"

static const char *const abc =
	"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char *const two_blocks =
	"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
static const char *const million =
	"cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
static const char *const nothing =
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

static void expect(struct hash h, const char *wanted)
{
	char hex[65];
	hash_hex(&h, hex);
	ck_assert_str_eq(hex, wanted);
}

START_TEST(whole)
{
	expect(hash_of(S("abc")), abc);
	expect(hash_of(S("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")), two_blocks);
	expect(hash_of(S("")), nothing);
	expect(hash_of((str){NULL, 0}), nothing);
}
END_TEST

/* The hash of no key and of 32 bytes; by Python's hashlib.blake2b(b"abc", digest_size=32). */
START_TEST(digests)
{
	static const char wanted[] =
	        "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319";
	struct digest_state s;
	digest_begin(&s);
	digest_put(&s, S("a"));
	digest_put(&s, S(""));
	digest_put(&s, S("bc"));
	expect(digest_end(&s), wanted);
}
END_TEST

START_TEST(in_pieces)
{
	struct hash_state s;
	char piece[1000];
	memset(piece, 'a', sizeof piece);
	hash_begin(&s);
	for (int i = 0; i < 1000; i++)
		hash_put(&s, (str){piece, sizeof piece});
	expect(hash_end(&s), million);
	hash_begin(&s);
	hash_put(&s, S("a"));
	hash_put(&s, S(""));
	hash_put(&s, S("bc"));
	expect(hash_end(&s), abc);
}
END_TEST

int main(void)
{
	return RUN("hashes", NULL, NULL, whole, in_pieces, digests);
}
