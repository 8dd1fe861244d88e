/* Rows of observations: codes, their labels, the value and what is said of it. */
#include "sdmx.h"

#include <stdio.h>

static struct strom_pos pos_of(const struct csv *c, size_t column)
{
	return strom_at_bytes(c->row.cells[column].whole_from, c->row.cells[column].whole_to);
}

static bool same(strom_str a, strom_str b)
{
	return a.len == b.len && (!a.len || !memcmp(a.ptr, b.ptr, a.len));
}

static strom_str keep(struct sdmx *s, strom_str text)
{
	char *copy = s->csv.job->host->alloc(s->csv.job, text.len + 1);
	if (text.len)
		memcpy(copy, text.ptr, text.len);
	return (strom_str){copy, text.len};
}

/* ---- Columns ---- */

static bool push_column(struct sdmx *s, const struct component *one, const char *behind,
                        uint32_t said)
{
	struct csv *c = &s->csv;
	size_t more = strlen(behind);
	char *name = c->job->host->alloc(c->job, one->id.len + more + 1);
	struct strom_column column = {.size = sizeof column,
	                              .type = STROM_COLUMN_WRITTEN,
	                              .said = said,
	                              .pos = pos_of(c, one->column)};
	memcpy(name, one->id.ptr, one->id.len);
	memcpy(name + one->id.len, behind, more);
	column.name = (strom_str){name, one->id.len + more};
	column.said_pos = column.pos;
	return c->host->column(c->job, &column);
}

/* Codes are texts, whatever they look like. */
static bool push_columns(struct sdmx *s)
{
	for (size_t i = 0; i < s->components_n; i++) {
		const struct component *one = &s->components[i];
		bool code = one->dimension || one->labelled;
		if (!push_column(s, one, "", code ? STROM_COLUMN_TEXT : 0) ||
		    (one->labelled && !push_column(s, one, "_label", STROM_COLUMN_TEXT)))
			return false;
	}
	return true;
}

/* ---- Cells ---- */

static size_t digits_at(strom_str s, size_t at)
{
	size_t n = 0;
	while (at + n < s.len && s.ptr[at + n] >= '0' && s.ptr[at + n] <= '9')
		n++;
	return n;
}

/* The exponent at `at` is the text's end, and of at most two digits. */
static bool ends_in_exponent(strom_str s, size_t at)
{
	if (s.ptr[at] != 'e' && s.ptr[at] != 'E')
		return false;
	at += at + 1 < s.len && (s.ptr[at + 1] == '-' || s.ptr[at + 1] == '+') ? 2 : 1;
	size_t n = digits_at(s, at);
	return n && n < 3 && at + n == s.len;
}

/* A number as SDMX has it, with a point: -12.5E3. In it "1.234" is no thousand. 0: it is none, or
 * one that has leading zeros, or more digits than a machine keeps. */
static uint32_t type_of(strom_str s)
{
	size_t sign = s.len && *s.ptr == '-', whole = digits_at(s, sign), at = sign + whole,
	       parts = 0;
	if (!whole || (whole > 1 && s.ptr[sign] == '0'))
		return 0;
	if (at < s.len && s.ptr[at] == '.') {
		parts = digits_at(s, at + 1);
		at += parts + 1;
		if (!parts)
			return 0;
	}
	if (whole + parts > 17 || (at < s.len && !ends_in_exponent(s, at)))
		return 0;
	return at == s.len && !parts ? STROM_COLUMN_INT : STROM_COLUMN_REAL;
}

static bool push_value(struct csv *c, strom_str text, struct strom_pos pos)
{
	struct strom_written w = {.size = sizeof w, .text = text, .pos = pos};
	if (same(text, STROM_S("NaN")))
		w.text.len = 0;
	else
		w.type = type_of(text);
	return c->host->written(c->job, &w);
}

static bool push_text(struct csv *c, strom_str text, struct strom_pos pos)
{
	struct strom_written w = {.size = sizeof w, .text = text, .pos = pos};
	return c->host->written(c->job, &w);
}

static bool push_component(struct sdmx *s, const struct component *one)
{
	struct csv *c = &s->csv;
	const struct csv_cell *cell = &c->row.cells[one->column];
	struct strom_pos pos = pos_of(c, one->column);
	strom_str text = csv_text(c, cell), code, label;
	if (s->withheld && (one->value || one->before))
		return push_text(c, (strom_str){"", 0}, pos);
	if (one->value)
		return push_value(c, text, pos);
	if (!one->labelled)
		return push_text(c, text, pos);
	if (s->labels == LABELS_BEHIND)
		return push_text(c, text, pos) &&
		       push_text(c, csv_text(c, cell + 1), pos_of(c, one->column + 1));
	if (!sdmx_split(text, &code, &label))
		code = text, label.len = 0;
	return push_text(c, code, pos) && push_text(c, label, pos);
}

