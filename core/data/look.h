/* What was understood of a source, column by column: strom data. */
#ifndef STROM_DATA_LOOK_H
#define STROM_DATA_LOOK_H

#include "data/tables.h"

enum { LOOK_SAMPLES = 3 };

struct look_column {
	str name;                        /* of a sensitive source: empty */
	enum reading_type type;
	uint64_t values, empty, odd;     /* cells; odd: of another kind than the column */
	/* Where the table could be made. Of a sensitive source least, most and samples are empty.
	 */
	uint64_t distinct;
	str least, most;
	str samples[LOOK_SAMPLES];       /* as they are written, where the source tells */
	size_t samples_n;
	/* Where it is a variable of a code book: */
	uint32_t variable; /* enum strom_variable_kind; 0: it is in none */
	uint32_t codes;    /* that mean a value */
	str unit;
	str question;      /* in the project's language, or the first that is there */
};

/* What there is to choose from in the file: a sheet of a workbook, a table of a database. */
struct look_sheet {
	str name;                        /* of a sensitive source: empty */
	bool table, aside, read;         /* aside: hidden or empty; read: it is this one */
};

struct look {
	bool made;                       /* there is a table; if not, an error has been reported */
	uint64_t rows;
	struct look_column *columns;
	size_t n;
	struct look_sheet *sheets;
	size_t sheets_n;
};

/* Loads the one source of a project, and looks at it. False: nothing is known of it; reported. */
bool look_at(struct arena *, struct diags *, const struct project *, struct look *);

/* Of a view, or any public table: a record, and what it says. False: it says nothing. */
struct buf;
void look_view(struct tables *, str name, struct buf *record);
bool look_take(struct arena *, str record, struct look *);
void look_put_column(struct buf *record, const struct look_column *, bool secret);

#endif
