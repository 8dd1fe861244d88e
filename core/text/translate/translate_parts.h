/* What the files of documents and those of the project have in common. For this room only. */
#ifndef STROM_TRANSLATE_PARTS_H
#define STROM_TRANSLATE_PARTS_H

#include "text/translate/translate.h"

/* A file of the project's as it is to be: what is still translated in files of documents comes into
 * it. False: reported. */
bool translate_take_over(const struct translate_work *, str language, struct buf *file);

#endif
