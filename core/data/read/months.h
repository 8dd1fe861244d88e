/* Months by their names in the languages that Strom writes. */
#ifndef STROM_READ_MONTHS_H
#define STROM_READ_MONTHS_H

#include "base/arena.h"

/* The names are asked of ICU with the first word that may be one. */
struct months {
	struct arena *arena;
	struct map *names;               /* a name to its place in `months` */
	vec(unsigned) months;            /* 1 to 12; 0: it is a name of two */
};

/* 1 to 12; 0: no month of that name, or different ones in different languages. */
unsigned months_find(struct months *, str word);

#endif
