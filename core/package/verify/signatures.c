/* Signatures of a bag: whose they are, and whether what they are of is as it was. */
#include "package/verify/parts.h"

bool verify_is_signature(str name)
{
	return str_starts(name, S("signatures/")) && str_ends(name, S(".minisig"));
}

/* A comment is a stranger's: one line, to be shown. */
static str shown(struct arena *a, str comment)
{
	struct buf b = {0};
	buf_shown(&b, utf8_prefix(comment, 200));
	str text = arena_str(a, buf_str(&b));
	buf_drop(&b);
	return text;
}

static bool is_by(const struct minisign_read *read, const struct minisign_public *key)
{
	return !memcmp(read->id, key->id, sizeof key->id);
}

/* Whether one of the keys says that it is good. */
static bool check(struct bag *b, const struct bag_file *f, const struct minisign_read *read,
                  const struct verify_keys *keys)
{
	struct bag_file *signed_file = verify_find(b, S("tagmanifest-sha256.txt"));
	for (size_t i = 0; i < keys->n; i++) {
		if (!is_by(read, &keys->at[i]))
			continue;
		if (signed_file && minisign_is_good(read, &keys->at[i], signed_file->text))
			return true;
		return verify_fault(b, "sign/altered",
		                    "'%.*s': the parcel, or the signature, was altered after it "
		                    "was signed",
		                    STR_ARG(f->name));
	}
	return false;
}

static void take(struct bag *b, struct arena *arena, const struct bag_file *f,
                 const struct verify_keys *keys, struct verify_signature *out)
{
	struct minisign_read read;
	char id[2 * MINISIGN_ID + 1];
	*out = (struct verify_signature){.id = S(""), .comment = S("")};
	if (!minisign_read(f->text, &read)) {
		verify_fault(b, "sign/malformed", "'%.*s' is no signature of minisign",
		             STR_ARG(f->name));
		return;
	}
	minisign_id(read.id, id);
	*out = (struct verify_signature){.id = arena_str(arena, str_of(id)),
	                                 .comment = shown(arena, read.comment),
	                                 .checked = check(b, f, &read, keys)};
}

/* A key that was given and did not sign. */
static void check_key(struct bag *b, const struct minisign_public *key, const struct verdict *v)
{
	char id[2 * MINISIGN_ID + 1];
	minisign_id(key->id, id);
	for (size_t i = 0; i < v->signatures_n; i++)
		if (str_eq(v->signatures[i].id, str_of(id)))
			return;
	if (v->signatures_n)
		verify_fault(b, "sign/other-key", "key %s has not signed this, but another one has",
		             id);
	else
		verify_fault(b, "sign/unsigned", "key %s has not signed this, and no other", id);
}

void verify_check_signatures(struct bag *b, struct arena *arena, const struct verify_keys *keys,
                             struct verdict *v)
{
	static const struct verify_keys none;
	struct verify_signature *list = arena_array(arena, struct verify_signature, b->files.n + 1);
	keys = keys ? keys : &none;
	for (size_t i = 0; i < b->files.n; i++)
		if (verify_is_signature(b->files.at[i].name))
			take(b, arena, &b->files.at[i], keys, &list[v->signatures_n++]);
	v->signatures = list;
	for (size_t i = 0; i < keys->n; i++)
		check_key(b, &keys->at[i], v);
}
