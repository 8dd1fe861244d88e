/* Paragraphs into lines: the optimiser chooses where they end, and what does not fit is told. */
#include "typeset/lines/line_breaks.h"

enum {
	MOST_REPORTS = 8,                /* overfull lines told of, a paragraph */
	MOST_SHOWN = 60,                 /* bytes of a line shown */
	LEAST_EMS = 4                    /* narrower columns hold no words at all */
};

/* ---- Reports ---- */

static str line_text(struct setter *s, const struct kp_break *from, const struct kp_break *to)
{
	struct buf text = {0};
	for (uint32_t run = from->run; run <= to->run && run < s->sets.n; run++) {
		str part = s->sets.at[run].text;
		if (run == to->run)
			part = str_sub(part, 0, to->off);
		buf_put(&text, run == from->run ? str_from(part, from->off) : part);
		if (text.len > MOST_SHOWN)
			break;
	}
	str shown = str_trim(buf_str(&text));
	bool cut = shown.len > MOST_SHOWN;
	shown = arena_printf(s->liner->scratch, "%.*s%s", STR_ARG(utf8_prefix(shown, MOST_SHOWN)),
	                     cut ? "…" : "");
	buf_drop(&text);
	return shown;
}

static void warn_overfull(struct setter *s, const struct para *para, const struct kp_break *from,
                          const struct kp_break *to, strom_len excess)
{
	uint32_t run = from->run < para->n ? from->run : (uint32_t)para->n - 1;
	int64_t tenths = (excess * 10 + 65535) / 65536;
	diag_warn(s->diags, para->runs[run].span, "lines/overfull",
	          "a line is %lld.%lld pt wider than its column: '%.*s'", (long long)(tenths / 10),
	          (long long)(tenths % 10), STR_ARG(line_text(s, from, to)));
	diag_hint(s->diags,
	          "Shorten the text, allow a hyphen with a soft hyphen (U+00AD), or give the "
	          "column more width.");
}

/* ---- Breaking ---- */

struct breaking {
	struct setter *s;
	struct arena *arena;
	const struct para *para;
	vec(struct line_break) lines;
	strom_len widest, slack;
	bool broken;
	size_t reports;
};

static strom_len squeeze_of(const struct setter *s, const struct para *para)
{
	bool letters = para->align == ALIGN_JUSTIFY && !para->runs[0].parted && !s->boxed;
	return letters ? letter_room(line_sane(para->measure)) : 0;
}

static str last_word(str line)
{
	size_t from = line.len;
	while (from && line.ptr[from - 1] != ' ')
		from--;
	return str_from(line, from);
}

/* Once for a word, though it may take more lines. */
static void warn_broken(struct breaking *k, const struct kp_break *from, const struct kp_break *at)
{
	str text = line_text(k->s, from, at);
	if (from->forced && !str_has(text, ' '))
		return;
	k->reports++;
	diag_warn(k->s->diags, k->para->runs[at->run].span, "lines/broken-word",
	          "a word is wider than its column and is broken anywhere: '%.*s'",
	          STR_ARG(last_word(text)));
	diag_hint(k->s->diags,
	          "Say where it may be divided with a soft hyphen (U+00AD), or give the "
	          "column more width.");
}

static void take_line(struct breaking *k, uint32_t from, const struct kp_line *line, bool last)
{
	const struct kp_break *breaks = k->s->liner->kp.breaks.at, *a = &breaks[from],
	                      *b = &breaks[line->at];
	strom_len width = b->end - a->start;
	strom_len most = line_sane(k->para->measure) + squeeze_of(k->s, k->para) + b->hang;
	strom_len excess = width - (b->shrink - a->next_shrink) - most;
	if (width > k->widest)
		k->widest = width;
	if (excess > 0 && k->reports++ < MOST_REPORTS)
		warn_overfull(k->s, k->para, a, b, excess);
	k->broken |= b->forced;
	if (excess <= 0 && b->forced && k->reports < MOST_REPORTS)
		warn_broken(k, a, b);
	vec_push(k->arena, &k->lines, (struct line_break){b->run, b->off, b->made, last});
}

static strom_len forced_from(const struct para *para)
{
	strom_len most = line_sane(para->measure);
	return most >= para->runs[0].size * LEAST_EMS ? most : 0;
}

static void break_segment(struct breaking *k, size_t from, size_t to, const uint8_t *allowed)
{
	struct setter *s = k->s;
	struct line_build b = line_build_of(s, k->para);
	b.most = forced_from(k->para);
	line_build_segment(&b, from, to, allowed);
	if (s->lacking)
		return;
	if (s->liner->breaks.n == 1) {
		if (k->para->runs[to].break_after)
			vec_push(k->arena, &k->lines,
			         (struct line_break){(uint32_t)to + 1, 0, false, true});
		return;
	}
	struct kp_paragraph kp = {.at = s->liner->breaks.at,
	                          .n = s->liner->breaks.n,
	                          .measure = line_sane(k->para->measure),
	                          .slack = k->slack,
	                          .balance = k->para->balance,
	                          .squeeze = squeeze_of(s, k->para),
	                          .divide = line_divide,
	                          .context = &b};
	kp_solve(&s->liner->kp, s->liner->scratch, &kp);
	uint32_t at = 0;
	for (size_t i = 0; i < s->liner->kp.lines.n; i++) {
		take_line(k, at, &s->liner->kp.lines.at[i], i + 1 == s->liner->kp.lines.n);
		at = s->liner->kp.lines.at[i].at;
	}
}

/* What a ragged line may lack before it looks bad: some ems, less in a narrow column. A word is
 * divided only where a line would lack more. */
static strom_len ragged_slack(const struct para *para)
{
	strom_len slack = para->runs[0].size * 5, most = line_sane(para->measure) / 4;
	if (para->align == ALIGN_JUSTIFY)
		return 0;
	slack = slack < most ? slack : most;
	return slack > 0 ? slack : 1;
}

static bool break_para(struct setter *s, struct arena *arena, const struct para *para,
                       struct galley *out)
{
	size_t met = diag_met(s->diags);
	*out = (struct galley){.para = para};
	s->lacking = false;
	if (!liner_runs(s, para->runs, para->n))
		return false;
	const uint8_t *allowed = line_foreign_breaks(s, para);
	struct breaking k = {.s = s, .arena = arena, .para = para, .slack = ragged_slack(para)};
	for (size_t from = 0, to; from < para->n && !s->lacking; from = to + 1) {
		to = line_segment_end(para, from);
		break_segment(&k, from, to, allowed);
	}
	out->lines = k.lines.n;
	out->breaks = k.lines.at;
	out->widest = k.widest;
	out->broken = k.broken;
	return diag_met(s->diags) == met;
}

bool lines_break(struct setter *s, struct arena *arena, const struct para *para, struct galley *out)
{
	*out = (struct galley){.para = para};
	if (!para->n)
		return true;
	bool good = break_para(s, arena, itemize_para(s, arena, para, false), out);
	return s->lacking ? break_para(s, arena, itemize_para(s, arena, para, true), out) : good;
}

bool galley_holds(const struct galley *g, size_t line, uint32_t run)
{
	const struct line_break *end = &g->breaks[line];
	return end->run > run || (end->run == run && end->off);
}

bool galley_hyphen(const struct galley *g, size_t line)
{
	return line < g->lines && g->breaks[line].hyphen;
}
