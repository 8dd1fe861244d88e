/* Code books of open tables: labels in queries, and the order of codes. */
#include "data/tables_parts.h"

#include "data/functions.h"

#include <strom/source.h>

/* ---- Reading them ---- */

struct code_order {
	struct tables *tables;
	const struct codebook_variable *variable;
};

static int by_book(void *context, int a_len, const void *a, int b_len, const void *b)
{
	struct code_order *o = context;
	/* A comparison cannot fail: the query is broken off after it. */
	if (a_len > LONG_TEXT && b_len > LONG_TEXT &&
	    !functions_work(NULL, o->tables, (uint64_t)(a_len < b_len ? a_len : b_len) / 4))
		sqlite3_interrupt(o->tables->db);
	return codebook_compare(o->variable, (str){a, (size_t)a_len}, (str){b, (size_t)b_len});
}

static bool add_orders(struct arena *a, struct tables *t, const struct table *of)
{
	for (size_t i = 0; i < of->book->variables.n; i++) {
		const struct codebook_variable *v = &of->book->variables.at[i];
		struct code_order *o = arena_make(a, struct code_order);
		str name = arena_printf(a, "strom %.*s.%.*s", STR_ARG(of->name), STR_ARG(v->name));
		*o = (struct code_order){t, v};
		if (v->codes.n &&
		    sqlite3_create_collation(t->db, arena_cstr(a, name), SQLITE_UTF8, o, by_book))
			return false;
	}
	return true;
}

/* A source may have none. */
static bool take_book(struct arena *a, struct tables *t, struct table *of, sqlite3_stmt *s)
{
	struct codebook *book = arena_make(a, struct codebook);
	sqlite3_bind_int64(s, 1, of->source - t->project->sources);
	if (sqlite3_step(s) != SQLITE_ROW)
		return true;
	str bytes = {sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0)};
	if (!codebook_unpack(a, bytes, book))
		return false;
	of->book = book;
	return true;
}

static bool read_book(struct arena *a, struct tables *t, struct table *of)
{
	sqlite3_stmt *s = NULL;
	bool good = !sqlite3_prepare_v2(t->db, "select book from strom_books where source = ?", -1,
	                                &s, NULL) &&
	            take_book(a, t, of, s);
	sqlite3_finalize(s);
	return good && (!of->book || add_orders(a, t, of));
}

bool tables_read_books(struct arena *a, struct tables *t)
{
	size_t n = t->n;
	for (size_t i = 0; i < n; i++)
		if (!read_book(a, t, &t->tables[i]))
			return false;
	return true;
}

/* ---- Variables and labels ---- */

static const struct codebook_variable *find(const struct tables *t, str table, str column)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->tables[i].book && sql_same(t->tables[i].name, table))
			return codebook_find(t->tables[i].book, column);
	return NULL;
}

const struct codebook_variable *tables_variable(const struct tables *t, str name)
{
	str table = str_until(name, '.');
	return find(t, table, str_from(name, table.len + 1));
}

const struct codebook_variable *tables_column_variable(const struct tables *t, sqlite3_stmt *s,
                                                       int column)
{
	const char *table = sqlite3_column_table_name(s, column);
	const char *name = sqlite3_column_origin_name(s, column);
	return table && name ? find(t, str_of(table), str_of(name)) : NULL;
}

const struct codebook *tables_book_of(const struct tables *t, sqlite3_stmt *s, int column)
{
	const char *table = sqlite3_column_table_name(s, column);
	for (size_t i = 0; table && i < t->n; i++)
		if (sql_same(t->tables[i].name, str_of(table)))
			return t->tables[i].book;
	return NULL;
}

static bool is_of(const struct codebook *book, const struct codebook_variable *v)
{
	for (size_t i = 0; i < book->variables.n; i++)
		if (&book->variables.at[i] == v)
			return true;
	return false;
}

bool tables_one_book(const struct tables *t, const struct codebook_variable *one,
                     const struct codebook_variable *other)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->tables[i].book && is_of(t->tables[i].book, one))
			return is_of(t->tables[i].book, other);
	return false;
}

