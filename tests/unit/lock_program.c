/* Programs in locked children: what they write comes back, and what a child may not, they may not.
 */
#include "unit/lock_start.h"

#include <errno.h>
#include <unistd.h>

static str out, errors;

static struct lock *shell_lock(void)
{
	struct lock *lock = lock_new(arena);
	lock_read_system(lock);
	lock_run(lock, S("/usr"));
	lock_run(lock, S("/bin"));
	lock_run(lock, S("/lib"));
	lock_run(lock, S("/lib64"));
	return lock;
}

static int run(const char *script)
{
	const str words[] = {S("sh"), S("-c"), str_of(script)};
	return child_program(arena, shell_lock(), &limits_usual, words, 3, &out, &errors);
}

START_TEST(gives_back_what_a_program_writes)
{
	ck_assert_int_eq(run("echo $LC_ALL $LANG; echo bad >&2; read x; exit 7"), 7);
	ck_assert(str_eq(out, S("C.UTF-8\n")));
	ck_assert(str_eq(errors, S("bad\n")));
	ck_assert_int_eq(run("exec seq 50000 >&2"), 0);
	ck_assert_uint_eq(errors.len, 288894);
	ck_assert_uint_eq(out.len, 0);
	ck_assert_int_eq(run("kill -9 $$"), -1);
}
END_TEST

START_TEST(says_that_there_is_none)
{
	const str none[] = {S("no-such-program")};
	ck_assert_int_eq(child_program(arena, shell_lock(), &limits_usual, none, 1, &out, &errors),
	                 -1);
	ck_assert_int_eq(errno, ENOENT);
}
END_TEST

/* Whatever the kernel has of locks: the filter alone refuses these. */
START_TEST(may_do_no_more_than_a_child)
{
	if (!(lock_kernel() & LOCK_CALLS))
		return;
	unlink("/tmp/strom-program-wrote");
	ck_assert_int_ne(run("echo x > /tmp/strom-program-wrote"), 0);
	ck_assert_int_ne(access("/tmp/strom-program-wrote", F_OK), 0);
	/* A shell starts a process for each program but the last. */
	ck_assert_int_eq(run("ls / | cat"), -1);
	ck_assert_int_eq(run("exec mkdir /tmp/strom-program-wrote"), -1);
	ck_assert_int_ne(access("/tmp/strom-program-wrote", F_OK), 0);
}
END_TEST

START_TEST(reads_what_is_ruled_in)
{
	if (!(lock_kernel() & LOCK_FILES))
		return;
	ck_assert_int_ne(run("exec cat /etc/hostname"), 0);
	ck_assert(str_find(errors, S("Permission denied")) != SIZE_MAX);
}
END_TEST

/* What never ends is ended, and what writes without end is not kept. */
START_TEST(is_bounded)
{
	struct limits second = limits_usual;
	const str words[] = {S("sh"), S("-c"), S("while :; do :; done")}, much[] = {S("yes")};
	second.process_seconds = 1;
	ck_assert_int_eq(child_program(arena, shell_lock(), &second, words, 3, &out, &errors), -1);
	ck_assert_int_ne(child_program(arena, shell_lock(), &limits_usual, much, 1, &out, &errors),
	                 0);
	ck_assert_uint_le(out.len, 64 << 20);
}
END_TEST

int main(void)
{
	return RUN("program", begin, finish, gives_back_what_a_program_writes,
	           says_that_there_is_none, may_do_no_more_than_a_child, reads_what_is_ruled_in,
	           is_bounded);
}
