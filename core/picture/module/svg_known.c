/* What librsvg 2.54 draws of SVG, and what it passes over. See its FEATURES.md and
 * https://www.w3.org/TR/SVG2; what is not in these tables changes nothing on paper. */
#include "picture/module/svg_parts.h"

/* ---- Elements ---- */

enum svg_kind svg_element(str local, const char **name)
{
	static const char *const drawn[] = {
	        "a",
	        "circle",
	        "clipPath",
	        "defs",
	        "ellipse",
	        "feBlend",
	        "feColorMatrix",
	        "feComponentTransfer",
	        "feComposite",
	        "feConvolveMatrix",
	        "feDiffuseLighting",
	        "feDisplacementMap",
	        "feDistantLight",
	        "feDropShadow",
	        "feFlood",
	        "feFuncA",
	        "feFuncB",
	        "feFuncG",
	        "feFuncR",
	        "feGaussianBlur",
	        "feImage",
	        "feMerge",
	        "feMergeNode",
	        "feMorphology",
	        "feOffset",
	        "fePointLight",
	        "feSpecularLighting",
	        "feSpotLight",
	        "feTile",
	        "feTurbulence",
	        "filter",
	        "g",
	        "image",
	        "line",
	        "linearGradient",
	        "marker",
	        "mask",
	        "path",
	        "pattern",
	        "polygon",
	        "polyline",
	        "radialGradient",
	        "rect",
	        "stop",
	        "style",
	        "svg",
	        "switch",
	        "symbol",
	        "text",
	        "tref",
	        "tspan",
	        "use",
	};
	static const char *const silent[] = {
	        "color-profile",  "cursor",        "desc",
	        "font",           "font-face",     "font-face-format",
	        "font-face-name", "font-face-src", "font-face-uri",
	        "glyph",          "hkern",         "metadata",
	        "missing-glyph",  "title",         "view",
	        "vkern",
	};
	static const char *const moves[] = {"animate",          "animateColor", "animateMotion",
	                                    "animateTransform", "discard",      "set"};
	static const char *const words[] = {"altGlyph", "flowPara", "flowRoot",
	                                    "flowSpan", "textArea", "textPath"};
	for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
		if (str_eq(local, str_of(drawn[i]))) {
			*name = drawn[i];
			return SVG_DRAWN;
		}
	for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
		if (str_eq(local, str_of(silent[i])))
			return SVG_SILENT;
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (str_eq(local, str_of(moves[i])))
			return SVG_MOVES;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq(local, str_of(words[i])))
			return SVG_LOST_WORDS;
	return SVG_LOST;
}

/* ---- Values ---- */

static bool is_one_of(str value, const char *list)
{
	for (str rest = str_of(list); rest.len;
	     rest = str_from(rest, str_until(rest, '|').len + 1)) {
		str one = str_until(rest, '|');
		if (value.len == one.len && !strncasecmp(value.ptr, one.ptr, one.len))
			return true;
	}
	return false;
}

static bool has_call(str value, const char *name)
{
	str call = str_of(name);
	for (size_t from = 0, found; (found = str_find(str_from(value, from), call)) != SIZE_MAX;
	     from += found + 1) {
		char before = from + found ? value.ptr[from + found - 1] : ' ';
		if (!(before == '-' || before == '_' || (before >= 'a' && before <= 'z') ||
		      (before >= 'A' && before <= 'Z')))
			return true;
	}
	return false;
}

/* A number with a unit that is known. */
static bool is_length(str value)
{
	size_t n = value.len;
	double v;
	while (n && (strchr("%QqcCmMpPtTxXiInN", value.ptr[n - 1]) || value.ptr[n - 1] == 'h'))
		n--;
	if (n && str_ends(str_sub(value, 0, n), S("e")) && n < value.len)      /* em, ex */
		n--;
	return str_to_double(str_sub(value, str_starts(value, S("+")) ? 1 : 0, n), &v)
	       && (n == value.len || is_one_of(str_from(value, n), "%|em|ex|in|cm|mm|pt|pc|px"));
}

