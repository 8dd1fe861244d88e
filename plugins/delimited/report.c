/* Reports: formatted, positioned, and not more than a person can read. */
#include "csv.h"

#include <stdarg.h>
#include <stdio.h>

struct strom_pos csv_pos(size_t from, size_t to)
{
	struct strom_pos pos = {0};
	size_t len = to - from;
	pos.off = from;
	pos.len = len < UINT32_MAX ? (uint32_t)len : UINT32_MAX;
	pos.known = 1;
	return pos;
}

int csv_clip(strom_str s)
{
	size_t n = s.len < 60 ? s.len : 60;
	while (n < s.len && n && ((unsigned char)s.ptr[n] & 0xC0) == 0x80)
		n--;
	return (int)n;
}

static void put(struct csv *c, uint32_t severity, struct strom_pos pos, const char *code,
                const char *hint, const char *format, va_list args)
{
	char message[400];
	struct strom_report r;
	memset(&r, 0, sizeof r);
	int len = vsnprintf(message, sizeof message, format, args);
	r.size = sizeof r;
	r.severity = severity;
	r.pos = pos;
	r.code = strom_text(code);
	r.message.ptr = message;
	r.message.len = len < (int)sizeof message ? (size_t)len : sizeof message - 1;
	/* A cell's line ends and control characters do not belong in a message. */
	for (size_t i = 0; i < r.message.len; i++)
		if ((unsigned char)message[i] < 0x20 || message[i] == 0x7F)
			message[i] = ' ';
	r.hint = strom_text(hint);
	c->job->host->report(c->job, &r);
}

void csv_error(struct csv *c, struct strom_pos pos, const char *code, const char *hint,
               const char *format, ...)
{
	va_list args;
	if (c->quiet || c->errors++ >= MOST_REPORTS)
		return;
	va_start(args, format);
	put(c, STROM_ERROR, pos, code, hint, format, args);
	va_end(args);
}

void csv_warn(struct csv *c, struct strom_pos pos, const char *code, const char *hint,
              const char *format, ...)
{
	va_list args;
	if (c->quiet || c->warnings++ >= MOST_WARNINGS)
		return;
	va_start(args, format);
	put(c, STROM_WARNING, pos, code, hint, format, args);
	va_end(args);
}

void csv_report_rest(struct csv *c)
{
	uint64_t rest = c->errors > MOST_REPORTS ? c->errors - MOST_REPORTS : 0;
	struct strom_pos none = {0};
	if (!rest)
		return;
	c->errors = 0;                  /* room for one more */
	csv_error(c, none, "csv/more-errors", "Mend the errors above first.",
	          "%llu more error%s in this file %s not shown", (unsigned long long)rest,
	          rest > 1 ? "s" : "", rest > 1 ? "are" : "is");
	c->errors += rest + MOST_REPORTS;
}
