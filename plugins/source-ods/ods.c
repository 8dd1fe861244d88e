/* The source of .ods files (OpenDocument 1.0 to 1.3): a sheet, or a range of it, into a table. */
#include "ods.h"

static bool ods_read(struct strom_job *job, const struct strom_source_host *host,
                     const struct strom_input *input)
{
	struct ods *o = job->host->alloc(job, sizeof *o);
	struct range range;
	uint32_t sheet;
	o->book = (struct book){.job = job,
	                        .faults = {.job = job},
	                        .host = host,
	                        .bytes = input->bytes,
	                        .name = input->name,
	                        .sheet = NO_SHEET};
	if (!STROM_HAS(host, choose))
		return strom_old(&o->book.faults, "sheet/old-strom", "source-ods");
	return parts_open(&o->book) && ods_document(o) && ods_choose(o, &sheet, &range) &&
	       ods_rows(o, sheet, range);
}

static const struct strom_source functions = {
        .size = sizeof functions, .read = ods_read, .once = 1};
static const struct strom_plugin description = {
        .size = sizeof description,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_SOURCE,
        .name = "ods",
        .version = "1.0",
        .summary = "Tables from spreadsheets of LibreOffice and others (.ods).",
        .options = sheets_options,
        .functions = &functions,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &description;
}
