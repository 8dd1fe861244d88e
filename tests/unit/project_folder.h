/* A folder of its own for each test, and what was reported. */
#ifndef PROJECT_FOLDER_H
#define PROJECT_FOLDER_H

#include "unit/quick_file.h"
#include "project/project.h"

#include <check.h>
#include <ftw.h>
#include <unistd.h>

static struct arena *arena;
static struct diags *diags;
static str folder;

static inline int remove_one(const char *path, const struct stat *info, int type, struct FTW *at)
{
	(void)info, (void)type, (void)at;
	return remove(path);
}

static inline void begin(void)
{
	arena = arena_new();
	diags = diags_new(arena);
	char *name = arena_cstr(arena, S("/tmp/strom-test-XXXXXX"));
	ck_assert_ptr_nonnull(mkdtemp(name));
	folder = str_of(name);
}

static inline void end(void)
{
	nftw(arena_cstr(arena, folder), remove_one, 8, FTW_DEPTH | FTW_PHYS);
	arena_drop(arena);
}

static inline str in_folder(const char *name)
{
	return path_join(arena, folder, str_of(name));
}

static inline void put_file(const char *name, str bytes)
{
	str path = in_folder(name);
	ck_assert(folder_make(diags, path_folder(path)));
	quick_file(arena, path, bytes);
}

static inline void forget_reports(void)
{
	diags = diags_new(arena);
}

static inline const struct report *report_of(const char *code)
{
	for (size_t i = 0; i < diag_count(diags); i++)
		if (str_eq(diag_at(diags, i)->code, str_of(code)))
			return diag_at(diags, i);
	return NULL;
}

static inline size_t reports_of(const char *code)
{
	size_t n = 0;
	for (size_t i = 0; i < diag_count(diags); i++)
		n += str_eq(diag_at(diags, i)->code, str_of(code));
	return n;
}

static inline void show_reports(void)
{
	struct buf b = {0};
	diag_show(diags, DIAG_PLAIN, 0, &b);
	fprintf(stderr, "%.*s", (int)b.len, b.ptr ? b.ptr : "");
	buf_drop(&b);
}

static inline void is(str got, const char *wanted)
{
	ck_assert_msg(str_eq(got, str_of(wanted)), "got '%.*s', wanted '%s'", STR_ARG(got), wanted);
}

/* The one report: its code, its line and column, and a word of its hint. */
static inline void only_report(const char *code, uint64_t line, uint64_t column, const char *hint)
{
	if (diag_count(diags) != 1 || !report_of(code))
		show_reports();
	ck_assert_msg(diag_count(diags) == 1 && report_of(code), "wanted %s alone", code);
	const struct report *r = diag_at(diags, 0);
	struct line_column at = diag_position(diags, r->at);
	ck_assert_msg(at.line == line && at.column == column, "%s at %d:%d, wanted %d:%d", code,
	              (int)at.line, (int)at.column, (int)line, (int)column);
	ck_assert_msg(str_find(r->hint, str_of(hint)) != SIZE_MAX, "hint '%.*s' has no '%s'",
	              STR_ARG(r->hint), hint);
}

static inline int run_suite(Suite *s)
{
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}

#endif
