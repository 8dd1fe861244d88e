/* What separates the cells of a CSV file: said by an option or by the file itself, or found. */
#include "../delimited/csv.h"

#include <stdio.h>

enum { TRIED_ROWS = 100, TRIED_BYTES = 1 << 18 };

static const struct { char sign; const char *name; } signs[] = {
	{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "pipe"},
};
enum { SIGNS = sizeof signs / sizeof *signs };

static const char *name_of(char sign)
{
	for (size_t i = 0; i < SIGNS; i++)
		if (signs[i].sign == sign)
			return signs[i].name;
	return "another sign";
}

static char sign_named(strom_str name)
{
	for (size_t i = 0; i < SIGNS; i++)
		if (name.len == strlen(signs[i].name) && !memcmp(name.ptr, signs[i].name, name.len))
			return signs[i].sign;
	return 0;
}

/* ---- sep=; ---- */

static bool ends_line(char c)
{
	return c == '\n' || c == '\r';
}

/* Spreadsheets of offices begin a file so, with or without quotes. Where the next line begins; 0:
 * the first line is no such line. */
static size_t after_sep_line(const struct csv *c, char *sign)
{
	const char *p = c->bytes.ptr;
	size_t at = c->begin, end = c->bytes.len;
	bool quoted = at < end && p[at] == '"';
	at += quoted;
	if (end - at < 5 || (p[at] | 0x20) != 's' || (p[at + 1] | 0x20) != 'e' ||
	    (p[at + 2] | 0x20) != 'p' || p[at + 3] != '=')
		return 0;
	*sign = p[at + 4];
	at += 5;
	if (quoted && (at == end || p[at++] != '"'))
		return 0;
	if (ends_line(*sign) || *sign == '"' || *sign == c->quote || (unsigned char)*sign >= 0x80 ||
	    !*sign || (at < end && !ends_line(p[at])))
		return 0;
	if (at + 1 < end && p[at] == '\r' && p[at + 1] == '\n')
		at++;
	return at < end ? at + 1 : at;
}

/* ---- Trying ---- */

/* How a file looks when it is cut at a sign. */
struct cut { size_t columns; bool even; };

static struct cut try_sign(struct csv *c, char sign)
{
	struct cut cut = {0, true};
	c->delimiter = sign;
	c->at = c->begin;
	c->n = 0;
	for (size_t row = 0; row < TRIED_ROWS && c->at - c->begin < TRIED_BYTES && csv_next(c);
	     row++) {
		if (c->row.from == c->row.to)
			continue;
		if (!cut.columns)
			cut.columns = c->row.n;
		else if (!csv_row_is_hollow(c))
			cut.even &= c->row.n == cut.columns;
		cut.even &= !c->row.damaged;
	}
	return cut;
}

static bool two_signs(struct csv *c, char one, char other)
{
	char hint[160];
	c->at = c->begin;
	c->faults.quiet = true;
	csv_next(c);
	c->faults.quiet = false;
	snprintf(hint, sizeof hint,
	         "Write options: {delimiter: %s} or options: {delimiter: %s} beside path.",
	         name_of(one), name_of(other));
	return strom_fault(&c->faults, strom_at_bytes(c->row.from, c->row.to), "csv/two-delimiters",
	                   hint, "the cells can be separated by the %s or by the %s", name_of(one),
	                   name_of(other));
}

/* The sign that cuts all rows alike; where none does, the one that cuts the header. */
static bool find(struct csv *c)
{
	char even[2] = {0}, any[2] = {0};
	size_t evens = 0, anys = 0;
	c->faults.quiet = true;
	for (size_t i = 0; i < SIGNS; i++) {
		struct cut cut = try_sign(c, signs[i].sign);
		if (cut.columns < 2)
			continue;
		if (anys++ < 2)
			any[anys - 1] = signs[i].sign;
		if (cut.even && evens++ < 2)
			even[evens - 1] = signs[i].sign;
	}
	c->faults.quiet = false;
	c->at = c->begin;
	c->n = 0;
	c->delimiter = evens ? even[0] : anys ? any[0] : ',';
	if (evens > 1)
		return two_signs(c, even[0], even[1]);
	return evens || anys < 2 || two_signs(c, any[0], any[1]);
}

bool csv_delimiter(struct csv *c)
{
	char said = sign_named(strom_option_text(c->job, "delimiter")), own = 0;
	size_t next = after_sep_line(c, &own);
	c->delimiter = said || !next ? said : own;
	if (next) {
		if (said && own != said)
			return strom_fault(
			        &c->faults, strom_at_bytes(c->begin, next), "csv/sep-line",
			        "Take the option delimiter away.",
			        "this line says that cells are separated by the %s, the option "
			        "says by the %s",
			        name_of(own), name_of(said));
		c->begin = c->at = next;
	}
	return c->delimiter || find(c);
}
