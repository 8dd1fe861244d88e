/* The CSV source: RFC 4180 files into typed rows.
 *
 * The file is walked twice. The first walk checks everything, reports every fault and learns what
 * undeclared columns hold; the second, only of a file without faults, hands the rows on. So no row
 * is kept, and no rows come of a file that has a fault. */
#include "csv.h"

#include <stdio.h>

static char separator(strom_str name)
{
	static const struct { const char *name; char sign; } known[] = {
		{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"pipe", '|'},
		{"double", '"'}, {"single", '\''}, {"none", 0}, {"point", '.'},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (name.len == strlen(known[i].name) && !memcmp(name.ptr, known[i].name, name.len))
			return known[i].sign;
	return 0;
}

static bool begin(struct csv *c)
{
	c->delimiter = separator(strom_option_text(c->job, "delimiter"));
	c->quote = separator(strom_option_text(c->job, "quote"));
	c->decimal = separator(strom_option_text(c->job, "decimal"));
	c->null = strom_option_text(c->job, "null");
	c->row.cells = c->job->host->alloc(c->job, MOST_COLUMNS * sizeof *c->row.cells);
	if (!csv_encoding(c))
		return false;
	c->at = c->begin;
	return true;
}

/* ---- The header ---- */

static bool same_name(strom_str a, strom_str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++) {
		char x = a.ptr[i], y = b.ptr[i];
		x = x >= 'A' && x <= 'Z' ? (char)(x | 0x20) : x;
		y = y >= 'A' && y <= 'Z' ? (char)(y | 0x20) : y;
		if (x != y)
			return false;
	}
	return true;
}

static strom_str keep(struct csv *c, strom_str s)
{
	char *copy = c->job->host->alloc(c->job, s.len + 1);
	if (s.len)
		memcpy(copy, s.ptr, s.len);
	return (strom_str){copy, s.len};
}

static void check_name(struct csv *c, size_t i)
{
	struct csv_column *column = &c->columns[i];
	if (!column->name.len) {
		csv_error(c, column->pos, "csv/empty-header",
		          "Give every column a name in the first row; take away what stands after the last.",
		          "column %zu has no name", i + 1);
		return;
	}
	for (size_t k = 0; k < i; k++) {
		if (!same_name(c->columns[k].name, column->name))
			continue;
		csv_error(c, column->pos, "csv/duplicate-column",
		          "Give each column a name of its own; capital letters make no difference.",
		          "column %zu has the name '%.*s' of column %zu", i + 1, csv_clip(column->name),
		          column->name.ptr, k + 1);
		return;
	}
}

/* A file that is cut at the wrong sign has one column with everything in it. */
static void warn_of_delimiter(struct csv *c)
{
	static const char *const others[] = {";semicolon", ",comma", "\ttab", "|pipe"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		char hint[100];
		if (*others[i] == c->delimiter || !memchr(c->columns->name.ptr, *others[i], c->columns->name.len))
			continue;
		snprintf(hint, sizeof hint, "If %ss separate the cells, set the option delimiter: %s.",
		         others[i] + 1, others[i] + 1);
		csv_warn(c, c->columns->pos, "csv/one-column", hint, "the header is one cell");
		return;
	}
}

static bool read_header(struct csv *c)
{
	if (!csv_next(c) || (c->row.n == 1 && c->row.from == c->row.to)) {
		csv_error(c, csv_pos(c->begin, c->begin), "csv/empty-header",
		          "The first row must name the columns.", "the file has no header");
		return false;
	}
	if (c->row.damaged || !csv_bytes_good(c, c->row.from, c->row.to))
		return false;
	if (c->row.n > MOST_COLUMNS) {
		csv_error(c, csv_pos(c->row.from, c->row.to), "csv/too-many-columns",
		          "Split the table, or check the option delimiter.", "%zu columns, the limit is %d",
		          c->row.n, (int)MOST_COLUMNS);
		return false;
	}
	c->columns = c->job->host->alloc(c->job, c->row.n * sizeof *c->columns);
	c->n = c->row.n;
	for (size_t i = 0; i < c->n; i++) {
		const struct csv_cell *cell = &c->row.cells[i];
		c->columns[i].name = keep(c, csv_trim(csv_text(c, cell)));
		c->columns[i].pos = csv_pos(cell->whole_from, cell->whole_to);
		check_name(c, i);
	}
	if (c->n == 1)
		warn_of_delimiter(c);
	return true;
}

/* ---- The option `types` ---- */

