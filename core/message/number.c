/* Numbers and dates through ICU's C interface. */
#include "message/number_parts.h"

#include <unicode/uchar.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

enum { FORM_ROOM = 32, SKELETON_LIMIT = 100, MOST_DECIMALS = 15 };

static void drop_formatter(void *f) { unumf_close(f); }
static void drop_result(void *f) { unumf_closeResult(f); }
static void drop_rules(void *f) { uplrules_close(f); }
static void drop_date(void *f) { udat_close(f); }

struct numbers *numbers_new(struct arena *arena, str language)
{
	UErrorCode status = U_ZERO_ERROR;
	char locale[ULOC_FULLNAME_CAPACITY] = "";
	struct numbers *n = arena_make(arena, struct numbers);
	n->arena = n->results = arena;
	/* ICU falls back on the machine's locale for a language that it does not know. */
	uloc_setDefault("", &status);
	uloc_forLanguageTag(arena_cstr(arena, language), locale, sizeof locale - 1, NULL, &status);
	n->locale = arena_cstr(arena, U_SUCCESS(status) ? str_of(locale) : S(""));
	status = U_ZERO_ERROR;
	n->result = unumf_openResult(&status);
	if (n->result)
		arena_cleanup(arena, drop_result, n->result);
	return n;
}

void numbers_results(struct numbers *n, struct arena *arena)
{
	n->results = arena ? arena : n->arena;
}

str numbers_join(struct numbers *n, str text, str behind)
{
	return arena_printf(n->results, "%.*s%.*s", STR_ARG(text), STR_ARG(behind));
}

str numbers_to_utf8(struct arena *arena, const UChar *text, int32_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t bytes = 0;
	/* A UTF-16 unit takes at most three bytes. */
	char *out = arena_alloc(arena, (size_t)len * 3 + 1);
	u_strToUTF8(out, len * 3 + 1, &bytes, text, len, &status);
	return U_SUCCESS(status) ? (str){out, (size_t)bytes} : S("");
}

/* ---- Numbers ---- */

/* Skeletons are short ASCII words; a scale of a million digits would take minutes. */
static bool is_tame(str skeleton, size_t *wrong)
{
	size_t scale = str_find(skeleton, S("scale/")), i = 0;
	for (*wrong = 0; *wrong < skeleton.len; ++*wrong)
		if (skeleton.ptr[*wrong] < ' ' || skeleton.ptr[*wrong] > '~' ||
		    *wrong >= SKELETON_LIMIT)
			return false;
	if (scale == SIZE_MAX)
		return true;
	*wrong = scale + 6;
	for (str rest = str_from(skeleton, scale + 6); i < rest.len && rest.ptr[i] != ' '; i++)
		if (i > 9 || (rest.ptr[i] != '.' && (rest.ptr[i] < '0' || rest.ptr[i] > '9')))
			return false;
	return true;
}

static UNumberFormatter *open_skeleton(struct numbers *n, str skeleton, const char *more,
                                       size_t *wrong)
{
	UErrorCode status = U_ZERO_ERROR;
	UParseError where = {0};
	UChar wide[SKELETON_LIMIT + 64];
	int32_t len = 0;
	for (size_t i = 0; i < skeleton.len; i++)
		wide[len++] = (UChar)skeleton.ptr[i];
	for (; *more; more++)
		wide[len++] = (UChar)*more;
	UNumberFormatter *f = unumf_openForSkeletonAndLocaleWithError(wide, len, n->locale, &where,
	                                                              &status);
	if (U_SUCCESS(status))
		return f;
	unumf_close(f);
	*wrong = where.offset < 0 ? 0 : (size_t)where.offset;
	return NULL;
}

/* Ties away from zero, and no minus before a zero, unless the skeleton says otherwise. */
static UNumberFormatter *open_formatter(struct numbers *n, str skeleton, size_t *wrong)
{
	static const char *const more[] = {" rounding-mode-half-up sign-negative",
	                                   " rounding-mode-half-up", " sign-negative", ""};
	UNumberFormatter *f = NULL;
	if (!is_tame(skeleton, wrong))
		return NULL;
	for (size_t i = 0; !f && i < sizeof more / sizeof *more; i++)
		f = open_skeleton(n, skeleton, more[i], wrong);
	if (f)
		arena_cleanup(n->arena, drop_formatter, f);
	return f;
}

