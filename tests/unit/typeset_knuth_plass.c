/* The optimiser by itself: against an exhaustive search for what is feasible, and at its limits. */
#include "typeset/lines/knuth_plass.h"

#include <check.h>

static struct arena *arena;
static struct kp kp;
static uint32_t seed;

enum { SPACE = 300, STRETCH = 150, SHRINK = 100 };

static void setup(void)
{
	arena = arena_new();
	kp = (struct kp){0};
	seed = 7;
}

static void teardown(void)
{
	arena_drop(arena);
}

static uint32_t chance(uint32_t n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 8) % n;
}

typedef kp_breaks breaks;

static void add(breaks *list, struct kp_break b)
{
	b.off = (uint32_t)list->n;
	vec_push(arena, list, b);
}

/* Words with spaces between; each may have a hyphenation point in the middle. */
static breaks words(size_t n, strom_len least, strom_len most, bool hyphens)
{
	breaks list = {0};
	struct kp_break at = {0};
	add(&list, at);
	for (size_t i = 0; i < n; i++) {
		strom_len w = least + (strom_len)chance((uint32_t)(most - least + 1));
		strom_len x = at.start, hyphen = 200;
		struct kp_break point = {.end = x + w / 2 + hyphen,
		                         .solid = x + w / 2,
		                         .start = x + w / 2,
		                         .stretch = at.next_stretch,
		                         .shrink = at.next_shrink,
		                         .next_stretch = at.next_stretch,
		                         .next_shrink = at.next_shrink,
		                         .cost = 700,
		                         .hyphen = true};
		if (hyphens && w > 1000)
			add(&list, point);
		at = (struct kp_break){.end = x + w, .solid = x + w, .start = x + w + SPACE,
		                       .stretch = at.next_stretch, .shrink = at.next_shrink,
		                       .next_stretch = at.next_stretch + STRETCH,
		                       .next_shrink = at.next_shrink + SHRINK};
		add(&list, at);
	}
	return list;
}

static bool fits(const struct kp_break *a, const struct kp_break *b, strom_len measure)
{
	return b->end - a->start - (b->shrink - a->next_shrink) <= measure + b->hang;
}

/* Whether any way of breaking keeps all lines within the measure. */
static bool can_fit(const breaks *list, strom_len measure)
{
	bool *good = arena_array(arena, bool, list->n);
	good[0] = true;
	for (size_t b = 1; b < list->n; b++)
		for (size_t a = 0; a < b && !good[b]; a++)
			good[b] = good[a] && fits(&list->at[a], &list->at[b], measure);
	return good[list->n - 1];
}

/* The break that ends a line, in the list that was solved. */
static uint32_t end_of(size_t line)
{
	return kp.breaks.at[kp.lines.at[line].at].off;
}

static void divide(const void *context, const struct kp_break *word, breaks *out)
{
	const breaks *list = context;
	vec_push(arena, out, list->at[word->word]);
}

/* The lines are the same where each word is divided only when the optimiser asks for it. */
static void solve_divided(const breaks *list, strom_len measure, strom_len slack)
{
	breaks lazy = {0};
	size_t n = kp.lines.n;
	uint32_t *ends = arena_array(arena, uint32_t, n);
	for (size_t i = 0; i < n; i++)
		ends[i] = end_of(i);
	for (size_t i = 0; i < list->n; i++) {
		struct kp_break b = list->at[i];
		if (b.hyphen) {
			b.solid = list->at[i - 1].start;
			b.end = list->at[i + 1].end;
			b.word = (uint32_t)i;
		}
		vec_push(arena, &lazy, b);
	}
	struct kp_paragraph p = {.at = lazy.at, .n = lazy.n, .measure = measure, .slack = slack,
	                         .divide = divide, .context = list};
	kp_solve(&kp, arena, &p);
	ck_assert_uint_eq(kp.lines.n, n);
	for (size_t i = 0; i < n; i++)
		ck_assert_uint_eq(end_of(i), ends[i]);
}

static void solve(const breaks *list, strom_len measure, strom_len slack)
{
	struct kp_paragraph p = {.at = list->at, .n = list->n, .measure = measure, .slack = slack};
	kp_solve(&kp, arena, &p);
	ck_assert_uint_ge(kp.lines.n, 1);
	ck_assert_uint_eq(end_of(kp.lines.n - 1), list->n - 1);
	uint32_t from = 0;
	for (size_t i = 0; i < kp.lines.n; i++) {
		uint32_t to = end_of(i);
		ck_assert_uint_gt(to, from);
		ck_assert_int_eq(kp.lines.at[i].overfull,
		                 !fits(&list->at[from], &list->at[to], measure));
		from = to;
	}
	solve_divided(list, measure, slack);
}

