/* A query's byte code from EXPLAIN, and where each of its instructions goes on. All places are
 * known before the walk: an address in a register comes from the calls that load it, by their place
 * in the code. So a return goes back to each of its calls, and a yield to each yield of the other
 * side: more ways than there are, never fewer. */
#include "data/typed/parts.h"

static bool is(const struct typed_instruction *x, const char *name)
{
	return str_eq(x->name, str_of(name));
}

/* A register that holds an address. */
static int address_of(const struct typed_instruction *x)
{
	bool jumps = x->op->does >= DOES_GOSUB && x->op->does <= DOES_END_COROUTINE;
	return jumps ? x->p1 : -1;
}

/* window.c loads the place before a return's: OP_Integer. */
static bool loads(const struct typed_instruction *x, int address)
{
	return is(x, "Integer") && x->p2 == address;
}

/* Whether an instruction stands in the coroutine of an address: from where it begins to its end. */
static bool inside(const struct typed_program *p, int address, int at)
{
	bool in = false;
	for (int i = 0; i < p->n; i++) {
		const struct typed_instruction *x = &p->at[i];
		if (x->op->does != DOES_INIT_COROUTINE || x->p1 != address)
			continue;
		int end = x->p3 < 0 ? p->n : x->p3;
		while (end < p->n &&
		       !(p->at[end].op->does == DOES_END_COROUTINE && p->at[end].p1 == address))
			end++;
		in |= at >= x->p3 && at <= end;
	}
	return in;
}

static void next_by_register(const struct typed_program *p, int at, void (*go)(void *, int),
                             void *context)
{
	enum typed_does does = (enum typed_does)p->at[at].op->does;
	int address = p->at[at].p1;
	bool in = inside(p, address, at);
	for (int i = 0; i < p->n; i++) {
		const struct typed_instruction *x = &p->at[i];
		enum typed_does there = (enum typed_does)x->op->does;
		if (does == DOES_RETURN && loads(x, address))
			go(context, x->p1 + 1);
		if (address_of(x) != address)
			continue;
		if (does == DOES_RETURN && there == DOES_GOSUB)
			go(context, i + 1);
		if (does == DOES_YIELD && there == DOES_INIT_COROUTINE && !in)
			go(context, x->p3);
		if (does != DOES_RETURN && there == DOES_YIELD && inside(p, address, i) != in)
			go(context, does == DOES_YIELD ? i + 1 : x->p2);
	}
}

void typed_program_next(const struct typed_program *p, int at, void (*go)(void *, int),
                        void *context)
{
	const struct typed_instruction *x = &p->at[at];
	const int operands[3] = {x->p1, x->p2, x->p3};
	for (int i = 0; i < 3; i++)
		if ((x->op->jumps & 1 << i) && operands[i])
			go(context, operands[i]);
	if (x->op->does == DOES_RETURN || x->op->does == DOES_YIELD ||
	    x->op->does == DOES_END_COROUTINE)
		next_by_register(p, at, go, context);
	if (x->op->does == DOES_SEEK_SCAN) {
		go(context, at + 2);
		go(context, at + 1 < p->n ? p->at[at + 1].p2 : 0);
	}
	bool falls = !(x->op->jumps & TYPED_ENDS) || (x->op->does == DOES_RETURN && x->p3);
	if (falls && !(x->op->does == DOES_INIT_COROUTINE && x->p2))
		go(context, at + 1);
}

/* The registers that an instruction writes; an odd count is a bad program's. */
static int written(const struct typed_instruction *x, int *first)
{
	const int operands[4] = {0, x->p1, x->p2, x->p3};
	*first = operands[x->op->writes];
	switch ((enum typed_does)x->op->does) {
	case DOES_NULL:
		return x->p3 > x->p2 ? x->p3 - x->p2 + 1 : 1;
	case DOES_COPY:
		return is(x, "Copy") ? x->p3 + 1 : is(x, "Move") ? x->p3 : 1;
	default:
		return x->op->writes != 0;
	}
}

struct typed_body { const struct typed_program *program; int *todo, n; bool *seen; };

static void reach(void *context, int to)
{
	struct typed_body *b = context;
	if (to < 0 || to >= b->program->n || b->seen[to])
		return;
	b->seen[to] = true;
	b->todo[b->n++] = to;
}

/* Inner calls come back, so that their returns need not be followed; nor what leads to the side
 * that waits. */
static void follow(struct typed_body *b, int at, int address)
{
	const struct typed_instruction *x = &b->program->at[at];
	bool own = address_of(x) == address;
	if (x->op->does == DOES_YIELD && own && x->p2)
		reach(b, x->p2);
	if (x->op->does == DOES_GOSUB || (x->op->does == DOES_YIELD && own) ||
	    (x->op->does == DOES_RETURN && x->p3 && !own))
		reach(b, at + 1);
	for (int i = 0; x->op->does == DOES_RETURN && !own && i < b->program->n; i++)
		if (loads(&b->program->at[i], x->p1))
			reach(b, b->program->at[i].p1 + 1);
	if (x->op->does != DOES_RETURN && !(own && x->op->does != DOES_INIT_COROUTINE))
		typed_program_next(b->program, at, reach, b);
}

