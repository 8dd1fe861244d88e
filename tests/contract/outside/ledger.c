/* A plugin of somebody else's: one row, with the number of bytes that it was given. */
#include <strom/source.h>

static bool ledger_read(struct strom_job *job, const struct strom_source_host *host,
                        const struct strom_input *input)
{
	struct strom_column column = {.size = sizeof column, .type = STROM_COLUMN_INT,
	                              .name = STROM_S("bytes")};
	struct strom_cell cell = {.size = sizeof cell, .integer = (int64_t)input->bytes.len};
	return host->column(job, &column) && host->row(job, cell.pos) && host->cell(job, &cell);
}

static const struct strom_source functions = {.size = sizeof functions, .read = ledger_read};
static const struct strom_plugin description = {
	.size = sizeof description, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_SOURCE,
	.name = "ledger", .version = "3.1", .summary = "Counts bytes.", .functions = &functions,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &description;
}
