/* What is mentioned in words that may be printed nowhere: branches that no message takes, passages
 * that are left out. When all ids are known, theirs are looked for too. */
#include "text/resolve/bibliography.h"
#include "text/resolve/csl.h"
#include "text/resolve/resolve.h"

static bool is_told(const struct builder *b, str code, struct span at)
{
	for (size_t i = 0; i < diag_count(b->diags); i++) {
		const struct report *r = diag_at(b->diags, i);
		bool meets = r->at.file == at.file && r->at.off < at.off + at.len &&
		             at.off < r->at.off + r->at.len;
		if (meets && str_eq(code, r->code))
			return true;
	}
	return false;
}

/* Of this edition, or of a passage that it leaves out. */
static bool is_id(const struct builder *b, str id)
{
	for (size_t i = 0; i < b->resolve->elsewhere.n; i++)
		if (str_eq(b->resolve->elsewhere.at[i], id))
			return true;
	return edition_find(b->edition, id);
}

static bool is_reference(struct builder *b, str id)
{
	str small = arena_printf(b->scratch, "%c%.*s", *id.ptr | 0x20, STR_ARG(str_from(id, 1)));
	return is_id(b, id) || is_id(b, small);
}

static void check(struct builder *b, const struct mention *m)
{
	uint32_t item;
	switch (m->kind) {
	case MENTION_REFERENCE:
		if (!is_reference(b, m->word) && !is_told(b, S("text/unknown-reference"), m->at))
			references_unknown(b, m->at, m->word);
		break;
	case MENTION_LINK:
		if (!is_id(b, m->word) && !is_told(b, S("text/unknown-reference"), m->at))
			references_unknown(b, m->at, m->word);
		break;
	case MENTION_CITATION:
		if (!map_get(b->resolve->csl->keys, m->word, &item) &&
		    !is_told(b, S("text/unknown-citation"), m->at))
			bibliography_unknown(b, m->at, m->word);
		break;
	case MENTION_TERM:
		if (b->resolve->has_glossary && !is_told(b, S("text/unknown-term"), m->at))
			terms_mentioned(b, m);
		break;
	}
}

void resolve_mentions(struct builder *b)
{
	for (size_t i = 0; i < b->resolve->mentions.n && !builder_full(b); i++)
		check(b, &b->resolve->mentions.at[i]);
}
