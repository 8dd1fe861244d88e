/* What becomes of each system call of a child. */
#include "lock/parts.h"

#include <sys/syscall.h>

/* What a build of all that there is really calls, and what the C library and GLib may call in its
 * place. */
static const uint16_t allowed[] = {
        __NR_read,
        __NR_write,
        __NR_readv,
        __NR_writev,
        __NR_pread64,
        __NR_pwrite64,
        __NR_lseek,
        __NR_close,
        __NR_close_range,
        __NR_fstat,
        __NR_newfstatat,
        __NR_statx,
        __NR_faccessat,
        __NR_faccessat2,
        __NR_readlinkat,
        __NR_getdents64,
        __NR_statfs,
        __NR_fstatfs,
        __NR_munmap,
        __NR_mprotect,
        __NR_mremap,
        __NR_madvise,
        __NR_brk,
        __NR_fcntl,
        __NR_ftruncate,
        __NR_fsync,
        __NR_fdatasync,
        __NR_dup,
        __NR_dup3,
        __NR_futex,
        __NR_set_robust_list,
        __NR_rseq,
        __NR_sched_yield,
        __NR_sched_getaffinity,
        __NR_sched_getattr,
        __NR_getcpu,
        __NR_exit,
        __NR_exit_group,
        __NR_gettid,
        __NR_getpid,
        __NR_getppid,
        __NR_getuid,
        __NR_geteuid,
        __NR_getgid,
        __NR_getegid,
        __NR_getrandom,
        __NR_clock_gettime,
        __NR_clock_getres,
        __NR_gettimeofday,
        __NR_rt_sigprocmask,
        __NR_rt_sigreturn,
        __NR_sigaltstack,
        __NR_restart_syscall,
        __NR_sysinfo,
        __NR_uname,
        __NR_getcwd,
        __NR_membarrier,
        __NR_getrlimit,
        __NR_getrusage,
        __NR_eventfd2,
        __NR_pipe2,
#ifdef __x86_64__
        __NR_stat,
        __NR_lstat,
        __NR_access,
        __NR_readlink,
        __NR_dup2,
        __NR_time,
        __NR_arch_prctl,
#endif
};

#define PROGRAM "start a program"
#define PROCESS "start a process"
#define NETWORK "use the network"
#define OTHERS "reach another process"
#define SIGNAL "signal a process"
#define NAMES "make, name or remove a file"
#define RIGHTS "change a file's rights"
#define MOUNT "mount a file system"
#define USER "become another user"
#define WAIT "wait"
#define KERNEL "reach into the kernel"
#define SELF "change its own lock or limits"

