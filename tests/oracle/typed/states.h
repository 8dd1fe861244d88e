/* The sets of types that the check has found, beside what the registers hold while SQLite runs.
 * Only where that is watched from inside (watch.c). */
#ifndef TESTS_TYPED_STATES_H
#define TESTS_TYPED_STATES_H

#include "watch.h"

enum { STATES_ASIDE = 128 };            /* a register that holds a row or an address */

static struct { unsigned char **types; str *names; int n, registers; } theory;
static char violation[300];

/* Called by the walk before each instruction that is reached. */
static void states_record(void *context, const struct typed_walk *w, int at)
{
	const struct typed_program *p = &w->program;
	(void)context;
	if (!theory.n) {
		theory.n = p->n;
		theory.registers = p->registers;
		theory.types = arena_array(w->arena, unsigned char *, (size_t)p->n);
		theory.names = arena_array(w->arena, str, (size_t)p->n);
	}
	theory.names[at] = p->at[at].name;
	theory.types[at] = arena_array(w->arena, unsigned char, (size_t)p->registers);
	for (int i = 0; i < p->registers; i++)
		theory.types[at][i] = w->now[i].rows ? STATES_ASIDE : w->now[i].types;
	for (int i = 0; i < p->n; i++)
		if (p->at[i].op->does >= DOES_GOSUB && p->at[i].op->does <= DOES_END_COROUTINE &&
		    p->at[i].p1 < p->registers)
			theory.types[at][p->at[i].p1] = STATES_ASIDE;
}

static void states_begin(struct typed_walk *w)
{
	memset(&theory, 0, sizeof theory);
	*violation = 0;
	w->see = states_record;
}

static bool same_instruction(str explained, const char *name)
{
	return str_eq(explained, str_of(name)) ||
	       (str_eq(explained, S("String8")) && !strcmp(name, "String")) ||
	       (str_starts(explained, S("Agg")) && !strcmp(name, "AggStep1"));
}

static void states_compare(int at, const char *name, const unsigned char *types, int n)
{
	if (!states || *violation)
		return;
	count.executed++;
	if (at >= theory.n || !theory.types[at] || !same_instruction(theory.names[at], name)) {
		snprintf(violation, sizeof violation, "%d, %s, is not known to be reached", at,
		         name);
		return;
	}
	for (int i = 1; i < n && i < theory.registers; i++) {
		unsigned known = theory.types[at][i], is = types[i];
		/* What has no value may be NULL, a date is a text, and a number of two kinds is one
		 * of them. */
		bool fits = (known & STATES_ASIDE) || !is || (is & known) ||
		            (!known && is == WATCH_NULL) ||
		            (is == WATCH_DATE && (known & WATCH_TEXT));
		if (!fits)
			snprintf(violation, sizeof violation,
			         "%d, %s: register %d holds %u, and not %u", at, name, i, is,
			         known);
	}
}

static void states_end(str sql)
{
	if (*violation)
		printf("NOT AS THOUGHT: %s: %.*s\n", violation, STR_ARG(sql));
	count.bad_states += *violation != 0;
}

#endif
