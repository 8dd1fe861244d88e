/* A theme's styles, resolved: each begins as a copy of what it is like. */
#include "project/theme_parts.h"

#include "base/file.h"

enum {
	CHAIN = 64,      /* of styles that are like one another */
	MOST_BULLET = 4  /* letters of a sign */
};

static const struct yaml *value(const struct sheet_style *s, const char *key)
{
	for (size_t i = s->said.n; i; i--) {
		const struct yaml *y = yaml_get(s->said.at[i - 1].map, key);
		if (y)
			return y;
	}
	return NULL;
}

/* ---- Fields ---- */

static bool unknown_colour(struct loading *l, const struct yaml *y)
{
	vec_str names = {0};
	for (size_t i = 0; i < l->colours.n; i++)
		vec_push(l->arena, &names, l->colours.at[i].name);
	diag_error(l->diags, y->at, "theme/unknown-colour", "unknown colour '%.*s'",
	           STR_ARG(utf8_prefix(y->text, 60)));
	if (!diag_did_you_mean(l->diags, y->text, names.at, names.n))
		diag_hint(l->diags,
		          "Write a name from 'colours:', or six digits such as \"#1b1b1b\".");
	return false;
}

static bool take_colour(struct loading *l, const struct yaml *y, bool may_be_none,
                        struct colour *out)
{
	uint8_t c[4];
	if (!y)
		return true;
	if (may_be_none && str_eq(y->text, S("none"))) {
		*out = (struct colour){0};
		return true;
	}
	if (yaml_colour_ok(y->text, c)) {
		*out = (struct colour){c[0], c[1], c[2], c[3], 0};
		return true;
	}
	for (size_t i = 0; i < l->colours.n; i++) {
		if (!str_eq(l->colours.at[i].name, y->text))
			continue;
		*out = l->colours.at[i].value;
		return true;
	}
	return unknown_colour(l, y);
}

static bool take_family(struct loading *l, const struct yaml *y, str *out)
{
	vec_str names = {0};
	if (!y)
		return true;
	for (size_t i = 0; i < l->faces_n; i++) {
		if (str_eq(l->faces[i].family, y->text)) {
			*out = y->text;
			return true;
		}
		if (!names.n || !str_eq(names.at[names.n - 1], l->faces[i].family))
			vec_push(l->arena, &names, l->faces[i].family);
	}
	diag_error(l->diags, y->at, "theme/unknown-family", "unknown font family '%.*s'",
	           STR_ARG(utf8_prefix(y->text, 60)));
	if (!diag_did_you_mean(l->diags, y->text, names.at, names.n))
		diag_hint(l->diags, "The families are listed in fonts/manifest.yml.");
	return false;
}

/* What a length may be, in points: beyond it nothing is readable, and a unit or a point is wrong.
 */
struct style_bounds { int least, most; };

static const struct style_bounds LETTERS = {1, 600}, SPACE = {0, 1500}, INDENT = {-600, 1500},
                           THIN = {0, 200}, TRACKING = {-20, 100};

static bool take_length(struct loading *l, const struct yaml *y, struct style_bounds in,
                        strom_len *out)
{
	if (!y)
		return true;
	if (!theme_length(l, y, out))
		return false;
	bool small = *out < STROM_PT(in.least);
	if (!small && *out <= STROM_PT(in.most))
		return true;
	diag_error(l->diags, y->at, "theme/bad-length", "%.*s is too %s here", STR_ARG(y->text),
	           small ? "small" : "large");
	diag_hint(l->diags, "Write a length from %dpt to %dpt.", in.least, in.most);
	return false;
}

static void take_bool(const struct yaml *y, bool *out)
{
	bool flag;
	if (yaml_bool(y, &flag))
		*out = flag;
}

