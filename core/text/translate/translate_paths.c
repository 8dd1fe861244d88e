/* Which translators' files there are. */
#include "text/translate/translate.h"

#include "base/file.h"

static bool has_word(const str *words, size_t n, str wanted)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(words[i], wanted))
			return true;
	return false;
}

size_t translate_languages(struct arena *arena, const struct project *project,
                           const struct document_spec *document, const str **languages)
{
	str *list = arena_array(arena, str, project->editions_n + 1);
	size_t n = 0;
	for (size_t i = 0; i < project->editions_n; i++) {
		const struct edition_spec *e = &project->editions[i];
		if ((e->document == document || !document) &&
		    !str_eq(e->language, project->language) && !has_word(list, n, e->language))
			list[n++] = e->language;
	}
	*languages = list;
	return n;
}

str translate_path(struct arena *a, const struct project *p, const struct document_spec *d,
                   str language)
{
	str id = d ? d->id.text : S(PROJECT_CATALOGUE);
	str name = language.len ? arena_printf(a, "%.*s.%.*s.po", STR_ARG(id), STR_ARG(language))
	                        : arena_printf(a, "%.*s.pot", STR_ARG(id));
	return path_join(a, p->translations.text, name);
}
