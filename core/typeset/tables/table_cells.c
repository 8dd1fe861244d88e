/* The cells of a row with their text, and how a cell is broken into lines.
 *
 * A row is set when it is measured and again when it is put, from the same text into the same
 * widths, so that a table of very many rows takes no more memory than their heights. */
#include "edition/drawn.h"
#include "typeset/arrange/picture_sizes.h"
#include "typeset/tables/table_parts.h"

#include <unicode/uchar.h>

bool table_row_is_heading(const struct table_set *set, uint32_t index)
{
	return index >= set->nodes_n && dataset_is_heading(set->data, index - set->nodes_n);
}

const struct style *table_row_style(const struct table_set *set, uint32_t index)
{
	return index < set->header_rows           ? set->head
	       : table_row_is_heading(set, index) ? set->group
	                                          : set->style;
}

bool table_row_is_total(const struct table_set *set, uint32_t index)
{
	return set->style->total_row && index + 1 == set->rows && index > set->header_rows;
}

/* Of a cell that begins in a row and column. */
static const struct style *cell_style(const struct table_set *set, const struct table_row *row,
                                      uint32_t column)
{
	uint32_t bold = set->style->emphasis;
	bool last = bold == EMPHASIS_LAST && column + 1 == set->columns;
	if (!set->strong || row->style != set->style)
		return row->style;
	return last || column + 1 == bold || table_row_is_total(set, row->index) ? set->strong
	                                                                         : row->style;
}

/* ---- Text ---- */

static enum text_align ragged(unsigned align)
{
	return align == ALIGN_JUSTIFY   ? ALIGN_START
	       : align == ALIGN_DECIMAL ? ALIGN_END
	                                : (enum text_align)align;
}

/* A number, or a word in its place, on a line of its own. */
static void find_number(struct typesetter *t, struct set_cell *cell)
{
	const struct run *first = cell->para.runs;
	cell->number = cell->para.n && decimal_find(first->text, decimal_sign(t, first->lang),
	                                            &cell->units);
	for (size_t i = 0; i < cell->para.n; i++)
		if (cell->para.runs[i].break_after)
			cell->number = false;
}

/* The inlines' runs live in the arena of the row, not in the edition's. */
static bool node_runs(struct typesetter *t, struct arena *arena, const struct table_set *set,
                      const struct table_row *row, struct set_cell *cell)
{
	struct arena *lasting = t->arena;
	const struct node *n = node_at(t->edition, cell->at.node);
	struct run *runs;
	t->arena = arena;
	const struct style *s = cell_style(set, row, cell->at.column);
	bool good = runs_of(t, cell->at.node, s, set->pictures, &runs, &cell->para.n);
	t->arena = lasting;
	cell->para.runs = runs;
	cell->para.align = ragged(n->align);
	cell->para.rtl = run_rtl(t, cell->at.node);
	if (n->align == ALIGN_DECIMAL && !(n->flags & NODE_HEADER))
		find_number(t, cell);
	return good;
}

static bool node_cells(struct typesetter *t, struct arena *arena, const struct table_set *set,
                       struct table_row *row)
{
	const struct cell_place *cells = &set->cells[set->cells_from[row->index]];
	row->n = set->cells_from[row->index + 1] - set->cells_from[row->index];
	row->cells = arena_array(arena, struct set_cell, row->n);
	size_t made = 0;
	for (size_t i = 0; i < row->n; i++) {
		row->cells[i].at = cells[i];
		/* What fails may have been reported before: a font that cannot be drawn is, once.
		 */
		made += node_runs(t, arena, set, row, &row->cells[i]);
	}
	return made == row->n;
}

static void data_cell(struct typesetter *t, const struct table_set *set, struct table_row *row,
                      size_t i, struct run *run, str text)
{
	const struct column *column = &set->data->column[i];
	struct set_cell *cell = &row->cells[i];
	bool dots = column->drawing == DRAWN_DOTS && drawn_is_dots(text);
	*run = run_of(t, dots ? theme_style(t->theme, S("table-dots"))
	                      : cell_style(set, row, (uint32_t)i),
	              text, set->node);
	run->lang = 0;
	run->hyphenate = row->style->hyphenate;
	run->span = column->at;
	cell->at = (struct cell_place){
	        .row = row->index, .rows = 1, .column = (uint32_t)i, .columns = 1};
	cell->para = (struct para){.runs = run, .n = text.len != 0, .align = ragged(column->align)};
	cell->drawn = column->drawing == DRAWN_BAR || column->drawing == DRAWN_SPARK;
	if (column->align == ALIGN_DECIMAL || cell->drawn)
		find_number(t, cell);
}

static bool data_cells(struct typesetter *t, struct arena *arena, const struct table_set *set,
                       struct table_row *row)
{
	size_t columns = set->data->rows.columns;
	str *texts = arena_array(arena, str, columns);
	if (!dataset_row(set->data, arena, row->index - set->nodes_n, texts))
		return false;
	row->n = row->heading ? 1 : columns;
	row->cells = arena_array(arena, struct set_cell, row->n);
	struct run *runs = arena_array(arena, struct run, row->n);
	for (size_t i = 0; i < row->n; i++)
		data_cell(t, set, row, i, &runs[i], texts[i]);
	if (!row->heading)
		return runs_have_fonts(runs, row->n);
	row->cells[0].at.columns = (uint32_t)columns;
	row->cells[0].para.align = ALIGN_START;
	row->cells[0].number = row->cells[0].drawn = false;
	runs[0].span = set->data->group->at;
	return runs_have_fonts(runs, row->n);
}

