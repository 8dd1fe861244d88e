/* What all documents share: titles of strom.yml and labels of code books, in files of their own;
 * and the translations that stood in files of documents before there were these. */
#include "po/po.h"
#include "text/translate/pot.h"
#include "text/translate/translate_parts.h"

#include "base/file.h"
#include "data/codebook/codebook.h"
#include "text/draft/segment_count.h"

/* ---- What is in them ---- */

struct sharing {
	struct pot *pot;
	struct arena *arena;
	bool titles; /* these are looked for; else what documents say as well */
};

static bool share(void *context, const struct segment *s)
{
	const struct sharing *c = context;
	bool taken =
	        c->titles ? s->shared : !s->shared && pot_has(c->pot, c->arena, s->context, s->id);
	if (taken)
		pot_add(c->pot, s);
	return true;
}

static bool has_language(str words, str language)
{
	for (str rest = words; rest.len;) {
		str one = str_until(rest, ' ');
		if (str_eq(str_until(one, '-'), str_until(language, '-')))
			return true;
		rest = str_from(rest, one.len + 1);
	}
	return false;
}

static void add_label(struct arena *arena, struct pot *pot, const struct translate_label *label,
                      const str *languages, size_t n)
{
	struct segment s = {.kind = label->question ? SEGMENT_QUESTION : SEGMENT_ANSWER,
	                    .id = label->text,
	                    .at = label->at,
	                    .plain = true};
	for (size_t i = 0; i < n; i++)
		if (!has_language(label->has, languages[i]))
			s.lacks = arena_printf(arena, "%.*s%s%.*s", STR_ARG(s.lacks),
			                       s.lacks.len ? " " : "", STR_ARG(languages[i]));
	if (s.lacks.len)
		pot_add(pot, &s);
}

/* What a document says as well is wanted in all of its languages, and translated here alone. */
struct pot *translate_shared_words(struct arena *arena, struct diags *diags,
                                   const struct project *project,
                                   const struct translate_label *labels, size_t n)
{
	struct sharing c = {pot_new(arena, diags, project->folder), arena, true};
	const str *languages;
	size_t languages_n = translate_languages(arena, project, NULL, &languages);
	for (size_t i = 0; i < project->documents_n; i++)
		segments_titles(arena, diags, project, &project->documents[i], share, &c);
	for (size_t i = 0; i < n; i++)
		add_label(arena, c.pot, &labels[i], languages, languages_n);
	c.titles = false;
	for (size_t i = 0; i < project->documents_n; i++)
		segments_walk(arena, diags, project, &project->documents[i], share, &c);
	return c.pot;
}

/* ---- What documents' files have of it ---- */

struct other_file {
	str path;
	struct po *po;
};

enum { PO_FILE = 16 << 20 };

struct taking_over {
	const struct translate_work *work;
	vec(struct other_file) files;
};

static struct po *open_po(const struct translate_work *w, str path)
{
	str bytes;
	enum file_found found;
	struct span at = w->project->translations.at;
	if (!file_seen(w->diags, at, path, &found) || found != FOUND_FILE ||
	    !file_map(w->arena, w->diags, at, path, PO_FILE, &bytes))
		return NULL;
	return po_read(w->arena, w->diags, diag_file(w->diags, path, 0), bytes);
}

static void open_files(struct taking_over *t, str language)
{
	const struct translate_work *w = t->work;
	for (size_t i = 0; i < w->project->documents_n; i++) {
		str path =
		        translate_path(w->arena, w->project, &w->project->documents[i], language);
		struct po *po = open_po(w, path);
		if (po)
			vec_push(w->arena, &t->files, (struct other_file){path, po});
	}
}

/* The best that any of them has; where they differ, the first, and the others are told of: they
 * stay in their files, as obsolete ones. */
static const struct po_entry *best_of(const struct taking_over *t, const struct po_entry *own)
{
	const struct po_entry *best = po_state_of(own) >= PO_FUZZY ? own : NULL;
	str path = S("");
	for (size_t i = 0; i < t->files.n; i++) {
		const struct po_entry *e;
		enum po_state state = po_find(t->files.at[i].po, own->context, own->id, &e);
		if (state < PO_FUZZY || (best && po_state_of(best) >= state &&
		                         (state < PO_TRANSLATED || str_eq(best->text, e->text))))
			continue;
		if (!best || po_state_of(best) < state) {
			best = e;
			path = t->files.at[i].path;
			continue;
		}
		/* Without a place: its file is merged after this, and has other lines then. */
		diag_warn(t->work->diags, (struct span){0}, "text/translations-differ",
		          "'%.*s' is '%.*s' in %.*s", STR_ARG(utf8_prefix(own->id, 200)),
		          STR_ARG(utf8_prefix(e->text, 200)), STR_ARG(t->files.at[i].path));
		diag_hint(t->work->diags,
		          "It is '%.*s' now, as in %.*s. Look which is right, and write it into "
		          "the project's file.",
		          STR_ARG(utf8_prefix(best->text, 200)),
		          STR_ARG(best == own ? S("that") : path));
	}
	return best == own ? NULL : best;
}

static void put_text(struct buf *out, str text)
{
	struct buf b = {0};
	po_put(&b, S("msgstr"), text);
	buf_put(out, str_sub(buf_str(&b), S("msgstr ").len, b.len - 1));
	buf_drop(&b);
}

static size_t line_start(str s, size_t at)
{
	while (at && s.ptr[at - 1] != '\n')
		at--;
	return at;
}

/* The line of flags right above an entry's keywords; where there is none, one comes there. */
static size_t put_fuzzy(struct buf *out, str bytes, size_t done, const struct po_entry *e)
{
	size_t at =
	        line_start(bytes, (size_t)(e->context_at.len ? e->context_at.off : e->id_at.off));
	size_t before = at ? line_start(bytes, at - 1) : 0;
	bool flags = str_starts(str_from(bytes, before), S("#,")) && before < at;
	size_t to = flags ? before + 2 : at;
	buf_put(out, str_sub(bytes, done, to));
	buf_put(out, flags ? S(" fuzzy,") : S("#, fuzzy\n"));
	return to;
}

bool translate_take_over(const struct translate_work *w, str language, struct buf *file)
{
	struct taking_over t = {.work = w};
	struct buf out = {0};
	str bytes = arena_str(w->arena, buf_str(file));
	size_t done = 0, met = diag_met(w->diags);
	struct po *po = po_read(w->arena, w->diags, 0, bytes);
	if (!po)
		return false;
	open_files(&t, language);
	if (diag_met(w->diags) > met)
		return false;
	for (size_t i = 0; i < po_count(po); i++) {
		const struct po_entry *e = po_at(po, i);
		const struct po_entry *other = po_state_of(e) == PO_FUZZY ? NULL : best_of(&t, e);
		if (!other)
			continue;
		if (po_state_of(other) == PO_FUZZY)
			done = put_fuzzy(&out, bytes, done, e);
		buf_put(&out, str_sub(bytes, done, (size_t)e->text_at.off));
		put_text(&out, other->text);
		done = (size_t)e->text_at.off + e->text_at.len;
	}
	buf_put(&out, str_from(bytes, done));
	buf_drop(file);
	*file = out;
	return true;
}
