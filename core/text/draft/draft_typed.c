/* Paragraphs with lines that look like other blocks and are none: what is printed of them is
 * markup. A backslash before the sign, or an entity for it, says that it is meant. */
#include "text/draft/draft_parts.h"

#include <unicode/uchar.h>

struct typed_line {
	str text;                        /* without spaces around it */
	size_t at;                       /* in the raw source */
	size_t number, of;               /* from 0; how many there are */
};

/* What a line begins with that may number it, or mark it: "–" "*" "+", 2 of "2.", 'b' of "b)". */
struct typed_head { uint32_t sign; unsigned number; };

struct typed_reader {
	struct draft_reader *r;
	const struct raw *raw;
	size_t pipes, hyphens;           /* lines that look like rows, and like items */
	struct typed_head head;          /* of the line above */
	size_t tabs;                     /* lines with one, up to here */
	bool ruled;
};

static struct span place(const struct typed_reader *t, const struct typed_line *l, size_t len)
{
	return origin_span(&t->raw->origin, l->at, len);
}

static uint32_t code_at(str s, size_t at)
{
	str rest = str_from(s, at);
	return rest.len ? utf8_next(&rest) : 0;
}

/* White space that is no space to Markdown: as Option+Space types it, or Word. */
static bool is_odd_space(uint32_t code)
{
	return code >= 0x80 && (code == 0x200B || code == 0xFEFF || u_isUWhiteSpace((UChar32)code));
}

static bool is_letter(uint32_t code)
{
	return code && u_isalpha((UChar32)code);
}

/* ---- Headings ---- */

/* #StopTrafficking is a tag; so is what stands in a row of them, and what a sentence begins with.
 */
static bool is_tag(str line)
{
	str rest = line;
	bool first = true, inner = false, words = str_has(line, ' ');
	utf8_next(&rest);
	if (str_has(rest, '#') || str_has(S(".,;:!?"), line.ptr[line.len - 1]) ||
	    !u_isupper((UChar32)code_at(rest, 0)))
		return true;
	for (; rest.len; first = false) {
		uint32_t code = utf8_next(&rest);
		inner |= !first && code != UTF8_BAD && u_isupper((UChar32)code);
	}
	return inner && !words;
}

static void check_heading(struct typed_reader *t, const struct typed_line *l)
{
	size_t n = 0;
	while (n < l->text.len && l->text.ptr[n] == '#')
		n++;
	uint32_t next = code_at(l->text, n);
	bool alone = l->of == 1 && is_letter(next) && !is_tag(l->text);
	if (!n || !next || !(n > 1 || alone || is_odd_space(next)))
		return;
	diag_warn(t->r->diags, place(t, l, n), "text/looks-like-heading",
	          "this line is no heading");
	if (n > 6)
		diag_hint(t->r->diags, "There are six levels.");
	else
		diag_hint(t->r->diags,
		          "Write a plain space behind the signs; \\# is the sign itself.");
}

/* ---- Items ---- */

/* Bullets of word processors; from U+F000 on are Word's own. What may be a box to tick is none. */
static bool is_bullet(uint32_t code, uint32_t next)
{
	static const uint32_t signs[] = {0x2022, 0x25E6, 0x25AA, 0x25AB, 0x2023, 0x2043, 0x2219},
	                      apart[] = {0xB7,   0x25CF, 0x25CB, 0x25A0, 0x25C6, 0x25BA, 0x25B6,
	                                 0x27A2, 0x27A4, 0x2756, 0x29BF};
	bool space = next == ' ' || next == '\t' || is_odd_space(next);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (code == signs[i])
			return true;
	for (size_t i = 0; space && i < sizeof apart / sizeof *apart; i++)
		if (code == apart[i])
			return true;
	return (code >= 0xF000 && code <= 0xF0FF) || (code == 'o' && next == '\t');
}

static void no_item(struct typed_reader *t, const struct typed_line *l, size_t len,
                    const char *hint)
{
	diag_warn(t->r->diags, place(t, l, len), "text/looks-like-item",
	          "this line is no item of a list");
	diag_hint(t->r->diags, "%s", hint);
}

