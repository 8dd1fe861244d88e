/* Files: reading whole, and writing so that a name never means half a file. */
#include "base/file.h"
#include "unit/base_suite.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct arena *arena;
static struct diags *diags;
static str folder;
static const struct span at = {.file = 0};

static void begin(void)
{
	char name[] = "/tmp/strom-file-XXXXXX";
	arena = arena_new();
	diags = diags_new(arena);
	ck_assert_ptr_nonnull(mkdtemp(name));
	folder = arena_str(arena, str_of(name));
}

static void empty(str path)
{
	str *names;
	size_t n;
	if (!folder_list(arena, diags, path, &names, &n))
		return;
	for (size_t i = 0; i < n; i++) {
		str name = path_join(arena, path, names[i]);
		if (folder_exists(name))
			empty(name);
		else
			unlink(name.ptr);
	}
	rmdir(path.ptr);
}

static void end(void)
{
	empty(folder);
	arena_drop(arena);
}

static str in(const char *name)
{
	return path_join(arena, folder, str_of(name));
}

static void put(const char *name, str bytes)
{
	struct file_out *f = file_out_new(diags, in(name));
	ck_assert(f && file_out_put(f, bytes) && file_out_keep(f));
}

static str get(const char *name)
{
	str bytes;
	ck_assert(file_map(arena, diags, at, in(name), 0, &bytes));
	return bytes;
}

static void expect(const char *code)
{
	ck_assert_uint_eq(diag_count(diags), 1);
	is(diag_at(diags, 0)->code, code);
	diags = diags_new(arena);
}

