/* What is shown of a column in the first text of strom new: by its type, and by what it is called,
 * since what tells who answered is not for print. */
#include "cli/command_new.h"

#include <strom/source.h>
#include <unicode/ustring.h>

enum { MOST_ROWS = 60, MOST_WORDS = 200 };

/* ---- What it is called ---- */

/* Words, in small letters, with one space before, between and after them. */
static str in_words(struct arena *a, str name)
{
	UChar wide[MOST_WORDS];
	char narrow[MOST_WORDS * 3];
	int32_t n = 0, out_n = 0;
	UErrorCode e = U_ZERO_ERROR;
	struct buf b = {0};
	u_strFromUTF8(wide, MOST_WORDS, &n, name.ptr, (int32_t)name.len, &e);
	n = u_strToLower(wide, MOST_WORDS, wide, n, "", &e);
	u_strToUTF8(narrow, (int32_t)sizeof narrow, &out_n, wide, n, &e);
	buf_byte(&b, ' ');
	for (int32_t i = 0; i < out_n && U_SUCCESS(e); i++)
		buf_byte(&b, strchr(" _-./:()[],;?\'\"", narrow[i]) ? ' ' : narrow[i]);
	buf_byte(&b, ' ');
	str words = arena_str(a, buf_str(&b));
	buf_drop(&b);
	return words;
}

/* Whether one of the listed stands in it; those with a space before or after are whole words. */
static bool has_any(struct arena *a, str name, const char *const *list, size_t n)
{
	str said = in_words(a, utf8_prefix(name, MOST_WORDS / 2));
	for (size_t i = 0; i < n; i++)
		if (str_find(said, str_of(list[i])) != SIZE_MAX)
			return true;
	return false;
}

#define HAS_ANY(arena, name, list) has_any(arena, name, list, sizeof(list) / sizeof *(list))

/* As a whole; among other words a "name" may be that of a town. */
static const char *const of_one[] = {
        " name ", " names ", " namn ", " navn ", " nimi ", " nimet ", " vārds ", " vardas ",
        " imię ", " имя ", " respondent ", " respondents ", " participant ", " kontakt ",
        " contact ", " contacts ", " kontakts ", " kontaktas ", " контакт "};

/* Of persons, in the eleven languages. */
static const char *const of_persons[] = {
        "mail",          "e post",        "epost",       "e pasts",      "sähköposti",
        "paštas",        "почт",          "phone",       " tel ",        "telefon",
        "puhelin",       "tālru",         "телефон",     "mobile",       " mobil ",
        "contact name",  "first name",    "last name",   "full name",    "your name",
        "surname",       "family name",   "interviewer", "enumerator",   "vorname",
        "nachname",      "familienname",  "fornavn",     "efternavn",    "etternavn",
        "förnamn",       "efternamn",     "etunimi",     "sukunimi",     "eesnimi",
        "perekonnanimi", "uzvārd",        "pavardė",     "nazwisko",     "фамили",
        " фио ",         "birth",         " dob ",       " born ",       "geburt",
        "geboren",       "fødsel",        "fødte",       "född",         "syntymä",
        "sünni",         "dzimšan",       "gimimo",      "urodz",        "рожден",
        "address",       "adres",         "aadress",     "osoite",       "адрес",
        "latitude",      "longitude",     " gps ",       " ip ",         " iban ",
        "passport",      "personal code", "personal id", "personnummer", "isikukood",
        "henkilötunnus", "personas kod",  "asmens kod",  " pesel ",      " cpr ",
        " снилс ",       "contact person", "kontaktperson", "kontaktpersona", "kontaktinis asmuo",
        "osoba kontaktowa", "контактное лицо", "ansprechpartner", "ansprechperson", "kontaktisik",
        "yhteyshenkilö", "name of respondent", "respondent name", "respondent s name"};

static bool is_one(struct arena *a, str name)
{
	str said = in_words(a, utf8_prefix(name, MOST_WORDS / 2));
	for (size_t i = 0; i < sizeof of_one / sizeof *of_one; i++)
		if (str_eq(said, str_of(of_one[i])))
			return true;
	return false;
}

