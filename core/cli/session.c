/* What the commands share. */
#include "cli/session.h"

#include "base/file.h"
#include "cli/config.h"
#include "judge/judge.h"
#include "text/text.h"
#include "typeset/typeset.h"

#include <unistd.h>

static const struct span nowhere;

static struct limits limits_of(const struct command_line *line)
{
	struct limits limits = limits_usual;
	if (line->seconds)
		limits.process_seconds = (unsigned)line->seconds;
	if (line->plugin_seconds)
		limits.call_seconds = (unsigned)line->plugin_seconds;
	if (line->memory)
		limits.memory = (uint64_t)line->memory << 20;
	return limits;
}

void session_begin(struct session *s, const struct command_line *line)
{
	*s = (struct session){.line = line, .arena = arena_new(), .limits = limits_of(line)};
	s->diags = diags_new(s->arena);
}

str session_folder(const struct session *s)
{
	str path = str_of(s->line->project);
	return folder_exists(path) ? path : path_folder(path);
}

size_t session_jobs(const struct session *s)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	return s->line->jobs ? (size_t)s->line->jobs : processors > 0 ? (size_t)processors : 1;
}

static enum diag_style style_of(const struct session *s)
{
	const char *no_colour = getenv("NO_COLOR");
	if (s->line->json)
		return DIAG_JSON;
	if (s->line->colour >= 0)
		return s->line->colour ? DIAG_COLOUR : DIAG_PLAIN;
	return isatty(STDERR_FILENO) && !(no_colour && *no_colour) ? DIAG_COLOUR : DIAG_PLAIN;
}

void session_show(struct session *s)
{
	struct buf b = {0};
	if (s->line->strict)
		diag_strict(s->diags);
	s->shown = diag_show(s->diags, style_of(s), s->shown, &b);
	fwrite(b.ptr ? b.ptr : "", 1, b.len, stderr);
	buf_drop(&b);
}

void session_print(const struct session *s, str lines)
{
	struct buf b = {0};
	str line;
	if (s->line->json)
		buf_put(&b, lines);
	while (!s->line->json && str_next_line(&lines, &line)) {
		buf_shown(&b, line);
		buf_byte(&b, '\n');
	}
	fwrite(b.ptr ? b.ptr : "", 1, b.len, stdout);
	buf_drop(&b);
}

static void summary(const struct session *s)
{
	size_t errors = diag_errors(s->diags), warnings = diag_warnings(s->diags);
	if (s->line->json || (!errors && !warnings))
		return;
	if (errors)
		fprintf(stderr, "%zu error%s", errors, errors == 1 ? "" : "s");
	if (warnings)
		fprintf(stderr, "%s%zu warning%s", errors ? ", " : "", warnings,
		        warnings == 1 ? "" : "s");
	fputc('\n', stderr);
}

int session_end(struct session *s, int code)
{
	session_show(s);
	summary(s);
	if (code == EXIT_GOOD && diag_errors(s->diags))
		code = EXIT_PROJECT;
	if (s->made.len)
		rmdir(arena_cstr(s->arena, s->made));
	for (size_t i = 0; i < s->spares.n; i++)
		file_spares_close(s->spares.at[i]);
	arena_drop(s->arena);
	return code;
}

bool session_consent(struct session *s)
{
	s->consented = s->consented || config_consent(s, &s->consent);
	return s->consented;
}

bool session_project(struct session *s)
{
	if (!session_consent(s))
		return false;
	s->project = project_load(s->arena, s->diags, str_of(s->line->project), &s->consent);
	return s->project != NULL && !diag_errors(s->diags);
}

bool session_load(struct session *s)
{
	s->loaded = (s->project || session_project(s)) &&
	            tables_load_within(s->arena, s->diags, s->project, &s->limits, &s->database);
	s->seen = tables_seen_new(s->arena);
	return s->loaded;
}

static bool document_exists(const struct session *s, str id)
{
	for (size_t i = 0; i < s->project->documents_n; i++)
		if (str_eq(s->project->documents[i].id.text, id))
			return true;
	return false;
}

