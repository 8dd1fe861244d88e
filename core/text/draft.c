/* cmark's blocks into a draft: each segment's raw source, rebuilt from the pieces of the file. */
#include "text/draft.h"

#include "base/file.h"
#include "text/markdown.h"

#include <unicode/uchar.h>

struct reader {
	struct arena *arena;
	struct diags *diags;
	struct markdown *markdown;
	bool good;
};

/* What surrounds a block. */
struct place {
	str context;                     /* ctx of the div around */
	bool in_item;
};

static void read_children(struct reader *, cmark_node *, struct block *, struct place);

static struct block *add(struct reader *r, struct block *parent, enum node_kind kind,
                         struct span at)
{
	struct block *b = arena_make(r->arena, struct block);
	b->kind = kind;
	b->at = at;
	if (parent->last)
		parent->last->next = b;
	else
		parent->first = b;
	parent->last = b;
	return b;
}

static bool fail(struct reader *r)
{
	return r->good = false;
}

/* ---- Raw source ---- */

/* The lines of a leaf from `piece` on, as one text. */
static struct raw join(struct reader *r, const struct leaf *leaf, size_t piece, size_t end)
{
	struct raw raw = {0};
	struct buf text = {0};
	struct origin_builder b = {.arena = r->arena, .file = r->markdown->file};
	for (size_t i = piece; leaf && i < end; i++) {
		const struct piece *p = &leaf->pieces.at[i];
		if (i > piece) {
			buf_byte(&text, '\n');
			origin_add(&b, 1, leaf->pieces.at[i - 1].off + leaf->pieces.at[i - 1].len, 1);
		}
		for (uint32_t pad = 0; pad < p->pad; pad++)
			buf_byte(&text, ' ');
		if (p->pad)
			origin_add(&b, p->pad, p->off ? p->off - 1 : 0, 1);
		buf_put(&text, str_sub(r->markdown->bytes, p->off, p->off + p->len));
		origin_add(&b, p->len, p->off, p->len);
	}
	raw.text = arena_str(r->arena, buf_str(&text));
	raw.origin = origin_built(&b);
	raw.at = origin_span(&raw.origin, 0, raw.text.len);
	buf_drop(&text);
	return raw;
}

static struct raw part(struct reader *r, const struct raw *raw, size_t from, size_t to)
{
	struct raw out = *raw;
	out.text = str_sub(raw->text, from, to);
	out.origin = origin_part(r->arena, &raw->origin, from, to - from);
	out.at = origin_span(&raw->origin, from, to - from);
	return out;
}

static struct raw trimmed(struct reader *r, const struct raw *raw)
{
	str inner = str_trim(raw->text);
	size_t from = inner.len ? (size_t)(inner.ptr - raw->text.ptr) : 0;
	return part(r, raw, from, from + inner.len);
}

static const struct leaf *leaf_of(cmark_node *n)
{
	return n->user_data;
}

/* Link definitions at the start have left cmark's content: only its last bytes count. */
static struct raw paragraph_raw(struct reader *r, cmark_node *n)
{
	const struct leaf *leaf = leaf_of(n);
	size_t total = 0, skip = 0, first = 0;
	if (!leaf && n->next && n->next->type == CMARK_NODE_TABLE && leaf_of(n->next)) {
		/* Lines right above a table's header, which cmark parts from it late. */
		leaf = leaf_of(n->next);
		struct raw raw = join(r, leaf, 0, leaf->pieces.n ? leaf->pieces.n - 1 : 0);
		return trimmed(r, &raw);
	}
	for (size_t i = 0; leaf && i < leaf->pieces.n; i++)
		total += leaf->pieces.at[i].len + 1;
	if (leaf && total > (size_t)n->content.size)
		skip = total - (size_t)n->content.size;
	for (; leaf && skip && first < leaf->pieces.n; first++) {
		size_t len = leaf->pieces.at[first].len + 1;
		if (skip < len)
			break;
		skip -= len;
	}
	struct raw raw = join(r, leaf, first, leaf ? leaf->pieces.n : 0);
	return trimmed(r, &raw);
}

bool raw_has_words(str text)
{
	size_t depth = 0;
	while (text.len) {
		uint32_t code = utf8_next(&text);
		depth += code == '{';
		depth -= depth && code == '}';
		bool letter = code != UTF8_BAD && u_isalpha((UChar32)code);
		if ((letter && !depth) || (depth && code == ','))
			return true;
	}
	return false;
}

/* ---- Leaves ---- */

