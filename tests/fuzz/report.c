/* Any bytes as a worker's reports: refused, or reports that can be shown and packed again as they
 * were. */
#include "fuzz/fuzz.h"
#include "fuzz/kept.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = fuzz_arena();
	struct diags *d = diags_new(a), *again = diags_new(a);
	struct buf once = {0}, twice = {0};
	bool good = diag_unpack(d, (str){(const char *)bytes, len});
	fuzz_show(d);
	diag_pack(d, &once);
	promise(diag_unpack(again, buf_str(&once)), "what was packed is unpacked");
	diag_pack(again, &twice);
	promise(!good || str_eq(buf_str(&once), buf_str(&twice)), "and is the same");
	buf_drop(&once);
	buf_drop(&twice);
	arena_reset(a);
	return 0;
}
