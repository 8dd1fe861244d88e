/* cmark's blocks into a draft: each segment's raw source, rebuilt from the pieces of the file. */
#include "text/draft/draft_parts.h"

#include "base/file.h"

#include <unicode/uchar.h>

static void read_children(struct draft_reader *, cmark_node *, struct draft_block *,
                          struct draft_place);

/* ---- Raw source ---- */

static const struct leaf *leaf_of(cmark_node *n)
{
	return n->user_data;
}

/* Link definitions at the start have left cmark's content: only its last bytes count. */
static struct raw paragraph_raw(struct draft_reader *r, cmark_node *n)
{
	const struct leaf *leaf = leaf_of(n);
	size_t total = 0, skip = 0, first = 0;
	if (!leaf && n->next && n->next->type == CMARK_NODE_TABLE && leaf_of(n->next)) {
		/* Lines right above a table's header, which cmark parts from it late. */
		leaf = leaf_of(n->next);
		struct raw raw =
		        draft_join(r, leaf, 0, leaf->pieces.n - draft_header_rows(r, leaf));
		raw = draft_without_comments(r, &raw);
		return draft_trimmed(r, &raw);
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
	struct raw raw = draft_join(r, leaf, first, leaf ? leaf->pieces.n : 0);
	raw = draft_without_comments(r, &raw);
	return draft_trimmed(r, &raw);
}

/* ---- Leaves ---- */

void draft_context(struct draft_reader *r, const struct attributes *a, struct raw *raw)
{
	static const char *const known[] = {"ctx", "short", NULL};
	const struct attribute *context = attributes_get(a, "ctx");
	if (context)
		raw->context = context->value;
	attributes_check(r->diags, a, known);
}

/* {short="..."}: chapters alone stand in running heads. */
static void read_shorter(struct draft_reader *r, struct draft_block *b)
{
	const struct attribute *said = attributes_get(&b->attributes, "short");
	if (!said)
		return;
	b->shorter = (struct raw){.kind = SEGMENT_SHORT_TITLE,
	                          .text = said->value,
	                          .context = b->raw.context,
	                          .origin = origin_of(r->arena, said->value_at),
	                          .at = said->value_at};
	if (b->level == 1)
		return;
	diag_error(r->diags, said->key_at, "text/short-level",
	           "only a heading of the first level has a short title");
	diag_hint(r->diags, "Running heads have the titles of chapters: leave it out here.");
}

static void read_heading(struct draft_reader *r, cmark_node *n, struct draft_block *parent,
                         struct draft_place place)
{
	struct raw raw = n->as.heading.setext ? paragraph_raw(r, n)
	                                      : draft_join(r, leaf_of(n), 0, leaf_of(n) ? 1 : 0);
	struct draft_block *b = draft_add(r, parent, NODE_HEADING, markdown_at(r->markdown, n, 1));
	raw = draft_without_comments(r, &raw);
	size_t len = attributes_at_end(r->arena, raw.text, &raw.origin, &b->attributes);
	b->level = (uint8_t)n->as.heading.level;
	b->raw = draft_part(r, &raw, 0, len);
	b->raw = draft_trimmed(r, &b->raw);
	b->raw.kind = SEGMENT_HEADING;
	b->raw.context = place.context;
	if (b->raw.at.len)
		b->at = b->raw.at;
	draft_context(r, &b->attributes, &b->raw);
	read_shorter(r, b);
}

static bool read_picture(struct draft_reader *r, const struct raw *raw, struct draft_block *parent)
{
	struct picture_said said;
	struct attributes attributes;
	if (!draft_picture_read(r, raw, &said, &attributes))
		return false;
	struct draft_block *b = draft_add(r, parent, NODE_PICTURE, raw->at);
	struct picture_said *kept = arena_make(r->arena, struct picture_said);
	*kept = said;
	const struct attribute *context = attributes_get(&attributes, "ctx");
	if (context)
		kept->alt.context = kept->caption.context = context->value;
	b->picture = kept;
	b->attributes = attributes;
	return true;
}

static void read_paragraph(struct draft_reader *r, struct raw raw, struct draft_block *parent,
                           struct draft_place place)
{
	if (!raw.text.len)
		return;
	raw.context = place.context;
	raw.kind = place.in_note ? SEGMENT_NOTE : place.in_item ? SEGMENT_ITEM : SEGMENT_PARAGRAPH;
	if (raw.text.len > MARKDOWN_SEGMENT) {
		diag_error(r->diags, raw.at, "text/too-long",
		           "paragraph has more than 32768 bytes");
		return;
	}
	if (read_picture(r, &raw, parent) || draft_abbreviations(r, &raw))
		return;
	draft_raw_context(r->arena, &raw);
	struct draft_block *b = draft_add(r, parent, NODE_PARAGRAPH, raw.at);
	b->raw = raw;
	draft_check_lines(r, &raw);
}

/* ---- HTML: comments are dropped, the rest is an error ---- */

/* Whether a block begins in the line below this place. */
static bool begins_below(const struct markdown *m, const cmark_node *n, uint64_t off)
{
	size_t line = n && n->start_line > 1 ? (size_t)n->start_line - 1 : m->lines.n;
	return line < m->lines.n && m->lines.at[line - 1] <= off && off < m->lines.at[line];
}

/* Words behind a comment: CommonMark counts their line to it, and the lines below are a paragraph.
 * Returns the last node that is read. */
static cmark_node *read_behind(struct draft_reader *r, cmark_node *n, str words, struct span at,
                               struct draft_block *parent, struct draft_place place)
{
	cmark_node *next = n->next;
	struct raw raw = {.text = words, .at = {at.file, (uint32_t)words.len, at.off}};
	raw.origin = origin_of(r->arena, raw.at);
	bool goes_on =
	        begins_below(r->markdown, next, at.off) && next->type == CMARK_NODE_PARAGRAPH;
	if (goes_on) {
		struct raw below = paragraph_raw(r, next);
		raw = draft_joined(r, &raw, &below);
	}
	read_paragraph(r, raw, parent, place);
	return goes_on ? next : n;
}

/* Returns the last node that is read. */
static cmark_node *read_html(struct draft_reader *r, cmark_node *n, struct draft_block *parent,
                             struct draft_place place)
{
	const struct markdown *m = r->markdown;
	struct span at = markdown_at(m, n, 1);
	str rest = str_from(m->bytes, at.off);
	str html = str_trim((str){(const char *)n->as.literal.data, (size_t)n->as.literal.len});
	bool open = n->flags & CMARK_NODE__OPEN;
	if (open)
		html = str_trim((str){(const char *)n->content.ptr, (size_t)n->content.size});
	bool comment = str_starts(html, S("<!--"));
	/* The block's lines hold their container's marks in the file: find each end there too. */
	while (str_starts(html, S("<!--"))) {
		size_t end = str_find(html, S("-->")), here = str_find(rest, S("-->"));
		if (end == SIZE_MAX || here == SIZE_MAX) {
			diag_error(r->diags, at, "text/unclosed-comment",
			           "comment is never closed");
			diag_hint(r->diags, "End it with -->.");
			return n;
		}
		html = str_trim(str_from(html, end + 3));
		rest = str_from(rest, here + 3);
		size_t next = html.len ? str_find(rest, str_until(html, '\n')) : 0;
		rest = next == SIZE_MAX ? rest : str_from(rest, next);
		at.off = (uint64_t)(rest.ptr - m->bytes.ptr);
	}
	if (html.len && comment && !str_has(html, '\n'))
		return read_behind(r, n, html, at, parent, place);
	if (!html.len)
		return n;
	diag_error(r->diags, at, "text/raw-html", "raw HTML is not allowed");
	diag_hint(r->diags, "Use Markdown, or ::: {.class} for a passage of its own style.");
	return n;
}

/* ---- Footnotes ---- */

static bool note_is_new(struct draft_reader *r, const struct footnote *f)
{
	uint32_t number = (uint32_t)r->draft->notes.n;
	if (!r->draft->note_names)
		r->draft->note_names = map_new(r->arena);
	if (map_add(r->draft->note_names, f->name, &number))
		return true;
	diag_error(r->diags, f->at, "text/note-twice", "footnote '%.*s' is written twice",
	           STR_ARG(f->name));
	diag_note(r->diags, r->draft->notes.at[number].at, "first written here");
	return false;
}

/* What is listed, floats or has a number of its own belongs to the text. */
static void check_note(struct draft_reader *r, const struct draft_block *b)
{
	for (; b; b = b->next) {
		bool text = b->kind == NODE_PARAGRAPH || b->kind == NODE_CODE_BLOCK ||
		            b->kind == NODE_LIST || b->kind == NODE_ITEM || b->kind == NODE_QUOTE ||
		            b->kind == NODE_DEFINITIONS || b->kind == NODE_TERM ||
		            b->kind == NODE_DEFINITION;
		if (text) {
			check_note(r, b->first);
			continue;
		}
		diag_error(r->diags, b->at, "text/not-in-note", "a footnote cannot hold a %s",
		           b->included ? "file" : node_kind_name(b->kind));
		diag_hint(r->diags, "Footnotes hold paragraphs, lists, quotes and code: move it "
		                    "into the text.");
	}
}

/* Of "[^name]". cmark counts from behind the mark, where words in brackets may begin. */
static struct span note_at(const struct markdown *m, cmark_node *n, str name)
{
	struct span at = markdown_at(m, n, (uint32_t)name.len + 3);
	do
		at.off -= at.off > 0;
	while (at.off && !(str_starts(str_from(m->bytes, at.off), S("[^")) &&
	                   str_starts(str_from(m->bytes, at.off + 2), name)));
	return at;
}

static void read_note(struct draft_reader *r, cmark_node *n, struct draft_place place)
{
	str name = {(const char *)n->as.literal.data, (size_t)n->as.literal.len};
	struct footnote f = {.at = note_at(r->markdown, n, name),
	                     .name = arena_str(r->arena, name)};
	if (!note_is_new(r, &f))
		return;
	f.block = arena_make(r->arena, struct draft_block);
	f.block->kind = NODE_NOTE;
	f.block->at = f.at;
	place.in_item = false;
	place.in_note = true;
	vec_push(r->arena, &r->draft->notes, f);
	read_children(r, n, f.block, place);
	check_note(r, f.block->first);
	if (f.block->first)
		return;
	diag_error(r->diags, f.at, "text/empty-note", "footnote '%.*s' has no text",
	           STR_ARG(f.name));
	diag_hint(r->diags,
	          "Write it behind the colon; further paragraphs are indented by four spaces.");
}

/* ---- Containers ---- */

static void read_list(struct draft_reader *r, cmark_node *n, struct draft_block *parent,
                      struct draft_place place)
{
	struct draft_block *b = draft_add(r, parent, NODE_LIST, markdown_at(r->markdown, n, 1));
	bool ordered = n->as.list.list_type == CMARK_ORDERED_LIST;
	b->flags = (uint16_t)((ordered ? NODE_ORDERED : 0) | (n->as.list.tight ? NODE_TIGHT : 0));
	b->number = ordered ? n->as.list.start : 0;
	read_children(r, n, b, place);
}

static void check_div(struct draft_reader *r, const struct attributes *a)
{
	static const char *const plain[] = {"ctx", "lang", NULL},
	                         *const each[] = {"ctx", "query", NULL},
	                         *const only[] = {"ctx", "country", NULL},
	                         *const tiles[] = {"ctx", "lang", "bars", NULL};
	const char *const *known = str_eq(a->style, S("each"))    ? each
	                           : str_eq(a->style, S("only"))  ? only
	                           : str_eq(a->style, S("tiles")) ? tiles
	                                                          : plain;
	attributes_check(r->diags, a, known);
}

static void read_div(struct draft_reader *r, cmark_node *n, struct draft_block *parent,
                     struct draft_place place)
{
	const struct container *div = container_of(r->markdown, n);
	const struct attribute *context = attributes_get(&div->attributes, "ctx");
	struct draft_block *b = draft_add(r, parent, NODE_DIV, div->at);
	b->attributes = div->attributes;
	attributes_lang(r->diags, &b->attributes, &b->lang);
	if (context)
		place.context = context->value;
	place.in_item = false;
	check_div(r, &div->attributes);
	if (!div->closed) {
		diag_error(r->diags, div->at, "text/unclosed-div", "div is never closed");
		diag_hint(r->diags, "End it with a line of three colons.");
	}
	read_children(r, n, b, place);
	if (str_eq(b->attributes.style, S("tiles")))
		draft_tiles(r, b);
}

static void read_container(struct draft_reader *r, cmark_node *n, struct draft_block *parent,
                           enum node_kind kind, struct draft_place place)
{
	struct draft_block *b = draft_add(r, parent, kind, markdown_at(r->markdown, n, 1));
	place.in_item = kind == NODE_ITEM;
	read_children(r, n, b, place);
	if (kind == NODE_ITEM)
		draft_task(r, b);
}

static void read_definition(struct draft_reader *r, cmark_node *n, struct draft_block *parent,
                            struct draft_place place)
{
	struct span at = container_of(r->markdown, n)->at;
	struct draft_block *list = draft_definitions(r, parent, at);
	place.in_item = false;
	if (list)
		read_children(r, n, draft_add(r, list, NODE_DEFINITION, at), place);
}

static void read_block(struct draft_reader *r, cmark_node *n, struct draft_block *parent,
                       struct draft_place place)
{
	if (n->type == CMARK_NODE_TABLE) {
		draft_table(r, n, parent, place);
		return;
	}
	switch (n->type) {
	case CMARK_NODE_HEADING:
		read_heading(r, n, parent, place);
		break;
	case CMARK_NODE_PARAGRAPH:
		read_paragraph(r, paragraph_raw(r, n), parent, place);
		break;
	case CMARK_NODE_CODE_BLOCK:
		draft_code(r, n, parent, place);
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
		if (container_is_definition(r->markdown, n))
			read_definition(r, n, parent, place);
		else
			read_div(r, n, parent, place);
		break;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		read_note(r, n, place);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		if (!container_is_div_end(r->markdown, n))
			draft_add(r, parent, NODE_RULE, markdown_at(r->markdown, n, 3));
		break;
	default:
		break;
	}
}

/* Depth is bounded by blocks.c. What begins past the last line is its closing break. */
static void read_children(struct draft_reader *r, cmark_node *n, struct draft_block *parent,
                          struct draft_place place)
{
	for (cmark_node *c = n->first_child; c; c = c->next) {
		if (diag_met(r->diags) >= r->errors + DRAFT_ERRORS)
			break;
		if ((size_t)c->start_line > r->markdown->lines.n)
			continue;
		if (c->type == CMARK_NODE_HTML_BLOCK)
			c = read_html(r, c, parent, place);
		else
			read_block(r, c, parent, place);
	}
	draft_join_definitions(parent);
	draft_captions(r, parent);
}

/* ---- A file ---- */

/* A file that is no text at all has thousands. */
enum { CONTROLS_SHOWN = 20 };

/* Whether one of eight bytes may be a control character: all that are below a space, and DEL. */
static bool may_have_controls(const char *bytes)
{
	const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
	uint64_t eight, del;
	memcpy(&eight, bytes, sizeof eight);
	del = eight ^ ones * 0x7F;
	return ((eight - ones * ' ') & ~eight & tops) || ((del - ones) & ~del & tops);
}

static bool bytes_ok(struct diags *diags, uint32_t file, str bytes)
{
	size_t bad = utf8_check(bytes);
	if (bad < bytes.len) {
		diag_error(diags, (struct span){file, 1, bad}, "text/not-utf8",
		           "this byte is not UTF-8");
		diag_hint(diags, "Save the file as UTF-8.");
		return false;
	}
	size_t shown = 0;
	for (size_t i = 0; i < bytes.len && shown < CONTROLS_SHOWN; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i];
		if (i + 8 < bytes.len && !may_have_controls(bytes.ptr + i)) {
			i += 7;
			continue;
		}
		if (c >= ' ' ? c != 0x7F : c == '\t' || c == '\n' || c == '\r' || c == '\f')
			continue;
		diag_error(diags, (struct span){file, 1, i}, "text/control-character",
		           "the text has the control character U+%04X", c);
		diag_hint(diags, "Delete it: it cannot be seen, and no font has it.");
		shown++;
	}
	return !shown;
}

