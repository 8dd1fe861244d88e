/* A plugin that attacks, of the kind that it is compiled as; its option says how. */
#include <strom/figure.h>
#include <strom/layout.h>
#include <strom/source.h>

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct strom_option attack_option = {
	.size = sizeof attack_option, .type = STROM_TYPE_TEXT, .name = "attack",
	.help = "What to try.", .fallback = "none",
};
static const struct strom_option path_option = {
	.size = sizeof path_option, .type = STROM_TYPE_TEXT, .name = "path",
	.help = "The file to try it on.", .fallback = "/etc/passwd",
};
static const struct strom_option *const options[] = {&attack_option, &path_option, NULL};

static bool is(strom_str text, const char *word)
{
	return text.len == strlen(word) && !memcmp(text.ptr, word, text.len);
}

/* What it learned, in a report: the one way out. */
static bool tell(struct strom_job *job, const char *what)
{
	return strom_error(job, (struct strom_pos){0, 0, 0}, "hostile/told", what, "");
}

static char path[4096];

static const char *path_of(struct strom_job *job)
{
	strom_str s = strom_option_text(job, "path");
	snprintf(path, sizeof path, "%.*s", (int)s.len, s.ptr);
	return path;
}

static volatile int sink;

static int deep(int n)
{
	volatile char room[4096];
	room[0] = (char)n;
	return deep(n + 1) + room[0];
}

static void *thread(void *self)
{
	return self;
}

/* ---- Ends ---- */

static void end(strom_str how)
{
	if (is(how, "segv"))
		*(volatile int *)8 = 1;
	if (is(how, "abort"))
		abort();
	if (is(how, "stack"))
		sink = deep(0);
	if (is(how, "exit"))
		exit(0);
	if (is(how, "end"))
		_exit(0);
	if (is(how, "end-one"))
		syscall(SYS_exit_group, 1);
	if (is(how, "loop"))
		for (;;)
			sink++;
	if (is(how, "loop-deaf"))
		for (signal(SIGXCPU, SIG_IGN);;)
			sink++;
	if (is(how, "sleep"))
		for (;;)
			sleep(1);
	if (is(how, "lock-up")) {
		static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
		pthread_mutex_lock(&lock);
		pthread_mutex_lock(&lock);
	}
	if (is(how, "memory"))
		for (;;) {
			char *at = malloc(64 << 20);
			if (!at)
				abort();
			memset(at, 1, 64 << 20);
		}
	if (is(how, "forget-signals"))
		for (int i = 1; i < 64; i++)
			signal(i, SIG_IGN);
}

static void take_memory(struct strom_job *job)
{
	for (;;)
		memset(job->host->alloc(job, 64 << 20), 1, 64 << 20);
}

/* ---- Calls ---- */

