/* Any bytes as a dictionary of hyphenation: refused with a report, or points that lie inside of
 * words and keep their distance; read ahead, it gives the same. */
#include "fuzz/fuzz.h"
#include "fuzz/kept.h"
#include "typeset/hyphen/hyphen.h"

enum { WORDS = 5 };
static const char *const words[WORDS] = {"gemeinde", "straßenbahnhaltestelle", "pašvaldību", "ab",
                                         "информация"};

static size_t ask(const struct hyphenator *h, const char *word, uint32_t start,
                  bool points[HYPHEN_LETTERS + 1])
{
	uint32_t letters[HYPHEN_LETTERS];
	size_t n = 0, found = 0;
	for (str rest = str_of(word); rest.len && n < HYPHEN_LETTERS;)
		letters[n++] = utf8_next(&rest);
	memset(points, 0, HYPHEN_LETTERS + 1);
	size_t told = hyphen_points(h, letters, n, start, start, points);
	for (size_t i = 0; i <= n; i++) {
		found += points[i];
		promise(!points[i] || (i >= 1 && i < n), "a point is inside of its word");
		promise(!points[i] || !start || (i >= start && n - i >= start),
		        "points keep their distance");
	}
	promise(told == found, "points are counted");
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = fuzz_arena();
	struct diags *d = diags_new(a);
	struct file_stamp stamp = {0};
	struct buf index = {0};
	bool once[HYPHEN_LETTERS + 1], again[HYPHEN_LETTERS + 1];
	str text = {(const char *)bytes, len};
	const struct hyphenator *h = hyphenator_read(a, d, (struct span){0}, S("any.dic"), text),
	                        *ahead = NULL;
	promise((h != NULL) == !diag_errors(d), "refused means reported");
	/* It has half a megabyte, whatever it is of: one dictionary in 16 is read ahead. */
	if (h && str_hash(text) % 16 == 0) {
		hyphen_index_write(h, stamp, &index);
		str copy = {memcpy(arena_alloc(a, index.len), index.ptr, index.len), index.len};
		ahead = hyphen_index_read(a, stamp, text, copy);
	}
	for (int i = 0; h && i < WORDS; i++)
		for (uint32_t start = 0; start < 4; start++) {
			size_t n = ask(h, words[i], start, once);
			if (ahead)
				ask(ahead, words[i], start, again);
			promise(!ahead || !memcmp(once, again, n + 1), "read ahead it is the same");
		}
	buf_drop(&index);
	fuzz_show(d);
	arena_reset(a);
	return 0;
}
