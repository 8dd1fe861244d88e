/* The source of .xlsx files (ECMA-376, strict and transitional): a sheet, or a range of it, into a
 * table. */
#include "xlsx.h"

static bool xlsx_read(struct strom_job *job, const struct strom_source_host *host,
                      const struct strom_input *input)
{
	struct xlsx *x = job->host->alloc(job, sizeof *x);
	struct range range;
	uint32_t sheet;
	x->book = (struct book){.job = job,
	                        .faults = {.job = job},
	                        .host = host,
	                        .bytes = input->bytes,
	                        .name = input->name,
	                        .sheet = NO_SHEET};
	if (!STROM_HAS(host, choose))
		return strom_old(&x->book.faults, "sheet/old-strom", "source-xlsx");
	return parts_open(&x->book) && xlsx_workbook(x) && xlsx_choose(x, &sheet, &range) &&
	       xlsx_strings(x) && xlsx_formats(x) && xlsx_cells(x, sheet, range);
}

static const struct strom_source functions = {
        .size = sizeof functions, .read = xlsx_read, .once = 1};
static const struct strom_plugin description = {
        .size = sizeof description,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_SOURCE,
        .name = "xlsx",
        .version = "1.0",
        .summary = "Tables from workbooks of Excel and others (.xlsx, .xlsm).",
        .options = sheets_options,
        .functions = &functions,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &description;
}
