/* The check of one query, and where in its words each problem stands. */
#include "data/typed/parts.h"

#include "base/buf.h"

bool typed_is_tried(str version)
{
	static const char *const tried[] = {"3.40.1", "3.45.1"};
	for (size_t i = 0; i < sizeof tried / sizeof *tried; i++)
		if (str_eq(version, str_of(tried[i])))
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

enum { MOST_WORDS = 40 };            /* that are tried */

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

/* Whether a token is what a problem is about: no call, and no table before its column. word '': all
 * that it may be about. */
static bool is_about(str word, const struct sql_token *t, size_t n, size_t i)
{
	bool leads = i + 1 < n && (str_eq(t[i + 1].text, S("(")) || str_eq(t[i + 1].text, S(".")));
	bool is = word.len ? sql_is(&t[i], word) : t[i].kind != SQL_SIGN && t[i].kind != SQL_NUMBER;
	return is && !(leads && t[i].kind != SQL_SIGN);
}

static size_t words_about(str word, const struct sql_token *t, size_t n)
{
	size_t words = 0;
	for (size_t i = 0; i < n; i++)
		words += is_about(word, t, n, i);
	return words;
}

static void try_token(const struct typed_walk *w, struct typed_problems *all,
                      const struct sql_token *t, size_t i, struct typed_problem *only)
{
	bool column = t[i].kind == SQL_WORD || t[i].kind == SQL_QUOTED;
	bool after_table = column && i > 1 && str_eq(t[i - 1].text, S("."));
	size_t from = t[after_table ? i - 2 : i].off, to = t[i].off + t[i].text.len;
	if (only) {
		only->off = from;
		only->len = to - from;
	} else if (column) {
		vary(w, all, from, to, "number(", ")");
	} else {
		vary(w, all, from, to, t[i].kind == SQL_SIGN ? "*1.0/" : "0", "");
	}
}

/* At the word that a problem is about; of several, at the one without which it is gone. */
static void place(const struct typed_walk *w, struct typed_problems *all)
{
	const struct sql_token *t;
	size_t n = all->n ? typed_tokens(w->arena, w->sql, &t) : 0;
	for (size_t k = 0; k < all->n; k++) {
		struct typed_problem *p = &all->at[k];
		size_t words = words_about(p->word, t, n);
		str word = words ? p->word : S("");
		for (size_t i = 0; i < n && words <= MOST_WORDS && !p->len; i++)
			if (is_about(word, t, n, i))
				try_token(w, all, t, i, words == 1 && word.len ? p : NULL);
		if (!p->len)
			p->len = w->sql.len;
	}
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

/* ---- The answer ---- */

struct answer { uint8_t *types; size_t n; };

/* A column of years as it stands, or what is a year as they are. */
static bool is_year(const struct typed_walk *w, struct typed_value v)
{
	const struct typed_origin *o = &w->origins.at[v.from];
	bool same = o->call.len ? str_eq(o->call, S("avg")) || str_eq(o->call, S("median"))
	                        : v.flags & VALUE_DIRECT;
	return same && o->source == FROM_COLUMN && o->table->years[o->column];
}

static void see_answer(void *answer, const struct typed_walk *w, int at)
{
	const struct answer *r = answer;
	const struct typed_instruction *x = &w->program.at[at];
	if (!str_eq(x->name, S("ResultRow")))
		return;
	for (size_t i = 0; i < r->n && (int)i < x->p2; i++) {
		struct typed_value v = w->now[x->p1 + (int)i];
		r->types[i] |= v.types | (!(v.types & TYPED_NUMBER) ? 0
		                          : is_year(w, v)           ? TYPED_YEAR
		                                                    : TYPED_COUNT);
	}
}

void typed_results(const struct typed *typed, struct arena *a, str sql, uint8_t *types, size_t n)
{
	struct typed_problems none = {0};
	struct answer answer = {types, n};
	struct typed_walk w = {.typed = typed,
	                       .arena = a,
	                       .sql = sql,
	                       .problems = &none,
	                       .see = see_answer,
	                       .context = &answer};
	memset(types, 0, n);
	typed_look(&w);
}

bool typed_check(const struct typed *typed, struct arena *a, str sql,
                 const struct typed_parameter *parameters, size_t n,
                 struct typed_problems *problems)
{
	uint8_t types[64] = {0};
	struct answer answer = {types, 64};
	struct typed_walk w = {.typed = typed, .arena = a, .sql = sql, .parameters = parameters,
	                       .parameters_n = n, .problems = problems,
	                       .see = see_answer, .context = &answer};
	*problems = (struct typed_problems){0};
	typed_look(&w);
	for (size_t i = 0; i < 64; i++) {
		bool date = (types[i] & ~(unsigned)TYPED_NULL) == TYPED_DATE;
		problems->kinds.dates |= (uint64_t)date << i;
		problems->kinds.years |= (uint64_t)typed_is_years(types[i]) << i;
	}
	place(&w, problems);
	put_in_order(problems);
	for (size_t i = 0; i < problems->n; i++)
		if (!problems->at[i].warning)
			return false;
	return true;
}
