/* Collation through ICU's C interface. */
#include "data/collate.h"

#include "base/buf.h"

#include <unicode/ucasemap.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>

struct collator {
	UCollator *all, *letters;        /* letters: cases and marks count for nothing */
	UCaseMap *cases;
};

static void drop_collator(void *c) { ucol_close(c); }
static void drop_cases(void *c) { ucasemap_close(c); }

static UCollator *open_collator(struct arena *arena, const char *locale)
{
	UErrorCode status = U_ZERO_ERROR;
	UCollator *c = ucol_open(locale, &status);
	if (!c)
		return NULL;
	arena_cleanup(arena, drop_collator, c);
	status = U_ZERO_ERROR;
	ucol_setAttribute(c, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
	return c;
}

struct collator *collator_new(struct arena *arena, str language)
{
	UErrorCode status = U_ZERO_ERROR;
	char locale[ULOC_FULLNAME_CAPACITY] = "";
	struct collator *c = arena_make(arena, struct collator);
	/* ICU falls back on the machine's locale for a language that it does not know. */
	uloc_setDefault("", &status);
	uloc_forLanguageTag(arena_cstr(arena, language), locale, sizeof locale - 1, NULL, &status);
	if (U_FAILURE(status))
		*locale = 0;
	c->all = open_collator(arena, locale);
	c->letters = open_collator(arena, locale);
	if (c->letters)
		ucol_setStrength(c->letters, UCOL_PRIMARY);
	status = U_ZERO_ERROR;
	c->cases = ucasemap_open(locale, 0, &status);
	if (c->cases)
		arena_cleanup(arena, drop_cases, c->cases);
	return c;
}

static int compare(const UCollator *c, str a, str b)
{
	UErrorCode status = U_ZERO_ERROR;
	if (!c || a.len > INT32_MAX || b.len > INT32_MAX)
		return 0;
	UCollationResult r = ucol_strcollUTF8(c, a.ptr ? a.ptr : "", (int32_t)a.len,
	                                      b.ptr ? b.ptr : "", (int32_t)b.len, &status);
	return U_FAILURE(status) ? 0 : (int)r;
}

int collator_compare(const struct collator *c, str a, str b)
{
	int order = compare(c->all, a, b);
	return order ? order : str_cmp(a, b);
}

/* Merges two neighbours, [from, middle) and [middle, to), into out. */
static void merge(const struct collator *c, const str *keys, const uint32_t *in, uint32_t *out,
                  size_t from, size_t middle, size_t to)
{
	size_t a = from, b = middle;
	for (size_t i = from; i < to; i++) {
		bool second = a == middle ||
		              (b < to && collator_compare(c, keys[in[b]], keys[in[a]]) < 0);
		out[i] = second ? in[b++] : in[a++];
	}
}

const uint32_t *collator_order(const struct collator *c, struct arena *arena, const str *keys,
                               size_t n)
{
	uint32_t *in = arena_array(arena, uint32_t, n + 1),
	         *out = arena_array(arena, uint32_t, n + 1);
	for (size_t i = 0; i < n; i++)
		in[i] = (uint32_t)i;
	for (size_t width = 1; width < n; width *= 2) {
		for (size_t i = 0; i < n; i += 2 * width)
			merge(c, keys, in, out, i, i + width < n ? i + width : n,
			      i + 2 * width < n ? i + 2 * width : n);
		uint32_t *done = out;
		out = in;
		in = done;
	}
	return in;
}

/* The letter that a marked one is made from; itself, where it is none. */
static uint32_t base_of(uint32_t code)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
	UChar parts[32];
	UChar32 first = (UChar32)code;
	int32_t n =
	        U_SUCCESS(status) ? unorm2_getDecomposition(nfd, first, parts, 32, &status) : -1;
	if (n > 0 && U_SUCCESS(status))
		U16_GET(parts, 0, 0, n, first);
	return (uint32_t)first;
}

static str capital(const struct collator *c, struct arena *arena, uint32_t code)
{
	char small[4], large[32];
	UErrorCode status = U_ZERO_ERROR;
	size_t len = utf8_put(small, code);
	int32_t n = c->cases ? ucasemap_utf8ToUpper(c->cases, large, sizeof large, small,
	                                            (int32_t)len, &status)
	                     : 0;
	if (n <= 0 || U_FAILURE(status) || n > (int32_t)sizeof large)
		return arena_str(arena, (str){small, len});
	return arena_str(arena, (str){large, (size_t)n});
}

str collator_letter(const struct collator *c, struct arena *arena, str word)
{
	str rest = word;
	uint32_t code = utf8_next(&rest);
	if (!word.len || code == UTF8_BAD || !u_isalpha((UChar32)code))
		return S("");
	str own = capital(c, arena, code), base = capital(c, arena, base_of(code));
	return compare(c->letters, own, base) ? own : base;
}
