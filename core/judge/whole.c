/* Nothing is lost, and nothing stands twice. */
#include "judge/parts.h"

#include <unicode/ustring.h>

/* ---- What pages show ---- */

static struct seen *seen_at(struct judge *j, strom_node n)
{
	while (j->seen.n <= n)
		vec_push(j->edition->arena, &j->seen, (struct seen){0});
	return &j->seen.at[n];
}

void judge_see(struct judge *j, const struct page *page)
{
	for (size_t i = 0; i < page->n; i++) {
		const struct item *item = &page->items[i];
		if (!item->node)
			continue;
		struct seen *s = seen_at(j, item->node);
		s->first = s->first ? s->first : page->index + 1;
		s->last = page->index + 1;
		if (item->kind == ITEM_GLYPHS)
			sum_add_glyphs(&s->text, item, item->cell);
		s->pictures += item->kind == ITEM_PICTURE;
	}
}

/* ---- What the edition says ---- */

static bool same(struct sum a, struct sum b)
{
	return a.n == b.n && a.weight == b.weight;
}

/* Styles may ask for capitals. */
static str capitals(struct judge *j, const struct node *n)
{
	struct arena *a = j->scratch;
	const char *language = arena_cstr(a, j->edition->languages.at[n->lang]);
	int32_t room = (int32_t)n->text.len * 3 + 1, wide = 0, len = 0;
	UErrorCode code = U_ZERO_ERROR;
	UChar *from = arena_array(a, UChar, (size_t)room),
	      *to = arena_array(a, UChar, (size_t)room);
	char *out = arena_array(a, char, (size_t)room * 3);
	u_strFromUTF8(from, room, &wide, n->text.ptr, (int32_t)n->text.len, &code);
	int32_t upper = u_strToUpper(to, room, from, wide, language, &code);
	u_strToUTF8(out, room * 3, &len, to, upper, &code);
	return U_SUCCESS(code) ? (str){out, (size_t)len} : n->text;
}

static void tell(struct judge *j, strom_node n, bool twice, const char *what, str text)
{
	if (!judge_may_tell(j))
		return;
	str shown = utf8_prefix(text, 60);
	diag_error(j->edition->diags, judge_span(j, n), twice ? "judge/twice" : "judge/lost",
	           "%s%s%.*s%s is %s", what, shown.len ? " \"" : "", STR_ARG(shown),
	           shown.len < text.len ? "...\"" : shown.len ? "\"" : "",
	           twice ? "on the pages more than once" : "not on the pages as a whole");
	diag_hint(j->edition->diags,
	          "This is a fault of the layout, of a figure or of Strom, not of the text: please "
	          "report it. No file was written.");
}

static void judge_text(struct judge *j, strom_node n)
{
	const struct node *node = node_at(j->edition, n);
	struct sum wanted = {0}, upper = {0}, got = seen_at(j, n)->text;
	sum_add(&wanted, node->text, 0);
	if (same(wanted, got))
		return;
	sum_add(&upper, capitals(j, node), 0);
	if (!same(upper, got))
		tell(j, n, got.n > wanted.n && got.n > upper.n, "text", node->text);
}

static uint32_t cell_of(const struct dataset *d, uint32_t row, size_t column)
{
	return 1 + row * (uint32_t)d->rows.columns + (uint32_t)column;
}

/* The rows behind a table's header: they are no nodes, so its items say which cell they are of. */
static void judge_rows(struct judge *j, strom_node n)
{
	const struct dataset *d = node_at(j->edition, n)->table;
	struct sum wanted = {0}, got = seen_at(j, n)->text;
	struct arena *scratch = arena_new();
	for (uint32_t row = 0; row < dataset_rows(d); row++) {
		arena_reset(scratch);
		str *texts = arena_array(scratch, str, d->rows.columns);
		if (!dataset_row(d, scratch, row, texts))
			break;
		for (size_t c = 0; c < d->rows.columns; c++)
			sum_add(&wanted, texts[c], cell_of(d, row, c));
	}
	arena_drop(scratch);
	if (!same(wanted, got))
		tell(j, n, got.n > wanted.n, "a row of the table", S(""));
}

static void judge_picture(struct judge *j, strom_node n)
{
	uint32_t pictures = seen_at(j, n)->pictures;
	if (pictures != 1)
		tell(j, n, pictures > 1, "the picture", node_at(j->edition, n)->picture->path);
}

static void judge_figure(struct judge *j, strom_node n)
{
	const struct seen *s = seen_at(j, n);
	if (!s->first || s->first != s->last)
		tell(j, n, s->first, "the figure", node_at(j->edition, n)->id);
}

/* An item's number, bullet or box. */
static void judge_item(struct judge *j, strom_node n)
{
	const struct node *list = node_at(j->edition, node_at(j->edition, n)->parent);
	if (!(list->flags & NODE_PLAIN) && node_at(j->edition, n)->first && !seen_at(j, n)->first)
		tell(j, n, false, "the sign before the item", S(""));
}

static void judge_node(struct judge *j, strom_node n)
{
	const struct node *node = node_at(j->edition, n);
	switch ((enum node_kind)node->kind) {
	case NODE_TEXT:
	case NODE_CODE_BLOCK:
		judge_text(j, n);
		break;
	case NODE_TABLE:
		if (node->table)
			judge_rows(j, n);
		break;
	case NODE_PICTURE:
	case NODE_IMAGE:
		judge_picture(j, n);
		break;
	case NODE_FIGURE:
		judge_figure(j, n);
		break;
	case NODE_ITEM:
		judge_item(j, n);
		break;
	default:
		break;
	}
}

void judge_whole(struct judge *j)
{
	arena_reset(j->scratch);
	/* The tree, not the list of nodes: what hangs nowhere is said nowhere. */
	for (strom_node n = 1; (n = edition_next(j->edition, 1, n));)
		judge_node(j, n);
}