static void call(struct strom_job *job, strom_str what)
{
	const char *file = path_of(job);
	pid_t parent = getppid(), pid;
	char *words[] = {"sh", "-c", "id", NULL}, byte = 0;
	struct iovec ours = {&byte, 1}, theirs = {(void *)(uintptr_t)0x400000, 1};
	if (is(what, "fork") && !fork())
		_exit(0);
	if (is(what, "vfork"))
		syscall(SYS_clone, CLONE_VM | SIGCHLD, 0, 0, 0, 0);
	if (is(what, "exec"))
		execv("/bin/sh", words);
	if (is(what, "system"))
		sink = system("id > /tmp/strom-attack-ran");
	if (is(what, "spawn"))
		sink = posix_spawn(&pid, "/bin/sh", NULL, NULL, words, environ);
	if (is(what, "network"))
		sink = socket(AF_INET, SOCK_STREAM, 0);
	if (is(what, "netlink"))
		sink = socket(AF_NETLINK, SOCK_RAW, 0);
	if (is(what, "pair"))
		sink = socketpair(AF_UNIX, SOCK_STREAM, 0, (int[2]){0, 0});
	if (is(what, "kill"))
		sink = kill(parent, SIGTERM);
	if (is(what, "kill-all"))
		sink = kill(-1, SIGTERM);
	if (is(what, "ptrace"))
		sink = (int)ptrace(PTRACE_ATTACH, parent, NULL, NULL);
	if (is(what, "read-parent"))
		sink = (int)process_vm_readv(parent, &ours, 1, &theirs, 1, 0);
	if (is(what, "unlink"))
		sink = unlink(file);
	if (is(what, "rename"))
		sink = rename(file, "/tmp/strom-attack-ran");
	if (is(what, "mkdir"))
		sink = mkdir("/tmp/strom-attack-ran", 0777);
	if (is(what, "link"))
		sink = symlink("/etc/passwd", file);
	if (is(what, "chmod"))
		sink = chmod(file, 04777);
	if (is(what, "truncate"))
		sink = truncate(file, 0);
	if (is(what, "memfd"))
		sink = memfd_create("code", 0);
	if (is(what, "chdir"))
		sink = chdir("/");
	if (is(what, "chroot"))
		sink = chroot("/tmp");
	if (is(what, "unshare"))
		sink = unshare(CLONE_NEWUSER);
	if (is(what, "umask"))
		umask(0);
	if (is(what, "setuid"))
		sink = setuid(0);
	if (is(what, "mount"))
		sink = (int)syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, NULL);
	if (is(what, "bpf"))
		sink = (int)syscall(SYS_bpf, 0, NULL, 0);
	if (is(what, "io-uring"))
		sink = (int)syscall(SYS_io_uring_setup, 1, NULL);
	if (is(what, "keys"))
		sink = (int)syscall(SYS_add_key, "user", "x", "x", 1, -2);
	if (is(what, "session"))
		sink = setsid();
}

/* ---- Refusals that a caller can live with: it says what came of them ---- */

static bool report_error(struct strom_job *job, const char *what, bool done)
{
	char text[5000];
	snprintf(text, sizeof text, "%s: %s", what, done ? "DONE" : strerror(errno));
	return tell(job, text);
}

static bool read_file(struct strom_job *job, const char *name)
{
	char text[5000] = "read: ";
	int fd = open(name, O_RDONLY);
	if (fd < 0 || read(fd, text + 6, 200) < 0)
		return report_error(job, "read", false);
	return tell(job, text);
}

static bool read_fifth(struct strom_job *job)
{
	char text[300] = "read: ";
	for (int fd = 3; fd < 256; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			snprintf(text + strlen(text), sizeof text - strlen(text), "%d ", fd);
	return tell(job, text);
}

static bool limits_of(struct strom_job *job)
{
	struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};
	return report_error(job, "limits", !setrlimit(RLIMIT_CPU, &none) || errno != EPERM);
}

static bool try(struct strom_job *job, strom_str what, bool *good)
{
	const char *file = path_of(job);
	char name[64];
	pthread_t t;
	*good = false;
	if (is(what, "read"))
		return read_file(job, file), true;
	if (is(what, "write"))
		return report_error(job, "write", open(file, O_WRONLY | O_TRUNC) >= 0), true;
	if (is(what, "create"))
		return report_error(job, "create", open(file, O_CREAT | O_RDWR, 04755) >= 0), true;
	if (is(what, "unnamed"))
		return report_error(job, "unnamed", open(file, O_TMPFILE | O_RDWR, 0600) >= 0),
		       true;
	if (is(what, "list"))
		return report_error(job, "list", open(file, O_RDONLY | O_DIRECTORY) >= 0), true;
	if (is(what, "parent-environment")) {
		snprintf(name, sizeof name, "/proc/%d/environ", getppid());
		return read_file(job, name), true;
	}
	if (is(what, "parent-memory")) {
		snprintf(name, sizeof name, "/proc/%d/mem", getppid());
		return report_error(job, "parent-memory", open(name, O_RDONLY) >= 0), true;
	}
	if (is(what, "descriptors"))
		return read_fifth(job), true;
	if (is(what, "terminal"))
		return report_error(job, "terminal", open("/dev/tty", O_RDWR) >= 0), true;
	if (is(what, "limits"))
		return limits_of(job), true;
	if (is(what, "dumpable"))
		return report_error(job, "dumpable", !prctl(PR_SET_DUMPABLE, 1)), true;
	if (is(what, "shared-memory"))
		return report_error(job, "shared-memory", mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		                    MAP_SHARED | MAP_ANONYMOUS, -1, 0) != MAP_FAILED), true;
	if (is(what, "deaf"))
		return report_error(job, "deaf", signal(SIGSYS, SIG_IGN) != SIG_ERR), true;
	if (is(what, "thread"))
		return report_error(job, "thread", !pthread_create(&t, NULL, thread, NULL) &&
		                    !pthread_join(t, NULL)), true;
	return false;
}

