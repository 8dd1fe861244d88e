/* Where a process is, as another reads it. */
#include "base/track.h"
#include "unit/base_suite.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static int fd;
static const volatile struct track *track;

static void begin(void)
{
	fd = memfd_create("track", 0);
	ck_assert(fd > 0 && !ftruncate(fd, sizeof *track));
	track = mmap(NULL, sizeof *track, PROT_READ, MAP_SHARED, fd, 0);
	ck_assert(track != MAP_FAILED);
}

static void end(void)
{
	track_into(0);
	close(fd);
}

static const struct track_place place = {.path = {"a/b.csv", 7}, .off = 12, .len = 3};

START_TEST(without_a_file_nothing_happens)
{
	track_enter(TRACK_DRAW, 1, true, place);
	track_ends(TRACK_MEMORY, 0);
	ck_assert(!track_heard());
	ck_assert_uint_eq(track->act, TRACK_NOTHING);
	ck_assert_uint_eq(track->end, TRACK_UNKNOWN);
}
END_TEST

START_TEST(what_begins_and_ends)
{
	track_into(fd);
	track_enter(TRACK_READ, 4, true, place);
	ck_assert_uint_eq(track->act, TRACK_READ);
	ck_assert_uint_eq(track->plugin, 4);
	ck_assert_uint_eq(track->inside, 1);
	ck_assert_uint_eq(track->off, 12);
	ck_assert_uint_eq(track->len, 3);
	ck_assert_str_eq((const char *)track->path, "a/b.csv");
	track_leave();
	ck_assert_uint_eq(track->inside, 0);
	ck_assert_uint_eq(track->plugin, 4);
}
END_TEST

START_TEST(who_came_from_elsewhere_stays_known)
{
	track_into(fd);
	track_enter(TRACK_DRAW, 2, true, place);
	track_leave();
	track_enter(TRACK_DRAW, 3, false, (struct track_place){.len = 0});
	ck_assert_uint_eq(track->foreign, 2);
	ck_assert_uint_eq(track->plugin, 3);
	ck_assert_str_eq((const char *)track->path, "");
}
END_TEST

/* Half of it would name another file. */
START_TEST(a_path_that_is_too_long_is_left_out)
{
	char path[sizeof track->path];
	memset(path, 'x', sizeof path);
	track_into(fd);
	track_enter(TRACK_DRAW, 2, true,
	            (struct track_place){.path = {path, sizeof path - 1}, .off = 1});
	ck_assert_uint_eq(strlen((const char *)track->path), sizeof path - 1);
	track_enter(TRACK_DRAW, 2, true,
	            (struct track_place){.path = {path, sizeof path}, .off = 1});
	ck_assert_uint_eq(track->off, 1);
	ck_assert_str_eq((const char *)track->path, "");
}
END_TEST

START_TEST(how_it_ends)
{
	track_into(fd);
	track_ends(TRACK_REFUSED, 59);
	ck_assert_uint_eq(track->end, TRACK_REFUSED);
	ck_assert_uint_eq(track->call, 59);
}
END_TEST

START_TEST(a_closed_file_is_no_harm)
{
	int other = dup(fd);
	track_into(other);
	close(other);
	track_enter(TRACK_DRAW, 2, true, place);
	track_ends(TRACK_WHOLE, 0);
	ck_assert_uint_eq(track->act, TRACK_NOTHING);
}
END_TEST

int main(void)
{
	return RUN("track", begin, end, without_a_file_nothing_happens, what_begins_and_ends,
	           who_came_from_elsewhere_stays_known, a_path_that_is_too_long_is_left_out,
	           how_it_ends, a_closed_file_is_no_harm);
}
