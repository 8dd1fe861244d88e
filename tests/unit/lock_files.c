/* Locks: which files a process with one on can still open. */
#include "unit/lock_start.h"

#include <sys/stat.h>

static char folder[40];

static void put(const char *name, const char *text)
{
	char path[100];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *f = fopen(path, "w");
	ck_assert(f && fputs(text, f) >= 0 && !fclose(f));
}

static void make(const char *name)
{
	char path[100];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	ck_assert(!mkdir(path, 0700));
}

static str in(const char *name)
{
	return arena_printf(arena, "%s/%s", folder, name);
}

/* data/secret, data/public, data/deep/other, text, twin (of secret, a hard link, where `twin`),
 * link (to secret) */
static void begin_folder(void)
{
	begin();
	snprintf(folder, sizeof folder, "/tmp/strom-lock-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	make("data");
	make("data/deep");
	put("data/secret", "s");
	put("data/public", "p");
	put("data/deep/other", "o");
	put("text", "t");
	ck_assert(!symlink("data/secret", arena_cstr(arena, in("link"))));
	start.lock = lock = lock_new(arena);
	lock_read_system(lock);
}

static void end_folder(void)
{
	static const char *const files[] = {"data/secret",    "data/public", "data/deep/other",
	                                    "data/deep/twin", "text",        "link",
	                                    "data/new",       "data/deep",   "data"};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		remove(arena_cstr(arena, in(files[i])));
	rmdir(folder);
	finish();
}

/* Of each name: whether it can be read, + or -. */
static void try_all(void *self, int answer)
{
	struct buf b = {0};
	for (str names = str_of(self); names.len;) {
		str name = str_until(names, ' ');
		int fd = open(arena_cstr(arena, path_join(arena, str_of(folder), name)), O_RDONLY);
		buf_put(&b, fd < 0 ? S("-") : S("+"));
		names = str_from(names, name.len < names.len ? name.len + 1 : name.len);
	}
	child_put(answer, buf_str(&b));
}

static void opens(const char *names, const char *wanted)
{
	if (!lock_landlock())
		return;
	run_child(try_all, arena_cstr(arena, str_of(names)));
	is(answer_of(arena, &child), wanted);
	child_drop(&child);
}

START_TEST(nothing_without_a_rule)
{
	opens("text data data/public /etc/passwd /usr/bin /tmp /root", "----+--");
}
END_TEST

START_TEST(what_a_program_needs)
{
	opens("/usr/lib /etc/fonts /etc/shadow /etc/passwd", "++--");
}
END_TEST

START_TEST(a_folder_and_all_beneath)
{
	lock_read(lock, in("data"));
	opens("data data/secret data/deep data/deep/other text link", "++++-+");
}
END_TEST

START_TEST(one_file)
{
	lock_read(lock, in("text"));
	opens("text data/public data", "+--");
}
END_TEST

START_TEST(all_but_a_file)
{
	str but[] = {in("data/secret"), in("not-there")};
	lock_read_but(lock, str_of(folder), but, 2);
	opens("data/secret link data/public data/deep/other text data .", "--+++++");
}
END_TEST

START_TEST(all_but_a_file_that_a_link_names)
{
	str but[] = {in("link")};
	lock_read_but(lock, str_of(folder), but, 1);
	opens("data/secret link data/public text", "--++");
}
END_TEST

START_TEST(all_but_a_file_and_its_other_name)
{
	str but[] = {in("data/secret")};
	ck_assert(!link(arena_cstr(arena, in("data/secret")),
	                arena_cstr(arena, in("data/deep/twin"))));
	lock_read_but(lock, str_of(folder), but, 1);
	opens("data/secret data/deep/twin data/deep/other text", "--++");
}
END_TEST

START_TEST(a_sensitive_file_elsewhere_costs_nothing)
{
	str but[] = {S("/etc/hostname")};
	lock_read_but(lock, str_of(folder), but, 1);
	opens("data/secret data/deep/other /etc/hostname", "++-");
}
END_TEST

/* What main does with itself: it writes where a rule says so. */
static void take_and_write(void *self, int answer)
{
	struct buf b = {0};
	(void)self;
	(void)answer;
	const char *const names[] = {"data/new", "new", "text"};
	for (size_t i = 0; i < 3; i++) {
		int fd = open(arena_cstr(arena, in(names[i])), O_WRONLY | O_CREAT, 0600);
		buf_put(&b, fd < 0 ? S("-") : S("+"));
	}
	buf_put(&b,
	        rename(arena_cstr(arena, in("data/new")), arena_cstr(arena, in("data/deep/new")))
	                ? S("-")
	                : S("+"));
	buf_put(&b, unlink(arena_cstr(arena, in("data/deep/new"))) ? S("-") : S("+"));
	buf_put(&b, unlink(arena_cstr(arena, in("text"))) ? S("-") : S("+"));
	if (write(answer, b.ptr, b.len) < 0)
		_exit(2);
}

START_TEST(writing_where_a_rule_says)
{
	int ends[2], version = lock_landlock();
	char got[10] = "";
	if (!version)
		return;
	lock_write(lock, in("data"));
	ck_assert(!pipe(ends));
	if (!fork()) {
		if (lock_take(lock))
			take_and_write(NULL, ends[1]);
		_exit(0);
	}
	ck_assert_int_gt(read(ends[0], got, sizeof got - 1), 0);
	/* The first version lets nobody rename into another folder. */
	ck_assert_str_eq(got, version > 1 ? "+--++-" : "+-----");
}
END_TEST

int main(void)
{
	return RUN("files", begin_folder, end_folder, nothing_without_a_rule, what_a_program_needs,
	           a_folder_and_all_beneath, one_file, all_but_a_file,
	           all_but_a_file_that_a_link_names, all_but_a_file_and_its_other_name,
	           a_sensitive_file_elsewhere_costs_nothing, writing_where_a_rule_says);
}
