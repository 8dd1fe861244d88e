/* strom translate: the template, and each language's PO file made or merged. */
#include "text/translate/translate_parts.h"

#include <errno.h>

#include "base/file.h"
#include "po/po.h"
#include "text/draft/segment_count.h"
#include "text/translate/pot.h"

enum { PO_FILE = 16 << 20 };

/* A document's template, collected once. */
struct translating {
	struct translate_work *work;
	struct arena *arena;
	struct diags *diags;
	const struct pot *pot;
	str name;
};

static bool has_language(const str *words, size_t n, str wanted)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(words[i], wanted))
			return true;
	return false;
}

/* ---- Files ---- */

static void keep_file(const struct translating *j, str language, const struct buf *b)
{
	struct translate_file file = {language, arena_str(j->arena, buf_str(b))};
	vec_push(j->arena, &j->work->files, file);
}

static struct po *open_po(const struct translating *j, str path, struct pot_merge *m)
{
	if (!file_map(j->arena, j->diags, j->work->project->translations.at, path, PO_FILE,
	              &m->old))
		return NULL;
	m->file = diag_file(j->diags, path, 0);
	return po_read(j->arena, j->diags, m->file, m->old);
}

static void count(const struct translating *j, struct po *po, struct translated *t)
{
	struct segment_counter c = {
	        .arena = j->arena, .seen = map_new(j->arena), .po = po, .language = t->language};
	c.countries_n = segment_countries(j->arena, j->work->project, j->work->document,
	                                  t->language, &c.countries);
	pot_visit(j->pot, segment_count, &c);
	t->segments = c.segments;
	t->translated = c.translated;
	t->fuzzy = c.fuzzy;
	t->empty = c.empty;
	t->elsewhere = j->work->document ? pot_count(j->pot) - c.segments : 0;
}

/* ---- Merging ---- */

static bool merge_failed(const struct translating *j, str path, const struct translate_merged *m)
{
	struct span at = {.file = diag_file(j->diags, path, 0)};
	str errors = m->errors, line = S("");
	if (m->status < 0 && m->error == ENOENT) {
		diag_error(j->diags, (struct span){0}, "text/msgmerge-missing",
		           "the program msgmerge is not there");
		diag_hint(j->diags,
		          "Install the package gettext (on Debian: apt install gettext).");
		return false;
	}
	str_next_line(&errors, &line);
	if (m->status < 0 && m->error)
		return diag_error(j->diags, at, "text/msgmerge-failed",
		                  "msgmerge, which merges this file, cannot be run: %s",
		                  strerror(m->error));
	diag_error(j->diags, at, "text/msgmerge-failed", "msgmerge could not merge this file");
	if (line.len)
		diag_hint(j->diags, "It said: %.*s", STR_ARG(line));
	else
		diag_hint(j->diags,
		          "It said nothing: try again, with more memory if it may be short.");
	return false;
}

static const struct translate_merged *merged_of(const struct translate_work *w, str language)
{
	for (size_t i = 0; i < w->merged_n; i++)
		if (str_eq(w->merged[i].language, language))
			return &w->merged[i];
	return NULL;
}

/* The file is read first: our complaints about it have places, msgmerge's have not. False:
 * reported, or it waits for msgmerge. */
static bool merge(const struct translating *j, str path, str language, struct buf *out)
{
	const struct translate_merged *m = merged_of(j->work, language);
	struct pot_merge merge = {0};
	const struct po *old = open_po(j, path, &merge);
	if (!old || !po_check_language(old, j->diags, language))
		return false;
	if (!m) {
		vec_push(j->arena, &j->work->unmerged, language);
		return false;
	}
	merge.merged = m->bytes;
	return (!m->status || merge_failed(j, path, m)) &&
	       pot_finish(j->pot, &merge, language, po_has_crlf(old), out);
}

static bool make(const struct translating *j, str path, str language, bool there, struct buf *out)
{
	if (there)
		return merge(j, path, language, out);
	pot_write(j->pot, j->name, language, out);
	return true;
}

static void translate_one(const struct translating *j, str language)
{
	struct translate_work *w = j->work;
	str path = translate_path(j->arena, w->project, w->document, language);
	enum file_found found = file_look(j->diags, path);
	struct translated t = {.language = language, .path = path, .made = found == FOUND_NONE};
	struct buf b = {0};
	if (found == FOUND_UNSEEN) {
		file_refuse(j->diags, w->project->translations.at, path, found);
	} else if (make(j, path, language, !t.made, &b) &&
	           (w->document || translate_take_over(w, language, &b))) {
		keep_file(j, language, &b);
		struct po *po =
		        po_read(j->arena, j->diags, diag_file(j->diags, path, 0), buf_str(&b));
		if (po) {
			count(j, po, &t);
			vec_push(j->arena, &w->done, t);
		}
	}
	buf_drop(&b);
}

/* ---- A document ---- */

static bool make_template(struct translating *j)
{
	const struct project *project = j->work->project;
	struct buf b = {0};
	str folder = project->translations.text;
	if (!folder.len) {
		diag_error(j->diags, project->at, "text/no-translations",
		           "strom.yml does not say where translations are kept");
		diag_hint(j->diags, "Add 'translations: po' to it.");
		return false;
	}
	enum file_found found = file_look(j->diags, folder);
	if (found == FOUND_OUTSIDE || found == FOUND_UNSEEN)
		return file_refuse(j->diags, project->translations.at, folder, found);
	j->name = template_name(j->arena, project, j->work->document);
	if (!pot_whole(j->pot))
		return false;
	pot_write(j->pot, j->name, S(""), &b);
	keep_file(j, S(""), &b);
	buf_drop(&b);
	return true;
}

static bool is_known(const struct translate_work *w, const str *languages, size_t n)
{
	str language = w->language;
	if (!w->document || !language.len || has_language(languages, n, language))
		return true;
	diag_error(w->diags, w->document->id.at, "text/unknown-language",
	           "no edition of '%.*s' is translated into '%.*s'", STR_ARG(w->document->id.text),
	           STR_ARG(language));
	if (!diag_did_you_mean(w->diags, language, languages, n))
		diag_hint(w->diags, "Add the language to 'languages' or 'countries' in strom.yml.");
	return false;
}

bool translate_document(struct translate_work *w)
{
	const str *languages;
	size_t count = translate_languages(w->arena, w->project, w->document, &languages);
	struct translating j = {.work = w, .arena = w->arena, .diags = w->diags};
	size_t met = diag_met(w->diags);
	if (!is_known(w, languages, count))
		return false;
	j.pot = w->document
	                ? template_collect(w->arena, w->diags, w->project, w->document, w->shared)
	                : w->shared;
	if (!j.pot || !make_template(&j))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!w->language.len || str_eq(languages[i], w->language))
			translate_one(&j, languages[i]);
	return diag_met(w->diags) == met;
}
