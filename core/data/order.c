/* ORDER BY of a column whose codes are numbers that the code book has in another order: 1 yes, 0
 * no, 9 other. Codes that are words have a collation; numbers have none in SQLite, so the words of
 * the query are changed: ORDER BY trust DESC becomes ORDER BY place('survey.trust', trust) DESC,
 * trust DESC. */
#include "data/tables_parts.h"

/* Whether the book's order of numbers is not theirs. */
static bool is_own_order(const struct codebook_variable *v)
{
	const struct codebook_code *last = NULL;
	for (size_t i = 0; v && i < v->codes.n; i++) {
		const struct codebook_code *code = &v->codes.at[i];
		if (code->missing || !code->number)
			continue;
		if (last && code->value < last->value)
			return true;
		last = code;
	}
	return false;
}

struct ordering {
	const struct asked *asked;
	struct arena *arena;
	sqlite3_stmt *statement;
	vec(struct sql_token) tokens;
	struct buf sql;
	bool any;
};

/* The tokens of one term: of a name, or a number, alone, with what follows it. */
struct term {
	size_t from, name_end, end;
};

static bool is_word(const struct ordering *o, size_t i, const char *word)
{
	return i < o->tokens.n && o->tokens.at[i].kind == SQL_WORD && !o->tokens.at[i].depth &&
	       sql_same(o->tokens.at[i].text, str_of(word));
}

/* Behind the outermost ORDER BY; n: there is none that could be changed. */
static size_t order_by(const struct ordering *o)
{
	size_t found = o->tokens.n;
	for (size_t i = 0; i < o->tokens.n; i++) {
		if (is_word(o, i, "union") || is_word(o, i, "except") || is_word(o, i, "intersect"))
			return o->tokens.n;
		if (is_word(o, i, "order") && is_word(o, i + 1, "by"))
			found = i + 2;
	}
	return found;
}

static struct term term_at(const struct ordering *o, size_t from)
{
	struct term t = {from, from, from};
	while (t.end < o->tokens.n &&
	       !(!o->tokens.at[t.end].depth && str_eq(o->tokens.at[t.end].text, S(","))) &&
	       !str_eq(o->tokens.at[t.end].text, S(";")) && !is_word(o, t.end, "limit"))
		t.end++;
	t.name_end = t.end;
	for (size_t i = from + 1; i < t.end; i++)
		if (is_word(o, i, "asc") || is_word(o, i, "desc") || is_word(o, i, "nulls")) {
			t.name_end = i;
			break;
		}
	return t;
}

static str words_of(const struct ordering *o, size_t from, size_t end)
{
	if (from >= end)
		return S("");
	const struct sql_token *last = &o->tokens.at[end - 1];
	return str_sub(o->asked->sql, o->tokens.at[from].off, last->off + last->text.len);
}

static bool is_column(const struct ordering *o, const struct sql_token *name, int i, bool origin)
{
	const char *s = origin ? sqlite3_column_origin_name(o->statement, i)
	                       : sqlite3_column_name(o->statement, i);
	return s && sql_is(name, str_of(s));
}

/* The column of the answer that a term names; -1: none, or several. A name is one of the answer's
 * own first. */
static int column_of(const struct ordering *o, struct term t)
{
	const struct sql_token *name = &o->tokens.at[t.name_end - 1];
	size_t words = t.name_end - t.from;
	int found = -1, columns = sqlite3_column_count(o->statement);
	int64_t number;
	if (words == 1 && name->kind == SQL_NUMBER && str_to_int(name->text, &number))
		return number >= 1 && number <= columns ? (int)number - 1 : -1;
	if (!(words == 1 || (words == 3 && str_eq(o->tokens.at[t.from + 1].text, S(".")))) ||
	    (name->kind != SQL_WORD && name->kind != SQL_QUOTED))
		return -1;
	for (int origin = words == 3; origin < 2 && found < 0; origin++)
		for (int i = 0; i < columns; i++) {
			if (!is_column(o, name, i, origin))
				continue;
			if (found >= 0)
				return -1;
			found = i;
		}
	return found;
}