static const struct formatter *formatter_of(struct numbers *n, str skeleton)
{
	for (size_t i = 0; i < n->formatters.n; i++)
		if (str_eq(n->formatters.at[i].skeleton, skeleton))
			return &n->formatters.at[i];
	struct formatter f = {.skeleton = arena_str(n->arena, skeleton)};
	f.icu = open_formatter(n, f.skeleton, &f.wrong);
	vec_push(n->arena, &n->formatters, f);
	return &n->formatters.at[n->formatters.n - 1];
}

static bool format(struct numbers *n, const struct formatter *f, struct number number)
{
	UErrorCode status = U_ZERO_ERROR;
	if (!f->icu || !n->result)
		return false;
	if (number.whole)
		unumf_formatInt(f->icu, number.integer, n->result, &status);
	else
		unumf_formatDouble(f->icu, number.real, n->result, &status);
	return U_SUCCESS(status);
}

/* Some languages' data has a hyphen for a minus sign; printed, the sign is as wide as a plus. */
static void put_minus(UChar *text, int32_t len)
{
	for (int32_t i = 0; i < len; i++)
		if (text[i] == '-' && (!i || !u_isalpha(text[i - 1])))
			text[i] = 0x2212;
}

static str shown(struct numbers *n, bool number)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t len = unumf_resultToString(n->result, NULL, 0, &status);
	UChar *text = arena_array(n->results, UChar, (size_t)len + 1);
	status = U_ZERO_ERROR;
	unumf_resultToString(n->result, text, len + 1, &status);
	if (number)
		put_minus(text, len);
	return U_SUCCESS(status) ? numbers_to_utf8(n->results, text, len) : S("");
}

/* The skeleton of a column's format, at most 60 bytes. */
static str skeleton_of(char out[64], struct number_form form)
{
	size_t len = 0;
	int decimals = form.decimals;
	str kind = form.format != FORMAT_PERCENT ? S("")
	           : form.points                 ? S("scale/100 ")
	                                         : S("percent scale/100 ");
	bool off = form.format == FORMAT_TEXT || form.year;
	str group = off ? S("group-off ") : form.group_all ? S("group-on-aligned ") : S("");
	if (kind.len)
		memcpy(out, kind.ptr, kind.len);
	if (group.len)
		memcpy(out + kind.len, group.ptr, group.len);
	len = kind.len + group.len;
	if (!decimals) {
		memcpy(out + len, "precision-integer", 17);
		return (str){out, len + 17};
	}
	out[len++] = '.';
	for (int i = 0; i < (decimals < 0               ? 3
	                     : decimals < MOST_DECIMALS ? decimals
	                                                : MOST_DECIMALS);
	     i++)
		out[len++] = decimals < 0 ? '#' : '0';
	return (str){out, len};
}

str numbers_write(struct numbers *n, struct number_form form, double number)
{
	char skeleton[64];
	struct number value = {.real = number};
	int most = form.decimals < 0 ? number_most_decimals(number) : 3;
	if (most > 3)
		form.decimals = number_decimals(form.format, number, most);
	bool done = format(n, formatter_of(n, skeleton_of(skeleton, form)), value);
	return done ? shown(n, form.format != FORMAT_TEXT) : S("");
}

str numbers_format(struct numbers *n, enum column_format how, int decimals, double number)
{
	return numbers_write(n, (struct number_form){.format = how, .decimals = decimals}, number);
}

int number_most_decimals(double number)
{
	enum { FEW = 3 };
	double size = number < 0 ? -number : number;
	int most = FEW;
	if (size < 1e-9 || size >= 0.0005)
		return FEW;
	for (; size < 0.05; size *= 10)
		most++;
	return most;
}

