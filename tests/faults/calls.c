/* usage: calls FILE [PROCESS:CALL:WHAT:NUMBER] -- PROGRAM ARGUMENTS. Runs a program and numbers the system
 * calls of it and of all that it starts; one of them fails.
 *
 * Processes count in the order in which they are started, and the calls of each from 1: so a point is
 * the same in every run, however the processes take their turns. FILE gets a line a call: process,
 * number, the system call's number, its first three arguments. WHAT is the error that the call ends
 * with, or 0: it does half of what it was asked for; NUMBER is the system call's, and another one is
 * left alone. When the point was met, FILE ends with "met". */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef __x86_64__
#error "registers are named as on x86-64"
#endif

enum { MOST = 256, OPTIONS = PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACEFORK |
                             PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC };

struct process {
	pid_t pid;
	unsigned number, calls;
	bool inside, failing;            /* in a call; which ends with the error */
	bool fresh, held;                /* not seen before; waits for its number */
	bool changed;                    /* its arguments, which are the caller's: these were they */
	unsigned long long first, third;
};

static struct process processes[MOST];
static unsigned processes_n;
static FILE *list;
static unsigned at_process, at_call;
static unsigned long long at_number;
static long error;                       /* 0: half */
static bool wanted, met, begun;           /* begun: the program runs */

static _Noreturn void fail(const char *what)
{
	perror(what);
	exit(125);
}

static struct process *find(pid_t pid)
{
	for (unsigned i = 0; i < processes_n; i++)
		if (processes[i].pid == pid)
			return &processes[i];
	if (processes_n == MOST)
		fail("too many processes");
	processes[processes_n] = (struct process){.pid = pid, .number = MOST, .fresh = true};
	return &processes[processes_n++];
}

/* What is closed is closed, whatever is said of it; and a break that cannot be moved is where it was. */
static void fail_at_entry(struct process *p, struct user_regs_struct *r)
{
	met = p->changed = true;
	p->first = r->rdi;
	p->third = r->rdx;
	if (!error)
		r->rdx /= 2;
	else if (r->orig_rax == SYS_brk)
		r->rdi = 0;
	else
		p->failing = true;
	if (p->failing && r->orig_rax != SYS_close)
		r->orig_rax = (unsigned long long)-1;
	if (ptrace(PTRACE_SETREGS, p->pid, NULL, r))
		fail("PTRACE_SETREGS");
}

static void entry(struct process *p, struct user_regs_struct *r)
{
	if (!begun)
		return;
	p->calls++;
	fprintf(list, "%u %u %llu %llu %llu %llu\n", p->number, p->calls, r->orig_rax, r->rdi, r->rsi, r->rdx);
	if (wanted && p->number == at_process && p->calls == at_call && r->orig_rax == at_number)
		fail_at_entry(p, r);
}

static void leave(struct process *p, struct user_regs_struct *r)
{
	r->rdi = p->first;
	r->rdx = p->third;
	if (p->failing)
		r->rax = (unsigned long long)-error;
	p->changed = p->failing = false;
	if (ptrace(PTRACE_SETREGS, p->pid, NULL, r))
		fail("PTRACE_SETREGS");
}

static void call(struct process *p)
{
	struct user_regs_struct r;
	p->inside = !p->inside;
	if (p->inside || p->changed) {
		if (ptrace(PTRACE_GETREGS, p->pid, NULL, &r))
			return;
		(p->inside ? entry : leave)(p, &r);
	}
}

static void go_on(const struct process *p, int signal)
{
	ptrace(PTRACE_SYSCALL, p->pid, NULL, (void *)(intptr_t)signal);
}

/* Its first stop may come before its parent's word of it. */
static void number_child(const struct process *parent)
{
	static unsigned numbers;
	unsigned long pid;
	if (ptrace(PTRACE_GETEVENTMSG, parent->pid, NULL, &pid))
		return;
	struct process *child = find((pid_t)pid);
	child->number = ++numbers;
	if (child->held)
		go_on(child, 0);
	child->held = false;
}

enum { HOLD = -1 };

/* Returns the signal that the process goes on with. */
static int stopped(struct process *p, int status)
{
	int signal = WSTOPSIG(status), event = status >> 16;
	if (event == PTRACE_EVENT_FORK || event == PTRACE_EVENT_VFORK || event == PTRACE_EVENT_CLONE)
		number_child(p);
	if (event == PTRACE_EVENT_EXEC && !begun) {
		begun = true;
		p->calls = 0;
	}
	if (event)
		return 0;
	if (signal == (SIGTRAP | 0x80)) {
		call(p);
		return 0;
	}
	if (p->fresh && signal == SIGSTOP) {
		p->fresh = false;
		p->held = p->number == MOST;
		return p->held ? HOLD : 0;
	}
	return signal;
}

static int trace(pid_t first)
{
	int status, end = 125;
	pid_t pid;
	while ((pid = waitpid(-1, &status, __WALL)) > 0) {
		struct process *p = find(pid);
		if (WIFSTOPPED(status)) {
			int signal = stopped(p, status);
			if (signal != HOLD)
				go_on(p, signal);
			continue;
		}
		p->pid = 0;
		if (pid == first)
			end = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	}
	return end;
}

static pid_t start(char **words)
{
	pid_t pid = fork();
	int status;
	if (!pid) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		raise(SIGSTOP);
		execvp(words[0], words);
		_exit(126);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || ptrace(PTRACE_SETOPTIONS, pid, NULL, OPTIONS))
		fail("cannot start");
	processes[processes_n++] = (struct process){.pid = pid};
	ptrace(PTRACE_SYSCALL, pid, NULL, NULL);
	return pid;
}

int main(int argc, char **argv)
{
	int at = 2;
	if (argc < 4)
		return 2;
	list = fopen(argv[1], "we");
	if (!list)
		fail(argv[1]);
	if (strcmp(argv[at], "--")) {
		if (sscanf(argv[at++], "%u:%u:%ld:%llu", &at_process, &at_call, &error, &at_number) != 4)
			return 2;
		wanted = true;
	}
	int end = trace(start(argv + at + 1));
	if (met)
		fputs("met\n", list);
	fclose(list);
	return end;
}
