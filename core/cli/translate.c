/* strom translate: the translators' files of all documents, or one. */
#include "base/file.h"
#include "cli/apart.h"
#include "cli/commands.h"
#include "text/translate/rename.h"
#include "text/translate/translate.h"

#include <errno.h>

/* ---- What became of a file ---- */

static str id_of(const struct document_spec *d)
{
	return d ? d->id.text : S(PROJECT_CATALOGUE);
}

static void tell(const struct session *s, const struct document_spec *d, const struct translated *t)
{
	if (s->line->json) {
		struct buf b = {0};
		buf_put(&b, S("{\"event\":\"translated\",\"document\":"));
		buf_json(&b, id_of(d));
		buf_put(&b, S(",\"language\":"));
		buf_json(&b, t->language);
		buf_put(&b, S(",\"file\":"));
		buf_json(&b, t->path);
		buf_printf(&b,
		           ",\"segments\":%zu,\"translated\":%zu,\"fuzzy\":%zu,\"empty\":%zu,"
		           "\"elsewhere\":%zu}\n",
		           t->segments, t->translated, t->fuzzy, t->empty, t->elsewhere);
		fwrite(b.ptr, 1, b.len, stdout);
		buf_drop(&b);
	} else if (!s->line->quiet) {
		printf("%.*s: %zu segments, %zu translated, %zu fuzzy, %zu empty%s\n",
		       STR_ARG(t->path), t->segments, t->translated, t->fuzzy, t->empty,
		       t->made ? " (new)" : "");
		if (t->elsewhere)
			printf("  and %zu for countries where '%.*s' is not read\n", t->elsewhere,
			       STR_ARG(t->language));
	}
}

/* ---- In a child: texts and PO files are read ---- */

struct translate_round {
	const struct document_spec *document;
	vec(struct translate_merged) merged;
};

static void put_files(struct buf *said, const struct translate_work *w)
{
	buf_u32(said, (uint32_t)w->files.n);
	for (size_t i = 0; i < w->files.n; i++) {
		buf_slice(said, w->files.at[i].language);
		buf_slice(said, w->files.at[i].bytes);
	}
}

static void put_done(struct buf *said, const struct translate_work *w)
{
	buf_u32(said, (uint32_t)w->done.n);
	for (size_t i = 0; i < w->done.n; i++) {
		const struct translated *t = &w->done.at[i];
		const size_t counts[] = {t->segments, t->translated, t->fuzzy, t->empty,
		                         t->elsewhere};
		buf_slice(said, t->language);
		buf_u32(said, t->made);
		for (size_t k = 0; k < 5; k++)
			buf_u64(said, counts[k]);
	}
}

/* While files wait for msgmerge nothing else is final, and what there is to report will be found
 * again. */
static bool make_files(struct session *s, void *self, struct outputs *none, struct buf *said)
{
	const struct translate_round *r = self;
	struct translate_work w = {.arena = s->arena,
	                           .diags = s->diags,
	                           .project = s->project,
	                           .document = r->document,
	                           .language = str_of(s->line->language),
	                           .merged = r->merged.at,
	                           .merged_n = r->merged.n};
	const struct translate_label *labels = NULL;
	size_t labels_n = 0;
	if (s->loaded && !session_labels_here(s, &labels, &labels_n))
		return false;
	w.shared = translate_shared_words(s->arena, s->diags, s->project, labels, labels_n);
	bool good = translate_document(&w);
	(void)none;
	buf_u32(said, (uint32_t)w.unmerged.n);
	for (size_t i = 0; i < w.unmerged.n; i++)
		buf_slice(said, w.unmerged.at[i]);
	if (w.unmerged.n) {
		diag_forget(s->diags);
		w.files.n = 1; /* the template, which msgmerge reads */
		w.done.n = 0;
	}
	put_files(said, &w);
	put_done(said, &w);
	return good || w.unmerged.n;
}

/* ---- In main: files are written, and programs run ---- */

/* A child says for which language a file is, and never where it lies. */
static bool take_language(struct session *s, const struct document_spec *d, str *said,
                          str *language)
{
	const str *languages;
	size_t n = translate_languages(s->arena, s->project, d, &languages);
	if (!buf_take_slice(said, language))
		return false;
	for (size_t i = 0; i < n; i++)
		if (str_eq(languages[i], *language))
			return true;
	return !language->len;
}

static bool write_file(struct session *s, str path, str bytes)
{
	str folder = path_folder(path);
	enum file_found found = file_look(s->diags, folder);
	if (found == FOUND_OUTSIDE || found == FOUND_UNSEEN)
		return file_refuse(s->diags, s->project->translations.at, folder, found);
	struct file_out *f = folder_make(s->diags, folder) ? file_out_new(s->diags, path) : NULL;
	if (!f)
		return false;
	if (file_out_put(f, bytes))
		return file_out_keep(f);
	file_out_drop(f);
	return false;
}