/* Numbers, two for each point. */
static bool are_points(str value)
{
	size_t n = 0;
	while (value.len) {
		size_t len = 0;
		double v;
		while (value.len && strchr(", \t\r\n", value.ptr[0]))
			value = str_from(value, 1);
		while (len < value.len && !strchr(", \t\r\n", value.ptr[len]) &&
		       (!len || value.ptr[len] != '-' || value.ptr[len - 1] == 'e' ||
		        value.ptr[len - 1] == 'E'))
			len++;
		if (len &&
		    !str_to_double(str_sub(value, str_starts(value, S("+")) ? 1 : 0, len), &v))
			return false;
		n += len > 0;
		value = str_from(value, len);
	}
	return n % 2 == 0;
}

/* ---- Properties ---- */

/* What values change nothing; NULL: none does. */
struct unknown { const char *name, *harmless; bool words; };

static const struct unknown unknown_properties[] = {
        {"animation", "none", false},
        {"animation-name", "none", false},
        {"backdrop-filter", "none", false},
        {"background", "none|transparent|white|#fff|#ffffff|rgb(255, 255, 255)|rgb(255,255,255)",
         false},
        {"background-color",
         "transparent|white|#fff|#ffffff|rgb(255, 255, 255)|rgb(255,255,255)|initial", false},
        {"background-image", "none", false},
        {"clip", "auto", false},
        {"color-interpolation", "sRGB|auto", false},
        {"d", "none", false},
        {"font-feature-settings", "normal", true},
        {"font-kerning", "auto|normal", true},
        {"font-size-adjust", "none", true},
        {"font-variant-alternates", "normal", true},
        {"font-variant-caps", "normal", true},
        {"font-variant-east-asian", "normal", true},
        {"font-variant-ligatures", "normal", true},
        {"font-variant-numeric", "normal", true},
        {"font-variant-position", "normal", true},
        {"font-variation-settings", "normal", true},
        {"glyph-orientation-horizontal", "0|0deg|auto", true},
        {"image-rendering", "auto|optimizeQuality|smooth|high-quality", false},
        {"inline-size", "0|auto", true},
        {"kerning", "auto|0", true},
        {"mask-image", "none", false},
        {"offset-path", "none", false},
        {"perspective", "none", false},
        {"scale", "none|1", false},
        {"shape-inside", "auto|none", true},
        {"shape-subtract", "auto|none", true},
        {"text-decoration-color", "currentcolor", true},
        {"text-decoration-style", "solid", true},
        {"text-emphasis", "none", true},
        {"text-indent", "0|0px", true},
        {"text-overflow", "clip", true},
        {"text-shadow", "none", true},
        {"text-transform", "none", true},
        {"transform-box", "view-box", false},
        {"transform-origin", "0 0|0px 0px|0 0 0|left top|top left|0% 0%", false},
        {"translate", "none", false},
        {"vector-effect", "none", false},
        {"white-space", "normal|nowrap", true},
        {"word-spacing", "normal|0|0px|0em", true},
        {"zoom", "1|normal", false},
};

/* Lists of keywords and forms that are known, where others are too. */
static bool is_known_value(str name, str value)
{
	static const char *const colours[] = {"fill",       "stroke",      "color",
	                                      "stop-color", "flood-color", "lighting-color"};
	static const char *const lengths[] = {
	        "baseline-shift",
	        "cx",
	        "cy",
	        "font-size",
	        "fr",
	        "fx",
	        "fy",
	        "height",
	        "letter-spacing",
	        "r",
	        "rx",
	        "ry",
	        "stroke-dashoffset",
	        "stroke-width",
	        "width",
	        "x",
	        "x1",
	        "x2",
	        "y",
	        "y1",
	        "y2",
	};
	static const char *const calls[] = {"var(",   "calc(", "min(", "max(",
	                                    "clamp(", "env(",  "attr("};
	static const char *const spaces[] = {"hwb(",       "lab(",         "lch(",
	                                     "oklab(",     "oklch(",       "color(",
	                                     "color-mix(", "device-cmyk(", "light-dark("};
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		if (has_call(value, calls[i]))
			return false;
	for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
		for (size_t k = 0;
		     str_eq(name, str_of(colours[i])) && k < sizeof spaces / sizeof *spaces; k++)
			if (str_starts(value, str_of(spaces[k])))
				return false;
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		if (str_eq(name, str_of(lengths[i])))
			return is_length(value) ||
			       is_one_of(value, "auto|normal|inherit|initial|unset|none|baseline|"
			                        "sub|super|smaller"
			                        "|larger|xx-small|x-small|small|medium|large|x-"
			                        "large|xx-large");
	if (str_eq(name, S("font-variant")))
		return is_one_of(value, "normal|small-caps|inherit|initial");
	if (str_eq(name, S("stroke-linejoin")))
		return is_one_of(value, "miter|round|bevel|inherit");
	if (str_eq(name, S("clip-path")) || str_eq(name, S("mask")))
		return str_starts(value, S("url(")) || is_one_of(value, "none|inherit|initial");
	return !str_eq(name, S("transform")) ||
	       (!has_call(value, "perspective(") && str_find(value, S("3d(")) == SIZE_MAX);
}

