// Our messages against ICU's C++ MessageFormat: the same text for the same message, values and
// language. Messages are written out and, many more, grown from a grammar by a fixed seed.
//
// Rounding is set half up (ties away from zero) in ICU's number formats through a factory, as
// MessageFormat makes them itself. Through the same factory it groups as CLDR says for the language
// (Latvian: 1234, but 12 345), which the older interface does not. Left out are values that round to
// a negative zero (ours prints "0", ICU "-0"), and a skeleton inside a plural of the same number
// (ICU chooses the form without looking at the digits that the skeleton shows).
#include "message_ours.h"

#include <unicode/calendar.h>
#include <unicode/decimfmt.h>
#include <unicode/gregocal.h>
#include <unicode/msgfmt.h>
#include <unicode/numfmt.h>
#include <unicode/timezone.h>

#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

const char *const languages[] = {"en", "lv", "ru", "pl", "lt", "fi", "de", "et", "sv", "da", "nb"};

// ---- ICU with our rounding ----

class HalfUp : public icu::NumberFormatFactory {
public:
	HalfUp()
	{
		for (const char *language : languages) {
			add(language, UNUM_DECIMAL);
			add(language, UNUM_PERCENT);
			ids.push_back(icu::UnicodeString(language));
		}
	}

	icu::NumberFormat *createFormat(const icu::Locale &locale, UNumberFormatStyle style) override
	{
		auto found = formats.find(std::string(locale.getName()) + char('0' + style));
		return found == formats.end() ? nullptr : found->second->clone();
	}

	UBool visible() const override { return true; }

	const icu::UnicodeString *getSupportedIDs(int32_t &count, UErrorCode &) const override
	{
		count = int32_t(ids.size());
		return ids.data();
	}

private:
	std::map<std::string, std::unique_ptr<icu::NumberFormat>> formats;
	std::vector<icu::UnicodeString> ids;

	void add(const char *language, UNumberFormatStyle style)
	{
		UErrorCode status = U_ZERO_ERROR;
		/* ICU keeps what it made for a locale's name: it must not see this one before us. */
		icu::Locale other((std::string(language) + "@numbers=latn").c_str());
		icu::NumberFormat *f = icu::NumberFormat::createInstance(other, style, status);
		f->setRoundingMode(icu::NumberFormat::kRoundHalfUp);
		if (auto *decimal = dynamic_cast<icu::DecimalFormat *>(f))
			decimal->setMinimumGroupingDigits(UNUM_MINIMUM_GROUPING_DIGITS_AUTO);
		formats[std::string(language) + char('0' + style)].reset(f);
	}
};

double milliseconds(const char *iso)
{
	UErrorCode status = U_ZERO_ERROR;
	int year = 0, month = 0, day = 0;
	sscanf(iso, "%d-%d-%d", &year, &month, &day);
	icu::GregorianCalendar calendar(*icu::TimeZone::getGMT(), icu::Locale::getRoot(), status);
	calendar.clear();
	calendar.set(year, month - 1, day);
	return calendar.getTime(status);
}

icu::Formattable formattable(const ours_value &v)
{
	switch (v.type) {
	case OURS_INT: return icu::Formattable(v.integer);
	case OURS_REAL: return icu::Formattable(v.real);
	case OURS_TEXT: return icu::Formattable(icu::UnicodeString::fromUTF8(v.text));
	case OURS_DATE: return icu::Formattable(milliseconds(v.text), icu::Formattable::kIsDate);
	}
	return icu::Formattable();
}

/* Number skeletons carry their own rounding. */
std::string with_rounding(std::string message)
{
	for (size_t at = 0; (at = message.find("::", at)) != std::string::npos; at += 2)
		if (message.rfind("number,", at) != std::string::npos && message.rfind("number,", at) + 9 > at)
			message.insert(message.find('}', at), " rounding-mode-half-up");
	return message;
}

std::string theirs(const char *language, const std::string &original,
                   const std::vector<ours_value> &values)
{
	std::string message = with_rounding(original);
	UErrorCode status = U_ZERO_ERROR;
	UParseError where;
	icu::MessageFormat format(icu::UnicodeString::fromUTF8(message), icu::Locale(language), where,
	                          status);
	std::vector<icu::UnicodeString> names;
	std::vector<icu::Formattable> arguments;
	for (const ours_value &v : values) {
		names.push_back(v.name);
		arguments.push_back(formattable(v));
	}
	icu::UnicodeString out;
	std::string bytes;
	if (U_SUCCESS(status))
		format.format(names.data(), arguments.data(), int32_t(names.size()), out, status);
	if (U_FAILURE(status))
		return std::string("ICU: ") + u_errorName(status);
	return out.toUTF8String(bytes);
}

