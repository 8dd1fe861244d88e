/* Keys and signatures: a key, a signature and its words that minisign has made, and all that can be
 * altered of them. */
#include "package/minisign.h"
#include "package/package.h"
#include "package/sign/sign.h"
#include "package/verify/verify.h"
#include "unit/package_folder.h"
#include "unit/quick_file.h"

/* For tests alone. */
#define SECRET                                                                                     \
	"untrusted comment: minisign encrypted secret key\n"                                       \
	"RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA7DfRFwQe5eA+"     \
	"DJ9Zog7a"                                                                                 \
	"zANLU3gsBw5ODIV6w0FKFpdFa36XaW6qj34ISUbpXhdicF2/HLGY3xNAsQ8+CEcR2IQUbvIMlL+PAAAAAAAAAAAA" \
	"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
#define PUBLIC                                                                                     \
	"untrusted comment: minisign public key E0E51E0417D137EC\n"                                \
	"RWTsN9EXBB7l4H4ISUbpXhdicF2/HLGY3xNAsQ8+CEcR2IQUbvIMlL+P\n"
#define SIGNED                                                                                     \
	"RUTsN9EXBB7l4DI+inzQioeeQ+/Dfr1gesahwOUfNaxIVWPJrACh2FfPL7gw3vNV/"                        \
	"jjrNhRYydI6s4xA9mswN0FLws+"                                                               \
	"228kHVwA=\ntrusted comment: a comment, signed\n"                                          \
	"bAQ2s6WOnVmxQ9B1rjdZV0yxjy/h+sqLo6PNO4QuTOags+Fds2JQZH7skYh3z5edL1GhVJvz3BP+ojuS78/"      \
	"yAQ==\n"
#define SIGNATURE "untrusted comment: signature from minisign secret key\n" SIGNED

static struct span here;

static struct minisign_secret secret_key(void)
{
	struct minisign_secret key;
	ck_assert(minisign_secret_read(diags, here, S(SECRET), S(""), &key));
	return key;
}

static struct minisign_public public_key(void)
{
	struct minisign_public key;
	ck_assert(minisign_public_read(diags, here, S(PUBLIC), &key));
	return key;
}

static const char *told(void)
{
	static char out[200];
	const struct report *r = diag_count(diags) ? diag_at(diags, diag_count(diags) - 1) : NULL;
	snprintf(out, sizeof out, "%.*s", STR_ARG(r ? r->code : S("nothing")));
	return out;
}

/* ---- Signatures ---- */

START_TEST(signs_as_minisign_does)
{
	struct minisign_secret key = secret_key();
	struct buf b = {0};
	minisign_sign(&b, &key, S("some bytes"), S("a comment, signed"));
	ck_assert_str_eq(arena_cstr(arena, buf_str(&b)),
	                 "untrusted comment: signature by key E0E51E0417D137EC\n" SIGNED);
	buf_drop(&b);
}
END_TEST

START_TEST(accepts_what_minisign_signs)
{
	struct minisign_public key = public_key();
	struct minisign_read read;
	char id[2 * MINISIGN_ID + 1];
	ck_assert(minisign_read(S(SIGNATURE), &read));
	ck_assert(str_eq(read.comment, S("a comment, signed")));
	ck_assert(!memcmp(read.id, key.id, sizeof key.id));
	minisign_id(read.id, id);
	ck_assert_str_eq(id, "E0E51E0417D137EC");
	ck_assert(minisign_is_good(&read, &key, S("some bytes")));
	ck_assert(!minisign_is_good(&read, &key, S("some byte")));
	ck_assert(!minisign_is_good(&read, &key, S("")));
	key.key[3] ^= 1;
	ck_assert(!minisign_is_good(&read, &key, S("some bytes")));
}
END_TEST

/* No letter of it can be altered but those of its first line, which is nobody's word, and the bits
 * of the last sign of base64 that stand for nothing. */