static bool is_fence(str line)
{
	return str_eq(str_trim_end(line), S("---"));
}

/* Keys and their values; a text that begins with a rule is taken for them. NULL: reported. */
static const struct yaml *front_of(struct draft_reader *r, str text, struct span base,
                                   struct span fence)
{
	const struct yaml *front = yaml_parse(r->arena, r->diags, text, base, NULL, NULL);
	if (!front) {
		diag_note(r->diags, fence,
		          "front matter begins here; a rule that begins a text is written ***");
		return NULL;
	}
	if (front->kind == YAML_MAP)
		return front;
	diag_error(r->diags, front->at, "text/bad-front-matter",
	           "what stands between --- and --- at the text's beginning "
	           "has no keys");
	diag_hint(r->diags, "Front matter stands there, such as title: My title. Write *** where a "
	                    "rule is meant.");
	return NULL;
}

/* "title: X" right below the fence is no text. */
static bool is_key(str line)
{
	size_t n = 0;
	while (n < line.len && ((line.ptr[n] | 0x20) >= 'a' ? (line.ptr[n] | 0x20) <= 'z'
	                                                    : line.ptr[n] == '-'))
		n++;
	return n && n + 1 < line.len && line.ptr[n] == ':' && line.ptr[n + 1] == ' ';
}

