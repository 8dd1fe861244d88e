/* Columns of a table that are drawn: their scales, what is wrong with their cells, and between
 * which numbers their lists lie. */
#include "edition/drawn.h"

#include "data/origins.h"
#include "edition/dataset.h"
#include "text/make/maker.h"

/* ---- Cells ---- */

void make_drawn_cell(struct maker *m, struct make_numbers *s, size_t column, size_t row,
                     const struct cell *cell)
{
	struct column *c = &s->columns[column];
	struct make_wrong *wrong = &s->wrong[column];
	if (dataset_cell_fits(c, cell)) {
		drawn_scale_add(&c->scale, c, cell);
		return;
	}
	if (wrong->any)
		return;
	*wrong = (struct make_wrong){true, row, *cell};
	wrong->cell.text = arena_str(m->b.arena, cell->text);
}

/* ---- What is wrong ---- */

/* The row's place, or its column's where nobody can tell. */
static struct span place_of(struct maker *m, const struct dataset *data, const struct column *c,
                            size_t row)
{
	struct span at = c->at;
	struct arena *scratch = arena_new();
	origins_place(m->b.edition->tables, scratch, m->b.diags, &data->asked, row, data->rows.n,
	              &at);
	arena_drop(scratch);
	return at;
}

static void not_a_list(struct maker *m)
{
	diag_hint(m->b.diags,
	          "Give an array such as [3, 4.5, null], as SQL's json_group_array makes one, of "
	          "%d numbers at most.",
	          DRAWN_MOST_NUMBERS);
}

static void not_a_count(struct maker *m, const struct column *c)
{
	if (c->of)
		diag_hint(m->b.diags, "Its dots show a whole number from 0 to %u.", c->of);
	else
		diag_hint(m->b.diags, "A dot is full for 1 and open for 0: compare in the query, "
		                      "as in answer = 'yes'; of: 4 is for counts up to 4.");
}

static void tell_wrong(struct maker *m, const struct dataset *data, const struct column *c,
                       const struct make_wrong *wrong)
{
	static const struct {
		const char *code, *what;
	} kinds[] = {[DRAWN_BAR] = {"text/not-a-number", "number"},
	             [DRAWN_SPARK] = {"text/not-a-list", "list of numbers"},
	             [DRAWN_DOTS] = {"text/not-a-count", "count of its dots"},
	             [DRAWN_DELTA] = {"text/not-a-number", "number"}};
	enum { SHOWN = 60 };
	struct column plain = {.format = FORMAT_TEXT, .decimals = -1, .even = -1};
	str text = dataset_cell_text(m->own.numbers, &plain, &wrong->cell);
	str shown = utf8_prefix(text, SHOWN);
	diag_error(m->b.diags, place_of(m, data, c, wrong->row), kinds[c->drawing].code,
	           "'%.*s%s' in row %zu of column '%.*s' is no %s", STR_ARG(shown),
	           shown.len < text.len ? "\u2026" : "", wrong->row + 1, STR_ARG(c->name),
	           kinds[c->drawing].what);
	if (c->drawing == DRAWN_SPARK)
		not_a_list(m);
	else if (c->drawing == DRAWN_DOTS)
		not_a_count(m, c);
	else
		diag_hint(m->b.diags, "Cast it in the query; a word that stands for a number kept "
		                      "back is said by suppressed.");
}

/* ---- Titles ---- */

static strom_node title_in_row(const struct edition *e, strom_node row, size_t column)
{
	strom_node found = 0;
	for (EACH_CHILD(c, e, row)) {
		const struct node *cell = node_at(e, c);
		if (cell->column == column && cell->covers.columns <= 1)
			found = c;
	}
	return found;
}

static strom_node title_of(const struct edition *e, strom_node table, size_t column)
{
	strom_node found = 0;
	for (EACH_CHILD(r, e, table)) {
		bool row = node_at(e, r)->kind == NODE_ROW;
		strom_node cell = row ? title_in_row(e, r, column) : 0;
		found = cell ? cell : found;
	}
	return found;
}

/* "12–48 %": what is behind the numbers stands once. */
static str range_of(struct maker *m, const struct column *c)
{
	struct number_form form = {c->format, c->even, c->group_all, c->year, false}, bare = form;
	bare.points = c->format == FORMAT_PERCENT;
	str most = numbers_write(m->own.numbers, form, c->scale.most);
	str least = numbers_write(m->own.numbers, bare, c->scale.least);
	bool same = c->scale.most <= c->scale.least, minus = c->scale.least < 0;
	return same ? arena_printf(m->b.arena, " (%.*s)", STR_ARG(most))
	            : arena_printf(m->b.arena, " (%.*s%s%.*s)", STR_ARG(least),
	                           minus ? "\u00A0\u2013\u00A0" : "\u2013", STR_ARG(most));
}

static void add_range(struct maker *m, strom_node table, const struct column *c, size_t column)
{
	strom_node title = title_of(m->b.edition, table, column);
	if (!c->scale.any || !title)
		return;
	strom_node text = edition_add_text(m->b.edition, title, range_of(m, c));
	node_edit(m->b.edition, text)->flags |= NODE_GENERATED;
}

void make_drawn(struct maker *m, strom_node table, const struct dataset *data,
                const struct make_numbers *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct column *c = &s->columns[i];
		if (s->wrong[i].any)
			tell_wrong(m, data, c, &s->wrong[i]);
		if (c->drawing == DRAWN_SPARK)
			add_range(m, table, c, i);
	}
}
