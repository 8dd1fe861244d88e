/* The canvas of figure plugins: what it tells of the table, what becomes of what is drawn, and what
 * is told of plugins that draw wrongly. */
#include "unit/pages_help.h"

#include <strom/figure.h>

#define UP STROM_PT(30)

/* ---- A plugin ---- */

static const struct strom_canvas *canvas;
static strom_colour red = {200, 0, 0, 255};
static char told[2000]; /* what `asks` was told */

static void note(const char *format, ...)
{
	va_list arguments;
	size_t n = strlen(told);
	va_start(arguments, format);
	vsnprintf(told + n, sizeof told - n, format, arguments);
	va_end(arguments);
}

static void square(struct strom_job *job, strom_len x, strom_len y, strom_len side)
{
	canvas->move(job, x, y);
	canvas->line(job, x + side, y);
	canvas->line(job, x + side, y + side);
	canvas->line(job, x, y + side);
	canvas->close(job);
	canvas->fill(job, red);
}

static void ask_columns(struct strom_job *job)
{
	for (uint32_t i = 0; i < 4; i++) {
		struct strom_field f = {.size = sizeof f};
		if (!canvas->field(job, i, &f)) {
			note("no field %u\n", i);
			continue;
		}
		note("%.*s '%.*s'%s", STR_ARG(f.name), STR_ARG(f.title),
		     f.numeric ? " number" : "");
		for (uint32_t k = 0; k < 4; k++) {
			struct strom_datum d = {.size = sizeof d};
			if (!canvas->datum(job, k, i, &d))
				note(" none");
			else
				note(" %s%g '%.*s'", d.null ? "null " : "", d.number,
				     STR_ARG(d.text));
		}
		strom_str said = canvas->format(job, i, 1234.5);
		note(" %.*s\n", STR_ARG(said));
	}
}

static bool asks(struct strom_job *job)
{
	struct strom_field small = {.size = 8, .name = S("-")};
	*told = 0;
	note("%u columns %u rows\n", canvas->columns(job), canvas->rows(job));
	ask_columns(job);
	ck_assert(canvas->field(job, 1, &small));
	note("%u %u '%.*s'\n", small.size, small.numeric, STR_ARG(small.name));
	ck_assert_uint_eq(canvas->format(job, 9, 1).len, 0);
	strom_colour unknown = canvas->colour(job, "nowhere"), text = canvas->colour(job, "text");
	note("%d%d%d %d\n", unknown.r == text.r, unknown.g == text.g, unknown.b == text.b, text.a);
	ck_assert_int_gt(canvas->text_size(job), STROM_PT(5));
	canvas->height(job, UP);
	square(job, 0, 0, STROM_PT(10));
	return true;
}

static bool draws(struct strom_job *job)
{
	strom_len w = canvas->width(job), size = STROM_PT(10);
	canvas->height(job, UP);
	canvas->height(job, UP);
	canvas->fill(job, red); /* nothing: it paints nothing */
	square(job, STROM_PT(2), STROM_PT(3), STROM_PT(5));
	canvas->move(job, 0, UP);
	canvas->curve(job, 0, 0, w, 0, w, UP);
	canvas->stroke(job, red, STROM_PT(1));
	strom_len wide = canvas->text_width(job, S("Word"), size, 0);
	ck_assert_int_gt(wide, STROM_PT(10));
	ck_assert_int_gt(canvas->text_width(job, S("Word"), size, STROM_TEXT_BOLD), wide);
	ck_assert_int_eq(canvas->text_width(job, S(""), size, 0), 0);
	canvas->text(job, w / 2, size, STROM_ANCHOR_START, S("Start"), size, red, 0);
	canvas->text(job, w / 2, 2 * size, STROM_ANCHOR_MIDDLE, S("Middle"), size, red, 0);
	canvas->text(job, w / 2, 3 * size, STROM_ANCHOR_END, S("Ending"), size, red, 0);
	canvas->text(job, 0, 3 * size, STROM_ANCHOR_START, S(""), size, red, 0);
	canvas->shortened(job, S("A long name"));
	canvas->shortened(job, S("A long name"));
	canvas->shortened(job, S("Another"));
	return true;
}

static bool draws_without_a_move(struct strom_job *job)
{
	canvas->height(job, UP);
	canvas->line(job, STROM_PT(5), STROM_PT(5));
	return true;
}

