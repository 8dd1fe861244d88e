/* The check of one query, and where in its words each problem stands. */
#include "data/typed/parts.h"

#include "base/buf.h"

static const char *const tried[] = {"3.40.1"};

bool typed_is_tried(str version)
{
	for (size_t i = 0; i < sizeof tried / sizeof *tried; i++)
		if (str_eq(str_of(tried[i]), version))
			return true;
	return false;
}

void typed_open(struct arena *a, struct typed *typed)
{
	typed->ops = map_new(a);
	typed->functions = map_new(a);
	typed_ops_list(typed->ops);
	typed_functions_list(typed->functions);
	typed->orders = arena_array(a, uint8_t *, typed->n);
	for (size_t i = 0; i < typed->n; i++)
		typed->orders[i] = arena_array(a, uint8_t, typed->tables[i].n);
}

/* ---- One look ---- */

bool typed_look(struct typed_walk *w)
{
	struct buf ask = {0};
	sqlite3_stmt *explain = NULL;
	str sql = typed_casts(w->arena, w->sql);
	buf_printf(&ask, "explain %.*s", STR_ARG(sql));
	bool good = !sqlite3_prepare_v2(w->typed->db, ask.ptr, (int)ask.len, &explain, NULL);
	buf_drop(&ask);
	bool read = good && typed_program_read(w->typed, w->arena, explain, &w->program);
	sqlite3_finalize(explain);
	if (read && !typed_walk_run(w))
		typed_problem_add(w, "data/query-too-complex",
		                  S("Take it apart, into values or tables of their own."),
		                  "the query is too large to be checked");
	w->judging = true;
	if (good && !read)
		typed_judge_unknown(w, "way that SQLite goes in", S("the query"));
	if (read)
		typed_judge_words(w);
	return good;
}

/* ---- Places ---- */

static size_t count(const struct typed_problems *all, str message)
{
	size_t n = 0;
	for (size_t i = 0; i < all->n; i++)
		n += str_eq(all->at[i].message, message);
	return n;
}

/* The query with one part put otherwise. */
static void vary(const struct typed_walk *w, struct typed_problems *all, size_t from, size_t to,
                 const char *before, const char *after)
{
	struct buf sql = {0};
	struct typed_problems other = {0};
	struct arena *scratch = arena_new();
	bool keeps = *after;
	buf_printf(&sql, "%.*s%s%.*s%s%.*s", (int)from, w->sql.ptr, before,
	           keeps ? (int)(to - from) : 0, w->sql.ptr + from, after, (int)(w->sql.len - to),
	           w->sql.ptr + to);
	struct typed_walk varied = {.typed = w->typed, .arena = scratch, .sql = buf_str(&sql),
	                            .parameters = w->parameters, .parameters_n = w->parameters_n,
	                            .problems = &other};
	bool good = typed_look(&varied);
	for (size_t i = 0; good && i < all->n; i++) {
		struct typed_problem *p = &all->at[i];
		if (p->len || count(&other, p->message) >= count(all, p->message))
			continue;
		p->off = from;
		p->len = to - from;
		/* So that of two alike the next is found by its own word. */
		vec_push(scratch, &other, *p);
	}
	arena_drop(scratch);
	buf_drop(&sql);
}

/* The token that closes a parenthesis; n: none does. */
static size_t closing(const struct sql_token *t, size_t n, size_t open)
{
	size_t i = open + 1;
	while (i < n && t[i].depth > t[open].depth)
		i++;
	return i;
}

static bool has_word(const struct typed_problems *all, const struct sql_token *t)
{
	for (size_t i = 0; i < all->n; i++)
		if (!all->at[i].len && sql_is(t, all->at[i].word))
			return true;
	return false;
}

enum typed_round { BY_WORD, BY_NAME, BY_CALL, BY_PARENTHESES, BY_NUMBER, ROUNDS };

static void try_token(const struct typed_walk *w, struct typed_problems *all,
                      const struct sql_token *t, size_t n, size_t i, enum typed_round round)
{
	size_t from = t[i].off, to = from + t[i].text.len, end = n;
	bool name = t[i].kind == SQL_WORD || t[i].kind == SQL_QUOTED,
	     literal = t[i].kind == SQL_STRING;
	bool opens = i + 1 < n && str_eq(t[i + 1].text, S("("));
	if (round == BY_PARENTHESES ? str_eq(t[i].text, S("(")) : round == BY_CALL && name && opens)
		end = closing(t, n, round == BY_CALL ? i + 1 : i);
	if (end < n)
		vary(w, all, round == BY_CALL ? from : to, t[end].off + (round == BY_CALL),
		     "number(", ")");
	if (round == BY_NUMBER && t[i].kind == SQL_NUMBER)
		vary(w, all, from, to, "'2015-10-31'", "");
	if (round > BY_NAME || opens || (round == BY_WORD && !has_word(all, &t[i])) ||
	    (i + 1 < n && str_eq(t[i + 1].text, S("."))))
		return;
	if (name && i > 1 && str_eq(t[i - 1].text, S(".")))
		from = t[i - 2].off;
	if (name)
		vary(w, all, from, to, "number(", ")");
	else if (literal || t[i].kind == SQL_PARAMETER)
		vary(w, all, from, to, "0", "");
	else if (str_eq(t[i].text, S("/")) || str_eq(t[i].text, S("%")))
		vary(w, all, from, to, "*1.0/", "");
}

static bool unplaced(const struct typed_problems *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (!all->at[i].len)
			return true;
	return false;
}

static void place(const struct typed_walk *w, struct typed_problems *all)
{
	enum { MOST_TOKENS = 400 };
	const struct sql_token *t;
	size_t n = unplaced(all) ? typed_tokens(w->arena, w->sql, &t) : 0;
	for (int round = 0; round < ROUNDS && n <= MOST_TOKENS; round++)
		for (size_t i = 0; i < n && unplaced(all); i++)
			try_token(w, all, t, n, i, (enum typed_round)round);
	for (size_t i = 0; i < all->n; i++)
		if (!all->at[i].len)
			all->at[i].len = w->sql.len;
}

/* By their places; the same at the same place, by code that SQLite made twice, once. */
static void put_in_order(struct typed_problems *all)
{
	size_t n = 0;
	for (size_t i = 0; i < all->n; i++) {
		struct typed_problem p = all->at[i];
		size_t to = n;
		while (to && all->at[to - 1].off > p.off)
			to--;
		bool again = false;
		for (size_t k = to; k && all->at[k - 1].off == p.off; k--)
			again |= str_eq(all->at[k - 1].message, p.message);
		if (again)
			continue;
		memmove(&all->at[to + 1], &all->at[to], (n++ - to) * sizeof p);
		all->at[to] = p;
	}
	all->n = n;
}

bool typed_check(const struct typed *typed, struct arena *a, str sql,
                 const struct typed_parameter *parameters, size_t n,
                 struct typed_problems *problems)
{
	struct typed_walk w = {.typed = typed, .arena = a, .sql = sql, .parameters = parameters,
	                       .parameters_n = n, .problems = problems};
	*problems = (struct typed_problems){.dates = UINT64_MAX};
	typed_look(&w);
	place(&w, problems);
	put_in_order(problems);
	for (size_t i = 0; i < problems->n; i++)
		if (!problems->at[i].warning)
			return false;
	return true;
}
