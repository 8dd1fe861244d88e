/* What a language says in words: months and countries in their cases, lists, numbers spelled out.
 */
#include "message/number_parts.h"

#include "project/theme.h"

#include <unicode/uloc.h>
#include <unicode/ulistformatter.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

enum { MOST_LIST = 4096, LONGEST_SPELLED = 2000, SOFT_HYPHEN = 0xAD };

struct numbers *numbers_of(struct arena *arena, const struct language *pack)
{
	struct numbers *n = numbers_new(arena, pack->locale);
	n->pack = pack;
	return n;
}

/* ---- Differences of percents ---- */

str numbers_points(struct numbers *n, str number)
{
	str pattern = n->pack ? language_word(n->pack, S("points")) : S("");
	size_t at = str_find(pattern, S("{n}"));
	if (at == SIZE_MAX)
		return numbers_join(n, number, S("\u00A0pp"));
	return numbers_join(n, numbers_join(n, str_sub(pattern, 0, at), number),
	                    str_from(pattern, at + 3));
}

/* ---- Cases, by the pack ---- */

static const struct word_form *form_of(const struct word_form *forms, size_t n, str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(forms[i].name, name))
			return &forms[i];
	return NULL;
}

static str names_of(struct arena *a, const struct word_form *forms, size_t n)
{
	str list = S("");
	for (size_t i = 0; i < n; i++)
		list = arena_printf(a, "%.*s%s%.*s", STR_ARG(list), i ? ", " : "",
		                    STR_ARG(forms[i].name));
	return list;
}

const str *numbers_months(struct numbers *n, str form)
{
	const struct word_form *f =
	        n->pack ? form_of(n->pack->months, n->pack->months_n, form) : NULL;
	return f ? f->texts : NULL;
}

str numbers_month_forms(struct numbers *n, struct arena *a)
{
	return n->pack ? names_of(a, n->pack->months, n->pack->months_n) : S("");
}

str numbers_country_forms(struct numbers *n, struct arena *a)
{
	return n->pack ? names_of(a, n->pack->countries, n->pack->countries_n) : S("");
}

bool numbers_has_country_form(struct numbers *n, str form)
{
	return n->pack && form_of(n->pack->countries, n->pack->countries_n, form);
}

static bool is_code(str code)
{
	return code.len == 2 && code.ptr[0] >= 'A' && code.ptr[0] <= 'Z' && code.ptr[1] >= 'A' &&
	       code.ptr[1] <= 'Z';
}

str number_country(struct arena *a, str code, str language)
{
	UChar name[128];
	char tag[160];
	UErrorCode status = U_ZERO_ERROR;
	if (!code.len)
		return S("");
	snprintf(tag, sizeof tag, "und_%.*s", STR_ARG(code));
	int32_t n = uloc_getDisplayCountry(tag, arena_cstr(a, language), name, 128, &status);
	return U_SUCCESS(status) && n <= 128 ? numbers_to_utf8(a, name, n) : code;
}

enum country_named numbers_country(struct numbers *n, str code, str form, str *out)
{
	str name = is_code(code) ? number_country(n->results, code, str_of(n->locale)) : code;
	const struct word_form *f =
	        n->pack ? form_of(n->pack->countries, n->pack->countries_n, form) : NULL;
	if (str_eq(name, code))
		return COUNTRY_UNKNOWN;
	*out = name;
	if (!form.len)
		return COUNTRY_NAMED;
	for (size_t i = 0; f && i < f->n; i++)
		if (str_eq(f->keys[i], code)) {
			*out = f->texts[i];
			return COUNTRY_NAMED;
		}
	return COUNTRY_WITHOUT_FORM;
}

/* ---- Lists ---- */

static bool join(struct numbers *n, UListFormatter *f, const UChar *const *texts,
                 const int32_t *lens, int32_t count, size_t room, str *out)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar *joined = arena_array(n->results, UChar, room);
	int32_t len = ulistfmt_format(f, texts, lens, count, joined, (int32_t)room, &status);
	if (U_FAILURE(status))
		return false;
	*out = numbers_to_utf8(n->results, joined, len);
	return true;
}

