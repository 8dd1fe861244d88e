/* A theme's colours: how they look on a screen, and with which inks they are printed. */
#include "project/theme_parts.h"

#include <math.h>

/* 255 is kept for a colour that nothing has: core/pdf. */
enum { MOST_INKS = 254 };

static bool has_colour(const struct loading *l, str name)
{
	for (size_t i = 0; i < l->colours.n; i++)
		if (str_eq(l->colours.at[i].name, name))
			return true;
	return false;
}

static void add_colour(struct loading *l, str name, struct colour value)
{
	if (!has_colour(l, name))
		vec_push(l->arena, &l->colours, (struct theme_colour){name, value});
}

static void bad_ink(struct loading *l, struct span at, const char *why, const char *hint)
{
	diag_error(l->diags, at, "theme/bad-ink", "%s", why);
	diag_hint(l->diags, "%s", hint);
}

/* Names that a press takes for something else (ISO 32000-1, 8.6.6.4). */
static bool is_taken(str name)
{
	static const char *const taken[] = {"All", "None", "Cyan", "Magenta", "Yellow", "Black"};
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (str_eq(name, str_of(taken[i])))
			return true;
	return false;
}

static bool read_inks(struct loading *l, const struct yaml *list, struct ink *ink)
{
	if (list->n != 4) {
		bad_ink(l, list->at, "a printed colour has four inks",
		        "Write the percents of cyan, magenta, yellow and black: [100, 40, 0, 0].");
		return false;
	}
	for (size_t i = 0; i < 4; i++) {
		int64_t percent = 0;
		yaml_int(&list->items[i], &percent);
		ink->cmyk[i] = (uint16_t)(percent * 10);
	}
	return true;
}

/* One name is one ink: it may not look one way here and another there. */
static bool same_spot(struct loading *l, const struct yaml *y, const struct ink *ink)
{
	for (size_t i = 0; ink->spot.len && i < l->inks.n; i++) {
		if (!str_eq(l->inks.at[i].spot, ink->spot)
		    || !memcmp(l->inks.at[i].cmyk, ink->cmyk, sizeof ink->cmyk))
			continue;
		bad_ink(l, y->at, "this ink has other percents in another colour",
		        "Give all colours of one ink the same cmyk.");
		return false;
	}
	return true;
}

/* The colour's number of an ink; 0: it says none, or it was wrong. */
static uint8_t ink_of(struct loading *l, const struct yaml *map)
{
	const struct yaml *cmyk = yaml_get(map, "cmyk"), *spot = yaml_get(map, "spot");
	struct ink ink = {.spot = spot ? spot->text : S("")};
	if (spot && (!spot->text.len || is_taken(spot->text))) {
		bad_ink(l, spot->at, "this is no name of a spot ink",
		        "Name the ink as the printer does, such "
		        "as \"PANTONE 300 C\".");
		return 0;
	}
	if (spot && !cmyk)
		bad_ink(l, spot->at, "a spot ink needs cmyk beside it",
		        "Say what stands in for it: {rgb: \"#0059a9\", spot: ..., cmyk: [100, 44, "
		        "0, 0]}.");
	if (!cmyk || !read_inks(l, cmyk, &ink) || !same_spot(l, map, &ink))
		return 0;
	if (l->inks.n == MOST_INKS) {
		bad_ink(l, map->at, "the theme has too many inks", "Give fewer colours a cmyk.");
		return 0;
	}
	vec_push(l->arena, &l->inks, ink);
	return (uint8_t)l->inks.n;
}

static void add_theme(struct loading *l, const struct yaml *all)
{
	for (size_t i = 0; all && i < all->n; i++) {
		const struct yaml *value = &all->entries[i].value;
		bool map = value->kind == YAML_MAP;
		const struct yaml *rgb = map ? yaml_get(value, "rgb") : value;
		uint8_t c[4];
		if (rgb && yaml_colour_ok(rgb->text, c) && !has_colour(l, all->entries[i].key))
			add_colour(l, all->entries[i].key, (struct colour){c[0], c[1], c[2], c[3],
			           map ? ink_of(l, value) : 0});
	}
}

/* The theme's own first: what it says of a name stands over what those below it say. */
void colours_load(struct loading *l)
{
	for (size_t i = l->roots.n; i; i--)
		add_theme(l, yaml_get(l->roots.at[i - 1], "colours"));
	/* What figures ask for, should the theme not say. */
	add_colour(l, S("text"), (struct colour){0, 0, 0, 255, 0});
	add_colour(l, S("paper"), (struct colour){255, 255, 255, 255, 0});
	add_colour(l, S("muted"), (struct colour){0x59, 0x59, 0x59, 255, 0});
	add_colour(l, S("grid"), (struct colour){0xD0, 0xD0, 0xD0, 255, 0});
}

bool theme_colour(const struct theme *t, str name, struct colour *out)
{
	for (size_t i = 0; i < t->colours_n; i++) {
		if (!str_eq(t->colours[i].name, name))
			continue;
		*out = t->colours[i].value;
		return true;
	}
	return false;
}

struct colour theme_colour_again(const struct theme *t, struct colour c)
{
	for (size_t i = 0; t->inks_n && i < t->colours_n; i++) {
		const struct colour *v = &t->colours[i].value;
		if (v->ink && v->r == c.r && v->g == c.g && v->b == c.b) {
			c.ink = v->ink;
			return c;
		}
	}
	return c;
}

/* ---- Contrast ---- */

static double linear(uint8_t c)
{
	double v = c / 255.0;
	return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double luminance(struct colour c)
{
	return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double colours_contrast(struct colour a, struct colour b)
{
	double x = luminance(a), y = luminance(b);
	return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}
