/* SQL functions of numbers. */
#include "data/functions.h"

#include "base/buf.h"
#include "data/typed/typed.h"

#include <math.h>
#include <stdlib.h>

/* ---- median: what policy reports ask for and SQLite lacks ---- */

struct median_number { double x, w; };
struct median_numbers { struct median_number *at; size_t n, cap; };

static bool has_room(struct median_numbers *v)
{
	if (v->n < v->cap)
		return true;
	size_t cap = v->cap ? v->cap * 2 : 64;
	struct median_number *more = sqlite3_realloc64(v->at, cap * sizeof *more);
	if (!more)
		return false;
	v->at = more;
	v->cap = cap;
	return true;
}

/* Without a second argument each counts once. */
static void median_step(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct median_numbers *v = sqlite3_aggregate_context(context, sizeof *v);
	double weight = argc < 2 ? 1 : sqlite3_value_double(argv[1]);
	if (!v || sqlite3_value_type(argv[0]) == SQLITE_NULL || !(weight > 0))
		return;
	if (has_room(v))
		v->at[v->n++] =
		        (struct median_number){sqlite3_value_double(argv[0]), weight};
	else
		sqlite3_result_error_nomem(context);
}

static int by_size(const void *a, const void *b)
{
	const struct median_number *x = a, *y = b;
	return (x->x > y->x) - (x->x < y->x);
}

/* The number up to which half of the weight goes; where half of it ends there, the mean of this and
 * the next: of an even count, the two in the middle. */
static double median_of(const struct median_numbers *v)
{
	double all = 0, half = 0, sum = 0;
	size_t i = 0;
	for (size_t k = 0; k < v->n; k++)
		all += v->at[k].w;
	half = all / 2;
	while (i + 1 < v->n && sum + v->at[i].w < half - all * 1e-12)
		sum += v->at[i++].w;
	double low = v->at[i].x;
	bool ends = sum + v->at[i].w <= half + all * 1e-12 && i + 1 < v->n;
	double high = v->at[ends ? i + 1 : i].x;
	return low + (high - low) / 2;
}

/* Of none, NULL. */
static void median_end(sqlite3_context *context)
{
	struct median_numbers *v = sqlite3_aggregate_context(context, 0);
	if (!v || !v->n) {
		sqlite3_result_null(context);
	} else {
		qsort(v->at, v->n, sizeof *v->at, by_size);
		sqlite3_result_double(context, median_of(v));
	}
	if (v)
		sqlite3_free(v->at);
}

/* ---- div ---- */

static bool is_int(sqlite3_value *v)
{
	return sqlite3_value_type(v) == SQLITE_INTEGER;
}

/* The whole part of a quotient, towards zero; of a division by zero NULL, as a / b has it. */
static void div_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	sqlite3_int64 a = sqlite3_value_int64(argv[0]), b = sqlite3_value_int64(argv[1]);
	bool whole = is_int(argv[0]) && is_int(argv[1]) && !(a == INT64_MIN && b == -1);
	double quotient = trunc(sqlite3_value_double(argv[0]) / sqlite3_value_double(argv[1]));
	(void)argc;
	if (sqlite3_value_type(argv[0]) == SQLITE_NULL || sqlite3_value_double(argv[1]) == 0)
		return;
	if (whole)
		sqlite3_result_int64(context, a / b);
	else if (fabs(quotient) < 9.2e18)
		sqlite3_result_int64(context, (sqlite3_int64)quotient);
	else
		sqlite3_result_error(context, "integer overflow", -1);
}

/* ---- number and casts ---- */

enum cast_to { TO_NUMBER, TO_INT, TO_REAL };

static void refuse_text(sqlite3_context *context, str text)
{
	char *message = sqlite3_mprintf(FUNCTIONS_NO_NUMBER "%.*s", STR_ARG(utf8_prefix(text, 60)));
	sqlite3_result_error(context, message, -1);
	sqlite3_free(message);
}

