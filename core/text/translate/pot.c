/* Collecting segments and writing the .pot. */
#include "text/translate/pot.h"

#include "message/message.h"
#include "po/po.h"

#define POT_ICU "icu-message-format"

struct pot_entry {
	str id, context;
	bool icu;                        /* other programs can read its arguments */
	str lacks;                       /* languages that it is for, with spaces; empty: all */
	vec(str) comments, files;        /* each once, in the order they came */
};

struct pot {
	struct arena *arena;
	struct diags *diags;
	str folder;
	str heading;                     /* the last one */
	bool lost;                       /* a line that nobody could count */
	struct map *index;
	vec(struct pot_entry) entries;
	vec(struct segment) segments;
};

struct pot *pot_new(struct arena *arena, struct diags *diags, str folder)
{
	struct pot *p = arena_make(arena, struct pot);
	*p = (struct pot){
	        .arena = arena, .diags = diags, .folder = folder, .index = map_new(arena)};
	return p;
}

size_t pot_count(const struct pot *p)
{
	return p->entries.n;
}

bool pot_whole(const struct pot *p)
{
	return !p->lost;
}

void pot_visit(const struct pot *p, segment_visit *each, void *context)
{
	for (size_t i = 0; i < p->segments.n && each(context, &p->segments.at[i]); i++)
		;
}

static str relative(const struct pot *p, str path)
{
	str folder = p->folder;
	while (folder.len > 1 && str_ends(folder, S("/")))
		folder.len--;
	if (folder.len && str_starts(path, folder) && path.len > folder.len &&
	    path.ptr[folder.len] == '/')
		path = str_from(path, folder.len + 1);
	while (str_starts(path, S("./")))
		path = str_from(path, 2);
	return path;
}

static bool is_wanted(const struct pot_entry *e, str language)
{
	return !language.len || !e->lacks.len || str_has_word(e->lacks, language);
}

bool pot_has(const struct pot *p, struct arena *scratch, str context, str id)
{
	uint32_t number;
	return map_get(p->index, po_key(scratch, context, id), &number);
}

/* gettext 0.22 isolates a name with spaces; older ones then see two names, which does no harm. */
static str reference(struct pot *p, const struct segment *s)
{
	str path = relative(p, diag_path(p->diags, s->at.file));
	struct buf place = {0};
	size_t met = diag_met(p->diags);
	diag_put_line(p->diags, s->at, &place);
	p->lost |= diag_met(p->diags) > met;
	str at = arena_str(p->arena, buf_str(&place));
	buf_drop(&place);
	/* A sheet's name may have spaces, too. */
	bool cells = str_has(at, ' ');
	if (cells)
		path = arena_printf(p->arena, "%.*s%.*s", STR_ARG(path), STR_ARG(at));
	if (str_has(path, ' '))
		path = arena_printf(p->arena, "\u2068%.*s\u2069", STR_ARG(path));
	return cells ? path : arena_printf(p->arena, "%.*s%.*s", STR_ARG(path), STR_ARG(at));
}

/* One line of words: a comment cannot hold a line end. */
static str one_line(struct arena *arena, str s, size_t most)
{
	str cut = utf8_prefix(str_trim(s), most);
	char *out = arena_cstr(arena, cut);
	for (size_t i = 0; i < cut.len; i++)
		if (out[i] == '\n' || out[i] == '\r' || out[i] == '\t')
			out[i] = ' ';
	return (str){out, cut.len};
}

#define ADD_ONCE(p, list, text) \
	do { \
		str once = (text); \
		bool there = false; \
		for (size_t i_ = 0; i_ < (list)->n && !there; i_++) \
			there = str_eq((list)->at[i_], once); \
		if (!there && once.len && (list)->n < 20) \
			vec_push((p)->arena, (list), once); \
	} while (0)

