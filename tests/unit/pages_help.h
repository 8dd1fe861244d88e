/* Editions typeset into a list of what was put on pages, with the report layout and the theme that
 * users get. */
#ifndef PAGES_HELP_H
#define PAGES_HELP_H

#include "judge/judge.h"
#include "typeset/typeset.h"
#include "unit/text_help.h"

/* layout-report's text frame on A4, in millimetres. */
enum { INNER = 32, OUTER = 40, TOP = 29, BOTTOM = 297 - 26, WIDTH = 210 - 72 };
enum { FIRST_OF_TEXT = 2 };          /* after cover and contents */

struct put {
	uint32_t page;
	uint8_t kind, artifact;
	const struct font *font;
	bool divided;                    /* ends with a hyphen that its line made */
	strom_node node;
	strom_len x, y, w, h; /* h: of pictures and paths */
	bool fill;            /* of paths, with their steps */
	strom_len stroke;
	size_t steps;
	struct colour colour;
	str text;                        /* without the hyphens that lines made */
};

static vec(struct put) put_list;
static vec(str) labels;
static const struct edition *edition;        /* that typeset, with what the layout adds */
static const char *layout_name = "report", *theme_name = "strom";

/* ---- Typesetting into a list ---- */

static inline bool is_space(str s)
{
	return str_eq(s, S(" ")) || str_eq(s, S("\u00A0"));
}

/* How far it reaches from where it begins. */
static inline void put_path(struct put *p, const struct item *i)
{
	p->fill = i->fill;
	p->stroke = i->stroke;
	p->steps = i->steps_n;
	if (i->stroke)
		p->colour = i->stroke_colour;
	for (size_t k = 0; k < i->steps_n; k++) {
		const struct path_step *s = &i->steps[k];
		int last = s->op == PATH_CURVE ? 2 : 0;
		p->w = s->x[last] > p->w ? s->x[last] : p->w;
		p->h = s->y[last] > p->h ? s->y[last] : p->h;
	}
}

static inline struct put put_of(const struct item *i, uint32_t page)
{
	struct put p = {.page = page,
	                .kind = i->kind,
	                .artifact = i->artifact,
	                .node = i->node,
	                .x = i->x,
	                .y = i->y,
	                .font = i->font};
	struct buf b = {0};
	strom_len pen = 0;
	for (size_t k = 0; i->kind == ITEM_GLYPHS && k < i->n; k++) {
		const struct glyph *g = &i->glyphs[k];
		str text = str_sub(i->text, g->text_off, (size_t)g->text_off + g->text_len);
		pen += g->advance;
		if (!is_space(text))
			p.w = pen;
		p.divided = g->flags & GLYPH_SOFT_HYPHEN;
		if (!p.divided)
			buf_put(&b, text);
	}
	p.text = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	p.colour = i->colour;
	if (i->kind == ITEM_PATH)
		put_path(&p, i);
	if (i->kind == ITEM_PICTURE) {
		p.w = i->w;
		p.h = i->h;
	}
	return p;
}

static void (*take_too)(const struct page *); /* each page, as it comes; may be NULL */

static inline bool take(void *self, const struct page *page)
{
	(void)self;
	edition = page->edition;
	ck_assert_uint_eq(page->index, labels.n);
	vec_push(arena, &labels, arena_str(arena, page->label));
	for (size_t k = 0; k < page->n; k++)
		vec_push(arena, &put_list, put_of(&page->items[k], page->index));
	if (take_too)
		take_too(page);
	return true;
}

/* `change` may add to the edition before it is typeset. What is reported stays in diags; false:
 * there is an error among it. */
static inline bool typeset_tried(const char *markdown, const struct setting *settings, size_t n,
                                 void (*change)(struct edition *))
{
	memset(&put_list, 0, sizeof put_list);
	memset(&labels, 0, sizeof labels);
	document.layout = plugin_find(project.plugins, diags, project.at, STROM_KIND_LAYOUT,
	                              str_of(layout_name));
	ck_assert_msg(document.layout != NULL, "%s", reports());
	ck_assert(option_check(arena, diags, document.layout, project.at, settings, n,
	                       &document.options));
	document.theme.text = str_of(theme_name);
	struct edition *e = made(markdown);
	edition = e;
	if (change)
		change(e);
	const struct theme *theme =
	        theme_load(arena, diags, &project, &document.theme, document.layout);
	ck_assert_msg(theme != NULL, "%s", reports());
	struct judge *j = judge_new(edition, (struct page_sink){NULL, take});
	return typeset(edition, fonts_new(arena, diags), theme, judge_sink(j)) && judge_end(j);
}

static inline void typeset_changed(const char *markdown, const struct setting *settings, size_t n,
                                   void (*change)(struct edition *))
{
	ck_assert_msg(typeset_tried(markdown, settings, n, change), "%s", reports());
}

static inline void typeset_with(const char *markdown, const struct setting *settings, size_t n)
{
	typeset_changed(markdown, settings, n, NULL);
	ck_assert_msg(!diag_count(diags), "%s", reports());
}

static inline void typeset_text(const char *markdown)
{
	typeset_with(markdown, NULL, 0);
}

static inline strom_node block_of(strom_node n)
{
	while (n && !node_is_block(node_at(edition, n)->kind))
		n = node_at(edition, n)->parent;
	return n;
}

static inline enum node_kind kind_of(strom_node n)
{
	return node_at(edition, n)->kind;
}

static inline bool is_below(strom_node n, strom_node ancestor)
{
	for (; n; n = node_at(edition, n)->parent)
		if (n == ancestor)
			return true;
	return false;
}

static inline str without_spaces(str s)
{
	struct buf b = {0};
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] != ' ' && s.ptr[i] != '\n')
			buf_byte(&b, (unsigned char)s.ptr[i]);
	str out = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return out;
}

/* Marks may hang in the margin, by less than half a line's height. */
static inline void stays_in_frame(const struct put *p)
{
	strom_len left = STROM_MM(p->page % 2 ? OUTER : INNER), slack = STROM_PT(6);
	strom_len right = left + STROM_MM(WIDTH);
	if (p->x < left - slack || p->x + p->w > right + slack)
		ck_abort_msg("page %u: '%.*s' leaves the frame at its side", p->page + 1,
		             STR_ARG(p->text));
	if (p->y < STROM_MM(TOP) || p->y > STROM_MM(BOTTOM))
		ck_abort_msg("page %u: '%.*s' leaves the frame at %d mm", p->page + 1,
		             STR_ARG(p->text), (int)((double)p->y / STROM_MM(1)));
}

#endif
