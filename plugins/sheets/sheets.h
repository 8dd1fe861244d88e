/* What the sources of spreadsheets share: a zip and the XML in it, and a grid of cells that becomes
 * a table. Compiled into each of them; no plugin of its own. */
#ifndef SHEETS_H
#define SHEETS_H

#include <strom/source_help.h>

enum {
	MOST_SHEETS = 2000,
	MOST_WIDTH = 16384,   /* columns of a sheet */
	MOST_HEADER = 10,     /* rows of a header */
	MOST_MERGED = 20000,  /* merged ranges that are looked at */
	MOST_CELL = 32 << 20, /* bytes of a cell's text */
	MOST_ERRORS = 10000   /* then nobody reads on */
};
#define MOST_ROWS 1048576u
#define NO_SHEET (STROM_SHEETS - 1u)    /* a place in none: the file as a whole */

/* Bytes that grow, from the job's memory. */
struct text {
	char *ptr;
	size_t len, cap;
};

/* A range of cells, all from 0 and included. */
struct range { uint32_t row, column, last_row, last_column; };

struct cell {
	uint32_t
	        type; /* of enum strom_column_type, as a WRITTEN cell has it; 0: as it is written */
	strom_str text;
};

struct xml;

/* A file that is read. */
struct book {
	struct strom_job *job;
	const struct strom_source_host *host;
	strom_str bytes, name;
	struct strom_faults faults;
	uint32_t sheet;                 /* whose cells have places now */
	bool sheets_told;               /* the core knows of them: places count cells */
	struct xml *xml;                /* that is being read; NULL: none */
};

/* ---- report.c ---- */

void *book_alloc(struct book *, size_t bytes);
struct strom_pos book_at(const struct book *, uint32_t row, uint32_t column);

/* ---- text.c ---- */

bool text_ends(strom_str, const char *end);
void text_put(struct book *, struct text *, strom_str);
static inline strom_str text_of(const struct text *t)
{
	strom_str s = {t->ptr, t->len};
	return s;
}
/* Digits alone; false: they are none, or too many. */
bool text_number(strom_str, uint32_t *);

/* ---- refs.c: C7, $A$1:$C$10, A3: ---- */

/* Takes a cell's name off; false: there is none. Rows and columns from 0. */
bool ref_cell(strom_str *rest, uint32_t *row, uint32_t *column);
/* "C7", or "A1:C7", or "A3:", which goes on to the sheet's end. The whole of it. */
bool ref_range(strom_str, struct range *);
/* "Answers!$A$1:$C$10", "'My sheet'!A1": the sheet's name without quotes, in the job's memory. */
bool ref_sheet_range(struct book *, strom_str, strom_str *sheet, struct range *);

/* ---- parts.c: the parts of a zip ---- */

/* Whether the file is a zip that can be read. False: reported. */
bool parts_open(struct book *);
/* Feeds a part to `take`, piece by piece, until it returns false. False: reported, or take has.
 * *found: there is such a part. */
typedef bool parts_take(void *context, const char *bytes, size_t len, bool last);
bool parts_read(struct book *, strom_str name, parts_take *take, void *context, bool *found);

/* ---- xml.c: the same as XML ---- */

/* Names are without their prefix. */
struct xml_handlers {
	void (*begin)(void *context, const char *name, const char **attributes);
	void (*end)(void *context, const char *name);
	void (*text)(void *context, const char *text, int len);        /* may be NULL */
};


/* An attribute's value by its name without prefix; an empty slice where it is not there. */
strom_str xml_get(const char **attributes, const char *name);
/* Reads a part. False: reported. A part that is not there is an error if it must be. */
bool xml_read(struct book *, const char *name, bool must, const struct xml_handlers *,
              void *context);
/* From a handler: nothing more of this part is wanted. */
void xml_stop(struct book *);

/* ---- names.c: ranges that have a name ---- */

struct name { strom_str name, sheet; struct range range; bool good, headless; };

/* What the option `range` wants: all, cells, or one of the names. *named: the last; then *sheet is
 * its sheet's name. False: reported. */
bool names_choose(struct book *, const struct name *, size_t n, struct range *, strom_str *sheet,
                  bool *named);

/* ---- grid.c: cells into a table ---- */

struct grid;

/* With the options range (where it is a range), header, merged and hidden. `range`: what is to be
 * read of the sheet. */
struct grid *grid_new(struct book *, struct range range);
/* Whether merged cells must be known when their rows come; then all of them are put in, or those of
 * a row before it, in order. */
bool grid_wants_merged(const struct grid *);
void grid_merge(struct grid *, struct range);
void grid_merges_known(struct grid *);
/* Behind the last row: for what is told of them. */
void grid_merged(struct grid *, struct range);
/* Columns that are hidden. Before the first row. */
void grid_hidden_columns(struct grid *, uint32_t first, uint32_t last);
/* Rows and cells come in order; what lies outside of the range is passed over, and not wanted.
 * False: enough. */
bool grid_row(struct grid *, uint32_t row, bool hidden);
bool grid_wants(const struct grid *, uint32_t column);
bool grid_cell(struct grid *, uint32_t column, const struct cell *);
/* False: reported, or something was before. */
bool grid_end(struct grid *);
/* Nothing more is wanted of the sheet: its rows are behind the range, or the core has had enough.
 */
bool grid_is_full(const struct grid *);

/* ---- dates.c ---- */

/* 2014-11-03, or with a time 2014-11-03 14:30:00, or a time alone, of a number of days since the
 * epoch. False: there is no such day. */
enum date_kind { DATE_NONE, DATE_DAY, DATE_DAY_TIME, DATE_TIME, DATE_DURATION, DATE_PERCENT };
bool date_put(char out[40], enum date_kind, double serial, bool since_1904);
/* What a number's format means. */
enum date_kind date_kind_of(strom_str format);
/* 2014-11-03, and there is such a day. */
bool date_is_day(strom_str);
/* A number as XML has it: -12.5E-3. */
bool date_number(strom_str, double *);

/* ---- options.c ---- */

/* The same for all of them: a list that ends with NULL. */
extern const struct strom_option *const sheets_options[];

#endif
