/* Telling files of earlier builds from those of this one. */
#include "cli/stale.h"

#include "base/file.h"

#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_TOLD = 5, MOST_LIST = 16 << 20 };

/* ---- Names ---- */

str stale_parcel_path(struct session *s)
{
	return path_join(s->arena, session_out(s),
	                 arena_printf(s->arena, "%.*s.zip", STR_ARG(s->project->id.text)));
}

/* The list comes with the folder, from whoever sent it: a name in it leads nowhere else. */
static bool is_ours(str name)
{
	return (profiles_of_file(name) || str_ends(name, S(".zip"))) && !str_has(name, '/') &&
	       !str_starts(name, S("."));
}

/* Whether the command line asks for a PDF of that name, as far as names tell. */
static bool is_asked_for(struct session *s, str name)
{
	str document = s->line->words_n ? str_of(s->line->words[0]) : S(""),
	    edition = str_of(s->line->edition);
	unsigned profiles = s->project ? profiles_of(s) : s->line->profiles;
	if (!((profiles ? profiles : ~0u) & profiles_of_file(name)) ||
	    (document.len &&
	     !(str_starts(name, document) && str_starts(str_from(name, document.len), S("-")))))
		return false;
	return !edition.len || outputs_is_of(s->arena, name, edition);
}

/* ---- The list ---- */

struct listed { str project, name; };
typedef vec(struct listed) list_of_files;

static str list_path(struct session *s)
{
	return path_join(s->arena, session_out(s), S(".strom-files"));
}

/* What cannot be read is no list. */
static str bytes_of_list(struct session *s)
{
	struct diags *none = diags_like(s->arena, s->diags);
	str bytes;
	bool read = file_map_as(s->arena, none, FILE_GIVEN, (struct span){0}, list_path(s),
	                        MOST_LIST, &bytes);
	return read ? bytes : S("");
}

static list_of_files read_list(struct session *s)
{
	list_of_files list = {0};
	str rest = bytes_of_list(s), line;
	while (str_next_line(&rest, &line)) {
		str project = str_until(line, ' ');
		struct listed l = {project, str_from(line, project.len + 1)};
		if (is_ours(l.name))
			vec_push(s->arena, &list, l);
	}
	return list;
}

static int by_name(const void *a, const void *b)
{
	const struct listed *l = a, *r = b;
	int order = str_cmp(l->project, r->project);
	return order ? order : str_cmp(l->name, r->name);
}

static bool write_bytes(struct session *s, str bytes)
{
	struct file_out *out = file_out_new(s->diags, list_path(s));
	bool good = out && file_out_put(out, bytes);
	if (out && !good)
		file_out_drop(out);
	return good && file_out_keep(out);
}

/* One that says the same stays: to have it on the disk takes longer than a short document. */
static bool write_list(struct session *s, list_of_files list)
{
	struct buf b = {0};
	if (list.n)
		qsort(list.at, list.n, sizeof *list.at, by_name);
	for (size_t i = 0; i < list.n; i++)
		if (!i || by_name(&list.at[i - 1], &list.at[i]))
			buf_printf(&b, "%.*s %.*s\n", STR_ARG(list.at[i].project),
			           STR_ARG(list.at[i].name));
	bool good = (b.len && str_eq(buf_str(&b), bytes_of_list(s))) ||
	            write_bytes(s, buf_str(&b));
	buf_drop(&b);
	return good;
}

static void add(struct session *s, list_of_files *list, str name)
{
	vec_push(s->arena, list, (struct listed){s->project->id.text, name});
}

static void list_edition(struct session *s, list_of_files *list, const struct edition_spec *e)
{
	struct outputs o = outputs_of(s, e);
	for (int k = 0; k < OUTPUTS; k++)
		if (o.of[k].path.len)
			add(s, list, path_name(o.of[k].path));
}

/* ---- What killed builds left ---- */

/* NAME.part-NUMBER, of a process that is no more. */
static bool is_left(str name)
{
	size_t at = str_find(name, S(".part-"));
	int64_t pid;
	return at != SIZE_MAX && is_ours(str_sub(name, 0, at)) &&
	       str_to_int(str_from(name, at + 6), &pid) && pid > 1 && pid <= INT32_MAX &&
	       kill((pid_t)pid, 0) && errno == ESRCH;
}

static void clear_left(struct session *s)
{
	struct diags *none = diags_like(s->arena, s->diags);
	str *names;
	size_t n;
	if (!folder_list_as(s->arena, none, FILE_GIVEN, session_out(s), &names, &n))
		return;
	for (size_t i = 0; i < n; i++)
		if (is_left(names[i]))
			unlink(arena_cstr(s->arena, path_join(s->arena, session_out(s), names[i])));
}

/* ---- Aside ---- */

struct aside { struct session *session; size_t n; };

static str stale_name(struct session *s, str path)
{
	return arena_printf(s->arena, "%.*s.stale", STR_ARG(path));
}

