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

static int large;

/* 20,000 squares are more than a megabyte. */
static bool draws_much(struct strom_job *job)
{
	times++;
	for (int i = 0; i < (large ? 20000 : 20); i++)
		square(job, STROM_PT(i % 50), STROM_PT(i % 50), STROM_PT(2));
	canvas->height(job, UP + UP);
	return true;
}

static bool is_foreign = true;

static void take_over(struct edition *e)
{
	static const struct strom_figure functions = {.size = sizeof functions, .draw = draw};
	struct plugin *p = arena_make(arena, struct plugin);
	*p = (struct plugin){.name = S("own"),
	                     .kind = STROM_KIND_FIGURE,
	                     .functions = &functions,
	                     .foreign = is_foreign,
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

/* What comes with the program draws the same each time: it is drawn once, but for what is large. */
START_TEST(what_is_small_is_kept)
{
	is_foreign = false;
	for (large = 0; large < 2; large++) {
		times = 0;
		drawn_by(draws_much);
		ck_assert_int_eq(times, large ? 2 : 1);
	}
	is_foreign = true;
}
END_TEST

/* ---- What becomes of each thing that is drawn ---- */

static struct buf shown;
static strom_len from_x, from_y; /* where the first of it stands */

static void show_length(strom_len v)
{
	buf_printf(&shown, " %.4g", (double)v / 65536);
}

static void show_colour(struct colour c)
{
	buf_printf(&shown, " #%02X%02X%02X%s", c.r, c.g, c.b, c.a == 255 ? "" : "~");
}

static void show_look(const struct path_look *l)
{
	buf_printf(&shown, "%s%s", l->halo ? " halo" : "", l->turned ? " turned" : "");
	if (l->cap || l->join)
		buf_printf(&shown, " cap %u join %u", l->cap, l->join);
	for (unsigned i = 0; i < l->dashes; i++)
		show_length(l->dash[i]);
	if (l->phase)
		show_length(l->phase);
	if (l->turned)
		buf_printf(&shown, " %g", l->degrees);
	if (l->shaded)
		show_colour(l->to);
	if (l->shaded || l->turned) {
		show_length(l->x1), show_length(l->y1);
		show_length(l->x2), show_length(l->y2);
	}
}

static void show_steps(const struct item *i)
{
	static const char ops[] = "MLCZ";
	for (size_t k = 0; k < i->steps_n && k < 9; k++) {
		const struct path_step *s = &i->steps[k];
		buf_printf(&shown, " %c", ops[s->op]);
		for (int n = 0; s->op != PATH_CLOSE && n < (s->op == PATH_CURVE ? 3 : 1); n++)
			show_length(s->x[n]), show_length(s->y[n]);
	}
	if (i->steps_n > 9)
		buf_printf(&shown, " of %zu", i->steps_n);
}

static void show_item(const struct item *i)
{
	static const char *const kinds[] = {"text", "path", "picture", "open", "close"};
	if (!shown.len)
		from_x = i->x, from_y = i->y;
	buf_printf(&shown, "%s", kinds[i->kind]);
	show_length(i->x - from_x), show_length(i->y - from_y);
	if (i->black)
		buf_printf(&shown, " black %u", i->black);
	if (i->kind == ITEM_GLYPHS) {
		buf_printf(&shown, " '%.*s'", STR_ARG(put_of(i, 0).text));
		show_length(i->size), show_colour(i->colour);
	} else if (i->kind == ITEM_PATH) {
		if (i->fill)
			buf_put(&shown, S(" fill")), show_colour(i->colour);
		if (i->stroke)
			buf_put(&shown, S(" stroke")), show_length(i->stroke),
			        show_colour(i->stroke_colour);
	}
	if (i->kind != ITEM_GLYPHS && i->look)
		show_look(i->look);
	if (i->kind != ITEM_GLYPHS)
		show_steps(i);
	buf_byte(&shown, '\n');
}

static void show_page(const struct page *page)
{
	for (size_t i = 0; i < page->n; i++)
		if (page->items[i].node &&
		    node_at(page->edition, page->items[i].node)->kind == NODE_FIGURE)
			show_item(&page->items[i]);
}

/* What the page has of it, and what is told. */
static const char *becomes(bool (*how)(struct strom_job *))
{
	buf_clear(&shown);
	take_too = show_page;
	draw_now = how;
	diags = diags_new(arena);
	project.at.file = diag_file(diags, path_join(arena, folder, S("strom.yml")), 0);
	typeset_tried(figure, NULL, 0, take_over);
	take_too = NULL;
	buf_put(&shown, str_of(reports()));
	return arena_cstr(arena, buf_str(&shown));
}

static const strom_colour blue = {0, 0, 200, 255}, dark = {20, 20, 20, 255};

static void corner(struct strom_job *job)
{
	canvas->height(job, UP);
	square(job, 0, 0, STROM_PT(1));
}

static bool pens(struct strom_job *job)
{
	static const struct strom_pen kinds[] = {
	        {.size = sizeof(struct strom_pen),
	         .colour = {0, 0, 200, 255},
	         .width = STROM_PT(2)},
	        {.size = sizeof(struct strom_pen),
	         .colour = {0, 0, 200, 128},
	         .width = STROM_PT(2),
	         .cap = 1,
	         .join = 2},
	        {.size = sizeof(struct strom_pen),
	         .colour = {0, 0, 200, 255},
	         .width = STROM_PT(1),
	         .cap = 7,
	         .join = 3,
	         .dashes = 3,
	         .dash = {STROM_PT(3), STROM_PT(1), STROM_PT(2)},
	         .phase = STROM_PT(1)},
	        {.size = sizeof(struct strom_pen),
	         .colour = {0, 0, 200, 255},
	         .width = STROM_PT(1),
	         .dashes = 9,
	         .dash = {STROM_PT(-3), 0, 0, 0, 0, 0}},
	        {.size = sizeof(struct strom_pen),
	         .colour = {0, 0, 200, 255},
	         .width = STROM_PT(1),
	         .dashes = 2,
	         .dash = {0, STROM_PT(4)},
	         .phase = STROM_PT(-2),
	         .cap = 1,
	         .halo = STROM_PT(2)},
	        {.size = sizeof(struct strom_pen), .colour = {0, 0, 200, 0}, .width = STROM_PT(1)}};
	corner(job);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		canvas->move(job, STROM_PT(5), STROM_PT(2 + 2 * (double)i));
		canvas->line(job, STROM_PT(25), STROM_PT(2 + 2 * (double)i));
		canvas->stroke_pen(job, &kinds[i]);
	}
	for (uint32_t i = 0; i < 6; i++) {
		struct strom_pen pen = {.size = sizeof pen,
		                        .width = STROM_PT(1),
		                        .colour = canvas->palette(job, 0, i, 5)};
		canvas->move(job, STROM_PT(30), STROM_PT(2 + 2 * (double)i));
		canvas->line(job, STROM_PT(35), STROM_PT(2 + 2 * (double)i));
		canvas->stroke_pen(job, &pen);
		canvas->move(job, STROM_PT(40), STROM_PT(2 + 2 * (double)i));
		canvas->line(job, STROM_PT(45), STROM_PT(2 + 2 * (double)i));
		canvas->stroke(job, canvas->palette(job, 0, i, 5), STROM_PT(1));
	}
	return true;
}

static bool paints(struct strom_job *job)
{
	static const struct strom_paint kinds[] = {
	        {.size = sizeof(struct strom_paint), .colour = {0, 0, 200, 255}},
	        {.size = sizeof(struct strom_paint),
	         .kind = STROM_FILL_GRADIENT,
	         .colour = {0, 0, 200, 255},
	         .to = {200, 0, 0, 255},
	         .x1 = STROM_PT(1),
	         .x2 = STROM_PT(9),
	         .y2 = STROM_PT(4)},
	        {.size = sizeof(struct strom_paint),
	         .kind = STROM_FILL_LINES,
	         .colour = {0, 0, 200, 255},
	         .to = {9, 9, 9, 255},
	         .step = STROM_PT(4),
	         .thick = STROM_PT(1)},
	        {.size = sizeof(struct strom_paint),
	         .kind = STROM_FILL_LINES,
	         .to = {9, 9, 9, 255},
	         .turn = 45,
	         .step = STROM_PT(5)},
	        {.size = sizeof(struct strom_paint),
	         .kind = STROM_FILL_DOTS,
	         .colour = {0, 0, 200, 255},
	         .to = {9, 9, 9, 255},
	         .step = STROM_PT(5),
	         .thick = STROM_PT(2)},
	        {.size = sizeof(struct strom_paint), .kind = STROM_FILL_DOTS, .to = {9, 9, 9, 255}},
	        {.size = sizeof(struct strom_paint), .kind = 9, .colour = {0, 0, 200, 255}}};
	corner(job);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		strom_len x = STROM_PT(5 + 15 * (double)i), y = STROM_PT(5), side = STROM_PT(10);
		canvas->move(job, x, y);
		canvas->line(job, x + side, y);
		canvas->line(job, x + side, y + side);
		canvas->line(job, x, y + side);
		canvas->close(job);
		canvas->fill_paint(job, &kinds[i]);
	}
	for (uint32_t i = 0; i < 6; i++) {
		struct strom_paint p = {.size = sizeof p, .colour = canvas->palette(job, 0, i, 5)};
		strom_len x = STROM_PT(150 + 15 * (double)i);
		canvas->move(job, x, 0);
		canvas->line(job, x + STROM_PT(8), 0);
		canvas->line(job, x, STROM_PT(8));
		canvas->fill_paint(job, &p);
	}
	return true;
}