/* Whoever writes a file next falls: some bytes that are no instruction, where fwrite was. */
static void patch_library(void)
{
	char *at = (char *)(uintptr_t)fwrite, *page = (char *)((uintptr_t)at & ~(uintptr_t)4095);
	if (!mprotect(page, 8192, PROT_READ | PROT_WRITE | PROT_EXEC))
		memset(at, 0xCC, 4);
}

static void disturb(strom_str how)
{
	if (is(how, "patch"))
		patch_library();
	if (is(how, "print")) {
		printf("{\"hostile\": true}\n");
		fprintf(stderr, "\033[31mhostile\n");
		fflush(stdout);
	}
	if (is(how, "print-late"))
		printf("hostile\n");
	if (is(how, "close-files"))
		for (int i = 0; i < 256; i++)
			close(i);
}

/* False: it is to end here; *good is what it returns. */
static bool attack(struct strom_job *job, bool *good)
{
	strom_str how = strom_option_text(job, "attack");
	struct strom_report unsized = {.severity = STROM_ERROR,
	                               .message = STROM_S("the size is forgotten")};
	end(how);
	if (is(how, "host-memory"))
		take_memory(job);
	call(job, how);
	disturb(how);
	if (try(job, how, good))
		return false;
	if (!is(how, "no-size"))
		return true;
	job->host->report(job, &unsized);
	*good = false;
	return false;
}

/* ---- The three kinds ---- */

#if KIND == 1
static bool run(struct strom_job *job, const struct strom_source_host *host,
                const struct strom_input *input)
{
	struct strom_column column = {
	        .size = sizeof column, .type = STROM_COLUMN_TEXT, .name = STROM_S("town")};
	struct strom_cell cell = {.size = sizeof cell, .text = STROM_S("Riga")};
	bool good;
	(void)input;
	if (!attack(job, &good))
		return good;
	/* Twice a column of one name, the second where an option has its value. */
	if (is(strom_option_text(job, "attack"), "option-place")) {
		struct strom_value v = {.size = sizeof v};
		if (!host->column(job, &column) || !job->host->option(job, "path", &v))
			return false;
		column.pos = v.pos;
	}
	return host->column(job, &column) && host->row(job, (struct strom_pos){0, 0, 0}) &&
	       host->cell(job, &cell);
}
#ifdef CONNECTS
static const struct strom_source functions = {.size = sizeof functions, .read = run, .server = "path"};
#else
#define CONNECTS 0
static const struct strom_source functions = {.size = sizeof functions, .read = run};
#endif
#endif