int number_decimals(enum column_format format, double number, int most)
{
	double scaled = format == FORMAT_PERCENT ? number * 100 : number;
	for (int i = 0; i < most; i++)
		scaled *= 10;
	/* Beyond this a double has no decimals that could be told from its errors. */
	if (!(scaled > -1e15 && scaled < 1e15))
		return 0;
	int64_t whole = (int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
	for (; most && whole % 10 == 0; most--)
		whole /= 10;
	return most;
}

str numbers_integer(struct numbers *n, int64_t number)
{
	struct number value = {.whole = true, .integer = number};
	return format(n, formatter_of(n, S("")), value) ? shown(n, true) : S("");
}

/* ---- Plural forms ---- */

static struct forms *forms_of(struct numbers *n, enum plural_kind kind)
{
	UErrorCode status = U_ZERO_ERROR;
	struct forms *f = &n->forms[kind == PLURAL_ORDINAL];
	if (f->rules)
		return f;
	f->rules = uplrules_openForType(n->locale, kind == PLURAL_ORDINAL ? UPLURAL_TYPE_ORDINAL
	                                                                  : UPLURAL_TYPE_CARDINAL,
	                                &status);
	if (!f->rules)
		return f;
	arena_cleanup(n->arena, drop_rules, f->rules);
	UEnumeration *names = uplrules_getKeywords(f->rules, &status);
	int32_t len = 0;
	for (const char *name; names && (name = uenum_next(names, &len, &status));)
		vec_push(n->arena, &f->names, arena_str(n->arena, (str){name, (size_t)len}));
	uenum_close(names);
	return f;
}

size_t numbers_forms(struct numbers *n, enum plural_kind kind, const str **forms)
{
	struct forms *f = forms_of(n, kind);
	*forms = f->names.at;
	return f->names.n;
}

static str form_of_result(struct numbers *n, enum plural_kind kind)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar form[FORM_ROOM];
	const struct forms *f = forms_of(n, kind);
	int32_t len =
	        f->rules ? uplrules_selectFormatted(f->rules, n->result, form, FORM_ROOM, &status)
	                 : 0;
	return f->rules && U_SUCCESS(status) ? numbers_to_utf8(n->results, form, len) : S("other");
}

bool numbers_show(struct numbers *n, str skeleton, struct number number, enum plural_kind kind,
                  struct number_shown *out, size_t *wrong)
{
	str inner = str_trim(skeleton);
	const struct formatter *f = formatter_of(n, inner.len     ? inner
	                                            : number.year ? S("group-off .###")
	                                                          : S(".###"));
	if (!format(n, f, number)) {
		*wrong = f->wrong + (inner.len ? (size_t)(inner.ptr - skeleton.ptr) : 0);
		return false;
	}
	out->text = shown(n, true);
	out->form = kind == PLURAL_NONE ? S("other") : form_of_result(n, kind);
	return true;
}

str numbers_form(struct numbers *n, enum plural_kind kind, struct number number)
{
	struct number_shown shown;
	size_t wrong;
	return numbers_show(n, S(""), number, kind, &shown, &wrong) ? shown.form : S("other");
}

/* ---- Dates ---- */

static bool digits(str s, unsigned *value)
{
	*value = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		*value = *value * 10 + (unsigned)(s.ptr[i] - '0');
	}
	return true;
}

static unsigned month_days(unsigned year, unsigned month)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return month == 2 && leap ? 29 : days[month - 1];
}

static bool parse_iso(str s, unsigned *year, unsigned *month, unsigned *day)
{
	return s.len == 10 && s.ptr[4] == '-' && s.ptr[7] == '-' &&
	       digits(str_sub(s, 0, 4), year) && digits(str_sub(s, 5, 7), month) &&
	       digits(str_sub(s, 8, 10), day) && *year >= 1 && *month >= 1 && *month <= 12 &&
	       *day >= 1 && *day <= month_days(*year, *month);
}

bool number_date_is_iso(str s)
{
	unsigned year, month, day;
	return parse_iso(s, &year, &month, &day);
}

/* Milliseconds from 1970-01-01, Gregorian throughout: days are counted in years that begin in
 * March, so that the leap day is the last. */
static double milliseconds(unsigned year, unsigned month, unsigned day)
{
	int64_t y = (int64_t)year - (month < 3), m = (month + 9) % 12;
	int64_t days = y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1 - 719468;
	return (double)(days * 86400000);
}

static UDateFormat *open_date(struct numbers *n, enum date_style style, const UChar *pattern,
                              int32_t len)
{
	static const UDateFormatStyle styles[] = {UDAT_SHORT, UDAT_MEDIUM, UDAT_LONG, UDAT_FULL};
	UErrorCode status = U_ZERO_ERROR;
	UDateFormatStyle time = len < 0 ? UDAT_NONE : UDAT_PATTERN;
	UDateFormat *f = udat_open(time, len < 0 ? styles[style] : UDAT_PATTERN, n->locale, u"UTC",
	                           3, len < 0 ? NULL : pattern, len < 0 ? 0 : len, &status);
	if (U_FAILURE(status)) {
		udat_close(f);
		return NULL;
	}
	arena_cleanup(n->arena, drop_date, f);
	/* Whatever calendar the language's country likes: ISO dates are Gregorian, at all times. */
	UCalendar *calendar = ucal_open(u"UTC", 3, n->locale, UCAL_GREGORIAN, &status);
	ucal_setGregorianChange(calendar, -1e17, &status);
	if (U_SUCCESS(status))
		udat_setCalendar(f, calendar);
	ucal_close(calendar);
	return f;
}

