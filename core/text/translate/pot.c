/* Collecting segments and writing the .pot. */
#include "text/translate/pot.h"

#include "message/message.h"
#include "po/po.h"

struct pot_entry {
	str id, context;
	vec(str) comments, files;        /* each once, in the order they came */
};

struct pot {
	struct arena *arena;
	struct diags *diags;
	str folder;
	str heading;                     /* the last one */
	struct map *index;
	vec(struct pot_entry) entries;
};

struct pot *pot_new(struct arena *arena, struct diags *diags, str folder)
{
	struct pot *p = arena_make(arena, struct pot);
	*p = (struct pot){.arena = arena, .diags = diags, .folder = folder, .index = map_new(arena)};
	return p;
}

size_t pot_count(const struct pot *p)
{
	return p->entries.n;
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

/* gettext 0.22 isolates a name with spaces; older ones then see two names, which does no harm. */
static str reference(const struct pot *p, const struct segment *s)
{
	str path = relative(p, diag_path(p->diags, s->at.file));
	if (!str_has(path, ' '))
		return path;
	return arena_printf(p->arena, "\u2068%.*s\u2069", STR_ARG(path));
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
			buf_printf(&b, "%s{%.*s}", b.len ? " " : "placeholders: ", STR_ARG(arguments[i].name));
	}
	str text = arena_str(p->arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static struct pot_entry *entry_of(struct pot *p, const struct segment *s)
{
	uint32_t number = (uint32_t)p->entries.n;
	str key = s->context.len ? arena_printf(p->arena, "%.*s\4%.*s", STR_ARG(s->context),
	                                        STR_ARG(s->id))
	                         : arena_str(p->arena, s->id);
	if (map_add(p->index, key, &number))
		vec_push(p->arena, &p->entries, (struct pot_entry){
		         .id = arena_str(p->arena, s->id), .context = arena_str(p->arena, s->context)});
	return &p->entries.at[number];
}

static void add_comments(struct pot *p, struct pot_entry *e, const struct segment *s,
                         const struct message *m)
{
	str comment = s->comment, line;
	ADD_ONCE(p, &e->comments, str_of(segment_kind_name(s->kind)));
	if (p->heading.len)
		ADD_ONCE(p, &e->comments, arena_printf(p->arena, "under: %.*s", STR_ARG(p->heading)));
	while (str_next_line(&comment, &line))
		ADD_ONCE(p, &e->comments, one_line(p->arena, line, 1000));
	ADD_ONCE(p, &e->comments, placeholders(p, m));
}

bool pot_add(struct pot *p, const struct segment *s)
{
	struct origin whole = origin_of(p->arena, s->at);
	if (!s->id.len)
		return true;
	const struct message *m = message_parse(p->arena, p->diags, s->id, s->origin ? s->origin : &whole);
	if (!m)
		return false;
	struct pot_entry *e = entry_of(p, s);
	add_comments(p, e, s, m);
	ADD_ONCE(p, &e->files, reference(p, s));
	if (s->kind == SEGMENT_HEADING)
		p->heading = one_line(p->arena, s->id, 100);
	return true;
}

static void write_entry(const struct pot_entry *e, struct buf *out)
{
	buf_byte(out, '\n');
	for (size_t i = 0; i < e->comments.n; i++)
		buf_printf(out, "#. %.*s\n", STR_ARG(e->comments.at[i]));
	for (size_t i = 0; i < e->files.n; i++)
		buf_printf(out, "#: %.*s\n", STR_ARG(e->files.at[i]));
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
		write_entry(&p->entries.at[i], out);
	buf_drop(&id);
}
