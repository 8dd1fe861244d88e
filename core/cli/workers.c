/* Workers: fork, work, hand the reports back through a file in memory. */
#include "cli/workers.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct worker {
	pid_t pid;
	int fd;
	bool over;
	int status;
};

static void put_all(int fd, str bytes)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(EXIT_FAULT);
		bytes = str_from(bytes, (size_t)n);
	}
}

_Noreturn static void work_in_child(struct session *s, pid_t parent, int fd,
                                    const struct edition_spec *e, work *job)
{
	struct done done = {.edition = e};
	struct buf b = {0};
	/* Who ends the build ends all of it: nothing is written afterwards. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(EXIT_FAULT);
	bool good = job(s, e, &done);
	buf_u32(&b, good);
	buf_u32(&b, done.pages);
	buf_u64(&b, done.bytes);
	buf_u32(&b, done.segments);
	buf_u32(&b, done.untranslated);
	diag_pack(s->diags, &b);
	put_all(fd, buf_str(&b));
	buf_drop(&b);
	arena_drop(s->arena);
	exit(good ? EXIT_GOOD : EXIT_PROJECT);
}

static bool start(struct session *s, struct worker *w, const struct edition_spec *e, work *job)
{
	pid_t parent = getpid();
	w->fd = memfd_create("strom-reports", MFD_CLOEXEC);
	w->pid = w->fd < 0 ? -1 : fork();
	if (w->pid == 0)
		work_in_child(s, parent, w->fd, e, job);
	if (w->pid > 0)
		return true;
	diag_error(s->diags, (struct span){0}, "build/no-worker", "cannot start a worker: %s",
	           strerror(errno));
	w->over = true;
	return false;
}

static bool take_done(struct session *s, str bytes, struct done *done)
{
	uint32_t good, numbers[3];
	if (!buf_take_u32(&bytes, &good) || !buf_take_u32(&bytes, &done->pages) ||
	    !buf_take_u64(&bytes, &done->bytes) || !buf_take_u32(&bytes, &numbers[0]) ||
	    !buf_take_u32(&bytes, &numbers[1]))
		return false;
	done->segments = numbers[0];
	done->untranslated = numbers[1];
	done->good = good;
	return diag_unpack(s->diags, bytes);
}

/* The reports of a worker that has ended. False: it crashed. */
static bool collect(struct session *s, const struct worker *w, struct done *done)
{
	struct stat info;
	str bytes = S("");
	bool whole = WIFEXITED(w->status) && WEXITSTATUS(w->status) <= EXIT_PROJECT &&
	             !fstat(w->fd, &info) && info.st_size > 0;
	if (whole) {
		void *at = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, w->fd, 0);
		if (at != MAP_FAILED) {
			bytes = arena_str(s->arena, (str){at, (size_t)info.st_size});
			munmap(at, (size_t)info.st_size);
		}
	}
	if (whole && take_done(s, bytes, done))
		return true;
	const struct edition_spec *e = done->edition;
	diag_error(s->diags, (struct span){0}, "build/crashed", "%.*s %.*s: the worker ended by %s %d",
	           STR_ARG(e->document->id.text), STR_ARG(e->id),
	           WIFSIGNALED(w->status) ? "signal" : "exit code",
	           WIFSIGNALED(w->status) ? WTERMSIG(w->status) : WEXITSTATUS(w->status));
	diag_hint(s->diags, "This is a fault of strom, not of the project; the other editions are built.");
	return false;
}

static size_t wait_one(struct worker *w, size_t n)
{
	int status;
	pid_t pid = waitpid(-1, &status, 0);
	for (size_t i = 0; i < n; i++)
		if (pid > 0 && w[i].pid == pid && !w[i].over) {
			w[i].over = true;
			w[i].status = status;
			return i;
		}
	return SIZE_MAX;
}

static size_t jobs_of(const struct session *s)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	return s->line->jobs ? (size_t)s->line->jobs : processors > 0 ? (size_t)processors : 1;
}

size_t workers_run(struct session *s, const struct edition_spec **editions, size_t n, work *job,
                   ended *tell, size_t *faults, struct done *results)
{
	struct worker *w = arena_array(s->arena, struct worker, n);
	size_t started = 0, over = 0, told = 0, good = 0, jobs = jobs_of(s);
	*faults = 0;
	fflush(stdout);
	fflush(stderr);
	while (over < n) {
		if (started < n && started - over < jobs) {
			results[started] = (struct done){.edition = editions[started]};
			over += !start(s, &w[started], editions[started], job);
			started++;
			continue;
		}
		over += wait_one(w, n) != SIZE_MAX;
		/* In the editions' order, as far as they are over: so is every list of reports. */
		for (; told < started && w[told].over; told++) {
			if (w[told].pid > 0)
				*faults += !collect(s, &w[told], &results[told]);
			if (w[told].fd >= 0)
				close(w[told].fd);
			good += results[told].good;
			tell(s, &results[told], told + 1, n);
		}
	}
	return good;
}