/* The same query with a term as the first column of its answer; NULL: the term is no name, or no
 * column has it. For what is sorted by and not answered. */
static sqlite3_stmt *with_term(const struct ordering *o, struct term t)
{
	size_t words = t.name_end - t.from, i = 1;
	sqlite3_stmt *s = NULL;
	if (!is_word(o, 0, "select") || (words != 1 && words != 3) ||
	    o->tokens.at[t.from].kind == SQL_NUMBER)
		return NULL;
	while (is_word(o, i, "distinct") || is_word(o, i, "all"))
		i++;
	if (i == o->tokens.n)
		return NULL;
	str sql = arena_printf(o->arena, "select %.*s, %.*s",
	                       STR_ARG(words_of(o, t.from, t.name_end)),
	                       STR_ARG(str_from(o->asked->sql, o->tokens.at[i].off)));
	sqlite3_prepare_v2(o->asked->tables->db, sql.ptr, (int)sql.len, &s, NULL);
	return s;
}

static str name_of(const struct ordering *o, struct term t, int column)
{
	struct buf b = {0};
	if (o->tokens.at[t.from].kind != SQL_NUMBER)
		return words_of(o, t.from, t.name_end);
	sql_put_name(&b, str_of(sqlite3_column_name(o->statement, column)));
	str name = arena_str(o->arena, buf_str(&b));
	buf_drop(&b);
	return name;
}

/* By the place in the book, then as before; column: the term's in a statement. */
static void put_place(struct ordering *o, struct term t, sqlite3_stmt *s, int column, str name)
{
	const struct codebook_variable *v = tables_column_variable(o->asked->tables, s, column);
	str rest = words_of(o, t.name_end, t.end);
	if (!is_own_order(v))
		return;
	buf_put(&o->sql, S("place("));
	sql_put_text(&o->sql, arena_printf(o->arena, "%s.%.*s",
	                                   sqlite3_column_table_name(s, column), STR_ARG(v->name)));
	buf_printf(&o->sql, ", %.*s) %.*s, ", STR_ARG(name), STR_ARG(rest));
	o->any = true;
}

static void put_term(struct ordering *o, struct term t)
{
	int column = t.from < t.name_end ? column_of(o, t) : -1;
	if (column >= 0) {
		put_place(o, t, o->statement, column, name_of(o, t, column));
		return;
	}
	sqlite3_stmt *s = t.from < t.name_end ? with_term(o, t) : NULL;
	if (s)
		put_place(o, t, s, 0, words_of(o, t.from, t.name_end));
	sqlite3_finalize(s);
}

/* Whether there is anything to do at all. */
static bool has_any(const struct asked *q)
{
	for (size_t i = 0; i < q->tables->n; i++) {
		const struct codebook *book = q->tables->tables[i].book;
		for (size_t k = 0; book && k < book->variables.n; k++)
			if (is_own_order(&book->variables.at[k]))
				return sql_has_keyword(q->sql, S("order"));
	}
	return false;
}

str asked_in_book_order(const struct asked *q, struct arena *a, sqlite3_stmt *s)
{
	struct ordering o = {.asked = q, .arena = a, .statement = s};
	if (!has_any(q))
		return q->sql;
	struct sql_scan scan = {q->sql, 0, 0};
	for (struct sql_token t; sql_next(&scan, &t);)
		vec_push(a, &o.tokens, t);
	size_t i = order_by(&o), done = 0;
	while (i < o.tokens.n) {
		struct term t = term_at(&o, i);
		buf_put(&o.sql, str_sub(q->sql, done, o.tokens.at[i].off));
		done = o.tokens.at[i].off;
		put_term(&o, t);
		bool more = t.end < o.tokens.n && str_eq(o.tokens.at[t.end].text, S(","));
		i = more ? t.end + 1 : o.tokens.n;
	}
	buf_put(&o.sql, str_from(q->sql, done));
	str sql = o.any ? arena_str(a, buf_str(&o.sql)) : q->sql;
	buf_drop(&o.sql);
	return sql;
}
