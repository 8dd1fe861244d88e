/* What cells refer to by number: shared strings, and the formats that make a number a date or a
 * percent. */
#include "xlsx.h"

/* ---- Strings ---- */

struct strings {
	struct xlsx *x;
	struct text text;
	bool in_text, in_reading; /* <t>; <rPh>: how it is pronounced, which is no part of it */
};

static void begin_string(void *context, const char *name, const char **attributes)
{
	struct strings *s = context;
	(void)attributes;
	if (!strcmp(name, "si"))
		s->text.len = 0;
	s->in_reading |= !strcmp(name, "rPh");
	s->in_text = !strcmp(name, "t") && !s->in_reading;
}

static void add_string(struct strings *s)
{
	struct xlsx *x = s->x;
	uint32_t block = x->strings_n / STRINGS_A_BLOCK;
	if (block >= MOST_STRING_BLOCKS) {
		strom_fault(&x->book.faults, strom_at_file(x->book.sheets_told), "sheet/bomb",
		            "Split the file.", "more than %d shared strings",
		            MOST_STRING_BLOCKS * STRINGS_A_BLOCK);
		xml_stop(&x->book);
		return;
	}
	if (!x->strings[block])
		x->strings[block] = book_alloc(&x->book, STRINGS_A_BLOCK * sizeof **x->strings);
	xlsx_unescape(&s->text);
	x->strings[block][x->strings_n++ % STRINGS_A_BLOCK] =
	        strom_keep(x->book.job, text_of(&s->text));
}

static void end_string(void *context, const char *name)
{
	struct strings *s = context;
	s->in_text = false;
	if (!strcmp(name, "rPh"))
		s->in_reading = false;
	if (!strcmp(name, "si"))
		add_string(s);
}

static void string_text(void *context, const char *text, int len)
{
	struct strings *s = context;
	if (!s->in_text)
		return;
	if (s->text.len + (size_t)len > MOST_CELL) {
		strom_fault(&s->x->book.faults, strom_at_file(s->x->book.sheets_told),
		            "sheet/long-cell", "Split the text.",
		            "a shared string is longer than %d bytes", MOST_CELL);
		xml_stop(&s->x->book);
		return;
	}
	text_put(&s->x->book, &s->text, (strom_str){text, (size_t)len});
}

bool xlsx_strings(struct xlsx *x)
{
	static const struct xml_handlers handlers = {begin_string, end_string, string_text};
	struct strings s = {.x = x};
	x->strings = book_alloc(&x->book, MOST_STRING_BLOCKS * sizeof *x->strings);
	return (!*x->strings_part || xml_read(&x->book, x->strings_part, true, &handlers, &s)) &&
	       !x->book.faults.errors;
}

/* ---- Formats ---- */

struct formats {
	struct xlsx *x;
	unsigned char
	        *of_number; /* enum date_kind and 1, by the format's number; 0: it is not written */
	bool in_cells;                  /* <cellXfs>: what cells refer to */
};

/* Those that need not be written: ECMA-376 part 1, 18.8.30, with the East Asian ones. */
static enum date_kind built_in(uint32_t id)
{
	if (id == 9 || id == 10)
		return DATE_PERCENT;
	if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
		return DATE_DAY;
	if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47)
		return DATE_TIME;
	return id == 22 ? DATE_DAY_TIME : id == 46 ? DATE_DURATION : DATE_NONE;
}

static void begin_format(void *context, const char *name, const char **attributes)
{
	struct formats *f = context;
	uint32_t id = 0;
	f->in_cells |= !strcmp(name, "cellXfs");
	if (!strcmp(name, "numFmt") && text_number(xml_get(attributes, "numFmtId"), &id) &&
	    id < MOST_FORMATS)
		f->of_number[id] =
		        (unsigned char)(date_kind_of(xml_get(attributes, "formatCode")) + 1);
	if (!f->in_cells || strcmp(name, "xf") || f->x->formats_n == MOST_FORMATS)
		return;
	text_number(xml_get(attributes, "numFmtId"), &id);
	id = id < MOST_FORMATS ? id : 0;
	f->x->formats[f->x->formats_n++] =
	        (unsigned char)(f->of_number[id] ? f->of_number[id] - 1u : (unsigned)built_in(id));
}

static void end_format(void *context, const char *name)
{
	struct formats *f = context;
	if (!strcmp(name, "cellXfs"))
		f->in_cells = false;
}

bool xlsx_formats(struct xlsx *x)
{
	static const struct xml_handlers handlers = {begin_format, end_format, NULL};
	struct formats f = {.x = x, .of_number = book_alloc(&x->book, MOST_FORMATS)};
	x->formats = book_alloc(&x->book, MOST_FORMATS);
	return !*x->styles_part || xml_read(&x->book, x->styles_part, true, &handlers, &f);
}
