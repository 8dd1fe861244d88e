/* What a message says where its values are others: branches that this edition does not print. */
#include "text/build/signs.h"
#include "text/compare/fill.h"
#include "text/make/maker.h"

struct branches {
	struct builder builder;          /* its reports, and what it writes down, are nobody's */
	struct resolve resolve;
	struct here here;
};

static void look(void *context, const double *number, str key, const struct message_text *text)
{
	struct branches *b = context;
	(void)number;
	(void)key;
	inlines_plain(&b->builder, b->here, text);
}

static bool is_told(const struct diags *d, const struct report *r)
{
	for (size_t i = 0; i < diag_count(d); i++) {
		const struct report *other = diag_at(d, i);
		uint64_t end = other->at.off + other->at.len;
		bool near = other->at.file == r->at.file && other->at.off <= r->at.off &&
		            end >= r->at.off + r->at.len;
		bool same = str_eq(other->code, r->code);
		if (near && (same || str_eq(other->code, S("po/sign-left"))))
			return true;
	}
	return false;
}

static bool has_sign(const struct sign_reference *signs, size_t n, struct span at)
{
	for (size_t i = 0; i < n; i++)
		if (signs[i].at.file == at.file && signs[i].at.off == at.off)
			return true;
	return false;
}

/* Other errors are of the short way that these words take. */
static bool is_sign(const struct report *r)
{
	return str_starts(r->code, S("text/looks-like-")) || str_eq(r->code, S("text/raw-html")) ||
	       str_eq(r->code, S("text/unclosed-comment"));
}

static bool may_have_signs(const struct message *m)
{
	const struct origin *origin;
	str source = message_source(m, &origin);
	return !message_is_plain(m) && (signs_possible(source) || str_has(source, '<'));
}

/* The text that is printed is told of where it is made. */
void make_branches(struct maker *m, struct here here, const struct message *message,
                   const struct message_text *printed)
{
	struct arena *scratch = m->b.scratch;
	if (!here.draft || !here.judged || !may_have_signs(message))
		return;
	struct branches b = {.builder = m->b, .here = here};
	struct diags *own = diags_like(scratch, m->b.diags), *all = diags_like(scratch, m->b.diags);
	b.resolve.csl = m->b.resolve->csl;
	b.builder.arena = scratch;
	b.builder.resolve = &b.resolve;
	b.builder.diags = own;
	look(&b, NULL, S(""), printed);
	size_t printed_signs = b.resolve.signs.n;
	b.builder.diags = all;
	compare_each(scratch, message, here.voice.numbers, look, &b);
	for (size_t i = 0; i < diag_count(all); i++) {
		const struct report *r = diag_at(all, i);
		if (is_sign(r) && !is_told(own, r) && !is_told(m->b.diags, r))
			diag_add(m->b.diags, r);
	}
	for (size_t i = printed_signs; i < b.resolve.signs.n; i++) {
		struct sign_reference sign = b.resolve.signs.at[i];
		if (has_sign(b.resolve.signs.at, i, sign.at))
			continue;
		sign.word = arena_str(m->b.arena, sign.word);
		vec_push(m->b.arena, &m->b.resolve->signs, sign);
	}
}
