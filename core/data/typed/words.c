/* What the words of a query tell and its byte code does not. */
#include "data/typed/parts.h"

static bool one_of(str word, const char *words)
{
	for (str rest = str_of(words); rest.len;) {
		str one = str_until(rest, ' ');
		if (sql_same(word, one))
			return true;
		rest = str_from(rest, one.len + 1);
	}
	return false;
}

size_t typed_tokens(struct arena *a, str sql, const struct sql_token **out)
{
	vec(struct sql_token) all = {0};
	struct sql_scan scan = {sql, 0, 0};
	for (struct sql_token t; sql_next(&scan, &t);)
		vec_push(a, &all, t);
	*out = all.at;
	return all.n;
}

/* ---- Casts ---- */

/* https://sqlite.org/datatype3.html#determination_of_column_affinity */
static const char *number_cast(str type)
{
	static const struct { const char *part, *name; } rules[] = {
		{"int", "→i"}, {"char", NULL}, {"clob", NULL}, {"text", NULL}, {"blob", NULL},
		{"real", "→r"}, {"floa", "→r"}, {"doub", "→r"}};
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		for (size_t k = 0; k + strlen(rules[i].part) <= type.len; k++)
			if (sql_same(str_sub(type, k, k + strlen(rules[i].part)),
			             str_of(rules[i].part)))
				return rules[i].name;
	return type.len ? "→n" : NULL;
}

/* CAST(x AS type): the AS that stands in no inner parentheses, and the end of the type. */
str typed_casts(struct arena *a, str sql)
{
	const struct sql_token *t;
	struct sql_token found;
	if (!sql_find_name(sql, S("cast"), &found))
		return sql;
	char *out = arena_cstr(a, sql);
	size_t n = typed_tokens(a, sql, &t);
	for (size_t i = 0; i + 1 < n; i++) {
		size_t as = 0, end = i + 2;
		if (!sql_same(t[i].text, S("cast")) || !str_eq(t[i + 1].text, S("(")))
			continue;
		for (; end < n && t[end].depth > t[i].depth; end++)
			if (sql_same(t[end].text, S("as")) && t[end].depth == t[i].depth + 1)
				as = end;
		if (!as || end == n)
			continue;
		size_t from = t[as].off, to = t[end].off;
		const char *name = number_cast(str_trim(str_sub(sql, from + 2, to)));
		if (!name)
			continue;
		memcpy(out + t[i].off, name, 4);
		for (size_t k = from; k < to; k++)
			out[k] = out[k] == '\n' ? '\n' : ' ';
	}
	return (str){out, sql.len};
}

/* ---- Names in single quotes ---- */

enum typed_clause { IN_OTHER, IN_SELECT, IN_BY };

struct words { struct typed_walk *walk; const struct sql_token *t; size_t n; uint8_t *clauses; };

static str word_at(const struct words *w, size_t i)
{
	return i < w->n ? w->t[i].text : S(";");
}

static void follow(struct words *w, size_t i)
{
	str word = w->t[i].text;
	uint8_t *clause = &w->clauses[w->t[i].depth];
	if (str_eq(word, S("(")))
		clause[1] = IN_OTHER;
	if (w->t[i].kind != SQL_WORD)
		return;
	/* A later member of a compound bears the names of the first. */
	if (sql_same(word, S("select")))
		*clause = i && one_of(word_at(w, i - 1), "union all intersect except") ? IN_OTHER
		                                                                       : IN_SELECT;
	else if (sql_same(word, S("by")))
		*clause = IN_BY;
	else if (one_of(word, "from where having limit on window rows range groups"))
		*clause = IN_OTHER;
}

/* A text is all of a term: of a list, of what is asked for NULL. */
static bool is_term(const struct words *w, size_t i)
{
	str before = i ? word_at(w, i - 1) : S(""), after = word_at(w, i + 1);
	bool begins = one_of(before, "select distinct by") || str_eq(before, S(","));
	return begins &&
	       one_of(after,
	              ", ) ; from union intersect except limit order having asc desc collate nulls "
	              "rows range groups window where group");
}

static bool never_null(const struct words *w, size_t i)
{
	bool first = i > 1 && one_of(word_at(w, i - 2), "coalesce ifnull") &&
	             str_eq(word_at(w, i - 1), S("("));
	return first || one_of(word_at(w, i + 1), "isnull notnull") ||
	       (sql_same(word_at(w, i + 1), S("is")) && one_of(word_at(w, i + 2), "null not"));
}

void typed_judge_words(struct typed_walk *walk)
{
	struct words w = {.walk = walk};
	w.n = typed_tokens(walk->arena, walk->sql, &w.t);
	w.clauses = arena_array(walk->arena, uint8_t, w.n + 2);
	for (size_t i = 0; i < w.n; i++) {
		const struct sql_token *t = &w.t[i];
		follow(&w, i);
		if (t->kind != SQL_STRING || t->text.len < 2)
			continue;
		str text = str_sub(t->text, 1, t->text.len - 1);
		uint8_t clause = is_term(&w, i) ? w.clauses[t->depth] : IN_OTHER;
		bool name = typed_is_column(walk, text);
		if (clause == IN_BY || (name && (clause == IN_SELECT || never_null(&w, i)))) {
			struct typed_problem *p = typed_problem_name(walk, text);
			p->off = t->off;
			p->len = t->text.len;
		}
	}
}
