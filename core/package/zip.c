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