bool numbers_list(struct numbers *n, const str *items, size_t count, bool alternatives, str *out)
{
	UErrorCode status = U_ZERO_ERROR;
	const UChar **texts = arena_array(n->results, const UChar *, count + 1);
	int32_t *lens = arena_array(n->results, int32_t, count + 1);
	size_t room = 64;
	if (count > MOST_LIST)
		return false;
	for (size_t i = 0; i < count; i++) {
		UChar *wide = arena_array(n->results, UChar, items[i].len + 1);
		u_strFromUTF8(wide, (int32_t)items[i].len + 1, &lens[i], items[i].ptr,
		              (int32_t)items[i].len, &status);
		texts[i] = wide;
		/* What stands between two is short in all languages. */
		room += (size_t)lens[i] + 32;
	}
	UListFormatter *f =
	        ulistfmt_openForType(n->locale, alternatives ? ULISTFMT_TYPE_OR : ULISTFMT_TYPE_AND,
	                             ULISTFMT_WIDTH_WIDE, &status);
	bool done = U_SUCCESS(status) && join(n, f, texts, lens, (int32_t)count, room, out);
	ulistfmt_close(f);
	return done;
}

/* ---- Numbers in words ---- */

/* "ordinal feminine" -> "%spellout-ordinal-feminine", as CLDR names its rules. */
static str rule_of(struct numbers *n, str form)
{
	bool ordinal = str_starts(form, S("ordinal")) && (form.len == 7 || form.ptr[7] == ' ');
	str rest = ordinal ? str_trim(str_from(form, 7)) : form;
	str name = ordinal ? S("ordinal") : rest.len ? S("cardinal") : S("numbering");
	char *text = arena_cstr(n->results, arena_printf(n->results, "%%spellout-%.*s%s%.*s",
	                                                 STR_ARG(name), rest.len ? "-" : "",
	                                                 STR_ARG(rest)));
	for (char *c = text; *c; c++)
		if (*c == ' ')
			*c = '-';
	return str_of(text);
}

/* "cardinal-feminine;ordinal-neuter" of what ICU has, in our words: "feminine, ordinal neuter". */
static str rules_shown(struct arena *a, str all)
{
	str shown = S("");
	while (all.len) {
		str one = str_until(all, ';');
		all = str_from(all, one.len + 1);
		if (!str_starts(one, S("%spellout-cardinal-")) &&
		    !str_starts(one, S("%spellout-ordinal")))
			continue;
		one = str_from(one, str_starts(one, S("%spellout-cardinal-")) ? 19 : 10);
		char *words = arena_cstr(a, one);
		for (char *c = words; *c; c++)
			if (*c == '-')
				*c = ' ';
		shown = arena_printf(a, "%.*s%s%s", STR_ARG(shown), shown.len ? ", " : "", words);
	}
	return shown;
}

static bool choose_rule(struct numbers *n, UNumberFormat *f, str form, str *known)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar rule[160], all[LONGEST_SPELLED];
	str name = rule_of(n, form);
	int32_t len = 0;
	if (!form.len)
		return true;
	u_strFromUTF8(rule, 160, &len, name.ptr, (int32_t)name.len, &status);
	unum_setTextAttribute(f, UNUM_DEFAULT_RULESET, rule, len, &status);
	if (U_SUCCESS(status))
		return true;
	status = U_ZERO_ERROR;
	len = unum_getTextAttribute(f, UNUM_PUBLIC_RULESETS, all, LONGEST_SPELLED, &status);
	*known = rules_shown(n->results,
	                     U_SUCCESS(status) ? numbers_to_utf8(n->results, all, len) : S(""));
	return false;
}

/* CLDR marks where compounds may be divided; we know it by the language's patterns. */
static str without_soft_hyphens(struct arena *a, UChar *text, int32_t len)
{
	int32_t kept = 0;
	for (int32_t i = 0; i < len; i++)
		if (text[i] != SOFT_HYPHEN)
			text[kept++] = text[i];
	return numbers_to_utf8(a, text, kept);
}

bool numbers_spellout(struct numbers *n, str form, struct number number, str *out, str *known)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar text[LONGEST_SPELLED];
	UNumberFormat *f = unum_open(UNUM_SPELLOUT, NULL, 0, n->locale, NULL, &status);
	*known = S("");
	bool done = U_SUCCESS(status) && choose_rule(n, f, form, known);
	if (done) {
		int32_t len = number.whole ? unum_formatInt64(f, number.integer, text,
		                                              LONGEST_SPELLED, NULL, &status)
		                           : unum_formatDouble(f, number.real, text,
		                                               LONGEST_SPELLED, NULL, &status);
		done = U_SUCCESS(status) && len <= LONGEST_SPELLED;
		*out = done ? without_soft_hyphens(n->results, text, len) : S("");
	}
	unum_close(f);
	return done;
}
