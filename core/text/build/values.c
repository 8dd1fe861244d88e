/* Values for messages, asked when first used and kept. */
#include "text/build/values.h"

#include "data/measure.h"
#include "data/read/words.h"

struct value_entry {
	bool asked;
	enum value_found found;
	struct value value;
	str sql;
	int64_t base;                    /* -1: none */
};

struct edition_values {
	struct edition *edition;
	str date, country;               /* country: its name, in the edition's language */
	struct map *index;               /* name -> value of strom.yml */
	struct map *measures;            /* name -> one of `measured` */
	vec(struct value_entry) measured;
	struct value_entry *entries;
	vec(str) names;
	const struct value_row *row;     /* the innermost; NULL: none */
	struct values pub;
};

size_t edition_bindings(const struct edition *e, struct binding out[2])
{
	size_t n = 0;
	out[n++] = binding_text(S(":language"), e->spec->language);
	if (e->spec->country.len)
		out[n++] = binding_text(S(":country"), e->spec->country);
	return n;
}

static struct value from_cell(const struct cell *cell)
{
	struct value v = {.type = VALUE_NULL,
	                  .integer = cell->integer,
	                  .real = cell->real,
	                  .text = cell->text,
	                  .year = cell->year};
	if (cell->type == CELL_INT)
		v.type = VALUE_INT;
	else if (cell->type == CELL_REAL)
		v.type = VALUE_REAL;
	else if (cell->type == CELL_TEXT)
		v.type = cell->date && number_date_is_iso(cell->text) ? VALUE_DATE : VALUE_TEXT;
	return v;
}

/* A code is printed as its label, and selected by as it is. */
static struct value coded(const struct edition *e, const struct codebook_variable *variable,
                          const struct cell *cell)
{
	struct value v = from_cell(cell);
	str label;
	if (variable && tables_label(e->tables, variable, cell, e->spec->language, &label))
		v.shown = label;
	return v;
}

/* {first_year}: select min(founded) from towns */
static bool is_named_year(str name, const struct cell *cell)
{
	return cell->type == CELL_INT && cell->integer >= 1900 && cell->integer <= 2100 &&
	       words_year(name);
}

/* Several rows are a list, which only some places can print. */
static struct value from_rows(struct edition_values *v, const struct value_spec *spec,
                              const struct rows *rows)
{
	const struct codebook_variable *variable = rows->variables[0];
	struct value *items = arena_array(v->edition->arena, struct value, rows->n);
	for (size_t i = 0; i < rows->n; i++) {
		items[i] = coded(v->edition, variable, &rows->cells[i]);
		items[i].year |= is_named_year(spec->name.text, &rows->cells[i]);
	}
	if (rows->n == 1)
		return items[0];
	return (struct value){.type = VALUE_LIST, .items = items, .items_n = rows->n,
	                      .at = spec->sql->at};
}

void values_tell_bypassed(struct diags *d, struct span at, str table)
{
	diag_warn(d, at, "data/not-suppressed", "nothing is suppressed in a query of '%.*s'",
	          STR_ARG(table));
	diag_hint(
	        d,
	        "suppress: holds for measures. Write measure: in place of the query, or see to it "
	        "that no number in it is small.");
}

/* How many there are in all is no secret, unless they are few. */
static void check_bypass(struct edition *e, const struct value_spec *spec, const struct rows *rows)
{
	str table;
	int64_t below;
	const struct cell *cell = &rows->cells[0];
	if (!measure_is_bypassed(e->tables, e->arena, spec->sql->text, &below, &table))
		return;
	double number = cell->type == CELL_INT ? (double)cell->integer : cell->real;
	bool few = rows->n == 1 && number > 0 && number < (double)below;
	if (!measure_is_of_all(spec->sql->text) || (few && cell->type == CELL_INT))
		values_tell_bypassed(e->diags, spec->sql->at, table);
}

