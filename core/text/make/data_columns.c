/* Columns of tables and figures from data: their titles, formats, units and labels. */
#include "data/sql/sql.h"
#include "edition/dataset.h"
#include "text/make/maker.h"

struct span make_asked_at(const struct directive *d)
{
	return d->query ? d->query->at : d->measure->at;
}

const struct column_said *make_column_said(const struct directive *d, str name)
{
	for (size_t i = 0; i < d->columns_n; i++)
		if (str_eq(d->columns[i].name, name))
			return &d->columns[i];
	return NULL;
}

static bool has_name(const struct rows *rows, str name)
{
	for (size_t i = 0; i < rows->columns; i++)
		if (str_eq(rows->names[i], name))
			return true;
	return false;
}

static void no_column(struct maker *m, struct span at, str name, const struct rows *rows)
{
	diag_error(m->b.diags, at, "text/unknown-column", "the query gives no column '%.*s'",
	           STR_ARG(name));
	diag_one_of(m->b.diags, name, rows->names, rows->columns);
}

static void no_title(struct maker *m, const struct directive *d, str name)
{
	diag_error(m->b.diags, make_asked_at(d), "text/column-without-title",
	           "the query's column '%.*s' is not under columns", STR_ARG(name));
	diag_hint(m->b.diags, "Add it to columns with a title, or leave it out of the query.");
}

bool make_columns_check(struct maker *m, const struct directive *d, const struct rows *rows)
{
	size_t before = diag_met(m->b.diags);
	for (size_t i = 0; i < d->columns_n; i++)
		if (!has_name(rows, d->columns[i].name))
			no_column(m, d->columns[i].at, d->columns[i].name, rows);
	for (size_t i = 0; i < rows->columns; i++)
		if (!make_column_said(d, rows->names[i]) && !str_eq(rows->names[i], d->group))
			no_title(m, d, rows->names[i]);
	if (d->group.len && !has_name(rows, d->group))
		no_column(m, d->group_at, d->group, rows);
	else if (d->group.len && rows->columns == 1)
		diag_error(m->b.diags, d->group_at, "text/only-group",
		           "the table has no column beside that of its groups");
	return diag_met(m->b.diags) == before;
}

static struct column column_of(const struct column_said *said)
{
	return (struct column){.name = said->name,
	                       .format = said->format,
	                       .typed = said->typed,
	                       .decimals = said->decimals,
	                       .even = said->decimals,
	                       .above = said->above,
	                       .year = said->year,
	                       .sense = said->sense,
	                       .suppressed = said->suppressed,
	                       .drawing = said->drawing,
	                       .points = said->points,
	                       .of = said->of,
	                       .full = said->full,
	                       .align = said->align,
	                       .width = said->width,
	                       .at = said->at};
}

/* Codes are printed as what they mean in the edition's language. */
static void label_column(struct maker *m, struct column *c,
                         const struct codebook_variable *variable)
{
	if (!variable || !variable->codes.n)
		return;
	c->variable = variable;
	c->tables = m->b.edition->tables;
	c->language = m->b.edition->spec->language;
}

/* Numbers have one, of a measure or of a column as it stands, or as the text says. */
static void take_unit(struct maker *m, struct here here, const struct column_said *said,
                      const struct codebook_variable *variable, struct column *c)
{
	bool counted = c->format == FORMAT_NUMBER && !c->year;
	if (said->unit_said && !counted && said->unit.text.len) {
		diag_error(m->b.diags, said->unit.at, "text/unit-of-no-number",
		           "column '%.*s' has a unit, but no type: number", STR_ARG(c->name));
		diag_hint(m->b.diags, "Only numbers are counted in something: write type: number.");
	} else if (said->unit_said && counted) {
		c->unit = maker_plain(m, &here, &said->unit);
	} else if (counted && variable && !variable->codes.n) {
		c->unit = tables_unit(m->b.edition->tables, variable, m->b.edition->spec->language);
	}
}

/* The column of groups is taken out of those that are printed. How its values are written may stand
 * under columns; else they are text. */
void make_columns_group(struct maker *m, const struct directive *d, struct dataset *data,
                        const struct measure_notes *notes)
{
	struct rows *rows = &data->rows;
	str *names = arena_array(m->b.arena, str, rows->columns);
	const struct codebook_variable **variables =
	        arena_array(m->b.arena, const struct codebook_variable *, rows->columns + 1);
	const struct column_said *said = make_column_said(d, d->group);
	size_t n = 0;
	if (!d->group.len)
		return;
	for (size_t i = 0; i < rows->columns; i++)
		if (str_eq(rows->names[i], d->group))
			data->group_at = (uint32_t)i;
		else {
			variables[n] = rows->variables[i];
			names[n++] = rows->names[i];
		}
	struct column *group = arena_make(m->b.arena, struct column);
	*group = said ? column_of(said)
	              : (struct column){
	                        .name = d->group, .decimals = -1, .even = -1, .at = d->group_at};
	group->drawing = DRAWN_NOT; /* a heading is text */
	group->total = notes->totals && notes->totals[data->group_at];
	group->sign = group->total ? notes->signs[data->group_at] : 0;
	label_column(m, group, rows->variables[data->group_at]);
	data->group = group;
	rows->names = names;
	rows->variables = variables;
	rows->columns = n;
}

bool make_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

/* A title that says it, or ends with something in parentheses, needs it no more. */
static bool says_unit(str title, str unit)
{
	for (size_t i = 0; i + unit.len <= title.len; i++)
		if (sql_same(str_sub(title, i, i + unit.len), unit) &&
		    !(i && make_is_letter(title.ptr[i - 1])) &&
		    !(i + unit.len < title.len && make_is_letter(title.ptr[i + unit.len])))
			return true;
	return str_ends(title, S(")"));
}

/* A column that a crosstab has made is called by its value, in charts behind what it is. */
static void take_title(struct maker *m, const struct column_said *said, struct column *c,
                       struct made_column *made)
{
	made->head = said->head.len != 0;
	made->plain = c->title = said->head;
	if (made->head)
		return;
	made->titled = maker_evaluate(m, &made->here, &said->title, &made->title);
	if (made->titled)
		c->title = inlines_plain(&m->b, made->here, &made->title);
	if (said->over.len)
		c->title = arena_printf(m->b.arena, "%.*s: %.*s", STR_ARG(said->over),
		                        STR_ARG(c->title));
}

struct column *make_columns(struct maker *m, struct here here, const struct directive *d,
                            const struct rows *rows, struct made_column *made)
{
	struct column *columns = arena_array(m->b.arena, struct column, rows->columns);
	for (size_t i = 0; i < rows->columns; i++) {
		const struct column_said *said = make_column_said(d, rows->names[i]);
		struct column *c = &columns[i];
		*c = column_of(said);
		label_column(m, c, rows->variables[i]);
		made[i].here = here;
		made[i].here.cell = true;
		take_title(m, said, c, &made[i]);
		take_unit(m, here, said, rows->variables[i], c);
		made[i].unit = !d->is_figure && c->unit.len && !says_unit(c->title, c->unit);
		if (made[i].unit)
			c->title = arena_printf(m->b.arena, "%.*s (%.*s)", STR_ARG(c->title),
			                        STR_ARG(c->unit));
	}
	return columns;
}
