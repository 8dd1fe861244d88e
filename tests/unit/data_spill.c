/* Sorts that are larger than SQLite's memory: in files that were made before, and are empty again.
 */
#include "unit/data_project.h"

#include "data/tables_parts.h"

#include <sys/stat.h>

/* So many rows of a hundred letters, the last of them first. */
#define ROWS "30000"
static const char many[] =
        "with recursive n(i) as (values (1) union all select i + 1 from n where i < " ROWS ") "
        "select i, printf('%0100d', 1000000 - i) as k from n order by k";

static size_t taken(const struct file_spares *s)
{
	size_t n = 0;
	for (size_t i = 0; i < FILE_SPARES; i++)
		n += s->taken[i];
	return n;
}

static size_t bytes_of(const struct file_spares *s)
{
	struct stat info;
	ck_assert_int_eq(fstat(s->fd, &info), 0);
	return (size_t)info.st_size;
}

/* Each row once, in order. */
static void ask_all(struct tables *t)
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
	file_spares_open(&spares);
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
		ask_all(t);
	ck_assert_uint_eq(taken(&spares), 0);
	file_spares_close(&spares);
}
END_TEST

START_TEST(sorts_without_spare_files)
{
	add_csv(S("one"), S("a\n1\n"), false);
	ask_all(load());
}
END_TEST

static sqlite3_file *spill(struct file_spares *spares)
{
	sqlite3_file *file = arena_alloc(arena, (size_t)spill_size);
	ck_assert_int_eq(spill_open(spares, file), SQLITE_OK);
	return file;
}

static void holds(sqlite3_file *f, sqlite3_int64 off, str text, int rc)
{
	char got[64];
	ck_assert_int_eq(f->pMethods->xRead(f, got, (int)text.len, off), rc);
	ck_assert_mem_eq(got, text.ptr, text.len);
}

static void put(sqlite3_file *f, sqlite3_int64 off, str text)
{
	ck_assert_int_eq(f->pMethods->xWrite(f, text.ptr, (int)text.len, off), SQLITE_OK);
}

/* Each as if it were a file: to its end, with zeros where nothing was written. */
static void like_files(struct file_spares *spares)
{
	sqlite3_file *one = spill(spares), *two = spill(spares);
	sqlite3_int64 size;
	put(one, 0, S("aaaaaaaa"));
	put(two, 0, S("bbbb"));
	holds(one, 0, S("aaaaaaaa"), SQLITE_OK);
	holds(two, 0, S("bbbb"), SQLITE_OK);
	holds(two, 2, S("bb\0\0\0"), SQLITE_IOERR_SHORT_READ);
	holds(two, 100, S("\0\0"), SQLITE_IOERR_SHORT_READ);
	ck_assert_int_eq(one->pMethods->xTruncate(one, 2), SQLITE_OK);
	ck_assert_int_eq(one->pMethods->xTruncate(one, 100), SQLITE_OK);
	holds(one, 0, S("aa\0\0"), SQLITE_IOERR_SHORT_READ);
	put(one, 9000, S("c"));
	holds(one, 0, S("aa\0\0\0\0\0\0\0"), SQLITE_OK);
	holds(one, 8998, S("\0\0c"), SQLITE_OK);
	one->pMethods->xFileSize(one, &size);
	ck_assert_int_eq(size, 9001);
	/* The next there reads nothing of what this one wrote. */
	one->pMethods->xClose(one);
	one = spill(spares);
	holds(one, 0, S("\0\0"), SQLITE_IOERR_SHORT_READ);
	put(one, 1, S("d"));
	holds(one, 0, S("\0d"), SQLITE_OK);
	holds(two, 0, S("bbbb"), SQLITE_OK);
	/* And none is written into the next. */
	put(one, MOST_SPILL - 1, S("e"));
	ck_assert_int_eq(one->pMethods->xWrite(one, "ef", 2, MOST_SPILL - 1), SQLITE_FULL);
	holds(two, 0, S("bbbb"), SQLITE_OK);
	one->pMethods->xClose(one);
	two->pMethods->xClose(two);
}

START_TEST(parts_are_like_files)
{
	struct file_spares spares;
	file_spares_open(&spares);
	like_files(&spares);
	ck_assert_uint_eq(taken(&spares) + bytes_of(&spares), 0);
	file_spares_close(&spares);
	like_files(NULL);
}
END_TEST

START_TEST(parts_may_be_small_and_too_few)
{
	struct file_spares spares;
	file_spares_open(&spares);
	spares.each = 100;
	sqlite3_file *one = spill(&spares), *more = arena_alloc(arena, (size_t)spill_size);
	put(one, 99, S("a"));
	ck_assert_int_eq(one->pMethods->xWrite(one, "a", 1, 100), SQLITE_IOERR_WRITE);
	for (size_t i = 1; i < FILE_SPARES; i++)
		spill(&spares);
	ck_assert_int_eq(spill_open(&spares, more), SQLITE_CANTOPEN);
	ck_assert_ptr_null(more->pMethods);
	file_spares_close(&spares);
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
	tcase_add_test(c, parts_are_like_files);
	tcase_add_test(c, parts_may_be_small_and_too_few);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
