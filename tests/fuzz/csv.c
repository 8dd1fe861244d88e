/* The CSV source on any bytes. The first byte chooses the options ('0': none), the rest is the file.
 * The host checks the plugin's promises; a second reading must give the same. */
#include "unit/data_source_host.h"

#include "../../plugins/source-csv/csv.c"
#include "../../plugins/source-csv/rows.c"
#include "../../plugins/source-csv/delimiter.c"
#include "../../plugins/source-csv/which.c"
#include "../../plugins/source-csv/encoding.c"
#include "../../plugins/source-csv/report.c"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct host_setting plain[] = {{NULL, NULL, NULL}};
static const struct host_setting baltic[] = {
	{"delimiter", NULL, "semicolon"}, {"encoding", NULL, "windows-1257"},
	{"decimal", NULL, "comma"}, {NULL, NULL, NULL},
};
static const struct host_setting typed[] = {
	{"types", "a", "int"}, {"types", "b", "real"}, {"types", "c", "date"}, {"types", "d", "bool"},
	{"null", NULL, "NA"}, {NULL, NULL, NULL},
};
static const struct host_setting single[] = {
	{"quote", NULL, "single"}, {"delimiter", NULL, "tab"}, {"encoding", NULL, "windows-1251"},
	{NULL, NULL, NULL},
};
static const struct host_setting unquoted[] = {
	{"quote", NULL, "none"}, {"delimiter", NULL, "pipe"}, {NULL, NULL, NULL},
};
static const struct host_setting *const choices[] = {
	plain, baltic, typed, single, unquoted, plain, plain, typed,
};

static void read_once(struct arena *a, struct source_host *h, const uint8_t *bytes, size_t len)
{
	str file = {(const char *)bytes + 1, len - 1};
	source_host_read(h, a, strom_plugin_1(), choices[bytes[0] & 7], file);
	if (!h->broken)
		return;
	fprintf(stderr, "broken promise: %s\n", h->broken);
	abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct source_host one, two;
	if (!len)
		return 0;
	struct arena *a = arena_new();
	read_once(a, &one, bytes, len);
	read_once(a, &two, bytes, len);
	if (!str_eq(buf_str(&one.rows), buf_str(&two.rows)) ||
	    !str_eq(buf_str(&one.reports), buf_str(&two.reports)))
		abort();
	source_host_drop(&one);
	source_host_drop(&two);
	arena_drop(a);
	return 0;
}
