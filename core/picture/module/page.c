/* A page of another PDF as a form XObject (ISO 32000-1, 8.10) that fills the unit square. */
#include "picture/module/module.h"

#include <math.h>

/* ---- Complaints ---- */

bool source_refuse(struct vector_source *s, const char *code, const char *what, const char *hint)
{
	if (!s->failed) {
		diag_error(s->diags, s->picture->path_at, code, "'%.*s' %s", STR_ARG(path_name(s->picture->path)),
		           what);
		diag_hint(s->diags, "%s", hint);
	}
	s->failed = true;
	return false;
}

bool source_broken(struct vector_source *s, const char *why)
{
	if (!s->failed)
		picture_broken(s->diags, s->picture, why);
	s->failed = true;
	return false;
}

/* ---- Opening ---- */

qpdf_oh pdf_key(struct vector_source *s, qpdf_oh dict, const char *key)
{
	return qpdf_oh_is_dictionary(s->q, dict) ? qpdf_oh_get_key(s->q, dict, key) : qpdf_oh_new_null(s->q);
}

bool pdf_is(struct vector_source *s, qpdf_oh v, const char *name)
{
	return qpdf_oh_is_name(s->q, v) && !strcmp(qpdf_oh_get_name(s->q, v), name);
}

static void drop(void *object)
{
	struct vector_source *s = object;
	/* An error that nobody took would be printed. */
	if (qpdf_has_error(s->q))
		qpdf_get_error(s->q);
	qpdf_cleanup(&s->q);
}

/* Layers that are off would appear, as nothing here knows of layers. */
static bool has_hidden_layers(struct vector_source *s)
{
	qpdf_oh all = pdf_key(s, qpdf_get_root(s->q), "/OCProperties"), by_default = pdf_key(s, all, "/D");
	qpdf_oh off = pdf_key(s, by_default, "/OFF");
	return (qpdf_oh_is_array(s->q, off) && qpdf_oh_get_array_n_items(s->q, off) > 0)
	       || pdf_is(s, pdf_key(s, by_default, "/BaseState"), "/OFF");
}

static bool readable(struct vector_source *s)
{
	if (qpdf_is_encrypted(s->q))
		return source_refuse(s, "picture/encrypted", "is encrypted",
		                     "Ask for a file without a password: an archive may not hold one with it.");
	if (qpdf_has_error(s->q))
		return source_broken(s, qpdf_get_error_message_detail(s->q, qpdf_get_error(s->q)));
	/* qpdf mends what it can, and guesses: what is shown could be an older version of the page. */
	if (qpdf_more_warnings(s->q))
		return source_broken(s, qpdf_get_error_message_detail(s->q, qpdf_next_warning(s->q)));
	if (has_hidden_layers(s))
		return source_refuse(s, "picture/unsupported", "has layers that are not shown",
		                     "Flatten its layers, or print it to PDF.");
	return true;
}

struct vector_source *pdf_open(struct arena *a, struct diags *d, const struct picture *p, str bytes)
{
	struct vector_source *s = arena_make(a, struct vector_source);
	s->arena = a;
	s->diags = d;
	s->picture = p;
	s->bytes = bytes;
	s->known = map_new(a);
	s->q = qpdf_init();
	arena_cleanup(a, drop, s);
	qpdf_silence_errors(s->q);
	qpdf_set_suppress_warnings(s->q, QPDF_TRUE);
	qpdf_read_memory(s->q, arena_cstr(a, path_name(p->path)), bytes.ptr, bytes.len, NULL);
	return readable(s) ? s : NULL;
}

/* ---- The page ---- */

struct box { double x, y, w, h; int turn; };

static bool find_page(struct vector_source *s, const struct picture *p, qpdf_oh *page)
{
	int n = qpdf_get_num_pages(s->q);
	uint32_t wanted = p->page ? p->page : 1;
	if (qpdf_has_error(s->q) || n <= 0)
		return source_broken(s, "it has no pages");
	if (wanted > (uint32_t)n) {
		diag_error(s->diags, p->path_at, "picture/no-page", "'%.*s' has %d page%s, and page %u is asked for",
		           STR_ARG(path_name(p->path)), n, n == 1 ? "" : "s", wanted);
		diag_hint(s->diags, "Pages are counted from 1.");
		return false;
	}
	*page = qpdf_get_page_n(s->q, wanted - 1);
	return true;
}

/* A page's own, or what it inherits (7.7.3.4). */
static qpdf_oh inherited(struct vector_source *s, qpdf_oh page, const char *key)
{
	for (int i = 0; i < MOST_DEPTH; i++) {
		qpdf_oh v = pdf_key(s, page, key);
		if (!qpdf_oh_is_null(s->q, v))
			return v;
		page = pdf_key(s, page, "/Parent");
	}
	return qpdf_oh_new_null(s->q);
}

