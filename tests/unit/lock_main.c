/* The filter of main: what it may still call, and what its children may. */
#include "lock/child.h"

#include "unit/lock_start.h"

#include <sched.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* In a process of its own, as there is no way back; returns its status. */
static int apart(int (*work)(bool connects, bool runs), bool connects, bool runs)
{
	int status;
	pid_t pid = fork();
	lock_write_file(lock, S("/dev/null"));
	lock_read(lock, S("/proc"));
	if (!pid)
		_exit(lock_take(lock) && lock_calls(connects, runs) ? work(connects, runs) : 99);
	ck_assert(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
	return WEXITSTATUS(status);
}

static bool refused(long result)
{
	return result < 0 && errno == EPERM;
}

/* 0: all were; else which was not. */
static int is_refused(bool connects, bool runs)
{
	char *const words[] = {"true", NULL};
	(void)connects, (void)runs;
	if (!refused(socket(AF_INET, SOCK_STREAM, 0)))
		return 1;
	if (!refused(socket(AF_UNIX, SOCK_STREAM, 0)))
		return 2;
	if (!refused(execve("/bin/true", words, NULL)))
		return 3;
	if (!refused(syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0)))
		return 4;
	if (!refused(unshare(CLONE_NEWUSER)))
		return 5;
	if (!refused(syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, NULL, NULL, NULL, 0)))
		return 6;
	if (!refused(syscall(SYS_bpf, 0, NULL, 0)))
		return 7;
	if (!refused(syscall(SYS_io_uring_setup, 1, NULL)))
		return 8;
	if (!refused(setuid(0)))
		return 9;
	if (!refused(syscall(SYS_shmget, 1, 4096, 0600)))
		return 10;
	if (!refused(chdir("/")))
		return 11;
#ifndef __SANITIZE_ADDRESS__
	if (!refused(ptrace(PTRACE_TRACEME, 0, NULL, NULL)))
		return 12;
#endif
	return 0;
}

START_TEST(can_do_little)
{
	if (lock_kernel() & LOCK_CALLS)
		ck_assert_int_eq(apart(is_refused, false, false), 0);
}
END_TEST

static int is_connecting(bool connects, bool runs)
{
	(void)runs;
	return socket(AF_INET, SOCK_STREAM, 0) < 0 ? 20 + connects : 0;
}

START_TEST(leaves_children_the_network)
{
	ck_assert_int_eq(apart(is_connecting, true, false), 0);
}
END_TEST

static void draw(void *self, int answer)
{
	(void)self;
	child_put(answer, S("drawn"));
}

static void connect_somewhere(void *self, int answer)
{
	(void)self, (void)answer;
	socket(AF_INET, SOCK_STREAM, 0);
}

/* A child has its own filter over main's, and says what it was that it tried. */
static int has_children(bool connects, bool runs)
{
	struct buf said = {0};
	(void)connects, (void)runs;
	run_child(draw, NULL);
	if (!child_whole(&child))
		return 30;
	run_child(connect_somewhere, NULL);
	child_fault(&child, &said);
	return str_starts(buf_str(&said), S("tried to use the network")) ? 0 : 31;
}

START_TEST(has_children_that_tell)
{
	if (lock_kernel() & LOCK_CALLS)
		ck_assert_int_eq(apart(has_children, false, false), 0);
}
END_TEST

int main(void)
{
	return RUN("main", begin, finish, can_do_little, leaves_children_the_network,
	           has_children_that_tell);
}
