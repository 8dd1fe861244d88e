/* Connecting and asking: one snapshot, nothing but reading, and never without an end. */
#include "postgres.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>

/* The server stops by itself after its seconds, and says so: that is waited for. */
enum { MOST_KEYS = 16, GRACE = 5 };

struct settings {
	const char *keys[MOST_KEYS + 1], *values[MOST_KEYS + 1];
	size_t n;
};

static char *cstr(struct server *s, strom_str text)
{
	char *out = s->job->host->alloc(s->job, text.len + 1);
	if (text.len)
		memcpy(out, text.ptr, text.len);
	return out;
}

static void set(struct settings *t, const char *key, const char *value)
{
	if (t->n == MOST_KEYS || !value || !*value)
		return;
	t->keys[t->n] = key;
	t->values[t->n++] = value;
}

static void set_option(struct server *s, struct settings *t, const char *key, const char *option)
{
	set(t, key, cstr(s, strom_option_text(s->job, option)));
}

static void set_number(struct server *s, struct settings *t, const char *key, long long number)
{
	char *text = s->job->host->alloc(s->job, 24);
	snprintf(text, 24, "%lld", number);
	set(t, key, text);
}

/* db.example.org, db.example.org:5433, /run/postgresql, service=stats. */
static void set_server(struct server *s, struct settings *t)
{
	char *server = cstr(s, strom_option_text(s->job, "server")), *colon;
	if (!strncmp(server, "service=", 8)) {
		set(t, "service", server + 8);
		return;
	}
	colon = strrchr(server, ':');
	if (colon && colon == strchr(server, ':')) {
		*colon = 0;
		set(t, "port", colon + 1);
	}
	set(t, "host", server);
}

static void set_tls(struct server *s, struct settings *t)
{
	strom_str tls = strom_option_text(s->job, "tls");
	if (tls.len)
		set(t, "sslmode",
		    *tls.ptr == 'v'   ? "verify-full"
		    : *tls.ptr == 'r' ? "require"
		                      : "disable");
}

static bool no_password(struct server *s)
{
	strom_str server = strom_option_text(s->job, "server");
	bool written = strom_option_text(s->job, "password").len ||
	               (server.len && memchr(server.ptr, '@', server.len)) ||
	               (server.len > 9 && memmem(server.ptr, server.len, "password=", 9));
	if (!written)
		return true;
	return strom_fault(
	        &s->faults, strom_nowhere(), "postgres/password-in-project",
	        "Projects are handed on: put it into ~/.pgpass, into your service file or into "
	        "PGPASSWORD, take it out of strom.yml, and change it.",
	        "a password, or a user before an @, stands in strom.yml");
}

/* ---- Waiting ---- */

/* Until the server may be read (or written); false: it was silent for too long. */
static bool wait_for(struct server *s, short events)
{
	struct pollfd one = {PQsocket(s->connection), events, 0};
	int n;
	do {
		n = poll(&one, 1, (int)(s->seconds + GRACE) * 1000);
	} while (n < 0 && errno == EINTR);
	return n > 0;
}

static bool finish_connecting(struct server *s)
{
	PostgresPollingStatusType state = PGRES_POLLING_WRITING;
	while (state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED) {
		struct pollfd one = {PQsocket(s->connection),
		                     state == PGRES_POLLING_READING ? POLLIN : POLLOUT, 0};
		if (poll(&one, 1, CONNECT_SECONDS * 1000) == 0)
			return server_refused(s, "timeout expired");
		state = PQconnectPoll(s->connection);
	}
	return state == PGRES_POLLING_OK || server_refused(s, PQerrorMessage(s->connection));
}

PGresult *server_next(struct server *s, bool *silent)
{
	*silent = false;
	while (PQisBusy(s->connection)) {
		*silent = !wait_for(s, POLLIN);
		if (*silent || !PQconsumeInput(s->connection))
			return NULL;
	}
	return PQgetResult(s->connection);
}

/* ---- Commands ---- */

bool server_silent(struct server *s)
{
	return strom_fault(&s->faults, strom_nowhere(), "postgres/silent",
	                   "Try again later, or set options: {timeout: 600}.",
	                   "the server has said nothing for %lld seconds",
	                   (long long)s->seconds + GRACE);
}

/* Takes all that comes, as the next command cannot be sent before. The last is kept. */
static PGresult *last_of(struct server *s, bool *silent)
{
	PGresult *last = NULL, *r;
	while ((r = server_next(s, silent)) != NULL) {
		bool kept = last && PQresultStatus(last) == PGRES_FATAL_ERROR;
		PQclear(kept ? r : last);
		last = kept ? last : r;
	}
	return last;
}

PGresult *server_answer(struct server *s, bool sent, ExecStatusType wanted)
{
	bool silent = false;
	PGresult *last = sent ? last_of(s, &silent) : NULL;
	if (last && !silent && PQresultStatus(last) == wanted)
		return last;
	if (silent)
		server_silent(s);
	else
		server_failed(s, last);
	PQclear(last);
	return NULL;
}