void svg_check_property(struct svg_scan *s, str name, str value, struct span at)
{
	value = str_trim(value);
	for (size_t i = 0; i < sizeof unknown_properties / sizeof *unknown_properties; i++) {
		const struct unknown *u = &unknown_properties[i];
		if (str_eq(name, str_of(u->name)) && !is_one_of(value, u->harmless) &&
		    !is_one_of(value, "inherit|initial|unset"))
			svg_lose(
			        s, at,
			        arena_printf(s->arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(value)),
			        u->words);
	}
	if (!is_known_value(name, value))
		svg_lose(s, at, arena_printf(s->arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(value)),
		         false);
}

/* ---- Attributes ---- */

static bool says_no_turn(str list)
{
	for (size_t i = 0; i < list.len; i++)
		if (!strchr("0., \t\r\n", list.ptr[i]))
			return false;
	return true;
}

/* Units and functions of CSS, which the attribute does not have. */
static bool is_css_transform(str value)
{
	static const char *const all[] = {"deg",        "rad",    "turn",        "px",
	                                  "%",          "3d",     "perspective", "translateX",
	                                  "translateY", "scaleX", "scaleY"};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_find(value, str_of(all[i])) != SIZE_MAX)
			return true;
	return false;
}

static bool is_lost(const char *element, const struct svg_attributes *a, str name, str value)
{
	bool text =
	        !strcmp(element, "text") || !strcmp(element, "tspan") || !strcmp(element, "tref");
	bool moved = !strcmp(element, "marker") || !strcmp(element, "symbol");
	double v;
	if (str_eq(name, S("rotate")))
		return text && !says_no_turn(value);
	if (str_eq(name, S("textLength")))
		return text;
	if (str_eq(name, S("pathLength")))
		return svg_attribute(a, "stroke-dasharray").len > 0
		       || str_find(svg_attribute(a, "style"), S("stroke-dasharray")) != SIZE_MAX;
	if (moved && (str_eq(name, S("refX")) || str_eq(name, S("refY"))))
		return !is_length(value) ||
		       (element[0] == 's' && !(str_to_double(value, &v) && v == 0));
	if (str_eq(name, S("transform")) || str_eq(name, S("gradientTransform")) ||
	    str_eq(name, S("patternTransform")))
		return is_css_transform(value);
	if (str_eq(name, S("points")))
		return !are_points(value);
	return str_eq(name, S("in")) &&
	       (str_eq(value, S("BackgroundImage")) || str_eq(value, S("BackgroundAlpha")));
}

void svg_check_attribute(struct svg_scan *s, const char *element, const struct svg_attributes *a,
                         size_t i)
{
	str name = a->at[i].name, value = str_trim(a->at[i].value);
	bool text = !strcmp(element, "text") || !strcmp(element, "tspan");
	if (is_lost(element, a, name, value))
		svg_lose(s, svg_here(s), name, text || str_eq(name, S("rotate")));
	/* Lists of places, and what properties mean that attributes do not. */
	if (!(text && (str_eq(name, S("x")) || str_eq(name, S("y")) || str_eq(name, S("rotate"))))
	    && !str_eq(name, S("transform")) && !str_eq(name, S("d")) && !str_eq(name, S("scale")))
		svg_check_property(s, name, value, svg_here(s));
}