/* False: there is no such file. */
static bool move(struct session *s, str path)
{
	struct stat info;
	const char *from = arena_cstr(s->arena, path);
	if (lstat(from, &info) || !S_ISREG(info.st_mode))
		return false;
	if (!rename(from, stale_name(s, path).ptr))
		return true;
	return diag_error(s->diags, (struct span){0}, "file/unwritable",
	                  "cannot rename '%.*s', which is of an "
	                  "earlier build: %s",
	                  STR_ARG(path), strerror(errno));
}

static void tell(struct session *s, str path)
{
	diag_remark(s->diags, (struct span){0}, "build/stale",
	            "'%.*s' is of an earlier build, and called "
	            "'%.*s.stale' now",
	            STR_ARG(path), STR_ARG(path_name(path)));
}

static void put_aside(struct aside *a, str path)
{
	if (move(a->session, path) && a->n++ < MOST_TOLD)
		tell(a->session, path);
}

static void end(struct aside *a)
{
	if (a->n > MOST_TOLD)
		diag_remark(a->session->diags, (struct span){0}, "build/stale",
		            "%zu more files of earlier builds "
		            "have '.stale' behind their names now",
		            a->n - MOST_TOLD);
}

static void forget_stale(struct session *s, str path)
{
	unlink(stale_name(s, path).ptr);
}

static void settle_edition(struct aside *a, const struct done *d)
{
	struct outputs o = outputs_of(a->session, d->edition);
	for (int k = 0; k < OUTPUTS; k++)
		if (o.of[k].path.len && d->good)
			forget_stale(a->session, o.of[k].path);
		else if (o.of[k].path.len)
			put_aside(a, o.of[k].path);
}

/* ---- Editions that there are no more ---- */

static void know(struct session *s, struct map *known, const struct edition_spec *e)
{
	uint32_t none = 0;
	for (int i = 0; i < OUTPUTS; i++)
		map_add(known, outputs_name(s->arena, e, (enum output_kind)i), &none);
}

/* Files of this project that no edition has any more, whatever it is made for. */
static void settle_others(struct aside *a)
{
	struct session *s = a->session;
	list_of_files list = read_list(s), kept = {0};
	struct map *known = map_new(s->arena);
	uint32_t none;
	for (size_t i = 0; i < s->project->editions_n; i++)
		know(s, known, &s->project->editions[i]);
	for (size_t i = 0; i < list.n; i++) {
		bool other = str_eq(list.at[i].project, s->project->id.text) &&
		             profiles_of_file(list.at[i].name) &&
		             !map_get(known, list.at[i].name, &none);
		if (other)
			put_aside(a, path_join(s->arena, session_out(s), list.at[i].name));
		else
			vec_push(s->arena, &kept, list.at[i]);
	}
	if (kept.n < list.n)
		write_list(s, kept);
}

/* A parcel beside newer files is no one's fault, but good to know. */
static void tell_parcel(struct session *s)
{
	struct stat info;
	str path = stale_parcel_path(s);
	if (!lstat(arena_cstr(s->arena, path), &info))
		diag_remark(s->diags, (struct span){0}, "build/old-parcel",
		            "'%.*s' was packed before this build", STR_ARG(path));
}

void stale_end(struct session *s, const struct done *results, size_t n, bool packs)
{
	struct aside a = {.session = s};
	for (size_t i = 0; i < n; i++)
		settle_edition(&a, &results[i]);
	if (!s->line->words_n && !s->line->edition)
		settle_others(&a);
	end(&a);
	if (!packs)
		tell_parcel(s);
}

/* ---- Nothing built ---- */

/* Whose files they are that the list has, where strom.yml cannot say: they are all of one project.
 */
static bool one_project(const list_of_files *list)
{
	for (size_t i = 1; i < list->n; i++)
		if (!str_eq(list->at[i].project, list->at[0].project))
			return false;
	return true;
}

void stale_all(struct session *s, bool packs)
{
	struct aside a = {.session = s};
	list_of_files list = read_list(s);
	for (size_t i = 0; s->project && i < s->project->editions_n; i++)
		list_edition(s, &list, &s->project->editions[i]);
	bool known = s->project || one_project(&list);
	for (size_t i = 0; known && i < list.n; i++) {
		str name = list.at[i].name;
		if ((!s->project || str_eq(list.at[i].project, s->project->id.text)) &&
		    (is_asked_for(s, name) || (packs && str_ends(name, S(".zip")))))
			put_aside(&a, path_join(s->arena, session_out(s), name));
	}
	end(&a);
}

/* ---- The parcel ---- */

void stale_parcel(struct session *s, bool good)
{
	str path = s->project ? stale_parcel_path(s) : S("");
	struct stat info;
	if (good)
		forget_stale(s, path);
	else if (path.len && !lstat(stale_name(s, path).ptr, &info))
		tell(s, path);
}

/* ---- Before ---- */

bool stale_begin(struct session *s, const struct edition_spec **editions, size_t n, bool packs)
{
	list_of_files list = read_list(s);
	clear_left(s);
	for (size_t i = 0; i < n; i++)
		list_edition(s, &list, editions[i]);
	if (packs)
		add(s, &list, path_name(stale_parcel_path(s)));
	if (!write_list(s, list))
		return false;
	if (packs)
		move(s, stale_parcel_path(s));
	return true;
}
