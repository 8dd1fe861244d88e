/* Palettes of figures: colours of a theme that belong together, or what is made of others. */
#include "project/theme.h"

enum { STEPS = PALETTE_STEPS };

static bool named(const struct theme *t, const char *kind, uint32_t i, struct colour *out)
{
	char name[32];
	int n = snprintf(name, sizeof name, "%s-%u", kind, i + 1);
	return theme_colour(t, (str){name, (size_t)n}, out);
}

static uint8_t mix(uint8_t a, uint8_t b, unsigned share)
{
	return (uint8_t)((a * share + b * (100 - share) + 50) / 100);
}

/* So many percent of a colour on the theme's paper. */
static struct colour tint(const struct theme *t, struct colour c, unsigned share)
{
	struct colour paper = {255, 255, 255, 255, 0};
	if (share == 100)
		return c;
	theme_colour(t, S("paper"), &paper);
	return (struct colour){mix(c.r, paper.r, share), mix(c.g, paper.g, share),
	                       mix(c.b, paper.b, share), 255, 0};
}

static struct colour first_of(const struct theme *t, const char *const *names)
{
	struct colour c = {0, 0, 0, 255, 0};
	while (*names && !theme_colour(t, str_of(*names), &c))
		names++;
	return c;
}

/* Steps that the eye takes for equal: the lightest is seen on paper, the darkest is the colour. */
static struct colour made(const struct theme *t, enum palette palette, uint32_t step)
{
	static const unsigned shares[STEPS] = {12, 32, 56, 78, 100},
	                      aside[STEPS] = {100, 50, 8, 50, 100};
	static const char *const high[] = {"accent", "series-1", "text", NULL}, *const low[] = {
	                                                                                "warm",
	                                                                                "series-2",
	                                                                                "muted",
	                                                                                NULL};
	if (palette == PALETTE_ORDERED)
		return tint(t, first_of(t, high), shares[step]);
	if (step == STEPS / 2)
		return tint(t, first_of(t, (const char *const[]){"muted", NULL}), aside[step]);
	return tint(t, first_of(t, step < STEPS / 2 ? low : high), aside[step]);
}

/* The i-th of n, as far from its neighbours as the steps allow. */
static uint32_t step_of(uint32_t i, uint32_t n)
{
	static const uint8_t steps[STEPS][STEPS] = {
	        {4}, {1, 4}, {0, 2, 4}, {0, 1, 3, 4}, {0, 1, 2, 3, 4}};
	return n && n <= STEPS ? steps[n - 1][i < n ? i : n - 1] : (uint32_t)(i * STEPS / (n + !n));
}

/* One step is the strongest, two are the ends. */
static uint32_t side_of(uint32_t i, uint32_t n)
{
	return n == 2 ? (i ? STEPS - 1 : 0) : step_of(i, n);
}

struct colour theme_palette(const struct theme *t, enum palette palette, uint32_t i, uint32_t n)
{
	static const char *const kinds[] = {"series", "ordered", "diverging"};
	struct colour c = {0, 0, 0, 255, 0};
	if (palette == PALETTE_CATEGORIES) {
		if (!named(t, "series", i % PALETTE_SERIES, &c))
			theme_colour(t, S("text"), &c);
		return c;
	}
	uint32_t step = palette == PALETTE_ORDERED ? step_of(i, n) : side_of(i, n);
	step = step < STEPS ? step : STEPS - 1;
	return named(t, kinds[palette], step, &c) ? c : made(t, palette, step);
}

struct colour theme_figure_colour(const struct theme *t, str name)
{
	static const char *const like[][2] = {
	        {"fog", "grid"}, {"warm", "series-2"}, {"accent", "series-1"}, {"grid", "muted"}};
	struct colour c = {0};
	if (theme_colour(t, name, &c))
		return c;
	for (size_t i = 0; i < sizeof like / sizeof *like; i++)
		if (str_eq(name, str_of(like[i][0])) && theme_colour(t, str_of(like[i][1]), &c))
			return c;
	return (struct colour){0};
}