static void take_context(const struct attributes *a, struct raw *raw)
{
	const struct attribute *context = attributes_get(a, "ctx");
	if (context)
		raw->context = context->value;
}

static void check(struct reader *r, const struct attributes *a, const char *const *keys)
{
	if (!attributes_check(r->diags, a, keys))
		fail(r);
}

static const char *const only_context[] = {"ctx", NULL};

static void read_heading(struct reader *r, cmark_node *n, struct block *parent, struct place place)
{
	struct raw raw = n->as.heading.setext ? paragraph_raw(r, n)
	                                      : join(r, leaf_of(n), 0, leaf_of(n) ? 1 : 0);
	struct block *b = add(r, parent, NODE_HEADING, markdown_at(r->markdown, n, 1));
	size_t len = attributes_at_end(r->arena, raw.text, &raw.origin, &b->attributes);
	b->level = (uint8_t)n->as.heading.level;
	b->raw = part(r, &raw, 0, len);
	b->raw = trimmed(r, &b->raw);
	b->raw.kind = SEGMENT_HEADING;
	b->raw.context = place.context;
	if (b->raw.at.len)
		b->at = b->raw.at;
	take_context(&b->attributes, &b->raw);
	check(r, &b->attributes, only_context);
}

static bool read_picture(struct reader *r, const struct raw *raw, struct block *parent)
{
	struct picture_said said;
	struct attributes attributes;
	if (!picture_read(r->arena, raw, &said, &attributes))
		return false;
	struct block *b = add(r, parent, NODE_PICTURE, raw->at);
	struct picture_said *kept = arena_make(r->arena, struct picture_said);
	*kept = said;
	take_context(&attributes, &kept->alt);
	take_context(&attributes, &kept->caption);
	b->picture = kept;
	b->attributes = attributes;
	return true;
}

static void read_paragraph(struct reader *r, cmark_node *n, struct block *parent,
                           struct place place)
{
	struct raw raw = paragraph_raw(r, n);
	if (!raw.text.len)
		return;
	raw.context = place.context;
	raw.kind = place.in_item ? SEGMENT_ITEM : SEGMENT_PARAGRAPH;
	if (raw.text.len > MARKDOWN_SEGMENT) {
		fail(r);
		diag_error(r->diags, raw.at, "text/too-long", "paragraph has more than 32768 bytes");
		return;
	}
	if (read_picture(r, &raw, parent))
		return;
	struct block *b = add(r, parent, NODE_PARAGRAPH, raw.at);
	b->raw = raw;
}

/* ---- Code and directives ---- */

static void read_directive(struct reader *r, const struct leaf *leaf, struct block *parent,
                           str info, struct place place)
{
	struct raw head = join(r, leaf, 0, 1), body = join(r, leaf, 1, leaf->pieces.n);
	const struct directive *d = directive_read(r->arena, r->diags, info, head.at, body.text,
	                                           &body.origin, place.context);
	if (!d) {
		fail(r);
		return;
	}
	struct block *b = add(r, parent, d->is_figure ? NODE_FIGURE : NODE_TABLE, head.at);
	b->directive = d;
}

/* ``` {.class #id} */
static bool read_code_class(struct reader *r, const struct leaf *leaf, struct attributes *out)
{
	struct raw head = join(r, leaf, 0, 1);
	head = trimmed(r, &head);
	return attributes_at_end(r->arena, head.text, &head.origin, out) == 0;
}

static void read_code(struct reader *r, cmark_node *n, struct block *parent, struct place place)
{
	const struct leaf *leaf = leaf_of(n);
	str info = {(const char *)n->as.code.info.data, (size_t)n->as.code.info.len};
	bool open = n->flags & CMARK_NODE__OPEN, braced = str_starts(info, S("{"));
	struct attributes attributes = {0};
	if (open || !leaf || !leaf->pieces.n)
		return;
	if (n->as.code.fenced && braced && !read_code_class(r, leaf, &attributes)) {
		read_directive(r, leaf, parent, join(r, leaf, 0, 1).text, place);
		return;
	}
	struct block *b = add(r, parent, NODE_CODE_BLOCK, markdown_at(r->markdown, n, 1));
	str text = {(const char *)n->as.code.literal.data, (size_t)n->as.code.literal.len};
	b->attributes = attributes;
	b->text = arena_str(r->arena, str_ends(text, S("\n")) ? str_sub(text, 0, text.len - 1)
	                                                      : text);
}

