/* Any bytes as the values.json of a delivery that somebody sent: of another form, or compared with
 * one, in both directions, and the same as itself. */
#include "fuzz/fuzz.h"
#include "fuzz/kept.h"

#include "../../core/cli/printed_compare.c"

static const char known[] =
        "{\"format\":\"strom-values-1\",\"project\":\"p\",\"date\":\"2015-10-31\",\"editions\":["
        "{\"document\":\"report\",\"edition\":\"en\",\"language\":\"en\",\"values\":["
        "{\"name\":\"n\",\"text\":\"4\",\"form\":\"number\",\"query\":\"select 4\"}],\"tables\":["
        "{\"id\":\"tbl-a\",\"rows\":[\"a | 1\",\"b | 2\"]}],\"texts\":[\"One\",\"Two\"]}]}";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = fuzz_arena();
	struct diags *d = diags_new(a);
	struct buf out = {0};
	uint64_t n = 0, back = 0, same = 0;
	str old = str_of(known), new = {(const char *)bytes, len};
	/* One input in four also backwards, and one with itself. */
	uint64_t chance = str_hash(new) % 4;
	bool good = printed_compare(a, d, old, new, len & 1, &out, &n);
	if (chance == 0)
		promise(good == printed_compare(a, d, new, old, len & 1, &out, &back),
		        "a form is a form");
	if (good && chance == 1)
		printed_compare(a, d, new, new, false, &out, &same);
	promise(!same, "it is the same as itself");
	promise(utf8_check(buf_str(&out)) == out.len, "what is said is UTF-8");
	buf_drop(&out);
	arena_reset(a);
	return 0;
}
