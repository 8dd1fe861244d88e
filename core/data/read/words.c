/* The lists of words, in the eleven languages. */
#include "data/read/words.h"

#include <unicode/uchar.h>

#define W(word) {word, sizeof word - 1}
#define N(list) (sizeof (list) / sizeof *(list))

/* None of them could mean zero: "none", "nav" and "нет" are not here, nor are signs such as - and
 * .. */
static const str no_value[] = {
        W("n/a"),
        W("na"),
        W("n.a."),
        W("n. a."),
        W("null"),
        W("nan"),
        W("no data"),
        W("no answer"),
        W("not available"),
        W("not applicable"),
        W("not known"),
        W("unknown"),
        W("missing"),
        W("k. a."),
        W("k.a."),
        W("keine angabe"),
        W("keine angaben"),
        W("keine daten"),
        W("unbekannt"),
        W("nav datu"),
        W("nav zināms"),
        W("nav atbildes"),
        W("nezināms"),
        W("n.d."),
        W("n. d."),
        W("n/d"),
        W("nėra duomenų"),
        W("duomenų nėra"),
        W("nežinoma"),
        W("andmed puuduvad"),
        W("andmeid pole"),
        W("teadmata"),
        W("ei tietoa"),
        W("tieto puuttuu"),
        W("ei tiedossa"),
        W("ingen data"),
        W("ikke oplyst"),
        W("ikke tilgængelig"),
        W("ikke oppgitt"),
        W("ukendt"),
        W("ukjent"),
        W("uppgift saknas"),
        W("saknas"),
        W("okänt"),
        W("ej svar"),
        W("brak danych"),
        W("b.d."),
        W("b. d."),
        W("bd"),
        W("nie dotyczy"),
        W("nieznane"),
        W("нет данных"),
        W("н/д"),
        W("н.д."),
        W("н. д."),
        W("неизвестно"),
        W("не применимо"),
};

/* Those that end neither with ! nor with ? */
static const str errors[] = {
        W("#N/A"),          W("#NV"),      W("#I/T"),        W("#Н/Д"),
        W("#N/D"),          W("#SAKNAS"),  W("#PUUDUB"),     W("#PUUTTUU"),
        W("#GETTING_DATA"), W("#NESPĒJA"), W("#NEPIEEJAMS"), W("#NETAIKOMA"),
};

static const str yes[] = {
        W("yes"),   W("true"), W("1"),      W("ja"), W("sand"),    W("jah"),  W("tõene"),
        W("kyllä"), W("tosi"), W("wahr"),   W("jā"), W("patiess"), W("taip"), W("tiesa"),
        W("sann"),  W("tak"),  W("prawda"), W("да"), W("истина"),  W("sant"), W("y"),
};
static const str no[] = {
        W("no"),   W("false"),   W("0"),      W("nej"),    W("falsk"), W("ei"),
        W("väär"), W("epätosi"), W("nein"),   W("falsch"), W("nē"),    W("aplams"),
        W("ne"),   W("netiesa"), W("nei"),    W("usann"),  W("nie"),   W("fałsz"),
        W("нет"),  W("ложь"),    W("falskt"), W("n"),
};

static const str totals[] = {
        W("total"),  W("totals"), W("grand total"),  W("sum"),        W("in all"),  W("i alt"),
        W("ialt"),   W("kokku"),  W("yhteensä"),     W("summa"),      W("gesamt"),  W("insgesamt"),
        W("summe"),  W("kopā"),   W("pavisam kopā"), W("iš viso"),    W("viso"),    W("suma"),
        W("totalt"), W("sammen"), W("razem"),        W("ogółem"),     W("łącznie"), W("итого"),
        W("всего"),  W("сумма"),  W("samtliga"),     W("sammanlagt"),
};

/* What stands before a colon below a table. */
static const str notes[] = {
        W("note"),       W("notes"),    W("source"),     W("sources"),    W("remark"),
        W("quelle"),     W("quellen"),  W("anmerkung"),  W("hinweis"),    W("avots"),
        W("avoti"),      W("piezīme"),  W("piezīmes"),   W("allikas"),    W("allikad"),
        W("märkus"),     W("märkused"), W("lähde"),      W("lähteet"),    W("huom"),
        W("huomautus"),  W("källa"),    W("källor"),     W("anmärkning"), W("anm"),
        W("kilde"),      W("kilder"),   W("bemærkning"), W("merknad"),    W("šaltinis"),
        W("šaltiniai"),  W("pastaba"),  W("pastabos"),   W("źródło"),     W("źródła"),
        W("uwaga"),      W("uwagi"),    W("источник"),   W("источники"),  W("примечание"),
        W("примечания"),
};

