/* What a figure is drawn in: the theme's colours and styles, the edition's words and numbers. */
#include "edition/dataset.h"
#include "typeset/blocks/canvas_parts.h"

static struct dataset *data_of(struct strom_job *pub)
{
	return (struct dataset *)(uintptr_t)&canvas_drawing(pub)->figure->data;
}

/* ---- The edition ---- */

strom_str canvas_language(struct strom_job *pub)
{
	const struct edition *e = canvas_drawing(pub)->t->edition;
	return e->languages.at[node_at(e, canvas_drawing(pub)->node)->lang];
}

bool canvas_right_to_left(struct strom_job *pub)
{
	return run_rtl(canvas_drawing(pub)->t, canvas_drawing(pub)->node);
}

strom_str canvas_word(struct strom_job *pub, const char *name)
{
	return language_word(canvas_drawing(pub)->t->edition->language, str_of(name));
}

static str with_plus(struct arena *arena, str text)
{
	return arena_printf(arena, "+%.*s", STR_ARG(text));
}

strom_str canvas_number(struct strom_job *pub, const struct strom_number *theirs)
{
	const struct dataset *data = data_of(pub);
	struct strom_number n = {.decimals = -1};
	if (!canvas_take(pub, &n, sizeof n, theirs, JOB_UP_TO(strom_number, value), "a number") ||
	    n.column >= data->rows.columns)
		return S("");
	if (theirs->size < JOB_UP_TO(strom_number, decimals))
		n.decimals = -1;
	const struct column *c = &data->column[n.column];
	bool bare = c->format == FORMAT_PERCENT && n.flags & STROM_NUMBER_BARE;
	struct number_form form = {c->format,
	                           n.decimals < 0    ? c->even
	                           : n.decimals < 15 ? n.decimals
	                                             : 15,
	                           c->group_all, c->year, bare};
	numbers_results(data->numbers, job_of(pub)->arena);
	str text = numbers_write(data->numbers, form, n.value);
	if (c->unit.len && !(n.flags & STROM_NUMBER_BARE))
		text = dataset_with_unit(data->numbers, c, text);
	numbers_results(data->numbers, NULL);
	return n.flags & STROM_NUMBER_SIGNED && n.value > 0 ? with_plus(job_of(pub)->arena, text)
	                                                    : text;
}

/* "2015" and "2015-10" are the first of their days, and are not told to the day. */
static bool whole_date(struct arena *arena, str iso, uint32_t *form, str *out)
{
	*out = iso;
	if (iso.len == 4) {
		*out = arena_printf(arena, "%.*s-01-01", STR_ARG(iso));
		*form = STROM_DATE_YEAR;
	}
	if (iso.len == 7) {
		*out = arena_printf(arena, "%.*s-01", STR_ARG(iso));
		bool day = *form < STROM_DATE_YEAR || *form == STROM_DATE_DAY_MONTH;
		*form = day ? STROM_DATE_MONTH_YEAR : *form;
	}
	return number_date_is_iso(*out);
}

bool canvas_date(struct strom_job *pub, strom_str iso, uint32_t form, strom_str *out)
{
	static const char *const skeletons[] = {[STROM_DATE_YEAR] = "y",
	                                        [STROM_DATE_MONTH] = "MMM",
	                                        [STROM_DATE_MONTH_YEAR] = "yMMM",
	                                        [STROM_DATE_DAY_MONTH] = "MMMd"};
	struct numbers *numbers = data_of(pub)->numbers;
	struct arena *arena = job_of(pub)->arena;
	str whole;
	if (!whole_date(arena, iso, &form, &whole) || form > STROM_DATE_DAY_MONTH)
		return false;
	numbers_results(numbers, arena);
	bool good = form < STROM_DATE_YEAR
	                    ? numbers_date(numbers, (enum date_style)form, whole, out)
	                    : numbers_date_skeleton(numbers, str_of(skeletons[form]), whole, out);
	numbers_results(numbers, NULL);
	return good;
}

/* ---- Colours ---- */

static strom_colour theirs(struct colour c)
{
	return (strom_colour){c.r, c.g, c.b, c.a};
}

