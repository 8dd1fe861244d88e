/* Letters composed, as everybody compares them: ā is one letter, not a and a macron (Unicode's form
 * NFC). */
#include "data/read/parts.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Letters of Latin scripts and Russian's are composed already where they are one code point each.
 */
static bool may_be_apart(str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		if (c >= 0xCC && c != 0xD0 && c != 0xD1)
			return true;
	}
	return false;
}

static str to_utf8(struct arena *a, const UChar *wide, int32_t n, str otherwise)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t bytes = 0;
	char *out = arena_alloc(a, (size_t)n * 3 + 1);
	u_strToUTF8(out, n * 3 + 1, &bytes, wide, n, &status);
	return U_SUCCESS(status) ? (str){out, (size_t)bytes} : otherwise;
}

str read_compose(struct arena *a, str s)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0;
	if (!may_be_apart(s))
		return s;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	UChar *wide = arena_array(a, UChar, s.len + 1);
	u_strFromUTF8(wide, (int32_t)s.len + 1, &n, s.ptr, (int32_t)s.len, &status);
	if (U_FAILURE(status) || unorm2_quickCheck(nfc, wide, n, &status) == UNORM_YES)
		return s;
	/* Composing makes a text at most three times as long (Unicode Standard Annex 15). */
	UChar *composed = arena_array(a, UChar, (size_t)n * 3 + 1);
	n = unorm2_normalize(nfc, wide, n, composed, n * 3 + 1, &status);
	return U_SUCCESS(status) ? to_utf8(a, composed, n, s) : s;
}

str reader_clean_name(struct arena *a, str name)
{
	name = read_trim(name);
	char *out = arena_alloc(a, name.len + 1);
	size_t n = 0;
	for (str rest = name; rest.len;) {
		str before = rest;
		rest = str_from(rest, 1);
		while (rest.len && ((unsigned char)*rest.ptr & 0xC0) == 0x80)
			rest = str_from(rest, 1);
		str sign = str_sub(before, 0, before.len - rest.len);
		if (!read_trim(sign).len) {
			rest = read_trim(rest);
			out[n++] = ' ';
			continue;
		}
		memcpy(out + n, sign.ptr, sign.len);
		n += sign.len;
	}
	return read_compose(a, (str){out, n});
}
