/* Inline nodes into runs: fonts, colours and languages resolved from the theme. */
#include "typeset/arrange/picture_sizes.h"
#include "typeset/arrange/typesetter.h"

/* The theme's style of that name, or NULL: theme_style falls back on "body". */
static const struct style *style_named(const struct typesetter *t, str name)
{
	const struct style *s = name.len ? theme_style(t->theme, name) : NULL;
	return s && str_eq(s->name, name) ? s : NULL;
}

const struct style *run_style(const struct typesetter *t, strom_node n, const char *by_kind)
{
	const struct placement *p = arrangement_place(&t->arrangement, n);
	const struct style *s = p ? style_named(t, p->style) : NULL;
	if (!s)
		s = style_named(t, node_at(t->edition, n)->style);
	return s ? s : theme_style(t->theme, str_of(by_kind));
}

/* What an inline's ancestors make of its text. */
struct run_look {
	struct picture_room room;        /* of pictures */
	str family;
	bool bold, italic, upper, hyphenate;
	strom_len size, rise, tracking;
	struct colour colour;
	str features;
	bool copied, strike;             /* code */
};

static struct run_look look_of(const struct style *s)
{
	return (struct run_look){.family = s->family, .bold = s->bold, .italic = s->italic,
	                         .upper = s->letters == CASE_UPPER, .hyphenate = s->hyphenate,
	                         .size = s->size, .tracking = s->tracking, .colour = s->colour,
	                         .features = s->features};
}

static struct run run_in(struct typesetter *t, const struct run_look *look, str text,
                         strom_node node)
{
	const struct node *n = node_at(t->edition, node);
	const struct font *font = fonts_find(t->fonts, look->family, look->bold, look->italic);
	return (struct run){.text = text,
	                    .font = font,
	                    .size = look->size,
	                    .rise = look->rise,
	                    .tracking = look->tracking,
	                    .colour = look->colour,
	                    .features = look->features,
	                    .node = node,
	                    .lang = n->lang,
	                    .hyphenate = look->hyphenate,
	                    .copied = look->copied,
	                    .strike = look->strike,
	                    .upper = look->upper,
	                    .span = n->span};
}

struct run run_of(struct typesetter *t, const struct style *s, str text, strom_node node)
{
	struct run_look look = look_of(s);
	struct run r = run_in(t, &look, text, node);
	r.hyphenate = false;
	return r;
}

strom_len run_entry_indent(struct typesetter *t, const struct style *s, strom_node n)
{
	if (s->folio != FOLIO_START)
		return s->start;
	struct run number = run_of(t, s, S("0000"), n);
	strom_len wide = line_width(t->setter, &number, 1);
	return wide > s->start ? wide : s->start;
}

/* Small capitals in a table keep its figures. */
static void apply_features(const struct typesetter *t, const struct style *s, struct run_look *look)
{
	if (look->features.len)
		look->features = arena_printf(t->arena, "%.*s,%.*s", STR_ARG(look->features),
		                              STR_ARG(s->features));
	else
		look->features = s->features;
}

/* A phrase takes from its style what is not body's own: the rest is as around it. */
static void apply(const struct typesetter *t, const struct style *s, struct run_look *look)
{
	const struct style *body = theme_style(t->theme, S("body"));
	if (!s)
		return;
	look->bold |= s->bold;
	look->italic |= s->italic;
	look->upper |= s->letters == CASE_UPPER;
	if (!str_eq(s->family, body->family))
		look->family = s->family;
	if (memcmp(&s->colour, &body->colour, sizeof s->colour))
		look->colour = s->colour;
	if (s->tracking != body->tracking)
		look->tracking = s->tracking;
	if (!str_eq(s->features, body->features))
		apply_features(t, s, look);
	if (s->size != body->size)
		look->size = s->size;
}

/* Code is in another face, whose size goes with that of the text around it. */
static void apply_code(const struct typesetter *t, struct run_look *look)
{
	look->copied = true;
	const struct style *s = style_named(t, S("code")), *body = theme_style(t->theme, S("body"));
	strom_len size = look->size;
	apply(t, s, look);
	if (s && body->size > 0)
		look->size = size * s->size / body->size;
	look->hyphenate = false;
}

/* Links keep the face of their surroundings but for what the theme says of them. */
static void apply_colour(const struct typesetter *t, const char *name, struct run_look *look)
{
	const struct style *s = style_named(t, str_of(name));
	if (s)
		look->colour = s->colour;
}

/* A picture on the baseline, as high as capitals unless its author says otherwise. */
static bool add_picture(struct typesetter *t, strom_node n, const struct run_look *look,
                        run_list *out)
{
	struct run run = run_in(t, look, LINE_BOX_TEXT, n);
	struct line_box *box = arena_make(t->arena, struct line_box);
	strom_len capitals = run.font ? font_scale(run.font, run.font->cap_height, look->size) : 0;
	struct picture_room room = look->room;
	room.high = capitals > 0 ? capitals : look->size;
	box->picture = node_at(t->edition, n)->picture;
	if (!run.font || !box->picture ||
	    !run_picture_fit(t->pictures, t->diags, t->edition, n, &room, &box->w, &box->above))
		return false;
	run.box = box;
	run.hyphenate = run.upper = false;
	run.tracking = 0;
	vec_push(t->edition->arena, out, run);
	return true;
}

static void add_words(struct typesetter *t, strom_node n, const struct run_look *look,
                      run_list *out)
{
	str text = node_at(t->edition, n)->text;
	if (text.len)
		vec_push(t->edition->arena, out, run_in(t, look, text, n));
}

bool runs_have_fonts(const struct run *runs, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!runs[i].font)
			return false;
	return true;
}

