/* strom translate: the template, and each language's PO file made or merged. */
#include "text/translate/translate.h"

#include <errno.h>

#include "base/file.h"
#include "base/program.h"
#include "po/po.h"
#include "text/draft/segment_count.h"
#include "text/translate/pot.h"

enum { PO_FILE = 16 << 20 };

struct translate_work {
	struct arena *arena;
	struct diags *diags;
	const struct project *project;
	const struct document_spec *document;
	const struct pot *pot;
	str name, template_path;
};

/* ---- Languages ---- */

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
		if (e->document == document && !str_eq(e->language, project->language) &&
		    !has_word(list, n, e->language))
			list[n++] = e->language;
	}
	*languages = list;
	return n;
}

/* ---- Files ---- */

static bool write_file(struct diags *diags, str path, str bytes)
{
	struct file_out *f = file_out_new(diags, path);
	if (!f)
		return false;
	if (file_out_put(f, bytes))
		return file_out_keep(f);
	file_out_drop(f);
	return false;
}

static str po_path(const struct translate_work *j, str language)
{
	return path_join(j->arena, j->project->translations.text,
	                 arena_printf(j->arena, "%.*s.%.*s.po", STR_ARG(j->document->id.text),
	                              STR_ARG(language)));
}

static struct po *open_po(const struct translate_work *j, str path)
{
	str bytes;
	if (!file_map(j->arena, j->diags, j->project->translations.at, path, PO_FILE, &bytes))
		return NULL;
	return po_read(j->arena, j->diags, diag_file(j->diags, path, 0), bytes);
}

static void count(const struct translate_work *j, struct po *po, struct translated *t)
{
	struct segment_counter c = {.arena = j->arena, .seen = map_new(j->arena), .po = po};
	c.countries_n =
	        segment_countries(j->arena, j->project, j->document, t->language, &c.countries);
	pot_visit(j->pot, segment_count, &c);
	t->segments = c.segments;
	t->translated = c.translated;
	t->fuzzy = c.fuzzy;
	t->empty = c.empty;
	t->elsewhere = pot_count(j->pot) - c.segments;
}

/* ---- Merging ---- */

static bool merge_failed(const struct translate_work *j, str path, int status, str errors)
{
	struct span at = {.file = diag_file(j->diags, path, 0)};
	str line = S("");
	if (status < 0 && errno == ENOENT) {
		diag_error(j->diags, (struct span){0}, "text/msgmerge-missing",
		           "the program msgmerge is not there");
		diag_hint(j->diags,
		          "Install the package gettext (on Debian: apt install gettext).");
		return false;
	}
	str_next_line(&errors, &line);
	diag_error(j->diags, at, "text/msgmerge-failed", "msgmerge could not merge this file");
	if (line.len)
		diag_hint(j->diags, "It said: %.*s", STR_ARG(line));
	return false;
}

/* The file is read first: our complaints about it have places, msgmerge's have not. */
static bool merge(const struct translate_work *j, str path, str language)
{
	const str words[] = {S("msgmerge"), S("--previous"),      S("--no-wrap"),
	                     S("--quiet"),  S("--output-file=-"), S("--"),
	                     path,          j->template_path};
	struct buf merged = {0}, errors = {0}, whole = {0};
	const struct po *old = open_po(j, path);
	if (!old || !po_check_language(old, j->diags, language))
		return false;
	errno = 0;
	int status = program_run(j->arena, words, sizeof words / sizeof *words, &merged, &errors);
	bool fine = (!status || merge_failed(j, path, status, buf_str(&errors))) &&
	            pot_finish(j->pot, buf_str(&merged), po_has_crlf(old), &whole) &&
	            write_file(j->diags, path, buf_str(&whole));
	buf_drop(&whole);
	buf_drop(&merged);
	buf_drop(&errors);
	return fine;
}

static bool make(const struct translate_work *j, str path, str language)
{
	struct buf b = {0};
	pot_write(j->pot, j->name, language, &b);
	bool fine = write_file(j->diags, path, buf_str(&b));
	buf_drop(&b);
	return fine;
}

static bool translate_one(const struct translate_work *j, str language, struct translated *out)
{
	str path = po_path(j, language);
	enum file_found found = file_look(j->diags, path);
	bool there = found != FOUND_NONE;
	if (found == FOUND_UNSEEN)
		return file_refuse(j->diags, j->project->translations.at, path, found);
	*out = (struct translated){.language = language, .path = path, .made = !there};
	if (!(there ? merge(j, path, language) : make(j, path, language)))
		return false;
	struct po *po = open_po(j, path);
	if (po)
		count(j, po, out);
	return po != NULL;
}

/* ---- A document ---- */

static bool write_template(struct translate_work *j)
{
	struct buf b = {0};
	str folder = j->project->translations.text;
	if (!folder.len) {
		diag_error(j->diags, j->project->at, "text/no-translations",
		           "strom.yml does not say where translations are kept");
		diag_hint(j->diags, "Add 'translations: po' to it.");
		return false;
	}
	enum file_found found = file_look(j->diags, folder);
	if (found == FOUND_OUTSIDE || found == FOUND_UNSEEN)
		return file_refuse(j->diags, j->project->translations.at, folder, found);
	j->name = template_name(j->arena, j->project, j->document);
	j->template_path = path_join(j->arena, folder, arena_printf(j->arena, "%.*s.pot",
	                                                            STR_ARG(j->document->id.text)));
	pot_write(j->pot, j->name, S(""), &b);
	bool fine = folder_make(j->diags, folder) &&
	            write_file(j->diags, j->template_path, buf_str(&b));
	buf_drop(&b);
	return fine;
}

bool translate_document(struct arena *arena, struct diags *diags, const struct project *project,
                        const struct document_spec *document, str language,
                        struct translated *out, size_t *n)
{
	const str *languages;
	size_t count = translate_languages(arena, project, document, &languages);
	struct translate_work j = {
	        .arena = arena, .diags = diags, .project = project, .document = document};
	size_t met = diag_met(diags);
	*n = 0;
	if (language.len && !has_word(languages, count, language)) {
		diag_error(diags, document->id.at, "text/unknown-language",
		           "no edition of '%.*s' is translated into '%.*s'",
		           STR_ARG(document->id.text), STR_ARG(language));
		if (!diag_did_you_mean(diags, language, languages, count))
			diag_hint(diags,
			          "Add the language to 'languages' or 'countries' in strom.yml.");
		return false;
	}
	j.pot = template_collect(arena, diags, project, document);
	if (!j.pot || !write_template(&j))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!language.len || str_eq(languages[i], language))
			*n += translate_one(&j, languages[i], &out[*n]);
	return diag_met(diags) == met;
}
