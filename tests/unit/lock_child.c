/* Children: what comes back of one, what is said of its end, and what it finds itself without. */
#include "lock/child.h"

#include "base/cut.h"
#include "base/file.h"
#include "unit/lock_start.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

/* ---- What comes back ---- */

static void greet(void *self, int answer)
{
	child_put(answer, str_of(self));
	child_put(answer, S("!"));
}

START_TEST(hands_its_answer_over)
{
	run_child(greet, "hello");
	ck_assert(child_whole(&child));
	is(answer_of(arena, &child), "hello!");
}
END_TEST

static void say_nothing(void *self, int answer)
{
	(void)self, (void)answer;
}

START_TEST(may_have_none)
{
	run_child(say_nothing, NULL);
	ck_assert(child_whole(&child));
	is(answer_of(arena, &child), "");
}
END_TEST

static void put_much(void *self, int answer)
{
	char *bytes = arena_alloc(arena_new(), 1 << 20);
	(void)self;
	memset(bytes, 'x', 1 << 20);
	for (int i = 0; i < 20; i++)
		child_put(answer, (str){bytes, 1 << 20});
}

START_TEST(hands_much_over)
{
	run_child(put_much, NULL);
	ck_assert_uint_eq(answer_of(arena, &child).len, 20 << 20);
}
END_TEST

START_TEST(says_when_it_cannot_hand_over)
{
	struct rlimit few = {1 << 20, 1 << 20};
	setrlimit(RLIMIT_FSIZE, &few);
	run_child(put_much, NULL);
	ck_assert(child_untold(&child));
	ck_assert(!child_whole(&child));
}
END_TEST

static void read_cut_file(void *self, int answer)
{
	struct arena *a = arena_new();
	str bytes;
	int fd = *(int *)self;
	file_map(a, diags_new(a), (struct span){0}, str_of(file), 0, &bytes);
	if (!ftruncate(fd, 0))
		child_put(answer, ((volatile const char *)bytes.ptr)[5000] ? S("x") : S("0"));
}

START_TEST(tells_of_a_file_that_was_cut)
{
	struct diags *d = diags_new(arena);
	int fd = make_file(), told = open(file, O_RDWR);
	ck_assert(!ftruncate(fd, 8192));
	start.keep[start.keep_n++] = told;
	run_child(read_cut_file, &told);
	ck_assert(child_cut(&child, d, (struct span){0}));
	is(diag_at(d, 0)->code, "file/changed");
}
END_TEST

/* ---- What is said of its end ---- */

static void crash(void *self, int answer)
{
	(void)answer;
	raise(*(int *)self);
}

static void end(void *self, int answer)
{
	(void)answer;
	exit(*(int *)self);
}

START_TEST(names_the_signal)
{
	run_child(crash, &(int){SIGSEGV});
	ck_assert(!child_whole(&child));
	fault_is("crashed (SIGSEGV)");
}
END_TEST

START_TEST(names_the_status)
{
	run_child(end, &(int){0});
	ck_assert(!child_whole(&child));
	fault_is("ended the process with status 0");
	child_drop(&child);
	run_child(end, &(int){3});
	fault_is("ended the process with status 3");
}
END_TEST

static void loop(void *self, int answer)
{
	(void)self, (void)answer;
	track_enter(TRACK_DRAW, 1, true,
	            (struct track_place){.path = S("a.md"), .off = 7, .len = 2});
	for (volatile unsigned i = 0;; i++)
		;
}

START_TEST(stops_a_call_without_end)
{
	start.limits.call_seconds = 1;
	run_child(loop, NULL);
	fault_is("ran without end and was stopped");
	ck_assert_uint_eq(child.track->act, TRACK_DRAW);
	ck_assert_uint_eq(child.track->plugin, 1);
	ck_assert_uint_eq(child.track->foreign, 1);
	ck_assert_uint_eq(child.track->off, 7);
	ck_assert_str_eq((const char *)child.track->path, "a.md");
}
END_TEST

static void loop_outside(void *self, int answer)
{
	(void)self, (void)answer;
	for (volatile unsigned i = 0;; i++)
		;
}

START_TEST(stops_a_process_without_end)
{
	start.limits.process_seconds = 1;
	run_child(loop_outside, NULL);
	fault_is("ran without end and was stopped");
}
END_TEST

