/* The filter of system calls (seccomp): a search tree over their numbers.
 *
 * When a filter is put in, the kernel runs it once for each call that there is, to learn which are
 * always allowed: a list of 150 comparisons took 0.23 ms, a tree half of it. */
#include "lock/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#else
#define MACHINE 0                                /* nobody has tried the list of calls there */
#endif

enum { MOST_PROGRAM = 1024 };

struct program { struct sock_filter at[MOST_PROGRAM]; unsigned short n; pid_t self; };

static void put(struct program *p, uint16_t code, uint8_t yes, uint8_t no, uint32_t k)
{
	p->at[p->n++] = (struct sock_filter){code, yes, no, k};
}

static void answer(struct program *p, uint32_t what)
{
	put(p, BPF_RET | BPF_K, 0, 0, what);
}

#define DATA(field) ((uint32_t)offsetof(struct seccomp_data, field))
/* An argument's low half: both machines are little-endian. */
#define ARGUMENT(i) (DATA(args) + (i) * 8)
#define YES SECCOMP_RET_ALLOW
#define CRIME SECCOMP_RET_TRAP
#define ERROR(error) (SECCOMP_RET_ERRNO | (error))
/* To read and nothing else, also where Landlock is not. O_TMPFILE makes a file. */
#define WRITES (O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY))

/* Whether argument i, masked, is `value`. */
static void by_argument(struct program *p, uint32_t i, uint32_t mask, uint32_t value, uint32_t same,
                        uint32_t other)
{
	put(p, BPF_LD | BPF_W | BPF_ABS, 0, 0, ARGUMENT(i));
	put(p, BPF_ALU | BPF_AND | BPF_K, 0, 0, mask);
	put(p, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, value);
	answer(p, same);
	answer(p, other);
}

/* AF_UNIX, AF_INET, AF_INET6; AF_NETLINK tells a resolver which addresses the machine has. */
static void socket_leaf(struct program *p)
{
	static const uint8_t families[] = {1, 2, 10, 16};
	put(p, BPF_LD | BPF_W | BPF_ABS, 0, 0, ARGUMENT(0));
	for (uint8_t i = 0; i < 4; i++)
		put(p, BPF_JMP | BPF_JEQ | BPF_K, (uint8_t)(4 - i), 0, families[i]);
	answer(p, CRIME);
	answer(p, YES);
}

static void leaf(struct program *p, enum lock_answer what)
{
	const uint32_t all = ~0U, shared = MAP_SHARED | MAP_ANONYMOUS;
	switch (what) {
	case CALL_REFUSED: answer(p, ERROR(EPERM)); return;
	case CALL_ALLOWED: answer(p, YES); return;
	case CALL_CRIME: answer(p, CRIME); return;
	case CALL_MISSING: answer(p, ERROR(ENOSYS)); return;
	/* An honest library tries to write too (caches, logs), and goes on without. */
	case CALL_OPENAT: by_argument(p, 2, WRITES, 0, YES, ERROR(EACCES)); return;
	case CALL_OPEN: by_argument(p, 1, WRITES, 0, YES, ERROR(EACCES)); return;
	case CALL_CLONE: by_argument(p, 0, CLONE_THREAD, CLONE_THREAD, YES, CRIME); return;
	case CALL_SELF: by_argument(p, 0, all, (uint32_t)p->self, YES, CRIME); return;
	/* Looking up the user's name (voikko, GLib) asks nscd by a local socket. */
	case CALL_SOCKET: by_argument(p, 0, all, 1, ERROR(EACCES), CRIME); return;
	case CALL_CONNECT: socket_leaf(p); return;
	case CALL_IOCTL: by_argument(p, 1, all, TCGETS, YES, ERROR(ENOTTY)); return;
	case CALL_PRCTL: by_argument(p, 0, all, PR_SET_NAME, YES, ERROR(EPERM)); return;
	case CALL_LIMIT: by_argument(p, 2, all, 0, YES, ERROR(EPERM)); return;
	/* RLIMIT_DATA counts private memory alone. */
	case CALL_MAP: by_argument(p, 3, shared, shared, ERROR(EPERM), YES); return;
	case CALL_ACTION: by_argument(p, 0, all, SIGSYS, ERROR(EPERM), YES); return;
	}
}

struct range { uint32_t from; enum lock_answer what; };

static void tree(struct program *p, const struct range *r, size_t n)
{
	if (n == 1) {
		leaf(p, r->what);
		return;
	}
	size_t middle = n / 2, at = p->n;
	/* At or above: the far jump that follows; else over it. A conditional jump reaches 255
	 * only. */
	put(p, BPF_JMP | BPF_JGE | BPF_K, 0, 1, r[middle].from);
	put(p, BPF_JMP | BPF_JA, 0, 0, 0);
	tree(p, r, middle);
	p->at[at + 1].k = (uint32_t)(p->n - at - 2);
	tree(p, r + middle, n - middle);
}

static void make_program(struct program *p, bool files, const struct child_start *s)
{
	uint8_t of[CALLS_END];
	struct range ranges[CALLS_END + 1];
	size_t n = 0;
	calls_answers(files, s, of);
	for (uint32_t i = 0; i < CALLS_END; i++)
		if (!i || of[i] != of[i - 1])
			ranges[n++] = (struct range){i, of[i]};
	ranges[n++] = (struct range){CALLS_END, CALL_MISSING};
	put(p, BPF_LD | BPF_W | BPF_ABS, 0, 0, DATA(arch));
	put(p, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, MACHINE);
	answer(p, SECCOMP_RET_KILL_PROCESS);
	put(p, BPF_LD | BPF_W | BPF_ABS, 0, 0, DATA(nr));
	tree(p, ranges, n);
}

static void refused(int signal, siginfo_t *info, void *context)
{
	(void)context;
	track_ends(TRACK_REFUSED, (uint32_t)info->si_syscall);
	_exit(128 + signal);
}

bool filter_take(bool files, const struct child_start *s)
{
	struct program p = {.n = 0, .self = getpid()};
	struct sigaction act = {.sa_sigaction = refused, .sa_flags = SA_SIGINFO};
	if (!MACHINE)
		return false;
	make_program(&p, files, s);
	struct sock_fprog program = {p.n, p.at};
	sigaction(SIGSYS, &act, NULL);
	/* Kernels before 5.16 would defend the process half-heartedly, and slow it down. */
	return !syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW,
	                &program);
}

unsigned lock_kernel(void)
{
	int version = lock_landlock();
	uint32_t action = SECCOMP_RET_TRAP;
	bool calls = MACHINE && !syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action);
	return (version >= 1 ? LOCK_FILES : 0U) | (version >= 4 ? LOCK_NETWORK : 0U) |
	       (version >= 6 ? LOCK_SCOPE : 0U) | (calls ? LOCK_CALLS : 0U);
}
