/* Our messages for the C++ oracle, which cannot include the rooms' headers. */
#ifndef STROM_MESSAGE_OURS_H
#define STROM_MESSAGE_OURS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum ours_type { OURS_INT = 1, OURS_REAL = 2, OURS_TEXT = 3, OURS_DATE = 4 };

struct ours_value {
	const char *name;
	enum ours_type type;
	int64_t integer;
	double real;
	const char *text;              /* UTF-8; a date in ISO form */
};

/* The message's text in the language, as a C string that is the caller's to free with ours_drop;
 * its diagnostics where it is wrong (*wrong). */
char *ours_format(const char *language, const char *message, const struct ours_value *values,
                  size_t n, int *wrong);
void ours_drop(char *text);

#ifdef __cplusplus
}
#endif
#endif
