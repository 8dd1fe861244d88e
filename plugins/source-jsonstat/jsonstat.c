/* The source of JSON-stat 2: tables of statistical offices, as PxWeb and Eurostat give them. */
#include "jsonstat.h"

static bool jsonstat_read(struct strom_job *job, const struct strom_source_host *host,
                          const struct strom_input *input)
{
	struct stat *s = job->host->alloc(job, sizeof *s);
	s->job = s->faults.job = job;
	s->host = host;
	s->bytes = input->bytes;
	if (!STROM_HAS(host, written))
		return strom_old(&s->faults, "jsonstat/old-strom", "source-jsonstat");
	bool good = tree_read(s) && dataset_take(s) && cells_push(s);
	strom_faults_rest(&s->faults, strom_nowhere(), "jsonstat/more-errors");
	return good;
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
