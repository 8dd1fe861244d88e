/* Hyphenation by patterns (Liang, Word Hy-phen-a-tion by Com-put-er, 1983), from the dictionaries
 * that LibreOffice uses: hyph_*.dic.
 *
 * Such a file begins with the name of its charset; then keywords, comments (% and #) and patterns,
 * one a line. After NEXTLEVEL come patterns for the parts of a compound; those before it find the
 * places where compounds join. Patterns that would change letters at the break (a slash in them)
 * take part in the vote, but a point that they win is not offered. Files of two levels are read as
 * libhyphen does (hyphen_longest.c), others as Liang.
 *
 * Finnish joins words too freely for patterns: a dictionary of voikko's (mor.vfst) takes them
 * apart. */
#ifndef STROM_HYPHEN_H
#define STROM_HYPHEN_H

#include "base/file.h"

struct hyphenator;

/* Reads a dictionary: patterns, or voikko's where the name ends in .vfst. NULL: reported
 * ("hyphen/charset", "hyphen/not-text", "hyphen/dictionary", file/...). */
struct hyphenator *hyphenator_load(struct arena *, struct diags *, struct span at, str path);
/* The same from bytes, which must live as long as the result; `path` is for messages. */
struct hyphenator *hyphenator_read(struct arena *, struct diags *, struct span at, str path,
                                   str bytes);

/* ---- Dictionaries read ahead: hyphen_index.c ---- */

/* Where what was read ahead of a dictionary lies; hyphenator_load looks there. */
str hyphen_index_path(struct arena *, str path);
/* What hyphenator_read made (not voikko's), for the dictionary with that stamp. */
void hyphen_index_write(const struct hyphenator *, struct file_stamp, struct buf *out);
/* The other way; the dictionary's bytes and the index, which is aligned as memory is, must outlive
 * the result. NULL: it is not of this dictionary, or damaged. */
struct hyphenator *hyphen_index_read(struct arena *, struct file_stamp, str bytes, str index);

/* ---- Asking ---- */

enum { HYPHEN_LETTERS = 100 };           /* longer words have no points */

/* Marks points[i] for each i at which a hyphen may stand before letter i. The letters are lower
 * case code points, n of them; at least `start` letters come before a point and `end` after it
 * (0: what the dictionary says, else 2). Returns how many points there are. */
size_t hyphen_points(const struct hyphenator *, const uint32_t *letters, size_t n, uint32_t start,
                     uint32_t end, bool *points);

#endif