/* ---- Rows ---- */

static void ragged(struct csv *c)
{
	strom_fault(&c->faults, strom_at_bytes(c->row.from, c->row.to), "csv/ragged-row",
	            "A cell that holds the delimiter must stand in quotes.",
	            "row has %zu cell%s, but the header has %zu", c->row.n,
	            c->row.n == 1 ? "" : "s", c->n);
}

static bool is_deletion(struct sdmx *s)
{
	struct csv *c = &s->csv;
	strom_str action =
	        s->action ? csv_text(c, &c->row.cells[s->action - 1]) : (strom_str){"", 0};
	if (!action.len || *action.ptr != 'D')
		return false;
	strom_fault(&c->faults, pos_of(c, s->action - 1), "sdmx/deletion",
	            "Ask for the data as they are now, not for their changes.",
	            "the row says that an observation is deleted");
	return true;
}

/* One structure is one table. With labels its name stands behind its id. */
static bool is_wanted(struct sdmx *s)
{
	struct csv *c = &s->csv;
	char hint[200];
	strom_str id = s->structure ? csv_text(c, &c->row.cells[s->structure - 1]) : s->wanted;
	const char *space = s->labels == LABELS_BOTH && id.len ? memchr(id.ptr, ' ', id.len) : NULL;
	if (space && space > id.ptr && space[-1] == ':')
		id.len = (size_t)(space - id.ptr) - 1;
	if (!s->chosen && !s->wanted.len)
		s->wanted = keep(s, id);
	if (same(id, s->wanted))
		return true;
	if (s->chosen)
		return false;
	snprintf(hint, sizeof hint,
	         "Say beside path which one is meant, such as options: {structure: \"%.*s\"}.",
	         strom_clip(s->wanted), s->wanted.ptr);
	strom_fault(&c->faults, pos_of(c, s->structure - 1), "sdmx/several-structures", hint,
	            "the file holds '%.*s' too, behind '%.*s'", strom_clip(id), id.ptr,
	            strom_clip(s->wanted), s->wanted.ptr);
	s->chosen = true;                       /* told once */
	return false;
}

/* A dimension that the row does not name. */
static bool is_open(struct sdmx *s, const struct component *one)
{
	strom_str text = csv_text(&s->csv, &s->csv.row.cells[one->column]);
	bool key = (one->dimension || one->time) && !one->state && !one->confidence;
	return key && (!text.len || same(text, STROM_S("~")));
}

/* Attributes of a whole series may stand in a row of their own, which has no value and lacks time
 * or other dimensions: what it says of the values of other rows must not be lost. */
static bool is_apart(struct sdmx *s)
{
	const struct component *open = NULL;
	bool valued = true;
	for (size_t i = 0; s->withheld && i < s->components_n; i++) {
		const struct component *one = &s->components[i];
		if (one->value)
			valued = csv_text(&s->csv, &s->csv.row.cells[one->column]).len > 0;
		else if (!open && is_open(s, one))
			open = one;
	}
	if (!open || valued)
		return false;
	return !strom_fault(&s->csv.faults, pos_of(&s->csv, open->column),
	                    "sdmx/confidential-apart",
	                    "Ask for the file with all attributes in the rows of observations.",
	                    "the row says that values of other rows are confidential");
}

/* False: the core takes no more. */
static bool take_row(struct sdmx *s)
{
	struct csv *c = &s->csv;
	if (c->row.damaged || !csv_bytes_good(c, c->row.from, c->row.to))
		return true;
	if (c->row.n != c->n) {
		ragged(c);
		return true;
	}
	if (!is_wanted(s) || is_deletion(s))
		return true;
	s->taken++;
	s->withheld = sdmx_withholds(s);
	if (is_apart(s))
		return true;
	if (!c->host->row(c->job, strom_at_bytes(c->row.from, c->row.to)))
		return false;
	for (size_t i = 0; i < s->components_n; i++)
		if (!push_component(s, &s->components[i]))
			return false;
	return true;
}

bool sdmx_rows(struct sdmx *s)
{
	struct csv *c = &s->csv;
	bool named = s->chosen;
	if (!sdmx_states(s) || !push_columns(s))
		return false;
	for (uint64_t row = 1; csv_next(c); row++)
		if (!take_row(s) || (row % 1024 == 0 && c->job->host->cancelled(c->job)))
			return false;
	if (named && !s->taken)
		strom_fault(
		        &c->faults, strom_at_bytes(c->begin, c->begin), "sdmx/unknown-structure",
		        "Look into the file's first columns for what it holds.",
		        "no row is of the structure '%.*s'", strom_clip(s->wanted), s->wanted.ptr);
	strom_faults_rest(&c->faults, strom_nowhere(), "csv/more-errors");
	return !c->faults.errors;
}
