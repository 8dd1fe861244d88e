/* Whole pages of a text, compared with what was last looked at, and each with its sum, in which the
 * least part of a point counts. */
#ifndef PAGES_GOLDEN_H
#define PAGES_GOLDEN_H

#include "unit/pages_help.h"

static inline void compare(str got, str path)
{
	str wanted = S("");
	if (getenv("STROM_GOLDEN")) {
		struct file_out *f = file_out_new(diags, path);
		ck_assert(f && file_out_put(f, got) && file_out_keep(f));
	}
	ck_assert(file_map(arena, diags, (struct span){0}, path, 0, &wanted));
	size_t same = 0;
	while (same < got.len && same < wanted.len && got.ptr[same] == wanted.ptr[same])
		same++;
	ck_assert_msg(str_eq(got, wanted),
	              "%.*s differs, where it is now\n%.*s\nIf this is wanted: STROM_GOLDEN=1, and "
	              "look at the difference",
	              STR_ARG(path),
	              STR_ARG(str_sub(got, same > 200 ? same - 200 : 0, same + 200)));
}

/* Pictures by their names: the tree may lie anywhere. */
static inline str without_folder(str text)
{
	struct buf b = {0};
	for (size_t at; (at = str_find(text, S(TESTS "/golden/text/"))) != SIZE_MAX;) {
		buf_put(&b, str_sub(text, 0, at));
		text = str_from(text, at + S(TESTS "/golden/text/").len);
	}
	buf_put(&b, text);
	str out = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return out;
}

/* ---- To the last 65536th of a point, of which a dump shows hundredths ---- */

static inline void add_sum(uint64_t *sum, int64_t n)
{
	*sum = (*sum ^ (uint64_t)n) * 0x100000001B3u;
	*sum ^= *sum >> 29;
}

static inline void add_colour(uint64_t *sum, struct colour c)
{
	add_sum(sum, (int64_t)c.r << 24 | c.g << 16 | c.b << 8 | c.a);
}

static inline void add_glyphs(uint64_t *sum, const struct item *i)
{
	add_sum(sum, i->size);
	add_sum(sum, i->spacing);
	for (size_t k = 0; k < i->text.len; k++)
		add_sum(sum, i->text.ptr[k]);
	for (size_t k = 0; k < i->n; k++) {
		const struct glyph *g = &i->glyphs[k];
		add_sum(sum, g->id);
		add_sum(sum, g->advance);
		add_sum(sum, g->dx);
		add_sum(sum, g->dy);
		add_sum(sum, g->text_off);
		add_sum(sum, g->text_len << 16 | g->flags);
	}
}

static inline void add_look(uint64_t *sum, const struct path_look *l)
{
	add_sum(sum, l->cap << 16 | l->join << 8 | l->dashes);
	for (size_t k = 0; k < l->dashes; k++)
		add_sum(sum, l->dash[k]);
	add_sum(sum, l->phase);
	add_sum(sum, l->shaded << 2 | l->halo << 1 | l->turned);
	add_colour(sum, l->to);
	add_sum(sum, l->x1 * 3 + l->y1);
	add_sum(sum, l->x2 * 3 + l->y2);
	add_sum(sum, (int64_t)(l->degrees * 1000));
}

static inline void add_path(uint64_t *sum, const struct item *i)
{
	for (size_t k = 0; k < i->steps_n; k++) {
		const struct path_step *s = &i->steps[k];
		add_sum(sum, s->op);
		for (int n = 0; n < (s->op == PATH_CURVE ? 3 : s->op == PATH_CLOSE ? 0 : 1); n++) {
			add_sum(sum, s->x[n]);
			add_sum(sum, s->y[n]);
		}
	}
	add_sum(sum, i->fill);
	add_sum(sum, i->stroke);
	if (i->stroke)
		add_colour(sum, i->stroke_colour);
	if (i->look)
		add_look(sum, i->look);
}

static inline uint64_t sum_of(const struct page *page)
{
	uint64_t sum = 0xCBF29CE484222325u;
	for (size_t k = 0; k < page->n; k++) {
		const struct item *i = &page->items[k];
		add_sum(&sum, i->kind << 16 | i->artifact << 8 | i->black);
		add_sum(&sum, (int64_t)i->cell << 32 | i->datum);
		add_sum(&sum, (int64_t)i->node << 16 | i->lang);
		add_sum(&sum, i->x);
		add_sum(&sum, i->y);
		if (i->kind == ITEM_GLYPHS || (i->kind == ITEM_PATH && i->fill))
			add_colour(&sum, i->colour);
		if (i->kind == ITEM_GLYPHS)
			add_glyphs(&sum, i);
		else if (i->kind == ITEM_PATH || i->kind == ITEM_OPEN)
			add_path(&sum, i);
		else if (i->kind == ITEM_PICTURE)
			add_sum(&sum, i->w * 3 + i->h);
	}
	return sum;
}

struct exact_dump {
	struct page_sink dump;
	struct buf *out;
};

static inline bool exact_page(void *self, const struct page *page)
{
	struct exact_dump *d = self;
	bool good = d->dump.page(d->dump.self, page);
	buf_printf(d->out, "  sum %016llx\n", (unsigned long long)sum_of(page));
	return good;
}

/* ---- A text ---- */

/* Of tests/golden/text/TEXT.md, set by a layout with settings and a theme, the dump NAME. */
static inline void pages_golden(const char *text, const char *layout, const char *theme,
                                const struct setting *settings, size_t n, const char *name)
{
	struct buf out = {0};
	struct exact_dump exact = {.out = &out};
	project.folder = S(TESTS "/golden/text");
	text_path.text = arena_printf(arena, TESTS "/golden/text/%s.md", text);
	document.layout =
	        plugin_find(project.plugins, diags, project.at, STROM_KIND_LAYOUT, str_of(layout));
	ck_assert(document.layout && option_check(arena, diags, document.layout, project.at,
	                                          settings, n, &document.options));
	document.theme.text = str_of(theme);
	struct edition *e = edition_make(arena, diags, &project, &spec, sample);
	ck_assert_msg(e != NULL, "%s", reports());
	const struct theme *t =
	        theme_load(arena, diags, &project, &document.theme, document.layout);
	ck_assert_msg(t != NULL, "%s", reports());
	exact.dump = pages_dump_sink(arena, e, &out);
	ck_assert_msg(
	        typeset(e, fonts_new(arena, diags), t, (struct page_sink){&exact, exact_page}),
	        "%s", reports());
	compare(without_folder(buf_str(&out)),
	        arena_printf(arena, TESTS "/golden/pages/%s.pages", name));
	buf_drop(&out);
}

#endif
