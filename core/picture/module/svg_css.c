/* CSS in an SVG, as far as it is there to be looked at: references, families, what is not drawn. It
 * is written anew with what librsvg calls baselines otherwise, and with rules for print among the
 * others. */
#include "picture/module/svg_parts.h"

/* ---- Small things ---- */

/* Up to one of these signs that stands in no string, comment, bracket or block (CSS Syntax 3, 5.4).
 */
static size_t until(str css, size_t from, const char *signs)
{
	unsigned depth = 0;
	for (size_t i = from; i < css.len; i++) {
		char c = css.ptr[i];
		if (!depth && strchr(signs, c) && c)
			return i;
		if (c == '\\') {
			i++;
		} else if (c == '"' || c == '\'') {
			for (i++; i < css.len && css.ptr[i] != c; i++)
				i += css.ptr[i] == '\\';
		} else if (c == '/' && str_starts(str_from(css, i), S("/*"))) {
			size_t end = str_find(str_from(css, i + 2), S("*/"));
			i = end == SIZE_MAX ? css.len : i + 2 + end + 1;
		} else if (c == '(' || c == '[' || c == '{') {
			depth++;
		} else if (c == ')' || c == ']' || c == '}') {
			depth -= depth > 0;
		}
	}
	return css.len;
}

/* Without comments at both ends. */
static str trimmed(str css)
{
	for (css = str_trim(css); str_starts(css, S("/*")); css = str_trim(css)) {
		size_t end = str_find(str_from(css, 2), S("*/"));
		css = str_from(css, end == SIZE_MAX ? css.len : end + 4);
	}
	return css;
}

static str lower(struct arena *a, str s)
{
	bool upper = false;
	for (size_t i = 0; i < s.len; i++)
		upper |= s.ptr[i] >= 'A' && s.ptr[i] <= 'Z';
	if (!upper)
		return s;
	char *out = arena_cstr(a, s);
	for (size_t i = 0; i < s.len; i++)
		if (out[i] >= 'A' && out[i] <= 'Z')
			out[i] = (char)(out[i] + 32);
	return (str){out, s.len};
}

/* ---- References and families ---- */

static str unquoted(str s)
{
	s = str_trim(s);
	if (s.len && (s.ptr[0] == '"' || s.ptr[0] == '\''))
		s = str_until(str_from(s, 1), s.ptr[0]);
	return s;
}

static void check_urls(struct svg_scan *s, str value, struct span at)
{
	for (size_t from = 0, found;
	     (found = str_find(str_from(value, from), S("url("))) != SIZE_MAX;) {
		from += found + 4;
		str target = unquoted(str_until(str_from(value, from), ')'));
		if (!svg_is_inside(target))
			svg_outside(s, at, target);
	}
}

void svg_family(struct svg_scan *s, str list, struct span at)
{
	if (str_trim(list).len)
		vec_push(s->arena, &s->said->families,
		         (struct svg_family){arena_str(s->arena, str_trim(list)), at});
}

/* What follows the size in `font: bold 12px/1.2 Lato, sans-serif`. */
static str family_of_font(str value)
{
	for (str rest = value; rest.len;
	     rest = str_trim(str_from(rest, str_until(rest, ' ').len))) {
		str word = str_until(rest, ' ');
		if (word.len &&
		    ((word.ptr[0] >= '0' && word.ptr[0] <= '9') || str_ends(word, S("medium")) ||
		     str_ends(word, S("small")) || str_ends(word, S("large"))))
			return str_trim(str_from(rest, word.len));
	}
	return (str){0};
}

/* ---- Declarations ---- */

static str without_important(str value)
{
	size_t at = str_find(value, S("!important"));
	return str_trim(at == SIZE_MAX ? value : str_sub(value, 0, at));
}

/* The family that a declaration's neighbours name. */
static str family_among(str block, str otherwise)
{
	for (size_t i = 0; i < block.len;) {
		size_t end = until(block, i, ";"), colon = until(block, i, ":;");
		str name = trimmed(str_sub(block, i, colon)),
		    value = without_important(str_sub(block, colon + 1, end));
		if (svg_same(name, "font-family"))
			otherwise = value;
		else if (svg_same(name, "font"))
			otherwise = family_of_font(value);
		i = end + 1;
	}
	return otherwise;
}

static void put_declaration(struct buf *out, str name, str value)
{
	buf_put(out, name);
	buf_byte(out, ':');
	buf_put(out, value);
	buf_byte(out, ';');
}

