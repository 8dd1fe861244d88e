/* Workers: one child an edition, some at a time, told of in order. */
#include "cli/workers.h"

#include "cli/apart.h"

struct worker {
	struct apart apart;
	const struct work *work;
	const struct edition_spec *edition;
};

/* ---- In the worker ---- */

static bool run(struct session *s, void *self, struct outputs *outputs, struct buf *said)
{
	const struct worker *w = self;
	struct done done = {.edition = w->edition};
	bool good = w->work->run(s, w->edition, outputs, &done);
	buf_u32(said, done.pages);
	buf_u32(said, done.segments);
	buf_u32(said, done.untranslated);
	return good;
}

/* ---- In main ---- */

static bool start(struct session *s, struct worker *w)
{
	const struct edition_spec *e = w->edition;
	struct task task = {.run = run, .self = w};
	task.what =
	        arena_printf(s->arena, "%.*s %.*s", STR_ARG(e->document->id.text), STR_ARG(e->id));
	if (w->work->outputs)
		task.outputs = w->work->outputs(s, e);
	return apart_begin(s, &w->apart, &task);
}

/* At once, in whatever order they end: a slow edition before it must not keep its files open. */
static void settle(struct session *s, struct worker *w, struct done *done)
{
	apart_settle(s, &w->apart);
	str said = w->apart.said;
	*done = (struct done){
	        .edition = w->edition, .good = w->apart.good, .bytes = w->apart.bytes};
	if (w->apart.whole &&
	    !(buf_take_u32(&said, &done->pages) && buf_take_u32(&said, &done->segments) &&
	      buf_take_u32(&said, &done->untranslated)))
		done->pages = 0;
}

/* One that is over and not settled; n: none. */
static size_t next_over(const struct worker *w, size_t from, size_t n)
{
	size_t i = from;
	while (i < n && (!w[i].apart.child.over || w[i].apart.settled))
		i++;
	return i;
}

/* Only those at work are asked for: no more can be watched than files may be open. */
static void wait_one(struct worker *w, size_t from, size_t n)
{
	struct arena *scratch = arena_new();
	struct child **at_work = arena_array(scratch, struct child *, n - from);
	size_t count = 0;
	for (size_t i = from; i < n; i++)
		if (!w[i].apart.child.over)
			at_work[count++] = &w[i].apart.child;
	child_wait(at_work, count);
	arena_drop(scratch);
}

size_t workers_run(struct session *s, const struct edition_spec **editions, size_t n,
                   const struct work *work, size_t *faults, struct done *results)
{
	struct worker *w = arena_array(s->arena, struct worker, n);
	size_t started = 0, running = 0, told = 0, good = 0, jobs = session_jobs(s);
	*faults = 0;
	fflush(stdout);
	fflush(stderr);
	while (told < n) {
		size_t over = next_over(w, told, started);
		if (started < n && running < jobs) {
			w[started] = (struct worker){.work = work, .edition = editions[started]};
			running += start(s, &w[started]);
			started++;
		} else if (over < started) {
			/* After the next has started: naming a file may wait for a disk. */
			settle(s, &w[over], &results[over]);
		} else if (w[told].apart.settled) {
			/* In the editions' order, as far as they are settled: so is every list of
			 * reports. */
			*faults += !apart_collect(s, &w[told].apart);
			good += results[told].good;
			work->tell(s, &results[told], told + 1, n);
			told++;
		} else {
			wait_one(w, told, started);
			running--;
		}
	}
	return good;
}