static void take_words(const struct sheet_style *s, struct style *out)
{
	static const char *const aligns[] = {"justify", "start", "centre", "end"},
	                         *const folios[] = {"dots", "end", "start"};
	const struct yaml *align = value(s, "align"), *letters = value(s, "letters");
	for (int i = 0; align && i < 4; i++)
		if (str_eq(align->text, str_of(aligns[i])))
			out->align = (enum text_align)i;
	if (letters)
		out->letters = str_eq(letters->text, S("upper")) ? CASE_UPPER : CASE_AS_WRITTEN;
	const struct yaml *folio = value(s, "folio");
	for (int i = 0; folio && i < 3; i++)
		if (str_eq(folio->text, str_of(folios[i])))
			out->folio = (enum folio_place)i;
	take_bool(value(s, "bold"), &out->bold);
	take_bool(value(s, "italic"), &out->italic);
	take_bool(value(s, "hyphenate"), &out->hyphenate);
	take_bool(value(s, "keep-next"), &out->keep_next);
	take_bool(value(s, "keep"), &out->keep);
	take_bool(value(s, "outdent"), &out->outdent);
	take_bool(value(s, "hang-quotes"), &out->hang_quotes);
}

/* ---- Features ---- */

static bool figures_clash(struct loading *l, const struct yaml *y)
{
	diag_error(l->diags, y->at, "theme/figures-clash", "these figures exclude each other");
	diag_hint(l->diags, "Figures are oldstyle or lining, and tabular or proportional.");
	return false;
}

static bool take_figure(struct loading *l, const struct yaml *y, struct style *said)
{
	static const char *const forms[] = {"oldstyle", "lining"}, *const widths[] = {
	                                                                   "tabular",
	                                                                   "proportional"};
	for (int i = 0; i < 2; i++) {
		bool form = str_eq(y->text, str_of(forms[i])),
		     width = str_eq(y->text, str_of(widths[i]));
		if ((form && said->figure_form) || (width && said->figure_width))
			return figures_clash(l, y);
		if (form)
			said->figure_form = (enum figure_form)(i + 1);
		if (width)
			said->figure_width = (enum figure_width)(i + 1);
	}
	return true;
}

/* What is said of one, form or width, leaves the other as it was. */
static bool take_figures(struct loading *l, const struct yaml *y, struct style *out)
{
	struct style said = {0};
	size_t met = diag_met(l->diags);
	if (!y)
		return true;
	for (size_t i = 0; y->kind == YAML_LIST && i < y->n; i++)
		take_figure(l, &y->items[i], &said);
	if (y->kind == YAML_SCALAR)
		take_figure(l, y, &said);
	out->figure_form = said.figure_form ? said.figure_form : out->figure_form;
	out->figure_width = said.figure_width ? said.figure_width : out->figure_width;
	return diag_met(l->diags) == met;
}

static void join_features(struct loading *l, struct style *s)
{
	static const char *const forms[] = {"", "onum", "lnum"},
	                         *const widths[] = {"", "tnum", "pnum"},
	                         *const capitals[] = {"", "smcp", "smcp,c2sc"};
	const char *const named[] = {forms[s->figure_form], widths[s->figure_width],
	                             capitals[s->small_caps]};
	s->features = s->own_features;
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (*named[i])
			s->features = arena_printf(l->arena, "%.*s%s%s", STR_ARG(s->features),
			                           s->features.len ? "," : "", named[i]);
}

static bool take_features(struct loading *l, const struct sheet_style *s, struct style *out)
{
	const struct yaml *features = value(s, "features"), *capitals = value(s, "small-caps");
	bool good = take_figures(l, value(s, "figures"), out);
	if (features)
		out->own_features = features->text;
	if (capitals)
		out->small_caps = str_eq(capitals->text, S("all"))    ? SMALL_CAPS_ALL
		                  : str_eq(capitals->text, S("true")) ? SMALL_CAPS_LETTERS
		                                                      : SMALL_CAPS_NONE;
	join_features(l, out);
	return good;
}

/* ---- All of them ---- */

