/* The source of SDMX-CSV (versions 1 and 2): observations of statistical offices, a row each. */
#include "sdmx.h"

static bool sdmx_read(struct strom_job *job, const struct strom_source_host *host,
                      const struct strom_input *input)
{
	struct sdmx *s = job->host->alloc(job, sizeof *s);
	s->csv.job = s->csv.faults.job = job;
	s->csv.host = host;
	s->csv.bytes = input->bytes;
	s->wanted = strom_option_text(job, "structure");
	s->chosen = s->wanted.len > 0;
	if (!STROM_HAS(host, written))
		return strom_old(&s->csv.faults, "sdmx/old-strom", "source-sdmx");
	return sdmx_header(s) && sdmx_rows(s);
}

static const struct strom_option structure = {
	.size = sizeof structure, .type = STROM_TYPE_TEXT, .name = "structure",
	.help = "The structure or dataflow whose rows are read; needed where the file has several.",
};
static const struct strom_option *const options[] = {&structure, &csv_encoding_option, NULL};
static const struct strom_source functions = {.size = sizeof functions, .read = sdmx_read};
static const struct strom_plugin description = {
        .size = sizeof description,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_SOURCE,
        .name = "sdmx",
        .version = "1.0",
        .summary = "Observations of statistical offices, as SDMX-CSV.",
        .options = options,
        .functions = &functions,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &description;
}
