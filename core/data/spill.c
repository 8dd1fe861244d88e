/* Files without a name, for sorts that are larger than SQLite's cache: no other is ever used, and
 * nothing of it remains. */
#include "data/tables_parts.h"

#include "base/file.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

struct spill { sqlite3_file base; int fd; struct file_spares *spares; };

const int spill_size = (int)sizeof(struct spill);

static int fd_of(const sqlite3_file *file)
{
	return ((const struct spill *)file)->fd;
}

static int close_file(sqlite3_file *file)
{
	file_spare_give(((struct spill *)file)->spares, fd_of(file));
	return SQLITE_OK;
}

/* What lies behind the end reads as zeros: SQLite asks so. */
static int read_file(sqlite3_file *file, void *to, int n, sqlite3_int64 off)
{
	size_t left = (size_t)n;
	for (char *at = to; left;) {
		ssize_t got = pread(fd_of(file), at, left, off);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return SQLITE_IOERR_READ;
		if (!got) {
			memset(at, 0, left);
			return SQLITE_IOERR_SHORT_READ;
		}
		at += got;
		off += got;
		left -= (size_t)got;
	}
	return SQLITE_OK;
}

static int write_file(sqlite3_file *file, const void *from, int n, sqlite3_int64 off)
{
	size_t left = (size_t)n;
	if (off + n > MOST_SPILL)
		return SQLITE_FULL;
	for (const char *at = from; left;) {
		ssize_t put = pwrite(fd_of(file), at, left, off);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return errno == ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE;
		at += put;
		off += put;
		left -= (size_t)put;
	}
	return SQLITE_OK;
}

static int cut_file(sqlite3_file *file, sqlite3_int64 size)
{
	return ftruncate(fd_of(file), size) ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

static int sync_file(sqlite3_file *file, int flags)
{
	(void)file, (void)flags;
	return SQLITE_OK;
}

static int size_of_file(sqlite3_file *file, sqlite3_int64 *size)
{
	struct stat info;
	if (fstat(fd_of(file), &info))
		return SQLITE_IOERR_FSTAT;
	*size = info.st_size;
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
	s->base.pMethods = NULL;
	s->spares = spares;
	s->fd = file_spare_take(spares);
	if (s->fd < 0)
		return SQLITE_CANTOPEN;
	s->base.pMethods = &methods;
	return SQLITE_OK;
}
