/* strom.yml into a project. What it says of languages is project_languages.c, of data
 * project_data.c, of documents project_documents.c, of what is delivered project_deliver.c. */
#include "project/parts.h"

#include "base/file.h"

/* ---- project: ---- */

static void load_about(struct project_loader *l)
{
	const struct yaml *about = yaml_get(l->root, "project");
	struct project *p = l->p;
	p->id = said_at(about, "id");
	p->title = said_at(about, "title");
	p->subtitle = said_at(about, "subtitle");
	p->date = said_at(about, "date");
	p->publisher = said_at(about, "publisher");
	p->licence = said_at(about, "licence");
	p->notice = said_at(about, "notice");
	said_list authors = said_items(l, yaml_get(about, "authors"));
	p->authors = authors.at;
	p->authors_n = authors.n;
	project_load_funders(l, yaml_get(about, "funders"));
}

/* ---- What may be read ---- */

/* The project's folder, and what the user has allowed. */
static struct inputs *begin_inputs(struct project_loader *l, const struct consent *consent)
{
	struct inputs *inputs = inputs_new(l->arena);
	if (!inputs_folder(inputs, l->p->folder))
		file_refuse(l->diags, (struct span){0}, l->p->folder, FOUND_UNSEEN);
	for (size_t i = 0; consent && i < consent->allowed_n; i++) {
		if (inputs_folder(inputs, consent->allowed[i]))
			continue;
		diag_error(l->diags, (struct span){0}, "project/no-allowed-folder",
		           "there is no folder '%.*s' to allow", STR_ARG(consent->allowed[i]));
	}
	diag_reads(l->diags, inputs);
	return inputs;
}

/* What is sensitive is known before anything else is opened. What does not say so counts as that.
 */
static void load_sensitive(struct project_loader *l, struct inputs *inputs)
{
	const struct yaml *data = yaml_get(l->root, "data");
	for (size_t i = 0; data && data->kind == YAML_MAP && i < data->n; i++) {
		bool sensitive = true;
		said_list paths = said_paths(l, &data->entries[i].value, "path");
		yaml_bool(yaml_get(&data->entries[i].value, "sensitive"), &sensitive);
		for (size_t k = 0; sensitive && k < paths.n; k++) {
			inputs_sensitive(inputs, paths.at[k].text);
			diag_file(l->diags, paths.at[k].text, DIAG_SECRET);
		}
	}
}

/* ---- The whole ---- */

const struct project *project_load(struct arena *arena, struct diags *diags, str path,
                                   const struct consent *consent)
{
	struct project *p = arena_make(arena, struct project);
	struct project_loader l = {.arena = arena, .diags = diags, .p = p};
	size_t before = diag_met(diags);
	if (folder_exists(path))
		path = path_join(arena, path, S("strom.yml"));
	p->folder = arena_str(arena, path_folder(path));
	struct inputs *inputs = begin_inputs(&l, consent);
	l.inputs = inputs;
	l.root = yaml_file(arena, diags, (struct span){0}, path);
	if (!l.root)
		return NULL;
	load_sensitive(&l, inputs);
	p->at = (struct span){.file = diag_file(diags, path, 0)};
	yaml_check(diags, l.root, &yaml_shape_project);
	l.consent = consent;
	l.p->credentials = consent ? consent->credentials : NULL;
	l.p->credentials_n = consent ? consent->credentials_n : 0;
	project_load_plugins(&l, consent);
	load_about(&l);
	project_load_languages(&l);
	project_load_hyphenation(&l);
	project_load_links(&l);
	project_load_data(&l);
	project_load_measures(&l);
	project_load_documents(&l);
	project_load_deliver(&l);
	plugins_complain(p->plugins, diags, DIAG_WARNING);
	return diag_met(diags) == before ? p : NULL;
}