/* ---- HTML: comments are dropped, the rest is an error ---- */

static void read_html(struct reader *r, cmark_node *n)
{
	const struct markdown *m = r->markdown;
	struct span at = markdown_at(m, n, 1);
	str rest = str_from(m->bytes, at.off);
	str html = str_trim((str){(const char *)n->as.literal.data, (size_t)n->as.literal.len});
	bool open = n->flags & CMARK_NODE__OPEN;
	if (open)
		html = str_trim((str){(const char *)n->content.ptr, (size_t)n->content.size});
	/* The block's lines hold their container's marks in the file: find each end there too. */
	while (str_starts(html, S("<!--"))) {
		size_t end = str_find(html, S("-->")), here = str_find(rest, S("-->"));
		if (end == SIZE_MAX || here == SIZE_MAX) {
			fail(r);
			diag_error(r->diags, at, "text/unclosed-comment", "comment is never closed");
			diag_hint(r->diags, "End it with -->.");
			return;
		}
		html = str_trim(str_from(html, end + 3));
		rest = str_from(rest, here + 3);
		size_t next = html.len ? str_find(rest, str_until(html, '\n')) : 0;
		rest = next == SIZE_MAX ? rest : str_from(rest, next);
		at.off = (uint64_t)(rest.ptr - m->bytes.ptr);
	}
	if (!html.len)
		return;
	fail(r);
	diag_error(r->diags, at, "text/raw-html", "raw HTML is not allowed");
	diag_hint(r->diags, "Use Markdown, or ::: {.class} for a passage of its own style.");
}

/* ---- Tables ---- */

struct row_reader {
	struct raw raw;
	size_t at;
};

static bool is_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
	       (c >= '{' && c <= '~');
}

/* Where the cell ends: a pipe without a backslash (GFM 4.10). */
static size_t cell_end(str row, size_t at)
{
	for (; at < row.len && row.ptr[at] != '|'; at++)
		at += row.ptr[at] == '\\' && at + 1 < row.len && is_punctuation(row.ptr[at + 1]);
	return at < row.len ? at : row.len;
}

static struct raw unescape_pipes(struct reader *r, const struct raw *cell)
{
	if (str_find(cell->text, S("\\|")) == SIZE_MAX)
		return *cell;
	struct raw out = *cell;
	struct origin_builder b = {.arena = r->arena, .file = cell->origin.file};
	struct buf text = {0};
	for (size_t i = 0; i < cell->text.len; i++) {
		bool escape = str_starts(str_from(cell->text, i), S("\\|"));
		origin_add_through(&b, 1, &cell->origin, i, escape ? 2 : 1);
		i += escape;
		buf_byte(&text, cell->text.ptr[i]);
	}
	out.text = arena_str(r->arena, buf_str(&text));
	out.origin = origin_built(&b);
	buf_drop(&text);
	return out;
}

static bool next_cell(struct reader *r, struct row_reader *row, struct raw *cell)
{
	str text = row->raw.text;
	if (row->at >= text.len)
		return false;
	size_t end = cell_end(text, row->at);
	*cell = part(r, &row->raw, row->at, end);
	*cell = trimmed(r, cell);
	*cell = unescape_pipes(r, cell);
	row->at = end + 1;
	return true;
}

static enum text_align alignment(uint8_t mark)
{
	return mark == 'c' ? ALIGN_CENTRE : mark == 'r' ? ALIGN_END : ALIGN_START;
}

static void surplus(struct reader *r, const struct raw *cell, size_t columns)
{
	fail(r);
	diag_error(r->diags, cell->at, "text/ragged-row",
	           "row has more cells than the header, which has %zu", columns);
	diag_hint(r->diags, "Write a pipe inside a cell as \\|.");
}

static void read_row(struct reader *r, struct block *table, struct raw raw, const uint8_t *aligns,
                     size_t columns, str context)
{
	bool header = !table->first;
	struct block *row = add(r, table, NODE_ROW, raw.at);
	struct row_reader cells = {.raw = trimmed(r, &raw)};
	struct raw cell;
	row->flags = header ? NODE_HEADER : 0;
	cells.at = str_starts(cells.raw.text, S("|"));
	for (size_t i = 0; i < columns; i++) {
		struct span end = origin_span(&raw.origin, raw.text.len, 0);
		bool there = next_cell(r, &cells, &cell);
		struct block *b = add(r, row, NODE_CELL, there ? cell.at : end);
		b->flags = row->flags;
		b->column = (uint32_t)i;
		b->align = alignment(aligns[i]);
		if (!there)
			continue;
		b->raw = cell;
		b->raw.kind = SEGMENT_CELL;
		b->raw.context = context;
	}
	if (next_cell(r, &cells, &cell))
		surplus(r, &cell, columns);
}

