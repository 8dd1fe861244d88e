/* The CSV source on any bytes. The first byte chooses the options ('0': none), the rest is the
 * file. The host checks the plugin's promises; a second reading must give the same. */
#include "fuzz/kept.h"
#include "fuzz/source_twice.h"

#include "../../plugins/source-csv/csv.c"
#include "../../plugins/delimited/rows.c"
#include "../../plugins/source-csv/delimiter.c"
#include "../../plugins/delimited/which.c"
#include "../../plugins/delimited/encoding.c"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct host_setting plain[] = {{NULL, NULL, NULL}};
static const struct host_setting baltic[] = {
	{"delimiter", NULL, "semicolon"}, {"encoding", NULL, "windows-1257"},
	{"decimal", NULL, "comma"}, {NULL, NULL, NULL},
};
static const struct host_setting typed[] = {
        {"types", "a", "int"},  {"types", "b", "real"}, {"types", "c", "date"},
        {"types", "d", "bool"}, {"null", NULL, "NA"},   {NULL, NULL, NULL},
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

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (!len)
		return 0;
	struct arena *a = fuzz_arena();
	source_twice(a, choices[bytes[0] & 7], (str){(const char *)bytes + 1, len - 1});
	arena_reset(a);
	return 0;
}
