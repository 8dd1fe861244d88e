/* The words of strom.yml that a document prints, and the front matter that replaces them. */
#include "text/draft/titles.h"

#include "base/file.h"
#include "text/draft/draft_raw.h"

static const struct yaml_key front_keys[] = {
	{"title", "The document's title.", false, YAML_PRINTED},
	{"subtitle", "The document's subtitle.", false, YAML_PRINTED},
	{"description", "What the document is about, for catalogues.", false,
	 YAML_PRINTED},
	{"bibliography", "The file of works that are cited, in CSL-JSON.", false, YAML_TYPED},
	{0},
};
static const struct yaml_shape front_shape = {.type = YAML_TYPE_MAP, .keys = front_keys};

static struct raw raw_of_said(struct arena *arena, const struct said *said)
{
	struct raw raw = {
	        .kind = SEGMENT_TITLE, .text = said->text, .at = said->at, .shared = true};
	struct origin_builder b = {.arena = arena, .file = said->at.file, .end = said->at.off};
	if (said->text.len)
		origin_add(&b, said->text.len, said->at.off, said->at.len);
	raw.origin = origin_built(&b);
	draft_raw_context(arena, &raw);
	return raw;
}

static void replace(struct arena *arena, const struct yaml *front, const char *key, struct raw *raw)
{
	const struct yaml *y = yaml_get(front, key);
	if (!y || y->kind != YAML_SCALAR)
		return;
	*raw = draft_raw_of_yaml(arena, y, SEGMENT_TITLE, S(""));
	draft_raw_context(arena, raw);
}

/* Front matter counts from its own file. */
static void replace_path(struct arena *arena, const struct document_spec *document,
                         const struct yaml *front, const char *key, struct said *path)
{
	const struct yaml *y = yaml_get(front, key);
	if (y && y->kind == YAML_SCALAR && y->text.len)
		*path = (struct said){
		        path_join(arena, path_folder(document->texts[0].text), y->text), y->at};
}

/* What the funders want said; their names, where none of them says anything. */
static void read_credits(struct arena *arena, const struct project *project, struct titles *out)
{
	struct raw *credits = arena_array(arena, struct raw, project->funders_n);
	for (size_t i = 0; i < project->funders_n; i++)
		if (project->funders[i].statement.text.len)
			credits[out->credits_n++] =
			        raw_of_said(arena, &project->funders[i].statement);
	out->credits = credits;
	if (out->credits_n)
		return;
	for (; out->credits_n < project->funders_n; out->credits_n++)
		credits[out->credits_n] =
		        raw_of_said(arena, &project->funders[out->credits_n].name);
}

static void read_authors(struct arena *arena, const struct project *project, struct titles *out)
{
	struct raw *authors = arena_array(arena, struct raw, project->authors_n);
	for (size_t i = 0; i < project->authors_n; i++)
		authors[i] = raw_of_said(arena, &project->authors[i]);
	out->authors = authors;
	out->authors_n = project->authors_n;
}

bool titles_read(struct arena *arena, struct diags *diags, const struct project *project,
                 const struct document_spec *document, const struct draft *first,
                 struct titles *out)
{
	const struct yaml *front = first ? first->front : NULL;
	bool title = document->title.text.len > 0;
	out->title = raw_of_said(arena, title ? &document->title : &project->title);
	out->subtitle = raw_of_said(arena, &document->subtitle);
	out->description = raw_of_said(arena, &document->description);
	out->notice = raw_of_said(arena, &project->notice);
	out->publisher = raw_of_said(arena, &project->publisher);
	out->authors_n = out->credits_n = 0;
	read_authors(arena, project, out);
	read_credits(arena, project, out);
	out->date = document->date.text.len ? document->date : project->date;
	out->bibliography = document->bibliography;
	if (!front)
		return true;
	replace_path(arena, document, front, "bibliography", &out->bibliography);
	replace(arena, front, "title", &out->title);
	replace(arena, front, "subtitle", &out->subtitle);
	replace(arena, front, "description", &out->description);
	return yaml_check(diags, front, &front_shape);
}
