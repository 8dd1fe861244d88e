/* A plugin of an interface older than any: its structs end before today's do. Each is an object of
 * just that size, so that the address sanitizer sees a host that reads or writes too far. */
#include <strom/source.h>

struct old_option {
	uint32_t size, type;
	const char *name, *help;
};

struct old_value {
	uint32_t size, type, given;
	strom_str text;
};

struct old_report {
	uint32_t size, severity;
	struct strom_pos pos;
	strom_str code, message;
};

static const struct old_option word = {sizeof word, STROM_TYPE_TEXT, "word", "A word."};
static const struct strom_option *const options[] = {(const struct strom_option *)&word, NULL};

static bool elder_read(struct strom_job *job, const struct strom_source_host *host,
                       const struct strom_input *input)
{
	struct old_value v = {.size = sizeof v};
	struct old_report r = {sizeof r, STROM_ERROR, {0}, STROM_S("elder/no-word"),
	                       STROM_S("no word")};
	(void)input;
	if (!job->host->option(job, "word", (struct strom_value *)&v)) {
		job->host->report(job, (const struct strom_report *)&r);
		return false;
	}
	struct strom_column column = {
	        .size = sizeof column, .type = STROM_COLUMN_TEXT, .name = v.text};
	return v.size == sizeof v && host->column(job, &column);
}

static const struct strom_source functions = {.size = sizeof functions, .read = elder_read};
static const struct strom_plugin description = {
	.size = sizeof description, .kind = STROM_KIND_SOURCE, .name = "elder", .version = "0",
	.summary = "Is old.", .options = options, .functions = &functions,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &description;
}
