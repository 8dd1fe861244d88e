/* Looks of fields that have none, drawn by Pango and Cairo as a page of their own. The letters are
 * text of embedded fonts, those of the manifest: what somebody filled in is found and copied like
 * the rest of the page. */
#include "picture/module/module.h"

#include <cairo.h>
#include <math.h>
#include <pango/pangocairo.h>

struct field_painter {
	struct vector_source *source;
	const struct source_box *page;
	const form_fields *fields;
	cairo_t *cr;
};

static const double smallest = 4, usual = 12, room = 2; /* points: of letters, and beside them */

/* ---- Text ---- */

static PangoLayout *lay_out(cairo_t *cr, const struct form_field *f, str text)
{
	PangoLayout *layout = pango_cairo_create_layout(cr);
	PangoFontDescription *font = pango_font_description_new();
	pango_cairo_context_set_resolution(pango_layout_get_context(layout), 72);
	pango_font_description_set_family(font, f->family);
	pango_font_description_set_weight(font, f->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_text(layout, text.ptr, (int)text.len);
	return layout;
}

static void set_size(PangoLayout *layout, double size)
{
	PangoFontDescription *font =
	        pango_font_description_copy(pango_layout_get_font_description(layout));
	pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
}

static bool fits(PangoLayout *layout, double w, double h)
{
	PangoRectangle ink, logical;
	pango_layout_get_extents(layout, &ink, &logical);
	return ink.height <= h * PANGO_SCALE &&
	       fmax(ink.width, logical.width) <= w * PANGO_SCALE + 1;
}

/* As large as is asked for, or a little smaller: nothing of a value is cut off. */
static bool fit(struct field_painter *d, PangoLayout *layout, const struct form_field *f, double w,
                double h)
{
	double size = f->size > 0             ? f->size
	              : f->kind == FIELD_LINE ? fmax(smallest, h * 0.7)
	                                      : usual;
	for (; size >= smallest; size -= fmax(0.25, size / 20)) {
		set_size(layout, size);
		if (fits(layout, w, h))
			return true;
	}
	set_size(layout, fmin(smallest, f->size > 0 ? f->size : smallest));
	if (fits(layout, w, h))
		return true;
	str what = arena_printf(d->source->arena,
	                        "has a form with a value that does not fit in its field: '%.*s%s'",
	                        STR_ARG(utf8_prefix(f->text, 40)), f->text.len > 40 ? "..." : "");
	return source_refuse(
	        d->source, "picture/form-value", what.ptr,
	        "Shorten it, or print the form to PDF from the program that filled it in.");
}

/* Line by line: what shows a whole layout draws outlines (svg.c). */
static void show(cairo_t *cr, PangoLayout *layout, double x, double y)
{
	PangoLayoutIter *at = pango_layout_get_iter(layout);
	do {
		PangoRectangle logical;
		pango_layout_iter_get_line_extents(at, NULL, &logical);
		cairo_move_to(cr, x + logical.x / (double)PANGO_SCALE,
		              y + pango_layout_iter_get_baseline(at) / (double)PANGO_SCALE);
		pango_cairo_show_layout_line(cr, pango_layout_iter_get_line_readonly(at));
	} while (pango_layout_iter_next_line(at));
	pango_layout_iter_free(at);
}

static double height_of(PangoLayout *layout)
{
	int w, h;
	pango_layout_get_size(layout, &w, &h);
	return h / (double)PANGO_SCALE;
}

static double beside(const struct form_field *f, double w)
{
	return fmin(room + (f->border.there ? f->border.w : 0), w / 10);
}

static void draw_line(struct field_painter *d, const struct form_field *f, double w, double h)
{
	PangoLayout *layout = lay_out(d->cr, f, f->text);
	double x = beside(f, w);
	int width, height;
	if (fit(d, layout, f, w - 2 * x, h)) {
		pango_layout_get_size(layout, &width, &height);
		double left = w - 2 * x - width / (double)PANGO_SCALE;
		show(d->cr, layout,
		     x + (f->side == 1   ? left / 2
		          : f->side == 2 ? left
		                         : 0),
		     (h - height_of(layout)) / 2);
	}
	g_object_unref(layout);
}

static void draw_lines(struct field_painter *d, const struct form_field *f, double w, double h)
{
	PangoLayout *layout = lay_out(d->cr, f, f->text);
	double x = beside(f, w), y = beside(f, h);
	pango_layout_set_width(layout, (int)((w - 2 * x) * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_alignment(layout, f->side == 1   ? PANGO_ALIGN_CENTER
	                                   : f->side == 2 ? PANGO_ALIGN_RIGHT
	                                                  : PANGO_ALIGN_LEFT);
	if (fit(d, layout, f, w - 2 * x, h - 2 * y))
		show(d->cr, layout, x, y);
	g_object_unref(layout);
}

/* A letter with the marks on it. */
static str next_letter(str *rest)
{
	str from = *rest, after;
	utf8_next(rest);
	for (after = *rest; after.len; *rest = after)
		if (!g_unichar_ismark(utf8_next(&after)))
			break;
	return str_sub(from, 0, from.len - rest->len);
}

static void draw_comb(struct field_painter *d, const struct form_field *f, double w, double h)
{
	double cell = w / f->cells;
	uint32_t n = (uint32_t)utf8_count(f->text), i = f->side == 1   ? (f->cells - n) / 2
	                                                : f->side == 2 ? f->cells - n
	                                                               : 0;
	struct form_field one = *f;
	one.kind = FIELD_LINE;
	one.size = f->size > 0 ? f->size : fmin(h * 0.7, cell * 1.2);
	one.side = 1;
	one.border.there = false;
	for (str rest = f->text; rest.len && !d->source->failed; i++) {
		one.text = next_letter(&rest);
		cairo_save(d->cr);
		cairo_translate(d->cr, i * cell, 0);
		draw_line(d, &one, cell, h);
		cairo_restore(d->cr);
	}
	if (!f->border.there)
		return;
	cairo_set_source_rgb(d->cr, f->border.rgb[0], f->border.rgb[1], f->border.rgb[2]);
	cairo_set_line_width(d->cr, f->border.w);
	for (uint32_t k = 1; k < f->cells; k++) {
		cairo_move_to(d->cr, k * cell, 0);
		cairo_line_to(d->cr, k * cell, h);
	}
	cairo_stroke(d->cr);
}

static void draw_list(struct field_painter *d, const struct form_field *f, double w, double h)
{
	PangoLayout *layout = lay_out(d->cr, f, f->text);
	double x = beside(f, w), y = x;
	if (fit(d, layout, f, w - 2 * x, h - 2 * y)) {
		double line = height_of(layout) / pango_layout_get_line_count(layout);
		for (int i = 0; i < 64; i++)
			if (f->chosen >> i & 1)
				cairo_rectangle(d->cr, x / 2, y + i * line, w - x, line);
		cairo_set_source_rgb(d->cr, 0.8, 0.8, 0.8);
		cairo_fill(d->cr);
		cairo_set_source_rgb(d->cr, f->rgb[0], f->rgb[1], f->rgb[2]);
		show(d->cr, layout, x, y);
	}
	g_object_unref(layout);
}

/* ---- Marks ---- */

static void strokes(cairo_t *cr, const double *p, int n)
{
	for (int i = 0; i < n; i++, p += 2)
		if (i == 0 || p[-2] < 0)
			cairo_move_to(cr, fabs(p[0]), p[1]);
		else
			cairo_line_to(cr, fabs(p[0]), p[1]);
	cairo_stroke(cr);
}

/* In a square of side 1, as ZapfDingbats draws them: a stroke ends where x is negative. */
static void draw_mark(cairo_t *cr, const struct form_field *f, double w, double h)
{
	static const double tick[] = {0.2, 0.55, 0.42, 0.78, 0.8, 0.22},
	                    cross[] = {0.22, 0.22, -0.78, 0.78, 0.22, 0.78, 0.78, 0.22};
	double side = fmin(w, h);
	cairo_translate(cr, (w - side) / 2, (h - side) / 2);
	cairo_scale(cr, side, side);
	cairo_set_line_width(cr, 0.12);
	if (f->mark == 'l')
		cairo_arc(cr, 0.5, 0.5, 0.25, 0, 2 * G_PI);
	else if (f->mark == 'n')
		cairo_rectangle(cr, 0.25, 0.25, 0.5, 0.5);
	for (int i = 0; i < 10 && (f->mark == 'H' || f->mark == 'u'); i += f->mark == 'u' ? 3 : 1) {
		double r = f->mark == 'u' ? 0.35
		           : i & 1        ? 0.15
		                          : 0.38,
		       angle = f->mark == 'u' ? i * G_PI / 6 : i * G_PI / 5;
		cairo_line_to(cr, 0.5 + r * sin(angle), 0.5 - r * cos(angle));
	}
	if (f->mark == '8')
		strokes(cr, cross, 4);
	else if (strchr("lnHu", f->mark))
		cairo_fill(cr);
	else
		strokes(cr, tick, 3);
}

/* ---- Fields ---- */

static void draw_box(cairo_t *cr, const struct form_field *f, double w, double h)
{
	double in = f->border.there ? f->border.w / 2 : 0;
	for (int line = 0; line < 2; line++) {
		const struct form_line *of = line ? &f->border : &f->ground;
		if (!of->there)
			continue;
		cairo_set_source_rgb(cr, of->rgb[0], of->rgb[1], of->rgb[2]);
		if (f->round)
			cairo_arc(cr, w / 2, h / 2, fmax(fmin(w, h) / 2 - in, 0), 0, 2 * G_PI);
		else
			cairo_rectangle(cr, in, in, fmax(w - 2 * in, 0), fmax(h - 2 * in, 0));
		cairo_set_line_width(cr, f->border.w);
		if (line)
			cairo_stroke(cr);
		else
			cairo_fill(cr);
	}
}

static void draw_field(struct field_painter *d, const struct form_field *f)
{
	static void (*const all[])(struct field_painter *, const struct form_field *, double,
	                           double) = {[FIELD_LINE] = draw_line,
	                                      [FIELD_LINES] = draw_lines,
	                                      [FIELD_COMB] = draw_comb,
	                                      [FIELD_LIST] = draw_list};
	cairo_t *cr = d->cr;
	bool lies = f->at.turn == 90 || f->at.turn == 270;
	double w = lies ? f->at.h : f->at.w, h = lies ? f->at.w : f->at.h;
	cairo_save(cr);
	cairo_translate(cr, f->at.x - d->page->x + f->at.w / 2,
	                d->page->y + d->page->h - f->at.y - f->at.h / 2);
	cairo_rotate(cr, -f->at.turn * G_PI / 180);
	cairo_translate(cr, -w / 2, -h / 2);
	draw_box(cr, f, w, h);
	cairo_set_source_rgb(cr, f->rgb[0], f->rgb[1], f->rgb[2]);
	if (f->kind == FIELD_MARK && f->mark)
		draw_mark(cr, f, w, h);
	else if (f->text.len)
		all[f->kind](d, f, w, h);
	cairo_restore(cr);
}

static bool paint(void *self, void *cairo)
{
	struct field_painter *d = self;
	d->cr = cairo;
	for (size_t i = 0; i < d->fields->n && !d->source->failed; i++)
		draw_field(d, &d->fields->at[i]);
	return !d->source->failed;
}

/* ---- What they need ---- */

static bool refuse_letter(struct vector_source *s, uint32_t code)
{
	char utf8[8];
	str shown = {utf8, utf8_put(utf8, code)};
	return source_refuse(
	        s, "picture/form-value",
	        arena_printf(
	                s->arena,
	                "has a form with the letter U+%04X '%.*s', which no font of fonts/ has",
	                code, STR_ARG(shown))
	                .ptr,
	        "Print the form to PDF from the program that filled it in.");
}

/* All their letters have glyphs. foreign: some are of scripts that need fonts to stand in. */
static bool check_letters(struct vector_source *s, const form_fields *all, bool *foreign)
{
	struct map *known = map_new(s->scratch);
	vec(struct svg_letter) letters = {0};
	for (size_t i = 0; i < all->n; i++)
		for (str rest = all->at[i].text; rest.len;) {
			uint32_t none = 0, code = utf8_next(&rest);
			*foreign |= code >= 0x530;
			if (code > ' ' &&
			    map_add(known, arena_printf(s->scratch, "%x", code), &none))
				vec_push(s->scratch, &letters, (struct svg_letter){.code = code});
		}
	size_t left = svg_letters_left(s->scratch, &s->fonts, letters.at, letters.n);
	return !left || refuse_letter(s, letters.at[0].code);
}

static bool bearable(struct vector_source *s, const form_fields *all)
{
	enum { MOST_FIELDS = 5000, MOST_TEXT = 200000 };
	size_t text = 0;
	for (size_t i = 0; i < all->n; i++)
		text += all->at[i].text.len;
	return (all->n <= MOST_FIELDS && text <= MOST_TEXT) ||
	       source_refuse(s, "picture/too-large",
	                     "has a page with too much text in its form's fields",
	                     "Print the form to PDF from the program that filled it in.");
}

bool field_draw(struct vector_source *s, const struct source_box *page, const form_fields *all,
                str *pdf)
{
	struct svg_said said = {.text = true};
	struct field_painter d = {.source = s, .page = page, .fields = all};
	struct buf out = {0};
	if (!bearable(s, all) || !check_letters(s, all, &said.foreign))
		return false;
	svg_fonts_begin(s->scratch, s->diags, &said, &s->fonts);
	s->failed |= !svg_page(s->diags, s->picture, (double[]){page->w, page->h}, paint, &d, &out);
	svg_fonts_end();
	*pdf = arena_str(s->arena, buf_str(&out));
	buf_drop(&out);
	return !s->failed;
}
