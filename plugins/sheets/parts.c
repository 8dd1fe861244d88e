/* The parts of a zip, by libarchive. Only what its directory at the end lists is read, so that a
 * file that is cut off is known as such; and no more is unpacked than a file of its size can
 * honestly hold. */
#include "sheets.h"

#include <stdio.h>

#include <archive.h>
#include <archive_entry.h>

#define PIECE (256u << 10)
#define MOST_DIRECTORY (4u << 20)       /* bytes: some 50,000 parts */
#define MOST_UNPACKED ((uint64_t)4 << 30)
#define FREE_UNPACKED ((uint64_t)64 << 20)
#define MOST_RATIO 250u                 /* tables of equal rows come to 60 */

static uint32_t u32_at(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;
	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* Where the directory's end stands, as libarchive looks for it; SIZE_MAX: nowhere. */
static size_t directory_end(strom_str s)
{
	size_t lowest = s.len > 65557 ? s.len - 65557 : 0;
	for (size_t at = s.len < 22 ? 0 : s.len - 21; at-- > lowest;)
		if (!memcmp(s.ptr + at, "PK\5\6", 4))
			return at;
	return SIZE_MAX;
}

static bool has_name(strom_str s, const char *ascii)
{
	char wide[64];
	size_t n = strlen(ascii) * 2;
	for (size_t i = 0; i < n; i++)
		wide[i] = i % 2 ? 0 : ascii[i / 2];
	return memmem(s.ptr, s.len, wide, n) != NULL;
}

/* A compound file: a workbook with a password, or one from before 2007. */
static bool compound(struct book *b)
{
	if (has_name(b->bytes, "EncryptedPackage"))
		return strom_fault(
		        &b->faults, strom_at_file(b->sheets_told), "sheet/password",
		        "Save it without a password; who may read it is better said by the folder.",
		        "the file is locked with a password");
	return strom_fault(&b->faults, strom_at_file(b->sheets_told), "sheet/old-format",
	                   "Open it in a spreadsheet program and save it as .xlsx.",
	                   "the file is of the format from before 2007 (.xls)");
}

/* "~$survey.xlsx", ".~lock.survey.ods#": what a program leaves beside a file that it has open. */
static bool lock_file(struct book *b)
{
	strom_str name = b->name;
	for (size_t i = b->name.len; i-- > 0;)
		if (b->name.ptr[i] == '/') {
			name = (strom_str){b->name.ptr + i + 1, b->name.len - i - 1};
			break;
		}
	size_t head = name.len > 2 && !memcmp(name.ptr, "~$", 2)        ? 2
	              : name.len > 7 && !memcmp(name.ptr, ".~lock.", 7) ? 7
	                                                                : 0;
	char hint[120];
	size_t len = name.len - head - (head == 7 && name.ptr[name.len - 1] == '#');
	if (!head)
		return false;
	strom_str file = {name.ptr + head, len};
	snprintf(hint, sizeof hint, "Name %.*s itself.", strom_clip(file), file.ptr);
	/* Its own line says who has the file open, and where: nobody wants that shown. */
	strom_fault(&b->faults, strom_nowhere(), "sheet/lock-file", hint,
	            "this is what a program leaves beside a file that it has open");
	return true;
}

bool parts_open(struct book *b)
{
	strom_str s = b->bytes;
	if (s.len >= 8 && !memcmp(s.ptr, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
		return compound(b);
	if ((s.len < 4 || memcmp(s.ptr, "PK", 2)) && lock_file(b))
		return false;
	if (s.len < 4 || memcmp(s.ptr, "PK", 2))
		return strom_fault(&b->faults, strom_at_file(b->sheets_told), "sheet/no-workbook",
		                   "Check the path and the source that is named beside it.",
		                   s.len ? "the file is no workbook" : "the file is empty");
	size_t end = directory_end(s);
	if (end == SIZE_MAX)
		return strom_fault(&b->faults, strom_at_file(b->sheets_told), "sheet/truncated",
		                   "Get the file again: its end is missing.",
		                   "the file is cut off");
	uint32_t begin = u32_at(s.ptr + end + 16);
	if (begin <= end && end - begin <= MOST_DIRECTORY)
		return true;
	return strom_fault(&b->faults, strom_at_file(b->sheets_told), "sheet/broken-zip",
	                   "Open it in a spreadsheet program and save it again.",
	                   "the file's directory is broken or too large");
}

static bool broken(struct book *b, struct archive *a, strom_str name)
{
	const char *why = archive_error_string(a);
	return strom_fault(&b->faults, strom_at_file(b->sheets_told), "sheet/broken-zip",
	                   "Get the file again, or save it again from its program.",
	                   "the part '%.*s' cannot be unpacked%s%s", strom_clip(name), name.ptr,
	                   why ? ": " : "", why ? why : "");
}

static bool unpack(struct book *b, struct archive *a, strom_str name, parts_take *take,
                   void *context)
{
	char *piece = book_alloc(b, PIECE);
	uint64_t total = 0;
	for (;;) {
		la_ssize_t n = archive_read_data(a, piece, PIECE);
		if (n < 0)
			return broken(b, a, name);
		total += (uint64_t)n;
		if (total > MOST_UNPACKED ||
		    (total > FREE_UNPACKED && total / MOST_RATIO > b->bytes.len))
			return strom_fault(
			        &b->faults, strom_at_file(b->sheets_told), "sheet/bomb",
			        "A file from an honest program is not so.",
			        "the part '%.*s' unpacks to more than a file of this size can hold",
			        strom_clip(name), name.ptr);
		if (!take(context, piece, (size_t)n, !n))
			return false;
		if (!n)
			return true;
		if (b->job->host->cancelled(b->job))
			return false;
	}
}

/* The entry of a name, in either case, with or without a slash before it. */
static bool find(struct book *b, struct archive *a, strom_str name, bool *found)
{
	struct archive_entry *e;
	int rc;
	while ((rc = archive_read_next_header(a, &e)) == ARCHIVE_OK || rc == ARCHIVE_WARN) {
		strom_str path = strom_text(archive_entry_pathname(e));
		if (path.len && *path.ptr == '/')
			path.ptr++, path.len--;
		if (!strom_alike(path, name))
			continue;
		*found = true;
		if (!archive_entry_is_encrypted(e))
			return true;
		return strom_fault(&b->faults, strom_at_file(b->sheets_told), "sheet/password",
		                   "Save it without a password.",
		                   "the file is locked with a password");
	}
	return rc == ARCHIVE_EOF || broken(b, a, name);
}

bool parts_read(struct book *b, strom_str name, parts_take *take, void *context, bool *found)
{
	struct archive *a = archive_read_new();
	*found = false;
	bool opened = a && archive_read_support_format_zip_seekable(a) == ARCHIVE_OK &&
	              archive_read_open_memory(a, b->bytes.ptr, b->bytes.len) == ARCHIVE_OK;
	bool good = opened ? find(b, a, name, found) : a && broken(b, a, name);
	bool unpacked = good && (!*found || unpack(b, a, name, take, context));
	archive_read_free(a);
	return unpacked;
}
