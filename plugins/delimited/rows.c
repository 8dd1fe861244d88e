/* Rows: RFC 4180 with a choice of delimiter and quote.
 *
 * A row ends with CR LF, LF or CR outside quotes. A malformed row is reported and the walk goes
 * on behind it. No row is read beyond MOST_ROW bytes, so that time and memory stay bounded
 * whatever the file is. */
#include "csv.h"

#include <stdio.h>

static bool ends_row(char c)
{
	return c == '\n' || c == '\r';
}

/* After the line end at `at`. */
static size_t after_end(const struct csv *c, size_t at)
{
	if (at + 1 < c->bytes.len && c->bytes.ptr[at] == '\r' && c->bytes.ptr[at + 1] == '\n')
		return at + 2;
	return at < c->bytes.len ? at + 1 : at;
}

static size_t next_line(const struct csv *c, size_t at)
{
	const char *end =
	        at < c->bytes.len ? memchr(c->bytes.ptr + at, '\n', c->bytes.len - at) : NULL;
	return end ? (size_t)(end - c->bytes.ptr) + 1 : c->bytes.len;
}

static void add_cell(struct csv *c, struct csv_cell cell)
{
	if (c->row.n < MOST_COLUMNS)
		c->row.cells[c->row.n] = cell;
	c->row.n++;
}

static void list_stops(struct csv *c)
{
	memset(c->stops, 0, sizeof c->stops);
	c->stops['\n'] = c->stops['\r'] = c->stops[(unsigned char)c->delimiter] = true;
	if (c->quote)
		c->stops[(unsigned char)c->quote] = true;
	c->stops_of[0] = c->delimiter;
	c->stops_of[1] = c->quote;
}

/* An unquoted cell from c->at up to a delimiter or the row's end. */
static void plain_cell(struct csv *c, size_t limit)
{
	const char *bytes = c->bytes.ptr;
	const bool *stops = c->stops;
	size_t at = c->at;
	bool bad = false;
	for (;; at++) {
		while (at < limit && !stops[(unsigned char)bytes[at]])
			at++;
		if (at == limit || bytes[at] == c->delimiter || ends_row(bytes[at]))
			break;
		if (!bad) {
			bad = c->row.damaged = true;
			strom_fault(
			        &c->faults, strom_at_bytes(at, at + 1), "csv/bad-quote",
			        "Put the whole cell in quotes, and double each quote inside it.",
			        "quote inside an unquoted cell");
		}
	}
	add_cell(c, (struct csv_cell){c->at, at, c->at, at, false});
	c->at = at;
}

/* The closing quote of a cell whose text begins at `from`; SIZE_MAX: none before the limit. */
static size_t closing_quote(const struct csv *c, size_t from, size_t limit, bool *doubled)
{
	while (from < limit) {
		const char *hit = memchr(c->bytes.ptr + from, c->quote, limit - from);
		if (!hit)
			return SIZE_MAX;
		size_t at = (size_t)(hit - c->bytes.ptr);
		if (at + 1 >= c->bytes.len || c->bytes.ptr[at + 1] != c->quote)
			return at;
		*doubled = true;
		from = at + 2;
	}
	return SIZE_MAX;
}

/* What stands between a closing quote and the next delimiter has no meaning. */
static void after_quote(struct csv *c, size_t open, size_t limit)
{
	char hint[160];
	size_t at = c->at, line = 1;
	while (at < limit && c->bytes.ptr[at] != c->delimiter && !ends_row(c->bytes.ptr[at]))
		at++;
	if (at == c->at)
		return;
	for (size_t i = open; i < c->at; i++)
		line += c->bytes.ptr[i] == '\n';
	if (line > 1)
		snprintf(hint, sizeof hint,
		         "The cell began %llu line%s above: close its quote there, or "
		         "double the quotes inside it.",
		         (unsigned long long)(line - 1), line > 2 ? "s" : "");
	else
		snprintf(hint, sizeof hint,
		         "Write the delimiter straight after the quote, and double "
		         "the quotes inside a cell.");
	strom_fault(&c->faults, strom_at_bytes(c->at, at), "csv/text-after-quote", hint,
	            "text after the closing quote");
	c->row.damaged = true;
	c->at = at;
}

/* A quoted cell; false: its quote does not close. */
static bool quoted_cell(struct csv *c, size_t limit)
{
	size_t open = c->at;
	struct csv_cell cell = {open + 1, 0, open, 0, false};
	cell.to = closing_quote(c, open + 1, limit, &cell.doubled);
	if (cell.to == SIZE_MAX)
		return strom_fault(
		        &c->faults, strom_at_bytes(open, open + 1), "csv/open-quote",
		        "Close the quote, or double it if it belongs to the text.", "quote is %s",
		        limit < c->bytes.len ? "not closed within 1 MiB of its row's start"
		                             : "never closed");
	cell.whole_to = c->at = cell.to + 1;
	add_cell(c, cell);
	after_quote(c, open, limit);
	return true;
}

/* Goes on at the line after an open quote. That costs no rereading to speak of: behind a quote that
 * does not close, quotes stand in pairs, and a pair opens nothing. */
static void recover(struct csv *c, size_t open)
{
	c->row.damaged = true;
	c->row.to = c->at = next_line(c, open);
}

static void too_long(struct csv *c)
{
	c->row.damaged = true;
	strom_fault(&c->faults, strom_at_bytes(c->row.from, c->row.from + 1), "csv/row-too-long",
	            "A line end may be missing, or the file may not be CSV.",
	            "row is longer than %d bytes", (int)MOST_ROW);
	c->row.to = c->at = next_line(c, c->at);
}

static void one_row(struct csv *c)
{
	size_t limit = c->bytes.len - c->at > MOST_ROW ? c->at + MOST_ROW : c->bytes.len;
	c->row.from = c->at;
	c->row.n = 0;
	c->row.damaged = false;
	if (c->stops_of[0] != c->delimiter || c->stops_of[1] != c->quote)
		list_stops(c);
	for (;;) {
		size_t start = c->at;
		if (c->quote && start < limit && c->bytes.ptr[start] == c->quote) {
			if (!quoted_cell(c, limit)) {
				recover(c, start);
				return;
			}
		} else {
			plain_cell(c, limit);
		}
		if (c->at >= limit && limit < c->bytes.len) {
			too_long(c);
			return;
		}
		if (c->at >= limit || c->bytes.ptr[c->at] != c->delimiter)
			break;
		c->at++;
	}
	c->row.to = c->at;
	c->at = after_end(c, c->at);
}

bool csv_next(struct csv *c)
{
	while (c->at < c->bytes.len) {
		one_row(c);
		/* A blank line is a row of a table with one column, and of no other. */
		if (c->row.from == c->row.to && c->n > 1)
			continue;
		return true;
	}
	return false;
}

bool csv_row_is_hollow(const struct csv *c)
{
	for (size_t i = c->row.from; i < c->row.to; i++)
		if (c->bytes.ptr[i] != c->delimiter && c->bytes.ptr[i] != ' ' &&
		    c->bytes.ptr[i] != '\t')
			return false;
	return true;
}
