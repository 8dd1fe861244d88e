/* Values that have new names: in translators' files, so that what is translated stays. */
#include "text/translate/rename.h"

#include <stdlib.h>

#include "base/file.h"
#include "message/message.h"
#include "po/po.h"
#include "text/draft/segment.h"
#include "text/translate/translate.h"

enum { PO_FILE = 16 << 20 };

struct rename_edit {
	uint64_t off;
	uint32_t len;
	str name;
};

struct renaming {
	struct arena *arena;
	struct diags *quiet; /* for what builds tell of */
	const struct translate_value *values;
	size_t n;
	vec(struct rename_edit) edits;
};

static const struct translate_value *renamed(const struct renaming *r, str name)
{
	for (size_t i = 0; i < r->n; i++)
		if (str_eq(r->values[i].old, name))
			return &r->values[i];
	return NULL;
}

/* What is no message is left: builds tell of it. */
static void look(struct renaming *r, str text, const struct origin *origin)
{
	const struct message *m = message_parse(r->arena, r->quiet, text, origin);
	const struct argument *arguments;
	size_t n = m ? message_arguments(r->arena, m, &arguments) : 0;
	for (size_t i = 0; i < n; i++) {
		const struct translate_value *v = renamed(r, arguments[i].name);
		struct span at = arguments[i].at;
		if (v)
			vec_push(r->arena, &r->edits, (struct rename_edit){at.off, at.len, v->new});
	}
}

static int by_place(const void *a, const void *b)
{
	const struct rename_edit *x = a, *y = b;
	return (x->off > y->off) - (x->off < y->off);
}

static size_t rename_all(const struct renaming *all, const struct po *po, str bytes,
                         struct buf *out)
{
	struct renaming r = {
	        .arena = all->arena, .quiet = all->quiet, .values = all->values, .n = all->n};
	size_t at = 0;
	for (size_t i = 0; i < po_count(po); i++) {
		const struct po_entry *e = po_at(po, i);
		look(&r, e->id, &e->id_origin);
		look(&r, e->text, &e->text_origin);
	}
	if (r.edits.n)
		qsort(r.edits.at, r.edits.n, sizeof *r.edits.at, by_place);
	for (size_t i = 0; i < r.edits.n; i++) {
		const struct rename_edit *e = &r.edits.at[i];
		buf_put(out, str_sub(bytes, at, e->off));
		buf_put(out, e->name);
		at = e->off + e->len;
	}
	buf_put(out, str_from(bytes, at));
	return r.edits.n;
}

/* ---- Files ---- */

struct rename_text {
	struct renaming values;
	struct diags *diags;
};

/* The text must have the new names by now. */
static bool check_text(void *context, const struct segment *s)
{
	const struct rename_text *t = context;
	struct arena *a = t->values.arena;
	struct origin whole = origin_of(a, s->at);
	const struct argument *arguments;
	const struct message *m =
	        message_parse(a, t->values.quiet, s->id, s->origin ? s->origin : &whole);
	size_t n = m ? message_arguments(a, m, &arguments) : 0;
	for (size_t i = 0; i < n; i++) {
		const struct translate_value *v = renamed(&t->values, arguments[i].name);
		if (!v)
			continue;
		diag_error(t->diags, arguments[i].at, "text/renamed-value-used",
		           "the text still has {%.*s}", STR_ARG(v->old));
		diag_hint(t->diags,
		          "Write %.*s in the text first, and then rename it in translations.",
		          STR_ARG(v->new));
	}
	return true;
}

static void rename_file(const struct rename_text *t, const struct project *p,
                        struct translate_renamed *file)
{
	struct arena *a = t->values.arena;
	struct buf b = {0};
	str bytes;
	if (!file_map(a, t->diags, p->translations.at, file->path, PO_FILE, &bytes))
		return;
	const struct po *po = po_read(a, t->diags, diag_file(t->diags, file->path, 0), bytes);
	if (!po)
		return;
	file->places = rename_all(&t->values, po, bytes, &b);
	file->bytes = arena_str(a, buf_str(&b));
	buf_drop(&b);
}

bool translate_rename_files(struct arena *arena, struct diags *diags, const struct project *project,
                            const struct document_spec *document,
                            const struct translate_value *values, size_t n,
                            struct translate_renamed *out, size_t *files)
{
	struct rename_text t = {
	        {.arena = arena, .quiet = diags_like(arena, diags), .values = values, .n = n},
	        diags};
	const str *languages;
	size_t count = translate_languages(arena, project, document, &languages);
	size_t before = diag_met(diags);
	*files = 0;
	if (document)
		segments_walk(arena, diags, project, document, check_text, &t);
	for (size_t i = 0; diag_met(diags) == before && i < count; i++) {
		struct translate_renamed file = {
		        .language = languages[i],
		        .path = translate_path(arena, project, document, languages[i])};
		if (file_look(diags, file.path) == FOUND_NONE)
			continue;
		rename_file(&t, project, &file);
		out[(*files)++] = file;
	}
	return diag_met(diags) == before;
}