/* What cannot be written is reported. False: the answer is none. */
static bool write_files(struct session *s, const struct document_spec *d, str *said)
{
	uint32_t n;
	str language, bytes;
	if (!buf_take_u32(said, &n))
		return false;
	while (n--) {
		if (!take_language(s, d, said, &language) || !buf_take_slice(said, &bytes))
			return false;
		write_file(s, translate_path(s->arena, s->project, d, language), bytes);
	}
	return true;
}

static bool tell_all(struct session *s, const struct document_spec *d, str *said)
{
	uint32_t n, made;
	if (!buf_take_u32(said, &n))
		return false;
	while (n--) {
		struct translated t;
		uint64_t counts[5] = {0};
		if (!take_language(s, d, said, &t.language) || !buf_take_u32(said, &made))
			return false;
		for (size_t k = 0; k < 5; k++)
			if (!buf_take_u64(said, &counts[k]))
				return false;
		t = (struct translated){.language = t.language,
		                        .path = translate_path(s->arena, s->project, d, t.language),
		                        .made = made,
		                        .segments = counts[0],
		                        .translated = counts[1],
		                        .fuzzy = counts[2],
		                        .empty = counts[3],
		                        .elsewhere = counts[4]};
		tell(s, d, &t);
	}
	return true;
}

/* By a program that reads these two files, and writes none. */
static struct translate_merged merge(struct session *s, const struct document_spec *d, str language)
{
	str path = translate_path(s->arena, s->project, d, language),
	    template = translate_path(s->arena, s->project, d, S(""));
	const str words[] = {S("msgmerge"),        S("--previous"), S("--no-wrap"), S("--quiet"),
	                     S("--output-file=-"), S("--"),         path,           template};
	struct translate_merged m = {.language = language};
	struct lock *lock = session_lock_program(s);
	lock_read(lock, path);
	lock_read(lock, template);
	m.status = child_program(s->arena, lock, &s->limits, words, sizeof words / sizeof *words,
	                         &m.bytes, &m.errors);
	m.error = m.status < 0 ? errno : 0;
	return m;
}

static bool merge_all(struct session *s, struct translate_round *r, str *said, uint32_t *n)
{
	str language;
	if (!buf_take_u32(said, n))
		return false;
	vec(str) wanted = {0};
	for (uint32_t i = 0; i < *n; i++) {
		if (!take_language(s, r->document, said, &language) || !language.len)
			return false;
		vec_push(s->arena, &wanted, language);
	}
	size_t met = diag_met(s->diags);
	if (*n && (!write_files(s, r->document, said) || diag_met(s->diags) > met))
		return false;
	for (size_t i = 0; i < wanted.n; i++)
		vec_push(s->arena, &r->merged, merge(s, r->document, wanted.at[i]));
	return true;
}

static int document(struct session *s, const struct document_spec *d)
{
	struct translate_round r = {.document = d};
	struct task task = {.run = make_files, .self = &r, .what = id_of(d)};
	uint32_t waiting = 1;
	str said = S("");
	int code = EXIT_GOOD;
	/* Once to learn what is to be merged, and once more with it. */
	for (int rounds = 0; waiting && rounds < 2; rounds++) {
		code = apart_run(s, &task, &said);
		if (!said.len || !merge_all(s, &r, &said, &waiting))
			return code == EXIT_GOOD ? EXIT_PROJECT : code;
	}
	if (waiting || !write_files(s, d, &said) || !tell_all(s, d, &said))
		return EXIT_FAULT;
	return code;
}

/* ---- --rename ---- */

static bool read_renames(struct session *s, struct translate_value *values)
{
	size_t met = diag_met(s->diags);
	for (size_t i = 0; i < s->line->renamed.n; i++) {
		str said = s->line->renamed.at[i], old = str_until(said, '=');
		str new = str_from(said, old.len + (old.len < said.len));
		values[i] = (struct translate_value){old, new};
		if (old.len && new.len)
			continue;
		diag_error(s->diags, (struct span){0}, "cli/rename", "'%.*s' does not say OLD=NEW",
		           STR_ARG(said));
		diag_hint(s->diags,
		          "Write --rename OLD=NEW, with the names as they stand between braces.");
	}
	return diag_met(s->diags) == met;
}

static void tell_renamed(const struct session *s, str path, uint64_t places)
{
	struct buf b = {0};
	if (s->line->json) {
		buf_put(&b, S("{\"event\":\"renamed\",\"file\":"));
		buf_json(&b, path);
		printf("%.*s,\"places\":%llu,\"written\":%s}\n", STR_ARG(buf_str(&b)),
		       (unsigned long long)places, s->line->dry_run ? "false" : "true");
	} else if (!s->line->quiet) {
		printf("%.*s: %llu place%s%s\n", STR_ARG(path), (unsigned long long)places,
		       places == 1 ? "" : "s", s->line->dry_run ? " would be renamed" : " renamed");
	}
	buf_drop(&b);
}

