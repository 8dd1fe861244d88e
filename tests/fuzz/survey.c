/* The source of surveys on any bytes: as an export of each tool, and as a code book. The first byte
 * chooses; behind it is the file, or, where that begins with "== ", the parts of a workbook. A
 * second reading must give the same. */
#include "fuzz/kept.h"
#include "fuzz/source_twice.h"
#include "unit/zip_of.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct host_setting kobo[] = {{NULL, NULL, NULL}};
static const struct host_setting limesurvey[] = {{"tool", NULL, "limesurvey"}, {NULL, NULL, NULL}};
static const struct host_setting redcap[] = {{"tool", NULL, "redcap"}, {NULL, NULL, NULL}};
static const struct host_setting book[] = {{"book", NULL, ""}, {NULL, NULL, NULL}};
static const struct host_setting both[] = {{"codebook", NULL, ""}, {NULL, NULL, NULL}};
static const struct host_setting *const choices[] = {kobo, limesurvey, redcap, book,
                                                     both, book,       book,   book};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (!len)
		return 0;
	struct arena *a = fuzz_arena();
	str file = {(const char *)bytes + 1, len - 1};
	if (str_starts(file, S("== ")))
		file = zip_of(a, file, 0);
	source_twice(a, choices[bytes[0] & 7], file);
	arena_reset(a);
	return 0;
}
