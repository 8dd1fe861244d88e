/* What an SVG says that drawing it would leave out without a word: references to other files, text in
 * HTML. The file is read through, so that each is reported at its place; and to know what fonts its
 * text asks for. */
#include "picture/module/module.h"

#include <expat.h>

struct ink_scan {
	struct arena *arena;
	struct diags *diags;
	const struct picture *picture;
	struct svg_said *said;
	XML_Parser parser;
	uint32_t file;
	bool failed, svg, html_told;
	unsigned depth;
	bool in_style;
	struct buf style;                /* what the element that is open holds */
	struct span style_at;
};

/* Expat puts this between a name's namespace and the name. */
enum { BETWEEN = '\n', MOST_NESTED = 1000, MOST_BYTES = 64 << 20 };

static struct span here(const struct ink_scan *s)
{
	XML_Index at = XML_GetCurrentByteIndex(s->parser);
	int n = XML_GetCurrentByteCount(s->parser);
	return (struct span){s->file, n > 0 ? (uint32_t)n : 0, at > 0 ? (uint64_t)at : 0};
}

static str local(const char *name)
{
	const char *last = strrchr(name, BETWEEN);
	return str_of(last ? last + 1 : name);
}

static bool in_space(const char *name, const char *space)
{
	size_t n = strlen(space);
	return !strncmp(name, space, n) && name[n] == BETWEEN;
}

static void outside(struct ink_scan *s, struct span at, str what)
{
	s->failed = true;
	diag_error(s->diags, diag_narrow(s->diags, at, what), "picture/svg-outside",
	           "the SVG refers to '%.*s', which is not in it", STR_ARG(utf8_prefix(what, 60)));
	diag_hint(s->diags, "Embed what it refers to: most drawing programs have an option for that.");
}

static bool is_inside(str target)
{
	target = str_trim(target);
	return !target.len || str_starts(target, S("#")) || str_starts(target, S("data:"));
}

/* ---- CSS, as far as it can lead outside ---- */

static str unquoted(str s)
{
	s = str_trim(s);
	if (s.len && (s.ptr[0] == '"' || s.ptr[0] == '\''))
		s = str_until(str_from(s, 1), s.ptr[0]);
	return s;
}

static void scan_urls(struct ink_scan *s, str css, struct span at)
{
	for (size_t from = 0, found; (found = str_find(str_from(css, from), S("url("))) != SIZE_MAX;) {
		from += found + 4;
		str target = unquoted(str_until(str_from(css, from), ')'));
		if (!is_inside(target))
			outside(s, at, target);
	}
	size_t import = str_find(css, S("@import"));
	if (import != SIZE_MAX)
		outside(s, at, str_trim(str_until(str_from(css, import), ';')));
}

/* The families of each list in some CSS; the first that there is will be taken. */
static void scan_families(struct ink_scan *s, str css, struct span at)
{
	for (size_t from = 0, found; (found = str_find(str_from(css, from), S("font-family"))) != SIZE_MAX;) {
		from += found + 11;
		str rest = str_trim(str_from(css, from));
		if (!str_starts(rest, S(":")))
			continue;
		rest = str_until(str_until(str_from(rest, 1), ';'), '}');
		vec_push(s->arena, &s->said->families, (struct svg_family){arena_str(s->arena, str_trim(rest)), at});
	}
}

static void scan_css(struct ink_scan *s, str css, struct span at)
{
	scan_urls(s, css, at);
	scan_families(s, css, at);
}

/* ---- Elements ---- */

static void scan_attribute(struct ink_scan *s, str element, const char *name, str value)
{
	str attribute = local(name);
	if (str_eq(attribute, S("href")) && !str_eq(element, S("a")) && !is_inside(value))
		outside(s, here(s), value);
	else if (str_eq(attribute, S("style")))
		scan_css(s, value, here(s));
	else if (str_eq(attribute, S("font-family")))
		vec_push(s->arena, &s->said->families,
		         (struct svg_family){arena_str(s->arena, str_trim(value)), here(s)});
	else
		scan_urls(s, value, here(s));
}

