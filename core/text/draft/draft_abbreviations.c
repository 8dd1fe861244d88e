/* Abbreviations: *[NGO]: non-governmental organisation, as in PHP Markdown Extra. A line is one
 * segment, so that a translation may shorten other words. */
#include "text/draft/draft_parts.h"

size_t draft_abbreviation_head(str line)
{
	size_t end = str_find(line, S("]:"));
	bool good =
	        str_starts(line, S("*[")) && end != SIZE_MAX && str_trim(str_sub(line, 2, end)).len;
	return good && str_trim(str_from(line, end + 2)).len ? end + 2 : 0;
}

void draft_bad_abbreviation(struct diags *diags, struct span at)
{
	diag_error(diags, at, "text/bad-abbreviation",
	           "this is no abbreviation and what it is short for");
	diag_hint(diags, "Write *[NGO]: non-governmental organisation, each on a line of its own.");
}

bool draft_abbreviations(struct draft_reader *r, const struct raw *raw)
{
	str rest = raw->text, line;
	if (!str_starts(rest, S("*[")) || !draft_abbreviation_head(str_until(rest, '\n')))
		return false;
	while (rest.len) {
		size_t from = raw->text.len - rest.len;
		line = str_until(rest, '\n');
		rest = str_from(rest, line.len + 1);
		struct raw one = draft_part(r, raw, from, from + line.len);
		one = draft_trimmed(r, &one);
		one.kind = SEGMENT_ABBREVIATION;
		if (draft_abbreviation_head(one.text)) {
			vec_push(r->arena, &r->draft->abbreviations, one);
			continue;
		}
		draft_bad_abbreviation(r->diags, one.at);
	}
	return true;
}