static bool clips_and_turns(struct strom_job *job)
{
	corner(job);
	canvas->move(job, STROM_PT(5), STROM_PT(5));
	canvas->line(job, STROM_PT(25), STROM_PT(5));
	canvas->line(job, STROM_PT(5), STROM_PT(25));
	canvas->clip(job);
	square(job, STROM_PT(6), STROM_PT(6), STROM_PT(5));
	canvas->turn(job, STROM_PT(10), STROM_PT(10), 30);
	square(job, STROM_PT(8), STROM_PT(8), STROM_PT(4));
	canvas->restore(job);
	canvas->restore(job);
	canvas->turn(job, STROM_PT(40), STROM_PT(10), -90);
	canvas->text(job, STROM_PT(40), STROM_PT(10), STROM_ANCHOR_MIDDLE, S("Up"), STROM_PT(8),
	             blue, 0);
	canvas->restore(job);
	square(job, STROM_PT(60), 0, STROM_PT(4));
	return true;
}

static bool restores_too_often(struct strom_job *job)
{
	corner(job);
	canvas->restore(job);
	return true;
}

static bool restores_too_seldom(struct strom_job *job)
{
	corner(job);
	canvas->turn(job, 0, 0, 5);
	return true;
}

static bool turns_too_deep(struct strom_job *job)
{
	corner(job);
	for (int i = 0; i < 9; i++)
		canvas->turn(job, 0, 0, 1);
	for (int i = 0; i < 9; i++)
		canvas->restore(job);
	return true;
}