const bool *typed_program_writes(struct arena *a, const struct typed_program *p, int call)
{
	struct typed_body b = {p, arena_array(a, int, (size_t)p->n), 0,
	                       arena_array(a, bool, (size_t)p->n)};
	bool *all = arena_array(a, bool, (size_t)p->registers + 1);
	if (p->at[call].op->does == DOES_GOSUB)
		reach(&b, p->at[call].p2);
	else
		typed_program_next(p, call, reach, &b);
	while (b.n) {
		int at = b.todo[--b.n], first, n = written(&p->at[at], &first);
		for (int k = first; k < first + n; k++)
			all[k] = true;
		follow(&b, at, p->at[call].p1);
	}
	return all;
}

/* ---- Reading ---- */

static struct typed_instruction read_row(const struct typed *typed, struct arena *a,
                                         sqlite3_stmt *s)
{
	str texts[2];
	for (int i = 0; i < 2; i++)
		texts[i] = arena_str(a, str_of((const char *)sqlite3_column_text(s, i ? 5 : 1)));
	return (struct typed_instruction){
		typed_op_find(typed, texts[0]), texts[0], texts[1], sqlite3_column_int(s, 2),
		sqlite3_column_int(s, 3), sqlite3_column_int(s, 4), sqlite3_column_int(s, 6)};
}

static bool is_bad(struct typed_program *p, int i)
{
	enum { MOST = 1 << 20 };
	struct typed_instruction *x = &p->at[i];
	int first, n = written(x, &first);
	if (n < 0 || first < 0 || first > MOST || n > MOST)
		return true;
	if (n && first + n > p->registers)
		p->registers = first + n;
	if (str_starts(x->name, S("Open")) || is(x, "SorterOpen")) {
		if (x->p1 < 0 || x->p1 > MOST)
			return true;
		p->cursors = x->p1 < p->cursors ? p->cursors : x->p1 + 1;
	}
	return false;
}

static void find_cursors(struct arena *a, struct typed_program *p)
{
	p->shares = arena_array(a, int, (size_t)p->cursors + 1);
	p->holds = arena_array(a, int, (size_t)p->cursors + 1);
	for (int i = 0; i < p->cursors; i++)
		p->shares[i] = i;
	for (int i = 0; i < p->n; i++) {
		const struct typed_instruction *x = &p->at[i];
		if (is(x, "OpenDup") && x->p2 >= 0 && x->p2 < p->cursors)
			p->shares[x->p1] = p->shares[x->p2];
		else if (is(x, "OpenPseudo"))
			p->holds[x->p1] = x->p2;
	}
}

struct marks { struct typed_program *program; int from; };

static void mark(void *context, int to)
{
	struct marks *m = context;
	if (to != m->from + 1 && to >= 0 && to < m->program->n)
		m->program->leader[to] = true;
}

/* After a jump a new run of instructions begins too: its state is not the one before it. */
static void find_leaders(struct typed_program *p)
{
	for (int i = 0; i < p->n; i++) {
		struct marks m = {p, i};
		typed_program_next(p, i, mark, &m);
		if (i + 1 < p->n && (p->at[i].op->jumps & TYPED_ENDS))
			p->leader[i + 1] = true;
		if (p->at[i].op->does == DOES_GOSUB || p->at[i].op->does == DOES_YIELD)
			p->leader[i] = true;
	}
	p->leader[0] = true;
}

/* Whoever else wrote a register with an address would make a jump that is not seen. */
static bool addresses_kept(struct arena *a, const struct typed_program *p)
{
	bool *address = arena_array(a, bool, (size_t)p->registers + 1);
	for (int i = 0; i < p->n; i++)
		if (address_of(&p->at[i]) >= 0 && address_of(&p->at[i]) < p->registers)
			address[address_of(&p->at[i])] = true;
	for (int i = 0; i < p->n; i++) {
		const struct typed_instruction *x = &p->at[i];
		int first, n = written(x, &first);
		if (address_of(x) >= 0 || x->op->does == DOES_NULL || is(x, "Integer"))
			continue;
		for (int k = first; k < first + n; k++)
			if (address[k])
				return false;
	}
	return true;
}

bool typed_program_read(const struct typed *typed, struct arena *a, sqlite3_stmt *s,
                        struct typed_program *p)
{
	vec(struct typed_instruction) all = {0};
	while (sqlite3_step(s) == SQLITE_ROW)
		vec_push(a, &all, read_row(typed, a, s));
	*p = (struct typed_program){.at = all.at, .n = (int)all.n};
	for (int i = 0; i < p->n; i++)
		if (is_bad(p, i))
			return false;
	p->leader = arena_array(a, bool, (size_t)p->n + 1);
	find_cursors(a, p);
	find_leaders(p);
	return p->n && addresses_kept(a, p);
}