static const struct crime { uint16_t call; const char *what;
} crimes[] = {
        {__NR_execve, PROGRAM},
        {__NR_execveat, PROGRAM},
        {__NR_socket, NETWORK},
        {__NR_socketpair, NETWORK},
        {__NR_connect, NETWORK},
        {__NR_bind, NETWORK},
        {__NR_sendto, NETWORK},
        {__NR_sendmsg, NETWORK},
        {__NR_kill, SIGNAL},
        {__NR_tkill, SIGNAL},
        {__NR_tgkill, SIGNAL},
        {__NR_rt_sigqueueinfo, SIGNAL},
        {__NR_rt_tgsigqueueinfo, SIGNAL},
        {__NR_pidfd_open, OTHERS},
        {__NR_pidfd_getfd, OTHERS},
        {__NR_pidfd_send_signal, OTHERS},
        {__NR_ptrace, OTHERS},
        {__NR_process_vm_readv, OTHERS},
        {__NR_process_vm_writev, OTHERS},
        {__NR_kcmp, OTHERS},
        {__NR_process_madvise, OTHERS},
        {__NR_shmget, OTHERS},
        {__NR_shmat, OTHERS},
        {__NR_msgget, OTHERS},
        {__NR_semget, OTHERS},
        {__NR_mq_open, OTHERS},
        {__NR_mount, MOUNT},
        {__NR_umount2, MOUNT},
        {__NR_pivot_root, MOUNT},
        {__NR_chroot, MOUNT},
        {__NR_move_mount, MOUNT},
        {__NR_open_tree, MOUNT},
        {__NR_fsopen, MOUNT},
        {__NR_mount_setattr, MOUNT},
        {__NR_unshare, MOUNT},
        {__NR_setns, MOUNT},
        {__NR_add_key, KERNEL},
        {__NR_request_key, KERNEL},
        {__NR_keyctl, KERNEL},
        {__NR_bpf, KERNEL},
        {__NR_perf_event_open, KERNEL},
        {__NR_io_uring_setup, KERNEL},
        {__NR_userfaultfd, KERNEL},
        {__NR_init_module, KERNEL},
        {__NR_finit_module, KERNEL},
        {__NR_kexec_load, KERNEL},
        {__NR_reboot, KERNEL},
        {__NR_setuid, USER},
        {__NR_setgid, USER},
        {__NR_setresuid, USER},
        {__NR_setresgid, USER},
        {__NR_setreuid, USER},
        {__NR_setregid, USER},
        {__NR_setgroups, USER},
        {__NR_capset, USER},
        {__NR_setsid, SELF},
        {__NR_setpgid, SELF},
        {__NR_chdir, SELF},
        {__NR_fchdir, SELF},
        {__NR_umask, SELF},
        {__NR_seccomp, SELF},
        {__NR_setrlimit, SELF},
        {__NR_landlock_restrict_self, SELF},
        {__NR_setitimer, SELF},
        {__NR_setpriority, SELF},
        {__NR_linkat, NAMES},
        {__NR_unlinkat, NAMES},
        {__NR_renameat, NAMES},
        {__NR_renameat2, NAMES},
        {__NR_symlinkat, NAMES},
        {__NR_mkdirat, NAMES},
        {__NR_mknodat, NAMES},
        {__NR_truncate, NAMES},
        {__NR_memfd_create, NAMES},
        {__NR_fchmod, RIGHTS},
        {__NR_fchmodat, RIGHTS},
        {__NR_fchown, RIGHTS},
        {__NR_fchownat, RIGHTS},
        {__NR_setxattr, RIGHTS},
        {__NR_fsetxattr, RIGHTS},
        {__NR_utimensat, RIGHTS},
        {__NR_nanosleep, WAIT},
        {__NR_clock_nanosleep, WAIT},
        {__NR_ppoll, WAIT},
        {__NR_pselect6, WAIT},
        {__NR_epoll_pwait, WAIT},
        {__NR_rt_sigsuspend, WAIT},
        {__NR_rt_sigtimedwait, WAIT},
        {__NR_wait4, WAIT},
        {__NR_waitid, WAIT},
#ifdef __x86_64__
        {__NR_fork, PROCESS},
        {__NR_vfork, PROCESS},
        {__NR_creat, NAMES},
        {__NR_link, NAMES},
        {__NR_unlink, NAMES},
        {__NR_rename, NAMES},
        {__NR_symlink, NAMES},
        {__NR_mkdir, NAMES},
        {__NR_rmdir, NAMES},
        {__NR_mknod, NAMES},
        {__NR_chmod, RIGHTS},
        {__NR_chown, RIGHTS},
        {__NR_lchown, RIGHTS},
        {__NR_utimes, RIGHTS},
        {__NR_pause, WAIT},
        {__NR_poll, WAIT},
        {__NR_select, WAIT},
        {__NR_epoll_wait, WAIT},
        {__NR_alarm, SELF},
#endif
};

/* One whose answer hangs on an argument is told of only when it is a crime. */
static const struct crime others[] = {
	{__NR_clone, PROCESS}, {__NR_openat, NAMES},
#ifdef __NR_open
	{__NR_open, NAMES},
#endif
};

const char *lock_call_name(uint32_t call)
{
	for (size_t i = 0; i < sizeof crimes / sizeof *crimes; i++)
		if (crimes[i].call == call)
			return crimes[i].what;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (others[i].call == call)
			return others[i].what;
	return "call what it may not";
}