static bool markers(struct strom_job *job)
{
	corner(job);
	for (uint32_t i = 0; i < 5; i++)
		canvas->marker(job, STROM_PT(10 + 10 * (double)i), STROM_PT(10), STROM_PT(2),
		               STROM_MARKER_SERIES, blue, i);
	canvas->marker(job, STROM_PT(60), STROM_PT(10), STROM_PT(2), STROM_MARKER_DOT, blue, 0);
	canvas->marker(job, STROM_PT(70), STROM_PT(10), STROM_PT(2), STROM_MARKER_RING, blue, 0);
	return true;
}

static void label(struct strom_job *job, double x, double y, struct strom_words w)
{
	struct strom_extent e = STROM_EXTENT_INIT, same = STROM_EXTENT_INIT;
	w.size = sizeof w;
	canvas->measure(job, &w, &e);
	canvas->label(job, STROM_PT(x), STROM_PT(y), &w, &same);
	ck_assert(e.lines == same.lines && e.width == same.width && e.height == same.height &&
	          e.shortened == same.shortened);
	note("%u %.2f %.2f %u\n", e.lines, (double)e.width / 65536, (double)e.height / 65536,
	     e.shortened);
}

static bool labels_of_all_kinds(struct strom_job *job)
{
	strom_str words = S("One two three four");
	*told = 0;
	corner(job);
	label(job, 100, 15, (struct strom_words){.text = words});
	for (uint32_t i = 0; i < 4; i++)
		label(job, 100 + 50 * (double)i, 15,
		      (struct strom_words){.text = S("Ab"),
		                           .vertical = i,
		                           .anchor = i % 3,
		                           .text_size = STROM_PT(6 + (double)i),
		                           .colour = blue,
		                           .flags = i});
	label(job, 60, 2,
	      (struct strom_words){.text = words,
	                           .width = STROM_PT(40),
	                           .vertical = STROM_VERTICAL_TOP,
	                           .text_size = STROM_PT(6)});
	label(job, 60, 2,
	      (struct strom_words){.text = words,
	                           .width = STROM_PT(25),
	                           .lines = 2,
	                           .anchor = STROM_ANCHOR_MIDDLE,
	                           .vertical = STROM_VERTICAL_TOP,
	                           .text_size = STROM_PT(6)});
	label(job, 60, 10, (struct strom_words){.text = words, .width = STROM_PT(2), .lines = 1});
	label(job, 200, 20, (struct strom_words){.text = S("on"), .on = dark});
	label(job, 220, 20, (struct strom_words){.text = S("on"), .on = {250, 250, 250, 255}});
	label(job, 240, 20,
	      (struct strom_words){.text = S("il"), .halo = STROM_PT(1), .style = "figure-value"});
	label(job, 260, 20, (struct strom_words){.text = S(""), .style = "nowhere"});
	return true;
}

static bool asks_more(struct strom_job *job)
{
	static const char *const dates[] = {"2015-10-31", "2015-10", "2015", "31.10.2015", ""};
	static const double values[] = {1234.5, -3, 0.25};
	strom_str out;
	*told = 0;
	corner(job);
	strom_str tag = canvas->language(job);
	note("%.*s %d\n", STR_ARG(tag), canvas->right_to_left(job));
	for (size_t i = 0; i < 3; i++) {
		strom_str word = canvas->word(job, (const char *const[]){"total", "no-data",
		                                                         "nothing-such"}[i]),
		          said = canvas->said(job, (uint32_t)i + (i == 2));
		note("'%.*s' '%.*s'\n", STR_ARG(word), STR_ARG(said));
		for (uint32_t k = 0; k < 4; k++) {
			struct strom_number n = {.size = sizeof n,
			                         .column = 1 + (uint32_t)i % 2,
			                         .value = values[i],
			                         .decimals = k == 1 ? 2 : -1,
			                         .flags = k};
			strom_str s = canvas->number(job, &n);
			note(" %.*s", STR_ARG(s));
		}
		note("\n");
	}
	for (size_t i = 0; i < 5; i++) {
		for (uint32_t form = 0; form < 8; form++) {
			bool is = canvas->date(job, str_of(dates[i]), form, &out);
			note(" %.*s;", STR_ARG(is ? out : S("none")));
		}
		note("\n");
	}
	for (uint32_t p = 0; p < 4; p++) {
		for (uint32_t i = 0; i < 3; i++) {
			strom_colour c = canvas->palette(job, p, i, 3);
			note(" %02X%02X%02X", c.r, c.g, c.b);
		}
		note("\n");
	}
	struct strom_style a = STROM_STYLE_INIT, b = STROM_STYLE_INIT;
	note("%d %d ", canvas->style(job, "figure-label", &a), canvas->style(job, "nowhere", &b));
	note("%d %.2f %.2f %d\n", a.text_size == b.text_size, (double)a.text_size / 65536,
	     (double)a.leading / 65536,
	     a.ascent > a.cap_height && a.cap_height > a.x_height && a.x_height > 0 &&
	             a.descent > 0);
	return true;
}

