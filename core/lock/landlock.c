/* Rules about files, by Landlock. */
#include "lock/parts.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Newer than Debian 12's headers (linux/landlock.h of Linux 6.15). */
#define FS_TRUNCATE (1ULL << 14)                 /* version 3 */
#define NET_TCP 3ULL                             /* version 4: bind, connect */
#define FS_IOCTL_DEV (1ULL << 15)                /* version 5 */
#define SCOPE_ALL 3ULL                           /* version 6: abstract sockets, signals */
#define LOG_SAME_EXEC_OFF 1U                     /* version 7: refusals fill no audit log */

#define FS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FS_FILE (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | \
                 LANDLOCK_ACCESS_FS_EXECUTE | FS_TRUNCATE)
#define FS_MAKE (LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR | \
                 LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | \
                 LANDLOCK_ACCESS_FS_REFER | FS_TRUNCATE)

struct rule_attributes { uint64_t fs, net, scope; };

/* `error`: of a rule that could not be made. */
struct lock { int fd, version, error; uint64_t handled; };

int lock_landlock(void)
{
	long version =
	        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	if (version < 0)
		return inputs_fault(errno) ? 1 : 0;
	return (int)version;
}

/* The first version has 13 rights; 2, 3 and 5 brought one each. */
static uint64_t rights_of(int version)
{
	return (1ULL << (version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13)) - 1;
}

void lock_failed(struct lock *l, int error)
{
	if (inputs_fault(error))
		l->error = error;
}

static void close_lock(void *lock)
{
	int fd = ((struct lock *)lock)->fd;
	if (fd >= 0)
		close(fd);
}

static struct lock *make(struct arena *a, uint64_t net)
{
	struct lock *l = arena_make(a, struct lock);
	*l = (struct lock){.fd = -1, .version = lock_landlock()};
	if (!l->version)
		return l;
	l->handled = rights_of(l->version);
	struct rule_attributes all = {l->handled, l->version >= 4 ? net : 0,
	                              l->version >= 6 ? SCOPE_ALL : 0};
	size_t size = l->version >= 6 ? 24 : l->version >= 4 ? 16 : 8;
	l->fd = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
	if (l->fd < 0)
		lock_failed(l, errno);
	else
		fcntl(l->fd, F_SETFD, FD_CLOEXEC);
	arena_cleanup(a, close_lock, l);
	return l;
}

struct lock *lock_new(struct arena *a)
{
	return make(a, NET_TCP);
}

struct lock *lock_new_connecting(struct arena *a)
{
	return make(a, 0);
}

static void add(struct lock *l, str path, uint64_t rights)
{
	char name[4096];
	struct stat info;
	if (l->fd < 0 || !path.len || path.len >= sizeof name)
		return;
	memcpy(name, path.ptr, path.len);
	name[path.len] = 0;
	int fd = open(name, O_PATH | O_CLOEXEC);
	if (fd < 0) {
		lock_failed(l, errno);
		return;
	}
	if (!fstat(fd, &info) && !S_ISDIR(info.st_mode))
		rights &= FS_FILE;
	struct landlock_path_beneath_attr rule = {.allowed_access = rights & l->handled,
	                                          .parent_fd = fd};
	if (syscall(SYS_landlock_add_rule, l->fd, LANDLOCK_RULE_PATH_BENEATH, &rule, 0))
		lock_failed(l, errno);
	close(fd);
}

void lock_read(struct lock *l, str path)
{
	add(l, path, FS_READ);
}

void lock_list(struct lock *l, str folder)
{
	add(l, folder, LANDLOCK_ACCESS_FS_READ_DIR);
}

void lock_write(struct lock *l, str folder)
{
	add(l, folder, FS_READ | LANDLOCK_ACCESS_FS_WRITE_FILE | FS_MAKE);
}

void lock_empty(struct lock *l, str folder)
{
	add(l, folder, LANDLOCK_ACCESS_FS_REMOVE_DIR);
}

void lock_write_file(struct lock *l, str path)
{
	add(l, path, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | FS_TRUNCATE);
}

void lock_run(struct lock *l, str path)
{
	add(l, path, FS_READ | LANDLOCK_ACCESS_FS_EXECUTE);
}

/* Where libraries do not lie below /usr (Nix, conda), those that are loaded tell. */
static int library_folder(struct dl_phdr_info *info, size_t size, void *lock)
{
	(void)size;
	str name = str_of(info->dlpi_name);
	if (str_starts(name, S("/")) && !str_starts(name, S("/usr/")) &&
	    !str_starts(name, S("/lib")))
		lock_read(lock, path_folder(name));
	return 0;
}

enum { MOST_DEEP = 4 };

/* Parts of the install may lie elsewhere: in the build folder, templates are those of the sources.
 */
static void read_links(struct lock *l, struct arena *scratch, str path, int deep)
{
	DIR *folder = opendir(arena_cstr(scratch, path));
	if (!folder) {
		lock_failed(l, errno);
		return;
	}
	errno = 0;
	for (struct dirent *e; (e = readdir(folder)); errno = 0) {
		bool down = e->d_type == DT_DIR && *e->d_name != '.' && deep < MOST_DEEP;
		if (e->d_type != DT_LNK && !down)
			continue;
		str name = path_join(scratch, path, str_of(e->d_name));
		if (down)
			read_links(l, scratch, name, deep + 1);
		else
			lock_read(l, name);
	}
	lock_failed(l, errno);
	closedir(folder);
}

static void read_part(struct lock *l, struct arena *scratch, str path)
{
	lock_read(l, path);
	read_links(l, scratch, path, 0);
}

void lock_read_system(struct lock *l)
{
	static const char *const paths[] = {"/usr",
	                                    "/lib",
	                                    "/lib64",
	                                    "/etc/ld.so.cache",
	                                    "/etc/fonts",
	                                    "/etc/voikko",
	                                    "/sys/devices/system/cpu",
	                                    "/nix/store",
	                                    "/gnu/store"};
	struct arena *scratch = arena_new();
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		lock_read(l, str_of(paths[i]));
	lock_read(l, place_root(scratch));
	read_part(l, scratch, place_share(scratch, S("")));
	read_part(l, scratch, path_join(scratch, place_root(scratch), S("lib/strom")));
#ifdef __SANITIZE_ADDRESS__
	lock_read(l, S("/proc"));        /* where a report finds out what was where */
#endif
	dl_iterate_phdr(library_folder, l);
	arena_drop(scratch);
}

void lock_read_network(struct lock *l)
{
	static const char *const paths[] = {
	        "/etc/resolv.conf", "/etc/hosts",    "/etc/nsswitch.conf", "/etc/host.conf",
	        "/etc/gai.conf",    "/etc/services", "/etc/protocols",     "/etc/ssl",
	        "/etc/localtime",   "/etc/passwd"};
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		lock_read(l, str_of(paths[i]));
}

int lock_descriptor(const struct lock *l)
{
	return l->fd;
}

bool lock_take(const struct lock *l)
{
	unsigned flags = l->version >= 7 ? LOG_SAME_EXEC_OFF : 0;
	errno = l->error;
	if (l->error || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return false;
	return !l->version || (l->fd >= 0 && !syscall(SYS_landlock_restrict_self, l->fd, flags));
}
