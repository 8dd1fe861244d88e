/* Text of tag files. */
#include "package/verify/tagtext.h"

#include <unicode/ucnv.h>

static UConverter *open_converter(str encoding)
{
	char name[64];
	UErrorCode status = U_ZERO_ERROR;
	if (!encoding.len || encoding.len >= sizeof name)
		return NULL;
	memcpy(name, encoding.ptr, encoding.len);
	name[encoding.len] = 0;
	UConverter *c = ucnv_open(name, &status);
	return U_SUCCESS(status) ? c : NULL;
}

bool tagtext_known(str encoding)
{
	UConverter *c = open_converter(encoding);
	if (c)
		ucnv_close(c);
	return c != NULL;
}

static bool is_utf8(str encoding)
{
	return encoding.len == 5 && str_eq(str_from(encoding, 3), S("-8")) &&
	       (encoding.ptr[0] | 0x20) == 'u' && (encoding.ptr[1] | 0x20) == 't' &&
	       (encoding.ptr[2] | 0x20) == 'f';
}

static bool convert(struct arena *a, UConverter *c, str bytes, str *text)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t most = bytes.len * 4 + 16;
	UConverter *utf8 = open_converter(S("UTF-8"));
	char *out = arena_alloc(a, most), *to = out;
	const char *from = bytes.ptr;
	UChar middle[4096], *source = middle, *target = middle;
	ucnv_setToUCallBack(c, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
	ucnv_convertEx(utf8, c, &to, out + most, &from, bytes.ptr + bytes.len, middle, &source,
	               &target, middle + sizeof middle / sizeof *middle, true, true, &status);
	ucnv_close(utf8);
	*text = (str){out, (size_t)(to - out)};
	return U_SUCCESS(status);
}

static bool recode(struct arena *a, str bytes, str encoding, str *text)
{
	UConverter *c = open_converter(encoding);
	bool good = c && convert(a, c, bytes, text);
	if (c)
		ucnv_close(c);
	return good;
}

bool tagtext_read(struct arena *a, str bytes, str encoding, str *text, bool *mark)
{
	*text = bytes;
	*mark = false;
	if (!bytes.len)
		return true;
	bool good = is_utf8(encoding) ? utf8_check(bytes) == bytes.len
	                              : recode(a, bytes, encoding, text);
	if (str_starts(*text, S("\xEF\xBB\xBF"))) {
		*text = str_from(*text, 3);
		*mark = true;
	}
	return good;
}

bool tagtext_line(str *rest, str *line)
{
	size_t n = 0;
	if (!rest->len)
		return false;
	while (n < rest->len && rest->ptr[n] != '\n' && rest->ptr[n] != '\r')
		n++;
	*line = str_sub(*rest, 0, n);
	n += str_starts(str_from(*rest, n), S("\r\n")) ? 2 : 1;
	*rest = str_from(*rest, n);
	return true;
}

bool tagtext_word(str *rest, str *word)
{
	size_t n = 0, end;
	while (n < rest->len && rest->ptr[n] != ' ' && rest->ptr[n] != '\t')
		n++;
	for (end = n; end < rest->len && (rest->ptr[end] == ' ' || rest->ptr[end] == '\t');)
		end++;
	*word = str_sub(*rest, 0, n);
	*rest = str_from(*rest, end);
	return n && end > n;
}
