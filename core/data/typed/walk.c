/* The walk over a program until nothing grows, and then once more to judge. */
#include "data/typed/parts.h"

enum {
	MOST_STATE = 2 << 20,            /* values in the states at all leaders */
	MOST_WORK = 64 << 20             /* values that are joined, for one query */
};

/* ---- The fixed point ---- */

static size_t state_bytes(const struct typed_walk *w)
{
	return (size_t)w->program.registers * sizeof *w->now;
}

/* The Gosub or Yield that the code comes back to at a place; -1: it is no coming back. */
static int call_before(const struct typed_walk *w, int to)
{
	const struct typed_instruction *x = &w->program.at[w->at],
	                               *call = &w->program.at[to ? to - 1 : 0];
	bool back = (x->op->does == DOES_RETURN && call->op->does == DOES_GOSUB) ||
	            (x->op->does == DOES_YIELD && call->op->does == DOES_YIELD);
	return to && back && x->p1 == call->p1 ? to - 1 : -1;
}

/* What a register holds on the way to a place: what the other side does not write is as it was at
 * the call; where there is no row, IfNullRow jumps with no value. */
static struct typed_value arriving(const struct typed_walk *w, int to, int call, int i)
{
	const struct typed_instruction *x = &w->program.at[w->at];
	if (x->op->does == DOES_NULL_ROW && i == x->p3 && to == x->p2 && to != w->at + 1)
		return (struct typed_value){.types = TYPED_NULL};
	return call >= 0 && !w->writes[call][i] ? w->before[call][i] : w->now[i];
}

static void join(void *context, int to)
{
	struct typed_walk *w = context;
	if (w->judging || to < 0 || to >= w->program.n || !w->program.leader[to])
		return;
	int call = call_before(w, to);
	if (call >= 0 && !w->before[call])
		return;
	if (call >= 0 && !w->writes[call])
		w->writes[call] = typed_program_writes(w->arena, &w->program, call);
	bool first = !w->before[to], grows = first;
	if (first)
		w->before[to] =
		        arena_array(w->arena, struct typed_value, (size_t)w->program.registers);
	for (int i = 0; i < w->program.registers; i++)
		grows |= typed_value_join(w, &w->before[to][i], arriving(w, to, call, i));
	w->pending[to] |= grows;
	enum typed_does does = (enum typed_does)w->program.at[to].op->does;
	w->grown |= grows && (does == DOES_GOSUB || does == DOES_YIELD);
}

static int run_from(struct typed_walk *w, int at)
{
	int from = at;
	w->pending[at] = false;
	memcpy(w->now, w->before[at], state_bytes(w));
	for (bool on = true; on; at++) {
		if (w->judging && w->see)
			w->see(w->context, w, at);
		w->at = at;
		typed_step(w, at);
		typed_program_next(&w->program, at, join, w);
		on = at + 1 < w->program.n && !w->program.leader[at + 1] &&
		     !(w->program.at[at].op->jumps & TYPED_ENDS);
	}
	return at - from;
}

static bool settle(struct typed_walk *w)
{
	int64_t work = 0;
	for (bool any = true; any;) {
		any = w->grown;
		for (int i = 0; w->grown && i < w->program.n; i++)
			w->pending[i] = w->before[i] != NULL;
		w->grown = false;
		for (int i = 0; i < w->program.n; i++) {
			if (!w->pending[i])
				continue;
			any = true;
			work += (int64_t)run_from(w, i) * (w->program.registers + 8);
			if (work > MOST_WORK)
				return false;
		}
	}
	return true;
}

static bool fits(const struct typed_walk *w)
{
	size_t leaders = 0;
	for (int i = 0; i < w->program.n; i++)
		leaders += w->program.leader[i];
	return leaders * (size_t)w->program.registers <= MOST_STATE;
}

bool typed_walk_run(struct typed_walk *w)
{
	size_t n = (size_t)w->program.n;
	w->now = arena_array(w->arena, struct typed_value, (size_t)w->program.registers + 1);
	w->before = arena_array(w->arena, struct typed_value *, n);
	w->pending = arena_array(w->arena, bool, n);
	w->shapes = arena_array(w->arena, struct typed_shape, n + (size_t)w->program.cursors + 2);
	w->writes = arena_array(w->arena, const bool *, n);
	w->made = arena_array(w->arena, uint16_t, n);
	vec_push(w->arena, &w->origins, (struct typed_origin){0});
	vec_push(w->arena, &w->sets, (struct typed_shapes){0});
	if (!fits(w))
		return false;
	join(w, 0);
	if (!settle(w))
		return false;
	w->judging = true;
	for (int i = 0; i < w->program.n; i++)
		if (w->before[i])
			run_from(w, i);
	return true;
}
