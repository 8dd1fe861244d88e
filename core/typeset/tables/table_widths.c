/* Column widths from content.
 *
 * A column needs at least its widest unbreakable piece, and wants to have every cell on one line
 * (the automatic table layout of CSS 2.1, 17.5.2.2). Where all columns have what they want, the
 * room that is left is shared evenly, or stays empty if it is a large part of all. Else it is
 * shared by what they want, and then moved to where it makes rows lower (table_search.c); so is
 * half of the space between columns, if that makes a difference. A column with a share of its own
 * gets it, unless the others' words do not fit then. A cell over several columns adds to each what
 * they lack together.
 *
 * Where not even the least fits, the space between columns is halved, words are hyphenated and
 * addresses broken, and the type is made smaller; what is still too wide is cut when it is set. */
#include "typeset/tables/table_parts.h"

enum { SAMPLE_ROWS = 1000 };     /* widths come from so many */
enum { NARROW = 60 };            /* per cent of the measure: what takes less is not drawn out */
enum { WEIGHED_CELLS = 800, WEIGHED_ROWS = 12 };     /* heights are weighed over about so many */

struct span_needs { uint32_t column, columns; strom_len least, natural; };

struct columns {
	size_t n;
	strom_len *least, *natural, *width, *x;
	double *share;
	bool *fixed;
	struct axis *axes;
	vec(struct span_needs) spans;
	struct weights weights;
	uint32_t weighed_rows;
	struct arena *kept;              /* until widths are found */
};

static strom_len more(strom_len a, strom_len b)
{
	return a > b ? a : b;
}

static strom_len sum(const strom_len *v, size_t n)
{
	strom_len total = 0;
	for (size_t i = 0; i < n; i++)
		total += v[i];
	return total;
}

static strom_len share_of(strom_len length, strom_len part, strom_len whole)
{
	return whole ? (strom_len)((__int128)length * part / whole) : 0;
}

/* ---- What cells need ---- */

static void widen_axis(struct typesetter *t, struct axis *axis, const struct set_cell *cell)
{
	strom_len left, right;
	str rest = str_from(cell->para.runs[0].text, cell->units);
	table_number_widths(t, cell, &left, &right);
	axis->left = more(axis->left, left);
	axis->right = more(axis->right, right);
	axis->mixed |= (axis->seen && !str_eq(rest, axis->rest)) || cell->para.n > 1;
	if (!axis->seen)
		axis->rest = arena_str(t->arena, rest);
	axis->seen = true;
}

static void needs_of(const struct line_step *s, size_t n, bool last_resort, strom_len *least,
                     strom_len *natural)
{
	strom_len from = n ? s[0].start : 0, line = from;
	*least = *natural = 0;
	for (size_t i = 1; i < n; i++) {
		if (s[i].last_resort && !last_resort)
			continue;
		*least = more(*least, s[i].end - from);
		*natural = more(*natural, s[i].end - line);
		from = s[i].start;
		line = s[i].forced ? 0 : line;
	}
}

static void take_needs(struct columns *k, const struct cell_place *at, strom_len least,
                       strom_len natural)
{
	if (at->columns > 1) {
		vec_push(k->kept, &k->spans,
		         (struct span_needs){at->column, at->columns, least, natural});
		return;
	}
	k->least[at->column] = more(k->least[at->column], least);
	k->natural[at->column] = more(k->natural[at->column], natural);
}

static void measure_cell(struct typesetter *t, const struct table_set *set, struct columns *k,
                         const struct set_cell *cell, struct arena *scratch, bool weighed)
{
	const struct line_step *steps;
	strom_len least, natural;
	if (cell->number) {
		widen_axis(t, &k->axes[cell->at.column], cell);
		return;
	}
	size_t n = lines_steps(t->setter, weighed ? k->kept : scratch, &cell->para, &steps);
	if (!n)
		return;
	needs_of(steps, n, set->last_resort, &least, &natural);
	if (cell->drawn) {
		least += table_drawn_lead(set, cell->at.column);
		natural += table_drawn_lead(set, cell->at.column);
	}
	take_needs(k, &cell->at, least, natural);
	if (weighed)
		vec_push(k->kept, &k->weights.cells,
		         (struct weighed){cell->at.row, cell->at.column, cell->at.columns, steps,
		                          n});
}

static bool measure_row(struct typesetter *t, struct table_set *set, struct columns *k, uint32_t i,
                        struct arena *scratch)
{
	struct table_row row;
	arena_reset(scratch);
	if (!table_take_row(t, scratch, set, i, &row))
		return false;
	/* A group's heading has all of the width, and asks for none. */
	for (size_t c = 0; !row.heading && c < row.n; c++)
		if (row.cells[c].at.row == i)
			measure_cell(t, set, k, &row.cells[c], scratch, i < k->weighed_rows);
	return true;
}