static void deaf_loop(void *self, int answer)
{
	for (int i = 1; i < SIGRTMIN; i++)
		signal(i, SIG_IGN);
	loop_outside(self, answer);
}

START_TEST(stops_one_that_does_not_listen)
{
	start.limits.process_seconds = 1;
	run_child(deaf_loop, NULL);
	fault_is("ran without end and was stopped");
}
END_TEST

/* A lock on itself is no call that a filter refuses. */
static void sleep_in_call(void *self, int answer)
{
	pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	(void)self, (void)answer;
	track_enter(TRACK_DRAW, 1, true, (struct track_place){.len = 0});
	pthread_mutex_lock(&lock);
	pthread_mutex_lock(&lock);
}

START_TEST(stops_one_that_sleeps)
{
	run_child(sleep_in_call, NULL);
	fault_is("ran without end and was stopped");
}
END_TEST

static void take_memory(void *self, int answer)
{
	struct arena *a = arena_new();
	(void)self, (void)answer;
	for (;;)
		memset(arena_alloc(a, 1 << 20), 1, 1 << 20);
}

START_TEST(keeps_memory_bounded)
{
#ifdef __SANITIZE_ADDRESS__
	return;                          /* its shadow would count */
#endif
	start.limits.memory = 64 << 20;
	run_child(take_memory, NULL);
	fault_is("wanted more memory than there is, or than the 64 MiB that it may have");
}
END_TEST

static void close_all(void *self, int answer)
{
	(void)self;
	track_enter(TRACK_DRAW, 1, true, (struct track_place){.len = 0});
	close_range(0, ~0U, 0);
	track_leave();
	child_put(answer, S("!"));
}

START_TEST(blames_who_closed_its_answer)
{
	run_child(close_all, NULL);
	ck_assert(!child_whole(&child) && !child_untold(&child));
	fault_is("ended the process with status 1");
	ck_assert_uint_eq(child.track->inside, 1);
}
END_TEST

/* ---- What it may not ---- */

static void call(void *self, int answer)
{
	const long *c = self;
	(void)answer;
	syscall(c[0], c[1], c[2], c[3], c[4], 0, 0);
}

static void refused(const char *what, long number, long a, long b, long c)
{
	char all[100];
	snprintf(all, sizeof all, "tried to %s (system call %ld)", what, number);
	run_child(call, (long[]){number, a, b, c, 0});
	fault_is(all);
	child_drop(&child);
}

START_TEST(refuses_calls_by_what_they_are_for)
{
	struct timespec second = {1, 0};
	const char *const program[] = {"/bin/true", NULL};
	if (!(lock_kernel() & LOCK_CALLS))
		return;
	refused("start a program", SYS_execve, (long)program[0], (long)program, 0);
	refused("start a process", SYS_clone, SIGCHLD, 0, 0);
	refused("use the network", SYS_socket, AF_INET, SOCK_STREAM, 0);
	refused("use the network", SYS_socket, AF_NETLINK, SOCK_RAW, 0);
	refused("signal a process", SYS_kill, getppid(), SIGTERM, 0);
	refused("signal a process", SYS_kill, -1, SIGTERM, 0);
	refused("reach another process", SYS_ptrace, PTRACE_TRACEME, 0, 0);
	refused("wait", SYS_nanosleep, (long)&second, 0, 0);
	refused("make, name or remove a file", SYS_unlinkat, AT_FDCWD, (long)file, 0);
	refused("become another user", SYS_setuid, 0, 0, 0);
	refused("reach into the kernel", SYS_bpf, 0, 0, 0);
	refused("mount a file system", SYS_unshare, 0, 0, 0);
}
END_TEST

