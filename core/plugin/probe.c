/* What a plugin is, found out by a child that opens it and ends.
 *
 * One child opens all files, one after the other, and tells what each says of itself. Where it ends
 * before the last, the file that it was at is to blame, and another child goes on behind it: honest
 * plugins cost one process together, a bad one costs one more. */
#include "plugin/parts.h"

#include <errno.h>

/* Describing itself is work of microseconds. */
static const struct limits limits = {.process_seconds = 5, .call_seconds = 2,
                                     .memory = (uint64_t)1 << 30};

struct probe { const candidate_list *list; size_t from; };

/* ---- In the child ---- */

/* Each is handed over before the next is opened: that may be the last that is done here. */
static void describe(int answer, size_t i, const struct candidate *c)
{
	struct plugin plugin = {.code = NULL};
	struct buf words = {0}, b = {0};
	track_enter(TRACK_OPEN, (uint32_t)i + 1, false, diag_track(c->diags, c->at));
	bool good = plugin_open_file(c->diags, c->at, c->real, &plugin);
	if (good)
		plugin_pack(&plugin, &words);
	else
		diag_pack(c->diags, &words);
	buf_u32(&b, (uint32_t)i);
	buf_u32(&b, good);
	buf_slice(&b, buf_str(&words));
	child_put(answer, buf_str(&b));
	buf_drop(&words);
	buf_drop(&b);
}

static void describe_all(void *self, int answer)
{
	const struct probe *p = self;
	for (size_t i = p->from; i < p->list->n; i++)
		if (p->list->at[i].good && !p->list->at[i].known)
			describe(answer, i, &p->list->at[i]);
}

/* ---- In the parent ---- */

static void take_answers(struct arena *a, candidate_list *list, size_t from, str rest)
{
	uint32_t i, good;
	str words;
	while (buf_take_u32(&rest, &i) && buf_take_u32(&rest, &good) &&
	       buf_take_slice(&rest, &words)) {
		if (i < from || i >= list->n || !list->at[i].good || list->at[i].known)
			return;
		struct candidate *c = &list->at[i];
		c->known = true;
		c->good = good && plugin_unpack(a, c->diags, c->at, &words, &c->plugin);
		if (!good && !diag_unpack(c->diags, words))
			diag_error(c->diags, c->at, "plugin/bad-text",
			           "the plugin's reports cannot be read");
	}
}

static void blame(struct candidate *c, const struct child *child)
{
	struct buf b = {0};
	child_fault(child, &b);
	diag_error(c->diags, c->at, "plugin/crashed", "the plugin %.*s, when it was opened",
	           STR_ARG(buf_str(&b)));
	diag_hint(c->diags, "This is a fault of the plugin: take it away, or tell its author.");
	buf_drop(&b);
	c->good = false;
}

/* Whoever it is at the child's end, was not yet described: else the next is to blame. */
static size_t blamed(const candidate_list *list, size_t from)
{
	while (from < list->n && (!list->at[from].good || list->at[from].known))
		from++;
	return from;
}

/* The process that looks at them, not one of them, is at fault. False: none of these. */
static bool failed_itself(struct arena *a, struct diags *d, const struct child *c, str *answer)
{
	struct buf b = {0};
	if (child_untold(c)) {
		diag_error(d, (struct span){0}, "plugin/no-probe",
		           "what plugins are cannot be handed over");
		diag_hint(d, "Is there a limit on the size of files, 'ulimit -f'? It holds for "
		             "files in memory too.");
		return true;
	}
	if (!child_answer(a, c, answer) && errno)
		return !diag_error(d, (struct span){0}, "plugin/no-probe",
		                   "what plugins are cannot be read: %s", strerror(errno));
	if (!child_starved(c) || c->track->inside)
		return false;
	child_fault(c, &b);
	diag_error(d, (struct span){0}, "plugin/no-probe",
	           "what plugins are cannot be found out: the process %.*s", STR_ARG(buf_str(&b)));
	buf_drop(&b);
	return true;
}

/* Returns where to go on. */
static size_t probe_from(struct arena *a, struct diags *d, candidate_list *list, size_t from,
                         const struct lock *lock)
{
	struct probe probe = {list, from};
	struct child_start start = {
	        .lock = lock, .limits = limits, .run = describe_all, .self = &probe};
	struct child child, *const only = &child;
	str answer;
	if (!child_begin(&child, &start)) {
		diag_error(d, (struct span){0}, "plugin/no-probe",
		           "cannot start a process to look at plugins: %s", strerror(errno));
		return list->n;
	}
	child_wait(&only, 1);
	if (failed_itself(a, d, &child, &answer)) {
		child_drop(&child);
		return list->n;
	}
	take_answers(a, list, from, answer);
	from = blamed(list, from);
	if (from < list->n)
		blame(&list->at[from], &child);
	child_drop(&child);
	return from;
}

void candidates_probe(struct arena *a, struct diags *d, candidate_list *list)
{
	if (blamed(list, 0) == list->n)
		return;
	struct lock *lock = lock_new(a);
	lock_read_system(lock);
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].good && !list->at[i].known)
			lock_read(lock, str_of(list->at[i].real));
	for (size_t i = blamed(list, 0); i < list->n; i = blamed(list, i))
		i = probe_from(a, d, list, i, lock);
	for (size_t i = 0; i < list->n; i++)
		list->at[i].good = list->at[i].good && list->at[i].known;
}