static void read_table(struct reader *r, cmark_node *n, struct block *parent, struct place place)
{
	const struct leaf *head = leaf_of(n);
	size_t columns = cmark_gfm_extensions_get_table_columns(n);
	const uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(n);
	struct block *table = add(r, parent, NODE_TABLE, markdown_at(r->markdown, n, 1));
	if (!head || !head->pieces.n)
		return;
	struct raw row = join(r, head, head->pieces.n - 1, head->pieces.n);
	table->at = row.at;
	read_row(r, table, row, aligns, columns, place.context);
	for (cmark_node *c = n->first_child ? n->first_child->next : NULL; c; c = c->next) {
		if (!leaf_of(c))
			continue;
		row = join(r, leaf_of(c), 0, 1);
		read_row(r, table, row, aligns, columns, place.context);
	}
}

/* ---- Captions of tables: "Table: words {#tbl-x}", before or after ---- */

static size_t caption_start(const struct block *b)
{
	if (b->kind != NODE_PARAGRAPH)
		return 0;
	if (str_starts(b->raw.text, S("Table:")))
		return 6;
	return str_starts(b->raw.text, S(": ")) ? 1 : 0;
}

static bool wants_caption(const struct block *b)
{
	return b && b->kind == NODE_TABLE && !b->directive && !b->caption.text.len;
}

static void set_caption(struct reader *r, struct block *table, const struct block *paragraph,
                        size_t from)
{
	struct raw raw = part(r, &paragraph->raw, from, paragraph->raw.text.len);
	size_t len = attributes_at_end(r->arena, raw.text, &raw.origin, &table->attributes);
	raw = part(r, &raw, 0, len);
	table->caption = trimmed(r, &raw);
	table->caption.kind = SEGMENT_CAPTION;
	take_context(&table->attributes, &table->caption);
	check(r, &table->attributes, only_context);
}

/* "Table:" must belong to a table; ": words" away from one is just a paragraph. */
static bool bind_caption(struct reader *r, struct block *before, struct block *b)
{
	size_t from = caption_start(b);
	struct block *table = wants_caption(before) ? before : wants_caption(b->next) ? b->next : NULL;
	if (!from)
		return false;
	if (table) {
		set_caption(r, table, b, from);
		return true;
	}
	if (from == 1)
		return false;
	struct span at = part(r, &b->raw, 0, from).at;
	fail(r);
	diag_error(r->diags, at, "text/caption-without-table", "there is no table for this caption");
	diag_hint(r->diags, "Put it right before or after a table that has no caption yet.");
	return true;
}

static void bind_captions(struct reader *r, struct block *parent)
{
	struct block *before = NULL, *next;
	for (struct block *b = parent->first; b; b = next) {
		next = b->next;
		if (!bind_caption(r, before, b)) {
			before = b;
			continue;
		}
		*(before ? &before->next : &parent->first) = next;
		if (!next)
			parent->last = before;
	}
}

/* ---- Containers ---- */

static void read_list(struct reader *r, cmark_node *n, struct block *parent, struct place place)
{
	struct block *b = add(r, parent, NODE_LIST, markdown_at(r->markdown, n, 1));
	bool ordered = n->as.list.list_type == CMARK_ORDERED_LIST;
	b->flags = (uint16_t)((ordered ? NODE_ORDERED : 0) | (n->as.list.tight ? NODE_TIGHT : 0));
	b->number = ordered ? n->as.list.start : 0;
	read_children(r, n, b, place);
}

static void read_div(struct reader *r, cmark_node *n, struct block *parent, struct place place)
{
	const struct div *div = div_of(r->markdown, n);
	const struct attribute *context = attributes_get(&div->attributes, "ctx");
	struct block *b = add(r, parent, NODE_DIV, div->at);
	b->attributes = div->attributes;
	if (context)
		place.context = context->value;
	place.in_item = false;
	check(r, &div->attributes, only_context);
	if (!div->closed) {
		fail(r);
		diag_error(r->diags, div->at, "text/unclosed-div", "div is never closed");
		diag_hint(r->diags, "End it with a line of three colons.");
	}
	read_children(r, n, b, place);
}

