/* Why a query was refused, in the words of those who wrote it: SQLite's message, its place in the
 * SQL where SQLite or the words themselves tell, and the name that was probably meant. */
#include "data/functions.h"
#include "data/tables_parts.h"

/* In what an author wrote of it; else at the name that it was made for. */
static struct span part_at(const struct asked *q, size_t off, size_t len)
{
	for (size_t i = 0; i < q->parts_n; i++) {
		const struct query_part *p = &q->parts[i];
		if (off >= p->off && off + len <= p->off + p->len)
			return yaml_span(p->yaml, off - p->off, off - p->off + len);
	}
	return q->at;
}

struct span asked_at(const struct asked *q, size_t off, size_t len)
{
	if (q->parts)
		return part_at(q, off, len);
	if (q->yaml && q->yaml->source)
		return yaml_span(q->yaml, off, off + len);
	if (q->at.len != q->sql.len || off + len > q->sql.len)
		return q->at;
	return (struct span){q->at.file, (uint32_t)len, q->at.off + off};
}

/* Where a name stands: at SQLite's offset if it gave one, else at the first token that means it. */
static struct span name_at(const struct asked *q, str name, int offset)
{
	struct sql_token t;
	if (offset >= 0 && (size_t)offset < q->sql.len) {
		str here = str_from(q->sql, (size_t)offset);
		if (name.len && sql_same(str_sub(here, 0, name.len), name))
			return asked_at(q, (size_t)offset, name.len);
		if (sql_token_at(q->sql, (size_t)offset, &t))
			return asked_at(q, t.off, t.text.len);
	}
	return sql_find_name(q->sql, name, &t) ? asked_at(q, t.off, t.text.len) : q->at;
}

static str last_part(str name)
{
	const char *dot = name.len ? memrchr(name.ptr, '.', name.len) : NULL;
	return dot ? str_from(name, (size_t)(dot - name.ptr) + 1) : name;
}

static str first_part(str name)
{
	return str_until(name, '.');
}

static bool is_sensitive(const struct asked *q, str name)
{
	const struct project *p = q->tables->project;
	for (size_t i = 0; i < p->sources_n; i++)
		if (p->sources[i].sensitive && sql_same(p->sources[i].name.text, name))
			return true;
	return false;
}

static bool sensitive_table(const struct asked *q, str name)
{
	diag_error(q->diags, name_at(q, name, -1), "data/sensitive-table",
	           "table '%.*s' is sensitive and cannot be queried", STR_ARG(name));
	diag_hint(q->diags,
	          "Put what may be printed into a source of its own, which is not sensitive.");
	return false;
}

static bool unknown_table(const struct asked *q, str name)
{
	str words[64];
	size_t n = 0;
	str last = last_part(name);
	if (is_sensitive(q, last))
		return sensitive_table(q, last);
	for (; n < q->tables->n && n < 64; n++)
		words[n] = q->tables->tables[n].name;
	diag_error(q->diags, name_at(q, last, -1), "data/unknown-table", "no table '%.*s'",
	           STR_ARG(name));
	if (!diag_did_you_mean(q->diags, last, words, n))
		diag_hint(q->diags,
		          n ? "Tables are named by the sources under 'data:' in strom.yml."
		            : "strom.yml names no public source under 'data:'.");
	return false;
}

/* The columns of the tables that the query names. */
static size_t known_columns(const struct asked *q, str *words, size_t most)
{
	struct sql_token token;
	size_t n = 0;
	for (size_t i = 0; i < q->tables->n; i++) {
		const struct table *t = &q->tables->tables[i];
		if (!sql_find_name(q->sql, t->name, &token))
			continue;
		for (size_t k = 0; k < t->n && n < most; k++)
			words[n++] = t->columns[k];
	}
	return n;
}

static bool unknown_column(const struct asked *q, str name, int offset)
{
	str words[512], last = last_part(name);
	struct sql_token token;
	if (last.len < name.len && is_sensitive(q, first_part(name)))
		return sensitive_table(q, first_part(name));
	size_t n = known_columns(q, words, 512);
	diag_error(q->diags, name_at(q, name, offset), "data/unknown-column", "no column '%.*s'",
	           STR_ARG(name));
	if (diag_did_you_mean(q->diags, last, words, n))
		return false;
	if (sql_find_name(q->sql, last, &token) && token.kind == SQL_QUOTED)
		diag_hint(q->diags, "Text stands in single quotes: '%.*s'.", STR_ARG(last));
	else
		diag_hint(q->diags,
		          "The tables of this query have no such column; 'strom dump tables' "
		          "lists them all.");
	return false;
}

static bool unknown_function(const struct asked *q, str name, int offset)
{
	size_t n;
	const str *words = typed_function_names(q->tables->arena, &n);
	diag_error(q->diags, name_at(q, name, offset), "data/unknown-function",
	           "no function '%.*s'", STR_ARG(name));
	diag_one_of(q->diags, name, words, n);
	return false;
}

static bool syntax(const struct asked *q, str message, int offset)
{
	str word = str_starts(message, S("near \"")) ? str_from(message, 6) : S("");
	size_t end = str_find(word, S("\": syntax error"));
	word = str_sub(word, 0, end == SIZE_MAX ? 0 : end);
	if (word.len)
		return diag_error(q->diags, name_at(q, word, offset), "data/syntax",
		                  "syntax error near '%.*s'", STR_ARG(word));
	return diag_error(q->diags, offset >= 0 ? name_at(q, S(""), offset) : q->at, "data/syntax",
	                  "%.*s", STR_ARG(message));
}

/* SQLite makes its table-valued functions by writing to its catalogue, so that what is refused is
 * a write; what was meant is the table. */