static void check_item(struct typed_reader *t, const struct typed_line *l)
{
	str rest = l->text;
	uint32_t sign = utf8_next(&rest), next = code_at(rest, 0);
	size_t len = l->text.len - rest.len;
	bool mark = sign == '-' || sign == '*' || sign == '+';
	t->hyphens += sign == '-' && is_letter(next);
	if (is_bullet(sign, next))
		no_item(t, l, len,
		        "Write - and a space; where the sign itself is meant, &bull; gives it.");
	else if (mark && is_odd_space(next))
		no_item(t, l, len,
		        "Write a plain space behind the sign; a backslash before it gives the sign "
		        "itself.");
	else if (sign == '-' && is_letter(next) && (!l->number || t->hyphens == 2))
		no_item(t, l, len, "Write a space behind the hyphen; \\- is the hyphen itself.");
}

/* "2.x", "2)x", "b) x": no items of Markdown's. */
static struct typed_head numbered(str s)
{
	unsigned number = 0;
	size_t n = 0;
	while (n < s.len && n < 3 && s.ptr[n] >= '0' && s.ptr[n] <= '9')
		number = number * 10 + (unsigned)(s.ptr[n++] - '0');
	bool letter = !n && s.len > 1 && (s.ptr[0] | 0x20) >= 'a' && (s.ptr[0] | 0x20) <= 'z';
	if (letter)
		number = (unsigned char)s.ptr[n++];
	uint32_t sign = code_at(s, n), next = code_at(s, n + 1);
	bool glued = is_letter(next) || is_odd_space(next);
	bool is = letter ? sign == ')' : n && (sign == '.' || sign == ')') && glued;
	return is ? (struct typed_head){sign, number} : (struct typed_head){0, 0};
}

static struct typed_head head_of(str s)
{
	uint32_t sign = code_at(s, 0), next = code_at(s, sign == 0x2013 || sign == 0x2014 ? 3 : 1);
	bool dash = sign == 0x2013 || sign == 0x2014;
	bool glued = (sign == '+' || (sign == '*' && !str_has(str_from(s, 1), '*'))) &&
	             is_letter(next);
	if (dash || glued)
		return (struct typed_head){sign, 0};
	return numbered(s);
}

/* One such line alone may be words; two in a row lose their lines' ends, but for those that a
 * backslash keeps. */
static void check_heads(struct typed_reader *t, const struct typed_line *l,
                        const struct typed_line *above_it)
{
	struct typed_head above = t->head, own = head_of(l->text);
	bool next = own.number == above.number + (own.number != 0) &&
	            !str_ends(above_it->text, S("\\"));
	t->head = own;
	if (l->number && own.sign && own.sign == above.sign && next)
		no_item(t, l, 1,
		        "Write - or 1. and a plain space before each line of a list; where it is "
		        "none, leave an empty line between.");
}

/* ---- Tables ---- */

static size_t count_cells(str row)
{
	size_t pipes = 0;
	row = str_trim(row);
	row = str_from(row, str_starts(row, S("|")));
	row.len -= row.len && row.ptr[row.len - 1] == '|';
	for (size_t i = 0; i < row.len; i++)
		pipes += row.ptr[i] == '|';
	return pipes + 1;
}

/* "|---|:-:|", also with dashes that a word processor has made of its hyphens. */
static bool is_rule(str line)
{
	size_t hyphens = 0, pipes = 0;
	while (line.len) {
		uint32_t code = utf8_next(&line);
		bool hyphen = code == '-' || code == 0x2013 || code == 0x2014;
		hyphens += hyphen ? (code == '-' ? 1 : 2) : 0;
		pipes += code == '|';
		if (!hyphen && code != '|' && code != ':' && code != ' ' && code != '\t')
			return false;
	}
	return pipes && hyphens > 1;
}

