/* STROM_THOROUGH=1, as .ci/run says: all of many inputs are tried, of which a run else takes few. */
#ifndef TESTS_THOROUGH_H
#define TESTS_THOROUGH_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static inline bool is_thorough(void)
{
	const char *said = getenv("STROM_THOROUGH");
	return said && !strcmp(said, "1");
}

#endif