static void ask(struct edition_values *v, uint32_t i, struct span at)
{
	struct edition *e = v->edition;
	const struct value_spec *spec = &e->project->values[i];
	struct value_entry *entry = &v->entries[i];
	struct binding bindings[2];
	struct rows rows;
	size_t n = edition_bindings(e, bindings);
	entry->asked = true;
	entry->found = VALUE_REPORTED;
	if (!e->tables) {
		diag_error(e->diags, at, "text/no-tables", "there are no tables to ask for '%.*s'",
		           STR_ARG(spec->name.text));
		return;
	}
	if (!tables_values(e->tables, e->arena, e->diags, query_of(spec->sql), bindings, n,
	                   &rows)) {
		diag_note(e->diags, at, "asked for by '{%.*s}' here", STR_ARG(spec->name.text));
		return;
	}
	check_bypass(e, spec, &rows);
	entry->found = VALUE_FOUND;
	entry->value = from_rows(v, spec, &rows);
	entry->value.above = spec->above;
	entry->sql = spec->sql->text;
	entry->base = -1;
}

/* ---- Measures: asked once each ---- */

/* {survey.obstacle.question}: what was asked. */
static bool question(const struct edition *e, str name, struct value *out)
{
	const str last = S(".question");
	str text;
	if (!str_ends(name, last))
		return false;
	const struct codebook_variable *v =
	        tables_variable(e->tables, str_sub(name, 0, name.len - last.len));
	if (!v || !tables_question(e->tables, v, e->spec->language, &text))
		return false;
	*out = (struct value){.type = VALUE_TEXT, .text = text};
	return true;
}

static struct value_entry measure(const struct edition_values *v, str name, struct span at)
{
	struct edition *e = v->edition;
	struct binding bindings[2];
	struct measured m;
	struct value_entry entry = {.asked = true, .found = VALUE_REPORTED, .base = -1};
	size_t n = edition_bindings(e, bindings);
	if (!measure_value(e->tables, e->arena, e->diags, name, at, bindings, n, &m))
		return entry;
	entry.found = VALUE_FOUND;
	entry.value = coded(e, m.variable, &m.value);
	entry.sql = m.sql;
	entry.base = m.suppressed ? -1 : m.base;
	entry.value.share = m.statistic == MEASURE_SHARE;
	if (m.counts.len)
		entry.value = (struct value){.type = VALUE_STAND_IN, .text = m.counts};
	if (entry.value.type == VALUE_TEXT && number_date_is_iso(entry.value.text))
		entry.value.type = VALUE_DATE;
	return entry;
}

static enum value_found measured(struct edition_values *v, str name, struct span at,
                                 struct value *out)
{
	uint32_t i = (uint32_t)v->measured.n;
	if (!v->edition->tables || !str_has(name, '.'))
		return VALUE_UNKNOWN;
	if (question(v->edition, name, out))
		return VALUE_FOUND;
	if (map_add(v->measures, arena_str(v->edition->arena, name), &i))
		vec_push(v->edition->arena, &v->measured, measure(v, name, at));
	*out = v->measured.at[i].value;
	return v->measured.at[i].found;
}

static enum value_found known(const struct edition_values *v, str name, struct value *out)
{
	const struct edition *e = v->edition;
	*out = (struct value){.type = VALUE_TEXT};
	if (str_eq(name, S("language")))
		out->text = e->spec->language;
	else if (str_eq(name, S("country")) || str_eq(name, S("country_code")))
		out->text = e->spec->country;
	else if (str_eq(name, S("title")))
		out->text = e->title;
	else if (str_eq(name, S("date")))
		out->text = v->date;
	if (str_eq(name, S("country")))
		out->shown = v->country;
	if (number_date_is_iso(out->text))
		out->type = VALUE_DATE;
	return out->text.len ? VALUE_FOUND : VALUE_UNKNOWN;
}

static bool in_row(const struct edition *e, const struct value_row *row, str name,
                   struct value *out)
{
	for (; row; row = row->outer)
		for (size_t i = 0; i < row->rows->columns; i++) {
			if (!str_eq(row->rows->names[i], name))
				continue;
			*out = coded(e, row->rows->variables ? row->rows->variables[i] : NULL,
			             &row->rows->cells[row->row * row->rows->columns + i]);
			if (out->type == VALUE_TEXT && number_date_is_iso(out->text))
				out->type = VALUE_DATE;
			return true;
		}
	return false;
}

