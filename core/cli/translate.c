/* strom translate: the translators' files of all documents, or one. */
#include "cli/commands.h"
#include "cli/session.h"
#include "text/translate/rename.h"
#include "text/translate/translate.h"

static void tell(const struct session *s, const struct document_spec *d, const struct translated *t)
{
	if (s->line->json) {
		struct buf b = {0};
		buf_put(&b, S("{\"event\":\"translated\",\"document\":"));
		buf_json(&b, d->id.text);
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

static bool document(struct session *s, const struct document_spec *d)
{
	const str *languages;
	size_t n = translate_languages(s->arena, s->project, d, &languages), written = 0;
	struct translated *out = arena_array(s->arena, struct translated, n);
	bool good = translate_document(s->arena, s->diags, s->project, d, str_of(s->line->language),
	                               out, &written);
	for (size_t i = 0; i < written; i++)
		tell(s, d, &out[i]);
	return good;
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

static void tell_renamed(const struct session *s, const struct translate_file *file)
{
	struct buf b = {0};
	if (s->line->json) {
		buf_put(&b, S("{\"event\":\"renamed\",\"file\":"));
		buf_json(&b, file->path);
		printf("%.*s,\"places\":%zu,\"written\":%s}\n", STR_ARG(buf_str(&b)), file->places,
		       s->line->dry_run ? "false" : "true");
	} else if (!s->line->quiet) {
		printf("%.*s: %zu place%s%s\n", STR_ARG(file->path), file->places,
		       file->places == 1 ? "" : "s",
		       s->line->dry_run ? " would be renamed" : " renamed");
	}
	buf_drop(&b);
}

static bool rename_values(struct session *s, str wanted)
{
	struct translate_value *values =
	        arena_array(s->arena, struct translate_value, s->line->renamed.n);
	if (!read_renames(s, values))
		return false;
	for (size_t i = 0; i < s->project->documents_n; i++) {
		const struct document_spec *d = &s->project->documents[i];
		const str *languages;
		if (wanted.len && !str_eq(wanted, d->id.text))
			continue;
		size_t n = translate_languages(s->arena, s->project, d, &languages), files;
		struct translate_file *out = arena_array(s->arena, struct translate_file, n);
		bool good = translate_rename_files(s->arena, s->diags, s->project, d, values,
		                              s->line->renamed.n, s->line->dry_run, out, &files);
		for (size_t k = 0; k < files; k++)
			tell_renamed(s, &out[k]);
		if (!good)
			return false;
	}
	return true;
}

static bool documents(struct session *s, str wanted)
{
	bool found = !wanted.len;
	for (size_t i = 0; i < s->project->documents_n; i++) {
		const struct document_spec *d = &s->project->documents[i];
		if (wanted.len && !str_eq(wanted, d->id.text))
			continue;
		found = true;
		if (!document(s, d))
			return false;
	}
	return found || session_no_document(s, wanted);
}

int command_translate(const struct command_line *line)
{
	struct session s;
	str wanted = line->words_n ? str_of(line->words[0]) : S("");
	if (line->dry_run && !line->renamed.n) {
		fputs("strom: --dry-run goes with --rename\n", stderr);
		return EXIT_USAGE;
	}
	session_begin(&s, line);
	struct does does = {.project = true, .writes = session_folder(&s), .runs = true};
	bool rehearses = line->dry_run && line->renamed.n;
	bool good = session_lock(&s, does) && session_project(&s) &&
	            translate_strays(s.arena, s.diags, s.project) &&
	            (!line->renamed.n || rename_values(&s, wanted)) &&
	            (rehearses || documents(&s, wanted));
	return session_end(&s, good ? EXIT_GOOD : EXIT_PROJECT);
}
