/* A theme's art, scaled into a box. */
#include "typeset/paint/art.h"
#include "picture/art.h"

/* What has a theme's colour is printed with that one's inks. */
static struct colour theme_ink(const struct theme *t, struct colour c)
{
	for (size_t i = 0; i < t->colours_n; i++) {
		struct colour known = t->colours[i].value;
		if (known.r == c.r && known.g == c.g && known.b == c.b)
			c.ink = known.ink;
	}
	return c;
}

static strom_len scaled(int32_t v, strom_len width)
{
	return (strom_len)((int64_t)v * width / ART_UNITS);
}

static const struct path_step *steps_of(struct arena *a, const struct art_shape *shape,
                                        strom_len width)
{
	_Static_assert((int)ART_MOVE == PATH_MOVE && (int)ART_LINE == PATH_LINE &&
	                       (int)ART_CURVE == PATH_CURVE && (int)ART_CLOSE == PATH_CLOSE,
	               "the same steps");
	struct path_step *s = arena_array(a, struct path_step, shape->n);
	for (size_t k = 0; k < shape->n; k++) {
		s[k].op = (enum path_op)shape->steps[k].op;
		for (int j = 0; j < 3; j++) {
			s[k].x[j] = scaled(shape->steps[k].x[j], width);
			s[k].y[j] = scaled(shape->steps[k].y[j], width);
		}
	}
	return s;
}

bool paint_art_items(struct arena *a, struct diags *d, const struct theme *theme,
                     const struct said *said, strom_box box, items *out)
{
	struct art art;
	if (!art_load(a, d, said->at, said->text, &art))
		return false;
	strom_len width = box.w;
	if (scaled(art.height, width) > box.h)
		width = (strom_len)((int64_t)box.h * ART_UNITS / art.height);
	for (size_t i = 0; i < art.n; i++)
		vec_push(a, out,
		         (struct item){.kind = ITEM_PATH,
		                       .artifact = ARTIFACT_BACKGROUND,
		                       .x = box.x + box.w - width,
		                       .y = box.y + box.h - scaled(art.height, width),
		                       .steps = steps_of(a, &art.shapes[i], width),
		                       .steps_n = art.shapes[i].n,
		                       .fill = true,
		                       .colour = theme_ink(theme, art.shapes[i].colour)});
	return true;
}
