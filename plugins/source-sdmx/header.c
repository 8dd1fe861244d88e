/* The header: which columns are components, and how their codes are labelled. */
#include "sdmx.h"

static bool is(strom_str s, const char *word)
{
	return s.len == strlen(word) && !memcmp(s.ptr, word, s.len);
}

static bool starts(strom_str s, const char *word)
{
	return s.len >= strlen(word) && !memcmp(s.ptr, word, strlen(word));
}

static bool is_code_sign(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c && strchr("_-@$+*.", c));
}

bool sdmx_split(strom_str cell, strom_str *code, strom_str *label)
{
	size_t n = 0;
	while (n < cell.len && is_code_sign(cell.ptr[n]))
		n++;
	if (!n || n == cell.len || cell.ptr[n] != ':')
		return false;
	*code = (strom_str){cell.ptr, n};
	n += n + 1 < cell.len && cell.ptr[n + 1] == ' ' ? 2 : 1;
	*label = (strom_str){cell.ptr + n, cell.len - n};
	return true;
}

/* ---- The sign that separates ---- */

static bool no_sdmx(struct sdmx *s)
{
	return strom_fault(&s->csv.faults, strom_at_bytes(s->csv.begin, s->csv.begin),
	                   "sdmx/no-sdmx", "Ask for SDMX-CSV; other CSV is read by source: csv.",
	                   "the header begins with neither STRUCTURE nor DATAFLOW");
}

/* STRUCTURE, STRUCTURE[;] or DATAFLOW; what follows it separates the cells. */
static bool find_delimiter(struct sdmx *s)
{
	struct csv *c = &s->csv;
	strom_str rest = {c->bytes.ptr + c->begin, c->bytes.len - c->begin};
	size_t quoted = rest.len && *rest.ptr == '"', at;
	rest.ptr += quoted;
	rest.len -= quoted;
	if (!starts(rest, "STRUCTURE") && !starts(rest, "DATAFLOW"))
		return no_sdmx(s);
	at = *rest.ptr == 'S' ? 9 : 8;
	if (at + 2 < rest.len && rest.ptr[at] == '[' && rest.ptr[at + 2] == ']')
		at += 3;
	while (at < rest.len && !strchr(",;\t\r\n", rest.ptr[at]))
		at++;
	c->delimiter = at < rest.len && strchr(",;\t", rest.ptr[at]) ? rest.ptr[at] : ',';
	return true;
}

/* ---- Columns ---- */

static strom_str keep(struct sdmx *s, strom_str text)
{
	char *copy = s->csv.job->host->alloc(s->csv.job, text.len + 1);
	if (text.len)
		memcpy(copy, text.ptr, text.len);
	return (strom_str){copy, text.len};
}

/* Columns that say what the row is. STRUCTURE alone says of which kind its structure is. */
static bool take_fixed(struct sdmx *s, strom_str name, size_t column)
{
	static const char *const others[] = {"STRUCTURE_NAME", "SERIES_KEY", "OBS_KEY"};
	if (is(name, "STRUCTURE_ID") || is(name, "DATAFLOW"))
		s->structure = column + 1;
	else if (is(name, "ACTION"))
		s->action = column + 1;
	else if (!column)
		return true;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (is(name, others[i]))
			return true;
	return s->structure == column + 1 || s->action == column + 1;
}

/* "geo", "geo: Country", "CONTACT[]" */
static strom_str id_of(struct sdmx *s, strom_str name)
{
	strom_str id, label;
	if (s->labels == LABELS_BOTH && sdmx_split(name, &id, &label))
		name = id;
	if (name.len > 2 && !memcmp(name.ptr + name.len - 2, "[]", 2))
		name.len -= 2;
	return keep(s, name);
}

