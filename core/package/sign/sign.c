/* Writing a parcel anew, with a signature behind its files. */
#include "package/sign/sign.h"

#include "package/bag.h"
#include "package/verify/packed.h"
#include "package/verify/verify.h"
#include "package/zip_file.h"

struct signing {
	struct arena *arena;
	str comment;
	const struct minisign_secret *key;
	struct packed *reader;
	struct zip_file zip;
	str base, mine; /* the bag's folder; the name that the signature gets */
	struct buf signature;
	bool put; /* the signature is in it */
};

static bool failed(struct signing *s, str why)
{
	return diag_error(s->zip.diags, s->zip.at, "file/unwritable",
	                  "the parcel cannot be written: %.*s", STR_ARG(why));
}

/* The bytes of the file in hand. The bag was judged: it can be read. */
static bool read_file(struct signing *s, struct buf *bytes)
{
	enum packed_step step;
	str piece;
	buf_clear(bytes);
	while ((step = packed_data(s->reader, &piece)) == PACKED_MORE)
		buf_put(bytes, piece);
	return step == PACKED_END || failed(s, packed_error(s->reader));
}

static str below(const struct signing *s, str name)
{
	return str_from(name, s->base.len + 1);
}

/* bag-info.txt: when the parcel's clock stands, and what is signed with it. */
static bool begin_zip(struct signing *s, str info)
{
	str date = S(""), id = S("");
	int64_t time = 0;
	bag_info_value(info, S("Bagging-Date"), &date);
	bag_info_value(info, S("External-Identifier"), &id);
	bag_time(date, &time);
	if (!s->comment.len)
		s->comment = arena_printf(s->arena, "%.*s %.*s", STR_ARG(id), STR_ARG(date));
	return zip_file_begin(&s->zip, s->arena, time);
}

static bool put_signature(struct signing *s)
{
	if (s->put)
		return true;
	s->put = true;
	str name = arena_printf(s->arena, "%.*s/%.*s", STR_ARG(s->base), STR_ARG(s->mine));
	return zip_file_put(&s->zip, name, buf_str(&s->signature));
}

/* Signatures stand behind all else, in the order of their names. */
static bool copy_file(struct signing *s, str name, str bytes)
{
	int order = str_starts(below(s, name), S("signatures/")) ? str_cmp(below(s, name), s->mine)
	                                                         : -1;
	if (str_eq(below(s, name), S("tagmanifest-sha256.txt")))
		minisign_sign(&s->signature, s->key, bytes, s->comment);
	if (order > 0 && !put_signature(s))
		return false;
	return !order || zip_file_put(&s->zip, name, bytes);
}

/* The first two files are bagit.txt and bag-info.txt, which is needed before the first. */
static bool find_info(struct signing *s, struct buf *bytes)
{
	struct packed_entry e;
	while (packed_next(s->reader, &e) == PACKED_MORE) {
		s->base = arena_str(s->arena, str_until(e.name, '/'));
		if (str_eq(below(s, e.name), S("bag-info.txt")))
			return read_file(s, bytes) && begin_zip(s, buf_str(bytes));
	}
	return failed(s, S("there is no bag-info.txt"));
}

static bool copy(struct signing *s, struct buf *bytes)
{
	struct packed_entry e;
	enum packed_step step;
	if (!find_info(s, bytes))
		return false;
	packed_again(s->reader);
	while ((step = packed_next(s->reader, &e)) == PACKED_MORE) {
		str name = arena_str(s->arena, e.name);
		if (!read_file(s, bytes) || !copy_file(s, name, buf_str(bytes)))
			return false;
	}
	return (step == PACKED_END || failed(s, packed_error(s->reader))) && put_signature(s) &&
	       zip_file_end(&s->zip);
}

static bool not_ours(struct signing *s)
{
	diag_error(s->zip.diags, s->zip.at, "sign/not-ours",
	           "this is not a parcel as strom packs it");
	diag_hint(s->zip.diags, "Other bags are signed with minisign itself: minisign -S -m "
	                        "tagmanifest-sha256.txt");
	return false;
}

bool sign_parcel(struct arena *arena, struct diags *d, str path, const struct minisign_secret *key,
                 str comment, struct file_out *out)
{
	struct signing s = {
	        .arena = arena, .comment = comment, .key = key, .zip = {.diags = d, .out = out}};
	struct verdict verdict;
	struct buf bytes = {0};
	char id[2 * MINISIGN_ID + 1];
	str zip;
	if (!verify_bag(arena, d, path, NULL, &verdict))
		return false;
	s.zip.at.file = diag_file(d, path, DIAG_SECRET);
	if (!verdict.own)
		return not_ours(&s);
	if (!file_map_as(arena, d, FILE_GIVEN, s.zip.at, path, 0, &zip))
		return false;
	s.reader = packed_bytes(arena, zip);
	minisign_id(key->id, id);
	s.mine = arena_printf(arena, "signatures/%s.minisig", id);
	bool good = copy(&s, &bytes);
	buf_drop(&bytes);
	buf_drop(&s.signature);
	return good;
}
