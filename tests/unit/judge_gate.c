/* The gate: pages as typesetting makes them pass; pages that were spoilt on the way, each in one
 * way, are refused at the place in the source whose text suffers. */
#include "judge/judge.h"
#include "unit/pages_help.h"

static const char *const TEXT =
        "# Harbours and their towns\n\n"
        "Every harbour has a night desk,[^a] and most have *two lamps* over the door.\n\n"
        "[^a]: Counted in the winter.\n\n"
        "- first sign\n- second sign\n\n"
        "| Town | Lamps |\n|------|-------|\n| Rapla | 12 |\n| Kolding | 34 |\n\n: Towns "
        "{#tbl-t}\n\n"
        "![A lamp](lamp.svg)\n\n"
        "::: {.practice}\nA box with words.\n:::\n\n"
        "3. third\n4. fourth\n\n"
        "- [x] done\n- [ ] open\n\n"
        "- | Lamp |\n  |------|\n  | red |\n\n"
        "- ***\n- - nested\n-\n- term\n  :   meaning\n";
static const char *const LAMP = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" "
                                "height=\"20\"><path d=\"M0 0h20v20z\"/></svg>";

typedef void spoil(struct page *, struct item *, size_t n);

struct spoiler {
	struct page_sink next;
	spoil *how;
	bool drop_last;
};

static bool spoil_page(void *self, const struct page *page)
{
	struct spoiler *s = self;
	struct page copy = *page;
	struct item *items = arena_array(arena, struct item, page->n + 4);
	memcpy(items, page->items, page->n * sizeof *items);
	copy.items = items;
	if (s->how)
		s->how(&copy, items, page->n);
	if (s->drop_last && page->index + 1 == page->of)
		return true;
	return s->next.page(s->next.self, &copy);
}

static bool swallow(void *self, const struct page *page)
{
	(void)self, (void)page;
	return true;
}

static bool judged(struct spoiler *s)
{
	put_file("lamp.svg", str_of(LAMP));
	diags = diags_new(arena);
	document.layout =
	        plugin_find(project.plugins, diags, project.at, STROM_KIND_LAYOUT, S("report"));
	ck_assert_msg(document.layout != NULL, "%s", reports());
	ck_assert(option_check(arena, diags, document.layout, project.at, NULL, 0,
	                       &document.options));
	document.theme.text = S("strom");
	struct edition *e = made(TEXT);
	const struct theme *theme =
	        theme_load(arena, diags, &project, &document.theme, document.layout);
	ck_assert_msg(theme != NULL, "%s", reports());
	struct judge *j = judge_new(e, (struct page_sink){NULL, swallow});
	s->next = judge_sink(j);
	ck_assert_msg(typeset(e, fonts_new(arena, diags), theme, (struct page_sink){s, spoil_page}),
	              "%s", reports());
	edition = e;
	return judge_end(j);
}

/* ---- Ways to spoil a page ---- */

static bool is_text(const struct item *i, const char *words)
{
	return i->kind == ITEM_GLYPHS && str_find(i->text, str_of(words)) != SIZE_MAX;
}

static void drop(struct page *p, struct item *items, size_t i)
{
	memmove(&items[i], &items[i + 1], (p->n - i - 1) * sizeof *items);
	p->n--;
}

static void drop_words(struct page *p, struct item *items, const char *words)
{
	for (size_t i = 0; i < p->n; i++)
		if (is_text(&items[i], words) && !items[i].artifact)
			drop(p, items, i--);
}

static void lose_paragraph(struct page *p, struct item *items, size_t n)
{
	(void)n;
	drop_words(p, items, "Every");
}
static void lose_emphasis(struct page *p, struct item *items, size_t n)
{
	(void)n;
	drop_words(p, items, "two lamps");
}
static void lose_note(struct page *p, struct item *items, size_t n)
{
	(void)n;
	drop_words(p, items, "Counted");
}
static void lose_cell(struct page *p, struct item *items, size_t n)
{
	(void)n;
	drop_words(p, items, "34");
}
static void lose_caption(struct page *p, struct item *items, size_t n)
{
	(void)n;
	drop_words(p, items, "Towns");
}
static void lose_bullet(struct page *p, struct item *items, size_t n)
{
	(void)n;
	drop_words(p, items, "\u2022");
}
static void lose_boxed(struct page *p, struct item *items, size_t n)
{
	(void)n;
	drop_words(p, items, "A box");
}

