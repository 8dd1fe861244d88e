/* Any bytes as a language pack: one with quotes and words, or reports. */
#include "fuzz/fuzz.h"
#include "fuzz/kept.h"
#include "project/theme.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = fuzz_arena();
	struct diags *d = diags_new(a);
	str path = fuzz_file(a, "xx.yml", bytes, len);
	const struct language *l = language_read(a, d, path, S("xx"));
	promise(l || diag_errors(d), "what is refused is told of");
	promise(!l || (str_eq(l->tag, S("xx")) && l->locale.len), "a language has names");
	fuzz_reports(d, diag_file(d, path, 0), len);
	fuzz_show(d);
	arena_reset(a);
	return 0;
}
