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
	STROM_COLUMN_DATE = 5, /* ISO 8601 text, 2015-10-31: a day that there is, without a time */
	/* Since 1.1: */
	STROM_COLUMN_PERCENT = 6, /* REAL, a part of 1: 45 % is 0.45 */
	STROM_COLUMN_WRITTEN = 7  /* its cells come by `written`; the core finds the type */
};

struct strom_column {
	uint32_t size;
	uint32_t type;
	strom_str name;
	struct strom_pos pos;
	/* Since 1.1, of WRITTEN columns: */
	uint32_t said;             /* the type that the source's own options say; 0: none */
	uint32_t decimal; /* '.' or ',' where they say what begins the decimals; 0: they do not */
	struct strom_pos said_pos; /* of the option that says the type */
};

struct strom_cell {
	uint32_t size;
	uint32_t null;             /* no value; the rest but pos is not read */
	strom_str text;            /* TEXT, DATE */
	int64_t integer;           /* INT, BOOL */
	double real;               /* REAL */
	struct strom_pos pos;
};

/* Since 1.1: a cell of a WRITTEN column, as the file has it: "10 791", "45 %", "03.11.2014". */
struct strom_written {
	uint32_t size;
	uint32_t quoted; /* somebody wrote it even if it is empty: its row is not left out */
	strom_str text;            /* empty: no value */
	struct strom_pos pos;
	/* Since 1.2: what the file itself says that the cell is, so that nobody has to find out; 0:
	 * nothing. Its text is then INT -12, REAL -12.5e-3, PERCENT 0.45 (a part of 1), BOOL 1 or
	 * 0, DATE 2014-11-03, or TEXT: no number, whatever it looks like. */
	uint32_t type;
};

/* Since 1.2: files that hold more than one table, or whose places are no bytes. */

enum strom_sheet_kind {
	STROM_SHEET_CELLS = 1,     /* its places are told as C7: row 6, column 2 */
	STROM_SHEET_ROWS = 2       /* its places are told as row 7, column 3 */
};

/* What there is to choose from in a file, and what its places are told by. */
struct strom_sheet {
	uint32_t size;
	uint32_t number;           /* the plugin's own, below STROM_SHEETS: for STROM_AT */
	uint32_t kind;
	uint32_t aside;            /* hidden or empty: it is taken only if somebody names it */
	strom_str name;
	uint32_t known; /* since 1.3: `known` of the file that it is in; 0: the first */
};

/* The `off` of a place in a file with sheets: rows and columns count from 0, and `len` counts
 * columns. */
#define STROM_SHEETS 4096
#define STROM_AT(sheet, row, column)                                                               \
	((uint64_t)(sheet) << 52 | ((uint64_t)(row)&0xFFFFFFFFFu) << 16 |                          \
	 ((uint64_t)(column)&0xFFFFu))

/* Since 1.3: code books, which say what the codes in columns mean. They come before the columns. */

enum strom_variable_kind {
	STROM_VARIABLE_ONE = 1, /* its cells are values, or a code each */
	STROM_VARIABLE_SET =
	        2, /* codes with a space between them: any number of answers, or none */
	STROM_VARIABLE_FLAGS =
	        3, /* they say something of the cells of `of`: estimated, confidential */
	STROM_VARIABLE_WEIGHT = 4 /* for how many cases each row stands */
};

struct strom_variable {
	uint32_t size;
	uint32_t kind;
	strom_str name; /* of the column */
	strom_str of;   /* FLAGS: the name of the column */
	strom_str unit; /* "EUR"; may be empty; of FLAGS that say alone whether a value may be told:
	                   "confidentiality" */
	struct strom_pos pos;
	uint32_t year;    /* its numbers are years */
	uint32_t missing; /* numbers from `from` to `to` mean that there is no value */
	double from, to;
};