#if KIND == 2
static bool run(struct strom_job *job, const struct strom_layout_host *host, strom_node document)
{
	const struct strom_master master = {sizeof master, STROM_S("m"), STROM_MM(210),
	                                    STROM_MM(297), 0};
	const struct strom_flow flow = {.size = sizeof flow, .name = STROM_S("f")};
	struct strom_frame frame = {
	        .size = sizeof frame,
	        .master = STROM_S("m"),
	        .flow = STROM_S("f"),
	        .box = {STROM_MM(20), STROM_MM(20), STROM_MM(170), STROM_MM(250)}};
	struct strom_fixed fixed = {
	        .size = sizeof fixed,
	        .master = STROM_S("m"),
	        .style = STROM_S("folio"),
	        .box = {STROM_MM(20), STROM_MM(280), STROM_MM(170), STROM_MM(10)}};
	const struct strom_place place = {
	        .size = sizeof place, .node = document, .flow = STROM_S("f")};
	bool good;
	if (!attack(job, &good))
		return good;
	strom_str how = strom_option_text(job, "attack");
	if (is(how, "frame-beyond"))
		frame.box.x = STROM_MM(60);
	if (is(how, "fixed-beyond"))
		fixed.box.y = STROM_MM(300);
	if (is(how, "art-name"))
		fixed.content = STROM_S("art/seal.svg");
	if (is(how, "placeholder"))
		fixed.content = STROM_S("a {title} of {edition}");
	if (is(how, "braces"))
		fixed.content = STROM_S("{1} {title} {} {");
	if (is(how, "bad-code"))
		return host->error(job, document, "bad code\n!", "a line\nand \xff another", "");
	return host->master(job, &master) && host->flow(job, &flow) && host->frame(job, &frame) &&
	       host->fixed(job, &fixed) && host->place(job, &place);
}
static bool page(struct strom_job *job, const struct strom_page_ask *ask, strom_str *master)
{
	strom_str how = strom_option_text(job, "attack");
	(void)ask;
	if (is(how, "page-segv"))
		*(volatile int *)8 = 1;
	if (is(how, "page-loop"))
		for (;;)
			sink++;
	*master = STROM_S("m");
	return true;
}
static const char *const styles[] = {NULL};
static const struct strom_layout functions = {
        .size = sizeof functions, .styles = styles, .arrange = run, .page = page};
#endif

#if KIND == 3
/* What is no attack, but a mistake. */
static void mistake(struct strom_job *job, const struct strom_canvas *canvas, strom_str how)
{
	static int calls;
	strom_colour black = canvas->colour(job, "text");
	if (is(how, "no-move"))
		canvas->line(job, STROM_MM(2), STROM_MM(2));
	if (is(how, "close-only"))
		canvas->close(job);
	if (is(how, "two-heights"))
		canvas->height(job, STROM_MM(11));
	if (is(how, "outside")) {
		canvas->move(job, -STROM_MM(30), 0);
		canvas->line(job, STROM_MM(300), STROM_MM(400));
		canvas->stroke(job, black, STROM_PT(1));
	}
	if (is(how, "far")) {
		canvas->move(job, INT64_MIN, INT64_MAX);
		canvas->curve(job, INT64_MAX, INT64_MAX, INT64_MIN, INT64_MIN, 0, 0);
		canvas->fill(job, black);
	}
	if (is(how, "text-outside"))
		canvas->text(job, STROM_MM(5), STROM_MM(40), 0, STROM_S("outside"), STROM_PT(9),
		             black, 0);
	if (is(how, "differs")) {
		canvas->move(job, STROM_MM(1), STROM_MM(1));
		calls++;
		canvas->line(job, STROM_MM(calls), STROM_MM(5));
		canvas->stroke(job, black, STROM_PT(1));
	}
}

static bool run(struct strom_job *job, const struct strom_canvas *canvas)
{
	bool good;
	if (!attack(job, &good))
		return good;
	mistake(job, canvas, strom_option_text(job, "attack"));
	canvas->height(job, STROM_MM(10));
	canvas->move(job, STROM_MM(1), STROM_MM(1));
	canvas->line(job, STROM_MM(9), STROM_MM(9));
	canvas->stroke(job, canvas->colour(job, "text"), STROM_PT(1));
	return true;
}
static const struct strom_figure functions = {.size = sizeof functions, .draw = run};
#endif

static const struct strom_plugin plugin = {
	.size = sizeof plugin, .abi_minor = STROM_ABI_MINOR, .kind = KIND, .name = "hostile",
	.version = "1", .summary = "Attacks", .options = options, .functions = &functions,
#if KIND == 1
	.flags = CONNECTS,
#endif
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
