/* usage: masked WHAT... -- PROGRAM ARGUMENTS. Runs a program as on an older kernel, or a poorer
 * file system, by a filter of system calls that it cannot take off.
 *
 *   landlock=N      Landlock's version N; 0: none
 *   take            Landlock is there, and cannot be taken on
 *   openat2 tmpfile seccomp pidfd memfd linkat
 *                   these calls (of openat, with O_TMPFILE) are not there */
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sock_filter code[256];
static unsigned short n;

static void put(uint16_t op, uint8_t yes, uint8_t no, uint32_t k)
{
	code[n++] = (struct sock_filter){op, yes, no, k};
}

#define DATA(field) ((uint32_t)offsetof(struct seccomp_data, field))
#define ARGUMENT(i) (DATA(args) + (i) * 8)

static void load(uint32_t what)
{
	put(BPF_LD | BPF_W | BPF_ABS, 0, 0, what);
}

static void give(uint32_t answer)
{
	put(BPF_RET | BPF_K, 0, 0, answer);
}

static void missing(uint32_t call, uint32_t error)
{
	load(DATA(nr));
	put(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, call);
	give(SECCOMP_RET_ERRNO | error);
}

/* A call with bits in an argument. */
static void missing_with(uint32_t call, uint32_t argument, uint32_t bits, uint32_t error)
{
	load(DATA(nr));
	put(BPF_JMP | BPF_JEQ | BPF_K, 0, 4, call);
	load(ARGUMENT(argument));
	put(BPF_ALU | BPF_AND | BPF_K, 0, 0, bits);
	put(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, bits);
	give(SECCOMP_RET_ERRNO | error);
}

/* An older one refuses a description of rights that is longer than it knows; what its version is,
 * a process outside answers. */
static void landlock(int version)
{
	uint32_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
	if (!version) {
		missing(SYS_landlock_create_ruleset, EOPNOTSUPP);
		return;
	}
	load(DATA(nr));
	put(BPF_JMP | BPF_JEQ | BPF_K, 0, 6, SYS_landlock_create_ruleset);
	load(ARGUMENT(2));
	put(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 1);
	give(SECCOMP_RET_USER_NOTIF);
	load(ARGUMENT(1));
	put(BPF_JMP | BPF_JGT | BPF_K, 0, 1, size);
	give(SECCOMP_RET_ERRNO | E2BIG);
}

static void mask(const char *what, int *version)
{
	if (!strncmp(what, "landlock=", 9))
		landlock(*version = what[9] - '0');
	else if (!strcmp(what, "take"))
		missing(SYS_landlock_restrict_self, EPERM);
	else if (!strcmp(what, "openat2"))
		missing(SYS_openat2, ENOSYS);
	else if (!strcmp(what, "seccomp"))
		missing(SYS_seccomp, ENOSYS);
	else if (!strcmp(what, "pidfd"))
		missing(SYS_pidfd_open, ENOSYS);
	else if (!strcmp(what, "memfd"))
		missing(SYS_memfd_create, ENOSYS);
	else if (!strcmp(what, "linkat"))
		missing(SYS_linkat, EPERM);
	else if (!strcmp(what, "tmpfile"))
		missing_with(SYS_openat, 2, O_TMPFILE & ~O_DIRECTORY, EOPNOTSUPP);
	else
		exit(64);
}

/* ---- Answering ---- */

static void send_number(int to, int fd)
{
	char room[CMSG_SPACE(sizeof fd)] = {0}, byte = 0;
	struct iovec io = {&byte, 1};
	struct msghdr m = {.msg_iov = &io,
	                   .msg_iovlen = 1,
	                   .msg_control = room,
	                   .msg_controllen = sizeof room};
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof fd);
	memcpy(CMSG_DATA(c), &fd, sizeof fd);
	if (sendmsg(to, &m, 0) < 0)
		exit(70);
}

static int take_number(int from)
{
	int fd;
	char room[CMSG_SPACE(sizeof fd)] = {0}, byte;
	struct iovec io = {&byte, 1};
	struct msghdr m = {.msg_iov = &io,
	                   .msg_iovlen = 1,
	                   .msg_control = room,
	                   .msg_controllen = sizeof room};
	if (recvmsg(from, &m, 0) <= 0 || !CMSG_FIRSTHDR(&m))
		return -1;
	memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&m)), sizeof fd);
	return fd;
}

/* Until the last process that it is for is gone. */
static void answer(int notices, int version)
{
	for (;;) {
		struct seccomp_notif ask;
		memset(&ask, 0, sizeof ask);
		if (ioctl(notices, SECCOMP_IOCTL_NOTIF_RECV, &ask)) {
			if (errno == EINTR)
				continue;
			_exit(0);
		}
		struct seccomp_notif_resp reply = {.id = ask.id, .val = version};
		ioctl(notices, SECCOMP_IOCTL_NOTIF_SEND, &reply);
	}
}

int main(int argc, char **argv)
{
	int version = 0, at = 1, pair[2];
	load(DATA(nr));
	for (; at < argc && strcmp(argv[at], "--"); at++)
		mask(argv[at], &version);
	give(SECCOMP_RET_ALLOW);
	if (at + 1 >= argc || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
		return 64;
	pid_t helper = version ? fork() : 1;
	if (!helper) {
		close(pair[1]);
		int notices = take_number(pair[0]);
		/* Nobody waits for what it holds. */
		for (int fd = 0; fd < 3; fd++)
			close(fd);
		if (notices >= 0)
			answer(notices, version);
		_exit(0);
	}
	struct sock_fprog program = {n, code};
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	long fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
	                  version ? SECCOMP_FILTER_FLAG_NEW_LISTENER : 0, &program);
	if (fd < 0) {
		perror("masked");
		return 70;
	}
	if (version) {
		send_number(pair[1], (int)fd);
		close((int)fd);
	}
	execv(argv[at + 1], argv + at + 1);
	perror(argv[at + 1]);
	return 71;
}
