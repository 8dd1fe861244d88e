/* Working apart: a child begun, settled and collected. */
#include "cli/apart.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* ---- In the child ---- */

struct begun { struct session *session; struct apart *apart; };

static void work(void *self, int answer)
{
	const struct begun *b = self;
	struct session *s = b->session;
	struct buf said = {0}, all = {0};
	s->own = b->apart->spares;
	diag_forget(s->diags);
	bool good = b->apart->task.run(s, b->apart->task.self, &b->apart->task.outputs, &said);
	/* What its files told, in this process: main's own set does not hear of it. */
	for (size_t i = 0; i < diag_count(b->apart->diags); i++)
		diag_add(s->diags, diag_at(b->apart->diags, i));
	buf_u32(&all, good);
	buf_slice(&all, buf_str(&said));
	diag_pack(s->diags, &all);
	child_put(answer, buf_str(&all));
}

/* ---- In main ---- */

static void keep(struct child_start *start, int fd)
{
	start->keep[start->keep_n++] = fd;
}

static void keep_files(struct child_start *start, const struct apart *a)
{
	for (int i = 0; i < OUTPUTS; i++)
		if (a->task.outputs.of[i].file)
			keep(start, file_out_number(a->task.outputs.of[i].file));
	if (a->spares->fd >= 0)
		keep(start, a->spares->fd);
	if (a->task.room)
		keep(start, *a->task.room);
}

static void cannot_start(struct apart *a, int error)
{
	diag_error(a->diags, (struct span){0}, "build/no-worker", "cannot start a worker: %s",
	           strerror(error));
}

/* Not its files are at fault then, but how many are open. */
static bool no_descriptor_left(void)
{
	int fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
	if (fd >= 0)
		close(fd);
	return fd < 0;
}

bool apart_begin(struct session *s, struct apart *a, const struct task *task)
{
	*a = (struct apart){.task = *task,
	                    .diags = diags_like(s->arena, s->diags),
	                    .child = {.fd = -1, .over_fd = -1}};
	struct begun begun = {s, a};
	struct child_start start = {.lock = task->lock ? task->lock : session_lock_child(s),
	                            .limits = s->limits,
	                            .run = work,
	                            .self = &begun};
	if (outputs_begin(a->diags, &a->task.outputs)) {
		a->spares = session_spares(s);
		keep_files(&start, a);
		if (child_begin(&a->child, &start))
			return true;
		cannot_start(a, errno);
	} else if (no_descriptor_left()) {
		cannot_start(a, EMFILE);
	}
	a->child.over = true;
	return false;
}

static bool take_answer(struct diags *d, str bytes, bool *good, str *said)
{
	uint32_t it;
	if (!buf_take_u32(&bytes, &it) || !buf_take_slice(&bytes, said))
		return false;
	*good = it;
	return diag_unpack(d, bytes);
}

void apart_settle(struct session *s, struct apart *a)
{
	struct arena *scratch = arena_new();
	str answer;
	if (a->child.pid && child_whole(&a->child)) {
		a->unread = child_answer(scratch, &a->child, &answer) ? 0 : errno;
		a->answer = arena_str(s->arena, answer);
		a->whole =
		        take_answer(diags_like(scratch, s->diags), a->answer, &a->good, &a->said);
	}
	a->bytes = outputs_bytes(&a->task.outputs);
	a->good = outputs_end(&a->task.outputs, a->good && a->whole) && a->good && a->whole;
	if (a->spares)
		file_spares_empty(a->spares);
	arena_drop(scratch);
	a->settled = true;
}

/* What the world did to it. True: reported. */
static bool ended_from_outside(struct session *s, const struct apart *a)
{
	if (child_cut(&a->child, s->diags, (struct span){0}))
		return true;
	if (a->unread)
		return !diag_error(s->diags, (struct span){0}, "build/no-report",
		                   "a worker's report cannot be read: %s", strerror(a->unread));
	if (!child_untold(&a->child))
		return false;
	diag_error(s->diags, (struct span){0}, "build/no-report",
	           "a worker cannot hand its report over");
	diag_hint(s->diags, "Is there a limit on the size of files, 'ulimit -f'? It holds for "
	                    "files in memory too.");
	return true;
}

static void crashed(struct session *s, const struct apart *a)
{
	struct buf b = {0};
	const struct plugins *all = s->project ? s->project->plugins : NULL;
	const struct track *t = a->child.track;
	const struct plugin *at = all ? plugins_numbered(all, t->plugin) : NULL;
	const struct plugin *foreign = all ? plugins_numbered(all, t->foreign) : NULL;
	str cost = arena_printf(s->arena, "%.*s was not made", STR_ARG(a->task.what));
	if (plugin_blame(s->diags, at, foreign, &a->child, cost))
		return;
	child_fault(&a->child, &b);
	diag_error(s->diags, (struct span){0}, "build/crashed", "%.*s: the worker %.*s",
	           STR_ARG(a->task.what), STR_ARG(buf_str(&b)));
	bool starved = child_starved(&a->child);
	diag_hint(s->diags, "%s; what does not hang on it is made.",
	          starved ? "The machine is short of it: close other programs, or say -j 1"
	                  : "This is a fault of strom, not of the project");
	buf_drop(&b);
}

bool apart_collect(struct session *s, struct apart *a)
{
	bool good, fine = a->whole || !a->child.pid || ended_from_outside(s, a);
	str said;
	if (a->whole)
		take_answer(s->diags, a->answer, &good, &said);
	else if (!fine)
		crashed(s, a);
	for (size_t i = 0; i < diag_count(a->diags); i++)
		diag_add(s->diags, diag_at(a->diags, i));
	child_drop(&a->child);
	return fine;
}

int apart_run(struct session *s, const struct task *task, str *said)
{
	struct apart a;
	struct child *const only = &a.child;
	fflush(stdout);
	fflush(stderr);
	if (apart_begin(s, &a, task))
		child_wait(&only, 1);
	apart_settle(s, &a);
	*said = a.said;
	if (!apart_collect(s, &a))
		return EXIT_FAULT;
	return a.good ? EXIT_GOOD : EXIT_PROJECT;
}
