/* What the keys of a style do: a key that does nothing is an error, and no silence. */
#include "project/theme_parts.h"

/* Keys of letters, of lines in a column, of what stands in a box. */
#define LETTERS                                                                                    \
	"family bold italic size leading colour letters tracking features figures small-caps"
#define SPACE " before after"
#define RULED " rule rule-width pad"
#define LINES LETTERS SPACE " first start end hang-quotes" RULED
#define BOXED " fill rule-start rule-end rule-below outdent"

/* By the style's name, where it is not all of them. Said of any: like, and how lines break. */
static const struct { const char *styles, *keys;
} effects[] = {
        {"h1 h2 h3 h4 h5 h6 term", LINES BOXED},
        {"quote sidenote notice", LINES BOXED " indent"},
        {"code", LETTERS SPACE " start" RULED BOXED},
        {"item", LINES " box bullet marker-like indent"},
        {"note", LETTERS " after first start end marker-like indent" RULED},
        {"caption caption-claim caption-measure caption-source table-note reference "
         "index-letter index-1 index-2 toc-title cover-title cover-subtitle "
         " cover-edition cover-date cover-author cover-funder back-text back-rights",
         LINES},
        {"toc-1 toc-2 toc-3", LETTERS SPACE " first start folio"},
        {"table", LETTERS SPACE " first fill zebra row-rule column-rule emphasis-column "
                  "total-row" RULED},
        {"table-head", LETTERS " first fill" RULED},
        {"table-group", LETTERS " first fill pad"},
        {"table-dots figure-label figure-value figure-axis figure-note folio running-head",
         LETTERS},
        {"list", SPACE " start"},
        {"tiles", SPACE RULED},
        {"tile-figure tile-label", LETTERS},
        {"definition", "after start end"},
        {"figure", SPACE},
        {"logos", "leading pad" SPACE},
        {"rule note-rule", "rule rule-width" SPACE},
        {"link", "colour"},
        {"p", ""},
};
static const char always[] = "like align hyphenate keep keep-next";

/* NULL: all. */
static const char *keys_of(str style)
{
	for (size_t i = 0; i < sizeof effects / sizeof *effects; i++)
		if (str_has_word(str_of(effects[i].styles), style))
			return effects[i].keys;
	return NULL;
}

static bool is_like(const struct sheet_style *s, str name)
{
	for (size_t k = 0; k < s->said.n; k++) {
		const struct yaml *like = yaml_get(s->said.at[k].map, "like");
		if (like && str_eq(like->text, name))
			return true;
	}
	return false;
}

/* Whether a style that is like this one, or like that one, has something of a key. */
static bool is_taken(const struct loading *l, str name, str key, int deep)
{
	enum { DEEP = 8 };
	for (size_t i = 0; i < l->sheet.n && deep < DEEP; i++) {
		const struct sheet_style *s = &l->sheet.at[i];
		if (!is_like(s, name))
			continue;
		const char *keys = keys_of(s->name);
		if (!keys || str_has_word(str_of(keys), key) || is_taken(l, s->name, key, deep + 1))
			return true;
	}
	return false;
}

/* A box has sides; what else has pads or rules has one of them all round. */
static void tell_sides(struct loading *l, str style, const struct yaml_entry *e)
{
	diag_error(l->diags, e->value.at, "theme/no-effect",
	           "'%.*s' has no sides in the style '%.*s'", STR_ARG(e->key), STR_ARG(style));
	diag_hint(l->diags, "Write one value: only boxes have sides.");
}

static void tell(struct loading *l, str style, const char *keys, const struct yaml_entry *e)
{
	diag_error(l->diags, e->key_at, "theme/no-effect",
	           "'%.*s' does nothing in the style '%.*s'", STR_ARG(e->key), STR_ARG(style));
	if (!*keys)
		diag_hint(l->diags, "Nothing is set in it: paragraphs are set in 'body'.");
	else
		diag_hint(l->diags, "What it takes is: %s.",
		          arena_cstr(l->arena, str_trim(str_of(keys))));
}