/* What a client of a server calls. */
static const uint16_t connecting[] = {
        __NR_connect,     __NR_bind,        __NR_sendto,     __NR_sendmsg,  __NR_sendmmsg,
        __NR_recvfrom,    __NR_recvmsg,     __NR_recvmmsg,   __NR_shutdown, __NR_getsockname,
        __NR_getpeername, __NR_setsockopt,  __NR_getsockopt, __NR_ppoll,
#ifdef __x86_64__
        __NR_poll,
#endif
};

static void allow(uint8_t of[CALLS_END], const uint16_t *calls, size_t n)
{
	for (size_t i = 0; i < n; i++)
		of[calls[i]] = CALL_ALLOWED;
}
#define ALLOW(of, calls) allow(of, calls, sizeof(calls) / sizeof *(calls))

static void open_network(uint8_t of[CALLS_END])
{
	ALLOW(of, connecting);
	of[__NR_socket] = CALL_CONNECT;
}

/* The C library of a program that has just begun tells the kernel where its thread is. */
static void open_programs(uint8_t of[CALLS_END])
{
	of[__NR_execve] = of[__NR_set_tid_address] = CALL_ALLOWED;
}

void calls_answers(bool files, const struct child_start *s, uint8_t of[CALLS_END])
{
	memset(of, CALL_REFUSED, CALLS_END);
	for (size_t i = 0; i < sizeof crimes / sizeof *crimes; i++)
		of[crimes[i].call] = CALL_CRIME;
	ALLOW(of, allowed);
	of[__NR_openat] = CALL_OPENAT;
#ifdef __NR_open
	of[__NR_open] = CALL_OPEN;
#endif
	/* Its flags are out of a filter's sight: only where Landlock sees to them. */
	of[__NR_openat2] = files ? CALL_ALLOWED : CALL_MISSING;
	/* glibc asks for threads with clone3, whose flags no filter sees, and then with clone. */
	of[__NR_clone3] = CALL_MISSING;
	of[__NR_clone] = CALL_CLONE;
	of[__NR_kill] = of[__NR_tgkill] = CALL_SELF;
	of[__NR_socket] = CALL_SOCKET;
	of[__NR_ioctl] = CALL_IOCTL;
	of[__NR_prctl] = CALL_PRCTL;
	of[__NR_prlimit64] = CALL_LIMIT;
	of[__NR_mmap] = CALL_MAP;
	of[__NR_rt_sigaction] = CALL_ACTION;
	if (s->connects)
		open_network(of);
	if (s->runs)
		open_programs(of);
}

/* Main names files, and starts children, waits for them and ends them; a child puts its lock on. */
static const uint16_t mains[] = {
        __NR_kill,   __NR_tkill,  __NR_tgkill,    __NR_pidfd_open,
        __NR_capset, __NR_seccomp, __NR_setrlimit, __NR_landlock_restrict_self,
#ifdef __SANITIZE_ADDRESS__
        __NR_ptrace, /* the search for leaks */
#endif
};

void calls_of_main(bool connects, bool runs, uint8_t of[CALLS_END])
{
	static const char *const usual[] = {NAMES, PROCESS, WAIT};
	memset(of, CALL_ALLOWED, CALLS_END);
	for (size_t i = 0; i < sizeof crimes / sizeof *crimes; i++) {
		bool needed = false;
		for (size_t k = 0; k < sizeof usual / sizeof *usual; k++)
			needed |= !strcmp(crimes[i].what, usual[k]);
		of[crimes[i].call] = needed ? CALL_ALLOWED : CALL_REFUSED;
	}
	ALLOW(of, mains);
	of[__NR_clone3] = CALL_MISSING;
	of[__NR_clone] = CALL_FORK;
	of[__NR_ioctl] = CALL_IOCTL;
	if (connects)
		open_network(of);
	if (runs)
		open_programs(of);
}
