/* What is painted beside words: boxes behind them, rules, leaders, marks of tasks and of code that
 * goes on, thumb indexes. */
#include "unit/pages_help.h"

static void begin(void)
{
	set_up();
	layout_name = "report";
}

static const struct put *with(const char *words)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].page >= FIRST_OF_TEXT &&
		    str_find(put_list.at[i].text, str_of(words)) != SIZE_MAX)
			return &put_list.at[i];
	ck_abort_msg("'%s' is on no page of text", words);
	return NULL;
}

/* The paths of pages of text, in their order. */
static vec(const struct put *) paths;

static void set(const char *markdown)
{
	typeset_text(markdown);
	memset(&paths, 0, sizeof paths);
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].kind == ITEM_PATH && put_list.at[i].page >= FIRST_OF_TEXT &&
		    put_list.at[i].artifact != ARTIFACT_HEADER &&
		    put_list.at[i].artifact != ARTIFACT_FOOTER &&
		    put_list.at[i].y > STROM_MM(TOP) - STROM_PT(5)) /* below the head's rule */
			vec_push(arena, &paths, &put_list.at[i]);
}

static bool encloses(const struct put *box, const struct put *p)
{
	return box->page == p->page && box->x <= p->x && box->x + box->w >= p->x + p->w &&
	       box->y < p->y - STROM_PT(4) && box->y + box->h > p->y;
}

/* The path behind those words, that fills. */
static const struct put *behind(const char *words)
{
	for (size_t i = 0; i < paths.n; i++)
		if (paths.at[i]->fill && encloses(paths.at[i], with(words)))
			return paths.at[i];
	return NULL;
}

/* As high as all that is in it, as wide as the frame, painted before its words. */
START_TEST(boxes_stand_behind_their_words)
{
	set("# A\n\nBefore it.\n\n::: {.practice}\nFirst in it.\n\nSecond in it.\n:::\n\nBehind "
	    "it.\n");
	const struct put *box = behind("First in");
	ck_assert_ptr_nonnull(box);
	ck_assert_ptr_eq(behind("Second in"), box);
	ck_assert_ptr_null(behind("Before it"));
	ck_assert_ptr_null(behind("Behind it"));
	ck_assert(box < with("First in"));
	ck_assert(box->artifact == ARTIFACT_BACKGROUND && box->colour.a && box->steps == 5);
	ck_assert_int_gt(box->y, with("Before it")->y);
	ck_assert_int_lt(box->y + box->h, with("Behind it")->y);
	ck_assert_int_le(labs(box->w - STROM_MM(WIDTH)), STROM_PT(1));
	/* The rule at its side. */
	const struct put *side = paths.at[1];
	ck_assert_uint_eq(paths.n, 2);
	ck_assert(side->fill && side->artifact == ARTIFACT_LAYOUT && side->x == box->x &&
	          side->y == box->y && side->h == box->h);
	ck_assert_int_eq(side->w, STROM_PT(5) / 2);
	ck_assert(side->colour.r != box->colour.r);
	/* As much air above as its style says, on both ends alike. */
	strom_len above = with("First in")->y - box->y,
	          below = box->y + box->h - with("Second in")->y;
	ck_assert_int_gt(above, below);
	ck_assert_int_lt(above, STROM_PT(40));
	ck_assert_int_gt(below, STROM_PT(4));
}
END_TEST

