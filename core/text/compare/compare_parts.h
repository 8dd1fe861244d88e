/* What the files of this room share: two messages, and one way through both. */
#ifndef STROM_COMPARE_PARTS_H
#define STROM_COMPARE_PARTS_H

#include "text/compare/compare.h"

/* One of the two messages. */
struct compare_side {
	const struct message *message;
	const struct argument *arguments;
	size_t n;
	str text;                        /* as written */
	const struct origin *origin;
};

struct compare_pair {
	const struct compare *c;
	struct arena *arena;
	struct diags *diags;
	struct compare_side source, own;
	struct map *told;                /* each fault is told once, not for each way */
	struct diags *nowhere;           /* for what is told where the edition is made */
	bool alone;                      /* both are the source */
};

/* What a message says for some values: its values are tokens. */
struct compare_said {
	str text;
	const struct origin *origin;
	const uint32_t *arguments;       /* those of its values, in the text's order */
	size_t n;
};

/* The values of one way. */
struct compare_choice { str name; struct value value; };

struct compare_way {
	const struct compare_choice *choices;
	size_t n;
	struct compare_said source, own;
};

/* ---- compare_side.c ---- */

struct compare_side compare_side_of(struct arena *, const struct message *);
/* Whether this was not told before. */
bool compare_once(const struct compare_pair *, const char *code, str what);
struct span compare_all(const struct compare_side *);

/* ---- compare_values.c ---- */

void compare_values(const struct compare_pair *);
void compare_values_of_way(const struct compare_pair *, const struct compare_way *);

/* ---- compare_forms.c ---- */

struct compare_forms *compare_forms_new(struct arena *);
void compare_branches(const struct compare_pair *);
/* The branch that a number takes, or a word that has one of its own; NULL: none. */
const struct argument_branch *compare_branch(const struct compare_pair *, const struct argument *,
                                             const struct value *);
/* Whether it is for one whole number alone, which may then stand there in words. */
bool compare_is_for_one(const struct compare_pair *, const struct argument *,
                        const struct argument_branch *);

/* ---- compare_marks.c ---- */

void compare_marks_of_way(const struct compare_pair *, const struct compare_way *);

#endif