static void check_root(struct ink_scan *s, const char *name)
{
	s->svg = in_space(name, "http://www.w3.org/2000/svg") && str_eq(local(name), S("svg"));
	if (s->svg)
		return;
	s->failed = true;
	diag_error(s->diags, here(s), "picture/not-svg", "the first element is not that of an SVG");
	diag_hint(s->diags, "It begins <svg xmlns=\"http://www.w3.org/2000/svg\" ...>.");
	XML_StopParser(s->parser, XML_FALSE);
}

static void html(struct ink_scan *s)
{
	if (s->html_told)
		return;
	s->html_told = true;
	diag_warn(s->diags, here(s), "picture/svg-html", "the SVG holds HTML, which is not drawn");
	diag_hint(s->diags, "Export it with plain text, as programs of charts call it, or as PDF.");
}

static void open_element(void *data, const char *name, const char **attributes)
{
	struct ink_scan *s = data;
	str element = local(name);
	if (!s->depth++)
		check_root(s, name);
	if (s->depth > MOST_NESTED) {
		s->failed = !picture_broken(s->diags, s->picture, "its elements are nested too deeply");
		XML_StopParser(s->parser, XML_FALSE);
		return;
	}
	if (str_eq(element, S("foreignObject")))
		html(s);
	s->said->text |= str_eq(element, S("text"));
	s->in_style = str_eq(element, S("style"));
	s->style_at = here(s);
	buf_clear(&s->style);
	for (; attributes[0]; attributes += 2)
		scan_attribute(s, element, attributes[0], str_of(attributes[1]));
}

static void close_element(void *data, const char *name)
{
	struct ink_scan *s = data;
	(void)name;
	s->depth--;
	if (!s->in_style)
		return;
	struct span at = s->style_at;
	at.len = (uint32_t)((uint64_t)here(s).off - at.off);
	scan_css(s, buf_str(&s->style), at);
	s->in_style = false;
}

static void characters(void *data, const char *text, int n)
{
	struct ink_scan *s = data;
	str rest = {text, (size_t)n};
	if (s->in_style)
		buf_put(&s->style, rest);
	/* Beyond Latin, Greek and Cyrillic fonts that stand in are needed. */
	while (rest.len && !s->said->foreign)
		s->said->foreign = utf8_next(&rest) >= 0x530;
}

/* xml-stylesheet names another file. */
static void instruction(void *data, const char *target, const char *text)
{
	if (!strcmp(target, "xml-stylesheet"))
		outside(data, here(data), str_trim(str_of(text)));
}

static void entity(void *data, const char *name, int parameter, const char *value, int n, const char *base,
                   const char *system, const char *public, const char *notation)
{
	(void)name, (void)parameter, (void)value, (void)n, (void)base, (void)public, (void)notation;
	if (system)
		outside(data, here(data), str_of(system));
}

static void report(struct ink_scan *s)
{
	enum XML_Error error = XML_GetErrorCode(s->parser);
	if (s->failed || error == XML_ERROR_ABORTED)
		return;
	s->failed = true;
	struct span at = {s->file, 1, (uint64_t)XML_GetCurrentByteIndex(s->parser)};
	diag_error(s->diags, at, "picture/broken", "the SVG cannot be read: %s", XML_ErrorString(error));
	diag_hint(s->diags, "Save the picture again from the program that made it.");
}

bool svg_scan(struct arena *a, struct diags *d, const struct picture *p, str bytes, struct svg_said *said)
{
	struct ink_scan s = {.arena = a,
	                     .diags = d,
	                     .picture = p,
	                     .said = said,
	                     .file = diag_file(d, p->path, 0)};
	s.parser = XML_ParserCreateNS(NULL, BETWEEN);
	XML_SetUserData(s.parser, &s);
	XML_SetElementHandler(s.parser, open_element, close_element);
	XML_SetCharacterDataHandler(s.parser, characters);
	XML_SetProcessingInstructionHandler(s.parser, instruction);
	XML_SetEntityDeclHandler(s.parser, entity);
	if (bytes.len > MOST_BYTES)
		s.failed = !picture_broken(d, p, "it has more than 64 MB");
	else if (!XML_Parse(s.parser, bytes.ptr, (int)bytes.len, XML_TRUE))
		report(&s);
	XML_ParserFree(s.parser);
	buf_drop(&s.style);
	return !s.failed;
}

bool svg_is(str bytes)
{
	return !str_starts(bytes, S("%PDF-"));
}