static bool any_overfull(void)
{
	for (size_t i = 0; i < kp.lines.n; i++)
		if (kp.lines.at[i].overfull)
			return true;
	return false;
}

START_TEST(never_overfull_without_need)
{
	for (int i = 0; i < 400; i++) {
		breaks list = words(1 + chance(40), 200, 2500, i % 2);
		strom_len measure = 1200 + (strom_len)chance(8000);
		solve(&list, measure, i % 3 ? 0 : 600);
		if (can_fit(&list, measure))
			ck_assert(!any_overfull());
	}
}
END_TEST

START_TEST(one_line)
{
	breaks list = words(5, 500, 500, false);
	solve(&list, 5 * 500 + 4 * SPACE, 0);
	ck_assert_uint_eq(kp.lines.n, 1);
}
END_TEST

START_TEST(too_long_a_word)
{
	breaks list = words(3, 5000, 5000, false);
	solve(&list, 1000, 0);
	ck_assert_uint_eq(kp.lines.n, 3);
	ck_assert(any_overfull());
}
END_TEST

START_TEST(hanging_counts)
{
	breaks list = words(4, 500, 500, false);
	list.at[2].hang = 50;
	list.at[2].solid -= 50;
	/* Two words need 1300 less 100; with the hang 1150 will do. */
	solve(&list, 1150, 0);
	ck_assert_uint_eq(end_of(0), 2);
}
END_TEST

START_TEST(hyphens_only_when_needed)
{
	breaks list = words(200, 400, 1600, true);
	solve(&list, 14000, 0);
	for (size_t i = 0; i < kp.lines.n; i++)
		ck_assert(!list.at[end_of(i)].hyphen);
}
END_TEST

START_TEST(long_paragraphs)
{
	breaks list = words(200000, 200, 2500, true);
	solve(&list, 9000, 0);
	ck_assert(!any_overfull());
}
END_TEST

/* A million places to break, none of which takes any room. */
START_TEST(breaks_without_width)
{
	breaks list = {0};
	struct kp_break at = {0};
	for (size_t i = 0; i < 300000; i++)
		add(&list, at);
	at.end = at.solid = at.start = 100;
	add(&list, at);
	solve(&list, 1000, 0);
	ck_assert_uint_eq(kp.lines.n, 1);
}
END_TEST

START_TEST(no_measure_at_all)
{
	breaks list = words(50, 200, 2500, true);
	solve(&list, 0, 0);
	solve(&list, -5000, 100);
	ck_assert(any_overfull());
}
END_TEST

START_TEST(same_again)
{
	breaks list = words(2000, 200, 2500, true);
	solve(&list, 9000, 0);
	size_t n = kp.lines.n;
	uint32_t *first = arena_array(arena, uint32_t, n);
	for (size_t i = 0; i < n; i++)
		first[i] = end_of(i);
	solve(&list, 700, 0);
	solve(&list, 9000, 0);
	ck_assert_uint_eq(kp.lines.n, n);
	for (size_t i = 0; i < n; i++)
		ck_assert_uint_eq(end_of(i), first[i]);
}
END_TEST

START_TEST(letters_give_way)
{
	/* Two words need 1300 - 100: letters may give the last 20. */
	breaks list = words(2, 500, 500, false);
	struct kp_paragraph p = {.at = list.at, .n = list.n, .measure = 1180, .squeeze = 20};
	kp_solve(&kp, arena, &p);
	ck_assert_uint_eq(kp.lines.n, 1);
	ck_assert(!any_overfull());
	p.squeeze = 19;
	kp_solve(&kp, arena, &p);
	ck_assert_uint_eq(kp.lines.n, 2);
}
END_TEST

/* Lines that end with a hyphen as so many above them do. */
static size_t hyphens_below(const breaks *list, size_t least, bool counted)
{
	breaks copy = {0};
	size_t ladder = 0, found = 0;
	for (size_t i = 0; i < list->n; i++) {
		struct kp_break b = list->at[i];
		b.made = b.hyphen;
		b.hyphen = b.hyphen && counted;
		vec_push(arena, &copy, b);
	}
	struct kp_paragraph p = {.at = copy.at, .n = copy.n, .measure = 8000};
	kp_solve(&kp, arena, &p);
	for (size_t i = 0; i < kp.lines.n; i++) {
		ladder = copy.at[end_of(i)].made ? ladder + 1 : 0;
		found += ladder > least;
	}
	return found;
}