bool table_take_row(struct typesetter *t, struct arena *arena, const struct table_set *set,
                    uint32_t index, struct table_row *row)
{
	*row = (struct table_row){.index = index,
	                          .heading = table_row_is_heading(set, index),
	                          .style = table_row_style(set, index),
	                          .unheard = diags_like(arena, t->diags)};
	return index < set->nodes_n ? node_cells(t, arena, set, row)
	                            : data_cells(t, arena, set, row);
}

/* ---- Lines ---- */

strom_len table_cell_left(const struct table_set *set, const struct cell_place *c)
{
	strom_len x = set->x[c->column];
	return set->rtl ? set->width - x - table_cell_width(set, c) : x;
}

strom_len table_cell_width(const struct table_set *set, const struct cell_place *c)
{
	size_t last = c->column + c->columns - 1;
	return set->x[last] + set->w[last] - set->x[c->column];
}

void table_number_widths(struct typesetter *t, const struct set_cell *cell, strom_len *left,
                         strom_len *right)
{
	struct run run = cell->para.runs[0];
	strom_len all = line_width(t->setter, cell->para.runs, cell->para.n);
	bool whole = cell->units == run.text.len && cell->para.n == 1;
	run.text = str_sub(run.text, 0, cell->units);
	*left = whole ? all : line_width(t->setter, &run, 1);
	*right = all - *left;
}

/* The longest beginning of a word that fits: at least a letter, with its marks. */
static size_t fitting(struct typesetter *t, struct run run, str word, strom_len measure)
{
	size_t fits = 0;
	for (str rest = word; rest.len;) {
		size_t at = word.len - rest.len;
		uint32_t code = utf8_next(&rest);
		if (code != UTF8_BAD && U_GET_GC_MASK((UChar32)code) & U_GC_M_MASK)
			continue;
		run.text = str_sub(word, 0, at);
		if (at && fits && line_width(t->setter, &run, 1) > measure)
			return fits;
		fits = at;
	}
	run.text = word;
	return fits && line_width(t->setter, &run, 1) > measure ? fits : word.len;
}

/* Parts of a run that each end a line, where a word is wider than the measure. */
static void cut_run(struct typesetter *t, struct arena *arena, const struct run *r,
                    strom_len measure, run_list *out)
{
	struct run part = *r;
	size_t from = 0;
	for (size_t at = 0; at < r->text.len;) {
		size_t end = at + str_until(str_from(r->text, at), ' ').len;
		struct run word = *r;
		word.text = str_sub(r->text, at, end);
		size_t fits = word.text.len ? fitting(t, word, word.text, measure) : 0;
		if (fits == word.text.len) {
			at = end + 1;
			continue;
		}
		part.text = str_sub(r->text, from, at + fits);
		part.break_after = true;
		vec_push(arena, out, part);
		from = at += fits;
	}
	part.text = str_from(r->text, from);
	part.break_after = r->break_after;
	vec_push(arena, out, part);
}

static void cut_words(struct typesetter *t, struct arena *arena, struct para *para)
{
	run_list out = {0};
	for (size_t i = 0; i < para->n; i++)
		cut_run(t, arena, &para->runs[i], para->measure, &out);
	para->runs = out.at;
	para->n = out.n;
}

/* Digits with what stands between and about them: 1 200,5; -3; 45 %. */
static bool is_number(str text)
{
	size_t digits = 0, letters = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned c = (unsigned char)text.ptr[i];
		digits += c >= '0' && c <= '9';
		letters += (c | 32) >= 'a' && (c | 32) <= 'z';
	}
	return digits && !letters;
}

static enum table_cut what_is_cut(const struct para *para)
{
	for (size_t i = 0; i < para->n; i++)
		if (!is_number(para->runs[i].text))
			return CUT_WORD;
	return CUT_NUMBER;
}

/* A column can be too narrow for a picture, as it can be for a word. */
static void fit_pictures(struct typesetter *t, struct arena *arena, struct para *para)
{
	const struct run *narrowed = lines_fit_boxes(arena, para);
	if (narrowed)
		run_picture_tell(t->pictures, t->diags, t->edition, narrowed->node);
}

static bool break_or_cut(struct typesetter *t, struct arena *arena, struct para *para,
                         struct galley *galley, enum table_cut *cut)
{
	bool good = lines_break(t->setter, arena, para, galley);
	*cut = galley->broken ? what_is_cut(para) : CUT_NOTHING;
	if (!good || galley->widest <= para->measure)
		return good;
	*cut = what_is_cut(para);
	cut_words(t, arena, para);
	return lines_break(t->setter, arena, para, galley);
}

bool table_break_cell(struct typesetter *t, struct arena *arena, const struct table_set *set,
                      const struct table_row *row, struct set_cell *cell, struct galley *galley,
                      enum table_cut *cut)
{
	struct para *para = &cell->para;
	para->measure = table_cell_width(set, &cell->at) -
	                (cell->drawn ? table_drawn_lead(set, cell->at.column) : 0);
	para->first = row->style->first;
	fit_pictures(t, arena, para);
	setter_reports(t->setter, row->unheard);
	bool quiet = break_or_cut(t, arena, para, galley, cut);
	setter_reports(t->setter, t->diags);
	bool good = quiet || lines_break(t->setter, arena, para, galley);
	run_make_room(t, arena, row->style, 0, galley);
	return good;
}