static void count_errors(void *self, int answer)
{
	char null[8] = "/dev/nul", *path = self;
	const int errors[] = {
	        open(path, O_WRONLY) < 0 ? errno : 0,
	        open(path, O_RDONLY | O_CREAT, 0600) < 0 ? errno : 0,
	        open("/tmp", O_RDWR | O_TMPFILE, 0600) < 0 ? errno : 0,
	        mmap(NULL, 4096, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? errno
	                                                                                     : 0,
	        signal(SIGSYS, SIG_IGN) == SIG_ERR ? errno : 0,
	        prctl(PR_SET_PDEATHSIG, 0) ? errno : 0,
	        ioctl(1, TIOCSTI, null) ? errno : 0,
	};
	child_put(answer, (str){(const char *)errors, sizeof errors});
}

START_TEST(refuses_other_calls_as_if_they_failed)
{
	const int wanted[] = {EACCES, EACCES, EACCES, EPERM, EPERM, EPERM, ENOTTY};
	if (!(lock_kernel() & LOCK_CALLS))
		return;
	close(make_file());
	run_child(count_errors, file);
	str got = answer_of(arena, &child);
	ck_assert_uint_eq(got.len, sizeof wanted);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		ck_assert_int_eq(((const int *)(const void *)got.ptr)[i], wanted[i]);
}
END_TEST

static void *thread(void *self)
{
	*(int *)self = 7;
	return NULL;
}

static void start_thread(void *self, int answer)
{
	pthread_t t;
	int result = 0;
	(void)self;
	if (!pthread_create(&t, NULL, thread, &result) && !pthread_join(t, NULL))
		child_put(answer, result == 7 ? S("7") : S("?"));
}

START_TEST(may_start_threads)
{
	run_child(start_thread, NULL);
	is(answer_of(arena, &child), "7");
}
END_TEST

/* ---- What it is given, and what not ---- */

static void list_descriptors(void *self, int answer)
{
	struct buf b = {0};
	(void)self;
	for (int fd = 3; fd < 300; fd++)
		if (fd != answer && fcntl(fd, F_GETFD) >= 0)
			buf_printf(&b, "%d ", fd);
	child_put(answer, buf_str(&b));
}

START_TEST(has_no_descriptor_but_those_it_was_given)
{
	int kept = fcntl(0, F_DUPFD, 60), other = fcntl(0, F_DUPFD, 70);
	start.keep[start.keep_n++] = kept;
	run_child(list_descriptors, NULL);
	str got = answer_of(arena, &child), name = arena_printf(arena, "%d ", kept);
	ck_assert_uint_ne(str_find(got, name), SIZE_MAX);
	ck_assert_uint_eq(str_find(got, arena_printf(arena, "%d ", other)), SIZE_MAX);
}
END_TEST

static void speak(void *self, int answer)
{
	bool before, after;
	(void)self;
	track_enter(TRACK_DRAW, 1, true, (struct track_place){.len = 0});
	before = track_heard();
	printf("to nobody");
	after = track_heard();
	child_put(answer, before ? S("b") : after ? S("heard") : S("deaf"));
}

START_TEST(speaks_to_nobody_and_is_heard_of)
{
	run_child(speak, NULL);
	is(answer_of(arena, &child), "heard");
}
END_TEST

static void wait_for_ever(void *self, int answer)
{
	pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	for (int i = 1; i < SIGRTMIN; i++)
		signal(i, SIG_IGN);
	(void)self;
	child_put(answer, S("!"));
	pthread_mutex_lock(&lock);
	pthread_mutex_lock(&lock);
}

START_TEST(does_not_outlive_its_parent)
{
	pid_t *pid =
	        mmap(NULL, sizeof *pid, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t parent = fork();
	if (!parent) {
		start.run = wait_for_ever;
		child_begin(&child, &start);
		*pid = child.pid;
		/* Not before it has begun: until then it would end of itself. */
		while (!answer_of(arena, &child).len)
			sched_yield();
		_exit(0);
	}
	waitpid(parent, NULL, 0);
	ck_assert_int_gt(*pid, 0);
	/* Somebody else reaps it: what a kill reaches then is not there, or not alive. */
	for (int i = 0; i < 1000 && alive(*pid); i++)
		nanosleep(&(struct timespec){0, 10000000}, NULL);
	ck_assert(!alive(*pid));
}
END_TEST

int main(void)
{
	return RUN("child", begin, finish, hands_its_answer_over, may_have_none, hands_much_over,
	           says_when_it_cannot_hand_over, tells_of_a_file_that_was_cut, names_the_signal,
	           names_the_status, stops_a_call_without_end, stops_a_process_without_end,
	           stops_one_that_does_not_listen, stops_one_that_sleeps, keeps_memory_bounded,
	           blames_who_closed_its_answer,
	           refuses_calls_by_what_they_are_for, refuses_other_calls_as_if_they_failed,
	           may_start_threads, has_no_descriptor_but_those_it_was_given,
	           speaks_to_nobody_and_is_heard_of, does_not_outlive_its_parent);
}