static bool says_two_heights(struct strom_job *job)
{
	canvas->height(job, UP);
	canvas->height(job, UP + 1);
	canvas->line(job, 0, 0); /* the first mistake is told */
	return true;
}

static bool says_no_height(struct strom_job *job)
{
	square(job, 0, 0, STROM_PT(1));
	return true;
}

static bool draws_below(struct strom_job *job)
{
	canvas->height(job, UP);
	square(job, 0, UP, STROM_PT(4));
	return true;
}

static bool draws_far(struct strom_job *job)
{
	canvas->height(job, UP);
	canvas->move(job, (strom_len)1 << 50, 0);
	canvas->line(job, 0, 0);
	canvas->fill(job, red);
	return true;
}

/* Its points lie in the box, the way between them does not. */
static bool bulges(struct strom_job *job)
{
	canvas->height(job, UP);
	canvas->move(job, 0, UP);
	canvas->curve(job, 0, 3 * UP, STROM_PT(50), 3 * UP, STROM_PT(50), UP);
	canvas->stroke(job, red, STROM_PT(1));
	return true;
}

static bool writes_beside(struct strom_job *job)
{
	canvas->height(job, UP);
	canvas->text(job, 0, UP, STROM_ANCHOR_END, S("Words beside"), STROM_PT(10), red, 0);
	return true;
}

/* What nobody sees: text overhangs, lines have thickness. */
static bool draws_nearly_outside(struct strom_job *job)
{
	strom_len w = canvas->width(job);
	canvas->height(job, UP);
	square(job, STROM_PT(-3), STROM_PT(-3), STROM_PT(3));
	square(job, w, UP, STROM_PT(3));
	return true;
}

/* The n-th time it is asked one thing is different from what it was before. */
static int another, times;

static bool draws_another_each_time(struct strom_job *job)
{
	int n = times++;
	strom_colour dark = {100, 0, 0, 255};
	canvas->height(job, UP);
	square(job, another == 0 ? STROM_PT(n) : 0, another == 1 ? STROM_PT(n) : 0,
	       STROM_PT(another == 2 ? 2 + n : 2));
	canvas->move(job, 0, 0);
	canvas->line(job, STROM_PT(9), STROM_PT(9));
	canvas->stroke(job, another == 3 && n ? dark : red, STROM_PT(another == 4 ? 1 + n : 1));
	canvas->text(job, STROM_PT(5), STROM_PT(20), STROM_ANCHOR_START,
	             another == 5 && n ? S("no") : S("on"), STROM_PT(another == 6 ? 8 + n : 8),
	             another == 7 && n ? dark : red, 0);
	return true;
}

/* ---- Editions with it ---- */

static bool (*draw_now)(struct strom_job *);

static bool draw(struct strom_job *job, const struct strom_canvas *theirs)
{
	canvas = theirs;
	return draw_now(job);
}

static void take_over(struct edition *e)
{
	static const struct strom_figure functions = {.size = sizeof functions, .draw = draw};
	struct plugin *p = arena_make(arena, struct plugin);
	*p = (struct plugin){.name = S("own"),
	                     .kind = STROM_KIND_FIGURE,
	                     .functions = &functions,
	                     .path = S("/own.so")};
	for (strom_node n = 1; n < e->nodes.n; n++)
		if (node_at(e, n)->kind == NODE_FIGURE)
			((struct figure *)(uintptr_t)node_at(e, n)->figure)->plugin = p;
}

static const char figure[] =
        "# A\n\nBefore.\n\n```{figure} fig-t\ntype: bar\nquery: select town, n, s from t order by "
        "town\ncolumns: {town: {title: Town}, n: {title: Staff, type: number}, s: {title: Share, "
        "type: percent}}\nalt: Staff.\n```\n\nBehind.\n";

static void begin(void)
{
	set_up();
	layout_name = "report";
	set_tables("create table t (town text, n INTEGER, s REAL); insert into t values "
	           "('Riga', 40, 0.5), ('Tartu', 1234, 0.25), ('Turku', null, 1);",
	           "t");
}

static void drawn_by(bool (*how)(struct strom_job *))
{
	draw_now = how;
	typeset_changed(figure, NULL, 0, take_over);
}

