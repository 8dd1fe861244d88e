/* Files without names, made ahead. */
#include "base/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

/* Not every file system has such files, and not every process may make them. */
static int open_spare(void)
{
	int fd = open(P_tmpdir, O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
	return fd >= 0 ? fd : memfd_create("strom-spare", MFD_CLOEXEC);
}

void file_spares_open(struct file_spares *s, size_t n)
{
	*s = (struct file_spares){.n = 0};
	while (s->n < n && s->n < FILE_SPARES) {
		int fd = open_spare();
		if (fd < 0)
			return;
		s->fd[s->n++] = fd;
	}
}

int file_spare_take(struct file_spares *s)
{
	for (size_t i = 0; s && i < s->n; i++)
		if (!s->taken[i]) {
			s->taken[i] = true;
			return s->fd[i];
		}
	return s ? -1 : open_spare();
}

void file_spare_give(struct file_spares *s, int fd)
{
	if (!s)
		close(fd);
	for (size_t i = 0; s && i < s->n; i++)
		if (s->fd[i] == fd && !ftruncate(fd, 0))
			s->taken[i] = false;
}

void file_spares_empty(struct file_spares *s)
{
	for (size_t i = 0; i < s->n; i++) {
		if (ftruncate(s->fd[i], 0)) {
			/* It keeps its bytes until it is closed, and who reads it reads what it
			 * wrote. */
		}
		s->taken[i] = false;
	}
	s->lent = false;
}

void file_spares_close(struct file_spares *s)
{
	for (size_t i = 0; i < s->n; i++)
		close(s->fd[i]);
	s->n = 0;
}
