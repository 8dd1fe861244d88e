/* Editions against cmark-gfm's own tree of the whole text: lines put together by chance, always the
 * same ones. What blocks.c and inlines.c do by pieces must come out as if cmark had read it all. */
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>

#include "unit/text_help.h"

#include "text/make/maker.h"

extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL;

static const char *const lines[] = {
        "a",
        "*b* c",
        "  d",
        "    e",
        "\tf",
        "> g",
        ">h",
        ">",
        "- i",
        "  - j",
        "-\tk",
        "1. l",
        "2) m",
        "***",
        "---",
        "===",
        "# n #",
        "##",
        "",
        "",
        "",
        "```",
        "~~~ o",
        "| p | q |",
        "|---|--:|",
        "> | r \\| `s` |",
        "> |-",
        "t|u",
        "[v]: tel:1",
        "[v] w",
        "x  ",
        "y\\",
        ">     z",
        "-     A",
        "<https://B.org>",
        "`C",
        "D` E",
        "\\# F",
        "**G",
        "H** I",
        "  1. J",
        "+",
        "\t\tK",
        "> - L",
        "  > M",
        "[N",
        "O](tel:2 'P')",
        "\xC3\xA4 _Q_ \xE2\x80\x94",
        "    - R",
        "&amp; S &nbsp;",
        "10. T",
        "* * *",
        "      U",
};

/* ---- One line a block; inlines as marks in their text ---- */

static void put_line(struct buf *out, const char *kind, int number)
{
	buf_printf(out, "\n%s%d ", kind, number);
}

static void put_cmark(cmark_node *n, struct buf *out)
{
	const char *literal = cmark_node_get_literal(n);
	cmark_node_type type = cmark_node_get_type(n);
	const char *end = NULL;
	if (type == CMARK_NODE_TABLE)
		put_line(out, "table", 0);
	else if (type == CMARK_NODE_TABLE_ROW)
		put_line(out, "row", cmark_gfm_extensions_get_table_row_is_header(n));
	else if (type == CMARK_NODE_TABLE_CELL)
		put_line(out, "cell", 0);
	else if (type == CMARK_NODE_PARAGRAPH)
		put_line(out, "paragraph", 0);
	else if (type == CMARK_NODE_HEADING)
		put_line(out, "heading", cmark_node_get_heading_level(n));
	else if (type == CMARK_NODE_LIST)
		put_line(out, cmark_node_get_list_tight(n) ? "tight" : "list",
		         cmark_node_get_list_start(n));
	else if (type == CMARK_NODE_ITEM)
		put_line(out, "item", 0);
	else if (type == CMARK_NODE_BLOCK_QUOTE)
		put_line(out, "quote", 0);
	else if (type == CMARK_NODE_THEMATIC_BREAK)
		put_line(out, "rule", 0);
	else if (type == CMARK_NODE_CODE_BLOCK)
		buf_printf(out, "\ncode ");
	else if (type == CMARK_NODE_SOFTBREAK)
		buf_byte(out, ' ');
	else if (type == CMARK_NODE_LINEBREAK)
		buf_put(out, S("<br>"));
	else if (type == CMARK_NODE_EMPH)
		buf_put(out, S("<em>")), end = "</em>";
	else if (type == CMARK_NODE_STRONG)
		buf_put(out, S("<strong>")), end = "</strong>";
	else if (type == CMARK_NODE_LINK)
		buf_printf(out, "<a %s %s>", cmark_node_get_url(n), cmark_node_get_title(n)),
		        end = "</a>";
	else if (type == CMARK_NODE_CODE)
		buf_put(out, S("<code>"));
	if (literal)
		buf_put(out, str_trim_end(str_of(literal)).len || type != CMARK_NODE_CODE_BLOCK
		             ? str_of(literal) : S(""));
	if (type == CMARK_NODE_CODE)
		buf_put(out, S("</code>"));
	for (cmark_node *c = cmark_node_first_child(n); c; c = cmark_node_next(c))
		put_cmark(c, out);
	if (end)
		buf_put(out, str_of(end));
}

