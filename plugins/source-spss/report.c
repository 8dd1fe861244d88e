/* Memory and places of the source of statistics files. */
#include "spss.h"

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
		return strom_nowhere();
	return (struct strom_pos){STROM_AT(0, row, column), 1, 1};
}
