/* Tables: column widths from content, then rows.
 *
 * Widths: a column with a share of its own gets it if the others' words fit then. The others get
 * at least their widest unbreakable piece (the automatic table layout of CSS 2.1, 17.5.2.2); room
 * beyond their natural widths is shared evenly, so that columns of figures stand at even distances.
 * A cell is padded by its style's pad above and below, by twice as much between columns.
 *
 * A row is set when it is measured and again when it is put, from the same text into the same
 * widths, so that a table of very many rows takes no more memory than their heights. */
#include "typeset/table.h"

enum { SAMPLE_ROWS = 1000 };     /* widths come from so many */
enum { MOST_REPORTS = 20 };      /* of one table's lines */

struct columns {
	size_t n;
	strom_len *least, *natural, *width, *x;
	double *share;
};

/* ---- The cells of a row ---- */

struct set_cell {
	strom_node node;                 /* 0: of a data table's body */
	struct para para;
};

/* What is needed of one row, until the next. */
struct row {
	uint32_t index;
	const struct style *style;
	struct set_cell *cells;
	size_t n;
};

static size_t count_cells(const struct edition *e, strom_node row)
{
	size_t n = 0;
	for (strom_node c = node_at(e, row)->first; c; c = node_at(e, c)->next)
		n++;
	return n;
}

static enum text_align ragged(unsigned align)
{
	return align == ALIGN_JUSTIFY ? ALIGN_START : (enum text_align)align;
}

/* The inlines' runs live in the arena of the row, not in the edition's. */
static bool node_runs(struct typesetter *t, struct arena *arena, const struct row *row,
                      struct set_cell *cell)
{
	struct arena *lasting = t->arena;
	struct run *runs;
	t->arena = arena;
	runs_of(t, cell->node, row->style, &runs, &cell->para.n);
	t->arena = lasting;
	cell->para.runs = runs;
	cell->para.align = ragged(node_at(t->edition, cell->node)->align);
	return !t->failed;
}

static bool node_cells(struct typesetter *t, struct arena *arena, strom_node node, struct row *row)
{
	strom_node c = node_at(t->edition, node)->first;
	row->n = count_cells(t->edition, node);
	row->cells = arena_array(arena, struct set_cell, row->n);
	for (size_t i = 0; i < row->n; i++, c = node_at(t->edition, c)->next) {
		row->cells[i].node = c;
		if (!node_runs(t, arena, row, &row->cells[i]))
			return false;
	}
	return true;
}

static bool data_cells(struct typesetter *t, struct arena *arena, const struct table_set *set,
                       struct row *row)
{
	row->n = set->data->rows.columns;
	row->cells = arena_array(arena, struct set_cell, row->n);
	struct run *runs = arena_array(arena, struct run, row->n);
	str *texts = arena_array(arena, str, row->n);
	if (!dataset_row(set->data, arena, row->index - set->nodes_n, texts)) {
		t->failed = true;
		return false;
	}
	for (size_t i = 0; i < row->n; i++) {
		const struct column *column = &set->data->column[i];
		runs[i] = run_of(t, row->style, texts[i], set->node);
		runs[i].lang = 0;
		runs[i].hyphenate = row->style->hyphenate;
		runs[i].span = column->at;
		row->cells[i].para = (struct para){.runs = &runs[i], .n = texts[i].len != 0,
		                                   .align = ragged(column->align)};
	}
	return !t->failed;
}

/* False: reported, and the typesetter knows. */
static bool take_row(struct typesetter *t, struct arena *arena, const struct table_set *set,
                     uint32_t index, struct row *row)
{
	*row = (struct row){.index = index, .style = index < set->header_rows ? set->head : set->style};
	return index < set->nodes_n ? node_cells(t, arena, set->nodes[index], row)
	                            : data_cells(t, arena, set, row);
}

static bool break_cell(struct typesetter *t, struct arena *arena, const struct table_set *set,
                       struct row *row, size_t i, struct galley *galley)
{
	struct para *para = &row->cells[i].para;
	para->measure = set->w[i];
	para->first = row->style->first;
	return lines_break(t->setter, arena, para, galley);
}

/* ---- Widths ---- */

static void measure_row(struct typesetter *t, const struct table_set *set, const struct row *row,
                        struct columns *k)
{
	for (size_t i = 0; i < row->n; i++) {
		struct para *para = &row->cells[i].para;
		strom_len least, natural;
		para->measure = set->width;
		lines_widths(t->setter, para, &least, &natural);
		k->least[i] = least > k->least[i] ? least : k->least[i];
		k->natural[i] = natural > k->natural[i] ? natural : k->natural[i];
	}
}

static bool measure_sample(struct typesetter *t, struct arena *scratch, const struct table_set *set,
                           struct columns *k)
{
	struct row row;
	for (uint32_t i = 0; i < set->rows && i < SAMPLE_ROWS; i++) {
		arena_reset(scratch);
		if (!take_row(t, scratch, set, i, &row))
			return false;
		measure_row(t, set, &row, k);
	}
	return !t->failed;
}