bool session_no_document(struct session *s, str id)
{
	vec(str) ids = {0};
	struct buf b = {0};
	for (size_t i = 0; i < s->project->documents_n; i++) {
		vec_push(s->arena, &ids, s->project->documents[i].id.text);
		buf_put(&b, i ? S(", ") : S(""));
		buf_put(&b, s->project->documents[i].id.text);
	}
	diag_error(s->diags, nowhere, "cli/unknown-document", "no document '%.*s'", STR_ARG(id));
	if (!diag_did_you_mean(s->diags, id, ids.at, ids.n))
		diag_hint(s->diags, "There are: %.*s.", STR_ARG(buf_str(&b)));
	buf_drop(&b);
	return false;
}

bool session_editions(struct session *s, const struct edition_spec ***list, size_t *n)
{
	vec(const struct edition_spec *) chosen = {0};
	str document = s->line->words_n ? str_of(s->line->words[0]) : S("");
	str edition = str_of(s->line->edition);
	if (document.len && !document_exists(s, document))
		return session_no_document(s, document);
	for (size_t i = 0; i < s->project->editions_n; i++) {
		const struct edition_spec *e = &s->project->editions[i];
		if ((!document.len || str_eq(e->document->id.text, document)) &&
		    (!edition.len || str_eq(e->id, edition)))
			vec_push(s->arena, &chosen, e);
	}
	*list = chosen.at;
	*n = chosen.n;
	if (chosen.n)
		return true;
	return diag_error(s->diags, nowhere, "cli/unknown-edition", "no edition '%.*s'%s%.*s",
	                  STR_ARG(edition), document.len ? " of " : "", STR_ARG(document));
}

const struct edition_spec *session_edition(struct session *s, const char *document)
{
	str wanted = str_of(s->line->edition), id = str_of(document);
	struct buf b = {0};
	const struct edition_spec *found = NULL;
	if (id.len && !document_exists(s, id)) {
		session_no_document(s, id);
		return NULL;
	}
	for (size_t i = 0; i < s->project->editions_n; i++) {
		const struct edition_spec *e = &s->project->editions[i];
		if (id.len && !str_eq(e->document->id.text, id))
			continue;
		buf_printf(&b, "%s%.*s", b.len ? ", " : "", STR_ARG(e->id));
		/* The first is what a person who does not say means: the language as written. */
		if (!found && (wanted.len ? str_eq(e->id, wanted)
		               : str_eq(e->language, s->project->language)))
			found = e;
	}
	if (!found) {
		diag_error(s->diags, nowhere, "cli/unknown-edition", "no edition '%.*s'",
		           STR_ARG(wanted));
		diag_hint(s->diags, "There are: %.*s.", STR_ARG(buf_str(&b)));
	}
	buf_drop(&b);
	return found;
}

struct tables *session_tables(struct session *s)
{
	struct tables *tables = tables_open(s->arena, s->diags, s->project, s->database);
	if (!tables)
		return NULL;
	tables_share(tables, s->seen);
	tables_spill(tables, s->own);
	return tables;
}

struct edition *session_make(struct session *s, const struct edition_spec *spec)
{
	struct tables *tables = session_tables(s);
	return tables ? edition_make(s->arena, s->diags, s->project, spec, tables) : NULL;
}

bool session_typeset(const struct edition *e, struct page_sink sink)
{
	const struct document_spec *d = e->spec->document;
	struct fonts *fonts = fonts_new(e->arena, e->diags);
	const struct theme *theme =
	        theme_load(e->arena, e->diags, e->project, &d->theme, d->layout);
	if (!theme)
		return false;
	typeset_check_classes(e, theme);
	struct judge *j = judge_new(e, sink);
	return typeset(e, fonts, theme, judge_sink(j)) && judge_end(j);
}

str session_out(struct session *s)
{
	if (s->line->out)
		return str_of(s->line->out);
	return path_join(s->arena, session_folder(s), S("out"));
}

bool session_good(const struct session *s)
{
	return !diag_errors(s->diags) && !(s->line->strict && diag_warnings(s->diags));
}