/* False: reported. */
static bool collect(struct typesetter *t, strom_node below, struct run_look look, run_list *out)
{
	size_t met = diag_met(t->diags), from = out->n, lost = 0;
	for (EACH_CHILD(c, t->edition, below)) {
		const struct node *n = node_at(t->edition, c);
		struct run_look inner = look;
		switch ((enum node_kind)n->kind) {
		case NODE_TEXT:
			/* "Table 1": the label that numbering put before a caption. */
			inner.bold |= (n->flags & NODE_GENERATED) &&
			              node_at(t->edition, below)->kind == NODE_CAPTION;
			add_words(t, c, &inner, out);
			continue;
		case NODE_BREAK:
			if (out->n)
				out->at[out->n - 1].break_after = true;
			continue;
		case NODE_IMAGE:
			lost += !add_picture(t, c, &inner, out);
			continue;
		case NODE_EMPH:
			inner.italic = !look.italic;
			break;
		case NODE_STRONG:
			inner.bold = true;
			break;
		case NODE_CODE:
			apply_code(t, &inner);
			break;
		case NODE_LINK:
			if (!str_starts(n->target, S("#")))
				apply_colour(t, "link", &inner);
			break;
		case NODE_SPAN:
			apply(t, style_named(t, n->style), &inner);
			break;
		case NODE_STRIKE:
			inner.strike = true;
			break;
		case NODE_REF: /* "Table 1" is looked for as it stands there */
			inner.hyphenate = n->level == REF_BARE && look.hyphenate;
			break;
		case NODE_SUB:
			inner.rise = look.rise - look.size * 16 / 100;
			inner.size = look.size * 66 / 100;
			break;
		case NODE_SUP:
			inner.rise = look.rise + look.size * 36 / 100;
			inner.size = look.size * 66 / 100;
			break;
		case NODE_NOTE_REF:
			inner.rise = look.size * 36 / 100;
			inner.size = look.size * 66 / 100;
			break;
		case NODE_NOTE: /* set at the page's foot; and the contents set their numbers */
			continue;
		default:
			break;
		}
		lost += !collect(t, c, inner, out);
	}
	return !lost && diag_met(t->diags) == met &&
	       (out->n == from || runs_have_fonts(&out->at[from], out->n - from));
}

bool runs_of(struct typesetter *t, strom_node node, const struct style *s,
             struct picture_room room, struct run **runs, size_t *n)
{
	struct run_look look = look_of(s);
	look.room = room;
	look.room.most -= s->first > 0 ? s->first : 0;
	t->collected.n = 0;
	bool good = collect(t, node, look, &t->collected);
	*n = t->collected.n;
	*runs = arena_copy(t->arena, t->collected.at, *n * sizeof **runs);
	return good;
}

bool run_rtl(const struct typesetter *t, strom_node n)
{
	return setter_rtl(t->setter, node_at(t->edition, n)->lang);
}

/* How far the first word would stand behind its edge for the mark before it: as the two are set
 * together. What stands at the beginning opens a quotation, in whatever form its language has. */
static strom_len hanging_quote(struct typesetter *t, const struct run *first)
{
	static const char *const marks[] = {"“", "”", "„", "«", "»", "‘", "‚", "‹", "›", "\""};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!str_starts(first->text, str_of(marks[i])))
			continue;
		struct run with = *first, without = *first;
		str rest = str_from(first->text, str_of(marks[i]).len);
		without.text = utf8_prefix(rest, rest.len < 4 ? rest.len : 4);
		with.text = str_sub(first->text, 0, first->text.len - rest.len + without.text.len);
		with.break_after = without.break_after = false;
		return line_width(t->setter, &with, 1) -
		       (without.text.len ? line_width(t->setter, &without, 1) : 0);
	}
	return 0;
}

bool run_galley(struct typesetter *t, strom_node node, const struct style *s, strom_len measure,
               enum text_align align, struct galley *galley)
{
	struct para *para = arena_make(t->arena, struct para);
	struct run *runs;
	bool good =
	        runs_of(t, node, s, (struct picture_room){measure, measure, 0}, &runs, &para->n);
	para->runs = runs;
	para->measure = measure;
	para->first = s->first;
	bool hangs = s->hang_quotes && (align == ALIGN_JUSTIFY || align == ALIGN_START) &&
	             node_at(t->edition, node)->kind != NODE_TOC_ENTRY;
	if (good && hangs && para->n && !runs[0].box)
		para->first -= hanging_quote(t, &runs[0]);
	para->align = align;
	para->balance = align != ALIGN_JUSTIFY && (node_at(t->edition, node)->kind == NODE_HEADING
	                                           || str_starts(s->name, S("cover-")));
	/* The contents are one list, whatever its entries are written in. */
	para->rtl = node_at(t->edition, node)->kind != NODE_TOC_ENTRY && run_rtl(t, node);
	return good && lines_break(t->setter, t->arena, para, galley);
}

strom_len run_baseline(const struct typesetter *t, const struct style *s)
{
	const struct font *f = fonts_find(t->fonts, s->family, s->bold, s->italic);
	if (!f)
		return s->leading;
	strom_len ascent = font_scale(f, f->ascent, s->size);
	strom_len descent = font_scale(f, f->descent < 0 ? -f->descent : f->descent, s->size);
	return (s->leading - ascent - descent) / 2 + ascent;
}

void run_make_room(const struct typesetter *t, struct arena *arena, const struct style *s,
                   strom_len grid, struct galley *galley)
{
	strom_len above = run_baseline(t, s);
	galley_make_room(arena, galley, above, s->leading - above, s->leading == grid ? grid : 1);
}