static void lose_note_number(struct page *p, struct item *items, size_t n)
{
	for (size_t i = 0; i < n && i < p->n; i++)
		if (is_text(&items[i], "1") && items[i].node &&
		    node_at(p->edition, items[i].node)->kind == NODE_NOTE)
			drop(p, items, i--);
}

static void lose_page_number(struct page *p, struct item *items, size_t n)
{
	for (size_t i = 0; i < n && i < p->n; i++)
		if (items[i].kind == ITEM_GLYPHS && items[i].node &&
		    node_at(p->edition, items[i].node)->kind == NODE_PAGE_REF)
			drop(p, items, i--);
}

static void change_page_number(struct page *p, struct item *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (items[i].kind == ITEM_GLYPHS && items[i].node &&
		    node_at(p->edition, items[i].node)->kind == NODE_PAGE_REF)
			items[i].text = S(" 4");
}

static void change_number(struct page *p, struct item *items, size_t n)
{
	(void)p;
	for (size_t i = 0; i < n; i++)
		if (is_text(&items[i], "4."))
			items[i].text = S("3.");
}

static bool is_of_task(const struct page *p, const struct item *i)
{
	return i->kind == ITEM_PATH && i->node &&
	       node_at(p->edition, i->node)->flags & NODE_DONE;
}

static void lose_tick(struct page *p, struct item *items, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (is_of_task(p, &items[i]) && is_of_task(p, &items[i - 1])) {
			drop(p, items, i);
			return;
		}
}

static void lose_letter(struct page *p, struct item *items, size_t n)
{
	(void)p;
	for (size_t i = 0; i < n; i++)
		if (is_text(&items[i], "second"))
			items[i].n--;
}

static void change_letter(struct page *p, struct item *items, size_t n)
{
	(void)p;
	for (size_t i = 0; i < n; i++)
		if (is_text(&items[i], "Rapla"))
			items[i].text = S("Rapln");
}

static void lose_picture(struct page *p, struct item *items, size_t n)
{
	for (size_t i = 0; i < n && i < p->n; i++)
		if (items[i].kind == ITEM_PICTURE && items[i].node)
			drop(p, items, i--);
}

static void double_picture(struct page *p, struct item *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (items[i].kind == ITEM_PICTURE && items[i].node) {
			items[p->n] = items[i];
			items[p->n++].y -= STROM_MM(20);
			return;
		}
}

static void double_line(struct page *p, struct item *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_text(&items[i], "A box")) {
			items[p->n] = items[i];
			items[p->n++].y += STROM_MM(60);
			return;
		}
}

static void leave_right(struct page *p, struct item *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_text(&items[i], "Counted"))
			items[i].x = p->w - STROM_MM(5);
}

static void leave_below(struct page *p, struct item *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_text(&items[i], "Counted"))
			items[i].y = p->h + STROM_MM(5);
}

static void leave_head(struct page *p, struct item *items, size_t n)
{
	(void)p;
	for (size_t i = 0; i < n; i++)
		if (items[i].kind == ITEM_GLYPHS && items[i].artifact == ARTIFACT_HEADER)
			items[i].x = -STROM_MM(3);
}

static void one_over_another(struct page *p, struct item *items, size_t n)
{
	strom_len y = 0, x = 0;
	(void)p;
	for (size_t i = 0; i < n; i++)
		if (is_text(&items[i], "first")) {
			x = items[i].x;
			y = items[i].y;
		} else if (is_text(&items[i], "second")) {
			items[i].x = x;
			items[i].y = y + STROM_MM(1);
		}
}

/* A line a good half of its height lower than another: letters touch, though none is covered. */
static void close_below(struct page *p, struct item *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_text(&items[i], "first")) {
			items[p->n] = items[i];
			items[p->n].node = 0;
			items[p->n].artifact = ARTIFACT_PAGE;
			items[p->n++].y += items[i].size * 65 / 100;
		}
}

