/* Markdown's blocks through cmark-gfm, line by line, with the pieces of the file that each leaf
 * block holds, and bounds on depth, length and number. */
#include "text/markdown/markdown.h"

static void too(struct markdown *m, struct span at, const char *code, const char *message,
                const char *hint)
{
	diag_error(m->diags, at, code, "%s", message);
	diag_hint(m->diags, "%s", hint);
	m->stop = true;
}

static struct span in_line(const struct markdown *m, size_t from, size_t len)
{
	return (struct span){m->file, (uint32_t)len, m->line_off + from};
}

struct span markdown_at(const struct markdown *m, cmark_node *node, uint32_t len)
{
	size_t line = node->start_line > 0 ? (size_t)node->start_line - 1 : 0;
	if (line >= m->lines.n)
		return (struct span){m->file, 0, m->bytes.len};
	int column = node->start_column > 0 ? node->start_column - 1 : 0;
	return (struct span){m->file, len, m->lines.at[line] + (uint64_t)column};
}

/* ---- Before a line ---- */

static size_t first_nonspace(str line)
{
	size_t i = 0;
	while (i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'))
		i++;
	return i;
}

/* "- - - -" is a break, however long. */
static bool is_break(str line)
{
	size_t start = first_nonspace(line);
	char c = start < line.len ? line.ptr[start] : 0;
	if (c != '-' && c != '*' && c != '_')
		return false;
	for (size_t i = start; i < line.len; i++)
		if (line.ptr[i] != c && line.ptr[i] != ' ' && line.ptr[i] != '\t')
			return false;
	return true;
}

static size_t skip_marker(str line, size_t i)
{
	size_t digits = i;
	if (line.ptr[i] == '>')
		return i + 1;
	while (digits < line.len && line.ptr[digits] >= '0' && line.ptr[digits] <= '9')
		digits++;
	bool bullet = digits == i && (line.ptr[i] == '-' || line.ptr[i] == '*' ||
	                              line.ptr[i] == '+');
	bool number = digits > i && digits < line.len &&
	              (line.ptr[digits] == '.' || line.ptr[digits] == ')');
	size_t end = digits + 1;
	if ((!bullet && !number) || (end < line.len && line.ptr[end] != ' ' &&
	                             line.ptr[end] != '\t'))
		return i;
	return end;
}

/* One line can open any number of blocks: counted before cmark makes them. */
static bool markers_ok(struct markdown *m)
{
	size_t i = 0, markers = 0;
	while ((i += first_nonspace(str_from(m->line, i))) < m->line.len) {
		size_t end = skip_marker(m->line, i);
		if (end == i)
			return true;
		if (++markers > MARKDOWN_DEPTH && !is_break(m->line)) {
			too(m, in_line(m, i, 1), "text/too-deep",
			    "quotes and lists are nested more than 64 deep",
			    "Flatten the nesting.");
			return false;
		}
		i = end;
	}
	return true;
}

/* cmark reads a paragraph again for each line below it that might be a table's second: that work
 * is counted like blocks. */
static void count_rereading(struct markdown *m)
{
	const cmark_node *paragraph = m->parser->current;
	if (paragraph->type != CMARK_NODE_PARAGRAPH || !str_trim(m->line).len)
		return;
	for (size_t i = 0; i < m->line.len; i++)
		if (!strchr("|:-> \t", m->line.ptr[i]))
			return;
	m->nodes += (size_t)paragraph->content.size / 2;
}

/* ---- After a line ---- */

static bool takes_lines(cmark_node *node)
{
	return node->type == CMARK_NODE_PARAGRAPH || node->type == CMARK_NODE_HEADING ||
	       node->type == CMARK_NODE_CODE_BLOCK;
}

static struct leaf *leaf_of(struct markdown *m, cmark_node *node)
{
	if (!node->user_data)
		node->user_data = arena_make(m->arena, struct leaf);
	return node->user_data;
}

/* A heading's line without its closing marks, as CommonMark cuts it (4.2). */
static size_t heading_end(str line)
{
	size_t end = str_trim_end(line).len, marks = end;
	while (marks && line.ptr[marks - 1] == '#')
		marks--;
	if (marks == end || !marks || (line.ptr[marks - 1] != ' ' && line.ptr[marks - 1] != '\t'))
		return end;
	return str_trim_end(str_sub(line, 0, marks)).len;
}

/* The last n bytes of the content came from the line's end. */
static void add_piece(struct markdown *m, cmark_node *node, size_t n)
{
	size_t end = m->line.len;
	const char *content = (const char *)node->content.ptr + node->content.size;
	if (node->type == CMARK_NODE_HEADING)
		end = heading_end(m->line);
	else if (n)
		n--, content--;          /* the line's end */
	size_t same = 0;
	while (same < n && same < end && content[-(ptrdiff_t)same - 1] ==
	       m->line.ptr[end - same - 1])
		same++;
	struct markdown_piece p = {m->line_off + end - same, (uint32_t)(n - same), (uint32_t)same};
	vec_push(m->arena, &leaf_of(m, node)->pieces, p);
}

/* How many bytes of the content this line gave. When it might have made the paragraph above a
 * heading, link definitions left that: if nothing else was there, the paragraph begins anew. */
static size_t added(cmark_node *node, bool same, size_t before, bool defined)
{
	size_t size = (size_t)node->content.size;
	if (!same)
		return size;
	if (!defined)
		return size > before ? size - before : 0;
	if (node->type == CMARK_NODE_HEADING)
		return 0;
	((struct leaf *)node->user_data)->pieces.n = 0;
	return size;
}

static cmark_node *table_above(cmark_node *node)
{
	while (node && node->type != CMARK_NODE_TABLE)
		node = node->parent;
	return node;
}

static void after_row(struct markdown *m, cmark_node *table)
{
	size_t columns = cmark_gfm_extensions_get_table_columns(table);
	cmark_node *row = table->last_child;
	m->nodes += columns;
	if (columns > MARKDOWN_COLUMNS) {
		too(m, markdown_at(m, table, 1), "text/too-many-columns",
		    "table has more than 64 columns", "Split the table.");
		return;
	}
	if (!row || row->user_data || m->row_first < 0 ||
	    (size_t)row->start_line != m->lines.n || row == table->first_child)
		return;
	struct leaf *leaf = leaf_of(m, row);
	size_t from = (size_t)m->row_first < m->line.len ? (size_t)m->row_first : m->line.len;
	vec_push(m->arena, &leaf->pieces,
	         (struct markdown_piece){m->line_off + from, 0, (uint32_t)(m->line.len - from)});
}

/* Depth, and blocks that this line opened. */
static void count(struct markdown *m)
{
	size_t depth = 0;
	m->nodes++;
	for (cmark_node *n = m->parser->current; n; n = n->parent) {
		depth += n->type == CMARK_NODE_BLOCK_QUOTE || n->type == CMARK_NODE_ITEM ||
		         n->type == CMARK_NODE_FOOTNOTE_DEFINITION || container_of(m, n);
		m->nodes += (size_t)n->start_line == m->lines.n;
	}
	if (depth > MARKDOWN_DEPTH)
		too(m, in_line(m, first_nonspace(m->line), 1), "text/too-deep",
		    "quotes, lists and divs are nested more than 64 deep", "Flatten the nesting.");
	else if (m->nodes > MARKDOWN_NODES)
		too(m, in_line(m, 0, 0), "text/too-many-blocks",
		    "the file has more than 1000000 blocks and lines",
		    "Split the text into several files.");
}

static void feed(struct markdown *m, struct buf *line)
{
	cmark_node *before = m->parser->current;
	size_t size = takes_lines(before) ? (size_t)before->content.size : 0;
	bool known = takes_lines(before) && before->user_data;
	unsigned definitions = m->parser->refmap->size;
	m->row_first = -1;
	m->closing = NULL;
	count_rereading(m);
	buf_clear(line);
	buf_put(line, m->line);
	buf_byte(line, '\n');
	cmark_parser_feed(m->parser, line->ptr, line->len);

	cmark_node *now = m->parser->current, *table = table_above(now);
	if (table) {
		after_row(m, table);
	} else if (takes_lines(now)) {
		bool same = known && now == before && now->user_data;
		size_t n = added(now, same, size, definitions != m->parser->refmap->size);
		if (n)
			add_piece(m, now, n);
		if (now->type == CMARK_NODE_PARAGRAPH && now->content.size > MARKDOWN_SEGMENT)
			too(m, markdown_at(m, now, 0), "text/too-long",
			    "paragraph has more than 32768 bytes", "Split the paragraph.");
	}
	count(m);
}

/* ---- A file ---- */

/* Lines end as for cmark: LF, CR LF or CR. */
static str next_line(str *rest)
{
	size_t i = 0;
	while (i < rest->len && rest->ptr[i] != '\n' && rest->ptr[i] != '\r')
		i++;
	str line = str_sub(*rest, 0, i);
	i += i + 1 < rest->len && rest->ptr[i] == '\r' && rest->ptr[i + 1] == '\n';
	*rest = str_from(*rest, i + 1);
	return line;
}

static void unclosed(struct markdown *m)
{
	cmark_node *n = m->parser->current;
	if (n->type != CMARK_NODE_CODE_BLOCK || !n->as.code.fenced)
		return;
	diag_error(m->diags, markdown_at(m, n, 3), "text/unclosed-code",
	           "code block is never closed");
	diag_hint(m->diags, "End it with a line of backticks like its first.");
}

/* Closes what is open, so that cmark works out tight lists: the break is past the last line, and
 * so is not taken for one of the text's. */
static void close_all(struct markdown *m)
{
	m->line = S("");
	cmark_parser_feed(m->parser, "\n***\n", 5);
}

static bool definitions_ok(struct markdown *m)
{
	for (const cmark_map_entry *e = m->parser->refmap->refs; e; e = e->next) {
		const cmark_reference *r = (const cmark_reference *)e;
		if (r->url.len + r->title.len <= MARKDOWN_TARGET)
			continue;
		too(m, (struct span){m->file, 0, 0}, "text/too-long",
		    "a link's definition has more than 2048 bytes", "Shorten the link's target.");
		return false;
	}
	return true;
}

static void drop_parser(void *parser)
{
	cmark_parser_free(parser);
}

static void drop_extension(void *extension)
{
	cmark_syntax_extension_free(cmark_get_default_mem_allocator(), extension);
}

static void open_parser(struct markdown *m)
{
	cmark_gfm_core_extensions_ensure_registered();
	m->extension = cmark_syntax_extension_new("strom");
	cmark_syntax_extension_set_private(m->extension, m, NULL);
	containers_attach(m->extension);
	marks_attach(m->extension);
	arena_cleanup(m->arena, drop_extension, m->extension);
	m->parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES);
	arena_cleanup(m->arena, drop_parser, m->parser);
	/* Ours first: it sees a table's row before the table takes it. */
	cmark_parser_attach_syntax_extension(m->parser, m->extension);
	cmark_parser_attach_syntax_extension(m->parser, cmark_find_syntax_extension("table"));
}

struct markdown *markdown_read(struct arena *arena, struct diags *diags, uint32_t file, str bytes,
                               size_t from)
{
	struct markdown *m = arena_make(arena, struct markdown);
	*m = (struct markdown){.arena = arena, .diags = diags, .file = file, .bytes = bytes};
	struct buf line = {0};
	str rest = str_from(bytes, from);
	open_parser(m);
	while (rest.len && !m->stop) {
		m->line_off = (uint64_t)(rest.ptr - bytes.ptr);
		m->line = next_line(&rest);
		vec_push(arena, &m->lines, m->line_off);
		if (markers_ok(m))
			feed(m, &line);
	}
	buf_drop(&line);
	if (m->stop)
		return NULL;
	unclosed(m);
	close_all(m);
	return definitions_ok(m) ? m : NULL;
}
