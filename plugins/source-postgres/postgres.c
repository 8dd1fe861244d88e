/* The source of PostgreSQL's tables: one query in one snapshot, which only reads. */
#include "postgres.h"

static bool postgres_read(struct strom_job *job, const struct strom_source_host *host,
                          const struct strom_input *input)
{
	struct server s = {.job = job, .host = host, .faults = {.job = job}};
	(void)input;
	bool good = server_connect(&s) && server_ask(&s) && server_rows(&s);
	PQfinish(s.connection);
	return good;
}

#define OPTION(type_, name_, help_, ...)                                                           \
	{                                                                                          \
		.size = sizeof(struct strom_option), .type = type_, .name = name_, .help = help_,  \
		##__VA_ARGS__                                                                      \
	}

static const struct strom_option server = OPTION(
        STROM_TYPE_TEXT, "server",
        "The host, with a port where it has one of its own, or service=NAME of your service file.",
        .required = 1);
static const struct strom_option database =
        OPTION(STROM_TYPE_TEXT, "database", "The database; else the service's, or PGDATABASE.");
static const struct strom_option user =
        OPTION(STROM_TYPE_TEXT, "user", "Who asks; else the service's, PGUSER, or you.");
static const struct strom_option table =
        OPTION(STROM_TYPE_TEXT, "table",
               "The table or view that is read, with its schema before a point.");
static const struct strom_option query = OPTION(
        STROM_TYPE_TEXT, "query", "In place of a table: the query, with $1 and $2 for parameters.");
static const struct strom_option parameters = OPTION(
        STROM_TYPE_MAP, "parameters", "The query's parameters by their numbers: {1: LV, 2: 2014}.");
static const struct strom_option tls = OPTION(
        STROM_TYPE_CHOICE, "tls",
        "verify the server's certificate, require encryption, or off; else as PGSSLMODE says.",
        .choices = "verify,require,off");
static const struct strom_option timeout = OPTION(
        STROM_TYPE_INT, "timeout", "Seconds that the query may take, and the server be silent.",
        .fallback = "60", .min = 1, .max = 3600);
static const struct strom_option password =
        OPTION(STROM_TYPE_TEXT, "password",
               "Never here: it is an error. It belongs into ~/.pgpass or PGPASSWORD.");
static const struct strom_option *const options[] = {
	&server, &database, &user, &table, &query, &parameters, &tls, &timeout, &password, NULL,
};
static const struct strom_source functions = {
	.size = sizeof functions, .read = postgres_read, .once = 1, .server = "server",
};
static const struct strom_plugin description = {
	.size = sizeof description, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_SOURCE,
	.flags = STROM_CONNECTS, .name = "postgres", .version = "1.0",
	.summary = "Tables and queries of PostgreSQL servers.",
	.options = options, .functions = &functions,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &description;
}
