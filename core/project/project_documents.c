/* documents: of strom.yml, and the matrix of their editions. */
#include "project/parts.h"

#include "base/file.h"

/* ---- Texts ---- */

static void add_folder(struct project_loader *l, const struct said *folder, said_list *texts)
{
	str *names;
	size_t n, before = texts->n;
	if (!folder_list(l->arena, l->diags, folder->text, &names, &n))
		return;
	for (size_t i = 0; i < n; i++)
		if (str_ends(names[i], S(".md")) && names[i].ptr[0] != '.')
			vec_push(l->arena, texts,
			         (struct said){path_join(l->arena, folder->text, names[i]),
			                       folder->at});
	if (texts->n > before)
		return;
	diag_error(l->diags, folder->at, "project/no-texts", "the folder '%.*s' has no text",
	           STR_ARG(folder->text));
	diag_hint(l->diags, "Put files there whose names end with .md.");
}

static void load_texts(struct project_loader *l, const struct yaml_entry *e,
                       struct document_spec *d)
{
	const struct yaml *y = yaml_get(&e->value, "text");
	said_list said = said_items(l, y), texts = {0};
	for (size_t i = 0; i < said.n; i++) {
		struct said s = {path_join(l->arena, l->p->folder, said.at[i].text), said.at[i].at};
		if (file_look(l->diags, s.text) == FOUND_FOLDER)
			add_folder(l, &s, &texts);
		else if (project_file_wanted(l->arena, l->diags, FILE_INPUT, s.at, s.text,
		                             "the text"))
			vec_push(l->arena, &texts, s);
	}
	if (y && y->kind == YAML_LIST && !y->n) {
		diag_error(l->diags, y->at, "project/no-texts", "no text is listed");
		diag_hint(l->diags, "List at least one Markdown file.");
	}
	d->texts = texts.at;
	d->texts_n = texts.n;
}

/* ---- One document ---- */

static struct said or_else(struct said own, struct said general)
{
	return own.text.len ? own : general;
}

/* A document with a title of its own does not get the subtitle of another. */
static void load_titles(struct project_loader *l, const struct yaml *y, struct document_spec *d)
{
	struct said title = said_at(y, "title"), subtitle = said_at(y, "subtitle");
	d->title = or_else(title, l->p->title);
	d->subtitle = title.text.len ? subtitle : or_else(subtitle, l->p->subtitle);
	d->description = said_at(y, "description");
	d->date = or_else(said_at(y, "date"), l->p->date);
}

static void load_languages(struct project_loader *l, const struct yaml *y, struct document_spec *d)
{
	const struct yaml *own = yaml_get(y, "editions");
	bool list = own && own->kind == YAML_LIST;
	said_list languages = list ? said_items(l, own) : l->languages;
	d->languages = languages.at;
	d->languages_n = languages.n;
	if (!list)
		return;
	project_check_languages(l, &languages);
	if (own->n)
		return;
	diag_error(l->diags, own->at, "project/no-languages", "the document has no language");
	diag_hint(l->diags, "List at least one: editions: [%.*s].", STR_ARG(l->p->language));
}

static void load_axis(struct project_loader *l, const struct yaml *y, struct document_spec *d)
{
	struct said editions = said_at(y, "editions");
	if (!str_eq(editions.text, S("countries"))) {
		load_languages(l, y, d);
		return;
	}
	d->axis = EDITIONS_COUNTRIES;
	if (l->countries.n)
		return;
	diag_error(l->diags, editions.at, "project/no-countries", "no country is listed");
	diag_hint(l->diags, "Add 'countries: {LV: [lv, en]}' with the languages of each country.");
}

static void load_document(struct project_loader *l, const struct yaml_entry *e,
                          struct document_spec *d)
{
	const struct yaml *y = &e->value;
	struct said layout = said_at(y, "layout");
	d->id = (struct said){e->key, e->key_at};
	if (str_eq(e->key, S(PROJECT_CATALOGUE)))
		project_reserved(l, &d->id,
		                 "po/project.LANGUAGE.po is for what all documents "
		                 "share: give the document another name.");
	d->theme = said_at(y, "theme");
	load_titles(l, y, d);
	if (layout.text.len)
		d->layout = plugin_find(l->p->plugins, l->diags, layout.at, STROM_KIND_LAYOUT,
		                        layout.text);
	project_load_options(l, d->layout, e, &d->options);
	if (d->theme.text.len)
		theme_load(l->arena, l->diags, l->p, &d->theme, d->layout);
	d->typography = true;
	yaml_bool(yaml_get(y, "typography"), &d->typography);
	d->attachments = true;
	yaml_bool(yaml_get(y, "attachments"), &d->attachments);
	project_load_isbn(l, y, &d->isbn);
	load_texts(l, e, d);
	d->bibliography = said_path(l, y, "bibliography");
	if (d->bibliography.text.len)
		project_file_wanted(l->arena, l->diags, FILE_INPUT, d->bibliography.at,
		                    d->bibliography.text, "the bibliography");
	load_axis(l, y, d);
	project_load_binding(l, y, d);
}

/* ---- Editions ---- */

typedef vec(struct edition_spec) edition_list;

static void add_editions(struct project_loader *l, const struct document_spec *d,
                         edition_list *list)
{
	if (d->axis == EDITIONS_LANGUAGES) {
		for (size_t i = 0; i < d->languages_n; i++) {
			str tag = d->languages[i].text;
			vec_push(l->arena, list, (struct edition_spec){d, tag, tag, S("")});
		}
		return;
	}
	for (size_t i = 0; i < l->countries.n; i++) {
		const struct country *c = &l->countries.at[i];
		for (size_t k = 0; k < c->languages.n; k++) {
			str tag = c->languages.at[k].text, code = c->code.text;
			str id = arena_printf(l->arena, "%.*s-%.*s", STR_ARG(tag), STR_ARG(code));
			vec_push(l->arena, list, (struct edition_spec){d, id, tag, code});
		}
	}
}

void project_load_documents(struct project_loader *l)
{
	const struct yaml *map = yaml_get(l->root, "documents");
	size_t n = map && map->kind == YAML_MAP ? map->n : 0;
	struct document_spec *documents = arena_array(l->arena, struct document_spec, n);
	edition_list editions = {0};
	for (size_t i = 0; i < n; i++) {
		load_document(l, &map->entries[i], &documents[i]);
		add_editions(l, &documents[i], &editions);
	}
	if (map && map->kind == YAML_MAP && !n) {
		diag_error(l->diags, map->at, "project/no-documents", "no document is listed");
		diag_hint(l->diags,
		          "Add one: 'report: {layout: report, theme: plain, text: text}'.");
	}
	l->p->documents = documents;
	l->p->documents_n = n;
	l->p->editions = editions.at;
	l->p->editions_n = editions.n;
}
