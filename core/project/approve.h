/* Putting words with their hyphens into strom.yml's hyphenation: their points are approved then.
 * All other bytes of the file stay, comments among them. */
#ifndef STROM_APPROVE_H
#define STROM_APPROVE_H

#include "project/project.h"

struct approved {
	str path; /* strom.yml, or the file of words that it names for the language */
	str bytes, added;                /* the whole file as it is to be; what it has more */
};

/* Letters, with a hyphen where the word may be divided; a * behind it stands for any ending. */
bool project_is_exception(str word);
/* Words that are listed already are the caller's to leave out. False: reported. */
bool project_approve(struct arena *, struct diags *, str path, str language, const str *words,
                     size_t n, struct approved *);

#endif
