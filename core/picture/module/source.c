/* A file that pages are taken from: complaints about it, and its values. */
#include "picture/module/module.h"

#include <math.h>

/* ---- Complaints ---- */

bool source_refuse(struct vector_source *s, const char *code, const char *what, const char *hint)
{
	if (!s->failed) {
		diag_error(s->diags, s->picture->path_at, code, "'%.*s' %s",
		           STR_ARG(path_name(s->picture->path)), what);
		diag_hint(s->diags, "%s", hint);
	}
	s->failed = true;
	return false;
}

void source_warn(struct vector_source *s, const char *code, const char *what, const char *hint)
{
	diag_warn(s->diags, s->picture->path_at, code, "'%.*s' %s",
	          STR_ARG(path_name(s->picture->path)), what);
	diag_hint(s->diags, "%s", hint);
}

bool source_broken(struct vector_source *s, const char *why)
{
	if (!s->failed)
		picture_broken(s->diags, s->picture, why);
	s->failed = true;
	return false;
}

/* ---- Values ---- */

qpdf_oh source_key(struct vector_source *s, qpdf_oh dict, const char *key)
{
	return qpdf_oh_is_dictionary(s->q, dict) ? qpdf_oh_get_key(s->q, dict, key)
	                                         : qpdf_oh_new_null(s->q);
}

bool source_is(struct vector_source *s, qpdf_oh v, const char *name)
{
	return qpdf_oh_is_name(s->q, v) && !strcmp(qpdf_oh_get_name(s->q, v), name);
}

bool source_numbers(struct vector_source *s, qpdf_oh array, double *out, int n)
{
	if (!qpdf_oh_is_array(s->q, array) || qpdf_oh_get_array_n_items(s->q, array) != n)
		return false;
	for (int i = 0; i < n; i++)
		if (!qpdf_oh_get_value_as_number(s->q, qpdf_oh_get_array_item(s->q, array, i),
		                                 &out[i]) ||
		    !(fabs(out[i]) < 1e6))
			return false;
	return true;
}

bool source_box(struct vector_source *s, qpdf_oh array, struct source_box *out)
{
	double v[4];
	if (!source_numbers(s, array, v, 4))
		return false;
	*out = (struct source_box){fmin(v[0], v[2]), fmin(v[1], v[3]), fabs(v[2] - v[0]),
	                           fabs(v[3] - v[1]), 0};
	return out->w >= 1 && out->h >= 1;
}

static void put_number(struct buf *b, double v)
{
	buf_printf(b, "%.10f", v);
	while (b->ptr[b->len - 1] == '0')
		b->len--;
	b->len -= b->ptr[b->len - 1] == '.';
	buf_byte(b, ' ');
}

void source_put_numbers(struct buf *b, const double *v, int n)
{
	for (int i = 0; i < n; i++)
		put_number(b, v[i]);
}
