/* Fences: code, tables and figures from data, and included files. */
#include "text/draft/draft_parts.h"

/* Tables' queries and figures' options are asked for when the text is gone. */
static void read_directive(struct draft_reader *r, const struct leaf *leaf,
                           struct draft_block *parent, struct draft_place place)
{
	struct draft_reader lasting = *r;
	lasting.arena = r->chain->included->lasting;
	struct raw head = draft_join(&lasting, leaf, 0, 1);
	struct raw body = draft_join(&lasting, leaf, 1, leaf->pieces.n);
	const struct directive *d =
	        draft_directive_read(lasting.arena, r->diags, head.text, head.at, body.text,
	                             &body.origin, place.context);
	if (!d)
		return;
	struct draft_block *b =
	        draft_add(r, parent, d->is_figure ? NODE_FIGURE : NODE_TABLE, head.at);
	b->directive = d;
}

/* ``` {table}: CommonMark allows the space, and a class may stand behind one. */
static bool is_spaced(struct draft_reader *r, const struct leaf *leaf)
{
	struct raw head = draft_join(r, leaf, 0, 1), name = draft_trimmed(r, &head);
	if (str_starts(head.text, S("{")))
		return false;
	name = draft_part(r, &name, 0, str_until(name.text, '}').len + 1);
	diag_error(r->diags, name.at, "text/unknown-directive", "a space stands before '%.*s'",
	           STR_ARG(name.text));
	diag_hint(r->diags, "Write the brace right behind the backticks; a class begins with a "
	                    "point: {.class}.");
	return true;
}

/* What a line's run of the fence's sign is followed by; empty: it is none that could begin a fence.
 */
static str fence_word(const cmark_node *n, str line)
{
	str rest = str_trim(line);
	size_t run = 0;
	while (run < rest.len && rest.ptr[run] == (char)n->as.code.fence_char)
		run++;
	str word = str_trim(str_from(rest, run));
	return run < n->as.code.fence_length || str_has(word, (char)n->as.code.fence_char) ? S("")
	                                                                                   : word;
}

/* A line within that begins a fence like this one: the author has forgotten to end this one, and
 * what follows would be code. Around such lines, where they are meant, a longer fence stands. */
static bool is_closed(struct draft_reader *r, const cmark_node *n, const struct leaf *leaf)
{
	for (size_t i = 1; i < leaf->pieces.n; i++) {
		const struct markdown_piece *p = &leaf->pieces.at[i];
		if (!fence_word(n, str_sub(r->markdown->bytes, p->off, p->off + p->len)).len)
			continue;
		struct raw begin = draft_join(r, leaf, i, i + 1);
		diag_error(r->diags, markdown_at(r->markdown, (cmark_node *)n, 3),
		           "text/unclosed-code",
		           "this block is not closed before the next one begins");
		diag_note(r->diags, draft_trimmed(r, &begin).at, "the next one");
		diag_hint(r->diags, "End it with a line like its first, without a word; code that "
		                    "holds such lines stands between longer ones.");
		return false;
	}
	return true;
}

/* ``` {.class #id} */
static bool read_code_class(struct draft_reader *r, const struct leaf *leaf, struct attributes *out)
{
	struct raw head = draft_join(r, leaf, 0, 1);
	head = draft_trimmed(r, &head);
	return attributes_at_end(r->arena, head.text, &head.origin, out) == 0;
}

/* "```table tbl-x" is code in a language of that name. */
static void check_word(struct draft_reader *r, const struct leaf *leaf, str info)
{
	static const char *const words[] = {"table", "figure", "include"};
	struct raw head = draft_join(r, leaf, 0, 1);
	str word = str_until(info, ' ');
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!str_eq(word, str_of(words[i])))
			continue;
		diag_warn(r->diags, draft_trimmed(r, &head).at, "text/looks-like-directive",
		          "this block is printed as it stands");
		diag_hint(r->diags, "A directive has braces: {%s} right behind the backticks.",
		          words[i]);
	}
}

void draft_code(struct draft_reader *r, cmark_node *n, struct draft_block *parent,
                struct draft_place place)
{
	const struct leaf *leaf = n->user_data;
	str info = {(const char *)n->as.code.info.data, (size_t)n->as.code.info.len};
	bool open = n->flags & CMARK_NODE__OPEN, braced = str_starts(info, S("{"));
	struct attributes attributes = {0};
	if (open || !leaf || !leaf->pieces.n)
		return;
	if (n->as.code.fenced && !is_closed(r, n, leaf))
		return;
	if (n->as.code.fenced && str_starts(info, S("{include}"))) {
		draft_includes(r, leaf, parent, str_trim(str_from(info, 9)));
		return;
	}
	if (n->as.code.fenced && braced && !read_code_class(r, leaf, &attributes)) {
		if (!is_spaced(r, leaf))
			read_directive(r, leaf, parent, place);
		return;
	}
	if (n->as.code.fenced)
		check_word(r, leaf, info);
	struct draft_block *b =
	        draft_add(r, parent, NODE_CODE_BLOCK, markdown_at(r->markdown, n, 1));
	str text = {(const char *)n->as.code.literal.data, (size_t)n->as.code.literal.len};
	b->attributes = attributes;
	b->text = arena_str(r->arena, str_ends(text, S("\n")) ? str_sub(text, 0, text.len - 1)
	                                                      : text);
}
