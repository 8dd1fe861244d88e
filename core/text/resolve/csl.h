/* CSL-JSON: the bibliography that reference managers write (citationstyles.org, csl-data.json).
 * JSON is read as the YAML that it is, so that every mistake has its place. What the one style of
 * ours does not print is passed over. */
#ifndef STROM_CSL_H
#define STROM_CSL_H

#include "project/project.h"
#include "project/yaml.h"
#include "edition/edition.h"

enum csl_type { CSL_BOOK, CSL_ARTICLE, CSL_CHAPTER, CSL_REPORT, CSL_WEBPAGE, CSL_LAW };

/* An organisation has its name in `family`, and nothing given. */
struct csl_name { str family, given; };

/* A work. Its fields are those of CSL-JSON that a bibliography prints. */
struct csl_item {
	str key;
	struct span at;                  /* of the key */
	enum csl_type type;              /* by what else it is like: a thesis is a book */
	const struct csl_name *authors, *editors;
	size_t authors_n, editors_n;
	str title, title_short, container, publisher, place, volume, issue, page, genre, number;
	str doi, url, language;
	str year;                        /* as it is printed; empty: none is known */
};

struct csl {
	const struct csl_item *items;
	size_t n;
	struct map *keys;                /* key -> item */
};

/* ---- csl_markup.c ---- */

/* NODE_NONE: it says that capitals stay, which is so anyway. */
struct csl_tag {
	const char *open, *close;
	enum node_kind kind;
	const char *style;
};

/* A part of a text: what a tag holds, or plain (tag NULL). */
struct csl_piece {
	const struct csl_tag *tag;
	str text;
};

/* Takes the next one off the front; false: there is none. */
bool csl_next(str *rest, struct csl_piece *out);
/* Without its tags. */
str csl_plain(struct arena *, str text);

/* NULL: reported ("text/bad-bibliography", "text/duplicate-key"). */
const struct csl *csl_read(struct arena *, struct diags *, const struct said *path);

#endif
