/* The source of statistics files on any bytes. A second reading must give the same. */
#include "fuzz/kept.h"
#include "fuzz/source_twice.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const struct host_setting none[] = {{NULL, NULL, NULL}};
	struct arena *a = fuzz_arena();
	source_twice(a, none, (str){(const char *)bytes, len});
	arena_reset(a);
	return 0;
}