static void read_container(struct reader *r, cmark_node *n, struct block *parent,
                           enum node_kind kind, struct place place)
{
	struct block *b = add(r, parent, kind, markdown_at(r->markdown, n, 1));
	place.in_item = kind == NODE_ITEM;
	read_children(r, n, b, place);
}

static void read_block(struct reader *r, cmark_node *n, struct block *parent, struct place place)
{
	if (n->type == CMARK_NODE_TABLE) {
		read_table(r, n, parent, place);
		return;
	}
	switch (n->type) {
	case CMARK_NODE_HEADING:
		read_heading(r, n, parent, place);
		break;
	case CMARK_NODE_PARAGRAPH:
		read_paragraph(r, n, parent, place);
		break;
	case CMARK_NODE_CODE_BLOCK:
		read_code(r, n, parent, place);
		break;
	case CMARK_NODE_HTML_BLOCK:
		read_html(r, n);
		break;
	case CMARK_NODE_LIST:
		read_list(r, n, parent, place);
		break;
	case CMARK_NODE_ITEM:
		read_container(r, n, parent, NODE_ITEM, place);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		read_container(r, n, parent, NODE_QUOTE, place);
		break;
	case CMARK_NODE_CUSTOM_BLOCK:
		read_div(r, n, parent, place);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		if (!is_div_end(r->markdown, n))
			add(r, parent, NODE_RULE, markdown_at(r->markdown, n, 3));
		break;
	default:
		break;
	}
}

/* Depth is bounded by blocks.c. What begins past the last line is its closing break. */
static void read_children(struct reader *r, cmark_node *n, struct block *parent,
                          struct place place)
{
	for (cmark_node *c = n->first_child; c; c = c->next)
		if ((size_t)c->start_line <= r->markdown->lines.n)
			read_block(r, c, parent, place);
	bind_captions(r, parent);
}

/* ---- A file ---- */

static bool bytes_ok(struct diags *diags, uint32_t file, str bytes)
{
	size_t bad = utf8_check(bytes);
	const char *nul = memchr(bytes.ptr, 0, bytes.len);
	if (bad < bytes.len) {
		diag_error(diags, (struct span){file, 1, bad}, "text/not-utf8",
		           "this byte is not UTF-8");
		diag_hint(diags, "Save the file as UTF-8.");
		return false;
	}
	if (!nul)
		return true;
	return diag_error(diags, (struct span){file, 1, (uint64_t)(nul - bytes.ptr)},
	                  "text/control-character", "the text has a NUL byte");
}

static bool is_fence(str line)
{
	return str_eq(str_trim_end(line), S("---"));
}

/* Returns where the text begins. */
static size_t read_front(struct reader *r, uint32_t file, str bytes, size_t from,
                         struct draft *draft)
{
	str rest = str_from(bytes, from), line;
	if (!str_next_line(&rest, &line) || !is_fence(line))
		return from;
	size_t start = (size_t)(rest.ptr - bytes.ptr), end = start;
	while (str_next_line(&rest, &line)) {
		if (is_fence(line)) {
			struct span base = {file, 0, start};
			draft->front = yaml_parse(r->arena, r->diags, str_sub(bytes, start, end),
			                          base, NULL, NULL);
			if (!draft->front)
				fail(r);
			return bytes.len - rest.len;
		}
		end = bytes.len - rest.len;
	}
	/* A break at a text's start, and no second line like it. */
	return from;
}

struct draft *draft_read(struct arena *arena, struct diags *diags, const struct said *path)
{
	struct reader r = {.arena = arena, .diags = diags, .good = true};
	struct draft *d = arena_make(arena, struct draft);
	uint32_t file = diag_file(diags, path->text, 0);
	str bytes;
	if (!file_map(arena, diags, path->at, path->text, MARKDOWN_FILE, &bytes) ||
	    !bytes_ok(diags, file, bytes))
		return NULL;
	size_t errors = diag_errors(diags);
	size_t from = str_starts(bytes, S("\xEF\xBB\xBF")) ? 3 : 0;
	from = read_front(&r, file, bytes, from, d);
	d->markdown = r.markdown = markdown_read(arena, diags, file, bytes, from);
	if (!d->markdown)
		return NULL;
	d->root = arena_make(arena, struct block);
	d->root->kind = NODE_DOCUMENT;
	d->root->at = (struct span){file, 0, from};
	read_children(&r, r.markdown->parser->root, d->root, (struct place){0});
	d->good = r.good && r.markdown->good && diag_errors(diags) == errors;
	return d;
}
