/* Whether texts are what SQLite takes them for. */
#include "database.h"

size_t database_first_bad(strom_str s)
{
	for (size_t i = 0; i < s.len;) {
		unsigned char c = (unsigned char)s.ptr[i];
		size_t more = c < 0x80                ? 0
		              : c >= 0xC2 && c < 0xE0 ? 1
		              : c >= 0xE0 && c < 0xF0 ? 2
		              : c >= 0xF0 && c < 0xF5 ? 3
		                                      : 4;
		unsigned char second = more && i + 1 < s.len ? (unsigned char)s.ptr[i + 1] : 0;
		bool bad = !c || more == 4 || i + more >= s.len || (c == 0xE0 && second < 0xA0) ||
		           (c == 0xED && second >= 0xA0) || (c == 0xF0 && second < 0x90) ||
		           (c == 0xF4 && second >= 0x90);
		for (size_t k = 1; !bad && k <= more; k++)
			bad = ((unsigned char)s.ptr[i + k] & 0xC0) != 0x80;
		if (bad)
			return i;
		i += more + 1;
	}
	return s.len;
}
