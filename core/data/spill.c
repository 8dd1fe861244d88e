/* Files without a name, for sorts that are larger than SQLite's cache: no other is ever used, and
 * nothing of it remains. */
#include "data/tables_parts.h"

#include "base/file.h"

#include <errno.h>
#include <unistd.h>

_Static_assert(MOST_SPILL <= FILE_SPARE, "a sort has room in its part");

/* The size is kept here: the parts of others lie behind. */
struct spill {
	sqlite3_file base;
	struct file_spare part;
	struct file_spares *spares;
	sqlite3_int64 size;
};

const int spill_size = (int)sizeof(struct spill);

static int close_file(sqlite3_file *file)
{
	struct spill *s = (struct spill *)file;
	file_spare_give(s->spares, &s->part);
	return SQLITE_OK;
}

/* What lies behind the end reads as zeros: SQLite asks so. */
static int read_file(sqlite3_file *file, void *to, int n, sqlite3_int64 off)
{
	struct spill *s = (struct spill *)file;
	sqlite3_int64 has = off < s->size ? s->size - off : 0;
	size_t left = (size_t)(has < n ? has : n);
	memset((char *)to + left, 0, (size_t)n - left);
	for (char *at = to; left;) {
		ssize_t got = pread(s->part.fd, at, left, (off_t)s->part.from + off);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return SQLITE_IOERR_READ;
		at += got;
		off += got;
		left -= (size_t)got;
	}
	return has < n ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

static int put(struct spill *s, const char *at, size_t left, sqlite3_int64 off)
{
	while (left) {
		ssize_t n = pwrite(s->part.fd, at, left, (off_t)s->part.from + off);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return errno == ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE;
		at += n;
		off += n;
		left -= (size_t)n;
	}
	s->size = off > s->size ? off : s->size;
	return SQLITE_OK;
}

/* What is left out reads as zeros, not as what lay there before. */
static int fill_to(struct spill *s, sqlite3_int64 off)
{
	static const char zeros[4096];
	int rc = SQLITE_OK;
	while (!rc && s->size < off) {
		size_t n = off - s->size < 4096 ? (size_t)(off - s->size) : sizeof zeros;
		rc = put(s, zeros, n, s->size);
	}
	return rc;
}

static int write_file(sqlite3_file *file, const void *from, int n, sqlite3_int64 off)
{
	struct spill *s = (struct spill *)file;
	if (off + n > MOST_SPILL)
		return SQLITE_FULL;
	if ((uint64_t)(off + n) > s->part.most)
		return SQLITE_IOERR_WRITE; /* as the limit on files says it */
	int rc = fill_to(s, off);
	return rc ? rc : put(s, from, (size_t)n, off);
}

static int cut_file(sqlite3_file *file, sqlite3_int64 size)
{
	struct spill *s = (struct spill *)file;
	s->size = size < s->size ? size : s->size;
	return SQLITE_OK;
}

static int sync_file(sqlite3_file *file, int flags)
{
	(void)file, (void)flags;
	return SQLITE_OK;
}

static int size_of_file(sqlite3_file *file, sqlite3_int64 *size)
{
	*size = ((const struct spill *)file)->size;
	return SQLITE_OK;
}

static int lock_file(sqlite3_file *file, int level)
{
	(void)file, (void)level;
	return SQLITE_OK;
}

static int check_lock(sqlite3_file *file, int *held)
{
	(void)file;
	*held = 0;
	return SQLITE_OK;
}

static int control(sqlite3_file *file, int op, void *argument)
{
	(void)file, (void)op, (void)argument;
	return SQLITE_NOTFOUND;
}

static int sector_size(sqlite3_file *file)
{
	(void)file;
	return 4096;
}

static int traits(sqlite3_file *file)
{
	(void)file;
	return 0;
}

static const sqlite3_io_methods methods = {
	.iVersion = 1, .xClose = close_file, .xRead = read_file, .xWrite = write_file,
	.xTruncate = cut_file, .xSync = sync_file, .xFileSize = size_of_file, .xLock = lock_file,
	.xUnlock = lock_file, .xCheckReservedLock = check_lock, .xFileControl = control,
	.xSectorSize = sector_size, .xDeviceCharacteristics = traits,
};

int spill_open(struct file_spares *spares, sqlite3_file *file)
{
	struct spill *s = (struct spill *)file;
	*s = (struct spill){.spares = spares};
	if (!file_spare_take(spares, &s->part))
		return SQLITE_CANTOPEN;
	s->base.pMethods = &methods;
	return SQLITE_OK;
}
