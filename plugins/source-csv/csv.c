/* The CSV source: RFC 4180 files into rows of cells as they are written.
 *
 * The core reads the file twice and finds what the columns hold (<strom/source.h>); here the file
 * is taken apart, and each fault reported at its place. */
#include "../delimited/csv.h"

#include <stdio.h>

static bool begin(struct csv *c)
{
	strom_str quote = strom_option_text(c->job, "quote");
	c->quote = strom_same(quote, STROM_S("double"))   ? '"'
	           : strom_same(quote, STROM_S("single")) ? '\''
	                                                  : 0;
	c->null = strom_trim(strom_option_text(c->job, "null"));
	c->row.cells = c->job->host->alloc(c->job, MOST_COLUMNS * sizeof *c->row.cells);
	if (!STROM_HAS(c->host, written))
		return strom_old(&c->faults, "csv/old-strom", "source-csv");
	if (!csv_encoding(c))
		return false;
	c->at = c->begin;
	return csv_delimiter(c);
}

/* ---- The options `types` and `decimal` ---- */

static uint32_t type_named(strom_str name)
{
	static const struct { const char *name; uint32_t type;
	} types[] = {
	        {"text", STROM_COLUMN_TEXT}, {"int", STROM_COLUMN_INT},
	        {"real", STROM_COLUMN_REAL}, {"percent", STROM_COLUMN_PERCENT},
	        {"bool", STROM_COLUMN_BOOL}, {"date", STROM_COLUMN_DATE},
	};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strom_same(name, strom_text(types[i].name)))
			return types[i].type;
	return 0;
}

/* The type that the option gives a column; counts the entry as used. */
static void say_type(struct csv *c, struct strom_column *column, bool *used)
{
	strom_str name;
	for (uint32_t i = 0;; i++) {
		struct strom_value value = {.size = sizeof value};
		if (!c->job->host->option_entry(c->job, "types", i, &name, &value))
			return;
		if (!strom_alike(strom_trim(name), column->name))
			continue;
		used[i] = true;
		column->said = type_named(value.text);
		column->said_pos = value.pos;
		if (!column->said)
			strom_fault(&c->faults, value.pos.known ? value.pos : column->pos,
			            "csv/unknown-type",
			            "The types are text, int, real, percent, bool and date.",
			            "the option types gives column '%.*s' the type '%.*s'",
			            strom_clip(name), name.ptr, strom_clip(value.text),
			            value.text.ptr);
	}
}

static uint32_t count_types(const struct csv *c)
{
	strom_str name;
	struct strom_value value = {.size = sizeof value};
	uint32_t n = 0;
	while (c->job->host->option_entry(c->job, "types", n, &name, &value))
		n++;
	return n;
}

static void list_columns(struct csv *c, char *hint, size_t size)
{
	size_t len = (size_t)snprintf(hint, size, "The columns are ");
	for (size_t i = 0; i < c->n && len + 80 < size; i++) {
		strom_str name = strom_trim(csv_text(c, &c->row.cells[i]));
		len += (size_t)snprintf(hint + len, size - len, "%s'%.*s'", i ? ", " : "",
		                        strom_clip(name), name.ptr);
	}
	snprintf(hint + len, size - len, ".");
}

/* Reported where the option is written, if the core says where; else at the header. */
static void unknown_columns(struct csv *c, const bool *used, uint32_t n)
{
	char hint[600];
	for (uint32_t i = 0; i < n; i++) {
		strom_str name;
		struct strom_value value = {.size = sizeof value};
		if (used[i] || !c->job->host->option_entry(c->job, "types", i, &name, &value))
			continue;
		list_columns(c, hint, sizeof hint);
		strom_fault(&c->faults,
		            value.pos.known ? value.pos : strom_at_bytes(c->row.from, c->row.to),
		            "csv/unknown-column", hint,
		            "the option types names '%.*s', which is no column", strom_clip(name),
		            name.ptr);
	}
}

