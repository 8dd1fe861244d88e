/* Notes below a table: rows of one value at its end, behind an empty row, or that begin as notes
 * do. */
#include "data/read/parts.h"

enum { MOST_NOTES = 20 }; /* more rows of one value are the table's own */

void below_row(struct reader *r, struct span at)
{
	struct read_sparse row = r->below.row;
	size_t n = r->below.values;
	r->below.values = 0;
	r->below.row = (struct read_sparse){0};
	if (n != 1) {
		r->below.rows.n = r->below.n = 0;
		r->below.wide |= n > 1;
		return;
	}
	row.note |= r->rows > r->last_row + 1;
	row.at = at;
	row.last_row = r->last_row;
	row.hollow = r->hollow;
	if (r->below.wide && r->below.n++ < MOST_NOTES)
		vec_push(r->arena, &r->below.rows, row);
}

/* As if its cell had never come. */
static void take_back(struct reader *r, const struct read_sparse *row)
{
	struct read_column *c = &r->columns.at[row->column];
	struct read_shape *s = &c->shapes.at[row->shape];
	c->texts -= s->shape.kind == SHAPE_TEXT;
	s->n--;
	c->n--;
	c->empty++;
	r->last_row = row->last_row;
	r->hollow = row->hollow;
	r->below.left_out++;
}

void below_settle(struct reader *r)
{
	const struct reading_said *said = &r->source->reading;
	size_t first = 0;
	while (first < r->below.rows.n && !r->below.rows.at[first].note)
		first++;
	if (said->keep_notes || r->below.n > MOST_NOTES || first == r->below.rows.n)
		return;
	for (size_t i = r->below.rows.n; said->drop_notes && i-- > first;)
		take_back(r, &r->below.rows.at[i]);
	if (said->drop_notes)
		return;
	diag_error(r->diags, r->below.rows.at[first].at, "data/notes-below",
	           "the row looks like a note below the table");
	diag_hint(r->diags, "Write notes-below: drop beside path to leave out such rows, or "
	                    "notes-below: keep if it is a row of the table.");
}