START_TEST(lines_of_each_pen)
{
	ck_assert_str_eq(becomes(pens),
	                 "path 0 0 fill #C80000 M 0 0 L 1 0 L 1 1 L 0 1 Z\n"
	                 "path 0 0 stroke 2 #0000C8 M 5 2 L 25 2\n"
	                 "path 0 0 stroke 2 #0000C8~ cap 1 join 2 M 5 4 L 25 4\n"
	                 "path 0 0 stroke 1 #0000C8 3 1 2 1 M 5 6 L 25 6\n"
	                 "path 0 0 stroke 1 #0000C8 M 5 8 L 25 8\n"
	                 "path 0 0 stroke 5 #FFFFFF cap 1 join 1 M 5 10 L 25 10\n"
	                 "path 0 0 stroke 1 #0000C8 cap 1 join 0 0 4 M 5 10 L 25 10\n"
	                 "path 0 0 stroke 1 #0000C8~ M 5 12 L 25 12\n"
	                 "path 0 0 stroke 1 #07304A M 30 2 L 35 2\n"
	                 "path 0 0 stroke 1 #07304A M 40 2 L 45 2\n"
	                 "path 0 0 stroke 1 #B23A0A M 30 4 L 35 4\n"
	                 "path 0 0 stroke 1 #B23A0A M 40 4 L 45 4\n"
	                 "path 0 0 stroke 1 #3D8FB8 M 30 6 L 35 6\n"
	                 "path 0 0 stroke 1 #3D8FB8 M 40 6 L 45 6\n"
	                 "path 0 0 stroke 1 #E2A93B M 30 8 L 35 8\n"
	                 "path 0 0 stroke 1 #E2A93B M 40 8 L 45 8\n"
	                 "path 0 0 stroke 1 #B9C3CB M 30 10 L 35 10\n"
	                 "path 0 0 stroke 1 #B9C3CB M 40 10 L 45 10\n"
	                 "path 0 0 stroke 1 #5A2F6B M 30 12 L 35 12\n"
	                 "path 0 0 stroke 1 #5A2F6B M 40 12 L 45 12\n");
	project.print.charts_black = true;
	ck_assert_str_eq(becomes(pens),
	                 "path 0 0 black 1 fill #C80000 M 0 0 L 1 0 L 1 1 L 0 1 Z\n"
	                 "path 0 0 black 1 stroke 2 #0000C8 M 5 2 L 25 2\n"
	                 "path 0 0 black 1 stroke 2 #0000C8~ cap 1 join 2 M 5 4 L 25 4\n"
	                 "path 0 0 black 1 stroke 1 #0000C8 3 1 2 1 M 5 6 L 25 6\n"
	                 "path 0 0 black 1 stroke 1 #0000C8 M 5 8 L 25 8\n"
	                 "path 0 0 black 1 stroke 5 #FFFFFF cap 1 join 1 M 5 10 L 25 10\n"
	                 "path 0 0 black 1 stroke 1 #0000C8 cap 1 join 0 0 4 M 5 10 L 25 10\n"
	                 "path 0 0 black 1 stroke 1 #0000C8~ M 5 12 L 25 12\n"
	                 "path 0 0 black 5 stroke 1 #07304A M 30 2 L 35 2\n"
	                 "path 0 0 black 4 stroke 1 #000000 M 30 2 L 35 2\n"
	                 "path 0 0 black 5 stroke 1 #07304A M 40 2 L 45 2\n"
	                 "path 0 0 black 4 stroke 1 #000000 M 40 2 L 45 2\n"
	                 "path 0 0 black 5 stroke 1 #B23A0A M 30 4 L 35 4\n"
	                 "path 0 0 black 4 stroke 1 #000000 4 2 M 30 4 L 35 4\n"
	                 "path 0 0 black 5 stroke 1 #B23A0A M 40 4 L 45 4\n"
	                 "path 0 0 black 4 stroke 1 #000000 4 2 M 40 4 L 45 4\n"
	                 "path 0 0 black 5 stroke 1 #3D8FB8 M 30 6 L 35 6\n"
	                 "path 0 0 black 4 stroke 1 #000000 1 2 M 30 6 L 35 6\n"
	                 "path 0 0 black 5 stroke 1 #3D8FB8 M 40 6 L 45 6\n"
	                 "path 0 0 black 4 stroke 1 #000000 1 2 M 40 6 L 45 6\n"
	                 "path 0 0 black 5 stroke 1 #E2A93B M 30 8 L 35 8\n"
	                 "path 0 0 black 4 stroke 1 #000000 6 2 1 2 M 30 8 L 35 8\n"
	                 "path 0 0 black 5 stroke 1 #E2A93B M 40 8 L 45 8\n"
	                 "path 0 0 black 4 stroke 1 #000000 6 2 1 2 M 40 8 L 45 8\n"
	                 "path 0 0 black 5 stroke 1 #B9C3CB M 30 10 L 35 10\n"
	                 "path 0 0 black 4 stroke 0.8 #000000 M 30 10 L 35 10\n"
	                 "path 0 0 black 5 stroke 1 #B9C3CB M 40 10 L 45 10\n"
	                 "path 0 0 black 4 stroke 0.8 #000000 M 40 10 L 45 10\n"
	                 "path 0 0 black 1 stroke 1 #5A2F6B M 30 12 L 35 12\n"
	                 "path 0 0 black 1 stroke 1 #5A2F6B M 40 12 L 45 12\n");
}
END_TEST

static void fill_and_outline(struct strom_job *job, strom_len x, strom_colour fill, strom_len width)
{
	for (int line = 0; line < 2; line++) {
		canvas->move(job, x, 0);
		canvas->line(job, x + STROM_PT(5), 0);
		canvas->line(job, x, STROM_PT(5) + line * (x / 10));
		if (line)
			canvas->stroke(job, blue, width);
		else
			canvas->fill(job, fill);
	}
}

