/* What is laid over a page of a PDF: signatures, stamps, fields (ISO 32000-1, 12.5). */
#include "picture/module/module.h"

#include <math.h>

static bool is_shown(struct vector_source *s, qpdf_oh annotation)
{
	enum { INVISIBLE = 1, HIDDEN = 2, NO_VIEW = 32 };
	int flags = 0;
	qpdf_oh_get_value_as_int(s->q, source_key(s, annotation, "/F"), &flags);
	qpdf_oh subtype = source_key(s, annotation, "/Subtype");
	return !(flags & (INVISIBLE | HIDDEN | NO_VIEW)) && !source_is(s, subtype, "/Popup")
	       && !source_is(s, subtype, "/Link");
}

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

/* Marks that readers draw by themselves where a file does not say how: the reader of the annex
 * would not see them. */
static bool is_lost(struct vector_source *s, qpdf_oh annotation)
{
	static const char *const all[] = {
	        "/Caret",    "/Circle",    "/Highlight", "/Ink",       "/Line",
	        "/PolyLine", "/Polygon",   "/Redact",    "/Square",    "/Squiggly",
	        "/Stamp",    "/StrikeOut", "/Underline", "/Watermark",
	};
	qpdf_oh subtype = source_key(s, annotation, "/Subtype");
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (source_is(s, subtype, all[i]))
			return true;
	return false;
}

static void refuse_mark(struct vector_source *s, qpdf_oh annotation)
{
	qpdf_oh subtype = source_key(s, annotation, "/Subtype");
	str what = arena_printf(s->arena, "has a mark (%s) that does not say how it looks",
	                        qpdf_oh_get_name(s->q, subtype) + 1);
	source_refuse(s, "picture/annotation", what.ptr,
	              "Print it to PDF from the program that shows the mark.");
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
	else if (!qpdf_oh_is_stream(s->q, look) && is_lost(s, annotation))
		refuse_mark(s, annotation);
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
	for (int i = 0; i < n && !s->failed; i++)
		look_at(s, i, qpdf_oh_get_array_item(s->q, annotations, i), &all, content, names);
	if (all.n && !s->failed)
		field_draw(s, box, &all, fields);
}
