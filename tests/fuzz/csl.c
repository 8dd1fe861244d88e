/* Bibliographies of any bytes: what is read has keys, titles and names, and each key is found. */
#include "fuzz/fuzz.h"
#include "fuzz/kept.h"
#include "text/resolve/csl.h"

static void check(const struct csl *csl)
{
	for (size_t i = 0; i < csl->n; i++) {
		const struct csl_item *it = &csl->items[i];
		uint32_t found = UINT32_MAX;
		promise(it->key.len && it->title.len, "items have a key and a title");
		promise(map_get(csl->keys, it->key, &found) && found == i, "keys are found");
		for (size_t k = 0; k < it->authors_n; k++)
			promise(it->authors[k].family.len, "names have words");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = fuzz_arena();
	struct diags *diags = diags_new(arena);
	struct said path = {fuzz_file(arena, "references.json", bytes, len), {0}};
	const struct csl *csl = csl_read(arena, diags, &path);
	promise(csl || diag_errors(diags), "what is refused is told of");
	if (csl)
		check(csl);
	fuzz_show(diags);
	arena_reset(arena);
	return 0;
}
