/* The source of surveys on any bytes: as an export of each tool, and as a code book. The first byte
 * chooses; behind it is the file. A second reading must give the same. */
#include "fuzz/source_twice.h"

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
	struct arena *a = arena_new();
	str file = {(const char *)bytes + 1, len - 1};
	source_twice(a, choices[bytes[0] & 7], file);
	arena_drop(a);
	return 0;
}