static uint32_t decimal_sign(const struct csv *c)
{
	strom_str sign = strom_option_text(c->job, "decimal");
	return strom_same(sign, STROM_S("comma"))   ? ','
	       : strom_same(sign, STROM_S("point")) ? '.'
	                                            : 0;
}

/* ---- The header ---- */

/* A file that is cut at the wrong sign has one column with everything in it. */
static void warn_of_delimiter(struct csv *c)
{
	static const char *const others[] = {";semicolon", ",comma", "\ttab", "|pipe"};
	strom_str name = csv_text(c, c->row.cells);
	for (size_t i = 0; name.len && i < sizeof others / sizeof *others; i++) {
		char hint[100];
		if (*others[i] == c->delimiter || !memchr(name.ptr, *others[i], name.len))
			continue;
		snprintf(hint, sizeof hint,
		         "If %ss separate the cells, set the option delimiter: %s.", others[i] + 1,
		         others[i] + 1);
		strom_warn(&c->faults, strom_at_bytes(c->row.from, c->row.to), "csv/one-column",
		           hint, "the header is one cell");
		return;
	}
}

static bool push_columns(struct csv *c)
{
	uint32_t n = count_types(c), decimal = decimal_sign(c);
	bool *used = c->job->host->alloc(c->job, n + 1);
	for (size_t i = 0; i < c->n; i++) {
		const struct csv_cell *cell = &c->row.cells[i];
		struct strom_column column = {
		        .size = sizeof column,
		        .type = STROM_COLUMN_WRITTEN,
		        .name = strom_trim(csv_text(c, cell)),
		        .decimal = decimal,
		        .pos = strom_at_bytes(cell->whole_from, cell->whole_to)};
		say_type(c, &column, used);
		if (!c->host->column(c->job, &column))
			return false;
	}
	unknown_columns(c, used, n);
	return true;
}

static bool read_header(struct csv *c)
{
	if (!csv_next(c) || (c->row.n == 1 && c->row.from == c->row.to))
		return strom_fault(&c->faults, strom_at_bytes(c->begin, c->begin),
		                   "csv/empty-header", "The first row must name the columns.",
		                   "the file has no header");
	if (c->row.damaged || !csv_bytes_good(c, c->row.from, c->row.to))
		return false;
	if (c->row.n > MOST_COLUMNS)
		return strom_fault(&c->faults, strom_at_bytes(c->row.from, c->row.to),
		                   "csv/too-many-columns",
		                   "Split the table, or check the option delimiter.",
		                   "%zu columns, the limit is %d", c->row.n, (int)MOST_COLUMNS);
	c->n = c->row.n;
	if (csv_row_is_hollow(c))
		return strom_fault(&c->faults, strom_at_bytes(c->row.from, c->row.to),
		                   "csv/empty-header", "The first row must name the columns.",
		                   "the header names no column");
	if (c->n == 1)
		warn_of_delimiter(c);
	return push_columns(c);
}

/* ---- Rows ---- */

static void ragged(struct csv *c, struct strom_pos pos, size_t n)
{
	strom_fault(&c->faults, pos, "csv/ragged-row",
	            n > c->n ? "A cell that holds the delimiter must stand in quotes."
	                     : "Separate the cells as the option delimiter says; leave a cell "
	                       "without a value empty.",
	            "row has %zu cell%s, but the header has %zu", n, n == 1 ? "" : "s", c->n);
}

/* Rows of delimiters alone, whose number is not the header's: at the file's end nobody minds. */
struct hollow { struct strom_pos pos; size_t n, rows; };

static bool push_cell(struct csv *c, const struct csv_cell *at)
{
	struct strom_written cell = {.size = sizeof cell,
	                             .text = csv_text(c, at),
	                             .quoted = at->from > at->whole_from,
	                             .pos = strom_at_bytes(at->whole_from, at->whole_to)};
	if (c->null.len && strom_same(strom_trim(cell.text), c->null)) {
		cell.text.len = 0;
		cell.quoted = 1;
	}
	return c->host->written(c->job, &cell);
}

