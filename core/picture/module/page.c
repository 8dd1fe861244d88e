/* A page of another PDF as a form XObject (ISO 32000-1, 8.10) that fills the unit square. */
#include "picture/module/module.h"

#include <math.h>

/* ---- Opening ---- */

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
	qpdf_oh all = source_key(s, qpdf_get_root(s->q), "/OCProperties"),
	        by_default = source_key(s, all, "/D");
	qpdf_oh off = source_key(s, by_default, "/OFF");
	return (qpdf_oh_is_array(s->q, off) && qpdf_oh_get_array_n_items(s->q, off) > 0)
	       || source_is(s, source_key(s, by_default, "/BaseState"), "/OFF");
}

static bool readable(struct vector_source *s)
{
	if (qpdf_is_encrypted(s->q))
		return source_refuse(
		        s, "picture/encrypted", "is encrypted",
		        "Ask for a file without a password: an archive may not hold one with it.");
	if (qpdf_has_error(s->q))
		return source_broken(s, qpdf_get_error_message_detail(s->q, qpdf_get_error(s->q)));
	/* qpdf mends what it can, and guesses: what is shown could be an older version of the page.
	 */
	if (qpdf_more_warnings(s->q))
		return source_broken(s,
		                     qpdf_get_error_message_detail(s->q, qpdf_next_warning(s->q)));
	if (field_is_foreign(s))
		return source_refuse(s, "picture/xfa",
		                     "is a form that Adobe's programs alone can show (XFA)",
		                     "Open it there and print it to PDF.");
	if (has_hidden_layers(s))
		return source_refuse(s, "picture/unsupported", "has layers that are not shown",
		                     "Flatten its layers, or print it to PDF.");
	return true;
}

struct vector_source *source_open(struct arena *a, struct diags *d, const struct picture *p,
                                  str bytes)
{
	struct vector_source *s = arena_make(a, struct vector_source);
	s->arena = a;
	s->diags = d;
	s->picture = p;
	s->bytes = bytes;
	s->known = map_new(a);
	s->weights = weigh_new(a);
	s->times = 1;
	s->q = qpdf_init();
	arena_cleanup(a, drop, s);
	if (!unpack_objects_fit(bytes)) {
		source_broken(s, "its objects unfold into too much");
		return NULL;
	}
	qpdf_silence_errors(s->q);
	qpdf_set_suppress_warnings(s->q, QPDF_TRUE);
	qpdf_read_memory(s->q, arena_cstr(a, path_name(p->path)), bytes.ptr, bytes.len, NULL);
	return readable(s) ? s : NULL;
}

/* ---- The page ---- */

