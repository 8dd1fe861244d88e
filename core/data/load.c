/* The loader: a child process that runs the source plugins.
 *
 * What comes back is the public tables and the reports, through a file in memory. Sensitive tables
 * live in databases of their own that die with the child; of the reports about them only code and
 * place come back. A crash, an exit or a run without end is the plugin's, and names it. */
#include "data/load_parts.h"
#include "data/store.h"

#include "base/cut.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_FILE ((uint64_t)1 << 30)

/* What the parent sees of the child while it runs. */
struct progress { volatile uint32_t source; };

struct loader {
	struct arena *arena;
	struct diags *diags;
	const struct project *project;
	sqlite3 *public;
	struct progress *progress;
	bool look;
};

/* ---- In the child ---- */

static unsigned flags_of(const struct source_spec *source)
{
	return (source->sensitive ? DIAG_SECRET : 0u) | (source->given ? DIAG_GIVEN : 0u);
}

/* Options hold file numbers: the child's set must count files as the parent's does. */
static struct diags *same_files(struct arena *a, const struct diags *theirs, const struct project *p)
{
	struct diags *d = diags_like(a, theirs);
	for (uint32_t i = 1; diag_path(theirs, i).len; i++)
		diag_file(d, diag_path(theirs, i), 0);
	for (size_t i = 0; i < p->sources_n; i++)
		diag_file(d, p->sources[i].path.text, flags_of(&p->sources[i]));
	return d;
}

/* The last gate: whatever wrote the reports, their words go no further. Our own about the file
 * itself hold no cell. */
static void pass_on(struct diags *to, const struct diags *from, bool secret)
{
	for (size_t i = 0; i < diag_count(from); i++) {
		struct report r = *diag_at(from, i);
		if (secret && !str_starts(r.code, S("file/"))) {
			r.message = S("a sensitive source has a fault here; its text is not shown");
			r.hint = S("");
		}
		diag_add(to, &r);
	}
}

static bool run_plugin(struct store *s, struct job *job, str bytes)
{
	struct strom_source f = {0};
	const struct strom_source *theirs = plugin_open(job->diags, job->at, s->plugin);
	struct strom_input input = {.size = sizeof input, .bytes = bytes, .name = s->source->path.text};
	if (!theirs)
		return false;
	job_begin(job, s->plugin, TRACK_READ);
	memcpy(&f, theirs, theirs->size < sizeof f ? theirs->size : sizeof f);
	s->once = f.once;
	return job_end(job, s->plugin, f.read(&job->pub, &store_host, &input));
}

static enum file_role role_of(const struct source_spec *source)
{
	return source->sensitive ? FILE_SENSITIVE : source->given ? FILE_GIVEN : FILE_INPUT;
}

static bool call(struct loader *l, struct store *s, struct job *job)
{
	struct job again = *job;
	str bytes;
	if (!file_map_as(l->arena, job->diags, role_of(s->source), s->source->path.at, s->source->path.text, MOST_FILE,
	                 &bytes))
		return false;
	store_begin(s, job);
	bool good = run_plugin(s, job, bytes);
	/* Its cells have been looked at: now they become values. */
	if (store_wants_more(s) && (good = store_settle(s, good))) {
		again.again = true;
		store_again(s, &again);
		good = s->kept ? store_replay(s) : run_plugin(s, &again, bytes);
	}
	return store_end(s, good);
}

static bool load_source(struct loader *l, uint32_t number)
{
	const struct source_spec *spec = &l->project->sources[number];
	struct arena *a = arena_new();
	struct diags *d = same_files(a, l->diags, l->project);
	struct store s = {.source = spec, .plugin = spec->plugin, .number = number,
	                  .shown = l->diags};
	struct job job;
	s.db = spec->sensitive ? store_open() : l->public;
	job_init(&job, a, d, &spec->options);
	job.file = diag_file(d, spec->path.text, 0);
	job.at = spec->name.at;
	job.secret = spec->sensitive;
	bool good = s.db ? call(l, &s, &job)
	                 : diag_error(d, spec->name.at, "data/too-large", "out of memory");
	pass_on(l->diags, d, spec->sensitive);
	if (l->look && !number && s.db)
		look_keep(&s, l->public, good);
	if (spec->sensitive)
		sqlite3_close(s.db);
	arena_drop(a);
	return good;
}