static uint32_t type_named(strom_str name)
{
	static const char *const names[] = {NULL, "text", "int", "real", "bool", "date"};
	for (uint32_t i = 1; i < sizeof names / sizeof *names; i++)
		if (name.len == strlen(names[i]) && !memcmp(name.ptr, names[i], name.len))
			return i;
	return 0;
}

static void list_columns(const struct csv *c, char *hint, size_t size)
{
	size_t len = (size_t)snprintf(hint, size, "The columns are ");
	for (size_t i = 0; i < c->n && len + 80 < size; i++)
		len += (size_t)snprintf(hint + len, size - len, "%s'%.*s'", i ? ", " : "",
		                        csv_clip(c->columns[i].name), c->columns[i].name.ptr);
	snprintf(hint + len, size - len, ".");
}

/* Reported where the option is written, if the core says where; else at the header. */
static void declare(struct csv *c, strom_str name, strom_str type, struct strom_pos pos)
{
	char hint[600];
	size_t i = 0;
	while (i < c->n && !same_name(c->columns[i].name, name))
		i++;
	if (i == c->n) {
		list_columns(c, hint, sizeof hint);
		csv_error(c, pos.known ? pos : csv_pos(c->row.from, c->row.to), "csv/unknown-column", hint,
		          "the option types names '%.*s', which is no column", csv_clip(name), name.ptr);
		return;
	}
	c->columns[i].type = type_named(type);
	if (!c->columns[i].type)
		csv_error(c, pos.known ? pos : c->columns[i].pos, "csv/unknown-type",
		          "The types are text, int, real, bool and date.",
		          "the option types gives column '%.*s' the type '%.*s'", csv_clip(name), name.ptr,
		          csv_clip(type), type.ptr);
}

static void read_types(struct csv *c)
{
	strom_str name;
	struct strom_value value;
	for (uint32_t i = 0;; i++) {
		memset(&value, 0, sizeof value);
		value.size = sizeof value;
		if (!c->job->host->option_entry(c->job, "types", i, &name, &value))
			return;
		declare(c, name, value.text, value.pos);
	}
}

/* ---- First walk: check ---- */

static void wrong_value(struct csv *c, const struct csv_column *column, strom_str text,
                        struct strom_pos pos)
{
	static const struct { const char *code, *hint, *what; } wrong[] = {
		[STROM_COLUMN_INT] = {"csv/not-an-integer",
			"Write digits alone, without separators; or declare the column real or text.",
			"a whole number"},
		[STROM_COLUMN_REAL] = {"csv/not-a-number",
			"Write digits without separators or units; the option decimal says which sign "
			"begins the decimals.", "a number"},
		[STROM_COLUMN_BOOL] = {"csv/not-a-bool", "Write true or false, yes or no, 1 or 0.",
			"true or false"},
		[STROM_COLUMN_DATE] = {"csv/not-a-date", "Write dates as 2015-10-31.", "a date"},
	};
	csv_error(c, pos, wrong[column->type].code, wrong[column->type].hint,
	          "'%.*s' is not %s, as column '%.*s' demands", csv_clip(text), text.ptr,
	          wrong[column->type].what, csv_clip(column->name), column->name.ptr);
}

static bool check_cell(struct csv *c, size_t i)
{
	struct csv_column *column = &c->columns[i];
	const struct csv_cell *cell = &c->row.cells[i];
	strom_str text = csv_text(c, cell);
	struct strom_pos pos = csv_pos(cell->whole_from, cell->whole_to);
	struct strom_cell value = {0};
	if (csv_is_null(c, text))
		return false;
	if (!column->type)
		csv_infer(c, column, text, pos);
	else if (!csv_value(c, column->type, text, &value))
		wrong_value(c, column, text, pos);
	return true;
}

static void ragged(struct csv *c)
{
	bool more = c->row.n > c->n;
	csv_error(c, csv_pos(c->row.from, c->row.to), "csv/ragged-row",
	          more ? "A cell that holds the delimiter must stand in quotes."
	               : "Separate the cells as the option delimiter says; leave a cell without a value "
	                 "empty.",
	          "row has %zu cell%s, but the header has %zu", c->row.n, c->row.n == 1 ? "" : "s", c->n);
}