static bool outlines(struct strom_job *job)
{
	fill_and_outline(job, 0, red, STROM_PT(1));
	fill_and_outline(job, STROM_PT(10), red, STROM_PT(1)); /* another path */
	fill_and_outline(job, 0, (strom_colour){200, 0, 0, 99}, STROM_PT(1));
	canvas->height(job, UP);
	return true;
}

/* What is filled, and then has an outline, is one thing. */
START_TEST(areas_with_outlines)
{
	ck_assert_str_eq(becomes(outlines),
	                 "path 0 0 fill #C80000 stroke 1 #0000C8 M 0 0 L 5 0 L 0 5\n"
	                 "path 0 0 fill #C80000 M 10 0 L 15 0 L 10 5\n"
	                 "path 0 0 stroke 1 #0000C8 M 10 0 L 15 0 L 10 6\n"
	                 "path 0 0 fill #C80000~ M 0 0 L 5 0 L 0 5\n"
	                 "path 0 0 stroke 1 #0000C8 M 0 0 L 5 0 L 0 5\n");
}
END_TEST

START_TEST(areas_of_each_paint)
{
	ck_assert_str_eq(
	        becomes(paints),
	        "path 0 0 fill #C80000 M 0 0 L 1 0 L 1 1 L 0 1 Z\n"
	        "path 0 0 fill #0000C8 M 5 5 L 15 5 L 15 15 L 5 15 Z\n"
	        "path 0 0 fill #0000C8 #C80000 1 0 9 4 M 20 5 L 30 5 L 30 15 L 20 15 Z\n"
	        "path 0 0 fill #0000C8 M 35 5 L 45 5 L 45 15 L 35 15 Z\n"
	        "open 0 0 M 35 5 L 45 5 L 45 15 L 35 15 Z\n"
	        "path 0 0 stroke 1 #090909 M 32.93 0 L 47.07 0 M 32.93 4 L 47.07 4 M 32.93 8 L "
	        "47.07 8 M 32.93 12 L 47.07 12 M 32.93 16 of 12\n"
	        "close 0 0\n"
	        "open 0 0 M 50 5 L 60 5 L 60 15 L 50 15 Z\n"
	        "path 0 0 stroke 0.5 #090909 M 42.25 7.249 L 52.25 -2.751 M 45.78 10.78 L 55.78 "
	        "0.7843 M 49.32 14.32 L 59.32 4.32 M 52.86 17.86 L 62.86 7.855 M 56.39 21.39 of "
	        "10\n"
	        "close 0 0\n"
	        "path 0 0 fill #0000C8 M 65 5 L 75 5 L 75 15 L 65 15 Z\n"
	        "open 0 0 M 65 5 L 75 5 L 75 15 L 65 15 Z\n"
	        "path 0 0 stroke 2 #090909 cap 1 join 0 0 5 M 65 5 L 80 5 M 67.5 7.5 L 80 7.5 M 65 "
	        "10 L 80 10 M 67.5 12.5 L 80 12.5 M 65 15 of 10\n"
	        "close 0 0\n"
	        "open 0 0 M 80 5 L 90 5 L 90 15 L 80 15 Z\n"
	        "path 0 0 stroke 0.9 #090909 cap 1 join 0 0 2.6 M 79.3 3.9 L 92.6 3.9 M 78 5.2 L "
	        "92.6 5.2 M 79.3 6.5 L 92.6 6.5 M 78 7.8 L 92.6 7.8 M 79.3 9.1 of 20\n"
	        "close 0 0\n"
	        "path 0 0 fill #0000C8 M 95 5 L 105 5 L 105 15 L 95 15 Z\n"
	        "path 0 0 fill #07304A M 150 0 L 158 0 L 150 8\n"
	        "path 0 0 fill #B23A0A M 165 0 L 173 0 L 165 8\n"
	        "path 0 0 fill #3D8FB8 M 180 0 L 188 0 L 180 8\n"
	        "path 0 0 fill #E2A93B M 195 0 L 203 0 L 195 8\n"
	        "path 0 0 fill #B9C3CB M 210 0 L 218 0 L 210 8\n"
	        "path 0 0 fill #5A2F6B M 225 0 L 233 0 L 225 8\n");
	project.print.charts_black = true;
	ck_assert_str_eq(
	        becomes(paints),
	        "path 0 0 black 1 fill #C80000 M 0 0 L 1 0 L 1 1 L 0 1 Z\n"
	        "path 0 0 black 1 fill #0000C8 M 5 5 L 15 5 L 15 15 L 5 15 Z\n"
	        "path 0 0 black 1 fill #0000C8 #C80000 1 0 9 4 M 20 5 L 30 5 L 30 15 L 20 15 Z\n"
	        "path 0 0 black 1 fill #0000C8 M 35 5 L 45 5 L 45 15 L 35 15 Z\n"
	        "open 0 0 M 35 5 L 45 5 L 45 15 L 35 15 Z\n"
	        "path 0 0 black 1 stroke 1 #090909 M 32.93 0 L 47.07 0 M 32.93 4 L 47.07 4 M 32.93 "
	        "8 L 47.07 8 M 32.93 12 L 47.07 12 M 32.93 16 of 12\n"
	        "close 0 0\n"
	        "open 0 0 M 50 5 L 60 5 L 60 15 L 50 15 Z\n"
	        "path 0 0 black 1 stroke 0.5 #090909 M 42.25 7.249 L 52.25 -2.751 M 45.78 10.78 L "
	        "55.78 0.7843 M 49.32 14.32 L 59.32 4.32 M 52.86 17.86 L 62.86 7.855 M 56.39 21.39 "
	        "of 10\n"
	        "close 0 0\n"
	        "path 0 0 black 1 fill #0000C8 M 65 5 L 75 5 L 75 15 L 65 15 Z\n"
	        "open 0 0 M 65 5 L 75 5 L 75 15 L 65 15 Z\n"
	        "path 0 0 black 1 stroke 2 #090909 cap 1 join 0 0 5 M 65 5 L 80 5 M 67.5 7.5 L 80 "
	        "7.5 M 65 10 L 80 10 M 67.5 12.5 L 80 12.5 M 65 15 of 10\n"
	        "close 0 0\n"
	        "open 0 0 M 80 5 L 90 5 L 90 15 L 80 15 Z\n"
	        "path 0 0 black 1 stroke 0.9 #090909 cap 1 join 0 0 2.6 M 79.3 3.9 L 92.6 3.9 M 78 "
	        "5.2 L 92.6 5.2 M 79.3 6.5 L 92.6 6.5 M 78 7.8 L 92.6 7.8 M 79.3 9.1 of 20\n"
	        "close 0 0\n"
	        "path 0 0 black 1 fill #0000C8 M 95 5 L 105 5 L 105 15 L 95 15 Z\n"
	        "path 0 0 black 6 fill #07304A M 150 0 L 158 0 L 150 8\n"
	        "path 0 0 black 7 fill #B23A0A M 165 0 L 173 0 L 165 8\n"
	        "open 0 0 black 4 M 165 0 L 173 0 L 165 8\n"
	        "path 0 0 black 4 stroke 0.5 #000000 M 160.9 3.949 L 168.9 -4.051 M 162.5 5.504 L "
	        "170.5 -2.496 M 164.1 7.06 L 172.1 -0.9402 M 165.6 8.615 L 173.6 0.6154 M 167.2 "
	        "10.17 of 14\n"
	        "close 0 0 black 4\n"
	        "path 0 0 black 4 stroke 0.4 #000000 M 165 0 L 173 0 L 165 8\n"
	        "path 0 0 black 8 fill #3D8FB8 M 180 0 L 188 0 L 180 8\n"
	        "path 0 0 black 9 fill #E2A93B M 195 0 L 203 0 L 195 8\n"
	        "open 0 0 black 4 M 195 0 L 203 0 L 195 8\n"
	        "path 0 0 black 4 stroke 0.9 #000000 cap 1 join 0 0 2.6 M 192.4 0 L 205.6 0 M "
	        "193.7 1.3 L 205.6 1.3 M 192.4 2.6 L 205.6 2.6 M 193.7 3.9 L 205.6 3.9 M 192.4 5.2 "
	        "of 16\n"
	        "close 0 0 black 4\n"
	        "path 0 0 black 4 stroke 0.4 #000000 M 195 0 L 203 0 L 195 8\n"
	        "path 0 0 black 10 fill #B9C3CB M 210 0 L 218 0 L 210 8\n"
	        "path 0 0 black 4 stroke 0.4 #000000 M 210 0 L 218 0 L 210 8\n"
	        "path 0 0 black 1 fill #5A2F6B M 225 0 L 233 0 L 225 8\n");
}
END_TEST

