/* Files that are cut while they are read. */
#include "base/cut.h"
#include "base/file.h"

#include <check.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[] = "/tmp/strom cut-XXXXXX";

/* A child maps two pages, the file loses them, the child reads. How it ended; *from is what it
 * told. */
static int cut_child(bool in_main, bool wild, int *from)
{
	*from = memfd_create("told", 0);
	memcpy(path + sizeof path - 7, "XXXXXX", 6);
	int fd = mkstemp(path), status;
	ck_assert(!ftruncate(fd, 8192));
	pid_t pid = fork();
	if (!pid) {
		struct arena *a = arena_new();
		str bytes;
		if (in_main)
			dup2(*from, STDERR_FILENO);
		file_cut_tell(in_main ? STDERR_FILENO : *from);
		if (!file_map(a, diags_new(a), (struct span){0}, str_of(path), 0, &bytes) ||
		    ftruncate(fd, 100))
			_exit(99);
		if (wild)
			kill(getpid(), SIGBUS);
		_exit(((volatile const char *)bytes.ptr)[5000]);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	unlink(path);
	close(fd);
	return status;
}

START_TEST(a_child_tells_which)
{
	struct arena *a = arena_new();
	struct diags *d = diags_new(a);
	int from, status = cut_child(false, false, &from);
	ck_assert(file_cut_told(d, (struct span){0}, status, from, 0));
	ck_assert(str_eq(diag_at(d, 0)->code, S("file/changed")));
	str said = arena_printf(a, "'%s' became shorter while it was read", path);
	ck_assert(str_eq(diag_at(d, 0)->message, said));
	close(from);
	arena_drop(a);
}
END_TEST

START_TEST(main_says_it_itself)
{
	char said[200] = "";
	int from, status = cut_child(true, false, &from);
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), 1);
	ck_assert_int_gt(pread(from, said, sizeof said - 1, 0), 0);
	ck_assert_ptr_nonnull(strstr(said, path));
	ck_assert_ptr_nonnull(strstr(said, "became shorter"));
	close(from);
}
END_TEST

/* The signal from elsewhere, an exit of that code by foreign code, a good end: none is a cut file.
 */
START_TEST(nothing_else_is_taken_for_it)
{
	struct arena *a = arena_new();
	struct diags *d = diags_new(a);
	int from, status = cut_child(false, true, &from);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS);
	ck_assert(!file_cut_told(d, (struct span){0}, status, from, 0));
	ck_assert(!file_cut_told(d, (struct span){0}, FILE_CUT_EXIT << 8, from, 0));
	ck_assert(!file_cut_told(d, (struct span){0}, 0, from, 0));
	ck_assert_uint_eq(diag_count(d), 0);
	close(from);
	arena_drop(a);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("base_cut");
	TCase *tests = tcase_create("cut");
	tcase_add_test(tests, a_child_tells_which);
	tcase_add_test(tests, main_says_it_itself);
	tcase_add_test(tests, nothing_else_is_taken_for_it);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