static bool write_all(int fd, str bytes)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.ptr, bytes.len < 1 << 30 ? bytes.len : 1 << 30);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes = str_from(bytes, (size_t)n);
	}
	return true;
}

static bool hand_over(struct loader *l, int fd, bool good)
{
	struct buf head = {0}, reports = {0};
	sqlite3_int64 len = 0;
	if (sqlite3_exec(l->public, "commit", NULL, NULL, NULL))
		return false;
	str database = {(const char *)sqlite3_serialize(l->public, "main", &len,
	                                                SQLITE_SERIALIZE_NOCOPY), 0};
	database.len = (size_t)len;
	if (!database.ptr)
		return false;
	diag_pack(l->diags, &reports);
	buf_u32(&head, good);
	buf_slice(&head, buf_str(&reports));
	return write_all(fd, buf_str(&head)) && write_all(fd, database);
}

static void silence(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (int fd = 0; null >= 0 && fd <= 2; fd++)
		dup2(null, fd);
}

static void set_bounds(struct load_limits limits)
{
	struct rlimit none = {0, 0}, cpu = {limits.cpu_seconds, limits.cpu_seconds + 2};
	/* The child dies with its parent, and leaves no picture of its memory. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_DUMPABLE, 0);
	setrlimit(RLIMIT_CORE, &none);
	setrlimit(RLIMIT_CPU, &cpu);
	/* The sanitizer's handlers would turn a crash into an exit. */
	static const int ends[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGALRM, SIGXCPU, SIGTERM,
	                           SIGINT, SIGHUP, SIGPIPE};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		signal(ends[i], SIG_DFL);
	alarm(limits.wall_seconds);
}

_Noreturn static void child(struct diags *theirs, const struct project *p, struct progress *progress,
                            struct load_limits limits, int fd)
{
	bool good = true;
	struct arena *a = arena_new();
	struct loader l = {.arena = a, .project = p, .progress = progress, .public = store_open(),
	                   .look = limits.look};
	silence();
	set_bounds(limits);
	file_cut_tell(fd);
	l.diags = same_files(a, theirs, p);
	progress->source = UINT32_MAX;
	if (!l.public)
		_exit(ENOMEM);
	for (uint32_t i = 0; i < p->sources_n; i++) {
		progress->source = i;
		good &= load_source(&l, i);
	}
	progress->source = UINT32_MAX;
	/* No exit(): what was registered before the fork belongs to the parent. */
	errno = EIO;
	_exit(hand_over(&l, fd, good) ? 0 : errno);
}

/* ---- In the parent ---- */

static bool cannot_hand_over(struct diags *d, const struct project *p, int error)
{
	diag_error(d, p->at, "data/loader-failed", "the tables cannot be handed over: %s", strerror(error));
	if (error == EFBIG)
		diag_hint(d, "There is a limit on the size of files, 'ulimit -f'; it holds for files in memory too.");
	return false;
}

static bool ended_badly(struct diags *d, const struct project *p, uint32_t source, int status)
{
	if (source >= p->sources_n && WIFSIGNALED(status))
		return diag_error(d, p->at, "data/loader-failed", "the loader failed (SIG%s)",
		                  sigabbrev_np(WTERMSIG(status)) ? sigabbrev_np(WTERMSIG(status)) : "");
	if (source >= p->sources_n)
		return cannot_hand_over(d, p, WEXITSTATUS(status));
	const struct source_spec *s = &p->sources[source];
	str name = s->plugin->name;
	int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	if (signal == SIGXCPU || signal == SIGALRM)
		diag_error(d, s->name.at, "data/source-crashed",
		           "the source plugin '%.*s' ran without end and was stopped", STR_ARG(name));
	else if (signal)
		diag_error(d, s->name.at, "data/source-crashed", "the source plugin '%.*s' crashed (SIG%s)",
		           STR_ARG(name), sigabbrev_np(signal) ? sigabbrev_np(signal) : "");
	else
		diag_error(d, s->name.at, "data/source-crashed",
		           "the source plugin '%.*s' ended the loader with status %d", STR_ARG(name),
		           WEXITSTATUS(status));
	diag_hint(d, "This is a fault of the plugin or a want of memory: report it to the plugin's "
	          "author.");
	return false;
}

