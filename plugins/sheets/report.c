/* Reports: formatted, at a cell, and not more than a person can read. */
#include "sheets.h"

#include <stdarg.h>
#include <stdio.h>

void *book_alloc(struct book *b, size_t bytes)
{
	return b->job->host->alloc(b->job, bytes);
}

struct strom_pos book_at(const struct book *b, uint32_t row, uint32_t column)
{
	struct strom_pos pos = {STROM_AT(b->sheet, row, column), 1, 1};
	return pos;
}

struct strom_pos book_nowhere(const struct book *b)
{
	struct strom_pos pos = {b->sheets_told ? STROM_AT(NO_SHEET, 0, 0) : 0, 0, 1};
	return pos;
}

/* A byte of a letter in UTF-8, as it should be. */
static bool whole_letter(const char *s, size_t len, size_t i)
{
	size_t begin = i, more;
	while (begin && i - begin < 3 && ((unsigned char)s[begin] & 0xC0) == 0x80)
		begin--;
	unsigned char c = (unsigned char)s[begin];
	unsigned char second = begin + 1 < len ? (unsigned char)s[begin + 1] : 0;
	more = c >= 0xC2 && c < 0xE0   ? 1
	       : c >= 0xE0 && c < 0xF0 ? 2
	       : c >= 0xF0 && c < 0xF5 ? 3
	                               : 0;
	if (!more || begin + more >= len || i > begin + more || (c == 0xE0 && second < 0xA0) ||
	    (c == 0xED && second >= 0xA0) || (c == 0xF0 && second < 0x90) ||
	    (c == 0xF4 && second >= 0x90))
		return false;
	for (size_t k = 1; k <= more; k++)
		if (((unsigned char)s[begin + k] & 0xC0) != 0x80)
			return false;
	return true;
}

static void report(struct book *b, uint32_t severity, struct strom_pos pos, const char *code,
                   const char *hint, const char *format, va_list args)
{
	char message[400];
	struct strom_report r = {.size = sizeof r,
	                         .severity = severity,
	                         .pos = pos,
	                         .code = strom_text(code),
	                         .hint = strom_text(hint)};
	int len = vsnprintf(message, sizeof message, format, args);
	r.message.ptr = message;
	r.message.len = len < 0                        ? 0
	                : (size_t)len < sizeof message ? (size_t)len
	                                               : sizeof message - 1;
	/* Libraries quote what the file has. */
	for (size_t i = 0; i < r.message.len; i++)
		if ((message[i] & 0x80) && !whole_letter(message, r.message.len, i))
			message[i] = '?';
	b->job->host->report(b->job, &r);
}

bool book_error(struct book *b, struct strom_pos pos, const char *code, const char *hint,
                const char *format, ...)
{
	va_list args;
	if (b->errors++ >= MOST_REPORTS)
		return false;
	va_start(args, format);
	report(b, STROM_ERROR, pos, code, hint, format, args);
	va_end(args);
	return false;
}

void book_warn(struct book *b, struct strom_pos pos, const char *code, const char *hint,
               const char *format, ...)
{
	va_list args;
	if (b->warnings++ >= MOST_WARNINGS)
		return;
	va_start(args, format);
	report(b, STROM_WARNING, pos, code, hint, format, args);
	va_end(args);
}

void book_report_rest(struct book *b)
{
	uint64_t rest = b->errors > MOST_REPORTS ? b->errors - MOST_REPORTS : 0;
	if (!rest)
		return;
	b->errors = 0;                  /* room for one more */
	book_error(b, book_nowhere(b), "sheet/more-errors", "Mend the errors above first.",
	           "%llu more error%s in this file %s not shown%s", (unsigned long long)rest,
	           rest > 1 ? "s" : "", rest > 1 ? "are" : "is",
	           rest + MOST_REPORTS >= MOST_ERRORS ? ", and it was read no further" : "");
	b->errors += rest + MOST_REPORTS;
}

int book_clip(strom_str s)
{
	size_t len = s.len < 60 ? s.len : 60;
	while (len && len < s.len && ((unsigned char)s.ptr[len] & 0xC0) == 0x80)
		len--;
	return (int)len;
}
