/* Functions that this project does not use, made into compile errors.
 * Included by base/str.h, so that every file of core has it. A file of base that owns memory
 * defines STROM_ALLOCATES first. */
#ifndef STROM_BANNED_H
#define STROM_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STROM_BANNED(name, why) strom_banned_##name

/* Lengths are lost: use str and buf. */
#undef strcpy
#define strcpy(a, b) STROM_BANNED(strcpy, )
#undef strcat
#define strcat(a, b) STROM_BANNED(strcat, )
#undef strncpy
#define strncpy(a, b, n) STROM_BANNED(strncpy, )
#undef strncat
#define strncat(a, b, n) STROM_BANNED(strncat, )
#undef sprintf
#define sprintf(...) STROM_BANNED(sprintf, )
#undef vsprintf
#define vsprintf(...) STROM_BANNED(vsprintf, )
#undef strtok
#define strtok(a, b) STROM_BANNED(strtok, )

/* The locale moves the decimal point, or errors go unseen: use str_to_int and str_to_double. */
#undef atoi
#define atoi(a) STROM_BANNED(atoi, )
#undef atof
#define atof(a) STROM_BANNED(atof, )
#undef strtod
#define strtod(a, b) STROM_BANNED(strtod, )

/* The same input must give the same bytes: dates come from strom.yml. */
#undef localtime
#define localtime(a) STROM_BANNED(localtime, )
#undef time
#define time(a) STROM_BANNED(time, )

/* Arenas own memory. */
#ifndef STROM_ALLOCATES
#undef malloc
#define malloc(a) STROM_BANNED(malloc, )
#undef calloc
#define calloc(a, b) STROM_BANNED(calloc, )
#undef realloc
#define realloc(a, b) STROM_BANNED(realloc, )
#undef strdup
#define strdup(a) STROM_BANNED(strdup, )
#endif

#endif