static void art_leaves_bleed(struct page *p, struct item *items, size_t n)
{
	struct path_step *steps = arena_array(arena, struct path_step, 2);
	(void)n;
	steps[1] = (struct path_step){PATH_LINE, {p->w + p->bleed + STROM_MM(1)}, {STROM_MM(10)}};
	items[p->n++] = (struct item){.kind = ITEM_PATH,
	                              .artifact = ARTIFACT_BACKGROUND,
	                              .steps = steps,
	                              .steps_n = 2,
	                              .fill = true};
}

static struct colour grey(uint8_t c, uint8_t a)
{
	return (struct colour){c, c, c, a, 0};
}

/* White has 4.48 on #777777 and 4.54 on #767676. */
static void pale(struct page *p, struct item *items, size_t n)
{
	(void)p;
	for (size_t i = 0; i < n; i++)
		if (is_text(&items[i], "Counted"))
			items[i].colour = grey(0x78, 255);
}
static void pale_by_alpha(struct page *p, struct item *items, size_t n)
{
	(void)p;
	for (size_t i = 0; i < n; i++)
		if (is_text(&items[i], "Counted"))
			items[i].colour = grey(0, 0x80);
}

/* A shape behind all. */
static void behind(struct page *p, struct item *items, const struct path_step *steps, size_t n,
                   strom_len x, strom_len y, struct colour c)
{
	memmove(items + 1, items, p->n * sizeof *items);
	items[0] = (struct item){.kind = ITEM_PATH, .artifact = ARTIFACT_BACKGROUND, .x = x, .y = y,
	                         .colour = c, .steps = steps, .steps_n = n, .fill = true};
	p->n++;
}

static const struct item *find(const struct item *items, size_t n, const char *words)
{
	for (size_t i = 0; i < n; i++)
		if (is_text(&items[i], words))
			return &items[i];
	return NULL;
}

static const struct path_step *square(strom_len w, strom_len h)
{
	struct path_step *s = arena_array(arena, struct path_step, 5);
	s[0] = (struct path_step){PATH_MOVE, {0}, {0}};
	s[1] = (struct path_step){PATH_LINE, {w}, {0}};
	s[2] = (struct path_step){PATH_LINE, {w}, {h}};
	s[3] = (struct path_step){PATH_LINE, {0}, {h}};
	s[4] = (struct path_step){.op = PATH_CLOSE};
	return s;
}

static const struct path_step *wave(strom_len w, strom_len h)
{
	struct path_step *s = arena_array(arena, struct path_step, 5);
	memcpy(s, square(w, h), 5 * sizeof *s);
	s[1] = (struct path_step){PATH_CURVE, {w / 3, w * 2 / 3, w}, {-STROM_MM(3), STROM_MM(3), 0}};
	return s;
}

/* Dark behind a part of the line alone. */
static void dark_behind(struct page *p, struct item *items, size_t n)
{
	const struct item *it = find(items, n, "Counted");
	if (it)
		behind(p, items, square(STROM_MM(9), STROM_MM(9)), 5, it->x, it->y - STROM_MM(6),
		       grey(0x40, 255));
}

static void art_through(struct page *p, struct item *items, size_t n)
{
	const struct item *it = find(items, n, "Counted");
	if (it)
		behind(p, items, wave(STROM_MM(90), STROM_MM(8)), 5, it->x - STROM_MM(9),
		       it->y - STROM_MM(1), grey(0xf8, 255));
}

static const struct {
	spoil *how;
	const char *code, *words;
} WAYS[] = {
        {lose_paragraph, "judge/lost", "Every harbour"},
        {lose_emphasis, "judge/lost", "two lamps"},
        {lose_note, "judge/lost", "Counted in"},
        {lose_cell, "judge/lost", "34"},
        {lose_caption, "judge/lost", "Towns"},
        {lose_bullet, "judge/lost", "the sign before"},
        {lose_boxed, "judge/lost", "A box"},
        {lose_letter, "judge/lost", "second sign"},
        {change_letter, "judge/lost", "Rapla"},
        {lose_picture, "judge/lost", "lamp.svg"},
        {double_picture, "judge/twice", "lamp.svg"},
        {double_line, "judge/twice", "A box"},
        {leave_right, "judge/off-page", "Counted"},
        {leave_below, "judge/off-page", "Counted"},
        {leave_head, "judge/off-page", "text"},
        {one_over_another, "judge/overlap", "second"},
        {close_below, "judge/overlap", "first"},
        {art_leaves_bleed, "judge/off-page", "a drawing"},
        {lose_note_number, "judge/lost", "the note's number"},
        {lose_page_number, "judge/lost", "the page number"},
        {change_page_number, "judge/lost", "the page number"},
        {change_number, "judge/lost", "4."},
        {lose_tick, "judge/lost", "the box before"},
        {pale, "judge/contrast", "#787878 on #ffffff has a contrast of 4.4"},
        {pale_by_alpha, "judge/contrast", "#7f7f7f on #ffffff"},
        {dark_behind, "judge/contrast", "on #404040"},
        {art_through, "judge/over-art", "\"Counted"},
};

