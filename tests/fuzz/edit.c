/* Any bytes as a strom.yml that a command writes into: refused with a report, or a file that is the
 * same but for what was put in, and that has it all the second time. */
#include "fuzz/fuzz.h"
#include "fuzz/kept.h"
#include "project/approve.h"
#include "project/entry.h"

static bool put_entry(struct arena *a, str path, str *bytes, str *added)
{
	static const struct type_spec types[] = {{{S("age"), {0}}, READ_INT, {0}, false},
	                                         {{S("a town"), {0}}, READ_TEXT, {0}, false}};
	static const struct project_entry entry = {.name = S("survey"),
	                                           .plugin = S("csv"),
	                                           .path = S("data/a.csv"),
	                                           .types = types,
	                                           .types_n = 2};
	struct diags *d = diags_new(a);
	bool good = project_entry(a, d, path, &entry, bytes, added);
	promise(good || diag_errors(d), "refused means reported");
	fuzz_show(d);
	return good;
}

static bool put_words(struct arena *a, str path, struct approved *out)
{
	static const str words[] = {S("pol-i-cy"), S("strom-*")};
	struct diags *d = diags_new(a);
	out->path = path;
	bool good = project_approve(a, d, path, S("en"), words, 2, out);
	promise(good || diag_errors(d), "refused means reported");
	fuzz_show(d);
	return good;
}

/* It begins and ends as it did. */
static void check_rest(str old, str new, str added)
{
	size_t same = 0, more = new.len - old.len;
	promise(new.len >= old.len, "nothing is taken out");
	while (same < old.len && old.ptr[same] == new.ptr[same])
		same++;
	promise(!memcmp(old.ptr + same, new.ptr + same + more, old.len - same),
	        "all other bytes stay");
	promise(more || !added.len, "what was added is there");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = fuzz_arena();
	str old = {(const char *)bytes, len}, new, added;
	str path = fuzz_file(a, "strom.yml", bytes, len);
	struct approved approved = {.path = path};
	if (put_entry(a, path, &new, &added)) {
		check_rest(old, new, added);
		path = fuzz_file(a, "strom.yml", (const uint8_t *)new.ptr, new.len);
		promise(put_entry(a, path, &new, &added) && !added.len, "it has it all now");
	}
	path = fuzz_file(a, "strom.yml", bytes, len);
	if (put_words(a, path, &approved))
		check_rest(old, approved.bytes, approved.added);
	arena_reset(a);
	return 0;
}
