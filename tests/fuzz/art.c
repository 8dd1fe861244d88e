/* Any bytes as a theme's art that was read ahead: none, or shapes whose steps lie near the page. */
#include "fuzz/fuzz.h"
#include "fuzz/kept.h"
#include "picture/art.h"

static void check(const struct art_shape *s)
{
	static const int points[] = {1, 1, 3, 0};
	for (size_t i = 0; i < s->n; i++) {
		const struct art_step *step = &s->steps[i];
		promise(step->op <= ART_CLOSE, "a step is one of four");
		for (int k = 0; k < points[step->op]; k++)
			promise(step->x[k] >= -(ART_UNITS << 4) && step->y[k] >= -(ART_UNITS << 4),
			        "a point lies near the page");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = fuzz_arena();
	struct art art = {0};
	bool good = art_read(a, (str){(const char *)bytes, len}, &art);
	promise(!good || art.height > 0, "art has a height");
	for (size_t i = 0; good && i < art.n; i++)
		check(&art.shapes[i]);
	arena_reset(a);
	return 0;
}
