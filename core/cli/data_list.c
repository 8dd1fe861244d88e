/* strom data without a name: the sources and views that there are to ask for. */
#include "cli/commands.h"
#include "cli/session.h"

static void json_source(const struct source_spec *source)
{
	struct buf b = {0};
	buf_put(&b, S("{\"event\":\"source\",\"name\":"));
	buf_json(&b, source->name.text);
	buf_put(&b, S(",\"plugin\":"));
	buf_json(&b, source->plugin ? source->plugin->name : S(""));
	buf_put(&b, S(",\"files\":["));
	const struct said *file;
	for (size_t i = 0; (file = project_source_file(source, i)); i++) {
		buf_put(&b, i ? S(",") : S(""));
		buf_json(&b, file->text);
	}
	buf_printf(&b, "],\"sensitive\":%s}\n", source->sensitive ? "true" : "false");
	fwrite(b.ptr, 1, b.len, stdout);
	buf_drop(&b);
}

static void print_source(const struct source_spec *source)
{
	str from = source->server.text.len ? source->server.text : source->path.text;
	str plugin = source->plugin ? source->plugin->name : S("");
	printf("%.*s: %.*s (%.*s)%s", STR_ARG(source->name.text), STR_ARG(from), STR_ARG(plugin),
	       source->sensitive ? ", sensitive" : "");
	if (source->more_n)
		printf(", and %zu more file%s", source->more_n, source->more_n == 1 ? "" : "s");
	putchar('\n');
}

static void put_view(const struct view_spec *view, bool json)
{
	struct buf b = {0};
	if (!json) {
		printf("%.*s: a view\n", STR_ARG(view->name.text));
		return;
	}
	buf_put(&b, S("{\"event\":\"view\",\"name\":"));
	buf_json(&b, view->name.text);
	buf_put(&b, S("}\n"));
	fwrite(b.ptr, 1, b.len, stdout);
	buf_drop(&b);
}

/* Nothing is read but strom.yml. */
bool command_data_list(struct session *s)
{
	if (s->line->write || s->line->dry_run) {
		diag_error(s->diags, (struct span){0}, "cli/no-source-named",
		           "--write does not know which source is meant");
		diag_hint(s->diags, "Give its name, or a file: strom data survey --write.");
		return false;
	}
	if (!session_project(s))
		return false;
	const struct project *p = s->project;
	for (size_t i = 0; i < p->sources_n; i++)
		if (s->line->json)
			json_source(&p->sources[i]);
		else
			print_source(&p->sources[i]);
	for (size_t i = 0; i < p->views_n; i++)
		put_view(&p->views[i], s->line->json);
	if (!s->line->json && !p->sources_n)
		puts("There is no data in strom.yml.");
	return true;
}
