/* Citations and the list of references, in one author-date style:
 *
 *   [@smith]           (Smith 2014)            [see @smith, p. 12; @jones]   (see Smith 2014, p.
 * 12; ...)
 *   @smith says        Smith (2014) says       [-@smith]                     (2014)
 *
 * What stands between the brackets stays as it is written, so translators have it in their hands;
 * the words that the style adds are the language pack's. */
#ifndef STROM_BIBLIOGRAPHY_H
#define STROM_BIBLIOGRAPHY_H

#include "text/build/build.h"
#include "text/draft/draft.h"

/* Reads the file that the document or its front matter names. */
void bibliography_read(struct builder *, const struct said *path);
/* A heading {.bibliography}: the list stands below it. */
void bibliography_heading(struct builder *, strom_node heading);
/* The citations' words, and the list; before ids are known. What is not in the file is an error. */
void bibliography_make(struct builder *);

/* "text/unknown-citation". Returns false. */
bool bibliography_unknown(struct builder *, struct span at, str key);

#endif