/* The names that may be meant are the row's, and those around it. */
void values_enter(struct edition_values *v, struct value_row *row)
{
	vec(str) names = {0};
	row->outer = v->row;
	row->shown = v->pub;
	v->row = row;
	for (size_t i = 0; i < row->rows->columns; i++)
		vec_push(v->edition->arena, &names, row->rows->names[i]);
	for (size_t i = 0; i < row->shown.names_n; i++)
		vec_push(v->edition->arena, &names, row->shown.names[i]);
	v->pub.names = names.at;
	v->pub.names_n = names.n;
}

void values_leave(struct edition_values *v)
{
	v->pub = v->row->shown;
	v->row = v->row->outer;
}

/* ---- For queries ---- */

const struct binding *values_bindings(const struct edition_values *v, size_t *n)
{
	struct arena *arena = v->edition->arena;
	struct binding own[2];
	vec(struct binding) all = {0};
	for (const struct value_row *row = v->row; row; row = row->outer)
		for (size_t i = 0; i < row->rows->columns; i++) {
			str name = arena_printf(arena, ":%.*s", STR_ARG(row->rows->names[i]));
			const struct cell *cell =
			        &row->rows->cells[row->row * row->rows->columns + i];
			vec_push(arena, &all, (struct binding){name, *cell});
		}
	size_t own_n = edition_bindings(v->edition, own);
	for (size_t i = 0; i < own_n; i++)
		vec_push(arena, &all, own[i]);
	*n = all.n;
	return all.at;
}

static enum value_found find(void *context, str name, struct span at, struct value *out)
{
	struct edition_values *v = context;
	uint32_t i = 0;
	if (in_row(v->edition, v->row, name, out))
		return VALUE_FOUND;
	if (!map_get(v->index, name, &i)) {
		enum value_found found = known(v, name, out);
		return found == VALUE_UNKNOWN ? measured(v, name, at, out) : found;
	}
	if (!v->entries[i].asked)
		ask(v, i, at);
	*out = v->entries[i].value;
	return v->entries[i].found;
}

static void name_own(struct edition_values *v)
{
	struct arena *a = v->edition->arena;
	vec_push(a, &v->names, S("language"));
	vec_push(a, &v->names, S("title"));
	if (v->edition->spec->country.len) {
		vec_push(a, &v->names, S("country"));
		vec_push(a, &v->names, S("country_code"));
	}
	if (v->date.len)
		vec_push(a, &v->names, S("date"));
}

struct edition_values *edition_values_new(struct edition *e, str date)
{
	struct edition_values *v = arena_make(e->arena, struct edition_values);
	*v = (struct edition_values){.edition = e, .date = date, .index = map_new(e->arena),
	                             .measures = map_new(e->arena)};
	v->country = number_country(e->arena, e->spec->country, e->spec->language);
	v->entries = arena_array(e->arena, struct value_entry, e->project->values_n + 1);
	for (size_t i = 0; i < e->project->values_n; i++) {
		uint32_t number = (uint32_t)i;
		map_add(v->index, e->project->values[i].name.text, &number);
		vec_push(e->arena, &v->names, e->project->values[i].name.text);
	}
	name_own(v);
	v->pub = (struct values){find, v, v->names.at, v->names.n};
	return v;
}

const struct values *edition_values(struct edition_values *v)
{
	return &v->pub;
}

void values_origin(const struct edition_values *v, str name, str *sql, int64_t *base)
{
	const struct value_entry *entry = NULL;
	struct value row;
	uint32_t i;
	if (!in_row(v->edition, v->row, name, &row) && map_get(v->index, name, &i))
		entry = &v->entries[i];
	else if (map_get(v->measures, name, &i))
		entry = &v->measured.at[i];
	*sql = entry ? entry->sql : S("");
	*base = entry ? entry->base : -1;
}
