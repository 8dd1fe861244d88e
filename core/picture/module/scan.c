/* An SVG read through before librsvg sees it: what drawing it would leave out without a word is
 * told at its place, and what is drawn is written anew (svg_parts.h). */
#include "picture/module/svg_parts.h"

/* Expat puts this between a namespace, a name and a prefix. */
enum {
	BETWEEN = '\n',
	MOST_NESTED = 1000,
	MOST_BYTES = 64 << 20,
	MOST_ATTRIBUTES = 1000,
	MOST_INNER_SVGS = 4
};

static const char svg_space[] = "http://www.w3.org/2000/svg",
                  xlink_space[] = "http://www.w3.org/1999/xlink";
static const char xml_space[] = "http://www.w3.org/XML/1998/namespace",
                  html_space[] = "http://www.w3.org/1999/xhtml";
static const char include_space[] = "http://www.w3.org/2001/XInclude";

static str local(const char *name)
{
	const char *first = strchr(name, BETWEEN);
	return first ? str_until(str_of(first + 1), BETWEEN) : str_of(name);
}

static bool in_space(const char *name, const char *space)
{
	size_t n = strlen(space);
	return !strncmp(name, space, n) && name[n] == BETWEEN;
}

/* ---- Complaints ---- */

static void html(struct svg_scan *s)
{
	if (s->found->html_told)
		return;
	s->found->html_told = true;
	diag_warn(s->diags, svg_here(s), "picture/svg-html",
	          "the SVG holds HTML, which is not drawn");
	diag_hint(s->diags, "Export it with plain text, as programs of charts call it, or as PDF.");
}

static void check_root(struct svg_scan *s, const char *name)
{
	s->seen = in_space(name, svg_space) && str_eq(local(name), S("svg"));
	if (s->seen)
		return;
	s->failed = true;
	diag_error(s->diags, svg_here(s), "picture/not-svg",
	           "the first element is not that of an SVG");
	diag_hint(s->diags, "It begins <svg xmlns=\"http://www.w3.org/2000/svg\" ...>.");
	XML_StopParser(s->parser, XML_FALSE);
}

/* ---- Writing ---- */

/* Something in its place, so that rules which count elements count it. */
static void skip(struct svg_scan *s)
{
	s->skipped = s->depth;
	svg_close_letter(s);
	buf_put(s->out, S("<metadata/>"));
}

/* ---- Attributes ---- */

/* Of other namespaces few mean anything. */
static void take_attribute(struct svg_scan *s, struct svg_attributes *a, const char *name,
                           const char *value)
{
	const char *prefix = "";
	str last = local(name);
	if (strchr(name, BETWEEN)) {
		bool xml = in_space(name, xml_space) &&
		           (str_eq(last, S("space")) || str_eq(last, S("lang")));
		prefix = xml                                                      ? "xml:"
		         : in_space(name, xlink_space) && str_eq(last, S("href")) ? "xlink:"
		                                                                  : NULL;
	}
	if (prefix && strncmp(name, "xmlns", 5) != 0)
		vec_push(s->arena, a,
		         (struct svg_attribute){
		                 *prefix ? arena_printf(s->arena, "%s%.*s", prefix, STR_ARG(last))
		                         : last,
		                 str_of(value)});
}

/* One of these languages, or of its kind (SVG 2, 5.9.3); Norwegian's written forms are Norwegian.
 */
static bool speaks(str list, str language)
{
	for (; list.len; list = str_from(list, str_until(list, ',').len + 1)) {
		str tag = str_trim(str_until(list, ','));
		bool norwegian = svg_same(tag, "no") &&
		                 (str_starts(language, S("nb")) || str_starts(language, S("nn")));
		size_t n = tag.len < language.len ? tag.len : language.len;
		str longer = tag.len < language.len ? language : tag;
		if (norwegian || (n && !strncasecmp(tag.ptr, language.ptr, n) &&
		                  (longer.len == n || longer.ptr[n] == '-')))
			return true;
	}
	return false;
}

static void drop(struct svg_attributes *a, const char *name)
{
	for (size_t i = 0; i < a->n; i++)
		if (str_eq(a->at[i].name, str_of(name))) {
			memmove(&a->at[i], &a->at[i + 1], (a->n - i - 1) * sizeof *a->at);
			a->n--;
			return;
		}
}

/* Whether it is drawn is decided here: librsvg would ask the machine for its language, and only in
 * a switch. */