START_TEST(what_holds_until_it_is_restored)
{
	ck_assert_str_eq(becomes(clips_and_turns),
	                 "path 0 0 fill #C80000 M 0 0 L 1 0 L 1 1 L 0 1 Z\n"
	                 "open 0 0 M 5 5 L 25 5 L 5 25\n"
	                 "path 0 0 fill #C80000 M 6 6 L 11 6 L 11 11 L 6 11 Z\n"
	                 "open 0 0 turned 30 10 10 0 0\n"
	                 "path 0 0 fill #C80000 M 8 8 L 12 8 L 12 12 L 8 12 Z\n"
	                 "close 0 0 turned 30 10 10 0 0\n"
	                 "close 0 0\n"
	                 "open 0 0 turned -90 40 10 0 0\n"
	                 "text 34.6 10 'Up' 8 #0000C8\n"
	                 "close 0 0 turned -90 40 10 0 0\n"
	                 "path 0 0 fill #C80000 M 60 0 L 64 0 L 64 4 L 60 4 Z\n");
	ck_assert_str_eq(becomes(restores_too_often),
	                 "a.md:5:4+14 figure/no-restore the figure plugin 'own' restores what it "
	                 "has not clipped or turned\n");
	ck_assert_str_eq(becomes(restores_too_seldom),
	                 "a.md:5:4+14 figure/no-restore the figure plugin 'own' clips or turns "
	                 "without an end\n");
	ck_assert_str_eq(becomes(turns_too_deep), "a.md:5:4+14 figure/too-deep the figure plugin "
	                                          "'own' clips or turns more than eight deep\n");
}
END_TEST

