/* Telling the zips that package_write makes. Their headers and directory have no checksum of their
 * own, but follow from the files: the zip is written again and compared as it is written. */
#include "package/bag.h"
#include "package/verify/parts.h"
#include "package/zip.h"

/* A zip of ours with more bytes changed than this is one that another tool has made. */
enum { MOST_ALTERED = 64 };

struct compared {
	str zip;
	size_t at, altered, first;      /* bytes compared; that differ; where the first one is */
	str where, altered_in;          /* the file whose header is written; empty: the directory */
};

static bool compare(void *context, str bytes)
{
	struct compared *to = context;
	str here = str_sub(to->zip, to->at, to->at + bytes.len);
	for (size_t i = 0; i < here.len; i++) {
		if (here.ptr[i] == bytes.ptr[i])
			continue;
		if (!to->altered++) {
			to->first = to->at + i;
			to->altered_in = to->where;
		}
		if (to->altered > MOST_ALTERED)
			return false;
	}
	to->at += here.len;
	return here.len == bytes.len;
}

static bool copy_file(struct bag *b, struct zip_out *out, const struct bag_file *f)
{
	enum packed_step step;
	str piece;
	if (!zip_out_file(out, f->path, f->size))
		return false;
	while ((step = packed_data(b->reader, &piece)) != PACKED_END)
		if (step == PACKED_FAULT || !zip_out_data(out, piece))
			return false;
	return zip_out_file_end(out);
}

static bool copy_zip(struct bag *b, struct zip_out *out, struct compared *to)
{
	struct packed_entry e;
	packed_again(b->reader);
	for (size_t i = 0; i < b->files.n; i++) {
		to->where = b->files.at[i].name;
		if (packed_next(b->reader, &e) != PACKED_MORE ||
		    !str_eq(e.name, b->files.at[i].path) || !copy_file(b, out, &b->files.at[i]))
			return false;
	}
	to->where = S("");
	return zip_out_end(out);
}

static bool tell_altered(struct bag *b, const struct compared *to)
{
	if (to->altered && to->altered_in.len)
		verify_fault(b, "bag/container",
		             "the zip is altered at byte %zu, in the header of '%.*s'", to->first,
		             STR_ARG(to->altered_in));
	else if (to->altered)
		verify_fault(b, "bag/container", "the zip is altered at byte %zu, in its directory",
		             to->first);
	else
		verify_fault(b, "bag/container", "%zu bytes have been added to the zip",
		             to->zip.len - to->at);
	diag_hint(b->diags, "The files in it are whole, but it is not the zip that strom packed.");
	return false;
}

/* Files of one kind stand in the order of their names, and signatures behind the payload. */
static bool in_order(const struct bag_file *before, const struct bag_file *f)
{
	if (!f->payload && !verify_is_signature(f->name))
		return false;
	return before->payload == f->payload ? str_cmp(before->name, f->name) < 0 : before->payload;
}

/* bagit.txt, bag-info.txt and both manifests, then the payload, then signatures. */
static bool has_form(const struct bag *b)
{
	static const str tags[] = {{"bagit.txt", 9},
	                           {"bag-info.txt", 12},
	                           {"manifest-sha256.txt", 19},
	                           {"tagmanifest-sha256.txt", 22}};
	for (size_t i = 0; i < b->files.n; i++) {
		const struct bag_file *f = &b->files.at[i];
		if (i < 4    ? !str_eq(f->name, tags[i])
		    : i == 4 ? !f->payload
		             : !in_order(f - 1, f))
			return false;
	}
	return b->archive && b->files.n > 4;
}

bool verify_is_own(struct bag *b, str zip)
{
	struct compared to = {.zip = zip, .where = S(""), .altered_in = S("")};
	int64_t time = 0;
	str date = S("");
	if (!has_form(b) || !bag_info_value(b->claims.info, S("Bagging-Date"), &date) ||
	    !bag_time(date, &time))
		return false;
	struct arena *a = arena_new();
	struct zip_out *out = zip_out_new(a, time, compare, &to);
	bool whole = out && copy_zip(b, out, &to);
	arena_drop(a);
	/* Written to its end with few bytes that differ, it is ours. */
	if (!whole || (!to.altered && to.at == zip.len))
		return whole;
	return tell_altered(b, &to);
}