static bool push_row(struct csv *c)
{
	if (!c->host->row(c->job, strom_at_bytes(c->row.from, c->row.to)))
		return false;
	for (size_t i = 0; i < c->n; i++)
		if (!push_cell(c, &c->row.cells[i]))
			return false;
	return true;
}

/* False: the core takes no more. */
static bool take_row(struct csv *c, struct hollow *hollow)
{
	if (c->row.damaged || !csv_bytes_good(c, c->row.from, c->row.to))
		return true;
	bool fits = c->row.n == c->n;
	if (!fits && csv_row_is_hollow(c)) {
		if (!hollow->rows++)
			*hollow = (struct hollow){strom_at_bytes(c->row.from, c->row.to), c->row.n,
			                          1};
		return true;
	}
	if (hollow->rows && !csv_row_is_hollow(c)) {
		ragged(c, hollow->pos, hollow->n);
		hollow->rows = 0;
	}
	if (fits)
		return push_row(c);
	ragged(c, strom_at_bytes(c->row.from, c->row.to), c->row.n);
	return true;
}

/* So that the core knows of them, and can tell. */
static bool push_hollow(struct csv *c, const struct hollow *hollow)
{
	for (size_t row = 0; row < hollow->rows; row++) {
		struct strom_written cell = {.size = sizeof cell, .pos = hollow->pos};
		if (!c->host->row(c->job, hollow->pos))
			return false;
		for (size_t i = 0; i < c->n; i++)
			if (!c->host->written(c->job, &cell))
				return false;
	}
	return true;
}

static bool read_rows(struct csv *c)
{
	struct hollow hollow = {.rows = 0};
	for (uint64_t row = 1; csv_next(c); row++)
		if (!take_row(c, &hollow) || (row % 1024 == 0 && c->job->host->cancelled(c->job)))
			return false;
	strom_faults_rest(&c->faults, strom_nowhere(), "csv/more-errors");
	return push_hollow(c, &hollow) && !c->faults.errors;
}

static bool csv_read(struct strom_job *job, const struct strom_source_host *host,
                     const struct strom_input *input)
{
	struct csv *c = job->host->alloc(job, sizeof *c);
	c->job = c->faults.job = job;
	c->host = host;
	c->bytes = input->bytes;
	return begin(c) && read_header(c) && read_rows(c);
}

/* ---- The description ---- */

static const struct strom_option delimiter = {
	.size = sizeof delimiter, .type = STROM_TYPE_CHOICE, .name = "delimiter",
	.help = "What separates the cells; found where it is not said.",
	.choices = "comma,semicolon,tab,pipe",
};
static const struct strom_option types = {
	.size = sizeof types, .type = STROM_TYPE_MAP, .name = "types",
	.help = "Types of columns, as beside path.",
};
static const struct strom_option decimal = {
	.size = sizeof decimal, .type = STROM_TYPE_CHOICE, .name = "decimal",
	.help = "The sign that begins the decimals of a number; found where it is not said.",
	.choices = "point,comma",
};
static const struct strom_option null = {
        .size = sizeof null,
        .type = STROM_TYPE_TEXT,
        .name = "null",
        .help = "A cell's text that means no value, as beside path; an empty cell means that "
                "always.",
};
static const struct strom_option quote = {
	.size = sizeof quote, .type = STROM_TYPE_CHOICE, .name = "quote",
	.help = "The quotes around cells that hold delimiters, quotes or line ends.",
	.fallback = "double", .choices = "double,single,none",
};
static const struct strom_option *const options[] = {
	&delimiter, &csv_encoding_option, &types, &decimal, &null, &quote, NULL,
};
static const struct strom_source functions = {.size = sizeof functions, .read = csv_read};
static const struct strom_plugin description = {
	.size = sizeof description, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_SOURCE,
	.name = "csv", .version = "1.1", .summary = "Tables from CSV files.",
	.options = options, .functions = &functions,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &description;
}
