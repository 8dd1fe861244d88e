/* The locks of main and of its children. */
#include "cli/session.h"

#include "base/file.h"
#include "project/theme.h"
#include "project/trust.h"

#include <sys/prctl.h>
#include <sys/resource.h>

/* Files for sorts that are made before main can make none any more: for more children at once,
 * they are in memory. */
enum { MOST_AHEAD = 8 };

static str project_file(struct session *s)
{
	str path = str_of(s->line->project);
	return folder_exists(path) ? path_join(s->arena, path, S("strom.yml")) : path;
}

static bool project_there(struct session *s)
{
	return file_exists(project_file(s));
}

static void read_inputs(struct session *s, struct lock *lock)
{
	lock_read(lock, session_folder(s));
	lock_read(lock, project_file(s));        /* which may be a link */
	for (size_t i = 0; i < s->consent.allowed_n; i++)
		lock_read(lock, s->consent.allowed[i]);
	for (size_t i = 0; s->consent.trust && i < s->consent.trust->n; i++)
		lock_read(lock, s->consent.trust->at[i].folder);
}

/* Programs lie where PATH says, and are opened by the dynamic linker. */
static void run_programs(struct lock *lock)
{
	const char *path = getenv("PATH");
	str rest = str_of(path ? path : "/usr/local/bin:/usr/bin:/bin");
	lock_run(lock, S("/usr"));
	lock_run(lock, S("/lib"));
	lock_run(lock, S("/lib64"));
	while (rest.len) {
		str folder = str_until(rest, ':');
		lock_run(lock, folder);
		rest = str_from(rest, folder.len < rest.len ? folder.len + 1 : folder.len);
	}
}

/* Half of the descriptors that there may be are left for all else. */
static struct file_spares *add_spares(struct session *s)
{
	struct file_spares *set = arena_make(s->arena, struct file_spares);
	struct rlimit files;
	if (getrlimit(RLIMIT_NOFILE, &files) || files.rlim_cur < 32 ||
	    s->spares.n >= files.rlim_cur / 2)
		file_spares_none(set);
	else
		file_spares_open(set);
	vec_push(s->arena, &s->spares, set);
	return set;
}

static void open_spares(struct session *s)
{
	size_t n = session_jobs(s);
	while (s->spares.n < n && s->spares.n < MOST_AHEAD)
		add_spares(s);
}

/* The project's own folder out/ may be a link that came with it. */
static bool out_is_ours(struct session *s, str out)
{
	struct inputs *inputs = inputs_new(s->arena);
	inputs_folder(inputs, session_folder(s));
	for (size_t i = 0; i < s->consent.allowed_n; i++)
		inputs_folder(inputs, s->consent.allowed[i]);
	if (s->line->out || inputs_look(inputs, FILE_INPUT, out, NULL) != FOUND_OUTSIDE)
		return true;
	diag_error(s->diags, (struct span){0}, "file/outside",
	           "'%.*s' leads out of the project's folder", STR_ARG(out));
	diag_hint(s->diags,
	          "What is built would be written there: remove the link, or say where by --out.");
	return false;
}

/* Before main is locked, for a rule needs what it is about; and only where there is a project. */
static bool make_folder(struct session *s, struct does *does, struct lock *lock)
{
	if (!does->makes || !project_there(s) || folder_exists(does->writes))
		return true;
	if (!folder_make(s->diags, does->writes))
		return false;
	s->made = does->writes;
	lock_empty(lock, path_folder(does->writes));
	return true;
}