static void take_component(struct sdmx *s, strom_str name, size_t column, bool *valued)
{
	struct component *c = &s->components[s->components_n++];
	*c = (struct component){.id = id_of(s, name), .column = column, .dimension = !*valued};
	c->time = is(c->id, "TIME_PERIOD");
	c->value = is(c->id, "OBS_VALUE");
	c->dimension &= !c->time && !c->value;
	sdmx_state_take(c);
	c->labelled = s->labels == LABELS_BEHIND && !c->time && !c->value;
	*valued |= c->value;
}

static void find_labels(struct sdmx *s)
{
	strom_str id, label;
	for (size_t i = 0; i < s->csv.n; i++) {
		strom_str name = csv_text(&s->csv, &s->csv.row.cells[i]);
		if (is(name, "STRUCTURE_NAME"))
			s->labels = LABELS_BEHIND;
		else if (s->labels == LABELS_NONE && i && sdmx_split(name, &id, &label))
			s->labels = LABELS_BOTH;
	}
}

/* With names behind the codes, behind each component's column stands that of its names. */
static bool take_columns(struct sdmx *s)
{
	struct csv *c = &s->csv;
	bool valued = false;
	size_t step = s->labels == LABELS_BEHIND ? 2 : 1;
	for (size_t i = 0; i < c->n;) {
		strom_str name = csv_text(c, &c->row.cells[i]);
		if (take_fixed(s, name, i)) {
			i++;
			continue;
		}
		take_component(s, name, i, &valued);
		i += step;
		if (i <= c->n)
			continue;
		return strom_fault(&c->faults,
		                   strom_at_bytes(c->row.cells[c->n - 1].whole_from,
		                                  c->row.cells[c->n - 1].whole_to),
		                   "sdmx/name-column", "Ask for the file again, or with labels=id.",
		                   "behind the last component the column of its names is missing");
	}
	if (s->components_n)
		return true;
	return strom_fault(&c->faults, strom_at_bytes(c->row.from, c->row.to), "sdmx/no-component",
	                   "Ask for the file again.", "the header names no dimension and no value");
}

/* ---- Which columns hold codes with labels ---- */

/* A text may hold a colon too: codes are labelled in all of the column's cells, or in none. */
static void look_for_labels(struct sdmx *s)
{
	struct csv *c = &s->csv;
	bool *other = c->job->host->alloc(c->job, s->components_n);
	strom_str code, label;
	size_t at = c->at;
	c->faults.quiet = true;
	while (csv_next(c))
		for (size_t i = 0; !c->row.damaged && c->row.n == c->n && i < s->components_n;
		     i++) {
			struct component *one = &s->components[i];
			strom_str cell = csv_text(c, &c->row.cells[one->column]);
			if (other[i] || !cell.len)
				continue;
			one->labelled =
			        sdmx_split(cell, &code, &label) && !one->time && !one->value;
			other[i] = !one->labelled;
		}
	c->faults.quiet = false;
	c->at = at;
}

bool sdmx_header(struct sdmx *s)
{
	struct csv *c = &s->csv;
	c->quote = '"';
	c->row.cells = c->job->host->alloc(c->job, MOST_COLUMNS * sizeof *c->row.cells);
	s->components = c->job->host->alloc(c->job, MOST_COLUMNS * sizeof *s->components);
	if (!csv_encoding(c))
		return false;
	c->at = c->begin;
	if (!find_delimiter(s) || !csv_next(c))
		return false;
	if (c->row.damaged || !csv_bytes_good(c, c->row.from, c->row.to))
		return false;
	c->n = c->row.n;
	if (c->n > MOST_COLUMNS)
		return strom_fault(&c->faults, strom_at_bytes(c->row.from, c->row.to),
		                   "csv/too-many-columns", "Ask for fewer attributes.",
		                   "%zu columns, the limit is %d", c->n, (int)MOST_COLUMNS);
	find_labels(s);
	if (!take_columns(s))
		return false;
	if (s->labels == LABELS_BOTH)
		look_for_labels(s);
	return true;
}