static void decide(struct svg_scan *s, struct svg_attributes *a, struct svg_open *parent)
{
	bool in_switch = parent && parent->flags & SVG_SWITCH, asks = false, fits = true;
	for (size_t i = 0; i < a->n; i++) {
		bool language = str_eq(a->at[i].name, S("systemLanguage"));
		asks |= language;
		if (language)
			fits = fits && speaks(a->at[i].value, s->picture->language);
		if (str_eq(a->at[i].name, S("requiredExtensions")))
			fits = fits && !str_trim(a->at[i].value).len;
	}
	drop(a, "systemLanguage");
	if (in_switch)
		parent->flags |= (asks ? SVG_ASKS : 0u) | (fits ? SVG_CHOSEN : 0u);
	if (fits)
		return;
	drop(a, "requiredExtensions");
	if (in_switch)
		svg_set(s->arena, a, S("requiredExtensions"), S("none"));
	else
		svg_set(s->arena, a, S("style"),
		        arena_printf(s->arena, "%.*s;display:none",
		                     STR_ARG(svg_attribute(a, "style"))));
}

/* A reference to something else than what is in the file; a picture is looked at. */
static void check_reference(struct svg_scan *s, const char *name, struct svg_attributes *a,
                            size_t i)
{
	str value = str_trim(a->at[i].value);
	bool picture = !strcmp(name, "image") || !strcmp(name, "feImage");
	if (!strcmp(name, "a"))
		return;
	if (!svg_is_inside(value))
		svg_outside(s, svg_here(s), a->at[i].value);
	else if (picture && str_starts(value, S("data:")) && !svg_image(s, &a->at[i].value))
		a->at[i].value = S("");
	else if (!picture && str_starts(value, S("data:")))
		svg_lose(s, svg_here(s), S("reference to data"), false);
}

static void check_urls(struct svg_scan *s, str value)
{
	for (size_t from = 0, found;
	     (found = str_find(str_from(value, from), S("url("))) != SIZE_MAX;) {
		from += found + 4;
		str target = str_trim(str_until(str_from(value, from), ')'));
		while (target.len && strchr("'\"", target.ptr[0]))
			target = str_sub(target, 1, target.len - 1);
		if (!svg_is_inside(target))
			svg_outside(s, svg_here(s), target);
	}
}

/* Baselines become shifts, in em, over what is inherited. */
static void check_baseline(struct svg_scan *s, struct svg_attributes *a, struct svg_open *of,
                           double inherited)
{
	static const char *const names[] = {"dominant-baseline", "alignment-baseline"};
	bool moved = false;
	for (int i = 0; i < 2; i++) {
		str value = str_trim(svg_attribute(a, names[i]));
		moved |= value.len && svg_baseline(s, value, of->family, &of->shift);
		drop(a, names[i]);
	}
	str own = svg_attribute(a, "baseline-shift");
	if (moved && own.len)
		svg_lose(s, svg_here(s),
		         arena_printf(s->arena, "baseline-shift: %.*s", STR_ARG(own)), true);
	else if (moved)
		svg_set(s->arena, a, S("baseline-shift"),
		        arena_printf(s->arena, "%.4fem", inherited - of->shift));
	/* In percent librsvg adds them to em as if they were one. */
	else if (inherited != 0 && (svg_same(own, "super") || svg_same(own, "sub")))
		svg_set(s->arena, a, S("baseline-shift"),
		        svg_same(own, "super") ? S("0.4em") : S("-0.2em"));
}

static void check_attributes(struct svg_scan *s, const char *name, struct svg_attributes *a,
                             struct svg_open *of)
{
	double inherited = of->shift;
	for (size_t i = 0; i < a->n; i++) {
		str attribute = a->at[i].name, value = a->at[i].value;
		if (str_eq(attribute, S("href")) || str_eq(attribute, S("xlink:href"))) {
			check_reference(s, name, a, i);
			continue;
		}
		if (str_eq(attribute, S("style"))) {
			a->at[i].value = svg_style(s, value, of, inherited);
			continue;
		}
		if (str_eq(attribute, S("font-family"))) {
			svg_family(s, value, svg_here(s));
			of->family = arena_str(s->arena, value);
		}
		check_urls(s, value);
		svg_check_attribute(s, name, a, i);
	}
	check_baseline(s, a, of, inherited);
	str clip = svg_attribute(a, "clip-path");
	bool clips = (clip.len && !svg_same(clip, "none")) ||
	             str_find(svg_attribute(a, "style"), S("clip-path")) != SIZE_MAX;
	if (of->flags & SVG_CLIP && clips)
		svg_lose(s, svg_here(s), S("clip-path within clipPath"), false);
}

/* ---- Elements ---- */

static bool takes_element(struct svg_scan *s, const char *name, const char **written)
{
	str last = local(name);
	if (!in_space(name, svg_space)) {
		if (in_space(name, html_space))
			html(s);
		return false;
	}
	switch (svg_element(last, written)) {
	case SVG_DRAWN:
		return true;
	case SVG_SILENT:
		return false;
	case SVG_MOVES:
		svg_lose(s, svg_here(s), last, false);
		return false;
	default:
		if (str_eq(last, S("foreignObject")))
			html(s);
		else
			svg_lose(s, svg_here(s), last,
			         svg_element(last, written) == SVG_LOST_WORDS);
		return false;
	}
}

