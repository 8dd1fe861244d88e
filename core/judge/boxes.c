/* What items cover of the paper. */
#include "judge/parts.h"

static void grow(struct paper_box *b, strom_len x, strom_len y)
{
	b->x0 = x < b->x0 ? x : b->x0;
	b->x1 = x > b->x1 ? x : b->x1;
	b->y0 = y < b->y0 ? y : b->y0;
	b->y1 = y > b->y1 ? y : b->y1;
}

static strom_len end_spaces(const struct item *item)
{
	strom_len w = 0;
	for (size_t i = item->n; i--;) {
		const struct glyph *g = &item->glyphs[i];
		if (!g->text_len || item->text.ptr[g->text_off] != ' ')
			break;
		w += g->advance;
	}
	return w;
}

/* What letters cover, roughly: the pen's way, and from the height of capitals to the baseline. */
static struct paper_box box_of_glyphs(const struct item *item)
{
	strom_len x = 0, least = 0, most = 0;
	for (size_t i = 0; i < item->n; i++) {
		x += item->glyphs[i].advance;
		least = x < least ? x : least;
		most = x > most ? x : most;
	}
	if (least < 0)
		least -= end_spaces(item);
	else
		most -= end_spaces(item);
	return (struct paper_box){item->x + least, item->y - item->size * 7 / 10, item->x + most,
	                          item->y};
}

static struct paper_box box_of_path(const struct item *item)
{
	struct paper_box b = {INT64_MAX, INT64_MAX, INT64_MIN, INT64_MIN};
	for (size_t i = 0; i < item->steps_n; i++) {
		const struct path_step *s = &item->steps[i];
		size_t n = s->op == PATH_CLOSE ? 0 : s->op == PATH_CURVE ? 3 : 1;
		for (size_t k = 0; k < n; k++)
			grow(&b, item->x + s->x[k], item->y + s->y[k]);
	}
	return b;
}

struct paper_box judge_box(const struct item *item)
{
	switch ((enum item_kind)item->kind) {
	case ITEM_GLYPHS:
		return box_of_glyphs(item);
	case ITEM_PICTURE:
		return (struct paper_box){item->x, item->y, item->x + item->w, item->y + item->h};
	default:
		return box_of_path(item);
	}
}

struct paper_box judge_core(const struct item *item, struct paper_box b)
{
	strom_len side = item->size / 10;
	return (struct paper_box){b.x0 + side, b.y0, b.x1 - side, item->y + item->size / 10};
}

bool judge_boxes_meet(struct paper_box a, struct paper_box b)
{
	return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}
