/* Any bytes as the file of what a user trusts: a list, or reports inside of the file; written again
 * it reads the same. */
#include "fuzz/fuzz.h"
#include "fuzz/kept.h"
#include "project/trust.h"

static bool read_list(struct arena *a, const uint8_t *bytes, size_t len, struct trust_list *list)
{
	struct diags *d = diags_new(a);
	str path = fuzz_file(a, "trust.yml", bytes, len);
	bool good = trust_read(a, d, path, list);
	promise(good == !diag_errors(d), "refused means reported");
	fuzz_reports(d, diag_file(d, path, 0), len);
	fuzz_show(d);
	return good;
}

static void ask(struct arena *a, const struct trust_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct trusted *t = &list->at[i];
		promise(trust_find(list, t->folder) != NULL, "a folder is found");
		promise(!trust_change(t, t).len, "a folder is as it is");
		promise(trust_without(a, list, t->folder).n < list->n, "a folder can be taken out");
	}
	for (size_t i = 0; i < list->hosts_n; i++)
		promise(trust_has_host(list, list->hosts[i]), "a server is found");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = fuzz_arena();
	struct trust_list once, again;
	struct buf out = {0}, twice = {0};
	if (read_list(a, bytes, len, &once)) {
		ask(a, &once);
		trust_write(&once, &out);
		promise(read_list(a, (const uint8_t *)out.ptr, out.len, &again), "it reads what it writes");
		trust_write(&again, &twice);
		promise(str_eq(buf_str(&out), buf_str(&twice)), "and that is the same");
	}
	buf_drop(&out);
	buf_drop(&twice);
	arena_reset(a);
	return 0;
}