START_TEST(marks_of_each_kind)
{
	ck_assert_str_eq(becomes(markers),
	                 "path 0 0 fill #C80000 M 0 0 L 1 0 L 1 1 L 0 1 Z\n"
	                 "path 0 0 fill #0000C8 M 12 10 C 12 11.1 11.1 12 10 12 C 8.895 12 8 11.1 "
	                 "8 10 C 8 8.895 8.895 8 10 8 C 11.1 8 12 8.895 12 10 Z\n"
	                 "path 0 0 fill #0000C8 M 22 10 C 22 11.1 21.1 12 20 12 C 18.9 12 18 11.1 "
	                 "18 10 C 18 8.895 18.9 8 20 8 C 21.1 8 22 8.895 22 10 Z\n"
	                 "path 0 0 fill #0000C8 M 32 10 C 32 11.1 31.1 12 30 12 C 28.9 12 28 11.1 "
	                 "28 10 C 28 8.895 28.9 8 30 8 C 31.1 8 32 8.895 32 10 Z\n"
	                 "path 0 0 fill #0000C8 M 42 10 C 42 11.1 41.1 12 40 12 C 38.9 12 38 11.1 "
	                 "38 10 C 38 8.895 38.9 8 40 8 C 41.1 8 42 8.895 42 10 Z\n"
	                 "path 0 0 fill #0000C8 M 52 10 C 52 11.1 51.1 12 50 12 C 48.9 12 48 11.1 "
	                 "48 10 C 48 8.895 48.9 8 50 8 C 51.1 8 52 8.895 52 10 Z\n"
	                 "path 0 0 fill #0000C8 M 62 10 C 62 11.1 61.1 12 60 12 C 58.9 12 58 11.1 "
	                 "58 10 C 58 8.895 58.9 8 60 8 C 61.1 8 62 8.895 62 10 Z\n"
	                 "path 0 0 fill #FFFFFF M 71.64 10 C 71.64 10.91 70.91 11.64 70 11.64 C "
	                 "69.09 11.64 68.36 10.91 68.36 10 C 68.36 9.094 69.09 8.36 70 8.36 C "
	                 "70.91 8.36 71.64 9.094 71.64 10 Z\n"
	                 "path 0 0 stroke 0.6888 #0000C8 M 71.64 10 C 71.64 10.91 70.91 11.64 70 "
	                 "11.64 C 69.09 11.64 68.36 10.91 68.36 10 C 68.36 9.094 69.09 8.36 70 "
	                 "8.36 C 70.91 8.36 71.64 9.094 71.64 10 Z\n");
	project.print.charts_black = true;
	ck_assert_str_eq(
	        becomes(markers),
	        "path 0 0 black 1 fill #C80000 M 0 0 L 1 0 L 1 1 L 0 1 Z\n"
	        "path 0 0 black 5 fill #0000C8 M 12 10 C 12 11.1 11.1 12 10 12 C 8.895 12 8 11.1 8 "
	        "10 C 8 8.895 8.895 8 10 8 C 11.1 8 12 8.895 12 10 Z\n"
	        "path 0 0 black 4 fill #FFFFFF M 11.64 10 C 11.64 10.91 10.91 11.64 10 11.64 C "
	        "9.094 11.64 8.36 10.91 8.36 10 C 8.36 9.094 9.094 8.36 10 8.36 C 10.91 8.36 11.64 "
	        "9.094 11.64 10 Z\n"
	        "path 0 0 black 4 stroke 0.6888 #000000 M 11.64 10 C 11.64 10.91 10.91 11.64 10 "
	        "11.64 C 9.094 11.64 8.36 10.91 8.36 10 C 8.36 9.094 9.094 8.36 10 8.36 C 10.91 "
	        "8.36 11.64 9.094 11.64 10 Z\n"
	        "path 0 0 black 5 fill #0000C8 M 22 10 C 22 11.1 21.1 12 20 12 C 18.9 12 18 11.1 "
	        "18 10 C 18 8.895 18.9 8 20 8 C 21.1 8 22 8.895 22 10 Z\n"
	        "path 0 0 black 4 fill #FFFFFF M 18.56 8.557 L 21.44 8.557 L 21.44 11.44 L 18.56 "
	        "11.44 Z\n"
	        "path 0 0 black 4 stroke 0.6888 #000000 M 18.56 8.557 L 21.44 8.557 L 21.44 11.44 "
	        "L 18.56 11.44 Z\n"
	        "path 0 0 black 5 fill #0000C8 M 32 10 C 32 11.1 31.1 12 30 12 C 28.9 12 28 11.1 "
	        "28 10 C 28 8.895 28.9 8 30 8 C 31.1 8 32 8.895 32 10 Z\n"
	        "path 0 0 black 4 fill #FFFFFF M 30 8.032 L 31.8 11.31 L 28.2 11.31 Z\n"
	        "path 0 0 black 4 stroke 0.6888 #000000 M 30 8.032 L 31.8 11.31 L 28.2 11.31 Z\n"
	        "path 0 0 black 5 fill #0000C8 M 42 10 C 42 11.1 41.1 12 40 12 C 38.9 12 38 11.1 "
	        "38 10 C 38 8.895 38.9 8 40 8 C 41.1 8 42 8.895 42 10 Z\n"
	        "path 0 0 black 4 fill #000000 M 40 7.95 L 42.05 10 L 40 12.05 L 37.95 10 Z\n"
	        "path 0 0 black 5 fill #0000C8 M 52 10 C 52 11.1 51.1 12 50 12 C 48.9 12 48 11.1 "
	        "48 10 C 48 8.895 48.9 8 50 8 C 51.1 8 52 8.895 52 10 Z\n"
	        "path 0 0 black 4 fill #FFFFFF M 51.64 10 C 51.64 10.91 50.91 11.64 50 11.64 C "
	        "49.09 11.64 48.36 10.91 48.36 10 C 48.36 9.094 49.09 8.36 50 8.36 C 50.91 8.36 "
	        "51.64 9.094 51.64 10 Z\n"
	        "path 0 0 black 4 stroke 0.6888 #000000 M 51.64 10 C 51.64 10.91 50.91 11.64 50 "
	        "11.64 C 49.09 11.64 48.36 10.91 48.36 10 C 48.36 9.094 49.09 8.36 50 8.36 C 50.91 "
	        "8.36 51.64 9.094 51.64 10 Z\n"
	        "path 0 0 black 1 fill #0000C8 M 62 10 C 62 11.1 61.1 12 60 12 C 58.9 12 58 11.1 "
	        "58 10 C 58 8.895 58.9 8 60 8 C 61.1 8 62 8.895 62 10 Z\n"
	        "path 0 0 black 3 fill #FFFFFF M 71.64 10 C 71.64 10.91 70.91 11.64 70 11.64 C "
	        "69.09 11.64 68.36 10.91 68.36 10 C 68.36 9.094 69.09 8.36 70 8.36 C 70.91 8.36 "
	        "71.64 9.094 71.64 10 Z\n"
	        "path 0 0 black 1 stroke 0.6888 #0000C8 M 71.64 10 C 71.64 10.91 70.91 11.64 70 "
	        "11.64 C 69.09 11.64 68.36 10.91 68.36 10 C 68.36 9.094 69.09 8.36 70 8.36 C 70.91 "
	        "8.36 71.64 9.094 71.64 10 Z\n");
}
END_TEST

