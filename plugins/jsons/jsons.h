/* What the sources of JSON share: how its numbers and texts are taken. Compiled into each of them;
 * no plugin of its own. */
#ifndef JSONS_H
#define JSONS_H

#include <strom/source.h>

/* What a number of JSON is. One that no machine keeps exactly is a text: it is a code of some kind,
 * or a mistake. */
uint32_t json_number_type(strom_str);
/* Where the text begins whose closing quote is the last byte before `end`: at its opening quote.
 * What stands between them may be longer than the text that it means. */
uint64_t json_text_start(strom_str bytes, uint64_t end);

#endif
