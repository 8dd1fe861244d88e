/* A funder's rules, from funders/NAME.yml of the project or of the install: what its logo and its
 * sentence must be on the finished pages, which judge/ checks. */
#ifndef STROM_FUNDERS_H
#define STROM_FUNDERS_H

#include "project/project.h"

enum funder_place {
	FUNDER_COVER = 1, /* the first page */
	FUNDER_BACK = 2,  /* the last page */
	FUNDER_EVERY_PAGE = 4,
	FUNDER_IMPRINT = 8 /* one of the first two pages, or the last */
};
enum funder_order { FUNDER_ANY_ORDER, FUNDER_FIRST, FUNDER_LAST };

/* What must be printed in editions in a language. */
struct funder_text {
	str language, text;
};
struct funder_texts {
	const struct funder_text *at;
	size_t n;
};

struct funder_rules {
	strom_len least_height, least_width; /* of the logo; 0: any */
	double of_largest; /* of the largest other logo, in height or in width; 0: any */
	double clear;      /* around the logo, as a share of its height */
	enum funder_order order;
	unsigned where; /* FUNDER_...: logo and sentence; 0: anywhere */
	struct funder_texts sentence, disclaimer;
};

/* The text for a language; NULL: there is none. */
const struct funder_text *project_funder_text(const struct funder_texts *, str language);

#endif