static str placeholders(struct pot *p, const struct message *m)
{
	const struct argument *arguments;
	size_t n = message_arguments(p->arena, m, &arguments);
	struct map *seen = map_new(p->arena);
	struct buf b = {0};
	for (size_t i = 0; i < n; i++) {
		uint32_t number = 0;
		if (map_add(seen, arguments[i].name, &number))
			buf_printf(&b, "%s{%.*s}",
			           b.len ? " " : "placeholders: ", STR_ARG(arguments[i].name));
	}
	str text = arena_str(p->arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

/* A text that is wanted in all languages stays so. */
static void add_lacks(struct pot *p, struct pot_entry *e, str lacks)
{
	for (str rest = lacks; rest.len && e->lacks.len;) {
		str one = str_until(rest, ' ');
		if (!str_has_word(e->lacks, one))
			e->lacks = arena_printf(p->arena, "%.*s %.*s", STR_ARG(e->lacks),
			                        STR_ARG(one));
		rest = str_from(rest, one.len + 1);
	}
	if (!lacks.len)
		e->lacks = S("");
}

static struct pot_entry *entry_of(struct pot *p, const struct segment *s)
{
	uint32_t number = (uint32_t)p->entries.n;
	if (map_add(p->index, po_key(p->arena, s->context, arena_str(p->arena, s->id)), &number))
		vec_push(p->arena, &p->entries,
		         (struct pot_entry){.id = arena_str(p->arena, s->id),
		                            .context = arena_str(p->arena, s->context),
		                            .lacks = arena_str(p->arena, s->lacks)});
	else
		add_lacks(p, &p->entries.at[number], s->lacks);
	return &p->entries.at[number];
}

static void add_comments(struct pot *p, struct pot_entry *e, const struct segment *s,
                         const struct message *m)
{
	ADD_ONCE(p, &e->comments, str_of(segment_kind_name(s->kind)));
	if (p->heading.len)
		ADD_ONCE(p, &e->comments,
		         arena_printf(p->arena, "under: %.*s", STR_ARG(p->heading)));
	if (m)
		ADD_ONCE(p, &e->comments, placeholders(p, m));
}

/* Where its parts came from is the visitor's only for as long as it looks. */
static void keep(struct pot *p, const struct segment *s)
{
	struct segment own = *s;
	if (s->origin) {
		struct origin *origin = arena_make(p->arena, struct origin);
		*origin = *s->origin;
		own.origin = origin;
	}
	vec_push(p->arena, &p->segments, own);
}

bool pot_add(struct pot *p, const struct segment *s)
{
	struct origin whole = origin_of(p->arena, s->at);
	if (!s->id.len)
		return true;
	const struct message *m =
	        s->plain ? NULL
	                 : message_parse(p->arena, p->diags, s->id, s->origin ? s->origin : &whole);
	if (!m && !s->plain)
		return false;
	struct pot_entry *e = entry_of(p, s);
	e->icu |= m && !message_is_plain(m) && message_is_icu(m);
	add_comments(p, e, s, m);
	ADD_ONCE(p, &e->files, reference(p, s));
	keep(p, s);
	if (s->kind == SEGMENT_HEADING)
		p->heading = one_line(p->arena, s->id, 100);
	return true;
}

/* Lines as gettext breaks them, so that a file that is merged with nothing new stays as it is. */
static void put_files(const struct pot_entry *e, struct buf *out)
{
	enum { WIDTH = 79 };
	size_t column = 0;
	for (size_t i = 0; i < e->files.n; i++) {
		size_t len = e->files.at[i].len + 1;
		if (!column || column + len > WIDTH) {
			buf_put(out, column ? S("\n#:") : S("#:"));
			column = 2;
		}
		buf_printf(out, " %.*s", STR_ARG(e->files.at[i]));
		column += len;
	}
	buf_put(out, column ? S("\n") : S(""));
}

static void write_entry(const struct pot_entry *e, struct buf *out)
{
	buf_byte(out, '\n');
	for (size_t i = 0; i < e->comments.n; i++)
		buf_printf(out, "#. %.*s\n", STR_ARG(e->comments.at[i]));
	put_files(e, out);
	if (e->icu)
		buf_put(out, S("#, " POT_ICU "\n"));
	if (e->context.len)
		po_put(out, S("msgctxt"), e->context);
	po_put(out, S("msgid"), e->id);
	po_put(out, S("msgstr"), S(""));
}

void pot_write(const struct pot *p, str name, str language, struct buf *out)
{
	struct buf id = {0};
	buf_printf(&id, "Project-Id-Version: %.*s\n", STR_ARG(name));
	if (language.len)
		buf_printf(&id, "Language: %.*s\n", STR_ARG(language));
	buf_put(&id, S("MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
	               "Content-Transfer-Encoding: 8bit\n"));
	buf_put(out, S("# Words to translate; values in braces stay as they are.\n"));
	po_put(out, S("msgid"), S(""));
	po_put(out, S("msgstr"), buf_str(&id));
	for (size_t i = 0; i < p->entries.n; i++)
		if (is_wanted(&p->entries.at[i], language))
			write_entry(&p->entries.at[i], out);
	buf_drop(&id);
}

/* ---- Behind msgmerge ---- */

/* Where a line begins. */
static size_t line_start(str s, size_t at)
{
	while (at && s.ptr[at - 1] != '\n')
		at--;
	return at;
}

static str line_before(str s, size_t at)
{
	size_t end = at ? at - 1 : 0;
	return str_sub(s, line_start(s, end), end);
}

/* Where an entry's flags stand, or would stand: before its old source and its keywords. */
static size_t flags_at(str s, const struct po_entry *e)
{
	size_t at = line_start(s, (size_t)(e->context_at.len ? e->context_at.off : e->id_at.off));
	while (str_starts(line_before(s, at), S("#|")))
		at = line_start(s, at - 1);
	return at;
}

/* Each line's end is one of the two. */
static void put_lines(struct buf *out, str s, bool crlf)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '\r' && i + 1 < s.len && s.ptr[i + 1] == '\n')
			continue;
		if (s.ptr[i] == '\n' && crlf)
			buf_byte(out, '\r');
		buf_byte(out, s.ptr[i]);
	}
}