static strom_len sum(const strom_len *v, size_t n)
{
	strom_len total = 0;
	for (size_t i = 0; i < n; i++)
		total += v[i];
	return total;
}

/* A share is a wish: it yields as far as its own words allow before the others' words do not fit.
 * left: what the others have if it does not. Returns what they have then. */
static strom_len shares_yield(struct columns *k, strom_len left, strom_len least)
{
	strom_len slack = 0, wanted = least - left;
	for (size_t i = 0; i < k->n; i++)
		if (k->share[i] > 0 && k->width[i] > k->least[i])
			slack += k->width[i] - k->least[i];
	if (wanted <= 0 || !slack)
		return left;
	wanted = wanted < slack ? wanted : slack;
	for (size_t i = 0; i < k->n; i++) {
		if (k->share[i] <= 0 || k->width[i] <= k->least[i])
			continue;
		strom_len less = (strom_len)((__int128)wanted * (k->width[i] - k->least[i]) / slack);
		k->width[i] -= less;
		left += less;
	}
	return left;
}

/* room: the table's width less all padding. */
static void share_out(struct columns *k, strom_len room)
{
	strom_len least = 0, natural = 0, fixed = 0;
	size_t flexible = 0;
	for (size_t i = 0; i < k->n; i++) {
		if (k->share[i] > 0) {
			k->width[i] = (strom_len)(k->share[i] * (double)room);
			fixed += k->width[i];
			continue;
		}
		flexible++;
		least += k->least[i];
		natural += k->natural[i];
	}
	strom_len left = shares_yield(k, room - fixed, least);
	for (size_t i = 0; i < k->n; i++) {
		if (k->share[i] > 0)
			continue;
		if (natural <= left && natural)
			k->width[i] = k->natural[i] + (left - natural) / (strom_len)flexible;
		else if (least < left && natural > least)
			k->width[i] = k->least[i] + (strom_len)((__int128)(left - least) *
			              (k->natural[i] - k->least[i]) / (natural - least));
		else
			k->width[i] = least ? (strom_len)((__int128)left * k->least[i] / least) : 0;
	}
}

/* The space between columns is halved where the words, or the shares, need it. */
static strom_len gap_of(const struct columns *k, const struct table_set *set)
{
	strom_len gap = 4 * set->style->pad, gaps = (strom_len)(k->n ? k->n - 1 : 0);
	strom_len room = set->width - gap * gaps, least = 0;
	for (size_t i = 0; i < k->n; i++) {
		strom_len share = (strom_len)(k->share[i] * (double)room);
		least += share > k->least[i] ? share : k->least[i];
	}
	return least > room ? gap / 2 : gap;
}

static void place_columns(struct columns *k, struct table_set *set, strom_len gap)
{
	strom_len x = 0;
	for (size_t i = 0; i < k->n; i++) {
		k->x[i] = x + (i ? gap / 2 : 0);
		x = k->x[i] + k->width[i] + (i + 1 < k->n ? gap / 2 : 0);
		k->width[i] = k->width[i] > 65536 ? k->width[i] : 65536;
	}
	set->x = k->x;
	set->w = k->width;
}

static bool make_columns(struct typesetter *t, struct arena *scratch, struct table_set *set)
{
	struct columns k = {.n = set->columns};
	k.least = arena_array(t->arena, strom_len, k.n);
	k.natural = arena_array(t->arena, strom_len, k.n);
	k.width = arena_array(t->arena, strom_len, k.n);
	k.x = arena_array(t->arena, strom_len, k.n);
	k.share = arena_array(t->arena, double, k.n);
	for (size_t i = 0; set->data && i < k.n; i++)
		k.share[i] = set->data->column[i].width;
	if (!measure_sample(t, scratch, set, &k))
		return false;
	strom_len gap = gap_of(&k, set);
	share_out(&k, set->width - gap * (strom_len)(k.n ? k.n - 1 : 0));
	place_columns(&k, set, gap);
	if (sum(k.least, k.n) > set->width)
		diag_warn(t->diags, node_at(t->edition, set->node)->span, "table/too-wide",
		          "the table's words are wider than the page's measure");
	return true;
}

/* ---- Heights ---- */

/* Of very many rows with one fault some are told: the rest would be too much to read or to keep. */
static void tell_less(struct typesetter *t, struct arena *arena, const struct table_set *set)
{
	diag_warn(t->diags, node_at(t->edition, set->node)->span, "table/more-overfull",
	          "more lines of this table do not fit their columns");
	setter_reports(t->setter, diags_new(arena));
}

static bool set_row(struct typesetter *t, struct arena *scratch, struct table_set *set,
                    uint32_t index)
{
	struct row row;
	struct galley galley;
	if (!take_row(t, scratch, set, index, &row))
		return false;
	for (size_t i = 0; i < row.n; i++) {
		bool good = break_cell(t, scratch, set, &row, i, &galley);
		if (!good) {
			setter_reports(t->setter, t->diags);
			break_cell(t, scratch, set, &row, i, &galley);
			return false;
		}
		if (galley.lines > set->lines[index])
			set->lines[index] = (uint32_t)galley.lines;
	}
	return true;
}

