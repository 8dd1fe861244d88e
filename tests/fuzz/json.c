/* The source of JSON files on any bytes. The first byte chooses the options (0: none); behind it is
 * the file. A second reading must give the same. */
#include "fuzz/kept.h"
#include "fuzz/source_twice.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct host_setting plain[] = {{NULL, NULL, NULL}};
static const struct host_setting named[] = {{"path", NULL, "a.b"}, {NULL, NULL, NULL}};
static const struct host_setting *const choices[] = {plain, named};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (!len)
		return 0;
	struct arena *a = fuzz_arena();
	str file = {(const char *)bytes + 1, len - 1};
	source_twice(a, choices[bytes[0] & 1], file);
	arena_reset(a);
	return 0;
}