static bool is_toml(str rest)
{
	str line = S("");
	return str_next_line(&rest, &line) && str_eq(str_trim_end(line), S("+++")) &&
	       str_next_line(&rest, &line) && str_has(line, '=');
}

static void bad_front(struct draft_reader *r, struct span at, const char *message)
{
	diag_error(r->diags, at, "text/bad-front-matter", "%s", message);
	diag_hint(r->diags, "It is YAML, such as title: My title, between two lines of ---; a rule "
	                    "that begins a text is written ***.");
}

/* Returns where the text begins. */
static size_t read_front(struct draft_reader *r, uint32_t file, str bytes, size_t from,
                         struct draft *draft)
{
	str rest = str_from(bytes, from), line;
	struct span fence = {file, 3, from};
	if (is_toml(rest))
		bad_front(r, fence, "this front matter is no YAML");
	if (!str_next_line(&rest, &line) || !is_fence(line))
		return from;
	str first = rest;
	size_t start = (size_t)(rest.ptr - bytes.ptr), end = start;
	while (str_next_line(&rest, &line)) {
		if (is_fence(line) || str_eq(str_trim_end(line), S("..."))) {
			struct span base = {file, 0, start};
			draft->front = front_of(r, str_sub(bytes, start, end), base, fence);
			return bytes.len - rest.len;
		}
		end = bytes.len - rest.len;
	}
	/* A break at a text's start, and no second line like it. */
	if (str_next_line(&first, &line) && is_key(line))
		bad_front(r, fence, "front matter that begins here never ends");
	return from;
}