static UDateFormat *open_date_skeleton(struct numbers *n, str skeleton)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[SKELETON_LIMIT], pattern[256];
	for (size_t i = 0; i < skeleton.len; i++) {
		char c = skeleton.ptr[i];
		if (i >= SKELETON_LIMIT || !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
			return NULL;
		wide[i] = (UChar)c;
	}
	UDateTimePatternGenerator *g = udatpg_open(n->locale, &status);
	int32_t len =
	        g ? udatpg_getBestPattern(g, wide, (int32_t)skeleton.len, pattern, 256, &status)
	          : 0;
	udatpg_close(g);
	return U_SUCCESS(status) && len > 0 ? open_date(n, DATE_MEDIUM, pattern, len) : NULL;
}

static UDateFormat *date_formatter_of(struct numbers *n, enum date_style style, str skeleton)
{
	for (size_t i = 0; i < n->dates.n; i++)
		if (n->dates.at[i].style == style && str_eq(n->dates.at[i].pattern, skeleton))
			return n->dates.at[i].icu;
	struct date_formatter f = {.pattern = arena_str(n->arena, skeleton), .style = style};
	f.icu = skeleton.len ? open_date_skeleton(n, skeleton) : open_date(n, style, NULL, -1);
	vec_push(n->arena, &n->dates, f);
	return f.icu;
}

/* Whether this is the month's whole name, in either of its forms. */
static bool is_month(const UDateFormat *f, unsigned month, const UChar *text, int32_t len)
{
	static const UDateFormatSymbolType kinds[] = {UDAT_MONTHS, UDAT_STANDALONE_MONTHS};
	for (size_t i = 0; i < 2; i++) {
		UErrorCode status = U_ZERO_ERROR;
		UChar name[64];
		int32_t n = udat_getSymbols(f, kinds[i], (int32_t)month - 1, name, 64, &status);
		if (U_SUCCESS(status) && n == len && !u_memcmp(name, text, len))
			return true;
	}
	return false;
}

/* Where the month's name is in a text of the date; false: it has none, but a number, say. */
static bool month_in(UFieldPositionIterator *fields, const UDateFormat *f, unsigned month,
                     const UChar *text, int32_t *from, int32_t *to)
{
	int32_t field;
	while ((field = ufieldpositer_next(fields, from, to)) >= 0)
		if (field == UDAT_MONTH_FIELD || field == UDAT_STANDALONE_MONTH_FIELD)
			return is_month(f, month, text + *from, *to - *from);
	return false;
}

bool numbers_date_with(struct numbers *n, struct date_format format, const str *months, str iso,
                       str *out)
{
	UDateFormat *f = date_formatter_of(n, format.style, format.skeleton);
	unsigned year, month, day;
	UErrorCode status = U_ZERO_ERROR;
	UChar text[512];
	int32_t from, to;
	if (!f || !parse_iso(iso, &year, &month, &day))
		return false;
	UFieldPositionIterator *fields = ufieldpositer_open(&status);
	int32_t len = udat_formatForFields(f, milliseconds(year, month, day), text, 512, fields,
	                                   &status);
	bool fits = U_SUCCESS(status) && len <= 512;
	if (fits && !months) {
		*out = numbers_to_utf8(n->results, text, len);
	} else if (fits && (fits = month_in(fields, f, month, text, &from, &to))) {
		str before = numbers_to_utf8(n->results, text, from);
		str after = numbers_to_utf8(n->results, text + to, len - to);
		*out = arena_printf(n->results, "%.*s%.*s%.*s", STR_ARG(before),
		                    STR_ARG(months[month - 1]), STR_ARG(after));
	}
	ufieldpositer_close(fields);
	return fits;
}

bool numbers_date(struct numbers *n, enum date_style style, str iso, str *out)
{
	return numbers_date_with(n, (struct date_format){style, S("")}, NULL, iso, out);
}

bool numbers_date_skeleton(struct numbers *n, str skeleton, str iso, str *out)
{
	return skeleton.len &&
	       numbers_date_with(n, (struct date_format){DATE_MEDIUM, skeleton}, NULL, iso, out);
}