/* Size alone: leading grows with it. */
static bool take_size(struct loading *l, const struct sheet_style *s, struct style *out)
{
	strom_len size = out->size, leading = out->leading;
	const struct yaml *own = value(s, "leading");
	if (!take_length(l, value(s, "size"), LETTERS, &out->size) ||
	    !take_length(l, own, LETTERS, &out->leading))
		return false;
	if (own && out->leading < out->size / 2) {
		diag_error(l->diags, own->at, "theme/bad-length", "%.*s is too small here",
		           STR_ARG(own->text));
		diag_hint(l->diags,
		          "Lines would cover each other: write at least the size of the letters.");
		return false;
	}
	if (!own && size > 0 && out->size != size)
		out->leading = leading * out->size / size;
	return true;
}

/* "none" takes away what the style would inherit. */
static bool take_art(struct loading *l, const struct yaml *y, struct said *out)
{
	if (!y)
		return true;
	*out = (struct said){.at = y->at};
	if (str_eq(y->text, S("none")))
		return true;
	out->text = path_join(l->arena, path_folder(diag_path(l->diags, y->at.file)), y->text);
	if (diag_is_given(l->diags, y->at.file) && file_exists(out->text))
		return true;
	enum file_found found = file_look(l->diags, out->text);
	if (found == FOUND_FILE)
		return true;
	if (found == FOUND_OUTSIDE || found == FOUND_SENSITIVE || found == FOUND_UNSEEN)
		return file_refuse(l->diags, y->at, out->text, found);
	diag_error(l->diags, y->at, "theme/no-art", "there is no art '%.*s'", STR_ARG(y->text));
	diag_hint(l->diags, "Paths of art count from the theme's folder.");
	return false;
}

/* ---- Boxes ---- */

const char *const styles_sides[SIDES] = {"top", "end", "bottom", "start"};

static void take_rules(struct loading *l, const struct yaml *y, struct style *out)
{
	bool one = y && y->kind == YAML_SCALAR;
	if (one && take_colour(l, y, true, &out->rule))
		for (int i = 0; i < SIDES; i++)
			out->box_rule[i] = out->rule;
	for (int i = 0; y && !one && i < SIDES; i++)
		take_colour(l, yaml_get(y, styles_sides[i]), true, &out->box_rule[i]);
}

static void take_pads(struct loading *l, const struct yaml *y, struct style *out)
{
	bool one = y && y->kind == YAML_SCALAR;
	if (one && take_length(l, y, THIN, &out->pad))
		for (int i = 0; i < SIDES; i++)
			out->box_pad[i] = out->pad;
	for (int i = 0; y && !one && i < SIDES; i++)
		take_length(l, yaml_get(y, styles_sides[i]), THIN, &out->box_pad[i]);
}

/* ---- Lists ---- */

static struct sheet_style *unknown_like(struct loading *l, const struct yaml *y)
{
	vec_str names = {0};
	for (size_t i = 0; i < l->sheet.n; i++)
		vec_push(l->arena, &names, l->sheet.at[i].name);
	diag_error(l->diags, y->at, "theme/unknown-style", "unknown style '%.*s'",
	           STR_ARG(utf8_prefix(y->text, 60)));
	if (!diag_did_you_mean(l->diags, y->text, names.at, names.n))
		diag_hint(l->diags, "Name a style or a class of this theme.");
	return &l->sheet.at[0];
}

/* Of lists that are deeper, the last. */
static void take_bullets(struct loading *l, const struct yaml *y, struct style *out)
{
	size_t n = !y ? 0 : y->kind == YAML_LIST ? y->n : 1;
	for (size_t i = 0; i < STYLE_BULLETS && n; i++) {
		const struct yaml *one = y->kind == YAML_LIST ? &y->items[i < n ? i : n - 1] : y;
		out->bullets[i] = one->text;
	}
	for (size_t i = 0; i < n; i++) {
		const struct yaml *one = y->kind == YAML_LIST ? &y->items[i] : y;
		if (one->text.len && utf8_count(one->text) <= MOST_BULLET && i < STYLE_BULLETS)
			continue;
		diag_error(l->diags, one->at, "theme/bad-bullet", "this is no sign before an item");
		diag_hint(l->diags, "Write one to %d letters, or up to %d such signs in brackets.",
		          MOST_BULLET, STYLE_BULLETS);
	}
}

