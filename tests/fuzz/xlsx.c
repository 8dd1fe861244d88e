/* The source of .xlsx files on any bytes. The first byte chooses the options ('0': none); behind it
 * is the file, or, where that begins with "== ", the parts of one. A second reading must give the
 * same. */
#include "fuzz/kept.h"
#include "fuzz/source_twice.h"
#include "unit/zip_of.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct host_setting plain[] = {{NULL, NULL, NULL}};
static const struct host_setting filled[] = {
        {"header", NULL, "2"},
        {"merged", NULL, "fill"},
        {"hidden", NULL, "skip"},
        {NULL, NULL, NULL},
};
static const struct host_setting cells[] = {
        {"range", NULL, "B2:"}, {"header", NULL, "3"}, {NULL, NULL, NULL}};
static const struct host_setting named[] = {
        {"range", NULL, "good"}, {"merged", NULL, "first"}, {NULL, NULL, NULL}};
static const struct host_setting *const choices[] = {plain, filled, cells, named};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (!len)
		return 0;
	struct arena *a = fuzz_arena();
	str file = {(const char *)bytes + 1, len - 1};
	if (str_starts(file, S("== ")))
		file = zip_of(a, file, 0);
	source_twice(a, choices[bytes[0] & 3], file);
	arena_reset(a);
	return 0;
}