START_TEST(labels_are_set)
{
	ck_assert_str_eq(becomes(labels_of_all_kinds),
	                 "path 0 0 fill #C80000 M 0 0 L 1 0 L 1 1 L 0 1 Z\n"
	                 "text 100 15 'One two three four' 7.4 #1C2430\n"
	                 "text 100 15 'Ab' 6 #0000C8\n"
	                 "text 145.3 21.9 'Ab' 7 #0000C8\n"
	                 "text 189.6 17.91 'Ab' 8 #0000C8\n"
	                 "text 250 12.68 'Ab' 9 #0000C8\n"
	                 "text 60 7.912 'One two ' 6 #1C2430\n"
	                 "text 60 15.37 'three four' 6 #1C2430\n"
	                 "text 48.11 7.912 'One two ' 6 #1C2430\n"
	                 "text 50.08 15.37 'three…' 6 #1C2430\n"
	                 "text 60 10 'One…' 7.4 #1C2430\n"
	                 "text 200 20 'on' 7.4 #FFFFFF\n"
	                 "text 220 20 'on' 7.4 #1C2430\n"
	                 "path 0 0 stroke 2 #FFFFFF halo cap 1 join 1 M 240.6 20 L 241.2 20 L "
	                 "241.2 15.96 L 240.6 15.96 L 240.6 20 Z M 240.9 15.29 C 241.1 15.29 241.3 "
	                 "15.1 241.3 14.87 C 241.3 14.64 241.1 14.45 240.9 14.45 of 18\n"
	                 "text 240 20 'il' 7.4 #1C2430\n"
	                 "a.md:5:4+14 figure/long-label \"One two three four\" has no room in the "
	                 "figure, and is shortened\n"
	                 "a.md:5:4+14 judge/overlap text \"One two three four\" stands over \"One "
	                 "two three…\" on page 3\n"
	                 "strom.yml:156:13+5 judge/contrast \"on\" on page 3 is hard to read: #ffffff on "
	                 "#ffffff has a contrast of 1.0, and 4.5 is the least\n");
	ck_assert_str_eq(told, "1 65.86 9.20 0\n"
	                       "1 7.78 7.46 0\n"
	                       "1 9.48 8.70 0\n"
	                       "1 10.38 9.95 0\n"
	                       "1 12.19 11.19 0\n"
	                       "2 27.93 14.92 0\n"
	                       "2 23.79 14.92 1\n"
	                       "1 20.35 9.20 1\n"
	                       "1 8.75 9.20 0\n"
	                       "1 8.75 9.20 0\n"
	                       "1 3.51 9.20 0\n"
	                       "0 0.00 0.00 0\n");
}
END_TEST

START_TEST(it_tells_of_the_edition)
{
	becomes(asks_more);
	ck_assert_str_eq(
	        told,
	        "en 0\n"
	        "'Total' ''\n"
	        " 1,235 1,234.50 +1,235 +1,235\n"
	        "'no data' ''\n"
	        " −300% −300.00 −300% −300\n"
	        "'' ''\n"
	        " 0 0.25 +0 +0\n"
	        " 31/10/2015; 31 Oct 2015; 31 October 2015; 2015; Oct; Oct 2015; 31 Oct; none;\n"
	        " Oct 2015; Oct 2015; Oct 2015; 2015; Oct; Oct 2015; Oct 2015; none;\n"
	        " 2015; 2015; 2015; 2015; 2015; 2015; 2015; 2015;\n"
	        " none; none; none; none; none; none; none; none;\n"
	        " none; none; none; none; none; none; none; none;\n"
	        " 07304A B23A0A 3D8FB8\n"
	        " E3EEF4 74AECB 0B4F77\n"
	        " A63A0A EDEDED 0B4F77\n"
	        " 07304A B23A0A 3D8FB8\n"
	        "1 0 1 7.40 9.20 1\n");
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
	tcase_add_test(c, what_is_small_is_kept);
	tcase_add_test(c, lines_of_each_pen);
	tcase_add_test(c, areas_of_each_paint);
	tcase_add_test(c, areas_with_outlines);
	tcase_add_test(c, what_holds_until_it_is_restored);
	tcase_add_test(c, marks_of_each_kind);
	tcase_add_test(c, labels_are_set);
	tcase_add_test(c, it_tells_of_the_edition);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
