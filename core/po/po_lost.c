/* Whether what msgmerge wrote holds all that translators had written. */
#include "po/po_parts.h"

/* Texts of the merged file that are not the same message's in the old one: each may be that of one
 * message which was changed. */
struct spare {
	struct map *index;
	vec(size_t) counts;
};

static str words_of(struct arena *arena, const struct po_entry *e)
{
	return arena_printf(arena, "%.*s\4%.*s", STR_ARG(e->remarks), STR_ARG(e->text));
}

static bool is_header(const struct po_entry *e)
{
	return !e->id.len && !e->context.len;
}

static const struct po_entry *same_message(struct arena *arena, const struct po *po,
                                           const struct po_entry *e)
{
	uint32_t number;
	bool found = map_get(po->index, po_key(arena, e->context, e->id), &number);
	return found ? &po->entries.at[number] : NULL;
}

static bool is_carried(const struct po_entry *old, const struct po_entry *now)
{
	return now && str_eq(old->remarks, now->remarks) &&
	       (is_header(old) || str_eq(old->text, now->text));
}

static void add_spare(struct spare *s, struct arena *arena, const struct po_entry *e)
{
	uint32_t number = (uint32_t)s->counts.n;
	if (map_add(s->index, words_of(arena, e), &number))
		vec_push(arena, &s->counts, 0);
	s->counts.at[number]++;
}

static bool take_spare(struct spare *s, struct arena *arena, const struct po_entry *e)
{
	uint32_t number;
	return map_get(s->index, words_of(arena, e), &number) && s->counts.at[number] &&
	       s->counts.at[number]--;
}

/* What was not good before is not good of itself. */
static bool is_honest(const struct po_entry *now, const struct po_entry *old)
{
	return !now->text.len || now->fuzzy || is_header(now) ||
	       (old && !old->fuzzy && str_eq(old->text, now->text));
}

const struct po_entry *po_lost(struct arena *arena, const struct po *old, const struct po *merged)
{
	struct spare spare = {.index = map_new(arena)};
	for (size_t i = 0; i < merged->entries.n; i++) {
		const struct po_entry *e = &merged->entries.at[i],
		                      *own = same_message(arena, old, e);
		if (!is_honest(e, own))
			return own ? own : e;
		if (!own || !is_carried(own, e))
			add_spare(&spare, arena, e);
	}
	for (size_t i = 0; i < old->entries.n; i++) {
		const struct po_entry *e = &old->entries.at[i],
		                      *now = same_message(arena, merged, e);
		if (e->text.len && !is_carried(e, now) && (now || !take_spare(&spare, arena, e)))
			return e;
	}
	return NULL;
}