strom_colour canvas_colour(struct strom_job *pub, const char *name)
{
	struct colour c = theme_figure_colour(canvas_drawing(pub)->t->theme, str_of(name));
	return theirs(c.a ? c : canvas_drawing(pub)->style->colour);
}

strom_colour canvas_palette(struct strom_job *pub, uint32_t palette, uint32_t i, uint32_t n)
{
	return theirs(theme_palette(canvas_drawing(pub)->t->theme,
	                            palette <= STROM_PALETTE_DIVERGING ? (enum palette)palette
	                                                               : PALETTE_CATEGORIES,
	                            i, n));
}

struct colour canvas_ours(const struct drawing *d, strom_colour c)
{
	return theme_colour_again(d->t->theme, (struct colour){c.r, c.g, c.b, c.a, 0});
}

/* A theme's own first; black or white is read on any. */
struct colour canvas_legible(const struct drawing *d, strom_colour on)
{
	struct colour ground = {on.r, on.g, on.b, 255, 0}, best = d->style->colour,
	              with[] = {
	                      {255, 255, 255, 255, 0}, {0, 0, 0, 255, 0}, {255, 255, 255, 255, 0}};
	theme_colour(d->t->theme, S("text"), &best);
	theme_colour(d->t->theme, S("paper"), &with[0]);
	for (size_t i = 0; i < 3; i++) {
		bool enough = i && colours_contrast(best, ground) >= COLOURS_LEGIBLE;
		if (!enough && colours_contrast(with[i], ground) > colours_contrast(best, ground))
			best = with[i];
	}
	return best;
}

struct colour canvas_on_paper(const struct drawing *d, strom_colour theirs)
{
	enum { STEPS = 32 };
	struct colour c = canvas_ours(d, theirs), paper = {255, 255, 255, 255, 0}, dark = c;
	theme_colour(d->t->theme, S("paper"), &paper);
	for (int i = 1; i <= STEPS && colours_contrast(dark, paper) < COLOURS_LEGIBLE; i++)
		dark = (struct colour){(uint8_t)(c.r * (STEPS - i) / STEPS),
		                       (uint8_t)(c.g * (STEPS - i) / STEPS),
		                       (uint8_t)(c.b * (STEPS - i) / STEPS), c.a, 0};
	return dark;
}

/* ---- Styles ---- */

static const struct style *find(const struct theme *t, const char *name)
{
	for (size_t i = 0; name && i < t->styles_n; i++)
		if (str_eq(t->styles[i].name, str_of(name)))
			return &t->styles[i];
	return NULL;
}

static bool same(struct colour a, struct colour b)
{
	return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

/* Axes and notes stand back, in themes too that do not say so. */
struct style canvas_style_of(const struct drawing *d, const char *name)
{
	const struct style *found = find(d->t->theme, name);
	struct style s = found ? *found : *d->style;
	bool quiet = found && (!strcmp(name, "figure-axis") || !strcmp(name, "figure-note"));
	if (quiet && same(s.colour, d->style->colour))
		theme_colour(d->t->theme, S("muted"), &s.colour);
	return s;
}

bool canvas_style(struct strom_job *pub, const char *name, struct strom_style *out)
{
	struct drawing *d = canvas_drawing(pub);
	if (!job_sized(job_of(pub), out->size, JOB_UP_TO(strom_style, leading), "a style"))
		return false;
	struct style s = canvas_style_of(d, name);
	struct run run = run_of(d->t, &s, S("x"), d->node);
	struct strom_style all = {.flags = (s.bold ? STROM_TEXT_BOLD : 0u) |
	                                   (s.italic ? STROM_TEXT_ITALIC : 0u),
	                          .text_size = s.size,
	                          .leading = s.leading,
	                          .colour = theirs(s.colour)};
	if (run.font) {
		all.ascent = font_scale(run.font, run.font->ascent, s.size);
		all.descent = -font_scale(run.font, run.font->descent, s.size);
		all.cap_height = font_scale(run.font, run.font->cap_height, s.size);
		all.x_height = font_scale(run.font, run.font->x_height, s.size);
	}
	canvas_give(out, &all, sizeof all);
	return find(d->t->theme, name) != NULL;
}
