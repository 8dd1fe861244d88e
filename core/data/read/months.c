/* The names of months: CLDR's, long and short, within dates and alone. */
#include "data/read/months.h"

#include <unicode/uchar.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

static const char *const languages[] = {"en", "da", "et", "fi", "de", "lv",
                                        "lt", "nb", "pl", "ru", "sv"};

/* Latvian dates stand in the locative too, which CLDR does not have. */
static const str latvian[] = {
        {"janvārī", 9},    {"februārī", 10}, {"martā", 6},    {"aprīlī", 8},
        {"maijā", 6},      {"jūnijā", 8},    {"jūlijā", 8},   {"augustā", 8},
        {"septembrī", 10}, {"oktobrī", 8},   {"novembrī", 9}, {"decembrī", 9},
};

enum { MOST_NAME = 40 };

/* In small letters, without the point of an abbreviation. */
static str folded(str word, char out[MOST_NAME * 3])
{
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[MOST_NAME], small[MOST_NAME];
	int32_t n = 0, bytes = 0;
	if (word.len && word.ptr[word.len - 1] == '.')
		word.len--;
	u_strFromUTF8(wide, MOST_NAME, &n, word.ptr, (int32_t)word.len, &status);
	n = u_strFoldCase(small, MOST_NAME, wide, n, U_FOLD_CASE_DEFAULT, &status);
	u_strToUTF8(out, MOST_NAME * 3, &bytes, small, n, &status);
	return U_SUCCESS(status) ? (str){out, (size_t)bytes} : S("");
}

static void add_name(struct months *m, str name, unsigned month)
{
	char room[MOST_NAME * 3];
	uint32_t at = (uint32_t)m->months.n;
	str word = folded(name, room);
	/* Some languages' short names are digits. */
	if (word.len < 2 || (word.ptr[0] >= '0' && word.ptr[0] <= '9'))
		return;
	if (map_add(m->names, arena_str(m->arena, word), &at))
		vec_push(m->arena, &m->months, month);
	else if (m->months.at[at] != month)
		m->months.at[at] = 0;
}

static void add_language(struct months *m, const char *language)
{
	static const UDateFormatSymbolType types[] = {UDAT_MONTHS, UDAT_SHORT_MONTHS,
	                                              UDAT_STANDALONE_MONTHS,
	                                              UDAT_STANDALONE_SHORT_MONTHS};
	UErrorCode status = U_ZERO_ERROR;
	UDateFormat *f =
	        udat_open(UDAT_DEFAULT, UDAT_DEFAULT, language, u"UTC", 3, NULL, 0, &status);
	for (size_t t = 0; t < sizeof types / sizeof *types; t++)
		for (int32_t i = 0; U_SUCCESS(status) && i < 12; i++) {
			UChar wide[MOST_NAME];
			char name[MOST_NAME * 3];
			int32_t bytes = 0,
			        n = udat_getSymbols(f, types[t], i, wide, MOST_NAME, &status);
			u_strToUTF8(name, sizeof name, &bytes, wide, n, &status);
			if (U_SUCCESS(status))
				add_name(m, (str){name, (size_t)bytes}, (unsigned)i + 1);
		}
	udat_close(f);
}

static void learn(struct months *m)
{
	m->names = map_new(m->arena);
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		add_language(m, languages[i]);
	for (unsigned i = 0; i < 12; i++)
		add_name(m, latvian[i], i + 1);
}

unsigned months_find(struct months *m, str word)
{
	char room[MOST_NAME * 3];
	uint32_t at;
	if (word.len < 2 || word.len > MOST_NAME)
		return 0;
	if (!m->names)
		learn(m);
	return map_get(m->names, folded(word, room), &at) ? m->months.at[at] : 0;
}