static void take_marker(struct loading *l, const struct yaml *y, str *out)
{
	uint32_t index;
	if (!y)
		return;
	if (map_get(l->names, y->text, &index))
		*out = y->text;
	else
		unknown_like(l, y);
}

/* ---- Tables ---- */

static void take_row_rule(struct loading *l, const struct yaml *y, uint8_t *out)
{
	int64_t n = -1;
	if (!y)
		return;
	if (str_eq(y->text, S("none")))
		n = 0;
	else if (str_eq(y->text, S("all")))
		n = 1;
	else if (!str_to_int(y->text, &n) || n < 1 || n > 100)
		n = -1;
	if (n >= 0) {
		*out = (uint8_t)n;
		return;
	}
	diag_error(l->diags, y->at, "theme/bad-row-rule", "'%.*s' says no rows",
	           STR_ARG(utf8_prefix(y->text, 60)));
	diag_hint(l->diags, "Write all, none, or a number from 1 to 100: 5 is below each fifth.");
}

static void take_column_rule(const struct yaml *y, enum column_rule *out)
{
	static const char *const kinds[] = {"none", "first", "all"};
	for (int i = 0; y && i < 3; i++)
		if (str_eq(y->text, str_of(kinds[i])))
			*out = (enum column_rule)i;
}

static void take_emphasis(struct loading *l, const struct yaml *y, uint8_t *out)
{
	int64_t n = -1;
	if (!y)
		return;
	if (str_eq(y->text, S("none")))
		n = 0;
	else if (str_eq(y->text, S("first")))
		n = 1;
	else if (str_eq(y->text, S("last")))
		n = EMPHASIS_LAST;
	else if (!str_to_int(y->text, &n) || n < 1 || n > 100)
		n = -1;
	if (n >= 0) {
		*out = (uint8_t)n;
		return;
	}
	diag_error(l->diags, y->at, "theme/bad-column", "'%.*s' is no column",
	           STR_ARG(utf8_prefix(y->text, 60)));
	diag_hint(l->diags, "Write first, last, none, or a number from 1 to 100.");
}

static bool take_all(struct loading *l, const struct sheet_style *s, struct style *out)
{
	const struct { const char *key; struct style_bounds in; strom_len *at;
	} lengths[] = {
	        {"rule-width", THIN, &out->rule_width},
	        {"rule-start", THIN, &out->rule_start},
	        {"rule-below", THIN, &out->rule_below},
	        {"rule-end", THIN, &out->rule_end},
	        {"before", SPACE, &out->before},
	        {"after", SPACE, &out->after},
	        {"first", INDENT, &out->first},
	        {"indent", SPACE, &out->indent},
	        {"start", SPACE, &out->start},
	        {"end", SPACE, &out->end},
	        {"box", THIN, &out->box},
	        {"tracking", TRACKING, &out->tracking},
	};
	size_t met = diag_met(l->diags);
	take_size(l, s, out);
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		take_length(l, value(s, lengths[i].key), lengths[i].in, lengths[i].at);
	take_family(l, value(s, "family"), &out->family);
	take_colour(l, value(s, "colour"), false, &out->colour);
	if (value(s, "colour"))
		out->colour_at = value(s, "colour")->at;
	take_colour(l, value(s, "fill"), true, &out->fill);
	if (value(s, "fill"))
		out->fill_at = value(s, "fill")->at;
	/* Sides that a later map does not say are as an earlier one says. */
	for (size_t i = 0; i < s->said.n; i++) {
		take_rules(l, yaml_get(s->said.at[i].map, "rule"), out);
		take_pads(l, yaml_get(s->said.at[i].map, "pad"), out);
	}
	take_colour(l, value(s, "zebra"), true, &out->zebra);
	take_row_rule(l, value(s, "row-rule"), &out->row_rule);
	take_column_rule(value(s, "column-rule"), &out->column_rule);
	take_emphasis(l, value(s, "emphasis-column"), &out->emphasis);
	take_bool(value(s, "total-row"), &out->total_row);
	take_bullets(l, value(s, "bullet"), out);
	take_marker(l, value(s, "marker-like"), &out->marker_like);
	take_art(l, value(s, "art"), &out->art);
	take_words(s, out);
	take_features(l, s, out);
	return diag_met(l->diags) == met;
}

