/* Any bytes as a delivery: a valid bag, or reports. The first byte: whether it is called a zip or a
 * tar. */
#include "fuzz/fuzz.h"
#include "fuzz/kept.h"
#include "package/verify/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = fuzz_arena();
	struct diags *d = diags_new(a);
	struct verdict verdict = {0};
	if (len) {
		str path =
		        fuzz_file(a, bytes[0] == 'z' ? "bag.zip" : "bag.tar", bytes + 1, len - 1);
		bool good = verify_bag(a, d, path, NULL, &verdict);
		promise(good == !diag_errors(d), "refused means reported");
		promise(!good || verdict.version.len, "a bag has a version");
	}
	fuzz_reports(d, UINT32_MAX, 0);
	fuzz_show(d);
	arena_reset(a);
	return 0;
}
