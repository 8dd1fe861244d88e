/* Room in files without names, made ahead. */
#include "base/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/* Not every file system has such files, and not every process may make them. */
int file_unnamed(void)
{
	int fd = open(P_tmpdir, O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
	return fd >= 0 ? fd : memfd_create("strom-spare", MFD_CLOEXEC);
}

void file_spares_none(struct file_spares *s)
{
	*s = (struct file_spares){.fd = -1};
}

/* Where files may not be large, all parts are as small as they must be: else a sort would fail by
 * where its part lies. */
void file_spares_open(struct file_spares *s)
{
	struct rlimit size;
	*s = (struct file_spares){.fd = file_unnamed(), .each = FILE_SPARE};
	if (!getrlimit(RLIMIT_FSIZE, &size) && size.rlim_cur / FILE_SPARES < FILE_SPARE)
		s->each = size.rlim_cur / FILE_SPARES;
}

static bool make_one(struct file_spare *part)
{
	*part = (struct file_spare){.fd = file_unnamed(), .most = FILE_SPARE};
	return part->fd >= 0;
}

bool file_spare_take(struct file_spares *s, struct file_spare *part)
{
	if (!s)
		return make_one(part);
	for (size_t i = 0; s->fd >= 0 && i < FILE_SPARES; i++)
		if (!s->taken[i]) {
			s->taken[i] = true;
			*part = (struct file_spare){s->fd, i, i * s->each, s->each};
			return true;
		}
	return false;
}

/* False: it keeps its bytes. */
static bool empty(struct file_spares *s)
{
	for (size_t i = 0; i < FILE_SPARES; i++)
		if (s->taken[i])
			return true;
	return !ftruncate(s->fd, 0);
}

void file_spare_give(struct file_spares *s, const struct file_spare *part)
{
	if (!s) {
		close(part->fd);
		return;
	}
	s->taken[part->number] = false;
	if (!empty(s)) {
		/* Who takes a part reads what it wrote, in this process. */
	}
}

void file_spares_empty(struct file_spares *s)
{
	memset(s->taken, 0, sizeof s->taken);
	s->lent = false;
	if (s->fd < 0 || empty(s))
		return;
	/* What one process wrote, another never sees. */
	close(s->fd);
	s->fd = file_unnamed();
}

void file_spares_close(struct file_spares *s)
{
	if (s->fd >= 0)
		close(s->fd);
	s->fd = -1;
}
