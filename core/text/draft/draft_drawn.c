/* Columns of tables that are drawn: what their YAML says of it. */
#include "text/draft/draft_parts.h"

static bool is_word(const struct yaml *y, const char *word)
{
	return y && str_eq(y->text, str_of(word));
}

static enum column_drawing drawing_of(const struct yaml *type)
{
	return is_word(type, "bar")     ? DRAWN_BAR
	       : is_word(type, "spark") ? DRAWN_SPARK
	       : is_word(type, "dots")  ? DRAWN_DOTS
	       : is_word(type, "delta") ? DRAWN_DELTA
	                                : DRAWN_NOT;
}

/* A key that says nothing of such a column. */
static void idle(struct diags *diags, const struct yaml *y, const char *key, const char *types,
                 bool good)
{
	const struct yaml_entry *own = yaml_entry_get(y, key);
	if (!own || good)
		return;
	diag_error(diags, own->key_at, "text/drawn-column", "'%s' says nothing of such a column",
	           key);
	diag_hint(diags, "It is for columns of a table of %s.", types);
}

static void only_of_changes(struct diags *diags, const struct yaml *numbers)
{
	diag_error(diags, numbers->at, "text/drawn-column", "such a column is not in points");
	diag_hint(diags, "Points are what percents differ by: write type: delta, or numbers: "
	                 "percent.");
}

static void no_figure(struct diags *diags, const struct yaml *type)
{
	diag_error(diags, type->at, "text/drawn-column", "a chart has no columns of type %.*s",
	           STR_ARG(type->text));
	diag_hint(diags, "The chart draws them itself: write type: number, or percent.");
}

void draft_drawn_read(struct diags *diags, const struct yaml *y, bool figure,
                      struct column_said *out)
{
	const struct yaml *type = yaml_get(y, "type"), *of = yaml_get(y, "of");
	enum column_drawing drawing = drawing_of(type);
	int64_t dots = 0;
	bool numbers = drawing && drawing != DRAWN_DOTS;
	idle(diags, y, "numbers", "type bar, spark or delta", numbers);
	idle(diags, y, "of", "type dots", drawing == DRAWN_DOTS);
	idle(diags, y, "full", "type bar", drawing == DRAWN_BAR);
	if (numbers && drawing != DRAWN_DELTA && is_word(yaml_get(y, "numbers"), "points"))
		only_of_changes(diags, yaml_get(y, "numbers"));
	if (drawing && figure)
		no_figure(diags, type);
	if (!drawing)
		return;
	out->drawing = drawing;
	out->points = is_word(yaml_get(y, "numbers"), "points");
	bool percent = out->points || is_word(yaml_get(y, "numbers"), "percent");
	out->format = percent ? FORMAT_PERCENT : FORMAT_NUMBER;
	if (of && yaml_int(of, &dots))
		out->of = (uint32_t)dots;
	if (yaml_get(y, "full"))
		yaml_real(yaml_get(y, "full"), &out->full);
}
