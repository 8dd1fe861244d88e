/* Lines as they are written: each ends where its run does, and nothing is broken or spread. */
#include "typeset/lines/itemize.h"

/* The widest line, and whether one must be parted. Asking for a width also tells of the characters
 * that no font has. */
static strom_len widest_of(struct setter *s, const struct para *para, bool *lacking)
{
	strom_len widest = 0;
	*lacking = false;
	for (size_t i = 0; i < para->n; i++) {
		strom_len width = line_width(s, &para->runs[i], 1);
		widest = width > widest ? width : widest;
		*lacking |= s->lacking;
	}
	return widest;
}

bool lines_as_written(struct setter *s, struct arena *arena, const struct para *para,
                      struct galley *out)
{
	vec(struct line_break) ends = {0};
	size_t errors = diag_errors(s->diags);
	bool lacking;
	*out = (struct galley){.para = para};
	if (!para->n)
		return true;
	out->widest = widest_of(s, para, &lacking);
	out->para = itemize_para(s, arena, para, lacking);
	for (uint32_t i = 0; i < out->para->n; i++)
		if (out->para->runs[i].break_after)
			vec_push(arena, &ends, (struct line_break){i + 1, 0, false, true});
	out->breaks = ends.at;
	out->lines = ends.n;
	return diag_errors(s->diags) == errors;
}
