/* What lines would take, without setting them: the places where they may end, least and natural
 * widths. */
#include "typeset/lines/line_breaks.h"

static size_t steps_of(struct setter *s, struct arena *arena, const struct para *para,
                       const struct line_step **out)
{
	vec(struct line_step) steps = {0};
	s->lacking = false;
	if (!para->n || !liner_runs(s, para->runs, para->n))
		return 0;
	const uint8_t *allowed = line_foreign_breaks(s, para);
	for (size_t from = 0, to; from < para->n; from = to + 1) {
		to = line_segment_end(para, from);
		struct line_build b = line_build_of(s, para);
		line_build_segment(&b, from, to, allowed);
		const kp_breaks *all = line_all_breaks(&b);
		for (size_t i = steps.n ? 1 : 0; i < all->n; i++)
			vec_push(arena, &steps,
			         (struct line_step){all->at[i].end, all->at[i].start, false,
			                            all->at[i].cost >= KP_LAST_RESORT});
		steps.at[steps.n - 1].forced = true;
		steps.at[steps.n - 1].start = 0;
	}
	*out = steps.at;
	return steps.n;
}

size_t lines_steps(struct setter *s, struct arena *arena, const struct para *para,
                   const struct line_step **out)
{
	size_t n = steps_of(s, arena, itemize_para(s, arena, para, false), out);
	return s->lacking ? steps_of(s, arena, itemize_para(s, arena, para, true), out) : n;
}

/* The widest part that no break divides, and the whole. */
static void widths_of(const struct line_build *b, strom_len *least, strom_len *natural)
{
	const kp_breaks *all = line_all_breaks(b);
	for (size_t i = 1; i < all->n; i++)
		if (all->at[i].end - all->at[i - 1].start > *least)
			*least = all->at[i].end - all->at[i - 1].start;
	strom_len whole = all->n > 1 ? all->at[all->n - 1].end - all->at[0].start : 0;
	if (whole > *natural)
		*natural = whole;
}

static void widths_of_para(struct setter *s, const struct para *para, strom_len *least,
                           strom_len *natural)
{
	*least = *natural = 0;
	s->lacking = false;
	if (!liner_runs(s, para->runs, para->n))
		return;
	const uint8_t *allowed = line_foreign_breaks(s, para);
	for (size_t from = 0, to; from < para->n; from = to + 1) {
		to = line_segment_end(para, from);
		struct line_build b = line_build_of(s, para);
		line_build_segment(&b, from, to, allowed);
		widths_of(&b, least, natural);
	}
}

void lines_widths(struct setter *s, const struct para *para, strom_len *least, strom_len *natural)
{
	*least = *natural = 0;
	if (!para->n)
		return;
	s->lacking = itemize_wanted(para->runs, para->n, para->rtl);
	if (!s->lacking)
		widths_of_para(s, para, least, natural);
	if (!s->lacking)
		return;
	struct arena *arena = arena_new();
	widths_of_para(s, itemize_para(s, arena, para, true), least, natural);
	arena_drop(arena);
}