// ---- Values ----

std::vector<std::vector<ours_value>> value_sets()
{
	static const double reals[] = {0.5, 1.5, 2.5, -1.5, 0.125, 1234.5675, 99.995, 1.005, 0.3333333,
	                               1e6, 1.0, -12345.678, 2.0005, 21.5, 0.1, 12345678.9, 0.805};
	static const int64_t integers[] = {0, 1, 2, 3, 5, 11, 21, 100, 101, 1000, 1234, 12345, -1, -1234,
	                                   1000000, 22, 111};
	static const char *const words[] = {"lv", "ee", "other", "", "x", "Rīga", "{n}", "a*b*", "'",
	                                    "#", "lv", "ee", "ru", "x", "{", "}", "|"};
	static const char *const days[] = {"2015-10-31", "2014-11-01", "2000-02-29", "1999-12-31",
	                                   "2015-01-09", "1900-03-01", "2099-07-17", "2015-05-05"};
	std::vector<std::vector<ours_value>> sets;
	for (size_t i = 0; i < 17; i++)
		sets.push_back({{"n", OURS_INT, integers[i], 0, ""},
		                {"m", OURS_INT, integers[(i * 5 + 3) % 17], 0, ""},
		                {"r", OURS_REAL, 0, reals[i], ""},
		                {"s", OURS_REAL, 0, reals[(i * 3 + 1) % 17], ""},
		                {"k", OURS_TEXT, 0, 0, words[i]},
		                {"d", OURS_DATE, 0, 0, days[i % 8]}});
	return sets;
}

// ---- Messages ----

const char *const written[] = {
	"", "plain", "it's", "it''s", "'{'literal'}'", "'{n}'", "{n}", "{ n }", "a {n} b {m} c",
	"{n, number}", "{r, number}", "{r}", "{n, number, integer}", "{r, number, integer}",
	"{r, number, percent}", "{n, number, percent}", "{n,number,percent}",
	"{r, number, ::.0}", "{r, number, ::.00}", "{r, number, ::percent}", "{n, number, ::group-off}",
	"{r, number, ::percent scale/100 .0}", "{n, number, ::compact-short}",
	"{d, date}", "{d, date, short}", "{d, date, medium}", "{d, date, long}", "{d, date, full}",
	"{d, date, ::yMMMM}", "{d,date,::MMMd}",
	"{k}", "<{k}>", "{k, select, lv {Latvia} ee {Estonia} other {elsewhere}}",
	"{k, select, other {{k}}}", "{k, select, lv {'{'} other {''}}",
	"{n, plural, one {# municipality} other {# municipalities}}",
	"{n, plural, =0 {none} one {one} other {#}}",
	"{n, plural, zero {z#} one {o#} two {t#} few {f#} many {m#} other {x#}}",
	"{r, plural, zero {z#} one {o#} two {t#} few {f#} many {m#} other {x#}}",
	"{n, plural, offset:1 =0 {nobody} =1 {only {k}} one {{k} and # other} other {{k} and # others}}",
	"{r, plural, offset:1 =2.5 {exactly} one {o#} few {f#} other {x#}}",
	"{r, plural, offset:1 =1 {one} =-1 {minus} one {o#} other {x#}}",
	"{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}",
	"{r, plural, one {one} few {few} many {many} other {{r, number, integer} other}}",
	"{r, plural, one {one} few {few} many {many} other {{r, number, percent} other}}",
	"{r, plural, one {one} few {few} many {many} other {# or {r, number, integer} other}}",
	"{r, plural, offset:1 one {one} few {few} many {many} other {{r, number, integer} other}}",
	"{r, plural, one {one} other {{k, select, other {{r, number, integer} other}}}}",
	"{n, plural, other {{m, plural, one {inner #} other {inners #}} outer #}}",
	"{n, plural, other {{k, select, other {no # here}} but # here}}",
	"{n, plural, one {'#' is #} other {'#'s are #, it''s '{'#'}'}}",
	"{n,plural,one{a}other{b}}", "{n,plural,\n one {a}\n other {b\nc}}",
	"a # b", "a '#' b", "'", "''", "'''", "''''", "'a'", "a'", "'{", "'{''}'", "'}'", "'{a''b",
	"don't {n} can't", "{n}'{'{m}'}'", "|{k}|", "'|'",
	"{k, select, lv {{n, plural, one {1} other {{d, date, long}}}} other {{r, number, percent}}}",
};

class Grower {
public:
	explicit Grower(uint64_t seed) : state(seed) {}

