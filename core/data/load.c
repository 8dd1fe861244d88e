/* Loaders: child processes that run the source plugins.
 *
 * What comes back is the public tables and the reports. A sensitive source has a child of its own,
 * which can open no file but that one, and nothing comes back of it but the codes and places of its
 * reports: so no plugin, whatever it keeps in its memory, sees rows of two kinds. A crash, an exit
 * or a run without end is the plugin's, and names it. */
#include "data/load_parts.h"

#include "data/checks.h"
#include "data/derive.h"
#include "data/look.h"
#include "data/store.h"

#include "base/file.h"

#include <errno.h>

/* What one child loads. */
struct loader {
	struct arena *arena;
	struct diags *diags;
	const struct project *project;
	bool alone; /* one source, `only`; else all public ones that read files */
	bool secret;                     /* that is sensitive */
	uint32_t only;
	bool look;                       /* a record of the first source is made */
	str tables;                      /* the public ones, once they are there */
	sqlite3 *public;
	const str *connected;            /* what those came back with that connect, one a source */
};

static bool loads(const struct loader *l, uint32_t i)
{
	const struct source_spec *s = &l->project->sources[i];
	return l->alone ? i == l->only : !s->plugin->server && !s->sensitive;
}

/* It has a child of its own, which keeps the network, and in which nothing else is read. */
static bool connects(const struct loader *l)
{
	return l->alone && l->project->sources[l->only].plugin->server;
}

static void keep_words(struct report *r)
{
	r->message = S("a sensitive source has a fault here; its text is not shown");
	r->hint = S("");
}

/* ---- In the child ---- */

static unsigned flags_of(const struct source_spec *source)
{
	return (source->sensitive ? DIAG_SECRET : 0u) | (source->given ? DIAG_GIVEN : 0u);
}

static void name_files(struct diags *d, const struct project *p)
{
	const struct said *file;
	for (size_t i = 0; i < p->sources_n; i++)
		for (size_t k = 0; (file = project_source_file(&p->sources[i], k)); k++)
			diag_file(d, file->text, flags_of(&p->sources[i]));
	for (size_t i = 0; i < p->sources_n; i++)
		if (p->sources[i].server.text.len)
			diag_file(d, p->sources[i].server.text,
			          flags_of(&p->sources[i]) | DIAG_BINARY);
	for (size_t i = 0; i < p->sources_n; i++)
		if (p->sources[i].codebook.text.len)
			diag_file(d, p->sources[i].codebook.text,
			          p->sources[i].given ? DIAG_GIVEN : 0u);
}

/* Options hold file numbers: the child's set must count files as the parent's does. */
static struct diags *same_files(struct arena *a, const struct diags *theirs,
                                const struct project *p)
{
	struct diags *d = diags_like(a, theirs);
	for (uint32_t i = 1; diag_path(theirs, i).len; i++)
		diag_file(d, diag_path(theirs, i), 0);
	name_files(d, p);
	return d;
}

/* What the plugin said, and what was said of it: the words go no further. What the core found out
 * about the file itself holds no cell (s->shown). */
static void pass_on(struct diags *to, const struct diags *from, bool secret)
{
	for (size_t i = 0; i < diag_count(from); i++) {
		struct report r = *diag_at(from, i);
		if (secret && !str_starts(r.code, S("file/")))
			keep_words(&r);
		diag_add(to, &r);
	}
}

static bool load_source(struct loader *l, uint32_t number)
{
	const struct source_spec *spec = &l->project->sources[number];
	struct arena *a = arena_new();
	struct diags *d = same_files(a, l->diags, l->project);
	struct store s = {.language = l->project->language,
	                  .source = spec,
	                  .plugin = spec->plugin,
	                  .number = number,
	                  .shown = l->diags};
	struct job job;
	s.db = spec->sensitive ? store_open() : l->public;
	job_init(&job, a, d, &spec->options);
	job.at = spec->name.at;
	job.secret = spec->sensitive;
	bool ran = s.db ? store_run(&s, &job)
	                : diag_error(d, spec->name.at, "data/too-large", "out of memory");
	pass_on(l->diags, d, spec->sensitive);
	bool good = ran && (!spec->sensitive || l->look ||
	                    checks_secret(l->diags, l->project, number, s.db, l->tables));
	if (l->look && !number && s.db)
		look_keep(&s, l->public, good);
	if (spec->sensitive)
		sqlite3_close(s.db);
	arena_drop(a);
	return good;
}

