/* Collation through ICU's C interface. */
#include "data/collate.h"

#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

enum { LETTER_ROOM = 16 };               /* UTF-16 units of an alphabet's letter: "Dž" */

struct collator {
	struct arena *arena;
	const char *locale;
	UCollator *icu;                  /* NULL: ICU has no data; then bytes are compared */
	UCollator *letters;              /* sees letters alone; opened when first needed */
	vec(str) alphabet;
};

static void drop_collator(void *icu)
{
	ucol_close(icu);
}

static UCollator *open_collator(struct collator *c)
{
	UErrorCode status = U_ZERO_ERROR;
	UCollator *icu = ucol_open(c->locale, &status);
	if (U_FAILURE(status))
		return NULL;
	/* Letters and accents that came apart are the same text. */
	ucol_setAttribute(icu, UCOL_NORMALIZATION_MODE, UCOL_ON, &status);
	arena_cleanup(c->arena, drop_collator, icu);
	return icu;
}

struct collator *collator_new(struct arena *arena, str language)
{
	UErrorCode status = U_ZERO_ERROR;
	char locale[ULOC_FULLNAME_CAPACITY] = "";
	struct collator *c = arena_make(arena, struct collator);
	c->arena = arena;
	/* ICU falls back on the machine's locale for a language that it does not know. */
	uloc_setDefault("", &status);
	uloc_forLanguageTag(arena_cstr(arena, language), locale, sizeof locale - 1, NULL, &status);
	c->locale = arena_cstr(arena, U_SUCCESS(status) ? str_of(locale) : S(""));
	c->icu = open_collator(c);
	return c;
}

static int by_bytes(str a, str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
	return order ? order : (a.len > b.len) - (a.len < b.len);
}

int collator_compare(struct collator *c, str a, str b)
{
	UErrorCode status = U_ZERO_ERROR;
	int order = 0;
	if (c->icu)
		order = ucol_strcollUTF8(c->icu, a.ptr, (int32_t)a.len, b.ptr, (int32_t)b.len, &status);
	return order && U_SUCCESS(status) ? order : by_bytes(a, b);
}

/* ---- Keys ---- */

static const UChar *to_utf16(struct arena *a, str text, int32_t *len)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar *wide = arena_array(a, UChar, text.len + 1);
	*len = 0;
	u_strFromUTF8WithSub(wide, (int32_t)text.len + 1, len, text.ptr, (int32_t)text.len, 0xFFFD, NULL,
	                     &status);
	return wide;
}

/* ICU's key ends with a zero byte and has none before, so the text may follow for what is equal. */
str collator_key(struct collator *c, struct arena *a, str text)
{
	int32_t len, n = 0;
	const UChar *wide = to_utf16(a, text, &len);
	if (c->icu)
		n = ucol_getSortKey(c->icu, wide, len, NULL, 0);
	char *key = arena_alloc(a, (size_t)n + text.len + 1);
	if (n)
		ucol_getSortKey(c->icu, wide, len, (uint8_t *)key, n);
	if (text.len)
		memcpy(key + n, text.ptr, text.len);
	return (str){key, (size_t)n + text.len};
}

/* ---- Letters ---- */

static void add_letter(struct collator *c, const UChar *wide, int32_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	char utf8[LETTER_ROOM * 3];
	int32_t n = 0;
	u_strToUTF8(utf8, sizeof utf8, &n, wide, len, &status);
	if (U_SUCCESS(status))
		vec_push(c->arena, &c->alphabet, arena_str(c->arena, (str){utf8, (size_t)n}));
}

static void add_item(struct collator *c, const USet *set, int32_t i)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[LETTER_ROOM];
	UChar32 from, to;
	int32_t len = uset_getItem(set, i, &from, &to, wide, LETTER_ROOM, &status);
	if (U_FAILURE(status))
		return;
	if (len) {
		add_letter(c, wide, len);
		return;
	}
	for (UChar32 code = from; code <= to; code++) {
		len = 0;
		U16_APPEND_UNSAFE(wide, len, code);
		add_letter(c, wide, len);
	}
}

/* CLDR lists the letters that a language's indexes have. */
static void read_alphabet(struct collator *c)
{
	UErrorCode status = U_ZERO_ERROR;
	c->letters = open_collator(c);
	ULocaleData *data = ulocdata_open(c->locale, &status);
	USet *set = ulocdata_getExemplarSet(data, NULL, 0, ULOCDATA_ES_INDEX, &status);
	if (c->letters && U_SUCCESS(status)) {
		ucol_setStrength(c->letters, UCOL_PRIMARY);
		for (int32_t i = 0; i < uset_getItemCount(set); i++)
			add_item(c, set, i);
	}
	uset_close(set);
	ulocdata_close(data);
}

static uint32_t first_code(str text)
{
	while (text.len) {
		uint32_t code = utf8_next(&text);
		if (u_isalnum((UChar32)code))
			return code;
	}
	return 0;
}

static int script_of(uint32_t code)
{
	UErrorCode status = U_ZERO_ERROR;
	return (int)uscript_getScript((UChar32)code, &status);
}

static int compare_letters(const struct collator *c, str a, str b)
{
	UErrorCode status = U_ZERO_ERROR;
	return ucol_strcollUTF8(c->letters, a.ptr, (int32_t)a.len, b.ptr, (int32_t)b.len, &status);
}

/* Of letters that are one in this order (Е and Ё in Russian) the first stands for both. */
static bool is_nearer(struct collator *c, str letter, str best)
{
	int order = best.len ? compare_letters(c, letter, best) : 1;
	return order > 0 || (!order && collator_compare(c, letter, best) < 0);
}

str collator_letter(struct collator *c, struct arena *a, str text)
{
	uint32_t first = first_code(text);
	str best = S("");
	char utf8[4];
	if (!u_isalpha((UChar32)first))
		return best;
	if (!c->letters)
		read_alphabet(c);
	/* Quotation marks and the like before the word have no place in an alphabet. */
	size_t len = utf8_put(utf8, first);
	str word = str_from(text, str_find(text, (str){utf8, len}));
	for (size_t i = 0; i < c->alphabet.n; i++) {
		str letter = c->alphabet.at[i];
		if (script_of(first_code(letter)) == script_of(first) && compare_letters(c, letter, word) <= 0 &&
		    is_nearer(c, letter, best))
			best = letter;
	}
	if (best.len)
		return arena_str(a, best);
	len = utf8_put(utf8, (uint32_t)u_toupper((UChar32)first));
	return arena_str(a, (str){utf8, len});
}
