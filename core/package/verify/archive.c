/* Reading an archive: zip and tar, through libarchive, which finds out by itself how it is packed.
 */
#include "package/verify/bagpath.h"
#include "package/verify/packed_parts.h"
#include "package/verify/zip_names.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

struct archived {
	struct arena *arena;
	struct archive *archive;
	locale_t locale;                /* libarchive asks it what a name's letters are */
	str bytes;
	const str *names;               /* a zip's own */
	size_t names_n, at;
	bool open;
};

static void drop(void *self)
{
	struct archived *p = self;
	archive_read_free(p->archive);
	if (p->locale)
		freelocale(p->locale);
}

/* A zip is read by its directory; what is zipped as a stream is no delivery. Checksums are ours to
 * compare, so that a damaged file is named for what a manifest says. */
static bool open_bytes(struct archived *p)
{
	struct archive *a = p->archive;
	return a && !archive_read_support_format_zip_seekable(a) &&
	       !archive_read_support_format_tar(a) && !archive_read_support_filter_gzip(a) &&
	       !archive_read_support_filter_zstd(a) && !archive_read_support_filter_bzip2(a) &&
	       !archive_read_support_filter_xz(a) &&
	       !archive_read_set_options(a, "zip:ignorecrc32") &&
	       !archive_read_open_memory(a, p->bytes.ptr, p->bytes.len);
}

static void again(void *self)
{
	struct archived *p = self;
	archive_read_free(p->archive);
	p->archive = archive_read_new();
	p->open = open_bytes(p);
	p->at = 0;
}

static bool is_ascii(str name)
{
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.ptr[i] >= 0x80)
			return false;
	return true;
}

/* The name as it was packed, where libarchive has composed its letters anew; and what a zip's
 * directory says, where a file's own header says otherwise. */
static void take_name(struct archived *p, str name, struct packed_entry *entry)
{
	str own = p->at < p->names_n ? p->names[p->at] : name;
	p->at++;
	entry->name = name;
	if (str_eq(own, name) || utf8_check(own) < own.len)
		return;
	if (str_eq(bagpath_composed(p->arena, own), bagpath_composed(p->arena, name)))
		entry->name = own;
	else if (is_ascii(own) && is_ascii(name))
		entry->listed = own;
}

static enum packed_what kind_of(struct archive_entry *e)
{
	if (archive_entry_is_encrypted(e))
		return PACKED_LOCKED;
	switch (archive_entry_filetype(e)) {
	case AE_IFREG: return archive_entry_hardlink(e) ? PACKED_SAME : PACKED_FILE;
	case AE_IFDIR: return PACKED_FOLDER;
	case AE_IFLNK: return PACKED_LINK;
	default: return archive_entry_hardlink(e) ? PACKED_SAME : PACKED_OTHER;
	}
}

static enum packed_step next(void *self, struct packed_entry *entry)
{
	struct archived *p = self;
	struct archive_entry *e = NULL;
	if (!p->open)
		return PACKED_FAULT;
	locale_t before = uselocale(p->locale);
	int rc = archive_read_next_header(p->archive, &e);
	bool good = rc == ARCHIVE_OK || rc == ARCHIVE_WARN;
	const char *name = good ? archive_entry_pathname(e) : NULL;
	if (name) {
		take_name(p, str_of(name), entry);
		entry->kind = kind_of(e);
		entry->target = str_of(archive_entry_hardlink(e));
	}
	uselocale(before);
	if (rc == ARCHIVE_EOF)
		return PACKED_END;
	return name ? PACKED_MORE : PACKED_FAULT;
}

/* Holes in a sparse file come as zeros. */
static enum packed_step data(void *self, char *piece, size_t *len)
{
	struct archived *p = self;
	la_ssize_t n = archive_read_data(p->archive, piece, PACKED_PIECE);
	*len = n > 0 ? (size_t)n : 0;
	return n < 0 ? PACKED_FAULT : n ? PACKED_MORE : PACKED_END;
}

static str error(const void *self)
{
	const struct archived *p = self;
	const char *message = p->archive ? archive_error_string(p->archive) : "out of memory";
	return message ? str_of(message) : S("a file's name is not text");
}

/* In the C locale the names in a tar stay the bytes that they are; those in a zip need one of
 * UTF-8. */
struct packed *packed_bytes(struct arena *a, str bytes)
{
	static const struct packed_kind kind = {again, next, data, error};
	struct archived *p = arena_make(a, struct archived);
	*p = (struct archived){.arena = a, .bytes = bytes};
	p->names_n = verify_zip_names(a, bytes, &p->names);
	p->locale = newlocale(LC_CTYPE_MASK, p->names_n ? "C.UTF-8" : "C", (locale_t)0);
	arena_cleanup(a, drop, p);
	again(p);
	return packed_new(a, &kind, p);
}
