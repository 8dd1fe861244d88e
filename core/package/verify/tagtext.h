/* The text of a bag's own files: from the encoding that bagit.txt names into UTF-8, line by line.
 */
#ifndef STROM_TAGTEXT_H
#define STROM_TAGTEXT_H

#include "base/arena.h"

/* False: no such encoding. */
bool tagtext_known(str encoding);
/* UTF-8 without a byte-order mark; *mark: there was one. False: the bytes are not in that encoding.
 */
bool tagtext_read(struct arena *, str bytes, str encoding, str *text, bool *mark);

/* Takes a line off; LF, CR and CR LF end it (RFC 8493, 2.3). */
bool tagtext_line(str *rest, str *line);
/* Takes off what stands before the next space or tab, and these. False: neither is there. */
bool tagtext_word(str *rest, str *word);

#endif