bool session_lock(struct session *s, struct does does)
{
	if (does.project && !session_consent(s))
		return false;
	bool connects = project_may_connect(&s->consent);
	struct lock *lock = connects ? lock_new_connecting(s->arena) : lock_new(s->arena);
	if ((does.makes && !out_is_ours(s, does.writes)) || !make_folder(s, &does, lock))
		return false;
	open_spares(s);
	lock_read_system(lock);
	manifest_lock(lock);
	lock_read(lock, S("/proc"));
	lock_write_file(lock, S("/dev/null"));
	for (size_t i = 0; i < s->line->plugin_folders.n; i++)
		lock_read(lock, s->line->plugin_folders.at[i]);
	if (does.project)
		read_inputs(s, lock);
	if (connects)
		lock_read_network(lock);
	for (size_t i = 0; i < s->consent.credentials_n; i++)
		lock_read(lock, s->consent.credentials[i]);
	lock_read(lock, does.reads);
	s->reads = does.reads;
	if (does.writes.len)
		lock_write(lock, does.writes);
	if (does.runs)
		run_programs(lock);
#ifndef __SANITIZE_ADDRESS__
	/* Where Landlock is not, a child of the same user could read main's memory. The sanitizer
	 * looks for leaks by way of another process. */
	prctl(PR_SET_DUMPABLE, 0);
#endif
	if (!lock_take(lock))
		return diag_error(s->diags, (struct span){0}, "cli/no-lock",
		                  "the kernel's lock (Landlock) cannot be taken on: %m");
	if (!lock_calls(connects, does.runs))
		return diag_error(s->diags, (struct span){0}, "cli/no-lock",
		                  "the kernel's filter of system calls (seccomp) cannot be taken "
		                  "on: %m");
	return true;
}

static void read_all_but_sensitive(struct session *s, struct lock *lock)
{
	const struct project *p = s->project;
	vec(str) files = {0};
	const struct said *file;
	for (size_t i = 0; i < p->sources_n; i++)
		for (size_t k = 0;
		     p->sources[i].sensitive && (file = project_source_file(&p->sources[i], k));
		     k++)
			vec_push(s->arena, &files, file->text);
	lock_read_but(lock, p->folder, files.at, files.n);
	for (size_t i = 0; i < s->consent.allowed_n; i++)
		lock_read_but(lock, s->consent.allowed[i], files.at, files.n);
}

const struct lock *session_lock_child(struct session *s)
{
	if (s->lock)
		return s->lock;
	s->lock = lock_new(s->arena);
	lock_read_system(s->lock);
	manifest_lock(s->lock);
	lock_read(s->lock, s->reads);
	if (s->project) {
		read_all_but_sensitive(s, s->lock);
		plugins_lock(s->lock, s->project->plugins);
	}
	return s->lock;
}

struct lock *session_lock_program(struct session *s)
{
	struct lock *lock = lock_new(s->arena);
	lock_read_system(lock);
	run_programs(lock);
	return lock;
}

struct file_spares *session_spares(struct session *s)
{
	for (size_t i = 0; i < s->spares.n; i++)
		if (!s->spares.at[i]->lent) {
			s->spares.at[i]->lent = true;
			return s->spares.at[i];
		}
	struct file_spares *set = add_spares(s);
	set->lent = true;
	return set;
}

void session_tell_locks(const struct session *s)
{
	static const struct { unsigned bit; const char *name, *kept, *open;
	} locks[] = {
	        {LOCK_FILES, "files",
	         "no file but the project's and the machine's libraries and fonts",
	         "they can read what you can read (Landlock: Linux 5.13)"},
	        {LOCK_NETWORK, "network", "no network, by two locks",
	         "no network, by one lock (Landlock 4: Linux 6.7)"},
	        {LOCK_SCOPE, "processes", "no signals and sockets of other processes, by two locks",
	         "no signals and sockets of other processes, by one lock (Landlock 6: Linux 6.12)"},
	        {LOCK_CALLS, "calls", "no program, no process, no writing",
	         "they can start programs, write files and reach the network (seccomp)"},
	};
	unsigned can = lock_kernel();
	for (size_t i = 0; s->line->verbose && i < sizeof locks / sizeof *locks; i++) {
		bool has = can & locks[i].bit;
		if (s->line->json)
			printf("{\"event\":\"lock\",\"name\":\"%s\",\"has\":%s}\n", locks[i].name,
			       has ? "true" : "false");
		else
			printf("children: %s: %s\n", has ? "locked" : "MISSING",
			       has ? locks[i].kept : locks[i].open);
	}
}