static str serialized(sqlite3 *db)
{
	sqlite3_int64 len = 0;
	if (sqlite3_exec(db, "commit", NULL, NULL, NULL))
		return S("");
	const void *at = sqlite3_serialize(db, "main", &len, SQLITE_SERIALIZE_NOCOPY);
	return (str){at ? at : "", at ? (size_t)len : 0};
}

static void hand_over(const struct loader *l, int answer, bool good)
{
	struct buf head = {0}, reports = {0};
	diag_pack(l->diags, &reports);
	buf_u32(&head, good);
	buf_slice(&head, buf_str(&reports));
	child_put(answer, buf_str(&head));
	buf_drop(&head);
	buf_drop(&reports);
	if (l->public)
		child_put(answer, serialized(l->public));
}

static void cannot_merge(struct loader *l, uint32_t i)
{
	diag_error(l->diags, l->project->sources[i].name.at, "data/too-large",
	           "the tables need more than 1 GiB");
}

static void load_all(void *self, int answer)
{
	struct loader l = *(struct loader *)self;
	l.arena = arena_new();
	l.diags = same_files(l.arena, l.diags, l.project);
	size_t met = diag_met(l.diags);
	/* Nobody asks for SQLite's counts of its memory, and they cost a lock with each piece of
	 * it. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	bool wants = !l.secret || l.look;
	if (wants && !(l.public = store_open()))
		arena_exhausted();
	for (uint32_t i = 0; i < l.project->sources_n; i++)
		if (loads(&l, i))
			load_source(&l, i);
		else if (l.connected && l.connected[i].len &&
		         !store_merge(l.public, &l.project->sources[i], l.connected[i]))
			cannot_merge(&l, i);
	hand_over(&l, answer, diag_met(l.diags) == met);
}

/* ---- In the parent ---- */

static const struct plugin *of_number(const struct project *p, uint32_t number)
{
	for (size_t i = 0; i < p->sources_n; i++) {
		const struct source_spec *s = &p->sources[i];
		if (s->plugin->number == number)
			return s->plugin;
		if (s->book_plugin && s->book_plugin->number == number)
			return s->book_plugin;
	}
	return NULL;
}

static bool cannot_hand_over(struct diags *d, const struct project *p)
{
	diag_error(d, p->at, "data/loader-failed", "the tables cannot be handed over");
	diag_hint(d, "Is there a limit on the size of files, 'ulimit -f'? It holds for files in "
	             "memory too.");
	return false;
}

/* Where the path of the source stands that it was at; else the project. */
static struct span source_at(const struct project *p, const struct child *c)
{
	for (size_t i = 0; i < p->sources_n; i++)
		if (p->sources[i].plugin->number == c->track->plugin &&
		    p->sources[i].name.at.off == c->track->off)
			return p->sources[i].path.at;
	return p->at;
}

static bool ended_badly(struct diags *d, const struct project *p, const struct child *c)
{
	struct buf b = {0};
	if (child_cut(c, d, source_at(p, c)))
		return false;
	if (child_untold(c))
		return cannot_hand_over(d, p);
	if (plugin_blame(d, of_number(p, c->track->plugin), of_number(p, c->track->foreign), c,
	                 S("")))
		return false;
	child_fault(c, &b);
	diag_error(d, p->at, "data/loader-failed", "the loader %.*s", STR_ARG(buf_str(&b)));
	buf_drop(&b);
	return false;
}

static bool is_own(const struct source_spec *s, str path)
{
	const struct said *file;
	for (size_t i = 0; (file = project_source_file(s, i)); i++)
		if (str_eq(file->text, path))
			return true;
	return false;
}

/* How the lines of its files are shown, and what their sheets are called. */
static void take_files(const struct loader *l, struct diags *said, const struct source_spec *s)
{
	const struct said *file;
	for (size_t i = 0; (file = project_source_file(s, i)); i++) {
		uint32_t here = diag_file(l->diags, file->text, DIAG_SECRET);
		uint32_t there = diag_file(said, file->text, 0);
		str encoding = diag_encoding_of(said, there);
		if (encoding.len)
			diag_encoding(l->diags, here, encoding);
		diag_sheets_like(l->diags, here, said, there);
	}
}

/* The last gate, and not the child's, in which foreign code may have run: then of what it says
 * about a sensitive source only codes and places go further; these only in its own file and
 * strom.yml. */
static bool take_secret(const struct loader *l, str packed)
{
	struct arena *scratch = arena_new();
	struct diags *said = diags_like(scratch, l->diags);
	const struct source_spec *source = &l->project->sources[l->only];
	bool whole = diag_unpack(said, packed);
	take_files(l, said, source);
	for (size_t i = 0; whole && i < diag_count(said) && i < JOB_REPORTS; i++) {
		struct report r = *diag_at(said, i);
		str path = diag_path(said, r.at.file);
		bool own = is_own(source, path);
		if (!own && !str_eq(path, diag_path(l->diags, source->name.at.file)))
			r.at = source->server.text.len ? source->server.at : source->path.at;
		r.at.file = own ? diag_file(l->diags, path, DIAG_SECRET) : source->name.at.file;
		r.code = job_code(r.code);
		if (source->plugin->foreign)
			keep_words(&r);
		diag_add(l->diags, &r);
	}
	arena_drop(scratch);
	return whole;
}

static bool take_result(const struct loader *l, const struct child *c, str *database)
{
	str rest, reports;
	uint32_t good;
	if (!child_answer(l->arena, c, &rest) && errno)
		return diag_error(l->diags, l->project->at, "data/loader-failed",
		                  "the loader's answer cannot be read: %s", strerror(errno));
	if (buf_take_u32(&rest, &good) && buf_take_slice(&rest, &reports) &&
	    (l->secret ? take_secret(l, reports) : rest.len && diag_unpack(l->diags, reports))) {
		if (!l->secret || l->look)
			*database = rest;
		return good;
	}
	return diag_error(l->diags, l->project->at, "data/loader-failed",
	                  "the loader's answer cannot be read");
}

/* SQLite's and our own tables have names of this kind; capital letters make no difference. */
static const struct said *table_name(const struct project *p, size_t i)
{
	return i < p->sources_n ? &p->sources[i].name : &p->views[i - p->sources_n].name;
}

static void check_name(struct diags *d, const struct project *p, size_t i)
{
	const struct said *name = table_name(p, i);
	if (sql_same(str_sub(name->text, 0, 7), S("sqlite_")) ||
	    sql_same(str_sub(name->text, 0, 6), S("strom_")))
		diag_error(d, name->at, "data/reserved-name",
		           "'%.*s' begins like a table of the program's own",
		           STR_ARG(name->text));
	for (size_t k = 0; k < i; k++)
		if (sql_same(name->text, table_name(p, k)->text))
			diag_error(d, name->at, "data/duplicate-table",
			           "SQL cannot tell '%.*s' from '%.*s'", STR_ARG(name->text),
			           STR_ARG(table_name(p, k)->text));
}

static bool names_good(struct diags *d, const struct project *p)
{
	size_t met = diag_met(d);
	for (size_t i = 0; i < p->sources_n + p->views_n; i++)
		check_name(d, p, i);
	return diag_met(d) == met;
}

/* Every source that connects has been agreed to. */
static bool agreed(struct diags *d, const struct project *p)
{
	size_t met = diag_met(d);
	for (size_t i = 0; i < p->sources_n; i++) {
		const struct source_spec *s = &p->sources[i];
		if (!s->plugin->server || s->agreed)
			continue;
		diag_error(d, s->name.at, "data/not-connected",
		                  "the source connects to '%.*s', and you have not agreed to that",
		                  STR_ARG(utf8_prefix(s->server.text, 60)));
		diag_hint(d,
		          "If you know who asks for it, add --connect %.*s; to agree for all "
		          "projects, "
		          "'strom trust --connect %.*s'.",
		          STR_ARG(s->name.text), STR_ARG(utf8_prefix(s->server.text, 60)));
	}
	return diag_met(d) == met;
}

/* A loader can open its plugins and its files: no other source's, and no text. */
static struct lock *lock_of(struct loader *l)
{
	struct lock *lock = connects(l) ? lock_new_connecting(l->arena) : lock_new(l->arena);
	const struct said *file;
	lock_read_system(lock);
	if (connects(l))
		lock_read_network(lock);
	for (size_t i = 0; connects(l) && i < l->project->credentials_n; i++)
		lock_read(lock, l->project->credentials[i]);
	for (uint32_t i = 0; i < l->project->sources_n; i++) {
		const struct source_spec *s = &l->project->sources[i];
		if (!loads(l, i))
			continue;
		for (size_t k = 0; (file = project_source_file(s, k)); k++)
			lock_read(lock, file->text);
		if (s->plugin->real)
			lock_read(lock, str_of(s->plugin->real));
		if (s->codebook.text.len)
			lock_read(lock, s->codebook.text);
		if (s->book_plugin && s->book_plugin->real)
			lock_read(lock, str_of(s->book_plugin->real));
	}
	return lock;
}

/* Honest work grows with what is read. */
static struct limits limits_of(const struct loader *l, struct limits limits)
{
	struct file_stamp stamp;
	const struct said *file;
	for (uint32_t i = 0; i < l->project->sources_n; i++)
		for (size_t k = 0;
		     loads(l, i) && (file = project_source_file(&l->project->sources[i], k)); k++)
			if (file_stamp(file->text, &stamp)) {
				limits.call_seconds += (unsigned)(stamp.bytes >> 20 & 0xFFFF);
				limits.process_seconds += (unsigned)(stamp.bytes >> 20 & 0xFFFF);
			}
	return limits;
}

/* A server may take its time; how much, its source's own options say. */
enum { MOST_WAIT = 4000 };

static bool run_child(struct loader *l, struct limits limits, str *database)
{
	limits.still_seconds = connects(l) ? MOST_WAIT : 0;
	struct child child, *const only = &child;
	struct child_start start = {
	        .lock = lock_of(l), .limits = limits_of(l, limits), .run = load_all, .self = l,
	                            .connects = connects(l)};
	if (!child_begin(&child, &start))
		return diag_error(l->diags, l->project->at, "data/loader-failed",
		                  "cannot start the loader: %s", strerror(errno));
	child_wait(&only, 1);
	bool good = child_whole(&child) ? take_result(l, &child, database)
	                                : ended_badly(l->diags, l->project, &child);
	child_drop(&child);
	return good;
}

/* Each in a child of its own, before the others: their tables are put together there. */
static void load_connected(struct loader *l, const struct limits *limits)
{
	str *connected = arena_array(l->arena, str, l->project->sources_n + 1);
	l->alone = true;
	for (l->only = 0; l->only < l->project->sources_n; l->only++)
		if (connects(l) && !l->project->sources[l->only].sensitive &&
		    !run_child(l, *limits, &connected[l->only]))
			connected[l->only] = S("");
	l->alone = false;
	l->connected = connected;
}

static void load_sensitive(struct loader *l, const struct limits *limits, str *database)
{
	l->alone = l->secret = true;
	for (l->only = 0; l->only < l->project->sources_n; l->only++)
		if (l->project->sources[l->only].sensitive)
			run_child(l, *limits, database);
}

/* The only source, looked at. */
static bool load_one(struct loader *l, const struct limits *limits, str *database)
{
	const struct source_spec *s = &l->project->sources[0];
	l->alone = s->sensitive || s->plugin->server;
	l->secret = s->sensitive;
	return run_child(l, *limits, database);
}

bool tables_load_for(struct arena *a, struct diags *d, const struct project *p,
                     const struct limits *limits, bool look, str *database)
{
	struct loader l = {.arena = a, .diags = d, .project = p, .look = look};
	*database = S("");
	if (!names_good(d, p) || !agreed(d, p))
		return false;
	name_files(d, p);
	if (look)
		return load_one(&l, limits, database);
	size_t met = diag_met(d);
	load_connected(&l, limits);
	run_child(&l, *limits, database);
	if (diag_met(d) == met)
		derive_run(a, d, p, limits, database);
	/* Where a source has failed, its table is not there, and no check can look into it. */
	if (diag_met(d) == met)
		l.tables = *database;
	load_sensitive(&l, limits, database);
	return diag_met(d) == met;
}

bool tables_load_within(struct arena *a, struct diags *d, const struct project *p,
                        const struct limits *limits, str *database)
{
	return tables_load_for(a, d, p, limits, false, database);
}

bool tables_load(struct arena *a, struct diags *d, const struct project *p, str *database)
{
	return tables_load_within(a, d, p, &limits_usual, database);
}
