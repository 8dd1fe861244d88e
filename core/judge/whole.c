/* Nothing is lost, and nothing stands twice. */
#include "judge/parts.h"

#include <unicode/ustring.h>

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

static void judge_text(struct judge *j, strom_node n)
{
	const struct node *node = node_at(j->edition, n);
	struct sum wanted = {0}, upper = {0}, got = judge_seen(j, n)->text;
	sum_add(&wanted, node->text, 0);
	if (sum_same(wanted, got))
		return;
	sum_add(&upper, capitals(j, node), 0);
	if (!sum_same(upper, got))
		judge_tell(j, n, got.n > wanted.n && got.n > upper.n, "text", node->text);
}

static uint32_t cell_of(const struct dataset *d, uint32_t row, size_t column)
{
	return 1 + row * (uint32_t)d->rows.columns + (uint32_t)column;
}

/* The rows behind a table's header: they are no nodes, so its items say which cell they are of. */
static void judge_rows(struct judge *j, strom_node n)
{
	const struct dataset *d = node_at(j->edition, n)->table;
	struct sum wanted = {0}, got = judge_seen(j, n)->text;
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
	if (!sum_same(wanted, got))
		judge_tell(j, n, got.n > wanted.n, "a row of the table", S(""));
}

static void judge_picture(struct judge *j, strom_node n)
{
	uint32_t pictures = judge_seen(j, n)->pictures;
	if (pictures != 1)
		judge_tell(j, n, pictures > 1, "the picture",
		           node_at(j->edition, n)->picture->path);
}

static void judge_figure(struct judge *j, strom_node n)
{
	const struct seen *s = judge_seen(j, n);
	if (!s->first || s->first != s->last)
		judge_tell(j, n, s->first, "the figure", node_at(j->edition, n)->id);
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
	case NODE_LIST:
		judge_list(j, n);
		break;
	case NODE_NOTE:
		judge_note(j, n);
		break;
	case NODE_PAGE_REF:
		judge_page_ref(j, n);
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
