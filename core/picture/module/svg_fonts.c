/* The fonts of SVGs' text: those of the manifest alone, so that a picture looks the same on every
 * machine. */
#include "picture/module/module.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

/* A face's own name for its family; empty: it is not there. */
static str own_name(struct arena *a, const struct font_face *face)
{
	int n = 0;
	FcChar8 *name = NULL;
	FcPattern *pattern =
	        FcFreeTypeQuery((const FcChar8 *)arena_cstr(a, face->path), 0, NULL, &n);
	str out = {0};
	if (pattern && FcPatternGetString(pattern, FC_FAMILY, 0, &name) == FcResultMatch)
		out = arena_str(a, str_of((const char *)name));
	if (pattern)
		FcPatternDestroy(pattern);
	return out;
}

static void put_alias(struct buf *b, str from, str to)
{
	buf_put(b, S("<alias binding=\"same\"><family>"));
	buf_xml(b, from);
	buf_put(b, S("</family><prefer><family>"));
	buf_xml(b, to);
	buf_put(b, S("</family></prefer></alias>"));
}

struct font_named { str family, own; bool sans; };
typedef vec(struct font_named) names;

static str first_of(const names *all, bool sans, bool mono)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].sans == sans && str_ends(all->at[i].family, S("mono")) == mono)
			return all->at[i].own;
	return all->n ? all->at[0].own : (str){0};
}

/* The manifest's own names lead to the fonts' too, and CSS's general ones to the first that fits.
 */
static void add_names(FcConfig *config, const names *all)
{
	struct buf b = {0};
	buf_put(&b, S("<?xml version=\"1.0\"?><fontconfig>"));
	for (size_t i = 0; i < all->n; i++)
		put_alias(&b, all->at[i].family, all->at[i].own);
	put_alias(&b, S("serif"), first_of(all, false, false));
	put_alias(&b, S("sans-serif"), first_of(all, true, false));
	put_alias(&b, S("monospace"), first_of(all, false, true));
	buf_put(&b, S("</fontconfig>"));
	buf_byte(&b, 0);
	FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)b.ptr, FcFalse);
	buf_drop(&b);
}

static bool same_letters(str a, str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++) {
		char x = a.ptr[i], y = b.ptr[i];
		x = x >= 'A' && x <= 'Z' ? (char)(x + 32) : x;
		y = y >= 'A' && y <= 'Z' ? (char)(y + 32) : y;
		if (x != y)
			return false;
	}
	return true;
}

static bool has_family(const names *all, str family)
{
	static const char *const general[] = {"serif", "sans-serif", "monospace", "inherit"};
	for (size_t i = 0; i < sizeof general / sizeof *general; i++)
		if (same_letters(family, str_of(general[i])))
			return true;
	for (size_t i = 0; i < all->n; i++)
		if (same_letters(family, all->at[i].family) || same_letters(family, all->at[i].own))
			return true;
	return false;
}

static bool has_any(const names *all, str list)
{
	while (list.len) {
		str family = str_trim(str_until(list, ','));
		list = str_from(list, str_until(list, ',').len + 1);
		while (family.len && strchr("'\"", family.ptr[0]))
			family = str_from(family, 1);
		while (family.len && strchr("'\"", family.ptr[family.len - 1]))
			family.len--;
		if (has_family(all, family))
			return true;
	}
	return false;
}

static void check_families(struct diags *d, const struct svg_said *said, const names *all)
{
	for (size_t i = 0; i < said->families.n; i++) {
		const struct svg_family *f = &said->families.at[i];
		bool told = has_any(all, f->list);
		for (size_t k = 0; k < i; k++)
			told |= str_eq(said->families.at[k].list, f->list);
		if (told)
			continue;
		diag_warn(d, diag_narrow(d, f->at, f->list), "picture/svg-font",
		          "the SVG's text asks for the font %.*s, which fonts/ does not have",
		          STR_ARG(utf8_prefix(f->list, 60)));
		diag_hint(
		        d,
		        "Turn its text into paths, or name a font that 'strom' has: %.*s or %.*s.",
		        STR_ARG(first_of(all, true, false)), STR_ARG(first_of(all, false, false)));
	}
}

/* Pango keeps what it found for the fonts that there were before. */
static void set_current(FcConfig *config)
{
	pango_cairo_font_map_set_default(NULL);
	FcConfigSetCurrent(config);
	FcConfigDestroy(config);
}

void svg_fonts_begin(struct arena *a, struct diags *d, const struct svg_said *said,
                     const struct vector_fonts *fonts)
{
	FcConfig *config = FcConfigCreate();
	names all = {0};
	for (size_t i = 0; i < fonts->n; i++) {
		const struct font_face *face = &fonts->faces[i];
		bool stands_in = i >= fonts->own;
		if (stands_in && !said->foreign)
			break;
		FcConfigAppFontAddFile(config, (const FcChar8 *)arena_cstr(a, face->path));
		bool again = i && str_eq(face->family, fonts->faces[i - 1].family);
		if (!stands_in && !again)
			vec_push(a, &all, (struct font_named){face->family, own_name(a, face),
			                                 str_eq(face->fallback, S("sans"))});
	}
	add_names(config, &all);
	check_families(d, said, &all);
	set_current(config);
}

/* Fontconfig's own memory of them would last to the process's end. */
void svg_fonts_end(void)
{
	set_current(FcConfigCreate());
}