static bool measure_sample(struct typesetter *t, struct table_set *set, struct columns *k)
{
	struct arena *scratch = arena_new();
	uint32_t rows = set->rows < SAMPLE_ROWS ? set->rows : SAMPLE_ROWS, i = 0;
	while (i < rows && measure_row(t, set, k, i, scratch))
		i++;
	bool good = i == rows;
	arena_drop(scratch);
	return good && !typesetter_failed(t);
}

static void need_axes(const struct table_set *set, struct columns *k)
{
	for (size_t i = 0; i < k->n; i++) {
		strom_len all = k->axes[i].left + k->axes[i].right +
		                (set->data ? table_drawn_lead(set, i) : 0);
		k->least[i] = more(k->least[i], all);
		k->natural[i] = more(k->natural[i], all);
	}
}

/* What columns lack of a cell that covers them, evenly. */
static void spread(const struct span_needs *s, strom_len wanted, strom_len gap, strom_len *out)
{
	strom_len lack =
	        wanted - sum(out + s->column, s->columns) - gap * (strom_len)(s->columns - 1);
	for (uint32_t i = 0; lack > 0 && i < s->columns; i++)
		out[s->column + i] += lack / s->columns;
}

static void need_spans(struct columns *k, strom_len gap)
{
	for (size_t i = 0; i < k->spans.n; i++) {
		spread(&k->spans.at[i], k->spans.at[i].least, gap, k->least);
		spread(&k->spans.at[i], k->spans.at[i].natural, gap, k->natural);
	}
	for (size_t i = 0; i < k->n; i++)
		k->natural[i] = more(k->natural[i], k->least[i]);
}

/* ---- Widths ---- */

static strom_len own_least(const struct columns *k, size_t i)
{
	return k->width[i] < k->least[i] ? k->width[i] : k->least[i];
}

/* Not even the least has room: narrow columns keep theirs, and the widest are equal. */
static void cap_widths(struct columns *k, strom_len room)
{
	strom_len low = 0, high = room;
	while (high - low > 1) {
		strom_len most = (low + high) / 2, total = 0;
		for (size_t i = 0; i < k->n; i++)
			total += own_least(k, i) < most ? own_least(k, i) : most;
		*(total <= room ? &low : &high) = most;
	}
	for (size_t i = 0; i < k->n; i++)
		k->width[i] = own_least(k, i) < low ? own_least(k, i) : low;
}

/* Columns that are wider than all of the room give way as far as their words allow, and then
 * further. */
static void fit_within(struct columns *k, strom_len room)
{
	strom_len total = sum(k->width, k->n), least = 0;
	for (size_t i = 0; i < k->n; i++)
		least += own_least(k, i);
	if (total > room && least >= room) {
		cap_widths(k, room);
		return;
	}
	for (size_t i = 0; total > room && i < k->n; i++) {
		strom_len own = own_least(k, i);
		k->width[i] = own + share_of(room - least, k->width[i] - own, total - least);
	}
}

/* The flexible columns' part of the room, by what they want. loose: what a column has beyond that
 * in a table of few short columns: its rows would be hard to follow over the whole measure. */
static void share_out(struct columns *k, strom_len room, strom_len loose)
{
	strom_len least = 0, natural = 0, left = room, flexible = 0;
	for (size_t i = 0; i < k->n; i++) {
		if (k->fixed[i]) {
			k->width[i] = more((strom_len)(k->share[i] * (double)room), k->least[i]);
			left -= k->width[i];
			continue;
		}
		flexible++;
		least += k->least[i];
		natural += k->natural[i];
	}
	strom_len extra = flexible ? (left - natural) / flexible : 0;
	if (flexible == (strom_len)k->n && natural + flexible * loose < room * NARROW / 100)
		extra = loose;
	for (size_t i = 0; i < k->n; i++) {
		if (k->fixed[i])
			continue;
		if (natural <= left)
			k->width[i] = k->natural[i] + extra;
		else if (least < left)
			k->width[i] =
			        k->least[i] + share_of(left - least, k->natural[i] - k->least[i],
			                               natural - least);
		else
			k->width[i] = k->least[i];
	}
	fit_within(k, room);
}

static bool wraps(const struct columns *k)
{
	for (size_t i = 0; i < k->n; i++)
		if (!k->fixed[i] && k->width[i] < k->natural[i])
			return true;
	return false;
}

/* Returns the rows' lines where cells wrap; else 0. */
static uint32_t find_widths(const struct table_set *set, struct columns *k, strom_len gap)
{
	strom_len room = set->width - gap * (strom_len)(k->n ? k->n - 1 : 0);
	need_spans(k, gap);
	share_out(k, room, 3 * set->style->size);
	k->weights.last_resort = set->last_resort;
	if (!wraps(k) || sum(k->least, k->n) >= room)
		return 0;
	return table_search_widths(k->kept, &k->weights, k->n, k->least, k->natural, k->fixed, gap,
	                     k->weighed_rows >= set->rows, k->width);
}

