/* Signs of what statistical offices, and code books, say of a value. */
#ifndef STROM_STATES_H
#define STROM_STATES_H

#include "edition/edition.h"

/* The sign of a value, as it stands in place of it or behind it: small letters of the offices'
 * lists ("e", "bp": language packs have words "state-e"), an en dash for a value that is missing,
 * the label of a code book's code. The codes of SDMX are told by the letters that Eurostat has for
 * them; others stay as they are. */
str dataset_state_sign(const struct column *, const struct cell *value, const struct cell *row);
/* Whether states say nothing but which values are confidential. */
bool dataset_state_is_confidence(const struct codebook_variable *);
#endif
