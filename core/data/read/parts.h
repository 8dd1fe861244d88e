/* What the files that read cells tell each other. For this room only. */
#ifndef STROM_READ_PARTS_H
#define STROM_READ_PARTS_H

#include "data/read/read.h"
#include "data/read/shape.h"

enum {
	READ_SAMPLES = 5,                /* of each shape, for messages */
	READ_SHAPES = 40,                /* that a column tells apart */
	READ_TEXTS = 100000,             /* different ones, that are compared */
	READ_SAID = 60,                  /* bytes of a cell that a message shows */
	READ_ROOM = 40                   /* for a number as text */
};

/* A cell that is shown as an example. */
struct read_sample {
	str text;
	struct span at;
};

/* Cells of one shape. */
struct read_shape {
	struct shape shape;
	uint64_t n;
	struct read_sample samples[READ_SAMPLES];
};

struct read_column {
	str name;
	struct span at;
	enum reading_type said;          /* READ_FOUND: nobody has said it */
	struct span said_at;
	bool year;                       /* it is said, or found, that its numbers are years */
	unsigned customs;                /* that come into question */
	uint64_t empty, n;               /* cells without a value, and with one */
	vec(struct read_shape) shapes;
	size_t last;                     /* the shape of the last cell */
	uint64_t texts;                  /* cells of shape TEXT */
	struct dirt *dirt; /* of a text that nobody has declared; NULL: not looked for */
	/* Once it is settled: */
	enum reading_type type;          /* READ_FOUND: it is left out */
	unsigned unit;                   /* of its numbers */
	uint64_t odd;                    /* cells of another kind, errors among them */
	enum reading_custom custom;
	enum day_order order;
};

/* A row of one value, which may be a note below the table. */
struct read_sparse {
	struct span at;
	size_t column, shape;
	uint64_t last_row, hollow; /* of the reader before it */
	bool note;                 /* it begins like one, or stands behind an empty row */
};

struct read_below {
	struct read_sparse row;          /* of the row at hand: its first value */
	size_t values;                   /* that it holds */
	vec(struct read_sparse) rows;    /* of one value, behind the last that has more */
	uint64_t n, left_out;            /* how many they are, and how many of them are no rows */
	bool wide;                       /* a row had more */
};

struct reader {
	struct arena *arena, *scratch;
	struct diags *diags;
	const struct source_spec *source;
	uint32_t file;
	struct shape_rules rules;
	struct months months;
	vec(struct read_column) columns;
	uint64_t rows, last_row;         /* so far; the last that holds anything */
	uint64_t hollow; /* rows without a value before others, and the first of them */
	struct span hollow_at, tail_at;
	struct read_below below;
	size_t budget;                   /* texts that may still be kept to be compared */
	char day[10];                    /* the last date's text */
	char room[READ_ROOM];            /* the last number's */
	bool composed;                   /* the scratch arena is in use */
	bool any;                        /* the row at hand holds something */
};

/* ---- reader.c, compose.c, given.c ---- */

/* A word for no value that strom.yml names. */
bool read_is_null(const struct reader *, str trimmed);
/* TRUE, FALSE, NO_VALUE, or TEXT for what is neither. */
struct shape read_truth(const struct reader *, str trimmed);
/* Counts a cell under its shape. */
void read_count(struct reader *, struct read_column *, struct shape, str text, struct span at);
/* Composed letters: the text itself where they are. */
str read_compose(struct arena *, str);

/* ---- below.c: notes below a table ---- */

/* The row at hand, which holds something. */
void below_row(struct reader *, struct span at);
/* Takes notes off the end, or reports them. */
void below_settle(struct reader *);

/* ---- found.c: what the cells of a column are ---- */

void found_settle(struct reader *, struct read_column *);

/* Which shapes of a column do not fit it. */
struct read_odd {
	bool shape[READ_SHAPES];
	uint64_t n;                      /* cells of these shapes */
};

/* ---- tell.c: messages, which name no column and show no cell of a sensitive source ---- */

/* "column 'Pupils'", "column 3" */
str tell_column(const struct reader *, const struct read_column *);
/* "'10 791'", "a cell" */
str tell_cell(const struct reader *, str text);
/* Lists the columns that there are, or the one that was meant. */
void tell_columns(struct reader *, str wrong);
/* Cells that are not what the others are: a "number", a "date". */
void tell_odd(struct reader *, const struct read_column *, const struct read_odd *,
              const char *other);
/* Cells that are not of the type which somebody has said. */
void tell_wrong(struct reader *, const struct read_column *, const struct read_odd *);
/* The first cell that has two readings. */
void tell_numbers_split(struct reader *, const struct read_column *, unsigned customs);
/* One shape's cells, whose mark others have for something else: which of two numbers they are, no
 * cell shows. */
void tell_marks_mixed(struct reader *, const struct read_column *, const struct read_shape *);
/* The same where others leave one reading: a warning. */
void tell_marks_taken(struct reader *, const struct read_column *, const struct read_shape *);
void tell_dates_split(struct reader *, const struct read_column *);
/* What a formula shows that went wrong; in a column of text it is a warning. */
void tell_errors(struct reader *, const struct read_column *, bool text);
/* Texts that look alike. */
void tell_dirt(struct reader *, const struct read_column *);

#endif