static bool find_page(struct vector_source *s, const struct picture *p, qpdf_oh *page)
{
	int n = qpdf_get_num_pages(s->q);
	uint32_t wanted = p->page ? p->page : 1;
	if (qpdf_has_error(s->q) || n <= 0)
		return source_broken(s, "it has no pages");
	if (wanted > (uint32_t)n) {
		diag_error(s->diags, p->path_at, "picture/no-page",
		           "'%.*s' has %d page%s, and page %u is asked for",
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
		qpdf_oh v = source_key(s, page, key);
		if (!qpdf_oh_is_null(s->q, v))
			return v;
		page = source_key(s, page, "/Parent");
	}
	return qpdf_oh_new_null(s->q);
}

/* What a viewer shows: the crop box, as far as the medium goes. */
static bool page_box(struct vector_source *s, qpdf_oh page, struct source_box *out)
{
	struct source_box crop;
	int turn = 0;
	if (!source_box(s, inherited(s, page, "/MediaBox"), out))
		return source_broken(s, "its page has no size");
	if (source_box(s, inherited(s, page, "/CropBox"), &crop)) {
		double x = fmax(out->x, crop.x), y = fmax(out->y, crop.y);
		double right = fmin(out->x + out->w, crop.x + crop.w),
		       top = fmin(out->y + out->h, crop.y + crop.h);
		if (right - x >= 1 && top - y >= 1)
			*out = (struct source_box){x, y, right - x, top - y, 0};
	}
	qpdf_oh_get_value_as_int(s->q, inherited(s, page, "/Rotate"), &turn);
	out->turn = ((turn % 360) + 360) % 360;
	return true;
}

bool source_measure(struct vector_source *s, const struct picture *p, double size[2])
{
	qpdf_oh page = 0;
	struct source_box b;
	double unit = 1;
	s->picture = p;
	if (!find_page(s, p, &page) || !page_box(s, page, &b))
		return false;
	qpdf_oh_get_value_as_number(s->q, source_key(s, page, "/UserUnit"), &unit);
	unit = unit > 0 && unit < 1000 ? unit : 1;
	bool lies = b.turn == 90 || b.turn == 270;
	size[0] = (lies ? b.h : b.w) * unit;
	size[1] = (lies ? b.w : b.h) * unit;
	return true;
}

/* ---- The form ---- */

/* The box, turned clockwise, onto the unit square. */
static void put_matrix(struct buf *b, const struct source_box *at)
{
	double w = 1 / at->w, h = 1 / at->h, right = at->x + at->w, top = at->y + at->h;
	const double straight[] = {w, 0, 0, h, -at->x * w, -at->y * h};
	const double quarter[] = {0, -w, h, 0, -at->y * h, right * w};
	const double half[] = {-w, 0, 0, -h, right * w, top * h};
	const double back[] = {0, w, -h, 0, top * h, -at->x * w};
	source_put_numbers(b,
	                   at->turn == 90    ? quarter
	                   : at->turn == 180 ? half
	                   : at->turn == 270 ? back
	                                     : straight,
	                   6);
}

/* All of a page's streams, which together are one (7.8.2). */
static bool page_content(struct vector_source *s, qpdf_oh page, struct buf *out)
{
	qpdf_oh contents = source_key(s, page, "/Contents");
	bool many = qpdf_oh_is_array(s->q, contents);
	int n = many ? qpdf_oh_get_array_n_items(s->q, contents) : 1;
	for (int i = 0; i < n; i++) {
		qpdf_oh one = many ? qpdf_oh_get_array_item(s->q, contents, i) : contents;
		str bytes;
		if (qpdf_oh_is_null(s->q, one))
			continue;
		if (!qpdf_oh_is_stream(s->q, one))
			return source_broken(s, "its content is missing");
		if (!unpack_all(s, s->scratch, one, &bytes))
			return false;
		buf_put(out, bytes);
		buf_byte(out, '\n');
	}
	return true;
}

bool source_content(struct vector_source *s, struct buf *out)
{
	qpdf_oh page = qpdf_get_page_n(s->q, 0);
	s->scratch = s->arena;
	s->page_resources = inherited(s, page, "/Resources");
	return page_content(s, page, out);
}

/* What was drawn of it apart, as a page of another file, from which a form is taken as from any
 * other. */
static void put_drawn(struct vector_source *s, const struct source_box *at, str pdf,
                      struct buf *content, struct buf *names)
{
	struct picture *picture = arena_make(s->arena, struct picture);
	*picture = *s->picture;
	picture->page = 1;
	uint32_t number = s->out->object(s->out->self);
	struct vector_source *drawn = source_open(s->arena, s->diags, picture, pdf);
	if (drawn)
		drawn->out = s->out;
	s->failed |= !drawn || !source_form(drawn, picture, number);
	buf_put(content, S("q "));
	source_put_numbers(content, (double[]){at->w, 0, 0, at->h, at->x, at->y}, 6);
	buf_put(content, S("cm /StromFields Do Q\n"));
	buf_printf(names, "/StromFields %u 0 R", number);
}

/* The page's operators are a form of their own where something lies over them, so that neither's
 * resources are in the other's way. */
static bool put_form(struct vector_source *s, qpdf_oh page, const struct source_box *at,
                     uint32_t number)
{
	struct buf content = {0}, dict = {0}, rewritten = {0}, over = {0}, names = {0};
	struct content_said said = {0};
	str drawn = {0};
	const struct vector_writer *w = s->out;
	bool good = page_content(s, page, &content) &&
	            copy_operators(s, buf_str(&content), &rewritten, &said);
	buf_put(&dict, S("/Type/XObject/Subtype/Form/BBox["));
	source_put_numbers(&dict, (double[]){at->x, at->y, at->x + at->w, at->y + at->h}, 4);
	buf_put(&dict, S("]"));
	copy_group(s, source_key(s, page, "/Group"), false, &dict);
	if (good)
		source_looks(s, page, at, &over, &names, &drawn);
	if (drawn.len && !s->failed)
		put_drawn(s, at, drawn, &over, &names);
	size_t shared = dict.len;
	uint32_t inner = names.len ? w->object(w->self) : number;
	if (!names.len) {
		buf_put(&dict, S("/Matrix["));
		put_matrix(&dict, at);
		buf_put(&dict, S("]"));
	}
	copy_resources(s, s->page_resources, &said, &dict);
	bool whole = good && !s->failed;
	if (whole)
		w->stream(w->self, inner, buf_str(&dict), buf_str(&rewritten), false);
	weigh_own(s->weights, s->thing, said.load);
	if (whole && names.len) {
		dict.len = shared;
		buf_put(&dict, S("/Matrix["));
		put_matrix(&dict, at);
		buf_printf(&dict, "]/Resources<</XObject<</StromPage %u 0 R%.*s>>>>", inner,
		           STR_ARG(buf_str(&names)));
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
	return whole;
}

/* What is drawn again may be a little in the file, and without end for who reads it. */
static bool bearable(struct vector_source *s, uint32_t page)
{
	enum { MOST_AGAIN = 2000000, MOST_PIXELS_DRAWN = 2 * MOST_PIXELS };
	struct load load, all = weigh_all(s->weights);
	const char *why = weigh_total(s->weights, page, &load);
	if (why)
		return source_broken(s, arena_printf(s->arena, "a form in it %s", why).ptr);
	if (load.steps <= all.steps + MOST_AGAIN && load.pixels <= MOST_PIXELS_DRAWN)
		return true;
	bool steps = load.steps > all.steps + MOST_AGAIN;
	str what = steps ? arena_printf(s->arena, "draws forms within forms: %llu steps in all",
	                                (unsigned long long)load.steps)
	                 : arena_printf(s->arena,
	                                "draws its pictures again and again: %llu pixels in all",
	                                (unsigned long long)load.pixels);
	return source_refuse(s, "picture/too-large", what.ptr,
	                     "Print it to PDF anew, as plain as its program can.");
}

bool source_form(struct vector_source *s, const struct picture *p, uint32_t number)
{
	qpdf_oh page = 0;
	struct source_box at;
	s->picture = p;
	s->failed = false;
	s->unfolded = 0;
	if (!find_page(s, p, &page) || !page_box(s, page, &at))
		return false;
	s->page_area = at.w * at.h;
	uint32_t thing = s->thing = weigh_thing(s->weights);
	struct arena *scratch = s->scratch = arena_new();
	s->page_resources = inherited(s, page, "/Resources");
	bool good = put_form(s, page, &at, number) && copy_rest(s) && bearable(s, thing) &&
	            (!qpdf_has_error(s->q) ||
	             source_broken(s, qpdf_get_error_message_detail(s->q, qpdf_get_error(s->q))));
	qpdf_oh_release_all(s->q);
	arena_drop(scratch);
	return good;
}
