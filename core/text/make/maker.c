/* Segments: which message is printed, in which language, and what becomes of it. */
#include "text/make/maker.h"

#include "text/resolve/bibliography.h"

static const struct message *translation(struct maker *m, const struct raw *raw,
                                         const struct message *source, bool *found)
{
	const struct po_entry *entry = NULL;
	enum po_state state = m->po ? po_find(m->po, raw->context, raw->text, &entry) : PO_MISSING;
	*found = state == PO_TRANSLATED;
	if (!*found)
		return NULL;
	const struct message *t = message_parse(m->b.scratch, m->b.diags, entry->text,
	                                        &entry->text_origin);
	if (t && source && !message_compare(m->b.scratch, m->b.diags, source, t))
		return NULL;
	if (t && m->b.resolve->csl && !bibliography_compare(&m->b, raw, entry))
		return NULL;
	return t;
}

/* Fills in which message is printed, and in which language. NULL: reported. */
static const struct message *choose(struct maker *m, const struct raw *raw, uint16_t *lang)
{
	struct edition *e = m->b.edition;
	const struct message *source = message_parse(m->b.scratch, m->b.diags, raw->text,
	                                             &raw->origin);
	bool words = draft_raw_has_words(raw->text), found = false;
	*lang = m->said_lang;
	if (m->said)
		return source;
	e->segments += words && !m->again;
	if (!m->translate || !words)
		return source;
	const struct message *t = translation(m, raw, source, &found);
	if (found)
		return source ? t : NULL;
	e->untranslated += !m->again;
	*lang = m->source_lang;
	return source;
}

bool maker_evaluate(struct maker *m, const struct raw *raw, struct message_text *out,
                    uint16_t *lang)
{
	*lang = 0;
	if (!raw->text.len || builder_full(&m->b))
		return false;
	const struct message *message = choose(m, raw, lang);
	struct numbers *numbers = m->said ? m->said : *lang ? m->source : m->own;
	if (message && message_eval(m->b.scratch, m->b.diags, message, numbers, edition_values(m->values),
	                            out))
		return true;
	return builder_fail(&m->b);
}

void maker_mark(struct maker *m, strom_node node, uint16_t lang)
{
	struct node *n = node_at(m->b.edition, node);
	n->lang = lang;
	n->flags |= lang && !m->said ? NODE_UNTRANSLATED : 0;
}

str maker_plain(struct maker *m, const struct raw *raw, uint16_t *lang)
{
	struct message_text text;
	if (!maker_evaluate(m, raw, &text, lang))
		return S("");
	return inlines_plain(&m->b, m->markdown, &text, *lang);
}