/* A whole text, of digits with '.': what else offices write, the source reads. */
static void from_text(sqlite3_context *context, sqlite3_value *value, enum cast_to to)
{
	bool bytes = sqlite3_value_type(value) == SQLITE_BLOB;
	str text = {(const char *)sqlite3_value_text(value), (size_t)sqlite3_value_bytes(value)};
	int64_t whole;
	double real;
	if (bytes || !text.ptr)
		refuse_text(context, S("bytes"));
	else if (to != TO_REAL && str_to_int(str_trim(text), &whole))
		sqlite3_result_int64(context, whole);
	else if (to != TO_INT && str_to_double(str_trim(text), &real))
		sqlite3_result_double(context, real);
	else
		refuse_text(context, text);
}

static void number_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	enum cast_to to = (enum cast_to)(intptr_t)sqlite3_user_data(context);
	int type = sqlite3_value_type(argv[0]);
	(void)argc;
	if (type == SQLITE_TEXT || type == SQLITE_BLOB)
		from_text(context, argv[0], to);
	else if (type == SQLITE_INTEGER && to == TO_REAL)
		sqlite3_result_double(context, sqlite3_value_double(argv[0]));
	else if (type == SQLITE_FLOAT && to == TO_INT)
		sqlite3_result_int64(context, sqlite3_value_int64(argv[0]));
	else
		sqlite3_result_value(context, argv[0]);
}

/* ---- min and max of several values ---- */

static int compare_values(sqlite3_value *a, sqlite3_value *b)
{
	if (is_int(a) && is_int(b)) {
		sqlite3_int64 x = sqlite3_value_int64(a), y = sqlite3_value_int64(b);
		return (x > y) - (x < y);
	}
	if (sqlite3_value_type(a) == SQLITE_TEXT || sqlite3_value_type(a) == SQLITE_BLOB)
		return str_cmp(
		        (str){(const char *)sqlite3_value_text(a), (size_t)sqlite3_value_bytes(a)},
		        (str){(const char *)sqlite3_value_text(b), (size_t)sqlite3_value_bytes(b)});
	double x = sqlite3_value_double(a), y = sqlite3_value_double(b);
	return (x > y) - (x < y);
}

static void extreme(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	int wanted = (int)(intptr_t)sqlite3_user_data(context);
	sqlite3_value *best = argv[0];
	for (int i = 0; i < argc; i++) {
		if (sqlite3_value_type(argv[i]) == SQLITE_NULL)
			return;
		if (compare_values(argv[i], best) * wanted > 0)
			best = argv[i];
	}
	sqlite3_result_value(context, best);
}

/* ---- char ---- */

static void char_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct buf text = {0};
	for (int i = 0; i < argc; i++) {
		sqlite3_int64 c = sqlite3_value_int64(argv[i]);
		bool good = c >= 0 && c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);
		buf_utf8(&text, good ? (uint32_t)c : 0xfffd);
	}
	sqlite3_result_text(context, text.ptr, (int)text.len, SQLITE_TRANSIENT);
	buf_drop(&text);
}

typedef void sql_function(sqlite3_context *, int, sqlite3_value **);

static int add(sqlite3 *db, const char *name, int arguments, sql_function *f, intptr_t what)
{
	return sqlite3_create_function(db, name, arguments,
	                               SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
	                               (void *)what, f, NULL, NULL);
}

bool functions_add(sqlite3 *db, struct tables *t)
{
	enum { MOST_ARGUMENTS = 12 };
	int rc = 0;
	for (int n = 1; n <= 2; n++)
		rc |= sqlite3_create_function(db, "median", n, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
		                              NULL, NULL, median_step, median_end);
	rc |= add(db, "div", 2, div_function, 0);
	rc |= add(db, "number", 1, number_function, TO_NUMBER);
	rc |= add(db, TYPED_CAST_NUMBER, 1, number_function, TO_NUMBER);
	rc |= add(db, TYPED_CAST_INT, 1, number_function, TO_INT);
	rc |= add(db, TYPED_CAST_REAL, 1, number_function, TO_REAL);
	/* Once for each count of arguments: so the byte code tells how many a call has. */
	for (int n = 1; n <= MOST_ARGUMENTS; n++) {
		rc |= add(db, "char", n, char_function, 0);
		rc |= n > 1 ? add(db, "min", n, extreme, -1) | add(db, "max", n, extreme, 1) : 0;
	}
	return !rc && functions_add_letters(db, t) && functions_add_lengthy(db, t) &&
	       functions_add_format(db, t);
}
