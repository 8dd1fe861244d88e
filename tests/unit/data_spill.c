/* Sorts that are larger than SQLite's memory: in files that were made before, and are empty again.
 */
#include "unit/data_project.h"

#include <sys/stat.h>

/* So many rows of a hundred letters, the last of them first. */
#define ROWS "30000"
static const char many[] =
        "with recursive n(i) as (values (1) union all select i + 1 from n where i < " ROWS ") "
        "select i, printf('%0100d', 1000000 - i) as k from n order by k";

static size_t taken(const struct file_spares *s)
{
	size_t n = 0;
	for (size_t i = 0; i < s->n; i++)
		n += s->taken[i];
	return n;
}

static size_t bytes_of(const struct file_spares *s)
{
	struct stat info;
	size_t n = 0;
	for (size_t i = 0; i < s->n; i++) {
		ck_assert_int_eq(fstat(s->fd[i], &info), 0);
		n += (size_t)info.st_size;
	}
	return n;
}

/* Each row once, in order. */
static void read_all(struct tables *t)
{
	const struct cell *cells;
	struct arena *a = arena_new();
	struct query q = {.sql = S(many), .at = {project.at.file, sizeof many - 1, 0}};
	struct cursor *c = tables_cursor(t, a, diags, q, NULL, 0, 0);
	ck_assert_msg(c != NULL, "%s", reports());
	for (uint64_t i = 0; i < 30000; i++) {
		ck_assert_msg(cursor_row(c, i, &cells), "%s", reports());
		ck_assert_ptr_nonnull(cells);
		ck_assert_int_eq(cells[0].integer, 30000 - (int64_t)i);
	}
	ck_assert(cursor_row(c, 30000, &cells));
	ck_assert_ptr_null(cells);
	arena_drop(a);
}

START_TEST(sorts_in_spare_files)
{
	struct file_spares spares;
	add_csv(S("one"), S("a\n1\n"), false);
	struct tables *t = load();
	file_spares_open(&spares, 2);
	tables_spill(t, &spares);
	struct arena *a = arena_new();
	const struct cell *cells;
	struct query q = {.sql = S(many), .at = {project.at.file, sizeof many - 1, 0}};
	struct cursor *c = tables_cursor(t, a, diags, q, NULL, 0, 0);
	ck_assert_msg(c && cursor_row(c, 0, &cells), "%s", reports());
	ck_assert_uint_ge(taken(&spares), 1);
	ck_assert_uint_gt(bytes_of(&spares), 1000000);
	arena_drop(a);
	ck_assert_uint_eq(taken(&spares), 0);
	/* As often as wanted: each comes back. */
	for (int i = 0; i < 2; i++)
		read_all(t);
	ck_assert_uint_eq(taken(&spares), 0);
	file_spares_close(&spares);
}
END_TEST

START_TEST(sorts_without_spare_files)
{
	add_csv(S("one"), S("a\n1\n"), false);
	read_all(load());
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_spill");
	TCase *c = tcase_create("spill");
	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, setup_project, teardown_project);
	tcase_add_test(c, sorts_in_spare_files);
	tcase_add_test(c, sorts_without_spare_files);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