/* ---- Inheritance ---- */

static struct sheet_style *parent_of(struct loading *l, const struct sheet_style *s)
{
	const struct yaml *like = value(s, "like");
	uint32_t index = 0;
	if (map_get(l->names, like ? like->text : s->like, &index))
		return &l->sheet.at[index];
	return like ? unknown_like(l, like) : &l->sheet.at[0];
}

static void circle(struct loading *l, const struct sheet_style *s)
{
	const struct yaml *like = value(s, "like");
	diag_error(l->diags, like ? like->at : s->at, "theme/like-circle",
	           "'%.*s' is like itself in the end", STR_ARG(s->name));
	diag_hint(l->diags, "Let one of the styles be like body.");
}

static void resolve(struct loading *l, struct sheet_style *s, size_t depth)
{
	if (s->state == DONE)
		return;
	if (s->state == IN_WORK || depth > CHAIN) {
		circle(l, s);
		return;
	}
	s->state = IN_WORK;
	struct sheet_style *parent = parent_of(l, s);
	resolve(l, parent, depth + 1);
	s->style = parent->style;
	s->style.name = s->name;
	take_all(l, s, &s->style);
	s->state = DONE;
}

/* Body is like nothing, so it has to say what letters are. */
static bool resolve_body(struct loading *l)
{
	struct sheet_style *body = &l->sheet.at[0];
	const struct yaml *theme = l->roots.at[l->roots.n - 1];
	const struct yaml_entry *styles = yaml_entry_get(theme, "styles");
	struct style *s = &body->style;
	const struct yaml *like = value(body, "like");
	*s = (struct style){
	        .name = body->name, .features = S(""), .own_features = S(""), .row_rule = 1};
	body->state = DONE;
	take_colour(l, &(struct yaml){.kind = YAML_SCALAR, .text = S("text")}, false, &s->colour);
	if (like) {
		diag_error(l->diags, like->at, "theme/like-circle",
		           "body cannot be like another style");
		diag_hint(l->diags, "Remove the key: all others are like body.");
	}
	if (!take_all(l, body, s))
		return false;
	if (!s->leading)
		s->leading = s->size / 4 * 5;
	if (s->family.len && s->size)
		return true;
	diag_error(l->diags,
	           body->said.n ? body->at
	           : styles     ? styles->key_at
	                        : theme->at,
	           "theme/no-body", "the style body needs a family and a size");
	diag_hint(l->diags, "Write 'body: {family: libertine, size: 10.5pt, leading: 14pt}'.");
	return false;
}

void styles_resolve(struct loading *l, struct theme *t)
{
	struct style *styles = arena_array(l->arena, struct style, l->sheet.n);
	if (!resolve_body(l))
		return;
	for (size_t i = 0; i < l->sheet.n; i++) {
		resolve(l, &l->sheet.at[i], 0);
		styles[i] = l->sheet.at[i].style;
	}
	t->styles = styles;
	t->styles_n = l->sheet.n;
}

/* ---- The floor ---- */

static strom_len floor_of(const struct loading *l)
{
	strom_len length;
	for (size_t i = l->roots.n; i; i--) {
		const struct yaml *y = yaml_get(l->roots.at[i - 1], "floor");
		if (y && length_parse(y->text, &length))
			return length;
	}
	return 0;
}

/* At the size that a style says, so that those which are like it are not told again. */
void styles_check_floor(struct loading *l)
{
	strom_len least = floor_of(l);
	for (size_t i = 0; i < l->sheet.n; i++) {
		const struct yaml *size = value(&l->sheet.at[i], "size");
		if (!size || l->sheet.at[i].style.size >= least)
			continue;
		diag_error(l->diags, size->at, "theme/below-floor",
		           "the letters of '%.*s' are smaller than the theme's floor",
		           STR_ARG(l->sheet.at[i].name));
		diag_hint(l->diags, "Make them larger, or say another 'floor:' in the theme.");
	}
}