/* Whether some style is like this one: that may have the width of what has a colour here. */
static bool has_heirs(const struct loading *l, str name)
{
	for (size_t i = 0; i < l->sheet.n; i++)
		if (is_like(&l->sheet.at[i], name))
			return true;
	return false;
}

static strom_len width_of(const struct style *s, enum side side)
{
	const strom_len widths[SIDES] = {s->rule_width, s->rule_end, s->rule_below, s->rule_start};
	return widths[side];
}

static void tell_thin(struct loading *l, const struct sheet_style *s, const struct yaml *at)
{
	static const char *const widths[SIDES] = {"rule-width", "rule-end", "rule-below",
	                                          "rule-start"};
	bool one = at->kind == YAML_SCALAR, drawn = false;
	for (int i = 0; i < SIDES; i++) {
		const struct yaml *side = one ? at : yaml_get(at, styles_sides[i]);
		bool none = !side || str_eq(side->text, S("none"));
		drawn |= none || width_of(&s->style, (enum side)i);
		if (one || none || width_of(&s->style, (enum side)i))
			continue;
		diag_warn(l->diags, side->at, "theme/no-width",
		          "this side of '%.*s' has a colour and no width", STR_ARG(s->name));
		diag_hint(l->diags, "Say its thickness by '%s'.", widths[i]);
	}
	if (!one || drawn)
		return;
	diag_warn(l->diags, at->at, "theme/no-width",
	          "the rules of '%.*s' have a colour and no width", STR_ARG(s->name));
	diag_hint(l->diags, "Say which there are by rule-width (above), rule-start, rule-end or "
	                    "rule-below.");
}

void styles_check_widths(struct loading *l)
{
	for (size_t i = 0; i < l->sheet.n; i++) {
		const struct sheet_style *s = &l->sheet.at[i];
		const struct yaml *rule =
		        s->said.n ? yaml_get(s->said.at[s->said.n - 1].map, "rule") : NULL;
		const char *keys = rule ? keys_of(s->name) : NULL;
		bool takes = s->is_class || (keys && str_has_word(str_of(keys), S("rule-width")));
		if (rule && takes && !has_heirs(l, s->name))
			tell_thin(l, s, rule);
	}
}

/* Keys that no passage, word or table takes. */
static void check_class(struct loading *l, const struct yaml_entry *class)
{
	static const char nowhere[] = "folio art";
	for (size_t k = 0; k < class->value.n; k++) {
		const struct yaml_entry *e = &class->value.entries[k];
		if (!str_has_word(S(nowhere), e->key) || is_taken(l, class->key, e->key, 0))
			continue;
		diag_error(l->diags, e->key_at, "theme/no-effect",
		           "'%.*s' does nothing in the class '%.*s'", STR_ARG(e->key),
		           STR_ARG(class->key));
		diag_hint(l->diags, "It is of contents, or of panels that a layout fills.");
	}
}

void styles_check_classes(struct loading *l, const struct yaml *classes)
{
	for (size_t i = 0; classes && i < classes->n; i++)
		check_class(l, &classes->entries[i]);
}

void styles_check_effects(struct loading *l, const struct yaml *styles)
{
	for (size_t i = 0; styles && i < styles->n; i++) {
		const struct yaml_entry *style = &styles->entries[i];
		const char *keys = keys_of(style->key);
		if (!keys)
			continue;
		for (size_t k = 0; k < style->value.n; k++) {
			const struct yaml_entry *e = &style->value.entries[k];
			if (!str_has_word(str_of(always), e->key) &&
			    !str_has_word(str_of(keys), e->key) &&
			    !is_taken(l, style->key, e->key, 0))
				tell(l, style->key, keys, e);
			else if (e->value.kind == YAML_MAP &&
			         !str_has_word(str_of(keys), S("outdent")) &&
			         !is_taken(l, style->key, S("outdent"), 0))
				tell_sides(l, style->key, e);
		}
	}
}
