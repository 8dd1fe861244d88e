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

/* Of a sequence that begins so the second byte is from least to most. */
static bool second_fits(const unsigned char *p)
{
	unsigned char least = *p == 0xE0 ? 0xA0 : *p == 0xF0 ? 0x90 : 0x80;
	unsigned char most = *p == 0xED ? 0x9F : *p == 0xF4 ? 0x8F : 0xBF;
	return p[1] >= least && p[1] <= most;
}

bool json_is_utf8(strom_str text)
{
	const unsigned char *p = (const unsigned char *)text.ptr;
	for (size_t i = 0, n; i < text.len; i += n) {
		unsigned char c = p[i];
		n = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
		if (!n || n > text.len - i || (n > 1 && !second_fits(p + i)))
			return false;
		for (size_t k = 2; k < n; k++)
			if ((p[i + k] & 0xC0) != 0x80)
				return false;
	}
	return true;
}
