/* Hyphenation by libvoikko.
 *
 * The library is opened when a text is in Finnish: with it come three more, which would take some
 * 0.4 ms from every run of the program if they were linked. Its dictionary is mapped, not read.
 *
 * voikko looks for dictionaries in the user's folders too, but first where it is told; the index
 * says what to ask for. So the same words have the same points on every machine with the package.
 */
#include "typeset/hyphen/hyphen_voikko.h"

#include "base/file.h"
#include "typeset/hyphen/hyphen.h"

#include <dlfcn.h>
#include <libvoikko/voikko.h>
#include <wchar.h>

enum {
	MOST_INDEX = 1 << 16,
	LEAST_DICTIONARY = 1 << 10,
	MOST_DICTIONARY = 1 << 28 /* voikko reads beyond what is cut off */
};

struct voikko {
	struct VoikkoHandle *handle;
	__typeof__(&voikkoInit) init;
	__typeof__(&voikkoTerminate) terminate;
	__typeof__(&voikkoSetBooleanOption) set_option;
	__typeof__(&voikkoHyphenateUcs4) hyphenate;
	__typeof__(&voikkoFreeCstr) free_text;
};

static bool open_library(struct voikko *v, struct diags *d, struct span at)
{
	/* It stays: a library of C++ may not go while its objects' types are known to others. */
	void *library = dlopen("libvoikko.so.1", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (library) {
		v->init = dlsym(library, "voikkoInit");
		v->terminate = dlsym(library, "voikkoTerminate");
		v->set_option = dlsym(library, "voikkoSetBooleanOption");
		v->hyphenate = dlsym(library, "voikkoHyphenateUcs4");
		v->free_text = dlsym(library, "voikkoFreeCstr");
	}
	if (v->init && v->terminate && v->set_option && v->hyphenate && v->free_text)
		return true;
	diag_error(d, at, "hyphen/dictionary", "the library libvoikko.so.1 cannot be opened");
	diag_hint(d, "Install the package libvoikko1, which divides Finnish words.");
	return false;
}

/* "Language: fi-x-standard" of the index: language and name of the dictionary. */
static str language_of(str index)
{
	str line, key = S("Language:");
	while (str_next_line(&index, &line))
		if (str_starts(line, key))
			return str_trim(str_from(line, key.len));
	return S("");
}

static void drop_voikko(void *object)
{
	struct voikko *v = object;
	v->terminate(v->handle);
}

static bool bad_dictionary(struct diags *d, struct span at, str path, const char *why)
{
	diag_error(d, at, "hyphen/dictionary", "voikko cannot read '%.*s': %s", STR_ARG(path), why);
	diag_hint(d, "Install the package voikko-fi anew.");
	return false;
}

static bool open_dictionary(struct voikko *v, struct arena *a, struct diags *d, struct span at,
                            str path)
{
	str index, words, folder = path_folder(path), root = path_folder(path_folder(folder));
	const char *why = NULL;
	if (!file_map_as(a, d, FILE_GIVEN, at, path_join(a, folder, S("index.txt")), MOST_INDEX,
	                 &index))
		return false;
	str language = language_of(index);
	if (!language.len)
		return bad_dictionary(d, at, path, "its index names no language");
	if (!file_map_as(a, d, FILE_GIVEN, at, path, MOST_DICTIONARY, &words))
		return false;
	if (words.len < LEAST_DICTIONARY ||
	    !str_starts(words, S("\x6E\x3A\x01\x00\xFA\x51\x03\x00")))
		return bad_dictionary(d, at, path, "it does not begin as voikko's dictionaries do");
	v->handle = v->init(&why, arena_cstr(a, language), arena_cstr(a, root));
	if (!v->handle)
		return bad_dictionary(d, at, path, why ? why : "no reason is given");
	arena_cleanup(a, drop_voikko, v);
	/* No vowel stands alone, and words that the dictionary lacks are divided by syllables. */
	v->set_option(v->handle, VOIKKO_OPT_NO_UGLY_HYPHENATION, 1);
	v->set_option(v->handle, VOIKKO_OPT_HYPHENATE_UNKNOWN_WORDS, 1);
	return true;
}

struct voikko *voikko_open(struct arena *a, struct diags *d, struct span at, str path)
{
	struct voikko *v = arena_make(a, struct voikko);
	return open_library(v, d, at) && open_dictionary(v, a, d, at, path) ? v : NULL;
}

void voikko_points(struct voikko *v, const uint32_t *letters, size_t n, bool *points)
{
	wchar_t word[HYPHEN_LETTERS + 1];
	for (size_t i = 0; i < n; i++)
		word[i] = (wchar_t)letters[i];
	word[n] = 0;
	char *marks = v->hyphenate(v->handle, word);
	/* '-' marks the letter after a point. '=' would put the hyphen in a letter's place. */
	for (size_t i = 1; marks && i < n && marks[i]; i++)
		points[i] = marks[i] == '-';
	if (marks)
		v->free_text(marks);
}