static unsigned flags_of(const char *name, const struct svg_attributes *a, unsigned parent)
{
	str space = svg_attribute(a, "xml:space"), style = svg_attribute(a, "style");
	unsigned flags =
	        SVG_WRITTEN | (parent & (SVG_CLIP | SVG_PRESERVE | SVG_HIDDEN | SVG_WORDS));
	if (!strcmp(name, "text"))
		flags |= SVG_WORDS;
	if (!strcmp(name, "clipPath"))
		flags |= SVG_CLIP;
	if (!strcmp(name, "switch"))
		flags |= SVG_SWITCH;
	if (space.len)
		flags = str_eq(space, S("preserve")) ? flags | SVG_PRESERVE
		                                     : flags & ~(unsigned)SVG_PRESERVE;
	if (str_eq(svg_attribute(a, "display"), S("none")) ||
	    str_find(style, S("display:none")) != SIZE_MAX)
		flags |= SVG_HIDDEN;
	return flags;
}

static void begin_text(struct svg_scan *s, const char *name, const struct svg_open *parent)
{
	s->said->text |= !strcmp(name, "text");
	if (parent && parent->flags & SVG_WORDS)
		return;
	s->listed = false;
	s->last = 0;
}

static void write_element(struct svg_scan *s, const char *name, struct svg_attributes *a)
{
	struct svg_open *parent = s->open.n ? &s->open.at[s->open.n - 1] : NULL;
	struct svg_open of = {.name = name, .flags = flags_of(name, a, parent ? parent->flags : 0)};
	if (parent) {
		of.shift = parent->shift;
		of.family = parent->family;
	}
	svg_close_letter(s);
	decide(s, a, parent);
	of.thing = svg_cost_element(s, parent ? parent->thing : 0, name, a);
	check_attributes(s, name, a, &of);
	of.flags |= flags_of(name, a, 0) & SVG_HIDDEN;
	begin_text(s, name, parent);
	if (of.flags & SVG_WORDS)
		svg_take_lists(s, a, &of);
	if (svg_filter(s, name, a)) {
		of.flags &= ~(unsigned)SVG_WRITTEN;
	} else {
		if (!s->open.n) {
			svg_set(s->arena, a, S("xmlns"), str_of(svg_space));
			svg_set(s->arena, a, S("xmlns:xlink"), str_of(xlink_space));
		}
		svg_put(s, name, a, false);
	}
	s->style.open = !strcmp(name, "style");
	s->style.at = svg_here(s);
	buf_clear(&s->style.text);
	vec_push(s->arena, &s->open, of);
}

static void open_element(void *data, const char *name, const char **attributes)
{
	struct svg_scan *s = data;
	struct svg_attributes a = {0};
	const char *written = NULL;
	if (!s->depth++)
		check_root(s, name);
	if (s->failed && !s->seen)
		return;
	if (s->depth > MOST_NESTED) {
		s->failed =
		        !picture_broken(s->diags, s->picture, "its elements are nested too deeply");
		XML_StopParser(s->parser, XML_FALSE);
		return;
	}
	if (s->skipped)
		return;
	for (size_t i = 0; in_space(name, include_space) && attributes[i]; i += 2)
		if (!strcmp(attributes[i], "href"))
			svg_outside(s, svg_here(s), str_of(attributes[i + 1]));
	if (!takes_element(s, name, &written)) {
		skip(s);
		return;
	}
	for (size_t n = 0; attributes[0]; attributes += 2) {
		if (++n > MOST_ATTRIBUTES) {
			svg_fail(s, "picture/broken",
			         "has an element with more than 1000 attributes",
			         "Save it again, as plain SVG.");
			return;
		}
		take_attribute(s, &a, attributes[0], attributes[1]);
	}
	write_element(s, written, &a);
}

static void close_switch(struct svg_scan *s, const struct svg_open *of)
{
	if (!(of->flags & SVG_ASKS) || of->flags & SVG_CHOSEN || !s->picture->language.len)
		return;
	diag_warn(s->diags, svg_here(s), "picture/svg-language",
	          "the SVG's switch has nothing for the language '%.*s'",
	          STR_ARG(s->picture->language));
	diag_hint(s->diags,
	          "Put what is drawn for all other languages last, without systemLanguage.");
}

static void close_style(struct svg_scan *s)
{
	struct span at = s->style.at;
	struct buf sheet = {0};
	if (!s->within)
		at.len = (uint32_t)((uint64_t)svg_here(s).off - at.off);
	svg_sheet(s, buf_str(&s->style.text), at, &sheet);
	buf_xml(s->out, buf_str(&sheet));
	buf_drop(&sheet);
	s->style.open = false;
}

