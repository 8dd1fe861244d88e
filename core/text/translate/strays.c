/* PO files in the folder that no document reads: named, with the name that they should have. */
#include "text/translate/translate.h"

#include "base/file.h"

enum { MOST_STRAYS = 20 };

struct strays {
	struct arena *arena;
	struct diags *diags;
	const struct project *project;
	str folder;
	size_t told;
};

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
}

/* "Report" and "report", as file systems on other machines have it. */
static bool same_letters(str a, str b)
{
	for (size_t i = 0; i < a.len && a.len == b.len; i++)
		if (small(a.ptr[i]) != small(b.ptr[i]))
			return false;
	return a.len == b.len;
}

static str file_name(const struct strays *s, const struct document_spec *d, str language)
{
	return arena_printf(s->arena, "%.*s.%.*s.po", STR_ARG(d->id.text), STR_ARG(language));
}

static bool is_there(const struct strays *s, str name)
{
	return file_look(s->diags, path_join(s->arena, s->folder, name)) == FOUND_FILE;
}

/* The language of a document's that a name means: "lv_LV", "LV" and "lv" are one. Empty: none. */
static str language_of(const struct strays *s, const struct document_spec *d, str said)
{
	const str *languages;
	size_t n = translate_languages(s->arena, s->project, d, &languages), len = 0;
	str found = S("");
	while (len < said.len && said.ptr[len] != '_' && said.ptr[len] != '-' &&
	       said.ptr[len] != '@')
		len++;
	for (size_t i = 0; i < n; i++) {
		if (same_letters(languages[i], said))
			return languages[i];
		if (!found.len && same_letters(str_until(languages[i], '-'), str_sub(said, 0, len)))
			found = languages[i];
	}
	return found;
}

/* ---- What it may be meant for ---- */

/* "report.lv_LV.po", "Report.lv.po": of a document there is. */
static str by_document(const struct strays *s, str document, str language)
{
	for (size_t i = 0; i < s->project->documents_n; i++) {
		const struct document_spec *d = &s->project->documents[i];
		str tag = same_letters(d->id.text, document) ? language_of(s, d, language) : S("");
		if (tag.len)
			return file_name(s, d, tag);
	}
	return S("");
}

/* Of the only document in that language; or of the only one that has no file yet: it may have been
 * renamed. */
static str by_language(const struct strays *s, str language)
{
	str only = S(""), lacks = S("");
	size_t n = 0, lacking = 0;
	for (size_t i = 0; i < s->project->documents_n; i++) {
		const struct document_spec *d = &s->project->documents[i];
		str tag = language_of(s, d, language);
		if (!tag.len)
			continue;
		str name = file_name(s, d, tag);
		n++;
		only = name;
		if (!is_there(s, name)) {
			lacking++;
			lacks = name;
		}
	}
	return lacking == 1 ? lacks : n == 1 ? only : S("");
}

static str all_names(const struct strays *s)
{
	str out = S("");
	for (size_t i = 0; i < s->project->documents_n; i++)
		out = arena_printf(s->arena, "%.*s%s%.*s", STR_ARG(out), i ? ", " : "",
		                   STR_ARG(s->project->documents[i].id.text));
	return out;
}

static void tell(struct strays *s, str name)
{
	if (s->told++ >= MOST_STRAYS)
		return;
	str stem = str_sub(name, 0, name.len - 3), rest = stem, document = S("");
	for (str part; (part = str_until(rest, '.')).len < rest.len;)
		rest = str_from(rest, part.len + 1);
	if (rest.len < stem.len)
		document = str_sub(stem, 0, stem.len - rest.len - 1);
	str meant = by_document(s, document, rest);
	if (!meant.len)
		meant = by_language(s, rest);
	struct span at = {.file = diag_file(s->diags, path_join(s->arena, s->folder, name), 0)};
	diag_warn(s->diags, at, "text/stray-po", "no document reads this file");
	if (!meant.len)
		diag_hint(s->diags,
		          "Files are called DOCUMENT.LANGUAGE.po, with a language that the "
		          "document has; documents are %.*s.",
		          STR_ARG(all_names(s)));
	else if (!is_there(s, meant))
		diag_hint(s->diags,
		          "Rename it to %.*s, before 'strom translate': what is translated stays.",
		          STR_ARG(meant));
	else
		diag_hint(s->diags,
		          "%.*s is read. To put these translations into it: msgcat --use-first -o "
		          "new.po %.*s %.*s",
		          STR_ARG(meant), STR_ARG(meant), STR_ARG(name));
}

/* ---- Which are read ---- */

static bool is_read(const struct strays *s, str name)
{
	const str *all;
	size_t all_n = translate_languages(s->arena, s->project, NULL, &all);
	for (size_t i = 0; i < all_n; i++)
		if (str_eq(name,
		           arena_printf(s->arena, PROJECT_CATALOGUE ".%.*s.po", STR_ARG(all[i]))))
			return true;
	for (size_t i = 0; i < s->project->documents_n; i++) {
		const struct document_spec *d = &s->project->documents[i];
		const str *languages;
		size_t n = translate_languages(s->arena, s->project, d, &languages);
		for (size_t k = 0; k < n; k++)
			if (str_eq(name, file_name(s, d, languages[k])))
				return true;
	}
	return false;
}

static bool is_po(str name)
{
	return name.len >= 3 && same_letters(str_from(name, name.len - 3), S(".po"));
}

/* po/lv/report.po, as gettext's own programs have them. */
static void look_below(struct strays *s, str folder)
{
	str path = path_join(s->arena, s->folder, folder), *names;
	size_t n;
	enum file_found found;
	if (!file_seen(s->diags, s->project->translations.at, path, &found) ||
	    found != FOUND_FOLDER || !folder_list(s->arena, s->diags, path, &names, &n))
		return;
	for (size_t i = 0; i < n; i++) {
		str name = path_join(s->arena, folder, names[i]);
		if (is_po(name))
			tell(s, name);
		else if (str_eq(names[i], S("LC_MESSAGES")))
			look_below(s, name);
	}
}

bool translate_strays(struct arena *arena, struct diags *diags, const struct project *project)
{
	struct strays s = {arena, diags, project, project->translations.text, 0};
	str *names;
	size_t n;
	enum file_found found = file_look(diags, s.folder);
	if (found == FOUND_OUTSIDE || found == FOUND_UNSEEN)
		return file_refuse(diags, project->translations.at, s.folder, found);
	if (found != FOUND_FOLDER)
		return true;
	if (!folder_list(arena, diags, s.folder, &names, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (is_po(names[i]) && !is_read(&s, names[i]))
			tell(&s, names[i]);
		else if (!is_po(names[i]))
			look_below(&s, names[i]);
	}
	return true;
}
