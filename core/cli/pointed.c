/* What stands at a place on a page: the item, the block that it belongs to, and the segment that
 * this is made of. */
#include "cli/pointed.h"

#include "base/file.h"
#include "plugin/plugin.h"
#include "po/po.h"

enum { PO_FILE = 16 << 20 };

bool pointed_read(str text, struct pointed *p)
{
	size_t comma = str_find(text, S(","));
	double x, y;
	if (comma >= text.len || !str_to_double(str_trim(str_sub(text, 0, comma)), &x) ||
	    !str_to_double(str_trim(str_from(text, comma + 1)), &y) || x < -1e4 || x > 1e4 ||
	    y < -1e4 || y > 1e4)
		return false;
	p->x = STROM_MM(x);
	p->y = STROM_MM(y);
	return true;
}

static bool ends_word(str line, size_t i)
{
	unsigned char c = i < line.len ? (unsigned char)line.ptr[i] : ' ';
	return c < 0x80 && !(c >= '0' && c <= '9') && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* The whole of a number: 14 is not in 140. */
static bool is_whole(str line, size_t from, size_t to)
{
	return (!from || ends_word(line, from - 1)) && ends_word(line, to);
}

bool pointed_covers(const struct pointed *p, str text)
{
	for (size_t i = p->at < text.len ? 0 : p->at - text.len + 1;
	     text.len && i <= p->at && i + text.len <= p->line.len; i++)
		if (!memcmp(p->line.ptr + i, text.ptr, text.len) &&
		    is_whole(p->line, i, i + text.len))
			return true;
	return false;
}

/* ---- Items ---- */

struct box {
	strom_len x, y, w, h;
};

static struct box box_of_glyphs(const struct item *i)
{
	strom_len up = font_scale(i->font, i->font->ascent, i->size), w = 0;
	strom_len down = -font_scale(i->font, i->font->descent, i->size);
	for (size_t k = 0; k < i->n; k++)
		w += i->glyphs[k].advance;
	return (struct box){i->x, i->y - up, w, up + down};
}

static struct box box_of_path(const struct item *i)
{
	static const int points[] = {1, 1, 3, 0};
	strom_len left = INT64_MAX, right = INT64_MIN, top = INT64_MAX, bottom = INT64_MIN;
	for (size_t k = 0; k < i->steps_n; k++)
		for (int j = 0; j < points[i->steps[k].op]; j++) {
			strom_len x = i->steps[k].x[j], y = i->steps[k].y[j];
			left = x < left ? x : left;
			right = x > right ? x : right;
			top = y < top ? y : top;
			bottom = y > bottom ? y : bottom;
		}
	if (left > right)
		return (struct box){i->x, i->y, 0, 0};
	strom_len half = i->stroke / 2;
	return (struct box){i->x + left - half, i->y + top - half, right - left + 2 * half,
	                    bottom - top + 2 * half};
}

static struct box box_of(const struct item *i)
{
	return i->kind == ITEM_GLYPHS    ? box_of_glyphs(i)
	       : i->kind == ITEM_PICTURE ? (struct box){i->x, i->y, i->w, i->h}
	                                 : box_of_path(i);
}

/* How far the place is from it; 0: within. */
static strom_len distance(const struct pointed *p, struct box b)
{
	strom_len dx = p->x < b.x ? b.x - p->x : p->x > b.x + b.w ? p->x - b.x - b.w : 0;
	strom_len dy = p->y < b.y ? b.y - p->y : p->y > b.y + b.h ? p->y - b.y - b.h : 0;
	return dx + dy;
}

/* The step of a path whose end is nearest; steps_n: there is none. */
static size_t nearest_step(const struct pointed *p, const struct item *i, strom_len *away)
{
	size_t best = i->steps_n;
	*away = INT64_MAX;
	for (size_t k = 0; k < i->steps_n; k++) {
		const struct path_step *s = &i->steps[k];
		int end = s->op == PATH_CURVE ? 2 : 0;
		struct box at = {i->x + s->x[end], i->y + s->y[end], 0, 0};
		if (s->op == PATH_CLOSE || distance(p, at) >= *away)
			continue;
		best = k;
		*away = distance(p, at);
	}
	return best;
}

/* A line through several data. */
static bool is_of_several(const struct item *i)
{
	return i->kind == ITEM_PATH && i->data;
}

/* Letters before what lies behind them: fills, bars, pictures; what says something before what only
 * adorns the page. */
static int rank(const struct item *i)
{
	return (i->kind == ITEM_GLYPHS ? 4 : 0) + (i->node ? 2 : 0) + (i->kind == ITEM_PICTURE);
}

/* Of two lines around the place the nearer. */
static bool is_better(const struct pointed *p, const struct item *i, const struct item *best)
{
	strom_len away, other;
	if (!best || rank(i) != rank(best) || !is_of_several(i))
		return !best || rank(i) >= rank(best);
	if (!is_of_several(best))
		return !best->datum;
	nearest_step(p, i, &away);
	nearest_step(p, best, &other);
	return away <= other;
}

static uint32_t datum_of(const struct pointed *p, const struct item *i)
{
	strom_len away;
	size_t step = is_of_several(i) ? nearest_step(p, i, &away) : 0;
	return is_of_several(i) && step < i->steps_n ? i->data[step] : i->datum;
}

static const struct item *item_at(const struct pointed *p, const struct page *page)
{
	const struct item *best = NULL;
	for (size_t k = 0; k < page->n; k++) {
		const struct item *i = &page->items[k];
		if (!distance(p, box_of(i)) && is_better(p, i, best))
			best = i;
	}
	return best;
}

static str letters(struct arena *a, const struct item *i)
{
	struct buf b = {0};
	for (size_t k = 0; k < i->n; k++) {
		const struct glyph *g = &i->glyphs[k];
		if (!(g->flags & GLYPH_SOFT_HYPHEN))
			buf_put(&b, str_sub(i->text, g->text_off, g->text_off + g->text_len));
	}
	str text = arena_str(a, buf_str(&b));
	buf_drop(&b);
	return text;
}

static strom_node block_of(const struct edition *e, strom_node node)
{
	while (node && !node_is_block((enum node_kind)node_at(e, node)->kind))
		node = node_at(e, node)->parent;
	return node;
}

/* Which byte of an item's letters stands at x. */
static size_t byte_at(const struct item *i, strom_len x)
{
	strom_len pen = i->x;
	size_t byte = 0;
	for (size_t k = 0; k < i->n; k++) {
		const struct glyph *g = &i->glyphs[k];
		pen += g->advance;
		if (pen > x)
			break;
		byte += g->flags & GLYPH_SOFT_HYPHEN ? 0 : g->text_len;
	}
	return byte;
}

/* With what stands in the same line of the same block: a value may be set in several fonts. */
static void take_line(struct pointed *p, struct arena *a, const struct edition *e,
                      const struct page *page, const struct item *hit)
{
	struct buf b = {0};
	for (size_t k = 0; k < page->n; k++) {
		const struct item *i = &page->items[k];
		if (i->kind != ITEM_GLYPHS || i->y != hit->y || i->cell != hit->cell ||
		    block_of(e, i->node) != block_of(e, hit->node))
			continue;
		if (i == hit)
			p->at = b.len + byte_at(i, p->x);
		buf_put(&b, letters(a, i));
	}
	p->line = arena_str(a, buf_str(&b));
	buf_drop(&b);
}

/* ---- Whose they are ---- */

static str kind_of(const struct edition *e, const struct item *i, strom_node block)
{
	static const char *const artifacts[] = {"",           "running head", "running foot",
	                                        "background", "layout",       "page"};
	strom_node n = block;
	if (!i->node)
		return str_of(artifacts[i->artifact]);
	for (; n; n = node_at(e, n)->parent)
		if (node_at(e, n)->kind == NODE_PART)
			return node_at(e, n)->style.len ? node_at(e, n)->style : S("part");
	return str_of(node_kind_name((enum node_kind)node_at(e, block)->kind));
}

struct pointing {
	struct pointed *p;
	struct arena *arena;
	const struct edition *edition;
};

static void take_nearest(struct pointing *w, const struct page *page)
{
	struct pointed *p = w->p;
	strom_len best = INT64_MAX;
	for (size_t k = 0; k < page->n; k++) {
		const struct item *i = &page->items[k];
		struct box b = box_of(i);
		if (i->kind != ITEM_GLYPHS || distance(p, b) >= best)
			continue;
		best = distance(p, b);
		p->nearest = letters(w->arena, i);
		p->nearest_x = b.x + b.w / 2;
		p->nearest_y = b.y + b.h / 2;
	}
}

static bool look(void *self, const struct page *page)
{
	struct pointing *w = self;
	struct pointed *p = w->p;
	p->pages = page->of;
	if (page->index + 1 != p->page)
		return true;
	/* Layouts' parts lie over the edition: their nodes have numbers behind its own. */
	const struct edition *over = page->edition ? page->edition : w->edition;
	const struct item *hit = item_at(p, page);
	p->label = arena_str(w->arena, page->label);
	if (!hit) {
		take_nearest(w, page);
		return true;
	}
	strom_node block = block_of(over, hit->node);
	p->found = true;
	p->kind = arena_str(w->arena, kind_of(over, hit, block));
	p->cell = hit->cell ? hit->cell : datum_of(p, hit);
	p->node = hit->node < w->edition->nodes.n ? hit->node : 0;
	p->block = block < w->edition->nodes.n ? block : 0;
	if (hit->kind == ITEM_GLYPHS)
		take_line(p, w->arena, over, page, hit);
	return true;
}

/* ---- Its segment ---- */

struct sought {
	struct arena *arena;
	struct span at;
	struct pointed *p;
};

static bool is_within(struct span part, struct span whole)
{
	return part.file == whole.file && part.off >= whole.off &&
	       part.off + part.len <= whole.off + whole.len;
}

/* The one that begins where the block does, else the first within it. */
static bool take_segment(void *context, const struct segment *s)
{
	struct sought *w = context;
	bool begins = s->at.file == w->at.file && s->at.off == w->at.off;
	if (!s->id.len || !(begins || is_within(s->at, w->at)) || (w->p->has_segment && !begins))
		return true;
	w->p->has_segment = true;
	w->p->segment = *s;
	w->p->segment.id = arena_str(w->arena, s->id);
	w->p->segment.context = arena_str(w->arena, s->context);
	return true;
}

static void take_translation(struct session *s, const struct edition *e, struct pointed *p)
{
	const struct project *project = e->project;
	const struct po_entry *entry = NULL;
	struct diags *quiet = diags_like(s->arena, s->diags);
	str bytes, path;
	if (!p->has_segment || !project->translations.text.len ||
	    str_eq(e->spec->language, project->language))
		return;
	path = path_join(s->arena, project->translations.text,
	                 arena_printf(s->arena, "%.*s.%.*s.po", STR_ARG(e->spec->document->id.text),
	                              STR_ARG(e->spec->language)));
	p->po = path;
	if (!file_map(s->arena, quiet, project->translations.at, path, PO_FILE, &bytes))
		return;
	struct po *po = po_read(s->arena, quiet, diag_file(s->diags, path, 0), bytes);
	if (po && po_find(po, p->segment.context, p->segment.id, &entry) == PO_TRANSLATED) {
		p->translation = entry->text_at;
		p->said = entry->text;
	}
}

bool pointed_find(struct session *s, struct edition *e, struct pointed *p)
{
	struct pointing w = {p, s->arena, e};
	if (!session_typeset(e, (struct page_sink){&w, look}))
		return false;
	struct sought sought = {s->arena, node_at(e, p->block)->span, p};
	if (p->block && p->block != 1)
		segments_walk(s->arena, s->diags, e->project, e->spec->document, take_segment,
		              &sought);
	take_translation(s, e, p);
	return true;
}
