/* Data-source plugins: bytes into typed rows, pushed to the core, each with its position. */
#ifndef STROM_SOURCE_H
#define STROM_SOURCE_H

#include <strom/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

enum strom_column_type {
	STROM_COLUMN_TEXT = 1,
	STROM_COLUMN_INT = 2,
	STROM_COLUMN_REAL = 3,
	STROM_COLUMN_BOOL = 4,
	STROM_COLUMN_DATE = 5      /* ISO 8601 text, 2015-10-31 */
};

struct strom_column {
	uint32_t size;
	uint32_t type;
	strom_str name;
	struct strom_pos pos;
};

struct strom_cell {
	uint32_t size;
	uint32_t null;             /* no value; the rest but pos is not read */
	strom_str text;            /* TEXT, DATE */
	int64_t integer;           /* INT, BOOL */
	double real;               /* REAL */
	struct strom_pos pos;
};

/* What to read. */
struct strom_input {
	uint32_t size;
	strom_str bytes;           /* the whole file, borrowed */
	strom_str name;            /* for messages */
};

/* How the rows go back. Columns first, then for each row `row`, a `cell` a column, in order. */
struct strom_source_host {
	uint32_t size;
	bool (*column)(struct strom_job *, const struct strom_column *);
	bool (*row)(struct strom_job *, struct strom_pos);
	bool (*cell)(struct strom_job *, const struct strom_cell *);
	/* What the bytes are, for showing their lines in messages: an IANA name. */
	void (*encoding)(struct strom_job *, strom_str name);
};

struct strom_source {
	uint32_t size;
	/* Reports what is wrong and goes on to find the rest; false if there was any error. */
	bool (*read)(struct strom_job *, const struct strom_source_host *, const struct strom_input *);
};

#ifdef __cplusplus
}
#endif
#endif
