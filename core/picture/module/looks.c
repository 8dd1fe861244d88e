/* What is laid over a page of a PDF: signatures, stamps, fields (ISO 32000-1, 12.5). */
#include "picture/module/module.h"

#include <math.h>

/* ---- What is seen of it (12.5.3) ---- */

enum { INVISIBLE = 1, HIDDEN = 2, PRINT = 4, NO_VIEW = 32 };

static int flags_of(struct vector_source *s, qpdf_oh annotation)
{
	int flags = 0;
	qpdf_oh_get_value_as_int(s->q, source_key(s, annotation, "/F"), &flags);
	return flags;
}

static bool is_one_of(struct vector_source *s, qpdf_oh annotation, const char *const *kinds,
                      size_t n)
{
	qpdf_oh subtype = source_key(s, annotation, "/Subtype");
	for (size_t i = 0; i < n; i++)
		if (source_is(s, subtype, kinds[i]))
			return true;
	return false;
}

/* Marks that readers draw by themselves where a file does not say how: the reader of the annex
 * would not see them. */
static bool is_mark(struct vector_source *s, qpdf_oh annotation)
{
	static const char *const all[] = {
	        "/Caret",    "/Circle",    "/Highlight", "/Ink",       "/Line",
	        "/PolyLine", "/Polygon",   "/Redact",    "/Square",    "/Squiggly",
	        "/Stamp",    "/StrikeOut", "/Underline", "/Watermark",
	};
	return is_one_of(s, annotation, all, sizeof all / sizeof *all);
}

/* A sticky note: an icon, whose words stand in a window. */
static bool is_note(struct vector_source *s, qpdf_oh annotation)
{
	return source_is(s, source_key(s, annotation, "/Subtype"), "/Text");
}

/* What is seen on a screen, and what is printed alone. Sticky notes are remarks about the page, of
 * which only the printed ones belong to it. INVISIBLE is said of kinds that no reader knows. */
static bool is_shown(struct vector_source *s, qpdf_oh annotation)
{
	static const char *const never[] = {"/Popup", "/Link"}, *const known[] = {"/FreeText",
	                                                                          "/Widget"};
	int flags = flags_of(s, annotation);
	if (flags & HIDDEN || is_one_of(s, annotation, never, 2))
		return false;
	if (flags & NO_VIEW || is_note(s, annotation))
		return flags & PRINT;
	return !(flags & INVISIBLE) || is_mark(s, annotation) || is_one_of(s, annotation, known, 2);
}

/* ---- Its look ---- */

/* The stream of its normal look, in the state that it is in (12.5.5). */
static qpdf_oh look_of(struct vector_source *s, qpdf_oh annotation)
{
	qpdf_oh look = source_key(s, source_key(s, annotation, "/AP"), "/N"),
	        state = source_key(s, annotation, "/AS");
	if (qpdf_oh_is_dictionary(s->q, look) && qpdf_oh_is_name(s->q, state))
		look = qpdf_oh_get_key(s->q, look,
		                       arena_cstr(s->arena, str_of(qpdf_oh_get_name(s->q, state))));
	return look;
}

/* Algorithm 8 of 12.5.5: the look's box, through its matrix, into the annotation's rectangle. */
static bool look_matrix(struct vector_source *s, qpdf_oh annotation, qpdf_oh look, double out[4])
{
	double m[6] = {1, 0, 0, 1, 0, 0}, x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
	struct source_box box, at;
	qpdf_oh dict = qpdf_oh_get_dict(s->q, look);
	if (!source_box(s, source_key(s, dict, "/BBox"), &box) ||
	    !source_box(s, source_key(s, annotation, "/Rect"), &at))
		return false;
	source_numbers(s, source_key(s, dict, "/Matrix"), m, 6);
	for (int i = 0; i < 4; i++) {
		double x = box.x + (i & 1) * box.w, y = box.y + (i >> 1) * box.h;
		x0 = fmin(x0, m[0] * x + m[2] * y + m[4]);
		x1 = fmax(x1, m[0] * x + m[2] * y + m[4]);
		y0 = fmin(y0, m[1] * x + m[3] * y + m[5]);
		y1 = fmax(y1, m[1] * x + m[3] * y + m[5]);
	}
	if (!(x1 - x0 > 0.001) || !(y1 - y0 > 0.001))
		return false;
	out[0] = at.w / (x1 - x0);
	out[1] = at.h / (y1 - y0);
	out[2] = at.x - x0 * out[0];
	out[3] = at.y - y0 * out[1];
	return true;
}

/* An error where it would be printed; else it was to be seen on screens alone. */
static void tell_mark(struct vector_source *s, qpdf_oh annotation)
{
	const char *hint = "Print it to PDF from the program that shows the mark.";
	const char *kind = qpdf_oh_get_name(s->q, source_key(s, annotation, "/Subtype")) + 1;
	str what = arena_printf(s->arena, "has a mark (%s) that does not say how it looks", kind);
	if (flags_of(s, annotation) & PRINT)
		source_refuse(s, "picture/annotation", what.ptr, hint);
	else
		source_warn(s, "picture/annotation", what.ptr, hint);
}

static void tell_notes(struct vector_source *s, unsigned n)
{
	str what = arena_printf(s->arena, "has %u sticky note%s, whose words are not printed", n,
	                        n == 1 ? "" : "s");
	if (n)
		source_warn(s, "picture/sticky-note", what.ptr,
		            "Put what readers should have into the page, and take the notes off.");
}

static void put_look(int i, uint32_t number, const double m[4], struct buf *content,
                     struct buf *names)
{
	buf_put(content, S("q "));
	source_put_numbers(content, (double[]){m[0], 0, 0, m[1], m[2], m[3]}, 6);
	buf_printf(content, "cm /StromLook%d Do Q\n", i);
	buf_printf(names, "/StromLook%d %u 0 R", i, number);
}

static void look_at(struct vector_source *s, int i, qpdf_oh annotation, form_fields *all,
                    struct buf *content, struct buf *names)
{
	qpdf_oh look = look_of(s, annotation);
	struct form_field field;
	double m[4];
	if (!is_shown(s, annotation))
		return;
	if (field_read(s, annotation, &look, &field))
		vec_push(s->scratch, all, field);
	else if (!qpdf_oh_is_stream(s->q, look) && is_mark(s, annotation))
		tell_mark(s, annotation);
	else if (qpdf_oh_is_stream(s->q, look) && look_matrix(s, annotation, look, m))
		put_look(i, copy_object(s, look, 1, WEIGH_DRAWS), m, content, names);
}

void source_looks(struct vector_source *s, qpdf_oh page, const struct source_box *box,
                  struct buf *content, struct buf *names, str *fields)
{
	qpdf_oh annotations = source_key(s, page, "/Annots");
	int n = qpdf_oh_is_array(s->q, annotations) ? qpdf_oh_get_array_n_items(s->q, annotations)
	                                            : 0;
	form_fields all = {0};
	unsigned notes = 0;
	for (int i = 0; i < n && !s->failed; i++) {
		qpdf_oh annotation = qpdf_oh_get_array_item(s->q, annotations, i);
		look_at(s, i, annotation, &all, content, names);
		notes += is_note(s, annotation) && !(flags_of(s, annotation) & HIDDEN);
	}
	tell_notes(s, notes);
	if (all.n && !s->failed)
		field_draw(s, box, &all, fields);
}
