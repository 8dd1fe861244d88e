/* The order of a language's words: CLDR's, through ICU. Ä stands behind Z in Swedish and beside A in
 * German, ch is two letters in Polish, Č follows C in Latvian. For queries (COLLATE language), the
 * index, the glossary and lists of names. */
#ifndef STROM_COLLATE_H
#define STROM_COLLATE_H

#include "base/arena.h"
#include "base/str.h"

struct collator;

/* For a BCP 47 language; lives in the arena. An unknown language sorts as CLDR's root does. */
struct collator *collator_new(struct arena *, str language);

/* Below, at or above 0. At 0 the texts are the same bytes: what the language takes for equal goes by
 * them, so that an order never depends on where things came from. */
int collator_compare(struct collator *, str, str);

/* A key that compares as its text does, byte by byte (memcmp, then length). */
str collator_key(struct collator *, struct arena *, str text);

/* The letter that a text stands under in an index: "Č" of čaklums, "A" of ābols, in Danish "Å" of
 * Aarhus. Empty: it begins with no letter. A letter of another script stands for itself. */
str collator_letter(struct collator *, struct arena *, str text);

#endif
