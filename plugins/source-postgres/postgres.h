/* The source of PostgreSQL's tables: what its files share. For this folder only. */
#ifndef SOURCE_POSTGRES_H
#define SOURCE_POSTGRES_H

#include <strom/source_help.h>

#include <libpq-fe.h>

enum { MOST_PARAMETERS = 100, MOST_COLUMNS = 2000, CONNECT_SECONDS = 10 };

struct server {
	struct strom_job *job;
	const struct strom_source_host *host;
	PGconn *connection;
	int64_t seconds;                /* that the server may be silent */
	uint32_t *types;                /* of the columns: how their cells are told */
	int columns;
	struct strom_faults faults;
	uint64_t rows;
	bool told;                      /* the core knows the table: places count its cells */
};

/* ---- report.c ---- */

struct strom_pos server_at(const struct server *, uint64_t row, uint32_t column);
/* Why it cannot be asked, in words for users. Always false. */
bool server_refused(struct server *, const char *said);
/* What went wrong with a query. Always false. */
bool server_failed(struct server *, const PGresult *);

/* ---- ask.c ---- */

/* Connects, and begins the transaction that reads. False: reported. */
bool server_connect(struct server *);
/* Sends the query, whose rows then come one by one. False: reported. */
bool server_ask(struct server *);
/* Reports that it was. Always false. */
bool server_silent(struct server *);
/* The last result of what was sent, which must be of that kind. NULL: reported. PQclear it. */
PGresult *server_answer(struct server *, bool sent, ExecStatusType wanted);
/* The same of what gives no rows. False: reported. */
bool server_done(struct server *, bool sent);
/* The next result; NULL: there are no more, or *silent: nothing came in time. */
PGresult *server_next(struct server *, bool *silent);

/* ---- columns.c ---- */

/* Tells the core what the prepared query's columns are. False: reported. */
bool server_columns(struct server *);

/* ---- rows.c ---- */

/* Hands on all rows. False: reported. */
bool server_rows(struct server *);

#endif