static bool numbers(struct vector_source *s, qpdf_oh array, double *out, int n)
{
	if (!qpdf_oh_is_array(s->q, array) || qpdf_oh_get_array_n_items(s->q, array) != n)
		return false;
	for (int i = 0; i < n; i++)
		if (!qpdf_oh_get_value_as_number(s->q, qpdf_oh_get_array_item(s->q, array, i), &out[i])
		    || !(fabs(out[i]) < 1e6))
			return false;
	return true;
}

static bool rectangle(struct vector_source *s, qpdf_oh array, struct box *out)
{
	double v[4];
	if (!numbers(s, array, v, 4))
		return false;
	*out = (struct box){fmin(v[0], v[2]), fmin(v[1], v[3]), fabs(v[2] - v[0]), fabs(v[3] - v[1]), 0};
	return out->w >= 1 && out->h >= 1;
}

/* What a viewer shows: the crop box, as far as the medium goes. */
static bool page_box(struct vector_source *s, qpdf_oh page, struct box *out)
{
	struct box crop;
	int turn = 0;
	if (!rectangle(s, inherited(s, page, "/MediaBox"), out))
		return source_broken(s, "its page has no size");
	if (rectangle(s, inherited(s, page, "/CropBox"), &crop)) {
		double x = fmax(out->x, crop.x), y = fmax(out->y, crop.y);
		double right = fmin(out->x + out->w, crop.x + crop.w), top = fmin(out->y + out->h, crop.y + crop.h);
		if (right - x >= 1 && top - y >= 1)
			*out = (struct box){x, y, right - x, top - y, 0};
	}
	qpdf_oh_get_value_as_int(s->q, inherited(s, page, "/Rotate"), &turn);
	out->turn = ((turn % 360) + 360) % 360;
	return true;
}

bool pdf_measure(struct vector_source *s, const struct picture *p, double size[2])
{
	qpdf_oh page;
	struct box b;
	double unit = 1;
	s->picture = p;
	if (!find_page(s, p, &page) || !page_box(s, page, &b))
		return false;
	qpdf_oh_get_value_as_number(s->q, pdf_key(s, page, "/UserUnit"), &unit);
	unit = unit > 0 && unit < 1000 ? unit : 1;
	bool lies = b.turn == 90 || b.turn == 270;
	size[0] = (lies ? b.h : b.w) * unit;
	size[1] = (lies ? b.w : b.h) * unit;
	return true;
}

/* ---- The form ---- */

static void put_number(struct buf *b, double v)
{
	buf_printf(b, "%.10f", v);
	while (b->ptr[b->len - 1] == '0')
		b->len--;
	b->len -= b->ptr[b->len - 1] == '.';
	buf_byte(b, ' ');
}

static void put_numbers(struct buf *b, const double *v, int n)
{
	for (int i = 0; i < n; i++)
		put_number(b, v[i]);
}

/* The box, turned clockwise, onto the unit square. */
static void put_matrix(struct buf *b, const struct box *at)
{
	double w = 1 / at->w, h = 1 / at->h, right = at->x + at->w, top = at->y + at->h;
	const double straight[] = {w, 0, 0, h, -at->x * w, -at->y * h};
	const double quarter[] = {0, -w, h, 0, -at->y * h, right * w};
	const double half[] = {-w, 0, 0, -h, right * w, top * h};
	const double back[] = {0, w, -h, 0, top * h, -at->x * w};
	put_numbers(b, at->turn == 90 ? quarter : at->turn == 180 ? half : at->turn == 270 ? back : straight, 6);
}

/* All of a page's streams, which together are one (7.8.2). */
static bool page_content(struct vector_source *s, qpdf_oh page, struct buf *out)
{
	qpdf_oh contents = pdf_key(s, page, "/Contents");
	bool many = qpdf_oh_is_array(s->q, contents);
	int n = many ? qpdf_oh_get_array_n_items(s->q, contents) : 1;
	for (int i = 0; i < n; i++) {
		qpdf_oh one = many ? qpdf_oh_get_array_item(s->q, contents, i) : contents;
		str bytes;
		if (qpdf_oh_is_null(s->q, one))
			continue;
		if (!qpdf_oh_is_stream(s->q, one))
			return source_broken(s, "its content is missing");
		if (!content_read(s, one, &bytes))
			return false;
		buf_put(out, bytes);
		buf_byte(out, '\n');
	}
	return true;
}

bool pdf_content(struct vector_source *s, struct buf *out)
{
	qpdf_oh page = qpdf_get_page_n(s->q, 0);
	s->page_resources = inherited(s, page, "/Resources");
	return page_content(s, page, out);
}

/* ---- What is laid over the page: signatures, stamps, fields ---- */

static bool is_shown(struct vector_source *s, qpdf_oh annotation)
{
	enum { INVISIBLE = 1, HIDDEN = 2, NO_VIEW = 32 };
	int flags = 0;
	qpdf_oh_get_value_as_int(s->q, pdf_key(s, annotation, "/F"), &flags);
	qpdf_oh subtype = pdf_key(s, annotation, "/Subtype");
	return !(flags & (INVISIBLE | HIDDEN | NO_VIEW)) && !pdf_is(s, subtype, "/Popup")
	       && !pdf_is(s, subtype, "/Link");
}

