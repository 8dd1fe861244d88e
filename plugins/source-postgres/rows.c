/* Rows, as the server sends them: each value in the one form that its type has. */
#include "postgres.h"

enum { MOST_DIGITS = 17 };

static bool is_number(const char *text)
{
	return *text && !text[strspn(text, "+-.0123456789eE")];
}

/* Digits that a machine would have to keep; zeros before them count for nothing. */
static int digits_of(const char *text)
{
	int n = 0;
	for (; *text && *text != 'e' && *text != 'E'; text++)
		n += *text >= '0' && *text <= '9' && (n || *text != '0');
	return n;
}

/* Numeric is exact, with any number of digits: what no machine keeps comes as text. */
static uint32_t number_type(const char *text)
{
	if (!is_number(text))
		return 0;
	if (digits_of(text) > MOST_DIGITS)
		return STROM_COLUMN_TEXT;
	return strpbrk(text, ".eE") ? STROM_COLUMN_REAL : STROM_COLUMN_INT;
}

static bool odd(struct server *s, struct strom_written *w, const char *code, const char *what)
{
	strom_fault(&s->faults, w->pos, code,
	            "Write a query that leaves it out, or says what is meant.", "'%.*s' is %s",
	            w->text.len < 40 ? (int)w->text.len : 40, w->text.ptr, what);
	w->text.len = 0;
	return true;
}

/* yyyy-mm-dd; the calendar before Christ, and infinity, have no place in a table. */
static bool is_day(const char *text)
{
	return strlen(text) == 10 && text[4] == '-' && text[7] == '-' &&
	       strspn(text, "-0123456789") == 10;
}

static bool fill(struct server *s, uint32_t type, struct strom_written *w)
{
	switch (type) {
	case STROM_COLUMN_BOOL:
		w->type = type;
		w->text = *w->text.ptr == 't' ? STROM_S("1") : STROM_S("0");
		return true;
	case STROM_COLUMN_INT:
		w->type = type;
		return true;
	case STROM_COLUMN_REAL:
		w->type = number_type(w->text.ptr);
		return w->type || odd(s, w, "postgres/not-finite", "no finite number");
	case STROM_COLUMN_DATE:
		w->type = is_day(w->text.ptr) ? type : 0;
		return w->type || odd(s, w, "postgres/date", "no day of this calendar");
	default:
		w->quoted = 1;
		return true;
	}
}

static bool push_row(struct server *s, const PGresult *r)
{
	struct strom_pos pos = server_at(s, s->rows, 0);
	pos.len = (uint32_t)s->columns;
	if (!s->host->row(s->job, pos))
		return false;
	for (int i = 0; i < s->columns; i++) {
		struct strom_written w = {.size = sizeof w,
		                          .pos = server_at(s, s->rows, (uint32_t)i)};
		if (!PQgetisnull(r, 0, i)) {
			w.text = (strom_str){PQgetvalue(r, 0, i), (size_t)PQgetlength(r, 0, i)};
			fill(s, s->types[i], &w);
		}
		if (!s->host->written(s->job, &w))
			return false;
	}
	return true;
}

/* False: the core takes no more, or it is reported. */
static bool take(struct server *s, const PGresult *r)
{
	if (PQresultStatus(r) != PGRES_SINGLE_TUPLE)
		return server_failed(s, r);
	s->rows++;
	return push_row(s, r) && !(s->rows % 1024 == 0 && s->job->host->cancelled(s->job));
}

/* Whether the end of them has been met. False: reported. */
static bool take_all(struct server *s)
{
	bool silent = false;
	for (PGresult *r; (r = server_next(s, &silent)) != NULL;) {
		bool end = PQresultStatus(r) == PGRES_TUPLES_OK, taken = end || take(s, r);
		PQclear(r);
		if (end || !taken)
			return taken;
	}
	return silent ? server_silent(s) : server_failed(s, NULL);
}

bool server_rows(struct server *s)
{
	bool all = take_all(s);
	strom_faults_rest(&s->faults, strom_nowhere(), "postgres/more-errors");
	return all && !s->faults.errors;
}
