/* A translation against its source: whether it says the same, whatever the values are.
 *
 * Both are gone through once for each way that their plurals and selections can take (0, 0.5, 1, 2,
 * 5, 21, 1000 and each number and word that a branch is for); in each of these the translation has
 * the values, links, references, citations and notes that its source has. What prints something
 * false is an error, what is doubtful a warning.
 *
 * Codes: po/placeholder-missing po/placeholder-extra po/format-changed po/number-lost
 * po/form-missing po/form-foreign po/key-changed po/link-changed po/note-changed
 * po/reference-changed po/citation-changed po/blank; warnings po/digits-changed po/plural-dropped
 * po/number-typed po/mark-lost po/sign-left. */
#ifndef STROM_COMPARE_H
#define STROM_COMPARE_H

#include "message/message.h"
#include "project/project.h"

/* What holds for all segments of a file. */
struct compare {
	struct arena *arena;
	struct diags *diags;
	str language;                    /* of the translation */
	struct numbers *source, *own;    /* as the languages count */
	bool cites;                      /* there is a bibliography: @key is a citation */
	const str *countries;            /* of the editions that read it */
	size_t countries_n;
	const struct project *project;   /* its links: by language; NULL: it has none */
	struct compare_forms *forms;     /* compare_new's */
};

/* Numbers and what is found out of them live in the arena. `cites`, `countries` and `project` are
 * the caller's to set. */
struct compare compare_new(struct arena *, struct diags *, const struct language *source,
                           const struct language *);

/* `scratch` is for this segment. False: reported, in the translation's place. */
bool compare_messages(const struct compare *, struct arena *scratch, const struct message *source,
                      const struct message *translation);

/* A source alone: the plurals of its own language. Codes: text/form-missing text/form-foreign
 * text/number-lost text/number-typed. */
void compare_alone(const struct compare *, struct arena *scratch, const struct message *source);

#endif
