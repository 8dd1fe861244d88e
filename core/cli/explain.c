/* strom explain: where a printed number comes from. */
#include "cli/apart.h"
#include "cli/commands.h"
#include "cli/explain_parts.h"

static void look_at_value(struct explained *e, const struct printed_value *p)
{
	struct explaining *all = e->all;
	vec_push(all->session->arena, &all->names, arena_str(all->session->arena, p->name));
	if (str_eq(p->name, all->word) || str_eq(p->text, all->word))
		explain_value(e, p);
}

/* A table or chart by its id. */
static void look_at_id(struct explained *e)
{
	struct explaining *all = e->all;
	uint32_t number = 0;
	for (strom_node n = 1; n < e->edition->nodes.n; n++) {
		str id = node_at(e->edition, n)->id;
		if (!id.len || !dataset_of(e->edition, n))
			continue;
		vec_push(all->session->arena, &all->names, arena_str(all->session->arena, id));
		str key = arena_printf(all->session->arena, "%.*s %.*s %.*s", STR_ARG(id),
		                       STR_ARG(e->edition->spec->document->id.text),
		                       STR_ARG(e->edition->spec->id));
		if (!str_eq(id, all->word) || !map_add(all->told, key, &number))
			continue;
		explain_data(e, n, 0);
		all->n++;
	}
}

static void look_at_edition(struct explaining *all, const struct edition_spec *spec)
{
	struct session one = *all->session;
	one.arena = arena_new();
	struct explained e = {.all = all, .edition = session_make(&one, spec), .arena = one.arena};
	if (e.edition) {
		e.tables = e.edition->tables;
		e.bindings[e.bindings_n++] = binding_text(S(":language"), spec->language);
		if (spec->country.len)
			e.bindings[e.bindings_n++] = binding_text(S(":country"), spec->country);
		if (all->pointed)
			explain_pointed(&e, all->pointed);
		for (size_t i = 0; !all->pointed && i < e.edition->printed.n; i++)
			look_at_value(&e, &e.edition->printed.at[i]);
		if (!all->pointed)
			look_at_id(&e);
	}
	arena_drop(one.arena);
}

/* ---- The command ---- */

static bool is_meant(const struct session *s, const struct edition_spec *spec)
{
	str edition = str_of(s->line->edition);
	str document = s->line->words_n > 1 ? str_of(s->line->words[1]) : S("");
	return (!edition.len || str_eq(edition, spec->id)) &&
	       (!document.len || str_eq(document, spec->document->id.text)) &&
	       (edition.len || str_eq(spec->language, s->project->language));
}

static bool explain_word(struct session *s, struct explaining *all)
{
	for (size_t i = 0; i < s->project->editions_n; i++)
		if (is_meant(s, &s->project->editions[i]))
			look_at_edition(all, &s->project->editions[i]);
	if (all->n > EXPLAIN_SHOWN && !s->line->json)
		buf_printf(all->out, "and %zu more\n", all->n - EXPLAIN_SHOWN);
	if (all->n || diag_errors(s->diags))
		return !diag_errors(s->diags);
	diag_error(s->diags, (struct span){0}, "cli/not-printed", "'%.*s' is printed nowhere",
	           STR_ARG(all->word));
	if (!diag_did_you_mean(s->diags, all->word, all->names.at, all->names.n))
		diag_hint(s->diags,
		          "Give a value's name, the id of a table or chart, or a number as it is "
		          "printed in a sentence; --edition says in which language. What stands in "
		          "a table or a chart is told by its place: --page 3 --at 60,100.");
	return false;
}

static bool explain(struct session *s, void *self, struct outputs *none, struct buf *said)
{
	struct explaining *all = self;
	(void)none;
	all->session = s;
	all->out = said;
	all->told = map_new(s->arena);
	if (!all->pointed)
		return explain_word(s, all);
	look_at_edition(all, all->edition);
	return !diag_errors(s->diags);
}

/* With --at the first word is a document. False: reported. */
static bool take_place(struct session *s, struct explaining *all)
{
	const char *document = s->line->words_n ? s->line->words[0] : NULL;
	if (!document && s->project->documents_n > 1)
		return explain_which(s);
	all->edition = session_edition(s, document);
	return all->edition != NULL;
}

static bool wrong_usage(const struct command_line *line, struct pointed *place)
{
	if (!line->at && !line->words_n)
		return fprintf(stderr, "strom: usage: strom explain NAME|NUMBER [DOCUMENT], or "
		                       "[DOCUMENT] --page N --at X,Y\n");
	if (line->at && line->words_n > 1)
		return fprintf(stderr, "strom: --at says what is meant: give a document alone\n");
	return line->at && !pointed_read(str_of(line->at), place) &&
	       fprintf(stderr,
	               "strom: --at wants millimetres from the left and the top of the page, "
	               "such as 105,80.5, not '%s'\n",
	               line->at);
}

/* Who asks for one number is not told of all that check warns of. */
static void forget_warnings(struct session *s)
{
	size_t n = diag_warnings(s->diags);
	if (diag_errors(s->diags) || s->line->strict)
		return;
	diag_forget(s->diags);
	if (n && !s->line->json)
		fprintf(stderr, "%zu warning%s of the project: 'strom check' shows %s\n", n,
		        n == 1 ? "" : "s", n == 1 ? "it" : "them");
}

int command_explain(const struct command_line *line)
{
	struct session s;
	str said = S("");
	struct pointed place = {.page = (uint32_t)line->page};
	if (wrong_usage(line, &place))
		return EXIT_USAGE;
	session_begin(&s, line);
	struct explaining all = {.word = str_of(line->words_n ? line->words[0] : ""),
	                         .pointed = line->at ? &place : NULL};
	struct task task = {.run = explain, .self = &all, .what = S("the explanation")};
	int code = session_lock(&s, (struct does){.project = true}) && session_load(&s) &&
	                           (!line->at || take_place(&s, &all))
	                   ? apart_run(&s, &task, &said)
	                   : EXIT_PROJECT;
	session_print(&s, said);
	if (code == EXIT_GOOD)
		forget_warnings(&s);
	return session_end(&s, code);
}
