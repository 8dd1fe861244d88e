/* Memory and places of the source of statistics files. */
#include "spss.h"

void *spss_alloc(struct spss *s, size_t bytes)
{
	return s->job->host->alloc(s->job, bytes);
}

bool spss_not_utf8(struct spss *s, struct strom_pos pos)
{
	return strom_fault(&s->faults, pos, "spss/encoding",
	                   "Say which one it is with the option encoding, such as windows-1257.",
	                   "a text is not in the encoding that the file names");
}

/* The library takes what a file says is in UTF-8 as it is. */
strom_str spss_keep(struct spss *s, const char *text)
{
	size_t len = text ? strlen(text) : 0;
	if (len && !strom_is_utf8((strom_str){text, len})) {
		spss_not_utf8(s, strom_nowhere());
		len = 0;
	}
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