static void put_edition(const struct edition *e, strom_node i, struct buf *out)
{
	const struct node *n = node_at(e, i);
	const char *end = NULL;
	switch ((enum node_kind)n->kind) {
	case NODE_TABLE: put_line(out, "table", 0); break;
	case NODE_ROW: put_line(out, "row", n->flags & NODE_HEADER ? 1 : 0); break;
	case NODE_CELL: put_line(out, "cell", 0); break;
	case NODE_PARAGRAPH: put_line(out, "paragraph", 0); break;
	case NODE_HEADING: put_line(out, "heading", n->level); break;
	case NODE_LIST: put_line(out, n->flags & NODE_TIGHT ? "tight" : "list", n->number); break;
	case NODE_ITEM: put_line(out, "item", 0); break;
	case NODE_QUOTE: put_line(out, "quote", 0); break;
	case NODE_RULE: put_line(out, "rule", 0); break;
	case NODE_CODE_BLOCK: buf_printf(out, "\ncode %.*s\n", STR_ARG(n->text)); break;
	case NODE_TEXT: buf_put(out, n->text); break;
	case NODE_BREAK: buf_put(out, S("<br>")); break;
	case NODE_EMPH: buf_put(out, S("<em>")), end = "</em>"; break;
	case NODE_STRONG: buf_put(out, S("<strong>")), end = "</strong>"; break;
	case NODE_CODE: buf_put(out, S("<code>")), end = "</code>"; break;
	case NODE_LINK:
		buf_printf(out, "<a %.*s %.*s>", STR_ARG(n->target), STR_ARG(n->alt)), end = "</a>";
		break;
	default: break;
	}
	for (strom_node c = n->first; c; c = node_at(e, c)->next)
		put_edition(e, c, out);
	if (end)
		buf_put(out, str_of(end));
}

/* Runs of spaces as one and none at a line's end: an edition's text collapses them. */
static str collapsed(struct buf *b)
{
	struct buf out = {0};
	for (size_t i = 0; i < b->len; i++) {
		char c = b->ptr[i];
		c = c == '\t' ? ' ' : c;
		if (c == ' ' && out.len && out.ptr[out.len - 1] == ' ')
			continue;
		/* CommonMark 6.7 drops spaces behind a break; cmark-gfm keeps them in lazy lines.
		 */
		if (c == ' ' && str_ends(buf_str(&out), S("<br>")))
			continue;
		if (c == '\n')
			while (out.len &&
			       (out.ptr[out.len - 1] == ' ' || out.ptr[out.len - 1] == '\n'))
				out.len--;
		buf_byte(&out, c);
	}
	str text = arena_str(arena, str_trim_end(buf_str(&out)));
	buf_drop(&out);
	buf_drop(b);
	return text;
}

static str outline_cmark(const char *text)
{
	struct buf out = {0};
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	cmark_gfm_core_extensions_ensure_registered();
	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
	cmark_parser_feed(parser, text, strlen(text));
	cmark_node *root = cmark_parser_finish(parser);
	put_cmark(root, &out);
	cmark_node_free(root);
	cmark_parser_free(parser);
	return collapsed(&out);
}

static str outline_edition(const struct edition *e)
{
	struct buf out = {0};
	put_edition(e, 1, &out);
	return collapsed(&out);
}

/* ---- Texts ---- */

static size_t chance(uint64_t *state, size_t below)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (size_t)(*state % below);
}

static const char *text_of(uint64_t *state)
{
	struct buf b = {0};
	size_t n = 1 + chance(state, 7);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s\n", lines[chance(state, sizeof lines / sizeof *lines)]);
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

/* Headers of several rows are ours alone. */
static bool has_tall_header(const struct edition *e)
{
	for (strom_node i = 1; i < e->nodes.n; i++) {
		const struct node *n = node_at(e, i), *next = node_at(e, n->next);
		if (n->kind == NODE_ROW && n->flags & NODE_HEADER && next->flags & NODE_HEADER)
			return true;
	}
	return false;
}

static bool compare(const char *text, const struct language *english)
{
	if (str_starts(str_of(text), S("---\n")))
		return true;     /* front matter, for us */
	put_file("a.md", str_of(text));
	diags = diags_new(arena);
	struct edition *e = edition_make_with(arena, diags, &project, &spec, NULL, english);
	if (!e)
		return false;
	if (has_tall_header(e))
		return true;
	str ours = outline_edition(e), wanted = outline_cmark(text);
	ck_assert_msg(str_eq(ours, wanted), "%s\n---- gives%.*s\n---- but cmark%.*s", text,
	              STR_ARG(ours), STR_ARG(wanted));
	return true;
}

START_TEST(as_cmark)
{
	uint64_t state = 0x9E3779B97F4A7C15u + (uint64_t)_i * 77;
	struct language english = {.tag = S("en"), .locale = S("en")};
	size_t compared = 0, total = 400;
	for (size_t i = 0; i < total; i++) {
		struct arena *outer = arena;
		arena = arena_new();
		compared += compare(text_of(&state), &english);
		arena_drop(arena);
		arena = outer;
	}
	diags = diags_new(arena);
	/* The rest was refused: code that is never closed, rows with too many cells. */
	ck_assert_msg(compared * 3 > total * 2, "only %zu of %zu texts were taken", compared,
	              total);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_oracle");
	TCase *c = tcase_create("oracle");
	tcase_set_timeout(c, 240);
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_loop_test(c, as_cmark, 0, 20);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
