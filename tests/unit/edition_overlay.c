/* An edition over another: what is changed in it leaves the other as it was, and what is not
 * changed is not copied. */
#include "edition/edition.h"

#include <check.h>

enum { PARAGRAPHS = 5000 };

static struct arena *arena, *above;
static struct edition base, *over;
static struct buf before;

static void begin(void)
{
	arena = arena_new();
	above = arena_new();
	base = (struct edition){.arena = arena, .ids = map_new(arena)};
	edition_begin(&base, (struct span){0});
	edition_language(&base, S("en"));
	for (uint32_t i = 0; i < PARAGRAPHS; i++) {
		strom_node p = edition_add(&base, 1, NODE_PARAGRAPH, (struct span){0});
		edition_add_text(&base, p, arena_printf(arena, "number %u", i));
	}
	before = (struct buf){0};
	edition_dump(&base, &before);
	over = edition_over(above, &base);
}

/* Whatever a test did. */
static void end(void)
{
	struct buf after = {0};
	edition_dump(&base, &after);
	ck_assert(str_eq(buf_str(&before), buf_str(&after)));
	buf_drop(&before);
	buf_drop(&after);
	arena_drop(above);
	arena_drop(arena);
}

/* 0: there are as many. */
static strom_node nth_child(const struct edition *e, uint32_t i)
{
	strom_node n = node_at(e, 1)->first;
	while (i--)
		n = node_at(e, n)->next;
	return n;
}

START_TEST(has_all_of_the_other)
{
	struct buf all = {0};
	edition_dump(over, &all);
	ck_assert(str_eq(buf_str(&before), buf_str(&all)));
	buf_drop(&all);
}
END_TEST

START_TEST(a_changed_node_is_changed_in_it_alone)
{
	strom_node n = nth_child(over, 2000);
	node_edit(over, n)->style = S("other");
	ck_assert(str_eq(node_at(over, n)->style, S("other")));
	ck_assert_uint_eq(node_at(&base, n)->style.len, 0);
	/* Those beside it in memory are as they were, and are changed without a second copy. */
	size_t held = arena_bytes(above);
	node_edit(over, n)->level = 3;
	ck_assert_uint_eq(arena_bytes(above), held);
	ck_assert(str_eq(node_at(over, n)->style, S("other")));
	strom_node beside = node_at(over, n)->first;
	ck_assert(str_eq(node_at(over, beside)->text, S("number 2000")));
}
END_TEST

static void put_between(uint32_t i)
{
	strom_node next = nth_child(over, i);
	strom_node part = edition_insert(over, 1, next, NODE_PART, (struct span){0});
	edition_add_text(over, part, S("made"));
	ck_assert_uint_eq(nth_child(over, i), part);
	ck_assert_uint_eq(node_at(over, part)->next, next);
	ck_assert_uint_eq(node_at(over, part)->parent, 1);
}

START_TEST(nodes_come_before_between_and_behind)
{
	put_between(0);
	put_between(PARAGRAPHS / 2);
	put_between(PARAGRAPHS + 2);
	ck_assert_uint_eq(node_at(over, 1)->last, nth_child(over, PARAGRAPHS + 2));
	ck_assert_uint_gt(node_at(over, 1)->first, node_at(&base, 1)->last);
}
END_TEST

/* Also where the piece that they come into is half full of the other's. */
START_TEST(many_nodes_are_added)
{
	for (uint32_t i = 0; i < 3 * NODES_IN_PIECE; i++)
		put_between(i);
	ck_assert_uint_eq(over->nodes.n, base.nodes.n + 6 * NODES_IN_PIECE);
}
END_TEST

START_TEST(what_is_not_changed_is_not_copied)
{
	put_between(0);
	put_between(PARAGRAPHS / 2);
	ck_assert_uint_lt(arena_bytes(above), base.nodes.n * sizeof(struct node) / 10);
}
END_TEST

/* One over one over one. */
START_TEST(lies_over_one_that_lies_over_another)
{
	put_between(1);
	strom_node made = nth_child(over, 1);
	struct edition *top = edition_over(above, over);
	node_edit(top, made)->number = 7;
	node_edit(top, nth_child(top, 4000))->number = 8;
	ck_assert_int_eq(node_at(over, made)->number, 0);
	ck_assert_int_eq(node_at(over, nth_child(over, 4000))->number, 0);
	ck_assert_int_eq(node_at(top, made)->number, 7);
}
END_TEST

int main(void)
{
	TCase *c = tcase_create("overlay");
	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, has_all_of_the_other);
	tcase_add_test(c, a_changed_node_is_changed_in_it_alone);
	tcase_add_test(c, nodes_come_before_between_and_behind);
	tcase_add_test(c, many_nodes_are_added);
	tcase_add_test(c, what_is_not_changed_is_not_copied);
	tcase_add_test(c, lies_over_one_that_lies_over_another);
	Suite *s = suite_create("edition");
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
