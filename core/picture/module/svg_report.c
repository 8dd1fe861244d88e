/* Complaints about an SVG, at their places; what is not drawn is told when all of it is known. */
#include "picture/module/svg_parts.h"

struct span svg_here(const struct svg_scan *s)
{
	if (s->within)
		return *s->within;
	XML_Index at = XML_GetCurrentByteIndex(s->parser);
	int n = XML_GetCurrentByteCount(s->parser);
	return (struct span){s->file, n > 0 ? (uint32_t)n : 0, at > 0 ? (uint64_t)at : 0};
}

bool svg_fail(struct svg_scan *s, const char *code, const char *what, const char *hint)
{
	if (!s->failed) {
		diag_error(s->diags, s->picture->path_at, code, "'%.*s' %s",
		           STR_ARG(path_name(s->picture->path)), what);
		diag_hint(s->diags, "%s", hint);
	}
	s->failed = true;
	XML_StopParser(s->parser, XML_FALSE);
	return false;
}

void svg_outside(struct svg_scan *s, struct span at, str what)
{
	s->failed = true;
	diag_error(s->diags, s->within ? at : diag_narrow(s->diags, at, what),
	           "picture/svg-outside", "the SVG refers to '%.*s', which is not in it",
	           STR_ARG(utf8_prefix(what, 60)));
	diag_hint(s->diags,
	          "Embed what it refers to: most drawing programs have an option for that.");
}

bool svg_is_inside(str target)
{
	target = str_trim(target);
	return !target.len || str_starts(target, S("#")) || str_starts(target, S("data:"));
}

/* A drawing program writes the same thing a thousand times: it is told once. */
void svg_lose(struct svg_scan *s, struct span at, str what, bool words)
{
	uint32_t index = (uint32_t)s->found->lost.n;
	str known = arena_str(s->arena, utf8_prefix(what, 80));
	if (map_add(s->found->lost_known, known, &index))
		vec_push(s->arena, &s->found->lost,
		         (struct svg_lost){.what = known, .at = at, .words = words});
	s->found->lost.at[index].times++;
}

void svg_report_lost(struct svg_scan *s)
{
	enum { MOST_TOLD = 20 };
	for (size_t i = 0; i < s->found->lost.n && i < MOST_TOLD; i++) {
		const struct svg_lost *l = &s->found->lost.at[i];
		str times = l->times > 1 ? arena_printf(s->arena, " (%u times)", l->times) : S("");
		str name = str_sub(l->what, 0, str_find(l->what, S(": ")));
		diag_warn(s->diags, s->within ? l->at : diag_narrow(s->diags, l->at, name),
		          "picture/svg-lost", "the SVG's '%.*s' is not drawn%.*s", STR_ARG(l->what),
		          STR_ARG(times));
		diag_hint(s->diags,
		          l->words ? "Turn these words into paths, or export the drawing as PDF."
		                   : "Export the drawing as plain SVG 1.1, or as PDF.");
	}
	if (s->found->lost.n <= MOST_TOLD)
		return;
	diag_warn(s->diags, s->picture->path_at, "picture/svg-lost",
	          "%zu more things in '%.*s' are not drawn", s->found->lost.n - MOST_TOLD,
	          STR_ARG(path_name(s->picture->path)));
	diag_hint(s->diags, "Export the drawing as plain SVG 1.1, or as PDF.");
}
