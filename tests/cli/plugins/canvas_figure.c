/* A figure that uses all that the canvas has since 1.4, and draws what it was told. */
#include <strom/figure.h>

static const struct strom_option refuse_option = {
        .size = sizeof refuse_option,
        .type = STROM_TYPE_INT,
        .name = "refuse",
        .help = "The row that is no good, from 1.",
        .fallback = "0",
};
static const struct strom_option fault_option = {
        .size = sizeof fault_option,
        .type = STROM_TYPE_TEXT,
        .name = "fault",
        .help = "The rule that is broken.",
        .fallback = "none",
};
static const struct strom_option *const options[] = {&refuse_option, &fault_option, NULL};

struct sheet {
	struct strom_job *job;
	const struct strom_canvas *c;
	strom_len y;
};

static void box(const struct sheet *s, strom_len x, strom_len w, strom_len h)
{
	s->c->move(s->job, x, s->y);
	s->c->line(s->job, x + w, s->y);
	s->c->line(s->job, x + w, s->y + h);
	s->c->line(s->job, x, s->y + h);
	s->c->close(s->job);
}

static void say(struct sheet *s, strom_str text)
{
	struct strom_words words = STROM_WORDS_INIT;
	struct strom_extent extent = STROM_EXTENT_INIT;
	words.text = text;
	words.width = s->c->width(s->job);
	words.vertical = STROM_VERTICAL_TOP;
	s->c->label(s->job, 0, s->y, &words, &extent);
	s->y += extent.height;
}

static void pens(struct sheet *s)
{
	struct strom_pen pen = STROM_PEN_INIT;
	pen.width = STROM_PT(1.5);
	pen.colour = s->c->palette(s->job, STROM_PALETTE_CATEGORIES, 1, 3);
	pen.dashes = 2;
	pen.dash[0] = STROM_PT(4);
	pen.dash[1] = STROM_PT(2);
	pen.cap = STROM_CAP_ROUND;
	pen.join = STROM_JOIN_BEVEL;
	pen.halo = STROM_PT(1);
	s->c->move(s->job, STROM_PT(2), s->y + STROM_PT(12));
	s->c->line(s->job, STROM_PT(40), s->y + STROM_PT(4));
	s->c->line(s->job, STROM_PT(80), s->y + STROM_PT(12));
	s->c->stroke_pen(s->job, &pen);
	s->y += STROM_PT(18);
}

static void paints(struct sheet *s)
{
	struct strom_paint paint = STROM_PAINT_INIT;
	paint.colour = s->c->colour(s->job, "paper");
	paint.to = s->c->colour(s->job, "text");
	for (uint32_t kind = STROM_FILL_GRADIENT; kind <= STROM_FILL_DOTS; kind++) {
		paint.kind = kind;
		paint.turn = 45;
		paint.x2 = STROM_PT(60) * kind;
		paint.x1 = paint.x2 - STROM_PT(50);
		box(s, paint.x1, STROM_PT(50), STROM_PT(20));
		s->c->fill_paint(s->job, &paint);
	}
	s->y += STROM_PT(24);
	for (uint32_t i = 0; i < 5; i++) {
		struct strom_words words = STROM_WORDS_INIT;
		words.on = s->c->palette(s->job, STROM_PALETTE_CATEGORIES, i, 5);
		box(s, STROM_PT(30) * i, STROM_PT(28), STROM_PT(14));
		s->c->fill(s->job, words.on);
		words.text = STROM_S("42");
		words.anchor = STROM_ANCHOR_MIDDLE;
		words.vertical = STROM_VERTICAL_MIDDLE;
		words.flags = STROM_TEXT_BOLD;
		s->c->label(s->job, STROM_PT(30) * i + STROM_PT(14), s->y + STROM_PT(7), &words,
		            NULL);
		s->c->marker(s->job, STROM_PT(160) + STROM_PT(12) * i, s->y + STROM_PT(7),
		             STROM_PT(4), i % 3, words.on, i);
	}
	s->y += STROM_PT(20);
}