START_TEST(no_letter_can_be_altered)
{
	struct minisign_public key = public_key();
	char text[] = SIGNATURE;
	size_t n = sizeof text - 1;
	for (size_t i = 0; i < n; i++) {
		struct minisign_read read;
		char was = text[i];
		text[i] = was == 'x' ? 'y' : 'x';
		bool good = minisign_read((str){text, n}, &read) &&
		            !memcmp(read.id, key.id, sizeof key.id) &&
		            minisign_is_good(&read, &key, S("some bytes"));
		bool free = i >= strlen("untrusted comment: ") &&
		            i < strlen("untrusted comment: signature from minisign secret key");
		ck_assert_msg(good == free, "%zu", i);
		text[i] = was;
	}
}
END_TEST

static const char *const no_signatures[] = {
        "",
        "untrusted comment: x\n",
        "untrusted comment: x\nRUTsN9EXBB7l4A==\n",
        "comment: x\n" SIGNED,
        "untrusted comment: x\n" PUBLIC,
        SIGNED,
};

START_TEST(what_is_no_signature)
{
	struct minisign_read read;
	ck_assert(!minisign_read(str_of(no_signatures[_i]), &read));
	/* Cut off anywhere. */
	for (size_t n = 0; n < strlen(SIGNATURE) - 1; n++)
		ck_assert(!minisign_read((str){SIGNATURE, n}, &read));
}
END_TEST

/* ---- Keys ---- */

static const struct {
	const char *text, *code;
} no_keys[] = {
        {"", "sign/key"},
        {PUBLIC, "sign/key"},
        {SIGNATURE, "sign/key"},
        {"untrusted comment: x\nRWQAAEIy\n", "sign/key"},
        {"comment: x\nRWQAAEIy\n", "sign/key"},
};

START_TEST(what_is_no_key)
{
	struct minisign_secret secret;
	struct minisign_public open;
	ck_assert(!minisign_secret_read(diags, here, str_of(no_keys[_i].text), S(""), &secret));
	ck_assert_str_eq(told(), no_keys[_i].code);
	ck_assert(!minisign_is_sealed(str_of(no_keys[_i].text)));
	if (!strcmp(no_keys[_i].text, PUBLIC))
		return;
	ck_assert(!minisign_public_read(diags, here, str_of(no_keys[_i].text), &open));
	ck_assert_uint_eq(diag_count(diags), 2);
	ck_assert_str_eq(told(), no_keys[_i].code);
}
END_TEST

/* A key that is not sealed has no sum, but its halves belong together. */
START_TEST(a_damaged_key)
{
	struct minisign_secret key;
	char text[] = SECRET;
	size_t at = strlen("untrusted comment: minisign encrypted secret key\n") + 90;
	text[at] = text[at] == 'x' ? 'y' : 'x';
	ck_assert(!minisign_secret_read(diags, here, str_of(text), S(""), &key));
	ck_assert_str_eq(told(), "sign/passphrase");
}
END_TEST

START_TEST(new_keys)
{
	static const char *const passphrases[] = {"", "tīrs ūdens"};
	str passphrase = str_of(passphrases[_i]);
	struct buf secret = {0}, open = {0}, text = {0};
	struct minisign_secret key;
	struct minisign_public mine, other = public_key();
	struct minisign_read read;
	ck_assert(minisign_make(passphrase, &secret, &open));
	ck_assert_int_eq(minisign_is_sealed(buf_str(&secret)), passphrase.len > 0);
	ck_assert(minisign_secret_read(diags, here, buf_str(&secret), passphrase, &key));
	ck_assert(minisign_public_read(diags, here, buf_str(&open), &mine));
	ck_assert(!memcmp(key.id, mine.id, sizeof key.id));
	minisign_sign(&text, &key, S("x"), S(""));
	ck_assert(minisign_read(buf_str(&text), &read) && !read.comment.len);
	ck_assert(minisign_is_good(&read, &mine, S("x")));
	ck_assert(!minisign_is_good(&read, &other, S("x")));
	if (passphrase.len) {
		ck_assert(!minisign_secret_read(diags, here, buf_str(&secret), S("wrong"), &key));
		ck_assert_str_eq(told(), "sign/passphrase");
	}
	buf_drop(&secret);
	buf_drop(&open);
	buf_drop(&text);
}
END_TEST

/* ---- Parcels ---- */