/* Half of the space between columns goes to them where rows get lower by a fifth. */
static strom_len find_gap(const struct table_set *set, struct columns *k, strom_len gap)
{
	strom_len *width = arena_array(k->kept, strom_len, k->n);
	uint32_t lines = find_widths(set, k, gap);
	if (!lines || gap < 4 * set->style->pad)
		return gap;
	memcpy(width, k->width, k->n * sizeof *width);
	uint32_t closer = find_widths(set, k, gap / 2);
	if (closer * 5 <= lines * 4)
		return gap / 2;
	memcpy(k->width, width, k->n * sizeof *width);
	return gap;
}

/* Halved where the words, or the shares, need it. */
static strom_len gap_of(const struct columns *k, const struct table_set *set)
{
	strom_len gap = 4 * set->style->pad, gaps = (strom_len)(k->n ? k->n - 1 : 0);
	strom_len room = set->width - gap * gaps, least = 0;
	for (size_t i = 0; i < k->n; i++)
		least += more((strom_len)(k->share[i] * (double)room), k->least[i]);
	if (least > room)
		gap /= 2;
	/* Of very many columns most is theirs. */
	return gap * gaps * 2 > set->width ? set->width / (2 * gaps) : gap;
}

static void place_columns(struct columns *k, struct table_set *set, strom_len gap)
{
	strom_len x = 0;
	for (size_t i = 0; i < k->n; i++) {
		k->width[i] = more(k->width[i], 65536);
		k->x[i] = x;
		x += k->width[i] + gap;
	}
	if (k->n && x - gap < set->width)
		set->width = x - gap;
	set->x = k->x;
	set->w = k->width;
	set->axes = k->axes;
}

/* ---- What is too wide ---- */

enum { LEVELS = 4 };             /* as it is; words divided; smaller; smaller still */

static const struct style *squeezed(struct arena *arena, const struct style *s, unsigned level)
{
	struct style *out = arena_make(arena, struct style);
	*out = *s;
	out->hyphenate = true;
	out->size = s->size * (11 - (strom_len)level) / 10;
	out->leading = s->leading * (11 - (strom_len)level) / 10;
	return out;
}

static void squeeze(struct typesetter *t, struct table_set *set, const struct table_set *as_it_was,
                    unsigned level)
{
	if (!level)
		return;
	set->last_resort = true;
	set->style = squeezed(t->arena, as_it_was->style, level);
	set->head = squeezed(t->arena, as_it_was->head, level);
	set->group = squeezed(t->arena, as_it_was->group, level);
}

static struct columns columns_of(struct typesetter *t, const struct table_set *set,
                                 struct arena *kept)
{
	struct columns k = {.n = set->columns, .kept = kept};
	k.least = arena_array(kept, strom_len, k.n);
	k.natural = arena_array(kept, strom_len, k.n);
	k.share = arena_array(kept, double, k.n);
	k.fixed = arena_array(kept, bool, k.n);
	k.width = arena_array(t->arena, strom_len, k.n);
	k.x = arena_array(t->arena, strom_len, k.n);
	k.axes = arena_array(t->arena, struct axis, k.n);
	k.weighed_rows = k.n ? (uint32_t)(WEIGHED_CELLS / k.n) : 0;
	k.weighed_rows = k.weighed_rows < WEIGHED_ROWS ? WEIGHED_ROWS : k.weighed_rows;
	for (size_t i = 0; set->data && i < k.n; i++) {
		k.share[i] = set->data->column[i].width;
		k.fixed[i] = k.share[i] > 0;
	}
	return k;
}

/* False: reported. *fits: the table is as wide as it may be, or there is no next level. */
static bool try_level(struct typesetter *t, struct table_set *set, bool last, bool *fits)
{
	struct arena *kept = arena_new();
	struct columns k = columns_of(t, set, kept);
	bool good = measure_sample(t, set, &k);
	need_axes(set, &k);
	strom_len gap = gap_of(&k, set), gaps = (strom_len)(k.n ? k.n - 1 : 0);
	gap = find_gap(set, &k, gap);
	*fits = last || sum(k.least, k.n) + gap * gaps <= set->width;
	if (*fits)
		place_columns(&k, set, gap);
	arena_drop(kept);
	return good;
}

/* Before words are divided, what is drawn gets narrower; and again with the letters. */
bool table_make_columns(struct typesetter *t, struct table_set *set)
{
	static const strom_len drawn[LEVELS + 1] = {12, 8, 8, 6, 4};
	const struct table_set as_it_was = *set;
	bool fits = false;
	for (unsigned step = 0; step <= LEVELS && !fits; step++) {
		set->drawn_w = as_it_was.drawn_w * drawn[step] / drawn[0];
		squeeze(t, set, &as_it_was, step ? step - 1 : 0);
		if (step == 1 && !table_drawn_any(set))
			continue;
		if (!try_level(t, set, step == LEVELS, &fits))
			return false;
	}
	return true;
}