/* A value that a variable may have, in the order in which they are to be shown. */
struct strom_code {
	uint32_t size;
	uint32_t missing; /* it means that there is no value: refused, not asked */
	strom_str code;   /* as the cells have it */
	struct strom_pos pos;
};

/* In a language (BCP 47): what a question asks, or a code means. */
struct strom_label {
	uint32_t size;
	strom_str language; /* empty: the file does not say; it is taken for the project's */
	strom_str text;
	struct strom_pos pos;
};

/* What to read. */
struct strom_input {
	uint32_t size;
	strom_str bytes; /* the whole file, borrowed; of a source that connects: nothing */
	strom_str name;            /* for messages */
	/* Since 1.3. */
	uint32_t files; /* how many a source has that takes several */
	uint32_t known; /* what `known` is in positions in this file; 1 in the first */
};

/* How the rows go back. Columns first, then for each row `row`, a `cell` a column, in order; for a
 * column of type WRITTEN, `written` instead.
 *
 * A source with such a column is read twice with the same input: the core looks at all cells first,
 * and takes their values the second time. So it must say the same both times; what it reports the
 * second time is not heard. The core knows numbers, percents, money and dates as they are written
 * in Europe, asks the user where they have two readings, and leaves out empty rows at the end and
 * columns without name and value: a source takes its file apart, and no more. */
struct strom_source_host {
	uint32_t size;
	bool (*column)(struct strom_job *, const struct strom_column *);
	bool (*row)(struct strom_job *, struct strom_pos);
	bool (*cell)(struct strom_job *, const struct strom_cell *);
	/* What the bytes are, for showing their lines in messages: an IANA name. Where a character
	 * has two bytes or four (UTF-16, UTF-32), positions count the bytes of the same text in
	 * UTF-8. */
	void (*encoding)(struct strom_job *, strom_str name);
	/* Since 1.1; STROM_HAS(host, written) tells. */
	bool (*written)(struct strom_job *, const struct strom_written *);
	/* Since 1.2. All sheets come before the first position that counts in one. */
	bool (*sheet)(struct strom_job *, const struct strom_sheet *);
	/* The number of the sheet that is to be read: the one that the plugin's option of this name
	 * names, or the only one that is not aside. False: reported, with what there is. */
	bool (*choose)(struct strom_job *, const char *option, uint32_t *number);
	/* Since 1.3. The i-th file of a source that takes several, from 0: the first is the one
	 * that it was called with. False: there are no more. */
	bool (*input)(struct strom_job *, uint32_t i, struct strom_input *);
	/* The file that strom.yml names as the source's code book. False: none. */
	bool (*codebook)(struct strom_job *, struct strom_input *);
	/* A variable; then its labels, and its codes in their order, each followed by its labels.
	 */
	bool (*variable)(struct strom_job *, const struct strom_variable *);
	bool (*code)(struct strom_job *, const struct strom_code *);
	bool (*label)(struct strom_job *, const struct strom_label *);
};

struct strom_source {
	uint32_t size;
	/* Reports what is wrong and goes on to find the rest; false if there was any error. */
	bool (*read)(struct strom_job *, const struct strom_source_host *,
	             const struct strom_input *);
	/* Since 1.2: taking the file apart is dear. A core that knows this keeps WRITTEN cells when
	 * it looks at them, in memory, and reads once. */
	uint32_t once;
	/* Since 1.3. With STROM_CONNECTS among the description's flags: the option that says where
	 * it connects to, which the user is asked about. Cores before 1.3 refuse the flag. */
	const char *server;
	/* It takes several files at once. For another source the core calls `read` once a file:
	 * their rows follow each other, and their columns must be the same. */
	uint64_t several;
	/* Reads a file as a code book, for a source that knows none: variables, codes and labels,
	 * no column and no row. A source that has it reads its own code book itself
	 * (host->codebook). */
	bool (*book)(struct strom_job *, const struct strom_source_host *,
	             const struct strom_input *);
};

#ifdef __cplusplus
}
#endif
#endif
