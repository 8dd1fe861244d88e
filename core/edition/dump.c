/* The edition as indented text: strom dump edition, and the tests' golden files. */
#include "edition/edition.h"

static void put_name(struct buf *out, const char *name, str value)
{
	if (!value.len)
		return;
	buf_printf(out, " %s=", name);
	buf_json(out, value);
}

static void put_flags(const struct node *n, struct buf *out)
{
	static const struct { unsigned flag; const char *name;
	} flags[] = {
	        {NODE_ORDERED, "ordered"},
	        {NODE_TIGHT, "tight"},
	        {NODE_HEADER, "header"},
	        {NODE_TASK, "task"},
	        {NODE_DONE, "done"},
	        {NODE_APPENDIX, "appendix"},
	        {NODE_DECORATION, "decoration"},
	        {NODE_GENERATED, "generated"},
	        {NODE_UNTRANSLATED, "untranslated"},
	        {NODE_TABLE_NOTE, "table-note"},
	        {NODE_PLAIN, "plain"},
	};
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (n->flags & flags[i].flag)
			buf_printf(out, " %s", flags[i].name);
}

static void put_share(struct buf *out, const char *name, double share)
{
	if (share > 0)
		buf_printf(out, " %s=%lld%%", name, (long long)(share * 100 + 0.5));
}

static void put_column(const struct column *c, struct buf *out)
{
	static const char *const formats[] = {"text", "number", "percent", "date"};
	buf_printf(out, " column=%.*s:%s", STR_ARG(c->name), formats[c->format]);
	if (c->decimals >= 0)
		buf_printf(out, ".%d", c->decimals);
	if (c->width > 0)
		buf_printf(out, ":width=%lld%%", (long long)(c->width * 100 + 0.5));
}

static void put_data(const struct dataset *d, struct buf *out)
{
	if (!d)
		return;
	for (size_t i = 0; i < d->rows.columns; i++)
		put_column(&d->column[i], out);
	buf_printf(out, " rows=%zu", d->rows.n);
}

static void put_length(struct buf *out, const char *name, strom_len length)
{
	if (!length)
		return;
	buf_printf(out, " %s=", name);
	buf_len(out, length, 2);
	buf_put(out, S("pt"));
}

/* Paths inside the project, so that a dump is the same in every folder. */
static str project_path(const struct edition *e, str path)
{
	str folder = e->project ? e->project->folder : S("");
	if (folder.len && str_starts(path, folder))
		path = str_from(path, folder.len);
	while (path.len && *path.ptr == '/')
		path = str_from(path, 1);
	return path;
}

static void put_payload(const struct edition *e, const struct node *n, struct buf *out)
{
	if (n->kind == NODE_TABLE) {
		put_data(n->table, out);
	} else if (n->kind == NODE_FIGURE && n->figure) {
		buf_printf(out, " type=%.*s", STR_ARG(n->figure->plugin->name));
		put_data(&n->figure->data, out);
	} else if ((n->kind == NODE_PICTURE || n->kind == NODE_IMAGE) && n->picture) {
		put_name(out, "path", project_path(e, n->picture->path));
		put_share(out, "width", n->picture->width);
		put_length(out, "width", n->picture->wide);
		put_length(out, "height", n->picture->high);
	}
}

static void put_cell(const struct node *n, struct buf *out)
{
	static const char *const aligns[] = {"justify", "start", "centre", "end", "decimal"};
	buf_printf(out, " %s", aligns[n->align > ALIGN_DECIMAL ? 0 : n->align]);
	if (n->covers.columns > 1)
		buf_printf(out, " columns=%u", n->covers.columns);
	if (n->covers.rows > 1)
		buf_printf(out, " rows=%u", n->covers.rows);
}

static void put_node(const struct edition *e, const struct node *n, unsigned depth, struct buf *out)
{
	buf_printf(out, "%*s%s", (int)(depth * 2), "", node_kind_name(n->kind));
	if (n->level)
		buf_printf(out, " level=%u", n->level);
	if (n->number)
		buf_printf(out, " number=%d", n->number);
	put_name(out, "id", n->id);
	put_name(out, "style", n->style);
	put_flags(n, out);
	if (n->kind == NODE_CELL)
		put_cell(n, out);
	if (n->lang && n->lang < e->languages.n)
		buf_printf(out, " lang=%.*s", STR_ARG(e->languages.at[n->lang]));
	put_name(out, "target", n->target);
	put_payload(e, n, out);
	put_name(out, "alt", n->alt);
	if (n->text.len) {
		buf_byte(out, ' ');
		buf_json(out, n->text);
	}
	buf_byte(out, '\n');
}

static void put_line(struct buf *out, const char *name, str value)
{
	if (!value.len)
		return;
	buf_printf(out, "%s ", name);
	buf_json(out, value);
	buf_byte(out, '\n');
}

static void put_head(const struct edition *e, struct buf *out)
{
	if (e->languages.n)
		put_line(out, "language", e->languages.at[0]);
	put_line(out, "title", e->title);
	if (e->languages.n && !str_eq(e->title_language, e->languages.at[0]))
		put_line(out, "title-language", e->title_language);
	put_line(out, "subtitle", e->subtitle);
	put_line(out, "description", e->description);
	put_line(out, "date", e->date);
	put_line(out, "publisher", e->publisher);
	put_line(out, "notice", e->notice);
	buf_printf(out, "segments %zu untranslated %zu\n", e->segments, e->untranslated);
}

/* As if they were nodes. */
static void put_row(const struct edition *e, const struct dataset *d, bool heading,
                    const str *texts, unsigned depth, struct buf *out)
{
	size_t columns = d->rows.columns;
	put_node(e, &(struct node){.kind = NODE_ROW}, depth, out);
	for (size_t i = 0; i < (heading ? 1 : columns); i++) {
		struct node cell = {.kind = NODE_CELL, .align = (uint16_t)d->column[i].align};
		if (heading)
			cell.flags = NODE_HEADER, cell.align = ALIGN_START,
			cell.covers.columns = (uint32_t)columns;
		put_node(e, &cell, depth + 1, out);
		if (texts[i].len)
			put_node(e, &(struct node){.kind = NODE_TEXT, .text = texts[i]}, depth + 2,
			         out);
	}
}

static void put_rows(const struct edition *e, strom_node n, unsigned depth, struct buf *out)
{
	const struct dataset *d = node_at(e, n)->kind == NODE_TABLE ? node_at(e, n)->table : NULL;
	struct arena *scratch = arena_new();
	for (uint32_t i = 0; d && i < dataset_rows(d); i++) {
		arena_reset(scratch);
		str *texts = arena_array(scratch, str, d->rows.columns);
		if (!dataset_row(d, scratch, i, texts))
			break;
		put_row(e, d, dataset_is_heading(d, i), texts, depth, out);
	}
	arena_drop(scratch);
}

void edition_dump(const struct edition *e, struct buf *out)
{
	unsigned depth = 0;
	strom_node n = 1;
	put_head(e, out);
	while (n && n < e->nodes.n) {
		const struct node *node = node_at(e, n);
		put_node(e, node, depth, out);
		if (node->first) {
			n = node->first;
			depth++;
			continue;
		}
		while (n != 1 && !node_at(e, n)->next) {
			n = node_at(e, n)->parent;
			put_rows(e, n, depth--, out);
		}
		n = n == 1 ? 0 : node_at(e, n)->next;
	}
}
