/* The order of words in a language, as its dictionaries have it (CLDR through ICU): Latvian's "č"
 * behind "c", Swedish's "å" behind "z". Numbers within words count as numbers: "2" before "10". */
#ifndef STROM_COLLATE_H
#define STROM_COLLATE_H

#include "base/arena.h"

struct collator;

/* For a BCP 47 language; an unknown one sorts as CLDR's root does, whatever the machine's locale.
 * It lives in the arena. */
struct collator *collator_new(struct arena *, str language);

/* Below, at or above zero. Texts that the language does not tell apart are compared by their bytes,
 * so that the order is always the same. */
int collator_compare(const struct collator *, str a, str b);

/* Numbers of the keys in their order; equal ones as they came. Lives in the arena. */
const uint32_t *collator_order(const struct collator *, struct arena *, const str *keys, size_t n);

/* The letter that a word is listed under: its first, as a capital, without the marks that do not
 * make it another letter in this language. Empty: it begins with none. Lives in the arena. */
str collator_letter(const struct collator *, struct arena *, str word);

#endif
