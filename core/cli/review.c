/* strom review: what somebody who checks a translation should look at, and approving how words are
 * divided. */
#include "cli/apart.h"
#include "cli/commands.h"
#include "cli/divided.h"
#include "cli/session.h"
#include "base/file.h"
#include "project/approve.h"
#include "text/translate/review.h"
#include "text/translate/translate.h"

/* ---- One document ---- */

static const char *state_name(enum po_state state)
{
	static const char *const names[] = {"missing", "empty", "fuzzy", "translated"};
	return names[state];
}

static str place(struct session *s, struct span at)
{
	struct line_column p = diag_position(s->diags, at);
	return at.file ? arena_printf(s->arena, "%.*s:%llu", STR_ARG(diag_path(s->diags, at.file)),
	                              (unsigned long long)p.line)
	               : S("");
}

static str one_line(struct arena *a, str text)
{
	char *out = arena_cstr(a, text);
	for (char *c = out; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7F)
			*c = ' ';
	return str_of(out);
}

static str values(struct arena *a, const struct filled *f)
{
	str number = f->counts ? arena_printf(a, "%g", f->number) : S("");
	return f->key.len && number.len
	               ? arena_printf(a, "%.*s, %.*s", STR_ARG(f->key), STR_ARG(number))
	       : f->key.len ? f->key
	                    : number;
}

static void json_field(struct buf *b, const char *name, str value)
{
	buf_printf(b, ",\"%s\":", name);
	buf_json(b, value);
}

static void put_json(struct session *s, str document, const struct review_text *t, struct buf *b)
{
	buf_put(b, S("{\"event\":\"text\""));
	json_field(b, "document", document);
	json_field(b, "state", str_of(state_name(t->state)));
	json_field(b, "place", place(s, t->at.file ? t->at : t->source_at));
	json_field(b, "source", t->source);
	if (t->translation.len)
		json_field(b, "translation", t->translation);
	for (size_t i = 0; i < t->filled_n; i++) {
		const struct filled *f = &t->filled[i];
		buf_put(b, i ? S(",{") : S(",\"filled\":[{"));
		buf_put(b, S("\"text\":"));
		buf_json(b, f->text);
		if (f->counts)
			buf_printf(b, ",\"number\":%g", f->number);
		if (f->key.len)
			json_field(b, "word", f->key);
		buf_byte(b, '}');
	}
	buf_put(b, t->filled_n ? S("]}\n") : S("}\n"));
}

static void put_text(struct session *s, const struct review_text *t, struct buf *b)
{
	str at = place(s, t->at.file ? t->at : t->source_at);
	if (t->state != PO_TRANSLATED)
		buf_printf(b, "%.*s: %s: %.*s\n", STR_ARG(at),
		           t->state == PO_FUZZY ? "fuzzy" : "not translated",
		           STR_ARG(one_line(s->arena, t->source)));
	else
		buf_printf(b, "%.*s: how it reads\n", STR_ARG(at));
	for (size_t i = 0; i < t->filled_n; i++)
		buf_printf(b, "  %.*s: %.*s\n", STR_ARG(values(s->arena, &t->filled[i])),
		           STR_ARG(one_line(s->arena, t->filled[i].text)));
}

static void put_counts(struct session *s, str document, const struct review *r, struct buf *b)
{
	const struct segment_counter *c = &r->count;
	if (!s->line->json) {
		if (r->count.po || !r->found)
			buf_printf(b, "%.*s: %zu segments, %zu translated, %zu fuzzy, %zu empty\n",
			           STR_ARG(r->path), c->segments, c->translated, c->fuzzy,
			           c->empty);
		return;
	}
	buf_put(b, S("{\"event\":\"reviewed\""));
	json_field(b, "document", document);
	json_field(b, "language", str_of(s->line->words[0]));
	buf_printf(b, ",\"segments\":%zu,\"translated\":%zu,\"fuzzy\":%zu,\"empty\":%zu}\n",
	           c->segments, c->translated, c->fuzzy, c->empty);
}

/* ---- In a child: texts and PO files are read ---- */

/* What all documents share, once it has a file of its own. */
static bool has_shared(struct session *s)
{
	str name = arena_printf(s->arena, PROJECT_CATALOGUE ".%s.po", s->line->words[0]);
	return s->loaded && file_exists(path_join(s->arena, s->project->translations.text, name));
}

static bool read_shared(struct session *s, struct diags *d, const struct pot **shared)
{
	const struct translate_label *labels = NULL;
	size_t n = 0;
	*shared = NULL;
	if (!has_shared(s))
		return true;
	if (!session_labels_here(s, &labels, &n))
		return false;
	*shared = translate_shared_words(s->arena, d, s->project, labels, n);
	return true;
}