static const str years[] = {
        W("gads"),   W("gada"),   W("metai"),     W("metais"),     W("rok"),     W("roku"),
        W("год"),    W("года"),   W("årstal"),    W("årtal"),      W("årstall"), W("aastaarv"),
        W("vuonna"), W("aastal"), W("vuosiluku"), W("jahreszahl"),
};
/* Of languages that make one word of several: Geburtsjahr, syntymävuosi. */
static const str year_ends[] = {W("year"), W("jahr"), W("år"), W("aasta"), W("vuosi")};

bool words_same(str a, str b)
{
	while (a.len && b.len) {
		uint32_t x = utf8_next(&a), y = utf8_next(&b);
		bool letters = x < 128 && y < 128 && (x | 32) >= 'a' && (x | 32) <= 'z';
		if (letters && (x | 32) == (y | 32))
			continue;
		if (x < 128 && y < 128 && x != y)
			return false;
		if (x != y && (x == UTF8_BAD || y == UTF8_BAD ||
		               u_foldCase((UChar32)x, U_FOLD_CASE_DEFAULT) !=
		               u_foldCase((UChar32)y, U_FOLD_CASE_DEFAULT)))
			return false;
	}
	return !a.len && !b.len;
}

/* Capitals of these letters are as long in bytes. */
static bool listed(str word, const str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].len == word.len && words_same(word, list[i]))
			return true;
	return false;
}

bool words_no_value(str s)
{
	return s.len >= 2 && s.len <= 32 && listed(s, no_value, N(no_value));
}

/* What a number shows for which the column was too narrow: ### */
static bool too_narrow(str s)
{
	size_t n = 0;
	while (n < s.len && s.ptr[n] == '#')
		n++;
	return n > 2 && n == s.len;
}

/* # and capitals, ending with ! or ?: every language has its own words. */
bool words_error(str s)
{
	if (s.len < 3 || s.len > 32)
		return false;
	if (str_starts(s, S("Err:")) || str_starts(s, S("Fehler:")))
		return s.ptr[s.len - 1] >= '0' && s.ptr[s.len - 1] <= '9';
	if (*s.ptr != '#')
		return false;
	if (listed(s, errors, N(errors)) || too_narrow(s))
		return true;
	if (s.ptr[s.len - 1] != '!' && s.ptr[s.len - 1] != '?')
		return false;
	for (str rest = str_sub(s, 1, s.len - 1); rest.len;) {
		uint32_t c = utf8_next(&rest);
		if (c != '/' && c != '0' && c != '_' && !u_isupper((UChar32)c))
			return false;
	}
	return s.len > 3;
}

bool words_truth(str s, bool *value)
{
	*value = listed(s, yes, N(yes));
	return *value || listed(s, no, N(no));
}

bool words_note(str s)
{
	static const char *const signs[] = {"*", "¹", "²", "³", "†"};
	str word = str_until(s, ':');
	for (size_t i = 0; i < N(signs); i++)
		if (str_starts(s, str_of(signs[i])))
			return true;
	if (word.len && word.len < s.len && word.ptr[word.len - 1] == '.')
		word.len--;
	return word.len < s.len && word.len <= 32 && listed(word, notes, N(notes));
}

bool words_total(str s)
{
	if (s.len && s.ptr[s.len - 1] == ':')
		s.len--;
	return s.len <= 16 && listed(s, totals, N(totals));
}

static bool ends_as_year(str word)
{
	for (size_t i = 0; i < N(year_ends); i++)
		if (word.len >= year_ends[i].len &&
		    words_same(str_from(word, word.len - year_ends[i].len), year_ends[i]))
			return true;
	return listed(word, years, N(years));
}

/* "count(year)" is no name, but a call that nobody has named. */
bool words_year(str name)
{
	const char *from = name.ptr, *end = name.ptr + name.len;
	bool any = false;
	for (str rest = name; !any && from < end && !str_has(name, '(');) {
		const char *at = rest.ptr;
		if (rest.len && u_isalpha((UChar32)utf8_next(&rest)))
			continue;
		any = ends_as_year((str){from, (size_t)(at - from)});
		from = at < end ? rest.ptr : end;
	}
	return any;
}
