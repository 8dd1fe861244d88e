/* Arenas, growing arrays and maps. */
#include "base/arena.h"
#include "unit/base_suite.h"

static struct arena *arena;

static void begin(void)
{
	arena = arena_new();
}

static void end(void)
{
	arena_drop(arena);
}

static bool all_zero(const void *memory, size_t n)
{
	const unsigned char *p = memory;
	for (size_t i = 0; i < n; i++)
		if (p[i])
			return false;
	return true;
}

START_TEST(memory_is_zeroed_and_aligned)
{
	for (size_t size = 0; size < 5000; size += 37) {
		unsigned char *p = arena_alloc(arena, size);
		ck_assert_uint_eq((uintptr_t)p % 16, 0);
		ck_assert(all_zero(p, size));
		memset(p, 0xAA, size);
	}
}
END_TEST

START_TEST(larger_than_a_block)
{
	char *p = arena_alloc(arena, 3 << 20);
	p[(3 << 20) - 1] = 1;
	ck_assert_uint_ge(arena_bytes(arena), 3 << 20);
}
END_TEST

static void push_letter(void *object)
{
	struct { char *text; char letter; } *o = object;
	size_t n = strlen(o->text);
	o->text[n] = o->letter;
}

START_TEST(cleanups_run_last_first)
{
	char text[8] = "";
	struct letter {
		char *text;
		char letter;
	} a = {text, 'a'}, b = {text, 'b'}, c = {text, 'c'};
	struct arena *other = arena_new();
	arena_cleanup(other, push_letter, &a);
	arena_cleanup(other, push_letter, &b);
	arena_reset(other);
	ck_assert_str_eq(text, "ba");
	arena_cleanup(other, push_letter, &c);
	arena_drop(other);
	ck_assert_str_eq(text, "bac");
	arena_drop(NULL);
}
END_TEST

START_TEST(reset_gives_zeroed_memory_again)
{
	for (int round = 0; round < 4; round++) {
		for (int i = 0; i < 100; i++) {
			unsigned char *p = arena_alloc(arena, 333);
			ck_assert(all_zero(p, 333));
			memset(p, 0xFF, 333);
		}
		arena_reset(arena);
		ck_assert_uint_eq(arena_bytes(arena), 0);
	}
}
END_TEST

START_TEST(what_grows_and_what_is_copied_is_zeroed_behind)
{
	memset(arena_alloc(arena, 3000), 0xFF, 3000);
	arena_reset(arena);
	ck_assert_mem_eq(arena_copy(arena, "copied", 7), "copied", 7);
	str s = arena_str(arena, S("a string"));
	ck_assert(!s.ptr[s.len]);
	unsigned char *p = arena_alloc(arena, 16);
	p = arena_grow(arena, p, 16, 200);        /* in place */
	ck_assert(all_zero(p, 200));
	memset(p, 0xFF, 200);
	arena_alloc(arena, 1);
	p = arena_grow(arena, p, 200, 1000);      /* moved */
	ck_assert_uint_eq(p[199], 0xFF);
	ck_assert(all_zero(p + 200, 800));
}
END_TEST

START_TEST(growing_keeps_what_is_there)
{
	char *p = arena_alloc(arena, 5);
	memcpy(p, "abcd", 5);
	p = arena_grow(arena, p, 5, 40);          /* the newest: in place */
	ck_assert_str_eq(p, "abcd");
	ck_assert(all_zero(p + 5, 35));
	char *other = arena_alloc(arena, 8);
	memcpy(other, "other", 6);
	p = arena_grow(arena, p, 40, 9000);       /* not the newest: moved */
	ck_assert_str_eq(p, "abcd");
	ck_assert_str_eq(other, "other");
	ck_assert(all_zero(p + 40, 9000 - 40));
	ck_assert_ptr_nonnull(arena_grow(arena, NULL, 0, 10));
}
END_TEST

START_TEST(strings)
{
	str s = arena_str(arena, str_sub(S("abcdef"), 1, 3));
	is(s, "bc");
	ck_assert_int_eq(s.ptr[2], 0);
	is(arena_printf(arena, "%d-%s", 42, "x"), "42-x");
	is(arena_printf(arena, "%s", ""), "");
	ck_assert_str_eq(arena_cstr(arena, S("")), "");
	ck_assert_str_eq(arena_cstr(arena, (str){NULL, 0}), "");
}
END_TEST

START_TEST(vectors)
{
	vec(int) v = {0};
	vec(str) words = {0};
	for (int i = 0; i < 1000; i++) {
		vec_push(arena, &v, i * i);
		vec_push(arena, &words, arena_printf(arena, "%d", i));
	}
	ck_assert_uint_eq(v.n, 1000);
	for (int i = 0; i < 1000; i++)
		ck_assert_int_eq(v.at[i], i * i);
	is(words.at[777], "777");
}
END_TEST

START_TEST(maps)
{
	struct map *m = map_new(arena);
	uint32_t value;
	ck_assert(!map_get(m, S("a"), &value));
	for (uint32_t i = 0; i < 5000; i++) {
		value = i;
		ck_assert(map_add(m, arena_printf(arena, "key %u", i), &value));
	}
	for (uint32_t i = 0; i < 5000; i++) {
		ck_assert(map_get(m, arena_printf(arena, "key %u", i), &value));
		ck_assert_uint_eq(value, i);
	}
	value = 9;
	ck_assert(!map_add(m, S("key 4321"), &value));
	ck_assert_uint_eq(value, 4321);
	ck_assert(map_get(m, S("key 4321"), &value));
	ck_assert_uint_eq(value, 4321);
	ck_assert(!map_get(m, S("key"), &value));
	value = 1;
	ck_assert(map_add(m, S(""), &value));
	ck_assert(map_get(m, (str){NULL, 0}, &value));
}
END_TEST

/* Out of memory: one line, status 3, at once. */
START_TEST(out_of_memory_ends_the_run)
{
	volatile size_t many = SIZE_MAX / 4;
	arena_alloc_array(arena, 8, many);
}
END_TEST

int main(void)
{
	int failed = RUN("arenas", begin, end, memory_is_zeroed_and_aligned, larger_than_a_block,
	                 cleanups_run_last_first, reset_gives_zeroed_memory_again,
	                 what_grows_and_what_is_copied_is_zeroed_behind,
	                 growing_keeps_what_is_there, strings, vectors, maps);
	Suite *suite = suite_create("out of memory");
	TCase *tcase = tcase_create("exit");
	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_exit_test(tcase, out_of_memory_ends_the_run, 3);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed += srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