/* self NULL: what all documents share; its faults are told of there alone. */
static bool review_document(struct session *s, void *self, struct outputs *none, struct buf *said)
{
	const struct document_spec *d = self;
	const struct pot *shared;
	struct review r;
	str language = str_of(s->line->words[0]), id = d ? d->id.text : S(PROJECT_CATALOGUE);
	(void)none;
	if (!read_shared(s, d ? diags_like(s->arena, s->diags) : s->diags, &shared) ||
	    !translate_review(s->arena, s->diags, s->project, d, shared, language, &r))
		return false;
	if (!str_eq(language, s->project->language))
		put_counts(s, id, &r, said);
	for (size_t i = 0; i < r.texts.n; i++)
		if (s->line->json)
			put_json(s, id, &r.texts.at[i], said);
		else
			put_text(s, &r.texts.at[i], said);
	return true;
}

/* ---- In main ---- */

static int document(struct session *s, const struct document_spec *d)
{
	struct task task = {.run = review_document,
	                    .self = (void *)(uintptr_t)d,
	                    .what = d ? d->id.text : S(PROJECT_CATALOGUE)};
	str said;
	int code = apart_run(s, &task, &said);
	session_print(s, said);
	fflush(stdout);
	return code;
}

/* ---- Divided words ---- */

static void tell_words(struct session *s, struct divided *d)
{
	struct buf b = {0};
	divided_sort(d);
	if (!s->line->json && d->words.n)
		printf("%zu divided word%s, to be approved with --approve WORD:\n", d->words.n,
		       d->words.n == 1 ? "" : "s");
	for (size_t i = 0; i < d->words.n; i++) {
		const struct divided_word *w = &d->words.at[i];
		if (!s->line->json) {
			printf("  %.*s  (%.*s, page %u%s)\n", STR_ARG(w->word),
			       STR_ARG(w->document), w->page, w->times > 1 ? ", and more" : "");
			continue;
		}
		buf_clear(&b);
		buf_put(&b, S("{\"event\":\"divided\""));
		json_field(&b, "word", w->word);
		json_field(&b, "document", w->document);
		buf_printf(&b, ",\"page\":%u,\"times\":%u}\n", w->page, w->times);
		fwrite(b.ptr, 1, b.len, stdout);
	}
	buf_drop(&b);
}

static bool is_asked_for(const struct session *s, const struct edition_spec *e)
{
	return str_eq(e->language, str_of(s->line->words[0])) &&
	       (s->line->words_n < 2 || str_eq(e->document->id.text, str_of(s->line->words[1])));
}

/* In the child. */
static bool divide_edition(struct session *s, void *self, struct outputs *none, struct buf *said)
{
	const struct edition_spec *spec = self;
	struct divided d = {
	        .arena = s->arena, .seen = map_new(s->arena), .document = spec->document->id.text};
	(void)none;
	d.edition = session_make(s, spec);
	if (!d.edition || !session_typeset(d.edition, divided_sink(&d)))
		return false;
	divided_pack(&d, said);
	return true;
}

/* An edition with errors tells them, and the next is set all the same. */
static int divide(struct session *s)
{
	struct divided d = {.arena = s->arena, .seen = map_new(s->arena)};
	int code = EXIT_GOOD;
	for (size_t i = 0; i < s->project->editions_n; i++) {
		struct edition_spec spec = s->project->editions[i];
		str said = S("");
		if (!is_asked_for(s, &spec))
			continue;
		d.document = spec.document->id.text;
		str what =
		        arena_printf(s->arena, "%.*s %.*s", STR_ARG(d.document), STR_ARG(spec.id));
		int one = apart_run(
		        s, &(struct task){.run = divide_edition, .self = &spec, .what = what},
		        &said);
		if (one == EXIT_GOOD && !divided_unpack(&d, said))
			one = EXIT_FAULT;
		code = one > code ? one : code;
	}
	tell_words(s, &d);
	return code;
}

/* ---- Approving ---- */

static bool check_words(struct session *s)
{
	size_t met = diag_met(s->diags);
	for (size_t i = 0; i < s->line->approved.n; i++) {
		str word = s->line->approved.at[i];
		if (project_is_exception(word))
			continue;
		diag_error(s->diags, (struct span){0}, "cli/bad-word",
		           "'%.*s' is no word with its hyphens", STR_ARG(word));
		diag_hint(s->diags, "Write letters, with a hyphen where the word may be divided; a "
		                    "* behind it stands for any ending.");
	}
	return diag_met(s->diags) == met;
}

