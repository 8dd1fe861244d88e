/* The source of JSON files: a walk over values, and the table that comes of it. For this folder
 * only. */
#ifndef SOURCE_JSON_H
#define SOURCE_JSON_H

#include "../jsons/jsons.h"

enum { MOST_DEPTH = 200, MOST_STEPS = 16, MOST_COLUMNS = 2000, MOST_NAME = 300 };

/* What stands in a column now; an empty text is no value. */
struct value {
	uint32_t type, depth;           /* depth: of the object that it is from */
	bool set;
	strom_str text;
	struct strom_pos pos;
};

struct column { strom_str name; struct value value; char *room; size_t cap; };

/* An object or list that is open. */
struct frame {
	bool list, ignored;
	bool element; /* an object in a list, or at the top: its values end with it */
	bool row, part;                 /* a row; something within a row */
	bool within;                    /* its values go with the rows below it */
	bool emitted;                   /* rows of it have been handed on */
	uint32_t steps;                 /* of the path that lead to it */
	size_t name_len;                /* of the names of its values */
	uint64_t from;
};

struct told { const char *code; strom_str key; };

/* The many fields are where the walk stands. */
struct json {
	struct strom_job *job;
	const struct strom_source_host *host;
	strom_str bytes;
	bool second;                    /* rows are handed on; the first time columns are found */
	bool refused;                   /* the core takes no more, or nobody should read on */
	bool skip;                      /* the next value has no good key */
	struct told told[STROM_ERRORS_TOLD]; /* of what is told once a key */
	uint32_t told_n;
	struct strom_faults faults;
	uint64_t rows;
	strom_str steps[MOST_STEPS];
	uint32_t steps_n;
	struct frame frames[MOST_DEPTH];
	uint32_t depth;
	char name[MOST_NAME];
	size_t name_len, key_len;       /* of what stands before the key; of both */
	struct column *columns;         /* [MOST_COLUMNS] */
	uint32_t columns_n, next;       /* next: the column that comes next if rows are alike */
};

/* ---- table.c ---- */

/* What the walk meets; each returns whether it goes on. A fault that is met is reported, and
 * reading goes on, so that the next is found too; the second time nothing is said. */
bool json_scalar(struct json *, struct value);
bool json_begin(struct json *, bool list, uint64_t at);
bool json_key(struct json *, strom_str, struct strom_pos);
bool json_end(struct json *, uint64_t at);
/* Begins anew: nothing is open. */
void json_again(struct json *);

#endif