static bool set_rows(struct typesetter *t, struct arena *scratch, struct table_set *set)
{
	size_t told = diag_count(t->diags) + MOST_REPORTS, bad = 0;
	bool quiet = false;
	for (uint32_t i = 0; i < set->rows && bad < MOST_REPORTS; i++) {
		arena_reset(scratch);
		quiet |= diag_count(t->diags) > told;
		if (quiet)
			tell_less(t, scratch, set);
		bad += !set_row(t, scratch, set, i);
		setter_reports(t->setter, t->diags);
	}
	for (uint32_t i = 0; i < set->header_rows; i++)
		set->header_height += table_row_height(set, i);
	return !bad;
}

/* ---- Both ---- */

static void take_nodes(struct typesetter *t, struct table_set *set)
{
	const struct edition *e = t->edition;
	vec(strom_node) nodes = {0};
	for (strom_node r = node_at(e, set->node)->first; r; r = node_at(e, r)->next) {
		if (node_at(e, r)->kind != NODE_ROW)
			continue;
		size_t cells = count_cells(e, r);
		set->columns = cells > set->columns ? cells : set->columns;
		set->header_rows += set->header_rows == nodes.n && (node_at(e, r)->flags & NODE_HEADER);
		vec_push(t->arena, &nodes, r);
	}
	set->nodes = nodes.at;
	set->nodes_n = (uint32_t)nodes.n;
	set->rows = set->nodes_n;
}

const struct table_set *table_make(struct typesetter *t, strom_node table, strom_len width)
{
	struct table_set *set = arena_make(t->arena, struct table_set);
	struct arena *scratch = arena_new();
	*set = (struct table_set){.node = table, .width = width, .data = node_at(t->edition, table)->table};
	set->style = style_of_node(t, table, "table");
	set->head = theme_style(t->theme, S("table-head"));
	take_nodes(t, set);
	if (set->data) {
		set->columns = set->data->rows.columns;
		set->rows += (uint32_t)set->data->rows.n;
	}
	set->lines = arena_array(t->arena, uint32_t, set->rows);
	bool good = make_columns(t, scratch, set) && set_rows(t, scratch, set);
	arena_drop(scratch);
	return good ? set : NULL;
}

strom_len table_row_height(const struct table_set *set, uint32_t row)
{
	const struct style *s = row < set->header_rows ? set->head : set->style;
	return (strom_len)set->lines[row] * s->leading + 2 * s->pad;
}

/* ---- Putting ---- */

static void rule(struct arena *arena, const struct style *s, strom_len x, strom_len y, strom_len w,
                 items *out)
{
	if (!s->rule.a || !s->rule_width)
		return;
	struct path_step *steps = arena_array(arena, struct path_step, 2);
	steps[0] = (struct path_step){PATH_MOVE, {0}, {0}};
	steps[1] = (struct path_step){PATH_LINE, {w}, {0}};
	vec_push(arena, out, (struct item){.kind = ITEM_PATH, .artifact = ARTIFACT_LAYOUT, .x = x, .y = y,
	         .steps = steps, .steps_n = 2, .stroke = s->rule_width, .stroke_colour = s->rule});
}

static void put_cell(struct typesetter *t, struct arena *arena, const struct table_set *set,
                     struct row *row, size_t i, strom_len x, strom_len y, items *out)
{
	const struct style *s = row->style;
	struct galley galley;
	size_t from = out->n;
	if (!break_cell(t, arena, set, row, i, &galley)) {
		t->failed = true;
		return;
	}
	strom_len text = (strom_len)galley.lines * s->leading;
	/* Column titles stand on the row's last line, beside each other. */
	strom_len top = row->index >= set->header_rows ? y + s->pad
	                : y + table_row_height(set, row->index) - s->pad - text;
	galley_put(t->setter, arena, &galley, 0, galley.lines, x + set->x[i], top + baseline_of(t, s),
	           s->leading, out);
	if (row->index < set->nodes_n)
		return;
	for (size_t k = from; k < out->n; k++)
		out->at[k].cell = (row->index - set->nodes_n) * (uint32_t)set->columns + (uint32_t)i + 1;
}

void table_put(struct typesetter *t, struct arena *arena, const struct table_set *set, uint32_t index,
               strom_len x, strom_len y, bool artifact, items *out)
{
	struct row row;
	bool header = index < set->header_rows;
	size_t from = out->n;
	if (index == 0 || (artifact && header))
		rule(arena, set->head, x, y, set->width, out);
	if (!take_row(t, arena, set, index, &row))
		return;
	/* What there is to say was said when it was measured. */
	setter_reports(t->setter, diags_new(arena));
	for (size_t i = 0; i < row.n; i++)
		put_cell(t, arena, set, &row, i, x, y, out);
	setter_reports(t->setter, t->diags);
	rule(arena, header || index + 1 == set->rows ? set->head : set->style, x,
	     y + table_row_height(set, index), set->width, out);
	for (size_t i = from; artifact && i < out->n; i++) {
		out->at[i].artifact = ARTIFACT_PAGE;
		out->at[i].node = 0;
		out->at[i].cell = 0;
	}
}
