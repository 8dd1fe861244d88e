/* Texts of JSON (RFC 8259). */
#include "jsons.h"

/* A quote within a text has an odd number of backslashes before it. */
static bool is_escaped(strom_str bytes, uint64_t at)
{
	uint64_t n = 0;
	while (n < at && bytes.ptr[at - 1 - n] == '\\')
		n++;
	return n % 2;
}

uint64_t json_text_start(strom_str bytes, uint64_t end)
{
	uint64_t at = end > bytes.len ? bytes.len : end;
	at -= at > 0;
	while (at > 0) {
		at--;
		if (bytes.ptr[at] == '"' && !is_escaped(bytes, at))
			return at;
	}
	return 0;
}