struct mapped { void *at; size_t len; };

static void unmap(void *object)
{
	struct mapped *m = object;
	munmap(m->at, m->len);
}

static str map_result(struct arena *a, int fd)
{
	off_t len = lseek(fd, 0, SEEK_END);
	void *at = len > 0 ? mmap(NULL, (size_t)len, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
	if (at == MAP_FAILED)
		return S("");
	struct mapped *m = arena_make(a, struct mapped);
	*m = (struct mapped){at, (size_t)len};
	arena_cleanup(a, unmap, m);
	return (str){at, (size_t)len};
}

static bool take_result(struct arena *a, struct diags *d, const struct project *p, int fd,
                        str *database)
{
	str rest = map_result(a, fd), reports;
	uint32_t good;
	if (buf_take_u32(&rest, &good) && buf_take_slice(&rest, &reports) && rest.len &&
	    diag_unpack(d, reports)) {
		*database = rest;
		return good;
	}
	return diag_error(d, p->at, "data/loader-failed", "the loader's answer cannot be read");
}

static int wait_for(pid_t pid)
{
	int status = 0;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return status;
}

/* SQLite's and our own tables have names of this kind; capital letters make no difference. */
static bool names_good(struct diags *d, const struct project *p)
{
	bool good = true;
	for (size_t i = 0; i < p->sources_n; i++) {
		const struct said *name = &p->sources[i].name;
		if (sql_same(str_sub(name->text, 0, 7), S("sqlite_")) ||
		    sql_same(str_sub(name->text, 0, 6), S("strom_")))
			good = diag_error(d, name->at, "data/reserved-name",
			                  "'%.*s' begins like a table of the program's own", STR_ARG(name->text));
		for (size_t k = 0; k < i; k++)
			if (sql_same(name->text, p->sources[k].name.text))
				good = diag_error(d, name->at, "data/duplicate-table",
				                  "SQL cannot tell '%.*s' from '%.*s'", STR_ARG(name->text),
				                  STR_ARG(p->sources[k].name.text));
	}
	return good;
}

static bool run_child(struct arena *a, struct diags *d, const struct project *p,
                      struct load_limits limits, struct progress *progress, int fd, str *database)
{
	pid_t pid = fork();
	if (pid < 0)
		return diag_error(d, p->at, "data/loader-failed", "cannot start the loader: %s",
		                  strerror(errno));
	if (!pid)
		child(d, p, progress, limits, fd);
	int status = wait_for(pid);
	uint32_t at = progress->source;
	if (file_cut_told(d, at < p->sources_n ? p->sources[at].path.at : p->at, status, fd, 0))
		return false;
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		return ended_badly(d, p, progress->source, status);
	/* A plugin that calls exit(0) ends the loader before it has handed over. */
	if (progress->source != UINT32_MAX)
		return ended_badly(d, p, progress->source, status);
	return take_result(a, d, p, fd, database);
}

bool tables_load_within(struct arena *a, struct diags *d, const struct project *p,
                        struct load_limits limits, str *database)
{
	*database = S("");
	if (!names_good(d, p))
		return false;
	for (size_t i = 0; i < p->sources_n; i++)
		diag_file(d, p->sources[i].path.text, flags_of(&p->sources[i]));
	struct progress *progress = mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE,
	                                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int fd = memfd_create("strom-tables", MFD_CLOEXEC);
	bool good = false;
	if (progress == MAP_FAILED || fd < 0)
		diag_error(d, p->at, "data/loader-failed", "cannot start the loader: %s", strerror(errno));
	else
		good = run_child(a, d, p, limits, progress, fd, database);
	if (fd >= 0)
		close(fd);
	if (progress != MAP_FAILED)
		munmap(progress, sizeof *progress);
	return good;
}

bool tables_load(struct arena *a, struct diags *d, const struct project *p, str *database)
{
	return tables_load_within(a, d, p, (struct load_limits){600, 1800, false}, database);
}