/* The stream of its normal look, in the state that it is in (12.5.5). */
static qpdf_oh look_of(struct vector_source *s, qpdf_oh annotation)
{
	qpdf_oh look = pdf_key(s, pdf_key(s, annotation, "/AP"), "/N"), state = pdf_key(s, annotation, "/AS");
	if (qpdf_oh_is_dictionary(s->q, look) && qpdf_oh_is_name(s->q, state))
		look = qpdf_oh_get_key(s->q, look, arena_cstr(s->arena, str_of(qpdf_oh_get_name(s->q, state))));
	return look;
}

/* Algorithm 8 of 12.5.5: the look's box, through its matrix, into the annotation's rectangle. */
static bool look_matrix(struct vector_source *s, qpdf_oh annotation, qpdf_oh look, double out[4])
{
	double m[6] = {1, 0, 0, 1, 0, 0}, x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
	struct box box, at;
	qpdf_oh dict = qpdf_oh_get_dict(s->q, look);
	if (!rectangle(s, pdf_key(s, dict, "/BBox"), &box) || !rectangle(s, pdf_key(s, annotation, "/Rect"), &at))
		return false;
	numbers(s, pdf_key(s, dict, "/Matrix"), m, 6);
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

static void put_looks(struct vector_source *s, qpdf_oh page, struct buf *content, struct buf *names)
{
	qpdf_oh all = pdf_key(s, page, "/Annots");
	int n = qpdf_oh_is_array(s->q, all) ? qpdf_oh_get_array_n_items(s->q, all) : 0;
	for (int i = 0; i < n && !s->failed; i++) {
		qpdf_oh annotation = qpdf_oh_get_array_item(s->q, all, i), look = look_of(s, annotation);
		double m[4];
		if (!is_shown(s, annotation) || !qpdf_oh_is_stream(s->q, look)
		    || !look_matrix(s, annotation, look, m))
			continue;
		buf_put(content, S("q "));
		put_numbers(content, (double[]){m[0], 0, 0, m[1], m[2], m[3]}, 6);
		buf_printf(content, "cm /StromLook%d Do Q\n", i);
		buf_printf(names, "/StromLook%d %u 0 R", i, copy_object(s, look, false, false));
	}
}

/* The page's operators are a form of their own where something lies over them, so that neither's
 * resources are in the other's way. */
static bool put_form(struct vector_source *s, qpdf_oh page, const struct box *at, uint32_t number)
{
	struct buf content = {0}, dict = {0}, rewritten = {0}, over = {0}, names = {0};
	struct content_said said = {0};
	const struct vector_writer *w = s->out;
	bool good = page_content(s, page, &content) && content_rewrite(s, buf_str(&content), &rewritten, &said);
	buf_put(&dict, S("/Type/XObject/Subtype/Form/BBox["));
	put_numbers(&dict, (double[]){at->x, at->y, at->x + at->w, at->y + at->h}, 4);
	buf_put(&dict, S("]"));
	copy_group(s, pdf_key(s, page, "/Group"), false, &dict);
	if (good)
		put_looks(s, page, &over, &names);
	size_t shared = dict.len;
	uint32_t inner = names.len ? w->object(w->self) : number;
	if (!names.len) {
		buf_put(&dict, S("/Matrix["));
		put_matrix(&dict, at);
		buf_put(&dict, S("]"));
	}
	copy_resources(s, s->page_resources, &said, &dict);
	good = good && !s->failed;
	if (good)
		w->stream(w->self, inner, buf_str(&dict), buf_str(&rewritten), false);
	if (good && names.len) {
		dict.len = shared;
		buf_put(&dict, S("/Matrix["));
		put_matrix(&dict, at);
		buf_printf(&dict, "]/Resources<</XObject<</StromPage %u 0 R%.*s>>>>", inner, STR_ARG(buf_str(&names)));
		buf_clear(&content);
		buf_put(&content, S("/StromPage Do\n"));
		buf_put(&content, buf_str(&over));
		w->stream(w->self, number, buf_str(&dict), buf_str(&content), false);
	}
	buf_drop(&content);
	buf_drop(&dict);
	buf_drop(&rewritten);
	buf_drop(&over);
	buf_drop(&names);
	return good;
}

bool pdf_form(struct vector_source *s, const struct picture *p, uint32_t number)
{
	qpdf_oh page;
	struct box at;
	s->picture = p;
	s->failed = false;
	if (!find_page(s, p, &page) || !page_box(s, page, &at))
		return false;
	s->page_resources = inherited(s, page, "/Resources");
	bool good = put_form(s, page, &at, number) && copy_rest(s);
	if (good && qpdf_has_error(s->q))
		good = source_broken(s, qpdf_get_error_message_detail(s->q, qpdf_get_error(s->q)));
	qpdf_oh_release_all(s->q);
	return good;
}
