/* Reports: what a server says, in words that tell what to do. */
#include "postgres.h"

struct strom_pos server_at(const struct server *s, uint64_t row, uint32_t column)
{
	struct strom_pos pos = {STROM_AT(0, row, column), 1, s->told};
	return pos;
}

/* ---- What the client library and the server say ---- */

static const struct cause { const char *says, *code, *hint;
} causes[] = {
        {"password authentication failed", "postgres/password",
         "Correct it in ~/.pgpass, in your service file or in PGPASSWORD; never in strom.yml."},
        {"no password supplied", "postgres/password",
         "Put it into ~/.pgpass, into your service file or into PGPASSWORD; never into strom.yml."},
        {"no encryption", "postgres/needs-tls",
         "The server wants TLS: set options: {tls: require}, or verify."},
        {"does not support SSL", "postgres/no-tls",
         "Ask its administrator for TLS; on a network of your own tls: off does without."},
        {"certificate", "postgres/certificate",
         "Get the certificate of who signed it, as ~/.postgresql/root.crt, or set PGSSLROOTCERT."},
        {"no pg_hba.conf entry", "postgres/refused",
         "Ask its administrator to let you in from this machine."},
        {"timeout expired", "postgres/unreachable",
         "Is the server's name right, and this machine on its network?"},
        {"could not translate host name", "postgres/unreachable",
         "Is the server's name right, and this machine on its network?"},
        {"Connection refused", "postgres/unreachable",
         "Is the server running, and is the port right?"},
        {"No such file or directory", "postgres/unreachable",
         "Is the server running, and is the port right?"},
        {"definition of service", "postgres/service",
         "Write it into ~/.pg_service.conf, or set PGSERVICEFILE to the file that has it."},
        {"service file", "postgres/service",
         "Write it to ~/.pg_service.conf, or set PGSERVICEFILE to where it is."},
        {"does not exist", "postgres/no-database", "Is the database's name right, and the user's?"},
};

static int first_line(const char *said)
{
	return (int)strcspn(said, "\n");
}

/* Behind "connection to server at ..., port ... failed: FATAL:" stands what it is. */
static const char *kernel_of(const char *said)
{
	const char *failed = strstr(said, "failed: ");
	said = failed ? failed + 8 : said;
	return !strncmp(said, "FATAL:  ", 8) ? said + 8 : said;
}

bool server_refused(struct server *s, const char *said)
{
	const char *kernel = kernel_of(said);
	for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
		if (strstr(said, causes[i].says))
			return strom_fault(&s->faults, strom_nowhere(), causes[i].code,
			                   causes[i].hint, "the server cannot be asked: %.*s",
			                   first_line(kernel), kernel);
	return strom_fault(&s->faults, strom_nowhere(), "postgres/refused",
	                   "Try the same with psql, which says more.",
	                   "the server cannot be asked: %.*s", first_line(kernel), kernel);
}

bool server_failed(struct server *s, const PGresult *result)
{
	const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	const char *said = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	const char *text = said ? said : PQerrorMessage(s->connection);
	/* https://www.postgresql.org/docs/15/errcodes-appendix.html */
	if (!state || !strncmp(state, "57P", 3) || !strncmp(state, "08", 2) ||
	    PQstatus(s->connection) != CONNECTION_OK)
		return strom_fault(&s->faults, strom_nowhere(), "postgres/went-away",
		                   "Nothing of it was taken. Try again; if it stays so, ask its "
		                   "administrator.",
		                   "the server went away while it was read: %.*s", first_line(text),
		                   text);
	if (!strcmp(state, "57014"))
		return strom_fault(&s->faults, strom_nowhere(), "postgres/timeout",
		                   "Ask for less, or set options: {timeout: 600}.",
		                   "the query took more than %lld second%s", (long long)s->seconds,
		                   s->seconds == 1 ? "" : "s");
	if (!strcmp(state, "25006"))
		return strom_fault(
		        &s->faults, strom_nowhere(), "postgres/writes", "A source only reads.",
		        "the query would change the database: %.*s", first_line(text), text);
	return strom_fault(&s->faults, strom_nowhere(), "postgres/query",
	                   "Try the query with psql.", "the query fails: %.*s (%s)",
	                   first_line(text), text, state);
}
