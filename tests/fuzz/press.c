/* Profiles of printing conditions on any bytes: refused with a report, or colours come out of them.
 */
#include "fuzz/kept.h"
#include "pdf/press.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void promise(bool kept, const char *what)
{
	if (kept)
		return;
	fprintf(stderr, "broken promise: %s\n", what);
	abort();
}

static void one(struct arena *a, str bytes)
{
	static const struct print_spec spec;
	static const unsigned char rgb[6] = {237, 28, 36, 255, 255, 255};
	struct diags *d = diags_new(a);
	struct press *p = press_new(a, d, &spec, (struct span){0}, S("any.icc"), bytes);
	unsigned char pixels[8];
	uint16_t cmyk[4];
	promise((p == NULL) == (diag_errors(d) > 0), "refused means reported");
	if (!p)
		return;
	press_colour(p, (struct colour){237, 28, 36, 255, 0}, cmyk);
	for (int i = 0; i < 4; i++)
		promise(cmyk[i] <= 1000, "no ink is more than all of it");
	/* A table for millions of pixels takes longer than all else: one input in 32 has it made. */
	if (str_hash(bytes) % 32 == 0)
		press_pixels(p, (str){0}, rgb, pixels, 2);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = fuzz_arena();
	one(arena, (str){(const char *)bytes, len});
	arena_reset(arena);
	return 0;
}