/* On each page that a box goes on to there is one, behind all that it has there. */
START_TEST(boxes_go_on)
{
	struct buf b = {0};
	buf_put(&b, S("# A\n\n::: {.practice}\n"));
	for (int i = 0; i < 60; i++)
		buf_printf(&b, "Inner%d.\n\n", i);
	buf_put(&b, S(":::\n\nBehind it.\n"));
	set(arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	uint32_t first = with("Inner0.")->page, last = with("Inner59.")->page;
	ck_assert_uint_gt(last, first);
	for (int i = 0; i < 60; i++) {
		const char *words = arena_cstr(arena, arena_printf(arena, "Inner%d.", i));
		ck_assert_msg(behind(words) != NULL, "%s has no box", words);
	}
	size_t boxes = 0;
	for (size_t i = 0; i < paths.n; i++)
		boxes += paths.at[i]->artifact == ARTIFACT_BACKGROUND;
	ck_assert_uint_eq(boxes, last - first + 1);
	ck_assert_ptr_null(behind("Behind it"));
}
END_TEST

START_TEST(rules_are_from_side_to_side)
{
	set("# A\n\nBefore it.\n\n***\n\nBehind it.\n");
	ck_assert_uint_eq(paths.n, 1);
	const struct put *rule = paths.at[0];
	ck_assert(rule->artifact == ARTIFACT_LAYOUT && rule->fill && rule->colour.a);
	ck_assert_int_gt(rule->y, with("Before it")->y);
	ck_assert_int_lt(rule->y, with("Behind it")->y);
	ck_assert_int_eq(rule->x, with("Before it")->x);
	ck_assert_int_le(labs(rule->w - STROM_MM(WIDTH)), STROM_PT(1));
	ck_assert(rule->h > 0 && rule->h < STROM_PT(3));
}
END_TEST

/* A short one, over the first note of a page. */
START_TEST(a_rule_stands_over_notes)
{
	set("# A\n\nText.[^a] More.[^b]\n\n[^a]: Zebra source.\n\n[^b]: Begin source.\n");
	ck_assert_uint_eq(paths.n, 1);
	const struct put *rule = paths.at[0], *note = with("Zebra");
	ck_assert(rule->artifact == ARTIFACT_LAYOUT && rule->fill);
	ck_assert(rule->y < note->y && note->y - rule->y < STROM_PT(24));
	ck_assert_int_gt(rule->y, with("Text")->y);
	ck_assert_int_le(labs(rule->w - STROM_MM(WIDTH) / 5), STROM_PT(1));
}
END_TEST

/* A square with a mark for what is done, before the item's first line. */
START_TEST(tasks_have_squares)
{
	set("# A\n\n- [ ] To do\n- [x] Done it\n");
	ck_assert_uint_ge(paths.n, 3);
	const struct put *open = paths.at[0], *done = paths.at[1], *tick = paths.at[2];
	ck_assert(open->stroke && !open->fill && open->steps == 5);
	ck_assert(done->stroke && done->steps == 5 && tick->steps == 3);
	ck_assert_int_eq(open->x, done->x);
	ck_assert_int_eq(open->w, open->h);
	ck_assert_int_lt(open->x + open->w, with("To do")->x);
	ck_assert_int_lt(open->y, with("To do")->y);
	ck_assert_int_gt(open->y + open->h, with("To do")->y - STROM_PT(8));
	ck_assert_int_eq(done->y - open->y, with("Done it")->y - with("To do")->y);
	ck_assert(tick->x >= done->x && tick->x + tick->w <= done->x + done->w);
	ck_assert_int_gt(tick->stroke, done->stroke);
}
END_TEST

/* Code that is longer than its line goes on in the next, behind an arrow. */
START_TEST(code_that_goes_on_has_an_arrow)
{
	struct buf b = {0};
	buf_put(&b, S("# A\n\n```\nshort\n"));
	for (int i = 0; i < 30; i++)
		buf_printf(&b, "word%d ", i);
	buf_put(&b, S("\nlast\n```\n"));
	set(arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	size_t arrows = 0;
	for (size_t i = 0; i < paths.n; i++) {
		const struct put *p = paths.at[i];
		if (!p->stroke)
			continue;
		arrows++;
		ck_assert(p->artifact == ARTIFACT_LAYOUT && p->steps == 6);
		ck_assert_int_gt(p->y, with("short")->y);
		ck_assert_int_lt(p->y, with("last")->y);
		ck_assert_int_ge(p->x, with("short")->x);
	}
	ck_assert_uint_ge(arrows, 1);
	ck_assert_uint_le(arrows, 6);
	ck_assert_int_eq(with("last")->x, with("short")->x);
}
END_TEST

/* ---- Contents ---- */

/* Page numbers stand at the right, and dots between them and the titles, below one another. */
START_TEST(contents_have_leaders)
{
	typeset_text("# First {#a}\n\nText.\n\n# Another title {#b}\n\nText.\n");
	strom_len right = 0, grid = 0;
	size_t dots = 0;
	const struct put *title = NULL;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (p->page != 1 || p->kind != ITEM_GLYPHS)
			continue;
		if (str_find(p->text, S("Another")) != SIZE_MAX)
			title = p;
		right = p->x + p->w > right ? p->x + p->w : right;
		if (!str_eq(p->text, S(".")))
			continue;
		ck_assert_int_eq(p->artifact, ARTIFACT_LAYOUT);
		ck_assert_uint_eq(p->node, 0);
		grid = !dots++ ? p->x : grid;
	}
	ck_assert_ptr_nonnull(title);
	ck_assert_uint_gt(dots, 20);
	ck_assert_int_le(labs(right - STROM_MM(210 - INNER)),
	                 STROM_MM(OUTER - INNER) + STROM_PT(2));
	strom_len step = 0, before = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (p->page != 1 || !str_eq(p->text, S(".")) || p->y != title->y)
			continue;
		ck_assert_int_gt(p->x, title->x + title->w);
		ck_assert_int_lt(p->x, right);
		if (before)
			step = step ? step : p->x - before;
		if (before)
			ck_assert_int_eq(p->x - before, step);
		if (!before)
			ck_assert_int_eq((p->x - grid) % (step ? step : 1), 0);
		before = p->x;
	}
	ck_assert_int_gt(step, STROM_PT(2));
}
END_TEST

/* ---- Running heads ---- */

/* A head names the chapter that begins on the page, or else the one that goes on; a page's number
 * is its folio. */
START_TEST(heads_name_their_chapter)
{
	struct buf b = {0};
	for (int k = 0; k < 2; k++) {
		buf_printf(&b, "# Chapter%d\n\n", k);
		for (int i = 0; i < 70; i++)
			buf_printf(&b, "Text%d of %d.\n\n", i, k);
	}
	typeset_text(arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	uint32_t second = with("Text0 of 1")->page;
	size_t heads = 0, folios = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (p->page < FIRST_OF_TEXT || !p->text.len)
			continue;
		bool head = p->artifact == ARTIFACT_HEADER || p->artifact == ARTIFACT_FOOTER;
		if (head && str_starts(p->text, S("Chapter"))) {
			ck_assert(
			        str_eq(p->text, p->page < second ? S("Chapter0") : S("Chapter1")));
			heads++;
		}
		str folio = arena_printf(arena, "%u", p->page + 1);
		folios += head && str_eq(p->text, folio);
		ck_assert(!head || !p->node);
	}
	ck_assert_uint_ge(heads, 1);
	ck_assert_uint_ge(folios, labels.n - FIRST_OF_TEXT - 1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_paint");
	TCase *c = tcase_create("paint");
	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, begin, tear_down);
	tcase_add_test(c, boxes_stand_behind_their_words);
	tcase_add_test(c, boxes_go_on);
	tcase_add_test(c, rules_are_from_side_to_side);
	tcase_add_test(c, a_rule_stands_over_notes);
	tcase_add_test(c, tasks_have_squares);
	tcase_add_test(c, code_that_goes_on_has_an_arrow);
	tcase_add_test(c, contents_have_leaders);
	tcase_add_test(c, heads_name_their_chapter);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
