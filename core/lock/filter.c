/* The filter of system calls (seccomp): a search tree over their numbers.
 *
 * When a filter is put in, the kernel translates it, and runs it once for each call that there is,
 * to learn which are always allowed: 0.1 us an instruction, for each child. So it is small: it is
 * made from its end to its beginning, which lets all that answer the same jump to one answer. */
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

/* A jump by a condition reaches 255 instructions on. */
enum { MOST_PROGRAM = 1024, NEAR = 250 };

/* The last `n` of the array. A place in it is counted from its end: it stays as it is while more
 * comes before it. */
struct program { struct sock_filter at[MOST_PROGRAM]; size_t n; pid_t self; };

static size_t put(struct program *p, uint16_t code, uint8_t yes, uint8_t no, uint32_t k)
{
	p->at[MOST_PROGRAM - ++p->n] = (struct sock_filter){code, yes, no, k};
	return p->n;
}

/* So many instructions lie between the next that is put and this place. */
static size_t way(const struct program *p, size_t place)
{
	return p->n - place;
}

/* `other` must be near; `same` need not. */
static size_t branch(struct program *p, uint16_t test, uint32_t k, size_t same, size_t other)
{
	if (way(p, same) > NEAR)
		same = put(p, BPF_JMP | BPF_JA, 0, 0, (uint32_t)way(p, same));
	return put(p, BPF_JMP | test | BPF_K, (uint8_t)way(p, same), (uint8_t)way(p, other), k);
}

/* One that is near, or a new one. */
static size_t answer(struct program *p, uint32_t what)
{
	for (size_t i = p->n; i && way(p, i) < NEAR; i--) {
		const struct sock_filter *at = &p->at[MOST_PROGRAM - i];
		if (at->code == (BPF_RET | BPF_K) && at->k == what)
			return i;
	}
	return put(p, BPF_RET | BPF_K, 0, 0, what);
}

#define DATA(field) ((uint32_t)offsetof(struct seccomp_data, field))
/* An argument's low half: both machines are little-endian. */
#define ARGUMENT(i) (DATA(args) + (i)*8)
#define YES SECCOMP_RET_ALLOW
#define CRIME SECCOMP_RET_TRAP
#define ERROR(error) (SECCOMP_RET_ERRNO | (error))
/* To read and nothing else, also where Landlock is not. O_TMPFILE makes a file. */
#define WRITES (O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY))

static size_t load(struct program *p, uint32_t what)
{
	return put(p, BPF_LD | BPF_W | BPF_ABS, 0, 0, what);
}

/* What only a process that is to be shut in, or to break out, has of its own. */
#define WORLDS (CLONE_NEWNS | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | \
                CLONE_NEWUTS | CLONE_NEWCGROUP)

/* Whether argument i, masked, is `value`. */
static size_t by_argument(struct program *p, uint32_t i, uint32_t mask, uint32_t value,
                          uint32_t same, uint32_t other)
{
	size_t if_same = answer(p, same);
	branch(p, BPF_JEQ, value, if_same, answer(p, other));
	if (mask != ~0U)
		put(p, BPF_ALU | BPF_AND | BPF_K, 0, 0, mask);
	return load(p, ARGUMENT(i));
}

/* AF_UNIX, AF_INET, AF_INET6; AF_NETLINK tells a resolver which addresses the machine has. */
static size_t socket_leaf(struct program *p)
{
	static const uint8_t families[] = {1, 2, 10, 16};
	size_t allowed = answer(p, YES), at = answer(p, CRIME);
	for (size_t i = 0; i < sizeof families; i++)
		at = branch(p, BPF_JEQ, families[i], allowed, at);
	return load(p, ARGUMENT(0));
}