static void states(struct sheet *s)
{
	struct strom_words words = STROM_WORDS_INIT;
	box(s, 0, STROM_PT(40), STROM_PT(20));
	s->c->clip(s->job);
	s->c->move(s->job, STROM_PT(20), s->y - STROM_PT(900));
	s->c->line(s->job, STROM_PT(20), s->y + STROM_PT(900));
	s->c->stroke(s->job, s->c->colour(s->job, "accent"), STROM_PT(8));
	s->c->restore(s->job);
	words.text = STROM_S("turned");
	words.halo = STROM_PT(1);
	s->c->turn(s->job, STROM_PT(80), s->y + STROM_PT(28), -45);
	s->c->label(s->job, STROM_PT(80), s->y + STROM_PT(28), &words, NULL);
	s->c->restore(s->job);
	s->y += STROM_PT(34);
}

static void words(struct sheet *s)
{
	struct strom_number number = STROM_NUMBER_INIT;
	struct strom_datum datum = STROM_DATUM_INIT;
	struct strom_style style = STROM_STYLE_INIT;
	struct strom_words words = STROM_WORDS_INIT;
	struct strom_extent extent = STROM_EXTENT_INIT;
	strom_str date;
	number.column = 1;
	number.value = -1234.5;
	number.decimals = 1;
	say(s, s->c->number(s->job, &number));
	number.value = 0.25;
	number.flags = STROM_NUMBER_BARE | STROM_NUMBER_SIGNED;
	say(s, s->c->number(s->job, &number));
	for (uint32_t form = STROM_DATE_SHORT; form <= STROM_DATE_DAY_MONTH; form++)
		if (s->c->date(s->job, STROM_S("2015-10-31"), form, &date))
			say(s, date);
	say(s, s->c->word(s->job, "total"));
	say(s, s->c->language(s->job));
	for (uint32_t r = 0; r < s->c->rows(s->job); r++) {
		s->c->datum(s->job, r, 0, &datum);
		say(s, datum.raw);
	}
	if (s->c->style(s->job, "figure-axis", &style) && style.cap_height < style.ascent)
		s->y += style.leading;
	words.style = "figure-value";
	words.width = STROM_PT(60);
	words.lines = 2;
	words.vertical = STROM_VERTICAL_TOP;
	words.text = STROM_S("Municipalities that have neither a coordinator nor a policy of their "
	                     "own, and do not plan one");
	s->c->label(s->job, 0, s->y, &words, &extent);
	s->y += extent.height;
}

static bool broken(const struct sheet *s)
{
	strom_str fault = strom_option_text(s->job, "fault");
	if (strom_text_is(fault, "restore"))
		s->c->restore(s->job);
	if (strom_text_is(fault, "clip"))
		s->c->clip(s->job);
	for (int i = 0; strom_text_is(fault, "deep") && i < 9; i++)
		s->c->turn(s->job, 0, 0, 0);
	if (strom_text_is(fault, "open"))
		s->c->turn(s->job, 0, 0, 0);
	if (strom_text_is(fault, "outside")) {
		s->c->turn(s->job, 0, 0, 90);
		s->c->move(s->job, STROM_PT(50), STROM_PT(50));
		s->c->line(s->job, STROM_PT(60), STROM_PT(50));
		s->c->stroke(s->job, s->c->colour(s->job, "text"), STROM_PT(1));
		s->c->restore(s->job);
	}
	return true;
}

static bool draw(struct strom_job *job, const struct strom_canvas *canvas)
{
	struct sheet s = {job, canvas, 0};
	struct strom_datum datum = STROM_DATUM_INIT;
	uint32_t refused = (uint32_t)strom_option_int(job, "refuse", 0);
	if (refused) {
		canvas->datum(job, refused - 1, 1, &datum);
		return strom_error(job, datum.pos, "canvas/refused", "a row is refused",
		                   "Leave it out.");
	}
	pens(&s);
	paints(&s);
	states(&s);
	words(&s);
	say(&s, canvas->said(job, STROM_SAID_SOURCE));
	canvas->alt(job, STROM_ALT_MORE, STROM_S("All of the canvas is in it."));
	canvas->height(job, s.y + STROM_PT(4));
	return broken(&s);
}

static const struct strom_figure figure = {
        .size = sizeof figure, .draw = draw, .flags = STROM_FIGURE_MIRRORED};

static const struct strom_plugin plugin = {
        .size = sizeof plugin,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_FIGURE,
        .name = "canvas",
        .version = "1",
        .summary = "All that the canvas has",
        .options = options,
        .functions = &figure,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
