/* Encodings that stay loaded: the C library opens a file for each, and closes it with the last who
 * reads by it, which would be most of a run. */
#ifndef TESTS_FUZZ_ENCODINGS_H
#define TESTS_FUZZ_ENCODINGS_H

#include <iconv.h>
#include <stddef.h>

static inline void fuzz_keep_encodings(void)
{
	static const char *const names[] = {
	        "windows-1250", "windows-1251", "windows-1252", "windows-1257", "iso-8859-1",
	        "iso-8859-2",   "iso-8859-4",   "iso-8859-5",   "iso-8859-13",  "iso-8859-15",
	        "koi8-r",       "UTF-16LE",     "UTF-16BE"};
	enum { NAMES = sizeof names / sizeof *names };
	static iconv_t kept[NAMES];
	for (size_t i = 0; i < NAMES && !kept[i]; i++)
		kept[i] = iconv_open("UTF-32LE", names[i]);
}

#endif
