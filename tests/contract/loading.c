/* What the loader refuses, and with which code: real files, each with one fault. */
#include "plugin/plugin.h"
#include "base/file.h"

#include <check.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena *arena;
static struct diags *diags;
static str folder;                    /* a fresh one for each test */

static void set_up(void)
{
	char name[] = "/tmp/strom-loading-XXXXXX";
	arena = arena_new();
	diags = diags_new(arena);
	ck_assert_ptr_nonnull(mkdtemp(name));
	ck_assert_int_eq(chmod(name, 0755), 0);
	folder = arena_str(arena, str_of(name));
}

static void tear_down(void)
{
	str *names;
	size_t n;
	if (folder_list(arena, diags, folder, &names, &n))
		for (size_t i = 0; i < n; i++)
			unlink(path_join(arena, folder, names[i]).ptr);
	rmdir(folder.ptr);
	arena_drop(arena);
}

static str read_good(void)
{
	str bytes;
	ck_assert(file_map(arena, diags, (struct span){0}, S(BUILT "/good/today.so"), 0, &bytes));
	return bytes;
}

static const char *put(const char *name, str bytes, mode_t mode)
{
	str path = path_join(arena, folder, str_of(name));
	struct file_out *f = file_out_new(diags, path);
	ck_assert(f && file_out_put(f, bytes) && file_out_keep(f));
	ck_assert_int_eq(chmod(path.ptr, mode), 0);
	return path.ptr;
}

/* Loads one folder besides the install's; counts what the install has off. */
static size_t load(str at)
{
	size_t installed = plugins_count(plugins_load(arena, diags_new(arena), NULL, 0));
	struct plugins *l = plugins_load(arena, diags, &at, 1);
	plugins_complain(l, diags, DIAG_ERROR);
	return plugins_count(l) - installed;
}

/* One report, with a hint, about the file or folder. */
static void expect(const char *code, const char *path)
{
	struct buf shown = {0};
	diag_show(diags, DIAG_PLAIN, 0, &shown);
	ck_assert_msg(diag_count(diags) == 1, "%zu reports, not %s:\n%.*s", diag_count(diags), code,
	              STR_ARG(buf_str(&shown)));
	const struct report *r = diag_at(diags, 0);
	ck_assert_str_eq(arena_cstr(arena, r->code), code);
	ck_assert_int_eq(r->severity, DIAG_ERROR);
	ck_assert_msg(r->hint.len && str_ends(r->hint, S(".")), "%s: no hint", code);
	ck_assert_str_eq(arena_cstr(arena, diag_path(diags, r->at.file)), path);
	/* The file is not text: neither a line of it nor a column is shown. */
	ck_assert(str_find(buf_str(&shown), S(" | ")) == SIZE_MAX);
	ck_assert(str_starts(buf_str(&shown),
	                     arena_printf(arena, "%s%serror:", path, *path ? ": " : "")));
	buf_drop(&shown);
}

/* ---- Bad plugins ---- */

struct bad { str name, code; };

static size_t read_bad(struct bad *list, size_t most)
{
	str text, line;
	size_t n = 0;
	ck_assert(file_map(arena, diags, (struct span){0}, S(SOURCE "/tests/contract/bad.def"), 0,
	                   &text));
	while (str_next_line(&text, &line)) {
		if (!str_starts(line, S("BAD(")))
			continue;
		ck_assert(n < most);
		line = str_from(line, 4);
		list[n].name = str_until(line, ',');
		line = str_from(line, list[n].name.len + 2);
		list[n++].code = str_until(line, ',');
	}
	ck_assert(n > 20);
	return n;
}

START_TEST(bad_plugins_are_refused)
{
	struct bad list[64];
	size_t n = read_bad(list, 64);
	for (size_t i = 0; i < n; i++) {
		str at = path_join(arena, S(BUILT "/bad"), list[i].name);
		diags = diags_new(arena);
		ck_assert_msg(load(at) == 0, "%.*s is loaded", STR_ARG(list[i].name));
		expect(arena_cstr(arena, list[i].code), path_join(arena, at, S("bad.so")).ptr);
	}
}
END_TEST

/* ---- Files that are no plugins ---- */

START_TEST(not_a_shared_object)
{
	const char *path = put("notes.so", S("Dear diary,\n"), 0644);
	ck_assert_uint_eq(load(folder), 0);
	expect("plugin/not-a-plugin", path);
}
END_TEST

START_TEST(an_empty_file)
{
	const char *path = put("empty.so", S(""), 0644);
	ck_assert_uint_eq(load(folder), 0);
	expect("plugin/not-a-plugin", path);
}
END_TEST

START_TEST(another_machine)
{
	str good = read_good();
	char *bytes = arena_cstr(arena, good);
	bytes[4] = 1;                     /* EI_CLASS: 32 bits */
	const char *path = put("small.so", (str){bytes, good.len}, 0644);
	ck_assert_uint_eq(load(folder), 0);
	expect("plugin/not-a-plugin", path);
}
END_TEST

/* Mapped without a look at its length, a cut library ends the process with a bus error. */
START_TEST(cut_short)
{
	str good = read_good();
	size_t refused = 0;
	for (size_t part = 1; part < 24; part++) {
		diags = diags_new(arena);
		const char *path = put("cut.so", str_sub(good, 0, good.len * part / 24), 0644);
		if (load(folder))
			continue;
		refused++;
		if (diag_count(diags) == 1 &&
		    str_eq(diag_at(diags, 0)->code, S("plugin/unloadable")))
			continue;
		expect("plugin/not-a-plugin", path);
	}
	ck_assert(refused > 2);
}
END_TEST