static size_t leaf(struct program *p, enum lock_answer what)
{
	const uint32_t all = ~0U, shared = MAP_SHARED | MAP_ANONYMOUS;
	switch (what) {
	case CALL_REFUSED: break;
	case CALL_ALLOWED: return answer(p, YES);
	case CALL_CRIME: return answer(p, CRIME);
	case CALL_MISSING: return answer(p, ERROR(ENOSYS));
	/* An honest library tries to write too (caches, logs), and goes on without. */
	case CALL_OPENAT: return by_argument(p, 2, WRITES, 0, YES, ERROR(EACCES));
	case CALL_OPEN: return by_argument(p, 1, WRITES, 0, YES, ERROR(EACCES));
	case CALL_CLONE: return by_argument(p, 0, CLONE_THREAD, CLONE_THREAD, YES, CRIME);
	case CALL_FORK: return by_argument(p, 0, WORLDS, 0, YES, ERROR(EPERM));
	case CALL_SELF: return by_argument(p, 0, all, (uint32_t)p->self, YES, CRIME);
	/* Looking up the user's name (voikko, GLib) asks nscd by a local socket. */
	case CALL_SOCKET: return by_argument(p, 0, all, 1, ERROR(EACCES), CRIME);
	case CALL_CONNECT: return socket_leaf(p);
	case CALL_IOCTL: return by_argument(p, 1, all, TCGETS, YES, ERROR(ENOTTY));
	case CALL_PRCTL: return by_argument(p, 0, all, PR_SET_NAME, YES, ERROR(EPERM));
	case CALL_LIMIT: return by_argument(p, 2, all, 0, YES, ERROR(EPERM));
	/* RLIMIT_DATA counts private memory alone. */
	case CALL_MAP: return by_argument(p, 3, shared, shared, ERROR(EPERM), YES);
	case CALL_ACTION: return by_argument(p, 0, all, SIGSYS, ERROR(EPERM), YES);
	}
	return answer(p, ERROR(EPERM));
}

struct range { uint32_t from; enum lock_answer what; };

static size_t tree(struct program *p, const struct range *r, size_t n)
{
	size_t middle = n / 2;
	if (n == 1)
		return leaf(p, r->what);
	size_t above = tree(p, r + middle, n - middle);
	return branch(p, BPF_JGE, r[middle].from, above, tree(p, r, middle));
}

static void make_program(struct program *p, const uint8_t of[CALLS_END])
{
	struct range ranges[CALLS_END + 1];
	size_t n = 0;
	for (uint32_t i = 0; i < CALLS_END; i++)
		if (!i || of[i] != of[i - 1])
			ranges[n++] = (struct range){i, of[i]};
	ranges[n++] = (struct range){CALLS_END, CALL_MISSING};
	tree(p, ranges, n);
	load(p, DATA(nr));
	put(p, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS);
	put(p, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, MACHINE);
	load(p, DATA(arch));
}

static void refused(int signal, siginfo_t *info, void *context)
{
	(void)context;
	track_ends(TRACK_REFUSED, (uint32_t)info->si_syscall);
	_exit(128 + signal);
}

static bool take(const uint8_t of[CALLS_END])
{
	struct program p = {.n = 0, .self = getpid()};
	make_program(&p, of);
	struct sock_fprog program = {(unsigned short)p.n, p.at + MOST_PROGRAM - p.n};
	/* Kernels before 5.16 would defend the process half-heartedly, and slow it down. */
	return !syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW,
	                &program);
}

bool filter_take(bool files, const struct child_start *s)
{
	uint8_t of[CALLS_END];
	struct sigaction act = {.sa_sigaction = refused, .sa_flags = SA_SIGINFO};
	if (!MACHINE)
		return false;
	calls_answers(files, s, of);
	sigaction(SIGSYS, &act, NULL);
	return take(of);
}

bool lock_calls(bool connects, bool runs)
{
	uint8_t of[CALLS_END];
	if (!(lock_kernel() & LOCK_CALLS))
		return true;
	calls_of_main(connects, runs, of);
	return take(of);
}

unsigned lock_kernel(void)
{
	int version = lock_landlock();
	uint32_t action = SECCOMP_RET_TRAP;
	bool calls = MACHINE && !syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action);
	return (version >= 1 ? LOCK_FILES : 0U) | (version >= 4 ? LOCK_NETWORK : 0U) |
	       (version >= 6 ? LOCK_SCOPE : 0U) | (calls ? LOCK_CALLS : 0U);
}