static bool has_word(const struct project *p, str language, str word)
{
	for (size_t i = 0; i < p->hyphenation_n; i++)
		for (size_t k = 0;
		     str_eq(p->hyphenation[i].language, language) && k < p->hyphenation[i].n; k++)
			if (str_eq(p->hyphenation[i].words[k], word))
				return true;
	return false;
}

static bool write_words(struct session *s, const struct approved *a)
{
	struct file_out *out = file_out_new(s->diags, a->path);
	if (!out || !file_out_put(out, a->bytes)) {
		file_out_drop(out);
		return false;
	}
	return file_out_keep(out);
}

static void tell_approved(struct session *s, const struct approved *a)
{
	struct buf b = {0};
	buf_put(&b, S("{\"event\":\"approved\""));
	json_field(&b, "file", a->path);
	json_field(&b, "added", a->added);
	buf_printf(&b, ",\"written\":%s}\n", s->line->dry_run || !a->added.len ? "false" : "true");
	if (s->line->json)
		fwrite(b.ptr, 1, b.len, stdout);
	else if (!a->added.len)
		printf("%.*s: has them all already\n", STR_ARG(a->path));
	else if (s->line->dry_run || !s->line->quiet)
		printf("%.*s: %s: %.*s\n", STR_ARG(a->path),
		       s->line->dry_run ? "would be added" : "added", STR_ARG(str_trim(a->added)));
	buf_drop(&b);
}

static bool approve(struct session *s)
{
	str language = str_of(s->line->words[0]), path = str_of(s->line->project);
	vec(str) words = {0};
	struct approved a = {.path = folder_exists(path) ? path_join(s->arena, path, S("strom.yml"))
	                                                 : path};
	if (!check_words(s))
		return false;
	for (size_t i = 0; i < s->line->approved.n; i++)
		if (!has_word(s->project, language, s->line->approved.at[i]))
			vec_push(s->arena, &words, s->line->approved.at[i]);
	if (words.n &&
	    !project_approve(s->arena, s->diags, a.path, language, words.at, words.n, &a))
		return false;
	if (words.n && !s->line->dry_run && !write_words(s, &a))
		return false;
	tell_approved(s, &a);
	return true;
}

/* ---- The command ---- */

static bool is_read(const struct session *s)
{
	str language = str_of(s->line->words[0]), names[64];
	size_t n = 0;
	for (size_t i = 0; i < s->project->editions_n; i++) {
		if (str_eq(s->project->editions[i].language, language))
			return true;
		if (n < sizeof names / sizeof *names)
			names[n++] = s->project->editions[i].language;
	}
	diag_error(s->diags, (struct span){0}, "cli/unknown-language",
	           "no edition is in the language '%.*s'", STR_ARG(language));
	if (!diag_did_you_mean(s->diags, language, names, n))
		diag_hint(
		        s->diags,
		        "Name a language of 'language', 'languages' or 'countries' in strom.yml.");
	return false;
}

static int all_documents(struct session *s)
{
	str wanted = s->line->words_n > 1 ? str_of(s->line->words[1]) : S("");
	int code = has_shared(s) ? document(s, NULL) : EXIT_GOOD;
	bool found = false;
	for (size_t i = 0; i < s->project->documents_n; i++) {
		const struct document_spec *d = &s->project->documents[i];
		bool read = false;
		for (size_t k = 0; k < s->project->editions_n; k++)
			read |= s->project->editions[k].document == d &&
			        is_asked_for(s, &s->project->editions[k]);
		found |= str_eq(d->id.text, wanted);
		int one = read ? document(s, d) : EXIT_GOOD;
		code = one > code ? one : code;
	}
	if (!found && wanted.len && !session_no_document(s, wanted))
		return EXIT_PROJECT;
	return code;
}

static int review(struct session *s)
{
	bool writes = s->line->approved.n && !s->line->dry_run;
	struct does does = {.project = true, .writes = writes ? session_folder(s) : S("")};
	if (!session_lock(s, does) || !session_project(s) || !is_read(s))
		return EXIT_PROJECT;
	if (s->line->approved.n || s->line->dry_run)
		return approve(s) ? EXIT_GOOD : EXIT_PROJECT;
	/* Before anything is kept in memory or printed that a child would have too. */
	bool loaded = session_load(s);
	int read = translate_strays(s->arena, s->diags, s->project) ? all_documents(s)
	                                                            : EXIT_PROJECT;
	if (!loaded)
		return read > EXIT_PROJECT ? read : EXIT_PROJECT;
	int code = divide(s);
	code = read > code ? read : code;
	return code == EXIT_GOOD && !session_good(s) ? EXIT_PROJECT : code;
}

int command_review(const struct command_line *line)
{
	struct session s;
	session_begin(&s, line);
	return session_end(&s, review(&s));
}