START_TEST(written_and_read)
{
	put("a.txt", S("hello"));
	is(get("a.txt"), "hello");
	put("a.txt", S("other"));
	is(get("a.txt"), "other");
	put("empty", S(""));
	is(get("empty"), "");
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

START_TEST(unreadable)
{
	str bytes;
	ck_assert(!file_map(arena, diags, at, in("nothing"), 0, &bytes));
	is(bytes, "");
	expect("file/missing");
	put("plain", S("x"));
	ck_assert(!file_map(arena, diags, at, in("plain/below"), 0, &bytes));
	expect("file/missing");
	ck_assert(!file_map(arena, diags, at, folder, 0, &bytes));
	expect("file/unreadable");
	/* A pipe without a writer must not make us wait. */
	ck_assert_int_eq(mkfifo(in("pipe").ptr, 0600), 0);
	ck_assert(!file_map(arena, diags, at, in("pipe"), 0, &bytes));
	expect("file/unreadable");
	put("large", S("0123456789"));
	ck_assert(!file_map(arena, diags, at, in("large"), 9, &bytes));
	expect("file/too-large");
	ck_assert(file_map(arena, diags, at, in("large"), 10, &bytes));
}
END_TEST

static size_t count_files(void)
{
	str *names;
	size_t n;
	ck_assert(folder_list(arena, diags, folder, &names, &n));
	return n;
}

START_TEST(whole_or_not_at_all)
{
	struct file_out *f = file_out_new(diags, in("a.pdf"));
	ck_assert(file_out_put(f, S("half")));
	ck_assert(!file_exists(in("a.pdf")));
	file_out_drop(f);
	ck_assert_uint_eq(count_files(), 0);
	/* What was there stays until the new one is whole. */
	put("a.pdf", S("old"));
	f = file_out_new(diags, in("a.pdf"));
	ck_assert(file_out_put(f, S("new")));
	is(get("a.pdf"), "old");
	ck_assert(file_out_keep(f));
	is(get("a.pdf"), "new");
	ck_assert_uint_eq(count_files(), 1);
	file_out_drop(NULL);
	/* A killed process of our number may have left something in the way. */
	str beside = arena_printf(arena, "a.pdf.part-%ld", (long)getpid());
	put(beside.ptr, S("half"));
	put("a.pdf", S("newer"));
	is(get("a.pdf"), "newer");
	ck_assert_uint_eq(count_files(), 1);
}
END_TEST

/* What main makes, a child fills and main names. */
START_TEST(filled_by_a_child)
{
	int status;
	struct file_out *f = file_out_new(diags, in("a.pdf"));
	pid_t child = fork();
	if (!child)
		_exit(!file_out_put(f, S("from the child")) || !file_out_flush(f));
	ck_assert(waitpid(child, &status, 0) == child && !status);
	ck_assert_uint_eq(count_files(), 0);
	ck_assert_uint_eq(file_out_bytes(f), 14);
	ck_assert(file_out_keep(f));
	is(get("a.pdf"), "from the child");
}
END_TEST

/* Files that belong together: one that cannot be named leaves none of the others. */
START_TEST(ready_and_dropped)
{
	struct file_out *f = file_out_new(diags, in("a.pdf"));
	ck_assert(file_out_put(f, S("x")) && file_out_ready(f) && file_out_ready(f));
	file_out_drop(f);
	ck_assert_uint_eq(count_files(), 0);
}
END_TEST

/* Somebody who knows our number puts a link where we name beside. */
START_TEST(planted_link)
{
	str beside = arena_printf(arena, "a.pdf.part-%ld", (long)getpid());
	put("precious", S("precious"));
	ck_assert_int_eq(symlink("precious", in(beside.ptr).ptr), 0);
	put("a.pdf", S("ours"));
	is(get("precious"), "precious");
	is(get("a.pdf"), "ours");
	ck_assert_uint_eq(count_files(), 2);
}
END_TEST

START_TEST(unwritable)
{
	ck_assert_ptr_null(file_out_new(diags, in("no/such/folder")));
	expect("file/unwritable");
	/* A folder under the name: the rename fails, and nothing is left beside. */
	ck_assert(folder_make(diags, in("taken/inside")));
	struct file_out *f = file_out_new(diags, in("taken"));
	ck_assert(f && file_out_put(f, S("x")));
	ck_assert(!file_out_keep(f));
	expect("file/unwritable");
	ck_assert_uint_eq(count_files(), 1);
}
END_TEST

START_TEST(folders)
{
	ck_assert(folder_make(diags, in("a/b/c")));
	ck_assert(folder_exists(in("a/b/c")));
	ck_assert(folder_make(diags, in("a/b/c")));
	ck_assert(!file_exists(in("a/b")));
	put("plain", S("x"));
	ck_assert(file_exists(in("plain")) && !folder_exists(in("plain")));
	ck_assert(!folder_make(diags, in("plain")));
	expect("file/unwritable");
	ck_assert(!folder_make(diags, in("plain/below")));
	expect("file/unwritable");
	char *deep = arena_alloc(arena, 6000);
	memset(deep, 'x', 5000);
	ck_assert(!folder_make(diags, str_of(deep)));
	expect("file/unwritable");
	ck_assert(!folder_exists(str_of(deep)));
}
END_TEST

START_TEST(listing_is_sorted_by_bytes)
{
	str *names;
	size_t n;
	put("b", S(""));
	put("B", S(""));
	put("\xC4\x81", S(""));
	put("a10", S(""));
	put("a2", S(""));
	ck_assert(folder_list(arena, diags, folder, &names, &n));
	ck_assert_uint_eq(n, 5);
	is(names[0], "B");
	is(names[1], "a10");
	is(names[2], "a2");
	is(names[3], "b");
	is(names[4], "\xC4\x81");
	ck_assert(!folder_list(arena, diags, in("nowhere"), &names, &n));
	expect("file/missing");
}
END_TEST

START_TEST(paths)
{
	is(path_join(arena, S("a"), S("b")), "a/b");
	is(path_join(arena, S("a/"), S("./b")), "a/b");
	is(path_join(arena, S("a"), S("/b")), "/b");
	is(path_join(arena, S("."), S("b")), "b");
	is(path_join(arena, S(""), S("b")), "b");
	is(path_folder(S("a/b/c")), "a/b");
	is(path_folder(S("c")), ".");
	is(path_folder(S("/c")), "/");
	is(path_name(S("a/b/c")), "c");
	is(path_name(S("c")), "c");
	is(path_name(S("a/")), "");
}
END_TEST

/* Test programs lie in the build folder's bin, where the program lies. */
START_TEST(places)
{
	str root = place_root(arena);
	ck_assert(folder_exists(path_join(arena, root, S("bin"))));
	is(place_share(arena, S("fonts")),
	   arena_printf(arena, "%.*s/share/strom/fonts", STR_ARG(root)).ptr);
}
END_TEST

START_TEST(over_a_descriptor_that_stays)
{
	str bytes;
	int fd = file_unnamed();
	struct file_out *f = file_out_over(diags, fd);
	ck_assert(f && file_out_put(f, S("hello")) && file_out_flush(f));
	file_out_drop(f);
	ck_assert(file_map_number(arena, fd, 0, &bytes));
	is(bytes, "hello");
	ck_assert(!file_map_number(arena, fd, 4096, &bytes));
	ck_assert_ptr_null(file_out_over(diags, -1));
	expect("file/unwritable");
	ck_assert(!close(fd));
}
END_TEST

static off_t bytes_in(int fd)
{
	struct stat info;
	ck_assert(!fstat(fd, &info) && !info.st_nlink);
	return info.st_size;
}

START_TEST(spares_are_lent_and_come_back_empty)
{
	struct file_spares spares;
	struct file_spare parts[FILE_SPARES], more;
	file_spares_open(&spares);
	for (size_t i = 0; i < FILE_SPARES; i++) {
		ck_assert(file_spare_take(&spares, &parts[i]) && parts[i].most == FILE_SPARE);
		ck_assert(!i || parts[i].from >= parts[i - 1].from + parts[i - 1].most);
	}
	ck_assert(!file_spare_take(&spares, &more));
	ck_assert_int_eq(pwrite(parts[2].fd, "x", 1, (off_t)parts[2].from), 1);
	file_spare_give(&spares, &parts[2]);
	ck_assert(file_spare_take(&spares, &more) && more.from == parts[2].from);
	/* Others are at work in it, until the last is given back. */
	for (size_t i = 0; i < FILE_SPARES; i++) {
		ck_assert_int_gt(bytes_in(spares.fd), 0);
		file_spare_give(&spares, &parts[i]);
	}
	ck_assert_int_eq(bytes_in(spares.fd), 0);
	file_spares_close(&spares);
	ck_assert_int_eq(spares.fd, -1);
	ck_assert(!file_spare_take(&spares, &more));
}
END_TEST

START_TEST(spares_are_empty_for_another_process)
{
	struct file_spares spares;
	struct file_spare part;
	file_spares_open(&spares);
	ck_assert(file_spare_take(&spares, &part));
	ck_assert_int_eq(pwrite(part.fd, "x", 1, 0), 1);
	spares.lent = true;
	file_spares_empty(&spares);
	ck_assert(!spares.lent && !bytes_in(spares.fd));
	ck_assert(file_spare_take(&spares, &part) && part.from == 0);
	/* One that cannot be emptied is not given to another. */
	ck_assert_int_eq(pwrite(part.fd, "x", 1, 0), 1);
	int to_read = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	close(spares.fd);
	spares.fd = to_read;
	file_spares_empty(&spares);
	ck_assert_int_eq(bytes_in(spares.fd), 0);
	file_spares_close(&spares);
	file_spares_none(&spares);
	file_spares_empty(&spares);
	ck_assert_int_eq(spares.fd, -1);
}
END_TEST

START_TEST(spares_keep_below_the_limit_on_files)
{
	struct rlimit old, few = {.rlim_cur = 80000};
	struct file_spares spares;
	struct file_spare part;
	ck_assert(!getrlimit(RLIMIT_FSIZE, &old));
	few.rlim_max = old.rlim_max;
	ck_assert(!setrlimit(RLIMIT_FSIZE, &few));
	file_spares_open(&spares);
	for (size_t i = 0; i < FILE_SPARES; i++)
		ck_assert(file_spare_take(&spares, &part));
	ck_assert_uint_eq(part.from + part.most, 80000);
	ck_assert_int_eq(pwrite(part.fd, "x", 1, (off_t)(part.from + part.most - 1)), 1);
	file_spares_close(&spares);
	ck_assert(!setrlimit(RLIMIT_FSIZE, &old));
}
END_TEST

START_TEST(a_free_process_makes_spares_itself)
{
	struct file_spare part;
	ck_assert(file_spare_take(NULL, &part));
	ck_assert_int_eq(bytes_in(part.fd), 0);
	file_spare_give(NULL, &part);
	struct stat info;
	ck_assert(fstat(part.fd, &info));
}
END_TEST

int main(void)
{
	return RUN("files", begin, end, written_and_read, unreadable, whole_or_not_at_all,
	           filled_by_a_child, ready_and_dropped, over_a_descriptor_that_stays,
	           spares_are_lent_and_come_back_empty, spares_are_empty_for_another_process,
	           spares_keep_below_the_limit_on_files, a_free_process_makes_spares_itself,
	           planted_link, unwritable, folders, listing_is_sorted_by_bytes, paths, places);
}