START_TEST(a_link_to_nowhere)
{
	str path = path_join(arena, folder, S("lost.so"));
	ck_assert_int_eq(symlink("/nonexistent/lost.so", path.ptr), 0);
	ck_assert_uint_eq(load(folder), 0);
	expect("plugin/unloadable", path.ptr);
}
END_TEST

START_TEST(other_files_are_not_looked_at)
{
	put("README.md", S("Dear diary,\n"), 0666);
	put("plugin.so.old", S("Dear diary,\n"), 0666);
	ck_assert_uint_eq(load(folder), 0);
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

/* ---- Who may write ---- */

START_TEST(a_world_writable_file)
{
	const char *path = put("today.so", read_good(), 0646);
	ck_assert_uint_eq(load(folder), 0);
	expect("plugin/world-writable", path);
}
END_TEST

START_TEST(a_world_writable_folder)
{
	put("today.so", read_good(), 0644);
	ck_assert_int_eq(chmod(folder.ptr, 01777), 0);
	ck_assert_uint_eq(load(folder), 0);
	expect("plugin/world-writable", folder.ptr);
}
END_TEST

START_TEST(a_link_into_a_world_writable_folder)
{
	str safe = path_join(arena, folder, S("safe")),
	    link = path_join(arena, safe, S("today.so"));
	const char *path = put("today.so", read_good(), 0644);
	ck_assert_int_eq(chmod(folder.ptr, 0777), 0);
	ck_assert_int_eq(mkdir(safe.ptr, 0755), 0);
	ck_assert_int_eq(symlink(path, link.ptr), 0);
	ck_assert_uint_eq(load(safe), 0);
	expect("plugin/world-writable", link.ptr);
	unlink(link.ptr);
	rmdir(safe.ptr);
}
END_TEST

/* ---- Folders and names ---- */

START_TEST(a_good_one_loads)
{
	put("today.so", read_good(), 0644);
	ck_assert_uint_eq(load(folder), 1);
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

START_TEST(no_such_folder)
{
	ck_assert_uint_eq(load(path_join(arena, folder, S("nowhere"))), 0);
	expect("plugin/no-folder", "");
}
END_TEST

START_TEST(the_same_folder_twice)
{
	str both[] = {folder, arena_printf(arena, "%.*s/.", STR_ARG(folder))};
	put("today.so", read_good(), 0644);
	plugins_load(arena, diags, both, 2);
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

START_TEST(the_same_name_twice)
{
	put("a.so", read_good(), 0644);
	const char *second = put("b.so", read_good(), 0644);
	ck_assert_uint_eq(load(folder), 1);
	expect("plugin/duplicate", second);
}
END_TEST

START_TEST(one_bad_file_spoils_no_other)
{
	put("a.so", S("Dear diary,\n"), 0644);
	put("b.so", read_good(), 0644);
	ck_assert_uint_eq(load(folder), 1);
	ck_assert_uint_eq(diag_count(diags), 1);
}
END_TEST

START_TEST(unknown_names)
{
	str at = S(BUILT "/good");
	struct plugins *l = plugins_load(arena, diags, &at, 1);
	ck_assert_ptr_null(plugin_find(l, diags, (struct span){0}, STROM_KIND_SOURCE, S("todya")));
	const struct report *r = diag_at(diags, 0);
	ck_assert_str_eq(arena_cstr(arena, r->code), "plugin/unknown");
	ck_assert_str_eq(arena_cstr(arena, r->message), "no source plugin 'todya'");
	ck_assert_str_eq(arena_cstr(arena, r->hint), "Did you mean 'today'?");
	ck_assert_ptr_null(plugin_find(l, diags, (struct span){0}, STROM_KIND_SOURCE, S("oracle")));
	r = diag_at(diags, 1);
	ck_assert(str_starts(r->hint, S("Installed source plugins: ")));
	ck_assert(str_find(r->hint, S("elder, today, tomorrow")) != SIZE_MAX ||
	          str_find(r->hint, S("elder")) != SIZE_MAX);
	/* Of another kind, it is not found either. */
	ck_assert_ptr_null(plugin_find(l, diags, (struct span){0}, STROM_KIND_FIGURE, S("today")));
}
END_TEST

START_TEST(sorted_by_kind_and_name)
{
	str at = S(BUILT "/good");
	struct plugins *l = plugins_load(arena, diags, &at, 1);
	for (size_t i = 1; i < plugins_count(l); i++) {
		const struct plugin *a = plugins_at(l, i - 1), *b = plugins_at(l, i);
		ck_assert(a->kind < b->kind ||
		          (a->kind == b->kind && str_cmp(a->name, b->name) < 0));
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("loading plugins");
	TCase *tcase = tcase_create("loading");
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 240);
	tcase_add_test(tcase, bad_plugins_are_refused);
	tcase_add_test(tcase, not_a_shared_object);
	tcase_add_test(tcase, an_empty_file);
	tcase_add_test(tcase, another_machine);
	tcase_add_test(tcase, cut_short);
	tcase_add_test(tcase, a_link_to_nowhere);
	tcase_add_test(tcase, other_files_are_not_looked_at);
	tcase_add_test(tcase, a_world_writable_file);
	tcase_add_test(tcase, a_world_writable_folder);
	tcase_add_test(tcase, a_link_into_a_world_writable_folder);
	tcase_add_test(tcase, a_good_one_loads);
	tcase_add_test(tcase, no_such_folder);
	tcase_add_test(tcase, the_same_folder_twice);
	tcase_add_test(tcase, the_same_name_twice);
	tcase_add_test(tcase, one_bad_file_spoils_no_other);
	tcase_add_test(tcase, unknown_names);
	tcase_add_test(tcase, sorted_by_kind_and_name);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