static void check_row(struct csv *c)
{
	bool any = false;
	if (c->row.damaged || !csv_bytes_good(c, c->row.from, c->row.to))
		return;
	if (c->row.n != c->n) {
		ragged(c);
		return;
	}
	for (size_t i = 0; i < c->n; i++)
		any |= check_cell(c, i);
	if (!any && c->n > 1)
		csv_warn(c, csv_pos(c->row.from, c->row.to), "csv/empty-row",
		         "Delete the row: queries count it.", "row has no value");
}

static bool cancelled(const struct csv *c, uint64_t row)
{
	return row % 1024 == 0 && c->job->host->cancelled(c->job);
}

static bool check_rows(struct csv *c)
{
	for (uint64_t row = 1; csv_next(c); row++) {
		check_row(c);
		if (cancelled(c, row))
			return false;
	}
	for (size_t i = 0; i < c->n; i++)
		if (!c->columns[i].type)
			csv_settle(c, &c->columns[i]);
	return true;
}

/* ---- Second walk: hand on ---- */

static bool push_columns(struct csv *c)
{
	bool good = true;
	for (size_t i = 0; i < c->n; i++) {
		struct strom_column column = {sizeof column, c->columns[i].type, c->columns[i].name,
		                              c->columns[i].pos};
		good &= c->host->column(c->job, &column);
	}
	return good;
}

static bool push_row(struct csv *c)
{
	if (!c->host->row(c->job, csv_pos(c->row.from, c->row.to)))
		return false;
	for (size_t i = 0; i < c->n; i++) {
		const struct csv_cell *at = &c->row.cells[i];
		struct strom_cell cell = {0};
		cell.size = sizeof cell;
		csv_value(c, c->columns[i].type, csv_text(c, at), &cell);
		cell.pos = csv_pos(at->whole_from, at->whole_to);
		if (!c->host->cell(c->job, &cell))
			return false;
	}
	return true;
}

static bool push_rows(struct csv *c, size_t first)
{
	c->at = first;
	if (!push_columns(c))
		return false;
	for (uint64_t row = 1; csv_next(c); row++)
		if (!push_row(c) || cancelled(c, row))
			return false;
	return true;
}

static bool csv_read(struct strom_job *job, const struct strom_source_host *host,
                     const struct strom_input *input)
{
	struct csv *c = job->host->alloc(job, sizeof *c);
	c->job = job;
	c->host = host;
	c->bytes = input->bytes;
	if (!begin(c) || !read_header(c))
		return false;
	size_t first = c->at;
	read_types(c);
	if (!check_rows(c))
		return false;
	csv_report_rest(c);
	return !c->errors && push_rows(c, first);
}

/* ---- The description ---- */

static const struct strom_option delimiter = {
	.size = sizeof delimiter, .type = STROM_TYPE_CHOICE, .name = "delimiter",
	.help = "What separates the cells.", .fallback = "comma",
	.choices = "comma,semicolon,tab,pipe",
};
static const struct strom_option encoding = {
	.size = sizeof encoding, .type = STROM_TYPE_CHOICE, .name = "encoding",
	.help = "What the file's bytes are.", .fallback = "utf-8",
	.choices = "utf-8,windows-1250,windows-1251,windows-1252,windows-1257,iso-8859-1,iso-8859-2,"
	           "iso-8859-4,iso-8859-5,iso-8859-13,iso-8859-15,koi8-r",
};
static const struct strom_option types = {
	.size = sizeof types, .type = STROM_TYPE_MAP, .name = "types",
	.help = "Types of columns: text, int, real, bool or date; others are worked out from all rows.",
};
static const struct strom_option decimal = {
	.size = sizeof decimal, .type = STROM_TYPE_CHOICE, .name = "decimal",
	.help = "The sign that begins the decimals of a number.", .fallback = "point",
	.choices = "point,comma",
};
static const struct strom_option null = {
	.size = sizeof null, .type = STROM_TYPE_TEXT, .name = "null",
	.help = "A cell's text that means no value; an empty cell means that always.",
};
static const struct strom_option quote = {
	.size = sizeof quote, .type = STROM_TYPE_CHOICE, .name = "quote",
	.help = "The quotes around cells that hold delimiters, quotes or line ends.",
	.fallback = "double", .choices = "double,single,none",
};
static const struct strom_option *const options[] = {
	&delimiter, &encoding, &types, &decimal, &null, &quote, NULL,
};
static const struct strom_source functions = {.size = sizeof functions, .read = csv_read};
static const struct strom_plugin description = {
	.size = sizeof description, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_SOURCE,
	.name = "csv", .version = "1.0", .summary = "Tables from CSV files.",
	.options = options, .functions = &functions,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &description;
}
