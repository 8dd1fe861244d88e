/* Tables: column widths from content, then rows.
 *
 * Widths: a column with a share of its own gets it. The others get at least their widest
 * unbreakable piece (the automatic table layout of CSS 2.1, 17.5.2.2); room beyond their natural
 * widths is shared evenly, so that columns of figures stand at even distances. A cell is padded by its
 * style's pad above and below, by twice as much between columns. */
#include "typeset/table.h"

enum { SAMPLE_ROWS = 1000 };     /* widths come from so many */

struct columns {
	size_t n;
	strom_len *least, *natural, *width, *x;
	double *share;
};

static size_t count_cells(const struct edition *e, strom_node row)
{
	size_t n = 0;
	for (strom_node c = node_at(e, row)->first; c; c = node_at(e, c)->next)
		n++;
	return n;
}

static size_t count_columns(const struct edition *e, strom_node table)
{
	size_t most = 0;
	for (strom_node r = node_at(e, table)->first; r; r = node_at(e, r)->next)
		if (node_at(e, r)->kind == NODE_ROW && count_cells(e, r) > most)
			most = count_cells(e, r);
	return most;
}

static const struct style *cell_style(const struct typesetter *t, const struct table_set *set,
                                      strom_node cell)
{
	return (node_at(t->edition, cell)->flags & NODE_HEADER) ? set->head : set->style;
}

static void measure_row(struct typesetter *t, const struct table_set *set, strom_node row,
                        struct columns *k)
{
	size_t i = 0;
	for (strom_node c = node_at(t->edition, row)->first; c; c = node_at(t->edition, c)->next, i++) {
		struct para para = {.measure = set->width, .align = ALIGN_START};
		struct run *runs;
		strom_len least, natural;
		runs_of(t, c, cell_style(t, set, c), &runs, &para.n);
		if (t->failed)
			return;
		para.runs = runs;
		lines_widths(t->setter, &para, &least, &natural);
		k->least[i] = least > k->least[i] ? least : k->least[i];
		k->natural[i] = natural > k->natural[i] ? natural : k->natural[i];
	}
}

static void take_shares(const struct typesetter *t, strom_node table, struct columns *k)
{
	const struct dataset *data = node_at(t->edition, table)->table;
	for (size_t i = 0; data && i < k->n && i < data->rows.columns; i++)
		k->share[i] = data->column[i].width;
}

static strom_len sum(const strom_len *v, size_t n)
{
	strom_len total = 0;
	for (size_t i = 0; i < n; i++)
		total += v[i];
	return total;
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
	strom_len left = room - fixed;
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

static void place_columns(struct columns *k, const struct table_set *set)
{
	strom_len x = 0, pad = 2 * set->style->pad;
	for (size_t i = 0; i < k->n; i++) {
		k->x[i] = x + (i ? pad : 0);
		x = k->x[i] + k->width[i] + (i + 1 < k->n ? pad : 0);
	}
}

static bool set_row(struct typesetter *t, struct table_set *set, const struct columns *k,
                    strom_node row)
{
	struct row_set r = {.node = row, .n = count_cells(t->edition, row)};
	strom_node c = node_at(t->edition, row)->first;
	r.header = node_at(t->edition, row)->flags & NODE_HEADER;
	r.cells = arena_array(t->arena, struct cell_set, r.n);
	for (size_t i = 0; i < r.n; i++, c = node_at(t->edition, c)->next) {
		struct cell_set *cell = &r.cells[i];
		enum text_align align = (enum text_align)node_at(t->edition, c)->align;
		cell->node = c;
		cell->x = k->x[i];
		cell->w = k->width[i] > 65536 ? k->width[i] : 65536;
		cell->style = cell_style(t, set, c);
		if (!galley_of(t, c, cell->style, cell->w, align == ALIGN_JUSTIFY ? ALIGN_START : align,
		               &cell->galley))
			return false;
		strom_len h = (strom_len)cell->galley.lines * cell->style->leading +
		              2 * cell->style->pad;
		r.height = h > r.height ? h : r.height;
	}
	if (r.header && set->rows.n == set->header_rows) {
		set->header_rows++;
		set->header_height += r.height;
	}
	vec_push(t->arena, &set->rows, r);
	return true;
}

const struct table_set *table_make(struct typesetter *t, strom_node table, strom_len width)
{
	struct edition *e = t->edition;
	struct table_set *set = arena_make(t->arena, struct table_set);
	struct columns k = {.n = count_columns(e, table)};
	size_t rows = 0;
	bool good = true;
	set->style = style_of_node(t, table, "table");
	set->head = theme_style(t->theme, S("table-head"));
	set->width = width;
	k.least = arena_array(t->arena, strom_len, k.n);
	k.natural = arena_array(t->arena, strom_len, k.n);
	k.width = arena_array(t->arena, strom_len, k.n);
	k.x = arena_array(t->arena, strom_len, k.n);
	k.share = arena_array(t->arena, double, k.n);
	take_shares(t, table, &k);
	for (strom_node r = node_at(e, table)->first; r; r = node_at(e, r)->next)
		if (node_at(e, r)->kind == NODE_ROW && rows++ < SAMPLE_ROWS)
			measure_row(t, set, r, &k);
	if (t->failed)
		return NULL;
	share_out(&k, width - 4 * set->style->pad * (strom_len)(k.n ? k.n - 1 : 0));
	place_columns(&k, set);
	if (sum(k.least, k.n) > width)
		diag_warn(e->diags, node_at(e, table)->span, "table/too-wide",
		          "the table's words are wider than the page's measure");
	for (strom_node r = node_at(e, table)->first; r; r = node_at(e, r)->next)
		if (node_at(e, r)->kind == NODE_ROW)
			good &= set_row(t, set, &k, r);
	return good ? set : NULL;
}

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

void table_put(struct typesetter *t, struct arena *arena, const struct table_set *set, uint32_t index,
               strom_len x, strom_len y, bool artifact, items *out)
{
	const struct row_set *row = &set->rows.at[index];
	size_t from = out->n;
	if (index == 0 || (artifact && row->header))
		rule(arena, set->head, x, y, set->width, out);
	for (size_t i = 0; i < row->n; i++) {
		const struct cell_set *c = &row->cells[i];
		strom_len top = y + c->style->pad;
		/* Column titles stand on the row's last line, beside each other. */
		if (row->header)
			top = y + row->height - c->style->pad -
			      (strom_len)c->galley.lines * c->style->leading;
		galley_put(t->setter, arena, &c->galley, 0, c->galley.lines, x + c->x,
		           top + baseline_of(t, c->style), c->style->leading, out);
	}
	rule(arena, row->header || index + 1 == set->rows.n ? set->head : set->style, x,
	     y + row->height, set->width, out);
	for (size_t i = from; artifact && i < out->n; i++) {
		out->at[i].artifact = ARTIFACT_PAGE;
		out->at[i].node = 0;
	}
}