bool server_done(struct server *s, bool sent)
{
	PGresult *answer = server_answer(s, sent, PGRES_COMMAND_OK);
	PQclear(answer);
	return answer != NULL;
}

static bool run(struct server *s, const char *sql)
{
	return server_done(s, PQsendQuery(s->connection, sql));
}

/* The server stops by itself; dates and numbers come in the one form that is read here. */
static bool begin(struct server *s)
{
	char sql[300];
	snprintf(sql, sizeof sql,
	         "set statement_timeout = %lld; set datestyle = 'ISO, YMD'; "
	         "set extra_float_digits = 1; set timezone = 'UTC'",
	         (long long)s->seconds * 1000);
	return run(s, sql) &&
	       run(s, "begin isolation level repeatable read, read only, deferrable");
}

bool server_connect(struct server *s)
{
	struct settings t = {.n = 0};
	if (!no_password(s))
		return false;
	s->seconds = strom_option_int(s->job, "timeout", 60);
	set_server(s, &t);
	set_option(s, &t, "dbname", "database");
	set_option(s, &t, "user", "user");
	set_tls(s, &t);
	set(&t, "client_encoding", "UTF8");
	set(&t, "application_name", "strom");
	set(&t, "gssencmode", "disable");
	set_number(s, &t, "connect_timeout", CONNECT_SECONDS);
	s->connection = PQconnectStartParams(t.keys, t.values, 0);
	if (!s->connection || PQstatus(s->connection) == CONNECTION_BAD)
		return server_refused(s, s->connection ? PQerrorMessage(s->connection)
		                                       : "out of memory");
	return finish_connecting(s) && begin(s);
}

/* ---- The query ---- */

/* 1 to MOST_PARAMETERS; else 0. */
static int number_of(strom_str key)
{
	int n = 0;
	for (size_t i = 0; i < key.len; i++) {
		if (key.ptr[i] < '0' || key.ptr[i] > '9' || n > MOST_PARAMETERS)
			return 0;
		n = n * 10 + (key.ptr[i] - '0');
	}
	return n <= MOST_PARAMETERS ? n : 0;
}

/* $1, $2 of the query: under the keys 1, 2. */
static bool take_parameters(struct server *s, const char *values[MOST_PARAMETERS], int *n)
{
	strom_str key;
	struct strom_value v = {.size = sizeof v};
	for (uint32_t i = 0; s->job->host->option_entry(s->job, "parameters", i, &key, &v); i++) {
		int at = number_of(key);
		if (!at || values[at - 1])
			return strom_fault(
			        &s->faults, v.pos, "postgres/parameter",
			        "Name them as the query does: parameters: {1: LV, 2: 2014} "
			        "for $1 and $2.",
			        "'%.*s' is no number of a parameter",
			        (int)(key.len < 20 ? key.len : 20), key.ptr);
		values[at - 1] = cstr(s, v.text);
		*n = at > *n ? at : *n;
	}
	return true;
}

/* A table's name becomes a query; of a name with a point the first part is the schema. */
static char *query_of(struct server *s)
{
	char *query = cstr(s, strom_option_text(s->job, "query")), *table, *dot, *sql, *a, *b;
	if (*query)
		return query;
	table = cstr(s, strom_option_text(s->job, "table"));
	dot = strchr(table, '.');
	if (dot)
		*dot = 0;
	a = PQescapeIdentifier(s->connection, table, strlen(table));
	b = dot ? PQescapeIdentifier(s->connection, dot + 1, strlen(dot + 1)) : NULL;
	size_t size = strlen(a ? a : "") + strlen(b ? b : "") + 20;
	sql = s->job->host->alloc(s->job, size);
	snprintf(sql, size, "select * from %s%s%s", a ? a : "", b ? "." : "", b ? b : "");
	PQfreemem(a);
	PQfreemem(b);
	return sql;
}

/* One statement alone can be prepared. */
static bool prepare(struct server *s, const char *query)
{
	return server_done(s, PQsendPrepare(s->connection, "strom", query, 0, NULL));
}

bool server_ask(struct server *s)
{
	const char *values[MOST_PARAMETERS] = {NULL};
	int n = 0;
	bool query = strom_option_text(s->job, "query").len,
	     table = strom_option_text(s->job, "table").len;
	if (query == table)
		return strom_fault(&s->faults, strom_nowhere(), "postgres/what",
		                   "Write options: {table: answers}, or {query: select ...}.",
		                   query ? "both a table and a query are named"
		                         : "neither a table nor a query is named");
	if (!take_parameters(s, values, &n))
		return false;
	return prepare(s, query_of(s)) && server_columns(s) &&
	       ((PQsendQueryPrepared(s->connection, "strom", n, values, NULL, NULL, 0) &&
	         PQsetSingleRowMode(s->connection)) ||
	        server_failed(s, NULL));
}