/* The label that a text would be written with: in the project's language, or else the one that
 * there is. NULL: there is none. */
static const struct codebook_label *label_written(const struct tables *t,
                                                  const codebook_labels *labels)
{
	const struct codebook_label *l = codebook_label_in(labels, t->project->language);
	return l || !labels->n ? l : &labels->at[0];
}

/* EUR, %, m²: the same in all languages. */
static bool is_word(str unit)
{
	size_t small = 0;
	for (size_t i = 0; i < unit.len; i++)
		small += (unit.ptr[i] >= 'a' && unit.ptr[i] <= 'z') || (unit.ptr[i] & 0x80);
	return small > 2;
}

/* A unit is said once, in the project's language. */
static bool unit_labels(const struct tables *t, const struct codebook_variable *v,
                        struct codebook_label *label, codebook_labels *labels)
{
	*label = (struct codebook_label){t->project->language, v->unit, v->at};
	*labels = (codebook_labels){.at = label, .n = 1, .cap = 1};
	return v->unit.len && v->kind != STROM_VARIABLE_FLAGS && is_word(v->unit);
}

static void visit_variable(const struct tables *t, const struct codebook_variable *v,
                           tables_label_visit *each, void *context)
{
	const struct codebook_label *l = label_written(t, &v->labels);
	struct codebook_label unit;
	codebook_labels units;
	if (l)
		each(context, v, NULL, &v->labels, l);
	if (unit_labels(t, v, &unit, &units))
		each(context, v, NULL, &units, &unit);
	for (size_t i = 0; i < v->codes.n; i++) {
		const struct codebook_code *code = &v->codes.at[i];
		l = label_written(t, &code->labels);
		if (l)
			each(context, v, code, &code->labels, l);
	}
}

/* In the language, by the project's translations, or else as it was written. */
static bool label_in(const struct tables *t, const codebook_labels *labels, str language, str *out)
{
	const struct codebook_label *l = codebook_label_in(labels, language);
	if (l) {
		*out = l->text;
		return true;
	}
	l = label_written(t, labels);
	*out = l ? l->text : S("");
	if (l && t->other_words)
		t->other_words(t->other_context, language, l->text, out);
	return l != NULL;
}

str tables_unit(const struct tables *t, const struct codebook_variable *v, str language)
{
	struct codebook_label label;
	codebook_labels labels;
	str unit = v->kind == STROM_VARIABLE_FLAGS ? S("") : v->unit;
	if (unit_labels(t, v, &label, &labels))
		label_in(t, &labels, language, &unit);
	return unit;
}

void tables_translate(struct tables *t, tables_other_words *other, void *context)
{
	t->other_words = other;
	t->other_context = context;
}

void tables_labels(const struct tables *t, tables_label_visit *each, void *context)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct table *table = &t->tables[i];
		for (size_t k = 0;
		     table->source && !table->set && table->book && k < table->book->variables.n;
		     k++)
			visit_variable(t, &table->book->variables.at[k], each, context);
	}
}

static const struct codebook_code *code_of(const struct codebook_variable *v,
                                           const struct cell *cell)
{
	if (cell->type == CELL_TEXT)
		return codebook_code_of(v, cell->text);
	if (cell->type == CELL_NULL)
		return NULL;
	return codebook_number(v, cell->type == CELL_INT ? (double)cell->integer : cell->real);
}

bool tables_label(const struct tables *t, const struct codebook_variable *v,
                  const struct cell *cell, str language, str *label)
{
	const struct codebook_code *code = code_of(v, cell);
	if (!code)
		return false;
	return label_in(t, &code->labels, language, label);
}

bool tables_question(const struct tables *t, const struct codebook_variable *v, str language,
                     str *text)
{
	return label_in(t, &v->labels, language, text);
}

/* ---- In queries ---- */

static str text_of(sqlite3_value *value)
{
	const char *text = (const char *)sqlite3_value_text(value);
	return (str){text ? text : "", text ? (size_t)sqlite3_value_bytes(value) : 0};
}

