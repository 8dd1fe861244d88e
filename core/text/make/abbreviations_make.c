/* Abbreviations in the edition's language and, for passages that are not translated, in the
 * source's. */
#include "text/make/maker.h"

/* Each word of the text is compared with all of them. */
enum { MOST_ABBREVIATIONS = 1000 };

static const struct abbreviation *known(const struct builder *b, str shorter, uint16_t lang)
{
	for (size_t i = 0; i < b->resolve->abbreviations.n; i++)
		if (b->resolve->abbreviations.at[i].lang == lang &&
		    str_eq(b->resolve->abbreviations.at[i].shorter, shorter))
			return &b->resolve->abbreviations.at[i];
	return NULL;
}

static void add(struct builder *b, const struct message_text *text, uint16_t lang)
{
	size_t head = draft_abbreviation_head(text->text);
	struct span at = origin_span(&text->origin, 0, text->text.len);
	if (!head) {
		draft_bad_abbreviation(b->diags, at);
		return;
	}
	str shorter = message_plain(b->scratch, text, str_trim(str_sub(text->text, 2, head - 2)));
	str longer = message_plain(b->scratch, text, str_trim(str_from(text->text, head)));
	const struct abbreviation *old = known(b, shorter, lang);
	if (!old) {
		vec_push(b->arena, &b->resolve->abbreviations,
		         (struct abbreviation){arena_str(b->arena, shorter),
		                               arena_str(b->arena, longer), lang, at});
		return;
	}
	if (str_eq(old->longer, longer))
		return;
	diag_error(b->diags, at, "text/abbreviation-twice", "'%.*s' is short for two things",
	           STR_ARG(shorter));
	diag_note(b->diags, old->at, "first written here");
}

/* As written, for passages that are not translated. */
static void add_source(struct maker *m, const struct raw *raw)
{
	struct message_text text;
	const struct message *message =
	        message_parse(m->b.scratch, m->b.diags, raw->text, &raw->origin);
	if (message && message_eval(m->b.scratch, m->b.diags, message, m->source.numbers,
	                            edition_values(m->values), &text))
		add(&m->b, &text, m->source.lang);
}

static bool too_many(struct builder *b, struct span at)
{
	if (b->resolve->abbreviations.n < MOST_ABBREVIATIONS)
		return false;
	diag_error(b->diags, at, "text/too-many-abbreviations",
	           "the document has more than 1000 abbreviations");
	diag_hint(b->diags, "Leave out those that stand in no text.");
	return true;
}

void make_abbreviations(struct maker *m, struct here here)
{
	const struct draft *d = here.draft;
	for (size_t i = 0; i < d->abbreviations.n; i++) {
		const struct raw *raw = &d->abbreviations.at[i];
		struct message_text text;
		struct here own = here;
		arena_reset(m->b.scratch);
		if (too_many(&m->b, raw->at))
			return;
		if (!maker_evaluate(m, &own, raw, &text))
			continue;
		add(&m->b, &text, own.voice.lang);
		if (m->translate && !own.voice.lang)
			add_source(m, raw);
	}
}