static void pack(const char *id)
{
	struct project project = {.id = {str_of(id), {0}},
	                          .title = {S("A title"), {0}},
	                          .date = {S("2015-10-31"), {0}}};
	struct delivered files[] = {{.path = S(""), .name = S("b.txt"), .made = S("two\n")},
	                            {.path = S(""), .name = S("a.txt"), .made = S("one\n")}};
	struct file_out *out = file_out_new(diags, path_of("a.zip"));
	ck_assert(package_write(arena, diags, &project, files, 2, out) && file_out_keep(out));
}

static bool sign(const char *from, const char *to, const char *comment)
{
	struct minisign_secret key = secret_key();
	struct file_out *out = file_out_new(diags, path_of(to));
	if (sign_parcel(arena, diags, path_of(from), &key, str_of(comment), out))
		return file_out_keep(out);
	file_out_drop(out);
	return false;
}

START_TEST(a_parcel_is_signed)
{
	struct minisign_public key = public_key();
	struct verify_keys keys = {&key, 1};
	struct verdict v;
	pack("strom");
	ck_assert(sign("a.zip", "b.zip", ""));
	ck_assert(verify_bag(arena, diags, path_of("b.zip"), &keys, &v) && v.own);
	ck_assert_uint_eq(v.files, 2);
	ck_assert_uint_eq(v.signatures_n, 1);
	ck_assert(v.signatures[0].checked);
	ck_assert(str_eq(v.signatures[0].id, S("E0E51E0417D137EC")));
	ck_assert(str_eq(v.signatures[0].comment, S("strom 2015-10-31")));
	/* Once more by the same key: in the place of the first, byte for byte. */
	ck_assert(sign("b.zip", "c.zip", "strom 2015-10-31"));
	ck_assert(str_eq(slurp(path_of("c.zip")), slurp(path_of("b.zip"))));
	ck_assert(sign("b.zip", "d.zip", "another"));
	ck_assert(verify_bag(arena, diags, path_of("d.zip"), NULL, &v) && v.own);
	ck_assert(v.signatures_n == 1 && !v.signatures[0].checked);
	ck_assert(str_eq(v.signatures[0].comment, S("another")));
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

START_TEST(a_parcel_is_not_signed_as_it_should_be)
{
	struct minisign_public key = public_key(), other = key;
	struct verify_keys keys = {&key, 1}, others = {&other, 1};
	struct verdict v;
	other.id[0] ^= 1;
	pack("strom");
	ck_assert(!verify_bag(arena, diags, path_of("a.zip"), &keys, &v));
	ck_assert_str_eq(told(), "sign/unsigned");
	ck_assert(sign("a.zip", "b.zip", ""));
	ck_assert(!verify_bag(arena, diags, path_of("b.zip"), &others, &v));
	ck_assert_str_eq(told(), "sign/other-key");
	key.key[0] ^= 1;
	ck_assert(!verify_bag(arena, diags, path_of("b.zip"), &keys, &v));
	ck_assert_str_eq(told(), "sign/altered");
}
END_TEST

START_TEST(what_is_not_ours_is_not_signed)
{
	quick_file(arena, path_of("x.zip"), S("PK"));
	ck_assert(!sign("x.zip", "b.zip", ""));
	ck_assert_str_eq(told(), "bag/unreadable");
	ck_assert(!sign("none.zip", "b.zip", ""));
	ck_assert_str_eq(told(), "file/missing");
}
END_TEST

#define LOOP(c, test, of) tcase_add_loop_test(c, test, 0, (int)(sizeof of / sizeof *of))

int main(void)
{
	Suite *suite = suite_create("package_sign");
	TCase *c = tcase_create("sign");
	tcase_add_checked_fixture(c, folder_begin, folder_end);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, signs_as_minisign_does);
	tcase_add_test(c, accepts_what_minisign_signs);
	tcase_add_test(c, no_letter_can_be_altered);
	LOOP(c, what_is_no_signature, no_signatures);
	LOOP(c, what_is_no_key, no_keys);
	tcase_add_test(c, a_damaged_key);
	tcase_add_loop_test(c, new_keys, 0, 2);
	tcase_add_test(c, a_parcel_is_signed);
	tcase_add_test(c, a_parcel_is_not_signed_as_it_should_be);
	tcase_add_test(c, what_is_not_ours_is_not_signed);
	suite_add_tcase(suite, c);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
