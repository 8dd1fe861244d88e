/* Looking things up in a code book, and its bytes. */
#include "data/codebook/codebook.h"

#include "data/sql/sql.h"

#include <stdlib.h>

const struct codebook_variable *codebook_find(const struct codebook *book, str name)
{
	for (size_t i = 0; i < book->variables.n; i++)
		if (sql_same(book->variables.at[i].name, name))
			return &book->variables.at[i];
	return NULL;
}

/* ---- Codes ---- */

static int by_code(const struct codebook_variable *v, uint32_t a, uint32_t b)
{
	int order = str_cmp(v->codes.at[a].code, v->codes.at[b].code);
	return order ? order : (a > b) - (a < b);
}

/* By insertion: a book has its codes mostly in order, and few. */
void codebook_sort(struct arena *a, struct codebook_variable *v)
{
	v->sorted = arena_array(a, uint32_t, v->codes.n + 1);
	for (uint32_t i = 0; i < v->codes.n; i++) {
		struct codebook_code *c = &v->codes.at[i];
		uint32_t k = i;
		c->number = str_to_double(c->code, &c->value);
		for (; k && by_code(v, v->sorted[k - 1], i) > 0; k--)
			v->sorted[k] = v->sorted[k - 1];
		v->sorted[k] = i;
	}
}

static size_t place_of(const struct codebook_variable *v, str code)
{
	size_t low = 0, high = v->codes.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_cmp(v->codes.at[v->sorted[middle]].code, code);
		if (!order)
			return v->sorted[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return v->codes.n;
}

const struct codebook_code *codebook_code_of(const struct codebook_variable *v, str code)
{
	size_t i = place_of(v, code);
	return i < v->codes.n ? &v->codes.at[i] : NULL;
}

const struct codebook_code *codebook_number(const struct codebook_variable *v, double value)
{
	for (size_t i = 0; i < v->codes.n; i++)
		if (v->codes.at[i].number && v->codes.at[i].value >= value &&
		    v->codes.at[i].value <= value)
			return &v->codes.at[i];
	return NULL;
}

bool codebook_has_missing(const struct codebook_variable *v)
{
	for (size_t i = 0; i < v->codes.n; i++)
		if (v->codes.at[i].missing)
			return true;
	return v->range;
}

bool codebook_is_missing(const struct codebook_variable *v, str text, bool number, double value)
{
	const struct codebook_code *code = codebook_code_of(v, text);
	if (!code && number)
		code = codebook_number(v, value);
	if (code)
		return code->missing;
	return v->range && number && value >= v->from && value <= v->to;
}

int codebook_compare(const struct codebook_variable *v, str a, str b)
{
	size_t x = place_of(v, a), y = place_of(v, b);
	if (x != y)
		return x < y ? -1 : 1;
	return str_cmp(a, b);
}

/* ---- Labels ---- */

/* "pt" of "pt-BR". */
static str primary(str language)
{
	return str_until(language, '-');
}

const struct codebook_label *codebook_label_in(const codebook_labels *labels, str language)
{
	for (size_t i = 0; i < labels->n; i++)
		if (str_eq(labels->at[i].language, language))
			return &labels->at[i];
	for (size_t i = 0; i < labels->n; i++)
		if (str_eq(primary(labels->at[i].language), primary(language)))
			return &labels->at[i];
	return NULL;
}

/* ---- Bytes ---- */

static void put_span(struct buf *b, struct span at)
{
	buf_u32(b, at.file);
	buf_u32(b, at.len);
	buf_u64(b, at.off);
}

static void put_real(struct buf *b, double real)
{
	uint64_t bits;
	memcpy(&bits, &real, sizeof bits);
	buf_u64(b, bits);
}

static void put_labels(struct buf *b, const codebook_labels *labels)
{
	buf_u32(b, (uint32_t)labels->n);
	for (size_t i = 0; i < labels->n; i++) {
		buf_slice(b, labels->at[i].language);
		buf_slice(b, labels->at[i].text);
		put_span(b, labels->at[i].at);
	}
}

static void put_variable(struct buf *b, const struct codebook_variable *v)
{
	buf_u32(b, v->kind);
	buf_slice(b, v->name);
	buf_slice(b, v->of);
	buf_slice(b, v->unit);
	buf_u32(b, v->year);
	buf_u32(b, v->range);
	put_real(b, v->from);
	put_real(b, v->to);
	put_span(b, v->at);
	put_labels(b, &v->labels);
	buf_u32(b, (uint32_t)v->codes.n);
	for (size_t i = 0; i < v->codes.n; i++) {
		buf_slice(b, v->codes.at[i].code);
		buf_u32(b, v->codes.at[i].missing);
		put_span(b, v->codes.at[i].at);
		put_labels(b, &v->codes.at[i].labels);
	}
}

void codebook_pack(const struct codebook *book, struct buf *b)
{
	buf_u32(b, (uint32_t)book->variables.n);
	for (size_t i = 0; i < book->variables.n; i++)
		put_variable(b, &book->variables.at[i]);
}

static bool take_bool(str *rest, bool *out)
{
	uint32_t n = 0;
	bool good = buf_take_u32(rest, &n);
	*out = n != 0;
	return good;
}

static bool take_real(str *rest, double *out)
{
	uint64_t bits = 0;
	bool good = buf_take_u64(rest, &bits);
	memcpy(out, &bits, sizeof bits);
	return good;
}

static bool take_span(str *rest, struct span *at)
{
	return buf_take_u32(rest, &at->file) && buf_take_u32(rest, &at->len) &&
	       buf_take_u64(rest, &at->off);
}

static bool take_labels(struct arena *a, str *rest, codebook_labels *labels)
{
	uint32_t n;
	if (!buf_take_u32(rest, &n))
		return false;
	while (n--) {
		struct codebook_label l;
		if (!buf_take_slice(rest, &l.language) || !buf_take_slice(rest, &l.text) ||
		    !take_span(rest, &l.at))
			return false;
		vec_push(a, labels, l);
	}
	return true;
}

static bool take_codes(struct arena *a, str *rest, struct codebook_variable *v)
{
	uint32_t n;
	if (!buf_take_u32(rest, &n))
		return false;
	while (n--) {
		struct codebook_code c = {.missing = false};
		if (!buf_take_slice(rest, &c.code) || !take_bool(rest, &c.missing) ||
		    !take_span(rest, &c.at) || !take_labels(a, rest, &c.labels))
			return false;
		vec_push(a, &v->codes, c);
	}
	return true;
}

static bool take_variable(struct arena *a, str *rest, struct codebook_variable *v)
{
	return buf_take_u32(rest, &v->kind) && buf_take_slice(rest, &v->name) &&
	       buf_take_slice(rest, &v->of) && buf_take_slice(rest, &v->unit) &&
	       take_bool(rest, &v->year) && take_bool(rest, &v->range) &&
	       take_real(rest, &v->from) && take_real(rest, &v->to) && take_span(rest, &v->at) &&
	       take_labels(a, rest, &v->labels) && take_codes(a, rest, v);
}

bool codebook_unpack(struct arena *a, str bytes, struct codebook *book)
{
	uint32_t n;
	str rest = arena_str(a, bytes);
	*book = (struct codebook){.variables = {0}};
	if (!buf_take_u32(&rest, &n))
		return false;
	while (n--) {
		struct codebook_variable v = {.kind = 0};
		if (!take_variable(a, &rest, &v))
			return false;
		codebook_sort(a, &v);
		vec_push(a, &book->variables, v);
	}
	return true;
}
