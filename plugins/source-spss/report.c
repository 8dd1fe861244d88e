/* Memory, places and reports of the source of statistics files. */
#include "spss.h"

#include "../faults/faults.h"

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

bool spss_error(struct spss *s, struct strom_pos pos, const char *code, const char *hint,
                const char *format, ...)
{
	va_list list;
	va_start(list, format);
	fault_tell(s->job, &s->errors, pos, code, hint, format, list);
	va_end(list);
	return false;
}

void spss_report_rest(struct spss *s)
{
	faults_rest(s->job, s->errors, "spss/more-errors");
}
