/* Segments: which message is printed, in which language, and what becomes of it. */
#include "text/draft/segment_count.h"
#include "text/make/maker.h"

/* A row behind the first repeats what was judged. */
static const struct message *translation(struct maker *m, const struct here *here,
                                         const struct raw *raw, const struct message *source,
                                         bool *found)
{
	const struct po_entry *entry = NULL;
	enum po_state state =
	        segment_find(m->po, m->shared, raw->shared, raw->context, raw->text, &entry);
	*found = state == PO_TRANSLATED;
	if (!*found)
		return NULL;
	const struct message *t =
	        message_parse(m->b.scratch, m->b.diags, entry->text, &entry->text_origin);
	bool judge = t && source && here->judged;
	return judge && !compare_messages(&m->compare, m->b.scratch, source, t) ? NULL : t;
}

/* Which message is printed; here becomes its language. NULL: reported. */
static const struct message *choose(struct maker *m, struct here *here, const struct raw *raw)
{
	const struct message *source =
	        message_parse(m->b.scratch, m->b.diags, raw->text, &raw->origin);
	bool words = draft_raw_has_words(raw->text), found = false;
	if (here->said)
		return source;
	if (!m->translate || !words)
		return source;
	const struct message *t = translation(m, here, raw, source, &found);
	if (found)
		return source ? t : NULL;
	here->voice = m->source;
	return source;
}

/* The plurals of what is printed as it was written. */
static void judge_source(struct maker *m, struct here here, const struct message *source)
{
	if (!here.judged || here.said || message_is_plain(source))
		return;
	if (!m->alone.forms)
		m->alone = compare_new(m->b.arena, m->b.diags, m->written_in, m->written_in);
	compare_alone(&m->alone, m->b.scratch, source);
}

/* What is printed, for those who ask where it comes from. */
static void note_values(struct maker *m, const struct message *message, const struct raw *raw,
                        const struct message_text *text)
{
	const struct argument *arguments;
	struct arena *a = m->b.arena;
	if (text->values_n)
		message_arguments(m->b.scratch, message, &arguments);
	for (size_t i = 0; i < text->values_n; i++) {
		const struct argument *of = &arguments[text->arguments[i]];
		struct printed_value p = {
		        .name = arena_str(a, of->name),
		        .form = arena_str(a, of->branches_n ? S("#") : of->written),
		        .text = arena_str(a, text->values[i]),
		        .at = raw->at};
		values_origin(m->values, of->name, &p.sql, &p.base);
		vec_push(a, &m->b.edition->printed, p);
	}
}

bool maker_evaluate(struct maker *m, struct here *here, const struct raw *raw,
                    struct message_text *out)
{
	if (!raw->text.len || builder_full(&m->b))
		return false;
	const struct message *message = choose(m, here, raw);
	if (message)
		make_mentions(m, *here, message);
	if (!message || !message_eval(m->b.scratch, m->b.diags, message, here->voice.numbers,
	                              edition_values(m->values), out))
		return false;
	if (here->voice.lang == m->source.lang)
		judge_source(m, *here, message);
	make_branches(m, *here, message, out);
	note_values(m, message, raw, out);
	return true;
}

void maker_mark(struct maker *m, struct here here, strom_node node)
{
	struct node *n = node_edit(m->b.edition, node);
	n->lang = here.voice.lang;
	n->flags |= n->lang && !here.said ? NODE_UNTRANSLATED : 0;
}

str maker_plain(struct maker *m, struct here *here, const struct raw *raw)
{
	struct message_text text;
	return maker_evaluate(m, here, raw, &text) ? inlines_plain(&m->b, *here, &text) : S("");
}