static void close_element(void *data, const char *name)
{
	struct svg_scan *s = data;
	(void)name;
	unsigned depth = s->depth--;
	if (s->skipped) {
		s->skipped = depth == s->skipped ? 0 : s->skipped;
		return;
	}
	if (!s->open.n)
		return;
	struct svg_open of = s->open.at[s->open.n - 1];
	svg_close_letter(s);
	if (s->style.open)
		close_style(s);
	if (of.flags & SVG_SWITCH)
		close_switch(s, &of);
	if (of.flags & SVG_WRITTEN)
		buf_printf(s->out, "</%s>", of.name);
	s->open.n--;
}

static void characters(void *data, const char *text, int n)
{
	struct svg_scan *s = data;
	str rest = {text, (size_t)n};
	if (s->skipped || !s->open.n)
		return;
	if (s->style.open)
		buf_put(&s->style.text, rest);
	else if (s->open.at[s->open.n - 1].flags & SVG_WORDS)
		svg_characters(s, rest);
}

/* xml-stylesheet names another file. */
static void instruction(void *data, const char *target, const char *text)
{
	if (!strcmp(target, "xml-stylesheet"))
		svg_outside(data, svg_here(data), str_trim(str_of(text)));
}

static void entity(void *data, const char *name, int parameter, const char *value, int n,
                   const char *base, const char *system, const char *public, const char *notation)
{
	(void)name, (void)parameter, (void)value, (void)n, (void)base, (void)public, (void)notation;
	if (system)
		svg_outside(data, svg_here(data), str_of(system));
}

/* ---- The file ---- */

static void report(struct svg_scan *s)
{
	enum XML_Error error = XML_GetErrorCode(s->parser);
	if (s->failed || error == XML_ERROR_ABORTED)
		return;
	s->failed = true;
	struct span at =
	        s->within ? *s->within
	                  : (struct span){s->file, 1, (uint64_t)XML_GetCurrentByteIndex(s->parser)};
	diag_error(s->diags, at, "picture/broken", "the SVG cannot be read: %s",
	           XML_ErrorString(error));
	diag_hint(s->diags, "Save the picture again from the program that made it.");
}

static void parse(struct svg_scan *s, str bytes)
{
	s->parser = XML_ParserCreateNS(NULL, BETWEEN);
	XML_SetUserData(s->parser, s);
	XML_SetElementHandler(s->parser, open_element, close_element);
	XML_SetCharacterDataHandler(s->parser, characters);
	XML_SetProcessingInstructionHandler(s->parser, instruction);
	XML_SetEntityDeclHandler(s->parser, entity);
	if (bytes.len > MOST_BYTES)
		s->failed = !picture_broken(s->diags, s->picture, "it has more than 64 MB");
	else if (!XML_Parse(s->parser, bytes.ptr, (int)bytes.len, XML_TRUE))
		report(s);
	XML_ParserFree(s->parser);
	buf_drop(&s->style.text);
}

static bool scan_inner(struct svg_scan *outer, str bytes, struct buf *out)
{
	struct span at = svg_here(outer);
	struct svg_scan s = *outer;
	s.within = &at;
	s.out = out;
	s.depth = s.skipped = 0;
	s.seen = s.letter_open = false;
	s.inner++;
	memset(&s.open, 0, sizeof s.open);
	memset(&s.style, 0, sizeof s.style);
	if (s.inner > MOST_INNER_SVGS)
		return svg_fail(outer, "picture/broken", "is nested too deeply",
		                "Embed pictures in it, not drawings in drawings.");
	parse(&s, bytes);
	outer->failed |= s.failed;
	outer->results = s.results;
	return !s.failed;
}

bool svg_scan(struct arena *a, struct diags *d, const struct picture *p, str bytes,
              const struct vector_fonts *fonts, struct svg_said *said)
{
	struct buf out = {0};
	struct svg_found found = {.lost_known = map_new(a), .letters_known = map_new(a)};
	struct svg_scan s = {
	        .arena = a,
	        .diags = d,
	        .picture = p,
	        .fonts = fonts,
	        .said = said,
	        .file = diag_file(d, p->path, 0),
	        .out = &out,
	        .found = &found,
	        .cost = svg_cost_new(a),
	        .scan_inner = scan_inner,
	};
	parse(&s, bytes);
	if (!s.failed)
		s.failed = !svg_cost_check(&s);
	if (!s.failed)
		s.failed = !svg_check_letters(&s);
	if (!s.failed)
		svg_report_lost(&s);
	said->written = arena_str(a, buf_str(&out));
	buf_drop(&out);
	return !s.failed;
}

bool svg_is(str bytes)
{
	return !str_starts(bytes, S("%PDF-"));
}