static void bad_rule(struct typed_reader *t, const struct typed_line *l,
                     const struct typed_line *above)
{
	size_t cells = count_cells(l->text),
	       header = l->number && str_has(above->text, '|') ? count_cells(above->text) : 0;
	t->ruled = true;
	diag_error(t->r->diags, place(t, l, l->text.len), "text/bad-rule",
	           "this line makes no table of those around it");
	if (!header)
		diag_hint(t->r->diags, "Put the row of titles right above it.");
	else if (header != cells)
		diag_hint(t->r->diags,
		          "It has %zu column%s, and the row above it %zu: write ---, with pipes "
		          "between, for each.",
		          cells, cells == 1 ? "" : "s", header);
	else
		diag_hint(t->r->diags, "Write three hyphens for each column, with pipes between "
		                       "them, and nothing else.");
}

static void check_table(struct typed_reader *t, const struct typed_line *l,
                        const struct typed_line *above)
{
	size_t rule = str_find(l->text, S("|---"));
	if (is_rule(l->text)) {
		bad_rule(t, l, above);
		return;
	}
	bool row = l->text.len > 2 && str_starts(l->text, S("|")) && str_ends(l->text, S("|"));
	t->pipes = row ? t->pipes + 1 : 0;
	if (t->ruled || (t->pipes != 2 && rule == SIZE_MAX))
		return;
	t->ruled = true;
	diag_warn(t->r->diags, place(t, t->pipes == 2 ? above : l, 1), "text/looks-like-table",
	          "these lines are no table");
	diag_hint(t->r->diags, "A table has a line each for its titles, for |---|---| and for "
	                       "every row; \\| is the sign itself.");
}

/* "+---+---+", and what a spreadsheet's cells are when they are pasted. */
static void check_other_tables(struct typed_reader *t, const struct typed_line *l,
                               const struct typed_line *above)
{
	bool grid = str_starts(l->text, S("+-")) || str_starts(l->text, S("+="));
	for (size_t i = 0; grid && i < l->text.len; i++)
		grid = str_has(S("+-=:"), l->text.ptr[i]);
	t->tabs = str_has(l->text, '\t') ? t->tabs + 1 : 0;
	if (t->ruled || !(grid || t->tabs == 2))
		return;
	t->ruled = true;
	diag_warn(t->r->diags, place(t, grid ? l : above, 1), "text/looks-like-table",
	          "these lines are no table");
	diag_hint(t->r->diags, "Write | between cells, and |---|---| below the row of titles.");
}

/* ---- Divs ---- */

static void check_div(struct typed_reader *t, const struct typed_line *l)
{
	str word = str_trim(str_from(l->text, 2));
	if (!str_starts(l->text, S("::")))
		return;
	for (size_t i = 0; i < word.len && word.ptr[0] != '{'; i++)
		if (!attributes_id_byte(word.ptr[i]))
			return;
	diag_warn(t->r->diags, place(t, l, 2), "text/looks-like-div",
	          "this line neither begins nor ends a passage");
	diag_hint(t->r->diags, "Write three colons; \\: is the sign itself.");
}

/* ---- All of them ---- */

void draft_check_lines(struct draft_reader *r, const struct raw *raw)
{
	struct typed_reader t = {.r = r, .raw = raw};
	struct typed_line above = {0};
	size_t lines = 1;
	for (size_t i = 0; i < raw->text.len; i++)
		lines += raw->text.ptr[i] == '\n';
	str rest = markdown_masked(r->arena, raw->text), whole;
	for (size_t number = 0; rest.len; number++) {
		size_t from = raw->text.len - rest.len;
		whole = str_until(rest, '\n');
		rest = str_from(rest, whole.len + 1);
		str text = str_trim(whole);
		if (!text.len)
			continue;
		struct typed_line l = {text, from + (size_t)(text.ptr - whole.ptr), number, lines};
		check_heading(&t, &l);
		check_item(&t, &l);
		check_heads(&t, &l, &above);
		check_table(&t, &l, &above);
		check_other_tables(&t, &l, &above);
		check_div(&t, &l);
		above = l;
	}
}
