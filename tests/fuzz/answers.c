/* Any bytes as what a child answers, in which foreign code may have run: a plugin's description, a
 * source that was looked at, a code book. The first byte says which. */
#include "data/look.h"
#include "fuzz/fuzz.h"
#include "fuzz/kept.h"
#include "plugin/parts.h"

static void description(struct arena *a, str bytes)
{
	struct diags *d = diags_new(a);
	struct plugin p = {.number = 1}, again = {.number = 1};
	struct span at = {.file = diag_file(d, S("a.so"), DIAG_BINARY)};
	struct buf once = {0}, twice = {0};
	bool good = plugin_unpack(a, d, at, &bytes, &p);
	promise(good == !diag_errors(d), "refused means reported");
	if (good) {
		plugin_pack(&p, &once);
		str rest = buf_str(&once);
		promise(p.name.len && plugin_unpack(a, d, at, &rest, &again),
		        "what was packed is unpacked");
		plugin_pack(&again, &twice);
		promise(str_eq(buf_str(&once), buf_str(&twice)), "and is the same");
	}
	buf_drop(&once);
	buf_drop(&twice);
	fuzz_show(d);
}

static void looked(struct arena *a, str bytes)
{
	struct look l = {0};
	struct buf b = {0};
	if (!look_take(a, bytes, &l))
		return;
	for (size_t i = 0; i < l.n; i++)
		look_put_column(&b, &l.columns[i], false);
	buf_drop(&b);
}

static void book(struct arena *a, str bytes)
{
	struct codebook once = {0}, twice = {0};
	struct buf b = {0};
	if (codebook_unpack(a, bytes, &once)) {
		codebook_pack(&once, &b);
		promise(codebook_unpack(a, buf_str(&b), &twice) &&
		                once.variables.n == twice.variables.n,
		        "what was packed is unpacked");
	}
	for (size_t i = 0; i < once.variables.n; i++) {
		const struct codebook_variable *v = &once.variables.at[i];
		codebook_code_of(v, S("2"));
		codebook_number(v, 2);
		codebook_is_missing(v, S("9"), true, 9);
		codebook_label_in(&v->labels, S("lv"));
	}
	buf_drop(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (!len)
		return 0;
	struct arena *a = fuzz_arena();
	str rest = {(const char *)bytes + 1, len - 1};
	if (bytes[0] == 'p')
		description(a, rest);
	else if (bytes[0] == 'l')
		looked(a, rest);
	else
		book(a, rest);
	arena_reset(a);
	return 0;
}
