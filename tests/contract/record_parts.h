/* What the files of the recording host share. */
#ifndef CONTRACT_RECORD_PARTS_H
#define CONTRACT_RECORD_PARTS_H

#include "contract/record.h"

typedef bool record_call(struct strom_job *, const struct plugin *, const void *input);

struct record *record_of(struct strom_job *);
/* Its functions, opened here: what is tested runs free. */
const void *record_functions(struct strom_job *, const struct plugin *);
void record_text(struct record *, strom_str);
bool record_run(struct record *, const struct plugin *, const struct options *, record_call *,
                const void *input);

#endif
