/* The classes that a text uses, held to those that its theme and layout know. */
#include "typeset/typeset.h"

static bool layout_knows(const struct plugin *layout, str name)
{
	for (const char *const *c = layout ? layout->classes : NULL; c && *c; c++)
		if (str_eq(name, str_of(*c)))
			return true;
	return false;
}

void typeset_check_classes(const struct edition *e, const struct theme *theme)
{
	str names[64];
	size_t n = 0;
	for (size_t i = 0; i < theme->styles_n && n < 64; i++)
		names[n++] = theme->styles[i].name;
	for (strom_node i = 1; i < e->nodes.n; i++) {
		const struct node *node = node_at(e, i);
		if (!node->style.len ||
		    str_eq(theme_style(theme, node->style)->name, node->style) ||
		    layout_knows(e->spec->document->layout, node->style))
			continue;
		diag_warn(e->diags, node->span, "text/unknown-class",
		          "the theme has no class '%.*s'", STR_ARG(node->style));
		if (!diag_did_you_mean(e->diags, node->style, names, n))
			diag_hint(e->diags, "Add it to the theme's 'classes:', or the passage "
			                    "looks like any other.");
	}
}