static bool names_module(const struct asked *q, struct sql_token *token)
{
	struct sql_scan scan = {q->sql, 0, 0};
	while (sql_next(&scan, token)) {
		if (token->kind != SQL_WORD)
			continue;
		if (sql_same(str_sub(token->text, 0, 7), S("pragma_")))
			return true;
		for (size_t i = 0; i < q->tables->modules.n; i++)
			if (sql_same(token->text, q->tables->modules.at[i]))
				return true;
	}
	return false;
}

static bool refused(const struct asked *q)
{
	const struct tables *t = q->tables;
	str name = str_of(t->refused_name);
	struct sql_token token;
	if (!name.len && names_module(q, &token)) {
		diag_error(q->diags, asked_at(q, token.off, token.text.len), "data/not-allowed",
		           "table '%.*s' is not allowed", STR_ARG(token.text));
		diag_hint(q->diags, "A query may read the tables of 'data:' and no others.");
		return false;
	}
	if (!name.len) {
		diag_error(q->diags, q->at, "data/not-allowed", "a query may only read tables");
		diag_hint(q->diags, "Write one SELECT over the tables of 'data:'.");
		return false;
	}
	bool found = sql_find_name(q->sql, name, &token) ||
	             /* SQLite's other name for its catalogue. */
	             (str_eq(name, S("sqlite_master")) &&
	              sql_find_name(q->sql, S("sqlite_schema"), &token));
	diag_error(q->diags, found ? asked_at(q, token.off, token.text.len) : q->at,
	           "data/not-allowed", "%s '%.*s' is not allowed", t->refused, STR_ARG(name));
	diag_hint(q->diags, str_eq(str_of(t->refused), S("function"))
	                            ? "A query's answer must depend on the tables alone: not on "
	                              "chance, the clock, or the "
	                              "machine."
	                            : "A query may read the tables of 'data:' and no others.");
	return false;
}

static bool clock_asked(const struct asked *q)
{
	struct sql_token token;
	struct span at = q->at;
	if (sql_find_string(q->sql, S("now"), &token))
		at = asked_at(q, token.off, token.text.len);
	diag_error(q->diags, at, "data/clock", "the query asks what time it is");
	diag_hint(q->diags,
	          "Write the date that is meant: a publication must not depend on the day it "
	          "is built.");
	return false;
}

static bool unknown_order(const struct asked *q, str name, int offset)
{
	diag_error(q->diags, name_at(q, name, offset), "data/query-failed",
	           "no such collation sequence: %.*s", STR_ARG(name));
	diag_hint(q->diags, "COLLATE language sorts by the rules of the edition's language.");
	return false;
}

/* number() or a cast met a text that is none, while rows were read: which of several is not known.
 */
static bool no_number(const struct asked *q, str text)
{
	struct sql_scan scan = {q->sql, 0, 0};
	struct span at = q->at;
	size_t n = 0;
	for (struct sql_token t; sql_next(&scan, &t);)
		if (t.kind == SQL_WORD &&
		    (sql_same(t.text, S("cast")) || sql_same(t.text, S("number"))) && !n++)
			at = asked_at(q, t.off, t.text.len);
	diag_error(q->diags, n == 1 ? at : q->at, "data/no-number", "'%.*s' is no number",
	           STR_ARG(text));
	diag_hint(q->diags, "Leave such rows out by WHERE, or say under 'data:' how the source "
	                    "writes numbers and what stands for no value.");
	return false;
}

bool asked_complain(const struct asked *q, int rc)
{
	struct tables *t = q->tables;
	str message = str_of(sqlite3_errmsg(t->db));
	int offset = sqlite3_error_offset(t->db);
	if (t->clock)
		return clock_asked(q);
	if (t->too_much) {
		diag_error(q->diags, q->at, "data/too-much-work",
		           "the query needs more than %d million steps", MOST_STEPS / 1000000);
		diag_hint(q->diags,
		          "Join tables on a column, and do not let a recursion run without end.");
		return false;
	}
	if (t->refused)
		return refused(q);
	if (rc == SQLITE_NOMEM || rc == SQLITE_FULL)
		return diag_error(q->diags, q->at, "data/too-large",
		                  "the query needs more than %d MiB", (int)(MOST_HEAP >> 20));
	if (rc == SQLITE_TOOBIG)
		return diag_error(q->diags, q->at, "data/too-large",
		                  "a text is longer than %d bytes", MOST_TEXT);
	if (str_starts(message, S("no such table: ")))
		return unknown_table(q, str_from(message, 15));
	if (str_starts(message, S("no such column: ")))
		return unknown_column(q, str_from(message, 16), offset);
	if (str_starts(message, S("no such function: ")))
		return unknown_function(q, str_from(message, 18), offset);
	if (str_starts(message, S("ambiguous column name: "))) {
		str name = str_from(message, 23);
		diag_error(q->diags, name_at(q, name, offset), "data/ambiguous-column",
		           "more than one table has a column '%.*s'", STR_ARG(name));
		diag_hint(q->diags, "Write the table's name and a point before it.");
		return false;
	}
	if (str_ends(message, S("syntax error")) || str_eq(message, S("incomplete input")) ||
	    str_starts(message, S("unrecognized token")))
		return syntax(q, message, offset);
	if (str_starts(message, S(FUNCTIONS_NO_NUMBER)))
		return no_number(q, str_from(message, sizeof FUNCTIONS_NO_NUMBER - 1));
	if (str_starts(message, S("no such collation sequence: ")))
		return unknown_order(q, str_from(message, 28), offset);
	return diag_error(q->diags, offset >= 0 ? name_at(q, S(""), offset) : q->at,
	                  "data/query-failed", "%.*s", STR_ARG(message));
}