	std::string message(int depth, bool plural = false)
	{
		std::string out;
		for (unsigned i = 0, n = 1 + pick(4); i < n; i++)
			out += pick(3) && depth < 3 ? argument(depth) : literal(plural);
		return out;
	}

private:
	uint64_t state;

	unsigned pick(unsigned n)
	{
		state = state * 6364136223846793005u + 1442695040888963407u;
		return unsigned(state >> 33) % n;
	}

	std::string literal(bool plural)
	{
		static const char *const words[] = {
			"word ", " ", "don't ", " '' ", " '{' ", " '}' ", " '{x, y}' ", "ņemšana ", "*bold* ", "[a](b)",
			"— ", " 'a ", " '{''}' ", "50% ", "\n", " '#' ", "| ", "x' ", "\"", "@tbl-x ", "< ", " '{''' "
		};
		return plural && !pick(3) ? "#" : words[pick(sizeof words / sizeof *words)];
	}

	std::string space() { return pick(3) ? " " : pick(2) ? "" : "\n  "; }

	std::string argument(int depth)
	{
		static const char *const simple[] = {
			"{n}", "{r}", "{k}", "{n, number}", "{r, number}", "{r, number, integer}",
			"{r, number, percent}", "{d, date}", "{d, date, short}", "{d, date, long}", "{d, date, full}",
			"{s,number,::.0}", "{ m }", "{m,number,integer}"
		};
		switch (pick(6)) {
		case 0: return plural("plural", depth);
		case 1: return plural("selectordinal", depth);
		case 2: return select(depth);
		default: return simple[pick(sizeof simple / sizeof *simple)];
		}
	}

	std::string branch(const std::string &key, int depth, bool plural)
	{
		return key + space() + "{" + message(depth + 1, plural) + "}" + space();
	}

	std::string plural(const std::string &type, int depth)
	{
		static const char *const forms[] = {"zero", "one", "two", "few", "many"};
		static const char *const names[] = {"n", "m", "r"};
		std::string out = std::string("{") + names[pick(3)] + "," + space() + type + "," + space();
		if (type == "plural" && !pick(4))
			out += "offset:" + std::to_string(pick(3)) + " ";
		if (!pick(3))
			out += branch("=" + std::to_string(pick(4)), depth, true);
		for (const char *form : forms)
			if (!pick(2))
				out += branch(form, depth, true);
		return out + branch("other", depth, true) + "}";
	}

	std::string select(int depth)
	{
		std::string out = "{k," + space() + "select," + space();
		if (pick(2))
			out += branch("lv", depth, false);
		if (pick(2))
			out += branch("x", depth, false);
		return out + branch("other", depth, false) + "}";
	}
};

/* ICU writes a hyphen in some languages, we never do. */
std::string same_minus(std::string text)
{
	for (size_t at; (at = text.find("\u2212")) != std::string::npos;)
		text.replace(at, 3, "-");
	return text;
}

bool compare(const char *language, const std::string &message, const std::vector<ours_value> &values,
             unsigned &told)
{
	int wrong = 0;
	char *text = ours_format(language, message.c_str(), values.data(), values.size(), &wrong);
	std::string ours = same_minus(text), icu = same_minus(theirs(language, message, values));
	ours_drop(text);
	if (!wrong && ours == icu)
		return true;
	if (told++ < 5)
		printf("%s: %s\n  ours: %s\n  icu:  %s\n", language, message.c_str(), ours.c_str(), icu.c_str());
	return false;
}

} // namespace

int main()
{
	UErrorCode status = U_ZERO_ERROR;
	icu::TimeZone::adoptDefault(icu::TimeZone::getGMT()->clone());
	icu::NumberFormat::registerFactory(new HalfUp, status);
	std::vector<std::string> messages(std::begin(written), std::end(written));
	for (uint64_t seed = 1; messages.size() < 500; seed++)
		messages.push_back(Grower(seed).message(0));
	std::vector<std::vector<ours_value>> sets = value_sets();
	unsigned passed = 0, failed = 0, turn = 0;
	for (size_t i = 0; i < messages.size(); i++) {
		unsigned told = 0;
		for (const char *language : languages)
			for (size_t k = 0; k < sets.size(); k++) {
				/* All values for the messages that are written out, some for the grown. */
				if (i >= sizeof written / sizeof *written && (turn++ % 16))
					continue;
				(compare(language, messages[i], sets[k], told) ? passed : failed)++;
			}
	}
	printf("%u passed, %u failed\n", passed, failed);
	return failed || U_FAILURE(status) || passed < 1000;
}
