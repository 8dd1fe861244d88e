/* libarchive, held to the same bytes everywhere.
 *
 * Its zip writer asks the time zone for each file's DOS time, and the locale whether a name is
 * UTF-8. Both are settled here. */
#include "package/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

/* ---- A locale for the length of one call ---- */

struct zip_names { locale_t utf8; };

static void drop_names(void *object)
{
	struct zip_names *n = object;
	if (n->utf8)
		freelocale(n->utf8);
}

static void make_names(struct arena *a, struct zip_names *n)
{
	n->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	arena_cleanup(a, drop_names, n);
}

static locale_t begin_names(const struct zip_names *n)
{
	return uselocale(n->utf8);
}

/* ---- Writing ---- */

struct zip_out {
	struct arena *arena;
	struct archive *archive;
	struct zip_names names;
	int64_t time;
	zip_put *put;
	void *context;
	bool stopped;
};

static void drop_out(void *object)
{
	struct zip_out *z = object;
	/* libarchive finishes an unfinished zip: into nothing. */
	z->stopped = true;
	archive_write_free(z->archive);
}

static la_ssize_t put_block(struct archive *archive, void *context, const void *bytes, size_t len)
{
	struct zip_out *z = context;
	(void)archive;
	/* libarchive is never told of a failure, for it would then forget its buffers. */
	z->stopped = z->stopped || !z->put(z->context, (str){bytes, len});
	return (la_ssize_t)len;
}

struct zip_out *zip_out_new(struct arena *a, int64_t time, zip_put *put, void *context)
{
	struct zip_out *z = arena_make(a, struct zip_out);
	*z = (struct zip_out){.arena = a, .archive = archive_write_new(), .time = time, .put = put,
	                      .context = context};
	/* What main() does for the program, again for whoever calls from elsewhere. */
	setenv("TZ", "UTC0", 1);
	tzset();
	if (!z->archive)
		return NULL;
	arena_cleanup(a, drop_out, z);
	make_names(a, &z->names);
	if (archive_write_set_format_zip(z->archive) ||
	    archive_write_set_options(z->archive, "zip:compression=store") ||
	    archive_write_set_bytes_per_block(z->archive, 0) ||
	    archive_write_set_bytes_in_last_block(z->archive, 1) ||
	    archive_write_open(z->archive, z, NULL, put_block, NULL))
		return NULL;
	return z;
}

bool zip_out_file(struct zip_out *z, str name, uint64_t size)
{
	struct archive_entry *e = archive_entry_new2(z->archive);
	if (!e)
		return false;
	archive_entry_copy_pathname(e, arena_cstr(z->arena, name));
	archive_entry_set_mode(e, AE_IFREG | 0644);
	archive_entry_set_size(e, (la_int64_t)size);
	archive_entry_set_mtime(e, (time_t)z->time, 0);
	locale_t before = begin_names(&z->names);
	int rc = archive_write_header(z->archive, e);
	uselocale(before);
	archive_entry_free(e);
	return rc == ARCHIVE_OK && !z->stopped;
}

bool zip_out_data(struct zip_out *z, str bytes)
{
	while (bytes.len) {
		la_ssize_t n = archive_write_data(z->archive, bytes.ptr, bytes.len);
		if (n <= 0 || z->stopped)
			return false;
		bytes = str_from(bytes, (size_t)n);
	}
	return true;
}

bool zip_out_file_end(struct zip_out *z)
{
	return archive_write_finish_entry(z->archive) == ARCHIVE_OK && !z->stopped;
}

bool zip_out_end(struct zip_out *z)
{
	return archive_write_close(z->archive) == ARCHIVE_OK && !z->stopped;
}

str zip_out_error(const struct zip_out *z)
{
	return str_of(archive_error_string(z->archive));
}

/* ---- Reading ---- */

struct zip_in {
	struct archive *archive;
	struct zip_names names;
	bool closed;                    /* it could not be opened */
};

static void drop_in(void *object)
{
	struct zip_in *z = object;
	archive_read_free(z->archive);
}

struct zip_in *zip_in_new(struct arena *a, str bytes)
{
	struct zip_in *z = arena_make(a, struct zip_in);
	z->archive = archive_read_new();
	if (!z->archive)
		return NULL;
	arena_cleanup(a, drop_in, z);
	make_names(a, &z->names);
	/* Checksums are ours to compare: SHA-256, and CRC-32 with all else in the headers. */
	z->closed = archive_read_support_format_zip_seekable(z->archive) ||
	            archive_read_set_options(z->archive, "zip:ignorecrc32") ||
	            archive_read_open_memory(z->archive, bytes.ptr, bytes.len);
	return z;
}

enum zip_step zip_in_next(struct zip_in *z, str *name, bool *regular)
{
	struct archive_entry *e = NULL;
	if (z->closed)
		return ZIP_FAULT;
	locale_t before = begin_names(&z->names);
	int rc = archive_read_next_header(z->archive, &e);
	const char *path = rc == ARCHIVE_OK || rc == ARCHIVE_WARN ? archive_entry_pathname(e) : NULL;
	uselocale(before);
	if (rc == ARCHIVE_EOF)
		return ZIP_END;
	if (!path)
		return ZIP_FAULT;
	*name = str_of(path);
	*regular = archive_entry_filetype(e) == AE_IFREG && !archive_entry_is_encrypted(e);
	return ZIP_FILE;
}

enum zip_step zip_in_data(struct zip_in *z, str *bytes)
{
	const void *at = NULL;
	size_t len = 0;
	la_int64_t offset;
	int rc = archive_read_data_block(z->archive, &at, &len, &offset);
	*bytes = (str){at, len};
	if (rc == ARCHIVE_EOF)
		return ZIP_END;
	return rc == ARCHIVE_OK ? ZIP_FILE : ZIP_FAULT;
}

str zip_in_error(const struct zip_in *z)
{
	return str_of(archive_error_string(z->archive));
}