/* "56.951 24.113 0 4.5", as survey tools write where somebody was. */
static bool is_position(str s)
{
	size_t numbers = 0;
	while (s.len) {
		str one = str_until(s, ' ');
		size_t dots = 0;
		for (size_t i = 0; i < one.len; i++) {
			if (!strchr("0123456789.-", one.ptr[i]))
				return false;
			dots += one.ptr[i] == '.';
		}
		if (dots > 1 || (numbers < 2 && !dots))
			return false;
		numbers++;
		s = str_from(s, one.len < s.len ? one.len + 1 : one.len);
	}
	return numbers >= 2 && numbers <= 4;
}

static bool has_positions(const struct look_column *c)
{
	for (size_t i = 0; i < c->samples_n; i++)
		if (!is_position(c->samples[i]))
			return false;
	return c->samples_n && c->type == READ_TEXT;
}

bool command_new_personal(struct arena *a, const struct look_column *c)
{
	return is_one(a, c->name) || HAS_ANY(a, c->name, of_persons) ||
	       HAS_ANY(a, c->question, of_persons) || has_positions(c);
}

/* Which row it is. */
static bool is_identity(struct arena *a, const struct look_column *c)
{
	static const char *const names[] = {" id ",        " ids ",         " uuid ",
	                                    " guid ",      "identif",       " serial ",
	                                    "case number", "record number", "respondent number",
	                                    " kennung ",   " lfdnr ",       " lfd nr "};
	int64_t least, most;
	if (c->type != READ_INT || c->codes || c->distinct < c->values)
		return false;
	if (HAS_ANY(a, c->name, names) || HAS_ANY(a, c->question, names))
		return true;
	/* Or they are counted. */
	return c->values > 20 && str_to_int(c->least, &least) && str_to_int(c->most, &most) &&
	       (least == 0 || least == 1) && (uint64_t)(most - least) + 1 == c->values;
}

static bool is_technical(str name)
{
	static const char *const names[] = {"start", "end", "today", "deviceid", "id", "uuid"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(name, str_of(names[i])))
			return true;
	return !name.len || *name.ptr == '_';
}

/* ---- What is shown ---- */

static bool is_tick(str number)
{
	return str_eq(number, S("0")) || str_eq(number, S("1"));
}

/* One to five, say, as answers to "do you agree". */
static bool is_rating(const struct look_column *c)
{
	int64_t least, most;
	return c->type == READ_INT && c->distinct <= 7 && c->distinct * 3 <= c->values &&
	       str_to_int(c->least, &least) && str_to_int(c->most, &most) && least >= 0 &&
	       most <= 10;
}

static enum new_kind kind_by_type(const struct look_column *c)
{
	switch (c->type) {
	case READ_BOOL:
		return NEW_YES_NO;
	case READ_INT:
	case READ_REAL:
	case READ_PERCENT:
		return NEW_NUMBER;
	case READ_DATE:
		return NEW_DAY;
	default:
		break;
	}
	if (c->distinct == 1 && c->empty)
		return NEW_TICKED;
	if (c->distinct <= NEW_MOST_BARS && c->distinct < c->values)
		return NEW_CHART;
	return c->distinct <= MOST_ROWS && c->distinct * 2 <= c->values ? NEW_TABLE : NEW_LEFT_OUT;
}

enum new_kind command_new_kind(struct arena *a, const struct look_column *c)
{
	if (is_technical(c->name) || !c->values || c->variable > STROM_VARIABLE_SET ||
	    is_identity(a, c))
		return NEW_LEFT_OUT;
	if (c->variable == STROM_VARIABLE_SET)
		return NEW_SEVERAL;
	/* What has labels is an answer, also where its codes are numbers. */
	if (c->codes > 1 && c->codes <= MOST_ROWS)
		return c->codes <= NEW_MOST_BARS ? NEW_CHART : NEW_TABLE;
	/* As survey tools write whether an answer of several was ticked. */
	if (c->type == READ_INT && is_tick(c->least) && is_tick(c->most))
		return NEW_YES_NO;
	if (command_new_personal(a, c))
		return NEW_LEFT_OUT;
	return is_rating(c) ? NEW_CHART : kind_by_type(c);
}
