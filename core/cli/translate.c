/* strom translate: the translators' files of all documents, or one. */
#include "cli/commands.h"
#include "cli/session.h"
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

int command_translate(const struct command_line *line)
{
	struct session s;
	str wanted = line->words_n ? str_of(line->words[0]) : S("");
	bool good, found = !wanted.len;
	session_begin(&s, line);
	struct does does = {.project = true, .writes = session_folder(&s), .runs = true};
	good = session_lock(&s, does) && session_project(&s) &&
	       translate_strays(s.arena, s.diags, s.project);
	for (size_t i = 0; good && i < s.project->documents_n; i++) {
		const struct document_spec *d = &s.project->documents[i];
		if (wanted.len && !str_eq(wanted, d->id.text))
			continue;
		found = true;
		good = document(&s, d);
	}
	if (good && !found)
		good = session_no_document(&s, wanted);
	return session_end(&s, good ? EXIT_GOOD : EXIT_PROJECT);
}