static void refused(bool (*how)(struct strom_job *), const char *code, const char *what)
{
	draw_now = how;
	diags = diags_new(arena);
	project.at.file = diag_file(diags, path_join(arena, folder, S("strom.yml")), 0);
	ck_assert(!typeset_tried(figure, NULL, 0, take_over));
	const struct report *r = diag_at(diags, diag_count(diags) - 1);
	ck_assert_str_eq(arena_cstr(arena, r->code), code);
	ck_assert_str_eq(
	        arena_cstr(arena, r->message),
	        arena_cstr(arena, arena_printf(arena, "the figure plugin 'own' %s", what)));
	ck_assert(str_eq(r->hint, S("This is a fault of the plugin: tell its author. Its file is "
	                            "/own.so.")));
	ck_assert_uint_eq(diag_position(diags, r->at).line, 5);
}

START_TEST(it_tells_of_the_table)
{
	drawn_by(asks);
	ck_assert_str_eq(told, "3 columns 3 rows\n"
	                       "town 'Town' 0 'Riga' 0 'Tartu' 0 'Turku' none 1234.5\n"
	                       "n 'Staff' number 40 '40' 1234 '1,234' null 0 '–' none 1,234.5\n"
	                       "s 'Share' number 0.5 '50%' 0.25 '25%' 1 '100%' none 123,450%\n"
	                       "no field 3\n8 1 '-'\n111 255\n");
}
END_TEST

static const struct put *painted(size_t *n, const char *text)
{
	const struct put *found = NULL;
	*n = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		bool of_it = p->node && kind_of(p->node) == NODE_FIGURE;
		*n += of_it && p->kind == ITEM_PATH;
		if (of_it && text && str_eq(p->text, str_of(text)))
			found = p;
	}
	return found;
}

START_TEST(what_is_drawn_is_on_the_page)
{
	size_t paths;
	drawn_by(draws);
	const struct put *start = painted(&paths, "Start"), *end = painted(&paths, "Ending"),
	                 *middle = painted(&paths, "Middle");
	ck_assert_uint_eq(paths, 2);
	ck_assert(start && middle && end);
	ck_assert_int_le(labs(end->x + end->w - start->x), STROM_PT(1));
	ck_assert_int_le(labs(2 * middle->x + middle->w - 2 * start->x), STROM_PT(1));
	ck_assert_int_eq(middle->y - start->y, STROM_PT(10));
	ck_assert_int_eq(end->y - middle->y, STROM_PT(10));
	const char *said = dump(edition);
	ck_assert_msg(has(said, "A long name") && has(said, "Another"), "%s", said);
	ck_assert_ptr_null(strstr(strstr(said, "A long name") + 1, "A long name"));
}
END_TEST

START_TEST(mistakes_are_told)
{
	refused(draws_without_a_move, "figure/no-move", "began a path without a move");
	refused(says_two_heights, "figure/two-heights", "said two heights");
	refused(says_no_height, "figure/no-height", "said no height");
	refused(draws_below, "figure/outside", "draws outside of the figure's box");
	refused(draws_far, "figure/outside", "draws outside of the figure's box");
	refused(bulges, "figure/outside", "draws outside of the figure's box");
	refused(writes_beside, "figure/outside", "draws outside of the figure's box");
	drawn_by(draws_nearly_outside);
}
END_TEST

/* A drawing is made for its height, and again for its page: it must be the same. */
START_TEST(it_draws_the_same_again)
{
	draw_now = draws_another_each_time;
	for (another = 0; another < 9; another++) {
		diags = diags_new(arena);
		project.at.file = diag_file(diags, path_join(arena, folder, S("strom.yml")), 0);
		times = 0;
		bool same = typeset_tried(figure, NULL, 0, take_over);
		ck_assert_msg(same == (another == 8), "%d: %s", another, reports());
		ck_assert_int_gt(times, 1);
		if (same)
			continue;
		ck_assert_msg(has(reports(), "a.md:5:"), "%s", reports());
		ck_assert_msg(has(reports(),
		                  "figure/differs the figure plugin 'own' drew something "
		                  "else the second time"),
		              "%s", reports());
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_canvas");
	TCase *c = tcase_create("canvas");
	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, begin, tear_down);
	tcase_add_test(c, it_tells_of_the_table);
	tcase_add_test(c, what_is_drawn_is_on_the_page);
	tcase_add_test(c, mistakes_are_told);
	tcase_add_test(c, it_draws_the_same_again);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