/* ---- Tests ---- */

START_TEST(good_pages_pass)
{
	struct spoiler s = {0};
	ck_assert_msg(judged(&s), "%s", reports());
	ck_assert_uint_eq(diag_errors(diags), 0);
}
END_TEST

START_TEST(spoilt_pages_are_refused)
{
	struct spoiler s = {.how = WAYS[_i].how};
	ck_assert(!judged(&s));
	const char *said = reports();
	ck_assert_msg(has(said, WAYS[_i].code) && has(said, WAYS[_i].words),
	              "%s wanted with %s, but\n%s", WAYS[_i].code, WAYS[_i].words, said);
	hints(str_find(str_of(WAYS[_i].code), S("lost")) != SIZE_MAX ? "report it" : "");
}
END_TEST

/* What can be read. */
static void grey_enough(struct page *p, struct item *items, size_t n)
{
	const struct item *it = find(items, n, "Counted");
	for (size_t i = 0; i < n; i++) {
		if (is_text(&items[i], "Counted"))
			items[i].colour = grey(0x76, 255);
		if (is_text(&items[i], "Harbours and their") && items[i].size >= STROM_PT(18))
			items[i].colour = grey(0x94, 255);       /* large: 3 is enough */
	}
	/* Wholly on the art, and the art below the letters. */
	if (it) {
		strom_len x = it->x, y = it->y;
		behind(p, items, wave(STROM_MM(90), STROM_MM(9)), 5, x - STROM_MM(9),
		       y + STROM_MM(3), grey(0x80, 255));
		behind(p, items, wave(STROM_MM(190), STROM_MM(280)), 5, 0, STROM_MM(10),
		       (struct colour){255, 255, 255, 255, 0});
	}
}

START_TEST(letters_that_can_be_read_pass)
{
	struct spoiler s = {.how = grey_enough};
	ck_assert_msg(judged(&s), "%s", reports());
}
END_TEST

START_TEST(a_page_that_is_left_out)
{
	struct spoiler s = {.drop_last = true};
	ck_assert(!judged(&s));
	ck_assert_msg(has(reports(), "judge/lost"), "%s", reports());
}
END_TEST

/* The place is the text's own, to the line. */
START_TEST(the_place_is_told)
{
	struct spoiler s = {.how = lose_note};
	ck_assert(!judged(&s));
	ck_assert_msg(has(reports(), "a.md:5:7"), "%s", reports());
}
END_TEST

START_TEST(many_faults_are_counted_and_some_shown)
{
	struct buf b = {0};
	for (int i = 0; i < 60; i++)
		buf_printf(&b, "Paragraph %d.\n\n", i);
	put_file("lamp.svg", str_of(LAMP));
	struct edition *e = made(arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	struct judge *j = judge_new(e, (struct page_sink){NULL, swallow});
	ck_assert(!judge_end(j));            /* no page came */
	ck_assert_msg(has(reports(), "judge/more"), "%s", reports());
	ck_assert_uint_eq(diag_errors(diags), 21);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("judge: the gate");
	TCase *tests = tcase_create("pages");
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, good_pages_pass);
	tcase_add_test(tests, letters_that_can_be_read_pass);
	tcase_add_loop_test(tests, spoilt_pages_are_refused, 0, sizeof WAYS / sizeof *WAYS);
	tcase_add_test(tests, a_page_that_is_left_out);
	tcase_add_test(tests, the_place_is_told);
	tcase_add_test(tests, many_faults_are_counted_and_some_shown);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
