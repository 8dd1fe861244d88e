/* A cell: its value as its attributes say it, or the text of its paragraphs (OpenDocument 1.2 part
 * 1, 6.1.2 and 19.385). */
#include "ods.h"

#include <stdio.h>

enum { MOST_SPACES = 1000 };

static void take(struct ods *o, struct ods_cell *c, uint32_t type, strom_str text)
{
	c->type = type;
	c->typed = true;
	c->text.len = 0;
	text_put(&o->book, &c->text, text);
}

static bool is_whole(strom_str s)
{
	size_t i = s.len && *s.ptr == '-';
	if (s.len == i || s.len - i > 18)
		return false;
	for (; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return true;
}

/* 2014-11-03T14:30:00 into the words of other sources. */
static void take_date(struct ods *o, struct ods_cell *c, strom_str s)
{
	if (s.len > 10 && (text_ends(s, "T00:00:00") || text_ends(s, "T00:00:00.000000000")))
		s.len = 10;
	take(o, c, s.len == 10 ? STROM_COLUMN_DATE : 0, s);
	if (s.len > 10)
		c->text.ptr[10] = ' ';
}

/* PT14H30M00S: 14:30:00. */
static void take_time(struct ods *o, struct ods_cell *c, strom_str s)
{
	char out[40];
	unsigned part[3] = {0}, n = 0;
	size_t i = 0;
	for (; i < s.len && s.ptr[i] != '.'; i++) {
		const char *units = "HMS", *unit = strchr(units, s.ptr[i]);
		if (s.ptr[i] >= '0' && s.ptr[i] <= '9' && n < 100000)
			n = n * 10 + (unsigned)(s.ptr[i] - '0');
		else if (s.ptr[i] && unit)
			part[unit - units] = n, n = 0;
	}
	if (i < s.len)
		part[2] = n;
	snprintf(out, sizeof out, "%02u:%02u:%02u", part[0], part[1], part[2]);
	take(o, c, 0, strom_text(out));
}

static void take_value(struct ods *o, struct ods_cell *c, strom_str type, const char **attributes)
{
	strom_str value = xml_get(attributes, "value"),
	          truth = xml_get(attributes, "boolean-value");
	if (strom_text_is(type, "float") || strom_text_is(type, "currency"))
		take(o, c, is_whole(value) ? STROM_COLUMN_INT : STROM_COLUMN_REAL, value);
	else if (strom_text_is(type, "percentage"))
		take(o, c, STROM_COLUMN_PERCENT, value);
	else if (strom_text_is(type, "date"))
		take_date(o, c, xml_get(attributes, "date-value"));
	else if (strom_text_is(type, "time"))
		take_time(o, c, xml_get(attributes, "time-value"));
	else if (strom_text_is(type, "boolean"))
		take(o, c, STROM_COLUMN_BOOL,
		     strom_text_is(truth, "true")    ? STROM_S("1")
		     : strom_text_is(truth, "false") ? STROM_S("0")
		                                     : truth);
	else if (strom_text_is(type, "string"))
		take(o, c, 0, xml_get(attributes, "string-value"));
}

void ods_cell_begin(struct ods *o, struct ods_cell *c, const char **attributes)
{
	c->type = c->paragraphs = 0;
	bool error = false;
	c->formula = c->typed = c->empty = c->spaced = false;
	c->text.len = 0;
	for (const char **a = attributes; *a; a += 2) {
		const char *colon = strchr(*a, ':');
		if (!strcmp(*a, "calcext:value-type"))
			error = !strcmp(a[1], "error");
		else if (!strcmp(colon ? colon + 1 : *a, "formula"))
			c->formula = true;
	}
	for (const char **a = attributes; *a; a += 2)
		if (text_ends(strom_text(*a), ":value-type") && strcmp(*a, "calcext:value-type"))
			take_value(o, c, strom_text(a[1]), attributes);
	c->empty = c->typed;
	c->typed &= !error && (c->type || c->text.len);
	if (!c->typed)
		c->type = 0, c->text.len = 0;
}

/* ---- Text ---- */

static void put(struct ods *o, struct ods_cell *c, char sign)
{
	if (c->text.len < MOST_CELL + 1u)
		text_put(&o->book, &c->text, (strom_str){&sign, 1});
}

void ods_cell_paragraph(struct ods *o, struct ods_cell *c)
{
	c->spaced = false;
	if (!c->typed && c->paragraphs++)
		put(o, c, '\n');
}

static bool at_line_start(const struct ods_cell *c)
{
	return !c->text.len || c->text.ptr[c->text.len - 1] == '\n';
}

/* White space is one space, and none at the ends of a paragraph (6.1.2). */
void ods_cell_text(struct ods *o, struct ods_cell *c, const char *text, int len)
{
	for (int i = 0; i < len && !c->typed; i++) {
		if (strchr(" \t\r\n", text[i])) {
			c->spaced = !at_line_start(c);
			continue;
		}
		if (c->spaced)
			put(o, c, ' ');
		c->spaced = false;
		put(o, c, text[i]);
	}
}

void ods_cell_sign(struct ods *o, struct ods_cell *c, const char *name, const char **attributes)
{
	uint32_t n = 1;
	bool tab = !strcmp(name, "tab"), line = !strcmp(name, "line-break");
	if (c->typed || (!tab && !line && strcmp(name, "s")))
		return;
	if (c->spaced)
		put(o, c, ' ');
	c->spaced = false;
	if (!tab && !line)
		text_number(xml_get(attributes, "c"), &n);
	for (n = n > MOST_SPACES ? MOST_SPACES : n; n; n--)
		put(o, c, tab ? '\t' : line ? '\n' : ' ');
}