static struct cell cell_of(sqlite3_value *value)
{
	switch (sqlite3_value_type(value)) {
	case SQLITE_INTEGER:
		return (struct cell){.type = CELL_INT, .integer = sqlite3_value_int64(value)};
	case SQLITE_FLOAT:
		return (struct cell){.type = CELL_REAL, .real = sqlite3_value_double(value)};
	case SQLITE_TEXT:
		return (struct cell){.type = CELL_TEXT, .text = text_of(value)};
	default:
		return (struct cell){.type = CELL_NULL};
	}
}

/* Of a variable, or of a code of it. What has none prints as it is. */
static void label_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct tables *t = sqlite3_user_data(context);
	const struct codebook_variable *v = tables_variable(t, text_of(argv[0]));
	struct cell cell = cell_of(argv[argc - 1]);
	str label;
	if (cell.type == CELL_NULL)
		return;
	if (!v || !(argc == 1 ? tables_question(t, v, t->order.language, &label)
	                      : tables_label(t, v, &cell, t->order.language, &label)))
		label = text_of(argv[argc - 1]);
	sqlite3_result_text(context, label.ptr, (int)label.len, SQLITE_TRANSIENT);
}

/* Where a code stands in the book, from 1; what is no code stands behind all. */
static void place_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct tables *t = sqlite3_user_data(context);
	const struct codebook_variable *v = tables_variable(t, text_of(argv[0]));
	struct cell cell = cell_of(argv[argc - 1]);
	if (cell.type == CELL_NULL)
		return;
	const struct codebook_code *code = v ? code_of(v, &cell) : NULL;
	size_t codes = v ? v->codes.n : 0;
	sqlite3_result_int64(context,
	                     1 + (sqlite3_int64)(code ? (size_t)(code - v->codes.at) : codes));
}

int functions_add_label(struct tables *t)
{
	const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
	int one = sqlite3_create_function(t->db, "label", 1, flags, t, label_function, NULL, NULL);
	int two = sqlite3_create_function(t->db, "label", 2, flags, t, label_function, NULL, NULL);
	int three =
	        sqlite3_create_function(t->db, "place", 2, flags, t, place_function, NULL, NULL);
	return one ? one : two ? two : three;
}

static bool no_variable(const struct asked *q, const struct sql_token *t, str name)
{
	struct arena *a = arena_new();
	vec(str) names = {0};
	for (size_t i = 0; i < q->tables->n; i++) {
		const struct table *table = &q->tables->tables[i];
		for (size_t k = 0; table->book && k < table->book->variables.n; k++)
			vec_push(a, &names,
			         arena_printf(a, "%.*s.%.*s", STR_ARG(table->name),
			                      STR_ARG(table->book->variables.at[k].name)));
	}
	diag_error(q->diags, asked_at(q, t->off, t->text.len), "data/unknown-variable",
	           "no code book has '%.*s'", STR_ARG(utf8_prefix(name, 60)));
	if (!diag_did_you_mean(q->diags, name, names.at, names.n))
		diag_hint(
		        q->diags,
		        "Write label('TABLE.COLUMN', code), or label('TABLE.COLUMN') for what the "
		        "column is called: the table's source has a code book.");
	arena_drop(a);
	return false;
}

bool asked_labels(const struct asked *q)
{
	struct sql_scan scan = {q->sql, 0, 0};
	struct sql_token t, before = {.kind = SQL_SIGN}, last = {.kind = SQL_SIGN};
	for (; sql_next(&scan, &t); before = last, last = t) {
		if (t.kind != SQL_STRING || !str_eq(last.text, S("(")) || before.kind != SQL_WORD ||
		    !(sql_same(before.text, S("label")) || sql_same(before.text, S("place"))))
			continue;
		str name = str_sub(t.text, 1, t.text.len - 1);
		if (!tables_variable(q->tables, name))
			return no_variable(q, &t, name);
	}
	return true;
}