/* From the line behind an entry's last on: msgmerge puts an empty one between entries. */
static size_t block_end(str s, size_t at)
{
	size_t end = str_find(str_from(s, at), S("\n\n"));
	return end == SIZE_MAX ? s.len : at + end + 2;
}

static size_t block_start(str s, size_t at)
{
	size_t from = line_start(s, at);
	while (from && line_before(s, from).len)
		from = line_start(s, from - 1);
	return from;
}

/* What a language has already is none of its translator's; a translation that is there stays as
 * obsolete ones do. */
static void put_aside(struct buf *out, str block, bool translated, bool crlf)
{
	str line;
	bool any = false;
	while (translated && str_next_line(&block, &line)) {
		if (!line.len || line.ptr[0] == '#')
			continue;
		put_lines(out, S("#~ "), crlf);
		put_lines(out, line, crlf);
		put_lines(out, S("\n"), crlf);
		any = true;
	}
	if (any)
		put_lines(out, S("\n"), crlf);
}

static const struct pot_entry *entry_in(const struct pot *p, struct arena *scratch,
                                        const struct po_entry *e)
{
	uint32_t number;
	bool found = map_get(p->index, po_key(scratch, e->context, e->id), &number);
	return found ? &p->entries.at[number] : NULL;
}

/* msgmerge has been seen to end well when it could not write all of it. */
static bool is_whole(const struct pot *p, struct arena *scratch, const struct pot_merge *m,
                     size_t found)
{
	if (found != p->entries.n || !str_ends(m->merged, S("\n")))
		return diag_error(p->diags, (struct span){.file = m->file}, "text/msgmerge-failed",
		                  "msgmerge could not write all of the merged file");
	const struct po_entry *lost = po_lost(scratch, po_read_all(scratch, m->file, m->old),
	                                      po_read_all(scratch, 0, m->merged));
	if (!lost)
		return true;
	bool here = lost->id_at.file == m->file;
	diag_error(p->diags, here ? lost->id_at : (struct span){.file = m->file},
	           "text/msgmerge-failed",
	           here ? "msgmerge lost or changed this translation"
	                : "msgmerge made up a translation");
	diag_hint(p->diags, "The file stays as it was: try again.");
	return false;
}

bool pot_finish(const struct pot *p, const struct pot_merge *m, str language, bool crlf,
                struct buf *out)
{
	str merged = m->merged;
	struct arena *scratch = arena_new();
	struct buf aside = {0};
	const struct po *po = po_read(scratch, p->diags, 0, merged);
	size_t done = 0, found = 0;
	for (size_t i = 0; po && i < po_count(po); i++) {
		const struct po_entry *e = po_at(po, i);
		const struct pot_entry *own = entry_in(p, scratch, e);
		found += own != NULL;
		size_t at = flags_at(merged, e);
		if (own && !is_wanted(own, language)) {
			size_t start = block_start(merged, at), end = block_end(merged, at);
			put_lines(out, str_sub(merged, done, start > done ? start : done), crlf);
			put_aside(&aside, str_sub(merged, start, end),
			          po_state_of(e) == PO_TRANSLATED, crlf);
			done = end;
			continue;
		}
		if (!own || !own->icu)
			continue;
		bool flagged = str_starts(line_before(merged, at), S("#,"));
		put_lines(out, str_sub(merged, done, flagged ? at - 1 : at), crlf);
		put_lines(out, flagged ? S(", " POT_ICU) : S("#, " POT_ICU "\n"), crlf);
		done = flagged ? at - 1 : at;
	}
	put_lines(out, str_from(merged, done), crlf);
	if (aside.len)
		put_lines(out, S("\n"), crlf);
	buf_put(out, str_sub(buf_str(&aside), 0, aside.len ? aside.len - 1 - crlf : 0));
	buf_drop(&aside);
	bool whole = po && is_whole(p, scratch, m, found);
	arena_drop(scratch);
	return whole;
}
