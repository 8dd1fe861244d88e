/* The child that makes views and holds tables against their checks: no plugin runs there. */
#include "data/derive.h"

#include "base/file.h"

#include "data/checks.h"

#include <errno.h>

struct derivation {
	struct diags *diags;
	const struct project *project;
	str database;
	struct file_spares *spares;      /* for sorts that are larger than memory */
};

/* ---- In the child ---- */

static void run(void *self, int answer)
{
	const struct derivation *v = self;
	struct arena *a = arena_new();
	struct buf head = {0}, reports = {0};
	sqlite3_int64 len = 0;
	diag_forget(v->diags);
	struct tables *t = derive_open(a, v->diags, v->project, v->database);
	if (t)
		tables_spill(t, v->spares);
	bool made = t && views_make(t, v->diags);
	bool good = t && checks_public(t, v->diags) && made;
	diag_pack(v->diags, &reports);
	buf_u32(&head, good);
	buf_slice(&head, buf_str(&reports));
	child_put(answer, buf_str(&head));
	const void *bytes =
	        good ? sqlite3_serialize(t->db, "main", &len, SQLITE_SERIALIZE_NOCOPY) : NULL;
	if (bytes)
		child_put(answer, (str){bytes, (size_t)len});
	buf_drop(&head);
	buf_drop(&reports);
}

/* ---- In the parent ---- */

static bool take(struct arena *a, const struct derivation *v, const struct child *c, str *database)
{
	str rest, reports;
	uint32_t good;
	if (!child_answer(a, c, &rest) && errno)
		return diag_error(v->diags, v->project->at, "data/loader-failed",
		                  "the answer of the views' maker cannot be read: %s",
		                  strerror(errno));
	if (!buf_take_u32(&rest, &good) || !buf_take_slice(&rest, &reports) ||
	    !diag_unpack(v->diags, reports))
		return diag_error(v->diags, v->project->at, "data/loader-failed",
		                  "the answer of the views' maker cannot be read");
	if (!good)
		return false;
	*database = rest;
	return rest.len || diag_error(v->diags, v->project->at, "data/loader-failed",
	                              "the views cannot be handed over");
}

static bool ended_badly(const struct derivation *v, const struct child *c)
{
	struct buf b = {0};
	child_fault(c, &b);
	diag_error(v->diags, v->project->at, "data/loader-failed", "the views' maker %.*s",
	           STR_ARG(buf_str(&b)));
	buf_drop(&b);
	return false;
}

/* It reads the files of the sources, for their lines in messages, and no others. */
static struct lock *lock_of(struct arena *a, const struct project *p)
{
	struct lock *lock = lock_new(a);
	const struct said *file;
	lock_read_system(lock);
	for (size_t i = 0; i < p->sources_n; i++)
		for (size_t k = 0; (file = project_source_file(&p->sources[i], k)); k++)
			if (!p->sources[i].sensitive)
				lock_read(lock, file->text);
	return lock;
}

static bool has_checks(const struct project *p)
{
	for (size_t i = 0; i < p->sources_n; i++)
		if (!p->sources[i].sensitive &&
		    (p->sources[i].checks || p->sources[i].measured.weight.text.len))
			return true;
	return false;
}

bool derive_run(struct arena *a, struct diags *d, const struct project *p,
                const struct limits *limits, str *database)
{
	struct file_spares spares;
	struct derivation v = {d, p, *database, &spares};
	struct child child, *const only = &child;
	struct child_start start = {.limits = *limits, .run = run, .self = &v};
	if (!p->views_n && !has_checks(p))
		return true;
	start.lock = lock_of(a, p);
	file_spares_open(&spares);
	start.keep[0] = spares.fd;
	start.keep_n = spares.fd >= 0;
	bool begun = child_begin(&child, &start);
	file_spares_close(&spares);
	if (!begun)
		return diag_error(d, p->at, "data/loader-failed",
		                  "cannot start the views' maker: %s", strerror(errno));
	child_wait(&only, 1);
	bool good = child_whole(&child) ? take(a, &v, &child, database) : ended_badly(&v, &child);
	child_drop(&child);
	return good;
}
