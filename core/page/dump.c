/* Pages as text: strom dump pages. Lengths are points with two decimals. */
#include "page/pages.h"

struct dumper {
	const struct edition *edition;
	struct buf *out;
};

static void put_len(struct buf *out, strom_len v)
{
	buf_byte(out, ' ');
	size_t from = out->len;
	buf_len(out, v, 2);
	if (out->ptr[from] == '.' || (out->ptr[from] == '-' && out->ptr[from + 1] == '.')) {
		/* ".5" reads badly in a dump: "0.5". */
		bool minus = out->ptr[from] == '-';
		buf_byte(out, 0);
		memmove(out->ptr + from + minus + 1, out->ptr + from + minus,
		        out->len - from - minus - 1);
		out->ptr[from + minus] = '0';
	}
}

static void put_colour(struct buf *out, struct colour c)
{
	buf_printf(out, " #%02x%02x%02x", c.r, c.g, c.b);
	if (c.a != 255)
		buf_printf(out, "%02x", c.a);
}

static void put_owner(struct buf *out, const struct edition *e, const struct item *i)
{
	static const char *const names[] = {"", "header", "footer", "background", "layout", "page"};
	if (i->node)
		buf_printf(out, " %s:%u", node_kind_name(node_at(e, i->node)->kind), i->node);
	else
		buf_printf(out, " (%s)", names[i->artifact]);
}

static void put_glyphs(struct dumper *d, const struct item *i)
{
	buf_printf(d->out, " %.*s", STR_ARG(i->font->postscript_name));
	put_len(d->out, i->size);
	put_colour(d->out, i->colour);
	strom_len width = 0;
	struct buf text = {0};
	for (size_t k = 0; k < i->n; k++) {
		const struct glyph *g = &i->glyphs[k];
		width += g->advance;
		buf_put(&text, g->flags & GLYPH_SOFT_HYPHEN ? S("\xC2\xAD")
		        : str_sub(i->text, g->text_off, g->text_off + g->text_len));
	}
	buf_put(d->out, S(" w"));
	put_len(d->out, width);
	buf_byte(d->out, ' ');
	buf_json(d->out, buf_str(&text));
	buf_drop(&text);
}

static void put_look(struct dumper *d, const struct path_look *l)
{
	if (l->cap || l->join)
		buf_printf(d->out, " cap %u join %u", l->cap, l->join);
	for (unsigned i = 0; i < l->dashes; i++) {
		buf_put(d->out, i ? S("") : S(" dash"));
		put_len(d->out, l->dash[i]);
	}
	if (!l->shaded && !l->turned)
		return;
	buf_put(d->out, l->shaded ? S(" to") : S(" turn"));
	if (l->shaded)
		put_colour(d->out, l->to);
	else
		buf_printf(d->out, " %g", l->degrees);
	put_len(d->out, l->x1);
	put_len(d->out, l->y1);
	if (l->shaded) {
		put_len(d->out, l->x2);
		put_len(d->out, l->y2);
	}
}

static void put_path(struct dumper *d, const struct item *i)
{
	static const char letters[] = "MLCZ";
	if (i->fill)
		put_colour(d->out, i->colour);
	if (i->stroke) {
		buf_put(d->out, S(" stroke"));
		put_len(d->out, i->stroke);
		put_colour(d->out, i->stroke_colour);
	}
	if (i->look)
		put_look(d, i->look);
	for (size_t k = 0; k < i->steps_n; k++) {
		const struct path_step *s = &i->steps[k];
		int points = s->op == PATH_CURVE ? 3 : s->op == PATH_CLOSE ? 0 : 1;
		buf_printf(d->out, " %c", letters[s->op]);
		for (int j = 0; j < points; j++) {
			put_len(d->out, s->x[j]);
			put_len(d->out, s->y[j]);
		}
	}
}

static bool dump_page(void *self, const struct page *page)
{
	static const char *const kinds[] = {"text", "path", "picture", "open", "close"};
	struct dumper *d = self;
	if (page->edition)
		d->edition = page->edition;
	buf_printf(d->out, "page %u \"%.*s\"", page->index + 1, STR_ARG(page->label));
	put_len(d->out, page->w);
	put_len(d->out, page->h);
	buf_byte(d->out, '\n');
	for (size_t k = 0; k < page->n; k++) {
		const struct item *i = &page->items[k];
		buf_printf(d->out, "  %s", kinds[i->kind]);
		put_len(d->out, i->x);
		put_len(d->out, i->y);
		put_owner(d->out, d->edition, i);
		if (i->kind == ITEM_GLYPHS)
			put_glyphs(d, i);
		else if (i->kind != ITEM_PICTURE)
			put_path(d, i);
		else {
			put_len(d->out, i->w);
			put_len(d->out, i->h);
			buf_byte(d->out, ' ');
			buf_json(d->out, i->picture->path);
		}
		buf_byte(d->out, '\n');
	}
	return true;
}

struct page_sink pages_dump_sink(struct arena *arena, const struct edition *e, struct buf *out)
{
	struct dumper *d = arena_make(arena, struct dumper);
	*d = (struct dumper){e, out};
	return (struct page_sink){d, dump_page};
}
