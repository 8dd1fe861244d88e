/* lang=ar: the language of a passage or of some words. */
#include "text/markdown/attributes.h"

#include <unicode/uloc.h>

enum { MOST_TAG = 35 };                  /* what every program must take (BCP 47, 4.4.1) */

/* Well-formed by BCP 47, and of a language that ISO 639 has: "english" is only the first. */
static bool tag_ok(str tag)
{
	char bytes[MOST_TAG + 1] = {0}, locale[ULOC_FULLNAME_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	int32_t parsed = 0;
	if (!tag.len || tag.len > MOST_TAG)
		return false;
	memcpy(bytes, tag.ptr, tag.len);
	uloc_forLanguageTag(bytes, locale, sizeof locale, &parsed, &status);
	return U_SUCCESS(status) && (size_t)parsed == tag.len && *uloc_getISO3Language(locale);
}

bool attributes_lang(struct diags *diags, const struct attributes *a, str *tag)
{
	const struct attribute *lang = attributes_get(a, "lang");
	*tag = lang ? lang->value : S("");
	if (!lang || tag_ok(lang->value))
		return true;
	diag_error(diags, lang->value.len ? lang->value_at : lang->key_at, "text/bad-language",
	           "'%.*s' is no language", STR_ARG(utf8_prefix(lang->value, MOST_TAG)));
	diag_hint(diags, "Write its code, such as ar, uk or zh-Hans (BCP 47).");
	return false;
}
