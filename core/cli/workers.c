/* Workers: fork, work, hand the reports back through a file in memory. */
#include "cli/workers.h"

#include "base/cut.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct worker {
	pid_t pid;                       /* 0: it never began */
	int fd;                          /* of its report, until it is settled */
	bool over, settled, whole, told; /* told: why it is not whole */
	int status;
	str report;
	struct outputs outputs;
	struct diags *diags;             /* what went wrong with its files, here in main */
};

/* How a worker ends that could not hand its report over. */
enum { EXIT_UNREPORTED = 38 };

/* ---- In the worker ---- */

static void put_all(int fd, str bytes)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(EXIT_UNREPORTED);
		bytes = str_from(bytes, (size_t)n);
	}
}

_Noreturn static void work_in_child(struct session *s, pid_t parent, struct worker *w,
                                    const struct edition_spec *e, const struct work *work)
{
	struct done done = {.edition = e};
	struct buf b = {0};
	/* Who ends the build ends all of it, whatever a plugin has done about signals. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EXIT_FAULT);
	file_cut_tell(w->fd);
	diag_forget(s->diags);
	bool good = work->run(s, e, &w->outputs, &done);
	/* What its files told, in this process: main's own set does not hear of it. */
	for (size_t i = 0; i < diag_count(w->diags); i++)
		diag_add(s->diags, diag_at(w->diags, i));
	buf_u32(&b, good);
	buf_u32(&b, done.pages);
	buf_u32(&b, done.segments);
	buf_u32(&b, done.untranslated);
	diag_pack(s->diags, &b);
	put_all(w->fd, buf_str(&b));
	/* No exit(): what was registered before the fork belongs to main. */
	_exit(good ? EXIT_GOOD : EXIT_PROJECT);
}

/* ---- Starting ---- */

static bool start(struct session *s, struct worker *w, const struct edition_spec *e,
                  const struct work *work)
{
	pid_t parent = getpid();
	w->fd = memfd_create("strom-reports", MFD_CLOEXEC);
	w->diags = diags_like(s->arena, s->diags);
	if (work->outputs)
		w->outputs = work->outputs(s, e);
	if (w->fd < 0 || !outputs_begin(w->diags, &w->outputs))
		return false;
	w->pid = fork();
	if (w->pid == 0)
		work_in_child(s, parent, w, e, work);
	return w->pid > 0;
}

static void cannot_start(struct worker *w)
{
	if (!diag_errors(w->diags))
		diag_error(w->diags, (struct span){0}, "build/no-worker", "cannot start a worker: %s",
		           strerror(errno));
	w->pid = 0;
	w->over = true;
}

/* ---- Settling: what it reported, and its files' names ---- */

static str read_report(struct session *s, int fd)
{
	struct stat info;
	str bytes = S("");
	if (fd < 0 || fstat(fd, &info) || !info.st_size)
		return bytes;
	void *at = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (at == MAP_FAILED)
		return bytes;
	bytes = arena_str(s->arena, (str){at, (size_t)info.st_size});
	munmap(at, (size_t)info.st_size);
	return bytes;
}

static bool take_done(struct diags *d, str bytes, struct done *done)
{
	uint32_t good;
	if (!buf_take_u32(&bytes, &good) || !buf_take_u32(&bytes, &done->pages) ||
	    !buf_take_u32(&bytes, &done->segments) || !buf_take_u32(&bytes, &done->untranslated))
		return false;
	done->good = good;
	return diag_unpack(d, bytes);
}

/* What the world did to it. True: reported. */
static bool ended_from_outside(const struct worker *w)
{
	if (file_cut_told(w->diags, (struct span){0}, w->status, w->fd, 0))
		return true;
	if (!WIFEXITED(w->status) || WEXITSTATUS(w->status) != EXIT_UNREPORTED)
		return false;
	diag_error(w->diags, (struct span){0}, "build/no-report", "a worker cannot hand its report over");
	diag_hint(w->diags, "Is there a limit on the size of files, 'ulimit -f'? It holds for files in memory too.");
	return true;
}

/* At once, in whatever order they end: a slow edition before it must not keep its files open. */
static void settle(struct session *s, struct worker *w, struct done *done)
{
	struct arena *scratch = arena_new();
	w->report = w->pid ? read_report(s, w->fd) : S("");
	w->whole = w->pid && WIFEXITED(w->status) && WEXITSTATUS(w->status) <= EXIT_PROJECT &&
	           take_done(diags_new(scratch), w->report, done);
	w->told = w->pid && !w->whole && ended_from_outside(w);
	done->good = done->good && w->whole;
	done->bytes = outputs_bytes(&w->outputs);
	done->good = outputs_end(&w->outputs, done->good) && done->good;
	if (w->fd >= 0)
		close(w->fd);
	w->settled = true;
	arena_drop(scratch);
}

static void crashed(struct diags *d, const struct edition_spec *e, int status)
{
	diag_error(d, (struct span){0}, "build/crashed", "%.*s %.*s: the worker ended by %s %d",
	           STR_ARG(e->document->id.text), STR_ARG(e->id),
	           WIFSIGNALED(status) ? "signal" : "exit code",
	           WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	diag_hint(d, "This is a fault of strom, not of the project; the other editions are built.");
}

/* Its reports join the others. False: it crashed. */
static bool collect(struct session *s, const struct worker *w, const struct done *done)
{
	struct done again;
	if (w->whole)
		take_done(s->diags, w->report, &again);
	else if (w->pid && !w->told)
		crashed(s->diags, done->edition, w->status);
	for (size_t i = 0; i < diag_count(w->diags); i++)
		diag_add(s->diags, diag_at(w->diags, i));
	return w->whole || w->told || !w->pid;
}

/* ---- All ---- */

/* Among those from `from` on. Returns how many ended: one or none. */
static size_t wait_one(struct worker *w, size_t from, size_t n)
{
	int status;
	pid_t pid = waitpid(-1, &status, 0);
	for (size_t i = from; i < n; i++)
		if (pid > 0 && w[i].pid == pid && !w[i].over) {
			w[i].over = true;
			w[i].status = status;
			return 1;
		}
	return 0;
}

static size_t jobs_of(const struct session *s)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	return s->line->jobs ? (size_t)s->line->jobs : processors > 0 ? (size_t)processors : 1;
}

/* One that is over and not settled; n: none. */
static size_t next_over(const struct worker *w, size_t from, size_t n)
{
	size_t i = from;
	while (i < n && (!w[i].over || w[i].settled))
		i++;
	return i;
}

size_t workers_run(struct session *s, const struct edition_spec **editions, size_t n,
                   const struct work *work, size_t *faults, struct done *results)
{
	struct worker *w = arena_array(s->arena, struct worker, n);
	size_t started = 0, running = 0, told = 0, good = 0, jobs = jobs_of(s);
	*faults = 0;
	fflush(stdout);
	fflush(stderr);
	while (told < n) {
		size_t over = next_over(w, told, started);
		if (started < n && running < jobs) {
			results[started] = (struct done){.edition = editions[started]};
			if (start(s, &w[started], editions[started], work))
				running++;
			else
				cannot_start(&w[started]);
			started++;
		} else if (over < started) {
			/* After the next has started: naming a file may wait for a disk. */
			settle(s, &w[over], &results[over]);
		} else if (w[told].settled) {
			/* In the editions' order, as far as they are settled: so is every list of reports. */
			*faults += !collect(s, &w[told], &results[told]);
			good += results[told].good;
			work->tell(s, &results[told], told + 1, n);
			told++;
		} else {
			running -= wait_one(w, told, started);
		}
	}
	return good;
}
