/* Memory, places and reports of the source of statistics files. */
#include "spss.h"

#include <stdarg.h>
#include <stdio.h>

void *spss_alloc(struct spss *s, size_t bytes)
{
	return s->job->host->alloc(s->job, bytes);
}

strom_str spss_keep(struct spss *s, const char *text)
{
	size_t len = text ? strlen(text) : 0;
	char *copy = spss_alloc(s, len + 1);
	if (len)
		memcpy(copy, text, len);
	return (strom_str){copy, len};
}

struct strom_pos spss_at(const struct spss *s, uint64_t row, uint32_t column)
{
	if (!s->told)
		return (struct strom_pos){0, 0, 0};
	return (struct strom_pos){STROM_AT(0, row, column), 1, 1};
}

static void report(struct spss *s, struct strom_pos pos, const char *code, const char *hint,
                   const char *message)
{
	struct strom_report r = {.size = sizeof r,
	                         .severity = STROM_ERROR,
	                         .pos = pos,
	                         .code = strom_text(code),
	                         .message = strom_text(message),
	                         .hint = strom_text(hint)};
	s->job->host->report(s->job, &r);
}

bool spss_error(struct spss *s, struct strom_pos pos, const char *code, const char *hint,
                const char *format, ...)
{
	char message[300];
	va_list list;
	if (s->errors++ >= MOST_REPORTS)
		return false;
	va_start(list, format);
	vsnprintf(message, sizeof message, format, list);
	va_end(list);
	report(s, pos, code, hint, message);
	return false;
}

void spss_report_rest(struct spss *s)
{
	char message[80];
	if (s->errors <= MOST_REPORTS)
		return;
	snprintf(message, sizeof message, "%llu more errors are not shown",
	         (unsigned long long)(s->errors - MOST_REPORTS));
	report(s, (struct strom_pos){0, 0, 0}, "spss/more-errors", "", message);
}
