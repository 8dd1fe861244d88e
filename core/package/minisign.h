/* Keys and signatures in minisign's format: Ed25519 over BLAKE2b, through libsodium. Texts in,
 * texts out: no file is read or written here. */
#ifndef STROM_MINISIGN_H
#define STROM_MINISIGN_H

#include "base/buf.h"
#include "base/diag.h"

enum { MINISIGN_ID = 8, MINISIGN_PUBLIC = 32, MINISIGN_SECRET = 64, MINISIGN_SIGNATURE = 64 };

struct minisign_public {
	unsigned char id[MINISIGN_ID], key[MINISIGN_PUBLIC];
};
struct minisign_secret {
	unsigned char id[MINISIGN_ID], key[MINISIGN_SECRET];
};

/* A signature as it was read. The comment is signed too, and borrowed. */
struct minisign_read {
	unsigned char id[MINISIGN_ID], signature[MINISIGN_SIGNATURE], all[MINISIGN_SIGNATURE];
	str comment;
};

/* "6F4D8C1E0A7B2C3D": what people call a key by, as minisign prints it. Terminated. */
void minisign_id(const unsigned char id[MINISIGN_ID], char out[2 * MINISIGN_ID + 1]);

/* Reports "sign/key" at `at`; false. */
bool minisign_public_read(struct diags *, struct span at, str text, struct minisign_public *);
/* Whether a key needs a passphrase. What is no key needs none: reading it tells. */
bool minisign_is_sealed(str text);
/* Takes as long as the key asks for, a second or two. Reports "sign/key", "sign/passphrase"; false.
 */
bool minisign_secret_read(struct diags *, struct span at, str text, str passphrase,
                          struct minisign_secret *);

/* A new key, both of its texts. An empty passphrase leaves it open. The only thing in Strom that is
 * left to chance. False: there is too little memory to seal it. */
bool minisign_make(str passphrase, struct buf *secret, struct buf *open);

/* The signature's text. The comment is a line. */
void minisign_sign(struct buf *, const struct minisign_secret *, str bytes, str comment);
/* False: it is no signature of a kind that we know. */
bool minisign_read(str text, struct minisign_read *);
/* Whether the key's owner signed these bytes, with this comment. */
bool minisign_is_good(const struct minisign_read *, const struct minisign_public *, str bytes);

#endif
