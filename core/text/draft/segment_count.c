/* Counting segments: the same number for builds, translators' files and reviews. */
#include "text/draft/segment_count.h"

size_t segment_countries(struct arena *arena, const struct project *project,
                         const struct document_spec *document, str language, const str **countries)
{
	str *list = arena_array(arena, str, project->editions_n + 1);
	size_t n = 0;
	for (size_t i = 0; i < project->editions_n; i++) {
		const struct edition_spec *e = &project->editions[i];
		if ((e->document == document || !document) && str_eq(e->language, language) &&
		    e->country.len)
			list[n++] = e->country;
	}
	*countries = list;
	return n;
}

static bool is_for(const struct segment_counter *c, const struct segment *s)
{
	for (str rest = str_trim(s->only); rest.len;) {
		str code = str_until(rest, ' ');
		for (size_t i = 0; i < c->countries_n; i++)
			if (str_eq(c->countries[i], code))
				return true;
		rest = str_trim(str_from(rest, code.len));
	}
	return !s->only.len;
}

enum po_state segment_find(struct po *po, struct po *shared, bool is_shared, str context, str id,
                           const struct po_entry **entry)
{
	struct po *files[] = {is_shared ? shared : po, is_shared ? po : shared};
	const struct po_entry *found[2] = {NULL, NULL};
	enum po_state states[2] = {PO_MISSING, PO_MISSING};
	for (int i = 0; i < 2; i++)
		if (files[i])
			states[i] = po_find(files[i], context, id, &found[i]);
	int best = states[1] > states[0];
	if (entry)
		*entry = found[best];
	return states[best];
}

bool segment_count(void *counter, const struct segment *s)
{
	struct segment_counter *c = counter;
	uint32_t any = 0;
	enum po_state state = segment_find(c->po, c->shared, s->shared, s->context, s->id, NULL);
	if (!is_for(c, s) || (s->lacks.len && !str_has_word(s->lacks, c->language)) ||
	    !map_add(c->seen, po_key(c->arena, s->context, arena_str(c->arena, s->id)), &any))
		return true;
	c->segments++;
	c->translated += state == PO_TRANSLATED;
	c->fuzzy += state == PO_FUZZY;
	c->empty += state == PO_EMPTY || state == PO_MISSING;
	return true;
}