struct renames {
	const struct document_spec *document;
	const struct translate_value *values;
};

static bool rename_apart(struct session *s, void *self, struct outputs *none, struct buf *said)
{
	const struct renames *r = self;
	const str *languages;
	size_t n = translate_languages(s->arena, s->project, r->document, &languages), files;
	struct translate_renamed *out = arena_array(s->arena, struct translate_renamed, n);
	(void)none;
	if (!translate_rename_files(s->arena, s->diags, s->project, r->document, r->values,
	                            s->line->renamed.n, out, &files))
		return false;
	for (size_t i = 0; i < files; i++) {
		buf_slice(said, out[i].language);
		buf_u64(said, out[i].places);
		buf_slice(said, out[i].bytes);
	}
	return true;
}

static bool rename_document(struct session *s, const struct renames *r)
{
	struct task task = {
	        .run = rename_apart, .self = (void *)(uintptr_t)r, .what = id_of(r->document)};
	str said, language, bytes;
	uint64_t places;
	if (apart_run(s, &task, &said) != EXIT_GOOD)
		return false;
	while (said.len) {
		if (!take_language(s, r->document, &said, &language) ||
		    !buf_take_u64(&said, &places) || !buf_take_slice(&said, &bytes))
			return false;
		str path = translate_path(s->arena, s->project, r->document, language);
		if (!s->line->dry_run && places && !write_file(s, path, bytes))
			return false;
		tell_renamed(s, path, places);
	}
	return true;
}

static bool rename_values(struct session *s, str wanted)
{
	struct translate_value *values =
	        arena_array(s->arena, struct translate_value, s->line->renamed.n);
	if (!read_renames(s, values))
		return false;
	for (size_t i = 0; i < s->project->documents_n; i++) {
		struct renames r = {&s->project->documents[i], values};
		if ((!wanted.len || str_eq(wanted, r.document->id.text)) && !rename_document(s, &r))
			return false;
	}
	return rename_document(s, &(struct renames){NULL, values});
}

/* ---- All of it ---- */

/* A server that nobody has agreed to be asked: its code book, and so all of them, are not there. */
static const struct source_spec *not_agreed(const struct project *p)
{
	for (size_t i = 0; i < p->sources_n; i++)
		if (p->sources[i].plugin && p->sources[i].plugin->server && !p->sources[i].agreed &&
		    !p->sources[i].sensitive)
			return &p->sources[i];
	return NULL;
}

/* What all documents share. Where labels cannot be looked at, a file that has some stays. */
static int shared(struct session *s)
{
	const struct source_spec *server = not_agreed(s->project);
	if (!server)
		return session_load(s) ? document(s, NULL) : EXIT_PROJECT;
	diag_warn(s->diags, server->name.at, "text/labels-not-read",
	          "the labels of code books are not looked at");
	diag_hint(s->diags, "'%.*s' connects to a server: agree with --connect %.*s.",
	          STR_ARG(server->name.text), STR_ARG(server->name.text));
	return file_exists(translate_path(s->arena, s->project, NULL, S(""))) ? EXIT_GOOD
	                                                                      : document(s, NULL);
}

static bool is_there(const struct session *s, str wanted)
{
	bool found = !wanted.len;
	for (size_t i = 0; i < s->project->documents_n; i++)
		found |= str_eq(wanted, s->project->documents[i].id.text);
	return found;
}

static int documents(struct session *s, str wanted)
{
	fflush(stdout);
	if (!is_there(s, wanted))
		return session_no_document(s, wanted) ? EXIT_GOOD : EXIT_PROJECT;
	int first = shared(s);
	if (first != EXIT_GOOD)
		return first;
	for (size_t i = 0; i < s->project->documents_n; i++) {
		const struct document_spec *d = &s->project->documents[i];
		if (wanted.len && !str_eq(wanted, d->id.text))
			continue;
		int code = document(s, d);
		if (code != EXIT_GOOD)
			return code;
	}
	return EXIT_GOOD;
}

static int translate(struct session *s)
{
	str wanted = s->line->words_n ? str_of(s->line->words[0]) : S("");
	struct does does = {.project = true, .writes = session_folder(s), .runs = true};
	if (!session_lock(s, does) || !session_project(s) ||
	    !translate_strays(s->arena, s->diags, s->project) ||
	    (s->line->renamed.n && !rename_values(s, wanted)))
		return EXIT_PROJECT;
	return s->line->dry_run ? EXIT_GOOD : documents(s, wanted);
}

int command_translate(const struct command_line *line)
{
	struct session s;
	if (line->dry_run && !line->renamed.n) {
		fputs("strom: --dry-run goes with --rename\n", stderr);
		return EXIT_USAGE;
	}
	session_begin(&s, line);
	return session_end(&s, translate(&s));
}