struct draft *draft_file(struct arena *arena, struct diags *diags, const struct said *path,
                         const struct chain *outer, struct included *included)
{
	struct chain chain = {path->text, outer, included};
	struct draft *d = arena_make(arena, struct draft);
	struct draft_reader r = {.arena = arena,
	                         .diags = diags,
	                         .draft = d,
	                         .chain = &chain,
	                         .errors = diag_met(diags)};
	uint32_t file = diag_file(diags, path->text, 0);
	str bytes;
	if (!file_map(arena, diags, path->at, path->text, MARKDOWN_FILE, &bytes) ||
	    !bytes_ok(diags, file, bytes))
		return NULL;
	chain.included->bytes += bytes.len;
	size_t from = str_starts(bytes, S("\xEF\xBB\xBF")) ? 3 : 0;
	from = read_front(&r, file, bytes, from, d);
	d->markdown = r.markdown = markdown_read(arena, diags, file, bytes, from);
	if (!d->markdown)
		return NULL;
	d->root = arena_make(arena, struct draft_block);
	d->root->kind = NODE_DOCUMENT;
	d->root->at = (struct span){file, 0, from};
	read_children(&r, r.markdown->parser->root, d->root, (struct draft_place){0});
	d->good = diag_met(diags) == r.errors;
	return d;
}

struct draft *draft_read(struct arena *arena, struct arena *lasting, struct diags *diags,
                         const struct said *path)
{
	struct included none = {.lasting = lasting};
	return draft_file(arena, diags, path, NULL, &none);
}
