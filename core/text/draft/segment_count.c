/* Counting segments: the same number for builds, translators' files and reviews. */
#include "text/draft/segment_count.h"

size_t segment_countries(struct arena *arena, const struct project *project,
                         const struct document_spec *document, str language, const str **countries)
{
	str *list = arena_array(arena, str, project->editions_n + 1);
	size_t n = 0;
	for (size_t i = 0; i < project->editions_n; i++) {
		const struct edition_spec *e = &project->editions[i];
		if (e->document == document && str_eq(e->language, language) && e->country.len)
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

bool segment_count(void *counter, const struct segment *s)
{
	struct segment_counter *c = counter;
	uint32_t any = 0;
	enum po_state state = c->po ? po_find(c->po, s->context, s->id, NULL) : PO_MISSING;
	if (!is_for(c, s) ||
	    !map_add(c->seen, po_key(c->arena, s->context, arena_str(c->arena, s->id)), &any))
		return true;
	c->segments++;
	c->translated += state == PO_TRANSLATED;
	c->fuzzy += state == PO_FUZZY;
	c->empty += state == PO_EMPTY || state == PO_MISSING;
	return true;
}
