/* Words and memory of the source of surveys. */
#include "survey.h"

void *survey_alloc(struct survey *s, size_t bytes)
{
	return s->job->host->alloc(s->job, bytes);
}

static char plain(char c)
{
	return c == '_' || c == '-' ? ' ' : c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool word_alike(strom_str a, strom_str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (plain(a.ptr[i]) != plain(b.ptr[i]))
			return false;
	return true;
}

bool word_begins(strom_str s, const char *with)
{
	size_t len = strlen(with);
	return s.len >= len && !memcmp(s.ptr, with, len);
}

strom_str word_from(strom_str s, size_t n)
{
	n = n < s.len ? n : s.len;
	return (strom_str){s.ptr + n, s.len - n};
}

strom_str word_until(strom_str *rest, char sign)
{
	const char *at = rest->len ? memchr(rest->ptr, sign, rest->len) : NULL;
	strom_str word = {rest->ptr, at ? (size_t)(at - rest->ptr) : rest->len};
	*rest = word_from(*rest, word.len + (at != NULL));
	return word;
}

strom_str word_joined(struct survey *s, strom_str a, strom_str b)
{
	char *name = survey_alloc(s, a.len + b.len + 2);
	if (a.len)
		memcpy(name, a.ptr, a.len);
	name[a.len] = '_';
	if (b.len)
		memcpy(name + a.len + 1, b.ptr, b.len);
	return (strom_str){name, a.len + b.len + 1};
}

/* ---- Languages ---- */

static bool is_code(strom_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!((s.ptr[i] | 0x20) >= 'a' && (s.ptr[i] | 0x20) <= 'z') && s.ptr[i] != '-')
			return false;
	return s.len == 2 || s.len == 3 ||
	       (s.len > 3 && s.len < 12 && (s.ptr[2] == '-' || s.ptr[3] == '-'));
}

strom_str word_language(strom_str s)
{
	static const struct {
		const char *name, *code;
	} names[] = {
	        {"english", "en"},  {"danish", "da"},    {"dansk", "da"},     {"estonian", "et"},
	        {"eesti", "et"},    {"finnish", "fi"},   {"suomi", "fi"},     {"german", "de"},
	        {"deutsch", "de"},  {"latvian", "lv"},   {"latviešu", "lv"},  {"lithuanian", "lt"},
	        {"lietuvių", "lt"}, {"norwegian", "nb"}, {"norsk", "nb"},     {"bokmål", "nb"},
	        {"polish", "pl"},   {"polski", "pl"},    {"russian", "ru"},   {"русский", "ru"},
	        {"swedish", "sv"},  {"svenska", "sv"},   {"french", "fr"},    {"français", "fr"},
	        {"spanish", "es"},  {"español", "es"},   {"ukrainian", "uk"}, {"українська", "uk"},
	};
	s = strom_trim(s);
	if (s.len && s.ptr[s.len - 1] == ')') {
		strom_str rest = {s.ptr, s.len - 1};
		word_until(&rest, '(');
		return is_code(strom_trim(rest)) ? strom_trim(rest) : STROM_S("");
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (word_alike(s, strom_text(names[i].name)))
			return strom_text(names[i].code);
	return is_code(s) ? s : STROM_S("");
}
