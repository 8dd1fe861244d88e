/* In the place of lib/strom/vector.so: reading a picture crashes it. */
#include "picture/vector.h"

static bool measure(struct arena *a, struct diags *d, const struct picture *p, str bytes,
                    const struct vector_fonts *fonts, double *size)
{
	(void)a, (void)d, (void)p, (void)bytes, (void)fonts, (void)size;
	*(volatile int *)8 = 1;
	return false;
}

__attribute__((visibility("default"))) extern const struct vector_reader strom_vector;
const struct vector_reader strom_vector = {.size = sizeof strom_vector, .measure = measure};
