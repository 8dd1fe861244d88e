/* What the sources of JSON share: where its texts stand. Compiled into each of them;
 * no plugin of its own. */
#ifndef JSONS_H
#define JSONS_H

#include <strom/source_help.h>

/* Where the text begins whose closing quote is the last byte before `end`: at its opening quote.
 * What stands between them may be longer than the text that it means. */
uint64_t json_text_start(strom_str bytes, uint64_t end);

#endif
