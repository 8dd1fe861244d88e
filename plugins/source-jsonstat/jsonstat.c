/* The source of JSON-stat 2: tables of statistical offices, as PxWeb and Eurostat give them. */
#include "jsonstat.h"

static bool jsonstat_read(struct strom_job *job, const struct strom_source_host *host,
                          const struct strom_input *input)
{
	struct stat *s = job->host->alloc(job, sizeof *s);
	s->job = job;
	s->host = host;
	s->bytes = input->bytes;
	if (!STROM_HAS(host, written))
		return stat_error(s, (struct strom_pos){0, 0, 0}, "jsonstat/old-strom",
		                  "Use the plugin that came with it.",
		                  "this Strom is older than its plugin source-jsonstat");
	return tree_read(s) && dataset_take(s) && cells_push(s);
}

static const struct strom_option empty = {
        .size = sizeof empty,
        .type = STROM_TYPE_CHOICE,
        .name = "empty",
        .choices = "keep,drop",
        .fallback = "keep",
        .help = "Whether cells with neither a value nor a status are rows without a value, or are "
                "left out.",
};
static const struct strom_option *const options[] = {&empty, NULL};
static const struct strom_source functions = {
        .size = sizeof functions, .read = jsonstat_read, .once = 1};
static const struct strom_plugin description = {
        .size = sizeof description,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_SOURCE,
        .name = "jsonstat",
        .version = "1.0",
        .summary = "Datasets of statistical offices, as JSON-stat 2.",
        .options = options,
        .functions = &functions,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &description;
}