START_TEST(ladders_are_avoided)
{
	breaks list = words(6000, 900, 2500, true);
	size_t left = hyphens_below(&list, 2, true), free = hyphens_below(&list, 2, false);
	ck_assert_uint_lt(left * 5, free * 4);
	ck_assert_uint_gt(left, 0);
	ck_assert_uint_gt(hyphens_below(&list, 3, false), 0);
	ck_assert_uint_eq(hyphens_below(&list, 3, true), 0);
}
END_TEST

/* The rest of a word is no last line while the lines can be set otherwise. */
START_TEST(last_words_stay_whole)
{
	size_t rests = 0, divided = 0;
	for (int i = 0; i < 1000; i++) {
		breaks list = words(20 + chance(20), 400, 2500, true);
		solve(&list, 9000, 0);
		uint32_t from = kp.lines.n > 1 ? end_of(kp.lines.n - 2) : 0;
		rests += list.at[from].hyphen && from == list.n - 2;
		divided += list.at[from].hyphen;
	}
	ck_assert_uint_eq(rests, 0);
	ck_assert_uint_gt(divided, 0);
}
END_TEST

/* Ten short words on two lines: in a title five on each, not nine and one. */
START_TEST(titles_are_balanced)
{
	breaks list = words(10, 500, 501, false);
	strom_len measure = list.at[list.n - 1].end * 8 / 10;
	struct kp_paragraph p = {
	        .at = list.at, .n = list.n, .measure = measure, .slack = measure / 3};
	kp_solve(&kp, arena, &p);
	ck_assert_uint_eq(kp.lines.n, 2);
	strom_len plain = list.at[end_of(0)].end;
	p.balance = true;
	kp_solve(&kp, arena, &p);
	ck_assert_uint_eq(kp.lines.n, 2);
	ck_assert_int_lt(list.at[end_of(0)].end, plain);
	ck_assert_int_gt(list.at[list.n - 1].end - list.at[end_of(0)].start, measure / 4);
}
END_TEST

static bool ends_short(const breaks *list, strom_len measure)
{
	const struct kp_break *last = &list->at[end_of(kp.lines.n - 2)],
	                      *end = &list->at[list->n - 1];
	return (end->end - last->start) * 8 < measure;
}

START_TEST(short_last_lines_are_avoided)
{
	size_t found = 0;
	for (int i = 0; i < 1000; i++) {
		breaks list = words(40 + chance(20), 200, 1600, false);
		solve(&list, 9000, 0);
		found += ends_short(&list, 9000);
	}
	ck_assert_uint_lt(found, 60);
}
END_TEST

/* Lines next to each other of which one is far shorter. */
START_TEST(ragged_edges_have_no_big_steps)
{
	size_t steps = 0;
	breaks list = words(8000, 300, 2200, false);
	solve(&list, 9000, 1500);
	strom_len before = 0;
	for (size_t i = 0; i < kp.lines.n; i++) {
		const struct kp_break *from = &list.at[i ? end_of(i - 1) : 0];
		strom_len width = list.at[end_of(i)].end - from->start, step = width - before;
		steps += i && (step > 1200 || step < -1200);
		before = width;
	}
	ck_assert_uint_lt(steps, 51);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("knuth_plass");
	TCase *tests = tcase_create("knuth_plass");
	tcase_set_timeout(tests, 240);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, titles_are_balanced);
	tcase_add_test(tests, never_overfull_without_need);
	tcase_add_test(tests, one_line);
	tcase_add_test(tests, too_long_a_word);
	tcase_add_test(tests, hanging_counts);
	tcase_add_test(tests, hyphens_only_when_needed);
	tcase_add_test(tests, long_paragraphs);
	tcase_add_test(tests, breaks_without_width);
	tcase_add_test(tests, no_measure_at_all);
	tcase_add_test(tests, same_again);
	tcase_add_test(tests, letters_give_way);
	tcase_add_test(tests, ladders_are_avoided);
	tcase_add_test(tests, last_words_stay_whole);
	tcase_add_test(tests, short_last_lines_are_avoided);
	tcase_add_test(tests, ragged_edges_have_no_big_steps);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