/* inherited: the baseline that is there already, in em. */
static void declare(struct svg_scan *s, str name, str value, str family, double inherited,
                    double *shift, struct span at, struct buf *out)
{
	str plain = without_important(value);
	name = lower(s->arena, name);
	check_urls(s, value, at);
	if (str_eq(name, S("font-family")))
		svg_family(s, plain, at);
	else if (str_eq(name, S("font")))
		svg_family(s, family_of_font(plain), at);
	if ((str_eq(name, S("dominant-baseline")) || str_eq(name, S("alignment-baseline")))
	    && svg_baseline(s, plain, family, shift)) {
		put_declaration(out, S("baseline-shift"),
		                arena_printf(s->arena, "%.4fem", inherited - *shift));
		return;
	}
	svg_check_property(s, name, plain, at);
	put_declaration(out, name, value);
}

static void declarations(struct svg_scan *s, str block, str family, double inherited, double *shift,
                         struct span at, struct buf *out)
{
	family = family_among(block, family);
	for (size_t i = 0; i < block.len;) {
		size_t end = until(block, i, ";"), colon = until(block, i, ":;");
		str name = trimmed(str_sub(block, i, colon)),
		    value = str_trim(str_sub(block, colon + 1, end));
		if (colon < end && name.len)
			declare(s, name, value, family, inherited, shift, at, out);
		i = end + 1;
	}
}

str svg_style(struct svg_scan *s, str text, struct svg_open *of, double inherited)
{
	struct buf out = {0};
	of->family = family_among(text, of->family);
	declarations(s, text, of->family, inherited, &of->shift, svg_here(s), &out);
	str style = arena_str(s->arena, buf_str(&out));
	buf_drop(&out);
	return style;
}

/* ---- Rules ---- */

static void rules(struct svg_scan *s, str css, struct span at, unsigned depth, struct buf *out);

/* Selectors that make librsvg pass over a rule. */
static void check_selectors(struct svg_scan *s, str selectors, struct span at)
{
	static const char *const all[] = {":is(", ":where(", ":has(", "::before", "::after", "&"};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_find(selectors, str_of(all[i])) != SIZE_MAX)
			svg_lose(s, at, str_of(all[i]), false);
}

/* Rules for print are rules, those for screens and dark rooms none. */
static void at_rule(struct svg_scan *s, str head, str block, struct span at, unsigned depth,
                    struct buf *out)
{
	static const char *const dropped[] = {"@font-face", "@keyframes", "@-webkit-keyframes",
	                                      "@charset",   "@namespace", "@page"};
	size_t n = 0;
	while (n < head.len && !strchr(" \t\r\n(\"'", head.ptr[n]))
		n++;
	str name = str_sub(head, 0, n), query = str_trim(str_from(head, n));
	bool media = svg_same(name, "@media");
	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
		if (svg_same(name, dropped[i]))
			return;
	if (media && (svg_same(query, "print") || svg_same(query, "all")))
		rules(s, block, at, depth + 1, out);
	else if (!media || (!svg_same(query, "screen") && str_find(query, S("dark")) == SIZE_MAX))
		svg_lose(s, at, utf8_prefix(str_until(head, '\n'), 60), false);
}

static void rule(struct svg_scan *s, str head, str block, struct span at, struct buf *out)
{
	size_t selectors = 1;
	double shift = 0;
	for (size_t i = 0; (i = until(head, i, ",")) < head.len; i++)
		selectors++;
	svg_cost_rules(s, selectors);
	check_selectors(s, head, at);
	buf_put(out, head);
	buf_byte(out, '{');
	size_t begun = out->len;
	declarations(s, block, S(""), 0, &shift, at, out);
	svg_cost_rule(s, head, str_from(buf_str(out), begun));
	buf_byte(out, '}');
}

static void import(struct svg_scan *s, str what, struct span at)
{
	if (str_starts(what, S("url(")))
		what = str_until(str_from(what, 4), ')');
	svg_outside(s, at, unquoted(what));
}

static void rules(struct svg_scan *s, str css, struct span at, unsigned depth, struct buf *out)
{
	enum { MOST_RULES_DEEP = 8 };
	for (size_t i = 0; i < css.len && depth < MOST_RULES_DEEP;) {
		size_t brace = until(css, i, "{;"), end = brace;
		str head = trimmed(str_sub(css, i, brace)), block = {0};
		if (brace < css.len && css.ptr[brace] == '{') {
			end = until(css, brace + 1, "}");
			block = str_sub(css, brace + 1, end);
		}
		i = end + 1;
		if (str_starts(head, S("@import")))
			import(s, str_trim(str_from(head, 7)), at);
		else if (str_starts(head, S("@")))
			at_rule(s, head, block, at, depth, out);
		else if (head.len && block.len)
			rule(s, head, block, at, out);
	}
}

void svg_sheet(struct svg_scan *s, str text, struct span at, struct buf *out)
{
	rules(s, text, at, 0, out);
}
