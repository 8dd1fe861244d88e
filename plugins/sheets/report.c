/* Memory and places of workbooks. */
#include "sheets.h"

void *book_alloc(struct book *b, size_t bytes)
{
	return b->job->host->alloc(b->job, bytes);
}

struct strom_pos book_at(const struct book *b, uint32_t row, uint32_t column)
{
	struct strom_pos pos = {STROM_AT(b->sheet, row, column), 1, 1};
	return pos;
}
